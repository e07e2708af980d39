"""What the makers of readings share: the groups of a match, words that look ahead or back, and parts of periods."""

import sys
from collections.abc import Sequence
from datetime import date

from analysis.times import periods
from analysis.times.periods import Period
from analysis.times.reading import Scene

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

PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "lunchtime": "TMI", "teatime": "TAF", "tea-time": "TAF"}  # fmt: skip
"""What TIMEX3 calls a part of a day."""

PIVOT = 69
"""Two-digit years from here on are of the last century, as POSIX reads them."""


def narrow(period: Period, groups: Groups) -> Period:
    """A period cut to the part that an edge names."""
    edge = groups.get("edge") or groups.get("edgeword")
    return periods.narrowed(period, edge) if edge else period


def direction(which: str) -> int:
    """One for words that look ahead ("next"), minus one for those that look back, else none."""
    low = which.lower().strip()
    return 1 if low in AHEAD else -1 if low in BEHIND else 0


def printed_year(groups: Groups) -> int | None:
    """The year that a match gives, in four digits or two; none where it gives none."""
    if "year" in groups:
        return int(groups["year"])
    if "yy" in groups:
        return int(groups["yy"]) + (2000 if int(groups["yy"]) < PIVOT else 1900)
    return None


def chosen(near: Sequence[Period], said: date, which: str, scene: Scene) -> Period:
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
    if which == "this" and all(distance(one, said) for one in near):
        return next((one for one in near if one.first and one.first.year == said.year), near[0])
    return min(near, key=lambda one: distance(one, said))


def distance(period: Period, said: date) -> int:
    """Days between a period and a day; none within it."""
    if not period.first or not period.last:
        return sys.maxsize
    return max((period.first - said).days, (said - period.last).days, 0)
