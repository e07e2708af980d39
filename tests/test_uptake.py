"""Uptake: what comments answer, which of the author's words they take up, and who speaks from experience."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import scores
from hypothesis import given
from hypothesis import strategies as st
from patience import within

from analysis import corpus, lexicons, sentences, tables, words
from analysis.uptake import find_accounts, uptake

ARTICLE = (
    "The council calls it a bonfire of timetables. Bus franchising will run by 2026. "
    "Drivers speak of a merry-go-round of contracts, and passengers wait."
)


def read(folder: Path, *comments: str, authors: tuple[str, ...] = ()) -> pd.DataFrame:
    """What comments under an invented article take up."""
    text, replies = ARTICLE + "\n\n", []
    for number, said in enumerate(comments, 1):
        row: dict[str, Any] = {
            "document": "a",
            "comment": number,
            "start": len(text),
            "end": len(text) + len(said),
            "thread": "a",
        }
        row["author"] = authors[number - 1] if number <= len(authors) else None
        replies.append(row)
        text += said + "\n\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "reforms.toml").write_text(
        '[reforms.bus]\nname = "Bus franchising"\nnames = ["bus franchising"]\n', encoding="utf-8"
    )
    texts = corpus.read(folder)
    said = [
        {"document": "a", "start": a, "end": b, "kind": "body", "voice": "author"}
        for a, b in sentences.find_sentences(text, 0, len(ARTICLE))
    ]
    for row in replies:
        said += [
            {
                "document": "a",
                "comment": row["comment"],
                "start": a,
                "end": b,
                "kind": "comment",
                "voice": "commenter",
            }
            for a, b in sentences.find_sentences(text, row["start"], row["end"])
        ]
    lines = tables.make("sentences", said)
    found = uptake(texts, tables.make("comments", replies), lines, words.mentions(texts, lines))
    return found.assign(
        said=[texts["a"][row.start : row.end] for row in found.itertuples()],
        source=[
            "" if pd.isna(row.source_start) else texts["a"][row.source_start : row.source_end]
            for row in found.itertuples()
        ],
    )


def test_every_phrase_finds_what_it_says() -> None:
    """Entries of the data do what their examples say."""
    for file in ("uptake", "voices"):
        sections = [name for name in lexicons.load(file) if name != "fragments"]
        assert [
            fault
            for name in sections
            for one in lexicons.patterns(file, name)
            for fault in one.faults()
        ] == []


def test_the_authors_phrase_is_found_and_the_reforms_name_is_not(tmp_path: Path) -> None:
    """A figure of speech that comes back is the author's; the reform's name both must use."""
    found = read(tmp_path, "A bonfire of timetables indeed, and Bus franchising on top.")
    phrases = found[found["kind"] == "phrase"]
    assert list(phrases["said"]) == ["bonfire of timetables"]
    assert list(phrases["source"]) == ["bonfire of timetables"]


def test_a_repeated_passage_is_a_quotation_with_its_source(tmp_path: Path) -> None:
    """What stands in quotation marks in the comment leads to where the article says it."""
    found = read(tmp_path, '"Bus franchising will run by 2026." Who believes that?')
    quoted = found[found["kind"] == "quotation"]
    assert list(quoted["source"]) == ["Bus franchising will run by 2026"]
    assert not (found["kind"] == "phrase").any()


def test_an_answer_names_the_comment_that_it_answers(tmp_path: Path) -> None:
    """A name at the beginning is somebody above; a sign for nobody is not."""
    found = read(
        tmp_path,
        "I wait daily.",
        "@Busfan you are lucky",
        "Anonymous tip: walk",
        authors=("Busfan", "Anonymous", "x1"),
    )
    answers = found[found["kind"] == "comment"]
    assert list(answers["source_comment"]) == [1]
    assert list(answers["source"]) == ["I wait daily."]


@pytest.mark.parametrize(
    "text",
    [
        "I lasted 18 months.",
        "As a retired bus driver I say no.",
        "My mother waited two hours in the rain.",
        "In our village nothing runs.",
        "We ran a clinic for the council.",
        "I have worked in schools all my life.",
    ],
)
def test_experience_is_told_in_the_first_person(text: str) -> None:
    """What somebody did, is, or saw happen to their own."""
    assert [one.kind for one in find_accounts(text, [(0, len(text))])] == ["experience"]


@pytest.mark.parametrize(
    "text",
    [
        "I think it works.",
        "If I had a car I would drive.",
        "They worked in schools.",
        "My view is that it failed.",
        "We all want better.",
    ],
)
def test_opinion_and_supposition_are_no_experience(text: str) -> None:
    """To think, to suppose and to speak for all is no account."""
    assert find_accounts(text, [(0, len(text))]) == []


def test_a_parodied_letter_is_nobodys_experience() -> None:
    """Behind "the letters read:" somebody else speaks."""
    text = "To paraphrase the letters I get: I rang the patient twice."
    spans = words.words_of_others(text, 0, len(text))
    assert find_accounts(text, [(0, len(text))], spans) == []
    assert find_accounts(text, [(0, len(text))]) != []


def test_what_the_seeds_comments_do() -> None:
    """The quotation, the metaphor and the two who worked there are found; a repeated subject is not."""
    found = scores.read()
    table = uptake(
        found.corpus, found.comments, found.sentences, words.mentions(found.corpus, found.sentences)
    )
    said = {
        (row.comment, row.kind, found.corpus[row.document][row.start : row.end])
        for row in table.itertuples()
    }
    assert (5, "phrase", "brave new world") in said
    assert (9, "experience", "I lasted 18 months - never again!") in said
    assert any(kind == "quotation" for _, kind, _ in said)
    assert not any(words_.lower() in ("patient care", "local authorities") for _, _, words_ in said)


def test_the_order_of_rows_changes_nothing() -> None:
    """Tables the other way round give the same."""
    found = scores.read_cases()
    named = words.mentions(found.corpus, found.sentences)
    there = uptake(found.corpus, found.comments, found.sentences, named)
    assert uptake(
        found.corpus, *(table.iloc[::-1] for table in (found.comments, found.sentences, named))
    ).equals(there)


def test_words_lie_in_their_comment_and_sources_outside_of_it() -> None:
    """Whatever is taken up stands elsewhere."""
    found = scores.read_cases()
    table = uptake(
        found.corpus, found.comments, found.sentences, words.mentions(found.corpus, found.sentences)
    )
    both = table.merge(found.comments, on=["document", "comment"], suffixes=("", "_of"))
    assert len(both) == len(table) > 40
    assert ((both["start"] >= both["start_of"]) & (both["end"] <= both["end_of"])).all()
    known = both[both["source_start"].notna()]
    assert (
        (known["source_end"] <= known["start_of"]) | (known["source_start"] >= known["end_of"])
    ).all()


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    """Any characters, any spans."""
    for one in find_accounts(text, [(0, len(text))] if text else []):
        assert 0 <= one.start < one.end <= len(text)


@within(60)
def test_a_long_thread_ends(tmp_path: Path) -> None:
    """Two thousand comments cost two thousand times one."""
    found = read(
        tmp_path,
        *(
            f"I waited {n} hours for a bonfire of timetables, this article says."
            for n in range(2_000)
        ),
    )
    assert len(found) > 4_000
