"""The table `comment_cues`, and the readings of comments that its cues suggest."""

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
    rows: list[dict[str, Any]] = []
    row: Any
    for row in comments.itertuples(index=False):
        key, text = (row.document, int(row.comment)), corpus[row.document]
        slips = names.misspelt(text, row.start, row.end, pairs)
        found = find_cues(
            text,
            row.start,
            row.end,
            spans.get(key),
            [*named.get(row.document, ()), *slips],
            corpus.entry(row.document).author or "",
        )
        found += _claimed(judged.get(row.document, []), found, spans.get(key, []))
        found += _inferred(found, stances.get(row.document), text[row.start : row.end])
        rows += [
            {"document": row.document, "comment": key[1], **cue._asdict()}
            for cue in sorted(set(found), key=str)
        ]
    return tables.make("comment_cues", rows)


def comment_codes(found: pd.DataFrame, tones: Mapping[Key, int] | None = None) -> pd.DataFrame:
    """What the cues suggest, as a table `comment_codes` of origin rule: one row is a comment with at least one reading.

    A stance is suggested where all cues for it go one way; sarcasm never is. `tones` may give a tone's side by document and comment.
    """
    rows = []
    given = dict(tones or {})
    keys = {*zip(found["document"], found["comment"], strict=True), *given}
    by_comment = dict(list(found.groupby(["document", "comment"])))
    for key in sorted(keys):
        own = by_comment.get(key, found.iloc[:0])
        read = {
            "tone": given.get(key),
            "reform_stance": _agreed(_reform(own)),
            "article_stance": _agreed(own[own["reading"] == "article_stance"]),
            "about_reform": _about(own),
        }
        if any(value is not None for value in read.values()):
            rows.append({"document": key[0], "comment": key[1], **read, "origin": "rule"})
    return tables.make("comment_codes", rows)


def _reform(own: pd.DataFrame) -> pd.DataFrame:
    """The cues of a stance towards the reform: a comment's own words, and only without any the inferred one."""
    all_of_it = own[own["reading"] == "reform_stance"]
    direct = all_of_it[all_of_it["rule"] != INFERRED]
    return direct if len(direct) else all_of_it


def _agreed(cues: pd.DataFrame) -> int | None:
    """The value of all cues, or of most of many; else nothing."""
    values = cues["value"].dropna().astype(int)
    if values.empty:
        return None
    value = int(values.mode()[0])
    share = float((values == value).mean())
    return value if share == 1 or (len(values) >= MANY and share >= MOST) else None


def _about(own: pd.DataFrame) -> bool | None:
    values = own.loc[own["reading"] == "about_reform", "value"]
    if (values == 1).any():
        return True
    return False if (values == 0).any() else None


def _judgements(claims: pd.DataFrame) -> dict[str, list[Cue]]:
    """The speakers' own judgements for or against a reform, by document."""
    own = claims[
        (claims["stance"] != 0)
        & (claims["attributed_to"] == "speaker")
        & claims["kind"].isin(["criticism", "endorsement"])
    ]
    found: dict[str, list[Cue]] = {}
    columns = (own[name] for name in ("document", "start", "end", "stance", "kind"))
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
    return [cue for cue in judged if is_within((cue.start, cue.end), names_it)] if names_it else []


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
        *(mentions[name] for name in ("document", "start", "end")), strict=True
    ):
        found.setdefault(document, []).append((start, end))
    return found
