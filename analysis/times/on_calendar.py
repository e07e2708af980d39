"""Dates, years, quarters and seasons that name their own place in the calendar.

Each function reads one sort of expression: from the groups of a match, the entry of its rule and the
scene it gives a `Reading`, or nothing where the words can't mean what the pattern took them for.
"""

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter

from analysis.dates import MONTHS
from analysis.times import periods
from analysis.times.numbers import number, ordinal
from analysis.times.periods import Period
from analysis.times.reading import Reading, Scene, of, placed

Groups = dict[str, str]
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
AHEAD = (
    "next",
    "this coming",
    "coming",
    "following",
    "the next",
    "the following",
    "the coming",
    "new",
)
BEHIND = (
    "last",
    "this past",
    "previous",
    "the last",
    "the previous",
    "past",
    "the past",
    "preceding",
)
PIVOT = 69
"""Two-digit years from here on are of the last century, as POSIX reads them."""

FIXED_DAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new years day": (1, 1), "new year day": (1, 1), "new years eve": (12, 31), "new year eve": (12, 31), "halloween": (10, 31),
    "valentines day": (2, 14), "st patricks day": (3, 17), "independence day": (7, 4), "armistice day": (11, 11),
    "remembrance day": (11, 11), "bonfire night": (11, 5), "hogmanay": (12, 31), "bastille day": (7, 14), "may day": (5, 1),
}  # fmt: skip
EASTER_DAYS = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "lunchtime": "TMI", "teatime": "TAF", "tea-time": "TAF"}  # fmt: skip
"""What TIMEX3 calls a part of a day."""

WEEKDAY_RULES = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1), "remembrance sunday": (11, 6, 2),
}  # fmt: skip
"""Month, weekday from Monday, and which one of the month."""


def calendar(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A day or month with as much of its date as is printed; a missing year is the nearest that fits."""
    read = _calendar(groups, scene)
    if read is None or "part" not in groups:
        return read
    return read._replace(type="time", value=read.value + PARTS[groups["part"].lower()])


def _calendar(groups: Groups, scene: Scene) -> Reading | None:
    day = groups.get("day")
    if "one" in groups:
        month, day = _numeric(groups, scene)
    elif "monthnumber" in groups:
        month = int(groups["monthnumber"])
    else:
        month = MONTHS[(groups.get("month") or groups["fullmonth"])[:3].lower()]
    year = _year(groups)
    if year is None:
        return _nearest_day(month, int(day or 1), groups, scene)
    if day is None:
        return of(_narrow(periods.month(year, month), groups))
    return _days(year, month, int(day), groups)


def _numeric(groups: Groups, scene: Scene) -> tuple[int, str]:
    one, two = int(groups["one"]), int(groups["two"])
    first = one > 12 or (scene.numeric_day_first and two <= 12)
    return (two, str(one)) if first else (one, str(two))


def _year(groups: Groups) -> int | None:
    if "year" in groups:
        return int(groups["year"])
    if "yy" in groups:
        return int(groups["yy"]) + (2000 if int(groups["yy"]) < PIVOT else 1900)
    return None


def _days(year: int, month: int, day: int, groups: Groups) -> Reading | None:
    """One day, or the days up to a second one; a day that no calendar has keeps its words and gets no place."""
    value = f"{year:04}-{month:02}-{day:02}"
    try:
        first = date(year, month, day)
        last = date(year, month, int(groups["day_to"])) if "day_to" in groups else first
    except ValueError:
        return Reading("date", value) if 1 <= month <= 12 else None
    if last < first:
        return None
    return Reading("date", value if last == first else f"{value}/{last.isoformat()}", first, last)


def _nearest_day(month: int, day: int, groups: Groups, scene: Scene) -> Reading | None:
    if not 1 <= month <= 12:
        return None

    def at(said: date) -> Period | None:
        year = fitting_year(said, month, day, scene.ahead)
        if "ofyear" in groups:
            year = said.year + _step(groups["ofyear"])
        made = _days(year, month, day, groups) if 0 < year <= date.max.year else None
        return made and Period(made.value, made.first, made.last)

    return placed(scene, at, f"XXXX-{month:02}-{day:02}")


def fitting_year(said: date, month: int, day: int, ahead: bool | None) -> int:
    """The year that makes a day of the year one to come, one past or, without a hint, the nearest."""
    if ahead is None:
        away = (month - said.month) * 30.4 + day - said.day
        return said.year + (away < -183) - (away > 183)
    later = (month, day) > (said.month, said.day)
    earlier = (month, day) < (said.month, said.day)
    return said.year + (ahead and earlier) - (not ahead and later)


def period_to(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """The year to March 2018, the three months ended 30 June: so many units up to a month's end or a day."""
    wanted = MONTHS[groups["month"][:3].lower()]
    unit = periods.singular(groups["unit"])
    count = number(groups.get("n", "a"))

    def ending(year: int) -> Period | None:
        whole = periods.month(year, wanted)
        if not whole.first or not whole.last or not count:
            return None
        last = min(
            whole.first.replace(day=1) + timedelta(days=int(groups.get("day", 31)) - 1), whole.last
        )
        first = periods.shifted(last + timedelta(days=1), -round(count), unit)
        return Period(f"{first:%Y-%m}/{last:%Y-%m}", first, last) if first else None

    if "year" in groups:
        made = ending(int(groups["year"])) if int(groups["year"]) > 1 else None
        return of(made) if made else None
    return placed(
        scene,
        lambda said: (
            ending(fitting_year(said, wanted, 15, ahead=False)) if 2 < said.year < 9999 else None
        ),
        f"XXXX-{wanted:02}",
    )


def months(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """From one month to another of the same year."""
    first, last = (MONTHS[groups[name][:3].lower()] for name in ("month", "month_to"))
    year = int(groups["year"])
    if first >= last:
        return None
    value = f"{year:04}-{first:02}/{year:04}-{last:02}"
    return of(periods.months(year, first, last - first + 1, value))


def month(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A month without a year: that of a later month in the same breath, else the nearest that fits."""
    wanted = MONTHS[groups["name"][:3].lower()]
    if "lentyear" in groups:
        return of(_narrow(periods.month(int(groups["lentyear"]), wanted), groups))

    def at(said: date) -> Period:
        if "ofyear" in groups:
            return periods.month(said.year + _step(groups["ofyear"]), wanted)
        ahead = {"last": False, "next": True}.get(groups.get("which", "").lower(), scene.ahead)
        near = said.day if wanted == said.month else 15
        chosen = fitting_year(said, wanted, near, ahead)
        if "which" in groups and wanted == said.month and chosen == said.year:
            chosen += _step(groups["which"])
        if groups.get("which", "").lower() == "this":
            chosen = said.year
        return _narrow(periods.month(chosen, wanted), groups)

    return placed(scene, at, f"XXXX-{wanted:02}")


def week_of_month(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """The first week of May, the last day of March: so many days from the month's start or up to its end."""
    base = month({name: held for name, held in groups.items() if name != "year"}, rule, scene)
    if "year" in groups:
        base = of(periods.month(int(groups["year"]), MONTHS[groups["name"][:3].lower()]))
    if not base.first or not base.last:
        return base
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(groups["unit"].lower(), 3)
    if groups["place"].lower() in ("last", "final"):
        first, last = base.last - timedelta(days=days - 1), base.last
    else:
        first = base.first + timedelta(days=days * ((ordinal(groups["place"]) or 1) - 1))
        last = min(first + timedelta(days=days - 1), base.last)
    return base._replace(
        first=first, last=last, value=first.isoformat() if first == last else base.value
    )


def year_of(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A year that goes by a name, such as the millennium."""
    return of(_narrow(periods.years(int(rule["year"])), groups))


def new_year(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """The new year: the one after the year of writing, or that year where the words look back."""

    def at(said: date) -> Period:
        return _narrow(periods.years(said.year + (scene.ahead is not False)), groups)

    return placed(scene, at, "XXXX")


def year(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A year, in digits or words."""
    if "words" in groups:
        century, _, rest = groups["words"].lower().removeprefix("the year ").partition(" ")
        two = number(rest.removeprefix("oh ").replace("oh-", "")) if rest != "hundred" else 0
        base = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[century]
        return None if two is None or two > 99 else of(periods.years(base + int(two)))
    return of(_narrow(periods.years(int(groups["year"])), groups))


def years(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """Two years joined: a financial or academic year where one follows the other, else all from first to last."""
    first = int(groups["year"])
    said_kind = groups.get("kind", "").strip().lower()
    academic = said_kind.startswith(("academic", "school"))
    if "year_to" not in groups:
        return of(_narrow(_twelve(first, academic, scene), groups))
    last = int(groups["year_to"])
    if last < 100:
        last += first - first % 100
        last += 100 if last < first else 0
    if last <= first or last - first > 150:
        return None
    if last == first + 1:
        return of(_narrow(_twelve(first, academic, scene), groups))
    whole = Period(f"{first:04}/{last:04}", date(first, 1, 1), date(last, 12, 31))
    return of(_narrow(whole, groups))


def _twelve(first: int, academic: bool, scene: Scene) -> Period:
    if academic:
        return periods.year_from(first, periods.ACADEMIC, "academic")
    return periods.year_from(first, scene.year_start, "financial")


def fy(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """FY19 is the financial year that ends in 2019, FY2018-19 the same, "fiscal 2012" as TimeML writes it."""
    ends = int(groups["year"]) + (2000 if len(groups["year"]) == 2 else 0)
    if "year_to" in groups:
        return years({**groups, "year": str(ends), "kind": "financial"}, rule, scene)
    made = periods.year_from(ends - 1, scene.year_start, "financial")
    words = scene.words.lower()
    return of(
        made._replace(value=f"FY{ends:04}") if words.startswith(("fiscal", "financial")) else made
    )


def decade(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A decade; two digits are those of the last hundred years."""
    words = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    if "year" in groups:
        begins = int(groups["year"])
    elif groups.get("word", "").lower() == "noughties":
        begins = 2000
    else:
        tens = int(groups["tens"]) if "tens" in groups else words[groups["word"].lower()]
        begins = 1900 + tens
    if "also" in groups:
        last = begins - begins % 100 + int(groups["also"]) + 9
        return (
            of(Period(f"{begins}/{last}", date(begins, 1, 1), date(last, 12, 31)))
            if last > begins + 9
            else None
        )
    return of(_narrow(periods.years(begins, 10), groups))


def century(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A century, by its number or from the day of writing."""
    if "which" in groups:
        step = _step(groups["which"])
        return placed(
            scene,
            lambda said: (
                periods.years(said.year + 100 * step, 100) if 100 < said.year < 9800 else None
            ),
            "XX",
        )
    place = ordinal(groups.get("number") or groups["word"])
    return of(_narrow(periods.years(100 * (place - 1), 100), groups)) if place else None


def quarter(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A quarter or half of a year: of the one that is named, else the latest that had begun."""
    half = groups.get("short", "").upper() == "H" or groups.get("unit", "").lower() == "half"
    place = int(groups["digit"]) if "digit" in groups else ordinal(groups["word"])
    if half and groups.get("word", "").lower() in ("last", "final"):
        place = 2
    if not place or place > (2 if half else 4):
        return None
    length = 6 if half else 3
    letter = "H" if half else "Q"

    def of_year(year: int) -> Period:
        if groups.get("kind", "").lower() in ("financial", "fiscal") or "year_to" in groups:
            start = scene.year_start[0]
            month = start + length * (place - 1)
            return periods.months(
                year + (month - 1) // 12,
                (month - 1) % 12 + 1,
                length,
                f"FY{year:04}-{letter}{place}",
            )
        return periods.months(year, length * (place - 1) + 1, length, f"{year:04}-{letter}{place}")

    if (named := _year(groups)) is not None:
        return of(_narrow(of_year(named), groups))

    def at(said: date) -> Period:
        if "which" in groups or "of the year" in scene.words.lower():
            return _narrow(of_year(said.year + _step(groups.get("which", ""))), groups)
        begun = said.month > length * (place - 1) or scene.ahead
        return _narrow(of_year(said.year - (not begun)), groups)

    return placed(scene, at, f"XXXX-{letter}{place}")


def season(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A season: of a named year, or the one before, after or nearest to the day of writing."""
    code = SEASON_CODES[(groups.get("name") or groups.get("fall") or "fall").lower()]
    if "year" in groups:
        return of(_narrow(periods.season(int(groups["year"]), code), groups))
    which = groups.get("which", "").lower()

    def at(said: date) -> Period:
        near = [
            periods.season(year, code)
            for year in range(max(said.year - 2, 1), min(said.year + 3, 9999))
        ]
        return _narrow(_chosen(near, said, which, scene), groups)

    return placed(scene, at, f"XXXX-{code}")


def _chosen(near: list[Period], said: date, which: str, scene: Scene) -> Period:
    """Which of some following periods is meant: one before, one after, or the nearest to the day of writing."""
    if which in BEHIND:
        return next((one for one in reversed(near) if one.last and one.last < said), near[0])
    if which == "next" and not near[0].value.endswith("WI"):
        # In February "next summer" is not that of the year, which would be "this summer".
        return next(
            (one for one in near if one.first and one.first.year == said.year + 1), near[-1]
        )
    if which in AHEAD or scene.ahead:
        return next((one for one in near if one.first and one.first > said), near[-1])
    if not which and not scene.words[:1].isupper():
        return next((one for one in reversed(near) if one.first and one.first <= said), near[0])
    if which == "this" and all(_distance(one, said) for one in near):
        return next((one for one in near if one.first and one.first.year == said.year), near[0])
    return min(near, key=lambda one: _distance(one, said))


def _distance(period: Period, said: date) -> int:
    if not period.first or not period.last:
        return sys.maxsize
    return max((period.first - said).days, (said - period.last).days, 0)


def holiday(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A feast or holiday: of a named year, else the nearest that fits."""
    name = groups["name"].lower().replace("'", "").replace("’", "")
    if "year" in groups:
        return of(_feast(name, int(groups["year"])))
    which = groups.get("which", "").lower()

    def at(said: date) -> Period:
        near = [
            _feast(name, year) for year in range(max(said.year - 1, 1), min(said.year + 2, 9999))
        ]
        before = [one for one in near if one.first and one.first <= said]
        after = [one for one in near if one.first and one.first >= said]
        if which in AHEAD or (scene.ahead and which not in BEHIND):
            return (after or near)[0]
        if which in BEHIND or scene.ahead is False:
            return (before or near)[-1]
        return min(near, key=lambda one: _distance(one, said))

    return placed(scene, at, "XXXX")


def _feast(name: str, year: int) -> Period:
    if name in EASTER_DAYS:
        day = easter(min(max(year, 1583), 4099)) + timedelta(days=EASTER_DAYS[name])
    elif name in FIXED_DAYS:
        day = date(year, *FIXED_DAYS[name])
    else:
        month, weekday, which = WEEKDAY_RULES.get(name, (11, 6, 2))
        days = [date(year, month, one) for one in range(1, 31)]
        day = [one for one in days if one.weekday() == weekday][which - 1 if which > 0 else which]
    return Period(day.isoformat(), day, day)


def _narrow(period: Period, groups: Groups) -> Period:
    """A period cut to the part that an edge names."""
    edge = groups.get("edge") or groups.get("edgeword")
    return periods.narrowed(period, edge) if edge else period


def _step(which: str) -> int:
    low = which.lower().strip()
    return 1 if low in AHEAD else -1 if low in BEHIND else 0
