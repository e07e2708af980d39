"""Mentions: where a text names a reform, and by which of its names.

The names are the corpus's own: `reforms.toml` gives each reform names, aliases and acronyms. The longest
name that stands at a place wins ("integrated care system" over "integrated care"). Acronyms are found in capitals
only, names in any case, both in singular and plural. Names that are common words but for their capitals ("Place") are given as `as_written`
and found as they are written, within a sentence and not at its beginning, where any word has a capital.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus, apart
from analysis.words.context import Phrase, phrase
from analysis.words.tokens import Token, find_words, singular, within


class Name(NamedTuple):
    """One name of one reform."""

    reform: str
    name: str
    phrase: Phrase
    as_written: bool = False


def names(corpus: Corpus) -> list[Name]:
    """Every name, alias and acronym of the corpus's reforms, longest first."""
    found: dict[tuple[str, tuple[Any, ...]], Name] = {}
    for reform in corpus.reforms.values():
        given = [(said, False) for said in (*reform.names, *reform.aliases, *reform.acronyms)]
        for said, as_written in [*given, *((said, True) for said in reform.as_written)]:
            if find_words(said):
                name = Name(reform.id, said, phrase(said), as_written)
                # ICS and ICSs find the same places: the first one listed is what they're called.
                same = tuple(
                    (singular(piece.key), piece.exact_case) for piece in name.phrase.pieces
                )
                found.setdefault((reform.id, same), name)
    return sorted(found.values(), key=_order)


def mentions(corpus: Corpus, sentences: pd.DataFrame) -> pd.DataFrame:
    """The table `mentions`: one row is a reform named in a sentence that isn't a pull-quote.

    Where one name belongs to several reforms (ACP) each has its row; `name` is the name as
    `reforms.toml` writes it.
    """
    by_head: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names(corpus):
        by_head[_head(name.phrase.pieces[0].key)].append(name)
    rows: list[dict[str, object]] = []
    said = sentences[sentences["kind"] != "pull_quote"] if by_head else sentences.iloc[:0]
    for document, group in said.groupby("document", sort=True):
        text = corpus[str(document)]
        columns = (group[name].tolist() for name in ("start", "end", "voice"))
        spans = iter(apart.stretches(corpus, str(document)))
        first = last = 0
        tokens: list[Token] = []
        for start, end, voice in zip(*columns, strict=True):
            while start >= last:
                first, last = next(spans)
                tokens = find_words(text[first:last])
            inside = within(tokens, start - first, end - first)
            rows += [
                {
                    "document": document,
                    "start": first + a,
                    "end": first + b,
                    "reform": name.reform,
                    "name": name.name,
                    "voice": voice,
                }
                for a, b, name in _longest(inside, _at_hand(inside, by_head), text[first:last])
            ]
    return tables.make("mentions", rows)


def _at_hand(tokens: list[Token], by_head: Mapping[str, list[Name]]) -> list[Name]:
    """The names that begin with a word of a sentence, longest first."""
    heads = {_head(token.key) for token in tokens}
    return sorted((name for head in heads for name in by_head.get(head, ())), key=_order)


def _order(name: Name) -> tuple[int, int, str, str]:
    return -len(name.phrase.pieces), -len(name.name), name.name, name.reform


def _head(key: str) -> str:
    """What a name's first word and a text's word share when they can match: tried before the whole name is."""
    return singular(key.lower())


def _longest(tokens: list[Token], known: list[Name], text: str) -> list[tuple[int, int, Name]]:
    """Names found in a sentence; of overlapping ones the longest, all that share one span."""
    found: list[tuple[int, int, Name]] = []
    for name in known:
        for start, end in name.phrase.find(tokens):
            if name.as_written and (start == tokens[0].start or text[start:end] != name.name):
                continue
            clash = [(a, b, other) for a, b, other in found if a < end and start < b]
            if all((a, b) == (start, end) and other.reform != name.reform for a, b, other in clash):
                found.append((start, end, name))
    return sorted(found)
