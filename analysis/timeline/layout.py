"""Where things stand on the two-clock timeline's sheet: the plot at the left, kinds, then words."""

from datetime import date
from typing import NamedTuple

from analysis.charts import Sheet
from analysis.charts.scale import Scale
from analysis.charts.sheet import MARGIN
from analysis.corpus import Corpus
from analysis.dates import Interval
from analysis.words import Commenters

PLOT = (MARGIN, 300.0)
KIND, QUOTE = 314.0, 398.0
SMALL, BODY, HEAD = 7.2, 7.8, 9.2
LEADING = 1.25
SHADE = "#d9d9d9"


class Layout(NamedTuple):
    """What every part of the drawing needs: the sheet, the texts and, where anything is dated, the scale."""

    sheet: Sheet
    corpus: Corpus
    scale: Scale | None
    people: Commenters


def moved(day: date, days: int) -> date:
    """A day so many days later, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shade(sheet: Sheet, scale: Scale, said: Interval, top: float, bottom: float) -> None:
    """Grey behind the days on which something was said."""
    left = scale.start(said.first) if said.first else scale.left
    right = scale.end(said.last) if said.last else scale.right
    middle, half = (left + right) / 2, max(right - left, 1.6) / 2
    sheet.box(middle - half, top, 2 * half, bottom - top, SHADE, order=0.5)
