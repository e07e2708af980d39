"""A text under every instrument at once, without the words that earned it: what tables of long corpora need.

The instruments share most of their work: words are cut once, terms found once, and where a text holds nothing that
one instrument reads otherwise than another, one reading serves both. The numbers are those of `reading.score`, equal to the last
bit, which a test holds them to.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.sentiment import averaging, combined, features, valence
from analysis.sentiment.domain import Terms, covered, find_terms
from analysis.sentiment.tokens import Word


class Tone(NamedTuple):
    """A polarity, none where no word is known, and how many words it rests on."""

    polarity: float | None
    known_words: int


NOTHING = Tone(None, 0)
Span = tuple[int, int]
WHOLE = ("textblob", "textblob_repaired", "textblob_domain", "vader")
"""Instruments that read a text as a whole; the others read its sentences."""

SENTENCES = ("vader_repaired", "vader_domain", "combined")
NAMES = (*WHOLE, *SENTENCES)


def of_sentence(text: str, terms: Terms = ()) -> tuple[Tone, ...]:
    """One sentence under each of `NAMES`.

    >>> dict(zip(NAMES, of_sentence("Great article")))["textblob"]
    Tone(polarity=0.8, known_words=1)
    """
    repaired, felt, cut, places = _averaged(text, terms)
    plain, clear, inside = valence.score(text), valence.mended(text), places
    mended, clear_felt = plain, felt
    if clear != text:
        mended, inside = valence.score(clear), find_terms(clear, terms)
        if inside != places or clear != averaging.straight(text):
            clear_felt, cut = averaging.repaired(clear, unscored=inside)
    spans = valence.places(clear)
    scored = valence.score(clear, inside, spans) if inside and mended.words else mended
    return (
        _tone(averaging.score(text)),
        _tone(repaired),
        _tone(felt),
        _added(plain),
        _added(mended),
        _added(scored),
        _combined(features.summed(clear, inside, scored, spans, clear_felt, cut)),
    )


def of_whole(text: str, terms: Terms = ()) -> tuple[Tone, ...]:
    """A text under the instruments of `WHOLE`."""
    repaired, felt, _, _ = _averaged(text, terms)
    readings = (averaging.score(text), repaired, felt)
    return (*map(_tone, readings), _added(valence.score(text)))


def of_comment(
    text: str, sentences: Sequence[tuple[Tone, ...]], terms: Terms = ()
) -> tuple[Tone, ...]:
    """A text under each of `NAMES`, given its sentences under each of them."""
    means = [_mean([one[at] for one in sentences]) for at in range(len(WHOLE), len(NAMES))]
    return (*of_whole(text, terms), *means)


def _mean(tones: list[Tone]) -> Tone:
    """The mean of the sentences that hold a known word."""
    known = [tone for tone in tones if tone.polarity is not None]
    if not known:
        return NOTHING
    total = sum(tone.polarity for tone in known if tone.polarity is not None)
    return Tone(total / len(known), sum(tone.known_words for tone in known))


def _averaged(
    text: str, terms: Terms
) -> tuple[averaging.Reading, averaging.Reading, list[Word], list[Span]]:
    """TextBlob's reading mended, without and with the terms left out, the words cut, and where terms stand."""
    cut, places = averaging.repaired_words(text), find_terms(text, terms)
    whole = averaging.read(text, cut)
    out = covered([(word.start, word.end) for word in cut], places) if places else set()
    if not any(averaging.knows(cut[at].word) for at in out):
        return whole, whole, cut, places
    return whole, averaging.read(text, cut, out), cut, places


def _tone(reading: averaging.Reading) -> Tone:
    return Tone(reading.polarity, reading.known_words)


def _added(reading: valence.Reading) -> Tone:
    return Tone(reading.polarity, sum(word.at != valence.MARKS for word in reading.words))


def _combined(seen: features.Summed) -> Tone:
    return Tone(combined.polarity(*seen[:2]), seen.known) if seen.known else NOTHING
