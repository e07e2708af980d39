"""What `05_reform_timeline` says: how much is claimed for when, and what later texts say of the same reform.

A promise is set beside later statements coded to the same reform, both in their own words and with both
dates. Nothing is computed from the pair: two sentences may be coded to one reform and speak of different
things, how far it reaches and what law it stands on, and only a reader can tell.
"""

import pandas as pd

from analysis import dates, display, timeline
from analysis.answers.wording import coders_said, count, label, listed
from analysis.corpus import Corpus
from analysis.timeline import Band, Claim
from analysis.words import Commenters, shown

NO_CLAIMS = "No claims are coded for these texts, so there is nothing to place in time."
NO_PAIRS = "No dated promise is followed by a later text with a statement, coded to the same reform, of what was so after it."
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
        f"{_verb(dated, 'names', 'name')} a time other than that of writing.** {now} more "
        f"{_verb(now, 'is', 'are')} about “now”, and {rest} {_verb(rest, 'names', 'name')} no time that a "
        "calendar can place."
    )
    pairs = beside(corpus, claims, times, comments)
    return display.text(
        "\n\n".join([head, _promised(corpus, claims, made), _paired(pairs), coders_said(corpus)])
    )


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


def beside(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Promises for a time to come, each beside what later texts state of a time after the promise was made.

    One row is a pair: document, start, end of the promise, later_document, later_start, later_end,
    and the reforms to which both are coded. A text is later when it can't have appeared before the other, and
    its statement is taken when it is coded to the same reform and to a time that begins after the promise.
    """
    made = timeline.bands(corpus, claims, times, comments)
    named = {
        (row["document"], row["start"]): set(row["reforms"].split(";"))
        for row in claims.to_dict("records")
    }
    rows = []
    for band in made:
        later = [other for other in made if _after(band, other)]
        for promise in (claim for claim in band.dated if _ahead(claim)):
            for other in later:
                for claim in other.dated:
                    both = (
                        named[promise.document, promise.start] & named[claim.document, claim.start]
                    )
                    if claim.kind == "statement" and both and _of_later(claim, band):
                        rows.append((*promise[:3], *claim[:3], ";".join(sorted(both))))
    names = ["document", "start", "end", "later_document", "later_start", "later_end", "reforms"]
    return pd.DataFrame(rows, columns=names)


def side_by_side(
    corpus: Corpus, claims: pd.DataFrame, times: pd.DataFrame, comments: pd.DataFrame | None
) -> display.Table | display.Text:
    """The pairs of `beside` for people: the promise at the left, at the right what later texts state."""
    pairs = beside(corpus, claims, times, comments)
    if pairs.empty:
        return display.text(NO_PAIRS)
    placed = timeline.placed(corpus, claims, times, comments)
    when, rows, before = _when(placed), [], None
    people = Commenters(corpus, comments)
    # Promises for a known day first: what is open can't be held to anything.
    known = placed.groupby(["document", "start"])["last_day"].apply(lambda days: days.notna().all())
    pairs["open"] = [
        not known[document, start]
        for document, start in zip(pairs["document"], pairs["start"], strict=True)
    ]
    for pair in pairs.sort_values("open", kind="stable").to_dict("records"):
        own = (pair["document"], pair["start"], pair["end"])
        other = (pair["later_document"], pair["later_start"], pair["later_end"])
        first = own != before
        rows.append(
            {
                "promise": _said(people, own) if first else "",
                "for": when[own] if first else "",
                "said in": label(corpus, own[0]) if first else "",
                "a later text states": _said(people, other),
                "of": when[other],
                "in": label(corpus, other[0]),
            }
        )
        before = own
    return display.table(pd.DataFrame(rows))


def outside(corpus: Corpus) -> pd.DataFrame:
    """Dates of the reforms that reforms.toml gives from outside the texts, in the order of the calendar."""
    rows = [
        {"reform": reform.name, "what": what, "date": when}
        for reform in corpus.reforms.values()
        for what, when in reform.dates.items()
    ]
    table = pd.DataFrame(rows, columns=["reform", "what", "date"])
    return table.sort_values("date", ignore_index=True, kind="stable")


def _ahead(claim: Claim) -> bool:
    """Whether a promise is for a time that was not over when it was made."""
    return claim.kind == "promise" and claim.lies in ("to come", "open")


def _after(band: Band, other: Band) -> bool:
    ends, begins = band.said and band.said.last, other.said and other.said.first
    return bool(ends and begins and begins > ends)


def _of_later(claim: Claim, band: Band) -> bool:
    """Whether a statement is about days, both known, that begin after the other text appeared."""
    said = band.said and band.said.last
    return any(said and place.first and place.last and place.first > said for place in claim.places)


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


def _paired(pairs: pd.DataFrame) -> str:
    if pairs.empty:
        return NO_PAIRS
    promises = len(pairs[["document", "start"]].drop_duplicates())
    return (
        f"{count(promises, 'promise')} for a time to come can be read beside "
        f"{count(len(pairs[['later_document', 'later_start']].drop_duplicates()), 'later statement')} coded "
        "to the same reform, of a time after the promise was made. Whether a promise and a statement are about the same thing, no rule here decides."
    )


def _when(placed: pd.DataFrame) -> dict[tuple[str, int, int], str]:
    """The time words of each dated claim, with the form of their place."""
    found: dict[tuple[str, int, int], list[str]] = {}
    for row in placed.to_dict("records"):
        words = f"“{row['words']}”"
        found.setdefault((row["document"], row["start"], row["end"]), []).append(words)
    return {claim: listed(words) for claim, words in found.items()}


def _said(people: Commenters, span: tuple[str, int, int]) -> str:
    return f"“{people.shown(*span)}” {display.link(*span)}"
