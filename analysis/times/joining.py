"""A day and a time of the clock beside each other are one expression: "noon on Wednesday", "3 May at 10.15".

A time of the clock alone belongs to the day that was spoken of, or else to the day of writing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.dates import Interval

if TYPE_CHECKING:
    from analysis.times.finding import Time

DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-(?:WXX-\d|\d\d-\d\d|XX-XX)")
CLOCK_THEN_DAY = re.compile(r",?\s+(?:local time,?\s+)?(?:on\s+)?|,\s*")
DAY_THEN_CLOCK = re.compile(r",?\s+(?:at\s+(?:about\s+|around\s+)?)?|,\s*|\s*[-–|]\s*")
RULE = "clock_day"


def joined(times: "Iterable[Time]", text: str, said: Interval) -> "Iterator[Time]":
    """Times in order, days and clock times joined, clock times alone with their day in the value."""
    before: Time | None = None
    for time in times:
        one = before and _one(before, time, text)
        if one:
            before = one
            continue
        if before:
            yield _dated(before, said)
        before = time
    if before:
        yield _dated(before, said)


def _one(first: "Time", second: "Time", text: str) -> "Time | None":
    """Two neighbours as one expression, where one is a day, the other a time of the clock, and little stands between."""
    between = text[first.end : second.start]
    if first.rule == "clock" and _is_day(second) and CLOCK_THEN_DAY.fullmatch(between):
        day, clock = second, first
    elif second.rule == "clock" and _is_day(first) and DAY_THEN_CLOCK.fullmatch(between):
        day, clock = first, second
    else:
        return None
    match = DAY.match(day.value)
    value = (match[0] if match else day.value) + clock.value
    words = text[first.start : second.end]
    return day._replace(
        start=first.start,
        end=second.end,
        text=words,
        type="time",
        value=value,
        relation=first.relation,
        rule=RULE,
    )


def _is_day(time: "Time") -> bool:
    return time.rule != RULE and time.type in ("date", "time") and DAY.match(time.value) is not None


def _dated(time: "Time", said: Interval) -> "Time":
    if time.rule != "clock" or not said.first or said.first != said.last:
        return time
    return time._replace(value=said.first.isoformat() + time.value)
