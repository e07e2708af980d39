"""A corpus in time and size: when each text appeared, and how many of its words speak with which voice.

The date of a text is drawn as wide as it is known: a day, a month, half a year. Its words are parted
by who speaks: the author, the readers who comment, and what was set aside because nobody speaks
there (menus, buttons, labels) or because it only repeats or describes the text.
"""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis import corpus as corpora
from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.scale import Scale
from analysis.charts.sheet import FAINT, GREY, MARGIN, WIDE, Sheet
from analysis.corpus import Corpus
from analysis.dates import Interval

VOICES = {
    "author": frozenset({"title", "standfirst", "heading", "body", "list_item"}),
    "commenters": frozenset({"comment_title", "comment"}),
}
ASIDE = "set aside"
TITLE = "The texts in time and size"
MOST_ROWS = 40
"""Texts that have a row each; more are drawn by the year or decade in which they appeared."""
MOST_TOLD = 20
"""Rows that the alternative text tells one by one."""


class Row(NamedTuple):
    """A row of the chart: what it is called, what stands below that, its texts, and the days in which they appeared."""

    label: str
    below: str
    documents: tuple[str, ...]
    said: Interval | None


class Look(NamedTuple):
    """How a voice is drawn."""

    face: str
    edge: str
    hatch: str | None = None


LOOKS = {
    "author": Look("#0072b2", "#0072b2"),
    "commenters": Look("white", "#c44e00", "////////"),
    ASIDE: Look("white", "#777777"),
}
TIME, SIZE = (292.0, 448.0), (472.0, 690.0)
ROW, BAR, SMALL, BODY = 38.0, 9.0, 7.2, 8.2
THINNEST = 3.0
"""A date narrower than this, in points, is drawn as a diamond, which has no length."""


def words_by_voice(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """How many words stand behind each voice of each document; a word is what white space parts.

    One row is a voice of a document: document, voice, words, and the first and last place of that
    voice. Pull-quotes repeat the text and are set aside with the menus, and so are the notes about
    the author and the references.
    """
    voice = {kind: name for name, kinds in VOICES.items() for kind in kinds}
    rows = pd.DataFrame(
        {
            "document": segments["document"],
            "voice": [voice.get(kind, ASIDE) for kind in segments["kind"]],
            "words": [
                len(corpus[document][start:end].split())
                for document, start, end in zip(
                    segments["document"], segments["start"], segments["end"], strict=True
                )
            ],
            "start": segments["start"],
            "end": segments["end"],
        }
    )
    voiced = rows.groupby(["document", "voice"], as_index=False, sort=False).agg(
        words=("words", "sum"), start=("start", "min"), end=("end", "max")
    )
    order = {name: n for n, name in enumerate(LOOKS)}
    places = {document: n for n, document in enumerate(corpus.by_publication)}
    return voiced.sort_values(
        ["document", "voice"],
        key=lambda column: column.map(places if column.name == "document" else order),
        ignore_index=True,
    )


def corpus_in_time(corpus: Corpus, segments: pd.DataFrame) -> Chart:
    """A chart of the corpus: a row a document, its date as wide as it is known, its words by voice."""
    voiced = words_by_voice(corpus, segments)
    scale = _scale(corpus)
    rows = _rows(corpus)
    height = 64 + ROW * len(rows) + (14 if scale else 0)
    drawn: list[tuple[str, str, int]] = []
    with house():
        sheet = Sheet(WIDE, height + 22)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        _columns(sheet, scale)
        if scale:
            _axis(sheet, scale, 54, height - 14)
        spoken = [_spoken(voiced, row) for row in rows]
        most = max([1, *(int(voices["words"].sum()) for voices in spoken)])
        for number, (row, voices) in enumerate(zip(rows, spoken, strict=True)):
            y = 58 + number * ROW
            sheet.line([MARGIN, WIDE - MARGIN], [y - 4, y - 4], FAINT, 0.6, order=1)
            title = shortened(row.label, BODY, TIME[0] - MARGIN - 8, bold=True)
            sheet.write(MARGIN, y, title, BODY, bold=True)
            sheet.write(MARGIN, y + 13, row.below, SMALL, color=GREY)
            drawn.append(_when(sheet, corpus, scale, row, y + 8))
            drawn += _size(sheet, voices, most, y)
        source = _source(corpus)
        sheet.paragraph(MARGIN, height + 4, source, WIDE - 2 * MARGIN, SMALL, color=GREY)
    return Chart(
        figure=sheet.figure,
        alt=_alt(corpus, rows, spoken),
        marks=[address for address, _, _ in drawn],
        title=TITLE,
        source=source,
        data=[{"address": a, "mark": mark, "words": words} for a, mark, words in drawn],
        said={address: f"{mark}: {words:,} words" for address, mark, words in drawn},
    )


def _rows(corpus: Corpus) -> list[Row]:
    """A row a text, or where these are too many a row a year, a decade or a century; undated ones come last."""
    order = corpus.by_publication
    if len(order) <= MOST_ROWS:
        return [Row(corpus.label(d), corpus.when(d), (d,), corpus.published(d)) for d in order]
    days = {d: said.first or said.last for d in order if (said := corpus.published(d))}
    years = {d: day.year for d, day in days.items() if day}
    span = next(s for s in (1, 10, 100, 10_000) if len({year // s for year in years.values()}) < MOST_ROWS)  # fmt: skip
    groups: dict[int | None, list[str]] = {}
    for document in order:
        groups.setdefault(years[document] // span * span if document in years else None, []).append(document)  # fmt: skip
    return [_grouped(corpus, begin, span, own) for begin, own in groups.items()]


def _grouped(corpus: Corpus, begin: int | None, span: int, own: list[str]) -> Row:
    """The row of the texts that appeared in a stretch of years, or at no known time."""
    below = counted(len(own), "text")
    if begin is None:
        return Row("undated", below, tuple(own), None)
    last = min(begin + span - 1, date.max.year)
    label = str(begin) if span == 1 else f"{begin} to {last}"
    return Row(label, below, tuple(own), Interval(date(max(begin, 1), 1, 1), date(last, 12, 31)))


def _spoken(voiced: pd.DataFrame, row: Row) -> pd.DataFrame:
    """The words of a row's texts by voice, each with the first place of that voice."""
    own = voiced[voiced["document"].isin(row.documents)]
    if len(row.documents) == 1:
        return own
    summed = own.groupby("voice", as_index=False, sort=False).agg(
        document=("document", "first"), words=("words", "sum"), start=("start", "first"), end=("end", "first")
    )  # fmt: skip
    order = {name: n for n, name in enumerate(LOOKS)}
    return summed.sort_values("voice", key=lambda column: column.map(order), ignore_index=True)


def _scale(corpus: Corpus) -> Scale | None:
    days = [d for document in corpus for d in (corpus.published(document) or ()) if d]
    if not days:
        return None
    first, last = min(days), max(days)
    pad = max((last - first).days // 12, 40)
    return Scale(
        date.fromordinal(max(first.toordinal() - pad, 1)),
        date.fromordinal(min(last.toordinal() + pad, date.max.toordinal())),
        *TIME,
    )


def _columns(sheet: Sheet, scale: Scale | None) -> None:
    if scale:
        sheet.write(TIME[0], 32, "appeared", SMALL, color=GREY)
    sheet.write(SIZE[0], 32, "words, by who speaks", SMALL, color=GREY)


def _axis(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    taken = 0.0
    for tick in scale.ticks():
        x = scale.start(tick.day)
        sheet.line([x, x], [top, bottom], FAINT, 0.6, order=1)
        if x - sheet.measure(tick.label, SMALL) / 2 > taken:
            _, taken = sheet.write(x, bottom + 1, tick.label, SMALL, color=GREY, align="center")
            taken += 4


def _when(
    sheet: Sheet, corpus: Corpus, scale: Scale | None, row: Row, y: float
) -> tuple[str, str, int]:
    """The mark of a row's date: a bar over the days its texts may have appeared, a diamond for a day; it leads to the first."""
    document = row.documents[0]
    address = corpora.address(document, 0, len(corpus[document]))
    words = sum(len(corpus[own].split()) for own in row.documents)
    said, link = row.said, target(address)
    if scale is None or said is None:
        sheet.write(TIME[0], y - 4, "undated", SMALL, color=GREY, link=link)
        return address, "undated", words
    left = scale.start(said.first) if said.first else TIME[0]
    right = scale.end(said.last) if said.last else TIME[1]
    if right - left < THINNEST:
        sheet.symbol((left + right) / 2, y, "D", 6, "#1a1a1a", link=link)
    else:
        sheet.box(left, y - BAR / 2, right - left, BAR, "#b8b8b8", "#1a1a1a", link=link)
        for open_end, x in ((said.first is None, left), (said.last is None, right)):
            if open_end:
                sheet.line([x, x], [y - BAR, y + BAR], "white", 3, order=4)
    return address, row.below if len(row.documents) == 1 else row.label, words


def _size(sheet: Sheet, rows: pd.DataFrame, most: int, y: float) -> list[tuple[str, str, int]]:
    """A document's words as bars end to end, with their counts written below."""
    x, at, drawn = SIZE[0], SIZE[0], []
    for row in rows.to_dict("records"):
        look, words = LOOKS[row["voice"]], int(row["words"])
        wide = words / most * (SIZE[1] - SIZE[0])
        address = corpora.address(row["document"], int(row["start"]), int(row["end"]))
        sheet.box(x, y + 2, wide, BAR, look.face, look.edge, look.hatch, link=target(address))
        label = f"{words:,} {row['voice']}"
        _, end = sheet.write(at, y + 15, label, SMALL, color=look.edge)
        x, at = x + wide, end + 10
        drawn.append((address, row["voice"], words))
    return drawn


def _source(corpus: Corpus) -> str:
    undated = sum(corpus.published(document) is None for document in corpus)
    said = f"Source: {len(corpus)} {'text' if len(corpus) == 1 else 'texts'}, cut into pieces by rule. "
    if undated < len(corpus) <= MOST_ROWS:
        said += "A date printed in the text stands without a note. "
    if len(corpus) > MOST_ROWS:
        said += "A row is a stretch of years; its marks lead to the first text of it. "
    return (
        said + "Set aside: menus, buttons, labels, pull-quotes, references and notes about authors."
    )


def _alt(corpus: Corpus, rows: list[Row], spoken: list[pd.DataFrame]) -> str:
    each = []
    for row, voices in list(zip(rows, spoken, strict=True))[:MOST_TOLD]:
        words = ", ".join(
            f"{words:,} {voice}"
            for voice, words in zip(voices["voice"], voices["words"], strict=True)
        )
        each.append(f"{row.label}, {row.below}: {words or 'no'} words")
    each += [f"and {len(rows) - MOST_TOLD} rows more"] if len(rows) > MOST_TOLD else []
    head = "One text" if len(corpus) == 1 else f"{len(corpus)} texts in the order of publication"
    return f"{head}. {'; '.join(each)}."
