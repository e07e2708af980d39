"""Comments cut at what parts them, row by row."""

import re

from analysis.segments import forms, people
from analysis.segments.heads import MOST, Block
from analysis.segments.rows import Piece, Row

WHOM = re.compile(r"(?P<name>\S.*?)(?:\s{2,}|\t+)(?P<rest>\S.*)")
PLACE = re.compile(r"(?P<name>[^,]+,)\s+(?P<rest>[^,.\d]{2,40}(?:, [^,.\d]{2,30})?)")
LETTERS = re.compile(r"(?:[A-Z]{2,6}|Jr|Sr|MD|PhD|[A-Z][a-z]?[A-Z]\w*)\.?")
"""What stands behind the comma of a name without being a place: Jr, PhD, FRCGP."""

POLICY = re.compile(
    r"\b(?:your (?:views|comments)|on topic|respectful|moderat|house rules|comment(?:ing)? policy|be civil|guidelines|community standards)\b",
    re.IGNORECASE,
)
"""What a site says to its commenters, above their comments."""

Cut = dict[int, list[Piece]]
"""Pieces by the index of their row."""


def before(rows: list[Row], blocks: list[Block], begin: int, end: int) -> Cut:
    """Comments that begin with their head; text above the first head is a comment whose head is lost."""
    pieces: Cut = {}
    at = {index: block for block in blocks for index in range(block.first, block.last + 1)}
    loose = [index for index in range(begin, end) if index not in at]
    dated = [i for i in loose if rows[i].header.stamp and not rows[i].header.author]
    footed = len(dated) >= MOST * len(blocks)  # a date below each text closes the comment
    authors = {_author(rows, block) for block in blocks}
    number = 0
    closed = ended = signed = False
    declared = rows[begin - 1].declared if begin else None
    lost = declared is None or declared > len(blocks)
    for index in range(begin, end):
        row = rows[index]
        if index in at:
            number += index == at[index].first
            closed = ended = signed = False
            kind = at[index].kinds.get(index, "comment_label")
            pieces[index] = emit(row, kind, number, "comment-head")
            continue
        if closed and row.written and not row.label and not row.head:
            number, closed = number + 1, False
        closed = closed or (footed and number > 0 and index in dated)
        if not number and (
            not lost or (row.short and row.unit.words <= 5) or POLICY.search(row.text)
        ):
            continue
        number = number or int(row.written)
        if number and index + 1 < end and rows[index + 1].label == "header" and row.text in authors:
            pieces[index] = list(row.pieces("comment_label", number, "name-again"))
        elif number and ended and row.short and not row.buttons and row.written:
            pieces[index] = emit(
                row, "comment_role" if signed else "comment_author", number, "comment-signature"
            )
            signed = True
        elif number:
            pieces[index] = within(row, number)
        ended = ended or row.label == "after"
    return pieces


def behind(rows: list[Row], blocks: list[Block], begin: int, end: int) -> Cut:
    """Comments that end with name and date; buttons behind the signature are still theirs."""
    pieces: Cut = {}
    at = {index: block for block in blocks for index in range(block.first, block.last + 1)}
    number, texts = 1, 0
    for index in range(begin, end):
        row = rows[index]
        if index in at:
            kind = at[index].kinds.get(index, "comment_label")
            pieces[index] = emit(row, kind, number, "comment-signature")
            if index == at[index].last:
                number, texts = number + 1, 0
            continue
        texts += row.written
        pieces[index] = within(row, number if texts or number == 1 else number - 1)
    if not any(rows[block.first].header.author for block in blocks):
        _name_openings(rows, pieces)
    return pieces


def _name_openings(rows: list[Row], pieces: Cut) -> None:
    """Where only dates stand below the texts, the names above them: on most comments or on none."""
    texts: dict[int, list[int]] = {}
    for index, parts in sorted(pieces.items()):
        if parts[-1].kind == "comment" and parts[-1].comment:
            texts.setdefault(parts[-1].comment, []).append(index)
    named = {
        number: own for number, own in texts.items() if len(own) > 1 and rows[own[0]].name >= 0.5
    }
    if len(named) < MOST * len(texts):
        return
    for number, own in named.items():
        pieces[own[0]] = list(rows[own[0]].pieces("comment_author", number, "name-above-text"))
        if len(own) > 2 and rows[own[1]].short and not rows[own[1]].unit.closed:
            kind = "comment_role" if rows[own[1]].job else "comment_label"
            pieces[own[1]] = list(rows[own[1]].pieces(kind, number, "below-name"))


def group(rows: list[Row], indices: list[int], number: int) -> Cut:
    """One comment's rows; its first may be a name, where text follows."""
    pieces = {index: within(rows[index], number) for index in indices}
    first = rows[indices[0]]
    if len(indices) > 1 and first.name >= 0.5 and first.unit.words <= 4:
        pieces[indices[0]] = list(first.pieces("comment_author", number, "name-before-text"))
    return pieces


def within(row: Row, number: int) -> list[Piece]:
    """A row inside a comment: its text, its buttons, or furniture that stands between."""
    if row.buttons:
        return list(row.parts(forms.button_parts(row.line), number, "comment-buttons"))
    if row.text in forms.DOTS:
        return list(row.pieces("marker", number, "dot"))
    if (
        row.votes
        or row.label in ("after", "header", "above")
        or (row.header.rule == "says" and not row.header.stamp)
    ):
        return list(row.pieces("comment_label", number, "comment-label"))
    if row.furniture and row.site:
        return list(row.pieces("boilerplate", None, row.furniture.role))
    if row.header.stamp and not row.header.author:
        return list(row.parts(row.header.parts, number, row.header.rule))
    return list(row.pieces("comment", number, "comment-text"))


def emit(row: Row, kind: str, number: int, rule: str) -> list[Piece]:
    """A row of a head as pieces of the kind said, or by its own form."""
    if row.text in forms.DOTS:
        return list(row.pieces("marker", number, "dot"))
    if kind == "report_link":
        return list(row.parts(forms.button_parts(row.line), number, "comment-buttons"))
    if kind == "" and row.head:
        return list(row.parts(row.header.parts, number, row.header.rule))
    if (
        kind == "comment_role" and row.header.author
    ):  # place and date on one line, the name above them
        parts = [(a, b, kind if k == "comment_author" else k) for a, b, k in row.header.parts]
        return list(row.parts(parts, number, rule))
    if kind == "comment_author":
        for pattern, other in ((WHOM, "comment_label"), (PLACE, "comment_role")):
            match = pattern.fullmatch(row.line)
            if match and not LETTERS.fullmatch(match["rest"]):
                return list(
                    row.parts(
                        [(*match.span("name"), kind), (*match.span("rest"), other)], number, rule
                    )
                )
    return list(row.pieces(kind or "comment_label", number, rule))


def end_of_thread(rows: list[Row], last: int) -> int:
    """Behind the last comment: where forms, footers or navigation begin."""
    for index in range(last + 1, len(rows)):
        row = rows[index]
        if row.label or row.buttons or row.votes or row.furniture is None:
            continue
        if row.site or (index > last + 1 and row.furniture.role in ("share", "tags", "contact")):
            return index
    return len(rows)


def _author(rows: list[Row], block: Block) -> str:
    """The name in a head, as it would stand by itself."""
    for index in range(block.first, block.last + 1):
        if block.kinds.get(index) == "comment_author":
            return people.bare_author(rows[index].text)
        for start, end, kind in rows[index].header.parts:
            if kind == "comment_author":
                return people.bare_author(rows[index].line[start:end])
    return ""
