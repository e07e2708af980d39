"""Days, months and intervals, read and written: one door for whatever meets a date.

Two notations live here. EDTF (ISO 8601-2, Extended Date/Time Format, Library of Congress 2019) is
what a catalogue uses to say how well a date is known: a day, a month, a year, a season, an interval,
an open or unknown end. And the stamps that web pages print ("Thu 31-Jan-13 08:51:07") are read by
the patterns of `analysis/data/dates.toml`.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

from analysis import lexicons
from analysis.mistakes import InputError

EARLIEST, LATEST = date.min, date.max

# Months of the sub-year groupings of ISO 8601-2, table 4.8.1: seasons (the northern year) and quarters.
GROUPS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
}  # fmt: skip
ONE_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?")

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}


class Interval(NamedTuple):
    """First and last day, both included; `None` where the end is open or unknown."""

    first: date | None
    last: date | None


class Stamp(NamedTuple):
    """A printed date: where it stands, the day if it names one, whether it gives a clock time, and the pattern."""

    start: int
    end: int
    day: date | None
    clock: bool
    rule: str


def interval(edtf: str) -> Interval:
    """The days that an EDTF date or interval allows.

    Uncertain (`?`), approximate (`~`) and both (`%`) are read and do not move the bounds; `X` stands
    for any digit. Whatever else the standard has (years beyond 9999, sets, times) raises
    `ValueError` with what may be written.

    >>> interval("2020-07/2020-08")
    Interval(first=datetime.date(2020, 7, 1), last=datetime.date(2020, 8, 31))
    >>> interval("2018-02-08/..").last is None
    True
    """
    left, slash, right = edtf.strip().partition("/")
    if not slash:
        return _one(left, edtf)
    found = Interval(
        _one(left, edtf).first if left not in ("", "..") else None,
        _one(right, edtf).last if right not in ("", "..") else None,
    )
    if found.first and found.last and found.first > found.last:
        raise InputError(f"The interval {edtf!r} ends before it begins; put the earlier date first")
    if left in ("", "..") and right in ("", ".."):
        raise InputError(
            f"The interval {edtf!r} has no date in it; leave the entry out where nothing is known"
        )
    return found


def in_words(edtf: str) -> str:
    """An EDTF date as a reader would write it; what is uncertain or open says so.

    >>> (
    ...     in_words("2019-12-30"),
    ...     in_words("2020-07/2020-08"),
    ...     in_words("2018-01-01/2018-02-08"),
    ...     in_words("2024~"),
    ... )
    ('30 December 2019', 'July to August 2020', '1 January to 8 February 2018', '2024 (about)')
    """
    left, slash, right = edtf.strip().partition("/")
    if not slash:
        return _date_in_words(left)
    if left in ("", ".."):
        return f"until {_date_in_words(right)}"
    if right in ("", ".."):
        return f"from {_date_in_words(left)}"
    first, last = _date_in_words(left), _date_in_words(right)
    if left[:4] == right[:4] and len(left) > 4 and first.endswith(left[:4]):
        first = first.removesuffix(left[:4]).strip()
    return f"{first} to {last}"


def _date_in_words(text: str) -> str:
    doubt = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(text[-1], "")
    year, *rest = text.rstrip("?~%").split("-")
    if not rest or "X" in "".join([year, *rest]):
        return "-".join([year, *rest]) + doubt
    group = {
        "21": "spring",
        "22": "summer",
        "23": "autumn",
        "24": "winter",
        "33": "first quarter of",
        "34": "second quarter of",
        "35": "third quarter of",
        "36": "last quarter of",
    }.get(rest[0])
    name = group or calendar.month_name[int(rest[0])]
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{name} {year}{doubt}"


def _one(text: str, whole: str) -> Interval:
    match = ONE_DATE.fullmatch(text)
    if not match:
        raise InputError(
            f"{whole!r} is not an EDTF date; write 2020, 2020-07, 2020-07-15, an interval such as "
            '2020-07/2020-08, or an open one such as "2020-07/.." where the end isn\'t known'
        )
    year, month, day = match.groups()
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    try:
        if month is None:
            return Interval(date(years[0], 1, 1), date(years[1], 12, 31))
        if month != "XX" and int(month) in GROUPS and day is None:
            first, last = GROUPS[int(month)]
            return Interval(month_days(years[0], first).first, month_days(years[1], last).last)
        months = (1, 12) if month == "XX" else (int(month), int(month))
        if not 1 <= months[0] <= 12:
            raise InputError(month)
        if day in (None, "XX"):
            return Interval(
                month_days(years[0], months[0]).first, month_days(years[1], months[1]).last
            )
        return Interval(date(years[0], months[0], int(day)), date(years[1], months[1], int(day)))
    except ValueError:
        raise InputError(
            f"{whole!r} names a day, month or year that the calendar does not have; write one that it has"
        ) from None


def month_days(year: int, month: int) -> Interval:
    """First and last day of a month; months beyond 12 run into the next year.

    >>> month_days(2019, 14).last.isoformat()
    '2020-02-29'
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def read_stamp(text: str, day_first: bool = True) -> Stamp | None:
    """The whole text read as a printed date, or nothing.

    Relative stamps ("6d ago") are stamps without a day: the page does not say when it was saved.
    `day_first` decides 03/04/2013 only; 02/27/2013 is read as it must be.

    >>> read_stamp("Monday, 30 December 2019").day.isoformat()
    '2019-12-30'
    >>> read_stamp("11:52 AM on 02/27/2013").day.isoformat()
    '2013-02-27'
    """
    for pattern in lexicons.patterns("dates", "stamps"):
        if (match := pattern.regex.fullmatch(text)) and (
            stamp := _stamp(match, pattern.name, day_first)
        ):
            return stamp
    return None


def find_stamp(text: str, day_first: bool = True) -> Stamp | None:
    """The first, longest printed date inside a text, or nothing.

    >>> stamp = find_stamp("Posted by Jo on 3 May 2016 at 10:15")
    >>> stamp.start, stamp.end
    (16, 35)
    """
    found = [
        stamp
        for pattern in lexicons.patterns("dates", "stamps")
        for match in pattern.regex.finditer(text)
        if (stamp := _stamp(match, pattern.name, day_first))
    ]
    return min(found, key=lambda stamp: (stamp.start, -stamp.end), default=None)


def day_first(text: str) -> bool:
    """Whether the numeric dates of a text put the day first, by those that can be read one way only.

    >>> day_first("02/27/2013 and 03/04/2013"), day_first("03/04/2013")
    (False, True)
    """
    return order(text) is not False


def order(text: str) -> bool | None:
    """Whether the numeric dates of a text put the day first; nothing where none of them tells.

    >>> order("27/02/2013"), order("02/27/2013"), order("03/04/2013")
    (True, False, None)
    """
    votes = 0
    for a, b in re.findall(
        r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?![\d/-])", text
    ):
        votes += (int(a) > 12 >= int(b)) - (int(b) > 12 >= int(a))
    return votes > 0 if votes else None


def _stamp(match: re.Match[str], rule: str, day_first: bool) -> Stamp | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    clock = "clock" in parts
    if "relative" in parts:
        return Stamp(*match.span(), None, clock, rule)
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    elif "month" not in parts:
        return Stamp(*match.span(), None, clock, rule) if clock else None
    else:
        name = parts["month"]
        day = int(parts.get("day", 0))
        month = int(name) if name.isdigit() else MONTHS[name[:3].lower()]
    year = int(parts["year"]) if "year" in parts else None
    if year is None or ("day" not in parts and "one" not in parts):
        return Stamp(*match.span(), None, clock, rule)
    if year < 100:
        # Web pages are younger than 1970: two digits are read as the POSIX pivot does (69 to 99 are 19xx).
        year += 2000 if year < 69 else 1900
    try:
        return Stamp(*match.span(), date(year, month, day), clock, rule)
    except ValueError:
        return None
