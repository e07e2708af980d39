"""What a million comments cost: comments a second, memory, whether it stays linear, and beside what.

    .venv/bin/python tests/bench_comments.py            # 10,000 comments, and the sample beside TextBlob and VADER
    .venv/bin/python tests/bench_comments.py 10000 100000 1000000

The comments are those of `made_comments`, made before the clock starts. The tables sentences, sentiment, times, claims and
comment_codes are written as CSV by two processes, as `tables --only` does it, each size in a process of its own. Memory is the
most that the process and its workers hold at once, looked at ten times a second.
"""

import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import made_comments

SIZES = (10_000,)
SAMPLE = 20_000
JOBS = 2
WANTED = ("sentences", "sentiment", "times", "claims", "comment_codes")
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
MEGABYTE = 1 << 20
STEEP = 1.25
"""Cost a comment at ten times as many over that at once, from which on it isn't linear."""


class Run(NamedTuple):
    """So many comments: seconds, those of the processors, most bytes held, bytes written."""

    comments: int
    seconds: float
    processor: float
    memory: int
    written: int

    @property
    def rate(self) -> float:
        """Comments a second."""
        return self.comments / self.seconds


def held(process: Any) -> int:
    """Bytes that a process and those it started hold; what they share counts once a process."""
    import psutil

    found = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            found += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return found


def measured(number: int) -> Run:
    """The tables of so many comments, timed."""
    import psutil

    from analysis import corpus, parts, tables
    from analysis.corpus.catalogue import Entry
    from analysis.report import rooms

    text, given = made_comments.given(number)
    known = corpus.read(SEEDS)
    entry = Entry("talk", "talk.csv", published="2021-05", reform="ics")
    made = corpus.Corpus(
        Path(), (entry,), tables.make("documents", []), {"talk": text}, known.reforms, known.settings
    )  # fmt: skip
    whole = parts.partitions
    rooms.parts.partitions = lambda texts, codes: whole(texts, False, given={"talk": given})
    most, over = [0], threading.Event()

    def watch() -> None:
        process = psutil.Process()
        while not over.wait(0.1):
            most[0] = max(most[0], held(process))

    threading.Thread(target=watch, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder, parts.processes(JOBS) as spread:
        began, spent = time.perf_counter(), processors()
        rooms.write_tables(made, Path(folder), WANTED, spread=spread, use_codes=False)
        seconds, spent = time.perf_counter() - began, processors() - spent
        written = sum(path.stat().st_size for path in Path(folder).iterdir())
    over.set()
    return Run(number, seconds, spent, most[0], written)


def processors() -> float:
    """Seconds of the processors that this process and those it started have used."""
    import psutil

    process = psutil.Process()
    times = [one.cpu_times() for one in [process, *process.children(recursive=True)]]
    return float(sum(one.user + one.system for one in times))


def apart(number: int) -> Run:
    """The same in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_send, args=(number, sender))
    process.start()
    found: Run = receiver.recv()
    process.join()
    return found


def _send(number: int, sender: Any) -> None:
    sender.send(measured(number))


def sizes(numbers: tuple[int, ...]) -> Iterator[str]:
    """Lines of a table: one a size, then how the cost a comment grows."""
    yield f"Tables {', '.join(WANTED)} of made comments, {JOBS} processes"
    runs = []
    for number in numbers:
        run = apart(number)
        runs.append(run)
        yield (
            f"{run.comments:>10,} comments {run.seconds:>8.1f} s {run.rate:>8,.0f} a second "
            f"({run.processor / run.comments * 1000:.2f} ms of a processor each) "
            f"{run.memory / MEGABYTE:>6,.0f} MB at most {run.written / MEGABYTE:>7,.0f} MB written"
        )
    for one, other in pairwise(runs):
        ratio = one.rate / other.rate
        verdict = "linear" if ratio < STEEP else "NOT LINEAR"
        yield f"      cost a comment, {other.comments:,} beside {one.comments:,}: {ratio:.2f} ({verdict})"


def sample() -> Iterator[str]:
    """Lines of a table: all of our tables, and our tone alone, beside the two packages row by row; one processor."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.sentences import find_sentences
    from analysis.sentiment import averaging, domain, together, valence

    texts = list(made_comments.comments(SAMPLE, seed=3))
    vader, terms = SentimentIntensityAnalyzer(), domain.terms()

    def ours(text: str) -> None:
        said = [together.of_sentence(text[start:end], terms) for start, end in find_sentences(text)]
        together.of_comment(text, said, terms)

    ways: dict[str, Callable[[str], Any]] = {
        "TextBlob(t).sentiment and VADER": lambda text: (
            TextBlob(text).sentiment,
            vader.polarity_scores(text),
        ),
        "ours: the same two scores": lambda text: (averaging.score(text), valence.score(text)),
        "ours: 7 instruments, comment and sentences": ours,
    }
    yield f"Tone of {SAMPLE:,} made comments, seconds of one processor"
    spent = {name: _seconds(way, texts) for name, way in ways.items()}
    first = next(iter(spent.values()))
    for name, took in spent.items():
        yield f"      {name:<44} {took:7.1f} s   {first / took:.2f} times as fast"


def _seconds(way: Callable[[str], Any], texts: list[str]) -> float:
    for text in texts[:200]:
        way(text)
    began = time.process_time()
    for text in texts:
        way(text)
    return time.process_time() - began


def main(given: list[str]) -> int:
    """Print the tables; the exit status."""
    for table in (sizes(tuple(map(int, given)) or SIZES), sample()):
        for line in table:
            print(line, flush=True)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
