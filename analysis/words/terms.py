"""Terms: what each text talks about, counted by document and by voice.

Only prose counts: the author's paragraphs and lists, and reader comments. Furniture, headings, references, author
notes and pull-quotes are left out, since a pull-quote would count the same words twice. A paragraph wholly in
quotation marks is the voice `quoted`: a commenter who repeats a line of the article hasn't said it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.words.tokens import Token, find_words, is_content, keep_hyphen, singular

PROSE = ("body", "list_item", "standfirst")
"""Kinds of segment that are the author's prose."""

COLUMNS = ["term", "form", "document", "voice", "count", "documents", "start", "end"]
_BEGINS = re.compile(r"[.!?:•]\s*[\"“‘'(]*\s*\Z")
"""What stands before the first word of a sentence."""
OPENING, CLOSING = "\"“‘'«", "\"”’'»"


class Unit(NamedTuple):
    """A paragraph of prose or of a comment with its words."""

    document: str
    start: int
    end: int
    kind: str
    comment: int | None
    voice: str
    tokens: tuple[Token, ...]


def units(corpus: Corpus, segments: pd.DataFrame) -> list[Unit]:
    """Every paragraph whose words count, in the order of the texts."""
    found = []
    rows = segments[segments["kind"].isin([*PROSE, "comment"])].sort_values(["document", "start"])
    kept = {document: keep_hyphen(corpus[document]) for document in rows["document"].unique()}
    row: Any
    for row in rows.itertuples(index=False):
        text = corpus[row.document]
        tokens = find_words(text, row.start, row.end, kept[row.document])
        voice = _voice(text[row.start : row.end].strip(), row.kind)
        comment = None if pd.isna(row.comment) else int(row.comment)
        found.append(
            Unit(row.document, row.start, row.end, row.kind, comment, voice, tuple(tokens))
        )
    return found


def terms(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """Counts of content words: one row is a term in one voice of one document.

    `term` is what is counted, with plurals put to their singular where the corpus has both; `form` is
    its commonest spelling, which is what a reader should be shown. `documents` says in how many documents
    the term is, in any voice; `start` and `end` lead to its first occurrence in this row's voice.
    """
    paragraphs = units(corpus, segments)
    merged = merge_plurals(
        token.key for unit in paragraphs for token in unit.tokens if is_content(token)
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Token] = {}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for unit in paragraphs:
        for token in filter(is_content, unit.tokens):
            row = (merged[token.key], unit.document, unit.voice)
            counts[row] += 1
            first.setdefault(row, token)
            places[row[0]].add(unit.document)
    forms = commonest_forms(corpus, paragraphs, merged)
    records = [
        (
            term,
            forms[term],
            document,
            voice,
            count,
            len(places[term]),
            first[term, document, voice].start,
            first[term, document, voice].end,
        )
        for (term, document, voice), count in counts.items()
    ]
    records.sort(key=lambda row: (-row[4], row[0], row[2], row[3]))
    frame = pd.DataFrame(records, columns=COLUMNS)
    whole = dict.fromkeys(("count", "documents", "start", "end"), "Int64")
    return frame.astype({**dict.fromkeys(("term", "form", "document", "voice"), "str"), **whole})


def merge_plurals(keys: Iterable[str]) -> dict[str, str]:
    """What each key counts as: its singular where that occurs too, else itself.

    >>> merge_plurals(["system", "systems", "resources"])
    {'resources': 'resources', 'system': 'system', 'systems': 'system'}
    """
    known = set(keys)
    return {key: one if (one := singular(key)) in known else key for key in sorted(known)}


def commonest_forms(
    corpus: Corpus, paragraphs: Iterable[Unit], merged: dict[str, str]
) -> dict[str, str]:
    """The spelling that each term has most often; a capital that only begins a sentence doesn't count."""
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for unit in paragraphs:
        text = corpus[unit.document]
        for token in unit.tokens:
            if token.key in merged:
                form = _spelling(text[token.start : token.end], token)
                first = token.start == unit.start or _BEGINS.search(
                    text, max(unit.start, token.start - 8), token.start
                )
                if first and token.kind != "acronym":
                    # Where it also stands within a sentence, that says whether it has a capital.
                    spelt[merged[token.key]][form[:1].lower() + form[1:]] += 0
                else:
                    spelt[merged[token.key]][form] += 1
    return {term: _form(counts) for term, counts in spelt.items()}


def _spelling(surface: str, token: Token) -> str:
    """A word as the text spells it, without its possessive; one broken at a line's end by its key."""
    if not surface.isprintable():
        return token.key
    return surface.replace("’", "'").removesuffix("'s")


def _form(counts: Counter[str]) -> str:
    return min(counts, key=lambda form: (-counts[form], form))


def _voice(piece: str, kind: str) -> str:
    inner = piece[1:-1]
    wholly = len(piece) > 2 and piece[0] in OPENING and piece[-1] in CLOSING
    if wholly and not any(mark in inner for mark in '"“”«»'):
        return "quoted"
    return "commenter" if kind == "comment" else "author"
