"""The parts of a corpus worked through on Dask: past one machine, with the same tables to the last byte.

A part is plain data and the work on it a pure function, so the machines of a cluster need this package and nothing of the
corpus. Parts whose worker died are worked through again by another. Needs `distributed`, an optional package.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from analysis.mistakes import InputError
from analysis.parts.part import Part
from analysis.parts.running import Done, Spread, Task, done

LOCAL = "local"
WORKERS = 2
WAIT = 10
"""Seconds in which a scheduler must answer."""
AHEAD = 2
"""Parts a worker thread that are sent before they can be worked on: none waits, and memory stays bounded."""
RETRIES = 3
"""How often a part is tried again when its worker died or failed."""


class ClusterError(InputError):
    """A cluster that can't be reached or used; the message says what was asked for and what to do."""


def check(address: str) -> None:
    """Nothing where Dask is installed and an address may be one; else what is wrong."""
    if find_spec("distributed") is None:
        raise ClusterError(
            "Tables can't be made on Dask without the package distributed: pip install 'jam-tomorrow[scale]'"
        )
    host, _, port = address.rpartition(":")
    if address != LOCAL and not (host and port.isdigit()):
        raise ClusterError(
            f"--dask {address!r} is no address of a scheduler; write local, or tcp://HOST:PORT as the scheduler prints it."
        )


@contextmanager
def spread(address: str) -> Iterator[Spread]:
    """What works through parts on a cluster: `local` starts two workers here, else the scheduler's address."""
    check(address)
    with _client(address) as client:

        def over(parts: Iterable[Part], task: Task) -> Iterator[Done]:
            return _in_order(client, parts, task)

        yield over


def _in_order(client: Any, parts: Iterable[Part], task: Task) -> Iterator[Done]:
    """The parts worked through, in their order; not more are sent than keep the workers busy."""
    sent: list[Any] = []
    for part in parts:
        future = client.submit(done, part, task, pure=False, retries=RETRIES)
        sent.append(future)
        while len(sent) > AHEAD * max(1, sum(client.nthreads().values())):
            yield _result(sent.pop(0))
    while sent:
        yield _result(sent.pop(0))


def _result(future: Any) -> Done:
    from distributed.scheduler import KilledWorker

    try:
        found: Done = future.result()
    except KilledWorker:
        raise ClusterError(
            f"The workers died {RETRIES} times over the same part; give them more memory, or look at their logs."
        ) from None
    return found


@contextmanager
def _client(address: str) -> Iterator[Any]:
    if address == LOCAL:
        with _local() as cluster:
            yield from _connected(cluster)
    else:
        yield from _connected(address)


def _local() -> Any:
    """Two worker processes on this machine, open to nobody else and without a page of their own."""
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=50,
    )


def _connected(place: Any) -> Iterator[Any]:
    from distributed import Client

    try:
        client = Client(place, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise ClusterError(
            f"No Dask scheduler answers at {place} within {WAIT} seconds; start one with `dask scheduler`, or use --dask local."
        ) from None
    with client:
        yield client
