"""How far coders agree, code by code, each figure with its interval or the reason for none.

Comments are compared one by one; claims and times where two coders marked the same words, or spans that share at least half of the
longer. Who the coders are stands in every row: agreement of automated coders is not agreement of people.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from analysis import stats
from analysis.coding import stored
from analysis.corpus import Corpus

FIELDS: dict[str, dict[str, str]] = {
    "comment_codes": {
        "tone": "ordinal",
        "reform_stance": "ordinal",
        "article_stance": "ordinal",
        "sarcasm": "nominal",
        "about_reform": "nominal",
    },
    "claims": {
        "kind": "nominal",
        "stance": "ordinal",
        "attributed_to": "nominal",
        "tense": "nominal",
    },
    "times": {"type": "nominal", "role": "nominal", "relation": "nominal"},
}
"""What is compared, and on which level: an ordered code is the nearer the closer its values."""

DRAWS = 500
"""Bootstrap draws: bounds then move by about a hundredth from seed to seed, and all coders take seconds."""

NAMED = {"person": "person", "automated_coder": "automated coder"}
COLUMNS = [
    "table",
    "code",
    "first",
    "second",
    "coders",
    "units",
    "documents",
    "equal",
    "alpha",
    "alpha_low",
    "alpha_high",
    "kappa",
    "kappa_low",
    "kappa_high",
    "by_document",
    "note",
]


class Pair(NamedTuple):
    """Two coders' codes of one unit."""

    document: str
    unit: str
    one: Any
    other: Any


def agreement(
    corpus: Corpus, comments: pd.DataFrame | None = None, table: str | None = None
) -> pd.DataFrame:
    """Agreement of every pair of coders: one row is one code of one table; intervals are bootstrapped by unit.

    `by_document` says what an interval over documents would be, or why there is none. Settled codes are compared with those of
    people only: they were made from the others.
    """
    about = stored.coders(corpus)
    rows = []
    for name in FIELDS if table is None else (table,):
        held = {
            coder: found
            for coder in sorted({stored.SETTLED, *about})
            if not (found := stored.codes(corpus, name, coder, comments)).empty
        }
        for first, second in combinations(held, 2):
            kinds = [about.get(coder, {}).get("kind", "") for coder in (first, second)]
            if stored.SETTLED in (first, second) and "person" not in kinds:
                continue
            for code, level in FIELDS[name].items():
                pairs = list(_pairs(name, held[first], held[second], code))
                if pairs:
                    said = " and ".join(NAMED.get(kind, "coder of unknown kind") for kind in kinds)
                    rows.append(
                        {
                            "table": name,
                            "code": code,
                            "first": first,
                            "second": second,
                            "coders": said,
                            **_measured(pairs, level),
                        }
                    )
    return pd.DataFrame(rows, columns=COLUMNS)


def _measured(pairs: list[Pair], level: str) -> dict[str, Any]:
    values = {
        value: at for at, value in enumerate(sorted({str(v) for pair in pairs for v in pair[2:]}))
    }
    numbers = [
        [
            float(pair[side]) if level == "ordinal" else float(values[str(pair[side])])
            for pair in pairs
        ]
        for side in (2, 3)
    ]
    units = [f"{pair.document}\0{pair.unit}" for pair in pairs]
    documents = [pair.document for pair in pairs]
    weights = "linear" if level == "ordinal" else None
    found = stats.agreement(numbers, units, level, weights=weights, draws=DRAWS)  # type: ignore[arg-type]
    apart = stats.agreement(numbers, units, level, documents, weights, draws=DRAWS)  # type: ignore[arg-type]
    interval = apart.kappa
    return {
        "units": len(pairs),
        "documents": len(set(documents)),
        "equal": found.raw.estimate,
        "alpha": found.alpha.estimate,
        "alpha_low": found.alpha.low,
        "alpha_high": found.alpha.high,
        "kappa": found.kappa.estimate,
        "kappa_low": found.kappa.low,
        "kappa_high": found.kappa.high,
        "by_document": interval.note
        if interval.low is None
        else f"{interval.low:.2f} to {interval.high:.2f}",
        "note": ""
        if found.kappa.estimate == found.kappa.estimate
        else "one code only: nothing to agree on beyond it",
    }


def _pairs(table: str, one: pd.DataFrame, other: pd.DataFrame, code: str) -> Iterator[Pair]:
    """The units that both coders coded, with their codes."""
    if table == "comment_codes":
        both = one.merge(
            other, on=["document", "comment"], validate="one_to_one", suffixes=("", "_other")
        )
        both = both[both[code].notna() & both[f"{code}_other"].notna()]
        for document, unit, a, b in zip(
            both["document"], both["comment"], both[code], both[f"{code}_other"], strict=True
        ):
            yield Pair(document, str(unit), a, b)
        return
    for document, mine in one.groupby("document", sort=True):
        theirs = other[other["document"] == document]
        for a, b in _matched(mine, theirs):
            yield Pair(str(document), f"{a.start}-{a.end}", getattr(a, code), getattr(b, code))


def _matched(one: pd.DataFrame, other: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Spans paired one to one, the greatest share first."""
    mine, theirs = list(one.itertuples(index=False)), list(other.itertuples(index=False))
    shares = sorted(
        (-_share(a, b), i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
        if _share(a, b) >= 0.5
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in shares:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield mine[i], theirs[j]


def _share(a: Any, b: Any) -> float:
    """How much of the longer of two spans they share."""
    return float(
        (min(a.end, b.end) - max(a.start, b.start)) / max(a.end - a.start, b.end - b.start)
    )
