"""Findings computed: whom they rest on, who speaks against them, and whether they stand by their evidence.

Support is a number of texts, never of words, and only an author's own sentence counts for a text: what
a reader wrote under an article is not the article. Where a finding takes something as given ("where the
aim is conceded"), it is about the texts that grant it, and the others are said to be deviant or silent.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.findings.stored import Evidence, Stored, stored
from analysis.words import Theme, shown, theme_sentences, themes

BY_WORDS = 2
"""Sentences a text and side that stand as evidence where only a theme's words have found them."""

SURE_BY_WORDS = "found by a list of words; whether each sentence means what its words suggest has not been judged, and what the list lacks was not found."


class Piece(NamedTuple):
    """A piece of evidence in its place: whose voice, and what form (claim, question, statement, heading) it has."""

    document: str
    start: int
    end: int
    text: str
    side: str
    value: str
    reads: str
    voice: str
    form: str


class Finding(NamedTuple):
    """A finding with what was counted: `support` and the rest are documents in the order of publication.

    `among` are the texts that it is about, `deviant` those that speak against it without supporting it, or that deny what
    it takes as given; `silent` those that say neither. `thin` rest on one passage alone. `origin` is who judged the
    evidence: person, automated_coder, or rule where only words have found it.
    """

    id: str
    theme: str
    label: str
    sentence: str
    holds: str
    stands: bool
    support: tuple[str, ...]
    among: tuple[str, ...]
    against: tuple[str, ...]
    deviant: tuple[str, ...]
    silent: tuple[str, ...]
    thin: tuple[str, ...]
    sure: str
    overturned_by: str
    origin: str
    pieces: tuple[Piece, ...]

    def of(self, document: str, *sides: str) -> list[Piece]:
        """The evidence of one text, of the sides named or of all."""
        return [
            piece
            for piece in self.pieces
            if piece.document == document and (not sides or piece.side in sides)
        ]


def findings(
    corpus: Corpus,
    sentences: pd.DataFrame,
    claims: pd.DataFrame | None = None,
    use_codes: bool = True,
) -> tuple[Finding, ...]:
    """The findings of a corpus: those of its `findings.toml`, else what its themes' words find (origin `rule`).

    Without `use_codes` the file is left aside: a judgement of these texts is a code like any other.
    """
    written = stored(corpus) if use_codes else None
    if written is None:
        written = _by_words(corpus, sentences)
    return tuple(_judged(corpus, one, sentences, claims) for one in written)


def tables_of(made: Iterable[Finding]) -> dict[str, pd.DataFrame]:
    """The tables `findings` and `evidence`."""
    made = list(made)
    rows = [
        {
            "finding": one.id,
            "theme": one.theme,
            "sentence": one.sentence,
            "holds": one.holds,
            "stands": one.stands,
            "support": len(one.support),
            "among": len(one.among),
            "against": len(one.against),
            "sure": one.sure,
            "overturned_by": one.overturned_by,
            "origin": one.origin,
        }
        for one in made
    ]
    pieces = [{"finding": one.id, **piece._asdict()} for one in made for piece in one.pieces]
    return {"findings": tables.make("findings", rows), "evidence": tables.make("evidence", pieces)}


def unjudged(made: Iterable[Finding], found: pd.DataFrame) -> pd.DataFrame:
    """Authors' sentences with the words of a finding's theme that no evidence of its findings touches.

    `found` is what `words.theme_sentences` gives. They were not judged, or were judged not to bear on it; a
    reader who looks for what a finding left out begins here.
    """
    used: dict[str, list[tuple[str, int, int]]] = {}
    for one in made:
        used.setdefault(one.theme, []).extend(piece[:3] for piece in one.pieces)
    rows: Iterable[Any] = found.itertuples(index=False)
    kept = [
        row.voice == "author"
        and row.theme in used
        and not any(
            row.document == name and row.start < end and start < row.end
            for name, start, end in used[row.theme]
        )
        for row in rows
    ]
    return found[kept].drop_duplicates(["theme", "document", "start"]).reset_index(drop=True)


def _judged(
    corpus: Corpus, one: Stored, sentences: pd.DataFrame, claims: pd.DataFrame | None
) -> Finding:
    pieces = tuple(_piece(corpus, piece, sentences, claims) for piece in one.evidence)
    order = corpus.by_publication
    place = {name: at for at, name in enumerate(order)}
    pieces = tuple(sorted(pieces, key=lambda piece: (place[piece.document], piece.start)))
    held = {
        side: {p.document for p in pieces if p.side == side and p.voice == "author"}
        for side in ("for", "against", "given")
    }
    about = set(order) if not held["given"] else held["given"]
    support = held["for"] & about
    among = [name for name in order if name in about]
    deviant = (held["against"] - support) | ((held["for"] | held["against"]) - about)
    silent = set(order) - support - deviant
    alone = [
        name
        for name in support
        if sum(p.document == name and p.side == "for" and p.voice == "author" for p in pieces) == 1
    ]

    def ordered(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=lambda name: place[name]))

    return Finding(
        id=one.id,
        theme=one.theme,
        label=one.label or _theme_label(corpus, one.theme) or one.id,
        sentence=_filled(corpus, one.sentence, ordered(support), tuple(among), held, pieces),
        holds=one.holds,
        stands=_stands(one.holds, len(support), len(among)),
        support=ordered(support),
        among=tuple(among),
        against=ordered(held["against"]),
        deviant=ordered(deviant),
        silent=ordered(silent),
        thin=ordered(alone),
        sure=one.sure,
        overturned_by=one.overturned_by,
        origin=one.origin,
        pieces=pieces,
    )


def _theme_label(corpus: Corpus, name: str) -> str:
    known: dict[str, Theme] = themes(corpus)
    return known[name].label if name in known else name


def _stands(holds: str, support: int, among: int) -> bool:
    """Whether as many texts support a finding as it says.

    >>> _stands("every", 4, 5), _stands("most", 3, 5), _stands("some", 1, 5), _stands("one", 1, 5)
    (False, True, False, True)
    """
    least = {"every": among, "most": among // 2 + 1, "some": 2, "one": 1}[holds]
    return support >= max(1, least)


def _piece(
    corpus: Corpus, piece: Evidence, sentences: pd.DataFrame, claims: pd.DataFrame | None
) -> Piece:
    span = (piece.document, piece.start, piece.end)
    text = shown(corpus[piece.document], piece.start, piece.end)
    touched = _touching(sentences, *span)
    voices = set(touched["voice"]) - {"quoted"} if len(touched) else {"author"}
    commented = len(touched) and touched["comment"].notna().any()
    voice = "commenter" if commented else voices.pop() if len(voices) == 1 else "author"
    claim = claims is not None and len(_touching(claims, *span))
    if text.rstrip("’”'\") ").endswith("?") and len(touched):
        form = "question"
    else:
        form = "claim" if claim else "statement" if len(touched) else "heading"
    return Piece(*span, text, piece.side, piece.value, piece.reads, voice, form)


def _touching(frame: pd.DataFrame, document: str, start: int, end: int) -> pd.DataFrame:
    return frame[(frame["document"] == document) & (frame["start"] < end) & (frame["end"] > start)]


def _filled(
    corpus: Corpus,
    sentence: str,
    support: tuple[str, ...],
    among: tuple[str, ...],
    held: dict[str, set[str]],
    pieces: tuple[Piece, ...],
) -> str:
    """A sentence with its counts in place."""
    own = {piece.value: None for piece in pieces if piece.side == "for" and piece.value}
    said = {
        "support": _part(len(support), len(among)),
        "given": _part(len(among), len(corpus)),
        "against": _part(len(held["against"]), len(corpus)),
        "years": _years(corpus, support),
        "values": _listed(list(own)),
        "texts": _whole(len(corpus)),
    }
    for name, words in said.items():
        sentence = sentence.replace(f"{{{name}}}", words)
    return sentence


def _part(number: int, total: int) -> str:
    """A part of the texts in words.

    >>> _part(3, 5), _part(5, 5), _part(2, 2), _part(0, 5), _part(1, 1)
    ('3 of the 5 texts', 'all 5 texts', 'both texts', 'none of the 5 texts', 'the one text')
    """
    if number == total and total:
        return {1: "the one text", 2: "both texts"}.get(total, f"all {total} texts")
    return f"{number or 'none'} of {_whole(total)}"


def _whole(total: int) -> str:
    return "the one text" if total == 1 else f"the {total} texts"


def _years(corpus: Corpus, names: tuple[str, ...]) -> str:
    """The years in which texts appeared; undated ones are left out."""
    days = [day for name in names if (day := corpus.published(name)) and day.first]
    years = sorted({day.first.year for day in days if day.first})
    if not years:
        return "undated"
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _listed(words: list[str]) -> str:
    *first, last = words or [""]
    return f"{'; '.join(first)}; and {last}" if first else last


def _by_words(corpus: Corpus, sentences: pd.DataFrame) -> tuple[Stored, ...]:
    """A finding a theme: the sentences with most of its words, on both sides; nobody has judged them."""
    found = theme_sentences(corpus, sentences)
    found = found[found["voice"] == "author"]
    made = []
    for theme in themes(corpus).values():
        rows = found[found["theme"] == theme.id]
        best: Any = rows.groupby(["document", "side"], sort=False).head(BY_WORDS)
        pieces = tuple(_by_word(corpus, row) for row in best.itertuples(index=False))
        made.append(
            Stored(
                theme.id,
                theme.id,
                theme.label,
                f"Words listed to find where {theme.says} stand in {{support}}.",
                "one",
                SURE_BY_WORDS,
                theme.overturned_by,
                "rule",
                pieces,
            )
        )
    return tuple(made)


def _by_word(corpus: Corpus, row: Any) -> Evidence:
    words = shown(corpus[row.document], row.start, row.end)
    side = "for" if row.side == "words" else "against"
    return Evidence(row.document, row.start, row.end, words, side, reads=f"found by: {row.found}")
