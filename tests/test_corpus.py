"""A folder becomes documents: exact text, or one sentence that names the file and the remedy."""

import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import within

from analysis import corpus, tables
from analysis.corpus import decoding
from analysis.corpus.decoding import decode

TEXT = "The board met on 3 May. It decided nothing.\n"
SOME_DECODED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A function that makes a corpus folder from files by name; text is written as UTF-8."""

    def make(*catalogue: str, **files: str | bytes) -> Path:
        place = tmp_path / "corpus"
        place.mkdir(exist_ok=True)
        if catalogue:
            (place / "corpus.toml").write_bytes("\n".join(catalogue).encode())
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (place / f"{name}.txt").write_bytes(data)
        return place

    return make


@pytest.fixture
def alarm() -> Iterator[None]:
    """Whoever opens a pipe waits for ever."""
    with within(10, "a pipe or device is still being read"):
        yield


def entry(**keys: Any) -> str:
    """A catalogue entry."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in keys.items()]
    return "\n".join(["[[document]]", *lines, ""])


def snapshot(place: Path) -> dict[str, Any]:
    """Everything in and beside a folder, with the bytes of regular files and the times of change."""
    return {
        str(path): (path.lstat().st_mtime_ns, path.read_bytes() if is_plain(path) else None)
        for path in place.parent.rglob("*")
    }


def is_plain(path: Path) -> bool:
    """A regular file, and no link to one."""
    return path.is_file() and not path.is_symlink()


def the_fault(place: Path) -> str:
    """The one sentence that a corpus is refused with; nothing was written by saying it."""
    before = snapshot(place)
    with pytest.raises(corpus.CorpusError) as caught:
        corpus.read(place)
    assert snapshot(place) == before
    (fault,) = caught.value.faults
    assert_a_sentence(fault)
    assert str(caught.value) == str(fault)
    return str(fault)


def assert_a_sentence(fault: corpus.Fault) -> None:
    """One line, one mark at its end, the file in front, the remedy behind a semicolon."""
    said = str(fault)
    assert said.startswith(f"{fault.file} "), said
    assert re.search(r"[^.?!][.?]$", said), said
    assert "\n" not in said
    assert not re.search(r"[.!?]\s+[A-Z]", said), f"two sentences: {said}"
    assert "; " in said, f"no remedy: {said}"


# What is read: every byte as it stands.


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("£103 million — “so”".encode(), "£103 million — “so”", "utf-8"),
        (b"\xef\xbb\xbf" + "£3".encode(), "£3", "utf-8-sig"),
        ("\ufeff£3".encode("utf-16-le"), "£3", "utf-16-le"),
        ("\ufeff£3".encode("utf-16-be"), "£3", "utf-16-be"),
        ("\ufeff£3".encode("utf-32-le"), "£3", "utf-32-le"),
        ("£103 million ‘so’".encode("cp1252"), "£103 million ‘so’", "cp1252"),
        (b"a\r\nb\rc\n\xc2\xa0d\xc2\xad", "a\r\nb\rc\n\xa0d\xad", "utf-8"),
        ("a\ufeffb".encode(), "a\ufeffb", "utf-8"),
    ],
)
def test_bytes_become_exactly_their_characters(data: bytes, text: str, encoding: str) -> None:
    """Line ends, odd spaces and marks inside stay; only a byte order mark in front is left out."""
    assert decode(data) == (text, encoding)


@given(SOME_DECODED.filter(str.strip))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    """Whatever Unicode holds: emoji, combining marks, zero-width characters, every line end."""
    body = "A text: " + text
    assert decode(body.encode()).text == body
    assert decode(b"\xef\xbb\xbf" + body.encode()).text == body
    assert decode(("\ufeff" + body).encode("utf-16-be")).text == body


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_one_sentence(data: bytes) -> None:
    """Nothing is replaced and nothing else is raised."""
    try:
        text, encoding = decode(data)
    except ValueError as error:
        assert_a_sentence(corpus.Fault("a.txt", str(error)))
        return
    assert text.strip()
    assert data.endswith(text.encode(encoding.removesuffix("-sig")))


def test_the_catalogue_s_encoding_is_believed(folder: Folder) -> None:
    """UTF-16 without a mark is read where the catalogue says so; nothing is told then."""
    place = folder(
        entry(file="a.txt", encoding="utf-16-le"), entry(file="b.txt", encoding="latin-1"),
        a="£3 a day".encode("utf-16-le"), b="£4 a day".encode("latin-1"),
    )  # fmt: skip
    read = corpus.read(place)
    assert dict(read.texts) == {"a": "£3 a day", "b": "£4 a day"}
    assert list(read.documents["encoding"]) == ["utf-16-le", "iso8859-1"]
    assert read.warnings == ()


def test_windows_text_is_read_and_reported(folder: Folder) -> None:
    """A guess at the encoding is always told, with what to look at."""
    read = corpus.read(folder(a="It cost £3m — “so”.".encode("cp1252")))
    assert read["a"] == "It cost £3m — “so”."
    (warning,) = read.warnings
    assert_a_sentence(warning)
    assert "a.txt is not UTF-8 and was read as Windows-1252; check its pound signs" in str(warning)


def test_addresses_count_the_file_s_own_characters(folder: Folder) -> None:
    """CRLF counts two, a lone CR, a no-break space and an emoji one each, the mark in front none."""
    text = "One\r\ntwo\rthree\xa0four 😀 e\u0301nd\r\n"
    read = corpus.read(folder(a=b"\xef\xbb\xbf" + text.encode()))
    for word in ("two", "three", "four", "😀", "e\u0301nd"):
        start = text.index(word)
        assert read.show(f"a:{start}-{start + len(word)}") == word
    assert int(read.documents["characters"][0]) == len(text)


def test_a_document_without_an_entry_is_read_undated(folder: Folder) -> None:
    """A folder of texts is a corpus; the id is the stem, with other characters as hyphens."""
    place = folder(
        entry(file="b.txt", title="Buses", published="2020-07"), b=TEXT, **{"a (1)": "A."}
    )
    read = corpus.read(place)
    assert list(read) == ["a-1", "b"]
    assert read.when("a-1") == "undated"
    assert read.published("a-1") is None
    assert read.label("a-1") == "“A. …”"
    assert read.when("b") == "July 2020 (given)"
    assert read.by_publication == ["b", "a-1"]


def test_readme_codebook_hidden_files_and_folders_are_no_texts(folder: Folder) -> None:
    """What stands beside the texts isn't counted among them."""
    place = folder(
        a=TEXT, README="Read me.", CODEBOOK="Codes.", **{".hidden": "x", "notes": "Notes."}
    )
    (place / "codes").mkdir()
    (place / "codes" / "b.txt").write_text("Not a text.")
    (place / "table.csv").write_text("a,b\n")
    assert list(corpus.read(place)) == ["a"]


def test_the_order_of_files_and_entries_does_not_matter(tmp_path: Path) -> None:
    """Two folders with the same files, written in opposite orders, are the same corpus."""
    names = ["b", "a", "c"]
    read = []
    for turn, order in enumerate((names, names[::-1])):
        place = tmp_path / str(turn)
        place.mkdir()
        for name in order:
            (place / f"{name}.txt").write_text(f"{TEXT} {name}")
        catalogue = [entry(file=f"{name}.txt", title=name.upper()) for name in order if name != "c"]
        (place / "corpus.toml").write_text("\n".join(catalogue))
        read.append(corpus.read(place))
    assert list(read[0]) == list(read[1]) == ["a", "b", "c"]
    first, second = (tables.to_csv("documents", one.documents) for one in read)
    assert first == second


def test_the_folder_is_the_given_one_or_the_environment_s(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notebooks are told by `JAM_CORPUS` which corpus they run on."""
    place = folder(a=TEXT)
    monkeypatch.setenv("JAM_CORPUS", str(place))
    assert list(corpus.read()) == ["a"]
    monkeypatch.delenv("JAM_CORPUS")
    assert len(corpus.read()) == 5


# Addresses.


def test_show_gives_the_words_behind_an_address() -> None:
    """Exactly as the source has them, for every document."""
    read = corpus.read(Path(__file__).parents[1] / "seeds")
    for document in read:
        assert read.show(corpus.address(document, 3, 40)) == read[document][3:40]


@pytest.mark.parametrize("where", ["a", "a:1", "a:1-", "a 1-2", "a:-1-2", "a:1-2-3", "", "a:1.5-2"])
def test_what_is_no_address_is_answered_by_one(where: str) -> None:
    """The sentence shows how an address is written."""
    with pytest.raises(ValueError, match="is not an address; write DOCUMENT:START-END"):
        corpus.parse_address(where)


def test_an_address_that_leads_nowhere_says_why(folder: Folder) -> None:
    """Beyond the end, empty, or in a document that there isn't."""
    read = corpus.read(folder(a=TEXT))
    with pytest.raises(ValueError, match=f"beyond the end of a, which has {len(TEXT)} characters"):
        read.show("a:3-4000")
    with pytest.raises(ValueError, match="ends at or before its start"):
        read.show("a:3-3")
    with pytest.raises(KeyError, match="no document 'b'; the documents are a"):
        read.show("b:0-1")


@given(st.from_regex(r"[A-Za-z0-9._-]+", fullmatch=True), st.integers(0), st.integers(1))
def test_an_address_is_read_back(document: str, start: int, length: int) -> None:
    """Ids may hold dots, underscores and hyphens."""
    where = corpus.address(document, start, start + length)
    assert corpus.parse_address(where) == (document, start, start + length)


# Bad input: one sentence each.


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no words; put its text in, or take it out"),
        (b" \r\n\t\xc2\xa0\n", "holds no words; put its text in"),
        (b"\xef\xbb\xbf", "holds no words; put its text in"),
        (PNG, "is a PNG picture, not plain text; save its text as UTF-8"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF, not plain text; save its text as UTF-8"),
        (b"PK\x03\x04rest of it", "is a zip archive .*; save its text as UTF-8"),
        (b"\xff\xd8\xff\xe0JFIF", "is a JPEG picture, not plain text; save"),
        (b"{\\rtf1 Words.}", "is an RTF document, not plain text; save"),
        ("Words".encode("utf-16-le"), 'UTF-16 without a byte order mark; .*encoding = "utf-16-le"'),
        ("Words".encode("utf-16-be"), 'UTF-16 without a byte order mark; .*encoding = "utf-16-be"'),
        (b"Some words and then\0 more of them", "holds a NUL byte at byte 19.*; export it again"),
        (b"\xef\xbb\xbfWords\0", "holds a NUL character at offset 5.*; export it again"),
        (
            b"\xff\xfea\0b",
            "begins with a byte order mark of utf-16-le but byte 4 .*; save it again",
        ),
        (b"Words \x81\x8d", r"is neither UTF-8 \(byte 6 is wrong\) nor Windows-1252; save it as"),
    ],
)
def test_a_file_that_is_no_text_is_refused(folder: Folder, data: bytes, said: str) -> None:
    """One sentence with its name, what was found, and what to do."""
    fault = the_fault(folder(good=TEXT, bad=data))
    assert fault.startswith("bad.txt ")
    assert re.search(said, fault)


@pytest.mark.parametrize(
    ("encoding", "data", "said"),
    [
        ("utf8x", b"Words", "'utf8x' in corpus.toml, which Python does not know; write utf-8"),
        ("utf-8", b"Words \xa3", "'utf-8' in corpus.toml, but byte 6 does not fit it; mend"),
        ("hex", b"Words", "'hex' in corpus.toml"),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused(
    folder: Folder, encoding: str, data: bytes, said: str
) -> None:
    """The catalogue's word is not silently overruled."""
    assert said in the_fault(folder(entry(file="bad.txt", encoding=encoding), bad=data, good=TEXT))


def test_a_file_over_the_limit_is_refused_unread(folder: Folder) -> None:
    """The limit is a setting, and the sentence says which."""
    fault = the_fault(folder("[settings]\nmax_bytes = 50\n", bad="x" * 51, good=TEXT))
    assert fault.startswith(
        "bad.txt has 51 bytes, more than the limit of 50; split it, or raise max_b"
    )
    assert corpus.read(folder("[settings]\nmax_bytes = 51\n"))["bad"] == "x" * 51


def test_a_missing_file_is_answered_by_the_nearest_name(folder: Folder) -> None:
    """A slip in the catalogue costs one look."""
    fault = the_fault(folder(entry(file="biuses.txt"), buses=TEXT))
    assert fault.startswith(
        "biuses.txt is named in corpus.toml but is not in the folder; did you mean"
    )
    assert fault.endswith("'buses.txt'?")


def test_a_missing_file_without_a_near_name_is_answered_by_the_list(folder: Folder) -> None:
    """Else by what the folder holds."""
    assert "; the folder holds buses.txt" in the_fault(folder(entry(file="qqq"), buses=TEXT))


@pytest.mark.parametrize(
    ("catalogue", "said"),
    [
        ("document = [", "corpus.toml is not TOML: "),
        ("title = Buses", "corpus.toml is not TOML: "),
        (entry(file="a.txt", titel="x"), "has an unknown key 'titel' in document 1 (a.txt); did you mean 'title'?"),
        (entry(file="a.txt", qqq="x"), "has an unknown key 'qqq' in document 1 (a.txt); known are id, file"),
        ("[setings]\n", "has an unknown table [setings]; did you mean 'settings'?"),
        ("[settings]\nmax_byte = 1\n", "has an unknown setting 'max_byte'; did you mean 'max_bytes'?"),
        ("[settings]\nmax_bytes = 'many'\n", "has max_bytes = 'many'; it should look like 20000000"),
        ("[settings]\nmax_bytes = 0\n", "has max_bytes = 0; write a number of bytes above 0"),
        ("[settings]\nmax_bytes = true\n", "has max_bytes = True; it should look like"),
        ("[settings]\nallow_duplicates = 1\n", "has allow_duplicates = 1; it should look like False"),
        ("[settings]\nfinancial_year_start = '04'\n", "has financial_year_start = '04'; write month and day"),
        ("[settings]\nfinancial_year_start = '13-01'\n", "has financial_year_start = '13-01'; write"),
        ("settings = 3\n", "has settings that are not a table; write [settings]"),
        ("document = 3\n", "has a table [document]; write [[document]], once for each text"),
        ("[document]\nfile = 'a.txt'\n", "has a table [document]; write [[document]]"),
        (entry(title="x"), "has no file in document 1; write file ="),
        (entry(file="a.txt", title=7), "has title = 7 in document 1 (a.txt); write it in \"quotes\""),
        (entry(file="a.txt", id="a b"), "has the id 'a b' in document 1 (a.txt); write an id of letters"),
        (entry(file="a.txt", published="July 2020"), "in document 1 (a.txt): 'July 2020' is not an EDTF date"),
        (entry(file="a.txt", published="2020-13"), "in document 1 (a.txt): '2020-13' names a day, month"),
        (entry(file="a.txt", published="2020/2019"), "'2020/2019' ends before it begins"),
        (entry(file="a.txt", published_basis="guess"), "has published_basis = 'guess' in document 1"),
        (entry(file="a.txt", id="x") + entry(file="b.txt", id="x"), "has the id 'x' twice (a.txt and b.txt); give"),
    ],
)  # fmt: skip
def test_a_slip_in_the_catalogue_is_refused(folder: Folder, catalogue: str, said: str) -> None:
    """One sentence with the file, the place, and the nearest right thing."""
    fault = the_fault(folder(catalogue, a=TEXT, b="Other words.\n"))
    assert fault.startswith("corpus.toml ")
    assert said in fault


def test_a_catalogue_in_another_encoding_is_refused(folder: Folder) -> None:
    """TOML is UTF-8; the sentence says which byte is not."""
    place = folder(a=TEXT)
    (place / "corpus.toml").write_bytes(b"# \xa3\n")
    assert the_fault(place).startswith("corpus.toml is not UTF-8 (byte 2); save it as UTF-8")


def test_one_file_under_two_entries_is_refused(folder: Folder) -> None:
    """With two ids it would be counted twice."""
    place = folder(entry(file="a.txt", id="x") + entry(file="a.txt", id="y"), a=TEXT)
    assert "corpus.toml names the file 'a.txt' twice; keep one entry" in the_fault(place)


def test_two_files_with_one_stem_are_told_apart_or_refused(folder: Folder) -> None:
    """Ids come from stems, so `a.txt` and `a.md` need an entry."""
    place = folder(a=TEXT)
    (place / "a.md").write_text("Other words.")
    assert "would have the id 'a', which is taken; give it an entry" in the_fault(place)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.txt", "leads out of the corpus folder by '..'; put the file inside"),
        ("sub/../../outside.txt", "leads out of the corpus folder by '..'; put the file inside"),
        ("/etc/hostname", "is an absolute path; name files by their path inside"),
        ("C:\\texts\\a.txt", "is an absolute path; name files by their path inside"),
        ("..\\outside.txt", "leads out of the corpus folder by '..'; put the file inside"),
        ("sub", "is a folder, not a file; name the files in it"),
        ("sub/none.txt", "is named in corpus.toml but is not in the folder"),
        ("a.txt/b.txt", "is named in corpus.toml but is not in the folder"),
        (".", "is a folder, not a file; name the files in it"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(folder: Folder, name: str, said: str) -> None:
    """A corpus is its folder, wherever it came from."""
    place = folder(entry(id="x", file=name), a=TEXT)
    (place / "sub").mkdir()
    (place.parent / "outside.txt").write_text("Outside.")
    fault = the_fault(place)
    assert fault.startswith(f"{name} ")
    assert said in fault


@LINKS
@pytest.mark.parametrize("named", [True, False])
def test_a_link_that_leads_out_is_refused(folder: Folder, named: bool) -> None:
    """Whether the catalogue names it or it only stands in the folder."""
    place = folder(*([entry(file="x.txt")] if named else []), a=TEXT)
    (place.parent / "outside.txt").write_text("Outside.")
    (place / "x.txt").symlink_to("../outside.txt")
    assert the_fault(place).startswith("x.txt is a link that leads out of the corpus folder; copy")


@LINKS
def test_a_folder_that_is_a_link_out_is_refused(folder: Folder) -> None:
    """The way to the file counts, not only its last step."""
    place = folder(entry(file="sub/x.txt"), a=TEXT)
    (place.parent / "elsewhere").mkdir()
    (place.parent / "elsewhere" / "x.txt").write_text("Outside.")
    (place / "sub").symlink_to("../elsewhere")
    assert the_fault(place).startswith("sub/x.txt is a link that leads out of the corpus folder")


@LINKS
def test_a_link_loop_is_refused(folder: Folder) -> None:
    """It ends in a sentence, not in a walk without end."""
    place = folder(a=TEXT)
    (place / "x.txt").symlink_to("y.txt")
    (place / "y.txt").symlink_to("x.txt")
    (place / "z.txt").symlink_to("z.txt")
    with pytest.raises(corpus.CorpusError) as caught:
        corpus.read(place)
    assert [fault.file for fault in caught.value.faults] == ["x.txt", "y.txt", "z.txt"]
    for fault in caught.value.faults:
        assert_a_sentence(fault)
        assert "is a link that leads back to itself; replace it by the file" in str(fault)


@LINKS
def test_a_link_inside_the_folder_is_followed(folder: Folder) -> None:
    """A link is only refused where it leads out."""
    place = folder(entry(file="x.txt"))
    (place / "sub").mkdir()
    (place / "sub" / "real.txt").write_text(TEXT)
    (place / "x.txt").symlink_to("sub/real.txt")
    assert corpus.read(place)["x"] == TEXT


@LINKS
@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("name", ["x.txt", "corpus.toml", "reforms.toml", "views/page.html.txt"])
def test_a_pipe_is_never_opened(folder: Folder, name: str) -> None:
    """Reading one would hang, as a text, a catalogue or a stored view."""
    place = folder(a=TEXT)
    (place / "views").mkdir()
    if "views" in name:
        (place / "page.html").write_text("<p>Words.</p>")
    os.mkfifo(place / name)
    fault = the_fault(place)
    assert "is a pipe, socket or device, which is never opened; save its text in a file" in fault


@LINKS
@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "/dev/random"])
def test_a_device_is_never_opened(folder: Folder, device: str) -> None:
    """A link to one leads out of the folder."""
    place = folder(a=TEXT)
    (place / "x.txt").symlink_to(device)
    assert the_fault(place).startswith("x.txt is a link that leads out")


@LINKS
@pytest.mark.usefixtures("alarm")
def test_a_socket_is_never_opened(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said to be one."""
    place = folder(a=TEXT)
    monkeypatch.chdir(place)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("x.txt")
    assert the_fault(place).startswith("x.txt is a pipe, socket or device, which is never opened")


@LINKS
@pytest.mark.usefixtures("alarm")
def test_a_pipe_among_the_codes_is_never_opened(folder: Folder) -> None:
    """Codes are files of the corpus, too."""
    place = folder(a=TEXT)
    (place / "codes" / "settled").mkdir(parents=True)
    os.mkfifo(place / "codes" / "settled" / "claims.csv")
    read = corpus.read(place)
    with pytest.raises(ValueError, match="is a pipe, socket or device"):
        read.codes("settled", "claims")
    assert place / "codes" / "settled" / "claims.csv" not in read.files()


@pytest.mark.parametrize("inside", [None, "README.txt"])
def test_a_folder_without_texts_is_refused(tmp_path: Path, inside: str | None) -> None:
    """The sentence says what to put there."""
    place = tmp_path / "corpus"
    place.mkdir()
    if inside:
        (place / inside).write_text("Read me.")
    assert "holds no texts; put .txt files in it, or name them in corpus.toml" in the_fault(place)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    """A file, or nothing at all."""
    assert "does not exist; give the folder that holds the texts" in the_fault(tmp_path / "none")
    (tmp_path / "a.txt").write_text(TEXT)
    assert "is a file, not a folder; give the folder" in the_fault(tmp_path / "a.txt")


def test_identical_documents_are_counted_once_and_named(folder: Folder) -> None:
    """Two copies would double every count; the sentence names both and how to keep them."""
    read = corpus.read(folder(a=TEXT, b=TEXT, c=b"\xef\xbb\xbf" + TEXT.encode(), d="Other.\n"))
    assert list(read) == ["a", "d"]
    assert [warning.file for warning in read.warnings] == ["b.txt", "c.txt"]
    for warning in read.warnings:
        assert_a_sentence(warning)
        assert "has the same text as a.txt and was counted once; say allow_duplicates" in str(
            warning
        )


def test_identical_documents_may_be_allowed(folder: Folder) -> None:
    """Where somebody really wants both."""
    read = corpus.read(folder("[settings]\nallow_duplicates = true\n", a=TEXT, b=TEXT))
    assert list(read) == ["a", "b"]
    assert read.warnings == ()


def test_all_faults_are_said_at_once(folder: Folder) -> None:
    """One run names everything that is to be mended, and what is sound is read besides."""
    place = folder(
        "[settings]\nmax_bites = 3\n",
        entry(file="a.txt", titel="x", published="soon"),
        entry(file="gone.txt", id="a"),
        a=TEXT, b=b"", c=PNG, d="x\0y", same=TEXT,
    )  # fmt: skip
    (place / "reforms.toml").write_text("[reforms.ics]\nname = 'ICS'\nacronym = ['ICS']\n")
    before = snapshot(place)
    read, faults = corpus.inspect(place)
    assert snapshot(place) == before
    assert read is not None
    assert list(read) == ["a"]
    for fault in faults:
        assert_a_sentence(fault)
    said = [fault.file for fault in faults if not fault.warning]
    assert sorted(said) == sorted(
        ["corpus.toml"] * 4 + ["reforms.toml", "gone.txt", "b.txt", "c.txt", "d.txt"]
    )
    assert [fault.file for fault in faults if fault.warning] == ["same.txt"]
    with pytest.raises(corpus.CorpusError) as caught:
        corpus.read(place)
    assert len(caught.value.faults) == len(said)
    assert str(caught.value).count("\n") == len(said) - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[reforms.ics]\nacronym = ['ICS']\n", "has an unknown key 'acronym' in [reforms.ics]; did you mean 'acronyms'?"),
        ("[reform.ics]\nname = 'ICS'\n", "has an unknown table [reform]; write [reforms.IDENTIFIER]"),
        ("[reforms.ics]\nnames = 'ICS'\n", "has names in [reforms.ics] that is not a list of words; "),
        ("[reforms.ics.dates]\nstart = 'soon'\n", "has the date 'start' in [reforms.ics]: 'soon' is not an EDTF"),
        ("reforms = 3\n", "reforms.toml "),
        ("[reforms]\nics = 3\n", "reforms.toml "),
        ("[reforms.ics]\ndates = 3\n", "reforms.toml "),
        ("[reforms.ics]\nname = 3\n", "reforms.toml "),
        ("[reforms", "reforms.toml is not TOML: "),
    ],
)  # fmt: skip
def test_a_slip_among_the_reforms_is_refused(folder: Folder, text: str, said: str) -> None:
    """Read as strictly as the catalogue."""
    place = folder(a=TEXT)
    (place / "reforms.toml").write_text(text)
    assert said in the_fault(place)


def test_reforms_are_read(folder: Folder) -> None:
    """With names, acronyms, aliases and dates; a bare name is enough."""
    place = folder(a=TEXT)
    (place / "reforms.toml").write_text(
        "[reforms]\nstp = 'Sustainability plans'\n"
        "[reforms.ics]\nname = 'Integrated care systems'\nacronyms = ['ICS']\ndates = { law = '2022-07-01' }\n"
    )
    reforms = corpus.read(place).reforms
    assert reforms["stp"].name == "Sustainability plans"
    assert reforms["ics"].acronyms == ("ICS",)
    assert reforms["ics"].dates["law"] == "2022-07-01"


# Stored views of files that aren't plain text.


@pytest.fixture
def page(folder: Folder) -> Path:
    """A corpus of one HTML page with its stored text view."""
    place = folder()
    (place / "page.html").write_text("<p>Words of a page.</p>")
    (place / "views").mkdir()
    (place / "views" / "page.html.txt").write_text("Words of a page.")
    return place


def test_a_page_is_read_by_its_stored_view(page: Path) -> None:
    """Addresses point into the view; the table names the original."""
    read = corpus.read(page)
    assert read.show("page:0-5") == "Words"
    assert read.documents["file"][0] == "page.html"


def test_a_page_without_a_view_says_where_to_put_one(page: Path) -> None:
    """HTML isn't plain text, and nothing is made of it silently."""
    (page / "views" / "page.html.txt").unlink()
    fault = the_fault(page)
    assert (
        "page.html is not plain text (.html) and has no text view yet; run `jam-tomorrow" in fault
    )
    assert "stores one as views/page.html.txt" in fault
    (page / "page.html").rename(page / "page.odt")
    assert "page.odt is not plain text (.odt); save its text as UTF-8 under" in the_fault(page)


def test_an_original_that_changed_under_its_view_is_noticed(page: Path) -> None:
    """Every address depends on the view, so it is neither remade nor trusted silently."""
    digest = corpus.fingerprint("<p>Words of a page.</p>")
    (page / "views" / "views.toml").write_text(f'["page.html"]\noriginal_sha256 = "{digest}"\n')
    assert corpus.read(page)["page"] == "Words of a page."
    (page / "page.html").write_text("<p>Other words.</p>")
    fault = the_fault(page)
    assert (
        "page.html has changed since its text view views/page.html.txt was made, and addresses"
        in fault
    )


@pytest.mark.parametrize(
    "text", ["[[", '"page.html" = 3\n', '["page.html"]\noriginal_sha256 = 3\n']
)
def test_a_list_of_views_that_is_wrong_is_noticed(page: Path, text: str) -> None:
    """A hash that can't be read is no reason to trust the view."""
    (page / "views" / "views.toml").write_text(text)
    assert "views" in the_fault(page)


# Codes and other files.


def test_codes_are_found_by_coder_and_table(folder: Folder) -> None:
    """Nothing where there are none, so that a corpus needs no codes."""
    place = folder(a=TEXT)
    read = corpus.read(place)
    assert read.codes("settled", "claims") is None
    assert read.toml("codes/coders.toml") == {}
    (place / "codes" / "settled").mkdir(parents=True)
    (place / "codes" / "settled" / "claims.csv").write_text("document,start\n")
    assert read.codes("settled", "claims") == ("codes/settled/claims.csv", "document,start\n")
    assert place / "codes" / "settled" / "claims.csv" in read.files()


def test_a_toml_file_that_is_wrong_is_named(folder: Folder) -> None:
    """A researcher's own dictionary is read as strictly as the catalogue."""
    place = folder(a=TEXT)
    (place / "themes.toml").write_text("[themes")
    with pytest.raises(corpus.CorpusError, match=r"themes\.toml is not TOML"):
        corpus.read(place).toml("themes.toml")


def test_a_corpus_shows_itself(folder: Folder) -> None:
    """In a notebook as a table with its warnings, words escaped; else as one line."""
    read = corpus.read(folder(entry(file="a.txt", title="<Buses>"), a=TEXT, b=TEXT))
    assert repr(read) == "<Corpus corpus: 1 documents, 9 words>"
    shown = read._repr_html_()
    assert "&lt;Buses&gt;" in shown
    assert "b.txt has the same text as a.txt" in shown


@given(st.text(st.sampled_from("ab \n\u2003\x1c\xa0"), max_size=40), st.integers(1, 9))
def test_words_are_counted_in_stretches_as_at_once(text: str, stretch: int) -> None:
    """A word across the end of a stretch counts once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "STRETCH", stretch)
        assert decoding.word_count(text) == len(text.split())
