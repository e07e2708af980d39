"""Where each instrument puts the comments of each coded tone: a small table of counts an instrument."""

from typing import Any

import pandas as pd

from analysis import sentiment
from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.sheet import GREY, MARGIN, WIDE, Sheet
from analysis.comment_charts.drawing import UNKNOWN, coders, minus, present
from analysis.corpus import Corpus, address

CELL, LABEL, HEAD = 30.0, 52.0, 52.0
COLUMNS = (-1, 0, 1, None)
NAMES = {-1: "negative", 0: "neither", 1: "positive", None: UNKNOWN}
SHORT = {-1: "neg.", 0: "neither", 1: "pos.", None: "none"}
ACROSS = 3
TITLE = "Coded tone of comments by what each instrument says"


def confusion(corpus: Corpus, table: pd.DataFrame) -> Chart:
    """A matrix an instrument: rows the coded tone, columns the instrument's side, in each cell how many comments.

    Cells on the diagonal are framed. `table` is that of `answers.comments_answers.rows`.
    """
    coded = table[table["tone"].notna()]
    signs = present(table) if len(coded) else []
    wide = (WIDE - 2 * MARGIN) / ACROSS
    data: list[dict[str, Any]] = []
    marks: list[str] = []
    said: dict[str, str] = {}
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        sheet.write(
            MARGIN,
            30,
            "Rows: coded tone. Columns: the instrument’s side; “none” where it knows no word. Framed: the same side.",
            8,
            color=GREY,
        )
        y = 50.0
        for number, sign in enumerate(signs):
            x = MARGIN + (number % ACROSS) * wide
            top = y + (number // ACROSS) * (HEAD + 3 * CELL + 8)
            counts = _counts(coded, sign.instrument)
            right = sum(len(counts[side, side]) for side in (-1, 0, 1))
            sheet.write(x, top + 8, sign.name, 8, bold=True)
            sheet.write(x, top + 20, f"same side in {right} of {len(coded)}", 7.5, color=GREY)
            marks += _matrix(sheet, x, top + HEAD - 16, counts, said)
            data.append(
                {
                    "instrument": sign.instrument,
                    **{
                        f"{NAMES[a]} coded, {NAMES[b]}": len(found)
                        for (a, b), found in counts.items()
                    },
                }
            )
        rows = -(-len(signs) // ACROSS)
        y += rows * (HEAD + 3 * CELL + 8)
        source = f"Source: {len(coded):,} coded of {counted(len(table), 'comment')}, under {counted(table['document'].nunique(), 'text')}. {coders(corpus, table)}Neither: within {sentiment.CUT:g} of nought; no word known is not neither. Tone only: what a comment feels like, not what its writer holds of the reform."
        used = sheet.paragraph(MARGIN, y + 10, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 10 + used + MARGIN)
    return Chart(sheet.figure, _alt(data, len(coded)), marks, TITLE, source, data, said)


def _counts(coded: pd.DataFrame, instrument: str) -> dict[tuple[int, int | None], list[str]]:
    """The addresses of the comments in each cell."""
    found: dict[tuple[int, int | None], list[str]] = {
        (a, b): [] for a in (-1, 0, 1) for b in COLUMNS
    }
    row: Any
    for row in coded.itertuples(index=False):
        value = getattr(row, instrument)
        side = None if pd.isna(value) else sentiment.sign(value)
        tone = int(row.tone > 0) - int(row.tone < 0)
        found[tone, side].append(address(row.document, row.start, row.end))
    return found


def _matrix(
    sheet: Sheet,
    x: float,
    y: float,
    counts: dict[tuple[int, int | None], list[str]],
    said: dict[str, str],
) -> list[str]:
    marks: list[str] = []
    for column, side in enumerate(COLUMNS):
        sheet.write(
            x + LABEL + (column + 0.5) * CELL, y, SHORT[side], 7, color=GREY, align="center"
        )
    for line, tone in enumerate((-1, 0, 1)):
        top = y + 12 + line * CELL
        sheet.write(x + LABEL - 6, top + CELL / 2 - 5, NAMES[tone], 7.5, color=GREY, align="right")
        total = sum(len(counts[tone, side]) for side in COLUMNS) or 1
        for column, side in enumerate(COLUMNS):
            found = counts[tone, side]
            shade = round(255 - 110 * len(found) / total)
            face = (
                f"#{shade:02x}{min(255, shade + 4):02x}{min(255, shade + 10):02x}"
                if found
                else "#ffffff"
            )
            link = target(found[0]) if found else None
            left = x + LABEL + column * CELL
            sheet.box(
                left + 1,
                top + 1,
                CELL - 2,
                CELL - 2,
                face=face,
                edge="#1a1a1a" if tone == side else "#d5d5d5",
                weight=1.4 if tone == side else 0.5,
                link=link,
            )
            sheet.write(
                left + CELL / 2,
                top + CELL / 2 - 6,
                f"{len(found)}",
                9,
                align="center",
                link=link,
                color="#1a1a1a" if found else "#9a9a9a",
            )
            if found:
                marks.append(found[0])
                said.setdefault(
                    found[0],
                    f"the first of {len(found)} such comments" if len(found) > 1 else "the comment",
                )
    return marks


def _alt(data: list[dict[str, Any]], coded: int) -> str:
    if not data:
        return "No comment is coded, so there is nothing to set the instruments beside."
    said = [f"Tables of counts for {len(data)} instruments on {coded} coded comments."]
    for row in data:
        cells = "; ".join(
            f"{name} {number}" for name, number in row.items() if name != "instrument" and number
        )
        said.append(f"{row['instrument'].replace('_', ' ')}: {cells}.")
    return minus(" ".join(said))
