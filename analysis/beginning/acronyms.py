"""Acronyms and what they stand for, as texts define them: "integrated care systems (ICSs)", "ICSs (integrated care systems)".

The rule is that of Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions in biomedical
text", Pacific Symposium on Biocomputing 8): the letters of the short form are looked for from right to left in the words before
its bracket, and its first letter must begin a word. No list is needed, and a wrong pair is rare.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

BRACKET = re.compile(
    r"\(\s*(?:the |an? |or |‘|“|'|\")*(?P<short>[^\W_][\w&/-]{1,11})[’”'\"]?\s*(?:[,;:][^()\n]{0,40})?\)"
)
SPELT = re.compile(r"(?<![\w(])(?P<short>[A-Z][\w&/-]{1,11})\s*\((?:the )?(?P<long>[^()]{5,100})\)")
SENTENCE = re.compile(r"[.!?;:]\s|[()\[\]\n]\s*\n|[()\[\]]")
MOST_CAPITALS_OF = 0.5
"""Share of a short form's letters that must be capitals: "(ICSs)" and "(5YFV)" are, "(Labour)" is a party."""
REACH = 110
"""Characters before a bracket in which the long form stands: the longest names of bodies have 90."""


class Defined(NamedTuple):
    """A long form, its short form and where both stand together."""

    long: str
    short: str
    start: int
    end: int


def definitions(text: str) -> Iterator[Defined]:
    """The short forms that a text spells out.

    >>> [tuple(one) for one in definitions("so integrated care systems (ICSs) came")]
    [('integrated care systems', 'ICSs', 3, 33)]
    """
    for match in BRACKET.finditer(text):
        if (short := match["short"]) and is_short(short):
            start = max(0, match.start() - REACH)
            words = _within(text[start : match.start()], short)
            if found := long_form(short, words):
                at = match.start() - len(words) + words.rindex(found)
                yield Defined(" ".join(found.split()), short, at, match.end())
    for match in SPELT.finditer(text):
        short, long = match["short"], match["long"].strip()
        if is_short(short) and long_form(short, long) == long:
            yield Defined(" ".join(long.split()), short, *match.span())


def is_short(short: str) -> bool:
    """Whether it is written as an acronym is.

    >>> [is_short(one) for one in ("ICSs", "5YFV", "Labour", "2012", "MHIS", "A")]
    [True, True, False, False, True, False]
    """
    letters = [sign for sign in short.removesuffix("s") if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return capitals >= 2 and capitals > MOST_CAPITALS_OF * len(letters)


def long_form(short: str, words: str) -> str:
    """The end of some words that a short form stands for, or nothing; a plural s of the short form needs no letter.

    >>> long_form("STP", "asked for sustainability and transformation plans")
    'sustainability and transformation plans'
    >>> long_form("BMA", "the doctors' union")
    ''
    """
    signs = [sign for sign in _bare(short).lower() if sign.isalnum()]
    low = words.lower()
    at = len(words.rstrip()) - 1
    for number in range(len(signs) - 1, -1, -1):
        while at >= 0 and (
            low[at] != signs[number] or (number == 0 and at and low[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    found = words[at + 1 :].strip()
    return found if _fits(short, found) else ""


def _bare(short: str) -> str:
    """A short form without its plural s."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _fits(short: str, long: str) -> bool:
    """Whether a long form is one: several words, not too many, and not the short form again."""
    letters = sum(sign.isalnum() for sign in _bare(short))
    words = re.split(r"[\s-]+", long)
    return (
        2 <= len(words) <= min(letters + 5, 2 * letters)
        and short not in words
        and len(long) > len(short) + 3
    )


def _within(before: str, short: str) -> str:
    """The words before a bracket that may belong to it: within the sentence, and no more than the rule allows."""
    last = 0
    for match in SENTENCE.finditer(before):
        last = match.end()
    words = before[last:]
    letters = sum(sign.isalnum() for sign in _bare(short))
    pieces = list(re.finditer(r"\S+", words))
    most = min(letters + 5, 2 * letters)
    return words[pieces[-most].start() :] if len(pieces) > most else words
