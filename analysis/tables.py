"""The named tables: columns, types and keys, made, checked and written byte for byte.

What passes from room to room is a DataFrame whose columns and types are said once, in
`analysis/data/tables.toml`. `make` builds one from records and checks it, `write` gives the same
bytes for the same rows on every machine, and `read` gives back what was written: a missing value is
an empty cell, a list is joined by `;`, a number is rounded to six significant digits before it is
written, because further digits differ between processors.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicons
from analysis.mistakes import InputError, UnknownError

DTYPES = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "day": "str",
    "list": "str",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = 6
"""Significant digits kept: topics were equal to 9 decimals across machines and BLAS kernels, not to 12."""

LARGEST = 2**53
"""The largest whole number up to which floating point has every one."""
MOST_FAULTS = 20


class Column(NamedTuple):
    """A column's name, type and rules."""

    name: str
    type: str
    required: bool = False
    values: tuple[Any, ...] = ()
    about: str = ""


class Schema(NamedTuple):
    """What one row of a table is, the columns that name it, and all its columns in order."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Its columns' names, in order."""
        return [column.name for column in self.columns]


@cache
def schema(name: str) -> Schema:
    """The schema of a table; `KeyError` lists the tables there are.

    >>> schema("comments").key
    ('document', 'comment')
    """
    known = lexicons.load("tables")
    if name not in known:
        raise UnknownError(f"There is no table {name!r}; the tables are {', '.join(known)}.")
    entry = known[name]
    columns = tuple(
        Column(**{**column, "values": tuple(column.get("values", ()))})
        for column in entry["columns"]
    )
    return Schema(name, entry["about"], tuple(entry["key"]), columns)


def names() -> list[str]:
    """The tables' names, in the order of the contract."""
    return list(lexicons.load("tables"))


def make(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """A checked table from records (NamedTuples or mappings), sorted by its key.

    Typed even when there are no rows. A column that no record holds is empty; a field that the
    table does not have, a wrong type, an empty required cell, a word outside the vocabulary or a key
    that stands twice raises `ValueError`, with all faults named.

    >>> make("comment_codes", [{"document": "a", "comment": 1, "tone": -2, "origin": "person"}])[
    ...     "tone"
    ... ][0]
    np.int64(-2)
    """
    shape = schema(name)
    records = [row if isinstance(row, Mapping) else row._asdict() for row in rows]
    unknown = sorted({key for record in records for key in record} - set(shape.names))
    if unknown:
        raise InputError(
            f"The table {name} has no column {', '.join(unknown)}; it has {', '.join(shape.names)}."
        )
    cells = {
        column.name: [_cell(record.get(column.name), column) for record in records]
        for column in shape.columns
    }
    frame = pd.DataFrame(
        {
            column.name: pd.array(cells[column.name], dtype=_dtype(column))
            for column in shape.columns
        }
    )
    return check(name, frame.sort_values(list(shape.key), ignore_index=True))


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The same table, or a `ValueError` that lists what its schema forbids."""
    shape = schema(name)
    if list(frame.columns) != shape.names:
        raise InputError(
            f"The table {name} needs the columns {', '.join(shape.names)}; found {', '.join(map(str, frame.columns))}."
        )
    faults = [fault for column in shape.columns for fault in _column_faults(frame, column)]
    twice = frame[frame.duplicated(list(shape.key), keep=False)]
    faults += [
        "the key " + ", ".join(f"{key} {row[key]}" for key in shape.key) + " stands more than once"
        for _, row in twice.drop_duplicates(list(shape.key)).iterrows()
    ]
    if {"start", "end"} <= set(shape.names) and (frame["start"] >= frame["end"]).any():
        faults.append("a span ends at or before its start")
    if faults:
        more = f" (and {len(faults) - MOST_FAULTS} more)" if len(faults) > MOST_FAULTS else ""
        raise InputError(
            f"The table {name} does not keep its contract: {'; '.join(faults[:MOST_FAULTS])}{more}."
        )
    return frame


def to_csv(name: str, frame: pd.DataFrame) -> str:
    """The table as CSV: LF at line ends, empty for missing, equal bytes for equal rows.

    >>> to_csv(
    ...     "topic_verdict", make("topic_verdict", [{"topics": 3, "coherence": 0.12345678}])
    ... ).splitlines()[1]
    '3,0.123457,,,,,'
    """
    shape = schema(name)
    check(name, frame)
    out = io.StringIO(newline="")
    # QUOTE_MINIMAL leaves a lone carriage return bare on some Pythons: quote those fields by hand.
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(shape.names)
    columns = [
        [_written(value, column.type) for value in frame[column.name]] for column in shape.columns
    ]
    for row in zip(*columns, strict=True):
        if any("\r" in cell for cell in row):
            out.write(",".join(_quoted(cell) for cell in row) + "\n")
        else:
            writer.writerow(row)
    return out.getvalue()


def write(name: str, frame: pd.DataFrame, folder: Path) -> Path:
    """Write a table as `NAME.csv` into a folder; gives the file's path."""
    path = folder / f"{name}.csv"
    path.write_bytes(to_csv(name, frame).encode("utf-8"))
    return path


def read(name: str, path: Path) -> pd.DataFrame:
    """A table read back from its CSV; `ValueError` names the file, line and column of a bad cell."""
    return parse(name, path.read_bytes().decode("utf-8-sig"), str(path))


def parse(name: str, text: str, where: str, extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """A table from CSV text; columns in `extra` are allowed besides its own and left out."""
    shape = schema(name)
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if missing := [column.name for column in shape.columns if column.name not in header]:
        raise InputError(
            f"{where}: the table {name} needs the columns {', '.join(missing)}, which the header lacks."
        )
    if unknown := sorted(set(header) - set(shape.names) - set(extra)):
        raise InputError(f"{where}: the table {name} has no column {', '.join(unknown)}.")
    records, faults = [], []
    for row in reader:
        if len(row) != len(header):
            faults.append(f"line {reader.line_num} has {len(row)} cells, the header {len(header)}")
            continue
        cells = dict(zip(header, row, strict=True))
        record = {}
        for column in shape.columns:
            try:
                record[column.name] = _value(cells[column.name], column)
            except ValueError as error:
                faults.append(f"line {reader.line_num}: {error}")
        records.append(record)
    if faults:
        raise InputError(f"{where}: {'; '.join(faults[:MOST_FAULTS])}.")
    try:
        return make(name, records)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from None


def listed(cell: Any) -> tuple[str, ...]:
    """What a cell of a list column lists; nothing where it is empty.

    >>> listed("ics;stp"), listed(None)
    (('ics', 'stp'), ())
    """
    return tuple(cell.split(";")) if isinstance(cell, str) and cell else ()


def _dtype(column: Column) -> Any:
    return DTYPES[column.type]


def _cell(value: Any, column: Column) -> Any:
    """A record's value as the table keeps it: lists joined, empty text missing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None if column.type != "number" else math.nan
    if column.type == "list" and not isinstance(value, str):
        value = ";".join(map(str, value))
    if column.type in ("text", "day", "list"):
        return str(value) or None
    return value


def _column_faults(frame: pd.DataFrame, column: Column) -> list[str]:
    values = frame[column.name]
    wanted = _dtype(column)
    if str(values.dtype) != wanted:
        return [f"{column.name} is of type {values.dtype}, not {wanted}"]
    faults = []
    if column.required and values.isna().any():
        faults.append(f"{column.name} is empty in row {int(values.isna().to_numpy().argmax()) + 1}")
    present = values.dropna()
    if column.values and (strange := sorted({str(v) for v in present if v not in column.values})):
        faults.append(
            f"{column.name} knows {', '.join(map(str, column.values))}; found {', '.join(strange)}"
        )
    if column.type == "day" and (strange := [v for v in present if not DAY.fullmatch(v)]):
        faults.append(f"{column.name} needs days as YYYY-MM-DD; found {strange[0]}")
    return faults


def _written(value: Any, type_: str) -> str:
    if pd.isna(value):
        return ""
    if type_ == "number":
        rounded = float(f"{value:.{DIGITS}g}")
        return str(int(rounded)) if rounded.is_integer() and abs(rounded) < 1e15 else repr(rounded)
    if type_ == "boolean":
        return "true" if value else "false"
    return str(value)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[",\r\n]', cell) else cell


def _value(cell: str, column: Column) -> Any:
    """A CSV cell as a value of its column; `ValueError` says what was found."""
    if cell == "":
        return None
    if column.type == "boolean":
        if cell.lower() not in ("true", "false"):
            raise InputError(f"{column.name} is true, false or empty; found {cell!r}")
        return cell.lower() == "true"
    if column.type in ("integer", "number"):
        return _number(cell, column)
    return cell


def _number(cell: str, column: Column) -> float | int:
    """A number as CSV and spreadsheets write it; `ValueError` says what was found."""
    try:
        number = float(cell)
    except ValueError:
        raise InputError(f"{column.name} is a number; found {cell!r}") from None
    if column.type == "number":
        return number
    if not number.is_integer() or abs(number) > LARGEST:
        raise InputError(f"{column.name} is a whole number; found {cell!r}")
    return int(number)
