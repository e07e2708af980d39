"""The first words of a topic: of its commonest words those that keep together.

Factors weigh a word by its rarity, and the rarest words of a topic meet nowhere else; its commonest ones may be common everywhere. So the words are taken by how
many of a topic's words they make up (counts, shared among topics as each text is), and of the first of these those are left out, one after
the other, that stand least with the rest. On the sentences that come with VADER this gives lists that hold together better in
texts they weren't made from than the factors' own weights do, and than LDA's lists (`make bench`).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.topics.factors import Fit, slim
from analysis.topics.windows import DOUBT

TOP_WORDS = 10

POOL = 25
"""Words of a topic that are looked at, by their counts."""

OF_WEIGHT = 0.5
"""What a word's own weight counts beside how it stands with the others, both as logarithms."""

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Lists = list[Integers]


def expected(found: Fit, counted: Any) -> Numbers:
    """How many words of each topic each term makes up, every text's counts being shared as the text is."""
    return np.asarray(found.shares.T @ counted)


def held(counted: Any) -> Any:
    """Which text holds which term, in a form that gives columns quickly."""
    holds = (counted > 0).astype(float)
    return holds if isinstance(holds, np.ndarray) else slim(holds.tocsc())


def first_words(found: Fit, counted: Any, holds: Any | None = None) -> Lists:
    """The places of each topic's first words, the heaviest first; of equals in alphabetical order.

    `counted` are the texts that the topics were made from; `holds` may be given where several fits share it.
    """
    texts = held(counted) if holds is None else holds
    return [_first(np.round(row, 9), texts) for row in expected(found, counted)]


def matched(ours: Lists, theirs: Lists) -> list[tuple[int, int, int]]:
    """Topics of two solutions paired so that they share most first words (Kuhn 1955): our topic, theirs, words shared."""
    from scipy.optimize import linear_sum_assignment

    mine, others = ([set(words.tolist()) for words in lists] for lists in (ours, theirs))
    shared = np.array([[len(one & other) for other in others] for one in mine])
    rows, columns = linear_sum_assignment(-shared)
    return [(int(a), int(b), int(shared[a, b])) for a, b in zip(rows, columns, strict=True)]


def overlap(ours: Lists, theirs: Lists) -> float:
    """Share of first words that paired topics have in common."""
    return float(np.mean([shared / TOP_WORDS for *_, shared in matched(ours, theirs)]))


def _first(weights: Numbers, holds: Any) -> Integers:
    """Of the heaviest words those that stand together, in the order of their weight."""
    order = np.argsort(-weights, kind="stable")[:POOL]
    pool = order[weights[order] > 0]
    if len(pool) <= TOP_WORDS:
        return pool
    rows = holds[:, pool]
    both = np.asarray(rows.T @ rows if isinstance(rows, np.ndarray) else (rows.T @ rows).todense())
    alone = np.diag(both)
    lift = np.log((both + DOUBT) / (np.outer(alone, alone) / holds.shape[0] + DOUBT))
    np.fill_diagonal(lift, 0)
    own = OF_WEIGHT * np.log(weights[pool] / weights[pool[0]])
    kept = np.arange(len(pool))
    sums = lift.sum(axis=1)
    while len(kept) > TOP_WORDS:
        scores = np.round(sums[kept] / (len(kept) - 1) + own[kept], 9)
        # Of equals the lightest goes.
        out = kept[len(kept) - 1 - int(np.argmin(scores[::-1]))]
        kept = kept[kept != out]
        sums -= lift[out]
    return pool[kept]
