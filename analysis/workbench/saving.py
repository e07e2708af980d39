"""Changes of a researcher, saved in the corpus's own files: one at a time, each whole or not at all.

A changed code gets the origin `person`, because a person has judged it now. TOML files keep their comments and
their order. After each change the corpus is read again as every command reads it; what it would refuse is
put back and said.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import tomlkit
from tomlkit.exceptions import TOMLKitError

from analysis import coding, comments, findings, segments, sentences, stance, tables, words
from analysis import corpus as corpora
from analysis.corpus import Corpus, address, parse_address
from analysis.mistakes import InputError, UnknownError

CHANGED = {"claims": ("kind", "stance", "reforms", "attributed_to", "tense"), "comment_codes": ("tone", "reform_stance", "article_stance", "sarcasm", "about_reform"), "times": ("value", "first_day", "last_day", "relation", "role")}  # fmt: skip
"""What may be changed of each table of codes."""

FIELDS = ("label", "sentence", "holds", "sure", "overturned_by", "theme")
"""What may be changed of a finding."""


class Saved(NamedTuple):
    """A change that was saved: the file, what it is about (an address or a name), and what became of what."""

    path: Path
    about: str
    was: str
    now: str

    def __repr__(self) -> str:
        return f"Saved in {self.path.parent.name}/{self.path.name}: {self.about}, {self.was or '(empty)'} → {self.now or '(empty)'}"


def change_code(corpus: Corpus, table: str, where: str, **cells: Any) -> Saved:
    """Change a settled code of the claim, comment or time expression at an address; a suggestion becomes a code.

    `InputError` where nothing stands at the address, a cell is none that may be changed, or its value is not in the vocabulary.
    """
    if table not in CHANGED:
        raise UnknownError(f"{table!r} holds no codes to change; there are {', '.join(CHANGED)}.")
    if strange := sorted(cells.keys() - set(CHANGED[table])):
        raise UnknownError(
            f"{strange[0]!r} can't be changed in {table}; {', '.join(CHANGED[table])} can."
        )
    for name, value in cells.items():
        known = next(
            column for column in tables.schema(table).columns if column.name == name
        ).values
        if known and value is not None and value not in known:
            raise InputError(f"{name} knows {', '.join(map(str, known))}; found {value}.")
    document, start, end = parse_address(where)
    own = coding.codes(corpus, table)
    place = _row(corpus, own, table, document, start, end)
    if place is None:
        suggested = _suggested(corpus, table)
        found = _row(corpus, suggested, table, document, start, end)
        if found is None:
            raise InputError(
                f"There is no row of {table} at {where}; addresses are those of the table, start and end."
            )
        own = pd.concat([own, suggested.loc[[found]]], ignore_index=True)
        place = len(own) - 1
    rows: list[dict[Any, Any]] = own.to_dict("records")
    was = {name: rows[place][name] for name in cells}
    rows[place].update(cells)
    rows[place].update({"origin": "person"} if "origin" in own else {"rule": "coded"})
    frame = tables.make(table, rows)
    path = corpus.folder / "codes" / coding.SETTLED / f"{table}.csv"
    with _kept(path, lambda: coding.codes(corpora.read(corpus.folder), table)):
        coding.save(corpus, table, frame)
    return Saved(path, where, _said(was), _said(cells))


def change_date(corpus: Corpus, document: str, published: str, basis: str = "given") -> Saved:
    """Change when a document appeared (EDTF) and how that is known (stated, inferred, given, unknown)."""
    entry = corpus.entry(document)
    path = corpus.folder / "corpus.toml"

    def change(data: Any) -> None:
        listed = data.setdefault("document", tomlkit.aot())
        own = next((one for one in listed if one.get("id", Path(str(one.get("file", ""))).stem) == document), None)  # fmt: skip
        if own is None:
            own = tomlkit.table().add("id", document).add("file", entry.file)
            listed.append(own)
        own["published"], own["published_basis"] = published, basis

    with _kept(path, lambda: corpora.read(corpus.folder)):
        _edit(path, change)
    return Saved(path, document, entry.published, published)


def change_theme(corpus: Corpus, theme: str, label: str) -> Saved:
    """Change what a theme is called."""
    known = words.themes(corpus)
    if theme not in known or not (corpus.folder / "themes.toml").exists():
        raise UnknownError(
            f"There is no theme {theme!r} in themes.toml; there are {', '.join(known)}."
        )
    path = corpus.folder / "themes.toml"

    def change(data: Any) -> None:
        data["themes"][theme]["label"] = label

    with _kept(path, lambda: words.themes(corpora.read(corpus.folder))):
        _edit(path, change)
    return Saved(path, theme, known[theme].label, label)


def change_finding(corpus: Corpus, finding: str, field: str, value: str) -> Saved:
    """Change a finding's label, sentence, quantifier or what is said of it."""
    if field not in FIELDS:
        raise UnknownError(
            f"{field!r} can't be changed of a finding; there are {', '.join(FIELDS)}."
        )
    was: list[str] = []

    def change(data: Any) -> None:
        own = _finding(data, finding)
        was.append(str(own.get(field, "")))
        own[field] = value

    return Saved(_of_findings(corpus, change), finding, was[0], value)


def change_evidence(corpus: Corpus, finding: str, where: str, side: str) -> Saved:
    """Change what a passage does for a finding, or add one; `side` "" takes it out."""
    was: list[str] = []
    span = parse_address(where)

    def change(data: Any) -> None:
        own = _finding(data, finding)
        pieces = own.setdefault("evidence", tomlkit.aot())
        place = next((at for at, piece in enumerate(pieces) if piece.get("at") == where), None)
        was.append("" if place is None else str(pieces[place].get("side", "")))
        if not side and place is not None:
            del pieces[place]
        elif place is not None:
            pieces[place]["side"] = side
        elif side:
            said = words.shown(corpus[span[0]], *span[1:])
            pieces.append(tomlkit.table().add("at", where).add("words", said).add("side", side))

    return Saved(_of_findings(corpus, change), f"{finding}, {where}", was[0], side)


def _of_findings(corpus: Corpus, change: Callable[[Any], None]) -> Path:
    path = corpus.folder / findings.FILE
    if not path.exists():
        raise InputError(
            f"{corpus.folder.name} has no {findings.FILE} yet; write one finding into it first (README, Your own texts)."
        )
    with _kept(path, lambda: findings.stored(corpora.read(corpus.folder))):
        _edit(path, change)
    return path


def _finding(data: Any, name: str) -> Any:
    for one in data.get("finding", ()):
        if one.get("id") == name:
            return one
    known = ", ".join(str(one.get("id")) for one in data.get("finding", ()))
    raise UnknownError(f"There is no finding {name!r} in {findings.FILE}; there are {known}.")


def _edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a TOML file, comments and order kept."""
    try:
        data = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} can't be read as TOML ({error}); mend it first.") from None
    change(data)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(tomlkit.dumps(data).encode("utf-8"))
    new.replace(path)


@contextmanager
def _kept(path: Path, read: Callable[[], object]) -> Iterator[None]:
    """A change of a file that is put back where the corpus can't be read with it, or nothing was changed for an error."""
    before = path.read_bytes() if path.exists() else None
    try:
        yield
        read()
    except ValueError as error:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)
        raise InputError(f"{error}\nNothing was changed.") from None


def coded(corpus: Corpus, table: str) -> pd.DataFrame:
    """A table of codes as it stands, with the suggestions that can become codes; `start`, `end` and `text` in each row."""
    found = _suggested(corpus, table)
    if "text" in found:
        return found
    remarks = comments.comments(corpus, segments.segments(corpus))
    people = words.Commenters(corpus, remarks)
    found = found.merge(
        remarks[["document", "comment", "start", "end"]], on=["document", "comment"]
    )
    rows = zip(found["document"], found["start"], found["end"], strict=True)
    return found.assign(text=[people.shown(*span) for span in rows])


def _suggested(corpus: Corpus, table: str) -> pd.DataFrame:
    """What the machine suggests where nobody has coded, for the tables in which a suggestion can become a code."""
    if table == "times":
        return coding.times(corpus)
    claims = coding.claims(corpus)
    if table == "claims":
        return claims
    pieces = segments.segments(corpus)
    remarks, lines = comments.comments(corpus, pieces), sentences.sentences(corpus, pieces)
    cues = stance.cues(corpus, remarks, lines, words.mentions(corpus, lines), claims)
    return coding.comment_codes(corpus, remarks, suggested=stance.comment_codes(cues))


def _row(corpus: Corpus, frame: pd.DataFrame, table: str, document: str, start: int, end: int) -> int | None:  # fmt: skip
    """The place of the row at an address; a comment's address is that of its text."""
    own = frame[frame["document"] == document]
    if table == "comment_codes":
        remarks = comments.comments(corpus, segments.segments(corpus))
        there = remarks[
            (remarks["document"] == document)
            & (remarks["start"] == start)
            & (remarks["end"] == end)
        ]
        own = own[own["comment"].isin(there["comment"])]
    else:
        own = own[(own["start"] == start) & (own["end"] == end)]
    return int(own.index[0]) if len(own) else None


def _said(cells: dict[str, Any]) -> str:
    return ", ".join(f"{name} {'' if pd.isna(cell) else cell}".strip() for name, cell in cells.items())  # fmt: skip


def where_of(row: Any) -> str:
    """The address of a row of a table."""
    return address(row.document, int(row.start), int(row.end))
