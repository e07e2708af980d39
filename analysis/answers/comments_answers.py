"""What `04_reader_comments` says: what a word list makes of each comment beside what its readers coded.

Every comment is a row; no mean stands alone. Tone is what a comment feels like, stance what it holds of the
reform, and neither is read off the other.
"""

from typing import Any

import numpy as np
import pandas as pd

from analysis import display, sentiment
from analysis.answers.tone_answers import SIDES, scored, sides_of
from analysis.answers.wording import among, coders_said, count, each, label, listed
from analysis.corpus import Corpus
from analysis.words import Commenters, cut

TONES = {-2: "very negative", -1: "negative", 0: "neither", 1: "positive", 2: "very positive"}
STANCES = {-1: "against", 0: "neither or can’t tell", 1: "for"}
AGREEMENTS = {-1: "disagrees", 0: "neither", 1: "agrees"}
READINGS = ["tone", "reform_stance", "article_stance", "sarcasm", "about_reform", "origin"]
SHORT = 26
"""Characters of a title in the table of comments, which has many columns; twice as many of a comment's beginning."""

NO_COMMENTS = "There are no reader comments in these texts."


def rows(
    corpus: Corpus, comments: pd.DataFrame, scores: pd.DataFrame, codes: pd.DataFrame
) -> pd.DataFrame:
    """Every comment with its scores and its readings, in the order of the texts: what all the rest is told from.

    One column an instrument, empty where it knows no word; readings are codes, or suggestions where `origin` is rule: those
    of tone are left out, so that an instrument never stands beside itself. `author` is kept so that names can be left out of what is shown.
    """
    table = comments[["document", "comment", "start", "end", "author", "thread"]].merge(
        sentiment.by_unit(scores, "comment"),
        on=["document", "start", "end"],
        how="left",
        validate="one_to_one",
    )
    words = scores[(scores["unit"] == "comment") & (scores["instrument"] == sentiment.RECOMMENDED)]
    table = table.merge(
        words[["document", "start", "end", "known_words", "words"]],
        on=["document", "start", "end"],
        how="left",
        validate="one_to_one",
    )
    table = table.merge(
        codes[["document", "comment", *READINGS]],
        on=["document", "comment"],
        how="left",
        validate="one_to_one",
    )
    suggested = table["origin"] == "rule"
    table["tone"] = table["tone"].mask(suggested)
    side = sides_of(table[sentiment.RECOMMENDED])
    table["same_side"] = (side == _signs(table["tone"])).astype("boolean")
    return table


def answer(corpus: Corpus, table: pd.DataFrame) -> display.Text:
    """The opening answer: how many comments, whose words they are, what was coded, what instruments make of that, and stance."""
    if table.empty:
        return display.text(f"**Nothing to read.** {NO_COMMENTS}")
    threads = table["document"].nunique()
    head = f"**{count(len(table), 'comment')} under {count(threads, 'text')}.** {_longest(table)}"
    coded = table[table["tone"].notna()]
    if coded.empty:
        unread = "No codes stand beside the instruments, so what readers would make of these comments is not known. "
        return display.text("\n\n".join([head + unread + _recommended(table), _suggested(table)]))
    return display.text(
        "\n\n".join(
            [
                head + _tone(coded) + " " + _agreement(coded),
                _stance(coded, threads),
                coders_said(corpus),
            ]
        )
    )


def listing(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Every comment as a row for people: its share of the words, scores, readings in words, first words and address."""
    people = Commenters(corpus, table)
    total = int(table["words"].sum()) or 1
    return pd.DataFrame(
        {
            "comment": [
                f"{cut(label(corpus, row.document), SHORT)}, comment {row.comment}"
                for row in each(table)
            ],
            "words": [
                f"{row.words:,} ({row.words / total:.0%}); {row.known_words} known"
                for row in each(table)
            ],
            "TextBlob": [scored(value) for value in table["textblob"]],
            "VADER": [scored(value) for value in table["vader"]],
            "combined": [scored(value) for value in table["combined"]],
            "coded tone": [_named(value, TONES) for value in table["tone"]],
            "sarcasm": [
                "–" if pd.isna(value) else "yes" if value else "no" for value in table["sarcasm"]
            ],
            "of the reform": _readings(table, "reform_stance", STANCES),
            "of the article": _readings(table, "article_stance", AGREEMENTS),
            "it begins": [
                cut(people.shown(row.document, row.start, row.end), 2 * SHORT)
                for row in each(table)
            ],
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


def cues(
    corpus: Corpus,
    comments: pd.DataFrame,
    found: pd.DataFrame,
    suggested: pd.DataFrame,
    table: pd.DataFrame,
) -> pd.DataFrame:
    """What rules suggest of each comment and the words that they go by, beside the code where there is one.

    `found` is the table `comment_cues`, `suggested` what `stance.comment_codes` makes of it. A reading without a cue stays empty;
    candidates for sarcasm are for a person to judge and count for nothing.
    """
    people = Commenters(corpus, comments)
    rows: list[dict[str, Any]] = []
    read = suggested.set_index(["document", "comment"])
    for row in each(table):
        own = found[(found["document"] == row.document) & (found["comment"] == row.comment)]
        if own.empty:
            continue
        key = (row.document, row.comment)
        stance, article = (
            read[name].get(key, pd.NA) for name in ("reform_stance", "article_stance")
        )
        said = {
            name: "; ".join(
                f"“{cut(people.shown(cue.document, cue.start, cue.end), 60)}”"
                for cue in each(own[own["reading"].isin(names)])
            )
            for name, names in (
                ("cues", ("reform_stance", "article_stance", "about_reform")),
                ("for a person to judge: sarcasm", ("sarcasm",)),
            )
        }
        rows.append(
            {
                "comment": f"{label(corpus, row.document)}, comment {row.comment}",
                "suggested of the reform": _named(stance, STANCES),
                "coded": _coded(row, "reform_stance", STANCES),
                "suggested of the article": _named(article, AGREEMENTS),
                "coded ": _coded(row, "article_stance", AGREEMENTS),
                **{name: words or "–" for name, words in said.items()},
                "where": display.link(row.document, row.start, row.end),
            }
        )
    return pd.DataFrame(rows)


def _longest(table: pd.DataFrame) -> str:
    """Whose words they are: two weightings of the same comments."""
    total = int(table["words"].sum())
    if len(table) < 3 or not total:
        return ""
    two = int(table["words"].nlargest(2).sum())
    return f"The two longest hold {two / total:.0%} of the words, so that a count of comments and a count of words say different things. "


def _tone(coded: pd.DataFrame) -> str:
    sides = _signs(coded["tone"])
    return f"Tone by the settled codes: {_tally(sides, {-1: 'negative', 0: 'neither', 1: 'positive'})}."


def _agreement(coded: pd.DataFrame) -> str:
    """How often each of three instruments lies on the side of the coded tone."""
    tone = _signs(coded["tone"])
    said = []
    for name, called in (
        ("textblob", "TextBlob"),
        ("vader", "VADER"),
        ("combined", "the combined instrument"),
    ):
        same = int((sides_of(coded[name]).fillna(0) == tone).sum())
        said.append(f"{called} in {same}")
    blank = int(coded["combined"].isna().sum())
    values, numbers = np.unique(tone.to_numpy(dtype=int), return_counts=True)
    always = SIDES[int(values[numbers.argmax()])]
    unknown = f" In {blank} no list knows a word, which is not the same as nought." if blank else ""
    return f"Of {count(len(coded), 'comment')} {listed(said)} lie on that side; always saying “{always}” would in {int(numbers.max())}. No instrument is a reader.{unknown}"


def _recommended(table: pd.DataFrame) -> str:
    sides = sides_of(table[sentiment.RECOMMENDED])
    blank = int(sides.isna().sum())
    said = f"The combined instrument takes {_tally(sides, {-1: 'as negative', 0: 'as neither', 1: 'as positive'}) or 'none'}"
    return said + (f", and knows no word in {blank}." if blank else ".")


def _suggested(table: pd.DataFrame) -> str:
    """What rules suggest where nobody has coded."""
    stance = table["reform_stance"]
    if stance.notna().any():
        return (
            f"**Tone is not stance.** Rules find words that speak for a stance towards the reform in {among(int(stance.notna().sum()), len(table), 'comment')}: "
            f"{int((stance < 0).sum()) or 'none'} against it, {int((stance > 0).sum()) or 'none'} for it. They are suggestions, and a person should read the comments."
        )
    return "**Tone is not stance.** No rule finds words that speak for a stance towards the reform; only reading tells."


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
    """The side of nought of each code, empty where there is none."""
    signs = [None if pd.isna(value) else int(np.sign(value)) for value in values]
    return pd.Series(pd.array(signs, dtype="Int64"), index=values.index)


def _readings(table: pd.DataFrame, column: str, names: dict[int, str]) -> list[str]:
    """A reading of every comment in words; one that a rule suggests says so."""
    return [
        _named(value, names) + (" (suggested)" if origin == "rule" and not pd.isna(value) else "")
        for value, origin in zip(table[column], table["origin"].fillna(""), strict=True)
    ]


def _coded(row: Any, column: str, names: dict[int, str]) -> str:
    origin = row.origin
    return "–" if pd.isna(origin) or origin == "rule" else _named(getattr(row, column), names)


def _named(value: Any, names: dict[int, str]) -> str:
    return "–" if pd.isna(value) else names[int(value)]
