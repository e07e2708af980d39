"""Who works through the parts of a corpus: this process, several, or a cluster. The tables are the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from analysis import parts
from analysis.corpus import Corpus
from analysis.mistakes import InputError
from analysis.parts import cluster

JOBS = 2


def check(jobs: int | None, dask: str | None) -> None:
    """Nothing where it can be done; else one sentence on what can't."""
    if jobs is not None and jobs < 1:
        raise InputError(f"--jobs {jobs} leaves nobody to work; give 1 or more.")
    if jobs is not None and dask is not None:
        raise InputError("--jobs and --dask say two things about who works; give one of them.")
    if dask is not None:
        cluster.check(dask)


@contextmanager
def chosen(
    corpus: Corpus, jobs: int | None = None, dask: str | None = None
) -> Iterator[parts.Spread]:
    """Who works: as many processes as asked for, else two where the corpus is worth starting them for."""
    if dask is not None:
        with cluster.spread(dask) as spread:
            yield spread
        return
    if jobs is None:
        small = sum(map(len, corpus.texts.values())) < parts.FEWEST
        jobs = 1 if small else JOBS
    with parts.processes(jobs) as spread:
        yield spread
