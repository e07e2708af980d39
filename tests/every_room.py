"""One text through every room that reads one, without a file: what fuzzers and properties are pointed at."""

from pathlib import Path

from slow_patterns import rooms

from analysis import corpus, reader, segments, sentences
from analysis.corpus import Corpus, Reform, catalogue

REFORMS = {"franchising": Reform("franchising", "Franchising", names=("franchising scheme", "franchising"))}  # fmt: skip


def as_corpus(text: str) -> Corpus:
    """A corpus of one text that appeared on 8 May 2013."""
    entry = catalogue.Entry("one", "one.txt", published="2013-05-08", reform="franchising")
    data = text.encode("utf-8", "surrogatepass")
    documents = corpus.tables.make("documents", [corpus._row(entry, data, text, "utf-8")])
    return Corpus(Path("nowhere"), (entry,), documents, {"one": text}, REFORMS, catalogue.SETTINGS)


def read_all(text: str) -> None:
    """Read a text by every room; raises what any of them raises, and `AssertionError` where offsets are wrong."""
    texts = as_corpus(text)
    for _, work in rooms(texts):
        work()
    at = 0
    for piece in segments.find_segments(text):
        assert at <= piece.start < piece.end
        assert not text[at : piece.start].strip()
        at = piece.end
    for one in sentences.find_sentences(text):
        assert 0 <= one.start < one.end <= len(text)
    pieces = segments.segments(texts)
    assert reader.pages(texts, pieces, sentences.sentences(texts, pieces))["one"]
