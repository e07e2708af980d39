"""Tables of comments: which column holds the words, and which the author, the date and the thread, by their names."""

import csv
import json
import re
from importlib import import_module
from itertools import islice
from pathlib import Path

from analysis import lexicons

SUFFIXES = frozenset({".csv", ".jsonl", ".parquet"})
ROLES = ("text", "author", "role", "date", "thread", "parent")
LOOKED_AT = 100_000
"""Bytes of a table that are read for its header."""


def is_table(name: str) -> bool:
    """Whether a file is a table of comments by what its name ends with."""
    return Path(name).suffix.lower() in SUFFIXES


def tables(place: Path) -> list[str]:
    """The tables directly in a folder."""
    return sorted(
        path.name
        for path in place.iterdir()
        if path.is_file() and is_table(path.name) and not path.name.startswith((".", "~"))
    )


def recognised(path: Path) -> dict[str, str] | None:
    """What each column is, by its name; nothing where none is recognised as the text.

    The first name of a role's list that a column bears wins; a column has one role.
    """
    return of_names(_names(path))


def of_names(names: list[str]) -> dict[str, str] | None:
    """The roles of columns by their names.

    >>> of_names(["Comment ID", "Comment text", "User name", "Created at"])
    {'text': 'Comment text', 'author': 'User name', 'date': 'Created at'}
    >>> of_names(["a", "b"])
    """
    bare = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(names)}
    found: dict[str, str] = {}
    for role in ROLES:
        known = str(lexicons.load("beginning")["columns"][role]).split()
        free = (bare[name] for name in known if name in bare and bare[name] not in found.values())
        if name := next(free, ""):
            found[role] = name
    return found if "text" in found else None


def _names(path: Path) -> list[str]:
    """The names of a table's columns; none where it has no header that can be read."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            return [str(name) for name in import_module("pyarrow.parquet").read_schema(path).names]
        with path.open("rb") as file:
            text = file.read(LOOKED_AT).decode("utf-8-sig", errors="replace")
        rows = text.splitlines()
        if suffix == ".jsonl":
            first = json.loads(next(row for row in rows if row.strip()))
            return [str(name) for name in first] if isinstance(first, dict) else []
        return next(islice(csv.reader(rows), 1), [])
    except (OSError, ValueError, StopIteration, ImportError, csv.Error, RecursionError):
        return []
