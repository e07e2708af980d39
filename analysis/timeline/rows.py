"""The row of a dated claim: its marks in time, its kind and who vouches for it, and its words."""

from analysis.charts import target
from analysis.charts.lettering import Run, shortened
from analysis.charts.sheet import FAINT, GREY, MARGIN, WIDE
from analysis.placing import Band, Claim
from analysis.timeline import marks, wording
from analysis.timeline.layout import BODY, KIND, LEADING, PLOT, QUOTE, SMALL, Layout, shade
from analysis.words import Commenters

TINY = 6.4
MOST_SAID = 600
"""Characters of a claim that are drawn: longer ones are passages, and end in an ellipsis."""

Deadline = tuple[float, float]


def draw(layout: Layout, band: Band, claim: Claim, y: float) -> tuple[float, list[Deadline]]:
    """Draw a claim's row from `y` down; gives where it ends, and where its deadlines' lines begin."""
    sheet, look, scale = layout.sheet, marks.LOOKS[claim.kind], layout.scale
    assert scale
    centre = y + BODY * 0.62
    sheet.line([PLOT[0], KIND - 6], [centre, centre], FAINT, 0.5, order=1)
    deadline = marks.draw(sheet, scale, claim, centre, claim.said)
    sheet.symbol(KIND, centre, look.shape, 4.6, look.color)
    sheet.write(KIND + 6, y, claim.kind, SMALL, bold=True, color=look.color)
    high = BODY * LEADING
    if under := ", ".join(_under(layout, band, claim)):
        room = QUOTE - KIND - 12
        high += sheet.paragraph(KIND + 6, y + high, under, room, TINY, 1.2, GREY)
    runs = _runs(layout.corpus[claim.document], layout.people, claim)
    high = max(high, sheet.paragraph(QUOTE, y, runs, WIDE - MARGIN - QUOTE, BODY, LEADING))
    sheet.cover(MARGIN, y - 2, WIDE - 2 * MARGIN, high + 4, target(claim.address))
    if band.by == "reform" and claim.said:
        shade(sheet, scale, claim.said, y - 2, y + high + 2)
    return y + high + 4, [] if deadline is None else [(deadline, centre + marks.BAR)]


def _under(layout: Layout, band: Band, claim: Claim) -> list[str]:
    """Who vouches, in which comment, and, where the band is not a text's, in which text."""
    said = [] if claim.attributed_to == "speaker" else [claim.attributed_to]
    said += [] if claim.comment is None else [f"comment {claim.comment}"]
    if band.by == "reform":
        said.append(wording.year(layout.corpus, claim.document))
    room = 2 * (QUOTE - KIND - 12)
    return [shortened(words, TINY, room) for words in said]


def _runs(text: str, people: Commenters, claim: Claim) -> list[Run]:
    """The claim's words in one line, those that date it in bold."""
    at, runs, end = claim.start, [Run("“")], _end(text, claim)

    def run(start: int, end: int, bold: bool = False) -> Run:
        """A span on one line, words broken at line ends mended; a space at either end stays."""
        words, piece = people.shown(claim.document, start, end), text[start:end]
        before, after = piece[:1].isspace(), piece[-1:].isspace() and bool(words)
        return Run(" " * before + words + " " * after, bold)

    for place in sorted(claim.places, key=lambda place: place.start):
        if at <= place.start and place.end <= end:
            runs += [run(at, place.start), run(place.start, place.end, bold=True)]
            at = place.end
    return [*runs, run(at, end), Run("”" if end == claim.end else " …”")]


def _end(text: str, claim: Claim) -> int:
    """Where the drawn words end: at the claim's end, or between words where it is a long passage."""
    if claim.end - claim.start <= MOST_SAID:
        return claim.end
    cut = claim.start + MOST_SAID
    space = max(text.rfind(" ", claim.start, cut), text.rfind("\n", claim.start, cut))
    return space if space > claim.start else cut
