"""What `04_reader_comments` says: what a word list makes of each comment beside what its readers coded.

Every comment is a row; no mean stands alone. Tone is what a comment feels like, stance what it holds of the
reform, and neither is read off the other.
"""

from typing import Any

import pandas as pd

from analysis import display, sentiment, tables
from analysis.answers.wording import among, coders_said, count, each, label, listed
from analysis.corpus import Corpus
from analysis.words import Commenters, cut

TONES = {-2: "very negative", -1: "negative", 0: "neither", 1: "positive", 2: "very positive"}
STANCES = {-1: "against", 0: "neither or can’t tell", 1: "for"}
AGREEMENTS = {-1: "disagrees", 0: "neither", 1: "agrees"}
NO_COMMENTS = "There are no reader comments in these texts."
UNKNOWN = "no word known"


def rows(
    corpus: Corpus, comments: pd.DataFrame, scores: pd.DataFrame, codes: pd.DataFrame
) -> pd.DataFrame:
    """Every comment with its score and its codes, in the order of the texts: what all the rest is told from.

    `sign` is the side of nought of TextBlob's score (empty where it knows no word), `same_side`
    whether the coded tone lies on it too. `author` is kept so that names can be left out of what is shown.
    """
    own = scores[(scores["unit"] == "comment") & (scores["instrument"] == "textblob")]
    whole = own[["document", "start", "end", "polarity", "known_words", "words"]]
    table = comments[["document", "comment", "start", "end", "author"]].merge(
        whole, on=["document", "start", "end"], how="left", validate="one_to_one"
    )
    kept = [
        "document",
        "comment",
        "tone",
        "reform_stance",
        "article_stance",
        "sarcasm",
        "about_reform",
    ]
    table = table.merge(codes[kept], on=["document", "comment"], how="left", validate="one_to_one")
    table["sign"] = _signs(table["polarity"])
    tone = _signs(table["tone"])
    table["same_side"] = (table["sign"] == tone).astype("boolean")
    return table


def answer(corpus: Corpus, table: pd.DataFrame) -> display.Text:
    """The opening answer: how many comments, what the codes say, what TextBlob says, and where they part."""
    if table.empty:
        return display.text(f"**Nothing to read.** {NO_COMMENTS}")
    number, threads = len(table), table["document"].nunique()
    head = f"**{count(number, 'comment')} under {count(threads, 'text')}.** "
    signs = _tally(table["sign"], {1: "above nought", 0: "at nought", -1: "below nought"})
    blank = int(table["sign"].isna().sum())
    scored = f"TextBlob scores {signs or 'none'}"
    scored += (
        f", and finds no word that it knows in {blank}, which is not the same as nought."
        if blank
        else "."
    )
    coded = table[table["tone"].notna()]
    if coded.empty:
        return display.text(
            head
            + scored
            + " No codes stand beside it, so what readers would make of these comments is not known."
        )
    return display.text(
        "\n\n".join(
            [
                head + _tone(coded) + " " + scored + " " + _agreement(coded),
                _stance(coded, threads),
                coders_said(corpus),
            ]
        )
    )


def listing(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Every comment as a row for people: score, codes in words, first words and address."""
    people = Commenters(corpus, table)
    return pd.DataFrame(
        {
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(table)
            ],
            "words": table["words"].to_numpy(),
            "TextBlob": [_score(value) for value in table["polarity"]],
            "words it knows": table["known_words"].to_numpy(),
            "coded tone": [_named(value, TONES) for value in table["tone"]],
            "sarcasm": [
                "–" if pd.isna(value) else "yes" if value else "no" for value in table["sarcasm"]
            ],
            "of the reform": [_named(value, STANCES) for value in table["reform_stance"]],
            "of the article": [_named(value, AGREEMENTS) for value in table["article_stance"]],
            "it begins": [
                cut(people.shown(row.document, row.start, row.end), 70) for row in each(table)
            ],
            "where": [display.link(row.document, row.start, row.end) for row in each(table)],
        }
    )


def misled(
    corpus: Corpus, comments: pd.DataFrame, table: pd.DataFrame, most: int = 4
) -> pd.DataFrame:
    """Comments whose score and coded tone lie on different sides of nought, with the words that weigh most."""
    apart = table[table["sign"].notna() & table["tone"].notna() & ~table["same_side"].fillna(False)]
    none = tables.make("sentences", [])
    weights = sentiment.sentiment_words(corpus, none, comments, ["textblob"])
    found: list[dict[str, Any]] = []
    for row in each(apart):
        own = weights[(weights["document"] == row.document) & (weights["unit_start"] == row.start)]
        own = own.assign(words=[corpus[w.document][w.start : w.end].lower() for w in each(own)])
        own = own.groupby("words", as_index=False)["weight"].sum()
        own = own[own["weight"].abs() > 0]
        order = own.assign(size=own["weight"].abs()).sort_values(
            ["size", "words"], ascending=[False, True]
        )
        said = [f"{piece.words} {_score(piece.weight)}" for piece in each(order.head(most))]
        found.append(
            {
                "comment": f"{label(corpus, row.document)}, comment {row.comment}",
                "TextBlob": _score(row.polarity),
                "coded tone": _named(row.tone, TONES),
                "words that weigh most in the score": ", ".join(said)
                or "only words of weight nought",
                "where": display.link(row.document, row.start, row.end),
            }
        )
    return pd.DataFrame(found)


def by_sentence(
    corpus: Corpus, comments: pd.DataFrame, sentences: pd.DataFrame, scores: pd.DataFrame
) -> pd.DataFrame:
    """Every sentence of the comments with its own score."""
    people = Commenters(corpus, comments)
    own = sentences[sentences["comment"].notna()][["document", "start", "end", "comment"]]
    per = scores[(scores["unit"] == "sentence") & (scores["instrument"] == "textblob")][
        ["document", "start", "end", "polarity", "known_words"]
    ]
    table = own.merge(per, on=["document", "start", "end"], how="left", validate="one_to_one")
    table = table.sort_values(["document", "comment", "start"])
    return pd.DataFrame(
        {
            "comment": [
                f"{label(corpus, row.document)}, comment {row.comment}" for row in each(table)
            ],
            "TextBlob": [_score(value) for value in table["polarity"]],
            "sentence": [people.shown(row.document, row.start, row.end) for row in each(table)],
            "where": [display.link(row.document, row.start, row.end) for row in each(table)],
        }
    )


def tone_and_stance(table: pd.DataFrame) -> pd.DataFrame:
    """How many comments have which coded tone and which coded stance towards the reform."""
    coded = table[table["tone"].notna() & table["reform_stance"].notna()]
    if coded.empty:
        return pd.DataFrame(columns=["coded tone"])
    return pd.DataFrame(
        {
            "coded tone": tone,
            **{
                f"{stance} the reform" if value else stance: int(
                    ((coded["tone"] == key) & (coded["reform_stance"] == value)).sum()
                )
                for value, stance in STANCES.items()
            },
        }
        for key, tone in TONES.items()
        if (coded["tone"] == key).any()
    )


def _tone(coded: pd.DataFrame) -> str:
    sides = coded["tone"].map(_sign)
    return f"Tone by the settled codes: {_tally(sides, {-1: 'negative', 0: 'neither', 1: 'positive'})}."


def _agreement(coded: pd.DataFrame) -> str:
    same = int(coded["same_side"].fillna(False).sum())
    return f"TextBlob’s side of nought is that of the coded tone in {among(same, len(coded), 'comment')}."


def _stance(coded: pd.DataFrame, threads: int) -> str:
    stance = coded["reform_stance"]
    own = int(((stance == -1) & coded["about_reform"].fillna(False)).sum())
    against = int((stance == -1).sum())
    said = f"**Tone is not stance.** By the codes {count(against, 'comment')} {'is' if against == 1 else 'are'} against the reform"
    if against > own:
        said += f" ({own} in words about it, {against - own} without naming it, coded so because they agree with an article against it)"
    neither = int((stance == 0).sum())
    said += f", {neither} {'is' if neither == 1 else 'are'} coded “{STANCES[0]}” (the code does not part the two), and {int((stance == 1).sum()) or 'none'} {'is' if int((stance == 1).sum()) < 2 else 'are'} for it. "
    cheerful = coded[(coded["tone"] > 0) & (stance == -1)]
    if len(cheerful):
        said += f"{count(len(cheerful), 'comment')} of positive tone {'is' if len(cheerful) == 1 else 'are'} among those against: praise for an article is not praise for what the article attacks. "
    return (
        said
        + f"Those who wrote under {count(threads, 'text')} stand for themselves, not for readers or patients or staff."
    )


def _tally(values: pd.Series, names: dict[int, str]) -> str:
    parts = [
        f"{int((values == key).sum())} {name}"
        for key, name in names.items()
        if int((values == key).sum())
    ]
    return listed(parts) if parts else ""


def _signs(values: pd.Series) -> pd.Series:
    """The side of nought of each value, empty where there is none."""
    signs = [None if pd.isna(value) else _sign(value) for value in values]
    return pd.Series(pd.array(signs, dtype="Int64"), index=values.index)


def _sign(value: float) -> int:
    return int(value > 0) - int(value < 0)


def _score(value: Any) -> str:
    return (
        UNKNOWN
        if pd.isna(value)
        else f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
    )


def _named(value: Any, names: dict[int, str]) -> str:
    return "–" if pd.isna(value) else names[int(value)]
