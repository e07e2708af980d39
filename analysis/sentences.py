"""Sentences with exact offsets, each with its voice: the author's, a commenter's, or quoted.

Sentences are found in a view of each segment in which line ends are spaces, so that a line that a
printer broke, with or without a hyphen, doesn't end a sentence. The view has the length of the text,
so that its offsets are those of the source. The splitter is sentencex (Wikimedia's, MIT); what
readers write without care ("deserve it. let everyone", "referral..Please") is mended behind it.
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
import sentencex

from analysis import tables
from analysis.corpus import Corpus

KINDS = ("body", "list_item", "pull_quote", "author_bio", "comment")
ONLY_A_NAME = "name-above-note"
"""Rule of the segments room for a name that stands above an author note: no sentence."""

LANGUAGE = "en"
CLOSERS = "\"'”’)]»"

# Places where a sentence ends though sentencex sees none: a full stop and a small letter after a word
# that no abbreviation ends, and full stops with no space behind them.
GOES_ON = re.compile(
    r"\s*(?:and|or|but|nor|which|who|because|of|to|in|for|with|as|than|e\.?g|i\.?e|etc)\b"
)
"""Small words behind a full stop that only go on with the sentence."""

MISSED = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=\s+[a-z])"  # "it. let", not "i.e. the"
    r"|(?<=[a-z]{2}\.\.)(?=[A-Z][a-z])"  # "referral..Please"
    r"|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{2})"  # "time.Please", not "U.S.A" or "nhs.Net"
    r"|(?<=[a-z][.!?][\"”’)])(?=\s+[A-Z][a-z])"
)
LAST_WORD = re.compile(r"(\w+)\W*$")
LONGEST_WORD = 40
MARKS = frozenset({"“”", "‘’", '""', "''"})
ABBREVIATIONS = frozenset(
    [
        "approx",
        "avg",
        "cf",
        "co",
        "corp",
        "dept",
        "dr",
        "ed",
        "eds",
        "eg",
        "esp",
        "est",
        "etc",
        "fig",
        "figs",
        "gen",
        "gov",
        "hon",
        "ie",
        "inc",
        "incl",
        "jr",
        "ltd",
        "max",
        "min",
        "misc",
        "mr",
        "mrs",
        "ms",
        "no",
        "nos",
        "nr",
        "op",
        "para",
        "prof",
        "pp",
        "pt",
        "ref",
        "refs",
        "rev",
        "sec",
        "sect",
        "sgt",
        "sr",
        "st",
        "viz",
        "vol",
        "vols",
        "vs",
        "al",
    ]
)


class Sentence(NamedTuple):
    """A sentence's span."""

    start: int
    end: int


class Quoted(NamedTuple):
    """What stands between a pair of quotation marks, the marks included."""

    start: int
    end: int


def by_comment(table: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """The spans of the sentences of each reader comment, in their order, by document and number of the comment."""
    own = table[table["comment"].notna()].sort_values(["document", "start"])
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for document, comment, start, end in zip(
        *(own[name].tolist() for name in ("document", "comment", "start", "end")), strict=True
    ):
        found.setdefault((document, comment), []).append((start, end))
    return found


def find_sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    r"""The sentences of a stretch of text, in order, without surrounding white space.

    >>> [
    ...     ("The bene-\nfits are clear. But how?"[s:e])
    ...     for s, e in find_sentences("The bene-\nfits are clear. But how?")
    ... ]
    ['The bene-\nfits are clear.', 'But how?']
    """
    end = len(text) if end is None else end
    view = re.sub(r"\s", " ", text[start:end])
    cuts = {0, len(view), *_splits(view)}
    for match in MISSED.finditer(view):
        if not _abbreviated(view, match.start()) and not GOES_ON.match(view, match.start()):
            cuts.add(match.start())
    found = _joined(text, _between(view, sorted(cuts), start))
    return [inner for sentence in found for inner in _unquoted(text, sentence)]


def sentences(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """The table `sentences`: one row is a sentence of prose, none crosses the edge of a segment."""
    rows = []
    wanted = segments[segments["kind"].isin(KINDS) & (segments["rule"] != ONLY_A_NAME)]
    columns = (wanted[name] for name in ("document", "start", "end", "kind", "comment"))
    for document, first, last, kind, comment in zip(*columns, strict=True):
        text = corpus[document]
        said = list(quotations(text, first, last))
        for start, end in find_sentences(text, first, last):
            rows.append(
                {
                    "document": document,
                    "start": start,
                    "end": end,
                    "kind": kind,
                    "comment": comment,
                    "voice": voice(text, start, end, kind, said),
                }
            )
    return tables.make("sentences", rows)


def voice(text: str, start: int, end: int, kind: str, said: list[Quoted]) -> str:
    """Whose words a sentence is: `quoted` only where all of it stands within one pair of marks."""
    bare = end - len(text[start:end]) + len(text[start:end].rstrip(".!?, "))
    if any(quote.start <= start and bare <= quote.end for quote in said):
        return "quoted"
    return "commenter" if kind == "comment" else "author"


def quotations(text: str, start: int, end: int) -> Iterator[Quoted]:
    """The stretches between paired quotation marks; a mark without its partner opens nothing.

    >>> [
    ...     text[a:b]
    ...     for text in ["He said “no. Never”, and ‘it’s over’."]
    ...     for a, b in quotations(text, 0, len(text))
    ... ]
    ['“no. Never”', '‘it’s over’']
    """
    for pattern in PAIRS:
        for match in pattern.finditer(text, start, end):
            yield Quoted(*match.span())


PAIRS = (
    re.compile(r"“[^“”]+”"),
    re.compile(r"(?<!\w)\"[^\"]+\"(?!\w)"),
    re.compile(r"(?<!\w)‘(?:[^‘’]|’(?=\w))+’(?!\w)"),
    re.compile(r"(?<!\w)'(?!\s)(?:[^']|'(?=\w))+(?<!\s)'(?!\w)"),
)


def _between(view: str, edges: list[int], shift: int) -> list[Sentence]:
    """The stretches between cuts as spans of the source, without surrounding white space."""
    found = []
    for a, b in itertools.pairwise(edges):
        piece = view[a:b]
        if piece.strip():
            left = shift + a + len(piece) - len(piece.lstrip())
            found.append(Sentence(left, left + len(piece.strip())))
    return found


def _unquoted(text: str, sentence: Sentence) -> list[Sentence]:
    """The sentences of one that is wholly a quotation: sentencex never cuts within quotation marks."""
    said = text[sentence.start : sentence.end]
    if len(said) < 3 or said[0] + said[-1] not in MARKS:
        return [sentence]
    view = re.sub(r"\s", " ", said[1:-1])
    inner = _between(view, sorted({0, len(view), *_splits(view)}), sentence.start + 1)
    if len(inner) < 2:
        return [sentence]
    inner[0] = Sentence(sentence.start, inner[0].end)
    inner[-1] = Sentence(inner[-1].start, sentence.end)
    return inner


def _splits(view: str) -> Iterator[int]:
    """Where sentencex cuts: `end_index` counts characters of the view, also past emoji."""
    for boundary in sentencex.get_sentence_boundaries(LANGUAGE, view):
        if not GOES_ON.match(view, boundary["end_index"]):
            yield boundary["end_index"]


def _abbreviated(view: str, at: int) -> bool:
    """Whether the word before a place is an abbreviation."""
    last = LAST_WORD.search(view[max(0, at - LONGEST_WORD) : at])
    return last is not None and last[1].lower() in ABBREVIATIONS


def _joined(text: str, found: list[Sentence]) -> list[Sentence]:
    """Sentences that sentencex parted in the middle, put together: the second begins with a closing mark."""
    joined: list[Sentence] = []
    for sentence in found:
        if joined and all(c in CLOSERS + ".!?," for c in text[sentence.start : sentence.end]):
            joined[-1] = Sentence(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined
