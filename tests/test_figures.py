"""The committed figures are those that the code draws from the committed texts and codes."""

import json
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS

from analysis import corpus, figures
from analysis.charts import Chart

KEPT = ROOT / "figures"


@pytest.fixture(scope="module")
def drawn() -> dict[str, Chart]:
    """The figures as they are drawn now."""
    return figures.figures(corpus.read(SEEDS))


def test_every_figure_is_committed_and_no_other(drawn: dict[str, Chart]) -> None:
    """The folder holds what `python -m analysis.figures` writes."""
    assert {path.stem for path in KEPT.iterdir()} == set(drawn)


@pytest.mark.parametrize(
    "name",
    [
        "comments",
        "corpus",
        "findings",
        "keyness",
        "kinds",
        "names",
        "themes",
        "timeline",
        "topics",
        "words",
    ],
)
def test_a_committed_figure_says_what_is_drawn_now(drawn: dict[str, Chart], name: str) -> None:
    """By its words, marks and data, not its ink; when it fails, `python -m analysis.figures` draws anew."""
    kept = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    assert kept == drawn[name].described()
    assert (KEPT / f"{name}.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (KEPT / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_every_figure_has_an_alternative_text_and_a_source(drawn: dict[str, Chart]) -> None:
    """A picture alone says too little."""
    for chart in drawn.values():
        assert len(chart.alt) > 60
        assert chart.source.startswith("Source: ")


def test_the_command_writes_every_figure(
    tmp_path: Path, drawn: dict[str, Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call, three files a figure, none of which links to pages that aren't there."""
    monkeypatch.setattr(figures, "figures", lambda texts: drawn if len(texts) == 5 else {})
    figures.main([str(SEEDS), "--to", str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.{suffix}" for name in drawn for suffix in ("json", "png", "svg")
    )
    assert not any("<a " in path.read_text("utf-8") for path in tmp_path.glob("*.svg"))
