"""What would come alive in a page: found by reading it as a browser does, not by searching its text."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis.templates import source

ALLOWED = {"reader.js"}
FORBIDDEN = "iframe, object, embed, frame, frameset, applet, base, form, textarea, link, math, foreignObject, portal, audio, video, source"
"""Elements that no page of a report has; `meta` and `svg` are looked at one by one."""
TARGETS = re.compile(
    r"#|(?:\.\./)?(?:reader/|figures/|tables/)?[A-Za-z0-9._-]+(?:#.*)?$"
    r"|data:(?:image/png|image/svg\+xml|text/csv|text/markdown|application/json);base64,[A-Za-z0-9+/=]+$"
)
"""Where a link or picture may lead: within the report, or a file that the single page carries."""


def ours() -> set[str]:
    """The hashes of the scripts that pages may run."""
    return {_hash(f"\n{source(name)}\n") for name in ALLOWED}


def live(path: Path) -> Iterator[str]:
    """Everything in a page that runs, loads or leads somewhere it shouldn't."""
    page = LexborHTMLParser(path.read_text("utf-8"))
    scripts = ours()
    for node in page.css("script"):
        if node.attributes.get("type") != "application/json" and _hash(node.text()) not in scripts:
            yield f"a script: {node.text()[:80]}"
    for node in page.css(FORBIDDEN):
        yield f"an element: {node.html[:120] if node.html else node.tag}"
    for node in page.css("meta[http-equiv]"):
        if node.attributes.get("http-equiv") != "Content-Security-Policy":
            yield f"a meta element: {node.html}"
    for node in page.css("*"):
        yield from _attributes(node)
    if len(page.css("meta[http-equiv]")) != 1 or "unsafe-inline'; img" in _policy(page):
        yield f"a loose policy: {_policy(page)}"


def _policy(page: LexborHTMLParser) -> str:
    return str(page.css("meta[http-equiv]")[0].attributes.get("content"))


def _attributes(node: LexborNode) -> Iterator[str]:
    for name, value in node.attributes.items():
        if name.lower().startswith("on") or name.lower() in (
            "srcdoc",
            "formaction",
            "action",
            "ping",
            "background",
        ):
            yield f"a handler: {name}={value}"
        if name.lower() in ("href", "src", "xlink:href") and not TARGETS.match(value or ""):
            yield f"a link: {name}={value}"


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
