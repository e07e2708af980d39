"""Make a corpus's `codes/` from hand-made gold: `python tests/gold/make_codes.py SOURCE DEST`.

SOURCE holds `seeds/` (the settled codes) and `coders/A`, `coders/B` (what each of two coders said
before), one folder a document with `timex.jsonl`, `claims.jsonl` and, where there are comments,
`comments.jsonl`. DEST is a corpus folder; `codes/` in it is written anew. Each row carries the
SHA-256 of the words that were coded, so that codes whose text changed later are refused.

A file of settled outcomes is written, too, with a header only: whether a promise and a later
statement are about the same object is for a researcher to say, and nobody has yet.
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analysis import tables

Row = dict[str, Any]
SOURCES = {"coder-a": "coders/A", "coder-b": "coders/B", "settled": "seeds"}
HASHES = {"outcomes": ["text_sha256", "later_text_sha256"]}
CODERS = """\
# Who or what made the codes in the folders beside this file. `kind` is person or automated_coder.
# CODEBOOK.md is what they worked from.

[coder-a]
kind = "automated_coder"
about = "an automated reader that followed the codebook, working alone"

[coder-b]
kind = "automated_coder"
about = "a second automated reader that followed the codebook, working alone"

# `whole` says that every coded document was coded to its end, so that what stands without a code has none.
[settled]
kind = "automated_coder"
whole = true
about = "the codes of the two automated readers, compared and settled by the rulings of the codebook; no person has checked them yet"
"""


def write(source: Path, dest: Path) -> None:
    """Write `codes/` of the corpus folder `dest` from the gold in `source`."""
    for coder, place in SOURCES.items():
        folder = dest / "codes" / coder
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in ROWS.items():
            found = [
                row
                for document in sorted(path for path in (source / place).iterdir() if path.is_dir())
                for row in rows(document, source)
            ]
            (folder / f"{table}.csv").write_bytes(as_csv(table, found).encode("utf-8"))
    (dest / "codes" / "coders.toml").write_bytes(CODERS.encode("utf-8"))


def as_csv(table: str, rows: list[Row]) -> str:
    """Rows as CSV: the table's columns, then the hash of the coded words."""
    columns = tables.schema(table).names + HASHES.get(table, ["text_sha256"])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as the tables write it: nothing empty, truth in small letters, lists joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value)


def times(folder: Path, source: Path) -> Iterator[Row]:
    """Time expressions as coded; TIMEX3 values and anchors were not part of the coding."""
    for row in lines(folder / "timex.jsonl"):
        first, last = row["interval"]
        yield coded(folder, row) | {
            "text": row["text"],
            "type": row["type"],
            "first_day": first,
            "last_day": last,
            "relation": row["relation"],
            "role": row["role"],
            "rule": "coded",
        }


def claims(folder: Path, source: Path) -> Iterator[Row]:
    """Claims as coded."""
    for row in lines(folder / "claims.jsonl"):
        same = ("text", "kind", "reforms", "stance", "attributed_to", "tense")
        yield (
            coded(folder, row)
            | {key: row[key] for key in same}
            | {
                "times": [f"{start}-{end}" for start, end in row["timex"]],
                "quantities": row["quantity"],
                "origin": "automated_coder",
            }
        )


def comment_codes(folder: Path, source: Path) -> Iterator[Row]:
    """Comments as coded; the two coders did not say which comments speak of the reform."""
    numbers = {
        row["start"]: row["comment"]
        for row in lines(source / "seeds" / folder.name / "comments.jsonl")
    }
    for row in lines(folder / "comments.jsonl"):
        said = ("tone", "reform_stance", "article_stance", "sarcasm", "about_reform")
        yield {
            "document": folder.name,
            "comment": numbers[row["start"]],
            **{key: row.get(key) for key in said},
            "origin": "automated_coder",
            "text_sha256": fingerprint(row["text"]),
        }


def outcomes(folder: Path, source: Path) -> Iterator[Row]:
    """None yet: they are a researcher's."""
    yield from ()


ROWS: dict[str, Callable[[Path, Path], Iterator[Row]]] = {
    "times": times,
    "claims": claims,
    "comment_codes": comment_codes,
    "outcomes": outcomes,
}


def coded(folder: Path, row: Row) -> Row:
    """Where a coded span stands, and the hash of its words."""
    return {
        "document": folder.name,
        "start": row["start"],
        "end": row["end"],
        "text_sha256": fingerprint(row["text"]),
    }


def fingerprint(words: str) -> str:
    """SHA-256 of words as UTF-8."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def lines(path: Path) -> list[Row]:
    """The objects of a JSON-lines file; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]), Path(sys.argv[2]))
