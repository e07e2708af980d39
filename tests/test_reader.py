"""The source on a page: the same characters, every sentence at its address, nothing taken for markup."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import scores
from hypothesis import given
from hypothesis import strategies as st

from analysis import coding, reader, segments, sentences, sentiment, signs, tables
from analysis import corpus as corpora
from analysis.corpus import Corpus


class Page(HTMLParser):
    """The main part of a reader page as a browser takes it: its text, ids and elements."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.text, self.ids = "", Counter[str]()
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self._named: list[str | None] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open, and every id."""
        given = dict(attrs)
        if tag == "main":
            self.inside = True
        elif self.inside:
            self.open.append(tag)
            self._named.append(given.get("data-at"))
            if given.get("id"):
                self.ids[str(given["id"])] += 1

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last, and nothing else."""
        if tag == "main":
            self.inside = False
            assert not self.open, f"never closed: {self.open}"
        elif self.inside:
            assert self.open.pop() == tag, f"{tag} closes something else"
            self._named.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words of the page and of each address in it."""
        if self.inside:
            self.text += data
            for name in {name for name in self._named if name}:
                self.words[name] = self.words.get(name, "") + data


@pytest.fixture(scope="module")
def study(seeds: Path) -> tuple[Corpus, dict[str, str]]:
    """The seeds and their pages."""
    texts = corpora.read(seeds)
    pieces = segments.segments(texts)
    said = sentences.sentences(texts, pieces)
    marks = signs.marks(coding.codes(texts, "times"), coding.codes(texts, "claims"))
    return texts, reader.pages(texts, pieces, said, marks)


def written(folder: Path, text: str) -> Corpus:
    """A corpus of one text."""
    (folder / "one.txt").write_bytes(text.encode("utf-8"))
    return corpora.read(folder)


def page_of(texts: Corpus) -> str:
    """The page of a corpus of one text."""
    pieces = segments.segments(texts)
    return reader.pages(texts, pieces, sentences.sentences(texts, pieces))["one"]


def test_every_page_is_its_source_to_the_character(study: tuple[Corpus, dict[str, str]]) -> None:
    """Taken out of its elements again a page is the text, white space included."""
    texts, pages = study
    assert set(pages) == set(texts)
    for document, page in pages.items():
        assert Page(page).text == texts[document]


def test_every_sentence_and_segment_can_be_linked(study: tuple[Corpus, dict[str, str]]) -> None:
    """Each address is an id of its page exactly once, so links work without the script."""
    texts, pages = study
    pieces = segments.segments(texts)
    said = sentences.sentences(texts, pieces)
    for document, page in pages.items():
        ids = Page(page).ids
        assert set(ids.values()) <= {1}
        for table in (pieces, said):
            own = table[table["document"] == document]
            assert {
                f"{start}-{end}" for start, end in zip(own["start"], own["end"], strict=True)
            } <= set(ids)


def test_an_element_holds_the_words_of_its_address(study: tuple[Corpus, dict[str, str]]) -> None:
    """What lights up for an address is the slice that the address names."""
    texts, pages = study
    for document, page in pages.items():
        for where, words in Page(page).words.items():
            start, end = map(int, where.split("-"))
            assert words == texts[document][start:end]


def test_script_in_a_text_shows_as_text(tmp_path: Path) -> None:
    """A text that holds markup is a text about markup."""
    texts = written(
        tmp_path, 'A title\n\nWe saw <script>alert(1)</script> & "more" of it. Then </main> came.\n'
    )
    page = page_of(texts)
    assert "<script>alert" not in page
    assert Page(page).text == texts["one"]


def test_carriage_returns_and_wide_characters_keep_their_places(tmp_path: Path) -> None:
    """A browser would count CRLF once; the page writes it so that it counts twice."""
    texts = written(
        tmp_path, "Title\r\n\r\nThe 😀 reform\u00a0works. It does\r\nnot cost\u200b much.\r\n"
    )
    page = page_of(texts)
    assert Page(page).text == texts["one"]
    assert "&#13;" in page


def test_marks_are_cut_where_sentences_end(tmp_path: Path) -> None:
    """A mark across two sentences becomes elements that nest, each with its title."""
    texts = written(tmp_path, "One ends here. Two follows it.")
    whole = {"document": "one", "start": 0, "end": 30, "kind": "body"}
    said = [{**whole, "end": 14, "voice": "author"}, {**whole, "start": 15, "voice": "author"}]
    page = reader.pages(
        texts,
        tables.make("segments", [{**whole, "rule": "given"}]),
        tables.make("sentences", said),
        [("one", 9, 18, "claim", 'says "so"')],
    )["one"]
    mark = 'class="claim" data-at="9-18" title="says &quot;so&quot;">'
    assert page.count(f"<mark data-first {mark}") == 1
    assert page.count(f"<mark {mark}") == 2
    assert Page(page).words["9-18"] == "here. Two"
    assert Page(page).words["0-14"] == "One ends here."


@given(
    st.text("ab<&\r\n -é😀", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6),
)
def test_any_spans_nest_and_lose_no_character(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever rooms mark, and however their marks overlap, elements nest and the text stays."""
    spans = [
        reader.Span(number % 3, start, start + length, "i", f' data-at="{start}-{start + length}"')
        for number, (start, length) in enumerate(places)
        if start + length <= len(text)
    ]
    page = Page(f"<main>{reader._nested(text, 0, len(text), spans)}</main>")
    assert page.text == text
    for span in spans:
        assert page.words[f"{span.start}-{span.end}"] == text[span.start : span.end]


def test_word_broken_at_a_line_end_is_shown_in_one_piece() -> None:
    """The printer's line break is hidden, his hyphen is not: only he knows whether it belongs."""
    shown = reader._nested("trans-\nformation and\nmore", 0, 25, [])
    assert shown == 'trans-<span class="turn">\n</span>formation and\nmore'


def test_head_says_what_is_known_and_how(study: tuple[Corpus, dict[str, str]]) -> None:
    """Title, date with its basis, hash and the way back stand on every page."""
    texts, pages = study
    for document, page in pages.items():
        row = texts.documents.set_index("document").loc[document]
        assert row["sha256"] in page
        assert 'href="../index.html"' in page
        assert reader.BASES[row["published_basis"]] in page or row["published_basis"] == "unknown"


def test_comments_stand_together_under_their_label(study: tuple[Corpus, dict[str, str]]) -> None:
    """Name, date and words of a comment are one labelled part of the page."""
    texts, pages = study
    pieces = segments.segments(texts)
    for document, page in pages.items():
        numbers = pieces[pieces["document"] == document]["comment"].dropna().unique()
        labels = re.findall(r'aria-label="Comment (\d+)"', page)
        assert sorted(set(map(int, labels))) == sorted(map(int, numbers))


def test_every_kind_of_piece_has_a_name(study: tuple[Corpus, dict[str, str]]) -> None:
    """A kind that the tables know and the reader does not would be a KeyError on somebody's text."""
    kinds = next(column for column in tables.schema("segments").columns if column.name == "kind")
    assert set(reader.KINDS) == set(kinds.values)


def test_text_without_pieces_is_shown_whole(tmp_path: Path) -> None:
    """A text that no room has cut is still there to be read."""
    texts = written(tmp_path, "Only words.\n")
    page = reader.pages(texts, tables.make("segments", []), tables.make("sentences", []))["one"]
    assert Page(page).text == texts["one"]


def test_every_time_and_claim_is_marked_in_its_words(study: tuple[Corpus, dict[str, str]]) -> None:
    """Each has an element with its address, and the words in it are those of the table."""
    texts, pages = study
    for table, name in (("times", "time"), ("claims", "claim")):
        codes = coding.codes(texts, table)
        for document, page in pages.items():
            own = codes[codes["document"] == document]
            marked = set(
                re.findall(rf'<mark data-first class="{name} [^"]*" data-at="([0-9-]+)"', page)
            )
            assert marked == {f"{a}-{b}" for a, b in zip(own["start"], own["end"], strict=True)}
            held = Page(page).words
            assert all(held[f"{row.start}-{row.end}"] == row.text for row in own.itertuples())


def test_a_time_stands_within_its_claim_within_its_sentence(tmp_path: Path) -> None:
    """What dates a claim is a part of it, and both belong to the sentence."""
    texts = written(tmp_path, "It will open by 2021.")
    whole = {"document": "one", "start": 0, "end": 21, "kind": "body"}
    page = reader.pages(
        texts,
        tables.make("segments", [{**whole, "rule": "given"}]),
        tables.make("sentences", [{**whole, "voice": "author"}]),
        [
            ("one", 16, 20, "time event", "time: by 2021"),
            ("one", 0, 20, "claim promise", "promise"),
        ],
    )["one"]
    bare = re.sub(r' (?:class|data-at|title|data-first)(?:="[^"]*")?', "", page)
    assert '<span id="0-21"><mark>It will open by <mark>2021</mark></mark>.</span>' in bare
    assert Page(page).text == texts["one"]


def test_marks_say_what_the_tables_say(study: tuple[Corpus, dict[str, str]]) -> None:
    """Kind, stance, who vouches and whose code it is; days, relation and role."""
    _, pages = study
    page = pages["000_dd9acf844a937886"]
    promise = re.search(r'data-at="2095-2190" title="([^"]*)"', page)
    assert promise is not None
    for words in ("promise", "vouched for by NHS England", "on ics", "coded by an automated coder"):
        assert words in promise[1]
    assert "time: by 2021; date" in page
    assert "no place in the calendar; date; part of a name" in page


def test_a_suggestion_is_drawn_and_named_as_one(study: tuple[Corpus, dict[str, str]]) -> None:
    """What a rule suggested looks and reads unlike what was coded."""
    texts, _ = study
    claims = coding.codes(texts, "claims").assign(origin="rule")
    made = signs.marks(tables.make("times", []), claims)
    assert {mark.kind.split()[-1] for mark in made} == {"suggested"}
    assert all(mark.title.endswith("suggested by a rule") for mark in made)


def test_marks_can_be_hidden_by_keyboard_and_are_explained(
    study: tuple[Corpus, dict[str, str]],
) -> None:
    """A labelled checkbox for claims and one for times, and a legend with the figure and number of each kind."""
    texts, pages = study
    claims = coding.codes(texts, "claims")
    for document, page in pages.items():
        for name in ("no-claims", "no-times"):
            assert f'<input type="checkbox" class="switch {name}" id="{name}">' in page
            assert f'<label class="toggle" for="{name}">' in page
        for kind, number in claims[claims["document"] == document]["kind"].value_counts().items():
            assert f"{signs.GLYPHS[str(kind)]}</i> {kind} <span>{number}</span>" in page


def test_a_page_without_marks_offers_none_to_hide(tmp_path: Path) -> None:
    """No switch that switches nothing."""
    assert 'id="no-claims"' not in page_of(written(tmp_path, "Only words.\n"))


def test_kinds_look_alike_in_charts_and_reader() -> None:
    """One figure a kind: every kind has one, no two share it."""
    kinds = next(column for column in tables.schema("claims").columns if column.name == "kind")
    assert tuple(signs.GLYPHS) == kinds.values
    assert len(set(signs.GLYPHS.values())) == len(kinds.values)


def test_words_that_moved_a_score_are_marked_in_comments_only() -> None:
    """A mark says what it adds to its sentence's score and that this is tone; authors' words have none."""
    read = scores.read()
    given = (read.corpus, read.sentences, read.comments)
    found = signs.tone_marks(sentiment.sentiment_words(*given), read.sentences)
    spans = [(row.document, row.start, row.end) for row in read.comments.itertuples()]
    assert len(found) > 40
    assert all(
        any(
            mark.document == name and start <= mark.start < mark.end <= end
            for name, start, end in spans
        )
        for mark in found
    )
    great = next(
        mark for mark in found if read.corpus[mark.document][mark.start : mark.end] == "Great"
    )
    assert great.kind == "tone up"
    assert great.title.startswith("tone of these words, not of the reform: +0.")
    pages = reader.pages(read.corpus, read.segments, read.sentences, found)
    assert 'class="tone up"' in pages["001_88254bb684dff038"]
    assert "Hide words that scored" in pages["001_88254bb684dff038"]
    assert "Hide words that scored" not in pages["000_dd9acf844a937886"]
