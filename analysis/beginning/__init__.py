"""A folder of texts begins to be a corpus: a catalogue of what the texts state, and reforms that they may be about.

Nothing is asked and nothing guessed: title, byline and day are what a text prints in its head, each with the address it was read
from, and what isn't stated stands as a line to be filled in. What a person has written is never changed: new files are added
to the end of `corpus.toml`, and a `reforms.toml` that exists is left as it is.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from analysis import corpus
from analysis.beginning import entries, starter, writing
from analysis.beginning.entries import Begun
from analysis.corpus import Corpus, Fault, catalogue, files
from analysis.mistakes import InputError

__all__ = ["Made", "new"]

NAMED_AT_ONCE = 5


class Made(NamedTuple):
    """What was found in a folder and written there."""

    folder: Path
    added: tuple[Begun, ...]
    known: int
    reforms: tuple[str, ...] | None
    """Names of the candidates in a new `reforms.toml`; nothing where there was one."""
    viewed: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether the folder can be read as it is now."""
        return not any(not fault.warning for fault in self.faults)

    def lines(self) -> list[str]:
        """What to tell: what was found, what to look at, and the next command."""
        return [*self._found(), *self._edits(), self._next()]

    def _found(self) -> list[str]:
        path = self.folder / "corpus.toml"
        before = f" (and {_count(self.known)} that it had)" if self.known else ""
        if not self.added:
            said = [
                f"{path} names every text already ({_count(self.known)}); nothing was changed in it."
            ]
        else:
            dated = sum(bool(one.date) for one in self.added)
            titled = sum(one.title is not None for one in self.added)
            said = [
                f"{path} names {_count(len(self.added), 'new text')}{before}: {titled} with a title that they print, {dated} with a date."
            ]
        if self.viewed:
            said.append(
                f"Text views were stored in {self.folder / files.VIEWS}: {_few(self.viewed)}."
            )
        if self.reforms is None:
            return [*said, f"{self.folder / 'reforms.toml'} was there and is as it was."]
        path = self.folder / "reforms.toml"
        if not self.reforms:
            return [*said, f"{path} shows how a reform is named; none was plain from the texts."]
        return [
            *said,
            f"{path} proposes {_count(len(self.reforms), 'reform')}: {_few(self.reforms)}.",
        ]

    def _edits(self) -> list[str]:
        undated = sum(not one.date and one.columns is None for one in self.added)
        said = []
        if undated:
            said.append(
                f"Look at corpus.toml: {_count(undated, 'text')} without a date (lines that begin with #), and whether titles and authors are right."
            )
        if self.reforms:
            said.append(
                "Look at reforms.toml: keep a candidate by taking out its line `candidate = true`, delete what is no reform."
            )
        elif self.reforms is not None:
            said.append("Write into reforms.toml what the texts call their reform.")
        return said

    def _next(self) -> str:
        if not self.sound:
            return f"Mend what is said above, then: jam-tomorrow check {_quoted(self.folder)}"
        return f"Then: jam-tomorrow report {_quoted(self.folder)}"


def new(folder: str | Path) -> Made:
    """Write or complete the catalogue of a folder, and propose its reforms; says what was found.

    `InputError` where there is no folder, no text in it, or where its catalogue can't be added to.
    """
    place = Path(folder)
    if not place.is_dir():
        what = "is a file, not a folder" if place.exists() else "does not exist"
        raise InputError(f"{place} {what}; give the folder that holds the texts.")
    listing = catalogue.read(place)
    kept = entries.written(place, "corpus.toml")
    viewed, unviewed = entries.store_views(place)
    fresh = entries.fresh(place, listing)
    if not (fresh or listing.entries or unviewed or files.listed(place)):
        raise InputError(
            f"{place} holds no texts; put text, HTML, PDF or Word files or tables of comments in it, then run this again."
        )
    read, faults = corpus.inspect(place, listing._replace(entries=(*listing.entries, *fresh)))
    begun = [one for entry in fresh if (one := entries.begun(place, entry, read, faults))]
    if begun:
        _write(place / "corpus.toml", writing.appended(kept, begun))
    reforms = _reforms(place, read)
    told = {fault.file for fault in unviewed}
    said = (*unviewed, *(fault for fault in faults if fault.file not in told))
    return Made(place, tuple(begun), len(listing.entries), reforms, tuple(viewed), said)


def _reforms(place: Path, read: Corpus | None) -> tuple[str, ...] | None:
    """Write `reforms.toml` where there is none; gives the names that it proposes."""
    path = place / "reforms.toml"
    if path.exists() or path.is_symlink() or read is None:
        return None
    text, names = starter.reforms(read)
    _write(path, text)
    return names


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    real = path.resolve()
    try:
        handle, waiting = tempfile.mkstemp(prefix=f".{path.name}-", dir=real.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        mode = real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask()
        Path(waiting).chmod(mode)
        Path(waiting).replace(real)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            Path(waiting).unlink()


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def _unwritable(path: Path, error: OSError) -> InputError:
    reason = os.strerror(error.errno or 0)
    return InputError(
        f"{path} can't be written ({reason}); give yourself the right to write there, or copy the texts to a folder of your own."
    )


def _few(names: tuple[str, ...]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(names) - NAMED_AT_ONCE
    return ", ".join(names[:NAMED_AT_ONCE]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, what: str = "text") -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _quoted(folder: Path) -> str:
    """A folder as a shell takes it."""
    import shlex

    return shlex.quote(str(folder))
