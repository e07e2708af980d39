"""The two-clock timeline: true ends, open ends, deadlines, one row a claim, and every claim on the sheet."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib.colors
import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from made_corpora import WITHOUT_SHRINKING, Made, corpora, illegible, made
from test_charts import boxes, cut_off, folder_of, overlaps

from analysis import charts, coding, comments, corpus, segments, tables, timeline
from analysis.charts.scale import Scale
from analysis.placing import KINDS
from analysis.timeline import marks


class Drawn:
    """The seeds with their settled codes, and the chart of them."""

    def __init__(self) -> None:
        self.texts = corpus.read(SEEDS)
        self.comments = comments.comments(self.texts, segments.segments(self.texts))
        self.claims, self.times = (
            coding.codes(self.texts, "claims"),
            coding.codes(self.texts, "times"),
        )
        self.given = (self.texts, self.claims, self.times, self.comments)
        self.bands = timeline.bands(*self.given)
        self.chart = timeline.two_clocks(*self.given)

    def claim(self, words: str) -> timeline.Claim:
        """The one claim that holds these words."""
        held = [
            claim
            for band in self.bands
            for claim in (*band.dated, *band.now, *band.undated)
            if words in " ".join(self.texts.show(claim.address).split())
        ]
        assert len(held) == 1, words
        return held[0]


@pytest.fixture(scope="module")
def seeds_drawn() -> Drawn:
    """Read and drawn once for all tests."""
    return Drawn()


def coded(
    texts: corpus.Corpus, *found: tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]
) -> Any:
    """Claims and times for a made-up text: its words, what is said of them, and its time words."""
    document = next(iter(texts))
    text = texts[document]
    claims, times = [], {}
    for words, about, dated in found:
        start = text.index(words)
        spans = []
        for time, place in dated:
            at = text.index(time, start)
            spans.append(f"{at}-{at + len(time)}")
            times[at] = {
                "document": document,
                "start": at,
                "end": at + len(time),
                "text": time,
                "type": "date",
                "relation": "in",
                "role": "event",
                "rule": "coded",
                **place,
            }
        claims.append(
            {
                "document": document,
                "start": start,
                "end": start + len(words),
                "text": words,
                "kind": "statement",
                "reforms": "ics",
                "stance": 0,
                "attributed_to": "speaker",
                "tense": "present",
                "times": spans,
                "origin": "automated_coder",
                **about,
            }
        )
    return tables.make("claims", claims), tables.make("times", times.values())


def test_no_label_lies_on_another_and_none_is_cut(seeds_drawn: Drawn) -> None:
    """Packed by their rendered width, labels keep out of each other's way and on the sheet."""
    assert overlaps(boxes(seeds_drawn.chart.figure)) == []
    assert cut_off(seeds_drawn.chart.figure) == []


def test_every_claim_is_on_the_sheet_once(seeds_drawn: Drawn) -> None:
    """A claim with two dates has one row, and one without a date is not left out."""
    rows = seeds_drawn.claims.to_dict("records")
    wanted = Counter(corpus.address(row["document"], row["start"], row["end"]) for row in rows)
    assert Counter(seeds_drawn.chart.marks) == wanted
    assert seeds_drawn.chart.svg("reader").count("<a ") == len(rows)


def test_bands_stand_in_the_order_of_publication(seeds_drawn: Drawn) -> None:
    """The first clock runs down the sheet."""
    assert [band.name for band in seeds_drawn.bands] == seeds_drawn.texts.by_publication


def test_by_a_year_is_a_deadline_at_its_end(seeds_drawn: Drawn) -> None:
    """A promise "by 2021" may be met in any day of the year: the frame spans it, the flag stands at its end."""
    (place,) = seeds_drawn.claim("should be an integrated care system by 2021").places
    assert (place.form, place.first, place.last) == (
        "deadline",
        date(2021, 1, 1),
        date(2021, 12, 31),
    )


def test_in_future_is_open_at_its_end(seeds_drawn: Drawn) -> None:
    """What has no last day is given none."""
    (place,) = seeds_drawn.claim("increasingly important in planning services").places
    assert (place.form, place.first, place.last) == ("open", date(2018, 1, 1), None)


def test_a_financial_year_keeps_its_true_ends(seeds_drawn: Drawn) -> None:
    """2018/19 runs from April to March, not over two years."""
    (place,) = seeds_drawn.claim("a system control in 2018/19").places
    assert (place.form, place.first, place.last) == (
        "interval",
        date(2018, 4, 1),
        date(2019, 3, 31),
    )


def test_a_claim_with_two_dates_keeps_both(seeds_drawn: Drawn) -> None:
    """Both stand on its one row, in the order of the calendar."""
    claim = seeds_drawn.claim("at the end of 2016-2017 reported lower income")
    assert [place.first for place in claim.places] == [date(2011, 4, 1), date(2017, 3, 31)]


def test_a_time_named_twice_is_one_mark(seeds_drawn: Drawn) -> None:
    """The words "2022, which was the exact point in time" name one year."""
    assert len(seeds_drawn.claim("the inception of Integrated Care Systems").places) == 1


def test_now_is_counted_where_it_was_said(seeds_drawn: Drawn) -> None:
    """Two years after 2022 is the time of writing; so is "now" on the day of a comment."""
    assert seeds_drawn.claim("Two years in and the integration agenda").form == "now"
    assert seeds_drawn.claim("Now we're onto Integrated Care Partnerships").form == "now"


def test_time_words_that_no_calendar_holds_leave_a_claim_undated(seeds_drawn: Drawn) -> None:
    """What happens "every day" has no day."""
    assert seeds_drawn.claim("hordes of talking pawns").form == "undated"


def test_a_citation_year_dates_nothing(seeds_drawn: Drawn) -> None:
    """The year of a reference is not the time of what is claimed."""
    assert seeds_drawn.claim("spending on mental health services consumes only").form == "undated"


def test_the_counts_are_said(seeds_drawn: Drawn) -> None:
    """How many claims have no row is said on the sheet and in the alternative text."""
    undated = sum(len(band.undated) for band in seeds_drawn.bands)
    said = " ".join(box[0] for box in boxes(seeds_drawn.chart.figure))
    assert f"{undated} undated, heaped" in " ".join(said.split())
    assert f"{undated} undated, heaped" in seeds_drawn.chart.alt


def test_the_coders_are_said_to_be_automated(seeds_drawn: Drawn) -> None:
    """A chart of unchecked codes says that it is one."""
    assert "automated coders; no person has checked them yet" in seeds_drawn.chart.source


def test_commenters_go_by_number(seeds_drawn: Drawn) -> None:
    """No name of a commenter is drawn."""
    drawn = " ".join(box[0] for box in boxes(seeds_drawn.chart.figure))
    assert "comment 4" in drawn
    assert not [name for name in seeds_drawn.comments["author"].dropna() if name in drawn]


def test_kinds_differ_without_colour() -> None:
    """No two kinds share a symbol, and no two bars look alike in grey."""
    assert set(marks.LOOKS) == set(KINDS)
    assert len({look.shape for look in marks.LOOKS.values()}) == len(KINDS)
    grey = [
        0.299 * r + 0.587 * g + 0.114 * b
        for r, g, b in map(matplotlib.colors.to_rgb, (k.face for k in marks.LOOKS.values()))
    ]
    bars = {
        (look.hatch, round(shade, 1))
        for look, shade in zip(marks.LOOKS.values(), grey, strict=True)
    }
    assert len(bars) == len(KINDS)


def test_the_table_of_marks_has_a_row_for_every_place(seeds_drawn: Drawn) -> None:
    """What is drawn can be read as a table, in the same order."""
    table = timeline.placed(*seeds_drawn.given)
    assert len(table) == sum(
        len(claim.places) for band in seeds_drawn.bands for claim in band.dated
    )
    for row in table.to_dict("records"):
        assert row["words"] in " ".join(seeds_drawn.texts[row["document"]].split())


def test_equal_bytes_twice(seeds_drawn: Drawn) -> None:
    """The same codes, the same picture."""
    again = timeline.two_clocks(*seeds_drawn.given)
    assert again.svg("reader") == seeds_drawn.chart.svg("reader")


def test_a_bar_reaches_to_its_true_ends() -> None:
    """From the morning of its first day to the evening of its last."""
    scale = Scale(date(2020, 1, 1), date(2020, 12, 31), 0, 366)
    place = timeline.Place(0, 4, date(2020, 1, 1), date(2020, 12, 31), "interval")
    assert marks.extent(scale, place, None) == pytest.approx((0, 366))


def test_what_is_too_short_for_a_bar_is_a_symbol_without_length() -> None:
    """A day on a line of decades is no interval that one could read off."""
    scale = Scale(date(2000, 1, 1), date(2024, 12, 31), 0, 300)
    sheet = charts.Sheet(300)
    day = timeline.Place(0, 4, date(2018, 2, 6), date(2018, 2, 6), "interval")
    claim = timeline.Claim("a", 0, 9, "criticism", "speaker", None, (day,))
    marks.draw(sheet, scale, claim, 10, None)
    assert not sheet.axes.patches
    assert [line.get_marker() for line in sheet.axes.lines] == [marks.LOOKS["criticism"].shape]


def test_overlapping_times_of_one_claim_are_drawn_side_by_side() -> None:
    """A winter within a year would hide in it."""
    scale = Scale(date(2019, 1, 1), date(2020, 12, 31), 0, 700)
    year = timeline.Place(0, 4, date(2019, 1, 1), date(2019, 12, 31), "interval")
    winter = timeline.Place(5, 9, date(2019, 12, 1), date(2020, 2, 29), "interval")
    sheet = charts.Sheet(700)
    marks.draw(
        sheet,
        scale,
        timeline.Claim("a", 0, 9, "statement", "speaker", None, (year, winter)),
        20,
        None,
    )
    one, other = (patch.get_bbox() for patch in sheet.axes.patches)
    assert one.y1 <= other.y0 or other.y1 <= one.y0


def test_a_corpus_without_claims_says_so(tmp_path: Path) -> None:
    """An empty chart is a sentence, not an error."""
    texts = folder_of(tmp_path, {"one.txt": "Nothing is coded here.\n"})
    chart = timeline.two_clocks(texts, coding.codes(texts, "claims"), coding.codes(texts, "times"))
    assert "no claims are coded" in chart.alt
    assert list(chart.marks) == []
    assert cut_off(chart.figure) == []
    assert chart.png()


SENTENCE = "Every practice will have joined a network by 2019, and it is now said to cost $5 more."


@pytest.mark.parametrize("published", ["", "2018-06-30", "2018/..", "../2018", "2018"])
@pytest.mark.parametrize(
    "place",
    [
        {},
        {"first_day": "2019-01-01", "last_day": "2019-12-31", "relation": "by"},
        {"first_day": None, "last_day": "2019-12-31", "relation": "by"},
        {"first_day": "2019-01-01", "last_day": "2019-12-31", "relation": "until"},
        {"first_day": "2019-01-01", "last_day": "2019-12-31", "relation": "since"},
        {"first_day": "0001-01-01", "last_day": "0001-12-31"},
        {"first_day": "9999-01-01", "last_day": "9999-12-31"},
        {"first_day": None, "last_day": "9999-12-31"},
        {"first_day": "2018-06-30", "last_day": "2018-06-30"},
    ],
)
def test_any_date_of_text_and_claim_is_drawn(
    tmp_path: Path, published: str, place: dict[str, Any]
) -> None:
    """One text, dated or not, one claim, for any time of the calendar: every label whole and apart."""
    catalogue = f'[[document]]\nfile = "one.txt"\npublished = "{published}"\n' if published else ""
    texts = folder_of(tmp_path, {"one.txt": SENTENCE + "\n"}, catalogue)
    claims, times = coded(texts, (SENTENCE, {"kind": "promise"}, [("2019", place)]))
    chart = timeline.two_clocks(texts, claims, times)
    assert illegible(chart) == []
    assert chart.svg("reader").count("<a ") == 1


def test_many_undated_claims_stay_within_the_plot(tmp_path: Path) -> None:
    """A heap grows downwards, not over the words beside it."""
    sentence = "Care number {} is integrated."
    text = "\n".join(sentence.format(n) for n in range(140)) + "\n"
    texts = folder_of(
        tmp_path, {"one.txt": text}, '[[document]]\nfile = "one.txt"\npublished = "2020"\n'
    )
    claims, times = coded(texts, *((sentence.format(n), {}, []) for n in range(140)))
    chart = timeline.two_clocks(texts, claims, times)
    symbols = [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) == 1]
    assert max(float(line.get_xdata()[0]) for line in symbols if line.get_markersize() < 4) < 320
    assert illegible(chart) == []


def test_a_bar_counted_from_an_uncertain_day_is_explained(seeds_drawn: Drawn) -> None:
    """Twelve months counted from somewhere in half a year cover eighteen: the line under the chart says why."""
    (place,) = seeds_drawn.claim("over the past 12 months").places
    assert (place.first, place.last) == (date(2021, 7, 1), date(2022, 12, 31))
    assert "the bar is longer than the time they name" in seeds_drawn.chart.source
    known = [
        band._replace(dated=tuple(c._replace(said=None) for c in band.dated))
        for band in seeds_drawn.bands
    ]
    texts, claims = seeds_drawn.texts, seeds_drawn.claims
    assert "longer than" not in timeline.wording.source(texts, claims, known)


@pytest.mark.parametrize("by", ["document", "reform"])
def test_labels_keep_apart_in_both_facets_of_the_seeds(seeds_drawn: Drawn, by: str) -> None:
    """By text and by reform alike."""
    chart = timeline.two_clocks(*seeds_drawn.given, by=by)
    assert illegible(chart) == []


@settings(max_examples=6, phases=WITHOUT_SHRINKING)
@given(corpora(), st.sampled_from(["document", "reform"]))
def test_labels_keep_apart_in_any_corpus(study: Made, by: str) -> None:
    """Any dates of texts and claims, words and names of any length: every label whole and apart."""
    chart = timeline.two_clocks(study.texts, study.claims, study.times, by=by)
    assert illegible(chart) == []
    assert chart.svg("reader").count("<a ") == len(chart.marks)


def test_a_reform_has_every_claim_on_it(seeds_drawn: Drawn) -> None:
    """A claim on two reforms stands in both bands, and the sheet says so."""
    made = timeline.bands(*seeds_drawn.given, by="reform")
    rows = seeds_drawn.claims["reforms"].str.split(";")
    assert {band.name: band.claims for band in made} == Counter(
        name for own in rows for name in own
    )
    chart = timeline.two_clocks(*seeds_drawn.given, by="reform")
    assert f"{len(rows)} claims in 5 texts" in chart.alt
    assert "A claim on several reforms stands with each of them" in chart.alt


def test_an_unknown_facet_is_a_sentence(seeds_drawn: Drawn) -> None:
    """What was asked and what there is."""
    with pytest.raises(ValueError, match="document or reform, not by 'author'"):
        timeline.two_clocks(*seeds_drawn.given, by="author")


def test_two_hundred_texts_stay_legible_and_what_is_left_out_is_counted() -> None:
    """A sheet that nobody can read shows nothing; the table has every mark."""
    year = {"first_day": "2019-01-01", "last_day": "2019-12-31", "relation": "by"}
    said = [
        (f"System {n} is due by 2019.", {"kind": "promise", "time": ("2019", year)})
        for n in range(3)
    ]
    study = made([("2018", [*said, ("No time is named.", {})])] * 200)
    chart = timeline.two_clocks(*study)
    assert "Drawn are 48 of 600 dated claims and 24 of 200 texts" in chart.alt
    assert chart.figure.get_figheight() * 72 < 4000
    assert len(timeline.placed(*study)) == 600


def test_claims_of_rules_are_called_suggested(seeds_drawn: Drawn) -> None:
    """A chart of suggestions says that it is one."""
    texts, claims, times, remarks = seeds_drawn.given
    chart = timeline.two_clocks(texts, claims.assign(origin="rule"), times, remarks)
    assert "suggested by rules; no person has checked them yet" in chart.source


def test_days_counted_from_an_uncertain_day_have_no_edges() -> None:
    """A bar with ends would say more than the words do."""
    when = {"first_day": "2017-01-01", "last_day": "2018-12-31", "anchor": "2018-01-01/2018-12-31"}
    study = made(
        [("2018", [("It has grown in the past year.", {"time": ("the past year", when)})])]
    )
    (band,) = timeline.bands(*study)
    (place,) = band.dated[0].places
    assert place.vague
    sheet = charts.Sheet(300)
    marks.draw(sheet, Scale(date(2016, 1, 1), date(2019, 12, 31), 0, 300), band.dated[0], 10, None)
    assert {patch.get_linewidth() for patch in sheet.axes.patches} == {0}


def test_a_year_far_from_all_others_stands_at_the_axis_end() -> None:
    """One claim of 1948 must not leave ten years of claims without room; its year is written beside it."""

    def said(year: int) -> tuple[str, dict[str, Any]]:
        place = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}
        return f"A system opened in {year}.", {"time": (str(year), place)}

    study = made([("2018", [said(year) for year in (1948, *range(2009, 2019))])])
    chart = timeline.two_clocks(*study)
    written = {box[0] for box in boxes(chart.figure)}
    assert {"‹ 1948", "before or after what the axis shows", "2010"} <= written
    assert illegible(chart) == []
    near = timeline.two_clocks(
        *made([("2018", [said(year) for year in (2000, *range(2009, 2019))])])
    )
    assert not [box for box in boxes(near.figure) if box[0].startswith("‹")]
