"""The walk through the rooms for one part: each called once, in order, and only what is wanted or needed for it."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis import claims, coding, comments, segments, sentences, stance, tables, times, words
from analysis.parts.needs import WHOLE, ordered
from analysis.parts.part import Part, Piece, shifted

Made = Mapping[str, pd.DataFrame]


def work(part: Part, wanted: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The tables wanted of a part, by name, with the offsets of the whole text; nothing but the part is read."""
    names = [name for name in wanted if name not in WHOLE]
    corpus, made = Piece(part), dict[str, pd.DataFrame]()
    for name in ordered(names):
        made[name] = ROOMS[name](corpus, made)
    return {name: shifted(name, made[name], part.offset) for name in names}


def gathered(pieces: dict[str, list[pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Tables from those of the parts, one behind the other."""
    return {
        name: pd.concat(found, ignore_index=True) if found else tables.make(name, [])
        for name, found in pieces.items()
    }


def _times(corpus: Piece, made: Made) -> pd.DataFrame:
    day_first = corpus.part.day_first
    return times.times(corpus, made["segments"], made["comments"], day_first)


def _coded_times(corpus: Piece, made: Made) -> pd.DataFrame:
    own = _own(corpus, "times")
    return coding.merged("times", own, made["times alone"], corpus.part.codes.whole)


def _coded_claims(corpus: Piece, made: Made) -> pd.DataFrame:
    """Coded times date suggested claims, too; in documents that are coded whole nothing is suggested."""
    found, read = made["claims alone"], corpus.part.codes.whole
    if not made["times"].equals(made["times alone"]):
        said = made["sentences"]
        open_said = said[~said["document"].isin(read)]
        found = claims.claims(corpus, open_said, made["times"], made["mentions"])
    return coding.merged("claims", _own(corpus, "claims"), found, read)


def _coded_comments(corpus: Piece, made: Made) -> pd.DataFrame:
    suggested = stance.comment_codes(made["comment_cues"])
    return coding.over(_own(corpus, "comment_codes"), suggested)


def _own(corpus: Piece, name: str) -> pd.DataFrame:
    found = corpus.part.codes.tables.get(name)
    return tables.make(name, []) if found is None else found


def _sentiment(corpus: Piece, made: Made) -> pd.DataFrame:
    from analysis import sentiment  # loads TextBlob

    return sentiment.sentiment(corpus, made["sentences"], made["comments"])


def _sentiment_words(corpus: Piece, made: Made) -> pd.DataFrame:
    from analysis import sentiment

    return sentiment.sentiment_words(corpus, made["sentences"], made["comments"])


# What the machine alone finds goes into the cues, so that no code of a document helps to read its comments.
ROOMS: dict[str, Callable[[Piece, Made], pd.DataFrame]] = {
    "segments": lambda corpus, made: segments.segments(corpus),
    "comments": lambda corpus, made: comments.comments(corpus, made["segments"]),
    "sentences": lambda corpus, made: sentences.sentences(corpus, made["segments"]),
    "mentions": lambda corpus, made: words.mentions(corpus, made["sentences"]),
    "times alone": _times,
    "times": _coded_times,
    "claims alone": lambda corpus, made: claims.claims(
        corpus, made["sentences"], made["times alone"], made["mentions"]
    ),
    "claims": _coded_claims,
    "comment_cues": lambda corpus, made: stance.cues(
        corpus, made["comments"], made["sentences"], made["mentions"], made["claims alone"]
    ),
    "comment_codes": _coded_comments,
    "sentiment": _sentiment,
    "sentiment_words": _sentiment_words,
}
