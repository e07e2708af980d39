"""The table `claims`: what the rules find in a corpus, each row with its address and the features behind it."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import pandas as pd

from analysis import tables
from analysis.claims.features import Unit
from analysis.claims.finding import Time, find_claims
from analysis.claims.subjects import Mention
from analysis.corpus import Corpus
from analysis.words import mentions as named_in

ORIGIN = "rule"


def claims(
    corpus: Corpus,
    sentences: pd.DataFrame,
    times: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table `claims`: one row is a sentence, or a clause of one, that says something of a reform.

    They are suggestions: `origin` is rule, and `rules` names the features that spoke loudest. `times` dates them;
    give the table `mentions` where it has been made already.
    """
    mentions = named_in(corpus, sentences) if mentions is None else mentions
    dated, named = _by_document(times), _by_document(mentions)
    rows = []
    for document, found in _by_document(sentences).items():
        claimed = find_claims(
            corpus[document],
            [_unit(row) for row in found],
            [Time(row["start"], row["end"], row["role"]) for row in dated[document]],
            [Mention(row["start"], row["end"], row["reform"]) for row in named[document]],
            corpus.entry(document).reform or "",
        )
        rows += [{"document": document, "origin": ORIGIN, **claim._asdict()} for claim in claimed]
    return tables.make("claims", rows)


def _unit(row: dict[Hashable, Any]) -> Unit:
    comment = 0 if pd.isna(row["comment"]) else int(row["comment"])
    return Unit(row["start"], row["end"], row["kind"], comment, row["voice"])


def _by_document(table: pd.DataFrame) -> defaultdict[str, list[dict[Hashable, Any]]]:
    found: defaultdict[str, list[dict[Hashable, Any]]] = defaultdict(list)
    for row in table.to_dict("records"):
        found[str(row["document"])].append(row)
    return found
