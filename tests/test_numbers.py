"""Numbers: digits and words, dates, times, ordinals and codes, told apart by their form and nearest neighbours."""

from itertools import pairwise

import pytest

from analysis.definitions import definitions
from analysis.numbers import find_numbers, month_terms
from analysis.numbers.dates import numeric_date, year_span
from analysis.numbers.grammar import parse_digits, whole


def found(text, language):
    """ "stretch: value kind", or the date in place of the value, for every number of a text."""
    numbers = find_numbers(text, language=language)
    return [f"{text[n.start : n.end]}: {_value(n)} {n.kind}" for n in numbers]


def _value(number):
    value = number.iso if number.iso is not None else number.value
    return value if isinstance(value, str) or value is None else format(value, ".10g")


def values(text, language):
    return [number.value for number in find_numbers(text, language=language)]


# --- digits -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (1300, "en", "1,300"),
        (1.3, "en", "1.3"),
        (1300.5, "en", "1,300.5"),
        (1048034, "en", "1 048 034 tonnes"),
        (1300, "en", "1\u00a0300"),
        (1300, "en", "1\u202f300"),
        (1300, "en", "1'300"),
        (1300000, "en", "1.300.000"),
        (0.3, "en", "0.300"),
        (0.5, "en", "0,5"),
        (1300, "ru", "1.300"),
        (1.3, "ru", "1,3"),
        (1300.25, "ru", "1 300,25"),
        (1300, "nb", "1.300"),
        (12.5, "nb", "12.5"),
        (1300, "nb", "1 300"),
        (1300, "fr", "1\u202f300"),
        (1300.5, "fr", "1 300,5"),
        (1300, "es", "1.300"),
        (1300.5, "es", "1.300,5"),
        # Years are dates; the numbers around them are not.
        (1499, "en", "1499"),
        (2200, "en", "2200"),
        (8000, "en", "8000"),
        # Devanagari and Arabic digits are digits.
        (25, "en", "\u0968\u096b"),
        (25, "en", "\u0662\u0665"),
        # As grouped in India.
        (1234567, "en", "12,34,567"),
    ],
)
def test_digits_with_their_separators(expected, language, text):
    assert [expected] == values(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        # Half of the countries of the language write points, half commas: what can only be one of them tells.
        ([12.75e6, 3.125], "es", "12.75 millones de toneladas y 3.125 puntos"),
        ([12.75e6, 3125], "es", "12,75 millones de toneladas y 3.125 puntos"),
        ([9.1, 4.205], "es", "9.1 por ciento y 4.205"),
        ([9.1, 4205], "es", "9,1 por ciento y 4.205"),
        ([4205], "es", "4.205 toneladas"),
        # Other languages write one.
        ([9.1, 4205], "fr", "9.1 % et 4.205 tonnes"),
    ],
)
def test_the_decimal_mark_is_the_one_that_the_text_uses(expected, language, text):
    assert expected == values(text, language)


@pytest.mark.parametrize(
    ("expected", "digits", "decimal"),
    [
        ((1048034, 1), "1,048,034", "."),
        ((3.25, 0.01), "3.25", "."),
        ((875000, 1), "875.000", ","),
        ((875, 0.001), "875.000", "."),
        ((1234.5, 0.1), "1.234,5", ","),
        ((1234.5, 0.1), "1,234.5", ","),
        ((5, 1), "5", "."),
        (None, "1.2.3", "."),
        (None, "1,23,4", "."),
        ((1234567, 1), "12,34,567", "."),
        ((1000000, 1), "10,00,000", "."),
        (None, "0,12,345", "."),
        (None, "123,45,678", "."),
        (None, "5/7", "."),
        (None, "1..2", "."),
        (None, "", "."),
        (None, "1" * 31, "."),
    ],
)
def test_value_and_precision_of_digits(expected, digits, decimal):
    assert parse_digits(digits, decimal) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1, "5"),
        (0.1, "1.3"),
        (0.01, "1.25"),
        (100_000_000, "1.3 billion"),
        (1_000_000_000, "3 billion"),
        (10_000, "2.35 million"),
        (1, "twelve"),
        (100_000_000, "two and a half billion"),
        (1, "forty-two"),
        # Thousands of a scale: their zeros stand for the larger scale, which the language or the writer does without.
        (1_000_000_000, "20,000 million"),
        (1_000_000_000, "400,000 million"),
        (100_000_000, "4500 million"),
        (10_000_000, "1,250 million"),
        (1_000_000, "1,234 million"),
        (1_000_000, "20 million"),
        (1_000_000, "800 million"),
        (1_000, "20,000 thousand"),
        (1, "20,000"),
    ],
)
def test_precision_is_one_unit_of_the_last_digit_scale_included(expected, text):
    assert [pytest.approx(expected)] == [number.precision for number in find_numbers(text, language="en")]


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (1e9, "es", "20.000 millones"),
        (1e8, "es", "20.400 millones"),
        (1e9, "fr", "14 000 millions"),
        (1e8, "de", "4.500 Millionen"),
        (1e9, "ru", "20 000 млн"),
        (1e9, "vi", "20.000 triệu"),
    ],
)
def test_thousands_of_millions_are_as_exact_as_the_billions_that_they_are(expected, language, text):
    assert [expected] == [number.precision for number in find_numbers(text, language=language)]


# --- scales and words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (1.3e9, "en", "1.3 billion"),
        (1.3e9, "en", "1.3billion"),
        (1.3e9, "en", "1.3bn"),
        (9000, "en", "9, 000 jobs"),
        (5_103_000, "en", "5 million one hundred and three thousand"),
        (5e6, "en", "5m"),
        (5e6, "en", "5 mln"),
        (5000, "en", "5k"),
        (5e12, "en", "5 lakh crore"),
        (1e10, "en", "ten thousand million"),
        (1.2e9, "es", "mil doscientos millones"),
        (3.2e9, "es", "3 mil 200 millones"),
        (1.5e6, "es", "un millón y medio"),
        (21e6, "es", "veintiún millones"),
        (1.5e9, "fr", "un milliard et demi"),
        (1e9, "fr", "mille millions"),
        (97e6, "fr", "quatre-vingt-dix-sept millions"),
        (71, "fr", "soixante et onze"),
        (120, "en", "one hundred and twenty"),
        (999_999, "en", "nine hundred and ninety-nine thousand nine hundred and ninety-nine"),
        (2.5e9, "en", "two and a half billion"),
        (5e8, "en", "half a billion"),
        (1e6, "en", "a million"),
        (24, "en", "two dozen"),
        (2.5e6, "en", "2\u00bd million"),
        (7.5e5, "en", "\u00be million"),
        (5.35e9, "ru", "5 миллиардов 350 миллионов"),
        (1.5e9, "ru", "полтора миллиарда"),
        (2.5e6, "ru", "два с половиной миллиона"),
        (5e5, "ru", "полмиллиона"),
        (125, "ru", "сто двадцать пять"),
        (2347, "ru", "2 тыс. 347"),
        (1.3e9, "ru", "1,3 млрд"),
        (5e6, "ru", "5млн"),
        (10, "ru", "10-ти"),
        (3, "ru", "3-х"),
        (2.5e6, "nb", "to og en halv million"),
        (1.5e6, "nb", "halvannen million"),
        (5e8, "nb", "en halv milliard"),
        (55, "nb", "femtifem"),
        (55, "nb", "femogfemti"),
        (120, "nb", "hundreogtjue"),
        (2e5, "nb", "to hundre tusen"),
        (5e9, "nb", "5 mrd. kroner"),
        (3.5e6, "nb", "3\u00bd million"),
    ],
)
def test_words_and_scales_add_up_to_one_number(expected, language, text):
    assert [expected] == values(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ([1, 2, 3], "en", "one, two, three"),
        ([5, 6e9], "en", "5-6 billion"),
        ([5, 600], "en", "five to six hundred"),
        ([19, 62], "en", "nineteen sixty-two"),
        ([20, 5], "en", "twenty and then five"),
        ([3, 4], "en", "3\n4"),
        ([5, 1e6], "en", "5. Million"),
        ([5, 50], "nb", "fem og femti"),
        ([2, 3], "ru", "два или три"),
        ([4.9e9, 2], "en", "4.9 billion two years later"),
        ([5.2e6], "en", "5 million two hundred thousand"),
        ([5e6, 2], "fr", "5 millions deux ans plus tard"),
    ],
)
def test_what_does_not_add_up_stays_apart(expected, language, text):
    assert expected == values(text, language)


def test_scales_without_an_end_are_no_single_number():
    numbers = find_numbers("a " + "million " * 100, language="en")
    assert len(numbers) > 1
    assert all(number.value <= 1e30 for number in numbers)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "often, anyone, attentive, weight, tent"),
        ("en", "nothing to count"),
        ("ru", "трибуна, стойка, одинаковый"),
        ("nb", "en avtale, et land"),
        # "To" is two, but not in a name.
        ("nb", "President To Huu"),
    ],
)
def test_words_that_only_look_like_numbers(language, text):
    assert values(text, language) == []


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["tripled: 3 multiple"], "en", "tripled"),
        (["threefold: 3 multiple"], "en", "threefold"),
        (["втрое: 3 multiple"], "ru", "втрое"),
        (["halvert: 0.5 multiple"], "nb", "halvert"),
        (["three-quarters: 0.75 fraction"], "en", "three-quarters"),
        (["half: 0.5 fraction"], "en", "half"),
        (["3/4: 0.75 fraction"], "en", "3/4"),
        (["треть: 0.3333333333 fraction"], "ru", "треть"),
        (["en fjerdedel: 0.25 fraction"], "nb", "en fjerdedel"),
        # A scale word alone counts nothing, unless a hedge stands before it.
        (["тысячи: None vague"], "ru", "тысячи людей"),
        (["десятки миллионов: None vague"], "ru", "десятки миллионов"),
        (["тысячи: 1000 cardinal"], "ru", "более тысячи"),
    ],
)
def test_multiples_fractions_and_vague_numbers(expected, language, text):
    assert expected == found(text, language)


# --- ordinals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["5th: 5 ordinal"], "en", "5th"),
        (["22nd: 22 ordinal"], "en", "the 22nd round"),
        (["first: 1 ordinal"], "en", "the first round"),
        (["twenty-first: 21 ordinal"], "en", "the twenty-first round"),
        (["one hundred and fifth: 105 ordinal"], "en", "one hundred and fifth"),
        (["four: 4 cardinal", "first: 1 ordinal"], "en", "four first months"),
        (["5-й: 5 ordinal"], "ru", "5-й раунд"),
        (["двадцать первый: 21 ordinal"], "ru", "двадцать первый раунд"),
        (["5.: 5 ordinal"], "nb", "det 5. møtet"),
        (["5: 5 cardinal"], "nb", "De var 5. Møtet tok slutt"),
        (["tjueførste: 21 ordinal"], "nb", "den tjueførste"),
        (["48ᵉ: 48 ordinal"], "fr", "la 48ᵉ session"),
        (["1re: 1 ordinal"], "fr", "la 1re session"),
        (["48.º: 48 ordinal"], "es", "el 48.º aniversario"),
        (["vingt et unième: 21 ordinal"], "fr", "la vingt et unième session"),
        # "5ths" is none.
        ([], "en", "sixthly"),
    ],
)
def test_ordinals(expected, language, text):
    assert expected == found(text, language)


# --- dates and times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2021-08-09", "en", "9 August 2021"),
        ("2021-08-09", "en", "9th of August 2021"),
        ("2021-08-09", "en", "August 9, 2021"),
        ("2021-08-09", "en", "Aug. 9, 2021"),
        ("2021-08-09", "en", "August 9th, 2021"),
        ("--08-09", "en", "9 August"),
        ("--08-09", "en", "August 9"),
        ("2021-08", "en", "August 2021"),
        ("2021-08-09/2021-08-11", "en", "August 9-11, 2021"),
        ("2021-08-09/2021-08-11", "en", "9 to 11 August 2021"),
        ("2021-09-08", "en", "09/08/2021"),
        ("2021-08-22", "en", "22/08/2021"),
        ("2021-08-09", "en", "2021-08-09"),
        ("2021", "en", "2021"),
        ("1990/1999", "en", "the 1990s"),
        ("2021/2022", "en", "2021/2022"),
        ("2021/2022", "en", "2021-22"),
        ("2021-08", "en", "2021-08"),
        ("2024-02-29", "en", "29 February 2024"),
        ("2021-08-09", "ru", "9 августа 2021 года"),
        ("--08-09", "ru", "9 августа"),
        ("2021-08-09/2021-08-11", "ru", "9–11 августа 2021 года"),
        ("2021-08-09", "ru", "09.08.2021"),
        ("2021-08", "ru", "в августе 2021 года"),
        ("2024", "ru", "2024-м"),
        ("2021-08-09", "nb", "9. august 2021"),
        ("--06-01/--06-03", "nb", "1.–3. juni"),
        ("2021-08-09", "nb", "09.08.2021"),
        ("2021-08-09", "fr", "9 août 2021"),
        ("2021-08-01", "fr", "1er août 2021"),
        ("2021-08-09", "es", "9 de agosto de 2021"),
        ("2021-08", "es", "agosto del 2021"),
    ],
)
def test_dates(expected, language, text):
    assert [(expected, "date")] == [(n.iso, n.kind) for n in find_numbers(text, language=language)]
    assert values(text, language) == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # No such day; years out of range; a month's name that is a word.
        ("en", "31 April"),
        ("en", "30 February"),
        ("en", "5 May 0012"),
        ("en", "only 5 may join"),
        ("en", "they may 5 times a year"),
        ("en", "1499"),
        ("en", "5 marching bands"),
        ("en", "in June, 20 percent"),
        ("ru", "31 апреля"),
        ("nb", "31. april"),
    ],
)
def test_what_is_no_date(language, text):
    assert "date" not in {number.kind for number in find_numbers(text, language=language)}


def test_a_day_that_a_year_does_not_have_leaves_the_month():
    assert found("29 February 2023", "en") == ["29: 29 cardinal", "February 2023: 2023-02 date"]


@pytest.mark.parametrize(
    ("expected", "cluster", "order"),
    [
        ("2021-08-09", "2021-08-09", "mdy"),
        ("2021-08-09", "2021/8/9", "dmy"),
        ("2025-12-01", "01/12/2025", "dmy"),
        ("2025-01-12", "01/12/2025", "mdy"),
        ("2008-07-22", "07/22/2008", "dmy"),
        ("2008-07-22", "22.07.08", "dmy"),
        ("1998-07-22", "22.07.98", "dmy"),
        ("2025-12-01", "01.12.2025", "mdy"),
        (None, "22-07-08", "dmy"),
        (None, "32.07.2008", "dmy"),
        (None, "22.13.2008", "dmy"),
        (None, "2021-13-09", "dmy"),
        (None, "2021-08/09", "dmy"),
        (None, "9999-08-09", "dmy"),
        (None, "5", "dmy"),
    ],
)
def test_dates_in_digits_alone(expected, cluster, order):
    assert expected == numeric_date(cluster, order)


@pytest.mark.parametrize(
    ("expected", "cluster"),
    [
        ("2016/2017", "2016/2017"),
        ("2021/2025", "2021-25"),
        ("2021/2025", "2021\u20132025"),
        ("2021-08", "2021-08"),
        ("1962", "1962"),
        (None, "8000"),
        (None, "2025-2021"),
        (None, "2021/08"),
        (None, "2021-00"),
        (None, "1400-1450"),
        (None, "20210"),
    ],
)
def test_years_and_spans_in_digits_alone(expected, cluster):
    assert expected == year_span(cluster)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["10:00: None time"], "10:00"),
        (["9:30:15: None time"], "at 9:30:15"),
        (["2021: 2021 date", "10:00: None time"], "2021 10:00"),
        (["9 August 2021: 2021-08-09 date", "10:00: None time"], "9 August 202110:00"),
        (["10:5: None identifier"], "10:5"),
    ],
)
def test_times(expected, text):
    assert expected == found(text, "en")


# --- codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "T-34"),
        ("en", "COVID-19"),
        ("en", "G20"),
        ("en", "B2B"),
        ("en", "5G"),
        ("en", "photo5.jpg"),
        ("en", "https://example.org/a/2021/5"),
        ("en", "www.example.org/5"),
        ("en", "info5@example.org"),
        ("en", "#5"),
        ("en", "x=5"),
        ("ru", "№ 5"),
        ("ru", "№5"),
        ("nb", "§ 5"),
        ("en", "8-800-200-30"),
        ("en", "1.2.3"),
        ("en", "12/5"),
        ("ru", "Ту-154"),
        ("ru", "БРИКС-2024"),
        ("nb", "T-34"),
        ("nb", "bilde_5"),
    ],
)
def test_digits_in_names_and_codes_count_nothing(language, text):
    numbers = find_numbers(text, language=language)
    assert [(n.kind, n.value) for n in numbers] == [("identifier", None)]
    assert numbers[0].reason


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ([5], "en", "5km"),
        ([5], "en", "5USD"),
        ([5], "en", "USD5"),
        ([5], "en", "US$5"),
        ([5e9], "en", "$5bn"),
        ([5], "en", "5-year"),
        ([5], "en", "(5)"),
        ([5], "en", "+5%"),
        ([5, 5], "en", "5+5"),
        ([60], "ru", "60-летие"),
        ([5], "ru", "5км"),
        ([50], "nb", "50-årsjubileet"),
        ([5], "nb", "5kr"),
    ],
)
def test_digits_beside_units_and_currencies_are_numbers(expected, language, text):
    assert expected == values(text, language)


# --- the whole text ---------------------------------------------------------------------------------------------


def test_numbers_come_in_order_and_do_not_overlap():
    text = "On 5 May 2021 the two sides signed 14 deals worth 1.3 billion, up 30 % on 2020 (COVID-19)."
    numbers = find_numbers(text, language="en")
    assert [text[n.start : n.end] for n in numbers] == ["5 May 2021", "two", "14", "1.3 billion", "30", "2020", "19"]
    assert all(first.end <= second.start for first, second in pairwise(numbers))
    assert [n.words for n in numbers] == [False, True, False, False, False, False, False]
    assert numbers[3].scale == 1e9


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1.3e9, "В этом году торговля между странами выросла на 1,3 миллиарда, и это не предел для них."),
        (1.3e9, "Dette året økte handelen mellom de landene med 1,3 milliarder, og det er ikke over."),
        (1.3e9, "This year the trade of the region rose by 1.3 billion, which is not the end of it."),
        # In a language that is none of ours, digits are read as in English.
        (1.3, "Kaupan arvo oli 1.3"),
    ],
)
def test_the_language_is_told_from_the_text(expected, text):
    assert [expected] == values(text, None)


def test_months_have_their_names_with_a_capital_where_the_language_writes_one():
    english = dict(month_terms(definitions().language("en")))
    russian = dict(month_terms(definitions().language("ru")))
    assert (english["May"], english["Sep"]) == (5, 9)
    assert "may" not in english
    assert (russian["мая"], russian["май"], russian["августе"]) == (5, 5, 8)


@pytest.mark.parametrize(
    ("expected", "value"),
    [(4.1e9, 4.1 * 10**9), (0.3, 0.1 + 0.2), (1.1, 1.1), (0, 0.0), (1e300, 1e300), (2.675, 2.675)],
)
def test_dust_of_binary_fractions_is_swept_off_amounts(expected, value):
    assert whole(value) == pytest.approx(expected, rel=1e-15)
    assert whole(4.1 * 10**9) == 4_100_000_000


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["1990s: 1990/1999 date"], "en", "in the 1990s"),
        (["1995: 1995 date"], "en", "in 1995"),
        # An age, or seconds: a letter makes no decade of two digits.
        (["90: 90 cardinal"], "en", "in his 90s"),
        (["2020-tallet: 2020/2029 date"], "nb", "på 2020-tallet"),
        (["1990-årene: 1990/1999 date"], "nb", "i 1990-årene"),
        (["90-tallet: 1990/1999 date"], "nb", "på 90-tallet"),
        (["20: 20 cardinal"], "nb", "på 20-tallet"),
        (["1990-е годы: 1990/1999 date"], "ru", "в 1990-е годы"),
        (["90-х годах: 1990/1999 date"], "ru", "в 90-х годах"),
        (["1990-м: 1990 date"], "ru", "в 1990-м году"),
        (["60-е: 60 ordinal"], "ru", "60-е заседание"),
        (["1970: 1970/1979 date"], "fr", "dans les années 1970"),
        (["1970: 1970 date"], "fr", "en 1970"),
    ],
)
def test_decades_by_the_mark_behind_their_first_year(expected, language, text):
    assert expected == found(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["10.00: None time"], "nb", "møtet begynner kl. 10.00"),
        (["10: None time"], "nb", "møtet begynner klokken 10"),
        (["10.5: 10.5 cardinal"], "nb", "kl. 10.5"),
        (["10.30: 10.3 cardinal"], "en", "at 10.30 dollars"),
        (["10.30: None time"], "en", "at 10.30 a.m."),
        (["10.30: None time"], "ru", "в 10.30 по московскому времени"),
    ],
)
def test_hours_by_the_word_for_clock_beside_them(expected, language, text):
    assert expected == found(text, language)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (["two hundred (200): 200 cardinal"], "en", "two hundred (200) scholarships"),
        (["5 (five): 5 cardinal"], "en", "5 (five) trucks"),
        (["cinco millones (5.000.000): 5000000 cardinal"], "es", "cinco millones (5.000.000) de euros"),
        (["quatre (04): 4 cardinal"], "fr", "quatre (04) étudiants"),
        # The scale behind the brackets is that of both.
        (["two hundred (200) million: 200000000 cardinal"], "en", "two hundred (200) million dollars"),
        (["deux (2) milliards: 2000000000 cardinal"], "fr", "deux (2) milliards de dollars"),
        # Two numbers of two things.
        (["five: 5 cardinal", "4: 4 cardinal"], "en", "five (4) trucks"),
        (["5: 5 cardinal", "5: 5 cardinal"], "en", "5 (5) trucks"),
        (["five: 5 cardinal", "5: 5 cardinal"], "en", "five (5 more) trucks"),
    ],
)
def test_words_and_digits_of_one_number_are_one(expected, language, text):
    assert expected == found(text, language)
