"""Which claims have a place in time, and what kind of place: the facts behind the timeline's ink.

A claim may be dated by an interval, by an interval with an open end, or by a deadline, which is not
an event: nothing is said to have happened there. Most claims are not dated at all, and many of the
rest only say that they are about the moment of writing. Both belong where the text stands in time,
and are counted there. Nothing here compares a promise with what came after.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analysis import corpus as corpora
from analysis import dates, tables
from analysis.corpus import Corpus
from analysis.dates import Interval
from analysis.mistakes import InputError

FORMS = {
    "interval": "a stretch of time",
    "open": "open at one end",
    "deadline": "a deadline",
    "since": "from then until it was said",
    "onward": "from then on",
    "until": "until then",
    "now": "about the time of writing",
    "undated": "no date",
}


class Place(NamedTuple):
    """One time expression that dates a claim, with the days that it reaches over.

    `vague` says that the days are counted from a day that is itself not known, or that the words
    ("the past few years") give no number to count by.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    form: str
    vague: bool = False


class Claim(NamedTuple):
    """A claim with its places in time, in the order of the calendar; none where it is undated."""

    document: str
    start: int
    end: int
    kind: str
    attributed_to: str
    comment: int | None
    places: tuple[Place, ...]
    said: Interval | None = None
    """When it was said: the day of its comment where that is known, else that of its text."""

    reforms: tuple[str, ...] = ()
    stance: int = 0
    origin: str = "automated_coder"

    @property
    def address(self) -> str:
        """Where the claim stands."""
        return corpora.address(self.document, self.start, self.end)

    @property
    def form(self) -> str:
        """`dated`, `now` or `undated`: where the timeline draws it."""
        if not self.places:
            return "undated"
        return "now" if all(place.form == "now" for place in self.places) else "dated"

    @property
    def lies(self) -> str:
        """Where its time lies from when it was said: `to come` with a known end, `open`, `past`, or `unknown`."""
        said = self.said.last if self.said else None
        if said is None:
            return "unknown"
        if any(place.last and place.last > said for place in self.places):
            return "to come"
        return "open" if any(place.last is None for place in self.places) else "past"


class Band(NamedTuple):
    """A document or a reform with its claims: those dated, those about now, and those without a date.

    `name` is the identifier of the document or the reform; a reform was not said at any one time.
    """

    name: str
    said: Interval | None
    dated: tuple[Claim, ...]
    now: tuple[Claim, ...]
    undated: tuple[Claim, ...]
    by: str = "document"

    @property
    def all(self) -> tuple[Claim, ...]:
        """Every claim, the dated ones first."""
        return (*self.dated, *self.now, *self.undated)

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return len(self.dated) + len(self.now) + len(self.undated)


BY = ("document", "reform")


def bands(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
    by: str = "document",
) -> list[Band]:
    """Every document of the corpus in the order of publication, undated ones last, with its claims.

    With `comments`, a claim in a reader comment is about "now" when it is about that comment's day.
    `by="reform"` gives a band a reform instead, those with most claims first; a claim on two reforms
    stands in both.
    """
    if by not in BY:
        raise InputError(f"The timeline has bands by {' or '.join(BY)}, not by {by!r}.")
    found = dated_claims(corpus, claims, times, comments)
    if by == "document":
        own = _grouped((claim.document, claim) for claim in found)
        return [_band(d, corpus.published(d), own.get(d, [])) for d in corpus.by_publication]
    own = _grouped((reform, claim) for claim in found for reform in claim.reforms)
    most_first = sorted(own, key=lambda reform: (-len(own[reform]), reform))
    return [_band(reform, None, own[reform])._replace(by="reform") for reform in most_first]


def dated_claims(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
) -> list[Claim]:
    """The rows of the table `claims` in its order, each with its places in time."""
    places = {(row["document"], row["start"], row["end"]): row for row in times.to_dict("records")}
    return list(_claims(corpus, claims, places, comments))


def placed(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The same as a table: one row a place of a dated claim, in the order in which they are drawn.

    Columns: document, start, end, kind, words (the time expression), first_day, last_day, place.
    """
    rows = [
        {
            "document": claim.document,
            "start": claim.start,
            "end": claim.end,
            "kind": claim.kind,
            "words": " ".join(corpus[claim.document][place.start : place.end].split()),
            "first_day": place.first and place.first.isoformat(),
            "last_day": place.last and place.last.isoformat(),
            "place": FORMS[place.form],
        }
        for band in bands(corpus, claims, times, comments)
        for claim in band.dated
        for place in claim.places
    ]
    names = ["document", "start", "end", "kind", "words", "first_day", "last_day", "place"]
    return pd.DataFrame(rows, columns=names)


def days_in_words(first: date | None, last: date | None) -> str:
    """The days of a place as one says them: a whole year or month by its name.

    >>> (
    ...     days_in_words(date(2021, 1, 1), date(2021, 12, 31)),
    ...     days_in_words(date(2022, 7, 1), date(2022, 7, 31)),
    ... )
    ('2021', 'July 2022')
    >>> days_in_words(date(2018, 4, 1), date(2019, 3, 31)), days_in_words(None, date(2019, 12, 30))
    ('1 April 2018 to 31 March 2019', 'until 30 December 2019')
    """
    if first and last and (first, last) == tuple(dates.interval(f"{first:%Y}")):
        return dates.in_words(f"{first:%Y}")
    if first and last and (first, last) == tuple(dates.interval(f"{first:%Y-%m}")):
        return dates.in_words(f"{first:%Y-%m}")
    if first == last and first:
        return dates.in_words(first.isoformat())
    return dates.in_words("/".join(day.isoformat() if day else ".." for day in (first, last)))


def _grouped(pairs: Iterable[tuple[str, Claim]]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for name, claim in pairs:
        groups.setdefault(name, []).append(claim)
    return groups


def _band(name: str, said: Interval | None, own: list[Claim]) -> Band:
    sort = {form: tuple(c for c in own if c.form == form) for form in ("dated", "now", "undated")}
    return Band(
        name, said, tuple(sorted(sort["dated"], key=_calendar)), sort["now"], sort["undated"]
    )


def _claims(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: dict[tuple[Any, ...], Any],
    comments: pd.DataFrame | None,
) -> Iterator[Claim]:
    held = _grouped_comments(comments)
    for row in claims.to_dict("records"):
        document = row["document"]
        within = next((c for c in held.get(document, ()) if _holds(c, row)), None)
        said = corpus.published(document)
        if within is not None and not pd.isna(within["date"]):
            day = date.fromisoformat(within["date"])
            said = Interval(day, day)
        spans = tables.listed(row["times"])
        expressions = [times.get((document, *map(int, span.split("-")))) for span in spans]
        places: dict[tuple[date | None, date | None], Place] = {}
        for expression in expressions:
            if expression is not None and (place := _place(expression, said)):
                places.setdefault((place.first, place.last), place)  # one mark for one time
        kept = [place for place in places.values() if place.form != "now"] or list(places.values())
        yield Claim(
            document, int(row["start"]), int(row["end"]), row["kind"], row["attributed_to"],
            None if within is None else int(within["comment"]),
            tuple(sorted(kept, key=lambda place: (place.first or date.min, place.last or date.max))),
            said,
            tables.listed(row["reforms"]),
            int(row["stance"]),
            row["origin"],
        )  # fmt: skip


def _grouped_comments(comments: pd.DataFrame | None) -> dict[str, list[dict[Any, Any]]]:
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in [] if comments is None else comments.to_dict("records"):
        groups.setdefault(row["document"], []).append(row)
    return groups


def _holds(comment: dict[Any, Any], claim: dict[Any, Any]) -> bool:
    return bool(comment["start"] <= claim["start"] and claim["end"] <= comment["end"])


def _place(expression: Any, said: Interval | None) -> Place | None:
    """Where a time expression lies; nothing where the calendar can't tell ("every day", "4 weeks")."""
    first, last = _day(expression["first_day"]), _day(expression["last_day"])
    if first is None and last is None:
        return None
    relation = expression["relation"]
    if relation == "by" and last:
        form = "deadline"
    elif relation == "since" and first and last:
        # "From September 2014", said before it, reaches on; where it isn't known when it was said, nobody can tell how far.
        form = "since" if said and said.last and first <= said.last else "onward"
    elif relation == "until" and first and last:
        form = relation
    elif first is None or last is None:
        form = "open"
    elif said is not None and (first, last) == said:
        form = "now"
    else:
        form = "interval"
    return Place(
        int(expression["start"]), int(expression["end"]), first, last, form, _is_vague(expression)
    )


def _is_vague(expression: Any) -> bool:
    """Whether a placed expression has blurred ends: its TIMEX3 value leaves a number open, or its anchor is no one day."""
    value, anchor = expression.get("value"), expression.get("anchor")
    unsure = not pd.isna(anchor) and "/" in anchor
    return unsure or (not pd.isna(value) and "X" in value.partition("-W")[0])


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else date.fromisoformat(value)


def _calendar(claim: Claim) -> tuple[date, date, int]:
    place = claim.places[0]
    first = place.first or place.last
    assert first is not None
    return first, place.last or date.max, claim.start


KINDS = next(column.values for column in tables.schema("claims").columns if column.name == "kind")
"""Kinds of claim in the order of the codebook."""
