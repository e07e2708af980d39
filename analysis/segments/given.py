"""Comments that a table gives: their places are known, only their paragraphs are read."""

from collections.abc import Iterator

import pandas as pd

from analysis import tables
from analysis.segments import paragraphs
from analysis.segments.rows import Piece

RULE = "given"


def table(document: str, text: str, given: pd.DataFrame) -> pd.DataFrame:
    """The table `segments` of a text whose comments are given, however many they are."""
    starts, ends, kinds, numbers = [], [], [], []
    for piece in pieces(text, given):
        starts.append(piece.start)
        ends.append(piece.end)
        kinds.append(piece.kind)
        numbers.append(piece.comment)
    cells = {"start": starts, "end": ends, "kind": kinds, "comment": numbers}
    return tables.columns("segments", {**cells, "document": document, "rule": RULE}, len(starts))


def pieces(text: str, given: pd.DataFrame) -> Iterator[Piece]:
    r"""The pieces of comments whose places are known (columns start, end, comment), in order.

    >>> told = pd.DataFrame({"start": [0, 6], "end": [4, 12], "comment": [1, 2]})
    >>> [(piece.start, piece.end, piece.comment) for piece in pieces("One.\n\nA.\n\nB.", told)]
    [(0, 4, 1), (6, 8, 2), (10, 12, 2)]
    """
    columns = (given[name].tolist() for name in ("start", "end", "comment"))
    for start, end, comment in zip(*columns, strict=True):
        words = text[start:end]
        if "\n" not in words and len(words.splitlines()) == 1:
            yield Piece(start, end, "comment", comment, RULE)
            continue
        for unit in paragraphs.units(words, _never, _nothing):
            if unit.marker:
                a, b = unit.marker
                yield Piece(start + a, start + b, "marker", comment, RULE)
            yield Piece(start + unit.start, start + unit.end, "comment", comment, RULE)


def _never(line: str) -> bool:
    return False


def _nothing(line: str) -> int:
    return 0
