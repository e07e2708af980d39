"""Lengths of time, times of the clock, and what comes again: durations, clock times and sets."""

import re
from collections.abc import Mapping
from typing import Any

from analysis.dates import MONTHS
from analysis.times.from_writing import WEEK, written_length
from analysis.times.numbers import number
from analysis.times.periods import around, singular
from analysis.times.reading import Reading, Scene, placed
from analysis.times.wording import PARTS, SEASON_CODES, Groups

SETS = {
    "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W", "fortnightly": "P2W", "daily": "P1D",
    "nightly": "P1D", "hourly": "PT1H", "quarterly": "P3M", "biennial": "P2Y", "biennially": "P2Y", "biannual": "P6M", "biannually": "P6M",
    "half-yearly": "P6M", "half-annual": "P6M", "biweekly": "P2W", "bi-weekly": "P2W", "bimonthly": "P2M", "bi-monthly": "P2M",
}  # fmt: skip
DAY_RANGE = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*(?: ?[-–] ?| to | through )", re.IGNORECASE
)
HALVES = {"hour": "PT30M", "year": "P6M", "century": "P50Y", "decade": "P5Y", "day": "PT12H"}


def duration(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A length; its days are not known, unless it reaches up to the time of writing."""
    unit = singular(groups.get("unit", "year"))
    if unit in ("yonk", "age"):
        return Reading("duration", "PX", None, scene.said.last if scene.lasting else None)
    count = number(groups["n"]) if "n" in groups else None
    if count is not None and "half" in groups and "half" in groups["half"]:
        count += 0.5
    if "quarter of a" in scene.words.lower():
        value = "P25Y" if "century" in scene.words.lower() else "PT15M"
    elif count == 0.5 and unit in HALVES:
        value = HALVES[unit]
    else:
        value = written_length(count, unit)
    return Reading("duration", value, None, scene.said.last if scene.lasting else None)


def that_time(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A length that is named and not told: "in that time", "a defined time frame"."""
    return Reading("duration", "PX")


def another(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Once more: "for another year" is the year of writing, "any other day" is none in particular."""
    unit = singular(groups["unit"])
    if scene.words.lower().startswith("any") or unit in SEASON_CODES or unit == "season":
        return Reading("date", "XXXX")
    return placed(scene, lambda said: around(said, unit), "XXXX")


def every(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """What comes again: every month, twice a week, Mondays."""
    if "unit" not in groups and (DAY_RANGE.search(scene.words)):
        return Reading("set", "XXXX-WXX")
    words = groups.get("unit", "").lower() or scene.words.lower().rsplit(" ", 1)[-1]
    unit = singular(words)
    if unit in WEEK:
        part = next(
            (PARTS[one] for one in PARTS if scene.words.lower().rstrip("s").endswith(one)), ""
        )
        return Reading("set", f"XXXX-WXX-{WEEK.index(unit) + 1}{part}")
    fixed = {
        "weekend": "XXXX-WXX-WE",
        "weekday": "P1D",
        "annum": "P1Y",
        "christmas": "XXXX-12-25",
        "easter": "XXXX",
    } | {name: f"XXXX-XX-XX{code}" for name, code in PARTS.items()}
    if unit in SEASON_CODES:
        return Reading("set", f"XXXX-{SEASON_CODES[unit]}")
    if unit in fixed:
        return Reading("set", fixed[unit])
    if unit not in (
        "day",
        "week",
        "fortnight",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "hour",
        "minute",
        "second",
        "term",
    ):
        return Reading("set", f"XXXX-{_month(unit)}")
    count: float | None = 2 if groups.get("other", "").strip().lower() in ("other", "second") else 1
    if groups.get("other", "").strip().lower() == "few":
        count = None
    if "n" in groups:
        count = number(groups["n"])
    if unit == "quarter":
        return Reading("set", "P3M")
    return Reading("set", written_length(count, "year" if unit == "term" else unit))


def _month(name: str) -> str:
    return f"{MONTHS[name[:3]]:02}" if name[:3] in MONTHS else "XX"


def adverb_set(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """Daily, quarterly, twice-weekly."""
    word = groups["word"].lower()
    return Reading(
        "set", SETS.get(word) or SETS[word.replace("-", " ").rsplit(" ", 1)[-1].removeprefix("bi")]
    )


def clock(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A time of the clock, without its day."""
    if "word" in groups:
        return Reading("time", "T00:00" if groups["word"].lower() == "midnight" else "T12:00")
    hour = number(groups["hour"])
    if hour is None or hour > 24:
        return None
    minute = int(groups.get("minute", 0))
    if "past" in groups:
        minute = {"half": 30, "quarter": 15, "twenty": 20, "ten": 10, "five": 5}[
            groups["past"].lower()
        ]
        if groups["to"].lower() == "to":
            hour, minute = hour - 1, 60 - minute
    if (half := groups.get("half", "").lower()) in ("a", "p"):
        hour = hour % 12 + (12 if half == "p" else 0)
    return Reading("time", f"T{int(hour):02}:{minute:02}")
