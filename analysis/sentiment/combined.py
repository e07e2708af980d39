"""One reading from several lists: the recommended instrument, whose weights were fitted to sentences that people rated.

Each list errs in its own way. A logistic regression puts together what the mended VADER and TextBlob find in a sentence,
terms of the field left out, with a small weight for each commoner word. It gives the shares of raters who would call the
sentence negative, neither and positive. Polarity is the lead of positive over the next likeliest of the three, or of
negative with a minus; where neither leads, it is nought.

The weights (`tone_weights.json`, made by `tests/gold/fit_tone.py`) come from 18,513 sentences and messages, of product
reviews, film reviews and tweets, rated by many people each (Hutto & Gilbert 2014, ICWSM), each kind of text counted
alike. Features and penalty are those with which a kind of text was read best that had been left out of the fit.

What a word adds is found by letting all words come in together, from none to all, and adding up how polarity moves with each
(integrated gradients: Sundararajan, Taly & Yan 2017, arXiv 1703.01365). What the sentence’s form adds is said, too.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from analysis.sentiment.domain import Terms
from analysis.sentiment.features import FEATURES, LISTED, NOTHING, Seen, Span, Vector, features

FILE = "tone_weights.json"
LEAST = 0.01
"""What a learned word must add to be told by itself; the others are told together with the form."""

STEPS = 64
"""Points between none and all at which the slope is taken; the form takes what they miss."""

NEGATIVE, NEITHER, POSITIVE = range(3)


class Model(NamedTuple):
    """The fitted weights; three numbers each, for negative, neither and positive."""

    middle: Vector
    spread: Vector
    table: Vector
    """A row a feature."""
    intercept: Vector
    words: dict[str, Vector]


class Weight(NamedTuple):
    """What a span adds to the polarity, and whence: a list, a learned weight, the sentence’s form."""

    start: int
    end: int
    weight: float
    rule: str


class Reading(NamedTuple):
    """A sentence read: polarity, none where no list knows a word; shares of raters; words with a value."""

    polarity: float | None
    shares: tuple[float, ...]
    known_words: int


def score(text: str, listed: Terms = ()) -> Reading:
    """The combined reading of one sentence; terms `listed` aren’t looked up.

    >>> score("Great article").polarity > 0.5, score("We can all see it.").polarity is None
    (True, True)
    """
    return _reading(features(text, listed))


def explained(text: str, listed: Terms = ()) -> tuple[Reading, list[Weight]]:
    """The reading and what makes it: the weights add up to the polarity.

    >>> reading, weights = explained("Great article")
    >>> weights[0].rule, abs(sum(part.weight for part in weights) - reading.polarity) < 1e-12
    ('lists', True)
    """
    seen = features(text, listed)
    reading = _reading(seen)
    if reading.polarity is None:
        return reading, []
    steps = _steps(seen)
    slope = _slope(seen, sum(steps.values(), np.zeros(3)))
    parts: dict[Span, float] = defaultdict(float)
    rules: dict[Span, set[str]] = defaultdict(set)
    for (span, rule), step in steps.items():
        added = float(slope @ step)
        if rule == "lists" or abs(added) >= LEAST:
            parts[span] += added
            rules[span].add(rule)
    whole = (0, len(text))
    rest = reading.polarity - sum(parts.values())
    parts[whole] += rest
    rules[whole].add("form")
    found = [Weight(*span, parts[span], "+".join(sorted(rules[span]))) for span in sorted(parts)]
    return reading, found


def polarity(values: Vector, words: Iterable[str]) -> float:
    """The polarity of a sentence in which a list knows a word, by its features and its words."""
    return lead(_likely(values, words))


def _reading(seen: Seen) -> Reading:
    shares = _likely(seen.values, (word for word, _ in seen.words))
    told = lead(shares) if seen.known else None
    return Reading(told, tuple(map(float, shares)), len(seen.known))


def _likely(values: Vector, words: Iterable[str]) -> Vector:
    """The shares of raters."""
    model = _model()
    sums = model.intercept + ((values - model.middle) / model.spread) @ model.table
    held = model.words.keys() & set(words)
    if held:
        sums = sums + sum(model.words[word] for word in sorted(held)) / math.sqrt(len(held))
    return _shares(sums)


def lead(shares: Vector) -> float:
    """By how much positive leads, or negative with a minus; nought where neither does."""
    up = shares[POSITIVE] - max(shares[NEGATIVE], shares[NEITHER])
    down = shares[NEGATIVE] - max(shares[POSITIVE], shares[NEITHER])
    return float(max(up, 0.0) - max(down, 0.0))


def _base(seen: Seen) -> Vector:
    """The three sums of a sentence of this form in which nothing is known."""
    model = _model()
    values = dict.fromkeys(LISTED, 0.0) | NOTHING | seen.form
    row = np.array([values[name] for name in FEATURES])
    return np.asarray(model.intercept + (row - model.middle) / model.spread @ model.table)


def _steps(seen: Seen) -> dict[tuple[Span, str], Vector]:
    """What each word adds to the three sums, by its span and whence."""
    model = _model()
    rows = dict(zip(FEATURES, model.table / model.spread[:, None], strict=True))
    found: dict[tuple[Span, str], Vector] = defaultdict(lambda: np.zeros(3))
    for part in seen.parts:
        found[part.span, "lists"] += rows[part.feature] * part.amount
    places: dict[str, list[Span]] = defaultdict(list)
    for word, span in seen.words:
        if word in model.words:
            places[word].append(span)
    for word, spans in places.items():
        for span in spans:
            found[span, "learned"] += model.words[word] / len(spans) / math.sqrt(len(places))
    return found


def _slope(seen: Seen, steps: Vector) -> Vector:
    """How polarity moves with each of the three sums, on the average of the way from nothing known to all."""
    base, total = _base(seen), np.zeros(3)
    for step in range(STEPS):
        shares = _shares(base + steps * (step + 0.5) / STEPS)
        first, second = np.argsort(-shares, kind="stable")[:2]
        if first == NEITHER:
            continue
        moved = shares * (shares[second] - shares[first])
        moved[first] += shares[first]
        moved[second] -= shares[second]
        total += moved if first == POSITIVE else -moved
    return total / STEPS


def _shares(sums: Vector) -> Vector:
    raised = np.exp(sums - sums.max())
    return np.asarray(raised / raised.sum())


@cache
def _model() -> Model:
    data = json.loads(files("analysis").joinpath("data", FILE).read_text(encoding="utf-8"))
    return Model(
        np.array(data["middle"]),
        np.array(data["spread"]),
        np.array([data["features"][name] for name in FEATURES]),
        np.array(data["intercept"]),
        {word: np.array(row) for word, row in data["words"].items()},
    )
