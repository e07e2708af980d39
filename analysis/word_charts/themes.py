"""Themes by text: how often the words of each theme stand in each author's prose, and in its comments."""

from typing import Any

import pandas as pd

from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, WIDE, Sheet
from analysis.corpus import Corpus, address
from analysis.words import Theme

LABEL, ROW, BAR, MOST_TEXTS, MOST_THEMES = 210.0, 30.0, 8.0, 40, 6
GAP = 14.0


def themes_by_text(
    corpus: Corpus, known: dict[str, Theme], places: pd.DataFrame, terms: pd.DataFrame
) -> Chart:
    """A row a text in the order of publication, a column a theme: a bar for places per thousand content words of the author, a hollow one for comments.

    `places` is the table `theme_words`; words for the opposite aren't drawn. Each bar leads to the first of its places.
    """
    themes = list(known.values())[:MOST_THEMES]
    texts = corpus.by_publication[:MOST_TEXTS]
    cells = _cells(themes, texts, places, terms)
    most = max((cell["rate"] for cell in cells.values()), default=0.0) or 1.0
    title = "Themes by text: places per 1,000 content words"
    column = (WIDE - MARGIN - LABEL) / max(1, len(themes))
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, title, 13, bold=True)
        _key(sheet)
        for at, theme in enumerate(themes):
            x = LABEL + at * column
            sheet.write(x, 50, shortened(theme.label, 8.5, column - GAP, bold=True), 8.5, bold=True)
        y = 68.0
        marks: list[str] = []
        data: list[dict[str, Any]] = []
        said: dict[str, str] = {}
        for name in texts:
            sheet.line([MARGIN, WIDE - MARGIN], [y - 3, y - 3], FAINT, 0.6, order=1)
            sheet.write(MARGIN, y, shortened(corpus.label(name), 8, LABEL - MARGIN - 10), 8)
            sheet.write(MARGIN, y + 11, corpus.when(name), 7, color=GREY)
            for at, theme in enumerate(themes):
                for turn, voice in enumerate(("author", "commenter")):
                    cell = cells.get((name, theme.id, voice))
                    if cell is None:
                        continue
                    _bar(sheet, LABEL + at * column, y + turn * (BAR + 3), column - GAP, cell, most)
                    if cell["where"]:
                        marks.append(cell["where"])
                        said.setdefault(
                            cell["where"],
                            f"{theme.label}: {cell['places']} of {cell['words']:,} words",
                        )
                    data.append({"document": name, "theme": theme.id, **cell})
            y += ROW
        source = _source(corpus, places, texts, themes, known)
        used = sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 6 + used + MARGIN)
    return Chart(sheet.figure, _alt(corpus, texts, themes, cells), marks, title, source, data, said)


def _cells(
    themes: list[Theme], texts: list[str], places: pd.DataFrame, terms: pd.DataFrame
) -> dict[tuple[str, str, str], dict[str, Any]]:
    sizes = terms.groupby(["document", "voice"])["count"].sum()
    found = places[places["side"] == "words"].drop_duplicates(["theme", "document", "start"])
    cells = {}
    for name in texts:
        for voice in ("author", "commenter"):
            words = int(sizes.get((name, voice), 0))
            if not words:
                continue
            for theme in themes:
                own = found[
                    (found["document"] == name)
                    & (found["theme"] == theme.id)
                    & (found["voice"] == voice)
                ]
                first: Any = own.sort_values("start").head(1).itertuples(index=False)
                where = next((address(name, row.start, row.end) for row in first), "")
                cells[name, theme.id, voice] = {
                    "voice": voice,
                    "places": len(own),
                    "words": words,
                    "rate": round(1000 * len(own) / words, 3),
                    "where": where,
                }
    return cells


def _key(sheet: Sheet) -> None:
    sheet.box(MARGIN, 33, 14, BAR, face=BLUE)
    _, right = sheet.write(MARGIN + 18, 31.5, "author", 7.5, color=GREY)
    sheet.box(right + 14, 33, 14, BAR, face="white", edge=BLUE)
    sheet.write(
        right + 32,
        31.5,
        "comments under the text; the figure is the number of places",
        7.5,
        color=GREY,
    )


def _bar(sheet: Sheet, x: float, y: float, room: float, cell: dict[str, Any], most: float) -> None:
    link = target(cell["where"]) if cell["where"] else None
    wide = (room - 22) * cell["rate"] / most
    filled = cell["voice"] == "author"
    if cell["places"]:
        sheet.box(
            x, y + 1, max(wide, 1.5), BAR, face=BLUE if filled else "white", edge=BLUE, link=link
        )
    sheet.write(x + max(wide, 0) + 4, y, str(cell["places"]), 7.5, color=GREY, link=link)


def _source(
    corpus: Corpus,
    places: pd.DataFrame,
    texts: list[str],
    themes: list[Theme],
    known: dict[str, Theme],
) -> str:
    total = len(places[places["side"] == "words"].drop_duplicates(["theme", "document", "start"]))
    said = f"Source: {counted(total, 'place')} of the words listed for {counted(len(known), 'theme')}, in {counted(len(corpus), 'text')}"
    if len(texts) < len(corpus) or len(themes) < len(known):
        said += f"; the first {len(texts)} texts and {len(themes)} themes are drawn"
    return (
        f"{said}. Each bar leads to its first place. A dictionary counts words, not what is meant by them, and misses what it doesn’t list; "
        "texts of a few hundred words differ by chance."
    )


def _alt(
    corpus: Corpus,
    texts: list[str],
    themes: list[Theme],
    cells: dict[tuple[str, str, str], dict[str, Any]],
) -> str:
    lines = []
    for name in texts:
        counts = []
        for theme in themes:
            own, theirs = (cells.get((name, theme.id, voice)) for voice in ("author", "commenter"))
            said = f"{theme.label} {own['places'] if own else 0}"
            counts.append(said + (f" and {theirs['places']} in comments" if theirs else ""))
        lines.append(f"{corpus.label(name).strip('“”')}: {', '.join(counts)}")
    return (
        f"Bars by text and theme, places of the words of {counted(len(themes), 'theme')} in authors' prose and in comments. "
        + "; ".join(lines)
        + "."
    )
