"""What `02_words` says of two groups set against each other: the words that differ, and how many differ by chance."""

import pandas as pd

from analysis import display
from analysis.answers.wording import count, each, listed, places
from analysis.corpus import Corpus
from analysis.words import SURE, Comparison

MOST_WORDS = 10
"""Words that are shown for each group."""

FEW_SPLITS = 20
"""Fewer ways to deal the texts than that: then no share can be below one in twenty, whatever the words."""


def answer(found: list[Comparison]) -> display.Text:
    """Each comparison in plain words: what it rests on, how many words differ, and how many would by chance."""
    if not found:
        return display.text(
            "There are no two groups to compare: no comments, no dates, and no groups in `words.toml`."
        )
    return display.text("\n\n".join(_said(one) for one in found))


def table(corpus: Corpus, found: Comparison, limit: int = MOST_WORDS) -> pd.DataFrame:
    """The words with the largest |z| on either side, the first group's first; counts, and the texts they stand in."""
    ordered = found.rows.sort_values(["z", "term"], ascending=[False, True])
    ours = ordered[ordered["z"] > 0].head(limit)
    theirs = ordered[ordered["z"] < 0].tail(limit).iloc[::-1]
    rows = pd.concat([ours, theirs])
    frame = pd.DataFrame(
        {
            "word": rows["form"],
            f"places, {found.a} : {found.b}": [
                f"{row.count_a} : {row.count_b}" for row in each(rows)
            ],
            "texts that have it": [
                f"{row.documents_a} of {found.texts_a} : {row.documents_b} of {found.texts_b}"
                for row in each(rows)
            ],
            "z": rows["z"].round(2),
            "log ratio": rows["log_ratio"].round(1),
            "ways in which this word differs as much": [
                _percent(share) for share in rows["p_relabelled"]
            ],
            "ways in which any word does": [_percent(share) for share in rows["p_any"]],
            "document": rows["document"],
            "start": rows["start"],
            "end": rows["end"],
        }
    )
    return places(corpus, frame).drop(columns=["text"]).rename(columns={"where": "first place"})


def _said(found: Comparison) -> str:
    head = f"**“{display.plain(found.a)}” against “{display.plain(found.b)}”.**"
    if found.note:
        return f"{head} {display.plain(found.note)}"
    compared = len(found.rows)
    if not compared:
        return f"{head} No word stands often enough in them to be compared."
    said = (
        f"{head} {count(found.texts_a, 'text')} with {count(found.words_a, 'content word')} against "
        f"{found.texts_b:,} with {found.words_b:,}. Of {count(compared, 'word')} that stand often enough, {found.passing} "
        f"{'has' if found.passing == 1 else 'have'} a |z| above {SURE}, which is often called significant. "
    )
    if found.splits < 2:
        return (
            said
            + "There is no other way to deal these texts, so nothing says how many chance would give."
        )
    said += f"{_splits(found)} gives {_range(found.usual)} such words, and {_percent(found.as_many)} of all ways, this one included, give as many. "
    best = found.rows.loc[
        found.rows["z"].abs().sort_values(ascending=False, kind="stable").index[0]
    ]
    said += (
        f"The word that differs most is “{display.plain(best['form'])}” ({best['count_a']} : {best['count_b']}); "
        f"in {_percent(best['p_any'])} of all ways some word differs as much. "
    )
    if found.splits < FEW_SPLITS:
        said += (
            f"With {found.splits} ways in all, no share can be below {_percent(1 / found.splits)}: so few texts can't tell words of a group from words of its texts, "
            "and the list below says what these texts hold, not how such groups speak."
        )
    elif best["p_any"] > 0.05:
        said += "So no word sets the groups apart beyond what texts differ anyway; the list below says what these texts hold."
    else:
        striking = found.rows[found.rows["p_any"] <= 0.05].sort_values(
            "z", key=abs, ascending=False
        )
        named = listed(f"“{display.plain(form)}”" for form in striking["form"].head(5))
        said += f"{count(len(striking), 'word')} {'differs' if len(striking) == 1 else 'differ'} more than any word does in 95% of them, first {named}."
    return said


def _splits(found: Comparison) -> str:
    """In how many other ways the texts were dealt."""
    if found.drawn:
        return f"Dealing the texts into two groups of these sizes anew, in {found.splits - 1:,} ways drawn at random,"
    ways = (
        f"in each of the {found.splits - 1} other ways"
        if found.splits > 2
        else "in the one other way"
    )
    return f"Dealing the texts into two groups of these sizes {ways}"


def _range(usual: tuple[int, int]) -> str:
    return f"{usual[0]}" if usual[0] == usual[1] else f"{usual[0]} to {usual[1]}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else f"{share:.1%}"
