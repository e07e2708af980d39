"""Pairs for people: both quotes, both dates, and a reason why nobody has judged them."""

from typing import Any

import pytest
from conftest import SEEDS
from made_corpora import made

from analysis import coding, comments, corpus, outcomes, segments, tables
from analysis.answers import outcomes_answers


@pytest.fixture(scope="module")
def given() -> tuple[Any, ...]:
    """The seeds, the pairs found in them, and their comments."""
    texts = corpus.read(SEEDS)
    remarks = comments.comments(texts, segments.segments(texts))
    claims, times = coding.codes(texts, "claims"), coding.codes(texts, "times")
    return texts, outcomes.pairs(texts, claims, times, remarks), remarks


def test_the_pair_of_2021_and_2022_shows_why_sameness_is_a_researchers_call(
    given: tuple[Any, ...],
) -> None:
    """Reach and footing in law: both sentences name the reform and a date, and speak of different things."""
    said = repr(outcomes_answers.sameness(*given))
    assert "every part of the country should be an integrated care system by 2021" in said
    assert "came into effect in July 2022" in said
    assert (
        "the first speaks of how far it reaches (“every part”), the second of its footing in law (“came into effect”)."
        in said
    )


def test_no_word_judges_and_no_lag_is_computed(given: tuple[Any, ...]) -> None:
    """Nothing that is shown measures or judges the distance."""
    for shown in (outcomes_answers.side_by_side(*given), outcomes_answers.paired(given[1])):
        for word in (
            "delay",
            "missed",
            "years after",
            "months after",
            "was kept",
            "was broken",
            "too late",
        ):
            assert word not in repr(shown).lower()


def test_both_quotes_and_both_dates_stand_in_a_row(given: tuple[Any, ...]) -> None:
    """The first pair's promise with its year, the later statement with its year, each with its text and address."""
    frame = outcomes_answers.side_by_side(*given).frame
    first = frame.iloc[0]
    assert first["for"] == "“2021”"
    assert first["promise or forecast"].startswith(
        "Through the looking glass of integrated care (2019): “NHS England is clear"
    )
    assert "<code>000_dd9acf844a937886:2095-2190</code>" in first["promise or forecast"]
    assert "“then” (2022)" in set(frame["of"]) or "“2022”" in set(frame["of"])


def test_the_table_says_how_much_of_it_is_shown(given: tuple[Any, ...]) -> None:
    """A part is called a part, and where the rest is."""
    table = outcomes_answers.side_by_side(*given)
    assert f"of {len(given[1])} pairs" in str(table.caption)
    assert "The table outcomes has them all" in str(table.caption)


def test_without_a_later_text_there_is_a_sentence() -> None:
    """One text has no later one, and no example is made up."""
    study = made([("2010", [("A system will come.", {"kind": "promise"}), ("It is here.", {})])])
    pairs = outcomes.pairs(study.texts, study.claims, study.times)
    assert repr(outcomes_answers.side_by_side(study.texts, pairs)) == outcomes_answers.NO_PAIRS
    assert outcomes_answers.paired(pairs) == outcomes_answers.NO_PAIRS
    assert repr(outcomes_answers.sameness(study.texts, pairs)) == outcomes_answers.NO_EXAMPLE


def test_a_researchers_verdict_is_shown_as_given(given: tuple[Any, ...]) -> None:
    """And where there is none, that is said."""
    row = dict(zip(outcomes_answers.SPAN, given[1][0].span, strict=True))
    coded = tables.make("outcomes", [{**row, "verdict": "can't tell from this corpus"}])
    assert "can't tell from this corpus" in repr(outcomes_answers.judged(given[0], coded))
    assert "No researcher has judged" in repr(outcomes_answers.judged(given[0], coded.iloc[:0]))
