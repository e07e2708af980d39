"""Comments drawn: every comment a row with all instruments beside its coded tone, long ones sentence by sentence, and where they part.

Scales that differ have panels of their own: instruments run from -1 to 1 and average words, the coded tone runs from -2 to 2
and judges a comment. Only the side compares. No mean is drawn, and nothing here shows what anybody holds of a reform.
"""

from analysis.comment_charts.along import tone_along
from analysis.comment_charts.confusion import confusion
from analysis.comment_charts.instruments import instruments_by_comment

__all__ = ["confusion", "instruments_by_comment", "tone_along"]
