"""Honest small-sample arithmetic: how far coders agree, and how sure a number is.

Every estimate comes with an interval or with the reason why there is none.

>>> from analysis import stats
>>> stats.kappa([1, 0, 1, 0], [1, 0, 1, 0])
1.0
"""

from analysis.stats.agreement import Agreement, agreement, alpha, kappa
from analysis.stats.bias import bland_altman, length_bias
from analysis.stats.corrected import corrected_mean, lot, naive_mean, sample
from analysis.stats.uncertainty import Interval, bootstrap

__all__ = [
    "Agreement",
    "Interval",
    "agreement",
    "alpha",
    "bland_altman",
    "bootstrap",
    "corrected_mean",
    "kappa",
    "length_bias",
    "lot",
    "naive_mean",
    "sample",
]
