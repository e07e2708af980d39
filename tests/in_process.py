"""A whole report made in the test's own process: notebooks run without kernels, which cost more than small corpora do.

`report.build` as it is, but for one step: cells run in one IPython shell here, and tables are written here. What the runner does
for kernels (hash seed, encryption, a second chance) is tested with kernels elsewhere.
"""

import atexit
import tempfile
from pathlib import Path

import pytest
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets.config import Config

from analysis import corpus as corpora
from analysis import report, tables
from analysis.report import making, rooms, runner


def build(corpus: Path, to: Path) -> report.Built:
    """The report of a corpus, every notebook run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAM_CORPUS", str(corpus))
        patch.setenv("JAM_READER", "reader")
        patch.setattr(making, "_run", _run)
        return report.build(corpus, to, quiet=True)


def _run(
    waiting: dict[str, NotebookNode], corpus: Path, made: Path | None, quiet: bool
) -> list[runner.Ran]:
    if made is not None:
        for name, table in rooms.all_tables(corpora.read(corpus)).items():
            tables.write(name, table, made)
    return [_ran(name, notebook) for name, notebook in waiting.items()]


def _ran(name: str, notebook: NotebookNode) -> runner.Ran:
    settings = Config()
    settings.HistoryManager.enabled = False
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", place)
        patch.chdir(place)
        shell = InteractiveShell.instance(config=settings)
        try:
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs = _outputs(shell, cell.source, f"{name}, {cell.id}")
        finally:
            InteractiveShell.clear_instance()
            atexit.unregister(shell.atexit_operations)
    return runner.Ran(name, notebook, ())


def _outputs(shell: InteractiveShell, source: str, where: str) -> list[NotebookNode]:
    shell.display_pub = CapturingDisplayPublisher()
    outputs = shell.display_pub.outputs
    shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=outputs)
    with capture_output(display=False) as said:
        done = shell.run_cell(source)
    if error := done.error_before_exec or done.error_in_exec:
        raise AssertionError(f"{where} stopped: {error!r}") from error
    assert not said.stderr.strip(), (where, said.stderr)
    shown = [
        new_output("display_data", dict(one["data"]), metadata=dict(one["metadata"] or {}))
        for one in outputs
    ]
    return [*([new_output("stream", text=said.stdout)] if said.stdout.strip() else []), *shown]
