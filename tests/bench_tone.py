"""What tone costs beside the packages, whether it is equal to them, and how often corrected intervals hold the truth.

Part of `make bench`. The sentences come with VADER's own source distribution and are taken by pip; without a
network this part says so and is left out.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import labeller
import rated

from analysis.sentiment import averaging, combined, domain, valence

SENTENCES = 10_000
RUNS = 3


def lines() -> Iterator[str]:
    """Lines of the tables, one after the other."""
    yield from speed()
    yield ""
    yield from labels()


def speed() -> Iterator[str]:
    """Equality with the packages on their own rated sentences, and seconds of the processor for all of them."""
    try:
        texts = [one.text for name in rated.SETS for one in rated.sentences(name)]
    except OSError as error:
        yield f"Tone is left out: {error}"
        return
    texts = texts[:: max(1, len(texts) // SENTENCES)][:SENTENCES]
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader, terms = SentimentIntensityAnalyzer(), domain.terms()
    yield f"Tone alone, on {len(texts):,} rated sentences, seconds of the processor, the best of {RUNS}"
    different = sum(not _same(text) for text in texts)
    apart = sum(
        round(valence.score(text).polarity or 0.0, 4) != vader.polarity_scores(text)["compound"]
        for text in texts
    )
    yield f"      different from TextBlob in polarity, subjectivity or assessments: {different}; from VADER's compound: {apart}"
    ways: dict[str, Callable[[str], Any]] = {
        "TextBlob(t).sentiment": lambda text: TextBlob(text).sentiment,
        "TextBlob's score, ours": averaging.score,
        "VADER, polarity_scores": vader.polarity_scores,
        "VADER mended, ours": lambda text: valence.score(valence.mended(text)),
        "combined, without the words": lambda text: combined.score(text, terms),
    }
    spent = {name: _seconds(way, texts) for name, way in ways.items()}
    beside = {
        "TextBlob's score, ours": "TextBlob(t).sentiment",
        "VADER mended, ours": "VADER, polarity_scores",
    }
    for name, took in spent.items():
        ratio = f"   {spent[beside[name]] / took:.1f} times as fast" if name in beside else ""
        yield f"      {name:<28} {took:6.2f} s{ratio}"


def labels() -> Iterator[str]:
    """Coverage of naive and corrected intervals, the full run."""
    yield "A labeller right in 80% of texts: how many 95% intervals hold the truth"
    naive, corrected = labeller.coverage(5_000)
    yield f"      naive {naive:.1%}, corrected {corrected:.1%} of 5,000 corpora; by thread {labeller.threaded(2_000):.1%} of 2,000"


def _same(text: str) -> bool:
    from textblob import TextBlob

    theirs, ours = TextBlob(text).sentiment_assessments, averaging.score(text)
    pieces = [(list(one.words), one.polarity, one.subjectivity, one.label) for one in ours.pieces]
    return (ours.polarity or 0.0, ours.subjectivity or 0.0) == (
        theirs.polarity,
        theirs.subjectivity,
    ) and pieces == theirs.assessments


def _seconds(way: Callable[[str], Any], texts: Sequence[str]) -> float:
    found = []
    for _ in range(RUNS):
        began = time.process_time()
        for text in texts:
            way(text)
        found.append(time.process_time() - began)
    return min(found)


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
