"""Names of reforms as commenters misspell them: "intergrated care", "acadamies".

Only names of several words are looked for, since a single misspelt word may be another word. A long word of such a name
may differ by one letter dropped, doubled, changed or swapped, a very long one by two; the rest of the name must stand as it is.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from analysis.corpus.catalogue import Reform

LONG, VERY_LONG = 7, 10
"""Letters from which a word of a name may be misspelt by one letter, and by two."""

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
    return all(a == b or _near(a, b) for a, b in zip(said, pair, strict=True))


def _near(said: str, word: str) -> bool:
    reach = 0 if len(word) < LONG else 1 if len(word) < VERY_LONG else 2
    if not reach or abs(len(said) - len(word)) > reach or said[0] != word[0]:
        return False
    if said in (word + "s", word + "es") or word in (said + "s", said + "es"):
        return False  # a plural is no slip
    return _distance(said, word) <= reach


def _distance(one: str, other: str) -> int:
    """Letters to be added, dropped, changed or swapped with their neighbour (Damerau 1964, optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if before and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
