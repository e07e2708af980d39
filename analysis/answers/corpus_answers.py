"""What `01_corpus` says: which texts were read, how their dates are known, how they were cut, and who speaks.

Nothing is left out silently: what was set aside as furniture is listed with the rule that took it
for that, and a page that says how many comments it has is held to it.
"""

import re

import pandas as pd

from analysis import charts, display
from analysis.answers.wording import among, count, listed
from analysis.charts.overview import ASIDE, VOICES
from analysis.corpus import Corpus
from analysis.words import Commenters, cut, shown

BASES = {
    "stated": "printed in the text",
    "inferred": "inferred from the text",
    "given": "given from outside",
    "unknown": "not known",
}
STATED = re.compile(
    r"\b(?P<before>\d+|no)\s+(?:reader\w*['’]?\s+)?(?:(?:comment|repl|response)\w*|thoughts? on\b)"
    r"|(?:comment|repl|response)\w*\s*[:(]\s*(?P<after>\d+)",
    re.IGNORECASE,
)
"""How a page says how many comments it has: "9 comments", "No Comments", "Readers' comments (9)"."""

COUNTING = ("comments_heading", "boilerplate", "comment_label")
EXAMPLE = 70
MOST_PRINTED = 3
"""Dates printed in texts that the first answer quotes; of more it says how many there are."""

FROM_TEXT = "(cut from the text)"
"""How a title is marked that stands in the text and not in the catalogue."""

PERSONAL = ("comment_author", "comment_role")
WITHHELD = "(not shown: commenters go by number here)"
SPOKEN = frozenset().union(*VOICES.values())


def answer(corpus: Corpus, segments: pd.DataFrame, comments: pd.DataFrame) -> display.Text:
    """The opening answer: how much was read, from when, how that is known, and who speaks in it."""
    words = int(corpus.documents["words"].sum())
    head = f"**{count(len(corpus), 'text')}, {words:,} words.** {_span(corpus, segments)}{_known(corpus)}"
    cutting = (
        f"{'It was' if len(corpus) == 1 else 'They were'} cut into {count(len(segments), 'piece')} of "
        f"{count(segments['kind'].nunique(), 'kind')}. {_voices(corpus, segments)} "
        f"{_commenting(corpus, comments)}"
    )
    return display.text("\n\n".join([head, cutting, *_told(corpus)]))


def texts(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """A row a text, in the order of publication: what it is, when it appeared, how that is known, where to read it."""
    rows, printed = [], _firsts(corpus, segments, "date")
    called = titles(corpus, segments)
    for document in corpus.by_publication:
        entry, length = corpus.entry(document), len(corpus[document])
        rows.append(
            {
                "text": called[document],
                "by": entry.author or None,
                "in": entry.publisher or None,
                "appeared": corpus.when(document).partition(" (")[0],
                "date": BASES[entry.published_basis]
                if entry.published or document not in printed
                else f"not in the catalogue; the text prints “{printed[document][0]}”",
                "words": len(corpus[document].split()),
                "reader": display.link(document, 0, max(length, 1), "read it"),
            }
        )
    return pd.DataFrame(rows)


def titles(corpus: Corpus, segments: pd.DataFrame) -> dict[str, str]:
    """What each text is called here: by the catalogue, else by the title cut from it and marked so, else by its first words."""
    found = _firsts(corpus, segments, "title")
    return {
        document: f"{found[document][0]} {FROM_TEXT}"
        if not corpus.entry(document).title and document in found
        else corpus.label(document)
        for document in corpus
    }


def dating(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """How each date that is not printed in its text is known, and what the catalogue notes besides."""
    entries = [corpus.entry(document) for document in corpus.by_publication]
    called = titles(corpus, segments)
    rows = [
        {
            "text": called[entry.id],
            "date": entry.published_note or None,
            "origin": entry.note or None,
        }
        for entry in entries
        if entry.published_note or entry.note
    ]
    return pd.DataFrame(rows, columns=["text", "date", "origin"])


def pieces(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """What the texts were cut into: a row a kind of piece, the commonest first, with the rules that found it."""
    words = [
        len(corpus[document][start:end].split())
        for document, start, end in zip(
            segments["document"], segments["start"], segments["end"], strict=True
        )
    ]
    counted = segments.assign(words=words).groupby("kind", as_index=False).agg(
        pieces=("kind", "size"), words=("words", "sum"), texts=("document", "nunique"),
        rules=("rule", lambda rules: ", ".join(sorted(set(rules)))),
    )  # fmt: skip
    counted["kind"] = [kind.replace("_", " ") for kind in counted["kind"]]
    counted = counted.rename(columns={"texts": "in texts"})
    return counted.sort_values("pieces", ascending=False, kind="stable", ignore_index=True)


def aside(corpus: Corpus, segments: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """What no voice speaks: a row a kind and rule, with how much of it there is and the first example."""
    rows, people = segments[~segments["kind"].isin(SPOKEN)], Commenters(corpus, comments)
    said = [
        people.shown(document, start, end, aside=True)
        for document, start, end in zip(rows["document"], rows["start"], rows["end"], strict=True)
    ]
    words = [
        len(corpus[document][start:end].split())
        for document, start, end in zip(rows["document"], rows["start"], rows["end"], strict=True)
    ]
    rows = rows.assign(text=said, words=words)
    grouped = rows.groupby(["kind", "rule"], as_index=False).agg(
        pieces=("text", "size"), words=("words", "sum"), document=("document", "first"),
        start=("start", "first"), end=("end", "first"), example=("text", "first"),
    )  # fmt: skip
    grouped["example"] = [
        WITHHELD if kind in PERSONAL else cut(words, EXAMPLE)
        for kind, words in zip(grouped["kind"], grouped["example"], strict=True)
    ]
    grouped["kind"] = [kind.replace("_", " ") for kind in grouped["kind"]]
    where = zip(grouped["document"], grouped["start"], grouped["end"], strict=True)
    grouped["first place"] = [display.link(*span) for span in where]
    grouped = grouped.sort_values("words", ascending=False, kind="stable", ignore_index=True)
    return grouped.drop(columns=["document", "start", "end"])


def voices(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """Words behind each voice; one row is a text, in the order of publication, the last all of them."""
    counted, called = charts.words_by_voice(corpus, segments), titles(corpus, segments)
    table = counted.pivot_table("words", "document", "voice", "sum", fill_value=0).astype(int)
    table = table.reindex(index=corpus.by_publication, fill_value=0)
    table = table.reindex(columns=[*VOICES, ASIDE], fill_value=0)
    table["all"] = table.sum(axis=1)
    table.index = pd.Index([called[document] for document in table.index], name="text")
    table.loc["all texts"] = table.sum()
    if len(table) > display.MOST_ROWS:  # where not all rows are shown, the last would be lost
        table = table.iloc[[-1, *range(len(table) - 1)]]
    table.columns.name = None
    return table.reset_index()


def comment_counts(corpus: Corpus, segments: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """How many comments each text says it has, beside how many were found; empty where it doesn't say."""
    rows, called, people = [], titles(corpus, segments), Commenters(corpus, comments)
    for document in corpus.by_publication:
        own = segments[(segments["document"] == document) & segments["kind"].isin(COUNTING)]
        told = next(
            (
                (row, match)
                for row in own.to_dict("records")
                if (match := STATED.search(corpus[document][row["start"] : row["end"]]))
            ),
            None,
        )
        said = told and (told[1]["before"] or told[1]["after"])
        stated = None if not said else int(said) if said.isdigit() else 0
        found = int((comments["document"] == document).sum())
        rows.append(
            {
                "text": called[document],
                "stated": stated,
                "found": found,
                "agree": "not stated" if stated is None else "yes" if stated == found else "no",
                "words": told
                and people.shown(document, told[0]["start"], told[0]["end"], aside=True),
            }
        )
    return pd.DataFrame(rows).astype({"stated": "Int64"})


def counts_answer(table: pd.DataFrame) -> display.Text:
    """Whether the pages' own counts of comments agree with what was found, in a sentence."""
    stated = table[table["stated"].notna()]
    if stated.empty:
        return display.text(
            "No text says how many comments it has, so the count can't be checked against it."
        )
    agree = int((stated["agree"] == "yes").sum())
    said = f"{count(len(stated), 'text says', 'texts say')} how many comments there are; "
    said += (
        "the count found agrees" if agree == len(stated) else f"the count found agrees in {agree}"
    )
    return display.text(said + (" in each." if agree == len(stated) > 1 else "."))


def _firsts(corpus: Corpus, segments: pd.DataFrame, kind: str) -> dict[str, tuple[str, int, int]]:
    """The first piece of a kind in each text that has one: its words and where they stand."""
    rows = segments[segments["kind"] == kind].sort_values(["document", "start"])
    rows = rows.drop_duplicates("document")
    spans = zip(rows["document"], rows["start"], rows["end"], strict=True)
    return {
        document: (shown(corpus[document], start, end), start, end)
        for document, start, end in spans
    }


def _span(corpus: Corpus, segments: pd.DataFrame) -> str:
    """When the texts appeared by the catalogue, and what those without a date in it print."""
    dated = [own for document in corpus.by_publication if (own := corpus.published(document))]
    days = [day for own in dated for day in own if day]
    one, they = len(corpus) == 1, "It" if len(corpus) == 1 else "They"
    if not days:
        said = f"{'It has no' if one else 'None of them has a'} date in the catalogue"
        return said + _printed(corpus, segments) + "."
    first, last = min(days).year, max(days).year
    when = f"in {first}" if first == last else f"between {first} and {last}"
    if len(dated) == len(corpus):
        return f"{they} appeared {when}."
    without = len(corpus) - len(dated)
    said = f"Those with a date in the catalogue appeared {when}; {without} {'has' if without == 1 else 'have'} none"
    return said + _printed(corpus, segments) + "."


def _printed(corpus: Corpus, segments: pd.DataFrame) -> str:
    """The dates that texts without one in the catalogue print themselves."""
    found = _firsts(corpus, segments, "date")
    own = {name: found[name] for name in found if not corpus.entry(name).published}
    if not own:
        return ""
    said = [
        f"“{display.plain(words)}” ({display.link(document, start, end)})"
        for document, (words, start, end) in list(own.items())[:MOST_PRINTED]
    ]
    more = " and others" if len(own) > MOST_PRINTED else ""
    who = (
        "it prints one"
        if len(corpus) == 1
        else f"{len(own)} {'prints' if len(own) == 1 else 'print'} one"
    )
    return f"; {who}: {', '.join(said)}{more}"


def _known(corpus: Corpus) -> str:
    """How the dates are known, as a sentence that follows; nothing where there are none."""
    bases = corpus.documents["published_basis"].value_counts()
    told = [
        f"{bases[basis]} {'is' if bases[basis] == 1 else 'are'} {said}"
        for basis, said in BASES.items()
        if bases.get(basis)
    ]
    if len(told) == 1:
        basis = next(said for key, said in BASES.items() if bases.get(key))
        whose = "Its" if len(corpus) == 1 else "Every"
        return f" {whose} date is {basis}." if basis != BASES["unknown"] else ""
    return f" Of their dates {listed(told)}."


def _voices(corpus: Corpus, segments: pd.DataFrame) -> str:
    counted = charts.words_by_voice(corpus, segments).groupby("voice")["words"].sum()
    author, readers = int(counted.get("author", 0)), int(counted.get("commenters", 0))
    said = f"{'Authors speak' if len(corpus) > 1 else 'The author speaks'} in {author:,} words"
    said += f", readers who comment in {readers:,}" if readers else ""
    return f"{said}; {int(counted.get(ASIDE, 0)):,} words are set aside."


def _commenting(corpus: Corpus, comments: pd.DataFrame) -> str:
    if comments.empty:
        return "There are no reader comments."
    under = comments["document"].nunique()
    return (
        f"{count(len(comments), 'reader comment')} {'stands' if len(comments) == 1 else 'stand'} under "
        f"{among(under, len(corpus), 'text')}."
    )


def _told(corpus: Corpus) -> list[str]:
    """What a reader should know of the files, as the corpus says it."""
    return [f"Note: {display.plain(warning)}" for warning in corpus.warnings]
