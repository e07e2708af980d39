"""What the rooms find in the seeds and in the invented pages, scored against hand-made gold.

A floor without its gold means nothing: gold that changes could lift or hide a score. So
`floors.json` holds, beside each floor, the hash of the gold it was measured on.

    python tests/scores.py        prints both as they are now, in the form of floors.json

`claims_left_out` is measured by test_claims.py, on texts that were left out of the fit, with coded times.
"""

import hashlib
import importlib.util
import json
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from analysis import claims, comments, corpus, segments, sentences, stance, times, words

TESTS = Path(__file__).resolve().parent
SEEDS, GOLD, CASES = TESTS.parent / "seeds", TESTS / "gold" / "seeds", TESTS / "cases"
SCORED = {
    "segments": "segments",
    "comments": "comments",
    "sentences": "sentences",
    "times": "timex",
    "claims": "claims",
}
"""Gold files that are scored, by the table they are gold for."""


class Read(NamedTuple):
    """A corpus and the tables that its texts alone give, codes left aside."""

    corpus: corpus.Corpus
    segments: pd.DataFrame
    comments: pd.DataFrame
    sentences: pd.DataFrame
    times: pd.DataFrame
    claims: pd.DataFrame


def module(path: Path) -> ModuleType:
    """A script as a module, without putting its folder on the path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@cache
def score() -> ModuleType:
    """The scorer that came with the gold."""
    return module(TESTS / "gold" / "score.py")


@cache
def read(folder: Path = SEEDS) -> Read:
    """A folder read and cut, once for all tests."""
    texts = corpus.read(folder)
    pieces = segments.segments(texts)
    remarks, said = comments.comments(texts, pieces), sentences.sentences(texts, pieces)
    dated = times.times(texts, pieces, remarks)
    return Read(texts, pieces, remarks, said, dated, claims.claims(texts, said, dated))


@cache
def read_cases() -> Read:
    """The invented pages as a corpus, each with the date that it prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = []
        for case in cases():
            (folder / f"{case}.txt").write_bytes(page(case).encode())
            about = json.loads((CASES / case / "case.json").read_text(encoding="utf-8"))
            entries.append(f'[[document]]\nfile = "{case}.txt"\n')
            if about.get("published"):
                entries.append(f'published = "{about["published"]}"\npublished_basis = "stated"\n')
        (folder / "corpus.toml").write_text("".join(entries), encoding="utf-8")
        return read(folder)


def cases() -> list[str]:
    """The invented pages, by name."""
    return sorted(path.parent.name for path in CASES.glob("*/page.marked"))


@cache
def page(case: str) -> str:
    """The text of an invented page."""
    return (CASES / case / f"{case}.txt").read_bytes().decode("utf-8")


def gold(folder: Path, name: str) -> list[dict[str, Any]]:
    """Rows of a gold file; a page without comments has no file of them."""
    return score().read_jsonl(folder / f"{name}.jsonl") or []


def rows(table: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """A table as the scorer reads it: rows by document, missing cells as none."""
    plain = table.astype(object).where(table.notna(), None)
    return score().by_document(plain.to_dict("records"))


def of_seeds(table: str) -> tuple[dict[str, Any], list[Any]]:
    """Scores of one table of the seeds, and its errors."""
    found, errors = read(), []
    documents = [(name, name, gold(GOLD / name, SCORED[table])) for name in found.corpus]
    given = rows(getattr(found, table))
    if table == "segments":
        return score().score_segments(documents, given, errors), errors
    if table == "comments":
        return score().score_comments(documents, given, None, errors), errors
    if table == "times":
        return score().score_times(documents, given, errors), errors
    if table == "claims":
        return score().score_claims(documents, given, errors), errors
    return score().score_spans(table, documents, given, errors), errors


def times_of_cases() -> tuple[dict[str, Any], list[Any]]:
    """Scores of the time expressions of all invented pages together, and the errors."""
    errors: list[Any] = []
    documents = [(case, case, gold(CASES / case, "timex")) for case in cases()]
    return score().score_times(documents, rows(read_cases().times), errors), errors


def of_cases() -> tuple[dict[str, Any], list[Any]]:
    """Scores of the segments of all invented pages together, and the errors."""
    errors: list[Any] = []
    documents = [(case, case, gold(CASES / case, "segments")) for case in cases()]
    found = {
        case: [piece._asdict() for piece in segments.find_segments(page(case))] for case in cases()
    }
    return score().score_segments(documents, found, errors), errors


def nonzero_right(reading: str) -> float:
    """The share of the settled codes that aren't nought which are suggested rightly."""
    found = read()
    named = words.mentions(found.corpus, found.sentences)
    cues = stance.cues(found.corpus, found.comments, found.sentences, named, found.claims)
    suggested = stance.comment_codes(cues).set_index(["document", "comment"])[reading]
    settled = [
        (suggested.get((name, row["comment"]), pd.NA), row[reading])
        for name in found.corpus
        for row in gold(GOLD / name, "comments")
        if row[reading]
    ]
    return sum(not pd.isna(said) and said == code for said, code in settled) / len(settled)


def digest(folder: Path, names: tuple[str, ...]) -> str:
    """One hash over the gold files of a folder, names included."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.jsonl")):
        if path.stem in names:
            found.update(path.relative_to(folder).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()


def digests() -> dict[str, str]:
    """The hashes of the gold that is scored."""
    return {
        "seeds_gold_sha256": digest(GOLD, tuple(SCORED.values())),
        "pages_gold_sha256": digest(TESTS / "gold" / "pages", ("claims",)),
        "cases_gold_sha256": digest(CASES, ("segments", "comments", "timex", "claims")),
    }


def measured() -> dict[str, float]:
    """Every figure that has a floor, as it is now."""
    said, timed, claimed = of_seeds("comments")[0], of_seeds("times")[0], of_seeds("claims")[0]
    elsewhere = times_of_cases()[0]
    return {
        "segments_exact_f1": of_seeds("segments")[0]["exact"]["f1"],
        "comments_exact_f1": said["exact"]["f1"],
        "comments_author_right": said["author_right"],
        "comments_date_right": said["date_right"],
        "sentences_exact_f1": of_seeds("sentences")[0]["exact"]["f1"],
        "cases_segments_exact_f1": of_cases()[0]["exact"]["f1"],
        "times_relaxed_f1": timed["relaxed"]["f1"],
        "times_role_right": timed["role_right"],
        "times_interval_right": timed["interval_right"],
        "times_mark_precision": timed["mark_precision"],
        "times_mark_recall": timed["mark_recall"],
        "cases_times_relaxed_f1": elsewhere["relaxed"]["f1"],
        "cases_times_mark_precision": elsewhere["mark_precision"],
        "cases_times_mark_recall": elsewhere["mark_recall"],
        "claims_overlap_f1": claimed["overlap"]["f1"],
        "claims_kind_right": claimed["kind_right"],
        "claims_stance_right": claimed["stance_right"],
        "claims_attributed_right": claimed["attributed_right"],
        "claims_reforms_f1": claimed["reforms"]["f1"],
        "claims_dated_by_f1": claimed["dated_by"]["f1"],
        "reform_stance_right": nonzero_right("reform_stance"),
        "article_stance_right": nonzero_right("article_stance"),
    }


@cache
def floors() -> dict[str, Any]:
    """The pinned floors, with the hashes of their gold."""
    return json.loads((TESTS / "floors.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    now = {name: int(figure * 10_000) / 10_000 for name, figure in measured().items()}
    kept = {name: floors()[name] for name in ("comment", "claims_left_out", "planted_purity")}
    print(json.dumps({**kept, **now, **digests()}, indent=1))
