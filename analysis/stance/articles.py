"""What an article holds of its reform, as far as its own claims say it plainly.

By the codebook a comment that agrees wholeheartedly with an article against the reform is against it, too. That inference is only
as good as what is known of the article, so an article counts as for or against only where most of its signed claims go one way and
there are several of them; otherwise its stance isn't told.
"""

import numpy as np
import pandas as pd

FEWEST = 4
"""Claims for or against the reform from which an article's stance is told; of two or three one misread claim decides."""

SHARE = 0.75
"""Share of them that must go one way. Claims are read with the right stance in about four of five sentences, so that a
share of three quarters leaves little doubt which way most go."""

Stances = dict[str, int]


def article_stances(claims: pd.DataFrame, comments: pd.DataFrame) -> Stances:
    """Documents whose articles are for (1) or against (-1) their reform, by the author's own claims; others are left out."""
    found: Stances = {}
    signed = claims[(claims["stance"] != 0) & (claims["attributed_to"] == "speaker")]
    for document, own in signed.groupby("document", sort=True):
        remarks = comments[comments["document"] == document]
        said = sorted(zip(remarks["start"], remarks["end"], strict=True))
        starts, ends = (np.array([span[side] for span in said], dtype=np.int64) for side in (0, 1))
        at = own["start"].to_numpy(dtype=np.int64)
        # The comment that begins last before a claim, if there is any; comments don't overlap.
        before = np.searchsorted(starts, at, side="right") - 1
        written = np.full(len(at), True) if not said else (before < 0) | (ends[before] <= at)
        inside = own[written]
        against, support = int((inside["stance"] < 0).sum()), int((inside["stance"] > 0).sum())
        most = max(against, support)
        if against + support >= FEWEST and most >= SHARE * (against + support):
            found[str(document)] = 1 if support > against else -1
    return found
