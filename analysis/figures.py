"""The study's figures as files: `python -m analysis.figures [CORPUS] [--to DIR]`.

Each figure is written as SVG, as PNG, and as JSON with its title, its alternative text, the address
behind every mark and a hash of what was drawn, so that a change of a figure is seen as a change of
what it says and not of its ink. Nothing links: the reader's pages are not beside them.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from analysis import (
    charts,
    coding,
    comment_charts,
    comments,
    corpus,
    finding_charts,
    findings,
    segments,
    sentences,
    sentiment,
    timeline,
    topics,
    word_charts,
    words,
)
from analysis.answers import comments_answers
from analysis.charts import Chart
from analysis.corpus import Corpus, parse_address


def figures(texts: Corpus) -> dict[str, Chart]:
    """The figures of a corpus by name."""
    pieces = segments.segments(texts)
    remarks = comments.comments(texts, pieces)
    times = coding.times(texts)
    claims = coding.claims(texts, times)
    said = sentences.sentences(texts, pieces)
    mentions = words.mentions(texts, said)
    terms = words.terms(texts, pieces)
    scores = sentiment.sentiment(texts, said, remarks)
    rows = comments_answers.rows(texts, remarks, scores, coding.comment_codes(texts, remarks))
    drawn = {
        "corpus": charts.corpus_in_time(texts, pieces),
        "timeline": timeline.two_clocks(texts, claims, times, remarks),
        "names": timeline.names_in_time(texts, mentions, claims, remarks),
        "kinds": timeline.kinds_in_time(texts, claims, remarks),
        "words": word_charts.shared_words(texts, terms),
        **{
            f"keyness-{one.id}" if number else "keyness": word_charts.key_words(texts, one)
            for number, one in enumerate(words.compare(texts, terms))
        },
        "themes": word_charts.themes_by_text(
            texts, words.themes(texts), words.theme_words(texts, said), terms
        ),
        "topics": word_charts.topics_beside_noise(topics.verdict(texts, pieces)),
        "findings": finding_charts.evidence_by_text(texts, findings.findings(texts, said, claims)),
        "comments": comment_charts.instruments_by_comment(texts, rows),
    }
    return {name: replace(chart, texts=_texts(texts, chart)) for name, chart in drawn.items()}


def _texts(texts: Corpus, chart: Chart) -> dict[str, str]:
    """The hash of every text that a figure has a mark in, of all where it has none: by it a stale figure is known."""
    own = {parse_address(mark)[0] for mark in chart.marks} or set(texts)
    hashes = zip(texts.documents["document"], texts.documents["sha256"], strict=True)
    return {document: hashed for document, hashed in hashes if document in own}


def main(arguments: list[str] | None = None) -> None:
    """Write the figures of a corpus into a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.figures", description="Draw the study's figures."
    )
    parser.add_argument("corpus", nargs="?", help="the folder of texts (by default seeds/)")
    parser.add_argument(
        "--to", type=Path, default=Path(__file__).parents[1] / "figures", help="where to"
    )
    given = parser.parse_args(arguments)
    for name, chart in figures(corpus.read(given.corpus)).items():
        chart.save(given.to, name)


if __name__ == "__main__":
    main()
