"""The two-clock timeline: when texts say a thing, and what time they say it of.

One band a text, in the order of publication, or one a reform; one row a dated claim, with all its dates
on that row and its words beside it, the time words in bold. Below the rows stand the claims without a
date and those about "now", heaped where they were said.

Words are packed by their rendered width: no label lies on another, and none is cut.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.charts import Chart, Sheet, house
from analysis.charts.lettering import shortened
from analysis.charts.sheet import GREY, MARGIN, WIDE
from analysis.corpus import Corpus
from analysis.placing import Band, Claim, bands
from analysis.timeline import axis, heaps, marks, rows, wording
from analysis.timeline.choosing import Choice, chosen
from analysis.timeline.layout import BODY, HEAD, SMALL, Layout, shade
from analysis.words import Commenters

TITLE = "What was claimed, for when, and when it was said"


def two_clocks(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
    by: str = "document",
) -> Chart:
    """A chart of what is claimed for when, by text or `by="reform"`, with an address behind every mark.

    Give the table `comments` and a claim in a reader comment is labelled as one, and "now" in it is
    the comment's own day. Of a large corpus a part is drawn, and the chart says how large a part. A
    corpus without claims gives a sheet that says so.
    """
    made = bands(corpus, claims, times, comments, by)
    choice, people = chosen(made), Commenters(corpus, comments)
    with house():
        sheet = Sheet(WIDE)
        layout = Layout(sheet, corpus, axis.scale_of(choice), people)
        y = top = _heading(layout, made, choice)
        deadlines: list[rows.Deadline] = []
        for band, dated in choice.drawn:
            y, more = _band(layout, band, dated, y)
            deadlines += more if band.by == "document" else []
        if layout.scale:
            axis.draw(sheet, layout.scale, top, y)
            _carried(sheet, deadlines, y)
            y += 14
        source = wording.source(corpus, claims, made)
        y += 6 + sheet.paragraph(MARGIN, y + 6, source, WIDE - 2 * MARGIN, SMALL, color=GREY)
        sheet.grow(y + 8)
    drawn = [claim for band, dated in choice.drawn for claim in (*dated, *_heap(corpus, band))]
    return Chart(
        figure=sheet.figure,
        alt=wording.alt(corpus, made, choice),
        marks=[claim.address for claim in drawn],
        title=TITLE,
        source=source,
        data=[_datum(claim) for claim in drawn],
        said={claim.address: _words(people, claim) for claim in drawn},
    )


def _heading(layout: Layout, made: Sequence[Band], choice: Choice) -> float:
    sheet = layout.sheet
    sheet.write(MARGIN, 10, TITLE, 13, bold=True)
    if not any(band.claims for band in made):
        sheet.write(MARGIN, 30, wording.NOTHING, BODY, color=GREY)
        return 52
    counted = wording.counts(made, choice)
    y = 30 + sheet.paragraph(MARGIN, 30, counted, WIDE - 2 * MARGIN, BODY, color=GREY)
    if layout.scale is None:
        return y + 10
    dated = [claim for _, rows in choice.drawn for claim in rows]
    hollow = any(band.now for band, _ in choice.drawn)
    return (
        y + 5 + marks.key(sheet, layout.scale, MARGIN, y + 5, WIDE - 2 * MARGIN, dated, hollow) + 22
    )


def _band(
    layout: Layout, band: Band, dated: Sequence[Claim], y: float
) -> tuple[float, list[rows.Deadline]]:
    """Draw a band from `y` down; gives where it ends, and the deadlines that later texts are read against.

    A deadline of one reform is none of another's: there its line ends with the band.
    """
    deadlines: list[rows.Deadline] = []
    sheet = layout.sheet
    title = shortened(wording.name(layout.corpus, band), HEAD, WIDE - 2 * MARGIN, bold=True)
    sheet.line([MARGIN, WIDE - MARGIN], [y, y], GREY, 0.6)
    sheet.write(MARGIN, y + 4, title, HEAD, bold=True, back="white")
    about = wording.about(layout.corpus, band, len(dated))
    sheet.write(MARGIN, y + 17, about, SMALL, color=GREY, back="white")
    top = y = y + 30
    for claim in dated:
        y, more = rows.draw(layout, band, claim, y)
        deadlines += more
    if band.undated or band.now:
        y = heaps.draw(layout, band, y)
    if layout.scale and band.said:
        shade(sheet, layout.scale, band.said, top - 2, y)
    if band.by == "reform":
        _carried(sheet, deadlines, y)
    return y + 8, deadlines


def _heap(corpus: Corpus, band: Band) -> list[Claim]:
    return [claim for lane in heaps.lanes(corpus, band) for claim in lane.drawn]


def _carried(sheet: Sheet, deadlines: Sequence[rows.Deadline], bottom: float) -> None:
    """Each deadline as a dashed line down to where it is still of interest."""
    for x, y in deadlines:
        sheet.line([x, x], [y, bottom], GREY, 0.8, (0, (4, 3)), order=1.5)


def _words(people: Commenters, claim: Claim) -> str:
    return f"{claim.kind}: “{people.shown(claim.document, claim.start, claim.end)}”"


def _datum(claim: Claim) -> dict[str, Any]:
    places = [[str(place.first or ""), str(place.last or ""), place.form] for place in claim.places]
    return {"address": claim.address, "kind": claim.kind, "form": claim.form, "places": places}
