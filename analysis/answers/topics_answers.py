"""What `03_topics` says: which words go together in these paragraphs, and how little that shows by itself."""

import pandas as pd

from analysis import display, topics, words
from analysis.answers.wording import count, each, label, listed, places
from analysis.answers.words_answers import shared
from analysis.corpus import Corpus
from analysis.topics import Topics

LINES_A_TEXT = 1


def answer(corpus: Corpus, found: Topics, others: dict[int, Topics]) -> display.Text:
    """The opening answer: what was asked of how much text, and what speaks against taking it for a finding."""
    if found.words.empty:
        return display.text(f"**No topics.** {found.note}")
    number = int(found.words["topic"].nunique())
    parts = [
        f"**Lists to explore, not findings.** {count(found.units, 'paragraph or comment', 'paragraphs and comments')}, "
        f"with {count(found.terms, 'word')} that two or more of them share, were asked for {number} topics and gave {number}. "
        "Where there are words enough the method gives as many as it is asked for, from shuffled words as well; whether topics "
        "stand in these texts has not been tested here.",
        _texts(found),
        _seeds(found, others),
        found.note,
    ]
    return display.text("\n\n".join(part for part in parts if part))


def words_of(corpus: Corpus, found: Topics, others: dict[int, Topics]) -> pd.DataFrame:
    """One row a topic: its words, how many of them return under each other seed, and the text it mostly is."""
    rows = []
    mostly = _mostly(found)
    other_words = topics.beside(found, others)
    for topic, listing in topics.word_lists(found).items():
        row: dict[str, object] = {"topic": topic, "its first words": ", ".join(listing)}
        for seed in others:
            mine = other_words[(other_words["topic"] == topic) & (other_words["seed"] == seed)]
            row[f"of them under seed {seed}"] = int(mine["shared"].max())
        if topic in mostly.index:
            row["mostly from"] = (
                f"{label(corpus, mostly['document'][topic])}: {mostly['share'][topic]:.0%}"
            )
        rows.append(row)
    return pd.DataFrame(rows)


def under_seeds(found: Topics, others: dict[int, Topics]) -> pd.DataFrame:
    """The words of each topic and of the closest topic under every other seed, one below the other."""
    compared = topics.beside(found, others)
    rows = []
    for topic, listing in topics.word_lists(found).items():
        rows.append((topic, "exact", ", ".join(listing), len(listing)))
        rows += [
            (topic, f"seed {row.seed}", row.closest, row.shared)
            for row in each(compared[compared["topic"] == topic])
        ]
    return pd.DataFrame(
        rows, columns=["topic", "start", "first words", "shared with the exact start"]
    )


def paragraphs(
    corpus: Corpus, found: Topics, comments: pd.DataFrame, number: int = 2
) -> pd.DataFrame:
    """The paragraphs in which a topic has its largest shares, with whose words they are, to judge its own by."""
    best, people = topics.exemplars(found, number), words.Commenters(corpus, comments)
    said = [people.shown(row.document, row.start, row.end) for row in each(best)]
    under = [people.comment(row.document, row.start, row.end) for row in each(best)]
    frame = best.assign(
        paragraph=[words.cut(text, 420) for text in said],
        voice=[f"comment {comment}" if comment else "author" for comment in under],
    ).drop(columns=["topics"])
    frame["share"] = frame["share"].round(2)
    return places(corpus, frame)[["topic", "share", "paragraph", "voice", "text", "where"]]


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
            "paragraphs and comments": int(sizes[name]),
            **{f"topic {topic}": float(table[topic][name]) for topic in table.columns},
        }
        for name in known
    ]
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
    for row in each(shared(besides, number)):
        lines = words.in_context(corpus, sentences[sentences["voice"] == "author"], row.form)
        frames.append(lines.groupby("document").head(LINES_A_TEXT))
    if not frames:
        return pd.DataFrame(columns=["text", "left", "keyword", "right", "where"])
    joined = pd.concat(frames, ignore_index=True)
    return places(corpus, joined.drop(columns=["voice", "comment"]))


def _mostly(found: Topics) -> pd.DataFrame:
    """The document that holds most of each topic, and how much of it."""
    sums = found.shares.groupby(["topic", "document"])["share"].sum().reset_index()
    sums["share"] = sums["share"] / sums.groupby("topic")["share"].transform("sum")
    best = sums.sort_values(["share", "document"], ascending=[False, True]).drop_duplicates("topic")
    return best.set_index("topic").sort_index()


def _texts(found: Topics) -> str:
    mostly = _mostly(found)
    documents = found.shares["document"].nunique()
    if documents < 2 or mostly.empty:
        return (
            "" if mostly.empty else "They come from one text, so they can't show what texts share."
        )
    half = int((mostly["share"] > 0.5).sum())
    return (
        f"**How far they are just the texts.** {half} of {count(len(mostly), 'topic')} "
        f"{'has' if half == 1 else 'have'} more than half of {'its' if half == 1 else 'their'} weight in one of the {documents} texts; "
        "such a topic tells what one text holds, its readers’ comments included where it has any, not what several texts write about."
    )


def _seeds(found: Topics, others: dict[int, Topics]) -> str:
    usable = {seed: other for seed, other in others.items() if not other.words.empty}
    if not usable:
        return ""
    table = topics.beside(found, usable)
    worst = table.groupby("topic")["shared"].min()
    lists = topics.word_lists(found)
    halved = [topic for topic in worst.index if worst[topic] <= len(lists[topic]) / 2]
    lost, sizes = len(halved), sorted({len(words) for words in lists.values()})
    of = (
        f"the {sizes[0]} words listed"
        if len(sizes) == 1
        else f"the {sizes[0]} to {sizes[-1]} words listed"
    )
    least, most = worst.min(), table["shared"].max()
    kept = f"{least}" if least == most else f"{least} to {most}"
    seeds = "seed" if len(usable) == 1 else "seeds"
    said = f"Under the {seeds} {listed(map(str, usable))} a topic keeps {kept} of {of} for it"
    if lost:
        gone = listed(
            f"topic {topic} ({', '.join(map(display.plain, lists[topic][:3]))} …)"
            for topic in halved
        )
        said += (
            f"; {gone} {'loses' if lost == 1 else 'lose'} half of them or more under at least one"
        )
    return (
        f"**What other starts give.** {said}. Seeds vary only where the search begins; that a list returns from the "
        "same paragraphs does not show that other paragraphs would give it."
    )
