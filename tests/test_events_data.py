"""The words for events: every event has them in every language, and they state the event they stand under."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from analysis.definitions import definitions

EVENTS = Path(__file__).parent.parent / "analysis" / "events.toml"
LANGUAGES = definitions().languages
SCOPES = {"pair", "area", "world"}
BARE = "… "  # such a term counts beside an anniversary only


@functools.cache
def events() -> dict[str, Any]:
    return tomllib.loads(EVENTS.read_text(encoding="utf-8"))["events"]


def expression(term: str) -> str:
    """A term as a regular expression: up to six other words of the clause stand for " … "."""
    term = term.removeprefix(BARE)
    parts = [re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for part in term.split(" … ")]
    body = r"(?:[^\w.;:!?()]+\w+){0,6}?[^\w.;:!?()]+".join(parts)
    capital = f"(?=(?-i:{re.escape(term[0])}))" if term[0].isupper() else ""
    return rf"(?<!\w){capital}{body}(?!\w)"


@functools.cache
def terms(language: str) -> list[tuple[bool, re.Pattern[str], str]]:
    return [
        (term.startswith(BARE), re.compile(expression(term), re.IGNORECASE), key)
        for key, event in events().items()
        for term in event["words"][language]
    ]


def stated(text: str, language: str, *, anniversary: bool) -> str | None:
    """The event that a phrase states, by the rule at the top of events.toml."""
    order = list(events())
    found = [
        (bare, order.index(key), key)
        for bare, pattern, key in terms(language)
        if (anniversary or not bare) and pattern.search(text)
    ]
    return min(found)[2] if found else None


def test_file_is_composed_unicode() -> None:
    text = EVENTS.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text


@pytest.mark.parametrize("key", list(events()))
def test_every_event_is_complete(key: str) -> None:
    event = events()[key]
    assert re.fullmatch("[a-z]+(?:_[a-z]+)*", key)
    assert set(event) == {"name", "scope", "kind", "words"}
    assert event["scope"] in SCOPES
    assert set(event["words"]) == set(LANGUAGES)
    assert all(event["words"].values())
    assert ("{parties}" in event["name"]) == (event["scope"] == "pair")
    assert set(re.findall(r"\{(\w+)\}", event["name"])) <= {"area", "parties", "person", "words"}


def test_scopes_and_kinds_are_the_ones_explained() -> None:
    header = EVENTS.read_text(encoding="utf-8").split("\n[", 1)[0]
    for event in events().values():
        assert f'"{event["scope"]}"' in header
        assert re.search(rf"\b{event['kind']}\b", header.split("#   kind", 1)[1].split("#   words", 1)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_well_formed(language: str) -> None:
    listed = [term for event in events().values() for term in event["words"][language]]
    assert sorted({term for term in listed if listed.count(term) > 1}) == []
    word = r"[^\s*…]+\*?"
    assert [t for t in listed if not re.fullmatch(rf"(?:… )?{word}(?: (?:… )?{word})*", t)] == []


def test_the_general_event_stands_last() -> None:
    assert list(events())[-1] == "founding"


@pytest.mark.parametrize(
    ("event", "language", "text"),
    [
        ("diplomatic_relations_established", "en", "60 years since the establishment of their diplomatic relations"),
        ("diplomatic_relations_established", "en", "the 60th founding anniversary of diplomatic ties"),
        ("diplomatic_relations_established", "en", "50 years of bilateral ties"),
        ("diplomatic_relations_established", "ru", "75-летие установления дипотношений"),
        ("diplomatic_relations_established", "ru", "60 лет дипломатических отношений"),
        ("diplomatic_relations_established", "nb", "50-årsjubileet for etableringen av diplomatiske forbindelser"),
        ("diplomatic_relations_established", "nb", "60 år med diplomatiske relasjoner"),
        (
            "diplomatic_relations_established",
            "fr",
            "le 50e anniversaire de l'établissement des relations diplomatiques",
        ),
        ("diplomatic_relations_established", "fr", "75 ans de relations diplomatiques"),
        ("diplomatic_relations_established", "es", "el 65 aniversario del establecimiento de relaciones diplomáticas"),
        ("diplomatic_relations_established", "es", "50 años de nexos diplomáticos"),
        ("diplomatic_relations_established", "de", "der 50. Jahrestag der Aufnahme diplomatischer Beziehungen"),
        ("diplomatic_relations_established", "de", "75 Jahre diplomatische Beziehungen"),
        ("diplomatic_relations_established", "da", "50-årsdagen for oprettelsen af diplomatiske forbindelser"),
        ("diplomatic_relations_established", "sv", "75 år av diplomatiska förbindelser"),
        ("world_war_ii_ended", "da", "80 år efter afslutningen på anden verdenskrig"),
        ("world_war_ii_ended", "sv", "80 år efter andra världskrigets slut"),
        ("independence", "da", "60-årsdagen for Togos uafhængighed"),
        ("independence", "sv", "60-årsdagen av Togos självständighet"),
        ("strategic_partnership_established", "de", "der 10. Jahrestag der strategischen Partnerschaft"),
        ("independence", "de", "der 60. Jahrestag der Unabhängigkeit Togos"),
        ("state_founded", "de", "der 70. Jahrestag der Gründung der Volksrepublik China"),
        ("world_war_ii_ended", "de", "80 Jahre nach dem Ende des Zweiten Weltkriegs"),
        ("founding", "de", "das 40-jährige Bestehen des Werks"),
        ("strategic_partnership_established", "fr", "le 10e anniversaire du partenariat stratégique"),
        ("strategic_partnership_established", "es", "quince años de asociación estratégica"),
        ("independence", "fr", "le 60e anniversaire de l'indépendance du Togo"),
        ("independence", "es", "el bicentenario de la independencia de Perú"),
        ("state_founded", "fr", "le 70e anniversaire de la fondation de la République populaire de Chine"),
        ("state_founded", "es", "el 70 aniversario de la fundación de la República Popular China"),
        ("national_day", "fr", "la 50e fête nationale du pays"),
        ("diplomatic_relations_established", "vi", "kỷ niệm 60 năm thiết lập quan hệ ngoại giao"),
        ("diplomatic_relations_established", "vi", "75 năm quan hệ ngoại giao"),
        ("diplomatic_relations_restored", "vi", "30 năm bình thường hóa quan hệ"),
        ("treaty_of_friendship_signed", "vi", "45 năm ngày ký Hiệp ước Hữu nghị và Hợp tác"),
        ("strategic_partnership_established", "vi", "10 năm thiết lập quan hệ đối tác chiến lược"),
        ("national_day", "vi", "kỷ niệm lần thứ 50 Quốc khánh Lào"),
        ("party_founded", "vi", "95 năm ngày thành lập Đảng"),
        ("dien_bien_phu_victory", "vi", "70 năm Chiến thắng Điện Biên Phủ"),
        ("founding", "vi", "50 năm thành lập nhà máy"),
        ("world_war_ii_ended", "fr", "les 80 ans de la fin de la Seconde Guerre mondiale"),
        ("world_war_ii_ended", "es", "80 años del fin de la Segunda Guerra Mundial"),
        ("founding", "fr", "le centenaire de la fondation de l'usine"),
        ("founding", "es", "el 40 aniversario de la fundación de la planta"),
        ("diplomatic_relations_restored", "en", "the 30th anniversary of the normalisation of bilateral relations"),
        ("diplomatic_relations_restored", "ru", "50 лет нормализации китайско-японских отношений"),
        ("diplomatic_relations_restored", "nb", "30 år siden gjenopprettelsen av diplomatiske forbindelser"),
        ("treaty_of_friendship_signed", "en", "45 years of the Treaty of Amity and Cooperation"),
        ("treaty_of_friendship_signed", "ru", "20-летие Договора о добрососедстве"),
        ("treaty_of_friendship_signed", "nb", "45-årsdagen for undertegningen av vennskaps- og samarbeidsavtalen"),
        (
            "comprehensive_strategic_partnership_established",
            "en",
            "10 years of the comprehensive strategic partnership",
        ),
        ("strategic_partnership_established", "ru", "15-летие установления стратегического партнёрства"),
        ("strategic_partnership_established", "nb", "10 år med strategisk partnerskap"),
        ("national_day", "en", "the 50th National Day of the Lao PDR"),
        ("national_day", "nb", "50-årsmarkeringen av landets nasjonaldag"),
        ("independence", "en", "the centenary of Finland's independence"),
        ("independence", "ru", "30-летие независимости Узбекистана"),
        ("independence", "nb", "hundre år med selvstendighet"),
        ("state_founded", "en", "the 70th anniversary of the founding of the People's Republic of China"),
        ("state_founded", "ru", "70-летие образования Китайской Народной Республики"),
        ("state_founded", "nb", "50 år med grunnleggelsen av landet"),
        ("national_reunification", "en", "50 years since the liberation of the South and national reunification"),
        ("national_reunification", "ru", "50-летие освобождения Юга и воссоединения страны"),
        ("national_reunification", "nb", "jubileet for frigjøringen av sør og den nasjonale gjenforeningen"),
        ("august_revolution", "en", "80 years of the August Revolution"),
        ("august_revolution", "ru", "80-летие Августовской революции"),
        ("august_revolution", "nb", "80-årsjubileet for augustrevolusjonen"),
        ("great_patriotic_war_victory", "en", "the 75th anniversary of the Great Victory"),
        ("great_patriotic_war_victory", "ru", "80-летие Победы"),
        ("great_patriotic_war_victory", "ru", "к 80-летию Победы в Великой Отечественной войне"),
        ("great_patriotic_war_victory", "nb", "80-årsjubileet for seieren i den store fedrelandskrigen"),
        ("war_of_resistance_victory", "ru", "80-летие Победы над Японией"),
        ("world_war_ii_ended", "en", "the 70th anniversary of the end of World War II"),
        ("world_war_ii_ended", "en", "the 80th anniversary of the end of World War\u00a0II"),
        ("diplomatic_relations_established", "en", "the 65th anniversary of relations"),
        ("diplomatic_relations_established", "nb", "75 år siden forbindelsene ble opprettet"),
        ("world_war_ii_ended", "ru", "75-летие окончания Второй мировой войны"),
        ("world_war_ii_ended", "nb", "80 år siden slutten på andre verdenskrig"),
        ("world_war_ii_started", "en", "80 years since the outbreak of the Second World War"),
        ("birth", "en", "the 105th birth anniversary of the first president"),
        ("birth", "ru", "100 лет со дня рождения поэта"),
        ("birth", "nb", "105-årsjubileet for presidentens fødsel"),
        ("diplomatic_service_founded", "en", "the 75th anniversary of the diplomatic service"),
        ("diplomatic_service_founded", "ru", "75-летие дипломатической службы"),
        ("diplomatic_service_founded", "nb", "75 år med utenrikstjeneste"),
        ("party_founded", "en", "the 90th founding anniversary of the Communist Party"),
        ("party_founded", "ru", "95-летие создания Коммунистической партии"),
        ("party_founded", "nb", "70 år siden stiftelsen av partiet"),
        ("army_founded", "en", "the 80th anniversary of the People's Army"),
        ("city_founded", "en", "the 1,000th anniversary of the founding of the city"),
        ("city_founded", "ru", "900 лет со дня основания города"),
        ("asean_joined", "en", "30 years of ASEAN membership"),
        ("asean_founded", "ru", "55-летие создания АСЕАН"),
        ("un_joined", "nb", "80 år med FN-medlemskap"),
        ("reform_started", "en", "40 years of Doi Moi"),
        ("armistice", "en", "the 70th anniversary of the armistice"),
        ("constitution_adopted", "nb", "200-årsjubileet for Grunnloven"),
        ("founding", "en", "the 50th anniversary of the founding of the steelworks"),
        ("founding", "ru", "100-летие создания завода"),
        ("founding", "nb", "50 år siden opprettelsen av fondet"),
    ],
)
def test_an_anniversary_is_of_its_event(event: str, language: str, text: str) -> None:
    assert stated(text, language, anniversary=True) == event


@pytest.mark.parametrize(
    ("event", "language", "text"),
    [
        ("diplomatic_relations_established", "en", "They established diplomatic relations on 25 November 1971."),
        ("diplomatic_relations_established", "en", "Officially establishing diplomatic relations in 1962"),
        ("diplomatic_relations_established", "en", "Diplomatic relations with the Republic were established in 1975."),
        ("diplomatic_relations_established", "fr", "Les deux pays ont établi des relations diplomatiques en 1973."),
        ("diplomatic_relations_established", "fr", "leurs relations diplomatiques, nouées le 12 avril 1973"),
        ("diplomatic_relations_established", "es", "Los dos países establecieron relaciones diplomáticas en 1960."),
        ("diplomatic_relations_established", "de", "Beide Länder nahmen 1975 diplomatische Beziehungen auf."),
        ("diplomatic_relations_established", "da", "De to lande oprettede diplomatiske forbindelser i 1971."),
        ("diplomatic_relations_established", "sv", "De båda länderna upprättade diplomatiska förbindelser 1971."),
        ("un_joined", "da", "landet blev i 1955 medlem af FN"),
        ("treaty_of_friendship_signed", "de", "Im Jahr 1977 unterzeichneten sie einen Freundschaftsvertrag."),
        ("independence", "de", "das Land erklärte 1960 seine Unabhängigkeit"),
        ("un_joined", "de", "die Aufnahme in die Vereinten Nationen im Jahr 1973"),
        (
            "diplomatic_relations_established",
            "es",
            "sus relaciones diplomáticas, establecidas el 2 de diciembre de 1960",
        ),
        ("treaty_of_friendship_signed", "fr", "En 1977, ils ont signé un traité d'amitié et de coopération."),
        ("independence", "fr", "le pays a proclamé son indépendance en 1960"),
        ("independence", "es", "el país proclamó su independencia en 1821"),
        ("un_joined", "fr", "son admission à l'ONU en 1955"),
        ("reform_started", "es", "desde el inicio del Doi Moi en 1986"),
        ("diplomatic_relations_established", "ru", "Дипломатические отношения были установлены 7 октября 1960 года."),
        ("diplomatic_relations_established", "nb", "De to landene opprettet diplomatiske forbindelser i 1971."),
        ("treaty_of_friendship_signed", "en", "In 1977 the two sides signed the Viet Nam-Laos Treaty of Friendship"),
        ("treaty_of_friendship_signed", "ru", "Договор о дружбе и сотрудничестве, подписанный 18 июля 1977 года"),
        ("treaty_of_friendship_signed", "nb", "I 1977 undertegnet de en traktat om vennskap og samarbeid."),
        ("independence", "en", "as early as September 1945 the country declared its independence"),
        ("independence", "ru", "В 1991 году была провозглашена независимость."),
        ("independence", "nb", "Landet erklærte seg uavhengig i 1945."),
        ("state_founded", "en", "the proclamation of the Lao People's Democratic Republic in 1975"),
        ("state_founded", "ru", "провозглашение республики 2 декабря 1975 года"),
        ("state_founded", "nb", "Folkerepublikken ble utropt 2. desember 1975."),
        ("government_formed", "en", "the government, which was formed in August 1960"),
        ("government_formed", "ru", "правительство было сформировано в августе 1960 года"),
        ("government_formed", "nb", "dannelsen av regjeringen i august 1960"),
        ("geneva_conference", "en", "the 1954 Geneva Conference"),
        ("geneva_conference", "ru", "Женевская конференция 1954 года"),
        ("geneva_conference", "nb", "Genève-konferansen i 1954"),
        ("national_day", "ru", "Национальный день 2 сентября"),
        ("national_day", "nb", "nasjonaldagen 2. september"),
        ("asean_joined", "en", "Laos joined ASEAN in July 1997."),
        ("un_joined", "ru", "Страна вступила в ООН в 1955 году."),
        ("reform_started", "en", "since the launch of Doi Moi in 1986"),
        # near misses: a date beside such words states no founding
        (None, "en", "In 2021 diplomatic relations remained close."),
        (None, "vi", "Năm 2021, quan hệ ngoại giao tiếp tục phát triển tốt đẹp."),
        (None, "vi", "đối tác chiến lược quan trọng năm 2022"),
        ("diplomatic_relations_established", "vi", "Hai nước thiết lập quan hệ ngoại giao ngày 2/12/1960."),
        ("asean_joined", "vi", "Việt Nam gia nhập ASEAN năm 1995."),
        (None, "en", "a significant strategic partnership in 2022"),
        (None, "en", "celebrate the national day of the two countries in 2022"),
        (None, "en", "The country plans to join the WTO by 2030."),
        (None, "en", "a joint commission declared in the Republic of Korea in 2015"),
        (None, "fr", "En 2021, les relations diplomatiques sont restées étroites."),
        (None, "fr", "un partenariat global important en 2022"),
        (None, "es", "En 2021 las relaciones diplomáticas siguieron siendo estrechas."),
        (None, "de", "Im Jahr 2021 blieben die diplomatischen Beziehungen eng."),
        (None, "de", "eine wichtige strategische Partnerschaft im Jahr 2022"),
        (None, "es", "una asociación estratégica significativa en 2022"),
        (None, "ru", "В 2022 году министры образования двух государств провели встречу."),
        (None, "ru", "резолюция, принятая в ООН в 2022 году"),
        (None, "ru", "Дипломатические отношения в 2021 году развивались успешно."),
        (None, "nb", "EØS-avtalen og handelen i 2021"),
        (None, "nb", "diplomatiske forbindelser på høyt nivå i 2021"),
    ],
)
def test_a_date_is_of_an_event_that_happened(event: str | None, language: str, text: str) -> None:
    assert stated(text, language, anniversary=False) == event
