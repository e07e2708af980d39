"""Words with their offsets, cut as this prose needs it.

The usual pattern for words loses A&E, cuts "hasn’t" at its curly apostrophe, and takes ICS and ICSs for two
things. Here a token is a span of the untouched text and a key by which it is counted: straight apostrophe,
no possessive, an acronym in capitals without its plural s, a word broken by a hyphen at the end of a
line put together again. Which words keep that hyphen ("in-/patient") is asked of the document itself.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from analysis import lexicons

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters: part of a word's span, no part of its key."""

# Every repetition is possessive (`++`): a text of one endless word costs no more than any other.
_RUN = rf"[^\W_]++(?:[\u0300-\u036f{INVISIBLE}]++[^\W_]*+)*+"
_BREAK = rf"[-\u2010\u2011][{INVISIBLE}]*+[^\S\r\n]*+(?:\r\n|\r|\n)[^\S\r\n]*+(?=[^\W\d_])"
_UNITS = "|".join(sorted(lexicons.words("stopwords", "units"), key=lambda unit: (-len(unit), unit)))
_WEB = r"(?:https?://|www\.)[^\s<>\"”’)\]]*[\w/]|[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)++"
_INITIALS = r"(?<!\w)(?:[^\W\d_]\.){2,}+"
_NUMBER = (
    r"(?<!\w)[£$€]?\d++(?:[.,:/]\d++)*+(?:\s?[-\u2013]\s?[£$€]?\d+(?:[.,]\d+)*)*"
    rf"(?:\s?(?:%|(?:per\s+cent|{_UNITS})\b)|[^\W\d_]+)?"
)
_WORD = rf"(?=[^\W\d_]){_RUN}(?:(?:['’‘ʼ&\u2010\u2011-]|{_BREAK}){_RUN})*"
_TOKEN = re.compile(
    f"(?P<web>{_WEB})|(?P<initials>{_INITIALS})|(?P<number>{_NUMBER})|(?P<word>{_WORD})"
)
_LINE_END = re.compile(rf"(?<![^\W_])(?<![\u0300-\u036f{INVISIBLE}])({_RUN}){_BREAK}({_RUN})")
_HYPHEN_AT_BREAK = re.compile(_BREAK)
_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-", **dict.fromkeys(INVISIBLE)}
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:&[A-Z0-9]+)*(?:-[0-9]+)?")
MOST_CAPITALS = 6
"""Longest run of capitals taken for an acronym (NHSE, COVID, MHLDA): longer ones are words in capitals."""


class Token(NamedTuple):
    """A word of the text, and the key by which it is counted and found."""

    start: int
    end: int
    key: str
    kind: str
    """word, acronym, number or web"""


def find_words(
    text: str, start: int = 0, end: int | None = None, hyphened: frozenset[str] | None = None
) -> list[Token]:
    r"""The words of a text, or of a span of it, in order.

    Offsets count from the beginning of the text also where a span is asked for. `hyphened` are the words
    that keep their hyphen at the end of a line; by default `keep_hyphen` asks the text.

    >>> [
    ...     token.key
    ...     for token in find_words(
    ...         "It hasn’t been GPs’ choice: ICSs, A&E, an e-consult, £103 million, 62%."
    ...     )
    ... ]
    ['it', "hasn't", 'been', 'GP', 'choice', 'ICS', 'A&E', 'an', 'e-consult', '£103 million', '62%']
    >>> find_words("the bene-\nfits")[1]
    Token(start=4, end=14, key='benefits', kind='word')
    """
    kept = keep_hyphen(text) if hyphened is None else hyphened
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match[0]
        if match.lastgroup == "word":
            key, kind = _word_key(
                _mended(surface, kept) if "\n" in surface or "\r" in surface else surface
            )
        else:
            key, kind = _other_key(surface, match.lastgroup or "")
        found.append(Token(match.start(), match.end(), key, kind))
    return found


def keep_hyphen(text: str) -> frozenset[str]:
    r"""The words that keep their hyphen although a line ends at it, in small letters.

    A printed line breaks "integra-/tion" and "in-/patient" alike. The hyphen is kept where the document
    writes the word with it elsewhere, or where it knows both halves but not the word in one piece. Even so
    "over-/come" is one word: some first halves (over, under, with) are hardly ever hyphened.

    >>> sorted(keep_hyphen("Out-patient and in-\npatient care; the patient waits in bene-\nfits."))
    ['in-patient']
    """
    broken = {
        (a.translate(_STRAIGHT).lower(), b.translate(_STRAIGHT).lower())
        for a, b in _LINE_END.findall(text)
    }
    if not broken:
        return frozenset()
    unbroken = _LINE_END.sub(" ", text).translate(_STRAIGHT).lower()
    whole = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", unbroken))
    joined = lexicons.words("stopwords", "joined_prefixes")
    return frozenset(
        f"{a}-{b}"
        for a, b in broken
        if f"{a}-{b}" in whole
        or (a in whole and b in whole and a + b not in whole and a not in joined)
    )


def shown(text: str, start: int, end: int, hyphened: frozenset[str] | None = None) -> str:
    r"""A span on one line for people to read: white space folded, words broken at line ends mended.

    >>> shown("funded rehabili-\ntation.  This", 0, 30)
    'funded rehabilitation. This'
    """
    piece = text[start:end]
    if "\n" in piece or "\r" in piece:
        kept = keep_hyphen(text) if hyphened is None else hyphened
        piece = _LINE_END.sub(lambda match: _mended(match[0], kept), piece)
    return " ".join(piece.translate(dict.fromkeys(map(ord, INVISIBLE))).split())


@cache
def singular(key: str) -> str:
    """The key of which this may be the plural, else the key itself; acronyms and numbers stay.

    A guess by spelling: callers who count merge the two only where both occur.

    >>> [singular(word) for word in ("systems", "bodies", "news", "ICS", "classes", "houses")]
    ['system', 'body', 'news', 'ICS', 'class', 'house']
    """
    known: Mapping[str, str] = lexicons.load("stopwords")["singular"]
    if key in known:
        return known[key]
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is", "'s")):
        return key
    if not key.islower() or key in lexicons.words("stopwords", "no_plural"):
        return key
    if key.endswith("ies"):
        return key[:-3] + "y" if len(key) > 4 else key
    return key[:-2] if key.endswith(("sses", "xes", "zes", "ches", "shes")) else key[:-1]


def is_content(token: Token) -> bool:
    """Whether a token counts as a term: no function word, number, web address or single letter.

    >>> [token.key for token in find_words("We in IT saw 211 CCGs") if is_content(token)]
    ['IT', 'CCG']
    """
    return (
        token.kind in ("word", "acronym")
        and len(token.key) > 1
        and token.key not in lexicons.words("stopwords", "function")
    )


def within(tokens: list[Token], start: int, end: int) -> list[Token]:
    """The tokens of an ordered list that lie in a span.

    >>> [token.key for token in within(find_words("jam to-morrow and jam yesterday"), 4, 17)]
    ['to-morrow', 'and']
    """
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return [token for token in tokens[first:last] if token.end <= end]


def by_document(texts: Mapping[str, str], documents: Iterable[str]) -> dict[str, list[Token]]:
    """The words of each of the documents named, read once."""
    return {document: find_words(texts[document]) for document in sorted(set(documents))}


def _mended(surface: str, kept: frozenset[str]) -> str:
    """A word without the line breaks inside it; its hyphen stays only if the document says so."""
    pieces = _HYPHEN_AT_BREAK.split(surface)
    word = pieces[0]
    for piece in pieces[1:]:
        halves = f"{_last_run(word)}-{_first_run(piece)}".translate(_STRAIGHT).lower()
        word += ("-" if halves in kept else "") + piece
    return word


def _last_run(word: str) -> str:
    return re.split(r"[-'’‘ʼ&\u2010\u2011]", word)[-1]


def _first_run(word: str) -> str:
    return re.split(r"[-'’‘ʼ&\u2010\u2011]", word)[0]


@cache
def _word_key(surface: str) -> tuple[str, str]:
    """Key and kind of a word; remembered, because a text repeats its words."""
    word = unicodedata.normalize("NFC", surface).translate(_STRAIGHT)
    if word.lower().endswith("'s"):
        word = word[:-2]
    stem = word[:-1] if word.endswith("s") and len(word) > 2 else word
    small = word.lower()
    if _ACRONYM.fullmatch(stem) and 2 <= len(stem) <= MOST_CAPITALS:
        shouted = small in lexicons.words("stopwords", "function")
        if not shouted or stem in lexicons.words("stopwords", "acronyms_like_words"):
            return stem, "acronym"
    return small, "word"


def _other_key(surface: str, group: str) -> tuple[str, str]:
    if group == "initials":
        return surface.replace(".", "").lower(), "word"
    if group == "web":
        return surface.lower(), "web"
    return re.sub(r"\s?([-\u2013])\s?", r"\1", " ".join(surface.split())), "number"
