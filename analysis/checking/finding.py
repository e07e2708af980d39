"""What a check finds: one sentence with its place, what to do about it, and how bad it is."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicons
from analysis.corpus import LEGACY, TWICE, Corpus, Fault, address

FAULT, WARNING, NOTE = "fault", "warning", "note"
"""A fault stops the reading; a warning may be a mistake; a note is what a reader of results should know."""
SEVERITIES = (FAULT, WARNING, NOTE)
MOST_TOLD = 20
"""Warnings, or notes, of one kind that are printed; a folder of a thousand undated texts would bury the rest."""
PREFIX = {FAULT: "", WARNING: "Warning: ", NOTE: "Note: "}


class Finding(NamedTuple):
    """One thing to know: where it is, what kind of thing, how bad, what was found and what to do."""

    file: str
    document: str
    start: int | None
    end: int | None
    kind: str
    severity: str
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        return PREFIX[self.severity] + said(self.sentence, self.remedy)


def said(sentence: str, remedy: str) -> str:
    """A sentence and its remedy as one."""
    whole = f"{sentence}; {remedy}" if remedy else sentence
    return whole if whole.endswith(("?", ".", "\n")) or "\n" in whole else f"{whole}."


def of_fault(fault: Fault, documents: dict[str, str]) -> Finding:
    """What the reading of a corpus says, as a finding; `documents` has ids by file."""
    kind = "catalogue" if fault.file.endswith(".toml") else "file"
    kind = "duplicate" if fault.sentence.endswith(TWICE) else kind
    kind = "encoding" if fault.sentence == LEGACY else kind
    sentence, _, remedy = f"{fault.file} {fault.sentence}".partition("; ")
    severity = WARNING if fault.warning else FAULT
    return Finding(
        fault.file, documents.get(fault.file, ""), None, None, kind, severity, sentence, remedy
    )


def of_sentence(whole: str, kind: str, severity: str, file: str = "") -> Finding:
    """A finding that another room has worded."""
    sentence, _, remedy = whole.removesuffix(".").partition("; ")
    return Finding(file, "", None, None, kind, severity, sentence, remedy)


def placed(
    corpus: Corpus, document: str, span: tuple[int, int] | None, kind: str, sentence: str, remedy: str,
    severity: str = WARNING,
) -> Finding:  # fmt: skip
    """A finding about a document; its sentence begins with the file's name, and names the address of the span."""
    file = corpus.entry(document).file
    where = f" ({address(document, *span)})" if span else ""
    start, end = span or (None, None)
    return Finding(file, document, start, end, kind, severity, f"{file} {sentence}{where}", remedy)


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Faults before warnings before notes, each in the order in which they were found."""
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """Findings as lines with their severity; of warnings and notes of one kind no more than a person reads, and how many more there are."""
    lines: list[tuple[str, str]] = []
    for kind, group in groupby(_by_kind(found), key=lambda one: (one.severity, one.kind)):
        every = list(group)
        most = len(every) if kind[0] == FAULT else MOST_TOLD
        lines += [(one.severity, str(one)) for one in every[:most]]
        if more := len(every) - len(every[:most]):
            more_said = f"{PREFIX[kind[0]]}and {more:,} more of this kind ({kind[1]}); add --json to see them all."
            lines.append((kind[0], more_said))
    return lines


def _by_kind(found: list[Finding]) -> list[Finding]:
    """Findings with those of one kind side by side, in the order in which the first of each was found."""
    first: dict[tuple[str, str], int] = {}
    for at, one in enumerate(found):
        first.setdefault((one.severity, one.kind), at)
    return sorted(found, key=lambda one: first[one.severity, one.kind])


def frame(found: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a table, one a row."""
    rows = pd.DataFrame(list(found), columns=list(Finding._fields))
    return rows.astype({"start": "Int64", "end": "Int64"})


def records(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON has them."""
    return [one._asdict() for one in found]


def least(name: str) -> float:
    """From where on something is said (`analysis/data/checks.toml`)."""
    return float(lexicons.load("checks")["thresholds"][name]["least"])
