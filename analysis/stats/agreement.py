"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa."""

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.stats.uncertainty import Interval, bootstrap


def alpha(
    ratings: ArrayLike, level: Literal["nominal", "ordinal", "interval"] = "nominal"
) -> float:
    """Krippendorff's alpha of coders x units, nan for missing (Krippendorff 2011).

    It is nan where undefined: no unit with two codes, or one value only in all units with two.
    Ranks come from the values that appear, so negative codes are as good as others. Raises
    ValueError when the ratings are no table of coders by units.
    """
    table = np.asarray(ratings, dtype=float)
    if table.ndim != 2:
        raise ValueError(f"Alpha needs coders by units, but got {table.ndim} dimensions.")
    pairable = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    if len(np.unique(pairable[~np.isnan(pairable)])) < 2:
        return float("nan")
    import krippendorff

    return float(krippendorff.alpha(pairable, level_of_measurement=level))


def kappa(
    one: ArrayLike, other: ArrayLike, weights: Literal["linear", "quadratic"] | None = None
) -> float:
    """Cohen's kappa of two coders (Cohen 1960; weighted 1968), pairs with nan left out.

    Weights are distances of the values themselves. It is nan where chance alone would agree always.

    >>> kappa([1, 1, 0, 0], [1, 0, 0, 0])
    0.5
    """
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if first.shape != second.shape:
        raise ValueError(f"Kappa needs pairs, but got {first.size} and {second.size} codes.")
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    if not len(first):
        return float("nan")
    expected = _distance(first[:, None], second[None, :], weights)
    return float(1 - _distance(first, second, weights) / expected) if expected else float("nan")


def _distance(one: ArrayLike, other: ArrayLike, weights: str | None) -> float:
    """The mean disagreement of codes set side by side."""
    apart = np.abs(np.subtract(one, other))
    if weights is None:
        return float((apart > 0).mean())
    return float((apart if weights == "linear" else apart**2).mean())


class Agreement(NamedTuple):
    """Agreement of two or more coders; kappa is nan unless there are two."""

    alpha: Interval
    kappa: Interval
    raw: Interval
    pairs: int


def agreement(
    ratings: ArrayLike,
    units: Sequence[Hashable],
    level: Literal["nominal", "ordinal", "interval"] = "nominal",
    clusters: Sequence[Hashable] | None = None,
    weights: Literal["linear", "quadratic"] | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> Agreement:
    """Alpha, kappa and the share of equal pairs of codes, with intervals over units or clusters.

    Only units that two coders coded are counted and drawn. Raises ValueError when units don't match
    the columns of the ratings, or as `alpha` and `bootstrap` do.
    """
    table = np.asarray(ratings, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(units):
        raise ValueError(
            f"Ratings of shape {table.shape} don't fit {len(units)} units: give one each."
        )
    if clusters is not None and len(clusters) != len(units):
        raise ValueError(
            f"There are {len(clusters)} clusters for {len(units)} units: give one each."
        )
    kept = np.flatnonzero((~np.isnan(table)).sum(axis=0) >= 2).tolist()
    table, names = table[:, kept], [units[row] for row in kept]
    threads = None if clusters is None else [clusters[row] for row in kept]

    def interval(statistic: Callable[[NDArray[np.float64]], float]) -> Interval:
        return bootstrap(lambda rows: statistic(table[:, rows]), names, threads, draws, seed)

    return Agreement(
        interval(lambda drawn: alpha(drawn, level)),
        interval(
            lambda drawn: kappa(drawn[0], drawn[1], weights) if len(drawn) == 2 else float("nan")
        ),
        interval(lambda drawn: _equal_pairs(drawn)[0]),
        _equal_pairs(table)[1],
    )


def _equal_pairs(table: NDArray[np.float64]) -> tuple[float, int]:
    """The share of equal pairs of codes of one unit, and how many pairs there are."""
    equal = pairs = 0
    for one, other in combinations(table, 2):
        both = ~(np.isnan(one) | np.isnan(other))
        equal, pairs = equal + int((one == other)[both].sum()), pairs + int(both.sum())
    return (equal / pairs if pairs else float("nan")), pairs
