"""The two-clock timeline: when texts say a thing, and what time they say it of.

One band a text, in the order of publication, one row a dated claim, with all its dates on that row
and its words beside it, the time words in bold. Below the rows stand the claims without a date and
those about "now", heaped by kind at the time of publication: they are most of what is claimed, and a
chart that leaves them out would show a precision that the texts don't have.

Words are packed by their rendered width: no label lies on another, and none is cut.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import Chart, Sheet, house, target
from analysis.charts.lettering import Run, shortened
from analysis.charts.scale import Scale
from analysis.charts.sheet import FAINT, GREY, MARGIN, WIDE
from analysis.corpus import Corpus
from analysis.timeline import marks, wording
from analysis.timeline.placing import KINDS, Band, Claim, bands
from analysis.words import Commenters

PLOT = (MARGIN, 300.0)
KIND, QUOTE = 314.0, 398.0
SMALL, BODY, HEAD = 7.2, 7.8, 9.2
LEADING = 1.25
UNIT, LANE, A_ROW = 5.2, 10.5, 12
"""A heaped claim's width and its lane's height in points, and how many stand in one row."""

SHADE = "#d9d9d9"


class Layout(NamedTuple):
    """What every part of the drawing needs: the sheet, the texts and, where anything is dated, the scale."""

    sheet: Sheet
    corpus: Corpus
    scale: Scale | None
    people: Commenters


def two_clocks(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
) -> Chart:
    """A chart of what is claimed for when, by text, with every claim on it and every mark an address.

    Give the table `comments` and a claim in a reader comment is labelled as one, and "now" in it is
    the comment's own day. A corpus without claims gives a sheet that says so.
    """
    made = bands(corpus, claims, times, comments)
    scale, people = _scale(made), Commenters(corpus, comments)
    with house():
        sheet = Sheet(WIDE)
        layout = Layout(sheet, corpus, scale, people)
        y = _heading(layout, made)
        top = y
        deadlines: list[tuple[float, float]] = []
        for band in made:
            y = _band(layout, band, y, deadlines)
        if scale:
            _axis(layout, scale, top, y, deadlines)
            y += 14
        source = wording.source(corpus, claims, made)
        y += 6 + sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, SMALL, color=GREY)
        sheet.grow(y + 8)
    drawn = [claim for band in made for claim in (*band.dated, *_heap(band))]
    return Chart(
        figure=sheet.figure,
        alt=wording.alt(corpus, made),
        marks=[claim.address for claim in drawn],
        title=TITLE,
        source=source,
        data=[_datum(claim) for claim in drawn],
        said={claim.address: _words(people, claim) for claim in drawn},
    )


TITLE = "What was claimed, for when, and when it was said"


def _scale(made: Sequence[Band]) -> Scale | None:
    """A scale over everything that has a day, with room for open ends; none where nothing has."""
    days = [day for band in made if band.said for day in band.said if day]
    places = [place for band in made for claim in band.dated for place in claim.places]
    days += [day for place in places for day in (place.first, place.last) if day]
    if not days:
        return None
    first, last = min(days), max(days)
    spread = max((last - first).days, 60)
    room = PLOT[1] - PLOT[0] - 2 * marks.OPEN - 8
    pad = int(spread * (marks.OPEN + 4) / room) + 1
    return Scale(_moved(first, -pad), _moved(last, pad), *PLOT)


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _heading(layout: Layout, made: Sequence[Band]) -> float:
    sheet = layout.sheet
    sheet.write(MARGIN, 10, TITLE, 13, bold=True)
    if not any(band.claims for band in made):
        sheet.write(MARGIN, 30, "No claims are coded for these texts.", BODY, color=GREY)
        return 52
    counted = wording.counts(made)
    y = 30 + sheet.paragraph(MARGIN, 30, counted, WIDE - 2 * MARGIN, BODY, color=GREY)
    if layout.scale is None:
        return y + 10
    return y + 5 + marks.key(sheet, MARGIN, y + 5, WIDE - 2 * MARGIN) + 22


def _band(layout: Layout, band: Band, y: float, deadlines: list[tuple[float, float]]) -> float:
    sheet = layout.sheet
    title = shortened(layout.corpus.label(band.document), HEAD, WIDE - 2 * MARGIN, bold=True)
    sheet.line([MARGIN, WIDE - MARGIN], [y, y], GREY, 0.6)
    sheet.write(MARGIN, y + 4, title, HEAD, bold=True, back="white")
    when = layout.corpus.when(band.document)
    sheet.write(MARGIN, y + 17, f"{when} · {wording.count(band)}", SMALL, color=GREY, back="white")
    top = y = y + 30
    for claim in band.dated:
        y = _row(layout, claim, y, band, deadlines)
    if heap := _heap(band):
        y = _heaped(layout, band, heap, y)
    if layout.scale and band.said:
        _shade(layout.sheet, layout.scale, band, top, y)
    return y + 8


def _row(
    layout: Layout, claim: Claim, y: float, band: Band, deadlines: list[tuple[float, float]]
) -> float:
    """One dated claim: marks at the left, its kind and who vouches in the middle, its words at the right."""
    sheet, look = layout.sheet, marks.LOOKS[claim.kind]
    centre = y + BODY * 0.62
    sheet.line([PLOT[0], KIND - 6], [centre, centre], FAINT, 0.5, order=1)
    assert layout.scale
    deadline = marks.draw(sheet, layout.scale, claim, centre, band.said)
    if deadline is not None:
        deadlines.append((deadline, centre + marks.BAR))
    sheet.symbol(KIND, centre, look.shape, 4.6, look.color)
    sheet.write(KIND + 6, y, claim.kind, SMALL, bold=True, color=look.color)
    under = [] if claim.attributed_to == "speaker" else [claim.attributed_to]
    under += [] if claim.comment is None else [f"comment {claim.comment}"]
    high = BODY * LEADING
    if under:
        room = QUOTE - KIND - 12
        high += sheet.paragraph(KIND + 6, y + high, ", ".join(under), room, 6.4, 1.2, GREY)
    runs = _runs(layout.corpus[claim.document], layout.people, claim)
    quoted = sheet.paragraph(QUOTE, y, runs, WIDE - MARGIN - QUOTE, BODY, LEADING)
    high = max(high, quoted)
    sheet.cover(MARGIN, y - 2, WIDE - 2 * MARGIN, high + 4, target(claim.address))
    return y + high + 4


def _runs(text: str, people: Commenters, claim: Claim) -> list[Run]:
    """The claim's words in one line, those that date it in bold."""
    at, runs = claim.start, [Run("“")]

    def run(start: int, end: int, bold: bool = False) -> Run:
        """A span on one line, words broken at line ends mended; a space at either end stays."""
        words, piece = people.shown(claim.document, start, end), text[start:end]
        before, after = piece[:1].isspace(), piece[-1:].isspace() and bool(words)
        return Run(" " * before + words + " " * after, bold)

    for place in sorted(claim.places, key=lambda place: place.start):
        if at <= place.start and place.end <= claim.end:
            runs += [run(at, place.start), run(place.start, place.end, bold=True)]
            at = place.end
    return [*runs, run(at, claim.end), Run("”")]


def _heap(band: Band) -> list[Claim]:
    """Undated claims by kind in the codebook's order, then those about now."""
    by_kind = {kind: n for n, kind in enumerate(KINDS)}
    undated = sorted(band.undated, key=lambda claim: (by_kind[claim.kind], claim.start))
    return [*undated, *sorted(band.now, key=lambda claim: (by_kind[claim.kind], claim.start))]


def _heaped(layout: Layout, band: Band, heap: Sequence[Claim], y: float) -> float:
    """The claims without a date, a lane a kind, centred on the time of publication."""
    sheet = layout.sheet
    groups = [(kind, [c for c in band.undated if c.kind == kind]) for kind in KINDS]
    lanes = [(kind, group) for kind, group in groups if group]
    lanes += [("about “now”", list(band.now))] if band.now else []
    widest = min(A_ROW, max(len(group) for _, group in lanes)) * UNIT
    left = _heap_left(layout, band, widest)
    labels = max(sheet.measure(f"{kind} {len(group)}", SMALL) for kind, group in lanes)
    flipped = left + widest + 4 + labels > PLOT[1]
    at, align = (left - 4, "right") if flipped else (left + widest + 4, "left")
    y += 3
    first = y
    for kind, group in lanes:
        color = marks.LOOKS[kind].color if kind in marks.LOOKS else GREY
        for number, claim in enumerate(sorted(group, key=lambda claim: claim.start)):
            across, down = number % A_ROW, number // A_ROW
            marks.unit(sheet, left + (across + 0.5) * UNIT, y + down * UNIT + 4.6, claim)
        sheet.write(at, y, f"{kind} {len(group)}", SMALL, color=color, align=align, back="white")
        y += max(LANE, -(-len(group) // A_ROW) * UNIT + 5)
    sheet.paragraph(KIND, first, _heap_says(band), WIDE - MARGIN - KIND, SMALL, LEADING, GREY)
    return max(y, first + 2 * SMALL * LEADING)


def _heap_left(layout: Layout, band: Band, widest: float) -> float:
    """Where a heap begins: around the time of publication, inside the plot; at its left edge without one."""
    known = [day for day in band.said or () if day]
    if layout.scale is None or not known:
        return PLOT[0] + 4
    middle = (layout.scale.start(known[0]) + layout.scale.end(known[-1])) / 2
    return min(max(middle - widest / 2, PLOT[0] + 2), PLOT[1] - widest - 2)


def _heap_says(band: Band) -> str:
    where = (
        "at the time of publication"
        if band.said
        else "apart from the axis, because the text is undated"
    )
    said = (
        f"{len(band.undated)} undated {wording.plural(len(band.undated))}, heaped by kind {where}"
    )
    if band.now:
        said += f"; {len(band.now)} more about “now” (hollow)"
    return said + "."


def _shade(sheet: Sheet, scale: Scale, band: Band, top: float, bottom: float) -> None:
    assert band.said
    first, last = band.said
    left = scale.start(first) if first else scale.left
    right = scale.end(last) if last else scale.right
    middle = (left + right) / 2
    half = max(right - left, 1.6) / 2
    sheet.box(middle - half, top - 2, 2 * half, bottom - top + 2, SHADE, order=0.5)


def _axis(
    layout: Layout, scale: Scale, top: float, bottom: float, deadlines: Sequence[tuple[float, float]]
) -> None:  # fmt: skip
    sheet, taken = layout.sheet, -1.0
    for tick in scale.ticks():
        x = scale.start(tick.day)
        sheet.line([x, x], [top - 4, bottom], FAINT, 0.6, order=0.8)
        left = x - sheet.measure(tick.label, SMALL) / 2
        if left > taken and left >= 0:
            for y in (top - 14, bottom + 1):
                _, taken = sheet.write(x, y, tick.label, SMALL, color=GREY, align="center")
            taken += 4
    for x, y in deadlines:
        sheet.line([x, x], [y, bottom], GREY, 0.8, (0, (4, 3)), order=1.5)


def _words(people: Commenters, claim: Claim) -> str:
    return f"{claim.kind}: “{people.shown(claim.document, claim.start, claim.end)}”"


def _datum(claim: Claim) -> dict[str, Any]:
    places = [[str(place.first or ""), str(place.last or ""), place.form] for place in claim.places]
    return {"address": claim.address, "kind": claim.kind, "form": claim.form, "places": places}
