"""Codes are read as the tables they belong to, and refused where their words have changed."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SEEDS

from analysis import coding, corpus, tables

Rows = list[dict[str, str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may spoil."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def edit(folder: Path, table: str, change: Callable[[Rows], None]) -> None:
    """Change the settled rows of a table as a person with a spreadsheet would."""
    path = folder / "codes" / "settled" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, names = list(reader), list(reader.fieldnames or ())
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_settled_codes_are_a_checked_table() -> None:
    """The door gives the table of the contract, typed and sorted."""
    claims = coding.claims(corpus.read(SEEDS))
    assert list(claims.columns) == tables.schema("claims").names
    assert claims.equals(tables.check("claims", claims))


def test_a_corpus_without_codes_gives_empty_typed_tables(tmp_path: Path) -> None:
    """To have no codes is no fault."""
    (tmp_path / "one.txt").write_text("Care will improve.\n", encoding="utf-8")
    texts = corpus.read(tmp_path)
    for table in coding.TABLES:
        found = coding.codes(texts, table)
        assert found.empty
        assert list(found.columns) == tables.schema(table).names
    assert coding.coders(texts) == {}
    assert coding.faults(texts) == []


def test_codes_can_be_left_aside() -> None:
    """What the machine alone finds is not helped by the codes."""
    texts = corpus.read(SEEDS)
    for read in (coding.times, coding.claims):
        found = read(texts, use_codes=False)
        assert "coded" not in set(found.get("rule", ()))
        assert not set(found.get("origin", ())) - {"rule"}
    found = coding.outcomes(texts, use_codes=False)
    assert found[["milestone", "same_object", "outside_source", "verdict"]].isna().all(axis=None)
    assert coding.comment_codes(texts, use_codes=False).empty


def test_a_text_that_changed_refuses_its_codes_with_address_and_both_texts(copy: Path) -> None:
    """One letter more before a claim moves every later one off its words, and the first is named."""
    path = copy / "002_6c66bd93cf7a52db.txt"
    path.write_text(
        path.read_text("utf-8").replace("The big", "The  big", 1), encoding="utf-8", newline=""
    )
    with pytest.raises(ValueError, match="002_6c66bd93cf7a52db:0-107") as caught:
        coding.claims(corpus.read(copy))
    message = str(caught.value)
    assert "codes/settled/claims.csv, line" in message
    assert "was coded as “The big policy question" in message
    assert "now reads “The big policy question of the moment" in message
    assert "and 8 more" in message


def test_a_hash_that_does_not_fit_is_refused_even_where_the_words_do(copy: Path) -> None:
    """The hash, not the spreadsheet's text column, is what holds a code to its words."""
    edit(copy, "times", lambda rows: rows[0].update(text_sha256="0" * 64))
    with pytest.raises(
        ValueError, match=r"times\.csv, line 2: 000_dd9acf844a937886:182-206 was coded"
    ):
        coding.times(corpus.read(copy))


def test_a_reform_that_the_corpus_does_not_have_is_refused_with_the_nearest(copy: Path) -> None:
    """A misspelt identifier would silently fall out of every count."""
    edit(copy, "claims", lambda rows: rows[4].update(reforms="icss;stp"))
    with pytest.raises(ValueError, match=r"names the reform 'icss'.* did you mean 'ics'"):
        coding.claims(corpus.read(copy))


def test_a_document_that_the_corpus_does_not_have_is_refused(copy: Path) -> None:
    """Codes of a text that was taken away are not quietly dropped."""
    edit(copy, "claims", lambda rows: rows[0].update(document="absent"))
    with pytest.raises(
        ValueError, match="the document 'absent' is coded, but the corpus holds 000_"
    ):
        coding.claims(corpus.read(copy))


def test_a_time_outside_the_text_is_refused(copy: Path) -> None:
    """A claim is dated by a place in its text, or the place is a slip."""
    edit(copy, "claims", lambda rows: rows[0].update(times="690-99999"))
    with pytest.raises(ValueError, match="dated by 690-99999, which is no place in its text"):
        coding.claims(corpus.read(copy))


def test_comment_codes_are_held_to_the_comments_words(copy: Path) -> None:
    """A code names a comment by its number; its hash says which words that number meant."""
    edit(copy, "comment_codes", lambda rows: rows[0].update(text_sha256=rows[1]["text_sha256"]))
    with pytest.raises(
        ValueError, match="comment 1 of 001_88254bb684dff038 was coded as words with"
    ):
        coding.comment_codes(corpus.read(copy))


def test_a_coded_comment_that_is_no_longer_found_is_refused(copy: Path) -> None:
    """Comments may be cut otherwise tomorrow; their codes then say so."""
    edit(copy, "comment_codes", lambda rows: rows[0].update(comment="40"))
    with pytest.raises(
        ValueError, match="comment 40 of 001_88254bb684dff038 was coded, but 9 comments"
    ):
        coding.comment_codes(corpus.read(copy))


def test_codes_without_hashes_are_refused(copy: Path) -> None:
    """A sheet that lost its hash column can't be held to anything."""
    path = copy / "codes" / "settled" / "times.csv"
    lines = path.read_text("utf-8").split("\n")
    kept = [line.rpartition(",")[0] if line.startswith("document,") else line for line in lines[:1]]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="")
    with pytest.raises(ValueError, match="the header lacks text_sha256"):
        coding.times(corpus.read(copy))


def test_a_promise_and_a_later_statement_are_both_held_to_their_words(copy: Path) -> None:
    """An outcome points at two places, and each may change."""
    edit(
        copy,
        "outcomes",
        lambda rows: rows.append(
            {
                "document": "000_dd9acf844a937886",
                "start": "2095",
                "end": "2190",
                "text_sha256": corpus.fingerprint(
                    corpus.read(SEEDS).show("000_dd9acf844a937886:2095-2190")
                ),
                "later_document": "003_edf597bce861dab1",
                "later_start": "1996",
                "later_end": "2182",
                "later_text_sha256": "0" * 64,
                "same_object": "false",
            }
        ),
    )
    with pytest.raises(
        ValueError, match="003_edf597bce861dab1:1996-2182 was coded as words with later_text_sha256"
    ):
        coding.outcomes(corpus.read(copy))


def test_all_faults_of_all_coders_are_found_at_once(copy: Path) -> None:
    """Who mends a corpus wants the whole list."""
    edit(copy, "claims", lambda rows: rows[0].update(reforms="nothing"))
    edit(copy, "times", lambda rows: rows[0].update(text_sha256=""))
    found = coding.faults(corpus.read(copy))
    assert [fault.split(",")[0] for fault in found] == [
        "codes/settled/times.csv",
        "codes/settled/claims.csv",
    ]


def test_a_table_that_holds_no_codes_is_refused_by_name() -> None:
    """A slip in a table's name is answered with the tables there are."""
    with pytest.raises(
        ValueError, match="'mentions' holds no codes; the coded tables are times, claims"
    ):
        coding.codes(corpus.read(SEEDS), "mentions")


UNCODED = "The plan for buses\n\nThe council promised last year that every village will have a bus by 2021.\n"


def uncoded(tmp_path: Path, codes: str = "", coders: str = "") -> corpus.Corpus:
    """A corpus of one text about a reform, with settled claims where they are given."""
    folder = tmp_path / "corpus"
    (folder / "codes" / "settled").mkdir(parents=True)
    (folder / "one.txt").write_text(UNCODED, encoding="utf-8")
    (folder / "corpus.toml").write_text(
        '[[document]]\nfile = "one.txt"\npublished = "2019-05-04"\npublished_basis = "given"\nreform = "buses"\n',
        encoding="utf-8",
    )
    (folder / "reforms.toml").write_text(
        '[reforms.buses]\nname = "Buses for villages"\nnames = ["bus"]\n', encoding="utf-8"
    )
    if codes:
        (folder / "codes" / "settled" / "claims.csv").write_text(codes, encoding="utf-8")
    (folder / "codes" / "coders.toml").write_text(coders, encoding="utf-8")
    return corpus.read(folder)


def test_without_codes_the_machine_suggests_and_says_so(tmp_path: Path) -> None:
    """A corpus that nobody has coded has times and claims all the same, with their origin."""
    texts = uncoded(tmp_path)
    assert list(coding.times(texts)["text"]) == ["last year", "2021"]
    claims = coding.claims(texts)
    assert set(claims["origin"]) == {"rule"}
    assert claims["times"].str.contains(str(UNCODED.index("2021"))).any()


def coded_claim(start: int, end: int) -> str:
    """A settled claim as a CSV of one row."""
    words = UNCODED[start:end]
    return (
        "document,start,end,text,kind,reforms,stance,attributed_to,tense,times,quantities,origin,rules,text_sha256\n"
        f'one,{start},{end},"{words}",criticism,buses,-1,speaker,past,,,person,,{corpus.fingerprint(words)}\n'
    )


def test_a_code_wins_over_a_suggestion_that_it_touches(tmp_path: Path) -> None:
    """Where a person has coded part of a sentence, the rule's reading of it is gone."""
    start = UNCODED.index("every village")
    claims = coding.claims(uncoded(tmp_path, coded_claim(start, len(UNCODED) - 2)))
    assert list(claims["origin"]) == ["person"]
    assert list(claims["start"]) == [start]


def test_suggestions_stand_beside_codes_unless_the_document_is_coded_whole(tmp_path: Path) -> None:
    """`whole = true` in coders.toml says that what was not coded was left out on purpose."""
    title = coded_claim(0, 18)
    beside = coding.claims(uncoded(tmp_path / "a", title))
    assert set(beside["origin"]) == {"person", "rule"}
    whole = uncoded(tmp_path / "b", title, '[settled]\nkind = "person"\nwhole = true\n')
    assert list(coding.claims(whole)["origin"]) == ["person"]
    assert coding.times(whole).empty


def test_merging_with_nothing_changes_nothing() -> None:
    """Codes alone and suggestions alone come out as they went in."""
    settled = coding.codes(corpus.read(SEEDS), "claims")
    none = tables.make("claims", [])
    assert coding.merged("claims", settled, none).equals(settled)
    assert coding.merged("claims", none, settled).equals(settled)
