"""What stands before the paragraphs of a Word document's lists: bullets, numbers, letters, counted as Word counts."""

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_STYLES = 20
"""Styles that may rest on each other; Word allows fewer."""
LEVELS = 9
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Lists:
    """The lists of a document and how far each has counted."""

    def __init__(self, document: Any):
        self._styles = {
            style.get(W + "styleId"): style for style in document.styles.element.iter(W + "style")
        }
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        part = next(
            (rel.target_part for rel in document.part.rels.values()
             if rel.reltype.endswith("/numbering") and not rel.is_external), None,
        )  # fmt: skip
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(W + "abstractNum"):
            levels = {_number(level.get(W + "ilvl")): level for level in abstract.iter(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId")] = levels
        for num in numbering.iter(W + "num"):
            held = num.find(W + "abstractNumId")
            if held is not None:
                self._abstract[num.get(W + "numId")] = held.get(W + "val")

    def label(self, paragraph: Any) -> tuple[str, int]:
        """What stands before a paragraph, with a space behind it, and its level; nothing outside of lists."""
        identifier, level = self._place(paragraph)
        levels = self._levels.get(self._abstract.get(identifier, ""), {})
        if level not in levels:
            return "", 0
        form = _value(levels[level], "numFmt")
        if form == "bullet":
            return "• ", level
        if form in ("", "none"):
            return "", 0
        counts = self._counts.setdefault(self._abstract[identifier], [0] * LEVELS)
        counts[level] = (
            counts[level] + 1 if counts[level] else _number(_value(levels[level], "start") or "1")
        )
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        written = _value(levels[level], "lvlText")[:40]

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return counted(max(counts[at], 1), _value(levels[at], "numFmt") if at in levels else "")

        label = re.sub(r"%([1-9])", one, written).strip()
        return (f"{label} " if label else ""), level

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        holder = paragraph.find(W + "pPr")
        for _ in range(MOST_STYLES):
            if holder is None:
                break
            found = holder.find(W + "numPr")
            if found is not None and found.find(W + "numId") is not None:
                return _value(found, "numId"), min(_number(_value(found, "ilvl")), LEVELS - 1)
            named = _value(holder, "pStyle") or _value(holder.getparent(), "basedOn")
            style = self._styles.get(named) if named else None
            holder = style.find(W + "pPr") if style is not None else None
            if holder is None and style is not None:
                holder = style.makeelement(W + "pPr", {})
                style.append(holder)
        return "", 0


def _value(element: Any, name: str) -> str:
    held = element.find(W + name) if element is not None else None
    return (held.get(W + "val") or "") if held is not None else ""


def _number(said: str | None) -> int:
    return int(said) if said and re.fullmatch(r"\d{1,6}", said, re.ASCII) else 0


def counted(number: int, form: str) -> str:
    """A number as a list's form writes it.

    >>> counted(4, "lowerLetter"), counted(4, "upperRoman"), counted(4, "decimal")
    ('d', 'IV', '4')
    """
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and number < 4000:
        written = ""
        for value, sign in ROMAN:
            written += sign * (number // value)
            number %= value
        return written.upper() if form == "upperRoman" else written
    return str(number)
