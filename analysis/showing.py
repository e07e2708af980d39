"""Words behind an address, shown where they stand: on the command line, in Python and in JupyterLab.

from analysis import show
show("000_dd9acf844a937886:105-149")      # the words, with what stands around them
show("000_dd9acf844a937886")              # what is known of a document, and how it begins
"""

import html
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as corpora
from analysis.corpus import Corpus

AROUND = 240
"""Characters of the text that are shown on either side."""

BEGINNING = 600


class Passage(NamedTuple):
    """Words of a text with what stands around them; `words` are exactly the source's."""

    document: str
    start: int
    end: int
    words: str
    before: str
    after: str
    label: str
    when: str

    @property
    def address(self) -> str:
        """Where the words stand."""
        return corpora.address(self.document, self.start, self.end)

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return f"{self.label}, {self.when}\n\n{self.before}[{self.words}]{self.after}"

    def _repr_html_(self) -> str:
        before, words, after = (html.escape(one) for one in (self.before, self.words, self.after))
        return (
            f'<div style="max-width:46em"><p><strong>{html.escape(self.label)}</strong>, {html.escape(self.when)} '
            f"<code>{html.escape(self.address)}</code></p>"
            f'<blockquote style="white-space:pre-wrap">{before}<mark>{words}</mark>{after}</blockquote></div>'
        )


class Document(NamedTuple):
    """A text: what the catalogue says of it, and its exact words in `text`."""

    document: str
    text: str
    facts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        facts = "\n".join(f"{name}: {fact}" for name, fact in self.facts)
        return f"{facts}\n\n{self.text[:BEGINNING]}{'…' if len(self.text) > BEGINNING else ''}"

    def _repr_html_(self) -> str:
        facts = "".join(
            f"<dt><strong>{html.escape(name)}</strong></dt><dd>{html.escape(fact)}</dd>"
            for name, fact in self.facts
        )
        return (
            f'<div style="max-width:46em"><dl>{facts}</dl><details><summary>The text</summary>'
            f'<pre style="white-space:pre-wrap">{html.escape(self.text)}</pre></details></div>'
        )


def show(where: str, corpus: Corpus | str | Path | None = None) -> Passage | Document:
    """The words behind an address such as `ID:START-END`, or a whole document by its identifier.

    `corpus` is one that has been read, or its folder; without it the one that notebooks take. What is no address, no document or
    beyond a text's end raises `InputError` with what there is.
    """
    texts = corpus if isinstance(corpus, Corpus) else corpora.read(corpus)
    if where.strip() in texts:
        return _document(texts, where.strip())
    document, start, end = corpora.parse_address(where)
    words, text = texts.show(where), texts[document]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before[before.find(" ") + 1 :]
    if end + AROUND < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    about = (texts.label(document), texts.when(document))
    return Passage(document, start, end, words, before, after, *about)


def _document(texts: Corpus, name: str) -> Document:
    entry, row = texts.entry(name), texts.documents.set_index("document").loc[name]
    facts = (
        ("Title", texts.label(name)),
        ("Author", entry.author),
        ("Publisher", entry.publisher),
        ("Date", texts.when(name)),
        ("Length", f"{row['words']:,} words, {row['characters']:,} characters"),
        ("File", f"{row['file']} (sha256 {row['sha256']})"),
        ("Identifier", name),
    )
    return Document(name, texts[name], tuple((key, said) for key, said in facts if said))
