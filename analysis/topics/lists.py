"""The two tables of a topic model: the words of each topic, and each unit's share of it."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import tables
from analysis.corpus import Corpus
from analysis.topics.factors import MOST_ROUNDS, factors, matrix
from analysis.topics.units import Unit, units, vocabulary

TOP_WORDS = 10


class Topics(NamedTuple):
    """The tables `topic_words` and `topic_shares`, what they were made from, and a note on what went wrong."""

    words: pd.DataFrame
    shares: pd.DataFrame
    units: int
    terms: int
    copies: int
    note: str = ""


def topics(corpus: Corpus, segments: pd.DataFrame, number: int, seed: int | None = None) -> Topics:
    """The topics of a corpus: a word's weight in a topic, and each unit's share of it.

    A unit is a body or list-item segment or a whole comment; near-copies count once. Weights add up to 1 over
    a topic's whole vocabulary (of which the first words are kept), shares over a unit's topics.
    Without a `seed` the start is exact and nothing is random; topic 1 is the one with the largest shares.
    A corpus too small for what is asked gives empty tables and a `note` that says why.
    """
    if number < 2:
        raise ValueError(f"A number of topics of {number} was asked for; ask for 2 or more.")
    read, copies, forms = units(corpus, segments)
    known = vocabulary(read)
    kept = [unit for unit in read if any(term in known for term in unit.terms)]
    if note := _too_small(number, len(read), len(kept), len(known)):
        return Topics(
            tables.make("topic_words", []),
            tables.make("topic_shares", []),
            len(kept),
            len(known),
            copies,
            note,
        )
    shares, weights, settled = factors(matrix((unit.terms for unit in kept), known), number, seed)
    order = np.argsort(-shares.sum(axis=0).round(9), kind="stable")
    spelt = [forms[term] for term in known]
    return Topics(
        tables.make("topic_words", _word_rows(weights[order], spelt)),
        tables.make("topic_shares", _share_rows(shares[:, order], kept)),
        len(kept),
        len(known),
        copies,
        ""
        if settled
        else f"The search for {number} topics had not settled after {MOST_ROUNDS} rounds; another run of the same stays the same.",
    )


def _too_small(number: int, read: int, kept: int, terms: int) -> str:
    """Why there can be no topics, or nothing."""
    if not read:
        return "There are no paragraphs or comments to find topics in."
    if not terms:
        if read == 1:
            return "There is one paragraph or comment only, so no two share a word and nothing goes together."
        return f"No word but stop words stands in two or more of the {read} paragraphs and comments, so nothing goes together."
    if number >= min(kept, terms):
        return (
            f"{number} topics can't be told apart in {kept} paragraphs and comments that share {terms} "
            f"words; ask for fewer than {min(kept, terms)}, or read the texts themselves."
        )
    return ""


def _word_rows(weights: NDArray[Any], spelt: list[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for topic, row in enumerate(weights, 1):
        ranked = sorted(
            (-round(float(weight), 9), word)
            for weight, word in zip(row, spelt, strict=True)
            if weight > 1e-9
        )
        rows += [
            {"topics": len(weights), "topic": topic, "rank": rank, "word": word, "weight": -weight}
            for rank, (weight, word) in enumerate(ranked[:TOP_WORDS], 1)
        ]
    return rows


def _share_rows(shares: NDArray[Any], units: list[Unit]) -> list[dict[str, object]]:
    return [
        {
            "document": unit.document,
            "start": unit.start,
            "end": unit.end,
            "topics": shares.shape[1],
            "topic": topic,
            "share": round(float(share), 9),
        }
        for unit, row in zip(units, shares, strict=True)
        if row.any()  # a unit that no topic holds has no shares
        for topic, share in enumerate(row, 1)
    ]
