"""Codes: what a person or an automated coder said of a span of text, read and held to its words.

A code is worth something only while the words that were coded still stand where they stood. Every
row of `codes/CODER/TABLE.csv` therefore carries `text_sha256` of its words; where the text has
changed since, the row is refused with both texts, and nothing is drawn from it. `settled` holds the
codes that the notebooks use, `coder-a` and `coder-b` what each coder said alone, and
`codes/coders.toml` who or what they were.

A corpus without codes is no fault: then what the machine suggests stands alone, with `origin` rule.
Codes win over suggestions. Where `coders.toml` says of the settled codes that they are `whole`, a document
with any code in it was read to its end: what its coders left out was left out on purpose, and nothing
is suggested there. Elsewhere a suggestion stands unless it touches a coded span.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis import claims as claim_room
from analysis import comments as comments_room
from analysis import corpus as corpora
from analysis import outcomes as outcome_room
from analysis import segments, sentences, tables
from analysis import times as time_room
from analysis.corpus import Corpus, catalogue
from analysis.mistakes import InputError

TABLES = ("times", "claims", "comment_codes", "outcomes")
SETTLED = "settled"
HASH, LATER_HASH = "text_sha256", "later_text_sha256"
SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")
MOST_FAULTS = 20
SHOWN = 60
"""Characters of a text that a message shows: enough to find the place, short enough to read."""

Row = Mapping[str, str]
Spans = Mapping[tuple[str, str], tuple[int, int]]


class Fault(NamedTuple):
    """What is wrong with a row of codes."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


def codes(
    corpus: Corpus, table: str, coder: str = SETTLED, comments: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One coder's codes as the table they belong to; empty where the corpus has none.

    `ValueError` names file, line and address of every row whose words have changed, and of every
    reform or document that the corpus does not have. `comment_codes` are held to the comments as
    they are found now; give the table `comments` where it has been made already.
    """
    if table not in TABLES:
        raise InputError(f"{table!r} holds no codes; the coded tables are {', '.join(TABLES)}.")
    found = corpus.codes(coder, table)
    if found is None or not found[1].strip():
        return tables.make(table, [])
    name, text = found
    hashes = (HASH, LATER_HASH) if table == "outcomes" else (HASH,)
    try:
        made = tables.parse(table, text, name, extra=hashes)
        wrong = list(_faults(corpus, table, name, text, spans(corpus, table, comments)))
    except csv.Error as error:
        raise InputError(
            f"{name} can't be read as CSV ({error}); look for a quotation mark that is never closed, and save it again."
        ) from None
    if wrong:
        raise InputError(told(list(map(str, wrong))))
    return made


def named(corpus: Corpus, table: str, coder: str = SETTLED) -> frozenset[str]:
    """The documents that one coder's codes name, whether they stand or not."""
    found = corpus.codes(coder, table)
    reader = csv.DictReader(io.StringIO(found[1] if found else "", newline=""))
    try:
        return frozenset(row["document"] for row in reader if row.get("document"))
    except csv.Error:
        return frozenset()  # `codes` says what is wrong


def times(
    corpus: Corpus, found: pd.DataFrame | None = None, use_codes: bool = True
) -> pd.DataFrame:
    """Time expressions: the settled ones, and what the machine finds where nobody has coded.

    `found` is the table that `analysis.times.times` makes; without it the documents that are not coded
    whole are read here.
    """
    own = codes(corpus, "times") if use_codes else tables.make("times", [])
    read = whole(corpus, use_codes)
    if found is None:
        rest = corpus.without(read)
        pieces = segments.segments(rest)
        found = time_room.times(rest, pieces, comments_room.comments(rest, pieces))
    return merged("times", own, found, read)


def merged(
    table: str, own: pd.DataFrame, found: pd.DataFrame, read: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Codes over suggestions: suggestions stand outside of the documents `read` whole where they touch no coded span.

    Equal to the codes where all documents are coded whole, to the suggestions where there are no codes.
    """
    if own.empty and not read:
        return found
    coded: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in zip(own["document"], own["start"], own["end"], strict=True):
        coded.setdefault(document, []).append((start, end))
    kept = [
        document not in read and not any(a < end and start < b for a, b in coded.get(document, ()))
        for document, start, end in zip(
            found["document"], found["start"], found["end"], strict=True
        )
    ]
    rows = [*own.to_dict("records"), *found[kept].to_dict("records")]
    return tables.make(table, rows)


def whole(corpus: Corpus, use_codes: bool = True) -> frozenset[str]:
    """Documents whose settled codes are complete; none unless `coders.toml` says `whole = true`."""
    if not use_codes or str(coders(corpus).get(SETTLED, {}).get("whole", "")).lower() != "true":
        return frozenset()
    return frozenset(
        name for table in ("times", "claims") for name in codes(corpus, table)["document"]
    )


def claims(
    corpus: Corpus,
    dated: pd.DataFrame | None = None,
    found: pd.DataFrame | None = None,
    use_codes: bool = True,
) -> pd.DataFrame:
    """Claims: the settled ones, and what the machine suggests where nobody has coded; `origin` says which.

    `found` is the table that `analysis.claims.claims` makes; without it the documents that are not coded
    whole are read here, dated by the table of times `dated` or by what `times` gives.
    """
    own = codes(corpus, "claims") if use_codes else tables.make("claims", [])
    read = whole(corpus, use_codes)
    if found is None:
        rest = corpus.without(read)
        dated = times(corpus, use_codes=use_codes) if dated is None else dated
        found = claim_room.claims(rest, sentences.sentences(rest, segments.segments(rest)), dated)
    return merged("claims", own, found, read)


def comment_codes(
    corpus: Corpus,
    comments: pd.DataFrame | None = None,
    use_codes: bool = True,
    suggested: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Settled codes of reader comments, and what rules suggest of those that nobody has coded; `origin` says which.

    `suggested` is what `analysis.stance.comment_codes` makes; without it there are codes only.
    """
    own = tables.make("comment_codes", [])
    if use_codes:
        own = codes(corpus, "comment_codes", comments=comments)
    return own if suggested is None else over(own, suggested)


def over(own: pd.DataFrame, suggested: pd.DataFrame) -> pd.DataFrame:
    """Codes of comments, and suggestions for those that have none."""
    if own.empty or suggested.empty:
        return suggested if own.empty else own
    coded = set(zip(own["document"], own["comment"], strict=True))
    kept = [
        key not in coded for key in zip(suggested["document"], suggested["comment"], strict=True)
    ]
    rows = [*own.to_dict("records"), *suggested[kept].to_dict("records")]
    return tables.make("comment_codes", rows)


def outcomes(
    corpus: Corpus,
    claimed: pd.DataFrame | None = None,
    dated: pd.DataFrame | None = None,
    remarks: pd.DataFrame | None = None,
    use_codes: bool = True,
) -> pd.DataFrame:
    """Promises beside later statements: a researcher's pairs as coded, and found pairs with nothing judged.

    The tables of claims, times and comments may be given where they have been made already.
    """
    dated = times(corpus, use_codes=use_codes) if dated is None else dated
    claimed = claims(corpus, dated, use_codes=use_codes) if claimed is None else claimed
    coded = codes(corpus, "outcomes") if use_codes else None
    return outcome_room.outcomes(corpus, claimed, dated, remarks, coded)


def coders(corpus: Corpus) -> dict[str, dict[str, str]]:
    """Who or what made the codes: each folder of `codes/` with its `kind` and what is said `about` it."""
    return {
        name: {key: str(value) for key, value in entry.items()}
        for name, entry in corpus.toml("codes/coders.toml").items()
        if isinstance(entry, dict)
    }


def faults(corpus: Corpus, comments: pd.DataFrame | None = None) -> list[str]:
    """Every reason why codes of this corpus are refused, of all coders and tables at once."""
    found = []
    for coder in sorted({SETTLED, *coders(corpus)}):
        for table in TABLES:
            try:
                codes(corpus, table, coder, comments)
            except ValueError as error:
                found += str(error).splitlines()
    return found


def spans(corpus: Corpus, table: str, comments: pd.DataFrame | None = None) -> Spans:
    """Where each comment stands, by document and number; nothing for the other tables."""
    if table != "comment_codes":
        return {}
    if comments is None:
        comments = comments_room.comments(corpus, segments.segments(corpus))
    places = zip(*(comments[key] for key in ("document", "comment", "start", "end")), strict=True)
    return {(str(name), str(number)): (start, end) for name, number, start, end in places}


def _faults(corpus: Corpus, table: str, name: str, text: str, spans: Spans) -> Iterator[Fault]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if HASH not in (reader.fieldnames or ()):
        yield Fault(
            name, 1, f"the header lacks {HASH}, without which no code can be held to its words."
        )
        return
    for row in reader:
        for check in CHECKS[table]:
            for sentence in check(corpus, row, spans):
                yield Fault(name, reader.line_num, sentence)


def _span_stands(corpus: Corpus, row: Row, spans: Spans) -> Iterator[str]:
    yield from _stands(corpus, row, "", HASH)


def _later_span_stands(corpus: Corpus, row: Row, spans: Spans) -> Iterator[str]:
    yield from _stands(corpus, row, "later_", LATER_HASH)


def _stands(corpus: Corpus, row: Row, prefix: str, hash_column: str) -> Iterator[str]:
    """Whether the coded words still stand at their address."""
    document = row[f"{prefix}document"]
    start, end = _span(row, prefix)
    if document not in corpus.texts:
        yield no_document(corpus, document)
        return
    now = corpus[document][start:end]
    coded = row.get("text") if not prefix else None
    if row.get(hash_column) != corpora.fingerprint(now) or (coded is not None and coded != now):
        was = (
            _quoted(coded)
            if coded
            else f"words with {hash_column} {row.get(hash_column, '')[:12] or '(none)'}"
        )
        yield (
            f"{corpora.address(document, start, end)} was coded as {was}, but the text now reads "
            f"{_quoted(now)} there; restore the text, or code the place again."
        )


def _comment_stands(corpus: Corpus, row: Row, spans: Spans) -> Iterator[str]:
    document, number = row["document"], row["comment"]
    if document not in corpus.texts:
        yield no_document(corpus, document)
        return
    if (document, number) not in spans:
        there = sum(1 for name, _ in spans if name == document)
        yield f"comment {number} of {document} was coded, but {there} comments are found there; code it again."
        return
    start, end = spans[document, number]
    now = corpus[document][start:end]
    if row.get(HASH) != corpora.fingerprint(now):
        yield (
            f"comment {number} of {document} was coded as words with {HASH} "
            f"{row.get(HASH, '')[:12] or '(none)'}, but {corpora.address(document, start, end)} now reads "
            f"{_quoted(now)}; restore the text, or code the comment again."
        )


def _reforms_known(corpus: Corpus, row: Row, spans: Spans) -> Iterator[str]:
    known = tuple(corpus.reforms)
    for reform in filter(None, row["reforms"].split(";")):
        if reform not in known:
            hint = catalogue.nearest(reform, known) if known else "; reforms.toml names none"
            yield f"{_where(row)} names the reform {reform!r}, which reforms.toml does not have{hint}."


def _times_in_text(corpus: Corpus, row: Row, spans: Spans) -> Iterator[str]:
    for place in filter(None, row["times"].split(";")):
        match = SPAN.fullmatch(place)
        if not match:
            yield f"{_where(row)} has {place!r} among its times; write START-END, such as 682-690."
        elif not int(match[1]) < int(match[2]) <= len(corpus.texts.get(row["document"], "")):
            yield f"{_where(row)} is dated by {place}, which is no place in its text."


def _span(row: Row, prefix: str = "") -> tuple[int, int]:
    """The offsets of a row; a spreadsheet may have written them as 682.0."""
    return int(float(row[f"{prefix}start"])), int(float(row[f"{prefix}end"]))


def _where(row: Row) -> str:
    return corpora.address(row["document"], *_span(row))


def told(faults: list[str]) -> str:
    """Faults a line, and how many more there are than anybody reads at once."""
    more = [f"(and {len(faults) - MOST_FAULTS} more)"] if len(faults) > MOST_FAULTS else []
    return "\n".join([*faults[:MOST_FAULTS], *more])


def no_document(corpus: Corpus, document: str) -> str:
    """What is wrong with a code of a document that the corpus does not have."""
    return f"the document {document!r} is coded, but the corpus holds {', '.join(corpus.texts)}."


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat}”" if len(flat) <= SHOWN else f"“{flat[:SHOWN].rstrip()} …”"


Check = Callable[[Corpus, Row, Spans], Iterator[Any]]
CHECKS: dict[str, tuple[Check, ...]] = {
    "times": (_span_stands,),
    "claims": (_span_stands, _reforms_known, _times_in_text),
    "comment_codes": (_comment_stands,),
    "outcomes": (_span_stands, _later_span_stands),
}
