"""Promises beside later statements: found by rule, ranked by what can be compared, never judged."""

from typing import Any

import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from made_corpora import Made, corpora, made

from analysis import coding, comments, corpus, outcomes, segments, tables

JUDGED = ["milestone", "same_object", "outside_source", "verdict"]


class Study:
    """The seeds with their settled codes, and the pairs found in them."""

    def __init__(self) -> None:
        self.texts = corpus.read(SEEDS)
        remarks = comments.comments(self.texts, segments.segments(self.texts))
        self.given = (
            self.texts,
            coding.codes(self.texts, "claims"),
            coding.codes(self.texts, "times"),
            remarks,
        )
        self.pairs = outcomes.pairs(*self.given)
        self.table = outcomes.outcomes(*self.given)

    def words(self, address: str) -> str:
        """The words at an address, in one line."""
        return " ".join(self.texts.show(address).split())


@pytest.fixture(scope="module")
def study() -> Study:
    """Read once for all tests."""
    return Study()


def test_by_2021_and_july_2022_are_among_the_first_pairs(study: Study) -> None:
    """Both say when and both name the reform: nothing in the seeds is more comparable, and still they differ."""
    first = [
        (study.words(p.promise.address), study.words(p.later.address)) for p in study.pairs[:2]
    ]
    assert all("by 2021" in promise for promise, _ in first)
    assert any("came into effect in July 2022" in later for _, later in first)


def test_nothing_found_is_judged(study: Study) -> None:
    """Milestone, sameness, source and verdict are a researcher's."""
    assert len(study.table) == len(study.pairs)
    assert study.table[JUDGED].isna().all().all()


def test_a_statement_stands_in_a_text_that_can_not_have_appeared_before(study: Study) -> None:
    """The last day of the one lies before the first day of the other."""
    for pair in study.pairs:
        said = study.texts.published(pair.promise.document)
        later = study.texts.published(pair.later.document)
        assert said is not None
        assert later is not None
        assert said.last < later.first


def test_only_facts_are_set_beside_promises_and_forecasts(study: Study) -> None:
    """A judgement of a reform tells nothing of what became of a promise."""
    assert {pair.promise.kind for pair in study.pairs} == {"promise", "forecast"}
    assert {pair.later.kind for pair in study.pairs} == {"statement"}


def test_a_plan_told_as_past_is_no_promise_to_be_met(study: Study) -> None:
    """What a text of 2022 says of the plan of 2000 was over when it was said."""
    assert not any(
        study.words(pair.promise.address).startswith("From Tony Blair") for pair in study.pairs
    )


def test_most_comparable_pairs_come_first(study: Study) -> None:
    """The order is that of the rank, whose first part is how well both sides say when."""
    ranks = [pair.rank for pair in study.pairs]
    assert ranks == sorted(ranks)
    lesser = [min(pair.dated) for pair in study.pairs]
    assert lesser == sorted(lesser, reverse=True)


def test_a_promise_without_a_date_is_not_left_out(study: Study) -> None:
    """Most promises name no time, and later texts speak of them all the same."""
    assert any(pair.dated[0] == 0 for pair in study.pairs)


CODED = {
    "milestone": "every area has a system",
    "same_object": False,
    "outside_source": "an Act",
    "verdict": "can't tell from this corpus",
}


def test_a_researchers_pair_wins_over_the_found_one(study: Study) -> None:
    """The coded row stays as it was coded; what was found on the same words is not added to it."""
    first = study.table.iloc[0].dropna().to_dict()
    coded = tables.make("outcomes", [{**first, "start": first["start"] + 4, **CODED}])
    table = outcomes.outcomes(*study.given, coded=coded)
    assert len(table) == len(study.table)
    kept = table[table["verdict"].notna()]
    assert len(kept) == 1
    assert kept.iloc[0]["start"] == first["start"] + 4
    assert not kept.iloc[0]["same_object"]


def test_a_coded_pair_that_no_rule_finds_is_kept(study: Study) -> None:
    """A researcher may set any two places side by side."""
    row: dict[str, Any] = {
        "document": "000_dd9acf844a937886", "start": 0, "end": 5,
        "later_document": "000_dd9acf844a937886", "later_start": 6, "later_end": 9, **CODED,
    }  # fmt: skip
    table = outcomes.outcomes(*study.given, coded=tables.make("outcomes", [row]))
    assert len(table) == len(study.table) + 1


def test_the_narrower_reform_comes_before_the_wider() -> None:
    """Two sentences on one board have more in common than two on reform at large."""
    study = made(
        [("2010", [("The boards will be here.", {"kind": "promise", "reforms": "pcn;ics"})]),
         ("2012", [("The boards are here.", {"reforms": "ics"}), ("The network is here.", {"reforms": "pcn"}),
                   ("A system is here.", {"reforms": "ics"})])]
    )  # fmt: skip
    pairs = outcomes.pairs(study.texts, study.claims, study.times)
    assert next(pair.reforms for pair in pairs) == ("pcn",)


@given(corpora())
def test_any_corpus_gives_a_checked_table_within_the_cap(study: Made) -> None:
    """Texts with or without dates, claims with or without times: a table, and no promise with too many rows."""
    table = outcomes.outcomes(study.texts, study.claims, study.times)
    tables.check("outcomes", table)
    if len(table):
        assert table.groupby(["document", "start", "end"]).size().max() <= outcomes.MOST
    for pair in outcomes.pairs(study.texts, study.claims, study.times, most=2):
        assert set(pair.reforms) <= set(pair.promise.reforms) & set(pair.later.reforms)
        assert pair.reforms


@given(st.integers(0, 6))
def test_a_cap_keeps_the_best(most: int) -> None:
    """With fewer pairs a promise, each keeps the first of those it had."""
    study = made(
        [("2010", [("A system will come.", {"kind": "promise"})]),
         ("2012", [(f"A system came, number {n}.", {}) for n in range(6)])]
    )  # fmt: skip
    every = outcomes.pairs(study.texts, study.claims, study.times, most=6)
    assert outcomes.pairs(study.texts, study.claims, study.times, most=most) == every[:most]


def test_claims_about_no_reform_stand_in_no_pair() -> None:
    """As in a corpus whose reforms nobody has listed yet: nothing says that two claims are about one thing."""
    study = made(
        [
            ("2018", [("Each town will have a tram.", {"kind": "promise", "reforms": ""})]),
            ("2020", [("Each town has a tram.", {"kind": "statement", "reforms": ""})]),
        ]
    )
    assert outcomes.pairs(study.texts, study.claims, study.times) == []
