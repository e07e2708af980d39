"""The walk through the house: every room called once, in order, and every table it makes.

What `analysis.parts.NEEDS` makes of a part of the corpus is made part by part and written as it comes; what asks the
corpus as a whole follows, from frames that are kept only if such a table is wanted. A table of the contract that no
room makes yet is there all the same, typed and empty, so that whoever reads tables finds the same list for every corpus.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis import coding, findings, parts, tables, words
from analysis.corpus import Corpus
from analysis.mistakes import InputError

TOPICS = 2
"""Asked of a corpus in which no number could be tried, so that the note says why there are none."""

Made = Mapping[str, pd.DataFrame]


def all_tables(corpus: Corpus, use_codes: bool = True, quiet: bool = True) -> Made:
    """Every table of the contract by name, in its order; without `use_codes` what the machine alone finds."""
    kept = tuple(name for name in tables.names() if name not in parts.WHOLE)
    task = parts.Task((), kept)
    made = _of_parts(corpus, parts.here, task, {}, use_codes, quiet)
    whole = _Whole(corpus, made, use_codes)
    found = {**made, **_walked(whole, [*parts.WHOLE], quiet)}
    return {name: found[name] for name in tables.names()}


def write_tables(
    corpus: Corpus,
    folder: Path,
    wanted: Collection[str],
    *,
    form: str = "csv",
    spread: parts.Spread = parts.here,
    use_codes: bool = True,
    quiet: bool = True,
) -> None:
    """Write the tables wanted into a folder; what is made part by part is written so, and only what is needed is held."""
    whole = [name for name in wanted if name in parts.WHOLE]
    written = tuple(name for name in wanted if name not in parts.WHOLE)
    kept = tuple(
        dict.fromkeys(
            need
            for name in parts.ordered(whole)
            if name in parts.WHOLE
            for need in parts.NEEDS[name]
            if need not in parts.WHOLE
        )
    )
    with ExitStack() as stack:
        writers = {name: stack.enter_context(tables.Writer(name, folder, form)) for name in written}
        made = {}
        if written or kept:
            task = parts.Task(written, kept, form)
            made = _of_parts(corpus, spread, task, writers, use_codes, quiet)
    for name, table in _walked(_Whole(corpus, made, use_codes), whole, quiet).items():
        tables.write(name, table, folder, form)


def chosen(only: str | None) -> list[str]:
    """The tables that a list of names asks for, in the order of the contract; all without a list."""
    asked = [name.strip() for name in (only or "").split(",") if name.strip()]
    if only is not None and not asked:
        raise InputError(
            f"--only names no table; write some of {', '.join(tables.names())}, parted by commas."
        )
    for name in asked:
        tables.schema(name)
    return [name for name in tables.names() if not asked or name in asked]


def _of_parts(
    corpus: Corpus,
    spread: parts.Spread,
    task: parts.Task,
    writers: Mapping[str, tables.Writer],
    use_codes: bool,
    quiet: bool,
) -> dict[str, pd.DataFrame]:
    """The tables that are made part by part: rows go to their writers, frames are given back."""
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for name in task.kept}
    total = sum(map(len, corpus.texts.values()))
    with tqdm(total=total, desc="texts", unit="B", unit_scale=True, disable=quiet, leave=False) as bar:  # fmt: skip
        for done in spread(parts.partitions(corpus, use_codes), task):
            for name, rows in done.rows.items():
                writers[name].add(rows)
            for name, frame in done.frames.items():
                pieces[name].append(frame)
            bar.update(done.characters)
    return parts.gathered(pieces)


def _walked(whole: "_Whole", wanted: Iterable[str], quiet: bool) -> dict[str, pd.DataFrame]:
    names = [name for name in tables.names() if name in set(wanted)]
    found = {}
    with tqdm(total=len(names), disable=quiet or not names, leave=False, unit="table") as bar:
        for name in names:
            bar.set_description(name)
            found[name] = whole.table(name)
            bar.update()
    return found


class _Whole:
    """The tables that ask the whole corpus, each made when it is first asked for."""

    def __init__(self, corpus: Corpus, made: Made, use_codes: bool):
        self.corpus, self.made, self.use_codes = corpus, made, use_codes

    def table(self, name: str) -> pd.DataFrame:
        """One of them."""
        return TABLES[name](self)

    @cached_property
    def terms(self) -> pd.DataFrame:
        return words.terms(self.corpus, self.made["segments"])

    @cached_property
    def tried(self) -> Any:
        from analysis import topics  # loads scikit-learn

        return topics.verdict(self.corpus, self.made["segments"])

    @cached_property
    def topics(self) -> Any:
        from analysis import topics

        number = self.tried.best or TOPICS
        return topics.topics(
            self.corpus,
            self.made["segments"],
            number,
            method=self.tried.method,
            bootstraps=topics.BOOTSTRAPS,
        )

    @cached_property
    def findings(self) -> dict[str, pd.DataFrame]:
        made = self.made
        return findings.tables_of(
            findings.findings(self.corpus, made["sentences"], made["claims"], self.use_codes)
        )


def _keyness(whole: _Whole) -> pd.DataFrame:
    compared = words.compare(whole.corpus, whole.terms)
    return tables.make("keyness", [row for one in compared for row in one.rows.to_dict("records")])


def _uptake(whole: _Whole) -> pd.DataFrame:
    from analysis import uptake  # loads TextBlob

    made = whole.made
    return uptake.uptake(whole.corpus, made["comments"], made["sentences"], made["mentions"])


def _outcomes(whole: _Whole) -> pd.DataFrame:
    made = whole.made
    return coding.outcomes(
        whole.corpus, made["claims"], made["times"], made["comments"], whole.use_codes
    )


TABLES: dict[str, Callable[[_Whole], pd.DataFrame]] = {
    "documents": lambda whole: whole.corpus.documents,
    "terms": lambda whole: whole.terms,
    "phrases": lambda whole: words.phrases(whole.corpus, whole.made["segments"]),
    "keyness": _keyness,
    "theme_words": lambda whole: words.theme_words(whole.corpus, whole.made["sentences"]),
    "uptake": _uptake,
    "outcomes": _outcomes,
    "topic_verdict": lambda whole: whole.tried.rows,
    "topic_tests": lambda whole: whole.tried.tests,
    "topic_words": lambda whole: whole.topics.words,
    "topic_shares": lambda whole: whole.topics.shares,
    "findings": lambda whole: whole.findings["findings"],
    "evidence": lambda whole: whole.findings["evidence"],
}
