"""Words that most texts share: how often each stands in every author's prose, and in the comments."""

from typing import Any

import pandas as pd

from analysis import words
from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, WIDE, Sheet
from analysis.corpus import Corpus, address

MOST_WORDS, MOST_TEXTS = 12, 7
ROW, BAR, LEFT, GAP = 18.0, 8.0, 104.0, 12.0
TITLE = "Words that most texts share"
COMMENTS = "comments"


def shared_words(corpus: Corpus, terms: pd.DataFrame) -> Chart:
    """A row a word, a column a text in the order of publication and one for all comments: a bar for places per thousand content words.

    Of more texts than seven, the seven with most words are drawn. Each bar leads to its first place.
    """
    chosen = words.most_shared(terms, MOST_WORDS)
    columns = _columns(corpus, terms)
    cells = _cells(terms, chosen["term"].tolist(), columns)
    most = max((cell["rate"] for cell in cells.values()), default=0.0) or 1.0
    wide = (WIDE - MARGIN - LEFT) / max(1, len(columns))
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        sheet.write(
            MARGIN,
            31,
            "a bar is as long as the word is frequent in the text, the figure is how often it stands there",
            7.5,
            color=GREY,
        )
        for at, name in enumerate(columns):
            x = LEFT + at * wide
            _heading(sheet, x, wide - GAP, corpus, name)
        y = 96.0
        marks: list[str] = []
        data: list[dict[str, Any]] = []
        said: dict[str, str] = {}
        for term, form in zip(chosen["term"], chosen["form"], strict=True):
            sheet.line([MARGIN, WIDE - MARGIN], [y - 3, y - 3], FAINT, 0.5, order=1)
            sheet.write(MARGIN, y, shortened(form, 8, LEFT - MARGIN - 8), 8)
            for at, name in enumerate(columns):
                if cell := cells.get((term, name)):
                    _bar(sheet, LEFT + at * wide, y, wide - GAP - 20, cell, most)
                    marks.append(cell["where"])
                    said[cell["where"]] = f"{form}: {cell['count']}"
                    data.append({"word": form, "column": name, **cell})
            y += ROW
        source = _source(corpus, terms, chosen, columns)
        used = sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 6 + used + MARGIN)
    return Chart(sheet.figure, _alt(chosen, data), marks, TITLE, source, data, said)


def _columns(corpus: Corpus, terms: pd.DataFrame) -> list[str]:
    """The texts drawn, in the order of publication, and the comments where there are any."""
    own = terms[terms["voice"] == "author"]
    sizes = (
        own.groupby("document")["count"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    drawn = set(sizes.index[:MOST_TEXTS])
    found = [name for name in corpus.by_publication if name in drawn]
    return found + ([COMMENTS] if (terms["voice"] == "commenter").any() else [])


def _cells(
    terms: pd.DataFrame, chosen: list[str], columns: list[str]
) -> dict[tuple[str, str], dict[str, Any]]:
    cells = {}
    for name in columns:
        if name == COMMENTS:
            own = terms[terms["voice"] == "commenter"]
        else:
            own = terms[(terms["voice"] == "author") & (terms["document"] == name)]
        size = int(own["count"].sum())
        for term in chosen:
            here = own[own["term"] == term].sort_values(["document", "start"])
            first: Any = here.head(1).itertuples(index=False)
            for row in first:
                total = int(here["count"].sum())
                cells[term, name] = {
                    "count": total,
                    "words": size,
                    "rate": round(1000 * total / size, 3),
                    "where": address(row.document, row.start, row.end),
                }
    return cells


def _heading(sheet: Sheet, x: float, room: float, corpus: Corpus, name: str) -> None:
    if name == COMMENTS:
        sheet.write(x, 50, "all comments", 8, bold=True)
        return
    label = shortened(corpus.label(name), 7.5, 2.6 * room, bold=True)
    sheet.paragraph(x, 50, label, room, 7.5)
    days = corpus.published(name)
    if days and days.first:
        sheet.write(x, 81, str(days.first.year), 7, color=GREY)


def _bar(sheet: Sheet, x: float, y: float, room: float, cell: dict[str, Any], most: float) -> None:
    link, wide = target(cell["where"]), max(room * cell["rate"] / most, 1.5)
    sheet.box(x, y + 1, wide, BAR, face=BLUE, link=link)
    sheet.write(x + wide + 3, y, str(cell["count"]), 7.5, color=GREY, link=link)


def _source(corpus: Corpus, terms: pd.DataFrame, chosen: pd.DataFrame, columns: list[str]) -> str:
    total = int(terms.loc[terms["voice"] == "author", "count"].sum())
    said = (
        f"Source: {counted(total, 'content word')} of the authors of {counted(len(corpus), 'text')}"
    )
    drawn = len([name for name in columns if name != COMMENTS])
    if drawn < len(corpus):
        said += f", of which the {drawn} with most words are drawn"
    least = int(chosen["texts"].min()) if len(chosen) else 0
    return f"{said}. The words that stand in most texts ({least} or more), singular and plural as one, without function words. Each bar leads to its first place."


def _alt(chosen: pd.DataFrame, data: list[dict[str, Any]]) -> str:
    if chosen.empty:
        return "No content word of an author was found."
    rows = []
    for row in chosen.itertuples(index=False):
        counts = [
            cell["count"]
            for cell in data
            if cell["word"] == row.form and cell["column"] != COMMENTS
        ]
        readers = sum(
            cell["count"]
            for cell in data
            if cell["word"] == row.form and cell["column"] == COMMENTS
        )
        rows.append(
            f"{row.form}, {', '.join(map(str, counts)) or 'none'}"
            + (f", in comments {readers}" if readers else "")
        )
    return (
        "Bars by word and text; how often each of the most widely shared words stands in the texts that have it, in the order of publication: "
        + "; ".join(rows)
        + "."
    )
