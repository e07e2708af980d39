"""Codes: what a person or an automated coder said of a span of text, read, held to its words, asked for, and compared.

`stored` reads codes and lets them win over suggestions; `sheets` asks a coder for codes, blind and in a shuffled order; `taking`
takes a filled sheet in; `agreeing` says how far coders agree. Codes of a text that has changed are refused, nothing is overwritten
without being asked for, and every row says whether a person, an automated coder or a rule stands behind it.
"""

from analysis.coding.agreeing import agreement
from analysis.coding.cells import SheetError
from analysis.coding.sheets import Sheet, as_csv, as_html, sheet
from analysis.coding.stored import (
    HASH,
    LATER_HASH,
    SETTLED,
    TABLES,
    claims,
    coders,
    codes,
    comment_codes,
    faults,
    merged,
    named,
    outcomes,
    over,
    times,
    whole,
)
from analysis.coding.taking import Taken, check_label, joined, save, take, write

__all__ = [
    "HASH",
    "LATER_HASH",
    "SETTLED",
    "TABLES",
    "Sheet",
    "SheetError",
    "Taken",
    "agreement",
    "as_csv",
    "as_html",
    "check_label",
    "claims",
    "coders",
    "codes",
    "comment_codes",
    "faults",
    "joined",
    "merged",
    "named",
    "outcomes",
    "over",
    "save",
    "sheet",
    "take",
    "times",
    "whole",
    "write",
]
