"""Days to points along a line, with ticks that a reader can count.

Own arithmetic instead of matplotlib's dates, because a text may speak of any year from 1 to 9999.
"""

from datetime import date
from typing import NamedTuple

MOST_TICKS, MOST_MONTHS = 17, 7
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
MONTHS = (1, 2, 3, 6)
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Tick(NamedTuple):
    """A first day of a month or year and what is written there."""

    day: date
    label: str


class Scale(NamedTuple):
    """From `first` at `left` to the end of `last` at `right`, evenly."""

    first: date
    last: date
    left: float
    right: float

    def start(self, day: date) -> float:
        """Where a day begins; at the nearer end, where the line doesn't reach so far."""
        return self._at(day.toordinal())

    def end(self, day: date) -> float:
        """Where a day is over; at the nearer end, where the line doesn't reach so far."""
        return self._at(day.toordinal() + 1)

    def _at(self, number: int) -> float:
        days = self.last.toordinal() + 1 - self.first.toordinal()
        share = (number - self.first.toordinal()) / days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self) -> list[Tick]:
        """Years, or months where there are few years: as many as find room.

        >>> [tick.label for tick in Scale(date(2004, 5, 1), date(2024, 12, 31), 0, 100).ticks()]
        ['2006', '2008', '2010', '2012', '2014', '2016', '2018', '2020', '2022', '2024']
        >>> [tick.label for tick in Scale(date(2019, 11, 3), date(2020, 2, 9), 0, 100).ticks()]
        ['Dec 2019', 'Jan 2020', 'Feb 2020']
        """
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        if months <= 24:
            step = next((step for step in MONTHS if months / step < MOST_MONTHS), 12)
            counted = range(self.first.year * 12, min(self.last.year + 1, 9999) * 12)
            days = [date(n // 12, n % 12 + 1, 1) for n in counted if n % 12 % step == 0]
            return [Tick(d, f"{SHORT[d.month - 1]} {d.year}") for d in days if self._holds(d)]
        years = self.last.year - self.first.year
        step = next((step for step in YEARS if years / step < MOST_TICKS), YEARS[-1])
        begun = range(self.first.year // step * step, self.last.year + 1, step)
        return [Tick(date(y, 1, 1), str(y)) for y in begun if y >= 1 and self._holds(date(y, 1, 1))]

    def _holds(self, day: date) -> bool:
        return self.first <= day <= self.last
