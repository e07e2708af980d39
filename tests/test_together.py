"""All instruments at once: the numbers that each gives by itself, in a fraction of the time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import sentiment
from analysis.sentences import find_sentences
from analysis.sentiment import domain, together, valence

PIECES = [
    "isn’t", "not", "very", "good", "great", ": )", ":-)", "—", "“bad”", "care", "primary care", "patient’s", "NO!", "but",
    "😀", "(!)", "\n\n", "\n", "never", "so", "the best", "n't", "don't", "kind of", "terrible", "trusts", "…", "‘fine’", "ISN'T",
    "at least", "no", "?", "...", "without doubt",
]  # fmt: skip


@given(words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
@settings(max_examples=60)
def test_all_instruments_at_once_give_what_each_gives(words: list[str]) -> None:
    """To the last bit, for sentences and for comments made of them."""
    text, terms = " ".join(words), domain.terms()
    spans = [tuple(one) for one in find_sentences(text)]
    read = [together.of_sentence(text[start:end], terms) for start, end in spans]
    tones = [
        (text[start:end], [(0, end - start)], tone)
        for (start, end), tone in zip(spans, read, strict=True)
    ]
    if spans:
        tones.append((text, spans, together.of_comment(text, read, terms)))
    for said, inside, tone in tones:
        for name, one in zip(together.NAMES, tone, strict=True):
            score = sentiment.score(said, name, inside, terms, explained=False)
            assert (score.polarity, score.known_words) == one, (name, said)


def test_usual_marks_are_no_emoji() -> None:
    """A text that holds no other marks isn't searched for them."""
    assert not any(valence._USUAL.fullmatch(sign) for sign in valence._table().emoji)
