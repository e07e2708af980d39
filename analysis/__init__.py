"""Jam Tomorrow: what is written about a reform, read with evidence that leads back to the character.

A text enters by `corpus`, is cut by `segments`, `comments` and `sentences`, and leaves by `report`.
Each room is a module; take names from the room that makes them:

    from analysis import corpus, segments, sentences, show
    texts = corpus.read("seeds")
    pieces = segments.segments(texts)
    show("ID:START-END", texts)

Every row of every table carries `document`, `start` and `end`: `show("ID:START-END")` gives the words
behind it, where they stand, and `check("FOLDER")` everything that is wrong with a corpus. Importing this package loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.checking import check as check
    from analysis.showing import show as show

__version__ = "0.1.0"

FUNCTIONS = {"show": "analysis.showing", "check": "analysis.checking"}


def __getattr__(name: str) -> Any:
    """`show` and `check` are loaded when they are asked for: they read texts, which takes pandas."""
    if name in FUNCTIONS:
        return getattr(import_module(FUNCTIONS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *FUNCTIONS])
