"""What the words around a time expression say of it: how it ties its event, which way it looks, what it is part of.

`relation` is read off the words before it. `role` tells the time of an event from a year in a literature
reference, from a part of a proper name ("2014 Five Year Forward View") and from what the page prints of itself.
"""

import re
from functools import cache

from analysis import lexicons
from analysis.times.reading import Reading

AROUND = 90
UP_TO = re.compile(r"\b(by|until|till)(?: the| about)? $", re.IGNORECASE)
SET_FOR = re.compile(
    r"(?<!\bfigures)(?<!\bdata)(?<!\bresults)(?<!\bnumbers)(?<!\bsales) (?:for|as (?:early|soon) as)(?: the)? $",
    re.IGNORECASE,
)
"""A strike called for a day is one to come, whatever its verb."""

ENDS = re.compile(r"(?<!\b[ap]\.m)[.!?;](?=\s|$)|\n|:\s")


def relation(words: str, start: int, end: int, reading: Reading, rule: str) -> str:
    """How the text ties its event to the expression: in, by, since, until, over, every or none.

    >>> relation("open by 2021", 8, 12, Reading("date", "2021"), "year")
    'by'
    """
    if reading.type == "set":
        return "every"
    before = words[max(0, start - 40) : start]
    for pattern in lexicons.patterns("time_surroundings", "relations"):
        if pattern.regex.search(before):
            return str(pattern.entry["is"])
    if reading.type == "duration":
        return "none"
    own = words[start:end].lower()
    adverb = rule in ADVERBS or own.startswith(
        ("last ", "next ", "this ", "earlier ", "later ", "early ", "late ")
    )
    if adverb or (own[:1].isdigit() and re.match(r"['’]s? |[ -][a-z]", words[end : end + 4])):
        return "in"
    opening = words[end : end + 1] == "," and not before.rstrip(" “‘(")[-1:].isalnum()
    return "in" if opening else "none"


ADVERBS = frozenset(
    [
        "ago",
        "long_ago",
        "now",
        "recently",
        "from_prior",
        "day_word",
        "this_part",
        "weekday",
        "one_day",
        "then",
        "today_ref",
        "weekend",
    ]
)


def ahead(words: str, start: int, end: int) -> bool | None:
    """Whether the nearest verb looks ahead: "will open in September" does, "opened in September" doesn't.

    `None` where no verb and no "by" or "until" gives a hint.
    """
    left = words[max(0, start - AROUND) : start]
    cut = [match.end() for match in ENDS.finditer(left)]
    left = left[cut[-1] if cut else 0 :]
    right = words[end : end + AROUND]
    stop = ENDS.search(right)
    right = right[: stop.start() if stop else AROUND]
    near = [(float(len(left) - match.end()), match.lastgroup) for match in _tense().finditer(left)]
    # A verb behind the expression is less often its own: it counts as further off.
    near += [
        (1.5 * match.start() + 40, match.lastgroup)
        for match in _tense().finditer(right)
        if match[0].lower() != "would"
    ]
    if up_to := UP_TO.search(left):
        near.append((20.0 if up_to[1].lower() == "by" else 5.0, "ahead"))
    if SET_FOR.search(left):
        near.append((0.0, "ahead"))
    return min(near, key=lambda cue: cue[0])[1] == "ahead" if near else None


def lasting(words: str, start: int) -> bool:
    """Whether a length is told in the perfect tense, and so reaches up to the time of writing."""
    return bool(_perfect().search(words[max(0, start - AROUND) : start]))


@cache
def _tense() -> re.Pattern[str]:
    found = {
        pattern.name: pattern.regex.pattern
        for pattern in lexicons.patterns("time_surroundings", "tense")
    }
    return re.compile(rf"(?P<ahead>{found['ahead']})|(?P<behind>{found['behind']})", re.IGNORECASE)


@cache
def _perfect() -> re.Pattern[str]:
    return next(p.regex for p in lexicons.patterns("time_surroundings", "perfect"))


def role(words: str, start: int, end: int, rule: str) -> str:
    """What the expression does in its sentence: event, citation, name, or furniture in a quoted posting's head.

    >>> role("(Crisp 2016)", 7, 11, "year")
    'citation'
    >>> role("the Health and Social Care Act 2012 says", 31, 35, "year")
    'name'
    """
    around = words[max(0, start - AROUND) : start], words[start:end], words[end : end + AROUND]
    for name in ("citation", "name", "furniture"):
        for pattern in lexicons.patterns("time_surroundings", name):
            wanted = pattern.entry.get("rules")
            if wanted and rule not in wanted:
                continue
            # The expression stands between two marks that no text has, so that a pattern sees both sides.
            if pattern.regex.search(f"{around[0]}⟦{around[1]}⟧{around[2]}"):
                return name
    return "event"
