"""The verdict on topics: noise is never called a topic, what was planted is found, and every measure is counted rightly."""

import itertools
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import planted
import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from scores import floors

from analysis import corpus, segments, tables, topics
from analysis.topics import Bags, Effort, Verdict, Windows, npmi_table

QUICK = Effort(5, 4, 2, 1)
UNITS = st.lists(
    st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=8), min_size=1, max_size=9
)


@pytest.fixture(scope="module")
def of_seeds() -> Bags:
    """The paragraphs and comments of the seeds."""
    texts = corpus.read(SEEDS)
    read, _, _ = topics.units(texts, segments.segments(texts))
    return topics.of_units(read)


@pytest.fixture(scope="module")
def on_seeds(of_seeds: Bags) -> Verdict:
    """The whole verdict on the seeds, as the notebook gives it."""
    return topics.try_numbers(of_seeds)


@given(UNITS, st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_windows_are_counted_as_by_hand(units: list[list[str]], width: int) -> None:
    """Sets of the words of each window, made one by one, hold the same pairs as often."""
    whole = topics.bags(units)
    by_hand = [
        set(unit[at : at + width]) for unit in units for at in range(max(1, len(unit) - width + 1))
    ]
    both, total = Windows(whole, width).together(np.arange(len(whole.terms)))
    assert total == len(by_hand)
    for a, b in itertools.product(range(len(whole.terms)), repeat=2):
        pair = {whole.terms[a], whole.terms[b]}
        assert both[a, b] == sum(pair <= window for window in by_hand)


@given(UNITS, st.data())
@settings(max_examples=40, deadline=None)
def test_windows_of_some_units_are_those_of_a_corpus_of_them(
    units: list[list[str]], data: st.DataObject
) -> None:
    """Holding units out counts what a corpus of the others counts."""
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(units), max_size=len(units))))
    whole = topics.bags(units)
    part = topics.bags([unit for unit, keep in zip(units, kept, strict=True) if keep] or [["z"]])
    shared = [term for term in whole.terms if term in part.terms]
    if not kept.any() or not shared:
        return
    ours, total = Windows(whole, 3).together([whole.terms.index(term) for term in shared], kept)
    theirs, same = Windows(part, 3).together([part.terms.index(term) for term in shared])
    assert total == same
    assert np.array_equal(ours, theirs)


def test_npmi_is_that_of_its_formula() -> None:
    """Together always 1, never -1, by chance 0; with an absent word 0."""
    both = np.array([[4.0, 1, 0, 0], [1, 4, 0, 0], [0, 0, 4, 0], [0, 0, 0, 0]])
    table = npmi_table(both, 16)
    assert table[0, 1] == pytest.approx(0)
    assert table[0, 2] == -1
    assert table[0, 3] == 0
    assert npmi_table(np.array([[4.0, 4], [4, 4]]), 16)[0, 1] == pytest.approx(1)
    assert npmi_table(np.array([[4.0, 2], [2, 8]]), 16)[0, 1] == pytest.approx(
        math.log(2 * 16 / (4 * 8)) / -math.log(2 / 16)
    )


def test_words_transfer_that_meet_elsewhere_too() -> None:
    """Two words that meet in the other text as well are above nought, two that meet by chance near it, two that it lacks below."""
    one = [
        ["care", "ward"],
        ["care", "ward"],
        ["tax", "rate"],
        ["tax", "rate"],
        ["home", "ward"],
    ] * 4
    other = [["care", "ward"], ["care", "ward"], ["home"], ["home"], ["home"]] * 4
    whole = topics.bags(one + other)
    held_out = np.arange(len(one + other)) >= len(one)
    place = {term: at for at, term in enumerate(whole.terms)}
    lists = [np.array([place[a], place[b]]) for a, b in (("care", "ward"), ("tax", "rate"))]
    meets, misses = Windows(whole).transfer(lists, held_out)
    assert meets > 0.2
    assert misses < -0.2
    # By hand: 8 of 20 windows hold both; care is in 8, ward in 12 of the other 20 windows.
    by_hand = math.log((8 + 0.5) / (8 / 20 * 12 / 20 * 20 + 0.5)) / -math.log((8 + 0.5) / (20 + 1))
    assert meets == pytest.approx(by_hand)


@given(UNITS, st.integers(0, 9))
def test_shuffling_keeps_lengths_and_frequencies(units: list[list[str]], seed: int) -> None:
    """Words are dealt anew: every unit as long, every word as frequent as before."""
    whole = topics.bags(units)
    noise = topics.shuffled(whole, np.random.default_rng(seed))
    assert np.array_equal(noise.lengths, whole.lengths)
    assert sorted(noise.flat.tolist()) == sorted(whole.flat.tolist())


def test_paired_topics_share_most_words() -> None:
    """The order of topics doesn't matter; each is paired once."""
    one = [np.array([0, 1, 2]), np.array([3, 4, 5])]
    other = [np.array([3, 4, 9]), np.array([0, 1, 2])]
    assert topics.matched(one, other) == [(0, 1, 3), (1, 0, 2)]
    assert topics.overlap(one, one) == topics.overlap(one, one[::-1])


def test_no_topics_stand_in_the_seeds(on_seeds: Verdict) -> None:
    """Five texts are too few and too unlike: no number is supported, and each lies where noise lies."""
    assert on_seeds.supported == []
    assert on_seeds.rows["topics"].tolist() == [2, 3, 4, 5, 6]
    tables.check("topic_verdict", on_seeds.rows)
    tables.check("topic_tests", on_seeds.tests)
    for row in on_seeds.rows.itertuples():
        assert -0.30 < row.coherence < -0.10
        assert 0.15 < row.stability < 0.40
    across = on_seeds.tests[on_seeds.tests["measure"] == "across_documents"]
    assert (across["value"] < 0).all()
    assert on_seeds.near == [on_seeds.best]


def test_shuffled_words_are_no_topics(of_seeds: Bags) -> None:
    """Four corpora of the seeds' words dealt anew: topics in none (the full run of a hundred is `make alarms`)."""
    alarms = [
        seed
        for seed in range(4)
        if topics.try_numbers(
            planted.without_topics(of_seeds, seed), effort=QUICK, seed=seed
        ).supported
    ]
    assert alarms == []


def test_planted_themes_are_found() -> None:
    """Five themes in short texts: five topics do best, and nine texts of ten are put where they belong."""
    whole, labels = planted.planted(3, number=1200)
    tried = topics.try_numbers(whole, (3, 5, 8), effort=Effort(4, 3, 2, 1))
    assert tried.best == 5
    assert 5 in tried.near
    assert 5 in tried.supported
    found = topics.fit(tried.method, topics.counts(topics.reduced(whole)), 5)
    purity = planted.purity(labels, found.shares.argmax(axis=1).tolist())
    assert purity >= floors()["planted_purity"]
    mixed = topics.fit("mixture", topics.counts(topics.reduced(whole)), 5)
    assert (
        planted.purity(labels, mixed.shares.argmax(axis=1).tolist()) >= floors()["planted_purity"]
    )


def test_short_shuffled_texts_are_no_topics() -> None:
    """The same words dealt anew hold nothing, also where there are many texts."""
    noise = planted.without_topics(planted.planted(3, number=1200)[0], 1)
    assert topics.try_numbers(noise, (3, 5), effort=Effort(4, 4, 2, 1)).supported == []


def test_topics_that_are_just_the_texts_do_not_stand() -> None:
    """Five texts with a vocabulary each: lists hold up in their own text's paragraphs, but in no other text."""
    made, labels = planted.texts(11, number=150, themes=5, own=0.8, stray=0.0)
    tried = topics.try_numbers(topics.bags(made, [str(label) for label in labels]), (5,))
    of = tried.tests.set_index("measure")
    assert of.loc["coherence", "beaten"]
    assert of.loc["stability", "beaten"]
    assert not of.loc["across_documents", "beaten"]
    assert of.loc["document_share", "value"] > 0.8
    assert tried.supported == []


def test_the_mixture_is_taken_where_it_is_better() -> None:
    """Long units get factors unasked; a method that is asked for is taken."""
    made, _ = planted.texts(5, number=150, themes=2, mean=40.0)
    assert topics.try_numbers(topics.bags(made), (2,), effort=Effort(3, 2, 2, 1)).method == "nmf"
    asked = topics.try_numbers(topics.bags(made), (2,), "mixture", Effort(3, 2, 2, 1))
    assert asked.method == "mixture"
    assert set(asked.tests["method"]) == {"mixture"}


def test_the_order_of_documents_changes_no_verdict(tmp_path: Path) -> None:
    """Files under other names, so in another order, give the same table."""
    made, labels = planted.texts(7, number=60, themes=3)
    verdicts = []
    for turn, names in enumerate((("a", "b", "c"), ("z", "m", "c"))):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for label, name in enumerate(names):
            own = [" ".join(text) for text, of in zip(made, labels, strict=True) if of == label]
            (folder / f"{name}.txt").write_text("\n\n".join(own), encoding="utf-8")
        texts = corpus.read(folder)
        rows = [
            {"document": name, "start": at, "end": at + len(part), "kind": "body", "rule": "test"}
            for name in texts
            for at, part in _parts(texts[name])
        ]
        tried = topics.verdict(texts, tables.make("segments", rows), (2, 3), effort=QUICK)
        verdicts.append(tables.to_csv("topic_verdict", tried.rows))
    assert verdicts[0] == verdicts[1]


def _parts(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append((at, part))
        at += len(part) + 2
    return found


@pytest.mark.slow
def test_one_thread_or_two_give_the_same_tables() -> None:
    """Weights, shares and verdict written to six digits are equal whatever number of threads reckons them."""
    code = (
        "from analysis import corpus, segments, tables, topics\n"
        "from analysis.topics import Effort\n"
        f"texts = corpus.read({str(SEEDS)!r})\n"
        "pieces = segments.segments(texts)\n"
        "found = topics.topics(texts, pieces, 5, restarts=(1,), bootstraps=5)\n"
        "tried = topics.verdict(texts, pieces, (3, 5), effort=Effort(3, 2, 2, 1))\n"
        "print(tables.to_csv('topic_words', found.words), tables.to_csv('topic_shares', found.shares), tables.to_csv('topic_tests', tried.tests))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000


@pytest.mark.parametrize(
    "units",
    [
        [],
        [["care"]],
        [["care", "money"], ["money"]],
        [["jam"] * 9] * 40,
        [[]] * 30,
        [[chr(97 + at)] for at in range(26)],
    ],
    ids=[
        "nothing",
        "one unit",
        "two sentences",
        "one word repeated",
        "only stop words",
        "no word shared",
    ],
)
def test_a_weak_corpus_gives_a_sentence_and_empty_tables(units: list[list[str]]) -> None:
    """Nothing is raised, nothing is made up; the note says what there was and what it takes."""
    tried = topics.try_numbers(topics.bags(units, ["a"] * len(units)))
    assert tried.rows.empty
    assert tried.tests.empty
    assert tried.note.endswith(".")
    assert "too few" in tried.note
    assert tried.best is None
    assert tried.supported == tried.near == []
    tables.check("topic_verdict", tried.rows)
    tables.check("topic_tests", tried.tests)


def test_one_document_has_no_measures_of_documents() -> None:
    """What compares texts is left out of the table, and the verdict rests on the others."""
    made, _ = planted.texts(2, number=60, themes=2, own=0.7)
    tried = topics.try_numbers(topics.bags(made, ["only"] * len(made)), (2,), effort=QUICK)
    assert set(tried.tests["measure"]) == {"coherence", "stability", "seeds"}
    assert tried.rows["document_share"].isna().all()


def test_a_large_corpus_is_tried_on_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many units are drawn, and how many there were is said."""
    monkeypatch.setattr("analysis.topics.trying.MOST_UNITS", 80)
    made, _ = planted.texts(2, number=200, themes=2)
    tried = topics.try_numbers(topics.bags(made), (2,), effort=Effort(3, 2, 2, 1))
    assert (tried.units, tried.drawn_from) == (80, 200)


@pytest.fixture(scope="module")
def three(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[corpus.Corpus, pd.DataFrame, topics.Topics]:
    """The seeds copied, with three topics of them."""
    folder = tmp_path_factory.mktemp("judged")
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    texts = corpus.read(folder)
    pieces = segments.segments(texts)
    return texts, pieces, topics.topics(texts, pieces, 3, restarts=(1, 2), bootstraps=8)


def test_every_first_word_has_a_keep_rate(
    three: tuple[corpus.Corpus, pd.DataFrame, topics.Topics],
) -> None:
    """A share of the bootstraps; without bootstraps there is none."""
    texts, pieces, found = three
    rates = found.words["keep_rate"]
    assert rates.between(0, 1).all()
    assert (rates * 8 % 1 == 0).all()
    assert topics.topics(texts, pieces, 3).words["keep_rate"].isna().all()
    assert found.start == topics.EXACT
    assert [start.name for start in found.starts] == ["exact", "seed 1", "seed 2"]
    assert found.starts[0].shared == pytest.approx(1)
    assert all(0 <= start.shared <= 1 for start in found.starts)
    assert topics.EXACT in topics.near_optimal(found)


def test_words_most_a_topics_own_are_rare_in_the_others(
    three: tuple[corpus.Corpus, pd.DataFrame, topics.Topics],
) -> None:
    """FREX lists share no word here, unlike the lists by frequency."""
    lists = list(topics.frex(three[2]).values())
    assert all(lists)
    assert not set(lists[0]) & set(lists[1])


def test_best_sentences_have_addresses(
    three: tuple[corpus.Corpus, pd.DataFrame, topics.Topics],
) -> None:
    """Each is a sentence of the table, the best of each topic first."""
    from analysis import sentences

    texts, pieces, found = three
    lines = sentences.sentences(texts, pieces)
    best = topics.best_sentences(texts, lines, found, 4)
    assert best.groupby("topic").size().eq(4).all()
    assert best.groupby("topic")["score"].apply(lambda scores: scores.is_monotonic_decreasing).all()
    merged = best.merge(lines, on=["document", "start", "end"], validate="many_to_one")
    assert len(merged) == len(best)


def test_judgements_follow_the_words_not_the_number(
    three: tuple[corpus.Corpus, pd.DataFrame, topics.Topics],
) -> None:
    """What was said of a list stays with it when numbers change; of a list that is gone it is kept and said to be."""
    texts, _, found = three
    path = texts.folder / topics.FILE
    path.parent.mkdir()
    rows = topics.sheet(texts, found).splitlines()
    assert rows[0] == ",".join(topics.COLUMNS)
    second = rows[2].removesuffix(",,,").removeprefix("2,")
    path.write_text(
        f'topic,words,label,verdict,why\n7,{second},wards,Keep,about beds\n1,"x, y, z",old,reject,gone\n',
        encoding="utf-8",
    )
    held = topics.judgements(texts, found)
    assert held.set_index("topic").loc[2, "label"] == "wards"
    assert held.set_index("topic").loc[2, "verdict"] == "keep"
    assert held[held["topic"].isna()]["label"].tolist() == ["old"]
    assert topics.sheet(texts, found).count("wards") == 1
    assert "old" in topics.sheet(texts, found)
    path.unlink()
    path.parent.rmdir()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("topic,words\n1,a", "lacks the columns label, verdict, why"),
        (
            'topic,words,label,verdict,why\n1,"a, b",x,maybe,y',
            "has 'maybe' in line 2, which is no verdict; known are keep, reject",
        ),
        ("topic;words;label;verdict;why\n1;;x;keep;y", "lacks the words of the topic in line 2"),
    ],
)
def test_a_faulty_file_of_judgements_is_refused(tmp_path: Path, content: str, message: str) -> None:
    """File, line and what to do."""
    (tmp_path / "a.txt").write_text("Care.", encoding="utf-8")
    (tmp_path / "codes").mkdir()
    (tmp_path / topics.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        topics.read_judgements(corpus.read(tmp_path))
    assert topics.FILE in str(error.value)
