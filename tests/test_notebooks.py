"""The notebooks: clean in git, one question each, no number typed, equal from run to run."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, SEEDS, SeedsReport

from analysis.report import books, pages, runner

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Ways to load something from another machine; a link that somebody has to click is none.
LOADS = re.compile(
    r"""<(?:script|img|iframe|link|source|audio|video|embed|object)\b[^>]*\b(?:src|href|data)=["']?(?:https?:)?//"""
    r"""|@import|url\(\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def load(path: Path) -> nbformat.NotebookNode:
    """A notebook as nbformat reads it."""
    return nbformat.read(path, as_version=4)


def test_the_series_is_whole() -> None:
    """Numbers run from 01 without a gap."""
    numbers = [int(path.name[:2]) for path in NOTEBOOKS]
    assert numbers == list(range(1, len(NOTEBOOKS) + 1))
    assert len(NOTEBOOKS) >= 6


@each
def test_notebook_is_stored_without_outputs(path: Path) -> None:
    """A change in git is a change somebody made, not a run."""
    notebook = load(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    written = json.dumps(
        json.loads(path.read_text("utf-8")), indent=1, sort_keys=True, ensure_ascii=False
    )
    assert path.read_text("utf-8") == written + "\n"


@each
def test_cells_have_stable_names(path: Path) -> None:
    """Links into a page and messages about a cell use its id; it is a word, not a random number."""
    identifiers = [cell.id for cell in load(path).cells]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", identifier) for identifier in identifiers)


@each
def test_title_asks_a_question(path: Path) -> None:
    """The first cell has the notebook's number and its question."""
    opening = load(path).cells[0]
    assert opening.cell_type == "markdown"
    assert re.match(rf"# {int(path.name[:2])} [^\n]*\?(\n|$)", opening.source)


@each
def test_corpus_is_a_parameter(path: Path) -> None:
    """The second cell is tagged for tools that fill in parameters, and chooses no corpus itself."""
    cell = load(path).cells[1]
    assert cell.metadata.get("tags") == ["parameters"]
    assert re.search(r"^CORPUS = None$", cell.source, re.MULTILINE)


@each
def test_code_lives_in_the_package(path: Path) -> None:
    """A cell calls the library in a few lines; what needs a `def` wants a test."""
    for cell in load(path).cells:
        if cell.cell_type == "code":
            assert not re.search(r"^\s*(def|class|async def)\b", cell.source, re.MULTILINE), cell.id
            assert "lambda" not in cell.source, cell.id
            assert not re.search(r"/(home|tmp|work|root|Users)/", cell.source), cell.id


@each
def test_prose_types_no_number(path: Path) -> None:
    """A number in prose would be wrong for the next corpus; numbers are computed."""
    for cell in load(path).cells:
        if cell.cell_type == "markdown":
            prose = re.sub(r"^# \d+ ", "", cell.source)
            prose = re.sub(r"`[^`]*`|\b0\d_\w+", "", prose)
            assert not re.search(r"\d", prose), (cell.id, prose)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_notebooks_run_without_complaint(seeds_report: SeedsReport) -> None:
    """All of them run to the end, and no cell writes to standard error."""
    assert seeds_report.run == tuple(path.stem for path in NOTEBOOKS if path.stem != "07_workbench")
    assert seeds_report.complaints == ()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_report_loads_nothing_from_elsewhere(seeds_report: SeedsReport) -> None:
    """Every page opens whole without a network."""
    for path in seeds_report.folder.rglob("*.html"):
        assert not LOADS.search(path.read_text("utf-8")), path.name


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_links_of_the_report_lead_to_its_pages(seeds_report: SeedsReport) -> None:
    """Every relative link has its file, and every address a text that holds it."""
    for path in seeds_report.folder.glob("*.html"):
        for target in set(re.findall(r'\bhref="([^"#:]+)', path.read_text("utf-8"))):
            assert (seeds_report.folder / target).is_file(), (path.name, target)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_figures_say_what_they_show(seeds_report: SeedsReport) -> None:
    """Each figure has an alt text of its own."""
    for path in seeds_report.folder.glob("*.html"):
        page = path.read_text("utf-8")
        assert pages.NO_ALT not in page
        assert "No description has been provided" not in page


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_commenters_are_not_named_outside_their_source(seeds_report: SeedsReport) -> None:
    """Names stand in the reader, which is the source, and in the table of comments; nowhere else."""
    import pandas as pd

    names = pd.read_csv(seeds_report.folder / "tables" / "comments.csv")["author"].dropna().unique()
    for path in seeds_report.folder.glob("*.html"):
        page = path.read_text("utf-8")
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", page)], path.name


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_notebook_run_again_gives_equal_bytes(seeds_report: SeedsReport) -> None:
    """A second kernel, in another folder, gives the page of the first to the byte."""
    sources = books.sources(ROOT / "notebooks")
    titled = [books.book(name, source) for name, source in sources.items()]
    first = titled[0].name
    (ran,) = runner.run({first: books.opened(first, sources[first])}, SEEDS)
    page = pages.page(titled[0], ran.notebook, None, titled[1])
    assert page.html.encode() == (seeds_report.folder / titled[0].page).read_bytes()
