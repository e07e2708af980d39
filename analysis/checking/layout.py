"""Pages whose layout isn't known, and pages of which too little was saved."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis import lexicons
from analysis.checking.finding import Finding, least, placed
from analysis.corpus import Corpus
from analysis.segments.lines import lines

PROSE = "body prose"
WRITTEN = ("body", "list_item", "standfirst", "comment", "pull_quote", "reference")
"""Kinds that somebody wrote as text."""


def unrecognised(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """Texts of whose lines many were taken for something only because nothing better fitted."""
    unsure = set(lexicons.load("checks")["unsure"]["rules"])
    rows = pieces[(pieces["kind"] + " " + pieces["rule"]).isin([*unsure, PROSE])]
    for document, own in rows.groupby("document", sort=True):
        text = read[str(document)]
        named = zip(own["kind"] + " " + own["rule"], own["start"], own["end"], strict=True)
        spans = [span for rule, a, b in named for span in _odd(text, int(a), int(b), rule == PROSE)]
        number = sum(text.count("\n", a, b) + 1 for a, b in spans)
        share = number / max(1, len(lines(text)))
        if number >= least("unrecognised_lines") and share >= least("unrecognised"):
            yield placed(
                read, str(document), _first_run(text, spans), "layout", f"has {share:.0%} of its lines not recognised",
                "look at how it was cut around there; what is a comment there may be taken for the article",
            )  # fmt: skip


def _odd(text: str, start: int, end: int, prose: bool) -> Iterator[tuple[int, int]]:
    """A piece; of prose only the lines that begin as messages of a chat or a mailing list do."""
    if not prose:
        yield start, end
        return
    for pattern in lexicons.patterns("checks", "messages"):
        yield from (match.span() for match in pattern.regex.finditer(text, start, end))


def _first_run(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The first two pieces or more with nothing between them, else the first piece."""
    start, end = spans[0]
    for a, b in spans[1:]:
        if text[end:a].strip():
            if start != spans[0][0] or end != spans[0][1]:
                break
            start, end = a, b
        else:
            return start, b
    return spans[0]


def empty(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """Texts with hardly a word that somebody wrote, and pages that only ask for a login or for another browser."""
    rows = pieces[pieces["kind"].isin(WRITTEN)]
    written = Counter[str]()
    for document, start, end in zip(rows["document"], rows["start"], rows["end"], strict=True):
        written[document] += len(read[document][start:end].split())
    for document in read:
        words = written[document]
        if words < least("notice_words"):
            yield from _notice(read, document)
        if words < least("few_words"):
            yield placed(
                read, document, None, "nearly empty", f"holds {words} words of text",
                "see whether the whole page was saved",
            )  # fmt: skip


def _notice(read: Corpus, document: str) -> Iterator[Finding]:
    for pattern in lexicons.patterns("checks", "notices"):
        if match := pattern.regex.search(read[document]):
            yield placed(
                read, document, match.span(), "not the page", f"{pattern.entry['says']} and has hardly any text besides",
                "save the page again from where it can be read",
            )  # fmt: skip
            return
