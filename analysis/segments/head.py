"""The head of an article: title, standfirst, byline and date, among the lines of the site."""

import re

from analysis import lexicons
from analysis.segments import copies, forms, people
from analysis.segments.page import LONELY, SURE_NAME, TWO_SENTENCES, Page
from analysis.segments.rows import Row

MOST_CANDIDATES = 40
FAR = 25
"""Rows from the top within which a date or byline belongs to the head."""
STANDFIRST_WORDS = 7
LONGEST_STANDFIRST = 45
HEADING_WORDS = 14
BYLINE_WORDS = 16
CONTACT = re.compile(r"\bcorrespond(?:ence|ing)\b|\be-?mail\s*:", re.IGNORECASE)
AFFILIATION = re.compile(
    r"\b(?:university|institute|department|school of|faculty of|college|hospital|centre for|center for|foundation"
    r"|trust|correspondence|special to|e-?mail:)\b|@",
    re.IGNORECASE,
)


def read(page: Page) -> int:
    """Give the rows above the text their kinds; gives the index at which the text begins."""
    first = page.prose[0] if page.prose else (page.free[-1] + 1 if page.free else 0)
    last_dated = max(_datelines(page), default=-1)
    opens = bool(page.prose) and _opens_as_title(page, first)
    opening = [i for i in page.free if i < first or (i == first and opens) or i <= last_dated]
    for i in opening:
        _dated_or_signed(page, i)
    _best_name(page, opening)
    title, standfirsts = _title(
        page,
        [i for i in page.left(opening) if i < page.thread_end and _could_title(page.rows[i])],
        opening,
    )
    if title is not None:
        page.give(title, "title", "head-line")
    for i in standfirsts:
        page.give(i, "standfirst", "line-under-title")
    for i in page.left(opening):
        _rest(page, i, title, first)
    return opening[-1] + 1 if opening else first


def byline_name(row: Row) -> str:
    """The name in a line that begins as bylines do, or nothing."""
    match = forms.section("byline", row.text)
    if not match or row.unit.words > BYLINE_WORDS:
        return ""
    name = re.split(r"[»›|·•@]|,| and | & |\||\bfor\b|\bin\b|\bat\b", match["name"])[0].strip()
    fits = people.could_be_name(name) and name[:1].isupper() and people.person(name) >= 0.5
    return name if fits else ""


def name_score(page: Page, i: int) -> float:
    """How much a line is one or several names, perhaps with a role, from 0 to 1 and a little more above a date."""
    row = page.rows[i]
    parts = [part for part in re.split(r",\s+|\s+and\s+|\s+&\s+", row.text) if part]
    if (
        row.furniture
        or row.label
        or row.heading
        or row.unit.words > HEADING_WORDS
        or len(parts) > 8
    ):
        return 0.0
    scores = [people.person(part) for part in parts]
    score = min(scores[:1] if row.job else scores, default=0.0)
    if i + 1 == len(page.rows):
        return score
    below = page.rows[i + 1]
    placed = below.unit.gap == 0 and AFFILIATION.search(below.text) is not None
    return (
        score
        + 0.15 * _is_dateline(below)
        + 0.3 * placed
        + 0.1 * (score > 0 and _named_below(page, row))
    )


def _named_below(page: Page, row: Row) -> bool:
    """Whether the text speaks of somebody by a part of this name."""
    parts = [word.strip(".,") for word in row.text.split() if len(word) > 3 and word[0].isupper()]
    return any(
        re.search(rf"\b{re.escape(part)}\b", page.rows[i].text)
        for part in parts
        for i in page.prose[:FAR]
    )


def _opens_as_title(page: Page, first: int) -> bool:
    """Whether a first line in one sentence, above much longer paragraphs, is the title."""
    row = page.rows[first]
    if first != page.free[0] or page.letters or len(page.prose) < 2:
        return False
    below = page.rows[page.prose[1]].unit.words
    if not row.unit.closed:
        return row.unit.words <= 40 and below > row.unit.words
    return (
        not TWO_SENTENCES.search(row.text) and row.unit.words <= 30 and below >= 3 * row.unit.words
    )


def _datelines(page: Page) -> list[int]:
    """Rows near the top that print a date or a byline, below a standfirst at most."""
    found, prose = [], 0
    for i in page.free[:FAR]:
        row = page.rows[i]
        prose += row.prose
        if prose > 1 or (row.prose and row.unit.words > LONGEST_STANDFIRST):
            break
        signed = any(kind == "byline" for *_, kind in row.fields) or bool(byline_name(row))
        if _is_dateline(row) or (signed and i > page.free[0]):
            found.append(i)
    return found


def _is_dateline(row: Row) -> bool:
    parts = row.furniture.parts if row.furniture else ()
    return row.header.stamp or any(kind == "date" for *_, kind in parts)


def _dated_or_signed(page: Page, i: int) -> None:
    row = page.rows[i]
    if name := byline_name(row):
        page.names.append(name)
        page.give(i, "byline", "byline-words")
    elif row.furniture or row.header.stamp:
        page.line(i)
        page.names += _names_in(row)


def _names_in(row: Row) -> list[str]:
    """The names that a line of several parts signs with: "Posted on 8 May 2013 by Tom Bell"."""
    parts = row.furniture.parts if row.furniture else ()
    found = [row.line[a:b] for a, b, kind in parts if kind == "byline"]
    return [re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in found]


def _has(page: Page, i: int, *kinds: str) -> bool:
    return any(piece.kind in kinds for piece in page.pieces.get(i, ()))


def _best_name(page: Page, opening: list[int]) -> None:
    """The line of the head that is most like a name, with the lines of role and place below it."""
    signed = [i for i in opening if _has(page, i, "byline")]
    if not signed:
        unsigned = [i for i in page.left(opening) if i != page.free[0] or len(opening) == 1]
        best = max(unsigned, key=lambda i: name_score(page, i), default=None)
        if best is None or name_score(page, best) < SURE_NAME:
            return
        signed = [best, *_names_beside(page, best)]
        for i in signed:
            page.names.append(page.rows[i].text)
            page.give(i, "byline", "name-line")
        signed.sort()
    for i in range(signed[-1] + 1, len(page.rows)):
        row = page.rows[i]
        if row.furniture and "@" in row.text and " " not in row.text:
            page.give(i, "byline", "below-byline")
            continue
        prose = row.prose and not CONTACT.search(row.text)
        if (
            i in page.pieces
            or i not in page.order
            or prose
            or row.heading
            or forms.section("heading", row.text)
        ):
            return
        job = row.job and row.unit.gap == 0 and row.unit.words <= 10
        if not job and not AFFILIATION.search(row.text):
            return
        page.give(i, "byline", "below-byline")


def _names_beside(page: Page, best: int) -> list[int]:
    """Further names on the lines directly above and below the best one, as sure as it."""
    found = []
    for step in (1, -1):
        i = best + step
        while (
            i in page.order
            and i not in page.pieces
            and i != page.free[0]
            and name_score(page, i) >= 0.9
        ):
            found.append(i)
            i += step
    return found


def _could_title(row: Row) -> bool:
    if row.furniture or row.buttons or row.unit.marker or forms.section("heading", row.text):
        return False
    return not (row.label and row.unit.words < 3)


def _title(page: Page, candidates: list[int], opening: list[int]) -> tuple[int | None, list[int]]:
    """The candidate that is most like a title, and the standfirsts under it."""
    marks = [i for i in opening if _has(page, i, "byline", "date")]
    above = [
        i for i in candidates if marks and i < marks[-1] and not _names_institution(page.rows[i])
    ]
    pool = _distinct(page, above or candidates)
    rows = page.rows
    told = [
        i
        for i in pool
        if not rows[i].unit.closed and rows[i].unit.words > 12 and _tells(rows[i].text)
    ]
    if not pool or pool == told:
        return None, pool[:1]
    if page.hearing and all(_names_institution(rows[i]) for i in pool):
        return None, []
    if len(pool) > 1 and "|" in rows[pool[0]].text:
        pool = pool[1:]  # the site's name and what it says of itself
    pool = [i for i in pool if i not in told]
    if not pool:
        return None, told[:1]
    headings = [row.text for row in rows if row.heading]
    if again := [
        i for i in pool if rows[i].unit.words > 2 and any(rows[i].text in text for text in headings)
    ]:
        under = [i for i in candidates if i > again[0] and rows[i].unit.words >= STANDFIRST_WORDS]
        return again[0], under[-1:]
    long = [i for i in pool if rows[i].unit.words >= STANDFIRST_WORDS]
    if len(long) > 2:
        return long[0], long[1:]
    if len(pool) > 1 and pool[-1] in long and _is_title_over(rows[pool[-2]], rows[pool[-1]]):
        return pool[-2], [pool[-1]]

    def score(i: int) -> float:
        text, words = rows[i].text, rows[i].unit.words
        next_to = any(i < mark and not page.left(range(i + 1, mark)) for mark in marks)
        shape = (
            -4 * _names_institution(rows[i])
            + 2 * text.endswith(("?", "!"))
            - 3 * text.endswith(".")
            - 4 * (words < 2)
        )
        return min(words, 8) + 4 * next_to + shape - 0.1 * pool.index(i)

    title = max(pool, key=score)
    under = [i for i in candidates if i > title and rows[i].unit.words >= STANDFIRST_WORDS]
    return title, under[-1:] if under and under[-1] == candidates[-1] else []


def _names_institution(row: Row) -> bool:
    """A committee, a newspaper, a department: what stands above a title, in capitals."""
    words = row.text.split()
    capital = all(word[0].isupper() or len(word) < 4 for word in words)
    body = words[-1].lower() in lexicons.words("names", "body")
    return 1 < len(words) <= 6 and capital and body


def _tells(text: str) -> bool:
    """Two sentences: a standfirst, not a title; a question may open a title."""
    return re.search(r"[.!][\"”’)]*\s+[A-Z‘“(]", text) is not None


def _distinct(page: Page, candidates: list[int]) -> list[int]:
    """The candidates without those that repeat an earlier one."""
    kept: list[tuple[int, list[copies.Word]]] = []
    for i in candidates[:MOST_CANDIDATES]:
        words = copies.folded(page.rows[i].text)
        if not any(copies.stretch(words, other) for _, other in kept):
            kept.append((i, words))
    return [i for i, _ in kept]


def _is_title_over(upper: Row, lower: Row) -> bool:
    """Whether the upper of two lines is a title and the lower its standfirst, not a section's name."""
    words = upper.text.split()
    if _names_institution(upper):
        return False
    if lower.text.endswith("?") and not upper.text.endswith("?"):
        return False
    if len(words) >= 5:
        return True
    section = upper.text.isupper() or len(words) < 2 or (upper.unit.gap == 0 and lower.unit.gap > 0)
    return not section and any(word[0].islower() and len(word) > 3 for word in words)


def _rest(page: Page, i: int, title: int | None, first: int) -> None:
    """A line of the head that is neither title nor byline nor date."""
    row = page.rows[i]
    below = title is not None and i > title
    following = page.following(i)
    if title is not None and copies.stretch(
        copies.folded(row.text), copies.folded(page.rows[title].text)
    ):
        page.give(i, "title", "title-again")
    elif forms.section("author", row.text):
        page.give(i, "boilerplate", "author-label")
    elif forms.section("heading", row.text):
        contents = following is not None and page.listed_above(following)
        page.give(i, *(("boilerplate", "contents") if contents else ("heading", "section-heading")))
    elif row.prose and below:
        page.give(i, "standfirst", "line-under-title")
    elif i and in_company(page.rows[i - 1]) and row.unit.gap == 0 and row.short:
        page.give(i, "boilerplate", "below-furniture")
    elif (
        below
        and following == first
        and row.text.endswith((",", "."))
        and row.unit.words <= HEADING_WORDS
    ):
        page.give(i, "body", "greeting")
    elif below and following == first and row.unit.words <= HEADING_WORDS and not row.label:
        page.give(
            i, "heading" if row.unit.words < STANDFIRST_WORDS else "standfirst", "line-above-text"
        )
    elif row.unit.marker and below and not page.listed_above(i):
        page.give(i, "list_item", "list-marker")
    else:
        page.give(i, "boilerplate", "head-line")


def in_company(row: Row) -> bool:
    """Furniture that comes in runs; a rule, a picture or a page number may stand anywhere."""
    return row.furniture is not None and row.furniture.role not in LONELY
