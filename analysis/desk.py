"""The coding desk: sheets and projects handed out and taken in, and how far coders agree, as lines for the command line."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import coding, comments, exchange, segments, sentences, templates, topics
from analysis.corpus import Corpus
from analysis.mistakes import InputError

PROJECT = ".qdpx"
MOST_BYTES = 500_000_000
"""Of a project on disk; what is read of it is bounded again, file by file."""


def hand_out(corpus: Corpus, given: argparse.Namespace) -> Iterator[str]:
    """Write a sheet as CSV and as a page into a folder; nothing that stands there already is overwritten."""
    coding.check_label(given.coder)
    to = Path(given.to)
    if to.resolve().is_relative_to(corpus.folder.resolve()):
        raise InputError(f"{to} lies in the corpus itself; name another folder for the sheet.")
    pieces = segments.segments(corpus)
    sheet = coding.sheet(
        corpus,
        comments.comments(corpus, pieces),
        coding.claims(corpus),
        sentences.sentences(corpus, pieces),
        given.coder,
        given.seed,
        given.minutes or None,
    )
    if not sheet.items:
        raise InputError(
            f"{corpus.folder} holds no comments and no claims; there is nothing to code."
        )
    made = {
        to / f"sheet-{given.coder}.csv": coding.as_csv(sheet),
        to / f"sheet-{given.coder}.html": coding.as_html(sheet, templates.render("sheet.html")),
    }
    if there := [path.name for path in made if path.exists()]:
        raise InputError(
            f"{to} already holds {', '.join(there)}, perhaps filled in; move it away or name another folder."
        )
    to.mkdir(parents=True, exist_ok=True)
    for path, text in made.items():
        path.write_bytes(text.encode("utf-8"))
        yield str(path)
    yield f"{sheet.about[0].upper()}{sheet.about[1:]}. Fill in one of the two; then: codes in SHEET {corpus.folder}"


def take_in(corpus: Corpus, given: argparse.Namespace) -> Iterator[str]:
    """Take a filled sheet or a project in, or raise `SheetError` with all that is wrong with it."""
    path = Path(given.sheet)
    if not path.is_file():
        raise InputError(f"There is no file {path}; give the filled CSV, or a project (.qdpx).")
    if path.suffix.lower() == PROJECT:
        yield from _take_project(corpus, path, given)
        return
    remarks = comments.comments(corpus, segments.segments(corpus))
    taken = coding.take(
        corpus, remarks, path.name, path.read_bytes(), given.coder, given.kind, given.replace
    )
    if not taken.filled:
        raise InputError(f"{path.name} holds no code yet; fill in a row and take it in again.")
    for written in coding.write(corpus, taken, given.kind):
        yield str(written)
    yield f"{taken.coder}: {taken.about}"


def _take_project(corpus: Corpus, path: Path, given: argparse.Namespace) -> Iterator[str]:
    if not given.coder:
        raise InputError(
            f"{path.name} is a project; say with --coder who coded in it, by a label such as reader-1."
        )
    if (size := path.stat().st_size) > MOST_BYTES:
        raise InputError(f"{path.name} has {size:,} bytes; {MOST_BYTES:,} are the most.")
    how = given.kind, given.replace, given.everything
    taken, notes = exchange.take_project(corpus, path.name, path.read_bytes(), given.coder, *how)
    yield from notes
    if not taken.filled:
        raise InputError(f"{path.name} holds no code of {given.coder} that could be taken in.")
    for written in coding.write(corpus, taken, given.kind, "a REFI-QDA project"):
        yield str(written)
    before = f"; {taken.kept} from before stay" if taken.kept else ""
    yield f"{taken.coder}: {taken.filled} coded claims and comments taken in, {taken.changed} replaced{before}."


def export(corpus: Corpus, given: argparse.Namespace) -> Iterator[str]:
    """Write a corpus with its codes as a REFI-QDA project; a file that stands there already is not overwritten."""
    to = Path(given.to)
    if to.suffix.lower() != PROJECT:
        raise InputError(f"{to} doesn't end with {PROJECT}; name a file such as codes{PROJECT}.")
    if to.resolve().is_relative_to(corpus.folder.resolve()):
        raise InputError(f"{to} lies in the corpus itself; name another folder.")
    if to.exists():
        raise InputError(
            f"{to} is there already, perhaps with codes in it; move it away or name another file."
        )
    if given.coder and given.coder not in {coding.SETTLED, *coding.coders(corpus)}:
        known = ", ".join(coding.coders(corpus)) or "nobody"
        raise InputError(f"{given.coder} has coded nothing here; codes/coders.toml names {known}.")
    made = exchange.project(corpus, given.coder, not given.no_codes)
    to.parent.mkdir(parents=True, exist_ok=True)
    new = to.with_suffix(f"{PROJECT}.new")
    new.write_bytes(made)
    new.replace(to)
    yield str(to)
    yield f"NVivo, ATLAS.ti and MAXQDA import it; then: codes in FILE{PROJECT} {corpus.folder} --coder LABEL"


def compare(corpus: Corpus, given: argparse.Namespace) -> Iterator[str]:
    """Agreement of every pair of coders, a line a code."""
    table = coding.agreement(corpus, comments.comments(corpus, segments.segments(corpus)))
    if table.empty:
        raise InputError(
            f"{corpus.folder} has no two coders who coded the same; take in a second coder's sheet."
        )
    key: Any
    for key, group in table.groupby(["first", "second", "coders"], sort=False):
        first, second, who = key
        yield f"{first} and {second} ({who}); 95% intervals bootstrapped by unit"
        row: Any
        for row in group.itertuples(index=False):
            yield (
                f"  {row.table}.{row.code}: {row.units} units, equal {row.equal:.0%}, alpha {_figure(row.alpha, row.alpha_low, row.alpha_high)}, "
                f"kappa {_figure(row.kappa, row.kappa_low, row.kappa_high)}; by document: {row.by_document}{'; ' + row.note if row.note else ''}"
            )


def hand_out_topics(corpus: Corpus, given: argparse.Namespace) -> Iterator[str]:
    """Write `codes/topics.csv`, a row a topic; what stands in it already is kept."""
    pieces = segments.segments(corpus)
    tried = topics.verdict(corpus, pieces) if given.topics is None else None
    number = given.topics or (tried.best if tried else None)
    if number is None:
        raise InputError(f"{corpus.folder}: {tried.note if tried else ''}")
    found = topics.topics(corpus, pieces, number, method=tried.method if tried else "nmf")
    if found.words.empty:
        raise InputError(f"{corpus.folder}: {found.note}")
    path = corpus.folder / topics.FILE
    content = topics.sheet(corpus, found)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode("utf-8"))
    yield str(path)
    yield f"{number} topics; write a label, keep or reject, and why, then run 03_topics again."


def _figure(value: Any, low: Any, high: Any) -> str:
    """A figure with its bounds, where it has any."""
    if pd.isna(value):
        return "undefined"
    return f"{value:.2f}" + ("" if pd.isna(low) else f" [{low:.2f}, {high:.2f}]")
