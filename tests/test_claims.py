"""Claims: where they stand, what is said of them, and that no text is read with weights its own codes have moved."""

import json
import random
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
import scores
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within

from analysis import claims as room
from analysis import coding, comments, corpus, lexicons, segments, sentences, times
from analysis.claims import Mention, Time, Unit, cues, explain, find_claims, model
from analysis.claims.cues import Cue

FLOORS = scores.floors()["claims_left_out"]
"""What may not fall, measured on texts left out of the fit, with the settled time expressions of the seeds."""

CUES = cues.cues()
ANSWERS = {question: set(answers) for question, answers in model.ANSWERS.items()}
fit = scores.module(scores.TESTS / "gold" / "fit_claims.py")


@cache
def coded() -> list[Any]:
    """Every coded text with what it teaches."""
    return fit.texts()


@cache
def found() -> pd.DataFrame:
    """The claims of the seeds, by rule."""
    read = scores.read()
    return room.claims(read.corpus, read.sentences, coding.times(read.corpus))


def units(text: str, kind: str = "body", comment: int = 0) -> list[Unit]:
    """A text's sentences, all of one sort."""
    return [
        Unit(start, end, kind, comment, "author") for start, end in sentences.find_sentences(text)
    ]


def claims_of(text: str, **kwargs: Any) -> list[room.Claim]:
    """The claims of a text that is all body."""
    return find_claims(text, units(text), **kwargs)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_a_cue_finds_what_it_says_and_passes_over_the_rest(cue: Cue) -> None:
    """The examples beside each class of words are true, and there are some of both sorts."""
    assert cue.faults() == []
    assert cue.finds
    assert cue.passes


@pytest.mark.parametrize("question", list(model.ANSWERS))
def test_weights_written_by_hand_are_for_features_and_answers_that_exist(question: str) -> None:
    """A misspelt feature would silently count for nothing."""
    seen = {
        name
        for text in coded()
        for examples in text.examples.values()
        for one in examples
        for name in one.features
    }
    hand = lexicons.load("claims")["worth"][question]
    known = (
        seen
        | {cue.name for cue in CUES}
        | {model.ALWAYS}
        | set(lexicons.load("claims")["features"]["pairs"])
    )
    assert set(hand) <= known
    assert {answer for worth in hand.values() for answer in worth} <= ANSWERS[question]


def test_the_names_of_features_are_those_of_cues() -> None:
    """What the list of features asks for exists."""
    listed = lexicons.load("claims")["features"]
    names = {cue.name for cue in CUES}
    for key in ("twice", "praising", "blaming", "near", "around"):
        assert set(listed[key]) <= names


def test_claims_of_the_seeds_stand_in_one_sentence_and_never_overlap() -> None:
    """Each is a stretch of one sentence, its text is the source's, and none shares a character with another."""
    read, table = scores.read(), found()
    for document, group in table.groupby("document"):
        text = read.corpus[str(document)]
        spans = [(row.start, row.end) for row in group.itertuples()]
        whole = [
            (row.start, row.end)
            for row in read.sentences[read.sentences["document"] == document].itertuples()
        ]
        assert all(
            text[start:end] == said for (start, end), said in zip(spans, group["text"], strict=True)
        )
        assert all(any(a <= start and end <= b for a, b in whole) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_claims_say_what_they_rest_on() -> None:
    """Every claim is a suggestion by rule and names the features that spoke for it, whose reforms the corpus knows."""
    table = found()
    assert set(table["origin"]) == {"rule"}
    assert table["rules"].notna().all()
    named = {reform for cell in table["reforms"] for reform in cell.split(";")}
    assert named <= set(scores.read().corpus.reforms)


def test_the_order_of_sentences_times_and_mentions_does_not_matter() -> None:
    """Whatever order they come in, the claims are the same."""
    text = scores.read().corpus["004_1cecaa4eaf531703"]
    given_times = [Time(5943, 5950, "event"), Time(2583, 2590, "event")]
    named = [Mention(485, 508, "ics"), Mention(2907, 2930, "ics")]
    one = find_claims(text, units(text), given_times, named, "ics")
    mixed = random.Random(3).sample(units(text), len(units(text)))
    assert find_claims(text, mixed, given_times[::-1], named[::-1], "ics") == one


def test_a_document_is_read_alike_alone_and_among_others() -> None:
    """No text leans on another."""
    read, table = scores.read(), found()
    for document in read.corpus:
        alone = read.sentences[read.sentences["document"] == document]
        given_times = coding.times(read.corpus)
        mine = room.claims(read.corpus, alone, given_times)
        pd.testing.assert_frame_equal(
            mine, table[table["document"] == document].reset_index(drop=True)
        )


PIECES = [
    *"ab .,;:!?“”'()\n£7%Aé🤷",
    "The plan will fail",
    ", and it ",
    "must ",
    "he said: ",
    "(NHS 2019)",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=60)
def test_any_text_gives_claims_that_keep_to_its_sentences(text: str) -> None:
    """Whatever is typed, spans are inside sentences, in order and apart."""
    own = units(text)
    spans = [(claim.start, claim.end) for claim in find_claims(text, own)]
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(any(unit.start <= a and b <= unit.end for unit in own) for a, b in spans)


@pytest.mark.parametrize("text", ["", " \n ", "🤷‍♀️ 👏👏", "👍\n\n👎", "???"])
def test_texts_without_words_hold_no_claim(text: str) -> None:
    """Nothing, white space and emoji."""
    assert claims_of(text) == []


def test_no_sentences_give_an_empty_table() -> None:
    """Typed, with all its columns."""
    read = scores.read()
    table = room.claims(read.corpus, read.sentences.iloc[:0], coding.times(read.corpus).iloc[:0])
    assert table.empty
    assert str(table["stance"].dtype) == "Int64"


def test_pull_quotes_and_notes_on_the_author_claim_nothing() -> None:
    """The first repeat the text, the second are about a person."""
    text = "The merger of the trusts has failed patients."
    assert claims_of(text)
    for kind in ("pull_quote", "author_bio"):
        assert find_claims(text, units(text, kind)) == []


KINDS = [
    ("The government has promised that every library will stay open until 2030.", "promise"),
    ("The council must think again before it hands our buses over.", "recommendation"),
    ("The new contract may lead to closures of rural surgeries.", "forecast"),
    ("The merger took effect on 1 April 2014 and covers 62% of schools.", "statement"),
    ("This reform is a shambles and yet another waste of money.", "criticism"),
    ("The overriding concept of the new franchise is laudable.", "endorsement"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_plain_sentences_are_of_the_kind_that_a_reader_gives_them(text: str, kind: str) -> None:
    """One of each, about services of all sorts."""
    (claim,) = claims_of(text)
    assert claim.kind == kind
    assert claim.rules


SOURCES = [
    ("Spending fell by 11% under the new scheme (King’s Fund 2015).", "King’s Fund"),
    ("The Ministry says that the merger will save £3 million.", "Ministry"),
    ("According to the Audit Office, the merger cost £3 million.", "Audit Office"),
    ("It is anticipated that the new trusts will merge.", "unnamed"),
    ("The merger of the trusts has failed.", "speaker"),
    ("“The merger has failed our patients,” said Dr Ann Hall.", "Ann Hall"),
    ("The Ministry told the club last week that the merger would save £3 million.", "Ministry"),
    ("The merger would save £3 million, the authority says.", "authority"),
    ("The external auditor has described the merger’s savings as “heroic”.", "external auditor"),
    ("Dr Jo Hall (Rural Carers): The merger has failed our patients.", "Dr Jo Hall"),
    ("The merger of the trusts must be scrapped, as was promised.", "speaker"),
]


@pytest.mark.parametrize(("text", "who"), SOURCES)
def test_who_vouches_is_read_off_the_sentence(text: str, who: str) -> None:
    """A reference, a verb of saying, a passive, or else the speaker."""
    (claim, *_) = claims_of(text)
    assert claim.attributed_to.endswith(who)


def test_a_quotation_that_goes_on_belongs_to_the_same_speaker() -> None:
    """Until another one begins or the quoting ends."""
    said = claims_of(
        '"The merger has failed our patients," said Ann Hall. "It will lead to closures of surgeries." The merger cost £3 million.'
    )
    assert [claim.attributed_to for claim in said] == ["Ann Hall", "Ann Hall", "speaker"]


def test_sentences_in_a_quotation_are_claims_of_their_own() -> None:
    """The sentence list keeps them in one."""
    text = "Ann Hall said: “The merger has failed our patients. It will lead to closures of surgeries.”"
    found = find_claims(text, [Unit(0, len(text), "body", 0, "author")])
    assert [claim.text[:15] for claim in found] == ["Ann Hall said: ", "It will lead to"]
    assert {claim.attributed_to for claim in found} == {"Ann Hall"}


TENSES = [
    ("Patients who waited five months for the new clinic now wait nine days.", "present"),
    ("The union said that the merger would lead to closures.", "future"),
    ("The merger has failed our patients.", "past"),
]


@pytest.mark.parametrize(("text", "when"), TENSES)
def test_tense_is_the_main_verb_s_or_that_of_what_is_said(text: str, when: str) -> None:
    """A clause that tells which patients are meant has none to give."""
    (claim,) = claims_of(text)
    assert claim.tense == when


def test_a_pronoun_takes_the_name_of_the_sentence_before() -> None:
    """What it argued was argued by whoever spoke last."""
    said = claims_of(
        "The Royal College has noted that trusts lost income. It argued that the reform must be funded."
    )
    assert [claim.attributed_to for claim in said] == ["Royal College", "Royal College"]


def test_a_sentence_with_two_claims_is_parted_without_its_joining_word_and_stop() -> None:
    """Each clause is a claim of its own."""
    text = "The reform has failed rural patients, and the new contract will lead to closures."
    assert [claim.text for claim in claims_of(text)] == [
        "The reform has failed rural patients",
        "the new contract will lead to closures",
    ]


def test_a_claim_is_dated_by_events_and_a_plan_s_year_but_not_by_an_act_s() -> None:
    """Nor by the year of a reference."""
    text = "The 2019 NHS Plan changed the Care Act 2014 contract in May (Hall 2020)."
    spots = {word: text.index(word) for word in ("2019", "2014", "May", "2020")}
    given_times = [
        Time(spots["2019"], spots["2019"] + 4, "name"), Time(spots["2014"], spots["2014"] + 4, "name"),
        Time(spots["May"], spots["May"] + 3, "event"), Time(spots["2020"], spots["2020"] + 4, "citation"),
    ]  # fmt: skip
    text_of_act = text.replace("2014 contract", "2014, the contract")
    (claim,) = find_claims(text_of_act, units(text_of_act), given_times[:2])
    assert claim.times == ("4-8",)


def test_reforms_are_those_named_else_those_before_else_the_text_s_own() -> None:
    """In that order; a text of which nothing is known has none."""
    text = "The bus franchise is a shambles. It has failed passengers and must be scrapped."
    named = [Mention(4, 17, "buses")]
    assert [claim.reforms for claim in claims_of(text, mentions=named, about="rail")] == [
        ("buses",),
        ("buses",),
    ]
    assert {claim.reforms for claim in claims_of(text, about="rail")} == {("rail",)}
    assert {claim.reforms for claim in claims_of(text)} == {()}


def test_words_that_a_comment_copies_from_the_text_claim_nothing_new() -> None:
    """A reader who quotes the article is not the one who says it."""
    text = "The reform is shorthand for pushing large amounts of work to our doctors."
    twice = f"{text}\n\n{text}"
    assert len(claims_of(twice)) == 1


def test_figures_are_given_as_printed() -> None:
    """Sums and shares, but no counts of the writer's own points."""
    (claim,) = claims_of(
        "The reform cost £13.5 billion, and 62% of trusts (34 out of 55) lost income for two reasons."
    )[:1]
    assert claim.quantities[0] == "£13.5 billion"
    assert "two" not in claim.quantities


def test_a_sentence_can_be_explained() -> None:
    """Its features add up to the verdict, and an offset outside any sentence has none."""
    text = "The merger of the trusts has failed patients. Thank you."
    assert sum(reason.claim for reason in explain(text, 3, units(text))) > 0
    assert sum(reason.claim for reason in explain(text, 48, units(text))) < 0
    assert explain(text, 500, units(text)) == []


def test_no_text_is_read_with_weights_that_its_own_codes_have_moved() -> None:
    """Every coded text, by its hash, has weights made without it; any other has those made from all."""
    data = json.loads((fit.DATA / model.FILE).read_text(encoding="utf-8"))
    assert {text.sha256: text.group for text in coded()} == data["without"]
    for name in scores.read().corpus:
        assert data["without"][corpus.fingerprint(scores.read().corpus[name])] == name
    assert model.weights("f" * 64) is not model.weights(coded()[0].sha256)


def test_the_file_of_weights_is_what_the_script_makes() -> None:
    """Remade from the gold, every weight is the same but for the last digit of another processor's arithmetic."""
    kept = json.loads((fit.DATA / model.FILE).read_text(encoding="utf-8"))
    made = json.loads(fit.document())
    assert made["without"] == kept["without"]
    for name, table in kept["weights"].items():
        differing = [
            feature
            for feature in {*table, *made["weights"][name]}
            if max(
                abs(a - b)
                for a, b in zip(
                    table.get(feature, [0] * model.WIDTH),
                    made["weights"][name].get(feature, [0] * model.WIDTH),
                    strict=True,
                )
            )
            > 0.021
        ]
        assert differing == []


def test_weights_without_a_seed_do_not_change_with_its_codes() -> None:
    """A fit that leaves a text out gives the same whatever that text was coded as."""
    name = "002_6c66bd93cf7a52db"
    kept = json.loads((fit.DATA / model.FILE).read_text(encoding="utf-8"))["weights"][name]
    made = fit.fitted([text for text in coded() if text.name != name])
    assert set(made) == set(kept)
    assert (
        max(abs(a - b) for key in kept for a, b in zip(kept[key], made[key], strict=True)) <= 0.021
    )


def measured() -> dict[str, float]:
    """The scores that have floors, as they are now."""
    read = scores.read()
    gold = [(name, name, scores.gold(scores.GOLD / name, "claims")) for name in read.corpus]
    seeds = scores.score().score_claims(gold, _cells(scores.rows(found())), [])
    cases = scores.score().score_claims(*_cases(), [])
    pages = scores.score().score_claims(*_written_pages(), [])
    figures = {
        f"claims_{key}": seeds[key]
        for key in ("kind_right", "stance_right", "attributed_right", "tense_right")
    }
    return figures | {
        "claims_overlap_f1": seeds["overlap"]["f1"],
        "claims_reforms_f1": seeds["reforms"]["f1"],
        "claims_dated_by_f1": seeds["dated_by"]["f1"],
        "cases_claims_overlap_f1": cases["overlap"]["f1"],
        "cases_claims_attributed_right": cases["attributed_right"],
        "pages_claims_overlap_f1": pages["overlap"]["f1"],
        "pages_claims_kind_right": pages["kind_right"],
        "pages_claims_attributed_right": pages["attributed_right"],
        "pages_claims_reforms_f1": pages["reforms"]["f1"],
    }


def _cells(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Rows with empty cells as the scorer reads them from a file."""
    return {
        name: [
            {key: "" if cell is None else cell for key, cell in row.items()} for row in found_rows
        ]
        for name, found_rows in rows.items()
    }


def _written_pages() -> tuple[list[Any], dict[str, list[dict[str, Any]]]]:
    """Gold and claims of the pages that name their reforms, with the times that rules find."""
    texts = fit.corpus_of_pages()
    pieces = segments.segments(texts)
    said = sentences.sentences(texts, pieces)
    dated = times.times(texts, pieces, comments.comments(texts, pieces))
    gold = [(name, name, scores.gold(fit.PAGES / name, "claims")) for name in texts]
    return gold, _cells(scores.rows(room.claims(texts, said, dated)))


def _cases() -> tuple[list[Any], dict[str, list[dict[str, Any]]]]:
    """Gold and claims of the invented pages in `cases`."""
    gold, rows = [], {}
    for path in sorted(scores.CASES.glob("*/claims.jsonl")):
        name = path.parent.name
        text = scores.page(name)
        times = [
            Time(row["start"], row["end"], row["role"]) for row in scores.gold(path.parent, "timex")
        ]
        gold.append((name, name, scores.gold(path.parent, "claims")))
        own = find_claims(text, list(fit._units(text)), times)
        rows[name] = [
            {**claim._asdict(), "reforms": "", "times": ";".join(claim.times)} for claim in own
        ]
    return gold, rows


@pytest.mark.parametrize("figure", FLOORS)
def test_scores_do_not_fall(figure: str, figures: dict[str, float]) -> None:
    """What is found in texts left out of the fit, against settled codes."""
    assert figures[figure] >= FLOORS[figure]


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """Measured once."""
    return measured()


@pytest.mark.parametrize(
    "piece", ["a", "a, and ", "(", "it is; and it is; ", '“‘" ', "Aa Aa, ", "must will "]
)
def test_a_long_text_without_end_is_read_in_time(piece: str) -> None:
    """A quarter of a megabyte in one sentence, of what might make a pattern go astray."""
    text = piece * (250_000 // len(piece))
    with within(30.0):
        find_claims(text, [Unit(0, len(text), "body", 0, "author")])
