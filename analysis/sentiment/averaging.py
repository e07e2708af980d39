"""TextBlob’s polarity, number for number: the mean weight of the words that its list knows.

TextBlob walks over the words once. A known word opens a piece; a modifier before it ("very good") multiplies
it and joins it in one piece, a negation ("not good") turns it and halves it, an exclamation mark behind it strengthens it.
The score is the mean of the pieces. The same walk is made here over the same lexicon object, with the words cut once
instead of twice and remembered, and it keeps which words made each piece. The results are equal, not nearly equal.

`Repairs` are what is mended where somebody asks for it, each by itself and none in silence: TextBlob never sees
the negation in "isn't", loses "not" in "not the best", and lets "No!" turn the sentence behind it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from analysis import lexicons
from analysis.sentiment.domain import covered
from analysis.sentiment.tokens import Word, placed_words, words

NONE: frozenset[int] = frozenset()
SENTENCE_ENDS = frozenset({".", "!", "?", "..."})
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_CLOSED = re.compile(r"(?<=[A-Za-z])n't(?![A-Za-z])", re.IGNORECASE)
_LINE = re.compile(r"[\r\n]")
_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


class Piece(NamedTuple):
    """Words that were scored together, where they stand among the words of the text, and what they weigh."""

    words: tuple[str, ...]
    at: tuple[int, ...]
    polarity: float
    subjectivity: float
    label: str | None

    @property
    def rule(self) -> str:
        """What made the weight: a known word, one that another changed, or a smiley."""
        if self.label in ("mood", "irony"):
            return {"mood": "smiley", "irony": "irony-mark"}[self.label]
        rules = ["negated"] if len(self.words) > 1 and self.turned else []
        rules += ["modified"] if len(self.scoring) > 1 + self.turned else []
        rules += ["exclaimed"] if "!" in self.words else []
        return "+".join(rules) or "word"

    @property
    def scoring(self) -> tuple[str, ...]:
        """The words without exclamation marks, which strengthen but are no words."""
        return tuple(word for word in self.words if word != "!")

    @property
    def turned(self) -> int:
        """How many negations it holds."""
        return sum(word in _walker().negations for word in self.words)


class Repairs(NamedTuple):
    """What is mended of TextBlob’s reading; with all of them off it is TextBlob’s own."""

    apostrophes: bool = True
    """Curly apostrophes are read as straight ones, so that "isn’t" and "isn't" are one word."""
    contractions: bool = True
    """The "n't" of "isn't" negates."""
    reach: bool = True
    """A negation reaches over small words to the word it turns: "not the best", "not been very good"."""
    sentence_ends: bool = True
    """A negation or modifier ends with its sentence: "No! Great article"."""


MENDED = Repairs()
AS_IT_IS = Repairs(apostrophes=False, contractions=False, reach=False, sentence_ends=False)


class Reading(NamedTuple):
    """A text as TextBlob scores it: mean polarity and subjectivity of its pieces, none where it knows no word."""

    polarity: float | None
    subjectivity: float | None
    pieces: tuple[Piece, ...]

    @property
    def known_words(self) -> int:
        """Words that have a weight or change another’s; a smiley counts as one."""
        return sum(len(piece.scoring) for piece in self.pieces)


def score(text: str) -> Reading:
    """TextBlob’s reading of a text, equal to `TextBlob(text).sentiment` and its assessments.

    >>> score("Great article").polarity, score("It isn't great.").polarity
    (0.8, 0.8)
    >>> score("We can all see it.").polarity is None
    True
    """
    return _mean(_pieces(words(text)))


def repaired(
    text: str, repairs: Repairs = MENDED, unscored: Sequence[tuple[int, int]] = ()
) -> tuple[Reading, list[Word]]:
    """TextBlob’s reading with its faults mended, and the words that the pieces point at.

    Words that lie in a span of `unscored` aren’t looked up: terms of the field that are no opinion there.

    >>> repaired("It isn’t great.")[0].polarity, repaired("Not the best.")[0].polarity
    (-0.4, -0.5)
    >>> repaired("No! Great article")[0].polarity
    0.8
    """
    cut = repaired_words(text, repairs)
    out = covered([(word.start, word.end) for word in cut], unscored) if unscored else NONE
    return read(text, cut, out, repairs), cut


def read(
    text: str, cut: Sequence[Word], out: Collection[int] = NONE, repairs: Repairs = MENDED
) -> Reading:
    """The reading of a text whose words are cut already; those numbered in `out` aren't looked up."""
    ends = _ends(text, cut) if repairs.sentence_ends else NONE
    said = [word.word for word in cut]
    return _mean(_pieces(said, ends, out, repairs.reach))


def straight(text: str) -> str:
    """A text with straight apostrophes."""
    return text if text.isascii() else text.translate(_APOSTROPHES)


def knows(word: str) -> bool:
    """Whether the list has a word, in small letters."""
    return word in _walker().known


def repaired_words(text: str, repairs: Repairs = MENDED) -> list[Word]:
    """The words as TextBlob would cut them if it saw contractions: "isn’t" is "is" and "n't".

    >>> [word.word for word in repaired_words("It isn’t.")]
    ['it', 'is', "n't", '.']
    """
    if repairs.apostrophes:
        text = straight(text)  # each one for one: places stay
    cut = placed_words(text)
    if not repairs.contractions or not _CLOSED.search(text):
        return cut
    found: list[Word] = []
    closed = [match.span() for match in _CLOSED.finditer(text)]
    at = 0
    for word in cut:
        while at < len(closed) and closed[at][1] <= word.start:
            at += 1
        if at == len(closed) or word.end <= closed[at][0]:
            found.append(word)
            continue
        start, end = closed[at]  # what the word has before and behind the contraction is left to it
        found += _left(word, word.start, start)
        if not found or found[-1].end <= start:
            found.append(Word("n't", start, end))
        found += _left(word, end, word.end)
    return found


def _left(word: Word, start: int, end: int) -> list[Word]:
    """The part of a word in a span, if there is any."""
    return (
        [Word(word.word[start - word.start : end - word.start], start, end)] if start < end else []
    )


def _ends(text: str, cut: Sequence[Word]) -> frozenset[int]:
    """The numbers of the words before which a sentence or a paragraph has ended."""
    breaks = [match.start() for match in _PARAGRAPH.finditer(text)] if _LINE.search(text) else []
    # The word behind the mark: an exclamation mark itself still strengthens what stands before it.
    found = {number + 1 for number, word in enumerate(cut) if word.word in SENTENCE_ENDS}
    at = 0
    for number, word in enumerate(cut) if breaks else ():
        while at < len(breaks) and breaks[at] < word.start:
            found.add(number)
            at += 1
    return frozenset(found)


def _mean(pieces: Sequence[Piece]) -> Reading:
    if not pieces:
        return Reading(None, None, ())
    polarity = subjectivity = 0.0
    for piece in pieces:
        polarity += piece.polarity
        subjectivity += piece.subjectivity
    return Reading(polarity / len(pieces), subjectivity / len(pieces), tuple(pieces))


class Walker(NamedTuple):
    """TextBlob’s tables as columns: weight, subjectivity and intensity of a word, and whether it modifies the next."""

    known: dict[str, tuple[float, float, float, bool, str | None]]
    smileys: dict[str, float]
    negations: frozenset[str]
    telling: frozenset[str]
    """All words that change anything."""


def _pieces(
    said: Sequence[str],
    ends: frozenset[int] = NONE,
    unscored: Collection[int] = NONE,
    reach: bool = False,
) -> list[Piece]:
    """The pieces of a row of words; before a word numbered in `ends` a sentence has ended."""
    known, _, _, telling = _walker()
    walk, idle = Walk(reach), True
    for at, word in enumerate(said):
        if ends and at in ends:
            walk.modifier = walk.negation = None
            idle = True
        if idle and word not in telling:
            continue  # most words: nothing known, nothing open
        entry = known.get(word) if at not in unscored else None
        idle = walk.unknown(at, word) if entry is None else walk.known(at, word, *entry)
    return [
        Piece(tuple(words), tuple(at), weight * -0.5 if turned else weight, felt, label)
        for words, at, weight, felt, _, turned, label in walk.found
    ]


class Walk:
    """TextBlob’s walk over the words, its state between two of them; each step says whether nothing is left open."""

    def __init__(self, reach: bool):
        self.reach = reach
        self.found: list[list[Any]] = []
        """Words, their numbers, polarity, subjectivity, intensity, whether turned, label."""
        self.modifier: str | None = None
        self.negation: tuple[str, int] | None = None

    def known(
        self,
        at: int,
        word: str,
        polarity: float,
        subjectivity: float,
        intensity: float,
        modifies: bool,
        label: str | None,
    ) -> bool:
        """A word that the list has: a piece of its own ("good"), or one with its modifier ("really good")."""
        if self.modifier is None:
            last: list[Any] = [[word], [at], polarity, subjectivity, intensity, False, label]
            self.found.append(last)
        else:
            last = self.found[-1]
            last[0].append(word)
            last[1].append(at)
            last[2] = max(-1.0, min(polarity * last[4], +1.0))
            last[3] = max(-1.0, min(subjectivity * last[4], +1.0))
            last[4] = intensity
            last[6] = label
        if self.negation is not None:  # "not really good"
            last[0].insert(0, self.negation[0])
            last[1].insert(0, self.negation[1])
            last[4] = 1.0 / last[4]
            last[5] = True
        self.modifier = word if modifies else None
        self.negation = (word, at) if word in _walker().negations else None
        return self.modifier is None and self.negation is None

    def unknown(self, at: int, word: str) -> bool:
        """A word that the list lacks: a negation, a mark, a smiley, or one that ends what was open."""
        _, smileys, negations, _ = _walker()
        if word in negations:
            self.negation = (word, at)
        elif self.negation is not None and self._ends_negation(word):
            self.negation = None
        if self.modifier is not None:
            self._behind_modifier(word)
        if word == "!" and self.found:
            self.found[-1][0].append("!")
            self.found[-1][1].append(at)
            self.found[-1][2] = max(-1.0, min(self.found[-1][2] * 1.25, +1.0))
        elif word == "(!)":
            self.found.append([[word], [at], 0.0, 1.0, 1.0, False, "irony"])
        if word in smileys:
            self.found.append([[word], [at], smileys[word], 1.0, 1.0, False, "mood"])
        return self.modifier is None and self.negation is None

    def _ends_negation(self, word: str) -> bool:
        """TextBlob’s negation passes over one letter only ("not a good"), the mended one over small words, too."""
        return len(word.strip("'")) > 1 and not (self.reach and word in _small_words())

    def _behind_modifier(self, word: str) -> None:
        if self.negation is not None and self.modifier and self.modifier.endswith("ly"):
            self.found[-1][0].append(self.negation[0])  # "really not good"
            self.found[-1][1].append(self.negation[1])
            self.found[-1][5] = True
            self.negation = None
        elif len(word) > 2:  # "really is a good", yet not "really will be good"
            self.modifier = None


@cache
def _walker() -> Walker:
    """TextBlob’s lexicon object, read once."""
    from textblob import _text
    from textblob.en import sentiment

    len(sentiment)  # it reads itself when it is first asked for anything
    modifies = sentiment.modifiers
    known = {
        word: (*senses[None], any(map(senses.__contains__, modifies)), sentiment.labeler.get(word))
        for word, senses in dict.items(sentiment)
        if None in senses
    }
    smileys: dict[str, float] = {}
    for (_, weight), signs in _text.EMOTICONS.items():
        for sign in map(str.lower, signs):
            if not sign.isalpha() and len(sign) <= 5 and sign not in _text.PUNCTUATION:
                smileys.setdefault(sign, weight)
    telling = frozenset({*known, *smileys, *sentiment.negations, "!", "(!)"})
    return Walker(known, smileys, frozenset(sentiment.negations), telling)


@cache
def _small_words() -> frozenset[str]:
    return lexicons.words("sentiment", "negation", "reaches_over")


def placed(pieces: Iterable[Piece], cut: Sequence[Word]) -> list[tuple[int, int, Piece]]:
    """Each piece with the span from its first to its last word; exclamation marks stand outside of it."""
    found = []
    for piece in pieces:
        own = [cut[at] for at, word in zip(piece.at, piece.words, strict=True) if word != "!"]
        found.append((min(word.start for word in own), max(word.end for word in own), piece))
    return found
