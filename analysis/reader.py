"""Each source text as a page: its pieces in order, marked by kind, every sentence at its address.

The page holds the text itself and nothing more: taken out of its elements again it is the source,
character for character, white space included; labels are drawn by the style. So an address means the
same here as everywhere. A sentence's element has its address as id (`reader/ID.html#105-149`), a
piece has its own unless a sentence has the same, and a small script lights up whatever other address
the link asks for. Marks are records of `(document, start, end, kind, title)`, cut where they cross a
sentence so that elements nest; `signs.marks` makes them of the time expressions and claims of a corpus. A
claim begins with the figure that its kind has in the charts, a time stands in a frame: neither is told
by colour alone.
"""

import html
import json
import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, groupby, pairwise, takewhile
from typing import Any, NamedTuple

import pandas as pd

from analysis import signs
from analysis.corpus import Corpus
from analysis.signs import Mark
from analysis.templates import Markup, render

# What a reader calls the kinds of pieces, in the order of the legend.
KINDS = {
    "title": "title",
    "standfirst": "standfirst",
    "byline": "by",
    "date": "date",
    "body": "text",
    "heading": "heading",
    "list_item": "list item",
    "pull_quote": "pull-quote",
    "author_bio": "about the author",
    "reference": "reference",
    "comments_heading": "comments begin",
    "comment": "reader comment",
    "comment_title": "comment’s title",
    "comment_author": "commenter",
    "comment_role": "commenter’s role",
    "comment_date": "comment’s date",
    "comment_label": "label, set aside",
    "report_link": "link, set aside",
    "boilerplate": "set aside",
    "marker": "marker, set aside",
}
# Line breaks inside these say something; elsewhere they are the printer's.
KEPT = frozenset({"comment", "boilerplate", "byline", "author_bio", "comment_label"})
TAGS = {"title": "h2", "heading": "h3", "comments_heading": "h2", "pull_quote": "blockquote"}
BASES = {
    "stated": "printed in the text",
    "inferred": "inferred from the text",
    "given": "given in the catalogue",
    "unknown": "not known",
}
# A word broken at the end of a printed line: the break is hidden, its hyphen stays as printed.
TURN = re.compile(r"(?<=\w-)[ \t]*\r?\n[ \t]*(?=\w)")


class Span(NamedTuple):
    """Characters that share an element; of two that begin together the lower rank is outside."""

    rank: int
    start: int
    end: int
    tag: str
    attributes: str


def pages(
    corpus: Corpus,
    segments: pd.DataFrame,
    sentences: pd.DataFrame,
    marks: Iterable[tuple[str, int, int, str, str]] = (),
    uses: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, str]:
    """The page of every document, by document, in the order of publication.

    `uses` holds by document what a sentence leads back to: `places` (link, kind, title), `spans` (start, end, number of
    the place) and `rows` (what tables hold of a sentence, in words).
    """
    order = corpus.by_publication
    marked: dict[str, list[Mark]] = {}
    for mark in marks:
        marked.setdefault(mark[0], []).append(Mark(*mark))
    found: dict[str, str] = {}
    cut, said = dict(list(segments.groupby("document"))), dict(list(sentences.groupby("document")))
    for place, document in enumerate(order):
        pieces = cut.get(document, segments.iloc[:0])
        body = _body(
            corpus[document],
            list(pieces.itertuples(index=False)),
            list(said.get(document, sentences.iloc[:0]).itertuples(index=False)),
            marked.get(document, []),
        )
        counts = Counter(pieces["kind"])
        found[document] = render(
            "reader.html",
            document=document,
            label=corpus.label(document),
            facts=_facts(corpus, document),
            legend=[(name, counts[kind]) for kind, name in KINDS.items() if counts[kind]],
            claims=signs.claims_legend(marked.get(document, [])),
            times=signs.times_legend(marked.get(document, [])),
            tone=signs.tone_legend(marked.get(document, [])),
            body=Markup(body),  # `_words` has escaped every character of it
            before=_neighbour(corpus, order, place - 1),
            after=_neighbour(corpus, order, place + 1),
            uses=_as_data(uses.get(document, {}) if uses else {}),
        )
    return found


def _as_data(value: Mapping[str, Any]) -> Markup:
    """Data for the page's script: no `<` in it can end its element."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(said.replace("<", "\\u003c"))


def _neighbour(corpus: Corpus, order: list[str], place: int) -> tuple[str, str] | None:
    if not 0 <= place < len(order):
        return None
    label = corpus.label(order[place])
    return order[place], label if len(label) <= 40 else label[:40].rsplit(" ", 1)[0] + " …"


def _facts(corpus: Corpus, document: str) -> list[tuple[str, str]]:
    """What is known of a document, for the head of its page; what is not known is left out."""
    row = corpus.documents.set_index("document").loc[document]
    entry = corpus.entry(document)
    when = corpus.when(document)
    basis = BASES[entry.published_basis]
    author = ", ".join(filter(None, [entry.author, entry.author_role]))
    date = (
        f"{when.removesuffix(f' ({entry.published_basis})')}; {basis}"
        if entry.published
        else "not known"
    )
    facts = [
        ("Author", author),
        ("Publisher", entry.publisher),
        ("Date", f"{date}. {entry.published_note}" if entry.published_note else date),
        ("Note", entry.note),
        ("Length", f"{row['words']:,} words, {row['characters']:,} characters"),
        ("Identifier", document),
        ("File", f"{row['file']} ({row['encoding']})"),
        ("Hash", f"sha256 {row['sha256']}"),
    ]
    return [(name, fact) for name, fact in facts if fact]


class Touching:
    """Spans of a text, asked for those that touch a stretch of it without looking at all of them."""

    def __init__(self, rows: Iterable[Any]):
        self.rows = sorted(rows, key=lambda row: row.start)
        self._starts = [row.start for row in self.rows]
        self._ends = list(accumulate((row.end for row in self.rows), max))

    def __call__(self, start: int, end: int) -> list[Any]:
        """Those that touch, by their start."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [row for row in self.rows[first:last] if row.end > start]


def _body(text: str, pieces: list[Any], sentences: list[Any], marks: list[Mark]) -> str:
    """The whole text as HTML: pieces as blocks, comments together, white space between as it is."""
    near, marked = Touching(sentences), Touching(marks)
    taken = {(row.start, row.end) for row in sentences}
    out, at = [], 0
    for comment, group in groupby(pieces, key=_comment):
        members = list(group)
        if comment != -1:
            out.append(_loose(text, at, members[0].start))
            at = members[0].start
            out.append(
                f'<div class="remark" role="group" aria-label="Comment {comment}" data-label="comment {comment}">'
            )
        for piece in members:
            start = max(at, piece.start)
            inside = _inside(near(start, piece.end), marked(start, piece.end))
            own = "" if (piece.start, piece.end) in taken else f' id="{piece.start}-{piece.end}"'
            taken.add((piece.start, piece.end))
            out.append(_loose(text, at, start) + _block(text, piece, start, own, inside))
            at = max(at, piece.end)
        if comment != -1:
            out.append("</div>")
    return "".join(out) + _loose(text, at, len(text))


def _comment(piece: Any) -> int:
    return -1 if pd.isna(piece.comment) else int(piece.comment)


def _block(text: str, piece: Any, start: int, own: str, inside: list[Span]) -> str:
    tag = TAGS.get(piece.kind, "p")
    kept = " kept" if piece.kind in KEPT else ""
    return (
        f'<{tag} class="piece {piece.kind}{kept}"{own} data-at="{piece.start}-{piece.end}" '
        f'data-label="{KINDS[piece.kind]}">{_nested(text, start, piece.end, inside)}</{tag}>'
    )


def _inside(sentences: list[Any], marks: list[Mark]) -> list[Span]:
    """The spans of what touches a stretch of text: sentences outside, claims within, times within these."""
    spans = [
        Span(
            0, row.start, row.end, "span", f' class="s {row.voice}" data-at="{row.start}-{row.end}"'
        )
        for row in sentences
    ]
    spans += [
        Span(
            signs.RANKS.get(mark.kind.split()[0], 2),
            mark.start,
            mark.end,
            "mark",
            f' class="{html.escape(mark.kind)}" data-at="{mark.start}-{mark.end}" title="{html.escape(mark.title)}"',
        )
        for mark in marks
    ]
    return spans


def _nested(text: str, start: int, end: int, spans: list[Span]) -> str:
    """A stretch of text with its spans as properly nested elements; one that must be cut goes on after the cut.

    >>> across = [Span(0, 0, 5, "b", ""), Span(1, 3, 8, "i", "")]
    >>> _nested("one, two", 0, 8, across)
    '<b id="0-5">one<i>, </i></b><i>two</i>'
    """
    turns = [Span(3, *turn, "span", ' class="turn"') for turn in _turns(text, start, end)]
    spans = sorted([*spans, *turns], key=lambda span: (span.rank, span.start, -span.end))
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    out: list[str] = []
    opened: list[Span] = []
    begun = {span for span in spans if span.start < start}
    waiting = sorted(range(len(spans)), key=lambda at: -spans[at].start)
    open_now: list[int] = []
    for left, right in pairwise(sorted({start, end, *edges})):
        # Only what begins or ends here changes: a paragraph may have thousands of marks.
        open_now = [at for at in open_now if spans[at].end >= right]
        while waiting and spans[waiting[-1]].start <= left:
            if spans[at := waiting.pop()].end >= right:
                insort(open_now, at)
        wanted = [spans[at] for at in open_now]
        same = len(_shared(opened, wanted))
        out += [f"</{span.tag}>" for span in reversed(opened[same:])]
        out += [_opening(span, span in begun) for span in wanted[same:]]
        out.append(_words(text[left:right]))
        opened = wanted
        begun.update(wanted)
    return "".join(out) + "".join(f"</{span.tag}>" for span in reversed(opened))


def _opening(span: Span, begun: bool) -> str:
    """A span's tag; a sentence has its address as id and a mark its sign, in its first part only."""
    if begun:
        return f"<{span.tag}{span.attributes}>"
    if span.tag == "mark":
        return f"<{span.tag} data-first{span.attributes}>"
    identity = f' id="{span.start}-{span.end}"' if span.rank == 0 else ""
    return f"<{span.tag}{identity}{span.attributes}>"


def _shared(one: list[Span], other: list[Span]) -> list[Span]:
    """The elements that two stacks have in common from the outside in."""
    pairs = zip(one, other, strict=False)
    return [span for span, twin in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _turns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in TURN.finditer(text, start, end)]


def _loose(text: str, start: int, end: int) -> str:
    """What stands between pieces: white space, and in a text that was never cut the text itself."""
    between = text[start:end]
    if not between.strip():
        return _words(between)
    return f'<div class="piece kept" id="{start}-{end}" data-at="{start}-{end}" data-label="not cut">{_words(between)}</div>'


def _words(text: str) -> str:
    # Browsers read a bare carriage return as a line feed, and a count of characters would go wrong.
    return html.escape(text, quote=False).replace("\r", "&#13;")
