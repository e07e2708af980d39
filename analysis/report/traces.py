"""The way back: from a stretch of a text to every figure, table and passage of prose that uses it.

What a notebook shows leads to addresses by its links and its figures' marks; read the other way round, that
is the list of places that an address is used at. It is written beside the pages, a file a notebook, so that
it is there again when a notebook need not be run again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import parse_address

FOLDER = "traces"
LINK = re.compile(r'href="reader/([A-Za-z0-9._-]+)\.html#(\d+)-(\d+)"')
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
HEADING = re.compile(r"^#{1,4}\s+(.+?)\s*$", re.MULTILINE)
KINDS = ("figure", "table", "prose")


class Place(NamedTuple):
    """A place of a report: where it stands, what kind of thing it is, and what it is called."""

    page: str
    anchor: str
    kind: str
    title: str


class Trace(NamedTuple):
    """A stretch of a text and a place that uses it."""

    document: str
    start: int
    end: int
    place: Place


def traces(page: str, cells: Sequence[Any], figures: Sequence[Any]) -> list[Trace]:
    """What the cells of an executed notebook use; `figures` are its figures in the order of the page."""
    found: list[Trace] = []
    heading, waiting = "", list(figures)
    for cell in cells:
        if cell.cell_type == "markdown":
            said = HEADING.findall(cell.source)
            heading = _bare(said[-1]) if said else heading
            continue
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            html = str(data.get("text/html", ""))
            if html:
                kind = "table" if "<table" in html else "prose"
                caption = CAPTION.search(html)
                title = _bare(caption[1]) if caption else heading
                place = Place(page, f"cell-{cell.id}", kind, title)
                found += [Trace(*span, place) for span in _linked(html)]
            elif waiting and any(name.startswith("image/") for name in data):
                figure = waiting.pop(0)
                title = str(figure.about.get("title") or heading)
                place = Place(page, figure.anchor, "figure", title)
                marks = [parse_address(mark) for mark in figure.about.get("marks", ())]
                found += [Trace(*span, place) for span in marks or _linked(figure.content)]
    return sorted(set(found))


def _linked(html: str) -> Iterator[tuple[str, int, int]]:
    for document, start, end in LINK.findall(html):
        yield document, int(start), int(end)


def _bare(said: str) -> str:
    return re.sub(r"<[^<>]*>|[*`]", "", said).strip()


def write(found: Iterable[Trace], path: Path) -> None:
    """Save the traces of a notebook: its places once, and of each stretch the number of its place."""
    found = list(found)
    places = list(dict.fromkeys(one.place for one in found))
    number = {place: at for at, place in enumerate(places)}
    kept = {
        "places": [place._asdict() for place in places],
        "spans": [[*one[:3], number[one.place]] for one in found],
    }
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((json.dumps(kept, ensure_ascii=False) + "\n").encode("utf-8"))


def read(folder: Path) -> list[Trace]:
    """The traces of all notebooks of a report, by their files' names; none where there is no such file."""
    found: list[Trace] = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        kept = json.loads(path.read_bytes())
        places = [Place(**place) for place in kept["places"]]
        found += [Trace(document, start, end, places[at]) for document, start, end, at in kept["spans"]]  # fmt: skip
    return found


def rows(made: Mapping[str, pd.DataFrame], sentences: pd.DataFrame) -> dict[str, dict[str, str]]:
    """How many rows of each table stand in each sentence, in words, by document and sentence (`START-END`)."""
    counted: dict[tuple[str, int, int], dict[str, int]] = {}
    spans = {
        str(name): list(zip(group["start"], group["end"], strict=True))
        for name, group in sentences.groupby("document")
    }
    for name in tables.names():
        if name in ("sentences", "segments") or "start" not in made[name]:
            continue
        frame = made[name].dropna(subset=["start", "end"])
        for document, start, end in zip(
            frame["document"], frame["start"], frame["end"], strict=True
        ):
            for first, last in spans.get(document, ()):
                if first < end and start < last:
                    own = counted.setdefault((document, first, last), {})
                    own[name] = own.get(name, 0) + 1
    said: dict[str, dict[str, str]] = {}
    for (document, start, end), own in counted.items():
        words = ", ".join(f"{name} {number}" for name, number in own.items())
        said.setdefault(document, {})[f"{start}-{end}"] = words
    return said


def uses(
    document: str, found: Iterable[Trace], counted: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """What a reader's page needs to lead back: places, the stretches that lead to them, and rows of tables by sentence."""
    own = [one for one in found if one.document == document]
    places = sorted({one.place for one in own}, key=lambda place: (place.page, KINDS.index(place.kind), place.anchor))  # fmt: skip
    number = {place: at for at, place in enumerate(places)}
    return {
        "places": [
            [f"../{place.page}#{place.anchor}", place.kind, place.title] for place in places
        ],
        "spans": sorted([one.start, one.end, number[one.place]] for one in own),
        "rows": dict(counted.get(document, {})),
    }
