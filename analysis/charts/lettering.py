"""Words as the page will hold them: measured, wrapped, and only letters that the face has.

Labels that never overlap and are never cut need their width before they are drawn. It is added up
from the advance of each letter in the font's own units, so it is the same on every machine and does
not need a canvas. Kerning would draw letters closer still, never wider.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "DejaVu Sans"
Letters = list[tuple[str, bool]]
UNKNOWN = "□"
"""Drawn for a letter that the face does not have; a warning in the middle of a report helps nobody."""


class Run(NamedTuple):
    """Words in one weight."""

    text: str
    bold: bool = False


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of words is, in points.

    >>> round(width("Integrated care systems", 8), 1)
    97.6
    """
    return sum(_advance(letter, bold) for letter in text) * size


def drawable(text: str) -> str:
    r"""The text letter by letter, white space as spaces, with a box for what the face lacks.

    >>> drawable("care\n統合")
    'care □□'
    """
    return "".join(
        " " if letter.isspace() else letter if ord(letter) in _letters() else UNKNOWN
        for letter in text
    )


def wrap(runs: Iterable[Run], size: float, room: float) -> list[list[Run]]:
    """Words broken into lines no wider than `room`, weights kept; a word too long is broken, too.

    >>> wrap([Run("every part of the country "), Run("by 2021", True)], 8, 90)
    [[Run(text='every part of the', bold=False)], [Run(text='country ', bold=False), Run(text='by 2021', bold=True)]]
    """
    lines: list[Letters] = [[]]
    taken = 0.0
    for word in _words(runs, size, room):
        wide = sum(_advance(letter, bold) for letter, bold in word) * size
        space = _advance(" ", False) * size
        if lines[-1] and taken + space + wide > room:
            lines.append([])
            taken = 0.0
        if lines[-1]:
            # A space between two bold words is bold, so that they stay one run.
            lines[-1].append((" ", lines[-1][-1][1] and word[0][1]))
            taken += space
        lines[-1] += word
        taken += wide
    return [
        [
            Run("".join(letter for letter, _ in group), bold)
            for bold, group in groupby(line, key=lambda pair: pair[1])
        ]
        for line in lines
        if line
    ]


NARROWEST = 0.2
"""Share of its size that a letter of the house's face is wide at least."""


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, or as many of its whole words as fit, with an ellipsis that says so."""
    # What can't fit in any letters isn't measured: a label may be asked of a comment as long as a book.
    words = " ".join(text.split())[: int(room / (size * NARROWEST)) + 2].split()
    if width(" ".join(words), size, bold) <= room:
        return " ".join(words)
    while words and width(" ".join(words) + " …", size, bold) > room:
        words.pop()
    return " ".join([*words, "…"])


def _words(runs: Iterable[Run], size: float, room: float) -> Iterator[Letters]:
    """Words as letters with their weight; a word may hold both weights."""
    letters = [(letter, run.bold) for run in runs for letter in run.text]
    for is_space, word in groupby(letters, key=lambda pair: pair[0] == " "):
        if not is_space:
            yield from _broken(list(word), size, room)


def _broken(word: Letters, size: float, room: float) -> Iterator[Letters]:
    """A word in pieces that each fit into the room; one piece where it fits."""
    piece: Letters = []
    taken = 0.0
    for letter, bold in word:
        wide = _advance(letter, bold) * size
        if piece and taken + wide > room:
            yield piece
            piece, taken = [], 0.0
        piece.append((letter, bold))
        taken += wide
    if piece:
        yield piece


@cache
def _face(bold: bool) -> Any:
    wanted = font_manager.FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    return FT2Font(font_manager.findfont(wanted, fallback_to_default=False))


@cache
def _letters() -> frozenset[int]:
    """What both weights can draw."""
    return frozenset(_face(False).get_charmap()) & frozenset(_face(True).get_charmap())


@cache
def _advance(letter: str, bold: bool) -> float:
    """Width of a letter as a share of the font's size."""
    face = _face(bold)
    known = letter if ord(letter) in _letters() else UNKNOWN
    glyph = face.load_char(ord(known), LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / float(face.units_per_EM)
