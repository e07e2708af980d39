"""The rows of a table of comments, read one at a time: a million pass without being held.

A source has `fields`, the names of its columns, and `rows`, which takes the names that are wanted and begins anew each
time: pairs of a line number and the row's values by name, or a sentence on what is wrong with that line.
"""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus import decoding
from analysis.mistakes import InputError

Row = tuple[int, dict[str, Any] | str]
BLOCK = 1 << 16
DELIMITERS = (",", ";", "\t")
MOST_KEYS = 1000
BATCH = 2000
MISSING = "can't be read without pyarrow, an optional package; install it by\npip install 'jam-tomorrow[formats]'"


class Source(NamedTuple):
    """A table that can be read as often as needed; `notes` are sentences on how it is read."""

    fields: list[str]
    rows: Callable[[Sequence[str]], Iterator[Row]]
    encoding: str
    unit: str = "line"
    notes: tuple[str, ...] = ()


def source(path: Path, encoding: str, limit: int) -> Source:
    """The rows of a table by what its name ends with."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _parquet(path, limit)
    codec, notes = _codec(path, encoding)
    return _csv(path, codec, notes) if suffix == ".csv" else _jsonl(path, codec, notes)


def _codec(path: Path, given: str) -> tuple[str, tuple[str, ...]]:
    """The encoding of a whole file, by the same order as for texts, without holding the file."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    decoding.refuse_magic(start)
    if given:
        return _fitting(path, decoding.known(given)), ()
    for mark, _, codec in decoding.MARKS:
        if start.startswith(mark):
            return _fitting(
                path,
                "utf-8-sig" if codec == "utf-8" else codec.removesuffix("-le").removesuffix("-be"),
            ), ()
    if _broken(path, "utf-8") is None:
        return "utf-8", ()
    return _fitting(path, "cp1252"), (
        "is not UTF-8 and was read as Windows-1252; check its pound signs and quotation marks, or give its "
        "encoding in corpus.toml",
    )


def _fitting(path: Path, codec: str) -> str:
    if (broken := _broken(path, codec)) is not None:
        raise InputError(
            f"can't be decoded as {codec} (near byte {broken}); save it as UTF-8, or give its encoding in corpus.toml"
        )
    return codec


def _broken(path: Path, codec: str) -> int | None:
    """About which byte a file stops fitting an encoding, or nothing."""
    decoder = codecs.getincrementaldecoder(codec)()
    at = 0
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
                at += len(block)
            decoder.decode(b"", final=True)
        except UnicodeError as error:
            return at + int(getattr(error, "start", 0))
    return None


def _lines(path: Path, codec: str) -> io.TextIOWrapper:
    return path.open(encoding=codec, newline="")


def _csv(path: Path, codec: str, notes: tuple[str, ...]) -> Source:
    delimiter, before = _delimiter(path, codec)
    with _lines(path, codec) as file:
        try:
            fields: list[str] = next(_records(file, delimiter, before), [])
        except csv.Error as error:
            raise InputError(
                f"has a first line that is no header ({error}); write the columns' names there"
            ) from None
    fields = [field.strip() for field in fields]
    if not any(fields):
        raise InputError("has no header; write the names of its columns into its first line")

    def rows(wanted: Sequence[str]) -> Iterator[Row]:
        with _lines(path, codec) as file:
            reader = _records(file, delimiter, before)
            next(reader, None)
            yield from _csv_rows(reader, fields, before)

    if delimiter != ",":
        notes += (f"parts its cells by {'tabs' if delimiter == chr(9) else 'semicolons'}",)
    return Source(fields, rows, codec, notes=notes)


def _delimiter(path: Path, codec: str) -> tuple[str, int]:
    """What parts the cells of a table, by its header or by what Excel says above it; and the lines above the header."""
    with _lines(path, codec) as file:
        first = file.readline(BLOCK)
    if (said := first.strip().lower()) in {f"sep={sign}".strip() for sign in DELIMITERS}:
        return said[4:] or DELIMITERS[-1], 1
    return max(DELIMITERS, key=lambda sign: len(_cells(first, sign))), 0


def _records(file: io.TextIOWrapper, delimiter: str, before: int) -> Any:
    for _ in range(before):
        file.readline()
    return csv.reader(file, delimiter=delimiter)


def _csv_rows(reader: Any, fields: list[str], before: int) -> Iterator[Row]:
    while True:
        line = reader.line_num + 1 + before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"{error}; is a quotation mark left open there?"
            continue
        if not cells:
            continue  # a line without anything
        if len(cells) != len(fields):
            yield line, f"{len(cells)} cells where the header has {len(fields)}"
        else:
            yield line, dict(zip(fields, cells, strict=True))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _jsonl(path: Path, codec: str, notes: tuple[str, ...]) -> Source:
    def rows(wanted: Sequence[str]) -> Iterator[Row]:
        with _lines(path, codec) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _object(line)

    fields: dict[str, None] = {}
    for _, row in rows(()):
        if isinstance(row, dict) and len(fields) < MOST_KEYS:
            fields.update(dict.fromkeys(row))
    return Source(list(fields), rows, codec, notes=notes)


def _object(line: str) -> dict[str, Any] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON ({str(error)[:80]})"
    return found if isinstance(found, dict) else "JSON, but no object with named values"


def _parquet(path: Path, limit: int) -> Source:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(MISSING) from None
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            meta, fields = file.metadata, list(file.schema_arrow.names)
            size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"is no Parquet file that can be read ({str(error)[:120]}); save it again"
        ) from None
    if size > 10 * limit:
        raise InputError(
            f"has {size:,} bytes when unpacked, more than ten times the limit of {limit:,}; split it, or raise "
            "max_bytes under [settings] in corpus.toml"
        )

    def rows(wanted: Sequence[str]) -> Iterator[Row]:
        try:
            with pyarrow.parquet.ParquetFile(path) as file:
                yield from _batches(file, list(dict.fromkeys(wanted)))
        except (pyarrow.ArrowException, OSError) as error:
            raise InputError(f"is damaged ({str(error)[:120]}); save it again") from None

    return Source(fields, rows, "parquet", "row")


def _batches(file: Any, fields: list[str]) -> Iterator[Row]:
    number = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=fields):
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip_longest(*columns):
            number += 1
            yield number, dict(zip(batch.schema.names, cells, strict=True))


def as_words(value: Any) -> str | None:
    """A cell as words; nothing where it holds something else than words, a number or a day.

    >>> as_words(3), as_words(None), as_words(["a"])
    ('3', '', None)
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return None
    return str(value) if isinstance(value, (bool, int, float)) else None
