"""What leaves for other programs: data packages that say what is in them, and spreadsheets that evaluate nobody's words."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import package_rules
import pytest
from conftest import SeedsReport
from hypothesis import given
from hypothesis import strategies as st

from analysis import corpus, exchange, spreadsheets, tables
from analysis.__main__ import main
from analysis.exchange import packages
from analysis.mistakes import InputError

TEXT = "Integrated care is a reform. It will be here by 2021.\n"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    '"=1',
    "\ufeff=1",
]
LETTERS = st.sampled_from("=+-@＝'\"; \t\r\nab\u200b\U0001f600")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A corpus of one text, in a comment of which stands a formula."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    return folder


def written(folder: Path, *names: str) -> dict[str, Path]:
    """Empty tables in a folder."""
    return {name: tables.write(name, tables.make(name, []), folder) for name in names}


def test_the_tables_of_the_seeds_are_a_data_package(
    seeds_report: SeedsReport, seeds: Path, tmp_path: Path
) -> None:
    """The descriptor keeps the specification, and every cell of every table is what the descriptor says."""
    folder = shutil.copytree(seeds_report.folder / "tables", tmp_path / "tables")
    files = {name: folder / f"{name}.csv" for name in tables.names()}
    exchange.write_datapackage(files, folder, corpus.read(seeds))
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["resources"]] == tables.names()
    assert list(package_rules.faults(package, folder)) == []


def test_a_wrong_cell_is_noticed(tmp_path: Path) -> None:
    """The rules that the tables of the seeds keep can be broken."""
    files = written(tmp_path, "documents", "claims")
    files["claims"].write_text(
        ",".join(tables.schema("claims").names) + "\na,1,x,,vow,,2,,,,,,\n", "utf-8"
    )
    found = "\n".join(package_rules.faults(exchange.datapackage(files), tmp_path))
    for fault in (
        "'x' is no integer",
        "'vow' is none of",
        "'2' is none of",
        "is empty",
        "points to nothing",
    ):
        assert fault in found


@pytest.mark.parametrize("name", tables.names())
def test_every_column_says_what_it_is(name: str) -> None:
    """No field of the package is without a description."""
    assert all(field["description"] for field in packages.schema(name, {})["fields"])


def test_keys_point_only_to_tables_that_are_there(tmp_path: Path) -> None:
    """Codes of comments belong to comments of documents; without these tables there is no such key."""
    alone = exchange.datapackage(written(tmp_path, "comment_codes"))
    assert "foreignKeys" not in alone["resources"][0]["schema"]
    whole = exchange.datapackage(written(tmp_path, "documents", "comments", "comment_codes"))
    keys = whole["resources"][2]["schema"]["foreignKeys"]
    assert [key["reference"]["resource"] for key in keys] == ["documents", "comments"]
    assert [key["fields"] for key in keys] == [["document"], ["document", "comment"]]


def test_a_parquet_file_is_a_plain_resource(tmp_path: Path) -> None:
    """The tabular profile of version 1 knows CSV only; the schema stays."""
    (tmp_path / "documents.parquet").write_bytes(b"PAR1")
    package = exchange.datapackage({"documents": tmp_path / "documents.parquet"})
    one = package["resources"][0]
    assert (one["profile"], one["format"]) == ("data-resource", "parquet")
    assert "encoding" not in one
    assert one["schema"]["fields"][0]["name"] == "document"
    assert list(package_rules.faults(package, tmp_path)) == []


@pytest.mark.parametrize(
    ("said", "licenses"),
    [
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("https://example.org/terms", [{"path": "https://example.org/terms"}]),
        ("", None),
    ],
)
def test_a_licence_is_that_of_the_catalogue(texts: Path, said: str, licenses: Any) -> None:
    """A package says nothing of a licence that nobody gave."""
    (texts / "corpus.toml").write_text(f"[settings]\nlicense = '{said}'\n", "utf-8")
    assert exchange.datapackage({}, corpus.read(texts)).get("licenses") == licenses


def test_a_licence_that_is_none_is_refused(texts: Path) -> None:
    """A sentence is no identifier."""
    (texts / "corpus.toml").write_text("[settings]\nlicense = 'do as you like'\n", "utf-8")
    with pytest.raises(corpus.CorpusError, match='such as "CC-BY'):
        corpus.read(texts)


def test_two_runs_write_equal_packages(tmp_path: Path) -> None:
    """No time of making stands in them."""
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        exchange.write_datapackage(written(folder, "documents", "claims"), folder)
    assert (tmp_path / "a/datapackage.json").read_bytes() == (
        tmp_path / "b/datapackage.json"
    ).read_bytes()


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_guarded(cell: str) -> None:
    """Whatever a spreadsheet passes over before the sign."""
    assert spreadsheets.guarded(cell).startswith("'")
    assert spreadsheets.plain(spreadsheets.guarded(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["a=b", "it is 5 - 3", "'tis so", "", "1+1", "e-mail", "me@example.org", "a, -5"]
)
def test_what_is_no_formula_stays(cell: str) -> None:
    """Ordinary words keep every letter."""
    assert spreadsheets.guarded(cell) == spreadsheets.plain(cell) == cell


@given(st.text(LETTERS) | st.text())
def test_guarding_can_be_undone(cell: str) -> None:
    """Exactly, also where the text had an apostrophe of its own."""
    guarded = spreadsheets.guarded(cell)
    assert spreadsheets.plain(guarded) == cell


@given(st.text(LETTERS))
def test_no_cut_leaves_a_formula(cell: str) -> None:
    """Neither whole, nor cut at semicolons, tabs or line ends as a spreadsheet of another country would."""
    guarded = spreadsheets.guarded(cell)
    for cut in csv.reader(io.StringIO(guarded, newline=""), delimiter=";", quoting=csv.QUOTE_NONE):
        for piece in "\t".join(cut).split("\t"):
            assert not piece.lstrip(' "\u200b').startswith(tuple("=+-@＝"))


def test_guarding_takes_linear_time() -> None:
    """A million line ends are no trap."""
    assert spreadsheets.guarded("\n" * 1_000_000) == "\n" * 1_000_000
    assert spreadsheets.guarded(";'" * 500_000).endswith(";'")


def test_a_spreadsheet_gets_text_guarded_and_numbers_as_they_are(tmp_path: Path) -> None:
    """Only text and lists change; the byte order mark tells Excel that it is UTF-8."""
    row = {
        "document": "a", "start": 1, "end": 9, "text": "=HYPERLINK(\"x\")\r-1", "kind": "promise", "stance": -1,
        "attributed_to": "@NHS", "tense": "future", "quantities": ["-5%", "3"], "origin": "person",
    }  # fmt: skip
    path = tables.write("claims", tables.make("claims", [row]), tmp_path)
    exchange.for_spreadsheets([path])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = next(csv.DictReader(file))
    assert found["text"] == "'=HYPERLINK(\"x\")\r'-1"
    assert (found["stance"], found["attributed_to"], found["quantities"]) == (
        "-1",
        "'@NHS",
        "'-5%;3",
    )
    plain = {key: spreadsheets.plain(cell) for key, cell in found.items()}
    assert plain["text"] == row["text"]


def test_only_csv_is_made_for_spreadsheets(tmp_path: Path) -> None:
    """A Parquet file is opened by no spreadsheet."""
    with pytest.raises(InputError, match=r"documents\.parquet is no CSV"):
        exchange.for_spreadsheets([tmp_path / "documents.parquet"])


def test_the_command_writes_for_spreadsheets(texts: Path, tmp_path: Path) -> None:
    """The described files are those that were written, guarded."""
    (texts / "corpus.toml").write_text("[[document]]\nfile = 'one.txt'\ntitle = '=1+1'\n", "utf-8")
    to = tmp_path / "safe"
    how = ["--quiet", "--no-codes", "--spreadsheet"]
    assert main(["tables", str(texts), "--to", str(to), *how]) == 0
    package = json.loads((to / "datapackage.json").read_text("utf-8"))
    assert list(package_rules.faults(package, to)) == []
    assert ",'=1+1," in (to / "documents.csv").read_text("utf-8-sig")
