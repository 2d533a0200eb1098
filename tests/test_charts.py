"""Charts say what they show, whatever the corpus, and leave the state of matplotlib alone."""

import dataclasses
import io
import itertools
import math
import re
import warnings

import matplotlib as mpl
import pandas as pd
import pytest

from analysis import charts
from analysis.charts.courses import span_of, ticks_for
from analysis.charts.paper import Box, Labels, measured, source_line, wrapped
from analysis.charts.times import middle, place, spell, year_of
from analysis.checks import check
from analysis.model import Change, Evidence, Figure, Finding, LedgerEntry, Milestone, Observation
from analysis.style import style
from analysis.tables import table
from tests.conftest import PAIR, figure

pytestmark = pytest.mark.usefixtures("kept_faces")

RISE = Change(kind="percent", value=30.0, lower=30.0, upper=None, bound="over", direction="up", versus="2020")
ACTUAL = figure(change=RISE)
TARGETS = [figure(value, status="target", period=None, precision=1e9) for value in (5e9, 1e10)]
IMPLIED = Finding(
    check="implied_base",
    verdict="implied",
    text="x",
    evidence=(Evidence(document="one.txt", start=0, end=1, exact="x", figure=ACTUAL.id),),
    parties=PAIR,
    metric="trade_turnover",
    period="2020",
    value=1e9,
    upper=1.04e9,
    unit="USD",
)


def texts(chart):
    """All that stands written in a chart, key and axes included."""
    found = [artist.get_text() for artist in chart.findobj(mpl.text.Text) if artist.get_visible()]
    return [text for text in found if text]


def svg(chart):
    stream = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "x", "svg.fonttype": "none"}):
        chart.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue()


class TestDevelopment:
    def drawn(self, figures, findings=(), **options):
        return charts.development(table(figures, of=Figure), findings, **({"metric": "trade_turnover"} | options))

    def test_marks_and_data_lead_to_their_evidence(self):
        other = figure(2e9, period="2022", document="two & three.txt", start=40, end=50)
        chart = self.drawn([ACTUAL, other])
        places = [(place.document, place.start) for (place,) in chart.described()["links"]["Value"]]
        assert places == [("one.txt", ACTUAL.start), ("two & three.txt", 40)]
        assert set(re.findall('"(evidence:[^"]*)"', svg(chart))) == {
            f"evidence:one.txt:{ACTUAL.start}",
            "evidence:two &amp; three.txt:40",
        }

    def test_the_title_states_result_and_targets(self):
        chart = self.drawn([ACTUAL, *TARGETS])
        assert (
            chart.title
            == "Trade turnover: 1.3 billion USD in 2021, against targets of 5 and 10 billion USD, no deadline stated"
        )
        assert chart.title in "\n".join(texts(chart)).replace("\n", " ")

    def test_a_sum_over_years_is_no_value_of_a_series_by_the_year(self):
        total = figure(2.4e9, period="2020/2022", bound="under")
        one, other = figure(period="2020"), figure(1.1e9, period="2021")
        assert self.drawn([one, total, other]).title == (
            "Trade turnover: 1.1 billion USD in 2021, after 1.3 billion USD in 2020"
        )
        assert self.drawn([total]).title == "Trade turnover: just under 2.4 billion USD from 2020 to 2022"
        assert len(self.drawn([one, total, other]).data) == 3

    @pytest.mark.parametrize("part", ["2021-01/2021-09", "2021-05"])
    def test_a_part_of_a_year_does_not_go_before_that_year(self, part):
        chart = self.drawn([figure(period="2021"), figure(1e9, period=part)])
        assert chart.title == "Trade turnover: 1.3 billion USD in 2021"

    def test_a_part_of_a_year_is_held_against_a_part_as_long(self):
        half, before = figure(9e8, period="2022-01/2022-06"), figure(7e8, period="2021-01/2021-06")
        quarter = figure(4e8, period="2021-10/2021-12")
        year, older = figure(), figure(1.1e9, period="2020")
        assert self.drawn([half, year, older]).title == (
            "Trade turnover: 1.3 billion USD in 2021, after 1.1 billion USD in 2020"
        )
        assert self.drawn([half, before, quarter]).title == (
            "Trade turnover: 900 million USD from January to June 2022, after 700 million USD from January to June 2021"
        )
        assert self.drawn([half, quarter]).title == "Trade turnover: 900 million USD from January to June 2022"

    def test_a_part_of_a_year_has_a_mark_of_its_own_named_in_the_key(self):
        def halves(chart):
            return [line for line in chart.findobj(mpl.lines.Line2D) if line.get_fillstyle() == "left"]

        half = figure(9e8, period="2022-01/2022-06")
        chart = self.drawn([figure(), half])
        assert len(halves(chart)) == 2, "one on the plot, one in the key"
        assert "part of a year" in texts(chart)
        assert not halves(self.drawn([figure()]))
        stock = {"metric": "students", "unit": "person", "direction": "LA>VN"}
        dated = [figure(5e3, period=period, **stock) for period in ("2021-06", "2022-06")]
        assert not halves(self.drawn(dated, metric="students"))

    def test_dots_of_one_time_that_would_cover_each_other_stand_side_by_side(self):
        def places(values):
            chart = self.drawn([figure(value, period="2020", start=place) for place, value in enumerate(values)])
            return [line.get_xdata()[0] for line in chart.axes[0].lines if line.get_marker() == "o"]

        close = places([6.4e8, 6.3e8])
        assert abs(close[1] - close[0]) > 0.1
        assert len(set(places([1e9, 1e8]))) == 1

    def test_a_metric_that_is_none_of_ours_is_refused(self):
        for draw in (charts.development, charts.occasions):
            with pytest.raises(
                ValueError, match=r"^metric: 'trade' is none of the metrics; name one of trade_turnover, "
            ):
                draw(table([ACTUAL]), metric="trade")

    def test_a_metric_that_the_table_has_is_drawn_though_it_is_none_of_ours(self):
        assert self.drawn([figure(metric="remittances")], metric="remittances").title.startswith("Remittances: 1.3")

    def test_targets_without_a_deadline_stand_in_a_band_that_says_so(self):
        labels = texts(self.drawn([ACTUAL, *TARGETS]))
        assert {"no deadline stated", "5 billion", "10 billion", "1.3 billion"} <= set(labels)

    def test_a_target_with_a_deadline_stands_in_its_year(self):
        chart = self.drawn([ACTUAL, figure(5e9, status="target", period="2030", precision=1e9)])
        assert "no deadline stated" not in texts(chart)
        assert "2030" in texts(chart)
        assert "Target: 5 billion USD by 2030." in chart.alt
        assert chart.title.endswith("against a target of 5 billion USD by 2030")

    def test_the_title_does_not_hold_what_is_to_be_invested_against_what_has_been(self):
        invested = {"metric": "investment", "direction": "VN>LA"}
        aims = [figure(value, status="target", period="2024", precision=1e8, **invested) for value in (3e8, 2e9)]
        titles = [self.drawn([figure(**invested), aim], metric="investment").title for aim in aims]
        assert titles == [
            "Investment: 1.3 billion USD in 2021; a target of 300 million USD by 2024",
            "Investment: 1.3 billion USD in 2021, against a target of 2.0 billion USD by 2024",
        ]

    @pytest.mark.parametrize(
        ("expected", "directions"),
        [
            ("Investment, Vietnam to Laos, USD", ["VN>LA", "VN>LA"]),
            ("Investment of Laos and Vietnam, USD", ["VN>LA", "LA>VN"]),
            ("Investment of Laos and Vietnam, USD", ["VN>LA", None]),
            ("Investment of Laos and Vietnam, USD", [None]),
        ],
    )
    def test_the_caption_says_which_way_it_goes(self, expected, directions):
        stated = [
            figure(1e8 * place, metric="investment", direction=way, period=f"202{place}", start=place)
            for place, way in enumerate(directions, start=1)
        ]
        chart = self.drawn(stated, metric="investment")
        assert chart.caption == expected

    @pytest.mark.parametrize(
        ("value", "precision", "growth", "told"),
        [
            (1.12e8, 1e6, {"value": 27.0, "lower": 27.0, "upper": 27.0, "bound": "exact"}, "about 88 million USD"),
            (1.3e9, 1e8, {}, "about 1.0 billion USD"),
            (1.1284e8, 1e4, {"value": 27.0, "lower": 27.0, "upper": 27.0, "bound": "exact"}, "about 88.85 million USD"),
        ],
    )
    def test_an_implied_value_is_told_as_its_finding_tells_it(self, value, precision, growth, told):
        stated = figure(value, precision=precision, change=dataclasses.replace(RISE, **growth))
        (finding,) = [one for one in check([stated]) if one.check == "implied_base"]
        chart = self.drawn([stated], [finding])
        assert told in finding.text
        assert told in chart.title
        assert told in chart.alt
        assert told.removesuffix(" USD") in " ".join(texts(chart))

    def test_an_implied_value_is_drawn_hollow_with_its_bound(self):
        chart = self.drawn([ACTUAL], [IMPLIED])
        assert "less than about 1 billion" in texts(chart)
        assert (
            chart.title
            == "Trade turnover: 1.3 billion USD in 2021, after less than about 1 billion USD in 2020 (implied)"
        )
        hollow = [
            line
            for line in chart.findobj(mpl.lines.Line2D)
            if line.get_marker() == "o" and line.get_markerfacecolor() == style().colour["paper"][0]
        ]
        assert len(hollow) == 2, "one on the plot, one in the key"

    def test_an_implied_value_of_another_metric_is_not_drawn(self):
        chart = self.drawn([ACTUAL], [dataclasses.replace(IMPLIED, metric="investment")])
        assert len(chart.data) == 1

    def test_an_implied_count_comes_whole(self):
        scholarships = figure(92.0, metric="scholarships", unit="scholarship", precision=1.0, direction="LA>VN")
        found = dataclasses.replace(
            IMPLIED,
            metric="scholarships",
            unit="scholarship",
            value=30.67,
            lower=30.0,
            upper=None,
            evidence=(Evidence(document="one.txt", start=0, end=1, exact="92", figure=scholarships.id),),
        )
        chart = self.drawn([scholarships], [found], metric="scholarships")
        assert "more than 30" in texts(chart)
        assert chart.title == "Scholarships: 92 in 2021, after more than 30 in 2020 (implied)"

    def test_the_change_stands_below_the_value(self):
        assert "up more than 30 % on 2020" in texts(self.drawn([ACTUAL]))

    def test_a_range_is_told_with_both_ends(self):
        chart = self.drawn([figure(5e9, upper=6e9, bound="range", precision=1e9)])
        assert "5 to 6 billion" in texts(chart)
        assert (chart.data["Lowest"].item(), chart.data["Highest"].item()) == (5e9, 6e9)

    @pytest.mark.parametrize(
        ("bound", "words"), [("over", "more than 1.3 billion"), ("at_most", "at most 1.3 billion")]
    )
    def test_an_open_bound_has_an_arrow(self, bound, words):
        chart = self.drawn([figure(bound=bound), figure(9e9, period="2022")])
        assert words in texts(chart)
        assert [note for note in chart.axes[0].texts if getattr(note, "arrow_patch", None)]

    def test_equal_statements_of_two_documents_are_one_point(self):
        chart = self.drawn([ACTUAL, figure(document="two.txt")], labels={"one.txt": "First", "two.txt": "Second"})
        assert len(chart.data) == 1
        assert "1.3 billion (2 sources)" in texts(chart)
        assert "Sources: First; Second." in texts(chart)

    def test_directions_and_units_have_panels_of_their_own(self):
        there = figure(metric="exports", direction="LA>VN")
        back = figure(2e9, metric="exports", direction="VN>LA")
        euro = figure(3e9, metric="exports", direction="VN>LA", unit="EUR")
        chart = self.drawn([there, back, euro], metric="exports")
        assert len(chart.axes) == 3
        assert {"Laos to Vietnam", "Vietnam to Laos", "billion EUR", "billion USD"} <= set(texts(chart))

    def test_parties_keep_one_pair(self):
        other = figure(7e9, parties=("LA", "RU"))
        assert len(self.drawn([ACTUAL, other], parties=["VN", "LA"]).data) == 1

    def test_the_text_alternative_tells_all_that_is_drawn(self):
        alt = self.drawn([ACTUAL, *TARGETS], [IMPLIED]).alt
        for said in (
            "in USD",
            "Actual: 1.3 billion USD in 2021, up more than 30 % on 2020",
            "Implied: less than about 1 billion",
        ):
            assert said in alt
        assert "Target: 5 billion USD, no deadline stated; 10 billion USD, no deadline stated." in alt

    def test_the_text_alternative_of_many_values_tells_the_ends(self):
        many = [figure(1e9 * (1 + year % 7), period=str(year), precision=1e9) for year in range(1990, 2022)]
        alt = self.drawn(many).alt
        assert "32 values: first 3 billion USD in 1990; last 6 billion USD in 2021" in alt
        assert len(alt) < 400

    def test_nothing_to_draw_is_said(self):
        chart = self.drawn([])
        assert chart.title == "Trade turnover: no amount is stated"
        assert len(chart.data) == 0
        assert chart.title in texts(chart)
        assert chart.title in texts(charts.development(table([], of=Figure), metric="trade_turnover", titled=False))

    @pytest.mark.parametrize(
        "figures",
        [
            pytest.param([figure(0.0)], id="zero"),
            pytest.param([figure(-5.0, unit="tonne")], id="negative"),
            pytest.param([figure(period="--09-02")], id="day without a year"),
            pytest.param([figure(period=None)], id="no period"),
            pytest.param([figure(None, lower=None, upper=None, change=RISE)], id="a change alone"),
            pytest.param([figure(unit=None)], id="no unit"),
            pytest.param([figure(parties=())], id="no economies"),
            pytest.param([figure(period="1945-05-09"), figure(1e3, period="2021-01/2021-09")], id="far apart"),
            pytest.param([figure(1e3 + n, period=f"{1900 + n}") for n in range(90)], id="ninety years"),
            pytest.param([figure(1e9 + n * 1e7, period="2021") for n in range(12)], id="twelve of one year"),
            pytest.param([figure(1e9, parties=(a, b)) for a in "ABC" for b in "XYZ"], id="nine pairs"),
            pytest.param([figure(metric="trade_turnover", unit="yak")], id="unknown unit"),
        ],
    )
    def test_any_corpus_can_be_drawn(self, figures):
        chart = self.drawn(figures)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert "<svg" in svg(chart)
            assert "<svg" in svg(chart.narrow())
        assert chart.alt
        assert all(math.isfinite(edge) for axes in chart.axes for edge in (*axes.get_xlim(), *axes.get_ylim()))


class TestReferenceSeries:
    """Values of official statistics, made up here, beside the stated ones."""

    @staticmethod
    def value(value, period, reporter="LA", **slots):
        cell = Evidence(document="made-up.csv", start=int(period[:4]), end=int(period[:4]) + 4, exact=str(value))
        known = {"metric": "trade_turnover", "unit": "USD", "parties": PAIR, "source": "made-up.csv"}
        return Observation(**known | slots, value=value, period=period, reporter=reporter, evidence=(cell,))

    def drawn(self, observations, figures=(ACTUAL, *TARGETS)):
        return charts.development(table(list(figures)), metric="trade_turnover", reference=observations)

    def test_each_reporter_has_a_sign_of_its_own_named_in_the_key_and_the_alternative(self):
        chart = self.drawn(
            [self.value(1.36e9, "2021"), self.value(1.52e9, "2021", "VN"), self.value(1e9, "2020", "VN")]
        )
        for name in ("as Laos reports (made-up.csv)", "as Vietnam reports (made-up.csv)"):
            assert f"reference series, {name}" in texts(chart)
        assert "Reference series, as Laos reports (made-up.csv): 1.36 billion USD in 2021." in chart.alt
        assert "as Vietnam reports (made-up.csv): 1 billion USD in 2020; 1.52 billion USD in 2021." in chart.alt
        signs = [line.get_marker() for line in chart.axes[0].lines if line.get_marker() in {"x", "+"}]
        assert sorted(signs) == ["+", "+", "x"]
        assert not {"x", "+"} & {look["marker"] for name, look in style().status.items() if name != "reference"}

    def test_an_official_value_is_told_to_four_digits(self):
        chart = self.drawn([self.value(1_364_700_123, "2021")])
        assert "1.365 billion USD" in chart.data["Value"].tolist()

    def test_a_mark_leads_to_its_cell(self):
        chart = self.drawn([self.value(1.36e9, "2021")])
        assert "evidence:made-up.csv:2021" in svg(chart)
        data = chart.described()["data"]
        assert "reference series, as Laos reports (made-up.csv)" in data["Status"].tolist()
        assert len(chart.described()["links"]["Value"]) == len(data)

    def test_only_what_can_be_held_against_the_stated_values_is_drawn(self):
        others = [
            self.value(1e9, "2021", unit="EUR"),
            self.value(1e9, "2021", parties=("LA", "RU")),
            self.value(1e9, "2021", metric="investment"),
            self.value(1e9, "2021", measure="stock"),
            self.value(1e9, "1990"),
            self.value(1e9, "2030"),
        ]
        assert self.drawn(others).data.equals(self.drawn([]).data)

    def test_official_values_alone_draw_nothing(self):
        assert (
            "no amount is stated"
            in charts.development(
                table([], of=Figure), metric="trade_turnover", reference=[self.value(1e9, "2021")]
            ).title
        )

    def test_the_title_tells_what_is_stated(self):
        assert self.drawn([self.value(9e9, "2022")]).title == self.drawn([]).title


class TestOccasions:
    def signing(self, value, period, sectors=(), **slots):
        known = {"metric": "documents_signed", "unit": "document", "precision": 1.0}
        return figure(value, period=period, sectors=tuple(sectors), **(known | slots))

    def drawn(self, figures, **options):
        return charts.occasions(table(figures, of=Figure), metric="documents_signed", **options)

    def test_numbers_dates_and_fields(self):
        chart = self.drawn(
            [
                self.signing(14.0, "2021-08-09", ["defence", "security", "mineral exploration"]),
                self.signing(12.0, "2025-12-01", ["forsvar", "helse", "birøkt"]),
            ]
        )
        assert {"14 documents", "12 documents", "defence", "security", "mining", "health", "birøkt"} <= set(
            texts(chart)
        )
        assert chart.title == "Documents signed: 14 on 9 August 2021 and 12 on 1 December 2025; defence named in both"
        assert "12 on 1 December 2025 in the fields of defence, health and birøkt" in chart.alt
        assert "Named on more than one occasion: defence." in chart.alt

    def test_a_field_with_a_bar_in_its_name_is_one_field(self):
        chart = self.drawn([self.signing(2.0, "2021", ["this | that"])])
        assert chart.data["Fields named"].item() == "this | that"

    def test_two_sources_of_one_signing_are_one_occasion(self):
        chart = self.drawn(
            [
                self.signing(14.0, "2021-08-09", ["defence"]),
                self.signing(14.0, "2021-08-09", ["security"], document="two.txt"),
            ]
        )
        assert chart.data["Sources"].tolist() == [2]
        assert chart.data["Fields named"].tolist() == ["defence, security"]

    def test_targets_are_not_drawn(self):
        assert len(self.drawn([self.signing(14.0, "2030", status="target")]).data) == 0

    def test_many_occasions_are_drawn_on_years(self):
        many = [self.signing(float(n % 9 + 1), f"{1990 + n}-05-01", ["defence"]) for n in range(30)]
        chart = self.drawn([*many, self.signing(3.0, None, ["justice"])])
        assert chart.title == "Documents signed on 31 occasions, 1990 to 2019; defence named in more than one"
        assert "no period stated" in texts(chart)
        assert len(chart.alt) < 500
        assert "<svg" in svg(chart.narrow())

    def test_what_is_only_planned_is_said(self):
        aims = [self.signing(24.0, None, status="target"), self.signing(20.0, "2030", status="pledge")]
        chart = self.drawn(aims, parties=PAIR)
        said = (
            "Documents signed by Laos and Vietnam: no result is stated; planned: 20 documents by 2030 and 24 documents"
        )
        assert chart.title == said
        assert "only what is planned (20 documents by 2030 and 24 documents)" in chart.alt
        assert "planned" not in self.drawn([*aims, self.signing(3.0, "2021")], parties=PAIR).title

    def test_none_is_said(self):
        assert self.drawn([], parties=PAIR).title == "Documents signed by Laos and Vietnam: none is stated"


class TestNarrow:
    """On a telephone."""

    def test_a_label_does_not_reach_the_point_of_the_next_year(self):
        chart = charts.development(table([ACTUAL, *TARGETS], of=Figure), [IMPLIED], metric="trade_turnover").narrow()
        assert {"less than about", "1\u00a0billion"} <= set(texts(chart))

    def test_the_key_does_not_touch_the_first_row(self):
        milestones = [TestTimeline().milestone(date="1962", anniversary=60, marked=2022)]
        entries = [TestAccounts().entry("figure")]
        for chart, first in (
            (charts.timeline(table(milestones, of=Milestone)), "First flight, Laos and Vietnam"),
            (charts.accounts(table(entries, of=LedgerEntry)), "one.txt"),
        ):
            drawn = chart.narrow()
            drawn.canvas.draw()
            boxes = {text.get_text(): text.get_window_extent() for text in drawn.findobj(mpl.text.Text)}
            keys = [
                boxes[key].y0 for key in ("date stated", "anniversary marked", "figures and changes") if key in boxes
            ]
            assert (min(keys) - boxes[first].y1) / drawn.dpi > 0.08, "inches"


class TestTimeline:
    def milestone(self, event="first flight", **slots):
        known = {"date": None, "anniversary": None, "marked": None, "implies": None, "parties": PAIR}
        return Milestone(document=slots.pop("document", "one.txt"), event=event, start=0, end=1, **(known | slots))

    def drawn(self, milestones, **options):
        return charts.timeline(table(milestones, of=Milestone), **options)

    def test_mentions_of_one_event_are_one_row(self):
        chart = self.drawn(
            [
                self.milestone(date="1962"),
                self.milestone(date="1962-09-05", document="two.txt"),
                self.milestone(anniversary=60, marked=2022, implies=1962, document="three.txt"),
            ]
        )
        assert chart.data["Date"].tolist() == ["5 September 1962"]
        assert chart.data["Sources"].tolist() == [3]
        assert {"5 Sept 1962", "60th in 2022", "First flight, Laos and Vietnam"} <= set(texts(chart))
        assert "5 September 1962: First flight, Laos and Vietnam; marked: 60 years in 2022." in chart.alt

    def test_the_title_counts_every_anniversary_that_is_drawn(self):
        both = [self.milestone(date="1975", anniversary=years, marked=1975 + years) for years in (45, 50)]
        other = self.milestone("second flight", anniversary=80, marked=2025, implies=1945)
        chart = self.drawn([*both, other])
        assert chart.title == "Milestones: 2 events from 1945 to 1975; 3 anniversaries marked, 2 of them in 2025"
        assert self.drawn([other]).title == "Milestones: 1 event of 1945; 1 anniversary marked in 2025"
        # Where two marks stand close together, the second has room for less.
        assert {"45th in 2020", "80th in 2025"} <= set(texts(chart))
        assert "50th in 2025" not in texts(chart)

    def test_years_that_differ_are_two_rows(self):
        assert len(self.drawn([self.milestone(date="1962"), self.milestone(date="1963")]).data) == 2

    def test_a_year_that_follows_from_an_anniversary_is_hollow(self):
        chart = self.drawn([self.milestone(anniversary=50, marked=2025, implies=1975)])
        assert chart.data["Date"].item() == "1975 (implied)"
        assert "year follows from an anniversary" in texts(chart)
        assert "date stated" not in texts(chart)

    def test_parties_keep_the_pair_and_its_members(self):
        kept = [self.milestone(date="1950", parties=()), self.milestone("a", date="1951", parties=("LA",))]
        chart = self.drawn([*kept, self.milestone("b", date="1952", parties=("RU",))], parties=PAIR)
        assert len(chart.data) == 2

    def test_an_event_without_a_year_is_left_out(self):
        assert self.drawn([self.milestone(date="--09-02")]).title == "Milestones: none is stated"

    @pytest.mark.parametrize("narrow", [False, True])
    @pytest.mark.parametrize(
        ("dates", "marked"), [(("1945", "1954", "1975"), 2025), (("1893", "2019"), 2023), (("2019", "2020"), 2021)]
    )
    def test_the_years_below_reach_from_the_first_event_to_the_last_anniversary(self, dates, marked, narrow):
        events = [self.milestone(f"event {date}", date=date) for date in dates]
        chart = self.drawn([*events, self.milestone("other", date=dates[0], anniversary=1, marked=marked)])
        below = [note for note in (chart.narrow() if narrow else chart).axes[0].texts if note.get_position()[1] == 0.1]
        years = [int(note.get_text()) for note in below]
        assert (years[0], years[-1]) == (int(dates[0]), marked)
        assert years == sorted(set(years))
        places = [note.get_position()[0] for note in below]
        assert all(after - before >= 0.4 for before, after in itertools.pairwise(places))

    def test_many_events(self):
        chart = self.drawn(
            [self.milestone(f"event {n}", date=str(1900 + n), anniversary=9, marked=1909 + n) for n in range(60)]
        )
        assert len(chart.data) == 60
        assert "more are in the table" in chart.alt
        assert chart.get_size_inches()[1] < 12


class TestAccounts:
    def entry(self, class_, document="one.txt"):
        return LedgerEntry(document=document, start=0, end=1, text="1", class_=class_, reason="x")

    def drawn(self, entries, **options):
        return charts.accounts(table(entries, of=LedgerEntry), **options)

    def test_counts_by_group(self):
        entries = [self.entry("figure"), self.entry("change"), self.entry("date"), self.entry("ordinal", "two.txt")]
        chart = self.drawn(entries, documents=["one.txt", "two.txt", "none.txt"], labels={"none.txt": "Silent"})
        assert chart.title == "All 4 numbers in 3 documents are accounted for; 2 belong to figures and their changes"
        assert chart.data["figures and changes"].tolist() == [2, 0, 0]
        assert chart.data["all"].tolist() == [3, 1, 0]
        assert chart.data["Document"].tolist() == ["one.txt", "two.txt", "Silent"]
        assert "one.txt: 3 numbers: 2 in figures and their changes and 1 times and anniversaries." in chart.alt

    def test_unclaimed_numbers_come_first(self):
        assert self.drawn([self.entry("unclaimed"), self.entry("date")]).title == (
            "1 of 2 numbers in one document are unclaimed"
        )

    def test_no_numbers(self):
        assert self.drawn([]).title == "The documents hold no numbers"


class TestChart:
    def all(self):
        frame = table([ACTUAL, *TARGETS])
        yield charts.development(frame, [IMPLIED], metric="trade_turnover")
        yield charts.occasions(table([TestOccasions().signing(14.0, "2021", ["defence"])]), metric="documents_signed")
        yield charts.timeline(table([TestTimeline().milestone(date="1962", anniversary=60, marked=2022)]))
        yield charts.accounts(table([TestAccounts().entry("date")]))

    def test_described_is_what_a_report_takes(self):
        from analysis import reports

        for chart in self.all():
            block = reports.chart(**chart.described())
            assert block.data["caption"] == chart.title
            assert block.data["alt"] == chart.alt
            assert chart.title not in re.sub(r"<[^>]*>", "", block.data["svg"])
            assert block.data["narrow"] != block.data["svg"]

    def test_widths_are_those_of_the_style(self):
        for chart in self.all():
            assert chart.get_size_inches()[0] == style().chart["width"]
            assert chart.narrow().get_size_inches()[0] == style().chart["narrow"]

    def test_colours_are_those_of_the_style(self):
        known = {pair[0] for pair in (*style().colour.values(), *style().series.values())}
        for chart in self.all():
            used = set(re.findall(r"#[0-9a-f]{6}", svg(chart)))
            assert used <= known, used - known

    def test_labels_are_drawn_in_the_fonts_of_the_style(self):
        for chart in self.all():
            families = {tuple(text.get_fontfamily()) for text in chart.findobj(mpl.text.Text) if text.get_text()}
            assert families == {(style().type["sans"], *style().type["fallback"])}

    def test_twice_the_same_bytes(self):
        assert [svg(chart) for chart in self.all()] == [svg(chart) for chart in self.all()]

    def test_pyplot_knows_nothing_of_it(self):
        from matplotlib import pyplot as plt

        before = dict(mpl.rcParams)
        list(self.all())
        assert plt.get_fignums() == []
        assert dict(mpl.rcParams) == before

    def test_no_label_leaves_the_sheet(self):
        for chart in self.all():
            for one in (chart, chart.narrow()):
                one.draw_without_rendering()
                wide = one.bbox.width
                for text in one.findobj(mpl.text.Text):
                    if text.get_text() and text.get_visible():
                        box = text.get_window_extent()
                        assert box.x0 > -0.03 * wide, text.get_text()
                        assert box.x1 < 1.03 * wide, text.get_text()


class TestPaper:
    def test_wrapping_keeps_all_words(self):
        text = "one two three four five"
        assert wrapped(text, 0.5).split() == text.split()
        assert all(measured(line) < 0.6 for line in wrapped(text, 0.6).split("\n"))

    def test_labels_keep_clear_of_each_other(self):
        labels = Labels(limits=Box(0, 0, 5, 5))
        first = labels.spot(2, 2, "one")
        second = labels.spot(2, 2, "two")
        assert first != second
        assert labels.taken[0].shared(labels.taken[1]) == 0

    @pytest.mark.parametrize(
        ("expected", "names"),
        [("", []), ("Source: A.", ["A"]), ("Sources: A; B.", ["A", "B"]), ("Source: A…", ["A…"])],
    )
    def test_source_line(self, expected, names):
        assert source_line(names) == expected


class TestTimes:
    @pytest.mark.parametrize(
        ("expected", "iso"),
        [
            ((2021.0, 2022.0), "2021"),
            ((2021 + 7 / 12, 2021 + 8 / 12), "2021-08"),
            ((2020.0, 2022.0), "2020/2021"),
            ((2021.0, 2021.75), "2021-01/2021-09"),
        ],
    )
    def test_spell(self, expected, iso):
        assert spell(iso) == pytest.approx(expected)

    def test_a_day_is_short(self):
        start, end = spell("2021-08-09")
        assert 0 < end - start < 0.003

    def test_what_is_no_date(self):
        assert math.isnan(place("--09-02"))
        assert middle("--09-02") == math.inf
        assert (year_of("--09-02"), year_of("1962-09"), year_of(None)) == (None, 1962, None)

    @pytest.mark.parametrize("values", [[0.0], [1.3, 10.0], [92.0], [-4.0, 3.0], [1e-6], [999.0]])
    def test_ticks_hold_all_values_and_zero(self, values):
        ticks = ticks_for(values)
        assert ticks[0] <= min(values, default=0)
        assert ticks[-1] >= max(values)
        assert 0 in ticks
        assert 2 <= len(ticks) <= 7

    @pytest.mark.parametrize("edges", [[], [2021.0, 2022.0], [2021.3, 2021.4], [1990.0, 2025.0]])
    def test_a_span_has_width(self, edges):
        first, last = span_of(edges)
        assert last > first
        assert all(first <= edge <= last for edge in edges)


def test_a_table_of_another_program_will_do():
    """A table read back from CSV, its periods as text, has no categories and other types."""
    frame = table([ACTUAL, *TARGETS])
    text = io.StringIO(frame.to_csv(index=False))
    chart = charts.development(pd.read_csv(text, dtype={"period": str, "change_versus": str}), metric="trade_turnover")
    assert chart.title.startswith("Trade turnover: 1.3 billion USD in 2021, against targets")
