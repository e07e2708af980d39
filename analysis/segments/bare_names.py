"""Comments under bare names, without a date or a word that says who speaks: the weakest sign there is.

A short line above a paragraph is a heading as often as a name. So a page must show several, most of
them sure to be names by a given name, a title, a handle or repetition, before any is taken for one.
"""

from analysis.segments.cuts import Cut, end_of_thread, within
from analysis.segments.heads import MOST, SURE_NAME
from analysis.segments.rows import Row

NAME_WORDS = 5
POSSIBLE, LIKELY = 0.3, 0.4
PARLIAMENT = frozenset({"speech", "attendance"})
"""Furniture of debates and hearings, where names head speeches."""


def cut(rows: list[Row], begin: int, headed: bool) -> Cut:
    """Comments under bare names; a gap wider than the page's usual one stands for a lost name."""
    names = _under_heading(rows, begin) if headed else _on_their_own(rows)
    if not names:
        return {}
    end = end_of_thread(rows, names[-1])
    gaps = [rows[i].unit.gap for i in range(names[0] + 1, end)]
    usual = max(1, max(set(gaps), key=gaps.count))
    pieces: Cut = {}
    number = 0
    for index in range(names[0], end):
        row = rows[index]
        lost = row.unit.gap > usual and index - 1 not in names
        number += index in names or lost
        if index in names:
            pieces[index] = list(row.pieces("comment_author", number, "bare-name"))
        else:
            pieces[index] = within(row, number)
    return pieces


def _candidates(rows: list[Row], begin: int) -> list[int]:
    """Short lines with text below them that could be names by their form."""

    def could(i: int) -> bool:
        row, below = rows[i], rows[i + 1]
        if not row.nameable or row.unit.words > NAME_WORDS or row.label or row.unit.marker:
            return False
        return below.written and not below.head and (not below.nameable or below.unit.closed)

    return [i for i in range(begin, len(rows) - 1) if could(i)]


def _under_heading(rows: list[Row], begin: int) -> list[int]:
    """Names in a thread that a heading announces: its first line is one."""
    found = _candidates(rows, begin)
    if not found or found[0] != begin or rows[begin].name < POSSIBLE:
        return []
    least = LIKELY if rows[begin].name >= LIKELY else POSSIBLE
    return [i for i in found if rows[i].name >= least]


def _on_their_own(rows: list[Row]) -> list[int]:
    """Names on a page without a heading for its comments, where most of them are sure."""
    if any(row.furniture and row.furniture.role in PARLIAMENT for row in rows):
        return []
    first_text = next((i for i, row in enumerate(rows) if row.prose), len(rows))
    found = _candidates(rows, 0)
    later = [i for i in found if i > first_text and not _introduces_itself(rows, i)]
    opening = [i for i in found if i + 1 == first_text and not _is_byline(rows, i, later)]
    sure = [i for i in later if rows[i].name >= SURE_NAME]
    if not later or len(later) + len(opening) < 2 or len(sure) < MOST * len(later):
        return []
    begin = 0 if opening else sure[0]
    return opening + [i for i in later if rows[i].name >= POSSIBLE and i >= begin]


def _introduces_itself(rows: list[Row], index: int) -> bool:
    """A name above a note on the author, who is named again in its first words."""
    first = {word.strip(".,").lower() for word in rows[index + 1].text.split()[:5]}
    return bool(first & {word.strip(".,").lower() for word in rows[index].text.split()})


def _is_byline(rows: list[Row], index: int, later: list[int]) -> bool:
    """A sure name under a title, which no comment has: the article's author."""
    if index == 0 or any(rows[i].text == rows[index].text for i in later):
        return False
    above = rows[index - 1]
    titled = above.furniture is None and not above.head and above.unit.words >= 3
    return rows[index].name >= SURE_NAME and titled
