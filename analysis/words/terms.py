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

from analysis import tables
from analysis.corpus import Corpus
from analysis.words.choices import Term, Vocabulary, choices, vocabulary
from analysis.words.tokens import Token, find_words, is_content, keep_hyphen

PROSE = ("body", "list_item", "standfirst")
"""Kinds of segment that are the author's prose."""

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
    """The table `terms`: one row is a content word in one voice of one document.

    `term` is what is counted, with plurals put to their singular where the corpus has both and a researcher's own merges;
    `form` is its commonest spelling, which is what a reader should be shown. `documents` says in how many documents
    the term is, in any voice; `start` and `end` lead to its first occurrence in this row's voice.
    """
    paragraphs = units(corpus, segments)
    known = known_terms(corpus, paragraphs)
    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Term] = {}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for unit in paragraphs:
        for term in known.read(unit.tokens):
            row = (term.term, unit.document, unit.voice)
            counts[row] += 1
            first.setdefault(row, term)
            places[term.term].add(unit.document)
    forms = commonest_forms(corpus, paragraphs, known)
    rows: list[dict[str, object]] = [
        {
            "term": term,
            "form": forms[term],
            "document": document,
            "voice": voice,
            "count": count,
            "documents": len(places[term]),
            "start": first[term, document, voice].start,
            "end": first[term, document, voice].end,
        }
        for (term, document, voice), count in counts.items()
    ]
    return tables.make("terms", rows)


def known_terms(corpus: Corpus, paragraphs: Iterable[Unit]) -> Vocabulary:
    """What each content word of these paragraphs counts as, by its plural and by the corpus's `words.toml`."""
    keys = {token.key for unit in paragraphs for token in unit.tokens if is_content(token)}
    return vocabulary(keys, choices(corpus))


def most_shared(terms: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The terms that stand in most texts, in authors' prose: one row is a term, by the number of texts and then of places."""
    own = terms[terms["voice"] == "author"]
    table = own.groupby("term").agg(
        form=("form", "first"), texts=("document", "nunique"), times=("count", "sum")
    )
    table = table.reset_index().sort_values(
        ["texts", "times", "term"], ascending=[False, False, True]
    )
    return table.head(limit).reset_index(drop=True)


def dispersion(terms: pd.DataFrame) -> pd.DataFrame:
    """How evenly each term is spread over authors' texts: one row is a term.

    `dp` is Gries's deviation of proportions, normalised (Gries 2008, International Journal of Corpus Linguistics 13; Lijffijt and
    Gries 2012): 0 where every text uses the term in proportion to its length, 1 where only the shortest does.
    It is empty where there is only one text.
    """
    own = terms[terms["voice"] == "author"]
    table = own.pivot_table(
        index="term", columns="document", values="count", aggfunc="sum", fill_value=0
    ).astype(float)
    sizes = table.sum() / max(1.0, float(table.to_numpy().sum()))
    shares = table.div(table.sum(axis=1), axis=0)
    spread = shares.sub(sizes, axis=1).abs().sum(axis=1) / 2
    least = 1 - float(sizes.min()) if len(sizes) > 1 else float("nan")
    return pd.DataFrame(
        {
            "term": table.index,
            "texts": (table > 0).sum(axis=1).to_numpy(),
            "count": table.sum(axis=1).astype("int64").to_numpy(),
            "dp": (spread / least).clip(upper=1).to_numpy(),
        }
    )


def commonest_forms(
    corpus: Corpus, paragraphs: Iterable[Unit], known: Vocabulary
) -> dict[str, str]:
    """The spelling that each term has most often; a capital that only begins a sentence doesn't count.

    Terms that a researcher merged others into are spelt as the researcher wrote them.
    """
    merged = known.of
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
    return {term: _form(counts) for term, counts in spelt.items()} | known.given


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
