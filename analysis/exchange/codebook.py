"""The codebook of a REFI-QDA project: every code of the tables, in a tree, each with a name that stands once.

Programs move codes about and give them other identifiers, so a code is known by its identifier, which hangs on nothing but
its name, and else by its name: "tone: -1 (negative)" says both its field and its value wherever it stands in the tree.
"""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicons, tables
from analysis.corpus import Corpus
from analysis.findings.stored import SIDES

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:jam-tomorrow:refi-qda")
FREE = "attributed_to"
"""The field whose codes are names that coders add."""

SCALES = ("stance", "tone", "reform_stance", "article_stance", "sarcasm", "about_reform")


class Code(NamedTuple):
    """A code with what it says: a value of a field of a table, or nothing where it only gathers others."""

    name: str
    about: str = ""
    colour: str = ""
    table: str = ""
    field: str = ""
    value: Any = None
    notes: tuple[str, ...] = ()
    children: tuple["Code", ...] = ()

    @property
    def guid(self) -> str:
        """Its identifier."""
        return guid("code", self.name)


def guid(*said: object) -> str:
    """The identifier of a thing, the same for every export.

    >>> guid("user", "rule") == guid("user", "rule") != guid("user", "person")
    True
    """
    return str(uuid.uuid5(NAMESPACE, "\0".join(map(str, said)))).upper()


def codebook(corpus: Corpus, names: Iterable[str], evidence: pd.DataFrame) -> tuple[Code, ...]:
    """The codes of a corpus, gathered by table; `names` are those that vouch for claims."""
    questions = lexicons.load("coding_questions")
    book = lexicons.load("refi")
    gathered = []
    for table in ("claims", "comment_codes"):
        fields = tuple(
            Code(
                field,
                " ".join(
                    filter(None, (questions[field]["question"], questions[field].get("help")))
                ),
                children=tuple(_of_field(corpus, table, field, names)),
            )
            for field in book[table]["fields"]
        )
        gathered.append(Code(table, book[table]["about"], children=fields))
    gathered.append(Code("pieces", book["pieces"]["about"], children=tuple(_pieces())))
    gathered.append(Code("times", book["times"]["about"], children=tuple(_times())))
    if not evidence.empty:
        found = tuple(_finding(name) for name in sorted(set(evidence["finding"])))
        gathered.append(Code("findings", book["findings"]["about"], children=found))
    return tuple(gathered)


def flat(codes: Iterable[Code]) -> Iterator[Code]:
    """Every code of a tree, those above before those below."""
    for code in codes:
        yield code
        yield from flat(code.children)


def name_of(field: str, value: Any) -> str:
    """The name of the code for a value of a field.

    >>> name_of("tone", -1), name_of("kind", "promise"), name_of("sarcasm", True)
    ('tone: -1 (negative)', 'kind: promise', 'sarcasm: true (yes)')
    """
    said = str(value).lower() if isinstance(value, bool) else str(value)
    if field not in SCALES:
        return f"{field}: {said}"
    return f"{field}: {said} ({lexicons.load('coding_questions')[field]['codes'][said]})"


def value_of(field: str, said: str) -> Any:
    """The value that a code of a field stands for, from the text of its vocabulary."""
    if field in ("sarcasm", "about_reform"):
        return said == "true"
    return int(said) if field in SCALES else said


def _of_field(corpus: Corpus, table: str, field: str, names: Iterable[str]) -> Iterator[Code]:
    said: dict[str, str] = dict(lexicons.load("coding_questions")[field].get("codes", {}))
    if field == "reforms":
        said = {name: reform.name for name, reform in corpus.reforms.items()}
    if field == FREE:
        said = dict.fromkeys(sorted({"speaker", "unnamed", *names}), "")
    colours = lexicons.load("refi")["colours"]
    for word, means in said.items():
        value = value_of(field, word)
        colour = colours["kind" if field == "kind" else "scale"].get(word, "")
        yield Code(name_of(field, value), means, colour, table, field, value)


def _pieces() -> Iterator[Code]:
    colour = lexicons.load("refi")["colours"]["other"]["pieces"]
    kinds = next(c for c in tables.schema("segments").columns if c.name == "kind").values
    yield Code("reader comment", "a reader comment, whole", colour)
    for kind in kinds:
        yield Code(f"piece: {kind}", "", colour)


def _times() -> Iterator[Code]:
    colour = lexicons.load("refi")["colours"]["other"]["times"]
    for kind in next(c for c in tables.schema("times").columns if c.name == "type").values:
        yield Code(f"time: {kind}", "", colour)


def _finding(name: str) -> Code:
    colours = lexicons.load("refi")["colours"]["side"]
    sides = tuple(Code(f"finding: {name}, {side}", SIDES[side], colours[side]) for side in SIDES)
    return Code(f"finding: {name}", notes=(f"finding: {name}",), children=sides)
