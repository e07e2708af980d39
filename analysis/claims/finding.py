"""Claims of one text: each with its span, its values, and the features that spoke for it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis import lexicons
from analysis.claims import features as seen
from analysis.claims.features import Context, Read, Unit
from analysis.claims.figures import figures
from analysis.claims.model import Verdict, Weights, weights
from analysis.claims.sources import SPEAKER, UNNAMED, Said, source, sources
from analysis.claims.spans import Span, clauses, inner, whole
from analysis.claims.subjects import Before, Mention, Mentions, subjects
from analysis.claims.tense import tense
from analysis.corpus import fingerprint
from analysis.words import find_words

NO_CLAIMS = frozenset({"pull_quote", "author_bio"})
"""Kinds of segments in which no claim is made: the first repeats the text, the second is about its author."""


AHEAD = frozenset({"forecast", "promise"})
"""Kinds of claims that speak of what is to come wherever a word in them does."""
WEAKEST = 0.0
"""How sure it must be that each clause is a claim for a sentence to be parted."""


class Time(NamedTuple):
    """A time expression of the text: its span and role."""

    start: int
    end: int
    role: str


class Claim(NamedTuple):
    """A reform claim, as the table `claims` has it."""

    start: int
    end: int
    text: str
    kind: str
    reforms: tuple[str, ...]
    stance: int
    attributed_to: str
    tense: str
    times: tuple[str, ...]
    quantities: tuple[str, ...]
    rules: tuple[str, ...]


class Reason(NamedTuple):
    """What a feature of a sentence adds to its being a claim, and to its likeliest kind against the others."""

    feature: str
    claim: float
    kind: float


class Reading(NamedTuple):
    """A text with all that is read of it once."""

    text: str
    reads: list[Read]
    context: Context
    places: dict[int, seen.Features]
    """What the place of a sentence tells, which is the same for its clauses."""


def find_claims(
    text: str,
    sentences: Sequence[Unit],
    times: Sequence[Time] = (),
    mentions: Sequence[Mention] = (),
    about: str = "",
) -> list[Claim]:
    """The claims of a text, in order; they never overlap, and each lies within one sentence.

    `about` is the reform that the text is about, for claims that name none.

    >>> text = (
    ...     "The ministry has promised that every surgery will open on Sundays by 2021. Thank you."
    ... )
    >>> sentences = [Unit(0, 74, "body", 0, "author"), Unit(75, 85, "body", 0, "author")]
    >>> [(claim.kind, claim.attributed_to) for claim in find_claims(text, sentences)]
    [('promise', 'ministry')]
    """
    found: list[Claim] = []
    reading, worth = read(text, sentences, mentions), weights(fingerprint(text))
    named, before = Mentions(mentions), None
    said = list(sources(text, reading.reads))
    dating = sorted(times)
    for at, one in enumerate(reading.reads):
        for span, here, verdict in _of_sentence(reading, worth, at):
            who = _vouches(text, one, here, said[at])
            about_here = subjects(
                text, span.start, span.end, one.unit.comment, named, before, about
            )
            before = Before(span.end, one.unit.comment, about_here)
            found.append(_claim(text, span, here, verdict, who, about_here, dating))
    return found


def explain(
    text: str, at: int, sentences: Sequence[Unit], mentions: Sequence[Mention] = ()
) -> list[Reason]:
    """Why the sentence at an offset is a claim or isn't: its features, the weightiest first; empty where no sentence stands.

    A sentence is a claim where the numbers of `claim` add up to more than nought.
    """
    reading, worth = read(text, sentences, mentions), weights(fingerprint(text))
    for place, one in enumerate(reading.reads):
        if one.unit.start <= at < one.unit.end:
            found = seen.features(text, reading.reads, place, reading.context)
            return [Reason(*reason) for reason in worth.reasons(found)]
    return []


def read(text: str, sentences: Sequence[Unit], mentions: Sequence[Mention] = ()) -> Reading:
    """A text made ready: its sentences with their words and cues."""
    tokens = find_words(text)
    places = sorted(mention.start for mention in mentions)
    units = sorted(unit for unit in sentences if unit.kind not in NO_CLAIMS)
    reads = [seen.read(unit, tokens, places) for unit in units]
    return Reading(text, reads, seen.context(reads), {})


def _of_sentence(reading: Reading, worth: Weights, at: int) -> Iterator[tuple[Span, Read, Verdict]]:
    """The claims of a sentence: none, itself, or its clauses where each would be one by itself."""
    one = reading.reads[at]
    if one.unit.start in reading.context.repeats:
        return
    if not one.tokens:
        return
    span = whole(reading.text, one.unit.start, one.unit.end)
    said = inner(reading.text, span)
    if len(said) == 1:
        yield from _of_piece(reading, worth, at, span, one)
    for piece in said if len(said) > 1 else ():
        yield from _of_piece(reading, worth, at, piece, _clause(one, piece))


def _of_piece(
    reading: Reading, worth: Weights, at: int, span: Span, one: Read
) -> Iterator[tuple[Span, Read, Verdict]]:
    """The claims of a sentence, or of one of those that a quotation in it holds."""
    verdict = _verdict(reading, worth, at, one)
    if verdict.claim <= 0:
        return
    parts = [
        (piece, here, _verdict(reading, worth, at, here))
        for piece in clauses(reading.text, span, one.tokens)
        for here in [_clause(one, piece)]
    ]
    if len(parts) > 1 and all(part[2].claim > WEAKEST for part in parts):
        yield from parts
    else:
        yield span, one, verdict


def _verdict(reading: Reading, worth: Weights, at: int, here: Read) -> Verdict:
    if at not in reading.places:
        reading.places[at] = seen.of_place(reading.reads, at)
    place = reading.places[at]
    found = seen.features(reading.text, reading.reads, at, reading.context, here, place)
    return worth.verdict(found)


def _clause(one: Read, span: Span) -> Read:
    """A clause read like a sentence; it names a reform where its sentence does."""
    unit = one.unit._replace(start=span.start, end=span.end)
    return seen.read(unit, one.tokens, ())._replace(named=one.named)


def _vouches(text: str, one: Read, here: Read, said: Said) -> Said:
    """Who vouches for a clause: whom it names itself, else whom its sentence names, unless a "but" stands between."""
    if here is one:
        return said
    own = source(" ".join(text[here.unit.start : here.unit.end].split()), here.cues)
    if own.who != SPEAKER or said.rule == "reference":
        return own if own.who != SPEAKER else said
    between = text[one.unit.start : here.unit.start].split()[-1:]
    first = here.unit.start == one.unit.start
    turned = bool(between) and between[0].lower() in lexicons.words("claims", "clauses", "turning")
    return own if first or turned or said.who == UNNAMED else said


def _claim(
    text: str,
    span: Span,
    here: Read,
    verdict: Verdict,
    who: Said,
    about: tuple[str, ...],
    times: Sequence[Time],
) -> Claim:
    inside = [time for time in times if span.start <= time.start and time.end <= span.end]
    reported = "reported" in here.cues or "pledge" in here.cues
    return Claim(
        span.start,
        span.end,
        text[span.start : span.end],
        verdict.kind,
        about,
        verdict.stance,
        who.who,
        tense(here.keys, reported, verdict.kind in AHEAD),
        tuple(f"{time.start}-{time.end}" for time in inside if _dates(text, time)),
        figures(text, span.start, span.end, [(time.start, time.end) for time in inside]),
        verdict.rules,
    )


def _dates(text: str, time: Time) -> bool:
    """Whether a time expression dates its claim: an event's does, and the year before a plan's name, not that behind an Act's."""
    if time.role == "event":
        return True
    behind = text[time.end : time.end + 2]
    return (
        time.role == "name"
        and text[time.start : time.end].isdigit()
        and behind[:1] == " "
        and behind[1:].isalpha()
    )
