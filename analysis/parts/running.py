"""The parts of a corpus worked through, in order, by this process or by several; what comes out is the same.

Not more parts than are being worked on are held, besides a few that wait: memory doesn't grow with the corpus.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.mistakes import InputError
from analysis.parts.part import Part
from analysis.parts.working import work

FEWEST = 300_000
"""Characters of a corpus up to which one process is quicker: to start two others takes as long as to read so much."""


DIED = (
    "A process that worked on the tables died, most often for want of memory; ask for fewer tables with --only, "
    "or for one process with --jobs 1."
)


class Task(NamedTuple):
    """What is wanted of each part: tables to be written, ready to be, and tables to be kept as frames."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    form: str = "csv"


class Done(NamedTuple):
    """A part worked through: its length, rows to be written and frames, by table."""

    number: int
    characters: int
    rows: dict[str, Any]
    frames: dict[str, pd.DataFrame]


Spread = Callable[[Iterable[Part], Task], Iterator[Done]]
"""What works through the parts and gives them back in order."""


def done(part: Part, task: Task) -> Done:
    """One part worked through."""
    found = work(part, dict.fromkeys((*task.written, *task.kept)))
    rows = {name: tables.encoded(name, found[name], task.form) for name in task.written}
    characters = sum(map(len, part.texts.values()))
    return Done(part.number, characters, rows, {name: found[name] for name in task.kept})


def here(parts: Iterable[Part], task: Task) -> Iterator[Done]:
    """All parts worked through in this process."""
    return (done(part, task) for part in parts)


@contextmanager
def processes(jobs: int) -> Iterator[Spread]:
    """What works through the parts in so many processes; one is this process."""
    if jobs == 1:
        yield here
        return
    from joblib.externals.loky import BrokenProcessPool, ProcessPoolExecutor

    # Not joblib's shared pool: its workers would outlive the tables by minutes.
    pool = ProcessPoolExecutor(max_workers=jobs, timeout=None)
    try:

        def spread(parts: Iterable[Part], task: Task) -> Iterator[Done]:
            waiting: list[Any] = []
            try:
                for part in parts:
                    waiting.append(pool.submit(done, part, task))
                    if len(waiting) > jobs:
                        yield waiting.pop(0).result()
                for future in waiting:
                    yield future.result()
            except BrokenProcessPool:
                raise InputError(DIED) from None

        yield spread
    finally:
        pool.shutdown(kill_workers=True)
