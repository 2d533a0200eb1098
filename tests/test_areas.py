"""Areas: economies, groups and former states named in a text, in every form that the language has."""

import pytest

from analysis.areas import AreaMention, area_terms, mentions
from analysis.definitions import definitions, using
from analysis.lexicon import Hit, Lexicon

LANGUAGES = definitions().languages
LEXICONS = {code: Lexicon(area_terms(definitions().language(code))) for code in LANGUAGES}


def areas_in(text, language):
    """ "code form" of every area that a text names, in order."""
    found = (area for hit in LEXICONS[language].scan(text) for area in mentions(hit, text))
    return [f"{area.code} {area.form}" for area in found]


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("GH name", "en", "a road in Ghana"),
        ("GH adjective", "en", "a Ghanaian road"),
        ("GH capital", "en", "talks in Accra"),
        ("MM name", "en", "Myanmar"),
        ("MM name", "en", "Burma"),
        ("CI name", "en", "Côte d\u2019Ivoire"),
        ("US name", "en", "the US"),
        ("KR ambiguous", "en", "Korea"),
        ("EU name", "en", "the European Union"),
        ("SU name", "en", "the Soviet Union"),
        ("CN adjective", "en", "Sino-Peruvian"),
        ("GH name", "ru", "торговля с Ганой"),
        ("LA name", "ru", "в Лаосе"),
        ("LA adjective", "ru", "лаосскими"),
        ("LA capital", "ru", "во Вьентьяне"),
        ("TR name", "ru", "Турцию"),
        ("SU name", "ru", "СССР"),
        ("IS name", "nb", "Island"),
        ("IS adjective", "nb", "islandske"),
        ("IS capital", "nb", "Reykjavík"),
        ("CL name", "nb", "Chiles"),
        ("SU name", "nb", "Sovjetunionen"),
        ("LA name", "vi", "nước Lào"),
        ("US name", "vi", "thị trường Mỹ"),
        ("VN name", "vi", "xuất khẩu của nước ta"),
        ("VN capital", "vi", "tại Hà Nội"),
    ],
)
def test_an_area_is_named(expected, language, text):
    assert areas_in(text, language)[:1] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # A turkey, china and the pronoun "того" are no economies.
        ("en", "turkey on fine china, with a guinea pig"),
        ("en", "tell us about it"),
        ("en", "the South China Sea"),
        ("en", "General Franco"),
        ("ru", "того же дня, в конго-группе"),
        ("ru", "Индийский океан"),
        ("nb", "en kube, et indre øre"),
        ("nb", "Sør-Kinahavet"),
        ("vi", "tỉnh Lào Cai và tỉnh Thái Nguyên"),
        ("vi", "trên bán đảo Triều Tiên, Chủ Nhật"),
        ("vi", "Anh hùng lao động"),
    ],
)
def test_what_names_no_economy_is_left_alone(language, text):
    assert areas_in(text, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_economy_of_cldr_has_a_name(language):
    named = {sense.rpartition(".")[2] for _, sense in area_terms(definitions().language(language))}
    assert {"NO", "LA", "VN", "RU", "KE", "PE", "FJ", "XK"} <= named
    assert not named & definitions().not_economies


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_senses_of_areas_each_once(language):
    terms = list(area_terms(definitions().language(language)))
    assert len(terms) == len(set(terms))
    assert {sense.split(".")[0] for _, sense in terms} <= {"area", "case", "form", "person"}
    forms = {sense.split(".")[1] for _, sense in terms if sense.startswith("area.")}
    assert forms - {"pair", "home", "ours"} == {"name", "adjective", "capital", "ambiguous", "none"}


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("Лаосу", "dative"),
        ("Кубе", "dative"),
        ("Китаем", "instrumental"),
        ("Индией", "instrumental"),
        ("белорусам", "dative"),
        ("вьетнамскому", "dative"),
    ],
)
def test_a_form_tells_its_case(form, case):
    senses = {sense for term, sense in area_terms(definitions().language("ru")) if term == form}
    assert f"case.{case}" in senses
    assert any(sense.startswith("area.") for sense in senses)


def cases_of(form):
    """The cases that the terms of a form have."""
    senses = {sense for term, sense in area_terms(definitions().language("ru")) if term == form}
    return {sense.removeprefix("case.") for sense in senses if sense.startswith("case.")}


@pytest.mark.parametrize("form", ["Лаос", "Лаоса", "Индию", "китайский", "китайской"])
def test_a_form_of_several_cases_tells_none(form):
    assert cases_of(form) == set()


@pytest.mark.parametrize("form", ["России", "Монголии"])
def test_a_form_that_may_be_a_genitive_tells_only_where_behind_a_preposition(form):
    assert cases_of(form) == {"locative"}


def test_a_name_tells_that_it_stands_as_listed():
    listed = {term for term, sense in area_terms(definitions().language("ru")) if sense == "form.base"}
    assert {"Лаос", "Россия"} <= listed
    assert listed.isdisjoint({"Лаоса", "Лаосу", "России", "Индию"})


def test_names_decline_by_the_longest_ending_that_fits():
    terms = [term for term, sense in area_terms(definitions().language("ru")) if sense == "area.name.GH"]
    assert {"Гана", "Ганы", "Гане", "Гану", "Ганой"} <= set(terms)


def test_what_may_be_several_keeps_all_their_codes_until_a_default_says_which():
    senses = dict(area_terms(definitions().language("en")))
    assert senses["Congo"] == "area.ambiguous.CD|CG"
    assert senses["Korea"] == "area.ambiguous.KR"


def test_a_folder_may_add_names(tmp_path):
    (tmp_path / "languages").mkdir()
    content = '[names]\nNO = ["Nordvegr"]\n\n[ambiguous]\n"Norse" = ["NO", "IS"]\n\n[default]\n"Norse" = "IS"'
    (tmp_path / "languages" / "en.areas.toml").write_text(content, encoding="utf-8")
    with using(tmp_path) as known:
        senses = dict(area_terms(known.language("en")))
    assert senses["Nordvegr"] == "area.name.NO"
    assert senses["Norse"] == "area.ambiguous.IS"
    assert "Nordvegr" not in dict(area_terms(definitions().language("en")))


@pytest.mark.parametrize(
    ("expected", "senses"),
    [
        (AreaMention(3, 8, "KE", "name"), {"area.name.KE"}),
        (AreaMention(3, 8, "X-ASEAN", "name"), {"area.name.X-ASEAN", "status.target"}),
        (AreaMention(3, 8, "CD|CG", "ambiguous"), {"area.ambiguous.CD|CG"}),
        (None, {"area.none"}),
        (None, {"metric.aid"}),
        (None, set()),
    ],
)
def test_a_hit_is_a_mention_where_it_has_the_sense(expected, senses):
    assert ((expected,) if expected else ()) == mentions(Hit(3, 8, frozenset(senses)), "to Ghana by road")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["VN", "CN"], "quan hệ Việt - Trung"),
        (["CN", "VN"], "quan hệ Trung-Việt"),
        (["CN", "LA"], "tuyến đường sắt Trung – Lào"),
        (["VN", "LA"], "hợp tác Việt - Lào"),
        (["VN", "LA"], "Việt Nam – Lào"),
        ([], "miền Trung"),
    ],
)
def test_a_word_for_two_economies_names_both(expected, text):
    assert expected == [found.split()[0] for found in areas_in(text, "vi")]


def test_the_halves_of_a_word_for_two_economies_lie_in_it_one_behind_the_other():
    text = "hợp tác Việt - Trung"
    first, second = (area for hit in LEXICONS["vi"].scan(text) for area in mentions(hit, text))
    assert (8, len(text)) == (first.start, second.end)
    assert first.end == second.start


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], "Đại sứ Nguyễn Tuấn Anh"),
        ([], "bà Trần Thị Nga"),
        (["GB"], "Thủ tướng Anh"),
        (["DE"], "Bộ Công Thương Đức"),
        (["RU"], "ông Nguyễn Văn Bình thăm Nga"),
    ],
)
def test_a_given_name_behind_a_family_name_names_no_economy(expected, text):
    assert expected == [found.split()[0] for found in areas_in(text, "vi")]


def test_a_name_is_found_in_every_spelling():
    for text in ("Cộng hòa Pháp", "Cộng hoà Pháp", "Mĩ", "Thụy Sĩ", "Thuỵ Sỹ"):
        assert len(areas_in(text, "vi")) == 1, text
