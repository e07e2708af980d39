"""Stance: what comments hold of article and reform, by words that say so; and the cases in which that can't be told."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
import scores
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from patience import within

from analysis import coding, corpus, lexicons, sentences, stance, tables, words
from analysis.stance import names

READINGS = ("article_stance", "reform_stance")
INVENTED = Path(__file__).with_name("stance_comments.toml")


class Read(NamedTuple):
    """Suggestions beside the codes that they should meet, and the cues behind them."""

    both: pd.DataFrame
    cues: pd.DataFrame
    texts: corpus.Corpus


@pytest.fixture(scope="module")
def seeds() -> Read:
    """The seeds, read without their codes, and then set beside them."""
    read = scores.read()
    named = words.mentions(read.corpus, read.sentences)
    found = stance.cues(read.corpus, read.comments, read.sentences, named, read.claims)
    return _beside(read.corpus, found, coding.codes(read.corpus, "comment_codes"))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The invented threads as a corpus; what each article holds of its reform is given by claims."""
    folder = tmp_path_factory.mktemp("threads")
    threads = tomllib.loads(INVENTED.read_text(encoding="utf-8"))["thread"]
    catalogue, known = [], []
    replies: list[dict[str, Any]] = []
    codes: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for number, thread in enumerate(threads):
        name, text = f"t{number}", "The article itself says much.\n\n"
        claims += [_claim(name, at, thread["article"]) for at in range(6) if thread["article"]]
        for place, remark in enumerate(thread["comments"], 1):
            span = {"document": name, "comment": place}
            start = len(text)
            replies.append(
                {**span, "start": start, "end": start + len(remark["said"]), "thread": name}
            )
            codes.append(
                {
                    **span,
                    "article_stance": remark["article"],
                    "reform_stance": remark["reform"],
                    "origin": "person",
                }
            )
            text += remark["said"] + "\n\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        catalogue.append(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\nreform = "r{number}"\n'
        )
        known.append(
            f'[reforms.r{number}]\nname = "{thread["reform"]}"\nnames = ["{thread["reform"]}"]\n'
        )
    (folder / "corpus.toml").write_text("\n".join(catalogue), encoding="utf-8")
    (folder / "reforms.toml").write_text("\n".join(known), encoding="utf-8")
    texts = corpus.read(folder)
    remarks = tables.make("comments", replies)
    said = [
        {
            "document": row["document"],
            "comment": row["comment"],
            "start": a,
            "end": b,
            "kind": "comment",
            "voice": "commenter",
        }
        for row in replies
        for a, b in sentences.find_sentences(texts[row["document"]], row["start"], row["end"])
    ]
    lines = tables.make("sentences", said)
    found = stance.cues(
        texts, remarks, lines, words.mentions(texts, lines), tables.make("claims", claims)
    )
    return _beside(texts, found, tables.make("comment_codes", codes))


def _claim(document: str, at: int, value: int) -> dict[str, Any]:
    return {
        "document": document,
        "start": at,
        "end": at + 1,
        "text": "x",
        "kind": "criticism" if value < 0 else "endorsement",
        "stance": value,
        "attributed_to": "speaker",
        "tense": "present",
        "origin": "rule",
    }


def _beside(texts: corpus.Corpus, found: pd.DataFrame, codes: pd.DataFrame) -> Read:
    suggested = stance.comment_codes(found)
    both = codes.merge(
        suggested,
        on=["document", "comment"],
        how="left",
        suffixes=("", "_suggested"),
        validate="one_to_one",
    )
    return Read(both, found, texts)


def tally(read: Read, reading: str) -> Counter[str]:
    """How suggestions lie to the codes: right, unread, opposite, or given where the code is nought or the other way round."""
    found: Counter[str] = Counter()
    for code, said in zip(read.both[reading], read.both[f"{reading}_suggested"], strict=True):
        if code != 0:
            found["settled"] += 1
        if pd.isna(said):
            found["unread" if code else "empty where nought"] += 1
        elif code == 0:
            found["given where nought"] += 1
        else:
            found["right" if said == code else "opposite"] += 1
    return found


@pytest.mark.parametrize("reading", READINGS)
def test_no_suggestion_for_the_seeds_is_opposite_to_its_code(seeds: Read, reading: str) -> None:
    """At least five of the settled codes that aren't nought are met, and none is turned round."""
    found = tally(seeds, reading)
    assert found["opposite"] == 0
    assert found["right"] >= 5
    assert found["given where nought"] <= 1


@pytest.mark.parametrize(("reading", "right"), [("article_stance", 0.85), ("reform_stance", 0.7)])
def test_invented_comments_on_other_reforms_are_read(
    invented: Read, reading: str, right: float
) -> None:
    """Buses, schools, courts and police: most stances are found, hardly one is turned round."""
    found = tally(invented, reading)
    assert found["right"] >= right * found["settled"]
    assert found["opposite"] == 0
    assert found["given where nought"] <= 2


def test_every_phrase_finds_what_it_says() -> None:
    """An entry of the data that does not do what its examples say can't be kept."""
    sections = [name for name in lexicons.load("stance") if name != "fragments"]
    faults = [
        fault
        for name in sections
        for one in lexicons.patterns("stance", name)
        for fault in one.faults()
    ]
    assert faults == []


def test_sarcasm_is_flagged_and_never_coded(seeds: Read) -> None:
    """All three settled cases are among the candidates; no candidate becomes a code."""
    assert seeds.both["sarcasm_suggested"].isna().all()
    flagged = seeds.cues[seeds.cues["reading"] == "sarcasm"]
    assert flagged["value"].isna().all()
    settled = seeds.both[seeds.both["sarcasm"]]
    keys = set(zip(flagged["document"], flagged["comment"], strict=True))
    assert set(zip(settled["document"], settled["comment"], strict=True)) <= keys


def test_without_a_cue_there_is_no_reading(seeds: Read) -> None:
    """A comment for which nothing is suggested has no row, so that nothing looks like a nought."""
    suggested = seeds.both.dropna(subset=["origin_suggested"])
    filled = suggested[[f"{name}_suggested" for name in (*READINGS, "about_reform")]]
    assert filled.notna().any(axis=1).all()
    assert not (filled[[f"{name}_suggested" for name in READINGS]] == 0).any(axis=None)


def rules(text: str, **more: Any) -> set[str]:
    """The cues of a comment that stands alone, by sentence."""
    spans = [tuple(span) for span in sentences.find_sentences(text)]
    return {cue.rule for cue in stance.find_cues(text, sentences=spans, **more)}


@pytest.mark.parametrize(
    "text",
    [
        "He said: “I agree with the author of this article.”",
        "@jo I completely agree.",
        "I agree with much of this, but the cost is too high.",
        "A blind spot on human nature.",
        "Great Western Railway",
        "The letters read: “great article, well said”",
        "It is not a great article.",
    ],
)
def test_agreement_that_is_no_agreement_with_the_article_is_no_cue(text: str) -> None:
    """Quoted, meant for another reader, taken back, or only alike in its letters."""
    assert not {rule for rule in rules(text) if rule.startswith("agrees.")}


def test_agreement_with_the_author_by_name_counts() -> None:
    """An answer that names the article's author is one to the article."""
    text = "@Ann Writer you are spot on"
    assert not {rule for rule in rules(text) if rule.startswith("agrees")}
    assert "agrees.spot_on" in rules(text, author="Ann Writer")


def test_words_against_something_else_are_not_against_the_reform() -> None:
    """The bus stop may be a disgrace; only a sentence about the reform, or one that goes on with it, counts."""
    assert "against.failure" not in rules("The bus stop is a disgrace.")
    assert "against.failure" in rules("This reform is a disgrace.")
    assert "against.failure" in rules("They brought in this reform. It is a disgrace.")
    assert "against.failure" not in rules(
        "They brought in this reform. The bus stop is a disgrace."
    )


def test_a_negated_or_supposed_judgement_is_none() -> None:
    """What is said not to be a disaster is none."""
    for text in ("This reform is not a disaster.", "If this reform is a disaster, so be it."):
        assert "against.failure" not in rules(text)


def test_misspelt_names_are_names() -> None:
    """One letter of a long word, two of a very long one; never a plural, nor another word."""
    pairs = frozenset({("integrated", "care"), ("academies", "programme")})
    assert names.misspelt("a intergrated care job", 0, 22, pairs) == [(2, 18)]
    assert names.misspelt("the acadamies programme", 0, 23, pairs) == [(4, 23)]
    assert names.misspelt("integrated care, integrated cars", 0, 32, pairs) == []
    assert names.misspelt("the academy programmes", 0, 22, pairs) == []


TEXTS = st.lists(
    st.sampled_from(
        [
            "I",
            "agree",
            "spot",
            "on",
            ".",
            "!",
            "?",
            "but",
            "not",
            "this",
            "reform",
            "is",
            "a",
            "disaster",
            "“",
            "”",
            '"',
            "@jo",
            "Great",
            "article",
            "\n\n",
            "you",
            "are",
            "wrong",
            "so",
            "let's",
            "😀",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(TEXTS, st.text(max_size=20))
def test_cues_lie_in_their_comment(text: str, before: str) -> None:
    """What stands before a comment moves its cues and changes nothing else."""
    alone = stance.find_cues(text)
    moved = stance.find_cues(before + "\n" + text, len(before) + 1)
    shift = len(before) + 1
    assert all(0 <= cue.start < cue.end <= len(text) for cue in alone)
    assert [cue._replace(start=cue.start - shift, end=cue.end - shift) for cue in moved] == alone


@pytest.mark.parametrize("text", ["", "😀", "Mae’r gofal yn dda iawn", "…", "\n\n"])
def test_nothing_to_find_is_no_error(text: str) -> None:
    """Emptiness, emoji and Welsh hold no cue."""
    assert stance.find_cues(text) == []


@within(20)
def test_a_very_long_comment_ends() -> None:
    """Thirty thousand words cost what they weigh."""
    text = "I agree but this reform is not a disaster said the man with “a great article”. " * 2_000
    assert stance.find_cues(
        text, sentences=[tuple(span) for span in sentences.find_sentences(text)]
    )


def test_the_order_of_documents_changes_nothing() -> None:
    """Tables read the other way round give the same cues."""
    read = scores.read()
    named = words.mentions(read.corpus, read.sentences)
    there = stance.cues(read.corpus, read.comments, read.sentences, named, read.claims)
    turned = [table.iloc[::-1] for table in (read.comments, read.sentences, named, read.claims)]
    assert stance.cues(read.corpus, *turned).equals(there)


def test_the_room_reads_no_list_of_feeling_words() -> None:
    """Stance isn't tone: nothing here asks an instrument of sentiment."""
    for path in (ROOT / "analysis" / "stance").glob("*.py"):
        assert "import sentiment" not in path.read_text("utf-8")
        assert "analysis.sentiment" not in path.read_text("utf-8")
