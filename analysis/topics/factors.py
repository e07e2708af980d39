"""Two ways to topics: non-negative factors of weighted word counts, and one topic a text.

Factors (NMF) let a paragraph hold several topics; scikit-learn does the factorising, from an exact start or from a stated seed. In
comments of a few words there is hardly room for more than one topic, and a mixture, in which each text is of one topic, can be the better
(Yin and Wang 2014, "A Dirichlet multinomial mixture model-based approach for short text clustering"; here by
expectation and maximisation, Nigam et al. 2000, from the factors' shares, so that nothing is random in it either).
scikit-learn and scipy are imported inside the functions, because they cost a notebook's kernel more than everything else.
"""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.topics.units import Bags

MOST_ROUNDS, TOLERANCE = 300, 1e-3
"""Of a factorisation that is shown: searched a thousand times further, its error changes in the sixth digit and 96 to 100% of first words stay (measured
on the seeds and on 4,000 sentences). The same steps are taken on every machine, so six digits of the weights are the same; a test tries one thread and two."""

QUICK_ROUNDS, QUICK = 50, 4e-3
"""Of one that is only compared with others: real and shuffled words are treated alike."""

MOST_CELLS = 1_000_000
SMALL = 300
"""Units up to which a quick start is found from products of rows."""

EMPTY = 1e-12
PRIOR = 0.1
"""Words that a topic of a mixture is given of each term, Yin and Wang's beta."""
EM_ROUNDS = 60

Numbers = NDArray[np.float64]

P = ParamSpec("P")
R = TypeVar("R")


class Fit(NamedTuple):
    """Shares by unit and weights by word, both adding up to 1 along their rows, the error left, and whether the search settled."""

    shares: Numbers
    weights: Numbers
    error: float
    settled: bool


def on_one_thread(run: Callable[P, R]) -> Callable[P, R]:
    """The same function with linear algebra held to one thread.

    On matrices as small as these, threads mostly wait for each other: with two kernels at work on two cores by many times what they save.
    """

    @wraps(run)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        import sklearn.decomposition  # noqa: F401 (what is not loaded yet can't be held)
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            return run(*args, **kwargs)

    return alone


def counts(bags: Bags) -> Any:
    """How often each term stands in each unit, as a sparse matrix."""
    from scipy.sparse import csr_array

    rows = np.repeat(np.arange(bags.size), bags.lengths)
    known = bags.flat >= 0
    ones = np.ones(int(known.sum()))
    shape = (bags.size, len(bags.terms))
    return csr_array((ones, (rows[known], bags.flat[known])), shape=shape)


def weighted(counted: Any) -> Any:
    """Log of the count times log of the rarity (tf-idf), each unit of length 1, as scikit-learn weights it."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True).fit_transform(counted)


def slim(matrix: Any) -> Any:
    """A small matrix with its noughts written out: thousands of small fits spend their time on the forms of sparse ones."""
    small = matrix.shape[0] * matrix.shape[1] <= MOST_CELLS
    return matrix.toarray() if small and not isinstance(matrix, np.ndarray) else matrix


def factors(matrix: Any, number: int, seed: int | None = None, quick: bool = False) -> Fit:
    """Non-negative factors of a matrix of weighted counts, from the exact start or from a seed."""
    from sklearn import config_context
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    rounds = QUICK_ROUNDS if quick else MOST_ROUNDS
    model = NMF(
        n_components=number,
        init="custom" if seed is None else "random",
        random_state=seed,
        tol=QUICK if quick else TOLERANCE,
        max_iter=rounds,
    )
    start = (
        dict(zip("WH", _exact_start(matrix, number, quick), strict=True)) if seed is None else {}
    )
    # That it didn't settle is said in the note; the error left may be the root of a rounded nought.
    # What is checked anew in each of thousands of fits (no nan, settings of the right kind) is right by making.
    unchecked = config_context(assume_finite=True, skip_parameter_validation=True)
    with warnings.catch_warnings(), np.errstate(invalid="ignore"), unchecked:
        warnings.simplefilter("ignore", ConvergenceWarning)
        scores = model.fit_transform(matrix, **start)
    sizes = model.components_.sum(axis=1)
    error = float(np.nan_to_num(model.reconstruction_err_))
    return Fit(_ones(scores * sizes), _ones(model.components_), error, model.n_iter_ < rounds)


def mixture(counted: Any, number: int, seed: int | None = None, quick: bool = False) -> Fit:
    """One topic a text: how probable each topic is for a unit, and each topic's words by how much they set it apart.

    A weight is a word's part in what tells the topic from the whole (its share times the logarithm of its lift), so that words which are
    common everywhere head no list. `error` is the negative log-likelihood a unit.
    """
    shares = factors(weighted(counted), number, seed, quick=True).shares + 1e-3
    shares /= shares.sum(axis=1, keepdims=True)
    whole = np.asarray(counted.sum(axis=0), dtype=float).ravel() + EMPTY
    whole /= whole.sum()
    labels = np.full(len(shares), -1)
    settled, likelihood = False, 0.0
    for _ in range(EM_ROUNDS):
        sizes = (shares.sum(axis=0) + 1) / (len(shares) + number)
        words = shares.T @ counted + PRIOR
        words /= words.sum(axis=1, keepdims=True)
        scores = counted @ np.log(words).T + np.log(sizes)
        top = scores.max(axis=1, keepdims=True)
        shares = np.exp(scores - top)
        sums = shares.sum(axis=1, keepdims=True)
        shares /= sums
        likelihood = float((top + np.log(sums)).mean())
        found = shares.argmax(axis=1)
        settled = bool((found == labels).all())
        labels = found
        if settled:
            break
    lift = words * np.maximum(np.log(words / whole), 0)
    return Fit(_ones(np.asarray(shares)), _ones(np.asarray(lift)), -likelihood, settled)


def fit(
    method: str, counted: Any, number: int, seed: int | None = None, quick: bool = False
) -> Fit:
    """Topics by a method's name, `nmf` or `mixture`."""
    make, given = maker(method, counted)
    return make(given, number, seed, quick)


def maker(method: str, counted: Any) -> tuple[Callable[..., Fit], Any]:
    """What makes topics by a method's name, and the matrix that it makes them from."""
    return (mixture, counted) if method == "mixture" else (factors, weighted(counted))


def _exact_start(matrix: Any, number: int, quick: bool) -> tuple[Numbers, Numbers]:
    """The start of Boutsidis and Gallopoulos (2008) from an exact decomposition.

    scikit-learn's own "nndsvd" is built on a randomised one and changes with its seed. Of each pair of
    singular vectors the heavier half (both positive, or both negative) is taken; where one is empty a
    small value stands, because what starts at nought stays there.
    """
    left, values, right = (
        _from_products(matrix, number)
        if quick and min(matrix.shape) <= SMALL
        else _decomposed(matrix, number)
    )
    starts: list[tuple[Numbers, Numbers]] = []
    for u, value, v in zip(left.T, values, right, strict=True):
        sides = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1, -1)]
        masses = [np.linalg.norm(a) * np.linalg.norm(b) for a, b in sides]
        a, b = sides[int(masses[1] > masses[0])]
        mass = max(masses)
        # A factor beyond the matrix's rank has no mass to scale.
        scale = np.sqrt(value * mass) if mass > EMPTY else 0.0
        starts.append(
            (a * scale / max(np.linalg.norm(a), EMPTY), b * scale / max(np.linalg.norm(b), EMPTY))
        )
    floor = matrix.mean() / 100
    w = np.maximum(np.column_stack([a for a, _ in starts]), floor)
    h = np.maximum(np.vstack([b for _, b in starts]), floor)
    return w, h


def _decomposed(matrix: Any, number: int) -> tuple[Numbers, Numbers, Numbers]:
    """The largest singular values with their vectors, by Lanczos from a fixed vector."""
    from scipy.sparse.linalg import svds

    start = np.ones(min(matrix.shape))
    left, values, right = svds(matrix, k=number, v0=start)
    order = np.argsort(-values, kind="stable")
    return left[:, order], values[order], right[order]


def _from_products(matrix: Any, number: int) -> tuple[Numbers, Numbers, Numbers]:
    """The same of a small matrix from the products of its rows: exact to half the digits, and several times as fast."""
    products = matrix @ matrix.T
    values, vectors = np.linalg.eigh(
        products if isinstance(products, np.ndarray) else products.toarray()
    )
    left = vectors[:, ::-1][:, :number]
    sizes = np.sqrt(np.maximum(values[::-1][:number], EMPTY))
    return left, sizes, (matrix.T @ left).T / sizes[:, None]


def _ones(rows: Numbers) -> Numbers:
    """Rows that add up to 1; a row of noughts stays."""
    sums = rows.sum(axis=1, keepdims=True)
    shares: Numbers = np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0)
    return shares
