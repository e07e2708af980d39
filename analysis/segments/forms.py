"""What one line is by its form: furniture of a page, the head of a comment, a label, a button.

All forms are data (`analysis/data/lines.toml`, `comment_forms.toml`), matched against the line with a
printed date or time replaced by one sign, so that every form works with every way to print a date.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis import dates, lexicons
from analysis.segments import people

SIGN = "⌚"
LONGEST_HEADER = 160
NUMBERS = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}


WIDE = re.compile(r" {2,}|\t+")
DOTS = frozenset("•·*")
REPORTS = re.compile(
    r"(?:\b[\w ]{0,20}offensive\?\s*)?\b(?:report|flag|complain|alert)\b"
    r"(?:\s+(?:this|as|about|to|the|it|a|an|inappropriate|abuse|abusive|comment|post|user|spam|offensive|violation|policy|moderators?)\b)*(?:\s*\([^()]{0,40}[^\W\d][^()]{0,40}\))?",
    re.IGNORECASE,
)
"""The link that reports a comment; buttons about it are labels."""
LONGEST_HEADING = 180
NOT_HEADINGS = frozenset(
    {"comment-count", "comment-form", "pager", "sort", "nav", "promo", "share"}
)


Part = tuple[int, int, str]
"""Start, end and kind of a piece of a line, counted within the line."""


class Furniture(NamedTuple):
    """A line that isn't the text: its role, whether what follows is furniture too, and its split."""

    role: str
    opens: bool
    parts: tuple[Part, ...] = ()


class Header(NamedTuple):
    """The head or signature of a comment: its parts, how sure it is, and how its date is printed."""

    rule: str
    parts: tuple[Part, ...]
    author: bool
    stamp: bool
    clock: bool
    sure: bool
    date: str = ""


NO_HEADER = Header("", (), False, False, False, False)


class Reduced(NamedTuple):
    """A line with its date replaced by `SIGN`, and the date's span in the line."""

    text: str
    stamp: dates.Stamp | None

    def back(self, offset: int) -> int:
        """Where an offset of the reduced line lies in the line itself."""
        if self.stamp is None or offset <= self.stamp.start:
            return offset
        return offset + (self.stamp.end - self.stamp.start) - len(SIGN)


@lru_cache(maxsize=4096)
def reduced(line: str) -> Reduced:
    """The line with its first printed date as one sign."""
    stamp = dates.find_stamp(line) if len(line) <= 4 * LONGEST_HEADER else None
    if stamp is None:
        return Reduced(line, None)
    return Reduced(line[: stamp.start] + SIGN + line[stamp.end :], stamp)


@lru_cache(maxsize=4096)
def furniture(line: str) -> Furniture | None:
    """What kind of furniture a line is, or nothing.

    >>> furniture("Read the latest issue online").role
    'nav'
    """
    folded = " ".join(line.split())
    if len(folded) > 420:
        return None
    cells = [cell for cell in WIDE.split(line) if cell.strip()]
    if (
        len(cells) > 2
        and all(len(cell.split()) <= 4 for cell in cells)
        and any(map(furniture, cells))
    ):
        return Furniture("nav", False)
    short = reduced(folded)
    if short.text == SIGN:
        return None
    for pattern in lexicons.patterns("lines", "lines"):
        match = pattern(short.text) or (pattern(folded) if short.stamp else None)
        if match:
            parts = tuple(
                _trimmed(
                    folded,
                    sorted(
                        (short.back(match.start(name)), short.back(match.end(name)), name)
                        for name in ("label", "section", "byline", "series", "date", "after")
                        if name in match.re.groupindex and (match[name] or "").strip()
                    ),
                )
            )
            parts = parts if len(folded) == len(line) else ()
            return Furniture(pattern.entry["role"], bool(pattern.entry.get("opens")), parts)
    return None


@lru_cache(maxsize=4096)
def header(line: str) -> Header:
    """The line read as the head of a comment, or `NO_HEADER`.

    >>> [part[2] for part in header("dunnock 14th November 2013 - 21:46").parts]
    ['comment_author', 'comment_date']
    """
    if len(line) > LONGEST_HEADER:
        return NO_HEADER
    short = reduced(line)
    text = short.text.removesuffix(".") if short.text.endswith(SIGN + ".") else short.text
    for pattern in lexicons.patterns("comment_forms", "forms"):
        match = pattern(text)
        if not match:
            continue
        parts = [
            part
            for name in match.re.groupindex
            if (match[name] or "").strip()
            for part in _group(line, name, *_clear_of(short, *match.span(name)))
        ]
        if pattern.entry.get("weak") and short.stamp and short.stamp.rule == "clock_only":
            continue  # a time by itself is too little to make a name of what stands beside it
        author = next((line[a:b] for a, b, kind in parts if kind == "comment_author"), "")
        if author and not people.could_be_name(people.bare_author(author)):
            continue
        clock = False
        if short.stamp and SIGN in match[0]:
            clock = short.stamp.clock or short.stamp.rule == "relative"
            parts.append((short.stamp.start, short.stamp.end, "comment_date"))
        entry = pattern.entry
        sure = bool(
            entry.get("says")
            or entry.get("signed")
            or (entry.get("weak") is None and author and short.stamp)
        )
        return Header(
            pattern.name, tuple(_trimmed(line, sorted(parts))), bool(author), bool(short.stamp), clock, sure,
            short.stamp.rule if short.stamp else "",
        )  # fmt: skip
    return NO_HEADER


KINDS = {
    "author": "comment_author",
    "role": "comment_role",
    "label": "comment_label",
    "marker": "marker",
    "bullet": "marker",
    "report": "report_link",
}


def _clear_of(short: Reduced, start: int, end: int) -> tuple[int, int]:
    """A span of the reduced line in the line itself, ended before a date that a form took as part of it."""
    start, end = short.back(start), short.back(end)
    return start, short.stamp.start if short.stamp and start < short.stamp.start < end else end


def _group(line: str, group: str, start: int, end: int) -> list[Part]:
    """What a group of a form is; labels and buttons that stand wide apart are several."""
    printed = line[start:end]
    if group.startswith("report") and WIDE.search(printed.strip()):
        return [(start + a, start + b, kind) for a, b, kind in button_parts(printed)]
    kind = _kind(group, printed)
    if kind != "comment_label":
        return [(start, end, kind)]
    return [(start + a, start + b, kind) for a, b in _apart(printed)]


def _apart(printed: str) -> list[tuple[int, int]]:
    """The spans of what stands wide apart on a line."""
    gaps = [match.span() for match in WIDE.finditer(printed.rstrip())]
    starts = [0, *(b for _, b in gaps)]
    ends = [*(a for a, _ in gaps), len(printed)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if printed[a:b].strip()]


def _kind(group: str, printed: str) -> str:
    """Kind of a form's group; of marks between fields only dots are markers, of buttons only reports are links."""
    if re.fullmatch(r"#\d+", printed.strip()):
        return "marker"
    if group.startswith("marker") and printed.strip() not in DOTS:
        return "comment_label"
    if group.startswith("report") and not REPORTS.search(printed):
        return "comment_label"
    return KINDS[group.rstrip("0123456789")]


def button_parts(line: str) -> list[Part]:
    """A line of buttons as labels and, where it has one, the link that reports the comment.

    >>> [kind for *_, kind in button_parts("Reply   Favorite   Flag as abusive")]
    ['comment_label', 'comment_label', 'report_link']
    >>> button_parts("Reply to this Report this post")
    [(0, 13, 'comment_label'), (14, 30, 'report_link')]
    >>> [kind for *_, kind in button_parts("Recommended 31 Report Permalink")]
    ['comment_label', 'report_link', 'comment_label']
    """
    match = REPORTS.search(line)
    if match is None:
        return [(0, len(line), "comment_label")]
    if len(fields := _apart(line)) > 1:
        return [
            (start + a, start + b, kind)
            for start, end in fields
            for a, b, kind in button_parts(line[start:end])
        ]
    start, end = match.span()
    if not any(c.isalnum() for c in line[end:]):
        end = len(line)  # an arrow behind the link is part of it
    around = [
        (0, start, "comment_label"),
        (start, end, "report_link"),
        (end, len(line), "comment_label"),
    ]
    return [
        (a + len(line[a:b]) - len(line[a:b].lstrip()), a + len(line[a:b].rstrip()), kind)
        for a, b, kind in around
        if line[a:b].strip()
    ]


@lru_cache(maxsize=4096)
def label(line: str) -> tuple[str, str]:
    """`strong`, `weak`, `header`, `after` or `above` where a line is a label of a comment, and the kind of its value."""
    for pattern in lexicons.patterns("comment_forms", "labels"):
        if pattern(line):
            how = next(
                name
                for name in ("strong", "weak", "header", "after", "above")
                if pattern.entry.get(name)
            )
            return how, pattern.entry.get("value", "")
    return "", ""


@lru_cache(maxsize=4096)
def buttons(line: str) -> bool:
    """Whether a line is the buttons or the report link of a comment.

    >>> buttons("14 • Reply • Share ›"), buttons("Great article")
    (True, False)
    """
    if len(line) > LONGEST_HEADER:
        return False
    folded = " ".join(line.split())
    if any(pattern(folded) for pattern in lexicons.patterns("comment_forms", "furniture")):
        return True
    if re.fullmatch(r"[−–+▲▼△▽⬆⬇👍👎-]\s?[−–+▲▼△▽⬆⬇👍👎-]?(?:\s*\d+)?", folded):
        return True
    words = re.findall(r"[^\W\d_]+", folded.lower())
    sure, also = (lexicons.words("comment_forms", "buttons", key) for key in ("sure", "also"))
    if not words or not sure.union(also).issuperset(words):
        return False
    if folded.startswith("|") and len(words) <= 4:
        return True
    return (
        len(folded) <= 90
        and len(words) <= 14
        and not sure.isdisjoint(words)
        and words[0] not in ("this", "the", "i", "a")
        and not re.search(r"[.!?]$", folded)
    )


@lru_cache(maxsize=1024)
def comments_heading(line: str) -> tuple[bool, int | None]:
    """Whether a line heads the reader comments, and the number it states.

    >>> comments_heading("Readers' comments (9)"), comments_heading("No Comments")
    ((True, 9), (False, None))
    """
    folded = " ".join(line.split())
    site = furniture(folded) if len(folded) <= LONGEST_HEADING else None
    if len(folded) > LONGEST_HEADING or (site and site.role in NOT_HEADINGS):
        return False, None
    counted = section("counted", folded)
    if buttons(folded) and not counted:
        return False, None
    if counted:
        said = counted["count"].lower().replace(",", "")
        return True, int(said) if said.isdigit() else NUMBERS[said]
    if section("comments", folded):
        number = re.search(r"\d[\d,]*", folded)
        return True, int(number[0].replace(",", "")) if number else None
    return False, None


def glued(text: str) -> int:
    """Length of what a page glued to the front of a paragraph (an image's name, a date), or 0.

    >>> glued("AdobeStock_2086.jpgAs a child I recall reading the novel by Carroll.")
    19
    """
    for pattern in lexicons.patterns("lines", "glued"):
        if match := pattern(text):
            return match.end("front")
    return 0


def section(name: str, line: str) -> re.Match[str] | None:
    """Whether a line is the heading of a section of that name (`references`, `author`, `heading`, ...)."""
    return next(
        pattern(line) for pattern in lexicons.patterns("lines", "sections") if pattern.name == name
    )


def _trimmed(line: str, parts: list[Part]) -> list[Part]:
    """Parts without surrounding white space; what stands between them goes to the part before it."""
    kept = []
    for start, end, kind in parts:
        piece = line[start:end]
        kept.append(
            (start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()), kind)
        )
    tiled: list[Part] = []
    for number, (start, end, kind) in enumerate(kept):
        if number == 0 and line[:start].strip():
            start = len(line) - len(line.lstrip())
        until = kept[number + 1][0] if number + 1 < len(kept) else len(line)
        loose = line[end:until]
        if loose.strip():
            end += len(loose.rstrip())
        tiled.append((start, end, kind))
    return tiled
