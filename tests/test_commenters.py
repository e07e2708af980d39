"""Commenters go by number in whatever is shown of comments, also where one of them names another."""

from pathlib import Path

import pandas as pd
from test_answers import everything, shown, with_scores
from test_words import spans, written

from analysis import comments, corpus, segments, sentences, words

NAMED = pd.DataFrame(
    [
        ("a", 1, 10, 60, "Jo Bloggs"),
        ("a", 2, 70, 140, "BusDriver88"),
        ("a", 3, 150, 260, "Will"),
        ("a", 4, 270, 300, None),
    ],
    columns=["document", "comment", "start", "end", "author"],
)


def thread(*said: str) -> str:
    """A text of ten characters by its author, then four comments at the places of `NAMED`."""
    text = "Jo Bloggs "
    for one, (_, row) in zip(said, NAMED.iterrows(), strict=True):
        text = text.ljust(row["start"]) + one
    return text


def test_commenters_who_name_each_other_are_shown_by_number(tmp_path: Path) -> None:
    """Handles and full names in any case become "comment N"; a word that the text also writes small stays."""
    texts = written(
        tmp_path,
        a=thread(
            "@busdriver88 you are wrong, it will fail.",
            "No, @ jo bloggs, and Jo\nBloggs’s plan will not.",
            "BusDriver88 has it: Will it work? @Will says so, BusDriver88x not.",
            "I am with Jo Bloggs.",
        ),
    )
    people = words.Commenters(texts, NAMED)
    said = [people.shown("a", row.start, row.end).strip() for row in NAMED.itertuples()]
    assert said == [
        "comment 2 you are wrong, it will fail.",
        "No, comment 1, and comment 1’s plan will not.",
        "comment 2 has it: Will it work? comment 3 says so, BusDriver88x not.",
        "I am with comment 1.",
    ]


def test_the_words_of_authors_and_the_source_stay_as_they_are(tmp_path: Path) -> None:
    """Outside comments a name stands unless the span is furniture; without the table nothing is replaced."""
    texts = written(tmp_path, a=thread("One.", "Two.", "Three, Jo Bloggs.", "Four."))
    people = words.Commenters(texts, NAMED)
    assert people.shown("a", 0, 9) == "Jo Bloggs"
    assert people.shown("a", 0, 9, aside=True) == "comment 1"
    assert words.Commenters(texts).shown("a", 150, 167) == "Three, Jo Bloggs."
    assert [people.comment("a", *span) for span in ((0, 9), (12, 14), (150, 155), (60, 70))] == [
        None,
        1,
        3,
        None,
    ]


def test_no_name_straddles_a_keyword_or_a_cut(tmp_path: Path) -> None:
    """A name is replaced whole before the line is cut, on either side of the keyword and in it."""
    texts = written(tmp_path, a=thread("One.", "Two.", "Surely Jo Bloggs cares for care.", "Four."))
    lines = spans(texts, "sentences").assign(start=150, end=182)
    for phrase in ("cares", "Bloggs"):
        for row in words.in_context(texts, lines, phrase, 8, NAMED).itertuples():
            assert "Jo" not in f"{row.left}{row.keyword}{row.right}"
            assert "Bloggs" not in f"{row.left}{row.keyword}{row.right}"
    assert len(words.in_context(texts, lines, "Bloggs", comments=NAMED)) == 1


THREAD = """A plan for the wards

The wards will be joined next year. Nobody has been asked about it yet, and the plan says little of the wards.

2 comments

Marion Bloggs says:
The wards are a disaster and the plan is very bad for all of us who work on the wards.

Report this comment

Pat Sample says:
I agree with Marion Bloggs that the plan for the wards is a very bad plan, and @Marion Bloggs knows her wards.

Report this comment
"""


def test_a_commenter_named_by_another_is_shown_by_number(tmp_path: Path) -> None:
    """No table of a notebook has a name that one comment takes from another; the number stands instead."""
    (tmp_path / "a.txt").write_text(THREAD, encoding="utf-8")
    texts = corpus.read(tmp_path)
    pieces = segments.segments(texts)
    replies = comments.comments(texts, pieces)
    assert list(replies["author"]) == ["Marion Bloggs", "Pat Sample"]
    read = with_scores(texts, pieces, replies, sentences.sentences(texts, pieces))
    said = " ".join(shown(result) for result in everything(read))
    assert "Bloggs" not in said
    assert "I agree with comment 1 that" in said
