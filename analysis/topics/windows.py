"""Which words stand near each other: counts of sliding windows, and coherence from them.

Coherence is the mean normalised pointwise mutual information of a topic's first words, two by two (Lau, Newman and Baldwin 2014; Röder,
Both and Hinneburg 2015), in units that the topics were not made from. A window is as wide as a long paragraph: in a narrow
one the two halves of a set phrase ("mental health") would make any list cohere. Windows are counted here because a known
package lets a word leave a window while it is still inside; a test holds these counts against the plainest possible ones.
A pair that never meets counts -1. Of a pair with a word that these units lack nothing is known; it counts 0.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.topics.factors import slim
from analysis.topics.units import Bags

WIDTH = 50
"""Content words of a window, about 110 running ones; a shorter unit is one window."""

DOUBT = 0.5
"""Added to counts of texts that hold two words, and to what chance would give: two rare words that met once, or never, are no evidence."""

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]


class Windows:
    """The windows of units: which terms stand in each, and which unit each is from."""

    def __init__(self, bags: Bags, width: int = WIDTH):
        from scipy.sparse import csc_array

        lengths = bags.lengths
        of_unit = np.maximum(lengths - width + 1, np.minimum(lengths, 1))
        self.unit = np.repeat(np.arange(bags.size), of_unit)
        offset = np.arange(len(self.unit)) - np.repeat(np.cumsum(of_unit) - of_unit, of_unit)
        first = bags.starts[:-1][self.unit] + offset
        reach = np.minimum(lengths[self.unit], width)
        row = np.repeat(np.arange(len(first)), reach)
        step = np.arange(len(row)) - np.repeat(np.cumsum(reach) - reach, reach)
        term = bags.flat[first[row] + step]
        known = term >= 0
        # A word that stands twice in a window is in it once.
        pairs = np.unique(term[known] * len(first) + row[known])
        column, rows = np.divmod(pairs, max(1, len(first)))
        shape = (len(first), len(bags.terms))
        self.holds: Any = slim(csc_array((np.ones(len(pairs)), (rows, column)), shape=shape))

    def together(
        self, terms: Sequence[int] | Integers, units: NDArray[np.bool_] | None = None
    ) -> tuple[Numbers, int]:
        """How many windows, of all or some units, hold each pair of terms (each term on the diagonal), and how many there are."""
        chosen = self.holds[:, np.asarray(terms)]
        kept = np.ones(len(self.unit)) if units is None else units[self.unit].astype(float)
        both = chosen.T @ (chosen * kept[:, None])
        return np.asarray(both if isinstance(both, np.ndarray) else both.todense()), int(kept.sum())

    def coherence(
        self, topics: Sequence[Integers], units: NDArray[np.bool_] | None = None
    ) -> list[float]:
        """Mean NPMI of each topic's words, over all windows or over those of some units."""
        every, places = _places(topics)
        return _means(npmi_table(*self.together(every, units)), places)

    def transfer(self, topics: Sequence[Integers], units: NDArray[np.bool_]) -> list[float]:
        """How far each topic's words meet in some units more than their frequency in the other units would let them.

        Mean over pairs, on the scale of NPMI: 0 as often as by chance, below it where a word that is frequent elsewhere is missing here. A
        `DOUBT` is added to the windows that hold a pair and to those that would by chance, since one text is a small sample.
        """
        every, places = _places(topics)
        both, total = self.together(every, units)
        elsewhere, others = self.together(every, ~units)
        part = np.diag(elsewhere) / max(others, 1)
        by_chance = np.outer(part, part) * total
        scale = -np.log((both + DOUBT) / (total + 2 * DOUBT))
        return _means(np.log((both + DOUBT) / (by_chance + DOUBT)) / scale, places)


def npmi_table(both: Numbers, total: int) -> Numbers:
    """NPMI of every pair from a table of windows that hold both, each word's own count on the diagonal."""
    alone = np.diag(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.log(both * total / np.outer(alone, alone)) / -np.log(both / max(total, 1))
    table[both == 0] = -1.0
    table[both >= total] = 1.0
    table[:, alone == 0] = 0.0
    table[alone == 0, :] = 0.0
    found: Numbers = table
    return found


def _places(topics: Sequence[Integers]) -> tuple[list[int], list[Integers]]:
    """The different words of all topics, and where each topic's stand among them."""
    every = sorted({term for topic in topics for term in topic.tolist()})
    place = {term: at for at, term in enumerate(every)}
    return every, [
        np.array([place[term] for term in topic.tolist()], dtype=np.int64) for topic in topics
    ]


def _means(table: Numbers, places: Sequence[Integers]) -> list[float]:
    """The mean over the pairs of each topic's words."""
    found = []
    for at in places:
        values = table[np.ix_(at, at)][np.triu_indices(len(at), 1)]
        found.append(float(values.mean()) if len(values) else 0.0)
    return found
