import math

import numpy as np
import pandas as pd
import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from labeller import coverage, drawn, threaded

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
    [
        pd.read_csv(SEEDS / "codes" / coder / "comment_codes.csv")["article_stance"].tolist()
        for coder in ("coder-a", "coder-b")
    ],
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


def test_alpha_of_the_published_example_is_the_published_one():
    """Krippendorff's four observers: .743 by name, .815 by rank, .849 by distance."""
    found = [stats.alpha(PUBLISHED, level) for level in ("nominal", "ordinal", "interval")]
    assert found == pytest.approx([0.743, 0.815, 0.849], abs=5e-4)


@pytest.mark.parametrize("weights", ["linear", "quadratic"])
@pytest.mark.parametrize("table", TABLES)
def test_weighted_kappa_is_what_its_definition_counts(table, weights):
    """One less the mean distance of pairs over that of all crossed pairs."""
    pairs = [(a, b) for a, b in zip(table[0], table[1], strict=True) if a == a and b == b]
    power = 1 if weights == "linear" else 2
    seen = sum(abs(a - b) ** power for a, b in pairs) / len(pairs)
    chance = sum(abs(a - b) ** power for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    assert stats.kappa(table[0], table[1], weights) == pytest.approx(1 - seen / chance, abs=1e-12)


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=2).filter(lambda row: len(set(row)) > 1))
def test_equal_codes_agree_fully(row):
    """Alpha and kappa of a coder with themselves are one, as long as the codes vary."""
    for level in ("nominal", "ordinal", "interval"):
        assert stats.alpha([row, row], level) == pytest.approx(1)
    assert stats.kappa(row, row) == stats.kappa(row, row, "linear") == 1


def test_too_few_codes_correct_nothing():
    """With 29 coded units a mean isn't corrected, and the sentence says how many are needed."""
    codes = [1.0] * 29 + [N] * 71
    with pytest.raises(ValueError, match="29 units are coded of at least 30"):
        stats.corrected_mean([1] * 100, codes, 0.29)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (lambda: stats.kappa([1, 0], [1, 1], "linaer"), "no weights 'linaer'"),
        (lambda: stats.alpha([[1, 0], [1, 1]], "ranked"), "no level 'ranked'"),
        (lambda: stats.alpha([["for", "against"]] * 2), "must be numbers"),
        (lambda: stats.kappa([1, math.inf], [1, 0]), "must be finite"),
        (lambda: stats.naive_mean([1, 0], [1]), "1 clusters for 2 units"),
        (lambda: stats.naive_mean([1, 0], level=95), "for 95% give 0.95"),
        (lambda: stats.bootstrap(np.mean, range(12), level=95), "for 95% give 0.95"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(asked, answer):
    """A misspelt weight, a code in words or a level in per cent is no number to go on with."""
    with pytest.raises(ValueError, match=answer):
        asked()


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
    """In 2,000 seeded corpora coverage is 93 to 97%: four binomial errors (.0049) to either side of 95%."""
    naive, corrected = coverage(2000)
    assert naive < 0.1
    assert 0.93 <= corrected <= 0.97


def test_agreement_counts_pairs_and_says_when_units_are_too_few():
    """Five units, one of them coded once: four pairs, three equal, no interval."""
    found = stats.agreement([[1, 0, 1, 0, N], [1, 0, 1, 1, 1]], list("abcde"))
    assert (found.raw.estimate, found.pairs, found.raw.units) == (0.75, 4, 4)
    assert found.alpha.low is None
    assert found.alpha.note == "too few units (4 of at least 11)"


def test_a_doubling_of_words_and_a_constant_shift_are_found():
    """A score of log2 words gains one a doubling; a shift by two is a difference without spread."""
    found = stats.length_bias([1, 2, 3, N], [2, 4, 8, 5])
    assert (found.n, found.dropped) == (3, 1)
    assert (found.rho, found.doubling) == pytest.approx((1, 1))
    apart = stats.bland_altman([3, 4, 5, 7], [1, 2, 3, 5])
    assert (apart.difference, apart.low, apart.high, apart.slope) == (2, 2, 2, 0)


def test_a_sample_keeps_its_units_whatever_their_order():
    """Names and seed decide what is drawn, each with its probability."""
    units = [f"u{i}" for i in range(20)]
    drawn = stats.sample(units, 5, seed=3)
    assert drawn == stats.sample(units[::-1], 5, seed=3)
    assert set(drawn.values()) == {0.25}
    assert len(drawn) == 5


@pytest.mark.parametrize("chance", [0, 1.1, N])
def test_impossible_probabilities_are_refused(chance):
    """A probability of drawing lies over 0 and is at most 1."""
    with pytest.raises(ValueError, match="over 0"):
        stats.corrected_mean([1] * 40, [1] * 40, chance)


@given(
    st.lists(st.tuples(*[st.sampled_from([0, 1, 2])] * 2), min_size=1), st.permutations([0, 1, 2])
)
def test_names_of_categories_do_not_matter(pairs, renamed):
    """Nominal alpha and kappa stay when labels are exchanged."""
    table = np.array(pairs).T
    other = np.array(renamed)[table]
    assert stats.alpha(table) == pytest.approx(stats.alpha(other), nan_ok=True)
    assert stats.kappa(*table) == pytest.approx(stats.kappa(*other), nan_ok=True)


def test_threads_widen_what_covers():
    """Corpora of 100 threads: intervals by thread cover within three binomial errors of .95."""
    assert 0.917 <= threaded(400) <= 0.983


def test_few_threads_still_cover():
    """Twelve threads: 93 to 97% of 2,000 corpora, where normal bounds cover 92.5%."""
    assert 0.93 <= threaded(2000, threads=12) <= 0.97


def test_the_drawing_offered_is_one_that_covers():
    """A fixed number of units drawn by `sample`: four binomial errors (.011) to either side of .95."""
    assert 0.906 <= drawn(400) <= 0.994


def test_no_unit_at_all_has_no_mean():
    """An empty corpus gives nan and a reason."""
    found = stats.naive_mean([])
    assert math.isnan(found.estimate)
    assert found.note == "too few units (0 of at least 11)"
