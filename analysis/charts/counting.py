"""Numbers with their nouns, as every chart says them."""


def plural(number: int, noun: str = "claim") -> str:
    """The noun for a number of things."""
    return noun if number == 1 else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """A counted noun.

    >>> counted(1, "text"), counted(1200, "claim")
    ('1 text', '1,200 claims')
    """
    return f"{number:,} {plural(number, noun)}"
