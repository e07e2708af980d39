"""What findings rest on, drawn: a mark a passage, text by text."""

from analysis.finding_charts.evidence import evidence_by_text

__all__ = ["evidence_by_text"]
