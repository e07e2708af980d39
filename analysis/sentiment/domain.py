"""Terms of the field that are no opinion there, though lists of feeling words give them a weight.

"Primary care" is praise to TextBlob, "secondary care" blame, "care" alone warmth to VADER; in writing about a
public service they are names. The list is data (`sentiment.toml`, groups under `domain`), and a corpus may
bring its own in `domain.toml`. What leaving them out changes is shown beside what it was, never in its place.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from analysis import lexicons
from analysis.corpus import Corpus
from analysis.mistakes import InputError
from analysis.sieve import Sieve

FILE = "domain.toml"
Terms = tuple[str, ...]


def terms(corpus: Corpus | None = None) -> Terms:
    """The terms of a corpus’s `domain.toml`, else the general ones, longest first.

    `ValueError` says what is wrong with the file: a group without a list of words, an empty term.
    """
    own = corpus.toml(FILE) if corpus is not None else {}
    groups = own.get("domain", own) if own else lexicons.load("sentiment")["domain"]
    faults = [fault for name, group in groups.items() for fault in _faults(name, group)]
    if faults:
        raise InputError(f"{FILE}: {'; '.join(faults)}.")
    listed = {
        " ".join(str(term).split()).lower() for group in groups.values() for term in group["words"]
    }
    return tuple(sorted(listed, key=lambda term: (-len(term), term)))


def find_terms(text: str, listed: Terms) -> list[tuple[int, int]]:
    """The spans of terms in a text, in order, the longest where several begin together.

    >>> text = "The primary care trusts"
    >>> [text[start:end] for start, end in find_terms(text, ("primary care", "care", "trust"))]
    ['primary care', 'trusts']
    """
    if not listed or not _sieve(listed).may_any(text):
        return []
    return [match.span() for match in _pattern(listed).finditer(text)]


def covered(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The numbers of the places that lie within one of the spans; both in the order of the text.

    >>> covered([(0, 3), (4, 11), (12, 16)], [(4, 16)])
    {1, 2}
    """
    found: set[int] = set()
    at = 0
    for number, (start, end) in enumerate(places):
        while at < len(spans) and spans[at][1] < end:
            at += 1
        if at < len(spans) and spans[at][0] <= start:
            found.add(number)
    return found


def _faults(name: str, group: Any) -> list[str]:
    if not isinstance(group, Mapping) or not isinstance(group.get("words"), list):
        return [f'[{name}] needs a list of terms, such as words = ["primary care"]']
    if empty := [term for term in group["words"] if not str(term).strip()]:
        return [f"[{name}] has {len(empty)} empty terms"]
    return []


@lru_cache(maxsize=8)
def _sieve(listed: Terms) -> Sieve:
    return Sieve([_pattern(listed)])


@lru_cache(maxsize=8)
def _pattern(listed: Terms) -> re.Pattern[str]:
    spaced = [[r"\s+" if letter == " " else letter for letter in term] for term in listed]
    return re.compile(rf"(?<!\w){lexicons.either(spaced)}s?(?!\w)", re.IGNORECASE)
