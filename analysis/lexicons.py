"""Word lists and patterns, read once from `analysis/data/` and never changed.

Knowledge that a researcher might want to see or mend (how a site prints the date of a comment, which
lines are furniture) is data, not code. A pattern is a table in a TOML file: `pattern` is a regular
expression that may hold `{fragments}` of the same file, `finds` lists strings in which it must be
found, `passes` strings in which it must not; a test runs them all, so that an entry that does not do
what it says cannot be kept.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from analysis.mistakes import UnknownError

FRAGMENT = re.compile(r"\{([a-z_]+)\}")
GROUP = re.compile(r"\(\?P<(\w+)>")


class Pattern(NamedTuple):
    """A named regular expression with the examples that keep it honest."""

    name: str
    regex: re.Pattern[str]
    finds: tuple[str, ...]
    passes: tuple[str, ...]
    entry: MappingProxyType[str, Any]

    def faults(self) -> list[str]:
        """Examples that this pattern treats otherwise than it says."""
        missed = [f"{self.name} should find {text!r}" for text in self.finds if not self(text)]
        wrong = [f"{self.name} should pass over {text!r}" for text in self.passes if self(text)]
        return missed + wrong

    def __call__(self, text: str) -> re.Match[str] | None:
        """The match in a text, or nothing; the whole text must match unless the entry says `part`."""
        return self.regex.search(text) if self.entry.get("part") else self.regex.fullmatch(text)


@cache
def load(name: str) -> MappingProxyType[str, Any]:
    """The TOML file of that name in `analysis/data/`, as a read-only mapping."""
    text = files("analysis").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of one list of a file, found under its keys in turn, as a set.

    >>> "clare" in words("names", "given")
    True
    """
    listed: Any = load(name)
    for key in keys:
        listed = listed[key]
    pieces = listed.split() if isinstance(listed, str) else listed
    return frozenset(pieces)


@cache
def patterns(name: str, section: str) -> tuple[Pattern, ...]:
    """The patterns of one section of a file, compiled, in the order of the file.

    An entry may say `case = true` where capitals matter; `{fragment}` takes the text of that name
    from the file's `[fragments]`, and a fragment may hold others. A group may bear the same name in
    several alternatives; `groups` reads it. `KeyError` names a fragment that the file lacks.
    """
    data = load(name)
    return tuple(
        Pattern(
            key,
            re.compile(
                apart(fill(entry["pattern"], data.get("fragments", {}), f"{name}.toml")),
                re.VERBOSE if entry.get("verbose") else (0 if entry.get("case") else re.IGNORECASE),
            ),
            tuple(entry.get("finds", ())),
            tuple(entry.get("passes", ())),
            MappingProxyType(entry),
        )
        for key, entry in data[section].items()
    )


def either(words: Iterable[Sequence[str]]) -> str:
    """A pattern for any of the words, the longest that fits; each word is a row of pieces, by default its letters.

    Words that begin alike share their beginning, so that at most places one look is enough for all.

    >>> either(["bus", "buses", "car"])
    '(?:bus(?:es)?|car)'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words, key=tuple):
        node = tree
        for piece in word:
            node = node.setdefault(piece if len(piece) > 1 else re.escape(piece), {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    found = [piece + _branches(behind) for piece, behind in node.items() if piece]
    if "" in node:
        return f"(?:{'|'.join(found)})?" if found else ""
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def fill(pattern: str, fragments: dict[str, str], file: str) -> str:
    """A pattern with its `{fragments}` filled in, each as a group of its own.

    >>> fill("{day} {month}", {"day": "[0-9]+", "month": "May|June"}, "example.toml")
    '(?:[0-9]+) (?:May|June)'
    """

    def one(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            known = ", ".join(sorted(fragments)) or "none"
            raise UnknownError(
                f"{file} uses the fragment {match[0]}, which it does not define (defined: {known})."
            )
        return f"(?:{fill(fragments[match[1]], fragments, file)})"

    return FRAGMENT.sub(one, pattern)


def apart(pattern: str) -> str:
    """A pattern whose repeated group names are numbered, as Python's `re` allows each name only once.

    >>> apart("(?P<day>[0-9]+) May|May (?P<day>[0-9]+)")
    '(?P<day>[0-9]+) May|May (?P<day2>[0-9]+)'
    """
    seen: Counter[str] = Counter()

    def one(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}{seen[match[1]]}>"

    return GROUP.sub(one, pattern)


def groups(match: re.Match[str]) -> dict[str, str]:
    """What the named groups of a match hold, whichever alternative gave it; empty groups are left out.

    >>> groups(re.search(apart("(?P<day>[0-9]+) May|May (?P<day>[0-9]+)"), "on May 3"))
    {'day': '3'}
    """
    return {_named(name): held for name, held in match.groupdict().items() if held}


def span(match: re.Match[str], group: str) -> tuple[int, int]:
    """Where a named group stands, whichever alternative gave it; the whole match where none did.

    >>> span(re.search(apart("(?P<day>[0-9]+) May|May (?P<day>[0-9]+)"), "on May 3"), "day")
    (7, 8)
    """
    held = (name for name, words in match.groupdict().items() if words and _named(name) == group)
    return match.span(next(held, 0))


def _named(group: str) -> str:
    return group.rstrip("0123456789")
