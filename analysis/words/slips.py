"""Words that are nearly another: what somebody in a hurry makes of "integrated" or "emperors"."""

LONG, VERY_LONG = 7, 10
"""Letters from which a word may be misspelt by one letter, and by two: shorter ones have too many true neighbours."""


def near(said: str, word: str) -> bool:
    """Whether a word is another one misspelt, or the same; a plural is no slip.

    >>> near("intergrated", "integrated"), near("acadamies", "academies"), near("cars", "care")
    (True, True, False)
    """
    if said == word:
        return True
    reach = 0 if len(word) < LONG else 1 if len(word) < VERY_LONG else 2
    if not reach or abs(len(said) - len(word)) > reach or said[:1] != word[:1]:
        return False
    if said in (word + "s", word + "es") or word in (said + "s", said + "es"):
        return False
    return _distance(said, word) <= reach


def _distance(one: str, other: str) -> int:
    """Letters to be added, dropped, changed or swapped with their neighbour (Damerau 1964, optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if before and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
