"""The workbench: what is searched, filtered and changed by hand, and that no change is half or lost."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from analysis import coding, comments, corpus, findings, segments, sentences, words, workbench
from analysis.mistakes import InputError, UnknownError
from analysis.workbench import tools

CLAIM = "000_dd9acf844a937886:682-874"
TIME = "000_dd9acf844a937886:2249-2253"


@pytest.fixture
def study(seeds: Path, tmp_path: Path) -> corpus.Corpus:
    """A copy of the seeds that may be changed."""
    return corpus.read(shutil.copytree(seeds, tmp_path / "seeds"))


def contents(texts: corpus.Corpus) -> dict[str, bytes]:
    """Every file of a corpus."""
    return {
        path.relative_to(texts.folder).as_posix(): path.read_bytes()
        for path in texts.folder.rglob("*")
        if path.is_file()
    }


def changed(texts: corpus.Corpus, before: dict[str, bytes]) -> set[str]:
    """The files that are not what they were."""
    now = contents(texts)
    return {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}


def test_a_changed_code_is_a_persons_and_the_only_change(study: corpus.Corpus) -> None:
    """One row of one file; the rest stays to the byte, and every reader of the corpus sees it."""
    before = contents(study)
    saved = workbench.change_code(study, "claims", CLAIM, kind="statement", stance=0)
    assert changed(study, before) == {"codes/settled/claims.csv"}
    lines = [data["codes/settled/claims.csv"].splitlines() for data in (before, contents(study))]
    different = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    assert len(different) == 1
    claims = coding.claims(corpus.read(study.folder))
    row = claims[(claims["document"] == CLAIM[:20]) & (claims["start"] == 682)].iloc[0]
    assert (row["kind"], row["stance"], row["origin"]) == ("statement", 0, "person")
    assert repr(saved) == (
        f"Saved in settled/claims.csv: {CLAIM}, kind criticism, stance -1 → kind statement, stance 0"
    )


def test_a_time_expression_gets_another_day(study: corpus.Corpus) -> None:
    """A date is corrected where it stands; its words and address stay."""
    times = coding.times(study)
    row = times[times["first_day"].notna()].iloc[0]
    where = corpus.address(row["document"], row["start"], row["end"])
    workbench.change_code(study, "times", where, first_day="2001-02-03", last_day="2001-02-03")
    now = coding.times(corpus.read(study.folder))
    own = now[(now["document"] == row["document"]) & (now["start"] == row["start"])].iloc[0]
    assert (own["first_day"], own["text"]) == ("2001-02-03", row["text"])


def test_a_comments_code_is_found_by_its_address(study: corpus.Corpus) -> None:
    """A comment's address is that of its text."""
    row = tools.saving.coded(study, "comment_codes").iloc[0]
    where = corpus.address(row["document"], row["start"], row["end"])
    workbench.change_code(study, "comment_codes", where, tone=0)
    now = coding.comment_codes(corpus.read(study.folder))
    own = now[(now["document"] == row["document"]) & (now["comment"] == row["comment"])].iloc[0]
    assert (own["tone"], own["origin"]) == (0, "person")


def test_a_suggestion_becomes_a_code(tmp_path: Path) -> None:
    """Where nobody has coded, what the machine suggests can be taken over and changed."""
    text = "We will integrate all services by 2021. The plan has failed so far."
    (tmp_path / "one.txt").write_text(text, "utf-8")
    (tmp_path / "reforms.toml").write_text('[reforms.x]\nname = "the plan"\nnames = ["the plan"]\n', "utf-8")  # fmt: skip
    texts = corpus.read(tmp_path)
    row = coding.times(texts).iloc[0]
    where = corpus.address(row["document"], row["start"], row["end"])
    workbench.change_code(texts, "times", where, role="name")
    (own,) = coding.codes(corpus.read(tmp_path), "times").itertuples()
    assert (own.role, own.rule, own.text) == ("name", "coded", row["text"])


def test_toml_keeps_its_comments_and_order(study: corpus.Corpus) -> None:
    """A date, a label and a side change their own lines and no other."""
    before = contents(study)
    workbench.change_date(study, "000_dd9acf844a937886", "2019-12", "inferred")
    workbench.change_theme(study, "law", "The law")
    workbench.change_evidence(study, "law", "004_1cecaa4eaf531703:3179-3331", "beside")
    workbench.change_finding(study, "law", "label", "No law")
    assert changed(study, before) == {"corpus.toml", "themes.toml", "findings.toml"}
    for name, most in (("corpus.toml", 2), ("themes.toml", 1), ("findings.toml", 2)):
        old, new = before[name].splitlines(), contents(study)[name].splitlines()
        assert sum(one != other for one, other in zip(old, new, strict=True)) <= most
    texts = corpus.read(study.folder)
    assert texts.when("000_dd9acf844a937886") == "December 2019 (inferred)"
    assert words.themes(texts)["law"].label == "The law"
    own = next(one for one in findings.stored(texts) or () if one.id == "law")
    assert own.label == "No law"


def test_evidence_can_be_added_and_taken_out(study: corpus.Corpus) -> None:
    """A passage comes in with its own words, and the finding counts it at once."""
    where = "000_dd9acf844a937886:1428-1578"
    workbench.change_evidence(study, "law", where, "against")
    texts = corpus.read(study.folder)
    made = findings.findings(texts, sentences.sentences(texts, segments.segments(texts)))
    (own,) = [one for one in made if one.id == "law"]
    assert own.against == ("000_dd9acf844a937886",)
    workbench.change_evidence(texts, "law", where, "")
    assert "1428-1578" not in "".join(
        str(piece) for one in findings.stored(corpus.read(study.folder)) or () if one.id == "law" for piece in one.evidence
    )  # fmt: skip


def attempts(texts: corpus.Corpus) -> list[tuple[Any, str]]:
    """Changes that can't be made, and what is said of each."""
    return [
        (lambda: workbench.change_code(texts, "claims", "x:1-2", kind="promise"), "no row of claims"),
        (lambda: workbench.change_code(texts, "claims", CLAIM, kind="promis"), "found promis"),
        (lambda: workbench.change_code(texts, "claims", CLAIM, reforms="icss"), "icss"),
        (lambda: workbench.change_code(texts, "claims", CLAIM, text="other"), "can't be changed in claims"),
        (lambda: workbench.change_code(texts, "topics", CLAIM), "holds no codes to change"),
        (lambda: workbench.change_code(texts, "claims", "here", kind="promise"), "is not an address"),
        (lambda: workbench.change_date(texts, "000_dd9acf844a937886", "last May"), "last May"),
        (lambda: workbench.change_date(texts, "none", "2019"), "There is no document 'none'"),
        (lambda: workbench.change_theme(texts, "laws", "x"), "There is no theme 'laws'"),
        (lambda: workbench.change_finding(texts, "lore", "label", "x"), "There is no finding 'lore'"),
        (lambda: workbench.change_finding(texts, "law", "evidence", "x"), "can't be changed of a finding"),
        (lambda: workbench.change_finding(texts, "law", "holds", "all"), "has holds = 'all'"),
        (lambda: workbench.change_evidence(texts, "law", CLAIM, "pro"), "has side = 'pro'"),
    ]  # fmt: skip


def test_a_change_that_cannot_stand_changes_nothing(study: corpus.Corpus) -> None:
    """Each is one sentence, and every file is what it was."""
    before = contents(study)
    for attempt, said in attempts(study):
        with pytest.raises(InputError) as caught:
            attempt()
        assert said in str(caught.value)
        assert changed(study, before) == set(), said
    assert issubclass(UnknownError, InputError)


def test_a_date_for_a_text_the_catalogue_does_not_name(tmp_path: Path) -> None:
    """A folder without a catalogue gets one, with the one entry that is known."""
    (tmp_path / "one.txt").write_text("A text of some words.", "utf-8")
    workbench.change_date(corpus.read(tmp_path), "one", "2020")
    (entry,) = tomllib.loads((tmp_path / "corpus.toml").read_text("utf-8"))["document"]
    assert entry == {
        "id": "one",
        "file": "one.txt",
        "published": "2020",
        "published_basis": "given",
    }
    assert corpus.read(tmp_path).when("one") == "2020 (given)"


def test_claims_are_filtered_by_reform_kind_and_voice(study: corpus.Corpus) -> None:
    """The parts of a filter make the whole."""
    claims = coding.claims(study)
    remarks = comments.comments(study, segments.segments(study))
    parts = [tools.filtered(claims, remarks, voice=voice) for voice in ("author", "commenter")]
    assert [len(part) > 0 for part in parts] == [True, True]
    assert sum(map(len, parts)) == len(claims)
    only = tools.filtered(claims, remarks, reform="pcn", kind="criticism")
    assert len(only)
    assert set(only["kind"]) == {"criticism"}
    assert all("pcn" in cell.split(";") for cell in only["reforms"])


def test_the_widgets_show_and_save(study: corpus.Corpus) -> None:
    """What a person does by hand: type a word, choose a text, filter, change and save; mistakes are sentences."""
    search = workbench.search(study)
    phrase = search.children[0].children[0]
    assert "places of “integrat*”" in search.children[1].value
    phrase.value = "***"
    assert search.children[1].value.startswith("<p>")
    reading = workbench.reading(study)
    assert "srcdoc=" in reading.children[1].value
    assert "../index.html" not in reading.children[1].value
    shown = workbench.timeline_of(study)
    shown.children[0].children[1].value = "promise"
    assert "of 193 claims" in shown.children[1].value
    tab = workbench.changes(study)
    assert tab.titles == ("Claim", "Comment", "Time", "Date of a text", "Theme", "Evidence")
    claim = tab.children[0]
    *controls, button, said = claim.children
    controls[0].value = CLAIM
    button.click()
    assert "Nothing was changed" in said.value
    controls[1].value = "statement"
    button.click()
    assert "kind criticism → kind statement" in said.value
    assert coding.claims(corpus.read(study.folder))["origin"].eq("person").sum() == 1


def test_no_commenter_is_named_at_the_bench(study: corpus.Corpus) -> None:
    """Comments are offered by their words, not by who wrote them."""
    remarks = comments.comments(study, segments.segments(study))
    offered = str(workbench.changes(study).children[1].children[0].options)
    assert not [name for name in remarks["author"].dropna() if name in offered]
