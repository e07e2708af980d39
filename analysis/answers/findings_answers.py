"""What `06_findings` says: texts by themes, a quote in each cell, and what stands for and against.

The words of a theme find sentences, and sentences with such words are all that is counted; the notebook shows
them whole, with their addresses, so that a reader can judge what the words only suggest. Support is a number of texts, never a number of words.
"""

import pandas as pd

from analysis import display
from analysis.answers.wording import among, coders_said, count, each, label, quoted
from analysis.corpus import Corpus
from analysis.words import Commenters, Theme, cut, shown

QUOTE = 330
QUOTES_AGAINST = 3


def answer(corpus: Corpus, known: dict[str, Theme], found: pd.DataFrame) -> display.Text:
    """The opening answer: each theme's question, how many texts speak to it, and the fullest sentence."""
    lines = [_in_short(corpus, theme, found) for theme in known.values()]
    close = (
        f"These {len(corpus):,} texts show what their authors wrote; they can’t show how common it is. "
        if len(corpus) > 1
        else "One text shows what its author wrote and no more. "
    )
    close += "What is counted is sentences that hold the words of a theme; whether a sentence means what its words suggest is for a reader to judge."
    return display.text("\n".join(lines) + "\n\n" + close)


def matrix(corpus: Corpus, known: dict[str, Theme], found: pd.DataFrame) -> pd.DataFrame:
    """Texts by themes: in each cell the author's sentence with most of the theme's words, and its address."""
    rows = []
    for name in corpus.by_publication:
        row: dict[str, object] = {"text": f"{label(corpus, name)}; {corpus.when(name)}"}
        for theme in known.values():
            own = _authors(found, theme, "words")
            own = own[own["document"] == name]
            row[theme.label] = _cell(corpus, own)
        rows.append(row)
    return pd.DataFrame(rows)


def report(
    corpus: Corpus, known: dict[str, Theme], found: pd.DataFrame, claims: pd.DataFrame
) -> display.Text:
    """Each theme as a finding: sentence, support, quotes, what speaks against it, how sure, what would overturn it."""
    parts = [_finding(corpus, theme, found, claims) for theme in known.values()]
    return display.text("\n\n".join(parts))


def comments(
    corpus: Corpus, known: dict[str, Theme], found: pd.DataFrame, replies: pd.DataFrame
) -> pd.DataFrame:
    """Sentences of reader comments with a theme's words: readers' voices stay apart from authors'."""
    people = Commenters(corpus, replies)
    own = found[
        (found["voice"] != "author") & (found["side"] == "words") & found["comment"].notna()
    ]
    return pd.DataFrame(
        {
            "theme": [known[row.theme].label for row in each(own)],
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(own)
            ],
            "sentence": [people.shown(row.document, row.start, row.end) for row in each(own)],
            "where": [display.link(row.document, row.start, row.end) for row in each(own)],
        }
    )


def _authors(found: pd.DataFrame, theme: Theme, side: str) -> pd.DataFrame:
    return found[
        (found["theme"] == theme.id) & (found["side"] == side) & (found["voice"] == "author")
    ]


def _in_short(corpus: Corpus, theme: Theme, found: pd.DataFrame) -> str:
    own = _authors(found, theme, "words")
    question = f"- **{display.plain(theme.question)}** "
    if own.empty:
        return question + "No author’s sentence holds the words of this theme."
    best = own.sort_values(["score", "document", "start"], ascending=[False, True, True]).iloc[0]
    return (
        f"{question}{_held(corpus, theme, own)}. "
        f"The sentence with most of them: {quoted(corpus, best['document'], best['start'], best['end'])}."
    )


def _held(corpus: Corpus, theme: Theme, own: pd.DataFrame) -> str:
    """What was counted: sentences with words, not what their authors hold."""
    texts = among(own["document"].nunique(), len(corpus), "text")
    hold = "holds" if len(own) == 1 else "hold"
    return (
        f"{count(len(own), 'sentence')} of authors in {texts} {hold} words listed to find where "
        f"{display.plain(theme.says)}"
    )


def _cell(corpus: Corpus, own: pd.DataFrame) -> str:
    if own.empty:
        return "No sentence with these words."
    best = own.iloc[0]
    text = cut(shown(corpus[best["document"]], best["start"], best["end"]), QUOTE)
    more = f" and {count(len(own) - 1, 'more sentence')}" if len(own) > 1 else ""
    return f"“{text}” {display.link(best['document'], best['start'], best['end'])}{more}"


def _finding(corpus: Corpus, theme: Theme, found: pd.DataFrame, claims: pd.DataFrame) -> str:
    own, against = _authors(found, theme, "words"), _authors(found, theme, "against")
    head = f"### {display.plain(theme.label)}\n\n{display.plain(theme.question)}\n\n"
    if own.empty:
        return (
            head
            + "**Support:** none; no author’s sentence holds these words. That is no evidence of the opposite."
        )
    texts = among(own["document"].nunique(), len(corpus), "text")
    quotes = "\n\n".join(
        f"> {quoted(corpus, row.document, row.start, row.end)} — {display.plain(label(corpus, row.document))}"
        for name in corpus.by_publication
        for row in each(own[own["document"] == name].head(1))
    )
    missing = [
        label(corpus, name) for name in corpus.by_publication if name not in set(own["document"])
    ]
    silent = f" Without such a sentence: {display.plain('; '.join(missing))}." if missing else ""
    return (
        f"{head}**Found by words; no person has judged it yet:** {_held(corpus, theme, own)}.\n\n**Support:** {texts}.{silent}{_coded(own, claims)}\n\n{quotes}\n\n"
        f"**What may speak the other way:** {_counter(corpus, against)}\n\n"
        "**How sure:** found by a list of words; whether each sentence means what its words suggest has not been judged one by one, "
        "and what the list lacks was not found.\n\n"
        f"**What would overturn it:** {display.plain(theme.overturned_by)}"
    )


def _counter(corpus: Corpus, against: pd.DataFrame) -> str:
    if against.empty:
        return "no sentence with the words listed for the opposite; that list is short."
    said = "; ".join(
        quoted(corpus, row.document, row.start, row.end) for row in each(_spread(against))
    )
    total = f"{count(len(against), 'sentence')} with the words listed for the opposite"
    more = f" (of which {QUOTES_AGAINST} stand here)" if len(against) > QUOTES_AGAINST else ""
    return f"{total}{more}: {said}."


def _spread(rows: pd.DataFrame) -> pd.DataFrame:
    """A few rows from as many texts as possible."""
    turn = rows.groupby("document").cumcount()
    return (
        rows.assign(turn=turn)
        .sort_values(["turn", "score", "document"], ascending=[True, False, True])
        .head(QUOTES_AGAINST)
    )


def _coded(own: pd.DataFrame, claims: pd.DataFrame) -> str:
    """What the settled codes say of the claims in these sentences."""
    held = [
        claims[
            (claims["document"] == row.document)
            & (claims["start"] < row.end)
            & (row.start < claims["end"])
        ]
        for row in each(own)
    ]
    inside = pd.concat(held).drop_duplicates(["document", "start", "end"]) if held else claims
    if inside.empty:
        return ""
    stance = inside["stance"]
    return (
        f" The settled codes find {count(len(inside), 'claim')} in these sentences: {int((stance == -1).sum())} against a reform, "
        f"{int((stance == 0).sum())} neither, {int((stance == 1).sum())} for one."
    )


def sources(corpus: Corpus, claims: pd.DataFrame) -> display.Text:
    """Who made the codes that the findings lean on."""
    return display.text(
        coders_said(corpus) if len(claims) else "No codes stand behind these findings."
    )
