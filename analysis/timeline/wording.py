"""What the timeline says in words: counts, alternative text, and where its claims come from.

Who can't see the chart gets the same facts, and who sees it learns how many claims have no place on
its axis and who coded them.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.corpus import Corpus
from analysis.timeline.placing import Band


def plural(number: int) -> str:
    """The noun for a number of claims."""
    return "claim" if number == 1 else "claims"


def count(band: Band) -> str:
    """How many claims a text makes, and how many of them have a time."""
    if not band.claims:
        return "no claims"
    return (
        f"{band.claims} {plural(band.claims)}: {len(band.dated)} dated, "
        f"{len(band.now)} about “now”, {len(band.undated)} undated"
    )


def counts(made: Sequence[Band]) -> str:
    """The same for all texts, and where on the sheet each part is found."""
    total = sum(band.claims for band in made)
    dated, now = sum(len(band.dated) for band in made), sum(len(band.now) for band in made)
    return (
        f"{total} {plural(total)} in {len(made)} {'text' if len(made) == 1 else 'texts'}: {dated} with a time "
        f"other than that of the text, a row each; {now} about “now” and {total - dated - now} undated, "
        "heaped at the time of publication."
    )


def alt(corpus: Corpus, made: Sequence[Band]) -> str:
    """The chart for those who can't see it."""
    if not any(band.claims for band in made):
        return "An empty timeline: no claims are coded for these texts."
    each = "; ".join(
        f"{corpus.label(band.document)} ({corpus.when(band.document)}): {count(band)}"
        for band in made
    )
    reach = ", ".join(_reaches(made))
    known = sum(band.said is not None for band in made)
    order = " in the order of publication" if known > 1 else ""
    order += ", those without a date last" if 1 < known < len(made) else ""
    told = f"Timeline of texts{order}. {counts(made)} {each}."
    return f"{told} {reach}." if reach else told


def _reaches(made: Sequence[Band]) -> Iterator[str]:
    places = [place for band in made for claim in band.dated for place in claim.places]
    days = [day for place in places for day in (place.first, place.last) if day]
    if days:
        yield f"The dated claims reach from {min(days).year} to {max(days).year}"
        deadlines = sorted({p.last.year for p in places if p.form == "deadline" and p.last})
        if deadlines:
            yield f"with deadlines in {' and '.join(map(str, deadlines))}"


def source(corpus: Corpus, claims: pd.DataFrame, bands: Sequence[Band] = ()) -> str:
    """The line under the chart: from what, coded by whom, checked or not, and how far a bar can be trusted."""
    origins = sorted(set(claims["origin"]))
    if not origins:
        return f"Source: {len(corpus)} {'text' if len(corpus) == 1 else 'texts'}."
    made = {"person": "people", "automated_coder": "automated coders", "rule": "rules (suggested)"}
    checked = "" if "person" in origins else "; no person has checked them yet"
    return (
        f"Source: {len(corpus)} {'text' if len(corpus) == 1 else 'texts'}; claims and their times as coded by "
        f"{' and '.join(made[o] for o in origins)}{checked}. Dates of publication as each band says; a date "
        f"printed in the text stands without a note.{_envelopes(bands)}"
    )


def _envelopes(bands: Sequence[Band]) -> str:
    """What a bar means where the day it is counted from is itself not known; nothing where all days are known."""
    said = [claim.said for band in bands for claim in band.dated if claim.said]
    if all(days.first == days.last for days in said):
        return ""
    return (
        " Time words that count from the text’s own date (such as “the past year”) are drawn over every day they may mean "
        "for that date, so where the date is an interval the bar is longer than the time they name."
    )
