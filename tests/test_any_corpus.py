"""Any shape of corpus becomes a report without a change, and nothing in a hostile one comes alive.

The shapes are written by `shapes.py`, which also runs the large ones (`python tests/shapes.py FOLDER thousand --report`).
"""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import in_process
import pytest
import shapes
from live import live
from selectolax.lexbor import LexborHTMLParser
from test_browser import CHROMIUM, Opened

from analysis import corpus as corpora
from analysis.__main__ import main
from analysis.report import single
from analysis.segments import find_segments

pytestmark = pytest.mark.filterwarnings("default")
SMALL = ("nothing_said", "other_scripts")


@pytest.mark.slow
@pytest.mark.parametrize("shape", SMALL)
def test_a_report_is_made_of(shape: str, tmp_path: Path) -> None:
    """No comments, no dates, no reforms, one word, no article, no English: every notebook says what there is to say."""
    shapes.SHAPES[shape](tmp_path / "texts")
    texts = corpora.read(tmp_path / "texts")
    built = in_process.build(tmp_path / "texts", tmp_path / "report")
    assert len(built.run) == 6
    for path in built.folder.rglob("*.html"):
        page = path.read_text("utf-8")
        said = LexborHTMLParser(page).body
        assert said
        for code in said.css(".input"):
            code.decompose()
        words = re.sub(r"\s+", " ", said.text(separator=" "))
        assert not re.search(r"\bnan\b|\bNone\b(?! (?:of|more|are|is|that|for|has|have)\b)|\bNaT\b|<NA>", words), path.name  # fmt: skip
        for document, start, end in re.findall(r'href="reader/([\w.-]+)\.html#(\d+)-(\d+)"', page):
            assert texts[document][int(start) : int(end)]
    for document in texts:
        page = LexborHTMLParser((built.folder / "reader" / f"{document}.html").read_text("utf-8"))
        (text,) = page.css("main")
        assert text.text() == texts[document]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a corpus in which every field holds what would come alive, with its single file."""
    place = tmp_path_factory.mktemp("hostile")
    shapes.hostile(place / "texts")
    built = in_process.build(place / "texts", place / "report")
    single.write(built.folder, place / "report" / "single.html")
    return place


@pytest.mark.slow
def test_nothing_hostile_comes_alive(hostile: Path) -> None:
    """No script but the reader's own, no handler, no frame, no link out: in pages, reader, methods and the single file."""
    seen = sorted((hostile / "report").rglob("*.html"))
    assert len(seen) == 11
    for path in seen:
        assert list(live(path)) == [], path.name


@pytest.mark.slow
def test_what_is_hostile_stands_there_as_text(hostile: Path) -> None:
    """It is shown, not lost: each text whole in its reader's page, titles and comments on the others."""
    texts = corpora.read(hostile / "texts")
    for document in texts:
        page = LexborHTMLParser(
            (hostile / "report" / "reader" / f"{document}.html").read_text("utf-8")
        )
        assert page.css("main")[0].text() == texts[document]
        assert shapes.PAYLOADS[0] in page.css("h1")[0].text()
    for name in ("01_corpus", "04_reader_comments", "05_reform_timeline", "06_findings", "index"):
        body = LexborHTMLParser((hostile / "report" / f"{name}.html").read_text("utf-8")).body
        assert body
        assert "<script>window.pwned" in body.text(), name


@pytest.mark.slow
def test_no_file_beside_the_pages_is_live(hostile: Path) -> None:
    """Figures are well-formed SVG without a script; the findings in Markdown hold no HTML."""
    figures = sorted((hostile / "report" / "figures").glob("*.svg"))
    assert figures
    for path in figures:
        for element in ElementTree.fromstring(path.read_bytes()).iter():  # noqa: S314 (our own file)
            assert str(element.tag).rpartition("}")[2] not in ("script", "foreignObject", "iframe"), path.name  # fmt: skip
            assert not [name for name in element.attrib if name.lower().startswith("on")], path.name
            links = [value for name, value in element.attrib.items() if name.endswith("href")]
            assert all(re.match(r"#|\.\./reader/[\w.-]+\.html#\d+-\d+$", link) for link in links)
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(", (hostile / "report" / "findings.md").read_text("utf-8"))  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_a_browser_runs_nothing_hostile(hostile: Path) -> None:
    """Opened in a real browser, with a sentinel that any of the payloads would set."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in sorted((hostile / "report").rglob("*.html")):
            with Opened(browser) as opened:
                opened.page.goto(path.as_uri())
                opened.page.wait_for_timeout(50)
                assert opened.page.evaluate("window.pwned") is None, path.name
                assert opened.said == [], path.name
        browser.close()


@pytest.mark.slow
def test_a_coding_sheet_runs_only_its_own_script(hostile: Path, tmp_path: Path) -> None:
    """Comments and claims stand in the sheet's script as data that can't end it."""
    assert main(["codes", "out", str(hostile / "texts"), "--to", str(tmp_path), "--coder", "a", "--minutes", "0"]) == 0  # fmt: skip
    page = LexborHTMLParser((tmp_path / "sheet-a.html").read_text("utf-8"))
    assert len(page.css("script")) == 1
    assert "pwned" in page.css("script")[0].text()
    assert not page.css("iframe, object, embed, [onload], [onerror], [ontoggle]")
    with (tmp_path / "sheet-a.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))


@pytest.mark.parametrize("shape", ["odd_lines", "hostile", "other_scripts"])
def test_pieces_tile_texts_of_every_line_end_and_script(shape: str, tmp_path: Path) -> None:
    """Carriage returns, one huge line, form feeds, letters of several characters: every character lies in one piece."""
    shapes.SHAPES[shape](tmp_path)
    texts = corpora.read(tmp_path)
    for document in texts:
        text, at = texts[document], 0
        for piece in find_segments(text):
            assert not text[at : piece.start].strip()
            assert at <= piece.start < piece.end
            at = piece.end
        assert not text[at:].strip()


def clear_environment() -> dict[str, str]:
    """The environment of somebody who has installed the package: nothing of this project on the path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "JAM_CORPUS")
    }
    return {**kept, "PYTHONSAFEPATH": ""}


def begin(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command (its script is these three lines) from a folder."""
    script = place.parent / "bin" / "jam-tomorrow"
    script.parent.mkdir(exist_ok=True)
    script.write_text("import sys\nfrom analysis.__main__ import command\nsys.exit(command())\n", "utf-8")  # fmt: skip
    return subprocess.run(
        [sys.executable, str(script), *arguments], cwd=place, env=clear_environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """A researcher's own folder with an `analysis` package and files that bear the names of modules, each of which breaks what loads it."""
    place = tmp_path / "study"
    shapes.no_dates(place / "texts")
    (place / "analysis").mkdir()
    names = ("analysis/__init__", "analysis/__main__", "tables", "dates", "words", "json", "corpus", "random", "numpy", "pandas")  # fmt: skip
    for name in names:
        (place / f"{name}.py").write_text('raise SystemExit("the wrong module")\n', "utf-8")
    return place


def test_a_folder_called_analysis_breaks_no_command(crowded: Path) -> None:
    """`check` and `tables` of the installed command read the corpus, whatever lies in the folder where one works."""
    done = begin(crowded, "check", "texts")
    assert (done.returncode, "3 texts that can be read" in done.stdout) == (0, True), done.stderr
    done = begin(crowded, "show", "text-0:0-4", "--corpus", "texts")
    assert (done.returncode, "What" in done.stdout) == (0, True), done.stderr


@pytest.mark.slow
def test_kernels_and_tables_of_a_report_take_nothing_from_the_folder(crowded: Path) -> None:
    """The kernels, and the Python beside them that makes the tables, are the installed package's."""
    notebooks = crowded.parent / "notebooks"
    notebooks.mkdir()
    shutil.copy(Path(__file__).parents[1] / "notebooks" / "01_corpus.ipynb", notebooks)
    said = (
        "import sys; from analysis import report; "
        "print(report.build('texts', 'report', quiet=True, notebooks=sys.argv[1]).run)"
    )
    script = crowded.parent / "make.py"
    script.write_text(said, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(notebooks)], cwd=crowded, env=clear_environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "01_corpus" in done.stdout
    assert (crowded / "report" / "tables" / "claims.csv").is_file()


@pytest.mark.parametrize("payload", ["<script>x</script>", "<img src=x onerror=x>", '<a href="javascript:x">x</a>', "<iframe></iframe>", '<base href="//x">', '<img src="//x/y.png">'])  # fmt: skip
def test_what_looks_for_live_things_finds_them(payload: str, tmp_path: Path) -> None:
    """A page with one of them is not passed over; the same page without it is."""
    from analysis.templates import render

    page = render("notebook.html", title="x", body="", before=None, after=None)
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    assert list(live(path)) == []
    path.write_text(page.replace("</main>", f"{payload}</main>"), "utf-8")
    assert list(live(path))
