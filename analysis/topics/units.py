"""What a topic model reads: paragraphs and whole comments, as the words in them that count.

Furniture, pull-quotes, author notes and references are left out: words that a site prints under every text, or that
stand twice, would be topics of their own. So would near-copies, which therefore count once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis import words
from analysis.corpus import Corpus

LEAST_UNITS = 2
"""A word in one paragraph only can't say what paragraphs share."""

NEAR_COPY = 0.4
"""Share of a unit's word triples that one other unit has when it is taken for a copy. The seeds' pull-quotes, which
change words of the sentence they repeat, share .45 to 1; no two different paragraphs of them share more than .18."""


class Unit(NamedTuple):
    """A paragraph or whole comment with the words that count."""

    document: str
    start: int
    end: int
    terms: tuple[str, ...]


def units(corpus: Corpus, segments: pd.DataFrame) -> tuple[list[Unit], int, dict[str, str]]:
    """Units without near-copies, how many copies were left out, and how each term is spelt."""
    read = segments[segments["kind"].isin(["body", "list_item", "comment"])]
    pieces = words.units(corpus, read)
    merged = words.merge_plurals(
        token.key for piece in pieces for token in piece.tokens if words.is_content(token)
    )
    grouped: defaultdict[tuple[str, int, int], list[words.Unit]] = defaultdict(list)
    for piece in pieces:
        grouped[
            (piece.document, *((0, piece.comment) if piece.comment else (1, piece.start)))
        ].append(piece)
    found = [
        Unit(
            group[0].document,
            min(piece.start for piece in group),
            max(piece.end for piece in group),
            tuple(
                merged[token.key]
                for piece in group
                for token in piece.tokens
                if token.key in merged
            ),
        )
        for group in grouped.values()
    ]
    # In the order of their words, not of their documents: a file that is renamed changes no topic.
    found.sort(key=lambda unit: (-len(unit.terms), unit.terms, unit.document, unit.start))
    found = [unit for unit in found if unit.terms]
    different = _without_copies(found)
    return different, len(found) - len(different), words.commonest_forms(corpus, pieces, merged)


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


def vocabulary(units: list[Unit]) -> dict[str, int]:
    """Terms in enough units, in alphabetical order, with the number of units that each is in."""
    spread = Counter(term for unit in units for term in set(unit.terms))
    return {term: spread[term] for term in sorted(spread) if spread[term] >= LEAST_UNITS}
