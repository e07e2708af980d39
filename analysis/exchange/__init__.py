"""What leaves the house for other programs, and what comes back from them.

`packages` describes the written tables as a Frictionless data package, `sheets` makes tables that a spreadsheet can't take for
formulas. `projects` writes texts and codes as a REFI-QDA project, which NVivo, ATLAS.ti and MAXQDA read, after the `codebook` and
with what `layers` marks; `returning` takes in what was coded there, from `archives` that nobody vouches for, whatever the program's
way of `counting`.
"""

from analysis.exchange.packages import datapackage, describe, write_datapackage
from analysis.exchange.projects import project
from analysis.exchange.returning import Returned, take_project
from analysis.exchange.sheets import for_spreadsheets

__all__ = [
    "Returned",
    "datapackage",
    "describe",
    "for_spreadsheets",
    "project",
    "take_project",
    "write_datapackage",
]
