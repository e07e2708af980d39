"""Charts of words: what is drawn is what the tables say, marks lead to words, and weak input gives a sentence."""

import re

import pandas as pd
import pytest
from conftest import SEEDS

from analysis import corpus, segments, sentences, tables, topics, word_charts, words
from analysis.charts import Chart
from analysis.topics import Effort
from analysis.words import Group


@pytest.fixture(scope="module")
def texts() -> corpus.Corpus:
    """The seeds."""
    return corpus.read(SEEDS)


@pytest.fixture(scope="module")
def terms(texts: corpus.Corpus) -> pd.DataFrame:
    """Their terms."""
    return words.terms(texts, segments.segments(texts))


@pytest.fixture(scope="module")
def places(texts: corpus.Corpus) -> pd.DataFrame:
    """The places of their themes."""
    return words.theme_words(texts, sentences.sentences(texts, segments.segments(texts)))


def links(chart: Chart) -> set[str]:
    """The addresses that the drawn marks lead to."""
    return {
        f"{document}:{span}"
        for document, span in re.findall(
            r'href="reader/([^"#]+)\.html#([\d-]+)"', chart.svg("reader")
        )
    }


def test_key_words_are_those_of_the_table(texts: corpus.Corpus, terms: pd.DataFrame) -> None:
    """The words with the largest z on both sides, each leading to its first place."""
    found = words.compare(texts, terms)[0]
    chart = word_charts.key_words(texts, found)
    drawn = [row["word"] for row in chart.data]
    ordered = found.rows.sort_values(["z", "term"], ascending=[False, True])["form"].tolist()
    assert drawn == ordered[:10] + ordered[-10:]
    assert links(chart) == set(chart.marks)
    assert len(chart.marks) == 20
    for where in chart.marks:
        assert len(texts.show(where).split()) == 1
    assert "Grey:" in chart.source


def test_nothing_to_compare_is_a_sentence(texts: corpus.Corpus, terms: pd.DataFrame) -> None:
    """A chart all the same, that says why it is empty."""
    none = Group("x", "nobody", years=(1948,))
    chart = word_charts.key_words(
        texts, words.keyness(texts, terms, none, Group("y", "y", tuple(texts)))
    )
    assert "“nobody” holds no words" in chart.alt
    assert chart.marks == []
    assert chart.svg().startswith("<svg")


def test_themes_are_counted_as_in_the_table(
    texts: corpus.Corpus, terms: pd.DataFrame, places: pd.DataFrame
) -> None:
    """Each bar's places are the distinct ones of the table; comments stand apart from authors."""
    chart = word_charts.themes_by_text(texts, words.themes(texts), places, terms)
    own = places[places["side"] == "words"].drop_duplicates(["theme", "document", "start"])
    assert sum(row["places"] for row in chart.data) == len(own[own["voice"] != "quoted"])
    assert {row["voice"] for row in chart.data} == {"author", "commenter"}
    assert links(chart) == set(chart.marks)
    assert corpus.address("x", 1, 2) not in chart.marks


def test_themes_without_a_place_are_drawn_empty(texts: corpus.Corpus, terms: pd.DataFrame) -> None:
    """No place, no mark, and the counts are noughts."""
    chart = word_charts.themes_by_text(
        texts, words.themes(texts), tables.make("theme_words", []), terms
    )
    assert chart.marks == []
    assert {row["places"] for row in chart.data} == {0}


def test_the_verdict_is_drawn_as_it_is(texts: corpus.Corpus) -> None:
    """A dot a measure and number of topics; the alternative text says whether any stands."""
    tried = topics.verdict(texts, segments.segments(texts), (2, 4), effort=Effort(3, 3, 2, 1))
    chart = word_charts.topics_beside_noise(tried)
    assert len(chart.data) == 2 * len(topics.DECIDE)
    for row in chart.data:
        kept = tried.tests[
            (tried.tests["topics"] == row["topics"]) & (tried.tests["measure"] == row["measure"])
        ].iloc[0]
        assert row["value"] == pytest.approx(kept["value"], abs=1e-6)
        assert row["beaten"] == kept["beaten"]
    assert "No number of topics stands." in chart.alt


def test_a_verdict_that_could_not_be_tried_is_a_sentence() -> None:
    """Too few units: the chart says so."""
    tried = topics.try_numbers(topics.bags([["care"]]))
    chart = word_charts.topics_beside_noise(tried)
    assert "could be tried" in chart.alt
    assert "too few" in chart.source
    assert chart.svg().startswith("<svg")


def test_shared_words_are_counted_as_in_the_table(
    texts: corpus.Corpus, terms: pd.DataFrame
) -> None:
    """The words of most texts, each bar the count of its text, leading to the word's first place there."""
    chart = word_charts.shared_words(texts, terms)
    chosen = words.most_shared(terms, 12)
    assert list(dict.fromkeys(row["word"] for row in chart.data)) == chosen["form"].tolist()
    own = terms[terms["voice"] == "author"].set_index(["form", "document"])["count"]
    for row in chart.data:
        if row["column"] in texts:
            assert row["count"] == own[row["word"], row["column"]]
        assert texts.show(row["where"]).lower().startswith(row["word"][:3].lower())
    assert links(chart) == set(chart.marks)
    assert any(row["column"] == "comments" for row in chart.data)


def test_no_words_are_drawn_as_none(texts: corpus.Corpus) -> None:
    """A corpus without a content word has an empty chart that says so."""
    chart = word_charts.shared_words(texts, tables.make("terms", []))
    assert chart.marks == []
    assert chart.alt == "No content word of an author was found."
