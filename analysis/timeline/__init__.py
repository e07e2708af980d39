"""Two clocks: when something was said, and what time it was said of.

Prose about a reform promises, forecasts and reports for times that are not its own. `two_clocks`
draws each dated claim at the time that it is about, in the band of the text that says it or of the
reform that it is about. `names_in_time` draws by which names the texts call the reforms, and
`kinds_in_time` what kinds of claims they make, for and against, both in the order of publication.
"""

from analysis.placing import KINDS, Band, Claim, Place, bands, placed
from analysis.timeline.clocks import two_clocks

__all__ = ["KINDS", "Band", "Claim", "Place", "bands", "placed", "two_clocks"]
