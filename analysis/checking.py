"""What is wrong with a corpus beyond its catalogue, and what a researcher would want to know of it.

Codes that are refused and themes that can't be read are faults; files that were passed over, titles that a text prints and the
catalogue lacks, and pages that state another number of comments than was found are warnings, each with what to do.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import coding, comments, dates, findings, segments, sentiment, topics, words
from analysis.corpus import Corpus, CorpusError, address, catalogue, files
from analysis.segments import forms

MOST_NAMED = 8
PRINTED = {"title": "title", "byline": "author", "date": "published"}
"""Pieces of an article's head, and what the catalogue calls what they say."""

BY = re.compile(r"^(?:(?:words )?by|author:) ", re.IGNORECASE)


class Found(NamedTuple):
    """Sentences on what is wrong, and on what may be."""

    faults: list[str]
    warnings: list[str]


def look(place: Path, read: Corpus | None) -> Found:
    """All faults and warnings of a folder and of the corpus that could be read from it."""
    warnings = _passed_over(place, read)
    if read is None:
        return Found([], warnings)
    pieces = segments.segments(read)
    faults = _code_faults(read) + _list_faults(read)
    return Found(faults, warnings + _count_warnings(read, pieces) + _head_warnings(read, pieces))


def _code_faults(read: Corpus) -> list[str]:
    """What is wrong with a corpus's codes."""
    try:
        return coding.faults(read)
    except CorpusError as error:
        return [str(fault) for fault in error.faults]


def _list_faults(read: Corpus) -> list[str]:
    """What is wrong with a corpus's own word lists: its themes, its choices of words, its terms of the field, its judgements of topics."""
    readers: tuple[Callable[[Corpus], object], ...] = (
        words.themes,
        words.choices,
        sentiment.terms,
        topics.read_judgements,
    )
    found: list[str] = []
    for reader in readers:
        try:
            reader(read)
        except ValueError as error:
            found += str(error).splitlines()
    # Findings belong to themes: what is wrong with the themes is said once.
    return found or _finding_faults(read)


def _finding_faults(read: Corpus) -> list[str]:
    try:
        return findings.faults(read)
    except CorpusError as error:
        return [str(fault) for fault in error.faults]


def _passed_over(place: Path, read: Corpus | None) -> list[str]:
    """The files of a folder that were not read because of what their names end with."""
    if not place.is_dir():
        return []
    known = {
        *files.listed(place),
        "corpus.toml",
        "domain.toml",
        findings.FILE,
        "reforms.toml",
        "themes.toml",
        "words.toml",
    }
    known |= set() if read is None else set(read.documents["file"])
    over = sorted(
        path.name
        for path in place.iterdir()
        if path.is_file() and path.name not in known and not path.name.startswith((".", "~"))
        if not path.name.lower().startswith(files.NOT_TEXTS)
    )
    if not over:
        return []
    names = ", ".join(over[:MOST_NAMED])
    names += f" and {len(over) - MOST_NAMED} more" if len(over) > MOST_NAMED else ""
    suffixes = ", ".join(sorted(files.READ_SUFFIXES - {""}))
    return [
        f"{names} {'was' if len(over) == 1 else 'were'} not read; a text is a file that ends with {suffixes} or "
        "nothing, so save as one of these what should be read."
    ]


def _head_warnings(read: Corpus, pieces: pd.DataFrame) -> list[str]:
    """What texts print of their title, author and day that the catalogue lacks, with the lines to add to it."""
    named = {entry.file for entry in catalogue.read(read.folder).entries}
    warnings = []
    for document, own in pieces.groupby("document", sort=False):
        entry = read.entry(str(document))
        printed = _head(read[entry.id], own)
        found = {kind: printed[kind] for kind in printed if not getattr(entry, PRINTED[kind])}
        if not found:
            continue
        kinds = [f"a {kind} ({address(entry.id, *span[:2])})" for kind, span in found.items()]
        listed = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
        new = entry.file not in named
        values = {"id": entry.id, "file": entry.file} if new else {}
        values |= {PRINTED[kind]: span[2] for kind, span in found.items()}
        values |= {"published_basis": "stated"} if "date" in found else {}
        # What JSON writes in quotation marks, TOML reads.
        lines = [f"{key} = {json.dumps(said, ensure_ascii=False)}" for key, said in values.items()]
        lines = ["[[document]]", *lines] if new else lines
        warnings.append(
            f"{entry.file} prints {listed} that corpus.toml doesn't give; if that is right, write {'there' if new else 'into its entry'}:"
            + "".join(f"\n  {line}" for line in lines)
        )
    return warnings


def _head(text: str, pieces: pd.DataFrame) -> dict[str, tuple[int, int, str]]:
    """The first title, byline and readable date above an article's text: start, end and what to write."""
    found: dict[str, tuple[int, int, str]] = {}
    for kind, start, end in zip(pieces["kind"], pieces["start"], pieces["end"], strict=True):
        words = " ".join(text[start:end].split())
        if kind in ("body", "list_item", "comment"):
            break
        if kind == "date":
            stamp = dates.read_stamp(words, dates.day_first(text))
            words = stamp.day.isoformat() if stamp and stamp.day else ""
        if kind in PRINTED and words:
            found.setdefault(kind, (start, end, BY.sub("", words)))
    return {kind: found[kind] for kind in PRINTED if kind in found}


def _count_warnings(read: Corpus, pieces: pd.DataFrame) -> list[str]:
    """Where a page states another number of comments than was found in it."""
    found = comments.comments(read, pieces)["document"].value_counts()
    headings = pieces[pieces["kind"] == "comments_heading"]
    said = []
    for document in read:
        own = headings[headings["document"] == document]
        places = list(zip(own["start"], own["end"], strict=True))
        counts = [forms.comments_heading(read[document][start:end])[1] for start, end in places]
        stated = sum(count for count in counts if count is not None)
        there = int(found.get(document, 0))
        if any(count is not None for count in counts) and stated != there:
            said.append(
                f"{read.entry(document).file} states {stated} comments, but {there} were found in it; look at "
                f"how it was cut around {document}:{places[0][0]}-{places[0][1]}."
            )
    return said
