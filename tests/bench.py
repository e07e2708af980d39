"""What reading costs: characters a second for 1, 10 and 100 times the seeds, and beside what.

    make bench

Reading, cutting, comments and sentences should cost as much a character in a hundred texts, or in a
text a hundred times as long, as in one. Copies are varied by a syllable a line, and what is remembered
of lines already read is forgotten before each run, or repetition would flatter the figures. Times are
of the processor, the best of three where that is cheap; memory is how much the process grew by it.
"""

import importlib.util
import multiprocessing
import re
import string
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

try:
    import resource
except ImportError:  # Windows has none: no figures for memory there
    resource = None

import bench_tone
import bench_topics

from analysis import comments, corpus, segments, sentences
from analysis.times import find_times

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TIMES = (1, 10, 100)
LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
BARE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PLAIN_SPLIT = re.compile(r"(?<=[.!?])\s+")
MILLION = 1_000_000
STEEP = 2.0
"""Cost a character at 100 times over that at once, from which on something isn't linear; noise gives 1.3."""


class Cost(NamedTuple):
    """Seconds of each room for so many characters, in the order of the house."""

    characters: int
    seconds: dict[str, float]

    @property
    def whole(self) -> float:
        """Seconds of all rooms."""
        return sum(self.seconds.values())


def texts() -> list[str]:
    """The seeds."""
    return [path.read_bytes().decode("utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def varied(text: str, copy: int) -> str:
    """A text with another syllable in one long word of each line; the first copy is the text itself."""
    if not copy:
        return text
    letters = string.ascii_lowercase
    syllable = "o" + letters[copy % 26] + "a" + letters[copy // 26]
    lines = text.splitlines(keepends=True)
    return "".join(LONG_WORD.sub(lambda word: word[0] + syllable, line, count=1) for line in lines)


def seconds(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor that a job takes, and what it gives."""
    began = time.process_time()
    result = job()
    return time.process_time() - began, result


def read(folder: Path) -> Cost:
    """A folder taken through the first four rooms."""
    spent: dict[str, float] = {}
    spent["corpus"], read = seconds(lambda: corpus.read(folder))
    spent["segments"], pieces = seconds(lambda: segments.segments(read))
    spent["comments"], _ = seconds(lambda: comments.comments(read, pieces))
    spent["sentences"], _ = seconds(lambda: sentences.sentences(read, pieces))
    return Cost(sum(map(len, read.texts.values())), spent)


def copies(times: int, folder: Path) -> None:
    """So many varied copies of the seeds, as a corpus of as many texts."""
    for copy in range(times):
        for number, text in enumerate(texts()):
            (folder / f"{copy:03}-{number}.txt").write_bytes(varied(text, copy).encode())


def one_text(times: int, folder: Path) -> None:
    """The same words as one long text."""
    whole = "\n\n".join(varied(text, copy) for copy in range(times) for text in texts())
    (folder / "long.txt").write_bytes(whole.encode())


def measured(make: Callable[[int, Path], None], times: int) -> tuple[Cost, int]:
    """The cost of a corpus that is made for it, and by how many bytes reading it made the process grow."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus.toml").write_text(
            "[settings]\nallow_duplicates = true\nmax_bytes = 100000000\n"
        )
        make(times, folder)
        read(SEEDS)  # imports, patterns and word lists are no cost of the texts
        before = peak()
        costs = []
        for _ in range(3 if times < 100 else 1):
            forget()
            costs.append(read(folder))
        return min(costs, key=lambda cost: cost.whole), peak() - before


def apart(make: Callable[[int, Path], None], times: int) -> tuple[Cost, int]:
    """The same in a process of its own, so that no figure depends on the one before."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        return pool.submit(measured, make, times).result()


def forget() -> None:
    """Empty what the rooms remember of lines; what they know of data files stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis.segments"):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def peak() -> int:
    """The most bytes that this process has held so far; 0 where the system doesn't say."""
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit


def rooms(title: str, make: Callable[[int, Path], None]) -> Iterator[str]:
    """Lines of a table: one a size, then how the cost a character grows."""
    yield title
    rows = [apart(make, times) for times in TIMES]
    yield f"{'':>5} {'characters':>11} {'characters/s':>13} {'memory':>9}   of which"
    for times, (cost, grown) in zip(TIMES, rows, strict=True):
        shares = ", ".join(
            f"{room} {spent / cost.whole:.0%}" for room, spent in cost.seconds.items()
        )
        rate = cost.characters / cost.whole
        yield f"{times:>4}x {cost.characters:>11,} {rate:>13,.0f} {grown / MILLION:>6.0f} MB   {shares}"
    each = [cost.whole / cost.characters for cost, _ in rows]
    growth = ", ".join(
        f"{b}x beside {a}x: {later / before:.2f}"
        for (a, before), (b, later) in pairwise(zip(TIMES, each, strict=True))
    )
    verdict = "linear" if each[-1] < STEEP * each[0] else "NOT LINEAR: look at the room that grew"
    yield f"      cost a character, {growth} ({verdict})"


def splitters() -> Iterator[str]:
    """Lines of a table: our sentences beside pySBD's and a plain split, on the same pieces of prose."""
    prose = [
        text[piece.start : piece.end]
        for text in texts()
        for piece in segments.find_segments(text)
        if piece.kind in sentences.KINDS
    ]
    characters = sum(map(len, prose))
    ways: dict[str, Callable[[], Any]] = {
        "ours": lambda: [sentences.find_sentences(text) for text in prose],
        "plain split": lambda: [PLAIN_SPLIT.split(text) for text in prose],
    }
    if importlib.util.find_spec("pysbd"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its patterns have escapes that Python no longer likes
            import pysbd

            segmenter = pysbd.Segmenter(language="en", clean=False)
        ways["pySBD"] = lambda: [segmenter.segment(text) for text in prose]
    yield f"Sentences alone, on the {characters:,} characters of prose of the seeds"
    spent = {}
    for name, way in ways.items():
        way()
        spent[name] = min(seconds(way)[0] for _ in range(3))
    for name, took in spent.items():
        beside = "" if name == "ours" else f"   ours is {factor(took, spent['ours'])}"
        yield f"      {name:<12} {characters / took:>12,.0f} characters/s{beside}"
    if "pySBD" not in spent:
        yield "      pySBD is not installed, so it is left out (pip install pysbd)"


def taggers() -> Iterator[str]:
    """Lines of a table: time expressions beside dateparser's search and a bare pattern for years, and how the cost grows.

    dateparser's cost a character depends on how much it is given at once, so it is measured both ways.
    """
    whole = "\n\n".join(texts())
    pieces = [piece for piece in whole.split("\n") if piece.strip()]
    said = date(2020, 7, 1)
    ways: dict[str, Callable[[], Any]] = {
        "ours": lambda: find_times(whole, said),
        "ours, a paragraph at a time": lambda: [find_times(piece, said) for piece in pieces],
        "bare years": lambda: BARE_YEAR.findall(whole),
    }
    if importlib.util.find_spec("dateparser"):
        warnings.simplefilter("ignore")
        from dateparser.search import search_dates

        ways["dateparser"] = lambda: search_dates(whole)
        ways["dateparser, a paragraph at a time"] = lambda: [search_dates(one) for one in pieces]
    yield f"Time expressions alone, on the {len(whole):,} characters of the seeds"
    spent = {name: _each(way, whole) for name, way in ways.items()}
    for name, each in spent.items():
        ours = spent["ours" if "," not in name else "ours, a paragraph at a time"]
        beside = "" if name.startswith("ours") else f"   ours is {factor(each, ours)}"
        yield f"      {name:<34} {1 / each:>12,.0f} characters/s{beside}"
    if "dateparser" not in spent:
        yield "      dateparser is not installed, so it is left out (pip install dateparser)"
    longer = ["\n\n".join(varied(whole, copy) for copy in range(times)) for times in TIMES[1:]]
    ten, hundred = (
        _each(lambda text=text: find_times(text, said), text, 1)  # type: ignore[misc]
        for text in longer
    )
    verdict = "linear" if hundred < STEEP * spent["ours"] else "NOT LINEAR"
    yield f"      cost a character, 10x: {ten / spent['ours']:.2f}, 100x: {hundred / spent['ours']:.2f} ({verdict})"


def _each(job: Callable[[], Any], text: str, runs: int = 3) -> float:
    """Seconds a character, the best of some runs after one that doesn't count."""
    if runs > 1:
        job()
    return min(seconds(job)[0] for _ in range(runs)) / len(text)


def factor(theirs: float, ours: float) -> str:
    """How the one compares with the other, in words."""
    return (
        f"{theirs / ours:.1f} times as fast"
        if theirs > ours
        else f"{ours / theirs:.1f} times as slow"
    )


def main() -> int:
    """Print the tables; the exit status."""
    for table in (
        rooms("A corpus of copies of the seeds", copies),
        rooms("The same as one long text", one_text),
        splitters(),
        taggers(),
        bench_tone.lines(),
        bench_topics.lines(),
    ):
        for line in table:
            print(line, flush=True)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
