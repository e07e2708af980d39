"""A document of Word's as text: paragraphs, headings, lists as they are numbered, tables row by row, notes at the end.

What Word shows on the page stays, but for running heads. What it holds besides is left out, and said: the comments of
reviewers, and words that were struck out while changes were tracked. An archive that unpacks into more than anybody wrote is
refused before it is unpacked, and no entity of its XML is ever followed.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from analysis.mistakes import InputError
from analysis.views import numbering
from analysis.views.lines import DROPPED

MISSING = "can't be read without python-docx, an optional package; install it by\npip install 'jam-tomorrow[formats]'"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MOST_PARTS = 10_000
INDENT = 4
UNSHOWN = frozenset(
    {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", FALLBACK}
)
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
REFERENCES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


def text(data: bytes, most_bytes: int) -> tuple[str, tuple[str, ...]]:
    """The text of a .docx, and sentences on what was left out; `ValueError` says why there is none."""
    try:
        import docx
    except ImportError:
        raise InputError(MISSING) from None
    refuse_bomb(data, 10 * most_bytes)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.read()
        return reader.text(), _notes(document)
    except InputError:
        raise
    except Exception as error:  # a damaged file makes its reader fail in every way there is
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"
        raise InputError(
            f"is a damaged Word document, or none ({reason}); open it in a word processor and save it again"
        ) from None


def refuse_bomb(data: bytes, most_bytes: int) -> None:
    """Raise where a file is no archive, or one that unpacks into too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(
            "is no Word document (.docx is a zip archive, and this isn't); open it in a word processor and save it "
            "again"
        ) from None
    size = sum(part.file_size for part in parts)
    if size > most_bytes or len(parts) > MOST_PARTS:
        raise InputError(
            f"unpacks into {size:,} bytes in {len(parts):,} parts, more than ten times what a file may have; save its "
            "text as UTF-8, or raise max_bytes under [settings] in corpus.toml"
        )


class _Reader:
    """Reads the blocks of a document in order and keeps its lines."""

    def __init__(self, document: Any):
        self.document = document
        self.lists = numbering.Lists(document)
        self.lines: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self._in_list = False

    def read(self) -> None:
        """All blocks, then the notes that they refer to."""
        self.blocks(self.document.element.body)
        for number, (kind, identifier) in enumerate(self.notes, 1):
            for words in self._note(kind, identifier):
                self._add(f"[{number}] {words}")

    def text(self) -> str:
        """The lines, each with its end."""
        return "".join(line + "\n" for line in self.lines)

    def blocks(self, holder: Any) -> None:
        """Paragraphs and tables of a holder, whatever wraps them."""
        for element in holder:
            if element.tag == W + "p":
                self.paragraph(element)
            elif element.tag == W + "tbl":
                self.table(element)
            elif isinstance(element.tag, str) and element.tag not in UNSHOWN:
                self.blocks(element)

    def paragraph(self, element: Any) -> None:
        """One paragraph, and behind it the boxes that are anchored in it."""
        label, level = self.lists.label(element)
        words = _trimmed(self.words(element))
        if words.strip():
            indent = " " * INDENT * level if label else ""
            self._add(indent + label + words, bool(label))
        for box in element.iter(W + "txbxContent"):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                self.blocks(box)

    def table(self, element: Any) -> None:
        """A table row by row; where cells hold several paragraphs, cell by cell."""
        self._in_list = False
        for row in element.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not element:
                continue
            cells = [list(cell.iter(W + "p")) for cell in row.iter(W + "tc")]
            if any(len(cell) > 1 for cell in cells) or next(row.iter(W + "tbl"), None) is not None:
                self.blocks(row)
                continue
            words = [" ".join(self.words(one).split()) for cell in cells for one in cell]
            if any(words):
                self._add("\t".join(words).strip("\t"), True)
                self._in_list = True
        self._in_list = False

    def words(self, element: Any) -> str:
        """The words of a paragraph, with a number where a note stands."""
        found: list[str] = []
        waiting = [iter(element)]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif one.tag == W + "t":
                found.append(one.text or "")
            elif one.tag in SIGNS:
                found.append(SIGNS[one.tag])
            elif one.tag in REFERENCES:
                self.notes.append((REFERENCES[one.tag], one.get(W + "id", "")))
                found.append(f"[{len(self.notes)}]")
            elif one.tag not in UNSHOWN and one.tag != W + "txbxContent" and not _is_hidden(one):
                waiting.append(iter(one))
        return DROPPED.sub("", "".join(found))

    def _note(self, kind: str, identifier: str) -> Iterator[str]:
        """The words of a note, as one line."""
        for part in _related(self.document, kind):
            for note in _parsed(part).iterchildren():
                if note.get(W + "id") == identifier:
                    words = " ".join(self.words(one) for one in note.iter(W + "p"))
                    if words.strip():
                        yield " ".join(words.split())

    def _add(self, words: str, listed: bool = False) -> None:
        if self.lines and not (listed and self._in_list):
            self.lines.append("")
        self.lines.append(words)
        self._in_list = listed


def _trimmed(words: str) -> str:
    return "\n".join(line.strip() for line in words.split("\n")).strip("\n")


def _is_hidden(element: Any) -> bool:
    """Whether a run has hidden letters."""
    if element.tag != W + "r":
        return False
    vanish = element.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "true") not in ("0", "false")


def _related(document: Any, kind: str) -> list[Any]:
    rels = document.part.rels.values()
    return [rel.target_part for rel in rels if rel.reltype == NOTES + kind and not rel.is_external]


def _parsed(part: Any) -> Any:
    """A part's XML; its entities are not followed."""
    from docx.oxml import parse_xml

    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _notes(document: Any) -> tuple[str, ...]:
    notes = []
    comments = sum(
        len(list(_parsed(part).iter(W + "comment"))) for part in _related(document, "comments")
    )
    if comments:
        notes.append(
            f"has {comments} {'comment' if comments == 1 else 'comments'} of reviewers, left out of the view"
        )
    body = document.element.body
    if struck := sum(1 for tag in ("del", "moveFrom") for _ in body.iter(W + tag)):
        notes.append(
            f"has words struck out in {struck} {'place' if struck == 1 else 'places'} while changes were tracked, left out of the view"
        )
    return tuple(notes)
