"""The named tables: what may be in them, and that the same rows are the same bytes, there and back."""

import math
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis import tables

# Whatever a text may hold; NUL is refused before a text gets here, and lone surrogates are no UTF-8.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
AWKWARD = ['a "quoted" word', "a\rb", "a\r\nb", "a\nb", "a,b", "'", '"', "\r", "\u2028", "-", "NA"]
CELLS = st.one_of(WORDS, st.sampled_from(AWKWARD))
MAYBE = st.none() | CELLS


class Claim(NamedTuple):
    """The required cells of a claim, and one list."""

    document: str
    start: int
    end: int
    text: str
    reforms: tuple[str, ...]
    kind: str = "promise"
    stance: int = 1
    attributed_to: str = "speaker"
    tense: str = "future"
    origin: str = "person"


def comment(number: int, **cells: Any) -> dict[str, Any]:
    """A row of `comments` with what is required."""
    row = {"document": "a", "comment": number, "start": number, "end": number + 1, "thread": "a"}
    return {**row, **cells}


@pytest.mark.parametrize("name", tables.names())
def test_a_schema_is_whole(name: str) -> None:
    """Its key names required columns of its own, each column has a known type, and no name stands twice."""
    shape = tables.schema(name)
    assert shape.about
    assert shape.columns
    assert len(set(shape.names)) == len(shape.names)
    required = {column.name for column in shape.columns if column.required}
    assert set(shape.key) <= required
    assert {column.type for column in shape.columns} <= set(tables.DTYPES)


@pytest.mark.parametrize("name", tables.names())
def test_a_table_without_rows_is_typed_and_comes_back(name: str, tmp_path: Path) -> None:
    """A corpus without comments has a table of comments with nothing in it, header and types included."""
    empty = tables.make(name, [])
    assert tables.to_csv(name, empty) == ",".join(tables.schema(name).names) + "\n"
    back = tables.read(name, tables.write(name, empty, tmp_path))
    pd.testing.assert_frame_equal(back, empty)


def test_an_unknown_table_names_those_there_are() -> None:
    """A slip in a table's name is answered by the list."""
    with pytest.raises(KeyError, match=r"no table 'coments'.*comments"):
        tables.schema("coments")


def test_rows_are_sorted_by_the_key() -> None:
    """The order in which a room finds things leaves no trace."""
    rows = [comment(3), comment(1), comment(2)]
    assert list(tables.make("comments", rows)["comment"]) == [1, 2, 3]


def test_records_may_be_named_tuples_and_lists_are_joined() -> None:
    """A room hands over what it has; a list becomes one cell, joined by `;`."""
    claims = tables.make("claims", [Claim("a", 0, 5, "words", ("ics", "stp"))])
    assert claims["reforms"][0] == "ics;stp"
    assert pd.isna(claims["times"][0])


def test_an_empty_text_or_list_is_missing() -> None:
    """There is one way to say that nothing is known."""
    made = tables.make("comments", [comment(1, author="", quotes=[], role=math.nan, date=pd.NA)])
    assert made[["author", "quotes", "role", "date"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"autor": "Jo"}, "no column autor; it has document, comment"),
        ({"thread": None}, "thread is empty in row 1"),
        ({"thread": ""}, "thread is empty in row 1"),
        ({"date": "7 May 2015"}, "date needs days as YYYY-MM-DD; found 7 May 2015"),
        ({"start": 5, "end": 5}, "a span ends at or before its start"),
        ({"start": 6, "end": 5}, "a span ends at or before its start"),
    ],
)
def test_a_fault_is_named(cells: dict[str, Any], said: str) -> None:
    """What breaks the contract is said with its column and what was found."""
    with pytest.raises(ValueError, match=said):
        tables.make("comments", [comment(1, **cells)])


def test_a_word_outside_the_vocabulary_is_named_beside_it() -> None:
    """Whoever misspells a kind sees the kinds."""
    row = {"document": "a", "start": 0, "end": 1, "kind": "boddy", "rule": "r"}
    with pytest.raises(ValueError, match=r"kind knows title, .*body.*; found boddy"):
        tables.make("segments", [row])


def test_a_key_that_stands_twice_is_named() -> None:
    """Two rows about the same thing are a fault, not two findings."""
    with pytest.raises(ValueError, match="document a, comment 2 stands more than once"):
        tables.make("comments", [comment(1), comment(2), comment(2)])


def test_all_faults_are_named_at_once() -> None:
    """One run says everything that is to be mended."""
    row = comment(1, thread=None, date="May", start=9, end=2)
    with pytest.raises(ValueError, match="thread is empty") as caught:
        tables.make("comments", [row])
    assert "date needs days" in str(caught.value)
    assert "a span ends" in str(caught.value)


def test_check_gives_back_what_it_was_given_or_says_which_columns_it_needs() -> None:
    """Columns are compared in their order; types too."""
    made = tables.make("comments", [comment(1)])
    assert tables.check("comments", made) is made
    with pytest.raises(ValueError, match="needs the columns document, comment, start"):
        tables.check("comments", made[made.columns[::-1]])
    with pytest.raises(ValueError, match="start is of type float64, not Int64"):
        tables.check("comments", made.astype({"start": "float64"}))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.123456789, "0.123457"),
        (1 / 3, "0.333333"),
        (-0.5, "-0.5"),
        (2.0, "2"),
        (1234567.0, "1234570"),
        (0.0000012345678, "1.23457e-06"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_keep_six_significant_digits(number: float, written: str) -> None:
    """Further digits differ between processors and would make equal results unequal bytes."""
    made = tables.make("topic_verdict", [{"topics": 3, "coherence": number}])
    assert tables.to_csv("topic_verdict", made).splitlines()[1].split(",")[1] == written


def test_booleans_and_missing_cells_are_written_plainly() -> None:
    """`true`, `false` or nothing; never `True`, `nan` or `<NA>`."""
    rows = [{"topics": n, "supported": said} for n, said in enumerate([True, False, None], 1)]
    lines = tables.to_csv("topic_verdict", tables.make("topic_verdict", rows)).splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines[1:]] == ["true", "false", ""]


def test_equal_rows_are_equal_bytes_in_any_order(tmp_path: Path) -> None:
    """UTF-8 without a byte order mark, LF, and nothing that depends on how the rows came."""
    rows = [comment(n, author=f"Zoë {n}") for n in range(1, 6)]
    first = tables.write("comments", tables.make("comments", rows), tmp_path).read_bytes()
    second = tables.write("comments", tables.make("comments", rows[::-1]), tmp_path).read_bytes()
    assert first == second
    assert first.startswith(b"document,comment,")
    assert first.endswith(b"\n")
    assert b"\r" not in first
    assert "Zoë 5".encode() in first


@given(st.lists(st.tuples(MAYBE, MAYBE, st.none() | st.integers(1, 99)), max_size=6))
@example([("a\rb", '"', None), ("\r\n", "x,y\n", 1)])
def test_words_come_back_as_they_were(
    rows: list[tuple[str | None, str | None, int | None]],
) -> None:
    """Commas, quotation marks and every line end survive the way into CSV and back."""
    made = tables.make(
        "comments",
        [
            comment(number, author=author, role=role, parent=parent)
            for number, (author, role, parent) in enumerate(rows, 1)
        ],
    )
    text = tables.to_csv("comments", made)
    back = tables.parse("comments", text, "comments.csv")
    pd.testing.assert_frame_equal(back, made)
    assert tables.to_csv("comments", back) == text


@given(st.lists(st.floats(allow_infinity=False) | st.none(), max_size=8))
def test_numbers_are_stable_from_the_first_writing_on(numbers: list[float | None]) -> None:
    """Rounding once is enough: written, read and written again, the bytes are the same; NaN is missing."""
    rows = [{"topics": n, "coherence": value} for n, value in enumerate(numbers)]
    text = tables.to_csv("topic_verdict", tables.make("topic_verdict", rows))
    back = tables.parse("topic_verdict", text, "topic_verdict.csv")
    assert tables.to_csv("topic_verdict", back) == text
    given_, read = [x for x in numbers if x is not None and not math.isnan(x)], back["coherence"]
    assert list(read.dropna()) == pytest.approx(given_, rel=1e-5)


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6))
def test_booleans_come_back(values: list[bool | None]) -> None:
    """Missing stays missing and isn't taken for false."""
    rows = [{"topics": n, "supported": value} for n, value in enumerate(values)]
    made = tables.make("topic_verdict", rows)
    back = tables.parse("topic_verdict", tables.to_csv("topic_verdict", made), "x.csv")
    assert [None if pd.isna(value) else bool(value) for value in back["supported"]] == values


HEADER = "document,comment,start,end,author,role,date,thread,parent,quotes\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("document,comment\n", "needs the columns start, end, .*which the header lacks"),
        (HEADER[:-1] + ",mood\n", "has no column mood"),
        ("", "which the header lacks"),
        (HEADER + "a,1,2,3\n", "line 2 has 4 cells, the header 10"),
        (HEADER + "a,one,2,3,,,,a,,\n", "line 2: comment is a number; found 'one'"),
        (HEADER + "a,1.5,2,3,,,,a,,\n", "line 2: comment is a whole number; found '1.5'"),
        (HEADER + "a,1,2,3,,,May,a,,\n", "date needs days as YYYY-MM-DD; found May"),
        (HEADER + "a,1,2,3,,,,a,,\na,1,4,5,,,,a,,\n", "document a, comment 1 stands more than"),
    ],
)
def test_a_bad_file_is_named_with_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    """Whoever edits a CSV by hand is told where the slip is."""
    path = tmp_path / "comments.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said) as caught:
        tables.read("comments", path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_bad_truth_value_is_named(tmp_path: Path) -> None:
    """`yes` isn't read as anything."""
    path = tmp_path / "topic_verdict.csv"
    names = tables.schema("topic_verdict").names
    path.write_text(",".join(names) + "\n3,,,,,,yes\n", encoding="utf-8")
    with pytest.raises(ValueError, match="supported is true, false or empty; found 'yes'"):
        tables.read("topic_verdict", path)


@pytest.mark.parametrize("cell", ["1e400", "inf", "-inf", "nan", "x", "½", "99999999999999999999"])
def test_a_number_that_is_none_is_refused_in_a_sentence(tmp_path: Path, cell: str) -> None:
    """What a spreadsheet may make of an offset never ends in a fault of the program."""
    path = tmp_path / "comments.csv"
    path.write_text(HEADER + f"a,{cell},2000,3000,,,,a,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="comment") as caught:
        tables.read("comments", path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(("cell", "number"), [(" 7", 7), ("7.0", 7), ("+7", 7), ("7e0", 7)])
def test_a_whole_number_is_read_in_the_forms_of_spreadsheets(
    tmp_path: Path, cell: str, number: int
) -> None:
    """A column that once held an empty cell comes back from a spreadsheet as 7.0."""
    path = tmp_path / "comments.csv"
    path.write_text(HEADER + f"a,{cell},2000,3000,,,,a,,\n", encoding="utf-8")
    assert tables.read("comments", path)["comment"][0] == number


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """Spreadsheets write both."""
    path = tmp_path / "comments.csv"
    path.write_bytes(
        b"\xef\xbb\xbf" + (HEADER + "a,1,2,3,Jo,,,a,,\n").replace("\n", "\r\n").encode()
    )
    assert tables.read("comments", path)["author"][0] == "Jo"


def test_columns_may_come_in_any_order_and_some_may_be_extra() -> None:
    """A coding sheet may hold the coded words besides; they are left out."""
    columns = tables.schema("comments").names[::-1]
    cells = comment(1, words="Quite.")
    text = ",".join([*columns, "words"]) + "\n"
    text += ",".join(str(cells.get(name, "")) for name in [*columns, "words"]) + "\n"
    read = tables.parse("comments", text, "sheet.csv", extra=("words",))
    assert list(read.columns) == tables.schema("comments").names
