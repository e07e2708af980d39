"""Content words of many texts, fast: the same keys as `find_words` gives, without where they stand.

Counting a hundred thousand comments needs no offsets. Words repeat, and so do the pieces between white space
that hold them; each such piece is cut once by the tokeniser and remembered. What the tokeniser reads across
white space, a number with its unit and a word broken at the end of a line, is put together first or
left to the tokeniser itself, so that the two never differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis import lexicons
from analysis.words.tokens import INVISIBLE, find_words, is_content

REMEMBERED = 1 << 18
"""Pieces kept: the distinct ones of about twenty million words, some tens of megabytes."""

FUNCTION_WORDS = lexicons.words("stopwords", "function")
_MARKS = '.,;:!?()"“”'
GLUE, END = "\0", "\x03"
_BETWEEN = f" {END} "
BLOCK = 500
"""Texts that are cut at once."""
_UNITS = "|".join(sorted(lexicons.words("stopwords", "units")))
_WITHIN_NUMBER = re.compile(
    rf"\d(?:\s?[-\u2013]\s(?=[£$€]?\d)|\s(?:(?=[-\u2013%]|(?:{_UNITS})\b)|per\s+(?=cent\b)))"
)
"""Where a number goes on behind white space. It begins with the digit, since that is looked for fastest."""
_SPACE = re.compile(r"\s")
_LINE_END_HYPHEN = re.compile(rf"[-\u2010\u2011][{INVISIBLE}]*[^\S\r\n]*[\r\n]")
_PLAIN = re.compile(
    r"[(\"'“‘]*([A-Z]?[a-z]+(?:['-][a-z]+)*+)[.,;:!?)\"'”’…]*|[0-9.,:%£$()?!/\"'“”‘’–—…-]+",
    re.ASCII,
)
"""What the tokeniser surely cuts to one word in small letters, or to none: the cheap way for nine pieces of ten."""


class Counts(NamedTuple):
    """How often each term stands in each text: rows of a sparse matrix in compressed form, terms in alphabetical order."""

    terms: list[str]
    starts: NDArray[np.int64]
    """Where each text's words begin in `columns`, and where the last one's end."""
    columns: NDArray[np.int32]
    """The terms of every text, word by word in their order."""


class _Pieces(dict[str, tuple[str, ...]]):
    """The content words of each piece between white space, cut when it is first met."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[piece] = _cut(piece)
        return found


def content_words(text: str) -> list[str]:
    r"""The keys of a text's content words, in order.

    >>> content_words(
    ...     "It hasn’t been GPs’ choice: ICSs, A&E, an e-consult, £103 million, 62 per cent."
    ... )
    ['GP', 'choice', 'ICS', 'A&E', 'e-consult']
    >>> content_words("the bene-\nfits")
    ['benefits']
    """
    if _is_odd(text):
        return [token.key for token in find_words(text) if is_content(token)]
    return list(_keys(text))


def count_content(texts: Iterable[str]) -> Counts:
    """The content words of texts as numbers, a term's number being its place in alphabetical order."""
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    end = number[END]
    blocks = [np.empty(0, dtype=np.int64)]
    for odd, group in groupby(texts, _is_odd):
        if odd:
            for text in group:
                blocks.append(_numbers(number, [*content_words(text), END]))
        else:
            # One text after the other would cost as much for the texts as for their words.
            while block := list(islice(group, BLOCK)):
                blocks.append(_numbers(number, _keys(_BETWEEN.join([*block, ""]))))
    return _counts(np.concatenate(blocks), number, end)


def _numbers(number: defaultdict[str, int], keys: Iterable[str]) -> NDArray[np.int64]:
    return np.fromiter(map(number.__getitem__, keys), dtype=np.int64)


def forget() -> None:
    """Empty what is remembered of pieces, so that the next text is cut as the first one was."""
    _PIECES.clear()


def _counts(found: NDArray[np.int64], number: dict[str, int], end: int) -> Counts:
    """Numbers in the order in which words were met, made numbers in alphabetical order; the ends of texts are taken out."""
    terms = sorted(term for term in number if term != END)
    place = np.empty(len(number), dtype=np.int32)
    place[[number[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
    ends = np.flatnonzero(found == end)
    starts = np.concatenate([[0], ends - np.arange(len(ends))])
    return Counts(terms, starts, place[found[found != end]])


def _is_odd(text: str) -> bool:
    """Whether the tokeniser itself is needed: a word may be broken at a line's end, or the text holds our own marks."""
    broken = "\n" in text or "\r" in text
    return GLUE in text or END in text or (broken and bool(_LINE_END_HYPHEN.search(text)))


def _keys(text: str) -> Iterator[str]:
    glued = _WITHIN_NUMBER.sub(lambda match: _SPACE.sub(GLUE, match[0]), text)
    return chain.from_iterable(map(_PIECES.__getitem__, glued.split()))


def _cut(piece: str) -> tuple[str, ...]:
    """The content words of a piece; a plain word with marks around it needs no tokeniser, nor does what has no letter."""
    key = piece.strip(_MARKS)
    if not (key.isalpha() and key.isascii() and (key.islower() or key.istitle())):
        plain = _PLAIN.fullmatch(piece)
        if not plain:
            return _cut_slowly(piece)
        key = plain[1] or ""
    key = key.lower().removesuffix("'s")
    return () if len(key) < 2 or key in FUNCTION_WORDS else (key,)


def _cut_slowly(piece: str) -> tuple[str, ...]:
    if piece == END:
        return (END,)
    tokens = find_words(piece.replace(GLUE, " "), hyphened=frozenset())
    return tuple(token.key for token in tokens if is_content(token))


_PIECES = _Pieces()
