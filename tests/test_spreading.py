"""Two processes and a cluster make the tables that one process makes, to the last byte, also when a worker dies."""

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import made_comments
import pytest

from analysis import parts
from analysis.__main__ import main
from analysis.parts import cluster, running

ONLY = "segments,sentences,times,claims"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve short texts, and a long one that is a part by itself."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(12):
        (folder / f"text-{number:02}.txt").write_text(made_comments.comment(number), "utf-8")
    long = "\n\n".join(made_comments.comments(40, seed=2))
    (folder / "long.txt").write_text(long, "utf-8")
    return folder


def made(corpus: Path, to: Path, *how: str) -> dict[str, bytes]:
    """The tables' bytes, made so."""
    assert main(["tables", str(corpus), "--to", str(to), "--only", ONLY, "--quiet", *how]) == 0
    return {path.name: path.read_bytes() for path in to.iterdir()}


@pytest.fixture(scope="module")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables as one process makes them."""
    return made(corpus, tmp_path_factory.mktemp("alone") / "out", "--jobs", "1")


@pytest.mark.slow
def test_two_processes_make_equal_tables(
    corpus: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In small parts, so that there is something to get out of order."""
    small_parts(monkeypatch)
    assert made(corpus, tmp_path / "out", "--jobs", "2") == alone


def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a text or two."""
    from analysis.report import rooms

    whole = parts.partitions
    monkeypatch.setattr(
        rooms.parts,
        "partitions",
        lambda corpus, use_codes: whole(corpus, use_codes, characters=400),
    )


@pytest.mark.slow
def test_a_cluster_makes_equal_tables_though_a_worker_is_killed(
    corpus: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half-way one of the two is killed; its parts are worked through again."""
    small_parts(monkeypatch)
    in_order = cluster._in_order
    killed: list[int] = []

    def first_pid(client: Any) -> int:
        return int(next(iter(client.run(os.getpid).values())))

    def dies(client: Any, todo: Iterable[parts.Part], task: parts.Task) -> Iterator[parts.Done]:
        for found in in_order(client, todo, task):
            if found.number == 3:
                killed.append(first_pid(client))
                os.kill(killed[0], signal.SIGKILL)
            yield found

    monkeypatch.setattr(cluster, "_in_order", dies)
    assert made(corpus, tmp_path / "out", "--dask", "local") == alone
    assert len(killed) == 1


@pytest.mark.slow
def test_a_process_that_dies_is_told(
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one sentence; nothing is written, nobody waits for ever."""
    monkeypatch.setattr(running, "done", die)
    assert (
        main(["tables", str(corpus), "--to", str(tmp_path / "out"), "--jobs", "2", "--quiet"]) == 2
    )
    found = capsys.readouterr().err
    assert "died" in found
    assert len(found.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def die(part: parts.Part, task: parts.Task) -> None:
    """What a process does that the system ends."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (["--dask", "nowhere"], "no address of a scheduler"),
        (["--dask", "tcp://127.0.0.1:9"], "No Dask scheduler answers"),
        (["--jobs", "0"], "leaves nobody to work"),
        (["--jobs", "2", "--dask", "local"], "give one of them"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    how: list[str],
    said: str,
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing is written."""
    monkeypatch.setattr(cluster, "WAIT", 0.5)
    assert main(["tables", str(corpus), "--to", str(tmp_path / "out"), *how]) == 2
    found = capsys.readouterr().err
    assert said in found
    assert len(found.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(cluster.ClusterError, match=r"pip install 'jam-tomorrow\[scale\]'$"):
        cluster.check("local")
