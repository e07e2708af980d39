"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa."""

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.mistakes import InputError
from analysis.stats.uncertainty import Interval, bootstrap

Level = Literal["nominal", "ordinal", "interval"]
Weights = Literal["linear", "quadratic"]


def alpha(ratings: ArrayLike, level: Level = "nominal") -> float:
    """Krippendorff's alpha of coders x units, nan for missing (Krippendorff 2011).

    It is nan where undefined: no unit with two codes, or one value only in all units with two.
    Ranks come from the values that appear, so negative codes are as good as others. Raises
    ValueError when the ratings are no table of coders by units, aren't numbers, or the level isn't
    one of the three.
    """
    if level not in get_args(Level):
        raise InputError(f"Alpha knows no level {level!r}: take one of {get_args(Level)}.")
    table = _codes(ratings)
    if table.ndim != 2:
        raise InputError(f"Alpha needs coders by units, but got {table.ndim} dimensions.")
    pairable = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    if len(np.unique(pairable[~np.isnan(pairable)])) < 2:
        return float("nan")
    import krippendorff

    return float(krippendorff.alpha(pairable, level_of_measurement=level))


def kappa(one: ArrayLike, other: ArrayLike, weights: Weights | None = None) -> float:
    """Cohen's kappa of two coders (Cohen 1960; weighted 1968), pairs with nan left out.

    Weights are distances of the values themselves. It is nan where chance alone would agree always.
    Raises ValueError for codes that aren't pairs or numbers, and for weights of another name.

    >>> kappa([1, 1, 0, 0], [1, 0, 0, 0])
    0.5
    """
    if weights is not None and weights not in get_args(Weights):
        raise InputError(f"Kappa knows no weights {weights!r}: take one of {get_args(Weights)}.")
    first, second = _codes(one), _codes(other)
    if first.shape != second.shape:
        raise InputError(f"Kappa needs pairs, but got {first.size} and {second.size} codes.")
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    if not len(first):
        return float("nan")
    observed = float(_apart(first, second, weights).mean())
    # Values are crossed, not codes: a corpus has many comments but a code few values.
    (rows, often), (columns, as_often) = (
        np.unique(codes, return_counts=True) for codes in (first, second)
    )
    crossed = _apart(rows[:, None], columns[None, :], weights)
    expected = float(often @ crossed @ as_often) / len(first) ** 2
    return 1 - observed / expected if expected else float("nan")


def _codes(values: ArrayLike) -> NDArray[np.float64]:
    try:
        codes = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise InputError(f"Codes must be numbers or nan, but {error}: number them first.") from None
    if np.isinf(codes).any():
        raise InputError("Codes must be finite numbers or nan, but one is infinite: take it out.")
    return codes


def _apart(
    one: NDArray[np.float64], other: NDArray[np.float64], weights: Weights | None
) -> NDArray[np.float64]:
    """How far codes set side by side disagree."""
    apart: NDArray[np.float64] = np.abs(one - other)
    if weights is None:
        return (apart > 0).astype(float)
    return apart if weights == "linear" else apart**2


class Agreement(NamedTuple):
    """Agreement of two or more coders; kappa is nan unless there are two."""

    alpha: Interval
    kappa: Interval
    raw: Interval
    pairs: int


def agreement(
    ratings: ArrayLike,
    units: Sequence[Hashable],
    level: Level = "nominal",
    clusters: Sequence[Hashable] | None = None,
    weights: Weights | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> Agreement:
    """Alpha, kappa and the share of equal pairs of codes, with intervals over units or clusters.

    Only units that two coders coded are counted and drawn. Raises ValueError when units don't match
    the columns of the ratings, or as `alpha` and `bootstrap` do.
    """
    table = _codes(ratings)
    if table.ndim != 2 or table.shape[1] != len(units):
        raise InputError(
            f"Ratings of shape {table.shape} don't fit {len(units)} units: give one each."
        )
    if clusters is not None and len(clusters) != len(units):
        raise InputError(
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
