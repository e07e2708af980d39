"""A table of comments as one text: the comments one after the other, and a list that says where each lies.

The table is read twice, row by row: first for everything that is wrong with it, for the order of day and month in its dates
and for which comment is which; then it is written. So a million rows need little more memory than one, and nothing is
written of a table that has a fault.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from analysis import dates
from analysis.corpus.stored import LISTED
from analysis.mistakes import InputError
from analysis.views import columns as naming
from analysis.views import sources
from analysis.views.sources import Source

MOST_FAULTS = 20
MOST_NAMED = 8
GAP = "\n\n"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LINE_ENDS = re.compile(r"[\x0b\x0c]")
UNPAIRED = re.compile(r"[\ud800-\udfff]")
ODD = re.compile(f"{CONTROL.pattern}|{LINE_ENDS.pattern}|{UNPAIRED.pattern}|^\ufeff")
EPOCH = re.compile(r"(\d{9,10})(?:\.\d{1,9})?|(\d{12,13})")
"""Seconds or milliseconds since 1970, as the exports of social media have them."""
PERHAPS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


class Table(NamedTuple):
    """A table that has been looked through: what its columns are, and what is known of it before it is written."""

    source: Source
    columns: Mapping[str, str]
    day_first: bool
    numbers: Mapping[str, int]
    """The number of each comment by its id, where the table says which comment answers which."""
    notes: tuple[str, ...]


class Told(NamedTuple):
    """A row's cells as words."""

    line: int
    text: str
    cells: dict[str, str]
    changed: bool


def look(path: Path, said: Mapping[str, str], encoding: str, limit: int) -> Table:
    """Look a table through; `ValueError` lists everything that is wrong with it."""
    source = sources.source(path, encoding, limit)
    columns = naming.chosen(source.fields, said)
    seen = _Seen(source.unit, "parent" in columns)
    for line, row in source.rows(list(columns.values())):
        seen.take(line, _told(line, row, columns))
    if seen.wrong:
        raise InputError(seen.faults())
    if not seen.comments:
        empty = f"the column {columns['text']!r} is empty in all {seen.empty} rows; name another in corpus.toml"
        raise InputError(
            f"holds no comments: {empty if seen.empty else 'there is no row; put some in'}"
        )
    notes = (*source.notes, *_chosen_note(columns, said), *seen.notes())
    return Table(source, columns, seen.votes >= 0, seen.numbers, notes)


class _Seen:
    """What was seen of a table's rows so far."""

    def __init__(self, unit: str, answers: bool):
        self.unit, self.answers = unit, answers
        self.wrong = self.empty = self.changed = self.comments = self.votes = 0
        self.numbers: dict[str, int] = {}
        self._named: list[str] = []

    def take(self, line: int, told: "Told | str") -> None:
        """One more row, or what is wrong with it."""
        if isinstance(told, str):
            self.wrong += 1
            if self.wrong <= MOST_FAULTS:
                self._named.append(f"{self.unit} {line}: {told}")
        elif not told.text:
            self.empty += 1
        else:
            self.comments += 1
            self.changed += told.changed
            self.votes += _vote(told.cells.get("date", ""))
            if self.answers and (own := told.cells["id"]):
                self.numbers.setdefault(own, self.comments)

    def faults(self) -> str:
        """All that is wrong with the rows, in a sentence."""
        more = f" (and {self.wrong - MOST_FAULTS} more)" if self.wrong > MOST_FAULTS else ""
        rows = "a row" if self.wrong == 1 else f"{self.wrong} rows"
        return f"has {rows} that can't be read: {'; '.join(self._named)}{more}; mend them or take them out"

    def notes(self) -> Iterator[str]:
        """What a reader should know of the rows."""
        if self.empty:
            yield f"has {_counted(self.empty, 'row')} without a text, left out of the view"
        if self.changed:
            texts = _counted(self.changed, "text")
            yield f"holds control characters in {texts}, which became spaces"


def _counted(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"


def write(table: Table, view: TextIO, listed: TextIO) -> list[str]:
    """Write the view and the list of its comments; gives further sentences that a reader should know."""
    out = csv.writer(listed, lineterminator="\n")
    out.writerow(LISTED)
    at = lost = 0
    undated: list[int] = []
    for number, told in enumerate(_rows(table), 1):
        if number > 1:
            at += view.write(GAP)
        start = at
        at += view.write(told.text)
        day = _day(told.cells.get("date", ""), table.day_first)
        if day is None:
            undated.append(told.line)
        parent = table.numbers.get(told.cells.get("parent", ""))
        lost += parent is None and bool(told.cells.get("parent"))
        shown = [told.cells.get(kind, "") for kind in ("author", "role")]
        thread = told.cells.get("thread", "")
        out.writerow(
            [start, at, number, *shown, day or "", thread, "" if parent is None else parent]
        )
    view.write("\n")
    return _write_notes(table, undated, lost)


def _write_notes(table: Table, undated: list[int], lost: int) -> list[str]:
    notes = []
    if undated:
        named = ", ".join(map(str, undated[:MOST_NAMED]))
        more = f" and {len(undated) - MOST_NAMED} more" if len(undated) > MOST_NAMED else ""
        what = (
            "a date that can't be read, which was"
            if len(undated) == 1
            else "dates that can't be read, which were"
        )
        notes.append(f"has {what} left out ({table.source.unit} {named}{more})")
    if lost:
        answers = _counted(lost, "answer")
        notes.append(f"has {answers} to comments that aren't in it (deleted, or of another file)")
    return notes


def _rows(table: Table) -> Iterator[Told]:
    """The rows with a text; what is wrong has been told before."""
    for line, row in table.source.rows(list(table.columns.values())):
        told = _told(line, row, table.columns)
        if isinstance(told, Told) and told.text:
            yield told


def _told(line: int, row: dict[str, Any] | str, columns: Mapping[str, str]) -> Told | str:
    """A row's cells as words, or what is wrong with it."""
    if isinstance(row, str):
        return row
    cells = {kind: sources.as_words(row.get(name)) for kind, name in columns.items()}
    if strange := [kind for kind, words in cells.items() if words is None]:
        return f"{columns[strange[0]]!r} holds something else than words"
    said = {kind: words or "" for kind, words in cells.items()}
    text = said.pop("text")
    clean = cleaned(text)
    folded = {kind: " ".join(cleaned(words).split()) for kind, words in said.items()}
    return Told(line, clean.strip(), folded, clean != text)


def cleaned(words: str) -> str:
    r"""Words without what no text has: controls become spaces, halves of characters the sign for one lost.

    >>> cleaned("a\0b\x0bc")
    'a b\nc'
    """
    if words.isprintable() or not ODD.search(words):
        return words
    return UNPAIRED.sub(
        "\ufffd", LINE_ENDS.sub("\n", CONTROL.sub(" ", words.removeprefix("\ufeff")))
    )


def _vote(date: str) -> int:
    """Whether a date has its day first (1), its month first (-1), or doesn't tell."""
    match = PERHAPS.match(date)
    if not match:
        return 0
    one, two = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return (one > 12 >= two) - (two > 12 >= one)


@lru_cache(maxsize=65536)
def _day(date: str, day_first: bool) -> str | None:
    """A date as a day; empty where there is none, nothing where it can't be read."""
    if not date:
        return ""
    if match := EPOCH.fullmatch(date):
        seconds = int(match[1]) if match[1] else int(match[2]) / 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    stamp = dates.read_stamp(date[:100], day_first)
    return stamp.day.isoformat() if stamp and stamp.day else None


def _chosen_note(columns: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    if said:
        return []
    taken = ", ".join(f"{name!r} as {kind}" for kind, name in columns.items())
    return [
        f"had its columns taken by their names: {taken}; if that is wrong, write {naming.written(columns)} into its entry in corpus.toml"
    ]
