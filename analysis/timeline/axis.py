"""The timeline's axis: which days it reaches over, and its ticks.

One claim about 1948 among a hundred about the last ten years would leave these ten years no room. Where
few days lie far from all others the axis leaves them out: their marks stand at its end, with the year.
"""

from collections.abc import Sequence
from datetime import date

from analysis.charts import Sheet
from analysis.charts.scale import Scale
from analysis.charts.sheet import FAINT, GREY, MARGIN
from analysis.timeline import marks
from analysis.timeline.choosing import Choice
from analysis.timeline.layout import PLOT, SMALL, moved

SHORTEST, FEW, FAR = 60, 10, 3
"""Days that an axis reaches over at least; one in so many days may lie outside it; and how many times as long the axis
must be with them as without."""


def scale_of(choice: Choice) -> Scale | None:
    """A scale over what is drawn and has a day, with room for open ends; none where nothing has."""
    claims = [claim for band, _ in choice.drawn for claim in band.all]
    saids = [band.said for band, _ in choice.drawn] + [claim.said for claim in claims]
    said = [day for interval in saids if interval for day in interval if day]
    places = [place for _, dated in choice.drawn for claim in dated for place in claim.places]
    about = [day for place in places for day in (place.first, place.last) if day]
    if not said and not about:
        return None
    first, last = _reach(said, sorted(about))
    spread = max((last - first).days, SHORTEST)
    room = PLOT[1] - PLOT[0] - 2 * marks.OPEN - 8
    pad = int(spread * (marks.OPEN + 4) / room) + 1
    return Scale(moved(first, -pad), moved(last, pad), *PLOT)


def draw(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    """Ticks above and below the bands, and a faint line for each."""
    taken = -1.0
    for tick in scale.ticks():
        x = scale.start(tick.day)
        sheet.line([x, x], [top - 4, bottom], FAINT, 0.6, order=0.8)
        left = x - sheet.measure(tick.label, SMALL) / 2
        if left > taken and left >= MARGIN:
            for y in (top - 14, bottom + 1):
                _, taken = sheet.write(x, y, tick.label, SMALL, color=GREY, align="center")
            taken += 4


def _reach(said: Sequence[date], about: Sequence[date]) -> tuple[date, date]:
    """From the first day to the last, or without the few that lie far from all others.

    >>> told = [date(year, 1, 1) for year in range(2010, 2021)]
    >>> [day.year for day in _reach(told, [date(1948, 7, 5), *told])]
    [2010, 2020]
    >>> [day.year for day in _reach(told, [date(2000, 1, 1), *told])]
    [2000, 2020]
    """
    every = [*said, *about]
    few = max(len(about) // FEW, 2)
    core = [*said, *about[few:-few]] or every
    spread = max((max(core) - min(core)).days, SHORTEST)
    if (max(every) - min(every)).days <= FAR * spread:
        return min(every), max(every)
    lowest, highest = moved(min(core), -spread // 2), moved(max(core), spread // 2)
    near = [day for day in every if lowest <= day <= highest]
    return min(near), max(near)
