"""Numbers as prose writes them: digits, words, and the vague ones that TIMEX3 writes as X."""

import re

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),  # noqa: SIM905
        1,
    )
} | {"last": 4, "final": 4, "twenty-first": 21, "twenty first": 21}  # fmt: skip
PART = re.compile(r"[\d,.]+|[a-z]+")


def number(words: str) -> float | None:
    """The number that words or digits give; `None` where they are vague ("several", "a few").

    >>> (
    ...     number("twenty-one"),
    ...     number("2,000"),
    ...     number("a couple of"),
    ...     number("half an"),
    ...     number("an"),
    ... )
    (21, 2000, 2, 0.5, 1)
    >>> number("several") is None
    True
    """
    low = words.lower()
    if "half" in low:
        return 0.5
    if "couple" in low:
        return 2
    if low in (
        "a",
        "an",
        "a whole",
        "a full",
        "the whole",
        "the entire",
        "all",
        "over a",
        "over an",
    ):
        return 1
    total: float | None = None
    for part in PART.findall(low):
        if part[0].isdigit():
            return _digits(part)
        value = ONES.get(part, TENS.get(part))
        if value is not None:
            total = (total or 0) + value
        elif part in LARGE:
            total = (total or 1) * LARGE[part]
        elif part != "a":
            return None
    return total


def ordinal(words: str) -> int | None:
    """The place that an ordinal gives: "third", "3rd".

    >>> ordinal("third"), ordinal("21st")
    (3, 21)
    """
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else ORDINALS.get(words.lower())


def written(value: float) -> str:
    """A number as TIMEX3 writes it, whole where it is whole.

    >>> written(2.0), written(2.5)
    ('2', '2.5')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


def _digits(part: str) -> float | None:
    try:
        found = float(part.replace(",", ""))
    except ValueError:
        return None
    return int(found) if found.is_integer() else found
