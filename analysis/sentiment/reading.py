"""One text under one instrument: its polarity, how many words that rests on, and what each of them adds.

TextBlob averages over a whole text as it stands. VADER adds up and presses the sum, so that a long text scores near
an end whatever it says; mended it is read sentence by sentence, and a text has the mean of its sentences with known words. So does
the combined instrument.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.mistakes import InputError
from analysis.sentiment import averaging, combined, valence
from analysis.sentiment.domain import Terms, find_terms
from analysis.sentiment.tokens import Word, placed_words

RECOMMENDED = "combined"
BY_SENTENCE = frozenset({"vader_repaired", "vader_domain", RECOMMENDED})
"""Instruments that read a text sentence by sentence."""

_WORD = re.compile(r"\S*\w\S*")

Span = tuple[int, int]


class Weight(NamedTuple):
    """What a span of a text adds to its polarity, and by which rule."""

    start: int
    end: int
    weight: float
    rule: str


class Score(NamedTuple):
    """A text under an instrument; the weights add up to the polarity, which is none where no word is known."""

    polarity: float | None
    known_words: int
    weights: tuple[Weight, ...]


NOTHING = Score(None, 0, ())


def score(
    text: str,
    instrument: str = RECOMMENDED,
    sentences: Sequence[Span] | None = None,
    terms: Terms = (),
    explained: bool = True,
) -> Score:
    """A text under one of `INSTRUMENTS`; `terms` are what the `_domain` and `combined` ones leave out.

    `sentences` are the spans that instruments by sentence read; without them the text counts as one. Unless `explained`
    there are no weights, which spares most of the work.

    >>> score("Great article", "textblob")
    Score(polarity=0.8, known_words=1, weights=(Weight(start=0, end=5, weight=0.8, rule='word'),))
    """
    if instrument not in INSTRUMENTS:
        raise InputError(
            f"There is no instrument {instrument!r}; the instruments are {', '.join(INSTRUMENTS)}."
        )
    read = INSTRUMENTS[instrument]
    if instrument not in BY_SENTENCE or sentences is None:
        return read(text, terms, explained)
    return _mean([(start, read(text[start:end], terms, explained)) for start, end in sentences])


def count_words(text: str) -> int:
    """Pieces between white space that hold a letter or digit."""
    return len(_WORD.findall(text))


def _mean(scores: list[tuple[int, Score]]) -> Score:
    """The mean of the sentences that hold a known word; each word's weight is its share of that mean."""
    scored = [(start, one) for start, one in scores if one.polarity is not None]
    if not scored:
        return NOTHING
    weights = tuple(
        Weight(start + part.start, start + part.end, part.weight / len(scored), part.rule)
        for start, one in scored
        for part in one.weights
    )
    total = sum(one.polarity for _, one in scored if one.polarity is not None)
    return Score(total / len(scored), sum(one.known_words for _, one in scored), weights)


def _textblob(text: str, terms: Terms, explained: bool) -> Score:
    reading = averaging.score(text)
    return _averaged(reading, placed_words(text) if explained else None)


def _textblob_repaired(text: str, terms: Terms, explained: bool) -> Score:
    reading, cut = averaging.repaired(text)
    return _averaged(reading, cut if explained else None)


def _textblob_domain(text: str, terms: Terms, explained: bool) -> Score:
    reading, cut = averaging.repaired(text, unscored=find_terms(text, terms))
    return _averaged(reading, cut if explained else None)


def _averaged(reading: averaging.Reading, cut: Sequence[Word] | None) -> Score:
    if cut is None:
        return Score(reading.polarity, reading.known_words, ())
    weights = tuple(
        Weight(start, end, piece.polarity / len(reading.pieces), piece.rule)
        for start, end, piece in averaging.placed(reading.pieces, cut)
    )
    return Score(reading.polarity, reading.known_words, weights)


def _vader(text: str, terms: Terms, explained: bool) -> Score:
    return _added(text, valence.score(text), explained)


def _vader_repaired(text: str, terms: Terms, explained: bool) -> Score:
    text = valence.mended(text)
    return _added(text, valence.score(text), explained)


def _vader_domain(text: str, terms: Terms, explained: bool) -> Score:
    text = valence.mended(text)
    return _added(text, valence.score(text, find_terms(text, terms)), explained)


def _added(text: str, reading: valence.Reading, explained: bool) -> Score:
    known = sum(word.at != valence.MARKS for word in reading.words)
    if not explained or not known:
        return Score(reading.polarity, known, ())
    parts = zip(valence.placed(text, reading), reading.weights, reading.words, strict=True)
    weights = tuple(Weight(*span, weight, word.rule) for span, weight, word in parts)
    return Score(reading.polarity, known, weights)


def _combined(text: str, terms: Terms, explained: bool) -> Score:
    if not explained:
        read = combined.score(text, terms)
        return Score(read.polarity, read.known_words, ())
    reading, weights = combined.explained(text, terms)
    if reading.polarity is None:
        return NOTHING
    return Score(reading.polarity, reading.known_words, tuple(Weight(*part) for part in weights))


INSTRUMENTS: dict[str, Callable[[str, Terms, bool], Score]] = {
    "textblob": _textblob,
    "textblob_repaired": _textblob_repaired,
    "textblob_domain": _textblob_domain,
    "vader": _vader,
    "vader_repaired": _vader_repaired,
    "vader_domain": _vader_domain,
    RECOMMENDED: _combined,
}
"""By name, in the order in which they are shown."""
