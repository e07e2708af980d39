"""What a researcher says of each topic: a label, keep or reject, and why, in `codes/topics.csv`.

A topic is known by its words, not by its number: numbers change when texts are added, and a label must not wander to another list. A
judgement of words that no topic has any more is kept and said to be of another list.
"""

import csv
import io
from typing import Any, NamedTuple

import pandas as pd

from analysis import spreadsheets
from analysis.corpus import Corpus, Fault, files
from analysis.corpus.catalogue import nearest
from analysis.mistakes import InputError
from analysis.topics.lists import Topics
from analysis.topics.reading import word_lists

FILE = "codes/topics.csv"
COLUMNS = ("topic", "words", "label", "verdict", "why")
VERDICTS = ("keep", "reject")
SAME = 0.7
"""Share of first words from which on a list is the one that was judged: seven of ten."""


class Judgement(NamedTuple):
    """A row of the file: the words judged, what they were called, whether they are kept, and why."""

    words: tuple[str, ...]
    label: str
    verdict: str
    why: str


def judgements(corpus: Corpus, found: Topics) -> pd.DataFrame:
    """One row is a topic with what a researcher has said of it, or a judgement whose list is no longer there (no `topic`).

    `ValueError` tells all that is wrong with the file.
    """
    stored = read_judgements(corpus)
    rows: list[tuple[object, ...]] = []
    used: set[int] = set()
    for topic, listed in word_lists(found).items():
        at = _closest(listed, stored, used)
        used |= {at} if at is not None else set()
        one = Judgement((), "", "", "") if at is None else stored[at]
        rows.append((topic, ", ".join(listed), one.label, one.verdict, one.why))
    rows += [
        (None, ", ".join(one.words), one.label, one.verdict, one.why)
        for at, one in enumerate(stored)
        if at not in used
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"topic": "Int64"})


def sheet(corpus: Corpus, found: Topics) -> str:
    """The file as it should stand now: every topic with what was said of it, room where nothing was, older judgements at the end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    row: Any
    for row in judgements(corpus, found).itertuples(index=False):
        topic = "" if pd.isna(row.topic) else str(row.topic)
        said = [spreadsheets.guarded(cell) for cell in (row.words, row.label, row.verdict, row.why)]
        writer.writerow((topic, *said))
    return out.getvalue()


def read_judgements(corpus: Corpus) -> list[Judgement]:
    """The judgements stored with a corpus; none where there is no file."""
    if not (corpus.folder / FILE).is_file():
        return []
    try:
        data = files.content(corpus.folder, FILE, corpus.settings["max_bytes"])
    except ValueError as error:
        raise InputError(str(Fault(FILE, str(error)))) from None
    text = data.decode("utf-8-sig", errors="replace")
    comma = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=comma, restval="", restkey="rest"
    )
    header = [name or "" for name in reader.fieldnames or ()]
    if missing := [name for name in COLUMNS[1:] if name not in header]:
        raise InputError(
            f"{FILE} lacks the columns {', '.join(missing)}; `codes topics` writes a file that has them."
        )
    found, faults = [], []
    for row in reader:
        cells = {name: spreadsheets.plain(row[name] or "").strip() for name in COLUMNS[1:]}
        if not any(cells.values()):
            continue
        verdict = cells["verdict"].lower()
        if verdict and verdict not in VERDICTS:
            faults.append(
                f"has {verdict!r} in line {reader.line_num}, which is no verdict{nearest(verdict, VERDICTS)}"
            )
        listed = tuple(word.strip() for word in cells["words"].split(",") if word.strip())
        if not listed:
            faults.append(
                f"lacks the words of the topic in line {reader.line_num}, so it can't be told which it is"
            )
        if cells["label"] or verdict or cells["why"]:
            found.append(Judgement(listed, cells["label"], verdict, cells["why"]))
    if faults:
        raise InputError("\n".join(str(Fault(FILE, fault)) for fault in faults))
    return found


def _closest(listed: list[str], stored: list[Judgement], used: set[int]) -> int | None:
    """The stored judgement that shares most words with a list, if it shares enough."""
    shared = {
        at: len(set(one.words) & set(listed)) / max(len(one.words), len(listed))
        for at, one in enumerate(stored)
        if at not in used
    }
    best = max(shared, key=lambda at: (shared[at], -at), default=None)
    return best if best is not None and shared[best] >= SAME else None
