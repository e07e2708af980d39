"""What a notebook cell shows: sentences, tables and quotes whose every row leads back to its words.

A notebook is read in two places. In the report an address is a link into the reader, where its
sentence lights up; in JupyterLab there is no reader beside the notebook, so it stands as plain code
to be given to `corpus.show`. The report's runner says which by the environment variable
`JAM_READER`, and nothing else differs. Words that come from a text or a catalogue are never taken
for HTML: of all tags only the links that `link` itself makes pass through.
"""

import html
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

MISSING = "–"
# Longer names are cut where the link says them anyway; they would push a table off the page.
LONG_NAME = 10
# A column of words is never narrower than its longest cell in so many lines, within these bounds.
LINES, NARROW, WIDE = 5, 12, 26
YEARS = (1500, 2100)
# What `link` makes, and nothing else, is let through as HTML: never a link that leads out of the report.
LINK = re.compile(
    r'<a class="address" href="(?!/)[^"<>:\\]*\.html#\d+-\d+" title="[^"<>]*:\d+-\d+">[^<>]*</a>|<code>[^<>]*</code>'
)
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~>]|^-|(?<=^\d)\.)")
MOST_ROWS = 200
"""Rows that a table shows where nobody says how many: more are for the tables beside a report, not for a page."""
SPAN = ("document", "start", "end")
NO_MATHS = "tex2jax_ignore mathjax_ignore"
"""Classes whose contents MathJax leaves alone, of version 2 and of 3: a dollar sign in a text begins no formula, and its words make no
link by one. JupyterLab and nbconvert's own pages run it over what a cell shows."""


def link(document: str, start: int, end: int, text: str | None = None) -> str:
    """An address as HTML: a link into the reader while a report is made, else plain code.

    >>> link("000", 105, 149)
    '<code>000:105-149</code>'
    """
    where = f"{document}:{start}-{end}"
    reader = os.environ.get("JAM_READER")
    if not reader:
        words = "" if text is None else f"{html.escape(text)} "
        return f"{words}<code>{html.escape(where)}</code>"
    short = where if len(document) <= LONG_NAME else f"{document[:LONG_NAME]}… {start}-{end}"
    said = html.escape(short if text is None else text)
    target = html.escape(f"{reader}/{document}.html#{start}-{end}")
    return f'<a class="address" href="{target}" title="{html.escape(where)}">{said}</a>'


def plain(words: object) -> str:
    r"""Words of a text or catalogue, made safe for `text`: nothing in them is taken for Markdown.

    >>> print(plain("A *great* article"))
    A \*great\* article
    """
    said = MARKDOWN.sub(r"\\\1", " ".join(str(words).split()))
    return said.replace("&", "&amp;").replace("<", "&lt;")


class Text:
    """A computed piece of prose, written in Markdown; give words of a text through `plain`."""

    def __init__(self, markdown: str):
        self.markdown = markdown

    def _repr_markdown_(self) -> str:
        return _but_links(self.markdown, lambda words: words.replace("<", "&lt;"))

    def _repr_html_(self) -> str:
        import mistune  # costs a kernel nothing until prose is shown

        rendered = mistune.create_markdown(escape=False, plugins=["table"])(self._repr_markdown_())
        return f'<div class="computed {NO_MATHS}">{rendered}</div>'

    def __str__(self) -> str:
        return self.markdown

    def __repr__(self) -> str:
        bare = re.sub(r"</?(?:a|code)\b[^<>]*>", "", self.markdown)
        return html.unescape(re.sub(r"\\(.)", r"\1", bare))


class Table:
    """A table for people: no index, links instead of offsets, a dash for what is missing."""

    def __init__(
        self,
        frame: pd.DataFrame,
        caption: str | None = None,
        columns: Sequence[str] | None = None,
        names: Mapping[str, str] | None = None,
        limit: int | None = None,
    ):
        self.frame = frame if columns is None else frame[list(columns)]
        self.caption = caption
        self.names = dict(names or {})
        self.limit = min(len(frame), MOST_ROWS) if limit is None else limit

    def _repr_html_(self) -> str:
        caption = f"<caption>{html.escape(self.caption)}</caption>" if self.caption else ""
        if not len(self.frame):
            about = f"{html.escape(self.caption)}: " if self.caption else ""
            return f'<p class="nothing">{about}nothing to show.</p>'
        shown = _with_links(self.frame.head(self.limit))
        right = {name for name in shown if _is_number(shown[name])}
        before = {"left"} if "keyword" in shown else set()  # words before a keyword end beside it
        years = {name for name in right if _are_years(shown[name])}
        head = "".join(
            f'<th scope="col"{_side(name in right, name in before, _room(shown[name]))}>'
            f"{html.escape(self.names.get(str(name), _spaced(name)))}</th>"
            for name in shown
        )
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{_side(name in right, name in before)}>{_cell(value, name not in years)}</td>"
                for name, value in zip(shown, row, strict=True)
            )
            + "</tr>\n"
            for row in shown.itertuples(index=False, name=None)
        )
        return (
            f'<div class="table {NO_MATHS}" tabindex="0"><table>{caption}\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}</tbody></table>{self._more()}</div>"
        )

    def _more(self) -> str:
        if len(self.frame) <= self.limit:
            return ""
        return f'<p class="more">{self.limit:,} of {len(self.frame):,} rows are shown.</p>'

    def __repr__(self) -> str:
        renamed = self.frame.head(self.limit).rename(columns=self.names)
        return "\n".join(
            filter(None, [self.caption, renamed.to_string(index=False, na_rep=MISSING)])
        )


class Quote(NamedTuple):
    """Words with their address, and what their text is called."""

    document: str
    start: int
    end: int
    text: str
    label: str = ""


class Quotes:
    """Quotations, each with its address and what its text is called."""

    def __init__(self, rows: Iterable[Quote]):
        self.rows = list(rows)

    def _repr_html_(self) -> str:
        if not self.rows:
            return '<p class="nothing">No words to quote.</p>'
        return "\n".join(
            f'<blockquote class="quote {NO_MATHS}"><p>{html.escape(" ".join(row.text.split()))}</p>'
            f"<footer>{_source(row)}</footer></blockquote>"
            for row in self.rows
        )

    def __repr__(self) -> str:
        return "\n".join(
            f"“{' '.join(row.text.split())}” ({row.document}:{row.start}-{row.end})"
            for row in self.rows
        )


def text(markdown: str) -> Text:
    r"""Markdown as prose; HTML in it stands as text, but for what `link` made.

    >>> text("Read <b>5</b> texts.")._repr_html_()
    '<div class="computed tex2jax_ignore mathjax_ignore"><p>Read &lt;b&gt;5&lt;/b&gt; texts.</p>\n</div>'
    """
    return Text(markdown)


def table(
    frame: pd.DataFrame,
    caption: str | None = None,
    columns: Sequence[str] | None = None,
    names: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> Table:
    """A table for people; `names` says what columns are called, `limit` how many rows are shown.

    Where `document`, `start` and `end` all stand in it, the offsets become one column of links.

    >>> table(pd.DataFrame({"kind": ["body", None], "words": [12, 3]}), names={"kind": "piece"})
    piece  words
     body     12
        –      3
    """
    return Table(frame, caption, columns, names, limit)


def several(things: Iterable[Any]) -> None:
    """Show one thing below the other, where a cell has as many as there are groups to compare."""
    from IPython.display import (
        display,
    )  # there is one in every notebook, and none is needed elsewhere

    for thing in things:
        display(thing)  # type: ignore[no-untyped-call]


def quotes(rows: pd.DataFrame | Iterable[Any]) -> Quotes:
    """Quotations from a table or records with `document`, `start`, `end`, `text` and perhaps `label`.

    >>> quotes([{"document": "000", "start": 5, "end": 9, "text": "care"}])
    “care” (000:5-9)
    """
    given: list[Any] = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else list(rows)
    records = [row if isinstance(row, Mapping) else row._asdict() for row in given]
    return Quotes(
        Quote(
            str(record["document"]),
            int(record["start"]),
            int(record["end"]),
            str(record["text"]),
            str(record.get("label") or ""),
        )
        for record in records
    )


ROWS = 20
"""Rows of a table of addresses that JupyterLab shows when only its name is typed."""


def _frame(frame: pd.DataFrame) -> str:
    """A table of the house as itself, when only its name is typed; any other frame as pandas shows it."""
    if set(SPAN) <= set(frame.columns):
        return Table(frame, limit=ROWS)._repr_html_()
    said: str = frame._repr_html_()  # type: ignore[operator]
    return said


def _register() -> None:
    """Where a session of IPython runs, tables with addresses show themselves as the house does."""
    if "IPython" in sys.modules and (session := sys.modules["IPython"].get_ipython()):
        session.display_formatter.formatters["text/html"].for_type(pd.DataFrame, _frame)


def _source(row: Quote) -> str:
    label = f"{html.escape(row.label)} · " if row.label else ""
    return label + link(row.document, row.start, row.end)


def _with_links(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its offsets folded into one column of links, where it has whole addresses."""
    if not set(SPAN) <= set(frame.columns):
        return frame
    reader = bool(os.environ.get("JAM_READER"))
    where = [
        MISSING if pd.isna(start) else link(name, start, end, f"{start}-{end}" if reader else None)
        for name, start, end in zip(*(frame[column] for column in SPAN), strict=True)
    ]
    place = list(frame.columns).index("start")
    rest = frame.drop(columns=["start", "end"])
    rest.insert(
        min(place, rest.shape[1]), "where", pd.Series(where, index=frame.index, dtype="object")
    )
    return rest


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _room(values: pd.Series) -> float:
    """The characters that a line of a column should hold; what a link is made of doesn't count."""
    words = (re.sub(r"<[^<>]*>", "", value) for value in values if isinstance(value, str))
    longest = max(map(len, words), default=0)
    return min(longest, max(NARROW, longest / LINES), WIDE)


def _side(number: bool, before: bool = False, room: float = 0) -> str:
    # Said in the cell because JupyterLab's own style sets every cell to the right.
    if number:
        return ' class="number" style="text-align:right"'
    side = "right" if before else "left"
    # A letter is half as wide as it is high, nearly enough.
    return f' style="text-align:{side}{f";min-width:{room / 2:.3g}em" if room else ""}"'


def _spaced(name: object) -> str:
    return str(name).replace("_", " ")


def _but_links(said: str, change: Callable[[str], str]) -> str:
    """Words changed everywhere but in the links that `link` made."""
    pieces, last = [], 0
    for made in LINK.finditer(said):
        pieces += [change(said[last : made.start()]), made[0]]
        last = made.end()
    return "".join([*pieces, change(said[last:])])


def _are_years(values: pd.Series) -> bool:
    """Whether a column of whole numbers is most likely one of years, which nobody groups."""
    found = values.dropna()
    return bool(len(found)) and bool(found.between(*YEARS).all())


def _cell(value: Any, grouped: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list | tuple | dict) and pd.isna(value):
        return MISSING
    if isinstance(value, int | float):
        return _number(value, grouped).replace("-", "−")
    return _but_links(str(value), html.escape)


def _number(value: float, grouped: bool) -> str:
    if abs(value) >= 1e15:
        return f"{value:.3g}"
    if float(value).is_integer():
        return f"{int(value):,}" if grouped else str(int(value))
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


_register()
