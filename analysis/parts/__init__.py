"""A corpus in parts, so that a million comments need no more memory than two thousand, and no more than one process.

    from analysis import parts
    for part in parts.partitions(corpus):          # some documents, or some comments of a table of comments
        found = parts.work(part, ["sentiment"])    # tables by name, with the offsets of the whole text

A part is plain data and `work` a pure function of it: both go to another process or machine as they are, and the
tables of all parts, one behind the other, are those of the corpus, whatever the size of the parts. Which tables can be made
so and which need the whole corpus is said in `needs`.
"""

from analysis.parts.needs import NEEDS, WHOLE, ordered
from analysis.parts.part import Part
from analysis.parts.partitions import partitions
from analysis.parts.running import FEWEST, Done, Spread, Task, here, processes
from analysis.parts.working import gathered, work

__all__ = [
    "FEWEST",
    "NEEDS",
    "WHOLE",
    "Done",
    "Part",
    "Spread",
    "Task",
    "gathered",
    "here",
    "ordered",
    "partitions",
    "processes",
    "work",
]
