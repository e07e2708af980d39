"""Days, weeks, quarters and financial years: the periods that words count in, and how to move by them.

A period has a TIMEX3 value, as TimeML 1.2.1 writes it (2018-06-13, 2018-W24, 2018-Q2, 2018-SU, 201 for a
decade, 20 for a century), and a first and a last day. Two values are our own, since TimeML has none: FY2018
is the financial year that begins in 2018, AY2018 the academic year that does.
"""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

UNITS = {
    "day": "D", "night": "D", "morning": "D", "afternoon": "D", "evening": "D", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "yr": "Y", "decade": "DE", "century": "CE", "millennium": "ML", "generation": "GE",
    "lifetime": "LT", "hour": "TH", "hr": "TH", "h": "TH", "minute": "TM", "min": "TM", "second": "TS", "sec": "TS",
    "s": "TS", "m": "TM", "d": "D", "w": "W", "mo": "M", "y": "Y", "yonk": "Y", "age": "Y",
}  # fmt: skip
"""What TIMEX3 calls a unit; T stands before those of the clock."""

MONTHS_IN = {
    "month": 1,
    "mo": 1,
    "quarter": 3,
    "year": 12,
    "yr": 12,
    "y": 12,
    "decade": 120,
    "century": 1200,
}
DAYS_IN = {"week": 7, "w": 7, "weekend": 7, "fortnight": 14}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season of the northern half of the world begins."""

ACADEMIC = (9, 1)


class Period(NamedTuple):
    """A TIMEX3 value with its first and last day, where it has them."""

    value: str
    first: date | None
    last: date | None


def singular(unit: str) -> str:
    """A unit as `UNITS` names it.

    >>> singular("centuries"), singular("Years"), singular("hrs")
    ('century', 'year', 'hr')
    """
    low = unit.lower()
    if low in UNITS:
        return low
    return {"centuries": "century", "millennia": "millennium", "mos": "mo"}.get(
        low, low.removesuffix("s")
    )


def shifted(day: date, number: int, unit: str) -> date | None:
    """The day so many units later; the end of the month where it has no such day, nothing beyond the calendar."""
    try:
        if unit in MONTHS_IN:
            month = day.year * 12 + day.month - 1 + number * MONTHS_IN[unit]
            year, month = divmod(month, 12)
            return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day + timedelta(days=number * DAYS_IN.get(unit, 1))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def around(day: date, unit: str, year_start: tuple[int, int] = (4, 1)) -> Period:
    """The period of a unit that holds a day; `year_start` is where a financial year begins.

    >>> around(date(2018, 6, 13), "week")
    Period(value='2018-W24', first=datetime.date(2018, 6, 11), last=datetime.date(2018, 6, 17))
    """
    if unit in ("week", "fortnight", "weekend"):
        return _week(day, unit)
    if unit in ("financial", "academic"):
        start = year_start if unit == "financial" else ACADEMIC
        return year_from(day.year - ((day.month, day.day) < start), start, unit)
    if unit == "month":
        return month(day.year, day.month)
    if unit == "quarter":
        return months(
            day.year, 3 * ((day.month - 1) // 3) + 1, 3, f"{day.year:04}-Q{(day.month + 2) // 3}"
        )
    if unit in ("year", "decade", "century", "millennium"):
        length = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[unit]
        return years(day.year, length)
    return Period(day.isoformat(), day, day)


def _week(day: date, unit: str) -> Period:
    number = day.isocalendar()
    value = f"{number.year:04}-W{number.week:02}"
    monday = max(day.toordinal() - day.weekday(), 1)
    sunday = date.fromordinal(min(monday + 6, date.max.toordinal()))
    if unit == "weekend":
        return Period(f"{value}-WE", date.fromordinal(max(sunday.toordinal() - 1, 1)), sunday)
    return Period(value, date.fromordinal(monday), sunday)


def month(year: int, number: int) -> Period:
    """A month."""
    return months(year, number, 1, f"{year:04}-{number:02}")


def months(year: int, first: int, number: int, value: str) -> Period:
    """So many months from one month of a year on, which may run into the next."""
    try:
        last_year, last = divmod(first + number - 2, 12)
        last_year += year
        return Period(
            value,
            date(year, first, 1),
            date(last_year, last + 1, calendar.monthrange(last_year, last + 1)[1]),
        )
    except (ValueError, calendar.IllegalMonthError):
        return Period(value, None, None)


def years(year: int, length: int = 1) -> Period:
    """The year, decade or century that holds a year; its value is shorter by a digit for each power of ten.

    >>> years(1994, 10)
    Period(value='199', first=datetime.date(1990, 1, 1), last=datetime.date(1999, 12, 31))
    """
    begins = year - year % length
    value = f"{year:04}"[: {1: 4, 10: 3, 100: 2, 1000: 1}[length]]
    if not 1 <= max(begins, 1) <= begins + length - 1 <= date.max.year:
        return Period(value, None, None)
    return Period(value, date(max(begins, 1), 1, 1), date(begins + length - 1, 12, 31))


def year_from(year: int, start: tuple[int, int], kind: str, length: int = 1) -> Period:
    """The financial or academic year that begins in a calendar year.

    >>> year_from(2018, (4, 1), "financial")
    Period(value='FY2018', first=datetime.date(2018, 4, 1), last=datetime.date(2019, 3, 31))
    """
    value = f"{'AY' if kind == 'academic' else 'FY'}{year:04}"
    try:
        return Period(value, date(year, *start), date(year + length, *start) - timedelta(days=1))
    except ValueError:
        return Period(value, None, None)


def season(year: int, code: str) -> Period:
    """A season by its TIMEX3 code; winter begins in the year that it is named after."""
    return months(year, SEASONS[code], 3, f"{year:04}-{code}")


def narrowed(period: Period, edge: str) -> Period:
    """The part of a period that words such as "early", "the end of" or "mid-" leave of it.

    An end or a start is its last or first day, "early", "mid" and "late" a part of it, a half a half.
    The value stays, as TimeML writes the rest as a modifier.
    """
    if period.first is None or period.last is None:
        return period
    first, last = period.first, period.last
    days = (last - first).days + 1
    words = edge.lower()
    if "half" in words:
        middle = first + timedelta(days=days // 2)
        return (
            period._replace(last=middle - timedelta(days=1))
            if "first" in words
            else period._replace(first=middle)
        )
    if words.startswith(("end", "close", "tail", "year", "month")):
        return period._replace(first=last)
    if words.startswith("turn") and days > 3000:
        return period._replace(first=shifted(first, -1, "year"), last=shifted(first, 2, "year"))
    if words.startswith(("start", "beginning", "dawn", "turn")):
        return period._replace(last=first)
    if words.startswith(("earlier", "later")):
        return period
    one, two, three, four = _parts(first, last)
    if "early" in words:
        return period._replace(last=one - timedelta(days=1))
    if words.startswith(("mid", "middle", "the mid")):
        return period._replace(first=two, last=three - timedelta(days=1))
    return (
        period._replace(first=four) if words.startswith(("late", "the late", "latter")) else period
    )


def _parts(first: date, last: date) -> tuple[date, date, date, date]:
    """Where the early part of a period ends, its middle begins and ends, and its late part begins.

    Of a year these are its first and last quarter and the months from May to August, of a decade its
    first and last four years and the three in between, of anything else its thirds.
    """
    days = (last - first).days + 1
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if last.year == first.year:
            year = first.year
            return date(year, 4, 1), date(year, 5, 1), date(year, 9, 1), date(year, 10, 1)
        if last.year == first.year + 9:
            year = first.year
            return (
                date(year + 4, 1, 1),
                date(year + 4, 1, 1),
                date(year + 7, 1, 1),
                date(year + 6, 1, 1),
            )
    one, two = first + timedelta(days=days // 3), first + timedelta(days=2 * days // 3)
    return one, one, two, two
