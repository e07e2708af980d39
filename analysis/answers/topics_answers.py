"""What `03_topics` shows of the lists: their words, paragraphs and texts, other starts, and what a researcher holds of them."""

from bisect import bisect_right

import pandas as pd

from analysis import display, topics, words
from analysis.answers.wording import count, each, label, listed, places
from analysis.corpus import Corpus
from analysis.topics import Topics, Verdict

NONE = "There are no lists."
LINES_A_TEXT = 1
MOST_TEXTS = 30


def words_of(corpus: Corpus, found: Topics) -> pd.DataFrame:
    """One row a topic: its first words with the share of resampled sets that keep each, its own words, the text it mostly is."""
    rows = []
    largest, own_words = mostly(found), topics.frex(found)
    for topic, group in found.words.groupby("topic", sort=True):
        ordered = group.sort_values("rank")
        said = [
            row.word if pd.isna(row.keep_rate) else f"{row.word} {row.keep_rate:.0%}"
            for row in each(ordered)
        ]
        row: dict[str, object] = {
            "topic": int(str(topic)),
            "first words, and how often each is kept": ", ".join(said),
        }
        row["words most its own"] = ", ".join(own_words.get(int(str(topic)), [])) or None
        if topic in largest.index:
            row["mostly from"] = (
                f"{label(corpus, largest['document'][topic])}: {largest['share'][topic]:.0%}"
            )
        rows.append(row)
    return pd.DataFrame(rows)


def starts(found: Topics) -> display.Text:
    """Which other starts give as good a solution, and how far that has the same words: so how far the one shown is one of several."""
    if found.words.empty:
        return display.text(NONE)
    if len(found.starts) < 2:
        return display.text("The topics were sought from one start only.")
    near, shown = topics.near_optimal(found), found.start
    others = [start for start in found.starts if start.name != shown]
    as_good = [
        f"{one.name} ({one.shared:.0%} of the first words)" for one in others if one.name in near
    ]
    worse = [one.name for one in others if one.name not in near]
    said = f"Sought from {count(len(found.starts), 'start')}; shown is what the {'exact start' if shown == topics.EXACT else shown} gives. "
    if as_good:
        said += f"As small an error, within a hundredth, is left by {listed(as_good)}: they explain the words as well, for all that these texts can tell. "
    if worse:
        said += f"More is left by {listed(worse)}."
    return display.text(said.rstrip())


def under_seeds(found: Topics, others: dict[int, Topics]) -> pd.DataFrame:
    """The words of each topic and of the closest topic under every other seed, one below the other."""
    compared = topics.beside(found, others)
    rows = []
    for topic, listing in topics.word_lists(found).items():
        rows.append((topic, found.start, ", ".join(listing), len(listing)))
        rows += [
            (topic, f"seed {row.seed}", row.closest, row.shared)
            for row in each(compared[compared["topic"] == topic])
        ]
    return pd.DataFrame(
        rows, columns=["topic", "start", "first words", "shared with the start shown"]
    )


def paragraphs(
    corpus: Corpus, found: Topics, comments: pd.DataFrame, number: int = 3
) -> pd.DataFrame:
    """The paragraphs in which a topic has its largest shares, with whose words they are, to judge its own by."""
    best, people = topics.exemplars(found, number), words.Commenters(corpus, comments)
    said = [people.shown(row.document, row.start, row.end) for row in each(best)]
    frame = best.assign(
        paragraph=[words.cut(text, 420) for text in said], voice=_voices(best, people)
    ).drop(columns=["topics"])
    frame["share"] = frame["share"].round(2)
    return places(corpus, frame)[["topic", "share", "paragraph", "voice", "text", "where"]]


def sentences(
    corpus: Corpus, lines: pd.DataFrame, found: Topics, comments: pd.DataFrame, number: int = 2
) -> pd.DataFrame:
    """The sentences that hold most of a topic's words, with whose they are."""
    best, people = (
        topics.best_sentences(corpus, lines, found, number),
        words.Commenters(corpus, comments),
    )
    said = [words.cut(people.shown(row.document, row.start, row.end), 300) for row in each(best)]
    frame = best.assign(sentence=said, voice=_voices(best, people))
    return places(corpus, frame)[["topic", "sentence", "voice", "text", "where"]]


def judged(corpus: Corpus, found: Topics) -> display.Table | display.Text:
    """What a researcher has said of each topic in `codes/topics.csv`; how to say it where nobody has."""
    rows = topics.judgements(corpus, found)
    if rows.empty:
        return display.text(NONE)
    if not (
        rows["label"].astype(bool) | rows["verdict"].astype(bool) | rows["why"].astype(bool)
    ).any():
        return display.text(
            f"Nobody has judged these topics. The command `codes topics` writes `{topics.FILE}` into the folder of texts, a row a topic: "
            "read the words, the paragraphs and the texts above, write a label, keep or reject, and why; it then stands here."
        )
    gone = int(rows["topic"].isna().sum())
    caption = "What a researcher holds of each topic" + (
        f"; {count(gone, 'judgement')} of lists that are no longer there" if gone else ""
    )
    shown = rows.astype({"topic": "object"}).replace({"": None})
    return display.table(shown, caption=caption)


def shares(corpus: Corpus, found: Topics) -> pd.DataFrame:
    """Mean share of each topic over a text's paragraphs and comments, with the number of those."""
    if found.shares.empty:
        return pd.DataFrame(columns=["text", "paragraphs and comments"])
    table = topics.by_document(found).round(2)
    sizes = found.shares.drop_duplicates(["document", "start"])["document"].value_counts()
    known = [name for name in corpus.by_publication if name in table.index]
    rows = [
        {
            "text": label(corpus, name),
            "published": corpus.when(name),
            "paragraphs and comments": int(sizes[name]),
            **{f"topic {topic}": float(table[topic][name]) for topic in table.columns},
        }
        for name in known
    ]
    return pd.DataFrame(rows)


def by_text_and_date(corpus: Corpus, tried: Verdict, found: Topics) -> display.Table | display.Text:
    """Topics by text and date, but only where topics stand: shares of lists that don't would draw a trend from noise."""
    if found.words.empty:
        return display.text(NONE)
    if int(found.words["topics"].iloc[0]) not in tried.supported:
        return display.text(
            "No table of topics by text and by date is shown, because these lists don't stand: a rise or fall of them would be a rise or fall of chance."
        )
    return display.table(
        shares(corpus, found),
        caption="Mean shares by text, in the order of publication",
        limit=MOST_TEXTS,
    )


def themes_beside(
    known: dict[str, words.Theme], found: Topics, places: pd.DataFrame
) -> pd.DataFrame:
    """A researcher's themes beside the topics: the part of each topic's weight in paragraphs that hold a theme's words.

    The last column is the part of all paragraphs that do; a topic that lies far above it is about the theme, too.
    """
    if found.shares.empty:
        return pd.DataFrame(columns=["theme"])
    table = found.shares.pivot_table(
        index=["document", "start", "end"], columns="topic", values="share", aggfunc="sum"
    )
    units = table.index.to_frame(index=False)
    first = {document: group["start"].tolist() for document, group in units.groupby("document")}
    rows = []
    for theme in known.values():
        own = places[(places["theme"] == theme.id) & (places["side"] == "words")]
        # Each place lies in the last unit that begins before it.
        here = {
            (row.document, first[row.document][at - 1])
            for row in each(own)
            if row.document in first and (at := bisect_right(first[row.document], row.start))
        }
        held = pd.Series(
            [(document, start) in here for document, start, _ in table.index], index=table.index
        )
        parts = table[held].sum() / table.sum()
        row: dict[str, object] = {"theme": theme.label}
        row |= {f"topic {topic}": f"{parts[topic]:.0%}" for topic in table.columns}
        row["of all paragraphs"] = f"{held.mean():.0%}"
        rows.append(row)
    return pd.DataFrame(rows)


def shared_words(
    corpus: Corpus, terms: pd.DataFrame, sentences: pd.DataFrame, number: int = 3
) -> pd.DataFrame:
    """The words that most texts share besides the reforms' own names, each with its first sentence in every text."""
    named = {
        words.singular(token.key.lower())
        for reform in corpus.reforms.values()
        for name in (*reform.names, *reform.aliases, *reform.acronyms)
        for token in words.find_words(name)
    }
    besides = terms[~terms["term"].str.lower().isin(named)]
    frames = []
    for row in each(words.most_shared(besides, number)):
        lines = words.in_context(corpus, sentences[sentences["voice"] == "author"], row.form)
        frames.append(lines.groupby("document").head(LINES_A_TEXT))
    if not frames:
        return pd.DataFrame(columns=["text", "left", "keyword", "right", "where"])
    joined = pd.concat(frames, ignore_index=True)
    return places(corpus, joined.drop(columns=["voice", "comment"]))


def _voices(rows: pd.DataFrame, people: words.Commenters) -> list[str]:
    under = [people.comment(row.document, row.start, row.end) for row in each(rows)]
    return [f"comment {comment}" if comment else "author" for comment in under]


def mostly(found: Topics) -> pd.DataFrame:
    """The document that holds most of each topic, and how much of it."""
    sums = found.shares.groupby(["topic", "document"])["share"].sum().reset_index()
    sums["share"] = sums["share"] / sums.groupby("topic")["share"].transform("sum")
    best = sums.sort_values(["share", "document"], ascending=[False, True]).drop_duplicates("topic")
    return best.set_index("topic").sort_index()
