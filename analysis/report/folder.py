"""A report is built beside its place and then moved there: the old one is never lost, nothing is half written.

What stands at the target and is not a report of ours is never touched. The old report is put aside
by one renaming and the new one put in its place by the next; should the machine stop between the
two, the next run finds the old one and puts it back.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.mistakes import InputError
from analysis.report import manifest

NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
# Leftovers of a run that was killed; a report takes minutes, not hours.
STALE_SECONDS = 6 * 3600


class TargetError(InputError):
    """The folder asked for can't take a report; the message says why and what to do."""


def check(to: Path, corpus: Path) -> None:
    """Nothing if a report may be built at `to`; `TargetError` says what stands there."""
    to, corpus = to.resolve(), corpus.resolve()
    if to == corpus or corpus.is_relative_to(to) or to.is_relative_to(corpus):
        raise TargetError(
            f"{to} and the corpus {corpus} lie in each other; choose a folder for the report outside of it."
        )
    if not to.exists():
        return
    if not to.is_dir():
        raise TargetError(f"{to} is a file; name a folder for the report.")
    there = {path for path in to.rglob("*") if path.is_file() and path.name not in NOBODYS}
    if not there:
        return
    old = manifest.read(to)
    if old is None:
        raise TargetError(
            f"{to} holds files that are not a report; choose another folder with --to, or empty it first."
        )
    ours = {to / name for name in [*old["outputs"], manifest.NAME]}
    if strangers := sorted(there - ours):
        raise TargetError(
            f"{to} holds {strangers[0].relative_to(to)}, which no report made; move it elsewhere first."
        )


@contextmanager
def beside(to: Path) -> Iterator[Path]:
    """A new folder next to `to`, which takes its place when all goes well and is removed otherwise."""
    to = to.resolve()
    to.parent.mkdir(parents=True, exist_ok=True)
    _sweep(to)
    new = Path(tempfile.mkdtemp(prefix=f".{to.name}-new-", dir=to.parent))
    try:
        # mkdtemp makes folders that only their owner may open; a report is there to be shared.
        new.chmod(0o755)
        yield new
        _swap(new, to)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _old(to: Path) -> Path:
    return to.with_name(f".{to.name}-old")


def _swap(new: Path, to: Path) -> None:
    old = _old(to)
    if to.exists():
        to.rename(old)
    try:
        new.rename(to)
    except OSError:
        if old.exists():
            old.rename(to)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(to: Path) -> None:
    """Put back a report that a run was stopped in the middle of replacing."""
    to = to.resolve()
    old = _old(to)
    if manifest.read(old) and not to.exists():
        old.rename(to)


def _sweep(to: Path) -> None:
    """Remove what killed runs left beside; a folder of that name that holds no report is somebody's own."""
    old = _old(to)
    if manifest.read(old):
        shutil.rmtree(old, ignore_errors=True)
    elif old.exists():
        raise TargetError(
            f"{old} holds no report, but its name is needed while {to} is replaced; move it elsewhere first."
        )
    for left in to.parent.glob(f".{to.name}-new-*"):
        # Another report may just be building its own.
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def write_beside(to: Path, content: bytes) -> None:
    """Write one file whole or not at all: beside its place first, then renamed."""
    to = to.resolve()
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{to.name}-new-", dir=to.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(0o644)
        new.replace(to)
    finally:
        new.unlink(missing_ok=True)
