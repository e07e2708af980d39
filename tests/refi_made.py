"""A small corpus with codes, what it is as a REFI-QDA project, and what a coder or another program makes of that."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import refi_rules
from conftest import SEEDS

from analysis import coding, corpus, exchange, tables
from analysis.exchange import layers, projects
from analysis.exchange.codebook import guid

TEXT = """Two years of integrated care

The integrated care system will cut waiting by a fifth by 2021. It has cut nothing. \U0001f600 Councils say the ICS works.

Comments (2)

Jo Bloggs says:
3 March 2020 at 4:19 pm
The ICS is a waste of money and I said so.

Ann Other says:
4 March 2020 at 4:19 pm
Jo Bloggs is wrong, it works here.
"""
REFORMS = '[reforms.ics]\nname = "Integrated care system"\nacronyms = ["ICS"]\n'
PROMISE = "The integrated care system will cut waiting by a fifth by 2021."
LAST = "Councils say the ICS works."
ANN = "Jo Bloggs is wrong, it works here."
S = refi_rules.SPACE
Change = Callable[[ET.Element], Any]


def folder_with(place: Path, text: str = TEXT) -> Path:
    """A corpus of one text, in which one claim and one comment are coded."""
    place.mkdir()
    (place / "one.txt").write_bytes(text.encode("utf-8"))
    (place / "reforms.toml").write_text(REFORMS, "utf-8")
    read = corpus.read(place)
    claim = {
        **span(PROMISE, text), "text": PROMISE, "kind": "promise", "stance": 1, "attributed_to": "NHS England",
        "tense": "future", "reforms": ["ics"], "quantities": ["a fifth"], "origin": "automated_coder",
    }  # fmt: skip
    comment = {"document": "one", "comment": 1, "tone": -2, "reform_stance": -1, "sarcasm": False}
    coding.save(read, "claims", tables.make("claims", [claim]))
    rows = [{**comment, "origin": "automated_coder"}]
    rows.append({"document": "one", "comment": 2, "tone": 0, "origin": "automated_coder"})
    coding.save(read, "comment_codes", tables.make("comment_codes", rows))
    (place / "codes/coders.toml").write_text(
        '[settled]\nkind = "automated_coder"\nwhole = true\n', "utf-8"
    )
    return place


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    """Where words stand."""
    return {"document": "one", "start": text.index(words), "end": text.index(words) + len(words)}


@cache
def small() -> layers.Layer:
    """What the small corpus has to export."""
    with tempfile.TemporaryDirectory() as name:
        return layers.layer(corpus.read(folder_with(Path(name) / "texts")))


@cache
def exported() -> bytes:
    """The small corpus as a project."""
    with tempfile.TemporaryDirectory() as name:
        return projects.packed(corpus.read(folder_with(Path(name) / "texts")), small())


class Seeds(NamedTuple):
    """The seeds, what they have to export, and the project."""

    texts: corpus.Corpus
    layer: layers.Layer
    content: bytes


@cache
def seeds() -> Seeds:
    """The seeds and their project."""
    read = corpus.read(SEEDS)
    given = layers.layer(read)
    return Seeds(read, given, projects.packed(read, given))


def files_of(content: bytes) -> dict[str, bytes]:
    """The files of a project."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a project."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def edited(change: Change, content: bytes | None = None) -> bytes:
    """A project whose XML was changed by hand."""
    files = files_of(content or exported())
    root = ET.fromstring(files["project.qde"])  # noqa: S314 (we wrote it)
    change(root)
    files["project.qde"] = ET.tostring(root)
    return packed(files)


def selection(root: ET.Element, words: str) -> ET.Element:
    """The selection of words."""
    start = str(TEXT.index(words))
    return next(
        one for one in root.iter(f"{S}PlainTextSelection") if one.get("startPosition") == start
    )


def code(root: ET.Element, name: str) -> str:
    """The identifier of a code."""
    return next(one.get("guid", "") for one in root.iter(f"{S}Code") if one.get("name") == name)


def add(root: ET.Element, words: str, *codes: str) -> None:
    """Code words as somebody else, in a selection of their own."""
    users = root.find(f"{S}Users")
    assert users is not None
    ET.SubElement(users, f"{S}User", guid=guid("somebody"), name="Somebody")
    where = {
        "startPosition": str(TEXT.index(words)),
        "endPosition": str(TEXT.index(words) + len(words)),
    }
    source = next(root.iter(f"{S}TextSource"))
    one = ET.SubElement(source, f"{S}PlainTextSelection", guid=guid("new", words, *codes), **where)
    for name in codes:
        said = {"guid": guid("new", words, name), "creatingUser": guid("somebody")}
        ET.SubElement(
            ET.SubElement(one, f"{S}Coding", said), f"{S}CodeRef", targetGUID=code(root, name)
        )


def recode(words: str, old: str, new: str) -> Change:
    """The change of one code to another on words."""

    def change(root: ET.Element) -> None:
        for one in selection(root, words).iter(f"{S}CodeRef"):
            if one.get("targetGUID") == code(root, old):
                one.set("targetGUID", code(root, new))

    return change


def take(texts: corpus.Corpus, content: bytes, **more: Any) -> exchange.Returned:
    """What comes back for a coder."""
    more = {"out": small(), **more}
    return exchange.take_project(texts, "back.qdpx", content, "reader-1", **more)


def resaved(
    way: Callable[[str], str], count: Callable[[str, int], int], folder: str = "Sources"
) -> bytes:
    """The project as a program saves it that keeps texts, and counts in them, in its own way."""
    files = files_of(edited(recode(PROMISE, "kind: promise", "kind: forecast")))
    root = ET.fromstring(files["project.qde"])  # noqa: S314 (we wrote it)
    source = next(root.iter(f"{S}TextSource"))
    path = source.get("plainTextPath", "").replace("internal://", "Sources/")
    text = way(TEXT)
    for one in root.iter(f"{S}PlainTextSelection"):
        for which in ("startPosition", "endPosition"):
            one.set(which, str(count(text, int(one.get(which, "")))))
    files = {name.replace("Sources", folder): data for name, data in files.items()}
    files[path.replace("Sources", folder)] = text.encode("utf-8")
    return packed({**files, "project.qde": ET.tostring(root)})
