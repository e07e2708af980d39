"""What a spreadsheet makes of a sheet, read as it was meant: bytes, delimiters, and cells as codes."""

import csv
import io
import re

from analysis import spreadsheets
from analysis.coding.stored import HASH
from analysis.mistakes import InputError

NEEDED = ("item", "document", "start", "end", HASH)
TRUE, FALSE = {"true", "yes", "y", "1", "wahr", "vrai"}, {"false", "no", "n", "0", "falsch", "faux"}
MINUS = str.maketrans({"−": "-", "–": "-"})


class SheetError(InputError):
    """A sheet that can't be taken in: one sentence a fault."""


def rows_of(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their lines, whatever a spreadsheet made of it."""
    text = _decoded(name, content)
    first = text.split("\n", 1)[0]
    comma = max(",;\t", key=first.count)
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=comma, restval="", restkey="rest"
    )
    header = [(column or "").strip() for column in reader.fieldnames or ()]
    reader.fieldnames = header
    if missing := [column for column in NEEDED if column not in header]:
        raise SheetError(
            f"{name} lacks the columns {', '.join(missing)}; found {', '.join(filter(None, header)) or 'nothing'}. "
            "Fill in a sheet that `codes out` has made, and leave its first line as it is."
        )
    try:
        return [
            (
                reader.line_num,
                {
                    key: spreadsheets.plain(value or "").strip()
                    for key, value in row.items()
                    if key != "rest"
                },
            )
            for row in reader
            if any(isinstance(value, str) and value.strip() for value in row.values())
        ]
    except csv.Error as error:
        raise SheetError(f"{name} can't be read as CSV ({error}); save it again as CSV.") from None


def _decoded(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.startswith(b"PK\x03\x04"):
        raise SheetError(f"{name} is a workbook, not CSV; save it as CSV (UTF-8) and take that in.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What European spreadsheets write unasked; codes and hashes are ASCII, and texts aren't read from a sheet.
        return content.decode("cp1252", errors="replace")


def code(column: str, said: str) -> str:
    """A cell as the code that it means: spreadsheets write 1.0, +1, TRUE."""
    said = said.translate(MINUS).strip().lower()
    if column in ("sarcasm", "about_reform"):
        said = said.removesuffix(".0")
        return "true" if said in TRUE else "false" if said in FALSE else said
    if re.fullmatch(r"[+-]?\d+(?:[.,]0+)?", said):
        return str(int(float(said.replace(",", "."))))
    return said


def listed(said: str) -> tuple[str, ...]:
    """The names in a cell, whatever stands between them.

    >>> listed("ics; stp,pcn")
    ('ics', 'stp', 'pcn')
    """
    return tuple(name for name in re.split(r"[;, ]+", said) if name)
