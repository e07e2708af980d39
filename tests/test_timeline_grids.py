"""Names and kinds in the order of publication: every count a number, every mark an address, nothing smoothed."""

from collections.abc import Iterator

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from made_corpora import WITHOUT_SHRINKING, Made, corpora, illegible, made
from test_charts import boxes, cut_off, overlaps

from analysis import coding, comments, corpus, segments, sentences, timeline, words
from analysis.charts import Chart, sheet
from analysis.timeline.columns import MOST


class Drawn:
    """The seeds with their settled codes and both charts of them."""

    def __init__(self) -> None:
        self.texts = corpus.read(SEEDS)
        pieces = segments.segments(self.texts)
        self.comments = comments.comments(self.texts, pieces)
        self.claims = coding.codes(self.texts, "claims")
        self.mentions = words.mentions(self.texts, sentences.sentences(self.texts, pieces))
        self.names = timeline.names_in_time(self.texts, self.mentions, self.claims, self.comments)
        self.kinds = timeline.kinds_in_time(self.texts, self.claims, self.comments)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """Drawn once for all tests."""
    return Drawn()


def charts_of(study: Made) -> Iterator[Chart]:
    """Both charts of a made corpus."""
    yield timeline.names_in_time(study.texts, study.mentions, study.claims)
    yield timeline.kinds_in_time(study.texts, study.claims)


def data(chart: Chart, **wanted: str) -> int:
    """The sum of what a chart's data count for these values."""
    rows = [row for row in chart.data if all(row[key] == value for key, value in wanted.items())]
    return sum(row["mentions" if "mentions" in row else "claims"] for row in rows)


def test_accountable_care_stands_in_2018_only_and_boards_in_2024_only(drawn: Drawn) -> None:
    """The names of one policy changed, and the chart shows when."""
    made = timeline.columns(drawn.texts)
    only = timeline.only_in(timeline.names(drawn.mentions, drawn.claims, made), made)
    found = {column.head: {name.name for name in own} for column, own in only}
    assert "accountable care system" in found["1 January to 8 February 2018"]
    assert found["2024"] >= {"ICB"}


def test_every_claim_is_one_mark_of_its_kind_and_stance(drawn: Drawn) -> None:
    """No claim is left out, none counts twice."""
    rows = drawn.claims.to_dict("records")
    wanted = [corpus.address(row["document"], row["start"], row["end"]) for row in rows]
    assert sorted(drawn.kinds.marks) == sorted(wanted)
    assert drawn.kinds.svg("reader").count("<a ") == len(rows)
    against = (drawn.claims["kind"] == "statement") & (drawn.claims["stance"] == -1)
    assert data(drawn.kinds, kind="statement", stance="against the reform") == against.sum()


def test_every_drawn_name_has_all_its_mentions(drawn: Drawn) -> None:
    """What a row counts is what the table holds."""
    for (reform, name), rows in drawn.mentions.groupby(["reform", "name"]):
        counted = data(drawn.names, reform=str(reform), name=str(name))
        assert counted in (0, len(rows))
    assert data(drawn.names, name="ICS") == (drawn.mentions["name"] == "ICS").sum()
    assert "rarest names have no row here" in drawn.names.alt


def test_every_mark_leads_to_words(drawn: Drawn) -> None:
    """An address of the corpus stands behind each, and its words are said where the pointer rests."""
    for chart in (drawn.names, drawn.kinds):
        assert all(drawn.texts.show(mark) for mark in chart.marks)
        assert set(chart.said) == set(chart.marks)


def test_no_label_lies_on_another_in_the_seeds(drawn: Drawn) -> None:
    """Packed by their rendered width, labels keep out of each other's way and on the sheet."""
    for chart in (drawn.names, drawn.kinds):
        assert illegible(chart) == []


@settings(max_examples=5, phases=WITHOUT_SHRINKING)
@given(corpora(texts=10))
def test_no_label_lies_on_another_in_any_corpus(study: Made) -> None:
    """Few texts or many, dated or not, with titles of any length: every label whole and apart."""
    for chart in charts_of(study):
        assert illegible(chart) == []
        assert chart.svg("reader").count("<a ") >= len(set(chart.marks))


def test_both_charts_say_who_suggested_the_claims(drawn: Drawn) -> None:
    """Codes of automated coders, or suggestions of rules: a reader learns which."""
    assert "coded by automated coders; no person has checked them yet" in drawn.kinds.source
    suggested = drawn.claims.assign(origin="rule")
    chart = timeline.kinds_in_time(drawn.texts, suggested)
    assert "suggested by rules; no person has checked them yet" in chart.source


def test_many_texts_become_periods_and_many_things_bars() -> None:
    """Forty texts are no columns, and a hundred claims no row of marks: counts stay, as numbers."""
    study = made(
        [(f"20{n % 20:02}", [(f"The system is here {k}.", {"kind": "criticism"}) for k in range(25)]) for n in range(40)]
    )  # fmt: skip
    made_columns = timeline.columns(study.texts)
    assert len(made_columns) <= MOST
    assert sum(len(column.documents) for column in made_columns) == 40
    chart = timeline.kinds_in_time(study.texts, study.claims)
    assert "A bar stands for too many" in chart.source
    assert data(chart, kind="criticism") == 1000
    assert overlaps(boxes(chart.figure)) == []


def test_a_period_without_texts_keeps_its_column() -> None:
    """A gap in time is seen."""
    study = made([(year, []) for year in ["2001"] * 5 + ["2007"] * 5])
    heads = [column.head for column in timeline.columns(study.texts)]
    assert heads == [str(year) for year in range(2001, 2008)]


def test_undated_texts_stand_apart() -> None:
    """No date is guessed: they have a column of their own at the end."""
    study = made([("2001", [])] * 9 + [("", [])])
    last = timeline.columns(study.texts)[-1]
    assert (last.head, last.documents, last.dated) == ("undated", ("d009",), False)


def test_nothing_claimed_and_nothing_named_is_a_sentence() -> None:
    """An empty chart says why it is empty."""
    study = made([("2001", [])])
    for chart in charts_of(study):
        assert chart.alt.startswith("An empty chart: ")
        assert list(chart.marks) == []
        assert cut_off(chart.figure) == []


def test_a_mention_is_drawn_without_any_claim() -> None:
    """Names are found in texts that nobody coded."""
    study = made([("2001", [("The care system is here.", {})])])
    none = study.claims.iloc[:0]
    chart = timeline.names_in_time(study.texts, study.mentions, none)
    assert data(chart, name="care system") == 1
    assert "claims" not in chart.source


def test_equal_bytes_twice(drawn: Drawn) -> None:
    """The same tables, the same picture."""
    again = timeline.kinds_in_time(drawn.texts, drawn.claims, drawn.comments)
    assert again.svg("reader") == drawn.kinds.svg("reader")


def test_both_charts_have_the_padding_of_the_house(drawn: Drawn) -> None:
    """Stacked on one page with the others, titles stand in one line and nothing touches the border."""
    for chart in (drawn.names, drawn.kinds):
        labels = boxes(chart.figure)
        title = next(label for label in labels if label[0] == chart.title)
        assert chart.figure.bbox.width == sheet.WIDE
        assert title[1] == pytest.approx(sheet.MARGIN, abs=1.5)
        assert min(label[1] for label in labels) >= sheet.MARGIN - 0.5
        assert max(label[3] for label in labels) <= sheet.WIDE - sheet.MARGIN + 0.5
