"""Words: a token is a span of the untouched text, and every count leads back to its places."""

import math
from itertools import combinations, pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from patience import within

from analysis import corpus, tables, words
from analysis.words import Group


def keys(text: str) -> list[str]:
    """What the words of a text are counted by."""
    return [token.key for token in words.find_words(text)]


def written(folder: Path, **texts: str) -> corpus.Corpus:
    """A corpus of the texts given, each under its name."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return corpus.read(folder)


def spans(texts: corpus.Corpus, table: str, kind: str = "body") -> pd.DataFrame:
    """Every line of every text as one segment or sentence; a line in quotation marks is quoted."""
    rows, at = [], 0
    for document in texts:
        at = 0
        for line in texts[document].split("\n\n"):
            row = {"document": document, "start": at, "end": at + len(line), "kind": kind}
            rows.append(row | ({"rule": "test"} if table == "segments" else {"voice": "author"}))
            at += len(line) + 2
    return tables.make(table, rows)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A&E and A&Es", ["A&E", "and", "A&E"]),
        ("ICSs’ boards, the ICS's board", ["ICS", "boards", "the", "ICS", "board"]),
        ("It hasn’t. It hasn't.", ["it", "hasn't", "it", "hasn't"]),
        ("’integration’ ‘care’ 'mantra'", ["integration", "care", "mantra"]),
        ("an e-consult", ["an", "e-consult"]),
        ("£103 million, 62% (34 out of 55)", ["£103 million", "62%", "34", "out", "of", "55"]),
        ("from 10.8-13.1% of a 4 h target", ["from", "10.8-13.1%", "of", "a", "4 h", "target"]),
        ("18 months in 2018/19", ["18", "months", "in", "2018/19"]),
        ("action/inaction", ["action", "inaction"]),
        ("i.e. Mental A&Es", ["ie", "mental", "A&E"]),
        (
            "IT is not it, and NOT is not NOT",
            ["IT", "is", "not", "it", "and", "not", "is", "not", "not"],
        ),
        ("co\u00adop\u00aderate zero\u200bwidth", ["cooperate", "zerowidth"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("see https://nhs.uk/a?b=1 now", ["see", "https://nhs.uk/a?b=1", "now"]),
        ("😀 care", ["care"]),
        ("", []),
    ],
)
def test_words_are_cut_as_this_prose_needs(text: str, wanted: list[str]) -> None:
    """Acronyms with an ampersand, contractions, hyphens and figures with units are one word each."""
    assert keys(text) == wanted


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "  \n   "])
def test_a_word_broken_at_the_end_of_a_line_is_one_word(end: str) -> None:
    """Whatever ends the line, the span covers both halves and the key is the whole word."""
    text = f"funded rehabili-{end}tation works"
    token = words.find_words(text)[1]
    assert token.key == "rehabilitation"
    assert text[token.start : token.end] == f"rehabili-{end}tation"


def test_a_hyphen_at_a_line_end_stays_where_the_document_writes_it() -> None:
    """The word "in-/patient" is in-patient because the text says so elsewhere; "over-/come" is overcome."""
    assert "in-patient" in keys("acute in-patient beds, an in-\npatient bed")
    assert "overcome" in keys("once over-\ncome, come over")
    assert "benefits" in keys("the bene-\nfits")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    """For any text the tokens follow each other without overlap, inside the text, with no empty key."""
    tokens = words.find_words(text)
    assert all(0 <= token.start < token.end <= len(text) and token.key for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    "piece",
    [
        "w",
        "a\u0301",
        "a\u00ad",
        "a.b@",
        "1,",
        "a-\n",
        "a-",
        "www.",
        "1 - ",
        "\u200b",
        '"',
        "A&",
        " ",
    ],
)
def test_no_text_is_dear_to_cut(piece: str) -> None:
    """Ten thousand repetitions of anything take moments, where a pattern that looks back would take minutes."""
    with within(15, "repeated words aren't cut"):
        words.find_words(piece * 10_000)
        words.shown(piece * 10_000 + "\n", 0, 1000)


def test_a_span_of_a_text_is_cut_as_the_text_is() -> None:
    """Asking for a part gives the offsets of the whole."""
    text = "The ICSs came. The STPs went."
    assert words.find_words(text, 15) == words.find_words(text)[3:]


def test_terms_are_counted_by_document_and_voice(tmp_path: Path) -> None:
    """Plurals join their singular where both occur, the commonest spelling is shown, furniture is left out."""
    texts = written(tmp_path, a="Systems of care.\n\nA system, systems.", b="The care system.")
    pieces = spans(texts, "segments")
    pieces.loc[(pieces["document"] == "b"), "kind"] = "comment"
    pieces.loc[(pieces["document"] == "b"), "comment"] = 1
    counted = words.terms(texts, pieces).set_index(["term", "document"])
    assert counted.loc[("system", "a"), "count"] == 3
    assert counted.loc[("system", "a"), "documents"] == 2
    assert counted.loc[("system", "b"), "voice"] == "commenter"
    row = counted.loc[("care", "a")]
    assert texts["a"][row["start"] : row["end"]] == "care"
    pieces.loc[:, "kind"] = "pull_quote"
    assert words.terms(texts, pieces).empty


def test_the_commonest_spelling_is_shown_not_the_key(tmp_path: Path) -> None:
    """A capital at the start of a sentence is not a spelling; one within it is."""
    texts = written(
        tmp_path,
        a="Alice went. Considering Alice’s cat, GPs and GPs, a GP. Boards met; the boards, two boards, a board.",
    )
    counted = words.terms(texts, spans(texts, "segments"))
    assert set(counted["form"]) >= {"Alice", "considering", "GPs", "boards"}


def test_a_comment_that_repeats_the_article_is_not_the_commenters_voice(tmp_path: Path) -> None:
    """A paragraph wholly in quotation marks is counted as quoted."""
    texts = written(tmp_path, a="“Integrated care”\n\nExactly, care.")
    pieces = spans(texts, "segments", "comment")
    assert set(words.terms(texts, pieces).query("term == 'care'")["voice"]) == {
        "quoted",
        "commenter",
    }


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ICS", ["ICSs", "ICS"]),
        ("integrat*", ["Integrated", "integration"]),
        ("integrated care system", ["Integrated\ncare systems"]),
        ("not * clear", ["not universally clear"]),
        ("£*", ["£103 million"]),
        ("care", ["care", "care"]),
        ("unheard of", []),
    ],
)
def test_a_phrase_is_found_in_every_place(tmp_path: Path, said: str, found: list[str]) -> None:
    """Across lines, in singular and plural, acronyms in capitals only; the span is exact."""
    texts = written(
        tmp_path,
        a="ICSs: Integrated\ncare systems.\n\nAn ICS is not universally clear; integration of care for £103 million. “ics”",
    )
    rows = words.in_context(texts, spans(texts, "sentences"), said)
    assert [texts[row.document][row.start : row.end] for row in rows.itertuples()] == found


def test_the_context_is_the_rest_of_the_sentence(tmp_path: Path) -> None:
    """Left and right read on from the keyword, and say with an ellipsis where they were cut."""
    texts = written(
        tmp_path, a="Every part of the coun-\ntry should be an integrated care system by 2021."
    )
    row = words.in_context(texts, spans(texts, "sentences"), "integrated", width=24).iloc[0]
    assert row["left"] == "… the country should be an"
    assert row["right"] == "care system by 2021."


def test_one_voice_alone_is_searched(tmp_path: Path) -> None:
    """Only sentences of that voice; a voice that there isn't is refused in a sentence."""
    texts = written(tmp_path, a="Care.\n\nCare.")
    lines = spans(texts, "sentences")
    lines.loc[1, "voice"] = "commenter"
    assert len(words.in_context(texts, lines, "care")) == 2
    assert words.in_context(texts, lines, "care", voice="commenter")["start"].tolist() == [7]
    with pytest.raises(ValueError, match="the voices are author, commenter, quoted"):
        words.in_context(texts, lines, "care", voice="reader")


def test_a_phrase_without_a_word_is_refused(tmp_path: Path) -> None:
    """The message says what to write instead."""
    with pytest.raises(ValueError, match="holds no word"):
        words.phrase(" * ")


REFORMS = """
[reforms.ics]
name = "Integrated care"
names = ["integrated care system", "integrated care"]
acronyms = ["ICS", "ACP"]
[reforms.aco]
name = "Accountable care"
acronyms = ["ACP"]
"""


def test_the_longest_name_of_a_reform_is_its_mention(tmp_path: Path) -> None:
    """One place is named once by each reform it may mean; acronyms count in capitals only."""
    (tmp_path / "reforms.toml").write_text(REFORMS, encoding="utf-8")
    texts = written(
        tmp_path, a="Integrated care systems (ICSs) are integrated care; an ACP is an ics."
    )
    found = words.mentions(texts, spans(texts, "sentences"))
    named = [
        (row.reform, row.name, texts["a"][row.start : row.end])
        for row in found.itertuples(index=False)
    ]
    assert named == [
        ("ics", "integrated care system", "Integrated care systems"),
        ("ics", "ICS", "ICSs"),
        ("ics", "integrated care", "integrated care"),
        ("aco", "ACP", "ACP"),
        ("ics", "ACP", "ACP"),
    ]


def test_a_common_word_is_a_name_as_it_is_written_only(tmp_path: Path) -> None:
    """“Place” with its capital within a sentence; not "in place", not the first word of a sentence."""
    (tmp_path / "reforms.toml").write_text(
        '[reforms.ics]\nname = "Integrated care"\nas_written = ["Place"]\n', encoding="utf-8"
    )
    texts = written(tmp_path, a="Place matters.\n\nAt System or Place level; in place, at PLACE.")
    found = words.mentions(texts, spans(texts, "sentences"))
    assert [(row.start, row.name) for row in found.itertuples()] == [(29, "Place")]


def test_without_reforms_nothing_is_mentioned(tmp_path: Path) -> None:
    """The table is there, typed and empty."""
    texts = written(tmp_path, a="Integrated care.")
    found = words.mentions(texts, spans(texts, "sentences"))
    assert found.empty
    tables.check("mentions", found)


THEMES = """
[themes.meaning]
label = "Meaning"
words = ["not * clear", "puzzle"]
passes = ["jigsaw puzzle"]
against = ["is clear"]
"""


def test_theme_sentences_are_found_by_their_words(tmp_path: Path) -> None:
    """A place to be passed over does not count; the other side is kept apart."""
    (tmp_path / "themes.toml").write_text(THEMES, encoding="utf-8")
    texts = written(
        tmp_path, a="It is not quite clear.\n\nA jigsaw puzzle.\n\nThe aim is clear.\n\nA puzzle."
    )
    found = words.theme_sentences(texts, spans(texts, "sentences"))
    said = [(row.side, texts["a"][row.start : row.end]) for row in found.itertuples(index=False)]
    assert said == [
        ("words", "It is not quite clear."),
        ("words", "A puzzle."),
        ("against", "The aim is clear."),
    ]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[themes.a]\nlabel = 'A'", "without words"),
        ("[themes.a]\nword = ['x']\nwords = ['x']", "did you mean 'words'"),
        ("[themes.a]\nwords = ['*']", "holds no word"),
        ("[other]\nwords = ['x']", r"needs tables called \[themes.NAME\]"),
    ],
)
def test_a_faulty_dictionary_is_refused_in_a_sentence(
    tmp_path: Path, toml: str, message: str
) -> None:
    """The file, the theme and what to write are named."""
    (tmp_path / "themes.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        words.themes(written(tmp_path, a="Care."))
    assert "themes.toml" in str(error.value)


def test_a_corpus_without_themes_takes_the_general_ones(tmp_path: Path) -> None:
    """The general dictionary has a label, a question and what would overturn for each theme."""
    known = words.themes(written(tmp_path, a="Care."))
    assert set(known) == {"meaning", "money", "delivery"}
    assert all(
        theme.label and theme.question and theme.overturned_by and theme.words
        for theme in known.values()
    )


@given(
    st.text(
        alphabet=st.sampled_from(
            "aB&'’-–\n\r\t .,;:!?()\"“%£0123456789hmk pe rcntIS@/\u00ad\u00a0é_"
        ),
        max_size=60,
    )
)
@example("62 per cent, 10 - 20 h; £3 – 4 million")
@example("in-\npatient in-patient 5 m\x00 \x03 x")
@example("see (http://a.b/c(d) or x@y.zz) e.g. I'd")
def test_content_words_are_those_of_the_tokeniser(text: str) -> None:
    """The fast way and the way with offsets never differ, in any text."""
    plain = [token.key for token in words.find_words(text) if words.is_content(token)]
    assert words.content_words(text) == plain


@given(st.lists(st.text(alphabet="ab IT&.-\n\x035", max_size=20), max_size=8))
def test_counting_many_texts_is_counting_each(texts: list[str]) -> None:
    """Texts cut together keep their own words, in their order."""
    counted = words.count_content(texts)
    assert counted.terms == sorted(set(counted.terms))
    for at, text in enumerate(texts):
        own = counted.columns[counted.starts[at] : counted.starts[at + 1]]
        assert [counted.terms[column] for column in own] == words.content_words(text)


CHOICES = """
exclude = ["chris", "tables"]
phrases = ["footing in law"]
[merge]
GP = ["general practitioner", "family doctors"]
care = ["caring"]
[groups.one]
documents = ["a"]
[[compare]]
groups = ["one", "others"]
"""


def test_a_researchers_choices_are_followed(tmp_path: Path) -> None:
    """Words left out, merged and joined as `words.toml` says; the spelling is the researcher's."""
    (tmp_path / "words.toml").write_text(CHOICES, encoding="utf-8")
    texts = written(
        tmp_path,
        a="Chris, a general practitioner. A family doctor, GPs; the table.",
        b="Caring and care. A footing in law, care's footing in law.",
    )
    pieces = spans(texts, "segments")
    counted = words.terms(texts, pieces).set_index(["term", "document"])
    assert counted.loc[("GP", "a"), "count"] == 3
    assert counted.loc[("GP", "a"), "form"] == "GP"
    assert counted.loc[("care", "b"), "count"] == 3
    assert not {"chris", "table", "family", "practitioner"} & set(counted.reset_index()["term"])
    start, end = counted.loc[("GP", "a"), ["start", "end"]]
    assert texts["a"][start:end] == "general practitioner"
    joined = words.phrases(texts, pieces).set_index("term")
    assert joined.loc["footing in law", "count"] == 2
    assert joined.loc["footing in law", "source"] == "words.toml"
    assert [one.id for one in words.compare(texts, words.terms(texts, pieces))] == ["one-others"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("excluded = ['x']", "unknown key 'excluded'; did you mean 'exclude'"),
        ("exclude = 'x'", "is no list of words"),
        ("exclude = ['*']", "holds no word"),
        ("[merge]\nthe = ['care']", "not a word that counts"),
        ("[merge]\ncare = ['x']\nhome = ['x']", "merges 'x' into 'care' and into 'home'"),
        ("[groups.a]\ndocuments = ['nowhere']", "names 'nowhere' under documents"),
        ("[groups.a]\nlabel = 'A'", "without documents, voices or years"),
        ("[groups.others]\ndocuments = ['a']", "means everything else"),
        ("[groups.a]\nyears = ['2018']", "is no list of years"),
        ("[[compare]]\ngroups = ['a', 'b']", "name two of the groups"),
        ("compare = 5", "no list of tables"),
        ("groups = 5", "are no tables"),
        ("merge = 5", "is no table"),
    ],
)
def test_faulty_choices_are_refused_in_a_sentence(tmp_path: Path, toml: str, message: str) -> None:
    """The file, what was found and what to write."""
    (tmp_path / "words.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        words.choices(written(tmp_path, a="Care."))
    assert "words.toml" in str(error.value)


def test_all_faulty_choices_are_told_at_once(tmp_path: Path) -> None:
    """One line a fault."""
    (tmp_path / "words.toml").write_text("exclude = 5\nphrases = 6\nother = 7", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.toml") as error:
        words.choices(written(tmp_path, a="Care."))
    assert len(str(error.value).splitlines()) == 3


def test_words_that_stand_together_are_one_term(tmp_path: Path) -> None:
    """A pair that only stands together is a term, a pair by chance is not; marks and function words part them; the span is exact."""
    texts = written(
        tmp_path,
        a="Mental health beds. Mental\nhealth wards, mental health staff. Health of beds, mental.\n\n"
        + " ".join(f"Word{chr(97 + at)} new thing{chr(97 + at)}." for at in range(20)),
    )
    found = words.phrases(texts, spans(texts, "segments"))
    assert found["term"].tolist() == ["mental health"]
    row = found.iloc[0]
    assert row["count"] == 3
    assert row["source"] == "collocation"
    assert 0.45 <= row["npmi"] <= 1
    assert texts["a"][row["start"] : row["end"]] == "Mental health"


def test_a_longer_term_takes_the_place_of_a_shorter(tmp_path: Path) -> None:
    """The names of reforms count as one term although they stand once, and are not counted as their parts, too."""
    (tmp_path / "reforms.toml").write_text(REFORMS, encoding="utf-8")
    texts = written(tmp_path, a="An integrated care system is integrated care, as an ICS.")
    found = words.phrases(texts, spans(texts, "segments")).set_index("term")
    assert found["count"].to_dict() == {"integrated care": 1, "integrated care system": 1}
    assert set(found["source"]) == {"reforms.toml"}


def test_no_run_of_words_is_dear_to_join(tmp_path: Path) -> None:
    """Thirty thousand repetitions of a word, or of a pair, take moments."""
    texts = written(tmp_path, a="buffalo " * 30_000, b="jam tomorrow " * 15_000)
    with within(60, "repeated words aren't joined"):
        found = words.phrases(texts, spans(texts, "segments"))
    assert set(found["source"]) <= {"collocation"}


def table(counts: dict[str, dict[str, int]], voices: dict[str, str] | None = None) -> pd.DataFrame:
    """A table `terms` from counts by document and word."""
    return tables.make(
        "terms",
        [
            {
                "term": word,
                "form": word,
                "document": document,
                "voice": (voices or {}).get(document, "author"),
                "count": count,
                "documents": 1,
                "start": 0,
                "end": 1,
            }
            for document, own in counts.items()
            for word, count in own.items()
        ],
    )


COUNTS = {
    "a": {"care": 9, "ward": 6, "money": 1},
    "b": {"care": 7, "ward": 4},
    "c": {"care": 8, "money": 7, "bill": 2},
    "d": {"care": 6, "money": 5, "ward": 1, "bill": 1},
}


def by_hand(counts: dict[str, dict[str, int]], ours: tuple[str, ...], word: str) -> float:
    """The z of Monroe's equations 16 to 22 for one word, written out."""
    held = {
        one: sum(own.get(one, 0) for own in counts.values()) for one in COUNTS["a"] | COUNTS["d"]
    }
    prior = {one: number / len(counts) for one, number in held.items()}
    whole = sum(prior.values())

    def odds(texts: list[str]) -> tuple[float, float]:
        own = sum(counts[text].get(word, 0) for text in texts)
        size = sum(sum(counts[text].values()) for text in texts)
        with_prior = own + prior[word]
        return math.log(with_prior / (size + whole - with_prior)), 1 / with_prior

    (a, one), (b, other) = odds(list(ours)), odds([text for text in counts if text not in ours])
    return (a - b) / math.sqrt(one + other)


def test_keyness_is_that_of_its_formula_for_every_split(tmp_path: Path) -> None:
    """Each word's z, its share of splits and the share in which any word's is as large, counted by hand over all splits."""
    texts = written(tmp_path, **{name: f"Care {name}." for name in COUNTS})
    found = words.keyness(
        texts, table(COUNTS), Group("x", "x", ("a", "b")), Group("y", "y", ("c", "d"))
    )
    kept = [
        word
        for word in ("bill", "care", "money", "ward")
        if sum(own.get(word, 0) for own in COUNTS.values()) >= 3
    ]
    splits = list(combinations(COUNTS, 2))
    every = {split: {word: abs(by_hand(COUNTS, split, word)) for word in kept} for split in splits}
    rows = found.rows.set_index("term")
    assert sorted(rows.index) == kept
    for word in kept:
        z = by_hand(COUNTS, ("a", "b"), word)
        assert rows.loc[word, "z"] == pytest.approx(z)
        as_large = [split for split in splits if every[split][word] >= abs(z) - 1e-9]
        assert rows.loc[word, "p_relabelled"] == pytest.approx(len(as_large) / len(splits))
        any_as_large = [split for split in splits if max(every[split].values()) >= abs(z) - 1e-9]
        assert rows.loc[word, "p_any"] == pytest.approx(len(any_as_large) / len(splits))
    assert (found.splits, found.drawn) == (6, False)
    assert rows.loc["ward", "log_ratio"] == pytest.approx(math.log2((10 / 27) / (1 / 30)))
    assert rows.loc["money", ["count_a", "count_b", "documents_a", "documents_b"]].tolist() == [
        1,
        12,
        1,
        2,
    ]


def test_keyness_of_many_texts_draws_splits(tmp_path: Path) -> None:
    """Where there are too many ways to deal the texts some are drawn, by a stated seed, and the same ones again."""
    counts = {f"t{at:02}": {"care": 3 + at % 4, "ward": 1 + at % 3} for at in range(20)}
    texts = written(tmp_path, **{name: f"Care {name}." for name in counts})
    names = sorted(counts)
    groups = Group("x", "x", tuple(names[:10])), Group("y", "y", tuple(names[10:]))
    first, again = (words.keyness(texts, table(counts), *groups) for _ in range(2))
    assert first.drawn
    assert first.rows.equals(again.rows)
    assert not first.rows["p_any"].eq(0).any()


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (
            Group("x", "the readers", voices=("commenter",)),
            Group("y", "y", ("a",)),
            "“the readers” holds no words",
        ),
        (Group("x", "x", ("a", "b")), Group("y", "y", ("b",)), "share texts"),
        (
            Group("x", "old ones", years=(1948,)),
            Group("y", "y", ("a",)),
            "“old ones” holds no words",
        ),
    ],
)
def test_groups_that_cannot_be_compared_give_a_sentence(
    tmp_path: Path, a: Group, b: Group, said: str
) -> None:
    """An empty, typed table and why."""
    texts = written(tmp_path, a="Care.", b="Wards.")
    found = words.keyness(texts, table({name: COUNTS[name] for name in ("a", "b")}), a, b)
    assert said in found.note
    assert found.rows.empty
    tables.check("keyness", found.rows)


def test_readers_are_compared_with_authors_unasked(tmp_path: Path) -> None:
    """Without groups: comments against prose; without comments the later texts against the earlier; else nothing."""
    texts = written(tmp_path, a="Care.", b="Wards.")
    counted = table({name: COUNTS[name] for name in ("a", "b")}, {"b": "commenter"})
    assert [one.id for one in words.compare(texts, counted)] == ["readers-authors"]
    assert words.compare(texts, table({"a": COUNTS["a"]})) == []
    (tmp_path / "corpus.toml").write_text(
        '[[document]]\nfile = "a.txt"\npublished = "2018"\npublished_basis = "given"\n'
        '[[document]]\nfile = "b.txt"\npublished = "2020"\npublished_basis = "given"\n',
        encoding="utf-8",
    )
    dated = corpus.read(tmp_path)
    found = words.compare(dated, table({name: COUNTS[name] for name in ("a", "b")}))
    assert [(one.id, one.texts_a, one.texts_b, one.splits) for one in found] == [
        ("later-earlier", 1, 1, 2)
    ]


def test_dispersion_is_that_of_its_formula() -> None:
    """A word in proportion to every text has 0, one of the shortest text only has 1 (Gries 2008, normalised)."""
    spread = words.dispersion(
        table({"a": {"care": 8, "ward": 2}, "b": {"care": 4, "jam": 1}})
    ).set_index("term")
    # Two thirds and one third of all words; "care" has 8 and 4 of 12.
    assert spread.loc["care", "dp"] == pytest.approx(0)
    assert spread.loc["jam", "dp"] == pytest.approx(1)
    assert spread.loc["ward", "dp"] == pytest.approx((1 - 2 / 3) / (1 - 1 / 3))
    assert words.dispersion(table({"a": {"care": 8}}))["dp"].isna().all()


def test_every_place_of_a_theme_is_a_span(tmp_path: Path) -> None:
    """One row a place, with the entry that found it; places to be passed over aren't there."""
    (tmp_path / "themes.toml").write_text(THEMES, encoding="utf-8")
    texts = written(tmp_path, a="A puzzle, not quite clear, a puzzle.\n\nA jigsaw puzzle is clear.")
    found = words.theme_words(texts, spans(texts, "sentences"))
    said = [(row.phrase, row.side, texts["a"][row.start : row.end]) for row in found.itertuples()]
    assert sorted(said) == [
        ("is clear", "against", "is clear"),
        ("not * clear", "words", "not quite clear"),
        ("puzzle", "words", "puzzle"),
        ("puzzle", "words", "puzzle"),
    ]
    tables.check("theme_words", found)
