"""What the timelines say in words: counts, alternative text, and where their claims come from.

Who can't see a chart gets the same facts, and who sees it learns how many claims have no place on
its axis, how many are left out, and who coded them.
"""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from analysis.charts.counting import counted
from analysis.corpus import Corpus
from analysis.placing import Band, Claim
from analysis.timeline.choosing import Choice
from analysis.timeline.columns import Column
from analysis.words import cut

NOTHING = "No claims are coded or suggested for these texts."
ORIGINS = {
    "person": "coded by people",
    "automated_coder": "coded by automated coders",
    "rule": "suggested by rules",
}
SHORT, MOST_TOLD, MOST_YEARS = 34, 12, 4
"""Characters of a text's title beside its year; bands and years that the alternative text tells one by one."""


def name(corpus: Corpus, band: Band) -> str:
    """What a band is called: a text by its title, a reform by its name."""
    if band.by == "document":
        return corpus.label(band.name)
    reform = corpus.reforms.get(band.name)
    return reform.name if reform else band.name


def year(corpus: Corpus, document: str) -> str:
    """A text by its year and the beginning of its title."""
    said = corpus.published(document)
    day = said and (said.first or said.last)
    return f"{day.year if day else 'undated'}: {cut(corpus.label(document), SHORT)}"


def about(corpus: Corpus, band: Band, drawn: int) -> str:
    """The line under a band's title: when its text appeared, or how many texts speak of it, and the counts."""
    if band.by == "document":
        return f"{corpus.when(band.name)} · {count(band, drawn)}"
    texts = len({claim.document for claim in band.all})
    return f"{count(band, drawn)}, in {counted(texts, 'text')}"


def count(band: Band, drawn: int | None = None) -> str:
    """How many claims there are, and how many of them have a time."""
    if not band.claims:
        return "no claims"
    part = f" ({drawn:,} drawn)" if drawn is not None and drawn < len(band.dated) else ""
    return (
        f"{counted(band.claims, 'claim')}: {len(band.dated):,} dated{part}, "
        f"{len(band.now):,} about “now”, {len(band.undated):,} undated"
    )


def counts(made: Sequence[Band], choice: Choice) -> str:
    """The same for all bands together, each claim once, where on the sheet each part is found, and what is left out."""
    claims = {claim.address: claim for band in made for claim in band.all}.values()
    dated = sum(claim.form == "dated" for claim in claims)
    now = sum(claim.form == "now" for claim in claims)
    texts = len({claim.document for claim in claims}) if _by_reform(made) else len(made)
    whole = choice.rows == choice.dated and not choice.out
    said = (
        f"{counted(len(claims), 'claim')} in {counted(texts, 'text')}: {dated:,} with a time "
        f"other than that of the text{', a row each' if whole else ''}; {now:,} about “now” and {len(claims) - dated - now:,} "
        "undated, heaped at the time of publication."
    )
    said += " A claim on several reforms stands with each of them." if _by_reform(made) else ""
    return said if whole else f"{said} {_left_out(choice)}"


def _left_out(choice: Choice) -> str:
    """How much of a large corpus is drawn, and where the rest is found."""
    said = f"Drawn are {choice.rows:,} of {counted(choice.dated, 'dated claim')}"
    if choice.out:
        bands = len(choice.drawn) + len(choice.out)
        of = "reforms" if _by_reform(choice.out) else "texts"
        said += f" and {len(choice.drawn)} of {bands:,} {of}, those with most dated claims"
    return f"{said}; promises and forecasts come first, and the table of marks has them all."


def alt(corpus: Corpus, made: Sequence[Band], choice: Choice) -> str:
    """The chart for those who can't see it."""
    if not any(band.claims for band in made):
        return f"An empty timeline: {NOTHING[0].lower()}{NOTHING[1:]}"
    told = [band for band, _ in choice.drawn][:MOST_TOLD]
    each = "; ".join(
        f"{name(corpus, band)} ({_when(corpus, band)}): {count(band)}" for band in told
    )
    more = len(made) - len(told)
    each += f"; and {more:,} more" if more else ""
    said = f"{_order(made)} {counts(made, choice)}"
    reach = ", ".join(_reaches(made))
    return f"{said} {each}." + (f" {reach}." if reach else "")


def origins(claims: pd.DataFrame) -> str:
    """Who made the claims, and whether a person has checked them; nothing where there are none.

    >>> origins(pd.DataFrame({"origin": ["rule", "automated_coder"]}))
    'coded by automated coders and suggested by rules; no person has checked them yet'
    """
    found = [said for origin, said in ORIGINS.items() if (claims["origin"] == origin).any()]
    checked = "" if "coded by people" in found or not found else "; no person has checked them yet"
    return f"{' and '.join(found)}{checked}"


def source(corpus: Corpus, claims: pd.DataFrame, bands: Sequence[Band] = ()) -> str:
    """The line under the chart: from what, coded by whom, checked or not, and how far a bar can be trusted."""
    if claims.empty:
        return f"Source: {counted(len(corpus), 'text')}."
    return (
        f"Source: {counted(len(corpus), 'text')}; claims and their times {origins(claims)}. "
        "Dates of publication as each band says; a date printed in the text stands without a note."
        f"{_envelopes(claim for band in bands for claim in band.dated)}"
    )


def among(number: int, corpus: Corpus) -> str:
    """How many of a corpus's texts."""
    return (
        counted(number, "text")
        if number == len(corpus)
        else f"{number:,} of {counted(len(corpus), 'text')}"
    )


BARS = " A bar stands for too many to be drawn one by one, and leads to the first of them."


def of_columns(made: Sequence[Column]) -> str:
    """What the columns of a chart are, for the line under it."""
    undated = sum(len(column.documents) for column in made if not column.dated)
    apart = (
        f" {counted(undated, 'text')} without a date stand{'s' if undated == 1 else ''} apart."
        if undated
        else ""
    )
    if all(len(column.documents) == 1 for column in made):
        return f"A column is a text; columns are not spaced by time.{apart}"
    return f"A column is a period; a text that may have appeared in several stands in the first of them.{apart}"


def columns_said(made: Sequence[Column]) -> str:
    """What the columns are, inside a sentence."""
    if all(len(column.documents) == 1 for column in made):
        return "text by text in the order of publication"
    return "by the time of publication"


def by_column(made: Sequence[Column], cells: Sequence[Sequence[object]]) -> str:
    """A row's counts where they aren't nought, column by column."""
    pairs = zip(made, cells, strict=True)
    return ", ".join(f"{column.head}: {len(cell):,}" for column, cell in pairs if cell)


def _by_reform(made: Sequence[Band]) -> bool:
    return any(band.by == "reform" for band in made)


def _when(corpus: Corpus, band: Band) -> str:
    if band.by == "document":
        return corpus.when(band.name)
    return counted(len({claim.document for claim in band.all}), "text")


def _order(made: Sequence[Band]) -> str:
    if _by_reform(made):
        return "Timeline of reforms, those with most claims first."
    known = sum(band.said is not None for band in made)
    order = " in the order of publication" if known > 1 else ""
    return (
        f"Timeline of texts{order}{', those without a date last' if 1 < known < len(made) else ''}."
    )


def _reaches(made: Sequence[Band]) -> Iterator[str]:
    places = [place for band in made for claim in band.dated for place in claim.places]
    days = [day for place in places for day in (place.first, place.last) if day]
    if days:
        yield f"The dated claims reach from {min(days).year} to {max(days).year}"
        deadlines = sorted({p.last.year for p in places if p.form == "deadline" and p.last})
        if 0 < len(deadlines) <= MOST_YEARS:
            yield f"with deadlines in {' and '.join(map(str, deadlines))}"
        elif deadlines:
            yield f"with deadlines in {len(deadlines)} years from {deadlines[0]} to {deadlines[-1]}"


def _envelopes(dated: Iterable[Claim]) -> str:
    """What a bar means where the day it is counted from is itself not known; nothing where all days are known."""
    if all(claim.said.first == claim.said.last for claim in dated if claim.said):
        return ""
    return (
        " Time words that count from the text’s own date (such as “the past year”) are drawn over every day they may mean "
        "for that date, so where the date is an interval the bar is longer than the time they name."
    )
