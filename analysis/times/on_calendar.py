"""Days and months that name their own place in the calendar, with as much of their date as is printed.

Each function reads one sort of expression: from the groups of a match, the entry of its rule and the
scene it gives a `Reading`, or nothing where the words can't mean what the pattern took them for.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from analysis.dates import MONTHS
from analysis.times import periods
from analysis.times.numbers import number, ordinal
from analysis.times.periods import Period
from analysis.times.reading import Reading, Scene, of, placed
from analysis.times.wording import PARTS, Groups, direction, narrow, printed_year


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
    year = printed_year(groups)
    if year is None:
        return _nearest_day(month, int(day or 1), groups, scene)
    if day is None:
        return of(narrow(periods.month(year, month), groups))
    return _days(year, month, int(day), groups)


def _numeric(groups: Groups, scene: Scene) -> tuple[int, str]:
    one, two = int(groups["one"]), int(groups["two"])
    first = one > 12 or (scene.numeric_day_first and two <= 12)
    return (two, str(one)) if first else (one, str(two))


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
            year = said.year + direction(groups["ofyear"])
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
        return of(narrow(periods.month(int(groups["lentyear"]), wanted), groups))

    def at(said: date) -> Period:
        if "ofyear" in groups:
            return periods.month(said.year + direction(groups["ofyear"]), wanted)
        ahead = {"last": False, "next": True}.get(groups.get("which", "").lower(), scene.ahead)
        near = said.day if wanted == said.month else 15
        chosen = fitting_year(said, wanted, near, ahead)
        if "which" in groups and wanted == said.month and chosen == said.year:
            chosen += direction(groups["which"])
        if groups.get("which", "").lower() == "this":
            chosen = said.year
        return narrow(periods.month(chosen, wanted), groups)

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
