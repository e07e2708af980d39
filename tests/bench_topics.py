"""What topics and counting words cost beside the packages, and how coherent the topics are, on the same texts in one run.

Part of `make bench`. The texts are the sentences that come with VADER's source distribution (taken by pip); each model gets the same lists of words, ours
in the order of the texts. Each fit runs in a process of its own on one core, and what is counted is that process's time and memory.
Coherence is NPMI of the first ten words by our own counts, the same for all: over the texts themselves, and over the half of them that a model didn't see.
"""

import importlib.util
import multiprocessing
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import rated
from numpy.typing import NDArray

from analysis import topics, words
from analysis.words import content

SIZES = (4_000, 20_000)
NUMBER, TOP = 20, 10
RUNS = 5

Texts = list[list[str]]


class Spent(NamedTuple):
    """Seconds of the processor, megabytes that the process grew by, and the first words of each topic."""

    seconds: float
    megabytes: float
    lists: list[list[str]]


def lines() -> Iterator[str]:
    """Lines of the tables, one after the other."""
    try:
        every = [one.text for name in rated.SETS for one in rated.sentences(name)]
    except OSError as error:
        yield f"Topics are left out: {error}"
        return
    for size in SIZES:
        texts = every[:: max(1, len(every) // size)][:size]
        yield from counting(texts)
        yield from fitting(texts)


def counting(texts: Sequence[str]) -> Iterator[str]:
    """Cutting and counting beside scikit-learn's CountVectorizer, cold (nothing remembered of any word) and warm; taken in turns."""
    from sklearn.feature_extraction.text import CountVectorizer

    content.count_content(texts[:10])
    spent: dict[str, list[float]] = {"CountVectorizer": [], "ours, cold": [], "ours, warm": []}
    for _ in range(RUNS):
        spent["CountVectorizer"].append(_seconds(lambda: CountVectorizer().fit_transform(texts)))
        content.forget()
        for way in ("ours, cold", "ours, warm"):
            spent[way].append(_seconds(lambda: content.count_content(texts)))
    theirs = min(spent["CountVectorizer"])
    yield f"Cutting and counting {len(texts):,} texts, seconds of the processor, the best of {RUNS}"
    for way, took in spent.items():
        yield f"      {way:<26} {min(took):6.3f} s   {min(took) / theirs:.2f} times CountVectorizer's"


def fitting(texts: Sequence[str]) -> Iterator[str]:
    """Fits of all models, each in its own process."""
    cut = [words.content_words(text) for text in texts]
    narrow = topics.reduced(topics.bags(cut))
    kept: Texts = [
        [narrow.terms[at] for at in narrow.flat[a:b] if at >= 0]
        for a, b in zip(narrow.starts, narrow.starts[1:], strict=False)
    ]
    kept = [text for text in kept if text]
    windows = topics.Windows(topics.bags(kept))
    place = {term: at for at, term in enumerate(sorted({word for text in kept for word in text}))}
    held_out = np.random.default_rng(0).permutation(len(kept)) % 2 == 0

    def coherence(lists: list[list[str]], texts: NDArray[np.bool_] | None = None) -> float:
        found = [np.array([place[word] for word in one[:TOP] if word in place]) for one in lists]
        return float(np.mean(windows.coherence(found, texts)))

    yield f"{NUMBER} topics of {len(kept):,} texts, {sum(map(len, kept)):,} words of {len(place):,}, one core each"
    for name, (package, way) in WAYS.items():
        if package and not importlib.util.find_spec(package):
            yield f"      {name:<26} left out: {package} is not installed"
            continue
        spent, half = (
            _apart(way, kept),
            _apart(way, [text for text, out in zip(kept, held_out, strict=True) if not out]),
        )
        inside = coherence(spent.lists)
        outside = coherence(half.lists, held_out)
        yield (
            f"      {name:<26} {spent.seconds:7.2f} s {spent.megabytes:6.0f} MB   NPMI {inside:6.3f}, "
            f"in the other half {outside:6.3f}"
        )


def _apart(way: Callable[[Texts], Spent], texts: Texts) -> Spent:
    """A fit in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(way, texts).result()


def _measured(
    make: Callable[[], Callable[[], Any]], read: Callable[[Any], list[list[str]]]
) -> Spent:
    """A model made ready, then fitted; imports and making ready don't count, what the fit takes does."""
    train = make()
    before = _peak()
    began = time.process_time()
    model = train()
    took = time.process_time() - began
    return Spent(took, (_peak() - before) / 1e6, read(model))


def ours(texts: Texts, method: str = "nmf") -> Spent:
    """Our factors from the exact start, to the tolerance that is shown, and their first words, which take some choosing."""

    def fitted(lists: Texts, number: int) -> Any:
        whole = topics.bags(lists)
        counted = topics.counts(whole)
        return whole, topics.first_words(topics.fit(method, counted, number), counted)

    def make() -> Callable[[], Any]:
        fitted(texts[:200], 5)  # imports
        return lambda: fitted(texts, NUMBER)

    return _measured(make, lambda made: [[made[0].terms[at] for at in one] for one in made[1]])


def mixture(texts: Texts) -> Spent:
    """One topic a text."""
    return ours(texts, "mixture")


def tomotopy_lda(texts: Texts) -> Spent:
    """LDA by collapsed Gibbs sampling, 200 iterations."""
    import tomotopy

    def train() -> Any:
        model = tomotopy.LDAModel(k=NUMBER, seed=1)
        for text in texts:
            model.add_doc(text)
        model.train(200, workers=1, show_progress=False)
        return model

    return _measured(
        lambda: train,
        lambda model: [
            [word for word, _ in model.get_topic_words(at, TOP)] for at in range(NUMBER)
        ],
    )


def gensim_lda(texts: Texts) -> Spent:
    """LDA by online variational inference, 5 passes."""
    from gensim.corpora import Dictionary
    from gensim.models import LdaModel

    def train() -> Any:
        known = Dictionary(texts)
        return LdaModel(
            [known.doc2bow(text) for text in texts], NUMBER, known, passes=5, random_state=1
        )

    return _measured(
        lambda: train,
        lambda model: [[word for word, _ in model.show_topic(at, TOP)] for at in range(NUMBER)],
    )


def topica_nmf(texts: Texts) -> Spent:
    """NMF by multiplicative updates."""
    return _topica(texts, "NMF", num_threads=1)


def topica_gsdmm(texts: Texts) -> Spent:
    """The mixture by collapsed Gibbs sampling."""
    return _topica(texts, "GSDMM")


def _topica(texts: Texts, kind: str, **how: Any) -> Spent:
    import topica

    def train() -> Any:
        model = getattr(topica, kind)(NUMBER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it might want another number is not asked here
            model.fit(texts, **how)
        return model

    def read(model: Any) -> list[list[str]]:
        return [
            [word if isinstance(word, str) else word[0] for word in one]
            for one in model.top_words(TOP)
        ]

    return _measured(lambda: train, read)


WAYS: dict[str, tuple[str, Callable[[Texts], Spent]]] = {
    "ours, factors": ("", ours),
    "ours, one topic a text": ("", mixture),
    "tomotopy LDA": ("tomotopy", tomotopy_lda),
    "gensim LdaModel": ("gensim", gensim_lda),
    "topica NMF": ("topica", topica_nmf),
    "topica GSDMM": ("topica", topica_gsdmm),
}


def _seconds(job: Callable[[], Any]) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began


def _peak() -> float:
    """The most bytes that this process has held so far; 0 where the system doesn't say.

    Linux's own file, because what `resource` says is inherited from the process that started this one.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((1024.0 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
