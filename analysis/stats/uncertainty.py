"""How sure a number is: percentile bootstrap over units, or over the clusters they come in.

Comments of one thread answer each other, so threads are drawn whole when they are given. Percentile
intervals are used because they stay inside the range of the statistic and ask for no variance
formula (Efron and Tibshirani 1993, chapter 13).
"""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.mistakes import InputError

# Below this many independent draws a percentile interval is far too narrow to be shown.
FEWEST = 11


class Interval(NamedTuple):
    """An estimate and its bounds; without bounds, `note` says why."""

    estimate: float
    low: float | None
    high: float | None
    units: int
    clusters: int | None
    note: str


def bootstrap(
    statistic: Callable[[NDArray[np.intp]], float],
    units: Sequence[Hashable],
    clusters: Sequence[Hashable] | None = None,
    draws: int = 2000,
    seed: int = 0,
    level: float = 0.95,
) -> Interval:
    """A statistic of row positions with its percentile interval; the order of rows changes nothing.

    Units are unique names of rows. Draws in which the statistic is undefined (nan) are left out and
    counted in the note. Raises ValueError when names repeat, clusters don't match the units, or the
    level doesn't lie between 0 and 1.
    """
    if not 0 < level < 1:
        raise InputError(f"A level lies between 0 and 1, but is {level}: for 95% give 0.95.")
    if len({str(unit) for unit in units}) != len(units):
        raise InputError("A bootstrap needs one name a unit, but names repeat: make them unique.")
    if clusters is not None and len(clusters) != len(units):
        raise InputError(
            f"There are {len(clusters)} clusters for {len(units)} units: give one for each unit."
        )
    order = sorted(range(len(units)), key=lambda row: str(units[row]))
    groups = _groups(order, clusters)
    count = None if clusters is None else len(groups)
    estimate = float(statistic(np.array(order, dtype=np.intp))) if order else float("nan")
    if len(groups) < FEWEST:
        kind = "units" if clusters is None else "clusters"
        note = f"too few {kind} ({len(groups)} of at least {FEWEST})"
        return Interval(estimate, None, None, len(units), count, note)
    generator = np.random.default_rng(seed)
    drawn = np.array(
        [
            statistic(np.concatenate([groups[pick] for pick in picks]))
            for picks in generator.integers(len(groups), size=(draws, len(groups)))
        ],
        dtype=float,
    )
    defined = drawn[~np.isnan(drawn)]
    undefined = draws - len(defined)
    note = f"undefined in {undefined} of {draws} draws" if undefined else ""
    if not len(defined):
        return Interval(estimate, None, None, len(units), count, note)
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(estimate, float(low), float(high), len(units), count, note)


def _groups(order: list[int], clusters: Sequence[Hashable] | None) -> list[NDArray[np.intp]]:
    """The rows that are drawn together, in an order that names decide."""
    members: dict[str, list[int]] = {}
    for row in order:
        members.setdefault(str(row if clusters is None else clusters[row]), []).append(row)
    names = list(members) if clusters is None else sorted(members)
    return [np.array(members[name], dtype=np.intp) for name in names]
