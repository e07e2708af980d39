"""The table `claims`: what the rules find in a corpus, each row with its address and the features behind it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pandas as pd

from analysis import tables
from analysis.claims.features import Unit
from analysis.claims.finding import Claim, Time, find_claims
from analysis.claims.subjects import Mention
from analysis.corpus import Corpus, apart
from analysis.words import mentions as named_in

ORIGIN = "rule"
T = TypeVar("T", Unit, Time, Mention)


def claims(
    corpus: Corpus,
    sentences: pd.DataFrame,
    times: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table `claims`: one row is a sentence, or a clause of one, that says something of a reform.

    They are suggestions: `origin` is rule, and `rules` names the features that spoke loudest. `times` dates them;
    give the table `mentions` where it has been made already. Each comment of a table of comments is read by itself.
    """
    mentions = named_in(corpus, sentences) if mentions is None else mentions
    dated = _by_document(times, Time, "start", "end", "role")
    named = _by_document(mentions, Mention, "start", "end", "reform")
    said = _by_document(sentences, _unit, "start", "end", "kind", "comment", "voice")
    found: list[tuple[str, Claim]] = []
    for document, units in said.items():
        text, about = corpus[document], corpus.entry(document).reform or ""
        for start, end in apart.stretches(corpus, document):
            own = _within(units, start, end)
            if not own:
                continue
            dating, naming = (
                _within(dated[document], start, end),
                _within(named[document], start, end),
            )
            claimed = find_claims(text[start:end], own, dating, naming, about)
            found += [(document, _moved(claim, start)) for claim in claimed]
    cells: dict[str, Any] = {
        name: [getattr(claim, name) for _, claim in found] for name in Claim._fields
    }
    return tables.columns(
        "claims", {"document": [name for name, _ in found], "origin": ORIGIN, **cells}, len(found)
    )


def _unit(start: int, end: int, kind: str, comment: Any, voice: str) -> Unit:
    return Unit(start, end, kind, 0 if pd.isna(comment) else int(comment), voice)


def _by_document(table: pd.DataFrame, make: Callable[..., T], *names: str) -> dict[str, list[T]]:
    """The rows of a table by document, in the order of the text."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    rows = zip(*(table[name].tolist() for name in ("document", *names)), strict=True)
    for document, *cells in rows:
        found[document].append(make(*cells))
    for own in found.values():
        own.sort()
    return found


def _within(rows: Sequence[T], start: int, end: int) -> list[T]:
    """The rows that begin in a stretch of the text, with offsets in it."""
    first = bisect_left(rows, start, key=lambda row: row.start)
    last = bisect_left(rows, end, key=lambda row: row.start)
    if not start:
        return list(rows[first:last])
    return [row._replace(start=row.start - start, end=row.end - start) for row in rows[first:last]]


def _moved(claim: Claim, by: int) -> Claim:
    """A claim with the offsets of the whole text."""
    if not by:
        return claim
    spans = (span.split("-") for span in claim.times)
    return claim._replace(
        start=claim.start + by,
        end=claim.end + by,
        times=tuple(f"{int(start) + by}-{int(end) + by}" for start, end in spans),
    )
