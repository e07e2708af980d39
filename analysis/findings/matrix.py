"""The framework matrix: texts by themes, each cell a summary in the text's own words with its address.

After Gale, Heath, Cameron, Rashid and Redwood (2013), Using the framework method for the analysis of
qualitative data in multi-disciplinary health research, BMC Medical Research Methodology 13:117: rows are
cases, columns are codes, cells hold what the case says, and deviant cases are kept in view.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.corpus import Corpus, address
from analysis.findings.judging import Finding, Piece
from analysis.findings.stored import SIDES
from analysis.words import Theme

COLUMNS = ("theme", "finding", "document", "title", "standing", "side", "value", "quote", "address", "form", "voice", "origin")  # fmt: skip

MARKED = re.compile(r"([\\`*_<\[\]])")


class Cell(NamedTuple):
    """What one text says on one theme: its evidence, and whether it is deviant there, supports, is beside it or silent."""

    document: str
    theme: str
    standing: str
    pieces: tuple[Piece, ...]


def framework(
    corpus: Corpus, themes: Mapping[str, Theme], made: Iterable[Finding]
) -> dict[tuple[str, str], Cell]:
    """Cells by text and theme, for the themes that findings belong to; texts in the order of publication."""
    made = list(made)
    cells = {}
    for name in corpus.by_publication:
        for theme in [*themes, *dict.fromkeys(one.theme for one in made)]:
            own = [one for one in made if one.theme == theme]
            if own and (name, theme) not in cells:
                pieces = {piece: None for one in own for piece in one.of(name)}
                cells[name, theme] = Cell(name, theme, _standing(name, own), tuple(pieces))
    return cells


def _standing(name: str, own: list[Finding]) -> str:
    """How a text stands to a theme's findings: deviance is said first, because it is what must not be lost."""
    if any(name in one.deviant for one in own):
        return "deviant"
    if any(name in one.support for one in own):
        return "divided" if any(name in one.against for one in own) else "supports"
    return "beside" if any(one.of(name) for one in own) else "silent"


def as_csv(corpus: Corpus, themes: Mapping[str, Theme], made: Iterable[Finding]) -> str:
    """The matrix as CSV in long form: a row a quote; a text that is silent on a theme has a row without one."""
    made = list(made)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    for (name, theme), cell in framework(corpus, themes, made).items():
        head = [theme, "", name, corpus.label(name), cell.standing]
        if not cell.pieces:
            write([*head, *[""] * (len(COLUMNS) - len(head))])
        for one in made:
            for piece in one.of(name) if one.theme == theme else ():
                where = address(piece.document, piece.start, piece.end)
                quote = [piece.side, piece.value, piece.text, where, piece.form, piece.voice]
                write([theme, one.id, *head[2:], *quote, one.origin])
    return out.getvalue()


def as_markdown(corpus: Corpus, made: Iterable[Finding]) -> str:
    """Findings to paste into a paper: sentence, support, quotes with addresses, counter-evidence, how sure, what would overturn it."""
    parts = []
    for one in made:
        lines = [
            f"## {_plain(one.label)}",
            "",
            f"**{_plain(one.sentence)}**",
            "",
            standing(one, len(corpus)),
            "",
        ]
        for side, means in SIDES.items():
            own = [piece for piece in one.pieces if piece.side == side]
            lines += [f"{means[0].upper()}{means[1:]}:", "", *map(_item, own), ""] if own else []
        if not one.against:
            lines += ["Nothing was found that speaks against it.", ""]
        lines += [
            f"How sure: {_plain(one.sure)}",
            "",
            f"What would overturn it: {_plain(one.overturned_by)}",
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def standing(one: Finding, texts: int) -> str:
    """Support, and whether a finding stands by its evidence, in one sentence."""
    about = f" that grant what it takes as given, of {texts}" if len(one.among) < texts else ""
    judged = {"rule": "found by words, judged by nobody", "automated_coder": "judged by an automated coder, by no person yet"}  # fmt: skip
    return (
        f"Support: {len(one.support)} of {len(one.among)} texts{about}. "
        f"{'It stands' if one.stands else 'It does not stand'} by this evidence ({judged.get(one.origin, 'judged by a person')})."
    )


def _item(piece: Piece) -> str:
    value = f"; {_plain(piece.value)}" if piece.value else ""
    voice = "; a reader’s comment" if piece.voice == "commenter" else ""
    return f"- “{_plain(piece.text)}” (`{address(piece.document, piece.start, piece.end)}`; {piece.form}{voice}{value})"


def _plain(words: str) -> str:
    r"""Words on one line in which nothing is taken for Markdown or HTML.

    >>> print(_plain("A *great* <b> article"))
    A \*great\* \<b> article
    """
    return MARKED.sub(r"\\\1", " ".join(words.split()))
