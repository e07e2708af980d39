"""What is wrong with a corpus, and what a researcher would want to know of it, all at once.

Faults stop the reading: what can't be read, codes that are refused, word lists that don't hold. Warnings may be mistakes: texts
saved twice or in part, damaged words, layouts that aren't known, what a text prints and the catalogue lacks. Notes are
what a reader of results should know: undated texts, proposed reforms. Each names its place and what to do.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from analysis import corpus, segments
from analysis.checking import alike, given, layout, spoilt
from analysis.checking.finding import (
    FAULT,
    NOTE,
    WARNING,
    Finding,
    frame,
    of_fault,
    of_sentence,
    ordered,
    records,
    told,
)
from analysis.corpus import Corpus, Fault

__all__ = [
    "FAULT",
    "NOTE",
    "WARNING",
    "Finding",
    "check",
    "look",
    "of_sentence",
    "ordered",
    "records",
    "told",
]

OF_TEXTS: tuple[Callable[[Corpus], Iterator[Finding]], ...] = (
    spoilt.mojibake,
    spoilt.printed_pages,
    given.undated,
    given.reforms,
    given.size,
)
OF_PIECES: tuple[Callable[[Corpus, pd.DataFrame], Iterator[Finding]], ...] = (
    given.counts,
    given.heads,
    alike.near_duplicates,
    layout.unrecognised,
    layout.empty,
    spoilt.languages,
)


def check(texts: Corpus | str | Path | None = None) -> pd.DataFrame:
    """Everything that is wrong with a corpus or worth knowing, one a row, faults first; empty where there is nothing.

    `texts` is a corpus that has been read, or its folder; without it the one that notebooks take. In a notebook the table shows
    itself, with an address where a finding has one.
    """
    from analysis import display  # noqa: F401 - shows tables with addresses

    place = texts.folder if isinstance(texts, Corpus) else corpus.chosen(texts)
    return frame(look(place)[0])


def look(place: Path) -> tuple[list[Finding], Corpus | None]:
    """All faults, warnings and notes of a folder, in this order, and the corpus that could be read from it."""
    read, faults = corpus.inspect(place)
    found = _of_reading(faults, read) + given.passed_over(place, read)
    if read is not None:
        found += given.codes(read) + given.lists(read)
        pieces = segments.segments(read)
        found += [one for look in OF_PIECES for one in look(read, pieces)]
        found += [one for look in OF_TEXTS for one in look(read)]
    return ordered(found), read


def _of_reading(faults: tuple[Fault, ...], read: Corpus | None) -> list[Finding]:
    rows = (
        [] if read is None else zip(read.documents["file"], read.documents["document"], strict=True)
    )
    documents = {str(file): str(document) for file, document in rows}
    return [of_fault(fault, documents) for fault in faults]
