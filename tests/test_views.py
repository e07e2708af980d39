"""Files that aren't plain text: what a reader sees of them, stored once, with every comment where it lies."""

import csv
import io
import json
import random
import tomllib
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pdfs
import pyarrow
import pyarrow.parquet
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within

from analysis import comments, corpus, segments, sentences, views
from analysis.corpus import CorpusError, stored
from analysis.mistakes import InputError
from analysis.views import charsets, comment_tables, pages
from analysis.views import pdfs as readers_of_pdf
from analysis.views.comment_tables import cleaned

PAGES = ROOT / "tests" / "views"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text("utf-8"))
LIMIT = 20_000_000
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A function that makes a corpus folder from files by name; a catalogue may come first."""

    def make(catalogue: str = "", **files: str | bytes) -> Path:
        place = tmp_path / "corpus"
        place.mkdir(exist_ok=True)
        if catalogue:
            (place / "corpus.toml").write_text(catalogue, "utf-8")
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (place / ".".join(name.rsplit("_", 1))).write_bytes(data)
        return place

    return make


def read(place: Path) -> corpus.Corpus:
    """The corpus of a folder once all its views are stored."""
    _, faults = views.store_all(place)
    assert not faults, faults
    return corpus.read(place)


def the_fault(place: Path) -> str:
    """What is wrong with the one file of a folder."""
    made, faults = views.store_all(place)
    assert not made
    (fault,) = faults
    return str(fault)


# Web pages.


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_comments_as_a_reader_finds_them(name: str, folder: Folder) -> None:
    """Authors, days, who answers whom, first and last words: read by hand in the page's source."""
    place = folder(**{f"{name}_html": (PAGES / f"{name}.html").read_bytes()})
    whole = read(place)
    table = comments.comments(whole, segments.segments(whole)).fillna({"parent": 0}).fillna("")
    found = [
        (row.author, row.date, int(row.parent), whole[name][row.start : row.end])
        for row in table.itertuples()
    ]
    wanted = EXPECTED[name]["comments"]
    assert [one[:3] for one in found] == [tuple(one[:3]) for one in wanted]
    for (*_, text), (*_, first, last) in zip(found, wanted, strict=True):
        assert text.startswith(first)
        assert text.endswith(last)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_head_and_nothing_that_does_not_show(name: str) -> None:
    """Title, byline and day are segments of those kinds; scripts and hidden words are nowhere."""
    text = pages.text(charsets.decode((PAGES / f"{name}.html").read_bytes()).text)
    pieces = segments.find_segments(text)
    for kind in ("title", "byline", "date"):
        if kind in EXPECTED[name]:
            assert [text[p.start : p.end] for p in pieces if p.kind == kind][:1] == [
                EXPECTED[name][kind]
            ]
    for unseen in EXPECTED[name].get("unseen", ()):
        assert unseen not in text


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>One<br>two<p>three", "One\ntwo\n\nthree\n"),
        ("One<br><br>two", "One\n\ntwo\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n    • b\n• c\n"),
        ('<ol start=3 type="a"><li>x<li>y<li value=9>z</ol>', "c. x\nd. y\ni. z\n"),
        ("<p>in\xadte\u200bgrated <q>care</q></p>", "integrated “care”\n"),
        ("<p>a<b>b</b>c <i> d</i>", "abc d\n"),
        ("<pre>one\n  two</pre>", "one\ntwo\n"),
        ("<table><tr><td>1<td>2<tr><td>3<td></table>", "1\t2\n3\n"),
        ("<table><tr><td><p>1</p><p>2</p><td>3</table>", "1\n\n2\n\n3\n"),
        ("<a>Reply</a><a>Share</a>", "Reply Share\n"),
        ("<p>x <svg><text>no</text></svg><template>no</template><noscript>no</noscript>", "x\n"),
        ("<p>x<p hidden>no<p style='Display : NONE'>no<dialog>no</dialog><textarea>no", "x\n"),
        ("<dialog open>yes</dialog><details><summary>s</summary>t</details>", "yes\n\ns\nt\n"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>\n"),
        ("<p class=byline>By <a rel=author>Jo</a> on <time>3 May</time>", "By Jo on 3 May\n"),
        ("<p><span class=author>Jo</span><time>3 May</time>", "Jo\n3 May\n"),
        ("<p>It began on <time>3 May</time> and was over by June.", "It began on 3 May and was over by June.\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_elements_become_lines(source: str, wanted: str) -> None:
    """Blocks stand apart, line ends and items under each other, and what doesn't show is left out."""
    assert pages.text(source) == wanted


def test_what_is_closed_in_xml_swallows_nothing(folder: Folder) -> None:
    """HTML would take `<script/>` for open and the rest of the page for a script."""
    page = '<?xml version="1.0"?><html><head><script src="a/b.js"/><title/></head><body><p class="x/y"/>a<br/>b</body></html>'
    assert read(folder(a_html=page, b_txt="c"))["a"] == "a\nb\n"
    assert views.make(folder(c_xhtml="<div/>a<p>b"), "c.xhtml").text == "a\n\nb\n"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'<meta charset="iso-8859-1"><p>\x93\xa3103\x94', "“£103”"),
        ('<meta charset="windows-1251"><p>Пар'.encode("cp1251"), "Пар"),
        ("<p>£103 – ok".encode(), "£103 – ok"),
        ("<p>£103".encode("cp1252"), "£103"),
        ('<meta charset="cp1252"><p>£'.encode("utf-8-sig"), "£"),
        ('<meta charset="utf-16"><p>£'.encode(), "£"),
        ("<p>£".encode("utf-16"), "£"),
        ('<meta charset="ascii2"><p>£'.encode(), "£"),
        ('<meta charset="utf-8"><p>£'.encode("cp1252"), "£"),
        ('<?xml version="1.0" encoding="iso-8859-15"?><p>€'.encode("iso-8859-15"), "€"),
        ("<p>" + "x" * 5000 + '<meta charset="cp1251">£', "£"),
    ],
)
def test_a_page_is_decoded_by_its_mark_its_word_and_then_as_any_text(
    data: bytes | str, wanted: str
) -> None:
    """Nothing is guessed: £ never becomes Ł."""
    whole = data if isinstance(data, bytes) else data.encode()
    assert pages.text(charsets.decode(whole).text).endswith(wanted + "\n")


def test_the_catalogue_says_the_encoding_of_the_page_not_of_its_view(folder: Folder) -> None:
    """The view is always UTF-8."""
    place = folder(
        '[[document]]\nfile = "a.html"\nencoding = "cp1250"\n', a_html=b"<p>\xa3\xf3d\x9f"
    )
    whole = read(place)
    assert whole["a"] == "Łódź\n"
    assert whole.documents["encoding"][0] == "utf-8"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<div title='</div>'>" * 50_000,
        "<div><!-- </div> -->" * 50_000,
        "".join(f"<font a={i}>" for i in range(9000)) + "<p>" * 9000,
    ],
)
def test_a_page_nested_without_end_is_refused_before_it_is_parsed(page: str) -> None:
    """The parser's time grows with the square of the depth."""
    with within(10, "a page that nests without end is still being read"), pytest.raises(InputError):
        pages.text(page)


def test_unclosed_old_markup_is_no_nesting() -> None:
    """Paragraphs, items and cells that nobody closed are ordinary pages."""
    page = "<ul>" + "<li>an item<p>a paragraph<br>" * 5000
    assert pages.text(page).count("an item") == 5000


@given(st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([
        "<p>", "</p>", "<div class='comment'>", "</div>", "<li id='comment-3'>", "<ul>", "</ul>", "<ol start=7>",
        "<table>", "<tr>", "<td>", "</table>", "<pre>", "\n", " ", "words", "<br>", "<time>", "</time>", "<q>",
        "<span class=author>", "</span>", "<script>", "</script>", "<!--", "-->", "<svg>", "<select><option>",
        "<template>", "<frameset>", "\0", "\ud7ff", "&#0;", "&#xD800;", "<a b='", "<plaintext>", "<math><mi>",
    ]), max_size=40).map("".join),
))  # fmt: skip
def test_any_page_becomes_the_same_lines_twice(page: str) -> None:
    """No page fails; lines hold no control characters, and segments tile them."""
    text = pages.text(page)
    assert text == pages.text(page)
    assert not text or text.endswith("\n")
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in text)
    segments.find_segments(text)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=40).map(lambda tail: b"<meta charset=utf-7>" + tail),
    )
)
def test_any_bytes_are_a_page_or_a_sentence(data: bytes) -> None:
    """Bytes that no encoding fits are refused, and nothing else happens."""
    with suppress(InputError):
        pages.text(charsets.decode(data).text)


def test_metadata_says_where_each_was_read(folder: Folder) -> None:
    """Only what is written; a comment's time and a day of change are none of publication."""
    place = folder(
        a_html="""<title>A | Site</title><meta property="og:title" content="A"><meta name=author content="https://x.org">
        <meta property="article:modified_time" content="2020-01-01"><script type="application/ld+json">
        {"@graph": [{"@type": "NewsArticle", "datePublished": "2016-03-01T23:30:00+01:00", "author": [{"name": "Jo"}, "Bo"]}]}
        </script><script type="application/ld+json">{broken</script>
        <li class=comment><time class=published datetime=2019-01-01>x</time></li>""",
        b_html=(PAGES / "lists.html").read_bytes(),
        c_pdf=b"%PDF-",
    )
    found = views.stated(place, "a.html")
    assert found["title"][:2] == ("A", '<meta property="og:title">')
    assert found["title"].others == (("A | Site", "<title>"),)
    assert found["author"] == ("Jo; Bo", "JSON-LD, author", ())
    assert found["published"] == ("2016-03-01", "JSON-LD, datePublished", ())
    assert views.stated(place, "b.html") == views.stated(place, "c.pdf") == {}


# Storing and reading.


def test_views_are_stored_once_and_a_changed_original_is_refused(folder: Folder) -> None:
    """Every address depends on the view."""
    place = folder(a_html="<p>Words of a page.", t_txt="Plain words.")
    first, _ = views.store_all(place)
    assert [(one.name, one.made) for one in first] == [("a.html", True)]
    again, _ = views.store_all(place)
    assert [(one.name, one.made) for one in again] == [("a.html", False)]
    assert list(corpus.read(place)) == ["a", "t"]
    (place / "a.html").write_text("<p>Other words.")
    assert "has changed since its text view" in the_fault(place)
    (place / "views" / "a.html.txt").unlink()
    assert read(place)["a"] == "Other words.\n"


@pytest.mark.parametrize("name", ["views/t.csv.txt", "views/t.csv.comments.csv"])
def test_a_view_or_list_that_was_edited_is_noticed(name: str, folder: Folder) -> None:
    """Offsets would lead to other words."""
    place = folder(t_csv="text,author\nOne two.,Jo\n")
    assert len(read(place)) == 1
    path = place / name
    path.write_text(path.read_text().replace("Jo", "Bo").replace("One", "Two"))
    with pytest.raises(
        CorpusError, match=rf"{name}, which was edited after it was made; restore it"
    ):
        corpus.read(place)
    path.unlink()
    with pytest.raises(CorpusError, match="new"):
        corpus.read(place)


@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        (
            "0,4,1,,,,,\n2,9,2,,,,,\n",
            r"out of step with its view \(views/t.csv.comments.csv, line 3\)",
        ),
        ("0,4,1,,,,,\n6,900,2,,,,,\n", "line 3"),
        ("0,4,2,,,,,\n", "line 2"),
        ("0,four,1,,,,,\n", "can't be read"),
        ("\n\xff", "line 2|can't be read|out of step"),
    ],
)
def test_a_list_that_does_not_fit_its_view_is_refused(
    listed: str, sentence: str, folder: Folder
) -> None:
    """Also where no hash is kept of it."""
    place = folder(t_csv="text\nOne.\nTwo.\n")
    read(place)
    (place / "views" / "views.toml").unlink()
    header = ",".join(stored.LISTED)
    (place / "views" / "t.csv.comments.csv").write_text(f"{header}\n{listed}", "latin-1")
    with pytest.raises(CorpusError, match=sentence):
        corpus.read(place).given_comments("t")


def test_reports_notice_a_changed_view(folder: Folder) -> None:
    """A corpus's files are its originals, views, lists and their record."""
    place = folder(a_html="<p>x", t_csv="text\nOne.\n")
    names = {str(path.relative_to(place)) for path in read(place).files()}
    assert names == {
        "a.html", "t.csv", "views/a.html.txt", "views/t.csv.txt", "views/t.csv.comments.csv", "views/views.toml",
    }  # fmt: skip


def test_a_folder_of_tables_alone_says_what_to_do(folder: Folder) -> None:
    """Nothing is read as comments that nobody stored as such."""
    place = folder(t_csv="text\nOne.\n")
    with pytest.raises(CorpusError, match=r"holds no texts but t\.csv; run `jam-tomorrow new"):
        corpus.read(place)


def test_what_fails_leaves_nothing_behind(folder: Folder) -> None:
    """No half view and no temporary file."""
    place = folder(t_csv="text\n\n", a_html="<script>x</script>")
    _, faults = views.store_all(place)
    assert len(faults) == 2
    assert list((place / "views").iterdir()) == []
    with pytest.raises(InputError, match="kind that no text view is made of"):
        views.store(place, "t.odt")


def test_a_run_that_is_stopped_half_way_leaves_nothing_wrong(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the record and the views: the next run makes what is missing."""
    place = folder(a_html="<p>x", b_html="<p>y")
    whole, calls = Path.replace, []

    def stopped(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        views.store_all(place)
    monkeypatch.undo()
    assert [path.name for path in calls] == ["views.toml", "a.html.txt", "b.html.txt"]
    assert sorted(path.name for path in (place / "views").iterdir()) == ["a.html.txt", "views.toml"]
    assert list(read(place)) == ["a", "b"]


def test_a_view_is_never_written_out_of_the_corpus(folder: Folder, tmp_path: Path) -> None:
    """A folder of views that is a link elsewhere is refused."""
    place = folder(a_html="<p>x")
    (tmp_path / "out").mkdir()
    (place / "views").symlink_to(tmp_path / "out")
    assert "a link leads out of the corpus; replace that by a folder" in the_fault(place)
    assert list((tmp_path / "out").iterdir()) == []


# Tables of comments.

TALK = """id,user,created_at,comment,article,reply_to
1,Jo Marsh,2016-03-02T09:12:00Z,"The buses were late.

Nobody came.",a1,2
2,wren,3 March 2016,"“The buses were late.” Yes, they were late every day of the week.",a1,
3,,soon,,a1,
4,Al,04/03/2016,=1+1,a2,99
5,Bo,13/03/2016,£103 million 😀,,4
6,Bo,whenever,Yes.,,
"""


def test_a_table_gives_its_comments(folder: Folder) -> None:
    """Authors, days, threads, who answers whom (above or below), paragraphs; one document, every word where it lies."""
    whole = read(folder(talk_csv=TALK))
    pieces = segments.segments(whole)
    table = comments.comments(whole, pieces)
    assert [whole.show(f"talk:{a}-{b}") for a, b in zip(table["start"], table["end"], strict=True)] == [
        "The buses were late.\n\nNobody came.",
        "“The buses were late.” Yes, they were late every day of the week.",
        "=1+1",
        "£103 million 😀",
        "Yes.",
    ]  # fmt: skip
    assert list(table["author"]) == ["Jo Marsh", "wren", "Al", "Bo", "Bo"]
    assert list(table["date"].fillna("")) == [
        "2016-03-02",
        "2016-03-03",
        "2016-03-04",
        "2016-03-13",
        "",
    ]
    assert list(table["thread"]) == ["talk/a1", "talk/a1", "talk/a2", "talk", "talk"]
    assert list(table["parent"].fillna(0)) == [2, 0, 0, 3, 0]
    assert table["quotes"].isna().all()
    assert set(pieces["kind"]) == {"comment"}
    assert set(pieces["rule"]) == {"given"}
    assert list(pieces["comment"]) == [1, 1, 2, 3, 4, 5]
    assert len(sentences.sentences(whole, pieces)) >= 6


def test_what_was_taken_and_what_was_left_out_is_said(folder: Folder) -> None:
    """Columns, empty rows, days that can't be read with their line, answers to what isn't there."""
    (one,), _ = views.store_all(folder(talk_csv=TALK))
    said = " ".join(one.notes)
    assert "'comment' as text, 'user' as author, 'created_at' as date" in said
    assert "1 row without a text" in said
    assert "a date that can't be read, which was left out (line 9)" in said
    assert "1 answer to comments that aren't in it" in said


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("who,what\na,b\n", "no column that is plainly the comments' text; it has 'who', 'what'"),
        ("text,comment\na,b\n", "may mean 'text' or 'comment' as text; say which in corpus.toml: columns = { text"),
        ("text,text\na,b\n", "has the column 'text' more than once"),
        ("text,author\na\nb,c\nd,e,f\n", "2 rows that can't be read: line 2: 1 cells where the header has 2; line 4: 3"),
        ("text\n  \n", "column 'text' is empty in all 1 rows"),
        ("text\n", "holds no comments: there is no row; put some in"),
        ("\n", "has no header"),
        ("%PDF-1.4", "is a PDF, not plain text"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_why(table: str, sentence: str, folder: Folder) -> None:
    """All at once, with lines and the columns there are."""
    assert sentence in the_fault(folder(t_csv=table))


def test_the_catalogue_says_which_column_is_which(folder: Folder) -> None:
    """Then nothing is taken by its name."""
    catalogue = '[[document]]\nfile = "t.csv"\ncolumns = {{ {} }}\n'
    place = folder(
        catalogue.format('text = "comment", role = "job"'),
        t_csv="text,comment,job,author\na,B.,GP,Jo\n",
    )
    whole = read(place)
    given_comments = whole.given_comments("t")
    assert given_comments is not None
    assert (whole["t"], given_comments["role"][0]) == ("B.\n", "GP")
    assert given_comments["author"].isna().all()
    for columns, sentence in {
        'text = "nothing"': "lacks the column 'nothing' (text) that corpus.toml names",
        'author = "job"': "needs text among its columns",
        'text = "text", parent = "job"': "a column for parent but none for id",
    }.items():
        (place / "views" / "t.csv.txt").unlink(missing_ok=True)
        folder(catalogue.format(columns))
        assert sentence in the_fault(place)
    for columns in ('txt = "a"', "text = 3"):
        folder(catalogue.format(columns))
        with pytest.raises(CorpusError, match="column"):
            corpus.read(place)


def test_json_lines_and_parquet_give_what_csv_gives(folder: Folder) -> None:
    """One table in three formats: one view and one list."""
    rows = list(csv.DictReader(io.StringIO(TALK, newline="")))
    packed = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), packed)
    lines = "\n".join(json.dumps(row) for row in rows)
    place = folder(
        "[settings]\nallow_duplicates = true\n",
        a_csv=TALK,
        b_jsonl=lines,
        c_parquet=packed.getvalue(),
    )
    whole = read(place)
    assert whole["a"] == whole["b"] == whole["c"]
    tables = [whole.given_comments(name) for name in "abc"]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(tables[0], table)
    assert views.make(place, "a.csv").text == whole["a"]


def test_lines_that_are_no_json_objects_are_named(folder: Folder) -> None:
    """With their numbers."""
    fault = the_fault(folder(t_jsonl='{"text": "a"}\n[1]\n{"text": \n\n{"text": {"a": 1}}\n'))
    assert "3 rows that can't be read: line 2: JSON, but no object" in fault
    assert "line 3: no JSON" in fault
    assert "line 5: 'text' holds something else than words" in fault


def test_days_of_all_sorts_are_read(folder: Folder) -> None:
    """Seconds since 1970, month first where one date tells so, days and times of Parquet."""
    place = folder(a_csv="text;date\nx;03/04/2013\ny;02/27/2013\nz;1594807920\n")
    told = read(place).given_comments("a")
    assert told is not None
    assert list(told["date"]) == ["2013-03-04", "2013-02-27", "2020-07-15"]
    packed = io.BytesIO()
    days = {"body": ["x"], "created": [pd.Timestamp("2020-07-15T23:30:00Z")]}
    pyarrow.parquet.write_table(pyarrow.table(days), packed)
    told = read(folder(b_parquet=packed.getvalue())).given_comments("b")
    assert told is not None
    assert list(told["date"]) == ["2020-07-15"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("text\n£1.\n".encode("cp1252"), "£1."),
        ("text\n£1.\n".encode("utf-8-sig"), "£1."),
        ("text\n£1.\n".encode("utf-16"), "£1."),
        (b"text\r\nOne\0two\x0bthree.\r\n", "One two\nthree."),
        (b'text\n"One\r\ntwo."\n', "One\r\ntwo."),
        (b"sep=;\nauthor;text\nJo;One, two.\n", "One, two."),
        (b"author\ttext\nJo\tOne; two.\n", "One; two."),
    ],
)
def test_encodings_and_controls_of_tables(data: bytes, text: str, folder: Folder) -> None:
    """As for texts; what no text has becomes a space, and line ends inside of a comment stay."""
    assert read(folder(t_csv=data))["t"] == f"{text}\n"


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_each_comment_of_a_table_lies_where_the_list_says(rows: list[tuple[str, str, str]]) -> None:
    """Slices equal the texts that went in, cleaned and trimmed; the same table gives the same view."""
    with within_a_folder() as place:
        with (place / "t.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "author", "date"), *rows])
        try:
            view = views.make(place, "t.csv")
        except InputError:
            assert not any(cleaned(text).strip() for text, *_ in rows)
            return
        assert view == views.make(place, "t.csv")
    told = list(csv.DictReader(io.StringIO(view.comments, newline="")))
    found = [view.text[int(row["start"]) : int(row["end"])] for row in told]
    assert found == [words for text, *_ in rows if (words := cleaned(text).strip())]


@given(st.sampled_from(["t.csv", "t.jsonl", "t.parquet", "t.pdf", "t.docx", "t.html"]),
       st.binary(max_size=120), st.sampled_from([b"", b"text,date\n", b'{"text": "', b"PAR1", b"%PDF-1.4\n", b"PK\x03\x04"]))  # fmt: skip
def test_any_bytes_of_any_kind_are_read_or_refused_in_a_sentence(
    name: str, data: bytes, start: bytes
) -> None:
    """Never anything else than an `InputError`."""
    with within_a_folder() as place:
        (place / name).write_bytes(start + data)
        with suppress(InputError):
            views.make(place, name)


class within_a_folder:  # noqa: N801 - reads as a word
    """A new folder for one example; pytest's own are one a test."""

    def __enter__(self) -> Path:
        import tempfile

        self._held = tempfile.TemporaryDirectory()
        return Path(self._held.name)

    def __exit__(self, *_: object) -> None:
        self._held.cleanup()


# PDFs.

LEFT = [
    "The board met on Monday and decided that the",
    "office of the trust would move to Saltby by 2018,",
    "where the rent is lower and the trains are inte-",
    "grated with the buses. Nobody had asked its",
    "staff, who read of it in the paper.",
]
RIGHT = [
    "The chair said that the move was efﬁcient and",
    "that all would be told in time. The union says",
    "that time has passed, and that the trains stop",
    "at six. A decision on the old building will be",
    "made in the autumn of next year.",
]


def pdf_text(*drawn: bytes, most_pages: int = 500) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF of these pages."""
    return readers_of_pdf.text(pdfs.pdf(*drawn), most_pages, LIMIT)


def column(lines: list[str], x: float, top: float = 700) -> list[pdfs.Placed]:
    """Lines one under the other."""
    return [(x, top - 12 * number, words) for number, words in enumerate(lines)]


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    """Column by column, or row by row across the page; ligatures as letters, hyphens with their line end."""
    head, foot = (60, 760, "A MOVE TO SALTBY", 16), (290, 40, "14")
    left, right = column(LEFT, 60), column(RIGHT, 320)
    wanted = "A MOVE TO SALTBY\n\n" + "\n".join([*LEFT, *RIGHT]).replace("ﬁ", "fi") + "\n\n14\n"
    straight, notes = pdf_text(pdfs.page([head, *left, *right, foot]))  # type: ignore[list-item]
    assert (straight, notes) == (wanted, ())
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    across, notes = pdf_text(pdfs.page([head, *rows, foot]))  # type: ignore[list-item]
    assert across == wanted
    assert "columns line by line across 1 page" in notes[0]


@settings(max_examples=25)
@given(
    st.integers(0, 10_000),
    st.sampled_from([(1, 460), (2, 220), (3, 145)]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_any_columns_are_read_as_they_were_set(
    seed: int,
    form: tuple[int, int],
    justified: bool,
    across: bool,
    word_by_word: bool,
) -> None:
    """One to three columns, ragged or justified, drawn by lines or by words, down the columns or across the page."""
    known = " ".join([*LEFT, *RIGHT]).replace("ﬁ", "fi").split()
    count, wide = form
    draw = random.Random(seed)
    columns = []
    for number in range(count):
        lines = pdfs.wrapped(draw.choices(known, k=draw.randrange(60, 120)), wide)
        rows = pdfs.set_column(lines, 50 + number * (wide + 20), wide, 740, justified)
        if not word_by_word:
            rows = [[(row[0][0], row[0][1], " ".join(word[2] for word in row))] for row in rows]
        columns.append(rows)
    one_by_one = [row for column in columns for row in column]
    row_by_row = [row for rows in zip_longest(*columns, fillvalue=[]) for row in rows]
    drawn = [placed for row in (row_by_row if across else one_by_one) for placed in row]
    text, _ = pdf_text(pdfs.page(drawn))
    wanted = [word for row in one_by_one for placed in row for word in placed[2].split()]
    assert text.split() == wanted


def test_sentences_are_read_across_the_lines_of_a_pdf(folder: Folder) -> None:
    """The hyphen and its line end stay in the view; the sentence holds both halves."""
    whole = read(folder(a_pdf=pdfs.pdf(pdfs.page([*column(LEFT, 60), *column(RIGHT, 320)]))))
    table = sentences.sentences(whole, segments.segments(whole))
    first = whole["a"][table["start"][0] : table["end"][0]]
    assert first.startswith("The board met")
    assert first.endswith("trains are inte-\ngrated with the buses.")


def test_paragraphs_pages_and_indents_are_kept() -> None:
    """By a wider space, by a first line further in, by a page's end; running heads stay for the segments."""
    one = [*column(LEFT, 60), *column(RIGHT, 60, 628), (60, 800, "The Mercury")]
    two = [*column(LEFT[:2], 60), (78, 676, RIGHT[0]), *column(RIGHT[1:3], 60, 664)]
    text, _ = pdf_text(pdfs.page(one), pdfs.page(two))
    assert f"{LEFT[-1]}\n\nThe chair said" in text
    assert f"{LEFT[1]}\n    The chair said" in text


def test_line_numbers_in_a_margin_are_left_out_and_said() -> None:
    """A bill's lines are numbered; its sentences are not."""
    numbers: list[pdfs.Placed] = [(30, 700 - 12 * n, str(n + 1)) for n in range(5)]
    lines = column(LEFT, 60)
    text, notes = pdf_text(
        pdfs.page([piece for pair in zip(numbers, lines, strict=True) for piece in pair])
    )
    assert text == "\n".join(LEFT) + "\n"
    assert "line numbers in the margin of 1 page" in notes[0]
    table = [*column(["2015 was wet", "2017 was dry", "2016 was mild", "2019 was hot"], 60)]
    assert "2017 was dry" in pdf_text(pdfs.page(table))[0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            pdfs.pdf(pdfs.page([]), pdfs.page([])),
            "is a scan: its 2 pages hold pictures and no text",
        ),
        (
            pdfs.pdf(*[pdfs.page([])] * 3),
            "has 3 pages, more than the limit of 2; split it, or raise max_pages",
        ),
        (pdfs.pdf(pdfs.page([]))[:200], "is a damaged PDF, or none"),
        (b"Words.", "is a damaged PDF, or none"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, sentence: str, folder: Folder) -> None:
    """A scan, too many pages, damage."""
    assert sentence in the_fault(folder("[settings]\nmax_pages = 2\n", a_pdf=data))


def test_a_pdf_with_a_password_says_so() -> None:
    """One that anybody may open is read."""
    import pypdf

    for password, readable in (("", True), ("jam", False)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdfs.pdf(pdfs.page(column(LEFT, 60)))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if readable:
            assert "The board met" in readers_of_pdf.text(out.getvalue(), 9, LIMIT)[0]
            continue
        with pytest.raises(InputError, match="asks for a password; open it"):
            readers_of_pdf.text(out.getvalue(), 9, LIMIT)


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    """More bytes, or more commands, than a file of that size may hold."""
    with pytest.raises(InputError, match="unpacks into more than ten times"):
        readers_of_pdf.text(pdfs.pdf(pdfs.page(column(LEFT * 40, 60))), 9, 500)


# Word documents.


def word(**parts: str) -> bytes:
    """A Word document with one of everything; `parts` are written over those in the archive."""
    document = docx.Document()
    document.add_heading("The plan for buses", 1)
    document.add_paragraph("We will run them by 2018.\nAt night, too.")
    for words in ("one ticket", "new shelters"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("first", "second"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    remarked = document.add_paragraph("It will cost nothing.")
    document.add_comment(remarked.runs, text="Says who?", author="R")
    out = io.BytesIO()
    document.save(out)
    if not parts:
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return changed.getvalue()


def test_a_word_document_reads_as_it_is_printed(folder: Folder) -> None:
    """Headings, line ends, bullets, numbers, table rows; a reviewer's comment is left out and said."""
    place = folder(a_docx=word())
    (one,), _ = views.store_all(place)
    assert corpus.read(place)["a"] == (
        "The plan for buses\n\nWe will run them by 2018.\nAt night, too.\n\n• one ticket\n• new shelters\n1. first\n2. second\n\n"
        "cell 0\tcell 1\ncell 2\tcell 3\n\nIt will cost nothing.\n"
    )
    assert one.notes == ("has 1 comment of reviewers, left out of the view",)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATED = "word/_rels/document.xml.rels"
BODY = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{doctype}
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"""


def body(xml: str, doctype: str = "") -> bytes:
    """A Word document with this body."""
    return word(**{"word/document.xml": BODY.format(body=xml, doctype=doctype)})


def test_notes_stand_at_the_end_under_their_numbers(folder: Folder) -> None:
    """Numbered as they are referred to; a note that nobody refers to doesn't show."""
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        kinds, related = (archive.read(name).decode() for name in ("[Content_Types].xml", RELATED))
    overridden = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{overridden}"/></Types>'
    relation = (
        f'<Relationship Id="rId99" Type="{NOTES}footnotes" Target="footnotes.xml"/></Relationships>'
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(["Unused.", "Plan, page 3.", "Ask Jo."])
    )
    text = (
        '<w:p><w:r><w:t>Buses</w:t><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> run.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    data = word(**{
        "word/document.xml": BODY.format(body=text, doctype=""),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
        "[Content_Types].xml": kinds.replace("</Types>", override),
        RELATED: related.replace("</Relationships>", relation),
    })  # fmt: skip
    assert (
        read(folder(a_docx=data))["a"] == "Buses[1] run.[2]\n\n[1] Ask Jo.\n\n[2] Plan, page 3.\n"
    )


def test_boxes_cells_of_several_paragraphs_and_numbered_levels(folder: Folder) -> None:
    """A box stands behind the paragraph that holds it, once; such cells one after the other."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    place = folder(
        a_docx=body(
            f'<w:p><w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Text.</w:t></w:r></w:p>"
            f"<w:tbl><w:tr>{cell.format('One', '<w:p><w:r><w:t>two</w:t></w:r></w:p>')}{cell.format('three', '')}</w:tr></w:tbl>"
        )
    )
    assert read(place)["a"] == "Text.\n\nIn a box.\n\nOne\n\ntwo\n\nthree\n"


def test_tracked_changes_are_read_as_accepted(folder: Folder) -> None:
    """What was put in stays, what was struck out doesn't; hidden letters don't show."""
    place = folder(
        a_docx=body(
            "<w:p><w:r><w:t>Buses </w:t></w:r><w:del><w:r><w:delText>won't</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>will</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>not</w:t></w:r>"
            "<w:hyperlink><w:r><w:t xml:space='preserve'> run.</w:t></w:r></w:hyperlink></w:p>"
        )
    )
    (one,), _ = views.store_all(place)
    assert corpus.read(place)["a"] == "Buses will run.\n"
    assert "words struck out in 1 place" in one.notes[-1]


def test_no_entity_is_followed(folder: Folder, tmp_path: Path) -> None:
    """Neither a file of this machine nor a billion laughs come in."""
    (tmp_path / "secret.txt").write_text("SECRET")
    secret = (tmp_path / "secret.txt").as_uri()
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret}"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    place = folder(a_docx=body("<w:p><w:r><w:t>Words &x; &b;.</w:t></w:r></w:p>", doctype))
    made, _ = views.store_all(place)
    assert not made or "SECRET" not in corpus.read(place)["a"]


def test_an_archive_that_unpacks_into_too_much_is_refused_before(folder: Folder) -> None:
    """By what it says of itself, without unpacking."""
    bomb = word(**{"word/media/a.xml": "0" * 3_000_000})
    assert "unpacks into 3," in the_fault(folder("[settings]\nmax_bytes = 100000\n", a_docx=bomb))


@pytest.mark.parametrize(
    "data", [b"Words.", word()[:900], body("")], ids=["words", "half", "empty"]
)
def test_a_word_document_that_cannot_be_read_says_why(data: bytes, folder: Folder) -> None:
    """Damage, another kind of file, nothing in it."""
    assert ";" in the_fault(folder(a_docx=data))


@pytest.mark.parametrize(
    ("package", "name"), [("pypdf", "a_pdf"), ("docx", "a_docx"), ("pyarrow", "a_parquet")]
)
def test_a_missing_package_says_how_to_install_it(
    package: str, name: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line is what to type."""
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    data = {"pypdf": pdfs.pdf(), "docx": word(), "pyarrow": b"PAR1"}[package]
    with pytest.raises(InputError, match=r"\npip install 'jam-tomorrow\[formats\]'$"):
        views.make(folder(**{name: data}), name.replace("_", "."))
    assert the_fault(folder()).splitlines()[-1] == "pip install 'jam-tomorrow[formats]'"


# What a million comments need.


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    """Memory does not grow with the rows: eight thousand more need less than a third of their own text."""
    import tracemalloc

    peaks = []
    for rows in (1_000, 9_000):
        path = tmp_path / f"{rows}.csv"
        path.write_text(
            "text,author\n" + "Nobody asked the people who wait for the bus.,Jo\n" * rows
        )
        tracemalloc.start()
        table = comment_tables.look(path, {}, "", LIMIT)
        with (tmp_path / "v").open("w") as view, (tmp_path / "l").open("w") as listed:
            comment_tables.write(table, view, listed)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 8_000 * 50 / 3
