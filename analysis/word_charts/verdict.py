"""The verdict on topics drawn: each measure for each number of topics, beside the same for shuffled words."""

import math
from typing import Any

from analysis.charts.chart import Chart, house
from analysis.charts.sheet import BLUE, FAINT, GREY, MARGIN, SHADE, WIDE, Sheet
from analysis.topics import DECIDE, Verdict

PANELS = {
    "coherence": "Words keep together in paragraphs left out",
    "stability": "Words kept from sample to sample",
    "across_documents": "Words meet in texts left out",
}
UNITS = {"coherence": "NPMI", "stability": "share of ten", "across_documents": "0 is chance"}
TOP, HIGH, GAP, AXIS = 66.0, 168.0, 46.0, 34.0
TITLE = "Topics beside shuffled words"
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)


def topics_beside_noise(tried: Verdict) -> Chart:
    """A panel a measure that decides: a dot for the texts with a line over its runs, a grey band from the mean of shuffled words to what has to be beaten.

    A filled dot lies beyond the band. There is no address behind a mark: each rests on all units.
    """
    panels = [name for name in DECIDE if (tried.tests["measure"] == name).any()]
    with house():
        sheet = Sheet(WIDE)
        sheet.write(MARGIN, 10, TITLE, 13, bold=True)
        _key(sheet)
        wide = (WIDE - 2 * MARGIN - GAP * max(0, len(panels) - 1)) / max(1, len(panels))
        data: list[dict[str, Any]] = []
        for at, name in enumerate(panels):
            data += _panel(sheet, MARGIN + at * (wide + GAP), wide, name, tried)
        y = TOP + HIGH + 40 if panels else TOP
        source = _source(tried)
        used = sheet.paragraph(MARGIN, y, source, WIDE - 2 * MARGIN, 7, color=GREY)
        sheet.grow(y + used + MARGIN)
    return Chart(sheet.figure, _alt(tried, data), [], TITLE, source, data)


def _key(sheet: Sheet) -> None:
    y = 36.0
    sheet.symbol(MARGIN + 4, y, "o", 6, BLUE)
    _, right = sheet.write(
        MARGIN + 12, y - 5, "these texts, beyond shuffled words", 7.5, color=GREY
    )
    sheet.symbol(right + 18, y, "o", 6, BLUE, hollow=True)
    _, right = sheet.write(
        right + 26, y - 5, "these texts, not beyond them; line: its runs", 7.5, color=GREY
    )
    sheet.box(right + 16, y - 5, 14, 10, face=SHADE)
    sheet.line([right + 16, right + 30], [y + 5, y + 5], GREY, 1.0, order=4)
    sheet.write(
        right + 34, y - 5, "shuffled words: mean, and what has to be beaten", 7.5, color=GREY
    )


def _panel(sheet: Sheet, x: float, wide: float, name: str, tried: Verdict) -> list[dict[str, Any]]:
    rows: Any = list(tried.tests[tried.tests["measure"] == name].itertuples(index=False))
    values = [row.low for row in rows] + [row.high for row in rows]
    values += [value for row in rows for value in (row.null_value, row.null_high)]
    step = next((step for step in STEPS if (max(values) - min(values)) / step <= 7), 1.0)
    low, high = math.floor(min(values) / step) * step, math.ceil(max(values) / step) * step
    reach = float(high - low) or step

    def at(value: float) -> float:
        return float(TOP + HIGH - (value - low) / reach * HIGH)

    sheet.write(x, TOP - 16, PANELS[name], 8, bold=True)
    left = x + AXIS
    for turn in range(round(reach / step) + 1):
        value = low + turn * step
        sheet.line([left, x + wide], [at(value)] * 2, FAINT, 0.6, order=1)
        written = f"{value:.0%}" if name == "stability" else f"{value:.2f}".replace("-", "−")
        sheet.write(
            left - 4,
            at(value) - 4.5,
            "0" if abs(value) < 1e-9 else written,
            7,
            color=GREY,
            align="right",
        )
    column = (x + wide - left) / len(rows)
    for turn, row in enumerate(rows):
        middle = left + (turn + 0.5) * column
        half = min(column * 0.32, 12)
        sheet.box(
            middle - half,
            at(row.null_high),
            2 * half,
            at(row.null_value) - at(row.null_high),
            face="#d4d4d4",
        )
        sheet.line([middle - half, middle + half], [at(row.null_value)] * 2, GREY, 1.0, order=4)
        sheet.line([middle, middle], [at(row.low), at(row.high)], BLUE, 1.0, order=5)
        sheet.symbol(middle, at(row.value), "o", 6, BLUE, hollow=not row.beaten, order=6)
        sheet.write(middle, TOP + HIGH + 5, str(row.topics), 7.5, align="center")
    sheet.write(
        (left + x + wide) / 2,
        TOP + HIGH + 18,
        f"number of topics ({UNITS[name]})",
        7,
        color=GREY,
        align="center",
    )
    return [
        {
            "measure": name,
            "topics": int(row.topics),
            **{
                key: round(float(getattr(row, key)), 6)
                for key in ("value", "low", "high", "null_value", "null_high")
            },
            "beaten": bool(row.beaten),
        }
        for row in rows
    ]


def _source(tried: Verdict) -> str:
    if tried.rows.empty:
        return f"Source: nothing could be tried. {tried.note}"
    effort = tried.effort
    return (
        f"Source: {tried.units:,} paragraphs and comments, {tried.terms:,} words; {effort.bootstraps} resampled sets, {effort.nulls} corpora of the same words dealt anew. "
        "What has to be beaten is what one more such corpus would exceed once in a hundred times. A number of topics stands where every panel’s dot is filled. NPMI: normalised pointwise mutual information of a list’s first words."
    )


def _alt(tried: Verdict, data: list[dict[str, Any]]) -> str:
    if not data:
        return f"No number of topics could be tried. {tried.note}"
    said = [
        f"{len({row['measure'] for row in data})} panels, one a measure, for {len(tried.rows)} numbers of topics."
    ]
    for name in dict.fromkeys(row["measure"] for row in data):
        rows = "; ".join(
            f"{row['topics']} topics {row['value']:.2f} against {row['null_value']:.2f} (to beat {row['null_high']:.2f})"
            for row in data
            if row["measure"] == name
        )
        said.append(f"{PANELS[name]}: {rows}.")
    stand = ", ".join(map(str, tried.supported))
    said.append(f"Topics stand for {stand}." if stand else "No number of topics stands.")
    return " ".join(said).replace(" -", " −")
