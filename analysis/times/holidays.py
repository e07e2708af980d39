"""Feasts and holidays: days that go by a name, fixed, counted from Easter, or a weekday of their month."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter

from analysis.times.periods import Period
from analysis.times.reading import Reading, Scene, of, placed
from analysis.times.wording import AHEAD, BEHIND, Groups, distance

FIXED_DAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new years day": (1, 1), "new year day": (1, 1), "new years eve": (12, 31), "new year eve": (12, 31), "halloween": (10, 31),
    "valentines day": (2, 14), "st patricks day": (3, 17), "independence day": (7, 4), "armistice day": (11, 11),
    "remembrance day": (11, 11), "bonfire night": (11, 5), "hogmanay": (12, 31), "bastille day": (7, 14), "may day": (5, 1),
}  # fmt: skip
EASTER_DAYS = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}

WEEKDAY_RULES = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1), "remembrance sunday": (11, 6, 2),
}  # fmt: skip
"""Month, weekday from Monday, and which one of the month."""


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
        return min(near, key=lambda one: distance(one, said))

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
