"""Findings: sentences that a study stands by, each held to the words that speak for it and against it.

    from analysis import findings
    findings.findings(corpus, sentences, claims)       # records: support, counter-evidence, whether it stands
    findings.framework(corpus, themes, made)           # texts by themes, a quote with its address in each cell
    findings.as_markdown(corpus, made)                 # to paste into a paper

`findings.toml` of a corpus holds them as data; where it is missing, each theme of its dictionary gives
what its words find, and says that nobody has judged it.
"""

from analysis.findings.judging import Finding, Piece, findings, tables_of, unjudged
from analysis.findings.matrix import Cell, as_csv, as_markdown, framework
from analysis.findings.stored import FILE, HOLDS, SIDES, Evidence, Stored, faults, stored

__all__ = [
    "FILE",
    "HOLDS",
    "SIDES",
    "Cell",
    "Evidence",
    "Finding",
    "Piece",
    "Stored",
    "as_csv",
    "as_markdown",
    "faults",
    "findings",
    "framework",
    "stored",
    "tables_of",
    "unjudged",
]
