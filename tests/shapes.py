"""Corpora of every shape, to be run to a report without a change: `python tests/shapes.py FOLDER [SHAPE ...]` writes them.

`--report` runs each to a report and says how long it took and how much memory its largest process had. None of them is
about anything; what counts is that they are few, many, empty of what charts live on, in other scripts, or hostile.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "</title></style></textarea><img src=x onerror=window.pwned=3>",
    "\"'><svg onload=window.pwned=4>",
    "[go](javascript:window.pwned=5)",
    '![x](x\\" onerror=\\"window.pwned=6)'.replace("\\", ""),
    '<a class="address" href="javascript:window.pwned=7//.html#1-2" title="a:1-2">go</a>',
    "<code><iframe src=javascript:parent.pwned=8></iframe></code>",
    "{{ 7*7 }}{% set x %}",
    "--><script>window.pwned=9</script><!--",
    "<!--figure 1-->",
    "<details open ontoggle=window.pwned=10>",
    "```mermaid\nclick A javascript:window.pwned=11\n```",
    "$$\\href{javascript:window.pwned=12}{x}$$",
    "&lt;script&gt;window.pwned=13&lt;/script&gt;",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.pwned=14&gt;">',
    "<https://example.org> http://example.org/x.js data:text/html,<script>window.pwned=15</script>",
)
"""What would come alive if it were once not escaped."""

EVIL = " ".join(PAYLOADS)
ONE_LINE = " ".join(EVIL.split())


def nothing_said(folder: Path) -> None:
    """One very short document."""
    _write(folder, "one.txt", "No.")


def one_document(folder: Path) -> None:
    """One article, without a catalogue."""
    _write(folder, "only.txt", article(1))


def no_dates(folder: Path) -> None:
    """Three articles that print no date and have no catalogue."""
    for number in range(3):
        _write(folder, f"text-{number}.txt", article(number))


def only_comments(folder: Path) -> None:
    """A page of which only the comments were saved."""
    _write(folder, "thread.txt", "\n\n".join(["4 Comments", *(comment(n) for n in range(4))]))


def other_scripts(folder: Path) -> None:
    """French, German, Hebrew, Arabic, Chinese, Hindi, emoji and letters that are combined of several."""
    said = {
        "francais": "La réforme des bus commencera en 2021. Le conseil promet un billet unique d'ici à la fin de l'année. Les usagers attendent toujours.",
        "deutsch": "Die Busreform soll bis 2021 kommen. Der Rat verspricht einen Fahrschein für alle Linien, aber niemand glaubt es ihm.",
        "ivrit": "רפורמת האוטובוסים תתחיל בשנת 2021. המועצה מבטיחה כרטיס אחד לכולם עד סוף השנה.",
        "arabi": "سيبدأ إصلاح الحافلات في عام 2021. يعد المجلس بتذكرة واحدة للجميع قبل نهاية السنة.",
        "zhongwen": "公交改革将于2021年开始。市议会承诺年底前推出统一车票。乘客仍在等待。",
        "hindi": "बस सुधार 2021 में शुरू होगा। परिषद ने सभी के लिए एक टिकट का वादा किया है।",
        "emoji": "The reform 🚌🚍 starts in 2021 👩🏽‍🚒👨‍👩‍👧‍👦 and we will all ride 🎉. Promised by 2022 🤷‍♀️!",
        "combining": "Zalgo t̷̢̛e̸x̵t̶ says it wi\u0301ll come by 2021. Cafe\u0301 and café are one word to a reader.\u200b\u200f\u202e reversed \u202c here.",
    }
    for name, words in said.items():
        _write(folder, f"{name}.txt", f"{words}\n\n{words} {words}\n")


def odd_lines(folder: Path) -> None:
    """Line ends of every kind, one huge line, no line end, tabs, form feeds and a byte order mark."""
    _write(folder, "crlf.txt", article(1).replace("\n", "\r\n"))
    _write(folder, "cr.txt", article(2).replace("\n", "\r"))
    _write(
        folder, "mixed.txt", article(3).replace("\n\n", "\r\n\n\r") + "\x0c\x0b\u2028\u2029\x85end"
    )
    _write(folder, "huge-line.txt", " ".join(article(4).split()) * 60)
    _write(folder, "bom.txt", "\ufeff" + article(5))
    _write(folder, "tabs.txt", article(6).replace(" ", "\t"))


def thousand(folder: Path, number: int = 1000) -> None:
    """A thousand short documents of 2001 to 2020, a tenth undated, a fifth with a few comments; three reforms."""
    entries = []
    for at in range(number):
        words = article(at) + (
            f"\n\n2 Comments\n\n{comment(at)}\n\n{comment(at + 1)}\n" if at % 5 == 0 else ""
        )
        _write(folder, f"d{at:04}.txt", words)
        date = (
            f'published = "{2001 + at % 20}-{1 + at % 12:02}-{1 + at % 28:02}"\n' if at % 10 else ""
        )
        entries.append(
            f'[[document]]\nfile = "d{at:04}.txt"\ntitle = "Text {at} on the buses"\n{date}'
        )
    _write(folder, "corpus.toml", "\n".join(entries))
    _write(folder, "reforms.toml", REFORMS)


def hostile(folder: Path) -> None:
    """Every field of every file holds what would come alive if it were not escaped."""
    quoted = _toml(ONE_LINE)
    name = "x' onerror=window.pwned=20 <img src=x onerror=window.pwned=21>.txt"
    first = f"Buses </title><script>window.pwned=22</script>\n\nBy Jo <b>Bell</b>\n8 May 2013\n\n{article(1)}\n\n{EVIL}\n\nWe were promised <script>window.pwned=23</script> buses by 2014 {ONE_LINE}. The franchising scheme will run by 2015, says the council of <img src=x onerror=window.pwned=24>.\n\n"
    first += "\n\n".join(
        [
            "3 Comments",
            *(
                comment(n, ONE_LINE, f"Zed{n}<img src=x onerror=window.pwned={30 + n}>")
                for n in range(3)
            ),
        ]
    )
    second = f"{EVIL}\n\nIn 2016 the franchising scheme began {ONE_LINE}. It had been promised for 2015.\n\n{article(2)}\n\n{EVIL}\n"
    _write(folder, name, first)
    _write(folder, "two.txt", second)
    _write(folder, "corpus.toml", "".join(
        f'[[document]]\nid = "{identifier}"\nfile = {_toml(file)}\ntitle = {quoted}\nauthor = {quoted}\nauthor_role = {quoted}\n'
        f'publisher = {quoted}\npublished = "{day}"\npublished_basis = "given"\npublished_note = {quoted}\nreform = "franchising"\nnote = {quoted}\n'
        for identifier, file, day in (("one", name, "2013-05-08"), ("two", "two.txt", "2016-05-08"))
    ))  # fmt: skip
    _write(
        folder,
        "reforms.toml",
        f'[reforms.franchising]\nname = {quoted}\nnames = ["franchising scheme", "franchising", {_toml(PAYLOADS[0])}, "buses"]\nnote = {quoted}\ndates = {{ {_toml("begun " + PAYLOADS[0])} = "2015" }}\n',
    )
    _write(
        folder,
        "themes.toml",
        f'[themes.lateness]\nlabel = {quoted}\nquestion = {quoted}\nsays = {quoted}\nwords = ["promised", "late", {_toml(PAYLOADS[2])}]\nagainst = []\noverturned_by = {quoted}\n',
    )
    _write(
        folder,
        "words.toml",
        f'phrases = ["franchising scheme"]\n[merge]\nbus = ["coach"]\n[groups.early]\nlabel = {quoted}\ndocuments = ["one"]\n[[compare]]\ngroups = ["early", "others"]\n',
    )
    start = first.index("We were promised")
    words = first[start : first.index("\n", start)]
    _write(
        folder,
        "findings.toml",
        f'origin = "person"\n[[finding]]\nid = "late"\ntheme = "lateness"\nlabel = {quoted}\nsentence = {_toml(ONE_LINE.replace("{", "(").replace("}", ")") + " {support} ({values})")}\nholds = "one"\nsure = {quoted}\noverturned_by = {quoted}\n'
        f'[[finding.evidence]]\nat = "one:{start}-{start + len(words)}"\nwords = {_toml(words)}\nside = "for"\nvalue = {quoted}\nreads = {quoted}\n',
    )
    _write(folder, "codes/coders.toml", f'[settled]\nkind = "person"\nabout = {quoted}\n')


REFORMS = """
[reforms.franchising]
name = "Bus franchising"
names = ["franchising scheme", "franchising", "scheme"]
[reforms.ticket]
name = "The single ticket"
names = ["single ticket", "one ticket"]
[reforms.partnership]
name = "Quality partnership"
names = ["quality partnership", "partnership"]
"""

WORDS = [
    "bus",
    "council",
    "ticket",
    "route",
    "fare",
    "driver",
    "village",
    "evening",
    "service",
    "timetable",
    "operator",
    "contract",
    "depot",
    "stop",
    "passenger",
    "bridge",
    "market",
    "school",
    "hospital",
    "winter",
    "budget",
    "cost",
    "cut",
    "delay",
    "plan",
    "promise",
    "report",
    "meeting",
    "vote",
    "letter",
]
SAID = (
    "The council promised that the franchising scheme would begin by {year}.",
    "By the end of {year} one ticket will be valid on every bus.",
    "The {a} was late again in {year}, and nobody could say why the {b} had failed.",
    "Since {year} the quality partnership has brought no new {a} to the {b}.",
    "I welcome the scheme, but the {a} should come before the {b}.",
    "In my view the {a} of the {b} is a costly mistake.",
    "The operator says that its {a} will cost £{cost} million a year.",
    "Passengers in the village have waited for the {a} for {few} years.",
)


def article(seed: int, sentences: int = 8) -> str:
    """A short article from a seeded grammar."""
    chance = random.Random(seed)

    def said() -> str:
        return chance.choice(SAID).format(
            year=chance.randint(2000, 2021), a=chance.choice(WORDS), b=chance.choice(WORDS),
            cost=chance.randint(2, 90), few=chance.choice(["two", "three", "ten"]),
        )  # fmt: skip

    paragraphs = [" ".join(said() for _ in range(sentences // 2)) for _ in range(2)]
    title = f"What becomes of the {chance.choice(WORDS)} and the {chance.choice(WORDS)}?"
    return "\n\n".join([title, *paragraphs]) + "\n"


def comment(seed: int, words: str = "", author: str = "") -> str:
    """A reader comment with name and date."""
    chance = random.Random(seed + 5)
    said = f"{words} I waited for the {chance.choice(WORDS)} and it was {chance.choice(['great', 'late', 'a disaster', 'fine'])}."
    return f"{author or f'Reader{seed} Bell'} says:\n{1 + seed % 28} May 2013 at 7:14 pm\n\n{said.strip()}"


def _toml(words: str) -> str:
    """Words as a TOML string."""
    safe = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


SHAPES: dict[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (nothing_said, one_document, no_dates, only_comments, other_scripts, odd_lines, hostile, thousand)
}  # fmt: skip


def main() -> None:
    """Write the shapes asked for, and run them where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "shapes", nargs="*", default=list(SHAPES), metavar="SHAPE", help=", ".join(SHAPES)
    )
    parser.add_argument(
        "--report", action="store_true", help="run each to a report and say what it took"
    )
    given = parser.parse_args()
    for name in given.shapes:
        place = given.folder / name
        SHAPES[name](place)
        if not given.report:
            print(place)
            continue
        begun = time.perf_counter()
        command = [sys.executable, "-P", "-m", "analysis", "report", str(place), "--to", str(given.folder / f"{name}-report"), "--quiet"]  # fmt: skip
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        said = "; ".join(done.stderr.strip().splitlines()[-2:])
        print(f"{name}: status {done.returncode}, {time.perf_counter() - begun:.0f} s, {most:,.0f} MiB so far at most {said}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
