"""Texts that are nearly the same: a page saved twice, an article and its reprint.

Texts are compared by their runs of five words (Broder 1997, "On the resemblance and containment of documents"): the share of
the shorter one's runs that stand in the other. Which texts to compare is looked up by run, so that a thousand texts
take seconds; of very long texts every n-th run is kept, chosen by its checksum, which leaves shares as they are.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.checking.finding import Finding, least, placed
from analysis.corpus import Corpus, address

RUN = 5
MOST_RUNS = 2_000_000
"""Runs kept of a whole corpus: some hundred megabytes."""
MOST_WORDS = 300_000
"""Words of the longest text that is compared: more than a book has, and fewer than a large table of comments."""
PROSE = ("title", "standfirst", "heading", "body", "list_item", "comment")
WORD = re.compile(r"[^\W_]+")


class Text(NamedTuple):
    """The runs of a text, by their checksum, with the place of each."""

    words: int
    runs: dict[int, tuple[int, int]]


def near_duplicates(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """Pairs of texts of which one holds at least half of the other's words, with the share and where they stand in both."""
    texts = _texts(read, pieces)
    for (one, other), shared in sorted(_shared(texts).items()):
        shorter, longer = sorted((one, other), key=lambda name: (len(texts[name].runs), name))
        share = shared / len(texts[shorter].runs)
        if share < least("near_duplicate"):
            continue
        here, there = _span(texts[shorter], texts[longer]), _span(texts[longer], texts[shorter])
        file = read.entry(longer).file
        yield placed(
            read,
            shorter,
            here,
            "near-duplicate",
            f"has {share:.0%} of its words in {file}, too ({address(longer, *there)})",
            "if it is the same text, keep one of them: everything in it is counted twice",
        )


def _texts(read: Corpus, pieces: pd.DataFrame) -> dict[str, Text]:
    """The runs of every text that has enough words; what furniture says is left out."""
    rows = pieces[pieces["kind"].isin(PROSE)]
    every = max(1, -(-int(read.documents["words"].sum()) // MOST_RUNS))
    found = {}
    longer = set(read.documents.loc[read.documents["words"] > MOST_WORDS, "document"])
    for document, own in rows[~rows["document"].isin(longer)].groupby("document", sort=True):
        words = [
            match
            for start, end in zip(own["start"], own["end"], strict=True)
            for match in WORD.finditer(read[str(document)], int(start), int(end))
        ]
        if len(words) >= least("shared_words"):
            found[str(document)] = Text(len(words), _runs(words, every))
    return {name: text for name, text in found.items() if text.runs}


def _runs(words: list[re.Match[str]], every: int) -> dict[int, tuple[int, int]]:
    low = [match[0].lower().encode("utf-8", "surrogatepass") for match in words]
    runs: dict[int, tuple[int, int]] = {}
    for at in range(len(low) - RUN + 1):
        sum_ = zlib.crc32(b" ".join(low[at : at + RUN]))
        if sum_ % every == 0:
            runs.setdefault(sum_, (words[at].start(), words[at + RUN - 1].end()))
    return runs


def _shared(texts: dict[str, Text]) -> Counter[tuple[str, str]]:
    """How many runs each pair of texts shares; runs that stand in very many texts say nothing."""
    where: defaultdict[int, list[str]] = defaultdict(list)
    for name, text in texts.items():
        for run in text.runs:
            where[run].append(name)
    most = least("common_run")
    return Counter(
        pair
        for names in where.values()
        if 1 < len(names) <= most
        for pair in combinations(names, 2)
    )


def _span(own: Text, other: Text) -> tuple[int, int]:
    """From the first to the last word that another text has, too."""
    spans = [span for run, span in own.runs.items() if run in other.runs]
    return min(start for start, _ in spans), max(end for _, end in spans)
