"""Claims without a date of their own, heaped where they were said: one small symbol a claim.

They are most of what is claimed, and a chart that leaves them out would show a precision that the texts
don't have. In the band of a text they stand by kind around the time of publication; in the band of a
reform, which many texts speak of, by text.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.charts import Sheet, counting
from analysis.charts.lettering import shortened
from analysis.charts.sheet import GREY, MARGIN, WIDE
from analysis.corpus import Corpus
from analysis.dates import Interval
from analysis.placing import KINDS, Band, Claim
from analysis.timeline import marks, wording
from analysis.timeline.choosing import MOST_HEAPED, by_kind
from analysis.timeline.layout import KIND, LEADING, PLOT, SMALL, Layout

UNIT, LANE, A_ROW = 5.2, 10.5, 12
"""A heaped claim's width and its lane's height in points, and how many stand in one row."""

MOST_LANES = 8
"""Texts that have a lane in the heap of a reform."""


class Lane(NamedTuple):
    """Claims side by side, when they were said, and what is written beside them."""

    label: str
    color: str
    claims: tuple[Claim, ...]
    said: Interval | None

    @property
    def drawn(self) -> tuple[Claim, ...]:
        """As many of them as a lane holds."""
        return self.claims[:MOST_HEAPED]

    @property
    def number(self) -> str:
        """How many there are, and how many are drawn where that is fewer."""
        said = f" {len(self.claims):,}"
        return said if len(self.drawn) == len(self.claims) else f"{said} ({len(self.drawn)} drawn)"

    def words(self, room: float) -> str:
        """The label with its count, in a room that may be too narrow for all of the label."""
        label = shortened(self.label, SMALL, room - Sheet.measure(self.number, SMALL))
        return label + self.number

    @property
    def rows(self) -> int:
        """How many rows of symbols it takes."""
        return -(-len(self.drawn) // A_ROW)


def lanes(corpus: Corpus, band: Band) -> list[Lane]:
    """The lanes of a band's heap: by kind and last, hollow, those about now; in a reform's band by text."""
    if band.by == "document":
        found = [
            Lane(kind, marks.LOOKS[kind].color, tuple(group), band.said)
            for kind, group in by_kind(band.undated)
        ]
        now = _in_order(band.now)
        return [*found, Lane("about “now”", GREY, now, band.said)] if now else found
    rest = _in_order((*band.undated, *band.now))
    texts = [name for name in corpus.by_publication if any(c.document == name for c in rest)]
    return [
        Lane(wording.year(corpus, name), GREY, tuple(c for c in rest if c.document == name), corpus.published(name))
        for name in texts[:MOST_LANES]
    ]  # fmt: skip


def draw(layout: Layout, band: Band, y: float) -> float:
    """Draw a band's heap from `y` down; gives where it ends."""
    sheet, made = layout.sheet, lanes(layout.corpus, band)
    y += 3
    first = y
    # In a text's band all lanes begin together, so that their lengths compare.
    longest = max(min(A_ROW, len(lane.drawn)) for lane in made) * UNIT
    widest = max(sheet.measure(lane.words(PLOT[1]), SMALL) for lane in made)
    for lane in made:
        wide = longest if band.by == "document" else min(A_ROW, len(lane.drawn)) * UNIT
        left = _left(layout, lane.said, wide)
        for number, claim in enumerate(lane.drawn):
            across, down = number % A_ROW, number // A_ROW
            marks.unit(sheet, left + (across + 0.5) * UNIT, y + down * UNIT + 4.6, claim)
        _label(sheet, lane, left, left + wide, y, widest)
        y += max(LANE, lane.rows * UNIT + 5)
    said = _says(layout.corpus, band, made)
    high = sheet.paragraph(KIND, first, said, WIDE - MARGIN - KIND, SMALL, LEADING, GREY)
    return max(y, first + high)


def _label(sheet: Sheet, lane: Lane, left: float, right: float, y: float, widest: float) -> None:
    """Write a lane's label to its right, or to its left where the widest label finds more room there."""
    before, behind = left - 4 - PLOT[0], PLOT[1] - right - 4
    flipped = behind < widest and before > behind
    at, align = (left - 4, "right") if flipped else (right + 4, "left")
    words = lane.words(before if flipped else behind)
    sheet.write(at, y, words, SMALL, color=lane.color, align=align, back="white")


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """By kind in the codebook's order, then as they stand in the text."""
    return tuple(sorted(claims, key=lambda c: (KINDS.index(c.kind), c.document, c.start)))


def _left(layout: Layout, said: Interval | None, wide: float) -> float:
    """Where a lane begins: around the time it was said, inside the plot; at its left edge without one."""
    known = [day for day in said or () if day]
    if layout.scale is None or not known:
        return PLOT[0] + 4
    middle = (layout.scale.start(known[0]) + layout.scale.end(known[-1])) / 2
    return min(max(middle - wide / 2, PLOT[0] + 2), PLOT[1] - wide - 2)


def _says(corpus: Corpus, band: Band, made: Sequence[Lane]) -> str:
    count = f"{len(band.undated):,} undated {counting.plural(len(band.undated))}"
    now = f"; {len(band.now)} more about “now” (hollow)" if band.now else ""
    if band.by == "document":
        where = (
            "at the time of publication"
            if band.said
            else "apart from the axis, because the text is undated"
        )
        return f"{count}, heaped by kind {where}{now}."
    texts = len({claim.document for claim in (*band.undated, *band.now)})
    more = (
        f" The last {texts - len(made)} of {texts} texts have no lane here."
        if texts > len(made)
        else ""
    )
    return f"{count}, heaped by the text that makes them, where it stands in time{now}.{more}"
