"""Whether topics stand: each number of topics tried on resampled units, beside the same on shuffled words.

A topic model gives as many lists as it is asked for, from noise as well. A list stands for something if words of it keep
together in units that it was not made from (held-out coherence), and if other units of the same kind give it again (stability). Both
are measured on the same bootstraps: what a bootstrap left out is its held-out part. What "more than noise" means is
measured, too: the words of all units are dealt anew, every unit keeping its length and every word its frequency, and the same is
done with them, several times. A number of topics is supported where both measures lie beyond what one more
corpus of shuffled words would reach once in a hundred times, and where, if there is more than one document, the same holds of
words that are tried in a document they weren't made from: else topics could be just the documents. How much
a list changes from seed to seed and without each document, and how much of it lies in one document, is shown beside it.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import tables
from analysis.topics.describing import Lists, first_words, held, overlap
from analysis.topics.factors import Fit, counts, factors, mixture, slim, weighted
from analysis.topics.units import Bags, reduced, shuffled, some
from analysis.topics.windows import Windows

NUMBERS = (2, 3, 4, 5, 6, 8, 10, 15, 20)
UNITS_A_TOPIC = 10
"""Fewest units for each topic that is asked for: with fewer a list is a few paragraphs' words."""


class Effort(NamedTuple):
    """How often everything is done again: bootstraps, shuffled corpora, documents left out (or parts of many), other seeds."""

    bootstraps: int
    nulls: int
    folds: int
    seeds: int


FULL, LESS = Effort(10, 8, 5, 2), Effort(6, 5, 3, 1)
LARGE = 500
"""Units from which on less effort does: of many units, values lie close together."""

MOST_UNITS = 3000
"""Units that are tried; of more, so many are drawn by a stated seed. What these don't show, more might."""

RARELY = 0.01
"""How often one more corpus of shuffled words may exceed the bound that a measure has to beat."""

SHORT = 20
"""Words of the middling unit up to which one topic a text is tried as well."""

MEASURES = (
    "coherence",
    "stability",
    "across_documents",
    "leave_one_document_out",
    "seeds",
    "document_share",
)
DECIDE = ("coherence", "stability", "across_documents")
"""What has to lie beyond shuffled words; the third where there are two documents or more."""

Integers = NDArray[np.int64]
Runs = dict[tuple[int, str], list[float]]


class Verdict(NamedTuple):
    """The tables `topic_verdict` and `topic_tests`, what they rest on, and a note where nothing could be tried."""

    rows: pd.DataFrame
    tests: pd.DataFrame
    method: str
    units: int
    drawn_from: int
    terms: int
    effort: Effort
    note: str = ""

    @property
    def supported(self) -> list[int]:
        """The numbers of topics that stand."""
        return [int(number) for number in self.rows.loc[self.rows["supported"] == True, "topics"]]  # noqa: E712

    @property
    def gain(self) -> dict[int, float]:
        """How far each number lies between its null (0) and the most that there could be (1): mean of coherence and stability."""
        found = {}
        row: Any
        for row in self.rows.itertuples(index=False):
            parts = ((row.coherence, row.coherence_null), (row.stability, row.stability_null))
            found[int(row.topics)] = float(
                np.mean([(value - null) / (1 - null) for value, null in parts])
            )
        return found

    @property
    def best(self) -> int | None:
        """The number with the largest gain, among those that stand where any does; nothing where none was tried."""
        gain = self.gain
        among = self.supported or list(gain)
        return max(among, key=lambda number: (gain[number], -number), default=None)

    @property
    def near(self) -> list[int]:
        """The best number and those that nearly equal it: within a tenth of its gain, among those that stand."""
        gain, best = self.gain, self.best
        if best is None:
            return []
        return [number for number in self.supported or [best] if gain[number] >= 0.9 * gain[best]]


def try_numbers(
    whole: Bags,
    numbers: Sequence[int] | None = None,
    method: str | None = None,
    effort: Effort | None = None,
    seed: int = 0,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> Verdict:
    """Try numbers of topics (by default those that the units allow) and say which stand.

    `whole` are the units with all their terms. By default factors are tried, and in short units a mixture instead where its held-out
    coherence is higher. Too few units or words give empty tables and a note.
    """
    read = whole
    if whole.size > MOST_UNITS:
        drawn = np.random.default_rng(seed).choice(whole.size, MOST_UNITS, replace=False)
        read = some(whole, np.sort(drawn))
    narrow = reduced(read)
    asked = NUMBERS if numbers is None else tuple(numbers)
    tried = [
        number
        for number in asked
        if number * UNITS_A_TOPIC <= narrow.size and number < len(narrow.terms)
    ]
    if not tried:
        note = (
            f"{narrow.size} paragraphs and comments that share {len(narrow.terms)} words are too few to try "
            f"{' or '.join(map(str, asked[:1]))} topics or more: each takes {UNITS_A_TOPIC} of them, and fewer topics than words."
        )
        return Verdict(
            tables.make("topic_verdict", []), tables.make("topic_tests", []), method or "nmf",
            narrow.size, whole.size, len(narrow.terms), Effort(0, 0, 0, 0), note,
        )  # fmt: skip
    spent = effort or (FULL if narrow.size < LARGE else LESS)
    way = method or _better(narrow, tried, seed)
    real = measure(narrow, tried, way, spent, seed)
    shuffles = []
    for turn in progress(range(spent.nulls)):
        noise = reduced(shuffled(read, np.random.default_rng([seed, 1, turn])))
        shuffles.append(measure(noise, tried, way, spent, seed))
    tests = [
        _test(number, name, way, real, shuffles)
        for number in tried
        for name in MEASURES
        if (number, name) in real
    ]
    return Verdict(
        tables.make("topic_verdict", [_row(number, tests) for number in tried]),
        tables.make("topic_tests", tests),
        way, narrow.size, whole.size, len(narrow.terms), spent,
    )  # fmt: skip


def measure(bags: Bags, numbers: Sequence[int], method: str, effort: Effort, seed: int) -> Runs:
    """Every run of every measure for each number of topics."""
    counted = slim(counts(bags))
    given = counted if method == "mixture" else slim(weighted(counted))
    make = mixture if method == "mixture" else factors
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
            # Words that don't return in the document left out speak against the list, so they count as never meeting.
            found[number, "across_documents"] = [
                float(np.mean(windows.coherence(other, out, absent=-1.0)))
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


def _better(bags: Bags, numbers: Sequence[int], seed: int) -> str:
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


def _test(
    number: int, name: str, method: str, real: Runs, shuffles: list[Runs]
) -> dict[str, object]:
    runs = real[number, name]
    nulls = [float(np.mean(one[number, name])) for one in shuffles if (number, name) in one]
    bound = _bound(nulls)
    value = float(np.mean(runs))
    return {
        "topics": number, "measure": name, "method": method, "value": value, "low": min(runs), "high": max(runs),
        "null_value": float(np.mean(nulls)) if nulls else None, "null_high": bound,
        "beaten": None if bound is None else value > bound, "runs": len(runs), "nulls": len(nulls),
    }  # fmt: skip


def _bound(nulls: Sequence[float]) -> float | None:
    """What one more corpus of shuffled words exceeds once in a hundred times: the upper end of a prediction interval.

    For means that are nearly normal (Hahn and Meeker 1991, chapter 4): mean and Student's t times the deviation, widened for the
    mean's own doubt. Two shuffled corpora are the least.
    """
    from scipy.stats import t

    if len(nulls) < 2:
        return None
    student = float(t.ppf(1 - RARELY, len(nulls) - 1))
    reach = student * float(np.std(nulls, ddof=1)) * math.sqrt(1 + 1 / len(nulls))
    return min(1.0, float(np.mean(nulls)) + reach)


def _row(number: int, tests: list[dict[str, object]]) -> dict[str, object]:
    of = {test["measure"]: test for test in tests if test["topics"] == number}
    share = of.get("document_share")
    return {
        "topics": number,
        "coherence": of["coherence"]["value"], "coherence_null": of["coherence"]["null_value"],
        "stability": of["stability"]["value"], "stability_null": of["stability"]["null_value"],
        "document_share": share["value"] if share else None,
        "supported": all(bool(of[name]["beaten"]) for name in DECIDE if name in of),
    }  # fmt: skip
