"""What `05_reform_timeline` says: how much is claimed for when, by which names, and what the charts' marks are.

Promises beside what later texts state are told by `outcomes_answers`, time expressions by `times_answers`.
"""

from collections.abc import Sequence

import pandas as pd

from analysis import dates, display, outcomes, timeline
from analysis.answers import outcomes_answers
from analysis.answers.wording import coders_said, count, label, listed
from analysis.corpus import Corpus, parse_address
from analysis.timeline import Band, Claim
from analysis.words import shown

NO_CLAIMS = (
    "No claims are coded or suggested for these texts, so there is nothing to place in time."
)
FORWARD = ("promise", "forecast")
LIES = {
    "to come": "a date that was then still to come",
    "open": "only a time without an end",
    "past": "a time that was then past or present",
    "unknown": "a time in a text whose own date is not known",
}
MOST_SAID = 4


def answer(
    corpus: Corpus, claims: pd.DataFrame, times: pd.DataFrame, comments: pd.DataFrame | None
) -> display.Text:
    """The opening answer: how many claims have a time of their own, and how many promises a later text can be set beside."""
    if claims.empty:
        return display.text(f"**Nothing to place.** {NO_CLAIMS}")
    made = timeline.bands(corpus, claims, times, comments)
    dated, now = sum(len(band.dated) for band in made), sum(len(band.now) for band in made)
    rest = len(claims) - dated - now
    head = (
        f"**{dated} of {count(len(claims), 'claim')} in {count(len(made), 'text')} "
        f"{_verb(dated, 'names', 'name')} a time other than that of writing.** {now or 'None'} {'' if not now else 'more '}"
        f"{_verb(now, 'is', 'are')} about “now”, and {rest} {_verb(rest, 'names', 'name')} no time that a "
        "calendar can place."
    )
    pairs = outcomes.pairs(corpus, claims, times, comments)
    told = [head, _promised(corpus, claims, made), outcomes_answers.paired(pairs)]
    return display.text("\n\n".join([*told, origins_said(corpus, claims)]))


def origins_said(corpus: Corpus, claims: pd.DataFrame) -> str:
    """Whose claims these are: coded, by whom, and suggested by rules."""
    suggested = int((claims["origin"] == "rule").sum())
    if suggested == len(claims):
        return "All claims are suggested by rules; no person has checked them yet."
    rest = (
        f" {count(suggested, 'claim')} more {_verb(suggested, 'is', 'are')} suggested by rules."
        if suggested
        else ""
    )
    return coders_said(corpus) + rest


def by_kind(
    corpus: Corpus, claims: pd.DataFrame, times: pd.DataFrame, comments: pd.DataFrame | None
) -> pd.DataFrame:
    """How many claims of each kind are dated, about now, and undated; one row is a kind."""
    made = timeline.bands(corpus, claims, times, comments)
    rows = [
        {
            "kind": kind,
            "in texts": sum(
                any(c.kind == kind for c in (*b.dated, *b.now, *b.undated)) for b in made
            ),
            "dated": sum(_number(band.dated, kind) for band in made),
            "about now": sum(_number(band.now, kind) for band in made),
            "undated": sum(_number(band.undated, kind) for band in made),
        }
        for kind in timeline.KINDS
    ]
    table = pd.DataFrame(rows)
    table["all"] = table[["dated", "about now", "undated"]].sum(axis=1)
    return table[table["all"] > 0].reset_index(drop=True)


def named(corpus: Corpus, mentions: pd.DataFrame, claims: pd.DataFrame) -> display.Text:
    """Which names of reforms stand in one text or period only, in the order of publication."""
    made = timeline.columns(corpus)
    found = timeline.names(mentions, claims, made)
    if not found:
        return display.text(
            "None of these texts calls a reform by a name that `reforms.toml` gives."
        )
    if sum(column.dated for column in made) < 2:
        return display.text(
            "There are no two times of publication, so no name can be seen to come or go."
        )
    told = [_only(corpus, column, own) for column, own in timeline.only_in(found, made)]
    one = "text" if all(len(column.documents) == 1 for column in made) else "period"
    everywhere = [f"“{display.plain(name.name)}”" for name in found if all(name.mentions)]
    head = (
        f"Every {one} uses {listed(everywhere)}."
        if everywhere
        else f"No name is used in every {one}."
    )
    note = "A name that a text doesn’t use may be one that it had no need of, and that a name is gone doesn’t say that the thing is."
    return display.text("\n".join([f"**{head}**", "", *(f"- {line}" for line in told), "", note]))


def marks(
    corpus: Corpus, claims: pd.DataFrame, times: pd.DataFrame, comments: pd.DataFrame | None
) -> pd.DataFrame:
    """The rows of the timeline for people: when it is about, by which words, in which claim of which text."""
    vouches = {
        (row["document"], row["start"]): row["attributed_to"] for row in claims.to_dict("records")
    }
    rows = [
        {
            "said in": label(corpus, row["document"]),
            "kind": row["kind"],
            "vouched for by": vouches[row["document"], row["start"]],
            "time words": display.link(row["document"], row["start"], row["end"], row["words"]),
            "from": _in_words(row["first_day"]),
            "to": _in_words(row["last_day"]),
            "is": row["place"],
        }
        for row in timeline.placed(corpus, claims, times, comments).to_dict("records")
    ]
    names = ["said in", "kind", "vouched for by", "time words", "from", "to", "is"]
    return pd.DataFrame(rows, columns=names)


def outside(corpus: Corpus) -> pd.DataFrame:
    """Dates of the reforms that reforms.toml gives from outside the texts, in the order of the calendar."""
    rows = [
        {"reform": reform.name, "what": what, "date": when}
        for reform in corpus.reforms.values()
        for what, when in reform.dates.items()
    ]
    rows.sort(key=lambda row: row["date"])
    said = [{**row, "date": dates.in_words(row["date"])} for row in rows]
    return pd.DataFrame(said, columns=["reform", "what", "date"])


def _only(corpus: Corpus, column: timeline.Column, own: Sequence[timeline.Name]) -> str:
    """The names that stand in one column only, the commonest first, each with its first place and its claims."""
    told = []
    for name in sorted(own, key=lambda name: (-name.total, name.name))[:MOST_SAID]:
        cell = next(cell for cell in name.mentions if cell)
        first = display.link(*parse_address(cell[0].address))
        held = sum(map(len, name.claims))
        claims = f", in {count(held, 'claim')}" if held else ""
        told.append(
            f"“{display.plain(name.name)}” ({count(name.total, 'mention')}{claims}; {first})"
        )
    more = f" and {len(own) - len(told)} more" if len(own) > len(told) else ""
    one = len(column.documents) == 1
    where = display.plain(label(corpus, column.documents[0])) if one else column.head
    return f"only in {where}: {', '.join(told)}{more}"


def _in_words(day: str | None) -> str | None:
    return None if pd.isna(day) else dates.in_words(str(day))


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _number(claims: tuple[Claim, ...], kind: str) -> int:
    return sum(claim.kind == kind for claim in claims)


def _promised(corpus: Corpus, claims: pd.DataFrame, made: list[Band]) -> str:
    """How many promises and forecasts name a date still to come, and what the others name."""
    forward = claims[claims["kind"].isin(FORWARD)]
    if forward.empty:
        return "None of the claims is a promise or a forecast."
    dated = [claim for band in made for claim in band.dated if claim.kind in FORWARD]
    told = []
    for lies, said in LIES.items():
        own = [claim for claim in dated if claim.lies == lies]
        if own or lies == "to come":
            told.append(
                f"{len(own) or 'none'} {_verb(len(own), 'names', 'name')} {said}{_times(corpus, own)}"
            )
    rest = len(forward) - len(dated)
    told += (
        [f"{rest} {_verb(rest, 'names', 'name')} none but that of the text, or none at all"]
        if rest
        else []
    )
    return f"Of {count(len(forward), 'promise or forecast', 'promises and forecasts')}, {'; '.join(told)}."


def _times(corpus: Corpus, claims: list[Claim]) -> str:
    """The time words of a few claims in brackets, and which of them are deadlines."""
    said = [
        " and ".join(
            f"“{display.plain(shown(corpus[claim.document], place.start, place.end))}”"
            + (", a deadline" if place.form == "deadline" else "")
            for place in claim.places
        )
        for claim in claims[:MOST_SAID]
    ]
    more = "; …" if len(claims) > MOST_SAID else ""
    return f" ({'; '.join(said)}{more})" if said else ""
