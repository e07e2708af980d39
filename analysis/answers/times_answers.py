"""The time expressions of a corpus for people: how many, what they do in their sentences, and which have no place.

Most words about time place nothing: a length, a repetition, a name, the year of a reference. They are
counted here, so that a chart of the rest isn't taken for all that the texts say of time.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import display
from analysis.answers.wording import count, label, listed
from analysis.corpus import Corpus
from analysis.dates import Interval
from analysis.words import Commenters, shown

NOTHING = "No time expressions are coded or found in these texts."
RELATIONS = ("in", "by", "since", "until", "over", "every", "none")
ROLES = {
    "event": "of an event or claim",
    "citation": "year of a reference",
    "name": "part of a name",
    "furniture": "the page’s own",
}
FAR_BACK, FAR_AHEAD = 150, 60
"""Years before and after a text was said beyond which a year that an event is placed in is looked at twice: plans for 2050 and
Victorian hospitals are within, misprints such as 2104 or 2200 mostly aren't."""

MOST_WORDS = 12


def overview(times: pd.DataFrame) -> pd.DataFrame:
    """How many time expressions have each role, how the text ties an event to them, and how many have a place."""
    placed = times["first_day"].notna() | times["last_day"].notna()
    rows = []
    for role, said in ROLES.items():
        own = times["role"] == role
        if own.any():
            relations = {
                relation: int((own & (times["relation"] == relation)).sum())
                for relation in RELATIONS
            }
            rows.append(
                {
                    "role": said,
                    **relations,
                    "all": int(own.sum()),
                    "without a place": int((own & ~placed).sum()),
                }
            )
    return pd.DataFrame(rows, columns=["role", *RELATIONS, "all", "without a place"])


def unplaced(corpus: Corpus, times: pd.DataFrame) -> display.Text:
    """Which time words of events have no place in the calendar, and why there can be none."""
    if times.empty:
        return display.text(NOTHING)
    events = times[times["role"] == "event"]
    lost = events[events["first_day"].isna() & events["last_day"].isna()]
    if lost.empty:
        return display.text(
            f"All {count(len(events), 'time expression')} of events have a place in the calendar."
        )
    words = Counter(
        display.plain(shown(corpus[row["document"]], row["start"], row["end"])).lower()
        for row in lost.to_dict("records")
    )
    told = [
        f"“{said}”" + (f" ({n} times)" if n > 1 else "")
        for said, n in words.most_common(MOST_WORDS)
    ]
    more = " and others" if len(words) > MOST_WORDS else ""
    sorts = Counter(lost["type"])
    by_sort = listed(f"{number} {_sort(sort, number)}" for sort, number in sorts.most_common())
    return display.text(
        f"**{len(lost)} of {count(len(events), 'time expression')} of events can’t be placed:** {by_sort}. They are {listed(told)}{more}. "
        "A length without a beginning and a repetition have no place in the calendar; a relative phrase has none where the text’s own date is not known."
    )


def odd_years(
    corpus: Corpus, times: pd.DataFrame, comments: pd.DataFrame | None = None
) -> display.Table | display.Text:
    """Years that may be misprints: those without a place, and those far from the time at which they were said."""
    people = Commenters(corpus, comments)
    rows = [
        {
            "text": label(corpus, row["document"]),
            "words": f"… {people.shown(row['document'], *_around(corpus, row))} …",
            "year": display.link(row["document"], row["start"], row["end"], row["text"]),
            "why": why,
        }
        for row in times.to_dict("records")
        if (why := _odd(row, corpus.published(row["document"])))
    ]
    if not rows:
        return display.text(
            f"No year is implausible: none that names a date is without a place, and none of an event lies more than {FAR_BACK} years before "
            f"or {FAR_AHEAD} after its text."
        )
    return display.table(pd.DataFrame(rows))


def _odd(row: Mapping[Any, Any], said: Interval | None) -> str:
    """Why a year is implausible; nothing where it isn't."""
    is_year = row["type"] == "date" and any(
        len(p) == 4 and p.isdigit() for p in row["text"].split()
    )
    nowhere = pd.isna(row["first_day"]) and pd.isna(row["last_day"])
    if is_year and (nowhere or str(row["rule"]).startswith("implausible")):
        return "a year that can’t be meant: given no place"
    days = [day for day in said or () if day]
    if row["role"] != "event" or nowhere or not days:
        return ""
    years = [int(row[name][:4]) for name in ("first_day", "last_day") if isinstance(row[name], str)]
    if min(years) < days[0].year - FAR_BACK:
        return f"more than {FAR_BACK} years before the text"
    return (
        f"more than {FAR_AHEAD} years after the text"
        if max(years) > days[-1].year + FAR_AHEAD
        else ""
    )


def _around(corpus: Corpus, row: Mapping[Any, Any]) -> tuple[int, int]:
    """A few words on either side, so that one sees what the year is doing there."""
    text = corpus[row["document"]]
    start, end = int(row["start"]), int(row["end"])
    left, right = (
        text.rfind(" ", 0, max(start - 24, 0)) + 1,
        text.find(" ", min(end + 12, len(text))),
    )
    return left, right if right > 0 else len(text)


def _sort(sort: str, number: int) -> str:
    names = {
        "date": ("phrase", "phrases"),
        "duration": ("length", "lengths"),
        "set": ("repetition", "repetitions"),
        "time": ("time of day", "times of day"),
    }
    return names[sort][number != 1]
