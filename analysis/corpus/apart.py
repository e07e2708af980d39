"""Documents whose comments are given, as in a table of comments: each comment is then a text by itself.

Comments of one page answer an article and each other, and are read with it. The rows of a table may come from a
hundred threads: what one says tells nothing of the words, the mood or the date of the next.
"""

import pandas as pd

from analysis.corpus import Corpus


def given(corpus: Corpus, document: str) -> pd.DataFrame | None:
    """Where the comments of a table stand in its text (start, end, comment, author, ...); nothing for other documents."""
    return corpus.given_comments(document)


def stretches(corpus: Corpus, document: str) -> list[tuple[int, int]]:
    """The stretches of a document that are texts by themselves: each given comment, else the whole."""
    rows = given(corpus, document)
    if rows is None:
        return [(0, len(corpus[document]))]
    return list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))
