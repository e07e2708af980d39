"""The mean of a large corpus from a machine's labels, put right by a coded random sample.

Design-based supervised learning (Egami, Hinck, Stewart and Wei 2023, arXiv 2306.04746): because the
chance of being coded is known, the machine may err in any way.
"""

import hashlib
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.mistakes import InputError
from analysis.stats.uncertainty import FEWEST, Interval

# In 2,000 simulated corpora the interval held the truth in 87% with 10 coded units, in 95 to 96% with 20, 30, 50 and 100;
# thirty leaves room for errors that are rarer than those simulated.
FEWEST_CODED = 30


def naive_mean(
    predicted: ArrayLike, clusters: Sequence[Hashable] | None = None, level: float = 0.95
) -> Interval:
    """The mean of the labels as if they were right: shown only to stand beside the corrected one."""
    return _mean(np.asarray(predicted, dtype=float), clusters, level)


def corrected_mean(
    predicted: ArrayLike,
    coded: ArrayLike,
    probability: ArrayLike,
    clusters: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> Interval:
    """The mean of all units, where `coded` is nan for units outside the sample.

    Raises ValueError for a probability outside (0, 1], fewer than 30 coded units, or clusters that
    don't match the units.
    """
    guess, truth = np.asarray(predicted, dtype=float), np.asarray(coded, dtype=float)
    if guess.shape != truth.shape or np.isnan(guess).any():
        raise InputError("Every unit needs a prediction and a code or nan: fill the missing ones.")
    chance = np.broadcast_to(np.asarray(probability, dtype=float), guess.shape)
    if not ((chance > 0) & (chance <= 1)).all():
        raise InputError("Probabilities must be over 0 and at most 1: give those of the drawing.")
    drawn = ~np.isnan(truth)
    if drawn.sum() < FEWEST_CODED:
        raise InputError(f"{drawn.sum()} units are coded of at least {FEWEST_CODED}: code more.")
    error = np.where(drawn, truth - guess, 0.0)
    return _mean(guess + error / chance, clusters, level)


def sample(
    units: Sequence[str], size: int, seed: int = 0, strata: Sequence[Hashable] | None = None
) -> dict[str, float]:
    """Units drawn at random (`size` a stratum), each with its probability; order changes nothing.

    >>> sample(["a", "b"], 2)
    {'a': 1.0, 'b': 1.0}
    """
    if len(set(units)) != len(units) or size < 1:
        raise InputError("A sample needs unique units and a size of at least 1.")
    if strata is not None and len(strata) != len(units):
        raise InputError(f"There are {len(strata)} strata for {len(units)} units: give one each.")
    members: dict[Hashable, list[str]] = {}
    for row, unit in enumerate(units):
        members.setdefault(None if strata is None else strata[row], []).append(unit)
    drawn = {
        unit: min(1.0, size / len(group))
        for group in members.values()
        for unit in sorted(group, key=lambda unit: lot(unit, seed))[:size]
    }
    return dict(sorted(drawn.items()))


def lot(unit: str, seed: int) -> bytes:
    """Where chance puts a unit in the order of drawing: by its name and the seed alone, whatever else is drawn from."""
    return hashlib.sha256(f"{seed}\0{unit}".encode()).digest()


def _mean(
    values: NDArray[np.float64], clusters: Sequence[Hashable] | None, level: float
) -> Interval:
    """A mean with its interval, robust to clusters where they are given.

    Student's t and not the normal, as clusters may be few: with 12 threads the normal interval held
    the truth in 92.5% of 2,000 simulated corpora, Student's in 94.9%.
    """
    if clusters is not None and len(clusters) != len(values):
        raise InputError(
            f"There are {len(clusters)} clusters for {len(values)} units: give one for each unit."
        )
    if not 0 < level < 1:
        raise InputError(f"A level lies between 0 and 1, but is {level}: for 95% give 0.95.")
    estimate = float(values.mean()) if len(values) else float("nan")
    names = range(len(values)) if clusters is None else [str(name) for name in clusters]
    _, which = np.unique(np.array(names), return_inverse=True)
    sums = np.bincount(which, weights=values - estimate)
    count = None if clusters is None else len(sums)
    if len(sums) < FEWEST:
        kind = "units" if clusters is None else "clusters"
        note = f"too few {kind} ({len(sums)} of at least {FEWEST})"
        return Interval(estimate, None, None, len(values), count, note)
    error = float(np.sqrt(len(sums) / (len(sums) - 1) * (sums**2).sum()) / len(values))
    from scipy.special import stdtrit

    half = float(stdtrit(len(sums) - 1, (1 + level) / 2)) * error
    return Interval(estimate, estimate - half, estimate + half, len(values), count, "")
