"""What a sentence's features add up to: is it a claim, of which kind, and what does it hold of the reform.

Three sums of weights. They begin as judgements written by hand in `claims.toml` and are moved by the coded texts as far
as those ask for; `tests/gold/fit_claims.py` makes `claim_weights.json`. A text that was itself coded for the fit is never
read with weights that its own codes have moved: the file holds, by the hash of each such text, weights made without it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.claims.features import Features

ANSWERS = {
    "claim": ("claim",),
    "kind": ("promise", "forecast", "statement", "criticism", "endorsement", "recommendation"),
    "stance": ("against", "neither", "for"),
}
"""Questions and their answers, in the order of the weights; a claim is one where its sum is above nought."""

STANCES = {"against": -1, "neither": 0, "for": 1}
ALWAYS = "always"
WIDTH = sum(map(len, ANSWERS.values()))
FILE = "claim_weights.json"


class Verdict(NamedTuple):
    """How sure it is that a unit is a claim, its likeliest kind and stance, and the features that carried both."""

    claim: float
    kind: str
    stance: int
    rules: tuple[str, ...]


class Weights:
    """Weights by feature, for all answers at once."""

    def __init__(self, by_feature: Mapping[str, Sequence[float]]):
        self._row = {name: at for at, name in enumerate(sorted(by_feature))}
        self._table = np.array(
            [by_feature[name] for name in sorted(by_feature)], dtype=float
        ).reshape(-1, WIDTH)
        self._claim = np.ascontiguousarray(self._table[:, 0])

    def sums(self, features: Features) -> npt.NDArray[np.float64]:
        """What the features add up to, for every answer."""
        return np.asarray(self.worth(features)[1].sum(0))

    def worth(self, features: Features) -> tuple[list[str], npt.NDArray[np.float64]]:
        """The features that have weights, with what each adds to every answer; the first is always there."""
        names = [ALWAYS, *(name for name in features if name in self._row)]
        values = np.array([features.get(name, 1.0) for name in names])
        return names, values[:, None] * self._table[[self._row[name] for name in names]]

    def reasons(self, features: Features) -> list[tuple[str, float, float]]:
        """Each feature with what it adds to a claim and to its likeliest kind, the weightiest first."""
        names, worth = self.worth(features)
        kinds = worth[:, KIND] - worth[:, KIND].mean(1, keepdims=True)
        kind = kinds[:, int(np.argmax(kinds.sum(0)))]
        found = zip(names, worth[:, 0].tolist(), kind.tolist(), strict=True)
        return sorted(found, key=lambda row: (-abs(row[1]), -abs(row[2]), row[0]))

    def verdict(self, features: Features, most: int = 4) -> Verdict:
        """The answers for a unit with these features; whatever it would be is left open where it is no claim."""
        rows = self._row
        names = [ALWAYS, *(name for name in features if name in rows)]
        values = np.array([features.get(name, 1.0) for name in names])
        at = [rows[name] for name in names]
        claim = float((values * self._claim[at]).cumsum()[-1])
        if claim <= 0:
            return Verdict(claim, "", 0, ())
        worth = values[:, None] * self._table[at]
        sums = worth.sum(0)
        kind = int(np.argmax(sums[KIND]))
        name = ANSWERS["kind"][kind]
        stance = {"criticism": -1, "endorsement": 1}.get(name)
        if stance is None:  # what it holds of the reform depends on what it is
            own = self._row.get(f"kind:{name}")
            leaning = sums[STANCE] + (0 if own is None else self._table[own, STANCE])
            stance = STANCES[ANSWERS["stance"][int(np.argmax(leaning))]]
        return Verdict(float(sums[0]), name, stance, loudest(names, worth, kind, most))


def loudest(
    names: list[str], worth: npt.NDArray[np.float64], kind: int, most: int
) -> tuple[str, ...]:
    """The features that speak loudest for a claim of one kind rather than of another."""
    kinds = worth[:, KIND]
    loudness = np.maximum(worth[:, 0], 0) + kinds[:, kind] - kinds.mean(1)
    found = sorted(zip((-loudness).tolist(), names, strict=True))
    return tuple(name for loud, name in found if loud < 0 and name != ALWAYS)[:most]


KIND = slice(1, 1 + len(ANSWERS["kind"]))
STANCE = slice(KIND.stop, WIDTH)


def weights(text_sha256: str = "") -> Weights:
    """The weights to read a text with: those made without its own codes, where it has any."""
    return _named(_data().without.get(text_sha256, "nothing"))


@lru_cache(maxsize=64)
def _named(name: str) -> Weights:
    return Weights(_data().weights[name])


class _File(NamedTuple):
    """The file of weights: which to take for a coded text, and all of them."""

    without: Mapping[str, str]
    weights: Mapping[str, Mapping[str, Sequence[float]]]


@cache
def _data() -> _File:
    text = files("analysis").joinpath("data", FILE).read_text(encoding="utf-8")
    found = json.loads(text)
    return _File(found["without"], found["weights"])
