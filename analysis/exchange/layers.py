"""What an export marks in the texts: each marked span with its codes and who gave them.

Either the codes that the notebooks use (the settled ones, and what rules suggest where nobody has coded), or those of one coder.
Whose they are is said by origin or by the coder's label, never by a name; a commenter is a number.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import claims as claim_room
from analysis import coding, findings, segments, sentences, stance, words
from analysis import comments as comment_room
from analysis import times as time_room
from analysis.corpus import Corpus
from analysis.exchange.codebook import guid, name_of
from analysis.words import Commenters, cut

USERS = {"person": "person", "automated_coder": "automated coder", "rule": "rule"}
CLAIM = ("kind", "stance", "tense", "attributed_to")
COMMENT = ("tone", "reform_stance", "article_stance", "sarcasm", "about_reform")
SHOWN = 60


class Layer(NamedTuple):
    """The tables that are exported."""

    segments: pd.DataFrame
    comments: pd.DataFrame
    times: pd.DataFrame
    claims: pd.DataFrame
    comment_codes: pd.DataFrame
    findings: pd.DataFrame
    evidence: pd.DataFrame
    coder: str | None


class Coded(NamedTuple):
    """A code on a span, and whose it is."""

    document: str
    start: int
    end: int
    code: str
    user: str

    @property
    def guid(self) -> str:
        """Its identifier, the same for every export."""
        return guid("coding", *self)


def layer(corpus: Corpus, coder: str | None = None, use_codes: bool = True) -> Layer:
    """What there is to export; the codes of one coder alone where one is named."""
    pieces = segments.segments(corpus)
    remarks = comment_room.comments(corpus, pieces)
    said = sentences.sentences(corpus, pieces)
    dated = coding.times(corpus, use_codes=use_codes)
    claimed = coding.claims(corpus, dated, use_codes=use_codes)
    judged = findings.tables_of(findings.findings(corpus, said, claimed, use_codes))
    held = coding.comment_codes(corpus, remarks, use_codes)
    if coder is None and len(held) < len(remarks):
        guesses = _suggested(corpus, pieces, remarks, said)
        held = coding.comment_codes(corpus, remarks, use_codes, guesses)
    found, evidence = judged["findings"], judged["evidence"]
    made = Layer(pieces, remarks, dated, claimed, held, found, evidence, None)
    return made if coder is None else of_coder(corpus, made, coder)


def of_coder(corpus: Corpus, given: Layer, coder: str) -> Layer:
    """The same with the codes of one coder alone."""
    return given._replace(
        claims=coding.codes(corpus, "claims", coder),
        comment_codes=coding.codes(corpus, "comment_codes", coder, given.comments),
        coder=coder,
    )


def _suggested(
    corpus: Corpus, pieces: pd.DataFrame, remarks: pd.DataFrame, said: pd.DataFrame
) -> pd.DataFrame:
    named = words.mentions(corpus, said)
    alone = claim_room.claims(corpus, said, time_room.times(corpus, pieces, remarks), named)
    return stance.comment_codes(stance.cues(corpus, remarks, said, named, alone))


def coded(corpus: Corpus, given: Layer) -> list[Coded]:
    """Every code on every span, in the order of the texts."""
    found = [*_claims(given), *_comments(given), *_machine(corpus, given), *_evidence(given)]
    return sorted(set(found))


def _user(row: Any, coder: str | None) -> str:
    return coder or USERS[row.origin]


def _claims(given: Layer) -> Iterator[Coded]:
    row: Any
    for row in given.claims.itertuples(index=False):
        place = row.document, int(row.start), int(row.end)
        for field in CLAIM:
            yield Coded(*place, name_of(field, getattr(row, field)), _user(row, given.coder))
        for reform in row.reforms.split(";") if isinstance(row.reforms, str) else ():
            yield Coded(*place, name_of("reforms", reform), _user(row, given.coder))


def _comments(given: Layer) -> Iterator[Coded]:
    places = places_of(given.comments)
    row: Any
    for row in given.comment_codes.itertuples(index=False):
        place = places[row.document, int(row.comment)]
        for field in COMMENT:
            value = getattr(row, field)
            if not pd.isna(value):
                value = bool(value) if field in ("sarcasm", "about_reform") else int(value)
                yield Coded(row.document, *place, name_of(field, value), _user(row, given.coder))


def places_of(comments: pd.DataFrame) -> dict[tuple[str, int], tuple[int, int]]:
    """Where each comment stands, by document and number."""
    columns = (comments[name] for name in ("document", "comment", "start", "end"))
    return {
        (document, int(number)): (int(start), int(end))
        for document, number, start, end in zip(*columns, strict=True)
    }


def _machine(corpus: Corpus, given: Layer) -> Iterator[Coded]:
    """What the form of the page shows, and times with whose reading they are."""
    settled = coding.coders(corpus).get(coding.SETTLED, {}).get("kind", "person")
    row: Any
    for row in given.segments.itertuples(index=False):
        yield Coded(row.document, int(row.start), int(row.end), f"piece: {row.kind}", "rule")
    for (document, _), place in places_of(given.comments).items():
        yield Coded(document, *place, "reader comment", "rule")
    for row in given.times.itertuples(index=False):
        user = USERS[settled] if row.rule == "coded" else "rule"
        yield Coded(row.document, int(row.start), int(row.end), f"time: {row.type}", user)


def _evidence(given: Layer) -> Iterator[Coded]:
    origins = dict(zip(given.findings["finding"], given.findings["origin"], strict=True))
    row: Any
    for row in given.evidence.itertuples(index=False):
        user = USERS[origins[row.finding]]
        name = f"finding: {row.finding}, {row.side}"
        yield Coded(row.document, int(row.start), int(row.end), name, user)


class Labels:
    """What a span is called: what belongs to a comment by its number, anything else by its first words without commenters' names."""

    def __init__(self, corpus: Corpus, given: Layer):
        self._people = Commenters(corpus, given.comments)
        self._labels: dict[tuple[str, int, int], str] = {}
        row: Any
        for row in given.segments.dropna(subset="comment").itertuples(index=False):
            own = f"Comment {row.comment}, {row.kind}"
            self._labels[row.document, int(row.start), int(row.end)] = own
        for (document, number), (start, end) in places_of(given.comments).items():
            self._labels[document, start, end] = f"Comment {number}"

    def of(self, document: str, start: int, end: int) -> str:
        """The label of a span."""
        known = self._labels.get((document, start, end))
        return known or cut(self._people.shown(document, start, end), SHOWN)
