"""Figures: the same bytes every time, words for those who can't see them, and links only into a reader."""

import base64
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SEEDS
from matplotlib.figure import Figure
from matplotlib.text import Text
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis import (
    charts,
    coding,
    comment_charts,
    comments,
    corpus,
    segments,
    sentences,
    sentiment,
    timeline,
)
from analysis.answers import comments_answers
from analysis.charts import lettering, sheet
from analysis.charts.lettering import Run

TEXT = "A title\n\nThe service will be joined up by 2021, they say.\n"


@pytest.fixture(scope="module")
def chart() -> charts.Chart:
    """The chart of the seeds in time and size."""
    texts = corpus.read(SEEDS)
    return charts.corpus_in_time(texts, segments.segments(texts))


def boxes(figure: Figure) -> list[tuple[str, float, float, float, float]]:
    """Every label's words and rendered box, in points from the upper left corner."""
    with charts.house():
        figure.canvas.draw()
    high = figure.bbox.height
    found = []
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible():
            with charts.house():
                box = text.get_window_extent()
            found.append((text.get_text(), box.x0, high - box.y1, box.x1, high - box.y0))
    return found


def overlaps(found: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """Pairs of labels that lie on each other by more than a hair."""
    hair = 0.75
    return [
        (a[0], b[0])
        for n, a in enumerate(found)
        for b in found[n + 1 :]
        if min(a[3], b[3]) - max(a[1], b[1]) > hair and min(a[4], b[4]) - max(a[2], b[2]) > hair
    ]


def cut_off(figure: Figure) -> list[str]:
    """Labels that reach beyond the sheet."""
    wide, high = figure.bbox.width, figure.bbox.height
    return [b[0] for b in boxes(figure) if b[1] < 0 or b[2] < 0 or b[3] > wide or b[4] > high]


def folder_of(tmp_path: Path, texts: dict[str, str], catalogue: str = "") -> corpus.Corpus:
    """A corpus made for a test."""
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    if catalogue:
        (tmp_path / "corpus.toml").write_text(catalogue, encoding="utf-8")
    return corpus.read(tmp_path)


def test_no_label_lies_on_another_and_none_is_cut(chart: charts.Chart) -> None:
    """What a reader can't read isn't said."""
    assert overlaps(boxes(chart.figure)) == []
    assert cut_off(chart.figure) == []


def test_the_picture_has_the_same_bytes_twice(chart: charts.Chart) -> None:
    """A figure that changes from run to run can't be compared with itself."""
    texts = corpus.read(SEEDS)
    again = charts.corpus_in_time(texts, segments.segments(texts))
    assert chart.svg("reader") == again.svg("reader")
    assert chart.png() == again.png()
    assert chart.sha256 == again.sha256


def test_the_picture_is_well_formed_and_asks_nothing_of_the_network(chart: charts.Chart) -> None:
    """It is set into a page that opens without a connection."""
    svg = chart.svg("reader")
    ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert not re.search(r"(?:href|src)=\"https?:", svg)
    assert "@import" not in svg


def test_marks_link_into_the_reader_only_where_there_is_one(chart: charts.Chart) -> None:
    """Beside a notebook in JupyterLab lies no reader; a dead link is worse than none."""
    linked, bare = chart.svg("reader"), chart.svg()
    assert f'href="reader/{chart.marks[0].replace(":", ".html#")}"' in linked
    assert linked.count("<a ") == len(chart.marks)
    assert "<a " not in bare
    assert "jam:" not in linked + bare


def test_every_mark_is_an_address_of_the_corpus(chart: charts.Chart) -> None:
    """From any mark one gets to the words behind it."""
    texts = corpus.read(SEEDS)
    assert all(texts.show(mark) for mark in chart.marks)


def test_identifiers_of_two_figures_differ(chart: charts.Chart, tmp_path: Path) -> None:
    """Two figures on one page must not take each other's hatchings and clippings."""
    texts = folder_of(tmp_path, {"one.txt": TEXT})
    other = charts.corpus_in_time(texts, segments.segments(texts))
    names = [set(re.findall(r'\bid="([^"]+)"', one.svg())) for one in (chart, other)]
    assert names[0].isdisjoint(names[1])


def test_a_chart_shows_itself_with_its_alternative_text(chart: charts.Chart) -> None:
    """A notebook gets the picture, and in words what it shows."""
    data, about = chart._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<svg")
    picture = re.search(r'base64,([^"]+)"', data["text/html"])
    assert picture is not None
    assert base64.b64decode(picture[1]).decode("utf-8") == data["image/svg+xml"]
    assert about["image/svg+xml"]["alt"] == chart.alt == data["text/plain"]
    assert "1 January to 8 February 2018 (inferred)" in chart.alt


def test_a_report_is_given_the_picture_once_and_with_links(
    chart: charts.Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report sets the SVG into its page; an image beside it would double the page and hide the links."""
    monkeypatch.setenv("JAM_READER", "reader")
    data, _ = chart._repr_mimebundle_()
    assert sorted(data) == ["image/svg+xml", "text/plain"]
    assert 'href="reader/' in data["image/svg+xml"]


@pytest.mark.filterwarnings("default")
def test_plain_nbconvert_shows_a_chart_once_with_its_alternative_text(chart: charts.Chart) -> None:
    """Who converts a notebook without the report gets the words of a figure, too."""
    data, about = chart._repr_mimebundle_()
    shown = new_output("execute_result", data, metadata=about, execution_count=1)
    notebook = new_notebook(cells=[new_code_cell("chart", outputs=[shown], execution_count=1)])
    page, _ = HTMLExporter().from_notebook_node(notebook)
    pictures = re.findall(r"<img[^>]*>", page)
    assert len(pictures) == 1
    assert f'alt="{chart.alt}"' in pictures[0]
    assert "<svg" not in page[page.index("<body") :]
    assert "No description has been provided" not in page


def test_every_chart_has_the_same_padding(chart: charts.Chart) -> None:
    """Stacked on one page, titles stand in one line and nothing touches the border."""
    texts = corpus.read(SEEDS)
    pieces = segments.segments(texts)
    remarks = comments.comments(texts, pieces)
    said = sentences.sentences(texts, pieces)
    scores = sentiment.sentiment(texts, said, remarks)
    rows = comments_answers.rows(texts, remarks, scores, coding.comment_codes(texts, remarks))
    claims, times = coding.claims(texts), coding.times(texts)
    drawn = [
        chart,
        comment_charts.instruments_by_comment(texts, rows),
        comment_charts.tone_along(texts, remarks, said, scores),
        comment_charts.confusion(texts, rows),
        timeline.two_clocks(texts, claims, times, remarks),
    ]
    for one in drawn:
        labels = boxes(one.figure)
        title = next(label for label in labels if label[0] == one.title)
        assert one.figure.bbox.width == sheet.WIDE
        assert title[1] == pytest.approx(sheet.MARGIN, abs=1.5)
        assert min(label[1] for label in labels) >= sheet.MARGIN - 0.5
        assert max(label[3] for label in labels) <= sheet.WIDE - sheet.MARGIN + 0.5


def test_a_saved_figure_says_what_was_drawn(chart: charts.Chart, tmp_path: Path) -> None:
    """The JSON beside a picture lists its marks and the hash of its data."""
    names = sorted(path.name for path in chart.save(tmp_path / "new", "corpus"))
    assert names == ["corpus.json", "corpus.png", "corpus.svg"]
    about = json.loads((tmp_path / "new" / "corpus.json").read_text(encoding="utf-8"))
    assert about["marks"] == list(chart.marks)
    assert about["sha256"] == chart.sha256


def test_a_style_that_a_session_set_does_not_reach_the_chart(chart: charts.Chart) -> None:
    """What a researcher sets for other plots is theirs, and stays so afterwards."""
    import matplotlib as mpl

    texts = corpus.read(SEEDS)
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "svg.hashsalt": "other"}):
        assert charts.corpus_in_time(texts, segments.segments(texts)).svg() == chart.svg()
        assert mpl.rcParams["font.size"] == 30


def test_words_are_counted_by_who_speaks() -> None:
    """Furniture is not an author's, and a corpus's words are those of its voices together."""
    texts = corpus.read(SEEDS)
    counted = charts.words_by_voice(texts, segments.segments(texts))
    spoken = counted[counted["voice"] == "commenters"]["document"]
    assert sorted(spoken) == ["001_88254bb684dff038", "004_1cecaa4eaf531703"]
    assert list(counted["document"].drop_duplicates()) == texts.by_publication


@pytest.mark.parametrize(
    "catalogue",
    [
        "",
        '[[document]]\nfile = "one.txt"\npublished = "2019/.."\n',
        '[[document]]\nfile = "one.txt"\npublished = "9999"\n',
        '[[document]]\nfile = "one.txt"\npublished = "0001-01-01"\n',
        '[[document]]\nfile = "one.txt"\ntitle = "' + "A very long title indeed " * 20 + '"\n',
        '[[document]]\nfile = "one.txt"\ntitle = "統合 🏥 $x_1$"\n',
    ],
)
def test_any_date_and_any_title_is_drawn(tmp_path: Path, catalogue: str) -> None:
    """No date, an open one, the ends of the calendar, letters that no face has: a chart all the same."""
    texts = folder_of(
        tmp_path, {"one.txt": TEXT, "two.txt": "Another text without a date.\n"}, catalogue
    )
    made = charts.corpus_in_time(texts, segments.segments(texts))
    assert cut_off(made.figure) == []
    assert overlaps(boxes(made.figure)) == []
    assert made.svg("reader").count("<a ") == len(made.marks)
    assert made.png()


def test_the_measured_width_is_never_less_than_the_drawn_one() -> None:
    """Packing by measure is safe only if the ink is no wider than what was measured."""
    for words in (
        "Integrated care systems: can they deliver?",
        "“To-morrow”, WAVE AVE … 2018/19",
        "ﬁrst",
    ):
        for bold in (False, True):
            with charts.house():
                paper = charts.Sheet(600)
                left, right = paper.write(10, 10, words, 9, bold)
                drawn = next(b for b in boxes(paper.figure) if b[0] == words)
            assert left - 0.5 <= drawn[1]
            assert drawn[3] <= right + 0.5


def test_a_word_longer_than_the_line_is_broken() -> None:
    """An address of the web must not run off the sheet."""
    lines = lettering.wrap([Run("see " + "x" * 200)], 8, 100)
    assert all(sum(lettering.width(run.text, 8, run.bold) for run in line) <= 100 for line in lines)
    assert "".join(run.text for line in lines for run in line).replace(" ", "") == "see" + "x" * 200


def test_shortened_words_say_that_they_are_shortened() -> None:
    """An ellipsis marks what was left out, and nothing is marked that was not."""
    assert lettering.shortened("short", 8, 100) == "short"
    assert lettering.shortened("a title that is much too long for its room", 8, 60).endswith(" …")
