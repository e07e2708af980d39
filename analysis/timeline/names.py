"""By which names the texts call the reforms, in the order in which they appeared, and what they claim of each.

Reforms change their names; a name that comes or goes is a fact of the texts, and easily taken for a
reform that does. Names are found by `words.mentions` as `reforms.toml` gives them, in prose and comments.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import Chart, Sheet, counting, house
from analysis.charts.sheet import GREY, INK, MARGIN, WIDE
from analysis.corpus import Corpus, address
from analysis.placing import KINDS
from analysis.timeline import grid, marks, wording
from analysis.timeline.columns import Column, columns
from analysis.timeline.grid import Group, Item, Row
from analysis.words import Commenters

TITLE = "The reforms’ names, in the order of publication"
NOTHING = "None of these texts calls a reform by a name that reforms.toml gives."
MOST_NAMES = 44
"""Names with rows of their own: what two printed pages hold."""

MOST_TOLD = 24
"""Names that the alternative text tells one by one."""

Cells = list[list[Item]]


class Name(NamedTuple):
    """A name of a reform: where it stands, by column, and the claims whose words hold it."""

    reform: str
    name: str
    mentions: Cells
    claims: Cells

    @property
    def total(self) -> int:
        """How often it stands in the texts."""
        return sum(map(len, self.mentions))

    @property
    def begins(self) -> int:
        """The first column that holds it."""
        return next(number for number, cell in enumerate(self.mentions) if cell)


def names_in_time(
    corpus: Corpus,
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    comments: pd.DataFrame | None = None,
) -> Chart:
    """A chart of the reforms' names by text or period, with the claims on each, every mark an address.

    Under a name's mentions stand, by their kind, the claims whose words hold the name. Of many names
    the commonest are drawn, and the chart says how many it leaves out.
    """
    made, people = columns(corpus), Commenters(corpus, comments)
    found = names(mentions, claims, made)
    kept = sorted(
        sorted(found, key=lambda n: (-n.total, n.reform, n.name))[:MOST_NAMES], key=found.index
    )
    groups = _groups(corpus, kept)
    one_each = grid.in_marks(made, groups)
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        counted = _counted(corpus, mentions, found, kept)
        y = 30 + sheet.paragraph(MARGIN, 30, counted, WIDE - 2 * MARGIN, grid.BODY, color=GREY) + 5
        addresses: list[str] = []
        if groups:
            y += (_key(sheet, y, kept) if one_each else 0) + 8
            y, addresses = grid.draw(sheet, corpus, made, groups, y)
        source = _source(corpus, claims, made) + ("" if one_each else wording.BARS)
        y += 6 + sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, grid.SMALL, color=GREY)
        sheet.grow(y + 8)
    return Chart(
        figure=sheet.figure,
        alt=_alt(corpus, mentions, made, found, kept),
        marks=addresses,
        title=TITLE,
        source=source,
        data=_data(made, kept),
        said=_said(corpus, people, mentions, claims, addresses),
    )


def names(mentions: pd.DataFrame, claims: pd.DataFrame, made: Sequence[Column]) -> list[Name]:
    """Every name that occurs, reforms and names in the order in which they first do, the commoner first."""
    place = {name: n for n, column in enumerate(made) for name in column.documents}
    held = _by_document(claims)
    found: dict[tuple[str, str], Name] = {}
    for row in mentions.to_dict("records"):
        key = row["reform"], row["name"]
        name = found.setdefault(key, Name(*key, [[] for _ in made], [[] for _ in made]))
        where, at = address(row["document"], row["start"], row["end"]), place[row["document"]]
        name.mentions[at].append(Item(where, "|", INK))
        for claim in held.get(row["document"], ()):
            if claim["start"] <= row["start"] and row["end"] <= claim["end"]:
                look = marks.LOOKS[claim["kind"]]
                item = Item(
                    address(claim["document"], claim["start"], claim["end"]), look.shape, look.color
                )
                if item not in name.claims[at]:
                    name.claims[at].append(item)
    begun: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name in found.values():
        begun[name.reform] = min(begun.get(name.reform, len(made)), name.begins)
        sizes[name.reform] = sizes.get(name.reform, 0) + name.total
    return sorted(
        found.values(),
        key=lambda n: (begun[n.reform], -sizes[n.reform], n.reform, n.begins, -n.total, n.name),
    )


def only_in(found: Sequence[Name], made: Sequence[Column]) -> list[tuple[Column, list[Name]]]:
    """For each column with a date the names that stand in it and in no other."""
    only = [name for name in found if sum(bool(cell) for cell in name.mentions) == 1]
    held = [(column, [name for name in only if name.begins == n]) for n, column in enumerate(made)]
    return [(column, own) for column, own in held if own and column.dated]


def _by_document(claims: pd.DataFrame) -> Mapping[str, list[dict[Any, Any]]]:
    held: dict[str, list[dict[Any, Any]]] = {}
    for row in claims.to_dict("records"):
        held.setdefault(row["document"], []).append(row)
    return held


def _groups(corpus: Corpus, kept: Sequence[Name]) -> list[Group]:
    groups = []
    for reform in dict.fromkeys(name.reform for name in kept):
        rows: list[Row] = []
        for name in (name for name in kept if name.reform == reform):
            rows.append(Row(name.name, tuple(map(tuple, name.mentions))))
            if any(name.claims):
                order = [sorted(cell, key=lambda item: _kind(item)) for cell in name.claims]
                rows.append(Row("in claims", tuple(map(tuple, order)), under=True))
        known = corpus.reforms.get(reform)
        groups.append(Group(known.name if known else reform, tuple(rows)))
    return groups


def _kind(item: Item) -> int:
    shapes = [marks.LOOKS[kind].shape for kind in KINDS]
    return shapes.index(item.shape)


def _key(sheet: Sheet, y: float, kept: Sequence[Name]) -> float:
    """What the marks mean; gives the height taken."""
    shapes = {item.shape for name in kept for cell in name.claims for item in cell}
    looks = [(kind, marks.LOOKS[kind]) for kind in KINDS if marks.LOOKS[kind].shape in shapes]
    x = MARGIN
    for said, shape, color in [
        ("a mention", "|", INK),
        *((k, look.shape, look.color) for k, look in looks),
    ]:
        sheet.symbol(x + 3, y + 4.6, shape, grid.STROKE if shape == "|" else 4.2, color)
        _, x = sheet.write(x + 9, y, said, grid.SMALL, color=color)
        x += 14
    return grid.LINE


def _counted(
    corpus: Corpus, mentions: pd.DataFrame, found: Sequence[Name], kept: Sequence[Name]
) -> str:
    if not found:
        return NOTHING
    texts = mentions["document"].nunique()
    said = (
        f"{counting.counted(sum(name.total for name in found), 'mention')} of "
        f"{counting.counted(len({n.reform for n in found}), 'reform')} by "
        f"{counting.counted(len(found), 'name')} in {wording.among(texts, corpus)}; "
        "a claim stands with each name that its words hold. Counts, not shares: texts differ in length."
    )
    more = len(found) - len(kept)
    return said + (
        f" The {counting.counted(more, 'rarest name')} have no row here." if more else ""
    )


def _source(corpus: Corpus, claims: pd.DataFrame, made: Sequence[Column]) -> str:
    said = f"Source: {counting.counted(len(corpus), 'text')}; names as reforms.toml gives them, found by rule"
    said += f"; claims {wording.origins(claims)}" if len(claims) else ""
    return f"{said}. {wording.of_columns(made)}"


def _alt(
    corpus: Corpus, mentions: pd.DataFrame, made: Sequence[Column], found: Sequence[Name], kept: Sequence[Name]
) -> str:  # fmt: skip
    if not found:
        return f"An empty chart: {NOTHING[0].lower()}{NOTHING[1:]}"
    told = [
        f"“{name.name}” {name.total:,} ({wording.by_column(made, name.mentions)})"
        for name in kept[:MOST_TOLD]
    ]
    more = f"; and {len(found) - len(told):,} more" if len(found) > len(told) else ""
    said = _counted(corpus, mentions, found, kept)
    return f"Names of reforms, {wording.columns_said(made)}. {said} {'; '.join(told)}{more}."


def _data(made: Sequence[Column], kept: Sequence[Name]) -> list[dict[str, Any]]:
    return [
        {"column": column.head, "reform": name.reform, "name": name.name, "mentions": len(name.mentions[n]), "claims": len(name.claims[n])}
        for name in kept
        for n, column in enumerate(made)
    ]  # fmt: skip


def _said(
    corpus: Corpus, people: Commenters, mentions: pd.DataFrame, claims: pd.DataFrame, addresses: Sequence[str]
) -> dict[str, str]:  # fmt: skip
    wanted, said = set(addresses), {}
    for row in mentions.to_dict("records"):
        where = address(row["document"], row["start"], row["end"])
        if where in wanted:
            said[where] = (
                f"“{people.shown(row['document'], row['start'], row['end'])}” in {wording.year(corpus, row['document'])}"
            )
    for row in claims.to_dict("records"):
        where = address(row["document"], row["start"], row["end"])
        if where in wanted:
            said[where] = (
                f"{row['kind']}: “{people.shown(row['document'], row['start'], row['end'])}”"
            )
    return said
