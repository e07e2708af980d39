"""Ways to read a topic: its words, the paragraphs that hold most of it, other starts, the texts."""

from collections import defaultdict

import pandas as pd

from analysis.topics.lists import Topics

LEAST_EXEMPLAR = 150
"""Characters of a paragraph that can show what a topic is: one with two words that count is always all one topic."""

COMPARED = ["topic", "words", "seed", "closest", "shared"]


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


def word_lists(found: Topics) -> dict[int, list[str]]:
    """The first words of each topic, in order."""
    ordered = found.words.sort_values(["topic", "rank"])
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for topic, word in zip(ordered["topic"], ordered["word"], strict=True):
        lists[int(topic)].append(word)
    return dict(lists)


def exemplars(found: Topics, number: int = 3) -> pd.DataFrame:
    """The units with the largest share of each topic, best first; short ones only where all are short."""
    held = found.shares[found.shares["share"] > 0]
    long_enough = held[held["end"] - held["start"] >= LEAST_EXEMPLAR]
    ordered = (long_enough if len(long_enough) else held).sort_values(
        ["topic", "share", "document", "start"], ascending=[True, False, True, True]
    )
    return ordered.groupby("topic").head(number).reset_index(drop=True)


def by_document(found: Topics) -> pd.DataFrame:
    """Mean share of each topic over the units of a document: one row is a document, one column a topic."""
    table = found.shares.pivot_table(
        index="document", columns="topic", values="share", aggfunc="sum", fill_value=0.0
    )
    return table.div(table.sum(axis=1), axis=0)
