"""What the first notebook says of a corpus: computed, whole, and without commenters' names."""

from pathlib import Path

import pandas as pd
import pytest
import shapes
from conftest import SEEDS
from test_charts import folder_of

from analysis import charts, comments, corpus, display, segments
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
    table = corpus_answers.aside(texts, pieces, read[2])
    assert table["rule"].notna().all()
    assert table["pieces"].sum() == (~pieces["kind"].isin(corpus_answers.SPOKEN)).sum()


def test_no_commenter_is_named(read: tuple) -> None:
    """Names stay in the source."""
    texts, pieces, remarks = read
    shown = " ".join(corpus_answers.aside(texts, pieces, remarks)["example"])
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
    assert "It has no date in the catalogue." in said
    assert "There are no reader comments" in said
    assert corpus_answers.dating(texts, pieces).empty
    assert "No text says how many" in repr(
        corpus_answers.counts_answer(corpus_answers.comment_counts(texts, pieces, remarks))
    )
    for table in (corpus_answers.texts(texts, pieces), corpus_answers.voices(texts, pieces)):
        assert len(table)
    assert corpus_answers.aside(texts, pieces, remarks) is not None


DATED = """{title}

Monday, 30 December 2019

The wards will be joined next year, as the plan says. Nobody has been asked about it yet, and it says little.
"""


def test_dates_and_titles_that_texts_print_are_shown_as_such(tmp_path: Path) -> None:
    """Nothing in the catalogue: what the texts print is quoted, and what was cut is marked as cut."""
    texts = folder_of(
        tmp_path,
        {
            "a.txt": DATED.format(title="A plan for the wards"),
            "b.txt": "Care will be joined up. Nobody says when.\n",
        },
    )
    pieces = segments.segments(texts)
    assert set(pieces["kind"]) >= {"title", "date"}
    said = repr(corpus_answers.answer(texts, pieces, comments.comments(texts, pieces)))
    assert (
        "None of them has a date in the catalogue; 1 prints one: “Monday, 30 December 2019”" in said
    )
    assert "guessed" not in said
    table = corpus_answers.texts(texts, pieces).set_index("reader")
    assert table["text"].iloc[0] == f"A plan for the wards {corpus_answers.FROM_TEXT}"
    assert table["appeared"].iloc[0] == "undated"
    assert "30 December 2019" in table["date"].iloc[0]
    assert corpus_answers.FROM_TEXT not in table["text"].iloc[1]


def test_a_catalogue_with_some_dates_says_which_texts_print_theirs(tmp_path: Path) -> None:
    """Dates of the catalogue and dates that only stand in a text aren't mixed; its title wins over the cut one."""
    texts = folder_of(
        tmp_path,
        {"a.txt": DATED.format(title="A plan"), "b.txt": DATED.format(title="Another plan")},
        '[[document]]\nid = "b"\nfile = "b.txt"\ntitle = "Its title"\npublished = "2020"\n'
        'published_basis = "given"\n',
    )
    pieces = segments.segments(texts)
    said = repr(corpus_answers.answer(texts, pieces, comments.comments(texts, pieces)))
    assert "Those with a date in the catalogue appeared in 2020; 1 has none; 1 prints one" in said
    assert corpus_answers.titles(texts, pieces)["b"] == "Its title"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> corpus.Corpus:
    """Sixty short texts of ten years, six of them undated."""
    folder = tmp_path_factory.mktemp("many")
    shapes.thousand(folder, 60)
    return corpus.read(folder)


def test_many_texts_are_drawn_by_their_years(many: corpus.Corpus) -> None:
    """A row a year, undated ones last; the counts are those of all texts, and the alternative text stays short."""
    pieces = segments.segments(many)
    chart = charts.corpus_in_time(many, pieces)
    years = [row["mark"] for row in chart.data if row["mark"].isdigit()]
    assert years == sorted(set(years))
    assert len(years) == many.documents["published"].dropna().str[:4].nunique()
    drawn = sum(row["words"] for row in chart.data if row["mark"] in (*charts.overview.LOOKS,))
    assert drawn == charts.words_by_voice(many, pieces)["words"].sum()
    assert chart.figure.get_figheight() < 15
    assert len(chart.alt) < 4000
    for mark in chart.marks:
        assert many.show(mark).strip()


def test_no_table_floods_a_page(many: corpus.Corpus) -> None:
    """Where nobody says how many rows, two hundred are shown and the rest are counted."""
    shown = display.table(pd.DataFrame({"n": range(5000)}))._repr_html_()
    assert shown.count("<tr>") == display.MOST_ROWS + 1
    assert "200 of 5,000 rows are shown." in shown
