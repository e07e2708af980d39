"""What `02_words` says: what is talked about, in whose words, and by which names the reform goes."""

import pandas as pd

from analysis import display, words
from analysis.answers.wording import among, columns, count, each, label, listed, places
from analysis.corpus import Corpus

MOST_SHARED = 8
UNDATED = "no date"


def answer(corpus: Corpus, terms: pd.DataFrame, mentions: pd.DataFrame) -> display.Text:
    """The opening answer: the words that most texts share, and the names of what they write about."""
    if terms.empty:
        return display.text("**No prose to count words in** was found in these texts.")
    parts = [_shared(corpus, terms), _named(corpus, mentions), _voices(terms)]
    return display.text("\n\n".join(part for part in parts if part))


def by_document(corpus: Corpus, terms: pd.DataFrame, limit: int = 20) -> pd.DataFrame:
    """Counts of the terms of most texts: a row a term, a column a text in the order of publication, then comments."""
    chosen = words.most_shared(terms, limit)
    rows = []
    for term, form, texts in zip(chosen["term"], chosen["form"], chosen["texts"], strict=True):
        of_term = terms[terms["term"] == term]
        own = of_term[of_term["voice"] == "author"].set_index("document")["count"]
        row: dict[str, object] = {"word": form}
        row |= {title: int(own.get(name, 0)) for name, title in columns(corpus).items()}
        row["in comments"] = int(of_term.loc[of_term["voice"] == "commenter", "count"].sum())
        row["authors’ texts"] = int(texts)
        rows.append(row)
    return pd.DataFrame(rows)


def multiword(corpus: Corpus, phrases: pd.DataFrame, limit: int = 20) -> pd.DataFrame:
    """Terms of several words by the number of texts and places: counts by text and in comments, and why each is one term."""
    rows = []
    for term, own in phrases.groupby("term", sort=True):
        authors = own[own["voice"] == "author"]
        by_text = authors.set_index("document")["count"]
        first = own.sort_values(["document", "start"]).iloc[0]
        row: dict[str, object] = {"term": own["form"].iloc[0]}
        row |= {title: int(by_text.get(name, 0)) for name, title in columns(corpus).items()}
        row["in comments"] = int(own.loc[own["voice"] == "commenter", "count"].sum())
        row["authors’ texts"] = authors["document"].nunique()
        row["in all"] = int(own["count"].sum())
        row["score"] = round(float(own["npmi"].iloc[0]), 2)
        row["first place"] = display.link(first["document"], first["start"], first["end"])
        rows.append((-row["authors’ texts"], -row["in all"], term, row))  # type: ignore[operator]
    rows.sort(key=lambda one: one[:3])
    return pd.DataFrame([row for *_, row in rows[:limit]])


def evenness(terms: pd.DataFrame, limit: int = 20) -> pd.DataFrame:
    """The commonest terms of authors with how evenly texts share them (Gries's DP, normalised): the uneven last."""
    forms = terms.drop_duplicates("term").set_index("term")["form"]
    table = words.dispersion(terms).sort_values(["count", "term"], ascending=[False, True])
    table = table.head(limit).sort_values(["dp", "term"], na_position="last")
    return pd.DataFrame(
        {
            "word": [forms[term] for term in table["term"]],
            "times": table["count"].to_numpy(),
            "texts": table["texts"].to_numpy(),
            "DP (0 even, 1 in one text)": table["dp"].round(2).to_numpy(),
        }
    )


def choices_said(corpus: Corpus) -> display.Text:
    """What a researcher has merged, left out and added in `words.toml`."""
    chosen = words.choices(corpus)
    parts = []
    if chosen.exclude:
        parts.append(f"Not counted: {listed(map(display.plain, sorted(chosen.exclude)))}.")
    if chosen.merge:
        merged = (
            f"“{display.plain(target)}” for {listed(map(display.plain, others))}"
            for target, others in chosen.merge
            if others
        )
        parts.append(f"Counted as one: {'; '.join(merged)}.")
    if chosen.phrases:
        parts.append(f"Always one term: {listed(map(display.plain, chosen.phrases))}.")
    if not parts:
        parts = ["No word is left out or merged by hand; singular and plural count as one."]
    return display.text(
        " ".join(parts) + " These choices stand in `words.toml` in the folder of texts."
    )


def names_by_year(
    corpus: Corpus, mentions: pd.DataFrame, reform: str | None = None
) -> pd.DataFrame:
    """The names of a reform (by default the one named most) by year of publication and voice: one row is a name."""
    if mentions.empty:
        return pd.DataFrame(columns=["name", "in all"])
    chosen = mentions[mentions["reform"] == (reform or main_reform(mentions))]
    years = {name: _year(corpus, name) for name in corpus}
    year = chosen["document"].map(years)
    rows = []
    for name, own in chosen.groupby("name", sort=True):
        row: dict[str, object] = {"name": name}
        for one in sorted(set(years.values()), key=lambda said: (said == UNDATED, said)):
            here = own[year[own.index] == one]
            readers = int((here["voice"] == "commenter").sum())
            row[one] = f"{len(here) - readers}" + (f" + {readers}" if readers else "")
        row["in all"] = len(own)
        rows.append(row)
    return pd.DataFrame(rows).sort_values(
        ["in all", "name"], ascending=[False, True], ignore_index=True
    )


def _year(corpus: Corpus, document: str) -> str:
    """The year or years in which a text appeared."""
    days = corpus.published(document)
    if not days or not days.first:
        return UNDATED
    last = days.last.year if days.last else days.first.year
    return f"{days.first.year}" if last == days.first.year else f"{days.first.year} to {last}"


def particular(corpus: Corpus, terms: pd.DataFrame, limit: int = 8) -> pd.DataFrame:
    """The commonest words that only one text's author uses: what each is about besides the reform."""
    own = terms[terms["voice"] == "author"]
    alone = own[own.groupby("term")["document"].transform("nunique") == 1]
    rows = []
    for name in corpus.by_publication:
        best = (
            alone[alone["document"] == name]
            .sort_values(["count", "term"], ascending=[False, True])
            .head(limit)
        )
        said = ", ".join(
            f"{form} {times}" for form, times in zip(best["form"], best["count"], strict=True)
        )
        rows.append(
            {"text": label(corpus, name), "words of this author only, and how often": said or None}
        )
    return pd.DataFrame(rows)


def names(corpus: Corpus, mentions: pd.DataFrame, reform: str | None = None) -> pd.DataFrame:
    """The names of a reform (by default the one named most) by text: which text calls it what."""
    if mentions.empty:
        return pd.DataFrame(columns=["name", "in all"])
    chosen = mentions[mentions["reform"] == (reform or main_reform(mentions))]
    rows = []
    for name, own in chosen.groupby("name", sort=True):
        row: dict[str, object] = {"name": name}
        row |= {
            title: int((own["document"] == text).sum()) for text, title in columns(corpus).items()
        }
        row["of these in comments"] = int((own["voice"] == "commenter").sum())
        row["texts"] = own["document"].nunique()
        row["in all"] = len(own)
        rows.append(row)
    return pd.DataFrame(rows).sort_values(
        ["in all", "name"], ascending=[False, True], ignore_index=True
    )


def main_reform(mentions: pd.DataFrame) -> str:
    """The reform named in most places, the first by its identifier where two are level."""
    counts = mentions["reform"].value_counts().sort_index()
    return str(counts.idxmax())


def commonest(terms: pd.DataFrame) -> str:
    """The content word that authors use in most texts, and of such words most often; empty where there is none."""
    best = words.most_shared(terms, 1)
    return "" if best.empty else str(best["form"].iloc[0])


def context_table(
    corpus: Corpus,
    sentences: pd.DataFrame,
    terms: pd.DataFrame,
    comments: pd.DataFrame,
    phrase: str | None = None,
    mentions: pd.DataFrame | None = None,
    limit: int = 40,
) -> display.Table | display.Text:
    """Every place of a phrase that is asked for, with a caption that says which.

    Unasked, some places from every text, of the name under which most texts name the reform, else of the commonest content word.
    """
    wanted, why = (phrase, "") if phrase else _default(terms, mentions)
    if not wanted:
        return display.text("There is no content word of an author to show in its sentences.")
    found = in_context(corpus, sentences, wanted, comments)
    shown = found if phrase else _some_of_each(found, limit)
    caption = f"Every place of “{wanted}”{why}"
    if len(shown) < len(found):
        caption = f"“{wanted}”{why}: {len(shown)} of {len(found):,} places, from every text"
    return display.table(shown, caption=caption)


def _default(terms: pd.DataFrame, mentions: pd.DataFrame | None) -> tuple[str, str]:
    """What is shown in context unasked, and why."""
    if mentions is not None and len(mentions):
        chosen = mentions[mentions["reform"] == main_reform(mentions)].groupby("name")["document"]
        ranked = sorted((-own.nunique(), -len(own), name) for name, own in chosen)
        return str(
            ranked[0][2]
        ), ", the name of the reform in most texts, of such names the commonest"
    return commonest(terms), ", the content word in most texts, of such words the commonest"


def _some_of_each(found: pd.DataFrame, limit: int) -> pd.DataFrame:
    """At most so many rows, the first ones of every text alike, in the order of the texts."""
    turn = found.groupby("text", sort=False).cumcount()
    kept = turn.sort_values(kind="stable").index[:limit]
    return found.loc[kept.sort_values()]


def in_context(
    corpus: Corpus, sentences: pd.DataFrame, phrase: str, comments: pd.DataFrame
) -> pd.DataFrame:
    """Words in context as a table for people, commenters by number."""
    return placed(corpus, words.in_context(corpus, sentences, phrase, comments=comments))


def placed(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """Places of words in context as a table for people, commenters by number."""
    found = found.astype({"comment": "object"})
    found["voice"] = [
        f"comment {row.comment}" if row.voice == "commenter" else row.voice for row in each(found)
    ]
    return places(corpus, found.drop(columns=["comment"]))


def _shared(corpus: Corpus, terms: pd.DataFrame) -> str:
    best = words.most_shared(terms, MOST_SHARED)
    if best.empty:
        return "**What is talked about.** No content word of an author was found."
    most = int(best["texts"].max())
    if most == 1 < len(corpus):
        return "**What is talked about.** No content word stands in the prose of two authors; each text has its own."
    common = [
        f"{display.plain(row.form)} ({row.times})" for row in each(best[best["texts"] == most])
    ]
    where = among(most, len(corpus), "text")
    each_in = f"Each in {where}" if len(common) > 1 and most < len(corpus) else f"In {where}"
    who = "authors speak" if len(corpus) > 1 else "the author speaks"
    return (
        f"**What is talked about.** {each_in}, {who} of {listed(common)}; in brackets, how often."
    )


def _named(corpus: Corpus, mentions: pd.DataFrame) -> str:
    if mentions.empty:
        return "No reform is named: `reforms.toml` gives no names, or none of them stands in these texts."
    reform = main_reform(mentions)
    chosen = mentions[mentions["reform"] == reform]
    table = names(corpus, mentions, reform).head(3)
    said = listed(
        f"“{display.plain(row[0])}” ({row[1]})" for row in table[["name", "in all"]].to_numpy()
    )
    texts = among(chosen["document"].nunique(), len(corpus), "text")
    number = count(chosen["name"].nunique(), "name")
    kept = display.plain(corpus.reforms[reform].name)
    return (
        f"**Under which names.** The reform named most is “{kept}”: {count(len(chosen), 'time')} in {texts}, under "
        f"{number}, most often as {said}."
    )


def _voices(terms: pd.DataFrame) -> str:
    totals = terms.groupby("voice")["count"].sum()
    said = (
        f"These counts rest on {count(int(totals.get('author', 0)), 'content word')} of the authors"
    )
    if totals.get("commenter", 0):
        said += f" and {count(int(totals['commenter']), 'content word')} of readers who commented"
    return said + "; headings, references, pull-quotes and the furniture of pages are left out."
