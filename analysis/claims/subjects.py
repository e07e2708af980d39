"""Which reforms a claim is about: those it names, else those that the sentence before was about.

A claim that names none goes on with its paragraph; at the beginning of one it speaks of the reform that the
catalogue says its text is about, else of the one that the text names most. A body named in brackets beside
another is an aside.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

NEAR = 300
"""Characters within which a claim goes on with the one before."""


class Mention(NamedTuple):
    """A reform named in a text."""

    start: int
    end: int
    reform: str


class Mentions:
    """The reforms named in one text, found by place."""

    def __init__(self, mentions: Sequence[Mention]):
        self._all = sorted(mentions)
        self._starts = [mention.start for mention in self._all]
        counts = Counter(mention.reform for mention in self._all)
        self.most = min(counts, key=lambda reform: (-counts[reform], reform)) if counts else ""

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch of text."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Before(NamedTuple):
    """The claim before, its end and its reforms."""

    end: int
    comment: int
    reforms: tuple[str, ...]


def subjects(
    text: str,
    start: int,
    end: int,
    comment: int,
    mentions: Mentions,
    before: Before | None,
    about: str,
) -> tuple[str, ...]:
    """The reforms of a claim, in the order in which it names them; none where nothing is known."""
    found = mentions.within(start, end)
    plain = [one for one in found if not _in_brackets(text, start, one.start)]
    named = dict.fromkeys(
        one.reform for one in found if one in plain or not plain or one.reform == about
    )
    if named:
        return tuple(named)
    if (
        before
        and before.comment == comment
        and start - before.end < NEAR
        and "\n\n" not in text[before.end : start]
    ):
        return before.reforms
    usual = about or mentions.most
    return (usual,) if usual else ()


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.rfind("(", start, at) > text.rfind(")", start, at)
