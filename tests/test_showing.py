"""`show`: the words behind an address where they stand, and mistakes told in one sentence."""

from pathlib import Path

import pandas as pd
import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

import analysis
from analysis import corpus, display, showing
from analysis.__main__ import main
from analysis.mistakes import InputError, UnknownError

SENTENCE = "000_dd9acf844a937886:2095-2298"


@pytest.fixture(scope="module")
def texts() -> corpus.Corpus:
    """The seeds."""
    return corpus.read(SEEDS)


def test_show_gives_exactly_the_words(texts: corpus.Corpus) -> None:
    """As a string they are the source's; in a notebook they are marked among their neighbours."""
    found = analysis.show(SENTENCE, texts)
    assert str(found) == texts.show(SENTENCE)
    assert f"[{found}]" in repr(found)
    assert "<mark>NHS England is clear" in found._repr_html_()
    assert "000_dd9acf844a937886:2095-2298" in found._repr_html_()


def test_show_of_a_document_is_its_text(texts: corpus.Corpus) -> None:
    """An identifier alone shows what is known of a text, and carries it whole."""
    found = analysis.show("000_dd9acf844a937886", SEEDS)
    assert str(found) == texts["000_dd9acf844a937886"]
    assert "Author: Luke Koupparis" in repr(found)
    assert "<dd>OnMedica</dd>" in found._repr_html_()


def test_the_command_line_shows_the_same(
    texts: corpus.Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    """One way of showing, typed in either place."""
    assert main(["show", SENTENCE, "--corpus", str(SEEDS)]) == 0
    assert capsys.readouterr().out == repr(showing.show(SENTENCE, texts)) + "\n"


@given(st.data())
def test_any_span_is_a_slice(data: st.DataObject) -> None:
    """Whatever is asked for within a text is that slice, and its neighbours are the text's own."""
    texts = corpus.read(SEEDS)
    document = data.draw(st.sampled_from(sorted(texts)))
    text = texts[document]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = showing.show(corpus.address(document, start, end), texts)
    assert isinstance(found, showing.Passage)
    assert str(found) == text[start:end]
    assert found.before.removeprefix("… ") + str(found) + found.after.removesuffix("…") in text


def test_markup_in_a_text_shows_as_text(tmp_path: Path) -> None:
    """No tag of a source is live in a notebook."""
    (tmp_path / "one.txt").write_text("We <script>alert(1)</script> saw.", "utf-8")
    assert "<script>" not in analysis.show("one:0-9", tmp_path)._repr_html_()
    assert "<script>" not in analysis.show("one", tmp_path)._repr_html_()


@pytest.mark.parametrize(
    ("where", "error", "said"),
    [
        ("nothing", InputError, "is not an address"),
        ("000_dd9acf844a937886:9-5", InputError, "ends at or before its start"),
        ("000_dd9acf844a937886:0-999999", InputError, "reaches beyond the end"),
        ("none:0-5", UnknownError, "There is no document 'none'; the documents are"),
    ],
)
def test_a_mistake_in_a_notebook_is_its_sentence(
    where: str, error: type[Exception], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """IPython shows what was wrong and no line of this package's code."""
    shell = InteractiveShell.instance()
    ran = shell.run_cell(f"from analysis import show\nshow({where!r}, {str(SEEDS)!r})")
    InteractiveShell.clear_instance()
    assert type(ran.error_in_exec) is error
    shown = capsys.readouterr().out
    assert said in shown
    assert "Traceback" not in shown
    assert "showing.py" not in shown


def test_a_table_of_addresses_shows_itself_as_the_house_does() -> None:
    """Typed by its name, a table with spans has one column of places; others are pandas' own affair."""
    frame = pd.DataFrame({"document": ["one"], "start": [0], "end": [4], "text": ["<b>"]})
    assert "one:0-4" in display._frame(frame)
    assert "<b>" not in display._frame(frame)
    assert "dataframe" in display._frame(frame[["text"]])
    shell = InteractiveShell.instance()
    try:
        display._register()
        data, _ = shell.display_formatter.format(frame)
        assert "one:0-4" in data["text/html"]
    finally:
        InteractiveShell.clear_instance()


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`show` is known before it is loaded, and an unknown name is an AttributeError as ever."""
    assert "show" in dir(analysis)
    with pytest.raises(AttributeError, match="has no attribute 'shov'"):
        analysis.shov  # noqa: B018
