"""Typed spans that tile each text: what is title, body, comment, and what is only the page's furniture.

No tool does this for plain text: readers of HTML find nothing in it, and splitting at blank lines
finds two thirds of the pieces. Here lines are made whole first (`paragraphs`), each is read by its form
alone (`forms`, data), comments are parted by the strongest sign that the page shows (`threads`), and
the rest is read from its prose outward (`head`, `notes`, `body`). Every piece says the rule that made it.
Where a table says which comment lies where (`given`), nothing is read from a page's form.
"""

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.segments import (
    body,
    forms,
    given,
    head,
    lines,
    notes,
    page,
    paragraphs,
    people,
    rows,
    threads,
)
from analysis.segments.rows import Piece

__all__ = ["Piece", "find_segments", "segments"]


def find_segments(text: str) -> list[Piece]:
    """The typed spans of one text in order; every character that isn't white space lies in exactly one.

    >>> [(piece.kind, piece.start, piece.end) for piece in find_segments("No Comments")]
    [('boilerplate', 0, 11)]
    """
    heads = _running_heads(text)
    units = paragraphs.units(text, lambda line: line in heads or _alone(line), forms.glued)
    read = rows.read(units, text, heads)
    said = threads.find(read)
    article = page.Page(read, [i for i in range(len(read)) if i not in said])
    begin = head.read(article)
    notes.read(article, begin)
    body.read(article)
    pieces = said | article.pieces
    return _tiled(text, _numbered(sorted(piece for part in pieces.values() for piece in part)))


def segments(corpus: Corpus) -> pd.DataFrame:
    """The table `segments` of a corpus: one row is a typed piece of a text."""
    told = {name: corpus.given_comments(name) for name in corpus}
    read = tables.make(
        "segments",
        [
            {"document": document, **piece._asdict()}
            for document, comments in told.items()
            if comments is None
            for piece in find_segments(corpus[document])
        ],
    )
    parts = [
        given.table(document, corpus[document], comments)
        for document, comments in told.items()
        if comments is not None
    ]
    if not parts:
        return read
    whole = pd.concat([part for part in (read, *parts) if len(part)], ignore_index=True)
    return whole.sort_values(["document", "start", "end"], ignore_index=True)


def _running_heads(text: str) -> frozenset[str]:
    """Lines that a printer repeats on every page, without those that each comment of a thread has."""
    found = lines.running_heads(text)
    if not found:
        return found
    counted = lines.counted_heads(text)
    return frozenset(line for line in found if line in counted or not _is_of_comments(line))


def _alone(line: str) -> bool:
    """Lines that never join the next: furniture, comment heads, headings of sections."""
    header = forms.header(line)
    return (
        forms.furniture(line) is not None
        or header.sure
        or header.stamp
        or bool(
            forms.section("heading", line)
            or forms.section("references", line)
            or forms.section("counted", line)
        )
        or forms.comments_heading(line)[0]
        or forms.label(line)[0] in ("strong", "weak", "header")
        or forms.buttons(line)
    )


def _is_of_comments(line: str) -> bool:
    """Lines that recur because each comment has one."""
    return bool(forms.header(line).rule) or forms.buttons(line) or people.person(line) >= 0.5


def _numbered(pieces: list[Piece]) -> list[Piece]:
    """Comment numbers in the order of the texts of the comments, from 1; heads without text lose theirs."""
    texts = [piece.comment for piece in pieces if piece.kind == "comment" and piece.comment]
    order = {number: rank for rank, number in enumerate(dict.fromkeys(texts), 1)}
    return [
        piece._replace(comment=order.get(piece.comment) if piece.comment else None)
        for piece in pieces
    ]


def _tiled(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces as they are, or a fault of the program: never a text that is only partly covered."""
    at = 0
    for piece in [*pieces, Piece(len(text), len(text), "", None, "")]:
        if text[at : piece.start].strip() or piece.start < at:
            raise AssertionError(f"offsets {at} to {piece.start} lie in no piece or in two")
        at = piece.end
    return pieces
