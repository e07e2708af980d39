"""The body of an article: paragraphs, headings, lists, repeated quotations, and the lines between."""

import re
from bisect import bisect_left, bisect_right

from analysis.segments import copies, forms
from analysis.segments.head import HEADING_WORDS, in_company, name_score
from analysis.segments.page import RUN_IN, SURE_NAME, TWO_SENTENCES, Page
from analysis.segments.paragraphs import CORRESPONDENCE, OPEN_WORDS
from analysis.segments.rows import Row

LONG_ITEM = 30
LONGEST_QUESTION = 40
LEAST_QUESTIONS = 3
"""Questions, each with an answer under it, from which a page is one of questions and answers."""
LEAST_QUOTE, LONGEST_QUOTE, NEAR_ROWS = 5, 70, 40
CLAUSE = re.compile(r"\d+\.\d")
UNHEADED = (".", ",", ";", ":", "!", "…")
"""Ends that no heading has."""


def read(page: Page) -> None:
    """Give every row that is left its kind."""
    last = max(page.left(page.prose), default=-1)
    questions = _questions(page)
    quotes = _repeated(page)
    for i in page.left(page.free):
        row = page.rows[i]
        if row.furniture or (row.header.stamp and not row.prose and not row.unit.marker):
            page.line(i)
        elif i in page.promotions:
            page.give(i, "boilerplate", "promotion")
        elif row.heading:
            alone = i > last and "comment" in row.text.lower()
            page.give(i, "comments_heading" if alone else "heading", "heading-alone")
        elif i in quotes:
            page.give(i, "pull_quote", "near-copy")
        elif row.unit.marker:
            page.give(i, *_marked(page, i))
        elif i in questions:
            page.give(i, "heading", "question")
        else:
            page.give(i, *_plain(page, i, last))


def _plain(page: Page, i: int, last: int) -> tuple[str, str]:
    """A unit without any mark: an item of an unmarked list, a paragraph, or a line between."""
    if CORRESPONDENCE.match(page.rows[i].text):
        return "byline", "correspondence"
    if page.rows[i].text[0].islower() and _listed(page, i):
        return "list_item", "run-of-lines"
    return ("body", "prose") if page.rows[i].prose else _between(page, i, last)


def _repeated(page: Page) -> set[int]:
    """Rows whose words a longer paragraph near them holds."""
    words = {i: copies.folded(page.rows[i].text) for i in page.left(page.free)}
    hosts = page.left(page.prose)
    found = set()
    for i, passage in words.items():
        row = page.rows[i]
        if len(passage) < LEAST_QUOTE or row.unit.words > LONGEST_QUOTE or row.furniture:
            continue
        near = hosts[bisect_left(hosts, i - NEAR_ROWS) : bisect_right(hosts, i + NEAR_ROWS)]
        longer = (words[j] for j in near if j != i and len(words[j]) > len(passage))
        if any(copies.stretch(passage, host) for host in longer):
            found.add(i)
    return found


def _questions(page: Page) -> set[int]:
    """The questions of a page of questions and answers."""

    def asks(i: int) -> bool:
        row = page.rows[i]
        if RUN_IN.match(row.text):
            return False  # somebody asks in a hearing
        return (
            row.text.endswith("?")
            and row.unit.words <= LONGEST_QUESTION
            and row.unit.gap > 0
            and not row.unit.marker
        )

    def answers(i: int) -> bool:
        row = page.rows[i]
        return not row.furniture and (row.prose or row.unit.closed) and not asks(i)

    found = {i for i in page.free if asks(i) and i + 1 in page.order and answers(i + 1)}
    return found if len(found) >= LEAST_QUESTIONS else set()


def _marked(page: Page, i: int) -> tuple[str, str]:
    """A unit behind a marker: an item of a list, a numbered heading, a question of a hearing."""
    row, mark = page.rows[i], page.rows[i].unit.mark
    if page.listed_above(i):
        return "boilerplate", "contents"
    following = page.following(i)
    below = page.rows[following] if following is not None else None
    leads = below is not None and (
        below.unit.words >= 5 or below.unit.marker is not None or row.text.endswith("?")
    )
    alone = not any(_same_class(other.unit.mark, mark) for other in page.beside(i))
    asks = row.text.endswith("?") and not RUN_IN.match(row.text)
    titles = row.short and row.unit.words <= HEADING_WORDS and not row.unit.closed
    if alone and leads and mark[0].isalnum() and not row.text[0].islower() and (asks or titles):
        return "heading", "numbered-heading"
    told = mark.startswith("Q") or CLAUSE.match(mark) or (page.letters and row.prose)
    return "body" if told else "list_item", "list-marker"


def _same_class(one: str, other: str) -> bool:
    """Whether two markers number the same level of a list."""
    if not one or bool(CLAUSE.match(one)) != bool(CLAUSE.match(other)):
        return False
    return one[0].isdigit() == other[0].isdigit() and one[0].isalpha() == other[0].isalpha()


def _listed(page: Page, i: int) -> bool:
    """Whether an unmarked line is one of a run of lines that an introduction with a colon opens."""
    if page.rows[i].unit.words > LONG_ITEM:
        return False
    first = i
    while (
        page.rows[first].unit.gap == 0
        and first - 1 in page.order
        and not page.rows[first - 1].text.endswith(":")
    ):
        first -= 1
    above = page.rows[first - 1] if first - 1 in page.order else None
    run = page.rows[i].unit.gap == 0 or (i + 1 in page.order and page.rows[i + 1].unit.gap == 0)
    return run and above is not None and above.furniture is None and above.text.endswith(":")


def _between(page: Page, i: int, last: int) -> tuple[str, str]:
    """A line between or behind paragraphs that is no prose itself."""
    row = page.rows[i]
    beside = page.beside(i)
    glued = row.unit.gap == 0 and page.rows[min(i + 1, len(page.rows) - 1)].unit.gap == 0
    if row.short and glued and len(beside) == 2 and all(in_company(other) for other in beside):
        return "boilerplate", "between-furniture"
    if row.unit.gap == 0 and i and _attends(page, i - 1) and not row.unit.closed:
        return "boilerplate", "attendance"
    if page.letters and row.unit.words <= 6:
        return ("heading", "letter-heading") if _heads_letter(page, i) else ("byline", "signature")
    if forms.section("heading", row.text):
        return "heading", "section-heading"
    if i < last and _is_heading(page, i):
        return "heading", "line-above-text"
    if row.unit.closed or i < last or (page.hearing and RUN_IN.match(row.text)):
        return "body", "short-paragraph"
    if row.name >= SURE_NAME or (row.job and name_score(page, i) >= SURE_NAME):
        return "byline", "signature"
    return "boilerplate", "line-behind-text"


def _attends(page: Page, i: int) -> bool:
    """Whether a row, or the list that it goes on with, says who was present."""
    furniture = page.rows[i].furniture
    listed = [piece.rule for piece in page.pieces.get(i, ())]
    return "attendance" in listed or (furniture is not None and furniture.role == "attendance")


def _heads_letter(page: Page, i: int) -> bool:
    row, following = page.rows[i], page.following(i)
    if following is None or row.text.endswith((",", ".")):
        return False
    salutes = forms.section("salutation", page.rows[following].text) is not None
    if row.unit.gap == 0:
        return salutes and any(word.islower() and len(word) > 3 for word in row.text.split())
    above = page.rows[i - 1] if i else row
    signed = page.rows[following].prose and not above.prose and above.unit.words <= 6
    return salutes or signed


def _is_heading(page: Page, i: int) -> bool:
    """A short line in one sentence or none, with text or another heading under it."""
    row = page.rows[i]
    if (
        row.unit.words > HEADING_WORDS
        or row.text[0].islower()
        or row.text.rstrip("\"'”’)").endswith(UNHEADED)
    ):
        return False
    if page.hearing and RUN_IN.match(row.text):
        return False
    if TWO_SENTENCES.search(row.text) or row.text.split()[-1].lower() in OPEN_WORDS:
        return False
    following = page.following(i)
    if row.text.isupper():
        return True
    return following is not None and following not in page.promotions and _is_led(page, following)


def _is_led(page: Page, i: int) -> bool:
    """Whether a row can stand under a heading."""
    row: Row = page.rows[i]
    if row.prose or row.unit.closed or row.unit.marker or row.unit.words >= 8:
        return True
    below = page.following(i)
    return row.short and below is not None and page.rows[below].prose
