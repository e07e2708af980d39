"""The files of a folder that its catalogue doesn't name yet, and what each of them states of itself."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from analysis import views
from analysis.corpus import Corpus, Fault, catalogue, files, identifier_of, is_writable
from analysis.corpus.catalogue import Catalogue, Entry
from analysis.mistakes import InputError
from analysis.segments import find_segments
from analysis.segments.printed import Printed, printed

TABLES = frozenset({".csv", ".jsonl", ".parquet"})
"""Tables of comments, by what their names end with."""
HEAD = 3000
"""Characters at the beginning of a text in which its head is looked for: of 82 pages and seeds, read so far or whole, none
has another title, byline or date. Cutting whole texts would take a minute for a thousand of them."""


class Stated(NamedTuple):
    """Something a text says of itself, and where it was read."""

    said: str
    where: str
    words: str = ""


class Begun(NamedTuple):
    """A new entry of a catalogue: what its text states, why a date is left open, and which columns a table has."""

    id: str
    file: str
    title: Stated | None = None
    author: Stated | None = None
    date: Stated | None = None
    doubt: str = ""
    columns: dict[str, str] | None = None
    note: str = ""


def store_views(place: Path) -> tuple[list[str], list[Fault]]:
    """Store the text views of files that aren't plain text; gives the names of those that are new, and what is wrong with others.

    A table that isn't plainly one of comments is passed over with a warning: a folder may hold others.
    """
    stored, faults = views.store_all(place)
    faults = [
        fault._replace(warning=True) if Path(fault.file).suffix.lower() in TABLES else fault
        for fault in faults
    ]
    faults += [Fault(one.name, note, True) for one in stored if one.made for note in one.notes]
    return [one.name for one in stored if one.made], faults


def written(place: Path, name: str) -> str:
    """What a file of the corpus holds, exactly; empty where there is none. `InputError` where it can't be added to."""
    _, faults = catalogue.toml(place, name)
    if faults:
        raise InputError(f"{place / name} {faults[0]}; nothing was changed.")
    path = place / name
    if not path.exists():
        return ""
    return files.content(place, name, catalogue.CATALOGUE_LIMIT).decode("utf-8")


def fresh(place: Path, listing: Catalogue) -> list[Entry]:
    """Entries for the files that the catalogue doesn't name, each with an id of its own."""
    named = {entry.file for entry in listing.entries}
    taken = {entry.id for entry in listing.entries}
    found = []
    for name in files.listed(place):
        if name not in named and is_writable(name):
            identifier = _own(name, taken)
            taken.add(identifier)
            found.append(Entry(identifier, name))
    return found


def begun(place: Path, entry: Entry, read: Corpus | None, faults: Iterable[Fault]) -> Begun | None:
    """What a new text states; nothing where it can't be read."""
    about = [fault for fault in faults if fault.file == entry.file]
    if any(not fault.warning for fault in about):
        return None
    if read is None or entry.id not in read.texts:
        twin = next((fault.sentence.split(" and ")[0] for fault in about), "")
        return Begun(entry.id, entry.file, note=twin)
    if Path(entry.file).suffix.lower() in TABLES:
        return Begun(entry.id, entry.file, columns=_columns(place, entry.file))
    return _stated(place, entry, read[entry.id])


def _columns(place: Path, name: str) -> dict[str, str]:
    """Which column of a table was taken for what when its view was stored."""
    recorded, _ = catalogue.toml(place, f"{files.VIEWS}/views.toml")
    made = recorded.get(name, {})
    columns = made.get("columns", {}) if isinstance(made, dict) else {}
    return {str(key): str(said) for key, said in columns.items()}


def _stated(place: Path, entry: Entry, text: str) -> Begun:
    beginning = head(text)
    found = printed(beginning, find_segments(beginning))
    given = _of_page(place, entry, beginning)
    title, byline, day = (found.get(kind) for kind in ("title", "byline", "date"))
    dated = _printed(entry.id, day, text) if day and day.said else None
    stated = given.get("published")
    doubt = _doubt(entry.id, day, text) if day and day.doubt else ""
    return Begun(
        entry.id,
        entry.file,
        title=given.get("title") or _printed(entry.id, title, text),
        author=_printed(entry.id, byline, text) or given.get("author"),
        date=dated or (stated if stated and stated.said else None),
        doubt=doubt or (stated.words if stated and not stated.said else ""),
    )


def head(text: str) -> str:
    """The beginning of a text in which its head is looked for, up to the end of a line."""
    if len(text) <= HEAD:
        return text
    end = max(text.rfind("\n", 0, HEAD), text.rfind("\r", 0, HEAD))
    return text[: end if end > 0 else HEAD]


def _printed(identifier: str, one: Printed | None, text: str) -> Stated | None:
    if one is None or not one.said:
        return None
    words = " ".join(text[one.start : one.end].split())
    return Stated(one.said, f"{identifier}:{one.start}-{one.end}", words)


def _doubt(identifier: str, day: Printed, text: str) -> str:
    words = " ".join(text[day.start : day.end].split())
    return f"“{words}” at {identifier}:{day.start}-{day.end} {day.doubt}"


def _of_page(place: Path, entry: Entry, beginning: str) -> dict[str, Stated]:
    """What the mark-up of a page says of it: its title, author and day, with the address where its text shows the same."""
    if Path(entry.file).suffix.lower() not in files.VIEWED_SUFFIXES:
        return {}
    said = views.stated(place, entry.file)
    return {kind: _of_mark_up(kind, one, entry.id, beginning) for kind, one in said.items()}


def _of_mark_up(kind: str, one: views.Stated, identifier: str, beginning: str) -> Stated:
    if kind == "published" and one.others:
        places = [(one.value, one.where), *one.others]
        return Stated("", "", "; ".join(f"{where} says {value}" for value, where in places))
    at = beginning.find(one.value)
    shown = f"{identifier}:{at}-{at + len(one.value)} and " if at >= 0 else ""
    return Stated(one.value, f"{shown}{one.where}")


def _own(name: str, taken: set[str]) -> str:
    """An id for a file that no other has: its stem, else with its suffix, else with a number."""
    stem = identifier_of(name)
    if stem not in taken:
        return stem
    longest = catalogue.LONGEST_IDENTIFIER - 8
    with_suffix = f"{stem[:longest]}-{Path(name).suffix[1:].lower()[:7]}".rstrip("-")
    if with_suffix not in taken and catalogue.IDENTIFIER.fullmatch(with_suffix):
        return with_suffix
    number = 2
    while f"{stem[:longest]}-{number}" in taken:
        number += 1
    return f"{stem[:longest]}-{number}"
