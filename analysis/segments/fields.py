"""Lines that hold several things side by side: a date, a byline, a count of comments, buttons.

What is parted by bars, dots, tabs or wide spaces is read field by field.
"""

import re
from functools import lru_cache
from itertools import pairwise

from analysis.segments import people
from analysis.segments.forms import (
    LONGEST_HEADING,
    Part,
    comments_heading,
    furniture,
    header,
    reduced,
    section,
)

FIELD = re.compile(r"\s+[|•·»]\s+|\s*\|\s*|\t+|[^\S\n]{2,}|\xa0+")


@lru_cache(maxsize=4096)
def composite(line: str) -> tuple[Part, ...]:
    r"""A line of several fields, each of a page's furniture: date, byline, count of comments, the rest.

    Fields are parted by bars, dots, tabs or wide spaces; nothing where a field looks like prose.

    >>> [kind for *_, kind in composite("14 Comments\xa0 Fieldfare Journal")]
    ['comments_heading', 'boilerplate']
    """
    if len(line) > LONGEST_HEADING or not FIELD.search(line):
        return ()
    cuts = [
        0,
        *[match.start() if match[0].strip() else match.end() for match in FIELD.finditer(line)],
        len(line),
    ]
    found, known = [], 0
    for start, end in pairwise(cuts):
        piece = line[start:end]
        if not piece.strip():
            continue
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        field = piece.strip().lstrip("|•·»› \t\xa0")
        parts = _field(field)
        known += any(kind != "unknown" for *_, kind in parts)
        if parts[0][2] == "unknown" and (len(field.split()) > 5 or re.search(r"[.!?]$", field)):
            return ()
        shift = end - len(field)
        for number, (a, b, kind) in enumerate(parts):
            found.append(
                (
                    start if number == 0 else shift + a,
                    shift + b,
                    kind.replace("unknown", "boilerplate"),
                )
            )
    kinds = {kind for *_, kind in found}
    return (
        tuple(found)
        if len(found) > 1 and known and kinds & {"date", "byline", "comments_heading"}
        else ()
    )


def _field(field: str) -> list[Part]:
    if comments_heading(field)[1] is not None:
        return [(0, len(field), "comments_heading")]
    short = reduced(field)
    if short.stamp:
        stamp = short.stamp
        before, after = field[: stamp.start].rstrip(), field[stamp.end :].strip()
        if not after and len(before.split()) <= 3:
            name = people.bare_author(re.sub(r"^by\s+", "", before, flags=re.IGNORECASE))
            kind = "byline" if before and people.person(name) >= 0.5 else "boilerplate"
            return [*([(0, len(before), kind)] if before else []), (stamp.start, stamp.end, "date")]
    head = header(field)
    if head.author and head.stamp:
        kinds = {"comment_author": "byline", "comment_date": "date"}
        return [(a, b, kinds.get(kind, "boilerplate")) for a, b, kind in head.parts]
    if furniture(field) and furniture(field).role != "stray":  # type: ignore[union-attr]
        parts = furniture(field).parts  # type: ignore[union-attr]
        return [(a, b, "date" if kind == "date" else "boilerplate") for a, b, kind in parts] or [
            (0, len(field), "boilerplate")
        ]
    match = section("byline", field)
    if match and people.person(match["name"].split(",")[0]) >= 0.5:
        return [(0, len(field), "byline")]
    return [(0, len(field), "unknown")]
