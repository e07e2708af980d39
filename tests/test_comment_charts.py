"""Charts of comments drawn from any tables: legible, every mark an address, and true to what is counted."""

import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from made_corpora import WITHOUT_SHRINKING, illegible

from analysis import (
    comment_charts,
    corpus,
    sentiment,
    tables,
)
from analysis.answers import comments_answers

INSTRUMENTS = [*sentiment.INSTRUMENTS, "learned"]
SENTENCES = [
    "Good.",
    "The queue is long, and nobody answers.",
    "w" * 120 + ".",
    "統合 🏥 $x_1$ stays.",
]
POLARITIES = [None, -1.0, -0.04, 0.0, 0.06, 1.0]


class Made(NamedTuple):
    """Comments under texts with whatever was scored and coded of them."""

    texts: corpus.Corpus
    replies: pd.DataFrame
    lines: pd.DataFrame
    scores: pd.DataFrame
    rows: pd.DataFrame


def made(
    threads: list[list[tuple[list[str], int | None, list[float | None]]]],
    instruments: list[str],
    origin: str = "person",
    title: str = "A text on the reform",
) -> Made:
    """A corpus of threads; a comment is its sentences, its coded tone, and polarities dealt out in turn."""
    folder = Path(tempfile.mkdtemp())
    replies, lines, scores, codes = [], [], [], []
    catalogue = []
    for number, thread in enumerate(threads):
        name, text = f"d{number:03}", f"An article, number {number}.\n"
        for count, (said, tone, polarities) in enumerate(thread, start=1):
            begins, deal = len(text), 0
            own = []
            for sentence in said:
                own.append((len(text), len(text) + len(sentence)))
                text += sentence + " "
            span = {"document": name, "start": begins, "end": own[-1][1]}
            text += "\n"
            replies.append(
                {
                    **span,
                    "comment": count,
                    "author": f"Zebedee {count}",
                    "role": None,
                    "date": None,
                    "thread": name,
                    "parent": None,
                    "quotes": None,
                }
            )
            for unit, (start, end) in [
                ("comment", (begins, own[-1][1])),
                *(("sentence", one) for one in own),
            ]:
                for instrument in instruments:
                    value = polarities[deal % len(polarities)]
                    deal += 1
                    scores.append(
                        {
                            "document": name,
                            "start": start,
                            "end": end,
                            "unit": unit,
                            "instrument": instrument,
                            "polarity": value,
                            "known_words": 0 if value is None else 1,
                            "words": max(1, len(text[start:end].split())),
                        }
                    )
            lines += [
                {
                    "document": name,
                    "start": start,
                    "end": end,
                    "kind": "comment",
                    "comment": count,
                    "voice": "commenter",
                }
                for start, end in own
            ]
            if tone is not None:
                codes.append(
                    {
                        "document": name,
                        "comment": count,
                        "tone": tone,
                        "reform_stance": 0,
                        "article_stance": 0,
                        "sarcasm": False,
                        "about_reform": True,
                        "origin": origin,
                    }
                )
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        catalogue.append(f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "{title}"\n')
    (folder / "corpus.toml").write_text("\n".join(catalogue), encoding="utf-8")
    texts = corpus.read(folder)
    replied, scored = tables.make("comments", replies), tables.make("sentiment", scores)
    coded = tables.make("comment_codes", codes)
    return Made(
        texts,
        replied,
        tables.make("sentences", lines),
        scored,
        comments_answers.rows(texts, replied, scored, coded),
    )


def drawn(study: Made) -> list[Any]:
    """The three charts."""
    return [
        comment_charts.instruments_by_comment(study.texts, study.rows),
        comment_charts.tone_along(study.texts, study.replies, study.lines, study.scores),
        comment_charts.confusion(study.texts, study.rows),
    ]


REMARKS = st.tuples(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9),
    st.sampled_from([None, -2, -1, 0, 1, 2]),
    st.lists(st.sampled_from(POLARITIES), min_size=1, max_size=5),
)


@settings(max_examples=6, deadline=None, phases=WITHOUT_SHRINKING)
@given(
    threads=st.lists(st.lists(REMARKS, min_size=1, max_size=4), min_size=1, max_size=4),
    instruments=st.sampled_from([INSTRUMENTS, INSTRUMENTS[:-1]]),
    origin=st.sampled_from(["person", "automated_coder"]),
    title=st.sampled_from(["Short", "W" * 90, "A long title that says it all " * 6]),
)
def test_any_comments_are_drawn_legibly_and_every_mark_leads_to_them(
    threads: Any, instruments: list[str], origin: str, title: str
) -> None:
    """Few or many words, any score or none, coded or not: nothing overlaps, nothing is cut, no mark leads nowhere."""
    study = made(threads, instruments, origin, title.strip())
    for chart in drawn(study):
        assert illegible(chart) == []
        assert all(study.texts.show(mark) for mark in chart.marks)
        assert chart.alt
        assert "Zebedee" not in chart.alt + chart.source + " ".join(chart.said.values())


def test_comments_without_a_single_word_are_drawn() -> None:
    """A thumb is a comment, too, and nothing is divided by its words."""
    study = made([[(["👍"], None, [None])]], INSTRUMENTS)
    study.rows["words"] = pd.array([0], dtype="Int64")
    assert illegible(comment_charts.instruments_by_comment(study.texts, study.rows)) == []


def test_a_comment_number_of_four_digits_does_not_touch_its_words() -> None:
    """Long threads have them."""
    study = made([[(["Good."], 1, [0.5])] * 3], INSTRUMENTS)
    study.rows["comment"] = pd.array([1_234, 9_998, 10_000], dtype="Int64")
    assert illegible(comment_charts.instruments_by_comment(study.texts, study.rows)) == []


def test_a_comment_of_many_words_keeps_its_count_in_its_column() -> None:
    """A pasted letter of ten thousand words beside a thank-you."""
    study = made([[(["Good."], 1, [0.5])] * 5], INSTRUMENTS)
    study.rows["words"] = pd.array([123_456, 60_000, 70_000, 50_000, 1], dtype="Int64")
    assert illegible(comment_charts.instruments_by_comment(study.texts, study.rows)) == []


def test_thousands_of_comments_are_counted_though_few_are_drawn() -> None:
    """The matrices count them all, the rows say how many they leave out, and all are legible."""
    study = made(
        [[(["Good.", "Bad."] * 3, number % 5 - 2, [0.5, None, -0.5]) for number in range(20)]] * 3,
        INSTRUMENTS,
    )
    study = study._replace(rows=pd.concat([study.rows] * 170, ignore_index=True))
    dots, _, matrices = drawn(study)
    assert "10,200" in dots.source
    assert "10,200" in matrices.source
    assert illegible(dots) == []
    assert illegible(matrices) == []
    for row in matrices.data:
        assert sum(value for value in row.values() if isinstance(value, int)) == len(study.rows)


def test_every_sentence_leaves_a_trace_along_its_comment() -> None:
    """A score of nought and no score are both seen, and are not the same."""
    study = made(
        [[(["One two three."] * 6, 1, [0.0])], [(["One two three."] * 6, 1, [None])]], INSTRUMENTS
    )
    chart = comment_charts.tone_along(study.texts, study.replies, study.lines, study.scores)
    seen = [box.get_facecolor() for box in chart.figure.axes[0].patches if box.get_alpha() != 0]
    key = 2
    assert len(seen) == 12 + key
    assert len(set(seen)) == 2


def test_who_coded_is_said() -> None:
    """Automated coders are never passed over."""
    for origin, word in (("person", "by a person"), ("automated_coder", "no person has checked")):
        study = made([[(["Good."], 1, [0.5])]], INSTRUMENTS, origin)
        for chart in (drawn(study)[0], drawn(study)[2]):
            assert word in chart.source
            assert "1 comments" not in chart.source
