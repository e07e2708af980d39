"""What every test stands on: where the project lies, no network, and equal runs.

Test modules may write ``from conftest import ROOT, SEEDS`` or ask for the fixtures ``root`` and
``seeds``. What a subprocess or a kernel needs in its environment to give equal bytes
(``SOURCE_DATE_EPOCH``, ``PYTHONHASHSEED``, one BLAS thread) is set by the report's own runner and
deliberately not here: a test that passed only because of this file would prove nothing.
"""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

# No test opens a window; set before anything imports pyplot, and inherited by kernels.
os.environ.setdefault("MPLBACKEND", "Agg")

# On CI every run draws the same examples, so a failure there is the change's doing; elsewhere new
# ones are drawn each time. No deadline: two cores shared with a kernel make honest code look slow.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


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
