"""Promises beside later statements: found by rule, shown in their words, and never judged."""

from datetime import date
from pathlib import Path

import pytest
from conftest import SEEDS
from test_charts import folder_of

from analysis import coding, comments, corpus, dates, segments, timeline
from analysis.answers import timeline_answers


@pytest.fixture(scope="module")
def given() -> tuple:
    """The seeds with their settled claims and times."""
    texts = corpus.read(SEEDS)
    remarks = comments.comments(texts, segments.segments(texts))
    return texts, coding.claims(texts), coding.times(texts), remarks


def words(texts: corpus.Corpus, document: str, start: int, end: int) -> str:
    """A span on one line."""
    return " ".join(texts[document][start:end].split())


def test_by_2021_stands_beside_july_2022(given: tuple) -> None:
    """The promise of coverage and the footing in law name one reform; the rule finds them, to be read."""
    texts, *_ = given
    pairs = timeline_answers.beside(*given)
    found = [
        (words(texts, *row[:3]), words(texts, *row[3:6])) for row in pairs.itertuples(index=False)
    ]
    assert any(
        "by 2021" in one and "came into effect in July 2022" in other for one, other in found
    )


def test_a_promise_comes_before_what_is_set_beside_it(given: tuple) -> None:
    """Both clocks run forward: a later text, about a later time."""
    texts, *_ = given
    for row in timeline_answers.beside(*given).to_dict("records"):
        said, later = texts.published(row["document"]), texts.published(row["later_document"])
        assert said is not None
        assert later is not None
        assert said.last < later.first


def test_a_plan_told_as_past_is_no_promise_to_be_met(given: tuple) -> None:
    """What a text of 2022 says of the plan of 2000 was over when it was said."""
    texts, *_ = given
    promises = {
        words(texts, *row[:3])[:20]
        for row in timeline_answers.beside(*given).itertuples(index=False)
    }
    assert not any(promise.startswith("From Tony Blair") for promise in promises)


def test_nothing_is_judged_and_no_lag_is_computed(given: tuple) -> None:
    """No column of the pairs, and no word shown, measures or judges the distance."""
    assert list(timeline_answers.beside(*given).columns) == [
        "document", "start", "end", "later_document", "later_start", "later_end", "reforms",
    ]  # fmt: skip
    said = repr(timeline_answers.answer(*given)).lower()
    for word in ("late ", "kept", "broken", "delay", "missed", "years after"):
        assert word not in said


def test_the_answer_says_that_the_codes_are_unchecked(given: tuple) -> None:
    """Whoever reads only the first lines learns whose codes these are."""
    assert "automated coders; no person has checked them yet" in repr(
        timeline_answers.answer(*given)
    )


def test_the_kinds_add_up_to_all_claims(given: tuple) -> None:
    """Every claim is dated, about now or undated."""
    table = timeline_answers.by_kind(*given)
    assert table["all"].sum() == len(given[1])
    assert (table["dated"] + table["about now"] + table["undated"] == table["all"]).all()


def test_every_mark_leads_to_its_claim(given: tuple) -> None:
    """The table under the figure has a link in each row."""
    texts, *_ = given
    for said in timeline_answers.marks(*given)["time words"]:
        address = said.partition("<code>")[2].removesuffix("</code>")
        assert texts.show(address)


def test_dates_from_outside_come_from_the_corpus(given: tuple) -> None:
    """They are those of reforms.toml, in the order of the calendar."""
    texts, *_ = given
    table = timeline_answers.outside(texts)
    assert len(table) == sum(len(reform.dates) for reform in texts.reforms.values())
    assert list(table["date"]) == sorted(table["date"])


def test_only_a_date_still_to_come_counts_as_saying_when(given: tuple) -> None:
    """Of the dated promises and forecasts two name a coming date, two an open end, two the past: told apart."""
    said = repr(timeline_answers.answer(*given))
    forward = given[1]["kind"].isin(timeline_answers.FORWARD).sum()
    assert f"Of {forward} promises and forecasts, 2 name a date that was then still to come" in said
    assert "(“2018/19”; “2021”, a deadline)" in said
    assert "2 name only a time without an end (“future”; “the foreseeable future”)" in said
    assert "2 name a time that was then past or present (“2000” and “2014”; “the years”)" in said
    assert f"{forward - 6} name none" in said


@pytest.mark.parametrize(
    ("said", "place", "lies"),
    [
        (("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-12-31"), "past"),
        (("2020-01-01", "2020-01-31"), ("2020-01-01", "2020-12-31"), "to come"),
        (("2020-01-01", "2020-01-31"), ("2019-01-01", None), "open"),
        (("2020-01-01", "2020-01-31"), (None, "2019-12-31"), "past"),
        (None, ("2021-01-01", "2021-12-31"), "unknown"),
    ],
)
def test_where_a_time_lies_is_told_from_when_it_was_said(
    said: tuple | None, place: tuple, lies: str
) -> None:
    """A time is still to come if it ends after the last day on which the claim may have been made."""

    def day(value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None

    one = timeline.Place(0, 4, day(place[0]), day(place[1]), "interval")
    when = dates.Interval(*map(day, said)) if said else None
    claim = timeline.Claim("a", 0, 9, "promise", "speaker", None, (one,), when)
    assert claim.lies == lies


def test_pairs_are_of_codes_not_of_names(given: tuple) -> None:
    """What puts two sentences side by side is the reform they are coded to, and the prose says so."""
    assert "coded to the same reform" in repr(timeline_answers.answer(*given))
    assert "coded to the same reform" in timeline_answers.NO_PAIRS


def test_without_codes_there_is_a_sentence(tmp_path: Path) -> None:
    """A corpus that nobody coded is told so, and nothing breaks."""
    texts = folder_of(tmp_path, {"one.txt": "Care will be joined up by next year.\n"})
    nothing = (texts, coding.claims(texts), coding.times(texts), None)
    assert "Nothing to place" in repr(timeline_answers.answer(*nothing))
    assert repr(timeline_answers.side_by_side(*nothing)) == timeline_answers.NO_PAIRS
    for table in (
        timeline_answers.marks(*nothing),
        timeline_answers.by_kind(*nothing),
        timeline_answers.outside(texts),
    ):
        assert table.empty
