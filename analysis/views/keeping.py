"""Where views are kept: written beside the originals, all at once, with the hashes by which a change is noticed.

A view that is there is never written again: addresses depend on it. What is stopped half-way leaves a record without a
view, or nothing; the next run makes the view.
"""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit

from analysis.corpus import catalogue, files, stored
from analysis.mistakes import InputError

HEAD = (
    "What the text views in this folder were made from, by the name of the original. Addresses point into the views: don't edit them.",
)


class Made(NamedTuple):
    """A view that is written but not yet in its place: files by the place that each will take, and its record."""

    name: str
    files: dict[Path, Path]
    record: dict[str, Any]
    notes: tuple[str, ...]


def target(folder: Path, relative: str) -> Path:
    """The place of a view, its folder made where it isn't there; a link never leads it out of the corpus."""
    path = folder / relative
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            f"would have its view in {relative}, where a link leads out of the corpus; replace that by a folder"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def temporary(folder: Path) -> Path:
    """A new empty file in the folder of the views."""
    with tempfile.NamedTemporaryFile(
        prefix=".view-", dir=folder / files.VIEWS, delete=False
    ) as file:
        return Path(file.name)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(folder: Path, made: list[Made]) -> None:
    """Put views in their places, and their records into `views.toml` before."""
    if not made:
        return
    try:
        _record(folder, {one.name: one.record for one in made})
        for one in made:
            for written, its_place in one.files.items():
                written.replace(its_place)
    except BaseException:
        discard(made)
        raise


def discard(made: list[Made]) -> None:
    """Take away what was written and is not wanted."""
    for one in made:
        for path in one.files:
            path.unlink(missing_ok=True)


def _record(folder: Path, records: Mapping[str, Mapping[str, Any]]) -> None:
    _, faults = catalogue.toml(folder, stored.RECORDS)
    if faults:
        raise InputError(f"can't have its text view recorded: {stored.RECORDS} {faults[0]}")
    place = folder / stored.RECORDS
    if place.exists():
        document = tomlkit.parse(place.read_text(encoding="utf-8-sig"))
    else:
        document = tomlkit.document()
        for line in HEAD:
            document.add(tomlkit.comment(line))
        document.add(tomlkit.nl())
    for name, record in records.items():
        table = tomlkit.table()
        for key, value in record.items():
            table.add(key, value)
        document[name] = table
    new = temporary(folder)
    new.write_text(tomlkit.dumps(document), encoding="utf-8", newline="")
    new.chmod(0o644)
    new.replace(place)
