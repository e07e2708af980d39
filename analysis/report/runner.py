"""Notebooks run in clean kernels, two at once, in one process: the same bytes from every run.

Each kernel is this very Python, whatever kernels a machine has installed, and starts without the
user's profile, plotting settings or history. What makes runs differ is fixed in its environment:
hash seed, threads of the linear algebra, the date that file formats write. Loop and kernels live in
a thread of their own, so that Ctrl-C reaches the caller and the report can also be made from within a
running notebook.
"""

import asyncio
import atexit
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from analysis.report.books import NotebookError
from analysis.report.fixed import FIXED

KERNELS_AT_ONCE = 2
# Set by people or tests for themselves; a kernel chooses its own.
LEFT_OUT = ("MPLBACKEND", "PYTHONWARNINGS", "PYTHONSTARTUP", "PYTHONINSPECT", "JAM_READER")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Ran(NamedTuple):
    """A notebook with its outputs, and what its cells wrote to standard error."""

    name: str
    notebook: NotebookNode
    complaints: tuple[str, ...]


def environment(corpus: Path, scratch: Path, reader: str = "reader") -> dict[str, str]:
    """The variables that kernels and the making of tables run under."""
    package = str(Path(__file__).parents[2])
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    own = {
        "JAM_CORPUS": str(corpus.resolve()),
        "JAM_READER": reader,
        "IPYTHONDIR": str(scratch / "ipython"),
        "MATPLOTLIBRC": str(scratch / "matplotlibrc"),
        "PYTHONPATH": os.pathsep.join(filter(None, [package, kept.get("PYTHONPATH", "")])),
    }
    return {**kept, **FIXED, **own}


def run(
    notebooks: dict[str, NotebookNode],
    corpus: Path,
    done: Callable[[str], None] = lambda name: None,
    beside: list[str] | None = None,
) -> list[Ran]:
    """The notebooks with their outputs, in the order given; `NotebookError` for the first that fails.

    `beside` is a command that runs under the same environment at the same time. `done` is told each
    name as it is finished.
    """
    with tempfile.TemporaryDirectory(prefix="jam-") as folder:
        scratch = Path(folder)
        (scratch / "matplotlibrc").write_text(
            "# nobody's settings but the house's\n", encoding="utf-8"
        )
        (scratch / "work").mkdir()
        return _in_thread(_run_all(notebooks, environment(corpus, scratch), scratch, done, beside))


async def _run_all(
    notebooks: dict[str, NotebookNode],
    variables: dict[str, str],
    scratch: Path,
    done: Callable[[str], None],
    beside: list[str] | None,
) -> list[Ran]:
    places = asyncio.Semaphore(KERNELS_AT_ONCE)
    # nbclient's own watching tasks fail when their client goes; what is awaited here raises by itself.
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)

    async def one(name: str, notebook: NotebookNode) -> Ran:
        async with places:
            ran = await _run_one(name, notebook, variables, scratch)
        done(name)
        return ran

    async def other(command: list[str]) -> None:
        async with places:
            await _command(command, variables)

    try:
        async with asyncio.TaskGroup() as group:
            aside = [group.create_task(other(beside))] if beside else []
            tasks = [group.create_task(one(*item)) for item in notebooks.items()]
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    del aside
    return [task.result() for task in tasks]


async def _run_one(
    name: str, notebook: NotebookNode, variables: dict[str, str], scratch: Path
) -> Ran:
    # A kernel that dies before it answers (its ports were taken meanwhile) is given a second chance.
    for chance in (1, 2):
        manager = AsyncKernelManager(
            kernel_spec_manager=ThisPython(),
            connection_file=str(scratch / f"kernel-{name}-{chance}.json"),
            transport_encryption="auto",
        )
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=None,
            record_timing=False,
            resources={"metadata": {"path": str(scratch / "work")}},
        )
        try:
            await client.async_execute(env=variables, stderr=subprocess.DEVNULL, cleanup_kc=True)
            return Ran(name, notebook, tuple(_complaints(notebook)))
        except CellExecutionError as error:
            raise NotebookError(_failure(name, notebook, error)) from None
        except RuntimeError as error:
            if chance == 2:
                raise NotebookError(
                    f"{name}.ipynb could not be run: {_last_line(str(error))}."
                ) from None
        finally:
            # nbclient leaves both behind when it is cancelled while a kernel starts.
            atexit.unregister(client._cleanup_kernel)
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
    raise AssertionError


class ThisPython(KernelSpecManager):
    """Every kernel is the Python that makes the report, whatever the machine calls `python3`."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The one specification there is, under any name."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=command,
            display_name="Python 3 (ipykernel)",
            language="python",
            metadata={"supported_encryption": ["curve"]},
        )


async def _command(command: list[str], variables: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode:
        reason = _last_line(said.decode("utf-8", "replace"))
        raise NotebookError(f"The tables could not be made: {reason}")


def _failure(name: str, notebook: NotebookNode, error: CellExecutionError) -> str:
    """Notebook, cell and the error's last line."""
    for place, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                break
        else:
            continue
        said = _last_line(output.evalue)
        which = f"cell {place} of {len(notebook.cells)} ({cell.get('id', 'no id')})"
        return f"{name}.ipynb stopped in {which}: {output.ename}: {said}"
    return f"{name}.ipynb stopped: {_last_line(str(error))}"


def _complaints(notebook: NotebookNode) -> list[str]:
    """What cells wrote to standard error, by cell; it holds paths of this machine and stays out of pages."""
    return [
        f"cell {cell.get('id', '?')}: {_last_line(output.text)}"
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr" and output.text.strip()
    ]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in COLOUR.sub("", text).splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def _in_thread(work: Coroutine[Any, Any, list[Ran]]) -> list[Ran]:
    """The result of a coroutine run in a loop of its own; an interrupt here cancels it there."""
    outcome: list[Any] = []
    ready = threading.Event()
    holder: dict[str, Any] = {}

    async def main() -> None:
        holder["loop"], holder["task"] = asyncio.get_running_loop(), asyncio.current_task()
        ready.set()
        outcome.append(await work)

    def target() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:  # carried over to the calling thread
            holder["error"] = error

    thread = threading.Thread(target=target, name="kernels")
    thread.start()
    try:
        ready.wait()
        # A bare join can't be interrupted on every system.
        while thread.is_alive():
            thread.join(0.2)
    except BaseException:
        holder["loop"].call_soon_threadsafe(holder["task"].cancel)
        thread.join()
        raise
    if "error" in holder:
        raise holder["error"]
    result: list[Ran] = outcome[0]
    return result
