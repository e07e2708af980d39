"""Coding sheets: blind, shuffled, held to the words; and what spreadsheets and tired coders make of them."""

import csv
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
import scores
from conftest import SEEDS

from analysis import coding, corpus, templates
from analysis.__main__ import main
from analysis.coding import sheets

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
Rows = list[dict[str, str]]


class Given(NamedTuple):
    """A corpus that may be spoilt, its comments, and a sheet for it."""

    texts: corpus.Corpus
    comments: pd.DataFrame
    sheet: coding.Sheet


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """A copy of the seeds with a sheet for a new coder."""
    texts = corpus.read(shutil.copytree(SEEDS, tmp_path / "seeds"))
    read = scores.read()
    return Given(texts, read.comments, made())


@cache
def made(seed: int = 1, **more: Any) -> coding.Sheet:
    """A sheet for the seeds."""
    read = scores.read()
    claims = coding.codes(read.corpus, "claims")
    return coding.sheet(
        read.corpus, read.comments, claims, read.sentences, "reader-1", seed, **more
    )


def rows_of(text: str) -> Rows:
    """The rows of a sheet."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def written(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a spreadsheet would save them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding, errors="replace")


def filled(sheet: coding.Sheet, change: Callable[[Rows], Any] = lambda rows: None) -> Rows:
    """The sheet with every question answered, and then changed."""
    answers = {
        "tone": "-1", "reform_stance": "-1", "article_stance": "1", "sarcasm": "false", "about_reform": "true",
        "kind": "criticism", "stance": "-1", "reforms": "ics", "attributed_to": "speaker", "tense": "present",
    }  # fmt: skip
    rows = rows_of(coding.as_csv(sheet))
    for row in rows:
        row.update({name: answers[name] for name in sheets.columns_of(row["item"])})
    change(rows)
    return rows


def take(given: Given, content: bytes, **more: Any) -> coding.Taken:
    """The sheet taken in."""
    return coding.take(given.texts, given.comments, "sheet.csv", content, **more)


def test_a_sheet_takes_half_an_hour_and_says_so() -> None:
    """All thirteen comments and as many claims as there is time for."""
    sheet = made()
    assert sum(item.item == "comment" for item in sheet.items) == 13
    assert 25 <= sheet.minutes <= 30
    assert re.search(r"13 comments and \d+ claims to code, about 30 minutes", sheet.about)
    assert len(made(minutes=None).items) == 13 + 193


def test_a_sheet_is_blind_and_names_nobody() -> None:
    """No code, no score, no suggestion, no commenter's name stands on it."""
    sheet = made(minutes=None)
    rows = rows_of(coding.as_csv(sheet))
    assert all(not row[name] for row in rows for name in (*sheets.COMMENT, *sheets.CLAIM))
    names = scores.read().comments["author"].dropna()
    page = coding.as_html(sheet, templates.render("sheet.html"))
    for name in names:
        assert name not in coding.as_csv(sheet)
        assert name not in page


def test_the_order_hangs_on_the_seed_alone() -> None:
    """The same seed gives the same order, another seed another, however the tables are sorted."""
    assert made().items == made().items
    assert [item.start for item in made(1).items] != [item.start for item in made(2).items]
    read = scores.read()
    claims = coding.codes(read.corpus, "claims").iloc[::-1]
    turned = coding.sheet(
        read.corpus, read.comments.iloc[::-1], claims, read.sentences, "reader-1", 1
    )
    assert turned.items == made().items


def test_the_page_needs_nothing_but_itself() -> None:
    """No address of another machine, and nothing in a text can end the script."""
    page = coding.as_html(made(), templates.render("sheet.html"))
    assert not re.search(
        r"(?:src|href)=|https?://(?!www\.w3\.org)",
        page.replace('href="#content"', "").replace("link.href", ""),
    )
    assert page.count("</script>") == 1
    assert "/*SHEET*/null" not in page


@pytest.mark.skipif(
    CHROMIUM is None, reason="chromium isn't installed: the page's CSV isn't compared with ours"
)
def test_the_page_saves_the_csv_that_we_write(tmp_path: Path) -> None:
    """What a browser saves of an untouched page is the CSV that goes out beside it, formulas made harmless in both."""
    sheet = made()
    hostile = sheet.items[0]._replace(text="=HYPERLINK(1);=1\n- \u201c=2", context="\u2060@x")
    sheet = sheet._replace(items=(hostile, *sheet.items[1:]))
    page = coding.as_html(sheet, templates.render("sheet.html"))
    said = "<script>document.title = 'x'; const p = document.createElement('textarea'); p.id = 'out'; p.textContent = sheetAsCsv(); document.body.append(p);</script></body>"
    (tmp_path / "page.html").write_text(page.replace("</body>", said), encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        how = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--user-data-dir={profile}",
            "--dump-dom",
        ]
        dom = subprocess.run(
            [str(CHROMIUM), *how, (tmp_path / "page.html").as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        ).stdout
    found = re.search(r'<textarea id="out">(.*?)</textarea>', dom, re.DOTALL)
    assert found
    text = (
        found[1]
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&")
    )
    assert rows_of(text) == rows_of(coding.as_csv(sheet))
    assert rows_of(text)[0]["text"] == "'=HYPERLINK(1);'=1\n'- \u201c=2"


def test_no_text_of_a_sheet_is_a_formula(given: Given) -> None:
    """A comment that begins with a sign goes out guarded, and what comes back is read as it was meant."""
    item = given.sheet.items[0]._replace(text="=1+1", context="-")
    row = rows_of(coding.as_csv(given.sheet._replace(items=(item,))))[0]
    assert (row["text"], row["context"]) == ("'=1+1", "'-")

    def quoted(rows: Rows) -> None:
        rows[-1].update(attributed_to="'=NHS", stance="'-1")

    taken = take(given, written(filled(given.sheet, quoted)))
    place = rows_of(coding.as_csv(given.sheet))[-1]
    claims = taken.codes["claims"]
    mine = claims[
        (claims["document"] == place["document"]) & (claims["start"] == int(place["start"]))
    ]
    assert (mine["attributed_to"].item(), mine["stance"].item()) == ("=NHS", -1)


def test_a_filled_sheet_becomes_codes_of_its_coder(given: Given) -> None:
    """Codes stand in the coder's folder with their hashes, the coder in coders.toml, and all of it reads back."""
    taken = take(given, written(filled(given.sheet)))
    assert taken.coder == "reader-1"
    coding.write(given.texts, taken)
    again = corpus.read(given.texts.folder)
    assert coding.coders(again)["reader-1"]["kind"] == "person"
    codes = coding.codes(again, "comment_codes", "reader-1")
    assert len(codes) == 13
    assert set(codes["origin"]) == {"person"}
    assert len(coding.codes(again, "claims", "reader-1")) == len(given.sheet.items) - 13
    assert coding.faults(again) == []
    pairs = coding.agreement(again)
    assert "person and automated coder" in set(pairs["coders"]) | {
        " and ".join(reversed(who.split(" and "))) for who in pairs["coders"]
    }


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (",", "utf-8-sig"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")],
)
def test_what_a_spreadsheet_saves_is_taken(given: Given, delimiter: str, encoding: str) -> None:
    """Semicolons, tabs, byte order marks and older encodings lose no code."""
    taken = take(given, written(filled(given.sheet), delimiter, encoding))
    assert taken.filled == len(given.sheet.items)


def test_what_a_spreadsheet_makes_of_codes_is_read(given: Given) -> None:
    """TRUE, 1.0, a typographic minus, columns in another order and one more column mean what they meant."""

    def spoil(rows: Rows) -> None:
        for row in rows:
            if row["item"] == "comment":
                row.update(
                    sarcasm="FALSE",
                    about_reform="WAHR",
                    tone="−1",
                    reform_stance="-1.0",
                    article_stance="+1",
                )
            row.update(start=row["start"] + ".0", mine="remark")

    rows = [dict(reversed(list(row.items()))) for row in filled(given.sheet, spoil)]
    codes = take(given, written(rows)).codes["comment_codes"]
    assert set(codes["tone"]) == set(codes["reform_stance"]) == {-1}
    assert set(codes["article_stance"]) == {1}
    assert set(codes["about_reform"]) == {True}
    assert set(codes["sarcasm"]) == {False}


def test_a_half_filled_sheet_is_taken_and_goes_on_later(given: Given) -> None:
    """What is empty stays open, and the second sheet adds to the first."""

    def only(place: int) -> Callable[[Rows], None]:
        def change(rows: Rows) -> None:
            for number, row in enumerate(rows):
                if number != place:
                    row.update(dict.fromkeys((*sheets.COMMENT, *sheets.CLAIM), ""))

        return change

    first = take(given, written(filled(given.sheet, only(0))))
    assert (first.filled, first.rows) == (1, len(given.sheet.items))
    assert "are still empty" in first.about
    coding.write(given.texts, first)
    texts = corpus.read(given.texts.folder)
    second = coding.take(texts, given.comments, "sheet.csv", written(filled(given.sheet, only(1))))
    assert second.kept == 1
    assert len(second.codes["comment_codes"]) == 2


def test_an_earlier_code_is_not_overwritten_unless_asked(given: Given) -> None:
    """Another code for the same comment is refused with both; --replace takes the sheet's; an empty cell takes nothing back."""
    coding.write(given.texts, take(given, written(filled(given.sheet))))
    texts = corpus.read(given.texts.folder)

    def other(rows: Rows) -> None:
        rows[0].update(tone="2", sarcasm="")

    content = written(filled(given.sheet, other))
    with pytest.raises(
        coding.SheetError,
        match=r"has coded .* otherwise before: tone -1 \(.* says 2\). Say --replace",
    ):
        coding.take(texts, given.comments, "sheet.csv", content)
    taken = coding.take(texts, given.comments, "sheet.csv", content, replace=True)
    codes = taken.codes["comment_codes"]
    assert taken.changed == 1
    assert sorted(codes["tone"])[-1] == 2
    assert codes["sarcasm"].notna().all()


BAD: dict[str, tuple[Callable[[Rows], Any], str]] = {
    "unknown code": (
        lambda rows: rows[0].update(tone="7"),
        r"line \d+: tone knows -2, -1, 0, 1, 2; found '7'",
    ),
    "unknown word": (
        lambda rows: rows[-1].update(kind="wish"),
        r"kind knows promise, .*; found 'wish'",
    ),
    "unknown reform": (
        lambda rows: rows[-1].update(reforms="icss"),
        r"reforms names icss, and reforms.toml has",
    ),
    "row twice": (
        lambda rows: rows.append(dict(rows[0])),
        r"the comment at .* stands on line \d+, too; keep one of them",
    ),
    "changed words": (
        lambda rows: rows[0].update(text_sha256="0" * 64),
        r"have changed since the sheet was made",
    ),
    "shifted": (
        lambda rows: rows[0].update(start=str(int(rows[0]["start"]) + 1)),
        r"have changed since the sheet was made",
    ),
    "no document": (
        lambda rows: rows[0].update(document="absent"),
        r"the document 'absent' is coded, but the corpus holds 000_",
    ),
    "no place": (lambda rows: rows[0].update(start="x"), r"is no place in"),
    "half a claim": (
        lambda rows: rows[-1].update(tense=""),
        r"tense is empty in a claim that is coded otherwise",
    ),
    "no coder": (
        lambda rows: [row.update(coder="") for row in rows],
        r"names no coder; say with --coder",
    ),
    "a name": (
        lambda rows: [row.update(coder="Ann Writer") for row in rows],
        r"can't be a coder's label",
    ),
    "two coders": (
        lambda rows: rows[0].update(coder="reader-2"),
        r"names the coders reader-1, reader-2",
    ),
    "item": (lambda rows: rows[0].update(item="thing"), r"item is 'thing', not comment or claim"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_sheet_is_refused_in_a_sentence(given: Given, fault: str) -> None:
    """Every fault names the sheet, the line, what was found and what to do."""
    change, said = BAD[fault]
    with pytest.raises(coding.SheetError, match=said):
        take(given, written(filled(given.sheet, change)))


def test_all_faults_are_told_at_once(given: Given) -> None:
    """Three slips, three lines."""

    def change(rows: Rows) -> None:
        rows[0].update(tone="7")
        rows[1].update(sarcasm="maybe")
        rows.append(dict(rows[2]))

    with pytest.raises(coding.SheetError) as caught:
        take(given, written(filled(given.sheet, change)))
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "lacks the columns item, document"),
        (b"a,b\n1,2\n", "lacks the columns .*; found a, b"),
        (b"PK\x03\x04rest", "is a workbook, not CSV; save it as CSV"),
    ],
)
def test_what_is_no_sheet_is_told_apart(given: Given, content: bytes, said: str) -> None:
    """An empty file, another table and a workbook each have their sentence."""
    with pytest.raises(coding.SheetError, match=said):
        take(given, content)


def test_a_refused_sheet_writes_nothing(
    given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with 2, says all faults, and leaves the corpus as it was."""
    before = sorted(path.read_bytes() for path in given.texts.folder.rglob("*") if path.is_file())
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(written(filled(given.sheet, lambda rows: rows[0].update(tone="7"))))
    assert main(["codes", "in", str(sheet), str(given.texts.folder)]) == 2
    assert "found '7'" in capsys.readouterr().err
    assert (
        sorted(path.read_bytes() for path in given.texts.folder.rglob("*") if path.is_file())
        == before
    )


def test_the_commands_go_round(
    given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out, filled, in, compared; a sheet that is there already isn't overwritten."""
    folder, to = str(given.texts.folder), tmp_path / "out"
    assert main(["codes", "out", folder, "--to", str(to), "--coder", "reader-1"]) == 0
    assert "about 30 minutes" in capsys.readouterr().out
    assert main(["codes", "out", folder, "--to", str(to), "--coder", "reader-1"]) == 2
    assert "already holds sheet-reader-1.csv" in capsys.readouterr().err
    assert main(["codes", "in", str(to / "sheet-reader-1.csv"), folder]) == 2
    assert "holds no code yet" in capsys.readouterr().err
    path = to / "sheet-reader-1.csv"
    path.write_bytes(written(filled(given.sheet)))
    assert main(["codes", "in", str(path), folder]) == 0
    assert main(["codes", "agreement", folder]) == 0
    assert "coder-a and reader-1 (automated coder and person)" in capsys.readouterr().out


def test_codes_win_over_suggestions_and_say_their_origin() -> None:
    """A comment that somebody coded keeps that code; the others have what rules suggest."""
    texts = scores.read().corpus
    own = coding.codes(texts, "comment_codes")
    suggested = own.assign(origin="rule", reform_stance=1)
    assert coding.comment_codes(texts, suggested=suggested).equals(own)
    assert set(coding.comment_codes(texts, use_codes=False, suggested=suggested)["origin"]) == {
        "rule"
    }
