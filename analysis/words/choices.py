"""A researcher's choices about words, as data: what is merged, left out, always counted, and set against what.

A corpus may hold `words.toml`:

    exclude = ["chris"]                      # not counted as terms, still found in context
    phrases = ["footing in law"]             # counted as one term wherever they stand

    [merge]
    GP = ["general practitioner", "family doctor"]

    [groups.gps]
    label = "general practitioners"
    documents = ["000", "001"]

    [[compare]]
    groups = ["gps", "others"]               # `others` is everything else

A group takes `documents`, `voices` (author, commenter) and `years`; what is left out doesn't narrow it. Without the file
plurals are merged with their singulars, nothing else is, and readers are compared with authors where there are readers.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from analysis.corpus import Corpus, Fault
from analysis.corpus.catalogue import nearest
from analysis.mistakes import InputError
from analysis.words.tokens import Token, find_words, is_content, singular

FILE = "words.toml"
KEYS = ("exclude", "phrases", "merge", "groups", "compare")
GROUP_KEYS = ("label", "documents", "voices", "years")
VOICES = ("author", "commenter")
OTHERS = "others"

Keys = tuple[str, ...]


class Group(NamedTuple):
    """Part of a corpus: some documents, voices or years of publication; an empty choice doesn't narrow it."""

    id: str
    label: str
    documents: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


class Choices(NamedTuple):
    """What a corpus's `words.toml` says; empty where there is none."""

    exclude: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    merge: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[Group, ...] = ()
    compare: tuple[tuple[str, str], ...] = ()


class Term(NamedTuple):
    """A place where a term stands: one word, or several that were merged into one term."""

    term: str
    start: int
    end: int


class Vocabulary(NamedTuple):
    """What each key counts as, and which runs of keys count as one term."""

    of: dict[str, str]
    runs: dict[str, tuple[tuple[Keys, str], ...]]
    """By first key: the other words of a run and its term, longest first."""
    given: dict[str, str]
    """Terms that a researcher named, as they wrote them."""

    def read(self, tokens: tuple[Token, ...]) -> list[Term]:
        """The terms of a paragraph's words, in order; words of a merged run aren't counted singly."""
        if not self.runs:
            return [
                Term(self.of[token.key], token.start, token.end)
                for token in tokens
                if token.key in self.of
            ]
        found, at = [], 0
        while at < len(tokens):
            length, term = self._run(tokens, at)
            if term is not None:
                found.append(Term(term, tokens[at].start, tokens[at + length - 1].end))
            at += length
        return found

    def _run(self, tokens: tuple[Token, ...], at: int) -> tuple[int, str | None]:
        for keys, term in self.runs.get(singular(tokens[at].key), ()):
            here = tokens[at : at + len(keys)]
            if tuple(singular(token.key) for token in here) == keys:
                return len(keys), term
        return 1, self.of.get(tokens[at].key)


def choices(corpus: Corpus) -> Choices:
    """What `words.toml` says, checked; `ValueError` tells everything that is wrong with it."""
    data = corpus.toml(FILE)
    faults = [f"has an unknown key {key!r}{nearest(key, KEYS)}" for key in data if key not in KEYS]
    exclude, phrases = (_strings(data, key, faults) for key in ("exclude", "phrases"))
    merge = tuple(_merges(data.get("merge", {}), faults))
    groups = tuple(_groups(corpus, data.get("groups", {}), faults))
    compare = tuple(_pairs(data.get("compare", []), groups, faults))
    if faults:
        raise InputError("\n".join(str(Fault(FILE, fault)) for fault in faults))
    left_out = frozenset(token.key for word in exclude for token in find_words(word))
    return Choices(left_out, phrases, merge, groups, compare)


def vocabulary(keys: Iterable[str], chosen: Choices) -> Vocabulary:
    """What each content word of a corpus counts as: plurals by their singular where both occur, then a researcher's merges.

    >>> vocabulary(["system", "systems", "chris"], Choices(exclude=frozenset(["chris"]))).of
    {'system': 'system', 'systems': 'system'}
    """
    known = set(keys)
    plain = {key: one if (one := singular(key)) in known else key for key in sorted(known)}
    given: dict[str, str] = {}
    single: dict[str, str] = {}
    runs: dict[str, list[tuple[Keys, str]]] = {}
    for target, merged in chosen.merge:
        term = key_of(target)
        given[term] = target
        for words in (target, *merged):
            run = tuple(singular(token.key) for token in find_words(words))
            if len(run) == 1:
                single[run[0]] = term
            else:
                runs.setdefault(run[0], []).append((run, term))
    excluded = {singular(key) for key in chosen.exclude}
    of = {
        key: single.get(singular(key), term)
        for key, term in plain.items()
        if singular(key) not in excluded
    }
    ordered = {
        head: tuple(sorted(found, key=lambda one: (-len(one[0]), one[0])))
        for head, found in runs.items()
    }
    return Vocabulary(of, ordered, given)


def key_of(words: str) -> str:
    """The term that words as a researcher writes them are counted under.

    >>> key_of("GPs"), key_of("Integrated care systems")
    ('GP', 'integrated care system')
    """
    return " ".join(singular(token.key) for token in find_words(words))


def _strings(data: Any, key: str, faults: list[str]) -> tuple[str, ...]:
    given = data.get(key, [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        faults.append(
            f'has {key} = {given!r}, which is no list of words; write {key} = ["care", "new town"]'
        )
        return ()
    if empty := [one for one in given if not find_words(one)]:
        faults.append(f"has {empty[0]!r} in {key}, which holds no word; take it out")
    return tuple(one for one in given if find_words(one))


def _merges(given: Any, faults: list[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    if not isinstance(given, dict):
        faults.append(
            'has merge, which is no table; write [merge] and below it GP = ["general practitioner"]'
        )
        return
    taken: dict[str, str] = {}
    for target, words in given.items():
        if not any(is_content(token) for token in find_words(target)):
            faults.append(f"merges words into {target!r}, which is not a word that counts")
            continue
        merged = _strings({target: words}, target, faults)
        for key in sorted({key_of(word) for word in merged}):
            if taken.setdefault(key, target) != target:
                faults.append(f"merges {key!r} into {taken[key]!r} and into {target!r}; choose one")
        yield target, merged


def _groups(corpus: Corpus, given: Any, faults: list[str]) -> Iterable[Group]:
    if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
        faults.append(
            "has groups that are no tables; write [groups.NAME] and below it documents = [...]"
        )
        return
    for name, entry in given.items():
        where = f"[groups.{name}]"
        if name == OTHERS:
            faults.append(
                f"has a group called {OTHERS!r}, which means everything else; call it otherwise"
            )
        faults.extend(
            f"has an unknown key {key!r} in {where}{nearest(key, GROUP_KEYS)}"
            for key in entry
            if key not in GROUP_KEYS
        )
        kept: dict[str, tuple[Any, ...]] = {}
        for key, known, kind in (
            ("documents", list(corpus), str),
            ("voices", VOICES, str),
            ("years", None, int),
        ):
            values = entry.get(key, [])
            if not isinstance(values, list) or not all(type(one) is kind for one in values):
                faults.append(f"has {key} = {values!r} in {where}, which is no list of {key}")
                continue
            strange = [one for one in values if known is not None and one not in known]
            faults.extend(
                f"names {one!r} under {key} in {where}, and there is none of that name{nearest(one, tuple(known or ()))}"
                for one in strange
            )
            kept[key] = tuple(values)
        if not any(kept.values()):
            faults.append(
                f"has {where} without documents, voices or years, so it means every text; say which"
            )
        yield Group(name, str(entry.get("label") or name), **kept)


def _pairs(given: Any, groups: tuple[Group, ...], faults: list[str]) -> Iterable[tuple[str, str]]:
    known = [group.id for group in groups]
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        faults.append(
            'has compare, which is no list of tables; write [[compare]] and below it groups = ["a", "b"]'
        )
        return
    for entry in given:
        pair = entry.get("groups")
        named = isinstance(pair, list) and len(pair) == 2 and pair[0] in known
        if not named or pair[1] not in (*known, OTHERS) or pair[0] == pair[1]:
            listed = ", ".join(known) or "none"
            faults.append(
                f'compares {pair!r}; name two of the groups ({listed}), or one and "{OTHERS}"'
            )
        else:
            yield pair[0], pair[1]
