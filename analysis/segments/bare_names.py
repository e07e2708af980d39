"""Comments under bare names, without a date or a word that says who speaks: the weakest sign there is.

A short line above a paragraph is a heading as often as a name. So a page must show several, most of
them sure to be names by a given name, a title, a handle or repetition, before any is taken for one.
"""

import re

from analysis.segments.cuts import Cut, end_of_thread, within
from analysis.segments.heads import SURE_NAME
from analysis.segments.page import RUN_IN, SPEAKERS
from analysis.segments.rows import Row

NAME_WORDS = 5
POSSIBLE, LIKELY = 0.3, 0.4
ENOUGH = 0.65
"""Likelihood of names from which a page without a heading is read as comments; found on the cases."""
SELF = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|mine|we|our|you|your)\b")
WORD = re.compile(r"[^\W\d_]+")
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
    """Names on a page without a heading for its comments, where enough speaks for names."""
    speakers = sum(row.prose and RUN_IN.match(row.text) is not None for row in rows)
    debate = any(row.furniture and row.furniture.role in PARLIAMENT for row in rows)
    if debate or speakers >= SPEAKERS:
        return []
    first_text = next((i for i, row in enumerate(rows) if row.prose), len(rows))
    found = _candidates(rows, 0)
    later = [i for i in found if i > first_text and not _introduces_itself(rows, i)]
    opening = [i for i in found if i + 1 == first_text and not _is_byline(rows, i, later)]
    names = opening + later
    if not later or len(names) < 2 or _likelihood(rows, names) < ENOUGH:
        return []
    sure = [i for i in later if rows[i].name >= SURE_NAME]
    begin = 0 if opening or not sure else sure[0]
    return opening + [i for i in later if rows[i].name >= POSSIBLE and i >= begin]


def _likelihood(rows: list[Row], names: list[int]) -> float:
    """How much the short lines of a page speak for names and against headings.

    For names: that they look like names, that one stands twice, that people speak of themselves below
    them. Against: that their words stand in the paragraphs, as the words of headings do.
    """
    looks = sum(rows[i].name for i in names) / len(names)
    sure = any(rows[i].name >= SURE_NAME for i in names)
    again = len({rows[i].text for i in names}) < len(names)
    personal = sum(SELF.search(rows[i + 1].text) is not None for i in names) / len(names)
    prose = {word for row in rows if row.prose for word in WORD.findall(row.text)}
    topics = sum(_is_topic(rows[i].text, prose) for i in names) / len(names)
    if not sure and not again:
        return 0.0
    return looks + 0.3 * again + 0.2 * personal - 0.6 * topics


def _is_topic(line: str, prose: set[str]) -> bool:
    """Whether most of a line's longer words stand in the page's prose, in small letters."""
    words = [word.lower() for word in WORD.findall(line) if len(word) > 3]
    return bool(words) and 2 * sum(word in prose for word in words) > len(words)


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
