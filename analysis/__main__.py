"""The command line: `python -m analysis COMMAND`, also installed as `jam-tomorrow`.

Every mistake in what was given is one sentence on standard error, with the file and the remedy, and
exit status 2; a report that fails for a reason of its own exits with 1, an interrupt with 130.
Rooms are imported by the command that needs them: `--help` is there at once.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.corpus import Corpus

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130
AROUND = 120
MOST_NAMED = 8
PRINTED = {"title": "title", "byline": "author", "date": "published"}
"""Pieces of an article's head, and what the catalogue calls what they say."""

BY = re.compile(r"^(?:(?:words )?by|author:) ", re.IGNORECASE)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    given = _parser().parse_args(arguments)
    # Set before numpy is loaded: more threads make the last digits differ between machines.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        return int(given.command(given))
    except KeyboardInterrupt:
        return _say("Interrupted; nothing was changed.", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has closed it, as `head` does; that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = error.filename or getattr(given, "to", None) or "A file"
        return _say(
            f"{place} can't be written or read: {error.strerror or error}. Nothing was changed.",
            FAILED,
        )


def report(given: argparse.Namespace) -> int:
    """Make the report."""
    from analysis import report as room
    from analysis.corpus import CorpusError

    try:
        built = room.build(given.corpus, given.to, fresh=given.fresh, quiet=given.quiet)
    except (CorpusError, room.TargetError) as error:
        return _say(str(error), BAD_INPUT)
    except (room.NotebookError, ValueError) as error:
        return _say(f"{error}\nThe report in {given.to} is as it was.", FAILED)
    for complaint in built.complaints:
        _say(f"Warning: {complaint}", 0)
    if not given.quiet:
        ran = f"{len(built.run)} notebooks run" if built.run else "no notebook had changed"
        print(f"{built.folder / 'index.html'} ({ran})")
    return 0


def tables(given: argparse.Namespace) -> int:
    """Write the tables as CSV."""
    from analysis import corpus, report
    from analysis import tables as room

    try:
        read = corpus.read(given.corpus)
    except corpus.CorpusError as error:
        return _say(str(error), BAD_INPUT)
    to = Path(given.to)
    if not given.to.strip():
        return _say("--to names no folder; name one for the tables.", BAD_INPUT)
    if to.resolve().is_relative_to(read.folder.resolve()):
        where = "is" if to.resolve() == read.folder.resolve() else "lies in"
        return _say(
            f"{to} {where} the corpus itself; name another folder for its tables, so that no codes are overwritten.",
            BAD_INPUT,
        )
    if to.exists() and not to.is_dir():
        return _say(f"{to} is a file; name a folder for the tables.", BAD_INPUT)
    try:
        made = report.all_tables(read, use_codes=not given.no_codes, quiet=given.quiet)
    except ValueError as error:
        return _say(str(error), BAD_INPUT)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tables-", dir=to) as folder:
        written = [room.write(name, table, Path(folder)) for name, table in made.items()]
        for path in written:
            path.replace(to / path.name)
    return 0


def check(given: argparse.Namespace) -> int:
    """Say everything that is wrong with a corpus."""
    from analysis import corpus

    place = corpus.chosen(given.corpus)
    read, faults = corpus.inspect(place)
    sentences = [(("Warning: " if fault.warning else "") + str(fault)) for fault in faults]
    wrong = any(not fault.warning for fault in faults)
    warnings = _passed_over(place, read)
    if read is not None:
        from analysis import segments

        codes = _code_faults(read) + _theme_faults(read)
        wrong = wrong or bool(codes)
        pieces = segments.segments(read)
        sentences += codes
        warnings += _count_warnings(read, pieces) + _head_warnings(read, pieces)
    for sentence in [*sentences, *(f"Warning: {warning}" for warning in warnings)]:
        _say(sentence, 0)
    if wrong:
        return BAD_INPUT
    count = len(read or ())
    print(f"{place} holds {count} {'text' if count == 1 else 'texts'} that can be read.")
    return 0


def show(given: argparse.Namespace) -> int:
    """Show the words behind an address, with a little of what stands around them."""
    from analysis import corpus

    try:
        document, start, end = corpus.parse_address(given.address)
        read = corpus.read(given.corpus)
        words = read.show(given.address)
    except KeyError as error:
        where = f"Looked for in {read.folder}; for texts in another folder add --corpus DIR."
        return _say(f"{error.args[0]} {where}", BAD_INPUT)
    except ValueError as error:  # a `CorpusError` is one
        return _say(str(error), BAD_INPUT)
    text = read[document]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    print(f"{read.label(document)}, {read.when(document)}\n")
    print(
        f"{'…' if start > AROUND else ''}{before}[{words}]{after}{'…' if end + AROUND < len(text) else ''}"
    )
    return 0


def _code_faults(read: "Corpus") -> list[str]:
    """What is wrong with a corpus's codes."""
    from analysis import coding
    from analysis.corpus import CorpusError

    try:
        return coding.faults(read)
    except CorpusError as error:
        return [str(fault) for fault in error.faults]


def _theme_faults(read: "Corpus") -> list[str]:
    """What is wrong with a corpus's themes."""
    from analysis import words

    try:
        words.themes(read)
    except ValueError as error:
        return str(error).splitlines()
    return []


def _passed_over(place: Path, read: "Corpus | None") -> list[str]:
    """The files of a folder that were not read because of what their names end with."""
    from analysis.corpus import files

    if not place.is_dir():
        return []
    known = {*files.listed(place), "corpus.toml", "reforms.toml", "themes.toml"}
    known |= set() if read is None else set(read.documents["file"])
    over = sorted(
        path.name
        for path in place.iterdir()
        if path.is_file() and path.name not in known and not path.name.startswith((".", "~"))
        if not path.name.lower().startswith(files.NOT_TEXTS)
    )
    if not over:
        return []
    names = ", ".join(over[:MOST_NAMED])
    names += f" and {len(over) - MOST_NAMED} more" if len(over) > MOST_NAMED else ""
    suffixes = ", ".join(sorted(files.READ_SUFFIXES - {""}))
    return [
        f"{names} {'was' if len(over) == 1 else 'were'} not read; a text is a file that ends with {suffixes} or "
        "nothing, so save as one of these what should be read."
    ]


def _head_warnings(read: "Corpus", pieces: "pd.DataFrame") -> list[str]:
    """What texts print of their title, author and day that the catalogue lacks, with the lines to add to it."""
    from analysis.corpus import address, catalogue

    named = {entry.file for entry in catalogue.read(read.folder).entries}
    warnings = []
    for document, own in pieces.groupby("document", sort=False):
        entry = read.entry(str(document))
        printed = _head(read[entry.id], own)
        found = {kind: printed[kind] for kind in printed if not getattr(entry, PRINTED[kind])}
        if not found:
            continue
        kinds = [f"a {kind} ({address(entry.id, *span[:2])})" for kind, span in found.items()]
        listed = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
        new = entry.file not in named
        values = {"id": entry.id, "file": entry.file} if new else {}
        values |= {PRINTED[kind]: span[2] for kind, span in found.items()}
        values |= {"published_basis": "stated"} if "date" in found else {}
        # What JSON writes in quotation marks, TOML reads.
        lines = [f"{key} = {json.dumps(said, ensure_ascii=False)}" for key, said in values.items()]
        lines = ["[[document]]", *lines] if new else lines
        warnings.append(
            f"{entry.file} prints {listed} that corpus.toml doesn't give; if that is right, write {'there' if new else 'into its entry'}:"
            + "".join(f"\n  {line}" for line in lines)
        )
    return warnings


def _head(text: str, pieces: "pd.DataFrame") -> dict[str, tuple[int, int, str]]:
    """The first title, byline and readable date above an article's text: start, end and what to write."""
    from analysis import dates

    found: dict[str, tuple[int, int, str]] = {}
    for kind, start, end in zip(pieces["kind"], pieces["start"], pieces["end"], strict=True):
        words = " ".join(text[start:end].split())
        if kind in ("body", "list_item", "comment"):
            break
        if kind == "date":
            stamp = dates.read_stamp(words, dates.day_first(text))
            words = stamp.day.isoformat() if stamp and stamp.day else ""
        if kind in PRINTED and words:
            found.setdefault(kind, (start, end, BY.sub("", words)))
    return {kind: found[kind] for kind in PRINTED if kind in found}


def _count_warnings(read: "Corpus", pieces: "pd.DataFrame") -> list[str]:
    """Where a page states another number of comments than was found in it."""
    from analysis import comments
    from analysis.segments import forms

    found = comments.comments(read, pieces)["document"].value_counts()
    headings = pieces[pieces["kind"] == "comments_heading"]
    said = []
    for document in read:
        own = headings[headings["document"] == document]
        places = list(zip(own["start"], own["end"], strict=True))
        counts = [forms.comments_heading(read[document][start:end])[1] for start, end in places]
        stated = sum(count for count in counts if count is not None)
        there = int(found.get(document, 0))
        if any(count is not None for count in counts) and stated != there:
            said.append(
                f"{read.entry(document).file} states {stated} comments, but {there} were found in it; look at "
                f"how it was cut around {document}:{places[0][0]}-{places[0][1]}."
            )
    return said


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jam-tomorrow",
        description="Reads what is written about a reform, with evidence that leads back to the words.",
    )
    parser.add_argument("--version", action="version", version=f"Jam Tomorrow {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(run: "Callable[[argparse.Namespace], int]", about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(run.__name__, help=about)
        one.set_defaults(command=run)
        return one

    texts = "folder of the texts (default: seeds)"
    one = add(report, "run every notebook and write the report")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    where = "folder of the report (default: report)"
    one.add_argument("--to", default="report", metavar="DIR", help=where)
    again = "run everything, also what has not changed"
    one.add_argument("--fresh", action="store_true", help=again)
    one.add_argument("--quiet", action="store_true", help="show no progress")

    one = add(tables, "write every table as CSV")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    one.add_argument("--to", required=True, metavar="DIR", help="folder of the tables")
    aside = "leave the codes aside: what the machine alone finds"
    one.add_argument("--no-codes", action="store_true", help=aside)
    one.add_argument("--quiet", action="store_true", help="show no progress")

    one = add(check, "say everything that is wrong with a corpus")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)

    one = add(show, "show the words behind an address")
    one.add_argument("address", metavar="ADDRESS", help="DOCUMENT:START-END")
    one.add_argument("--corpus", metavar="DIR", help=texts)
    return parser


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def command() -> None:
    """Run a command as a program: `main`, and then out."""
    status = main()
    if status == INTERRUPTED:
        # All is cleared away by now; what Jupyter's libraries would still do at exit only makes noise.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    command()
