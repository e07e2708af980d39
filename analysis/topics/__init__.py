"""Topics of paragraphs and comments: words that go together, and whether they stand as more than noise.

    from analysis import topics
    tried = topics.verdict(corpus, segments)           # which numbers of topics stand, beside shuffled words
    found = topics.topics(corpus, segments, 6)         # the words of each topic, each unit's share
    topics.best_sentences(corpus, sentences, found)    # what to read, with addresses

A topic model gives lists of words from noise as well. So each number of topics is tried first: on resampled paragraphs, on
documents left out, and beside the same words dealt anew. What doesn't stand may still be looked at, as something to explore. The
start is the exact singular value decomposition, which makes one answer out of many possible ones; stated seeds stand beside it.
"""

from analysis.topics.describing import TOP_WORDS, first_words, held, matched, overlap
from analysis.topics.factors import Fit, counts, factors, fit, mixture, weighted
from analysis.topics.judged import COLUMNS, FILE, judgements, read_judgements, sheet
from analysis.topics.lists import BOOTSTRAPS, EXACT, Topics, topics, verdict
from analysis.topics.measuring import Effort, measure
from analysis.topics.reading import (
    beside,
    best_sentences,
    by_document,
    exemplars,
    frex,
    near_optimal,
    word_lists,
)
from analysis.topics.trying import (
    DECIDE,
    FULL,
    LESS,
    MEASURES,
    UNITS_A_TOPIC,
    Verdict,
    try_numbers,
)
from analysis.topics.units import Bags, Unit, bags, of_units, reduced, shuffled, units
from analysis.topics.windows import WIDTH, Windows, npmi_table

__all__ = [
    "BOOTSTRAPS",
    "COLUMNS",
    "DECIDE",
    "EXACT",
    "FILE",
    "FULL",
    "LESS",
    "MEASURES",
    "TOP_WORDS",
    "UNITS_A_TOPIC",
    "WIDTH",
    "Bags",
    "Effort",
    "Fit",
    "Topics",
    "Unit",
    "Verdict",
    "Windows",
    "bags",
    "beside",
    "best_sentences",
    "by_document",
    "counts",
    "exemplars",
    "factors",
    "first_words",
    "fit",
    "frex",
    "held",
    "judgements",
    "matched",
    "measure",
    "mixture",
    "near_optimal",
    "npmi_table",
    "of_units",
    "overlap",
    "read_judgements",
    "reduced",
    "sheet",
    "shuffled",
    "topics",
    "try_numbers",
    "units",
    "verdict",
    "weighted",
    "word_lists",
]
