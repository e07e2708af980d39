"""How often the verdict on topics calls shuffled words topics, and whether it finds what was planted: a full run takes an hour.

    make alarms

A quick form is a test (`test_topics.py`); this one is for whoever changes the verdict.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import planted

from analysis import corpus, segments, topics
from analysis.topics import Bags, Verdict

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
CORPORA = 100


def of_seeds() -> Bags:
    """The paragraphs and comments of the first study."""
    texts = corpus.read(SEEDS)
    read, _, _ = topics.units(texts, segments.segments(texts))
    return topics.of_units(read)


def verdicts(like: Bags, number: int) -> Iterator[Verdict]:
    """The verdict on so many corpora of shuffled words."""
    for seed in range(number):
        yield topics.try_numbers(planted.without_topics(like, seed), seed=seed)


def found(number: int) -> Iterator[tuple[Verdict, float]]:
    """The verdict on planted corpora, and the purity of the topics at its best number."""
    for seed in range(number):
        whole, labels = planted.planted(seed)
        tried = topics.try_numbers(whole, seed=seed)
        best = tried.best or 2
        fit = topics.fit(tried.method, topics.counts(topics.reduced(whole)), best)
        yield tried, planted.purity(labels, fit.shares.argmax(axis=1).tolist())


def main(corpora: int = CORPORA) -> None:
    """Print the figures as they come."""
    for name, like in (
        ("size of the seeds", of_seeds()),
        ("3,000 short texts", planted.planted(0)[0]),
    ):
        began, alarms = time.process_time(), 0
        for at, tried in enumerate(verdicts(like, corpora), 1):
            alarms += bool(tried.supported)
            if at % 10 == 0 or at == corpora:
                spent = time.process_time() - began
                print(
                    f"{name}: {at} shuffled corpora, topics supported in {alarms}; {spent:.0f} s",
                    flush=True,
                )
    for seed, (tried, pure) in enumerate(found(max(1, corpora // 20))):
        print(
            f"planted {seed}: supported {tried.supported}, best {tried.best}, as good {tried.near}, purity {pure:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
