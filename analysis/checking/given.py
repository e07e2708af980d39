"""What is wrong with what a researcher gave: codes, word lists, files, and what the catalogue lacks."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from analysis import coding, comments, dates, findings, sentiment, topics, words
from analysis.checking.finding import FAULT, NOTE, WARNING, Finding, of_sentence, placed
from analysis.corpus import Corpus, CorpusError, address, catalogue, files
from analysis.segments import Piece, forms
from analysis.segments.printed import Printed, printed
from analysis.words.reforms import Name, names

MOST_NAMED = 8
PART = 200_000
"""Characters of a text that are looked through at once for the names of reforms."""
TABLES = frozenset({".csv", ".jsonl", ".parquet"})
"""What tables of comments end with."""
PRINTED = {"title": "title", "byline": "author", "date": "published"}
"""Pieces of an article's head, and what the catalogue calls what they say."""


def codes(read: Corpus) -> list[Finding]:
    """What is wrong with a corpus's codes."""
    try:
        said = coding.faults(read)
    except CorpusError as error:
        said = [str(fault) for fault in error.faults]
    return [of_sentence(one, "codes", FAULT) for one in said]


def lists(read: Corpus) -> list[Finding]:
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
    return [of_sentence(one, "lists", FAULT) for one in found or _finding_faults(read)]


def _finding_faults(read: Corpus) -> list[str]:
    try:
        return findings.faults(read)
    except CorpusError as error:
        return [str(fault) for fault in error.faults]


def passed_over(place: Path, read: Corpus | None) -> list[Finding]:
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
    listed = ", ".join(over[:MOST_NAMED])
    listed += f" and {len(over) - MOST_NAMED} more" if len(over) > MOST_NAMED else ""
    suffixes = ", ".join(sorted((files.READ_SUFFIXES | files.VIEWED_SUFFIXES) - {"", *TABLES}))
    tables = any(Path(name).suffix.lower() in TABLES for name in over)
    also = ", and a table of comments is read once `jam-tomorrow new` has stored its text"
    remedy = (
        f"a text is a file that ends with {suffixes} or nothing, so save as one of these what should be read"
        + (also if tables else "")
    )
    said = f"{listed} {'was' if len(over) == 1 else 'were'} not read"
    return [Finding(over[0], "", None, None, "passed over", WARNING, said, remedy)]


def heads(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """What texts print of their title, author and day that the catalogue lacks, with the lines to add to it."""
    named = {entry.file for entry in catalogue.read(read.folder).entries}
    for document, own in pieces.groupby("document", sort=False):
        entry = read.entry(str(document))
        columns = (own[name] for name in ("start", "end", "kind", "rule"))
        rows = (
            Piece(int(a), int(b), str(k), None, str(r)) for a, b, k, r in zip(*columns, strict=True)
        )
        said = printed(read[entry.id], rows)
        yield from _contradicted(read, entry, said.get("date"))
        found = {
            kind: one
            for kind, one in said.items()
            if not getattr(entry, PRINTED[kind]) and one.said
        }
        if found:
            first = next(iter(found.values()))
            kinds = [f"a {kind} ({address(entry.id, *one[:2])})" for kind, one in found.items()]
            listed = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
            lines, where = _lines(entry, found, entry.file not in named)
            yield Finding(
                entry.file,
                entry.id,
                first.start,
                first.end,
                "head",
                WARNING,
                f"{entry.file} prints {listed} that corpus.toml doesn't give",
                f"if that is right, write {where}:" + "".join(f"\n  {line}" for line in lines),
            )


def _contradicted(read: Corpus, entry: catalogue.Entry, day: Printed | None) -> Iterator[Finding]:
    """A day that the catalogue says is stated, and that isn't the one which the text prints."""
    if day is None or not day.said or entry.published_basis != "stated" or not entry.published:
        return
    said, printed_day = dates.interval(entry.published), date.fromisoformat(day.said)
    if not ((said.first or date.min) <= printed_day <= (said.last or date.max)):
        yield placed(
            read, entry.id, day[:2], "date", f"prints {day.said}, and corpus.toml says that {entry.published} is stated",
            "mend the date, or say in published_basis how the other one is known",
        )  # fmt: skip


def _lines(entry: catalogue.Entry, found: dict[str, Printed], new: bool) -> tuple[list[str], str]:
    """The lines that a catalogue lacks, and where they belong."""
    values = {"id": entry.id, "file": entry.file} if new else {}
    values |= {PRINTED[kind]: one.said for kind, one in found.items()}
    values |= {"published_basis": "stated"} if "date" in found else {}
    # What JSON writes in quotation marks, TOML reads.
    lines = [f"{key} = {json.dumps(said, ensure_ascii=False)}" for key, said in values.items()]
    return (["[[document]]", *lines], "there") if new else (lines, "into its entry")


def counts(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """Where a page states another number of comments than was found in it."""
    found = comments.comments(read, pieces)["document"].value_counts()
    headings = pieces[pieces["kind"] == "comments_heading"]
    for document in headings["document"].unique():
        own = headings[headings["document"] == document]
        places = [(int(a), int(b)) for a, b in zip(own["start"], own["end"], strict=True)]
        numbers = [forms.comments_heading(read[document][start:end])[1] for start, end in places]
        stated = sum(number for number in numbers if number is not None)
        there = int(found.get(document, 0))
        if any(number is not None for number in numbers) and stated != there:
            file = read.entry(document).file
            yield Finding(
                file,
                document,
                *places[0],
                "comment count",
                WARNING,
                f"{file} states {stated} comments, but {there} were found in it",
                f"look at how it was cut around {address(document, *places[0])}",
            )


def undated(read: Corpus) -> Iterator[Finding]:
    """The texts whose day isn't known; the comments of a table have days of their own."""
    for document in read:
        entry = read.entry(document)
        if not entry.published and Path(entry.file).suffix.lower() not in TABLES:
            remedy = (
                "write published into its entry in corpus.toml if you know it, and published_basis"
            )
            yield placed(read, document, None, "undated", "is undated", remedy, NOTE)


def reforms(read: Corpus) -> Iterator[Finding]:
    """Whether any text names a reform, and which are only proposed."""
    if waiting := [reform.id for reform in read.reforms.values() if reform.candidate]:
        listed = ", ".join(waiting[:MOST_NAMED]) + (" …" if len(waiting) > MOST_NAMED else "")
        yield Finding(
            "reforms.toml", "", None, None, "candidates", NOTE,
            f"reforms.toml has {len(waiting)} candidate{'' if len(waiting) == 1 else 's'} that nobody has kept or deleted ({listed})",
            "take out `candidate = true` where one is a reform, delete the others",
        )  # fmt: skip
    known = names(read)
    if not any(_named(text, known) for text in read.texts.values() if known):
        what = (
            "no text names a reform of reforms.toml"
            if known
            else "no reform is named in reforms.toml"
        )
        yield Finding(
            "reforms.toml", "", None, None, "no reform", NOTE, what,
            "write there what your texts call it; claims and mentions are found by these names",
        )  # fmt: skip


def _named(text: str, known: list[Name]) -> bool:
    """Whether a text names a reform; a long one is read part by part."""
    parts = (words.find_words(text[at : at + PART]) for at in range(0, len(text), PART))
    return any(True for tokens in parts for name in known for _ in name.phrase.find(tokens))


def size(read: Corpus) -> Iterator[Finding]:
    """Whether there is anything to compare."""
    if len(read) == 1:
        yield Finding(
            "", "", None, None, "one text", NOTE, "the corpus holds one text, so nothing can be compared across texts",
            "add others, or read its results as those of this text alone",
        )  # fmt: skip
