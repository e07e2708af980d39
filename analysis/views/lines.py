"""The lines of a text view, written one after the other: runs of words become lines, lines stand together or apart.

A blank line parts blocks, a single line end parts what stands under each other without a gap: the items of a list, the rows
of a table, the name and the day above a comment. What is nested stands further in.
"""

import re
from itertools import groupby
from typing import NamedTuple

BLANK = re.compile(r"[\t\n\x0b\x0c\r \x1c-\x1f\x85\u2028\u2029]+")
DROPPED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]")
"""Controls, soft hyphens and marks without width: none of them shows, and all of them part words."""
MOST_RUNS = 40
"""Names and days on one line beyond which it is no head of anything."""
FEW_WORDS = 3
"""Words between a name and a day that belong to both: "says:", "wrote on", "posted at"."""
GOES_ON = re.compile(r"\s*(?:(?:at|on|by|posted|in)\b|[,|•·–-])", re.IGNORECASE)
"""What goes on with the line: "at 08:15" behind a name."""
PARTED = tuple("»›·•|–-,:@")
"""Signs behind a name that the day goes on from, on the same line."""
JOINED, UNDER, APART = 0, 1, 2


class Run(NamedTuple):
    """Words of a line, and whether they are an author, a date or a role."""

    words: str
    mark: str


class Writer:
    """Takes runs of words and the ends of lines and blocks; gives the text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._runs: list[Run] = []
        self._gap = JOINED
        self._head = False
        self.indent = 0
        self.opening = ""
        """What the next line begins with: a bullet or a number."""
        self.in_comment = False

    @property
    def written(self) -> int:
        """How many lines and runs there are so far."""
        return len(self._lines) + len(self._runs)

    def words(self, words: str, mark: str = "") -> None:
        """Add words to the line; white space counts as one space."""
        folded = BLANK.sub(" ", DROPPED.sub("", words))
        if not folded:
            return
        if self._runs and self._runs[-1].words.endswith((" ", "\t")):
            folded = folded.lstrip(" ")
        if folded:
            self._runs.append(Run(folded, mark))

    def space(self) -> None:
        """Part what comes from what was, where no space does."""
        if self._runs and not self._runs[-1].words.endswith((" ", "\t")):
            self.words(" ", self._runs[-1].mark)

    def cell(self) -> None:
        """Begin another cell of a row."""
        if any(run.words.strip() for run in self._runs):
            self._runs.append(Run("\t", ""))

    def end(self, gap: int = UNDER) -> None:
        """End the line; the next stands under it or apart from it."""
        lines = _parted([run for run in self._runs if run.words], self.in_comment)
        self._runs = []
        for line, head in lines:
            # The parts of a head stand together, whatever blocks they lie in.
            together = head and self._head and self._gap == APART
            self._line(line, UNDER if together else self._gap)
            self._head, self._gap = head, UNDER
        self._gap = max(self._gap, gap)

    def line_end(self) -> None:
        """End the line where the page breaks it; two such ends leave a blank line."""
        self.end(UNDER if self._runs else APART)

    def _line(self, words: str, gap: int) -> None:
        if self._lines and gap == APART:
            self._lines.append("")
        self._lines.append(" " * self.indent + self.opening + words)
        self.opening = ""

    def text(self) -> str:
        """All lines, each with its end."""
        self.end()
        return "".join(line + "\n" for line in self._lines)


def _parted(runs: list[Run], in_comment: bool) -> list[tuple[str, bool]]:
    """A line's runs as lines: a name and a day side by side are two, and what is said after them is another."""
    whole = [
        Run("".join(run.words for run in same), mark)
        for mark, same in groupby(runs, lambda run: run.mark)
    ]
    if len(whole) > MOST_RUNS:
        return [(_joined(whole), False)]
    groups: list[list[Run]] = []
    for run in whole:
        if groups and not _breaks(groups[-1], run, in_comment):
            groups[-1].append(run)
        else:
            groups.append([run])
    lines = [(_joined(group), _is_head(group)) for group in groups]
    return [(line, head) for line, head in lines if line]


def _breaks(before: list[Run], run: Run, in_comment: bool) -> bool:
    """Whether a run begins a line of its own."""
    told = [one for one in before if one.words.strip()]
    if not told or not run.words.strip() or not told[-1].mark:
        return False
    if run.mark:
        if GOES_ON.match(run.words) or told[-1].words.rstrip().endswith(PARTED):
            return False
        return run.mark != told[-1].mark and all(one.mark for one in told)
    return in_comment and len(run.words.split()) > FEW_WORDS and _is_head(told)


def _is_head(group: list[Run]) -> bool:
    """Whether a line says who speaks or when, and little else."""
    loose = sum(len(run.words.split()) for run in group if not run.mark)
    return loose <= FEW_WORDS and any(run.mark and run.words.strip() for run in group)


def _joined(group: list[Run]) -> str:
    """The words of some runs; where a mark begins or ends, a space does."""
    parts: list[str] = []
    for run in group:
        touching = bool(parts) and parts[-1][-1:].isalnum() and run.words[:1].isalnum()
        parts += [" ", run.words] if touching else [run.words]
    return re.sub(r" {2,}", " ", "".join(parts)).strip(" \t")
