"""Sheets on which a coder codes comments and checks claims, blind: no other's codes, no scores, no suggestions, no names.

The order is shuffled by a stated seed, so that what was read before doesn't lean the same way for every coder. Each row
carries its address and the hash of its words; `taking` holds the filled sheet to both. The sheet says how long it takes and
from what that is reckoned.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis import corpus as corpora
from analysis import lexicons, spreadsheets, stats
from analysis.corpus import Corpus
from analysis.words import Commenters, cut, shown

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction in English (Brysbaert 2019, Journal of Memory and Language 109: 104047)."""

SECONDS_A_CODE = 4.0
"""Assumed for choosing one code once the text is read; nobody has measured it here."""

MINUTES = 30.0
CONTEXT = 360
"""Characters of an article's beginning, and of the passage around a claim, that a coder sees."""

PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
COMMENT = ("tone", "reform_stance", "article_stance", "sarcasm", "about_reform")
CLAIM = ("kind", "stance", "reforms", "attributed_to", "tense")
COLUMNS = (
    "coder",
    "item",
    "document",
    "comment",
    "start",
    "end",
    "text_sha256",
    "context",
    "text",
    *COMMENT,
    *CLAIM,
    "note",
)


class Item(NamedTuple):
    """Something to be coded: a comment or a claim, with what is shown around it."""

    item: str
    document: str
    comment: int | None
    start: int
    end: int
    text_sha256: str
    context: str
    text: str

    @property
    def asked(self) -> tuple[str, ...]:
        """The codes that are asked for."""
        return COMMENT if self.item == "comment" else CLAIM

    @property
    def minutes(self) -> float:
        """How long it takes to read and code."""
        words = len(self.text.split()) + len(self.context.split())
        return words / WORDS_A_MINUTE + len(self.asked) * SECONDS_A_CODE / 60


class Sheet(NamedTuple):
    """A coder's items in their shuffled order, and the seed of it."""

    coder: str
    seed: int
    items: tuple[Item, ...]
    reforms: Mapping[str, str]

    @property
    def minutes(self) -> float:
        """How long the whole of it takes."""
        return sum(item.minutes for item in self.items)

    @property
    def about(self) -> str:
        """What is on the sheet and how long it takes, in a sentence."""
        counts = {
            kind: sum(item.item == kind for item in self.items) for kind in ("comment", "claim")
        }
        said = " and ".join(
            f"{number} {kind}{'' if number == 1 else 's'}"
            for kind, number in counts.items()
            if number
        )
        return (
            f"{said or 'nothing'} to code, about {max(1, round(self.minutes))} minutes "
            f"({WORDS_A_MINUTE} words a minute, and {SECONDS_A_CODE:.0f} seconds a code)"
        )


def sheet(
    corpus: Corpus,
    comments: pd.DataFrame,
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    coder: str,
    seed: int = 1,
    minutes: float | None = MINUTES,
) -> Sheet:
    """A sheet of all comments and of as many claims, drawn at random, as `minutes` leave time for; all of them where it is None."""
    people, begins = Commenters(corpus, comments), _beginnings(corpus, sentences)
    items = [_comment(corpus, people, begins, row) for row in comments.itertuples(index=False)]
    left = float("inf") if minutes is None else minutes - sum(item.minutes for item in items)
    drawn: list[Item] = []
    row: Any
    for row in sorted(claims.itertuples(index=False), key=lambda row: _lot(row, seed)):
        item = _claim(corpus, people, row)
        if item.minutes > left:
            break  # not skipped for a shorter one: the sample would lean towards short claims
        drawn.append(item)
        left -= item.minutes
    # Comments first, so that a claim's words don't give a comment's context away.
    order = [*sorted(items, key=lambda item: _lot(item, seed)), *drawn]
    named = {name: reform.name for name, reform in corpus.reforms.items()}
    return Sheet(coder, seed, tuple(order), named)


def as_csv(given: Sheet) -> str:
    """The sheet as CSV, its codes empty: UTF-8 with a byte order mark, which spreadsheets need to see, and no text a formula."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n", restval="")
    writer.writeheader()
    for item in given.items:
        row = {**item._asdict(), "coder": given.coder}
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    """A value as a spreadsheet may be given it."""
    if value is None:
        return ""
    return spreadsheets.guarded(value) if isinstance(value, str) else value


def as_html(given: Sheet, page: str) -> str:
    """The sheet as one page that works without a network; `page` is the template's text with a place for the data."""
    data = {
        "coder": given.coder,
        "about": given.about,
        "seed": given.seed,
        "columns": COLUMNS,
        "items": [{**item._asdict(), "asked": item.asked} for item in given.items],
        "questions": list(_questions(given.reforms)),
    }
    # "</script>" in a comment must not end the script that holds it.
    said = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return page.replace("/*SHEET*/null", said)


def _questions(reforms: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is asked, with what each code means, from the codebook as data."""
    asked = lexicons.load("coding_questions")
    for name in (*COMMENT, *CLAIM):
        entry = asked[name]
        choices = [{"code": code, "means": means} for code, means in entry.get("codes", {}).items()]
        if name == "reforms":
            choices = [{"code": code, "means": means} for code, means in reforms.items()]
        yield {
            "name": name,
            "item": "comment" if name in COMMENT else "claim",
            "question": entry["question"],
            "help": entry.get("help", ""),
            "choices": choices,
            "several": name == "reforms",
            "free": entry.get("free", False),
        }


def vocabulary(name: str) -> tuple[str, ...]:
    """The codes that a question allows, as text; nothing where the answer is free.

    >>> vocabulary("sarcasm")
    ('true', 'false')
    """
    return tuple(lexicons.load("coding_questions")[name].get("codes", {}))


def _comment(corpus: Corpus, people: Commenters, begins: Mapping[str, str], row: Any) -> Item:
    text = corpus[row.document]
    breaks = [match.span() for match in PARAGRAPH.finditer(text, row.start, row.end)]
    edges = [row.start, *(edge for span in breaks for edge in span), row.end]
    paragraphs = zip(edges[::2], edges[1::2], strict=True)
    words = "\n\n".join(people.shown(row.document, start, end) for start, end in paragraphs)
    return Item(
        "comment",
        row.document,
        int(row.comment),
        int(row.start),
        int(row.end),
        corpora.fingerprint(corpus[row.document][row.start : row.end]),
        f"Comment {row.comment} under “{corpus.label(row.document)}”, which begins: {begins.get(row.document, '–')}",
        words,
    )


def _claim(corpus: Corpus, people: Commenters, row: Any) -> Item:
    text = corpus[row.document]
    start = max(0, row.start - CONTEXT // 2)
    end = min(len(text), row.end + CONTEXT // 2)
    around = people.shown(row.document, start, row.start), people.shown(row.document, row.end, end)
    return Item(
        "claim",
        row.document,
        None,
        int(row.start),
        int(row.end),
        corpora.fingerprint(text[row.start : row.end]),
        f"{corpus.label(row.document)}: … {around[0]} [▮] {around[1]} …",
        people.shown(row.document, row.start, row.end),
    )


def _beginnings(corpus: Corpus, sentences: pd.DataFrame) -> dict[str, str]:
    """How each article begins, so that a comment can be judged as an answer to it."""
    found: dict[str, str] = {}
    own = sentences[(sentences["kind"] == "body") & (sentences["voice"] == "author")]
    for document, group in own.groupby("document", sort=True):
        text = corpus[str(document)]
        first = int(group["start"].min())
        found[str(document)] = cut(shown(text, first, min(len(text), first + 2 * CONTEXT)), CONTEXT)
    return found


def _lot(row: Any, seed: int) -> bytes:
    """A row's place in the shuffled order."""
    return stats.lot(corpora.address(row.document, row.start, row.end), seed)


def columns_of(item: str) -> Sequence[str]:
    """The codes asked for of a kind of item."""
    return COMMENT if item == "comment" else CLAIM


def table_of(item: str) -> str:
    """The table that codes of a kind of item belong to."""
    return "comment_codes" if item == "comment" else "claims"
