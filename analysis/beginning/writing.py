"""Entries of a catalogue as TOML: every value with the address that it was read from, what isn't known as a line to fill in.

What stands in the file already is not parsed and written again but kept, byte for byte; entries are added to its end.
"""

import tomllib
from collections.abc import Iterable

import tomlkit
from tomlkit.items import Table

from analysis.beginning.entries import Begun, Stated
from analysis.mistakes import InputError

HEADING = """\
# The texts of this corpus, begun by `jam-tomorrow new`; from here on it is yours. Run that again after you have put further files
# in the folder: they are added at the end, and nothing that stands here is changed.
#
# What stands in an entry is what its text states, read from the address beside it. A line that begins with # is open: fill it in
# and take the # away if you know it. `published_basis` says how a date is known: "stated" (in the text), "given" (you know it from
# elsewhere), "inferred" (worked out; say how in published_note). A date may be a day, a month or a year: "2020-07-15", "2020-07", "2020".
# Also possible: author_role, publisher, note, and reform, the id of the reform in reforms.toml that comments are held against.
"""
TITLE = "not stated in the text; write it if you know it"
AUTHOR = "not stated in the text; write the name if you know it"
PUBLISHED = 'not stated in the text; write the day if you know it, and published_basis = "given"'


def appended(kept: str, begun: Iterable[Begun]) -> str:
    """A catalogue with entries added at its end, and all that was there before them unchanged.

    `InputError` where the file can't be added to in this way.
    """
    newline = "\r\n" if "\r\n" in kept else "\n"
    blocks = "".join(f"\n{block(one)}" for one in begun)
    before = kept if kept.strip("\ufeff \t\r\n") else kept + HEADING.replace("\n", newline)
    joint = "" if before.endswith("\n") else newline
    whole = before + joint + blocks.replace("\n", newline)
    try:
        tomllib.loads(whole.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        raise InputError(
            "corpus.toml lists its documents in a way that can't be added to; write each as a [[document]] of its own "
            "and run this again. Nothing was changed."
        ) from None
    return whole


def block(one: Begun) -> str:
    """One entry as TOML.

    >>> print(block(Begun("a", "a.txt", title=Stated("Late buses", "a:0-10"), doubt="")), end="")
    [[document]]
    id = "a"
    file = "a.txt"
    title = "Late buses" # read from a:0-10
    # author = ""  # not stated in the text; write the name if you know it
    # published = ""  # not stated in the text; write the day if you know it, and published_basis = "given"
    """
    table = tomlkit.table()
    table.add("id", one.id)
    table.add("file", one.file)
    if one.note:
        table["file"].comment(_line(one.note))
    _field(table, "title", one.title, TITLE)
    if one.columns is None:
        _field(table, "author", one.author, AUTHOR)
        _dated(table, one)
    elif one.columns:
        inline = tomlkit.inline_table()
        inline.update(one.columns)
        table.add("columns", inline)
    return f"[[document]]\n{table.as_string()}"


def _dated(table: Table, one: Begun) -> None:
    """The day of publication, or why it is left open."""
    if one.doubt:
        table.add(tomlkit.comment(_line(one.doubt)))
    _field(table, "published", one.date, PUBLISHED)
    if one.date:
        table.add("published_basis", "stated")
        if one.date.words and one.date.words != one.date.said:
            table.add("published_note", f"“{one.date.words}”")


def _field(table: Table, key: str, stated: Stated | None, unknown: str) -> None:
    if stated is None:
        table.add(tomlkit.comment(f'{key} = ""  # {unknown}'))
        return
    table.add(key, stated.said)
    table[key].comment(f"read from {_line(stated.where)}")


def _line(words: str) -> str:
    """Words for a comment, which has one line and no control characters."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(words.split()))
