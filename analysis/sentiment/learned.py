"""An instrument that learns tone from a corpus's own codes, where there are enough of them to learn anything.

A logistic regression on the comments' words and on what the lists find in them, scored only on threads that it has not
seen: comments under one article repeat each other's words, and a model that met half a thread knows the other half. It
stands beside the commonest tone, which any instrument should beat. Below a hundred coded comments it refuses.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.sentiment import domain
from analysis.sentiment.features import features
from analysis.sentiment.reading import count_words

NAME = "learned"
FEWEST = 100
"""Coded comments below which nothing is learned: a regression on more words than comments repeats them by heart."""

FOLDS = 5
SIDES = (-1, 0, 1)

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Learned(NamedTuple):
    """What was learned, or in `refused` why nothing was.

    `table` has the form of `sentiment`; rows of coded comments come from a model that has seen none of their thread.
    `right` and `macro_f1` are those of the coded comments, `commonest_...` those of always saying the tone commonest elsewhere.
    """

    refused: str | None
    table: pd.DataFrame
    coded: int
    threads: int
    right: float | None = None
    macro_f1: float | None = None
    commonest_right: float | None = None
    commonest_macro_f1: float | None = None


def learned(corpus: Corpus, comments: pd.DataFrame, codes: pd.DataFrame) -> Learned:
    """Tone learned from codes (table `comment_codes`); what a rule suggested is not learned from."""
    known = codes[codes["tone"].notna() & (codes["origin"] != "rule")]
    rows = comments.merge(
        known[["document", "comment", "tone"]],
        on=["document", "comment"],
        how="left",
        validate="one_to_one",
    )
    coded = rows["tone"].notna().to_numpy()
    signs = np.sign(rows["tone"].fillna(0).to_numpy(dtype=float)).astype(np.int64)
    threads = rows["thread"].to_numpy(dtype=object)
    counts = int(coded.sum()), len(set(threads[coded]))
    if refused := _refusal(signs[coded], counts[1]):
        return Learned(refused, tables.make("sentiment", []), *counts)
    places = zip(rows["document"], rows["start"], rows["end"], strict=True)
    texts = [corpus[document][start:end] for document, start, end in places]
    terms = domain.terms(corpus)
    listed = np.array([features(text, terms).values for text in texts])
    own = [text for text, is_coded in zip(texts, coded, strict=True) if is_coded]
    shares, commonest = _left_out(own, listed[coded], signs[coded], threads[coded])
    everything = _Model(own, listed[coded], signs[coded]).shares(texts, listed)
    everything[coded] = shares
    polarity = everything[:, 2] - everything[:, 0]
    said = np.array(SIDES)[shares.argmax(1)]
    return Learned(
        None,
        _table(rows, texts, polarity),
        *counts,
        *_scores(signs[coded], said),
        *_scores(signs[coded], commonest),
    )


class _Model:
    """Words and lists of comments put together by a logistic regression, each tone counting alike."""

    def __init__(self, texts: list[str], listed: Numbers, signs: Whole):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self.middle, self.spread = listed.mean(0), listed.std(0) + 1e-9
        self.words = TfidfVectorizer(min_df=2, sublinear_tf=True).fit(texts)
        self.model = LogisticRegression(class_weight="balanced", max_iter=2000)
        self.model.fit(self._matrix(texts, listed), signs)

    def _matrix(self, texts: list[str], listed: Numbers) -> Any:
        from scipy.sparse import csr_matrix, hstack

        scaled = (listed - self.middle) / self.spread / np.sqrt(listed.shape[1])
        return hstack([self.words.transform(texts), csr_matrix(scaled)]).tocsr()

    def shares(self, texts: list[str], listed: Numbers) -> Numbers:
        """How likely each text is negative, neither, positive; a tone that was never coded has no likelihood."""
        found = np.zeros((len(texts), len(SIDES)))
        given = self.model.predict_proba(self._matrix(texts, listed))
        for at, sign in enumerate(self.model.classes_):
            found[:, SIDES.index(int(sign))] = given[:, at]
        return found


def _left_out(
    texts: list[str], listed: Numbers, signs: Whole, threads: npt.NDArray[Any]
) -> tuple[Numbers, Whole]:
    """Each comment as a model reads it that has seen none of its thread, and the tone commonest in what that model saw."""
    from sklearn.model_selection import GroupKFold

    shares, commonest = np.zeros((len(texts), len(SIDES))), np.zeros(len(texts), dtype=np.int64)
    folds = GroupKFold(n_splits=min(FOLDS, len(set(threads))))
    for seen, unseen in folds.split(listed, signs, threads):
        values, numbers = np.unique(signs[seen], return_counts=True)
        commonest[unseen] = values[numbers.argmax()]
        if len(values) == 1:  # nothing to tell apart
            shares[unseen, SIDES.index(int(values[0]))] = 1.0
            continue
        model = _Model([texts[at] for at in seen], listed[seen], signs[seen])
        shares[unseen] = model.shares([texts[at] for at in unseen], listed[unseen])
    return shares, commonest


def _refusal(signs: Whole, threads: int) -> str | None:
    """Why nothing can be learned from these codes; nothing where it can."""
    if len(signs) < FEWEST:
        return f"{len(signs)} comments are coded, and below {FEWEST} nothing is learned."
    if threads < 2:
        return f"All {len(signs)} coded comments stand in one thread; whether what is learned there holds elsewhere can't be told."
    if len(set(signs.tolist())) < 2:
        return f"All {len(signs)} coded comments have a tone of the same side; there is nothing to tell apart."
    return None


def _table(rows: pd.DataFrame, texts: list[str], polarity: Numbers) -> pd.DataFrame:
    found = []
    row: Any
    for row, text, value in zip(rows.itertuples(index=False), texts, polarity, strict=True):
        words = count_words(text)
        found.append(
            {
                "document": row.document,
                "start": row.start,
                "end": row.end,
                "unit": "comment",
                "instrument": NAME,
                "polarity": float(value),
                "known_words": words,
                "words": words,
            }
        )
    return tables.make("sentiment", found)


def _scores(signs: Whole, said: Whole) -> tuple[float, float]:
    """Share right, and the mean over the sides that occur of how well each is found (F1)."""
    from sklearn.metrics import f1_score

    right = float((signs == said).mean())
    return right, float(f1_score(signs, said, average="macro", labels=sorted(set(signs.tolist()))))
