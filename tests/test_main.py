"""The command line: one sentence for a mistake, the right exit status, and no traceback."""

import errno
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis import __main__, __version__, report, tables
from analysis.report import making

PAGE = """Why the "late" buses stop here
By Jo Smith

14 March 2023

The council has said that it will stop running the buses after ten in the evening, and that nobody used
them. We waited for an hour to see whether this is so, and counted eleven people.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A corpus of one text."""
    place = tmp_path / "texts"
    place.mkdir()
    (place / "one.txt").write_text("A title\n\nWe will have it by 2021. It works.\n", "utf-8")
    return place


def run(*arguments: str | Path) -> int:
    """A command as a shell would give it."""
    return __main__.main([str(argument) for argument in arguments])


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is that of the package."""
    with pytest.raises(SystemExit) as stop:
        run("--version")
    assert stop.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has to read the code to learn what a command takes."""
    for command in ("report", "tables", "check", "show"):
        with pytest.raises(SystemExit) as stop:
            run(command, "--help")
        assert stop.value.code == 0
        assert "--help" in capsys.readouterr().out


def test_help_is_there_at_once() -> None:
    """Nothing heavy is imported to print a help text."""
    code = (
        "import sys, analysis.__main__ as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(len({'pandas', 'numpy', 'nbconvert', 'matplotlib'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
        == 0
    )


def test_show_marks_the_words(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words stand in brackets inside what is around them."""
    assert run("show", "one:9-16", "--corpus", texts) == 0
    assert "[We will] have it" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["one:", "one:9-5", "one:9-9999", "two:1-2"])
def test_show_of_a_wrong_address_is_one_sentence(
    where: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped address says what an address looks like or what there is."""
    assert run("show", where, "--corpus", texts) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_show_of_an_unknown_text_says_how_to_look_elsewhere(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has a report of their own texts gives its addresses without the folder, and is told."""
    monkeypatch.setenv("JAM_CORPUS", str(texts))
    assert run("show", "leaflet:1-5") == 2
    said = capsys.readouterr().err
    assert "--corpus DIR" in said
    assert str(texts) in said


def test_check_lists_all_faults_at_once(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever mends a corpus wants the whole list, not the first of it."""
    (texts / "empty.txt").write_bytes(b"")
    (texts / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("check", texts) == 2
    said = capsys.readouterr().err
    assert "empty.txt" in said
    assert "picture.txt" in said


def test_check_tells_when_comments_are_missing(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that says three comments and has one was cut wrongly, or saved in part."""
    text = "A title\n\nThe body of it has a sentence.\n\nComments (3)\n\nJo Smith\n3 May 2016\nI do not agree with any of this.\n"
    (texts / "one.txt").write_text(text, "utf-8")
    assert run("check", texts) == 0
    assert "one.txt states 3 comments" in capsys.readouterr().err


def test_check_offers_what_a_page_prints(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Title, author and day that a text prints are one warning, with lines that silence it once pasted."""
    (texts / "one.txt").unlink()
    (texts / "late bus.txt").write_text(PAGE, "utf-8")
    assert run("check", texts) == 0
    said = capsys.readouterr().err
    assert said.count("Warning: ") == 1
    date = PAGE.index("14 March")
    assert f"a date (late-bus:{date}-{date + len('14 March 2023')})" in said
    lines = "\n".join(line for line in said.splitlines() if line.startswith("  "))
    assert tomllib.loads(lines)["document"] == [
        {
            "id": "late-bus",
            "file": "late bus.txt",
            "title": 'Why the "late" buses stop here',
            "author": "Jo Smith",
            "published": "2023-03-14",
            "published_basis": "stated",
        }
    ]
    (texts / "corpus.toml").write_text(lines, "utf-8")
    assert run("check", texts) == 0
    assert capsys.readouterr().err == ""


def test_check_offers_only_what_an_entry_lacks(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a researcher has written stands, and their entry isn't written twice."""
    (texts / "one.txt").write_text(PAGE, "utf-8")
    entry = '[[document]]\nfile = "one.txt"\ntitle = "Buses"\nauthor = "J. Smith"\n'
    (texts / "corpus.toml").write_text(entry, "utf-8")
    assert run("check", texts) == 0
    said = capsys.readouterr().err
    assert re.findall(r"(?m)^  .*", said) == [
        '  published = "2023-03-14"',
        '  published_basis = "stated"',
    ]


def test_check_names_files_that_were_passed_over(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that isn't read because of its suffix is a text lost in silence; the project's own aren't named."""
    for name in ("data.csv", "more.JSON", "README.md", "themes.toml", ".hidden.csv"):
        (texts / name).write_text("", "utf-8")
    (texts / "codes").mkdir()
    assert run("check", texts) == 0
    said = capsys.readouterr().err
    assert "data.csv, more.JSON were not read" in said
    assert ".txt" in said
    assert not re.search("README|themes|hidden|codes", said)
    for path in texts.glob("one.txt"):
        path.unlink()
    assert run("check", texts) == 2
    assert "data.csv, more.JSON were not read" in capsys.readouterr().err


def foreign(tmp_path: Path) -> Path:
    """A folder in which a researcher has an `analysis` of their own."""
    (tmp_path / "work" / "analysis").mkdir(parents=True)
    own = tmp_path / "work" / "analysis" / "__init__.py"
    own.write_text("raise ImportError('the researcher’s own')", "utf-8")
    return tmp_path / "work"


def test_the_installed_command_runs_beside_another_analysis(texts: Path, tmp_path: Path) -> None:
    """`analysis` is a name that many have; where one works must not matter."""
    script = Path(sys.executable).with_name("jam-tomorrow")
    # What the script does, where an environment has the project without its script.
    code = "import sys; from analysis.__main__ import main; sys.exit(main())"
    command = [str(script)] if script.exists() else [sys.executable, "-P", "-c", code]
    ran = subprocess.run(
        [*command, "check", str(texts)],
        cwd=foreign(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "1 text that" in ran.stdout


def test_a_report_makes_its_tables_beside_another_analysis(texts: Path, tmp_path: Path) -> None:
    """The Python that makes the tables finds this project, not what lies in the current folder."""
    made = tmp_path / "made"
    ran = subprocess.run(
        making.tables_command(texts, made),
        cwd=foreign(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert (made / "segments.csv").is_file()


def test_check_of_a_good_corpus_is_quiet(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The seeds have no fault, and say so in one line."""
    assert run("check", seeds) == 0
    said = capsys.readouterr()
    assert "5 texts" in said.out
    assert said.err == ""


def test_tables_are_written_whole(texts: Path, tmp_path: Path) -> None:
    """Every table of the contract, readable again, with what they are, and nothing else."""
    to = tmp_path / "out"
    assert run("tables", texts, "--to", to, "--no-codes") == 0
    named = {f"{name}.csv" for name in tables.names()} | {"datapackage.json"}
    assert {path.name for path in to.iterdir()} == named
    assert len(tables.read("documents", to / "documents.csv")) == 1


def test_tables_never_go_into_the_corpus(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV beside the texts would be taken for part of the corpus."""
    assert run("tables", texts, "--to", texts) == 2
    assert "corpus itself" in capsys.readouterr().err
    assert [path.name for path in texts.iterdir()] == ["one.txt"]


def test_tables_never_overwrite_codes(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder inside the corpus has files of the same names, made by hand."""
    settled = texts / "codes" / "settled"
    settled.mkdir(parents=True)
    (settled / "claims.csv").write_text("by hand\n", "utf-8")
    for to in (settled, ""):
        assert run("tables", texts, "--to", to) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert (settled / "claims.csv").read_text("utf-8") == "by hand\n"


@pytest.mark.parametrize(
    "themes", ["themes = 3", '[themes.a]\nwords = "good"', "[themes.a]\nwords = [3]", "[themes"]
)
def test_check_reads_the_themes(
    texts: Path, themes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not only the report, which would fail on them after all else has run."""
    (texts / "themes.toml").write_text(themes, "utf-8")
    assert run("check", texts) == 2
    assert "themes.toml" in capsys.readouterr().err


def test_codes_in_another_encoding_are_named(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a spreadsheet saves them; the sentence names that file and no other."""
    (texts / "codes" / "settled").mkdir(parents=True)
    (texts / "codes" / "settled" / "claims.csv").write_bytes("£".encode("cp1252"))
    assert run("check", texts) == 2
    said = capsys.readouterr().err
    assert "codes/settled/claims.csv is not UTF-8" in said
    assert "corpus.toml" not in said.splitlines()[0]


def test_names_that_are_odd_but_fine(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A colon, no Latin letter, many letters: each file gets an id of its own."""
    for name in ("Part 1: buses", "日本", "中文", "a" * 200):
        (texts / f"{name}.txt").write_text(f"{name}. The buses came late again.\n", "utf-8")
    assert run("check", texts) == 0
    assert "holds 5 texts" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["report", "tables", "check"])
def test_missing_folder_is_one_sentence(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is named, and what to do; nothing is written."""
    to = [] if command == "check" else ["--to", tmp_path / "out"]
    assert run(command, tmp_path / "nowhere", *to) == 2
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "report"), 1, "No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "report"), 1, "Permission denied"),
        (report.NotebookError("01_a.ipynb stopped in cell 2"), 1, "01_a.ipynb stopped in cell 2"),
        (report.TargetError("here holds files that are not a report"), 2, "not a report"),
        (KeyboardInterrupt(), 130, "Interrupted"),
    ],
)
def test_failing_report_says_one_thing(
    error: BaseException,
    status: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A full disk, a closed folder, a failing notebook and Ctrl-C each have their sentence and status."""

    def fails(*given: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(report, "build", fails)
    assert run("report") == status
    assert words in capsys.readouterr().err
