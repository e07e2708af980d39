"""Tables as Parquet: the types of the schema, and equal bytes for equal rows however they come in.

It is for tables that are too long for CSV. Needs pyarrow, an optional package. Numbers have the digits that they have in
CSV, days are days, and lists stay joined by `;`.
"""

import math
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import tables
from analysis.mistakes import InputError

if TYPE_CHECKING:
    import pyarrow

ROWS = 1 << 16
"""Rows of a group: groups of one length give the same bytes whatever the length of the pieces that come in."""


class MissingError(InputError):
    """What writes Parquet isn't installed; the message says how to install it."""


def check() -> None:
    """Nothing where Parquet can be written; else `MissingError` with the line that installs what is missing."""
    if find_spec("pyarrow") is None:
        raise MissingError(
            "Tables can't be written as Parquet without the package pyarrow: pip install 'jam-tomorrow[scale]'"
        )


def schema(name: str) -> "pyarrow.Schema":
    """The columns of a table with their types, days as days."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "list": pa.string(),
        "day": pa.date32(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    return pa.schema(
        [
            pa.field(column.name, types[column.type], nullable=not column.required)
            for column in tables.schema(name).columns
        ]
    )


def rows(name: str, frame: pd.DataFrame) -> "pyarrow.Table":
    """Rows of a table as Arrow has them."""
    import pyarrow as pa

    shape = schema(name)
    columns = [_column(frame[field.name], column.type, field.type) for field, column in zip(shape, tables.schema(name).columns, strict=True)]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=shape)


def _column(values: pd.Series, type_: str, wanted: Any) -> Any:
    import pyarrow as pa

    if type_ == "number":
        kept = [None if math.isnan(value) else tables.rounded(value) for value in values]
        return pa.array(kept, type=wanted)
    if type_ == "day":
        return pa.array(values, type=pa.string(), from_pandas=True).cast(wanted)
    return pa.array(values, type=wanted, from_pandas=True)


class Sink:
    """A Parquet file that takes pieces of any length and writes groups of one length."""

    def __init__(self, name: str, path: Path):
        check()
        import pyarrow.parquet

        self._schema = schema(name)
        self._file = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._count = 0

    def write(self, piece: "pyarrow.Table") -> None:
        """Take a piece in."""
        self._waiting.append(piece)
        self._count += len(piece)
        while self._count >= ROWS:
            self._group(ROWS)

    def _group(self, length: int) -> None:
        import pyarrow as pa

        held = pa.concat_tables(self._waiting)
        # One chunk a column: where pieces met must not show.
        self._file.write_table(held.slice(0, length).combine_chunks(), row_group_size=ROWS)
        rest = held.slice(length)
        self._waiting, self._count = ([rest] if len(rest) else []), len(rest)

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._count:
            self._group(self._count)
        self._file.close()
