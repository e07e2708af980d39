"""A folder of texts and its catalogue become documents: exact text, hash and dates.

This is the only room that opens a corpus's files. The source never changes: bytes are read once and
decoded exactly, and everything that follows points into that text by `(document, start, end)`.

A file that isn't plain text is read by its stored view (see `stored`), which `views` makes once and
nothing remakes silently, because every address depends on it.
"""

import hashlib
import html
import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from analysis import dates, tables
from analysis.corpus import catalogue, files, stored
from analysis.corpus.catalogue import Entry, Reform
from analysis.corpus.decoding import decode, word_count
from analysis.mistakes import InputError, UnknownError

LEGACY = (
    "is not UTF-8 and was read as Windows-1252; check its pound signs and quotation marks, or give "
    "its encoding in corpus.toml"
)
TWICE = (
    "was counted once; say allow_duplicates = true under [settings] in corpus.toml to keep both, or "
    "remove one"
)
ADDRESS = re.compile(rf"({catalogue.IDENTIFIER.pattern}):(\d{{1,1000}})-(\d{{1,1000}})")

__all__ = [
    "Corpus",
    "CorpusError",
    "Fault",
    "Reform",
    "address",
    "chosen",
    "fingerprint",
    "identifier_of",
    "inspect",
    "is_writable",
    "parse_address",
    "read",
]


class Fault(NamedTuple):
    """What is wrong with a file of the corpus; a warning is told, a fault stops the reading."""

    file: str
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        # Behind a question and a line to type stands no full stop.
        return f"{self.file} {self.sentence}" + ("" if self.sentence.endswith(("?", "]'")) else ".")


class CorpusError(InputError):
    """A corpus that can't be read as it is; `faults` holds every reason."""

    def __init__(self, folder: Path, faults: tuple[Fault, ...]):
        self.folder, self.faults = folder, faults
        super().__init__("\n".join(str(fault) for fault in faults))


class Corpus:
    """Documents with their exact texts.

    `documents` is the table, `texts` the decoded text by document, `reforms` and `settings` what the
    folder's TOML files say, `warnings` what a reader should know.
    """

    def __init__(
        self,
        folder: Path,
        entries: tuple[Entry, ...],
        documents: pd.DataFrame,
        texts: Mapping[str, str],
        reforms: Mapping[str, Reform],
        settings: Mapping[str, Any],
        warnings: tuple[Fault, ...] = (),
    ):
        self.folder = folder
        self.documents = documents
        self.texts = MappingProxyType(dict(sorted(texts.items())))
        self.reforms = MappingProxyType(dict(reforms))
        self.settings = MappingProxyType(dict(settings))
        self.warnings = warnings
        self._entries = MappingProxyType({entry.id: entry for entry in entries})
        self._given: dict[str, pd.DataFrame | None] = {}

    def __getitem__(self, document: str) -> str:
        """The text of a document; `KeyError` lists the documents there are."""
        if document not in self.texts:
            raise UnknownError(
                f"There is no document {document!r}; the documents are {', '.join(self.texts)}."
            )
        return self.texts[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def without(self, documents: frozenset[str]) -> "Corpus":
        """The same corpus less some documents."""
        kept = self.documents[~self.documents["document"].isin(documents)].reset_index(drop=True)
        return Corpus(
            self.folder,
            tuple(entry for name, entry in self._entries.items() if name not in documents),
            kept,
            {name: text for name, text in self.texts.items() if name not in documents},
            self.reforms,
            self.settings,
            self.warnings,
        )

    def show(self, where: str) -> str:
        """The words behind an address such as `ID:START-END`, exactly as the source has them."""
        document, start, end = parse_address(where)
        text = self[document]
        if end > len(text):
            raise InputError(
                f"{where} reaches beyond the end of {document}, which has {len(text)} characters."
            )
        return text[start:end]

    def entry(self, document: str) -> Entry:
        """What the catalogue says of a document, notes included."""
        self[document]
        return self._entries[document]

    def given_comments(self, document: str) -> pd.DataFrame | None:
        """Where the comments of a table lie in its view, who wrote each and when; nothing for other documents."""
        if document not in self._given:
            name, length = self.entry(document).file, len(self[document])
            try:
                self._given[document] = (
                    stored.comments(self.folder, name, length, self.settings["max_bytes"])
                    if stored.is_table(name)
                    else None
                )
            except ValueError as error:
                raise CorpusError(self.folder, (Fault(name, str(error)),)) from None
        return self._given[document]

    def label(self, document: str) -> str:
        """What a chart or table calls a document: its title, else its first words in quotation marks."""
        title = self.entry(document).title
        if title:
            return " ".join(title.split())
        return "“" + " ".join(self.texts[document].split(maxsplit=6)[:6]) + " …”"

    def when(self, document: str) -> str:
        """When a document appeared, in words, with how that is known where it isn't printed in the text."""
        entry = self.entry(document)
        if not entry.published:
            return "undated"
        said = dates.in_words(entry.published)
        return said if entry.published_basis == "stated" else f"{said} ({entry.published_basis})"

    def published(self, document: str) -> dates.Interval | None:
        """The days in which a document may have appeared, or nothing where that is unknown."""
        said = self.entry(document).published
        return dates.interval(said) if said else None

    @cached_property
    def by_publication(self) -> list[str]:
        """Documents in the order of publication, by the first day that their date allows; undated ones last."""
        table = self.documents.sort_values(
            ["published_from", "published_to", "document"], na_position="last"
        )
        return list(table["document"])

    def codes(self, coder: str, table: str) -> tuple[str, str] | None:
        """File and text of one coder's CSV, or nothing where there is none."""
        name = f"codes/{coder}/{table}.csv"
        if not (self.folder / name).exists():
            return None
        try:
            data = files.content(self.folder, name, self.settings["max_bytes"])
        except ValueError as error:
            raise CorpusError(self.folder, (Fault(name, str(error)),)) from None
        try:
            return name, data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fault = f"is not UTF-8 (byte {error.start} does not fit it); save it again as CSV UTF-8"
            raise CorpusError(self.folder, (Fault(name, fault),)) from None

    def toml(self, name: str) -> dict[str, Any]:
        """A TOML file of the corpus (`themes.toml`, `codes/coders.toml`); empty where there is none."""
        data, faults = catalogue.toml(self.folder, name)
        if faults:
            raise CorpusError(self.folder, tuple(Fault(name, fault) for fault in faults))
        return data

    def files(self) -> list[Path]:
        """Every file that this corpus is read from: texts, views, catalogues and codes, in order."""
        names = list(self.documents["file"])
        named = [self.folder / name for name in names]
        for name in filter(stored.is_viewed, names):
            named += [self.folder / stored.view(name), self.folder / stored.sidecar(name)]
            named.append(self.folder / stored.RECORDS)
        named += [
            *self.folder.glob("*.toml"),
            *self.folder.glob("codes/**/*.csv"),
            *self.folder.glob("codes/*.toml"),
        ]
        return sorted({path for path in named if path.is_file()})

    def __repr__(self) -> str:
        words = int(self.documents["words"].sum())
        return f"<Corpus {self.folder.name}: {len(self)} documents, {words} words>"

    def _repr_html_(self) -> str:
        shown = self.documents[
            ["document", "title", "author", "published", "published_basis", "words"]
        ]
        note = "".join(f"<li>{html.escape(str(warning))}</li>" for warning in self.warnings)
        # JupyterLab's own style would set words to the right.
        table = str(shown.fillna("").to_html(index=False)).replace(
            "<td>", '<td style="text-align:left">'
        )
        return f"<p>{html.escape(repr(self)[1:-1])}</p>{table}" + (
            f"<ul>{note}</ul>" if note else ""
        )


def chosen(folder: str | Path | None = None) -> Path:
    """The folder asked for: the one given, else `JAM_CORPUS`, else the project's own `seeds/`."""
    return Path(folder or os.environ.get("JAM_CORPUS") or Path(__file__).parents[2] / "seeds")


def read(folder: str | Path | None = None) -> Corpus:
    """The corpus in a folder (see `chosen`); `CorpusError` lists every fault at once.

    Files directly in the folder that the catalogue does not name are read, too, undated. Of two
    documents with the same text the second is left out with a warning, unless `allow_duplicates`.
    """
    place = chosen(folder)
    corpus, faults = inspect(place)
    if corpus is None or any(not fault.warning for fault in faults):
        raise CorpusError(place, tuple(fault for fault in faults if not fault.warning))
    return corpus


def inspect(
    folder: Path, listing: catalogue.Catalogue | None = None
) -> tuple[Corpus | None, tuple[Fault, ...]]:
    """What can be read of a folder, with every fault and warning; `None` where nothing can.

    `listing` is a catalogue to read it by in place of its own.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        return None, (Fault(str(folder), f"{what}; give the folder that holds the texts"),)
    listing = listing or catalogue.read(folder)
    reforms, reform_faults = catalogue.reforms(folder)
    faults = [Fault(*fault) for fault in listing.faults]
    faults += [Fault("reforms.toml", fault) for fault in reform_faults]
    unnamed, name_faults = _unnamed(folder, listing.entries)
    faults += name_faults
    entries = [*listing.entries, *unnamed]
    kept: list[Entry] = []
    texts: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    recorded = stored.records(folder)
    for entry in sorted(entries):
        try:
            data = stored.content(folder, entry.file, listing.settings["max_bytes"], recorded)
            # The catalogue's encoding is that of the original; a view is UTF-8.
            given = None if stored.is_viewed(entry.file) else entry.encoding or None
            text, encoding = decode(data, given)
        except ValueError as error:
            faults.append(Fault(entry.file, str(error)))
            continue
        if entry.id in texts:
            continue  # the catalogue's fault of two equal ids is told already
        if encoding == "cp1252" and not entry.encoding:
            faults.append(Fault(entry.file, LEGACY, True))
        twin = seen.setdefault(fingerprint(text), entry.file)
        if twin != entry.file and not listing.settings["allow_duplicates"]:
            faults.append(Fault(entry.file, f"has the same text as {twin} and {TWICE}", True))
            continue
        kept.append(entry)
        texts[entry.id] = text
        rows.append(_row(entry, data, text, encoding))
    if not rows:
        if not faults:
            faults.append(Fault(str(folder), _nothing(folder)))
        return None, tuple(faults)
    warnings = tuple(fault for fault in faults if fault.warning)
    documents = tables.make("documents", rows)
    return Corpus(
        folder, tuple(kept), documents, texts, reforms, listing.settings, warnings
    ), tuple(faults)


def _nothing(folder: Path) -> str:
    """What to do where a folder holds no texts."""
    if unread := files.possible(folder):
        return (
            f"holds no texts but {', '.join(unread[:8])}; run `jam-tomorrow new {folder}`, which stores text views "
            "of tables of comments"
        )
    return "holds no texts; put .txt files in it, or name them in corpus.toml"


def _unnamed(folder: Path, entries: tuple[Entry, ...]) -> tuple[list[Entry], list[Fault]]:
    """Entries for the files of the folder that the catalogue does not name."""
    named = {entry.file for entry in entries}
    taken = {entry.id for entry in entries}
    found, faults = [], []
    for name in files.listed(folder):
        if name in named:
            continue
        if not name.isprintable() and not is_writable(name):
            faults.append(Fault(ascii(name), "has a name that is not UTF-8; rename it"))
            continue
        identifier = identifier_of(name)
        if identifier in taken:
            clash = (
                f"would have the id {identifier!r}, which is taken; give it an entry in corpus.toml"
            )
            faults.append(Fault(name, clash))
            continue
        taken.add(identifier)
        found.append(Entry(identifier, name))
    return found, faults


def is_writable(name: str) -> bool:
    """Whether a file's name can be written down: on some systems names are bytes, of any encoding."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def identifier_of(name: str) -> str:
    """The id of a file that no catalogue names, made from its name.

    >>> identifier_of("Part 1: buses.txt")
    'Part-1-buses'
    """
    stem = Path(name).stem
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-")[: catalogue.LONGEST_IDENTIFIER]
    return kept or f"text-{fingerprint(stem)[:8]}"  # a name without a Latin letter


def address(document: str, start: int, end: int) -> str:
    """The address of a span.

    >>> address("000", 12, 20)
    '000:12-20'
    """
    return f"{document}:{start}-{end}"


def parse_address(where: str) -> tuple[str, int, int]:
    """Document, start and end of an address; `ValueError` shows what one looks like.

    >>> parse_address("000_dd9acf844a937886:105-149")
    ('000_dd9acf844a937886', 105, 149)
    """
    match = ADDRESS.fullmatch(where.strip())
    if not match:
        raise InputError(
            f"{where!r} is not an address; write DOCUMENT:START-END, such as 000:105-149."
        )
    document, start, end = match[1], int(match[2]), int(match[3])
    if start >= end:
        raise InputError(f"{where!r} ends at or before its start.")
    return document, start, end


def fingerprint(words: str) -> str:
    """SHA-256 of words as UTF-8, by which codes and documents are matched."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _row(entry: Entry, data: bytes, text: str, encoding: str) -> dict[str, Any]:
    days = dates.interval(entry.published) if entry.published else dates.Interval(None, None)
    described = {
        key: getattr(entry, key)
        for key in (
            "file",
            "title",
            "author",
            "author_role",
            "publisher",
            "published",
            "published_basis",
        )
    }
    return {
        "document": entry.id,
        **described,
        "published_from": days.first and days.first.isoformat(),
        "published_to": days.last and days.last.isoformat(),
        "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": encoding,
        "characters": len(text),
        "words": word_count(text),
    }
