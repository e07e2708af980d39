"""Names of reforms as commenters misspell them: "intergrated care", "acadamies".

Only names of several words are looked for, since a single misspelt word may be another word. A long word of such a name
may differ by one letter dropped, doubled, changed or swapped, a very long one by two; the rest of the name must stand as it is.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from analysis.corpus.catalogue import Reform
from analysis.words import LONG, near

_WORD = re.compile(r"[^\W\d_]+")

Pair = tuple[str, str]
Span = tuple[int, int]


def pairs(reforms: Mapping[str, Reform]) -> frozenset[Pair]:
    """Neighbouring words of the reforms' names of which at least one is long enough to be misspelt."""
    named = (
        name
        for reform in reforms.values()
        for name in (reform.name, *reform.names, *reform.aliases)
    )
    words = ([word.lower() for word in _WORD.findall(name)] for name in named)
    return frozenset(
        pair for said in words for pair in pairwise(said) if max(map(len, pair)) >= LONG
    )


def misspelt(text: str, start: int, end: int, known: frozenset[Pair]) -> list[Span]:
    """Where a name of two words or more stands misspelt in a stretch of text.

    >>> misspelt("a intergrated care job", 0, 22, frozenset({("integrated", "care")}))
    [(2, 18)]
    """
    words = [(match[0].lower(), match.span()) for match in _WORD.finditer(text, start, end)]
    return [
        (one[1][0], other[1][1])
        for one, other in pairwise(words)
        if any(_nearly((one[0], other[0]), pair) for pair in known)
    ]


def _nearly(said: Pair, pair: Pair) -> bool:
    """Whether a pair of words is another one misspelt: not the same, and no word farther off than its length allows."""
    if said == pair:
        return False
    return all(a == b or near(a, b) for a, b in zip(said, pair, strict=True))
