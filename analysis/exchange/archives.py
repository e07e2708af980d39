"""A REFI-QDA project that somebody else has written, read without trusting it.

Nothing is unpacked to disk: the few files that are wanted are read from the archive, each up to a limit, so that neither a path
nor a bomb does harm. XML with a document type is refused, since that is where entities are declared; the schema has none. What is
wrong is gathered, so that a person hears of all of it at once.
"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from analysis.exchange.projects import FILE, FOLDER
from analysis.mistakes import InputError

MOST_FILES = 20_000
MOST_XML, MOST_ELEMENTS = 100_000_000, 1_500_000
"""Bytes and elements of `project.qde`: that of the seeds has 430 KB and 4,400 elements in five texts."""

DEEPEST = 60
"""Elements within elements; a codebook seldom has more than five levels."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError, IndexError, KeyError,
)  # fmt: skip
"""What Python's reader of archives raises where one is damaged, locked or made to do harm."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that can be unpacked up to a limit, and those that REFI-QDA names."""

INTERNAL = re.compile(r"internal://([^/\\]+)", re.IGNORECASE)
POSITION = re.compile(r"\d{1,12}")


class Coding(NamedTuple):
    """A code given by a user."""

    guid: str
    user: str
    code: str


class Selection(NamedTuple):
    """A coded span, its positions as the program counts them."""

    guid: str
    start: int
    end: int
    codings: tuple[Coding, ...]


class Source(NamedTuple):
    """A text and what is selected in it; no content where the project holds it in another form only."""

    guid: str
    name: str
    content: bytes | None
    selections: tuple[Selection, ...]


class Project(NamedTuple):
    """What is read of a project: users and codes by identifier, texts, what is wrong, and what is coded but not read."""

    users: dict[str, str]
    codes: dict[str, tuple[str, ...]]
    sources: tuple[Source, ...]
    faults: tuple[str, ...]
    unread: tuple[str, ...]


def read(name: str, content: bytes, limit: int) -> Project:
    """The project in a `.qdpx`; `InputError` where it can't be opened at all. `limit` is the most bytes of one text."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            inside = _Inside(name, archive, limit)
            return _project(name, _tree(name, inside.xml()), inside)
    except InputError:
        raise
    except BROKEN:
        raise InputError(
            f"{name} is no REFI-QDA project that can be opened; export it again as .qdpx, without a password."
        ) from None


class _Inside:
    """The files of an archive by their name, read up to a limit."""

    def __init__(self, name: str, archive: zipfile.ZipFile, limit: int):
        entries = archive.infolist()
        if len(entries) > MOST_FILES:
            raise InputError(f"{name} holds {len(entries):,} files; {MOST_FILES:,} are the most.")
        self._name, self._archive, self._limit = name, archive, limit
        # Some programs write "sources", and Windows doesn't mind.
        self._entries = {entry.filename.lower().replace("\\", "/"): entry for entry in entries}

    def xml(self) -> bytes:
        """The project's XML."""
        if FILE not in self._entries:
            raise InputError(
                f"{self._name} holds no {FILE}; give a project that was exported as REFI-QDA (.qdpx)."
            )
        return self._read(FILE, MOST_XML)

    def source(self, path: str) -> bytes:
        """A text by the path that the XML gives; `InputError` says why it isn't there."""
        match = INTERNAL.fullmatch(path.strip())
        if not match:
            raise InputError(f"lies at {path!r}, outside of the project; only internal:// is read")
        place = f"{FOLDER}/{match[1]}".lower()
        if place not in self._entries:
            raise InputError(f"is to lie at {FOLDER}/{match[1]}, where there is nothing")
        return self._read(place, self._limit)

    def _read(self, place: str, limit: int) -> bytes:
        if self._entries[place].compress_type not in METHODS:
            raise InputError(f"{self._name} is packed in a way that is not read; export it again.")
        with self._archive.open(self._entries[place]) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                f"{self._name} holds more than {limit:,} bytes in {self._entries[place].filename}; that is too much to read."
            )
        return data


def _tree(name: str, xml: bytes) -> ET.Element:
    """The XML as elements without namespaces; `InputError` where it isn't well-formed, declares entities or is nested too deep."""
    builder, depth, count = ET.TreeBuilder(), 0, 0
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(tag: str, said: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise InputError(
                f"{name}: {FILE} has more than {MOST_ELEMENTS:,} elements, or some within {DEEPEST} others; it is refused."
            )
        builder.start(tag.rpartition(" ")[2], said)

    def finish(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition(" ")[2])

    def refuse(*_: Any) -> None:
        raise InputError(
            f"{name}: {FILE} has a document type, in which entities may be declared; it is refused."
        )

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{name}: {FILE} is no well-formed XML ({error}); export it again."
        ) from None
    return builder.close()


def _project(name: str, root: ET.Element, inside: _Inside) -> Project:
    if root.tag != "Project":
        raise InputError(f"{name}: {FILE} holds <{root.tag}>, not a <Project>.")
    faults: list[str] = []
    users = {key(one.get("guid")): one.get("name", "") for one in root.iterfind("Users/User")}
    codes = {
        key(one.get("guid")): path
        for book in root.iterfind("CodeBook/Codes")
        for one, path in _codes(book, ())
    }
    sources = [
        _source(name, one, inside, codes, faults) for one in root.iterfind("Sources/TextSource")
    ]
    return Project(users, codes, tuple(sources), tuple(faults), tuple(_unread(root)))


def _unread(root: ET.Element) -> Iterator[str]:
    """Codes that stand elsewhere than on words of a plain text."""
    for one in root.iterfind("Sources/*"):
        label = one.get("name") or one.get("guid") or "a source"
        if one.tag != "TextSource" and any(True for _ in one.iter("Coding")):
            yield f"{label} is a {one.tag}; what is coded in it is left out, since only plain texts are read."
        elif one.find("Coding") is not None:
            yield f"{label} is coded as a whole; that is left out, since codes belong to words."


def key(guid: str | None) -> str:
    """An identifier as it is compared: some programs write braces, some small letters."""
    return (guid or "").strip().strip("{}").upper()


def _codes(
    parent: ET.Element, above: tuple[str, ...]
) -> Iterator[tuple[ET.Element, tuple[str, ...]]]:
    for one in parent.iterfind("Code"):
        path = (*above, one.get("name", ""))
        yield one, path
        yield from _codes(one, path)


def _source(
    name: str, one: ET.Element, inside: _Inside, codes: dict[str, Any], faults: list[str]
) -> Source:
    label = one.get("name") or one.get("guid") or "a text"
    content: bytes | None = None
    try:
        if path := one.get("plainTextPath"):
            content = inside.source(path)
        elif (held := one.find("PlainTextContent")) is not None:
            content = (held.text or "").encode("utf-8")
    except InputError as error:
        faults.append(f"{name}: the text {label} {error}.")
    selections = []
    for number, selection in enumerate(one.iterfind("PlainTextSelection"), 1):
        start, end = (selection.get(which, "") for which in ("startPosition", "endPosition"))
        if not (POSITION.fullmatch(start) and POSITION.fullmatch(end) and int(start) < int(end)):
            where = f"selection {number} of {label}"
            faults.append(f"{name}: {where} reaches from {start!r} to {end!r}, which is no span.")
            continue
        codings = tuple(_codings(name, label, selection, codes, faults))
        found = Selection(key(selection.get("guid")), int(start), int(end), codings)
        selections.append(found)
    return Source(key(one.get("guid")), one.get("name", ""), content, tuple(selections))


def _codings(
    name: str, label: str, selection: ET.Element, codes: dict[str, Any], faults: list[str]
) -> Iterator[Coding]:
    by = selection.get("creatingUser")
    for one in selection.iterfind("Coding"):
        target = next((key(to.get("targetGUID")) for to in one.iterfind("CodeRef")), "")
        if target not in codes:
            faults.append(
                f"{name}: a coding in {label} points to the code {target or '(none)'}, which isn't in its codebook."
            )
            continue
        yield Coding(key(one.get("guid")), key(one.get("creatingUser") or by), target)
