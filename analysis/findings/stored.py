"""`findings.toml`: findings and their evidence as a researcher writes them, held to the texts.

A finding is a sentence with placeholders where numbers stand (`{support}`, `{years}`), so that no number
in it is typed; what it says of how many texts (`holds`) is checked against its evidence. Each piece of
evidence repeats the words at its address: where a text has changed since, the piece is refused, with
the place where the words stand now if they stand anywhere.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.corpus import Corpus, Fault, address, parse_address
from analysis.corpus.catalogue import nearest
from analysis.mistakes import InputError
from analysis.words import shown, themes

FILE = "findings.toml"
ORIGINS = ("person", "automated_coder")
HOLDS = {
    "every": "every text",
    "most": "more than half of the texts",
    "some": "two texts or more",
    "one": "one text or more",
}
"""What a finding may say of how many texts it holds in."""

SIDES = {
    "for": "supports it",
    "against": "speaks against it",
    "given": "grants what the finding takes as given",
    "beside": "belongs to it and decides nothing",
}
PLACES = ("support", "given", "against", "years", "values", "texts")
"""What `{…}` in a sentence may name; each is counted or listed from the evidence."""

KEYS = ("id", "theme", "label", "sentence", "holds", "sure", "overturned_by", "evidence")
NEEDED = ("id", "sentence", "holds", "sure", "overturned_by")
PIECE_KEYS = ("at", "words", "side", "value", "reads")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+")
SHOWN = 60


class Evidence(NamedTuple):
    """A passage and what it does for a finding; `value` is what it says where texts differ, `reads` a note on how it was read."""

    document: str
    start: int
    end: int
    words: str
    side: str
    value: str = ""
    reads: str = ""


class Stored(NamedTuple):
    """A finding as it was written down."""

    id: str
    theme: str
    label: str
    sentence: str
    holds: str
    sure: str
    overturned_by: str
    origin: str
    evidence: tuple[Evidence, ...]


def stored(corpus: Corpus) -> tuple[Stored, ...] | None:
    """The findings of a corpus in the order of its `findings.toml`; nothing where it has no such file.

    `ValueError` lists every fault, a line each: an unknown key, a placeholder that nothing fills, words
    that don't stand where the evidence says.
    """
    data = corpus.toml(FILE)
    if not data:
        return None
    if wrong := list(_faults(corpus, data)):
        raise InputError("\n".join(wrong))
    origin = str(data.get("origin", "person"))
    return tuple(_finding(entry, origin) for entry in data["finding"])


def faults(corpus: Corpus) -> list[str]:
    """Everything that is wrong with the findings of a corpus."""
    return list(_faults(corpus, corpus.toml(FILE)))


def _finding(entry: dict[str, Any], origin: str) -> Stored:
    pieces = []
    for piece in entry.get("evidence", []):
        span = parse_address(piece["at"])
        said = {key: piece.get(key, "") for key in ("words", "side", "value", "reads")}
        pieces.append(Evidence(*span, **said))
    theme = entry.get("theme", "")
    return Stored(
        id=entry["id"],
        theme=theme,
        label=entry.get("label", ""),
        **{key: entry[key] for key in ("sentence", "holds", "sure", "overturned_by")},
        origin=origin,
        evidence=tuple(pieces),
    )


def _faults(corpus: Corpus, data: dict[str, Any]) -> Iterator[str]:
    known = ("origin", "about", "finding")
    for key in data.keys() - set(known):
        yield _said(f"has an unknown key {key!r}{nearest(key, known)}")
    if data.get("origin", "person") not in ORIGINS:
        yield _said(
            f'has origin = {data["origin"]!r}; write who judged the evidence, "person" or "automated_coder"'
        )
    entries = data.get("finding")
    if not data:
        return
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield _said("needs tables called [[finding]], each with an id, a sentence and evidence")
        return
    lines = _lines(corpus)
    names = [str(entry.get("id") or f"number {number}") for number, entry in enumerate(entries, 1)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield _said(f"has two findings {name!r}; give one of them another id")
    for name, entry in zip(names, entries, strict=True):
        for sentence, line in _all_of(corpus, entry, lines):
            yield _said(f"finding {name!r}: {sentence}", line)


def _all_of(
    corpus: Corpus, entry: dict[str, Any], lines: dict[str, int]
) -> Iterator[tuple[str, int | None]]:
    """What is wrong with a finding and with its evidence, each with the line where that can be told."""
    for sentence in _entry_faults(corpus, entry):
        yield sentence, None
    pieces = entry.get("evidence")
    pieces = pieces if isinstance(pieces, list) else []
    for where, side in _twice(pieces):
        yield f"has {where} twice as evidence {side} it; keep one of them", lines.get(where)
    for piece in pieces:
        line = lines.get(str(piece.get("at")) if isinstance(piece, dict) else "")
        for sentence in _piece_faults(corpus, piece):
            yield sentence, line


def _entry_faults(corpus: Corpus, entry: dict[str, Any]) -> Iterator[str]:
    for key in entry.keys() - set(KEYS):
        yield f"has an unknown key {key!r}{nearest(key, KEYS)}"
    for key in NEEDED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"needs {key}, as text in quotation marks"
    if isinstance(entry.get("id"), str) and not IDENTIFIER.fullmatch(entry["id"]):
        yield "may have letters, digits, - and _ in its id, and nothing else"
    if isinstance(entry.get("holds"), str) and entry["holds"] not in HOLDS:
        yield f"has holds = {entry['holds']!r}; write one of {', '.join(HOLDS)}"
    for place in PLACEHOLDER.findall(str(entry.get("sentence", ""))):
        if place not in PLACES:
            yield f"has {{{place}}} in its sentence; what can be filled in is {', '.join(PLACES)}"
    theme = entry.get("theme", "")
    if theme and theme not in (known := tuple(themes(corpus))):
        yield f"belongs to the theme {theme!r}, which themes.toml does not have{nearest(str(theme), known)}"
    if not isinstance(entry.get("evidence"), list) or not entry["evidence"]:
        yield "has no [[finding.evidence]]; a sentence that nothing stands behind is no finding"


def _twice(pieces: list[Any]) -> list[tuple[str, str]]:
    tables = [piece for piece in pieces if isinstance(piece, dict)]
    said = [(str(piece.get("at")), str(piece.get("side"))) for piece in tables]
    return sorted({one for one in said if said.count(one) > 1})


def _piece_faults(corpus: Corpus, piece: Any) -> Iterator[str]:
    if not isinstance(piece, dict) or not isinstance(piece.get("at"), str):
        yield 'has evidence without an address; write at = "DOCUMENT:START-END"'
        return
    for key in piece.keys() - set(PIECE_KEYS):
        yield f"evidence at {piece['at']} has an unknown key {key!r}{nearest(key, PIECE_KEYS)}"
    for key in piece.keys() & set(PIECE_KEYS):
        if not isinstance(piece[key], str):
            yield f"evidence at {piece['at']} has {key} = {piece[key]!r}, which is no text; put it in quotation marks"
            return
    if piece.get("side") not in SIDES:
        yield f"evidence at {piece['at']} has side = {piece.get('side')!r}; write one of {', '.join(SIDES)}"
    try:
        document, start, end = parse_address(piece["at"])
        corpus.show(piece["at"])
    except (KeyError, ValueError) as error:
        yield str(error.args[0]).removesuffix(".")
        return
    now, given = corpus[document][start:end], str(piece.get("words", ""))
    if not given:
        yield f"evidence at {piece['at']} doesn't repeat its words; write words = {_quoted(now)}"
    elif not _same(corpus[document], start, end, given):
        yield (
            f"evidence at {piece['at']} should read {_quoted(given)}, but the text reads "
            f"{_quoted(now)} there{_elsewhere(corpus[document], document, given)}"
        )


def _same(text: str, start: int, end: int, given: str) -> bool:
    """Whether words are those of a span, printed line ends aside."""
    folded = " ".join(given.split())
    return folded in (" ".join(text[start:end].split()), shown(text, start, end))


def _elsewhere(text: str, document: str, given: str) -> str:
    """Where words stand now, if they stand in the text at all."""
    pattern = r"\s+".join(re.escape(word) for word in given.split())
    found = re.search(pattern, text)
    if not found:
        return "; read it again, and mend the evidence or leave it out"
    return f"; these words stand at {address(document, *found.span())}"


def _lines(corpus: Corpus) -> dict[str, int]:
    """The line on which each address of evidence stands first."""
    text = (corpus.folder / FILE).read_text(encoding="utf-8-sig", errors="replace")
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for said in re.findall(r"""\bat\s*=\s*["']([^"']*)["']""", line):
            found.setdefault(said, number)
    return found


def _said(sentence: str, line: int | None = None) -> str:
    return str(Fault(FILE, f"(line {line}) {sentence}" if line else sentence))


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat}”" if len(flat) <= SHOWN else f"“{flat[:SHOWN].rstrip()} …”"
