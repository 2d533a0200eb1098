"""The words of reports: every value is put as it was stated, no surer and no vaguer."""

import dataclasses

import pytest

from analysis import wording
from analysis.definitions import DefinitionError, definitions
from analysis.model import Change, Figure, Quote
from analysis.style import style
from analysis.wording import names

FIGURE = Figure(
    id="f",
    document="one.txt",
    metric="trade_turnover",
    value=1.3e9,
    lower=1.3e9,
    upper=1.3e9,
    precision=1e8,
    unit="USD",
    bound="exact",
    period="2021",
    status="actual",
    parties=("LA", "VN"),
    quote=Quote(exact="x", prefix="", suffix=""),
    start=0,
    end=1,
    sentence="x",
)


@pytest.mark.parametrize(
    ("expected", "value", "unit", "precision"),
    [
        ("1.3 billion USD", 1.3e9, "USD", 1e8),
        ("1.30 billion USD", 1.3e9, "USD", 1e7),
        ("5 billion USD", 5e9, "USD", 1e9),
        ("112 million USD", 1.12e8, "USD", 1e6),
        ("112.84 million USD", 1.1284e8, "USD", 1e4),
        ("8.3347 billion EUR", 8_334_700_000, "EUR", 1e5),
        ("20.447123 billion EUR", 20_447_123_000, "EUR", 1e3),
        ("20\u202f447\u202f123\u202f400 EUR", 20_447_123_400, "EUR", 100),
        ("1\u202f234\u202f500 EUR", 1_234_500, "EUR", 100),
        ("1\u202f234\u202f567 people", 1234567, "person", 1),
        ("12\u202f500 people", 12500, "person", 1),
        ("1000 test systems", 1000, "test system", 1),
        ("14 documents", 14, "document", 1),
        ("1 document", 1, "document", 1),
        ("27 %", 27, "percent", 1),
        ("0.5 %", 0.5, "percent", 0.1),
        ("−5 million EUR", -5e6, "EUR", 1e6),
        ("1 billion USD", 999_900_000, "USD", None),
        ("2 trillion USD", 2e12, "USD", 1e12),
        ("42", 42, None, 1),
        ("0", 0, None, None),
    ],
)
def test_amount(expected, value, unit, precision):
    assert wording.amount(value, unit, precision=precision) == expected


@pytest.mark.parametrize(
    ("expected", "slots"),
    [
        ("1.3 billion USD", {}),
        ("about 1.3 billion USD", {"bound": "about"}),
        ("more than 1.3 billion USD", {"bound": "over"}),
        ("just under 1.3 billion USD", {"bound": "under"}),
        ("at least 1.3 billion USD", {"bound": "at_least"}),
        ("at most 1.3 billion USD", {"bound": "at_most"}),
        ("1.3 to 1.5 billion USD", {"bound": "range", "upper": 1.5e9}),
        ("900 million USD to 1.5 billion USD", {"bound": "range", "value": 9e8, "upper": 1.5e9}),
        ("1.3 billion USD per year", {"per": "year"}),
        (
            "up 27 % on 2020",
            {
                "value": None,
                "change": Change(
                    kind="percent", value=27, lower=27, upper=27, bound="exact", direction="up", versus="2020"
                ),
            },
        ),
        ("", {"value": None}),
    ],
)
def test_stated(expected, slots):
    assert wording.stated(dataclasses.replace(FIGURE, **slots)) == expected


@pytest.mark.parametrize(
    ("expected", "slots"),
    [
        ("up more than 30 % on 2020", {"bound": "over"}),
        ("down 30 %", {"direction": "down", "versus": None}),
        ("up 30 to 40 % on 2020", {"bound": "range", "upper": 40}),
        ("just under three times the level of 2020", {"kind": "factor", "value": 3, "bound": "under"}),
        ("7.5 times the level of 2020", {"kind": "factor", "value": 7.5}),
        ("up by 20 million USD on 2020", {"kind": "absolute", "value": 2e7}),
        ("up by 112.84 million USD on 2020", {"kind": "absolute", "value": 1.1284e8}),
        ("up 1234 % on 2020", {"value": 1234}),
    ],
)
def test_change(expected, slots):
    known = {"kind": "percent", "value": 30, "lower": 30, "upper": 30, "bound": "exact", "direction": "up"}
    change = Change(**(known | {"versus": "2020"} | slots))
    assert wording.change(change, unit_of="USD") == expected


@pytest.mark.parametrize(
    ("long", "short", "iso"),
    [
        ("2021", "2021", "2021"),
        ("August 2021", "Aug 2021", "2021-08"),
        ("9 August 2021", "9 Aug 2021", "2021-08-09"),
        ("2020/2021", "2020/2021", "2020/2021"),
        ("2016 to 2020", "2016 to 2020", "2016/2020"),
        ("January to August 2021", "Jan to Aug 2021", "2021-01/2021-08"),
        ("October 2020 to March 2021", "Oct 2020 to Mar 2021", "2020-10/2021-03"),
        ("2 October", "2 Oct", "--10-02"),
        ("no period stated", "no period stated", None),
        ("2021-Q3", "2021-Q3", "2021-Q3"),
    ],
)
def test_period(long, short, iso):
    assert (wording.period(iso), wording.short(iso)) == (long, short)


@pytest.mark.parametrize(
    ("expected", "iso"),
    [
        ("in 2021", "2021"),
        ("in August 2021", "2021-08"),
        ("on 9 August 2021", "2021-08-09"),
        ("in 2020/2021", "2020/2021"),
        ("from January to August 2021", "2021-01/2021-08"),
    ],
)
def test_at(expected, iso):
    assert wording.at(iso) == expected


def test_joined():
    assert [wording.joined(list("abcd")[:n]) for n in range(5)] == ["", "a", "a and b", "a, b and c", "a, b, c and d"]


def test_names():
    assert wording.economies(("LA", "X-ASEAN", "SU")) == "Laos, ASEAN and Soviet Union"
    assert wording.direction("VN>LA") == "Vietnam to Laos"
    assert wording.metric("unheard_of") == "Unheard of"
    assert wording.language("nb").startswith("Norwegian")


def test_every_event_can_be_named():
    for key in definitions().events:
        name = wording.event(key, ("LA", "VN"))
        assert "{" not in name
        assert name[0] == name[0].upper()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 45, 60, 101, 105, 111])
def test_ordinal(number):
    num2words = pytest.importorskip("num2words").num2words
    assert wording.ordinal(number) == num2words(number, to="ordinal_num")


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("defence", "forsvar"),
        ("defence", "оборона"),
        ("drug control", "drug prevention and control"),
        ("search and rescue", "search and rescue"),
        ("education and training", "utdanning og opplæring"),
        ("finance and banking", "finans og bankvirksomhet"),
        ("health", "здравоохранение"),
        ("justice", "justis"),
        ("beekeeping", "beekeeping"),
        ("reports", "reports"),
    ],
)
def test_sector(expected, written):
    assert wording.sector(written) == expected


def test_an_unknown_key_of_the_sectors_is_refused(monkeypatch):
    monkeypatch.setattr(names, "read_toml", lambda _: {"defence": {"name": "defence", "word": {}}})
    with pytest.raises(DefinitionError, match=r"sectors\.toml: unknown key defence\.word; known here: name, words"):
        names._sectors.__wrapped__()


class TestData:
    """The words cover what they are asked for."""

    def test_every_metric_that_is_told_is_a_metric(self):
        assert set(wording.words()["told"]) - {"default"} <= set(definitions().metrics)

    def test_every_bound_status_and_group_has_words(self):
        from typing import get_args

        from analysis.model import Bound, Status

        words = wording.words()
        assert set(words["bound"]) == set(get_args(Bound))
        assert set(words["status"]) == {*get_args(Status), "implied", "reference"}
        assert set(words["becomes"]) <= {group.key for group in style().ledger}


@pytest.mark.parametrize("key", sorted(definitions().events))
def test_an_event_of_nobody_in_particular_has_a_whole_name(key):
    name = wording.event(key)
    assert "  " not in name
    assert name == name.strip()
    assert wording.reason(f"anniversary of {key}").lower() == f"anniversary of {name.lower()}"
