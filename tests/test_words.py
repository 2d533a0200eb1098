"""The words of a text: where a script writes none apart, what they are read as, and where they stand in the text."""

import random

import pytest

from analysis.definitions import definitions, using
from analysis.definitions.letters import apart, lettered
from analysis.figures import extract
from analysis.plain import plain
from analysis.words import parted

SIMPLE = """
name = "Some script without spaces"
locale = "zh"
spaced = false
era = 543
[format]
year_mark = ["年"]
month_mark = ["月"]
day_mark = ["日"]
[cardinals]
0 = ["〇"]
1 = ["一"]
2 = ["二"]
3 = ["三"]
9 = ["九"]
[scales]
10 = ["十"]
100000000 = ["亿"]
[bound_after]
over = ["多"]
[unit]
person = ["人"]
document = ["协议"]
[metric]
trade_turnover = ["贸易", "贸易额"]
[sentence]
opens = ["其后"]
resumes = ["贸易额"]
[words]
whole = ["人民", "一些", "越来越"]
"""
AREAS = """
[short]
CN = ["中"]
VN = ["越"]
[beside]
before = ["对"]
after = ["方"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with definitions of that language."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "languages").mkdir()
    (folder / "languages" / "xx.toml").write_text(SIMPLE, encoding="utf-8")
    (folder / "languages" / "xx.areas.toml").write_text(AREAS, encoding="utf-8")
    return folder


@pytest.fixture
def language(folder):
    with using(folder):
        yield definitions().language("xx")


def view(text, language):
    """The words of a text, names of one letter written as <code point>."""
    words = parted(text, language).text
    return words.replace(apart("中"), "<中>").replace(apart("越"), "<越>")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # The longest word counts.
        ("双边 贸易额", "双边贸易额"),
        ("贸易额 度", "贸易额度"),
        # What no word explains stays in one piece.
        ("山水 贸易 花鸟", "山水贸易花鸟"),
        # Digits, commas and brackets in their plain forms, with the space that other scripts have.
        ("贸易, 贸易; 贸易 (贸易)", "贸易，贸易；贸易（贸易）"),
        ("12.5%", "１２．５％"),
        # A comma between numbers is no part of them; one within digits is.
        ("21, 22 and 1,079", "21、22 and 1,079"),
        # A counter of one letter is one behind a number only.
        ("12 人", "12人"),
        ("三 人", "三人"),
        ("3 多 亿 人", "3多亿人"),
        ("此人", "此人"),
        ("人民", "人民"),
        # A word that holds a number word.
        ("一些 贸易", "一些贸易"),
        # A year in words for its digits.
        ("2013 年", "二〇一三年"),
        ("三 十 年", "三十年"),
        # A year of another calendar is one of the common; a count is none.
        ("2025 年", "2568年"),
        ("2022-2023 年", "2565-2566年"),
        ("2022/23 年", "2565/66年"),
        ("2568 人", "2568人"),
        ("2,568 年", "2,568年"),
        ("2025 年", "2025年"),
        # Names cut to one letter: beside another, or where a word asks for one.
        ("<中> <越> 贸易", "中越贸易"),
        ("对 <越> 贸易", "对越贸易"),
        ("<越> 方", "越方"),
        ("山中 贸易", "山中贸易"),
        ("中 越来越 好", "中越来越好"),
        # A space behind which a word opens a sentence ends the one before.
        ("贸易 山水。 其后 贸易", "贸易 山水 其后贸易"),
        ("其后 贸易", "其后贸易"),
        # Behind an amount more words do, and names of economies.
        ("12 人。 贸易额", "12人 贸易额"),
        ("12 人。 越南 山", "12人 越南山"),
        ("山 贸易额", "山 贸易额"),
        ("12 贸易额", "12 贸易额"),
        ("", ""),
    ],
)
def test_a_text_is_read_word_by_word(expected, text, language):
    assert expected == view(text, language)


def test_letters_and_digits_of_a_code_stay_together(language):
    assert "G20" in view("乘G20与44B", language)
    assert "44B" in view("乘G20与44B", language)


def test_vowel_marks_are_letters_and_hold_their_places():
    assert not "ปี".isalpha()
    assert lettered("ปี").isalpha()
    assert len(lettered("เพิ่มขึ้น")) == len("เพิ่มขึ้น")
    assert lettered("trade, handel, торговля, 贸易") == "trade, handel, торговля, 贸易"


def test_a_stretch_of_the_words_is_one_of_the_text(language):
    text = "贸易（2568年）：12人，中越贸易"
    words = parted(text, language)
    for written, read in (("2568", "2025"), ("12", "12"), ("人", "人"), ("中", apart("中"))):
        place = text.index(written)
        start = words.text.index(read)
        assert words.span(start, start + len(read)) == (place, place + len(written))
        assert words.said(read, 0) == written
    assert words.said("贸易 (2025 年): 12 人", 0) == "贸易（2568年）：12人"
    assert words.span(0, len(words.text)) == (0, len(text))


def test_every_character_has_its_place_once(language):
    letters = "贸易额人一二〇十中越对方年， 、5Bก็ปี。\n(）"
    for seed in range(200):
        text = "".join(random.Random(seed).choices(letters, k=40))  # noqa: S311 - texts, no secrets
        words = parted(text, language)
        places = [words.span(i, i + 1) for i in range(len(words.text))]
        assert "".join(text[start:end] for start, end in places) == text
        assert places == sorted(places)


def test_what_is_not_seen_is_passed_over_first(language):
    text = "贸\u200b易\u00ad（2568年）中\u200b越\u200b"
    read = plain(text)
    words = parted(read.text, language, of=read)
    assert (words.text, words.written) == (f"贸易 (2025 年) {apart('中')} {apart('越')}", text)
    for part, place in (("贸易", (0, 3)), ("2025", (5, 9)), (apart("中"), (11, 12)), (apart("越"), (13, 14))):
        start = words.text.index(part)
        assert words.span(start, start + len(part)) == place


def test_a_text_whose_words_are_apart_is_read_as_it_stands():
    english = definitions().language("en")
    assert parted("Trade, handel", english) is None
    read = plain("Tra\u00adde")
    assert parted(read.text, english, of=read) is read


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        # A time and a name behind an amount open the next sentence ...
        (2, "ลาวขายข้าว 5 ล้านบาท ปีที่แล้ว ไทยขายข้าว 6 ล้านบาท"),
        (2, "ลาวขายข้าว 5 ล้านบาท ในปี 2567 ไทยขายข้าว 6 ล้านบาท"),
        (2, "ลาวขายข้าว 5 ล้านบาทในปี 2567 ไทยขายข้าว 6 ล้านบาท"),
        # ... a time alone is of the amount, and a length of time is no amount.
        (1, "ลาวขายข้าว 5 ล้านบาท ในปี 2567 และขายข้าว 6 ล้านบาท"),
        (1, "ในช่วง 5 เดือนแรก ไทยขายข้าว 6 ล้านบาท"),
    ],
)
def test_times_behind_amounts_open_sentences(sentences, text):
    words = parted(text, definitions().language("th"))
    assert words.text.count("\u3002") == sentences - 1


def test_a_word_before_an_ordinal_is_a_counter_behind_a_number():
    thai = definitions().language("th")
    counter, place = lettered("ฉบับ"), lettered("ที่")
    assert f"3 {counter} {place} " in parted("ลงนาม 3 ฉบับที่กรุงเทพ", thai).text
    assert f"{counter}{place} 3" in parted("แผนฉบับที่ 3", thai).text


@pytest.mark.parametrize(("expected", "year"), [("1969", "2512"), ("1969", "12"), ("2068", "11"), ("2016", "59")])
def test_two_digits_stand_for_the_years_from_1969_on_as_posix_has_it(expected, year):
    (figure,) = extract(f"การค้าระหว่างลาวกับไทยในปี {year} มีมูลค่า 5 ล้านดอลลาร์", language="th")
    assert figure.period == expected
