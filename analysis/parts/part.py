"""A part of a corpus: some whole documents, or a stretch of a table of comments.

Only plain data goes into a part (strings, numbers, named tuples, frames), so that it can be sent to a process that has no
folder with the texts. A stretch of a table brings its own piece of the text and how far into the document it stands.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.corpus.catalogue import Entry, Reform


class Common(NamedTuple):
    """What all parts of a corpus share."""

    reforms: Mapping[str, Reform]
    settings: Mapping[str, Any]
    files: Mapping[str, dict[str, Any]]


class Codes(NamedTuple):
    """The settled codes of the documents of a part, by table, and which of the documents were coded whole."""

    tables: Mapping[str, pd.DataFrame]
    whole: frozenset[str]


class Part(NamedTuple):
    """A part of a corpus: texts by document, with all that is asked of them beside.

    In a stretch of a table of comments `offset` says where its text begins in the document, `given` where the comments
    stand in that text, and `day_first` how the document writes 03/04/2013.
    """

    number: int
    texts: Mapping[str, str]
    entries: tuple[Entry, ...]
    common: Common
    codes: Codes
    offset: int = 0
    given: pd.DataFrame | None = None
    day_first: bool | None = None

    @property
    def comments(self) -> int:
        """How many comments are given."""
        return 0 if self.given is None else len(self.given)


class Piece(Corpus):
    """The corpus that a part is: nothing of it is read from a folder."""

    def __init__(self, part: Part):
        super().__init__(
            Path(),
            part.entries,
            tables.make("documents", []),
            part.texts,
            part.common.reforms,
            part.common.settings,
        )
        self.part = part

    def given_comments(self, document: str) -> pd.DataFrame | None:
        """Where the comments stand that are given for a document; nothing where none are."""
        return self.part.given

    def toml(self, name: str) -> dict[str, Any]:
        """A TOML file that the part brought along."""
        return self.part.common.files[name]


def shifted(name: str, table: pd.DataFrame, by: int) -> pd.DataFrame:
    """A table with its offsets moved, also those that a list of its cells holds."""
    if not by or table.empty:
        return table
    moved = {column: table[column] + by for column in table.columns if column in OFFSETS}
    for column in SPANS.get(name, ()):
        cells = [None if pd.isna(cell) else _moved(cell, by) for cell in table[column]]
        moved[column] = pd.Series(cells, dtype="str", index=table.index)
    return table.assign(**moved)


OFFSETS = frozenset({"start", "end", "unit_start", "sentence_start"})
SPANS = {"claims": ("times",)}
"""Columns that list spans such as 12-20;30-34."""


def _moved(cell: str, by: int) -> str:
    spans = (span.split("-") for span in cell.split(";"))
    return ";".join(f"{int(start) + by}-{int(end) + by}" for start, end in spans)
