"""Every comment as a row: where each instrument puts it, how many of the words are its own, and its coded tone."""

from typing import Any

import pandas as pd

from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import FAINT, GREY, MARGIN, ORANGE, SHADE, WIDE, Sheet
from analysis.comment_charts.drawing import (
    UNKNOWN,
    Scale,
    Sign,
    coders,
    minus,
    present,
)
from analysis.corpus import Corpus, address
from analysis.words import Commenters

ROW, HEADING = 20.0, 24.0
NUMBER, LABEL, LABEL_ENDS = MARGIN + 22, MARGIN + 28, 236.0
SHARE = (244.0, 292.0)
SCORES, TONE = Scale(312, 540, 1), Scale(590, 684, 2)
TITLE = "What instruments make of each comment, and the tone that was coded"
MOST_ROWS = 60
"""Comments drawn: more than fit on two pages are a table's work, and the chart says how many it left out."""

MOST_SAID = 20
"""Rows told in the alternative text: one listens to it from beginning to end."""


def instruments_by_comment(corpus: Corpus, table: pd.DataFrame) -> Chart:
    """A row a comment: a sign for each instrument's score, a line from the least to the greatest, and a square for the coded tone.

    `table` is that of `answers.comments_answers.rows`. Where no instrument knows a word the row says so.
    """
    drawn, commenters = table.head(MOST_ROWS), Commenters(corpus, table)
    signs = present(table)
    most = max(int(table["words"].max()), 1) if len(table) else 1
    with house():
        sheet = Sheet(WIDE)
        y, marks, data, said = _head(sheet, signs), [], [], {}
        for document, group in drawn.groupby("document", sort=False):
            title = shortened(corpus.label(str(document)), 8, WIDE - 2 * MARGIN, bold=True)
            sheet.write(MARGIN, y + 8, title, 8, bold=True)
            y += HEADING
            row: Any
            for row in group.itertuples(index=False):
                where = address(row.document, row.start, row.end)
                words = commenters.shown(row.document, row.start, row.end)
                marks += _row(sheet, y, row, where, words, signs, most)
                said[where] = f"comment {row.comment}: {words[:120]}"
                data.append(_datum(row, signs))
                y += ROW
        source = _source(corpus, table, drawn)
        sheet.line([MARGIN, WIDE - MARGIN], [y + 6, y + 6], FAINT)
        used = sheet.paragraph(MARGIN, y + 12, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 12 + used + MARGIN)
    return Chart(sheet.figure, _alt(corpus, table, drawn, signs), marks, TITLE, source, data, said)


def _head(sheet: Sheet, signs: list[Sign]) -> float:
    """Title, key to the signs and names of the scales; gives where the rows begin."""
    sheet.write(MARGIN, 10, TITLE, 13, bold=True)
    x, y = MARGIN, 32.0
    for sign in signs:
        wide = Sheet.measure(sign.name, 7.5) + 24
        if x + wide > WIDE - MARGIN:
            x, y = MARGIN, y + 12
        sheet.symbol(x + 4, y + 5, sign.shape, sign.size, sign.color, sign.hollow)
        sheet.write(x + 12, y, sign.name, 7.5, color=GREY)
        x += wide
    y += 20
    sheet.write(sum(SHARE) / 2, y, "words", 8, align="center")
    for scale, title, ends in (
        (SCORES, "score of the words", ("−1", "+1")),
        (TONE, "coded tone", ("−2", "+2")),
    ):
        sheet.write((scale.left + scale.right) / 2, y, title, 8, align="center")
        sheet.write(scale.left, y + 12, ends[0], 7, color=GREY, align="left")
        sheet.write(scale.right, y + 12, ends[1], 7, color=GREY, align="right")
        sheet.write(scale.at(0), y + 12, "0", 7, color=GREY, align="center")
    return y + 20


def _row(
    sheet: Sheet, y: float, row: Any, where: str, words: str, signs: list[Sign], most: int
) -> list[str]:
    middle, link = y + ROW / 2, target(where)
    sheet.write(
        NUMBER,
        y + 4,
        f"{row.comment}",
        8 if row.comment < 1000 else 6.5,
        color=GREY,
        align="right",
        link=link,
    )
    sheet.write(LABEL, y + 4, shortened(words, 8, LABEL_ENDS - LABEL), 8, link=link)
    reach = (SHARE[1] - SHARE[0]) * int(row.words) / most
    sheet.box(
        SHARE[0], middle - 5, max(reach, 0.8), 10, face=SHADE, edge=GREY, weight=0.4, link=link
    )
    figure = f"{row.words:,}"
    sheet.write(
        SHARE[0] + max(reach, 0.8) + 3 if reach < 26 else SHARE[0] + 3, y + 5, figure, 7, color=GREY
    )
    SCORES.ground(sheet, middle, ROW)
    TONE.ground(sheet, middle, ROW)
    known = [
        (sign, float(getattr(row, sign.instrument)))
        for sign in signs
        if not pd.isna(getattr(row, sign.instrument))
    ]
    if known:
        values = [value for _, value in known]
        sheet.line(
            [SCORES.at(min(values)), SCORES.at(max(values))],
            [middle, middle],
            "#b5b5b5",
            1.6,
            order=3,
        )
    else:
        sheet.write(SCORES.at(0), y + 5, UNKNOWN, 7, color=GREY, align="center", back="white")
    for sign, value in known:
        sheet.symbol(
            SCORES.at(value),
            middle,
            sign.shape,
            sign.size,
            sign.color,
            sign.hollow,
            link,
            6 if sign.size > 6.5 else 5,
        )
    if pd.isna(row.tone):
        sheet.write(TONE.at(0), y + 5, "not coded", 7, color=GREY, align="center", back="white")
    else:
        sheet.line([TONE.at(0), TONE.at(row.tone)], [middle, middle], ORANGE, 1.4, order=3)
        sheet.symbol(TONE.at(row.tone), middle, "s", 6.5, ORANGE, link=link)
    return [where] * (1 + len(known) + int(not pd.isna(row.tone)))


def _datum(row: Any, signs: list[Sign]) -> dict[str, Any]:
    scores = {sign.instrument: getattr(row, sign.instrument) for sign in signs}
    return {
        "document": row.document,
        "comment": int(row.comment),
        "words": int(row.words),
        **{
            name: None if pd.isna(value) else round(float(value), 6)
            for name, value in scores.items()
        },
        "tone": None if pd.isna(row.tone) else int(row.tone),
    }


def _source(corpus: Corpus, table: pd.DataFrame, drawn: pd.DataFrame) -> str:
    texts = counted(table["document"].nunique(), "text")
    said = f"Source: {counted(len(table), 'comment')} under {texts}"
    total = int(table["words"].sum())
    if len(table) > 2 and total:
        said += (
            f", of whose words the two longest hold {table['words'].nlargest(2).sum() / total:.0%}"
        )
    if len(drawn) < len(table):
        said += f"; the first {len(drawn)} are drawn"
    return (
        f"{said}. {coders(corpus, table)}The scales differ: only the side of nought compares. A score rests on the words that an instrument "
        "knows; no word known is not nought. Tone is what a comment feels like; it isn’t what its writer holds of the reform."
    )


def _alt(corpus: Corpus, table: pd.DataFrame, drawn: pd.DataFrame, signs: list[Sign]) -> str:
    """The chart in words: every row while they are few, else the counts."""
    coded = int(table["tone"].notna().sum())
    said = [
        f"Dot chart with a row for each of {len(drawn)} comments: scores of {len(signs)} instruments from −1 to 1, words of the comment, "
        f"and coded tone from −2 to 2; {coded} of {len(table)} comments are coded."
        if coded
        else f"Dot chart with a row for each of {len(drawn)} comments: scores of {len(signs)} instruments from −1 to 1. No comment is coded: not coded."
    ]
    for document, group in drawn.head(MOST_SAID).groupby("document", sort=False):
        rows = "; ".join(_row_said(row, signs) for row in group.itertuples(index=False))
        said.append(f"Under “{corpus.label(str(document)).strip('“”')}”: {rows}.")
    if len(drawn) > MOST_SAID:
        said.append("The further comments stand in the table.")
    return " ".join(said)


def _row_said(row: Any, signs: list[Sign]) -> str:
    values = [
        float(getattr(row, sign.instrument))
        for sign in signs
        if not pd.isna(getattr(row, sign.instrument))
    ]
    scores = f"scores {min(values):.2f} to {max(values):.2f}" if values else UNKNOWN
    best = getattr(row, "combined", None)
    recommended = "" if pd.isna(best) else f", combined {best:.2f}"
    tone = "not coded" if pd.isna(row.tone) else f"tone {int(row.tone)}"
    return minus(f"comment {row.comment}, {scores}{recommended}, {tone}")
