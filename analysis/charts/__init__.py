"""Tables to figures: one look, words for those who can't see it, and an address behind every mark.

`Chart` is what every drawing function of the house gives back. It is drawn without pyplot, so it
leaves no state behind in a notebook, and its bytes are the same on every machine.
"""

from analysis.charts.chart import Chart, house, target
from analysis.charts.overview import corpus_in_time, words_by_voice
from analysis.charts.sheet import Sheet

__all__ = ["Chart", "Sheet", "corpus_in_time", "house", "target", "words_by_voice"]
