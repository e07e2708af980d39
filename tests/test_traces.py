"""From a stretch of text to all that uses it, and from a changed text to what depended on it."""

import html
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import corpus, figures, report
from analysis.__main__ import main
from analysis.charts import Chart
from analysis.report import dependents, traces
from analysis.report.dependents import Change

TEXT = "A title\n\nWe will have it by 2021. It works.\n\nNobody <asked> us & them.\n"
CELLS = (
    "from analysis import charts, corpus, display, segments",
    "texts = corpus.read(); pieces = segments.segments(texts)\ndisplay.table(pieces, 'The pieces')",
    "display.text('Said: ' + display.link('one', 9, 33))",
    "charts.corpus_in_time(texts, pieces)",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report of one text: a table, a sentence of prose and a figure."""
    place = tmp_path_factory.mktemp("traces")
    (place / "texts").mkdir()
    (place / "texts" / "one.txt").write_text(TEXT, "utf-8")
    (place / "books").mkdir()
    code = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(CELLS)]
    heading = new_markdown_cell("# 1 What is here?\n\n## The part", id="q")
    book = new_notebook(cells=[heading, *code])
    nbformat.write(book, place / "books" / "01_first.ipynb")
    report.build(place / "texts", place / "report", quiet=True, notebooks=place / "books")
    return {"texts": place / "texts", "report": place / "report", "books": place / "books"}


def used(page: str) -> dict[str, list[list[str]]]:
    """What a reader's page knows of the places that use its words."""
    found = re.search(
        r'<script type="application/json" class="uses">(.*?)</script>', page, re.DOTALL
    )
    assert found
    data: dict[str, list[list[str]]] = json.loads(found[1])
    return data


def test_every_link_of_a_page_leads_back(built: dict[str, Path]) -> None:
    """Each address that the page links to is a trace of the place that links it."""
    page = (built["report"] / "01_first.html").read_text("utf-8")
    linked = set(re.findall(r'href="reader/one\.html#(\d+-\d+)"', page))
    found = traces.read(built["report"])
    assert linked == {f"{one.start}-{one.end}" for one in found}
    assert {(one.place.kind, one.place.title, one.place.anchor) for one in found} >= {
        ("table", "The pieces", "cell-c1"),
        ("prose", "The part", "cell-c2"),
        ("figure", "The texts in time and size", "figure-1"),
    }


def test_the_reader_leads_to_places_that_are_there(built: dict[str, Path]) -> None:
    """Every link back is an anchor of its page, and each sentence says which tables have rows of it."""
    reader = built["report"] / "reader" / "one.html"
    data = used(reader.read_text("utf-8"))
    for href, _, title in data["places"]:
        page, _, anchor = href.removeprefix("../").partition("#")
        assert f'id="{anchor}"' in (built["report"] / page).read_text("utf-8")
        assert title
    assert {row[2] for row in data["spans"]} == set(range(len(data["places"])))
    assert "times 1" in data["rows"]["9-33"]


def test_data_of_a_page_cannot_end_its_element() -> None:
    """A caption is words of a text, perhaps: in the page's data nothing opens or closes a tag."""
    from analysis import reader

    assert "<" not in reader._as_data({"places": [["x", "table", "</script><script>"]]})


def test_traces_are_kept_with_a_notebook_that_is_not_run_again(built: dict[str, Path]) -> None:
    """A report whose reader was damaged is mended without running the notebook, traces included."""
    page = built["report"] / "reader" / "one.html"
    before = page.read_bytes()
    page.write_bytes(b"damaged")
    again = report.build(built["texts"], built["report"], quiet=True, notebooks=built["books"])
    assert again.run == ()
    assert page.read_bytes() == before


def test_one_changed_character_names_what_stood_on_it(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """Words that changed name their figure, table and rows; a place before them is not named."""
    place = Path(shutil.copytree(built["texts"], tmp_path / "texts"))
    (place / "one.txt").write_text(TEXT.replace("2021", "2022"), "utf-8")
    (said,) = dependents.warnings(corpus.read(place), built["report"])
    assert "one.txt has changed" in said
    assert "from one:31-32 on" in said
    assert "table “The pieces” (01_first.html#cell-c1)" in said
    assert "prose “The part” (01_first.html#cell-c2)" in said
    assert "times (1)" in said
    (place / "one.txt").write_text(TEXT.replace("asked", "askedd"), "utf-8")
    (said,) = dependents.warnings(corpus.read(place), built["report"])
    assert "prose" not in said


def test_words_put_in_move_the_addresses_behind_them(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """A longer title changes no sentence, but every address after it."""
    place = Path(shutil.copytree(built["texts"], tmp_path / "texts"))
    (place / "one.txt").write_text(TEXT.replace("A title", "A titles"), "utf-8")
    (said,) = dependents.warnings(corpus.read(place), built["report"])
    assert "only their addresses move: " in said
    assert "prose “The part”" in said.partition("only their addresses move")[2]


def test_nothing_is_said_of_what_has_not_changed_or_is_not_ours(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """Equal texts, no report, and the report of another corpus: no word."""
    assert dependents.warnings(corpus.read(built["texts"]), built["report"]) == []
    assert dependents.warnings(corpus.read(built["texts"]), tmp_path) == []
    assert dependents.warnings(corpus.read(SEEDS), built["report"]) == []


def test_committed_figures_know_the_texts_they_were_drawn_from(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` names the figures beside a corpus that were drawn from another text."""
    place = Path(shutil.copytree(seeds, tmp_path / "seeds"))
    texts = corpus.read(place)
    first, other = list(texts)[:2]
    for name, document in (("one", first), ("two", other)):
        chart = Chart(None, "alt", [f"{document}:0-5"], name, "Source: a test")  # type: ignore[arg-type]
        kept = {"texts": figures._texts(texts, chart)}
        (tmp_path / "figures").mkdir(exist_ok=True)
        (tmp_path / "figures" / f"{name}.json").write_text(json.dumps(kept), "utf-8")
    path = place / texts.entry(other).file
    path.write_bytes(path.read_bytes() + b"\n")
    main(["check", str(place), "--report", str(tmp_path / "none")])
    said = capsys.readouterr().err
    assert f"Warning: {path.name} has changed since figures" in said
    assert "drawn from it: two; draw them again" in said


@given(st.text(), st.text(), st.text(), st.text())
def test_a_change_is_where_two_texts_differ(head: str, old: str, new: str, tail: str) -> None:
    """Before it and behind it two texts are equal, whatever they hold."""
    one, two = head + old + tail, head + new + tail
    start, end, last = Change.between(one, two)
    assert one[:start] == two[:start]
    assert one[end:] == two[last:]
    assert start <= end
    assert start <= last


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_reader_page_gives_its_text_back(text: str) -> None:
    """What the page escapes is read back as it was, carriage returns too."""
    escaped = html.escape(text, quote=False).replace("\r", "&#13;")
    assert dependents.text_of(f"<p>x</p><main><i>{escaped}</i></main><p>y</p>") == text
