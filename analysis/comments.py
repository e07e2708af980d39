"""Reader comments: who wrote which, when, in answer to whom, and what each repeats of others' words.

The segments say which pieces belong to which comment; this room reads them. A comment's text runs
from its first to its last paragraph, without name, date and furniture. `thread` is the discussion
under one document, the unit on which intervals cluster. `parent` is read only from what a page shows:
a line that names whom the comment answers, or a deeper indent; silence is not taken for an answer to
the comment above. Of a table of comments all this is given, and `thread` is the one that the table names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis import dates, tables
from analysis.corpus import Corpus, address
from analysis.segments import copies, people

QUOTED_WORDS = 4
"""Fewest words of a passage in quotation marks that count as a quotation of another passage."""

MOST_PLACES = 50
"""Passages remembered for a pair of words; commoner pairs tell passages apart by others."""
NEAREST = 5
"""Passages that share most pairs with a quotation and are compared with it word by word."""

ANSWERS = re.compile(
    r"(?:in reply to|replying to|in response to|reply to|replied to|@)\s*:?\s*(.{1,50})",
    re.IGNORECASE,
)
SAID = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)")


class Comment(NamedTuple):
    """A comment as the page shows it; offsets are those of its text."""

    comment: int
    start: int
    end: int
    author: str | None
    role: str | None
    date: str | None
    parent: int | None


class Piece(NamedTuple):
    """What this room needs of a segment of a comment."""

    start: int
    end: int
    kind: str
    words: str


class Sources:
    """Passages whose words a comment may repeat, found by the pairs of words that they hold."""

    def __init__(self, text: str):
        self.text = text
        self.passages: list[tuple[int, list[copies.Word]]] = []
        self.pairs: dict[tuple[str, str], list[int]] = {}

    def add(self, start: int, end: int) -> None:
        """Take a passage in."""
        words = copies.folded(self.text[start:end])
        for one, two in pairwise(words):
            places = self.pairs.setdefault((one.word, two.word), [])
            if len(places) < MOST_PLACES:
                places.append(len(self.passages))
        self.passages.append((start, words))

    def repeated(self, words: list[copies.Word]) -> tuple[int, int] | None:
        """The span of the passage that these words repeat, or nothing."""
        votes: Counter[int] = Counter()
        for one, two in pairwise(words):
            votes.update(set(self.pairs.get((one.word, two.word), ())))
        for number, shared in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:NEAREST]:
            start, source = self.passages[number]
            if 2 * shared >= len(words) - 1 and (span := copies.stretch(words, source)):
                return start + source[span[0]].start, start + source[span[1]].end
        return None


def find_comments(text: str, segments: pd.DataFrame) -> list[Comment]:
    """The comments of one text from its segments (columns start, end, kind, comment), in text order."""
    day_first = dates.day_first(text)
    found: list[Comment] = []
    latest: dict[str, int] = {}
    above: list[tuple[int, int]] = []
    for number, pieces in sorted(_by_comment(text, segments).items()):
        texts = [piece for piece in pieces if piece.kind == "comment"]
        indent = _indent(text, min(piece.start for piece in pieces))
        while above and above[-1][0] >= indent:
            above.pop()
        answered = [
            latest[name]
            for name in map(_answered, _said(pieces, "comment_label"))
            if name in latest
        ]
        outer = above[-1][1] if above else None
        author = next((people.bare_author(name) for name in _said(pieces, "comment_author")), None)
        role = next((_bare_role(role) for role in _said(pieces, "comment_role")), None)
        stamps = [
            dates.read_stamp(stamp.rstrip(",."), day_first)
            for stamp in _said(pieces, "comment_date")
        ]
        day = next((stamp.day.isoformat() for stamp in stamps if stamp and stamp.day), None)
        parent = answered[0] if answered else outer
        found.append(Comment(number, texts[0].start, texts[-1].end, author, role, day, parent))
        above.append((indent, number))
        if author:
            latest[author.lower()] = number
    return found


def comments(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """The table `comments`: one row is a reader comment."""
    rows: list[dict[str, Any]] = []
    told = [(name, given) for name in corpus if (given := corpus.given_comments(name)) is not None]
    names = {name for name, _ in told}
    for document, pieces in segments.groupby("document"):
        if document not in names:
            rows += _read(str(document), corpus[str(document)], pieces)
    read = tables.make("comments", rows)
    if not told:
        return read
    parts = [read, *(given_comments(name, given) for name, given in told)]
    whole = pd.concat([part for part in parts if len(part)] or [read], ignore_index=True)
    return whole.sort_values(["document", "comment"], ignore_index=True)


def given_comments(document: str, given: pd.DataFrame) -> pd.DataFrame:
    """The table `comments` of a table of comments, from the list of where each lies.

    Its thread is the one that the table names, else the whole table. Each comment is a text by itself: whose words it repeats
    isn't looked for, as a million may come from many pages.
    """
    threads = [document if pd.isna(one) else f"{document}/{one}" for one in given["thread"]]
    cells: dict[str, Any] = {
        name: given[name].tolist() for name in given.columns if name != "thread"
    }
    cells |= {"document": document, "thread": threads}
    return tables.columns("comments", cells, len(given))


def _read(document: str, text: str, pieces: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a page's comments."""
    sources = Sources(text)
    for start, end, kind in zip(pieces["start"], pieces["end"], pieces["kind"], strict=True):
        if kind in ("body", "list_item", "title"):
            sources.add(int(start), int(end))
    own = _by_comment(text, pieces)
    for comment in find_comments(text, pieces):
        paragraphs = [piece for piece in own[comment.comment] if piece.kind == "comment"]
        spans = [
            span
            for piece in paragraphs
            for span in find_quotes(text, piece.start, piece.end, sources)
        ]
        quotes = list(dict.fromkeys(address(document, *span) for span in spans))
        yield {"document": document, **comment._asdict(), "thread": document, "quotes": quotes}
        for piece in paragraphs:
            sources.add(piece.start, piece.end)


def find_quotes(text: str, start: int, end: int, sources: Sources) -> list[tuple[int, int]]:
    """The passages among the sources whose words a paragraph repeats: wholly, or within quotation marks."""
    return [source for _, source in quoted_places(text, start, end, sources)]


def quoted_places(
    text: str, start: int, end: int, sources: Sources
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where a paragraph repeats words of the sources, and the passages that it repeats."""
    whole = copies.folded(text[start:end])
    parts = [((start, end), whole)] if len(whole) > QUOTED_WORDS else []
    for match in SAID.finditer(text, start, end):
        words = copies.folded(match[1] or match[2] or match[3])
        if QUOTED_WORDS <= len(words) < len(whole):
            parts.append((match.span(), words))
    return [(place, span) for place, part in parts if (span := sources.repeated(part))]


def _by_comment(text: str, segments: pd.DataFrame) -> dict[int, list[Piece]]:
    """The pieces of each comment, in order."""
    found: dict[int, list[Piece]] = {}
    marked = segments[segments["comment"].notna()]
    columns = (marked[name] for name in ("comment", "start", "end", "kind"))
    for comment, start, end, kind in zip(*columns, strict=True):
        piece = Piece(int(start), int(end), kind, text[int(start) : int(end)])
        found.setdefault(int(comment), []).append(piece)
    return {number: sorted(pieces) for number, pieces in found.items()}


def _said(pieces: list[Piece], kind: str) -> list[str]:
    return [piece.words for piece in pieces if piece.kind == kind]


def _bare_role(printed: str) -> str:
    return printed.strip().rstrip(",").strip("()")


def _answered(label: str) -> str:
    """The name that a label of an answer holds, in small letters."""
    named = ANSWERS.search(label)
    return (named[1] if named else label).strip().lower()


def _indent(text: str, start: int) -> int:
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[line:start]
    return len(before[: len(before) - len(before.lstrip())].expandtabs(4))
