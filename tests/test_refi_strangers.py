"""Projects as other programs write them, which count in their own way, and as nobody should: damaged, or made to do harm."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from refi_made import (
    PROMISE,
    TEXT,
    S,
    add,
    edited,
    exported,
    files_of,
    folder_with,
    packed,
    resaved,
    take,
)

from analysis import coding, corpus
from analysis.exchange import archives, counting, projects
from analysis.mistakes import InputError


@pytest.fixture
def texts(tmp_path: Path) -> corpus.Corpus:
    """The small corpus."""
    return corpus.read(folder_with(tmp_path / "texts"))


def windows(text: str) -> str:
    """With Windows line ends and a byte order mark."""
    return "\ufeff" + text.replace("\n", "\r\n")


def two(_: str, at: int) -> int:
    """Line ends as two characters, the mark not counted."""
    return at + TEXT[:at].count("\n")


WAYS: dict[str, tuple[Callable[[str], str], Callable[[str, int], int]]] = {
    "as it was": (lambda text: text, lambda _, at: at),
    "Windows line ends, counted as two": (windows, two),
    "Windows line ends, counted as one": (windows, lambda _, at: at),
    "the mark counted, too": (windows, lambda _, at: two(_, at) + 1),
    "UTF-16 units": (lambda text: text, lambda _, at: len(TEXT[:at].encode("utf-16-le")) // 2),
    "UTF-16 units of Windows line ends": (
        windows, lambda _, at: len(TEXT[:at].encode("utf-16-le")) // 2 + TEXT[:at].count("\n"),
    ),
    "old Macintosh line ends": (lambda text: text.replace("\n", "\r"), lambda _, at: at),
    "a line end more": (lambda text: text + "\n", lambda _, at: at),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_positions_are_found_however_they_are_counted(texts: corpus.Corpus, way: str) -> None:
    """Known selections tell which way it was."""
    row = take(texts, resaved(*WAYS[way], folder="sources")).taken.codes["claims"]
    assert (row["text"].item(), row["kind"].item()) == (PROMISE, "forecast")


def test_positions_that_nothing_tells_are_refused(texts: corpus.Corpus) -> None:
    """A span of which nothing is known, behind a character that some count as two."""

    def change(root: ET.Element) -> None:
        source = next(root.iter(f"{S}TextSource"))
        for one in source.findall(f"{S}PlainTextSelection"):
            source.remove(one)
        add(root, "say the ICS", "kind: statement")

    with pytest.raises(coding.SheetError, match="can't be told how their positions are counted"):
        take(texts, edited(change))


@pytest.mark.parametrize("text", [TEXT.replace("nothing", "little"), TEXT + "More.", ""])
def test_a_text_that_has_changed_is_refused(texts: corpus.Corpus, text: str) -> None:
    """In a sentence that names it."""
    with pytest.raises(coding.SheetError, match=r"the text one has changed since it was exported"):
        take(texts, resaved(lambda _: text, lambda _, at: at))


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Project name="&b;"/>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><Project name="x">&a;</Project>'
NAME = "project.qde"


def source_at(path: str) -> bytes:
    """A project whose text lies elsewhere."""
    return edited(lambda root: next(root.iter(f"{S}TextSource")).set("plainTextPath", path))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"PK\x03\x04 and then nothing", "no REFI-QDA project"),
    "an empty file": (lambda: b"", "no REFI-QDA project"),
    "half an archive": (lambda: exported()[: len(exported()) // 2], "no REFI-QDA project"),
    "no project in it": (lambda: packed({"other": b""}), "holds no project.qde"),
    "no XML": (lambda: packed({NAME: b"<Project"}), "no well-formed XML"),
    "another root": (lambda: packed({NAME: b"<html/>"}), "holds <html>"),
    "entities": (lambda: packed({NAME: LAUGHS}), "document type"),
    "a file from outside": (lambda: packed({NAME: OUTSIDE}), "document type"),
    "too deep": (lambda: packed({NAME: b"<a>" * 5000 + b"</a>" * 5000}), "within 60 others"),
    "a way out": (lambda: source_at("internal://../../etc/passwd"), "outside of the project"),
    "another scheme": (lambda: source_at("ftp:///etc/passwd"), "outside of the project"),
    "an absolute path": (lambda: source_at("absolute:///etc/passwd"), "outside of the project"),
    "a text that isn't there": (lambda: source_at("internal://none.txt"), "there is nothing"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_strangers_project_is_refused_in_a_sentence(texts: corpus.Corpus, case: str) -> None:
    """Nothing outside of it is read, nothing in it is expanded."""
    content, said = HOSTILE[case]
    with pytest.raises(InputError, match=re.escape(said)):
        take(texts, content())


def test_a_bomb_is_not_unpacked(texts: corpus.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond the corpus's limit, XML beyond ours, and packings that can't be stopped half-way."""
    (texts.folder / "corpus.toml").write_text("[settings]\nmax_bytes = 1000\n", "utf-8")
    small = corpus.read(texts.folder)
    with pytest.raises(InputError, match="more than 1,000 bytes in Sources"):
        take(small, resaved(lambda text: text * 90_000, lambda _, at: at))
    monkeypatch.setattr(archives, "MOST_XML", 1000)
    with pytest.raises(InputError, match=r"more than 1,000 bytes in project\.qde"):
        take(texts, exported())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(NAME, "<Project/>")
    with pytest.raises(InputError, match="packed in a way that is not read"):
        take(texts, out.getvalue())


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_a_damaged_project_is_read_or_refused(at: int, damage: bytes) -> None:
    """Never anything but a sentence."""
    content = bytearray(exported())
    at %= len(content)
    content[at : at + len(damage)] = damage
    with contextlib.suppress(InputError):
        archives.read("back.qdpx", bytes(content), 10**6)


PIECES = st.sampled_from(
    [
        '"',
        "<",
        "</Coding>",
        "<Coding>",
        "&#0;",
        "guid",
        "{",
        "-",
        "99999999999999",
        "\U0001f600",
        "<a b='1'/>",
        "Text",
        "/",
    ]
)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 30), PIECES), min_size=1, max_size=3)
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_xml_is_taken_or_refused(
    texts: corpus.Corpus, damage: list[tuple[int, int, str]]
) -> None:
    """Whatever is cut out of it or put into it."""
    files = files_of(exported())
    xml = files[NAME].decode("utf-8")
    for at, length, piece in damage:
        at %= len(xml)
        xml = xml[:at] + piece + xml[at + length :]
    with contextlib.suppress(InputError):
        take(texts, packed({**files, NAME: xml.encode("utf-8")}))


LETTERS = st.characters(exclude_categories=["Cs"])
ANY_TEXT = st.text(LETTERS | st.sampled_from("\r\n\ufeff\U0001f600"), min_size=1, max_size=40)


@given(ANY_TEXT, st.data())
@example("\ufeffa\r\n\U0001f600\r\r\nb", None)
def test_any_text_comes_back_to_the_character(text: str, data: st.DataObject | None) -> None:
    """A source written as it is, read and counted as it is, whatever its letters and line ends."""
    pick = (
        (lambda low, high: low)
        if data is None
        else lambda low, high: data.draw(st.integers(low, high))
    )
    start = pick(0, len(text) - 1)
    end = pick(start + 1, len(text))
    here = archives.Selection(projects.selection_guid("a", start, end), start, end, ())
    theirs = text.encode("utf-8").decode("utf-8")
    known = counting.Known({here.guid: (start, end)}, {(start, end)})
    assert counting.placed(text, theirs, [here], known) == [(start, end)]


@given(st.text(st.sampled_from("ab \n\U0001f600"), min_size=1, max_size=30), st.data())
def test_any_text_comes_back_from_windows(text: str, data: st.DataObject) -> None:
    """With a mark, Windows line ends and UTF-16 units, where one selection is known."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    def units(at: int) -> int:
        return len(text[:at].replace("\n", "\r\n").encode("utf-16-le")) // 2

    spans = [(0, len(text)), (start, end)]
    sent = [archives.Selection(f"{n}", units(a), units(b), ()) for n, (a, b) in enumerate(spans)]
    known = counting.Known({"0": spans[0], "1": spans[1]}, set())
    assert counting.placed(text, windows(text), sent, known) == spans
