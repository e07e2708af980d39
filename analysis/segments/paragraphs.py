"""Lines become units: paragraphs, headings and list items, whole again where a printer broke them.

Whether the lines of a file are hard-wrapped is the first decision and settles the rest: in a wrapped
file a line's end says nothing unless the line stopped early, in any other file it ends a paragraph. A
unit keeps its raw span, so that joining lines never moves an offset.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from analysis.segments.lines import CLOSED, Line, lines

WRAP_WIDTH = 130
"""Longest line that a printer or a mail program breaks; wrapped seeds and pages have 50 to 100."""

CORRESPONDENCE = re.compile(
    r"[*†‡✉]\s?(?:corresponding|correspondence|author for correspondence|e-?mail)\b", re.IGNORECASE
)
"""A footnote that says how to reach the author; it begins a unit wherever a printer has put it."""
OPEN_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
    ]
)
MARKER = re.compile(
    r"(?P<bullet>[•‣▪●◦·○■□➢►✔✓➤❖✦\uf000-\uf0ff])\s*(?=\S)"
    r"|(?P<dash>[-–—*→o])\s+(?=\S)"
    r"|(?P<clause>\d{1,3}\.\d{1,2}(?:\.\d{1,2})?\.?)\s+(?=[A-Z‘“'\"])"
    r"|(?P<number>\d{1,3}[.)]|\(\d{1,2}\)|\[\d{1,3}\]|#\d{1,4}|Q\d{1,4}[.:]?)\s+(?=\S)"
    r"|(?P<count>\d{1,3})\s+(?=[A-Z‘“])"
    r"|(?P<letter>\([a-z]{1,4}\)|[a-z]\)|[a-h]\.|[ivx]{1,5}[.)])\s+(?=\S)"
)


BUTTON_DOT = re.compile(r"[•·]\s*(?:reply|share|like|report)\b.*[•·›]", re.IGNORECASE)


class Unit(NamedTuple):
    """Lines that belong together: one paragraph, heading, name or item, without its list marker.

    `text` has white space folded to single spaces and is for reading only; offsets come from `start`
    and the lines.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int
    marker: tuple[int, int] | None = None
    mark: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(CLOSED.search(self.text))


def wrap_width(rows: list[Line]) -> int:
    """The width at which a file's lines are broken, or 0 where a line is a paragraph.

    Broken lines show by going on in small letters, or behind a hyphen, and by nearly equal lengths.
    """
    pairs = [(a, b) for a, b in pairwise(rows) if b.gap == 0]
    running = [a for a, b in pairs if _runs_on(a.text, b.text) and len(a.text) <= WRAP_WIDTH]
    if len(running) < 3 or len(running) < 0.25 * len(pairs):
        return 0
    lengths = sorted(len(a.text) for a in running)
    return lengths[int(0.9 * (len(lengths) - 1))]


def units(text: str, alone: Callable[[str], bool], glued: Callable[[str], int]) -> list[Unit]:
    """The units of a text in order.

    `alone` says which lines never join another (furniture, headers), `glued` how much of a line's
    front is no part of it.
    """
    rows = [part for line in lines(text) for part in _unglued(text, line, glued(line.text))]
    width = wrap_width(rows)
    by_line = _a_line_is_a_paragraph(rows)
    groups: list[list[Line]] = []
    for number, row in enumerate(rows):
        if number and _joins(groups[-1], row, rows[number + 1 : number + 2], width, by_line, alone):
            groups[-1].append(row)
        else:
            groups.append([row])
    return _marked(text, [_unit(text, group) for group in groups], alone)


def _runs_on(first: str, second: str) -> bool:
    last = first.split()[-1].lower()
    if CLOSED.search(first) and not first.endswith(";"):
        return False
    return (
        second[0].islower()
        or (first[-1] in "-\u00ad" and second[0].isalpha())
        or last in OPEN_WORDS
    )


def _a_line_is_a_paragraph(rows: list[Line]) -> bool:
    """Whether full sentences follow each other line by line, without blank lines between."""
    pairs = [(a, b) for a, b in pairwise(rows) if b.gap == 0]
    whole = [1 for a, b in pairs if len(a.text) > 40 and len(b.text) > 40 and CLOSED.search(a.text)]
    return len(whole) >= 3


EARLY = 0.85
"""Share of the column's width below which a line stopped before its next word had to."""
SHORT_LINE = 5
"""Words of a line so short that the next is another line of the same list."""
NEAR_LINES = 60
"""Lines of a paragraph by which the width of its column is told."""


def _joins(
    group: list[Line],
    row: Line,
    following: list[Line],
    width: int,
    by_line: bool,
    alone: Callable[[str], bool],
) -> bool:
    """Whether a line goes on with the unit above it."""
    before = group[-1]
    if row.fresh or _begins_item(before, row) or CORRESPONDENCE.match(row.text):
        return False
    last = before.text.split()[-1].lower()
    if alone(row.text):
        address = len(row.text.split()) == 1 and before.text.endswith(":")
        return address and row.gap == 0 and 0 < 0.5 * width < len(before.text)
    if alone(before.text):
        unfinished = before.text[-1] in ",;-" or last in OPEN_WORDS
        return width > 0 and row.gap == 0 and row.text[0].islower() and unfinished
    if width:
        return _joins_wrapped(group, row, following, width)
    # A sentence that a stray line end broke, in a file that parts paragraphs by blank lines.
    broken = (
        row.gap == 0 and not by_line and row.text[0].islower() and not CLOSED.search(before.text)
    )
    verse = group[0].text[0].islower() or len(before.text.split()) <= SHORT_LINE
    return broken and not verse and "http" not in row.text[:8]


def _begins_item(before: Line, row: Line) -> bool:
    """Whether a line begins with a list marker; a bare number only behind a finished line."""
    marker = MARKER.match(row.text)
    return marker is not None and (
        marker.lastgroup != "count" or CLOSED.search(before.text) is not None
    )


def _joins_wrapped(group: list[Line], row: Line, following: list[Line], width: int) -> bool:
    """Whether a line goes on with the unit above it, where a printer broke the lines."""
    before = group[-1]
    lengths = sorted(len(line.text) for line in group[-NEAR_LINES:])
    needed = len(before.text) + 1 + len(row.text.split()[0])
    early = needed <= EARLY * max(width, lengths[-1])
    if row.gap:
        runs_on = row.text[0].islower() and not CLOSED.search(before.text)
        return (
            runs_on
            and row.gap <= 2
            and len(before.text) > 0.5 * width
            and not MARKER.match(group[0].text)
        )
    if max(len(row.text), len(before.text)) > 1.6 * WRAP_WIDTH:
        return False
    if _runs_on(before.text, row.text):
        return not early or row.text[0].islower() or before.text.split()[-1].lower() in OPEN_WORDS
    if CLOSED.search(before.text):
        # Between sentences a line is full only if the next word would have passed the usual width.
        full = not early and needed > lengths[3 * len(lengths) // 4]
        indented = row.indent > before.indent + 1 or _opens_indented(before, row, following)
        return full and not indented
    return not early or (len(group) > 1 and before.text[-1] == ",")


def _opens_indented(before: Line, row: Line, following: list[Line]) -> bool:
    """A first line that stands further in than the lines before and behind it begins a paragraph."""
    behind = following[0].indent if following and not following[0].gap else row.indent
    return row.indent > before.indent and row.indent > behind


def _unit(text: str, group: list[Line]) -> Unit:
    start, end = group[0].start, group[-1].end
    return Unit(start, end, " ".join(text[start:end].split()), group[0].gap, group[0].indent)


def _marked(text: str, found: list[Unit], alone: Callable[[str], bool]) -> list[Unit]:
    """Units with their list markers taken off; dashes, letters and bare numbers count only where they recur."""
    matches = [
        MARKER.match(unit.text) if not alone(unit.text) or _numbered(unit.text) else None
        for unit in found
    ]
    kinds = Counter(match.lastgroup for match in matches if match)
    counted = {match[0].strip() for match in matches if match and match.lastgroup == "count"}
    single = {kind for kind in ("dash", "letter") if kinds[kind] < 2}
    if not {"1", "2"} <= counted:
        single.add("count")
    return [
        unit
        if match is None or match.lastgroup in single
        else _behind(text, unit, match[0].strip())
        for unit, match in zip(found, matches, strict=True)
    ]


def _numbered(text: str) -> bool:
    match = MARKER.match(text)
    return (
        match is not None
        and match.lastgroup in ("number", "bullet", "letter", "clause")
        and not BUTTON_DOT.match(text)
    )


def _unglued(text: str, line: Line, front: int) -> list[Line]:
    if not front:
        return [line]
    cut = line.start + front
    rest = text[cut : line.end].lstrip()
    return [
        Line(line.start, cut, text[line.start : cut], line.gap, line.indent),
        Line(line.end - len(rest), line.end, rest, 0, line.indent, True),
    ]


def _behind(text: str, unit: Unit, mark: str) -> Unit:
    """The unit behind its marker; any white space may stand between, no-break spaces too."""
    behind = unit.start + len(mark)
    start = behind + len(text[behind : unit.end]) - len(text[behind : unit.end].lstrip())
    rest = " ".join(text[start : unit.end].split())
    return unit._replace(start=start, text=rest, marker=(unit.start, behind), mark=mark)
