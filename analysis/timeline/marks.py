"""The timeline's marks: each kind of claim a colour, a hatching and a shape, each form of time its own figure.

An interval is drawn as a bar to its true ends. What is too short to be seen as one gets a symbol,
which has no length. An open end fades out over a fixed length that means nothing. A deadline is an
empty frame with a heavy edge: nothing is said to have happened in it. The hatchings and shapes carry
the kind where colours can't, in print or for an eye that mixes them up.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from analysis.charts import Sheet, target
from analysis.charts.scale import Scale
from analysis.charts.sheet import GREY, INK
from analysis.dates import Interval
from analysis.placing import Claim, Place


class Look(NamedTuple):
    """How a kind of claim is drawn."""

    color: str
    shape: str
    hatch: str | None = None
    face: str = "white"


# Colours after Okabe and Ito's set for colour-blind readers, the light ones darkened for white paper.
LOOKS = {
    "promise": Look("#0072b2", "D", face="#0072b2"),
    "forecast": Look("#2f8fcf", "^", "////////"),
    "statement": Look("#4d4d4d", "s", face="#bdbdbd"),
    "criticism": Look("#c44e00", "X", "xxxxxxx"),
    "endorsement": Look("#007f5c", "o", "......"),
    "recommendation": Look("#a8558a", "v", "\\\\" * 4),
}
BAR = 6.4
SHORTEST = 5.0
"""A bar narrower than this, in points, can't be told from a line: a symbol stands there instead."""
FADE = (0.85, 0.6, 0.38, 0.2)
OPEN = 24.0
"""Length of an open end: it says that there is more, not how much."""


def draw(sheet: Sheet, scale: Scale, claim: Claim, y: float, said: Interval | None) -> float | None:
    """Draw a dated claim's places around the height `y`; gives where its deadline ends, if it has one."""
    extents = [extent(scale, place, said) for place in claim.places]
    lanes = _lanes(extents)
    high = BAR if max(lanes) == 0 else BAR / (max(lanes) + 1) + 0.6
    if len(extents) > 1 and max(lanes) == 0:
        sheet.line(
            [extents[0][1], extents[-1][0]], [y, y], LOOKS[claim.kind].color, 0.7, (0, (1, 1.6))
        )
    deadline = None
    for place, lane in zip(claim.places, lanes, strict=True):
        centre = y + (lane - max(lanes) / 2) * (high + 0.8)
        _place(sheet, scale, claim, place, centre, high, said)
        if place.form == "deadline" and place.last:
            deadline = scale.end(place.last)
    _beyond(sheet, scale, claim, y, extents)
    return deadline


def beyond(scale: Scale, place: Place) -> str:
    """The years of a place that the axis doesn't reach, each with a sign for its side; nothing where it reaches all."""
    days = [day for day in (place.first, place.last) if day]
    early = [f"‹ {day.year}" for day in days if day < scale.first][:1]
    return ", ".join(early + [f"{day.year} ›" for day in days if day > scale.last][-1:])


def _beyond(
    sheet: Sheet, scale: Scale, claim: Claim, y: float, extents: Sequence[tuple[float, float]]
) -> None:
    """Write beside the marks of a claim which years its places have beyond the axis."""
    years = dict.fromkeys(filter(None, (beyond(scale, place) for place in claim.places)))
    if not years:
        return
    said, size = ", ".join(years), 6.4
    wide = sheet.measure(said, size)
    left, right = min(e[0] for e in extents), max(e[1] for e in extents)
    behind, before = right + 5, left - 5 - wide
    at = behind if behind + wide <= scale.right else max(before, scale.left + 2)
    sheet.write(at, y - size * 0.62, said, size, color=INK, back="white")


def extent(scale: Scale, place: Place, said: Interval | None) -> tuple[float, float]:
    """From where to where a place takes room, its fading end included."""
    left = scale.start(place.first) if place.first else None
    right = scale.end(place.last) if place.last else None
    if left is None or right is None:
        known = right if left is None else left
        assert known is not None
        return (known - OPEN, known) if left is None else (known, known + OPEN)
    if right - left < SHORTEST:
        middle = (left + right) / 2
        left, right = middle - SHORTEST / 2, middle + SHORTEST / 2
    if place.form == "since" and said and said.last:
        right = max(right, scale.end(said.last))
    if place.form == "onward":
        right += OPEN
    if place.form == "until":
        left -= OPEN
    return left, right


def unit(sheet: Sheet, x: float, y: float, claim: Claim, size: float = 3.7) -> None:
    """One claim as one small symbol, hollow where it is about now."""
    look = LOOKS[claim.kind]
    hollow = claim.form == "now"
    sheet.symbol(x, y, look.shape, size, look.color, hollow, link=target(claim.address))


def _place(
    sheet: Sheet, scale: Scale, claim: Claim, place: Place, y: float, high: float, said: Interval | None
) -> None:  # fmt: skip
    look = LOOKS[claim.kind]
    if place.form == "open":
        _open(sheet, scale, place, y, high, look)
    elif place.form == "deadline":
        _deadline(sheet, scale, place, y, high, look, said)
    else:
        assert place.first
        assert place.last
        if place.form == "since" and said and said.last:
            _tail(sheet, scale.end(place.last), scale.end(said.last), y, look)
        if place.form == "onward":
            _tail(sheet, scale.end(place.last), scale.end(place.last) + OPEN, y, look)
        if place.form == "until":
            _tail(sheet, scale.start(place.first), scale.start(place.first) - OPEN, y, look)
        _bar(sheet, scale, place.first, place.last, y, high, look, place.vague)


def _bar(
    sheet: Sheet, scale: Scale, first: date, last: date, y: float, high: float, look: Look,
    vague: bool = False,
) -> None:  # fmt: skip
    left, right = scale.start(first), scale.end(last)
    if right - left < SHORTEST:
        sheet.symbol((left + right) / 2, y, look.shape, SHORTEST + 0.6, look.color)
        return
    if vague:
        _blurred(sheet, left, right, y, high, look)
        return
    sheet.box(left, y - high / 2, right - left, high, look.face, look.color, look.hatch)


def _blurred(
    sheet: Sheet, left: float, right: float, y: float, high: float, look: Look
) -> None:  # fmt: skip
    """A bar that has no edge at either end, because the words give it none; its middle is full."""
    step = min((right - left) / 3, OPEN / 2) / len(FADE)
    sheet.box(
        left + step * len(FADE), y - high / 2, right - left - 2 * step * len(FADE), high, look.color,
        alpha=FADE[0],
    )  # fmt: skip
    for number, strength in enumerate(FADE):
        for at in (left + step * (len(FADE) - 1 - number), right - step * (len(FADE) - number)):
            sheet.box(at, y - high / 2, step, high, look.color, alpha=strength)


def _open(
    sheet: Sheet, scale: Scale, place: Place, y: float, high: float, look: Look
) -> None:  # fmt: skip
    onward = place.first is not None
    edge = scale.start(place.first) if place.first else scale.end(place.last or date.max)
    step = OPEN / len(FADE) * (1 if onward else -1)
    for number, strength in enumerate(FADE):
        left = edge + step * number
        sheet.box(min(left, left + step), y - high / 2, abs(step), high, look.color, alpha=strength)
    tip = edge + step * len(FADE)
    back = 3.2 if onward else -3.2
    sheet.line([tip - back, tip, tip - back], [y - high / 2, y, y + high / 2], look.color, 1.0)
    sheet.line([edge, edge], [y - high / 2 - 1, y + high / 2 + 1], look.color, 1.4, order=4)


def _deadline(
    sheet: Sheet, scale: Scale, place: Place, y: float, high: float, look: Look,
    said: Interval | None,
) -> None:  # fmt: skip
    assert place.last
    right = scale.end(place.last)
    left = scale.start(place.first) if place.first else right
    if said and said.last and scale.end(said.last) < left:
        sheet.line([scale.end(said.last), left], [y, y], look.color, 0.8, (0, (1, 1.6)))
    if right - left >= SHORTEST:
        sheet.box(left, y - high / 2, right - left, high, "white", look.color)
    sheet.line([right, right], [y - high, y + high], look.color, 2.4, order=5)
    sheet.axes.fill(
        [right, right - 5, right], [y - high - 0.2, y - high + 2, y - high + 4.2],
        color=look.color, linewidth=0, zorder=5,
    )  # fmt: skip


def _tail(sheet: Sheet, start: float, end: float, y: float, look: Look) -> None:
    """A thin line with a head: how far "since" and "until" reach."""
    if abs(end - start) < 1:
        return
    back = 3 if end > start else -3
    sheet.line([start, end], [y, y], look.color, 1.1)
    sheet.line([end - back, end, end - back], [y - 2, y, y + 2], look.color, 1.0)


def _lanes(extents: Sequence[tuple[float, float]]) -> list[int]:
    """For each place of a claim the lowest lane in which it covers no other."""
    ends: list[float] = []
    lanes = []
    for left, right in extents:
        lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[lane : lane + 1] = [right]
        lanes.append(lane)
    return lanes


def key(
    sheet: Sheet,
    scale: Scale,
    x: float,
    y: float,
    room: float,
    dated: Sequence[Claim],
    hollow: bool,
) -> float:
    """What the forms on the sheet mean, drawn as they are, packed into lines; gives the height taken."""
    left, line = x, 0
    size, high = 7.2, 11.0
    for name in _used(scale, dated, hollow):
        said = KEY[name]
        wide = 30 + sheet.measure(said, size) + 12
        if left > x and left + wide > x + room:
            left, line = x, line + 1
        _sample(sheet, name, left, y + line * high + 4.5)
        sheet.write(left + 30, y + line * high, said, size, color=INK)
        left += wide
    return (line + 1) * high


KEY = {
    "bar": "the time a claim is about",
    "symbol": "the same, too short for a bar",
    "vague": "the same, its ends not known",
    "open": "open end (its length says nothing)",
    "deadline": "deadline, carried down as a dashed line",
    "since": "since then",
    "until": "until then",
    "beyond": "before or after what the axis shows",
    "shade": "when it was said",
    "now": "about “now”",
}


def _used(scale: Scale, dated: Sequence[Claim], hollow: bool) -> list[str]:
    """The entries of the key that a sheet with these claims needs."""
    places = [place for claim in dated for place in claim.places]
    forms = {"since" if place.form == "onward" else place.form for place in places}
    seen = {
        "bar": "interval" in forms,
        "symbol": "interval" in forms,
        "vague": any(place.vague and place.first and place.last for place in places),
        "beyond": any(beyond(scale, place) for place in places),
        "shade": True,
        "now": hollow,
    }
    return [name for name in KEY if seen.get(name, name in forms)]


def _sample(sheet: Sheet, name: str, x: float, y: float) -> None:
    scale = Scale(date(2001, 1, 1), date(2001, 12, 31), x, x + 24)
    look = LOOKS["statement"]
    first, last = scale.first, scale.last
    if name == "bar":
        _bar(sheet, scale, first, last, y, BAR, look)
    elif name == "symbol":
        sheet.symbol(x + 12, y, look.shape, SHORTEST + 0.6, look.color)
    elif name == "open":
        _open(sheet, scale._replace(right=x + 24), Place(0, 1, first, None, "open"), y, BAR, look)
    elif name == "deadline":
        _deadline(sheet, scale, Place(0, 1, first, last, "deadline"), y, BAR * 0.8, look, None)
    elif name == "vague":
        _blurred(sheet, x, x + 24, y, BAR, look)
    elif name in ("since", "until"):
        since = name == "since"
        sheet.box(x if since else x + 16, y - BAR / 2, 8, BAR, look.face, look.color)
        _tail(sheet, x + 8 if since else x + 16, x + 24 if since else x, y, look)
    elif name == "beyond":
        sheet.write(x, y - 4, "‹ year", 6.4, color=INK)
    elif name == "shade":
        sheet.box(x + 8, y - 5, 10, 10, "#d9d9d9")
    else:
        sheet.symbol(x + 12, y, look.shape, 4.2, GREY, hollow=True)
