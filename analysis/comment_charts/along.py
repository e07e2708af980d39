"""Tone along each long comment, sentence by sentence: what a single score hides."""

from typing import Any

import pandas as pd

from analysis import sentiment
from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, SHADE, WIDE, Sheet
from analysis.comment_charts.drawing import UNKNOWN, minus
from analysis.corpus import Corpus, address, parse_address
from analysis.words import Commenters

FEWEST = 4
"""Sentences from which a comment is long enough to have a course."""

MOST = 12
"""Comments drawn, the longest first; the table has the others."""

HIGH, GAP, HEADING = 46.0, 16.0, 26.0
LEFT, RIGHT = MARGIN + 30, WIDE - MARGIN - 4
OTHER = "vader"
LEAST = 2.2
"""Height of the bar of a score of nought: without ink it would look like a sentence that nobody scored."""

TITLE = "Tone along the longer comments, sentence by sentence"


def tone_along(
    corpus: Corpus, comments: pd.DataFrame, sentences: pd.DataFrame, scores: pd.DataFrame
) -> Chart:
    """A strip a long comment: a bar a sentence as wide as its words, up or down by the recommended instrument; a sign for VADER.

    A sentence in which the recommended instrument knows no word has a hatched foot for a bar, one in which VADER knows none has no sign. `scores` is the table `sentiment`.
    """
    long = _long(comments, sentences)
    lines = sentences[sentences["comment"].notna()].merge(
        sentiment.by_unit(scores, "sentence"),
        on=["document", "start", "end"],
        validate="one_to_one",
    )
    people = Commenters(corpus, comments)
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        _key(sheet)
        y = 54.0
        marks: list[str] = []
        data: list[dict[str, Any]] = []
        said: dict[str, str] = {}
        row: Any
        for row in long.head(MOST).itertuples(index=False):
            own = lines[
                (lines["document"] == row.document) & (lines["comment"] == row.comment)
            ].sort_values("start")
            title = f"comment {row.comment} under “{corpus.label(row.document)}”"
            sheet.write(MARGIN, y, shortened(title, 8, WIDE - 2 * MARGIN, bold=True), 8, bold=True)
            found = _strip(sheet, y + HEADING - 8, corpus, own)
            marks += [where for where, _ in found]
            data += [datum for _, datum in found]
            said |= {where: people.shown(*parse_address(where))[:160] for where, _ in found}
            y += HEADING + HIGH + GAP
        source = _source(comments, long)
        used = sheet.paragraph(MARGIN, y, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + used + MARGIN)
    return Chart(sheet.figure, _alt(corpus, long, data), marks, TITLE, source, data, said)


def _long(comments: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Comments of enough sentences, the longest first."""
    counts = sentences[sentences["comment"].notna()].groupby(["document", "comment"]).size()
    table = comments.merge(
        counts.rename("sentences").reset_index(), on=["document", "comment"], validate="one_to_one"
    )
    table = table[table["sentences"] >= FEWEST]
    return table.sort_values(["sentences", "document", "comment"], ascending=[False, True, True])


def _key(sheet: Sheet) -> None:
    x, y = MARGIN, 33.0
    sheet.box(x, y, 10, 8, face=BLUE)
    _, right = sheet.write(
        x + 14, y - 1, "combined instrument, a bar as wide as the sentence’s words", 7.5, color=GREY
    )
    sheet.symbol(right + 18, y + 4, "^", 4.6, "#1a1a1a", True)
    _, right = sheet.write(right + 26, y - 1, "VADER", 7.5, color=GREY)
    sheet.box(right + 14, y, 10, 8, face=SHADE, edge=GREY, hatch="////", weight=0.4)
    sheet.write(right + 28, y - 1, f"{UNKNOWN} to the combined instrument", 7.5, color=GREY)


def _strip(
    sheet: Sheet, y: float, corpus: Corpus, own: pd.DataFrame
) -> list[tuple[str, dict[str, Any]]]:
    """One comment's sentences from left to right; gives their addresses with what was drawn."""
    middle = y + HIGH / 2
    places = zip(own["document"], own["start"], own["end"], strict=True)
    sizes = [max(1, sentiment.count_words(corpus[name][start:end])) for name, start, end in places]
    step = (RIGHT - LEFT) / sum(sizes)
    sheet.line([LEFT, RIGHT], [middle, middle], GREY, 0.6, order=4)
    for value, name in ((1, "+1"), (-1, "−1")):
        sheet.line([LEFT, RIGHT], [middle - value * HIGH / 2] * 2, FAINT, 0.6, order=1)
        sheet.write(LEFT - 4, middle - value * HIGH / 2 - 4, name, 6.5, color=GREY, align="right")
    found, x = [], LEFT
    row: Any
    for row, size in zip(own.itertuples(index=False), sizes, strict=True):
        where = address(row.document, row.start, row.end)
        wide, score, other = size * step, row.combined, getattr(row, OTHER)
        if pd.isna(score):
            sheet.box(
                x + 0.6,
                middle - 2,
                max(wide - 1.2, 0.6),
                4,
                face=SHADE,
                edge=GREY,
                hatch="////",
                weight=0.4,
            )
        else:
            high = max(abs(score) * HIGH / 2, LEAST)
            top = middle if score < 0 else middle - high if score else middle - high / 2
            sheet.box(x + 0.6, top, max(wide - 1.2, 0.6), high, face=BLUE)
        if not pd.isna(other):
            sheet.symbol(x + wide / 2, middle - other * HIGH / 2, "^", 4.2, "#1a1a1a", True)
        sheet.cover(x, y, wide, HIGH, target(where))
        found.append(
            (
                where,
                {
                    "where": where,
                    "words": size,
                    "combined": _rounded(score),
                    OTHER: _rounded(other),
                },
            )
        )
        x += wide
    return found


def _rounded(value: Any) -> float | None:
    return None if pd.isna(value) else round(float(value), 6)


def _source(comments: pd.DataFrame, long: pd.DataFrame) -> str:
    said = (
        f"Source: {counted(len(comments), 'comment')} under {counted(comments['document'].nunique(), 'text')}, "
        f"{len(long)} of {FEWEST} sentences or more"
    )
    if len(long) > MOST:
        said += f"; the {MOST} longest are drawn"
    return f"{said}. A flat bar on the line is a score of nought or near it; no word known is not nought. Tone of the words, not what the writer holds of the reform."


def _alt(corpus: Corpus, long: pd.DataFrame, data: list[dict[str, Any]]) -> str:
    if long.empty:
        return f"No comment has {FEWEST} sentences or more."
    said = [
        "A strip for each longer comment, a bar for each sentence by the combined instrument, a triangle by VADER."
    ]
    row: Any
    for row in long.head(MOST).itertuples(index=False):
        own = [
            one for one in data
            if parse_address(one["where"])[0] == row.document and row.start <= parse_address(one["where"])[1] < row.end
        ]  # fmt: skip
        known = [one["combined"] for one in own if one["combined"] is not None]
        up, down = (
            sum(value > sentiment.CUT for value in known),
            sum(value < -sentiment.CUT for value in known),
        )
        said.append(
            f"Comment {row.comment} under “{corpus.label(row.document).strip('“”')}”: {len(own)} sentences, {up} positive, {down} negative, "
            f"{len(known) - up - down} neither, {len(own) - len(known)} without a known word."
        )
    return minus(" ".join(said))
