"""`new` begins a corpus: what texts state with where they state it, nothing guessed, nothing of a person's changed."""

import json
import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from patience import within

from analysis import beginning, corpus, segments, sentences, words
from analysis.__main__ import main
from analysis.beginning import acronyms, names, writing
from analysis.beginning.candidates import candidates
from analysis.beginning.entries import Begun, Stated, head
from analysis.corpus import catalogue
from analysis.mistakes import InputError
from analysis.segments import find_segments
from analysis.segments.printed import printed

CASES = {path.stem: path for path in sorted((ROOT / "tests" / "cases").glob("*/*.txt"))}
READ_FROM = re.compile(r'= ("(?:[^"\\]|\\.)*") # read from ([A-Za-z0-9._-]+:\d+-\d+)')


def folder(tmp_path: Path, **texts: str) -> Path:
    """A folder of texts by their names."""
    place = tmp_path / "texts"
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, "utf-8")
    return place


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed texts without their catalogue, begun anew."""
    place = tmp_path_factory.mktemp("bare")
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, place)
    beginning.new(place)
    return place


def entries(place: Path) -> dict[str, dict[str, str]]:
    """The entries of a catalogue by id."""
    listed = tomllib.loads((place / "corpus.toml").read_text("utf-8"))["document"]
    return {entry["id"]: entry for entry in listed}


def test_seeds_state_what_their_own_catalogue_says_they_state(bare: Path) -> None:
    """Title, author and day agree with the catalogue made by hand; what that one inferred isn't guessed here."""
    by_hand = {entry.id: entry for entry in catalogue.read(SEEDS).entries}
    made = catalogue.read(bare)
    assert made.faults == ()
    for entry in made.entries:
        known = by_hand[entry.id]
        assert entry.title == known.title
        assert entry.author in ("", known.author)
        assert entry.published == (known.published if known.published_basis == "stated" else "")
    assert [entry.id for entry in made.entries if entry.published] == ["000_dd9acf844a937886"]


def test_every_value_stands_at_the_address_beside_it(bare: Path) -> None:
    """The comment on a line leads to the words that the value was read from."""
    texts = corpus.read(bare)
    found = READ_FROM.findall((bare / "corpus.toml").read_text("utf-8"))
    assert len(found) == 7
    for value, where in found:
        said, shown = tomllib.loads(f"a = {value}")["a"], " ".join(texts.show(where).split())
        assert said in (shown, "2019-12-30")
        assert said != "2019-12-30" or shown == "Monday, 30 December 2019"


def test_what_is_begun_can_be_read_at_once(bare: Path) -> None:
    """Candidates are reforms already: mentions find them, and their names say what they are."""
    texts = corpus.read(bare)
    assert texts.reforms["ics"].name == "Integrated care systems (candidate)"
    said = sentences.sentences(texts, segments.segments(texts))
    assert (words.mentions(texts, said)["reform"] == "ics").sum() >= 20


def test_true_reforms_come_near_the_top() -> None:
    """Of the reforms that the settled codes of the seeds name, with the names that their own list gives."""

    def key(name: str) -> tuple[str, ...]:
        return tuple(words.singular(token.key.lower()) for token in words.find_words(name))

    listed = tomllib.loads((SEEDS / "reforms.toml").read_text("utf-8"))["reforms"]
    known = {
        key(name): reform
        for reform, row in listed.items()
        for kind in ("names", "acronyms", "aliases")
        for name in row.get(kind, ())
    }
    texts = {path.stem: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    true = [
        {known[key(name)] for name in (one.name, *one.names, *one.acronyms) if key(name) in known}
        for one in candidates(texts)
    ]
    assert all(true[:10])
    assert len(set().union(*true[:20])) >= 12
    assert len(set().union(*true)) >= 15


def test_a_reforms_file_of_a_persons_is_never_touched(tmp_path: Path) -> None:
    """Not even an empty one: they may have wanted it so."""
    place = folder(tmp_path, a="The Care Act 2014 came, and the Care Act 2014 stayed for good.\n")
    (place / "reforms.toml").write_bytes(b"")
    made = beginning.new(place)
    assert made.reforms is None
    assert (place / "reforms.toml").read_bytes() == b""


@pytest.mark.parametrize("name", CASES)
def test_no_date_is_taken_that_a_page_does_not_state_as_its_own(name: str) -> None:
    """Sixty layouts, many with dates under comments: the day found is the one that their reader gave, or none."""
    text = CASES[name].read_bytes().decode("utf-8")
    said = printed(text, find_segments(text)).get("date")
    case = json.loads((CASES[name].parent / "case.json").read_text("utf-8"))
    assert said is None or said.said in ("", case["published"])


@pytest.mark.parametrize("name", CASES)
def test_the_head_of_a_text_says_what_the_whole_says(name: str) -> None:
    """Only the beginning is cut, however long the text is."""
    text = CASES[name].read_bytes().decode("utf-8")
    longer = text + "\n\n" + "The council said again that it had not decided on this. " * 80
    part = head(longer)
    assert len(part) <= 3000
    assert printed(part, find_segments(part)) == printed(longer, find_segments(longer))


def test_days_that_can_be_read_two_ways_stay_open(tmp_path: Path) -> None:
    """With the reason, and the address to look at; another date of the text may tell."""
    body = "\n\nThe council said in the spring that the new bus network would begin in May.\n"
    place = folder(
        tmp_path, a=f"Late buses\n\n03/04/2021{body}", b=f"Late trams\n\n25/04/2021{body}"
    )
    beginning.new(place)
    said = entries(place)
    assert "published" not in said["a"]
    assert said["b"]["published"] == "2021-04-25"
    text = (place / "corpus.toml").read_text("utf-8")
    assert "# “03/04/2021” at a:12-22 can be read with the day or with the month first\n" in text


def test_the_day_of_a_change_is_no_day_of_publication(tmp_path: Path) -> None:
    """The words “Last updated” say when a page was touched."""
    body = "\n\nThe council said in the spring that the new bus network would begin in May.\n"
    place = folder(tmp_path, a=f"Late buses\nBy Jo Smith\nLast updated: 4 May 2021{body}")
    beginning.new(place)
    assert "published" not in entries(place)["a"]
    assert "stands beside “updated”" in (place / "corpus.toml").read_text("utf-8")


def test_new_files_are_added_and_nothing_else_changes(tmp_path: Path) -> None:
    """A person's words, their order and their odd spacing stay, and so does what stands behind the entries."""
    place = folder(tmp_path, a="One text about the Care Act 2014.\n", b="Another text.\n")
    own = (
        "# mine\r\n[[document]]\r\nfile = \"a.txt\"   # keep\r\ntitle = 'So'\r\n\r\n[settings]\r\n"
        "allow_duplicates = true"
    )
    (place / "corpus.toml").write_bytes(own.encode())
    made = beginning.new(place)
    after = (place / "corpus.toml").read_bytes().decode()
    assert after.startswith(own)
    assert [one.file for one in made.added] == ["b.txt"]
    assert "\n" not in after.replace("\r\n", "")
    assert catalogue.read(place).settings["allow_duplicates"] is True
    beginning.new(place)
    assert (place / "corpus.toml").read_bytes().decode() == after


def test_clashing_and_odd_names_each_get_an_id(tmp_path: Path) -> None:
    """Files that differ in their suffix only, names without a Latin letter, names with quotation marks."""
    place = folder(
        tmp_path,
        a="One text is this.\n",
        日本="Two texts it is.\n",
        **{'so "it" is': "Three of them.\n"},
    )
    (place / "a.md").write_text("Four it is now.\n", "utf-8")
    (place / "a-md.txt").write_text("Five it is now.\n", "utf-8")
    made = beginning.new(place)
    assert made.sound
    assert len({one.id for one in made.added}) == 5
    assert len(corpus.read(place)) == 5
    assert entries(place)["a"]["file"] == "a.md"


def test_an_unreadable_file_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them are listed at once, the rest is written, and the status says that there is work."""
    place = folder(tmp_path, good="A text that can be read, every word.\n")
    (place / "empty.txt").write_bytes(b"")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (place / os.fsdecode(b"bad\xff.txt")).write_bytes(b"words")
    assert main(["new", str(place)]) == 2
    said = capsys.readouterr()
    for name in ("empty.txt", "picture.txt", "udcff"):
        assert name in said.err
    assert list(entries(place)) == ["good"]
    assert "Mend what is said above" in said.out


def test_a_missing_file_is_told_and_its_entry_kept(tmp_path: Path) -> None:
    """A person may have moved it for a moment."""
    place = folder(tmp_path, a="One text about something.\n", b="Another text about it.\n")
    beginning.new(place)
    (place / "a.txt").unlink()
    before = (place / "corpus.toml").read_bytes()
    made = beginning.new(place)
    assert any("a.txt" in str(fault) and "not in the folder" in str(fault) for fault in made.faults)
    assert (place / "corpus.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("catalog", "words_of_it"),
    [
        ('[[document]\nfile = "a.txt"', "is not TOML"),
        ("\xff", "is not UTF-8"),
        ("document = []", "can't be added to"),
    ],
)
def test_a_catalogue_that_cannot_be_added_to_is_left(
    tmp_path: Path, catalog: str, words_of_it: str
) -> None:
    """One sentence, and not a byte changed."""
    place = folder(tmp_path, a="One text about something.\n")
    (place / "corpus.toml").write_bytes(catalog.encode("latin-1"))
    with pytest.raises(InputError, match=words_of_it):
        beginning.new(place)
    assert (place / "corpus.toml").read_bytes() == catalog.encode("latin-1")
    assert sorted(path.name for path in place.iterdir()) == ["a.txt", "corpus.toml"]


def test_faults_of_a_catalogue_are_told_and_new_texts_added(tmp_path: Path) -> None:
    """A misspelt key is no reason to leave the other texts out."""
    place = folder(tmp_path, a="One text about something.\n", b="Another text about it.\n")
    (place / "corpus.toml").write_text('[[document]]\nfile = "a.txt"\ntitel = "So"\n', "utf-8")
    made = beginning.new(place)
    assert any("'titel'" in str(fault) for fault in made.faults)
    assert [one.file for one in made.added] == ["b.txt"]


def test_a_folder_without_texts_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And so are a file and nothing at all."""
    place = folder(tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    for asked in (place, tmp_path / "file", tmp_path / "nowhere"):
        assert main(["new", str(asked)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert list(place.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a share that is open for reading only."""
    place = folder(tmp_path, a="One text about something.\n")

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuses)
    assert main(["new", str(place)]) == 2
    said = capsys.readouterr().err
    assert "corpus.toml can't be written (Permission denied)" in said
    assert len(said.splitlines()) == 1


def test_what_is_told_names_the_next_command(tmp_path: Path) -> None:
    """A person needn't look it up, and can paste it."""
    (tmp_path / "my texts").mkdir()
    place = folder(tmp_path / "my texts", a="One text about something.\n")
    assert beginning.new(place).lines()[-1] == f"Then: jam-tomorrow report '{place}'"


def test_pages_and_tables_of_comments_are_stored_and_described(tmp_path: Path) -> None:
    """A page's mark-up says what it doesn't show, a table which column is which; a table of something else is passed over."""
    place = folder(tmp_path)
    page = (
        '<html><head><title>Late buses | The Paper</title><meta name="author" content="Jo Smith">'
        '<meta property="og:title" content="Late buses">'
        '<meta property="article:published_time" content="2021-05-04T10:00:00Z"></head>'
        "<body><h1>Late buses</h1><p>The scheme that was promised for the spring came late again.</p></body></html>"
    )
    (place / "page.html").write_text(page, "utf-8")
    rows = 'Comment text,User name,Created at\n"The buses are late, always",Ann,2021-05-05\n'
    (place / "talk.csv").write_text(rows, "utf-8")
    (place / "sums.csv").write_text("a,b\n1,2\n", "utf-8")
    made = beginning.new(place)
    assert made.sound
    said = entries(place)
    assert said["talk"]["columns"] == {
        "text": "Comment text",
        "author": "User name",
        "date": "Created at",
    }
    assert (said["page"]["title"], said["page"]["author"]) == ("Late buses", "Jo Smith")
    assert said["page"]["published"] == "2021-05-04"
    assert set(said) == {"page", "talk"}
    assert any(fault.file == "sums.csv" and fault.warning for fault in made.faults)
    text = (place / "corpus.toml").read_text("utf-8")
    assert '"Late buses" # read from page:0-10 and <meta property="og:title">' in text
    before = {path.name: path.read_bytes() for path in place.glob("*.toml")}
    beginning.new(place)
    assert {path.name: path.read_bytes() for path in place.glob("*.toml")} == before


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("led to regional ICS (integrated care systems) and", "integrated care systems", "ICS"),
        ("the Better Care Fund (‘BCF’), which", "Better Care Fund", "BCF"),
        ("under special educational needs and disabilities (SEND) rules", "special educational needs and disabilities", "SEND"),
        ("a multispecialty community provider (the MCP) began", "multispecialty community provider", "MCP"),
        ("the Five Year Forward View (5YFV; 2014)", None, None),
        ("the Department (see below) said", None, None),
        ("Ann Lee (Labour) and others (2012)", None, None),
    ],
)  # fmt: skip
def test_acronyms_are_found_where_a_text_spells_them_out(
    text: str, long: str | None, short: str | None
) -> None:
    """And nothing else in brackets is taken for one."""
    assert [(one.long, one.short) for one in acronyms.definitions(text)] == (
        [(long, short)] if long else []
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From Tony Blair’s NHS Plan in 2000", ["NHS Plan"]),
        ("Despite the Mental Health Investment Standard, gaps", ["Mental Health Investment Standard"]),
        ("the Maternity Services (Standards) Bill was", ["Maternity Services (Standards) Bill"]),
        ("said so (Nuffield Trust 2018). Then", ["Nuffield Trust"]),
        ("of the Health and Social\nCare Act 2012.", ["Health and Social", "Care Act 2012"]),
        ("This is a line as long as printed ones are of the Health and Social\nCare Act 2012.", ["Health and Social Care Act 2012"]),
        ("It came. Then The Board went", []),
    ],
)  # fmt: skip
def test_names_in_capitals_are_found_whole(text: str, found: list[str]) -> None:
    """Without what only begins the sentence, without whose it is, across the ends of printed lines."""
    assert [one.words for one in names.names(names.flat(text))] == found


@pytest.mark.parametrize(
    "endless",
    ["A ", "Act of ", "(AB) ", "Aa (", "the (", "A’s ", "Care Act\n", "a-", "( ( ", "integration "],
)
def test_an_endless_text_is_read_to_its_end(endless: str) -> None:
    """No pattern goes back over what it has read: the bound is passed only by one that does."""
    with within(20, "the text is not read"):
        candidates({"a": endless * 5_000})


STATED = st.builds(Stated, st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
BEGUN = st.builds(
    Begun,
    st.from_regex(r"[A-Za-z0-9._-]{1,10}", fullmatch=True),
    st.text(min_size=1, max_size=20),
    st.none() | STATED,
    st.none() | STATED,
    st.none() | STATED,
    st.text(max_size=30),
    st.none() | st.dictionaries(st.sampled_from(["text", "author"]), st.text(max_size=10)),
    st.text(max_size=20),
)


@settings(max_examples=30)
@given(BEGUN)
def test_any_words_of_a_text_are_written_as_toml(one: Begun) -> None:
    """No quotation mark, line end or control character of a text breaks out of its value or comment."""
    entry = tomllib.loads(writing.block(one))["document"][0]
    assert entry["file"] == one.file
    assert entry.get("title") == (one.title.said if one.title else None)
    assert set(entry) <= {"id", "file", "title", "author", "published", "published_basis", "published_note", "columns"}  # fmt: skip


EDITS = st.lists(
    st.sampled_from(
        ['# a word of mine', 'note = "é"', 'title = """two\nlines"""', "author = 'x'", "", "[settings]",
         'reform = "ics"', "published = 2020-01-01", "\t", "[[document]]", 'file = "t0.txt"', "x = 1"]
    ), max_size=8,
)  # fmt: skip


@settings(max_examples=25)
@given(EDITS, st.booleans(), st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=3))
@example(["[settings]"], False, ["a. B"])
def test_a_second_run_changes_nothing_and_keeps_what_a_person_wrote(
    tmp_path_factory: pytest.TempPathFactory, edits: list[str], crlf: bool, texts: list[str]
) -> None:
    """Whatever the catalogue holds and whatever the texts are: the first bytes stay, and all that is raised is a sentence."""
    place = tmp_path_factory.mktemp("any")
    for number, text in enumerate(texts):
        (place / f"t{number}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    own = ("\r\n" if crlf else "\n").join(edits).encode()
    (place / "corpus.toml").write_bytes(own)
    try:
        beginning.new(place)
    except InputError:
        assert (place / "corpus.toml").read_bytes() == own
        return
    after = {path.name: path.read_bytes() for path in place.iterdir()}
    assert after["corpus.toml"].startswith(own)
    beginning.new(place)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == after


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="AaBc ()\n.’'-0The CareAct", max_size=120), max_size=3))
def test_any_text_gives_candidates_or_none(texts: list[str]) -> None:
    """Addresses lie in their texts, names hold words."""
    read = {str(number): text for number, text in enumerate(texts)}
    for one in candidates(read):
        assert one.name.strip()
        assert 0 <= one.start < one.end <= len(read[one.document])
