"""Answers: computed prose that says how much stands behind it, names no commenter, and never fails for want of data."""

import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from analysis import (
    coding,
    comments,
    corpus,
    display,
    findings,
    segments,
    sentences,
    sentiment,
    tables,
    topics,
    words,
)
from analysis.answers import (
    comments_answers,
    findings_answers,
    keyness_answers,
    themes_answers,
    topics_answers,
    verdict_answers,
    wording,
    words_answers,
)
from analysis.topics import Effort

QUICK = Effort(3, 3, 2, 1)


class Read(NamedTuple):
    """A corpus with the tables that the notebooks make of it."""

    texts: corpus.Corpus
    pieces: pd.DataFrame
    replies: pd.DataFrame
    lines: pd.DataFrame
    rows: pd.DataFrame


@pytest.fixture(scope="module")
def study(seeds: Path) -> Read:
    """The seeds, read by the real rooms."""
    texts = corpus.read(seeds)
    pieces = segments.segments(texts)
    return with_scores(
        texts, pieces, comments.comments(texts, pieces), sentences.sentences(texts, pieces)
    )


@pytest.fixture
def bare(tmp_path: Path) -> Read:
    """One text of one paragraph: no comments, codes, reforms, date or themes of its own."""
    text = "The new timetable was late. Nobody said what it means."
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    texts = corpus.read(tmp_path)
    span = {"document": "note", "start": 0, "end": len(text), "kind": "body"}
    pieces = tables.make("segments", [span | {"rule": "test"}])
    lines = tables.make("sentences", [span | {"voice": "author"}])
    return with_scores(texts, pieces, tables.make("comments", []), lines)


def with_scores(
    texts: corpus.Corpus, pieces: pd.DataFrame, replies: pd.DataFrame, lines: pd.DataFrame
) -> Read:
    """The tables with the instruments' scores and the settled codes put together."""
    scores = sentiment.sentiment(texts, lines, replies)
    codes = coding.comment_codes(texts, replies)
    return Read(texts, pieces, replies, lines, comments_answers.rows(texts, replies, scores, codes))


def everything(read: Read) -> list[Any]:
    """All that the notebooks show of a corpus, in their order."""
    texts, pieces, lines = read.texts, read.pieces, read.lines
    terms, mentions = words.terms(texts, pieces), words.mentions(texts, lines)
    tried = topics.verdict(texts, pieces, (2, 3), effort=QUICK)
    found = topics.topics(texts, pieces, 6, restarts=(1,), bootstraps=3)
    others = {1: topics.topics(texts, pieces, 6, seed=1)}
    compared = words.compare(texts, terms)
    places = words.theme_words(texts, lines)
    themes, held, claims = (
        words.themes(texts),
        words.theme_sentences(texts, lines),
        coding.claims(texts),
    )
    judged = findings.findings(texts, lines, claims)
    return [
        words_answers.answer(texts, terms, mentions),
        words_answers.in_context(texts, lines, "integrat*", read.replies),
        words_answers.context_table(texts, lines, terms, read.replies),
        words_answers.names(texts, mentions),
        words_answers.by_document(texts, terms),
        words_answers.particular(texts, terms),
        words_answers.multiword(texts, words.phrases(texts, pieces)),
        words_answers.evenness(terms),
        words_answers.choices_said(texts),
        words_answers.names_by_year(texts, mentions),
        keyness_answers.answer(compared),
        *(keyness_answers.table(texts, one) for one in compared),
        themes_answers.said(texts, themes, places),
        themes_answers.by_document(texts, themes, places),
        themes_answers.by_year(texts, themes, places, terms),
        themes_answers.entries(texts, themes, places),
        themes_answers.unused(themes, places),
        verdict_answers.answer(tried, found),
        verdict_answers.verdict_table(tried),
        topics_answers.starts(found),
        topics_answers.sentences(texts, lines, found, read.replies),
        topics_answers.judged(texts, found),
        topics_answers.themes_beside(themes, found, places),
        topics_answers.by_text_and_date(texts, tried, found),
        topics_answers.shared_words(texts, terms, lines),
        topics_answers.words_of(texts, found),
        topics_answers.paragraphs(texts, found, read.replies),
        topics_answers.under_seeds(found, others),
        topics_answers.shares(texts, found),
        comments_answers.answer(texts, read.rows),
        comments_answers.listing(texts, read.rows),
        comments_answers.tone_and_stance(read.rows),
        findings_answers.answer(texts, judged),
        findings_answers.matrix(texts, themes, judged),
        findings_answers.report(texts, judged),
        findings_answers.unjudged(texts, themes, judged, held),
        findings_answers.sources(texts, claims),
        findings_answers.comments(texts, themes, held, read.replies),
    ]


def shown(result: Any) -> str:
    """What a person sees of a result."""
    if isinstance(result, display.Table):
        return result._repr_html_()
    return str(result) if isinstance(result, display.Text) else display.table(result)._repr_html_()


def test_a_bare_corpus_gives_plain_sentences(bare: Read) -> None:
    """No comments, codes, reforms or dates: nothing is raised, each answer says what there is not."""
    said = [shown(result) for result in everything(bare)]
    assert all(said)
    assert any("no reader comments" in text for text in said)
    assert any("No reform is named" in text for text in said)
    assert any("Whether topics stand can't be told" in text for text in said)


def test_no_commenter_is_named(study: Read) -> None:
    """Names stay in the source: neither prose nor tables nor the chart show them."""
    named = list(study.replies["author"].dropna())
    assert named
    said = " ".join(shown(result) for result in everything(study))
    assert not [name for name in named if name in said]


def test_the_matrix_quotes_the_evidence_and_nothing_else(study: Read) -> None:
    """A row a text, a column a theme; every address in a cell is one of the evidence of that text."""
    themes, made = words.themes(study.texts), findings.findings(study.texts, study.lines)
    table = findings_answers.matrix(study.texts, themes, made)
    assert table.shape == (len(study.texts), 1 + len({one.theme for one in made}))
    for document, cells in zip(study.texts.by_publication, table.itertuples(), strict=True):
        cited = re.findall(r"[\w.-]+:\d+-\d+", " ".join(cells[2:]))
        known = {corpus.address(*piece[:3]) for one in made for piece in one.of(document)}
        assert cited
        assert set(cited) <= known


def test_every_finding_is_told_whole(study: Read) -> None:
    """Sentence, support, every passage, how sure and what would overturn it, for each."""
    made = findings.findings(study.texts, study.lines, coding.claims(study.texts))
    said = findings_answers.report(study.texts, made).markdown
    for one in made:
        assert display.plain(one.sentence) in said
        assert display.plain(one.overturned_by) in said
        assert all(corpus.address(*piece[:3]) in said for piece in one.pieces)
    assert said.count("**How sure:**") == len(made)


def test_texts_of_one_title_keep_their_own_columns(tmp_path: Path) -> None:
    """Two notes that begin alike are told apart by their identifiers, and none is dropped."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"The same words begin each note. Care {name}.", encoding="utf-8"
        )
    called = wording.columns(corpus.read(tmp_path))
    assert len(set(called.values())) == 2


def test_many_texts_are_not_set_side_by_side(tmp_path: Path) -> None:
    """Beyond a dozen texts a table shows totals."""
    for number in range(13):
        (tmp_path / f"{number}.txt").write_text(f"Note {number} on care.", encoding="utf-8")
    assert wording.columns(corpus.read(tmp_path)) == {}


def test_two_texts_are_both(tmp_path: Path) -> None:
    """Small wholes are said as people say them."""
    assert wording.among(2, 2, "text") == "both texts"
    assert wording.among(0, 0, "comment") == "no comment"
    for name, text in {
        "a": "The wards closed last year, and then they opened again.",
        "b": "A budget failed, so nobody was paid for the work.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    texts = corpus.read(tmp_path)
    terms = words.terms(texts, segments.segments(texts))
    said = words_answers.answer(texts, terms, tables.make("mentions", [])).markdown
    assert "No content word stands in the prose of two authors" in said


def test_the_word_shown_by_default_is_the_commonest(study: Read, bare: Read) -> None:
    """It is computed, so that another corpus has lines to show; a word that is given is taken."""
    terms = words.terms(study.texts, study.pieces)
    own = terms[terms["voice"] == "author"].groupby("form")["count"].sum()
    word = words_answers.commonest(terms)
    assert own[word] == own.max()
    table = words_answers.context_table(study.texts, study.lines, terms, study.replies)
    assert isinstance(table, display.Table)
    assert len(table.frame) == 40
    assert set(table.frame["text"]) == {wording.label(study.texts, name) for name in study.texts}
    assert f"“{word}”, the content word in most texts" in str(table.caption)
    assert "40 of " in str(table.caption)
    mentions = words.mentions(study.texts, study.lines)
    named = words_answers.context_table(
        study.texts, study.lines, terms, study.replies, None, mentions
    )
    assert "“integrated care system”, the name of the reform in most texts" in str(named)
    given = words_answers.context_table(study.texts, study.lines, terms, study.replies, "integrat*")
    assert isinstance(given, display.Table)
    assert given.caption == "Every place of “integrat*”"
    none = words.terms(bare.texts, bare.pieces.iloc[:0])
    assert "no content word" in str(
        words_answers.context_table(bare.texts, bare.lines, none, bare.replies)
    )


def test_exemplars_say_whose_words_they_are(study: Read) -> None:
    """A paragraph of a comment is not taken for one of the author."""
    found = topics.topics(study.texts, study.pieces, 6)
    table = topics_answers.paragraphs(study.texts, found, study.replies, 20)
    known = {f"comment {number}" for number in study.replies["comment"]}
    assert "author" in set(table["voice"])
    assert set(table["voice"]) & known
    assert set(table["voice"]) <= known | {"author"}


def test_the_verdict_is_said_with_its_numbers(study: Read) -> None:
    """Five texts: none stands, why, and that this is no finding about what they speak of; shares by date are not drawn."""
    tried = topics.verdict(study.texts, study.pieces, effort=QUICK)
    found = topics.topics(study.texts, study.pieces, 4)
    said = verdict_answers.answer(tried, found).markdown
    assert "No topics stand in these texts" in said
    assert "no finding about what the texts are about" in said
    assert f"{tried.units} paragraphs and comments" in said
    assert set(verdict_answers.verdict_table(tried)["stands"]) == {"no"}
    shown = topics_answers.by_text_and_date(study.texts, tried, found)
    assert "a rise or fall of chance" in str(shown)
    rows = tried.rows.assign(supported=True)
    stands = verdict_answers.answer(tried._replace(rows=rows), found).markdown
    assert "**Topics stand.**" in stands
    table = topics_answers.by_text_and_date(study.texts, tried._replace(rows=rows), found)
    assert isinstance(table, display.Table)
    assert len(table.frame) == len(study.texts)


def test_what_a_reader_holds_of_topics_is_shown(study: Read, tmp_path: Path) -> None:
    """A label written into the file stands in the notebook; without one it says how to write it."""
    copied = tmp_path / "copied"
    shutil.copytree(study.texts.folder, copied)
    texts = corpus.read(copied)
    found = topics.topics(texts, study.pieces, 3)
    assert "codes topics" in str(topics_answers.judged(texts, found))
    lines = topics.sheet(texts, found).splitlines()
    lines[1] += "the commons of it"
    (copied / topics.FILE).write_text("\n".join(lines), encoding="utf-8")
    table = topics_answers.judged(corpus.read(copied), found)
    assert isinstance(table, display.Table)
    assert "the commons of it" in set(table.frame["why"])


def test_what_only_words_found_is_said_to_be_found_by_words(study: Read) -> None:
    """Without a researcher's findings no sentence says what authors hold: it names the words' sentences."""
    themes = words.themes(study.texts)
    made = findings.findings(study.texts, study.lines, use_codes=False)
    said = findings_answers.answer(study.texts, made).markdown
    for theme in themes.values():
        assert said.count(f"Words listed to find where {theme.says}") == 1
    assert "Nobody has judged these sentences" in said
