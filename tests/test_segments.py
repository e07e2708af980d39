"""Typed spans: every character in exactly one, right on pages that were cut by hand, on any text at all."""

import random
import re
import unicodedata
from pathlib import Path

import pytest
import scores
from hypothesis import example, given
from hypothesis import strategies as st
from patience import within

from analysis import comments, corpus, lexicons, segments, tables
from analysis.segments import find_segments

KNOWN_FAILURES: dict[str, str] = {}
"""Invented pages that are not yet cut exactly, with the reason; one that starts to pass fails the test."""

# What files hold beside letters: line ends, odd spaces, hyphens, joiners, marks, and a page's own words.
ODD = [
    "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\t", " ", "  ",
    "\xa0", "\u2003", "\u3000", "\xad", "\u200b", "\u200d", "\u2060", "\ufeff", "e\u0301", "\u0301", "😀",
    "👩‍👩‍👧", "🇬🇧", "ﬁ", "İ", "ß", "\u202e", "\ud7ff", "\U0010ffff", "\x1c", "\x7f", "⌚",
]  # fmt: skip
PAGE_WORDS = [
    "The board met on Monday and decided that nothing would change.", "It did.", "inte-", "• ", "- ", "1. ",
    "(a) ", "Comments (3)", "No comments yet", "Reply", "Report this comment", "Like (12)", "Jo Marsh says:",
    "@wren", "3 hours ago", "7 July 2015 at 10:15", "7-Jul-2015 4:19 pm", "Comment date", "Posted by", "By ",
    "Jo Marsh", "ANNE BELL", "References", "About the author", "Share on Facebook", "Related stories", "|", "•",
    "http://example.org/a", "Dear Editor", "“We will not wait.”", "Page 1 of 2", "14", "© 2015", "?", ":", "...",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200),
    st.lists(st.sampled_from(ODD + PAGE_WORDS), max_size=40).map("".join),
    st.lists(st.sampled_from([*PAGE_WORDS, "\n", "\n\n", "\r\n"]), max_size=60).map("\n".join),
)


@st.composite
def changed_pages(draw: st.DrawFn) -> str:
    """A real or invented page with other line ends, cut off, shuffled, or sprinkled with odd characters."""
    text = draw(st.sampled_from([*map(scores.page, scores.cases()), *seed_parts()]))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", " "]))
    lines = re.split(r"\r\n|\r|\n", text)
    if draw(st.booleans()):
        draw(st.randoms(use_true_random=False)).shuffle(lines)
    text = ends.join(lines)
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    text = text[first:last] if draw(st.booleans()) else text
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
    return text


def seed_parts() -> list[str]:
    """The seeds in stretches of some paragraphs, head and end of each included."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(scores.SEEDS.glob("*.txt"))]
    return [text[at : at + 2500] for text in texts for at in range(0, len(text), 2500)]


def assert_tiled(text: str, pieces: list[segments.Piece]) -> None:
    """Each character that isn't white space lies in exactly one piece; pieces come in order, trimmed."""
    rebuilt, at = "", 0
    for start, end, *_ in pieces:
        assert at <= start < end <= len(text)
        gap, words = text[at:start], text[start:end]
        assert not gap.strip(), f"in no piece: {gap.strip()!r}"
        assert words == words.strip()
        rebuilt += gap + words
        at = end
    assert not text[at:].strip(), f"in no piece: {text[at:].strip()!r}"
    assert rebuilt + text[at:] == text


def assert_numbered(pieces: list[segments.Piece]) -> None:
    """Comments are numbered from 1 in the order of their texts, and nothing belongs to any other."""
    texts = [piece.comment for piece in pieces if piece.kind == "comment"]
    assert list(dict.fromkeys(texts)) == list(range(1, len(set(texts)) + 1))
    assert {piece.comment for piece in pieces} - {None} <= set(texts)


# The seeds and the invented pages, against gold.


def test_the_seeds_are_cut_as_by_hand() -> None:
    """Exact spans and kinds, by the scorer that came with the gold; the errors are shown."""
    figures, errors = scores.of_seeds("segments")
    assert figures["exact"]["f1"] >= scores.floors()["segments_exact_f1"], errors


def test_the_invented_pages_are_cut_as_by_hand() -> None:
    """The same over all pages together, so that a page that is added counts too."""
    figures, errors = scores.of_cases()
    assert figures["exact"]["f1"] >= scores.floors()["cases_segments_exact_f1"], errors


def test_the_floors_were_measured_on_this_gold() -> None:
    """Changed gold is noticed: measure again with `python tests/scores.py` and say why in the commit."""
    said = {name: value for name, value in scores.floors().items() if name.endswith("sha256")}
    assert said == scores.digests()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(reason=KNOWN_FAILURES[case], strict=True)]
            if case in KNOWN_FAILURES
            else [],
        )
        for case in scores.cases()
    ],
)
def test_an_invented_page_is_cut_exactly(case: str) -> None:
    """Every span, its kind, and the comment that it belongs to."""
    text = scores.page(case)
    wanted = [
        (text[row["start"] : row["end"]], row["kind"], row["attrs"].get("comment"))
        for row in scores.gold(scores.CASES / case, "segments")
    ]
    found = [(text[s:e], kind, comment) for s, e, kind, comment, _ in find_segments(text)]
    assert found == wanted


def test_known_failures_are_pages_that_exist() -> None:
    """A page that was renamed doesn't keep its excuse."""
    assert set(KNOWN_FAILURES) <= set(scores.cases())


def test_the_pages_are_built_from_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """`tests/cases/build.py --check`: no gold was edited by hand."""
    build = scores.module(scores.CASES / "build.py")
    assert build.main(["--check"]) == 0, capsys.readouterr().out


def test_the_table_holds_what_is_found(tmp_path: Path) -> None:
    """One row a piece, the rule that made it included, and the same after a way through CSV."""
    found = scores.read()
    for document in found.corpus:
        pieces = find_segments(found.corpus[document])
        table = found.segments[found.segments["document"] == document]
        assert [*table["start"]] == [piece.start for piece in pieces]
        assert [*table["rule"]] == [piece.rule for piece in pieces]
        assert all(table["rule"])
    back = tables.read("segments", tables.write("segments", found.segments, tmp_path))
    assert back.equals(found.segments)


# Any text.


@given(TEXTS)
@example("")
@example(" \n")
@example("\ufeff")
@example("No complaints about that")
@example("0|\r0 0 0 0 0 0 0 0 0 0 0\t. A")
def test_any_text_is_tiled(text: str) -> None:
    """Whatever characters, line ends and lines it is made of."""
    pieces = find_segments(text)
    assert_tiled(text, pieces)
    assert_numbered(pieces)


DATES = [
    "Jan 26th 2011, 08:11",
    "3 days ago",
    "14/11/2012 08:20",
    "Tuesday, 4 March 2014",
    "2y ago • Edited 1y ago",
    "08:11",
]
FORMS = [
    line for form in lexicons.load("comment_forms")["forms"].values() for line in form["finds"]
]


@st.composite
def head_lines(draw: st.DrawFn) -> str:
    """A comment's head of any form, with dates where the form has or doesn't have them."""
    line = draw(st.sampled_from(FORMS)).replace("⌚", draw(st.sampled_from(DATES)))
    words = [line, *draw(st.lists(st.sampled_from([*DATES, *FORMS]), max_size=2))]
    return draw(st.sampled_from([" ", "  ", " • ", ", ", "\t"])).join(draw(st.permutations(words)))


@given(st.lists(head_lines(), min_size=1, max_size=4))
@example(["Barker Anne in reply to Tom_B Jan 26th 2011, 08:11"])
def test_parts_of_a_comments_head_never_overlap(lines: list[str]) -> None:
    """Whatever forms stand together on a line, each character is in one part of it."""
    text = "\n\nA text of the comment stands here, as long as a sentence is.\n\n".join(lines)
    pieces = find_segments(text)
    assert_tiled(text, pieces)
    assert_numbered(pieces)


@given(changed_pages())
def test_a_page_is_tiled_however_it_was_saved(text: str) -> None:
    """With other line ends, cut off anywhere, its lines shuffled, odd characters put in."""
    pieces = find_segments(text)
    assert_tiled(text, pieces)
    assert_numbered(pieces)


@given(changed_pages())
def test_the_comments_of_any_page_lie_in_their_own_text(text: str) -> None:
    """From the first to the last piece of its text; a parent is an earlier comment or none."""
    pieces = find_segments(text)
    table = tables.make("segments", [{"document": "a", **piece._asdict()} for piece in pieces])
    found = comments.find_comments(text, table)
    assert [comment.comment for comment in found] == list(range(1, len(found) + 1))
    for comment in found:
        own = [p for p in pieces if p.kind == "comment" and p.comment == comment.comment]
        assert (comment.start, comment.end) == (own[0].start, own[-1].end)
        assert " ".join((comment.author or "").split()) in " ".join(text.split())
        assert comment.parent is None or 1 <= comment.parent < comment.comment


@given(st.sampled_from(scores.cases()), st.sampled_from(["\n", "\r\n", "\r", "\u2029"]))
def test_line_ends_do_not_change_how_a_page_is_cut(case: str, end: str) -> None:
    """Words and kinds are the same whatever ends a line; only offsets move."""
    plain = re.sub(r"\r\n|\r", "\n", scores.page(case))
    other = plain.replace("\n", end)
    assert folded(other, find_segments(other)) == folded(plain, find_segments(plain))


def folded(text: str, pieces: list[segments.Piece]) -> list[tuple[str, str, int | None]]:
    """Words, kind and comment of each piece, white space as single spaces."""
    return [(" ".join(text[s:e].split()), kind, number) for s, e, kind, number, _ in pieces]


@given(st.sampled_from(scores.cases()), st.sampled_from(["\n", "\n\n\n", " \n\t\n", "\r\n"]))
def test_blank_lines_round_a_page_change_nothing(case: str, blank: str) -> None:
    """Neither above it nor below."""
    text = scores.page(case)
    around = blank + text + blank
    shifted = [(s - len(blank), e - len(blank), *rest) for s, e, *rest in find_segments(around)]
    assert shifted == [tuple(piece) for piece in find_segments(text)]


def test_the_same_text_is_cut_the_same_again() -> None:
    """Nothing is remembered from the texts read in between."""
    before = {case: find_segments(scores.page(case)) for case in scores.cases()}
    mixed = scores.cases()
    random.Random(3).shuffle(mixed)
    assert {case: find_segments(scores.page(case)) for case in mixed} == before


def test_decomposed_letters_are_cut_where_composed_ones_are() -> None:
    """An accent of its own is part of its letter, not a place to cut."""
    text = scores.page(scores.cases()[0]).replace("e", "é")
    other = unicodedata.normalize("NFD", text)
    composed = [
        unicodedata.normalize("NFC", words) for words, *_ in folded(other, find_segments(other))
    ]
    assert composed == [words for words, *_ in folded(text, find_segments(text))]


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    """Each page alone gives the rows that it has in the whole corpus."""
    together = scores.read(scores.SEEDS)
    for document in together.corpus:
        place = tmp_path / document
        place.mkdir()
        (place / f"{document}.txt").write_bytes((scores.SEEDS / f"{document}.txt").read_bytes())
        alone = segments.segments(corpus.read(place))
        rows = together.segments[together.segments["document"] == document]
        assert alone.equals(rows.reset_index(drop=True))


# Texts that nobody wrote.


@pytest.mark.parametrize(
    "unit",
    [
        "x", "X", "7", "\n", "\r\n", " ", "a ", "A ", "1 ", ".", ". ", "…", "-", "- ", "(", ")", "((x", "“", "“‘",
        "'", "\"' ", ">", "> ", "> x\n", "• x\n", "1. x\n", "1.1 Abc\n", "(a) x\n", "x\n", "x\n\n", "X y\n", "12\n",
        "inte-\n", "the inte-\ngration ", "|", "a | ", "a\t", "a  ", "_", "=", "·", "a, ", "x; ", "a: ", "word. ",
        "it. let", "it.Let", "Why? Because.\n\n", "Dr. ", "U.S. ", "e.g. ", "1/2/", "1 May 2016 ", "1 May 2016\n",
        "Jan ", "may 1 ", "3 hours ago\n", "10:15 ", "Jo Marsh\n", "Jo Marsh ", "Jo says:\n", "By Jo ", "@jo ",
        "Comments (3)\n", "Reply\n", "Like 3 ", "Agree (3) ", "Print ", "Home > ", "recommended ", "news | past | ",
        "http://x.y/", "http://", "😀", "e\u0301", "\u0301", "\u200b", "\xad", "x\xa0", "\u2028", "\x0c", "\ufeff",
        "[1] x\n", "Comments\n\nJo\n\nYes.\n\n", "It was so, and the board said that it was.\n\n",
        "the words that go on over and over again here.\n",
    ],
)  # fmt: skip
def test_a_text_without_sense_is_read_to_its_end(unit: str) -> None:
    """A hundred thousand characters of one thing, as no person writes but a broken program does."""
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    with within(60):
        pieces = find_segments(text)
    assert_tiled(text, pieces)


@pytest.mark.parametrize("depth", [10, 1000])
def test_quotations_within_quotations_are_read_to_their_end(depth: int) -> None:
    """Deep nesting recurses nowhere."""
    text = "“‘" * depth + "It was so." + "’”" * depth
    assert_tiled(text, find_segments(text))
