"""A corpus and what is coded in it as a REFI-QDA project (`.qdpx`), which NVivo, ATLAS.ti and MAXQDA import.

The Rotterdam Exchange Format Initiative, "REFI-QDA: exchange of processed data between qualitative data analysis software
packages", version 1.5 of 25 September 2019, www.qdasoftware.org (section 5.3: the schema; 7: the archive and its paths; 8.1.2 and
9.2: plain text and what is selected in it). The XML follows its schema Project.xsd (QDA-XML 1.0, 18 March 2019; namespace
urn:QDA-XML:project:1.0), whose rules tests/refi_rules.py holds as data. Where the schema is silent, we do as programs do that
exchange such files: a zip with `project.qde` and the folder `Sources`, whose files the XML calls `internal://NAME`.

A source is the text that addresses count in, to the last character: UTF-8 without byte order mark, line ends as they are.
Positions are counted in code points from 0, the end exclusive, so they equal our offsets. Programs differ here (some count
UTF-16 units, some a Windows line end as one character); `analysis.exchange.counting` finds out on the way back.

Identifiers hang on what they name, and times on SOURCE_DATE_EPOCH, so that two exports of the same codes are the same bytes.
"""

import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from analysis import __version__
from analysis.corpus import Corpus
from analysis.exchange.codebook import FREE, Code, codebook, guid
from analysis.exchange.layers import Coded, Labels, Layer, coded, layer
from analysis.mistakes import InputError

SPACE = "urn:QDA-XML:project:1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
FILE, FOLDER = "project.qde", "Sources"
EPOCH = 1_577_836_800
"""1 January 2020, where SOURCE_DATE_EPOCH says nothing: any day will do, as long as it is the same one."""

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

VARIABLES = ("published", "published_basis", "publisher", "author_role")


def project(corpus: Corpus, coder: str | None = None, use_codes: bool = True) -> bytes:
    """The bytes of a `.qdpx` file: texts, codebook and coded spans; of one coder where one is named."""
    return packed(corpus, layer(corpus, coder, use_codes))


def packed(corpus: Corpus, given: Layer) -> bytes:
    """The bytes of a `.qdpx` file with what a layer holds."""
    notes = {f"finding: {row.finding}": _said(row) for row in given.findings.itertuples()}
    files = {source_guid(corpus, name): text for name, text in corpus.texts.items()}
    files |= {guid("note", name): text for name, text in notes.items()}
    tree = _tree(corpus, given, coded(corpus, given), notes)
    ET.indent(tree)
    xml = ET.tostring(tree, encoding="unicode")
    declared = '<?xml version="1.0" encoding="utf-8"?>\n' + xml + "\n"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(FILE), declared.encode("utf-8"))
        for name in sorted(files):
            archive.writestr(_entry(f"{FOLDER}/{name}.txt"), files[name].encode("utf-8"))
    return out.getvalue()


def source_guid(corpus: Corpus, document: str) -> str:
    """The identifier of a text."""
    return guid("source", document)


def selection_guid(document: str, start: int, end: int) -> str:
    """The identifier of a span."""
    return guid("selection", document, start, end)


def made_at() -> str:
    """The time that everything in a project is said to be of; `InputError` where SOURCE_DATE_EPOCH is no number of seconds."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        when = datetime.fromtimestamp(int(said) if said else EPOCH, UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"SOURCE_DATE_EPOCH is {said!r}; give a number of seconds since 1970, or unset it."
        ) from None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _tree(corpus: Corpus, given: Layer, found: list[Coded], notes: Mapping[str, str]) -> ET.Element:
    """The XML, its elements in the schema's order."""
    when = made_at()
    users = sorted({one.user for one in found} | {"rule"})
    root = ET.Element(
        "Project",
        {
            "xmlns": SPACE,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{SPACE} {SCHEMA}",
            "name": _clean(corpus.folder.resolve().name) or "corpus",
            "origin": f"Jam Tomorrow {__version__}",
            "creatingUserGUID": guid("user", "rule"),
            "creationDateTime": when,
        },
    )
    for user in _inside(root, "Users", users):
        _add(root[-1], "User", guid=guid("user", user), name=_clean(user))
    book = codebook(corpus, _names(found), given.evidence)
    codes = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
    for code in book:
        _code(codes, code)
    _variables(root)
    _sources(root, corpus, given, found, when)
    _notes(root, notes, when)
    _sets(root, corpus, given, book)
    return root


def _names(found: Iterable[Coded]) -> set[str]:
    """The names that vouch for claims."""
    return {one.code.removeprefix(f"{FREE}: ") for one in found if one.code.startswith(f"{FREE}: ")}


def _code(parent: ET.Element, code: Code) -> None:
    codable = str(not code.children).lower()
    said = {"guid": code.guid, "name": _clean(code.name), "isCodable": codable}
    one = _add(parent, "Code", **said, **({"color": code.colour} if code.colour else {}))
    if code.about:
        _add(one, "Description").text = _clean(code.about)
    for note in code.notes:
        _add(one, "NoteRef", targetGUID=guid("note", note))
    for child in code.children:
        _code(one, child)


def _variables(root: ET.Element) -> None:
    for name in _inside(root, "Variables", VARIABLES):
        said = {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
        _add(root[-1], "Variable", **said)


def _sources(root: ET.Element, corpus: Corpus, given: Layer, found: list[Coded], when: str) -> None:
    sources, labels = ET.SubElement(root, "Sources"), Labels(corpus, given)
    spans: dict[str, list[Coded]] = defaultdict(list)
    for one in found:
        spans[one.document].append(one)
    for row in corpus.documents.to_dict("records"):
        document, own = row["document"], source_guid(corpus, row["document"])
        by = {"creatingUser": guid("user", "rule"), "creationDateTime": when}
        path = f"internal://{own}.txt"
        source = _add(sources, "TextSource", guid=own, name=document, plainTextPath=path, **by)
        about = f"{corpus.label(document)}, {corpus.when(document)}"
        _add(source, "Description").text = _clean(about)
        for place, codings in groupby(spans[document], key=lambda one: one[:3]):
            _selection(source, place, list(codings), labels, when)
        for name in VARIABLES:
            if isinstance(row[name], str):
                value = _add(source, "VariableValue")
                _add(value, "VariableRef", targetGUID=guid("variable", name))
                _add(value, "TextValue").text = _clean(row[name])


def _selection(
    source: ET.Element, place: tuple[str, int, int], codings: list[Coded], labels: Labels, when: str
) -> None:
    one = _add(
        source,
        "PlainTextSelection",
        guid=selection_guid(*place),
        name=_clean(labels.of(*place)),
        startPosition=str(place[1]),
        endPosition=str(place[2]),
        creatingUser=guid("user", codings[0].user),
        creationDateTime=when,
    )
    for given in codings:
        by = {"creatingUser": guid("user", given.user), "creationDateTime": when}
        coding = _add(one, "Coding", guid=given.guid, **by)
        _add(coding, "CodeRef", targetGUID=guid("code", given.code))


def _notes(root: ET.Element, notes: Mapping[str, str], when: str) -> None:
    by = {"creatingUser": guid("user", "rule"), "creationDateTime": when}
    for name in _inside(root, "Notes", sorted(notes)):
        own = guid("note", name)
        path = f"internal://{own}.txt"
        _add(root[-1], "Note", guid=own, name=_clean(name), plainTextPath=path, **by)


def _sets(root: ET.Element, corpus: Corpus, given: Layer, book: Iterable[Code]) -> None:
    """The codes that are taken back in, and the texts that readers comment on."""
    sets = ET.SubElement(root, "Sets")
    for table in book:
        if table.name in ("claims", "comment_codes"):
            one = _add(sets, "Set", guid=guid("set", table.name), name=f"codes: {table.name}")
            for code in (code for field in table.children for code in field.children):
                _add(one, "MemberCode", targetGUID=code.guid)
    commented = sorted(set(given.comments["document"]))
    if commented:
        name = "texts with reader comments"
        one = _add(sets, "Set", guid=guid("set", name), name=name)
        for document in commented:
            _add(one, "MemberSource", targetGUID=source_guid(corpus, document))


def _said(row: Any) -> str:
    """What a note says of a finding."""
    lines = [
        row.sentence,
        f"{row.support} of {row.among} texts support it, {row.against} speak against it; "
        f"said to hold in {row.holds}, which {'is' if row.stands else 'is not'} borne out.",
        "" if pd.isna(row.sure) else f"How sure: {row.sure}",
        "" if pd.isna(row.overturned_by) else f"Overturned by: {row.overturned_by}",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _inside(root: ET.Element, name: str, held: Iterable[str]) -> list[str]:
    """What an element is to hold, the element made; none is made where there is nothing, since the schema allows no empty one."""
    items = list(held)
    if items:
        ET.SubElement(root, name)
    return items


def _add(parent: ET.Element, tag: str, /, **said: str) -> ET.Element:
    return ET.SubElement(parent, tag, said)


def _clean(words: str) -> str:
    """Words on one line, without what XML can't hold."""
    return " ".join(NO_XML.sub("\ufffd", words).split())
