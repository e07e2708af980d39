"""The table `comment_cues`, and the readings of comments that its cues suggest."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.sentences import by_comment
from analysis.stance import names
from analysis.stance.articles import article_stances
from analysis.stance.cues import Cue, Span, find_cues
from analysis.words import is_within

INFERRED = "inferred.agrees_with_article"
ONLY_AGREES = 12
"""Words up to which a comment that agrees and doesn't name the reform is taken to do nothing else."""

MANY, MOST = 4, 0.8
"""Cues from which on a few against the rest don't silence them, and the share that must then go one way: in a long comment a
phrase or two is read wrongly."""

Key = tuple[str, int]
Told = tuple[str, int | None, str]
"""A cue's reading, value and rule."""


def cues(
    corpus: Corpus,
    comments: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table `comment_cues`: one row is words of a comment that speak for a reading, or that a person should look at.

    With `claims` (what the machine finds, or codes) a comment's own claims about the reform are cues, too, and agreement with an
    article whose claims are plainly for or against the reform becomes an inferred stance towards it.
    """
    spans, named, pairs = by_comment(sentences), _places(mentions), names.pairs(corpus.reforms)
    stances = {} if claims is None else article_stances(claims, comments)
    judged = {} if claims is None else _judgements(claims)
    rows: list[tuple[str, int, Cue]] = []
    columns = (comments[name].tolist() for name in ("document", "comment", "start", "end"))
    for document, number, start, end in zip(*columns, strict=True):
        key, text = (document, int(number)), corpus[document]
        own = _between(named.get(document, []), start, end)
        slips = names.misspelt(text, start, end, pairs)
        author = corpus.entry(document).author or ""
        found = find_cues(text, start, end, spans.get(key), [*own, *slips], author)
        found += _claimed(judged.get(document, []), found, spans.get(key, []))
        found += _inferred(found, stances.get(document), text[start:end])
        rows += [(document, key[1], cue) for cue in sorted(set(found), key=str)]
    cells: dict[str, Any] = {
        name: [getattr(cue, name) for _, _, cue in rows] for name in Cue._fields
    }
    cells |= {"document": [row[0] for row in rows], "comment": [row[1] for row in rows]}
    return tables.columns("comment_cues", cells, len(rows))


def _between(places: list[Span], start: int, end: int) -> list[Span]:
    """Of places in order those that begin in a stretch of the text."""
    return places[bisect_left(places, (start,)) : bisect_left(places, (end,))]


def comment_codes(found: pd.DataFrame, tones: Mapping[Key, int] | None = None) -> pd.DataFrame:
    """What the cues suggest, as a table `comment_codes` of origin rule: one row is a comment with at least one reading.

    A stance is suggested where all cues for it go one way; sarcasm never is. `tones` may give a tone's side by document and comment.
    """
    rows = []
    given = dict(tones or {})
    by_comment = _by_comment(found)
    for key in sorted({*by_comment, *given}):
        own = by_comment.get(key, [])
        read = {
            "tone": given.get(key),
            "reform_stance": _agreed(_reform(own)),
            "article_stance": _agreed([cue for cue in own if cue[0] == "article_stance"]),
            "about_reform": _about(own),
        }
        if any(value is not None for value in read.values()):
            rows.append({"document": key[0], "comment": key[1], **read, "origin": "rule"})
    return tables.make("comment_codes", rows)


def _by_comment(found: pd.DataFrame) -> dict[Key, list[Told]]:
    """The cues of each comment."""
    told: dict[Key, list[Told]] = {}
    names = ("document", "comment", "reading", "value", "rule")
    columns = (found[name].tolist() for name in names)
    for document, comment, reading, value, rule in zip(*columns, strict=True):
        cue = (reading, None if pd.isna(value) else int(value), rule)
        told.setdefault((document, int(comment)), []).append(cue)
    return told


def _reform(own: list[Told]) -> list[Told]:
    """The cues of a stance towards the reform: a comment's own words, and only without any the inferred one."""
    all_of_it = [cue for cue in own if cue[0] == "reform_stance"]
    return [cue for cue in all_of_it if cue[2] != INFERRED] or all_of_it


def _agreed(cues: list[Told]) -> int | None:
    """The value of all cues, or of most of many; else nothing."""
    counts = Counter(value for _, value, _ in cues if value is not None)
    if not counts:
        return None
    value = min(counts, key=lambda one: (-counts[one], one))
    share = counts[value] / counts.total()
    return value if share == 1 or (counts.total() >= MANY and share >= MOST) else None


def _about(own: list[Told]) -> bool | None:
    values = {value for reading, value, _ in own if reading == "about_reform"}
    if 1 in values:
        return True
    return False if 0 in values else None


def _judgements(claims: pd.DataFrame) -> dict[str, list[Cue]]:
    """The speakers' own judgements for or against a reform, by document."""
    own = claims[
        (claims["stance"] != 0)
        & (claims["attributed_to"] == "speaker")
        & claims["kind"].isin(["criticism", "endorsement"])
    ].sort_values(["document", "start", "end"])
    found: dict[str, list[Cue]] = {}
    columns = (own[name].tolist() for name in ("document", "start", "end", "stance", "kind"))
    for document, start, end, value, kind in zip(*columns, strict=True):
        cue = Cue(int(start), int(end), "reform_stance", int(value), f"claim.{kind}")
        found.setdefault(document, []).append(cue)
    return found


def _claimed(judged: list[Cue], found: list[Cue], spans: list[Span]) -> list[Cue]:
    """Judgements in a comment's sentences that name the reform: a claim elsewhere is about whatever it is about."""
    names_it = [
        (start, end)
        for start, end in spans
        if any(cue.reading == "about_reform" and start <= cue.start < end for cue in found)
    ]
    if not names_it:
        return []
    first = bisect_left(judged, names_it[0][0], key=lambda cue: cue.start)
    last = bisect_left(judged, names_it[-1][1], key=lambda cue: cue.start)
    return [cue for cue in judged[first:last] if is_within((cue.start, cue.end), names_it)]


def _inferred(found: list[Cue], stance: int | None, said: str) -> list[Cue]:
    """What agreement with the article says besides: its stance, where that is known; and, where there is nothing else, not of the reform."""
    agrees = [cue for cue in found if cue.reading == "article_stance"]
    if not agrees or any(cue.value != 1 for cue in agrees):
        return []
    first = agrees[0]
    more: list[Cue] = []
    if stance is not None:
        more.append(first._replace(reading="reform_stance", value=stance, rule=INFERRED))
    named = any(cue.reading == "about_reform" for cue in found)
    if not named and len(said.split()) <= ONLY_AGREES:
        more.append(first._replace(reading="about_reform", value=0, rule="only_agrees"))
    return more


def _places(mentions: pd.DataFrame) -> dict[str, list[Span]]:
    """Where each document names a reform."""
    found: dict[str, list[Span]] = {}
    for document, start, end in zip(
        *(mentions[name].tolist() for name in ("document", "start", "end")), strict=True
    ):
        found.setdefault(document, []).append((start, end))
    return {document: sorted(places) for document, places in found.items()}
