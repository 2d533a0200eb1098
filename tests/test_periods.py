"""Periods: time expressions of a text, resolved from the date of the document."""

from datetime import date

import pytest

from analysis.model import Document
from analysis.periods import contains, is_day, periods_in, shifted, span_days, year_of
from analysis.scope import read_scope

PUBLISHED = "2022-05-10"


def periods(text, language, *, published=PUBLISHED):
    """Every period of a text, in its order."""
    reading = read_scope(Document(id="x", text=text, published=published), language=language)
    found, position = [], 0
    while position < len(text):
        sentence = reading.sentences.around(position)
        numbers = [n for n in reading.numbers if sentence.start <= n.start < sentence.end]
        found += periods_in(sentence, numbers, reading.scope.reference)
        position = sentence.end
    return found


def isos(text, language, **options):
    return [period.iso for period in periods(text, language, **options)]


# --- stated in full ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2021", "en", "in 2021"),
        ("2021-08", "en", "in August 2021"),
        ("2021-08-09", "en", "on 9 August 2021"),
        ("2021-08-09/2021-08-11", "en", "on 9-11 August 2021"),
        ("2021-01/2021-09", "en", "in the first nine months of 2021"),
        ("2021-01/2021-05", "en", "in the first five-month period of 2021"),
        ("2021-01/2021-06", "en", "in the first half of 2021"),
        ("2021-07/2021-12", "en", "in the second half of 2021"),
        ("2021-07/2021-09", "en", "in the third quarter of 2021"),
        ("2021-10/2021-12", "en", "in the last quarter of 2021"),
        ("2021-01/2021-10", "en", "in January-October 2021"),
        ("2021-05/2022-03", "en", "from May 2021 to March 2022"),
        ("2010/2020", "en", "between 2010 and 2020"),
        ("2010/2020", "en", "from 2010 to 2020"),
        ("2016/2020", "en", "over the period 2016-2020"),
        ("2020/2021", "en", "in the 2020/2021 academic year"),
        ("2021", "ru", "в 2021 году"),
        ("2021-08", "ru", "в августе 2021 года"),
        ("2021-08-09", "ru", "9 августа 2021 года"),
        ("2021-01/2021-09", "ru", "за девять месяцев 2021 года"),
        ("2021-01/2021-06", "ru", "в первом полугодии 2021 года"),
        ("2021-07/2021-09", "ru", "в третьем квартале 2021 года"),
        ("2021-01/2021-10", "ru", "в январе–октябре 2021 года"),
        ("2010/2020", "ru", "с 2010 по 2020 год"),
        ("2020/2021", "ru", "в 2020/2021 учебном году"),
        ("2021", "nb", "i 2021"),
        ("2021-08-09", "nb", "9. august 2021"),
        ("2021-01/2021-09", "nb", "i de første ni månedene av 2021"),
        ("2021-01/2021-06", "nb", "i første halvår 2021"),
        ("2021-07/2021-09", "nb", "i tredje kvartal 2021"),
        ("2021-01/2021-10", "nb", "i januar–oktober 2021"),
        ("2010/2020", "nb", "mellom 2010 og 2020"),
        ("2021", "vi", "trong năm 2021"),
        ("2021-08", "vi", "tháng 8/2021"),
        ("2021-08", "vi", "trong tháng 8 năm 2021"),
        ("2021-08-09", "vi", "ngày 9/8/2021"),
        ("2021-08-09", "vi", "ngày 9 tháng 8 năm 2021"),
        ("2021-08-09/2021-08-11", "vi", "từ ngày 9 đến ngày 11/8/2021"),
        ("2021-01/2021-09", "vi", "9 tháng đầu năm 2021"),
        ("2021-01/2021-09", "vi", "chín tháng đầu năm 2021"),
        ("2021-01/2021-11", "vi", "11 tháng năm 2021"),
        ("2021-01/2021-06", "vi", "6 tháng/2021"),
        ("2021-12", "vi", "lũy kế đến tháng 12/2021"),
        ("2021-01/2021-06", "vi", "nửa đầu năm 2021"),
        ("2021-07/2021-12", "vi", "6 tháng cuối năm 2021"),
        ("2024-01/2024-03", "vi", "quý I/2024"),
        ("2021-07/2021-09", "vi", "quý III năm 2021"),
        ("2021-07/2021-09", "vi", "quý 3/2021"),
        ("2021-07/2021-09", "vi", "quý ba năm 2021"),
        ("2021-03", "vi", "tháng Ba năm 2021"),
        ("2021-01/2021-09", "vi", "tháng 1-9/2021"),
        ("2021-01/2021-09", "vi", "tháng 1 - 9 năm 2021"),
        ("2021-01/2021-10", "vi", "từ tháng 1 đến tháng 10/2021"),
        ("2010/2020", "vi", "từ năm 2010 đến năm 2020"),
        ("2016/2020", "vi", "trong giai đoạn 2016-2020"),
        ("2020/2021", "vi", "năm học 2020-2021"),
    ],
)
def test_periods_that_the_text_states_in_full(expected, language, text):
    assert [(expected, False)] == [(p.iso, p.relative) for p in periods(text, language)]
    # ... whenever the text was published, and also where nothing tells.
    assert [expected] == isos(text, language, published=None)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["2020", "2021"], "in 2020, 2021"),
        (["2021", "2022"], "in 2021 and 2022"),
        (["2030", "2040"], "in 2030 and by 2040"),
        # Months past December, and parts that are no part of a year, are no period.
        (["2021"], "in the first fifteen months of 2021"),
        (["2021"], "the fifth quarter of 2021"),
        ([], "the first five agreements"),
        ([], "it may be the first of many"),
    ],
)
def test_what_does_not_join(expected, text):
    assert expected == isos(text, "en")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # A growth of so many per cent this year is no span of so many years.
        (["2022"], "tăng 15% trong năm nay"),
        ([], "trong hai năm tới"),
        # The number of a virus is no day of the month that opens the next sentence.
        (["2020-06"], "đại dịch COVID-19. Tháng 6/2020 hai nước nối lại đường bay"),
        # "Năm" is five as well as year.
        ([], "năm dự án"),
    ],
)
def test_years_that_have_their_word_before_them(expected, text):
    assert expected == isos(text, "vi")


# --- counted from the date of the document ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2021", "en", "last year"),
        ("2022", "en", "this year"),
        ("2023", "en", "next year"),
        ("2022-05-10", "en", "today"),
        ("2022-05-09", "en", "yesterday"),
        ("2022-05", "en", "in May"),
        # A month or a day too far ahead was last year's.
        ("2021-12", "en", "in December"),
        ("2021-12-09", "en", "on 9 December"),
        ("2022-06-09", "en", "on 9 June"),
        ("2022-03", "en", "in March this year"),
        ("2021-03", "en", "in March last year"),
        ("2022-01/2022-09", "en", "in the first nine months"),
        ("2022-01/2022-06", "en", "in the first half of this year"),
        ("2021-07/2021-12", "en", "in the second half of last year"),
        ("2022-01/2022-10", "en", "from January to October"),
        ("2021-10/2021-12", "en", "in the last quarter"),
        ("2021-10/2021-12", "en", "in the fourth quarter"),
        ("2022-04/2022-06", "en", "in the second quarter"),
        ("2017", "en", "five years ago"),
        ("2017/2021", "en", "in the past five years"),
        ("2021", "vi", "năm ngoái"),
        ("2022", "vi", "trong năm nay"),
        ("2023", "vi", "năm tới"),
        ("2022-05-09", "vi", "hôm qua"),
        ("2022-04-10", "vi", "sáng 10/4"),
        ("2022-01/2022-04", "vi", "4 tháng đầu năm"),
        ("2022-03", "vi", "tháng 3 năm nay"),
        ("2021-12", "vi", "tháng 12 năm ngoái"),
        ("2022-01/2022-03", "vi", "tháng 1-3 năm nay"),
        ("2022-01/2022-03", "vi", "từ tháng 1 đến tháng 3 năm nay"),
        ("2021-10/2022-03", "vi", "từ tháng 10 năm ngoái đến tháng 3 năm nay"),
        ("2022-01/2022-04", "vi", "trong 4 tháng qua"),
        ("2017/2021", "vi", "trong 5 năm qua"),
        ("2021", "ru", "в прошлом году"),
        ("2022", "ru", "в этом году"),
        ("2023", "ru", "в следующем году"),
        ("2022-05", "ru", "в мае"),
        ("2022-03", "ru", "в марте текущего года"),
        ("2022-01/2022-10", "ru", "с января по октябрь"),
        ("2017", "ru", "пять лет назад"),
        ("2017/2021", "ru", "за последние пять лет"),
        ("2022-05-10", "ru", "сегодня"),
        ("2021", "nb", "i fjor"),
        ("2022", "nb", "i år"),
        ("2023", "nb", "neste år"),
        ("2022-01/2022-09", "nb", "årets ni første måneder"),
        ("2022-03", "nb", "i mars i år"),
        ("2017/2021", "nb", "de siste fem årene"),
        ("2022-05-10", "nb", "i dag"),
        ("2017", "fr", "il y a cinq ans"),
        ("2017/2021", "fr", "ces cinq dernières années"),
        ("2021", "fr", "l'an dernier"),
        ("2022-03", "fr", "en mars dernier"),
        ("2022-01/2022-09", "fr", "au cours des neuf premiers mois de l'année"),
        ("2017", "es", "hace cinco años"),
        ("2017/2021", "es", "en los últimos cinco años"),
        ("2021", "es", "el año pasado"),
        ("2022-03", "es", "en marzo pasado"),
        ("2022-01/2022-09", "es", "en los primeros nueve meses del año"),
    ],
)
def test_periods_that_count_from_the_document(expected, language, text):
    assert [(expected, True)] == [(p.iso, p.relative) for p in periods(text, language)]
    # Without a date of the document they are left out.
    assert isos(text, language, published=None) == []


def test_early_in_a_year_the_part_of_one_that_is_told_is_over():
    text = "In the first nine months they sold 5 million."
    assert isos(text, "en", published="2022-01-15") == ["2021-01/2021-09"]
    assert isos("In the first nine months they will sell 5 million.", "en", published="2022-01-15") == [
        "2022-01/2022-09"
    ]
    # Later it may be what is planned.
    assert isos("The quota for January to December is 5.", "en", published="2022-05-10") == ["2022-01/2022-12"]


@pytest.mark.parametrize(
    ("expected", "published", "text"),
    [
        (["2018"], "2019", "last year"),
        (["2018"], "2019-12", "last year"),
        # The day is known only to a document with a day.
        ([], "2019-12", "today"),
        (["2019-05"], "2019", "in May"),
        # 29 February, and a year without it.
        (["2024-02-29"], "2024-03-01", "on 29 February"),
        ([], "2023-03-01", "on 29 February"),
        # No year before the first.
        ([], "2022-05-10", "3000 years ago"),
    ],
)
def test_what_the_document_tells_of_its_date_decides(expected, published, text):
    assert expected == isos(text, "en", published=published)


# --- roles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("at", "en", "in 2021"),
        ("by", "en", "by 2030"),
        ("by", "en", "by the end of 2025"),
        ("by", "en", "until 2025"),
        ("since", "en", "since 2010"),
        ("span", "en", "from 2010 to 2020"),
        ("span", "en", "in the first nine months of 2021"),
        ("same", "en", "in the same period last year"),
        ("by", "ru", "к 2030 году"),
        ("by", "ru", "до 2030 года"),
        ("since", "ru", "с 2010 года"),
        ("same", "ru", "за аналогичный период прошлого года"),
        ("by", "nb", "innen 2030"),
        ("since", "nb", "siden 2010"),
        ("same", "nb", "samme periode i fjor"),
        ("vague", "en", "since the 1970s"),
        ("vague", "fr", "depuis le début des années 1970"),
        ("span", "en", "in the 1970s"),
    ],
)
def test_how_the_text_uses_a_period(expected, language, text):
    assert [expected] == [period.role for period in periods(text, language)]


def test_since_a_year_reaches_to_the_document():
    assert isos("since 2010", "en") == ["2010/2022"]
    assert isos("since 2022", "en") == ["2022"]


def test_periods_come_in_the_order_of_the_text_with_their_places():
    text = "In May 2021, and again in the first half of last year, but not in 2019."
    found = periods(text, "en")
    assert [text[p.start : p.end] for p in found] == ["May 2021", "first half of last year", "2019"]
    assert [p.iso for p in found] == ["2021-05", "2021-01/2021-06", "2019"]


# --- arithmetic -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "iso", "years"),
    [
        ("2020", "2021", -1),
        ("2020-01/2020-09", "2021-01/2021-09", -1),
        ("2023-08-09", "2021-08-09", 2),
        ("2023-02-28", "2024-02-29", -1),
        ("2028-02-29", "2024-02-29", 4),
        ("0001", "0005", -9),
        ("0995", "1000", -5),
    ],
)
def test_the_same_period_of_another_year(expected, iso, years):
    assert expected == shifted(iso, years)


@pytest.mark.parametrize(
    ("expected", "outer", "inner"),
    [
        (True, "2021", "2021"),
        (True, "2021", "2021-08-09"),
        (True, "2021-01/2021-09", "2021-09"),
        (True, "2020/2022", "2021"),
        (False, "2021-01/2021-09", "2021-10"),
        (False, "2021-08", "2021"),
        (False, "2021", "2021-12/2022-01"),
    ],
)
def test_whether_a_period_lies_in_another(expected, outer, inner):
    assert contains(outer, inner) is expected


@pytest.mark.parametrize(
    ("expected", "iso"),
    [
        ((date(2021, 1, 1), date(2021, 12, 31)), "2021"),
        ((date(2024, 2, 1), date(2024, 2, 29)), "2024-02"),
        ((date(2021, 8, 9), date(2021, 8, 9)), "2021-08-09"),
        ((date(2021, 1, 1), date(2021, 9, 30)), "2021-01/2021-09"),
        ((date(2020, 1, 1), date(2021, 12, 31)), "2020/2021"),
    ],
)
def test_days_of_a_period(expected, iso):
    assert expected == span_days(iso)


@pytest.mark.parametrize(("expected", "iso"), [(2021, "2021-08"), (2020, "2020/2021"), (None, "--08-09"), (None, None)])
def test_year_of_a_period(expected, iso):
    assert expected == year_of(iso)


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2021-08-09", True),
        ("2021-08", False),
        ("--08-09", False),
        ("2021/2022", False),
        ("2021-08-09/2021-08-11", False),
        ("", False),
        (None, False),
    ],
)
def test_a_day_is_one_of_one_year(iso, expected):
    assert is_day(iso) is expected
