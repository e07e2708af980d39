"""Notebook 04's answers and charts: every comment a row, instruments beside codes, tone never called stance, nobody named."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
import scores
from conftest import ROOT
from made_corpora import illegible

from analysis import (
    coding,
    comment_charts,
    corpus,
    display,
    sentiment,
    stance,
    tables,
    uptake,
    words,
)
from analysis.answers import comments_answers, measured_answers, tone_answers, uptake_answers
from analysis.charts import Chart
from analysis.comment_charts import instruments

ATTITUDE = re.compile(
    r"attitude|support|oppos|approv|favou?r|sentiment towards|opinion of the reform|for the reform|against the reform",
    re.IGNORECASE,
)
"""Words that would make a chart of tone one of stance."""


class Study(NamedTuple):
    """A corpus with what notebook 04 makes of it."""

    texts: corpus.Corpus
    replies: pd.DataFrame
    lines: pd.DataFrame
    scores: pd.DataFrame
    scored: pd.DataFrame
    rows: pd.DataFrame
    cues: pd.DataFrame
    suggested: pd.DataFrame
    taken: pd.DataFrame


def study_of(read: scores.Read, use_codes: bool = True) -> Study:
    """All that notebook 04 makes before it shows anything."""
    given = (read.corpus, read.sentences, read.comments)
    named = words.mentions(read.corpus, read.sentences)
    cues = stance.cues(read.corpus, read.comments, read.sentences, named, read.claims)
    suggested = stance.comment_codes(cues)
    codes = coding.comment_codes(read.corpus, read.comments, use_codes, suggested)
    table = sentiment.sentiment(*given)
    return Study(
        read.corpus,
        read.comments,
        read.sentences,
        table,
        sentiment.sentiment_words(*given),
        comments_answers.rows(read.corpus, read.comments, table, codes),
        cues,
        suggested,
        uptake.uptake(read.corpus, read.comments, read.sentences, named),
    )


@pytest.fixture(scope="module")
def seeds() -> Study:
    """The seeds with their codes."""
    return study_of(scores.read())


@pytest.fixture(scope="module")
def uncoded() -> Study:
    """The seeds as a corpus that nobody has coded."""
    return study_of(scores.read(), use_codes=False)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A text without comments, codes or reforms."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "note.txt").write_text("Nobody said what it means.", encoding="utf-8")
    texts = corpus.read(folder)
    none = {
        name: tables.make(name, [])
        for name in ("comments", "sentences", "claims", "times", "segments")
    }
    read = scores.Read(
        texts, none["segments"], none["comments"], none["sentences"], none["times"], none["claims"]
    )
    return study_of(read)


def charts_of(study: Study) -> list[Chart]:
    """The charts of notebook 04."""
    return [
        comment_charts.instruments_by_comment(study.texts, study.rows),
        comment_charts.tone_along(study.texts, study.replies, study.lines, study.scores),
        comment_charts.confusion(study.texts, study.rows),
    ]


def answers_of(study: Study) -> list[Any]:
    """The prose and the tables of notebook 04."""
    texts, replies, rows = study.texts, study.replies, study.rows
    return [
        comments_answers.answer(texts, rows),
        comments_answers.listing(texts, rows),
        comments_answers.tone_and_stance(rows),
        comments_answers.cues(texts, replies, study.cues, study.suggested, rows),
        tone_answers.instruments(rows),
        tone_answers.against_codes(rows),
        tone_answers.between(rows),
        tone_answers.lengths(rows),
        tone_answers.usual(texts, rows),
        tone_answers.misled(texts, rows, study.scored),
        tone_answers.terms(texts, rows, study.scored),
        tone_answers.by_sentence(texts, replies, study.lines, study.scores),
        tone_answers.learning(
            texts, replies, coding.codes(texts, "comment_codes", comments=replies)
        ),
        tone_answers.unscored(texts, replies),
        tone_answers.coders(texts, replies),
        uptake_answers.answer(rows, study.taken),
        uptake_answers.listing(texts, replies, study.taken),
        uptake_answers.phrases(texts, study.taken),
        measured_answers.about(),
        measured_answers.cold(),
    ]


def shown(result: Any) -> str:
    """What a person sees of a result."""
    return (
        str(result)
        if isinstance(result, display.Text)
        else str(display.table(result)._repr_html_())
    )


@pytest.mark.parametrize("name", ["seeds", "uncoded", "bare"])
def test_nothing_fails_for_want_of_comments_or_codes(
    name: str, request: pytest.FixtureRequest
) -> None:
    """With codes, without, and without any comment everything is shown, and every label can be read."""
    study = request.getfixturevalue(name)
    assert all(isinstance(shown(result), str) for result in answers_of(study))
    for chart in charts_of(study):
        assert illegible(chart) == []
        assert chart.alt


def test_no_chart_of_tone_speaks_of_attitude(seeds: Study, uncoded: Study) -> None:
    """No title, label, source or alternative text of a chart drawn from instruments names a stance towards the reform."""
    for study in (seeds, uncoded):
        for chart in charts_of(study):
            labels = [text.get_text() for axes in chart.figure.axes for text in axes.texts]
            own = [
                text
                for text in labels
                if not any(text.strip("… ") in said for said in chart.said.values())
            ]
            for text in [chart.title, chart.source, *own]:
                assert not ATTITUDE.search(text), text
            assert not ATTITUDE.search(chart.alt)


def test_no_title_in_the_house_derives_attitude_from_a_lexicon() -> None:
    """Wherever charts are drawn, none is titled attitude, support or opposition."""
    for path in (ROOT / "analysis").rglob("*.py"):
        for title in re.findall(r'^TITLE = "([^"]+)"', path.read_text("utf-8"), re.MULTILINE):
            assert not ATTITUDE.search(title), path.name


def test_prose_of_tone_names_no_stance(seeds: Study) -> None:
    """What is told of instruments stays with tone; stance is told from codes and cues, and says so."""
    for result in (
        tone_answers.instruments,
        tone_answers.between,
        tone_answers.lengths,
        tone_answers.against_codes,
    ):
        assert not ATTITUDE.search(shown(result(seeds.rows)))


def test_nobody_is_named(seeds: Study) -> None:
    """Names of commenters stand in no answer and no chart."""
    names = list(seeds.replies["author"].dropna())
    said = " ".join(
        [
            *map(shown, answers_of(seeds)),
            *(c.alt + c.source + " ".join(c.said.values()) for c in charts_of(seeds)),
        ]
    )
    assert names
    assert not [name for name in names if name in said]


def test_the_answer_counts_what_the_tables_hold(seeds: Study) -> None:
    """Comments, sides and agreement in the prose are those of a count made here from the tables."""
    said = comments_answers.answer(seeds.texts, seeds.rows).markdown
    codes = coding.codes(seeds.texts, "comment_codes")
    wide = (
        sentiment.by_unit(seeds.scores, "comment")
        .merge(seeds.replies, on=["document", "start", "end"])
        .merge(codes, on=["document", "comment"])
    )
    for name, called in (
        ("textblob", "TextBlob"),
        ("vader", "VADER"),
        ("combined", "the combined instrument"),
    ):
        side = np.array([0 if pd.isna(value) else sentiment.sign(value) for value in wide[name]])
        assert f"{called} in {int((side == np.sign(wide['tone'].to_numpy(int))).sum())}" in said
    assert f"{len(codes)} comments under {codes['document'].nunique()} texts" in said
    assert f"codes: {(codes['tone'] < 0).sum()} negative" in said
    assert f"always saying “negative” would in {(codes['tone'] < 0).sum()}" in said
    two = wide["end"].sub(wide["start"])
    assert "hold 61% of the words" in said
    assert len(two) == 13
    assert "automated coders; no person has checked them yet" in said


def test_every_comment_is_a_row(seeds: Study) -> None:
    """None is lost in putting scores and codes together, and a missing score is said in words."""
    listed = comments_answers.listing(seeds.texts, seeds.rows)
    assert len(listed) == len(seeds.replies)
    assert (listed["combined"] == "no word known").sum() == seeds.rows["combined"].isna().sum() > 0


def test_without_codes_suggestions_say_that_they_are(uncoded: Study) -> None:
    """A suggested stance is marked, a tone is suggested by nothing, and the answer says what is not known."""
    said = comments_answers.answer(uncoded.texts, uncoded.rows).markdown
    assert "No codes stand beside the instruments" in said
    assert "They are suggestions" in said
    assert uncoded.rows["tone"].isna().all()
    listed = comments_answers.listing(uncoded.texts, uncoded.rows)
    assert (
        listed["of the reform"].str.endswith("(suggested)").sum()
        == uncoded.rows["reform_stance"].notna().sum()
        > 0
    )


def test_neither_is_not_told_from_unknown(seeds: Study) -> None:
    """The code for "neither" is also that for "can't tell", and the sentence doesn't choose for it."""
    said = comments_answers.answer(seeds.texts, seeds.rows).markdown
    number = int((seeds.rows["reform_stance"] == 0).sum())
    assert f"{number} are coded “{comments_answers.STANCES[0]}”" in said


def test_the_usual_number_is_shown_with_what_is_wrong_with_it(seeds: Study) -> None:
    """VADER's mean would be called significant; threads are too few, and codes say otherwise."""
    said = tone_answers.usual(seeds.texts, seeds.rows).markdown
    assert "“significantly positive”" in said
    assert "too few clusters (2 of at least 11)" in said
    assert "10 of 13 comments are negative in tone" in said


def test_the_charts_lead_to_their_comments_and_are_the_same_twice(seeds: Study) -> None:
    """Each mark's address is that of a comment or of a sentence of one; two drawings are equal."""
    known = {
        f"{row.document}:{row.start}-{row.end}"
        for row in [*seeds.replies.itertuples(), *seeds.lines.itertuples()]
    }
    for one, two in zip(charts_of(seeds), charts_of(seeds), strict=True):
        assert set(one.marks) <= known
        assert one.marks
        assert one.svg() == two.svg()
    rows = charts_of(seeds)[0]
    assert len(set(rows.marks)) == len(seeds.replies)
    assert rows.alt.count("tone ") > len(seeds.replies)


def test_a_chart_of_many_comments_says_how_many_it_leaves_out(seeds: Study) -> None:
    """A long thread is cut, and the source line tells."""
    many = pd.concat([seeds.rows] * 10, ignore_index=True)
    chart = comment_charts.instruments_by_comment(seeds.texts, many)
    assert f"{len(many)} comments" in chart.source
    assert f"the first {instruments.MOST_ROWS} are drawn" in chart.source


def test_the_matrices_count_every_coded_comment(seeds: Study) -> None:
    """The cells of each instrument add up to the comments that are coded."""
    for row in comment_charts.confusion(seeds.texts, seeds.rows).data:
        assert sum(value for value in row.values() if isinstance(value, int)) == 13


def test_figures_quoted_are_those_measured() -> None:
    """The recommended instrument reads the editorials better than those that it is made of, and the prose says the number on file."""
    found = measured_answers._measured()["instruments"]
    assert found["combined"]["macro_f1"] >= 0.58
    assert found["combined"]["macro_f1"] > max(
        found[name]["macro_f1"] for name in ("textblob", "vader", "vader_domain")
    )
    assert f"macro-F1 of {found['combined']['macro_f1']:.2f}" in measured_answers.about().markdown


def test_phrases_of_authors_lead_to_the_author(seeds: Study) -> None:
    """What readers take up stands in the article."""
    table = uptake_answers.phrases(seeds.texts, seeds.taken)
    assert "brave new world" in set(table["the author’s words"])
    path = Path(str(seeds.texts.folder))
    assert path.name == "seeds"
