"""Sentiment: TextBlob as it is, with the words that made each score."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from analysis import corpus, sentiment, tables

TRICKY = [
    "Great article",
    "It isn't great. It isn’t great. It is not great!",
    "not the best, very very bad!!! :) :(",
    "primary care, secondary care, mental health",
    "We can all see it.",
    "",
    "   ",
    "!!!",
    "🙂 😡 ❤",
    "Mae’r gofal yn dda iawn",
]


@pytest.mark.parametrize("text", TRICKY)
def test_scores_equal_textblobs_own(text: str) -> None:
    """Polarity and pieces are TextBlob's, number for number."""
    same_as_textblob(text)


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["not", "very", "n't", "good", "bad", "!", ".", "great", "never", ",", ":)"]
        )
    ).map(" ".join)
)
def test_scores_equal_textblobs_own_on_any_text(text: str) -> None:
    """No string makes the two differ."""
    same_as_textblob(text)


def test_every_sentence_of_the_seeds_scores_as_textblob_does(seeds: Path) -> None:
    """The texts themselves, cut at full stops, punctuation and line breaks left as they are."""
    texts = corpus.read(seeds)
    for document in texts:
        for piece in texts[document].split(". "):
            same_as_textblob(piece)


def same_as_textblob(text: str) -> None:
    """Fail unless score and pieces are TextBlob's."""
    theirs = TextBlob(text).sentiment_assessments
    ours = sentiment.score(text)
    assert (ours.polarity or 0.0) == theirs.polarity == TextBlob(text).sentiment.polarity
    assert [(piece.polarity, piece.subjectivity) for piece in ours.pieces] == [
        (polarity, subjectivity) for _, polarity, subjectivity, _ in theirs.assessments
    ]
    assert (ours.polarity is None) == (not theirs.assessments)


def test_no_word_known_is_not_nought() -> None:
    """A text without a known word has no polarity; one whose known words weigh nothing has nought."""
    assert sentiment.score("We can all see it.").polarity is None
    assert sentiment.score("Financial matters.").polarity == 0.0


def test_the_weights_of_a_comment_add_up_to_its_score(tmp_path: Path) -> None:
    """What is shown as the cause of a score is all of it."""
    text = "Great article, but really not good, very sad and utterly messy!"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    texts = corpus.read(tmp_path)
    comments = tables.make(
        "comments", [{"document": "a", "comment": 1, "start": 0, "end": len(text), "thread": "a"}]
    )
    weights = sentiment.scored_words(texts, comments)
    assert weights["weight"].sum() == pytest.approx(sentiment.score(text).polarity, abs=1e-12)


def test_the_table_has_a_row_for_each_sentence_and_comment(tmp_path: Path) -> None:
    """A comment of one sentence stands twice, once as each unit; known words are no more than TextBlob found."""
    (tmp_path / "a.txt").write_text("Great article", encoding="utf-8")
    texts = corpus.read(tmp_path)
    span = {"document": "a", "start": 0, "end": 13, "comment": 1}
    sentences = tables.make("sentences", [span | {"kind": "comment", "voice": "commenter"}])
    comments = tables.make("comments", [span | {"thread": "a"}])
    table = sentiment.sentiment(texts, sentences, comments)
    assert list(table["unit"]) == ["comment", "sentence"]
    assert list(table["polarity"]) == [0.8, 0.8]
    assert list(table["known_words"]) == [1, 1]
    assert list(table["words"]) == [2, 2]


def test_without_comments_the_table_is_typed_and_empty(tmp_path: Path) -> None:
    """Nothing to score is no error."""
    (tmp_path / "a.txt").write_text("Care.", encoding="utf-8")
    empty = [tables.make(name, []) for name in ("sentences", "comments")]
    table = sentiment.sentiment(corpus.read(tmp_path), *empty)
    assert isinstance(table, pd.DataFrame)
    assert table.empty
    tables.check("sentiment", table)
