"""The catalogue `corpus.toml` and the reforms of `reforms.toml`: read strictly, all faults at once.

A misspelt key that is silently ignored is a date that is silently lost: an unknown key is a fault that
names the nearest known one.
"""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from analysis import dates
from analysis.corpus import files

IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
LICENSE = re.compile(r"(?:https?://\S+|[-A-Za-z0-9._]+)?")
LONGEST_IDENTIFIER = 100
"""A page of the report is named after it, and file systems take names of 255 bytes."""
BASES = ("stated", "inferred", "given", "unknown")
ENTRY_KEYS = (
    "id", "file", "title", "author", "author_role", "publisher", "published", "published_basis",
    "published_note", "encoding", "reform", "note", "columns",
)  # fmt: skip
COLUMN_KEYS = ("text", "author", "date", "thread", "id", "parent", "role")
"""What the columns of a table of comments may be."""
SETTINGS: dict[str, Any] = {
    "financial_year_start": "04-01",
    "max_bytes": 20_000_000,
    "allow_duplicates": False,
    "max_pages": 500,
    # Of the tables: an identifier such as CC-BY-4.0, or an address; "" says nothing.
    "license": "",
}
REFORM_KEYS = ("name", "names", "acronyms", "aliases", "as_written", "dates", "note", "candidate")
CANDIDATE = " (candidate)"
"""What stands behind the name of a reform that nobody has kept yet, wherever it is shown."""
CATALOGUE_LIMIT = 10_000_000


class Entry(NamedTuple):
    """One document as the catalogue describes it; empty strings where it says nothing."""

    id: str
    file: str
    title: str = ""
    author: str = ""
    author_role: str = ""
    publisher: str = ""
    published: str = ""
    published_basis: str = "unknown"
    published_note: str = ""
    encoding: str = ""
    reform: str = ""
    note: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table of comments: pairs of what a column is and how the table calls it."""


class Reform(NamedTuple):
    """A reform: identifier, full name, the names and acronyms by which texts call it, and its dates."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    dates: dict[str, str] = {}  # noqa: RUF012 - never written to
    note: str = ""
    as_written: tuple[str, ...] = ()
    """Names that are common words but for their capitals, such as "Place": found as they are written, within a sentence."""
    candidate: bool = False
    """Whether it was found by `jam-tomorrow new` and nobody has kept it yet; its name says so, too."""


class Catalogue(NamedTuple):
    """Entries by file, settings, and what is wrong: pairs of file and sentence."""

    entries: tuple[Entry, ...]
    settings: dict[str, Any]
    faults: tuple[tuple[str, str], ...]


def read(folder: Path) -> Catalogue:
    """The catalogue of a folder; an empty one where there is no `corpus.toml`."""
    data, faults = toml(folder, "corpus.toml")
    problems = [("corpus.toml", fault) for fault in faults]
    for key in data.keys() - {"document", "settings"}:
        problems.append(
            ("corpus.toml", f"has an unknown table [{key}]{nearest(key, ('document', 'settings'))}")
        )
    settings, setting_faults = _settings(data.get("settings", {}))
    problems += [("corpus.toml", fault) for fault in setting_faults]
    rows = data.get("document", [])
    if not isinstance(rows, list):
        problems.append(
            ("corpus.toml", "has a table [document]; write [[document]], once for each text")
        )
        rows = []
    entries: list[Entry] = []
    for number, row in enumerate(rows, 1):
        entry, entry_faults = _entry(row, number)
        problems += [("corpus.toml", fault) for fault in entry_faults]
        if entry:
            problems += [("corpus.toml", fault) for fault in _clashes(entry, entries)]
            entries.append(entry)
    return Catalogue(tuple(entries), settings, tuple(problems))


def reforms(folder: Path) -> tuple[dict[str, Reform], tuple[str, ...]]:
    """The reforms of `reforms.toml` by identifier, and what is wrong with the file."""
    data, faults = toml(folder, "reforms.toml")
    problems, found = list(faults), {}
    for key in data.keys() - {"reforms"}:
        problems.append(f"has an unknown table [{key}]; write [reforms.IDENTIFIER]")
    listed = data.get("reforms", {})
    if not isinstance(listed, dict):
        return {}, (*problems, "has reforms that are not tables; write [reforms.IDENTIFIER]")
    for identifier, row in listed.items():
        reform, row_faults = _reform(identifier, {"name": row} if isinstance(row, str) else row)
        problems += row_faults
        if reform:
            found[identifier] = reform
    return found, tuple(problems)


def _reform(identifier: str, row: Any) -> tuple[Reform | None, list[str]]:
    """One reform, and what is wrong with it."""
    here = f"in [reforms.{identifier}]"
    if not isinstance(row, dict):
        return None, [
            f'has {row!r} {here}; write name = "..." and the names by which texts call it'
        ]
    faults = [
        f"has an unknown key {key!r} {here}{nearest(key, REFORM_KEYS)}"
        for key in row
        if key not in REFORM_KEYS
    ]
    texts = {"name": row.get("name", identifier), "note": row.get("note", "")}
    for key, value in texts.items():
        if not isinstance(value, str):
            faults.append(f'has {key} = {value!r} {here}; write it in "quotes"')
            texts[key] = str(value)
    lists = {key: row.get(key, []) for key in ("names", "acronyms", "aliases", "as_written")}
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            faults.append(f'has {key} {here} that is not a list of words; write ["one", "two"]')
            lists[key] = []
    days = row.get("dates", {})
    if not isinstance(days, dict):
        faults.append(f'has dates = {days!r} {here}; write dates = {{ begun = "2022-07-01" }}')
        days = {}
    for label, value in days.items():
        try:
            dates.interval(str(value))
        except ValueError as error:
            faults.append(f"has the date {label!r} {here}: {error}")
    candidate = row.get("candidate", False)
    if not isinstance(candidate, bool):
        faults.append(f"has candidate = {candidate!r} {here}; write true, or take the line out")
    return Reform(
        identifier,
        texts["name"] + (CANDIDATE if candidate is True else ""),
        names=tuple(lists["names"]),
        acronyms=tuple(lists["acronyms"]),
        aliases=tuple(lists["aliases"]),
        dates={str(label): str(value) for label, value in days.items()},
        note=texts["note"],
        as_written=tuple(lists["as_written"]),
        candidate=candidate is True,
    ), faults


def toml(folder: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    """A TOML file of the corpus as a mapping, and what is wrong with it; empty where there is none."""
    if not (folder / name).exists() and not (folder / name).is_symlink():
        return {}, []
    try:
        text = files.content(folder, name, CATALOGUE_LIMIT).decode("utf-8-sig")
        return tomllib.loads(text), []
    except UnicodeDecodeError as error:
        return {}, [f"is not UTF-8 (byte {error.start}); save it as UTF-8"]
    except tomllib.TOMLDecodeError as error:
        return {}, [
            f'is not TOML: {error}; mend that place (texts stand in "quotes", one key = value a line)'
        ]
    except ValueError as error:
        return {}, [str(error)]


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint for a misspelt word: the nearest known one, else all of them."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"


def _settings(row: Any) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(row, dict):
        return dict(SETTINGS), ["has settings that are not a table; write [settings]"]
    faults, settings = [], dict(SETTINGS)
    for key, value in row.items():
        if key not in SETTINGS:
            faults.append(f"has an unknown setting {key!r}{nearest(key, tuple(SETTINGS))}")
        elif type(value) is not type(SETTINGS[key]):
            faults.append(f"has {key} = {value!r}; it should look like {SETTINGS[key]!r}")
        elif key == "financial_year_start" and not _is_month_day(value):
            faults.append(
                f'has financial_year_start = {value!r}; write month and day, such as "04-01"'
            )
        elif key in ("max_bytes", "max_pages") and value <= 0:
            what = "bytes" if key == "max_bytes" else "pages"
            faults.append(f"has {key} = {value}; write a number of {what} above 0")
        elif key == "license" and not LICENSE.fullmatch(value):
            faults.append(
                f'has license = {value!r}; write an identifier such as "CC-BY-4.0", or an address that begins with https://'
            )
        else:
            settings[key] = value
    return settings, faults


def _is_month_day(value: str) -> bool:
    try:
        dates.interval(f"2001-{value}")
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d\d-\d\d", value))


def _id_faults(identifier: str, label: str) -> list[str]:
    """Why an id can't stand in an address and in the name of a page."""
    faults = []
    if len(identifier) > LONGEST_IDENTIFIER:
        faults.append(
            f"has an id of {len(identifier)} characters in {label}; write one of {LONGEST_IDENTIFIER} at most"
        )
    if not IDENTIFIER.fullmatch(identifier):
        faults.append(
            f"has the id {identifier!r} in {label}; write an id of letters, digits, dot, underscore or hyphen"
        )
    return faults


def _entry(row: Any, number: int) -> tuple[Entry | None, list[str]]:
    if not isinstance(row, dict):
        return None, [f"has a document {number} that is not a table; write [[document]]"]
    label = f"document {number}" + (f" ({row['file']})" if isinstance(row.get("file"), str) else "")
    faults = [
        f"has an unknown key {key!r} in {label}{nearest(key, ENTRY_KEYS)}"
        for key in row
        if key not in ENTRY_KEYS
    ]
    values = {key: row[key] for key in ENTRY_KEYS if key in row}
    columns, column_faults = _columns(values.pop("columns", {}), label)
    faults += column_faults
    for key, value in list(values.items()):
        if key == "published" and not isinstance(value, str):
            value = values[key] = str(value)  # a TOML date or a bare year means what it says
        if not isinstance(value, str):
            faults.append(f'has {key} = {value!r} in {label}; write it in "quotes"')
            del values[key]
    if not values.get("file"):
        return None, [*faults, f'has no file in {label}; write file = "name.txt"']
    values.setdefault("id", Path(values["file"]).stem)
    faults += _id_faults(values["id"], label)
    if values.get("published"):
        try:
            dates.interval(values["published"])
        except ValueError as error:
            faults.append(f"has published in {label}: {error}")
            values["published"] = ""
    values.setdefault("published_basis", "given" if values.get("published") else "unknown")
    if values["published_basis"] not in BASES:
        faults.append(
            f"has published_basis = {values['published_basis']!r} in {label}{nearest(values['published_basis'], BASES)}"
        )
        values["published_basis"] = "unknown"
    return Entry(**values, columns=columns), faults


def _columns(row: Any, label: str) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Which column of a table of comments is which, and what is wrong with that."""
    if not isinstance(row, dict):
        return (), [f'has columns = {row!r} in {label}; write columns = {{ text = "..." }}']
    faults = [
        f"has an unknown column {key!r} in {label}{nearest(key, COLUMN_KEYS)}"
        for key in row
        if key not in COLUMN_KEYS
    ]
    faults += [
        f'has the column {key} = {value!r} in {label}; write its name in "quotes"'
        for key, value in row.items()
        if not isinstance(value, str) or not value
    ]
    return tuple(
        (key, row[key]) for key in COLUMN_KEYS if row.get(key) and isinstance(row[key], str)
    ), faults


def _clashes(entry: Entry, before: list[Entry]) -> list[str]:
    faults = []
    for other in before:
        if other.id == entry.id:
            faults.append(
                f"has the id {entry.id!r} twice ({other.file} and {entry.file}); give one of them another id"
            )
        if other.file == entry.file:
            faults.append(f"names the file {entry.file!r} twice; keep one entry")
    return faults
