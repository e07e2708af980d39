"""What the timeline's notebook says: counts, names and marks, true for the corpus that is read."""

import ast
from datetime import date
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, SEEDS
from made_corpora import made
from test_charts import folder_of

from analysis import (
    coding,
    comments,
    corpus,
    dates,
    segments,
    sentences,
    tables,
    timeline,
    words,
)
from analysis.answers import timeline_answers
from analysis.charts import Chart


@pytest.fixture(scope="module")
def given() -> tuple:
    """The seeds with their settled claims and times."""
    texts = corpus.read(SEEDS)
    remarks = comments.comments(texts, segments.segments(texts))
    return texts, coding.codes(texts, "claims"), coding.codes(texts, "times"), remarks


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
    given = sorted(when for reform in texts.reforms.values() for when in reform.dates.values())
    assert list(table["date"]) == [dates.in_words(when) for when in given]


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


def test_names_that_stand_in_one_text_only_are_said(given: tuple) -> None:
    """Boards in 2024, accountable care in 2018: the names, their counts and the way to their words."""
    texts, claims, *_ = given
    mentions = words.mentions(texts, sentences.sentences(texts, segments.segments(texts)))
    said = repr(timeline_answers.named(texts, mentions, claims))
    assert "Every text uses “integrated care system” and “integration”." in said
    assert (
        "only in What does the future hold for integrated care systems? (2018): “accountable care system” (2 mentions"
        in said
    )
    assert "“ICB” (2 mentions, in 2 claims; 002_6c66bd93cf7a52db:" in said


def test_names_need_two_times_to_come_or_go(tmp_path: Path) -> None:
    """One text shows no change."""
    texts = folder_of(tmp_path, {"one.txt": "Care will be joined up by next year.\n"})
    nothing = tables.make("mentions", [])
    assert "None of these texts" in repr(
        timeline_answers.named(texts, nothing, tables.make("claims", []))
    )
    study = made([("", [("A care system.", {})])])
    assert "no two times" in repr(timeline_answers.named(study.texts, study.mentions, study.claims))


def test_suggested_claims_are_called_so(given: tuple) -> None:
    """Whoever reads only the first lines learns that rules made them."""
    texts, claims, times, remarks = given
    suggested = claims.assign(origin="rule")
    assert "All claims are suggested by rules" in repr(
        timeline_answers.answer(texts, suggested, times, remarks)
    )
    some = claims.assign(origin=["rule", *claims["origin"][1:]])
    assert "1 claim more is suggested by rules" in repr(
        timeline_answers.answer(texts, some, times, remarks)
    )


def test_without_claims_there_is_a_sentence(tmp_path: Path) -> None:
    """A corpus in which nothing is claimed is told so, and nothing breaks."""
    texts = folder_of(tmp_path, {"one.txt": "Care will be joined up by next year.\n"})
    nothing = (texts, tables.make("claims", []), tables.make("times", []), None)
    assert "Nothing to place" in repr(timeline_answers.answer(*nothing))
    for table in (
        timeline_answers.marks(*nothing),
        timeline_answers.by_kind(*nothing),
        timeline_answers.outside(texts),
    ):
        assert table.empty


CODE = [
    cell.source
    for cell in nbformat.read(ROOT / "notebooks" / "05_reform_timeline.ipynb", 4).cells
    if cell.cell_type == "code"
]
TEXT = "# A title\n\nThe new boards will be open by 2021, the minister said. In 2019 nothing had changed.\n\nThey met on 3 May 2018.\n"


@pytest.mark.parametrize(
    ("files", "catalogue"),
    [
        ({"one.txt": "Only words.\n"}, ""),
        ({"one.txt": TEXT}, ""),
        ({"one.txt": TEXT}, '[[document]]\nfile = "one.txt"\npublished = "2018-06-30"\n'),
        ({f"t{n}.txt": f"Text {n}.\n\n{TEXT}" for n in range(12)}, "".join(f'[[document]]\nfile = "t{n}.txt"\npublished = "20{n + 10}"\n' for n in range(11))),
    ],
)  # fmt: skip
def test_the_notebook_runs_for_any_corpus(
    tmp_path: Path, files: dict[str, str], catalogue: str
) -> None:
    """One text or many, dated or not, with nothing claimed or named: every cell shows something."""
    folder_of(tmp_path, files, catalogue)
    (tmp_path / "reforms.toml").write_text('[reforms.boards]\nname = "Boards"\nnames = ["board"]\n')
    space: dict[str, object] = {}
    for source in CODE:
        *before, last = ast.parse(
            source.replace("CORPUS = None", f"CORPUS = {str(tmp_path)!r}")
        ).body
        exec(compile(ast.Module(before, []), "cell", "exec"), space)  # noqa: S102 - our own cells
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), space)  # noqa: S307
            assert repr(shown)
            assert shown._repr_mimebundle_() if isinstance(shown, Chart) else shown._repr_html_()
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), space)  # noqa: S102
