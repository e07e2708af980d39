"""The second example, invented texts on a town's buses, from its files to its report: nothing in it is left of the first study.

What stands here was written down by hand from the texts (`tests/corpora/buses/`), not from what the code gave.
"""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT, Built
from live import live
from selectolax.lexbor import LexborHTMLParser

from analysis import corpus as corpora
from analysis import placing, tables
from analysis.report import pages

BUSES = ROOT / "tests" / "corpora" / "buses"
TEXTS = corpora.read(BUSES)
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

COMMENTERS = {
    "blog": ["Marjorie Pell", "Colin T", "Edwin Stell", "busman_71", "Prudence Akers", "Anonymous", "Colin T", "Hettie Onslow", "R. Dacre"],
    "courier-2016": ["Val", "OxleyMan", "T Burrage", "Ratepayer", "Dipti R", "Ratepayer", "Old Conductor", "Nether Wendle resident"],
}  # fmt: skip
DAYS = {
    "blog": ["2013-10-08", "2013-10-08", "2013-10-09", "2013-10-09", "2013-10-10", "2013-10-10", "2013-10-11", "2013-10-13", "2013-11-02"],
    "courier-2016": ["2016-04-06", "2016-04-06", "2016-04-05", "2016-04-05", "2016-04-04", "2016-04-04", "2016-04-04", "2016-04-04"],
}  # fmt: skip
PROMISED = {
    "cabinet:every bus in the borough will run under contract": ("2015-04-01", "2015-04-30"),
    "cabinet:one ticket will be valid on every bus": ("2014-09-01", "2014-09-30"),
    "cabinet:fares will not rise by more than": ("2018-01-01", "2018-12-31"),
    "blog:every bus will be under contract by April 2015": ("2015-04-01", "2015-04-30"),
    "courier-2016:every bus in Hallowby will be green": ("2017-12-31", "2017-12-31"),
}
"""What was promised or forecast, by document and words, and for which days."""

FIRST_STUDY = re.compile(
    r"\b(?:NHS|ICSs?|ICBs?|GPs?|CCGs?|general practice|integrated care|integration|primary care|secondary care|patients?|clinical"
    r"|health|hospitals? trust|King['’]s Fund|psychiatr\w+|five commentaries|Lansley|Covid\S*)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d,.:-])(?:19|20)\d\d(?![\d,:-])")


@pytest.fixture(scope="module")
def made(buses_report: Built) -> dict[str, pd.DataFrame]:
    """The tables that stand in the report."""
    folder = buses_report.folder / "tables"
    return {name: tables.read(name, folder / f"{name}.csv") for name in tables.names()}


def notebook_pages(built: Built) -> Iterator[tuple[str, LexborHTMLParser]]:
    """The pages that notebooks made, and the first."""
    for path in sorted(built.folder.glob("*.html")):
        if path.name != "methods.html":
            yield path.name, LexborHTMLParser(path.read_text("utf-8"))


def visible(page: LexborHTMLParser) -> str:
    """What a person reads of a page or is told of its figures; code is what the notebooks hold, not this corpus."""
    told = [str(node.attributes.get("aria-label") or node.attributes.get("alt") or "") for node in page.css("svg, img")]  # fmt: skip
    for node in page.css("script, style, .input, svg"):
        node.decompose()
    body = page.body
    assert body
    return " ".join([body.text(separator=" "), *told])


def test_every_notebook_runs_and_none_complains(buses_report: Built) -> None:
    """Not a cell of the notebooks was written for the first study alone."""
    numbered = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    assert list(buses_report.run) == [name for name in numbered if name != "07_workbench"]
    assert buses_report.complaints == ()


def test_comments_have_their_authors_and_days(made: dict[str, pd.DataFrame]) -> None:
    """Nine under a blog, eight newest first under a newspaper's article; a council's running heads are nobody's."""
    remarks = made["comments"]
    assert set(remarks["document"]) == set(COMMENTERS)
    for document, names in COMMENTERS.items():
        own = remarks[remarks["document"] == document]
        assert list(own["author"]) == names
        assert list(own["date"]) == DAYS[document]


def test_texts_have_their_dates_and_one_has_none(made: dict[str, pd.DataFrame]) -> None:
    """As the catalogue says, and not one guessed for the company's statement."""
    published = made["documents"].set_index("document")["published"]
    assert published["cabinet"] == "2012-03-14"
    assert pd.isna(published["quickline"])
    assert published.notna().sum() == 4


def test_furniture_is_nobodys_words(made: dict[str, pd.DataFrame]) -> None:
    """Heads and numbers of printed pages, menus and buttons are set aside; the note on the author is one."""
    kinds = {
        (row.document, TEXTS[row.document][row.start : row.end]): row.kind
        for row in made["segments"].itertuples(index=False)
    }
    head = "HALLOWBY BOROUGH COUNCIL   CABINET   14 MARCH 2012"
    assert kinds["cabinet", head] == kinds["cabinet", "Page 2 of 3"] == "boilerplate"
    assert kinds["courier-2016", "News  Sport  Notices  Jobs  Subscribe"] == "boilerplate"
    title = "Green buses roll in Wendle valley, a year behind the plan"
    assert kinds["courier-2016", title] == "title"
    assert kinds["blog", "Edwin Stell retired from driving in 2010. He has kept a diary of late buses since 1993."] == "author_bio"  # fmt: skip
    assert "reference" not in kinds.values()


def test_each_text_names_the_reform(made: dict[str, pd.DataFrame]) -> None:
    """Franchising in all five, the partnership in three, the one ticket in all, under four names."""
    named = made["mentions"].groupby("reform")["document"].agg(set)
    assert named["franchising"] == set(TEXTS)
    assert named["partnership"] == {"cabinet", "blog", "quickline"}
    assert named["ticket"] == set(TEXTS)


@pytest.mark.parametrize("place", PROMISED)
def test_a_planted_promise_is_found_for_its_days(place: str, made: dict[str, pd.DataFrame]) -> None:
    """A promise or forecast, suggested by a rule, dated by the words that date it."""
    document, _, words = place.partition(":")
    at = _at(document, words)
    claims = made["claims"]
    held = claims[(claims["document"] == document) & (claims["start"] <= at) & (claims["end"] > at)]
    assert set(held["kind"]) & {"promise", "forecast"}
    spans = {tuple(map(int, span.split("-"))) for said in held["times"] for span in tables.listed(said)}  # fmt: skip
    times = made["times"]
    days = {
        (row.first_day, row.last_day)
        for row in times[times["document"] == document].itertuples(index=False)
        if (row.start, row.end) in spans
    }
    assert PROMISED[place] in days


def test_the_ticket_stands_beside_what_came_of_it(made: dict[str, pd.DataFrame]) -> None:
    """Promised in 2012 for September 2014; in 2016 not yet on sale; in 2019 in somebody's hand."""
    pairs = made["outcomes"]
    promise = _at("cabinet", "one ticket will be valid")
    own = pairs[(pairs["document"] == "cabinet") & (pairs["start"] <= promise) & (pairs["end"] > promise)]  # fmt: skip
    later = set(zip(own["later_document"], own["later_start"], strict=True))
    assert ("courier-2016", _at("courier-2016", "The single ticket, promised")) in later
    assert ("letters-2019", _at("letters-2019", "One ticket takes me")) in later
    assert own["verdict"].isna().all()


def test_what_is_said_of_a_later_day_reaches_on_from_it(made: dict[str, pd.DataFrame]) -> None:
    """What is said in 2012 to be valid “from September 2014” is no stretch that ended when it was said."""
    places = placing.placed(TEXTS, made["claims"], made["times"], made["comments"])
    said = places[places["document"] == "cabinet"].set_index("words")["place"]
    assert said["September 2014"] == "from then on"
    assert said["2008"] == "from then until it was said"


def test_pages_say_the_numbers_of_the_tables(
    buses_report: Built, made: dict[str, pd.DataFrame]
) -> None:
    """Comments, claims and findings, on their own pages and on the first."""
    told = {name: " ".join(visible(page).split()) for name, page in notebook_pages(buses_report)}
    bands = placing.bands(TEXTS, made["claims"], made["times"], made["comments"])
    dated = sum(len(band.dated) for band in bands)
    sentences = {
        "04_reader_comments.html": "17 comments under 2 texts.",
        "05_reform_timeline.html": f"{dated} of {len(made['claims'])} claims in 5 texts name a time other than that of writing.",
        "06_findings.html": "That the scheme saves money is doubted or denied in 3 of the 5 texts (2013 to 2019).",
        "01_corpus.html": "2 texts say how many comments there are; the count found agrees in each.",
    }
    for name, sentence in sentences.items():
        assert sentence in told[name], name
        if name != "01_corpus.html":
            assert sentence in told["index.html"]
    assert "What five texts say of bus franchising in Hallowby, 2012 to 2019" in told["index.html"]
    assert "One text without a date stands in no order of time." in told["index.html"]


def test_nothing_is_left_of_the_first_study(buses_report: Built) -> None:
    """No word of it and no year that neither these texts nor their files name, in prose, tables or alternative texts."""
    known = " ".join([*(TEXTS[name] for name in TEXTS), *(path.read_text("utf-8") for path in BUSES.glob("*.toml"))])  # fmt: skip
    years = set(re.findall(r"(?:19|20)\d\d", known)) | {
        "2005",
        "2011",
        "2017",
    }  # of "2004/05", "2010/11", "2016/17"
    for name, page in notebook_pages(buses_report):
        said = visible(page)
        words = {match[0] for match in FIRST_STUDY.finditer(said)} - {"hospital"}
        assert not words, name
        assert set(YEAR.findall(said)) <= years, name


def test_every_address_leads_to_its_words(buses_report: Built) -> None:
    """Each link lies within its text and has its page, and where words stand before it they are those of the text."""
    quoted = re.compile(r"“([^“”]{12,300})”[^“”<]{0,3}<a class=\"address\" href=\"reader/([\w.-]+)\.html#(\d+)-(\d+)\"")  # fmt: skip
    seen = 0
    for path in buses_report.folder.glob("*.html"):
        page = path.read_text("utf-8")
        for document, start, end in set(
            re.findall(r'href="reader/([\w.-]+)\.html#(\d+)-(\d+)"', page)
        ):
            assert (buses_report.folder / "reader" / f"{document}.html").is_file()
            assert TEXTS[document][int(start) : int(end)].strip()
        for said, document, start, end in quoted.findall(page):
            there = "".join(TEXTS[document][int(start) : int(end)].split()).replace("-", "")
            words = "".join(html.unescape(re.sub("<[^<>]*>", "", said)).removesuffix("…").split())
            assert words.replace("-", "").rstrip(" …") in there
            seen += 1
    assert seen > 10


def test_marks_of_figures_lead_into_the_texts(buses_report: Built) -> None:
    """What is saved beside each figure names addresses that exist, and an alternative text of its own."""
    told = []
    for path in sorted((buses_report.folder / "figures").glob("*.json")):
        about = json.loads(path.read_text("utf-8"))
        told.append(about["alt"])
        for mark in about["marks"]:
            assert TEXTS.show(mark).strip()
    assert len(told) == len(set(told)) > 5
    assert pages.NO_ALT not in told


def test_commenters_go_by_number(buses_report: Built) -> None:
    """No name of a commenter on a notebook's page, but for the author who answers below the own article."""
    names = {name for own in COMMENTERS.values() for name in own} - {
        "Edwin Stell",
        "Anonymous",
        "Val",
    }
    for name, page in notebook_pages(buses_report):
        said = visible(page)
        assert not [one for one in names if re.search(rf"\b{re.escape(one)}\b", said)], name


def test_nothing_in_it_is_live(buses_report: Built) -> None:
    """One known script in the reader's pages, none elsewhere; every link stays within the report."""
    for path in buses_report.folder.rglob("*.html"):
        assert list(live(path)) == [], path.name


def test_it_can_be_made_in_a_folder_of_any_name(tmp_path: Path) -> None:
    """The corpus reads the same from a place whose name says nothing."""
    texts = corpora.read(shutil.copytree(BUSES, tmp_path / "x y ü"))
    assert list(texts.documents["sha256"]) == list(TEXTS.documents["sha256"])


def _at(document: str, words: str) -> int:
    """Where words stand in a text, printed line ends aside."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), TEXTS[document])
    assert found, words
    return found.start()
