"""What the charts of comments share: the instruments' signs, a scale across the sheet, and who coded."""

from typing import NamedTuple

import pandas as pd

from analysis import coding
from analysis.charts.sheet import BLUE, FAINT, GREY, Sheet
from analysis.corpus import Corpus

UNKNOWN = "no word known"


class Sign(NamedTuple):
    """How an instrument is drawn: told by shape and by whether it is filled, not by colour."""

    instrument: str
    name: str
    shape: str
    size: float
    color: str
    hollow: bool = False


SIGNS = (
    Sign("textblob", "TextBlob", "s", 5.0, GREY, True),
    Sign("textblob_repaired", "TextBlob mended", "s", 3.6, GREY),
    Sign("textblob_domain", "TextBlob mended, no terms of the field", "x", 4.6, GREY),
    Sign("vader", "VADER", "^", 5.6, GREY, True),
    Sign("vader_repaired", "VADER mended", "^", 4.2, GREY),
    Sign("vader_domain", "VADER mended, no terms of the field", "+", 5.6, GREY),
    Sign("combined", "combined (recommended)", "o", 7.0, BLUE),
    Sign("learned", "learned from the codes", "D", 4.6, BLUE, True),
)


class Scale(NamedTuple):
    """A scale across the sheet, from minus `reach` to `reach`."""

    left: float
    right: float
    reach: float

    def at(self, value: float) -> float:
        """Where a value lies; one beyond the scale lies at its end."""
        bound = max(-self.reach, min(self.reach, value))
        return self.left + (bound + self.reach) / (2 * self.reach) * (self.right - self.left)

    def ground(self, sheet: Sheet, y: float, high: float) -> None:
        """The scale behind a row: a line, and nought across it."""
        sheet.line([self.left, self.right], [y, y], FAINT, 0.6, order=1)
        sheet.line([self.at(0)] * 2, [y - high / 2, y + high / 2], GREY, 0.6, order=1)
        for value in (-self.reach, self.reach):
            sheet.line([self.at(value)] * 2, [y - 2, y + 2], FAINT, 0.6, order=1)


def present(table: pd.DataFrame) -> list[Sign]:
    """The instruments that a table has columns of."""
    return [sign for sign in SIGNS if sign.instrument in table.columns]


def coders(corpus: Corpus, table: pd.DataFrame) -> str:
    """Who coded the tone, where it is coded."""
    if not table["tone"].notna().any():
        return "No comment is coded. "
    origins = set(table.loc[table["tone"].notna(), "origin"])
    if origins == {"person"}:
        return "Tone coded by a person. "
    if "person" in origins:
        return "Tone coded partly by a person, partly by automated coders. "
    person = coding.coders(corpus).get(coding.SETTLED, {}).get("kind") == "person"
    return (
        "Tone coded by a person. "
        if person
        else "Tone coded by automated coders, which no person has checked yet. "
    )


def minus(number: str) -> str:
    """A number with a true minus."""
    return number.replace("-", "−")
