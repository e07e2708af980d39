"""What went into a report and what came out, by hash: the list that two runs are compared by.

No times and no places are in it, so that equal work gives equal bytes. It is also the memory of the
report: a notebook whose inputs have the hash that stands here, and whose page still has the hash that
stands here, need not be run again.
"""

import hashlib
import json
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.corpus import Corpus

NAME = "manifest.json"
MADE_BY = "jam-tomorrow report"
# What the numbers, figures and pages are made with, beyond this package itself.
PACKAGES = (
    "ipykernel", "ipython", "jinja2", "matplotlib", "mistune", "nbclient", "nbconvert", "nbformat", "nltk",
    "numpy", "pandas", "pygments", "scikit-learn", "scipy", "sentencex", "textblob", "vaderSentiment",
)  # fmt: skip
PACKAGE_FILES = re.compile(r".*\.(py|toml|html|css|js|j2|json|mplstyle|csv|txt)")


def versions() -> dict[str, str]:
    """The versions of Python, of this package and of those it computes with."""
    found = {"python": platform.python_version(), "jam-tomorrow": __version__}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def inputs(corpus: Corpus, package: Path) -> dict[str, str]:
    """The hash of every file of the corpus and of this package, by a name that is the same everywhere."""
    found = {
        f"corpus/{path.relative_to(corpus.folder).as_posix()}": of_file(path)
        for path in corpus.files()
    }
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if (
            path.is_file()
            and PACKAGE_FILES.fullmatch(path.name)
            and "__pycache__" not in inside.parts
        ):
            found[f"analysis/{inside.as_posix()}"] = of_file(path)
    return dict(sorted(found.items()))


def outputs(folder: Path) -> dict[str, str]:
    """The hash of every file of a report but the manifest itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: of_file(path) for name, path in names.items() if name != NAME}


def write(folder: Path, **contents: Any) -> None:
    """Write the manifest of a report that is otherwise complete."""
    whole = {"made_by": MADE_BY, **contents, "outputs": outputs(folder)}
    text = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / NAME).write_bytes(text.encode("utf-8"))


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest of a report, or nothing where there is none of ours."""
    try:
        found = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    ours = isinstance(found, dict) and found.get("made_by") == MADE_BY
    return found if ours and isinstance(found.get("outputs"), dict) else None


def is_whole(found: dict[str, Any]) -> bool:
    """Whether a manifest has every part that a run looks into which would take over what hasn't changed."""
    settings, notebooks = found.get("settings"), found.get("notebooks")
    return (
        isinstance(settings, dict)
        and "common" in settings
        and isinstance(notebooks, list)
        and all(
            isinstance(one, dict) and {"name", "inputs", "files"} <= one.keys() for one in notebooks
        )
    )


def unchanged(folder: Path, old: dict[str, Any], names: list[str]) -> bool:
    """Whether files of a report are still what its manifest says."""
    return bool(names) and all(
        (folder / name).is_file() and of_file(folder / name) == old["outputs"].get(name)
        for name in names
    )


def of_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of(value: Any) -> str:
    """SHA-256 of anything that JSON can hold.

    >>> of({"b": 1, "a": 2}) == of({"a": 2, "b": 1})
    True
    """
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode("utf-8")).hexdigest()
