"""Themes: a researcher's own dictionary, looked up sentence by sentence.

A corpus's `themes.toml` names themes, each with the question it asks, the words and phrases that belong to it and
those that speak against it; without one a general dictionary about reforms is used. A sentence that holds a
theme's words is a place to read, not yet a finding: the words find it, a reader judges it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicons, tables
from analysis.corpus import Corpus, Fault
from analysis.corpus.catalogue import nearest
from analysis.mistakes import InputError
from analysis.words.context import Phrase, phrase
from analysis.words.tokens import Token, find_words, singular, within

FILE = "themes.toml"
KEYS = ("label", "question", "says", "words", "passes", "against", "overturned_by")
COLUMNS = ["theme", "document", "start", "end", "voice", "comment", "side", "found", "score"]


class Theme(NamedTuple):
    """A theme: what it asks, the phrases that belong to it, what they are to find (`says`), and what would overturn a finding."""

    id: str
    label: str
    question: str
    says: str
    words: tuple[Phrase, ...]
    passes: tuple[Phrase, ...]
    against: tuple[Phrase, ...]
    overturned_by: str


class Place(NamedTuple):
    """A phrase of a theme where it stands."""

    theme: str
    side: str
    phrase: Phrase
    start: int
    end: int


def themes(corpus: Corpus) -> dict[str, Theme]:
    """The themes of a corpus in the order of its `themes.toml`, else the general ones.

    `ValueError` names the theme and what is wrong with it: an unknown key, no words, a phrase
    without a word in it.
    """
    own = corpus.toml(FILE)
    data = own or lexicons.load("themes")
    found = data.get("themes", {})
    if not isinstance(found, dict) or not found or set(data) - {"themes"}:
        raise InputError(
            f"{FILE} needs tables called [themes.NAME], each with words; found {', '.join(data) or 'none'}."
        )
    return {name: _theme(name, entry) for name, entry in found.items()}


def theme_words(corpus: Corpus, sentences: pd.DataFrame) -> pd.DataFrame:
    """The table `theme_words`: one row is a place where a word or phrase of a theme stands.

    `phrase` is the entry of the dictionary, `side` is `words`, or `against` for those that speak against the theme. Places that
    `passes` covers are left out, and so are pull-quotes and author notes. Entries of one theme may share a place.
    """
    rows = [
        {
            "theme": place.theme,
            "document": row.document,
            "start": place.start,
            "end": place.end,
            "phrase": place.phrase.said,
            "side": place.side,
            "voice": row.voice,
            "comment": row.comment,
            "sentence_start": row.start,
        }
        for row, places in _read(corpus, sentences)
        for place in places
    ]
    return tables.make("theme_words", rows)


def theme_sentences(corpus: Corpus, sentences: pd.DataFrame) -> pd.DataFrame:
    """Sentences with the words of a theme: one row is a sentence on one side of one theme.

    `side` is `words`, or `against` for the phrases that speak against the theme; `found` lists the phrases, and
    `score` adds up how many words the different phrases have, since "what it means" says more than
    "mean". Pull-quotes and author notes are left out. Best first within a theme, document and side.
    """
    rows: list[tuple[object, ...]] = []
    for row, places in _read(corpus, sentences):
        sides: dict[tuple[str, str], dict[str, int]] = {}
        for place in places:
            said = sides.setdefault((place.theme, place.side), {})
            said[place.phrase.said] = len(place.phrase.pieces)
        for (theme, side), said in sides.items():
            span = (theme, row.document, row.start, row.end, row.voice, row.comment)
            rows.append((*span, side, "; ".join(said), sum(said.values())))
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(
        dict.fromkeys(("start", "end", "comment", "score"), "Int64")
    )
    order = {name: place for place, name in enumerate(themes(corpus))}
    frame["place"] = frame["theme"].map(order)
    frame["length"] = frame["end"] - frame["start"]
    by = ["place", "document", "side", "score", "length", "start"]
    frame = frame.sort_values(
        by, ascending=[True, True, False, False, True, True], ignore_index=True
    )
    return frame[COLUMNS]


def _read(corpus: Corpus, sentences: pd.DataFrame) -> Iterator[tuple[Any, list[Place]]]:
    """Every sentence that counts, with the places of all themes' phrases in it."""
    known = themes(corpus)
    read = sentences[sentences["kind"].isin(["body", "list_item", "comment"])]
    for document, group in read.groupby("document", sort=True):
        tokens = find_words(corpus[str(document)])
        row: Any
        for row in group.itertuples(index=False):
            inside = within(tokens, row.start, row.end)
            heads = {singular(token.key.lower()) for token in inside}
            places = [place for theme in known.values() for place in _places(theme, inside, heads)]
            if places:
                yield row, places


def _places(theme: Theme, tokens: list[Token], heads: set[str]) -> Iterator[Place]:
    """Where a theme's phrases stand in a sentence outside the places to be passed over."""
    spans = [span for one in theme.passes if _may_stand(one, heads) for span in one.find(tokens)]
    for side, phrases in (("words", theme.words), ("against", theme.against)):
        for one in phrases:
            for start, end in one.find(tokens) if _may_stand(one, heads) else ():
                if not any(a <= start and end <= b for a, b in spans):
                    yield Place(theme.id, side, one, start, end)


def _may_stand(one: Phrase, heads: set[str]) -> bool:
    """Whether a phrase's first word is in a sentence at all, as far as that can be told without reading it."""
    first = one.pieces[0]
    return first.prefix or singular(first.key.lower()) in heads


def _theme(name: str, entry: Any) -> Theme:
    if not isinstance(entry, dict) or not entry.get("words"):
        raise InputError(
            f'{FILE} has a theme {name!r} without words; write words = ["budget*", "who pays"] under [themes.{name}].'
        )
    for key in entry.keys() - set(KEYS):
        raise InputError(
            str(Fault(FILE, f"has an unknown key {key!r} in [themes.{name}]{nearest(key, KEYS)}"))
        )
    for key in ("words", "passes", "against"):
        if not isinstance(entry.get(key, []), list):
            raise InputError(
                f'{FILE} has {key} = {entry[key]!r} in [themes.{name}], which is no list; write {key} = ["budget*", "who pays"].'
            )
    try:
        found, passes, against = (
            tuple(phrase(said) for said in entry.get(key, []))
            for key in ("words", "passes", "against")
        )
    except (ValueError, AttributeError, TypeError) as error:
        raise InputError(f"{FILE}, [themes.{name}]: {error}") from None
    label = str(entry.get("label") or name)
    question = str(entry.get("question") or label)
    says = str(entry.get("says") or "the author writes of this theme")
    overturned_by = str(entry.get("overturned_by") or "not said in themes.toml.")
    return Theme(name, label, question, says, found, passes, against, overturned_by)
