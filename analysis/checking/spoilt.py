"""Words that were damaged before they came here: read in the wrong encoding, torn out of a PDF, or of another language."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis import lexicons
from analysis.checking.finding import Finding, least, placed
from analysis.corpus import Corpus
from analysis.segments.lines import Line, lines
from analysis.sentiment.language import other_language

AGAIN = "save it again as UTF-8 from its source"
LIGATURE = re.compile("[\ufb00-\ufb06]")
SPACED = re.compile(r"(?<![\w'’.] )(?<!\w)(?:[^\W\d_] ){4,40}[^\W\d_](?!\w)")
"""Five single letters or more with spaces between them: "S U M M A R Y"."""
NUMBERED = re.compile(r"(\d{1,4})(?:\s+(?=\S)|$)")
WIDE = re.compile(r" {4,}")
COLUMN_WORDS = 3
"""Words of a line's piece from which it may be of a column: buttons and cells of tables have fewer."""
HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
STOPPED = re.compile(r"[^\W\d_]{3}[.!?][\"”’)]*$")
AUTHORS = ("body", "list_item", "standfirst")
LONGEST = 5_000_000
"""Characters of the longest text that is looked at line by line: no printed paper has more, a table of comments may."""
MOST_JUDGED = 2000
"""Comments of one text whose language is judged, every n-th of more: a share is as sure by so many, and a million would take minutes."""
LANGUAGE_CHARACTERS = 5000
"""Of an author's text so much is judged; its language doesn't change behind that."""


def mojibake(read: Corpus) -> Iterator[Finding]:
    """Signs that were read in the wrong encoding, with how many there are and where the first stands."""
    for document in read:
        for pattern in lexicons.patterns("checks", "mojibake"):
            found = list(pattern.regex.finditer(read[document]))
            if len(found) >= (least("lost_signs") if pattern.name == "lost" else 1):
                says = f"holds {len(found)} {pattern.entry['says']}, such as “{found[0][0]}”"
                yield placed(read, document, found[0].span(), "mojibake", says, AGAIN)


def languages(read: Corpus, pieces: pd.DataFrame) -> Iterator[Finding]:
    """Texts and comments that are surely not in English, which every rule here is made for."""
    for document, own in pieces.groupby("document", sort=True):
        text = read[str(document)]
        prose = own[own["kind"].isin(AUTHORS)]
        spans = [(int(a), int(b)) for a, b in zip(prose["start"], prose["end"], strict=True)]
        said = " ".join(text[a:b] for a, b in spans[:MOST_JUDGED])[:LANGUAGE_CHARACTERS]
        if len(said.split()) >= least("language_words") and (found := other_language(said)):
            yield placed(
                read, str(document), spans[0], "language", f"is written in another language ({found[0]})",
                "times, claims and tone are found by English words only; leave it out, or add a translation",
            )  # fmt: skip
        yield from _comments(read, str(document), own[own["kind"] == "comment"])


def _comments(read: Corpus, document: str, rows: pd.DataFrame) -> Iterator[Finding]:
    """The share of a text's comments that are surely in another language."""
    text = read[document]
    spans = rows.groupby("comment", sort=True).agg(start=("start", "min"), end=("end", "max"))
    looked = spans.iloc[:: 1 + len(spans) // MOST_JUDGED]
    foreign: list[tuple[str, tuple[int, int]]] = []
    for start, end in zip(looked["start"], looked["end"], strict=True):
        if found := other_language(text[start:end]):
            foreign.append((found[0], (int(start), int(end))))
    if foreign and len(foreign) >= least("other_language_comments") * len(looked):
        counted = Counter(language for language, _ in foreign).most_common()
        named = ", ".join(f"{language} {number}" for language, number in counted)
        every = "" if len(looked) == len(spans) else " looked at"
        yield placed(
            read, document, foreign[0][1], "language",
            f"has {len(foreign)} of {len(looked)} comments{every} in another language ({named})",
            "they are shown but not scored",
        )  # fmt: skip


def printed_pages(read: Corpus) -> Iterator[Finding]:
    """What a PDF leaves behind when its text is taken out wrongly."""
    remedy = (
        "take the text out of its PDF with another program, or save the page it was printed from"
    )
    for document in read:
        text = read[document]
        if len(text) > LONGEST:
            continue
        rows = lines(text)
        for kind, sentence, span in _torn(text, rows):
            yield placed(read, document, span, kind, sentence, remedy)


def _torn(text: str, rows: list[Line]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    ligatures = list(LIGATURE.finditer(text))
    if len(ligatures) >= least("ligatures"):
        said = f"holds {len(ligatures)} ligature characters, such as “{ligatures[0][0]}”, which no search finds as letters"
        yield "ligatures", said, ligatures[0].span()
    spaced = list(SPACED.finditer(text))
    if len(spaced) >= least("letter_spaced"):
        said = f"has {len(spaced)} words with spaces between their letters"
        yield "letter-spaced", said, spaced[0].span()
    if margin := _margin(rows):
        yield "line numbers", f"has the numbers of {len(margin)} lines in its text", _of(margin[0])
    if side := _side_by_side(rows):
        said = f"has {len(side)} of {len(rows)} lines that hold two pieces far apart: columns side by side"
        yield "columns", said, _of(side[0])
    elif torn := _mixed(rows):
        said = f"has {len(torn)} lines that go on in small letters behind a full stop or break off at a hyphen: columns read as one"
        yield "columns", said, _of(torn[0])
    hyphens = [line for line in rows if HYPHEN.search(line.text)]
    if len(rows) >= 20 and len(hyphens) >= least("hyphen_ends") * len(rows):
        yield (
            "hyphens",
            f"has {len(hyphens)} of {len(rows)} lines that end in a hyphen",
            _of(hyphens[0]),
        )


def _of(line: Line) -> tuple[int, int]:
    return line.start, line.end


def _margin(rows: list[Line]) -> list[Line]:
    """Lines that begin with their own number: one more, or five more, from numbered line to line, mostly before small letters."""
    numbered = [(int(match[1]), line) for line in rows if (match := NUMBERED.match(line.text))]
    best: list[Line] = []
    for step in (1, 5):
        first = 0
        for at in range(1, len(numbered) + 1):
            if at == len(numbered) or numbered[at][0] != numbered[at - 1][0] + step:
                if at - first > len(best):
                    best = [line for _, line in numbered[first:at]]
                first = at
    inside = [line for line in best if line.text.lstrip("0123456789 \t")[:1].islower()]
    few = len(best) < least("margin_numbers")
    return [] if few or 3 * len(inside) < len(best) else best


def _side_by_side(rows: list[Line]) -> list[Line]:
    """Lines with a wide gap between words, where they are many."""

    def parted(line: Line) -> bool:
        pieces = WIDE.split(line.text)
        return len(pieces) > 1 and all(len(piece.split()) >= COLUMN_WORDS for piece in pieces)

    gaps = [line for line in rows if parted(line)]
    return gaps if len(rows) >= 10 and len(gaps) >= least("wide_gaps") * len(rows) else []


def _mixed(rows: list[Line]) -> list[Line]:
    """Lines that can't follow the line above: small letters behind a full stop, capitals behind a hyphen."""
    near = [(a, b) for a, b in pairwise(rows) if b.gap == 0 and len(a.text) > 20]
    ends = [(a, b) for a, b in near if STOPPED.search(a.text) or HYPHEN.search(a.text)]
    torn = [
        b
        for a, b in ends
        if (b.text[0].islower() if STOPPED.search(a.text) else not b.text[0].islower())
    ]
    many = len(torn) >= max(least("torn_places"), least("torn_lines") * len(ends))
    return torn if many else []
