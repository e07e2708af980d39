"""A unit with everything that its form alone tells: the common ground of `threads` and `article`."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from analysis import lexicons
from analysis.segments import fields, forms, people
from analysis.segments.paragraphs import Unit

PROSE_WORDS = 8
"""A closed unit of so many words is prose; a unit of `LONG_WORDS` is, closed or not."""
LONG_WORDS = 20

QUESTION_WORDS = 15
"""A shorter unit that is a question is as likely a heading or a title."""

EITHER = frozenset(
    {
        "about us",
        "have your say",
        "contact us",
        "help",
        "news",
        "events",
        "updates",
        "our work",
        "what we do",
        "jobs",
    }
)
REPEATED = 3
"""Times from which "Responses (2)" is a button of each comment and no heading."""

# Furniture that a reader may well write in a comment: a link, a number, "Share".
WRITTEN = frozenset({"stray", "link", "image", "label", "share", "contact", "citation", "tags", "page-number", "end-mark",
                     "history", "series-name", "attendance", "rating", "audience-notice", "section"})  # fmt: skip


VOTES = re.compile(r"[-+−–▲▼♥❤]?\s?\d{1,5}(?:\s+[-+−–▲▼♥❤]?\s?\d{1,5})?")


class Piece(NamedTuple):
    """A typed span; `comment` is the number of the reader comment that it belongs to."""

    start: int
    end: int
    kind: str
    comment: int | None
    rule: str


# Words that name a page's own lines, but behind a number a section: "1. About us".
NUMBERED_HEADINGS = frozenset({"nav", "label", "share", "promo", "contact"})


class Row(NamedTuple):
    """A unit and its readings as a single line."""

    unit: Unit
    furniture: forms.Furniture | None
    header: forms.Header
    label: str
    value: str
    buttons: bool
    heading: bool
    declared: int | None
    fields: tuple[forms.Part, ...] = ()
    line: str = ""

    @property
    def text(self) -> str:
        """Its words, white space folded, without a list marker."""
        return self.unit.text

    @property
    def head(self) -> bool:
        """Whether it has the form of a comment's head or signature."""
        return bool(self.header.rule)

    @property
    def votes(self) -> bool:
        """Whether it is votes for and against, on a line by themselves."""
        return bool(VOTES.fullmatch(self.text))

    @property
    def site(self) -> bool:
        """Whether it is furniture that no reader writes into a comment."""
        return self.furniture is not None and self.furniture.role not in WRITTEN

    @property
    def written(self) -> bool:
        """Whether a reader may have written it as (part of) a comment."""
        return not (self.buttons or self.votes or self.site or self.heading)

    @property
    def nameable(self) -> bool:
        """Whether it could be somebody's name or pen name, by its form and length."""
        return (
            self.short and self.furniture is None and self.label != "above"
            and not (self.buttons or self.heading or self.head)
            and people.could_be_name(self.text.rstrip(","))
        )  # fmt: skip

    @property
    def short(self) -> bool:
        """Few words that end no sentence: a name, a heading, a label."""
        return (
            self.unit.words <= 8
            and len(self.text) <= 70
            and not re.search(r"[.!?;…][\"'”’)]*$", self.text)
        )

    @property
    def prose(self) -> bool:
        """Text that somebody wrote in sentences."""
        if self.furniture or self.head or self.heading:
            return False
        if self.unit.words < QUESTION_WORDS and self.text.rstrip("\"”’'").endswith("?"):
            return False
        return self.unit.words >= LONG_WORDS or (
            self.unit.words >= PROSE_WORDS and self.unit.closed
        )

    @property
    def name(self) -> float:
        """How much it looks like a name by itself, from 0 to 1."""
        if self.furniture or self.label or self.buttons or self.heading or not self.short:
            return 0.0
        return people.person(self.text)

    @property
    def job(self) -> bool:
        """Whether it says what a person does."""
        words = {word.strip(",.()").lower() for word in self.text.split()}
        return bool(words & lexicons.words("names", "role"))

    def pieces(self, kind: str, comment: int | None, rule: str) -> Iterable[Piece]:
        """Its marker, if it has one, and itself as one span."""
        if kind == "comments_heading" and self.fields:
            yield from self.parts(self.fields, comment, "fields")
            return
        if self.unit.marker:
            yield Piece(*self.unit.marker, "marker", comment, "list-marker")
        yield Piece(self.unit.start, self.unit.end, kind, comment, rule)

    def parts(self, parts: Iterable[forms.Part], comment: int | None, rule: str) -> Iterable[Piece]:
        """Its marker and the spans of a line form, whose offsets count within the unit."""
        if self.unit.marker:
            yield Piece(*self.unit.marker, "marker", comment, "list-marker")
        for start, end, kind in parts:
            yield Piece(self.unit.start + start, self.unit.start + end, kind, comment, rule)


def read(units: list[Unit], raw: str, running_heads: frozenset[str] = frozenset()) -> list[Row]:
    """Each unit with its readings; lines that a printer wrapped are read folded, without a header."""
    rows = [_row(unit, raw[unit.start : unit.end], running_heads) for unit in units]
    counts = Counter(_shape(row.text) for row in rows if row.heading)
    rows = [
        row._replace(heading=False, declared=None, buttons=True)
        if row.heading and counts[_shape(row.text)] >= REPEATED
        else row
        for row in rows
    ]
    rows = [
        _unless_heading(row, rows[i - 1 : i] + rows[i + 1 : i + 2]) for i, row in enumerate(rows)
    ]
    if len(rows) > 1:
        rows[-1] = _cut_off(rows[:-1], rows[-1])
    return rows


def _row(unit: Unit, line: str, running_heads: frozenset[str]) -> Row:
    single = "\n" not in line and "\r" not in line
    heading, declared = forms.comments_heading(unit.text)
    header = forms.header(line) if single and not heading else forms.NO_HEADER
    furniture = forms.furniture(line) if single else _without_parts(forms.furniture(unit.text))
    parts: tuple[forms.Part, ...] = ()
    if unit.text in running_heads or line in running_heads:
        furniture, header = forms.Furniture("running-head", False), forms.NO_HEADER
    elif single and not (heading or header.rule):
        parts = fields.composite(line)
    if parts:
        counts = [line[a:b] for a, b, kind in parts if kind == "comments_heading"]
        heading, declared = forms.comments_heading(counts[0]) if counts else (False, None)
        furniture, header = forms.Furniture("fields", False, parts), forms.NO_HEADER
    if furniture and unit.mark[:1].isdigit() and furniture.role in NUMBERED_HEADINGS:
        furniture = None
    return Row(
        unit, None if heading else furniture, header, *forms.label(unit.text),
        forms.buttons(unit.text), heading, declared, parts, line,
    )  # fmt: skip


def _without_parts(furniture: forms.Furniture | None) -> forms.Furniture | None:
    return furniture._replace(parts=()) if furniture else None


def _unless_heading(row: Row, beside: list[Row]) -> Row:
    """A line that may be the site's or a heading is a heading where it stands between the text's own lines."""
    if row.furniture is None or row.text.lower() not in EITHER or len(beside) < 2:
        return row
    above, below = beside
    own = above.furniture is None and below.furniture is None and not below.heading
    text = below.prose or below.unit.marker is not None
    return row._replace(furniture=None) if own and text and row.unit.gap else row


def _cut_off(before: list[Row], last: Row) -> Row:
    """The last row of a page that was cut off: read like an earlier line of furniture that it begins."""
    shape = _shape(last.text)
    if last.buttons or last.furniture or last.head or last.unit.words > 6 or len(shape) < 3:
        return last
    for row in before:
        if row.buttons and _shape(row.text).startswith(shape):
            return last._replace(buttons=True)
    return last


def _shape(text: str) -> str:
    """Letters small, numbers as one sign and none in front: what lines of buttons have in common."""
    return re.sub(r"\d+", "0", "".join(text.split()).lower()).lstrip("0")
