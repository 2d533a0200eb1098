"""Quantities: a number with its unit, its currency, its bound; two numbers that bound one amount."""

from itertools import pairwise

import pytest
from babel import Locale

from analysis.changes import find_quantities
from analysis.definitions import currency_codes, definitions
from analysis.quantities import bounds


def found(text, language):
    """ "stretch | value unit bound" for every quantity of a text."""
    return [
        f"{text[q.start : q.end]} | {_value(q)} {q.unit} {q.bound}" for q in find_quantities(text, language=language)
    ]


def _value(quantity):
    value = format(quantity.value, ".10g")
    return f"{value}..{format(quantity.upper, '.10g')}" if quantity.bound == "range" else value


# --- money ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("US$1.3 billion | 1300000000 USD exact", "en", "worth US$1.3 billion"),
        ("VND4,927 billion | 4.927e+12 VND exact", "en", "worth VND4,927 billion"),
        ("USD34.6 million | 34600000 USD exact", "en", "worth USD34.6 million"),
        ("1.3 bln USD | 1300000000 USD exact", "en", "worth 1.3 bln USD"),
        ("USD 5 million | 5000000 USD exact", "en", "worth USD 5 million"),
        ("5 million US dollars | 5000000 USD exact", "en", "worth 5 million US dollars"),
        ("HK$5 million | 5000000 HKD exact", "en", "worth HK$5 million"),
        ("hk$ 5 million | 5000000 HKD exact", "en", "worth hk$ 5 million"),
        ("5 million us dollars | 5000000 USD exact", "en", "worth 5 million us dollars"),
        ("three billions dollars | 3000000000 USD exact", "en", "worth three billions dollars"),
        ("A$2.5bn | 2500000000 AUD exact", "en", "worth A$2.5bn"),
        ("$US2.5bn | 2500000000 USD exact", "en", "worth $US2.5bn"),
        ("$NZ 5 million | 5000000 NZD exact", "en", "worth $NZ 5 million"),
        ("J$5 million | 5000000 JMD exact", "en", "worth (J$5 million)"),
        ("FJ$5 million | 5000000 FJD exact", "en", "worth FJ$5 million"),
        ("Rs 5 lakh crore | 5e+12 INR exact", "en", "worth Rs 5 lakh crore"),
        ("$5 million | 5000000 USD exact", "en", "a $5 million grant"),
        ("5 million dollar | 5000000 USD exact", "en", "the 5 million dollar grant"),
        ("2000 dollars | 2000 USD exact", "en", "worth 2000 dollars"),
        ("1,3 млрд долларов | 1300000000 USD exact", "ru", "на 1,3 млрд долларов"),
        ("5 миллиардов долл. США | 5000000000 USD exact", "ru", "на 5 миллиардов долл. США"),
        ("$5 млн | 5000000 USD exact", "ru", "на $5 млн"),
        ("58,9 MMDH | 5.89e+10 MAD exact", "fr", "soit 58,9 MMDH"),
        ("49,9 Md EUR | 4.99e+10 EUR exact", "fr", "soit 49,9 Md EUR"),
        ("5 MMK | 5 MMK exact", "fr", "soit 5 MMK"),
        ("150 MSEK | 150000000 SEK exact", "nb", "verd 150 MSEK"),
        ("$ 86,065 | 86065 USD exact", "ru", "на сумму $ 86,065"),
        ("5 млн норвежских крон | 5000000 NOK exact", "ru", "на 5 млн норвежских крон"),
        ("5 mill. kr | 5000000 NOK exact", "nb", "verd 5 mill. kr"),
        ("kr 5 000 | 5000 NOK exact", "nb", "verd kr 5 000"),
        ("5 millioner svenske kroner | 5000000 SEK exact", "nb", "verd 5 millioner svenske kroner"),
    ],
)
def test_money(expected, language, text):
    quantities = find_quantities(text, language=language)
    assert [expected] == found(text, language)
    assert [("money", quantities[0].value, quantities[0].value)] == [(q.kind, q.lower, q.upper) for q in quantities]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["€5m", "£3m"], "a pledge of €5m and £3m"),
        (["5 million euros", "6 million dollars"], "5 million euros, or 6 million dollars"),
        # What stands between two amounts belongs to the first of them where it is a word, to the second where a sign.
        (["5 million USD", "3 billion"], "5 million USD 3 billion"),
        (["5 million", "$3 million"], "5 million $3 million"),
        # A currency of another clause is none of the number's.
        (["5"], "there were 5. Dollars came later"),
        (["5"], "they paid 5 (dollars)"),
    ],
)
def test_which_number_a_currency_belongs_to(expected, text):
    assert expected == [text[q.start : q.end] for q in find_quantities(text, language="en")]


# --- counts, measures, percent, factors -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("14 agreements | 14 document exact", "en", "signed 14 agreements"),
        ("14 cooperation documents | 14 document exact", "en", "14 cooperation documents between Ghana and Togo"),
        ("a dozen agreements | 12 document exact", "en", "signed a dozen agreements"),
        ("two dozens agreements | 24 document exact", "en", "signed two dozens agreements"),
        ("6,000 Ghanaian students | 6000 student exact", "en", "6,000 Ghanaian students came"),
        ("6,000 Ghanaians | 6000 person exact", "en", "6,000 Ghanaians are here"),
        ("40 trucks | 40 truck exact", "en", "gave 40 trucks"),
        ("300 tonnes | 300 tonne exact", "en", "300 tonnes of seed"),
        ("816 000 t | 816000 tonne exact", "en", "sold 816 000 t"),
        ("300 MW | 300 megawatt exact", "en", "sells 300 MW of power"),
        ("5 km | 5 kilometre exact", "en", "built 5 km"),
        ("5 percent | 5 percent exact", "en", "grew 5 percent"),
        ("5% | 5 percent exact", "en", "grew 5%"),
        ("5 percentage points | 5 percent exact", "en", "grew 5 percentage points"),
        ("tripled | 3 factor exact", "en", "has tripled"),
        ("3 times | 3 factor exact", "en", "grew 3 times"),
        ("3-fold | 3 factor exact", "en", "grew 3-fold"),
        ("2000 students | 2000 student exact", "en", "some came: 2000 students"),
        ("14 документов | 14 document exact", "ru", "подписали 14 документов о сотрудничестве"),
        ("6 000 киргизских студентов | 6000 student exact", "ru", "приехали 6 000 киргизских студентов"),
        ("тысячи человек | 1000 person over", "ru", "свыше тысячи человек"),
        ("в 2,5 раза".removeprefix("в ") + " | 2.5 factor exact", "ru", "вырос в 2,5 раза"),
        ("вдвое | 2 factor exact", "ru", "вырос вдвое"),
        ("5 процентов | 5 percent exact", "ru", "вырос на 5 процентов"),
        ("14 samarbeidsdokumenter | 14 document exact", "nb", "signerte 14 samarbeidsdokumenter"),
        ("6 000 vietnamesere | 6000 person exact", "nb", "talte 6 000 vietnamesere"),
        ("3 ganger | 3 factor exact", "nb", "økte 3 ganger"),
        ("doblet | 2 factor exact", "nb", "ble doblet"),
        ("5 prosentpoeng | 5 percent exact", "nb", "økte 5 prosentpoeng"),
    ],
)
def test_what_a_number_counts(expected, language, text):
    assert [expected] == found(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        # Years, ordinals, codes and determiners are no quantities.
        ([], "en", "in 2021 students came"),
        ([], "en", "in 2000 students came"),
        ([], "en", "the 5th agreement"),
        ([], "en", "at 10:00 on 5 May"),
        ([], "en", "a T-34 of old"),
        ([], "ru", "в 2000 году"),
        ([], "nb", "i 2000 studenter"),
        # A noun of another phrase is not what is counted.
        (["5 | 5 None exact"], "en", "5 of them signed agreements"),
        (["5 | 5 None exact"], "en", "there were 5; agreements came later"),
        (["5 | 5 None exact", "6 agreements | 6 document exact"], "en", "5 and then 6 agreements"),
        (["5 | 5 None exact"], "en", "the 5-year plan"),
        (["5 | 5 None exact"], "en", "5 T is no unit"),
    ],
)
def test_what_counts_nothing_known(expected, language, text):
    assert expected == found(text, language)


def test_kinds_of_quantities():
    text = "5 euros, 5 percent, 5 agreements, 5 km long, 5 of them, tripled"
    kinds = [q.kind for q in find_quantities(text, language="en")]
    assert kinds == ["money", "percent", "count", "measure", "number", "number"]


# --- bounds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("over", "en", "more than 5 million euros"),
        ("over", "en", "in excess of 5 million euros"),
        ("under", "en", "almost 5 million euros"),
        ("under", "en", "nearly 5 million euros"),
        ("at_least", "en", "at least 5 million euros"),
        ("at_least", "en", "5 million euros or more"),
        ("at_most", "en", "up to 5 million euros"),
        ("at_most", "en", "no more than 5 million euros"),
        ("about", "en", "some 5 million euros"),
        ("about", "en", "about the 5 million euros"),
        ("exact", "en", "5 million euros"),
        # The hedge of another word is none of the number's.
        ("exact", "en", "more than a hope: 5 million euros"),
        ("exact", "en", "talks about the grant of 5 million euros"),
        ("over", "ru", "более 5 млн евро"),
        ("under", "ru", "почти 5 млн евро"),
        ("at_least", "ru", "не менее 5 млн евро"),
        ("at_most", "ru", "до 5 млн евро"),
        ("about", "ru", "порядка 5 млн евро"),
        ("over", "nb", "drøyt 5 millioner euro"),
        ("under", "nb", "nesten 5 millioner euro"),
        ("at_least", "nb", "minst 5 millioner euro"),
        ("at_most", "nb", "inntil 5 millioner euro"),
        ("about", "nb", "rundt 5 millioner euro"),
        ("at_least", "nb", "5 millioner euro eller mer"),
    ],
)
def test_bounds_of_a_text(expected, language, text):
    (quantity,) = find_quantities(text, language=language)
    assert expected == quantity.bound
    assert (quantity.lower, quantity.upper) == bounds(5e6, expected)


@pytest.mark.parametrize(
    ("expected", "bound"),
    [
        ((5, 5), "exact"),
        ((5, None), "over"),
        ((5, None), "at_least"),
        ((None, 5), "under"),
        ((None, 5), "at_most"),
        ((None, None), "about"),
        ((5, 8), "range"),
    ],
)
def test_what_a_bound_says_of_a_value(expected, bound):
    assert expected == bounds(5, bound, 8)


# --- ranges and lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["5-6 billion USD | 5000000000..6000000000 USD range"], "en", "5-6 billion USD"),
        (["5 – 6 million euros | 5000000..6000000 EUR range"], "en", "5 – 6 million euros"),
        (["$5-6 million | 5000000..6000000 USD range"], "en", "$5-6 million"),
        (["5 and 6 million euros | 5000000..6000000 EUR range"], "en", "between 5 and 6 million euros"),
        (["5 to 6 million euros | 5000000..6000000 EUR range"], "en", "worth 5 to 6 million euros"),
        (["0.9 to 1.2 billion euros | 900000000..1200000000 EUR range"], "en", "0.9 to 1.2 billion euros"),
        (["8-10 percent | 8..10 percent range"], "en", "grew 8-10 percent"),
        (["5–6 млн рублей | 5000000..6000000 RUB range"], "ru", "5–6 млн рублей"),
        (["5 og 6 millioner euro | 5000000..6000000 EUR range"], "nb", "mellom 5 og 6 millioner euro"),
        (["2,5–3 prosent | 2.5..3 percent range"], "nb", "2,5–3 prosent"),
        # Both ends of "from ... to" stand for themselves.
        (
            ["60 | 60000000 EUR exact", "180 million euros | 180000000 EUR exact"],
            "en",
            "rose from 60 to 180 million euros",
        ),
        # A falling pair, two currencies, and a list are no range.
        (["6 | 6 None exact", "5 euros | 5 EUR exact"], "en", "6-5 euros"),
        (["5 euros | 5 EUR exact", "6 dollars | 6 USD exact"], "en", "5 euros to 6 dollars"),
        (["5 euros | 5 EUR exact", "6 euros | 6 EUR exact"], "en", "5 euros and 6 euros"),
        # A list says its scale and unit once.
        (
            ["6 | 6000000 EUR exact", "13 | 13000000 EUR exact", "20 million euros | 20000000 EUR exact"],
            "en",
            "6, 13 and 20 million euros",
        ),
    ],
)
def test_ranges_and_lists(expected, language, text):
    assert expected == found(text, language)


def test_precision_follows_the_scale_that_is_shared():
    (quantity,) = find_quantities("between 5 and 6.5 million euros", language="en")
    assert (quantity.lower, quantity.upper, quantity.precision) == (5e6, 6.5e6, 1e5)
    assert (quantity.number_start, quantity.number_end) == (8, 25)


# --- the text ---------------------------------------------------------------------------------------------------


def test_quantities_come_in_the_order_of_the_text_and_do_not_overlap():
    text = "Ghana paid 5 million euros in 2021. Togo gave 40 trucks (5 percent), and 3 times as much later."
    quantities = find_quantities(text, language="en")
    assert [text[q.start : q.end] for q in quantities] == ["5 million euros", "40 trucks", "5 percent", "3 times"]
    assert all(first.end <= second.start for first, second in pairwise(quantities))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1.3e9, "В этом году торговля между странами составила 1,3 млрд долларов, и это не предел для них."),
        (1.3e9, "Dette året var handelen mellom de landene på 1,3 milliarder dollar, og det er ikke over."),
        (1.3, "Kauppa 1.3 USD"),
    ],
)
def test_the_language_is_told_from_the_text(expected, text):
    assert [expected] == [quantity.value for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met on 5 May at 10:00 in room 12.",
        "On 3 March 2021 the two countries marked the 60th anniversary.",
        "The home side won 3-1.",
        "Call 8-800-200-33 or see page 14 of T-34.",
    ],
)
def test_what_only_names_is_no_quantity(text):
    assert find_quantities(text, language="en") == []


def test_a_quantity_that_grew_says_which_way():
    text = "Trade rose by 27% to 1.3 billion USD, and imports fell threefold."
    assert [(q.value, q.change) for q in find_quantities(text, language="en")] == [
        (27, "up"),
        (1300000000, None),
        (3, "down"),
    ]


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ([("minus 5 percent", -5.0)], "en", "stood at minus 5 percent"),
        ([("-2%", -2.0)], "en", "rates of -2% then"),
        ([("\u22121.2 billion dollars", -1.2e9)], "en", "a balance of \u22121.2 billion dollars"),
        ([("-$5 million", -5e6)], "en", "(-$5 million)"),
        ([("минус 5 млн рублей", -5e6)], "ru", "сальдо минус 5 млн рублей"),
        ([("-1 200 000", -1.2e6)], "nb", "-1 200 000"),
        # A dash, an item of a list, what is taken away, and what is counted are not below nought.
        ([("5 млн рублей", 5e6)], "ru", "товарооборот -5 млн рублей"),
        ([("6 million dollars", 6e6)], "en", "-6 million dollars for us"),
        ([("10", 10.0), ("5", 5.0)], "en", "10 minus 5"),
        ([("5 agreements", 5.0)], "en", "they have -5 agreements"),
        ([("5 million", 5e6)], "en", "a minus of 5 million"),
        # A growth with a minus is a decline, and its value how large it was.
        ([("2 percent", 2.0)], "en", "a growth of minus 2 percent"),
    ],
)
def test_what_is_below_nought(expected, language, text):
    assert expected == [(text[q.start : q.end], q.value) for q in find_quantities(text, language=language)]


def test_a_growth_with_a_minus_is_a_decline():
    (quantity,) = find_quantities("Trade had a growth of minus 2 percent.", language="en")
    assert (quantity.lower, quantity.change) == (2, "down")


def test_a_shared_noun_is_read_by_the_economies():
    text = "5 million shillings"
    units = [find_quantities(text, language="en", economies=pair)[0].unit for pair in (("TZ", "ZM"), ("CN", "UG"))]
    assert units == ["TZS", "UGX"]


def test_so_is_one_written_onto_its_amount():
    pairs = ("CN", "LK"), ("CN", "PK"), ("CN", "IN")
    units = [find_quantities("Rs5 million", language="en", economies=pair)[0].unit for pair in pairs]
    assert units == ["LKR", "PKR", "INR"]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["AUD", "AUD"], "added A$2 million, which makes $5 million"),
        # What brackets tell is the same in another currency.
        (["AUD", "USD"], "worth A$2 million ($1 million)"),
        (["AUD", "AUD"], "from A$2 million to about $5 million"),
        (["AUD", "USD"], "reached A$2 million, or $1 million"),
        (["AUD", "USD"], "worth A$2 million, about $1 million"),
        (["AUD", "USD"], "worth A$2 million, equivalent to $1 million"),
        (["CAD", "USD"], "gave C$2 million, while China gave $5 million"),
        (["CAD", "USD"], "gave C$2 million, while China raised it to $5 million"),
        (["USD", "AUD"], "worth $1 million, and not A$2 million"),
    ],
)
def test_a_sign_is_read_as_one_with_letters_before_it(expected, text):
    assert expected == [q.unit for q in find_quantities(text, language="en")]


def test_a_word_behind_digits_and_their_scale_is_another_number():
    values = [q.value for q in find_quantities("a $5 million three-year loan", language="en")]
    assert values == [5_000_000, 3]


def test_a_word_of_several_currencies_is_read_by_the_economies():
    text = "5 millions de FCFA"
    pairs = ("CM", "JP"), ("JP", "SN"), ("CA", "JP")
    units = [find_quantities(text, language="fr", economies=pair)[0].unit for pair in pairs]
    # Of neither of the two: the usual one.
    assert units == ["XAF", "XOF", "XOF"]


# --- as figures are written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["US$1.1-1.2 billion | 1100000000..1200000000 USD range"], "en", "worth US$1.1-1.2 billion"),
        (["kr 200 millioner | 200000000 NOK exact"], "nb", "verd kr 200 millioner"),
        (["816 000 t | 816000 tonne exact"], "nb", "solgte 816 000 t"),
        (["€3bn | 3000000000 EUR exact"], "en", "a €3bn loan"),
        (["5-6 billion | 5000000000..6000000000 None range"], "en", "worth 5-6 billion"),
        (["$5 to $6 million | 5000000..6000000 USD range"], "en", "worth $5 to $6 million"),
        (["5 or 6 million euros | 5000000..6000000 EUR range"], "en", "worth 5 or 6 million euros"),
        (["5 или 6 млн евро | 5000000..6000000 EUR range"], "ru", "5 или 6 млн евро"),
        (["5 eller 6 millioner euro | 5000000..6000000 EUR range"], "nb", "5 eller 6 millioner euro"),
        (["1.1 and 1.2 billion | 1100000000..1200000000 None range"], "en", "between 1.1 and 1.2 billion"),
        (["5 до 6 млн евро | 5000000..6000000 EUR range"], "ru", "от 5 до 6 млн евро"),
        (["60 | 60000000 None exact", "180 million | 180000000 None exact"], "en", "rose from 60 to 180 million"),
        (
            ["6 | 6000000 None exact", "13 | 13000000 None exact", "20 million | 20000000 None exact"],
            "en",
            "worth 6, 13 and 20 million",
        ),
        (["5 percent | 5 percent exact", "6 million | 6000000 None exact"], "en", "rose 5 percent to 6 million then"),
        # Of a rise the scale is said once; not where the two would be far apart. Nor are such numbers an estimate.
        (["$5 | 5000000 USD exact", "$6 million | 6000000 USD exact"], "en", "rose from $5 to $6 million"),
        (["$900 | 900 USD exact", "$6 million | 6000000 USD exact"], "en", "rose from $900 to $6 million"),
        (["5 | 5 None exact", "600 euros | 600 EUR exact"], "en", "choose 5 or 600 euros"),
        (["5 | 5 None exact", "20 million | 20000000 None exact"], "en", "of these 5, 20 million had gone"),
        (["a third | 0.3333333333 None exact"], "en", "a third of the exports"),
        (["one and a half billion dollars | 1500000000 USD exact"], "en", "one and a half billion dollars"),
        (["one-and-a-half billion dollars | 1500000000 USD exact"], "en", "one-and-a-half billion dollars"),
        (["a billion and a half dollars | 1500000000 USD exact"], "en", "a billion and a half dollars"),
        (
            ["a billion dollars | 1000000000 USD exact", "a third | 0.3333333333 None exact"],
            "en",
            "a billion dollars and a third",
        ),
        (["полтора миллиарда долларов | 1500000000 USD exact"], "ru", "полтора миллиарда долларов"),
        (["миллион с половиной рублей | 1500000 RUB exact"], "ru", "миллион с половиной рублей"),
        (["halvannen milliard kroner | 1500000000 NOK exact"], "nb", "halvannen milliard kroner"),
        (["threefold | 3 factor exact"], "en", "grew threefold"),
        (["5 p.p. | 5 percent exact"], "en", "grew 5 p.p. then"),
        (["5 п.п. | 5 percent exact"], "ru", "на 5 п.п. больше"),
        (["816\u202f000 tonnes | 816000 tonne exact"], "en", "sold 816\u202f000 tonnes"),
        (["816\u2009000 tonnes | 816000 tonne exact"], "en", "sold 816\u2009000 tonnes"),
        (["816\u00a0000 tonnes | 816000 tonne exact"], "en", "sold 816\u00a0000 tonnes"),
        (["1'234'567 tonnes | 1234567 tonne exact"], "en", "sold 1'234'567 tonnes"),
        (["1’234’567 tonnes | 1234567 tonne exact"], "en", "sold 1’234’567 tonnes"),
        (["5-million-dollar | 5000000 USD exact"], "en", "a 5-million-dollar grant"),
        (["5-millioners | 5000000 None exact"], "nb", "et 5-millioners lån"),
        (["12 dozen trucks | 144 truck exact"], "en", "gave 12 dozen trucks"),
        (["RM5 million | 5000000 MYR exact"], "en", "worth RM5 million"),
        # Names glued to their numbers; a word that only begins like one is none.
        (["10kr | 10 NOK exact"], "nb", "koster 10kr i dag"),
        (["10kroner | 10 NOK exact"], "nb", "koster 10kroner"),
        (["10руб | 10 RUB exact"], "ru", "стоит 10руб сегодня"),
        (["42MYR | 42 MYR exact"], "en", "worth 42MYR"),
        (["300MW | 300 megawatt exact"], "en", "sells 300MW"),
        (["$10k | 10000 USD exact"], "nb", "verd $10k"),
        (["10$-20$ | 10..20 USD range"], "ru", "10$-20$"),
        ([], "nb", "han tok opp saken"),
        # Hundredths said after the amount; other numbers there are another amount.
        (["2 kroner og 23 øre | 2.23 NOK exact"], "nb", "2 kroner og 23 øre"),
        (["1 dollar and forty-two cents | 1.42 USD exact"], "en", "1 dollar and forty-two cents"),
        (["20 долларов 43 цента | 20.43 USD exact"], "ru", "20 долларов 43 цента"),
        (["2 kroner 23 | 2.23 NOK exact"], "nb", "kostet 2 kroner 23, i dag"),
        (["20 долларов 43 | 20.43 USD exact"], "ru", "стоит 20 долларов 43"),
        (["500 kroner | 500 NOK exact", "12 ganger | 12 factor exact"], "nb", "kostet 500 kroner 12 ganger"),
        (["500 kroner | 500 NOK exact"], "nb", "kostet 500 kroner 12. mai 2021"),
        (["2 million dollars | 2000000 USD exact", "23 | 23 None exact"], "en", "2 million dollars, 23"),
        (["2 million dollars | 2000000 USD exact", "23 | 23 None exact"], "en", "2 million dollars 23"),
        (["2 dollars | 2 USD exact", "23 agreements | 23 document exact"], "en", "2 dollars and 23 agreements"),
        (["2 million dollars | 2000000 USD exact", "5 cents | 5 cent exact"], "en", "2 million dollars, 5 cents"),
        (["tre trilliarder | 3e+21 None exact"], "nb", "tre trilliarder"),
        (["10 | 10 USD exact", "20 dollars | 20 USD exact"], "en", "rose from 10 to 20 dollars"),
        (["10 | 10 percent exact", "20 percent | 20 percent exact"], "en", "rose from 10 to 20 percent"),
        (["Rs 12 lakhs | 1200000 INR exact"], "en", "worth Rs 12 lakhs"),
        (["$.5 million | 500000 USD exact"], "en", "worth $.5 million"),
        (["$5.5 million | 5500000 USD exact"], "en", "worth $5.5 million"),
        (["$.5 млн | 500000 USD exact"], "ru", "на $.5 млн"),
        (["3.14US$ | 3.14 USD exact"], "en", "worth 3.14US$ then"),
        (["5 фунтов | 5 GBP exact"], "ru", "стоит 5 фунтов"),
        (["5 египетских фунтов | 5 EGP exact"], "ru", "стоит 5 египетских фунтов"),
        # Thousands of a sum in the manner of another language; rates, and amounts with a scale, have three decimals.
        (["$10,000 | 10000 USD exact"], "ru", "стоит $10,000 сегодня"),
        (["$12,345 | 12345 USD exact"], "nb", "kostet $12,345 i dag"),
        (["€10.000 | 10000 EUR exact"], "en", "worth €10.000 then"),
        (["€1,459 | 1.459 EUR exact"], "nb", "kostet €1,459 i dag"),
        (["$1,125 млрд | 1125000000 USD exact"], "ru", "стоит $1,125 млрд"),
        (["12,345 | 12.345 None exact"], "nb", "er 12,345 i dag"),
        # One letter for millions has its capital; two digits may have the sign of hundredths.
        (["1,2М | 1200000 None exact"], "ru", "всего 1,2М"),
        (["$3М | 3000000 USD exact"], "ru", "на $3М"),
        (["20 долларов 43ц | 20.43 USD exact"], "ru", "стоит 20 долларов 43ц"),
        (["$20 and 43c | 20.43 USD exact"], "en", "worth $20 and 43c"),
        ([], "en", "at gate 5c"),
        (["thirteen dollars forty-five | 13.45 USD exact"], "en", "it cost thirteen dollars forty-five"),
        (["50 cents | 50 cent exact"], "en", "to pay 50 cents more per barrel"),
        (["10 центов | 10 cent exact"], "ru", "на 10 центов дороже"),
        (["ti øre | 10 cent exact"], "nb", "koster ti øre"),
        # Letters that a space parts from their sign; an article before a sign is none of it.
        (["HK $10 billion | 1e+10 HKD exact"], "en", "worth HK $10 billion"),
        (["$5 million | 5000000 USD exact"], "en", "A $5 million grant"),
        (["$ 20,000.00 | 20000 USD exact", "$ 37,305.97 | 37305.97 USD exact"], "en", "of $ 20,000.00 $ 37,305.97"),
        (["40 rmb | 40 CNY exact"], "en", "worth 40 rmb"),
        # The full stop of a scale before a code ends no sentence; before another word it may.
        (["500 mill. USD | 500000000 USD exact"], "nb", "verd 500 mill. USD i fjor"),
        (["5 млрд. USD | 5000000000 USD exact"], "ru", "на 5 млрд. USD"),
        (["5 млрд | 5000000000 None exact"], "ru", "на 5 млрд. США купили"),
        (["a quarter of a million dollars | 250000 USD exact"], "en", "a quarter of a million dollars"),
        (["three quarters of a billion dollars | 750000000 USD exact"], "en", "three quarters of a billion dollars"),
        (["a third | 0.3333333333 None exact", "3 million | 3000000 None exact"], "en", "a third of the 3 million"),
        (["kvart milliard kroner | 250000000 NOK exact"], "nb", "verd kvart milliard kroner"),
        (["tre kvart milliard kroner | 750000000 NOK exact"], "nb", "verd tre kvart milliard kroner"),
        ([], "nb", "da klokka var kvart over"),
        # A verb is no currency, though a currency has its name.
        (["3 agreements | 3 document exact"], "en", "won 3 agreements"),
        (["3 trillion won | 3e+12 KRW exact"], "en", "worth 3 trillion won"),
    ],
)
def test_ways_of_writing(expected, language, text):
    assert expected == found(text, language)


SIGNS = {
    "₽": "RUB",
    "₭": "LAK",
    "₸": "KZT",
    "₮": "MNT",
    "₴": "UAH",
    "₦": "NGN",
    "৳": "BDT",
    "฿": "THB",
    "₺": "TRY",
    "₾": "GEL",
    "₼": "AZN",
    "֏": "AMD",
    "៛": "KHR",
    "₵": "GHS",
    "₡": "CRC",
    "₲": "PYG",
    "₫": "VND",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₱": "PHP",
    "€": "EUR",
    "£": "GBP",
    "$": "USD",
    "¥": "JPY",
}
OWN_SIGNS = {("zh", "¥"): "CNY"}
"""Where two countries share a sign, a language means its own."""


@pytest.mark.no_cover
@pytest.mark.parametrize("language", definitions().languages)
@pytest.mark.parametrize(("sign", "code"), list(SIGNS.items()))
def test_signs_of_currencies_before_and_after_in_every_language(sign, code, language):
    code = OWN_SIGNS.get((language, sign), code)
    for text in (f"{sign}500", f"{sign} 500", f"500{sign}", f"500 {sign}"):
        assert [f"{text} | 500 {code} exact"] == found(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 5 May 2021 at 10:00"),
        ("en", "the 12th Congress"),
        ("en", "they beat them 3-1"),
        ("en", "they beat them 3:1"),
        ("en", "on page 12"),
        ("en", "see pp. 12-14"),
        ("en", "call +47 22 33 44 55"),
        ("en", "phone: (024) 3844 1234"),
        ("en", "Inquiries: the desk officer, +47 295 351 000"),
        ("en", "Trade (in million USD)"),
        ("ru", "Оборот (млн долларов)"),
        ("ru", "Справки: +7 (495) 123-45-67"),
        ("nb", "Kontakt: +4729535100000"),
        ("en", "a Boeing 737-800 and an A320"),
        ("en", "the two sides"),
        ("en", "the two countries\u2019 farms"),
        ("nb", "de to folkeslagene"),
        ("ru", "тел. 8 (495) 123-45-67"),
        ("ru", "на стр. 12"),
        ("ru", "две стороны"),
        ("nb", "vant 3–1"),
        ("nb", "på side 12"),
        ("nb", "tlf. 22 33 44 55"),
        ("nb", "de to landene"),
    ],
)
def test_what_is_no_quantity(language, text):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # Numbers like those above that count all the same.
        (["1-3 | 1..3 None range"], "they sent 1-3 a month"),
        (["12 | 12 None exact"], "a text of 12 pages"),
        (["22 | 22 None exact", "33 | 33 None exact"], "there were 22, then 33 of them"),
        (["1 250 000 000 dollars | 1250000000 USD exact"], "up by +1 250 000 000 dollars"),
        (["USD 41.6 m | 41600000 USD exact"], "it came to USD 41.6 m in May"),
        (["$41.6 m | 41600000 USD exact"], "it came to $41.6 m"),
        (["41.6 m USD | 41600000 USD exact"], "it came to 41.6 m USD"),
        (["$5 | 5 USD exact"], "it costs $5 a day"),
        (["a million dollars | 1000000 USD exact"], "a grant (a million dollars)"),
    ],
)
def test_what_looks_like_none_and_is_one(expected, text):
    assert expected == found(text, "en")


def test_a_preposition_of_one_letter_is_no_scale():
    assert found("выросли до $800 к концу года", "ru") == ["$800 | 800 USD exact"]


def test_digits_without_end_behind_a_plus_are_read():
    assert found("They gave +" + "1" * 200 + ".5 and 5 dollars", "en")[-1] == "5 dollars | 5 USD exact"


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ([("30", "up"), ("1300000000", None)], "en", "It rose by more than 30% to US$1.3 billion."),
        ([("5000000", None), ("10", "down")], "en", "They sold 5 million euros, down 10 percent."),
        ([("10", "up")], "ru", "Торговля выросла на 10 процентов."),
        ([("10", "down")], "nb", "Handelen falt med 10 prosent."),
        ([("10", None)], "en", "They own 10 percent of it."),
    ],
)
def test_direction_of_change(expected, language, text):
    assert expected == [(format(q.value, ".10g"), q.change) for q in find_quantities(text, language=language)]


# --- every currency -----------------------------------------------------------------------------------------------

# A city, a former state, a name that the currency of today has inherited, and a word for "now" that is gold too.
TAKEN = {"Sucre", "SUCRE", "Заир", "Злотый", "or"}
AMOUNTS = {
    "en": "5 million",
    "ru": "5 миллионов",
    "nb": "5 millioner",
    "fr": "5 millions",
    "es": "5 millones",
    "de": "5 Millionen",
    "da": "5 millioner",
    "sv": "5 miljoner",
    "vi": "5 triệu",
}


def _named(language):
    """(code, name in the singular or a plural form) of every currency of ISO 4217 that CLDR names."""
    locale = Locale.parse(definitions().language(language).locale)
    plurals = locale._data["currency_names_plural"]
    for code in currency_codes():
        if code in locale.currencies:
            for name in sorted({locale.currencies[code], *plurals.get(code, {}).values()}):
                if "(" not in name and name not in TAKEN:
                    yield code, name


@pytest.mark.no_cover
@pytest.mark.parametrize("language", AMOUNTS)
def test_every_currency_that_cldr_names_is_read_by_name(language):
    texts = [(code, f"{AMOUNTS[language]} {name}") for code, name in _named(language)]
    assert len(texts) > 150
    wrong = {text: found(text, language) for code, text in texts if _money(text, language) != [(5e6, code)]}
    assert wrong == {}


@pytest.mark.no_cover
@pytest.mark.parametrize("language", AMOUNTS)
def test_every_currency_is_read_by_code(language):
    texts = [
        (code, text)
        for code in currency_codes()
        for text in (f"{AMOUNTS[language]} {code}", f"{code} {AMOUNTS[language]}", f"{code}5", f"5 {code}")
    ]
    wrong = [text for code, text in texts if [unit for _, unit in _money(text, language)] != [code]]
    assert wrong == []


def _money(text, language):
    return [(q.value, q.unit) for q in find_quantities(text, language=language) if q.kind == "money"]
