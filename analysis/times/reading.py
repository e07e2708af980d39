"""What is known where a time expression stands, and what is read from it.

A relative expression is placed from the day on which its text was said. That day may be known only as
an interval, or at one end, or not at all: then the expression is placed for every day that is possible,
and its first and last day are the outermost ones. So what is drawn is never better known than the text.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from analysis.dates import Interval
from analysis.times.periods import Period

UNKNOWN = Interval(None, None)


class Scene(NamedTuple):
    """When the words were said, what time was spoken of before, whether they look ahead (or give no hint), and the conventions.

    `numeric_day_first` is whether 03/04/2013 is in April; `year_start` is month and day on which a
    financial year begins. `words` is the expression itself, and `lasting` whether a length reaches up
    to the time of writing ("have been going for decades").
    """

    said: Interval = UNKNOWN
    prior: Period | None = None
    ahead: bool | None = None
    numeric_day_first: bool = True
    year_start: tuple[int, int] = (4, 1)
    words: str = ""
    lasting: bool = False


class Reading(NamedTuple):
    """Type and value as TimeML has them, first and last day, and whether it was placed from the day of writing."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None
    anchored: bool = False


def of(period: Period, type_: str = "date") -> Reading:
    """A period that needs no anchor, as a reading."""
    return Reading(type_, period.value, period.first, period.last)


def placed(scene: Scene, at: Callable[[date], Period | None], unknown: str) -> Reading:
    """What an expression means that counts from the day of writing.

    `at` gives its period for one day. Where the day is unknown, the value is `unknown` and no day is
    given; where only one end is known, so is that of the reading.
    """
    first, last = (at(day) if day else None for day in scene.said)
    value = unknown
    if first and last:
        value = first.value if first.value == last.value else _shared(first.value, last.value)
    elif first or last:
        value = (first or last).value  # type: ignore[union-attr]
    return Reading("date", value, first and first.first, last and last.last, anchored=True)


def _shared(one: str, two: str) -> str:
    """A value that leaves open what two values of the same form differ in.

    >>> _shared("2020-07-31", "2020-08-01")
    '2020-XX-XX'
    """
    if len(one) != len(two) or one[:2] == "XX":
        return "XXXX"
    kept = []
    same = True
    for a, b in zip(one.split("-"), two.split("-"), strict=False):
        same = same and a == b
        kept.append(a if same else "X" * len(a))
    return "-".join(kept)
