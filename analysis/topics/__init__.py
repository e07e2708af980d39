"""Topics of paragraphs and comments: words that go together, for exploring and not yet for finding.

Non-negative matrix factorisation splits the weighted word counts of the paragraphs into a few lists of words. It
always gives such lists, from noise as well; whether they stand is another question. The start is
the exact singular value decomposition, which makes one answer out of many possible ones; starts from
stated seeds stand beside it, so that a reader sees which words only one start knows.
"""

from analysis.topics.lists import TOP_WORDS, Topics, topics
from analysis.topics.reading import beside, by_document, exemplars, word_lists

__all__ = ["TOP_WORDS", "Topics", "beside", "by_document", "exemplars", "topics", "word_lists"]
