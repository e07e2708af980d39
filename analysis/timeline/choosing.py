"""What of a large corpus is drawn: a sheet that nobody can read shows nothing.

A few texts are drawn whole. Of many, those with most dated claims are drawn, each with its fair share
of the rows, promises and forecasts first because they are what later texts are read against. What is
left out is counted on the sheet, and the table of marks has it all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.placing import KINDS, Band, Claim

MOST_ROWS, MOST_BANDS, MOST_HEAPED = 60, 24, 48
"""Dated claims and bands on a sheet, and claims of one kind in a heap: about eight printed pages, as found by
drawing corpora of 1 to 200 texts; a test holds the height of the largest."""

FIRST = ("promise", "forecast")


class Choice(NamedTuple):
    """The bands to draw, each with the dated claims that get a row, and the bands left out."""

    drawn: tuple[tuple[Band, tuple[Claim, ...]], ...]
    out: tuple[Band, ...]

    @property
    def rows(self) -> int:
        """How many dated claims have a row."""
        return sum(len(rows) for _, rows in self.drawn)

    @property
    def dated(self) -> int:
        """How many dated claims there are in all."""
        return sum(len(band.dated) for band in (*(band for band, _ in self.drawn), *self.out))


def chosen(made: Sequence[Band]) -> Choice:
    """What to draw of these bands, in their order; everything, where it finds room."""
    kept = set(range(len(made)))
    if len(made) > MOST_BANDS:
        most_first = sorted(kept, key=lambda n: (-len(made[n].dated), -made[n].claims, n))
        kept = set(most_first[:MOST_BANDS])
    bands = [made[n] for n in sorted(kept)]
    share = _share([len(band.dated) for band in bands])
    return Choice(
        tuple((band, _rows(band, share)) for band in bands),
        tuple(band for n, band in enumerate(made) if n not in kept),
    )


def by_kind(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """The claims of each kind that occurs, kinds in the codebook's order."""
    groups = [(kind, [claim for claim in claims if claim.kind == kind]) for kind in KINDS]
    return [(kind, group) for kind, group in groups if group]


def _share(dated: Sequence[int]) -> int:
    """The most rows that each band may have so that all of them find room; at least one.

    >>> _share([8, 3, 2]), _share([100, 3]), _share([1000, 1000])
    (60, 57, 30)
    """
    share = MOST_ROWS
    while share > 1 and sum(min(share, number) for number in dated) > MOST_ROWS:
        share -= 1
    return share


def _rows(band: Band, share: int) -> tuple[Claim, ...]:
    if len(band.dated) <= share:
        return band.dated
    order = sorted(range(len(band.dated)), key=lambda n: (band.dated[n].kind not in FIRST, n))
    return tuple(band.dated[n] for n in sorted(order[:share]))
