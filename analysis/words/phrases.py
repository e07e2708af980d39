"""Multiword terms: content words that stand side by side more often than chance would put them there.

Text is broken at function words, numbers and marks; within a piece neighbouring words are joined where their
normalised pointwise mutual information is high (Bouma 2009, "Normalized (pointwise) mutual information in collocation
extraction"), pair by pair, so that "integrated care" may become part of "integrated care system". The names in
`reforms.toml` and the phrases in `words.toml` count whatever their score. At a place the longest phrase is counted.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.words.choices import Choices, choices, key_of
from analysis.words.reforms import names
from analysis.words.terms import Unit, units
from analysis.words.tokens import Token, is_content, shown, singular

LEAST = 3
"""Places in which a pair must stand: of pairs that stand twice half are chance in texts of this size."""

LEAST_NPMI = 0.45
"""From here on a pair is one term. NPMI is 0 for words that meet by chance and 1 for words that only stand together;
in the seeds .45 keeps "mental health" and drops "new system"."""

LONGEST = 4
"""Words of the longest term that is looked for: names of bodies have up to four that count."""

MOST_IN_A_RUN = 60
"""Words looked at in one piece: prose has a function word or a mark long before, and a hostile text would be dear."""

Keys = tuple[str, ...]
Run = list[Token]


class Found(NamedTuple):
    """A multiword term: how it scored and what it rests on."""

    npmi: float | None
    source: str


def phrases(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """The table `phrases`: one row is a multiword term in one voice of one document.

    `npmi` is the score of its last joint, empty for a term that stands only because a file names it. `form` is its commonest
    spelling; `start` and `end` lead to the first place in this row's document and voice.
    """
    paragraphs = units(corpus, segments)
    chosen = choices(corpus)
    known = _known(corpus, paragraphs, chosen)
    counts: Counter[tuple[Keys, str, str]] = Counter()
    first: dict[tuple[Keys, str, str], tuple[int, int]] = {}
    spelt: defaultdict[Keys, Counter[str]] = defaultdict(Counter)
    for unit in paragraphs:
        text = corpus[unit.document]
        for keys, start, end in places(unit.tokens, known):
            row = (keys, unit.document, unit.voice)
            counts[row] += 1
            first.setdefault(row, (start, end))
            spelt[keys][shown(text, start, end).replace("’", "'")] += 1
    spread = Counter(keys for keys, _ in {(keys, document) for keys, document, _ in counts})
    totals: Counter[Keys] = Counter()
    for (keys, _, _), count in counts.items():
        totals[keys] += count
    rows: list[dict[str, object]] = [
        {
            "term": " ".join(keys),
            "form": _form(spelt[keys]),
            "document": document,
            "voice": voice,
            "count": count,
            "documents": spread[keys],
            "npmi": known[keys].npmi,
            "source": known[keys].source,
            "start": first[keys, document, voice][0],
            "end": first[keys, document, voice][1],
        }
        for (keys, document, voice), count in counts.items()
        if known[keys].source != "collocation" or totals[keys] >= LEAST
    ]
    return tables.make("phrases", rows)


def find_phrases(
    paragraphs: Iterable[Sequence[Token]], text_of: Iterable[str], least: int = LEAST
) -> dict[Keys, float]:
    """The pairs, triples and quadruples that are terms by collocation, with their score.

    Each paragraph goes with its text, whose marks break it.
    """
    runs = [
        [singular(token.key) for token in run]
        for tokens, text in zip(paragraphs, text_of, strict=True)
        for run in _runs(tokens, text)
    ]
    return _joined(runs, least)


def places(tokens: Sequence[Token], known: Iterable[Keys]) -> list[tuple[Keys, int, int]]:
    """Where the phrases stand in a paragraph, the longest at each place, none overlapping another."""
    by_head: defaultdict[str, list[Keys]] = defaultdict(list)
    for keys in known:
        by_head[keys[0]].append(keys)
    for found in by_head.values():
        found.sort(key=lambda keys: (-len(keys), keys))
    said = [singular(token.key) for token in tokens]
    rows, at = [], 0
    while at < len(said):
        here = next(
            (
                keys
                for keys in by_head.get(said[at], ())
                if tuple(said[at : at + len(keys)]) == keys
            ),
            None,
        )
        if here:
            rows.append((here, tokens[at].start, tokens[at + len(here) - 1].end))
        at += len(here) if here else 1
    return rows


def npmi(together: float, one: float, other: float, total: float) -> float:
    """Normalised pointwise mutual information of counts: -1 never together, 0 by chance, 1 only together.

    >>> npmi(5, 5, 5, 100), npmi(1, 10, 10, 100), npmi(0, 3, 4, 100)
    (1.0, 0.0, -1.0)
    """
    if not together:
        return -1.0
    if together >= total:
        return 1.0
    return math.log(together * total / (one * other)) / -math.log(together / total)


def _known(corpus: Corpus, paragraphs: list[Unit], chosen: Choices) -> dict[Keys, Found]:
    """Every phrase that is counted, and why."""
    scored = find_phrases(
        (unit.tokens for unit in paragraphs), (corpus[unit.document] for unit in paragraphs)
    )
    excluded = {singular(key) for key in chosen.exclude}
    known = {
        keys: Found(score, "collocation")
        for keys, score in scored.items()
        if not excluded & set(keys)
    }
    for source, given in (
        ("reforms.toml", [name.name for name in names(corpus)]),
        ("words.toml", chosen.phrases),
    ):
        for said in given:
            keys = tuple(key_of(said).split())
            if len(keys) > 1:
                known[keys] = Found(known[keys].npmi if keys in known else None, source)
    return known


def _runs(tokens: Sequence[Token], text: str) -> list[Run]:
    """Stretches of content words with nothing but white space between them."""
    runs: list[Run] = []
    last: Token | None = None
    for token in tokens:
        if not is_content(token):
            last = None
            continue
        near = last is not None and text[last.end : token.start].isspace()
        if near and len(runs[-1]) < MOST_IN_A_RUN:
            runs[-1].append(token)
        else:
            runs.append([token])
        last = token
    return runs


def _joined(runs: list[list[str]], least: int) -> dict[Keys, float]:
    """Neighbours joined in rounds: what was a pair in one round may be half of a pair in the next."""
    pieces: list[list[Keys]] = [[(word,) for word in run] for run in runs]
    found: dict[Keys, float] = {}
    for _ in range(LONGEST - 1):
        single = Counter(piece for run in pieces for piece in run)
        total = sum(single.values())
        pairs = Counter(pair for run in pieces for pair in pairwise(run))
        accepted = {
            (a, b): score
            for (a, b), count in pairs.items()
            if count >= least
            and len(a) + len(b) <= LONGEST
            and (score := npmi(count, single[a], single[b], total)) >= LEAST_NPMI
        }
        if not accepted:
            break
        found |= {(*a, *b): score for (a, b), score in accepted.items()}
        pieces = [_merge(run, accepted) for run in pieces]
    return found


def _merge(run: list[Keys], accepted: dict[tuple[Keys, Keys], float]) -> list[Keys]:
    """A run with its accepted pairs made one piece, the best pair first."""
    pieces = list(run)
    while True:
        best = max(
            ((accepted[pair], -at) for at, pair in enumerate(pairwise(pieces)) if pair in accepted),
            default=None,
        )
        if best is None:
            return pieces
        at = -best[1]
        pieces[at : at + 2] = [(*pieces[at], *pieces[at + 1])]


def _form(spelt: Counter[str]) -> str:
    """The commonest spelling; of those that differ only in capitals, the one in small letters where it is as common."""
    return min(spelt, key=lambda form: (-spelt[form], form.lower(), form.swapcase()))
