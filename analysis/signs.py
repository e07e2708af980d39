"""What the reader's pages mark in a text, and what a mark says: time expressions, claims, and words that scored.

A claim begins with the figure that its kind has in the charts, a time stands in a frame, a word of a comment that moved its
score stands over a rising or falling sign: none is told by colour alone. What a mark says is what the tables say of it, who coded or suggested it included.
"""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import dates, sentiment, tables
from analysis.placing import days_in_words

GLYPHS = {
    "promise": "◆",
    "forecast": "▲",
    "statement": "■",
    "criticism": "✖",
    "endorsement": "●",
    "recommendation": "▼",
}
STANCES = {-1: "against the reform", 0: "neither for nor against", 1: "for the reform"}
ORIGINS = {
    "person": "coded by a person",
    "automated_coder": "coded by an automated coder",
    "rule": "suggested by a rule",
}
RELATIONS = {
    "in": "",
    "none": "",
    "every": "",
    "by": "by ",
    "since": "since ",
    "until": "until ",
    "over": "over ",
}
RANKS = {"claim": 1, "time": 2, "tone": 3}
"""Which mark stands outside where two have the same words: a time dates a claim, not the other way round."""


class Mark(NamedTuple):
    """Words that something is said of: `kind` is what sort of mark ("claim promise", "time event"), `title` what it says."""

    document: str
    start: int
    end: int
    kind: str
    title: str


def marks(times: pd.DataFrame, claims: pd.DataFrame) -> list[Mark]:
    """A mark for every time expression and claim, with what the tables say of it."""
    found = [
        Mark(row["document"], row["start"], row["end"], _claim_kind(row), _claim_said(row))
        for row in claims.to_dict("records")
    ]
    return found + [
        Mark(row["document"], row["start"], row["end"], f"time {row['role']}", _time_said(row))
        for row in times.to_dict("records")
    ]


def tone_marks(words: pd.DataFrame, sentences: pd.DataFrame) -> list[Mark]:
    """A mark for every word of a comment that moved its sentence's score, from the table `sentiment_words`.

    Those of the recommended instrument are marked that alone would make a sentence count as positive or negative.

    What the form of a sentence adds stands in no word, and authors' sentences are not marked.
    """
    said = sentences[sentences["comment"].notna()]
    inside = set(zip(said["document"], said["start"], strict=True))
    own = words[
        (words["instrument"] == sentiment.RECOMMENDED)
        & (words["unit"] == "sentence")
        & (words["weight"].abs() >= sentiment.CUT)
        & (words["rule"] != "form")
    ]
    places = zip(own["document"], own["unit_start"], strict=True)
    own = own[np.array([place in inside for place in places], dtype=bool)]
    return [
        Mark(
            row["document"],
            row["start"],
            row["end"],
            f"tone {'up' if row['weight'] > 0 else 'down'}",
            _tone_said(row),
        )
        for row in own.to_dict("records")
    ]


def _tone_said(row: dict[Any, Any]) -> str:
    weight = f"{row['weight']:+.2f}".replace("-", "−")
    said = {"lists": "lists of words", "learned": "a weight learned from rated sentences"}
    whence = " and ".join(
        said[rule] for rule in sorted(row["rule"].split("+"), reverse=True) if rule in said
    )
    return f"tone of these words, not of the reform: {weight} of the sentence’s score, by {whence}"


def _claim_kind(row: dict[Any, Any]) -> str:
    return f"claim {row['kind']}{' suggested' if row['origin'] == 'rule' else ''}"


def _claim_said(row: dict[Any, Any]) -> str:
    vouched = {"speaker": "the speaker’s own", "unnamed": "vouched for by nobody named"}
    by = row["attributed_to"]
    return "; ".join(
        [
            row["kind"],
            STANCES[int(row["stance"])],
            f"on {', '.join(tables.listed(row['reforms'])) or 'a reform that it doesn’t name'}",
            vouched.get(by, f"vouched for by {by}"),
            f"{row['tense']} tense",
            ORIGINS[row["origin"]],
        ]
    )


def _time_said(row: dict[Any, Any]) -> str:
    """A time's days in words, with how the text ties its event to them, and where they were counted from."""
    first, last = (_day(row[name]) for name in ("first_day", "last_day"))
    where = "no place in the calendar"
    if first or last:
        where = RELATIONS[row["relation"]] if first and last else ""
        where += days_in_words(first, last)
    said = [
        f"time: {where}",
        row["type"],
        {"event": "", "name": "part of a name"}.get(row["role"], row["role"]),
    ]
    said += [] if pd.isna(row["value"]) else [f"value {row['value']}"]
    said += [] if pd.isna(row["anchor"]) else [f"counted from {dates.in_words(row['anchor'])}"]
    return "; ".join(filter(None, said))


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else date.fromisoformat(value)


def claims_legend(own: list[Mark]) -> list[tuple[str, str, int]]:
    """Glyph, name and number of each kind of claim on a page."""
    counts = Counter(mark.kind.split()[1] for mark in own if mark.kind.startswith("claim "))
    return [(glyph, kind, counts[kind]) for kind, glyph in GLYPHS.items() if counts[kind]]


def times_legend(own: list[Mark]) -> list[tuple[str, int]]:
    """How many of the times of a page are those of events, and how many are something else's."""
    counts = Counter(mark.kind == "time event" for mark in own if mark.kind.startswith("time "))
    named = {
        True: "time of an event or claim",
        False: "time in a name, a reference or the page’s furniture",
    }
    return [(said, counts[event]) for event, said in named.items() if counts[event]]


def tone_legend(own: list[Mark]) -> list[tuple[str, str, int]]:
    """How many words of comments on a page raise and lower the scores."""
    counts = Counter(mark.kind for mark in own if mark.kind.startswith("tone "))
    named = {
        "tone up": ("up", "word of a comment that raises its sentence’s score"),
        "tone down": ("down", "word that lowers it"),
    }
    return [(*said, counts[kind]) for kind, said in named.items() if counts[kind]]
