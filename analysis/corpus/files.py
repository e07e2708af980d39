"""Files of a corpus, opened only where it is safe: inside the folder, regular, and of bounded size.

A corpus may come from anywhere. A path that leaves the folder, a link that leads out of it or into
itself, a pipe that would hang and a device that never ends are refused before anything is opened.
"""

import difflib
import errno
import os
import re
import stat
from pathlib import Path, PurePosixPath

from analysis.mistakes import InputError

READ_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
VIEWED_SUFFIXES = frozenset(
    {".htm", ".html", ".xhtml", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub"}
)
NOT_TEXTS = ("readme", "codebook", "license", "licence", "copying", "changelog", "notes")
VIEWS = "views"
"""Folder of stored text views: `views/page.html.txt` is the text that addresses into `page.html` point into."""


def listed(folder: Path) -> list[str]:
    """Files directly in the folder that may be texts, by name; README, codebook and hidden files aside."""
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
    try:
        return real.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise InputError(f"can't be read ({reason}); check its permissions") from None


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
