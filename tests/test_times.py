"""Time expressions: found, read and placed as the rules' examples, the codebook and the calendar say."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within
from scores import SEEDS, read

from analysis import comments, corpus, lexicons, segments, tables, times
from analysis.times import Time, find_times, periods, rules
from analysis.times.view import view

SAID = date(2018, 6, 13)
"""The Wednesday on which the examples in times.toml are said."""

RULES = lexicons.patterns("times", "times")
READS = [
    pytest.param(pattern.name, phrase, value, id=f"{pattern.name}-{phrase[:30]}")
    for pattern in RULES
    for phrase, value in pattern.entry.get("reads", {}).items()
]
PHRASES = [phrase for pattern in RULES for phrase in pattern.finds]
SECONDS = 60.0


def bare(phrase: str) -> tuple[str, int, int]:
    """An example without its brackets, and where the expression stands in it (nowhere without brackets)."""
    text = phrase.replace("[", "").replace("]", "")
    return text, phrase.find("["), phrase.find("]") - 1


def one(text: str, said: Any = SAID, **conventions: Any) -> Time:
    """The only time expression of a text."""
    found = find_times(text, said, **conventions)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("rule", "phrase", "value"), READS)
def test_a_phrase_reads_as_its_rule_says(rule: str, phrase: str, value: str) -> None:
    """In its context the bracketed words are one expression, with that TIMEX3 value; `none` says it isn't one."""
    if value == "none":
        assert not any(time.rule == rule for time in find_times(phrase, SAID))
        return
    text, start, end = bare(phrase)
    found = {(time.start, time.end): time for time in find_times(text, SAID)}
    assert (start, end) in found, found
    assert found[start, end].value == value


def test_there_are_examples_enough_of_every_type() -> None:
    """The rules are held to several hundred phrases, of all four types of TimeML."""
    counted = sum(
        len(rule.finds) + len(rule.passes) + len(rule.entry.get("reads", ())) for rule in RULES
    )
    assert counted >= 800
    types = {time.type for phrase in PHRASES for time in find_times(phrase, SAID)}
    assert types == {"date", "time", "duration", "set"}


def test_every_rule_finds_something_when_all_rules_compete() -> None:
    """A rule that another always beats is dead knowledge."""
    found = {
        time.rule
        for rule in RULES
        for phrase in (*rule.finds, *(bare(one)[0] for one in rule.entry.get("reads", {})))
        for time in find_times(phrase, SAID)
    }
    assert {rule.name for rule in RULES} - found == set()


@pytest.mark.parametrize(
    "text",
    [
        "You may go.", "We march on.", "Pride before a fall.", "Wait a second.", "A share of 10.8-13.1%.", "Dial 111.",
        "It is 62% full.", "The 5th Floor, 24/7.", "See page 2015 and p. 1999.", "Charity no. 1999, VAT 2012 3456 78.",
        "Version 2.10 of it.", "Call 020 7946 0018 or 0117 496 2015.", "It cost £2020.", "2,000 people came.", "Some 1800 beds.",
        "The Sunday Times and the Daily Mail said so.", "Already, still, yet, soon.", "An everyday story.", "Spring into action.",
        "In many quarters people doubt it.", "Section 75 and Schedule 2012A.", "Now that it's over.", "In her fifties.", "HC 2015",
        "Ofsted grade 4, ISO 9001:2015", "1-800-2015", "a 24-7 culture", "an 80:20 rule",
    ],
)  # fmt: skip
def test_false_friends_are_no_times(text: str) -> None:
    """Modal verbs, numbers of other things and names of papers place nothing."""
    assert find_times(text, SAID) == []


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("in 2018/19", SAID, date(2018, 4, 1), date(2019, 3, 31)),
        ("at the end of 2016-2017", SAID, date(2017, 3, 31), date(2017, 3, 31)),
        ("over the past 12 months", (date(2022, 7, 1), date(2022, 12, 31)), date(2021, 7, 1), date(2022, 12, 31)),
        ("over the next few years", (date(2022, 7, 1), date(2022, 12, 31)), date(2022, 7, 1), None),
        ("6 years ago", date(2018, 3, 15), date(2012, 1, 1), date(2012, 12, 31)),
        ("Two years in and little has changed", (date(2024, 1, 1), date(2024, 12, 31)), date(2024, 1, 1), date(2024, 12, 31)),
        ("now", (date(2020, 7, 1), date(2020, 8, 31)), date(2020, 7, 1), date(2020, 8, 31)),
        ("recently", (date(2018, 1, 1), date(2018, 2, 8)), None, date(2018, 2, 8)),
        ("in future", (date(2018, 1, 1), date(2018, 2, 8)), date(2018, 1, 1), None),
        ("last year", (date(2017, 12, 30), date(2018, 1, 2)), date(2016, 1, 1), date(2017, 12, 31)),
        ("by 2021", None, date(2021, 1, 1), date(2021, 12, 31)),
        ("last October", date(2013, 2, 27), date(2012, 10, 1), date(2012, 10, 31)),
        ("the third quarter of 2012", SAID, date(2012, 7, 1), date(2012, 9, 30)),
        ("Winter is here", date(2019, 12, 30), date(2019, 12, 1), date(2020, 2, 29)),
        ("in the first half of 2014", SAID, date(2014, 1, 1), date(2014, 6, 30)),
        ("6.2.18", SAID, date(2018, 2, 6), date(2018, 2, 6)),
        ("in this parliament", SAID, date(2017, 6, 8), None),
        ("the 2019/20 academic year", SAID, date(2019, 9, 1), date(2020, 8, 31)),
        ("Easter 2016", SAID, date(2016, 3, 27), date(2016, 3, 27)),
    ],
)  # fmt: skip
def test_days_are_those_of_the_calendar_and_the_envelope(
    text: str, said: Any, first: date | None, last: date | None
) -> None:
    """First and last day, both included; an uncertain date of writing widens them, an open end stays open."""
    if "last October" in text:
        text = "it was last October"
    time = one(text, said)
    assert (time.first_day, time.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("It opens by 2021.", "by"), ("Since 2000 it has grown.", "since"), ("It ran until 2012.", "until"), ("We met in 2012.", "in"),
        ("We meet every month.", "every"), ("Waits rose over the past 12 months.", "over"), ("A 4 h target.", "none"),
    ],
)  # fmt: skip
def test_relation_is_read_off_the_words(text: str, relation: str) -> None:
    """How the sentence ties its event to the expression."""
    assert one(text).relation == relation


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("as shown (Crisp 2016) here", ["citation"]),
        ("(Tracy et al. 2020a, 2020b; NHS England 2019)", ["citation"] * 3),
        ("the Health and Social Care Act 2012 said", ["name"]),
        ("the 2014 Five Year Forward View", ["name", "name"]),
        ("their 2017 election manifesto", ["event"]),
        ("jam to-morrow and jam yesterday", ["name", "name"]),
        ("From Tony Blair’s NHS Plan in 2000", ["event"]),
        ("the Care Act (2104)", ["name"]),
    ],
)
def test_roles_tell_events_from_references_and_names(text: str, roles: list[str]) -> None:
    """A timeline draws events only."""
    assert [time.role for time in find_times(text, SAID)] == roles


def test_a_misprinted_year_is_flagged_and_not_placed() -> None:
    """An Act dated after the text that names it can't be meant."""
    time = one("the Care Act (2104) failed", SAID)
    assert (time.rule, time.first_day, time.last_day) == ("implausible_year", None, None)


def test_a_day_that_no_calendar_has_is_found_and_not_placed() -> None:
    """The words stay visible; nothing is made up from them."""
    time = one("due on 31 February 2018")
    assert (time.text, time.first_day, time.last_day) == ("31 February 2018", None, None)


@pytest.mark.parametrize("said", [date.min, date.max, (None, date.min), (date.max, None)])
def test_the_ends_of_the_calendar_stop_no_reading(said: Any) -> None:
    """What would lie beyond year 1 or 9999 has no day."""
    for phrase in PHRASES:
        for time in find_times(phrase, said):
            assert (
                time.first_day is None or time.last_day is None or time.first_day <= time.last_day
            )


def test_years_0_and_9999() -> None:
    """Year 0 is none; a year past all plans is no place on a timeline."""
    assert find_times("in 0000, in year 0", SAID) == []
    assert all(time.first_day is None for time in find_times("by 9999 or 31 December 9999", SAID))


def test_without_a_day_of_writing_relative_phrases_are_found_and_not_placed() -> None:
    """Nothing is guessed for an undated text."""
    found = find_times("Last week, two years ago, now, on Monday and next May.")
    assert len(found) == 5
    assert all(time.first_day is None and time.last_day is None for time in found)


def test_a_text_without_times_and_an_empty_text_give_none() -> None:
    """Most sentences place nothing."""
    assert find_times("Integration is welcome.", SAID) == find_times("", SAID) == []


def test_a_day_of_writing_that_runs_backwards_is_refused() -> None:
    """The message says which days were given."""
    with pytest.raises(ValueError, match="2020-02-01 to 2020-01-01"):
        find_times("now", (date(2020, 2, 1), date(2020, 1, 1)))


def test_an_anchor_after_the_events_does_not_move_them() -> None:
    """A calendar date stays where it is, whenever the text is said to have been written."""
    for said in (date(1999, 1, 1), date(2050, 1, 1)):
        assert one("opened on 15 March 2018", said).first_day == date(2018, 3, 15)


def test_conventions_can_be_declared() -> None:
    """A financial year that begins in July, and months before days."""
    assert one("in 2018/19", year_start=(7, 1)).first_day == date(2018, 7, 1)
    assert one("on 03/04/2013", numeric_day_first=False).first_day == date(2013, 3, 4)
    assert one("on 03/04/2013").first_day == date(2013, 4, 3)


WRAPS = st.sampled_from(["\n", "\r\n", " \n ", "  "])


@given(st.sampled_from(READS), WRAPS)
@settings(max_examples=150, deadline=None)
def test_a_line_end_changes_nothing_but_offsets(example: Any, wrap: str) -> None:
    """Wherever a printer breaks the line, the same expression is found, and it is that slice of the source."""
    _, phrase, value = example.values
    text, start, end = bare(phrase)
    if value == "none" or "\n" in text:
        return
    wrapped = text.replace(" ", wrap)
    wanted = text[start:end].replace(" ", wrap)
    assert (wanted, value) in {(time.text, time.value) for time in find_times(wrapped, SAID)}


PIECES = st.lists(
    st.sampled_from([*PHRASES, "the plan", "will", ". ", "(", ")", "and", "-\n", "’s", "£", "👍"]),
    max_size=12,
)


@given(PIECES, st.sampled_from([" ", "\n", ", ", "\n\n"]), st.dates() | st.none())
@settings(max_examples=300, deadline=None)
def test_expressions_are_slices_in_order_that_never_overlap(
    pieces: list[str], between: str, said: date | None
) -> None:
    """Whatever stands together, each expression is its slice of the source, and days run forwards."""
    text = between.join(pieces)
    done = 0
    for time in find_times(text, said):
        assert done <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text == time.text.strip()
        assert time.first_day is None or time.last_day is None or time.first_day <= time.last_day
        done = time.end


@given(st.text(alphabet="ab-\n\r \u00a0\u00ad1é", max_size=60))
def test_a_view_knows_where_its_characters_stand(text: str) -> None:
    """Every character of the view that isn't white space is that character of the source."""
    seen = view(text)
    for place, character in enumerate(seen.words):
        if not character.isspace():
            assert text[seen.start(place)] == character
            assert seen.end(place + 1) == seen.start(place) + 1


@given(
    st.dates(date(2, 1, 1), date(9990, 1, 1)),
    st.sampled_from(
        [
            "week",
            "weekend",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "financial",
            "academic",
        ]
    ),
)
def test_a_period_holds_its_day(day: date, unit: str) -> None:
    """The period around a day begins on it or before, and ends on it or after; a weekend belongs to its week."""
    found = periods.around(day, unit)
    assert found.first
    assert found.last
    assert found.first <= found.last
    if unit != "weekend":
        assert found.first <= day <= found.last


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(-50, 50),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_moving_and_moving_back_returns_within_a_month_end(
    day: date, number: int, unit: str
) -> None:
    """Only a day that a month lacks can be lost on the way."""
    there = periods.shifted(day, number, unit)
    assert there
    back = periods.shifted(there, -number, unit)
    assert back
    assert abs(back - day) <= timedelta(days=3)


TROUBLE = (
    "1 ", "the end of ", "2018-", "last ", "a year ", "12,", "May ", "twenty ", "the first half of the ", "to and ",
    "(A, ", "every other ", "’60s ", "A of the ", "the past the next few ", "2018/19/20/", "in in in ",
)  # fmt: skip
"""Beginnings of expressions that never end: what makes a careless regular expression backtrack."""


@pytest.mark.parametrize("unit", TROUBLE)
def test_repeated_beginnings_of_expressions_end(unit: str) -> None:
    """No rule backtracks without end on the words that it begins with."""
    with within(SECONDS, "repeated words aren't read"):
        find_times(unit * (20_000 // len(unit)), SAID)


def test_a_long_text_of_trouble_ends() -> None:
    """The work stays in proportion to the text, also where every word could begin an expression."""
    block = "".join(unit * (2_000 // len(unit)) for unit in TROUBLE)
    with within(SECONDS, "a long text of repeated words isn't read"):
        find_times(block * (250_000 // len(block)), SAID)


def folder(tmp_path: Path, text: str, catalogue: str = "") -> corpus.Corpus:
    """A corpus of one text."""
    (tmp_path / "one.txt").write_bytes(text.encode())
    if catalogue:
        (tmp_path / "corpus.toml").write_text(catalogue, encoding="utf-8")
    return corpus.read(tmp_path)


def table(texts: corpus.Corpus) -> Any:
    """The table `times` of a corpus."""
    pieces = segments.segments(texts)
    return times.times(texts, pieces, comments.comments(texts, pieces))


ENTRY = '[[document]]\nfile = "one.txt"\npublished = "2019-05-04"\npublished_basis = "given"\n'


def test_the_table_leaves_out_ages_and_clock_times_as_the_codebook_asks(tmp_path: Path) -> None:
    """`find_times` finds them, the table doesn't list them."""
    texts = folder(
        tmp_path,
        "The new plan\n\nA 45-year-old waited at 9.30am last week, he said to the board of the trust.\n",
        ENTRY,
    )
    assert list(table(texts)["text"]) == ["last week"]


def test_a_declared_financial_year_reaches_the_table(tmp_path: Path) -> None:
    """`financial_year_start` in corpus.toml is what 2018/19 means there."""
    texts = folder(
        tmp_path,
        "The new plan\n\nCuts of a tenth are planned for 2018/19, the council said in its paper.\n",
        ENTRY + '[settings]\nfinancial_year_start = "07-01"\n',
    )
    row = table(texts).iloc[0]
    assert (row["first_day"], row["last_day"]) == ("2018-07-01", "2019-06-30")


def test_a_comment_is_placed_from_its_own_date() -> None:
    """In the seeds "6 years ago" stands in a comment of 15 March 2018, under an article of the turn of that year."""
    found = read(SEEDS)
    rows = times.times(found.corpus, found.segments, found.comments)
    row = rows[rows["text"] == "6 years ago"].iloc[0]
    assert (row["anchor"], row["first_day"]) == ("2018-03-15", "2012-01-01")
    assert set(rows[(rows["text"] == "now") & (rows["role"] == "event")]["anchor"]) >= {
        "2020-07-01/2020-08-31"
    }


def test_the_table_is_typed_also_when_nothing_is_found(tmp_path: Path) -> None:
    """A text without times gives the table's columns and no rows."""
    made = table(folder(tmp_path, "Nothing is dated here at all, says the writer.\n"))
    assert made.empty
    assert list(made.columns) == tables.schema("times").names


def test_slices_equal_the_words_of_the_table() -> None:
    """Each address of the table leads to the words that it lists."""
    found = read(SEEDS)
    for row in times.times(found.corpus, found.segments, found.comments).to_dict("records"):
        assert found.corpus[row["document"]][row["start"] : row["end"]] == row["text"]


def test_leaving_out_rules_that_cannot_match_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which rules are tried at a place is a saving, not a choice: all of them find the same."""
    texts = [*read(SEEDS).corpus.texts.values(), *PHRASES]
    before = [find_times(text, SAID) for text in texts]
    monkeypatch.setattr(rules, "candidates", lambda letters: RULES)
    assert [find_times(text, SAID) for text in texts] == before


def test_every_value_is_a_timex3_value_or_one_of_ours() -> None:
    """What TimeML allows, with FY, AY and spans of ISO 8601 besides."""
    form = re.compile(
        r"(?:FY|AY)?\d{1,4}(?:-(?:\d\d(?:-\d\d(?:T[\w:]+)?)?|W\d\d(?:-(?:\d|WE))?|Q\d|H\d|S[PU]|FA|WI))?|[\dX-]{2,10}(?:T\w{2})?|PAST_REF|PRESENT_REF|FUTURE_REF"
        r"|PT?[\dX.]*(?:[DWMYHS]|WE|DE|CE|ML|GE|LT|Q)?|T\d\d:\d\d|XXXX-(?:W\w\w|\w\w)(?:-(?:\d|WE))?(?:T\w\w)?|XXXX-\w\w-\w\wT?\w*|[\d-]+/[\d-]+|XXXX-WXX-\dT\w\w"
    )
    values = {time.value for phrase in PHRASES for time in find_times(phrase, SAID)}
    assert {value for value in values if not form.fullmatch(value)} == set()
