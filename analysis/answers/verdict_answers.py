"""What `03_topics` says first: whether topics stand in these texts, with the numbers that this rests on."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis import display, topics
from analysis.answers.topics_answers import mostly
from analysis.answers.wording import count, each, listed
from analysis.topics import Topics, Verdict

TITLES = {
    "coherence": "coherence, left-out paragraphs",
    "stability": "words kept, resampled",
    "across_documents": "words meet, left-out texts",
    "leave_one_document_out": "words kept without a text",
    "seeds": "words kept, other seeds",
    "document_share": "in its largest text",
}
"""What the measures are called in a table."""


def answer(tried: Verdict, found: Topics) -> display.Text:
    """The opening answer: whether topics stand, with the numbers it rests on, and what the texts hold instead."""
    if tried.rows.empty:
        return display.text(f"**Whether topics stand can't be told.** {found.note or tried.note}")
    read = f"{count(tried.units, 'paragraph or comment', 'paragraphs and comments')} with {count(tried.terms, 'word')} that two or more of them share"
    if tried.drawn_from > tried.units:
        read = f"{read}, drawn at random from {tried.drawn_from:,},"
    how = (
        f"{read} were tried for {_numbers(tried.rows['topics'])} topics, each number on {tried.effort.bootstraps} resampled sets of them and beside "
        f"{tried.effort.nulls} corpora of the same words dealt anew."
    )
    parts = [
        _stands(tried) if tried.supported else _none_stands(tried),
        how,
        _texts(found),
        found.note,
    ]
    return display.text("\n\n".join(part for part in parts if part))


def verdict_table(tried: Verdict) -> pd.DataFrame:
    """One row a number of topics: each measure, in brackets what shuffled words give, and the bound to be beaten."""
    rows = []
    for said in each(tried.rows):
        of = _measures(tried, said.topics)
        row: dict[str, object] = {"topics": int(said.topics)}
        row |= {title: _against(of[name]) if name in of else None for name, title in TITLES.items()}
        rows.append(row | {"stands": "yes" if said.supported else "no"})
    return pd.DataFrame(rows)


def _measures(tried: Verdict, number: int | None) -> dict[str, Any]:
    """The measures of a number of topics by name."""
    return {row.measure: row for row in each(tried.tests[tried.tests["topics"] == number])}


def _against(row: Any) -> str:
    """A measure beside shuffled words; a star where it lies beyond them."""
    share = row.measure in ("stability", "leave_one_document_out", "seeds", "document_share")

    def said(value: float) -> str:
        return f"{value:.0%}" if share else f"{value:.2f}".replace("-", "−")

    if pd.isna(row.null_value):
        return said(row.value)
    mark = " *" if row.beaten else ""
    return f"{said(row.value)}{mark} ({said(row.null_value)}, bound {said(row.null_high)})"


def _stands(tried: Verdict) -> str:
    near, gain = tried.near, tried.gain
    said = (
        f"**Topics stand.** Beyond what shuffled words give: {_numbers(tried.supported)} topics. "
    )
    if len(near) == 1:
        return (
            said
            + f"{near[0]} do best (gain {gain[near[0]]:.2f}, where 0 is shuffled words and 1 the most there could be); no other number comes near."
        )
    return (
        said
        + f"{near[0]} to {near[-1]} do about equally well, {tried.best} best: the texts don't say which of these is the right number."
    )


def _none_stands(tried: Verdict) -> str:
    number = tried.best
    of = _measures(tried, number)
    coherent, stable = of["coherence"], of["stability"]
    kept = topics.TOP_WORDS * stable.value, topics.TOP_WORDS * stable.null_value
    said = (
        f"**No topics stand in these texts.** For no number of topics tried do the lists hold up better than lists of shuffled words on all counts. For {number}, the best of them: "
        f"two resampled sets of paragraphs share {kept[0]:.1f} of {topics.TOP_WORDS} first words of a list, shuffled words {kept[1]:.1f}; "
        f"in paragraphs left out the words of a list keep together with a coherence of {_signed(coherent.value)}, shuffled words of {_signed(coherent.null_value)}."
    )
    if "across_documents" in of:
        across, share = of["across_documents"], of["document_share"]
        how = (
            f"less often ({_signed(across.value)}) than those words’ frequency in the other texts would let them by chance (0)"
            if across.value < 0
            else f"hardly more often ({_signed(across.value)}) than by chance (0)"
        )
        said += (
            f" In a text that was left out, the words of a list meet {how}; {share.value:.0%} of a list lies in one text "
            f"(shuffled words: {share.null_value:.0%})."
        )
    return said + (
        " That is no finding about what the texts are about: it says that they are too few, or too unlike each other, for this method. What they do share "
        "stands in their words below, and in 02_words; the lists further down are exploratory."
    )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _numbers(numbers: Iterable[int]) -> str:
    return listed(str(int(number)) for number in numbers)


def _texts(found: Topics) -> str:
    largest = mostly(found)
    documents = found.shares["document"].nunique()
    if documents < 2 or largest.empty:
        return (
            ""
            if largest.empty
            else "The lists come from one text, so they can't show what texts share."
        )
    half = int((largest["share"] > 0.5).sum())
    return (
        f"**How far the lists are just the texts.** Of {count(len(largest), 'topic')} shown below, {half or 'none'} "
        f"{'has' if half < 2 else 'have'} more than half of {'its' if half < 2 else 'their'} weight in one of the {documents} texts; "
        "such a topic tells what one text holds, its readers’ comments included where it has any, not what several texts write about."
    )
