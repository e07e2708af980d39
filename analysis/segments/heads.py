"""Heads and signatures: the lines that say who wrote a comment and when.

Each comment of a thread has one line that can't be mistaken (a date, "says:", a handle). Those are
the anchors. What stands about them on most comments of the page (a name above the date, a role below
it, labels, a title) belongs to the head; what stands about only one of them is text.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from analysis.segments import people
from analysis.segments.rows import Row

SURE_NAME = 0.7
MOST = 0.6
"""Share of a page's comments that must show a part before it is taken as part of their head."""
TITLE_WORDS = 16
CLOCKS = frozenset({"clock_only"})
"""Printed times that mark hours of a hearing as often as comments."""


class Block(NamedTuple):
    """The rows of one comment's head (or signature) and the kind of each; empty: by its own form."""

    first: int
    last: int
    kinds: dict[int, str]


def anchors(rows: list[Row], begin: int, headed: bool) -> list[int]:
    """Rows that each mark one comment, all of one class: with a name if most have one, else with a date."""
    first_prose = next((i for i, row in enumerate(rows) if row.prose), len(rows))
    found = [i for i in range(begin, len(rows)) if rows[i].head]
    if not headed:
        alike = Counter(_form(rows[i]) for i in found if i > first_prose)
        found = [i for i in found if not _dateline(rows, i, alike, first_prose)]
    found = _unquoted(rows, found)
    named = [i for i in found if rows[i].header.author]
    stamped = [i for i in named if rows[i].header.stamp or _dated_below(rows, i)]
    if len(stamped) > 1 and len(stamped) * 2 >= len(named):
        named = stamped  # the others are "Name wrote:" above what a comment quotes
    under = {i + 1 for i in named if _dated_below(rows, i)}
    dated = [
        i for i in found if rows[i].header.stamp and not rows[i].header.author and i not in under
    ]
    if not headed:
        dated = [i for i in dated if rows[i].header.date not in CLOCKS]
    best = named if len(named) >= max(1, len(dated) * 0.5) else dated
    if headed or len(best) > 1:
        return best
    return [i for i in best if i > first_prose and _sure(rows, i) and _stands_alone(rows[i])]


def blocks(rows: list[Row], found: list[int], begin: int) -> list[Block]:
    """Each anchor with the name, role, label and title lines that stand about it on this page."""
    named = all(rows[i].header.author for i in found)
    after = not named and _names_follow(rows, found)
    above = not named and not after and begin not in found and _share(
        [i for i in found if i > begin], lambda i: _has_name_above(rows, i, begin)
    ) >= MOST  # fmt: skip
    placed = named and _share(found, lambda i: _name_over_place(rows, i, begin)) >= MOST
    titled = not placed and _titled(rows, found, begin, named, after)
    made: list[Block] = []
    for anchor in found:
        floor = made[-1].last + 1 if made else begin
        kinds = {anchor: ""}
        first = _pairs_above(rows, anchor, floor, kinds)
        start, name, sure = _name_above(rows, anchor, floor)
        if first == anchor and (above or (not named and not after and sure >= SURE_NAME)):
            for i in range(start, anchor):
                kinds[i] = "comment_author" if i == name else "comment_role"
                if rows[i].label:
                    kinds[i] = "comment_label"
            first = _pairs_above(rows, start, floor, kinds)
        if placed and first == anchor and _name_over_place(rows, anchor, floor):
            first -= 1
            kinds[first], kinds[anchor] = "comment_author", "comment_role"
        while first > floor and (
            rows[first - 1].label in ("strong", "weak", "above") or _number_above(rows, first)
        ):
            first -= 1
            kinds[first] = "comment_label"
        if titled and first > floor:
            first -= 1
            kinds[first] = "comment_title"
        made.append(Block(first, _below(rows, anchor, kinds, after), kinds))
    _number(rows, made)
    return made


def _number_above(rows: list[Row], first: int) -> bool:
    """Whether a number stands over a head, and isn't a vote under the comment above."""
    above = rows[first - 1]
    return above.text.isdigit() and (above.unit.gap > 0 or rows[first].unit.gap == 0)


def _number(rows: list[Row], made: list[Block]) -> None:
    """Numbers on lines of their own, one more (or less) from head to head, are markers; others are scores."""
    first = [
        (block, block.first, rows[block.first].text)
        for block in made
        if rows[block.first].text.isdigit()
    ]
    steps = {int(b) - int(a) for (_, _, a), (_, _, b) in pairwise(first)}
    if len(first) > 1 and len(steps) == 1 and steps <= {1, -1}:
        for block, index, _ in first:
            block.kinds[index] = "marker"


def _name_over_place(rows: list[Row], index: int, floor: int) -> bool:
    """Whether a line of place and date has the name on the line above it."""
    if (
        rows[index].header.rule not in ("name_stamp", "name_dot_stamp")
        or index <= floor
        or rows[index].unit.gap
    ):
        return False
    above = rows[index - 1]
    return above.nameable and above.unit.gap > 0 and above.unit.words <= 4


def _dated_below(rows: list[Row], index: int) -> bool:
    """Whether the line under a name is its date."""
    if index + 1 >= len(rows) or rows[index].header.stamp:
        return False
    below = rows[index + 1].header
    return below.stamp and not below.author


def _unquoted(rows: list[Row], found: list[int]) -> list[int]:
    """The heads without those that repeat an earlier one directly under another: a reply that quotes it."""
    kept, printed = [], set()
    for before, i in zip([-2, *found], found, strict=False):
        header = rows[i].header
        quoted = header.author and header.stamp and before == i - 1 and rows[i].text in printed
        if not quoted:
            kept.append(i)
        printed.add(rows[i].text)
    return kept


def _sure(rows: list[Row], index: int) -> bool:
    header = rows[index].header
    labelled = index > 0 and rows[index - 1].label == "strong"
    return header.sure or header.clock or labelled or header.rule == "labelled_stamp"


def _stands_alone(row: Row) -> bool:
    """Whether a single line can begin the only comment of a page: a clock time, or somebody's name."""
    named = [row.text[a:b] for a, b, kind in row.header.parts if kind == "comment_author"]
    if not named:
        return row.header.clock
    byline = row.header.rule == "by_dot_stamp"
    return not byline and (people.person(named[0]) >= 0.5 or row.header.rule == "handle")


def _form(row: Row) -> tuple[str, str]:
    """How a head is printed: its form, and the form of its date."""
    return row.header.rule, row.header.date


def _dateline(
    rows: list[Row], index: int, alike: Counter[tuple[str, str]], first_prose: int
) -> bool:
    """The article's own date or byline: above its text, in a form that no later head repeats."""
    header = rows[index].header
    if index > first_prose:
        return not _sure(rows, index) and alike[_form(rows[index])] < 2
    return not alike[_form(rows[index])] and (not header.sure or header.rule == "posted_by")


def _titled(rows: list[Row], found: list[int], begin: int, named: bool, after: bool) -> bool:
    """Whether every comment has a title above its head."""

    def title(i: int) -> bool:
        row = rows[i - 1]
        if i - 1 < begin or row.text.endswith(".") or row.unit.words > TITLE_WORDS:
            return False
        return not (
            row.head or row.furniture or row.buttons or row.heading or row.label or row.prose
        )

    if _share(found, lambda i: i > 0 and title(i)) < 1.0:
        return False
    opening = next((i for i in range(begin, len(rows)) if not rows[i].furniture), begin)
    answers = _share(found, lambda i: rows[i - 1].text.lower().startswith("re:"))
    looks = sum(rows[i - 1].name for i in found) / len(found)
    if not named and len(found) > 1 and (answers >= 0.5 or looks < 0.2):
        return True
    return after or (named and len(found) > 1 and (opening == found[0] - 1 or answers >= 0.5))


def _pairs_above(rows: list[Row], first: int, floor: int, kinds: dict[int, str]) -> int:
    """The head extended upward by pairs of a label and its value, each on a line."""
    at = first
    if at - 1 >= floor and rows[at - 1].label in ("strong", "weak") and not rows[at - 1].value:
        at -= 1
    while (
        at - 2 >= floor and rows[at - 2].value and rows[at - 1].short and not rows[at - 1].unit.gap
    ):
        kinds[at - 1], kinds[at - 2] = rows[at - 2].value, "comment_label"
        at -= 2
        for i in range(at + 2, first):
            kinds.setdefault(i, "comment_label")
        first = at
    return first


def _has_name_above(rows: list[Row], index: int, floor: int) -> bool:
    start, _, sure = _name_above(rows, index, floor)
    return start < index and bool(sure or rows[index - 1].label)


def _name_above(rows: list[Row], anchor: int, floor: int) -> tuple[int, int | None, float]:
    """First row of the head above a date line, the row of the name, and how sure the name is."""
    at = anchor
    while at - 1 >= floor and rows[at - 1].label in ("strong", "weak", "header"):
        at -= 1
    near, far = at - 1, at - 2
    if near < floor or not rows[near].nameable:
        return at, None, 0.0
    glued = rows[at].unit.gap == 0
    better = far >= floor and rows[far].nameable and rows[far].name > rows[near].name
    if better and (rows[near].job or (glued and rows[far].unit.gap)):
        return far, far, rows[far].name
    if glued and rows[near].job and rows[near].name < 0.6 and not better:
        return near, None, 0.0  # a role whose name is lost
    return near, near, rows[near].name


def _names_follow(rows: list[Row], found: list[int]) -> bool:
    """Whether names stand directly below the dates: most of them sure, or all of them possible."""
    below = [rows[i + 1] for i in found if i + 1 < len(rows) and not rows[i + 1].unit.gap]
    sure = sum(row.name >= 0.5 for row in below)
    possible = sum(row.nameable and row.name > 0 for row in below)
    return sure >= MOST * len(found) or (len(found) > 1 and possible == len(found))


def _below(rows: list[Row], anchor: int, kinds: dict[int, str], after: bool) -> int:
    """The last row of the head: dates, labels, roles and counts that follow its first line."""
    last = anchor
    stamped = rows[anchor].header.stamp
    if after and last + 1 < len(rows) and rows[last + 1].nameable:
        last += 1
        kinds[last] = "comment_author"
    while last + 1 < len(rows) and kinds.get(last) != "comment_title":
        kind = _kind_below(rows, last + 1, after, stamped)
        if kind is None:
            break
        last += 1
        kinds[last] = kind
        stamped = stamped or rows[last].header.stamp
    return last


def _kind_below(rows: list[Row], index: int, after: bool, stamped: bool) -> str | None:
    """What a row under a head's first line is, or nothing where the head has ended."""
    row = rows[index]
    glued = row.unit.gap == 0
    if row.header.rule == "name_label":
        return ""
    if row.header.stamp and not row.header.author and not stamped:
        return ""
    if row.label in ("header", "above") or row.votes:
        return "comment_label"
    if row.text.lower().startswith("re:") and row.unit.words <= TITLE_WORDS:
        return "comment_title"
    if row.label in ("strong", "weak") and glued and not stamped:
        return "comment_label"
    if not glued or row.furniture:
        return None
    if row.short and not row.buttons and (after or (row.job and _ends_head(rows, index + 1))):
        return "comment_role"
    return "report_link" if row.buttons and len(row.text) <= 4 else None


def _ends_head(rows: list[Row], index: int) -> bool:
    """Whether the row under a role begins something else: text, or behind a gap."""
    return index < len(rows) and bool(rows[index].unit.gap or rows[index].prose or rows[index].head)


def _share(found: list[int], test: Callable[[int], bool]) -> float:
    return sum(map(test, found)) / len(found) if found else 0.0
