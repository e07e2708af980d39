"""The workbench: search, read, filter and change a corpus by hand, in JupyterLab.

    from analysis import workbench
    workbench.search(texts)           # words in context
    workbench.reading(texts)          # a text with its marks
    workbench.timeline_of(texts)      # the timeline, by reform, kind and voice
    workbench.changes(texts)          # change a code, a label, a date, a passage of evidence

What is changed is saved in the corpus's own files, held to its texts, and put back where it would break them.
"""

from analysis.workbench.saving import (
    Saved,
    change_code,
    change_date,
    change_evidence,
    change_finding,
    change_theme,
)
from analysis.workbench.tools import changes, reading, search, timeline_of

__all__ = [
    "Saved",
    "change_code",
    "change_date",
    "change_evidence",
    "change_finding",
    "change_theme",
    "changes",
    "reading",
    "search",
    "timeline_of",
]
