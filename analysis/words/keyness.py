"""Keyness: the words that set one group of texts against another, and how many such words mere chance gives.

A word's weighted log-odds-ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' words",
Political Analysis 16, equations 16 to 22) doesn't give rare words the extreme values that a bare ratio gives them; its z counts words as
if each had been written by itself. They weren't: a text repeats its words. So the same is computed for every other way to deal
the texts into groups of these sizes, or for many drawn ones, and the observed is set beside that. With
two texts against three no word can be rarer than one in ten: the table then says so and decides nothing.
"""

from itertools import combinations
from math import comb
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import tables
from analysis.corpus import Corpus
from analysis.words.choices import Group, choices
from analysis.words.groups import groups_to_compare, held_by

LEAST_COUNT = 3
"""Places in both groups together from which on a word is compared."""

SURE = 1.96
"""|z| that is usually called significant; here it only counts words, and the relabelled splits say how many to expect."""

MOST_SPLITS = 2000
"""Relabellings computed: all of them where there are no more, else so many drawn by a stated seed."""

MOST_CELLS = 4_000_000
CLOSE = 1e-9
"""Splits that are equal but for the order of their groups have scores that are equal but for the last digit."""

Numbers = NDArray[np.float64]


class Comparison(NamedTuple):
    """Two groups compared: rows of the table `keyness`, what they rest on, and what relabelling gives."""

    id: str
    a: str
    b: str
    rows: pd.DataFrame
    texts_a: int = 0
    texts_b: int = 0
    words_a: int = 0
    words_b: int = 0
    passing: int = 0
    """Words with |z| above `SURE`."""
    usual: tuple[int, int] = (0, 0)
    """Fewest and most such words over all other splits."""
    as_many: float = 1.0
    """Share of splits, the observed one included, with at least as many."""
    largest: float = 0.0
    """The |z| that the most striking word of half of the other splits reaches."""
    splits: int = 0
    drawn: bool = False
    """Whether the splits were drawn, there being too many to go through."""
    note: str = ""


class Dealt(NamedTuple):
    """Every split's scores in short, the observed split first."""

    z: Numbers
    """Of the observed split, by term."""
    as_large: Numbers
    """Share of splits in which this term's |z| is as large."""
    any_as_large: Numbers
    """Share of splits in which any term's is."""
    passing: NDArray[np.int64]
    largest: Numbers


def compare(corpus: Corpus, terms: pd.DataFrame) -> list[Comparison]:
    """Every comparison that the corpus's `words.toml` asks for, else the usual one."""
    return [
        keyness(corpus, terms, a, b) for a, b in groups_to_compare(corpus, choices(corpus), terms)
    ]


def keyness(corpus: Corpus, terms: pd.DataFrame, a: Group, b: Group, seed: int = 0) -> Comparison:
    """Two groups compared by the counts of the table `terms`: positive values are words of `a`, negative ones of `b`.

    What is dealt anew is a text's words in one voice. `p_relabelled` is the share of splits in which this word's |z| is as large,
    `p_any` that in which any word's is: the honest one for a word that was picked because it is large. A group
    without words gives an empty table and a `note`.
    """
    named = f"{a.id}-{b.id}"
    ours, theirs = (terms[held_by(corpus, terms, group)] for group in (a, b))
    if note := _nothing(a, b, ours, theirs):
        return Comparison(named, a.label, b.label, tables.make("keyness", []), note=note)
    blocks, names, first = _blocks(ours, theirs)
    sizes = tuple(side.groupby(["document", "voice"]).ngroups for side in (ours, theirs))
    counts = np.vstack([blocks[: sizes[0]].sum(axis=0), blocks[sizes[0] :].sum(axis=0)])
    totals = counts.sum(axis=1)
    kept = np.flatnonzero(counts.sum(axis=0) >= LEAST_COUNT)
    splits, drawn = _splits(sizes[0], sizes[1], seed)
    dealt = _deal(splits, blocks, kept)
    part = np.maximum(counts, 0.5) / totals[:, None]
    odds = np.nan_to_num(_log_odds(counts[0], counts[1], _prior(blocks)))
    spread = [_texts(blocks[: sizes[0]], ours), _texts(blocks[sizes[0] :], theirs)]
    rows = []
    for place, column in enumerate(kept):
        z, name = float(dealt.z[place]), names[column]
        where = first[int(z < 0)].get(name) or first[int(z >= 0)][name]
        rows.append({
            "comparison": named, "term": name, "form": where.form,
            "count_a": int(counts[0, column]), "count_b": int(counts[1, column]),
            "documents_a": int(spread[0][column]), "documents_b": int(spread[1][column]),
            "log_odds": float(odds[column]), "z": z,
            "log_ratio": float(np.log2(part[0, column] / part[1, column])),
            "p_relabelled": float(dealt.as_large[place]), "p_any": float(dealt.any_as_large[place]),
            "document": where.document, "start": where.start, "end": where.end,
        })  # fmt: skip
    passing, others = dealt.passing, dealt.passing[1:]
    return Comparison(
        named, a.label, b.label, tables.make("keyness", rows),
        ours["document"].nunique(), theirs["document"].nunique(), int(totals[0]), int(totals[1]), int(passing[0]),
        (int(others.min()), int(others.max())) if len(others) else (0, 0),
        float((passing >= passing[0]).mean()), float(np.median(dealt.largest[1:])) if len(others) else 0.0, len(splits), drawn,
    )  # fmt: skip


def _deal(splits: Numbers, blocks: Numbers, kept: NDArray[np.int64]) -> Dealt:
    """The scores of every split, some splits at a time: of many texts and words all at once would fill the memory."""
    held, prior = blocks.sum(axis=0), _prior(blocks)
    step = max(1, MOST_CELLS // max(1, blocks.shape[1]))
    observed = np.zeros(0)
    passing, largest, as_large = [], [], np.zeros(len(kept))
    for at in range(0, len(splits), step):
        dealt = splits[at : at + step] @ blocks
        scores = _z(dealt, held - dealt, prior)[:, kept]
        observed = scores[0] if at == 0 else observed
        sizes = np.abs(scores)
        passing.append((sizes > SURE).sum(axis=1))
        largest.append(sizes.max(axis=1, initial=0.0))
        as_large += (sizes >= np.abs(observed) - CLOSE).sum(axis=0)
    most = np.concatenate(largest)
    any_as_large = (most[:, None] >= np.abs(observed) - CLOSE).mean(axis=0)
    return Dealt(observed, as_large / len(splits), any_as_large, np.concatenate(passing), most)


def _prior(blocks: Numbers) -> Numbers:
    """The frequencies of both groups together, worth as many words as a text has on average."""
    prior: Numbers = blocks.sum(axis=0) / len(blocks)
    return prior


def _nothing(a: Group, b: Group, ours: pd.DataFrame, theirs: pd.DataFrame) -> str:
    """Why two groups can't be compared, or nothing."""
    for group, side in ((a, ours), (b, theirs)):
        if side.empty:
            return (
                f"The group “{group.label}” holds no words of these texts, so nothing is compared."
            )
    if len(ours.merge(theirs, on=["document", "voice", "term"])):
        return f"The groups “{a.label}” and “{b.label}” share texts, so their words can't be set against each other."
    return ""


def _blocks(
    ours: pd.DataFrame, theirs: pd.DataFrame
) -> tuple[Numbers, list[str], list[dict[str, Any]]]:
    """Counts by text and term, the first group's texts first; the terms; and each group's first place of each."""
    both = pd.concat([ours.assign(side=0), theirs.assign(side=1)])
    table = both.pivot_table(
        index=["side", "document", "voice"],
        columns="term",
        values="count",
        aggfunc="sum",
        fill_value=0,
        sort=True,
    )
    first: list[dict[str, Any]] = []
    for side in (ours, theirs):
        ordered = side.sort_values(["document", "start"]).drop_duplicates("term")
        rows: Any = ordered.itertuples(index=False)
        first.append({row.term: row for row in rows})
    return table.to_numpy(dtype=float), list(table.columns), first


def _texts(blocks: Numbers, side: pd.DataFrame) -> NDArray[np.int64]:
    """In how many texts of a group each term stands."""
    documents = [document for (document, _), _ in side.groupby(["document", "voice"])]
    here = pd.DataFrame(blocks > 0).groupby(documents).any()
    counted: NDArray[np.int64] = here.to_numpy().sum(axis=0)
    return counted


def _splits(ours: int, theirs: int, seed: int) -> tuple[Numbers, bool]:
    """Rows of 0 and 1 that say which texts are dealt to the first group, the observed deal first; and whether they were drawn."""
    every = ours + theirs
    observed = np.zeros(every)
    observed[:ours] = 1
    drawn = comb(every, ours) > MOST_SPLITS
    if drawn:
        generator = np.random.default_rng(seed)
        rows = [generator.permutation(observed) for _ in range(MOST_SPLITS - 1)]
        return np.vstack([observed, *rows]), True
    rows = []
    for chosen in combinations(range(every), ours):
        row = np.zeros(every)
        row[list(chosen)] = 1
        rows.append(row)
    rows.sort(key=lambda row: not np.array_equal(row, observed))
    return np.vstack(rows), False


def _log_odds(a: Numbers, b: Numbers, prior: Numbers) -> Numbers:
    """Log-odds-ratio of the counts `a` against `b`, both with a prior added (Monroe's equation 16)."""

    def odds(counts: Numbers) -> Numbers:
        with_prior = counts + prior
        found: Numbers = np.log(with_prior / (with_prior.sum(axis=-1, keepdims=True) - with_prior))
        return found

    with np.errstate(divide="ignore", invalid="ignore"):  # one word that is all there is
        return odds(a) - odds(b)


def _z(a: Numbers, b: Numbers, prior: Numbers) -> Numbers:
    """The log-odds-ratios of many splits over their standard error (equations 20 and 22)."""
    with np.errstate(invalid="ignore"):
        found = _log_odds(a, b, prior) / np.sqrt(1 / (a + prior) + 1 / (b + prior))
    return np.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0)
