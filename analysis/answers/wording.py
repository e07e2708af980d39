"""Small pieces of prose and tables that every answer needs: counted nouns, lists, labels and places."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis import coding, display
from analysis.corpus import Corpus
from analysis.words import cut, shown

LABEL = 60
"""Characters of a title that a table shows: enough to tell texts apart, short enough for a column."""

MOST_COLUMNS = 12
"""Texts that a table shows side by side; of more, it shows totals only."""


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A counted noun.

    >>> count(1, "text"), count(13, "comment"), count(0, "reply", "replies")
    ('1 text', '13 comments', '0 replies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def among(number: int, total: int, noun: str) -> str:
    """A part of a whole that says how large the whole is.

    >>> among(4, 5, "text"), among(5, 5, "text"), among(1, 1, "text")
    ('4 of 5 texts', 'all 5 texts', 'the one text')
    >>> among(2, 2, "text"), among(0, 5, "text"), among(0, 0, "comment")
    ('both texts', 'none of 5 texts', 'no comment')
    """
    if not number:
        return f"none of {count(total, noun)}" if total else f"no {noun}"
    if number == total:
        return {1: f"the one {noun}", 2: f"both {noun}s"}.get(total, f"all {count(total, noun)}")
    return f"{number} of {count(total, noun)}"


def listed(words: Iterable[str]) -> str:
    """Words in a sentence.

    >>> listed(["care", "NHS", "systems"]), listed(["care"])
    ('care, NHS and systems', 'care')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table one by one, their cells by name."""
    return frame.itertuples(index=False)


def label(corpus: Corpus, document: str) -> str:
    """A text's title, short, with the year in which it appeared."""
    days = corpus.published(document)
    year = f" ({days.first.year})" if days and days.first else ""
    return cut(corpus.label(document), LABEL) + year


def columns(corpus: Corpus) -> dict[str, str]:
    """What the column of each text is called in a wide table, by publication; none where there are too many.

    Two texts of one title are told apart by their identifiers.
    """
    if len(corpus) > MOST_COLUMNS:
        return {}
    called = {name: label(corpus, name) for name in corpus.by_publication}
    shared = {title for title, number in Counter(called.values()).items() if number > 1}
    return {
        name: f"{title} [{name}]" if title in shared else title for name, title in called.items()
    }


def places(corpus: Corpus, frame: pd.DataFrame) -> pd.DataFrame:
    """A table for people: `document`, `start`, `end` become `text`, a title, and `where`, a link."""
    rest = frame.drop(columns=["document", "start", "end"])
    where = [
        display.link(*span)
        for span in zip(frame["document"], frame["start"], frame["end"], strict=True)
    ]
    called = {document: label(corpus, document) for document in frame["document"].unique()}
    titles = [called[document] for document in frame["document"]]
    rest.insert(0, "text", pd.Series(titles, index=rest.index, dtype="object"))
    rest["where"] = pd.Series(where, index=rest.index, dtype="object")
    return rest


def quoted(corpus: Corpus, document: str, start: int, end: int) -> str:
    """A passage of an author in quotation marks with its address, for computed prose."""
    return f"“{display.plain(shown(corpus[document], start, end))}” ({display.link(document, start, end)})"


def coders_said(corpus: Corpus) -> str:
    """Who made the settled codes, in a sentence; nothing where there are none."""
    settled = coding.coders(corpus).get("settled")
    if not settled:
        return "Who made the settled codes is not said (codes/coders.toml has no entry for them)."
    if settled.get("kind") == "person":
        return f"The settled codes are the work of a person: {display.plain(settled.get('about', 'not described'))}."
    return "The settled codes are the work of automated coders; no person has checked them yet."
