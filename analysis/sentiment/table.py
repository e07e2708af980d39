"""The tables `sentiment` and `sentiment_words`: every sentence and comment under every instrument.

Comments in another language than English have rows without a score: they are there, and nothing is claimed of them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.sentences import by_comment
from analysis.sentiment import domain
from analysis.sentiment.language import other_languages
from analysis.sentiment.reading import INSTRUMENTS, NOTHING, Score, Span, count_words, score

CUT = 0.05
"""Polarity from which a text counts as positive or negative; VADER's authors' own bound, used for all alike."""


class Unit(NamedTuple):
    """A sentence or comment to be scored; a comment's sentences are spans within it."""

    unit: str
    document: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    scored: bool


def sentiment(
    corpus: Corpus,
    sentences: pd.DataFrame,
    comments: pd.DataFrame,
    instruments: Sequence[str] = tuple(INSTRUMENTS),
) -> pd.DataFrame:
    """The table `sentiment`: one row is a sentence, or a whole comment, under one instrument.

    `known_words` are those that the instrument has a value for or that change another's; `words` are all of the unit.
    """
    rows = (
        {
            "document": unit.document,
            "start": unit.start,
            "end": unit.end,
            "unit": unit.unit,
            "instrument": name,
            "polarity": found.polarity,
            "known_words": found.known_words,
            "words": words,
        }
        for unit, name, words, found in _scored(corpus, sentences, comments, instruments, False)
    )
    return tables.make("sentiment", list(rows))


def sentiment_words(
    corpus: Corpus,
    sentences: pd.DataFrame,
    comments: pd.DataFrame,
    instruments: Sequence[str] = tuple(INSTRUMENTS),
) -> pd.DataFrame:
    """The table `sentiment_words`: one row is what a span adds to a score; the weights of a unit add up to its polarity."""
    rows = (
        {
            "document": unit.document,
            "start": unit.start + part.start,
            "end": unit.start + part.end,
            "instrument": name,
            "unit": unit.unit,
            "unit_start": unit.start,
            "weight": part.weight,
            "rule": part.rule,
        }
        for unit, name, _, found in _scored(corpus, sentences, comments, instruments, True)
        for part in found.weights
    )
    return tables.make("sentiment_words", list(rows))


def sign(polarity: float) -> int:
    """The side of a polarity: -1 below `-CUT`, 1 above `CUT`, else 0.

    >>> sign(0.4), sign(-0.05), sign(-0.06)
    (1, 0, -1)
    """
    return int(polarity > CUT) - int(polarity < -CUT)


def _scored(
    corpus: Corpus,
    sentences: pd.DataFrame,
    comments: pd.DataFrame,
    instruments: Sequence[str],
    explained: bool,
) -> Iterator[tuple[Unit, str, int, Score]]:
    terms = domain.terms(corpus)
    for unit in _units(corpus, sentences, comments):
        text = corpus[unit.document][unit.start : unit.end]
        words = count_words(text)
        for name in instruments:
            found = score(text, name, unit.sentences, terms, explained) if unit.scored else NOTHING
            yield unit, name, words, found


def _units(corpus: Corpus, sentences: pd.DataFrame, comments: pd.DataFrame) -> Iterator[Unit]:
    other = other_languages(corpus, comments)
    out = set(zip(other["document"], other["comment"], strict=True))
    inside = by_comment(sentences)
    row: Any
    for row in sentences.itertuples(index=False):
        key = (row.document, -1 if pd.isna(row.comment) else int(row.comment))
        whole = ((0, row.end - row.start),)
        yield Unit("sentence", row.document, row.start, row.end, whole, key not in out)
    for row in comments.itertuples(index=False):
        key = (row.document, int(row.comment))
        spans = inside.get(key, [(row.start, row.end)])
        own = tuple((start - row.start, end - row.start) for start, end in spans)
        yield Unit("comment", row.document, row.start, row.end, own, key not in out)


def by_unit(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Polarities of one kind of unit, a column an instrument, in the order of `INSTRUMENTS`."""
    own = table[table["unit"] == unit]
    wide = own.set_index(["document", "start", "end", "instrument"])["polarity"].unstack()  # noqa: PD010 - pivot_table would average
    known = [*INSTRUMENTS, *(name for name in wide.columns if name not in INSTRUMENTS)]
    return wide.reindex(columns=known).astype("float64").reset_index()
