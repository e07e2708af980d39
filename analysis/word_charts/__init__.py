"""Charts of words: two groups set against each other, a dictionary's themes by text, and the verdict on topics."""

from analysis.word_charts.key_words import key_words
from analysis.word_charts.themes import themes_by_text
from analysis.word_charts.verdict import topics_beside_noise

__all__ = ["key_words", "themes_by_text", "topics_beside_noise"]
