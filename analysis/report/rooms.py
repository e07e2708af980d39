"""The walk through the house: every room called once, in order, and every table it makes.

A table of the contract that no room makes yet is there all the same, typed and empty, so that
whoever reads tables finds the same list for every corpus.
"""

import pandas as pd

from analysis import coding, comments, segments, sentences, tables, words
from analysis.corpus import Corpus

# What notebook 03 shows; an exploratory number, whose support is not claimed.
TOPICS = 6


def all_tables(corpus: Corpus, use_codes: bool = True) -> dict[str, pd.DataFrame]:
    """Every table of the contract by name, in its order; without `use_codes` what the machine alone finds."""
    # These two load scikit-learn and TextBlob, which a report whose tables stand already does without.
    from analysis import sentiment, topics

    pieces = segments.segments(corpus)
    remarks = comments.comments(corpus, pieces)
    said = sentences.sentences(corpus, pieces)
    found = topics.topics(corpus, pieces, TOPICS)
    made = {
        "documents": corpus.documents,
        "segments": pieces,
        "comments": remarks,
        "sentences": said,
        "mentions": words.mentions(corpus, said),
        "sentiment": sentiment.sentiment(corpus, said, remarks),
        "times": coding.times(corpus, use_codes),
        "claims": coding.claims(corpus, use_codes),
        "comment_codes": coding.comment_codes(corpus, remarks, use_codes),
        "outcomes": coding.outcomes(corpus, use_codes),
        "topic_words": found.words,
        "topic_shares": found.shares,
    }
    return {name: made[name] if name in made else tables.make(name, []) for name in tables.names()}
