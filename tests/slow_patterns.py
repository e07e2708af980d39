"""Which room's work grows faster than its text? `python tests/slow_patterns.py [--size 50000] [ROOM ...]`.

Texts that nobody writes and that somebody may send: thousands of brackets, quotation marks, names, months, one endless word.
Each is read by every room at three sizes, each twice the one before; a room whose time more than doubles twice over
(`STEEP`) and that takes long enough to be measured is named, and the script ends with status 1. It measures, so it is no test: CI
doesn't run it.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analysis import (
    claims,
    coding,
    comments,
    corpus,
    findings,
    outcomes,
    placing,
    reader,
    segments,
    sentences,
    sentiment,
    signs,
    stance,
    times,
    uptake,
    words,
)  # fmt: skip

STEEP = 2.8
"""How many times longer twice the text may take: twice, and something for memory and noise."""
LEAST = 0.4
"""Seconds from which a time is worth comparing."""
PATIENCE = 120
"""Seconds after which a room is given up."""

HEAD = "9 Comments\n\n"
TEXTS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "(" * n,
    "closing brackets": lambda n: ")" * n,
    "square brackets": lambda n: "[" * n,
    "straight quotes": lambda n: '"' * n,
    "quoted letters": lambda n: '"a ' * (n // 3),
    "nested quotes": lambda n: "“a ‘b " * (n // 12) + "’ ”" * (n // 12),
    "apostrophes": lambda n: "it's o'clock 'n' " * (n // 17),
    "digits": lambda n: "1" * n,
    "spaced digits": lambda n: "1 " * (n // 2),
    "ranges": lambda n: "1-" * (n // 2),
    "decimals": lambda n: "1." * (n // 2),
    "thousands": lambda n: "1," * (n // 2),
    "slashes": lambda n: "1/" * (n // 2),
    "letters": lambda n: "a " * (n // 2),
    "one word": lambda n: "a" * n,
    "hyphens": lambda n: "a-" * (n // 2),
    "dashes": lambda n: "-" * n,
    "dots": lambda n: "." * n,
    "spaced dots": lambda n: ". " * (n // 2),
    "full stops": lambda n: "A. " * (n // 3),
    "spaces": lambda n: "a" + " " * n + "b",
    "line ends": lambda n: "a" + "\n" * n + "b",
    "lines": lambda n: "a\n" * (n // 2),
    "paragraphs": lambda n: "The bus came late.\n\n" * (n // 20),
    "hyphened lines": lambda n: "integra-\ntion " * (n // 14),
    "months": lambda n: "May June July " * (n // 14),
    "dates": lambda n: "the end of the first week of May 2014 to " * (n // 41),
    "years": lambda n: "2014 and " * (n // 9),
    "financial years": lambda n: "2014/15 to " * (n // 11),
    "relative times": lambda n: "two years after the last few weeks before " * (n // 42),
    "the": lambda n: "the " * (n // 4),
    "not": lambda n: "not not never " * (n // 14),
    "very": lambda n: "very very really " * (n // 17),
    "and": lambda n: "and the board and " * (n // 18),
    "capitals": lambda n: "NHS England Board " * (n // 18),
    "said": lambda n: "the council said that the council said that " * (n // 44),
    "promises": lambda n: "we will have it by 2021 and " * (n // 28),
    "one reform": lambda n: "franchising scheme franchising " * (n // 31),
    "pipes": lambda n: "a | " * (n // 4),
    "tabs": lambda n: "a\t" * (n // 2),
    "colons": lambda n: "a: " * (n // 3),
    "commas": lambda n: "a, " * (n // 3),
    "at signs": lambda n: "@" * n,
    "addresses": lambda n: "http://a.b/c@d.e " * (n // 17),
    "angle brackets": lambda n: "<a " * (n // 3),
    "entities": lambda n: "&amp;" * (n // 5),
    "emoji": lambda n: "👩🏽‍🚒" * (n // 4),
    "combining": lambda n: "a" + "\u0301" * n,
    "right to left": lambda n: "שלום " * (n // 5),
    "reply buttons": lambda n: "Reply Share Like " * (n // 17),
    "says": lambda n: HEAD + "Jo Bell says:\n\nNo.\n\n" * (n // 20),
    "dated comments": lambda n: HEAD + "Jo Bell 8 May 2013 at 7:14 pm\n\nIt was late.\n\n" * (n // 45),
    "many names": lambda n: HEAD + "".join(f"Jo Bell{i} says:\n\n@Jo Bell{i // 2} no.\n\n" for i in range(n // 35)),
    "quoting": lambda n: "The bus came late and nobody knew why it did so. " * (n // 100) + "\n\n" + HEAD + "".join(f"Jo{i} says:\n\n“The bus came late and nobody knew why”\n\n" for i in range(n // 110)),
    "questions": lambda n: "Who pays? " * (n // 10),
    "bullets": lambda n: "- a\n" * (n // 4),
    "numbered": lambda n: "1. a\n" * (n // 5),
    "references": lambda n: "References\n\n" + "Smith J (2014) A thing. Press 1: 2-3.\n" * (n // 38),
    "signatures": lambda n: "— Jo Bell, 8 May 2013\n\n" * (n // 24),
}  # fmt: skip


def rooms(texts: corpus.Corpus) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each room's work on a corpus, in order; a room finds there what those before it made."""
    document = next(iter(texts))
    made: dict[str, Any] = {}

    def keep(name: str, work: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> None:
            made[name] = work()

        return run

    yield "segments", keep("pieces", lambda: segments.segments(texts))
    yield "comments", keep("remarks", lambda: comments.comments(texts, made["pieces"]))
    yield "sentences", keep("said", lambda: sentences.sentences(texts, made["pieces"]))
    yield "mentions", keep("named", lambda: words.mentions(texts, made["said"]))
    yield "terms", keep("terms", lambda: words.terms(texts, made["pieces"]))
    yield "phrases", lambda: words.phrases(texts, made["pieces"])
    yield "themes", lambda: words.theme_words(texts, made["said"])
    yield "times", keep("times", lambda: times.times(texts, made["pieces"], made["remarks"]))
    yield "find_times", lambda: times.find_times(texts[document])
    yield "claims", keep("claims", lambda: claims.claims(texts, made["said"], made["times"], made["named"]))  # fmt: skip
    yield "stance", lambda: stance.cues(texts, made["remarks"], made["said"], made["named"], made["claims"])  # fmt: skip
    yield "sentiment", lambda: sentiment.sentiment(texts, made["said"], made["remarks"])
    yield "scored words", keep("scored", lambda: sentiment.sentiment_words(texts, made["said"], made["remarks"]))  # fmt: skip
    yield "uptake", lambda: uptake.uptake(texts, made["remarks"], made["said"], made["named"])
    yield "outcomes", lambda: coding.outcomes(texts, made["claims"], made["times"], made["remarks"])
    yield "pairs", lambda: outcomes.pairs(texts, made["claims"], made["times"], made["remarks"])
    yield "placing", lambda: placing.bands(texts, made["claims"], made["times"], made["remarks"])
    yield "commenters", lambda: words.Commenters(texts, made["remarks"]).shown(document, 0, len(texts[document]))  # fmt: skip
    yield "findings", lambda: findings.findings(texts, made["said"], made["claims"])
    yield "reader", lambda: reader.pages(texts, made["pieces"], made["said"], signs.marks(made["times"], made["claims"]) + signs.tone_marks(made["scored"], made["said"]))  # fmt: skip


def taken(text: str, only: set[str]) -> dict[str, float]:
    """Seconds that each room takes; a room that is given up takes for ever, and those after it are left out."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "one.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        reforms = '[reforms.franchising]\nname = "Franchising"\nnames = ["franchising scheme", "franchising"]\n'
        (folder / "reforms.toml").write_text(reforms, encoding="utf-8")
        (folder / "corpus.toml").write_text(
            '[[document]]\nfile = "one.txt"\npublished = "2013-05-08"\n', encoding="utf-8"
        )
        for name, work in rooms(corpus.read(folder)):
            begun = time.process_time()
            signal.alarm(PATIENCE)
            try:
                work()
            except TimeoutError:
                found[name] = float("inf")
                return found
            finally:
                signal.alarm(0)
            if not only or name in only:
                found[name] = time.process_time() - begun
    return found


def stop(*_: object) -> None:
    """Give up what runs."""
    raise TimeoutError


def main() -> int:
    """Measure every text; gives the status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM")
    parser.add_argument("--size", type=int, default=25_000, help="characters of the smallest of three texts")  # fmt: skip
    parser.add_argument("--text", action="append", help="only this text")
    given = parser.parse_args()
    signal.signal(signal.SIGALRM, stop)
    taken("It was late.", set())  # lexicons and models are loaded once
    steep = 0
    for name, build in TEXTS.items():
        if given.text and name not in given.text:
            continue
        runs = [taken(build(given.size * times), set(given.rooms)) for times in (1, 2, 4)]
        for room, last in runs[-1].items():
            first, before = (run.get(room, float("inf")) for run in runs[:2])
            if last < LEAST:
                continue
            ratio = last / before if before else float("inf")
            bad = last == float("inf") or (ratio > STEEP and before / first > STEEP * 0.8)
            steep += bad
            if bad or last > 10:
                print(f"{'STEEP' if bad else 'slow '} {name:18} {room:12} {first:8.2f} {before:8.2f} {last:8.2f} s (x{ratio:.1f})", flush=True)  # fmt: skip
    print(f"{steep} steep")
    return min(steep, 1)


if __name__ == "__main__":
    sys.exit(main())
