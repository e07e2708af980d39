"""Tone as an instrument reads it: per sentence and per whole comment, with how many words it knew.

TextBlob looks each word up in a list made from product reviews and averages what it finds. That measures whether
the words are those of praise or blame, not what a writer holds of a reform: "Great article" under an attack on the
reform scores high. Here it is as it is, number for number, so that it can be set beside what readers of the
comments coded; a text in which it knows no word has no score, which is not the same as a score of nought.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus

INSTRUMENT = "textblob"
COLUMNS = ["document", "start", "end", "unit", "comment", "words", "weight"]
_WORD = re.compile(r"\S*\w\S*")


class Piece(NamedTuple):
    """Words that TextBlob scored together: a modifier or negation and the word that it changes."""

    words: tuple[str, ...]
    polarity: float
    subjectivity: float


class Score(NamedTuple):
    """What TextBlob makes of a text: its polarity, or none where it knows no word, and what made it."""

    polarity: float | None
    pieces: tuple[Piece, ...]
    words: int

    @property
    def known_words(self) -> int:
        """Words that TextBlob has a value for, or that change another's (not, very); a smiley counts as one."""
        return sum(len(piece.words) for piece in self.pieces)


def score(text: str) -> Score:
    """TextBlob's polarity of a text and the words that it comes from.

    Polarity is exactly `TextBlob(text).sentiment.polarity`; the pieces average to it.

    >>> score("Great article")
    Score(polarity=0.8, pieces=(Piece(words=('great',), polarity=0.8, subjectivity=0.75),), words=2)
    >>> score("We can all see it.").polarity is None
    True
    """
    found = _analyser().analyze(text, keep_assessments=True)
    pieces = tuple(
        # An exclamation mark that strengthens stands among a piece's words; it is none.
        Piece(tuple(word for word in words if word != "!"), polarity, subjectivity)
        for words, polarity, subjectivity, _ in found.assessments
    )
    return Score(found.polarity if pieces else None, pieces, len(_WORD.findall(text)))


def sentiment(corpus: Corpus, sentences: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """The table `sentiment`: one row is a sentence, or a whole comment, under TextBlob."""
    rows = []
    for unit, document, start, end in _units(sentences, comments):
        found = score(corpus[document][start:end])
        rows.append(
            {
                "document": document,
                "start": start,
                "end": end,
                "unit": unit,
                "instrument": INSTRUMENT,
                "polarity": found.polarity,
                "known_words": found.known_words,
                "words": found.words,
            }
        )
    return tables.make("sentiment", rows)


def scored_words(corpus: Corpus, comments: pd.DataFrame) -> pd.DataFrame:
    """The words behind each comment's score: one row is a piece that TextBlob scored, in its order.

    `weight` is the piece's share of the comment's score, so that the weights of a comment add up to it.
    """
    rows: list[tuple[Any, ...]] = []
    row: Any
    for row in comments.itertuples(index=False):
        pieces = score(corpus[row.document][row.start : row.end]).pieces
        rows += [
            (
                row.document,
                row.start,
                row.end,
                "comment",
                row.comment,
                " ".join(piece.words),
                piece.polarity / len(pieces),
            )
            for piece in pieces
        ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        {"start": "Int64", "end": "Int64", "comment": "Int64"}
    )


def _units(sentences: pd.DataFrame, comments: pd.DataFrame) -> Iterator[tuple[str, str, int, int]]:
    for unit, frame in (("sentence", sentences), ("comment", comments)):
        row: Any
        for row in frame.itertuples(index=False):
            yield unit, row.document, row.start, row.end


@cache
def _analyser() -> Any:
    from textblob.en.sentiments import PatternAnalyzer  # costs far more than the rest of this room

    return PatternAnalyzer()
