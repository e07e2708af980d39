"""What is talked about: words, terms by document and voice, words in context, reforms by name, themes.

    from analysis import words
    words.in_context(corpus, sentences, "integrat*")   # every place, between its neighbours
    words.terms(corpus, segments)                      # how often, in which text, in whose voice
    words.mentions(corpus, sentences)                  # reforms by the names that reforms.toml gives
    words.themes(corpus)                               # a researcher's own dictionary

Each row has the address of the words behind it. Words are never cut to stems: a term is shown in its
commonest spelling.
"""

from analysis.words.commenters import Commenters
from analysis.words.context import cut, in_context, phrase
from analysis.words.reforms import mentions
from analysis.words.slips import LONG, near
from analysis.words.terms import Unit, commonest_forms, merge_plurals, terms, units
from analysis.words.themes import Theme, theme_sentences, themes
from analysis.words.tokens import (
    Token,
    find_words,
    is_content,
    keep_hyphen,
    shown,
    singular,
    within,
)
from analysis.words.voices import is_within, words_of_others

__all__ = [
    "LONG",
    "Commenters",
    "Theme",
    "Token",
    "Unit",
    "commonest_forms",
    "cut",
    "find_words",
    "in_context",
    "is_content",
    "is_within",
    "keep_hyphen",
    "mentions",
    "merge_plurals",
    "near",
    "phrase",
    "shown",
    "singular",
    "terms",
    "theme_sentences",
    "themes",
    "units",
    "within",
    "words_of_others",
]
