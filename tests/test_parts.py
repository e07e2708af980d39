"""A corpus in parts: the tables are those of the whole, however it is parted and whoever works."""

from pathlib import Path
from types import MappingProxyType

import made_comments
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import parts, tables
from analysis.corpus import Corpus, read
from analysis.corpus.catalogue import Entry

WANTED = ("sentences", "times", "claims", "comment_codes", "sentiment")
OF_PARTS = tuple(name for name in tables.names() if name not in parts.WHOLE)
MADE = 24
"""Comments of the made table: enough for parts of one, some and all."""


@pytest.fixture(scope="module")
def table(seeds: Path) -> tuple[Corpus, pd.DataFrame]:
    """The seeds' reforms and a made table of comments, and where its comments stand."""
    text, given = made_comments.given(MADE)
    known = read(seeds)
    documents = tables.make("documents", [])
    entry = Entry("talk", "talk.csv", published="2021-05", reform="ics")
    corpus = Corpus(Path(), (entry,), documents, {"talk": text}, known.reforms, known.settings)
    return corpus, given


def joined(found: list[dict[str, pd.DataFrame]], name: str) -> str:
    """A table of all parts as it is written."""
    return tables.to_csv(name, pd.concat([one[name] for one in found], ignore_index=True))


def test_every_table_has_its_needs() -> None:
    """What isn't listed could never be asked for by itself."""
    assert set(tables.names()) <= set(parts.NEEDS)
    assert set(tables.names()) >= parts.WHOLE


@given(characters=st.integers(1, 60_000))
@settings(max_examples=2)
def test_parts_of_documents_are_of_no_consequence(characters: int) -> None:
    """The seeds one by one, some together, or all at once."""
    corpus = read()
    cut = list(parts.partitions(corpus, characters=characters))
    assert [name for part in cut for name in part.texts] == list(corpus)
    found = [parts.work(part, ["segments", "comments", "sentences", "times"]) for part in cut]
    whole = [parts.work(part, found[0]) for part in parts.partitions(corpus)]
    for name in found[0]:
        assert joined(found, name) == joined(whole, name)


@pytest.fixture(scope="module")
def whole(table: tuple[Corpus, pd.DataFrame]) -> dict[str, str]:
    """Every table of the made comments, made at once."""
    corpus, given = table
    (only,) = parts.partitions(corpus, given={"talk": given})
    found = parts.work(only, OF_PARTS)
    return {name: tables.to_csv(name, found[name]) for name in OF_PARTS}


@given(size=st.integers(1, MADE))
@settings(max_examples=2)
def test_parts_of_a_table_are_of_no_consequence(
    size: int, table: tuple[Corpus, pd.DataFrame], whole: dict[str, str]
) -> None:
    """A comment of a table is read by itself, wherever the part begins."""
    corpus, given = table
    cut = parts.partitions(corpus, comments=size, given={"talk": given})
    found = [parts.work(part, OF_PARTS) for part in cut]
    for name in OF_PARTS:
        assert joined(found, name) == whole[name], name


def test_addresses_lead_into_the_whole_text(table: tuple[Corpus, pd.DataFrame]) -> None:
    """Offsets count from the beginning of the document, not of the part."""
    corpus, given = table
    for part in parts.partitions(corpus, comments=7, given={"talk": given}):
        found = parts.work(part, ["claims", "times"])
        for name in ("claims", "times"):
            for row in found[name].itertuples():
                assert corpus["talk"][row.start : row.end] == row.text
        dated = {f"{row.start}-{row.end}" for row in found["times"].itertuples()}
        for cell in found["claims"]["times"].dropna():
            assert set(cell.split(";")) <= dated


def test_a_part_is_plain_data(table: tuple[Corpus, pd.DataFrame]) -> None:
    """It goes to another process, which has no folder with the texts."""
    import pickle

    corpus, given = table
    part = next(parts.partitions(corpus, given={"talk": given}))
    again = pickle.loads(pickle.dumps(part))  # noqa: S301 - our own
    assert not isinstance(again.texts, MappingProxyType)
    assert parts.work(again, ["times"])["times"].equals(parts.work(part, ["times"])["times"])
