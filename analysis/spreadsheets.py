"""What a spreadsheet would take for a formula, made plain text by an apostrophe, and back.

Excel and LibreOffice evaluate a cell of a CSV that begins with `=`, `+`, `-` or `@`, also behind white space or quotation
marks, and some versions the full-width forms of these signs. A reader's comment is nobody's formula. Where a comma isn't the
list separator of the reader's country, the cell is cut at semicolons, tabs or line ends within it, so that what follows these
is guarded, too. The apostrophe is put so that it can be taken away again exactly: `plain(guarded(cell)) == cell` for every text.
"""

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_PASSED = "\\s\"'\u2018\u2019\u200b-\u200f\u2060\ufeff\0"
"""What a spreadsheet may pass over before a sign."""

_CUTS = frozenset(";\t\r\n")
_AT_START = re.compile(f"[{_PASSED}]*+[{_SIGNS}]")
# Each run is begun once only, so that a text of nothing but line ends takes linear time.
_WITHIN = re.compile(f"(?<![;{_PASSED}])[;{_PASSED}]++(?=[{_SIGNS}])")


def guarded(cell: str) -> str:
    """The text as a spreadsheet shows it and never evaluates it.

    >>> guarded("=1+1"), guarded("- a list"), guarded("a = b"), guarded("well;=1+1")
    ("'=1+1", "'- a list", 'a = b', "well;'=1+1")
    """
    inside = _WITHIN.sub(lambda run: f"{run[0]}'" if _CUTS & set(run[0]) else run[0], cell)
    return f"'{inside}" if _AT_START.match(inside) else inside


def plain(cell: str) -> str:
    """The text that was guarded; one that never was stays as it is.

    >>> plain("'=1+1"), plain("'tis so"), plain("-1")
    ('=1+1', "'tis so", '-1')
    """
    inside = cell[1:] if cell.startswith("'") and _AT_START.match(cell) else cell
    return _WITHIN.sub(
        lambda run: run[0][:-1] if run[0].endswith("'") and _CUTS & set(run[0]) else run[0], inside
    )
