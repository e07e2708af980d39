"""What a text prints of itself above its words: title, byline and day, each with where it stands.

Only the head of the article is read. A date under a comment is the comment's; a line that says when a page was updated, and a
date whose day and month could be either way round, say no day of publication, and are given with the reason.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis import dates, lexicons
from analysis.segments.rows import Piece

BY = re.compile(r"^(?:(?:words )?by|author:) ", re.IGNORECASE)
TEXT = frozenset({"body", "list_item", "comment", "comment_author", "comment_date"})
"""Kinds at which the head of an article has ended."""
MARKS = " ,;|·•–—-"
NEAR = 60
"""Characters before a date in which its label stands."""
HALF_QUOTED = re.compile(r"^[^\"“”‘«»]*[.?!]([\"”’»])$")
"""A title that ends with a quotation mark which nothing opens."""


class Printed(NamedTuple):
    """Where a text prints something of itself, what it says, and, where that can't be taken as it is, why."""

    start: int
    end: int
    said: str
    doubt: str = ""


def printed(text: str, pieces: Iterable[Piece]) -> dict[str, Printed]:
    r"""The first title, byline and date above an article's text; a date without a readable day is left out.

    >>> from analysis.segments import find_segments
    >>> page = "Late buses\nBy Jo Smith\n4 May 2021\n\nThe bus that was promised for the spring came late again."
    >>> {kind: one.said for kind, one in printed(page, find_segments(page)).items()}
    {'title': 'Late buses', 'byline': 'Jo Smith', 'date': '2021-05-04'}
    """
    found: dict[str, Printed] = {}
    for piece in pieces:
        if piece.kind in TEXT:
            break
        if piece.kind == "title":
            _keep(found, "title", _title(text, piece.start, piece.end))
        elif piece.kind == "byline":
            _byline(found, text, piece.start, piece.end)
        elif piece.kind == "date":
            _keep(found, "date", _day(text, piece.start, piece.end))
    return {kind: found[kind] for kind in ("title", "byline", "date") if kind in found}


def _keep(found: dict[str, Printed], kind: str, one: Printed | None) -> None:
    """The first of a kind; a day that can be told before one that can't."""
    if one and (kind not in found or (found[kind].doubt and not one.doubt)):
        found[kind] = one


def _title(text: str, start: int, end: int) -> Printed | None:
    words = " ".join(text[start:end].split())
    if half := HALF_QUOTED.match(words):
        end -= len(text[start:end]) - text[start:end].rindex(half[1])
        words = words[:-1]
    return Printed(start, end, words) if words else None


def _byline(found: dict[str, Printed], text: str, start: int, end: int) -> None:
    """A byline, and the date that may stand on its line."""
    line = text[start:end]
    stamp = dates.find_stamp(line)
    if stamp and stamp.day:
        _keep(found, "date", _day(text, start + stamp.start, start + stamp.end))
        line = line[: stamp.start].rstrip(MARKS) or line[stamp.end :]
    words = BY.sub("", " ".join(line.split())).strip(MARKS)
    if words:
        at = start + max(text[start:end].find(line), 0)
        _keep(found, "byline", Printed(at, at + len(line), words))


def _day(text: str, start: int, end: int) -> Printed | None:
    """The day that a printed date names, or why it names none that the text could have appeared on."""
    words = " ".join(text[start:end].split())
    ways = [dates.read_stamp(words, first) for first in (True, False)]
    days = {stamp.day for stamp in ways if stamp and stamp.day}
    if not days:
        return None
    if label := _other_day(text, start):
        return Printed(
            start, end, "", f"stands beside “{label}”, so it isn't the day of publication"
        )
    order = dates.order(text)
    if len(days) > 1 and order is None:
        return Printed(start, end, "", "can be read with the day or with the month first")
    chosen = ways[0 if order is not False else 1]
    assert chosen is not None
    return Printed(start, end, chosen.day.isoformat()) if chosen.day else None


def _other_day(text: str, start: int) -> str:
    """The word before a date that makes it another day than that of publication, or nothing."""
    before = text[max(0, start - NEAR) : start]
    line = " ".join(before.rstrip().splitlines()[-1:]).lower()
    known = lexicons.words("beginning", "not_published", "words")
    return next((word for word in reversed(re.findall(r"[a-z]+", line)) if word in known), "")
