"""Patterns that are tried only where they may match find all that they would find anywhere."""

import re

import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from analysis import lexicons, sieve
from analysis.claims import features, sources
from analysis.first_letters import may_begin

SIEVED = [
    pattern.regex
    for name, sections in {
        "stance": ("agrees", "disagrees", "refers", "against", "for", "sarcasm", "aside"),
        "voices": ("others",),
    }.items()
    for section in sections
    for pattern in lexicons.patterns(name, section)
]
WAYS = [pattern for _, pattern in sources._ways()[0]]
EXAMPLES = [
    text
    for name in ("stance", "times")
    for section, entries in lexicons.load(name).items()
    if isinstance(entries, dict)
    and all(isinstance(entry, dict) and "pattern" in entry for entry in entries.values())
    for pattern in lexicons.patterns(name, section)
    for text in (*pattern.finds, *pattern.passes)
]
LINES = [
    line
    for path in sorted(SEEDS.glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
]
ODD = str.maketrans({"s": "ſ", "i": "İ", "k": "\u212a"})


@pytest.mark.parametrize(
    "patterns",
    [SIEVED, WAYS, [one for _, one in features.PATTERNS]],
    ids=["stance", "sources", "claims"],
)
def test_nothing_is_held_back(patterns: list[re.Pattern[str]]) -> None:
    """On the seeds, on all examples of the data, and in letters that only a pattern without regard to case takes for others."""
    sieved = sieve.Sieve(patterns)
    found = 0
    for text in [
        *LINES,
        *EXAMPLES,
        *(one.translate(ODD) for one in EXAMPLES),
        *map(str.upper, EXAMPLES),
    ]:
        let_through = set(sieved.may_match(text))
        for number, pattern in enumerate(patterns):
            if pattern.search(text):
                found += 1
                assert number in let_through, (pattern.pattern, text)
    assert found > 50


def test_most_is_held_back() -> None:
    """Else it would only cost."""
    sieved = sieve.Sieve(SIEVED)
    tried = sum(len(sieved.may_match(line)) for line in LINES)
    assert tried < 0.2 * len(LINES) * len(SIEVED)


def test_a_match_begins_as_told() -> None:
    """Every match of every rule for times, on the seeds and all examples."""
    found = 0
    for rule in lexicons.patterns("times", "times"):
        for text in [*LINES, *EXAMPLES, *map(str.upper, EXAMPLES)]:
            for match in rule.regex.finditer(text):
                found += 1
                assert not match[0] or may_begin(rule.regex, match[0][0]), (rule.name, match[0])
    assert found > 500


LETTERS = st.text("abc ", min_size=1, max_size=4).filter(str.strip)


@given(
    words=st.lists(LETTERS, min_size=1, max_size=8, unique=True),
    text=st.text("abcABC ", max_size=20),
)
def test_words_that_share_beginnings_are_found_as_they_were_listed(
    words: list[str], text: str
) -> None:
    """The longest that fits, as in a list from the longest to the shortest."""
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    plain = re.compile(rf"(?<!\w)(?:{listed})s?(?!\w)", re.IGNORECASE)
    tree = re.compile(rf"(?<!\w){lexicons.either(words)}s?(?!\w)", re.IGNORECASE)
    assert [one.span() for one in plain.finditer(text)] == [
        one.span() for one in tree.finditer(text)
    ]
    needed = sieve.needs(plain)
    if plain.search(text) and needed:
        assert any(one in text.lower() for one in needed)
