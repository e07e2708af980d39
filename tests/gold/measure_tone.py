"""How well instruments read rated sentences that nothing was fitted on: `python tests/gold/measure_tone.py` writes it down.

The sentences are 5,190 of newspaper editorials; the class of each is the sign that most of its twenty raters gave. One rater
against the other nineteen says how well a person does. Intervals are bootstrapped over articles, whose sentences hang together.
The figures are kept in `analysis/data/tone_measured.json`, from which notebook 04 quotes them.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

import rated  # noqa: E402

from analysis import sentiment, stats  # noqa: E402

FILE = TESTS.parent / "analysis" / "data" / "tone_measured.json"
DRAWS = 500


def main() -> int:
    """Measure and write; the exit status."""
    rows = rated.sentences(rated.COLD)
    signs = np.array([one.sign for one in rows])
    articles = [one.article for one in rows]
    found = {
        "about": "Made by tests/gold/measure_tone.py, not to be edited by hand.",
        "sentences": len(rows),
        "articles": len(set(articles)),
    }
    found["raters"] = max(len(one.ratings) for one in rows)
    found["instruments"] = {
        name: _measured(_read(rows, name), signs, articles) for name in sentiment.INSTRUMENTS
    }
    found["instruments"]["textblob cut at nought"] = _measured(
        _read(rows, "textblob", 0.0), signs, articles
    )
    found["commonest"] = _measured(np.full(len(rows), _commonest(signs)), signs, articles)
    found["one rater"] = _one_rater(rows)
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
    return 0


def _read(rows: Sequence[rated.Rated], name: str, cut: float = sentiment.CUT) -> Any:
    terms = sentiment.terms()
    scores = [
        sentiment.score(one.text, name, terms=terms, explained=False).polarity or 0.0
        for one in rows
    ]
    return np.array([(score > cut) - (score < -cut) for score in scores])


def _measured(read: Any, signs: Any, articles: list[str]) -> dict[str, float | None]:
    names = list(range(len(signs)))
    found = stats.bootstrap(lambda at: _macro(signs[at], read[at]), names, articles, DRAWS)
    return {
        "macro_f1": round(found.estimate, 4),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "right": round(float((signs == read).mean()), 4),
    }


def _one_rater(rows: Sequence[rated.Rated]) -> dict[str, float]:
    """Each rater's sign against that of most of the others, all raters together."""
    truth, said = [], []
    for one in rows:
        for at, rating in enumerate(one.ratings):
            others = rated.Rated(one.text, one.ratings[:at] + one.ratings[at + 1 :])
            truth.append(others.sign)
            said.append((rating > 0) - (rating < 0))
    return {
        "macro_f1": round(_macro(np.array(truth), np.array(said)), 4),
        "right": round(float((np.array(truth) == np.array(said)).mean()), 4),
    }


def _macro(signs: Any, read: Any) -> float:
    return float(f1_score(signs, read, average="macro", labels=[-1, 0, 1], zero_division=0))


def _commonest(signs: Any) -> int:
    values, numbers = np.unique(signs, return_counts=True)
    return int(values[numbers.argmax()])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


if __name__ == "__main__":
    sys.exit(main())
