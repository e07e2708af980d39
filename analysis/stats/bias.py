"""Where two measures part, and whether a score follows the length of a text."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.mistakes import InputError


class BlandAltman(NamedTuple):
    """Mean difference (one less other), limits of agreement, slope of difference on mean."""

    n: int
    dropped: int
    difference: float
    low: float
    high: float
    slope: float


class LengthBias(NamedTuple):
    """Rank correlations of score and its size with words, and what a doubling of words adds."""

    n: int
    dropped: int
    rho: float
    rho_size: float
    doubling: float


def bland_altman(one: ArrayLike, other: ArrayLike) -> BlandAltman:
    """How far two measures of the same things lie apart (Bland and Altman 1986); nan under 3 pairs."""
    first, second, dropped = _pairs(one, other)
    if len(first) < 3:
        return BlandAltman(len(first), dropped, *[float("nan")] * 4)
    apart = first - second
    mean, spread = float(apart.mean()), 1.96 * float(apart.std(ddof=1))
    slope = _slope((first + second) / 2, apart)
    return BlandAltman(len(first), dropped, mean, mean - spread, mean + spread, slope)


def length_bias(scores: ArrayLike, words: ArrayLike) -> LengthBias:
    """Whether longer texts score otherwise; texts without score or words are dropped and counted."""
    counts = np.asarray(words, dtype=float)
    score, length, dropped = _pairs(scores, np.where(counts > 0, counts, np.nan))
    ranks = _ranks(length)
    return LengthBias(
        len(score),
        dropped,
        _correlation(_ranks(score), ranks),
        _correlation(_ranks(np.abs(score)), ranks),
        _slope(np.log2(length), score),
    )


def _pairs(
    one: ArrayLike, other: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if first.shape != second.shape:
        raise InputError(f"Pairs are needed, but got {first.size} and {second.size} values.")
    both = ~(np.isnan(first) | np.isnan(second))
    return first[both], second[both], int((~both).sum())


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, ties sharing their mean rank."""
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(count) - (count - 1) / 2)[which]
    return ranks


def _slope(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    if len(x) < 3 or np.ptp(x) == 0:
        return float("nan")
    return float(((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum())


def _correlation(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])
