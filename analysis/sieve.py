"""Which of many patterns can match a text at all, told from its words in a fraction of the time that trying them takes.

Most patterns hold letters without which they can't match: "disagree" or "beg to differ" needs "disagree" or "differ". These are
read off the pattern itself, and for each word between white space it is remembered which patterns it may serve. Of
a hundred patterns one or two are then tried on a usual sentence. The sieve may let through what doesn't match; it never
holds back what does: a pattern of which nothing can be told is always tried.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MOST = 200
"""Strings that a piece of a pattern may stand for; what stands for more counts as unknown."""
REMEMBERED = 50_000
"""Words remembered by each sieve: commoner ones come back before they are forgotten."""

ODD = str.maketrans({"ſ": "s", "ı": "i", "İ": "i", "\u212a": "k", "\u1e9e": "ß"})
"""Letters that a pattern without regard to case takes for others, and that `lower` doesn't turn into them."""

Strings = frozenset[str]
NOTHING: Strings = frozenset({""})


class Known(NamedTuple):
    """What is known of a piece of a pattern: all strings that it matches, or strings of which each match holds one."""

    exact: Strings | None
    needs: Strings | None


def needs(pattern: re.Pattern[str]) -> Strings | None:
    """Strings in small letters, without white space, of which each match holds one; nothing where that can't be told.

    >>> sorted(needs(re.compile(r"(?:strongly )?disagree|beg to differ")))
    ['differ', 'disagree']
    >>> needs(re.compile(r"[A-Z]{2,5}s?")) is None
    True
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return _either(_sequence(tree))


def _either(known: Known) -> Strings | None:
    return _held(known.exact) if known.exact is not None else known.needs


def _held(strings: Iterable[str]) -> Strings | None:
    """The longest piece between white space of each string; nothing where one has none."""
    found = frozenset(max(reversed(one.split()), key=len, default="") for one in strings)
    return None if "" in found else found


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """Of two needs the one that fewer texts fulfil, as far as length tells."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda strings: (min(map(len, strings)), -len(strings)))


def _sequence(items: Iterable[Any]) -> Known:
    """Pieces one behind the other: what their strings make together, or the best of what each needs."""
    strings, best, all_known = NOTHING, None, True
    for item in items:
        one = _piece(item)
        if one.exact is not None and len(strings) * len(one.exact) <= MOST:
            strings = frozenset(a + b for a in strings for b in one.exact)
            continue
        best = _better(_better(best, _held(strings)), _either(one))
        strings, all_known = NOTHING, False
    if all_known:
        return Known(strings, None)
    return Known(None, _better(best, _held(strings)))


def _piece(item: tuple[Any, Any]) -> Known:
    op, what = item
    if op is ops.LITERAL:
        return Known(frozenset({small(chr(what))}), None)
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return Known(NOTHING, None)
    if op is ops.IN:
        return _class(what)
    if op is ops.BRANCH:
        return _branches([_sequence(branch) for branch in what[1]])
    if op is ops.SUBPATTERN:
        return _sequence(what[3])
    if op is ops.ATOMIC_GROUP:
        return _sequence(what)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _repeated(*what)
    return Known(None, None)


def _class(members: Sequence[tuple[Any, Any]]) -> Known:
    """A class of characters, where it lists a few."""
    if len(members) > 8 or any(op is not ops.LITERAL for op, _ in members):
        return Known(None, None)
    return Known(frozenset(small(chr(what)) for _, what in members), None)


def _branches(branches: Sequence[Known]) -> Known:
    exact = [one.exact for one in branches]
    if all(one is not None for one in exact):
        strings = frozenset(string for one in exact for string in one or ())
        if len(strings) <= MOST:
            return Known(strings, None)
    found = [_either(one) for one in branches]
    if any(one is None for one in found):
        return Known(None, None)
    return Known(None, frozenset(string for one in found for string in one or ()))


def _repeated(least: int, most: int, items: Any) -> Known:
    one = _sequence(items)
    if most == 1 and one.exact is not None:
        return Known(one.exact | (NOTHING if least == 0 else frozenset()), None)
    return Known(None, _either(one) if least else None)


def small(text: str) -> str:
    """A text in small letters, as patterns without regard to case take them."""
    return (text if text.isascii() else text.translate(ODD)).lower()


class Sieve:
    """Patterns with what each needs, and for each word met the numbers of the patterns that it may serve."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]):
        self._needs = [needs(pattern) for pattern in patterns]
        self._always = frozenset(at for at, need in enumerate(self._needs) if need is None)
        self._serves: dict[str, frozenset[int]] = {}

    def may_any(self, text: str) -> bool:
        """Whether any of the patterns may match somewhere in a text."""
        return bool(self.may_match(text))

    def may_match(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in a text, in their order.

        >>> Sieve([re.compile("late"), re.compile("bus(?:es)?")]).may_match("The buses run.")
        [1]
        """
        serves = self._serves
        found: set[int] | None = None
        for word in small(text).split():
            numbers = serves.get(word)
            if numbers is None:
                numbers = self._met(word)
            if numbers:
                found = found | numbers if found else set(numbers)
        if not found:
            return sorted(self._always)
        return sorted(found | self._always)

    def _met(self, word: str) -> frozenset[int]:
        if len(self._serves) >= REMEMBERED:
            self._serves.clear()
        found = frozenset(
            at
            for at, need in enumerate(self._needs)
            if need is not None and any(one in word for one in need)
        )
        self._serves[word] = found
        return found
