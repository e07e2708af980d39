"""How a corpus is parted: small documents together, long ones alone, tables of comments in stretches."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from analysis import coding, dates
from analysis.corpus import Corpus, apart
from analysis.parts.part import Codes, Common, Part, shifted
from analysis.parts.working import gathered, work

COMMENTS = 2_000
"""Comments of a part: half a megabyte of text, two seconds of work, and some twenty megabytes of tables on the way."""
CHARACTERS, DOCUMENTS = 400_000, 50
"""Characters and documents of a part from which on the next begins; a longer document is a part by itself."""

BESIDE = ("domain.toml",)
"""Files of the corpus that the rooms of a part read."""

Given = Mapping[str, pd.DataFrame]


def partitions(
    corpus: Corpus,
    use_codes: bool = True,
    comments: int = COMMENTS,
    characters: int = CHARACTERS,
    given: Given = MappingProxyType({}),
) -> Iterator[Part]:
    """The parts of a corpus in the order of its tables; `comments` and `characters` say how large they get.

    `given` may bring the comments of documents, instead of what the corpus says of them.
    """
    common = Common(
        dict(corpus.reforms),
        dict(corpus.settings),
        {name: corpus.toml(name) for name in BESIDE},
    )
    codes = _codes(corpus, use_codes, given)
    number, waiting = 0, list[str]()
    for document in corpus:
        rows = given[document] if document in given else apart.given(corpus, document)
        if rows is None and _fits(corpus, [*waiting, document], characters):
            waiting.append(document)
            continue
        if waiting:
            yield _of_documents(number, corpus, waiting, common, codes)
            number, waiting = number + 1, []
        if rows is None:
            waiting = [document]
            continue
        for part in _of_table(number, corpus, document, rows, common, codes, comments):
            yield part
            number += 1
    if waiting:
        yield _of_documents(number, corpus, waiting, common, codes)


def _fits(corpus: Corpus, documents: Sequence[str], characters: int) -> bool:
    if len(documents) == 1:
        return True
    return len(documents) <= DOCUMENTS and sum(len(corpus[one]) for one in documents) <= characters


def _of_documents(
    number: int, corpus: Corpus, documents: Sequence[str], common: Common, codes: Codes
) -> Part:
    return Part(
        number,
        {document: corpus[document] for document in documents},
        tuple(corpus.entry(document) for document in documents),
        common,
        Codes(
            {
                name: table[table["document"].isin(documents)]
                for name, table in codes.tables.items()
            },
            codes.whole & set(documents),
        ),
    )


def _of_table(
    number: int,
    corpus: Corpus,
    document: str,
    rows: pd.DataFrame,
    common: Common,
    codes: Codes,
    size: int,
) -> Iterator[Part]:
    """The stretches of a table of comments."""
    text = corpus[document]
    whole = _of_documents(number, corpus, [document], common, codes)._replace(
        day_first=dates.day_first(text)
    )
    for at, first in enumerate(range(0, len(rows), size)):
        own = rows.iloc[first : first + size].reset_index(drop=True)
        start, end = int(own["start"].iloc[0]), int(own["end"].iloc[-1])
        yield whole._replace(
            number=number + at,
            texts={document: text[start:end]},
            codes=_between(whole.codes, start, end, own["comment"]),
            offset=start,
            given=own.assign(start=own["start"] - start, end=own["end"] - start),
        )


def _codes(corpus: Corpus, use_codes: bool, given: Given) -> Codes:
    """The codes of the corpus that suggestions give way to."""
    if not use_codes:
        return Codes({}, frozenset())
    remarks = _coded_comments(corpus, given)
    found = {
        name: coding.codes(corpus, name, comments=remarks)
        for name in ("times", "claims", "comment_codes")
    }
    return Codes(found, coding.whole(corpus))


def _coded_comments(corpus: Corpus, given: Given) -> pd.DataFrame:
    """The comments of the documents in which comments are coded, which the codes are held to."""
    rest = frozenset(corpus) - coding.named(corpus, "comment_codes")
    found = [
        work(part, ["comments"])["comments"]
        for part in (
            partitions(corpus.without(rest), False, given=given) if len(rest) < len(corpus) else ()
        )
    ]
    return gathered({"comments": found})["comments"]


def _between(codes: Codes, start: int, end: int, comments: pd.Series) -> Codes:
    """The codes of a stretch, with its offsets."""
    found = {}
    for name, table in codes.tables.items():
        if name == "comment_codes":
            found[name] = table[table["comment"].isin(comments)]
        else:
            own = table[(table["start"] >= start) & (table["end"] <= end)]
            found[name] = shifted(name, own, -start)
    return codes._replace(tables=found)
