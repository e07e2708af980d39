"""The rules of `analysis/data/times.toml`, compiled once, and the places in a text where they are tried.

Most of a text is not about time. One regular expression finds the words and digits that a time
expression can hold; only from the words just before such a place are the rules tried, and the longest
match wins. So the work grows with the number of such places, and a rule costs nothing elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis import lexicons
from analysis.first_letters import may_begin
from analysis.sieve import small
from analysis.times import from_writing, holidays, lengths, on_calendar, parliaments, years
from analysis.times.reading import Reading, Scene

MAKERS: dict[str, Callable[[dict[str, str], Mapping[str, Any], Scene], Reading | None]] = {
    maker.__name__: maker
    for maker in (
        on_calendar.calendar, on_calendar.months,
        on_calendar.period_to, on_calendar.month, on_calendar.week_of_month,
        years.year_of,
        years.new_year, years.year, years.years, years.fy,
        years.decade, years.century, years.quarter, years.season, holidays.holiday,
        from_writing.day_of_month, from_writing.day_word, from_writing.day_part, from_writing.that_part,
        from_writing.weekday, from_writing.relative,
        from_writing.named_year, from_writing.ago, from_writing.in_time, from_writing.from_prior, from_writing.spell,
        from_writing.fixed, from_writing.prior, parliaments.parliament,
        lengths.duration, lengths.another, lengths.that_time, lengths.every, lengths.adverb_set, lengths.clock,
    )
}  # fmt: skip
FIRST_LETTERS = re.compile(r"[a-z]{1,3}")
DIGIT = r"\\d|\d"
LOOK = re.compile(r"\(\?<?[=!]")
WORDS_BEFORE, CHARACTERS_BEFORE = 9, 70
"""How far before a word of time its expression may begin: "nearly two and a half consecutive calendar years"."""


class Match(NamedTuple):
    """A rule's match: where it stands in the view, its groups, the rule's name and entry."""

    start: int
    end: int
    groups: dict[str, str]
    name: str
    entry: Mapping[str, Any]


@cache
def triggers() -> re.Pattern[str]:
    """What makes a place worth looking at: a digit, or a word of time."""
    return re.compile(rf"\d+|(?<![^\W_]){_listed('words')}(?![^\W\d_])")


@cache
def beginnings() -> re.Pattern[str]:
    """What an expression may begin with before its first word of time, or the mark before the digits of ’60s."""
    return re.compile(
        rf"(?<![^\W_])(?:\d|{_listed('beginnings')}(?![^\W\d_])|[qh](?=\d|$))|['’](?=\d|$)"
    )


def _listed(name: str) -> str:
    return lexicons.either(map(small, lexicons.words("times", "triggers", name)))


def places(words: str) -> Iterator[tuple[int, str]]:
    """Where in a view an expression may begin, each place once, with the first word of time from there on.

    A place that was tried for one trigger needs no second try for the next: had a rule matched there
    and reached so far, it would have been taken.
    """
    words = _lowered(words)
    tried = 0
    for trigger in triggers().finditer(words):
        at = trigger.start()
        low = max(
            tried, at - CHARACTERS_BEFORE, words.rfind("\n", max(0, at - CHARACTERS_BEFORE), at) + 1
        )
        begun = [match.start() for match in beginnings().finditer(words, low, at)]
        for place in [*begun[-WORDS_BEFORE:], at]:
            yield place, trigger[0]
        tried = at + 1


def _lowered(words: str) -> str:
    """A view in small letters, each in its place."""
    low = small(words)
    return low if len(low) == len(words) else "".join(map(_one_lowered, words))


def _one_lowered(letter: str) -> str:
    low = small(letter)
    return low if len(low) == 1 else letter


def matches(words: str, place: int, trigger: str) -> list[Match]:
    """All rules' matches that begin at a place, the longest first; `trigger` is the first word of time from there on."""
    letters = FIRST_LETTERS.match(trigger.lower())
    found = [
        _kept(match, pattern)
        for pattern in _beginning(letters[0] if letters else "", words[place : place + 1])
        if (match := pattern.regex.match(words, place))
    ]
    return sorted(found, key=lambda match: (match.start, -match.end))


@lru_cache(maxsize=1 << 14)
def _beginning(letters: str, first: str) -> tuple[lexicons.Pattern, ...]:
    """The same, less those that can't match words that begin with this letter."""
    rules = candidates(letters)
    return tuple(rule for rule in rules if not first or may_begin(rule.regex, first))


@cache
def candidates(letters: str) -> tuple[lexicons.Pattern, ...]:
    """The rules that can match a word with these first letters, or without letters a digit.

    An expression holds a word of time, so a rule that can't match the first one is not worth trying: one
    that neither spells its letters nor allows any word.
    """
    spelling = re.compile(rf"{letters or DIGIT}|\\w|\[a-z")
    return tuple(
        rule
        for rule in lexicons.patterns("times", "times")
        if spelling.search(_consumed(rule.regex.pattern).lower())
    )


@cache
def _consumed(pattern: str) -> str:
    r"""What a pattern matches with, its looks ahead and behind left out.

    >>> _consumed(r"(?<!\w)on (May|June)(?!-)")
    'on (May|June)'
    """
    kept, depth, place = [], 0, 0
    while place < len(pattern):
        step = 2 if pattern[place] == "\\" else 1
        if depth or LOOK.match(pattern, place):
            depth += {"(": 1, ")": -1}.get(pattern[place], 0)
        else:
            kept.append(pattern[place : place + step])
        place += step
    return "".join(kept)


def _kept(match: re.Match[str], pattern: lexicons.Pattern) -> Match:
    kept = pattern.entry.get("keep", "")
    start, end = lexicons.span(match, kept) if kept else match.span()
    return Match(start, end, lexicons.groups(match), pattern.name, pattern.entry)
