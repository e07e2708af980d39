"""Dates: what a catalogue may say of one, and what pages print."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dates

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
DOUBTS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """An EDTF date of any precision, perhaps doubtful."""
    day = draw(DAYS)
    year, month = f"{day.year:04}", f"{day.month:02}"
    group = draw(st.sampled_from(sorted(dates.GROUPS)))
    text = draw(
        st.sampled_from(
            [
                year,
                f"{year}-{month}",
                f"{year}-{month}-{day.day:02}",
                f"{year}-{month}-XX",
                f"{year}-{group}",
                f"{max(day.year, 10) // 10:03}X",
            ]
        )
    )
    return text + draw(DOUBTS)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-12-30", "2019-12-30", "2019-12-30"),
        (" 2020 ", "2020-01-01", "2020-12-31"),
        ("2020-07/2020-08", "2020-07-01", "2020-08-31"),
        ("2018-01-01/2018-02-08", "2018-01-01", "2018-02-08"),
        ("2020/2020-03", "2020-01-01", "2020-03-31"),
        ("2018-02-08/..", "2018-02-08", None),
        ("2018-02-08/", "2018-02-08", None),
        ("../2018-02-08", None, "2018-02-08"),
        ("/2018", None, "2018-12-31"),
        ("2020?", "2020-01-01", "2020-12-31"),
        ("2020-07~", "2020-07-01", "2020-07-31"),
        ("2020-07-15%", "2020-07-15", "2020-07-15"),
        ("2019?/2020~", "2019-01-01", "2020-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2020-XX", "2020-01-01", "2020-12-31"),
        ("2020-02-XX", "2020-02-01", "2020-02-29"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2020-33", "2020-01-01", "2020-03-31"),
        ("2020-36", "2020-10-01", "2020-12-31"),
    ],
)
def test_an_edtf_date_gives_its_first_and_last_day(
    said: str, first: str | None, last: str | None
) -> None:
    """Both days are included; an open or unknown end is none."""
    found = dates.interval(said)
    assert (found.first and found.first.isoformat()) == first
    assert (found.last and found.last.isoformat()) == last


@pytest.mark.parametrize(
    "said",
    [
        "", "/", "../..", "July 2020", "15 July 2020", "2020-7", "20-07-2020", "2020/07/15",
        "2020-07-15T10:00:00", "20200715", "12020", "-0044", "X020", "2020-07/2020/2021", "{2019,2020}",
        "2020 ?", "2020-?", "unknown", "2020-07-1",
    ],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_with_what_may_be_written(said: str) -> None:
    """Nothing is guessed; the sentence quotes what was found."""
    with pytest.raises(ValueError, match=re.escape(repr(said))):
        dates.interval(said)


@pytest.mark.parametrize(
    "said",
    ["2020-13", "2020-00", "2020-99", "2020-20", "2020-25", "2020-37", "2021-02-29", "2020-02-31",
     "2020-21-05", "2020-07-00", "0000", "2020-02/2020-02-31"],
)  # fmt: skip
def test_a_day_or_month_that_the_calendar_lacks_is_refused(said: str) -> None:
    """A thirteenth month isn't the next January."""
    with pytest.raises(ValueError, match="calendar"):
        dates.interval(said)


@pytest.mark.parametrize("said", ["2020/2019", "2020-07-16/2020-07-15", "2021-24/2021-01"])
def test_an_interval_that_ends_before_it_begins_is_refused(said: str) -> None:
    """Two ends in the wrong order are a slip, not an interval."""
    with pytest.raises(ValueError, match="ends before it begins"):
        dates.interval(said)


@given(edtf())
def test_the_bounds_of_a_date_are_ordered(said: str) -> None:
    """The first day is never behind the last."""
    found = dates.interval(said)
    assert found.first is not None
    assert found.last is not None
    assert found.first <= found.last


@given(edtf(), edtf())
def test_an_interval_spans_its_ends_or_is_refused(left: str, right: str) -> None:
    """From the first day of the one to the last day of the other."""
    first, last = dates.interval(left).first, dates.interval(right).last
    assert first is not None
    assert last is not None
    if first <= last:
        assert dates.interval(f"{left}/{right}") == (first, last)
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.interval(f"{left}/{right}")


@given(edtf(), edtf())
def test_whatever_is_a_date_can_be_put_in_words(left: str, right: str) -> None:
    """The years stay, and doubt and an open end are said."""
    assert left[:4] in dates.in_words(left)
    assert dates.in_words(f"{left}/..") == f"from {dates.in_words(left)}"
    assert dates.in_words(f"../{left}") == f"until {dates.in_words(left)}"
    assert right[:4] in dates.in_words(f"{left}/{right}")
    assert ("uncertain" in dates.in_words(left)) is (left[-1] in "?%")
    assert ("about" in dates.in_words(left)) is (left[-1] in "~%")


@given(st.text("0123456789-/.X?~% T:", max_size=14))
def test_any_text_is_a_date_or_a_value_error(said: str) -> None:
    """Nothing else comes out, and what is a date can be told."""
    try:
        found = dates.interval(said)
    except ValueError:
        return
    assert dates.in_words(said)
    assert found.first is not None or found.last is not None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2020", "2020"),
        ("2020-07", "July 2020"),
        ("2019-12-30", "30 December 2019"),
        ("2020-07/2020-08", "July to August 2020"),
        ("2019-12/2020-01", "December 2019 to January 2020"),
        ("2018-01-01/2018-02-08", "1 January to 8 February 2018"),
        ("2019/2021", "2019 to 2021"),
        ("2020-07/..", "from July 2020"),
        ("../2020-07", "until July 2020"),
        ("2024~", "2024 (about)"),
        ("2024-05?", "May 2024 (uncertain)"),
        ("2024%", "2024 (about, uncertain)"),
        ("2020-22", "summer 2020"),
        ("2020-34", "second quarter of 2020"),
    ],
)
def test_dates_in_words(said: str, words: str) -> None:
    """As a reader would write them, in British order; doubt and open ends are said."""
    assert dates.in_words(said) == words


@pytest.mark.parametrize(
    "printed",
    [
        "7 July 2015", "7 Jul 2015", "07 July 2015", "7th July 2015", "7th of July, 2015", "the 7th of July 2015",
        "7-Jul-2015", "07-Jul-15", "7-Jul-2015 4:19 pm", "Tuesday, 7 July 2015", "Tue 07-Jul-15 08:51:07",
        "Tuesday 7 July 2015 at 10:15", "7 July 2015 - 21:46", "7 JULY 2015", "7 July 2015 10:15 BST",
        "July 7, 2015", "Jul 7, 2015 4:19 PM", "July 7th, 2015 at 9:05 am", "Tuesday, July 7, 2015",
        "10:15am on 7 July 2015", "10:15, 7 July 2015", "9.30pm Tuesday 7th July 2015", "10:15 AM, July 7, 2015",
        "07/07/2015", "7.7.2015", "07/07/15", "07/07/2015 16:19", "Tue, 07/07/2015 - 16:19",
        "2015-07-07", "2015-07-07T09:30:00Z", "2015/07/07 09:30", "16:19 on 07/07/2015",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_printed(printed: str) -> None:
    """One Tuesday in the forms of blogs, forums, newspapers and journals, alone and inside a line."""
    stamp = dates.read_stamp(printed)
    assert stamp is not None
    assert stamp.day == date(2015, 7, 7)
    inside = dates.find_stamp(f"Posted by Jo, {printed}")
    assert inside is not None
    assert inside.day == date(2015, 7, 7)


@pytest.mark.parametrize(
    ("printed", "clock"),
    [
        ("7 July 2015", False),
        ("7 July 2015 at 10:15", True),
        ("07:18", True),
        ("2015-07-07", False),
    ],
)
def test_a_stamp_says_whether_it_has_a_clock_time(printed: str, clock: bool) -> None:
    """Comments are stamped to the minute, articles are not."""
    stamp = dates.read_stamp(printed)
    assert stamp is not None
    assert stamp.clock is clock


@pytest.mark.parametrize(
    "printed",
    ["6d ago", "3 hours ago", "a year ago", "10 months ago", "just now", "yesterday", "last week",
     "3 May at 10:15", "Tuesday 9:05 pm", "07:18"],
)  # fmt: skip
def test_a_stamp_without_a_year_is_a_stamp_without_a_day(printed: str) -> None:
    """The page doesn't say when it was saved, so nothing is counted back from."""
    stamp = dates.read_stamp(printed)
    assert stamp is not None
    assert stamp.day is None


@pytest.mark.parametrize(
    "printed",
    ["31 February 2018", "31/02/2018", "2018-02-30", "Feb 30, 2018", "29 February 2019", "32 May 2018",
     "13/13/2018", "0 May 2018", "", "May", "2018", "May 2018", "in May", "long ago", "Chapter 7"],
)  # fmt: skip
def test_what_names_no_day_is_no_stamp(printed: str) -> None:
    """Days that don't exist are not moved to ones that do."""
    assert dates.read_stamp(printed) is None


@pytest.mark.parametrize(
    ("printed", "day_first", "day"),
    [
        ("03/04/2013", True, date(2013, 4, 3)),
        ("03/04/2013", False, date(2013, 3, 4)),
        ("02/27/2013", True, date(2013, 2, 27)),
        ("27/02/2013", False, date(2013, 2, 27)),
        ("2013-03-04", False, date(2013, 3, 4)),
    ],
)
def test_the_order_of_numbers_is_asked_only_where_it_matters(
    printed: str, day_first: bool, day: date
) -> None:
    """A thirteenth month can only be a day."""
    stamp = dates.read_stamp(printed, day_first)
    assert stamp is not None
    assert stamp.day == day


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("02/27/2013 and 03/04/2013", False),
        ("27/02/2013 and 03/04/2013", True),
        ("03/04/2013", True),
        ("no dates", True),
        ("27/02/2013, 28/02/2013 and 02/27/2013", True),
        ("12/31/18", False),
    ],
)
def test_a_page_tells_its_own_order_of_day_and_month(text: str, first: bool) -> None:
    """By the dates on it that can be read one way only; without any, the British one."""
    assert dates.day_first(text) is first


@pytest.mark.parametrize(
    ("printed", "year"), [("68", 2068), ("69", 1969), ("99", 1999), ("13", 2013)]
)
def test_years_of_two_digits_turn_at_1969(printed: str, year: int) -> None:
    """As POSIX has it."""
    stamp = dates.read_stamp(f"31-Jan-{printed}")
    assert stamp is not None
    assert stamp.day == date(year, 1, 31)


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_is_read_back_from_each_way_to_print_it(day: date) -> None:
    """Over the years that web pages print, in five forms."""
    month = day.strftime("%B")
    forms = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}-{month[:3]}-{day.year % 100:02}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
    ]
    assert {stamp.day for stamp in map(dates.read_stamp, forms) if stamp} == {day}


@given(st.text(max_size=60), st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_a_found_stamp_lies_in_its_text(words: str, day: date) -> None:
    """Its span is inside, and whoever reads just that span reads the same day."""
    text = f"{words} {day.day} {day:%B} {day.year} {words}"
    stamp = dates.find_stamp(text)
    assert stamp is not None
    assert 0 <= stamp.start < stamp.end <= len(text)
    again = dates.find_stamp(text[stamp.start : stamp.end])
    assert again is not None
    assert again.end - again.start == stamp.end - stamp.start


@pytest.mark.parametrize("year", [2019, 2020])
@pytest.mark.parametrize("month", [1, 2, 12, 14])
def test_months_run_from_their_first_day_to_the_day_before_the_next(year: int, month: int) -> None:
    """Leap years and the turn of a year included."""
    first, last = dates.month_days(year, month)
    assert first is not None
    assert last is not None
    assert first.day == 1
    assert last + timedelta(days=1) == dates.month_days(year, month + 1).first
