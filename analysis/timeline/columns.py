"""The texts in the order of publication, as columns: one a text while they are few, else one a period.

Columns are equally wide, because texts crowd in some years and are missing in others; each says when its
texts appeared, and a period without texts keeps its column, so that a gap in time is seen. Texts without
a date stand apart in the last column.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from analysis.charts.scale import MONTHS, SHORT, YEARS
from analysis.corpus import Corpus

MOST = 8
"""Columns beside each other: with more, a cell has no room for a word and its count."""


class Column(NamedTuple):
    """Texts side by side: what stands over them, and which they are."""

    head: str
    about: str
    documents: tuple[str, ...]
    dated: bool


def columns(corpus: Corpus) -> list[Column]:
    """The columns of a corpus; every text stands in one of them."""
    if len(corpus) <= MOST:
        return [
            Column(
                corpus.when(name).removesuffix(f" ({corpus.entry(name).published_basis})"),
                corpus.label(name),
                (name,),
                _day(corpus, name) is not None,
            )
            for name in corpus.by_publication
        ]
    days = {name: day for name in corpus.by_publication if (day := _day(corpus, name))}
    found = list(_periods(days)) if days else []
    undated = tuple(name for name in corpus.by_publication if name not in days)
    return [*found, Column("undated", _texts(undated), undated, False)] if undated else found


def _day(corpus: Corpus, document: str) -> date | None:
    """The day that a text is sorted by: the first on which it may have appeared, else the last."""
    said = corpus.published(document)
    return (said.first or said.last) if said else None


def _periods(days: dict[str, date]) -> Iterator[Column]:
    """As many equal periods as find room, from the first text to the last: months, or years, that begin evenly."""
    first, last = min(days.values()), max(days.values())
    for unit, steps in ((1, MONTHS), (12, YEARS)):
        for step in steps:
            begun, ended = (_number(day) // (unit * step) for day in (first, last))
            if ended - begun < MOST - 1:
                for number in range(begun, ended + 1):
                    own = tuple(n for n, d in days.items() if _number(d) // (unit * step) == number)
                    yield Column(_called(number * unit * step, unit * step), _texts(own), own, True)
                return


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _called(begun: int, length: int) -> str:
    """A period in words.

    >>> (
    ...     _called(2018 * 12, 12),
    ...     _called(2018 * 12, 60),
    ...     _called(2018 * 12 + 2, 1),
    ...     _called(2018 * 12 + 3, 3),
    ... )
    ('2018', '2018–2022', 'Mar 2018', 'Apr–Jun 2018')
    """
    year, month = divmod(begun, 12)
    last_year, last_month = divmod(begun + length - 1, 12)
    if length % 12 == 0:
        return str(max(year, 1)) if length == 12 else f"{max(year, 1)}–{min(last_year, 9999)}"
    if length == 1:
        return f"{SHORT[month]} {year}"
    return f"{SHORT[month]}–{SHORT[last_month]} {year}"


def _texts(documents: Sequence[str]) -> str:
    return "1 text" if len(documents) == 1 else f"{len(documents):,} texts"
