"""What comments take up: passages and phrases of the article, its author, other comments, and the commenter's own experience.

Two threads can't show what readers think; they do show what these readers answer, and with which words. A quotation is words that
stand in the text above, a phrase is a run of the author's words that other texts of the corpus don't have and that
is no name of a reform and no term of the field, or a single word of the author that is rare in English. With few texts that
is a weak test: what remains may still be the subject's words and not the author's, so the words are shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicons, tables
from analysis.comments import Sources, quoted_places
from analysis.corpus import Corpus
from analysis.sentences import by_comment
from analysis.sentiment import english_words, terms
from analysis.words import (
    Token,
    find_words,
    is_content,
    is_within,
    near,
    within,
    words_of_others,
)

LONGEST = 12
"""Words of a phrase; longer repetitions are quotations."""

RARE = 30
"""Occurrences in the million words behind TextBlob's spellings up to which a word is rare: about one in 30,000."""

SHORTEST_RARE = 6
"""Letters of a single rare word: shorter ones are mostly names and abbreviations."""

BEFORE = 30
"""Characters before an account in which words may stand that make it a supposition."""

NOBODY = frozenset({"anonymous", "guest", "name withheld", "unregistered"})
"""What sites print in place of a name: who begins with it answers nobody."""

Span = tuple[int, int]


class Taken(NamedTuple):
    """Words of a comment that take something up, and where what they take up stands."""

    start: int
    end: int
    kind: str
    source_start: int | None
    source_end: int | None
    source_comment: int | None
    rule: str


class Phrases:
    """The author's words of one text, by their first two, and the rare ones among them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        document: str,
        runs: Mapping[str, str | None],
        known: frozenset[str],
    ):
        self.tokens = tokens
        self.document = document
        self.runs = runs
        self.known = known
        self.pairs: dict[tuple[str, str], list[int]] = {}
        self.rare: dict[str, Token] = {}
        for at, (one, other) in enumerate(pairwise(tokens)):
            self.pairs.setdefault((one.key, other.key), []).append(at)
        for token in tokens:
            if _is_rare(token) and token.key not in known and not self._is_elsewhere(token.key):
                self.rare.setdefault(token.key, token)

    def find(self, tokens: Sequence[Token]) -> Iterator[Taken]:
        """What a comment's words take up of them, the longest first where they overlap."""
        at = 0
        while at < len(tokens):
            run, place = self._longest(tokens, at)
            if run and self._is_telling(tokens[at : at + run]):
                first, last = self.tokens[place], self.tokens[place + run - 1]
                yield Taken(
                    tokens[at].start,
                    tokens[at + run - 1].end,
                    "phrase",
                    first.start,
                    last.end,
                    None,
                    "shared-words",
                )
                at += run
                continue
            word = self._rare_word(tokens[at])
            if word is not None:
                yield Taken(
                    tokens[at].start,
                    tokens[at].end,
                    "phrase",
                    word.start,
                    word.end,
                    None,
                    "rare-word",
                )
            at += 1

    def _longest(self, tokens: Sequence[Token], at: int) -> tuple[int, int]:
        """How many words from here on stand in the author's text in a row, and where."""
        if at + 1 >= len(tokens):
            return 0, 0
        best = (0, 0)
        for place in self.pairs.get((tokens[at].key, tokens[at + 1].key), ()):
            run = 0
            while (
                run < LONGEST
                and at + run < len(tokens)
                and place + run < len(self.tokens)
                and tokens[at + run].key == self.tokens[place + run].key
            ):
                run += 1
            best = max(best, (run, -place))
        run, place = best[0], -best[1]
        while run and not is_content(tokens[at + run - 1]):
            run -= 1  # "the clothes of" ends with its last telling word
        return (run, place) if is_content(tokens[at]) else (0, 0)

    def _is_telling(self, tokens: Sequence[Token]) -> bool:
        """Two words or more that are no names of the field, in a run that isn't everybody's."""
        own = [token for token in tokens if is_content(token) and token.key not in self.known]
        said = " ".join(token.key for token in tokens)
        return len(own) >= 2 and said not in self.known and not self._is_elsewhere(said)

    def _is_elsewhere(self, said: str) -> bool:
        """Whether another text has these words, too: then they are everybody's, not this author's."""
        return self.runs.get(said, self.document) != self.document

    def _rare_word(self, token: Token) -> Token | None:
        """The author's rare word that this is, misspelt or not."""
        if token.key in self.rare:
            return self.rare[token.key]
        if (
            len(token.key) < SHORTEST_RARE + 1
            or token.key in english_words()
            or token.key in self.known
        ):
            return None
        return next((word for key, word in self.rare.items() if near(token.key, key)), None)


def uptake(
    corpus: Corpus, comments: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """The table `uptake`: one row is words of a comment that take something up."""
    cut = {document: find_words(corpus[document]) for document in corpus}
    common, runs, spans = _names(corpus, mentions), _runs(cut), by_comment(sentences)
    rows: list[dict[str, Any]] = []
    for document, own in comments.groupby("document", sort=True):
        name = str(document)
        lines = sentences[sentences["document"] == name]
        authors = _authors(cut[name], lines)
        phrases = Phrases(authors, name, runs, common)
        for number, found in _of_document(corpus[name], cut[name], own, lines, phrases, spans):
            rows.append({"document": name, "comment": number, **found._asdict()})
    unique = {
        (row["document"], row["start"], row["end"], row["kind"], row["rule"]): row for row in rows
    }
    return tables.make("uptake", list(unique.values()))


def _of_document(
    text: str,
    tokens: list[Token],
    comments: pd.DataFrame,
    sentences: pd.DataFrame,
    phrases: Phrases,
    spans: Mapping[tuple[str, int], list[Span]],
) -> Iterator[tuple[int, Taken]]:
    sources = Sources(text)
    own = sentences[sentences["comment"].isna()]
    for start, end in zip(own["start"], own["end"], strict=True):
        sources.add(int(start), int(end))
    names = _commenters(comments)
    before: dict[int, Span] = {}
    row: Any
    for row in comments.sort_values("comment").itertuples(index=False):
        number, place = int(row.comment), (int(row.start), int(row.end))
        quoted = [
            Taken(*here, "quotation", *there, _holder(there, before), "repeated")
            for here, there in quoted_places(text, *place, sources)
        ]
        taken = [
            found for found in phrases.find(within(tokens, *place)) if not _inside(found, quoted)
        ]
        said = spans.get((row.document, number), [place])
        for found in (
            *quoted,
            *taken,
            *find_accounts(text, said, words_of_others(text, *place)),
            *_answers(text, row, names, before),
        ):
            yield number, found
        before[number] = place
        for start, end in said:
            sources.add(start, end)


def find_accounts(text: str, sentences: Iterable[Span], others: Sequence[Span] = ()) -> list[Taken]:
    """Sentences that speak to the author or from experience: one a sentence and kind, with the rule that found it.

    Nobody speaks for themselves in `others`, spans of somebody else's words.

    >>> text = "You are spot on! I lasted 18 months."
    >>> [(text[one.start : one.end], one.kind) for one in find_accounts(text, [(0, 16), (17, 36)])]
    [('You are', 'author'), ('I lasted 18 months.', 'experience')]
    """
    found = []
    for start, end in sentences:
        said = text[start:end]
        for kind in ("author", "experience"):
            for pattern in lexicons.patterns("uptake", kind):
                match = next(
                    (
                        one
                        for one in pattern.regex.finditer(said)
                        if _is_meant(said, one.start())
                        and not is_within((start + one.start(), start + one.end()), list(others))
                    ),
                    None,
                )
                if match:
                    # An account is its sentence; whom somebody speaks to is told by the words alone.
                    span = (
                        (start, end)
                        if kind == "experience"
                        else (start + match.start(), start + match.end())
                    )
                    found.append(Taken(*span, kind, None, None, None, pattern.name))
                    break
    return found


def _is_meant(said: str, at: int) -> bool:
    """Whether what stands at a place is told, not supposed."""
    before = said[max(0, at - BEFORE) : at]
    return not any(one.regex.search(before) for one in lexicons.patterns("uptake", "unlike"))


def _answers(
    text: str, row: Any, names: Mapping[str, int], before: Mapping[int, Span]
) -> Iterator[Taken]:
    """Another comment that this one answers: by the page, by a name that it begins with, or by pointing at it."""
    start, end = int(row.start), int(row.end)
    if not pd.isna(row.parent):
        yield Taken(
            start,
            end,
            "comment",
            *_place(before, int(row.parent)),
            int(row.parent),
            "page",
        )
    head = text[start : min(end, start + 60)].lstrip("@ ").lower()
    for name, number in names.items():
        if number != int(row.comment) and head.startswith(name):
            shift = text[start : min(end, start + 60)].lower().index(name)
            yield Taken(
                start + shift,
                start + shift + len(name),
                "comment",
                *_place(before, number),
                number,
                "name",
            )
    for pattern in lexicons.patterns("uptake", "comment"):
        for match in pattern.regex.finditer(text, start, end):
            yield Taken(*match.span(), "comment", None, None, None, pattern.name)


def _place(before: Mapping[int, Span], number: int) -> tuple[int | None, int | None]:
    """Where an earlier comment stands; nowhere if it stands further down."""
    return before.get(number, (None, None))


def _commenters(comments: pd.DataFrame) -> dict[str, int]:
    """The names of those who comment, in small letters, each with their first comment."""
    found: dict[str, int] = {}
    for name, number in zip(comments["author"], comments["comment"], strict=True):
        if isinstance(name, str) and len(name.strip()) > 2 and name.strip().lower() not in NOBODY:
            found.setdefault(name.strip().lstrip("@").lower(), int(number))
    return found


def _authors(tokens: list[Token], sentences: pd.DataFrame) -> list[Token]:
    """The words of the author's own sentences."""
    own = sentences[(sentences["voice"] == "author") & sentences["comment"].isna()]
    return [
        token
        for start, end in zip(own["start"], own["end"], strict=True)
        for token in within(tokens, int(start), int(end))
    ]


def _runs(cut: Mapping[str, list[Token]]) -> dict[str, str | None]:
    """Words and runs of two to four words of all texts, each with the one text that has it, or nothing where several have."""
    found: dict[str, str | None] = {}
    for document, tokens in cut.items():
        keys = [token.key for token in tokens]
        for size in range(1, 5):
            for at in range(len(keys) - size + 1):
                said = " ".join(keys[at : at + size])
                if found.setdefault(said, document) != document:
                    found[said] = None
    return found


def _names(corpus: Corpus, mentions: pd.DataFrame) -> frozenset[str]:
    """Names of reforms as texts and catalogue have them, and terms of the field, as keys."""
    said = set(mentions["name"].dropna())
    said |= {
        name
        for reform in corpus.reforms.values()
        for name in (reform.name, *reform.names, *reform.acronyms, *reform.aliases)
    }
    said |= set(terms(corpus))
    runs = [[token.key for token in find_words(name)] for name in sorted(said)]
    return frozenset({" ".join(run) for run in runs} | {word for run in runs for word in run})


def _is_rare(token: Token) -> bool:
    return (
        token.kind == "word"
        and len(token.key) >= SHORTEST_RARE
        and is_content(token)
        and not token.key.endswith("ly")  # an adverb colours what is said and names nothing
        and 0 < english_words().get(token.key, 0) <= RARE
    )


def _inside(found: Taken, others: Sequence[Taken]) -> bool:
    return any(other.start < found.end and found.start < other.end for other in others)


def _holder(span: Span, before: Mapping[int, Span]) -> int | None:
    """The comment that holds a passage; nothing where the article does."""
    return next((number for number, (start, end) in before.items() if start <= span[0] < end), None)
