"""Any text goes through every room without an error, and each room's spans lie within it."""

from every_room import read_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slow_patterns import TEXTS

LETTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\n\r\t\x0b\x0c\x85\u2028\u00a0\u200b\u202e\u0301“”‘’\"'()[]<>&@#-–—.,:;!?£$%/|•0123456789"
        ),
    ),
    max_size=40,
)
WORDS = st.sampled_from(
    ["3 Comments", "Jo Bell says:", "8 May 2013 at 7:14 pm", "Reply", "the franchising scheme", "will run by 2015", "promised",
     "since the end of last year", "2014/15", "two years ago", "not", "a disaster", "“the bus came”", "References", "Page 1 of 3",
     "- ", "1. ", "SIR – ", "said the council", "http://a.b", "integra-\ntion", "31 February 2015", "0000-00-00", "99:99", "👩🏽‍🚒", "שלום"]
)  # fmt: skip
PIECES = st.lists(
    st.one_of(LETTERS, WORDS, st.sampled_from([" ", "\n", "\n\n", "\r\n"])), max_size=25
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_text_is_read_by_every_room(pieces: list[str]) -> None:
    """Letters of any script, controls, and the words that rooms look for, in any order."""
    read_all("".join(pieces))


def test_adversarial_texts_are_read_by_every_room() -> None:
    """What `slow_patterns.py` measures, short."""
    for build in list(TEXTS.values())[::4]:
        read_all(build(200))
