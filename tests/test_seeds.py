"""The first study's own files: texts untouched, catalogue and codes in step with the gold."""

import hashlib
import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, SEEDS

from analysis import coding, corpus, dates

GOLD = ROOT / "tests" / "gold"
DOCUMENTS = sorted(path.name for path in (GOLD / "seeds").iterdir() if path.is_dir())


def described(document: str) -> dict[str, str]:
    """What the gold says of a document."""
    return json.loads((GOLD / "seeds" / document / "document.json").read_text(encoding="utf-8"))


def make_codes() -> ModuleType:
    """The script that makes the codes, as a module."""
    spec = importlib.util.spec_from_file_location("make_codes", GOLD / "make_codes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_text_is_byte_for_byte_the_one_that_was_coded(document: str) -> None:
    """Every address of the gold points into exactly these bytes."""
    gold = described(document)
    data = (SEEDS / gold["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == gold["sha256"]
    assert len(data.decode("utf-8")) == gold["characters"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_catalogue_says_what_the_gold_says(document: str) -> None:
    """Title, author and date, with how the date is known, are those that were established by hand."""
    gold, entry = described(document), corpus.read(SEEDS).entry(document)
    for key in ("file", "title", "author", "author_role", "published", "published_basis"):
        assert getattr(entry, key) == (gold[key] or ""), key
    assert entry.published_note


def test_a_publisher_that_the_gold_does_not_have_is_marked_as_given() -> None:
    """What is not in the text says that it was given from outside it."""
    texts = corpus.read(SEEDS)
    for document in DOCUMENTS:
        entry, gold = texts.entry(document), described(document)
        if entry.publisher and not gold["publisher"]:
            assert "Publisher: given" in entry.note


def test_the_catalogue_is_read_without_a_warning() -> None:
    """Nothing in the seeds needs to be excused."""
    assert corpus.read(SEEDS).warnings == ()


def test_the_rights_are_stated_where_the_texts_are() -> None:
    """A reader of the catalogue learns whose texts these are before anything else."""
    top = (SEEDS / "corpus.toml").read_text(encoding="utf-8").split("[[document]]")[0]
    assert "Rights." in top
    assert "stay with their authors and publishers" in " ".join(top.replace("#", " ").split())


def test_the_reforms_are_those_of_the_gold_in_its_order() -> None:
    """An identifier means the same in the codes and in reforms.toml."""
    gold = tomllib.loads((GOLD / "reforms.toml").read_text(encoding="utf-8"))["reforms"]
    reforms = corpus.read(SEEDS).reforms
    assert list(reforms) == list(gold)
    assert all(dates.interval(day) for reform in reforms.values() for day in reform.dates.values())


def test_codes_are_made_anew_byte_for_byte(tmp_path: Path) -> None:
    """The kept script makes the committed codes from the committed gold."""
    make_codes().write(GOLD, tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(SEEDS): path.read_bytes() for path in SEEDS.glob("codes/**/*.*")}
    assert made.keys() == kept.keys()
    assert all(made[path] == kept[path] for path in made)


@pytest.mark.parametrize("coder", ["settled", "coder-a", "coder-b"])
@pytest.mark.parametrize("table", ["times", "claims"])
def test_every_coded_span_holds_the_words_that_were_coded(coder: str, table: str) -> None:
    """The text column of a code is the slice that its address names."""
    texts = corpus.read(SEEDS)
    codes = coding.codes(texts, table, coder)
    assert len(codes)
    for row in codes.to_dict("records"):
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]


def test_settled_codes_are_as_many_as_in_the_gold() -> None:
    """No row of the gold is lost on the way into the corpus."""
    texts = corpus.read(SEEDS)
    for table, name in (("times", "timex"), ("claims", "claims"), ("comment_codes", "comments")):
        files = [GOLD / "seeds" / document / f"{name}.jsonl" for document in DOCUMENTS]
        lines = [
            line
            for file in files
            if file.exists()
            for line in file.read_text("utf-8").split("\n")
            if line
        ]
        assert len(coding.codes(texts, table)) == len(lines), table


def test_no_code_of_the_seeds_claims_to_be_a_persons() -> None:
    """The coders were automated, and every row and the list of coders say so."""
    texts = corpus.read(SEEDS)
    assert {entry["kind"] for entry in coding.coders(texts).values()} == {"automated_coder"}
    for coder in coding.coders(texts):
        assert set(coding.codes(texts, "claims", coder)["origin"]) == {"automated_coder"}


def test_the_codebook_is_there() -> None:
    """What the codes mean is said beside them."""
    assert (SEEDS / "CODEBOOK.md").read_text(encoding="utf-8").startswith("# Codebook")
