"""Words: a token is a span of the untouched text, and every count leads back to its places."""

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import within

from analysis import corpus, tables, words


def keys(text: str) -> list[str]:
    """What the words of a text are counted by."""
    return [token.key for token in words.find_words(text)]


def written(folder: Path, **texts: str) -> corpus.Corpus:
    """A corpus of the texts given, each under its name."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return corpus.read(folder)


def spans(texts: corpus.Corpus, table: str, kind: str = "body") -> pd.DataFrame:
    """Every line of every text as one segment or sentence; a line in quotation marks is quoted."""
    rows, at = [], 0
    for document in texts:
        at = 0
        for line in texts[document].split("\n\n"):
            row = {"document": document, "start": at, "end": at + len(line), "kind": kind}
            rows.append(row | ({"rule": "test"} if table == "segments" else {"voice": "author"}))
            at += len(line) + 2
    return tables.make(table, rows)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A&E and A&Es", ["A&E", "and", "A&E"]),
        ("ICSs’ boards, the ICS's board", ["ICS", "boards", "the", "ICS", "board"]),
        ("It hasn’t. It hasn't.", ["it", "hasn't", "it", "hasn't"]),
        ("’integration’ ‘care’ 'mantra'", ["integration", "care", "mantra"]),
        ("an e-consult", ["an", "e-consult"]),
        ("£103 million, 62% (34 out of 55)", ["£103 million", "62%", "34", "out", "of", "55"]),
        ("from 10.8-13.1% of a 4 h target", ["from", "10.8-13.1%", "of", "a", "4 h", "target"]),
        ("18 months in 2018/19", ["18", "months", "in", "2018/19"]),
        ("action/inaction", ["action", "inaction"]),
        ("i.e. Mental A&Es", ["ie", "mental", "A&E"]),
        (
            "IT is not it, and NOT is not NOT",
            ["IT", "is", "not", "it", "and", "not", "is", "not", "not"],
        ),
        ("co\u00adop\u00aderate zero\u200bwidth", ["cooperate", "zerowidth"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("see https://nhs.uk/a?b=1 now", ["see", "https://nhs.uk/a?b=1", "now"]),
        ("😀 care", ["care"]),
        ("", []),
    ],
)
def test_words_are_cut_as_this_prose_needs(text: str, wanted: list[str]) -> None:
    """Acronyms with an ampersand, contractions, hyphens and figures with units are one word each."""
    assert keys(text) == wanted


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "  \n   "])
def test_a_word_broken_at_the_end_of_a_line_is_one_word(end: str) -> None:
    """Whatever ends the line, the span covers both halves and the key is the whole word."""
    text = f"funded rehabili-{end}tation works"
    token = words.find_words(text)[1]
    assert token.key == "rehabilitation"
    assert text[token.start : token.end] == f"rehabili-{end}tation"


def test_a_hyphen_at_a_line_end_stays_where_the_document_writes_it() -> None:
    """The word "in-/patient" is in-patient because the text says so elsewhere; "over-/come" is overcome."""
    assert "in-patient" in keys("acute in-patient beds, an in-\npatient bed")
    assert "overcome" in keys("once over-\ncome, come over")
    assert "benefits" in keys("the bene-\nfits")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    """For any text the tokens follow each other without overlap, inside the text, with no empty key."""
    tokens = words.find_words(text)
    assert all(0 <= token.start < token.end <= len(text) and token.key for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    "piece",
    [
        "w",
        "a\u0301",
        "a\u00ad",
        "a.b@",
        "1,",
        "a-\n",
        "a-",
        "www.",
        "1 - ",
        "\u200b",
        '"',
        "A&",
        " ",
    ],
)
def test_no_text_is_dear_to_cut(piece: str) -> None:
    """Forty thousand repetitions of anything take moments, where a pattern that looks back would take minutes."""
    with within(60, "repeated words aren't cut"):
        words.find_words(piece * 40_000)
        words.shown(piece * 40_000 + "\n", 0, 1000)


def test_a_span_of_a_text_is_cut_as_the_text_is() -> None:
    """Asking for a part gives the offsets of the whole."""
    text = "The ICSs came. The STPs went."
    assert words.find_words(text, 15) == words.find_words(text)[3:]


def test_terms_are_counted_by_document_and_voice(tmp_path: Path) -> None:
    """Plurals join their singular where both occur, the commonest spelling is shown, furniture is left out."""
    texts = written(tmp_path, a="Systems of care.\n\nA system, systems.", b="The care system.")
    pieces = spans(texts, "segments")
    pieces.loc[(pieces["document"] == "b"), "kind"] = "comment"
    pieces.loc[(pieces["document"] == "b"), "comment"] = 1
    counted = words.terms(texts, pieces).set_index(["term", "document"])
    assert counted.loc[("system", "a"), "count"] == 3
    assert counted.loc[("system", "a"), "documents"] == 2
    assert counted.loc[("system", "b"), "voice"] == "commenter"
    row = counted.loc[("care", "a")]
    assert texts["a"][row["start"] : row["end"]] == "care"
    pieces.loc[:, "kind"] = "pull_quote"
    assert words.terms(texts, pieces).empty


def test_the_commonest_spelling_is_shown_not_the_key(tmp_path: Path) -> None:
    """A capital at the start of a sentence is not a spelling; one within it is."""
    texts = written(
        tmp_path,
        a="Alice went. Considering Alice’s cat, GPs and GPs, a GP. Boards met; the boards, two boards, a board.",
    )
    counted = words.terms(texts, spans(texts, "segments"))
    assert set(counted["form"]) >= {"Alice", "considering", "GPs", "boards"}


def test_a_comment_that_repeats_the_article_is_not_the_commenters_voice(tmp_path: Path) -> None:
    """A paragraph wholly in quotation marks is counted as quoted."""
    texts = written(tmp_path, a="“Integrated care”\n\nExactly, care.")
    pieces = spans(texts, "segments", "comment")
    assert set(words.terms(texts, pieces).query("term == 'care'")["voice"]) == {
        "quoted",
        "commenter",
    }


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ICS", ["ICSs", "ICS"]),
        ("integrat*", ["Integrated", "integration"]),
        ("integrated care system", ["Integrated\ncare systems"]),
        ("not * clear", ["not universally clear"]),
        ("£*", ["£103 million"]),
        ("care", ["care", "care"]),
        ("unheard of", []),
    ],
)
def test_a_phrase_is_found_in_every_place(tmp_path: Path, said: str, found: list[str]) -> None:
    """Across lines, in singular and plural, acronyms in capitals only; the span is exact."""
    texts = written(
        tmp_path,
        a="ICSs: Integrated\ncare systems.\n\nAn ICS is not universally clear; integration of care for £103 million. “ics”",
    )
    rows = words.in_context(texts, spans(texts, "sentences"), said)
    assert [texts[row.document][row.start : row.end] for row in rows.itertuples()] == found


def test_the_context_is_the_rest_of_the_sentence(tmp_path: Path) -> None:
    """Left and right read on from the keyword, and say with an ellipsis where they were cut."""
    texts = written(
        tmp_path, a="Every part of the coun-\ntry should be an integrated care system by 2021."
    )
    row = words.in_context(texts, spans(texts, "sentences"), "integrated", width=24).iloc[0]
    assert row["left"] == "… the country should be an"
    assert row["right"] == "care system by 2021."


def test_a_phrase_without_a_word_is_refused(tmp_path: Path) -> None:
    """The message says what to write instead."""
    with pytest.raises(ValueError, match="holds no word"):
        words.phrase(" * ")


REFORMS = """
[reforms.ics]
name = "Integrated care"
names = ["integrated care system", "integrated care"]
acronyms = ["ICS", "ACP"]
[reforms.aco]
name = "Accountable care"
acronyms = ["ACP"]
"""


def test_the_longest_name_of_a_reform_is_its_mention(tmp_path: Path) -> None:
    """One place is named once by each reform it may mean; acronyms count in capitals only."""
    (tmp_path / "reforms.toml").write_text(REFORMS, encoding="utf-8")
    texts = written(
        tmp_path, a="Integrated care systems (ICSs) are integrated care; an ACP is an ics."
    )
    found = words.mentions(texts, spans(texts, "sentences"))
    named = [
        (row.reform, row.name, texts["a"][row.start : row.end])
        for row in found.itertuples(index=False)
    ]
    assert named == [
        ("ics", "integrated care system", "Integrated care systems"),
        ("ics", "ICS", "ICSs"),
        ("ics", "integrated care", "integrated care"),
        ("aco", "ACP", "ACP"),
        ("ics", "ACP", "ACP"),
    ]


def test_without_reforms_nothing_is_mentioned(tmp_path: Path) -> None:
    """The table is there, typed and empty."""
    texts = written(tmp_path, a="Integrated care.")
    found = words.mentions(texts, spans(texts, "sentences"))
    assert found.empty
    tables.check("mentions", found)


THEMES = """
[themes.meaning]
label = "Meaning"
words = ["not * clear", "puzzle"]
passes = ["jigsaw puzzle"]
against = ["is clear"]
"""


def test_theme_sentences_are_found_by_their_words(tmp_path: Path) -> None:
    """A place to be passed over does not count; the other side is kept apart."""
    (tmp_path / "themes.toml").write_text(THEMES, encoding="utf-8")
    texts = written(
        tmp_path, a="It is not quite clear.\n\nA jigsaw puzzle.\n\nThe aim is clear.\n\nA puzzle."
    )
    found = words.theme_sentences(texts, spans(texts, "sentences"))
    said = [(row.side, texts["a"][row.start : row.end]) for row in found.itertuples(index=False)]
    assert said == [
        ("words", "It is not quite clear."),
        ("words", "A puzzle."),
        ("against", "The aim is clear."),
    ]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[themes.a]\nlabel = 'A'", "without words"),
        ("[themes.a]\nword = ['x']\nwords = ['x']", "did you mean 'words'"),
        ("[themes.a]\nwords = ['*']", "holds no word"),
        ("[other]\nwords = ['x']", r"needs tables called \[themes.NAME\]"),
    ],
)
def test_a_faulty_dictionary_is_refused_in_a_sentence(
    tmp_path: Path, toml: str, message: str
) -> None:
    """The file, the theme and what to write are named."""
    (tmp_path / "themes.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        words.themes(written(tmp_path, a="Care."))
    assert "themes.toml" in str(error.value)


def test_a_corpus_without_themes_takes_the_general_ones(tmp_path: Path) -> None:
    """The general dictionary has a label, a question and what would overturn for each theme."""
    known = words.themes(written(tmp_path, a="Care."))
    assert set(known) == {"meaning", "money", "delivery"}
    assert all(
        theme.label and theme.question and theme.overturned_by and theme.words
        for theme in known.values()
    )
