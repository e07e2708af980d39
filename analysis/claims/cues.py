"""Cues: which classes of words a sentence holds.

The classes are data (`analysis/data/claims.toml`), thousands of phrases in a small language of words, `a/b` and
endings left open. They are looked up word by word in one dictionary, so that a sentence costs the same
however many phrases there are, and none is a regular expression that could hang.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import lexicons
from analysis.mistakes import InputError
from analysis.words import find_words

LONGEST_WORD = 40
"""Letters by which a word is looked up: a longer one is no word that a list holds."""


class Piece(NamedTuple):
    """One word of a phrase: the words that fit it, and the beginnings and endings."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...] = ()

    def fits(self, key: str) -> bool:
        """Whether a word of a text is this one."""
        return key in self.words or key.startswith(self.beginnings) or key.endswith(self.endings)


class Phrase(NamedTuple):
    """A phrase of a cue; `first` where it must begin the sentence."""

    cue: str
    pieces: tuple[Piece, ...]
    first: bool


class Cue(NamedTuple):
    """A class of words, with the examples that keep it honest."""

    name: str
    finds: tuple[str, ...]
    passes: tuple[str, ...]

    def faults(self) -> list[str]:
        """Examples that this cue treats otherwise than it says."""
        missed = [f"{self.name} should find {text!r}" for text in self.finds if not self(text)]
        wrong = [f"{self.name} should pass over {text!r}" for text in self.passes if self(text)]
        return missed + wrong

    def __call__(self, text: str) -> bool:
        """Whether it fires in a sentence."""
        return self.name in cues_in([token.key.lower() for token in find_words(text)])


def cues() -> tuple[Cue, ...]:
    """Every cue of the data, in its order."""
    return tuple(
        Cue(name, tuple(entry["finds"]), tuple(entry["passes"]))
        for name, entry in lexicons.load("claims")["cues"].items()
    )


def cues_in(keys: Sequence[str]) -> dict[str, list[int]]:
    """The cues that fire in a sentence, given as the keys of its words, with the places of their first words.

    >>> cues_in("they will save money".split())["will"]
    [1]
    """
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        for phrase in _beginning_with(key, keys[at + 1] if at + 1 < len(keys) else ""):
            if (not phrase.first or at == 0) and _goes_on(phrase, keys, at):
                found.setdefault(phrase.cue, []).append(at)
    return found


def _goes_on(phrase: Phrase, keys: Sequence[str], at: int) -> bool:
    """Whether a phrase whose first two words fit goes on as the sentence does."""
    pieces = phrase.pieces
    if len(pieces) <= 2:
        return True
    if at + len(pieces) > len(keys):
        return False
    return all(pieces[step].fits(keys[at + step]) for step in range(2, len(pieces)))


@lru_cache(maxsize=1 << 18)
def _beginning_with(key: str, behind: str) -> tuple[Phrase, ...]:
    """The phrases whose first two words fit a word and the next; remembered, because texts repeat themselves."""
    return tuple(
        phrase
        for phrase in _beginning(key)
        if len(phrase.pieces) == 1 or (behind and phrase.pieces[1].fits(behind))
    )


@lru_cache(maxsize=1 << 16)
def _beginning(key: str) -> tuple[Phrase, ...]:
    """The phrases whose first word fits a word."""
    whole, open_ended = _index()
    found = list(whole.get(key, ()))
    for length in range(1, min(len(key), LONGEST_WORD) + 1):
        found += open_ended.get(key[:length], ())
    return tuple(found)


@cache
def _index() -> tuple[Mapping[str, tuple[Phrase, ...]], Mapping[str, tuple[Phrase, ...]]]:
    """Every phrase by the words that may begin it, and by their beginnings."""
    whole: defaultdict[str, list[Phrase]] = defaultdict(list)
    open_ended: defaultdict[str, list[Phrase]] = defaultdict(list)
    for name, entry in lexicons.load("claims")["cues"].items():
        for said in entry["phrases"].split(","):
            phrase = _phrase(name, said)
            for word in phrase.pieces[0].words:
                whole[word].append(phrase)
            for part in phrase.pieces[0].beginnings:
                open_ended[part].append(phrase)
    return (
        {key: tuple(found) for key, found in whole.items()},
        {key: tuple(found) for key, found in open_ended.items()},
    )


def _phrase(cue: str, said: str) -> Phrase:
    """A phrase as the data write it; `ValueError` where it holds no word."""
    words = said.split()
    first = words[:1] == ["^"]
    pieces = tuple(_piece(word) for word in words[first:])
    if not pieces:
        raise InputError(f"claims.toml: the cue {cue} has an empty phrase; remove the extra comma.")
    return Phrase(cue, pieces, first)


def _piece(word: str) -> Piece:
    choices = word.split("/")
    whole = {_key(choice) for choice in choices if "*" not in choice}
    beginnings = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    endings = tuple(choice[1:] for choice in choices if choice.startswith("*") and choice != "*")
    return Piece(frozenset(whole), beginnings, endings)


def _key(word: str) -> str:
    """A word of the data as the room `words` counts it."""
    tokens = find_words(word)
    return tokens[0].key.lower() if len(tokens) == 1 else word
