"""The words of a printed page in the order in which they are read, as lines with gaps between paragraphs.

Programs draw a page's columns one after the other, nearly always, and the order of drawing is kept. Only where the lines of two
columns alternate, row by row and long enough to be prose, are they read column by column. A wider space than usual between two
lines, or another size of type, parts paragraphs; a first line that stands further in does so, too. Ligatures become letters.
A hyphen at a line's end stays, with the line end behind it: the sentences know how to read across.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
WIDTHS = {"ijl.,;:'|!()[]Ift ’‘": 0.28, "mwMW%@—…": 0.85, 'rs-–“”"': 0.38}
"""Widths of letters in sizes of their type, as printers' usual faces have them, for those that aren't of middling width."""
OWN_WIDTHS = {sign: width for signs, width in WIDTHS.items() for sign in signs}
CAPITAL, MIDDLING = 0.68, 0.53
SAME_ROW = 0.45
"""Sizes by which baselines of one row may differ: what is raised is a note's number."""
ALIGNED = 2.5
"""Points by which lines' beginnings may differ in one column."""
ROWS = 4
"""Rows that must show two columns, or numbers in a margin, before they are taken for that."""
GUTTER = 0.9
"""Sizes of type from which a space between words is one between columns."""
CROSSED = 0.35
"""Rows that may run across the edge of a column (titles, what is below it), for each that begins there."""
COLUMN_WORDS = 3
WIDER = 1.35
"""Times the usual distance of lines from which two are paragraphs apart."""
STRIPE = 3.0
"""Sizes of type of a white stripe across all columns, above a page's number or under its head."""
OTHER_SIZE = 1.15
INDENTED = (0.8, 6.0)
"""How far in, in sizes of type, the first line of a paragraph stands."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]")


class Fragment(NamedTuple):
    """Words drawn at a place; y counts upward."""

    x: float
    y: float
    size: float
    words: str
    upright: bool = True


class Piece(NamedTuple):
    """Fragments of one row, in one column."""

    x: float
    y: float
    size: float
    words: str

    @property
    def right(self) -> float:
        """About where it ends."""
        return self.x + self.size * _width(self.words.strip())


class Laid(NamedTuple):
    """A page's text, and what was done to it."""

    text: str
    numbered: bool = False
    columned: bool = False


def lines(fragments: Sequence[Fragment]) -> Laid:
    r"""A page's lines in reading order.

    >>> lines([Fragment(60, 700, 10, "the ofﬁce of"), Fragment(60, 688, 10, "works")]).text
    'the office of\nworks\n'
    """
    pieces = _pieces([one for one in fragments if one.upright])
    kept = _without_numbers(pieces)
    edges = _interleaved(kept)
    ordered = _by_columns(kept, edges) if edges else kept
    rows = _rows(ordered)
    aside = [_clean(one.words) for one in fragments if not one.upright]
    text = _text(rows) + "".join(f"\n{words}\n" for words in aside if words)
    return Laid(text, len(kept) < len(pieces), bool(edges))


def _pieces(fragments: Sequence[Fragment]) -> list[Piece]:
    """Fragments that follow each other on a row, parted where one begins at an edge at which others begin, too."""
    edges = _edges(fragments)
    found: list[Piece] = []
    for one in fragments:
        before = found[-1] if found else None
        if (
            before is not None
            and abs(before.y - one.y) <= SAME_ROW * max(before.size, one.size)
            and one.x >= before.x
            and not _at(one.x, edges)
        ):
            size = max(before.size, one.size)
            y = before.y if before.size >= one.size else one.y
            joined = before.words + one.words.replace("\n", " ")
            found[-1] = Piece(before.x, y, size, joined)
        else:
            found.append(Piece(one.x, one.y, one.size, one.words))
    return found


def _edges(fragments: Sequence[Fragment]) -> list[float]:
    """Where the lines of a column begin one under the other, and hardly any line of the page runs across.

    Words begin one under the other by chance, too; then most other rows have a word across that place.
    """
    rows: dict[int, list[Fragment]] = {}
    begun: Counter[int] = Counter()
    for one in fragments:
        rows.setdefault(round(one.y), []).append(one)
    for row in rows.values():
        begun.update({round(one.x / ALIGNED) for one in row})
    found: list[float] = []
    for place, count in sorted(begun.items()):
        x = place * ALIGNED
        if count >= ROWS and not _at(x, found[-1:]):
            at = [row for row in rows.values() if any(abs(one.x - x) <= ALIGNED for one in row)]
            crossed = sum(_crosses(row, x) for row in rows.values())
            close = sum(_is_close(row, x) for row in at)
            found += [x] if crossed + close <= CROSSED * len(at) else []
    return found


def _is_close(row: list[Fragment], x: float) -> bool:
    """Whether a word ends no further from a place than a space is wide, and so goes on there."""
    left = [one for one in row if one.x < x - ALIGNED]
    last = max(left, key=lambda one: one.x, default=None)
    if last is None or len(last.words.split()) > 1:
        return False  # of a whole line only its beginning is known well
    return x - last.x - last.size * _width(last.words.strip()) < GUTTER * last.size


def _crosses(row: list[Fragment], x: float) -> bool:
    """Whether a row has words across a place, or close on both sides of it without beginning there."""
    if any(abs(one.x - x) <= ALIGNED for one in row):
        return False
    left = [one.x + one.size * _width(one.words.strip()) for one in row if one.x < x]
    right = [one.x for one in row if one.x > x]
    size = row[0].size
    return bool(left) and (
        max(left) > x + size or (bool(right) and min(right) - max(left) < 1.5 * size)
    )


def _width(words: str) -> float:
    """About how wide words are, in sizes of their type."""
    return sum(OWN_WIDTHS.get(sign, CAPITAL if sign.isupper() else MIDDLING) for sign in words)


def _at(x: float, edges: Sequence[float]) -> bool:
    return any(abs(x - edge) <= ALIGNED for edge in edges)


def _without_numbers(pieces: list[Piece]) -> list[Piece]:
    """The pieces less the numbers of lines: in a margin, one under the other, counting on."""
    numbers = [one for one in pieces if re.fullmatch(r"\s*\d{1,4}\s*", one.words, re.ASCII)]
    others = [one for one in pieces if one not in numbers]
    if len(numbers) < ROWS or not others:
        return pieces
    left, right = min(one.x for one in others), max(one.right for one in others)
    margin = sorted(
        (one for one in numbers if one.x < left - 3 or one.x > right), key=lambda one: -one.y
    )
    counted = [int(one.words) for one in margin]
    steps = Counter(b - a for a, b in pairwise(counted))
    if len(margin) < ROWS or not steps:
        return pieces
    step, often = steps.most_common(1)[0]
    if step < 1 or often < 0.8 * (len(margin) - 1):
        return pieces
    taken = set(margin)
    return [one for one in pieces if one not in taken]


def _interleaved(pieces: list[Piece]) -> list[float]:
    """The edges of columns whose lines are drawn row by row; none where each column is drawn by itself."""
    votes: Counter[int] = Counter()
    for left, right in pairwise(pieces):
        same_row = abs(left.y - right.y) <= SAME_ROW * max(left.size, right.size)
        prose = min(len(left.words.split()), len(right.words.split())) >= COLUMN_WORDS
        if same_row and prose and right.x > left.x + 5 * left.size:
            votes[round(right.x / ALIGNED)] += 1
    merged: dict[int, int] = {}
    for place, count in sorted(votes.items()):
        near = next((known for known in merged if abs(known - place) <= 1), place)
        merged[near] = merged.get(near, 0) + count
    return sorted(place * ALIGNED for place, count in merged.items() if count >= ROWS)


def _by_columns(pieces: list[Piece], edges: list[float]) -> list[Piece]:
    """The pieces column by column, between what runs across the page."""
    ordered: list[Piece] = []
    band: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    above = max(one.y for one in pieces)
    for one in sorted(pieces, key=lambda one: (-one.y, one.x)):
        column = sum(one.x >= edge - 2 * ALIGNED for edge in edges)
        across = column < len(edges) and one.right > edges[column] + 3 * one.size
        if across or above - one.y > STRIPE * one.size:
            ordered += [*(piece for each in band for piece in each), one]
            band = [[] for _ in range(len(edges) + 1)]
        else:
            band[column].append(one)
        above = one.y
    return [*ordered, *(piece for each in band for piece in each)]


def _rows(pieces: list[Piece]) -> list[Piece]:
    """Pieces that stand side by side and follow each other, as one line."""
    found: list[Piece] = []
    for one in pieces:
        words = _clean(one.words)
        before = found[-1] if found else None
        if not words:
            continue
        if (
            before is not None
            and abs(before.y - one.y) <= SAME_ROW * max(before.size, one.size)
            and one.x > before.x
        ):
            found[-1] = before._replace(words=f"{before.words} {words}")
        else:
            found.append(one._replace(words=words))
    return found


def _text(rows: list[Piece]) -> str:
    """Lines, a blank one where paragraphs part."""
    steps = [a.y - b.y for a, b in pairwise(rows) if 0 < a.y - b.y < 3 * max(a.size, b.size)]
    usual = median(steps) if steps else 0.0
    out = ""
    for number, row in enumerate(rows):
        if number:
            above = rows[number - 1]
            down = above.y - row.y
            sizes = max(above.size, row.size) / min(above.size, row.size)
            # Upward is the next column, where a paragraph goes on.
            out += "\n" if down > WIDER * usual or sizes > OTHER_SIZE else ""
        out += ("    " if _is_indented(rows, number) else "") + row.words + "\n"
    return out


def _is_indented(rows: list[Piece], number: int) -> bool:
    """Whether a line stands further in than the lines above and below it."""
    row = rows[number]
    beside = [rows[i].x for i in (number - 1, number + 1) if 0 <= i < len(rows)]
    near = [x for x in beside if abs(x - row.x) < 10 * row.size]
    return len(near) == 2 and all(
        INDENTED[0] * row.size <= row.x - x <= INDENTED[1] * row.size for x in near
    )


def _clean(words: str) -> str:
    """Words with ligatures as letters, single spaces, and a hyphen that is one."""
    for sign, letters in LIGATURES.items():
        words = words.replace(sign, letters)
    words = " ".join(CONTROL.sub(" ", words).split())
    return re.sub(r"\xad$", "-", words).replace("\xad", "")
