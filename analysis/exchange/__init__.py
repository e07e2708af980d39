"""What leaves the house for other programs, and what comes back from them.

`packages` describes the written tables as a Frictionless data package, `sheets` makes tables that a spreadsheet can't take for
formulas.
"""

from analysis.exchange.packages import datapackage, write_datapackage
from analysis.exchange.sheets import for_spreadsheets

__all__ = ["datapackage", "for_spreadsheets", "write_datapackage"]
