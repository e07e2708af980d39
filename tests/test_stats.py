import math

import numpy as np
import pytest

from analysis import stats

N = math.nan
# The reliability data of Krippendorff (2011), four observers by twelve units.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
TABLES = [
    PUBLISHED,
    [[-1, 0, 1, N, -1], [-1, 1, 1, 0, N]],
    [[0, 1, 1, 0], [0, 1, 0, 0]],
    [[2, N, -2, 1, 0, 0], [2, 1, -1, N, 0, 1], [N, 1, -2, 1, 0, N]],
    np.random.default_rng(1).choice([-1.0, 0.0, 1.0, N], size=(3, 30)).tolist(),
]


def counted(table, level):
    """Alpha from its definition: pairs within units against pairs of all pairable codes."""
    units = [[v for v in unit if v == v] for unit in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    codes = [v for unit in units for v in unit]

    def apart(a, b):
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(low <= v <= high for v in codes)
        return (between - (codes.count(a) + codes.count(b)) / 2) ** 2

    observed = sum(apart(a, b) / (len(u) - 1) for u in units for a in u for b in u)
    expected = sum(apart(a, b) for a in codes for b in codes) / (len(codes) - 1)
    return 1 - observed / expected


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("table", TABLES)
def test_alpha_is_what_its_definition_counts(table, level):
    """Alpha equals a count of pairs, missing values included."""
    assert stats.alpha(table, level) == pytest.approx(counted(table, level), abs=1e-12)


@pytest.mark.parametrize("table", TABLES)
def test_kappa_is_what_its_definition_counts(table):
    """Kappa equals observed and chance agreement by category."""
    pairs = [(a, b) for a, b in zip(table[0], table[1], strict=True) if a == a and b == b]
    n, values = len(pairs), {v for pair in pairs for v in pair}
    seen = sum(a == b for a, b in pairs) / n
    chance = sum(sum(a == v for a, _ in pairs) * sum(b == v for _, b in pairs) for v in values)
    wanted = (seen - chance / n**2) / (1 - chance / n**2)
    assert stats.kappa(table[0], table[1]) == pytest.approx(wanted, abs=1e-12)


def test_undefined_agreement_is_nan():
    """One value only, or no pair, says nothing of agreement."""
    assert math.isnan(stats.alpha([[1, 1], [1, 1]]))
    assert math.isnan(stats.alpha([[1, N], [N, 2]]))
    assert math.isnan(stats.kappa([1, 1], [1, 1]))


def test_few_clusters_have_no_interval_and_order_does_not_matter():
    """Ten clusters give a note, eleven an interval; shuffled rows give the same bounds."""
    values = np.arange(22.0)
    units, threads = [f"u{i}" for i in range(22)], [i % 11 for i in range(22)]
    few = stats.bootstrap(lambda r: values[r].mean(), units, [i % 10 for i in range(22)])
    assert (few.low, few.note) == (None, "too few clusters (10 of at least 11)")
    there = stats.bootstrap(lambda r: values[r].mean(), units, threads)
    back = values[::-1]
    again = stats.bootstrap(lambda r: back[r].mean(), units[::-1], threads[::-1])
    assert there == again
    assert there.low < there.estimate < there.high


def test_the_corrected_interval_covers_and_the_naive_does_not():
    """With labels that err more on one class, 400 seeded corpora: three binomial errors are 3.3%."""
    rng, naive, corrected = np.random.default_rng(5), 0, 0
    for _ in range(400):
        truth = (rng.random(2000) < 0.3).astype(float)
        guess = np.where(rng.random(2000) < np.where(truth > 0, 0.9, 0.757), truth, 1 - truth)
        coded = np.where(rng.random(2000) < 0.1, truth, N)
        low, high = stats.naive_mean(guess)[1:3]
        naive += low <= 0.3 <= high
        low, high = stats.corrected_mean(guess, coded, 0.1)[1:3]
        corrected += low <= 0.3 <= high
    assert naive < 40
    assert 0.917 <= corrected / 400 <= 0.983
