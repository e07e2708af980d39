"""The words of a text as TextBlob cuts them, each with its offsets.

TextBlob turns a text into another one with spaces put in, cuts that, and drops where its words stood. Here
the same words are cut from the text itself, so that a score can say which characters it comes from. How one
piece between white space falls apart is remembered: a language repeats its pieces, and most of the time
that TextBlob spends goes into cutting them anew. Smileys that TextBlob puts together from pieces (": )")
are left to its own patterns; the pieces are then matched with what it made of them.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import NamedTuple

REMEMBERED = 200_000
"""Pieces whose words are remembered: more than a novel's vocabulary, tens of megabytes at most."""

_RUN = re.compile(r"[“”‘’'\"]|[^“”‘’'\"]+")
_CLOSED = "n't"
_MARKS = re.compile(r"[:=;*°♥8<_>(]|[xX]-?$|^\.[oO]")
"""What a piece of a smiley, or of an exclamation mark in brackets, holds where white space parts it."""


class Word(NamedTuple):
    """A word as TextBlob looks it up, in small letters, and its place in the text."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words that TextBlob scores, in order.

    >>> words("It isn't great... (no!)")
    ['it', 'is', 'n', "'", 't', 'great', '...', '(', 'no', '!', ')']
    """
    pieces = text.split()
    said = list(chain.from_iterable(map(_CUT.__getitem__, pieces)))
    if not _CUT.marked.isdisjoint(pieces) and _has_smiley(text):
        return _made(text)
    return said


def placed_words(text: str) -> list[Word]:
    """The same words with their places; a place holds the characters that the word was made of.

    >>> placed_words("Great : )")
    [Word(word='great', start=0, end=5), Word(word=':)', start=6, end=9)]
    """
    found: list[Word] = []
    at, marked = 0, False
    for piece in text.split():
        at = text.index(piece, at)
        for word, start, end in _PLACED[piece]:
            found.append(Word(word, at + start, at + end))
        marked = marked or piece in _PLACED.marked
        at += len(piece)
    return _joined(text, found) if marked and _has_smiley(text) else found


class _Cuts(dict[str, tuple[str, ...]]):
    """The words of each piece between white space that was met, and which of the pieces may be part of a smiley."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[str] = set()

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        if _MARKS.search(piece):
            self.marked.add(
                piece
            )  # kept when the words are forgotten: a set too large is only slower
        said = tuple(piece[start:end].lower() for start, end in _places(piece))
        self[piece] = said
        return said


class _Placed(dict[str, tuple[Word, ...]]):
    """The same with their places in the piece."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[str] = set()

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
            self.marked.clear()
        if _MARKS.search(piece):
            self.marked.add(piece)
        said = tuple(Word(piece[start:end].lower(), start, end) for start, end in _places(piece))
        self[piece] = said
        return said


_CUT = _Cuts()
_PLACED = _Placed()


def _places(piece: str) -> list[tuple[int, int]]:
    """Where TextBlob cuts a piece: quotation marks and apostrophes apart, "n't" off its word, then other marks."""
    places: list[tuple[int, int]] = []
    for match in _RUN.finditer(piece):
        start, end = match.span()
        if piece[end - 1] == "n" and piece.startswith(_CLOSED[1:], end):
            places += [*_parted(piece, start, end - 1), (end - 1, end)]
        else:
            places += _parted(piece, start, end)
    return [place for place in places if piece[slice(*place)] != _rules().end_of_sentence]


def _parted(piece: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of a word and of the marks around it."""
    marks, is_abbreviation = _rules().marks, _rules().is_abbreviation
    before: list[tuple[int, int]] = []
    behind: list[tuple[int, int]] = []
    while start < end and piece[start] in marks:
        before.append((start, start + 1))
        start += 1
    while start < end and (piece[end - 1] in marks or piece[end - 1] == "."):
        if piece[end - 1] in marks:
            behind.append((end - 1, end))
            end -= 1
        if piece.endswith("...", start, end):
            behind.append((end - 3, end))
            end = start + len(piece[start : end - 3].rstrip("."))  # further stops are dropped there
        if piece.endswith(".", start, end):
            if is_abbreviation(piece[start:end]):
                break
            behind.append((end - 1, end))
            end -= 1
    whole = [(start, end)] if start < end else []
    return [*before, *whole, *reversed(behind)]


def _made(text: str) -> list[str]:
    """What TextBlob's own cutter makes of a text, which puts smileys together."""
    return [word.lower() for word in " ".join(_rules().cutter(text)).split()]


def _has_smiley(text: str) -> bool:
    """Whether pieces of a text may join to a smiley; a few texts in which none does are taken, too."""
    return _smiley().search(text) is not None


def _joined(text: str, found: list[Word]) -> list[Word]:
    """The words as they are once TextBlob has put smileys together: each of its words takes what it holds."""
    made = _made(text)
    if len(made) == len(found):
        return found
    joined: list[Word] = []
    rest = iter(found)
    for word in made:
        first = last = next(rest)
        held = first.word
        while held != word:
            last = next(rest)
            held += last.word
        joined.append(Word(word, first.start, last.end))
    return joined


@cache
def _smiley() -> re.Pattern[str]:
    """TextBlob's smileys and its mark of irony with any white space, or its sign for a paragraph's end, inside."""
    from textblob import _text

    signs = {sign for signs in _text.EMOTICONS.values() for sign in signs} | {"(!)"}
    between = rf"(?:\s|{_text.EOS})*"
    spaced = (between.join(map(re.escape, sign)) for sign in sorted(signs))
    # A letter that goes on as a word is no smiley's: ":so".
    end = rf"(?:(?![^\W_])|(?={_CLOSED}))"
    return re.compile("|".join(sign + end * sign[-1].isalnum() for sign in spaced))


class Rules(NamedTuple):
    """TextBlob's own tables: marks that it parts from words, abbreviations, its sign for a paragraph's end, its cutter."""

    marks: frozenset[str]
    is_abbreviation: Callable[[str], bool]
    end_of_sentence: str
    cutter: Callable[[str], list[str]]


@cache
def _rules() -> Rules:
    from textblob import _text  # costs far more than the rest of this room

    def is_abbreviation(word: str) -> bool:
        forms = (_text.RE_ABBR1, _text.RE_ABBR2, _text.RE_ABBR3)
        return word in _text.ABBREVIATIONS or any(form.match(word) for form in forms)

    marks = frozenset(_text.PUNCTUATION.replace(".", ""))
    return Rules(marks, is_abbreviation, _text.EOS, _text.find_tokens)
