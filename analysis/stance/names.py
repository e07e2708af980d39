"""Names of reforms as commenters misspell them: "intergrated care", "acadamies".

Only names of several words are looked for, since a single misspelt word may be another word. A long word of such a name
may differ by one letter dropped, doubled, changed or swapped, a very long one by two; the rest of the name must stand as it is.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from analysis.corpus.catalogue import Reform
from analysis.words import LONG, near

_WORD = re.compile(r"[^\W\d_]+")

REMEMBERED = 50_000

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
    slips = _slips(known)
    likes = [slips.likes(word) for word, _ in words]
    return [
        (words[at][1][0], words[at + 1][1][1])
        for at in range(len(words) - 1)
        if likes[at].first
        and likes[at + 1].second
        and _nearly((words[at][0], words[at + 1][0]), likes[at], likes[at + 1], known)
    ]


class Likes(NamedTuple):
    """The first and the second words of names that a word is, or may be a slip of."""

    first: frozenset[str]
    second: frozenset[str]


class _Slips:
    """What each word that was met may be a slip of: a language repeats its words, and few are near a name's."""

    def __init__(self, known: frozenset[Pair]):
        self._first = sorted({pair[0] for pair in known})
        self._second = sorted({pair[1] for pair in known})
        self._likes: dict[str, Likes] = {}

    def likes(self, word: str) -> Likes:
        """The first and second words that a word is near."""
        found = self._likes.get(word)
        if found is None:
            if len(self._likes) >= REMEMBERED:
                self._likes.clear()
            found = self._likes[word] = Likes(
                frozenset(one for one in self._first if near(word, one)),
                frozenset(one for one in self._second if near(word, one)),
            )
        return found


@lru_cache(maxsize=4)
def _slips(known: frozenset[Pair]) -> _Slips:
    return _Slips(known)


def _nearly(said: Pair, one: Likes, other: Likes, known: frozenset[Pair]) -> bool:
    """Whether a pair of words is another one misspelt: not the same, and no word farther off than its length allows."""
    return any(pair in known and pair != said for pair in product(one.first, other.second))
