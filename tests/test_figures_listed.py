"""Items of a list of partners, read by what the lines above them say."""

import pytest

from analysis import extract

ABOVE = "In 2017 Peru received more tourists than ever.\nThe five largest groups:\n"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("CL>PE", 81200, "2017")], ABOVE + "1. Chile (81,200 people)\n"),
        ([("CL>PE", 81200, "2017"), ("BO>PE", 40100, "2017")], ABOVE + "Chile 81,200 people\nBolivia 40,100 people\n"),
        # Nothing above says what is counted.
        ([], "In 2017 Peru had many elections.\nThe five largest groups:\n1. Chile (81,200 people)\n"),
        # More than an economy and a number.
        ([], ABOVE + "1. Chile won the match (81,200 people looked on)\n"),
    ],
)
def test_an_item_is_of_what_the_lines_above_it_say(expected, text):
    figures = [f for f in extract(text, language="en") if f.metric == "tourists"]
    assert expected == [(f.direction, f.value, f.period) for f in figures]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("PH>QA", "About 20,000 Filipinos work in Qatar."),
        # Nothing says of which of the two they are.
        (None, "In Oman live 20,000 people who trade with Qatar."),
    ],
)
def test_people_of_one_economy_come_from_it(expected, text):
    assert expected == extract(text, language="en")[0].direction
