"""Reform claims: who says that a reform did, will, should or cannot do what, and by when.

A sentence is a claim if it says something about a reform that could be checked, kept, missed or argued. Classes of words
and other features that a reader can see (`analysis/data/claims.toml`) are weighed; the weights were written by hand and then
moved by coded texts (`claim_weights.json`). What comes out is a suggestion: `rules` names the features that spoke loudest.

`find_claims` reads one string, `claims` a corpus, and `explain` says why a sentence is one or isn't.
"""

from analysis.claims.features import Unit
from analysis.claims.finding import Claim, Reason, Time, explain, find_claims
from analysis.claims.subjects import Mention
from analysis.claims.table import claims

__all__ = ["Claim", "Mention", "Reason", "Time", "Unit", "claims", "explain", "find_claims"]
