"""The view of a text that time expressions are searched in, and the way back to the source's offsets.

A printer breaks "July 2022" over two lines and "Septem-ber" at a hyphen. In the view any run of white
space within a paragraph is one space, words broken at a line end are whole, and a paragraph's end is a
line end. Curly marks stay as they are. Each view knows where its characters stand in the source, so that
whatever is found in it has the source's own offsets.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

FOLDED = re.compile(
    r"(?<=[^\W\d_])-[^\S\n]*\r?\n[^\S\n]*(?=[a-z])|(?<=-)[^\S\n]*\r?\n[^\S\n]*(?=\S)|\s+|\xad"
)
"""A hyphen at a line's end within a word, a line's end behind any other hyphen, or a run of white space."""


class View(NamedTuple):
    """`words` is searched; `at` and `shift` say how far its characters stand from the source's."""

    words: str
    at: tuple[int, ...]
    shift: tuple[int, ...]

    def start(self, place: int) -> int:
        """Where a character of the view stands in the source."""
        return place + self.shift[bisect_right(self.at, place) - 1]

    def end(self, place: int) -> int:
        """Where a stretch of the source ends whose last character stands before this place of the view."""
        return self.start(place - 1) + 1


def view(text: str) -> View:
    r"""The view of a text.

    >>> seen = view("since Septem-\nber  2014")
    >>> seen.words, seen.start(6), seen.end(20)
    ('since September 2014', 6, 23)
    """
    words, at, shift, done, length = [], [0], [0], 0, 0
    for match in FOLDED.finditer(text):
        instead = _instead(match[0])
        if instead == match[0]:
            continue
        kept = text[done : match.start()]
        words += [kept, instead]
        length += len(kept) + len(instead)
        done = match.end()
        at.append(length)
        shift.append(done - length)
    words.append(text[done:])
    return View("".join(words), tuple(at), tuple(shift))


def _instead(found: str) -> str:
    """What stands in the view for a fold: nothing for a hyphenated break, else one space or a paragraph's end."""
    if found == "\xad" or found[0] == "-":
        return ""
    if found.strip():
        return ""
    return "\n" if found.count("\n") > 1 else " "
