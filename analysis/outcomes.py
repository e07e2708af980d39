"""Outcomes: a promise or forecast beside what later texts state of the same reform, found to be read.

Whether a promise was kept is not in the words. "Every part of the country … by 2021" speaks of how far
a policy reaches, "came into effect in July 2022" of its footing in law; both are coded to one reform.
So a pair says only: these two may be worth reading together. Whether they are about the same object,
what the milestone was and how it came out is for a researcher, whose columns stay empty here, and no
distance between two dates is computed.

A corpus of a thousand texts has millions of pairs that share a reform. They are ranked by what makes
two sentences comparable, and each promise keeps the first few.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.placing import Claim, dated_claims
from analysis.words import find_words, is_content, singular

FORWARD = ("promise", "forecast")
MOST = 5
"""Later statements that a promise is set beside: what one reads of a promise before turning the page."""

TO_COME = {"to come": 2, "open": 1}
"""How well a promise says when: a date that was still to come, only an open end, nothing (0)."""

SPAN = ("document", "start", "end")
LATER = ("later_document", "later_start", "later_end")
Span = tuple[str, int, int]


class Pair(NamedTuple):
    """A promise and a later statement, with what puts them side by side.

    `dated` says how well each of the two says when, from 0 to 2; `named` whether both call a reform that
    they share by a name; `claims` how many claims of the corpus the narrowest reform has that both are
    coded to; `reforms` are those that both are coded to, the narrowest first; `words` those
    that they share, the names of reforms and of who vouches left out.
    """

    promise: Claim
    later: Claim
    dated: tuple[int, int]
    named: bool
    claims: int
    reforms: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def span(self) -> tuple[str, int, int, str, int, int]:
        """The key of its row in the table."""
        one, other = self.promise, self.later
        return one.document, one.start, one.end, other.document, other.start, other.end

    @property
    def rank(self) -> tuple[Any, ...]:
        """What it is sorted by: the most comparable pair has the lowest."""
        low, high = sorted(self.dated)
        return -low, -low - high, not self.named, self.claims, -len(self.words), self.span


def pairs(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
    most: int = MOST,
) -> list[Pair]:
    """Promises and forecasts beside later statements of the same reform, the most comparable pairs first.

    A text is later when it can't have appeared before the other; texts without a date stand in no
    pair. Ranked by: both say when, and how well; both name the reform; the narrowest reform that both
    are coded to, which is the one with fewest claims; how many words they share. Left out are promises that were told
    as past, statements about a time that was over when the promise was made, judgements (only what
    is told as fact is set beside a promise), and, of each promise, all but the first `most`.
    """
    found = dated_claims(corpus, claims, times, comments)
    facts = _Facts(corpus, found)
    made = [
        pair
        for claim in found
        if claim.kind in FORWARD and not (claim.form == "dated" and claim.lies == "past")
        for pair in facts.beside(claim, most)
    ]
    return sorted(made, key=lambda pair: pair.rank)


def outcomes(
    corpus: Corpus,
    claims: pd.DataFrame,
    times: pd.DataFrame,
    comments: pd.DataFrame | None = None,
    coded: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table `outcomes`: a researcher's pairs as they coded them, and those of `pairs` with nothing judged.

    A found pair is left out where a coded one stands on the same two places, wholly or in part.
    """
    kept: list[Any] = [] if coded is None else coded.to_dict("records")
    taken = defaultdict(list)
    for row in kept:
        taken[row["document"], row["later_document"]].append(row)
    found = [
        dict(zip((*SPAN, *LATER), pair.span, strict=True))
        for pair in pairs(corpus, claims, times, comments)
        if not any(_touch(pair, row) for row in taken[pair.promise.document, pair.later.document])
    ]
    return tables.make(
        "outcomes", [*({k: v for k, v in row.items() if not pd.isna(v)} for row in kept), *found]
    )


def _touch(pair: Pair, row: Any) -> bool:
    one, other = pair.promise, pair.later
    return bool(
        one.start < row["end"]
        and row["start"] < one.end
        and other.start < row["later_end"]
        and row["later_start"] < other.end
    )


class _Facts:
    """The statements of a corpus, laid out so that a promise is compared with all of them at once."""

    def __init__(self, corpus: Corpus, found: Sequence[Claim]):
        self.corpus = corpus
        self.facts = [
            claim
            for claim in found
            if claim.kind == "statement" and _first(corpus, claim) is not None
        ]
        counts = Counter(reform for claim in found for reform in claim.reforms)
        self.number = {reform: n for n, reform in enumerate(sorted(counts))}
        self.sizes = np.array([counts[reform] for reform in self.number], dtype=np.int64)
        self.names = _names(corpus)
        told = {
            claim.address: _keys(corpus[claim.document][claim.start : claim.end]) for claim in found
        }
        known = frozenset(word for names in self.names.values() for name in names for word in name)
        self.named = {
            claim.address: _named(told[claim.address], claim, self.names) for claim in found
        }
        self.tokens = {
            claim.address: frozenset(told[claim.address])
            - known
            - frozenset(_keys(claim.attributed_to))
            for claim in found
        }
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        self.of = np.zeros((len(self.facts), max(len(self.number), 1)), dtype=bool)
        for n, fact in enumerate(self.facts):
            self.of[n, [self.number[reform] for reform in fact.reforms]] = True
            for word in self.tokens[fact.address]:
                self.holders[word].append(n)
        self.appeared = _days(_first(corpus, fact) for fact in self.facts)
        self.begins = _days(_known(fact)[0] for fact in self.facts)
        self.over = _days(_over(fact) for fact in self.facts)
        self.calls = np.zeros_like(self.of)
        for n, fact in enumerate(self.facts):
            self.calls[n, [self.number[reform] for reform in self.named[fact.address]]] = True
        self.said_when = np.array([fact.form != "undated" for fact in self.facts], dtype=np.int64)

    def beside(self, promise: Claim, most: int) -> Iterator[Pair]:
        """The most comparable later statements of a promise, in the order of `Pair.rank`."""
        published = self.corpus.published(promise.document)
        said = published.last if published else None
        if said is None or not self.facts or not promise.reforms:
            return
        shared = self.of[:, [self.number[reform] for reform in promise.reforms]]
        sizes = self.sizes[[self.number[reform] for reform in promise.reforms]]
        fits = (self.appeared > said.toordinal()) & shared.any(axis=1)
        (at,) = np.nonzero(fits & (self.over > said.toordinal()))
        narrow = np.where(shared[at], sizes, self.sizes.max()).min(axis=1)
        words = self._shared(promise)[at]
        when = TO_COME.get(promise.lies, 0) if promise.form == "dated" else 0
        dated = self.said_when[at] + (self.begins[at] > said.toordinal())
        called = [self.number[reform] for reform in sorted(self.named[promise.address])]
        named = np.any(self.calls[at][:, called], axis=1)
        keys = (
            at,
            self.appeared[at],
            -words,
            narrow,
            ~named,
            -dated - when,
            -np.minimum(dated, when),
        )
        for n in np.lexsort(keys)[:most]:
            fact, how = self.facts[at[n]], (when, int(dated[n]))
            both, said_by_both = self._reforms(promise, fact), self._words(promise, fact)
            yield Pair(promise, fact, how, bool(named[n]), int(narrow[n]), both, said_by_both)

    def _shared(self, promise: Claim) -> Any:
        """How many words each statement shares with a promise, the names of reforms left out."""
        counted = np.zeros(len(self.facts), dtype=np.int64)
        for word in self.tokens[promise.address]:
            counted[self.holders.get(word, [])] += 1
        return counted

    def _reforms(self, one: Claim, other: Claim) -> tuple[str, ...]:
        both = set(one.reforms) & set(other.reforms)
        return tuple(sorted(both, key=lambda reform: (self.sizes[self.number[reform]], reform)))

    def _words(self, one: Claim, other: Claim) -> tuple[str, ...]:
        return tuple(sorted(self.tokens[one.address] & self.tokens[other.address]))


def _first(corpus: Corpus, claim: Claim) -> date | None:
    """The first day on which a claim's text may have appeared."""
    published = corpus.published(claim.document)
    return published.first if published else None


def _known(claim: Claim) -> tuple[date | None, date | None]:
    """The first day of the latest place of a claim that has both its days; nothing where none has."""
    held = [place for place in claim.places if place.first and place.last and place.form != "now"]
    return (held[-1].first, held[-1].last) if held else (None, None)


def _over(claim: Claim) -> date:
    """When the time of a statement is over; never, where it is open or not said."""
    lasts = [place.last or date.max for place in claim.places]
    return max(lasts, default=date.max)


def _days(days: Any) -> Any:
    return np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)


def _names(corpus: Corpus) -> dict[str, list[tuple[str, ...]]]:
    """The words of each name of each reform; looser aliases are no names here."""
    return {
        reform.id: [_keys(name) for name in (*reform.names, *reform.acronyms)]
        for reform in corpus.reforms.values()
    }


def _named(
    told: tuple[str, ...], claim: Claim, names: dict[str, list[tuple[str, ...]]]
) -> frozenset[str]:
    """The reforms of a claim that its own words call by a name."""
    line = f" {' '.join(told)} "
    return frozenset(
        reform
        for reform in claim.reforms
        if any(name and f" {' '.join(name)} " in line for name in names.get(reform, ()))
    )


def _keys(words: str) -> tuple[str, ...]:
    """The content words of a passage in order, in singular and small letters."""
    return tuple(singular(token.key.lower()) for token in find_words(words) if is_content(token))
