"""The methods page: how this report was made, from the settings, versions and tables that made it.

Nothing on it is typed that could be counted or looked up: numbers come from the tables, limits from the
constants that the rooms used, versions from what was installed.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis import coding, lexicons, words
from analysis.corpus import Corpus
from analysis.report.contents import count, counted, title
from analysis.report.fixed import FIXED
from analysis.stats import uncertainty
from analysis.templates import render
from analysis.words.keyness import LEAST_COUNT
from analysis.words.phrases import LEAST, LEAST_NPMI
from analysis.words.themes import FILE as THEMES


class Section(NamedTuple):
    """A part of the page: what it is about, sentences, and perhaps a table with its header."""

    heading: str
    said: list[str]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def page(corpus: Corpus, made: Mapping[str, pd.DataFrame], versions: Mapping[str, str]) -> str:
    """The page for a corpus, its tables and the versions that made them."""
    return render(
        "methods.html",
        title="How this report was made",
        of=title(corpus),
        sections=sections(corpus, made, versions),
    )


def sections(
    corpus: Corpus, made: Mapping[str, pd.DataFrame], versions: Mapping[str, str]
) -> list[Section]:
    """The parts of the page, in the order in which a text goes through the house."""
    return [
        _texts(corpus),
        _pieces(made, versions),
        _words(corpus, made),
        _times(corpus, made),
        _claims(corpus, made),
        _tone(made, versions),
        _topics(made, versions),
        _findings(made),
        _again(corpus, versions),
    ]


def _texts(corpus: Corpus) -> Section:
    table = corpus.documents
    basis = _tally(table["published_basis"])
    rows = tuple(
        (
            corpus.label(name),
            corpus.when(name),
            str(row["encoding"]),
            f"{row['characters']:,}",
            str(row["sha256"])[:16],
        )
        for name in corpus.by_publication
        for _, row in table[table["document"] == name].iterrows()
    )
    said = [
        f"{counted(len(corpus), 'text')} {'was' if len(corpus) == 1 else 'were'} read as they are, with {int(table['characters'].sum()):,} characters in all. An address, "
        "DOCUMENT:START-END, counts characters of the decoded text from nought, the end not included; a leading byte order mark is left out.",
        f"Dates by how they are known: {basis} (stated: printed in the text; inferred: worked out from it; given: known from elsewhere). Undated texts are put in no order of time.",
    ]
    return Section("Texts", said, ("text", "when", "encoding", "characters", "sha256"), rows)


def _pieces(made: Mapping[str, pd.DataFrame], versions: Mapping[str, str]) -> Section:
    pieces, said = made["segments"], made["sentences"]
    comments = made["comments"]
    kinds = _tally(pieces["kind"])
    told = [
        f"Each text is cut into pieces that together cover every character but white space: {kinds}. Rules of layout and wording decide which piece is what, and the table segments names the rule for each.",
        f"Sentences are found by sentencex {versions.get('sentencex', '')} and mended where lines were broken in print: {_tally(said['voice'])}, by whose voice they are in.",
    ]
    if len(comments):
        told.append(
            f"{counted(len(comments), 'reader comment')} in {counted(comments['thread'].nunique(), 'thread').lower()} {'was' if len(comments) == 1 else 'were'} found with author, date and what they answer; figures and tables show labels, not names."
        )
    return Section("Pieces, comments and sentences", told)


def _words(corpus: Corpus, made: Mapping[str, pd.DataFrame]) -> Section:
    function = len(lexicons.words("stopwords", "function"))
    told = [
        f"Words are counted in their commonest spelling, never cut to stems; {function:,} function words are left out of what counts as content. A term of several words "
        f"stands at least {count(LEAST)} times and holds together by a normalised pointwise mutual information of at least {LEAST_NPMI:g} (Bouma 2009).",
        f"What sets groups of texts apart is a log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) for words used at least {count(LEAST_COUNT)} times, beside what a split of the same texts at random gives.",
        f"{counted(len(words.themes(corpus)), 'theme')} of {'this corpus' if corpus.toml(THEMES) else 'a general dictionary'} {'leads' if len(words.themes(corpus)) == 1 else 'lead'} to {len(made['theme_words']):,} places; {counted(len(corpus.reforms), 'reform').lower()} {'is' if len(corpus.reforms) == 1 else 'are'} known by name, and mentioned {len(made['mentions']):,} times.",
    ]
    return Section("Words, themes and names", told)


def _times(corpus: Corpus, made: Mapping[str, pd.DataFrame]) -> Section:
    times = made["times"]
    told = [
        f"Time expressions are read by rules in the form of TimeML’s TIMEX3 (Saurí et al. 2006): {len(times):,} stand in these texts ({_tally(times['role']) or 'none'}). "
        f"A financial year begins on {corpus.settings['financial_year_start']} (month and day).",
        "Years and intervals are kept as intervals, open ends as open; relative times hang on the date of their text and have none where it has none.",
    ]
    return Section("Times", told)


def _claims(corpus: Corpus, made: Mapping[str, pd.DataFrame]) -> Section:
    claims, remarks = made["claims"], made["comment_codes"]
    told = [
        f"{counted(len(claims), 'claim')} on reforms: {_tally(claims['origin']) or 'none'}, by who found or coded them. {counted(len(remarks), 'comment')} with codes of tone and stance: {_tally(remarks['origin']) or 'none'}.",
        "Suggestions (origin rule) come from cues and weights that the package keeps; where a text was coded whole, nothing is suggested in it. A code is refused where the words it was given to have changed.",
    ]
    coders = tuple(
        (name, entry.get("kind", "not said"), entry.get("about", ""))
        for name, entry in coding.coders(corpus).items()
    )
    return Section(
        "Claims and codes", told, ("codes of", "kind", "about") if coders else (), coders
    )


def _tone(made: Mapping[str, pd.DataFrame], versions: Mapping[str, str]) -> Section:
    scores = made["sentiment"]
    instruments = sorted(scores["instrument"].dropna().unique())
    told = [
        f"{counted(len(instruments), 'instrument')} of tone: {', '.join(instruments).replace('_', ' ') or 'none'}; TextBlob {versions.get('textblob', '')}, VADER {versions.get('vaderSentiment', '')} (Hutto and Gilbert 2014). "
        "Repaired ones read contractions, apostrophes and sentence ends as a reader would; those of the field add its own terms. A unit in which an instrument knows no word has no score, which is not the same as neutral.",
        "Tone is compared with coded stance, never taken for it.",
    ]
    return Section("Tone", told)


def _topics(made: Mapping[str, pd.DataFrame], versions: Mapping[str, str]) -> Section:
    tests, verdict = made["topic_tests"], made["topic_verdict"]
    if tests.empty:
        return Section("Topics", ["No number of topics could be tried on these texts."])
    supported = verdict[verdict["supported"].fillna(False).astype(bool)]["topics"]
    methods = {"nmf": "non-negative matrix factorisation", "mixture": "a mixture of multinomials"}
    used = " and ".join(methods.get(name, name) for name in sorted(tests["method"].unique()))
    told = [
        f"Topics by {used} (scikit-learn {versions.get('scikit-learn', '')}), tried with {', '.join(map(str, sorted(tests['topics'].unique())))} topics. Each number is held against {count(int(tests['nulls'].max()))} corpora of shuffled words "
        f"over up to {count(int(tests['runs'].max()))} runs: coherence in units left out, stability over bootstraps, and meeting of words across documents.",
        f"Beyond what shuffled words give: {', '.join(map(str, supported)) + ' topics' if len(supported) else 'no number of topics'}.",
    ]
    return Section("Topics", told)


def _findings(made: Mapping[str, pd.DataFrame]) -> Section:
    rows, evidence = made["findings"], made["evidence"]
    told = [
        f"{counted(len(rows), 'finding')}, {int(rows['stands'].sum())} of them standing by their evidence: {counted(len(evidence), 'passage').lower()}, judged by {_tally(rows['origin']) or 'nobody'} (a finding’s origin; rule: words found it and nobody has judged it). "
        "Support is a number of texts, and only an author’s own words count for a text. The matrix of texts by themes follows the framework method (Gale et al. 2013).",
        f"An interval is drawn only from {count(uncertainty.FEWEST)} clusters on; below that the points themselves are shown.",
    ]
    return Section("Findings", told)


def _again(corpus: Corpus, versions: Mapping[str, str]) -> Section:
    settings = ", ".join(f"{name} = {value}" for name, value in corpus.settings.items())
    fixed = ", ".join(f"{name} = {value}" for name, value in FIXED.items())
    told = [
        "Each notebook runs in a clean process of its own; two runs of the same texts, codes and versions give the same bytes, and manifest.json lists the hash of everything that went in and came out.",
        f"Settings of the corpus: {settings}.",
        f"Fixed for every run: {fixed}.",
    ]
    rows = tuple((name, version) for name, version in sorted(versions.items()))
    return Section("Made again", told, ("made with", "version"), rows)


def _tally(values: pd.Series) -> str:
    """How often each value stands, commonest first.

    >>> _tally(pd.Series(["rule", "person", "rule"]))
    'rule 2, person 1'
    """
    counts = values.dropna().value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-int(pair[1]), str(pair[0])))
    return ", ".join(f"{str(name).replace('_', ' ')} {number:,}" for name, number in ordered)
