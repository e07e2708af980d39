"""Where a claim begins and ends: a sentence, or the clauses of one that makes several claims.

A sentence is parted only where a joining word is followed by a subject and a verb of its own ("and it was thin
gruel"), and both sides can stand alone. A run-in heading and what a letter opens with stay out.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis import lexicons
from analysis.words import Token, within

JOINT = re.compile(
    r"(?P<stop>\s*[,;:]|\s+[-–—]|)\s+(?P<word>(?:and|but|yet|so|though|although|while|whereas|however),?\s+|)",
    re.IGNORECASE,
)
HEADING = re.compile(r"[A-Z][\w’'-]*(?:[ -][\w’'-]+){0,3}:\s+(?=[A-Z])")
OPENING = re.compile(r"(?:Sir|Madam|Dear [^,\n]{1,40}|A chara|Editor),?\s*[-–—]\s+")
SHORTEST = 3
"""Words of the shortest clause ("it was done")."""
FAR = 9
"""Words behind a joint in which its verb must come."""


class Span(NamedTuple):
    """A stretch of text."""

    start: int
    end: int


def whole(text: str, start: int, end: int) -> Span:
    """A sentence without a run-in heading, a letter's opening, or the quotation mark that opens a paragraph.

    >>> text = "Patient choice: The rules are complex."
    >>> text[slice(*whole(text, 0, len(text)))]
    'The rules are complex.'
    """
    for pattern in (OPENING, HEADING):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
    return Span(start, end)


def clauses(text: str, span: Span, tokens: list[Token]) -> list[Span]:
    """The clauses of a sentence that can stand alone, without joining words and final stop; one where it can't be parted."""
    inside = within(tokens, span.start, span.end)
    cuts = list(_cuts(text, span, inside))
    if not cuts:
        return [span]
    edges = [(span.start, span.start), *cuts, (span.end, span.end)]
    found = []
    for (_, start), (end, _) in pairwise(edges):
        piece = text[start:end].rstrip().rstrip(".,;:").rstrip()
        found.append(Span(start, start + len(piece)))
    return found


def _cuts(text: str, span: Span, inside: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a clause ends and the next begins."""
    finite, subjects = (
        lexicons.words("claims", "clauses", "verbs"),
        lexicons.words("claims", "clauses", "subjects"),
    )
    last, depth, at = 0, 0, span.start
    for place, token in enumerate(inside):
        depth += text.count("(", at, token.start) - text.count(")", at, token.start)
        at = token.start
        left = [one.key.lower() for one in inside[last:place]]
        if depth > 0 or len(left) < SHORTEST or not finite & set(left):
            continue
        match = _joint(text, inside, place)
        if not match or left[0] in lexicons.words("claims", "clauses", "subordinate"):
            continue
        right = [one.key.lower() for one in inside[place : place + FAR]]
        if _is_clause(right, finite, subjects, match["stop"].strip() != ""):
            yield inside[place - 1 - bool(match["word"])].end, token.start
            last = place


def _joint(text: str, inside: list[Token], place: int) -> re.Match[str] | None:
    """The joint before a word: a joining word, with or without a comma, or a semicolon."""
    joined = inside[place - 1].key.lower() in lexicons.words("claims", "clauses", "joining")
    start = inside[place - 1 - joined].end if place > 1 else inside[0].end
    match = JOINT.fullmatch(text, start, inside[place].start)
    if match and (match["word"] or match["stop"].strip() in (";",)):
        return match
    return None


def _is_clause(
    right: list[str], finite: frozenset[str], subjects: frozenset[str], parted: bool
) -> bool:
    """Whether words begin with a subject and its verb; without a comma only a plain subject will do."""
    if len(right) < SHORTEST:
        return False
    if right[0] in subjects:
        return right[1] in finite or parted
    if not parted:
        return False
    stops = lexicons.words("claims", "clauses", "no_subject")
    for place, key in enumerate(right):
        if key in stops:
            return False
        if key in finite and place:
            return True
    return False
