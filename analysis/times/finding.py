"""Time expressions of one text, found from left to right and read where they stand."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from analysis import dates
from analysis.dates import Interval
from analysis.mistakes import InputError
from analysis.times import rules, surroundings
from analysis.times.joining import joined
from analysis.times.periods import Period
from analysis.times.reading import UNKNOWN, Reading, Scene
from analysis.times.rules import Match
from analysis.times.view import View, view

Said = date | tuple[date | None, date | None] | None
FAR_AHEAD = 100
"""Years beyond the time of writing that no reform's prose speaks of: 2104 in a text of 2018 may be meant, 2204 isn't."""


class Time(NamedTuple):
    """A time expression: its span, what TimeML makes of it, its days, and how its sentence uses it.

    `first_day` and `last_day` are both included; `None` is an end that is open or not known. `anchored`
    says that they count from the day on which the text was said. `rule` is an entry of
    `analysis/data/times.toml`.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first_day: date | None
    last_day: date | None
    relation: str
    role: str
    anchored: bool
    rule: str


def find_times(
    text: str,
    said: Said = None,
    *,
    year_start: tuple[int, int] = (4, 1),
    numeric_day_first: bool | None = None,
) -> list[Time]:
    """The time expressions of a text in order, as TimeML marks them and as policy papers write them.

    `said` is the day on which the text was said, or the first and last day that are possible; without
    it relative expressions are found and not placed. `year_start` is month and day on which a financial
    year begins. `numeric_day_first` settles 03/04/2013; by default the text's own numeric dates do.

    >>> for time in find_times("Two years ago we promised this by 2021.", date(2018, 6, 13)):
    ...     print(time.text, time.value, time.first_day, time.last_day, time.relation)
    Two years ago 2016 2016-01-01 2016-12-31 in
    2021 2021 2021-01-01 2021-12-31 by
    """
    first = dates.day_first(text) if numeric_day_first is None else numeric_day_first
    scene = Scene(interval(said), numeric_day_first=first, year_start=year_start)
    return list(in_view(text, view(text), scene))


def interval(said: Said) -> Interval:
    """The day or days on which a text may have been said; `ValueError` where they run backwards."""
    if said is None:
        return UNKNOWN
    first, last = (said, said) if isinstance(said, date) else said
    if first and last and first > last:
        raise InputError(
            f"The text can't have been said from {first} to {last}; put the earlier day first."
        )
    return Interval(first, last)


def in_view(text: str, seen: View, scene: Scene) -> Iterator[Time]:
    """The time expressions of a view, with offsets of its source."""
    return joined(_found(text, seen, scene), text, scene.said)


def _found(text: str, seen: View, scene: Scene) -> Iterator[Time]:
    done, words = 0, seen.words
    for place, trigger in rules.places(words):
        if place < done:
            continue
        for match in rules.matches(words, place, trigger):
            time = _time(text, seen, match, scene) if match.start >= done else None
            if time is None:
                continue
            yield time
            if _spoken_of(time):
                scene = scene._replace(prior=Period(time.value, time.first_day, time.last_day))
            done = match.end
            break


def _spoken_of(time: Time) -> bool:
    """Whether a later "then" can mean this expression: an event's, with both its days, and no loose phrase."""
    placed = time.first_day is not None and time.last_day is not None
    return (
        time.role == "event" and time.type == "date" and placed and not time.value.endswith("_REF")
    )


def _scene(scene: Scene, words: str, match: Match) -> Scene:
    return scene._replace(
        ahead=surroundings.ahead(words, match.start, match.end),
        words=words[match.start : match.end],
        lasting=surroundings.lasting(words, match.start),
    )


def _time(text: str, seen: View, match: Match, scene: Scene) -> Time | None:
    """A match read where it stands; nothing where its words can't mean what the rule takes them for."""
    words, span = seen.words, (match.start, match.end)
    here = _scene(scene, words, match)
    reading = rules.MAKERS[match.entry["make"]](match.groups, match.entry, here)
    if reading is None:
        return None
    role, rule = surroundings.role(words, *span, match.name), match.name
    if match.entry.get("only_role", role) != role:
        return None
    if _implausible(reading, role, scene):
        reading, rule = reading._replace(first=None, last=None), "implausible_year"
    if role == "name" and reading.anchored:
        reading = reading._replace(first=None, last=None)
    relation = surroundings.relation(words, *span, reading, match.name)
    if role == "citation" and relation == "in":
        relation = "none"
    start, end = seen.start(match.start), seen.end(match.end)
    return Time(
        start,
        end,
        text[start:end],
        reading.type,
        reading.value,
        reading.first,
        reading.last,
        relation,
        role,
        reading.anchored,
        rule,
    )


def _implausible(reading: Reading, role: str, scene: Scene) -> bool:
    """Whether a year can't be meant: a law or book dated after the text, or a time centuries ahead."""
    said = scene.said.last
    year = re.match(r"(?:FY|AY)?(\d{4})", reading.value)
    if not year or reading.anchored or reading.type != "date":
        return False
    if said is None:
        return int(year[1]) > 2100 and role != "event"
    ahead = int(year[1]) - said.year
    return ahead > FAR_AHEAD or (
        ahead > 20 and role in ("name", "citation") and int(year[1]) > 2050
    )
