"""Names that texts write in capitals: "Health and Social Care Act 2012", "the Five Year Forward View"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis import lexicons

CAPITAL = r"(?:[A-Z](?:[\w’'&-]*\w)?|\d[A-Z]\w+)"
SMALL = r"(?: (?:of|and|for|the|in|on|to|with|into|&)){1,2}"
IN_BRACKETS = r"(?: \(\w+\) (?:Act|Bill|Order))?"
YEAR = r"(?: (?:19|20)\d\d(?![\w)/-])| \((?:19|20)\d\d\))?"
NAME = re.compile(
    rf"(?<![\w’'&-]){CAPITAL}(?:(?:{SMALL})? {CAPITAL}){{0,9}}{IN_BRACKETS}{YEAR}(?![\w’'&-]*\w)"
)
"""A run of words in capitals, with small words between them, and a year behind."""
BEGINS = re.compile(r"(?:[.!?:•]\s*|\n\s*|\A\s*)[\"“‘'(]*\Z")
"""What stands before the first word of a sentence."""
WRAPPED = re.compile(r"(?<=[^\n]{45})(?<![^\n]{130})\r?\n(?=[^\s•-])")
"""The end of a line that goes on in the next one: as long as printed lines are."""

SPACES = {code: " " for code in range(0x3001) if chr(code).isspace() and chr(code) != "\n"}


class Name(NamedTuple):
    """A run of capitals and where it stands; `first`: it begins a sentence, so its first capital says nothing."""

    words: str
    start: int
    end: int
    first: bool


def flat(text: str) -> str:
    r"""A text of the same length with every white space one space, but for line ends that end something.

    >>> flat("Act\t2012\nEnd")
    'Act 2012\nEnd'
    """
    joined = WRAPPED.sub(lambda match: " " * len(match[0]), text)
    return joined.translate(SPACES)


def names(text: str) -> Iterator[Name]:
    """The runs of at least two words that a text, made `flat`, writes in capitals.

    >>> [
    ...     one.words
    ...     for one in names("So the Health and Social Care Act 2012 came. Then The NHS Plan went.")
    ... ]
    ['Health and Social Care Act 2012', 'NHS Plan']
    """
    for match in NAME.finditer(text):
        first = BEGINS.search(text, max(0, match.start() - 8), match.start()) is not None
        words = match[0].split(" ")
        lost = _before_name(words, first)
        start = match.start() + sum(len(word) + 1 for word in words[:lost])
        if len(words) - lost > 1 and not words[lost][:1].islower():
            yield Name(" ".join(words[lost:]), start, match.end(), first and not lost)


def _before_name(words: list[str], first: bool) -> int:
    """How many words in front are no part of a name: articles, whose it is, and what only begins the sentence."""
    pointing = lexicons.words("beginning", "never", "pointing")
    whose = [n for n, word in enumerate(words[:-2], 1) if word.endswith(("’s", "'s"))]
    lost = whose[-1] if whose else 0
    while lost < len(words) - 1:
        small = words[lost].lower()
        if small not in ("the", "a", "an") and not (first and small in pointing):
            break
        lost += 1
    return lost
