"""Projects for NVivo, ATLAS.ti and MAXQDA: after the standard on the way out, held to the texts on the way back."""

import contextlib
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import refi_rules
from conftest import SEEDS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import coding, corpus, exchange, tables
from analysis.__main__ import main
from analysis.exchange import archives, counting, layers, projects
from analysis.exchange.codebook import guid
from analysis.mistakes import InputError

TEXT = """Two years of integrated care

The integrated care system will cut waiting by a fifth by 2021. It has cut nothing. \U0001f600 Councils say the ICS works.

Comments (2)

Jo Bloggs says:
3 March 2020 at 4:19 pm
The ICS is a waste of money and I said so.

Ann Other says:
4 March 2020 at 4:19 pm
Jo Bloggs is wrong, it works here.
"""
REFORMS = '[reforms.ics]\nname = "Integrated care system"\nacronyms = ["ICS"]\n'
PROMISE = "The integrated care system will cut waiting by a fifth by 2021."
LAST = "Councils say the ICS works."
ANN = "Jo Bloggs is wrong, it works here."
S = refi_rules.SPACE
Change = Callable[[ET.Element], Any]


def folder_with(place: Path, text: str = TEXT) -> Path:
    """A corpus of one text, in which one claim and one comment are coded."""
    place.mkdir()
    (place / "one.txt").write_bytes(text.encode("utf-8"))
    (place / "reforms.toml").write_text(REFORMS, "utf-8")
    read = corpus.read(place)
    claim = {
        **span(PROMISE, text), "text": PROMISE, "kind": "promise", "stance": 1, "attributed_to": "NHS England",
        "tense": "future", "reforms": ["ics"], "quantities": ["a fifth"], "origin": "automated_coder",
    }  # fmt: skip
    comment = {"document": "one", "comment": 1, "tone": -2, "reform_stance": -1, "sarcasm": False}
    coding.save(read, "claims", tables.make("claims", [claim]))
    rows = [{**comment, "origin": "automated_coder"}]
    rows.append({"document": "one", "comment": 2, "tone": 0, "origin": "automated_coder"})
    coding.save(read, "comment_codes", tables.make("comment_codes", rows))
    (place / "codes/coders.toml").write_text(
        '[settled]\nkind = "automated_coder"\nwhole = true\n', "utf-8"
    )
    return place


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    """Where words stand."""
    return {"document": "one", "start": text.index(words), "end": text.index(words) + len(words)}


@pytest.fixture
def texts(tmp_path: Path) -> corpus.Corpus:
    """The small corpus."""
    return corpus.read(folder_with(tmp_path / "texts"))


@cache
def small() -> layers.Layer:
    """What the small corpus has to export."""
    with tempfile.TemporaryDirectory() as name:
        return layers.layer(corpus.read(folder_with(Path(name) / "texts")))


@cache
def exported() -> bytes:
    """The small corpus as a project."""
    with tempfile.TemporaryDirectory() as name:
        return projects.packed(corpus.read(folder_with(Path(name) / "texts")), small())


class Seeds(NamedTuple):
    """The seeds, what they have to export, and the project."""

    texts: corpus.Corpus
    layer: layers.Layer
    content: bytes


@cache
def seeds() -> Seeds:
    """The seeds and their project."""
    read = corpus.read(SEEDS)
    given = layers.layer(read)
    return Seeds(read, given, projects.packed(read, given))


def files_of(content: bytes) -> dict[str, bytes]:
    """The files of a project."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a project."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def edited(change: Change, content: bytes | None = None) -> bytes:
    """A project whose XML was changed by hand."""
    files = files_of(content or exported())
    root = ET.fromstring(files["project.qde"])  # noqa: S314 (we wrote it)
    change(root)
    files["project.qde"] = ET.tostring(root)
    return packed(files)


def selection(root: ET.Element, words: str) -> ET.Element:
    """The selection of words."""
    start = str(TEXT.index(words))
    return next(
        one for one in root.iter(f"{S}PlainTextSelection") if one.get("startPosition") == start
    )


def code(root: ET.Element, name: str) -> str:
    """The identifier of a code."""
    return next(one.get("guid", "") for one in root.iter(f"{S}Code") if one.get("name") == name)


def add(root: ET.Element, words: str, *codes: str) -> None:
    """Code words as somebody else, in a selection of their own."""
    users = root.find(f"{S}Users")
    assert users is not None
    ET.SubElement(users, f"{S}User", guid=guid("somebody"), name="Somebody")
    where = {
        "startPosition": str(TEXT.index(words)),
        "endPosition": str(TEXT.index(words) + len(words)),
    }
    source = next(root.iter(f"{S}TextSource"))
    one = ET.SubElement(source, f"{S}PlainTextSelection", guid=guid("new", words, *codes), **where)
    for name in codes:
        said = {"guid": guid("new", words, name), "creatingUser": guid("somebody")}
        ET.SubElement(
            ET.SubElement(one, f"{S}Coding", said), f"{S}CodeRef", targetGUID=code(root, name)
        )


def recode(words: str, old: str, new: str) -> Change:
    """The change of one code to another on words."""

    def change(root: ET.Element) -> None:
        for one in selection(root, words).iter(f"{S}CodeRef"):
            if one.get("targetGUID") == code(root, old):
                one.set("targetGUID", code(root, new))

    return change


def take(texts: corpus.Corpus, content: bytes, **more: Any) -> exchange.Returned:
    """What comes back for a coder."""
    more = {"out": small(), **more}
    return exchange.take_project(texts, "back.qdpx", content, "reader-1", **more)


def test_the_seeds_go_out_after_the_standard() -> None:
    """Order, required attributes and forms as in Project.xsd; references resolve; spans lie in the text."""
    assert list(refi_rules.faults(seeds().content)) == []


def test_the_rules_notice_what_is_wrong() -> None:
    """A project that breaks them is no longer after the standard."""

    def spoil(root: ET.Element) -> None:
        selection(root, PROMISE).set("endPosition", "9999999")
        next(root.iter(f"{S}Code")).attrib.pop("name")
        next(root.iter(f"{S}CodeRef")).set("targetGUID", guid("nothing"))
        root.append(next(root.iter(f"{S}Users")))

    found = "\n".join(refi_rules.faults(edited(spoil)))
    for fault in ("reaches from", "lacks {'name'}", "points to nothing", "<Project> holds"):
        assert fault in found


def test_a_source_is_the_text_that_addresses_count_in() -> None:
    """To the last character, and a selection holds just the words of its claim."""
    read, _, content = seeds()
    files = files_of(content)
    root = ET.fromstring(files["project.qde"])  # noqa: S314 (we wrote it)
    for one in root.iter(f"{S}TextSource"):
        path = one.get("plainTextPath", "").replace("internal://", "Sources/")
        assert files[path].decode("utf-8") == read[one.get("name", "")]


def test_two_exports_are_the_same_bytes(
    texts: corpus.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Identifiers hang on what they name, times on SOURCE_DATE_EPOCH."""
    assert exchange.project(texts) == exported()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert (
        b'creationDateTime="1970-01-01T00:00:00Z"'
        in files_of(exchange.project(texts))["project.qde"]
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH is 'soon'"):
        exchange.project(texts)


def test_no_commenter_is_named() -> None:
    """Neither as a user nor as a selection's name; the source text keeps what it says."""
    xml = files_of(seeds().content)["project.qde"].decode("utf-8")
    names = set(seeds().layer.comments["author"].dropna())
    assert names
    assert not [name for name in names if name in xml]
    assert "Jo Bloggs" not in files_of(exported())["project.qde"].decode("utf-8")
    users = re.findall(r'<User [^>]*name="([^"]*)"', xml)
    assert users == ["automated coder", "rule"]


def test_what_comes_back_unchanged_is_nobodys_word(texts: corpus.Corpus) -> None:
    """To have opened a project is not to have coded it."""
    back = take(texts, exported())
    assert back.taken.codes == {}
    assert "stand as they were exported" in back.notes[0]


def test_the_seeds_come_back_equal() -> None:
    """Every claim and comment, where the coder stands by all of it."""
    read, given, content = seeds()
    back = take(read, content, everything=True, out=given)
    for table in ("claims", "comment_codes"):
        settled = coding.codes(read, table).assign(origin="person")
        pd.testing.assert_frame_equal(back.taken.codes[table], settled)


def test_a_code_changed_by_hand_comes_back_changed(texts: corpus.Corpus) -> None:
    """With what was left of its claim; nothing else is taken."""
    back = take(texts, edited(recode(PROMISE, "kind: promise", "kind: forecast")))
    (row,) = back.taken.codes["claims"].to_dict("records")
    assert (row["kind"], row["stance"], row["attributed_to"]) == ("forecast", 1, "NHS England")
    assert (row["text"], row["reforms"], row["quantities"], row["origin"]) == (
        PROMISE,
        "ics",
        "a fifth",
        "person",
    )
    assert "comment_codes" not in back.taken.codes


def test_what_somebody_codes_wins_over_what_went_out(texts: corpus.Corpus) -> None:
    """A second tone on a comment is the coder's where the first was only exported."""
    back = take(texts, edited(lambda root: add(root, "a waste of money", "tone: -1 (negative)")))
    (row,) = back.taken.codes["comment_codes"].to_dict("records")
    assert (row["comment"], row["tone"], row["reform_stance"], row["sarcasm"]) == (1, -1, -1, False)


def test_a_new_claim_comes_in_whole(texts: corpus.Corpus) -> None:
    """With a name that the coder added to those that vouch; a claim without all codes is refused."""
    codes = "kind: statement", "stance: 1 (for it)", "tense: present"

    def change(root: ET.Element) -> None:
        above = next(one for one in root.iter(f"{S}Code") if one.get("name") == "attributed_to")
        said = {"guid": guid("councils"), "name": "Councils", "isCodable": "true"}
        ET.SubElement(above, f"{S}Code", said)
        add(root, LAST, *codes, "Councils")

    (row,) = take(texts, edited(change)).taken.codes["claims"].to_dict("records")
    assert TEXT[row["start"] : row["end"]] == LAST
    assert (row["kind"], row["stance"], row["attributed_to"]) == ("statement", 1, "Councils")
    with pytest.raises(coding.SheetError, match="lacks attributed_to; code it whole"):
        take(texts, edited(lambda root: add(root, LAST, *codes)))


def test_all_faults_are_told_at_once(texts: corpus.Corpus) -> None:
    """Contradictions, codes of comments outside of comments, and spans that are none."""

    def change(root: ET.Element) -> None:
        add(root, ANN, "tone: 1 (positive)", "tone: 2 (very positive)")
        add(root, LAST, "sarcasm: true (yes)")
        add(root, "nothing", "kind: promise")
        next(root.iter(f"{S}PlainTextSelection")).set("startPosition", "-1")

    with pytest.raises(coding.SheetError) as found:
        take(texts, edited(change))
    for fault in (
        "has tone 1 and 2; keep one",
        "lies in no comment",
        "lacks stance, tense",
        "reaches from '-1'",
    ):
        assert fault in str(found.value)


def test_codes_from_before_stay_unless_they_may_be_replaced(texts: corpus.Corpus) -> None:
    """What the coder said first isn't overwritten silently, and other coders' codes never are."""
    first = edited(recode(PROMISE, "kind: promise", "kind: forecast"))
    coding.write(texts, take(texts, first).taken, source="a REFI-QDA project")
    texts = corpus.read(texts.folder)
    second = edited(recode(PROMISE, "kind: promise", "kind: criticism"))
    with pytest.raises(
        coding.SheetError, match=r"otherwise before: kind forecast .* Say --replace"
    ):
        take(texts, second)
    assert take(texts, second, replace=True).taken.codes["claims"]["kind"].item() == "criticism"
    assert coding.codes(texts, "claims")["kind"].item() == "promise"


def test_one_coders_codes_go_out_and_come_back(texts: corpus.Corpus) -> None:
    """Under the coder's label; what they change in it is theirs."""
    coding.write(texts, take(texts, exported(), everything=True).taken)
    texts = corpus.read(texts.folder)
    mine = exchange.project(texts, "reader-1")
    assert b'name="reader-1"' in files_of(mine)["project.qde"]
    assert list(refi_rules.faults(mine)) == []
    assert take(texts, mine).taken.codes == {}
    changed = edited(recode(PROMISE, "stance: 1 (for it)", "stance: 0 (neither)"), mine)
    assert take(texts, changed, replace=True).taken.codes["claims"]["stance"].item() == 0


def renumbered(root: ET.Element) -> None:
    """What a program does that keeps only what it needs: other identifiers, no names of selections."""
    for number, one in enumerate([*root.iter(f"{S}PlainTextSelection"), *root.iter(f"{S}Coding")]):
        one.set("guid", "{" + guid("other", number).lower() + "}")
    others = {
        one.get("guid", ""): guid("own", one.get("name")).lower() for one in root.iter(f"{S}Code")
    }
    for one in root.iter(f"{S}Code"):
        one.set("guid", others[one.get("guid", "")])
    for one in (*root.iter(f"{S}CodeRef"), *root.iter(f"{S}MemberCode")):
        one.set("targetGUID", others[one.get("targetGUID", "")])


def test_codes_are_known_by_name_where_a_program_renumbers(texts: corpus.Corpus) -> None:
    """Nothing is new because its identifier is."""
    assert take(texts, edited(renumbered)).taken.codes == {}

    def change(root: ET.Element) -> None:
        recode(PROMISE, "kind: promise", "kind: forecast")(root)
        renumbered(root)

    assert take(texts, edited(change)).taken.codes["claims"]["kind"].item() == "forecast"


def test_codes_of_other_sorts_are_listed(texts: corpus.Corpus) -> None:
    """A code of the coder's own is named and left out; so is a text that isn't ours."""

    def change(root: ET.Element) -> None:
        book = root.find(f"{S}CodeBook/{S}Codes")
        sources = root.find(f"{S}Sources")
        assert book is not None
        assert sources is not None
        said = {"guid": guid("mood"), "name": "mood", "isCodable": "true"}
        ET.SubElement(book, f"{S}Code", said)
        add(root, LAST, "mood", "claims", "time: duration")
        other = ET.SubElement(sources, f"{S}TextSource", guid=guid("x"), name="interview")
        ET.SubElement(other, f"{S}PlainTextContent").text = "Something else."
        picture = ET.SubElement(sources, f"{S}PictureSource", guid=guid("y"), name="photo")
        ET.SubElement(picture, f"{S}Coding")

    notes = "\n".join(take(texts, edited(change)).notes)
    assert "The code 'mood' is none of ours; its 1 use is left out." in notes
    assert "The code 'claims' is none of ours; its 1 use is left out." in notes
    assert "The code 'time: duration' is not taken back in; its 1 use is left out." in notes
    assert "The text 'interview' is not in" in notes
    assert "photo is a PictureSource" in notes


def test_nothing_is_removed_silently(texts: corpus.Corpus) -> None:
    """What a coder has taken away is counted, and stays; a code taken out of a claim is a change of the claim."""

    def change(root: ET.Element) -> None:
        source = next(root.iter(f"{S}TextSource"))
        source.remove(selection(root, ANN))
        one = selection(root, PROMISE)
        for coded in one.findall(f"{S}Coding"):
            if any(to.get("targetGUID") == code(root, "reforms: ics") for to in coded):
                one.remove(coded)

    back = take(texts, edited(change))
    assert any(note.startswith("1 of the claims and comments that went out") for note in back.notes)
    assert back.taken.codes["claims"]["reforms"].isna().all()


def resaved(
    way: Callable[[str], str], count: Callable[[str, int], int], folder: str = "Sources"
) -> bytes:
    """The project as a program saves it that keeps texts, and counts in them, in its own way."""
    files = files_of(edited(recode(PROMISE, "kind: promise", "kind: forecast")))
    root = ET.fromstring(files["project.qde"])  # noqa: S314 (we wrote it)
    source = next(root.iter(f"{S}TextSource"))
    path = source.get("plainTextPath", "").replace("internal://", "Sources/")
    text = way(TEXT)
    for one in root.iter(f"{S}PlainTextSelection"):
        for which in ("startPosition", "endPosition"):
            one.set(which, str(count(text, int(one.get(which, "")))))
    files = {name.replace("Sources", folder): data for name, data in files.items()}
    files[path.replace("Sources", folder)] = text.encode("utf-8")
    return packed({**files, "project.qde": ET.tostring(root)})


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


def test_the_commands_go_round(
    texts: corpus.Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out, changed, in; each mistake is a sentence."""
    folder, file = str(texts.folder), tmp_path / "out" / "codes.qdpx"
    assert main(["export", folder, "--to", str(file)]) == 0
    assert file.read_bytes() == exported()
    assert main(["export", folder, "--to", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    for to, said in (
        ("codes.zip", "doesn't end with .qdpx"),
        (f"{folder}/x.qdpx", "lies in the corpus"),
    ):
        assert main(["export", folder, "--to", to]) == 2
        assert said in capsys.readouterr().err
    assert main(["export", folder, "--to", str(tmp_path / "x.qdpx"), "--coder", "nobody"]) == 2
    assert "nobody has coded nothing here" in capsys.readouterr().err
    file.write_bytes(edited(recode(PROMISE, "kind: promise", "kind: forecast")))
    assert main(["codes", "in", str(file), folder]) == 2
    assert "--coder" in capsys.readouterr().err
    assert main(["codes", "in", str(file), folder, "--coder", "reader-1"]) == 0
    assert "reader-1: 1 coded claims and comments taken in" in capsys.readouterr().out
    again = corpus.read(texts.folder)
    assert coding.codes(again, "claims", "reader-1")["kind"].item() == "forecast"
    assert coding.coders(again)["reader-1"]["about"] == "codes taken in from a REFI-QDA project"


def test_a_corpus_with_nothing_coded_goes_out(tmp_path: Path) -> None:
    """What rules suggest is said to be a rule's; a text without claims has a codebook all the same."""
    (tmp_path / "a.txt").write_text("Nothing here.\n", "utf-8")
    content = exchange.project(corpus.read(tmp_path))
    assert list(refi_rules.faults(content)) == []
    assert b"kind: promise" in files_of(content)["project.qde"]
