"""Where a commenter lets somebody else speak: in quotation marks, in a letter that is parodied, in a form of words."""

import re
from bisect import bisect_right
from functools import cache

from analysis import lexicons
from analysis.comments import SAID
from analysis.sieve import Sieve

QUOTED = 2
"""Words from which on a passage in quotation marks is somebody else's; a single word is more often mocked or stressed."""

_MARKS = re.compile('[“"‘]')
"""One of the marks with which a quotation opens."""

_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"\n\s*\n|\n(?=\S)")

Span = tuple[int, int]


def words_of_others(text: str, start: int, end: int) -> list[Span]:
    """Spans of a comment in which somebody else speaks: quoted, or behind words that introduce a letter, to the paragraph's end.

    >>> text = "He said “well done”. The letters read: thanks for nothing"
    >>> [text[a:b] for a, b in words_of_others(text, 0, len(text))]
    ['“well done”', ' thanks for nothing']
    """
    said = text[start:end]
    quotes = SAID.finditer(text, start, end) if _MARKS.search(said) else ()
    found = [match.span() for match in quotes if len(match[0].split()) >= QUOTED]
    patterns, sieve = _patterns()
    for pattern in map(patterns.__getitem__, sieve.may_match(said)):
        for match in pattern.regex.finditer(text, start, end):
            found.append((match.end(), _paragraph_end(text, match.end(), end)))
    return sorted(found)


@cache
def _patterns() -> tuple[tuple[lexicons.Pattern, ...], Sieve]:
    found = lexicons.patterns("voices", "others")
    return found, Sieve(pattern.regex for pattern in found)


def is_within(span: Span, spans: list[Span]) -> bool:
    """Whether a span lies in one of several, which are in order.

    >>> is_within((3, 5), [(0, 2), (3, 9)])
    True
    """
    if not spans:
        return False
    upto = bisect_right(spans, (span[0], float("inf")))
    return any(end >= span[1] for _, end in spans[:upto])


def _paragraph_end(text: str, at: int, end: int) -> int:
    """The end of the paragraph that begins behind a colon, past the line break that may follow it."""
    first = _SPACE.match(text, at, end)
    broken = _BREAK.search(text, first.end() if first else at, end)
    return broken.start() if broken else end
