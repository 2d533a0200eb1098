"""Number words of languages that give each digit a scale: Chinese and Lao by rules of our own, Thai by num2words.

The rules are written out here, independent of the package. Their sources:

- Chinese: CLDR's rules for spelling numbers out (common/rbnf/zh.xml): digits with 十 百 千 in groups of four, the
  groups with 万 and 亿, one zero for the digits left out before others, no 一 before 十 at the head. Beside them the
  form of news: 零 for the zero, 一 before 百, 万亿 for 10^12, and 两 for 二 before 百 千 万 亿.
- Lao: the same (common/rbnf/lo.xml) for the digits, 20 (ຊາວ), the 1 behind tens (ເອັດ) and the order. The names of the
  scales stand there in Thai letters, and ຕື້ (10^9) is not there: these are as Lao news writes them.
"""

import random

import pytest

from analysis.numbers import find_numbers

SMALL = range(10_001)
LARGE = sorted(random.Random(5).sample(range(10_001, 10**12), 200))  # noqa: S311 - the same sample every time

CHINESE = "零一二三四五六七八九"
LAO = ["", "ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ"]


def chinese_group(number, *, gap):
    """A number below ten thousand; `gap` where digits before it are left out."""
    words = ""
    for place, digit in enumerate(f"{number:04d}"):
        if digit == "0":
            gap = gap or bool(words)
            continue
        words += ("零" if gap else "") + CHINESE[int(digit)] + ("千", "百", "十", "")[place]
        gap = False
    return words


def chinese(number):
    if number == 0:
        return "零"
    words, gap = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if group == 0:
            gap = bool(words)
            continue
        # The digits left out between two groups are said once.
        gap = gap or (bool(words) and group < 10**3)
        words += (chinese(group) if group >= 10**4 else chinese_group(group, gap=gap)) + name
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


def spoken(words):
    """The words as they are rather said: 两 for 二 before hundreds and more."""
    for scale in "百千万亿":
        words = words.replace(f"二{scale}", f"两{scale}")
    # Behind 十 it stays 二: 十二万.
    return words.replace("十两", "十二")


def lao(number):
    if number == 0:
        return "ສູນ"
    words = ""
    for scale, name in ((10**9, "ຕື້"), (10**6, "ລ້ານ"), (10**5, "ແສນ"), (10**4, "ໝື່ນ"), (1000, "ພັນ"), (100, "ຮ້ອຍ")):
        count, number = divmod(number, scale)
        if count:
            words += lao(count) + name
    tens, units = divmod(number, 10)
    if tens:
        words += "ຊາວ" if tens == 2 else ("" if tens == 1 else LAO[tens]) + "ສິບ"
    if units:
        words += "ເອັດ" if tens and units == 1 else LAO[units]
    return words


def test_the_rules_write_what_the_sources_have():
    assert [chinese(n) for n in (10, 15, 20, 101, 110, 1001, 1010, 10_000, 10_500, 100_001)] == [
        "十", "十五", "二十", "一百零一", "一百一十", "一千零一", "一千零一十", "一万", "一万零五百", "十万零一",
    ]  # fmt: skip
    assert chinese(120_345_678) == "一亿二千零三十四万五千六百七十八"
    assert spoken(chinese(222_200_002_000)) == "两千两百二十二亿零二千".replace("零二", "零两")
    assert [lao(n) for n in (10, 11, 20, 21, 31, 100, 2500, 1_300_000_000)] == [
        "ສິບ", "ສິບເອັດ", "ຊາວ", "ຊາວເອັດ", "ສາມສິບເອັດ", "ໜຶ່ງຮ້ອຍ", "ສອງພັນຫ້າຮ້ອຍ", "ໜຶ່ງຕື້ສາມຮ້ອຍລ້ານ",
    ]  # fmt: skip


def wrong(phrases, language):
    """number -> what its words were read as, where that is not the one number."""
    found = {}
    for number, phrase in phrases.items():
        text = f"({phrase})"
        read = [(n.value, n.start, n.end) for n in find_numbers(text, language=language)]
        if read != [(float(number), 1, len(text) - 1)]:
            found[number] = (phrase, [text[start:end] for _, start, end in read])
    return found


@pytest.mark.parametrize(
    ("language", "rule"),
    [("zh", chinese), ("zh", lambda n: spoken(chinese(n))), ("lo", lao)],
    ids=["Chinese", "Chinese as it is said", "Lao"],
)
@pytest.mark.parametrize("numbers", [SMALL, LARGE], ids=["to ten thousand", "large"])
@pytest.mark.no_cover
def test_words_by_our_own_rules(language, rule, numbers):
    assert wrong({number: rule(number) for number in numbers}, language) == {}


@pytest.mark.parametrize("numbers", [SMALL, LARGE], ids=["to ten thousand", "large"])
@pytest.mark.no_cover
def test_thai_words_by_the_rules_of_num2words(numbers):
    num2words = pytest.importorskip("num2words").num2words
    assert wrong({number: num2words(number, lang="th") for number in numbers}, "th") == {}


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ([1_300_000_000], "zh", "13亿"),
        ([25_000], "zh", "2.5万"),
        ([530_000_000], "zh", "5亿3000万"),
        ([1_450_000_000_000], "zh", "1.45万亿"),
        ([3_000_000_000], "zh", "30多亿"),
        ([100_000], "zh", "10余万"),
        ([2023], "zh", "二〇二三"),
        ([15_000_000_000], "th", "1.5 หมื่นล้าน"),
        ([240_000_000_000], "th", "2.4 แสนล้าน"),
        ([51_200_000_000], "th", "51.2 พันล้าน"),
        ([70], "th", "๗๐"),
        ([2_360_000_000], "lo", "2,36 ຕື້"),
        ([60], "lo", "໖໐"),
        ([1_495_930], "lo", "1.495.930"),
    ],
)
def test_digits_with_scales(expected, language, text):
    assert [number.value or float(number.iso) for number in find_numbers(text, language=language)] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "数十亿美元"),
        ("zh", "几百名学生"),
        ("zh", "上百家企业"),
        ("th", "หลายล้านคน"),
        ("lo", "ຫຼາຍຮ້ອຍຄົນ"),
        # Words that hold the word of a number.
        ("zh", "进一步统一一些看法，十分重要"),
        ("th", "ความสัมพันธ์สามารถช่วยร้อยเอ็ดและล้านนา"),
        ("lo", "ສາຍພົວພັນສາມາດສາມັກຄີລ້ານຊ້າງ"),
    ],
)
def test_words_that_state_no_number(language, text):
    found = find_numbers(text, language=language)
    assert [text[n.start : n.end] for n in found if n.kind != "vague"] == []


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("2021-09-03", "zh", "2021年9月3日"),
        ("2021-09-03", "zh", "二〇二一年九月三日"),
        ("2021-09", "zh", "2021年9月"),
        ("2021-01/2021-09", "zh", "2021年1至9月"),
        ("2021-01/2021-09", "zh", "2021年1月至9月"),
        ("--01/--09", "zh", "1-9月份"),
        ("2025-04-14/2025-04-15", "zh", "2025年4月14日至15日"),
        ("--12-02", "zh", "十二月二日"),
        ("---13", "zh", "13日"),
        ("1962-09-05", "zh", "1962年9月5号"),
        ("2025-05-16", "th", "16 พฤษภาคม 2568"),
        ("2025-05-16", "th", "16 พฤษภาคม พ.ศ. 2568"),
        ("1950-12-19", "th", "๑๙ ธันวาคม ๒๔๙๓"),
        ("2022-06-20", "th", "20 มิ.ย. 2565"),
        ("2012/2016", "th", "ปี 2555-2559"),
        ("2023", "th", "ปี 2023"),
        ("2025-12-03", "lo", "3 ທັນວາ 2025"),
        ("2021-03", "lo", "ເດືອນມີນາ 2021"),
    ],
)
def test_dates_in_marks_digits_and_calendars_of_their_own(expected, language, text):
    assert [number.iso for number in find_numbers(text, language=language)] == [expected]


@pytest.mark.parametrize("text", ["9号公路", "3月份之外", "12年", "2500年前", "30天", "7点半"])
def test_what_is_no_date(text):
    assert [n.iso for n in find_numbers(text, language="zh") if n.kind == "date"] in ([], ["--03"])
