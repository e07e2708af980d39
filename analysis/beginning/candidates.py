"""What texts may be calling a reform: names in capitals, spelled-out acronyms and phrases that recur, the likeliest first.

A name is likely to be a reform's by its last word, which says what kind of thing it is (an act, a plan, a network, a merger;
lists in `analysis/data/beginning.toml`), and by how many texts use it. Nothing is known of any one country or service.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis import lexicons
from analysis.beginning import acronyms, names
from analysis.words.phrases import find_phrases
from analysis.words.tokens import Token, find_words, is_content, shown, singular

Key = tuple[str, ...]
Place = tuple[str, int, int]
PROSE_WORDS = 8
"""Words of a line from which it is taken for prose, where phrases are counted: site furniture has fewer."""
MOST_CHARACTERS = 1_500_000
"""Characters in which phrases are looked for: what recurs in a corpus recurs in a part of it, and reading all would take a minute."""
TWICE = 2
LONGEST = 3
SURE = {"made": 1.0, "done": 0.9, "set_up": 0.75}
"""How much a last word of each list makes a name that of a reform."""
ELSE = 0.3
YEAR = re.compile(r" \(?(?:19|20)\d\d\)?$")
OF = re.compile(r"(\w+) (?:on|of|for|into)\b")


class Candidate(NamedTuple):
    """A name that may be a reform's, how texts spell and shorten it, where it stands and how likely it is one."""

    name: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    texts: int
    places: int
    document: str
    start: int
    end: int
    score: float
    likely: bool


class _Seen:
    """What was seen of one name while the texts are read; `best` are places that spell it out beside its acronym."""

    def __init__(self) -> None:
        self.spelt: Counter[str] = Counter()
        self.short: Counter[str] = Counter()
        self.at: list[Place] = []
        self.starts: set[tuple[str, int]] = set()
        self.best: list[Place] = []
        self.capital = False

    def add(self, spelt: str, document: str, start: int, end: int) -> None:
        self.spelt[spelt] += 1
        self.at.append((document, start, end))
        self.starts.add((document, start))

    def take(self, other: "_Seen") -> None:
        self.spelt += other.spelt
        self.short += other.short
        self.at = sorted({*self.at, *other.at})
        self.best += other.best
        self.capital = self.capital or other.capital


def candidates(texts: Mapping[str, str]) -> list[Candidate]:
    """The names in texts that may be those of reforms, the likeliest first."""
    seen: defaultdict[Key, _Seen] = defaultdict(_Seen)
    tokens = {document: find_words(text) for document, text in texts.items()}
    for document, text in texts.items():
        _capitals(seen, document, text)
        _defined(seen, document, text)
    _phrases(seen, texts, tokens)
    _single(seen, texts, tokens)
    _acronyms(seen, tokens)
    found = [_candidate(key, one, len(texts)) for key, one in _joined(seen).items()]
    return sorted(filter(None, found), key=lambda one: (-one.score, one.name))


def _key(words: str) -> Key:
    """What makes two spellings one name: its words in the singular, in small letters, without a year."""
    return tuple(singular(token.key.lower()) for token in find_words(YEAR.sub("", words)))


def _capitals(seen: defaultdict[Key, _Seen], document: str, text: str) -> None:
    titles = lexicons.words("beginning", "never", "titles")
    for one in names.names(names.flat(text)):
        words = one.words.split()
        if not titles.isdisjoint(word.lower() for word in words) or len(_key(one.words)) < 2:
            continue
        known = seen[_key(one.words)]
        known.add(one.words, document, one.start, one.end)
        known.capital = known.capital or not one.first


def _defined(seen: defaultdict[Key, _Seen], document: str, text: str) -> None:
    for one in acronyms.definitions(text):
        known = seen[_key(one.long)]
        known.short[_bare(one.short)] += 1
        start = text.find(one.long.split()[0], one.start)
        known.add(_mended(text, one), document, start, one.end)
        known.best.append((document, start, one.end))


def _mended(text: str, one: acronyms.Defined) -> str:
    """A long form as it is to be shown, without the mark that closes a quotation or a possessive."""
    start = text.find(one.long.split()[0], one.start)
    return shown(text, start, start + len(one.long)).rstrip("’'")


def _phrases(
    seen: defaultdict[Key, _Seen], texts: Mapping[str, str], tokens: Mapping[str, list[Token]]
) -> None:
    """Phrases that recur, wherever they stand in prose; those in capitals were seen already."""
    lines = {document: list(_prose(text, tokens[document])) for document, text in texts.items()}
    pointing = lexicons.words("beginning", "never", "first")
    defined = {key for key, one in seen.items() if one.short}
    found = {*_collocations(texts, lines), *defined, *_headed(texts, lines)}
    wanted = {key for key in found if key and key[0] not in pointing}
    heads = _by_head(wanted)
    for document, text in texts.items():
        for own in lines[document]:
            for key, start, end in _places(own, heads):
                known = seen[tuple(word.lower() for word in key)]
                if (document, start) not in known.starts:
                    known.add(shown(text, start, end), document, start, end)


def _collocations(texts: Mapping[str, str], lines: Mapping[str, list[list[Token]]]) -> set[Key]:
    """Words that stand together more often than chance has it; of very many texts every n-th is read for them."""
    every = 1 + sum(map(len, texts.values())) // MOST_CHARACTERS
    read = [
        (own, texts[document]) for document in sorted(texts)[::every] for own in lines[document]
    ]
    return set(find_phrases((own for own, _ in read), (text for _, text in read)))


def _headed(texts: Mapping[str, str], lines: Mapping[str, list[list[Token]]]) -> set[Key]:
    """Words before a last word that names a reform, where both recur: "bus franchising", "school nurse transfer"."""
    heads = {word for kind in SURE for word in _heads(kind)}
    count: Counter[Key] = Counter()
    for document, text in texts.items():
        for own in lines[document]:
            for at, token in enumerate(own):
                if singular(token.key) in heads:
                    words = _words_before(text, own, at)
                    count.update(tuple(words[-n:]) for n in range(2, len(words) + 1))
    often = {key for key, number in count.items() if number >= TWICE}
    # Where a longer run stands as often, its end alone is no name.
    return often - {key[1:] for key in often if count[key] == count[key[1:]]}


def _words_before(text: str, own: list[Token], at: int) -> list[str]:
    """A word with up to two content words in front of it, nothing but white space between them."""
    words = [singular(own[at].key)]
    pointing = lexicons.words("beginning", "never", "first")
    while (
        at and len(words) < LONGEST and is_content(own[at - 1]) and own[at - 1].key not in pointing
    ):
        if not text[own[at - 1].end : own[at].start].isspace():
            break
        at -= 1
        words.insert(0, singular(own[at].key))
    return words


def _by_head(wanted: Iterable[Key]) -> dict[str, list[Key]]:
    """Phrases by their first word, the longest first."""
    heads: defaultdict[str, list[Key]] = defaultdict(list)
    for key in sorted(wanted, key=lambda key: (-len(key), key)):
        heads[key[0]].append(key)
    return dict(heads)


def _places(own: list[Token], heads: Mapping[str, list[Key]]) -> Iterable[tuple[Key, int, int]]:
    """Where phrases stand in a line, the longest at each place."""
    said = [singular(token.key) for token in own]
    low = [word.lower() for word in said]
    at = 0
    while at < len(said):
        here = next(
            (
                key
                for key in heads.get(said[at], heads.get(low[at], ()))
                if tuple(said[at : at + len(key)]) == key or tuple(low[at : at + len(key)]) == key
            ),
            (),
        )
        if here:
            yield here, own[at].start, own[at + len(here) - 1].end
        at += len(here) or 1


def _prose(text: str, tokens: list[Token]) -> Iterable[list[Token]]:
    """The words of each line that is long enough to be prose."""
    line: list[Token] = []
    for token in tokens:
        if line and "\n" in text[line[-1].end : token.start]:
            if len(line) >= PROSE_WORDS:
                yield line
            line = []
        line.append(token)
    if len(line) >= PROSE_WORDS:
        yield line


def _single(
    seen: defaultdict[Key, _Seen], texts: Mapping[str, str], tokens: Mapping[str, list[Token]]
) -> None:
    """Single words for what is done: "integration", "privatisation"."""
    done = lexicons.words("beginning", "heads", "done")
    for document, own in tokens.items():
        for token in own:
            glued = texts[document][max(0, token.start - 1) : token.start] == "_"
            if (key := singular(token.key)) in done and not glued:
                spelt = shown(texts[document], token.start, token.end)
                seen[(key,)].add(spelt, document, token.start, token.end)


def _acronyms(seen: defaultdict[Key, _Seen], tokens: Mapping[str, list[Token]]) -> None:
    """Where the short forms of names stand, and short forms that no text spells out."""
    owners = {short: key for key, one in sorted(seen.items()) for short in one.short}
    for document, own in tokens.items():
        for token in own:
            if token.kind == "acronym":
                key = owners.get(token.key, (token.key,))
                seen[key].at.append((document, token.start, token.end))
                if key == (token.key,):
                    seen[key].short[token.key] += 1


def _joined(seen: Mapping[Key, _Seen]) -> dict[Key, _Seen]:
    """Names that are one: that share an acronym, or differ by an acronym in front ("NHS Long Term Plan")."""
    joined = dict(seen)
    owner: dict[str, Key] = {}
    for key in sorted(seen, key=lambda key: (-len(seen[key].at), key)):
        for short in seen[key].short if len(key) > 1 else ():
            first = owner.setdefault(short, key)
            if first != key and first in joined and key in joined:
                joined[first].take(joined.pop(key))
    known = {short.lower() for one in seen.values() for short in one.short}
    for key in sorted(joined, key=len, reverse=True):
        if (
            len(key) > 2
            and key[0] in known
            and key[1:] in joined
            and key in joined
            and joined[key[1:]].capital
        ):
            joined[key].take(joined.pop(key[1:]))
    return joined


def _candidate(key: Key, one: _Seen, texts: int) -> Candidate | None:
    """What was seen of a name, judged; nothing where it is too little."""
    if not one.at or not key:
        return None
    documents, places_ = len({at[0] for at in one.at}), len({at[:2] for at in one.at})
    weight = _weight(key, one)
    alone = len(key) == 1
    enough = places_ >= 3 or documents >= 2 or (len(one.short) > 0 and not alone)
    enough = enough or (weight is not None and weight > ELSE and places_ >= TWICE and not alone)
    if weight is None or not (enough or (one.capital and weight == 1.0)):
        return None
    spread = math.log2(1 + documents) + 0.5 * math.log2(1 + places_)
    score = weight * (spread + 0.5 * one.capital + 0.5 * (bool(one.short) and not alone))
    document, start, end = min(one.best or one.at)
    named = [spelt for spelt, _ in one.spelt.most_common()]
    common = named[0] if named else key[0]
    likely = weight > ELSE and (not alone or documents >= 2 or places_ >= 3)
    return Candidate(
        common,
        _distinct(named),
        tuple(sorted(one.short)),
        documents,
        places_,
        document,
        start,
        end,
        round(score, 6),
        likely,
    )


def _weight(key: Key, one: _Seen) -> float | None:
    """How likely a name is a reform's by its last word, or by its first before "on", "of" or "for"; nothing where it is none."""
    if key[-1] in lexicons.words("beginning", "never", "heads"):
        return None
    if key[-1] == "paper" and not lexicons.words("beginning", "heads", "papers").intersection(key):
        return ELSE
    led = OF.match(" ".join(key))
    for word in (key[-1], led[1] if led else ""):
        for kind in SURE:
            if word in _heads(kind) and (kind != "set_up" or word == key[-1]):
                return SURE[kind]
    return ELSE


def _heads(kind: str) -> frozenset[str]:
    return lexicons.words("beginning", "heads", kind)


def _distinct(named: Iterable[str]) -> tuple[str, ...]:
    """Spellings that find different places: one for each key."""
    kept: dict[tuple[str, ...], str] = {}
    for spelt in named:
        kept.setdefault(tuple(singular(token.key.lower()) for token in find_words(spelt)), spelt)
    return tuple(kept.values())


def _bare(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short
