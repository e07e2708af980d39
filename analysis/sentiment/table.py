"""The tables `sentiment` and `sentiment_words`: every sentence and comment under every instrument.

Comments in another language than English have rows without a score: they are there, and nothing is claimed of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.sentences import by_comment
from analysis.sentiment import domain, together
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
    unknown = [name for name in instruments if name not in INSTRUMENTS]
    if unknown:
        score("", unknown[0])  # says which there are
    order = sorted(instruments)
    places = [together.NAMES.index(name) for name in order]
    units = sorted(_toned(corpus, sentences, comments), key=lambda one: (*one[0][1:4], one[0].unit))
    times = range(len(order))
    cells: dict[str, Any] = {
        name: [getattr(unit, name) for unit, _, _ in units for _ in times]
        for name in ("document", "start", "end", "unit")
    }
    cells |= {
        "instrument": order * len(units),
        "polarity": [tones[at].polarity for _, tones, _ in units for at in places],
        "known_words": [tones[at].known_words for _, tones, _ in units for at in places],
        "words": [words for _, _, words in units for _ in times],
    }
    return tables.columns("sentiment", cells, len(units) * len(order))


def _toned(
    corpus: Corpus, sentences: pd.DataFrame, comments: pd.DataFrame
) -> Iterator[tuple[Unit, tuple[together.Tone, ...], int]]:
    """Each unit under every instrument, and its words; comments follow their sentences, which they are read by."""
    terms = domain.terms(corpus)
    silent = (together.NOTHING,) * len(together.NAMES)
    read: dict[tuple[str, int, int], tuple[together.Tone, ...]] = {}
    for unit in _units(corpus, sentences, comments):
        text = corpus[unit.document][unit.start : unit.end]
        if not unit.scored:
            tones = silent
        elif unit.unit == "sentence":
            tones = together.of_sentence(text, terms)
            read[unit.document, unit.start, unit.end] = tones
        else:
            tones = _of_comment(unit, text, read, terms)
        yield unit, tones, count_words(text)


def _of_comment(
    unit: Unit,
    text: str,
    read: Mapping[tuple[str, int, int], tuple[together.Tone, ...]],
    terms: domain.Terms,
) -> tuple[together.Tone, ...]:
    """A comment by its sentences, which are read already where they are in the table."""
    spans = [(unit.start + start, unit.start + end) for start, end in unit.sentences]
    own = [
        read.get((unit.document, start, end))
        or together.of_sentence(text[start - unit.start : end - unit.start], terms)
        for start, end in spans
    ]
    if spans == [(unit.start, unit.end)]:
        return own[0]
    return together.of_comment(text, own, terms)


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
    names = ["document", "start", "end", "comment"]
    for document, start, end, comment in zip(*(sentences[n].tolist() for n in names), strict=True):
        key = (document, -1 if pd.isna(comment) else comment)
        yield Unit("sentence", document, start, end, ((0, end - start),), key not in out)
    for document, start, end, comment in zip(*(comments[n].tolist() for n in names), strict=True):
        spans = inside.get((document, comment), [(start, end)])
        own = tuple((a - start, b - start) for a, b in spans)
        yield Unit("comment", document, start, end, own, (document, comment) not in out)


def by_unit(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Polarities of one kind of unit, a column an instrument, in the order of `INSTRUMENTS`."""
    own = table[table["unit"] == unit]
    wide = own.set_index(["document", "start", "end", "instrument"])["polarity"].unstack()  # noqa: PD010 - pivot_table would average
    known = [*INSTRUMENTS, *(name for name in wide.columns if name not in INSTRUMENTS)]
    return wide.reindex(columns=known).astype("float64").reset_index()
