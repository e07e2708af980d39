"""Tone as instruments read it, side by side: per sentence and per comment, with the words that earned each score.

Every instrument here measures whether words are those of praise or blame; none measures what a writer holds of a
reform: "Great article" under an attack on the reform scores high. `textblob` and `vader` are the packages' own numbers,
`..._repaired` mends their faults and says which, `..._domain` leaves out terms of the field besides, and `combined`, the
recommended one, puts the two together with weights fitted to rated sentences. `learned` learns from a corpus's own codes
where there are enough. A text in which an instrument knows no word has no score, which is not a score of nought.
"""

from analysis.sentiment.domain import terms
from analysis.sentiment.language import english_words, other_language, other_languages
from analysis.sentiment.learned import Learned, learned
from analysis.sentiment.reading import INSTRUMENTS, RECOMMENDED, Score, Weight, count_words, score
from analysis.sentiment.table import CUT, by_unit, sentiment, sentiment_words, sign

__all__ = [
    "CUT",
    "INSTRUMENTS",
    "RECOMMENDED",
    "Learned",
    "Score",
    "Weight",
    "by_unit",
    "count_words",
    "english_words",
    "learned",
    "other_language",
    "other_languages",
    "score",
    "sentiment",
    "sentiment_words",
    "sign",
    "terms",
]
