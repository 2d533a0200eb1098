"""Russian number words: every case and gender, held against another program's spelling of them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from analysis.numbers import find_numbers

CASES = {
    "nominative": "n",
    "genitive": "g",
    "dative": "d",
    "accusative": "a",
    "instrumental": "i",
    "prepositional": "p",
}
GENDERS: tuple[dict[str, Any], ...] = tuple({"gender": g, "animate": a} for g in "mfn" for a in (True, False))

LARGE = random.Random(1).sample(range(10_001, 10**12), 500)  # noqa: S311 - the same sample every time

# "Одни" counts only what has no singular ("одни сутки"); it mostly means "some".
NOT_READ = {"одни", "одних", "одними"}


def _spelled(kind: str, case: str, upto: int, *, plural: bool) -> dict[str, int]:
    """Every spelling of 0 to `upto` in a case -> its value."""
    num2words = pytest.importorskip("num2words").num2words
    forms = (*GENDERS, {"plural": True}) if plural else GENDERS
    found: dict[str, int] = {}
    for options in forms:
        for value in range(upto + 1):
            phrase = num2words(value, lang="ru", to=kind, case=case, **options)
            if NOT_READ.isdisjoint(phrase.split()) and not phrase.startswith("нулев"):
                found.setdefault(phrase, value)
    return found


def _misread(phrases: dict[str, int], kind: str) -> dict[str, Any]:
    """The phrases that are not read as one number with their value; what was read instead."""
    text = "; ".join(phrases)
    numbers = find_numbers(text, language="ru")
    found = {text[n.start : n.end]: (n.value, n.kind) for n in numbers}
    wrong = {p: found.get(p) for p, value in phrases.items() if found.get(p) != (value, kind)}
    return wrong or ({} if len(numbers) == len(phrases) else {"numbers found": len(numbers)})


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.no_cover
def test_cardinals_to_ten_thousand(case: str) -> None:
    phrases = _spelled("cardinal", case, 10_000, plural=True)
    assert _misread(phrases, "cardinal") == {}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.no_cover
def test_large_cardinals(case: str) -> None:
    num2words = pytest.importorskip("num2words").num2words
    phrases = {num2words(n, lang="ru", case=case, **options): n for n in LARGE for options in GENDERS}
    assert _misread(phrases, "cardinal") == {}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.no_cover
def test_cardinals_without_the_dots_of_yo(case: str) -> None:
    phrases = {p.replace("ё", "е"): v for p, v in _spelled("cardinal", case, 1000, plural=True).items() if "ё" in p}
    assert _misread(phrases, "cardinal") == {}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.no_cover
def test_ordinals_to_a_thousand(case: str) -> None:
    phrases = _spelled("ordinal", case, 1000, plural=False)
    assert _misread(phrases, "ordinal") == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("полтора миллиона", 1_500_000),
        ("полутора тысяч", 1_500),
        ("два с половиной миллиарда", 2_500_000_000),
        ("5 миллиардов 350 миллионов", 5_350_000_000),
        ("1 млн 234 тыс. 567", 1_234_567),
        ("2 тыс. 347", 2_347),
        ("полмиллиона", 500_000),
        ("полтора десятка", 15),
        ("две сотни", 200),
        ("2,86 млрд.", 2_860_000_000),
        ("30тыс.", 30_000),
        ("1 500", 1_500),
        ("100-миллиардный", 100_000_000_000),
        ("тридцать одну тысячу двести", 31_200),
    ],
)
def test_scales(text: str, value: float) -> None:
    (number,) = find_numbers(f"Всего {text} долларов", language="ru")
    assert (text, value) == (f"Всего {text} долларов"[number.start : number.end], number.value)


@pytest.mark.parametrize("text", ["тысячи людей", "десятки миллионов тонн", "сотни рейсов", "миллиардные вложения"])
def test_scale_words_that_count_nothing(text: str) -> None:
    assert [n.kind for n in find_numbers(text, language="ru")] == ["vague"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("более тысячи студентов", 1000), ("свыше десятка документов", 10), ("около миллиона тонн", 1_000_000)],
)
def test_scale_words_after_a_hedge(text: str, value: float) -> None:
    assert [value] == [n.value for n in find_numbers(text, language="ru")]


@pytest.mark.parametrize("text", ["2,5 тыс. 300", "5 тыс.\n300", "30 тыс. 1500"])
def test_digits_that_begin_another_number(text: str) -> None:
    assert len(find_numbers(text, language="ru")) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("вдвое", 2),
        ("втрое", 3),
        ("вчетверо", 4),
        ("удвоился", 2),
        ("утроить", 3),
        ("пятикратный", 5),
        ("трехкратно", 3),
    ],
)
def test_multiples(text: str, value: float) -> None:
    (number,) = find_numbers(f"Товарооборот {text}", language="ru")
    assert (value, "multiple") == (number.value, number.kind)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5 сентября 1962 года", "1962-09-05"),
        ("18 фев. 2026", "2026-02-18"),
        ("1-3 июня 2022 г.", "2022-06-01/2022-06-03"),
        ("в 2024-м", "2024"),
        ("09.11.2021", "2021-11-09"),
        ("в октябре 2019 года", "2019-10"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert [iso] == [n.iso for n in find_numbers(text, language="ru")]


@pytest.mark.parametrize(
    "text", ["двухдневный визит", "однопалатный парламент", "столица", "трибуна", "семья", "пятница"]
)
def test_words_that_only_begin_like_numbers(text: str) -> None:
    assert find_numbers(text, language="ru") == []


@pytest.mark.parametrize("text", ["Всего 5 млрд. Это рекорд.", "Всего 5 млрд.\nРекорд."])
def test_the_full_stop_of_a_sentence_is_no_part_of_a_number(text: str) -> None:
    (number,) = find_numbers(text, language="ru")
    assert text[number.start : number.end] == "5 млрд"
