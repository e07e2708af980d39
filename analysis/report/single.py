"""The whole report in one file, to send: every page a section, every picture and table within it.

The pages are those of the folder. Their ids get their page's name before them, a sentence's id its
document's (`ID:START-END`, which is its address), links lead from section to section, and files that stood
beside the pages are carried in the links to them.
"""

import base64
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from analysis.report import folder
from analysis.report.folder import TargetError
from analysis.templates import Markup, render, source

BODY = re.compile(r'<body class="([^"]+)">\n(.*)</body>', re.DOTALL)
FURNITURE = re.compile(
    r'<nav class="ways.*?</nav>\n?|<a class="skip"[^>]*>.*?</a>\n?|<script>.*?</script>', re.DOTALL
)
TITLE = re.compile(r"<title>(.*?) · Jam Tomorrow</title>", re.DOTALL)
USES = re.compile(r'(<script type="application/json" class="uses">)(.*?)(</script>)', re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
NAMED = re.compile(r'\b(id|for|aria-labelledby)="([^"]*)"')
POINTED = re.compile(r"url\(#([^)]*)\)")
HREF = re.compile(r'\b((?:xlink:)?href)="([^"]*)"')
IMAGE = re.compile(r'\bsrc="(figures/[^"]+)"')
TYPES = {".csv": "text/csv", ".md": "text/markdown", ".json": "application/json", ".svg": "image/svg+xml"}  # fmt: skip
STYLES = {kind: f"{kind}.css" for kind in ("index", "notebook", "reader")}
MARK = b'<meta name="generator" content="Jam Tomorrow'


class Part(NamedTuple):
    """A page as a section: its kind, its anchor, what begins its ids, its title and its contents."""

    kind: str
    anchor: str
    prefix: str
    title: str
    body: Markup


def write(report: Path, to: Path) -> Path:
    """Write the report in a folder as one file of HTML; `TargetError` where `to` is a file of somebody else."""
    check(to, MARK)
    folder.write_beside(to, page(report).encode("utf-8"))
    return to


def check(to: Path, mark: bytes) -> None:
    """Nothing if a file may be written at `to`: there is none, or it bears the mark of ours."""
    if to.is_dir() or (to.exists() and mark not in to.read_bytes()):
        raise TargetError(f"{to} is there already and no report made it; move it elsewhere first.")


def page(report: Path, texts: bool = True) -> str:
    """One page of all pages of a report; without `texts` the annotated sources are left out."""
    order = _order(report, texts)
    parts = tuple(_part(report, path, set(order)) for path in order)
    styles = [source("single.css"), *(_scoped(kind, name) for kind, name in STYLES.items())]
    return render(
        "single.html", title=_title(_read(report / "index.html")), parts=parts,
        styles=Markup("\n".join(styles)),
    )  # fmt: skip


def _order(report: Path, texts: bool) -> list[str]:
    """The pages in the order of reading, as paths within the report."""
    books = sorted(path.name for path in report.glob("[0-9][0-9]_*.html"))
    sources = re.findall(r'href="(reader/[^"#]+\.html)"', _read(report / "index.html"))
    return ["index.html", *books, "methods.html", *(dict.fromkeys(sources) if texts else ())]


def _part(report: Path, path: str, there: set[str]) -> Part:
    whole = _read(report / path)
    found = BODY.search(whole)
    assert found, path
    prefix = _prefix(path)
    body = FURNITURE.sub("", found[2])
    body = re.sub(r"<(/?)main\b", r"<\1div", body)
    body = TAG.sub(_rewriter(report, path, there), body)
    body = USES.sub(lambda match: match[1] + _uses(match[2], path, there) + match[3], body)
    # Everything in it was escaped when its page was made.
    return Part(found[1], _anchor(path), prefix if found[1] == "reader" else "", _title(whole), Markup(body))  # fmt: skip


def _rewriter(report: Path, path: str, there: set[str]) -> Callable[[re.Match[str]], str]:
    """What a tag becomes: its ids are its page's own, its links lead within the file or carry what they led to."""
    prefix = _prefix(path)

    def attribute(match: re.Match[str]) -> str:
        target = _target(html.unescape(match[2]), path, there)
        if target is None:
            return _carried(report, match[2], match[1])
        return f'{match[1]}="{html.escape(target)}"'

    def tag(match: re.Match[str]) -> str:
        said = NAMED.sub(lambda one: f'{one[1]}="{prefix}{one[2]}"', match[0])
        said = POINTED.sub(lambda one: f"url(#{prefix}{one[1]})", said)
        said = IMAGE.sub(lambda one: f'src="{_data(report / one[1])}"', said)
        return HREF.sub(attribute, said)

    return tag


def _target(href: str, path: str, there: set[str]) -> str | None:
    """Where a link leads within the file; nothing where it leads to a file that is no page."""
    if not href or href.startswith("data:"):
        return href
    file, _, anchor = href.partition("#")
    if file.startswith("../"):
        file = file.removeprefix("../")
    elif file and path.startswith("reader/"):
        file = f"reader/{file}"
    file = file or path
    if file not in there:
        return "#content" if file.endswith(".html") else None
    return f"#{_prefix(file)}{anchor}" if anchor else f"#{_anchor(file)}"


def _uses(said: str, path: str, there: set[str]) -> str:
    data: dict[str, Any] = json.loads(said)
    for place in data.get("places", ()):
        place[0] = _target(place[0], path, there) or place[0]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _carried(report: Path, href: str, attribute: str) -> str:
    """A link to a file beside the pages, the file within it."""
    path = report / html.unescape(href)
    if not path.is_file():
        return f'{attribute}="{href}"'
    return f'{attribute}="{_data(path)}" download="{html.escape(path.name)}"'


def _data(path: Path) -> str:
    kind = TYPES.get(path.suffix, "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _prefix(path: str) -> str:
    """What begins the ids of a page: the address's document for a text, else the page's name."""
    stem = Path(path).stem
    return f"{stem}:" if path.startswith("reader/") else f"{stem}--"


def _anchor(path: str) -> str:
    return f"{'text' if path.startswith('reader/') else 'page'}-{Path(path).stem}"


def _scoped(kind: str, name: str) -> str:
    """The style of one kind of page, for its sections only."""
    return f".part.{kind} {{\n{source(name)}}}"


def _title(whole: str) -> str:
    found = TITLE.search(whole)
    return html.unescape(found[1]) if found else "Report"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
