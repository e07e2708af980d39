"""What the first notebook says of a corpus: computed, whole, and without commenters' names."""

from pathlib import Path

import pytest
from conftest import SEEDS
from test_charts import folder_of

from analysis import comments, corpus, segments
from analysis.answers import corpus_answers

THREAD = """A plan for the wards

The wards will be joined next year. Nobody has been asked about it yet, and the plan says little.

3 comments

Ann Other says:
I was not asked.

Report this comment
"""


@pytest.fixture(scope="module")
def read() -> tuple[corpus.Corpus, object, object]:
    """The seeds, their pieces and comments."""
    texts = corpus.read(SEEDS)
    pieces = segments.segments(texts)
    return texts, pieces, comments.comments(texts, pieces)


def test_the_answer_says_how_each_date_is_known(read: tuple) -> None:
    """Four of five dates are inferred, and that is said before any of them is used."""
    said = repr(corpus_answers.answer(*read))
    assert "1 is printed in the text and 4 are inferred from the text" in said
    assert "13 reader comments stand under 2 of 5 texts" in said


def test_every_piece_and_word_is_counted_once(read: tuple) -> None:
    """The tables add up to the pieces that there are."""
    texts, pieces, _ = read
    table = corpus_answers.pieces(texts, pieces)
    assert table["pieces"].sum() == len(pieces)
    voices = corpus_answers.voices(texts, pieces)
    assert voices["all"].iloc[-1] == table["words"].sum() == voices["all"].iloc[:-1].sum()


def test_what_is_set_aside_has_its_rule_and_a_place(read: tuple) -> None:
    """Nothing disappears without a reason and an address."""
    texts, pieces, _ = read
    table = corpus_answers.aside(texts, pieces)
    assert table["rule"].notna().all()
    assert table["pieces"].sum() == (~pieces["kind"].isin(corpus_answers.SPOKEN)).sum()


def test_no_commenter_is_named(read: tuple) -> None:
    """Names stay in the source."""
    texts, pieces, remarks = read
    shown = " ".join(corpus_answers.aside(texts, pieces)["example"])
    assert not [name for name in remarks["author"].dropna() if name in shown]


def test_announced_comments_are_held_to_the_found_ones(read: tuple) -> None:
    """Pages that say how many comments they have check the cutting."""
    table = corpus_answers.comment_counts(*read)
    stated = table[table["stated"].notna()]
    assert list(stated["stated"]) == [9, 0]
    assert list(stated["agree"]) == ["yes", "yes"]


def test_a_count_that_does_not_agree_is_said(tmp_path: Path) -> None:
    """A page that announces three comments and shows one is reported as it is."""
    texts = folder_of(tmp_path, {"one.txt": THREAD})
    pieces = segments.segments(texts)
    table = corpus_answers.comment_counts(texts, pieces, comments.comments(texts, pieces))
    assert list(table["stated"]) == [3]
    assert list(table["agree"]) == ["no"]
    assert "agrees in 0" in repr(corpus_answers.counts_answer(table))


@pytest.mark.parametrize(
    ("announced", "number"),
    [
        ("Readers' comments (9)", "9"),
        ("12 Comments", "12"),
        ("No Comments", "No"),
        ("Comments: 4", "4"),
        ("3 reader comments", "3"),
        ("5 replies", "5"),
        ("Comments are closed", None),
        ("Have your say", None),
        ("Report this comment", None),
    ],
)
def test_how_pages_announce_their_comments(announced: str, number: str | None) -> None:
    """Layouts of a stated count, and lines that only look like one."""
    found = corpus_answers.STATED.search(announced)
    assert (found and (found["before"] or found["after"])) == number


def test_a_corpus_without_dates_or_comments_is_answered_in_sentences(tmp_path: Path) -> None:
    """One bare text: every part of the notebook has something plain to say."""
    texts = folder_of(tmp_path, {"one.txt": "Care will be joined up. Nobody says when.\n"})
    pieces = segments.segments(texts)
    remarks = comments.comments(texts, pieces)
    said = repr(corpus_answers.answer(texts, pieces, remarks))
    assert "None of them has a date" in said
    assert "There are no reader comments" in said
    assert corpus_answers.dating(texts).empty
    assert "No text says how many" in repr(
        corpus_answers.counts_answer(corpus_answers.comment_counts(texts, pieces, remarks))
    )
    for table in (corpus_answers.texts(texts), corpus_answers.voices(texts, pieces)):
        assert len(table)
    assert corpus_answers.aside(texts, pieces) is not None
