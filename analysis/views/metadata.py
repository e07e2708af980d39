"""What a web page states of its title, author and day without showing it: in `<meta>`, JSON-LD, `<time>`.

Only what is written there is given, with the place where it was read; where places differ, all are. Nothing is taken from a
page's address, from the hour when it was saved or from a comment, and a day when it was changed is no day of publication.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis import dates, lexicons
from analysis.views import marks
from analysis.views.pages import refuse_depth

KINDS = ("title", "author", "published")
LONGEST = 300
MOST_NODES = 10_000
"""Nodes of JSON-LD that are looked at."""


class Stated(NamedTuple):
    """A title, author or day, where it was read, and what other places say instead."""

    value: str
    where: str
    others: tuple[tuple[str, str], ...] = ()


def stated(page: str) -> dict[str, Stated]:
    """What a page states beside its text: `title`, `author`, `published`, each where it is found.

    >>> stated('<meta name="author" content="Jo Marsh">')["author"]
    Stated(value='Jo Marsh', where='<meta name="author">', others=())
    """
    refuse_depth(page)
    tree = LexborHTMLParser(page)
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for kind, value, where in (*_metas(tree), *_linked(tree), *_times(tree), *_title(tree)):
        words = " ".join(value.split())
        if kind == "published":
            words = _day(words)
        if words and len(words) <= LONGEST and not (kind == "author" and "://" in words):
            found[kind].append((words, where))
    return {kind: _first(places) for kind, places in found.items() if places}


def _first(places: list[tuple[str, str]]) -> Stated:
    value, where = places[0]
    others = {said: place for said, place in reversed(places) if said != value}
    return Stated(value, where, tuple((said, others[said]) for said in reversed(others)))


def _metas(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """What `<meta>` says, best names first."""
    said: dict[str, list[tuple[str, str]]] = {}
    for node in tree.css("meta[content]"):
        for key in ("name", "property", "itemprop"):
            name, content = node.attributes.get(key), node.attributes.get("content")
            if name and content:
                said.setdefault(name.strip().lower(), []).append(
                    (content, f'<meta {key}="{name.strip()}">')
                )
    for kind in KINDS:
        for name in lexicons.load("pages")["stated"][kind].split():
            if name in said:
                values = [content for content, _ in said[name]]
                yield kind, "; ".join(values) if kind == "author" else values[0], said[name][0][1]


def _linked(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """What JSON-LD says of texts."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(node.text(deep=True))
        except (ValueError, RecursionError):
            continue
        for text in _texts(data):
            for kind, key in (
                ("title", "headline"),
                ("author", "author"),
                ("published", "datePublished"),
            ):
                if said := _names(text.get(key)):
                    yield kind, "; ".join(said), f"JSON-LD, {key}"


def _texts(data: Any) -> Iterator[dict[str, Any]]:
    """The texts that JSON-LD describes, those within others too."""
    known = lexicons.words("pages", "stated", "texts")
    waiting, seen = [data], 0
    while waiting and seen < MOST_NODES:
        one, seen = waiting.pop(0), seen + 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            types = one.get("@type")
            if not known.isdisjoint(
                filter(
                    lambda name: isinstance(name, str),
                    types if isinstance(types, list) else [types],
                )
            ):
                yield one
            waiting += [
                one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one
            ]


def _names(value: Any) -> list[str]:
    """The words of a value, or the names of the people that it lists."""
    listed = value if isinstance(value, list) else [value]
    named = [one.get("name") if isinstance(one, dict) else one for one in listed[:20]]
    return [name for name in named if isinstance(name, str) and name.strip()]


def _times(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """The day in a `<time>` that is said to be that of publication, outside of comments."""
    for node in tree.css("time[datetime]"):
        attributes = node.attributes
        named = (
            f"{attributes.get('itemprop') or ''} {attributes.get('class') or ''}".lower().split()
        )
        published = {"datepublished", "published", "entry-date", "dt-published"} & set(named)
        if (published or "pubdate" in attributes) and not _in_comment(node):
            yield "published", attributes.get("datetime") or "", "<time datetime>"


def _in_comment(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if marks.is_comment(above.tag or "", above.attributes):
            return True
        above = above.parent
    return False


def _title(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    node = tree.css_first("head title")
    if node is not None:
        yield "title", node.text(deep=True), "<title>"


def _day(words: str) -> str:
    """A printed or ISO date as a day; empty where it names none."""
    stamp = dates.read_stamp(words[:100].replace("/", "-") if words[:4].isdigit() else words[:100])
    return stamp.day.isoformat() if stamp and stamp.day else ""
