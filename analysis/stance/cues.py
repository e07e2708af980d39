"""Cues in one comment: words that agree with the article or not, speak for or against the reform, mock, or digress.

The phrases are data (`stance.toml`). What is decided here is when a phrase counts: not within quotation marks, not in a letter
that is parodied, not where it is negated or only supposed, and agreement not where it is taken back ("I agree with much of this, but") or meant
for another commenter. Words about the reform count in a sentence that speaks of it, or the one after.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from analysis import lexicons
from analysis.sieve import Sieve
from analysis.words import is_within, words_of_others

SECTIONS = {
    "agrees": ("article_stance", 1),
    "disagrees": ("article_stance", -1),
    "against": ("reform_stance", -1),
    "for": ("reform_stance", 1),
    "sarcasm": ("sarcasm", None),
    "aside": ("aside", None),
}
"""The sections of the data: what their words speak for, and which way."""

BEFORE = 60
"""Characters before a phrase in which a negation of it may stand."""

Span = tuple[int, int]


class Cue(NamedTuple):
    """Words that speak for a reading; `rule` is the section and name of the phrase in the data."""

    start: int
    end: int
    reading: str
    value: int | None
    rule: str


class Sentence(NamedTuple):
    """A sentence of a comment, and whether it speaks of the reform."""

    start: int
    end: int
    of_reform: bool


def find_cues(
    text: str,
    start: int = 0,
    end: int | None = None,
    sentences: Sequence[Span] | None = None,
    named: Sequence[Span] = (),
    author: str = "",
) -> list[Cue]:
    """The cues of a comment that stands at a place of a text, in order.

    `named` are spans where the reform is named; `author` is the article's, so that agreeing with them by name counts.

    >>> [cue.rule for cue in find_cues("You are spot on. The reform is a disaster.")]
    ['agrees.right', 'agrees.spot_on', 'refers.plan', 'against.failure']
    """
    end = len(text) if end is None else end
    spans = list(sentences) if sentences else [(start, end)]
    others = words_of_others(text, start, end)
    references = [
        cue
        for cue in _about(text, start, end, named)
        if not is_within((cue.start, cue.end), others)
    ]
    known = [
        Sentence(a, b, any(a <= cue.start < b for cue in references)) for a, b in sorted(spans)
    ]
    found = list(references)
    for before, one in pairwise([Sentence(start, start, False), *known]):
        found += _of_sentence(text, before, one, others, author)
    return sorted(set(found))


def _about(text: str, start: int, end: int, named: Sequence[Span]) -> Iterator[Cue]:
    """Where the reform is named, or referred to as "this reform", "the scheme"."""
    for a, b in named:
        if start <= a and b <= end:
            yield Cue(a, b, "about_reform", 1, "named")
    for pattern in _possible(("refers",), text[start:end]):
        if pattern.name == "pronoun":
            continue  # it refers to a sentence, not to the reform
        for match in pattern.regex.finditer(text, start, end):
            yield Cue(*match.span(), "about_reform", 1, f"refers.{pattern.name}")


class Listed(NamedTuple):
    """A phrase of the data with the section in which it stands."""

    section: str
    name: str
    regex: re.Pattern[str]


@cache
def _listed(sections: tuple[str, ...]) -> tuple[tuple[Listed, ...], Sieve]:
    found = tuple(
        Listed(section, pattern.name, pattern.regex)
        for section in sections
        for pattern in lexicons.patterns("stance", section)
    )
    return found, Sieve(one.regex for one in found)


def _possible(sections: tuple[str, ...], text: str) -> Iterator[Listed]:
    """The phrases of some sections that may stand in a text."""
    listed, sieve = _listed(sections)
    return map(listed.__getitem__, sieve.may_match(text))


def _of_sentence(
    text: str, before: Sentence, one: Sentence, others: list[Span], author: str
) -> Iterator[Cue]:
    said = text[one.start : one.end]
    of_reform = None
    for section, name, regex in _possible(tuple(SECTIONS), said):
        reading, value = SECTIONS[section]
        if reading == "reform_stance":
            of_reform = _of_reform(text, before, one) if of_reform is None else of_reform
            if not of_reform:
                continue
        # The sentence alone, so that a phrase can say that it is a whole one.
        for match in regex.finditer(said):
            a, b = one.start + match.start(), one.start + match.end()
            cue = Cue(*_bare(text, a, b), reading, value, f"{section}.{name}")
            if value is None or _counts(text, one, cue, others, author):
                yield cue


def _of_reform(text: str, before: Sentence, one: Sentence) -> bool:
    """Whether a sentence speaks of the reform: it names it, or goes on with "it" or "this" behind one that does."""
    if one.of_reform:
        return True
    return before.of_reform and _matches("refers", "pronoun", text[one.start : one.end])


def _counts(text: str, one: Sentence, cue: Cue, others: list[Span], author: str) -> bool:
    """Whether a phrase is the commenter's own, meant, and about what it seems to be about."""
    if is_within((cue.start, cue.end), others):
        return False
    before = text[max(one.start, cue.start - BEFORE) : cue.start]
    if "agree" not in cue.rule.split(".")[1] and _matches("turns", "negated", before):
        return False
    if cue.reading != "article_stance":
        return True
    if cue.value == 1 and _matches("turns", "conceded", text[cue.end : cue.end + 4 * BEFORE]):
        return False
    addressed = _matches("others", "addressed", text[one.start : one.end])
    return not addressed or _names(text[one.start : one.end], author)


def _matches(section: str, name: str, words: str) -> bool:
    return any(
        pattern.name == name and pattern.regex.search(words) is not None
        for pattern in lexicons.patterns("stance", section)
    )


def _names(words: str, author: str) -> bool:
    """Whether a sentence calls the article's author by a name."""
    return any(
        len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", words) for name in author.split()
    )


def _bare(text: str, start: int, end: int) -> Span:
    """A span without marks and white space at its ends, unless it is nothing but marks."""
    inside = [at for at in range(start, end) if text[at].isalnum()]
    return (inside[0], inside[-1] + 1) if inside else (start, end)
