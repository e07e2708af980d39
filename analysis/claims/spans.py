"""Where a claim begins and ends: a sentence, or the clauses of one that makes several claims.

A sentence is parted only where a joining word is followed by a subject and a verb of its own (", and nobody has
asked for it"), and both sides can stand alone. A run-in heading and what a letter opens with stay out.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis import lexicons
from analysis.words import Token, within

JOINT = re.compile(
    r"(?P<stop>\s*[,;]|\s+[-–—]|)\s+(?P<word>(?:and|but|yet|so|though|although|while|whereas|however),?\s+|)",
    re.IGNORECASE,
)
INTRODUCED = re.compile(r"[^;]{2,120}:\s+")
HEADING = re.compile(r"[A-Z][\w’'-]*(?:[ -][\w’'-]+){0,3}:\s+(?=[A-Z])")
OPENING = re.compile(r"(?:Sir|Madam|Dear [^,\n]{1,40}|A chara|Editor),?\s*[-–—]\s+")
QUOTING = re.compile(r"[“‘\"'](?=\w)")
STOP = re.compile(r"(?<=[a-z\d)]{2}[.!?])\s+(?=[A-Z“‘\"'][\w’'])")
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


def inner(text: str, span: Span) -> list[Span]:
    """The sentences that one holds in a quotation, which the sentence list keeps whole; one where it holds no other.

    >>> text = "She said: “We were never asked. It will cost more.”"
    >>> [text[start:end] for start, end in inner(text, Span(0, len(text)))]
    ['She said: “We were never asked.', 'It will cost more.”']
    """
    if not QUOTING.search(text, span.start, span.end):
        return [span]
    stops = [(match.start(), match.end()) for match in STOP.finditer(text, span.start, span.end)]
    edges = [(span.start, span.start), *stops, (span.end, span.end)]
    return [Span(start, end) for (_, start), (end, _) in pairwise(edges)]


def clauses(text: str, span: Span, tokens: list[Token]) -> list[Span]:
    """The clauses of a sentence that can stand alone, without joining words and final stop; one where it can't be parted.

    >>> text = "It costs more, and nobody has asked for it."
    >>> from analysis.words import find_words
    >>> [text[start:end] for start, end in clauses(text, Span(0, len(text)), find_words(text))]
    ['It costs more', 'nobody has asked for it']
    """
    cuts = list(_cuts(text, span, within(tokens, span.start, span.end)))
    if not cuts:
        return [span]
    start = span.start
    if ";" in text[slice(*cuts[0])] and (match := INTRODUCED.match(text, start, cuts[0][0])):
        start = match.end()
    edges = [(start, start), *cuts, (span.end, span.end)]
    found = []
    for (_, start), (end, _) in pairwise(edges):
        piece = text[start:end].rstrip().rstrip(".,;:").rstrip()
        found.append(Span(start, start + len(piece)))
    return found


def _cuts(text: str, span: Span, inside: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a clause ends and the next begins."""
    finite, subordinate = _words("verbs"), _words("subordinate")
    keys = [token.key.lower() for token in inside]
    last, depth, at, verbs = 0, 0, span.start, 0
    for place, token in enumerate(inside):
        depth += text.count("(", at, token.start) - text.count(")", at, token.start)
        at = token.start
        if (
            depth <= 0
            and verbs
            and place - last >= SHORTEST
            and (match := _joint(text, inside, place))
        ):
            listed = ";" in match["stop"]
            if (listed or keys[last] not in subordinate) and _is_clause(keys[place : place + FAR]):
                yield match.start(), token.start
                last, verbs = place, 0
        verbs += keys[place] in finite


def _joint(text: str, inside: list[Token], place: int) -> re.Match[str] | None:
    """The joint before a word: a comma with a joining word, or a semicolon."""
    joined = inside[place - 1].key.lower() in _words("joining")
    before = place - 1 - joined
    match = JOINT.fullmatch(text, inside[before].end, inside[place].start) if before >= 0 else None
    if not match or match["stop"].strip():
        return match if match and (match["word"] or ";" in match["stop"]) else None
    plain = match["word"].strip().lower() in _words("unparted") and inside[
        place
    ].key.lower() in _words("subjects")
    return match if plain else None


def _is_clause(right: list[str]) -> bool:
    """Whether words begin with a subject and its verb."""
    if len(right) < SHORTEST or right[0] in _words("subjects"):
        return len(right) >= SHORTEST
    for place, key in enumerate(right):
        if key in _words("no_subject"):
            return False
        if key in _words("verbs") and place:
            return True
    return False


def _words(key: str) -> frozenset[str]:
    return lexicons.words("claims", "clauses", key)
