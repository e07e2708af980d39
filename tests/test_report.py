"""The report: equal bytes, nothing lost, only what changed is run, and no request to another machine."""

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import corpus as corpora
from analysis import report, tables
from analysis.__main__ import main
from analysis.report import books, contents, folder, making, manifest, pages, rooms, runner

pytestmark = pytest.mark.filterwarnings(
    "default"
)  # kernels and nbconvert are other people's houses

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9"><g id="a"><use href="#a"/></g></svg>'
PICTURE = f"""class Picture:
    def _repr_mimebundle_(self, **given):
        return {{"image/svg+xml": {SVG!r}}}, {{"image/svg+xml": {{"alt": "A <small> dot"}}}}
Picture()"""


def notebook(*cells: str) -> nbformat.NotebookNode:
    """A notebook of one heading and code cells."""
    code = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(cells)]
    return new_notebook(cells=[new_markdown_cell("# 1 What is here?", id="question"), *code])


def save(place: Path, name: str, *cells: str) -> None:
    """Write such a notebook into a folder."""
    place.mkdir(exist_ok=True)
    nbformat.write(notebook(*cells), place / f"{name}.ipynb")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small corpus, a notebook that shows what notebooks show, and its report."""
    place = tmp_path_factory.mktemp("study")
    texts = place / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text("A title\n\nWe will have it by 2021. It works.\n", "utf-8")
    (texts / "two.txt").write_text("Another\n\nIt came late <script>x</script>.\n", "utf-8")
    show = (
        "from analysis import display\ndisplay.text('Found **2**: ' + display.link('one', 9, 33))"
    )
    save(place / "books", "01_first", show, PICTURE, "import sys; print('x', file=sys.stderr)")
    report.build(texts, place / "report", quiet=True, notebooks=place / "books")
    return {"texts": texts, "books": place / "books", "report": place / "report"}


def contents_of(place: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative name."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_two_runs_give_equal_bytes_in_different_folders(
    study: dict[str, Path], tmp_path: Path
) -> None:
    """Nothing of the time, the place or the machine is in a report."""
    report.build(
        study["texts"], tmp_path / "a" / "b", fresh=True, quiet=True, notebooks=study["books"]
    )
    assert contents_of(tmp_path / "a" / "b") == contents_of(study["report"])


def test_manifest_lists_every_file_but_itself(study: dict[str, Path]) -> None:
    """What was sent can be checked against the list that came with it."""
    listed = json.loads((study["report"] / "manifest.json").read_text("utf-8"))
    assert set(listed["outputs"]) == set(contents_of(study["report"])) - {"manifest.json"}
    assert listed["inputs"]["corpus/one.txt"] == manifest.of_file(study["texts"] / "one.txt")
    notebook_hash = manifest.of_file(study["books"] / "01_first.ipynb")
    assert listed["inputs"]["notebooks/01_first.ipynb"] == notebook_hash


def test_no_path_of_this_machine_is_written(study: dict[str, Path]) -> None:
    """A report can be sent without telling where it was made."""
    for name, data in contents_of(study["report"]).items():
        assert str(study["report"].parent).encode() not in data, name


def test_every_table_of_the_contract_is_there(study: dict[str, Path]) -> None:
    """A table that no room fills is there with its header."""
    for name in tables.names():
        tables.read(name, study["report"] / "tables" / f"{name}.csv")


def test_page_asks_no_other_machine_and_names_its_figures(study: dict[str, Path]) -> None:
    """What the page loads is in the page, and the alt text is the chart's."""
    page = (study["report"] / "01_first.html").read_text("utf-8")
    assert not re.search(
        r"""(?:src|<link[^>]*href)=["'](?:https?:)?//|@import|url\(["']?http""", page
    )
    assert 'aria-label="A &lt;small&gt; dot"' in page
    assert 'href="reader/one.html#9-33"' in page


def test_index_gives_the_answer_and_leads_everywhere(study: dict[str, Path]) -> None:
    """Every link of the front page leads to a file of the report."""
    page = (study["report"] / "index.html").read_text("utf-8")
    assert "Found <strong>2</strong>" in page
    targets = {
        found.partition("#")[0] for found in re.findall(r'(?:href|src)="([^"#][^"]*)"', page)
    }
    assert {"01_first.html", "reader/one.html", "tables/segments.csv"} <= targets
    assert all((study["report"] / target).is_file() for target in targets)


def test_unchanged_notebooks_are_not_run_again(study: dict[str, Path], tmp_path: Path) -> None:
    """Nothing changed, nothing run; a page that somebody edited is made anew."""
    to = tmp_path / "report"
    before = contents_of(study["report"])
    for name, data in before.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(data)
    assert report.build(study["texts"], to, quiet=True, notebooks=study["books"]).run == ()
    (to / "01_first.html").write_text("edited", "utf-8")
    built = report.build(study["texts"], to, quiet=True, notebooks=study["books"])
    assert built.run == ("01_first",)
    assert contents_of(to) == before
    assert built.complaints == ("01_first.ipynb, cell c2: x",)


def test_failing_notebook_stops_the_report_and_keeps_the_old_one(
    study: dict[str, Path], tmp_path: Path
) -> None:
    """The message names notebook, cell and the error's last line; the old report is untouched."""
    before = contents_of(study["report"])
    save(tmp_path / "books", "01_first", "1 + 1", "raise ValueError('many lines\\nno such reform')")
    with pytest.raises(
        report.NotebookError,
        match=r"01_first.ipynb stopped in cell 3 of 3 \(c1\): ValueError: no such reform",
    ):
        report.build(study["texts"], study["report"], quiet=True, notebooks=tmp_path / "books")
    assert contents_of(study["report"]) == before
    assert {path.name for path in study["report"].parent.iterdir()} == {"texts", "books", "report"}


def test_folder_that_is_no_report_is_refused(study: dict[str, Path], tmp_path: Path) -> None:
    """A typing error after --to must not cost anybody their files."""
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(report.TargetError, match="not a report"):
        report.build(study["texts"], tmp_path, quiet=True, notebooks=study["books"])
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"


def test_file_put_into_a_report_is_not_lost(study: dict[str, Path], tmp_path: Path) -> None:
    """Replacing the folder would delete it, so the report stops and names it."""
    manifest.write(tmp_path, notebooks=[])
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(report.TargetError, match=r"notes\.txt, which no report made"):
        folder.check(tmp_path, study["texts"])


@pytest.mark.parametrize("inside", [".", "report"])
def test_report_and_corpus_stay_apart(study: dict[str, Path], inside: str) -> None:
    """A report inside the corpus would be read as texts, one around it would replace them."""
    with pytest.raises(report.TargetError, match="lie in each other"):
        folder.check(study["texts"] / inside, study["texts"])


def test_interrupted_building_leaves_nothing(tmp_path: Path) -> None:
    """What was half built is removed, what was there stays."""
    to = tmp_path / "report"
    to.mkdir()
    (to / "old").write_text("old", "utf-8")

    def stopped() -> None:
        with folder.beside(to) as new:
            (new / "half").write_text("half", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert contents_of(tmp_path) == {"report/old": b"old"}


def test_report_lost_between_two_renamings_comes_back(tmp_path: Path) -> None:
    """A machine that stops between the two leaves the old report aside; the next run puts it back."""
    old = tmp_path / ".report-old"
    old.mkdir()
    (old / "index.html").write_text("old", "utf-8")
    manifest.write(old, notebooks=[])
    folder.recover(tmp_path / "report")
    there = contents_of(tmp_path)
    assert sorted(there) == ["report/index.html", "report/manifest.json"]
    assert there["report/index.html"] == b"old"


def test_a_folder_that_only_has_the_name_of_an_old_report_is_left_alone(tmp_path: Path) -> None:
    """Neither taken for the report nor removed; the run stops and names it."""
    (tmp_path / ".report-old").mkdir()
    (tmp_path / ".report-old" / "thesis.txt").write_text("years of work", "utf-8")
    folder.recover(tmp_path / "report")
    with (
        pytest.raises(report.TargetError, match="move it elsewhere first"),
        folder.beside(tmp_path / "report"),
    ):
        pass
    assert contents_of(tmp_path) == {".report-old/thesis.txt": b"years of work"}


@pytest.mark.parametrize(
    "parts", [{}, {"settings": {}}, {"settings": {"common": "x"}, "notebooks": [1]}]
)
def test_nothing_is_taken_over_by_a_damaged_manifest(parts: dict[str, object]) -> None:
    """It still says which files are a report's, but not what they were made from."""
    assert not manifest.is_whole({"made_by": manifest.MADE_BY, "outputs": {}, **parts})


def test_outputs_left_in_a_notebook_change_nothing(tmp_path: Path) -> None:
    """A session that saved its outputs gives the same report as a clean notebook."""
    book = notebook("1 + 1")
    nbformat.write(book, tmp_path / "01_a.ipynb")
    clean = books.sources(tmp_path)
    book.cells[1].outputs = [new_output("stream", text="left")]
    book.cells[1].execution_count = 7
    book.metadata["widgets"] = {}
    nbformat.write(book, tmp_path / "01_a.ipynb")
    assert books.sources(tmp_path) == clean


def test_figures_of_a_page_do_not_share_identifiers() -> None:
    """Two figures with equal insides keep their own clip paths and marks."""
    book = notebook("a", "b")
    for cell in book.cells[1:]:
        cell.outputs = [
            new_output(
                "display_data", {"image/svg+xml": SVG}, metadata={"image/svg+xml": {"alt": "x"}}
            )
        ]
    page = pages.page(books.book("01_a", book), book, None, None)
    identifiers = re.findall(r'\bid="([^"]+)"', page.html)
    assert len(identifiers) == len(set(identifiers))
    assert {'href="#n1-a"', 'href="#n2-a"'} <= set(re.findall(r'href="#n[^"]*"', page.html))


def test_kernels_are_this_python_and_know_nothing_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever a machine's settings, the kernel's environment is the report's."""
    monkeypatch.setenv("MPLBACKEND", "TkAgg")
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    found = runner.environment(tmp_path, tmp_path)
    assert found["PYTHONHASHSEED"] == "0"
    assert "MPLBACKEND" not in found
    assert found["JAM_CORPUS"] == str(tmp_path.resolve())


def test_front_page_counts_what_it_says(study: dict[str, Path]) -> None:
    """Title and limits follow from the corpus: no comments, no dates, no codes are claimed here."""
    texts = corpora.read(study["texts"])
    assert contents.title(texts) == "What two texts say"
    made = {name: tables.make(name, []) for name in tables.names()}
    said = " ".join(contents.limits(texts, made))
    assert "Two texts without a date" in said
    assert "coder" not in said
    remark = {"document": "one", "comment": 1, "start": 9, "end": 12, "thread": "one"}
    made["comments"] = tables.make("comments", [remark])
    assert "One comment under one article tells" in " ".join(contents.limits(texts, made))


def test_tables_without_codes_hold_none(seeds: Path) -> None:
    """What the machine alone finds is what gold is scored against."""
    made = rooms.all_tables(corpora.read(seeds), use_codes=False)
    assert list(made) == tables.names()
    for name in ("claims", "comment_codes"):
        assert "automated_coder" not in set(made[name]["origin"].dropna())
    assert all(isinstance(table, pd.DataFrame) for table in made.values())


def test_the_methods_page_is_written_from_what_was_used(study: dict[str, Path]) -> None:
    """Versions, settings and counts of this very report, no figure of another one."""
    page = (study["report"] / "methods.html").read_text("utf-8")
    listed = json.loads((study["report"] / "manifest.json").read_text("utf-8"))
    for name, version in listed["versions"].items():
        assert f"<td>{name}</td><td>{version}</td>" in page
    for name, value in listed["settings"]["environment"].items():
        assert f"{name} = {value}" in page
    assert "Two texts were read as they are" in page
    assert "No claims on reforms: none" in page


def test_findings_come_along_as_files(study: dict[str, Path]) -> None:
    """Markdown and the framework matrix stand beside the pages and are linked from the first."""
    index = (study["report"] / "index.html").read_text("utf-8")
    assert (study["report"] / "framework.csv").read_text("utf-8").startswith("theme,finding,")
    assert (study["report"] / "findings.md").read_text("utf-8").startswith("## ")
    assert 'href="methods.html"' in index


def test_a_notebook_for_work_is_no_part_of_a_report(tmp_path: Path) -> None:
    """One that is tagged as left out is neither run nor titled."""
    save(tmp_path, "01_a", "1")
    book = notebook("1")
    book.cells[0].metadata["tags"] = [books.LEFT_OUT]
    nbformat.write(book, tmp_path / "02_b.ipynb")
    assert list(books.sources(tmp_path)) == ["01_a"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "01_a.ipynb is not a notebook"), ('{"cells": 3}', "it has no list of cells")],
)
def test_a_file_that_is_no_notebook_is_named(content: str, said: str, tmp_path: Path) -> None:
    """A damaged file stops the report before anything is run."""
    (tmp_path / "01_a.ipynb").write_text(content, "utf-8")
    with pytest.raises(report.NotebookError, match=said):
        books.sources(tmp_path)


def test_a_notebook_that_breaks_its_format_is_named() -> None:
    """JSON that is no notebook of the format is told by its name."""
    with pytest.raises(report.NotebookError, match=r"01_a\.ipynb is not a notebook"):
        books.opened(
            "01_a",
            {"cells": [{"cell_type": "code"}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}},
        )


def test_what_runs_and_renders_is_loaded_when_there_is_something_to_make() -> None:
    """To see that nothing has changed takes none of Jupyter's libraries, which take seconds."""
    said = "import sys; from analysis import report; print([n for n in ('nbformat', 'nbconvert', 'sklearn', 'matplotlib', 'scipy') if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "No space left"), (errno.EROFS, "Read-only")]
)
def test_a_full_disk_is_one_sentence_and_costs_no_report(
    number: int, said: str, study: dict[str, Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """While pages are written the disk fills up: the old report stands, nothing half-written is left beside it."""
    to = Path(shutil.copytree(study["report"], tmp_path / "report"))
    (to / "reader" / "one.html").write_text("to be made again", "utf-8")
    before = contents_of(tmp_path)

    def full(path: Path, text: str) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(making, "_write", full)
    monkeypatch.setattr(report, "NOTEBOOKS", study["books"])
    monkeypatch.setattr(
        report.build, "__defaults__", (None, "report", False, False, study["books"])
    )
    assert main(["report", str(study["texts"]), "--to", str(to), "--quiet"]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert contents_of(tmp_path) == before


def test_a_killed_run_leaves_the_old_report(study: dict[str, Path], tmp_path: Path) -> None:
    """Killed in the middle of a notebook, a run leaves the report as it was; the next one makes it."""
    to = Path(shutil.copytree(study["report"], tmp_path / "report"))
    before = contents_of(to)
    slow = tmp_path / "books"
    save(slow, "01_first", "import time; time.sleep(60)")
    said = "import sys; from analysis import report; report.build(sys.argv[1], sys.argv[2], quiet=True, notebooks=sys.argv[3])"
    process = subprocess.Popen(
        [sys.executable, "-c", said, study["texts"], to, slow], start_new_session=True
    )
    try:
        for _ in range(600):
            if list(tmp_path.glob(".report-new-*")):
                break
            time.sleep(0.05)
        assert list(tmp_path.glob(".report-new-*"))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert contents_of(to) == before
    built = report.build(study["texts"], to, quiet=True, notebooks=study["books"])
    assert built.run == ()
    assert contents_of(to) == before
