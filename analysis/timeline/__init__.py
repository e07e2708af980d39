"""Two clocks: when something was said, and what time it was said of.

Prose about a reform promises, forecasts and reports for times that are not its own. `two_clocks`
draws each dated claim at the time that it is about, in the band of the text that says it or of the
reform that it is about. `names_in_time` draws by which names the texts call the reforms, and
`kinds_in_time` what kinds of claims they make, for and against, both in the order of publication.
"""

from analysis.placing import KINDS, Band, Claim, Place, bands, placed
from analysis.timeline.clocks import two_clocks
from analysis.timeline.columns import Column, columns
from analysis.timeline.kinds import kinds_in_time
from analysis.timeline.names import Name, names, names_in_time, only_in

__all__ = [
    "KINDS",
    "Band",
    "Claim",
    "Column",
    "Name",
    "Place",
    "bands",
    "columns",
    "kinds_in_time",
    "names",
    "names_in_time",
    "only_in",
    "placed",
    "two_clocks",
]
