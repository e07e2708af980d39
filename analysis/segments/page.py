"""The article's rows while they are being read: what is left, what was found, who is named.

`head`, `notes` and `body` each take their part of a page in turn; this is what they share.
"""

import re
from collections.abc import Iterable

from analysis import dates
from analysis.segments import forms, people
from analysis.segments.cuts import Cut
from analysis.segments.rows import Row

PROMO_END = 25
"""Words of a paragraph that ends a run of promotions: teasers are shorter."""
SURE_NAME = 0.7
LETTERS = re.compile(r"(?:readers['’] )?letters(?: to the editor)?(?: page)?", re.IGNORECASE)
RUN_IN = re.compile(r"[A-Z][\w .'’()-]{1,60}:")
"""A speaker's name, or a heading, run into a paragraph."""
SPEAKERS = 3
"""Paragraphs with a run-in name from which a page is taken for a hearing."""
TWO_SENTENCES = re.compile(r"[.!?][\"”’)]*\s+[A-Z‘“(]")

# Parts of a line that isn't a comment's: what a form calls them, and what they are in an article.
KINDS = {
    "byline": "byline",
    "date": "date",
    "comment_author": "byline",
    "comment_role": "byline",
    "comment_date": "date",
}

# Furniture that may stand anywhere, so that lines beside it aren't furniture by their company.
LONELY = frozenset(
    {
        "rule",
        "stray",
        "running-head",
        "page-number",
        "image",
        "label",
        "watermark",
        "fields",
        "end-mark",
    }
)


class Page:
    """Rows that belong to no comment (`free`), and the pieces they become, by index."""

    def __init__(self, rows: list[Row], free: list[int]):
        self.rows = rows
        self.free = free
        self.pieces: Cut = {}
        self.names: list[str] = []
        self.thread_end = max(set(range(len(rows))).difference(free), default=len(rows))
        self.order = {index: place for place, index in enumerate(free)}
        self.promotions = self._promotions()
        self.prose = [i for i in free if rows[i].prose and i not in self.promotions]
        self.letters = any(LETTERS.fullmatch(rows[i].text) for i in free[:6]) or any(
            forms.section("salutation", rows[i].text) or forms.section("valediction", rows[i].text)
            for i in free
        )
        self.hearing = sum(RUN_IN.match(rows[i].text) is not None for i in self.prose) >= SPEAKERS
        self._last = {rows[i].text: i for i in free}

    def give(self, index: int, kind: str, rule: str) -> None:
        """A row as one piece, and its marker."""
        self.pieces[index] = list(self.rows[index].pieces(kind, None, rule))

    def left(self, indices: Iterable[int]) -> list[int]:
        """Those rows that are nothing yet."""
        return [index for index in indices if index not in self.pieces]

    def following(self, index: int) -> int | None:
        """The next free row that isn't furniture, if it is near."""
        place = self.order[index]
        near = self.free[place + 1 : place + 12]
        return next((i for i in near if not (self.rows[i].furniture and i in self.pieces)), None)

    def beside(self, index: int) -> list[Row]:
        """The rows directly above and below."""
        return [self.rows[i] for i in (index - 1, index + 1) if 0 <= i < len(self.rows)]

    def listed_above(self, index: int) -> bool:
        """Whether the same short line stands again further down: an entry of a table of contents."""
        row = self.rows[index]
        return row.unit.words <= 12 and self._last[row.text] > index

    def line(self, index: int) -> None:
        """A line of furniture, or one with a date or a name in it, split at its parts."""
        row = self.rows[index]
        parts = row.furniture.parts if row.furniture else row.header.parts
        rule = row.furniture.role if row.furniture else "dateline"
        if not parts:
            self.give(index, "marker" if row.text in forms.DOTS else "boilerplate", rule)
            return
        sure = row.header.sure
        kinds = _merged([(a, b, self._kind(row.line[a:b], kind, sure)) for a, b, kind in parts])
        self.names += [
            people.bare_author(re.sub(r"^(?i:by)\s+", "", row.line[a:b]))
            for a, b, kind in kinds
            if kind == "byline"
        ]
        self.pieces[index] = list(row.parts(kinds, None, rule))

    def _kind(self, words: str, kind: str, sure: bool) -> str:
        if (
            kind in ("comment_date", "date")
            and (stamp := dates.read_stamp(words))
            and stamp.rule == "clock_only"
        ):
            return "boilerplate"
        if kind == "comment_author" and not sure and people.person(words) < 0.5:
            return "boilerplate"
        return KINDS.get(kind, "boilerplate")

    def _promotions(self) -> set[int]:
        """Rows in a run of promotions, forms or footers behind the first paragraph."""
        found: set[int] = set()
        seen, inside, before = False, False, -1
        for i in self.free:
            row = self.rows[i]
            ends = inside and self._ends_promotions(row)
            if ends and before in found and self.rows[before].short and self.rows[before].unit.gap:
                found.discard(before)  # the heading of the paragraph
            inside = inside and i == before + 1 and not ends
            if inside and not row.furniture:
                found.add(i)
            inside = inside or bool(row.furniture and row.furniture.opens and seen)
            seen, before = seen or row.prose, i
        return found

    def _ends_promotions(self, row: Row) -> bool:
        cut_off = row is self.rows[-1]
        long = row.prose and row.unit.words >= PROMO_END and (row.unit.closed or cut_off)
        section = forms.section("references", row.text) or forms.section("author", row.text)
        return long or row.heading or section is not None


def _merged(parts: list[forms.Part]) -> list[forms.Part]:
    """Parts of a line with neighbours that are both furniture made one."""
    merged: list[forms.Part] = []
    for start, end, kind in parts:
        if merged and kind == merged[-1][2] == "boilerplate":
            merged[-1] = (merged[-1][0], end, kind)
        else:
            merged.append((start, end, kind))
    return merged
