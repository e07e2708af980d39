"""Who vouches for a claim: the speaker, somebody whom the text names, or nobody in particular.

A sentence hands its claim on by a reference behind it ("(NHS Digital 2022)"), by a verb of saying or intending
whose subject is named, or by a passive that names nobody ("is anticipated"). A pronoun takes the name of the
sentence before. What stands in a quotation belongs to the one who is quoted, in a transcript to the one who speaks.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from analysis import lexicons
from analysis.claims.features import Read
from analysis.sieve import Sieve
from analysis.words import shown

SPEAKER, UNNAMED = "speaker", "unnamed"
LONGEST_QUOTATION = 4
"""Sentences of a quotation that are given to a speaker who is named behind them."""
LONGEST_NAME = 9
"""Words of a subject: longer ones are no name but a clause."""

CITED = re.compile(
    r"\((?:see |e\.g\.,? |cf\.? )?(?P<name>[A-Z][^()\d;]{1,80}?),? (?:19|20)\d\d[a-z]?(?:[,;][^()]{0,120})?\)[\s.!?”’\"']*$"
)
SAID_BEHIND = re.compile(
    r"(?:[,.!?][”’\"']|(?<=\w),) (?:said|says|added|adds|explained|warned|argued|replied|asked|demands|insisted|wrote)"
    r" (?:(?:the|a|an|its|their|chair|chief|director|leader|driver|[a-z]{4,14}(?:er|or|ist|ant|man|nt)) ){0,3}"
    r"(?P<name>[A-Z][\w’'.&-]*(?: (?:of|for|the|and|[A-Z][\w’'.&-]*)){0,7})"
    r"|, (?P<before>(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}) (?:said|says|told|added|warned|argued|insisted)\b"
)
ASIDE = re.compile(
    r"(?:(?P<quoted>[,.!?][”’\"'])|(?<=[\w%”’)\"']),) (?P<name>(?i:he|she|they)"
    r"|(?i:the|an?|its|their|our)(?: (?!one\b|ones\b|i\b|we\b|you\b|was\b|were\b)[\w’'-]+){1,4}?)"
    r"(?: has| have| had)? (?:said|says|told|assured|insisted|insists|warned|warns|argued|argues|added|adds|explained|promised|claims|claimed)\b"
    r"(?: [^,;:.“”\"]{1,40})?(?=[,.:]|$)"
)
BY_WHOM = re.compile(r"(?i:according to|in the words of|in the view of) (?P<name>[^,.;:]{2,70})")
APPOSITION = re.compile(
    r"(?:^|[.,;:] |[a-z] )(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}), [^,]{3,80},\s*$"
)
OFFICE = r"(?: \([A-Z][^()\n:]{1,60}\)){0,2}"
LABEL = re.compile(
    rf"(?:^|\n)[^\S\n]*(?:Q\d+\s+)?(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,4}}){OFFICE}:\s+$"
)
LABEL_INSIDE = re.compile(
    rf"(?:Q\d+\s+)?(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{1,4}}|Chair){OFFICE}:\s"
)
BREAK = re.compile(r"[,;:()“”\"—–]\s*|(?<=\s)[-‘]\s*")
OPENERS, CLOSERS = "“‘\"'", "”’\"'"
AGO = re.compile(
    r"(?:(?:last|this|next|that) (?:week|month|year|spring|summer|autumn|winter)|(?:[\w-]+ ){1,2}(?:days?|weeks?|months?|years?|decades?) (?:ago|later|earlier|before))\s+",
    re.IGNORECASE,
)
"""When somebody said it, before who did: "Seven years ago the council said"."""
PRONOUN = {"it", "they", "he", "she", "both", "this", "the same"}
ARTICLES = {"The", "A", "An", "the", "a", "an"}
FIRST = {"i", "we", "my"}


class Said(NamedTuple):
    """Who vouches, and the rule that tells it."""

    who: str
    rule: str


def sources(text: str, reads: Sequence[Read]) -> list[Said]:
    """Who vouches for each sentence of a text, in its order."""
    found: list[Said] = []
    named, quoted, talking, carried, number, opened = "", "", "", "", -1, 0
    for at, one in enumerate(reads):
        if one.unit.comment != number:
            named, quoted, talking, carried, number = "", "", "", "", one.unit.comment
        said = shown(text, one.unit.start, one.unit.end, frozenset())
        talking = label(text, one.unit.start, said, talking)
        own = source(said, one.cues, named)
        opened = at if said[:1] in OPENERS else opened
        goes_on = (
            said[:1] in OPENERS
            or text[max(0, one.unit.start - 3) : one.unit.start].rstrip()[-1:] not in CLOSERS
        )
        if own.who == SPEAKER and quoted and goes_on:
            own = Said(quoted, "quotation")
        elif own.who == SPEAKER and carried and _in_quotes(said):
            own = Said(carried, "quotation")
        elif own.who == SPEAKER and talking:
            own = Said(talking, "transcript")
        found.append(own)
        if own.rule == "says" and _said_behind(said):
            _backwards(found, opened, own.who)
            carried = own.who if _in_quotes(said) else ""
        elif own.rule != "quotation":
            carried = ""
        if own.who not in (SPEAKER, UNNAMED):
            named = own.who
            starts = said.rstrip().endswith(":") or _left_open(said)
            quoted = own.who if starts or (quoted and not _closes(said)) else ""
        elif _closes(said):
            quoted = ""
    return found


def _backwards(found: list[Said], opened: int, who: str) -> None:
    """The sentences of a quotation whose speaker is named behind it."""
    for at in range(max(opened, len(found) - LONGEST_QUOTATION), len(found) - 1):
        if found[at].who == SPEAKER:
            found[at] = Said(who, "quotation")


def source(said: str, cues: dict[str, list[int]], before: str = "") -> Said:
    """Who vouches for one sentence or clause; `before` is whom the sentences before named.

    >>> source("The Ministry says that it will pay.", {})
    Said(who='Ministry', rule='says')
    """
    patterns, sieve = _ways()
    for at in sieve.may_match(said):
        way, pattern = patterns[at]
        if found := way(pattern, said, cues, before):
            return found
    return Said(SPEAKER, "")


Way = Callable[[re.Pattern[str], str, dict[str, list[int]], str], Said | None]


@cache
def _ways() -> tuple[tuple[tuple[Way, re.Pattern[str]], ...], Sieve]:
    """The ways of handing a claim on, each with its pattern, the surest first."""
    ways: tuple[tuple[Way, re.Pattern[str]], ...] = (
        (_cited, CITED),
        (_behind, SAID_BEHIND),
        (_beside, ASIDE),
        (_by_whom, BY_WHOM),
        (_by_nobody, _unnamed()),
        (_passive, re.compile("")),
        (partial(_verb, "says"), _says()),
        (partial(_verb, "intends"), _intends()),
        (partial(_verb, "view"), _views()),
        (partial(_verb, "tells"), _tells()),
    )
    return ways, Sieve(pattern for _, pattern in ways)


def _cited(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    match = pattern.search(said)
    return Said(match["name"].strip(), "reference") if match else None


def _behind(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    match = pattern.search(said)
    return Said(_bare(match["name"] or match["before"]), "says") if match else None


def _beside(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    match = pattern.search(said)
    who = _aside(match["name"].strip(), before) if match else ""
    return Said(who, "says") if who else None


def _by_whom(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    match = pattern.search(said)
    return Said(_bare(match["name"]), "according to") if match else None


def _by_nobody(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    return Said(UNNAMED, "passive_source") if pattern.search(said) else None


def _passive(
    pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    found = "passive_source" in cues and not _looks_back().search(said)
    return Said(UNNAMED, "passive_source") if found else None


def _verb(
    rule: str, pattern: re.Pattern[str], said: str, cues: dict[str, list[int]], before: str
) -> Said | None:
    for match in pattern.finditer(said):
        if who := _subject(said[: match.start()], before):
            return Said(who, rule)
    return None


def _said_behind(said: str) -> bool:
    """Whether a quotation ends before the one who is quoted is named."""
    aside = ASIDE.search(said)
    return bool(SAID_BEHIND.search(said) or (aside and aside["quoted"]))


def _in_quotes(said: str) -> bool:
    """Whether a sentence begins in a quotation that doesn't end after a word or two."""
    return said[:1] in OPENERS and not re.search(r"^.[^”’\"']{0,30}[\w][”’\"'](?!\w)", said)


def _aside(name: str, before: str) -> str:
    """Whom a parenthesis of saying names; a pronoun is whoever was named before, and empty where that is nobody."""
    return before if name.lower() in PRONOUN else _bare(name)


def label(text: str, start: int, said: str, talking: str) -> str:
    """Who speaks in a transcript, by the name and colon before a sentence, else who did before."""
    match = LABEL_INSIDE.match(said) or LABEL.search(text[max(0, start - 80) : start])
    if not match:
        return talking
    name = match["name"]
    return name if " " in name and not name.startswith(("New ", "The ")) else ""


def _left_open(said: str) -> bool:
    return any(said.count(a) > said.count(b) for a, b in ("“”", "‘’")) or bool(
        re.search(r":\s[“\"'‘]", said) and not _closes(said)
    )


def _closes(said: str) -> bool:
    return said.rstrip()[-1:] in CLOSERS


def _subject(words: str, before: str) -> str:
    """The name that stands before a verb; empty where that is the speaker, a relative or nobody."""
    if match := APPOSITION.search(words):
        return _bare(match["name"])
    words = BREAK.split(words)[-1].strip() if not words.rstrip().endswith(",") else ""
    pieces = AGO.sub("", words, count=1).split() if AGO.match(words) else words.split()
    # "A report it commissioned" names a report.
    if len(pieces) > 2 and pieces[0] in ARTICLES and pieces[2].lower() in PRONOUN:
        pieces = pieces[:2]
    while pieces and pieces[0].lower().rstrip(",") in _list("leaving"):
        pieces = pieces[1:]
    while pieces and pieces[-1].lower() in _list("helpers"):
        pieces = pieces[:-1]
    low = [piece.lower() for piece in pieces]
    verbs = [at for at, piece in enumerate(low) if at and piece in _list("helpers")]
    # "NHS England has given me a plan" names NHS England.
    if verbs and all(piece[0].isupper() for piece in pieces[: verbs[0]]):
        pieces, low = pieces[: verbs[0]], low[: verbs[0]]
    if low and low[-1] in PRONOUN:
        return before
    if not pieces or len(pieces) > LONGEST_NAME or FIRST & set(low) or _list("nobody") & set(low):
        return ""
    name = _bare(" ".join(pieces))
    return name if pieces[0][0].isupper() or low[0] in ("the", "a", "an", "our", "these") else ""


def _bare(name: str) -> str:
    """A name without its article, a possessive and what stands around it."""
    name = re.sub(r"^(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]hese|[Aa]ll)\s+", "", name.strip(" ,.“”‘’\"'"))
    return re.sub(r"[’']s?$", "", name)


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(word.strip() for word in lexicons.load("claims")["sources"][key].split(","))


def _choice(key: str) -> str:
    return lexicons.either(_list(key))


@cache
def _says() -> re.Pattern[str]:
    """A verb of saying with what it says behind it: "that", a quotation, "for", or for the plainest verbs any clause."""
    return re.compile(
        rf"\b(?:{_choice('says')})\b(?=(?: (?:us|me|you|them|out|it|clear|more than once|the \w+|a plan|her word|his word)){{0,3}},?"
        rf" (?:that|outlining that|for|on)\b|:|,? [“‘\"'][\w])"
        rf"|\b(?:says|said)\b(?= (?!of\b|in\b|about\b|to\b|so\b|no\b|yes\b|sorry\b|it all\b)\w)|\b(?:calls|call) (?:this|it)\b",
        re.IGNORECASE,
    )


@cache
def _tells() -> re.Pattern[str]:
    """A verb of saying whose saying stands some words behind it: told the club last week that, called the sums "heroic"."""
    gap = r"(?: [^\s,.;:“”\"]+){0,12}"
    return re.compile(
        rf"\b(?:{_choice('tells')})\b(?=(?:{gap} that\b|{gap}:?,? [“‘\"][\w]))"
        rf"|\b(?:{_choice('judges')})\b(?={gap} (?:as|to be|[“‘\"][\w]))"
        rf"|\b(?:puts|put|estimates|estimated)\b(?={gap} at\b)"
        rf"|\b(?:spoke|speaks) of\b",
        re.IGNORECASE,
    )


@cache
def _looks_back() -> re.Pattern[str]:
    """A passive in a clause that only looks back ("as was promised", "the one we were promised") hands nothing on."""
    return re.compile(
        r"\b(?:as|one|ones|what|which|that) (?:(?:we|they|it|you) )?(?:was|were|is|are|had been|has been) (?:promised|told|expected|planned|said|supposed|intended)\b",
        re.IGNORECASE,
    )


@cache
def _intends() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_choice('intends')})\b(?= )", re.IGNORECASE)


@cache
def _views() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\w)[’']s? (?:\w+ )?(?:{_choice('views')}) (?:is|was|are|were)\b", re.IGNORECASE
    )


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\bas )(?<!\bone )(?<!\bones )(?<!\bwhat )(?<!\bwhich )(?<!\bthat )\b(?:{_choice('unnamed')})\b",
        re.IGNORECASE,
    )
