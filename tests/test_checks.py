"""Each check on examples of our own, with near misses that must not fire."""

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import CHECKS, Statements, check
from analysis.checks.intervals import hull, interval, overlap, stretch, widen
from analysis.checks.statements import evidence
from analysis.figures import extract
from analysis.model import Change, Document, Figure, Milestone, Quote, StatedBy


def figure(value, unit="USD", *, metric="trade_turnover", period="2021", document="a", start=0, **slots):
    """A figure about Laos and Vietnam, exact and actual unless the slots say otherwise."""
    bound = slots.get("bound", "exact")
    slots = {
        "lower": None if bound in ("under", "at_most", "about") else value,
        "upper": None if bound in ("over", "at_least", "about") else value,
        "precision": 1.0 if unit != "USD" else 10 ** (len(f"{value:.0f}".rstrip("0")) * -1 + len(f"{value:.0f}")),
        "bound": bound,
        "status": "actual",
        "parties": ("LA", "VN"),
    } | slots
    return Figure(
        id=f"{document}:{start}",
        document=document,
        metric=metric,
        value=value,
        unit=unit,
        period=period,
        start=start,
        end=start + 5,
        quote=Quote(exact=f"{value:g}", prefix="", suffix=""),
        sentence="",
        **slots,
    )


def grown(kind, value, *, bound="exact", direction="up", versus="2020", upper=None):
    return Change(
        kind=kind, value=value, lower=value, upper=upper or value, bound=bound, direction=direction, versus=versus
    )


def milestone(
    event="diplomatic_relations_established",
    *,
    date=None,
    anniversary=None,
    marked=None,
    document="a",
    start=0,
    **slots,
):
    slots = {"parties": ("LA", "VN")} | slots
    implies = None if anniversary is None else marked - anniversary
    return Milestone(
        document=document,
        event=event,
        date=date,
        anniversary=anniversary,
        marked=marked,
        implies=implies,
        start=start,
        end=start + 9,
        **slots,
    )


def answers(name, *figures, milestones=(), published=None):
    """The findings of one check."""
    return [finding for finding in check(figures, milestones, published=published) if finding.check == name]


def texts(name, *figures, **options):
    return [finding.text for finding in answers(name, *figures, **options)]


def verdicts(name, *figures, **options):
    return [finding.verdict for finding in answers(name, *figures, **options)]


# --- agreement


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (figure(112e6), figure(112.84e6, document="b"), "agree"),
        (figure(1.3e9), figure(1.3e9, document="b"), "agree"),
        (figure(1.3e9), figure(1.5e9, document="b"), "agree"),
        (figure(1.3e9), figure(1.51e9, document="b"), "conflict"),
        (figure(5.35e9, bound="about"), figure(5.2e9, document="b"), "agree"),
        (figure(5.35e9), figure(5.3e9, document="b"), "agree"),
        (figure(5.35e9), figure(5.2e9, document="b"), "conflict"),
        (figure(5.35e9), figure(4.98e9, document="b"), "conflict"),
        (figure(5.35e9, bound="about"), figure(4.98e9, document="b"), "conflict"),
        (figure(5.35e9, bound="about"), figure(5.08e9, document="b"), "agree"),
        (figure(1.3e9, bound="over"), figure(9e9, document="b"), "agree"),
        (figure(1.3e9, bound="over"), figure(1.1e9, document="b"), "agree"),
        (figure(1.3e9, bound="over"), figure(1.05e9, document="b"), "conflict"),
        (figure(1.3e9, bound="range", upper=1.6e9), figure(1.55e9, document="b"), "agree"),
        (figure(1.3e9), figure(1.3e9, document="b", period="2021-01/2021-12"), "agree"),
    ],
    ids=lambda one: f"{one.bound} {one.value:g}" if isinstance(one, Figure) else one,
)
def test_the_same_fact_agrees_or_conflicts(first, second, verdict):
    assert verdicts("agreement", first, second) == [verdict]


def test_thousands_of_millions_agree_as_billions_do():
    """20.000 millones is 20 billion in a language without a billion: it is no more exact."""
    known = {"en": "20.4 billion euros", "es": "20.000 millones de euros"}
    said = {
        "en": f"Trade between Spain and Morocco reached {known['en']} in 2022.",
        "es": f"El comercio entre España y Marruecos alcanzó los {known['es']} en 2022.",
    }
    figures = [f for code, text in said.items() for f in extract(Document(id=code, text=text), language=code)]
    [told] = texts("agreement", *figures)
    assert told == (
        "Trade turnover, Spain and Morocco, 2022: 2 documents agree, 20.4 billion EUR and 20 billion EUR "
        "fit within their rounding."
    )


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (grown("percent", 3), grown("percent", 4.2, direction="down"), ["conflict"]),
        (grown("percent", 3), grown("percent", 3.4), []),
        (grown("percent", 3.1), grown("percent", 3.4), ["conflict"]),
        (grown("percent", 30, bound="over"), grown("percent", 27.5), ["conflict"]),
        (grown("percent", 30, bound="over"), grown("percent", 35.5), []),
        (grown("percent", 3), grown("percent", 4.2, direction="down", versus="2019"), []),
        (grown("percent", 100), grown("factor", 2), []),
        (grown("percent", 100), grown("factor", 3.5), ["conflict"]),
    ],
    ids=lambda one: f"{one.direction} {one.bound} {one.value:g} {one.kind}" if isinstance(one, Change) else "",
)
def test_growths_between_the_same_two_periods_can_conflict(first, second, verdict):
    one, other = (figure(1.6e9, change=change, start=place) for place, change in enumerate((first, second)))
    found = [
        f.verdict
        for f in answers("agreement", one, dataclasses.replace(other, document="b"))
        if f.verdict == "conflict"
    ]
    assert found == verdict
    assert not any(f.verdict == "conflict" for f in answers("agreement", one, other))


@pytest.mark.parametrize(
    "other",
    [
        {"document": "a"},
        {"period": "2020"},
        {"period": None},
        {"period": "2021-01/2021-09"},
        {"parties": ("LA", "TH")},
        {"unit": "EUR"},
        {"status": "target"},
        {"metric": "exports", "direction": "LA>VN"},
        {"measure": "stock"},
    ],
    ids=" ".join,
)
def test_what_is_not_the_same_fact_is_not_compared(other):
    assert answers("agreement", figure(1.3e9), figure(**{"value": 2.6e9, "document": "b", "start": 50} | other)) == []


def test_stocks_of_different_dates_are_not_compared():
    first = figure(4.9e9, metric="investment", direction="VN>LA", measure="stock", period="2019-12")
    second = figure(5.2e9, metric="investment", direction="VN>LA", measure="stock", period="2020-06", document="b")
    assert answers("agreement", first, second) == []
    assert verdicts("agreement", first, dataclasses.replace(second, period="2019-12")) == ["conflict"]


def test_figures_without_a_direction_or_of_any_kind_are_not_compared():
    loose = [figure(4.9e9, metric="investment", document=document) for document in "ab"]
    other = [figure(9, "company", metric="other", document=document) for document in "ab"]
    nobody = [figure(4.9e9, parties=(), document=document) for document in "ab"]
    assert answers("agreement", *loose, *other, *nobody) == []


def test_a_count_of_documents_may_be_a_part_of_another():
    day = {"unit": "document", "metric": "documents_signed", "period": "2021-08-09"}
    assert answers("agreement", figure(14, **day), figure(3, document="b", **day)) == []
    assert texts("agreement", figure(14, **day), figure(14, document="b", **day)) == [
        "Documents signed, Laos and Vietnam, 9 August 2021: 2 documents agree on 14 documents."
    ]


def test_a_document_with_several_values_is_never_in_conflict():
    parts = [figure(0.5e9, start=10), figure(0.8e9, start=30)]
    assert answers("agreement", *parts, figure(2.0e9, document="b")) == []
    assert verdicts("agreement", *parts, figure(0.84e9, document="b")) == ["agree"]


def test_agreement_and_conflict_are_told_once_with_all_documents():
    found = answers(
        "agreement",
        figure(1.3e9),
        figure(1.32e9, document="b"),
        figure(2.1e9, document="c"),
        figure(1.3e9, document="d"),
    )
    assert [(one.verdict, [place.document for place in one.evidence]) for one in found] == [
        ("conflict", ["a", "b", "c", "d"]),
        ("agree", ["a", "b", "d"]),
    ]
    assert found[1].text == (
        "Trade turnover, Laos and Vietnam, 2021: 3 documents agree, "
        "1.3 billion USD and 1.32 billion USD fit within their rounding."
    )
    assert found[0].text.endswith("differ by more than rounding explains.")


def test_a_conflict_names_who_states_what():
    """Whom the text names, in its words, else who published it; where neither is known there is nothing to say."""
    ministry = StatedBy(exact="the ministry of trade", start=1, end=22)
    figures = [
        figure(640e6, stated_by=ministry),
        figure(640e6, document="b"),
        figure(615e6, document="c"),
        figure(580e6, document="d"),
    ]
    publishers = {"a": "Daily", "b": "Weekly", "c": "Monthly"}
    (found,) = [one for one in check(figures, publishers=publishers) if one.verdict == "conflict"]
    assert found.text == (
        "Trade turnover, Laos and Vietnam, 2021: documents disagree, 640 million USD (“the ministry of trade” and "
        "Weekly), 615 million USD (Monthly) and 580 million USD differ by more than rounding explains."
    )
    changes = [grown("percent", 3), grown("percent", 9)]
    grew = [
        figure(1.3e9, change=changes[0], stated_by=ministry),
        figure(1.3e9, change=changes[1], document="b"),
    ]
    (found,) = [one for one in check(grew, publishers=publishers) if one.verdict == "conflict"]
    assert found.text.endswith(
        "documents disagree, up 3 % on 2020 (“the ministry of trade”) and up 9 % on 2020 (Weekly) differ by more than "
        "rounding explains."
    )


# --- implied base


def test_the_base_below_a_limit():
    (found,) = answers("implied_base", figure(1.3e9, change=grown("percent", 30, bound="over")))
    assert found.text == (
        "Trade turnover, Laos and Vietnam, 2021: 1.3 billion USD, up more than 30 % on 2020, "
        "puts 2020 below about 1.0 billion USD (with rounding, below 1.04 billion USD)."
    )
    assert (found.verdict, found.period, found.value, found.lower) == ("implied", "2020", 1e9, None)
    assert found.upper == pytest.approx(1.35e9 / 1.3, rel=1e-5)


def test_the_base_of_an_exact_growth():
    (found,) = answers("implied_base", figure(112e6, change=grown("percent", 27)))
    assert "puts 2020 at about 88 million USD (with rounding, 87.5 to 88.9 million USD)." in found.text
    assert (found.lower, found.upper) == (
        pytest.approx(111.5e6 / 1.275, rel=1e-5),
        pytest.approx(112.5e6 / 1.265, rel=1e-5),
    )


def test_a_base_is_told_as_fine_as_it_lies_in_the_middle_of_what_rounding_allows():
    """1.4 / 1.12 is 1.25, which is neither 1.2 nor 1.3: the ends of what rounding allows."""
    (found,) = answers("implied_base", figure(1.4e9, change=grown("percent", 12)))
    assert "puts 2020 at about 1.25 billion USD (with rounding, 1.20 to 1.30 billion USD)." in found.text
    assert found.precision == pytest.approx(1e7)
    (text,) = texts("implied_base", figure(1.4e9, change=grown("percent", 12, bound="over")))
    assert "puts 2020 below about 1.25 billion USD (with rounding, below 1.29 billion USD)." in text
    (text,) = texts("implied_base", figure(1.4e9, bound="over", change=grown("percent", 12)))
    assert "puts 2020 above about 1.25 billion USD (with rounding, above 1.20 billion USD)." in text


def test_a_count_is_not_rounded_and_its_base_is_whole():
    places = figure(
        92,
        "scholarship",
        metric="scholarships",
        period="2020/2021",
        direction="VN>LA",
        change=grown("factor", 3, bound="under", versus="2015"),
    )
    (found,) = answers("implied_base", places)
    assert found.text.endswith("just under three times the level of 2015, puts 2015 above 30 scholarships.")
    assert (found.lower, found.upper, found.unit) == (30, None, "scholarship")


@pytest.mark.parametrize(
    ("value", "change", "said"),
    [
        (80e6, grown("percent", 20, direction="down"), "at about 100 million USD (with rounding, 93 to 107 million"),
        (80e6, grown("percent", 20, direction="down", bound="over"), "above about 100 million USD"),
        (80e6, grown("absolute", 20e6), "at about 60 million USD"),
        (80e6, grown("absolute", 20e6, direction="down"), "at about 100 million USD"),
        (80e6, grown("factor", 2, bound="over"), "below about 40 million USD"),
        (80e6, grown("percent", 50, bound="range", upper=100), "at about 40 to 53 million USD"),
        (80e6, grown("percent", 100, bound="about"), "at about 40 million USD"),
    ],
)
def test_growth_of_each_kind(value, change, said):
    (text,) = texts("implied_base", figure(value, precision=1e6 if change.bound == "range" else 1e7, change=change))
    assert said in text


@pytest.mark.parametrize(
    ("slots", "change", "said"),
    [
        ({}, grown("factor", 3, bound="over"), "puts 2020 below 31 scholarships."),
        ({}, grown("absolute", 20), "puts 2020 at 72 scholarships."),
        ({"bound": "range", "upper": 96}, grown("absolute", 20), "puts 2020 at 72 to 76 scholarships."),
        ({}, grown("percent", 100), "puts 2020 at about 46 scholarships."),
        ({}, grown("percent", 33.6), "puts 2020 at about 69 scholarships."),
        ({}, grown("factor", 2), "puts 2020 at about 46 scholarships (with rounding, 37 to 61 scholarships)."),
    ],
)
def test_counts_of_each_kind(slots, change, said):
    slots = {"metric": "scholarships", "direction": "VN>LA"} | slots
    (text,) = texts("implied_base", figure(92, "scholarship", change=change, **slots))
    assert text.endswith(said)


@pytest.mark.parametrize(
    ("base", "verdict"),
    [(figure(88e6, period="2020", document="b"), "agree"), (figure(150e6, period="2020", document="b"), "conflict")],
    ids=["fits", "does not"],
)
def test_a_stated_base_fits_or_not(base, verdict):
    (found,) = answers("implied_base", figure(112e6, change=grown("percent", 27)), base)
    assert found.verdict == verdict
    assert [place.document for place in found.evidence] == ["a", "b"]
    assert found.text.endswith("which fits." if verdict == "agree" else "which does not fit.")


@pytest.mark.parametrize(
    "other",
    [{"period": "2019"}, {"status": "target"}, {"parties": ("LA", "TH")}, {"unit": "EUR"}, {"period": None}],
    ids=" ".join,
)
def test_another_fact_is_no_base(other):
    elsewhere = figure(**{"value": 500e6, "period": "2020", "document": "b"} | other)
    assert verdicts("implied_base", figure(112e6, change=grown("percent", 27)), elsewhere) == ["implied"]


@pytest.mark.parametrize(
    "change",
    [
        None,
        grown("percent", 27, versus=None),
        grown("percent", 100, direction="down"),
        grown("absolute", 2e9),
        grown("percent", 150, direction="down", bound="under"),
    ],
    ids=["no growth", "no base period", "down to nothing", "more than all", "under nothing"],
)
def test_what_implies_nothing(change):
    assert answers("implied_base", figure(112e6, change=change)) == []


@pytest.mark.parametrize(("versus", "implied"), [("2022", 0), ("2021", 0), ("2021-10", 0), ("2020", 1), ("2020-12", 1)])
def test_a_period_that_is_not_before_the_figure_s_own_is_no_base(versus, implied):
    assert len(texts("implied_base", figure(1.3e9, change=grown("percent", 30, versus=versus)))) == implied


def test_opposite_bounds_imply_nothing():
    assert answers("implied_base", figure(112e6, bound="over", change=grown("percent", 27, bound="over"))) == []


def test_a_target_is_called_one():
    (text,) = texts("implied_base", figure(2e9, status="target", period="2026", change=grown("percent", 10)))
    assert "2026: 2 billion USD (target), up 10 % on 2020" in text


# --- anniversaries


def test_a_date_and_an_anniversary_of_two_languages_fit():
    (found,) = answers(
        "anniversaries",
        milestones=[
            milestone(date="1962-09-05", document="ru"),
            milestone(anniversary=60, marked=2022, document="en"),
            milestone(date="1962", document="nb"),
        ],
    )
    assert found.text == (
        "Establishment of diplomatic relations between Laos and Vietnam: "
        "5 September 1962 and 60 years in 2022 fit (1962 + 60 = 2022)."
    )
    assert (found.verdict, found.parties, found.event) == (
        "agree",
        ("LA", "VN"),
        "diplomatic_relations_established",
    )
    assert [place.document for place in found.evidence] == ["en", "nb", "ru"]
    assert [place.exact for place in found.evidence] == ["60 years in 2022", "1962", "5 September 1962"]


def test_a_date_and_its_anniversary_in_one_place():
    (found,) = answers("anniversaries", milestones=[milestone(date="1977-07-18", anniversary=45, marked=2022)])
    assert (found.verdict, found.period, len(found.evidence)) == ("agree", "1977", 1)
    assert found.evidence[0].exact == "18 July 1977, 45 years in 2022"


def test_an_anniversary_alone_implies_its_year():
    day = milestone("national_day", anniversary=50, marked=2025, parties=("LA",))
    (found,) = answers("anniversaries", milestones=[day])
    assert found.text == "National Day of Laos: 50 years in 2025 put it in 1975 (2025 − 50 = 1975)."
    assert (found.verdict, found.period) == ("implied", "1975")


def test_one_of_no_economies_goes_with_that_of_the_same_event_and_year():
    day = {"event": "national_day", "anniversary": 75, "marked": 2020}
    lone, owned = milestone(**day, parties=()), milestone(**day, parties=("VN",), start=40)
    (found,) = answers("anniversaries", milestones=[lone, owned])
    assert found.text == "National Day of Vietnam: 75 years in 2020 put it in 1945 (2020 − 75 = 1945)."
    assert [item.start for item in found.evidence] == [lone.start, owned.start]
    # Of two that it may be, or of another year, it is neither.
    other = milestone(**day, parties=("LA",), start=80)
    assert len(answers("anniversaries", milestones=[lone, owned, other])) == 3
    later = milestone("national_day", anniversary=50, marked=2025, parties=("LA",), start=80)
    assert len(answers("anniversaries", milestones=[lone, later])) == 2


def test_two_anniversaries_that_imply_one_year_are_one_finding():
    marks = [milestone(anniversary=50, marked=2025), milestone(anniversary=45, marked=2020, document="b")]
    (text,) = texts("anniversaries", milestones=marks)
    assert text.endswith(
        ": 50 years in 2025 and 45 years in 2020 put it in 1975 (2025 − 50 = 1975 and 2020 − 45 = 1975)."
    )


def test_an_event_of_the_world_is_one_whoever_marks_it():
    ours = milestone("world_war_ii_ended", anniversary=70, marked=2015, parties=())
    theirs = milestone("world_war_ii_ended", date="1945", parties=("RU",), document="b")
    (found,) = answers("anniversaries", milestones=[ours, theirs])
    assert found.text == "End of the Second World War: 1945 and 70 years in 2015 fit (1945 + 70 = 2015)."
    assert found.parties == ()


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        (
            [milestone(date="1962-09-05"), milestone(anniversary=60, marked=2021, document="b")],
            "5 September 1962 and 60 years in 2021 do not fit (1962 + 60 = 2022).",
        ),
        (
            [milestone(date="1962-09-05", anniversary=60, marked=2021)],
            "5 September 1962 and 60 years in 2021 do not fit (1962 + 60 = 2022).",
        ),
        (
            [milestone(anniversary=60, marked=2022), milestone(anniversary=61, marked=2022, document="b")],
            "61 years in 2022 and 60 years in 2022 put it in different years, 1961 and 1962.",
        ),
        (
            [milestone(date="1962-09-05"), milestone(date="1962-09-15", document="b")],
            "documents disagree on the date, 5 September 1962 and 15 September 1962.",
        ),
        (
            [milestone(date="1962"), milestone(date="1963", document="b")],
            "documents disagree on the date, 1962 and 1963.",
        ),
    ],
    ids=["apart", "in one place", "two anniversaries", "two days", "two years"],
)
def test_what_does_not_fit_is_a_conflict(milestones, said):
    (found,) = answers("anniversaries", milestones=milestones)
    assert found.verdict == "conflict"
    assert found.text.endswith(said)


TREATY = "treaty_of_friendship_signed"


@pytest.mark.parametrize(
    "milestones",
    [
        [milestone(date="1962-09-05"), milestone(TREATY, date="1977-07-18", document="b")],
        [milestone(date="1962-09-05"), milestone(date="1960-10-07", parties=("LA", "RU"), document="b")],
        [
            milestone(TREATY, date="2018"),
            milestone(TREATY, date="2021", start=40),
            milestone(TREATY, date="2019", document="b"),
        ],
        [milestone(date="--09-02"), milestone(date="1945", document="b")],
        [milestone(date="1962"), milestone(date="1962-09-05", start=40)],
        [milestone("university_founded", date="1996"), milestone("university_founded", date="1995", document="b")],
        [milestone("the first visit", date="1996"), milestone("the first visit", date="1995", document="b")],
        [milestone(date="1962", parties=()), milestone(date="1976", parties=(), document="b")],
    ],
    ids=["event", "pair", "several of a kind", "no year", "one document", "any university", "own words", "nobody"],
)
def test_what_cannot_be_compared_is_not(milestones):
    assert answers("anniversaries", milestones=milestones) == []


def test_events_that_may_be_several_can_fit_and_imply_and_contradict_themselves():
    born = [
        milestone("birth", anniversary=105, marked=2025),
        milestone("birth", anniversary=135, marked=2025, document="b"),
    ]
    assert verdicts("anniversaries", milestones=born) == ["implied", "implied"]
    assert texts("anniversaries", milestones=born[:1]) == [
        "Birth of a person, Laos and Vietnam: 105 years in 2025 put it in 1920 (2025 − 105 = 1920)."
    ]
    assert verdicts("anniversaries", milestones=[*born, milestone("birth", date="1920", document="c")]) == [
        "agree",
        "implied",
    ]
    assert verdicts("anniversaries", milestones=[milestone("birth", date="1920", anniversary=5, marked=2025)]) == [
        "conflict"
    ]


def test_two_documents_agree_on_a_date():
    (text,) = texts("anniversaries", milestones=[milestone(date="1962-09-05"), milestone(date="1962", document="b")])
    assert text.endswith("Laos and Vietnam: 2 documents agree on 5 September 1962.")


def test_an_anniversary_fits_one_of_several_dates():
    several = [milestone(TREATY, date="1977"), milestone(TREATY, date="1990", start=40)]
    right, wrong = (milestone(TREATY, anniversary=years, marked=2022, document="b") for years in (45, 9))
    assert verdicts("anniversaries", milestones=[*several, right]) == ["agree"]
    assert verdicts("anniversaries", milestones=[*several, wrong]) == ["implied"]


def test_one_document_may_imply_several_years():
    marks = [milestone(TREATY, anniversary=50, marked=2025), milestone(TREATY, anniversary=20, marked=2025, start=40)]
    assert verdicts("anniversaries", milestones=marks) == ["implied", "implied"]


def test_a_milestone_with_its_own_date_is_held_against_it_first():
    strange = [milestone(TREATY, date="1977"), milestone(TREATY, date="1990", anniversary=20, marked=2022, start=40)]
    assert verdicts("anniversaries", milestones=strange) == ["conflict"]


# --- target distance


def target(value, period=None, **slots):
    return figure(value, status="target", period=period, document="t", **slots)


def test_a_target_without_a_deadline():
    (found,) = answers("target_distance", figure(1.3e9), target(5e9))
    assert found.text == (
        "Trade turnover, Laos and Vietnam: target of 5 billion USD is 3.7 billion USD above the last actual value, "
        "1.3 billion USD in 2021: about 3.8 times it, about 285 % more; no deadline is stated."
    )
    assert (found.verdict, found.value, found.unit, found.period) == ("remaining", 3.7e9, "USD", None)
    assert [place.document for place in found.evidence] == ["a", "t"]


def test_a_target_with_a_deadline_needs_a_yearly_growth():
    (text,) = texts("target_distance", figure(2.0e9), target(8e9, "2031"))
    assert "target of 8 billion USD by 2031 is 6 billion USD above" in text
    assert text.endswith("that needs about 15 % a year from 2021 to 2031.")


def test_the_last_actual_value_counts():
    old, new = figure(1.0e9, period="2019"), figure(1.3e9, period="2021", document="b")
    assert "1.3 billion USD in 2021" in texts("target_distance", new, old, target(5e9))[0]


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        ([figure(5.2e9, period="2020")], "by 2020 was reached, 5.2 billion USD in 2020."),
        ([figure(3.9e9, period="2020"), figure(4.2e9)], "by 2020 was missed, 3.9 billion USD in 2020, 1.1 billion USD"),
        ([figure(3.9e9)], "above the last actual value, 3.9 billion USD in 2021"),
        ([figure(3.9e9)], "; no value for 2020 itself is stated."),
        ([figure(6.1e9)], "by 2020 is below the last actual value, 6.1 billion USD in 2021; no value for 2020"),
        ([figure(5e9)], "by 2020 is as high as the last actual value, 5 billion USD in 2021; no value for 2020"),
        ([figure(5e9, bound="over", upper=None)], "by 2020 is about as high as the last actual value, more than 5"),
        ([figure(6.1e9, period="2019")], "by 2020 was reached, 6.1 billion USD in 2019."),
        ([figure(3.9e9, bound="over", period="2019")], "is less than 1.1 billion USD above"),
    ],
)
def test_a_target_of_2020(actuals, said):
    (text,) = texts("target_distance", *actuals, target(5e9, "2020"))
    assert said in text
    assert (" a year from " in text) == (" above " in text and "no value" not in text)


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2021-01/2021-09"},
        {"period": None},
        {"parties": ("LA", "TH")},
        {"unit": "EUR"},
        {"status": "estimate"},
        {"value": None, "lower": None, "upper": None, "precision": None, "change": grown("percent", 3)},
    ],
    ids=" ".join,
)
def test_a_target_has_no_distance_from_what_cannot_be_compared(other):
    actual = figure(1.3e9)
    assert answers("target_distance", dataclasses.replace(actual, **other), target(5e9)) == []
    assert len(answers("target_distance", actual, target(5e9))) == 1


def test_sums_over_years_and_single_acts_are_no_level():
    act = {"unit": "document", "metric": "documents_signed"}
    assert answers("target_distance", figure(14, **act), target(20, **act)) == []
    assert answers("target_distance", figure(1.3e9), target(9e9, "2021/2025")) == []


def test_an_academic_year_and_a_stock_count():
    places = {"unit": "scholarship", "metric": "scholarships", "direction": "VN>LA"}
    (text,) = texts("target_distance", figure(855, period="2020/2021", **places), target(1000, "2024", **places))
    assert "is 145 scholarships above the last actual value, 855 scholarships in 2020/2021" in text
    stock = {"metric": "investment", "direction": "VN>LA", "measure": "stock"}
    assert len(answers("target_distance", figure(4.9e9, period="2021-06", **stock), target(6e9, "2025", **stock))) == 1


def test_a_result_from_before_a_target_was_stated_has_not_reached_it():
    """Where the document of the target was published later, or states the result too, that was there already."""
    there, aimed = figure(6.1e9, period="2019"), target(5e9, "2024")
    said = "target of 5 billion USD by 2024 is below the last actual value, 6.1 billion USD in 2019."
    for known in ({"t": "2020-05-01"}, {"t": "2020"}):
        (text,) = texts("target_distance", there, aimed, published=known)
        assert text.endswith(said)
    (text,) = texts("target_distance", dataclasses.replace(there, document="t"), aimed)
    assert text.endswith(said)
    even = dataclasses.replace(aimed, value=6.1e9)
    (text,) = texts("target_distance", there, even, published={"t": "2020-05-01"})
    assert text.endswith("by 2024 is as high as the last actual value, 6.1 billion USD in 2019.")


@pytest.mark.parametrize("published", [{}, {"t": "2018-05-01"}, {"t": "2019-05-01"}, {"t": "2025-05-01"}])
def test_a_result_that_may_be_later_than_its_target_has_reached_it(published):
    """Of a target that is told when its time is over the date of the document does not say when it was set."""
    (text,) = texts("target_distance", figure(6.1e9, period="2019"), target(5e9, "2024"), published=published)
    assert text.endswith("by 2024 was reached, 6.1 billion USD in 2019.")


def test_what_is_to_be_invested_is_no_level_of_what_has_been():
    there = figure(1.2e9, period="2020", metric="investment", direction="VN>LA", document="t")
    aimed = target(3.5e8, "2024", metric="investment", direction="VN>LA")
    assert answers("target_distance", there, aimed) == []
    assert answers("target_distance", dataclasses.replace(there, value=3.5e8), aimed) == []
    elsewhere = dataclasses.replace(there, document="a")
    assert answers("target_distance", elsewhere, aimed) == []
    assert answers("target_distance", elsewhere, aimed, published={"t": "2021-03-01"}) == []
    (text,) = texts("target_distance", elsewhere, aimed, published={"t": "2018-03-01"})
    assert text.endswith("by 2024 was reached, 1.2 billion USD in 2020.")
    for other in ({"value": 2e9}, {"period": "2020"}):
        assert len(answers("target_distance", there, dataclasses.replace(aimed, **other))) == 1


def test_one_target_in_two_documents_is_one_finding():
    found = answers("target_distance", figure(1.3e9), target(5e9), dataclasses.replace(target(5e9), document="u"))
    assert [[place.document for place in one.evidence] for one in found] == [["a", "t", "u"]]


# --- identity

SOLD = {"metric": "exports", "direction": "VN>LA", "start": 20}
BOUGHT = {"metric": "imports", "direction": "LA>VN", "start": 40}


@pytest.mark.parametrize(
    ("sold", "bought", "turnover", "verdict"),
    [
        (594e6, 778e6, 1.37e9, "identity"),
        (594e6, 778e6, 1.372e9, "identity"),
        (594e6, 778e6, 1.5e9, "conflict"),
        (594e6, 778e6, 1.4e9, "identity"),
        (594e6, 778e6, 1.34e9, "conflict"),
    ],
)
def test_exports_and_imports_add_up(sold, bought, turnover, verdict):
    (found,) = answers("identity", figure(turnover), figure(sold, **SOLD), figure(bought, **BOUGHT))
    assert found.verdict == verdict
    assert "778 million USD (imports, Laos to Vietnam) and 594 million USD (exports, Vietnam to Laos)" in found.text
    assert "add up to 1.372 billion USD" in found.text
    assert found.value == pytest.approx(1.372e9)


def test_their_difference_is_the_balance():
    balance = {"metric": "trade_balance", "direction": "LA>VN"}
    flows = [figure(594e6, **SOLD), figure(778e6, **BOUGHT)]
    (found,) = answers("identity", figure(184e6, **balance), *flows)
    assert (found.verdict, found.value) == ("identity", 184e6)
    assert "differ by 184 million USD; 184 million USD stated, which fits." in found.text
    assert verdicts("identity", figure(250e6, **balance), *flows) == ["conflict"]
    # The surplus is the other's.
    assert verdicts("identity", figure(184e6, **balance | {"direction": "VN>LA"}), *flows) == ["conflict"]
    assert answers("identity", figure(184e6, **balance | {"direction": None}), *flows) == []


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2020"},
        {"direction": "VN>LA"},
        {"unit": "EUR"},
        {"status": "target"},
        {"parties": ("TH", "VN"), "direction": "TH>VN"},
        {"document": "b"},
    ],
    ids=" ".join,
)
def test_flows_of_something_else_do_not_count(other):
    assert answers("identity", figure(5e9), figure(594e6, **SOLD), figure(**{"value": 778e6} | BOUGHT | other)) == []


def test_across_documents_only_a_fit_of_one_reporter_is_told():
    turnover = figure(1.372e9, document="b")
    sold, bought = figure(594e6, **SOLD), figure(778e6, **BOUGHT)
    assert verdicts("identity", turnover, sold, bought) == ["identity"]
    assert answers("identity", dataclasses.replace(turnover, value=2e9), sold, bought) == []
    mirrored = dataclasses.replace(bought, metric="exports")
    assert answers("identity", turnover, sold, mirrored) == []
    # In one document the exports of either do.
    assert verdicts("identity", dataclasses.replace(turnover, document="a"), sold, mirrored) == ["identity"]


def test_of_several_candidates_one_that_fits_is_enough():
    part = figure(100e6, **SOLD | {"start": 60})
    flows = [figure(594e6, **SOLD), figure(778e6, **BOUGHT), part]
    assert verdicts("identity", figure(1.372e9), *flows) == ["identity"]
    assert answers("identity", figure(5e9), *flows) == []


# --- plausibility


def test_a_misread_scale_is_implausible():
    (found,) = answers("plausibility", figure(1300, precision=100.0))
    assert found.verdict == "implausible"
    assert "1300 USD lies outside the plausible range, " in found.text


@pytest.mark.parametrize(
    "usual",
    [
        figure(1.3e9),
        figure(1300, "LAK"),
        figure(99999, "company", metric="other"),
        figure(14, "document", metric="documents_signed"),
        figure(5e12, "VND"),
    ],
    ids=lambda one: f"{one.value:g} {one.unit}",
)
def test_usual_and_unjudged_values_are_not_implausible(usual):
    assert answers("plausibility", usual) == []


def test_the_upper_end_of_a_range_is_judged():
    assert verdicts("plausibility", figure(900e9, bound="range", upper=9e12)) == ["implausible"]


# --- premature


def test_a_result_before_its_period_is_over():
    (found,) = answers("premature", figure(1.3e9), published={"a": "2021-08-09"})
    assert found.text == (
        "Trade turnover, Laos and Vietnam, 2021: 1.3 billion USD is stated as a result on 9 August 2021, before the "
        "period was over; it can cover a part of it only, or is an estimate."
    )
    assert found.verdict == "premature"


@pytest.mark.parametrize(
    ("slots", "published"),
    [
        ({}, {"a": "2021-12-31"}),
        ({}, {"a": "2022-01-08"}),
        ({}, {"a": "2021"}),
        ({}, {}),
        ({}, {"b": "2021-08-09"}),
        ({"status": "estimate"}, {"a": "2021-08-09"}),
        ({"status": "target"}, {"a": "2021-08-09"}),
        ({"period": None}, {"a": "2021-08-09"}),
        ({"period": "2021-01/2021-07"}, {"a": "2021-08-09"}),
        ({"period": "2012/2021"}, {"a": "2021-08-09"}),
        ({"measure": "stock"}, {"a": "2021-08-09"}),
        ({"unit": "scholarship", "metric": "scholarships", "period": "2021/2022"}, {"a": "2021-08-09"}),
        ({"metric": "aid", "direction": "VN>LA", "period": "2021/2025"}, {"a": "2021-08-09"}),
        ({"unit": "tonne", "metric": "other"}, {"a": "2021-08-09"}),
    ],
)
def test_what_is_not_premature(slots, published):
    assert answers("premature", figure(1.3e9, **slots), published=published) == []


# --- all of them


def test_every_check_has_the_name_it_is_called_by():
    assert list(CHECKS) == [function.__name__ for function in CHECKS.values()]
    assert all(list(function(Statements())) == [] for function in CHECKS.values())


def test_the_order_of_what_comes_in_plays_no_part():
    figures = [
        figure(1.3e9, change=grown("percent", 30, bound="over")),
        figure(1.9e9, document="b"),
        figure(1.0e9, period="2020", document="c"),
        target(5e9),
        target(8e9, "2031", start=70),
    ]
    marks = [milestone(date="1962-09-05"), milestone(anniversary=60, marked=2022, document="b")]
    expected = check(figures, marks, published={"a": "2021-08-09"})
    assert {finding.check for finding in expected} == {
        "agreement",
        "implied_base",
        "anniversaries",
        "target_distance",
        "premature",
    }
    for seed in range(5):
        shuffled = random.Random(seed).sample(figures, len(figures))  # noqa: S311 - any order will do
        assert check(shuffled, marks[::-1], published={"a": "2021-08-09"}) == expected


def test_evidence_is_the_stretch_of_the_figure():
    one = figure(1.3e9, start=7)
    place = evidence(one)
    assert (place.document, place.start, place.end, place.exact, place.figure) == ("a", 7, 12, "1.3e+09", "a:7")


def test_an_unknown_metric_or_period_is_left_alone():
    odd = [figure(5, metric="unheard", document=document, period="soon") for document in "ab"]
    assert check(odd, published={"a": "2021", "b": "2021"}) == []


# --- intervals

VALUES = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
ENDS = st.one_of(st.none(), VALUES)


@st.composite
def intervals(draw):
    lower, upper = draw(ENDS), draw(ENDS)
    return (upper, lower) if lower is not None and upper is not None and lower > upper else (lower, upper)


@given(intervals(), intervals())
def test_overlap_is_mutual(first, second):
    assert overlap(first, second) == overlap(second, first)


@given(intervals())
def test_an_interval_overlaps_itself_and_everything(one):
    assert overlap(one, one)
    assert overlap(one, (None, None))


@given(intervals(), intervals(), st.floats(min_value=0, max_value=1e9), st.booleans())
def test_widening_never_loses_an_overlap(first, second, precision, about):
    if overlap(first, second):
        assert overlap(widen(first, precision=precision, about=about), second)


@given(intervals(), VALUES, st.floats(min_value=0, max_value=1e9))
def test_widening_keeps_every_value(one, value, precision):
    if overlap(one, (value, value)):
        assert overlap(widen(one, precision=precision, about=True), (value, value))


@given(st.lists(intervals(), min_size=3, max_size=6))
def test_intervals_that_overlap_in_pairs_have_a_value_in_common(several):
    if all(overlap(a, b) for a in several for b in several):
        lows = [low for low, _ in several if low is not None]
        highs = [high for _, high in several if high is not None]
        common = (max(lows, default=None), min(highs, default=None))
        assert all(overlap(one, (common[0], common[0])) for one in several if common[0] is not None)


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("exact", (5.0, 5.0)),
        ("about", (5.0, 5.0)),
        ("over", (5.0, None)),
        ("at_least", (5.0, None)),
        ("under", (None, 5.0)),
        ("at_most", (None, 5.0)),
        ("range", (5.0, 7.0)),
    ],
)
def test_bounds_as_intervals(bound, expected):
    assert interval(5.0, bound=bound, high=7.0) == expected


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2021", dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2021-08-09", dt.date(2021, 8, 9), dt.date(2021, 8, 9)),
        ("2021-01/2021-09", dt.date(2021, 1, 1), dt.date(2021, 9, 30)),
        ("2013-06-03/2013-06-04", dt.date(2013, 6, 3), dt.date(2013, 6, 4)),
    ],
)
def test_stretches_of_time(iso, first, last):
    assert stretch(iso) == (first, last)


ends = st.none() | st.integers(-9, 9).map(float)
intervals = st.tuples(ends, ends).filter(lambda pair: None in pair or pair[0] <= pair[1])


@given(st.lists(intervals, min_size=1))
def test_intervals_of_which_any_two_overlap_all_do(several):
    assert overlap(*several) == all(overlap(one, other) for one in several for other in several)


@given(st.lists(intervals, min_size=1), intervals)
def test_what_overlaps_the_hull_of_overlapping_intervals_overlaps_one_of_them(several, other):
    shared = [one for one in several if overlap(several[0], one)]
    assert overlap(hull(*shared), other) == any(overlap(one, other) for one in shared)


@pytest.mark.parametrize("iso", ["", "soon", "2021-13", "--09-02", "2021/2020"])
def test_other_forms_are_refused(iso):
    with pytest.raises(ValueError, match=r".+"):
        stretch(iso)
