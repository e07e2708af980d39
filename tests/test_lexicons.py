"""Word lists and patterns: every example that an entry gives is true, and no pattern hangs."""

import re
from importlib.resources import files
from typing import Any

import pytest
from patience import within

from analysis import lexicons

FILES = sorted(
    entry.name.removesuffix(".toml")
    for entry in files("analysis").joinpath("data").iterdir()
    if entry.name.endswith(".toml")
)
SECTIONS = [
    (name, section)
    for name in FILES
    for section, entries in lexicons.load(name).items()
    if isinstance(entries, dict)
    and any(isinstance(entry, dict) and "pattern" in entry for entry in entries.values())
]
PATTERNS = [
    pytest.param(pattern, id=f"{name}-{section}-{pattern.name}")
    for name, section in SECTIONS
    for pattern in lexicons.patterns(name, section)
]
LONG_LINE, SECONDS = 400, 10.0
"""A line that a page may well have, and a bound that only a pattern which backtracks without end passes."""
SPOILERS = ("", "!", "☃ x")


def test_there_are_files_with_patterns() -> None:
    """Discovery finds the forms of dates, lines and comments, so the tests below test something."""
    assert {name for name, _ in SECTIONS} >= {"dates", "lines", "comment_forms"}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_what_it_says_and_passes_over_the_rest(pattern: lexicons.Pattern) -> None:
    """The examples beside each pattern are true, so an entry that doesn't do what it says can't be kept."""
    assert pattern.faults() == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_has_examples_of_both_sorts(pattern: lexicons.Pattern) -> None:
    """A pattern without a string that it finds, or one that it passes over, is a claim without evidence."""
    assert pattern.finds
    assert pattern.passes


@pytest.mark.parametrize(("name", "section"), SECTIONS)
def test_every_entry_of_a_section_of_patterns_is_one(name: str, section: str) -> None:
    """A misspelt `pattren` would be an entry that silently does nothing."""
    assert all("pattern" in entry for entry in lexicons.load(name)[section].values())


@pytest.mark.parametrize("name", FILES)
def test_every_fragment_is_used(name: str) -> None:
    """A fragment that no pattern names any more is dead knowledge."""
    data = lexicons.load(name)
    fragments = data.get("fragments", {})
    texts = [*fragments.values()]
    texts += [
        entry["pattern"] for file, section in SECTIONS if file == name
        for entry in data[section].values()
    ]  # fmt: skip
    used = {fragment for text in texts for fragment in lexicons.FRAGMENT.findall(text)}
    assert set(fragments) <= used


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_reads_a_long_line_at_once(pattern: lexicons.Pattern) -> None:
    """Its own examples repeated over a long line, with something behind that it can't match, end soon."""
    examples = {*pattern.finds, *(word for text in pattern.finds for word in text.split())}
    with within(SECONDS):
        for example in sorted(examples):
            line = " ".join(([example] * LONG_LINE)[: LONG_LINE // (len(example) + 1) + 1])
            for spoiler in SPOILERS:
                pattern(line + spoiler)


def test_faults_names_examples_that_are_wrong() -> None:
    """A pattern that finds too little and too much says so about both examples."""
    pattern = lexicons.Pattern("day", re.compile(r"\d+"), ("Monday",), ("15",), {})
    assert pattern.faults() == ["day should find 'Monday'", "day should pass over '15'"]


def pattern_of(monkeypatch: pytest.MonkeyPatch, name: str, **entry: Any) -> lexicons.Pattern:
    """The one pattern of an invented data file."""
    fragments = {"day": "[0-9]{1,2}", "date": "{day} {month}", "month": "may|june"}
    data = {"fragments": fragments, "forms": {"one": entry}}
    monkeypatch.setattr(lexicons, "load", lambda _: data)
    return lexicons.patterns(name, "forms")[0]


def test_a_pattern_matches_the_whole_text_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless an entry says otherwise; fragments may hold fragments."""
    pattern = pattern_of(monkeypatch, "invented-whole", pattern="on {date}")
    assert pattern("ON 3 May")
    assert not pattern("on 3 May, perhaps")


def test_an_entry_may_ask_for_a_part_or_for_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    """`part` finds it anywhere, `case` tells capitals from small letters."""
    pattern = pattern_of(monkeypatch, "invented-part", pattern="{month}", part=True, case=True)
    assert pattern("in june too")
    assert not pattern("in June too")


def test_an_unknown_fragment_names_the_file_and_what_it_defines() -> None:
    """A slip in a data file says where to look and what was available."""
    with pytest.raises(KeyError) as caught:
        lexicons.fill("{dya}", {"day": "1", "month": "2"}, "dates.toml")
    for part in ("dates.toml", "{dya}", "day, month"):
        assert part in str(caught.value)


def test_data_can_not_be_changed_by_a_reader() -> None:
    """A list is read once and shared, so no room may write into it."""
    with pytest.raises(TypeError):
        lexicons.load("names")["given"] = ""  # type: ignore[index]


def test_words_reads_a_block_of_text_and_a_list_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data file may write its words either way."""
    monkeypatch.setattr(
        lexicons, "load", lambda _: {"block": "a b\nc d", "listed": ["New York", "Rome"]}
    )
    assert lexicons.words("invented-words", "block") == {"a", "b", "c", "d"}
    assert lexicons.words("invented-words", "listed") == {"New York", "Rome"}
