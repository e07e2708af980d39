"""What an element of a web page is by its name and its attributes: hidden, a comment, an author, a date.

Pages differ in how they look and hardly in what they call things: a comment's element is called so, and the element of
its author or day, too. Those names never reach the text; they only settle how its lines are laid out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from analysis import lexicons

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
COMMENT_ID = re.compile(r"(?:li-|div-|article-)?(?:comment|reply)[-_]?\d+")
UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
TYPES = ("/Comment", "/UserComments")
HOLDERS = frozenset({"li", "div", "article", "section", "tr", "dd"})
"""Elements that may hold a comment."""

Attributes = Mapping[str, str | None]


def elements(name: str) -> frozenset[str]:
    """Elements of one sort."""
    return lexicons.words("pages", "elements", name)


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element isn't shown, by its attributes; style sheets are never read.

    >>> is_hidden({"style": "color: red; display:none"}), is_hidden({"class": "sr-only"})
    (True, True)
    """
    if "hidden" in attributes:
        return True
    if UNSHOWN.search((attributes.get("style") or "")[:1000]):
        return True
    classes = (attributes.get("class") or "").lower().split()
    return not lexicons.words("pages", "hidden", "classes").isdisjoint(classes)


def is_comment(tag: str, attributes: Attributes) -> bool:
    """Whether an element holds one reader's comment.

    >>> (
    ...     is_comment("li", {"class": "comment even depth-2"}),
    ...     is_comment("div", {"class": "comments"}),
    ... )
    (True, False)
    """
    if tag not in HOLDERS:
        return False
    if (attributes.get("itemtype") or "").endswith(TYPES) or attributes.get(
        "itemprop"
    ) == "comment":
        return True
    if COMMENT_ID.fullmatch(attributes.get("id") or "") or attributes.get("data-comment-id"):
        return True
    classes = (attributes.get("class") or "").split()
    if tag == "li" and "post" in classes:
        return True
    return any("omment" in name and _names_comment(name) for name in classes)


def holds_answers(attributes: Attributes) -> bool:
    """Whether an element holds the answers to the comment above it.

    >>> holds_answers({"class": "indented"}), holds_answers({"class": "comment-replies"})
    (True, True)
    """
    answers = lexicons.words("pages", "comments", "answers")
    classes = (attributes.get("class") or "").split()[:20]
    return any(
        _words(name) <= answers | {"comment", "comments"} and not _words(name).isdisjoint(answers)
        for name in classes
    )


@lru_cache(maxsize=4096)
def _names_comment(name: str) -> bool:
    words = _words(name)
    return "comment" in words and words <= lexicons.words("pages", "comments", "parts") | {
        "comment"
    }


def mark(tag: str, attributes: Attributes) -> str:
    """`author`, `date` or `role` where an element holds one, else nothing.

    >>> mark("cite", {"class": "fn"}), mark("div", {"class": "author-bio"}), mark("time", {})
    ('author', '', 'date')
    """
    if tag == "time":
        return "date"
    names = [attributes.get(key) or "" for key in ("itemprop", "rel")]
    names += (attributes.get("class") or "").split()
    found = {kind for name in names if name for kind in [_names_mark(name)] if kind}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def _names_mark(name: str) -> str:
    words = _words(name) - {"comment", "comments"}
    if not words or not words.isdisjoint(lexicons.words("pages", "marks", "never")):
        return ""
    kinds = [
        kind
        for kind in ("author", "date", "role")
        if not words.isdisjoint(lexicons.words("pages", "marks", kind))
    ]
    return kinds[0] if len(kinds) == 1 else ""


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    """The words of a class's name: parted by hyphens, underscores, digits or capitals."""
    found = {word.lower() for word in WORD.findall(name[:100])}
    return frozenset(word for word in found if not word.isdigit())
