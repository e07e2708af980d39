"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike


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
