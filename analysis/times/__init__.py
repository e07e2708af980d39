"""Time expressions: where prose names a time, which days it can mean, and what its sentence does with it.

General English is read as TimeML 1.2.1 marks it (Saurí et al. 2006), and policy prose as it is written:
financial years, parliaments, deadlines, years in the names of laws and in references. Relative phrases
are placed from the day of writing, which may be known only as an interval. The knowledge is data, in
`analysis/data/times.toml` and `time_surroundings.toml`.

`find_times` reads one string, `times` a corpus.
"""

from analysis.times.finding import Time, find_times
from analysis.times.table import times

__all__ = ["Time", "find_times", "times"]
