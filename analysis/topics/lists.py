"""The two tables of a topic model, the words of each topic and each unit's share of it, and the verdict on a corpus."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.mistakes import InputError
from analysis.topics.describing import expected, first_words, held, matched, overlap
from analysis.topics.factors import (
    MOST_ROUNDS,
    Fit,
    counts,
    fit,
    maker,
    on_one_thread,
    slim,
    weighted,
)
from analysis.topics.trying import Verdict, try_numbers
from analysis.topics.units import Unit, of_units, reduced, units

EXACT = "exact"
EQUAL = 1e-3
"""Error above the least one that is no reason to leave the exact start: about as far as the search is taken."""

BOOTSTRAPS = 100
"""Resampled sets of units from which keep-rates are counted where topics are shown."""


class Start(NamedTuple):
    """Where a search began, the error it left, and the share of first words that its topics have in common with those shown."""

    name: str
    error: float
    shared: float


class Topics(NamedTuple):
    """The tables `topic_words` and `topic_shares`, what they were made from, and a note on what went wrong."""

    words: pd.DataFrame
    shares: pd.DataFrame
    units: int
    terms: int
    copies: int
    method: str = "nmf"
    start: str = EXACT
    """The start that left least error: exact, or a seed."""
    starts: tuple[Start, ...] = ()
    bootstraps: int = 0
    fit: Fit | None = None
    vocabulary: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()
    strength: dict[tuple[str, int, int], float] = {}  # noqa: RUF012 -- never written on
    """By document, start and topic: a unit's share times the weight of the topic's words in it, its likeness to the topic."""
    note: str = ""


def verdict(
    corpus: Corpus,
    segments: pd.DataFrame,
    numbers: Sequence[int] | None = None,
    method: str | None = None,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
    **settings: Any,
) -> Verdict:
    """Whether topics stand in a corpus: the tables `topic_verdict` and `topic_tests`, and what they rest on.

    A row of the first is a number of topics, of the second one measure of it beside the same for shuffled words. `settings` are those
    of `try_numbers`: bootstraps, nulls, seed. A corpus too small gives empty tables and a `note`.
    """
    read, _, _ = units(corpus, segments)
    return try_numbers(of_units(read), numbers, method, progress=progress, **settings)


@on_one_thread
def topics(
    corpus: Corpus,
    segments: pd.DataFrame,
    number: int,
    seed: int | None = None,
    method: str = "nmf",
    restarts: Sequence[int] = (),
    bootstraps: int = 0,
) -> Topics:
    """The topics of a corpus: a word's weight in a topic, and each unit's share of it.

    A unit is a body or list-item segment or a whole comment; near-copies count once. Weights add up to 1 over
    a topic's whole vocabulary (of which the first words are kept), shares over a unit's topics.
    Without a `seed` the start is exact and nothing is random; `restarts` are seeds tried besides, of which one is taken where it leaves
    less error. Topic 1 is the one with the largest shares. With `bootstraps` each word has a `keep_rate`: the share of
    resampled sets of units in which the matching topic has it among its first words.
    A corpus too small for what is asked gives empty tables and a `note` that says why.
    """
    if number < 2:
        raise InputError(f"A number of topics of {number} was asked for; ask for 2 or more.")
    read, copies, forms = units(corpus, segments)
    narrow = reduced(of_units(read))
    filled = np.unique(narrow.unit[narrow.flat >= 0])
    kept = [read[at] for at in filled]
    if note := _too_small(number, len(read), len(kept), len(narrow.terms)):
        return Topics(
            tables.make("topic_words", []),
            tables.make("topic_shares", []),
            len(kept),
            len(narrow.terms),
            copies,
            method,
            note=note,
        )
    counted = counts(narrow)[filled]
    start, found, starts = _least_error(method, counted, number, seed, restarts)
    order = np.argsort(-found.shares.sum(axis=0).round(9), kind="stable")
    found = found._replace(shares=found.shares[:, order], weights=found.weights[order])
    spelt = tuple(forms[term] for term in narrow.terms)
    likeness = (weighted(counted) @ found.weights.T) * found.shares
    strength = {
        (unit.document, unit.start, topic): round(float(value), 9)
        for unit, row in zip(kept, likeness, strict=True)
        for topic, value in enumerate(row, 1)
    }
    rates = _keep_rates(method, counted, found, bootstraps)
    return Topics(
        tables.make("topic_words", _word_rows(found, counted, spelt, rates)),
        tables.make("topic_shares", _share_rows(found, kept)),
        len(kept), len(narrow.terms), copies, method, start, starts, bootstraps, found, narrow.terms, spelt, strength,
        ""
        if found.settled
        else f"The search for {number} topics had not settled after {MOST_ROUNDS} rounds; another run of the same stays the same.",
    )  # fmt: skip


def _least_error(
    method: str, counted: Any, number: int, seed: int | None, restarts: Sequence[int]
) -> tuple[str, Fit, tuple[Start, ...]]:
    """The solution that leaves least error and its start, of equals the first; and what each start gave."""
    begun = {EXACT if one is None else f"seed {one}": one for one in (seed, *restarts)}
    fits = {name: fit(method, counted, number, one) for name, one in begun.items()}
    errors = {name: float(f"{found.error:.6g}") for name, found in fits.items()}
    least = min(errors.values())
    best = next(name for name in errors if errors[name] <= least * (1 + EQUAL))
    shown = first_words(fits[best], counted)
    starts = (
        Start(name, errors[name], overlap(shown, first_words(found, counted)))
        for name, found in fits.items()
    )
    return best, fits[best], tuple(starts)


def _keep_rates(
    method: str, counted: Any, found: Fit, bootstraps: int
) -> dict[tuple[int, int], float]:
    """By topic and word: the share of bootstraps whose matching topic has the word among its first ones."""
    if not bootstraps:
        return {}
    generator = np.random.default_rng(0)
    lists = first_words(found, counted)
    texts = held(counted)
    kept = {(topic, int(word)): 0 for topic, words in enumerate(lists) for word in words}
    make, matrix = maker(method, counted)
    given = slim(matrix)
    for _ in range(bootstraps):
        draw = generator.integers(counted.shape[0], size=counted.shape[0])
        other = first_words(make(given[draw], len(lists), quick=True), counted[draw], texts[draw])
        for topic, theirs, _ in matched(lists, other):
            for word in set(lists[topic].tolist()) & set(other[theirs].tolist()):
                kept[topic, word] += 1
    return {key: times / bootstraps for key, times in kept.items()}


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


def _word_rows(
    found: Fit, counted: Any, spelt: Sequence[str], rates: dict[tuple[int, int], float]
) -> list[dict[str, object]]:
    """The first words of each topic; a weight is a word's share of all the topic's words."""
    made = expected(found, counted)
    parts = made / np.maximum(made.sum(axis=1, keepdims=True), 1e-12)
    return [
        {
            "topics": len(parts),
            "topic": topic + 1,
            "rank": rank,
            "word": spelt[place],
            "weight": round(float(parts[topic, place]), 9),
            "keep_rate": rates.get((topic, int(place)), 0.0) if rates else None,
        }
        for topic, words in enumerate(first_words(found, counted))
        for rank, place in enumerate(words, 1)
    ]


def _share_rows(found: Fit, units: list[Unit]) -> list[dict[str, object]]:
    return [
        {
            "document": unit.document,
            "start": unit.start,
            "end": unit.end,
            "topics": found.shares.shape[1],
            "topic": topic,
            "share": round(float(share), 9),
        }
        for unit, row in zip(units, found.shares, strict=True)
        if row.any()  # a unit that no topic holds has no shares
        for topic, share in enumerate(row, 1)
    ]
