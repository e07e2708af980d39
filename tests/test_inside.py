"""Nothing outside of a corpus's folder is read, whichever of its files leads there, and nothing of it is told."""

import os
from pathlib import Path

import pytest
from patience import within
from shapes import REFORMS

from analysis import coding, corpus, findings, sentiment, topics, words
from analysis.checking import look
from analysis.mistakes import InputError

ELSEWHERE = "the-secret-of-somebody-else"
NAMED = [
    "corpus.toml", "reforms.toml", "themes.toml", "words.toml", "domain.toml", "findings.toml", "codes/coders.toml",
    "codes/topics.csv", "codes/settled/claims.csv", "codes/settled/times.csv", "codes/settled/comment_codes.csv", "codes/settled/outcomes.csv",
    "codes/coder-a/claims.csv", "text.txt",
]  # fmt: skip


def read_everything(folder: Path) -> str:
    """Every file of a corpus by the room that reads it; gives what was read, as far as that can be told."""
    texts = corpus.read(folder)
    told = [
        repr(texts.documents.to_dict()),
        repr(dict(texts.reforms)),
        repr(words.themes(texts)),
        repr(words.choices(texts)),
    ]
    told += [repr(sentiment.terms(texts)), repr(findings.stored(texts)), repr(coding.coders(texts))]
    told.append(repr(topics.judged.read_judgements(texts)))
    for table in ("claims", "times", "comment_codes", "outcomes"):
        for coder in ("settled", "coder-a"):
            told.append(repr(texts.codes(coder, table)))
    told.append(repr(look(folder)))
    return " ".join(told)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one text with reforms, and beside it a file that isn't its own."""
    (tmp_path / "secret").write_text(f'[{ELSEWHERE}]\nx = "{ELSEWHERE}"\n', "utf-8")
    place = tmp_path / "texts"
    (place / "codes" / "settled").mkdir(parents=True)
    (place / "codes" / "coder-a").mkdir()
    (place / "one.txt").write_text("The scheme will begin by 2021.\n", "utf-8")
    (place / "reforms.toml").write_text(REFORMS, "utf-8")
    return place


def test_a_whole_corpus_is_read(folder: Path) -> None:
    """Without a link nothing is refused."""
    assert "one" in read_everything(folder)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
@pytest.mark.parametrize("name", NAMED)
def test_a_link_out_of_the_folder_is_refused(name: str, folder: Path) -> None:
    """The sentence names the file and what to do, and holds nothing of what it leads to."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(folder.parent / "secret")
    with pytest.raises(InputError, match="leads out of the corpus folder") as caught:
        read_everything(folder)
    assert ELSEWHERE not in str(caught.value)
    assert Path(name).name in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_a_folder_of_codes_elsewhere_is_refused(folder: Path) -> None:
    """A link in the midst of a path leads out as well."""
    (folder.parent / "claims.csv").write_text(ELSEWHERE, "utf-8")
    (folder / "codes" / "coder-a").rmdir()
    (folder / "codes" / "coder-a").symlink_to(folder.parent, target_is_directory=True)
    with pytest.raises(InputError, match="leads out of the corpus folder") as caught:
        read_everything(folder)
    assert ELSEWHERE not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
@pytest.mark.parametrize("name", [name for name in NAMED if name != "codes/topics.csv"])
def test_a_pipe_is_never_opened(name: str, folder: Path) -> None:
    """Nothing waits for somebody to write into it."""
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with within(30, "a pipe is still waited for"), pytest.raises(InputError, match="never opened"):
        read_everything(folder)


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/hostname", "x/../../secret", "C:\\\\secret", "..\\\\secret"]
)
def test_a_catalogue_names_no_file_elsewhere(name: str, folder: Path) -> None:
    """By dots, from the root or by a drive."""
    (folder / "corpus.toml").write_text(f'[[document]]\nid = "x"\nfile = "{name}"\n', "utf-8")
    with pytest.raises(InputError, match=r"absolute path|leads out") as caught:
        read_everything(folder)
    assert ELSEWHERE not in str(caught.value)
