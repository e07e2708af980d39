"""Findings: held to their words, counted by text, and told with what speaks against them."""

import csv
import io
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from analysis import coding, corpus, finding_charts, findings, segments, sentences, words
from analysis.findings import Finding
from analysis.findings.stored import FILE

TEXTS = {
    "early": "Nobody knows what it means. It will cost us dear.\n\nIt is laudable.",
    "middle": "It is quite clear to me. The idea is laudable.",
    "late": "We said nothing of the kind. The bill came to us.",
}
THEMES = '[themes.sense]\nlabel = "What it means"\nwords = ["means", "clear"]\n'


def study(folder: Path, found: str, texts: dict[str, str] = TEXTS) -> corpus.Corpus:
    """A corpus of short texts, a year apart, with its findings."""
    catalogue = []
    for year, (name, text) in enumerate(texts.items(), 2018):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        catalogue.append(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "{name}"\n'
            f'published = "{year}"\npublished_basis = "given"\n'
        )
    (folder / "corpus.toml").write_text("\n".join(catalogue), encoding="utf-8")
    (folder / "themes.toml").write_text(THEMES, encoding="utf-8")
    (folder / FILE).write_text(found, encoding="utf-8")
    return corpus.read(folder)


def piece(document: str, words: str, side: str = "for", texts: dict[str, str] = TEXTS) -> str:
    """A passage of evidence, its address found by its words."""
    start = texts[document].index(words)
    where = corpus.address(document, start, start + len(words))
    return f'\n[[finding.evidence]]\nat = "{where}"\nwords = "{words}"\nside = "{side}"\n'


def finding(*pieces: str, holds: str = "some", sentence: str = "It holds in {support}.") -> str:
    """An entry of findings.toml."""
    head = f'[[finding]]\nid = "one"\ntheme = "sense"\nsentence = "{sentence}"\nholds = "{holds}"\n'
    return head + 'sure = "Fair."\noverturned_by = "A fourth text."\n' + "".join(pieces)


def judged(texts: corpus.Corpus) -> tuple[Finding, ...]:
    """The findings of a corpus, its sentences read by the real rooms."""
    return findings.findings(texts, sentences.sentences(texts, segments.segments(texts)))


@pytest.fixture(scope="module")
def seeds_made() -> tuple[Finding, ...]:
    """The findings of the first study."""
    texts = corpus.read(SEEDS)
    lines = sentences.sentences(texts, segments.segments(texts))
    return findings.findings(texts, lines, coding.claims(texts))


def test_support_is_counted_by_text_and_filled_in(tmp_path: Path) -> None:
    """Two passages of one text are one text; the years are those of the texts that support."""
    said = "It holds in {support}, {years}; against it {against}; among {texts}."
    entry = finding(
        piece("early", "Nobody knows what it means."),
        piece("early", "It will cost us dear."),
        piece("late", "The bill came to us."),
        piece("middle", "It is quite clear to me.", "against"),
        sentence=said,
    )
    (one,) = judged(study(tmp_path, entry))
    assert one.sentence == (
        "It holds in 2 of the 3 texts, 2018 to 2020; against it 1 of the 3 texts; among the 3 texts."
    )
    assert (one.support, one.against, one.deviant) == (("early", "late"), ("middle",), ("middle",))
    assert one.thin == ("late",)
    assert one.label == "What it means"


@pytest.mark.parametrize(
    ("holds", "stands"), [("every", False), ("most", True), ("some", True), ("one", True)]
)
def test_a_finding_that_says_more_than_its_evidence_does_not_stand(
    holds: str, stands: bool, tmp_path: Path
) -> None:
    """What the sentence says of how many texts is held to how many there are."""
    entry = finding(
        piece("early", "Nobody knows what it means."),
        piece("late", "The bill came to us."),
        holds=holds,
    )
    (one,) = judged(texts := study(tmp_path, entry))
    assert one.stands is stands
    said = findings.as_markdown(texts, [one])
    assert ("It stands" in said, "It does not stand" in said) == (stands, not stands)


def test_a_finding_with_a_condition_is_about_the_texts_that_grant_it(tmp_path: Path) -> None:
    """Where the aim is conceded: texts that concede it are counted, one that denies it is deviant."""
    entry = finding(
        piece("early", "It is laudable.", "given"),
        piece("early", "It will cost us dear."),
        piece("middle", "The idea is laudable.", "given"),
        piece("late", "The bill came to us."),
        holds="every",
        sentence="Of {given}, {support}.",
    )
    (one,) = judged(study(tmp_path, entry))
    assert (one.among, one.support) == (("early", "middle"), ("early",))
    assert one.deviant == ("late",)
    assert one.silent == ("middle",)
    assert one.sentence == "Of 2 of the 3 texts, 1 of the 2 texts."
    assert not one.stands


def test_a_readers_comment_counts_for_no_text(seeds: Path, tmp_path: Path) -> None:
    """What stands in a comment is shown as evidence and supports nothing."""
    place = Path(shutil.copytree(seeds, tmp_path / "seeds"))
    texts = corpus.read(place)
    lines = sentences.sentences(texts, segments.segments(texts))
    row = lines[(lines["kind"] == "comment") & (lines["voice"] == "commenter")].iloc[0]
    said = " ".join(texts[row["document"]][row["start"] : row["end"]].split()).replace('"', '\\"')
    where = corpus.address(row["document"], row["start"], row["end"])
    evidence = f'\n[[finding.evidence]]\nat = "{where}"\nwords = "{said}"\nside = "for"\n'
    (place / FILE).write_text(
        finding(evidence, holds="one").replace('"sense"', '"law"'), encoding="utf-8"
    )
    (one,) = findings.findings(corpus.read(place), lines)
    assert one.pieces[0].voice == "commenter"
    assert one.support == ()
    assert not one.stands


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("Nobody knows", "Everybody knows"), "should read “Everybody knows what it means.”"),
        (('side = "for"', 'side = "pro"'), "has side = 'pro'; write one of for, against"),
        (("early:0-27", "early:1-28"), "these words stand at early:0-27"),
        (("early:0-27", "early:0-999"), "reaches beyond the end of early"),
        (("early:0-27", "erly:0-27"), "There is no document 'erly'"),
        (("early:0-27", "early"), "'early' is not an address"),
        (('holds = "some"', 'holds = "all"'), "has holds = 'all'; write one of every, most"),
        (("{support}", "{suport}"), "has {suport} in its sentence"),
        (('theme = "sense"', 'theme = "sens"'), "themes.toml does not have"),
        (('sure = "Fair."', ""), "needs sure, as text in quotation marks"),
        (("sure =", "shure ="), "has an unknown key 'shure'"),
        (("[[finding]]", 'origin = "machine"\n[[finding]]'), 'write who judged the evidence, "person"'),
        (("[[finding]]", "[finding]"), "needs tables called [[finding]]"),
        (('id = "one"', 'id = "one two"'), "may have letters, digits, - and _"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_that_says_where(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    """Every slip of the file is named, with the line of the passage where there is one."""
    entry = finding(piece("early", "Nobody knows what it means."))
    assert change[0] in entry
    if change[1] == "[finding]":
        entry = entry.replace("[[finding.evidence]]", "[[finding.evidence]]")
    texts = study(tmp_path, entry.replace(*change))
    if change[1] == "[finding]":
        (tmp_path / FILE).write_text('finding = "none"\n', encoding="utf-8")
    found = findings.faults(texts)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith(FILE) and "\n" not in fault for fault in found)
    with pytest.raises(ValueError, match=r"findings\.toml"):
        findings.stored(texts)


def test_a_changed_text_refuses_its_evidence(seeds: Path, tmp_path: Path) -> None:
    """One character of a quoted sentence: the passage is named with its line, and nothing is drawn from it."""
    place = Path(shutil.copytree(seeds, tmp_path / "seeds"))
    path = place / "001_88254bb684dff038.txt"
    path.write_bytes(
        path.read_bytes().replace(b"someone please explain", b"someone pleasE explain")
    )
    (fault,) = findings.faults(corpus.read(place))
    assert "(line " in fault
    assert "001_88254bb684dff038:502-574 should read" in fault


def test_without_findings_the_words_of_themes_find_and_nobody_has_judged(tmp_path: Path) -> None:
    """No findings.toml: a finding a theme, origin `rule`, and it says so."""
    texts = study(tmp_path, "")
    (tmp_path / FILE).unlink()
    (one,) = judged(texts)
    assert one.origin == "rule"
    assert one.support == ("early", "middle")
    assert "judged by nobody" in findings.as_markdown(texts, [one])


def test_codes_left_aside_leave_findings_aside(seeds: Path) -> None:
    """What the machine alone finds has no judgement of these texts in it."""
    texts = corpus.read(seeds)
    lines = sentences.sentences(texts, segments.segments(texts))
    made = findings.findings(texts, lines, use_codes=False)
    assert {one.origin for one in made} == {"rule"}


def test_the_order_of_evidence_does_not_matter(tmp_path: Path) -> None:
    """Passages in any order give the same finding."""
    pieces = [piece("late", "The bill came to us."), piece("early", "It will cost us dear.")]
    first = judged(study(tmp_path, finding(*pieces)))
    assert first == judged(study(tmp_path, finding(*reversed(pieces))))


@given(st.lists(st.tuples(st.sampled_from([*TEXTS]), st.sampled_from([*findings.SIDES])), min_size=1, unique=True))  # fmt: skip
def test_every_text_stands_somewhere(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str]]
) -> None:
    """Support, deviance and silence part the texts: none is lost, none stands twice."""
    first = {name: text.partition(".")[0] + "." for name, text in TEXTS.items()}
    pieces = [piece(name, first[name], side) for name, side in drawn]
    texts = study(tmp_path_factory.mktemp("study"), finding(*pieces))
    (one,) = judged(texts)
    assert sorted([*one.support, *one.deviant, *one.silent]) == sorted(TEXTS)
    cells = findings.framework(texts, words.themes(texts), [one])
    assert len(cells) == len(TEXTS)
    assert {cell.pieces for cell in cells.values() if cell.standing == "silent"} <= {()}


def test_the_first_studys_findings_stand_by_their_evidence(seeds_made: tuple[Any, ...]) -> None:
    """What the project says of its five texts is borne out, and every passage is the source's own words."""
    support = {one.id: (len(one.support), len(one.among)) for one in seeds_made}
    assert support == {
        "unclear": (5, 5),
        "births": (3, 5),
        "law": (1, 5),
        "cost": (4, 5),
        "delivery": (3, 3),
    }
    assert all(one.stands for one in seeds_made)
    assert {piece.form for one in seeds_made for piece in one.pieces} >= {
        "claim",
        "question",
        "heading",
    }
    texts = corpus.read(SEEDS)
    for one in seeds_made:
        for part in one.pieces:
            assert words.shown(texts[part.document], part.start, part.end) == part.text


def test_no_number_of_texts_is_typed_in_a_sentence() -> None:
    """How many texts, and which years, the notebook counts; a typed figure would outlive the evidence."""
    for entry in tomllib.loads((SEEDS / FILE).read_text(encoding="utf-8"))["finding"]:
        bare = entry["sentence"]
        assert not any(letter.isdigit() for letter in bare), bare
        assert "{support}" in bare


def test_exports_hold_every_passage_once(seeds_made: tuple[Any, ...]) -> None:
    """CSV and Markdown: an address for each passage of each finding; silent cells have a row without one."""
    texts = corpus.read(SEEDS)
    rows = list(
        csv.DictReader(io.StringIO(findings.as_csv(texts, words.themes(texts), seeds_made)))
    )
    cited = sorted((row["finding"], row["address"], row["side"]) for row in rows if row["address"])
    pieces = sorted(
        (one.id, corpus.address(*piece[:3]), piece.side)
        for one in seeds_made
        for piece in one.pieces
    )
    assert cited == pieces
    assert {row["standing"] for row in rows if not row["address"]} == {"silent"}
    said = findings.as_markdown(texts, seeds_made)
    assert all(where in said for _, where, _ in pieces)


def test_each_mark_of_the_chart_is_a_passage(seeds_made: tuple[Any, ...]) -> None:
    """A mark a passage, in the order of findings, and the alternative text says what the marks say."""
    texts = corpus.read(SEEDS)
    chart = finding_charts.evidence_by_text(texts, seeds_made)
    assert sorted(chart.marks) == sorted(
        corpus.address(*piece[:3]) for one in seeds_made for piece in one.pieces
    )
    assert "Called unclear: supported by 5 of 5 texts" in chart.alt
    assert "deviant: " in chart.alt
