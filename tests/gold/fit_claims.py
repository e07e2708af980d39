"""Fit the weights of the room `claims` to coded texts: `python tests/gold/fit_claims.py` writes them anew.

The fit begins with the weights written by hand in `claims.toml` and moves each only as far as the coded claims ask for:
a logistic regression whose penalty draws towards those weights instead of nought. Training texts are the seeds and the
invented pages, those in `tests/cases` and those in `tests/gold/pages`, which have a `reforms.toml`. Each seed's own codes
are left out of the weights that it is read with, and each page's group of pages out of its own; by the hash of a text the
room finds the weights made without it.

Texts whose reforms are named count twice at half weight, once as if none were, because a corpus may have no `reforms.toml`.
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize

from analysis import corpus, lexicons, segments, sentences
from analysis.claims import features as seen
from analysis.claims.features import Features, Unit
from analysis.claims.finding import NO_CLAIMS, read
from analysis.claims.model import ALWAYS, ANSWERS, FILE, STANCES
from analysis.claims.subjects import Mention
from analysis.words import mentions

TESTS = Path(__file__).resolve().parents[1]
DATA = TESTS.parent / "analysis" / "data"
PAGES = TESTS / "gold" / "pages"
CATALOGUED = [
    "file",
    "title",
    "author",
    "author_role",
    "publisher",
    "published",
    "published_basis",
    "published_note",
    "reform",
]
"""What a page's `document.json` says that a catalogue can hold."""
STRENGTH = {"claim": 0.006, "kind": 0.02, "stance": 0.05}
"""How far the codes may move a weight (the C of a logistic regression); of values from .003 to .3 those that erred least on texts left out."""
RAREST = 4
"""Units that must show a feature before it gets a weight of its own."""
PAGE_WEIGHT = 0.5
"""What an invented page counts beside a seed: pages are made up, and each was coded only once."""
GROUPS = {"cases": 6, "pages": 7}
"""Groups in which the invented pages are left out."""
SMALLEST = 0.005

Matrix = npt.NDArray[np.float64]


class Example(NamedTuple):
    """A unit's features, the right answer, and how much it counts."""

    features: Features
    answer: str
    weight: float


class Text(NamedTuple):
    """A coded text: its group is left out together."""

    name: str
    group: str
    sha256: str
    examples: dict[str, list[Example]]


def texts() -> list[Text]:
    """Every coded text, in order."""
    seeds, pages = corpus.read(TESTS.parent / "seeds"), corpus_of_pages()
    return [
        *_of_corpus(seeds, TESTS / "gold" / "seeds", {name: name for name in seeds}),
        *_of_corpus(pages, PAGES, _groups("pages", list(pages))),
        *_cases(),
    ]


def corpus_of_pages() -> corpus.Corpus:
    """The pages of `tests/gold/pages` laid out as a corpus, each with what its `document.json` says of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = []
        for path in sorted(PAGES.glob("*/document.json")):
            shutil.copy(path.with_name(f"{path.parent.name}.txt"), folder)
            about = json.loads(path.read_text(encoding="utf-8"))
            given = {key: about[key] for key in CATALOGUED if about.get(key) is not None}
            entries += ["[[document]]", f'id = "{path.parent.name}"']
            entries += [
                f"{key} = {json.dumps(cell, ensure_ascii=False)}" for key, cell in given.items()
            ]
        (folder / "corpus.toml").write_text("\n".join(entries), encoding="utf-8")
        shutil.copy(PAGES / "reforms.toml", folder)
        return corpus.read(folder)


def _groups(folder: str, names: Sequence[str]) -> dict[str, str]:
    """The group in which each page is left out."""
    return {name: f"{folder}-{at % GROUPS[folder] + 1}" for at, name in enumerate(names)}


def _of_corpus(folder: corpus.Corpus, gold: Path, groups: dict[str, str]) -> Iterator[Text]:
    found = sentences.sentences(folder, segments.segments(folder))
    named = mentions(folder, found)
    for name in folder:
        rows = found[found["document"] == name].itertuples(index=False)
        units = [
            Unit(
                row.start,
                row.end,
                row.kind,
                0 if row.comment is pd.NA else int(row.comment),
                row.voice,
            )
            for row in rows
        ]
        at = [
            Mention(r.start, r.end, r.reform)
            for r in named[named["document"] == name].itertuples(index=False)
        ]
        claimed = _lines(gold / name / "claims.jsonl")
        yield _text(name, groups[name], folder[name], units, (at, []), claimed)


def _cases() -> Iterator[Text]:
    paths = sorted((TESTS / "cases").glob("*/claims.jsonl"))
    groups = _groups("cases", [path.parent.name for path in paths])
    for path in paths:
        name = path.parent.name
        text = (path.parent / f"{name}.txt").read_bytes().decode("utf-8")
        yield _text(name, groups[name], text, list(_units(text)), ([],), _lines(path))


def _units(text: str) -> Iterator[Unit]:
    """The sentences of a page as the rooms above give them."""
    for piece in segments.find_segments(text):
        if piece.kind in sentences.KINDS and piece.rule != sentences.ONLY_A_NAME:
            said = list(sentences.quotations(text, piece.start, piece.end))
            for start, end in sentences.find_sentences(text, piece.start, piece.end):
                voice = sentences.voice(text, start, end, piece.kind, said)
                yield Unit(start, end, piece.kind, piece.comment or 0, voice)


def _text(
    name: str,
    group: str,
    text: str,
    units: list[Unit],
    views: Sequence[list[Mention]],
    gold: list[dict[str, Any]],
) -> Text:
    examples: dict[str, list[Example]] = {question: [] for question in ANSWERS}
    for view in views:
        for question, features, answer in _examples(text, units, view, gold):
            examples[question].append(
                Example(features, answer, (1 if name == group else PAGE_WEIGHT) / len(views))
            )
    return Text(name, group, corpus.fingerprint(text), examples)


def _examples(
    text: str, units: list[Unit], named: list[Mention], gold: list[dict[str, Any]]
) -> Iterator[tuple[str, Features, str]]:
    """What a coded text teaches: of each sentence whether it claims, of each claim its kind and stance."""
    reading = read(text, [unit for unit in units if unit.kind not in NO_CLAIMS], named)
    for at, one in enumerate(reading.reads):
        own = [
            claim
            for claim in gold
            if claim["start"] < one.unit.end and one.unit.start < claim["end"]
        ]
        yield (
            "claim",
            seen.features(text, reading.reads, at, reading.context),
            "claim" if own else "",
        )
        for claim in own:
            unit = one.unit._replace(
                start=max(claim["start"], one.unit.start), end=min(claim["end"], one.unit.end)
            )
            here = seen.read(unit, one.tokens, ())._replace(named=one.named)
            features = seen.features(text, reading.reads, at, reading.context, here)
            yield "kind", features, claim["kind"]
            if claim["kind"] not in ("criticism", "endorsement"):
                yield (
                    "stance",
                    features | {f"kind:{claim['kind']}": 1.0},
                    {stance: name for name, stance in STANCES.items()}[claim["stance"]],
                )


def fitted(training: list[Text]) -> dict[str, list[float]]:
    """Weights by feature for all answers, fitted to some of the texts."""
    found: dict[str, list[float]] = {}
    for question, answers in ANSWERS.items():
        examples = [example for text in training for example in text.examples[question]]
        counts = Counter(name for example in examples for name in example.features)
        hand = lexicons.load("claims")["worth"][question]
        names = sorted(
            {name for name, count in counts.items() if count >= RAREST} | set(hand) | {ALWAYS}
        )
        table = _fit(names, answers, examples, hand, STRENGTH[question])
        before = sum(
            len(ANSWERS[other])
            for other in ANSWERS
            if list(ANSWERS).index(other) < list(ANSWERS).index(question)
        )
        for name, row in zip(names, table, strict=True):
            if np.abs(row).max() >= SMALLEST:
                whole = found.setdefault(name, [0.0] * sum(map(len, ANSWERS.values())))
                whole[before : before + len(answers)] = [
                    round(float(value), 2) + 0.0 for value in row
                ]
    return dict(sorted(found.items()))


def _fit(
    names: list[str],
    answers: tuple[str, ...],
    examples: list[Example],
    hand: dict[str, dict[str, float]],
    strength: float,
) -> Matrix:
    """The hand-written weights, moved by the examples."""
    prior = np.array(
        [[hand.get(name, {}).get(answer, 0.0) for answer in answers] for name in names]
    )
    column = {name: at for at, name in enumerate(names)}
    shown = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        shown[row, column[ALWAYS]] = 1
        for name, value in example.features.items():
            if name in column:
                shown[row, column[name]] = value
    right = np.array(
        [[example.answer == answer for answer in answers] for example in examples], dtype=float
    )
    counts = np.array([example.weight for example in examples])[:, None]

    def loss(moved: Matrix) -> tuple[float, Matrix]:
        sums = shown @ (prior + moved.reshape(prior.shape))
        if len(answers) == 1:  # the other answer's sum is nought
            log_chance, chance = -np.logaddexp(0, -sums), 1 / (1 + np.exp(-sums))
            missed = -np.logaddexp(0, sums)
            total = -(counts * (right * log_chance + (1 - right) * missed)).sum()
        else:
            top = sums.max(1, keepdims=True)
            log_chance = sums - top - np.log(np.exp(sums - top).sum(1, keepdims=True))
            chance = np.exp(log_chance)
            total = -(counts * right * log_chance).sum()
        slope = shown.T @ (counts * (chance - right)) + moved.reshape(prior.shape) / strength
        return float(total + (moved**2).sum() / 2 / strength), slope.ravel()

    result = minimize(
        loss, np.zeros(prior.size), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return prior + result.x.reshape(prior.shape)


def document() -> str:
    """The file of weights, as it is written."""
    coded = texts()
    weights = {"nothing": fitted(coded)}
    for group in sorted({text.group for text in coded}):
        weights[group] = fitted([text for text in coded if text.group != group])
    without = {text.sha256: text.group for text in sorted(coded)}
    head = {
        "about": "Weights of the room claims, in logits; made by tests/gold/fit_claims.py, not to be edited by hand.",
        "answers": [answer for answers in ANSWERS.values() for answer in answers],
        "without": dict(sorted(without.items())),
    }
    body = ",\n".join(
        f" {json.dumps(name)}: {{\n"
        + ",\n".join(f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in table.items())
        + "\n }"
        for name, table in weights.items()
    )
    return json.dumps(head, indent=1)[:-2] + ',\n "weights": {\n' + body + "\n}}\n"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        raise SystemExit(__doc__)
    (DATA / FILE).write_text(document(), encoding="utf-8")
