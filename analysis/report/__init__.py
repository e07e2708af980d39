"""The way out of the house: notebooks are run, pages, tables and the list of all of it are written.

`build` makes a folder that opens in any browser without a network, beside its place, and moves it
there when it is whole. What has not changed since the last report (by the hashes in its manifest) is
taken over, not made again.
"""

import shutil
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pandas as pd
from nbformat import NotebookNode
from tqdm import tqdm

from analysis import corpus as corpora
from analysis import reader, signs, tables
from analysis.corpus import Corpus
from analysis.report import contents, folder, manifest, pages, runner, traces
from analysis.report.folder import TargetError
from analysis.report.rooms import all_tables
from analysis.report.runner import NotebookError

__all__ = ["Built", "NotebookError", "TargetError", "all_tables", "build"]

PACKAGE = Path(__file__).parents[1]
NOTEBOOKS = PACKAGE.parent / "notebooks"


class Built(NamedTuple):
    """Where a report stands, which notebooks were run for it, and what their cells complained of."""

    folder: Path
    run: tuple[str, ...]
    complaints: tuple[str, ...]


def build(
    corpus_folder: str | Path | None = None,
    to: str | Path = "report",
    fresh: bool = False,
    quiet: bool = False,
    notebooks: str | Path = NOTEBOOKS,
) -> Built:
    """Make the report of a corpus in the folder `to`, running only what has changed unless `fresh`.

    `CorpusError` and `TargetError` say what is wrong with what was given, `NotebookError` which cell
    failed and why; after any of them, and after an interrupt, an old report stands as it was.
    """
    to = Path(to)
    corpus = corpora.read(corpus_folder)
    folder.recover(to)
    folder.check(to, corpus.folder)
    place = Path(notebooks)
    sources = _sources(place)
    books = [pages.book(name, notebook) for name, notebook in sources.items()]
    whole = manifest.inputs(corpus, PACKAGE)
    versions = manifest.versions()
    common = manifest.of([whole, versions, books, runner.FIXED])
    hashes = {name: manifest.of([common, notebook]) for name, notebook in sources.items()}

    old = None if fresh else manifest.read(to)
    old = old if old and manifest.is_whole(old) else None
    kept = _kept(to, old, hashes) if old else {}
    same_tables = old is not None and old["settings"]["common"] == common and _has_tables(to, old)
    if (
        old
        and same_tables
        and len(kept) == len(sources)
        and manifest.unchanged(to, old, list(old["outputs"]))
    ):
        return Built(to, (), ())
    with folder.beside(to) as new:
        # Copies, because running a notebook writes its outputs into it.
        waiting = {name: deepcopy(book) for name, book in sources.items() if name not in kept}
        made = new / "tables"
        made.mkdir()
        if same_tables:
            shutil.copytree(to / "tables", made, dirs_exist_ok=True)
        ran = _run(waiting, corpus.folder, None if same_tables else made, quiet)
        entries = {name: _take_over(to, new, entry) for name, entry in kept.items()}
        entries |= {one.name: _write_page(one, books, new, hashes[one.name]) for one in ran}
        notebook_entries = [entries[one.name] for one in books]
        found = {name: tables.read(name, made / f"{name}.csv") for name in tables.names()}
        _write_reader(corpus, found, new)
        _write(new / "index.html", contents.index(corpus, notebook_entries, found))
        manifest.write(
            new,
            inputs=whole
            | {
                f"notebooks/{name}.ipynb": manifest.of_file(place / f"{name}.ipynb")
                for name in sources
            },
            versions=versions,
            settings={
                "common": common,
                "corpus": dict(corpus.settings),
                "environment": runner.FIXED,
            },
            notebooks=notebook_entries,
        )
    complaints = tuple(f"{one.name}.ipynb, {said}" for one in ran for said in one.complaints)
    return Built(to, tuple(waiting), complaints)


def _sources(place: Path) -> dict[str, NotebookNode]:
    """The numbered notebooks of a folder, in order, without outputs."""
    files = sorted(place.glob("[0-9][0-9]_*.ipynb"))
    if not files:
        raise NotebookError(
            f"{place} holds no notebooks (01_name.ipynb); run this from the project, with its notebooks."
        )
    found = {}
    for path in files:
        try:
            notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
            nbformat.validate(notebook)
        except (OSError, ValueError, nbformat.ValidationError) as error:
            reason = str(error).partition("\n")[0]
            raise NotebookError(f"{path.name} is not a notebook: {reason}") from None
        found[path.stem] = _without_outputs(notebook)
    return found


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it was written: what a session left in it must not change the report."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for key in set(notebook.metadata) - {"kernelspec"}:
        del notebook.metadata[key]
    return notebook


def _kept(to: Path, old: dict[str, Any], hashes: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Entries of the old manifest whose notebooks would give the same pages again."""
    return {
        entry["name"]: entry
        for entry in old["notebooks"]
        if hashes.get(entry["name"]) == entry["inputs"]
        and manifest.unchanged(to, old, entry["files"])
    }


def _has_tables(to: Path, old: dict[str, Any]) -> bool:
    return manifest.unchanged(to, old, [f"tables/{name}.csv" for name in tables.names()])


def _take_over(to: Path, new: Path, entry: dict[str, Any]) -> dict[str, Any]:
    for name in entry["files"]:
        (new / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(to / name, new / name)
    return entry


def _run(
    waiting: dict[str, NotebookNode], corpus: Path, made: Path | None, quiet: bool
) -> list[runner.Ran]:
    """Run what has to be run; the tables are made at the same time by a Python of their own."""
    beside = None if made is None else tables_command(corpus, made)
    with tqdm(
        total=len(waiting), desc="notebooks", unit="", disable=quiet or not waiting, leave=False
    ) as progress:

        def done(name: str) -> None:
            progress.set_postfix_str(name, refresh=False)
            progress.update()

        return runner.run(waiting, corpus, done, beside)


def tables_command(corpus: Path, made: Path) -> list[str]:
    """What makes the tables in a Python of its own; a folder `analysis` where one works is not taken for us."""
    # `-P` keeps the current folder off the path, where `-m` would look first.
    start = [sys.executable, "-P", "-m", "analysis", "tables"]
    return [*start, str(corpus.resolve()), "--to", str(made.resolve())]


def _write_page(ran: runner.Ran, books: list[pages.Book], new: Path, inputs: str) -> dict[str, Any]:
    """Write a notebook's page and figures; gives its entry for the manifest."""
    place = next(number for number, one in enumerate(books) if one.name == ran.name)
    this = books[place]
    before = books[place - 1] if place else None
    after = books[place + 1] if place + 1 < len(books) else None
    page = pages.page(this, ran.notebook, before, after)
    _write(new / this.page, page.html)
    figures = pages.write_figures(page.figures, new / "figures")
    kept = f"{traces.FOLDER}/{this.name}.json"
    traces.write(traces.traces(this.page, ran.notebook.cells, page.figures), new / kept)
    key = next((one for one in page.figures if f"{one.name}.svg" in figures), None)
    return {
        "name": this.name,
        "title": this.title,
        "page": this.page,
        "inputs": inputs,
        "answer": page.answer,
        "files": [this.page, kept, *(f"figures/{name}" for name in figures)],
        "figure": key
        and {
            "file": f"figures/{key.name}.svg",
            "anchor": key.anchor,
            "alt": key.alt,
            "tall": key.tall,
        },
    }


def _write_reader(corpus: Corpus, found: dict[str, pd.DataFrame], new: Path) -> None:
    (new / "reader").mkdir()
    marks = signs.marks(found["times"], found["claims"])
    marks += signs.tone_marks(found["sentiment_words"], found["sentences"])
    used, counted = traces.read(new), traces.rows(found, found["sentences"])
    uses = {document: traces.uses(document, used, counted) for document in corpus}
    made = reader.pages(corpus, found["segments"], found["sentences"], marks, uses)
    for document, page in made.items():
        _write(new / "reader" / f"{document}.html", page)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
