"""The comments drawn: what a word list scores each, beside the tone that its readers coded.

Two panels, because they are two scales: TextBlob's polarity runs from -1 to 1 and averages words, the coded tone
from -2 to 2 and judges the comment. Only the side of nought compares, and a hollow mark says that it differs.
One row is one comment; no mean is drawn. Nothing here shows what anybody holds of a reform.
"""

from typing import Any, NamedTuple

import pandas as pd

from analysis import coding
from analysis.charts.chart import Chart, house, target
from analysis.charts.lettering import shortened
from analysis.charts.sheet import FAINT, GREY, MARGIN, WIDE, Sheet
from analysis.corpus import Corpus, address
from analysis.words.commenters import Commenters

ROW, HEADING = 19.0, 24.0
NUMBER, LABEL, LABEL_ENDS = MARGIN + 4, MARGIN + 22, 286.0
TITLE = "What a word list makes of each comment, and the tone that was coded"
MOST_SAID = 20
"""Rows told in the alternative text: one listens to it from beginning to end."""

MOST_ROWS = 60
"""Comments drawn: more than fit on two pages are a table's work, and the chart says how many it left out."""

BLUE, ORANGE = "#1f5f8b", "#b3541e"


class Panel(NamedTuple):
    """A scale across the sheet."""

    left: float
    right: float
    reach: float
    title: str
    ends: tuple[str, str]
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies on the sheet."""
        return self.left + (value + self.reach) / (2 * self.reach) * (self.right - self.left)


SCORE = Panel(304, 470, 1, "TextBlob’s score of the words", ("−1", "+1"), (-1, -0.5, 0, 0.5, 1))
TONE = Panel(
    518, 684, 2, "coded tone of the comment", ("very negative", "very positive"), (-2, -1, 0, 1, 2)
)


def tone_by_comment(corpus: Corpus, table: pd.DataFrame) -> Chart:
    """A dot for each comment's score and a square for its coded tone, row by row in the order of the texts.

    `table` is that of `answers.comments_answers.rows`. A hollow dot lies on the other side of nought
    than the coded tone; where TextBlob knows no word the row says so.
    """
    drawn, commenters = table.head(MOST_ROWS), Commenters(corpus, table)
    with house():
        sheet = Sheet(WIDE)
        y, marks, data, said = _head(sheet), [], [], {}
        for document, group in drawn.groupby("document", sort=False):
            title = shortened(corpus.label(str(document)), 8, WIDE - 2 * MARGIN, bold=True)
            sheet.write(MARGIN, y + 8, title, 8, bold=True)
            y += HEADING
            row: Any
            for row in group.itertuples(index=False):
                where = address(row.document, row.start, row.end)
                words = commenters.shown(row.document, row.start, row.end)
                marks += _row(sheet, y, row, where, words)
                said[where] = f"comment {row.comment}: {words[:120]}"
                data.append(_datum(row))
                y += ROW
        source = _source(corpus, table, drawn)
        sheet.line([MARGIN, WIDE - MARGIN], [y + 6, y + 6], FAINT)
        used = sheet.paragraph(MARGIN, y + 12, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 12 + used + MARGIN)
    return Chart(sheet.figure, _alt(corpus, table, drawn), marks, TITLE, source, data, said)


def _head(sheet: Sheet) -> float:
    """Titles and the names of the scales; gives where the rows begin."""
    sheet.write(MARGIN, 10, TITLE, 13, bold=True)
    sheet.write(
        MARGIN,
        30,
        "Hollow: TextBlob’s score lies on the other side of nought than the coded tone.",
        8,
        color=GREY,
    )
    for panel in (SCORE, TONE):
        sheet.write((panel.left + panel.right) / 2, 50, panel.title, 8, align="center")
        sheet.write(panel.left, 62, panel.ends[0], 7, color=GREY, align="left")
        sheet.write(panel.right, 62, panel.ends[1], 7, color=GREY, align="right")
        sheet.write(panel.at(0), 62, "0", 7, color=GREY, align="center")
    return 70.0


def _row(sheet: Sheet, y: float, row: Any, where: str, words: str) -> list[str]:
    middle, link = y + ROW / 2, target(where)
    sheet.write(NUMBER, y + 4, f"{row.comment}", 8, color=GREY, link=link)
    sheet.write(LABEL, y + 4, shortened(words, 8, LABEL_ENDS - LABEL), 8, link=link)
    for panel in (SCORE, TONE):
        sheet.line([panel.left, panel.right], [middle, middle], FAINT, 0.6, order=1)
        for tick in panel.ticks:
            reach = ROW / 2 if tick == 0 else 2.0
            sheet.line(
                [panel.at(tick)] * 2,
                [middle - reach, middle + reach],
                GREY if tick == 0 else FAINT,
                0.6,
                order=1,
            )
    marks = [where]  # the words of the row lead to the comment, too
    if pd.isna(row.polarity):
        sheet.write(
            SCORE.at(0), y + 5, "knows no word of it", 7, color=GREY, align="center", back="white"
        )
    else:
        apart = not pd.isna(row.tone) and not bool(row.same_side)
        sheet.line([SCORE.at(0), SCORE.at(row.polarity)], [middle, middle], BLUE, 1.2, order=3)
        sheet.symbol(SCORE.at(row.polarity), middle, "o", 7, BLUE, hollow=apart, link=link)
        marks.append(where)
    if pd.isna(row.tone):
        sheet.write(TONE.at(0), y + 5, "not coded", 7, color=GREY, align="center", back="white")
    else:
        sheet.line([TONE.at(0), TONE.at(row.tone)], [middle, middle], ORANGE, 1.2, order=3)
        sheet.symbol(TONE.at(row.tone), middle, "s", 6.5, ORANGE, link=link)
        marks.append(where)
    return marks


def _datum(row: Any) -> dict[str, Any]:
    return {
        "document": row.document,
        "comment": int(row.comment),
        "polarity": None if pd.isna(row.polarity) else round(float(row.polarity), 6),
        "tone": None if pd.isna(row.tone) else int(row.tone),
    }


def _source(corpus: Corpus, table: pd.DataFrame, drawn: pd.DataFrame) -> str:
    texts = table["document"].nunique()
    said = f"{len(table):,} comments under {texts} {'text' if texts == 1 else 'texts'}"
    if len(drawn) < len(table):
        said += f"; the first {len(drawn)} are drawn"
    return f"{said}. {_origin(corpus, table)}Tone is what a comment feels like; it isn’t what its writer holds of the reform."


def _origin(corpus: Corpus, table: pd.DataFrame) -> str:
    """Who coded the tone, where it is coded."""
    if not table["tone"].notna().any():
        return ""
    person = coding.coders(corpus).get(coding.SETTLED, {}).get("kind") == "person"
    return (
        "Tone coded by a person. "
        if person
        else "Tone coded by automated coders, which no person has checked yet. "
    )


def _alt(corpus: Corpus, table: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """The chart in words: every row while they are few, else the counts."""
    both = table[table["tone"].notna()]
    same = int(both["same_side"].fillna(False).sum())
    said = [
        f"Dot chart with a row for each of {len(drawn)} comments: TextBlob’s score from −1 to 1 on the left, "
        "coded tone from −2 to 2 on the right.",
        f"The two lie on the same side of nought in {same} of {len(both)} coded comments."
        if len(both)
        else "No comment is coded.",
    ]
    for document, group in drawn.head(MOST_SAID).groupby("document", sort=False):
        rows = "; ".join(_row_said(row) for row in group.itertuples(index=False))
        said.append(f"Under “{corpus.label(str(document)).strip('“”')}”: {rows}.")
    if len(drawn) > MOST_SAID:
        said.append("The further comments stand in the table.")
    return " ".join(said)


def _row_said(row: Any) -> str:
    score = "no word known" if pd.isna(row.polarity) else f"score {row.polarity:.2f}"
    tone = "not coded" if pd.isna(row.tone) else f"tone {int(row.tone)}"
    return f"comment {row.comment}, {score}, {tone}".replace("-", "−")
