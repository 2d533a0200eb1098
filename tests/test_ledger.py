"""The ledger: every number of a text, found independently of extraction, with one class and the reason for it."""

from itertools import pairwise
from typing import get_args

import pytest

from analysis.definitions import definitions
from analysis.figures import extract
from analysis.ledger import ledger
from analysis.ledger.inventory import atoms
from analysis.ledger.stretches import Stretches
from analysis.lexicon import lowered
from analysis.model import Document, LedgerClass

PUBLISHED = "2022-05-10"
EN, RU, NB = "en", "ru", "nb"


def entries(text, language, *, published=PUBLISHED):
    return ledger(Document(id="x", text=text, published=published), language=language)


def classes(text, language):
    """ "number class" for every entry."""
    return [f"{entry.text} {entry.class_}" for entry in entries(text, language)]


# --- classes ----------------------------------------------------------------------------------------------------


CLASSES = [
    (
        ["1.3 billion figure", "2021 period", "12 change", "2020 period"],
        EN,
        "Trade between Ghana and Togo was 1.3 billion euros in 2021, up 12 percent from 2020.",
    ),
    (
        ["5 млн figure", "2021 period", "12 change"],
        RU,
        "Товарооборот Грузии и Армении составил 5 млн евро в 2021 году, рост на 12 %.",
    ),
    (
        ["5 millioner figure", "2021 period", "12 change"],
        NB,
        "Handelen mellom Island og Chile var på 5 millioner euro i 2021, opp 12 prosent.",
    ),
    # A change that stands alone.
    (["tripled change", "2021 period"], EN, "Trade between Ghana and Togo tripled in 2021."),
    # Both ends of a range.
    (["5 figure", "6 million figure", "2021 period"], EN, "Ghana's exports to Togo were 5-6 million euros in 2021."),
    # The date of an act, and a date of anything.
    (["14 figure", "5 date", "2022 date"], EN, "Ghana and Togo signed 14 agreements on 5 May 2022."),
    (["two determiner", "10:00 time", "5 date", "2021 date"], EN, "The two sides met at 10:00 on 5 May 2021."),
    (["9 date", "2021 date"], EN, "They met on 9 May 2021."),
    (["2016 period", "2020 period"], EN, "The plan was made for 2016-2020."),
    (["five duration"], EN, "They spoke for five days."),
    (["60 duration"], RU, "Дорогу строили 60 лет."),
    (["5 duration"], NB, "De snakket i 5 dager."),
    (["60 age"], EN, "A man aged 60 came."),
    (["60 age"], EN, "A 60-year-old man came."),
    (["60 age"], EN, "The minister, Kofi Mensah (60), came."),
    (["60 age"], RU, "Он ушёл в возрасте 60 лет."),
    (["60 age"], NB, "Han er 60 år gammel."),
    (["60 anniversary"], EN, "Ghana marked the 60th anniversary of its independence."),
    (["30 anniversary"], RU, "Грузия отмечает 30-летие независимости."),
    (["50 anniversary"], NB, "Island markerer 50-årsjubileet for uavhengigheten."),
    (["5 ordinal"], EN, "The 5th meeting was held."),
    (["first ordinal"], EN, "Their first meeting was held."),
    (["5 ordinal"], RU, "Прошёл 5-й раунд."),
    (["5 ordinal"], NB, "Det 5. møtet ble holdt."),
    (["third rank"], EN, "Togo is the third largest partner of Ghana."),
    (["третий rank"], RU, "Армения — третий по величине партнёр."),
    (["tredje rank"], NB, "Chile er den tredje største partneren."),
    (["5 identifier"], EN, "Article 5 says so."),
    (["34 identifier"], EN, "A T-34 stood there."),
    (["77 identifier"], EN, "The Group of 77 spoke."),
    (["5 identifier"], RU, "Статья 5 об этом."),
    (["5 identifier"], NB, "Se artikkel 5."),
    (["both determiner"], EN, "They welcomed both sides."),
    (["three determiner"], EN, "All three countries agreed."),
    (["две determiner"], RU, "Эти две страны договорились."),
    (["to determiner"], NB, "De to landene ble enige."),
    (["dozens vague"], EN, "They met dozens of people."),
    (["десятки vague"], RU, "Пришли десятки людей."),
    (["dusinvis vague"], NB, "De bygde dusinvis av gårder."),
    (["one idiom"], EN, "It is one of the farms."),
    (["First idiom"], EN, "First of all, they met."),
    (["один idiom"], RU, "Это один из них."),
    (["først idiom"], NB, "Det er først og fremst en vei."),
    (["40 share"], EN, "They own 40 percent of the farms."),
    (["half share"], EN, "They own half of the farms."),
    (["половина share"], RU, "Среди них половина — фермы."),
    (["halvparten share"], NB, "De eier halvparten av gårdene."),
    (["30 optional"], EN, "They own 30 farms."),
    (["5 million optional"], EN, "The house cost 5 million euros."),
    (["30 optional"], RU, "У них 30 ферм."),
    (["30 optional"], NB, "De har 30 gårder."),
    # What no rule explains is said to be so.
    (["7 unclaimed"], EN, "7"),
]


@pytest.mark.parametrize(("expected", "language", "text"), CLASSES)
def test_every_number_has_its_class(expected, language, text):
    assert expected == classes(text, language)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["no rule explains it"], "Trade between Laos and Vietnam changed by $-5 million in 2021."),
        (["counts mills, no figure of the relations"], "They saw 5 mills in 2021."),
    ],
)
def test_what_is_counted_is_no_preposition(expected, text):
    assert [entry.reason for entry in ledger(text, language="en")][:1] == expected


def test_a_repeat_and_its_period_belong_to_the_figure():
    text = (
        "photo_5.jpg\nGhana and Togo met.\nTrade between Ghana and Togo was 5 million euros in 2021.\n\n"
        "Trade between Ghana and Togo reached 5 million euros in 2021, the minister said again."
    )
    assert [entry.class_ for entry in entries(text, EN)] == ["boilerplate", "figure", "period", "repeat", "period"]


def test_a_headline_repeats_what_the_article_says():
    text = (
        "Trade of Ghana and Togo at 5 million euros in 2021\n\n"
        "Trade between Ghana and Togo reached 5 million euros in 2021, the minister said."
    )
    assert [entry.class_ for entry in entries(text, EN)] == ["repeat", "period", "figure", "period"]


def test_classes_are_those_of_the_model():
    assert {row.rpartition(" ")[2] for expected, _, _ in CLASSES for row in expected} >= set(get_args(LedgerClass)) - {
        "boilerplate",
        "repeat",
    }


def test_boilerplate_lies_outside_the_article_only():
    body = "The presidents met and spoke of the road, of the farms along it, of the schools, and of the port. " * 3
    found = entries(f"{body}\nThey named 5 farms.\nRelated news\n5 farms for 2021\n", EN)
    assert [(e.text, e.class_) for e in found] == [("5", "optional"), ("5", "boilerplate"), ("2021", "boilerplate")]


# --- one entry each ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        # A number with its scale is one entry; the parts of a date are one each; "202010:00" comes apart.
        (["1.3 billion"], EN, "1.3 billion"),
        (["1 048 034"], EN, "1 048 034 farms"),
        (["two and a half billion"], EN, "two and a half billion"),
        (["5", "2021"], EN, "on 5 May 2021"),
        (["5", "6 million"], EN, "5-6 million"),
        (["2021", "08", "09"], EN, "on 2021-08-09"),
        (["5", "2020", "10:00"], EN, "on 5 May 202010:00"),
        (["5 миллиардов 350 миллионов"], RU, "5 миллиардов 350 миллионов"),
        (["двадцать пять"], RU, "двадцать пять ферм"),
        (["to og en halv million"], NB, "to og en halv million"),
        # Digits of other scripts, raised and Roman ones, fractions of one sign.
        (["\u0665\u0662"], EN, "\u0665\u0662 farms"),
        (["5", "\u00b2", "\u2167"], EN, "5 km\u00b2 of land, volume \u2167"),
        (["2\u00bd million"], EN, "2\u00bd million"),
    ],
)
def test_what_makes_one_entry(expected, language, text):
    assert expected == [entry.text for entry in entries(text, language)]


def test_entries_come_in_order_and_are_the_stretches_of_the_text():
    text = "On 5 May 2021 both sides spoke of 1.3 billion euros, of dozens of farms, of half the land and of 12 roads."
    found = entries(text, EN)
    assert [text[e.start : e.end] for e in found] == [e.text for e in found]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(e.reason and e.document == "x" for e in found)


def test_entries_lead_to_the_figure_they_belong_to():
    text = (
        "Trade between Ghana and Togo reached 5 million euros in 2021, up 12 percent. Again: in 2021 the trade of "
        "Ghana and Togo was 5 million euros. The 2 ministers spoke for 5 hours."
    )
    (figure,) = extract(Document(id="x", text=text, published=PUBLISHED), language=EN)
    found = {(e.text, e.class_): e.figure for e in entries(text, EN)}
    assert found["5 million", "figure"] == figure.id
    assert found["5 million", "repeat"] == figure.id
    assert found["12", "change"] == figure.id
    assert found["2", "determiner"] is None
    assert found["5", "duration"] is None


def test_a_string_is_a_document_too():
    assert [(e.document, e.text) for e in ledger("The two sides spoke of it, and of the 5 farms.")] == [
        ("text", "two"),
        ("text", "5"),
    ]
    assert ledger("", language=EN) == []


# --- found on its own -------------------------------------------------------------------------------------------

UNREAD = [
    # Number words that no rule of extraction reads.
    (EN, "They bought umpteen farms and a gross of eggs; the yield sextupled, or septupled, after a score of years."),
    (RU, "Купили полдюжины ферм и пару яиц; урожай ушестерился, а однажды и усемерился, спустя два тысячелетия."),
    (NB, "De kjøpte et gross egg og snesevis av gårder; avlingen ble ellevedoblet, og mangedoblet, det ene tiåret."),
]
WORDS = {
    EN: ["umpteen", "gross of", "sextupled", "septupled", "score"],
    RU: ["полдюжины", "пару", "ушестерился", "однажды", "усемерился", "два", "тысячелетия"],
    NB: ["gross", "snesevis", "ellevedoblet", "mangedoblet"],
}


@pytest.mark.parametrize(("language", "text"), UNREAD)
def test_number_words_that_no_rule_reads_stand_in_the_ledger(language, text):
    found = [entry.text for entry in entries(text, language)]
    assert [word for word in WORDS[language] if word not in found] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "Trade between Ghana and Togo was 1.3 billion euros in 2021, up 12 percent; both sides named two farms."),
        (RU, "Товарооборот Грузии и Армении составил 5 млн евро в 2021 году; обе стороны назвали две фермы."),
        (NB, "Handelen mellom Island og Chile var på 5 millioner euro i 2021; begge parter nevnte to gårder."),
        *UNREAD,
    ],
)
def test_a_number_that_extraction_never_saw_still_stands_in_the_ledger(monkeypatch, language, text):
    seen = [(e.start, e.end) for e in entries(text, language)]
    monkeypatch.setattr("analysis.scope.scan", lambda *_: [])
    assert extract(Document(id="x", text=text), language=language) == []
    blind = entries(text, language)
    assert "figure" not in {e.class_ for e in blind}
    # Every number that was listed is listed still, scale words as entries of their own.
    for start, end in seen:
        assert any(e.start >= start and e.end <= end for e in blind), text[start:end]
    digits = [position for position, character in enumerate(text) if character.isdigit()]
    assert digits == [p for e in blind for p in range(e.start, e.end) if text[p].isdigit()]


@pytest.mark.parametrize("language", definitions().languages)
def test_the_inventory_holds_every_word_that_extraction_knows(language):
    definition = definitions().language(language)
    missed = []
    for table in ("cardinals", "ordinals", "scales", "fractions", "multiples"):
        for word in definition.numbers[table]:
            text = f"; {word};"
            if len(word) > 1 and not atoms(text, lowered(text), definition):
                missed.append(word)
    articles = set(definition.terms("format", "article"))
    assert [word for word in missed if word not in articles] == []


def test_numbers_of_a_row_are_accounted_for_as_such():
    row = ", ".join(map(str, range(1, 100)))
    entries = ledger(f"Vietnam received {row} students from Laos in 2021.", language="en")
    assert {(e.class_, e.reason) for e in entries[:-1]} == {("optional", "one of a row of numbers")}
    assert [(e.text, e.class_) for e in entries[-1:]] == [("2021", "date")]


# --- stretches --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "start", "end"),
    [
        (["a"], 0, 1),
        (["a", "b"], 5, 6),
        ([], 10, 20),
        (["c"], 250, 260),
        (["c"], 900, 901),
        (["c", "d"], 0x3FF, 0x401),
        (["a", "b", "c", "d"], 0, 2000),
        ([], 1024 + 40, 5000),
    ],
)
def test_stretches_are_found_by_what_they_overlap_in_the_order_given(expected, start, end):
    stretches = Stretches([(0, 10, "a"), (5, 8, "b"), (255, 1024, "c"), (1024, 1064, "d")])
    assert expected == list(stretches.over(start, end))
