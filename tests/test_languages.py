"""The language of a text: one of those defined, or none."""

from collections import Counter
from pathlib import Path

import pytest

from analysis import languages
from analysis.definitions import definitions, read_toml, using
from analysis.figures import extract
from analysis.languages import defined, identify
from analysis.scope import UnknownLanguageError

FILES = Path(languages.__file__).parent
OURS = [
    ("en", "The ministers of Ghana and Togo met on Friday, and the talks were about the trade of the region."),
    ("en", "Kenya has increased its exports to the neighbouring countries, which is a result of the new road."),
    ("ru", "Министры Грузии и Армении встретились в пятницу, чтобы обсудить, как вырос товарооборот за год."),
    ("ru", "По итогам года экспорт из Чили в Перу вырос, и это лучший результат за последние годы."),
    ("nb", "Ministrene fra Island og Chile møttes på fredag for å snakke om handelen, som har økt det siste året."),
    ("nb", "Det er en avtale som gjør at Norge og Fiji kan handle med hverandre uten toll fra neste år."),
    ("vi", "Các bộ trưởng đã gặp nhau hôm thứ Sáu để bàn về thương mại giữa hai nước."),
    ("vi", "Kim ngạch giữa Chile và Peru trong năm qua đã tăng và đạt mức cao nhất từ trước đến nay."),
    ("fr", "Les ministres se sont réunis vendredi pour parler du commerce entre les deux pays et de la route."),
    ("fr", "Le gouvernement a fait savoir que cette visite est la première depuis dix ans et qu'elle sera suivie."),
    ("es", "Los ministros se reunieron el viernes para hablar del comercio entre los dos países y de la carretera."),
    ("es", "La embajada informó que el acuerdo entrará en vigor por un año y que ambas partes podrán prorrogarlo."),
    ("de", "Die Minister trafen sich am Freitag und sprachen über den Handel zwischen den beiden Ländern."),
    ("de", "Nach Angaben der Botschaft ist das Abkommen noch nicht in Kraft, es soll aber im Herbst soweit sein."),
    ("zh", "两国部长星期五会晤，讨论双边贸易。"),
    ("zh", "据当地媒体报道，这条新公路建成后，两国之间的货物运输时间将缩短一半，沿线居民的生活也会得到改善。"),
    ("zh", "兩國部長星期五會晤，討論雙邊貿易與經濟合作的發展，並簽署貸款協議。"),
    ("th", "รัฐมนตรีของทั้งสองประเทศพบกันเมื่อวันศุกร์เพื่อหารือเรื่องการค้าและถนนสายใหม่"),
    ("lo", "ລັດຖະມົນຕີຂອງສອງປະເທດໄດ້ພົບປະກັນໃນວັນສຸກ ເພື່ອປຶກສາຫາລືກ່ຽວກັບການຄ້າ ແລະ ທາງສາຍໃໝ່"),
    ("da", "Ministrene mødtes fredag og talte om, hvad der skal ske efter aftalen mellem de to lande."),
    ("da", "Regeringen siger, at samarbejdet med Ghana er blevet tættere, og at nye virksomheder er på vej."),
    ("sv", "Ministrarna träffades i fredags och talade om hur handeln mellan länderna har ökat efter avtalet."),
    ("sv", "Regeringen säger att samarbetet med Ghana har blivit närmare och att nya företag är på väg in."),
    ("nb", "Regjeringen sier at samarbeidet med Ghana er blitt tettere, og at nye bedrifter er på vei inn."),
    # One short sentence, most of it names.
    ("en", "Peru will send 14 ambulances to Ghana."),
    ("en", "Ghana owes Peru 500 million euros."),
    ("en", "Peru did not give Ghana 50 million kroner in 2020."),
    # Few of the commonest words, or none that a neighbour lacks: the words that the definitions know tell.
    ("nb", "Chile og Usbekistan handlet for 3,6 milliarder dollar i fjor, og handelen ventes å vokse."),
    ("nb", "Omsetningen i grensehandelen er anslått til 765 millioner dollar for 2017, opplyser ambassaden."),
    ("nb", "Japan overførte i april en gave på femti millioner dollar."),
    ("ru", "Чили передала Гане 300 тонн зерна."),
    ("ru", "Чили решила предоставить Гане 200 млн долларов."),
]
OTHERS = [
    (
        "Icelandic",
        "Ráðherrarnir hittust á föstudaginn og ræddu um viðskipti milli landanna, sem hafa ekki verið meiri.",
    ),
    (
        "Nynorsk",
        "Ministrane møttest fredag og snakka om kva som skal skje no, og dei veit ikkje korleis det går vidare.",
    ),
    (
        "Luxembourgish",
        "D'Ministeren hunn e Freideg iwwer den Handel tëscht deenen zwee Länner geschwat an och iwwer d'Strooss.",
    ),
    ("Dutch", "Het is de eerste keer dat een minister van Ghana naar het buurland reist, en hij wil ook naar Togo."),
    (
        "Italian",
        "I ministri si sono incontrati venerdì per parlare del commercio tra i due paesi e della nuova strada.",
    ),
    ("Catalan", "Els ministres es van reunir divendres per parlar del comerç entre els dos països i de la carretera."),
    ("Portuguese", "Os ministros reuniram-se na sexta-feira para falar do comércio entre os dois países e da estrada."),
    ("Romanian", "Miniștrii s-au întâlnit vineri pentru a vorbi despre comerțul dintre cele două țări și despre drum."),
    ("Ukrainian", "Міністри зустрілися в п'ятницю, щоб обговорити торгівлю між двома країнами та її зростання."),
    (
        "Bulgarian",
        "Министрите се срещнаха в петък, за да обсъдят търговията между двете страни и това, което предстои.",
    ),
    ("Japanese", "両国の大臣は金曜日に会談し、二国間貿易の拡大と新しい道路の建設について話し合った。"),
    ("Korean", "양국 장관들은 금요일에 만나 양자 무역과 새로운 도로 건설에 대해 논의했다."),
    ("Burmese", "ဝန်ကြီးများသည် သောကြာနေ့တွင် တွေ့ဆုံ၍ ကုန်သွယ်ရေးအကြောင်း ဆွေးနွေးခဲ့ကြသည်။"),
    ("Khmer", "រដ្ឋមន្ត្រីបានជួបគ្នានៅថ្ងៃសុក្រ ដើម្បីពិភាក្សាអំពីពាណិជ្ជកម្មរវាងប្រទេសទាំងពីរ។"),
    (
        "Indonesian",
        "Para menteri bertemu pada hari Jumat untuk membahas perdagangan antara kedua negara dan jalan baru.",
    ),
    (
        "Dutch",
        "De ministers kwamen vrijdag bijeen om te spreken over de handel tussen de twee landen en de nieuwe weg.",
    ),
    (
        "Nynorsk",
        "Ministrane møttest på fredag og snakka om korleis handelen mellom landa ikkje hadde auka dei siste åra.",
    ),
    (
        "Indonesian with English terms",
        "Perdagangan bilateral India mencapai 3 billion pada 2019, with exports yang naik.",
    ),
    ("Tagalog with English terms", "Umabot sa 3 billion ang bilateral trade ng Pilipinas at India noong 2019."),
    ("Bulgarian", "Търговията между Чили и Гана достигна 12 млрд. долара."),
    ("Dutch", "De handel tussen Chili en Ghana bedroeg 3 miljard euro in 2020."),
    ("Nynorsk", "Handelen mellom Noreg og Chile auka med 12 prosent i fjor."),
    ("Portuguese", "O comércio entre Chile e Peru atingiu 3 bilhões de dólares em 2020."),
    ("no words", "12 345 — 67 %, 2021/2022"),
    ("nothing", ""),
    ("names", "Vientiane Hanoi Oslo Accra Nairobi Lima"),
]


@pytest.mark.parametrize(("expected", "text"), OURS)
def test_a_text_in_one_of_our_languages(expected, text):
    assert expected == identify(text)


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_a_text_in_another_language_is_not_taken_for_ours(name, text):
    assert identify(text) is None, name


@pytest.mark.parametrize(("expected", "text"), OURS)
def test_capitals_and_numbers_do_not_matter(expected, text):
    assert expected == identify(text.upper())
    assert expected == identify(f"12 345 {text} 67 %")


def cuts(code, length=200):
    """The sentences of a language's examples, joined and cut into pieces."""
    examples = read_toml(FILES / f"{code}.examples.toml")["examples"]
    text = " ".join(example["text"] for example in examples)
    return [text[start : start + length] for start in range(0, len(text) - length, length)]


@pytest.mark.parametrize("code", definitions().languages)
def test_two_hundred_characters_are_enough(code):
    told = Counter(map(identify, cuts(code)))
    assert set(told) <= {code, None}
    assert told[code] >= 0.95 * told.total()


def test_only_the_beginning_is_looked_at():
    english, russian = OURS[0][1], OURS[2][1]
    assert identify(english * 60 + russian * 1000) == "en"


def test_one_word_makes_no_language():
    assert identify("5 mill. USD") is None
    assert identify("5 mill. USD til Laos") == "nb"


def test_half_of_each_is_neither():
    english, russian = "the of and to with was", "и на что это как был"
    assert (identify(english), identify(russian)) == ("en", "ru")
    assert identify(f"{english} {russian}") is None


def test_a_language_of_a_users_folder_is_told_too(tmp_path):
    (tmp_path / "languages").mkdir()
    content = (
        'name = "Esperanto"\nlocale = "eo"\n\n[identify]\nwords = ["la", "kaj", "de", "en", "estas", "pri", "kiu"]'
    )
    (tmp_path / "languages" / "eo.toml").write_text(content, encoding="utf-8")
    text = "La ministroj renkontiĝis kaj parolis pri la komerco de la du landoj, kiu estas granda."
    assert identify(text) is None
    with using(tmp_path):
        assert identify(text) == "eo"
    assert languages.identify(text) is None


@pytest.mark.parametrize(
    ("code", "tag"), [("en", "EN"), ("en", "en_GB"), ("nb", "no"), ("nb", "NO"), ("zh", "zh-Hant")]
)
def test_a_language_is_named_by_any_of_its_tags(code, tag):
    assert defined(tag) == code


@pytest.mark.parametrize(
    ("expected", "text", "language"),
    [
        ("its language cannot be told by so few words, or is none of those", "Vietnam, Laos: 5 mln USD", None),
        ("its language 'english' is none of those defined", "Vietnam, Laos: 5 mln USD", "english"),
        ("its language is none of those defined", "Lorem ipsum dolor sit amet consectetur adipiscing elit " * 3, None),
    ],
)
def test_an_unknown_language_says_why_it_is_unknown(expected, text, language):
    with pytest.raises(UnknownLanguageError, match=f"^text: {expected}") as raised:
        extract(text, language=language)
    assert str(raised.value).count("; ") == 1, "the reason, and the way out"
