"""The lines of a text with their offsets, and which of them a printer repeats on every page."""

import re
from typing import NamedTuple

CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
COUNTED_PAGE = re.compile(r"page\s+\d{1,4}\s+of\s+\d{1,4}", re.IGNORECASE)
PAGE = re.compile(r"(?:page\s+)?-?\s*\d{1,4}\s*-?(?:\s+of\s+\d+)?", re.IGNORECASE)


class Line(NamedTuple):
    """A line that isn't blank: its stripped span, the blank lines before it and its indent.

    `fresh`: the rest of a line whose front was cut off; it begins a unit.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int
    fresh: bool = False


def lines(text: str) -> list[Line]:
    r"""The lines that hold anything, by every line end that Unicode knows.

    >>> [line.text for line in lines("One\r\n\r\n  two")]
    ['One', 'two']
    """
    found: list[Line] = []
    offset = gap = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            found.append(Line(start, start + len(stripped), stripped, gap, indent))
            gap = 0
        else:
            gap += 1
        offset += len(raw)
    return found


def running_heads(text: str) -> frozenset[str]:
    r"""Short lines that a printer repeats: they stand next to a page number or a form feed, or in mid-sentence.

    >>> sorted(running_heads("WATER\n\nIt was lost\n\n14\n\nWATER\n\nto us. WATER"))
    ['WATER']
    """
    rows = lines(text)
    count: dict[str, int] = {}
    for row in rows:
        count[row.text] = count.get(row.text, 0) + 1
    found = set()
    for number, row in enumerate(rows):
        if (
            count[row.text] < 2
            or len(row.text) > 90
            or CLOSED.search(row.text)
            or not any(c.isalpha() for c in row.text)
        ):
            continue
        near = [rows[i].text for i in (number - 1, number + 1) if 0 <= i < len(rows)]
        if any(PAGE.fullmatch(other) for other in near):
            found.add(row.text)
    return frozenset(found)


def counted_heads(text: str) -> frozenset[str]:
    r"""Lines that stand again and again beside "Page 2 of 7": a printer's, even where they have a name and a date.

    >>> sorted(
    ...     counted_heads(
    ...         "Cabinet 14 May 2012\nPage 1 of 2\n\nIt was.\n\nCabinet 14 May 2012\nPage 2 of 2"
    ...     )
    ... )
    ['Cabinet 14 May 2012']
    """
    rows = lines(text)
    beside: dict[str, list[bool]] = {}
    for number, row in enumerate(rows):
        near = rows[max(0, number - 1) : number] + rows[number + 1 : number + 2]
        counted = any(COUNTED_PAGE.fullmatch(other.text) for other in near)
        beside.setdefault(row.text, []).append(counted)
    return frozenset(text for text, counted in beside.items() if len(counted) > 1 and all(counted))
