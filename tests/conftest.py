"""What every test stands on: where the project lies, no network, and equal runs.

Test modules may write ``from conftest import ROOT, SEEDS`` or ask for the fixtures ``root`` and
``seeds``. What a subprocess or a kernel needs in its environment to give equal bytes
(``SOURCE_DATE_EPOCH``, ``PYTHONHASHSEED``, one BLAS thread) is set by the report's own runner and
deliberately not here: a test that passed only because of this file would prove nothing.
"""

import ipaddress
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

# No test opens a window; set before anything imports pyplot, and inherited by kernels.
os.environ.setdefault("MPLBACKEND", "Agg")

# On CI every run draws the same examples, so a failure there is the change's doing; elsewhere new
# ones are drawn each time, and more of them. No deadline: two cores shared with a kernel make honest code look slow.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """Linear algebra takes one thread here, since the tests' own processes take the cores already.

    It holds in this process only: kernels and subprocesses have what the report's runner gives them.
    """
    import scipy.linalg  # noqa: F401 (what is not loaded yet can't be limited)
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def stays_here(host: object) -> bool:
    """Whether a host, as given to a socket, is this machine: a loopback address or its name."""
    if isinstance(host, bytes | bytearray):
        host = host.decode("ascii", "replace")
    if host is None or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse(host: object) -> None:
    """Fail the test that tried to reach beyond this machine."""
    pytest.fail(
        f"The test tried to reach {host!r}; tests may not use the network. "
        "Give the code a local file instead.",
        pytrace=True,
    )


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Sockets reach only this machine: kernels talk over loopback, everything else is refused.

    It holds for Python's own sockets in this process. ZeroMQ's and those of subprocesses don't
    pass through here; pages and notebooks are tested for addresses instead.
    """

    def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, *args: Any) -> Any:
            address = args[-1]
            inet = self.family in {socket.AF_INET, socket.AF_INET6}
            if inet and isinstance(address, tuple) and not stays_here(address[0]):
                refuse(address[0])
            return method(self, *args)

        return call

    def getaddrinfo(host: object, *args: Any, **kwargs: Any) -> Any:
        if not stays_here(host):
            refuse(host)
        return look_up(host, *args, **kwargs)

    look_up = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The corpus of five seed texts."""
    return SEEDS


class Built(NamedTuple):
    """A report, built once for all tests: where it stands, what ran and what was complained of."""

    folder: Path
    run: tuple[str, ...]
    complaints: tuple[str, ...]


SeedsReport = Built


@pytest.fixture(scope="session")
def seeds_report(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report of the seeds."""
    from analysis import report

    return _built_once(
        tmp_path_factory, "seeds", SEEDS, lambda texts, to: report.build(texts, to, quiet=True)
    )


@pytest.fixture(scope="session")
def buses_report(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report of the second example, its notebooks run without kernels: those of the seeds have had them."""
    import in_process

    place = ROOT / "tests" / "corpora" / "buses"
    return _built_once(tmp_path_factory, "buses", place, in_process.build)


def _built_once(
    factory: pytest.TempPathFactory, name: str, corpus: Path, build: Callable[[Path, Path], Any]
) -> Built:
    """The report of a corpus; where tests run in several processes, the first to ask builds it and the others wait."""
    base = factory.getbasetemp()
    place = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"{name}-report"
    said = place / "built.json"
    try:
        place.mkdir()
    except FileExistsError:
        while not said.exists():
            assert not (place / "failed").exists(), f"the report of the {name} could not be built"
            time.sleep(0.2)
    else:
        try:
            built = build(corpus, place / "report")
        except BaseException:
            (place / "failed").touch()
            raise
        waiting = said.with_suffix(".new")
        waiting.write_text(json.dumps([built.run, built.complaints]), "utf-8")
        waiting.replace(said)
    run, complaints = json.loads(said.read_text("utf-8"))
    return Built(place / "report", tuple(run), tuple(complaints))
