"""Reader comments: who wrote which, when, in answer to whom, and what each repeats of others' words.

The segments say which pieces belong to which comment; this room reads them. A comment's text runs
from its first to its last paragraph, without name, date and furniture. `thread` is the discussion
under one document, the unit on which intervals cluster. `parent` is read only from what a page shows:
a line that names whom the comment answers, or a deeper indent; silence is not taken for an answer to
the comment above.
"""

import re
from typing import NamedTuple

import pandas as pd

from analysis import dates, tables
from analysis.corpus import Corpus, address
from analysis.segments import copies, people

QUOTED_WORDS = 4
"""Fewest words of a passage in quotation marks that count as a quotation of another passage."""

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


class Passage(NamedTuple):
    """Words that a comment may repeat, with where they stand."""

    start: int
    end: int
    words: list[copies.Word]


def find_comments(text: str, segments: pd.DataFrame) -> list[Comment]:
    """The comments of one text from its segments (columns start, end, kind, comment), in text order."""
    day_first = dates.day_first(text)
    found: list[Comment] = []
    indents: list[int] = []
    marked = segments[segments["comment"].notna()]
    for number in sorted({int(number) for number in marked["comment"]}):
        pieces = marked[marked["comment"] == number]
        texts = pieces[pieces["kind"] == "comment"]
        said = {
            kind: [text[s:e] for s, e in zip(part["start"], part["end"], strict=True)]
            for kind, part in pieces.groupby("kind")
        }
        printed = [people.bare_author(name) for name in said.get("comment_author", [])]
        roles = [role.strip().rstrip(",").strip("()") for role in said.get("comment_role", [])]
        stamps = [dates.read_stamp(stamp, day_first) for stamp in said.get("comment_date", [])]
        days = [stamp.day.isoformat() for stamp in stamps if stamp and stamp.day]
        indent = _indent(text, int(pieces["start"].min()))
        found.append(
            Comment(
                number,
                int(texts["start"].min()),
                int(texts["end"].max()),
                printed[0] if printed else None,
                roles[0] if roles else None,
                days[0] if days else None,
                _parent(said.get("comment_label", []), indent, found, indents),
            )
        )
        indents.append(indent)
    return found


def comments(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """The table `comments`: one row is a reader comment."""
    rows = []
    for document in corpus:
        text = corpus[document]
        pieces = segments[segments["document"] == document]
        found = find_comments(text, pieces)
        sources = [
            _passage(text, s, e)
            for s, e, kind in zip(pieces["start"], pieces["end"], pieces["kind"], strict=True)
            if kind in ("body", "list_item", "title")
        ]
        for comment in found:
            own = pieces[(pieces["comment"] == comment.comment) & (pieces["kind"] == "comment")]
            quotes = [
                address(document, *span)
                for start, end in zip(own["start"], own["end"], strict=True)
                for span in find_quotes(text, start, end, sources)
            ]
            rows.append(
                {
                    "document": document,
                    **comment._asdict(),
                    "thread": document,
                    "quotes": list(dict.fromkeys(quotes)),
                }
            )
            sources += [_passage(text, s, e) for s, e in zip(own["start"], own["end"], strict=True)]
    return tables.make("comments", rows)


def find_quotes(text: str, start: int, end: int, sources: list[Passage]) -> list[tuple[int, int]]:
    """The passages among the sources whose words a paragraph repeats: wholly, or within quotation marks."""
    whole = copies.folded(text[start:end])
    parts = [whole] if len(whole) > QUOTED_WORDS else []
    parts += [
        words
        for match in SAID.finditer(text, start, end)
        if QUOTED_WORDS
        <= len(words := copies.folded(match[1] or match[2] or match[3]))
        < len(whole)
    ]
    found = []
    for part in parts:
        for source in sources:
            if span := copies.stretch(part, source.words):
                first, last = source.words[span[0]], source.words[span[1]]
                found.append((source.start + first.start, source.start + last.end))
                break
    return found


def _passage(text: str, start: int, end: int) -> Passage:
    return Passage(int(start), int(end), copies.folded(text[start:end]))


def _indent(text: str, start: int) -> int:
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[line:start]
    return len(before[: len(before) - len(before.lstrip())].expandtabs(4))


def _parent(
    labels: list[str], indent: int, before: list[Comment], indents: list[int]
) -> int | None:
    """The number of the comment that a label names, else of the last one that stands further out."""
    for label in labels:
        named = ANSWERS.search(label)
        name = (named[1] if named else label).strip().lower()
        for other in reversed(before):
            if other.author and other.author.lower() == name:
                return other.comment
    if indents and indent > min(indents):
        return next(
            (
                other.comment
                for other, where in zip(reversed(before), reversed(indents), strict=True)
                if where < indent
            ),
            None,
        )
    return None
