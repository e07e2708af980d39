"""Years and what is made of them: financial years, decades, centuries, quarters and seasons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.times import periods
from analysis.times.numbers import number, ordinal
from analysis.times.periods import Period
from analysis.times.reading import Reading, Scene, of, placed
from analysis.times.wording import SEASON_CODES, Groups, chosen, direction, narrow, printed_year


def year(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A year, in digits or words."""
    if "words" in groups:
        century, _, rest = groups["words"].lower().partition(" ")
        two = number(rest.removeprefix("oh ").replace("oh-", ""))
        base = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[century]
        return None if two is None or two > 99 else of(periods.years(base + int(two)))
    return of(narrow(periods.years(int(groups["year"])), groups))


def year_of(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A year that goes by a name, such as the millennium."""
    return of(narrow(periods.years(int(rule["year"])), groups))


def new_year(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """The new year: the one after the year of writing, or that year where the words look back."""

    def at(said: date) -> Period:
        return narrow(periods.years(said.year + (scene.ahead is not False)), groups)

    return placed(scene, at, "XXXX")


def years(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """Two years joined: a financial or academic year where one follows the other, else all from first to last."""
    first = int(groups["year"])
    said_kind = groups.get("kind", "").strip().lower()
    academic = said_kind.startswith(("academic", "school"))
    if "year_to" not in groups:
        return of(narrow(_twelve(first, academic, scene), groups))
    last = int(groups["year_to"])
    if last < 100:
        last += first - first % 100
        last += 100 if last < first else 0
    if last <= first or last - first > 150:
        return None
    if last == first + 1:
        return of(narrow(_twelve(first, academic, scene), groups))
    whole = Period(f"{first:04}/{last:04}", date(first, 1, 1), date(last, 12, 31))
    return of(narrow(whole, groups))


def _twelve(first: int, academic: bool, scene: Scene) -> Period:
    if academic:
        return periods.year_from(first, periods.ACADEMIC, "academic")
    return periods.year_from(first, scene.year_start, "financial")


def fy(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """FY19 is the financial year that ends in 2019, FY2018-19 the same, "fiscal 2012" as TimeML writes it."""
    ends = int(groups["year"]) + (2000 if len(groups["year"]) == 2 else 0)
    if "year_to" in groups:
        return years({**groups, "year": str(ends), "kind": "financial"}, rule, scene)
    made = periods.year_from(ends - 1, scene.year_start, "financial")
    words = scene.words.lower()
    return of(
        made._replace(value=f"FY{ends:04}") if words.startswith(("fiscal", "financial")) else made
    )


def decade(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A decade; two digits are those of the last hundred years."""
    words = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    if "year" in groups:
        begins = int(groups["year"])
    elif groups.get("word", "").lower() == "noughties":
        begins = 2000
    else:
        tens = int(groups["tens"]) if "tens" in groups else words[groups["word"].lower()]
        begins = 1900 + tens
    if "also" in groups:
        last = begins - begins % 100 + int(groups["also"]) + 9
        return (
            of(Period(f"{begins}/{last}", date(begins, 1, 1), date(last, 12, 31)))
            if last > begins + 9
            else None
        )
    return of(narrow(periods.years(begins, 10), groups))


def century(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A century, by its number or from the day of writing."""
    if "which" in groups:
        step = direction(groups["which"])
        return placed(
            scene,
            lambda said: (
                periods.years(said.year + 100 * step, 100) if 100 < said.year < 9800 else None
            ),
            "XX",
        )
    place = ordinal(groups.get("number") or groups["word"])
    return of(narrow(periods.years(100 * (place - 1), 100), groups)) if place else None


def quarter(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading | None:
    """A quarter or half of a year: of the one that is named, else the latest that had begun."""
    half = groups.get("short", "").upper() == "H" or groups.get("unit", "").lower() == "half"
    place = int(groups["digit"]) if "digit" in groups else ordinal(groups["word"])
    if half and groups.get("word", "").lower() in ("last", "final"):
        place = 2
    if not place or place > (2 if half else 4):
        return None
    length = 6 if half else 3
    letter = "H" if half else "Q"

    def of_year(year: int) -> Period:
        if groups.get("kind", "").lower() in ("financial", "fiscal") or "year_to" in groups:
            start = scene.year_start[0]
            month = start + length * (place - 1)
            return periods.months(
                year + (month - 1) // 12,
                (month - 1) % 12 + 1,
                length,
                f"FY{year:04}-{letter}{place}",
            )
        return periods.months(year, length * (place - 1) + 1, length, f"{year:04}-{letter}{place}")

    if (named := printed_year(groups)) is not None:
        return of(narrow(of_year(named), groups))

    def at(said: date) -> Period:
        if "which" in groups or "of the year" in scene.words.lower():
            return narrow(of_year(said.year + direction(groups.get("which", ""))), groups)
        begun = said.month > length * (place - 1) or scene.ahead
        return narrow(of_year(said.year - (not begun)), groups)

    return placed(scene, at, f"XXXX-{letter}{place}")


def season(groups: Groups, rule: Mapping[str, Any], scene: Scene) -> Reading:
    """A season: of a named year, or the one before, after or nearest to the day of writing."""
    code = SEASON_CODES[(groups.get("name") or groups.get("fall") or "fall").lower()]
    if "year" in groups:
        return of(narrow(periods.season(int(groups["year"]), code), groups))
    which = groups.get("which", "").lower()

    def at(said: date) -> Period:
        near = [
            periods.season(year, code)
            for year in range(max(said.year - 2, 1), min(said.year + 3, 9999))
        ]
        return narrow(chosen(near, said, which, scene), groups)

    return placed(scene, at, f"XXXX-{code}")
