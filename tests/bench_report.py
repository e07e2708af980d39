"""How long a report takes beside its notebooks run one after another by nbconvert: `python tests/bench_report.py`.

Both start from a warm `.venv` and run the same notebooks on the seeds to HTML; ours also makes tables, reader, methods and
index. The third figure is a report in which nothing has changed. A ratio is what holds on another machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import ROOT, SEEDS

from analysis.report import books


def timed(*command: str) -> float:
    """Wall time of a command in seconds; one that fails stops the bench."""
    environment = {**os.environ, "JAM_CORPUS": str(SEEDS), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    begun = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    names = list(books.sources(ROOT / "notebooks"))
    with tempfile.TemporaryDirectory() as folder:
        report = [
            sys.executable,
            "-m",
            "analysis",
            "report",
            str(SEEDS),
            "--to",
            f"{folder}/report",
            "--quiet",
        ]
        timed(*report)
        ours = timed(*report, "--fresh")
        again = timed(*report)
        convert = [
            sys.executable,
            "-m",
            "nbconvert",
            "--KernelManager.transport_encryption=auto",
            "--execute",
            "--to",
            "html",
            "--output-dir",
            folder,
        ]
        theirs = sum(timed(*convert, str(ROOT / "notebooks" / f"{name}.ipynb")) for name in names)
        size = sum(
            path.stat().st_size for path in Path(folder, "report").rglob("*") if path.is_file()
        )
    print(f"report from nothing: {ours:.1f} s, {size / 1e6:.1f} MB")
    print(f"nbconvert, the same {len(names)} notebooks one after another: {theirs:.1f} s")
    print(f"ratio: {ours / theirs:.2f} (at most 0.6 is asked for)")
    print(f"report again, nothing changed: {again:.1f} s")


if __name__ == "__main__":
    main()
