"""Words of comments for people to read, without the names of those who wrote them.

Tables and figures call a commenter by number, but commenters call each other by name ("@Jo1984, you are
wrong"). What is shown of a comment therefore passes through here: where it repeats the name of somebody
who comments under the same text, "comment N" stands instead. The source and the addresses stay as
they are, and so do the words of authors.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.words.tokens import keep_hyphen, shown

SHORTEST = 3
"""Letters of a single word that is taken for a name without an @ before it: shorter ones are initials or acronyms."""


class Place(NamedTuple):
    """Where a commenter's name stands in a text, and the first comment under that name."""

    start: int
    end: int
    comment: int


class Commenters:
    """The commenters of a corpus, by the table `comments`; without it no name is known and none is replaced."""

    def __init__(self, corpus: Corpus, comments: pd.DataFrame | None = None):
        self._corpus = corpus
        self._spans: dict[str, list[tuple[int, int, int]]] = {}
        self._names: dict[str, dict[str, int]] = {}
        self._places: dict[str, list[Place]] = {}
        known = [] if comments is None else comments.to_dict("records")
        for row in sorted(known, key=lambda row: (row["document"], row["start"])):
            span = (int(row["start"]), int(row["end"]), int(row["comment"]))
            self._spans.setdefault(row["document"], []).append(span)
            name = "" if pd.isna(row["author"]) else _folded(row["author"])
            # Who wrote the article and answers below it has signed it: that name is no secret.
            if name and name.lower() != _folded(corpus.entry(row["document"]).author).lower():
                self._names.setdefault(row["document"], {}).setdefault(name, int(row["comment"]))

    def shown(
        self,
        document: str,
        start: int,
        end: int,
        hyphened: frozenset[str] | None = None,
        aside: bool = False,
    ) -> str:
        """A span on one line as `words.shown` gives it, with "comment N" for a name where a comment is shown.

        `aside` says that the span is nobody's prose, such as "In reply to Jo", and has its names replaced too.
        """
        text = self._corpus[document]
        hidden = (
            self._hidden(document, start, end) if aside or self._said(document, start, end) else []
        )
        if not hidden:
            return shown(text, start, end, hyphened)
        pieces, at = [], start
        for place in hidden:
            pieces += [text[at : place.start], f"comment {place.comment}"]
            at = place.end
        words = "".join([*pieces, text[at:end]])
        return shown(words, 0, len(words), keep_hyphen(text) if hyphened is None else hyphened)

    def comment(self, document: str, start: int, end: int) -> int | None:
        """The number of the comment that holds a span; nothing where an author speaks."""
        spans = self._spans.get(document, [])
        at = bisect_right(spans, (start, float("inf"))) - 1
        return spans[at][2] if at >= 0 and end <= spans[at][1] else None

    def _said(self, document: str, start: int, end: int) -> bool:
        """Whether a span lies, wholly or in part, in a comment."""
        spans = self._spans.get(document, [])
        at = bisect_right(spans, (end - 1, float("inf"))) - 1
        return at >= 0 and start < spans[at][1]

    def _hidden(self, document: str, start: int, end: int) -> list[Place]:
        if document not in self._places:
            self._places[document] = list(
                _places(self._corpus[document], self._names.get(document, {}))
            )
        return [
            place for place in self._places[document] if place.start < end and start < place.end
        ]


def _folded(name: str) -> str:
    """A name as it is compared: white space folded, without the @ of a handle."""
    return " ".join(str(name).split()).lstrip("@").strip()


def _places(text: str, names: dict[str, int]) -> Iterable[Place]:
    """Where the names stand: after an @ or of several words in any case, a single word as it is written."""
    if not names:
        return
    ordered = sorted(names, key=lambda name: (-len(name), name))
    anywhere = [_spaced(name) for name in ordered if " " in name]
    alone = [_spaced(name) for name in ordered if " " not in name and _is_telling(name, text)]
    handles = "|".join(_spaced(name) for name in ordered)
    pattern = rf"(?<!\w)(?:@\s?(?i:{handles})"
    pattern += rf"|(?i:{'|'.join(anywhere)})" if anywhere else ""
    pattern += rf"|(?:{'|'.join(alone)})" if alone else ""
    number = {name.lower(): comment for name, comment in reversed(names.items())}
    for match in re.finditer(rf"{pattern})(?!\w)", text):
        yield Place(match.start(), match.end(), number[_folded(match[0]).lower()])


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _is_telling(name: str, text: str) -> bool:
    """Whether a single word is a name wherever it stands: no word that the text also writes small ("Nurse", "Will")."""
    if len(name) < SHORTEST:
        return False
    if not name.isalpha():
        return True
    small = name.lower()
    return name != small and not re.search(rf"(?<!\w){re.escape(small)}s?(?!\w)", text)
