"""Written tables made safe for spreadsheets: text never evaluated, and its letters read as UTF-8.

Row by row from the file that was written, so that a large table takes no more memory than its longest row. Numbers, days and
truth values stay as they are; only cells of text and of lists are guarded (see `analysis.spreadsheets`).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import spreadsheets, tables
from analysis.mistakes import InputError

GUARDED = ("text", "list")
LONGEST = 2**31 - 1
"""Characters of a cell; Python's own limit would refuse a comment of 128 KiB."""


def for_spreadsheets(paths: Iterable[Path]) -> None:
    """Rewrite tables (`NAME.csv`) for spreadsheets: guarded text, and the byte order mark by which Excel knows UTF-8."""
    for path in paths:
        if path.suffix != ".csv":
            raise InputError(
                f"{path.name} is no CSV; tables for spreadsheets are made as CSV only."
            )
        new = path.with_suffix(".csv.new")
        with (
            path.open(encoding="utf-8", newline="") as given,
            new.open("w", encoding="utf-8-sig", newline="") as taken,
            _long_cells(),
        ):
            taken.writelines(guarded_lines(path.stem, given))
        new.replace(path)


def guarded_lines(name: str, lines: Iterable[str]) -> Iterator[str]:
    r"""The lines of a table's CSV with its text guarded; whole records, each with its line end.

    >>> list(guarded_lines("findings", ["finding,theme\n", "=1,-\n"]))
    ['finding,theme\n', "'=1,'-\n"]
    """
    text = {column.name for column in tables.schema(name).columns if column.type in GUARDED}
    reader = csv.reader(lines)
    header = next(reader, [])
    yield _line(header)
    for row in reader:
        cells = zip(header, row, strict=True)
        yield _line([spreadsheets.guarded(cell) if name in text else cell for name, cell in cells])


def _line(row: list[str]) -> str:
    """A record as `tables.to_csv` writes it; every cell in quotation marks where one holds a carriage return."""
    out = io.StringIO(newline="")
    returns = any("\r" in cell for cell in row)
    csv.writer(
        out, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL
    ).writerow(row)
    return out.getvalue()


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
