"""Codes that come back from NVivo, ATLAS.ti or MAXQDA: what a coder has coded there, as that coder's codes here.

An export holds codes that somebody gave already. What comes back unchanged is no word of the coder's, so only what was coded or
changed there is taken in, unless `everything` says that the coder stands by all of it. A claim is taken whole: what was changed in
it with what was left. A text is known by its letters; one that has changed is refused, and so is a claim that lacks a code. Codes
of the coder from before stay unless `replace` allows to change them, as with a coding sheet.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import coding, tables
from analysis.coding import SheetError, Taken
from analysis.coding.stored import told
from analysis.corpus import Corpus, address, fingerprint
from analysis.exchange import archives, counting, layers
from analysis.exchange.archives import Project, Source
from analysis.exchange.codebook import FREE, Code, codebook, flat, guid
from analysis.exchange.layers import CLAIM, COMMENT, USERS, Coded, Layer
from analysis.exchange.projects import selection_guid, source_guid
from analysis.mistakes import InputError

Span = tuple[int, int]
FIELDS = {"claims": (*CLAIM, "reforms"), "comment_codes": COMMENT}


class Given(NamedTuple):
    """A value that came back for a field of a span, and whether it was given or changed there."""

    table: str
    document: str
    start: int
    end: int
    field: str
    value: Any
    new: bool


Items = dict[str, dict[tuple[str, int, int], list[Given]]]


class Returned(NamedTuple):
    """What a project gives, and what a person should know of it besides."""

    taken: Taken
    notes: tuple[str, ...]


def take_project(
    corpus: Corpus,
    name: str,
    content: bytes,
    coder: str,
    kind: str = "person",
    replace: bool = False,
    everything: bool = False,
    out: Layer | None = None,
) -> Returned:
    """The codes of a project as those of a coder; `SheetError` lists everything for which it is refused.

    `out` is what the corpus exports now; give it where it has been made already.
    """
    coding.check_label(coder)
    project = archives.read(name, content, corpus.settings["max_bytes"])
    desk = _Desk(corpus, name, project, out or layers.layer(corpus))
    items = desk.items()
    records = {table: list(desk.records(items[table], everything, kind)) for table in FIELDS}
    _refuse(desk.faults)
    found: dict[str, pd.DataFrame] = {}
    kept = changed = 0
    for table, new in records.items():
        try:
            merged, stay, other = coding.joined(
                corpus, desk.layer.comments, table, coder, new, replace, name
            )
        except SheetError as error:
            desk.faults += str(error).splitlines()
            continue
        kept, changed = kept + stay, changed + other
        if new:
            found[table] = merged
    _refuse(desk.faults)
    filled = sum(map(len, records.values()))
    rows = sum(map(len, items.values()))
    taken = Taken(coder, found, rows, filled, kept, changed)
    return Returned(taken, tuple(desk.notes(items, rows - filled)))


def _refuse(faults: list[str]) -> None:
    if faults:
        raise SheetError(told(faults))


class _Desk:
    """A project beside the corpus that it came from: what is wrong gathers in `faults`."""

    def __init__(self, corpus: Corpus, name: str, project: Project, layer: Layer):
        self.corpus, self.name, self.project = corpus, name, project
        self.faults = [*project.faults]
        self.layer = layer
        own = coding.coders(corpus)
        asked = sorted(set(project.users.values()) & set(own))
        each = [layer, *(layers.of_coder(corpus, layer, coder) for coder in asked)]
        self._each = [layers.coded(corpus, given) for given in each]
        self._out = {one for given in self._each for one in given}
        self._spans: dict[str, dict[Span, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in self._out:
            self._spans[one.document][one.start, one.end].add(one.code)
        self._comments: dict[str, list[Span]] = defaultdict(list)
        for (document, _), place in layers.places_of(self.layer.comments).items():
            insort(self._comments[document], place)
        self._users = {*USERS.values(), *own}
        self._codes = _known(corpus, self._out, self.layer)
        # A program that gives everything to its own user hides who coded what.
        self._hides_users = not any(map(self._is_ours, project.users))
        self._unknown: dict[str, int] = defaultdict(int)
        self._unread: dict[str, int] = defaultdict(int)
        self._strange: list[str] = []
        self._matched_documents: set[str] = set()

    def items(self) -> Items:
        """What came back, by table and span."""
        found: Items = {table: {} for table in FIELDS}
        for document, source in self._matched():
            self._matched_documents.add(document)
            for one in self._given(document, source):
                place = one.document, one.start, one.end
                found[one.table].setdefault(place, []).append(one)
        return found

    def records(
        self,
        items: dict[tuple[str, int, int], list[Given]],
        everything: bool,
        kind: str,
    ) -> Iterator[dict[str, Any]]:
        """Records of what is to be taken in."""
        for place, given in items.items():
            if everything or self._is_changed(place, given):
                record = self._record(place, given)
                if record is not None:
                    yield {**record, "origin": kind}

    def notes(self, items: Items, unchanged: int) -> Iterator[str]:
        """What a person should know: what was left out, and why."""
        if unchanged:
            yield (
                f"{unchanged} of its claims and comments stand as they were exported and are not taken in; "
                "say --all if the coder has read them and stands by them."
            )
        if gone := self._gone(items):
            yield (
                f"{gone} of the claims and comments that went out have no code in it any more; nothing is removed here, so "
                "take them out of codes/ by hand where that is meant."
            )
        for code, count in sorted(self._unknown.items()):
            yield f"The code {code!r} is none of ours; its {_uses(count)} left out."
        for code, count in sorted(self._unread.items()):
            if count:
                yield f"The code {code!r} is not taken back in; its {_uses(count)} left out."
        for label in self._strange:
            yield f"The text {label!r} is not in {self.corpus.folder}; its codes are left out."
        yield from self.project.unread

    def _gone(self, items: Items) -> int:
        """How many claims and comments went out and didn't come back, by the layer that did most."""
        back = {(table, *place) for table, found in items.items() for place in found}
        out = [
            {
                (code.table, *one[:3])
                for one in given
                if one.document in self._matched_documents
                and (code := self._codes[guid("code", one.code)]).table
            }
            for given in self._each
        ]
        return min(len(went - back) for went in out)

    def _matched(self) -> Iterator[tuple[str, Source]]:
        """The texts of the project that are texts of the corpus, letter by letter."""
        by_guid = {source_guid(self.corpus, name): name for name in self.corpus.texts}
        by_letters: dict[str, list[str]] = defaultdict(list)
        for name, own in self.corpus.texts.items():
            by_letters[_print(own)].append(name)
        for source in self.project.sources:
            label = source.name or source.guid
            if source.content is None:
                if any(one.codings for one in source.selections):
                    self._fault(label, "has no plain text in the project")
                continue
            try:
                text = source.content.decode("utf-8")
            except UnicodeDecodeError as error:
                self._fault(label, f"is not UTF-8 (byte {error.start} does not fit it)")
                continue
            bare = text.removeprefix(counting.MARK)
            like = by_letters[_print(text)] or by_letters[_print(bare)]
            named = by_guid.get(source.guid, source.name)
            if named in like or len(like) == 1:
                yield named if named in like else like[0], source
            elif named in self.corpus.texts:
                self._fault(
                    label,
                    "has changed since it was exported; restore the text, or export and code it again",
                )
            elif like:
                self._fault(label, f"could be {' or '.join(like)}, which are the same")
            else:
                self._strange.append(label)

    def _fault(self, label: str, said: str) -> None:
        self.faults.append(f"{self.name}: the text {label} {said}.")

    def _given(self, document: str, source: Source) -> Iterator[Given]:
        own = self._spans[document]
        known = counting.Known({selection_guid(document, *span): span for span in own}, own)
        text = (source.content or b"").decode("utf-8")
        try:
            spans = counting.placed(self.corpus[document], text, source.selections, known)
        except InputError as error:
            self._fault(source.name or document, str(error))
            return
        for selection, span in zip(source.selections, spans, strict=True):
            for one in selection.codings:
                code = self._code(one.code)
                if code is None:
                    continue
                new = not self._as_exported(Coded(document, *span, code.name, ""), one)
                if not code.table:
                    self._unread[code.name] += new
                    continue
                place = self._place(code.table, document, *span)
                if place is None:
                    where = address(document, *span)
                    self.faults.append(
                        f"{self.name}: {where} has the code {code.name!r} and lies in no comment; code the comment."
                    )
                    continue
                yield Given(code.table, *place, code.field, code.value, new)

    def _place(
        self, table: str, document: str, start: int, end: int
    ) -> tuple[str, int, int] | None:
        """The span that is coded: of a comment's code the comment that it lies in."""
        if table == "claims":
            return document, start, end
        comments = self._comments[document]
        at = bisect_right(comments, (start, len(self.corpus[document]))) - 1
        return (document, *comments[at]) if at >= 0 and end <= comments[at][1] else None

    def _code(self, identifier: str) -> Code | None:
        """Our code that an identifier or a name means; what is none of ours is counted."""
        path = self.project.codes[identifier]
        code = self._codes.get(identifier) or self._codes.get(_folded(path[-1]))
        if code is None and path[-1].strip() and FREE in (_folded(above) for above in path[:-1]):
            said = path[-1].strip().removeprefix(f"{FREE}: ")
            return Code(path[-1], table="claims", field=FREE, value=said)
        if code is None or code.children:
            self._unknown[" / ".join(path)] += 1
            return None
        return code

    def _as_exported(self, one: Coded, given: archives.Coding) -> bool:
        """Whether a coding is one that went out: its identifier says so, or one of our users gave just this."""
        if any(given.guid == one._replace(user=name).guid for name in self._users):
            return True
        ours = (
            self._hides_users or given.user not in self.project.users or self._is_ours(given.user)
        )
        return ours and one.code in self._spans[one.document].get((one.start, one.end), ())

    def _is_ours(self, user: str) -> bool:
        """Whether a user of the project is one of those that we export."""
        return self.project.users.get(user) in self._users or user in {
            guid("user", name) for name in self._users
        }

    def _is_changed(self, place: tuple[str, int, int], given: list[Given]) -> bool:
        """Whether a claim or comment isn't what went out: something is new in it, or something is gone."""
        if any(one.new for one in given):
            return True
        document, start, end = place
        back = {(one.field, one.value) for one in given}
        codes = (
            self._codes[guid("code", name)] for name in self._spans[document].get((start, end), ())
        )
        return back < {(code.field, code.value) for code in codes if code.table == given[0].table}

    def _record(self, place: tuple[str, int, int], given: list[Given]) -> dict[str, Any] | None:
        """A span's codes as a record of its table; nothing, and a fault, where they contradict each other or lack one."""
        table, (document, start, end) = given[0].table, place
        where = address(document, start, end)
        said: dict[str, Any] = {}
        for field in FIELDS[table]:
            values = _values([one for one in given if one.field == field])
            if field == "reforms":
                said[field] = tuple(values)
            elif len(values) > 1:
                both = " and ".join(map(str, values))
                self.faults.append(f"{self.name}: {where} has {field} {both}; keep one of them.")
                return None
            elif values:
                said[field] = values[0]
        record: dict[str, Any] = {"document": document, "start": start, "end": end, **said}
        if table == "comment_codes":
            return record
        if lacking := [field for field in CLAIM if field not in said]:
            self.faults.append(
                f"{self.name}: the claim {where} lacks {', '.join(lacking)}; code it whole or not at all."
            )
            return None
        return record | self._of_the_words(place, said["reforms"])

    def _of_the_words(
        self, place: tuple[str, int, int], reforms: tuple[str, ...]
    ) -> dict[str, Any]:
        """What belongs to a claim's words and is nobody's judgement: times, figures, and in which order reforms are listed."""
        claims = self.layer.claims
        document, start, end = place
        found: dict[str, Any] = {"text": self.corpus[document][start:end]}
        here = (claims["document"] == document) & (claims["start"] == start)
        for row in claims[here & (claims["end"] == end)].to_dict("records"):
            found |= {column: tables.listed(row[column]) for column in ("times", "quantities")}
            if set(listed := tables.listed(row["reforms"])) == set(reforms):
                found["reforms"] = listed
        return found


def _values(given: list[Given]) -> list[Any]:
    """The values of a field, those given in the program before those that went out with it."""
    several = given and given[0].field == "reforms"
    new = [one for one in given if one.new]
    return sorted({one.value for one in (new if new and not several else given)})


def _known(corpus: Corpus, out: Iterable[Coded], layer: Layer) -> dict[str, Code]:
    """Our codes by identifier, and by name for programs that give identifiers of their own."""
    names = {one.code.removeprefix(f"{FREE}: ") for one in out if one.code.startswith(f"{FREE}: ")}
    codes = list(flat(codebook(corpus, names, layer.evidence)))
    return {code.guid: code for code in codes} | {_folded(code.name): code for code in codes}


def _uses(count: int) -> str:
    return f"{count} use is" if count == 1 else f"{count} uses are"


def _print(text: str) -> str:
    """The hash by which a text is known, whatever its line ends."""
    return fingerprint(counting.letters(text))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
