"""Two clocks: when something was said, and what time it was said of.

Prose about a reform promises, forecasts and reports for times that are not its own. `two_clocks`
draws each dated claim at the time that it is about, in the band of the text that says it; `placed`
gives the same as a table.
"""

from analysis.timeline.clocks import two_clocks
from analysis.timeline.placing import KINDS, Band, Claim, Place, bands, placed

__all__ = ["KINDS", "Band", "Claim", "Place", "bands", "placed", "two_clocks"]
