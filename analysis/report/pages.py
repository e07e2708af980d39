"""An executed notebook becomes a page, and its figures become files with their alt text.

nbconvert turns the cells into HTML by a template of our own that loads nothing. Figures take another
way: an SVG stands in the page as it is, so that its marks are links, under identifiers that no other
figure of the page has, and named to those who can't see it by the alt text that the chart gave.
"""

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.report.books import Book
from analysis.templates import Markup, render

TEMPLATES = Path(__file__).parents[1] / "templates"
IDENTIFIER = re.compile(r'(?<=\bid=")[^"]+(?=")|(?<=url\(#)[^)]+(?=\))|(?<=href="#)[^"]+(?=")')
SIZE = re.compile(r'\b(?:width|height)="([\d.]+)')
PLACE = "<!--figure {}-->"
NO_ALT = "A figure without a description."


class Figure(NamedTuple):
    """A picture that a cell shows: where it stands, what it says, and its bytes as text."""

    name: str
    anchor: str
    alt: str
    content: str
    about: dict[str, Any]

    @property
    def tall(self) -> bool:
        """Whether a front page should show its upper part only: higher than it is wide."""
        sizes = [float(size) for size in SIZE.findall(self.content[: self.content.find(">")])]
        return len(sizes) == 2 and sizes[1] > sizes[0]


class Page(NamedTuple):
    """The page of a notebook, its figures, and the answer that its opening computed."""

    html: str
    figures: tuple[Figure, ...]
    answer: str


def page(this: Book, notebook: NotebookNode, before: Book | None, after: Book | None) -> Page:
    """The page of an executed notebook."""
    figures: list[Figure] = []
    exporter = _exporter()

    def figure(output: NotebookNode, cell: NotebookNode) -> str:
        found = _figure(this.name, output, cell, len(figures) + 1)
        figures.append(found)
        return PLACE.format(len(figures))

    exporter.register_filter("figure", figure)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(notebook)
    for number, found in enumerate(figures, 1):
        body = body.replace(PLACE.format(number), _shown(found, number))
    whole = render(
        "notebook.html",
        title=this.title,
        body=Markup(body),
        before=before,
        after=after,
    )
    return Page(whole, tuple(figures), answer(notebook))


def answer(notebook: NotebookNode) -> str:
    """The first computed prose of a notebook, as HTML; empty where it shows none."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            said = str(output.get("data", {}).get("text/html", ""))
            if said.startswith('<div class="computed '):
                return said
    return ""


def write_figures(figures: tuple[Figure, ...], folder: Path) -> list[str]:
    """Save the figures that are SVG, each with what is known of it as JSON; gives the files' names."""
    names = []
    for found in figures:
        if not found.content.startswith("<svg"):
            continue
        folder.mkdir(exist_ok=True)
        # From this folder the reader lies one step up.
        picture = re.sub(r'(href=")(?=reader/)', r"\1../", found.content)
        about = json.dumps(found.about, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{found.name}.svg").write_bytes(picture.encode("utf-8"))
        (folder / f"{found.name}.json").write_bytes(about.encode("utf-8"))
        names += [f"{found.name}.svg", f"{found.name}.json"]
    return names


@cache
def _exporter() -> HTMLExporter:
    settings = Config()
    settings.HTMLExporter.exclude_anchor_links = True
    settings.TemplateExporter.extra_template_basedirs = [str(TEMPLATES)]
    settings.NbConvertBase.display_data_priority = [
        "text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain",
    ]  # fmt: skip
    return HTMLExporter(config=settings, template_name="notebook")  # type: ignore[no-untyped-call]


def _figure(book: str, output: NotebookNode, cell: NotebookNode, number: int) -> Figure:
    kind = "image/svg+xml" if "image/svg+xml" in output.data else "image/png"
    about = {**output.metadata, **output.metadata.get(kind, {})}
    about.pop(kind, None)
    alt = str(about.get("alt") or cell.metadata.get("alt") or NO_ALT)
    content = output.data[kind]
    if kind == "image/svg+xml":
        content = content[content.index("<svg") :]
    name = f"{book}-{cell.get('id', number)}"
    twin = (
        f"{name}-{number}"
        if sum("image/" in str(o.get("data", "")) for o in cell.outputs) > 1
        else name
    )
    return Figure(twin, f"figure-{number}", alt, content, {**about, "alt": alt})


def _shown(figure: Figure, number: int) -> str:
    alt = html.escape(figure.alt)
    if figure.content.startswith("<svg"):
        # A group, not a picture: its marks are links, which a picture would hide from a screen reader.
        inside = IDENTIFIER.sub(lambda match: f"n{number}-{match[0]}", figure.content)
        inside = inside.replace("<svg", f'<svg role="group" aria-label="{alt}"', 1)
    else:
        inside = f'<img alt="{alt}" src="data:image/png;base64,{"".join(figure.content.split())}">'
    return f'<figure class="figure" id="{figure.anchor}"><div class="sheet" tabindex="0">{inside}</div></figure>'
