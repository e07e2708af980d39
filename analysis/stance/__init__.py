"""What a comment holds of the article and of the reform, by words that say so, and when that can't be told.

Tone tells neither: an angry comment may be for a reform, and "Great article" under an attack on one is against it. So nothing
here is taken from a list of feeling words. A reading is suggested only where a cue speaks for it and none against it; without
a cue it stays empty, which isn't nought. Sarcasm is never scored: its candidates are shown to a person.
"""

from analysis.stance.articles import article_stances
from analysis.stance.cues import Cue, find_cues
from analysis.stance.table import comment_codes, cues

__all__ = ["Cue", "article_stances", "comment_codes", "cues", "find_cues"]
