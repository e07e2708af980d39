"""The figures of a claim: sums, shares and counts as printed, but no years, no times and no counts of the writer's own points."""

import re
from collections.abc import Sequence

NUMBER = (
    r"[£$€]\s?\d[\d,]*(?:\.\d+)?(?:\s?[-–]\s?\d[\d,]*(?:\.\d+)?)?(?:\s?(?:thousand|million|billion|trillion|bn|m|k)\b)?"
    r"|\d[\d,]*(?:\.\d+)?(?:\s?[-–]\s?\d[\d,]*(?:\.\d+)?)?\s?(?:%|per\s?cent\b|percent\b)"
    r"|\d+ out of \d+|\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion)\b)?(?:\s?h\b)?"
)
WORDS = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half)"
    r"(?=\s(?:of |a |major |new |national |more |other |different |key )?[a-z]+s\b)"
    r"|one in (?:\d+|two|three|four|five|six|seven|eight|nine|ten)|a (?:third|quarter) of|thousands|hundreds|millions)"
)
FIGURE = re.compile(rf"(?<![\w.,£$€/-])(?:{NUMBER}|{WORDS})(?![\w/])", re.IGNORECASE)
POINTS = re.compile(
    r"\s(?:main |big |key |other )?(?:things|reasons|points|questions|ways|words|promises|problems|issues|aspects)\b"
)


def figures(text: str, start: int, end: int, times: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The figures between two offsets, outside the time expressions, in order.

    >>> figures("62% of trusts (34 out of 55) lost £103 million in 2017", 0, 54, [(50, 54)])
    ('62%', '34 out of 55', '£103 million')
    """
    return tuple(
        match[0]
        for match in FIGURE.finditer(text, start, end)
        if not any(a < match.end() and match.start() < b for a, b in times)
        and not re.fullmatch(r"(?:19|20)\d\d[a-z]?", match[0])
        and not POINTS.match(text, match.end())
        and text[match.start() - 1 : match.start()] not in ("#", "Q")
    )
