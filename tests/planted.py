"""Made-up corpora whose topics are known: some planted, some none.

Short texts are drawn from themes: each text is of one theme, each of its words from the theme or, about as often, from what all
texts share, and now and then from another theme. Words have the uneven frequencies of language (Zipf). Names are invented, so that no
word means anything. The seed decides everything.
"""

from collections.abc import Sequence

import numpy as np

from analysis.topics import Bags, bags, shuffled

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def words(number: int, generator: np.random.Generator) -> list[str]:
    """So many different invented words."""
    found: dict[str, None] = {}
    while len(found) < number:
        found["".join(generator.choice(SYLLABLES, int(generator.integers(2, 5))))] = None
    return list(found)


def zipf(number: int) -> np.ndarray:
    """Frequencies that fall as one over the rank."""
    weights = 1 / (np.arange(number) + 2.0)
    return weights / weights.sum()


def texts(
    seed: int,
    number: int = 3000,
    themes: int = 5,
    own: float = 0.45,
    stray: float = 0.08,
    mean: float = 14.0,
) -> tuple[list[list[str]], list[int]]:
    """Short texts as lists of content words, and the theme of each.

    `own` is the share of words from a text's theme, `stray` from another one, the rest from what all share.
    """
    generator = np.random.default_rng(seed)
    common, particular = 1500, 200
    every = words(common + themes * particular, generator)
    pools = [
        every[common + at * particular : common + (at + 1) * particular] for at in range(themes)
    ]
    made, labels = [], []
    for _ in range(number):
        theme = int(generator.integers(themes))
        length = max(3, int(generator.poisson(mean)))
        kinds = generator.choice(3, size=length, p=[own, stray, 1 - own - stray])
        text = []
        for kind in kinds:
            if kind == 2:
                text.append(every[int(generator.choice(common, p=zipf(common)))])
            else:
                pool = pools[theme if kind == 0 else int(generator.integers(themes))]
                text.append(pool[int(generator.choice(particular, p=zipf(particular)))])
        made.append(text)
        labels.append(theme)
    return made, labels


def planted(seed: int, number: int = 3000, themes: int = 5) -> tuple[Bags, list[int]]:
    """A corpus of planted themes, each text a document, and the theme of each text."""
    made, labels = texts(seed, number, themes)
    return bags(made, [str(at) for at in range(number)]), labels


def without_topics(like: Bags, seed: int) -> Bags:
    """The same words dealt anew: nothing goes together in it but by chance."""
    return shuffled(like, np.random.default_rng([seed, 77]))


def purity(labels: Sequence[int], found: Sequence[int]) -> float:
    """Share of texts that are of the commonest theme of the topic they were put to (Manning, Raghavan and Schütze 2008, chapter 16)."""
    table = np.zeros((max(labels) + 1, max(found) + 1))
    np.add.at(table, (np.asarray(labels), np.asarray(found)), 1)
    return float(table.max(axis=0).sum() / len(labels))
