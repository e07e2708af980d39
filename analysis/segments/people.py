"""Names of people, told from headings and sentences by shape and by the names that English knows.

No list of names is whole, so a name is a matter of degree: an honorific or a known given name makes it
sure, capitals and initials likely, one short word possible. Who asks decides how sure is enough.
"""

import re
from functools import lru_cache

from analysis import lexicons

BARE_AUTHOR = re.compile(
    r"\s*\b(?:says|said|wrote|writes|replied|replies|commented|comments|responds|responded|added|asks|asked|posted)(?:\s+this)?\s*(?::|…|\.{3})?\s*$"
    r"|[,:]\s*$|\s+$"
)
INSTITUTION = 0.1
"""How much an institution's name looks like a person's."""
NO_NAME = frozenset(
    [
        "we",
        "they",
        "it",
        "i",
        "there",
        "this",
        "that",
        "but",
        "and",
        "if",
        "you",
        "he",
        "she",
        "edited",
        "updated",
        "posted",
        "published",
        "joined",
        "modified",
        "added",
        "created",
        "last",
    ]
)
"""Words that begin a sentence or a label, not a name."""


def bare_author(printed: str) -> str:
    """An author's name without what the site prints round it.

    >>> (
    ...     bare_author("Barry Stapleton says:"),
    ...     bare_author("— Jane Doughty,"),
    ...     bare_author("u/wrenfeather"),
    ... )
    ('Barry Stapleton', 'Jane Doughty', 'wrenfeather')
    """
    name = re.sub(r"^[—–-]+\s*", "", printed.strip())
    name = re.sub(r"^/?u/|\s*\(not verified\)$", "", name)
    before = None
    while before != name:
        before, name = name, BARE_AUTHOR.sub("", name)
    return name.strip()


def could_be_name(text: str) -> bool:
    """Whether a text could be a name or handle at all: short, and no sentence."""
    words = text.split()
    return (
        0 < len(words) <= 6
        and len(text) <= 48
        and not re.search(r"[!?;…]|[.]$(?<!\b\w\.)(?<!jr\.)|\w{5,}\.\s+[a-z]|[\"“”]", text)
        and any(c.isalpha() for c in text)
        and words[0].lower().rstrip(":") not in NO_NAME
        and not (len(words) > 1 and words[0].isdigit())
    )


@lru_cache(maxsize=4096)
def person(text: str) -> float:
    """How much a short line looks like somebody's name, from 0 to 1.

    >>> person("Rev Alan Thursby") > person("Clinical commissioning groups")
    True
    """
    name = bare_author(text)
    if not could_be_name(name):
        return 0.0
    tokens = [token.strip(".,()’'") for token in name.split()]
    tokens = [token for token in tokens if token]
    if not tokens or len(tokens) > 5:
        return 0.0
    low = [token.lower() for token in tokens]
    capital = [
        token[0].isupper() or word in _names("particle")
        for token, word in zip(tokens, low, strict=True)
    ]
    if any(word in _names("organisation") for word in low):
        return INSTITUTION
    if (low[0] in _names("honorific") and len(low) > 1) or low in [
        [word] for word in _names("nobody")
    ]:
        return 1.0
    if all(capital) and _names("given") & set(low[:2]):
        return 0.9 if len(tokens) > 1 else 0.7
    if all(capital) and low[-1] in _names("given"):
        return 0.7
    return _shape(tokens, all(capital) and not _names("particle") & set(low))


def _names(key: str) -> frozenset[str]:
    return lexicons.words("names", key)


def _shape(tokens: list[str], capital: bool) -> float:
    """How much words without a known name are shaped like one."""
    if len(tokens) == 1:
        if re.search(r"[\d_]|[a-z][A-Z]", tokens[0]):
            return 0.7
        return 0.5 if tokens[0].islower() else 0.4  # no heading begins small
    if any(any(c.isdigit() for c in token) for token in tokens):
        return 0.4
    if all(re.fullmatch(r"[A-Z]", token) for token in tokens[:-1]) and tokens[-1][0].isupper():
        return 0.8
    if capital:
        return 0.6
    return 0.3 if len(tokens) <= 4 else 0.1
