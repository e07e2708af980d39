"""Sentences: right as by hand, exact to the character across broken lines, each with its voice."""

from pathlib import Path

import pandas as pd
import pytest
import scores
from hypothesis import example, given
from hypothesis import strategies as st
from patience import within

from analysis import corpus, segments, sentences, tables
from analysis.sentences import KINDS, find_sentences, quotations, voice

PIECES = st.sampled_from(
    ["The board met", "it did", "Why", "Dr", "e.g", "U.S", "£2.5m", "3", "nhs.net", "inte-", "No. 4", "etc",
     ".", "..", "...", "?", "!", "?!", "…", ",", ";", ":", " ", "  ", "\n", "\r\n", "\r", "\u2028", "\xa0", "\t",
     "“", "”", "‘", "’", '"', "'", "(", ")", "[", "]", "»", "\xad", "\u200b", "\ufeff", "e\u0301", "😀", "👩‍👩‍👧", "A", "x"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=150),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


def split(text: str) -> list[str]:
    """The sentences of a text, as words."""
    return [text[start:end] for start, end in find_sentences(text)]


def table(place: Path, text: str) -> tuple[corpus.Corpus, pd.DataFrame]:
    """A corpus of one text, and its sentences."""
    (place / "a.txt").write_bytes(text.encode())
    texts = corpus.read(place)
    return texts, sentences.sentences(texts, segments.segments(texts))


# The seeds, against gold.


def test_the_sentences_of_the_seeds_are_those_of_the_gold() -> None:
    """Exact spans, by the scorer that came with the gold."""
    figures, errors = scores.of_seeds("sentences")
    assert figures["exact"]["f1"] >= scores.floors()["sentences_exact_f1"], errors


def test_no_sentence_crosses_the_edge_of_a_segment() -> None:
    """Each lies in one piece of its own kind and comment, and together they cover the pieces of prose."""
    read = scores.read()
    for document in read.corpus:
        text = read.corpus[document]
        said = read.sentences[read.sentences["document"] == document]
        pieces = read.segments[read.segments["document"] == document]
        held = set()
        for row in said.itertuples():
            inside = pieces[(pieces["start"] <= row.start) & (row.end <= pieces["end"])]
            assert len(inside) == 1
            assert inside["kind"].iloc[0] == row.kind
            assert str(inside["comment"].iloc[0]) == str(row.comment)
            held |= set(range(row.start, row.end))
        prose = pieces[pieces["kind"].isin(KINDS) & (pieces["rule"] != sentences.ONLY_A_NAME)]
        for start, end in zip(prose["start"], prose["end"], strict=True):
            assert {i for i in range(start, end) if not text[i].isspace()} <= held


def test_each_voice_is_that_of_its_segment() -> None:
    """A comment is never the author's voice; what stands wholly in quotation marks is quoted."""
    read = scores.read()
    for row in read.sentences.itertuples():
        if row.voice != "quoted":
            assert row.voice == ("commenter" if row.kind == "comment" else "author")
    quoted = read.sentences[read.sentences["voice"] == "quoted"]
    words = [read.corpus[row.document][row.start : row.end] for row in quoted.itertuples()]
    assert len(words) == 6
    assert words[0] == '"It is also shorthand for pushing back large amounts of work to GPs"'
    assert words[-1].startswith("The realist looks forward and adjusts his path accordingly.")


def test_the_table_comes_back_from_csv(tmp_path: Path) -> None:
    """Typed as it was."""
    said = scores.read().sentences
    assert tables.read("sentences", tables.write("sentences", said, tmp_path)).equals(said)


# Hard places, each from the way people write.


@pytest.mark.parametrize(
    "parts",
    [
        ["We deserve it.", "let everyone else do our job."],
        ["Sent a referral..", "Please call."],
        ["There was no time.", "Please wait for the U.S. team."],
        ["Why??", "Who knows!!!", "Nobody."],
        ["It cost £2.5m.", "It rose to 3.4 per cent."],
        ["He said “We will not wait. We can't.”", "Then he left."],
        ["(It is so.)", "It is not."],
        ["I agree with no. 4.", "It is good."],
        ["Dr. Smith vs. the Trust, Fig. 2, p. 3."],
        ["See e.g. the north, i.e. Leeds."],
        ["A. B. Smith wrote it."],
        ["St. Mary's is shut."],
        ["well...i think so ... maybe"],
        ["nhs.net is down"],
        ["See www.england.nhs.uk for more."],
        ["It was great 😀.", "Yes 👩‍👩‍👧!", "No."],
        ["They left… We stayed."],
        ["No full stop at the end"],
        ["Is it?", "“It is.”", "Good."],
        ["The Rt. Hon. Jo Marsh MP spoke.", "Nobody listened."],
        ["Prof. Bell et al. say so.", "Others don't."],
    ],
)
def test_a_hard_place_is_cut_as_a_reader_would(parts: list[str]) -> None:
    """With spaces between the sentences, or with the lines broken there."""
    assert split(" ".join(parts)) == parts
    assert split("\n".join(parts)) == parts


def test_sentences_run_together_without_a_space_are_parted() -> None:
    """Readers' keyboards miss the space; names of files and sites are no sentences."""
    assert split("There was no time.Please wait.") == ["There was no time.", "Please wait."]
    assert split("Write to jo@nhs.net today.") == ["Write to jo@nhs.net today."]


def test_a_quotation_of_several_sentences_is_parted_within_its_marks() -> None:
    """Where it is the whole of its sentence; the marks stay with the first and the last."""
    assert split("“We will not wait. We can't.”") == ["“We will not wait.", "We can't.”"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n    ", "\u2028", "\xad\n"])
def test_a_broken_line_ends_no_sentence(end: str) -> None:
    """With or without a hyphen; the words are those of the source, line end included."""
    text = f"The bene-{end}fits are{end}clear. But{end}how?"
    assert split(text) == [f"The bene-{end}fits are{end}clear.", f"But{end}how?"]


def test_offsets_count_in_the_whole_text() -> None:
    """A stretch of a text gives the addresses of the text."""
    text = "😀 Title.\r\n\r\nIt is so. It is not.\r\n"
    start = text.index("It")
    found = find_sentences(text, start, len(text))
    assert [text[s:e] for s, e in found] == ["It is so.", "It is not."]


@pytest.mark.parametrize(
    ("text", "kind", "heard"),
    [
        ("It is so.", "body", "author"),
        ("It is so.", "comment", "commenter"),
        ("“It is so.”", "body", "quoted"),
        ("“It is so”.", "comment", "quoted"),
        ("‘It’s so’, ", "body", "quoted"),
        ('"It is so."', "list_item", "quoted"),
        ("He says “it is so”.", "body", "author"),
        ("“It” is “so”.", "body", "author"),
        ("“It is so.", "body", "author"),
        ("The patients' view isn't the doctors'.", "body", "author"),
    ],
)
def test_a_voice_is_quoted_only_within_one_pair_of_marks(text: str, kind: str, heard: str) -> None:
    """A mark without its partner opens nothing, and an apostrophe is none."""
    said = list(quotations(text, 0, len(text)))
    assert voice(text, 0, len(text), kind, said) == heard


def test_headings_names_and_furniture_are_no_sentences(tmp_path: Path) -> None:
    """Only prose has sentences."""
    body = "The board met on Monday and decided that nothing at all would change."
    _, said = table(
        tmp_path, f"Buses: what now?\n\nBy Jo Marsh\n\n{body} It did.\n\nShare on Facebook\n"
    )
    assert list(said["kind"]) == ["body", "body"]


def test_a_text_without_prose_gives_an_empty_typed_table(tmp_path: Path) -> None:
    """As the other rooms do."""
    texts = scores.read().corpus
    empty = sentences.sentences(texts, tables.make("segments", []))
    pd.testing.assert_frame_equal(empty, tables.make("sentences", []))
    assert table(tmp_path, "No Comments")[1].empty


# Any text.


@given(TEXTS)
@example("")
@example("“” ‘’ \"\" ''")
@example("😀. 😀. 😀.")
def test_sentences_tile_a_text(text: str) -> None:
    """Each character that isn't white space lies in exactly one; they come in order, trimmed."""
    at = 0
    for start, end in find_sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS, TEXTS)
def test_what_stands_before_a_stretch_only_moves_its_sentences(before: str, text: str) -> None:
    """Emoji, joiners and marks in front count as the characters that they are."""
    inside = find_sentences(before + text, len(before))
    alone = find_sentences(text)
    assert inside == [(start + len(before), end + len(before)) for start, end in alone]


@given(st.lists(st.sampled_from(scores.cases()), min_size=1, max_size=3, unique=True))
def test_every_sentence_of_an_invented_page_lies_in_one_segment(chosen: list[str]) -> None:
    """And each segment of prose is covered by its own."""
    for case in chosen:
        text = scores.page(case)
        for start, end, kind, *_ in segments.find_segments(text):
            if kind in KINDS:
                words = "".join(text[s:e] for s, e in find_sentences(text, start, end))
                assert "".join(words.split()) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    "unit",
    ["x", "x ", "word. ", "it. let", "it.Let", "Dr. ", "U.S. ", "e.g. ", ".", "?", "…", "\n", " ", "\" '", "“x” ",
     "‘", "(", "😀. ", "It was so, the board said.\n", "3.4 ", "inte-\n", "etc. and ", "A. "],
)  # fmt: skip
def test_a_text_without_sense_is_split_to_its_end(unit: str) -> None:
    """A hundred thousand characters of one thing in one segment."""
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    with within(60):
        found = find_sentences(text)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
