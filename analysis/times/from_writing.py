"""Days, weeks and years that are counted from the day of writing, or from a time spoken of before."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from analysis.dates import Interval
from analysis.times import periods
from analysis.times.numbers import number, written
from analysis.times.periods import MONTHS_IN, UNITS, Period, around, shifted, singular
from analysis.times.reading import Reading, Scene, of, placed
from analysis.times.wording import BEHIND, PARTS, Groups, direction, narrow

DAYS = {
    "today": 0,
    "to-day": 0,
    "tomorrow": 1,
    "to-morrow": 1,
    "tomorow": 1,
    "tommorow": 1,
    "tommorrow": 1,
    "yesterday": -1,
}
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = ("hour", "hr", "h", "minute", "min", "second", "sec", "s", "m")


def day_of_month(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A day of the month: in the month of writing, or the one before or after."""
    day = int(groups["day"])

    def at(said: date) -> Period | None:
        for step in (0, 1) if scene.ahead else (0, -1):
            month = shifted(said.replace(day=1), step, "month")
            try:
                found = month and month.replace(day=day)
            except ValueError:
                continue
            if found and (found >= said if scene.ahead else found <= said):
                return Period(found.isoformat(), found, found)
        return None

    return placed(scene, at, f"XXXX-XX-{day:02}")


def day_word(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Today, tomorrow, yesterday, and a part of each."""
    word = groups["word"].lower()
    step = DAYS[word] + {"before": -1, "after": 1}.get(groups.get("beyond", "").lower(), 0)
    part = PARTS.get(groups.get("part", "").strip().lower(), "")
    read = placed(scene, lambda said: _moved(said, step, part), f"XXXX-XX-XX{part}")
    return read._replace(type="time") if part else read


def day_part(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A part of the day of writing or of the night before: this morning, last night, tonight."""
    night = "tonight" in groups or "over" in groups
    part = "TNI" if night else PARTS[groups["part"].lower()]
    step = -(groups.get("when", "").lower() == "last")
    return placed(scene, lambda said: _moved(said, step, part), f"XXXX-XX-XX{part}")._replace(
        type="time"
    )


def _moved(said: date, step: int, part: str = "") -> Period | None:
    day = shifted(said, step, "day")
    return Period(day.isoformat() + part, day, day) if day else None


def that_part(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """That night, the next morning: of the day spoken of before, else of the day of writing."""
    part = PARTS[groups["part"].lower()]
    which = groups.get("which", "").lower()
    step = 1 if "next" in which or "following" in which else -1 if "previous" in which else 0
    prior = scene.prior
    if which and prior and prior.first and prior.first == prior.last:
        made = _moved(prior.first, step, part)
        return of(made, "time") if made else Reading("time", f"XXXX-XX-XX{part}")
    read = placed(scene, lambda said: _moved(said, step, part), f"XXXX-XX-XX{part}")
    return read._replace(type="time")


def weekday(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A day of the week: before or after the day of writing, as the words around it look back or ahead."""
    name = (groups.get("name") or groups["short"])[:3].lower()
    wanted = [day[:3] for day in WEEK].index(name)
    which, week = groups.get("which", "").lower(), groups.get("week", "").lower()
    part = PARTS.get(groups.get("part", "").strip().lower(), "")

    def at(said: date) -> Period | None:
        back = (said.weekday() - wanted) % 7
        if week in ("last week", "next week"):
            return _moved(said, wanted - said.weekday() + (7 if week == "next week" else -7), part)
        if which in BEHIND:
            return _moved(said, -(back or 7), part)
        if which == "next":
            # Said on a Thursday, "next Friday" is not tomorrow but that of the week to come.
            return _moved(said, wanted - said.weekday() + 7, part)
        if which in ("the following", "following"):
            return _moved(said, (-back) % 7 or 7, part)
        if which == "this" and not scene.ahead:
            return _moved(said, wanted - said.weekday(), part)
        if which or scene.ahead:
            return _moved(said, (-back) % 7, part)
        return _moved(said, -back, part)

    read = placed(scene, at, f"XXXX-WXX-{wanted + 1}{part}")
    return read._replace(type="time") if part else read


def relative(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """Last week, this year, next month, the end of the year; "that year" is the one spoken of before."""
    unit = singular(groups.get("unit") or groups.get("edge", ""))
    which = re.sub(r"^in ", "", groups.get("which", "").lower())
    if "endof" in groups:
        groups = {**groups, "edge": "end"}
    if (
        which.startswith(("that", "the same"))
        or which in ("the following", "following", "the preceding")
        or (which == "the previous" and _same_size(unit, scene))
    ):
        return _of_prior(unit, which, groups, scene)
    step = direction(which)
    side = groups.get("shift", "").lower()

    def at(said: date) -> Period | None:
        day = shifted(said, step, unit)
        if day and step == 0 and side in ("earlier", "later"):
            whole = around(day, unit)
            return whole._replace(last=said) if side == "earlier" else whole._replace(first=said)
        if unit == "weekend" and which in ("the", ""):
            day = shifted(said, 0 if said.weekday() >= 5 or scene.ahead else -7, "day")
        return narrow(around(day, unit), groups) if day else None

    return placed(scene, at, _unknown(unit))


def _unknown(unit: str) -> str:
    return {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "weekend": "XXXX-WXX-WE",
    }.get(unit, "XXXX")


def _same_size(unit: str, scene: Scene) -> bool:
    """Whether the time spoken of before is itself a month, year or day, so that "the previous month" is the one before it."""
    return bool(
        scene.prior
        and scene.prior.first
        and around(scene.prior.first, unit).value == scene.prior.value
    )


def _of_prior(unit: str, which: str, groups: Groups, scene: Scene) -> Reading:
    step = 1 if "following" in which else -1 if "preceding" in which or "previous" in which else 0
    if not scene.prior or not scene.prior.first:
        return Reading("date", _unknown(unit))
    day = shifted(
        scene.prior.first if step <= 0 else scene.prior.last or scene.prior.first, step, unit
    )
    return of(narrow(around(day, unit), groups)) if day else Reading("date", _unknown(unit))


def named_year(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A financial or academic year counted from the day of writing: this financial year, the next academic year."""
    academic = groups["kind"].lower() in ("academic", "school")
    unit = (
        "academic" if academic else "year" if groups["kind"].lower() == "calendar" else "financial"
    )
    step = direction(groups.get("which", ""))

    def at(said: date) -> Period | None:
        day = shifted(said, step, "year")
        return narrow(around(day, unit, scene.year_start), groups) if day else None

    return placed(scene, at, "XXXX")


def ago(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Six years ago, two weeks from now: the whole calendar year, month, week or day that long off."""
    unit = singular(groups["unit"])
    count = number(groups["n"]) if "n" in groups else None
    forward = not groups["dir"].lower().startswith(("ago", "back"))
    if count is None:
        end = scene.said.last, scene.said.first
        loose = Interval(end[1], None) if forward else Interval(None, end[0])
        return Reading("date", "FUTURE_REF" if forward else "PAST_REF", *loose, anchored=True)
    if "exact" in groups:
        return placed(
            scene, lambda said: _exactly(said, round(count), unit, groups["exact"]), _unknown(unit)
        )
    return placed(scene, lambda said: _off(said, count, unit, forward), _unknown(unit))


def _exactly(said: date, count: int, unit: str, exact: str) -> Period | None:
    """A year ago today, two years ago this month."""
    day = shifted(said, -count, unit)
    return (
        around(day, "day" if exact.lower() == "today" else exact.lower().split()[-1])
        if day
        else None
    )


def _off(said: date, count: float, unit: str, forward: bool) -> Period | None:
    if unit in CLOCK:
        hours = count / {"minute": 60, "min": 60, "m": 60}.get(unit, 3600 if unit[0] == "s" else 1)
        step = int(hours // 24)
        return _moved(said, step if forward else -step)
    whole = unit in ("decade", "century", "generation")
    # Decades ago are as many years ago: nobody means the calendar's own decade.
    if not float(count).is_integer() or whole:
        days = {"decade": 120, "century": 1200, "generation": 300}.get(unit, MONTHS_IN.get(unit, 0))
        if days:
            day = shifted(said, round(count * days) * (1 if forward else -1), "month")
            return around(day, "month" if unit in ("year", "month") else "year") if day else None
        count = round(count)
    day = shifted(said, int(count) * (1 if forward else -1), unit)
    unit = {"yr": "year", "y": "year", "mo": "month", "w": "week", "d": "day"}.get(unit, unit)
    return around(day, unit) if day else None


def in_time(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """In two years' time."""
    return ago({**groups, "dir": "hence"}, rule, scene)


def from_prior(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Three years later, a year earlier: from the time spoken of before. "Two years in" is the time of writing."""
    unit, way = singular(groups["unit"]), groups["dir"].lower()
    count = number(groups["n"]) if "n" in groups else 1 if groups["unit"].lower() == unit else None
    if way in ("in", "into", "on"):
        return placed(scene, lambda said: around(said, unit), "PRESENT_REF")
    forward = way in ("later", "after", "afterwards")
    prior = scene.prior
    if count is None or "loose" in groups:
        return Reading("date", _unknown(unit))
    if prior is None or prior.first is None:
        # "A year earlier" with nothing before it counts from the writing; "a year later" can't.
        if forward or not scene.said.first:
            return Reading("date", _unknown(unit))
        return placed(scene, lambda said: _off(said, count, unit, forward=False), _unknown(unit))
    made = _off(prior.first, count, unit, forward)
    if made and unit == "year" and "-Q" in prior.value:
        day = shifted(prior.first, int(count) * (1 if forward else -1), "year")
        made = around(day, "quarter") if day else None
    return of(made) if made else Reading("date", _unknown(unit))


def spell(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """The past 12 months, the next few years: up to the day of writing, or from it on."""
    unit = singular(groups["unit"])
    n = groups.get("n", "a" if groups["unit"].lower() == unit else "few")
    count = None if n.lower() in ("few", "several", "some", "many") else number(n)
    value = written_length(count, unit)
    which = groups["which"].lower()
    if "of" in groups:
        return _within(groups["of"].lower(), which, count, unit, value, scene)
    if which in ("first", "final", "following", "preceding"):
        return Reading("duration", value)
    if which in ("next", "coming"):
        most = number(groups["n_to"]) if "n_to" in groups else count
        last = scene.said.last and most and shifted(scene.said.last, round(most), unit)
        return Reading("duration", value, scene.said.first, last or None, anchored=True)
    if (
        scene.said.first is None
        or count is None
        or unit not in {*MONTHS_IN, "day", "week", "fortnight", "weekend"}
    ):
        return Reading("duration", value, None, scene.said.last, anchored=True)
    return Reading(
        "duration",
        value,
        shifted(scene.said.first, -round(count), unit),
        scene.said.last,
        anchored=True,
    )


def _within(
    of_year: str, which: str, count: float | None, unit: str, value: str, scene: Scene
) -> Reading:
    """The first six months of 2012, the last three months of last year."""

    def at(year: int) -> Period | None:
        whole = periods.years(year)
        if not count or not whole.first or not whole.last or not 1 < year < 9999:
            return None
        if which == "first":
            end = shifted(whole.first, round(count), unit)
            return Period(value, whole.first, end and end - timedelta(days=1))
        return Period(
            value, shifted(whole.last + timedelta(days=1), -round(count), unit), whole.last
        )

    if of_year.isdigit():
        made = at(int(of_year))
        return of(made, "duration") if made else Reading("duration", value)
    step = {"last": -1, "this": 0, "next": 1}[of_year.split()[0]]
    return placed(scene, lambda said: at(said.year + step), value)._replace(
        type="duration", value=value
    )


def written_length(count: float | None, unit: str) -> str:
    """A length as TIMEX3 writes it.

    >>> (
    ...     written_length(18, "month"),
    ...     written_length(None, "decade"),
    ...     written_length(4, "hour"),
    ...     written_length(2, "fortnight"),
    ... )
    ('P18M', 'PXDE', 'PT4H', 'P4W')
    """
    if unit == "fortnight":
        count, unit = (count * 2 if count is not None else None), "week"
    code = UNITS.get(unit, "Y")
    clock = "T" if code in ("TH", "TM", "TS") else ""
    return f"P{clock}{'X' if count is None else written(count)}{code.removeprefix(clock) if clock else code}"


def fixed(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A phrase that places loosely: what its rule says, from or up to the day of writing, or neither."""
    first = scene.said.first if rule.get("from") == "said" else None
    last = scene.said.last if rule.get("to") == "said" else None
    value = rule["value"] + (
        UNITS.get(singular(groups["unit"]), "") if "make_value" in rule and "unit" in groups else ""
    )
    return Reading(
        rule.get("type", "date"), value, first, last, anchored="from" in rule or "to" in rule
    )


def prior(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Then, at that time: the time spoken of before; a reading without days where there was none."""
    if scene.prior and (scene.prior.first or scene.prior.last):
        return of(scene.prior)
    return Reading("date", "PAST_REF")
