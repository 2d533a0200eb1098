"""Changes: growth and decline, tied to the amount that has grown and to the period compared with."""

import pytest

from analysis.changes import changes_in, versus
from analysis.figures import extract
from analysis.model import Document
from analysis.periods import periods_in
from analysis.quantities import quantities_in
from analysis.scope import read_scope

PUBLISHED = "2022-05-10"


def growths(text, language):
    """The growths of a text of one sentence."""
    reading = read_scope(Document(id="x", text=text, published=PUBLISHED), language=language)
    sentence = reading.sentences.around(0)
    assert sentence.end == len(reading.document.text)
    quantities = quantities_in(sentence, reading.numbers)
    return changes_in(sentence, quantities, periods_in(sentence, reading.numbers, reading.scope.reference))


def changes(text, language):
    """Every growth as "what has grown: direction kind value bound"; nothing before the colon where it is not stated."""
    found = []
    for growth in growths(text, language):
        host = text[growth.host.start : growth.host.end] if growth.host else ""
        change = growth.change
        found.append(f"{host}: {change.direction} {change.kind} {change.value:.10g} {change.bound}")
    return found


# --- kinds and directions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (": up percent 12 exact", "en", "Trade grew by 12 percent."),
        (": up percent 12 over", "en", "Trade grew by more than 12 percent."),
        (": up percent 12 over", "en", "Trade grew more than 12 percent."),
        (": down percent 12 under", "en", "Trade fell by nearly 12 percent."),
        (": up percent 8 range", "en", "Trade grew by 8-10 percent."),
        (": up percent 12 exact", "en", "A 12 percent increase in trade was reported."),
        (": up factor 3 exact", "en", "Trade has tripled."),
        (": up factor 3 under", "en", "Trade increased almost threefold."),
        (": up factor 2.5 exact", "en", "Trade grew 2.5 times."),
        (": down factor 0.5 exact", "en", "Trade was halved."),
        (": up absolute 5000000 exact", "en", "Trade grew by 5 million euros."),
        (": up percent 12 exact", "ru", "Торговля выросла на 12 процентов."),
        (": down percent 12 under", "ru", "Торговля сократилась почти на 12 %."),
        (": up factor 2.5 exact", "ru", "Торговля увеличилась в 2,5 раза."),
        (": up factor 2 exact", "ru", "Торговля выросла вдвое."),
        (": down factor 0.5 exact", "ru", "Торговля сократилась вдвое."),
        (": up percent 12 exact", "nb", "Handelen økte med 12 prosent."),
        (": down percent 12 over", "nb", "Handelen falt med over 12 prosent."),
        (": up factor 4 exact", "nb", "Handelen ble firedoblet."),
        (": down factor 0.5 exact", "nb", "Handelen ble halvert."),
        (": up percent 12 exact", "de", "Der Handel legte 2023 um 12 Prozent zu."),
        (": down percent 12 over", "de", "Der Handel ging um gut 12 Prozent zurück."),
        (": down percent 33.3 exact", "de", "Der Handel sank um ein Drittel."),
        (": up factor 6 exact", "de", "Der Handel hat sich versechsfacht."),
        (": up factor 2.5 exact", "de", "Der Handel stieg um das 2,5-fache."),
        (": down percent 12 exact", "da", "Handlen gik sidste år ned med 12 procent."),
        (": up percent 33.3 under", "da", "Handlen voksede med næsten en tredjedel."),
        (": up factor 2 exact", "sv", "Handeln har fördubblats."),
        (": down percent 12 over", "sv", "Handeln minskade med drygt 12 procent."),
    ],
)
def test_growth_alone(expected, language, text):
    assert [expected] == changes(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        # The amount before the change ...
        ("5 million euros: up percent 30 exact", "en", "Trade reached 5 million euros, up 30 percent."),
        ("60 scholarships: up absolute 20 exact", "en", "They gave 60 scholarships, 20 more than in 2020."),
        ("5 million euros: down percent 30 exact", "en", "Trade was 5 million euros, 30 percent less than before."),
        ("5 million euros: up percent 12 exact", "en", "Trade was 5 million euros (+12 %) at last."),
        ("5 million euros: down percent 12 exact", "en", "Trade was 5 million euros (-12%) at last."),
        # ... or the one that it led to.
        ("5 million euros: up percent 30 exact", "en", "Trade rose by 30 percent to 5 million euros."),
        ("92: up factor 3 under", "en", "Their number increased almost threefold (to 92)."),
        ("20 million euros: down absolute 5000000 exact", "en", "Trade fell by 5 million euros to 20 million euros."),
        ("5 млн евро: up percent 30 exact", "ru", "Торговля выросла на 30 % и достигла 5 млн евро."),
        ("5 млн евро: up percent 30 exact", "ru", "Торговля составила 5 млн евро, увеличившись на 30 %."),
        ("5 millioner euro: up percent 30 exact", "nb", "Handelen økte med 30 prosent til 5 millioner euro."),
    ],
)
def test_growth_of_an_amount(expected, language, text):
    assert [expected] == changes(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Shares and rates are no growth, nor is a hedge.
        ("en", "Cocoa makes up 30 percent of the trade."),
        ("en", "More than 30 percent of them live there."),
        ("en", "Trade was more than 5 million euros."),
        ("en", "Trade rose to 5 million euros."),
        ("en", "Cocoa is 30 percent; trade grew."),
        ("ru", "Доля какао — 30 %."),
        ("ru", "Более 30 % из них живут там."),
        ("nb", "Kakao utgjør 30 prosent av handelen."),
        ("nb", "Over 30 prosent bor der."),
        ("de", "Die Exporte, zu 90 Prozent Erdöl, gingen nach Chile."),
        ("da", "Kinas andel voksede fra 3,7 procent i 2005 til 5,9 procent i 2016."),
    ],
)
def test_what_is_no_growth(language, text):
    assert changes(text, language) == []


def test_each_amount_has_its_own_change():
    text = "Exports were 5 million euros, up 12 percent, and imports 3 million euros, down 4 percent."
    assert changes(text, "en") == ["5 million euros: up percent 12 exact", "3 million euros: down percent 4 exact"]


def test_growths_told_of_amounts_respectively():
    text = "Exports and imports came to 5 and 6 million euros, up 3% and 4% respectively."
    assert changes(text, "en") == ["5: up percent 3 exact", "6 million euros: up percent 4 exact"]
    # Three growths of two amounts are not told apart.
    text = "Exports and imports came to 5 and 6 million euros, up 3%, 4% and 8% respectively."
    assert "5: up percent 3 exact" not in changes(text, "en")


def test_an_amount_in_brackets_is_the_same_in_another_currency():
    text = "Trade came to 5 million dollars (4.6 million euros), up 3%."
    assert changes(text, "en") == ["5 million dollars: up percent 3 exact"]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("factor", 16.0, "exact")], "2023年，中国和越南的班列增长15倍。"),
        ([("factor", 4.0, "under")], "中国和越南的贸易额增长近三倍。"),
        # What it grew to is no growth by so much.
        ([("factor", 3.0, "exact")], "中国和越南的贸易额增至3倍。"),
        ([("factor", 2.0, "exact")], "中国和越南的贸易额翻了一番。"),
        ([("percent", 10.0, "under")], "中国和越南的贸易额增幅接近一成。"),
        ([("percent", 5.0, "exact")], "中国和越南的贸易额增长百分之五。"),
        ([], "中国和越南的贸易占东盟的三成。"),
    ],
)
def test_times_added_and_tenths(expected, text):
    found = growths(text, "zh")
    assert expected == [(growth.change.kind, growth.change.value, growth.change.bound) for growth in found]


def test_bounds_of_a_change():
    (growth,) = growths("Trade grew by 8-10 percent.", "en")
    assert (growth.change.lower, growth.change.upper) == (8, 10)
    (growth,) = growths("Trade grew by more than 12 percent.", "en")
    assert (growth.change.lower, growth.change.upper) == (12, None)


# --- compared with ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2015", "en", "Trade grew by 12 percent compared with 2015."),
        ("2020", "en", "Trade was 5 million euros in 2021, 12 percent more than in 2020."),
        ("2020", "en", "Compared with 2020, trade grew by 12 percent in 2021."),
        # Of growth in a year nothing else is said: the year before.
        ("2020", "en", "Trade grew by 12 percent in 2021."),
        ("2020-01/2020-06", "en", "Trade grew by 12 percent in the first half of 2021."),
        # The same part of the year named.
        ("2019-01/2019-06", "en", "In the first half of 2021 trade grew by 12 percent from the same period of 2019."),
        (
            "2021-01/2021-03",
            "en",
            "In the first quarter of 2022 trade grew by 12 percent compared with the same period last year.",
        ),
        (None, "en", "Trade grew by 12 percent."),
        ("2019", "ru", "Торговля в 2021 году выросла на 12 % по сравнению с 2019 годом."),
        ("2020", "ru", "Торговля в 2021 году выросла на 12 %."),
        ("2015", "nb", "Handelen økte med 12 prosent sammenlignet med 2015."),
        ("2020", "nb", "Handelen økte med 12 prosent i 2021."),
    ],
)
def test_the_period_compared_with(expected, language, text):
    opening = {"en": "Ghana met Togo. ", "ru": "Гана и Того. ", "nb": "Ghana møtte Togo. "}[language]
    figures = extract(Document(id="x", text=opening + text, published=PUBLISHED), language=language)
    assert [expected] == [figure.change.versus for figure in figures]
    inferred = {code for figure in figures for code in figure.inferred if code.startswith("versus")}
    stated = any(word in text for word in ("ompared", "than in", "from the same", "сравнению", "sammenlignet"))
    assert inferred == (set() if stated or expected is None else {"versus:year-before"})


def test_from_a_year_to_a_year_says_both():
    text = "Trade between Ghana and Togo tripled from 2010 to 2020."
    (figure,) = extract(Document(id="x", text=text, published=PUBLISHED), language="en")
    assert (figure.period, figure.change.versus) == ("2020", "2010")


@pytest.mark.parametrize(
    ("expected", "period"),
    [
        (("2020", True), "2021"),
        (("2020-01/2020-09", True), "2021-01/2021-09"),
        (("2019/2020", True), "2020/2021"),  # a fiscal year
        ((None, False), "2019/2021"),
        ((None, False), "2021-08-09"),
        ((None, False), None),
    ],
)
def test_what_growth_compares_with_where_nothing_is_stated(expected, period):
    (growth,) = growths("Trade grew by 12 percent.", "en")
    assert expected == versus(growth, period)


def test_a_time_compared_with_is_no_time_of_its_own():
    text = "2023年，越南和俄罗斯的贸易额36亿美元，比2022年增长2.3%。"
    (figure,) = extract(Document(id="x", text=text, published="2024-06-20"), language="zh")
    assert (figure.change.value, figure.period, figure.change.versus) == (2.3, "2023", "2022")


def test_last_year_is_that_before_the_year_spoken_of():
    text = "ປີ 2023, ມູນຄ່າການຄ້າລະຫວ່າງລາວ ແລະ ຫວຽດນາມ ບັນລຸ 1,6 ຕື້ໂດລາ, ເພີ່ມຂຶ້ນ 4,2% ທຽບໃສ່ປີຜ່ານມາ."
    (figure,) = extract(Document(id="x", text=text, published="2024-11-20"), language="lo")
    assert (figure.period, figure.change.versus) == ("2023", "2022")
