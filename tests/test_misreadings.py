"""Sentences that are easily misread: what is not reached, sums that are none, lists, and years across their end."""

import pytest

from analysis import extract
from analysis.model import Document


def told(text, language="en", published="2024-03-05"):
    """What is told of each figure of a text: metric, value, bound, period, parties."""
    figures = extract(Document(id="x", text=text, published=published), language=language)
    return [(f.metric, f.value, f.bound, f.period, "-".join(f.parties)) for f in figures]


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("en", "Trade between Laos and Vietnam did not reach 5 million USD.", "under"),
        ("en", "Trade between Laos and Vietnam never exceeded 5 million USD.", "at_most"),
        ("en", "Trade between Laos and Vietnam exceeded 5 million USD.", "over"),
        ("ru", "Товарооборот России и Лаоса не превысил 5 млн долларов.", "at_most"),
        ("ru", "Товарооборот России и Лаоса не достиг 5 млн долларов.", "under"),
        ("ru", "Товарооборот России и Лаоса превысил 5 млн долларов.", "over"),
        ("nb", "Handelen mellom Norge og Laos nådde ikke 5 millioner kroner.", "under"),
        ("nb", "Handelen mellom Norge og Laos oversteg ikke 5 millioner kroner.", "at_most"),
        ("da", "Handlen mellem Danmark og Laos nåede ikke 5 millioner kroner.", "under"),
        ("sv", "Handeln mellan Sverige och Laos översteg inte 5 miljoner kronor.", "at_most"),
        ("de", "Der Handel zwischen Laos und Vietnam erreichte keine 5 Millionen Euro.", "under"),
        ("de", "Der Handel zwischen Laos und Vietnam überstieg nicht 5 Millionen Euro.", "at_most"),
        ("fr", "Le commerce entre la France et le Laos n'a pas atteint 5 millions de dollars.", "under"),
        ("fr", "Le commerce entre la France et le Laos n’a jamais dépassé 5 millions de dollars.", "at_most"),
        ("es", "El comercio entre Perú y Laos no alcanzó los 5 millones de dólares.", "under"),
        ("es", "El comercio entre Perú y Laos no superó los 5 millones de dólares.", "at_most"),
        ("zh", "中老贸易额未达到5亿美元。", "under"),
        ("zh", "中老贸易额没有超过5亿美元。", "at_most"),
        ("vi", "Thương mại Việt Nam - Lào không đạt 5 triệu USD.", "under"),
        ("vi", "Thương mại Việt Nam - Lào chưa vượt 5 triệu USD.", "at_most"),
    ],
)
def test_what_was_not_reached_or_exceeded_is_a_bound(language, text, bound):
    assert [figure[2] for figure in told(text, language)] == [bound]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Vietnam's trade balance with Laos was -$5 million in 2021.", "LA>VN"),
        ("Vietnam's trade balance with Laos was \u22125 million USD in 2021.", "LA>VN"),
        ("Vietnam's trade balance with Laos was minus 5 million USD in 2021.", "LA>VN"),
        ("Vietnam's trade balance with Laos was 5 million USD in 2021.", "VN>LA"),
    ],
)
def test_a_balance_below_nought_is_that_of_the_other(text, direction):
    assert [figure.direction for figure in extract(text)] == [direction]


def test_an_amount_that_its_own_words_name_is_no_sum_though_it_equals_one():
    text = (
        "Vietnam's exports to Laos reached 3 million USD, its imports 2 million, and it gave Laos 5 million USD in aid."
    )
    assert [figure[0] for figure in told(text)] == ["exports", "imports", "aid"]
    text = "Vietnam's exports to Laos reached 3 million USD, its imports 2 million, together 5 million USD."
    assert [figure[0] for figure in told(text)] == ["exports", "imports", "trade_turnover"]


def test_who_gives_to_whom_ends_what_was_spoken_of():
    text = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021. Vietnam gave Laos 5 million USD."
    assert [figure[0] for figure in told(text)] == ["trade_turnover", "aid"]
    text = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021. A year before it was 1.1 billion USD."
    assert [figure[0] for figure in told(text)] == ["trade_turnover", "trade_turnover"]


def test_a_trifle_is_not_of_what_was_spoken_of():
    text = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021. The ticket costs 30 dollars."
    assert [figure[1] for figure in told(text)] == [1.3e9]


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "Trade between Laos and Vietnam from October to March 2022 reached 5 million USD.", "2021-10/2022-03"),
        ("en", "Trade between Laos and Vietnam from March to October 2022 reached 5 million USD.", "2022-03/2022-10"),
        ("en", "Trade between Laos and Vietnam in December-January reached 5 million USD.", "2023-12/2024-01"),
        (
            "de",
            "Der Handel zwischen Laos und Polen erreichte von Oktober bis März 2022 5 Mio. Euro.",
            "2021-10/2022-03",
        ),
        (
            "es",
            "El comercio entre Perú y Laos de octubre a marzo de 2022 fue de 5 millones de euros.",
            "2021-10/2022-03",
        ),
    ],
)
def test_months_across_the_end_of_a_year_begin_in_the_year_before(language, text, period):
    assert [figure[3] for figure in told(text, language)] == [period]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Vietnam gave Laos several million dollars."),
        ("en", "Vietnam gave Laos a few million dollars."),
        ("en", "Vietnam gave Laos a couple of million dollars."),
        ("fr", "La France a donné au Laos quelques millions de dollars."),
        ("es", "Perú donó a Laos varios millones de dólares."),
        ("de", "Deutschland gab Laos mehrere Millionen Euro."),
        ("ru", "Россия выделила Лаосу несколько миллионов долларов."),
    ],
)
def test_several_of_a_scale_are_no_number(language, text):
    assert told(text, language) == []


def test_one_of_a_scale_is_a_number():
    assert [figure[1] for figure in told("Vietnam gave Laos a million dollars.")] == [1e6]
    assert [figure[1] for figure in told("Vietnam gave Laos about a million dollars.")] == [1e6]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Trade between Laos and Vietnam was 5, 6 and 7 million USD in 2019, 2020 and 2021 respectively."),
        ("en", "In 2019, 2020 and 2021 trade between Laos and Vietnam was 5 million, 6 million and 7 million USD."),
        ("zh", "2019年、2020年和2021年中老贸易额分别为500万、600万和700万美元。"),
        ("ru", "В 2019, 2020 и 2021 годах товарооборот России и Лаоса составил 5, 6 и 7 млн долларов."),
        ("de", "In den Jahren 2019, 2020 und 2021 betrug der Handel von Laos mit Polen 5, 6 und 7 Millionen Euro."),
    ],
)
def test_each_amount_of_a_list_is_of_its_own_year(language, text):
    assert [figure[1:4:2] for figure in told(text, language)] == [(5e6, "2019"), (6e6, "2020"), (7e6, "2021")]


def test_one_amount_of_several_years_is_of_all_of_them():
    told_of = told("Trade between Laos and Vietnam was 5 million USD in 2019, 2020 and 2021.")
    assert [figure[3] for figure in told_of] == ["2019/2021"]


def test_a_school_year_is_no_span_with_two_ends():
    text = "The number of Lao students in Vietnam rose from 5,000 to 6,000 in the academic year 2020/2021."
    assert [figure[3] for figure in told(text)] == ["2019/2020", "2020/2021"]
    text = "Trade between Laos and Vietnam rose from 5 to 6 million USD between 2020 and 2021."
    assert [figure[3] for figure in told(text)] == ["2020", "2021"]


def test_a_growth_between_two_years_is_compared_with_the_first():
    (figure,) = extract("Trade between Laos and Vietnam grew 5-fold between 2010 and 2020 to 2.5 billion USD.")
    assert (figure.period, figure.change.versus) == ("2020", "2010")


def test_the_typographic_apostrophe_is_read_as_the_plain_one():
    plain = "La France donnera au Laos une aide de 5 millions d'euros jusqu'à 6 millions."
    (one,), (other,) = extract(plain, language="fr"), extract(plain.replace("'", "\u2019"), language="fr")
    assert (one.value, one.upper, one.bound) == (other.value, other.upper, other.bound) == (5e6, 6e6, "range")


@pytest.mark.parametrize(
    ("text", "value"),
    [("三万五美元", 35_000), ("两亿五美元", 250e6), ("三万零五美元", 30_005), ("两亿五千万美元", 250e6)],
)
def test_a_last_digit_without_its_scale_counts_tenths_of_the_one_before(text, value):
    assert [figure[1] for figure in told(f"中国向老挝提供{text}援助。", "zh")] == [value]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Vietnam's trade with Laos and Cambodia totalled 9.9 billion USD in 2023.", "KH-LA-VN"),
        ("Vietnam's trade with Laos, Thailand and Cambodia totalled 9.9 billion USD in 2023.", "KH-LA-TH-VN"),
        ("Vietnam gave Laos and Cambodia 5 million USD in 2023.", "KH-LA-VN"),
        ("In 2023 Vietnam exported 5 billion USD of goods to Laos and Cambodia.", "KH-LA-VN"),
    ],
)
def test_what_is_of_several_partners_together_is_of_all_of_them(text, parties):
    (figure,) = extract(Document(id="x", text=text, published="2024-03-05"), language="en")
    assert ("-".join(figure.parties), figure.direction) == (parties, None)


def test_as_many_amounts_as_partners_are_of_one_each():
    text = "Vietnam's trade with Laos and Cambodia reached 1.3 billion USD and 8.6 billion USD respectively in 2023."
    assert [figure[1::3] for figure in told(text)] == [(1.3e9, "LA-VN"), (8.6e9, "KH-VN")]
    text = "The leaders of Laos and Vietnam met. Trade between Laos and Vietnam reached 5 billion USD."
    assert [figure[4] for figure in told(text)] == ["LA-VN"]


def test_a_growth_is_one_though_who_tells_it_stands_behind_it():
    (figure,) = extract(
        "Trade of Laos with China was 7.1 billion USD in 2023, up 26.6% year on year, Chinese customs said."
    )
    assert figure.change.value == 26.6


@pytest.mark.parametrize("text", ["While Laos's GDP grew 4.2 percent", "While inflation in Laos rose 4.2 percent"])
def test_what_grew_in_one_economy_is_no_growth_of_the_two(text):
    (figure,) = extract(f"{text} in 2023, its trade with China reached 7.1 billion USD.")
    assert (figure.value, figure.change) == (7.1e9, None)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("lo", "ປີ 2020 ນັກທ່ອງທ່ຽວລັດເຊຍມາລາວ 7,558 ຄົນ.", 7558),
        ("ru", "В 2020 году 7,558 российских туристов посетили Лаос.", 7558),
        ("ru", "В 2020 году 7,558 млн российских туристов посетили Лаос.", 7.558e6),
        ("en", "In 2020, 7.558 tourists from Laos visited Vietnam.", 7558),
        ("en", "In 2020, Laos exported 7.558 tonnes of coffee to Vietnam.", 7.558),
    ],
)
def test_people_are_whole_whatever_mark_parts_the_thousands(language, text, value):
    assert [figure[1] for figure in told(text, language)] == [value]


def test_energy_is_in_the_unit_that_is_written():
    units = [
        f.unit
        for f in extract("Laos sold 2,400 GWh of power to Vietnam in 2023 and exported 300 megawatt-hours of it.")
    ]
    assert units[:1] == ["gigawatt-hour"]


def test_the_months_told_before_their_year_are_the_period():
    text = "From January to August exports of Norway to China this year reached 232 million kroner."
    assert [figure[3] for figure in told(text)] == ["2024-01/2024-08"]
    text = "Exports of Norway to China this year reached 232 million kroner."
    assert [figure[3] for figure in told(text)] == ["2024"]


def test_what_a_loan_pays_for_is_no_investment():
    text = "This year's loan package of Japan for Vietnam comprises seven projects amounting to 338 billion yen."
    assert [figure[0] for figure in told(text)] == ["loan"]
    text = "Japan has seven investment projects worth 338 billion yen in Vietnam."
    assert [figure[0] for figure in told(text)] == ["investment_projects", "investment"]


def test_no_sentence_ends_between_two_scales():
    (figure,) = extract("Laos importierte 2021 aus Polen Waren um 2,2 Mrd. Mrd. Euro.", language="de")
    assert figure.quote.exact in figure.sentence


@pytest.mark.parametrize("ends", ["\n", " \n", "\r\n", "\r", "\u00a0\n", "\n ", "\u2028", "\n\n"])
@pytest.mark.parametrize("scale", ["billion", "Billion", "BILLION"])
def test_no_sentence_ends_inside_an_amount(ends, scale):
    for figure in extract(f"Trade of Laos with Vietnam was $1.2{ends}{scale} in 2021.", language="en"):
        assert figure.quote.exact in figure.sentence
        assert figure.value == (1.2 if ends == "\n\n" else 1.2e9)
