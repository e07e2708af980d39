"""The walk through the house: every room called once, in order, and every table it makes.

A table of the contract that no room makes yet is there all the same, typed and empty, so that
whoever reads tables finds the same list for every corpus.
"""

from collections.abc import Callable
from typing import TypeVar

import pandas as pd
from tqdm import tqdm

from analysis import (
    claims,
    coding,
    comments,
    findings,
    segments,
    sentences,
    stance,
    tables,
    times,
    words,
)
from analysis.corpus import Corpus

TOPICS = 2
"""Asked of a corpus in which no number could be tried, so that the note says why there are none."""

T = TypeVar("T")


def all_tables(
    corpus: Corpus, use_codes: bool = True, quiet: bool = True
) -> dict[str, pd.DataFrame]:
    """Every table of the contract by name, in its order; without `use_codes` what the machine alone finds."""
    # These two load scikit-learn and TextBlob, which a report whose tables stand already does without.
    from analysis import sentiment, topics, uptake

    with tqdm(total=13, disable=quiet, leave=False, unit="room") as bar:

        def walk(room: str, table: Callable[[], T]) -> T:
            bar.set_description(room)
            made = table()
            bar.update()
            return made

        pieces = walk("segments", lambda: segments.segments(corpus))
        remarks = walk("comments", lambda: comments.comments(corpus, pieces))
        said = walk("sentences", lambda: sentences.sentences(corpus, pieces))
        tried = walk("do topics stand", lambda: topics.verdict(corpus, pieces))
        found = walk(
            "topics",
            lambda: topics.topics(
                corpus,
                pieces,
                tried.best or TOPICS,
                method=tried.method,
                bootstraps=topics.BOOTSTRAPS,
            ),
        )
        counted = walk("terms", lambda: words.terms(corpus, pieces))
        compared = walk("keyness", lambda: words.compare(corpus, counted))
        named = walk("words", lambda: words.mentions(corpus, said))
        # What the machine alone finds: cues go by it, so that no code of a document helps to read its comments.
        times_alone = walk("times", lambda: times.times(corpus, pieces, remarks))
        claims_alone = walk("claims", lambda: claims.claims(corpus, said, times_alone, named))
        cues = walk("stance", lambda: stance.cues(corpus, remarks, said, named, claims_alone))
        dated = coding.times(corpus, times_alone, use_codes)
        # Coded times date suggested claims, too; in documents that are coded whole nothing is suggested.
        open_said = said[~said["document"].isin(coding.whole(corpus, use_codes))]
        suggested_claims = (
            claims_alone
            if dated.equals(times_alone)
            else claims.claims(corpus, open_said, dated, named)
        )
        claimed = coding.claims(corpus, dated, suggested_claims, use_codes)
        suggested = stance.comment_codes(cues)
        made = {
            "documents": corpus.documents,
            "segments": pieces,
            "comments": remarks,
            "sentences": said,
            "mentions": named,
            "terms": counted,
            "phrases": words.phrases(corpus, pieces),
            "keyness": tables.make(
                "keyness", [row for one in compared for row in one.rows.to_dict("records")]
            ),
            "theme_words": words.theme_words(corpus, said),
            "sentiment": walk("sentiment", lambda: sentiment.sentiment(corpus, said, remarks)),
            "sentiment_words": walk(
                "words that scored", lambda: sentiment.sentiment_words(corpus, said, remarks)
            ),
            "times": dated,
            "claims": claimed,
            "comment_codes": coding.comment_codes(corpus, remarks, use_codes, suggested),
            "comment_cues": cues,
            "uptake": uptake.uptake(corpus, remarks, said, named),
            "outcomes": coding.outcomes(corpus, claimed, dated, remarks, use_codes),
            "topic_verdict": tried.rows,
            "topic_tests": tried.tests,
            "topic_words": found.words,
            "topic_shares": found.shares,
            **findings.tables_of(findings.findings(corpus, said, claimed, use_codes)),
        }
    return {name: made[name] if name in made else tables.make(name, []) for name in tables.names()}
