"""What can be said of a sentence without understanding it: its cues, its marks, its place, its neighbours.

Every feature has a name that a reader can check against the sentence: `negative`, `question`, `before:fear`,
`gain+will` (both cues), `will@comment` (in a reader comment). No feature is a word by itself.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import lexicons
from analysis.claims.cues import cues_in
from analysis.claims.tense import tense
from analysis.words import Token, is_content, singular, within

Features = dict[str, float]

CITATION = re.compile(r"\((?:[^()\d]{1,60}[ ,])?(?:19|20)\d\d[a-z]?(?:[,;][^()]{0,80})?\)")
PATTERNS = (
    ("citation", CITATION),
    ("money", re.compile(r"[£$€]\s?\d")),
    ("percent", re.compile(r"\d\s?(?:%|per\s?cent)")),
    ("year", re.compile(r"\b(?:19|20)\d\d\b")),
    ("scare_quotes", re.compile(r"[“‘'\"’](?!\s)[\w-]+(?:[ -][\w’'-]+){0,3}(?<!\s)[”’'\"](?!\w)")),
    ("proper_name", re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+|\b[A-Z]{2,5}s?\b")),
)
MARKS = (
    ("bracket", "("),
    ("semicolon", ";"),
    ("ellipsis", "…"),
    ("ellipsis", "..."),
    ("exclamation", "!"),
    ("quotation", "“"),
)
LAST = {"?": "question", ":": "ends_in_colon"}
SHORT = ((5, "under_5_words"), (9, "under_9_words"), (14, "under_14_words"))
LONG = 30
FREQUENT = 3
"""Sentences in which a content word must stand to count as one that a text is about; fewer in a short text."""
AROUND = 4
"""Sentences on either side that are asked what is spoken of there."""
RUN, SHORTEST_RUN = 6, 4
"""Words in a row by which a sentence is found again, and the fewest that a shorter one must have."""
FARTHEST = 400
"""Characters beyond which the sentence before is no neighbour."""


class Unit(NamedTuple):
    """A sentence, or a clause of one: `comment` is 0 outside reader comments."""

    start: int
    end: int
    kind: str
    comment: int
    voice: str


class Read(NamedTuple):
    """A unit with its words, the cues that fire in it, and whether it names a reform."""

    unit: Unit
    tokens: list[Token]
    cues: dict[str, list[int]]
    named: bool
    keys: list[str]
    """Its words in small letters."""


class Context(NamedTuple):
    """What a text tells of its sentences: the words it keeps coming back to, whether it names a reform, what it says twice, its mood."""

    about: frozenset[str]
    names_a_reform: bool
    repeats: frozenset[int]
    mood: float
    """Share of sentences that blame more than they praise, less the share of those that do the opposite."""


def read(unit: Unit, tokens: list[Token], named_at: Sequence[int]) -> Read:
    """A unit read once; `named_at` are the places in order where a reform is named."""
    inside = within(tokens, unit.start, unit.end)
    named = bisect_left(named_at, unit.start) < bisect_left(named_at, unit.end)
    keys = [token.key.lower() for token in inside]
    return Read(unit, inside, cues_in(keys), named, keys)


def context(reads: Sequence[Read]) -> Context:
    """What a text as a whole is about, whatever that is."""
    counts: Counter[str] = Counter()
    for one in reads:
        counts.update(_content(one))
    enough = min(FREQUENT, 2 + len(reads) // 20)
    about = frozenset(word for word, count in counts.items() if count >= enough)
    balances = [_balance(one) for one in reads]
    mood = sum((balance < 0) - (balance > 0) for balance in balances) / max(1, len(reads))
    return Context(about, any(one.named for one in reads), frozenset(_repeats(reads)), mood)


def _repeats(reads: Sequence[Read]) -> Iterator[int]:
    """Where sentences start all of whose words stand in an earlier one, in their order: quotations of the text itself."""
    known: set[tuple[str, ...]] = set()
    for one in reads:
        keys = one.keys
        size = min(len(keys), RUN)
        runs = {tuple(keys[at : at + size]) for at in range(len(keys) - size + 1)}
        if size >= SHORTEST_RUN and runs <= known:
            yield one.unit.start
        known |= runs


def features(
    text: str,
    reads: Sequence[Read],
    at: int,
    whole: Context,
    here: Read | None = None,
    place: Features | None = None,
) -> Features:
    """The features of a unit; `here` is a clause that is read in place of its sentence, `place` what `of_place` gave before."""
    one = here or reads[at]
    place = of_place(reads, at) if place is None else place
    return of_words(text, one) | place | of_subject(one, whole)


def of_words(text: str, one: Read) -> Features:
    """What a unit shows by itself."""
    said = text[one.unit.start : one.unit.end]
    found: Features = dict.fromkeys(one.cues, 1.0)
    for cue, name in _labels("twice", "{}_twice"):
        if cue in one.cues and len(one.cues[cue]) > 1:
            found[name] = 1.0
    if balance := _balance(one):
        found["more_negative" if balance < 0 else "more_positive"] = 1.0
    found |= _of_form(said, one)
    found[f"tense_{tense(one.keys, False, False)}"] = 1.0
    if one.named:
        found["names_a_reform"] = 1.0
    for pair, a, b in _pairs():
        if a in found and b in found:
            found[pair] = 1.0
    if not any(cue in found for cue in _names("topic")):
        found["no_topic"] = 1.0
    if one.unit.comment:
        found.update(
            [(name, 1.0) for cue, name in _labels("in_comments", "{}@comment") if cue in found]
        )
    return found


def _of_form(said: str, one: Read) -> Features:
    """What the marks, the figures and the length of a unit show."""
    found: Features = {}
    found.update((name, 1.0) for name, mark in MARKS if mark in said)
    found.update((name, 1.0) for name, pattern in PATTERNS if pattern.search(said))
    if any(token.kind == "number" for token in one.tokens):
        found["number"] = 1.0
    if last := LAST.get(said.rstrip("\"'”’) ")[-1:]):
        found[last] = 1.0
    found.update((name, 1.0) for limit, name in SHORT if len(one.tokens) < limit)
    if len(one.tokens) > LONG:
        found["over_30_words"] = 1.0
    found["length"] = math.log1p(len(one.tokens)) / 3
    return found


def of_place(reads: Sequence[Read], at: int) -> Features:
    """Where a unit stands, and what its neighbours hold."""
    here = reads[at].unit
    found: Features = {f"in_{here.kind}": 1.0, f"voice_{here.voice}": 1.0}
    neighbours = (("before", at - 1), ("behind", at + 1))
    for where, place in neighbours:
        other = reads[place] if 0 <= place < len(reads) else None
        if (
            other is None
            or other.unit.comment != here.comment
            or here.start - other.unit.end > FARTHEST
        ):
            found[f"nothing_{where}"] = 1.0
            continue
        if other.named:
            found[f"{where}:names_a_reform"] = 1.0
        for cue, name in _labels("near", where + ":{}"):
            if cue in other.cues:
                found[name] = 1.0
    others = [
        reads[place]
        for place in range(max(0, at - AROUND), min(len(reads), at + AROUND + 1))
        if place != at and reads[place].unit.comment == here.comment
    ]
    fired = [cue for other in others for cue in other.cues]
    for cue, name in _labels("around", "around:{}") if others else ():
        found[name] = fired.count(cue) / len(others)
    if others:
        found["around:names_a_reform"] = sum(other.named for other in others) / len(others)
    return found


def of_subject(one: Read, whole: Context) -> Features:
    """How many of the words that its text keeps coming back to a unit holds."""
    shared = len(_content(one) & whole.about)
    found: Features = {"subject_words": min(shared, 5) / 5, "mood_of_text": whole.mood}
    if not shared:
        found["no_subject_word"] = 1.0
    if not whole.names_a_reform:
        found["text_names_no_reform"] = 1.0
    return found


def _content(one: Read) -> set[str]:
    found = {_term(token.key, token.kind) for token in one.tokens}
    found.discard("")
    return found


@lru_cache(maxsize=1 << 17)
def _term(key: str, kind: str) -> str:
    """What a content word counts as; empty for other words."""
    return singular(key.lower()) if is_content(Token(0, 0, key, kind)) else ""


def _balance(one: Read) -> int:
    """How much oftener cues of praise fire than cues of blame; a cue that is listed twice counts twice."""
    praise, blame = (
        sum(len(one.cues.get(cue, ())) for cue in _names(key)) for key in ("praising", "blaming")
    )
    return praise - blame


@cache
def _labels(key: str, form: str) -> tuple[tuple[str, str], ...]:
    """The cues of a list, each with the name of the feature that it makes there."""
    return tuple((cue, form.format(cue)) for cue in _names(key))


@cache
def _pairs() -> tuple[tuple[str, str, str], ...]:
    return tuple((pair, *pair.split("+")) for pair in _names("pairs"))  # type: ignore[misc]


@cache
def _names(key: str) -> tuple[str, ...]:
    """A list of cues from the data."""
    return tuple(lexicons.load("claims")["features"][key])
