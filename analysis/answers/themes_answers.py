"""What `02_words` says of a researcher's themes: how often their words stand in each text and year, and where."""

import pandas as pd

from analysis import display
from analysis.answers.wording import columns, count, each, label, listed
from analysis.corpus import Corpus
from analysis.words import Theme, shown

MOST_FORMS = 6


def by_document(corpus: Corpus, known: dict[str, Theme], places: pd.DataFrame) -> pd.DataFrame:
    """Places of each theme's words by text, authors' only, and in comments; words of the other side are counted apart."""
    rows = []
    for theme in known.values():
        own = _once(places, theme.id)
        authors = own[own["voice"] == "author"]
        row: dict[str, object] = {"theme": theme.label}
        row |= {
            title: int((authors["document"] == name).sum())
            for name, title in columns(corpus).items()
        }
        row["in comments"] = int(own["comment"].notna().sum())
        row["texts"] = authors["document"].nunique()
        row["words for the opposite"] = len(_once(places, theme.id, "against"))
        rows.append(row)
    return pd.DataFrame(rows)


def by_year(
    corpus: Corpus, known: dict[str, Theme], places: pd.DataFrame, terms: pd.DataFrame
) -> pd.DataFrame:
    """Places of each theme's words in authors' prose, and per thousand of its content words: one row is a year of publication.

    Texts whose date leaves the year open are left out.
    """
    years = _years(corpus)
    sizes = terms[terms["voice"] == "author"].groupby("document")["count"].sum()
    rows = []
    for year in sorted(set(years.values())):
        texts = [name for name in corpus if years.get(name) == year]
        total = int(sizes.reindex(texts).sum())
        row: dict[str, object] = {"year": year, "texts": len(texts), "content words": total}
        for theme in known.values():
            own = _once(places, theme.id)
            number = int((own["document"].isin(texts) & (own["voice"] == "author")).sum())
            row[theme.label] = number
            row[f"{theme.label}, per 1,000"] = round(1000 * number / max(1, total), 1)
        rows.append(row)
    return pd.DataFrame(rows)


def entries(corpus: Corpus, known: dict[str, Theme], places: pd.DataFrame) -> pd.DataFrame:
    """Which entries of each theme's dictionary found something, with the first place of each, and which found nothing."""
    rows = []
    for theme in known.values():
        for side, phrases in (("words", theme.words), ("against", theme.against)):
            for phrase in phrases:
                own = places[
                    (places["theme"] == theme.id)
                    & (places["side"] == side)
                    & (places["phrase"] == phrase.said)
                ]
                if own.empty:
                    continue
                forms = [shown(corpus[row.document], row.start, row.end) for row in each(own)]
                rows.append(
                    {
                        "theme": theme.label,
                        "entry": phrase.said,
                        "for or against": "for" if side == "words" else "against",
                        "places": len(own),
                        "texts": own["document"].nunique(),
                        "as": ", ".join(list(dict.fromkeys(forms))[:MOST_FORMS]),
                        "first place": display.link(*own.iloc[0][["document", "start", "end"]]),
                    }
                )
    return pd.DataFrame(rows)


def unused(known: dict[str, Theme], places: pd.DataFrame) -> display.Text:
    """The entries that found nothing: perhaps misspelt, perhaps not said."""
    found = set(zip(places["theme"], places["phrase"], strict=True))
    said = [
        f"{display.plain(theme.label)}: {listed(f'“{display.plain(one.said)}”' for one in missing)}"
        for theme in known.values()
        if (missing := [one for one in theme.words if (theme.id, one.said) not in found])
    ]
    if not said:
        return display.text("Every entry of the dictionary stands somewhere in these texts.")
    return display.text("Entries that stand nowhere in these texts. " + "; ".join(said) + ".")


def said(corpus: Corpus, known: dict[str, Theme], places: pd.DataFrame) -> display.Text:
    """The themes in a sentence each: in how many places and texts, and where most."""
    lines = []
    for theme in known.values():
        own = _once(places, theme.id)
        authors = own[own["voice"] == "author"]
        if authors.empty:
            lines.append(f"- **{display.plain(theme.label)}**: no author uses its words.")
            continue
        counts = authors["document"].value_counts()
        most = min(counts[counts == counts.max()].index)
        lines.append(
            f"- **{display.plain(theme.label)}**: {count(len(authors), 'place')} in {count(len(counts), 'text')}, "
            f"most in {_named(corpus, most)} ({counts.max()})."
        )
    return display.text("\n".join(lines))


def _named(corpus: Corpus, document: str) -> str:
    """A text's label in quotation marks; one that is its first words has them already."""
    said = display.plain(label(corpus, document))
    return said if said.startswith("“") else f"“{said}”"


def _once(places: pd.DataFrame, theme: str, side: str = "words") -> pd.DataFrame:
    """The places of a theme, each counted once although two entries may find it."""
    own = places[(places["theme"] == theme) & (places["side"] == side)]
    return own.drop_duplicates(["document", "start"])


def _years(corpus: Corpus) -> dict[str, int]:
    """The year in which each dated text appeared, where it is one year."""
    found = {}
    for name in corpus:
        days = corpus.published(name)
        if days and days.first and days.last and days.first.year == days.last.year:
            found[name] = days.first.year
    return found
