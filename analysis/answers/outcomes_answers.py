"""Promises beside what later texts state, for people: both quotes, both dates, and why nobody has judged them.

Two sentences may be about one reform, and both name a date, and still not be about one thing: how far a
policy reaches, what law it stands on, who pays for it, when it begins. The words that hint at such a
milestone are shown (`analysis/data/milestones.toml`); whether the two are the same is a researcher's call.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from analysis import display, lexicons, outcomes
from analysis.answers.wording import count, label, listed
from analysis.corpus import Corpus
from analysis.outcomes import Pair
from analysis.placing import Claim, days_in_words
from analysis.words import Commenters, shown

NO_PAIRS = (
    "No promise or forecast is followed by a later text with a statement on the same reform; a text that may have "
    "appeared at the same time, or has no date, is not later."
)
NO_EXAMPLE = (
    "In these texts no promise with a date stands beside a later statement with one. Where one does, the two may still be about different "
    "things: how far a policy reaches, what law it stands on, who pays for it, when it begins."
)
MOST_PROMISES, MOST_EACH = 8, 3
"""Promises, and later statements of each, that the notebook shows; the table `outcomes` has more."""

JUDGED = ("milestone", "same_object", "outside_source", "verdict")
SPAN = (*outcomes.SPAN, *outcomes.LATER)


def paired(pairs: Sequence[Pair]) -> str:
    """How many promises a later statement can be read beside, in a sentence or two."""
    if not pairs:
        return NO_PAIRS
    promises = len({pair.promise.address for pair in pairs})
    dated = [pair for pair in pairs if min(pair.dated) > 1]
    both = (
        f"in {count(len(dated), 'pair')} the promise names a date then still to come and the statement a time after it was made"
        if dated
        else "in none of the pairs do both name a date"
    )
    return (
        f"{count(promises, 'promise or forecast', 'promises and forecasts')} can be read beside "
        f"{count(len({pair.later.address for pair in pairs}), 'later statement')} on the same reform; {both}. "
        "Whether a promise and a statement are about the same thing, no rule here decides."
    )


def side_by_side(
    corpus: Corpus, pairs: Sequence[Pair], comments: pd.DataFrame | None = None
) -> display.Table | display.Text:
    """The most comparable pairs for people: the promise at the left, at the right what later texts state."""
    if not pairs:
        return display.text(NO_PAIRS)
    people, rows = Commenters(corpus, comments), []
    order = list(dict.fromkeys(pair.promise for pair in pairs))[:MOST_PROMISES]
    for promise in order:
        own = [pair for pair in pairs if pair.promise == promise][:MOST_EACH]
        for number, pair in enumerate(own):
            rows.append(
                {
                    "promise or forecast": "" if number else _cell(corpus, people, promise),
                    "for": "" if number else when(corpus, promise),
                    "a later text states": _cell(corpus, people, pair.later),
                    "of": when(corpus, pair.later),
                    "both on": ", ".join(pair.reforms),
                }
            )
    return display.table(pd.DataFrame(rows), caption=_caption(pairs, len(rows)))


def sameness(
    corpus: Corpus, pairs: Sequence[Pair], comments: pd.DataFrame | None = None
) -> display.Text:
    """The pair that looks most like a promise and its outcome, and what its words leave open."""
    dated = [pair for pair in pairs if min(pair.dated) > 1]
    if not dated:
        return display.text(NO_EXAMPLE)
    pair = min(dated, key=_tempting)
    people = Commenters(corpus, comments)
    one, other = pair.promise, pair.later
    return display.text(
        f"**A date promised, a date reported.** {label(corpus, one.document)}: {_said(people, one, safe=True)} "
        f"{label(corpus, other.document)}: {_said(people, other, safe=True)} One names {when(corpus, one, safe=True)}, the other "
        f"{when(corpus, other, safe=True)}, and both are about {listed(map(display.plain, _names(corpus, pair)))}. {_hints(corpus, pair)} "
        "A policy’s reach, its footing in law, its money and its beginning are different milestones, and each may come at its own time. "
        "Which of them was promised, and whether it is the one reported, the words don’t settle: so no distance between "
        "the two dates is computed, and `same_object` and `milestone` wait for a researcher."
    )


def judged(corpus: Corpus, coded: pd.DataFrame) -> display.Table | display.Text:
    """The pairs that a researcher has judged, as they did; a sentence where nobody has."""
    kept = coded[coded[list(JUDGED)].notna().any(axis=1)]
    if kept.empty:
        return display.text(
            "No researcher has judged a pair of this corpus yet: the columns `milestone`, `same_object`, `outside_source` and `verdict` of the table `outcomes` are empty."
        )
    rows = [
        {
            "promise": display.link(row["document"], row["start"], row["end"]),
            "later": display.link(row["later_document"], row["later_start"], row["later_end"]),
            **{name: row[name] for name in JUDGED},
        }
        for row in kept.to_dict("records")
    ]
    return display.table(pd.DataFrame(rows))


def milestones(words: str) -> dict[str, str]:
    """What a sentence may speak of, by the words that hint at it.

    >>> milestones("every part of the country should be a system")
    {'how far it reaches': 'every part'}
    """
    found = {}
    for pattern in lexicons.patterns("milestones", "milestones"):
        if match := pattern(words):
            found[str(pattern.entry["about"])] = match[0]
    return found


def when(corpus: Corpus, claim: Claim, safe: bool = False) -> str:
    """The time words of a claim, with the days they mean where they don't name them; `safe` for prose in Markdown."""
    told = []
    for place in claim.places:
        words = shown(corpus[claim.document], place.start, place.end)
        days = days_in_words(place.first, place.last)
        said = display.plain(words) if safe else words
        told.append(f"“{said}”" if days in words else f"“{said}” ({days})")
    return listed(dict.fromkeys(told)) if told else "no date"


def _tempting(pair: Pair) -> tuple[Any, ...]:
    """Sorts first: a deadline beside the shortest stretch of time, by sentences that both name the reform."""
    lengths = [
        place.last - place.first for place in pair.later.places if place.first and place.last
    ]
    deadline = any(place.form == "deadline" for place in pair.promise.places)
    return not deadline, not pair.named, min(lengths), pair.rank


def _hints(corpus: Corpus, pair: Pair) -> str:
    """What each of the two speaks of, by its words, where both hint at something and not at the same."""
    told = [
        milestones(shown(corpus[c.document], c.start, c.end)) for c in (pair.promise, pair.later)
    ]
    only = [{a: w for a, w in own.items() if a not in other} for own, other in (told, told[::-1])]
    if not all(only):
        return ""
    one, other = (
        listed(f"{about} (“{display.plain(words)}”)" for about, words in own.items())
        for own in only
    )
    return f"By its words the first speaks of {one}, the second of {other}."


def _names(corpus: Corpus, pair: Pair) -> list[str]:
    known = (corpus.reforms.get(reform) for reform in pair.reforms)
    return [
        f"“{reform.name}”" if reform else name
        for reform, name in zip(known, pair.reforms, strict=True)
    ]


def _caption(pairs: Sequence[Pair], drawn: int) -> str | None:
    if drawn == len(pairs):
        return None
    promises = len(list(groupby(sorted(pair.promise.address for pair in pairs))))
    return (
        f"{drawn:,} of {len(pairs):,} pairs, the most comparable first: at most {MOST_EACH} of a promise, for at most "
        f"{MOST_PROMISES} of {count(promises, 'promise or forecast', 'promises and forecasts')}. The table outcomes has them all."
    )


def _cell(corpus: Corpus, people: Commenters, claim: Claim) -> str:
    return f"{label(corpus, claim.document)}: {_said(people, claim)}"


def _said(people: Commenters, claim: Claim, safe: bool = False) -> str:
    words = people.shown(claim.document, claim.start, claim.end)
    said = display.plain(words) if safe else words
    return f"“{said}” {display.link(claim.document, claim.start, claim.end)}"
