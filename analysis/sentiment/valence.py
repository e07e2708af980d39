"""VADER’s compound score, number for number, with the words that made it; and VADER mended.

VADER gives each word of its list a valence from -4 to 4, changes it by the three words before it (negation,
degree), by capitals and by "but", adds the valences up, adds something for exclamation marks, and presses the
sum into -1 to 1. The sum grows with the length of a text, so a long text scores near an end whatever it says: that
is why it is read sentence by sentence where it is mended. Its negations have a straight apostrophe and its words
ASCII punctuation; curly quotation marks and dashes hide both. `mended` puts that right, one character for one.

Hutto, C.J. & Gilbert, E.E. (2014). VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text. ICWSM-14. The word list and its constants are those of the package vaderSentiment (MIT).
"""

import math
import re
import string
from collections.abc import Sequence
from functools import cache
from heapq import heappop, heappush
from typing import NamedTuple

from analysis.sentiment.domain import covered

ALPHA = 15
"""The constant by which VADER presses a sum into -1 to 1: s / sqrt(s² + 15)."""

EXCLAIMED, QUESTIONED, MOST_QUESTIONED = 0.292, 0.18, 0.96
MOST_EXCLAMATIONS = 4
BEFORE_BUT, BEHIND_BUT = 0.5, 1.5
DAMPED = (1.0, 0.95, 0.9)
"""What a degree word counts one, two and three words before the word that it changes."""

MARKS = -1
"""In place of a word’s number: exclamation and question marks."""

REMEMBERED = 200_000
SHORTEST = 2
"""Letters up to which a piece keeps its punctuation, since it may be a smiley."""

_USUAL = re.compile("[\x00-\x7f‘’“”–—…£é]*+")
"""A text of letters and marks none of which is one of VADER's emoji, which are many to look for."""
_MARK = re.compile(r"[!?]+")
_MENDED = str.maketrans("’‘ʼ“”—–…", "'''\"\"   ")


class Valence(NamedTuple):
    """A word that moved the sum: its number among the pieces between white space, what it adds, and what was done to it."""

    at: int
    valence: float
    rule: str


class Reading(NamedTuple):
    """A text as VADER scores it: its compound unrounded, none where it knows no word, and what made it."""

    polarity: float | None
    words: tuple[Valence, ...]

    @property
    def weights(self) -> tuple[float, ...]:
        """What each word adds to the compound: they add up to it, because the pressing is one factor for all."""
        total = sum(word.valence for word in self.words)
        factor = 1 / math.sqrt(total * total + ALPHA)
        return tuple(word.valence * factor for word in self.words)


NOTHING = Reading(None, ())


def score(
    text: str,
    unscored: Sequence[tuple[int, int]] = (),
    spans: Sequence[tuple[int, int]] | None = None,
) -> Reading:
    """VADER’s reading of a text; rounded to four places the polarity is its `compound`.

    Words in a span of `unscored` aren’t looked up; `spans` is what `places` gives, where it is known already. None, where it knows no word, is where VADER says 0.

    >>> round(score("Great article!").polarity, 4), score("We can all see it.").polarity is None
    (0.6588, True)
    """
    said = _without_emoji(text)[0]
    words = list(map(_WORDS.__getitem__, said.split()))
    known = [at for at, word in enumerate(words) if word.valence is not None]
    if unscored and known:
        out = covered(places(text) if spans is None else spans, unscored)
        known = [at for at in known if at not in out]
    known = [at for at in known if not _is_degree(words, at)]
    if not known:
        return NOTHING
    some = 0 < sum([word.isupper for word in words]) < len(words)  # quicker than a generator
    found = [Valence(at, *_valence(words, at, some)) for at in known]
    if "but" in said.lower() and any(word.lower == "but" for word in words):
        found = _weighed(found, words)
    total = float(sum(word.valence for word in found))
    emphasis = _emphasis(text) if total else 0.0
    if emphasis:
        found.append(Valence(MARKS, math.copysign(emphasis, total), "marks"))
        total += found[-1].valence
    return Reading(total / math.sqrt(total * total + ALPHA), tuple(found))


def placed(text: str, reading: Reading) -> list[tuple[int, int]]:
    """Where the words of a reading stand in its text; marks that raise it stand where the first of them is.

    >>> text = "Great article!"
    >>> [text[start:end] for start, end in placed(text, score(text))]
    ['Great', '!']
    """
    spans = places(text)
    marks = _MARK.search(text)
    return [
        marks.span() if word.at == MARKS and marks else spans[word.at] for word in reading.words
    ]


def mended(text: str) -> str:
    r"""A text with what hides words from VADER replaced, each character by one, so that offsets stay.

    >>> mended("It isn’t “great”—at all")
    'It isn\'t "great" at all'
    """
    return text if text.isascii() else text.translate(_MENDED)


class Word(NamedTuple):
    """A word as VADER’s tables have it."""

    text: str
    lower: str
    valence: float | None
    degree: float
    negates: bool
    isupper: bool
    start: int
    end: int


class Table(NamedTuple):
    """VADER’s tables."""

    lexicon: dict[str, float]
    degrees: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]
    in_phrases: frozenset[str]
    """Words of idioms and of degrees of two words."""
    capitals: float
    negated: float
    emoji: dict[str, str]
    any_emoji: re.Pattern[str]


@cache
def _table() -> Table:
    from vaderSentiment.vaderSentiment import (
        BOOSTER_DICT,
        C_INCR,
        N_SCALAR,
        NEGATE,
        SPECIAL_CASES,
        SentimentIntensityAnalyzer,
    )

    analyser = SentimentIntensityAnalyzer()
    phrases = [*SPECIAL_CASES, *(word for word in BOOSTER_DICT if " " in word)]
    emoji = {sign: said for sign, said in analyser.emojis.items() if len(sign) == 1}
    return Table(
        analyser.lexicon,
        BOOSTER_DICT,
        frozenset(NEGATE),
        SPECIAL_CASES,
        frozenset(word for phrase in phrases for word in phrase.split()),
        C_INCR,
        N_SCALAR,
        emoji,
        re.compile(f"[{''.join(map(re.escape, emoji))}]"),
    )


class _Words(dict[str, Word]):
    """What VADER knows of each piece between white space that was met."""

    def __missing__(self, piece: str) -> Word:
        if len(self) >= REMEMBERED:
            self.clear()
        table = _table()
        place = _bare(piece)
        word = piece[slice(*place)]
        lower = word.lower()
        self[piece] = Word(
            word,
            lower,
            table.lexicon.get(lower),
            table.degrees.get(lower, 0.0),
            lower in table.negations or "n't" in lower,
            word.isupper(),
            *place,
        )
        return self[piece]


_WORDS = _Words()


def _bare(piece: str) -> tuple[int, int]:
    """Where the word stands in a piece: without its punctuation, unless the piece may be a smiley."""
    word = piece.strip(string.punctuation)
    if len(word) <= SHORTEST:
        return 0, len(piece)
    start = len(piece) - len(piece.lstrip(string.punctuation))
    return start, start + len(word)


def places(text: str) -> list[tuple[int, int]]:
    """The span of the word in each piece between white space."""
    said, origin = _without_emoji(text)
    found, at = [], 0
    for piece in said.split():
        at = said.index(piece, at)
        word = _WORDS[piece]
        first, last = at + word.start, at + word.end
        at += len(piece)
        if origin is not None:
            first, last = origin[first][0], origin[last - 1][1]
        found.append((first, last))
    return found


def _without_emoji(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text with emoji in words, and for each character then the span that it stands for; none where they are the same."""
    if text.isascii() or _USUAL.fullmatch(text):
        return text, None
    table = _table()
    if not table.any_emoji.search(text):
        return text, None
    said: list[str] = []
    places: list[tuple[int, int]] = []
    space = True
    for at, sign in enumerate(text):
        words = table.emoji.get(sign)
        if words is not None:
            words = words if space else " " + words
            said.append(words)
            places += [(at, at + 1)] * len(words)
            space = False
        else:
            said.append(sign)
            places.append((at, at + 1))
            space = sign == " "
    return "".join(said), places


def _is_degree(words: Sequence[Word], at: int) -> bool:
    """Whether a word is there for its degree only: "very", the "kind" of "kind of"."""
    word = words[at]
    if word.degree:
        return True
    return word.lower == "kind" and at + 1 < len(words) and words[at + 1].lower == "of"


def _valence(words: Sequence[Word], at: int, some: bool) -> tuple[float, str]:
    """A known word’s valence after all that its neighbours do to it, and the names of what was done.

    `some` says whether some words, but not all, are in capitals: only then do capitals say anything.
    """
    table, word = _table(), words[at]
    before = words[max(0, at - 3) : at]
    valence, rules = _alone(words, at, before)
    if word.isupper and some:
        valence += _raised(valence)
        rules.append("capitals")
    for back in range(min(3, at)):
        if words[at - back - 1].valence is not None:
            continue  # a word with a valence of its own changes no other's
        changed, names = _changed(words, at, back, valence, some)
        valence, rules = changed, rules + names
    if _behind_least(before):
        valence *= table.negated
        rules.append("negated")
    return valence, "+".join(dict.fromkeys(rules))


def _alone(words: Sequence[Word], at: int, before: Sequence[Word]) -> tuple[float, list[str]]:
    """The valence that the list gives, "no" being a negation where a known word follows, and turning what it stands before."""
    table, word = _table(), words[at]
    base = word.valence or 0.0
    if _behind_no(before):
        return base * table.negated, ["word", "negated"]
    if word.lower == "no" and at + 1 < len(words) and words[at + 1].valence is not None:
        return 0.0, ["no"]
    return base, ["word"]


def _changed(
    words: Sequence[Word], at: int, back: int, valence: float, some: bool
) -> tuple[float, list[str]]:
    """What the word so many places before does to a valence: by its degree, its negation, a fixed phrase."""
    neighbour, rules = words[at - back - 1], []
    if neighbour.degree:
        degree = -neighbour.degree if valence < 0 else neighbour.degree
        degree += _raised(valence) if neighbour.isupper and some else 0.0
        valence += degree * DAMPED[back]
        rules.append("degree")
    factor = _negation(words, at, back)
    if factor != 1:
        valence *= factor
        rules.append("negated" if factor < 0 else "so")
    if back == 2 and (phrase := _idiom(words, at, valence)) != valence:
        return phrase, [*rules, "idiom"]
    return valence, rules


def _raised(valence: float) -> float:
    return _table().capitals if valence > 0 else -_table().capitals


def _behind_least(before: Sequence[Word]) -> bool:
    """Whether "least" stands right before, and neither "at least" nor "very least"."""
    if not before or before[-1].lower != "least" or before[-1].valence is not None:
        return False
    return len(before) < 2 or before[-2].lower not in ("at", "very")


def _behind_no(before: Sequence[Word]) -> bool:
    """Whether "no" stands one or two words before, or three before "or"."""
    said = [word.lower for word in before]
    return "no" in said[-2:] or (len(said) == 3 and said[0] == "no" and said[2] in ("or", "nor"))


def _negation(words: Sequence[Word], at: int, back: int) -> float:
    """What the word so many places before does to a valence if it negates."""
    first = words[at - back - 1].lower
    if back == 1 and first == "never" and words[at - 1].lower in ("so", "this"):
        return 1.25
    if back == 1 and first == "without" and words[at - 1].lower == "doubt":
        return 1.0
    if back == 2:
        second, third = words[at - 2].lower, words[at - 1].lower
        # As VADER has it: "so" or "this" right before the word strengthens without any "never".
        if (first == "never" and second in ("so", "this")) or third in ("so", "this"):
            return 1.25
        if first == "without" and "doubt" in (second, third):
            return 1.0
    return _table().negated if words[at - back - 1].negates else 1.0


def _idiom(words: Sequence[Word], at: int, valence: float) -> float:
    """The valence of a fixed phrase around a word, and degrees of two words ("sort of")."""
    table, said = _table(), [word.lower for word in words[at - 3 : at + 3]]
    if table.in_phrases.isdisjoint(said):
        return valence
    three, two, one, here = said[:4]
    threes = f"{three} {two} {one}"
    for phrase in (
        f"{one} {here}",
        f"{two} {one} {here}",
        f"{two} {one}",
        threes,
        f"{three} {two}",
    ):
        if phrase in table.idioms:
            valence = table.idioms[phrase]
            break
    for behind in (said[3:5], said[3:6]):
        phrase = " ".join(behind)
        if len(behind) > 1 and phrase in table.idioms:
            valence = table.idioms[phrase]
    for phrase in (threes, f"{three} {two}", f"{two} {one}"):
        valence += table.degrees.get(phrase, 0.0)
    return valence


def _weighed(found: Sequence[Valence], words: Sequence[Word]) -> list[Valence]:
    """What stands before the first "but" counts half, what stands behind it more, as VADER does it."""
    turn = next(at for at, word in enumerate(words) if word.lower == "but")
    valences = [word.valence for word in found]
    places: dict[float, list[int]] = {}
    for place, valence in enumerate(valences):
        places.setdefault(valence, []).append(place)
    for number in range(len(found)):
        # VADER looks a valence up by its value, so of two equal ones the first is changed twice.
        valence = valences[number]
        place = heappop(places[valence])
        valences[place] = valence * (BEFORE_BUT if found[place].at < turn else BEHIND_BUT)
        heappush(places.setdefault(valences[place], []), place)
    return [
        Valence(word.at, valence, word.rule if valence == word.valence else f"{word.rule}+but")
        for word, valence in zip(found, valences, strict=True)
    ]


def _emphasis(text: str) -> float:
    """What exclamation and question marks add."""
    questions = text.count("?")
    asked = 0.0
    if questions > 1:
        asked = questions * QUESTIONED if questions <= 3 else MOST_QUESTIONED
    return min(text.count("!"), MOST_EXCLAMATIONS) * EXCLAIMED + asked
