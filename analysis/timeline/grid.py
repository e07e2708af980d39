"""A sheet of columns in the order of time and rows of what is counted: one small mark a thing, and its count.

Every count is written as a number, and nothing is smoothed or joined by a line: between two texts lies
nothing that anybody has read. Where a cell holds too many things for marks, every cell of the sheet gets
a bar instead, whose length compares across the sheet.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.charts import Sheet, target
from analysis.charts.lettering import Run, shortened, wrap
from analysis.charts.scale import Scale
from analysis.charts.sheet import FAINT, GREY, INK, MARGIN, WIDE
from analysis.corpus import Corpus
from analysis.timeline.columns import Column
from analysis.timeline.layout import moved

LABEL = 168.0
SMALL, BODY = 7.2, 7.8
UNIT, PITCH, LINE = 5.2, 6.2, 10.5
MARK, STROKE = 3.7, 5.6
"""Size of a mark, and of one that is a mere stroke and would be overlooked at that size."""

MOST_ROWS = 5
"""Rows of marks in a cell, beyond which the sheet turns to bars."""

PAD, COUNT = 5.0, 19.0
STRIP = 44.0
"""Height of the strip that shows how far the columns' texts lie apart in time."""


class Item(NamedTuple):
    """One thing that is counted: where it stands, and its mark."""

    address: str
    shape: str
    color: str


class Row(NamedTuple):
    """What is counted: its label, and for each column the things."""

    label: str
    cells: tuple[tuple[Item, ...], ...]
    under: bool = False
    """Whether it says more of the row above it."""

    @property
    def total(self) -> int:
        """How many things there are in all columns."""
        return sum(map(len, self.cells))


class Group(NamedTuple):
    """Rows under a heading, which may have a colour and a shape of its own."""

    heading: str
    rows: tuple[Row, ...]
    color: str = INK
    shape: str | None = None


class Grid:
    """The geometry of a sheet with these columns: where each begins, and how many marks a line of it holds."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column]):
        self.sheet, self.columns = sheet, columns
        self.wide = (WIDE - 2 * MARGIN - LABEL) / max(len(columns), 1)
        self.a_line = max(int((self.wide - COUNT - 2 * PAD) // UNIT), 1)

    def left(self, number: int) -> float:
        """Where a column begins."""
        return MARGIN + LABEL + number * self.wide

    @property
    def holds(self) -> int:
        """How many marks a cell has room for."""
        return self.a_line * MOST_ROWS


def in_marks(columns: Sequence[Column], groups: Sequence[Group]) -> bool:
    """Whether every cell has room for a mark a thing; else the sheet is drawn in bars."""
    return _most(groups) <= Grid(Sheet(WIDE), columns).holds


def _most(groups: Sequence[Group]) -> int:
    return max((len(cell) for g in groups for row in g.rows for cell in row.cells), default=0)


def draw(
    sheet: Sheet, corpus: Corpus, columns: Sequence[Column], groups: Sequence[Group], y: float
) -> tuple[float, list[str]]:
    """Draw the sheet from `y` down; gives where it ends, and the address behind each mark in the order of drawing."""
    grid = Grid(sheet, columns)
    y = _heads(grid, corpus, y)
    top, marks = y, list[str]()
    most = _most(groups)
    one_each = most <= grid.holds
    for group in groups:
        y = _heading(grid, group, y)
        for row in group.rows:
            if not row.under:
                sheet.line([MARGIN + 10, WIDE - MARGIN], [y - 0.8] * 2, FAINT, 0.5, order=0.4)
            y, drawn = _row(grid, row, y, one_each, most)
            marks += drawn
        y += 4
    for number in range(len(columns) + 1):
        x = grid.left(number)
        sheet.line([x, x], [top, y], FAINT, 0.6, order=0.5)
    return y, marks


def _heads(grid: Grid, corpus: Corpus, y: float) -> float:
    """The strip of time, if it says anything, and over each column when its texts appeared and which they are."""
    sheet, room = grid.sheet, grid.wide - 2 * PAD
    if len(grid.columns) > 1 and all(len(column.documents) == 1 for column in grid.columns):
        y = _strip(grid, corpus, y)
    high = 0.0
    for number, column in enumerate(grid.columns):
        x = grid.left(number) + PAD
        used = _lines(sheet, x, y, column.head, room, 2, bold=True)
        used += _lines(sheet, x, y + used, column.about, room, 3)
        high = max(high, used)
    sheet.line([MARGIN, WIDE - MARGIN], [y + high + 3] * 2, GREY, 0.6)
    return y + high + 6


def _lines(
    sheet: Sheet, x: float, y: float, words: str, room: float, most: int, bold: bool = False
) -> float:
    """Write at most so many lines, the last of them with an ellipsis where there is more; gives their height."""
    lines = wrap([Run(words, bold)], SMALL, room)
    said = ["".join(run.text for run in line).strip() for line in lines]
    if len(said) > most:
        said = [*said[: most - 1], shortened(f"{said[most - 1]} …", SMALL, room, bold)]
        said[-1] = said[-1] if said[-1].endswith("…") else said[-1] + " …"
    for number, line in enumerate(said):
        sheet.write(x, y + number * LINE, line, SMALL, bold=bold, color=INK if bold else GREY)
    return len(said) * LINE


def _strip(grid: Grid, corpus: Corpus, y: float) -> float:
    """True time above the columns, each joined to its place in it; nothing where no text has a date."""
    saids = [corpus.published(column.documents[0]) for column in grid.columns]
    days = [day for said in saids for day in said or () if day]
    if len(set(days)) < 2:
        return y
    pad = max((max(days) - min(days)).days // 40, 15)
    sheet, right = grid.sheet, grid.left(len(grid.columns))
    scale = Scale(moved(min(days), -pad), moved(max(days), pad), grid.left(0), right)
    axis, taken = y + 14, 0.0
    sheet.line([scale.left, scale.right], [axis, axis], GREY, 0.6)
    for tick in scale.ticks():
        x = scale.start(tick.day)
        sheet.line([x, x], [axis - 3, axis], GREY, 0.6)
        half = sheet.measure(tick.label, SMALL) / 2
        if x - half > max(taken, grid.left(0)) and x + half < WIDE - MARGIN:
            _, taken = sheet.write(x, y, tick.label, SMALL, color=GREY, align="center")
            taken += 4
    for number, said in enumerate(saids):
        known = [day for day in said or () if day]
        if known:
            left, end = scale.start(known[0]), scale.end(known[-1])
            middle, foot = (left + end) / 2, grid.left(number) + grid.wide / 2
            half = max((end - left) / 2, 1.5)
            sheet.box(middle - half, axis + 1.5, 2 * half, 3.5, INK)
            sheet.line(
                [middle, middle, foot, foot],
                [axis + 5, axis + 9, y + STRIP - 8, y + STRIP - 3],
                GREY,
                0.7,
            )
    return y + STRIP


def _heading(grid: Grid, group: Group, y: float) -> float:
    sheet, x = grid.sheet, MARGIN
    if group.shape:
        sheet.symbol(x + 3, y + BODY * 0.62, group.shape, 4.6, group.color)
        x += 10
    said = shortened(group.heading, BODY, WIDE - MARGIN - x, bold=True)
    sheet.write(x, y, said, BODY, bold=True, color=group.color, back="white")
    return y + BODY * 1.25 + 2.5


def _row(grid: Grid, row: Row, y: float, one_each: bool, most: int) -> tuple[float, list[str]]:
    """One row: its label and total, then each cell's count and marks; gives where it ends and the marks."""
    sheet, drawn, high = grid.sheet, list[str](), LINE
    total = f"{row.total:,}"
    right = MARGIN + LABEL - PAD
    sheet.write(right, y, total, SMALL, color=GREY, align="right")
    room = LABEL - PAD - 16 - sheet.measure(total, SMALL)
    label = shortened(row.label, SMALL, room)
    sheet.write(
        MARGIN + (16 if row.under else 10), y, label, SMALL, color=GREY if row.under else INK
    )
    for number, cell in enumerate(row.cells):
        if cell:
            x = grid.left(number) + PAD
            cell_high, marks = (
                _marks(grid, cell, x, y) if one_each else _bar(grid, cell, x, y, most, row.under)
            )
            drawn += marks
            high = max(high, cell_high)
    return y + high + 1, drawn


def _marks(grid: Grid, cell: Sequence[Item], x: float, y: float) -> tuple[float, list[str]]:
    sheet = grid.sheet
    sheet.write(x + COUNT - 5, y, f"{len(cell):,}", SMALL, color=GREY, align="right")
    for number, item in enumerate(cell):
        across, down = number % grid.a_line, number // grid.a_line
        at = x + COUNT + (across + 0.5) * UNIT
        sheet.symbol(
            at, y + 4.6 + down * PITCH, item.shape, 3.7, item.color, link=target(item.address)
        )
    rows = -(-len(cell) // grid.a_line)
    return max(LINE, rows * PITCH + 4.5), [item.address for item in cell]


def _bar(
    grid: Grid, cell: Sequence[Item], x: float, y: float, most: int, under: bool
) -> tuple[float, list[str]]:
    """A bar as long as its count, which leads to the first of what it counts."""
    sheet, room = grid.sheet, grid.wide - 2 * PAD
    first = cell[0]
    sheet.write(x, y, f"{len(cell):,}", SMALL, color=GREY, link=target(first.address))
    sheet.box(
        x,
        y + LINE,
        max(room * len(cell) / most, 0.8),
        4,
        GREY if under else first.color,
        link=target(first.address),
    )
    return LINE + 6.5, [first.address]
