"""Corpora made for tests: texts with claims and times of every sort, dated or not, few or many."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from hypothesis import Phase
from hypothesis import strategies as st
from test_charts import boxes, overlaps

from analysis import corpus, tables, words
from analysis.charts import Chart
from analysis.placing import KINDS

REFORMS = """
[reforms.ics]
name = "Integrated care systems, and whatever else goes by a name that is far too long for any label"
names = ["integrated care system", "care system", "system"]
acronyms = ["ICS"]
[reforms.pcn]
name = "Networks"
names = ["network"]
[reforms.board]
name = "Boards"
names = ["board"]
"""

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""For tests that draw: a smaller example is not worth minutes of drawing."""

Said = tuple[str, dict[str, Any]]


class Made(NamedTuple):
    """A corpus with its claims and times."""

    texts: corpus.Corpus
    claims: pd.DataFrame
    times: pd.DataFrame

    @property
    def mentions(self) -> pd.DataFrame:
        """The names of reforms in the claims, each of which is taken for a sentence."""
        spans = self.claims[["document", "start", "end"]].to_dict("records")
        said = [{**span, "kind": "body", "voice": "author"} for span in spans]
        return words.mentions(self.texts, tables.make("sentences", said))


def made(
    documents: Sequence[tuple[str, Sequence[Said]]], title: str = "A text on the reform"
) -> Made:
    """A corpus of documents: when each appeared (EDTF, or nothing), and its claims with what is said of them.

    A claim may have `time`: words of it and a row of the table `times`.
    """
    folder = Path(tempfile.mkdtemp())
    catalogue, claims, times = [], [], []
    for number, (published, sentences) in enumerate(documents):
        name, text = f"d{number:03}", f"Nothing is claimed here, in text {number}.\n"
        for said, about in sentences:
            start = len(text)
            text += said + "\n"
            given = {key: value for key, value in about.items() if key != "time"}
            claims.append(_claim(name, start, said, given))
            if "time" in about and about["time"][0] in said:
                times.append(_time(name, start + said.index(about["time"][0]), *about["time"]))
                claims[-1]["times"] = [f"{times[-1]['start']}-{times[-1]['end']}"]
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        when = f'published = "{published}"\n' if published else ""
        catalogue.append(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "{title}"\n{when}'
        )
    (folder / "corpus.toml").write_text("\n".join(catalogue), encoding="utf-8")
    (folder / "reforms.toml").write_text(REFORMS, encoding="utf-8")
    return Made(corpus.read(folder), tables.make("claims", claims), tables.make("times", times))


def _claim(document: str, start: int, said: str, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "document": document,
        "start": start,
        "end": start + len(said),
        "text": said,
        "kind": "statement",
        "reforms": "ics",
        "stance": 0,
        "attributed_to": "speaker",
        "tense": "present",
        "origin": "rule",
        **given,
    }


def _time(document: str, start: int, said: str, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "document": document,
        "start": start,
        "end": start + len(said),
        "text": said,
        "type": "date",
        "relation": "in",
        "role": "event",
        "rule": "made",
        **place,
    }


def illegible(chart: Chart) -> list[Any]:
    """Labels of a chart that lie on each other or reach beyond its sheet; drawn once for both."""
    found, sheet = boxes(chart.figure), chart.figure.bbox
    return [
        *overlaps(found),
        *(b for b in found if min(b[1:3]) < 0 or b[3] > sheet.width or b[4] > sheet.height),
    ]


PUBLISHED = [
    "",
    "",
    "2018",
    "2018-02",
    "2019-12-30",
    "2021/..",
    "../2017",
    "2010/2030",
    "0001",
    "9999",
]
DAYS = [None, "0001-01-01", "1948-07-05", "2016-01-01", "2018-02-28", "2021-12-31", "9999-12-31"]
TITLES = [
    "Short",
    "Integrated care systems: can they deliver on any of their promises? " * 2,
    "W" * 90,
]


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """Days, a relation and perhaps an anchor for a time expression."""
    days = sorted(draw(st.tuples(*[st.sampled_from(DAYS)] * 2)), key=lambda day: day or "")
    return {
        "first_day": days[0],
        "last_day": days[1],
        "relation": draw(st.sampled_from(["in", "by", "since", "until", "over", "none"])),
        "anchor": draw(st.sampled_from([None, "2018", "2018-01-01/2018-02-08"])),
        "value": draw(st.sampled_from([None, "2018", "PXY", "FUTURE_REF"])),
    }


@st.composite
def claims(draw: st.DrawFn, number: int) -> Said:
    """A claim: one sentence, long or short, with or without a time."""
    filling = draw(
        st.sampled_from(
            ["", " of the network", " for each board and network" * 40, " " + "w" * 200]
        )
    )
    said = f"Care system {number}{filling} in 2021 comes."
    return said, {
        "kind": draw(st.sampled_from(KINDS)),
        "stance": draw(st.sampled_from([-1, 0, 1])),
        "reforms": draw(st.sampled_from(["ics", "pcn", "ics;pcn", "board"])),
        "attributed_to": draw(
            st.sampled_from(["speaker", "unnamed", "The Department of " + "Everything " * 9])
        ),
        "origin": draw(st.sampled_from(["rule", "automated_coder", "person"])),
        **({"time": ("2021", draw(places()))} if draw(st.booleans()) else {}),
    }


@st.composite
def corpora(draw: st.DrawFn, texts: int = 6, sentences: int = 5) -> Made:
    """Any corpus of a few texts, dated or not, with and without claims."""
    documents = [
        (
            draw(st.sampled_from(PUBLISHED)),
            [draw(claims(number)) for number in range(draw(st.integers(0, sentences)))],
        )
        for _ in range(draw(st.integers(1, texts)))
    ]
    return made(documents, draw(st.sampled_from(TITLES)))
