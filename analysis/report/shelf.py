"""A folder of tables is replaced as a whole: whoever looks finds the old one or the new one, never a mixture.

The new folder is made beside the old one, files of the old one that are not made anew are taken along, and then the two
change places: in one step where the system can (Linux, macOS), else by two renamings, which the next run completes where
the machine stopped between them.
"""

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import tables
from analysis.report.folder import STALE_SECONDS


@contextmanager
def replaced(to: Path) -> Iterator[Path]:
    """A new folder next to `to`, which takes its place when all goes well and is removed otherwise."""
    to = to.resolve()
    to.parent.mkdir(parents=True, exist_ok=True)
    _tidied(to)
    new = Path(tempfile.mkdtemp(prefix=f".{to.name}-new-", dir=to.parent))
    try:
        # mkdtemp makes folders that only their owner may open.
        new.chmod(to.stat().st_mode & 0o777 if to.exists() else 0o755)
        yield new
        if to.exists():
            _take_along(to, new)
        _change_places(new, to)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def older(old: Path, new: Path) -> list[str]:
    """Tables of the old folder that the new one doesn't make, and would take along."""
    known = {f"{name}.{form}" for name in tables.names() for form in tables.FORMATS}
    there = sorted(path.name for path in old.iterdir()) if old.is_dir() else []
    return [name for name in there if name in known and not (new / name).exists()]


def _take_along(old: Path, new: Path) -> None:
    """What stands in the old folder and isn't in the new one, without a second copy where the disk allows that."""
    for path in sorted(old.iterdir()):
        there = new / path.name
        if there.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, there, symlinks=True, copy_function=_linked)
        else:
            _linked(str(path), str(there))


def _linked(old: str, new: str) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _old(to: Path) -> Path:
    return to.with_name(f".{to.name}-old")


def _change_places(new: Path, to: Path) -> None:
    if not to.exists():
        new.rename(to)
    elif not exchange(new, to):
        old = _old(to)
        to.rename(old)
        try:
            new.rename(to)
        except OSError:
            old.rename(to)
            raise
        shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Two folders change places in one step; `False` where the system can't do that."""
    calls = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
    if sys.platform not in calls:
        return False
    name, here = calls[sys.platform]
    call = getattr(ctypes.CDLL(None), name, None)
    swap = 2  # RENAME_EXCHANGE, RENAME_SWAP
    return call is not None and call(here, os.fsencode(one), here, os.fsencode(other), swap) == 0


def _tidied(to: Path) -> None:
    """What a run left that was stopped: an old folder goes back to its place, a new one of yesterday away."""
    old = _old(to)
    if old.exists() and not to.exists():
        old.rename(to)
    for left in to.parent.glob(f".{to.name}-new-*"):
        # Another run may just be making its own.
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
