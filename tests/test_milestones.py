"""Milestones: dated events and anniversaries, and what an anniversary implies."""

import pytest

from analysis.definitions import definitions
from analysis.milestones import find_milestones
from analysis.model import Document

PUBLISHED = "2022-05-10"
EN, RU, NB = "en", "ru", "nb"
RELATIONS = "diplomatic_relations_established"


def milestones(text, language, *, published=PUBLISHED):
    return find_milestones(Document(id="x", text=text, published=published), language=language)


def described(text, language, **options):
    """ "event date anniversary marked implies parties" of every milestone; a dash for what is not stated."""
    return [
        " ".join(
            str(slot) if slot is not None else "-"
            for slot in (m.event, m.date, m.anniversary, m.marked, m.implies, "+".join(m.parties))
        )
        for m in milestones(text, language, **options)
    ]


# --- dated events -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (f"{RELATIONS} 1960-05-05 - - - GH+TG", EN, "Ghana and Togo established diplomatic relations on 5 May 1960."),
        (f"{RELATIONS} 1960 - - - GH+TG", EN, "Diplomatic relations between Ghana and Togo were established in 1960."),
        ("independence 1957-03-06 - - - GH", EN, "Ghana gained independence on 6 March 1957."),
        (
            "treaty_of_friendship_signed 1972-05-05 - - - GH+TG",
            EN,
            "Ghana and Togo signed a treaty of friendship on 5 May 1972.",
        ),
        (
            f"{RELATIONS} 1992-07-17 - - - AM+GE",
            RU,
            "Грузия и Армения установили дипломатические отношения 17 июля 1992 года.",
        ),
        (f"{RELATIONS} 1960-05-05 - - - CL+IS", NB, "Island og Chile opprettet diplomatiske forbindelser 5. mai 1960."),
    ],
)
def test_a_dated_event(expected, language, text):
    assert [expected] == described(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Nothing is dated that the text does not date ...
        (EN, "Ghana and Togo have diplomatic relations, and spoke in 2021 of many other things than the past of them."),
        (EN, "Ghana and Togo established diplomatic relations. In 1960 the road was built."),
        # ... and a year ahead founds nothing.
        (EN, "Ghana and Togo will establish diplomatic relations in 2030."),
        # Meetings, ages, durations and plain dates are no milestones.
        (EN, "The 5th meeting of Ghana and Togo took place on 5 May 2021."),
        (EN, "He is 60 years of age, and spoke for 30 minutes in 2021."),
        (EN, "They met in 2021 and 2022."),
        (RU, "Пятая встреча Грузии и Армении прошла 5 мая 2021 года."),
        (NB, "Det femte møtet mellom Island og Chile var 5. mai 2021."),
        ("vi", "Cuộc họp lần thứ năm giữa Ghana và Togo diễn ra ngày 5/5/2021."),
    ],
)
def test_what_is_no_milestone(language, text):
    assert described(text, language) == []


# --- anniversaries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (
            f"{RELATIONS} 1962-05-05 60 2022 1962 GH+TG",
            EN,
            "In 2022 Ghana and Togo mark the 60th anniversary of establishing diplomatic relations (5 May 1962).",
        ),
        ("independence - 65 2022 1957 GH", EN, "Ghana marks the 65th anniversary of its independence this year."),
        (f"{RELATIONS} - 50 2023 1973 GH+TG", EN, "Next year Ghana and Togo mark 50 years of diplomatic relations."),
        (
            f"{RELATIONS} - 60 2022 1962 GH+TG",
            EN,
            "It is 60 years since the establishment of diplomatic relations between Ghana and Togo.",
        ),
        ("world_war_ii_ended - 77 2022 1945 ", EN, "They marked the 77th anniversary of the end of World War II."),
        (
            f"{RELATIONS} - 30 2022 1992 AM+GE",
            RU,
            "В 2022 году Грузия и Армения отмечают 30-летие установления дипломатических отношений.",
        ),
        (
            f"{RELATIONS} - 30 2022 1992 AM+GE",
            RU,
            "Исполняется 30 лет со дня установления дипломатических отношений Грузии и Армении.",
        ),
        (
            f"{RELATIONS} - 60 2022 1962 CL+IS",
            NB,
            "I 2022 markerer Island og Chile 60-årsjubileet for opprettelsen av diplomatiske forbindelser.",
        ),
        ("independence - 50 2022 1972 IS", NB, "Island markerer 50-årsdagen for uavhengigheten."),
        (
            f"{RELATIONS} 1962-09-05 60 2022 1962 LA+VN",
            "vi",
            "Năm 2022, Việt Nam và Lào kỷ niệm 60 năm thiết lập quan hệ ngoại giao (5/9/1962 - 5/9/2022).",
        ),
        (
            f"{RELATIONS} - 50 2023 1973 GH+TG",
            "vi",
            "Năm 2023, Ghana và Togo kỷ niệm lần thứ 50 Ngày thiết lập quan hệ ngoại giao.",
        ),
    ],
)
def test_an_anniversary_and_what_it_implies(expected, language, text):
    assert [expected] == described(text, language)


def test_two_anniversaries_of_one_sentence():
    text = (
        "In 2022 Ghana and Togo mark the 60th anniversary of diplomatic relations "
        "and the 45th anniversary of the treaty of friendship."
    )
    assert described(text, EN) == [
        f"{RELATIONS} - 60 2022 1962 GH+TG",
        "treaty_of_friendship_signed - 45 2022 1977 GH+TG",
    ]


def test_an_anniversary_of_what_is_not_known_keeps_its_words():
    (milestone,) = milestones("Ghana and Togo marked the 30th anniversary of the opening of the bridge.", EN)
    assert (milestone.event, milestone.anniversary, milestone.implies) == ("opening of the bridge", 30, 1992)
    assert milestone.event not in definitions().events


def test_a_date_stated_elsewhere_in_the_text_is_that_of_its_anniversary():
    text = (
        "Ghana and Togo mark the 60th anniversary of diplomatic relations in 2022. "
        "They established diplomatic relations on 5 May 1962."
    )
    assert described(text, EN) == [f"{RELATIONS} 1962-05-05 60 2022 1962 GH+TG", f"{RELATIONS} 1962-05-05 - - - GH+TG"]


def test_a_date_that_contradicts_is_kept_apart():
    text = "In 2022 Ghana and Togo mark the 60th anniversary of the establishment of diplomatic relations (5 May 1960)."
    assert described(text, EN) == [f"{RELATIONS} 1960-05-05 60 2022 1962 GH+TG"]


@pytest.mark.parametrize(
    ("expected", "published"), [((2022, 1972), "2022-05-10"), ((2019, 1969), "2019"), ((None, None), None)]
)
def test_without_a_year_the_documents_date_tells_when(expected, published):
    (milestone,) = milestones("Ghana marks the 50th anniversary of its independence.", EN, published=published)
    assert expected == (milestone.marked, milestone.implies)
    assert milestone.anniversary == 50


# --- places -----------------------------------------------------------------------------------------------------


def test_milestones_come_in_order_with_the_stretch_that_states_them():
    text = (
        "Ghana gained independence on 6 March 1957.\n"
        "In 2022 Ghana and Togo mark the 60th anniversary of diplomatic relations."
    )
    found = milestones(text, EN)
    assert [text[m.start : m.end] for m in found] == [
        "gained independence on 6 March 1957",
        "60th anniversary of diplomatic relations",
    ]
    assert {m.document for m in found} == {"x"}


def test_boilerplate_marks_nothing():
    body = "The presidents met and spoke of the road, of the farms along it, of the schools, and of the port. " * 3
    page = f"{body}\nRelated news\nGhana gained independence on 6 March 1957.\n"
    assert described(page, EN) == []
    assert described(page.replace("Related news\n", ""), EN) != []


def test_a_string_is_a_document_too():
    (milestone,) = find_milestones("Ghana gained independence on 6 March 1957, and that was a day to be remembered.")
    assert (milestone.document, milestone.date) == ("text", "1957-03-06")


@pytest.mark.no_cover
@pytest.mark.parametrize("language", definitions().languages)
def test_every_event_has_words_that_are_found(language):
    """The first term of every event, with a year beside it or an anniversary before it, leads to that event."""
    lost = []
    for event in definitions().events.values():
        terms = event.words.get(language, ())
        kept = {m.event for term in terms for m in _marked(term, language)} & {event.key}
        lost += [] if kept or not terms else [event.key]
    assert lost == []


def _marked(term, language):
    """What is found where a term is marked in a sentence of its language."""
    words = " ".join(part.strip("*") for part in term.replace("*", "").split("…"))
    opening = {
        "en": "the 50th anniversary of ",
        "ru": "50-летие ",
        "nb": "50-årsjubileet for ",
        "fr": "le 50e anniversaire de ",
        "es": "el 50.º aniversario de ",
        "de": "der 50. Jahrestag der ",
        "da": "50-årsjubilæet for ",
        "sv": "50-årsjubileet av ",
        "vi": "kỷ niệm 50 năm ",
        "lo": "ສະຫຼອງຄົບຮອບ 50 ປີ ແຫ່ງ",
        "th": "ครบรอบ 50 ปี",
        "zh": "庆祝",
    }[language]
    closing = {"zh": "50周年"}.get(language, "")
    return milestones(opening + " ".join(words.split()) + closing, language)
