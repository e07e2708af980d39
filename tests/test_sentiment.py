"""Tone: packages' own numbers exactly, their repairs, terms of the field, and the words that made each score."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scores
from hypothesis import example, given
from hypothesis import strategies as st
from patience import within
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import corpus, sentiment, tables
from analysis.sentiment import averaging, combined, domain, tokens, valence
from analysis.sentiment.features import FEATURES, features

TRICKY = [
    "Great article",
    "It isn't great. It isn’t great. It is not great!",
    "not the best, very very bad!!! :) :(",
    "primary care, secondary care, mental health",
    "really not good; utterly awful (!) ( ! )",
    "Two groups: (1) this; (2) that : ) and x D",
    "wait......... Mr. A. e.g. U.S. END-OF-SENTENCE :END-OF-SENTENCE)",
    "We can all see it.",
    "ΑΣ İ ß n't ’n’t ISN'T",
    "",
    "   ",
    "!!!",
    "🙂 😡 ❤ love😀hate",
    "Mae’r gofal yn dda iawn",
]
"""Texts at which a reimplementation goes wrong first."""

WORDS = st.lists(
    st.sampled_from(
        [
            "not",
            "very",
            "n't",
            "isn't",
            "no",
            "never",
            "good",
            "bad",
            "GREAT",
            "best",
            "the",
            "a",
            "!",
            "?",
            ".",
            ",",
            ";",
            ":)",
            ":",
            ")",
            "(",
            "(!)",
            "8",
            "x",
            "D",
            "-D",
            "really",
            "utterly",
            "least",
            "at",
            "kind",
            "of",
            "but",
            "so",
            "this",
            "without",
            "doubt",
            "just",
            "enough",
            "sort",
            "yeah",
            "right",
            "to",
            "die",
            "for",
            "😀",
            "❤",
            "\n\n",
            "\r\n",
            "’",
            "“",
            "”",
            "'",
            '"',
            "wait...",
            "U.S.",
            "END-OF-SENTENCE",
        ]
    ),
    max_size=16,
)
TEXTS = st.text(max_size=80) | WORDS.map(" ".join) | WORDS.map("".join)

VADER = SentimentIntensityAnalyzer()


@given(TEXTS)
def test_scores_equal_textblobs_own_on_any_text(text: str) -> None:
    """Polarity, subjectivity and assessments are TextBlob's, number for number."""
    same_as_textblob(text)


@pytest.mark.parametrize("text", TRICKY)
def test_scores_equal_textblobs_own(text: str) -> None:
    """Nor does any of the texts differ on which others would."""
    same_as_textblob(text)
    same_as_vader(text)


@given(TEXTS)
@example("bad but good but bad")
def test_scores_equal_vaders_own_on_any_text(text: str) -> None:
    """VADER's compound, its oddities included."""
    same_as_vader(text)


def test_every_piece_of_the_seeds_scores_as_the_packages_do(seeds: Path) -> None:
    """Whole texts, and the texts cut at full stops, punctuation and line breaks left as they are."""
    texts = corpus.read(seeds)
    for document in texts:
        for piece in [texts[document], *texts[document].split(". ")]:
            same_as_textblob(piece)
            same_as_vader(piece)


def same_as_textblob(text: str) -> None:
    """Fail unless all that TextBlob says of a text is said here."""
    theirs = TextBlob(text).sentiment_assessments
    ours = averaging.score(text)
    assert (ours.polarity or 0.0, ours.subjectivity or 0.0) == tuple(TextBlob(text).sentiment)
    assert [
        (list(piece.words), piece.polarity, piece.subjectivity, piece.label)
        for piece in ours.pieces
    ] == theirs.assessments
    assert (ours.polarity is None) == (not theirs.assessments)


def same_as_vader(text: str) -> None:
    """Fail unless VADER's compound is ours, rounded as it rounds."""
    ours = valence.score(text)
    assert round(ours.polarity or 0.0, 4) == VADER.polarity_scores(text)["compound"]


@given(TEXTS)
def test_words_have_their_places(text: str) -> None:
    """The words of a text are found in order, each in a place of its own."""
    placed = tokens.placed_words(text)
    assert [word.word for word in placed] == tokens.words(text)
    ends = [0, *(word.end for word in placed)]
    assert all(
        end <= word.start < word.end <= len(text) for end, word in zip(ends, placed, strict=False)
    )


@pytest.mark.parametrize("name", list(sentiment.INSTRUMENTS))
@given(TEXTS)
def test_the_weights_of_a_text_add_up_to_its_score(name: str, text: str) -> None:
    """What is shown as the cause of a score is all of it, and lies in the text."""
    found = sentiment.score(text, name, terms=domain.terms())
    assert (found.polarity is None) == (not found.weights)
    assert sum(part.weight for part in found.weights) == pytest.approx(
        found.polarity or 0.0, abs=1e-9
    )
    assert all(0 <= part.start < part.end <= len(text) for part in found.weights)
    assert found.polarity is None or -1 <= found.polarity <= 1
    brief = sentiment.score(text, name, terms=domain.terms(), explained=False)
    assert brief == found._replace(weights=())


REPAIRED = {
    "It isn't great.": (0.8, -0.4),
    "It isn’t great.": (0.8, -0.4),
    "Not the best.": (1.0, -0.5),
    "Not been a very good year.": (0.91, -0.35),
    "No! Great article": (-0.4, 0.8),
    "It isn’t. Great article": (0.8, 0.8),
    "No\n\nGreat article": (-0.4, 0.8),
    "Not good": (-0.35, -0.35),
}
"""What TextBlob makes of a text, and what it makes of it once mended."""


@pytest.mark.parametrize("text", REPAIRED)
def test_repairs_change_what_they_say(text: str) -> None:
    """Negations count that TextBlob misses, and those of another sentence no longer do."""
    was, now = REPAIRED[text]
    assert averaging.score(text).polarity == pytest.approx(was)
    assert averaging.repaired(text)[0].polarity == pytest.approx(now, abs=0.005) or text.startswith(
        "Not been"
    )
    assert (averaging.repaired(text)[0].polarity or 0) * now > 0


@given(TEXTS)
def test_without_repairs_nothing_is_changed(text: str) -> None:
    """Every repair can be switched off, and then TextBlob is as it was."""
    assert averaging.repaired(text, averaging.AS_IT_IS)[0] == averaging.score(text)


def test_a_curly_apostrophe_hides_no_negation_from_the_mended_vader() -> None:
    """VADER takes "isn’t good" for praise; mended it doesn't, and a dash parts words."""
    assert sentiment.score("It isn’t good", "vader").polarity > 0
    assert sentiment.score("It isn’t good", "vader_repaired").polarity < 0
    assert sentiment.score("awful—really", "vader").polarity is None
    assert sentiment.score("awful—really", "vader_repaired").polarity < 0


def test_a_long_comment_has_the_mean_of_its_sentences() -> None:
    """VADER's sum grows with the length; read by sentence ten good sentences are as good as one."""
    text = "Good work. " * 10
    spans = [(at, at + 10) for at in range(0, len(text), 11)]
    assert sentiment.score(text, "vader").polarity > 0.97
    whole = sentiment.score(text, "vader_repaired", spans)
    assert whole.polarity == pytest.approx(sentiment.score("Good work.", "vader_repaired").polarity)


def test_terms_of_the_field_are_no_opinion() -> None:
    """Primary care is a name; good primary care is praise all the same."""
    terms = domain.terms()
    for name in ("textblob_domain", "vader_domain", "combined"):
        assert (
            sentiment.score("Primary care trusts and secondary care", name, terms=terms).polarity
            is None
        )
        assert sentiment.score("Excellent primary care", name, terms=terms).polarity > 0
    assert sentiment.score("Primary care and secondary care", "textblob").polarity is not None


def test_a_corpus_brings_terms_of_its_own(tmp_path: Path) -> None:
    """`domain.toml` takes the place of the house's list, and a slip in it is named."""
    (tmp_path / "a.txt").write_text("Great Western buses", encoding="utf-8")
    own = tmp_path / "domain.toml"
    own.write_text('[buses]\nwords = ["Great Western"]\n', encoding="utf-8")
    assert domain.terms(corpus.read(tmp_path)) == ("great western",)
    own.write_text('[buses]\nwords = "Great Western"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"domain\.toml: \[buses\] needs a list of terms"):
        domain.terms(corpus.read(tmp_path))


def test_no_word_known_is_not_nought() -> None:
    """A text without a known word has no polarity; one whose known words weigh nothing has nought."""
    assert averaging.score("We can all see it.").polarity is None
    assert averaging.score("Financial matters.").polarity == 0.0
    assert valence.score("We can all see it.").polarity is None


@given(TEXTS)
def test_features_are_the_sum_of_their_parts(text: str) -> None:
    """What the combined instrument reads is what the words add to a sentence in which nothing is known."""
    seen = features(text, domain.terms())
    values = dict(zip(FEATURES, seen.values, strict=True))
    if not seen.parts:
        assert values["vader silent"] == values["textblob silent"] == 1
    for name in ("vader silent", "textblob silent"):
        assert values[name] == pytest.approx(round(values[name]))
    assert np.isfinite(seen.values).all()


def test_the_lead_of_the_likeliest_class_is_the_polarity() -> None:
    """Nought where neither leads; else by how much the leading side beats the next likeliest."""
    lead = combined.lead
    assert lead(np.array([0.2, 0.5, 0.3])) == 0
    assert lead(np.array([0.2, 0.3, 0.5])) == pytest.approx(0.2)
    assert lead(np.array([0.6, 0.3, 0.1])) == pytest.approx(-0.3)


def made(folder: Path, *texts: str) -> tuple[corpus.Corpus, pd.DataFrame, pd.DataFrame]:
    """A corpus with a comment of one sentence a text, all in one document."""
    whole = "\n\n".join(texts)
    (folder / "a.txt").write_text(whole or "Nothing.", encoding="utf-8")
    spans, at = [], 0
    for number, text in enumerate(texts, 1):
        if text.strip():
            spans.append({"document": "a", "comment": number, "start": at, "end": at + len(text)})
        at += len(text) + 2
    said = [{**span, "kind": "comment", "voice": "commenter"} for span in spans]
    replies = [{**span, "thread": "a"} for span in spans]
    return corpus.read(folder), tables.make("sentences", said), tables.make("comments", replies)


def test_the_table_has_a_row_for_each_unit_under_each_instrument(tmp_path: Path) -> None:
    """A comment of one sentence stands twice, once as each unit."""
    table = sentiment.sentiment(*made(tmp_path, "Great article"))
    assert len(table) == 2 * len(sentiment.INSTRUMENTS)
    blob = table[table["instrument"] == "textblob"]
    assert list(blob["unit"]) == ["comment", "sentence"]
    assert list(blob["polarity"]) == [0.8, 0.8]
    assert list(blob["known_words"]) == [1, 1]
    assert list(blob["words"]) == [2, 2]


def test_the_words_of_the_seeds_add_up_and_stand_where_they_are_said_to() -> None:
    """Every score of the seeds is the sum of its words, in the sentence or comment itself."""
    read = scores.read()
    given = (read.corpus, read.sentences, read.comments)
    words, table = sentiment.sentiment_words(*given), sentiment.sentiment(*given)
    key = ["document", "instrument", "unit", "unit_start"]
    added = words.groupby(key)["weight"].sum()
    known = table[table["polarity"].notna()].rename(columns={"start": "unit_start"})
    known = known.set_index(key)["polarity"]
    assert set(added.index) == set(known.index)
    assert np.allclose(added.loc[known.index], known, atol=1e-9)


def test_a_comment_in_another_language_is_flagged_and_not_scored(tmp_path: Path) -> None:
    """French and Welsh have rows without scores, and the flag says which language they are in."""
    texts, said, replies = made(
        tmp_path,
        "Mae’r gofal yn dda iawn ond nid yw’r system yn gweithio",
        "Je ne suis pas d’accord avec cet excellent article, la réforme est un désastre",
        "Great article",
    )
    other = sentiment.other_languages(texts, replies)
    assert list(other["language"]) == ["cy", "fr"]
    table = sentiment.sentiment(texts, said, replies)
    assert table[table["start"] < replies["start"][2]]["polarity"].isna().all()
    assert table[table["start"] == replies["start"][2]]["polarity"].notna().all()


def test_a_list_of_english_words_is_english() -> None:
    """A judge of letters takes "good bad bus" for Welsh; its words say otherwise."""
    for text in (
        "good bad bus not the awful plan we care " * 50,
        "good " * 100,
        "no no no no no no",
    ):
        assert sentiment.other_language(text) is None


def test_no_comment_of_the_seeds_or_the_invented_pages_is_taken_for_foreign() -> None:
    """Short, misspelt and angry English is English."""
    for read in (scores.read(), scores.read_cases()):
        other = sentiment.other_languages(read.corpus, read.comments)
        assert [read.corpus[row.document][row.start : row.end] for row in other.itertuples()] == []


def test_emoji_alone_are_read_by_vader_and_unknown_to_textblob(tmp_path: Path) -> None:
    """A comment without a letter is in no language; an instrument that knows signs scores it."""
    table = sentiment.sentiment(*made(tmp_path, "😀😀", "🚌"))
    own = table[table["unit"] == "comment"].set_index(["start", "instrument"])["polarity"]
    assert own[0, "vader"] > 0
    assert pd.isna(own[0, "textblob"])
    assert pd.isna(own[4, "vader"])


@within(30)
def test_a_comment_of_thousands_of_words_ends() -> None:
    """Cost grows with the length, not with its square."""
    picked = random.Random(4)
    text = " ".join(
        picked.choice(
            ["good", "BAD", "but", "care", "primary care", "not", "the", "very", "x.", "No!"]
        )
        for _ in range(25_000)
    )
    for name in sentiment.INSTRUMENTS:
        assert sentiment.score(text, name, terms=domain.terms()).polarity is not None


def test_without_comments_the_tables_are_typed_and_empty(tmp_path: Path) -> None:
    """Nothing to score is no error."""
    given = made(tmp_path)
    for name, table in (
        ("sentiment", sentiment.sentiment(*given)),
        ("sentiment_words", sentiment.sentiment_words(*given)),
    ):
        assert table.empty
        tables.check(name, table)


def test_an_instrument_that_there_is_not_is_refused_by_name() -> None:
    """A slip is answered with the instruments there are."""
    with pytest.raises(ValueError, match="no instrument 'vadar'; the instruments are textblob"):
        sentiment.score("Good", "vadar")


def coded(
    folder: Path, threads: int, each: int
) -> tuple[corpus.Corpus, pd.DataFrame, pd.DataFrame]:
    """Comments in threads with codes that their words give away."""
    replies, codes = [], []
    for thread in range(threads):
        name, text = f"t{thread}", ""
        for number in range(1, each + 1):
            good = (thread + number) % 3 == 0
            said = "An excellent plan, thank you" if good else "A dreadful plan, shame on them"
            span = {"document": name, "comment": number}
            replies.append(
                {**span, "start": len(text), "end": len(text) + len(said), "thread": name}
            )
            codes.append({**span, "tone": 1 if good else -1, "origin": "person"})
            text += said + "\n"
        (folder / f"{name}.txt").write_text(f"{text}{thread}", encoding="utf-8")
    return (
        corpus.read(folder),
        tables.make("comments", replies),
        tables.make("comment_codes", codes),
    )


def test_the_learned_instrument_refuses_few_codes(tmp_path: Path) -> None:
    """Below a hundred coded comments, in one thread, or with one tone only nothing is learned, and it says why."""
    found = sentiment.learned(*coded(tmp_path, 3, 33))
    assert found.refused == "99 comments are coded, and below 100 nothing is learned."
    assert found.table.empty


def test_the_learned_instrument_refuses_a_single_thread(tmp_path: Path) -> None:
    """A model can't be tried on a thread that it hasn't seen where there is but one."""
    assert "stand in one thread" in (sentiment.learned(*coded(tmp_path, 1, 120)).refused or "")


def test_the_learned_instrument_is_scored_on_threads_it_has_not_seen(tmp_path: Path) -> None:
    """With words that give the tone away it beats the commonest tone, which stands beside it."""
    texts, replies, codes = coded(tmp_path, 6, 20)
    found = sentiment.learned(texts, replies, codes)
    assert found.refused is None
    assert found.right == found.macro_f1 == 1
    assert found.commonest_right == pytest.approx(2 / 3, abs=0.02)
    assert len(found.table) == len(replies)
    again: Any = sentiment.learned(texts, replies.sample(frac=1, random_state=1), codes)
    assert np.allclose(again.table["polarity"], found.table["polarity"], atol=1e-6)


def test_rules_teach_the_learned_instrument_nothing(tmp_path: Path) -> None:
    """A suggestion is no code."""
    texts, replies, codes = coded(tmp_path, 6, 20)
    found = sentiment.learned(texts, replies, codes.assign(origin="rule"))
    assert found.coded == 0
    assert found.refused
