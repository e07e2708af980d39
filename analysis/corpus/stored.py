"""Stored text views: what is read in the place of a file that isn't plain text.

`views/page.html.txt` is the text that addresses into `page.html` point into. A table of comments has beside it
`views/talk.csv.comments.csv`, which says where each comment lies in the view, who wrote it and when. `views/views.toml`
holds the hashes of the original, of the view and of that list, so that nothing is read that is out of step.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus import catalogue, files
from analysis.mistakes import InputError

RECORDS = f"{files.VIEWS}/views.toml"
LISTED = ("start", "end", "comment", "author", "role", "date", "thread", "parent")
"""Columns of the list of a table's comments, in order."""
TYPES = {"start": "int64", "end": "int64", "comment": "int64", "parent": "Int64"}


def view(name: str) -> str:
    """Where the text view of a file is stored, within the corpus.

    >>> view("page.html")
    'views/page.html.txt'
    """
    return f"{files.VIEWS}/{name}.txt"


def sidecar(name: str) -> str:
    """Where the list of a table's comments is stored, within the corpus."""
    return f"{files.VIEWS}/{name}.comments.csv"


def is_viewed(name: str) -> bool:
    """Whether a file is read by its view."""
    return Path(name).suffix.lower() in files.VIEWED_SUFFIXES


def is_table(name: str) -> bool:
    """Whether a file is a table of comments."""
    return Path(name).suffix.lower() in files.TABLE_SUFFIXES


class Records(NamedTuple):
    """What `views/views.toml` says, read once for all files; `fault` where it can't be read."""

    by_name: Mapping[str, Any]
    fault: str = ""

    def of(self, name: str) -> Mapping[str, Any]:
        """What it says of a file's view; nothing where it says nothing."""
        if self.fault:
            raise InputError(f"has a text view, but {RECORDS} {self.fault}")
        made = self.by_name.get(name, {})
        if not isinstance(made, dict):
            raise InputError(
                f"has a text view, but {RECORDS} gives {made!r} for it; write its hash there as original_sha256"
            )
        return made


def records(folder: Path) -> Records:
    """What `views/views.toml` of a corpus says."""
    data, faults = catalogue.toml(folder, RECORDS)
    return Records(data, faults[0] if faults else "")


def content(folder: Path, name: str, limit: int, recorded: Records) -> bytes:
    """A text's bytes, or those of its stored view where the file isn't plain text."""
    if not is_viewed(name):
        return files.content(folder, name, limit)
    original = files.digest(folder, name, limit)
    place = view(name)
    if not (folder / place).exists():
        raise InputError(_without(folder, name))
    made = recorded.of(name)
    stored = made.get("original_sha256")
    if stored is not None and stored != original:
        raise InputError(
            f"has changed since its text view {place} was made, and addresses point into that; restore it, or "
            f"remove {place} and run `jam-tomorrow new {folder}`"
        )
    data = files.content(folder, place, limit)
    _in_step(made, "view_sha256", place, hashlib.sha256(data).hexdigest())
    if is_table(name):
        if not (folder / sidecar(name)).exists():
            raise InputError(
                f"has a text view but no list of its comments, {sidecar(name)}; remove {place} and run "
                f"`jam-tomorrow new {folder}`"
            )
        _in_step(made, "comments_sha256", sidecar(name), files.digest(folder, sidecar(name), limit))
    return data


def comments(folder: Path, name: str, length: int, limit: int) -> pd.DataFrame:
    """The list of a table's comments, checked against the length of its view; one row is a comment."""
    place = sidecar(name)
    data = files.content(folder, place, limit)
    try:
        frame = pd.read_csv(
            io.BytesIO(data),
            dtype={column: TYPES.get(column, "str") for column in LISTED},
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8",
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(f"has a list of comments, {place}, that can't be read: {error}") from None
    if tuple(frame.columns) != LISTED:
        raise InputError(
            f"needs the columns {', '.join(LISTED)} in {place}; found {', '.join(map(str, frame.columns))}"
        )
    _ordered(frame, place, length)
    return frame


def _ordered(frame: pd.DataFrame, place: str, length: int) -> None:
    """Comments lie one behind another within the view and are numbered from 1."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    wrong = (start >= end) | (end > length) | (start < 0)
    wrong[1:] |= start[1:] < end[:-1]
    wrong |= frame["comment"].to_numpy() != range(1, len(frame) + 1)
    if wrong.any():
        line = int(wrong.argmax()) + 2
        raise InputError(
            f"has a list of comments that is out of step with its view ({place}, line {line}); remove its view "
            "and run `jam-tomorrow new` again"
        )


def _without(folder: Path, name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix in files.MADE_SUFFIXES:
        return (
            f"is not plain text ({suffix}) and has no text view yet; run `jam-tomorrow new {folder}`, which stores "
            f"one as {view(name)}"
        )
    return (
        f"is not plain text ({suffix}); save its text as UTF-8 under {view(name)} and addresses will point into "
        "that"
    )


def _in_step(made: Mapping[str, Any], key: str, place: str, found: str) -> None:
    """Refuse what was edited after it was stored; a view that somebody saved by hand has no hash."""
    said = made.get(key)
    if said is not None and said != found:
        raise InputError(
            f"has {place}, which was edited after it was made; restore it, or, if the edit is meant and no address "
            f"depends on it, write {key} = {json.dumps(found)} in {RECORDS}"
        )
