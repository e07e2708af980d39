"""Charts of words: those that texts share, two groups set against each other, a dictionary's themes by text, and the verdict on topics."""

from analysis.word_charts.key_words import key_words
from analysis.word_charts.shared import shared_words
from analysis.word_charts.themes import themes_by_text
from analysis.word_charts.verdict import topics_beside_noise

__all__ = ["key_words", "shared_words", "themes_by_text", "topics_beside_noise"]
