"""Non-negative factors of a matrix of weighted word counts, from an exact start or from a stated seed.

scikit-learn does the factorising; what is made here is its start. It is imported inside the functions,
because it costs a notebook's kernel more than everything else.
"""

import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_ROUNDS = 2000
EMPTY = 1e-12
TOLERANCE = 1e-6
"""Of the factorisation: a hundredth of scikit-learn's, so that six digits don't depend on when it stops."""


def matrix(units: Iterable[Sequence[str]], vocabulary: Iterable[str]) -> Any:
    """Weighted counts: log of the count and of the rarity (tf-idf), each unit of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # the kernel's dearest import

    vectoriser = TfidfVectorizer(
        analyzer=lambda terms: terms,
        vocabulary=list(vocabulary),
        sublinear_tf=True,
        lowercase=False,
    )
    return vectoriser.fit_transform(units)


def factors(counts: Any, number: int, seed: int | None) -> tuple[NDArray[Any], NDArray[Any], bool]:
    """Shares by unit and weights by word, both adding up to 1 along their rows, and whether the search settled."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(
        n_components=number,
        init="custom" if seed is None else "random",
        random_state=seed,
        tol=TOLERANCE,
        max_iter=MOST_ROUNDS,
    )
    start = dict(zip("WH", _exact_start(counts, number), strict=True)) if seed is None else {}
    # That it didn't settle is said in the note; the error left, of which a root is taken, isn't used.
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        scores = model.fit_transform(counts, **start)
    sizes = model.components_.sum(axis=1)
    return _ones(scores * sizes), _ones(model.components_), model.n_iter_ < MOST_ROUNDS


def _exact_start(matrix: Any, number: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The start of Boutsidis and Gallopoulos (2008) from an exact decomposition.

    scikit-learn's own "nndsvd" is built on a randomised one and changes with its seed. Of each pair of
    singular vectors the heavier half (both positive, or both negative) is taken; where one is empty a
    small value stands, because what starts at nought stays there.
    """
    from sklearn.decomposition import TruncatedSVD

    exact = TruncatedSVD(number, algorithm="arpack", random_state=0)
    with np.errstate(divide="ignore", invalid="ignore"):  # of a variance that isn't used
        left = exact.fit_transform(matrix)
    right = exact.components_
    starts: list[tuple[NDArray[Any], NDArray[Any]]] = []
    for u, v in zip(left.T, right, strict=True):
        sides = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1, -1)]
        masses = [np.linalg.norm(a) * np.linalg.norm(b) for a, b in sides]
        a, b = sides[int(masses[1] > masses[0])]
        # `left` holds the singular value already; a factor beyond the matrix's rank has no mass to scale.
        even = np.sqrt(np.linalg.norm(b) / np.linalg.norm(a)) if max(masses) > EMPTY else 1.0
        starts.append((a * even, b / even))
    floor = matrix.mean() / 100
    w = np.maximum(np.column_stack([a for a, _ in starts]), floor)
    h = np.maximum(np.vstack([b for _, b in starts]), floor)
    return w, h


def _ones(rows: NDArray[Any]) -> NDArray[Any]:
    """Rows that add up to 1; a row of noughts stays."""
    sums = rows.sum(axis=1, keepdims=True)
    shares: NDArray[Any] = np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0)
    return shares
