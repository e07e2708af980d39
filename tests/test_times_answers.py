"""Time expressions for people: counted by what they do, those without a place and odd years named."""

from typing import Any

import pytest
from conftest import SEEDS
from made_corpora import made

from analysis import coding, corpus, tables
from analysis.answers import times_answers


@pytest.fixture(scope="module")
def given() -> tuple[Any, ...]:
    """The seeds and their coded times."""
    texts = corpus.read(SEEDS)
    return texts, coding.codes(texts, "times")


def test_every_time_expression_is_counted_once(given: tuple[Any, ...]) -> None:
    """By role and relation, and all together."""
    table = times_answers.overview(given[1])
    assert table["all"].sum() == len(given[1])
    assert (table[list(times_answers.RELATIONS)].sum(axis=1) == table["all"]).all()
    nowhere = given[1]["first_day"].isna() & given[1]["last_day"].isna()
    assert table["without a place"].sum() == nowhere.sum()


def test_words_without_a_place_are_named(given: tuple[Any, ...]) -> None:
    """Lengths and repetitions, as the texts have them."""
    said = repr(times_answers.unplaced(*given))
    assert "13 of 52 time expressions of events can’t be placed:** 8 lengths, 3 repetitions" in said
    assert "“4 weeks” (2 times)" in said


def test_a_misprinted_year_is_shown_where_it_stands(given: tuple[Any, ...]) -> None:
    """The Care Act of 2104."""
    frame = times_answers.odd_years(*given).frame
    assert list(frame["year"].str.contains("2104")) == [True]
    assert "Care Act (2104)" in frame["words"][0]


@pytest.mark.parametrize(
    ("day", "odd"), [("2060", False), ("2104", True), ("1850", True), ("1948", False)]
)
def test_a_year_far_from_its_text_is_looked_at_twice(day: str, odd: bool) -> None:
    """Plans reach far ahead and histories far back, but not for ever."""
    place = {"first_day": f"{day}-01-01", "last_day": f"{day}-12-31"}
    study = made([("2018", [(f"It is due in {day}.", {"time": (day, place)})])])
    shown = times_answers.odd_years(study.texts, study.times)
    assert hasattr(shown, "frame") == odd


def test_no_time_expressions_is_a_sentence(given: tuple[Any, ...]) -> None:
    """Nothing to count is said, not an error."""
    nothing = tables.make("times", [])
    assert times_answers.overview(nothing).empty
    assert repr(times_answers.unplaced(given[0], nothing)) == times_answers.NOTHING
    assert "No year is implausible" in repr(times_answers.odd_years(given[0], nothing))
