"""Projects for NVivo, ATLAS.ti and MAXQDA: after the standard on the way out, held to the texts on the way back."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import refi_rules
from refi_made import (
    ANN,
    LAST,
    PROMISE,
    TEXT,
    S,
    add,
    code,
    edited,
    exported,
    files_of,
    folder_with,
    recode,
    seeds,
    selection,
    take,
)

from analysis import coding, corpus, exchange
from analysis.__main__ import main
from analysis.exchange.codebook import guid
from analysis.mistakes import InputError


@pytest.fixture
def texts(tmp_path: Path) -> corpus.Corpus:
    """The small corpus."""
    return corpus.read(folder_with(tmp_path / "texts"))


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
