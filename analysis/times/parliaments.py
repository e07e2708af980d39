"""Parliaments: terms that begin with a general election and end on the eve of the next.

The elections are those of the United Kingdom (`[parliaments]` in `analysis/data/times.toml`). When a
text is written, the end of the sitting parliament is not known yet, and stays open.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from analysis import lexicons
from analysis.times.periods import Period
from analysis.times.reading import Reading, Scene, placed
from analysis.times.wording import Groups, direction


def parliament(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A parliament of the United Kingdom, by the general elections that begin it."""
    elections = lexicons.load("times")["parliaments"]["elections"]
    if "year" in groups:
        last = int(groups["year_to"])
        first = int(groups["year"])
        last += first - first % 100 if last < 100 else 0
        terms = [a for a in elections if a.year == first]
        ends = [b for b in elections if b.year == last]
        value = f"{first:04}/{last:04}"
        return Reading(
            "date",
            value,
            terms[-1] if terms else None,
            ends[-1] - timedelta(days=1) if ends else None,
        )
    step = direction(groups["which"])

    def at(said: date) -> Period | None:
        begun = [day for day in elections if day <= said]
        if step > 0 or not begun:
            return Period("FUTURE_REF", said, None) if step > 0 else None
        if step < 0:
            first, last = (begun[-2] if len(begun) > 1 else None), begun[-1] - timedelta(days=1)
            return Period(f"{first}/{last}" if first else "PAST_REF", first, last)
        return (
            Period("FUTURE_REF", said, None)
            if "edge" in groups and groups["edge"].lower() == "end"
            else Period("PRESENT_REF", begun[-1], None)
        )

    return placed(scene, at, "XXXX")
