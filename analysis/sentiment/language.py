"""Whether a comment is in English: a list of English words says nothing of one that isn’t.

Such a list scores a French or Welsh comment by the few words that look alike, and calls it mild. Comments that
are surely in another language are therefore flagged and not scored. The judge is py3langid (BSD), which knows 97 languages and
runs without a network; a comment too short for it to be sure counts as English, and so does one nearly all of
whose words are English ones, since a judge of letters takes a list of short words for any language.
"""

import gc
import re
import warnings
from functools import cache
from typing import Any

import pandas as pd

from analysis.corpus import Corpus

SURE = 0.9
"""Probability from which another language is taken for sure. Of 13,098 tweets, reviews and editorial sentences two are then flagged,
one in Dutch and one in Spanish, and none in English."""

NEARLY_ALL = 0.9
"""Share of words that are English from which a text is English whatever the judge says; of French words four in five are in the list, too."""

_WORD = re.compile(r"[^\W\d_]+")

ENGLISH, NO_LANGUAGE = "en", "zxx"
COLUMNS = ["document", "comment", "start", "end", "language", "probability"]


def other_language(text: str) -> tuple[str, float] | None:
    """The language of a text that is surely not in English (ISO 639) and how sure that is; else nothing.

    >>> other_language("Mae’r gofal yn dda iawn")[0], other_language("Absolutely spot on")
    ('cy', None)
    """
    if not any(letter.isalpha() for letter in text):
        return None
    if _is_spelt_in_english(text):
        return None  # whatever the judge would say, who takes ten times as long
    language, probability = _judge().classify(text)
    if language in (ENGLISH, NO_LANGUAGE) or probability < SURE:
        return None
    return str(language), float(probability)


def other_languages(corpus: Corpus, comments: pd.DataFrame) -> pd.DataFrame:
    """Comments that aren’t scored because they aren’t in English: one row is a comment, with its language."""
    rows = []
    for place in zip(*(comments[name].tolist() for name in COLUMNS[:4]), strict=True):
        document, _, start, end = place
        found = other_language(corpus[document][start:end])
        rows += [(*place, *found)] if found else []
    typed = dict.fromkeys(COLUMNS[1:4], "Int64") | {"probability": "float64"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(typed)


def _is_spelt_in_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    return sum(word in english_words() for word in words) >= NEARLY_ALL * len(words)


@cache
def english_words() -> dict[str, int]:
    """How often words occur in the texts behind TextBlob's list of English spellings, 29,000 words of a million."""
    from textblob.en import spelling

    with warnings.catch_warnings():
        # It leaves its file open for Python to close, which complains where warnings are errors.
        warnings.simplefilter("ignore", ResourceWarning)
        len(spelling)  # it reads itself when it is first asked for anything
        gc.collect()
    return {str(word): int(number) for word, number in dict.items(spelling)}


@cache
def _judge() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
