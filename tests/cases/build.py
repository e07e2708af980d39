r"""Small invented pages, each cut by hand, built from one marked-up source.

A page and its gold that are kept apart drift apart. So each case has one source, `page.marked`,
in which every piece of the page stands in a mark, `⟦kind#comment key=value|words⟧`, and between
the marks is only white space, kept as it stands. Taking the marks away gives the page, to the
byte; reading them gives the segments and the comments with their addresses.

In a source `\\r`, `\\t` and `\\uXXXX` write white space that an editor would hide or change, and
`\\\\` a backslash. `#comment` is the number of the comment that a piece belongs to. The values
`author`, `role` and `date` say what a name line, a role line or a date line amounts to; a piece
without them adds nothing to its comment, so that "3 hours ago" leaves the date null.

    python tests/cases/build.py            builds all cases anew
    python tests/cases/build.py --check    says which built files aren't what the sources give
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent

KINDS = frozenset(
    [
        "title",
        "byline",
        "date",
        "heading",
        "body",
        "list_item",
        "pull_quote",
        "author_bio",
        "reference",
        "comments_heading",
        "standfirst",
        "comment_title",
        "comment",
        "comment_author",
        "comment_role",
        "comment_date",
        "comment_label",
        "report_link",
        "boilerplate",
        "marker",
    ]
)
ABOUT = frozenset({"layout", "awkward", "published", "reform"})
"""What case.json says of a page; when it appeared and which reform it is about are for those who code it."""

NEEDS_COMMENT = frozenset(
    [
        "comment_title",
        "comment",
        "comment_author",
        "comment_role",
        "comment_date",
        "comment_label",
        "report_link",
    ]
)
FIELD_OF = {"comment_author": "author", "comment_role": "role", "comment_date": "date"}

MARK = re.compile(
    r"⟦(?P<kind>[a-z_]+)(?:#(?P<comment>\d+))?"
    r'(?P<attrs>(?: [a-z_]+=(?:"[^"]*"|[^ "|⟦⟧]+))*)\|(?P<words>[^⟦⟧]*)⟧'
)
ATTR = re.compile(r' ([a-z_]+)=(?:"([^"]*)"|([^ "|]+))')
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


class Segment(NamedTuple):
    """A typed piece of a page, with its address in it."""

    start: int
    end: int
    kind: str
    text: str
    attrs: dict[str, Any]


def unescape(source: str) -> str:
    """The characters that a stretch of source stands for."""

    def one(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        plain = {"r": "\r", "t": "\t", "\\": "\\"}
        if match[2] not in plain:
            raise ValueError(f"unknown escape \\{match[2]}: write \\r, \\t, \\uXXXX or \\\\")
        return plain[match[2]]

    return ESCAPE.sub(one, source)


def read_marked(source: str) -> tuple[str, list[Segment]]:
    r"""The page that a marked-up source holds, and its segments in the order of the text.

    >>> read_marked("⟦title|Buses⟧\n\n⟦body|They stopped.⟧")[0]
    'Buses\n\nThey stopped.'
    """
    page, at, segments = "", 0, []
    for match in MARK.finditer(source):
        page += between_marks(source[at : match.start()])
        words = unescape(match["words"])
        attrs: dict[str, Any] = {}
        if match["comment"]:
            attrs["comment"] = int(match["comment"])
        for key, quoted, bare in ATTR.findall(match["attrs"]):
            attrs[key] = int(bare) if bare.isdigit() and key.endswith("count") else quoted or bare
        segments.append(Segment(len(page), len(page) + len(words), match["kind"], words, attrs))
        page += words
        at = match.end()
    return page + between_marks(source[at:]), segments


def between_marks(source: str) -> str:
    """The white space between two marks; words there are words that no mark claims."""
    gap = unescape(source)
    if gap.strip():
        raise ValueError(f"words outside every mark: {gap.strip()[:60]!r}; put them into one")
    return gap


def comments_of(page: str, segments: list[Segment]) -> list[dict[str, Any]]:
    """The comments of a page: each from the first to the last of its `comment` segments."""
    found: dict[int, dict[str, Any]] = {}
    for segment in segments:
        if segment.kind == "comment":
            number = segment.attrs["comment"]
            row = found.setdefault(number, {"comment": number, "start": segment.start})
            row["end"] = segment.end
    for row in found.values():
        row["text"] = page[row["start"] : row["end"]]
        row.update(author=None, role=None, date=None)
    for segment in segments:
        field = FIELD_OF.get(segment.kind)
        if field and field in segment.attrs:
            found[segment.attrs["comment"]][field] = segment.attrs[field]
    return list(found.values())


def check_case(page: str, segments: list[Segment], comments: list[dict[str, Any]]) -> None:
    """Raise a ValueError if the gold breaks a rule of the codebook."""
    uncovered = list(page)
    for segment in segments:
        if fault := fault_of(page, segment, uncovered):
            raise ValueError(f"{fault}: {segment.kind} at {segment.start}, {segment.text[:40]!r}")
        uncovered[segment.start : segment.end] = [""] * (segment.end - segment.start)
    if "".join(uncovered).strip():
        raise ValueError(f"in no segment: {''.join(uncovered).strip()[:40]!r}")
    numbers = [row["comment"] for row in comments]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"comments are numbered {numbers}, not from 1 in the order of the text")
    if strays := {s.attrs["comment"] for s in segments if "comment" in s.attrs} - set(numbers):
        raise ValueError(f"pieces of comments that have no text: {sorted(strays)}")
    for before, after in pairwise(comments):
        if before["end"] > after["start"]:
            raise ValueError(f"comments {before['comment']} and {after['comment']} overlap")


def fault_of(page: str, segment: Segment, uncovered: list[str]) -> str:
    """What is wrong with one segment, given the characters that no earlier one has taken."""
    if segment.kind not in KINDS:
        return "unknown kind"
    if page[segment.start : segment.end] != segment.text:
        return "not the words at its address"
    if not segment.text or segment.text != segment.text.strip():
        return "empty, or with white space around it"
    if segment.kind in NEEDS_COMMENT and "comment" not in segment.attrs:
        return "without the number of its comment"
    if any(c == "" for c in uncovered[segment.start : segment.end]):
        return "overlaps another segment"
    return ""


def lines_of(rows: list[dict[str, Any]]) -> str:
    """Rows as JSON, one a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def built_files(folder: Path) -> dict[Path, str]:
    """What a case's source gives: the text of each built file, by its path."""
    source = (folder / "page.marked").read_bytes().decode("utf-8")
    if "\r" in source:
        raise ValueError("has a bare carriage return; write it as \\r")
    page, segments = read_marked(source)
    comments = comments_of(page, segments)
    check_case(page, segments, comments)
    about = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    if not about.get("layout") or not about.get("awkward") or set(about) - ABOUT:
        raise ValueError(
            "its case.json must say `layout` and `awkward`, one sentence each, and may say `published` and `reform`"
        )
    files = {
        folder / f"{folder.name}.txt": page,
        folder / "segments.jsonl": lines_of([s._asdict() for s in segments]),
    }
    if comments:
        files[folder / "comments.jsonl"] = lines_of(comments)
    return files


def main(arguments: list[str]) -> int:
    """Build all cases, or check that they're built; the exit status."""
    stale: list[Path] = []
    for folder in sorted(path.parent for path in HERE.glob("*/page.marked")):
        try:
            files = built_files(folder)
        except ValueError as problem:
            print(f"{folder.name}/page.marked: {problem}", file=sys.stderr)
            return 2
        leftover = folder / "comments.jsonl"
        if leftover not in files and leftover.exists():
            stale.append(leftover)
            if "--check" not in arguments:
                leftover.unlink()
        for path, text in files.items():
            wanted = text.encode("utf-8")
            if not path.exists() or path.read_bytes() != wanted:
                stale.append(path)
                if "--check" not in arguments:
                    path.write_bytes(wanted)
    verb = "differs" if "--check" in arguments else "written"
    for path in stale:
        print(f"{path.relative_to(HERE)}: {verb}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
