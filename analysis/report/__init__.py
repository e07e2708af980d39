"""The way out of the house: notebooks are run, pages, tables and the list of all of it are written.

`build` makes a folder that opens in any browser without a network, beside its place, and moves it
there when it is whole. What has not changed since the last report (by the hashes in its manifest) is
taken over, not made again. What runs and renders is loaded only when there is something to make.
"""

from pathlib import Path
from typing import Any, NamedTuple

from analysis import corpus as corpora
from analysis import tables
from analysis.report import books, folder, manifest
from analysis.report.books import NotebookError
from analysis.report.fixed import FIXED
from analysis.report.folder import TargetError

__all__ = ["Built", "NotebookError", "TargetError", "build"]

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
    sources = books.sources(place)
    titled = [books.book(name, notebook) for name, notebook in sources.items()]
    inputs, versions = manifest.inputs(corpus, PACKAGE), manifest.versions()
    common = manifest.of([inputs, versions, titled, FIXED])
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
    from analysis.report import making

    inputs |= {f"notebooks/{name}.ipynb": manifest.of_file(place / f"{name}.ipynb") for name in sources}  # fmt: skip
    settings = {"common": common, "corpus": dict(corpus.settings), "environment": FIXED}
    plan = making.Plan(corpus, titled, sources, hashes, kept, same_tables, quiet)
    with folder.beside(to) as new:
        ran, entries = making.make(plan, to, new, versions)
        manifest.write(new, inputs=inputs, versions=versions, settings=settings, notebooks=entries)
    complaints = tuple(f"{one.name}.ipynb, {said}" for one in ran for said in one.complaints)
    return Built(to, tuple(one.name for one in ran), complaints)


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
