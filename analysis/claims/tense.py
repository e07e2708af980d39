"""The tense of a claim's main verb: past, present or future.

After bare reporting words ("The guidance states that") it is that of what is said. The present perfect is past;
must, need to, should and can are present. Without a tagger the main verb is guessed: the first finite verb.
"""

from collections.abc import Sequence
from functools import cache

from analysis import lexicons

PERFECT = ("ed", "en", "wn", "ught")


def tense(keys: Sequence[str], reported: bool, forecast: bool) -> str:
    """The tense of a sentence or clause, given as the small-letter keys of its words.

    >>> tense("it has delivered very little".split(), False, False)
    'past'
    >>> tense("the guidance states that others will join".split(), True, False)
    'future'
    """
    words = list(keys)
    if reported and "that" in words[:14]:
        words = words[words.index("that") + 1 :]
    if forecast and _words("ahead") & set(words):
        return "future"
    for at, word in enumerate(words):
        if found := _finite(words, at, word):
            return found
    return "present"


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
