"""What each table is made from, and which tables need the whole corpus: the one place that says it.

A table outside of `WHOLE` is made from a part of the corpus alone: its rows depend on their own document, and in a
table of comments on their own comment. Names with a space are steps on the way that are no table of the contract: what the
machine finds before codes are laid over it.
"""

from collections.abc import Iterable
from types import MappingProxyType

NEEDS = MappingProxyType(
    {
        "documents": (),
        "segments": (),
        "comments": ("segments",),
        "sentences": ("segments",),
        "mentions": ("sentences",),
        "terms": ("segments",),
        "phrases": ("segments",),
        "keyness": ("terms",),
        "times alone": ("segments", "comments"),
        "times": ("times alone",),
        "sentiment": ("sentences", "comments"),
        "sentiment_words": ("sentences", "comments"),
        "claims alone": ("sentences", "mentions", "times alone"),
        "claims": ("claims alone", "times", "times alone", "sentences", "mentions"),
        "comment_cues": ("comments", "sentences", "mentions", "claims alone"),
        "comment_codes": ("comment_cues", "comments"),
        "theme_words": ("sentences",),
        "uptake": ("comments", "sentences", "mentions"),
        "outcomes": ("claims", "times", "comments"),
        "topic_verdict": ("segments",),
        "topic_tests": ("segments",),
        "topic_words": ("segments",),
        "topic_shares": ("segments",),
        "findings": ("sentences", "claims"),
        "evidence": ("sentences", "claims"),
    }
)
"""Each table or step with what it is made from."""

WHOLE = frozenset(
    {
        "documents",
        "theme_words",  # in the order of themes
        "terms",  # how many documents hold a term
        "phrases",
        "keyness",  # what sets groups of documents apart
        "uptake",  # an author's words are those that no other text has
        "outcomes",  # promises beside later texts
        "topic_verdict",
        "topic_tests",
        "topic_words",
        "topic_shares",
        "findings",
        "evidence",
    }
)
"""Tables that ask the corpus as a whole."""


def ordered(wanted: Iterable[str]) -> list[str]:
    """What has to be made for the tables wanted, themselves included, in an order in which it can be.

    >>> ordered(["mentions"])
    ['segments', 'sentences', 'mentions']
    """
    asked, waiting = set(), list(wanted)
    while waiting:
        name = waiting.pop()
        asked.add(name)
        waiting += NEEDS[name]
    return [name for name in NEEDS if name in asked]
