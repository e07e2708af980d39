"""Tables written piece by piece, as CSV and as Parquet, and a folder of them replaced as a whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import parquet, tables
from analysis.__main__ import main
from analysis.report import rooms, shelf

AWKWARD = st.sampled_from(["a,b", 'say "no"', "a\rb", "a\nb", "’", "plain"])


def times(words: list[str]) -> pd.DataFrame:
    """A table of as many rows."""
    rows = [
        {
            "document": "a",
            "start": at,
            "end": at + 1,
            "text": word,
            "type": "date",
            "value": "2021",
            "first_day": "2021-01-01" if at % 2 else None,
            "relation": "in",
            "role": "event",
            "rule": "year",
        }
        for at, word in enumerate(words)
    ]
    return tables.make("times", rows)


@pytest.mark.parametrize("form", tables.FORMATS)
@given(words=st.lists(AWKWARD, max_size=9), cut=st.integers(0, 9))
@settings(max_examples=25)
def test_pieces_give_the_bytes_of_the_whole(
    form: str, words: list[str], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever a table is cut."""
    folder = tmp_path_factory.mktemp("tables")
    table = times(words)
    whole = tables.write("times", table, folder, form).read_bytes()
    with tables.Writer("times", folder, form) as writer:
        writer.append(table.iloc[:cut])
        writer.append(table.iloc[cut:])
    assert writer.path.read_bytes() == whole


def test_groups_of_parquet_do_not_depend_on_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups have one length, also where pieces are longer or shorter."""
    monkeypatch.setattr(parquet, "ROWS", 7)
    table = times(["x"] * 40)
    found = set()
    for size in (1, 3, 7, 20, 40):
        with tables.Writer("times", tmp_path, "parquet") as writer:
            for at in range(0, 40, size):
                writer.append(table.iloc[at : at + size])
        found.add(writer.path.read_bytes())
    assert len(found) == 1


def test_parquet_has_the_types_of_the_schema(tmp_path: Path) -> None:
    """Days are days, whole numbers whole, and gaps are gaps."""
    import pyarrow.parquet

    path = tables.write("times", times(["x", "y"]), tmp_path, "parquet")
    found = pyarrow.parquet.read_table(path)
    assert str(found.schema.field("first_day").type) == "date32[day]"
    assert str(found.schema.field("start").type) == "int64"
    assert found.column("first_day").null_count == 1


def test_a_failed_writing_leaves_the_old_table(tmp_path: Path) -> None:
    """And nothing beside it."""
    old = tables.write("times", times(["old"]), tmp_path).read_bytes()

    def fails() -> None:
        with tables.Writer("times", tmp_path) as writer:
            writer.append(times(["new"]))
            writer.append(times(["new"])[["text"]])

    with pytest.raises(ValueError, match="needs the columns"):
        fails()
    assert [path.name for path in tmp_path.iterdir()] == ["times.csv"]
    assert (tmp_path / "times.csv").read_bytes() == old


def test_a_missing_package_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With the line that installs it, before anything is read."""
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    assert main(["tables", "nowhere", "--to", str(tmp_path / "out"), "--format", "parquet"]) == 2
    said = capsys.readouterr().err
    assert said.endswith("pip install 'jam-tomorrow[scale]'\n")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_is_replaced_as_a_whole(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What isn't made anew stays, a failure changes nothing."""
    if not exchange:
        monkeypatch.setattr(shelf, "exchange", lambda one, other: False)
    to = tmp_path / "out"
    with shelf.replaced(to) as new:
        (new / "a.csv").write_text("1", "utf-8")
        (new / "b.csv").write_text("1", "utf-8")
    with shelf.replaced(to) as new:
        (new / "a.csv").write_text("2", "utf-8")

    def fails() -> None:
        with shelf.replaced(to) as new:
            (new / "a.csv").write_text("3", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert {path.name: path.read_text("utf-8") for path in to.iterdir()} == {
        "a.csv": "2",
        "b.csv": "1",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stop_between_two_renamings_is_mended(tmp_path: Path) -> None:
    """Where the system can't exchange folders, the next run puts the old one back first."""
    old = tmp_path / ".out-old"
    old.mkdir()
    (old / "b.csv").write_text("1", "utf-8")
    with shelf.replaced(tmp_path / "out") as new:
        (new / "a.csv").write_text("2", "utf-8")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.csv", "b.csv"]


def test_only_some_tables(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Equal to those among all; older ones beside them are told."""
    all_of_them, some = tmp_path / "all", tmp_path / "some"
    assert main(["tables", str(texts), "--to", str(all_of_them), "--quiet"]) == 0
    assert (
        main(["tables", str(texts), "--to", str(some), "--quiet", "--only", "times, sentences"])
        == 0
    )
    assert sorted(path.name for path in some.iterdir()) == [
        "datapackage.json",
        "sentences.csv",
        "times.csv",
    ]
    assert capsys.readouterr().err == ""
    assert main(["tables", str(texts), "--to", str(some), "--quiet", "--only", "keyness"]) == 0
    assert "sentences.csv, times.csv" in capsys.readouterr().err
    for path in some.glob("*.csv"):
        assert path.read_bytes() == (all_of_them / path.name).read_bytes()


def test_an_unknown_table_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the tables there are."""
    assert main(["tables", "--to", str(tmp_path / "out"), "--only", "sentences,tmes"]) == 2
    said = capsys.readouterr().err
    assert "'tmes'" in said
    assert "times" in said
    assert rooms.chosen(None) == tables.names()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A corpus of one text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    said = "Buses will run every ten minutes by 2021, the council promised. Nobody believes it.\n"
    (folder / "one.txt").write_text(said, "utf-8")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that can't be caught")
def test_a_killed_run_leaves_the_old_tables(texts: Path, tmp_path: Path) -> None:
    """Whenever it is killed."""
    to = tmp_path / "out"
    to.mkdir()
    (to / "times.csv").write_text("old", "utf-8")
    command = [sys.executable, "-m", "analysis", "tables", str(texts), "--to", str(to), "--quiet"]
    run = subprocess.Popen(command, cwd=ROOT)
    while not list(tmp_path.glob(".out-new-*/*.part")) and run.poll() is None:
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert [path.read_text("utf-8") for path in to.iterdir()] == ["old"]
