"""The widgets of the workbench: each a few controls and what they show, nothing that isn't also a function.

Whatever a widget does, a call does too: what it shows comes from the rooms, what it saves goes through
`saving`. A mistake shows as its sentence in the widget.
"""

import html
import re
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis import (
    coding,
    comments,
    corpus,
    display,
    findings,
    reader,
    segments,
    sentences,
    signs,
    tables,
    timeline,
    words,
)
from analysis.answers import words_answers
from analysis.corpus import Corpus
from analysis.mistakes import InputError
from analysis.workbench import saving
from analysis.workbench.saving import CHANGED, Saved, where_of

PLACES = 60
"""Places that a search shows; it says how many there are."""

ALL = "all"
VOICES = (ALL, "author", "commenter")
NAVIGATION = re.compile(r'<nav class="ways.*?</nav>\n?|<a class="skip".*?</a>\n?', re.DOTALL)
WIDE = widgets.Layout(width="46em")


def search(texts: Corpus, for_what: str = "integrat*") -> widgets.VBox:
    """Words in context: a phrase (`*` for any ending), by whose voice, and every place of it with its address."""
    read = _Read(texts)
    phrase = widgets.Text(value=for_what, description="Words", continuous_update=False)
    voice = widgets.Dropdown(options=(*VOICES, "quoted"), description="Voice")

    def found() -> str:
        if not phrase.value.strip():
            return "<p>Type a word; a * stands for any ending.</p>"
        rows = words.in_context(texts, read.lines, phrase.value, comments=read.remarks, voice=None if voice.value == ALL else str(voice.value))  # fmt: skip
        about = f"{len(rows):,} places of “{phrase.value}” in {rows['document'].nunique()} of {len(texts)} texts"
        shown = words_answers.placed(texts, rows)
        table = display.table(shown, about, limit=PLACES)._repr_html_()
        return f'<div style="max-height:32em;overflow:auto">{table}</div>'

    return _panel([phrase, voice], found)


def reading(texts: Corpus) -> widgets.VBox:
    """A document as the report's reader shows it: its pieces, sentences, claims and times marked."""
    read = _Read(texts)
    options = [(texts.label(name), name) for name in texts.by_publication]
    document = widgets.Dropdown(options=options, description="Text", layout=WIDE)
    pages: dict[str, str] = {}

    def found() -> str:
        if not pages:
            marks = signs.marks(coding.times(texts), coding.claims(texts))
            pages.update(reader.pages(texts, read.pieces, read.lines, marks))
        page = NAVIGATION.sub("", pages[str(document.value)])
        # A frame of its own: the page's style and script stay with it, and nothing of the text reaches the notebook.
        return f'<iframe title="{html.escape(texts.label(str(document.value)))}" srcdoc="{html.escape(page)}" style="width:100%;height:42em;border:1px solid #ccc"></iframe>'

    return _panel([document], found)


def timeline_of(texts: Corpus) -> widgets.VBox:
    """The timeline of claims, by reform, kind and voice."""
    read = _Read(texts)
    times, claims = coding.times(texts), coding.claims(texts)
    named = sorted({one for cell in claims["reforms"] for one in tables.listed(cell)})
    reforms = widgets.Dropdown(options=[ALL, *named], description="Reform")
    kinds = widgets.Dropdown(options=[ALL, *tables.schema("claims").columns[4].values], description="Kind")  # fmt: skip
    voice = widgets.Dropdown(options=VOICES, description="Voice")

    def found() -> str:
        kept = filtered(claims, read.remarks, str(reforms.value), str(kinds.value), str(voice.value))  # fmt: skip
        chart = timeline.two_clocks(texts, kept, times, read.remarks)
        data, _ = chart._repr_mimebundle_()
        return f"<p>{len(kept):,} of {len(claims):,} claims.</p>{data.get('text/html', chart.alt)}"

    return _panel([reforms, kinds, voice], found)


def filtered(
    claims: pd.DataFrame, remarks: pd.DataFrame, reform: str = ALL, kind: str = ALL, voice: str = ALL
) -> pd.DataFrame:  # fmt: skip
    """Claims of one reform, kind and voice; a claim within a comment is a commenter's."""
    kept = claims
    if reform != ALL:
        kept = kept[[reform in tables.listed(cell) for cell in kept["reforms"]]]
    if kind != ALL:
        kept = kept[kept["kind"] == kind]
    if voice != ALL:
        spans = list(zip(remarks["document"], remarks["start"], remarks["end"], strict=True))
        said = [
            any(
                name == document and first <= start and end <= last
                for document, first, last in spans
            )
            for name, start, end in zip(kept["document"], kept["start"], kept["end"], strict=True)
        ]
        kept = kept[[inside == (voice == "commenter") for inside in said]]
    return kept.reset_index(drop=True)


def changes(texts: Corpus) -> widgets.Tab:
    """Change a claim's code, a time's date, a document's date, a theme's label or a passage of evidence; each is saved at once."""
    panels = {
        "Claim": _code_panel(texts, "claims"),
        "Comment": _code_panel(texts, "comment_codes"),
        "Time": _code_panel(texts, "times"),
        "Date of a text": _date_panel(texts),
        "Theme": _theme_panel(texts),
        "Evidence": _evidence_panel(texts),
    }
    tab = widgets.Tab(children=list(panels.values()))
    tab.titles = tuple(panels)
    return tab


def _code_panel(texts: Corpus, table: str) -> widgets.VBox:
    frame = saving.coded(texts, table)
    rows: dict[str, Any] = {where_of(row): row for row in frame.itertuples(index=False)}
    options = [(f"{words.cut(' '.join(row.text.split()), 90)} ({where})", where) for where, row in rows.items()]  # fmt: skip
    which = widgets.Dropdown(options=options, description="Words", layout=WIDE)
    columns = {column.name: column for column in tables.schema(table).columns}
    fields = {name: _field(columns[name]) for name in CHANGED[table]}

    def fill(change: Any = None) -> None:
        row = rows.get(str(which.value))
        for name, field in fields.items():
            value = getattr(row, name, None)
            field.value = "" if value is None or pd.isna(value) else str(value)

    def save() -> Saved:
        row = rows[str(which.value)]
        new = {name: _typed(columns[name], field.value) for name, field in fields.items()}
        old = {name: getattr(row, name) for name in fields}
        changed = {name: value for name, value in new.items() if not _same(value, old[name])}
        if not changed:
            raise InputError("Nothing was changed; choose another value first.")
        made = saving.change_code(corpus.read(texts.folder), table, str(which.value), **changed)
        rows[str(which.value)] = row._replace(**changed)
        return made

    which.observe(fill, "value")
    fill()
    return _saver([which, *fields.values()], save)


def _date_panel(texts: Corpus) -> widgets.VBox:
    which = widgets.Dropdown(options=[(texts.label(name), name) for name in texts], description="Text", layout=WIDE)  # fmt: skip
    date = widgets.Text(description="Date (EDTF)")
    basis = widgets.Dropdown(options=["stated", "inferred", "given", "unknown"], description="Known by")  # fmt: skip

    def fill(change: Any = None) -> None:
        entry = corpus.read(texts.folder).entry(str(which.value))
        date.value, basis.value = entry.published, entry.published_basis

    which.observe(fill, "value")
    fill()
    return _saver([which, date, basis], lambda: saving.change_date(corpus.read(texts.folder), str(which.value), date.value, str(basis.value)))  # fmt: skip


def _theme_panel(texts: Corpus) -> widgets.VBox:
    known = words.themes(texts)
    which = widgets.Dropdown(options=list(known), description="Theme")
    label = widgets.Text(description="Label", layout=WIDE)

    def fill(change: Any = None) -> None:
        label.value = known[str(which.value)].label

    which.observe(fill, "value")
    fill()
    return _saver([which, label], lambda: saving.change_theme(corpus.read(texts.folder), str(which.value), label.value))  # fmt: skip


def _evidence_panel(texts: Corpus) -> widgets.VBox:
    names = [one.id for one in findings.stored(texts) or ()]
    if not names:
        return widgets.VBox([widgets.HTML("<p>This corpus has no findings.toml yet.</p>")])
    which = widgets.Dropdown(options=names, description="Finding")
    where = widgets.Combobox(description="Address", placeholder="DOCUMENT:START-END", layout=WIDE)
    side = widgets.Dropdown(options=[("(take it out)", ""), *((means, side) for side, means in findings.SIDES.items())], description="It")  # fmt: skip

    def fill(change: Any = None) -> None:
        made = findings.stored(corpus.read(texts.folder)) or ()
        own = next(one for one in made if one.id == which.value)
        where.options = tuple(corpus.address(*piece[:3]) for piece in own.evidence)

    which.observe(fill, "value")
    fill()
    return _saver([which, where, side], lambda: saving.change_evidence(corpus.read(texts.folder), str(which.value), where.value, str(side.value)))  # fmt: skip


class _Read:
    """A corpus cut once for a widget."""

    def __init__(self, texts: Corpus):
        self.pieces = segments.segments(texts)
        self.remarks = comments.comments(texts, self.pieces)
        self.lines = sentences.sentences(texts, self.pieces)


def _field(column: tables.Column) -> Any:
    name = column.name.replace("_", " ")
    if column.values:
        empty = () if column.required else ("",)
        return widgets.Dropdown(options=[*empty, *map(str, column.values)], description=name)
    return widgets.Text(description=name)


def _typed(column: tables.Column, value: str) -> Any:
    if not value.strip():
        return None
    return int(value) if column.type == "integer" else value.strip()


def _same(one: Any, other: Any) -> bool:
    if one is None or pd.isna(one):
        return other is None or bool(pd.isna(other))
    return not pd.isna(other) and str(one) == str(other)


def _panel(controls: Sequence[Any], shown: Callable[[], str]) -> widgets.VBox:
    """Controls above what they show; a mistake shows as its sentence."""
    below = widgets.HTML()

    def show(change: Any = None) -> None:
        try:
            below.value = shown()
        except ValueError as error:
            below.value = f"<p>{html.escape(str(error))}</p>"

    for control in controls:
        control.observe(show, "value")
    show()
    return widgets.VBox([widgets.HBox(list(controls)), below])


def _saver(controls: Sequence[Any], save: Callable[[], Saved]) -> widgets.VBox:
    """Controls with a button that saves, and what was saved or why not."""
    button = widgets.Button(description="Save", button_style="primary")
    said = widgets.HTML()

    def pressed(_: Any) -> None:
        try:
            said.value = (
                f"<p>{html.escape(repr(save()))}. Run 06_findings again to see it there.</p>"
            )
        except ValueError as error:
            said.value = "".join(f"<p>{html.escape(line)}</p>" for line in str(error).splitlines())

    button.on_click(pressed)
    return widgets.VBox([*controls, button, said])
