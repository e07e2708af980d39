"""The command line: `python -m analysis COMMAND`, also installed as `jam-tomorrow`.

Every mistake in what was given is one sentence on standard error, with the file and the remedy, and
exit status 2; a report that fails for a reason of its own exits with 1, an interrupt with 130.
Rooms are imported by the command that needs them: `--help` is there at once.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import __version__
from analysis.mistakes import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130


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
        # What can't be written afterwards is said before minutes are spent.
        also = _also(given)
        built = room.build(given.corpus, given.to, fresh=given.fresh, quiet=given.quiet)
    except (CorpusError, room.TargetError, _UnmetError) as error:
        return _say(str(error), BAD_INPUT)
    except (room.NotebookError, ValueError) as error:
        return _say(f"{error}\nThe report in {given.to} is as it was.", FAILED)
    for complaint in built.complaints:
        _say(f"Warning: {complaint}", 0)
    if not given.quiet:
        ran = f"{len(built.run)} notebooks run" if built.run else "no notebook had changed"
        print(f"{built.folder / 'index.html'} ({ran})")
    for write, path in also:
        write(built.folder, path)
        if not given.quiet:
            print(path)
    return 0


class _UnmetError(InputError):
    """What was asked for besides the report can't be made here."""


def _also(given: argparse.Namespace) -> "list[tuple[Callable[[Path, Path], Path], Path]]":
    """What else is to be written, and where: beside the folder, by its name."""
    from analysis.report import printed, single

    to = Path(given.to)
    wanted: list[tuple[Callable[[Path, Path], Path], Path]] = []
    if given.single:
        wanted.append((single.write, to.with_name(f"{to.name}.html")))
        single.check(wanted[-1][1], single.MARK)
    if given.pdf:
        try:
            printed.layout()
        except printed.MissingError as error:
            raise _UnmetError(str(error)) from None
        wanted.append((printed.write, to.with_name(f"{to.name}.pdf")))
        single.check(wanted[-1][1], printed.MARK)
    return wanted


def tables(given: argparse.Namespace) -> int:
    """Write the tables as CSV or Parquet."""
    from analysis import corpus, exchange, parquet
    from analysis.report import rooms, shelf, spreading

    try:
        # What can't be written afterwards is said before minutes are spent.
        wanted = rooms.chosen(given.only)
        if given.format == "parquet":
            parquet.check()
            if given.spreadsheet:
                raise InputError(
                    "--spreadsheet makes CSV, and --format parquet was asked for, too; leave one of them out."
                )
        spreading.check(given.jobs, given.dask)
        read = corpus.read(given.corpus)
    except (ValueError, KeyError) as error:  # a `CorpusError` is a `ValueError`
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
        with (
            spreading.chosen(read, given.jobs, given.dask) as spread,
            shelf.replaced(to) as folder,
        ):
            rooms.write_tables(
                read,
                folder,
                wanted,
                form=given.format,
                spread=spread,
                use_codes=not given.no_codes,
                quiet=given.quiet,
            )
            exchange.describe(folder, read, given.spreadsheet)
            older = shelf.older(to, folder)
    except ValueError as error:
        return _say(str(error), BAD_INPUT)
    if older:
        _say(
            f"Warning: {to} holds tables of an earlier run, too: {', '.join(older)}; they may be of other texts.",
            0,
        )
    return 0


def check(given: argparse.Namespace) -> int:
    """Say everything that is wrong with a corpus."""
    from analysis import checking, corpus
    from analysis.report import dependents

    place = corpus.chosen(given.corpus)
    found, read = checking.look(place)
    stale = dependents.warnings(read, Path(given.report), place.parent / "figures") if read else []
    found += [checking.of_sentence(said, "stale", checking.WARNING) for said in stale]
    found = checking.ordered(found)
    bad = any(one.severity == checking.FAULT for one in found)
    if given.json:
        print(json.dumps(checking.records(found), ensure_ascii=False, indent=1))
        return BAD_INPUT if bad else 0
    for severity, line in checking.told(found):
        # Notes are no complaints: they stand beside what the corpus holds.
        print(line, file=sys.stdout if severity == checking.NOTE else sys.stderr)
    if bad:
        return BAD_INPUT
    count = len(read or ())
    print(f"{place} holds {count} {'text' if count == 1 else 'texts'} that can be read.")
    return 0


def new(given: argparse.Namespace) -> int:
    """Write a catalogue for a folder of texts."""
    from analysis import beginning

    try:
        made = beginning.new(given.folder)
    except InputError as error:
        return _say(str(error), BAD_INPUT)
    for fault in made.faults:
        _say(("Warning: " if fault.warning else "") + str(fault), 0)
    print("\n".join(made.lines()))
    return 0 if made.sound else BAD_INPUT


def codes(given: argparse.Namespace) -> int:
    """Make coding sheets, take them in, and say how far coders agree."""
    from analysis import coding, corpus, desk

    jobs = {
        "out": desk.hand_out,
        "in": desk.take_in,
        "agreement": desk.compare,
        "topics": desk.hand_out_topics,
    }
    try:
        for line in jobs[given.what](corpus.read(given.corpus), given):
            print(line)
    except (coding.SheetError, ValueError) as error:  # a `CorpusError` is a `ValueError`, too
        return _say(str(error), BAD_INPUT)
    return 0


def export(given: argparse.Namespace) -> int:
    """Write a corpus and its codes for another program."""
    from analysis import corpus, desk

    try:
        for line in desk.export(corpus.read(given.corpus), given):
            print(line)
    except ValueError as error:  # a `CorpusError` is one
        return _say(str(error), BAD_INPUT)
    return 0


def show(given: argparse.Namespace) -> int:
    """Show the words behind an address, with a little of what stands around them."""
    from analysis import corpus, showing
    from analysis.mistakes import UnknownError

    try:
        read = corpus.read(given.corpus)
        print(repr(showing.show(given.address, read)))
    except UnknownError as error:
        where = f"Looked for in {read.folder}; for texts in another folder add --corpus DIR."
        return _say(f"{error} {where}", BAD_INPUT)
    except ValueError as error:  # a `CorpusError` is one
        return _say(str(error), BAD_INPUT)
    return 0


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
    alone = "write the whole report as one HTML file, too: DIR.html"
    one.add_argument("--single", action="store_true", help=alone)
    paper = "write it as a PDF, too: DIR.pdf (needs WeasyPrint, an optional package)"
    one.add_argument("--pdf", action="store_true", help=paper)
    one.add_argument("--quiet", action="store_true", help="show no progress")

    one = add(tables, "write the tables as CSV or Parquet")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    one.add_argument("--to", required=True, metavar="DIR", help="folder of the tables")
    some = "only these tables, such as sentences,times; nothing is made that they don't need"
    one.add_argument("--only", metavar="NAMES", help=some)
    kinds = "csv, or parquet for large tables (needs pyarrow, an optional package)"
    number = "processes to work in (default: 2; small corpora stay in one)"
    one.add_argument("--jobs", type=int, default=None, metavar="N", help=number)
    far = "work on Dask: local for two workers here, or a scheduler's address (needs distributed, an optional package)"
    one.add_argument("--dask", metavar="local|ADDRESS", help=far)
    one.add_argument("--format", choices=["csv", "parquet"], default="csv", help=kinds)
    aside = "leave the codes aside: what the machine alone finds"
    one.add_argument("--no-codes", action="store_true", help=aside)
    safe = "make CSV for Excel and LibreOffice, in which no text can act as a formula"
    one.add_argument("--spreadsheet", action="store_true", help=safe)
    one.add_argument("--quiet", action="store_true", help="show no progress")

    one = add(new, "write a catalogue for a folder of texts, and propose its reforms")
    one.add_argument("folder", metavar="DIR", help="folder that holds the texts")

    one = add(check, "say everything that is wrong with a corpus")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)

    listed = (
        "write what was found as JSON: file, document, start, end, kind, severity, sentence, remedy"
    )
    one.add_argument("--json", action="store_true", help=listed)
    where = "a report to hold against the texts as they are now (default: report)"
    one.add_argument("--report", default="report", metavar="DIR", help=where)

    one = add(codes, "make coding sheets, take them in, say how far coders agree")
    doings = one.add_subparsers(required=True, metavar="WHAT", dest="what")
    this = doings.add_parser(
        "out", help="write a blind, shuffled coding sheet as CSV and as a page"
    )
    this.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    this.add_argument("--to", required=True, metavar="DIR", help="folder of the sheet")
    label = "the coder's label, such as reader-1 (not a name)"
    this.add_argument("--coder", required=True, metavar="LABEL", help=label)
    order = "number that the shuffled order hangs on (default: 1)"
    this.add_argument("--seed", type=int, default=1, metavar="N", help=order)
    length = "minutes that the sheet may take; 0 for everything (default: 30)"
    this.add_argument("--minutes", type=float, default=30, metavar="N", help=length)
    this = doings.add_parser(
        "in", help="take a filled sheet or a coded project in, all faults listed at once"
    )
    this.add_argument("sheet", metavar="SHEET", help="the filled CSV, or a project (.qdpx)")
    this.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    this.add_argument("--coder", metavar="LABEL", help=f"{label}; default: the sheet's own")
    this.add_argument(
        "--replace",
        action="store_true",
        help="let these codes replace earlier ones of this coder",
    )
    whole = "of a project take in also what stands as it was exported, since the coder stands by it"
    this.add_argument("--all", dest="everything", action="store_true", help=whole)
    who = "who coded: person or automated_coder (default: person)"
    this.add_argument("--kind", choices=["person", "automated_coder"], default="person", help=who)
    this = doings.add_parser(
        "agreement", help="Krippendorff's alpha and Cohen's kappa of all coders"
    )
    this.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)

    this = doings.add_parser(
        "topics", help="write or renew codes/topics.csv, for what is held of each topic"
    )
    this.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    number = "how many topics (default: as many as notebook 03 shows)"
    this.add_argument("--topics", type=int, metavar="N", help=number)

    one = add(export, "write texts and codes as a REFI-QDA project for NVivo, ATLAS.ti and MAXQDA")
    one.add_argument("corpus", nargs="?", metavar="CORPUS", help=texts)
    one.add_argument("--to", required=True, metavar="FILE.qdpx", help="the project")
    whose = "the codes of one coder alone (default: settled codes, and what rules suggest)"
    one.add_argument("--coder", metavar="LABEL", help=whose)
    one.add_argument("--no-codes", action="store_true", help="leave the codes aside")

    one = add(show, "show the words behind an address")
    one.add_argument(
        "address", metavar="ADDRESS", help="DOCUMENT:START-END, or DOCUMENT for a whole text"
    )
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
