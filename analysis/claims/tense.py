"""The tense of a claim's main verb: past, present or future.

After bare reporting words ("The guidance states that") it is that of what is said. The present perfect is past;
must, need to, should and can are present. Without a tagger the main verb is guessed: the first finite verb.
"""

from collections.abc import Sequence
from functools import cache

from analysis import lexicons

BEGINNING, SHORTEST = 14, 3
"""Words in which reporting words must come, and the fewest that they must leave to be read."""
PERFECT = ("ed", "en", "wn", "ught")


def tense(keys: Sequence[str], reported: bool, forecast: bool) -> str:
    """The tense of a sentence or clause, given as the small-letter keys of its words.

    >>> tense("it has delivered very little".split(), False, False)
    'past'
    >>> tense("the guidance states that others will join".split(), True, False)
    'future'
    """
    words = list(keys)
    if forecast and _words("ahead") & set(words):
        return "future"
    if reported:
        words = _said(words)
    first = ""
    for at, word in enumerate(words):
        if found := _finite(words, at, word):
            if not _relative(words, at):
                return "future" if reported and word == "would" else found
            first = first or found
    return first or "present"


def _said(words: list[str]) -> list[str]:
    """What is said, behind "that" or a bare verb of saying near the beginning; all of it where nothing is."""
    if "that" in words[:BEGINNING]:
        return words[words.index("that") + 1 :]
    for at, word in enumerate(words[:BEGINNING]):
        if word in _words("saying") and len(words) - at > SHORTEST:
            return words[at + 1 :]
    return words


def _relative(words: list[str], at: int) -> bool:
    """Whether a verb belongs to a clause that only tells which one is meant ("patients who waited")."""
    return any(
        word in _words("relative") and place > 0
        for place, word in enumerate(words[max(0, at - 2) : at], max(0, at - 2))
    )


def _finite(words: list[str], at: int, word: str) -> str:
    """The tense of a word that is a finite verb, else nothing."""
    behind = words[at + 1 : at + 4]
    if word in _words("future") or (word in ("is", "are") and behind[:2] == ["going", "to"]):
        return "future"
    if word in _words("have"):
        if behind[:1] == ["to"] or not any(_participle(one) for one in behind[:3]):
            return "present"
        return "past"
    if word in _words("past"):
        return "past"
    if word in _words("present"):
        return "present"
    before = words[at - 1] if at else ""
    regular = word.endswith("ed") and len(word) > 4 and word not in _words("no_verb")
    if regular and before not in _words("before_participle") and at and not before.endswith("ly"):
        return "past"
    return ""


def _participle(word: str) -> bool:
    return word.endswith(PERFECT) or word in _words("participles")


@cache
def _words(key: str) -> frozenset[str]:
    return lexicons.words("claims", "tense", key)
