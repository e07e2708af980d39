"""What the combined instrument sees of a sentence: what two lists find in it, its form, and its words.

Every feature but those of form is a sum of parts, one a word, so that whatever is made of the features can be given
back to the words.
"""

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.sentiment import averaging, valence
from analysis.sentiment.domain import Terms, covered, find_terms
from analysis.sentiment.tokens import Word

LISTED = (
    "vader",
    "vader sum",
    "vader sum by length",
    "vader up",
    "vader down",
    "vader highest",
    "vader lowest",
    "vader any up",
    "vader any down",
    "vader silent",
    "textblob",
    "textblob felt",
    "textblob up",
    "textblob down",
    "textblob any up",
    "textblob any down",
    "textblob silent",
)
FORM = ("length", "asks", "exclaims", "but", "negations")
FEATURES = LISTED + FORM
NOTHING = {"vader silent": 1.0, "textblob silent": 1.0}
"""Features that aren’t nought where no list knows a word."""

FAINT = 0.05
"""TextBlob’s weight up to which a piece counts as neither up nor down."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"n't\b|\b(?:not|no|never|nor|none|nothing|without|neither)\b", re.IGNORECASE
)

Span = tuple[int, int]
Vector = npt.NDArray[np.float64]


class Part(NamedTuple):
    """What one span adds to one feature."""

    span: Span
    feature: str
    amount: float


class Seen(NamedTuple):
    """What is seen of a sentence."""

    parts: list[Part]
    form: dict[str, float]
    words: list[tuple[str, Span]]
    known: frozenset[int]
    """Where the words begin that one of the two lists knows."""

    @property
    def values(self) -> Vector:
        """The features, in their order."""
        values = dict.fromkeys(LISTED, 0.0) | NOTHING | self.form
        for part in self.parts:
            values[part.feature] += part.amount
        return np.array([values[name] for name in FEATURES])


def features(text: str, listed: Terms = ()) -> Seen:
    """What is seen of one sentence; terms `listed` aren’t looked up.

    >>> seen = features("Great article!")
    >>> (
    ...     sum(part.amount for part in seen.parts if part.feature == "vader any up"),
    ...     seen.form["exclaims"],
    ... )
    (1.0, 1.0)
    """
    text = valence.mended(text)
    terms = find_terms(text, listed)
    felt, cut = averaging.repaired(text, unscored=terms)
    return seen(text, terms, valence.score(text, terms), felt, cut)


def seen(
    text: str,
    terms: Sequence[Span],
    scored: valence.Reading,
    felt: averaging.Reading,
    cut: Sequence[Word],
) -> Seen:
    """The same of a sentence whose marks are mended, its terms found, and which both lists have scored."""
    spans = valence.placed(text, scored)
    pieces = averaging.placed(felt.pieces, cut)
    size = len(text.split())
    known = {span[0] for word, span in zip(scored.words, spans, strict=True) if word.at >= 0}
    known |= {cut[at].start for piece in felt.pieces for at in piece.at if cut[at].word != "!"}
    plain = list(_WORD.finditer(text.lower()))
    out = covered([match.span() for match in plain], terms) if terms else set()
    words = [(match[0], match.span()) for at, match in enumerate(plain) if at not in out]
    return Seen(
        [*_vader_parts(scored, spans, size), *_textblob_parts(pieces)],
        {
            "length": math.log1p(size),
            "asks": float("?" in text),
            "exclaims": float("!" in text),
            "but": float(_BUT.search(text) is not None),
            "negations": float(len(_NEGATION.findall(text))),
        },
        words,
        frozenset(known),
    )


class Summed(NamedTuple):
    """The features of a sentence without their parts, its words, and how many words a list knows."""

    values: Vector
    words: list[str]
    known: int


def summed(
    text: str,
    terms: Sequence[Span],
    scored: valence.Reading,
    spans: Sequence[Span],
    felt: averaging.Reading,
    cut: Sequence[Word],
) -> Summed:
    """What `seen` gives, added up in the same order; `spans` are the places of VADER's pieces."""
    values = dict.fromkeys(LISTED, 0.0) | NOTHING
    size = len(text.split())
    _add_vader(values, scored, size)
    _add_textblob(values, felt.pieces)
    known = {spans[word.at][0] for word in scored.words if word.at >= 0}
    known |= {cut[at].start for piece in felt.pieces for at in piece.at if cut[at].word != "!"}
    low = text.lower()
    form = (
        math.log1p(size),
        float("?" in text),
        float("!" in text),
        float("but" in low and _BUT.search(text) is not None),
        float(len(_NEGATION.findall(low))),
    )
    if terms:
        plain = list(_WORD.finditer(low))
        out = covered([match.span() for match in plain], terms)
        words = [match[0] for at, match in enumerate(plain) if at not in out]
    else:
        words = _WORD.findall(low)
    return Summed(np.array([*values.values(), *form]), words, len(known))


def _add_vader(values: dict[str, float], scored: valence.Reading, size: int) -> None:
    """The features of `_vader_parts`."""
    if not scored.words:
        return
    root = math.sqrt(size + 1)
    up, down = [], []
    for word, weight in zip(scored.words, scored.weights, strict=True):
        amount = word.valence
        values["vader"] += weight
        values["vader sum"] += amount
        values["vader sum by length"] += amount / root
        if amount > 0:
            values["vader up"] += amount
            up.append(amount)
        elif amount < 0:
            values["vader down"] += -amount
            down.append(amount)
    values["vader highest"] = max(up, default=0.0)
    values["vader lowest"] = min(down, default=0.0)
    values["vader any up"] = _shares(len(up))
    values["vader any down"] = _shares(len(down))
    values["vader silent"] = _silent(len(scored.words))


def _add_textblob(values: dict[str, float], pieces: Sequence[averaging.Piece]) -> None:
    """The features of `_textblob_parts`."""
    count = len(pieces)
    for piece in pieces:
        values["textblob"] += piece.polarity / count
        values["textblob felt"] += piece.subjectivity / count
        if piece.polarity:
            values[_way("textblob", piece.polarity)] += abs(piece.polarity)
    values["textblob any up"] = _shares(sum(piece.polarity > FAINT for piece in pieces))
    values["textblob any down"] = _shares(sum(piece.polarity < -FAINT for piece in pieces))
    if count:
        values["textblob silent"] = _silent(count)


@cache
def _shares(number: int) -> float:
    """As many equal shares of one, added up as they are where each has its place."""
    return sum([1.0 / number] * number, 0.0) if number else 0.0


@cache
def _silent(number: int) -> float:
    return sum([-1.0 / number] * number, 1.0)


def _vader_parts(scored: valence.Reading, spans: list[Span], size: int) -> list[Part]:
    if not scored.words:
        return []
    found: list[Part] = []
    pairs = list(zip(spans, scored.words, scored.weights, strict=True))
    for span, word, weight in pairs:
        found += [
            Part(span, "vader", weight),
            Part(span, "vader sum", word.valence),
            Part(span, "vader sum by length", word.valence / math.sqrt(size + 1)),
        ]
        if word.valence:
            found.append(Part(span, _way("vader", word.valence), abs(word.valence)))
    up = [(span, word.valence) for span, word, _ in pairs if word.valence > 0]
    down = [(span, word.valence) for span, word, _ in pairs if word.valence < 0]
    if up:
        span, highest = max(up, key=lambda one: one[1])
        found.append(Part(span, "vader highest", highest))
    if down:
        span, lowest = min(down, key=lambda one: one[1])
        found.append(Part(span, "vader lowest", lowest))
    found += _equally([span for span, _ in up], "vader any up", 1.0)
    found += _equally([span for span, _ in down], "vader any down", 1.0)
    return found + _equally(spans, "vader silent", -1.0)


def _textblob_parts(pieces: list[tuple[int, int, averaging.Piece]]) -> list[Part]:
    found: list[Part] = []
    for start, end, piece in pieces:
        span = (start, end)
        found += [
            Part(span, "textblob", piece.polarity / len(pieces)),
            Part(span, "textblob felt", piece.subjectivity / len(pieces)),
        ]
        if piece.polarity:
            found.append(Part(span, _way("textblob", piece.polarity), abs(piece.polarity)))
    up = [(start, end) for start, end, piece in pieces if piece.polarity > FAINT]
    down = [(start, end) for start, end, piece in pieces if piece.polarity < -FAINT]
    found += _equally(up, "textblob any up", 1.0)
    found += _equally(down, "textblob any down", 1.0)
    return found + _equally([piece[:2] for piece in pieces], "textblob silent", -1.0)


def _way(instrument: str, amount: float) -> str:
    return f"{instrument} {'up' if amount > 0 else 'down'}"


def _equally(spans: list[Span], feature: str, amount: float) -> list[Part]:
    return [Part(span, feature, amount / len(spans)) for span in spans]
