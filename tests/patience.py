"""A bound on how long a test may take: a guard against work without end, not a measurement.

Regular expressions and pipes can hang for ever; a hanging test says nothing. What reading costs is
measured by `make bench`.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def within(seconds: float, otherwise: str = "it is not done") -> Iterator[None]:
    """Fail a test whose block takes longer on the clock; without alarms (on Windows) skip it."""

    def stop(*_: Any) -> None:
        pytest.fail(f"after {seconds} seconds {otherwise}")

    if not hasattr(signal, "setitimer"):
        pytest.skip("a hanging test can't be stopped on this system")
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
