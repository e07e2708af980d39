"""Files that aren't plain text become stored text views, into which addresses point.

A web page, a PDF, a document of Word's or a table of comments is read once and its text kept as `views/NAME.txt`; the
original stays as it is beside it. From then on the corpus reads the view: whatever becomes of the libraries that made
it, no offset ever moves. `store_all` does that for a folder, `make` gives a view without writing anything, and `stated`
says what a page's metadata tell that its text doesn't show.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus import Fault, catalogue, files, stored
from analysis.mistakes import InputError
from analysis.views import charsets, comment_tables, keeping, metadata, pages, pdfs, word
from analysis.views.keeping import Made
from analysis.views.metadata import Stated

VERSION = 1
"""Raised when a reader changes what it makes of the same file; views that are stored stay as they are."""
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

__all__ = ["Stated", "Stored", "View", "make", "stated", "store", "store_all"]


class View(NamedTuple):
    """The text of a file, what made it, and sentences that a reader should know; `comments` is the list of a table's."""

    text: str
    encoding: str
    made_by: str
    notes: tuple[str, ...] = ()
    comments: str = ""


class Stored(NamedTuple):
    """A file and its view; `made` says whether it was made just now, `notes` what a reader should know."""

    name: str
    view: str
    made: bool
    notes: tuple[str, ...] = ()


class _Wanted(NamedTuple):
    """A file and what the catalogue says of it."""

    folder: Path
    name: str
    columns: Mapping[str, str]
    encoding: str
    settings: Mapping[str, Any]

    @property
    def path(self) -> Path:
        return files.opened(self.folder, self.name, self.settings["max_bytes"])


def make(
    folder: str | Path,
    name: str,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> View:
    """The text view of one file, without writing it; `ValueError` says why there can be none.

    `columns` and `encoding` are those of the catalogue where they aren't given.
    """
    wanted = _wanted(Path(folder), name, columns, encoding)
    if stored.is_table(name):
        table = _looked(wanted)
        view, listed = io.StringIO(newline=""), io.StringIO(newline="")
        notes = comment_tables.write(table, view, listed)
        encoding = table.source.encoding
        return View(
            view.getvalue(), encoding, _made_by(name), (*table.notes, *notes), listed.getvalue()
        )
    return _view(wanted)


def store(
    folder: str | Path,
    name: str,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Stored:
    """Store the text view of one file, unless it is there; `ValueError` where the original changed since."""
    place = Path(folder)
    wanted = _wanted(place, name, columns, encoding)
    if _is_stored(wanted):
        return Stored(name, stored.view(name), False)
    made = _prepared(wanted)
    keeping.settle(place, [made])
    return Stored(name, stored.view(name), True, made.notes)


def store_all(folder: str | Path) -> tuple[list[Stored], list[Fault]]:
    """Store the views of all files of a folder that need one; gives them, and what is wrong with the others.

    Files are those directly in the folder and those that the catalogue names. Views that are there stay.
    """
    place = Path(folder)
    listing = catalogue.read(place)
    names = {*files.possible(place), *(entry.file for entry in listing.entries)}
    found: list[Stored] = []
    faults: list[Fault] = []
    made: list[Made] = []
    recorded = stored.records(place)
    try:
        for name in sorted(name for name in names if _is_made(name)):
            try:
                wanted = _wanted(place, name, None, None, listing)
                there = _is_stored(wanted, recorded)
                if not there:
                    made.append(_prepared(wanted))
                notes = () if there else made[-1].notes
                found.append(Stored(name, stored.view(name), not there, notes))
            except ValueError as error:
                faults.append(Fault(name, str(error)))
        keeping.settle(place, made)
    except ValueError as error:
        return [], [*faults, Fault(str(place), str(error))]
    except BaseException:
        keeping.discard(made)
        raise
    return found, faults


def _is_made(name: str) -> bool:
    return Path(name).suffix.lower() in files.MADE_SUFFIXES


def stated(folder: str | Path, name: str) -> dict[str, Stated]:
    """The `title`, `author` and `published` that a web page states without showing them; of other files nothing.

    Each with the place where it was read, such as `<meta name="author">`, for the catalogue's note.
    """
    if Path(name).suffix.lower() not in PAGE_SUFFIXES:
        return {}
    wanted = _wanted(Path(folder), name, None, None)
    page, _ = charsets.decode(wanted.path.read_bytes(), wanted.encoding)
    return metadata.stated(page)


def _wanted(
    folder: Path,
    name: str,
    columns: Mapping[str, str] | None,
    encoding: str | None,
    listing: catalogue.Catalogue | None = None,
) -> _Wanted:
    listing = listing or catalogue.read(folder)
    entry = next((entry for entry in listing.entries if entry.file == name), None)
    if columns is None:
        columns = dict(entry.columns) if entry else {}
    if encoding is None:
        encoding = entry.encoding if entry else ""
    if not _is_made(name):
        known = ", ".join(sorted(files.MADE_SUFFIXES))
        raise InputError(f"is of a kind that no text view is made of; those are {known}")
    return _Wanted(folder, name, columns, encoding, listing.settings)


def _is_stored(wanted: _Wanted, recorded: stored.Records | None = None) -> bool:
    """Whether a file has a view; raises where it was made from something else than what is there now."""
    if not (wanted.folder / stored.view(wanted.name)).exists():
        return False
    recorded = recorded or stored.records(wanted.folder)
    stored.content(wanted.folder, wanted.name, wanted.settings["max_bytes"], recorded)
    return True


def _prepared(wanted: _Wanted) -> Made:
    """A view written beside its place, with its record."""
    folder, name = wanted.folder, wanted.name
    record: dict[str, Any] = {
        "original_sha256": files.digest(folder, name, wanted.settings["max_bytes"])
    }
    target = keeping.target(folder, stored.view(name))
    view = keeping.temporary(folder)
    targets = {view: target}
    try:
        if stored.is_table(name):
            listed = keeping.temporary(folder)
            targets[listed] = keeping.target(folder, stored.sidecar(name))
            notes = _written_table(wanted, view, listed, record)
        else:
            found = _view(wanted)
            notes = found.notes
            view.write_text(found.text, encoding="utf-8", newline="")
            record |= {"made_by": found.made_by, "encoding": found.encoding}
        for path in targets:
            key = "view_sha256" if path == view else "comments_sha256"
            record[key] = keeping.digest(path)
            path.chmod(0o644)
    except BaseException:
        keeping.discard([Made(name, targets, {}, ())])
        raise
    if notes:
        record["notes"] = list(notes)
    return Made(name, targets, record, notes)


def _written_table(
    wanted: _Wanted, view: Path, listed: Path, record: dict[str, Any]
) -> tuple[str, ...]:
    table = _looked(wanted)
    with (
        view.open("w", encoding="utf-8", newline="") as text,
        listed.open("w", encoding="utf-8", newline="") as rows,
    ):
        notes = comment_tables.write(table, text, rows)
    record |= {
        "made_by": _made_by(wanted.name),
        "encoding": table.source.encoding,
        "columns": dict(table.columns),
    }
    return (*table.notes, *notes)


def _looked(wanted: _Wanted) -> comment_tables.Table:
    limit = wanted.settings["max_bytes"]
    return comment_tables.look(wanted.path, wanted.columns, wanted.encoding, limit)


def _view(wanted: _Wanted) -> View:
    data = files.content(wanted.folder, wanted.name, wanted.settings["max_bytes"])
    suffix = Path(wanted.name).suffix.lower()
    if suffix in PAGE_SUFFIXES:
        page, encoding = charsets.decode(data, wanted.encoding)
        xml = suffix == ".xhtml" or page.lstrip().startswith("<?xml")
        found = View(pages.text(page, xml), encoding, _made_by(wanted.name))
    elif suffix == ".pdf":
        words, notes = pdfs.text(data, wanted.settings["max_pages"], wanted.settings["max_bytes"])
        found = View(words, "pdf", _made_by(wanted.name), notes)
    else:
        words, notes = word.text(data, wanted.settings["max_bytes"])
        found = View(words, "docx", _made_by(wanted.name), notes)
    if not found.text.strip():
        raise InputError(
            "shows no words; open it in a browser, and save the text that it shows there"
        )
    return found


def _made_by(name: str) -> str:
    return f"analysis.views {VERSION} ({Path(name).suffix.lower().removeprefix('.')})"
