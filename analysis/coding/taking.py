"""A filled sheet taken in: held to the texts, row by row, and merged into what the coder had said before.

Spreadsheets change what they save: a byte order mark, semicolons, an older encoding, TRUE for true, 1.0 for 1, another order of
columns. None of that loses a code. What does (a code that there is not, a row twice, words that have changed, no coder) is refused,
all faults at once, and nothing is written. Codes that the coder gave before stay unless the sheet says otherwise and
`replace` allows it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import corpus as corpora
from analysis import tables
from analysis.coding import stored
from analysis.coding.cells import SheetError, code, listed, rows_of
from analysis.coding.sheets import CLAIM, COMMENT, columns_of, table_of, vocabulary
from analysis.corpus import Corpus

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

Row = Mapping[str, str]


class Taken(NamedTuple):
    """What a sheet gives: the coder, their codes by table with what they gave before, and what is said of it."""

    coder: str
    codes: dict[str, pd.DataFrame]
    rows: int
    filled: int
    kept: int
    changed: int

    @property
    def about(self) -> str:
        """What was taken in, in a sentence."""
        said = f"{self.filled} of {self.rows} rows are coded"
        said += f", {self.rows - self.filled} are still empty" if self.filled < self.rows else ""
        said += f"; {self.kept} codes of {self.coder} from before stay" if self.kept else ""
        return said + (f"; {self.changed} were replaced" if self.changed else "") + "."


def take(
    corpus: Corpus,
    comments: pd.DataFrame,
    name: str,
    content: bytes,
    coder: str | None = None,
    kind: str = "person",
    replace: bool = False,
) -> Taken:
    """The codes of a filled sheet; `SheetError` lists everything for which it is refused.

    `name` is what messages call the sheet. The coder is the one named, else the one that the sheet names.
    """
    rows = rows_of(name, content)
    who = _coder(name, rows, coder)
    faults = [
        f"{name}, line {line}: {fault}"
        for line, row in rows
        for fault in _faults(corpus, comments, row)
    ]
    faults += _twice(name, rows)
    _refuse(faults)
    found: dict[str, pd.DataFrame] = {}
    filled = kept = changed = 0
    for item in ("comment", "claim"):
        table = table_of(item)
        new = [
            _record(corpus, row, kind) for _, row in rows if row["item"] == item and _is_filled(row)
        ]
        merged, stay, other = joined(corpus, comments, table, who, new, replace, name)
        filled, kept, changed = filled + len(new), kept + stay, changed + other
        if new:
            found[table] = merged
    return Taken(who, found, len(rows), filled, kept, changed)


def write(
    corpus: Corpus, taken: Taken, kind: str = "person", source: str = "a coding sheet"
) -> list[Path]:
    """Write the codes into `codes/CODER/` of the corpus, and the coder into `codes/coders.toml`; gives the files."""
    written = []
    for table, frame in taken.codes.items():
        written.append(save(corpus, table, frame, taken.coder))
    known = corpus.folder / "codes" / "coders.toml"
    if taken.coder not in stored.coders(corpus):
        before = known.read_text(encoding="utf-8") if known.exists() else ""
        # A quoted key, since a bare one must not hold a full stop.
        entry = f'["{taken.coder}"]\nkind = "{kind}"\nabout = "codes taken in from {source}"\n'
        known.write_text(f"{before.rstrip()}\n\n{entry}".lstrip("\n"), encoding="utf-8")
        written.append(known)
    return written


def save(corpus: Corpus, table: str, frame: pd.DataFrame, coder: str = stored.SETTLED) -> Path:
    """Write one coder's codes as `codes/CODER/TABLE.csv`, each row with the hash of its words; gives the file."""
    path = corpus.folder / "codes" / coder / f"{table}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".csv.new")
    new.write_bytes(_with_hashes(corpus, table, frame).encode("utf-8"))
    new.replace(path)
    return path


def check_label(coder: str) -> None:
    """`SheetError` where a coder's label can't be a folder's name."""
    if not NAME.fullmatch(coder):
        raise SheetError(
            f"{coder!r} can't be a coder's label; use letters, digits, dot, underscore and hyphen, such as reader-1."
        )


def _coder(name: str, rows: list[tuple[int, dict[str, str]]], coder: str | None) -> str:
    named = sorted({row.get("coder", "") for _, row in rows} - {""})
    if coder is None and len(named) > 1:
        raise SheetError(
            f"{name} names the coders {', '.join(named)}; say with --coder whose codes these are."
        )
    who = coder or (named[0] if named else "")
    if not who:
        raise SheetError(
            f"{name} names no coder; say with --coder who coded it, by a label such as reader-1."
        )
    check_label(who)
    if coder and named and named != [coder]:
        raise SheetError(
            f"{name} was made for {', '.join(named)}, and --coder says {coder}; take it in as the one it was made for."
        )
    return who


def _faults(corpus: Corpus, comments: pd.DataFrame, row: Row) -> Iterator[str]:
    """What is wrong with a row."""
    if row["item"] not in ("comment", "claim"):
        yield f"item is {row['item']!r}, not comment or claim; leave that column as it was."
        return
    yield from _place_faults(corpus, comments, row)
    for column in columns_of(row["item"]):
        if fault := _code_fault(corpus, column, row.get(column, "")):
            yield fault
    needed = [column for column in CLAIM if column != "reforms"]
    if (
        row["item"] == "claim"
        and _is_filled(row)
        and (left := [c for c in needed if not row.get(c)])
    ):
        yield f"{', '.join(left)} {'is' if len(left) == 1 else 'are'} empty in a claim that is coded otherwise; code it whole or not at all."


def _place_faults(corpus: Corpus, comments: pd.DataFrame, row: Row) -> Iterator[str]:
    document = row["document"]
    if document not in corpus.texts:
        yield stored.no_document(corpus, document)
        return
    try:
        start, end = (int(float(row[name])) for name in ("start", "end"))
    except ValueError:
        yield f"{row['start']!r} to {row['end']!r} is no place in {document}; leave those columns as they were."
        return
    where = corpora.address(document, start, end)
    words = corpus[document][start:end]
    if row[stored.HASH] != corpora.fingerprint(words):
        said = " ".join(words.split())[:60]
        yield f"the words at {where} have changed since the sheet was made; they now read “{said}”. Make a new sheet for what has changed."
    elif row["item"] == "comment" and _number(comments, document, start, end) is None:
        yield f"{where} is no comment any more; make a new sheet."


def _code_fault(corpus: Corpus, column: str, said: str) -> str | None:
    """Why a cell holds no code of its column; nothing where it does."""
    if not said:
        return None
    if column == "reforms":
        unknown = [name for name in listed(said) if name not in corpus.reforms]
        return (
            f"reforms names {', '.join(unknown)}, and reforms.toml has {', '.join(corpus.reforms) or 'none'}."
            if unknown
            else None
        )
    if column == "attributed_to":
        return None
    known = vocabulary(column)
    return (
        None
        if code(column, said) in known
        else f"{column} knows {', '.join(known)}; found {said!r}."
    )


def _twice(name: str, rows: list[tuple[int, dict[str, str]]]) -> list[str]:
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for line, row in rows:
        key = tuple(row[column] for column in ("item", "document", "start", "end"))
        if key in seen:
            found.append(
                f"{name}, line {line}: the {key[0]} at {key[1]}:{key[2]}-{key[3]} stands on line {seen[key]}, too; keep one of them."
            )
        seen.setdefault(key, line)
    return found


def _refuse(faults: list[str]) -> None:
    if faults:
        raise SheetError(stored.told(faults))


def _is_filled(row: Row) -> bool:
    return any(row.get(column) for column in columns_of(row["item"]))


def _record(corpus: Corpus, row: Row, kind: str) -> dict[str, Any]:
    """A row as a record of its table."""
    start, end = int(float(row["start"])), int(float(row["end"]))
    said = {
        column: code(column, row[column]) for column in columns_of(row["item"]) if row.get(column)
    }
    if row["item"] == "comment":
        codes: dict[str, Any] = {
            column: code == "true" if column in ("sarcasm", "about_reform") else int(code)
            for column, code in said.items()
        }
        return {"document": row["document"], "start": start, "end": end, **codes, "origin": kind}
    return {
        "document": row["document"],
        "start": start,
        "end": end,
        "text": corpus[row["document"]][start:end],
        "kind": said["kind"],
        "stance": int(said["stance"]),
        "tense": said["tense"],
        "attributed_to": row["attributed_to"],
        "reforms": listed(row.get("reforms", "")),
        "origin": kind,
    }


def joined(
    corpus: Corpus,
    comments: pd.DataFrame,
    table: str,
    coder: str,
    new: list[dict[str, Any]],
    replace: bool,
    name: str,
) -> tuple[pd.DataFrame, int, int]:
    """The coder's codes with the new ones among them; how many stay as they were, and how many were replaced."""
    before = stored.codes(corpus, table, coder, comments).to_dict("records")
    if table == "comment_codes":
        new = [
            {
                **{key: value for key, value in row.items() if key not in ("start", "end")},
                "comment": _number(comments, row["document"], row["start"], row["end"]),
            }
            for row in new
        ]
    key = tables.schema(table).key
    fresh = {tuple(row[name] for name in key): row for row in new}
    faults, changed, kept = [], 0, []
    for old in before:
        place = tuple(old[part] for part in key)
        row = fresh.get(place)
        if row is None:
            kept.append(old)
            continue
        columns = COMMENT if table == "comment_codes" else CLAIM
        apart = [c for c in columns if not _same(old.get(c), row.get(c))]
        lost = [c for c in apart if row.get(c) is None]
        fresh[place] = {**row, **{c: old[c] for c in lost}}  # an empty cell takes nothing back
        if table == "claims":
            fresh[place] |= {c: old[c] for c in ("times", "quantities")}
        apart = [c for c in apart if c not in lost]
        changed += bool(apart)
        if apart and not replace:
            what = ", ".join(f"{c} {old.get(c)} ({name} says {row.get(c)})" for c in apart)
            where = ":".join(map(str, place[:2]))
            faults.append(
                f"{name}: {coder} has coded {where} otherwise before: {what}. Say --replace to take its codes."
            )
    _refuse(faults)
    return tables.make(table, [*kept, *fresh.values()]), len(kept), changed


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) or isinstance(other, list | tuple):
        one, other = (";".join(v) if isinstance(v, list | tuple) else v for v in (one, other))
    empty = [
        value is None or value is pd.NA or value != value or value == "" for value in (one, other)
    ]
    return all(empty) or (not any(empty) and one == other)


def _with_hashes(corpus: Corpus, table: str, frame: pd.DataFrame) -> str:
    """The table as CSV with the hash of each row's words behind it."""
    written = list(csv.reader(io.StringIO(tables.to_csv(table, frame), newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*written[0], stored.HASH])
    spans = stored.spans(corpus, table)
    for row in written[1:]:
        cells = dict(zip(written[0], row, strict=True))
        start, end = (
            spans[cells["document"], cells["comment"]]
            if table == "comment_codes"
            else (int(cells["start"]), int(cells["end"]))
        )
        writer.writerow([*row, corpora.fingerprint(corpus[cells["document"]][start:end])])
    return out.getvalue()


def _number(comments: pd.DataFrame, document: str, start: int, end: int) -> int | None:
    """The number of the comment at a place."""
    own = comments[
        (comments["document"] == document) & (comments["start"] == start) & (comments["end"] == end)
    ]
    return int(own["comment"].iloc[0]) if len(own) else None
