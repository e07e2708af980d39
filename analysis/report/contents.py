"""The front page: what was asked, what each notebook answers, what stands behind it and what it can't show.

Nothing on it is typed that could be counted: how many texts, which years, how many of them have
comments and who made the codes come from the tables.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import tables
from analysis.corpus import Corpus
from analysis.templates import Markup, render

QUESTION = (
    "What is talked about, how do readers take it, what was promised or claimed for when, "
    "and what do later texts say of it?"
)
FINDINGS = "_findings"
"""What the name of a notebook ends with whose answer heads the front page."""

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def index(corpus: Corpus, notebooks: list[dict[str, Any]], made: Mapping[str, pd.DataFrame]) -> str:
    """The index of a report; `notebooks` are the entries of the manifest, in order."""
    told = [{**entry, "answer": Markup(entry["answer"])} for entry in notebooks]
    return render(
        "index.html",
        title=title(corpus),
        question=QUESTION,
        findings=[entry for entry in told if entry["name"].endswith(FINDINGS)],
        notebooks=[entry for entry in told if not entry["name"].endswith(FINDINGS)],
        limits=limits(corpus, made),
        texts=[_text(corpus, document, made["comments"]) for document in corpus.by_publication],
        tables=[
            {"name": name, "rows": f"{len(made[name]):,}", "about": tables.schema(name).about}
            for name in tables.names()
        ],
    )


def title(corpus: Corpus) -> str:
    """What the report is of: how many texts, of which reform where they share one, and their years."""
    many = len(corpus) != 1
    reforms = {corpus.entry(document).reform for document in corpus} - {""}
    known = [corpus.reforms[reform] for reform in reforms if reform in corpus.reforms]
    of = f" of {_short(known[0].name, known[0].names)}" if len(known) == 1 else ""
    said = f"What {count(len(corpus))} {'texts say' if many else 'text says'}{of}"
    years = sorted(
        {
            day[:4]
            for name in ("published_from", "published_to")
            for day in corpus.documents[name].dropna()
        }
    )
    if not years:
        return said
    return f"{said}, {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")


def limits(corpus: Corpus, made: Mapping[str, pd.DataFrame]) -> list[str]:
    """What a reader should not conclude, as far as it follows from the tables."""
    comments, threads = made["comments"], made["comments"]["thread"].nunique()
    origins = {
        origin
        for name in ("claims", "comment_codes")
        for origin in made[name]["origin"].dropna().unique()
    }
    undated = int(corpus.documents["published"].isna().sum())
    said = [
        f"{counted(len(corpus), 'text')} {'are' if len(corpus) != 1 else 'is'} no sample: nothing here speaks for all "
        "that was written, for readers at large or for a service."
    ]
    if len(comments):
        said.append(
            f"{counted(len(comments), 'comment')} under {counted(threads, 'article').lower()} "
            f"{'tell' if len(comments) != 1 else 'tells'} what those who wrote them hold, and no more."
        )
    if "automated_coder" in origins:
        said.append("Codes are the work of automated coders; no person has checked them yet.")
    if "rule" in origins:
        said.append("Codes that a rule suggested are suggestions.")
    said.append(
        "Tone is not stance: an instrument that counts words does not know what a writer is for or against."
    )
    stand = made["topic_verdict"]["supported"].astype("boolean").fillna(False).any()
    said.append(
        "Topics that stand are lists of words that keep together; what they are about, a reader must say."
        if stand
        else "Topics are there for exploring, not as findings."
    )
    said.append(
        "No delay is computed: a promise and a later report are compared only where they speak of the same thing."
    )
    if undated:
        said.append(
            f"{counted(undated, 'text')} without a date {'stand' if undated != 1 else 'stands'} in no order of time."
        )
    return said


def count(number: int) -> str:
    """A small number as a word.

    >>> count(5), count(53)
    ('five', '53')
    """
    return SMALL[number] if number < len(SMALL) else f"{number:,}"


def _short(name: str, names: Iterable[str] = ()) -> str:
    """A reform's name as it stands inside a sentence: up to its first comma, and small unless it is a proper name.

    >>> _short("Bus franchising in Hallowby", ["bus franchising", "franchising"])
    'bus franchising in Hallowby'
    """
    first = name.partition(",")[0].strip()
    small = first[:1].lower() + first[1:]
    if any(written.split()[:1] == small.split()[:1] for written in names):
        return small  # its names in a sentence begin with the same word, small: no proper name
    return first if any(letter.isupper() for letter in first[1:]) else small


def counted(number: int, noun: str) -> str:
    """A counted noun at the head of a sentence.

    >>> counted(5, "text"), counted(1, "comment"), counted(0, "claim")
    ('Five texts', 'One comment', 'No claims')
    """
    words = f"{count(number)} {noun}{'' if number == 1 else 's'}"
    return words[0].upper() + words[1:]


def _text(corpus: Corpus, document: str, comments: pd.DataFrame) -> dict[str, str]:
    row = corpus.documents.set_index("document").loc[document]
    return {
        "document": document,
        "label": corpus.label(document),
        "author": corpus.entry(document).author,
        "when": corpus.when(document),
        "words": f"{row['words']:,}",
        "comments": str(int((comments["document"] == document).sum())) if len(comments) else "0",
    }
