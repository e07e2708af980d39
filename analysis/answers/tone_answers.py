"""What `04_reader_comments` says of the instruments: how they read the comments, how far that is from what was coded, and why.

An instrument stands beside codes and beside the others, never alone, and a mean stands only where it is told why it misleads.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis import coding, display, sentiment, stats
from analysis.answers.wording import count, each, label, listed
from analysis.comment_charts.drawing import UNKNOWN
from analysis.corpus import Corpus
from analysis.words import Commenters, shown

NAMES = {
    "textblob": "TextBlob",
    "textblob_repaired": "TextBlob mended",
    "textblob_domain": "TextBlob mended, without terms of the field",
    "vader": "VADER",
    "vader_repaired": "VADER mended, by sentence",
    "vader_domain": "VADER mended, without terms of the field",
    "combined": "combined (recommended)",
    "learned": "learned from the codes",
}
SIDES = {-1: "negative", 0: "neither", 1: "positive"}


def instruments(table: pd.DataFrame) -> pd.DataFrame:
    """How each instrument reads the comments: one row is an instrument; counts by comment, and shares by words besides."""
    found = []
    for name in _present(table):
        sides = sides_of(table[name])
        by_words = {side: int(table["words"][sides == side].sum()) for side in SIDES}
        total = int(table["words"].sum()) or 1
        found.append(
            {
                "instrument": NAMES[name],
                **{said: int((sides == side).sum()) for side, said in SIDES.items()},
                UNKNOWN: int(sides.isna().sum()),
                **{
                    f"{SIDES[side]}, of all words": f"{by_words[side] / total:.0%}"
                    for side in (-1, 1)
                },
            }
        )
    return pd.DataFrame(found)


def against_codes(table: pd.DataFrame) -> pd.DataFrame:
    """Each instrument’s side beside the coded tone’s: share equal and kappa with intervals, and the commonest tone to beat.

    Comments without a known word count as neither, since the coded tone has no such class.
    """
    coded = table[table["tone"].notna()]
    if coded.empty:
        return pd.DataFrame(columns=["instrument"])
    tone = np.sign(coded["tone"].to_numpy(dtype=float))
    units = list(zip(coded["document"], coded["comment"], strict=True))
    threads = coded["thread"].tolist()
    values, numbers = np.unique(tone, return_counts=True)
    commonest = {"instrument": f"always “{SIDES[int(values[numbers.argmax()])]}”"}
    commonest |= {"equal to the code": f"{numbers.max()} of {len(tone)}", "kappa": "–"}
    found: list[dict[str, Any]] = []
    for name in _present(table):
        read = sides_of(coded[name]).fillna(0).to_numpy(dtype=float)
        right, kappa = _agreeing(read, tone)
        beyond_chance = stats.bootstrap(kappa, units)
        found.append(
            {
                "instrument": NAMES[name],
                "equal to the code": f"{int((read == tone).sum())} of {len(tone)}",
                "interval by comment": interval(stats.bootstrap(right, units), percent=True),
                "kappa": _rounded(beyond_chance.estimate),
                "kappa’s interval": interval(beyond_chance),
                "by thread": interval(stats.bootstrap(kappa, units, threads)),
                "the other side": int((read * tone < 0).sum()),
            }
        )
    return pd.DataFrame([*found, commonest])


def between(table: pd.DataFrame) -> pd.DataFrame:
    """Instruments against each other: mean difference with limits of agreement (Bland & Altman 1986), and equal sides."""
    pairs = [("textblob", "vader"), ("textblob", "combined"), ("vader", "combined")]
    pairs += list(pairwise(["textblob", "textblob_repaired", "textblob_domain"]))
    pairs += list(pairwise(["vader", "vader_repaired", "vader_domain"]))
    found = []
    for one, other in pairs:
        apart = stats.bland_altman(_floats(table[one]), _floats(table[other]))
        first, second = (sides_of(table[name]).fillna(0).to_numpy(float) for name in (one, other))
        found.append(
            {
                "first": NAMES[one],
                "second": NAMES[other],
                "comments both score": apart.n,
                "first less second": _rounded(apart.difference),
                "95% of differences between": f"{_rounded(apart.low)} and {_rounded(apart.high)}",
                "kappa of sides": _rounded(stats.kappa(first, second)),
            }
        )
    return pd.DataFrame(found)


def lengths(table: pd.DataFrame) -> pd.DataFrame:
    """Whether an instrument’s scores go with how long a comment is: rank correlations, and what a doubling adds."""
    found = []
    for name in _present(table):
        bias = stats.length_bias(_floats(table[name]), table["words"].to_numpy(dtype=float))
        found.append(
            {
                "instrument": NAMES[name],
                "comments": bias.n,
                "rho of score and words": _rounded(bias.rho),
                "rho of its size and words": _rounded(bias.rho_size),
                "score a doubling adds": _rounded(bias.doubling),
            }
        )
    return pd.DataFrame(found)


def usual(corpus: Corpus, table: pd.DataFrame) -> display.Text:
    """What a notebook that stops at VADER’s mean would report of these comments, and why that isn’t so."""
    scores = table["vader"].fillna(0.0).to_numpy(dtype=float)
    if not len(scores):
        return display.text("There are no comments to score.")
    units = list(zip(table["document"], table["comment"], strict=True))
    found = stats.bootstrap(lambda at: float(scores[at].mean()), units)
    if found.low is None or found.high is None:
        return display.text(
            f"VADER’s mean over {count(len(scores), 'comment')} is {_signed(found.estimate)}; {found.note}, so no interval stands beside it."
        )
    reach = (
        f"{_signed(found.estimate)} (95% interval {_signed(found.low)} to {_signed(found.high)})"
    )
    surely = (
        "“significantly positive”"
        if found.low > 0
        else "“significantly negative”"
        if found.high < 0
        else "not different from nought"
    )
    said = f"**The usual number, and why it misleads.** VADER’s mean over {count(len(scores), 'comment')} with a bootstrap by comment is {reach}: such a notebook would call these readers {surely}. "
    by_thread = stats.bootstrap(
        lambda at: float(scores[at].mean()), units, table["thread"].tolist()
    )
    said += f"The comments stand in {count(table['thread'].nunique(), 'thread')} whose voices answer each other: {_by_thread(by_thread)}. "
    coded = table[table["tone"].notna()]
    if len(coded):
        tones = np.sign(coded["tone"].to_numpy(dtype=float))
        said += f"By the codes {int((tones < 0).sum())} of {len(coded)} comments are negative in tone and {int((tones > 0).sum())} positive. "
        stance = coded["reform_stance"]
        said += f"And a tone, right or wrong, isn’t a stance: {int((stance > 0).sum()) or 'none'} of these comments {'is' if int((stance > 0).sum()) == 1 else 'are'} coded as for the reform, {int((stance < 0).sum())} as against it."
    return display.text(said)


def misled(corpus: Corpus, table: pd.DataFrame, words: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """Where an instrument lies on the other side than the coded tone, with the words that weigh most in that.

    `words` is the table `sentiment_words`.
    """
    found: list[dict[str, Any]] = []
    for name in ("textblob", "vader", "combined"):
        coded = table[table["tone"].notna() & table[name].notna()]
        for row in each(coded):
            polarity = getattr(row, name)
            side = sentiment.sign(polarity)
            if side in (0, np.sign(row.tone)):
                continue
            own = words[
                (words["document"] == row.document)
                & (words["unit"] == "comment")
                & (words["unit_start"] == row.start)
                & (words["instrument"] == name)
            ]
            found.append(
                {
                    "comment": f"{label(corpus, row.document)}, comment {row.comment}",
                    "instrument": NAMES[name],
                    "score": _signed(polarity),
                    "coded tone": SIDES[int(np.sign(row.tone))],
                    "words that weigh most": weighty(corpus, own, most),
                    "where": display.link(row.document, row.start, row.end),
                }
            )
    return pd.DataFrame(found)


def weighty(corpus: Corpus, own: pd.DataFrame, most: int = 4) -> str:
    """The words of a score that weigh most, same words together, each with its weight."""
    own = own[~own["rule"].str.contains("form")]
    said = [
        " ".join(shown(corpus[row.document], row.start, row.end).lower().split())
        for row in each(own)
    ]
    added = _heaviest(own.assign(said=said))
    shown_at_all = added[added["weight"].abs() >= 0.005].head(most)
    return (
        ", ".join(f"{row.said} {_signed(row.weight)}" for row in each(shown_at_all))
        or "no single word"
    )


def _heaviest(words: pd.DataFrame) -> pd.DataFrame:
    """Words that are the same (`said`) together, how often they stand there and what they weigh, the heaviest first."""
    added = words.groupby("said", as_index=False).agg(
        times=("weight", "size"), weight=("weight", "sum")
    )
    return added.assign(size=added["weight"].abs()).sort_values(
        ["size", "said"], ascending=[False, True]
    )


def terms(corpus: Corpus, table: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Words of the field that VADER and TextBlob score in these comments, and what leaving all of them out changes."""
    known = sentiment.terms(corpus)
    found: list[dict[str, Any]] = []
    for plain, domain in (
        ("textblob_repaired", "textblob_domain"),
        ("vader_repaired", "vader_domain"),
    ):
        own = words[(words["unit"] == "comment") & (words["instrument"] == plain)]
        said = [
            " ".join(corpus[row.document][row.start : row.end].lower().split()) for row in each(own)
        ]
        held = np.array([word in known or word.rstrip("s") in known for word in said], dtype=bool)
        top = _heaviest(own.assign(said=said)[held]).head(8)
        names = [f"{row.said} {_signed(row.weight)} ({row.times}×)" for row in each(top)]
        changed = int((sides_of(table[plain]).fillna(9) != sides_of(table[domain]).fillna(9)).sum())
        found.append(
            {
                "instrument": NAMES[plain],
                "terms that it scores": ", ".join(names) or "none",
                "mean before": _signed(float(table[plain].mean())),
                "mean after": _signed(float(table[domain].mean())),
                "comments on another side": changed,
            }
        )
    return pd.DataFrame(found)


def by_sentence(
    corpus: Corpus, comments: pd.DataFrame, sentences: pd.DataFrame, scores: pd.DataFrame
) -> pd.DataFrame:
    """Every sentence of the comments with its score by three instruments."""
    people = Commenters(corpus, comments)
    own = sentences[sentences["comment"].notna()][["document", "start", "end", "comment"]]
    wide = sentiment.by_unit(scores, "sentence")
    table = own.merge(wide, on=["document", "start", "end"], how="left", validate="one_to_one")
    table = table.sort_values(["document", "comment", "start"])
    return pd.DataFrame(
        {
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(table)
            ],
            **{
                NAMES[name]: [scored(value) for value in table[name]]
                for name in ("textblob", "vader", "combined")
            },
            "sentence": [people.shown(row.document, row.start, row.end) for row in each(table)],
            "where": [display.link(row.document, row.start, row.end) for row in each(table)],
        }
    )


def learning(corpus: Corpus, comments: pd.DataFrame, codes: pd.DataFrame) -> display.Text:
    """What an instrument learns from the codes, or why it learns nothing."""
    found = sentiment.learned(corpus, comments, codes)
    if found.refused:
        return display.text(f"**No instrument is learned from these codes.** {found.refused}")
    return display.text(
        f"**Learned from the codes**, on {found.coded} comments in {found.threads} threads, each read by a model that saw none of its thread: "
        f"{found.right:.0%} right (macro-F1 {found.macro_f1:.2f}); always saying the commonest tone is right in {found.commonest_right:.0%} ({found.commonest_macro_f1:.2f})."
    )


def unscored(corpus: Corpus, comments: pd.DataFrame) -> display.Text:
    """Comments that no instrument scores because they are in another language."""
    other = sentiment.other_languages(corpus, comments)
    if other.empty:
        return display.text("")
    places = listed(
        f"comment {row.comment} of {display.plain(label(corpus, row.document))} ({row.language}; {display.link(row.document, row.start, row.end)})"
        for row in each(other)
    )
    return display.text(f"**Not in English, so not scored:** {places}.")


def _agreeing(read: Any, tone: Any) -> tuple[Callable[[Any], float], Callable[[Any], float]]:
    """The share of equal sides and kappa, of the rows at given positions."""
    return (
        lambda at: float((read[at] == tone[at]).mean()),
        lambda at: stats.kappa(read[at], tone[at]),
    )


def _by_thread(found: stats.Interval) -> str:
    """What an interval that draws threads says, or why there is none."""
    if found.low is None or found.high is None:
        return found.note
    return f"drawn by thread the interval is {_signed(found.low)} to {_signed(found.high)}"


def sides_of(scores: pd.Series) -> pd.Series:
    """The side of each score, empty where there is none."""
    found = [None if pd.isna(value) else sentiment.sign(value) for value in scores]
    return pd.Series(pd.array(found, dtype="Int64"), index=scores.index)


def interval(found: stats.Interval, percent: bool = False) -> str:
    """An interval in words, or why there is none."""
    if found.low is None or found.high is None:
        return found.note or "–"
    if percent:
        return f"{found.low:.0%} to {found.high:.0%}"
    return f"{_rounded(found.low)} to {_rounded(found.high)}"


def scored(value: Any) -> str:
    """A score for people: signed, two decimals, or that no word is known."""
    return UNKNOWN if pd.isna(value) else _signed(float(value))


def _present(table: pd.DataFrame) -> list[str]:
    return [name for name in NAMES if name in table.columns]


def _floats(values: pd.Series) -> Any:
    return values.to_numpy(dtype=float, na_value=np.nan)


def _signed(value: float) -> str:
    if np.isnan(value):
        return "–"
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def _rounded(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")


def coders(corpus: Corpus, comments: pd.DataFrame) -> pd.DataFrame:
    """How far coders agree on the codes of comments: one row is a pair of coders on one code, and who they are."""
    found = coding.agreement(corpus, comments, "comment_codes")
    return pd.DataFrame(
        {
            "code": found["code"],
            "coders": [
                f"{a} and {b} ({who})"
                for a, b, who in zip(found["first"], found["second"], found["coders"], strict=True)
            ],
            "comments": found["units"],
            "equal": [f"{value:.0%}" for value in found["equal"]],
            "Krippendorff’s alpha": [
                _bounded(*row)
                for row in found[["alpha", "alpha_low", "alpha_high"]].itertuples(index=False)
            ],
            "Cohen’s kappa": [
                _bounded(*row)
                for row in found[["kappa", "kappa_low", "kappa_high"]].itertuples(index=False)
            ],
            "by thread": found["by_document"],
        }
    )


def _bounded(value: Any, low: Any, high: Any) -> str:
    """A figure with its bounds in brackets, where it has any."""
    if pd.isna(value):
        return "undefined: one code only"
    return _rounded(float(value)) + (
        "" if pd.isna(low) else f" [{_rounded(float(low))}, {_rounded(float(high))}]"
    )
