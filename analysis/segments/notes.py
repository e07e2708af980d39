"""What stands behind the text: references and notes on the author."""

import re

from analysis.segments import forms, people
from analysis.segments.page import Page

LONGEST_BIO, LONGEST_REFERENCE = 120, 60
BIO = re.compile(
    r"\s*(?:,[^,]{2,60},)?\s+(?:is|was|are|were|writes|works|has|teaches|leads|chairs|served|worked|retired|runs|edits"
    r"|co-?founded|researches|lives)\b"
)
CITED = re.compile(
    r"(?:^|[,(\s])(?:1[89]|20)\d\d[a-z]?\s?[).,:;]|\bet al\b|\bdoi\b|https?://|\bpp?\. ?\d"
)


def read(page: Page, begin: int) -> None:
    """Give references and author notes their kinds."""
    tail = [i for i in page.free if i >= begin]
    for place, i in enumerate(tail):
        row = page.rows[i]
        if row.short and row.text[0].isupper() and forms.section("references", row.text):
            page.give(i, "heading", "references-heading")
            _references(page, tail[place + 1 :])
        elif i not in page.pieces and len(page.prose) > 1 and forms.section("author", row.text):
            page.give(i, "heading", "author-heading")
            _author_notes(page, tail[place + 1 : place + 5])
    _bios(page, tail)
    _numbered_citations(page, tail)


def _references(page: Page, below: list[int]) -> None:
    for i in page.left(below):
        row = page.rows[i]
        site = row.furniture and row.furniture.role not in ("link", "citation")
        if site or i in page.promotions or is_bio(page, i) or forms.section("author", row.text):
            return
        page.give(i, "reference", "under-references")


def _author_notes(page: Page, below: list[int]) -> None:
    for i in page.left(below):
        if page.rows[i].furniture or page.rows[i].heading or i in page.promotions:
            return
        page.give(i, "author_bio", "under-author-heading")


def _bios(page: Page, tail: list[int]) -> None:
    """Notes on the author, from the end of the page upward to the last paragraph."""
    for i in reversed(page.left(tail)):
        row = page.rows[i]
        if is_bio(page, i):
            page.give(i, "author_bio", "names-the-author")
            above = i - 1
            if (
                above in page.order
                and above not in page.pieces
                and _same(page.rows[above].text, row.text)
            ):
                page.give(above, "author_bio", "name-above-note")
        elif row.prose and i not in page.promotions:
            return


def _numbered_citations(page: Page, tail: list[int]) -> None:
    """A numbered list at the end of which at least one item cites something."""
    run = []
    for i in reversed(page.left(tail)):
        row = page.rows[i]
        if row.unit.marker and row.unit.mark[-1:] in ".)]" and not row.unit.mark.startswith("Q"):
            run.append(i)
        elif row.prose:
            break
    cited = any(CITED.search(page.rows[i].text) for i in run)
    # "publish a draft by July 2012;" is an item of resolutions: a reference begins with a capital.
    small = sum(page.rows[i].text[:1].islower() for i in run)
    if (
        cited
        and 2 * small <= len(run)
        and all(page.rows[i].unit.words < LONGEST_REFERENCE for i in run)
    ):
        for i in run:
            page.give(i, "reference", "numbered-citations")


def is_bio(page: Page, i: int) -> bool:
    """Whether a unit says who its author is: a name first, what they do behind it."""
    row = page.rows[i]
    if row.furniture or row.unit.words > LONGEST_BIO or not page.prose or page.prose[0] >= i:
        return False
    words = row.text.split()
    for length in range(1, min(6, len(words))):
        name = " ".join(words[:length])
        if ":" in name:
            return False  # somebody speaks in a hearing
        if BIO.match(row.text[len(name) :]):
            known = any(_same(name, author) for author in page.names)
            return known or (length > 1 and people.person(name) >= 0.6 and row.job)
    return False


def _same(one: str, other: str) -> bool:
    """Whether a short text names somebody whom the other begins with, by any part of the name."""

    def tokens(text: str) -> set[str]:
        return {word.strip(".,").lower() for word in text.split()[:5] if len(word) > 2}

    return one[:1].isupper() and len(one.split()) <= 5 and bool(tokens(one) & tokens(other))
