"""What a notebook shows: escaped, linked, and the same words as the text."""

import html
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import display


@pytest.fixture
def in_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the report's runner were at work."""
    monkeypatch.setenv("JAM_READER", "reader")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in JupyterLab, where no reader lies beside the notebook."""
    monkeypatch.delenv("JAM_READER", raising=False)


def rendered(shown: object) -> str:
    """What a browser is given for it."""
    return shown._repr_html_()  # type: ignore[attr-defined,no-any-return]


def test_link_leads_into_the_reader_only_in_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """In JupyterLab a link would lead nowhere, so the address stands as code."""
    assert display.link("000", 5, 9) == "<code>000:5-9</code>"
    monkeypatch.setenv("JAM_READER", "reader")
    assert 'href="reader/000.html#5-9"' in display.link("000", 5, 9)


@pytest.mark.usefixtures("in_report")
def test_link_words_are_escaped() -> None:
    """Words given for a link come from texts and must not become markup."""
    assert "<b>" not in display.link("000", 5, 9, "<b>care</b>")


@pytest.mark.parametrize("reader", ["", "reader"])
def test_own_links_pass_and_other_tags_do_not(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computed sentence may hold links; a tag from a text stands as text."""
    monkeypatch.setenv("JAM_READER", reader)
    link = display.link("000", 5, 9)
    shown = rendered(display.text(f"See {link}, <img src=x onerror=y> and <script>z</script>."))
    assert link in shown
    assert "<img" not in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    "href", ["javascript:alert(7)", "//elsewhere/x.html#1-2", "https://elsewhere/x.html#1-2", "x"]
)
def test_a_link_in_a_text_never_leads_out(href: str) -> None:
    """Even where a text spells it exactly as ours are spelt."""
    forged = f'<a class="address" href="{href}" title="000:1-2">here</a>'
    frame = pd.DataFrame({"words": [forged]})
    assert "<a " not in rendered(display.text(f"It says {forged}."))
    assert "<a " not in rendered(display.table(frame))


def test_link_with_more_than_ours_is_no_link_of_ours() -> None:
    """What looks like our link but carries a handler is escaped like anything else."""
    shown = rendered(display.text('<a class="address" href="x" onclick="y" title="z">w</a>'))
    assert "<a " not in shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_plain_words_come_out_as_they_went_in(words: str) -> None:
    """Nothing in the words of a text is taken for Markdown, HTML or an entity."""
    shown = rendered(display.text("x " + display.plain(words)))
    said = html.unescape(re.sub(r"<[^>]*>", "", shown))
    assert said.split() == ["x", *words.split()]


def test_table_cells_captions_and_names_are_escaped() -> None:
    """A text's words can't leave their cell."""
    frame = pd.DataFrame({"said": ["<script>1</script>"], "b": ["a & b"]})
    shown = rendered(display.table(frame, caption="<i>one</i>", names={"b": "<u>"}))
    assert not re.search(r"<(script|i|u)\b", shown)
    assert "a &amp; b" in shown


def test_missing_values_are_a_dash() -> None:
    """Whatever kind of nothing a column holds, a reader sees the same mark."""
    frame = pd.DataFrame(
        {"a": ["x", None], "b": pd.array([1, None], "Int64"), "c": [0.5, float("nan")]}
    )
    assert rendered(display.table(frame)).count("<td") == 6
    assert len(re.findall(r">–</td>", rendered(display.table(frame)))) == 3


@pytest.mark.usefixtures("in_report")
def test_offsets_become_links_and_the_document_stays() -> None:
    """A row is followed to its words by one click, and still says which text it is from."""
    frame = pd.DataFrame({"document": ["000"], "start": [5], "end": [9], "kind": ["body"]})
    shown = rendered(display.table(frame))
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', shown) == ["document", "where", "kind"]
    assert 'href="reader/000.html#5-9"' in shown


def test_a_column_of_words_is_not_squeezed() -> None:
    """Long words get room for a few to a line, short ones no more than they need; a link's target takes none."""
    long = (
        "A sentence that is longer than a name, a kind or a verdict could ever be, in any table. "
        * 2
    )
    link = (
        f'<a class="address" href="reader/000_dd9acf844a937886.html#5-9" title="{"x" * 99}">5-9</a>'
    )
    frame = pd.DataFrame(
        {
            "said": [long, None],
            "kind": ["a short kind of text", "b"],
            "at": [link, link],
            "n": [1, 2],
        }
    )
    heads = re.findall(r"<th ([^>]*)>", rendered(display.table(frame)))
    rooms = [re.findall(r"min-width:([\d.]+)em", head) for head in heads]
    assert rooms == [["13"], ["6"], ["1.5"], []]


def test_limit_says_how_many_rows_there_are() -> None:
    """A cut table never looks like a whole one."""
    shown = rendered(display.table(pd.DataFrame({"a": range(30)}), limit=3))
    assert shown.count("<tr>") == 4
    assert "3 of 30 rows are shown" in shown


def test_empty_table_is_a_sentence() -> None:
    """An empty frame of a table would look like a fault."""
    assert rendered(display.table(pd.DataFrame({"a": []}), caption="Claims")) == (
        '<p class="nothing">Claims: nothing to show.</p>'
    )


def test_quotes_keep_words_and_address() -> None:
    """A quotation shows its words, what its text is called, and where they stand."""
    row = {"document": "000", "start": 5, "end": 9, "text": "a <b>\n c", "label": "Title & co"}
    shown = rendered(display.quotes(pd.DataFrame([row])))
    assert "<p>a &lt;b&gt; c</p>" in shown
    assert "Title &amp; co" in shown
    assert "000:5-9" in shown


def test_numbers_are_written_for_people() -> None:
    """Large numbers are grouped, years are not, and a minus is a minus."""
    frame = pd.DataFrame(
        {"year": [2018, 2024], "n": [1800, -3], "x": [0.123456, 1234.5], "b": [True, False]}
    )
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", rendered(display.table(frame)))
    assert cells == ["2018", "1,800", "0.123", "yes", "2024", "−3", "1,234", "no"]


@pytest.mark.usefixtures("in_report")
def test_long_names_are_cut_where_the_link_has_them() -> None:
    """An identifier of twenty characters would push a table off the page; title and target keep it."""
    shown = display.link("000_dd9acf844a937886", 5, 9)
    assert shown.endswith(">000_dd9acf… 5-9</a>")
    assert 'title="000_dd9acf844a937886:5-9"' in shown


def test_the_words_before_a_keyword_end_beside_it() -> None:
    """Keyword in context is read across the keyword."""
    frame = pd.DataFrame({"left": ["we all"], "keyword": ["need"], "right": ["a bus"]})
    assert '<td style="text-align:right">we all</td>' in display.table(frame)._repr_html_()
    alone = pd.DataFrame({"left": ["we all"]})
    assert '<td style="text-align:left">we all</td>' in display.table(alone)._repr_html_()
