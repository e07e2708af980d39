"""Where a program's positions lie in our text: the same letters, counted otherwise.

REFI-QDA leaves texts to programs that keep them in their own way. On the way back a text may have gained a byte order mark or
Windows line ends, and positions may be counted in code points or in UTF-16 units, with a Windows line end as two characters or
as one (ATLAS.ti), the byte order mark with or without. Each way of counting is tried. Where all that are possible agree, nothing
is in doubt; where they don't, selections that are known by their identifier decide, else spans that are known as such; where
these don't tell either, nobody does.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from analysis.exchange.archives import Selection
from analysis.mistakes import InputError

MARK = "\ufeff"
RETURN = re.compile("\r\n")
ASTRAL = re.compile("[\U00010000-\U0010ffff]")

Span = tuple[int, int]
Count = Callable[[int], int | None]


def normal(text: str) -> str:
    """A text with every line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def letters(text: str) -> str:
    r"""A text by which it is known whatever its line ends; those at its very end don't count.

    >>> letters("a\r\nb"), letters("a\nb\n")
    ('a\nb', 'a\nb')
    """
    return normal(text).rstrip("\n")


class _Lines:
    """Offsets of a text with Windows line ends, and the same where each is one character."""

    def __init__(self, text: str):
        self.returns = [match.start() for match in RETURN.finditer(text)]
        self.feeds = [place - number for number, place in enumerate(self.returns)]

    def joined(self, at: int) -> int:
        """The offset where each line end is one character."""
        return at - bisect_left(self.returns, at)

    def parted(self, at: int) -> int:
        """The offset where line ends are as they are."""
        return at + bisect_left(self.feeds, at)


class _Units:
    """Offsets in UTF-16 units as code points."""

    def __init__(self, text: str):
        places = (match.start() for match in ASTRAL.finditer(text))
        self.second = [place + number + 1 for number, place in enumerate(places)]

    def points(self, at: int) -> int | None:
        """The offset in code points; nothing in the middle of a character."""
        before = bisect_left(self.second, at)
        inside = before < len(self.second) and self.second[before] == at
        return None if inside else at - before


class Known(NamedTuple):
    """What is known of a text before it comes back: spans by the identifier of their selection, and spans as such."""

    by_guid: Mapping[str, Span]
    spans: Collection[Span]


def placed(ours: str, theirs: str, selections: Sequence[Selection], known: Known) -> list[Span]:
    """The spans in our text of selections in theirs; `InputError` where it can't be told how they are counted.

    Both texts must have the same `letters`; `theirs` as it was decoded, a byte order mark included.
    """
    found: dict[tuple[Span, ...], None] = {}
    for count in _counts(ours, theirs):
        spans = [(count(one.start), count(one.end)) for one in selections]
        inside = [
            (a, b) for a, b in spans if a is not None and b is not None and 0 <= a < b <= len(ours)
        ]
        if len(inside) == len(spans):
            found[tuple(inside)] = None
    ways = list(found)
    if not ways:
        raise InputError(
            "has selections that lie outside of it, however their positions are counted"
        )
    if len(ways) > 1:
        ways = _best(ways, lambda way: _named(way, selections, known))
    if len(ways) > 1:
        told = [len({way[at] for way in ways}) > 1 for at in range(len(selections))]
        ways = _best(ways, lambda way: _spanned(way, told, known))
    if len(ways) > 1:
        raise InputError(
            "has selections of which it can't be told how their positions are counted (in characters or UTF-16 units, Windows "
            "line ends as one or two); nothing that is known of the text decides"
        )
    return list(ways[0])


def _best(
    ways: list[tuple[Span, ...]], score: Callable[[tuple[Span, ...]], int]
) -> list[tuple[Span, ...]]:
    scores = Counter({way: score(way) for way in ways})
    most = max(scores.values())
    return [way for way in ways if scores[way] == most]


def _named(way: tuple[Span, ...], selections: Sequence[Selection], known: Known) -> int:
    pairs = zip(way, selections, strict=True)
    return sum(known.by_guid.get(one.guid) == span for span, one in pairs)


def _spanned(way: tuple[Span, ...], told: list[bool], known: Known) -> int:
    return sum(span in known.spans for span, apart in zip(way, told, strict=True) if apart)


def _counts(ours: str, theirs: str) -> Iterator[Count]:
    """Every way in which a position in their text may be counted, as its offset in ours."""
    bare = theirs if theirs == ours else theirs.removeprefix(MARK)
    shifts = (0,) if bare == theirs else (0, 1)
    lines, own, flat = _Lines(bare), _Lines(ours), normal(bare)
    exact = bare == ours
    for shift, wide, single in product(shifts, (False, True), (False, True)):
        units = _Units(flat if single else bare)
        if (wide and not units.second) or (single and not lines.returns):
            continue  # the same as counting plainly

        def count(
            at: int,
            shift: int = shift,
            wide: bool = wide,
            single: bool = single,
            units: _Units = units,
        ) -> int | None:
            point = units.points(at - shift) if wide else at - shift
            if point is None or point < 0:
                return None
            if single:
                return own.parted(point)
            return point if exact else own.parted(lines.joined(point))

        yield count
