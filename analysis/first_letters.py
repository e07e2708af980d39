"""Whether a pattern can match where a text goes on with a given letter, told from the pattern alone.

At one place of a text dozens of patterns may be tried; nearly all fail at the first letter. The answer errs on one side
only: where nothing can be told, a pattern may begin with any letter.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from analysis.sieve import small


class Begins(NamedTuple):
    """Whether a piece of a pattern can begin with a letter, and whether it can match nothing at all."""

    can: bool
    empty: bool


@cache
def may_begin(pattern: re.Pattern[str], letter: str) -> bool:
    """Whether a match can begin with a letter, or be empty.

    >>> may_begin(re.compile("(?:the )?(?<!x)year"), "t"), may_begin(re.compile("the|a"), "y")
    (True, False)
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = _sequence(tree, small(letter))
    return found.can or found.empty


def _sequence(items: Iterable[Any], letter: str) -> Begins:
    for item in items:
        one = _piece(item, letter)
        if one.can or not one.empty:
            return Begins(one.can, False)
    return Begins(False, True)


def _piece(item: tuple[Any, Any], letter: str) -> Begins:
    op, what = item
    if op is ops.LITERAL:
        return Begins(small(chr(what)) == letter, False)
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return Begins(False, True)
    if op is ops.IN:
        return Begins(_listed(what, letter), False)
    if op is ops.BRANCH:
        found = [_sequence(branch, letter) for branch in what[1]]
        return Begins(any(one.can for one in found), any(one.empty for one in found))
    if op is ops.SUBPATTERN:
        return _sequence(what[3], letter)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        one = _sequence(what[2], letter)
        return Begins(one.can, one.empty or what[0] == 0)
    return Begins(True, True)


def _listed(members: Iterable[tuple[Any, Any]], letter: str) -> bool:
    """Whether a class of characters may hold a letter."""
    for op, what in members:
        if op is ops.LITERAL and small(chr(what)) == letter:
            return True
        if op is ops.CATEGORY and _of_kind(what, letter):
            return True
        if op not in (ops.LITERAL, ops.CATEGORY):
            return True  # a range or what is left out: letters of either case make it hard to tell
    return False


def _of_kind(kind: Any, letter: str) -> bool:
    kinds: dict[Any, Callable[[str], bool]] = {
        ops.CATEGORY_DIGIT: str.isdecimal,
        ops.CATEGORY_SPACE: str.isspace,
        ops.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    }
    return kinds[kind](letter) if kind in kinds else True
