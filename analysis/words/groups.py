"""Parts of a corpus that are set against each other: which there are, and which rows of a table they hold."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.words.choices import OTHERS, Choices, Group


def groups_to_compare(
    corpus: Corpus, chosen: Choices, terms: pd.DataFrame
) -> list[tuple[Group, Group]]:
    """The pairs of `words.toml`; without any, readers against authors, else the later half of the texts against the earlier."""
    known = {group.id: group for group in chosen.groups}
    if chosen.compare:
        return [(known[a], known.get(b) or rest(corpus, known[a])) for a, b in chosen.compare]
    if (terms["voice"] == "commenter").any():
        return [
            (
                Group("readers", "readers", voices=("commenter",)),
                Group("authors", "authors", voices=("author",)),
            )
        ]
    dated = [name for name in corpus.by_publication if corpus.published(name)]
    half = len(dated) // 2
    if half < 1:
        return []
    return [
        (
            Group("later", "later texts", tuple(dated[half:])),
            Group("earlier", "earlier texts", tuple(dated[:half])),
        )
    ]


def rest(corpus: Corpus, group: Group) -> Group:
    """Everything that a group leaves out."""
    if group.voices and not group.documents and not group.years:
        other = tuple(voice for voice in ("author", "commenter") if voice not in group.voices)
        return Group(OTHERS, "the others", voices=other)
    inside = {name for name in corpus if _is_inside(corpus, name, group)}
    return Group(
        OTHERS, "the others", tuple(name for name in corpus if name not in inside), group.voices
    )


def _is_inside(corpus: Corpus, document: str, group: Group) -> bool:
    if group.documents and document not in group.documents:
        return False
    if not group.years:
        return True
    days = corpus.published(document)
    return bool(days and days.first and days.first.year in group.years)


def held_by(corpus: Corpus, terms: pd.DataFrame, group: Group) -> pd.Series:
    """Which rows of `terms` a group holds; without voices, authors' words: a comment isn't its article."""
    if group.id == OTHERS and not group.documents and not group.voices:
        return pd.Series(False, index=terms.index)
    return terms["document"].isin(
        [name for name in corpus if _is_inside(corpus, name, group)]
    ) & terms["voice"].isin(group.voices or ("author",))
