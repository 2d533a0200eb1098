"""Figures: what is stated of the relations of economies, slot by slot, and what beside it is no figure."""

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from analysis.definitions import using
from analysis.figures import extract
from analysis.model import INFERRED, Document

PUBLISHED = "2022-05-10"
EN, RU, NB = "en", "ru", "nb"


def figures(text, language, *, published=PUBLISHED):
    return extract(Document(id="x", text=text, published=published), language=language)


def only(text, language, **options):
    (figure,) = figures(text, language, **options)
    return figure


# --- metrics and units ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("trade_turnover EUR", EN, "Trade between Ghana and Togo was 5 million euros in 2021."),
        ("exports EUR", EN, "Ghana's exports to Togo were 5 million euros in 2021."),
        ("imports EUR", EN, "Ghana imported goods from Togo worth 5 million euros in 2021."),
        ("trade_balance EUR", EN, "Ghana's trade surplus with Togo was 5 million euros in 2021."),
        ("investment EUR", EN, "Ghana has invested 5 million euros in Togo."),
        ("scholarships scholarship", EN, "Ghana granted Togo 60 scholarships in 2021."),
        ("students person", EN, "Some 600 Togolese students study in Ghana."),
        ("tourists person", EN, "In 2021, 6,000 tourists from Ghana visited Togo."),
        ("documents_signed document", EN, "Ghana and Togo signed 14 agreements on 5 May 2022."),
        ("aid EUR", EN, "Ghana gave Togo 5 million euros in aid in 2021."),
        ("aid truck", EN, "Ghana gave Togo 40 trucks."),
        ("loan EUR", EN, "Ghana lent Togo 5 million euros."),
        ("trade_turnover EUR", RU, "Товарооборот Грузии и Армении составил 5 млн евро в 2021 году."),
        ("exports EUR", RU, "Экспорт Грузии в Армению составил 5 млн евро в 2021 году."),
        ("imports EUR", RU, "Грузия импортировала из Армении товаров на 5 млн евро в 2021 году."),
        ("investment EUR", RU, "Грузия вложила в экономику Армении 5 млн евро."),
        ("scholarships scholarship", RU, "Грузия выделила Армении 60 стипендий."),
        ("students person", RU, "В Грузии учатся 600 армянских студентов."),
        ("tourists person", RU, "В 2021 году Грузию посетили 6 тысяч туристов из Армении."),
        ("documents_signed document", RU, "Грузия и Армения подписали 14 документов."),
        ("aid truck", RU, "Грузия передала Армении 40 грузовиков."),
        ("trade_turnover EUR", NB, "Handelen mellom Island og Chile var på 5 millioner euro i 2021."),
        ("exports EUR", NB, "Islands eksport til Chile var på 5 millioner euro i 2021."),
        ("imports EUR", NB, "Island importerte varer fra Chile for 5 millioner euro i 2021."),
        ("investment EUR", NB, "Island har investert 5 millioner euro i Chile."),
        ("scholarships scholarship", NB, "Island ga Chile 60 stipender i 2021."),
        ("students person", NB, "600 chilenske studenter studerer på Island."),
        ("tourists person", NB, "I 2021 besøkte 6000 turister fra Chile Island."),
        ("documents_signed document", NB, "Island og Chile signerte 14 avtaler."),
        ("aid truck", NB, "Island ga Chile 40 lastebiler."),
    ],
)
def test_what_is_measured(expected, language, text):
    figure = only(text, language)
    assert expected == f"{figure.metric} {figure.unit}"
    assert len(figure.parties) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Totals of one country, shares, prices, people and lengths are no figures of a relation.
        (EN, "The GDP of Ghana was 5 million euros."),
        (EN, "Ghana's total exports were 5 million euros."),
        (EN, "Ghana spent 5 million euros on roads."),
        (EN, "Trade is 5 percent of Ghana's GDP."),
        (EN, "Cocoa makes up 30 percent of the trade between Ghana and Togo."),
        (EN, "The price of cocoa rose by 12 percent."),
        (EN, "Five people were hurt in Togo."),
        (EN, "Ghana's population is 30 million."),
        (EN, "A road of 40 km joins Ghana and Togo."),
        (EN, "Ghana and Togo have traded for 60 years."),
        (EN, "Ghana will host 14 meetings."),
        (EN, "Ghana is the 5th trading partner of Togo."),
        (EN, "Article 5 of the agreement between Ghana and Togo speaks of trade."),
        (EN, "The two countries spoke of trade at 10:00 on 5 May 2021."),
        (EN, "Both sides named the 14 agreements as a basis of their trade."),
        (RU, "ВВП Грузии составил 5 млн евро."),
        (RU, "Население Грузии — 4 млн человек."),
        (RU, "Дорога длиной 40 км соединяет Грузию и Армению."),
        (RU, "Доля вина в товарообороте Грузии и Армении — 30 %."),
        (NB, "Islands BNP var på 5 millioner euro."),
        (NB, "Island har 380 000 innbyggere."),
        (NB, "En 40 km lang vei går gjennom Chile."),
        (NB, "De to landene snakket om handel klokken 10:00."),
    ],
)
def test_what_is_no_figure_of_a_relation(language, text):
    assert figures(text, language) == []


# --- status -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("actual", EN, "Trade between Ghana and Togo reached 5 million euros in 2021."),
        ("target", EN, "Ghana and Togo aim to raise trade to 5 million euros by 2030."),
        ("estimate", EN, "Trade between Ghana and Togo is expected to reach 5 million euros this year."),
        ("pledge", EN, "Ghana promised Togo a grant of 5 million euros."),
        ("pledge", EN, "Ghana will give Togo 5 million euros in aid."),
        ("actual", EN, "Ghana gave Togo a grant of 5 million euros."),
        # Papers that were signed promise; a period that runs on is not yet paid.
        ("pledge", EN, "Ghana and Togo signed an agreement on a grant of 5 million euros."),
        ("pledge", EN, "Ghana gave Togo 5 million euros for 2021-2025."),
        ("pledge", EN, "Ghana is ready to give Togo 5 million euros in the near future."),
        # The word of aim behind the amount.
        ("target", EN, "A trade volume of 5 million euros is the target of Ghana and Togo for 2030."),
        # Nothing is promised of trade, but aimed at.
        ("target", EN, "Ghana and Togo pledged to bring trade to 5 million euros by 2030."),
        ("estimate", EN, "The trade of Ghana and Togo could reach 5 million euros."),
        # An allotment stated as made is actual.
        ("actual", EN, "Ghana grants Togo 60 scholarships a year."),
        ("actual", RU, "Товарооборот Грузии и Армении достиг 5 млн евро в 2021 году."),
        ("target", RU, "Грузия и Армения намерены довести товарооборот до 5 млн евро к 2030 году."),
        ("estimate", RU, "Ожидается, что товарооборот Грузии и Армении в этом году составит 5 млн евро."),
        ("pledge", RU, "Грузия предоставит Армении помощь в размере 5 млн евро."),
        ("actual", NB, "Handelen mellom Island og Chile nådde 5 millioner euro i 2021."),
        ("target", NB, "Island og Chile har som mål å øke handelen til 5 millioner euro innen 2030."),
        ("estimate", NB, "Handelen mellom Island og Chile ventes å bli på 5 millioner euro i år."),
        ("estimate", NB, "Handelen mellom Island og Chile ventes å nå 5 millioner euro i år."),
        ("pledge", NB, "Island lovet Chile 5 millioner euro i bistand."),
    ],
)
def test_result_estimate_target_or_pledge(expected, language, text):
    assert expected == only(text, language).status


@pytest.mark.parametrize(("expected", "pledged"), [("estimate", "false"), ("pledge", "true")])
def test_whether_what_lies_ahead_is_promised_is_for_the_metric_to_say(tmp_path, expected, pledged):
    (tmp_path / "metrics.toml").write_text(
        '[remittances]\nname = "Remittances"\ndefinition = "Money that workers send home."\nunits = ["money"]\n'
        f'measure = "flow"\ndirection = "sender>receiver"\npledged = {pledged}\n',
        encoding="utf-8",
    )
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en.toml").write_text('[metric]\nremittances = "remittances"', encoding="utf-8")
    with using(tmp_path):
        figure = only("Remittances from Ghana to Togo will reach 5 million euros.", EN)
    assert (figure.metric, figure.status) == ("remittances", expected)


# --- period -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2021", EN, "Trade between Ghana and Togo was 5 million euros in 2021."),
        ("2021", EN, "Trade between Ghana and Togo was 5 million euros last year."),
        ("2021-01/2021-09", EN, "In the first nine months of 2021, trade between Ghana and Togo was 5 million euros."),
        ("2030", EN, "Ghana and Togo aim to raise trade to 5 million euros by 2030."),
        ("2022-05-05", EN, "On 5 May 2022 Ghana and Togo signed 14 agreements."),
        # Nothing stated: none. A stock has none either.
        (None, EN, "Trade between Ghana and Togo was 5 million euros."),
        (None, EN, "Ghana has invested 5 million euros in Togo."),
        (None, EN, "Ghana and Togo aim to raise trade to 5 million euros in the near future."),
        (None, EN, "Ghana is ready to give Togo 5 million euros in the near future."),
        ("2021/2022", EN, "Ghana offered Togo 60 scholarships for 2021/2022."),
        ("2021", RU, "В 2021 году товарооборот Грузии и Армении составил 5 млн евро."),
        ("2021", RU, "Товарооборот Грузии и Армении в прошлом году составил 5 млн евро."),
        ("2030", RU, "Грузия и Армения намерены довести товарооборот до 5 млн евро к 2030 году."),
        ("2021", NB, "Handelen mellom Island og Chile var på 5 millioner euro i fjor."),
        ("2021-01/2021-06", NB, "I første halvår 2021 var handelen mellom Island og Chile på 5 millioner euro."),
    ],
)
def test_the_period_that_the_text_states(expected, language, text):
    assert expected == only(text, language).period


def test_each_amount_has_the_period_beside_it():
    text = "Ghana's exports to Togo rose from 5 million euros in 2019 to 8 million euros in 2021."
    assert [(f.value, f.period) for f in figures(text, EN)] == [(5e6, "2019"), (8e6, "2021")]


def test_the_time_in_the_brackets_of_another_amount_is_that_of_the_other():
    text = (
        "Trade of Ghana with Togo was 5 million euros in 2022 (against 4 million in 2021) with a surplus of 1 million."
    )
    assert [(f.value, f.period) for f in figures(text, EN)] == [(5e6, "2022"), (4e6, "2021"), (1e6, "2022")]
    # A time alone in brackets is that of the amount before it.
    assert only("Trade of Ghana with Togo was 5 million euros (2021).", EN).period == "2021"


@pytest.mark.parametrize("said", ["against 4 million in 2021", "compared with 4 million in 2021"])
def test_a_growth_behind_what_it_is_compared_with_is_that_of_the_newer_amount(said):
    text = f"Trade of Ghana with Togo was 5 million euros in 2022, {said}, a rise of 25 percent."
    assert [(f.value, f.change and f.change.value) for f in figures(text, EN)] == [(5e6, 25), (4e6, None)]


def test_an_act_without_a_day_has_the_month_of_the_dateline():
    text = "Ghana and Togo signed 14 agreements."
    figure = only(text, EN)
    assert (figure.period, figure.inferred) == ("2022-05", ("period:dateline",))
    assert only(text, EN, published=None).period is None


# --- parties and direction --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("GH>TG", EN, "Ghana's exports to Togo were 5 million euros in 2021."),
        ("TG>GH", EN, "Ghana imported goods from Togo worth 5 million euros in 2021."),
        ("GH>TG", EN, "Ghana's trade surplus with Togo was 5 million euros in 2021."),
        ("TG>GH", EN, "Ghana's trade deficit with Togo was 5 million euros in 2021."),
        ("GH>TG", EN, "Ghana gave Togo 5 million euros in aid in 2021."),
        ("GH>TG", EN, "Togo was given 5 million euros by Ghana in 2021."),
        ("CL>GH", EN, "Ghana received 5 million euros in aid from Chile in 2021."),
        ("GH>TG", EN, "Ghana has invested 5 million euros in Togo."),
        ("TG>GH", EN, "Some 600 Togolese students study in Ghana."),
        ("GH>TG", EN, "Togo, which got 5 million euros from Ghana in 2021, built a road."),
        ("GH>TG", EN, "The number of tourists from Ghana in Togo rose by 12 percent to 6,000 in 2021."),
        ("EU>TG", EN, "The EU gave Togo 5 million euros in 2021."),
        # Who does it stands right before the verb, behind the word for "by" that opens a clause.
        ("TH>LA", "th", "ลาวกับไทยค้าขายกันในปี 2564 โดยไทยส่งออกไปลาว 5 ล้านบาท"),
        (None, EN, "Trade between Ghana and Togo was 5 million euros in 2021."),
        (None, EN, "Ghana and Togo signed 14 agreements."),
        ("GE>AM", RU, "Экспорт Грузии в Армению составил 5 млн евро в 2021 году."),
        ("AM>GE", RU, "Грузия импортировала из Армении товаров на 5 млн евро в 2021 году."),
        ("GE>AM", RU, "Грузия предоставит Армении помощь в размере 5 млн евро."),
        ("AM>GE", RU, "В Грузии учатся 600 армянских студентов."),
        ("IS>CL", NB, "Islands eksport til Chile var på 5 millioner euro i 2021."),
        ("CL>IS", NB, "Island importerte varer fra Chile for 5 millioner euro i 2021."),
        ("IS>CL", NB, "Island ga Chile 40 lastebiler."),
        ("CL>IS", NB, "600 chilenske studenter studerer på Island."),
        ("GH>TG", "fr", "Les exportations ghanéennes vers le Togo se sont élevées à 5 millions d'euros en 2021."),
        ("TG>GH", "fr", "Le Ghana a importé du Togo pour 5 millions d'euros de marchandises en 2021."),
        ("GH>TG", "fr", "Le Ghana compte octroyer 5 millions d'euros au Togo."),
        ("CL>PE", "es", "Las exportaciones chilenas al Perú ascendieron a 5 millones de euros en 2021."),
        ("PE>CL", "es", "Chile importó del Perú mercancías por 5 millones de euros en 2021."),
        ("PE>CL", "es", "Chile recibió de Perú una donación de 5 millones de euros."),
        ("PE>CL", "es", "El Gobierno de Chile recibió de Perú un aporte de 5 millones de euros."),
        ("CL>PE", "es", "El Gobierno de Chile recibió al embajador de Perú y donó 5 millones de euros a Perú."),
        (None, "es", "El comercio entre Chile y Perú sumó 5 millones de euros en 2021."),
    ],
)
def test_which_way_a_figure_goes(expected, language, text):
    assert expected == only(text, language).direction


GAVE = "Ghana granted Togo 5 million euros in aid in 2021."
GAVE_BACK = "Togo granted Ghana 7 million euros in aid in 2020."


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["GH>TG", "GH>TG"], f"A loan of 6 million euros is the subject of talks between Ghana and Togo. {GAVE}"),
        # Gifts that went both ways say nothing of a third.
        (
            [None, "GH>TG", "TG>GH"],
            f"A loan of 6 million euros is the subject of talks between Ghana and Togo. {GAVE} {GAVE_BACK}",
        ),
        # Words are a better sign than the currency.
        (["GH>TG", "GH>TG"], f"A loan of 6 million cedis is the subject of talks between Ghana and Togo. {GAVE}"),
        (["TG>GH", "TG>GH"], f"A loan of 6 million cedis is the subject of talks between Ghana and Togo. {GAVE_BACK}"),
        # What is traded goes its own way.
        ([None, "GH>TG"], f"Trade between Ghana and Togo was 6 million euros.\n\n{GAVE}"),
    ],
)
def test_what_is_given_goes_the_one_way_of_all_other_gifts(expected, text):
    assert expected == [figure.direction for figure in figures(text, EN)]


@pytest.mark.parametrize("pair", ["Togo and Ghana", "Ghana and Togo"])
def test_parties_are_sorted(pair):
    assert only(f"Trade of {pair} was 5 million euros.", EN).parties == ("GH", "TG")


def test_parties_of_two_pairs_in_one_sentence():
    text = "Ghana's trade with Togo was 5 million euros, and that with Chile 6 million euros, in 2021."
    assert [(f.value, f.parties) for f in figures(text, EN)] == [(5e6, ("GH", "TG")), (6e6, ("CL", "GH"))]


def test_parties_that_the_sentence_does_not_name_are_those_of_the_text():
    figure = only("The presidents of Ghana and Togo met. The two countries signed 14 agreements.", EN)
    assert figure.parties == ("GH", "TG")
    assert "parties:pair" in figure.inferred


# --- values, bounds, changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((5e6, 5e6, 5e6, "exact"), "Trade between Ghana and Togo was 5 million euros in 2021."),
        ((5e6, 5e6, None, "over"), "Trade between Ghana and Togo was more than 5 million euros in 2021."),
        ((5e6, None, 5e6, "under"), "Trade between Ghana and Togo was almost 5 million euros in 2021."),
        ((5e6, None, None, "about"), "Trade between Ghana and Togo was about 5 million euros in 2021."),
        ((5e6, 5e6, 6e6, "range"), "Trade between Ghana and Togo was 5-6 million euros in 2021."),
    ],
)
def test_value_and_bounds(expected, text):
    figure = only(text, EN)
    assert expected == (figure.value, figure.lower, figure.upper, figure.bound)
    assert figure.precision == 1e6


def test_a_change_belongs_to_its_amount():
    figure = only("Trade between Ghana and Togo reached 5 million euros in 2021, up more than 30 percent.", EN)
    change = figure.change
    assert (figure.value, figure.bound) == (5e6, "exact")
    assert (change.kind, change.value, change.bound, change.direction, change.versus) == (
        "percent",
        30,
        "over",
        "up",
        "2020",
    )


def test_a_change_alone_has_no_value_and_its_bound_is_that_of_the_change():
    figure = only("Trade between Ghana and Togo grew by more than 30 percent in 2021.", EN)
    assert (figure.value, figure.lower, figure.upper, figure.precision, figure.unit) == (None,) * 5
    assert (figure.bound, figure.change.value, figure.quote.exact) == ("over", 30, "30 percent")


def test_an_absolute_change_alone_has_a_unit():
    figure = only("Trade between Ghana and Togo grew by 5 million euros in 2021.", EN)
    assert (figure.value, figure.unit, figure.change.kind, figure.change.value) == (None, "EUR", "absolute", 5e6)


def test_the_change_of_the_next_sentence_joins_the_amount_before_it():
    figure = only("In 2021 trade between Ghana and Togo was 5 million euros. It grew by 12 percent.", EN)
    assert (figure.value, figure.change.value) == (5e6, 12)


# --- what a sentence takes from the one before ------------------------------------------------------------------


def test_the_change_before_a_colon_belongs_to_the_amount_that_it_announces():
    figure = only("Trade between Ghana and Togo has tripled: it now exceeds 180 million euros.", EN)
    assert (figure.value, figure.change.value, figure.change.kind) == (180e6, 3, "factor")
    # ... but not to one of something else, nor behind another clause.
    other = figures("Trade between Ghana and Togo has tripled: exports of Ghana to Togo were 5 million euros.", EN)
    assert [f.change and f.change.value for f in other] == [3, None]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("percent", 105.5)], "more than double the level a year earlier (+105.5%)"),
        ([("percent", 105.5)], "up 105.5% from a year earlier, a doubling"),
        # Another growth is not the same in other words.
        ([("factor", 2), ("percent", 30)], "double the level of 2019 and up 30% on 2020"),
    ],
)
def test_a_factor_and_its_percentage_are_one_change(changes, said):
    found = figures(f"Trade between Ghana and Togo was 98 million euros in 2021, {said}.", EN)
    assert changes == [(f.change.kind, f.change.value) for f in found]


def test_an_amount_takes_its_metric_from_the_sentence_before_of_the_same_paragraph():
    text = "Trade between Ghana and Togo was 5 million euros in 2021. In 2020 it was 4 million euros."
    first, second = figures(text, EN)
    assert (second.metric, second.period, second.parties) == ("trade_turnover", "2020", first.parties)
    assert "metric:sentence-before" in second.inferred
    assert first.inferred == ()


def test_of_another_subject_nothing_is_taken():
    text = "Trade between Ghana and Togo was 5 million euros in 2021. The minister's new house cost 4 million euros."
    assert [f.value for f in figures(text, EN)][:1] == [5e6]
    assert len([f for f in figures(text, EN) if f.inferred == ()]) == 1


def test_the_same_amount_in_two_currencies_is_two_figures():
    found = figures("Trade between Ghana and Togo was 5 million euros (6 million dollars) in 2021.", EN)
    assert [(f.value, f.unit, f.period, f.metric) for f in found] == [
        (5e6, "EUR", "2021", "trade_turnover"),
        (6e6, "USD", "2021", "trade_turnover"),
    ]


# --- two amounts of one thing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Togo want to raise trade from 3 million to 20 million euros by 2030.",
        "Ghana and Togo aim to bring trade from 3 million euros in 2021 to 20 million euros by 2030.",
    ],
)
def test_where_it_stands_is_no_aim(text):
    now, aim = figures(text, EN)
    assert (now.status, aim.status, aim.period) == ("actual", "target", "2030")
    assert now.period in {None, "2021"}


def test_the_ends_of_a_development_take_the_ends_of_its_span():
    text = "Trade between Ghana and Togo fell from 5.7 to 1.3 million euros between 2019 and 2021."
    assert [(f.value, f.period) for f in figures(text, EN)] == [(5.7e6, "2019"), (1.3e6, "2021")]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            [(5e6, "2021"), (3e6, "2020")],
            "Ghana's exports to Togo were 5 million euros in 2021, against 3 million euros in the same period of 2020.",
        ),
        (
            [(3100, "2021"), (3400, "2020")],
            "Some 3,100 Togolese students were enrolled in Ghana in 2021, against 3,400 in 2020.",
        ),
    ],
)
def test_an_amount_told_for_comparison(expected, text):
    found = figures(text, EN)
    assert expected == [(f.value, f.period) for f in found]
    assert len({(f.metric, f.unit, f.parties, f.direction) for f in found}) == 1


def test_a_sum_and_its_parts_are_three():
    text = (
        "Trade between Ghana and Togo was 8 million euros in 2021: exports of 5 million euros and imports of 3 million "
        "euros."
    )
    assert [(f.metric, f.value, f.period) for f in figures(text, EN)] == [
        ("trade_turnover", 8e6, "2021"),
        ("exports", 5e6, "2021"),
        ("imports", 3e6, "2021"),
    ]


def test_a_list_of_partners_keeps_the_side_that_is_said_once():
    text = "In 2021 Ghana exported goods for 5 million euros to Togo, 6 million euros to Chile and 7 million to Peru."
    assert [f.direction for f in figures(text, EN)] == ["GH>TG", "GH>CL", "GH>PE"]


def test_two_pairs_in_a_sentence_are_no_list_of_partners():
    text = "Ghana's trade with Togo was 5 million euros, exports from Chile to Peru came to 6 million euros."
    assert [f.parties for f in figures(text, EN)] == [("GH", "TG"), ("CL", "PE")]


def test_what_counted_things_are_worth():
    text = "Ghana has 40 projects in Togo with a capital of 5 million euros."
    projects, worth = figures(text, EN)
    assert (projects.metric, worth.metric, worth.value) == ("investment_projects", "investment", 5e6)
    assert worth.direction == projects.direction == "GH>TG"


def test_imports_of_the_next_sentence_are_those_of_the_same_reporter():
    text = "Ghana's exports to Togo came to 5 million euros in 2021. Imports were 3 million euros."
    exports, imports = figures(text, EN)
    assert (exports.direction, imports.direction) == ("GH>TG", "TG>GH")
    assert imports.period == "2021"
    assert set(imports.inferred) == {"parties:pair", "direction:document", "period:sentence-before"}


def test_whose_exports_they_are_is_told_by_the_subject_before():
    figure = only("Ghana's minister spoke in Togo. Exports reached 5 million euros in 2021.", EN)
    assert (figure.direction, "direction:speaker" in figure.inferred) == ("GH>TG", True)


def test_the_next_sentence_may_say_the_amount_in_another_currency():
    text = "Ghana will lend Togo 5 million euros. The sum equals 6 million dollars."
    assert [(f.metric, f.value, f.unit, f.status, f.direction) for f in figures(text, EN)] == [
        ("loan", 5e6, "EUR", "pledge", "GH>TG"),
        ("loan", 6e6, "USD", "pledge", "GH>TG"),
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # A gift does not grow in the next sentence, and a total of one economy is nobody's trade with another.
        ([("aid", 5e6, None)], "In 2021 Ghana gave Togo 5 million euros in aid. That was up 12 percent."),
        ([], "Ghana's total exports grew by 12 percent in 2021."),
        # Another economy's growth is its own.
        (
            [("trade_turnover", 5e6, None), ("trade_turnover", None, 12)],
            "Trade between Ghana and Togo was 5 million euros in 2021. Chile's grew by 12 percent.",
        ),
    ],
)
def test_whose_the_growth_of_the_next_sentence_is(expected, text):
    assert expected == [(f.metric, f.value, f.change and f.change.value) for f in figures(text, EN)]


def test_people_counted_by_their_economy_are_those_of_the_sentence_before():
    text = "In 2021, 900 students from Chile studied in Ghana. There were also 600 Togolese."
    assert [(f.metric, f.value, f.direction and f.direction[:2]) for f in figures(text, EN)] == [
        ("students", 900, "CL"),
        ("students", 600, "TG"),
    ]


def test_what_two_parts_add_up_to_is_their_sum():
    text = (
        "In 2021 exports of Ghana to Togo were 5 million euros and imports 3 million euros, together 8 million euros."
    )
    found = figures(text, EN)
    assert [(f.metric, f.value, f.direction) for f in found] == [
        ("exports", 5e6, "GH>TG"),
        ("imports", 3e6, "TG>GH"),
        ("trade_turnover", 8e6, None),
    ]
    assert found[2].inferred == ("metric:sum",)


def test_a_total_of_what_went_both_ways_has_no_direction():
    text = (
        "Ghana's exports to Togo were 5 million euros and Togo's exports to Ghana 3 million euros in 2021. "
        "In total, exports were 8 million euros."
    )
    assert [f.direction for f in figures(text, EN)] == ["GH>TG", "TG>GH", None]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("TG>GH speaker", "The minister of Ghana spoke in Togo of trade. The deficit was 3 million euros in 2021."),
        ("GH>TG sentence-before", "Ghana sent aid to Togo in April. It is worth 3 million euros."),
    ],
)
def test_the_direction_that_the_sentence_before_tells(expected, text):
    figure = only(text, EN)
    how = next(code.partition(":")[2] for code in figure.inferred if code.startswith("direction"))
    assert expected == f"{figure.direction} {how}"


def test_a_list_of_partners_behind_their_prepositions():
    text = "Ghana's exports to Togo were 5 million euros in 2021, to Chile 6 million euros and to Peru 7 million euros."
    assert [f.direction for f in figures(text, EN)] == ["GH>TG", "GH>CL", "GH>PE"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The number of students from Togo in Ghana is 600.", "en"),
        ("Antallet studenter fra Togo i Ghana er 600.", "nb"),
        ("Число студентов из Того в Гане — 600.", "ru"),
    ],
)
def test_a_bare_number_counts_the_subject(text, language):
    figure = only(text, language)
    assert (figure.metric, figure.value) == ("students", 600)


@pytest.mark.parametrize(
    "text",
    ["The age of the students from Togo in Ghana is 23.", "The number of students from Togo rose, and the fee is 600."],
)
def test_a_bare_number_of_something_else_counts_no_subject(text):
    assert figures(text, EN) == []


def test_a_count_of_two_years():
    text = "Ghana and Togo signed 14 agreements in 2021, and 12 in 2020."
    assert [(f.value, f.period) for f in figures(text, EN)] == [(14, "2021"), (12, "2020")]


@pytest.mark.parametrize(
    ("status", "text", "language"),
    [
        ("target", "Ghana and Togo agreed that trade should be 5 million euros by 2030.", "en"),
        ("actual", "Ghana and Togo agreed that trade had reached 5 million euros in 2021.", "en"),
        ("target", "Ghana og Togo ble enige om at handelen skal være på 5 millioner euro innen 2030.", "nb"),
        ("target", "Гана и Того договорились, что товарооборот должен составить 5 млн евро к 2030 году.", "ru"),
    ],
)
def test_what_was_agreed_to_come_is_a_target(status, text, language):
    assert only(text, language).status == status


def test_the_time_of_the_sentence_before():
    figure = only("In 2021 Ghana's trade with Togo grew. It reached 5 million euros.", EN)
    assert (figure.metric, figure.period, figure.parties) == ("trade_turnover", "2021", ("GH", "TG"))


# --- repeats ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "expected"), [(60, [59.0]), (130, [])])
def test_a_sentence_with_more_than_sixty_numbers_is_a_row_that_states_nothing(count, expected):
    row = ", ".join(map(str, range(1, count)))
    assert [figure.value for figure in extract(f"Vietnam received {row} students from Laos.")] == expected


def test_a_repeat_is_folded_into_the_fullest_mention():
    text = (
        "Trade of Ghana and Togo is at 5 million euros.\n\nThe ministers of Ghana and Togo met. "
        "Trade between Ghana and Togo reached 5 million euros in 2021, up 12 percent."
    )
    figure = only(text, EN)
    assert (figure.period, figure.change.value) == ("2021", 12)
    assert figure.start == text.rindex("5 million euros")
    assert [text[start:end] for start, end in figure.mentions] == ["5 million euros"]
    assert figure.mentions[0][0] == text.index("5 million euros")


@pytest.mark.parametrize(
    "second",
    [
        "In 2020 trade between Ghana and Togo was 5 million euros.",
        "In 2021 trade between Ghana and Chile was 5 million euros.",
        "In 2021 exports of Ghana to Togo were 5 million euros.",
        "In 2021 trade between Ghana and Togo was 5 million dollars.",
        "By 2030 Ghana and Togo aim to raise trade to 5 million euros.",
    ],
)
def test_what_differs_in_a_slot_is_no_repeat(second):
    found = figures(f"In 2021 trade between Ghana and Togo was 5 million euros. {second}", EN)
    assert [f.mentions for f in found] == [(), ()]


# --- sectors, sources, rates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (
            ("health", "sport", "trade"),
            EN,
            "Ghana and Togo signed 5 pacts in the fields of health, sport and trade.",
        ),
        (("health",), EN, "Ghana and Togo signed five pacts in the field of health."),
        ((), EN, "Ghana and Togo signed five pacts."),
        ((), EN, "Ghana's exports to Togo in the fields of defence and trade were 5 million euros."),
        (
            ("обороны", "безопасности", "торговли"),
            RU,
            "Грузия и Армения подписали пять документов в области обороны, безопасности и торговли.",
        ),
        (("helse", "idrett", "handel"), NB, "Island og Chile signerte fem avtaler innen helse, idrett og handel."),
    ],
)
def test_fields_of_signed_documents_as_written(expected, language, text):
    assert expected == only(text, language).sectors


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("the ministry", EN, "According to the ministry, trade between Ghana and Togo was 5 million euros in 2021."),
        (None, EN, "Trade between Ghana and Togo was 5 million euros in 2021."),
        ("министерства", RU, "По данным министерства, товарооборот Грузии и Армении составил 5 млн евро в 2021 году."),
        ("departementet", NB, "Ifølge departementet var handelen mellom Island og Chile på 5 millioner euro i 2021."),
        ("The Togolese minister", EN, "The Togolese minister has said that trade with Ghana was 5 million euros."),
        ("the minister", EN, "Trade between Ghana and Togo was 5 million euros in 2021, and grows, the minister said."),
        ("the envoy of Togo", EN, '"Trade of Ghana and Togo was 5 million euros," said the envoy of Togo in Accra.'),
        ("The minister", EN, "The minister, who was in Togo, said its trade with Ghana was 5 million euros."),
        (None, EN, "He said that trade between Ghana and Togo was 5 million euros in 2021."),
        (None, EN, "It was reported that trade between Ghana and Togo was 5 million euros in 2021."),
        ("the minister", EN, "On Monday the minister said trade between Ghana and Togo was 5 million euros."),
        ("the envoy", EN, "Meanwhile the envoy said trade between Ghana and Togo was 5 million euros in 2021."),
        (None, EN, "Meanwhile it was said that trade between Ghana and Togo was 5 million euros in 2021."),
        (None, EN, "In Accra the minister said trade between Ghana and Togo was 5 million euros in 2021."),
        ("министр", RU, "При этом министр заявил, что товарооборот Грузии и Армении составил 5 млн евро в 2021 году."),
        (
            "посол Армении",
            RU,
            "В среду посол Армении заявил, что товарооборот с Грузией составил 5 млн евро в 2021 году.",
        ),
        (None, RU, "Как следует из отчёта, товарооборот Грузии и Армении составил 5 млн евро в 2021 году."),
        (
            "министерстве",
            RU,
            "Как сообщили в министерстве, товарооборот Грузии и Армении составил 5 млн евро в 2021 году.",
        ),
        (None, EN, "Ghana announced a grant of 5 million euros to Togo in 2021."),
        ("министр", RU, "Товарооборот Грузии и Армении составил 5 млн евро в 2021 году, сообщил министр."),
        ("Ministeren", NB, "Ministeren sa at handelen mellom Island og Chile var på 5 millioner euro i 2021."),
        ("The ministry", EN, "ACCRA - The ministry said trade between Ghana and Togo was 5 million euros in 2021."),
        ("The minister", EN, "The minister – who was in Togo – said its trade with Ghana was 5 million euros."),
        ("ministeren", NB, "I går sa ministeren at handelen mellom Island og Chile var på 5 millioner euro."),
        ("ministeren", NB, "Onsdag sa ministeren at handelen mellom Island og Chile var på 5 millioner euro."),
        (None, NB, "I går ble det sagt at handelen mellom Island og Chile var på 5 millioner euro."),
    ],
)
def test_to_whom_the_text_ascribes_it(expected, language, text):
    source = only(text, language).stated_by
    assert expected == (source and source.exact)
    assert source is None or text[source.start : source.end] == expected


def test_a_yearly_rate():
    assert only("Ghana grants Togo 60 scholarships a year.", EN).per == "year"
    assert only("Ghana granted Togo 60 scholarships in 2021.", EN).per is None
    assert only("Dänemark gibt Ghana 30 Stipendien im Jahr.", "de").per == "year"
    # A year that is named is no rate.
    assert only("Dänemark gab Ghana 30 Stipendien im Jahr 2021.", "de").per is None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("flow", "Trade between Ghana and Togo was 5 million euros in 2021."),
        ("stock", "Ghana has invested 5 million euros in Togo to date."),
        ("flow", "Ghana invested 5 million euros in Togo in 2021."),
        ("stock", "Some 600 Togolese students study in Ghana."),
        ("event", "Ghana and Togo signed 14 agreements."),
    ],
)
def test_flow_stock_or_event(expected, text):
    assert expected == only(text, EN).measure


# --- evidence ---------------------------------------------------------------------------------------------------

ARTICLE = (
    "Accra, 5 May 2022: The presidents of Ghana and Togo met.\n\n"
    "Trade between the two countries reached 5 million euros in 2021, up 12 percent; they aim at 9 million by 2030. "
    "Ghana gave Togo 40 trucks.\n\nGhana and Togo signed 14 agreements in the fields of health and trade.\n"
)


def test_every_figure_carries_its_evidence():
    found = figures(ARTICLE, EN, published=None)
    assert len(found) == 4
    for figure in found:
        assert ARTICLE[figure.start : figure.end] == figure.quote.exact
        assert ARTICLE[max(0, figure.start - 32) : figure.start] == figure.quote.prefix
        assert ARTICLE[figure.end : figure.end + 32] == figure.quote.suffix
        assert figure.quote.exact in figure.sentence
        assert figure.sentence in ARTICLE
    assert all(first.start < second.start for first, second in pairwise(found))


def test_identity_is_that_of_document_stretch_and_metric():
    one, again = (extract(Document(id="a", text=ARTICLE), language=EN) for _ in range(2))
    other = extract(Document(id="b", text=ARTICLE), language=EN)
    assert one == again
    assert len({f.id for f in one}) == len(one)
    assert {f.id for f in one}.isdisjoint(f.id for f in other)
    assert all(re.fullmatch("[0-9a-f]{16}", f.id) for f in one)


def test_what_was_inferred_has_a_code_that_the_documentation_explains():
    texts = [
        ARTICLE,
        "Ghana and Togo met. The two countries signed 14 agreements.",
        "In 2021 trade between Ghana and Togo was 5 million euros. It grew by 12 percent. In 2020 it was 4 million.",
        "Ghana has 40 investment projects in Togo worth 5 million euros.",
    ]
    slots = {code.partition(":") for text in texts for f in figures(text, EN) for code in f.inferred}
    assert {slot for slot, _, _ in slots} <= {"metric", "period", "parties", "direction", "versus", "status"}
    assert {code for _, _, code in slots} <= INFERRED.keys()
    assert slots


def test_boilerplate_states_nothing():
    road = "The road to the north was a topic as well, and the farms along it, the schools, and the port. " * 3
    text = f"{ARTICLE}{road}\nRelated news\nTrade between Ghana and Togo was 7 million euros in 2021.\n"
    assert 7e6 not in {f.value for f in figures(text, EN)}
    assert 7e6 in {f.value for f in figures(text.replace("Related news\n", ""), EN)}


def test_a_string_is_a_document_too():
    assert extract("Trade between Ghana and Togo was 5 million euros in 2021.")[0].document == "text"
    assert extract("", language=EN) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He came from Norway. The leaders agreed to double trade between Egypt and Greece by 2030.", "en"),
        ("Visitó Noruega. Los dos mandatarios acordaron duplicar el comercio entre Egipto y Grecia para 2030.", "es"),
    ],
)
def test_an_aim_without_an_amount_is_of_the_two_that_it_names(text, language):
    (found,) = extract(text, language=language)
    assert found.parties == ("EG", "GR")


def test_who_is_said_to_have_told_an_amount_does_not_give_it():
    text = (
        "L'Allemagne et le Ghana se concertent. Le premier appui budgétaire, de 40 millions d'euros, "
        "a été versé, a informé le ministre ghanéen des finances."
    )
    (figure,) = extract(text, language="fr")
    assert (figure.parties, figure.direction) == (("DE", "GH"), "DE>GH")


# --- currencies that both share, what the headline names ---------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # The one that the text speaks of most, else the one that it names in full.
        ("TND", "Les exportations tunisiennes vers la Libye ont atteint 115 millions de dinars en 2011."),
        ("LYD", "La Tunisie et la Libye ont échangé pour 115 millions de dinars en 2011, dont 9 de dinars libyens."),
    ],
)
def test_a_currency_that_both_share_is_guessed_and_said_to_be(expected, text):
    first = figures(text, "fr")[0]
    assert (first.unit, "unit:economy" in first.inferred) == (expected, True)


def test_a_currency_of_one_of_the_two_is_not_guessed():
    figure = only("Les exportations tunisiennes vers la France ont atteint 115 millions de dinars en 2011.", "fr")
    assert (figure.unit, figure.inferred) == ("TND", ())


def test_what_is_given_is_what_the_headline_names():
    body = "Ghana has granted the government of Togo 5 million euros."
    (lent,) = figures(f"A loan for roads\n\n{body}", EN)
    (given,) = figures(f"Money for roads\n\n{body}", EN)
    assert (lent.metric, "metric:title" in lent.inferred) == ("loan", True)
    assert given.metric == "aid"


# --- texts about one economy and its partners -------------------------------------------------------------------

LISTED = (
    "Chile exported goods worth 38 million dollars to China in 2021. Chile's exports to Japan were 7 million dollars. "
    "Chile's exports to Togo were 2 million dollars.\n\n"
)
"""Three partners of one economy, which shows the text to be about it."""


@pytest.mark.parametrize(
    ("direction", "text"),
    [
        # The next partner, named where its sentence opens.
        ("CL>BR", "Brazil is growing. Exports rose to 4 million dollars."),
        ("BR>CL", "Brazil is growing. Imports rose to 4 million dollars."),
        # Of two partners in clauses of their own the nearer one.
        ("CL>GH", "After a year of drought in Japan, exports to Ghana rose to 4 million dollars."),
        # Partners who trade with each other, or give.
        ("JP>TG", "Japan exported goods worth 4 million dollars to Togo."),
        ("TG>JP", "Japan's imports from Togo were 4 million dollars."),
        ("JP>TG", "Japan gave Togo 4 million dollars in aid."),
    ],
)
def test_what_a_text_tells_of_one_economy_and_its_partners_is_between_it_and_them(direction, text):
    *_, last = figures(LISTED + text, EN)
    assert (last.direction, last.value) == (direction, 4_000_000)


def test_an_economy_that_somebody_visits_is_no_partner_told_of():
    told = figures(LISTED + "The minister visited Brazil in May. Exports of copper were 4 million dollars.", EN)
    assert all("BR" not in figure.parties for figure in told)


def test_what_stands_in_an_economy_makes_it_no_partner_told_of():
    told = figures(LISTED + "Mines in Brazil are closed. Exports of copper were 4 million dollars.", EN)
    assert all("BR" not in figure.parties for figure in told)


def test_paragraphs_that_open_with_partners_show_the_one_that_trades_with_them_all():
    headed = "{}. Exports to that market were {} million dollars."
    lines = [headed.format(name, value) for name, value in (("Japan", 7), ("Togo", 2), ("Brazil", 4), ("Ghana", 1))]
    opening = "Chile sells more\n\nChile's ports are busy, the customs of Chile said."
    told = figures("\n\n".join([opening, *lines]), EN)
    assert {figure.direction for figure in told} <= {"CL>JP", "CL>TG", "CL>BR", "CL>GH"}
    assert len(told) == len(lines)


def test_paragraphs_that_open_with_economies_of_which_the_top_names_none_are_read():
    lines = ["Japan gave Togo 4 million dollars.", "Togo got 6 million dollars.", "Ghana got 7.", "Peru got 8."]
    told = figures("Nothing to see here. " * 1000 + "\n\n" + "\n\n".join(lines * 2) + "\n" * 1000, EN)
    assert "JP>TG" in {figure.direction for figure in told}


def test_a_text_about_two_is_about_no_one_with_partners():
    two = (
        "Chile exported goods worth 38 million dollars to China in 2021. China exported goods worth 7 million to Chile."
    )
    *_, last = figures(f"{two} Japan exported goods worth 4 million dollars to China.", EN)
    assert last.direction == "JP>CN"


@pytest.mark.parametrize(
    ("period", "opening"),
    [("2021", "Strikes hit Chile's trade last year."), (None, "A minister took office last year.")],
)
def test_undated_trade_is_of_the_time_of_the_trade_that_the_text_opens_with(period, opening):
    partners = {"China": 5, "Peru": 3, "Togo": 2}
    flows = " ".join(f"Exports to {name} were {value} million dollars." for name, value in partners.items())
    told = figures(f"Chile sells less\n\n{opening}\n\n{flows}", EN)
    assert [figure.period for figure in told] == [period] * 3


def test_the_seed_of_hashing_plays_no_part():
    text = (
        "Ireland's exports to Germany were 5 million euros in 2018 and to the United States 9 million. "
        "In the United States, the second market overall, came to 7 million euros what Germany had sold."
    )
    code = f"from analysis import extract; print([f.direction for f in extract({text!r}, language='en')])"
    told = set()
    for seed in "0123":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        told.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(told) == 1
