"""Ways to read a topic: its words, words of its own, the paragraphs and sentences that hold most of it, other starts, the texts."""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from analysis import words
from analysis.corpus import Corpus
from analysis.topics.lists import Topics

LEAST_EXEMPLAR = 150
"""Characters of a paragraph that can show what a topic is: one with two words that count is always all one topic."""

NEAR_OPTIMAL = 0.01
"""Error above the least one up to which a solution explains the words as well, for all that the texts can tell."""

COMPARED = ["topic", "words", "seed", "closest", "shared"]
SENTENCES = ["topic", "document", "start", "end", "score"]


def beside(found: Topics, others: dict[int, Topics]) -> pd.DataFrame:
    """Each topic's words beside its closest topic under other seeds.

    One row is a topic under one other seed: `closest` are the words of the other's most similar topic, `shared`
    how many of the first ten the two have in common.
    """
    rows = []
    own = word_lists(found)
    for topic, listed in own.items():
        for seed, other in others.items():
            lists = list(word_lists(other).values())
            best = max(lists, key=lambda theirs: len(set(theirs) & set(listed)), default=[])
            rows.append(
                (topic, ", ".join(listed), seed, ", ".join(best), len(set(best) & set(listed)))
            )
    return pd.DataFrame(rows, columns=COMPARED)


def near_optimal(found: Topics) -> list[str]:
    """The starts whose error is within a hundredth of the least: solutions that are as good, for all that can be told."""
    least = min((start.error for start in found.starts), default=0.0)
    reach = NEAR_OPTIMAL * max(abs(least), 1e-12)
    return [start.name for start in found.starts if start.error - least <= reach]


def word_lists(found: Topics) -> dict[int, list[str]]:
    """The first words of each topic, in order."""
    ordered = found.words.sort_values(["topic", "rank"])
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for topic, word in zip(ordered["topic"], ordered["word"], strict=True):
        lists[int(topic)].append(word)
    return dict(lists)


def frex(found: Topics, number: int = 8) -> dict[int, list[str]]:
    """The words of each topic that are both frequent in it and its own (FREX; Bischof and Airoldi 2012).

    The harmonic mean of two ranks among the topic's words: of a word's weight, and of the topic's part in the word's whole weight.
    """
    if found.fit is None:
        return {}
    weights = found.fit.weights
    own = weights / np.maximum(weights.sum(axis=0), 1e-12)
    lists = {}
    for topic, (weight, part) in enumerate(zip(weights, own, strict=True), 1):
        held = np.flatnonzero(weight > 1e-9)
        ranks = [_ranks(values[held].round(9)) for values in (weight, part)]
        scores = 2 / (1 / ranks[0] + 1 / ranks[1])
        best = sorted(zip(-scores, (found.spelt[at] for at in held), strict=True))
        lists[topic] = [word for _, word in best[:number]]
    return lists


def exemplars(found: Topics, number: int = 3) -> pd.DataFrame:
    """The units most like each topic, best first: by their share times what they hold of its words; short ones only where all are short.

    Many units are wholly of one topic, and of those the one with most of its words shows what it is.
    """
    held = found.shares[found.shares["share"] > 0]
    long_enough = held[held["end"] - held["start"] >= LEAST_EXEMPLAR]
    best = long_enough if len(long_enough) else held
    keys = zip(best["document"], best["start"], best["topic"], strict=True)
    strength = [
        found.strength.get((name, int(start), int(topic)), 0.0) for name, start, topic in keys
    ]
    ordered = best.assign(strength=strength).sort_values(
        ["topic", "strength", "document", "start"], ascending=[True, False, True, True]
    )
    ordered = ordered.drop(columns="strength")
    return ordered.groupby("topic").head(number).reset_index(drop=True)


def best_sentences(
    corpus: Corpus, sentences: pd.DataFrame, found: Topics, number: int = 2
) -> pd.DataFrame:
    """The sentences that say most of each topic's words: one row is a sentence, the best of a topic first.

    `score` is the weight of the topic's different words in it, over the root of its content words: a long sentence
    isn't better for being long.
    """
    if found.fit is None:
        return pd.DataFrame(columns=SENTENCES)
    place = {term: at for at, term in enumerate(found.vocabulary)}
    chosen = words.choices(corpus)
    rows: list[tuple[object, ...]] = []
    read = sentences[sentences["kind"].isin(["body", "list_item", "comment"])]
    for document, group in read.groupby("document", sort=True):
        tokens = words.find_words(corpus[str(document)])
        content = [token for token in tokens if words.is_content(token)]
        known = words.vocabulary([token.key for token in content], chosen)
        row: Any
        for row in group.itertuples(index=False):
            terms = known.read(tuple(words.within(content, row.start, row.end)))
            at = sorted({place[term.term] for term in terms if term.term in place})
            if not at:
                continue
            scores = found.fit.weights[:, at].sum(axis=1) / len(terms) ** 0.5
            rows += [
                (topic, document, row.start, row.end, round(float(score), 9))
                for topic, score in enumerate(scores, 1)
                if score > 0
            ]
    frame = pd.DataFrame(rows, columns=SENTENCES)
    ordered = frame.sort_values(
        ["topic", "score", "document", "start"], ascending=[True, False, True, True]
    )
    return ordered.groupby("topic").head(number).reset_index(drop=True)


def by_document(found: Topics) -> pd.DataFrame:
    """Mean share of each topic over the units of a document: one row is a document, one column a topic."""
    table = found.shares.pivot_table(
        index="document", columns="topic", values="share", aggfunc="sum", fill_value=0.0
    )
    return table.div(table.sum(axis=1), axis=0)


def _ranks(values: Any) -> Any:
    """Share of values that are no larger than each: the empirical distribution function."""
    return np.searchsorted(np.sort(values), values, side="right") / len(values)
