"""Every measure of every number of topics, on one corpus: what the verdict compares between the texts and shuffled words."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.topics.describing import Lists, first_words, held, overlap
from analysis.topics.factors import Fit, counts, maker, slim
from analysis.topics.units import Bags
from analysis.topics.windows import Windows

SHORT = 20
"""Words of the middling unit up to which one topic a text is tried as well."""

Integers = NDArray[np.int64]
Runs = dict[tuple[int, str], list[float]]


class Effort(NamedTuple):
    """How often everything is done again: bootstraps, shuffled corpora, documents left out (or parts of many), other seeds."""

    bootstraps: int
    nulls: int
    folds: int
    seeds: int


def measure(bags: Bags, numbers: Sequence[int], method: str, effort: Effort, seed: int) -> Runs:
    """Every run of every measure for each number of topics."""
    counted = slim(counts(bags))
    make, matrix = maker(method, counted)
    given = slim(matrix)
    windows, holds = Windows(bags), held(counted)
    draws = np.random.default_rng([seed, 0]).integers(
        bags.size, size=(effort.bootstraps, bags.size)
    )
    held_out = [~np.isin(np.arange(bags.size), draw) for draw in draws]
    found: Runs = {}

    def listed(number: int, rows: Integers | slice, start: int | None = None) -> Lists:
        made = make(given[rows], number, start, quick=True)
        return first_words(made, counted[rows], holds[rows])

    for number in numbers:
        if number >= min(given.shape):
            continue
        fits = [listed(number, draw) for draw in draws]
        found[number, "coherence"] = [
            float(np.mean(windows.coherence(lists, out)))
            for lists, out in zip(fits, held_out, strict=True)
        ]
        found[number, "stability"] = _among(fits)
        plain = make(given, number, quick=True)
        lists = first_words(plain, counted, holds)
        found[number, "seeds"] = [
            overlap(lists, listed(number, slice(None), start))
            for start in range(1, effort.seeds + 1)
        ]
        if int(bags.documents.max()) > 0:
            outs = _folds(bags, number, effort.folds)
            without = [listed(number, np.flatnonzero(~out)) for out in outs]
            found[number, "leave_one_document_out"] = [overlap(lists, other) for other in without]
            found[number, "across_documents"] = [
                float(np.mean(windows.transfer(other, out)))
                for other, out in zip(without, outs, strict=True)
            ]
            found[number, "document_share"] = _document_shares(plain, bags)
    return {key: runs for key, runs in found.items() if runs}


def _among(fits: list[Lists]) -> list[float]:
    """For each bootstrap the mean overlap with every other."""
    table = np.zeros((len(fits), len(fits)))
    for one in range(len(fits)):
        for other in range(one):
            table[one, other] = table[other, one] = overlap(fits[one], fits[other])
    return [float(row.sum() / (len(fits) - 1)) for row in table]


def _folds(bags: Bags, number: int, most: int) -> list[NDArray[np.bool_]]:
    """Which units each fold leaves out: one document, or one part of many documents; none that leaves too few."""
    documents = int(bags.documents.max()) + 1
    parts = min(most, documents)
    outs = [bags.documents % parts == part for part in range(parts)]
    return [out for out in outs if (~out).sum() > number]


def _document_shares(found: Fit, bags: Bags) -> list[float]:
    """The part of each topic that lies in the document with most of it."""
    documents = np.zeros((int(bags.documents.max()) + 1, found.shares.shape[1]))
    np.add.at(documents, bags.documents, found.shares)
    sums = documents.sum(axis=0)
    return [
        float(column.max() / total)
        for column, total in zip(documents.T, sums, strict=True)
        if total > 0
    ]


def better(bags: Bags, numbers: Sequence[int], seed: int) -> str:
    """The method with the higher held-out coherence at the middle number; factors where units aren't short."""
    if float(np.median(bags.lengths)) > SHORT:
        return "nmf"
    middle = [numbers[len(numbers) // 2]]
    found = {
        method: float(
            np.mean(measure(bags, middle, method, Effort(4, 0, 0, 0), seed)[middle[0], "coherence"])
        )
        for method in ("nmf", "mixture")
    }
    return "mixture" if found["mixture"] > found["nmf"] else "nmf"
