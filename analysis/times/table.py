"""The table `times`: the time expressions of a corpus, each placed from the day of its own text or comment.

The table follows the codebook where that is narrower than TimeML: ages, times of the clock and what else a
rule marks with `table = false` are left out, a part of a day is a `date`, and so is a length that has a place
("the past 12 months"). In the page's furniture and in pull-quotes, which repeat the text, the role is furniture.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis import dates, lexicons, tables
from analysis.corpus import Corpus
from analysis.dates import Interval
from analysis.times.finding import Time, in_view
from analysis.times.periods import Period
from analysis.times.reading import UNKNOWN, Scene
from analysis.times.view import view

WRITING = frozenset({"title", "heading", "body", "list_item", "reference", "comment"})
"""Kinds of segments whose times are the text's own, as the codebook has it; in all others they are furniture."""

STAMPS = frozenset(
    {
        "date",
        "comment_date",
        "comment_author",
        "comment_role",
        "comment_label",
        "byline",
        "boilerplate",
    }
)
CITED = frozenset({"year", "years", "month_year", "day_month_year", "month_day_year"})
"""What a literature reference says of when its work appeared; notes among the references may say more."""


def times(
    corpus: Corpus,
    segments: pd.DataFrame,
    comments: pd.DataFrame,
    day_first: bool | None = None,
) -> pd.DataFrame:
    """The table `times`: one row is a time expression of any segment.

    Relative phrases count from the comment's date where they stand in a dated comment, else from the
    document's; `anchor` says from which day or days. Without a date they are listed and not placed. `day_first` says
    how 03/04/2013 is read where only a part of a text is at hand; else each text is asked.
    """
    said = _comment_days(comments)
    year_start = _year_start(corpus)
    rows = []
    for document, pieces in segments.groupby("document", sort=True):
        name = str(document)
        text = corpus[name]
        scene = Scene(
            corpus.published(name) or UNKNOWN,
            numeric_day_first=dates.day_first(text) if day_first is None else day_first,
            year_start=year_start,
        )
        for time, anchor in _of_document(text, pieces, scene, said, name):
            rows.append(_row(name, time, anchor))
    return tables.make("times", rows)


def _of_document(
    text: str,
    pieces: pd.DataFrame,
    scene: Scene,
    said: Mapping[tuple[str, int], date],
    document: str,
) -> Iterator[tuple[Time, Interval]]:
    """The times of a document piece by piece, so that none reaches over the edge of a paragraph."""
    published, speaker, prior = scene.said, None, None
    columns = zip(pieces["start"], pieces["end"], pieces["kind"], pieces["comment"], strict=True)
    for start, end, kind, comment in columns:
        number = None if pd.isna(comment) else int(comment)
        day = said.get((document, number)) if number is not None else None
        here = scene._replace(
            said=Interval(day, day) if day else published,
            prior=prior if number == speaker else None,
        )
        speaker = number
        for time in _of_piece(text[start:end], kind, here):
            found = time._replace(start=time.start + start, end=time.end + start)
            if found.role == "event" and found.first_day and found.last_day and not found.anchored:
                prior = Period(found.value, found.first_day, found.last_day)
            yield found, here.said


def _of_piece(words: str, kind: str, scene: Scene) -> Iterator[Time]:
    """The times of one segment, with the roles that its kind gives them."""
    done = 0
    stamp = dates.find_stamp(words, scene.numeric_day_first) if kind in STAMPS else None
    if stamp and stamp.rule != "clock_only":
        stamp = _with_day(stamp, words, scene)
        kept = words[stamp.start : stamp.end].rstrip(" \n\t,.·•|")
        yield Time(stamp.start, stamp.start + len(kept), kept, "date", stamp.day.isoformat() if stamp.day else "", stamp.day, stamp.day,
                   "none", "furniture", False, f"stamp_{stamp.rule}")  # fmt: skip
        done = stamp.end
    for time in in_view(words, view(words), scene):
        if time.start < done or not _entry(time.rule).get("table", True):
            continue
        yield _in_table(time, kind)


def _with_day(stamp: dates.Stamp, words: str, scene: Scene) -> dates.Stamp:
    """A stamp without a year, placed as the same words would be in prose."""
    if stamp.day or stamp.rule == "relative":
        return stamp
    here = in_view(words, view(words), scene)
    days = [
        time.first_day
        for time in here
        if stamp.start <= time.start < stamp.end and time.first_day == time.last_day
    ]
    return stamp._replace(day=next((day for day in days if day), None))


def _entry(rule: str) -> Mapping[str, Any]:
    """What the data say of a rule; nothing where it is none of theirs ("implausible_year")."""
    entry: Mapping[str, Any] = lexicons.load("times")["times"].get(rule, {})
    return entry


def _in_table(time: Time, kind: str) -> Time:
    type_ = _entry(time.rule).get("table_type", "date" if time.type == "time" else time.type)
    if kind not in WRITING:
        return time._replace(type=type_, role="furniture")
    if kind == "reference" and time.role == "event" and time.rule in CITED:
        return time._replace(type=type_, role="citation", relation="none")
    return time._replace(type=type_)


def _comment_days(comments: pd.DataFrame) -> dict[tuple[str, int], date]:
    rows = zip(comments["document"], comments["comment"], comments["date"], strict=True)
    return {
        (str(name), int(number)): date.fromisoformat(day)
        for name, number, day in rows
        if isinstance(day, str)
    }


def _year_start(corpus: Corpus) -> tuple[int, int]:
    month, day = str(corpus.settings["financial_year_start"]).split("-")
    return int(month), int(day)


def _row(document: str, time: Time, said: Interval) -> dict[str, Any]:
    row = time._asdict()
    anchored = row.pop("anchored")
    ends = [day.isoformat() if day else ".." for day in said]
    anchor = ends[0] if ends[0] == ends[1] else "/".join(ends)
    return {
        **row,
        "document": document,
        "first_day": time.first_day and time.first_day.isoformat(),
        "last_day": time.last_day and time.last_day.isoformat(),
        "anchor": anchor if anchored and anchor != ".." else None,
    }
