"""Sentences that people rated, which come with the package VADER: taken by pip when they are asked for, never kept here.

Four sets (Hutto & Gilbert 2014, ICWSM; MIT): product reviews, film reviews and tweets, and sentences of newspaper
editorials. Nothing is fitted on the editorials: they tell how an instrument reads what it has never met. Each sentence
has ratings from -4 to 4; its class is the sign that most raters gave, a tie being neither.
"""

import ast
import io
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = "vaderSentiment==3.3.2"
INNER = "additional_resources/hutto_ICWSM_2014.tar.gz"
SETS = {
    "product reviews": "amazonReviewSnippets",
    "film reviews": "movieReviewSnippets",
    "tweets": "tweets",
    "editorials": "nytEditorialSnippets",
}
FITTED, COLD = ("product reviews", "film reviews", "tweets"), "editorials"


class Rated(NamedTuple):
    """A sentence and how many of its raters called it negative, neither and positive."""

    text: str
    ratings: tuple[int, ...]
    article: str = ""
    """What it was taken from; sentences of one article hang together."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """Raters who called it negative, neither, positive."""
        signs = Counter((rating > 0) - (rating < 0) for rating in self.ratings)
        return signs[-1], signs[0], signs[1]

    @property
    def sign(self) -> int:
        """The sign that most raters gave; nought where two are as common."""
        counts = self.counts
        most = [side - 1 for side, number in enumerate(counts) if number == max(counts)]
        return most[0] if len(most) == 1 else 0


@cache
def sentences(name: str) -> list[Rated]:
    """The sentences of one set; `OSError` where pip can't fetch them."""
    said = dict(_rows(f"{SETS[name]}_GroundTruth.txt", 0, 2))
    ratings = _rows(f"{SETS[name]}_anonDataRatings.txt", 0, 3)
    return [
        Rated(said[key], tuple(ast.literal_eval(row)), key.split("_")[0])
        for key, row in ratings
        if key in said
    ]


def _rows(file: str, *columns: int) -> list[tuple[str, str]]:
    text = _archive()[file].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    cells = [line.split("\t", max(columns)) for line in text.split("\n")]
    key, value = columns
    return [(row[key], row[value]) for row in cells if len(row) > value]


@cache
def _archive() -> dict[str, bytes]:
    """The files of the inner archive, by name."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download"]
        how = ["--no-deps", "--no-binary", ":all:", "--dest", folder, PACKAGE]
        done = subprocess.run([*pip, *how], capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(
                f"pip can't fetch {PACKAGE}, which holds the rated sentences: {done.stderr.strip()[-200:]}"
            )
        outer = next(Path(folder).glob("*.tar.gz"))
        with tarfile.open(outer) as tar:
            name = next(member for member in tar.getnames() if member.endswith(INNER))
            held = tar.extractfile(name)
            assert held is not None
            inner = held.read()
    with tarfile.open(fileobj=io.BytesIO(inner)) as tar:
        found = {}
        for member in tar.getmembers():
            held = tar.extractfile(member)
            if held is not None:
                found[Path(member.name).name] = held.read()
        return found
