"""The report in one file, as a page and as a PDF: whole, self-contained, and the same from run to run."""

import base64
import builtins
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import report
from analysis.__main__ import main
from analysis.report import printed, single
from analysis.report.folder import TargetError

TEXT = 'A title\n\nWe will have it by 2021. It <b>works</b>.\n\nSee href="#x" and id="y" of it.\n'
CELLS = (
    "from analysis import charts, corpus, display, segments",
    "texts = corpus.read(); pieces = segments.segments(texts)\ndisplay.table(pieces, 'The pieces')",
    "display.text('Said: ' + display.link('one', 9, 33) + ', inside ' + display.link('one', 12, 16))",
    "charts.corpus_in_time(texts, pieces)",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two notebooks on two texts."""
    place = tmp_path_factory.mktemp("single")
    for folder in ("texts", "books"):
        (place / folder).mkdir()
    (place / "texts" / "one.txt").write_text(TEXT, "utf-8")
    (place / "texts" / "two.txt").write_text("Another\n\nIt came late.\n", "utf-8")
    for name in ("01_first", "02_findings"):
        code = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(CELLS)]
        book = new_notebook(cells=[new_markdown_cell(f"# {name[1]} What is here?", id="q"), *code])
        nbformat.write(book, place / "books" / f"{name}.ipynb")
    report.build(place / "texts", place / "report", quiet=True, notebooks=place / "books")
    return place / "report"


def test_every_link_leads_within_the_file(made: Path) -> None:
    """Each anchor is there once; whatever else is linked is carried in its link."""
    page = single.page(made)
    tags = re.findall(r"<[a-zA-Z][^<>]*>", page)
    ids = [found for tag in tags for found in re.findall(r'\bid="([^"]*)"', tag)]
    assert len(ids) == len(set(ids))
    links = [found for tag in tags for found in re.findall(r'\bhref="([^"]*)"', tag)]
    within = {link[1:] for link in links if link.startswith("#")}
    assert all(link.startswith(("#", "data:")) for link in links)
    # An address that is no sentence or piece has no element of its own; the script finds its sentences.
    assert all(re.fullmatch(r"(one|two):\d+-\d+", anchor) for anchor in within - set(ids))
    assert {"page-01_first", "page-methods", "text-one", "one:9-33"} <= within | set(ids)


def test_words_of_a_text_stay_as_they_are(made: Path) -> None:
    """What only looks like an attribute is a text's own words, and is not rewritten."""
    page = single.page(made)
    assert 'See href="#x" and id="y" of it.' in page
    assert "&lt;b&gt;works&lt;/b&gt;" in page


def test_the_file_asks_for_nothing_and_has_one_of_what_a_page_has_once(made: Path) -> None:
    """No source outside, one body, one main; pictures and tables are within."""
    page = single.page(made)
    assert not re.search(r'<(?:img|script|link)[^>]*(?:src|href)="(?!data:)', page)
    assert [page.count(f"<{tag}") for tag in ("body", "main", "html")] == [1, 1, 1]
    carried = re.search(r'href="data:text/csv;base64,([^"]+)" download="segments\.csv"', page)
    assert carried
    assert base64.b64decode(carried[1]) == (made / "tables" / "segments.csv").read_bytes()


def test_the_command_writes_it_beside_the_folder(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--single` leaves DIR.html beside DIR, the same bytes each time, and no half of a file."""
    place = Path(shutil.copytree(made, tmp_path / "report"))
    monkeypatch.setattr(report, "build", lambda *a, **k: report.Built(place, (), ()))
    for _ in range(2):
        assert main(["report", "--to", str(place), "--single", "--quiet"]) == 0
        assert (tmp_path / "report.html").read_bytes() == single.page(made).encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report", "report.html"]


def test_a_file_that_is_not_ours_is_kept(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody's own page of that name is named before anything is run, and stays."""
    own = tmp_path / "report.html"
    own.write_text("my own", "utf-8")
    with pytest.raises(TargetError, match="no report made it"):
        single.write(made, own)
    assert main(["report", "--to", str(tmp_path / "report"), "--single"]) == 2
    assert "report.html is there already and no report made it" in capsys.readouterr().err
    assert own.read_text("utf-8") == "my own"
    assert not (tmp_path / "report").exists()


def test_without_weasyprint_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing package is told before minutes are spent, with what to type."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["report", "--to", str(tmp_path / "report"), "--pdf"]) == 2
    said = capsys.readouterr().err
    assert "pip install 'jam-tomorrow[pdf]'" in said
    assert said.count("\n") == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_pdf_is_the_same_from_run_to_run(made: Path, tmp_path: Path) -> None:
    """Two layouts of a report, in different places, are equal to the byte."""
    try:
        printed.layout()
    except printed.MissingError as error:
        pytest.skip(f"no PDF is laid out here: {error}")
    first = printed.write(made, tmp_path / "a.pdf").read_bytes()
    again = Path(shutil.copytree(made, tmp_path / "b" / "report"))
    assert printed.write(again, tmp_path / "b" / "b.pdf").read_bytes() == first
    assert first.startswith(b"%PDF")
    assert printed.write(made, tmp_path / "a.pdf").exists()
    (tmp_path / "own.pdf").write_bytes(b"%PDF somebody's")
    with pytest.raises(TargetError):
        printed.write(made, tmp_path / "own.pdf")


def test_links_of_a_pdf_lead_to_sentences() -> None:
    """An address within a sentence leads to the sentence: no script will look for it."""
    page = '<i id="a:0-9"></i><i id="a:10-20"></i><a href="#a:12-15">x</a><a href="#a:0-9">y</a>'
    assert re.findall(r'href="([^"]+)"', printed._anchored(page)) == ["#a:10-20", "#a:0-9"]
