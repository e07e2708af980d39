"""A first `reforms.toml`: what texts may be calling a reform, for a person to keep or delete.

Likely names stand as reforms already, marked as candidates, so that mentions and claims can be read at once; everything that shows
them says "(candidate)" behind their name. What only recurs stands below them as comments.
"""

import re

import tomlkit
from tomlkit.items import Table

from analysis.beginning.candidates import Candidate, candidates
from analysis.corpus import Corpus, address

MOST_LIKELY, MOST_OTHERS = 20, 25
"""Candidates that stand, and that are listed besides: no more than a person reads in a few minutes."""
MOST_READ, LEAST_READ = 10_000_000, 20_000
"""Characters in which names are looked for: of all texts together, and of each text in any case."""
EXAMPLE = 90
"""Characters of an example."""

HEADING = """\
# Reforms that the texts may be about, proposed by `jam-tomorrow new` from their words. Nobody has read them yet: every one is a
# candidate. Keep a reform by taking out its line `candidate = true`, delete what is none, and put two into one where both are the
# same (names and acronyms are lists). Until then "(candidate)" stands behind its name wherever it is shown.
#
# name: what tables and figures call it. names: how texts write it, in any case, singular or plural. acronyms: its short forms.
# Also possible: aliases (looser words, in texts about it), dates = { begun = "2022-07-01" } (what is certain from outside), note.
# Beside each stands in how many texts it was found, and an address to look at: jam-tomorrow show ADDRESS --corpus DIR
"""
NONE = """
# No name of a reform was found. Write what your texts call it, such as
#
# [reforms.bus_franchising]
# name = "Bus franchising"
# names = ["bus franchising", "franchising scheme"]
# acronyms = ["BFS"]
"""
OTHERS = """
# Also found often, but as likely a body, a place or a subject as a reform. To use one, take the # away.
"""


def reforms(corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """The text of a first `reforms.toml`, and the names of the candidates that stand in it."""
    most = max(LEAST_READ, MOST_READ // max(1, len(corpus)))
    found = candidates({document: text[:most] for document, text in corpus.texts.items()})
    likely = [one for one in found if one.likely][:MOST_LIKELY]
    others = [one for one in found if not one.likely][:MOST_OTHERS]
    taken: set[str] = set()
    blocks = [HEADING]
    blocks += [_block(corpus, one, _identifier(one, taken)) for one in likely] or [NONE]
    if others:
        blocks += [OTHERS, *(_commented(corpus, one, _identifier(one, taken)) for one in others)]
    return "".join(blocks), tuple(one.name for one in likely)


def _block(corpus: Corpus, one: Candidate, identifier: str) -> str:
    table = _table(corpus, one, tomlkit.table())
    return f"\n[reforms.{identifier}]\n{table.as_string()}"


def _table(corpus: Corpus, one: Candidate, table: Table) -> Table:
    table.add(tomlkit.comment(_where(corpus, one)))
    table.add("candidate", True)
    table.add("name", one.name[:1].upper() + one.name[1:])
    if one.names:
        table.add("names", list(one.names))
    if one.acronyms:
        table.add("acronyms", list(one.acronyms))
    return table


def _commented(corpus: Corpus, one: Candidate, identifier: str) -> str:
    """A candidate that doesn't stand: its lines as comments."""
    body = _block(corpus, one, identifier).replace("candidate = true\n", "").strip("\n")
    return "\n" + "".join(f"# {line.removeprefix('# ')}\n" for line in body.split("\n"))


def _where(corpus: Corpus, one: Candidate) -> str:
    """How often a name was found, and an example."""
    text = corpus[one.document]
    start, end = max(0, one.start - EXAMPLE // 2), min(len(text), one.end + EXAMPLE // 2)
    words = " ".join(text[start:end].split())
    if start and " " in words:
        words = "… " + words.split(" ", 1)[1]
    if end < len(text) and " " in words:
        words = words.rsplit(" ", 1)[0] + " …"
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    texts = f"{one.texts} text{'' if one.texts == 1 else 's'} of {len(corpus)}"
    places = f"{one.places} place{'' if one.places == 1 else 's'}"
    return f"{places} in {texts}, such as {address(one.document, one.start, one.end)} “{shown}”"


def _identifier(one: Candidate, taken: set[str]) -> str:
    """A short identifier: the acronym, else the first words of the name."""
    short = one.acronyms[0] if one.acronyms else "_".join(one.name.split()[:5])
    bare = re.sub(r"[^a-z0-9]+", "_", short.lower()).strip("_")[:40].strip("_") or "reform"
    identifier, number = bare, 2
    while identifier in taken:
        identifier, number = f"{bare}_{number}", number + 1
    taken.add(identifier)
    return identifier
