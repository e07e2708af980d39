"""Files of a corpus, opened only where it is safe: inside the folder, regular, and of bounded size.

A corpus may come from anywhere. A path that leaves the folder, a link that leads out of it or into
itself, a pipe that would hang and a device that never ends are refused before anything is opened.
"""

import difflib
import errno
import hashlib
import os
import re
import stat
from pathlib import Path, PurePosixPath

from analysis.mistakes import InputError

READ_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
TABLE_SUFFIXES = frozenset({".csv", ".jsonl", ".parquet"})
"""Tables of comments."""
MADE_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".pdf", ".docx"}) | TABLE_SUFFIXES
"""What `views` makes text views of; of the others a person saves the text."""
VIEWED_SUFFIXES = MADE_SUFFIXES | {".doc", ".odt", ".rtf", ".epub"}
NOT_TEXTS = ("readme", "codebook", "license", "licence", "copying", "changelog", "notes")
VIEWS = "views"
"""Folder of stored text views: `views/page.html.txt` is the text that addresses into `page.html` point into."""


def listed(folder: Path) -> list[str]:
    """Files directly in the folder that are texts, by name; README, codebook and hidden files aside.

    A table is one only where a text view of it was stored: folders hold other tables besides comments.
    """
    return [
        name
        for name in possible(folder)
        if Path(name).suffix.lower() not in TABLE_SUFFIXES
        or (folder / VIEWS / f"{name}.txt").exists()
    ]


def possible(folder: Path) -> list[str]:
    """Files directly in the folder that may be texts or tables of comments, by name."""
    return sorted(
        entry.name
        for entry in os.scandir(folder)
        if not entry.name.startswith((".", "~"))
        and not _is_folder(entry)
        and Path(entry.name).suffix.lower() in READ_SUFFIXES | VIEWED_SUFFIXES
        and not entry.name.lower().startswith(NOT_TEXTS)
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link into itself: let `content` say so in a sentence
        return False


def content(folder: Path, name: str, limit: int) -> bytes:
    """The bytes of one file of the corpus; `ValueError` says why it is not opened."""
    real = opened(folder, name, limit)
    try:
        return real.read_bytes()
    except OSError as error:
        raise InputError(_unreadable(error)) from None


def digest(folder: Path, name: str, limit: int) -> str:
    """The SHA-256 of one file of the corpus, read piece by piece; `ValueError` says why it is not opened."""
    real = opened(folder, name, limit)
    try:
        with real.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(_unreadable(error)) from None


def opened(folder: Path, name: str, limit: int) -> Path:
    """The real path of a file that may be opened: inside the folder, regular, within the limit."""
    real = _inside(folder, name)
    kind = real.stat()
    if stat.S_ISDIR(kind.st_mode):
        raise InputError("is a folder, not a file; name the files in it")
    if not stat.S_ISREG(kind.st_mode):
        raise InputError(
            "is a pipe, socket or device, which is never opened; save its text in a file"
        )
    if kind.st_size > limit:
        raise InputError(
            f"has {kind.st_size:,} bytes, more than the limit of {limit:,}; split it, or raise max_bytes "
            "under [settings] in corpus.toml"
        )
    return real


def _unreadable(error: OSError) -> str:
    return f"can't be read ({os.strerror(error.errno or 0)}); check its permissions"


def _inside(folder: Path, name: str) -> Path:
    """The real path of a file, which must lie in the folder."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or Path(name).is_absolute() or re.match(r"[A-Za-z]:", name):
        raise InputError("is an absolute path; name files by their path inside the corpus folder")
    if ".." in parts.parts:
        raise InputError(
            "leads out of the corpus folder by '..'; put the file inside and name it there"
        )
    try:
        real = folder.joinpath(*parts.parts).resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(_missing(folder, name)) from None
    except RuntimeError:
        raise InputError("is a link that leads back to itself; replace it by the file") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise InputError(
                "is a link that leads back to itself; replace it by the file"
            ) from None
        raise InputError(f"can't be reached ({os.strerror(error.errno or 0)})") from None
    if not real.is_relative_to(folder.resolve()):
        raise InputError("is a link that leads out of the corpus folder; copy the file into it")
    return real


def _missing(folder: Path, name: str) -> str:
    there = listed(folder)
    near = difflib.get_close_matches(name, there, n=1, cutoff=0.5)
    hint = (
        f"; did you mean {near[0]!r}?"
        if near
        else f"; the folder holds {', '.join(there[:8]) or 'no texts'}"
    )
    return f"is named in corpus.toml but is not in the folder{hint}"
