"""`check` says everything at once, each with its place and a remedy, and raises no false alarm."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within

import analysis
from analysis import checking, corpus, lexicons
from analysis.__main__ import main
from analysis.checking import Finding, spoilt

CASES = tomllib.loads((ROOT / "tests" / "checks.toml").read_text("utf-8"))["case"]
OF_CATALOGUE = {"undated", "no reform", "one text", "head", "comment count"}
"""Kinds that say what a catalogue lacks or a page states, not that a text is damaged."""
KEYS = ["file", "document", "start", "end", "kind", "severity", "sentence", "remedy"]


def folder(tmp_path: Path, **texts: str) -> Path:
    """A folder of texts by their names."""
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def of_texts(found: list[Finding]) -> list[Finding]:
    """What was found about the texts themselves."""
    return [one for one in found if one.kind not in OF_CATALOGUE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_damage_is_found_where_it_is_and_nowhere_else(case: dict[str, Any], tmp_path: Path) -> None:
    """Every case says which kinds are found in it, and at which words first."""
    found, read = checking.look(folder(tmp_path, a=case["text"].lstrip("\n")))
    assert read is not None
    damage = of_texts(found)
    assert [one.kind for one in damage] == case["finds"]
    if damage:
        first = damage[0]
        assert first.start is not None
        assert read["a"][first.start : first.end].startswith(case["at"])
        assert first.sentence.startswith("a.txt ")
        assert first.remedy


def test_pages_of_sixty_layouts_raise_no_false_alarm(tmp_path: Path) -> None:
    """None of them is damaged, another's copy, in another language or of an unknown layout."""
    for path in (ROOT / "tests" / "cases").glob("*/*.txt"):
        shutil.copy(path, tmp_path)
    found, read = checking.look(tmp_path)
    assert len(read or ()) == 60
    assert of_texts(found) == []
    counted = [one for one in found if one.kind == "comment count"]
    # These pages break off before their last comment, as saved excerpts do.
    assert len(counted) == 7


ARTICLE = (
    "The council said on Monday that the merger of the two bus companies would go on as it was planned. "
    "Nobody in the four villages on the hill has been asked about it, and the last bus goes at six. "
    "The chair of the parish wrote to the minister in March and has had no answer to her letter so far. "
    "A spokesman for the company told us that new timetables will be printed before the end of the summer."
)


def test_a_text_saved_twice_is_told_with_share_and_both_places(tmp_path: Path) -> None:
    """Another page around it, and a sentence changed, make no other text of it."""
    again = f"Bus merger\n\nHome\n\n{ARTICLE.replace('at six', 'at seven')}\n\nIt was the third such plan in ten years.\n"
    place = folder(tmp_path, a=ARTICLE, b=again, c="The library is open on Saturdays again, and nobody knows until when it will be so. " * 4)  # fmt: skip
    found, read = checking.look(place)
    assert read is not None
    (pair,) = [one for one in found if one.kind == "near-duplicate"]
    assert pair.sentence == (
        f"a.txt has 93% of its words in b.txt, too (b:18-{18 + len(ARTICLE) + 1}) (a:0-{len(ARTICLE) - 1})"
    )
    assert read["b"][18:].startswith("The council said")


@pytest.mark.parametrize(
    ("published", "differs"), [("2023-03-15", True), ("2023-03", False), ("2023-03-14", False)]
)
def test_a_stated_date_that_a_text_does_not_print_is_told(
    published: str, differs: bool, tmp_path: Path
) -> None:
    """A slip in a catalogue moves every claim of its text."""
    place = folder(tmp_path, a=f"Late buses\nBy Jo Smith\n14 March 2023\n\n{ARTICLE}\n")
    (place / "corpus.toml").write_text(
        f'[[document]]\nfile = "a.txt"\npublished = "{published}"\npublished_basis = "stated"\n',
        "utf-8",
    )
    found, _ = checking.look(place)
    assert [one.start for one in found if one.kind == "date"] == ([23] if differs else [])


def test_furniture_that_texts_share_makes_no_duplicates(tmp_path: Path) -> None:
    """A site prints the same lines around every text."""
    around = (
        "Read the latest issue online\n\nFollow us on Twitter\n\nSign up for our newsletter\n\n"
    )
    texts = {
        f"t{n}": f"{around}Plan {n} for the {n}th town was given up in the {n}th year after {n} meetings of the {n} boards there.\n"
        for n in range(3)
    }
    found, _ = checking.look(folder(tmp_path, **texts))
    assert not [one for one in found if one.kind == "near-duplicate"]


def test_undated_texts_and_candidates_are_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are no mistakes: they stand beside what the corpus holds, and the status is that of a good one."""
    place = folder(tmp_path, a=ARTICLE)
    (place / "reforms.toml").write_text(
        '[reforms.x]\ncandidate = true\nnames = ["tram"]\n', "utf-8"
    )
    assert main(["check", str(place)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    for words in (
        "a.txt is undated",
        "reforms.toml has 1 candidate that",
        "no text names a reform",
        "holds one text",
    ):
        assert words in said.out


def test_json_holds_all_that_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults first; nothing else is printed, and the status is the same as without."""
    place = folder(tmp_path, a=ARTICLE.replace("’", "â€™") + " It isnâ€™t so.")
    (place / "empty.txt").write_bytes(b"")
    assert main(["check", str(place), "--json"]) == 2
    said = capsys.readouterr()
    assert said.err == ""
    rows = json.loads(said.out)
    assert all(list(row) == KEYS for row in rows)
    assert rows[0] == {
        "file": "empty.txt",
        "document": "",
        "start": None,
        "end": None,
        "kind": "file",
        "severity": "fault",
        "sentence": "empty.txt holds no words",
        "remedy": "put its text in, or take it out of the corpus",
    }
    (spoilt,) = [row for row in rows if row["kind"] == "mojibake"]
    assert (spoilt["document"], spoilt["start"]) == ("a", len(ARTICLE) + 7)


def test_check_in_python_gives_a_table_that_shows_itself(tmp_path: Path) -> None:
    """By folder or by corpus, with an address for each row that has one."""
    place = folder(tmp_path, a=ARTICLE + " It isnâ€™t so.", b="Another text, on something else.")
    table = analysis.check(place)
    assert list(table.columns) == KEYS
    assert isinstance(table, pd.DataFrame)
    assert table.equals(analysis.check(corpus.read(place)))
    from analysis import display

    shown = display.table(table)._repr_html_()
    assert f"a:{len(ARTICLE) + 7}-" in shown
    assert "check" in dir(analysis)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`check` is loaded when it is asked for."""
    code = (
        "import sys, analysis; print('pandas' in sys.modules, 'analysis.checking' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # fmt: skip
    assert ran.stdout.split() == ["False", "False"]


def test_every_threshold_has_its_reason_and_is_used() -> None:
    """A number without a reason can't be argued with; one that nothing reads changes nothing."""
    source = "".join(
        path.read_text("utf-8") for path in (ROOT / "analysis" / "checking").glob("*.py")
    )
    for name, entry in lexicons.load("checks")["thresholds"].items():
        assert set(entry) == {"least", "why"}
        assert f'least("{name}")' in source


def test_rules_taken_for_unsure_are_rules_of_segments() -> None:
    """A rule that was renamed would silently count no line any more."""
    source = "".join(
        path.read_text("utf-8") for path in (ROOT / "analysis" / "segments").glob("*.py")
    )
    for rule in lexicons.load("checks")["unsure"]["rules"]:
        assert f'"{rule.split(" ")[1]}"' in source


@pytest.mark.parametrize(
    "endless", ["1 a\n", "a b c d e ", "ab-\n", "a    ", "aﬁ", "Ã", "end.\nand "]
)
def test_an_endless_text_is_checked_to_its_end(endless: str, tmp_path: Path) -> None:
    """No pattern goes back over what it has read: the bound is passed only by one that does."""
    read = corpus.read(folder(tmp_path, a=endless * 5_000))
    with within(20, "the text is not checked"):
        assert len([*spoilt.mojibake(read), *spoilt.printed_pages(read)]) <= 5


@settings(max_examples=10)
@given(
    st.lists(
        st.text(alphabet="abé TheA.-\n\t’â€™1 2ﬁ?", min_size=1, max_size=300),
        min_size=1,
        max_size=2,
    )
)
def test_any_texts_can_be_checked(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Every finding has a sentence, and its address lies in its text."""
    place = tmp_path_factory.mktemp("any")
    for number, text in enumerate(texts):
        (place / f"t{number}.txt").write_bytes(text.encode())
    found, read = checking.look(place)
    for one in found:
        assert one.sentence
        if one.start is not None:
            assert read is not None
            assert 0 <= one.start < (one.end or 0) <= len(read[one.document])
