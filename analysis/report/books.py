"""The notebooks of a report as they were written: read as JSON, titled, and stripped of what a session left in them.

Notebooks that are to be run are held to their format by `opened`; to see that none has changed takes no more
than their JSON, and Jupyter's libraries take seconds to load.
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

LEFT_OUT = "no-report"
"""The tag, on a notebook's first cell, of one that is for working in and no part of a report."""


class NotebookError(RuntimeError):
    """A notebook that can't be read, or did not run to its end; the message says which cell and why."""


class Book(NamedTuple):
    """A notebook of the report: its file's stem, its title, and how prev/next links call it."""

    name: str
    title: str

    @property
    def page(self) -> str:
        """The file of its page."""
        return f"{self.name}.html"

    @property
    def short(self) -> str:
        """A word or two for a link at the head of a page."""
        return self.name.partition("_")[2].replace("_", " ") or self.name


def sources(place: Path) -> dict[str, dict[str, Any]]:
    """The numbered notebooks of a folder that belong in a report, in order, without outputs."""
    files = sorted(place.glob("[0-9][0-9]_*.ipynb"))
    if not files:
        raise NotebookError(
            f"{place} holds no notebooks (01_name.ipynb); run this from the project, with its notebooks."
        )
    found = {path.stem: _without_outputs(_read(path)) for path in files}
    return {name: notebook for name, notebook in found.items() if not _is_left_out(notebook)}


def book(name: str, notebook: dict[str, Any]) -> Book:
    """The title of a notebook: the first heading of its first cell.

    >>> book("01_corpus", {"cells": [{"source": ["# 1 What ", "was read?"]}]})
    Book(name='01_corpus', title='1 What was read?')
    """
    opening = _said(notebook["cells"][0]) if notebook["cells"] else ""
    heading = re.search(r"^#\s+(.+)$", opening, re.MULTILINE)
    return Book(name, heading[1].strip() if heading else name)


def opened(name: str, notebook: dict[str, Any]) -> Any:
    """A notebook in Jupyter's own form, held to its format; `NotebookError` says what is wrong with it."""
    import nbformat

    try:
        found = nbformat.reads(json.dumps(notebook), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(found)
    except (ValueError, nbformat.ValidationError) as error:
        reason = str(error).partition("\n")[0]
        raise NotebookError(f"{name}.ipynb is not a notebook: {reason}") from None
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise NotebookError(f"{path.name} is not a notebook: {reason}") from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(f"{path.name} is not a notebook: it has no list of cells.")
    return dict(found)


def _without_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook as it was written: what a session left in it must not change the report."""
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
    kept = {
        key: value
        for key, value in dict(notebook.get("metadata", {})).items()
        if key == "kernelspec"
    }
    return {**notebook, "metadata": kept}


def _is_left_out(notebook: dict[str, Any]) -> bool:
    first: dict[str, Any] = next(iter(notebook["cells"]), {})
    return LEFT_OUT in first.get("metadata", {}).get("tags", ())


def _said(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
