"""Topics: the same lists from the same words, whatever their order, and a plain sentence where there are none."""

from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analysis import corpus, tables, topics
from analysis.topics import Topics

THEMES = {
    "money": [
        "budget",
        "funding",
        "money",
        "costs",
        "savings",
        "finance",
        "tariff",
        "spending",
        "contract",
        "overspend",
    ],
    "wards": [
        "hospital",
        "ward",
        "nurse",
        "surgeon",
        "beds",
        "theatre",
        "admission",
        "discharge",
        "emergency",
        "matron",
    ],
    "law": [
        "statute",
        "parliament",
        "bill",
        "clause",
        "court",
        "ruling",
        "judge",
        "lawful",
        "duty",
        "section",
    ],
}


def planted(folder: Path, names: tuple[str, str, str] = ("a", "b", "c")) -> corpus.Corpus:
    """Three documents, each with paragraphs of all three themes."""
    folder.mkdir(exist_ok=True)
    draw = Random(20240101)
    for name in names:
        paragraphs = [
            "The " + " and the ".join(draw.sample(listed, 7)) + "."
            for _ in range(4)
            for listed in THEMES.values()
        ]
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return corpus.read(folder)


def bodies(texts: corpus.Corpus) -> pd.DataFrame:
    """Every paragraph as a segment of body text."""
    rows = []
    for document in texts:
        at = 0
        for paragraph in texts[document].split("\n\n"):
            rows.append(
                {
                    "document": document,
                    "start": at,
                    "end": at + len(paragraph),
                    "kind": "body",
                    "rule": "test",
                }
            )
            at += len(paragraph) + 2
    return tables.make("segments", rows)


def one_text(folder: Path, text: str) -> Topics:
    """Three topics asked of one text."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    texts = corpus.read(folder)
    return topics.topics(texts, bodies(texts), 3)


def test_planted_themes_are_found(tmp_path: Path) -> None:
    """Three sets of words that never mix give three lists, each from one set."""
    texts = planted(tmp_path)
    found = topics.word_lists(topics.topics(texts, bodies(texts), 3))
    assert len(found) == 3
    assert {
        frozenset(name for name, words in THEMES.items() if set(listed) & set(words))
        for listed in found.values()
    } == {
        frozenset({"money"}),
        frozenset({"wards"}),
        frozenset({"law"}),
    }


@pytest.mark.parametrize("seed", [None, 1])
def test_the_same_texts_give_the_same_bytes(tmp_path: Path, seed: int | None) -> None:
    """Both tables, written, are equal from run to run, from the exact start and from a seed."""
    texts = planted(tmp_path)
    first, second = (topics.topics(texts, bodies(texts), 3, seed) for _ in range(2))
    assert tables.to_csv("topic_words", first.words) == tables.to_csv("topic_words", second.words)
    assert tables.to_csv("topic_shares", first.shares) == tables.to_csv(
        "topic_shares", second.shares
    )


def test_the_order_and_names_of_documents_change_nothing(tmp_path: Path) -> None:
    """Files that are named otherwise and rows in another order give equal words and weights."""
    texts, renamed = planted(tmp_path / "one"), planted(tmp_path / "two", ("z", "m", "a"))
    pieces = bodies(texts)
    plain = topics.topics(texts, pieces, 3)
    shuffled = topics.topics(texts, pieces.sample(frac=1, random_state=5), 3)
    other = topics.topics(renamed, bodies(renamed), 3)
    assert tables.to_csv("topic_words", shuffled.words) == tables.to_csv("topic_words", plain.words)
    assert tables.to_csv("topic_words", other.words) == tables.to_csv("topic_words", plain.words)
    assert sorted(other.shares["share"].round(6)) == sorted(plain.shares["share"].round(6))


def test_shares_and_weights_are_parts_of_one(tmp_path: Path) -> None:
    """The shares of a unit add up to 1; the weights of a topic's first words to no more."""
    texts = planted(tmp_path)
    found = topics.topics(texts, bodies(texts), 3)
    sums = found.shares.groupby(["document", "start"])["share"].sum()
    assert sums.to_numpy() == pytest.approx(1, abs=1e-6)
    assert (found.words.groupby("topic")["weight"].sum() <= 1 + 1e-9).all()


def test_a_near_copy_counts_once(tmp_path: Path) -> None:
    """A pull-quote that was taken for a paragraph adds no weight."""
    (tmp_path / "a.txt").write_text(
        "The budget of the hospital ward pays nurses and surgeons in court.\n\n"
        "The budget of the hospital ward pays nurses and surgeons.\n\n"
        "Parliament reads a bill on hospital nurses.",
        encoding="utf-8",
    )
    texts = corpus.read(tmp_path)
    assert topics.topics(texts, bodies(texts), 2).copies == 1


def test_furniture_is_no_unit(tmp_path: Path) -> None:
    """Only body, list items and comments are read; a comment of several paragraphs is one unit."""
    texts = planted(tmp_path)
    pieces = bodies(texts)
    pieces.loc[pieces["document"] == "a", "kind"] = "boilerplate"
    pieces.loc[pieces["document"] == "b", ["kind", "comment"]] = ["comment", 1]
    found = topics.topics(texts, pieces, 2)
    assert "a" not in set(found.shares["document"])
    own = found.shares[found.shares["document"] == "b"]
    assert len(own.drop_duplicates(["start", "end"])) == 1
    assert (own["end"] == len(texts["b"])).all()


@pytest.mark.parametrize(
    "text",
    [
        "Care.",
        "Two sentences. Of no length.",
        "and the of\n\nthe and of\n\nof the and",
        "jam\n\njam jam\n\njam jam jam",
        "budget hospital\n\nhospital budget money\n\nmoney budget hospital ward",
    ],
    ids=[
        "one word",
        "two sentences",
        "all stop words",
        "one word repeated",
        "more topics than units",
    ],
)
def test_a_weak_corpus_gives_a_sentence_and_empty_tables(tmp_path: Path, text: str) -> None:
    """Nothing is raised and nothing is made up."""
    found = one_text(tmp_path, text)
    assert found.words.empty
    assert found.shares.empty
    assert found.note.endswith(".")
    tables.check("topic_words", found.words)
    tables.check("topic_shares", found.shares)


def test_the_same_words_in_every_paragraph_raise_nothing(tmp_path: Path) -> None:
    """A matrix of lower rank than the number of topics is factored without a warning."""
    words = ["budget", "hospital", "money", "ward"]
    turns = [words[turn:] + words[:turn] for turn in range(4)] + [
        words[::-1],
        words[1::-1] + words[2:],
    ]
    text = "\n\n".join(" ".join(turn) for turn in turns)
    found = one_text(tmp_path, text)
    assert len(found.words) > 0


def test_fewer_than_two_topics_are_refused(tmp_path: Path) -> None:
    """One list of all words is no answer to anything."""
    texts = planted(tmp_path)
    with pytest.raises(ValueError, match="ask for 2 or more"):
        topics.topics(texts, bodies(texts), 1)


def test_words_under_other_seeds_stand_beside(tmp_path: Path) -> None:
    """A list is fully shared with itself, and compared once with each seed."""
    texts = planted(tmp_path)
    found = topics.topics(texts, bodies(texts), 3)
    lengths = [len(listed) for listed in topics.word_lists(found).values()]
    assert list(topics.beside(found, {0: found})["shared"]) == lengths
    others = {seed: topics.topics(texts, bodies(texts), 3, seed) for seed in (1, 2)}
    assert len(topics.beside(found, others)) == 6
