"""Whether topics stand: each number of topics tried on resampled units, beside the same on shuffled words.

A topic model gives as many lists as it is asked for, from noise as well. A list stands for something if words of it keep
together in units that it was not made from (held-out coherence), and if other units of the same kind give it again (stability). Both
are measured on the same bootstraps: what a bootstrap left out is its held-out part. What "more than noise" means is
measured, too: the words of all units are dealt anew, every unit keeping its length and every word its frequency, and the same is
done with them, several times. A number of topics is supported where both measures lie beyond what one more
corpus of shuffled words would reach once in a hundred times, and where, if there is more than one document, the words of a list also
meet in a document that it wasn't made from, more than their frequency elsewhere would let them: else topics could be just the documents. How much
a list changes from seed to seed and without each document, and how much of it lies in one document, is shown beside it.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import tables
from analysis.topics.factors import on_one_thread
from analysis.topics.measuring import Effort, Runs, better, measure
from analysis.topics.units import Bags, reduced, shuffled, some

NUMBERS = (2, 3, 4, 5, 6, 8, 10, 15, 20)
UNITS_A_TOPIC = 10
"""Fewest units for each topic that is asked for: with fewer a list is a few paragraphs' words."""

FULL, LESS = Effort(10, 8, 5, 2), Effort(6, 5, 3, 1)
LARGE = 500
"""Units from which on less effort does: of many units, values lie close together."""

MOST_UNITS = 3000
"""Units that are tried; of more, so many are drawn by a stated seed. What these don't show, more might."""

RARELY = 0.01
"""How often one more corpus of shuffled words may exceed the bound that a measure has to beat."""

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
        stands = self.rows["supported"].astype(bool)
        return [int(number) for number in self.rows.loc[stands, "topics"]]

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


@on_one_thread
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
    way = method or better(narrow, tried, seed)
    real = measure(narrow, tried, way, spent, seed)
    shuffles = []
    for turn in progress(range(spent.nulls)):
        noise = reduced(shuffled(read, np.random.default_rng([seed, 1, turn])))
        shuffles.append(measure(noise, tried, way, spent, seed))
    spread = {name: _spread(name, tried, shuffles) for name in MEASURES}
    tests = [
        _test(number, name, way, real, shuffles, spread[name])
        for number in tried
        for name in MEASURES
        if (number, name) in real
    ]
    return Verdict(
        tables.make("topic_verdict", [_row(number, tests) for number in tried]),
        tables.make("topic_tests", tests),
        way, narrow.size, whole.size, len(narrow.terms), spent,
    )  # fmt: skip


def _test(
    number: int, name: str, method: str, real: Runs, shuffles: list[Runs], spread: float | None
) -> dict[str, object]:
    """A row of `topic_tests`.

    The bound is what one more corpus of shuffled words exceeds once in a hundred times: the upper end of a prediction interval for
    means that are nearly normal (Hahn and Meeker 1991, chapter 4). Two shuffled corpora are the least.
    """
    from scipy.stats import t

    runs = real[number, name]
    nulls = [float(np.mean(one[number, name])) for one in shuffles if (number, name) in one]
    bound = None
    if spread is not None and len(nulls) > 1:
        student = float(t.ppf(1 - RARELY, 2 * (len(nulls) - 1)))
        reach = student * spread / math.sqrt(number) * math.sqrt(1 + 1 / len(nulls))
        bound = min(1.0, float(np.mean(nulls)) + reach)
        if name == "across_documents":
            # At nought words meet as often as by chance, and less is no support.
            bound = max(bound, 0.0)
    value = float(np.mean(runs))
    return {
        "topics": number, "measure": name, "method": method, "value": value, "low": min(runs), "high": max(runs),
        "null_value": float(np.mean(nulls)) if nulls else None, "null_high": bound,
        "beaten": None if bound is None else value > bound, "runs": len(runs), "nulls": len(nulls),
    }  # fmt: skip


def _spread(name: str, numbers: Sequence[int], shuffles: list[Runs]) -> float | None:
    """The deviation of a measure of one topic from shuffled corpus to shuffled corpus.

    A few corpora tell a deviation badly, so those of all numbers of topics are taken together; a mean over so many topics varies by one over
    their root. Numbers share their corpora, so they count for twice the degrees of freedom of one and not for more.
    """
    parts = []
    for number in numbers:
        nulls = [float(np.mean(one[number, name])) for one in shuffles if (number, name) in one]
        if len(nulls) > 1:
            parts.append(number * float(np.var(nulls, ddof=1)))
    return math.sqrt(float(np.mean(parts))) if parts else None


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
