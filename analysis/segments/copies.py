"""Passages that repeat others: pull-quotes, titles printed twice, quotations in comments.

A near copy is found by its words in order, with quotation marks, case and a few lost or changed words
forgiven, because only one of three pull-quotes met so far was an exact copy.
"""

import itertools
import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NEAR = 0.85
"""Share of a passage's words that its original must hold in order, within a stretch of little more length."""


class Word(NamedTuple):
    """A folded word and its span."""

    word: str
    start: int
    end: int


def folded(text: str) -> list[Word]:
    """The words of a text in small letters, apostrophes straight, hyphens at line ends closed."""
    return [Word(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in WORD.finditer(text)]


def stretch(passage: list[Word], host: list[Word]) -> tuple[int, int] | None:
    """First and last word of the host that near-copy the passage, or nothing.

    >>> host = folded("There are worries that decisions will be taken behind closed doors too.")
    >>> stretch(folded("worries that decisions will be taken behind doors"), host)
    (2, 10)
    """
    if len(passage) < 3 or len(host) < len(passage) * NEAR:
        return None
    ours, theirs = [w.word for w in passage], [w.word for w in host]
    anchors = _anchors(ours, theirs)
    if not anchors:
        return None
    best: tuple[float, tuple[int, int]] | None = None
    for shift in anchors:
        low = max(0, shift - 6)
        window = theirs[low : shift + len(ours) + 12]
        blocks = SequenceMatcher(None, ours, window, autojunk=False).get_matching_blocks()[:-1]
        kept = sum(block.size for block in blocks)
        if not blocks:
            continue
        first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size - 1
        if (
            kept >= NEAR * len(ours)
            and last - first + 1 <= 1.5 * len(ours) + 4
            and (best is None or kept > best[0])
        ):
            best = (kept, (first, last))
    return best[1] if best else None


def _anchors(ours: list[str], theirs: list[str]) -> list[int]:
    """Where in the host the passage could begin, by pairs of words that both have."""
    places = defaultdict(list)
    for at, pair in enumerate(itertools.pairwise(theirs)):
        places[pair].append(at)
    votes: dict[int, int] = defaultdict(int)
    for at, pair in enumerate(itertools.pairwise(ours)):
        for place in places.get(pair, ())[:20]:
            votes[place - at] += 1
    return sorted(
        (shift for shift in votes if shift >= -6), key=lambda shift: (-votes[shift], shift)
    )[:3]
