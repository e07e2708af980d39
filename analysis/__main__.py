"""The command line: `python -m analysis COMMAND`, also installed as `jam-tomorrow`.

Every mistake in what was given is one sentence on standard error, with the file and the remedy, and
exit status 2; a report that fails for a reason of its own exits with 1, an interrupt with 130.
Rooms are imported by the command that needs them: `--help` is there at once.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import __version__

if TYPE_CHECKING:
    from analysis.corpus import Corpus

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130
AROUND = 120


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
    except CorpusError as error:
        return _say_all(error.faults, "The corpus was not read")
    except room.TargetError as error:
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
        return _say_all(error.faults, "The corpus was not read")
    to = Path(given.to)
    if to.resolve() == read.folder.resolve():
        return _say(f"{to} is the corpus itself; name another folder for its tables.", BAD_INPUT)
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
    if read is not None:
        sentences += _code_faults(read)
        wrong = wrong or len(sentences) > len(faults)
        sentences += [f"Warning: {warning}" for warning in _count_warnings(read)]
    for sentence in sentences:
        _say(sentence, 0)
    if wrong:
        return BAD_INPUT
    print(f"{place} holds {len(read or ())} texts that can be read.")
    return 0


def show(given: argparse.Namespace) -> int:
    """Show the words behind an address, with a little of what stands around them."""
    from analysis import corpus

    try:
        document, start, end = corpus.parse_address(given.address)
        read = corpus.read(given.corpus)
        words = read.show(given.address)
    except corpus.CorpusError as error:
        return _say_all(error.faults, "The corpus was not read")
    except (ValueError, KeyError) as error:
        return _say(str(error.args[0]), BAD_INPUT)
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


def _count_warnings(read: "Corpus") -> list[str]:
    """Where a page states another number of comments than was found in it."""
    from analysis import comments, segments
    from analysis.segments import forms

    pieces = segments.segments(read)
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

    one = commands.add_parser("report", help="run every notebook and write the report")
    _corpus_argument(one)
    one.add_argument(
        "--to", default="report", metavar="DIR", help="folder of the report (default: report)"
    )
    one.add_argument(
        "--fresh", action="store_true", help="run everything, also what has not changed"
    )
    one.add_argument("--quiet", action="store_true", help="show no progress")
    one.set_defaults(command=report)

    one = commands.add_parser("tables", help="write every table as CSV")
    _corpus_argument(one)
    one.add_argument("--to", required=True, metavar="DIR", help="folder of the tables")
    one.add_argument(
        "--no-codes",
        action="store_true",
        help="leave the codes aside: what the machine alone finds",
    )
    one.add_argument("--quiet", action="store_true", help="show no progress")
    one.set_defaults(command=tables)

    one = commands.add_parser("check", help="say everything that is wrong with a corpus")
    _corpus_argument(one)
    one.set_defaults(command=check)

    one = commands.add_parser("show", help="show the words behind an address")
    one.add_argument("address", metavar="ADDRESS", help="DOCUMENT:START-END")
    one.add_argument("--corpus", metavar="DIR", help="folder of the texts (default: seeds)")
    one.set_defaults(command=show)
    return parser


def _corpus_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "corpus", nargs="?", metavar="CORPUS", help="folder of the texts (default: seeds)"
    )


def _say_all(faults: object, what: str) -> int:
    from collections.abc import Iterable

    listed = [str(fault) for fault in faults] if isinstance(faults, Iterable) else [what]
    return _say("\n".join(listed), BAD_INPUT)


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
