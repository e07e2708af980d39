"""Key words of two groups: how far each leans to one, beside what the most striking word does when the texts are dealt anew."""

from typing import Any

import pandas as pd

from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, ORANGE, SHADE, WIDE, Sheet
from analysis.corpus import Corpus, address
from analysis.words import Comparison

ROW, MOST = 15.0, 10
WORD, LEFT, RIGHT, COUNTS, TEXTS = 128.0, 140.0, 470.0, 545.0, WIDE - MARGIN
LEAST_REACH = 3.0


def key_words(corpus: Corpus, found: Comparison) -> Chart:
    """A row a word, the ten that lean most to each group: a dot at its z, filled where more than one text of the group has it.

    The grey band reaches as far as the most striking word does in half of the other ways to deal the texts into groups of these sizes.
    """
    rows = _chosen(found)
    reach = max(LEAST_REACH, found.largest, float(rows["z"].abs().max() if len(rows) else 0)) * 1.08

    def at(z: float) -> float:
        return LEFT + (z + reach) / (2 * reach) * (RIGHT - LEFT)

    title = f"Words of {found.a}, and of {found.b}"
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, shortened(title, 13, WIDE - 2 * MARGIN, bold=True), 13, bold=True)
        top = _head(sheet, found, at)
        y = top
        marks, data, said = [], [], {}
        row: Any
        for row in rows.itertuples(index=False):
            where = address(row.document, row.start, row.end)
            _row(sheet, y, row, found, at, where)
            marks.append(where)
            said[where] = f"{row.form}: {row.count_a} : {row.count_b}"
            data.append(_datum(row))
            y += ROW
        band = found.largest if found.splits > 1 else 0.0
        sheet.box(at(-band), top, at(band) - at(-band), max(y - top, ROW), face=SHADE, order=0)
        sheet.line([at(0), at(0)], [top, max(y, top + ROW)], GREY, 0.6, order=1)
        source = _source(found)
        used = sheet.paragraph(MARGIN, y + 10, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 10 + used + MARGIN)
    return Chart(sheet.figure, _alt(found, rows), marks, title, source, data, said)


def _chosen(found: Comparison) -> pd.DataFrame:
    ordered = found.rows.sort_values(["z", "term"], ascending=[False, True])
    ours, theirs = ordered[ordered["z"] > 0].head(MOST), ordered[ordered["z"] < 0].tail(MOST)
    return pd.concat([ours, theirs])


def _head(sheet: Sheet, found: Comparison, at: Any) -> float:
    y = 34.0
    half = (RIGHT - LEFT) / 2 - 8
    for text, x, align, color in (
        (f"{found.b} ◂", at(0) - 6, "right", ORANGE),
        (f"▸ {found.a}", at(0) + 6, "left", BLUE),
    ):
        sheet.write(
            x, y, shortened(text, 8, half, bold=True), 8, bold=True, color=color, align=align
        )
    sheet.write(COUNTS, y, "places", 7.5, color=GREY, align="right")
    sheet.write(TEXTS, y, "texts that have it", 7.5, color=GREY, align="right")
    for z in (-3, -2, -1, 0, 1, 2, 3):
        sheet.write(at(z), y + 13, f"{z}".replace("-", "−"), 7, color=GREY, align="center")
    return y + 25


def _row(sheet: Sheet, y: float, row: Any, found: Comparison, at: Any, where: str) -> None:
    middle, link = y + ROW / 2, target(where)
    color = BLUE if row.z > 0 else ORANGE
    in_texts = row.documents_a if row.z > 0 else row.documents_b
    sheet.write(WORD, y + 2.5, shortened(row.form, 8, WORD - MARGIN), 8, align="right", link=link)
    sheet.line([LEFT, RIGHT], [middle, middle], FAINT, 0.5, order=1)
    sheet.line([at(0), at(row.z)], [middle, middle], color, 1.2, order=3)
    sheet.symbol(at(row.z), middle, "o", 6, color, hollow=in_texts < 2, link=link)
    sheet.write(COUNTS, y + 3, f"{row.count_a} : {row.count_b}", 7.5, align="right", link=link)
    spread = f"{row.documents_a} of {found.texts_a} : {row.documents_b} of {found.texts_b}"
    sheet.write(TEXTS, y + 3, spread, 7.5, color=GREY, align="right")


def _datum(row: Any) -> dict[str, Any]:
    return {
        "word": row.form,
        "z": round(float(row.z), 4),
        "log_ratio": round(float(row.log_ratio), 4),
        "counts": [int(row.count_a), int(row.count_b)],
        "documents": [int(row.documents_a), int(row.documents_b)],
        "p_any": round(float(row.p_any), 4),
    }


def _source(found: Comparison) -> str:
    if found.note:
        return f"Source: nothing could be compared. {found.note}"
    said = (
        f"Source: {counted(found.words_a, 'content word')} in {counted(found.texts_a, 'text')} against {found.words_b:,} in {found.texts_b:,}. "
        "z of the weighted log-odds-ratio (Monroe, Colaresi and Quinn 2008), as if words were independent. A hollow dot: in one text of its group only. "
    )
    if found.splits < 2:
        return said + "There is no other way to deal these texts into two such groups."
    ways = f"{found.splits - 1:,} {'drawn' if found.drawn else 'other'} {'way' if found.splits == 2 else 'ways'}"
    return said + (
        f"Grey: as far as the most striking word reaches in half of the {ways} to deal the texts into groups of these sizes. Words inside it are what texts differ in anyway."
    )


def _alt(found: Comparison, rows: pd.DataFrame) -> str:
    if rows.empty:
        return f"No words of {found.a} and {found.b} could be compared. {found.note}".strip()
    sides = []
    for name, side in ((found.a, rows[rows["z"] > 0]), (found.b, rows[rows["z"] < 0].iloc[::-1])):
        said = ", ".join(f"{row.form} {row.z:.1f}" for row in side.itertuples(index=False))
        sides.append(f"{name}: {said or 'none'}")
    beyond = int((rows["z"].abs() > found.largest).sum())
    return (
        f"Dot chart of the words that lean most to either of two groups, by z. {'; '.join(sides)}. "
        f"{beyond} of {len(rows)} lie beyond what the most striking word reaches in half of the relabelled splits ({found.largest:.1f})."
    ).replace(" -", " −")
