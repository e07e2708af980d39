"""What depended on a text that has changed since a report was made, or since figures were drawn.

The old text stands in the reader's page of the report, character for character, so it can be told
which characters have changed: what stands on them was made from other words, and what stands behind
them only has to be moved. Figures committed beside a corpus name the hash of every text they were drawn from.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from analysis import tables
from analysis.corpus import Corpus, address
from analysis.report import manifest, traces

AGAIN = "make the report again"


class Change(tuple[int, int, int]):
    """Where the words of two texts differ: start, end in the old one, end in the new one."""

    __slots__ = ()

    @classmethod
    def between(cls, old: str, new: str) -> "Change":
        """The shortest stretch outside of which two texts are equal.

        >>> tuple(Change.between("integrated care", "integrated carers"))
        (15, 15, 17)
        """
        least = min(len(old), len(new))
        start = next((at for at in range(least) if old[at] != new[at]), least)
        tail = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)  # fmt: skip
        return cls((start, len(old) - tail, len(new) - tail))


def warnings(corpus: Corpus, report: Path, figures: Path | None = None) -> list[str]:
    """A sentence a text that is no longer what a report or committed figures were made from, and what depended on it."""
    return [*_of_report(corpus, report), *(_of_figures(corpus, figures) if figures else ())]


def _of_report(corpus: Corpus, report: Path) -> Iterator[str]:
    old = manifest.read(report)
    if old is None or not isinstance(old.get("inputs"), dict):
        return
    now = {f"corpus/{path.relative_to(corpus.folder).as_posix()}": path for path in corpus.files()}
    shared = [name for name in now if name in old["inputs"]]
    # A report of another corpus has nothing to say of this one; its files have other names.
    if 2 * len(shared) < len(now):
        return
    for document in corpus.by_publication:
        name = f"corpus/{corpus.entry(document).file}"
        if name in shared and manifest.of_file(now[name]) != old["inputs"][name]:
            yield _said(corpus, document, report)


def _said(corpus: Corpus, document: str, report: Path) -> str:
    file = corpus.entry(document).file
    page = report / "reader" / f"{document}.html"
    if not page.is_file():
        return f"{file} has changed since {report} was made; {AGAIN}."
    old = text_of(page.read_text(encoding="utf-8"))
    start, end, _ = change = Change.between(old, corpus[document])
    if tuple(change) == (len(old), len(old), len(old)):
        return f"{file} has changed since {report} was made, but none of its characters; {AGAIN}."
    reached = (start, max(end, start + 1))
    used = [one for one in traces.read(report) if one.document == document]
    touched = {one.place for one in used if one.start < reached[1] and one.end > reached[0]}
    moved = {one.place for one in used if one.start >= reached[1]} - touched
    behind = ""
    if len(corpus[document]) != len(old) and moved:
        behind = f"\n  only their addresses move: {_named(moved)}"
    return (
        f"{file} has changed since {report} was made, from {address(document, start, max(end, start + 1))} on; {AGAIN}. What used the words that changed:"
        f"\n  {_named(touched) or 'no figure and no table of a notebook'}"
        f"\n  rows of the tables {_rows(report, document, reached) or 'none'}{behind}"
    )


def _named(places: set[traces.Place]) -> str:
    """Figures and tables by their title and page."""
    order = sorted(places, key=lambda one: (one.page, traces.KINDS.index(one.kind), one.anchor))
    return "; ".join(f"{one.kind} “{one.title}” ({one.page}#{one.anchor})" for one in order)


def _rows(report: Path, document: str, reached: tuple[int, int]) -> str:
    """How many rows of each table stood on the words that changed."""
    found = []
    for name in tables.names():
        path = report / "tables" / f"{name}.csv"
        if "start" not in tables.schema(name).names or not path.is_file():
            continue
        frame = tables.read(name, path)
        own = frame[
            (frame["document"] == document)
            & (frame["start"] < reached[1])
            & (frame["end"] > reached[0])
        ]
        if len(own):
            found.append(f"{name} ({len(own)})")
    return ", ".join(found)


def _of_figures(corpus: Corpus, folder: Path) -> Iterator[str]:
    now = dict(zip(corpus.documents["document"], corpus.documents["sha256"], strict=True))
    stale: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        for document, hashed in _texts(path).items():
            if document in now and now[document] != hashed:
                stale.setdefault(document, []).append(path.stem)
    for document, names in stale.items():
        yield (
            f"{corpus.entry(document).file} has changed since figures in {folder} were drawn from it: {', '.join(names)}; draw them "
            "again (make figures)."
        )


def _texts(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    found = kept.get("texts") if isinstance(kept, dict) else None
    return found if isinstance(found, dict) else {}


class _Text(HTMLParser):
    """The characters of a reader's page that are the source's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.parts = False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The text begins with its `main`."""
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        """It ends there, too."""
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        """Whatever stands between is a character of the source."""
        if self.inside:
            self.parts.append(data)


def text_of(page: str) -> str:
    """The source text that a reader's page shows."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    return "".join(parser.parts)
