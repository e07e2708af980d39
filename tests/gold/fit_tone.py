"""Fit the weights of the combined instrument to rated sentences: `python tests/gold/fit_tone.py` writes them anew.

    python tests/gold/fit_tone.py          writes analysis/data/tone_weights.json
    python tests/gold/fit_tone.py --out    scores each kind of text with weights fitted without it, and writes nothing

A logistic regression of three classes in which every sentence stands three times, weighted by the share of its raters who
called it negative, neither and positive; kinds of text count alike, and so do the classes. The editorials are never read here.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

import rated  # noqa: E402

from analysis.sentiment import domain  # noqa: E402
from analysis.sentiment.combined import FILE, lead  # noqa: E402
from analysis.sentiment.features import FEATURES, Seen, features  # noqa: E402

STRENGTH = 0.01
"""How far the ratings may move a weight (the C of a regression whose rows weigh 30,000 together)."""

WEIGHT = 10_000.0
RAREST = 20
"""Sentences that must hold a word before it gets a weight of its own."""

CUTS = (0.0, 0.05, 0.1)
"""Leads from which a reading counts as positive or negative, tried on what was left out."""


class Fit:
    """Weights fitted to some kinds of text."""

    def __init__(self, seen: dict[str, list[Seen]], names: Sequence[str]):
        rows = [one for name in names for one in seen[name]]
        values = np.array([one.values for one in rows])
        self.middle, self.spread = values.mean(0), values.std(0) + 1e-9
        counts: dict[str, int] = {}
        for one in rows:
            for word in {word for word, _ in one.words}:
                counts[word] = counts.get(word, 0) + 1
        self.words = {word for word, number in counts.items() if number >= RAREST}
        self.vectors = DictVectorizer()
        plain = self.vectors.fit_transform([self._words(one) for one in rows])
        matrix = hstack([csr_matrix((values - self.middle) / self.spread), plain]).tocsr()
        weights = _weights([rated.sentences(name) for name in names])
        self.model = LogisticRegression(C=STRENGTH, max_iter=2000)
        self.model.fit(
            vstack([matrix] * 3).tocsr(),
            np.repeat([-1, 0, 1], matrix.shape[0]),
            sample_weight=weights.T.ravel(),
        )

    def _words(self, one: Seen) -> dict[str, float]:
        held = {word for word, _ in one.words} & self.words
        return dict.fromkeys(held, 1 / len(held) ** 0.5) if held else {}

    def shares(self, rows: list[Seen]) -> Any:
        """Shares of raters expected, a row a sentence."""
        values = np.array([one.values for one in rows])
        plain = self.vectors.transform([self._words(one) for one in rows])
        return self.model.predict_proba(
            hstack([csr_matrix((values - self.middle) / self.spread), plain]).tocsr()
        )

    def written(self) -> dict[str, Any]:
        """The weights as they are kept."""
        table = self.model.coef_.T
        names = self.vectors.get_feature_names_out()
        return {
            "about": "Weights of the combined instrument of tone: negative, neither, positive; made by tests/gold/fit_tone.py, not to be edited by hand.",
            "middle": _rounded(self.middle),
            "spread": _rounded(self.spread),
            "intercept": _rounded(self.model.intercept_),
            "features": {name: _rounded(row) for name, row in zip(FEATURES, table, strict=False)},
            "words": {
                name: _rounded(row, 4)
                for name, row in zip(names, table[len(FEATURES) :], strict=True)
            },
        }


def _weights(sets: Sequence[Sequence[rated.Rated]]) -> Any:
    """Each sentence's weight in each class: shares of its raters, kinds of text alike, classes alike."""
    shares = [np.array([one.counts for one in rows], float) for rows in sets]
    rows = np.concatenate([share / share.sum(1, keepdims=True) / len(share) for share in shares])
    rows *= WEIGHT
    return rows / rows.sum(0) * rows.sum() / 3


def _rounded(row: Any, digits: int = 6) -> list[float]:
    return [float(f"{value:.{digits}g}") for value in row]


def _in_lines(data: dict[str, Any]) -> str:
    """The weights as JSON with a line a feature or word, so that a change of one is a change of one line."""
    parts = []
    for name, value in data.items():
        said = json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            rows = (f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in value.items())
            said = "{\n" + ",\n".join(rows) + "\n }"
        parts.append(f" {json.dumps(name)}: {said}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def left_out(seen: dict[str, list[Seen]]) -> None:
    """Print how each kind of text is read by weights that were fitted without it."""
    for name in rated.FITTED:
        fit = Fit(seen, [other for other in rated.FITTED if other != name])
        signs = [one.sign for one in rated.sentences(name)]
        shares = fit.shares(seen[name])
        polarity = np.array(
            [lead(row) if one.known else 0.0 for row, one in zip(shares, seen[name], strict=True)]
        )
        scores = {
            cut: round(
                _macro(signs, np.where(polarity > cut, 1, np.where(polarity < -cut, -1, 0))), 4
            )
            for cut in CUTS
        }
        print(f"{name}, macro-F1 by cut:", scores)


def _macro(signs: Sequence[int], read: Any) -> float:
    return float(f1_score(signs, read, average="macro"))


def main() -> int:
    """Fit, and write or score; the exit status."""
    terms = domain.terms()
    seen = {
        name: [features(one.text, terms) for one in rated.sentences(name)] for name in rated.FITTED
    }
    if "--out" in sys.argv:
        left_out(seen)
        return 0
    data = Fit(seen, rated.FITTED).written()
    path = TESTS.parent / "analysis" / "data" / FILE
    path.write_text(_in_lines(data), encoding="utf-8")
    print(f"{path.name}: weights of {len(data['words'])} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
