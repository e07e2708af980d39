"""The making of a report's files in a folder of their own: notebooks run, pages and tables written."""

import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from nbformat import NotebookNode
from tqdm import tqdm

from analysis import findings, reader, signs, tables, words
from analysis.corpus import Corpus
from analysis.report import books, contents, methods, pages, runner, traces
from analysis.report.books import Book


class Plan(NamedTuple):
    """What a report is made of: its notebooks with their hashes, and what is taken over from the last one."""

    corpus: Corpus
    titled: list[Book]
    sources: dict[str, dict[str, Any]]
    hashes: dict[str, str]
    kept: dict[str, dict[str, Any]]
    same_tables: bool
    quiet: bool


def make(
    plan: Plan, old: Path, new: Path, versions: dict[str, str]
) -> tuple[list[runner.Ran], list[dict[str, Any]]]:
    """Write everything but the manifest into the folder `new`; gives the notebooks that ran and an entry for each."""
    waiting = {
        name: books.opened(name, source)
        for name, source in plan.sources.items()
        if name not in plan.kept
    }
    made = new / "tables"
    made.mkdir()
    if plan.same_tables:
        shutil.copytree(old / "tables", made, dirs_exist_ok=True)
    ran = _run(waiting, plan.corpus.folder, None if plan.same_tables else made, plan.quiet)
    entries = {name: _take_over(old, new, entry) for name, entry in plan.kept.items()}
    entries |= {one.name: _write_page(one, plan.titled, new, plan.hashes[one.name]) for one in ran}
    ordered = [entries[one.name] for one in plan.titled]
    found = {name: tables.read(name, made / f"{name}.csv") for name in tables.names()}
    _write_reader(plan.corpus, found, new)
    _write_findings(plan.corpus, found, new)
    _write(new / "methods.html", methods.page(plan.corpus, found, versions))
    _write(new / "index.html", contents.index(plan.corpus, ordered, found))
    return ran, ordered


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


def _write_page(ran: runner.Ran, titled: list[Book], new: Path, inputs: str) -> dict[str, Any]:
    """Write a notebook's page, figures and traces; gives its entry for the manifest."""
    place = next(number for number, one in enumerate(titled) if one.name == ran.name)
    this = titled[place]
    before = titled[place - 1] if place else None
    after = titled[place + 1] if place + 1 < len(titled) else None
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
    own: dict[str, list[traces.Trace]] = {document: [] for document in corpus}
    for one in used:
        if one.document in own:
            own[one.document].append(one)
    uses = {document: traces.uses(document, own[document], counted) for document in corpus}
    made = reader.pages(corpus, found["segments"], found["sentences"], marks, uses)
    for document, page in made.items():
        _write(new / "reader" / f"{document}.html", page)


def _write_findings(corpus: Corpus, found: dict[str, pd.DataFrame], new: Path) -> None:
    """The findings to take along: Markdown for a paper, the framework matrix as a table."""
    made = findings.findings(corpus, found["sentences"], found["claims"])
    _write(new / "findings.md", findings.as_markdown(corpus, made))
    _write(new / "framework.csv", findings.as_csv(corpus, words.themes(corpus), made))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
