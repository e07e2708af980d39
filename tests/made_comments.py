"""Comments of readers on a reform, made from a seeded grammar, about 35 words each.

They argue, date, promise and complain as readers do, name the reform by several of its names, quote, shout, misspell, and
repeat common words much oftener than rare ones: rare ones come by Zipf's law from TextBlob's list of English spellings, so
that nothing that remembers words has an easy time. The seed and the number of a comment decide its words.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

import pandas as pd

MOST_WORDS = 20_000
"""Words of the tail: more than a long book has."""

PARTS: dict[str, tuple[str, ...]] = {
    "reform": ("integrated care", "the ICS", "our ICB", "this reform", "the primary care network", "the Long Term Plan", "the scheme"),
    "body": ("the trust", "NHS England", "the council", "our CCG", "the Department of Health", "the board", "my practice"),
    "people": ("patients", "GPs", "nurses", "carers", "managers", "families", "social workers", "commissioners"),
    "when": ("in 2019", "since April 2018", "by 2024", "last year", "two years ago", "next spring", "in 2018/19", "by the end of March 2021",
             "in the past 12 months", "on 3 May 2016", "every winter", "for ten years", "at the moment", "since then"),
    "feel": ("great", "awful", "not good", "a disaster", "excellent", "very poor", "really helpful", "hopeless", "a joke", "fine"),
    "money": ("£103 million", "£4bn", "62%", "a third of the budget", "1,200 beds", "34 out of 55 wards"),
    "will": ("will save", "has cut", "should fund", "cannot afford", "promised", "failed to deliver", "is going to close", "must protect"),
    "thing": ("mental health beds", "out of hours care", "waiting times", "social care", "the budget", "community services", "our hospital"),
    "open": ("I agree with the author", "Great article", "Sorry but I disagree", "As a GP", "Having worked in the NHS", "Well said", "Not sure",
             "Here we go again", "Spot on", "With respect"),
    "end": (".", ".", ".", ".", "!", "?", "...", ". "),
}  # fmt: skip
FORMS = (
    "{open}, {reform} is {feel}{end}",
    "{body} said {when} that {reform} {will} {money}{end}",
    "{people} don’t see much of {reform}, but {body} {will} {thing}{end}",
    "“{reform} {will} {thing}” says {body}, yet {people} still {w} with {w}{end}",
    "My {w} waited {when} for {thing} and the {w} was {feel}{end}",
    "the {w} {w} of {w} is {feel}. nobody {w} {people} about it{end}",
    "If {body} wants {w}, {thing} {will} {w}{end}",
    "I {w} the {w} and {w} of my {w} and it was {feel}{end}",
    "Why do you {w} {w} when all the {w} is about {w}{end}",
    "This is what I {w} to my {w} and to her {w}, who is {feel} with {w}{end}",
    "We have {w} and {w} in the {w} and no one can {w} it{end}",
    "There is a {w} at the {w} of our {w} where {people} {w}{end}",
    "You {w} as if {w} were a {w}, and it is not{end}",
    "They should {w} their {w} before they {w} ours{end}",
)
"""Sentences; `{w}` is a word of the tail."""
AUTHORS = ("", "", "", "Jo", "A GP", "retired nurse", "Sam W", "Dr Patel")


@cache
def _tail() -> tuple[list[str], list[float]]:
    """Words of the tail, the commonest first, with frequencies that fall as one over the rank."""
    from analysis.sentiment import english_words

    counts = english_words()
    words = sorted(
        (word for word in counts if word.isalpha()), key=lambda word: (-counts[word], word)
    )[40:MOST_WORDS]
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def comment(number: int, seed: int = 1) -> str:
    """One comment."""
    chance = random.Random(f"{seed}:{number}")
    words, weights = _tail()
    wanted = max(3, round(chance.lognormvariate(3.3, 0.5)))
    said: list[str] = []
    length = 0
    while length < wanted:
        form = chance.choice(FORMS)
        tail = iter(chance.choices(words, cum_weights=weights, k=form.count("{w}")))
        while "{w}" in form:
            form = form.replace("{w}", _slip(next(tail), chance), 1)
        sentence = form.format(**{name: chance.choice(parts) for name, parts in PARTS.items()})
        said.append(sentence[0].upper() + sentence[1:])
        length += len(sentence.split())
    return ("\n" if chance.random() < 0.05 else " ").join(said).strip()


def _slip(word: str, chance: random.Random) -> str:
    """A word, now and then with a letter doubled or in capitals, as people type."""
    lot = chance.random()
    if lot < 0.01:
        place = chance.randrange(len(word))
        return word[:place] + word[place] + word[place:]
    return word.upper() if lot < 0.02 else word


def comments(number: int, seed: int = 1) -> Iterator[str]:
    """So many comments, one after the other."""
    return (comment(one, seed) for one in range(number))


def given(number: int, seed: int = 1) -> tuple[str, pd.DataFrame]:
    """The text of a table of comments, parted by blank lines, and where each stands in it."""
    said, rows, at = [], [], 0
    for one, words in enumerate(comments(number, seed), 1):
        day = f"20{16 + one % 8}-{1 + one % 12:02}-{1 + one % 28:02}" if one % 5 else None
        author = AUTHORS[one % len(AUTHORS)] or None
        rows.append((at, at + len(words), one, author, None, day, f"t{one % 97}", None))
        said.append(words)
        at += len(words) + 2
    columns = ["start", "end", "comment", "author", "role", "date", "thread", "parent"]
    return "\n\n".join(said), pd.DataFrame(rows, columns=columns)
