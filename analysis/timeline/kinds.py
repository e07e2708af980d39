"""Claims by kind and stance, in the order in which the texts appeared: how many of each, counted.

A claim's stance is what its words, in their context, say of the reform, as it was coded or suggested; it
is not the tone of its words, and not what a readership thinks.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.charts import Chart, Sheet, counting, house
from analysis.charts.sheet import GREY, MARGIN, WIDE
from analysis.corpus import Corpus, address
from analysis.placing import KINDS
from analysis.timeline import grid, marks, wording
from analysis.timeline.columns import Column, columns
from analysis.timeline.grid import Group, Item, Row
from analysis.words import Commenters

TITLE = "Kinds of claims, for and against, in the order of publication"
STANCES = {-1: "against the reform", 0: "neither", 1: "for the reform"}


def kinds_in_time(
    corpus: Corpus, claims: pd.DataFrame, comments: pd.DataFrame | None = None
) -> Chart:
    """A chart of how many claims of each kind and stance the texts make, one mark a claim.

    One column is a text, or, where there are many, a period; a row is a stance within a kind. Give the
    table `comments` and names of commenters in a claim's words are replaced.
    """
    made, people = columns(corpus), Commenters(corpus, comments)
    groups = _groups(claims, made)
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        counted = _counted(corpus, claims)
        y = 30 + sheet.paragraph(MARGIN, 30, counted, WIDE - 2 * MARGIN, grid.BODY, color=GREY) + 8
        addresses: list[str] = []
        if groups:
            y, addresses = grid.draw(sheet, corpus, made, groups, y)
        source = _source(corpus, claims, made)
        source += "" if grid.in_marks(made, groups) else wording.BARS
        y += 6 + sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, grid.SMALL, color=GREY)
        sheet.grow(y + 8)
    return Chart(
        figure=sheet.figure,
        alt=_alt(corpus, claims, made, groups),
        marks=addresses,
        title=TITLE,
        source=source,
        data=_data(made, groups),
        said=_said(people, claims, addresses),
    )


def _groups(claims: pd.DataFrame, made: Sequence[Column]) -> list[Group]:
    """A group a kind that occurs, a row a stance that occurs in it."""
    place = {name: n for n, column in enumerate(made) for name in column.documents}
    cells: dict[tuple[str, int], list[list[Item]]] = {}
    for row in claims.to_dict("records"):
        look = marks.LOOKS[row["kind"]]
        item = Item(address(row["document"], row["start"], row["end"]), look.shape, look.color)
        key = row["kind"], int(row["stance"])
        cells.setdefault(key, [[] for _ in made])[place[row["document"]]].append(item)
    groups = []
    for kind in KINDS:
        rows = tuple(
            Row(said, tuple(map(tuple, cells[kind, stance])))
            for stance, said in STANCES.items()
            if (kind, stance) in cells
        )
        if rows:
            groups.append(Group(kind, rows, marks.LOOKS[kind].color, marks.LOOKS[kind].shape))
    return groups


def _counted(corpus: Corpus, claims: pd.DataFrame) -> str:
    if claims.empty:
        return wording.NOTHING
    total, texts = len(claims), claims["document"].nunique()
    sides = [f"{(claims['stance'] == stance).sum():,} {said}" for stance, said in STANCES.items()]
    return (
        f"{counting.counted(total, 'claim')} in {wording.among(texts, corpus)}: "
        f"{sides[0]}, {sides[1]}, {sides[2]}. Counts, not shares: a longer text makes more claims."
    )


def _source(corpus: Corpus, claims: pd.DataFrame, made: Sequence[Column]) -> str:
    said = f"Source: {counting.counted(len(corpus), 'text')}"
    said += f"; claims, kinds and stances {wording.origins(claims)}" if len(claims) else ""
    return f"{said}. {wording.of_columns(made)}"


def _alt(
    corpus: Corpus, claims: pd.DataFrame, made: Sequence[Column], groups: Sequence[Group]
) -> str:
    if not groups:
        return f"An empty chart: {wording.NOTHING[0].lower()}{wording.NOTHING[1:]}"
    told = [
        f"{group.heading}, {row.label}: {row.total:,} ({wording.by_column(made, row.cells)})"
        for group in groups
        for row in group.rows
    ]
    return f"Counts of claims by kind and stance, {wording.columns_said(made)}. {_counted(corpus, claims)} {'; '.join(told)}."


def _data(made: Sequence[Column], groups: Sequence[Group]) -> list[dict[str, object]]:
    return [
        {"column": column.head, "kind": group.heading, "stance": row.label, "claims": len(cell)}
        for group in groups
        for row in group.rows
        for column, cell in zip(made, row.cells, strict=True)
    ]


def _said(people: Commenters, claims: pd.DataFrame, addresses: Sequence[str]) -> dict[str, str]:
    wanted, found = set(addresses), {}
    for row in claims.to_dict("records"):
        span = row["document"], int(row["start"]), int(row["end"])
        if (where := address(*span)) in wanted:
            found[where] = f"{row['kind']}, {STANCES[int(row['stance'])]}: “{people.shown(*span)}”"
    return found
