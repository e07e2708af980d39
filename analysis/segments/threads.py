"""Reader comments: where they begin, and what parts one from the next.

Sites differ without end, but what parts two comments is always one of a few things: a head (name,
date, "says:"), a signature behind the text, buttons or a report link, a number, a bare name, or
nothing but a gap. The strongest that a page shows is taken for all of it, so that a date inside a
comment or a short last line doesn't start a new one. The forms themselves are data.
"""

from analysis.segments import bare_names, cuts, heads
from analysis.segments.cuts import Cut
from analysis.segments.rows import Row

WIDGET_WORDS = 5
"""Longest line between the heading and the first comment that is taken for the site's own."""


def find(rows: list[Row]) -> Cut:
    """The pieces of a page's reader comments, by row; rows that are in none belong to the article."""
    heading = _heading(rows)
    begin = heading + 1 if heading is not None else 0
    for cut in (_by_heads, _by_buttons, _by_marks, bare_names.cut, _by_gaps):
        pieces = cut(rows, begin, heading is not None)
        taken = [i for i, parts in pieces.items() if any(piece.comment for piece in parts)]
        if not taken:
            continue
        for index in range(begin if heading is not None else min(taken), max(taken)):
            if index not in pieces:
                furniture = rows[index].furniture
                rule = furniture.role if furniture else "thread-furniture"
                pieces[index] = list(rows[index].pieces("boilerplate", None, rule))
        return _headed(rows, heading) | pieces
    if heading is not None and _empty_behind(rows, heading):
        return _headed(rows, heading)
    return {}


def _headed(rows: list[Row], heading: int | None) -> Cut:
    if heading is None:
        return {}
    return {heading: list(rows[heading].pieces("comments_heading", None, "comments-heading"))}


def _empty_behind(rows: list[Row], heading: int) -> bool:
    """Whether a heading of comments has no text under it."""
    says = "comment" in rows[heading].text.lower() or rows[heading].declared is not None
    return says and not any(row.prose for row in rows[heading + 1 :])


def _heading(rows: list[Row]) -> int | None:
    """The line that heads the comments: of several, the last that has most heads behind it."""
    headings = [i for i, row in enumerate(rows) if row.heading]
    if any("repl" not in rows[i].text.lower() for i in headings):
        headings = [
            i for i in headings if "repl" not in rows[i].text.lower()
        ]  # "38 replies" stands under one comment
    signs = [i for i, row in enumerate(rows) if row.header.author or row.buttons]
    best = [i for i in headings if 2 * sum(sign > i for sign in signs) >= len(signs)]
    with_text = [i for i in best if any(not row.furniture for row in rows[i + 1 :])]
    if with_text:
        return with_text[-1] if signs else with_text[0]
    return best[-1] if best else None


def _by_heads(rows: list[Row], begin: int, headed: bool) -> Cut:
    """Comments parted by heads above or signatures below them."""
    found = heads.anchors(rows, begin, headed)
    if not found:
        return {}
    blocks = heads.blocks(rows, found, begin)
    end = cuts.end_of_thread(rows, blocks[-1].last)
    texts = [
        i for i in range(begin, end)
        if rows[i].written and not (rows[i].short and rows[i].unit.words <= WIDGET_WORDS)
    ]  # fmt: skip
    below = any(row.written and not row.label for row in rows[blocks[-1].last + 1 : end])
    above = [rows[i] for i in texts if i < blocks[0].first]
    prose = any(row.prose and not cuts.POLICY.search(row.text) for row in above)
    if headed and above and (prose or not below):
        return cuts.behind(rows, blocks, begin, end)
    if not headed and not _begins_inside(rows, blocks[0].first):
        begin = blocks[0].first
    return cuts.before(rows, blocks, begin, end)


def _begins_inside(rows: list[Row], first: int) -> bool:
    """Whether a page starts within a comment: its furniture stands above the first head."""
    if first == 0:
        return False
    above = rows[first - 1]
    dated = above.header.stamp and not above.header.author and rows[0].text[:1].islower()
    if not (above.buttons or above.label == "header" or dated):
        return False
    titled = any(row.short and not row.buttons and not row.label for row in rows[:first])
    return rows[0].text[:1].islower() or not titled


def _by_buttons(rows: list[Row], begin: int, headed: bool) -> Cut:
    """Comments parted by what follows each: a report link or a row of buttons."""
    buttons = [i for i in range(begin, len(rows)) if rows[i].buttons]
    if not headed or not buttons:
        return {}
    pieces: Cut = {}
    number = 0
    group: list[int] = []
    for index in range(begin, cuts.end_of_thread(rows, buttons[-1])):
        if rows[index].written:
            group.append(index)
            continue
        if group and rows[index].buttons:
            number += 1
            pieces |= cuts.group(rows, group, number)
            group = []
        if number:
            pieces[index] = cuts.within(rows[index], number)
    return pieces | (cuts.group(rows, group, number + 1) if group else {})


def _by_marks(rows: list[Row], begin: int, headed: bool) -> Cut:
    """Comments that are numbered, or each begun by a bullet."""
    end = cuts.end_of_thread(rows, begin - 1)
    marked = [i for i in range(begin, end) if rows[i].unit.marker]
    if not headed or len(marked) < 2 or marked[0] != begin:
        return {}
    indent = min(rows[i].unit.indent for i in marked)
    starts = [i for i in marked if rows[i].unit.indent <= indent + 1]
    pieces: Cut = {}
    for number, (first, after) in enumerate(zip(starts, [*starts[1:], end], strict=True), 1):
        pieces |= cuts.group(rows, list(range(first, after)), number)
    return pieces


def _by_gaps(rows: list[Row], begin: int, headed: bool) -> Cut:
    """Comments under a heading that says so, with nothing to part them but their gaps and its number."""
    if not headed:
        return {}
    heading = rows[begin - 1]
    texts = [i for i in range(begin, cuts.end_of_thread(rows, begin - 1)) if rows[i].written]
    if not texts or (heading.declared is None and "comment" not in heading.text.lower()):
        return {}
    usual = min((rows[i].unit.gap for i in texts[1:]), default=1)
    starts = {texts[0], *(i for i in texts[1:] if rows[i].unit.gap > usual)}
    if heading.declared == len(texts):
        starts = set(texts)
    number = 0
    pieces: Cut = {}
    for index in texts:
        number += index in starts
        pieces[index] = cuts.within(rows[index], number)
    return pieces
