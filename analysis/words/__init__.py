"""What is talked about: words, terms by document and voice, words in context, reforms by name, themes.

    from analysis import words
    words.in_context(corpus, sentences, "integrat*")   # every place, between its neighbours
    words.terms(corpus, segments)                      # how often, in which text, in whose voice
    words.phrases(corpus, segments)                    # terms of several words
    words.keyness(corpus, terms, group, other)         # what sets two groups apart, and what chance gives
    words.mentions(corpus, sentences)                  # reforms by the names that reforms.toml gives
    words.theme_words(corpus, sentences)               # every place of a researcher's own dictionary
    words.choices(corpus)                              # what words.toml merges, leaves out, compares

Each row has the address of the words behind it. Words are never cut to stems: a term is shown in its
commonest spelling.
"""

from analysis.words.choices import Choices, Group, Vocabulary, choices, vocabulary
from analysis.words.commenters import Commenters
from analysis.words.content import Counts, content_words, count_content
from analysis.words.context import cut, in_context, phrase
from analysis.words.groups import groups_to_compare
from analysis.words.keyness import SURE, Comparison, compare, keyness
from analysis.words.phrases import npmi, phrases
from analysis.words.reforms import mentions
from analysis.words.slips import LONG, near
from analysis.words.terms import (
    Unit,
    commonest_forms,
    dispersion,
    known_terms,
    most_shared,
    terms,
    units,
)
from analysis.words.themes import Theme, theme_sentences, theme_words, themes
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
    "SURE",
    "Choices",
    "Commenters",
    "Comparison",
    "Counts",
    "Group",
    "Theme",
    "Token",
    "Unit",
    "Vocabulary",
    "choices",
    "commonest_forms",
    "compare",
    "content_words",
    "count_content",
    "cut",
    "dispersion",
    "find_words",
    "groups_to_compare",
    "in_context",
    "is_content",
    "is_within",
    "keep_hyphen",
    "keyness",
    "known_terms",
    "mentions",
    "most_shared",
    "near",
    "npmi",
    "phrase",
    "phrases",
    "shown",
    "singular",
    "terms",
    "theme_sentences",
    "theme_words",
    "themes",
    "units",
    "vocabulary",
    "within",
    "words_of_others",
]
