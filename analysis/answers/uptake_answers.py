"""What `04_reader_comments` says of what comments do: what each answers, which words of the author it takes up, who speaks from experience.

Two threads can't show what readers think; they can show what these readers do with a text, with their words.
"""

from typing import Any

import pandas as pd

from analysis import display
from analysis.answers.wording import among, count, each, label
from analysis.corpus import Corpus
from analysis.words import Commenters, cut, shown

LONGEST = 160
NAMED = {
    "quotation": "repeats a passage",
    "phrase": "takes up a phrase",
    "author": "speaks to or of the author",
    "comment": "answers another comment",
    "experience": "speaks from experience",
}


def answer(table: pd.DataFrame, found: pd.DataFrame) -> display.Text:
    """In how many comments words take up what: `table` has a row a comment, `found` is the table `uptake`."""
    if table.empty:
        return display.text("")
    said = []
    for kind, name in NAMED.items():
        own = found[found["kind"] == kind].drop_duplicates(["document", "comment"])
        said.append(f"- {name}: {among(len(own), len(table), 'comment')}")
    silent = len(table) - len(found.drop_duplicates(["document", "comment"]))
    close = f"In {count(silent, 'comment')} no such words were found. " if silent else ""
    return display.text(
        "**What these commenters do, by their words.**\n\n"
        + "\n".join(said)
        + f"\n\n{close}Found by rules, and to be read: a phrase that both use may be the subject’s, not the author’s."
    )


def listing(corpus: Corpus, comments: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Everything that comments take up: one row is the words of a comment, and beside them what they take up."""
    people = Commenters(corpus, comments)
    return pd.DataFrame(
        {
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(found)
            ],
            "what it does": [NAMED[row.kind] for row in each(found)],
            "its words": [
                cut(people.shown(row.document, row.start, row.end), LONGEST) for row in each(found)
            ],
            "what it takes up": [_source(people, row) for row in each(found)],
            "where": [display.link(row.document, row.start, row.end) for row in each(found)],
        }
    )


def phrases(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """The author’s words that readers take up: one row is a passage or phrase, with the comments that do."""
    own = found[
        found["kind"].isin(["quotation", "phrase"])
        & found["source_start"].notna()
        & found["source_comment"].isna()
    ]
    rows = []
    key: Any
    for key, group in own.groupby(["document", "source_start", "source_end"], sort=True):
        document, start, end = str(key[0]), int(key[1]), int(key[2])
        numbers = sorted(set(group["comment"]))
        rows.append(
            {
                "text": label(corpus, document),
                "the author’s words": cut(shown(corpus[document], start, end), LONGEST),
                "comments that take them up": ", ".join(map(str, numbers)),
                "comments": len(numbers),
                "where": display.link(document, start, end),
            }
        )
    table = pd.DataFrame(rows)
    return table.sort_values(["comments", "text"], ascending=[False, True]) if rows else table


def _source(people: Commenters, row: Any) -> str:
    other = "" if pd.isna(row.source_comment) else f"comment {row.source_comment}"
    if pd.isna(row.source_start):
        return other or "–"
    start, end = int(row.source_start), int(row.source_end)
    words = cut(people.shown(row.document, start, end), LONGEST)
    return f"{other + ': ' if other else ''}“{words}” {display.link(row.document, start, end)}"
