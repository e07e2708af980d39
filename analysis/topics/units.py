"""What a topic model reads: paragraphs and whole comments, as the words in them that count.

Furniture, pull-quotes, author notes and references are left out: words that a site prints under every text, or that
stand twice, would be topics of their own. So would near-copies, which therefore count once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import words
from analysis.corpus import Corpus

LEAST_UNITS = 2
"""A word in one paragraph only can't say what paragraphs share."""

ONE_IN = 2000
"""In a large corpus a word has to stand in one of so many units: of rarer ones nothing can be told, and they are most words."""

NEAR_COPY = 0.4
"""Share of a unit's word triples that one other unit has when it is taken for a copy. The seeds' pull-quotes, which
change words of the sentence they repeat, share .45 to 1; no two different paragraphs of them share more than .18."""

Integers = NDArray[np.int64]


class Unit(NamedTuple):
    """A paragraph or whole comment with the words that count."""

    document: str
    start: int
    end: int
    terms: tuple[str, ...]


class Bags(NamedTuple):
    """Units as numbers: the terms of all of them one after the other, and where each unit's begin.

    A word is a place in `terms`; -1 is a word that stands in too few units to tell anything, kept because it keeps its neighbours apart.
    """

    terms: tuple[str, ...]
    starts: Integers
    flat: Integers
    documents: Integers
    """The number of the document that each unit is from, in the order in which units name them."""

    @property
    def size(self) -> int:
        """How many units there are."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Integers:
        """How many words each unit has."""
        return np.diff(self.starts)

    @property
    def unit(self) -> Integers:
        """The unit of each word."""
        return np.repeat(np.arange(self.size), self.lengths)


def units(corpus: Corpus, segments: pd.DataFrame) -> tuple[list[Unit], int, dict[str, str]]:
    """Units without near-copies, how many copies were left out, and how each term is spelt."""
    read = segments[segments["kind"].isin(["body", "list_item", "comment"])]
    pieces = words.units(corpus, read)
    known = words.known_terms(corpus, pieces)
    grouped: defaultdict[tuple[str, int, int], list[words.Unit]] = defaultdict(list)
    for piece in pieces:
        place = (0, piece.comment) if piece.comment else (1, piece.start)
        grouped[(piece.document, *place)].append(piece)
    found = [
        Unit(
            group[0].document,
            min(piece.start for piece in group),
            max(piece.end for piece in group),
            tuple(term.term for piece in group for term in known.read(piece.tokens)),
        )
        for group in grouped.values()
    ]
    # In the order of their words, not of their documents: a file that is renamed changes no topic.
    found.sort(key=lambda unit: (-len(unit.terms), unit.terms, unit.document, unit.start))
    found = [unit for unit in found if unit.terms]
    different = _without_copies(found)
    return different, len(found) - len(different), words.commonest_forms(corpus, pieces, known)


def bags(units: Sequence[Sequence[str]], documents: Sequence[str] | None = None) -> Bags:
    """Units' words as numbers, in alphabetical order of all terms.

    >>> bags([["care", "money"], ["money", "care", "ward"]]).flat.tolist()
    [0, 1, 1, 0, 2]
    """
    known = {
        term: place for place, term in enumerate(sorted({term for unit in units for term in unit}))
    }
    starts = np.concatenate([[0], np.cumsum([len(unit) for unit in units])]).astype(np.int64)
    flat = np.array([known[term] for unit in units for term in unit], dtype=np.int64)
    number = {name: place for place, name in enumerate(dict.fromkeys(documents or ()))}
    of = [number[name] for name in documents] if documents else [0] * len(units)
    return Bags(tuple(known), starts, flat, np.array(of, dtype=np.int64))


def of_units(units: Sequence[Unit]) -> Bags:
    """The words and documents of units as numbers."""
    return bags([unit.terms for unit in units], [unit.document for unit in units])


def reduced(whole: Bags) -> Bags:
    """The same units with the terms that stand in enough of them; every other word is -1.

    >>> reduced(bags([["care", "money"], ["money", "care", "ward"]])).flat.tolist()
    [0, 1, 1, 0, -1]
    """
    pairs = np.unique(whole.flat * whole.size + whole.unit)
    spread = np.bincount(pairs // max(1, whole.size), minlength=len(whole.terms))
    kept = spread >= max(LEAST_UNITS, whole.size // ONE_IN)
    place = np.where(kept, np.cumsum(kept) - 1, -1)
    terms = tuple(term for term, keep in zip(whole.terms, kept, strict=True) if keep)
    flat = place[whole.flat] if len(whole.flat) else whole.flat
    return whole._replace(terms=terms, flat=flat)


def shuffled(whole: Bags, generator: np.random.Generator) -> Bags:
    """The same words dealt anew: every unit keeps its length, every term its frequency, and what stands together is chance."""
    return whole._replace(flat=generator.permutation(whole.flat))


def some(whole: Bags, kept: Integers) -> Bags:
    """Some of the units, in the order given."""
    pieces = [whole.flat[whole.starts[at] : whole.starts[at + 1]] for at in kept]
    starts = np.concatenate([[0], np.cumsum([len(piece) for piece in pieces])]).astype(np.int64)
    flat = np.concatenate([*pieces, np.empty(0, dtype=np.int64)])
    return Bags(whole.terms, starts, flat, whole.documents[kept])


def _without_copies(units: Iterable[Unit]) -> list[Unit]:
    """The units that aren't near-copies of a longer one before them."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    kept: list[Unit] = []
    for unit in units:
        triples = {unit.terms[at : at + 3] for at in range(max(1, len(unit.terms) - 2))}
        common = Counter(holder for triple in triples for holder in holders[triple])
        if max(common.values(), default=0) >= NEAR_COPY * len(triples):
            continue
        for triple in triples:
            holders[triple].append(len(kept))
        kept.append(unit)
    return kept
