"""Number words against num2words, another hand's rules for writing numbers out.

The Norwegian rules of num2words are partly wrong; what they get wrong is put right here, one error at a
time, so that the list says what is not held against our own words.
"""

import random
import re

import pytest

from analysis.numbers import find_numbers

num2words = pytest.importorskip("num2words").num2words

SMALL = range(10_001)
_draw = random.Random(1)  # noqa: S311 - a sample to test with, the same every time
LARGE = sorted(_draw.sample(range(10_001, 10**6), 200) + _draw.sample(range(10**6, 10**12), 300))

# What num2words 0.5 writes in Norwegian ("no") and what the language has: "ett hundre", "ett tusen" (a
# count is "ett", "en" being the article before million and milliard), "milliard", and plurals of the scales.
SCALES = {"million": "millioner", "millard": "milliarder", "billion": "billioner"}
SINGULAR = {"million": "million", "millard": "milliard", "billion": "billion"}


def english(number):
    """The words without the commas between the groups, which a text's own commas cannot be told from."""
    return num2words(number, lang="en").replace(",", "")


def norwegian(number):
    """The words with the errors of num2words put right."""
    words = num2words(number, lang="no").split()
    right = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        previous = words[index - 1] if index else ""
        if word == "en" and following not in SCALES:
            right.append("ett")
        elif word == "en" and previous:
            # "fem hundre og én million": an article there would begin another number.
            right.append("én")
        elif word in SCALES:
            right.append(SINGULAR[word] if previous == "en" and index == 1 else SCALES[word])
        else:
            right.append(word)
    return " ".join(right)


def french(number):
    return num2words(number, lang="fr")


def spanish(number):
    return num2words(number, lang="es")


def german(number):
    return num2words(number, lang="de")


def danish(number):
    """The words, the thousands apart from what follows them, one million in the singular, and tres for sixty."""
    words = num2words(number, lang="da").replace("treds", "tres").replace("halvtres", "halvtreds")
    words = re.sub(r"(?<=tusind)(?!e\b)(?=\w)", " ", words)
    words = re.sub(r"(?<=\w)tusind", " tusind", words)
    return re.sub(r"\ben (million|milliard)er\b", r"en \1", words)


def swedish(number):
    """The words, what follows a million apart from it, two of the three t of "etttusen", and fyrtio for forty."""
    words = re.sub(r"(miljon|miljard|miljoner|miljarder)(?!er\b|\b)(?=\w)", r"\1 ", num2words(number, lang="sv"))
    return words.replace("etttusen", "ettusen").replace("förtio", "fyrtio")


ARTICLES = ("un", "uno", "et", "ett")
"""What is a number only inside a longer one: alone it is an article or a pronoun."""


def read(text, language):
    """The value of the one number that is the whole text; what was found instead where it is none."""
    found = find_numbers(text, language=language)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
        return found[0].value
    return [(text[n.start : n.end], n.value) for n in found]


# Three words mean something else too, and are numbers only beside another one or what they count: nought is also
# "not", one the article, five the year.
ALONE = {0, 1, 5}


def vietnamese(number):
    return num2words(number, lang="vi")


@pytest.mark.parametrize("numbers", [sorted(set(SMALL) - ALONE), LARGE], ids=["1 to 10000", "up to 10^12"])
@pytest.mark.no_cover
def test_vietnamese_number_words_are_read_as_num2words_writes_them(numbers):
    wrong = {n: (text, got) for n in numbers if (got := read(text := vietnamese(n), "vi")) != n}
    assert not wrong


@pytest.mark.parametrize(
    ("language", "write"),
    [
        ("en", english),
        ("nb", norwegian),
        ("fr", french),
        ("es", spanish),
        ("de", german),
        ("da", danish),
        ("sv", swedish),
    ],
)
@pytest.mark.parametrize("numbers", [SMALL, LARGE], ids=["0 to 10000", "up to 10^12"])
@pytest.mark.no_cover
def test_number_words_are_read_as_num2words_writes_them(language, write, numbers):
    wrong = {n: (text, got) for n in numbers if (got := read(text := write(n), language)) != n}
    assert not {n: text for n, (text, _) in wrong.items() if text not in ARTICLES}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tjuefire", 24),
        ("femtito", 52),
        ("tjueen", 21),
        ("toogtjue", 22),
        ("enogførti", 41),
        ("åtteogtredve", 38),
        ("etthundre", 100),
        ("tohundre", 200),
        ("trehundreogfemti", 350),
        ("femhundreogsekstisju", 567),
        ("hundreogtjue", 120),
        ("ettusen", 1000),
        ("femtusen", 5000),
        ("tjuefemtusen", 25_000),
        ("tohundretusen", 200_000),
        ("halvannen million", 1_500_000),
        ("en og en halv milliard", 1_500_000_000),
        ("to og en halv milliard", 2_500_000_000),
        ("en halv million", 500_000),
        ("en milliard", 1_000_000_000),
        ("tre kvart milliard", 750_000_000),
        ("2,4 mrd.", 2_400_000_000),
        ("54 mill.", 54_000_000),
        ("1,74 billioner", 1_740_000_000_000),
    ],
)
def test_norwegian_words_that_num2words_does_not_write(text, value):
    assert value == read(text, "nb")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("septante-deux", "fr", 72),
        ("nonante et un", "fr", 91),
        ("quatre-vingt-dix-sept mille", "fr", 97_000),
        ("2 milliards 300 millions", "fr", 2_300_000_000),
        ("un milliard et demi", "fr", 1_500_000_000),
        ("un demi-milliard", "fr", 500_000_000),
        ("une douzaine", "fr", 12),
        ("quelques 1\u202f200", "fr", [("1\u202f200", 1200)]),
        ("1 200", "fr", 1200),
        ("4,1 Md", "fr", 4_100_000_000),
        ("25,1 M EUR", "fr", [("25,1 M", 25_100_000)]),
        ("mille cent", "fr", 1100),
        ("veintiún millones", "es", 21_000_000),
        ("mil millones", "es", 1_000_000_000),
        ("mil doscientos millones", "es", 1_200_000_000),
        ("3 mil 200 millones", "es", 3_200_000_000),
        ("mil 500", "es", 1500),
        ("5,3 mil millones", "es", 5_300_000_000),
        ("dos billones trescientos mil millones", "es", 2_300_000_000_000),
        ("un millón y medio", "es", 1_500_000),
        ("una decena", "es", 10),
        ("anderthalb Milliarden", "de", 1_500_000_000),
        ("halvtreds", "da", 50),
        ("femoghalvfems", "da", 95),
        ("to hundrede og femogtyve tusinde", "da", 225_000),
        ("halvanden milliard", "da", 1_500_000_000),
        ("to en halv million", "da", 2_500_000),
        ("2,4 mia.", "da", 2_400_000_000),
        ("tolvhundrede", "da", 1200),
        ("tjugofem tusen", "sv", 25_000),
        ("tvåtusenfemhundra", "sv", 2500),
        ("en och en halv miljard", "sv", 1_500_000_000),
        ("54 mdr", "sv", 54_000_000_000),
        ("zweieinhalb Millionen", "de", 2_500_000),
        ("eine halbe Million", "de", 500_000),
        ("eine Viertelmillion", "de", 250_000),
        ("hundertfünfzig", "de", 150),
        ("hundertundeins", "de", 101),
        ("zweihunderttausend", "de", 200_000),
        ("elfhundert", "de", 1100),
        ("1,74 Billionen", "de", 1_740_000_000_000),
        ("3 Mrd. 200 Mio.", "de", 3_200_000_000),
        ("hai mươi tư", "vi", 24),
        ("hai mươi bốn", "vi", 24),
        ("hai mươi lăm", "vi", 25),
        ("một trăm linh năm", "vi", 105),
        ("một trăm lẻ tư", "vi", 104),
        ("hai nghìn không trăm linh một", "vi", 2001),
        ("hai ngàn năm trăm", "vi", 2500),
        ("năm trăm triệu", "vi", 500_000_000),
        ("năm mươi", "vi", 50),
        ("ba chục", "vi", 30),
        ("1,2 tỷ", "vi", 1_200_000_000),
        ("1,2 tỉ", "vi", 1_200_000_000),
        ("3 tỷ 370 triệu", "vi", 3_370_000_000),
        ("250 nghìn tỷ", "vi", 250_000_000_000_000),
        ("một tỷ rưỡi", "vi", 1_500_000_000),
        ("nửa tỷ", "vi", 500_000_000),
        ("2 vạn", "vi", 20_000),
        ("1.155", "vi", 1155),
    ],
)
def test_words_that_num2words_does_not_write(text, language, value):
    assert value == read(text, language)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("the twenty-first session", "en", [("twenty-first", 21)]),
        ("the one hundred and fifth", "en", [("one hundred and fifth", 105)]),
        ("de fire første månedene", "nb", [("fire", 4), ("første", 1)]),
        ("de ti første månedene", "nb", [("ti", 10), ("første", 1)]),
        ("пять первых месяцев", "ru", [("пять", 5), ("первых", 1)]),
        ("i juni. 24 avtaler", "nb", [("24", 24)]),
        ("drøyt en milliard", "nb", [("en milliard", 10**9)]),
        ("half a billion", "en", [("half a billion", 5 * 10**8)]),
        ("contre 5 milliards un an plus tôt", "fr", [("5 milliards", 5 * 10**9)]),
        ("contre deux cents millions un an avant", "fr", [("deux cents millions", 2 * 10**8)]),
        ("les neuf premiers mois", "fr", [("neuf", 9), ("premiers", 1)]),
        ("la vingt et unième session", "fr", [("vingt et unième", 21)]),
        ("la 48ᵉ session et le 1er accord", "fr", [("48ᵉ", 48), ("1er", 1)]),
        ("20 pour cent", "fr", [("20", 20)]),
        ("20 por ciento", "es", [("20", 20)]),
        ("un convenio, una beca, uno de los", "es", []),
        ("la 4.ª reunión y el 48.º aniversario", "es", [("4.ª", 4), ("48.º", 48)]),
        ("un 12,5 % más", "es", [("12,5", 12.5)]),
        ("am 16. September und die 12. Sitzung", "de", [("16. September", None), ("12.", 12)]),
        ("rund 2100 deutsche Firmen", "de", [("2100", 2100)]),
        ("2022 Firmen aus Japan", "de", [("2022", None)]),
        ("54 Mio. Euro. Das sind", "de", [("54 Mio.", 54_000_000)]),
        ("ký năm văn kiện", "vi", [("năm", 5)]),
        ("suốt hai mươi năm", "vi", [("hai mươi", 20)]),
        ("10 năm học sinh Lào", "vi", [("10", 10)]),
        ("năm tỷ USD", "vi", [("năm tỷ", 5 * 10**9)]),
        ("20 phần trăm", "vi", [("20", 20)]),
        ("lần thứ 44", "vi", [("lần thứ 44", 44)]),
        ("phiên họp thứ ba", "vi", [("thứ ba", 3)]),
    ],
)
def test_what_is_one_number_and_what_is_two(text, language, found):
    assert found == [(text[n.start : n.end], n.value) for n in find_numbers(text, language=language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("un accord", "fr"),
        ("la convention de double imposition", "fr"),
        ("le Premier ministre", "fr"),
        ("un convenio para evitar la doble imposición", "es"),
        ("el primer ministro", "es"),
        ("eine Vereinbarung", "de"),
        ("das Abkommen gegen Doppelbesteuerung", "de"),
        ("die beiden Länder", "de"),
        ("en aftale og et møde", "da"),
        ("tilsammen og tidligere", "da"),
        ("ett avtal och en resa", "sv"),
        ("till exempel tidigare", "sv"),
        ("einander und tausendfach", "de"),
        ("một dự án đầu tư", "vi"),
        ("trong năm, vốn đầu tư tư nhân", "vi"),
        ("không có tỷ lệ nào", "vi"),
        ("năm học tới, mỗi năm, hằng năm", "vi"),
        ("ba tư", "vi"),
    ],
)
def test_words_that_count_nothing(text, language):
    assert not find_numbers(text, language=language)


@pytest.mark.parametrize("text", ["en avtale", "et møte", "en kvinne", "tosidig", "tilbake", "hundrevis", "femårsplan"])
def test_norwegian_words_that_are_no_numbers(text):
    assert not find_numbers(text, language="nb")
