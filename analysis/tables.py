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
import operator
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
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
FORMATS = ("csv", "parquet")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SPECIAL = re.compile(r'[",\r\n]')
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
    records = [row if isinstance(row, Mapping) else row._asdict() for row in rows]
    known = {key for record in records for key in record}
    return columns(
        name, {key: [record.get(key) for record in records] for key in sorted(known)}, len(records)
    )


def columns(name: str, cells: Mapping[str, Any], length: int | None = None) -> pd.DataFrame:
    """The same from columns, each a list of as many cells or one value that stands in every row.

    Long tables are made so: a record a row costs more than most of what is in it.

    >>> columns("topic_verdict", {"topics": [4, 2], "supported": False})["topics"].tolist()
    [2, 4]
    """
    shape = schema(name)
    if unknown := sorted(set(cells) - set(shape.names)):
        raise InputError(
            f"The table {name} has no column {', '.join(unknown)}; it has {', '.join(shape.names)}."
        )
    if length is None:
        length = next((len(given) for given in cells.values() if isinstance(given, list)), 0)
    made = {}
    for column in shape.columns:
        given = cells.get(column.name)
        given = given if isinstance(given, list) else [given] * length
        made[column.name] = pd.array(_cells(given, column), dtype=_dtype(column))
    frame = pd.DataFrame(made)
    if not _is_sorted(frame, shape.key):
        frame = frame.sort_values(list(shape.key), ignore_index=True)
    return check(name, frame)


def _is_sorted(frame: pd.DataFrame, key: tuple[str, ...]) -> bool:
    """Whether rows stand in the order of their key, as far as that is quickly told, none beside an equal one."""
    columns = [frame[name].tolist() for name in key]
    if any(frame[name].isna().any() for name in key):
        return False
    rows = list(zip(*columns, strict=True))
    return all(map(operator.lt, rows, rows[1:]))


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
    check(name, frame)
    return header(name) + rows_as_csv(name, frame)


def header(name: str) -> str:
    """The first line of a table's CSV."""
    return ",".join(schema(name).names) + "\n"


def rows_as_csv(name: str, frame: pd.DataFrame) -> str:
    """The rows of a table as CSV, without the header; a cell is quoted where it holds a comma, a mark or a line end."""
    cells = [_written(frame[column.name], column.type) for column in schema(name).columns]
    return "".join([",".join(row) + "\n" for row in zip(*cells, strict=True)])


def write(name: str, frame: pd.DataFrame, folder: Path, form: str = "csv") -> Path:
    """Write a table as `NAME.csv` or `NAME.parquet` into a folder; gives the file's path."""
    with Writer(name, folder, form) as writer:
        writer.append(frame)
    return writer.path


def encoded(name: str, frame: pd.DataFrame, form: str = "csv") -> Any:
    """Rows of a table as a `Writer` takes them, made ready where they were made: bytes of CSV, or columns of Arrow."""
    check(name, frame)
    if form == "parquet":
        from analysis import parquet

        return parquet.rows(name, frame)
    return rows_as_csv(name, frame).encode("utf-8")


class Writer:
    """Writes a table piece by piece, in the order of its key; the file has its name only once it is whole.

    The bytes are those that `write` gives for all pieces at once, whatever their size.
    """

    def __init__(self, name: str, folder: Path, form: str = "csv"):
        if form not in FORMATS:
            raise InputError(f"Tables can't be written as {form!r}; choose {' or '.join(FORMATS)}.")
        self.name, self.form = name, form
        self.path = folder / f"{name}.{form}"
        self._beside = folder / f".{name}.{form}.part"
        self._sink: Any = None

    def __enter__(self) -> "Writer":
        if self.form == "parquet":
            from analysis import parquet

            self._sink = parquet.Sink(self.name, self._beside)
        else:
            self._sink = self._beside.open("wb")
            self._sink.write(header(self.name).encode("utf-8"))
        return self

    def append(self, frame: pd.DataFrame) -> None:
        """Write the next rows."""
        self.add(encoded(self.name, frame, self.form))

    def add(self, rows: Any) -> None:
        """Write the next rows, as `encoded` gives them."""
        self._sink.write(rows)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            self._sink.close()
            if kind is None:
                self._beside.replace(self.path)
        finally:
            self._beside.unlink(missing_ok=True)


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


def _cells(values: list[Any], column: Column) -> list[Any]:
    """Values as a table keeps them: lists joined, empty text missing."""
    none = math.nan if column.type == "number" else None
    found: list[Any]
    found = [
        none if value is None or value is pd.NA or value != value else value for value in values
    ]
    if column.type == "list":
        found = [
            value if value is None or isinstance(value, str) else ";".join(map(str, value))
            for value in found
        ]
    if column.type in ("text", "day", "list"):
        found = [None if value is None else str(value) or None for value in found]
    return found


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


def _written(values: pd.Series, type_: str) -> list[str]:
    """A column as cells of CSV."""
    gaps = values.isna().to_numpy()
    if type_ == "number":
        found = list(map(_number_as_text, values.fillna(0.0).tolist()))
    elif type_ == "integer":
        found = list(map(str, values.fillna(0).to_numpy(dtype="int64").tolist()))
    elif type_ == "boolean":
        found = ["true" if value else "false" for value in values.fillna(False)]
    else:
        found = _quoted(values.fillna("").tolist())
    if gaps.any():
        found = ["" if gap else cell for cell, gap in zip(found, gaps.tolist(), strict=True)]
    return found


@lru_cache(maxsize=1 << 16)
def _number_as_text(value: float) -> str:
    """A number with the digits that are kept; remembered, because scores repeat themselves."""
    kept = rounded(value)
    return str(int(kept)) if kept.is_integer() and abs(kept) < 1e15 else repr(kept)


def rounded(value: float) -> float:
    """A number with the digits that are kept.

    >>> rounded(0.12345678)
    0.123457
    """
    return float(f"{value:.{DIGITS}g}")


def _quoted(cells: list[str]) -> list[str]:
    """Cells of text as CSV has them: in quotation marks where needed."""
    if not SPECIAL.search("".join(cells)):
        return cells
    return ['"' + cell.replace('"', '""') + '"' if SPECIAL.search(cell) else cell for cell in cells]


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
