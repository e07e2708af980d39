"""Words in context: every place where a word or phrase stands, between its neighbours.

A count says how often; the lines say what is meant. A phrase is found across line breaks, in singular and
plural, with straight or curly apostrophes; the span given back is exact in the untouched text.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.mistakes import InputError
from analysis.words.commenters import Commenters
from analysis.words.tokens import Token, find_words, keep_hyphen, singular, within

COLUMNS = ["document", "start", "end", "left", "keyword", "right", "voice", "comment"]
VOICES = ("author", "commenter", "quoted")
CONTEXT = 70
"""Characters shown on either side: about what a line holds beside the keyword at a usual width."""


class Piece(NamedTuple):
    """One word of a phrase that is looked for."""

    key: str
    prefix: bool
    exact_case: bool

    def fits(self, token: Token) -> bool:
        """Whether a token of a text is this word."""
        key = token.key if self.exact_case else token.key.lower()
        if self.prefix:
            return key.startswith(self.key)
        return key == self.key or singular(key) == singular(self.key)


class Phrase(NamedTuple):
    """A word or phrase that is looked for: `integrat*`, `ICS`, `came into effect`."""

    said: str
    pieces: tuple[Piece, ...]

    def find(self, tokens: list[Token]) -> Iterator[tuple[int, int]]:
        """Start and end of every place in a list of tokens where the phrase stands."""
        length, first = len(self.pieces), self.pieces[0]
        for at in range(len(tokens) - length + 1):
            if first.fits(tokens[at]) and (
                length == 1
                or all(piece.fits(tokens[at + step]) for step, piece in enumerate(self.pieces))
            ):
                yield tokens[at].start, tokens[at + length - 1].end


def phrase(said: str) -> Phrase:
    """A phrase as a researcher writes it; `ValueError` where it holds no word.

    A `*` at the end of a word stands for any ending, by itself for any one word. A word in capitals is an acronym and is found in
    capitals only, others in any case.

    >>> [piece.key for piece in phrase("integrat* care").pieces]
    ['integrat', 'care']
    >>> phrase("ICSs").pieces
    (Piece(key='ICS', prefix=False, exact_case=True),)
    """
    pieces: list[Piece] = []
    for word in said.split():
        stars = word.endswith("*")
        bare = word.rstrip("*")
        if stars and bare in ("", "£", "$", "€"):
            pieces.append(Piece(bare, True, False))
            continue
        for token in find_words(bare):
            acronym = token.kind == "acronym"
            pieces.append(Piece(token.key if acronym else token.key.lower(), False, acronym))
        if stars and pieces:
            pieces[-1] = pieces[-1]._replace(prefix=True)
    if not any(piece.key for piece in pieces):
        raise InputError(
            f"{said!r} holds no word to look for; write a word, a phrase, or a beginning such as integrat*."
        )
    return Phrase(said, tuple(pieces))


REACH = 8
"""Times the width that is read to either side: white space is folded before the rest is cut."""


def in_context(
    corpus: Corpus,
    sentences: pd.DataFrame,
    word_or_phrase: str,
    width: int = CONTEXT,
    comments: pd.DataFrame | None = None,
    voice: str | None = None,
) -> pd.DataFrame:
    """Keyword in context: one row is one place where the word or phrase stands in a sentence, of one voice if it is given.

    `left` and `right` are the rest of its sentence, cut at a word near `width` characters and marked
    with an ellipsis where cut. Pull-quotes repeat what the text says and are left out; sentences
    beyond those given (headings, furniture) aren't searched. Give the table `comments` and no commenter is named.
    """
    wanted, people = phrase(word_or_phrase), Commenters(corpus, comments)
    rows = []
    read = sentences[sentences["kind"] != "pull_quote"]
    if voice is not None:
        if voice not in VOICES:
            raise InputError(f"There is no voice {voice!r}; the voices are {', '.join(VOICES)}.")
        read = read[read["voice"] == voice]
    for document, group in read.groupby("document", sort=True):
        text = corpus[str(document)]
        kept = keep_hyphen(text)
        tokens = find_words(text, hyphened=kept)
        row: Any
        for row in group.sort_values("start").itertuples(index=False):
            for start, end in wanted.find(within(tokens, row.start, row.end)):
                # No more of a sentence of a whole book than what can be shown of it.
                first, last = (
                    max(row.start, start - REACH * width),
                    min(row.end, end + REACH * width),
                )
                ends = ((first, start), (start, end), (end, last))
                left, keyword, right = (people.shown(str(document), a, b, kept) for a, b in ends)
                left, right = cut(left, width, from_left=False), cut(right, width)
                rows.append((document, start, end, left, keyword, right, row.voice, row.comment))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"start": "Int64", "end": "Int64", "comment": "Int64"})


def cut(text: str, width: int, from_left: bool = True) -> str:
    """A text shortened at a word's edge to at most `width` characters and an ellipsis.

    >>> cut("the rest of the system", 12), cut("the rest of the system", 12, from_left=False)
    ('the rest of …', '… the system')
    """
    if len(text) <= width:
        return text
    if from_left:
        return (
            text[: text.rfind(" ", 0, width + 1)].rstrip() + " …"
            if " " in text[: width + 1]
            else text[:width] + "…"
        )
    tail = text[-width - 1 :]
    return "… " + tail[tail.find(" ") + 1 :] if " " in tail else "…" + text[-width:]
