"""Summaries: sentences and tables generated from figures, each figure tied to its evidence."""

import dataclasses
import hashlib

import pytest

from analysis import charts, summaries, wording
from analysis.checks import check
from analysis.documents import DocumentError
from analysis.model import (
    Change,
    Document,
    Evidence,
    Figure,
    Finding,
    LedgerEntry,
    Milestone,
    Scope,
)
from analysis.reports.display import UNSEEN
from analysis.summaries.openings import _spans
from analysis.summaries.sentences import told
from analysis.tables import table, write
from tests.conftest import PAIR, figure

RISE = Change(kind="percent", value=30.0, lower=30.0, upper=None, bound="over", direction="up", versus="2020")
TRADE = figure(change=RISE)
NEAR = figure(5e9, status="target", period=None, precision=1e9, document="two.txt", start=3)
FAR = figure(1e10, status="target", period=None, precision=1e9, document="two.txt", start=30)
INVESTED = figure(1.12e8, metric="investment", direction="VN>LA", precision=1e6, start=50)
SIGNED = [
    figure(float(n), metric="documents_signed", unit="document", precision=1.0, period=day, start=60 + n)
    for n, day in ((14, "2021-08-09"), (12, "2025-12-01"))
]
OTHER = figure(92.0, metric="scholarships", unit="scholarship", precision=1.0, parties=("LA", "RU"), direction="RU>LA")
FOUNDED = Milestone(
    document="three.txt",
    event="first flight",
    date="1962-09-05",
    anniversary=None,
    marked=None,
    implies=None,
    parties=PAIR,
    start=5,
    end=9,
)
AGREED = Finding(
    check="anniversaries",
    verdict="agree",
    text="First flight, Laos and Vietnam: 5 September 1962 and 60 years in 2022 fit.",
    evidence=tuple(Evidence(document=name, start=5, end=9, exact="x") for name in ("one.txt", "three.txt")),
    parties=PAIR,
    event="first flight",
)
CLASH = Finding(
    check="agreement",
    verdict="conflict",
    text="Investment, Vietnam to Laos, 2021: documents disagree.",
    evidence=(Evidence(document="one.txt", start=50, end=60, exact="x", figure=INVESTED.id),),
    parties=PAIR,
    metric="investment",
)
CORPUS = summaries.Corpus(
    documents=tuple(Document(id=f"{name}.txt", text=f"Title of {name}\nBody.") for name in ("one", "two", "three")),
    scopes=(
        Scope(document="one.txt", language="en", published="2022-01-10", title="Title of one", parties=PAIR),
        Scope(document="two.txt", language="nb", published="2025-12-01", title="Title of two", parties=PAIR),
        Scope(document="three.txt", language="ru", title="Третий", parties=PAIR),
    ),
    figures=(TRADE, NEAR, FAR, INVESTED, *SIGNED, OTHER),
    milestones=(FOUNDED,),
    entries=(
        LedgerEntry(document="one.txt", start=9, end=12, text="1.3", class_="figure", reason="value of trade_turnover"),
        LedgerEntry(document="one.txt", start=30, end=33, text="two", class_="determiner", reason="the sides"),
        LedgerEntry(document="one.txt", start=40, end=43, text="Two", class_="determiner", reason="the sides"),
    ),
    findings=(AGREED,),
)
DIGESTS = {document.id: "digest" for document in CORPUS.documents}
EMPTY = summaries.Corpus()


def words(parts):
    """The words of parts of a sentence, or of a block's runs."""
    return "".join(part if isinstance(part, str) else getattr(part, "run", part)["text"] for part in parts)


def every_run(value):
    """The runs of a block, however deep they lie."""
    if isinstance(value, list):
        return [run for item in value for run in every_run(item)]
    if not isinstance(value, dict):
        return []
    return [value] if "text" in value else [run for item in value.values() for run in every_run(item)]


def cited(block, text):
    """The places that the run with this text leads to."""
    run = next(run for run in block.data["runs"] if run["text"] == text)
    return [(ref["document"], ref["start"]) for ref in run["refs"]]


class TestTold:
    @pytest.mark.parametrize(
        ("expected", "group"),
        [
            ("Trade between Laos and Vietnam came to 1.3 billion USD in 2021, up more than 30 % on 2020.", [TRADE]),
            (
                (
                    "Trade between Laos and Vietnam came to 1.3 billion USD in 2021; the targets are 5 billion USD "
                    "and 10 billion USD, no deadline stated; the nearest is 3.8 times the last result."
                ),
                [FAR, figure(), NEAR],
            ),
            (
                "Trade turnover, Laos and Vietnam: the target is 5 billion USD by 2030.",
                [dataclasses.replace(NEAR, period="2030")],
            ),
            (
                "Trade turnover, Laos and Vietnam: the targets are 5 billion USD by 2030 and 10 billion USD by 2035.",
                [dataclasses.replace(NEAR, period="2030"), dataclasses.replace(FAR, period="2035")],
            ),
            ("Investment from Vietnam in Laos came to 112 million USD in 2021.", [INVESTED]),
            ("Russia set aside 92 scholarships for Laos in 2021.", [OTHER]),
            ("Laos and Vietnam signed 14 documents on 9 August 2021 and 12 documents on 1 December 2025.", SIGNED),
            (
                (
                    "Laos and Vietnam signed 2 documents in 2002, 3 documents in 2003 and 4 documents in 2004 "
                    "(the newest 3 of four occasions)."
                ),
                [dataclasses.replace(SIGNED[0], value=float(n), period=f"200{n}") for n in (1, 2, 3, 4)],
            ),
            (
                "Vietnam gave Laos more than 5 million USD.",
                [figure(5e6, metric="aid", direction="VN>LA", bound="over", precision=1e6, period=None)],
            ),
            (
                "Aid, Laos and Vietnam: 5 million USD in 2021.",
                [figure(5e6, metric="aid", direction=None, precision=1e6)],
            ),
            (
                "Aid, Vietnam to Laos: there is a pledge of 5 million USD in 2026.",
                [figure(5e6, metric="aid", direction="VN>LA", precision=1e6, period="2026", status="pledge")],
            ),
            (
                "Trade between Laos and Vietnam came to 1.3 billion USD (estimate) in 2021.",
                [figure(status="estimate")],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 6.0 billion USD in 2022; the target is 5 billion USD, "
                    "no deadline stated; it is below the last result."
                ),
                [NEAR, figure(6e9, period="2022"), TRADE],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 5.0 billion USD in 2022; the target is 5 billion USD, "
                    "no deadline stated; it is as high as the last result."
                ),
                [NEAR, figure(5e9, period="2022")],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 5.0 billion USD in 2022; for part of a year, 2.4 billion "
                    "USD from January to July 2023; the target is 10 billion USD by 2030; it is 2 times the last "
                    "result of a whole year."
                ),
                [
                    figure(2.4e9, period="2023-01/2023-07"),
                    figure(5e9, period="2022"),
                    dataclasses.replace(FAR, period="2030"),
                ],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 5.0 billion USD in 2022; for part of a year, 2.4 billion "
                    "USD from January to July 2023, up more than 30 % on January to July 2022."
                ),
                [
                    figure(2.4e9, period="2023-01/2023-07", change=dataclasses.replace(RISE, versus="2022-01/2022-07")),
                    figure(5e9, period="2022"),
                    figure(1e9, period="2023-01/2023-03"),
                ],
            ),
            (
                "Trade between Laos and Vietnam came to 1.3 billion USD in 2021.",
                [figure(6e8, period="2021-01/2021-06"), figure(), figure(7e8, period="2021-07/2021-12")],
            ),
            (
                "Trade between Laos and Vietnam came to 2.4 billion USD from January to July 2023.",
                [figure(2.4e9, period="2023-01/2023-07"), figure(2e9, period="2022-01/2022-07")],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 2.4 billion USD from January to July 2023; the targets are "
                    "5 billion USD and 10 billion USD, no deadline stated; the nearest is below the result without a "
                    "period, 6.0 billion USD."
                ),
                [NEAR, FAR, figure(2.4e9, period="2023-01/2023-07"), figure(6e9, period=None)],
            ),
            (
                "Trade between Laos and Vietnam came to 1.3 billion USD in 2021.",
                [figure(4e9, period="2020/2022"), figure(), figure(1.1e9, period="2020")],
            ),
            (
                (
                    "Trade between Laos and Vietnam came to 4.0 billion USD from 2020 to 2022; the target is "
                    "5 billion USD, no deadline stated."
                ),
                [figure(4e9, period="2020/2022"), NEAR],
            ),
            (
                "Russia set aside 92 scholarships for Laos in 2021/2022.",
                [dataclasses.replace(OTHER, period="2021/2022"), dataclasses.replace(OTHER, period="2020")],
            ),
            (
                "Trade turnover, Laos and Vietnam: up more than 30 % on 2020 in 2021.",
                [figure(None, lower=None, upper=None, change=RISE)],
            ),
        ],
    )
    def test_sentence(self, expected, group):
        assert words(told(group)) == expected

    def test_what_is_to_be_invested_is_not_held_against_what_has_been(self):
        aimed = dataclasses.replace(INVESTED, value=4e7, status="target", period="2024", start=70)
        assert words(told([INVESTED, aimed])) == (
            "Investment from Vietnam in Laos came to 112 million USD in 2021; the target is 40 million USD by 2024."
        )
        to_date = dataclasses.replace(INVESTED, period=None, measure="stock")
        more = dataclasses.replace(aimed, value=2e8, measure="flow")
        for target in (aimed, more):
            assert words(told([to_date, target])).endswith("USD by 2024.")
        assert words(told([INVESTED, more])).endswith("it is 1.8 times the last result.")
        projects = {"metric": "investment_projects", "unit": "project", "precision": 1.0}
        there, wanted = (dataclasses.replace(one, **projects) for one in (to_date, more))
        assert words(told([there, wanted])).endswith("times the last result.")
        elsewhere = dataclasses.replace(aimed, document="two.txt")
        assert words(told([INVESTED, elsewhere], published={"two.txt": "2019-05-01"})).endswith(
            "the target is 40 million USD by 2024; it is below the last result."
        )

    def test_what_was_inferred_of_a_figure_is_marked_where_it_is_told(self):
        change = dataclasses.replace(RISE, versus="2020")
        codes = ("period:text", "parties:pair", "versus:year-before")
        marked = {
            p.run["text"]: p.run["inferred"]
            for p in told([figure(change=change, inferred=codes)])
            if "inferred" in getattr(p, "run", {})
        }
        assert marked == {
            "Laos and Vietnam": "Inferred: the economies, from the two economies that the document is about",
            "in 2021": "Inferred: the period, from a full date stated elsewhere in the text",
            "up more than 30 % on 2020": (
                "Inferred: the period compared with, from the year before the figure's own period"
            ),
        }

    def test_every_metric_can_be_told(self):
        from analysis.definitions import definitions

        for key in definitions().metrics:
            for direction in (None, "VN>LA"):
                sentence = words(told([figure(metric=key, direction=direction)]))
                assert "1.3 billion USD" in sentence
                assert "{" not in sentence


class TestOpening:
    def test_of_a_pair(self):
        block = summaries.opening(summaries.about(CORPUS, PAIR))
        text = words(block.data["runs"])
        assert text.startswith(
            "Three sources, two of them of known date (2022 and 2025), speak of Laos and Vietnam. Trade between"
        )
        assert "The sources agree on one fact: first flight, Laos and Vietnam." in text
        assert text.endswith("No two of them contradict each other.")
        assert "scholarships" not in text

    def test_of_a_corpus(self):
        text = words(summaries.opening(CORPUS).data["runs"])
        assert text.startswith(
            "Three sources in English, Norwegian and Russian, two of them of known date (2022 and 2025), were read; "
            "two state seven figures: six about Laos and Vietnam and one about Laos and Russia."
        )
        assert "Russia set aside 92 scholarships for Laos" in text

    def test_of_a_corpus_in_which_every_source_states_a_figure(self):
        every = tuple(figure(document=f"{name}.txt", start=70) for name in ("one", "two", "three"))
        text = words(summaries.opening(dataclasses.replace(CORPUS, figures=every)).data["runs"])
        assert "two of them of known date (2022 and 2025), state three figures about Laos and Vietnam." in text

    @pytest.mark.parametrize(
        ("expected", "years"),
        [
            ("Three sources, published in 2021, speak", ("2021", "2021", "2021")),
            ("Three sources, published in 2021 and 2025, speak", ("2021", "2025", "2021")),
            ("Three sources, published from 2021 to 2025, speak", ("2021", "2023", "2025")),
        ],
    )
    def test_the_years_of_publication(self, expected, years):
        scopes = tuple(
            dataclasses.replace(scope, published=f"{year}-03-01")
            for scope, year in zip(CORPUS.scopes, years, strict=True)
        )
        corpus = dataclasses.replace(CORPUS, scopes=scopes)
        assert words(summaries.opening(summaries.about(corpus, PAIR)).data["runs"]).startswith(expected)

    def test_every_figure_leads_to_its_sentence(self):
        block = summaries.opening(CORPUS)
        assert cited(block, "1.3 billion USD") == [("one.txt", 9)]
        assert cited(block, "10 billion USD") == [("two.txt", 30)]

    def test_conflicts_are_named_before_agreement(self):
        corpus = dataclasses.replace(CORPUS, findings=(AGREED, CLASH))
        text = words(summaries.opening(corpus).data["runs"])
        assert "One fact is in conflict: investment, Vietnam to Laos, 2021. Sources agree on one fact:" in text
        assert "contradict" not in text

    @pytest.mark.parametrize(
        ("expected", "slots"),
        [
            (
                "one fact: August Revolution, Vietnam.",
                {"event": "august_revolution", "text": "August Revolution, Vietnam"},
            ),
            ("one fact: revolution in Cuba.", {"event": "revolution", "text": "Revolution in Cuba"}),
            ("one fact: first flight, Laos.", {"event": "first flight", "text": "First flight, Laos"}),
            ("one fact: FDI, Laos.", {"event": None, "text": "FDI, Laos"}),
        ],
        ids=["a name", "no name", "words of the text", "an abbreviation"],
    )
    def test_what_sources_agree_on_keeps_the_capital_of_its_name(self, expected, slots):
        found = dataclasses.replace(AGREED, **slots | {"text": f"{slots['text']}: 1945 and 80 years in 2025 fit."})
        text = words(summaries.opening(dataclasses.replace(CORPUS, findings=(found,))).data["runs"])
        assert f"The sources agree on {expected}" in text

    def test_of_a_pair_that_nobody_speaks_of(self):
        text = words(summaries.opening(summaries.about(CORPUS, ("NO", "SE"))).data["runs"])
        assert text == "No source speaks of Norway and Sweden."
        missing = words(summaries.not_known(summaries.about(CORPUS, ("NO", "SE"))).data["runs"])
        assert missing == "What is not known. Anything of these two: no source speaks of them."

    def test_of_a_pair_without_figures(self):
        corpus = dataclasses.replace(CORPUS, figures=(), findings=())
        text = words(summaries.opening(summaries.about(corpus, PAIR)).data["runs"])
        assert text == (
            "Three sources, two of them of known date (2022 and 2025), speak of Laos and Vietnam, but they state "
            "no figure of their relations."
        )

    def test_of_an_audit(self):
        assert words(summaries.accounted(CORPUS).data["runs"]) == (
            "Three texts hold 3 numbers, in digits and in words: 1 in figures and their changes and 2 turns of "
            "phrase. None is unclaimed: of every number it is said what it is."
        )

    def test_of_an_audit_with_a_gap(self):
        left = LedgerEntry(document="one.txt", start=1, end=2, text="7", class_="unclaimed", reason="")
        block = summaries.accounted(dataclasses.replace(CORPUS, entries=(left,)))
        assert words(block.data["runs"]).endswith("One number is unclaimed: no rule says what it is.")
        assert cited(block, "One number") == [("one.txt", 1)]


class TestInferred:
    """The economies of a target alone are inferred: their names are marked where they are told of it, and no value is.

    Where they are told of a result first, of which they are stated, the value of the target says it of them.
    """

    AIMED = dataclasses.replace(CORPUS, figures=(TRADE, dataclasses.replace(NEAR, inferred=("parties:pair",))))

    @pytest.mark.parametrize("corpus", [AIMED, summaries.about(AIMED, PAIR)], ids=["overview", "pair"])
    def test_of_a_result_they_are_not_marked(self, corpus):
        runs = every_run(summaries.opening(corpus).data)
        assert [run["text"] for run in runs if run.get("inferred")] == ["5 billion USD"]

    @pytest.mark.parametrize("corpus", [AIMED, summaries.about(AIMED, PAIR)], ids=["overview", "pair"])
    @pytest.mark.parametrize(
        "block", [summaries.key_figures, summaries.not_known, summaries.targets, summaries.coverage]
    )
    def test_the_economies_are_marked_and_no_value(self, corpus, block):
        told = [run["text"] for run in every_run(block(corpus).data) if run.get("inferred")]
        assert {text.removeprefix("Trade turnover, ") for text in told} <= {"Laos and Vietnam"}
        assert told or block is summaries.not_known


class TestDisputed:
    """Where sources disagree on the very figure that is told, it is said beside it, with what the others say."""

    OTHERS = figure(1.7e9, document="three.txt", start=7, change=RISE)
    FIGURES = (TRADE, OTHERS, NEAR)
    CORPUS = dataclasses.replace(CORPUS, figures=FIGURES, findings=tuple(check(FIGURES)))
    SAID = "sources disagree: elsewhere 1.3 billion USD"

    def test_in_the_opening(self):
        block = summaries.opening(self.CORPUS)
        assert f"came to 1.7 billion USD in 2021 ({self.SAID}), up more than 30 % on" in words(block.data["runs"])
        assert cited(block, "1.3 billion USD") == [(TRADE.document, TRADE.start)]

    def test_where_a_part_of_a_year_is_told_behind_it(self):
        half = figure(9e8, period="2022-01/2022-06", document="three.txt", start=90)
        sentence = words(told([*self.FIGURES, half], self.CORPUS.findings))
        assert f"came to 1.7 billion USD in 2021 ({self.SAID})" in sentence
        assert "; for part of a year, 900 million USD from January to June 2022; the target" in sentence
        assert sentence.endswith("2.9 times the last result of a whole year.")

    def test_on_a_card(self):
        card = summaries.key_figures(summaries.about(self.CORPUS, PAIR)).data["items"][0]
        assert (words(card["value"]), words(card["note"])) == (
            "1.7 billion USD",
            f"up more than 30 % on 2020; {self.SAID}",
        )

    def test_as_the_base_of_a_target(self):
        cell = summaries.targets(self.CORPUS).data["rows"][0][3]["runs"][0]
        assert cell["text"] == f"1.7 billion USD in 2021 ({self.SAID})"
        places = [(ref["document"], ref["start"]) for ref in cell["refs"]]
        assert places == [("three.txt", 7), (TRADE.document, TRADE.start)]

    def test_in_the_title_of_a_chart(self):
        drawn = charts.development(table(self.FIGURES, of=Figure), self.CORPUS.findings, metric="trade_turnover")
        assert drawn.title.startswith("Trade turnover: 1.3 or 1.7 billion USD in 2021, against")

    def test_not_where_rounding_explains_it_or_only_the_growths_differ(self):
        steeper = dataclasses.replace(RISE, value=90.0, lower=90.0)
        rise = dataclasses.replace(RISE, upper=30.0, bound="exact")
        near = figure(
            1.34e9,
            precision=1e7,
            document="three.txt",
            start=7,
            change=dataclasses.replace(steeper, bound="exact", upper=90.0),
        )
        figures = (figure(change=rise), near, NEAR)
        found = check(figures)
        assert [finding.verdict for finding in found if finding.check == "agreement"] == ["agree", "conflict"]
        assert "sources disagree" not in words(told(figures, found))


class TestKeyFigures:
    def test_results_and_the_nearest_target(self):
        items = summaries.key_figures(summaries.about(CORPUS, PAIR)).data["items"]
        assert [(words(item["value"]), words(item["label"]), words(item["note"])) for item in items] == [
            ("1.3 billion USD", "Trade turnover, 2021", "up more than 30 % on 2020"),
            ("5 billion USD", "Trade turnover, target, no deadline stated", ""),
            ("112 million USD", "Investment, Vietnam to Laos, 2021", ""),
            ("12 documents", "Documents signed, 1 Dec 2025", ""),
        ]
        assert words(items[0]["source"]) == "Title of one (10\u00a0Jan\u00a02022)"

    def test_a_part_of_a_year_is_no_card_where_a_year_is_known(self):
        half = figure(9e8, period="2022-01/2022-06", start=90)
        for figures, value in (((TRADE, half), "1.3 billion USD"), ((half,), "900 million USD")):
            items = summaries.key_figures(dataclasses.replace(CORPUS, figures=figures)).data["items"]
            assert [words(item["value"]) for item in items] == [value]

    def test_a_sum_over_years_is_no_card_where_a_year_is_known(self):
        corpus = dataclasses.replace(CORPUS, figures=(figure(4e9, period="2021/2023"), TRADE))
        items = summaries.key_figures(summaries.about(corpus, PAIR)).data["items"]
        assert [words(item["value"]) for item in items] == ["1.3 billion USD"]

    def test_of_several_pairs_each_has_its_turn(self):
        items = summaries.key_figures(CORPUS).data["items"]
        assert [words(item["label"]) for item in items] == [
            "Trade turnover, Laos and Vietnam, 2021",
            "Trade turnover, Laos and Vietnam, target, no deadline stated",
            "Investment, Vietnam to Laos, 2021",
            "Scholarships, Russia to Laos, 2021",
        ]

    def test_a_card_of_a_corpus_names_the_economies(self):
        labels = [words(item["label"]) for item in summaries.key_figures(CORPUS).data["items"]]
        assert "Trade turnover, Laos and Vietnam, 2021" in labels

    def test_of_nothing(self):
        assert summaries.key_figures(EMPTY).data["items"] == []


class TestNotKnown:
    def test_years_deadlines_silent_and_undated_documents(self):
        text = words(summaries.not_known(CORPUS).data["runs"])
        assert "for 2022 to 2024: trade turnover (Laos and Vietnam) and investment (Vietnam to Laos)." in text
        assert "No deadline is stated for the targets of 5 billion USD and 10 billion USD." in text
        assert "“Третий” (Russian) states no figure, only one date or anniversary." in text
        assert "No date of publication is known for “Третий”." in text
        assert "Nothing at all is stated on exports, imports," in text
        assert "students, aid, loans and tourists." in text

    def test_of_each_pair_the_sources_on_it_say_how_far_results_could_be_known(self):
        # What came out of date is no gap of a pair on which nobody has written since.
        early = Scope(document="four.txt", language="en", published="2021-06-01", title="Four", parties=("LA", "RU"))
        old = dataclasses.replace(OTHER, document="four.txt", period="2019")
        corpus = dataclasses.replace(
            CORPUS,
            documents=(*CORPUS.documents, Document(id="four.txt", text="Four")),
            scopes=(*CORPUS.scopes, early),
            figures=(TRADE, old),
        )
        whole, pair = (
            words(summaries.not_known(c).data["runs"]) for c in (corpus, summaries.about(corpus, ("LA", "RU")))
        )
        assert "No result is stated for 2020: scholarships (Russia to Laos)." in whole
        assert "No result is stated for 2020: scholarships (Russia to Laos)." in pair

    def test_a_figure_of_any_status_without_a_period_is_named(self):
        figures = [
            figure(n * 1e6, status=status, period=None) for n, status in enumerate(("actual", "pledge"), start=1)
        ]
        text = words(summaries.not_known(dataclasses.replace(CORPUS, figures=figures)).data["runs"])
        assert "No period is stated for 1 million USD and 2 million USD." in text

    def test_each_direction_is_named_and_what_names_none_beside_it_is_not_told(self):
        sold = [
            figure(metric="exports", direction="VN>LA", period="2023"),
            figure(metric="exports", direction="LA>VN", period="2022"),
            figure(metric="exports", direction=None, period="2021"),
        ]
        text = words(
            summaries.not_known(summaries.about(dataclasses.replace(CORPUS, figures=tuple(sold)), PAIR)).data["runs"]
        )
        assert "No result is stated for 2024: exports (Vietnam to Laos). No result is stated for 2023 to 2024: " in text
        assert text.count("No result is stated") == 2
        alone = dataclasses.replace(CORPUS, figures=tuple(sold[2:]))
        text = words(summaries.not_known(summaries.about(alone, PAIR)).data["runs"])
        assert "No result is stated for 2022 to 2024: exports." in text

    @pytest.mark.parametrize(
        ("told", "others", "end"),
        [
            (5, 0, ", one about Chile and Norway and one about China and Norway."),
            (9, 0, ", one about India and Norway and one about Italy and Norway."),
            (8, 3, ", one about India and Norway and three about three other pairs of economies."),
        ],
    )
    def test_the_opening_and_the_cards_tell_of_every_pair_where_they_are_few(self, told, others, end):
        partners = ["AU", "BR", "CA", "CL", "CN", "DE", "ES", "IN", "IT", "JP", "KR"][: told + others]
        pairs = [tuple(sorted((partner, "NO"))) for partner in partners]
        figures = tuple(figure(parties=pair, start=n) for n, pair in enumerate(pairs))
        corpus = dataclasses.replace(CORPUS, figures=figures)
        runs = summaries.opening(corpus).data["runs"]
        told_of = [wording.economies(pair) for pair in pairs[:told]]
        assert end in words(runs)
        assert all(f"about {name}" in words(runs) for name in told_of)
        paragraphs = "".join("|" if run.get("break") else run["text"] for run in runs).split("|")
        assert paragraphs[1:-1] == [f"Trade between {name} came to 1.3 billion USD in 2021." for name in told_of]
        labels = [words(card["label"]) for card in summaries.key_figures(corpus).data["items"]]
        assert [name in label for name, label in zip(told_of, labels, strict=True)] == [True] * told

    def test_the_sources_of_a_pair_are_those_that_the_page_counts(self):
        corpus = summaries.about(CORPUS, PAIR)
        corpus = dataclasses.replace(
            corpus, cited=((Document(id="four.txt", text="x"), Scope(document="four.txt", language="en")),)
        )
        assert "speak of Laos and Vietnam; findings cite one more. " in words(summaries.opening(corpus).data["runs"])

    def test_a_silent_document_leads_to_its_dates_and_has_its_language(self):
        run = next(run for run in summaries.not_known(CORPUS).data["runs"] if run["text"] == "“Третий”")
        assert run["lang"] == "ru"
        assert [(ref["document"], ref["start"]) for ref in run["refs"]] == [("three.txt", 5)]

    def test_a_result_without_a_period(self):
        corpus = dataclasses.replace(CORPUS, figures=(dataclasses.replace(TRADE, period=None),))
        assert "No period is stated for 1.3 billion USD." in words(summaries.not_known(corpus).data["runs"])

    def test_titles_that_no_register_declares(self):
        text = words(summaries.not_known(dataclasses.replace(CORPUS, forms=DIGESTS)).data["runs"])
        assert (
            "The titles of three articles are not known; the headlines of our digests stand for them: “Title of" in text
        )
        assert "No title is known" not in text
        one = {"two.txt": "digest"}
        text = words(summaries.not_known(dataclasses.replace(CORPUS, forms=one)).data["runs"])
        assert (
            "The title of one article is not known; the headline of our digest stands for it: “Title of two "
            "(our\u00a0digest, 1\u00a0Dec\u00a02025)”."
        ) in text
        assert "not known; the headline" not in words(summaries.not_known(CORPUS).data["runs"])

    def test_many_titles_that_no_register_declares_are_counted(self):
        documents = tuple(Document(id=f"{n}.txt", text=f"Title {n}\nBody.") for n in range(5))
        scopes = tuple(Scope(document=document.id, language="en", title="T") for document in documents)
        corpus = summaries.Corpus(
            documents=documents, scopes=scopes, forms={document.id: "digest" for document in documents}
        )
        text = words(summaries.not_known(corpus).data["runs"])
        assert "The titles of five articles are not known; the headlines of our digests stand for them." in text

    def test_what_could_not_be_read(self):
        corpus = dataclasses.replace(CORPUS, unread=("four.txt: is empty; remove it", "five.txt: is empty"))
        text = words(summaries.not_known(corpus).data["runs"])
        assert text.endswith("Two texts could not be read, for one: four.txt: is empty.")

    def test_of_nothing(self):
        assert words(summaries.not_known(EMPTY).data["runs"]) == "Nothing that was looked for is missing."

    @pytest.mark.parametrize(
        ("expected", "years"), [("2020", [2020]), ("2018 to 2020", [2018, 2019, 2020]), ("2018 and 2020", [2018, 2020])]
    )
    def test_spans(self, expected, years):
        assert _spans(years) == expected


def rows(block):
    return [[words(cell["runs"]) for cell in row] for row in block.data["rows"]]


class TestTables:
    def test_targets_against_results(self):
        corpus = dataclasses.replace(CORPUS, figures=(TRADE, dataclasses.replace(NEAR, period="2030"), FAR))
        assert rows(summaries.targets(corpus)) == [
            [
                "Trade turnover, Laos and Vietnam",
                "5 billion USD",
                "by 2030",
                "1.3 billion USD in 2021",
                "3.7 billion USD; 3.8 times the result",
                "about 16 % a year",
            ],
            [
                "Trade turnover, Laos and Vietnam",
                "10 billion USD",
                "no deadline stated",
                "1.3 billion USD in 2021",
                "8.7 billion USD; 7.7 times the result",
                "50 % a year from 2021 would do in 5 years, 23 % in 10",
            ],
        ]

    def test_a_bar_shows_how_much_of_a_target_is_there(self):
        [row] = summaries.targets(dataclasses.replace(CORPUS, figures=(TRADE, NEAR))).data["rows"]
        assert [cell.get("share") for cell in row] == [None, None, None, None, 26, None]

    def test_a_target_without_a_result(self):
        [row] = rows(summaries.targets(dataclasses.replace(CORPUS, figures=(NEAR,))))
        assert row[3:] == ["none stated", "", "unknown without a deadline"]

    @pytest.mark.parametrize(
        ("expected", "result"),
        [
            ("reached", figure(6e9, period="2022")),
            ("missed, 3.7 billion USD short", figure(period="2022")),
            ("reached", figure(6e9, period="2021")),
            ("no result for 2022 is stated", figure(6e9, period="2023")),
            ("", figure(6e9, period="2022-01/2022-09")),
        ],
    )
    def test_a_target_with_a_deadline(self, expected, result):
        due = dataclasses.replace(NEAR, period="2022")
        [row] = rows(summaries.targets(dataclasses.replace(CORPUS, figures=(result, due))))
        assert row[4:] == [expected, ""]

    def test_a_result_from_before_the_target_was_stated_has_not_reached_it(self):
        due = dataclasses.replace(NEAR, period="2030")
        block = summaries.targets(dataclasses.replace(CORPUS, figures=(figure(6e9), due)))
        [row] = rows(block)
        assert row[3:] == ["6.0 billion USD in 2021", "below the result", ""]
        assert block.data["rows"][0][4].get("share") is None

    def test_what_is_to_be_invested_has_no_result_in_what_has_been(self):
        aimed = dataclasses.replace(INVESTED, value=4e7, status="target", period="2024", start=70)
        block = summaries.targets(dataclasses.replace(CORPUS, figures=(INVESTED, aimed)))
        [row] = rows(block)
        assert row[1:] == ["40 million USD", "by 2024", "none to compare with", "", ""]
        assert block.data["rows"][0][4].get("share") is None

    def test_a_target_that_two_sources_state_has_one_row(self):
        again = dataclasses.replace(NEAR, document="three.txt")
        block = summaries.targets(dataclasses.replace(CORPUS, figures=(NEAR, again)))
        [row] = block.data["rows"]
        assert len(row[1]["runs"][0]["refs"]) == 2

    def test_no_targets(self):
        assert words(summaries.targets(EMPTY).data["runs"]) == "These sources state no target."

    def test_coverage(self):
        implied = Finding(
            check="implied_base",
            verdict="implied",
            text="x",
            evidence=(Evidence(document="one.txt", start=9, end=24, exact="x", figure=TRADE.id),),
            parties=PAIR,
            metric="trade_turnover",
            period="2020",
        )
        block = summaries.coverage(dataclasses.replace(CORPUS, findings=(implied,)))
        found = {(row[0], row[1]): row[2:] for row in rows(block)}
        assert found["Laos and Vietnam", "Trade turnover"] == ["2021", "2020", "no deadline stated", "2"]
        assert found["Laos and Vietnam", "Documents signed"] == ["9 Aug 2021, 1 Dec 2025", "", "", "1"]
        assert found["Russia to Laos", "Scholarships"][0] == "2021"
        assert "exports" in block.data["note"]

    def test_statements_stand_in_the_words_of_their_source(self):
        long = "Before. " * 30
        quoted = dataclasses.replace(TRADE, sentence=f"{long}came to 1.3 billion USD in 2021 {long}")
        block = summaries.statements(dataclasses.replace(CORPUS, figures=(quoted,)), metric="trade_turnover")
        [row] = rows(block)
        assert row[:4] == ["2021", "1.3 billion USD", "Laos and Vietnam", "actual"]
        assert "came to 1.3 billion USD in 2021" in row[4]
        assert row[4].startswith("… ")
        assert len(row[4]) < 250
        cell = block.data["rows"][0][4]["runs"][0]
        assert cell["lang"] == "en"
        assert cell["refs"][0]["start"] == 9

    def test_statements_of_none(self):
        block = summaries.statements(summaries.about(CORPUS, PAIR), metric="loan")
        assert words(block.data["runs"]) == "Loans of Laos and Vietnam: no source states a figure."

    def test_a_metric_that_is_none_of_ours_is_refused(self):
        for call in (
            lambda: summaries.statements(CORPUS, metric="aids"),
            lambda: summaries.further(CORPUS, besides=["aids"]),
        ):
            with pytest.raises(ValueError, match=r"^metric: 'aids' is none of the metrics; name one of .*, aid, "):
                call()

    def test_further_figures_are_those_of_the_other_metrics(self):
        blocks = summaries.further(CORPUS, besides=["trade_turnover", "investment"]).data["blocks"]
        assert [block["caption"] for block in blocks] == ["Scholarships: one figure", "Documents signed: two figures"]

    def test_no_further_figures(self):
        block = summaries.further(summaries.about(CORPUS, ("LA", "RU")), besides=["scholarships"])
        assert words(block.data["runs"]) == "No figure of another kind is stated."

    def test_the_ledger_draws_alike_numbers_together(self):
        first = summaries.ledgers(CORPUS).data["blocks"][0]
        found = [[words(cell["runs"]) for cell in row] for row in first["rows"]]
        assert found == [
            ["1.3", "figure", "value of trade turnover", "1"],
            ["two", "determiner", "the sides", "2"],
        ]
        assert first["rows"][0][0]["runs"][0]["refs"]
        assert "refs" not in first["rows"][1][0]["runs"][0]


class TestSections:
    def test_each_source_is_shown_under_its_name(self):
        blocks = summaries.audited(CORPUS).data["blocks"]
        assert [block["kind"] for block in blocks] == ["markdown", "paragraph", "source"] * 3
        assert blocks[0]["text"] == "### Title of one (10\u00a0Jan\u00a02022)"
        assert words(blocks[1]["runs"]).startswith("English. Three numbers, five figures, no dates and anniversaries;")
        assert [entry["class"] for entry in blocks[2]["entries"]] == ["figure", "determiner", "determiner"]

    def test_a_title_is_no_markup(self):
        scope = dataclasses.replace(CORPUS.scopes[0], title="*A* [b](c) <i>", published=None)
        corpus = dataclasses.replace(CORPUS, documents=CORPUS.documents[:1], scopes=(scope,))
        assert summaries.audited(corpus).data["blocks"][0]["text"] == r"### \*A\* \[b\](c) \<i\>"

    def test_findings_on_figures_first_and_conflicts_first_of_all(self):
        remaining = dataclasses.replace(CLASH, verdict="remaining", text="To go.")
        blocks = summaries.findings(dataclasses.replace(CORPUS, findings=(AGREED, remaining, CLASH))).data["blocks"]
        assert [block.get("text") for block in blocks[::2]] == ["### On figures", "### On dates and anniversaries"]
        assert [item["verdict"] for item in blocks[1]["items"]] == ["conflict", "remaining"]
        assert [item["verdict"] for item in blocks[3]["items"]] == ["agree"]

    def test_no_findings(self):
        assert summaries.findings(EMPTY).data["kind"] == "findings"

    def test_a_chart_of_something(self):
        block = summaries.shown(charts.development(table([TRADE]), metric="trade_turnover"))
        assert block.data["kind"] == "chart"

    def test_where_someone_looks_a_block_has_the_sources_that_it_cites(self, monkeypatch):
        monkeypatch.delenv(UNSEEN, raising=False)
        drawn = charts.development(table([TRADE]), metric="trade_turnover")
        made = [summaries.opening, summaries.findings, lambda corpus: summaries.shown(drawn, corpus)]
        assert all(make(CORPUS).beside.data == summaries.sources(CORPUS).data for make in made)
        assert summaries.shown(drawn).beside is None
        monkeypatch.setenv(UNSEEN, "1")
        assert [make(CORPUS).beside for make in made] == [None] * 3

    def test_a_chart_of_nothing_is_a_sentence(self):
        block = summaries.shown(charts.development(table([TRADE]), metric="loan"))
        assert words(block.data["runs"]) == "Loans: no amount is stated."


class TestAbout:
    def test_figures_of_the_pair_alone(self):
        corpus = summaries.about(CORPUS, ("RU", "LA"))
        assert corpus.figures == (OTHER,)
        assert [document.id for document in corpus.documents] == ["one.txt"]
        assert corpus.pair == ("LA", "RU")

    def test_codes_may_be_of_either_case(self):
        assert summaries.about(CORPUS, ("ru", "la")).pair == ("LA", "RU")

    @pytest.mark.parametrize(("pair", "named"), [(("XX", "LA"), "XX"), (("Laos", "VN"), "Laos"), (("LA", ""), "")])
    def test_what_is_no_economy_is_refused(self, pair, named):
        with pytest.raises(ValueError, match=f"^pair: '{named}' is no code of an economy .* name two by their codes$"):
            summaries.about(CORPUS, pair)

    @pytest.mark.parametrize("pair", [(), ("LA",), ("LA", "la"), ("LA", "VN", "RU")])
    def test_what_is_no_pair_is_refused(self, pair):
        with pytest.raises(ValueError, match=r"^pair: \[.*\] is not two economies; name two by their codes"):
            summaries.about(CORPUS, pair)

    def test_a_document_that_a_finding_cites_is_kept_apart(self):
        elsewhere = dataclasses.replace(CORPUS.scopes[0], parties=("NO", "SE"))
        corpus = dataclasses.replace(CORPUS, figures=(NEAR,), scopes=(elsewhere, *CORPUS.scopes[1:]))
        narrowed = summaries.about(corpus, PAIR)
        assert [document.id for document in narrowed.documents] == ["two.txt", "three.txt"]
        assert [document.id for document, _ in narrowed.cited] == ["one.txt"]
        listed = summaries.sources(narrowed).data["documents"]
        assert set(listed) == {"one.txt", "two.txt", "three.txt"}

    def test_findings_on_another_pair_are_left_out(self):
        corpus = dataclasses.replace(CORPUS, findings=(AGREED, CLASH))
        assert summaries.about(corpus, PAIR).findings == (AGREED, CLASH)
        assert summaries.about(corpus, ("LA", "RU")).findings == ()


class TestLabels:
    def test_alike_titles_are_told_apart(self):
        scopes = tuple(dataclasses.replace(scope, title="Same", published=None) for scope in CORPUS.scopes)
        labels = dataclasses.replace(CORPUS, scopes=scopes).labels
        assert list(labels.values()) == ["Same", "Same, two.txt", "Same, three.txt"]

    def test_a_declared_title_goes_before_the_first_line(self):
        documents = (dataclasses.replace(CORPUS.documents[0], title="Declared, " + "long " * 20), *CORPUS.documents[1:])
        label = dataclasses.replace(CORPUS, documents=documents).labels["one.txt"]
        assert label.startswith("Declared, long")
        assert label.endswith("long… (10\u00a0Jan\u00a02022)")

    def test_the_headline_of_a_digest_is_no_title(self):
        declared = dataclasses.replace(CORPUS.documents[0], title="Declared")
        corpus = dataclasses.replace(CORPUS, documents=(declared, *CORPUS.documents[1:]), forms=DIGESTS)
        assert list(corpus.labels.values()) == [
            "Declared (10\u00a0Jan\u00a02022)",
            "Title of two (our\u00a0digest, 1\u00a0Dec\u00a02025)",
            "Третий (our\u00a0digest)",
        ]
        assert dataclasses.replace(corpus, forms={}).labels["two.txt"] == "Title of two (1\u00a0Dec\u00a02025)"

    def test_a_document_without_title_is_called_by_its_id(self):
        scopes = (dataclasses.replace(CORPUS.scopes[0], title=None, published=None), *CORPUS.scopes[1:])
        assert dataclasses.replace(CORPUS, scopes=scopes).labels["one.txt"] == "one.txt"


class TestGather:
    TEXT = "Vientiane, 9 August 2021 - Trade between Laos and Vietnam reached 1.3 billion USD in 2020."

    def test_reads_all_that_is_stated(self, tmp_path):
        (tmp_path / "a.txt").write_text(self.TEXT, encoding="utf-8")
        corpus = summaries.gather(tmp_path)
        assert [(figure.value, figure.period) for figure in corpus.figures] == [(1.3e9, "2020")]
        assert corpus.scopes[0].published == "2021-08-09"
        assert {entry.text for entry in corpus.entries} >= {"9", "2021", "1.3 billion", "2020"}

    def test_what_cannot_be_read_is_named(self, tmp_path):
        (tmp_path / "a.txt").write_text(self.TEXT, encoding="utf-8")
        (tmp_path / "empty.txt").touch()
        (tmp_path / "greek.txt").write_text(
            "Το εμπόριο των δύο χωρών ανήλθε σε 5 εκατομμύρια ευρώ. " * 5, encoding="utf-8"
        )
        corpus = summaries.gather(tmp_path)
        assert [document.id for document in corpus.documents] == ["a.txt"]
        assert len(corpus.unread) == 2
        assert any("greek.txt" in line for line in corpus.unread)

    def test_a_corpus_with_a_register_is_of_digests_unless_its_articles_are_read(self, tmp_path):
        article = self.TEXT.encode()
        for folder in ("digests", "originals"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "a.txt").write_bytes(article)
        (tmp_path / "own.txt").write_bytes(article)
        assert not summaries.gather(tmp_path).forms
        (tmp_path / "register.toml").write_text(
            f'[[documents]]\nid = "a"\ndigest = "a.txt"\nsha256 = "{hashlib.sha256(article).hexdigest()}"\n'
            'unknown = ["language", "title", "publisher", "published", "address"]',
            encoding="utf-8",
        )
        corpus = summaries.gather(tmp_path)
        assert corpus.forms == {"a": "digest"}
        assert summaries.sources(summaries.about(corpus, PAIR)).data["forms"] == {"a": "digest"}
        assert summaries.gather(tmp_path, originals=True).forms == {"a": "article"}
        (tmp_path / "originals" / "a.txt").unlink()
        with pytest.raises(DocumentError, match=r"is at hand; bring them in with: communique attach DIR$"):
            summaries.gather(tmp_path, originals=True)
        (tmp_path / "register.toml").write_text('[[documents]]\nfile = "own.txt"\n', encoding="utf-8")
        assert summaries.sources(summaries.gather(tmp_path)).data["forms"] == {"own.txt": "article"}

    @pytest.mark.parametrize("start", [".", "notebooks"])
    def test_seeds_are_found_from_the_notebooks_and_from_above(self, tmp_path, monkeypatch, start):
        (tmp_path / "notebooks").mkdir()
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / "a.txt").write_text(self.TEXT, encoding="utf-8")
        monkeypatch.chdir(tmp_path / start)
        assert len(summaries.gather("../texts").documents) == 1

    def test_a_folder_that_is_not_there_is_an_error(self, tmp_path):
        with pytest.raises(DocumentError, match=r"nowhere.*no such folder.*parameter `seeds`"):
            summaries.gather(tmp_path / "nowhere")

    def test_a_folder_without_documents_is_an_error(self, tmp_path):
        with pytest.raises(DocumentError, match=r"the folder holds no document; .* parameter `seeds`") as caught:
            summaries.gather(tmp_path)
        assert str(caught.value).count(str(tmp_path)) == 1


class TestStored:
    def test_what_is_no_metric_or_no_pair_is_refused(self, tmp_path):
        file = write([TRADE, INVESTED], tmp_path / "figures.parquet")
        assert len(summaries.stored(file, PAIR, metric="investment").figures) == 1
        assert summaries.stored(file, PAIR, metric="aid").figures == ()
        assert summaries.stored(file, []).figures == ()
        with pytest.raises(ValueError, match=r"^metric: 'trade' is none of the metrics"):
            summaries.stored(file, PAIR, metric="trade")
        with pytest.raises(ValueError, match=r"is not two economies"):
            summaries.stored(file, ["LA"])


class TestReference:
    TEXT = TestGather.TEXT + " Exports from Vietnam to Laos came to 700 million USD in 2020."
    SERIES = (
        "period,reporterISO,flowCode,partnerISO,cmdCode,primaryValue\n"
        "2020,VNM,X,LAO,TOTAL,600000000\n2020,VNM,M,LAO,TOTAL,710000000\n"
    )

    @pytest.fixture
    def corpus(self, tmp_path):
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / "a.txt").write_text(self.TEXT, encoding="utf-8")
        (tmp_path / "made-up.csv").write_text(self.SERIES, encoding="utf-8")
        return summaries.gather(tmp_path / "texts", reference=tmp_path / "made-up.csv")

    def test_figures_are_held_against_the_series_and_the_opening_says_so(self, corpus):
        assert [f.verdict for f in corpus.findings if f.check == "reference"] == ["agree", "conflict"]
        said = words(summaries.opening(corpus).data["runs"])
        assert "The reference series (made-up.csv) agree with one figure: trade turnover" in said
        assert "they differ from one figure: exports, Vietnam to Laos, 2020" in said
        assert "in conflict" not in said, "the sources do not contradict each other"

    def test_the_series_is_among_the_sources_and_its_cells_are_evidence(self, corpus):
        assert corpus.labels["made-up.csv"] == "UN Comtrade (made-up.csv)"
        block = summaries.sources(corpus).data
        assert block["texts"]["made-up.csv"] == self.SERIES
        cells = [e for f in corpus.findings for e in f.evidence if e.document == "made-up.csv"]
        assert {self.SERIES[cell.start : cell.end] for cell in cells} == {"600000000", "710000000"}

    def test_a_file_in_columns_of_ours_is_called_by_its_name(self, tmp_path):
        (tmp_path / "a.txt").write_text(self.TEXT, encoding="utf-8")
        (tmp_path / "bank.csv").write_text(
            "metric,value,unit,period,parties,direction\nexports,650000000,USD,2020,LA|VN,VN>LA\n"
        )
        corpus = summaries.gather(tmp_path, reference=tmp_path / "bank.csv")
        assert corpus.labels["bank.csv"] == "bank.csv"
        assert summaries.sources(corpus).data["documents"]["bank.csv"]["title"] == "bank.csv"

    def test_a_fact_that_several_figures_differ_on_is_named_once(self, corpus):
        twice = tuple(
            dataclasses.replace(f, text=f"{f.text[:-1]}!") for f in corpus.findings if f.verdict == "conflict"
        )
        said = words(summaries.opening(dataclasses.replace(corpus, findings=(*corpus.findings, *twice))).data["runs"])
        assert "they differ from two figures: exports, Vietnam to Laos, 2020." in said

    def test_it_stays_with_a_pair(self, corpus):
        narrowed = summaries.about(corpus, PAIR)
        assert len(narrowed.observations) == 2
        assert [f.check for f in narrowed.findings].count("reference") == 2

    def test_a_series_that_covers_nothing_is_said_to(self, corpus):
        bare = dataclasses.replace(corpus, findings=())
        assert "(made-up.csv) cover none of the figures." in words(summaries.opening(bare).data["runs"])

    def test_a_file_that_is_not_there_is_an_error(self, tmp_path):
        with pytest.raises(DocumentError, match=r"no such file.*parameter `reference`"):
            summaries.gather(tmp_path, reference=["nothing.csv"])
