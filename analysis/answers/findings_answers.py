"""What `06_findings` says: findings with what speaks for and against them, and the framework matrix they come from.

Support is a number of texts, never of words, and each passage stands there whole with its address, so
that a reader can judge what an automated coder, a person or only a list of words has judged before.
"""

from collections.abc import Sequence

import pandas as pd

from analysis import display, findings
from analysis.answers.wording import among, coders_said, count, each, label, listed, quoted
from analysis.corpus import Corpus
from analysis.findings import Finding, Piece
from analysis.findings.matrix import standing
from analysis.words import Commenters, Theme, cut, shown

QUOTE, PIECES = 120, 2
"""Characters of a quote and quotes in a cell of the matrix; the findings below it have them whole."""

QUOTES = 12
"""Passages of one side under a finding; of more, the first of each text come first and the rest are counted."""

MOST_NAMED = 12
"""Texts that a sentence names; of more, the rest are counted."""

WHO = {
    "person": "A person has judged each passage.",
    "automated_coder": "An automated coder has judged each passage; no person has checked that yet.",
    "rule": "Nobody has judged these sentences: a list of words found them.",
}
HEADS = {
    "for": "**What supports it**",
    "against": "**What speaks against it**",
    "given": "**What grants the part that is taken as given**",
    "beside": "**What belongs to it and decides nothing**",
}


def answer(corpus: Corpus, made: Sequence[Finding]) -> display.Text:
    """The opening answer: each finding in three sentences, what was found, on what it rests, and what would overturn it."""
    if not made:
        return display.text("There are no findings: neither findings.toml nor a theme has any.")
    lines = [f"- **{display.plain(one.sentence)}** {_rests(corpus, one)} {_overturned(one)}" for one in made]  # fmt: skip
    return display.text("\n".join(lines) + "\n\n" + _close(corpus, made))


def _rests(corpus: Corpus, one: Finding) -> str:
    """The second sentence: how many passages of how many texts, what is against it, whether it stands."""
    own = [piece for piece in one.pieces if piece.side == "for" and piece.voice == "author"]
    if not own:
        return "No author’s sentence stands behind it, which is no evidence of the opposite."
    first = own[0]
    link = display.link(first.document, first.start, first.end)
    against = (
        f"{among(len(one.against), len(corpus), 'text')} {'says' if len(one.against) == 1 else 'say'} something against it"
        if one.against
        else "nothing was found against it"
    )
    verdict = "" if one.stands else "; by this evidence it does not stand"
    return (
        f"It rests on {count(len(own), 'passage')} (the earliest: {link}), and {against}{verdict}."
    )


def _overturned(one: Finding) -> str:
    return f"What would overturn it: {display.plain(_lowered(one.overturned_by))}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def _close(corpus: Corpus, made: Sequence[Finding]) -> str:
    many = len(corpus) > 1
    texts = f"These {len(corpus):,} texts show" if many else "One text shows"
    said = f"{texts} what their author{'s' if many else ''} wrote, and no more than that."
    said = said if many else "One text shows what its author wrote, and no more than that."
    return f"{said} {' '.join(WHO[origin] for origin in WHO if origin in {one.origin for one in made})}"


def matrix(corpus: Corpus, themes: dict[str, Theme], made: Sequence[Finding]) -> pd.DataFrame:
    """Texts by themes: in each cell the passages that bear on the theme's findings, with their addresses; deviant texts are marked."""
    cells = findings.framework(corpus, themes, made)
    columns = dict.fromkeys(theme for _, theme in cells)
    rows = []
    for name in corpus.by_publication:
        row: dict[str, object] = {"text": f"{label(corpus, name)}; {corpus.when(name)}"}
        for theme in columns:
            title = themes[theme].label if theme in themes else theme or "no theme"
            row[title] = _cell(cells[name, theme])
        rows.append(row)
    return pd.DataFrame(rows)


STANDINGS = {
    "supports": "",
    "divided": "SPEAKS BOTH WAYS. ",
    "deviant": "DEVIANT. ",
    "beside": "Decides nothing. ",
    "silent": "Silent.",
}


def _cell(cell: findings.Cell) -> str:
    """A cell's passages, those that decide first; what does not fit is counted."""
    order = {side: place for place, side in enumerate(("for", "given", "against", "beside"))}
    best = sorted(cell.pieces, key=lambda piece: (order[piece.side], piece.start))
    spans: dict[tuple[str, int, int], Piece] = {}
    for piece in best:
        spans.setdefault(piece[:3], piece)
    shown_pieces = _both_sides(list(spans.values()))
    said = " ".join(
        f"{'Against: ' if piece.side == 'against' else ''}“{cut(piece.text, QUOTE)}” {display.link(*piece[:3])}"
        for piece in shown_pieces
    )
    rest = len(spans) - len(shown_pieces)
    return f"{STANDINGS[cell.standing]}{said}{f' and {rest} more' if rest else ''}"


def _both_sides(pieces: list[Piece]) -> list[Piece]:
    """The first few passages, one that speaks against always among them."""
    against = [piece for piece in pieces if piece.side == "against"][:1]
    rest = [piece for piece in pieces if piece not in against][: PIECES - len(against)]
    return rest + against


def report(corpus: Corpus, made: Sequence[Finding]) -> display.Text:
    """Each finding whole: sentence, support, passages on every side, how sure, what would overturn it."""
    return display.text("\n\n".join(_finding(corpus, one) for one in made))


def _finding(corpus: Corpus, one: Finding) -> str:
    parts = [
        f"### {display.plain(one.label)}",
        f"**{display.plain(one.sentence)}**",
        f"{standing(one, len(corpus))} {_named(corpus, one)}",
    ]
    for side, head in HEADS.items():
        own = _spread([piece for piece in one.pieces if piece.side == side])
        if own:
            parts += [f"{head} ({count(len(own), 'passage')})", _passages(corpus, own)]
    if not one.against:
        parts.append("**What speaks against it:** nothing was found.")
    parts += [
        f"**How sure:** {display.plain(one.sure)}",
        f"**What would overturn it:** {display.plain(one.overturned_by)}",
    ]
    return "\n\n".join(parts)


def _named(corpus: Corpus, one: Finding) -> str:
    """Which texts are thin, deviant and silent."""
    said = []
    for names, words in (
        (one.thin, "On one passage alone rest{s}"),
        (one.deviant, "Deviant {is}"),
        (one.silent, "Without a passage that decides {is}"),
    ):
        if names:
            verb = words.format(
                s="s" if len(names) == 1 else "", **{"is": "is" if len(names) == 1 else "are"}
            )
            told = [label(corpus, name) for name in names[:MOST_NAMED]]
            told += [f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
            said.append(f"{verb} {display.plain(listed(told))}.")
    return " ".join(said)


def _spread(pieces: list[Piece]) -> list[Piece]:
    """The passages, the first of each text before any second one where there are more than are shown."""
    if len(pieces) <= QUOTES:
        return pieces
    turns: dict[str, int] = {}
    keyed = []
    for piece in pieces:
        turns[piece.document] = turns.get(piece.document, 0) + 1
        keyed.append((turns[piece.document], piece))
    return [piece for _, piece in sorted(keyed, key=lambda pair: pair[0])]


def _passages(corpus: Corpus, pieces: list[Piece]) -> str:
    lines = []
    for piece in pieces[:QUOTES]:
        notes = [piece.form, *filter(None, [piece.value, piece.reads])]
        who = "a reader’s comment under " if piece.voice == "commenter" else ""
        lines.append(
            f"- {quoted(corpus, piece.document, piece.start, piece.end)} — {who}{display.plain(label(corpus, piece.document))}; {display.plain('; '.join(notes))}"
        )
    if len(pieces) > QUOTES:
        lines.append(f"- and {len(pieces) - QUOTES} more, in the table evidence")
    return "\n".join(lines)


def unjudged(
    corpus: Corpus, themes: dict[str, Theme], made: Sequence[Finding], found: pd.DataFrame
) -> pd.DataFrame:
    """Authors' sentences with a theme's words that stand as evidence nowhere: where to look for what a finding leaves out."""
    rest = findings.unjudged(made, found)
    return pd.DataFrame(
        {
            "theme": [themes[row.theme].label for row in each(rest)],
            "text": [label(corpus, row.document) for row in each(rest)],
            "sentence": [shown(corpus[row.document], row.start, row.end) for row in each(rest)],
            "where": [display.link(row.document, row.start, row.end) for row in each(rest)],
        }
    )


def comments(
    corpus: Corpus, known: dict[str, Theme], found: pd.DataFrame, replies: pd.DataFrame
) -> pd.DataFrame:
    """Sentences of reader comments with a theme's words: readers' voices stay apart from authors'."""
    people = Commenters(corpus, replies)
    own = found[
        (found["voice"] != "author") & (found["side"] == "words") & found["comment"].notna()
    ]
    return pd.DataFrame(
        {
            "theme": [known[row.theme].label for row in each(own)],
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(own)
            ],
            "sentence": [people.shown(row.document, row.start, row.end) for row in each(own)],
            "where": [display.link(row.document, row.start, row.end) for row in each(own)],
        }
    )


def sources(corpus: Corpus, claims: pd.DataFrame) -> display.Text:
    """Who made the codes that the findings lean on."""
    if claims.empty:
        return display.text("No codes stand behind these findings.")
    if (claims["origin"] == "rule").all():
        return display.text(
            "The claims beside these passages are suggested by rules; no person has checked them yet."
        )
    return display.text(coders_said(corpus))
