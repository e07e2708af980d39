"""Reader comments: who wrote which, when, in answer to whom, and whose words they repeat."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import scores

from analysis import comments, corpus, segments, tables
from analysis.comments import Comment, Sources, find_comments, find_quotes

# What the pages of the seeds print above each comment: document, number, name, role, day.
PRINTED = [
    ("001_88254bb684dff038", 1, None, None, None),
    ("001_88254bb684dff038", 2, "Vinci Ho", None, None),
    *(("001_88254bb684dff038", number, None, None, None) for number in range(3, 10)),
    ("004_1cecaa4eaf531703", 1, "Jeremy Labram", "Management Consultant", "2018-03-15"),
    ("004_1cecaa4eaf531703", 2, "David Peach", "NHS user", "2018-02-13"),
    ("004_1cecaa4eaf531703", 3, "Mr R W Ebley", None, "2018-02-09"),
    ("004_1cecaa4eaf531703", 4, "John Kapp", None, "2018-02-08"),
]
THREADED = {
    "14-wordpress-nested": [None, 1, 1, None],
    "28-labelled-roles-own-list": [None, 1],
    "29-disqus-avatars": [None, 1, 2, None, 4, None],
    "34-wordpress-bullets-nested": [None, 1, 2, None, None],
    "42-wordpress-says-dates": [None, 1, None],
    "60-magazine-answers": [None, None, 2],
}
"""Pages that show who answers whom, by indent or by a line that says so, with each comment's parent."""


def cut(text: str) -> pd.DataFrame:
    """The segments of one text as a table."""
    pieces = segments.find_segments(text)
    return tables.make("segments", [{"document": "a", **piece._asdict()} for piece in pieces])


def found(text: str) -> list[Comment]:
    """The comments of one text."""
    return find_comments(text, cut(text))


def missing(value: Any) -> Any:
    """A cell, or none where it is empty."""
    return None if pd.isna(value) else value


# The seeds and the invented pages.


def test_the_comments_of_the_seeds_are_those_of_the_gold() -> None:
    """Exact spans, authors and dates, by the scorer that came with the gold."""
    figures, errors = scores.of_seeds("comments")
    floors = scores.floors()
    assert figures["exact"]["f1"] >= floors["comments_exact_f1"], errors
    assert figures["author_right"] >= floors["comments_author_right"]
    assert figures["date_right"] >= floors["comments_date_right"]


def test_names_roles_and_days_are_as_the_pages_print_them() -> None:
    """In the order of the text, numbered from 1 in each document; nothing is given where nothing is printed."""
    table = scores.read().comments
    columns = ["document", "comment", "author", "role", "date"]
    assert [tuple(map(missing, row)) for row in table[columns].itertuples(index=False)] == PRINTED


def test_a_thread_is_the_discussion_under_one_document() -> None:
    """The unit on which intervals cluster."""
    table = scores.read().comments
    assert (table["thread"] == table["document"]).all()
    assert table["parent"].isna().all()


def test_a_comment_that_repeats_the_article_says_which_words() -> None:
    """The first comment of the seeds opens with a sentence of the text above it, in quotation marks."""
    read = scores.read()
    assert missing(read.comments["quotes"][0]) == "001_88254bb684dff038:2215-2281"
    words = read.corpus.show("001_88254bb684dff038:2215-2281")
    assert words == "It is also shorthand for pushing back large amounts of work to GPs"
    row = read.comments.iloc[0]
    assert f'"{words}"' in read.corpus[row["document"]][row["start"] : row["end"]]


@pytest.mark.parametrize("case", scores.cases())
def test_the_comments_of_an_invented_page_are_read_exactly(case: str) -> None:
    """Span, name, role and day of each, or no comments where the page has none."""
    wanted = [
        (row["start"], row["end"], row["author"], row["role"], row["date"])
        for row in scores.gold(scores.CASES / case, "comments")
    ]
    assert [
        (one.start, one.end, one.author, one.role, one.date) for one in found(scores.page(case))
    ] == wanted


@pytest.mark.parametrize("case", scores.cases())
def test_a_parent_is_read_only_where_a_page_shows_it(case: str) -> None:
    """Silence isn't taken for an answer to the comment above."""
    parents = [one.parent for one in found(scores.page(case))]
    assert parents == THREADED.get(case, [None] * len(parents))


# Single behaviours.

PAGE = "Buses\n\nThe board met and decided that nothing would change for now.\n\nComments (3)\n\n"


def test_a_comment_without_a_name_has_none() -> None:
    """A date alone above a text makes a comment, but nobody its author."""
    text = PAGE + "\n\n".join(
        f"3 May 2016 at 10:1{n}\n\nI waited {n} hours at the stop, and nobody told us why.\n\nReply"
        for n in (1, 2, 3)
    )
    read = found(text)
    assert [one.author for one in read] == [None] * 3
    assert [one.date for one in read] == ["2016-05-03"] * 3


def test_a_time_without_a_day_gives_no_date() -> None:
    """A time such as "3 hours ago" is from a day that the page doesn't name."""
    text = PAGE + "\n\n".join(
        f"{name} · {n} hours ago\n\nI waited {n} hours at the stop, and nobody told us why.\n\nReply"
        for n, name in enumerate(("Jo Marsh", "Ann Bell", "Tom Reed"), 2)
    )
    read = found(text)
    assert [one.author for one in read] == ["Jo Marsh", "Ann Bell", "Tom Reed"]
    assert [one.date for one in read] == [None] * 3


def test_the_page_s_own_dates_settle_the_order_of_day_and_month() -> None:
    """One date that can be read one way only speaks for the others."""
    text = PAGE + "\n\n".join(
        f"{name} says:\n{day} at 10:15\n\nI waited at the stop, and nobody told us why it was so."
        for name, day in (("Jo Marsh", "02/27/2013"), ("Ann Bell", "03/04/2013"))
    )
    assert [one.date for one in found(text)] == ["2013-02-27", "2013-03-04"]


def test_the_text_of_a_comment_runs_over_all_its_paragraphs() -> None:
    """From the first to the last, without name, date and buttons."""
    words = "I waited at the stop.\n\nNobody told us why, and it rained the whole time."
    text = (
        PAGE
        + f"Jo Marsh says:\n3 May 2016 at 10:15\n\n{words}\n\nReply\n\nTom Reed says:\n4 May 2016 at 9:00\n\nMe too.\n\nReply"
    )
    read = found(text)
    assert [text[one.start : one.end] for one in read] == [words, "Me too."]


def test_a_page_without_comments_gives_an_empty_typed_table(tmp_path: Path) -> None:
    """Later rooms need not ask whether there are any."""
    (tmp_path / "a.txt").write_text(
        "The board met on Monday and decided that nothing would change.\n"
    )
    texts = corpus.read(tmp_path)
    table = comments.comments(texts, segments.segments(texts))
    assert table.empty
    pd.testing.assert_frame_equal(table, tables.make("comments", []))


def test_a_corpus_without_segments_gives_an_empty_typed_table() -> None:
    """Also where nothing was cut at all."""
    read = scores.read()
    assert comments.comments(read.corpus, tables.make("segments", [])).empty


# Words that are repeated.

ARTICLE = "There are worries that decisions will be taken behind closed doors. Nobody was asked about them."


def article() -> Sources:
    """The article's one paragraph, as a comment may repeat it."""
    sources = Sources(ARTICLE)
    sources.add(0, len(ARTICLE))
    return sources


@pytest.mark.parametrize(
    "said",
    [
        "“worries that decisions will be taken behind closed doors” is putting it mildly, I find.",
        '"Worries that decisions will be taken behind closed doors" is putting it mildly, I find.',
        "‘worries that decisions will be taken behind closed doors’ is putting it mildly, I find.",
        "worries that decisions will be taken behind closed doors",
        "worries that decisions will be\n  taken behind closed doors",
        "Worries, that decisions will be taken behind doors!",
    ],
)
def test_repeated_words_lead_to_where_they_stand(said: str) -> None:
    """In any quotation marks, wrapped, or with a word lost; the address is the source's."""
    (span,) = find_quotes(said, 0, len(said), article())
    assert ARTICLE[slice(*span)] == "worries that decisions will be taken behind closed doors"


@pytest.mark.parametrize(
    "said",
    ["“behind closed doors” is putting it mildly, I find.", "I worry that nothing will be decided at all, ever.",
     "“We want our buses back, all of them” is what I say.", "Doors.", "", "It's “", "’’ ‘"],
)  # fmt: skip
def test_a_few_words_in_common_are_no_quotation(said: str) -> None:
    """Fewer than four words, or other ones."""
    assert find_quotes(said, 0, len(said), article()) == []


def test_a_comment_may_quote_an_earlier_comment(tmp_path: Path) -> None:
    """Not only the article: the address lies in the other's words."""
    case = "17-forum-stamps-quote"
    (tmp_path / "a.txt").write_bytes(scores.page(case).encode())
    texts = corpus.read(tmp_path)
    table = comments.comments(texts, segments.segments(texts))
    quotes = [where for cell in table["quotes"].dropna() for where in cell.split(";")]
    assert [texts.show(where) for where in quotes] == [
        "There is a notice on the pole at Ferris Cross"
    ]
    assert corpus.parse_address(quotes[0])[1] >= table["start"][0]
