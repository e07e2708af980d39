"""Findings by text: every passage of evidence as a mark that leads to its words."""

from collections.abc import Sequence
from typing import Any

from analysis.charts.chart import Chart, house, target
from analysis.charts.counting import counted
from analysis.charts.lettering import shortened
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, ORANGE, WIDE, Sheet
from analysis.corpus import Corpus, address
from analysis.findings import Finding

LABEL, TOP, MOST_TEXTS, SIZE, STEP, LINE = 168.0, 62.0, 8, 7.0, 11.0, 12.0
SIGNS = {
    "for": ("o", BLUE, False, "for"),
    "against": ("X", ORANGE, False, "against"),
    "given": ("D", BLUE, True, "grants what is taken as given"),
    "beside": ("s", GREY, True, "decides nothing"),
}
"""A side's shape, colour, whether it is hollow, and its name: told apart in greyscale by shape and fill."""


def evidence_by_text(corpus: Corpus, made: Sequence[Finding]) -> Chart:
    """A row a finding, a column a text in the order of publication, a mark a passage of evidence.

    Passages of readers' comments stand beside and are drawn small. More texts than fit are left out and counted.
    """
    texts = corpus.by_publication[:MOST_TEXTS]
    title = f"What {counted(len(made), 'finding')} {'rests' if len(made) == 1 else 'rest'} on, passage by passage"
    column = (WIDE - MARGIN - LABEL) / max(1, len(texts))
    marks: list[str] = []
    data: list[dict[str, Any]] = []
    said: dict[str, str] = {}
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, title, 13, bold=True)
        _key(sheet)
        y = TOP + _heads(sheet, corpus, texts, column) + 8
        for one in made:
            sheet.line([MARGIN, WIDE - MARGIN], [y - 4, y - 4], FAINT, 0.6, order=1)
            used = sheet.paragraph(MARGIN, y, one.label, LABEL - MARGIN - 12, 8.5)
            counts = f"{len(one.support)} of {counted(len(one.among), 'text')}"
            sheet.write(MARGIN, y + used + 1, counts, 7, color=GREY)
            height = used + 12
            for at, name in enumerate(texts):
                pieces = one.of(name)
                height = max(height, _cell(sheet, LABEL + at * column, y, column, pieces))
                if name in one.deviant:
                    below = y + max(LINE, _height(pieces, column))
                    sheet.write(LABEL + at * column, below, "deviant", 7, color=ORANGE)
                    height = max(height, below - y + 12)
                for piece in pieces:
                    where = address(piece.document, piece.start, piece.end)
                    marks.append(where)
                    said.setdefault(where, f"{one.label}, {SIGNS[piece.side][3]}: {piece.text}")
                    data.append({"finding": one.id, "side": piece.side, "voice": piece.voice, "where": where})  # fmt: skip
            y += height + 6
        source = _source(corpus, made, texts)
        used = sheet.paragraph(MARGIN, y + 4, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + 4 + used + MARGIN)
    return Chart(sheet.figure, _alt(corpus, made, texts), marks, title, source, data, said)


def _key(sheet: Sheet) -> None:
    x = MARGIN + 4
    for shape, colour, hollow, name in SIGNS.values():
        sheet.symbol(x, 38, shape, SIZE, colour, hollow)
        _, x = sheet.write(x + 8, 33, name, 7.5, color=GREY)
        x += 18


def _heads(sheet: Sheet, corpus: Corpus, texts: list[str], column: float) -> float:
    highest = 0.0
    for at, name in enumerate(texts):
        x, room = LABEL + at * column, column - 8
        words = shortened(corpus.label(name), 7.5, 3 * room)
        used = sheet.paragraph(x, TOP, words, room, 7.5)
        used += sheet.paragraph(x, TOP + used + 1, corpus.when(name), room, 7, color=GREY)
        highest = max(highest, used)
    return highest


def _cell(sheet: Sheet, x: float, y: float, column: float, pieces: Sequence[Any]) -> float:
    """The marks of a cell, as many in a line as fit; gives the height they take."""
    fit = _fit(column)
    for number, piece in enumerate(pieces):
        shape, colour, hollow, _ = SIGNS[piece.side]
        left, top = x + 4 + (number % fit) * STEP, y + 5 + (number // fit) * LINE
        size = SIZE if piece.voice == "author" else SIZE / 2
        link = target(address(piece.document, piece.start, piece.end))
        sheet.symbol(left, top, shape, size, colour, hollow, link=link)
    if not pieces:
        sheet.write(x, y, "silent", 7, color=GREY)
    return max(LINE, _height(pieces, column))


def _fit(column: float) -> int:
    return max(1, int((column - 8) / STEP))


def _height(pieces: Sequence[Any], column: float) -> float:
    return -(-len(pieces) // _fit(column)) * LINE


def _source(corpus: Corpus, made: Sequence[Finding], texts: list[str]) -> str:
    total = sum(len(one.pieces) for one in made)
    judged = {one.origin for one in made}
    who = "nobody has judged them, words found them" if judged == {"rule"} else "judged by an automated coder, not yet by a person" if "automated_coder" in judged else "judged by a person"  # fmt: skip
    left = f"; {counted(len(corpus) - len(texts), 'text')} more are not drawn" if len(texts) < len(corpus) else ""  # fmt: skip
    return (
        f"Source: {counted(total, 'passage')} of {counted(len(corpus), 'text')}, {who}{left}. Each mark leads to its passage. "
        "Silent: no passage of the text was found to bear on it. How many passages there are says nothing of how much is true."
    )


def _alt(corpus: Corpus, made: Sequence[Finding], texts: list[str]) -> str:
    lines = []
    for one in made:
        by_side = [
            f"{sum(piece.side == side for piece in one.pieces)} {name}"
            for side, (_, _, _, name) in SIGNS.items()
            if any(piece.side == side for piece in one.pieces)
        ]
        deviant = [corpus.label(name).strip("“”") for name in one.deviant if name in texts]
        lines.append(
            f"{one.label}: supported by {len(one.support)} of {len(one.among)} texts ({', '.join(by_side)})"
            + (f", deviant: {', '.join(deviant)}" if deviant else "")
        )
    return f"Marks by finding and text, one for each passage of evidence. {'; '.join(lines)}."
