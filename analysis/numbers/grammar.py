"""How number words and digits add up to a value."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.currencies import currency_words
from analysis.definitions import LanguageDefinition
from analysis.lexicon import alternation, lowered, spelled
from analysis.numbers.together import Together, together

__all__ = [
    "HALF",
    "LARGEST",
    "TEN",
    "NumberWords",
    "Sum",
    "Token",
    "combine",
    "lone_scale",
    "number_words",
    "parse_digits",
    "spelled",
    "whole",
]

WordKind = Literal["digits", "cardinal", "ordinal", "scale", "fraction", "multiple", "none"]


class Token(NamedTuple):
    """A run of digits or a number word, with its value."""

    start: int
    end: int
    kind: WordKind
    value: float
    precision: float


class NumberWords(NamedTuple):
    """The number words of a language, compiled: word -> its kinds and values, and how they are joined."""

    values: dict[str, tuple[WordKind, float]]
    scan: re.Pattern[str]
    gap: re.Pattern[str]
    join: re.Pattern[str]
    halves: re.Pattern[str]
    part_of: re.Pattern[str]
    after_scale: frozenset[str]
    article: re.Pattern[str]
    decimal: str
    decimals: re.Pattern[str] | None
    """Where the language has two decimal marks: amounts and percentages that can only have a decimal part."""
    marks: tuple[str, ...]
    decades: tuple[str, ...]
    clock_before: re.Pattern[str]
    clock_after: re.Pattern[str]
    spaced_decimal: re.Pattern[str]
    counted: re.Pattern[str]
    counted_far: re.Pattern[str]
    """The same with one adjective between."""
    scaled: re.Pattern[str]
    of_time: frozenset[str]
    articles: frozenset[str]
    currencies: frozenset[str]
    glued: frozenset[str]
    hundredths: frozenset[str]
    date_order: str
    vague: frozenset[str]
    about: frozenset[str]
    """Number words that mean about so many: "trentaine"."""
    capitals: frozenset[str]
    """Scales of one letter that are written with a capital only."""
    hedged: re.Pattern[str]
    currency_beside: re.Pattern[str]
    decade_before: re.Pattern[str]
    """What stands before a year that names a decade: "les années 1970"."""
    inner: frozenset[str]
    """Words that count only inside a longer number: the "un" of "vingt et un"."""
    positional: bool
    """Whether each digit of a number in words has a scale of its own, from ten on."""
    hedges: re.Pattern[str]
    """Hedges that stand inside a number, before its scale."""
    ordinal_before: re.Pattern[str] | None
    """What makes an ordinal of the number behind it."""
    wanting: Mapping[str, tuple[re.Pattern[str], ...]]
    """Number words that mean something else unless one of these follows at once: a scale, what is counted."""
    joiners: re.Pattern[str]
    """What ends in a word that joins the parts of a number, so that a number word follows."""
    joined: re.Pattern[str]
    """A scale written together with a currency, right behind digits: "150 MSEK"."""
    joined_scales: dict[str, float]
    """The values of these scales."""
    together: Together
    """Numbers written as one word that no list holds."""

    def read(self, word: str) -> tuple[WordKind, float]:
        """The kind and value of a number word that `scan` found, as it stands in a text in lower case."""
        found = self.values.get(word) or self.values.get(spelled(word))
        if found:
            return found
        value = self.together.value(word)
        return ("none", 0.0) if value is None else ("cardinal", value)


TEN = 10
THOUSAND = 1000
_HUNDRED = 100
_WITH_AND = 7
"""Characters between two words of one number: "and", with its spaces and marks."""
HALF = 0.5
_FRACTIONS = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
LARGEST = 1e30
"""What scale words multiplied may come to: "million million million ..." without an end is no amount."""
_HEDGE = 40
"""Characters before a scale word in which a hedge is looked for."""
_GAP = "[\\s\u00a0\u202f\u2009\\-\u2010\u2011]{1,2}"
# A run of digits with what may stand inside: separators, the dashes of a range, the slashes of a date.
_CLUSTER = r"\d(?:[\d.,:/'\u2019\u00a0\u202f\u2009\-\u2010-\u2014\u2212]*\d)?"


@lru_cache(maxsize=64)
def number_words(language: LanguageDefinition) -> NumberWords:
    """What the language file says of numbers, compiled once."""
    values: dict[str, tuple[WordKind, float]] = {}
    tables: tuple[tuple[WordKind, str], ...] = (
        ("multiple", "multiples"),
        ("ordinal", "ordinals"),
        ("fraction", "fractions"),
        ("scale", "scales"),
        ("cardinal", "cardinals"),
    )
    for kind, table in tables:
        values |= {lowered(w): (kind, v) for w, v in language.numbers[table].items()}
    values |= {sign: ("fraction", unicodedata.numeric(sign)) for sign in _FRACTIONS}
    values |= {w: ("cardinal", v) for w, v in _compounds(language, values).items() if w not in values}
    values |= dict.fromkeys(_numberless(language, values), ("none", 0.0))
    # One-letter scales are found at their digits, not on their own; a scale inside a word is none.
    alone = not language.spaced
    trie = alternation(spelled(word) for word in values if len(word) > 1 or word in _FRACTIONS or alone)
    hedges = tuple(term for terms in language.tables.get("bound_after", {}).values() for term in terms)
    clock = _any(tuple(map(lowered, language.terms("time", "clock"))))
    joined = together(
        {w: v for w, (k, v) in values.items() if k in ("cardinal", "scale")}, language.terms("format", "together")
    )
    halves = (*language.terms("format", "and_fraction"), *language.terms("format", "article"))
    return NumberWords(
        values=values,
        scan=re.compile(_by_words(f"{trie}|{joined.pattern}" if joined.values else trie)),
        gap=re.compile(_GAP),
        join=re.compile(f"{_GAP}(?:{_any(language.terms('format', 'and'))}{_GAP})?"),
        halves=re.compile(f"{_GAP}(?:{_any(halves)}{_GAP})?"),
        part_of=re.compile(
            f"{_GAP}{_any(language.terms('count', 'of'))}{_GAP}{_any(language.terms('format', 'article'))}{_GAP}"
        ),
        after_scale=_after_scale(language),
        article=re.compile(rf"(?<!\w){_any(language.terms('format', 'article'))}{_GAP}$"),
        decimal=(language.terms("format", "decimal") or (".",))[0],
        decimals=_decimals(language),
        marks=language.terms("format", "ordinal_marks"),
        decades=tuple(sorted(map(lowered, language.terms("format", "decade")), key=len, reverse=True)),
        clock_before=re.compile(rf"(?<!\w){clock}[ \u00a0]?$"),
        clock_after=re.compile(rf"[ \u00a0]?{clock}(?!\w)"),
        spaced_decimal=_spaced_decimal(language),
        counted=re.compile(f"[ \u00a0](?:{alternation(_unit_words(language)) or '(?!)'})(?!\\w)"),
        counted_far=re.compile(
            f"[ \u00a0][^\\W\\d_]+[ \u00a0](?:{alternation(_unit_words(language)) or '(?!)'})(?!\\w)"
        ),
        scaled=re.compile(f"[ \u00a0](?:{_any(tuple(language.numbers['scales']))})(?![\\w-])"),
        of_time=frozenset(
            lowered(word)
            for key in ("in", "by", "since", "from", "until", "after", "this", "last", "year")
            for word in language.terms("time", key)
        ),
        articles=frozenset(language.terms("count", "determiner")),
        currencies=frozenset(currency_words(language)),
        glued=frozenset({*currency_words(language), *_unit_words(language), *values}),
        hundredths=frozenset(map(lowered, language.terms("count", "hundredth"))),
        date_order=(language.terms("format", "date_order") or ("dmy",))[0],
        vague=_vague(language, values),
        about=frozenset(map(lowered, language.terms("number_words", "about"))),
        capitals=frozenset(lowered(w) for w in language.numbers["scales"] if len(w) == 1 and w.isupper()),
        hedged=_hedged(language),
        decade_before=re.compile(
            rf"(?<!\w){_any(tuple(map(lowered, language.terms('format', 'decade_before'))))}[ \u00a0]$"
        ),
        currency_beside=re.compile(
            f"[ \u00a0\u202f]?(?:{_any(tuple(map(lowered, language.terms('count', 'of'))))}[ \u00a0]?)?"
            r"([^\W\d_]+|[^\w\s])"
        ),
        inner=frozenset(map(lowered, language.terms("number_words", "inner"))),
        positional=_positional(language),
        hedges=re.compile(f"[ \u00a0]?{_any(hedges)}[ \u00a0]?"),
        ordinal_before=_ordinal_before(language),
        wanting=_wanting(language),
        joiners=re.compile(rf"(?<!\w){_any(language.terms('format', 'and'))}{_GAP}$"),
        joined=_scale_and_currency(language),
        joined_scales={lowered(word): value for word, value in language.numbers["joined_scales"].items()},
        together=joined,
    )


def _scale_and_currency(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for a scale written together with a currency, right behind digits: "150 MSEK", "3 Md€"."""
    money = currency_words(language)
    whole = alternation(money)
    scales = alternation(set(map(lowered, language.numbers["joined_scales"])))
    return re.compile(rf"[ \u00a0\u202f]?(?!(?:{whole})(?!\w))({scales or '(?!)'})(?=(?:{whole})(?!\w))")


def _ordinal_before(language: LanguageDefinition) -> re.Pattern[str] | None:
    """What ends in a word that makes an ordinal of the number behind it; None where the language has none."""
    words = language.terms("format", "ordinal_before")
    return re.compile(rf"(?<!\w){_any(words)}[ \u00a0]?$") if words else None


def _positional(language: LanguageDefinition) -> bool:
    """Whether ten is a scale, so that there is no word for thirty: it is three ten."""
    thirty = 3 * TEN
    return TEN in language.numbers["scales"].values() and thirty not in language.numbers["cardinals"].values()


def _numberless(language: LanguageDefinition, values: Mapping[str, object]) -> Iterator[str]:
    """Phrases that hold a number word and state no number: "pour cent", "double imposition"."""
    yield from (lowered(spelled(phrase)) for phrase in language.terms("number_words", "none"))
    for phrase in map(lowered, map(spelled, language.terms("percent", "words"))):
        if " " in phrase and not values.keys().isdisjoint(phrase.split()):
            yield phrase


def _by_words(trie: str) -> str:
    """The expression for the next digits (group 1) or number word (group 2), which passes over all other words at once.

    Where it matches with neither group, there is none before the end of what it matched.
    """
    word = rf"(?:{trie})(?!\w)"
    return rf"\W*+(?:(?!{word})[^\W\d_]++[^\w]*+)*+(?:({_CLUSTER})|({word})|\Z|.)"


def _after_scale(language: LanguageDefinition) -> frozenset[str]:
    """What joins a half to the scale before it; with its article where there are articles: "a billion and a half"."""
    stated = language.terms("format", "and_scale")
    if stated:
        return frozenset(stated)
    joining = language.terms("format", "and_fraction")
    articles = language.terms("format", "article")
    return frozenset(term for term in joining if " " in term or not articles)


def _vague(language: LanguageDefinition, values: dict[str, tuple[WordKind, float]]) -> frozenset[str]:
    """The forms of scale words that, standing alone, count nothing exactly: "тысячи" of "тысячи людей"."""
    terms = [re.escape(lowered(term)).replace(r"\*", r"\w*") for term in language.terms("number_words", "vague")]
    vague = re.compile("|".join(terms) or "(?!)")
    return frozenset(word for word, (kind, _) in values.items() if kind == "scale" and vague.fullmatch(word))


def _wanting(language: LanguageDefinition) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Number words that are numbers only before a scale or before what they count, with what must follow them."""
    none = _any(tuple(map(lowered, language.terms("number_words", "none"))))
    scale = re.compile(rf"{_GAP}(?!{none}(?!\w)){_any(tuple(map(lowered, language.numbers['scales'])))}(?!\w)")
    counted = re.compile(f"{_GAP}(?:{alternation(_unit_words(language)) or '(?!)'})(?!\\w)")
    return {lowered(word): (scale, counted) for word in language.terms("number_words", "before_counted")}


def _hedged(language: LanguageDefinition) -> re.Pattern[str]:
    """An expression for what ends in a hedge, after which a lone scale word is a number: "более тысячи"."""
    hedges = {lowered(term) for terms in language.tables.get("bound", {}).values() for term in terms if "*" not in term}
    return re.compile(rf"(?<!\w){_any(tuple(hedges))}\s+$")


def _unit_words(language: LanguageDefinition) -> set[str]:
    return {
        lowered(w) for table in ("unit", "percent") for terms in language.tables.get(table, {}).values() for w in terms
    }


def _spaced_decimal(language: LanguageDefinition) -> re.Pattern[str]:
    """A decimal part that a space parts from its mark, before a scale or a percentage: ", 6 milliarder"."""
    mark = (language.terms("format", "decimal") or (".",))[0]
    if mark != ",":
        return re.compile("(?!)")
    after = alternation({*map(lowered, language.numbers["scales"]), *language.terms("percent", "words"), "%"})
    return re.compile(rf", (\d{{1,2}})(?= ?(?:{after})(?!\w))")


def _decimals(language: LanguageDefinition) -> re.Pattern[str] | None:
    """An expression for "3.5 %" and "12,75 millones", whose mark (group 1) is plainly that of decimals."""
    if not language.terms("format", "other_decimal"):
        return None
    after = alternation({*map(lowered, language.numbers["scales"]), *language.terms("percent", "words"), "%"})
    return re.compile(rf"\d([.,])\d{{1,2}}(?=[ \u00a0\u202f]?(?:{after})(?!\w))")


def _any(words: tuple[str, ...]) -> str:
    """An expression for any of these words; for none, one that never matches."""
    listed = (re.escape(w).replace(r"\ ", r"[\s\-\u00a0]") for w in sorted(words, key=len, reverse=True))
    return "(?:" + "|".join(listed) + ")" if words else "(?!)"


def _compounds(language: LanguageDefinition, values: dict[str, tuple[WordKind, float]]) -> dict[str, float]:
    """Number words written as one: tens and units, hundreds, thousands, by the patterns of `joined`.

    A pattern names the parts in braces, as "{tens}{units}" or "{units}und{tens}".
    """
    patterns = language.terms("format", "joined")
    if not patterns:
        return {}
    cardinals = {w: v for w, (k, v) in values.items() if k == "cardinal" and v == int(v)}
    parts = {
        "units": {w: v for w, v in cardinals.items() if 0 < v < 10},  # noqa: PLR2004
        "teens": {w: v for w, v in cardinals.items() if 0 < v < 100 and (v < 20 or v % 10 == 0)},  # noqa: PLR2004
        "tens": {w: v for w, v in cardinals.items() if 20 <= v < 100 and v % 10 == 0},  # noqa: PLR2004
        "hundred": {w: v for w, (k, v) in values.items() if k == "scale" and v == 100},  # noqa: PLR2004
        # A sign such as "k" makes no words.
        "thousand": {w: v for w, (k, v) in values.items() if k == "scale" and v == 1000 and len(w) > 1},  # noqa: PLR2004
    }
    made: dict[str, float] = {}
    for pattern in patterns:
        names = re.findall(r"\{(\w+)\}", pattern)
        found: dict[str, float] = {"": 0}
        for literal, name in re.findall(r"([^{}]*)\{(\w+)\}", pattern):
            pool = parts.get(name) or made
            times = name in ("hundred", "thousand")
            found = {
                a + literal + w: (max(x, 1) * v if times else x + v) for a, x in found.items() for w, v in pool.items()
            }
        if names:
            made |= found
    return made


def parse_digits(digits: str, decimal: str) -> tuple[float, float] | None:
    """Value and precision of digits with their separators; None where they are no number.

    A separator with three digits after each is a group mark, unless it is the language's decimal
    mark standing alone; so are those of India, with two digits between the first and the last.

    >>> parse_digits("1,048,034", "."), parse_digits("3.25", "."), parse_digits("875.000", ",")
    ((1048034.0, 1.0), (3.25, 0.01), (875000.0, 1.0))
    """
    if digits.isdigit():
        return _number(digits, "")
    plain = re.sub("[ \u00a0\u202f\u2009'\u2019]", "", digits)
    marks = [c for c in plain if not c.isdigit()]
    if not marks:
        return _number(plain, "")
    if any(c not in ".," for c in marks):
        return None
    groups = re.split("[.,]", plain)
    grouped = all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"  # noqa: PLR2004
    if len(set(marks)) == 1:
        if (grouped or _lakhs(groups)) and (marks[0] != decimal or len(marks) > 1):
            return _number("".join(groups), "")
        return _number(groups[0], groups[1]) if len(marks) == 1 else None
    if marks.count(marks[-1]) == 1 and all(len(g) == 3 for g in groups[1:-1]):  # noqa: PLR2004
        return _number("".join(groups[:-1]), groups[-1])
    return None


def _lakhs(groups: list[str]) -> bool:
    """Whether digits are grouped as in India: 12,34,567."""
    first, *pairs, last = groups
    return bool(pairs) and 1 <= len(first) <= 2 and first != "0" and {len(g) for g in pairs} == {2} and len(last) == 3  # noqa: PLR2004


def _number(whole: str, fraction: str) -> tuple[float, float] | None:
    if len(whole) > 30 or not whole:  # noqa: PLR2004 - no amount has so many digits; a longer run is a code
        return None
    return float(f"{whole}.{fraction or 0}"), 10.0 ** -len(fraction)


class Sum(NamedTuple):
    """What tokens add up to: how many of them, the value, its precision, the factor of its last scale words."""

    used: int
    value: float
    precision: float
    scale: float


def combine(tokens: list[Token], first: int, words: NumberWords, low: str) -> Sum:
    """The number that starts with token `first`, following the tokens while they add up.

    "5 миллиардов 350 миллионов", "one hundred and twenty", "two and a half billion", "half a billion",
    "5 lakh crore" (scales one after the other multiply).
    """
    # What is complete, by its scale: a larger scale multiplies the smaller before it, "mil doscientos millones".
    parts: list[tuple[float, float]] = []
    current, precision, least = 0.0, 1.0, math.inf
    scale = 1.0
    used = 0
    for index in range(first, len(tokens)):
        token = tokens[index]
        if used:
            previous = tokens[index - 1]
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            gap = low[previous.end : token.start]
            joined = _joined(previous, token, gap, words) or (gap == ", " and _goes_on(tokens, index))
            total = math.fsum(part for _, part in parts)
            if not joined or not _adds(previous, token, after, current, total, least):
                break
            if not _fits_inside(tokens, first, index, words, low):
                break
            if token.kind == "scale" and max(total + current, 1) * token.value > LARGEST:
                break
        after_scale = used and tokens[index - 1].kind == "scale"
        if token.kind == "scale":
            scale = scale * token.value if after_scale else token.value
            precision *= token.value
            if token.value < THOUSAND:
                current = (current or 1) * token.value
            else:
                # "million million" multiplies, "un million mille" adds.
                beside = current == 0
                while parts and (parts[-1][0] < token.value or (beside and parts[-1][0] == token.value)):
                    current, beside = current + parts.pop()[1], False
                parts.append((token.value, (current or 1) * token.value))
                current, least = 0.0, token.value
        elif token.kind == "fraction":
            # The half of "a billion and a half" is one of a billion.
            part = tokens[index - 1].value if after_scale else 1
            least_digit = token.precision * part
            current, precision = current + token.value * part, min(least_digit, precision) if used else least_digit
        else:
            current, precision = current + token.value, token.precision
        used += 1
    return Sum(used, whole(math.fsum(part for _, part in parts) + current), precision, scale)


def _fits_inside(tokens: list[Token], first: int, index: int, words: NumberWords, low: str) -> bool:
    """Whether a word that counts only inside a longer number does so here: "vingt et un", not "5 milliards un an"."""
    token, previous = tokens[index], tokens[index - 1]
    if token.kind == "fraction" and index - 1 == first and low[previous.start : previous.end] in words.inner:
        # "un demi-milliard"
        return False
    if token.kind != "cardinal" or low[token.start : token.end] not in words.inner:
        return True
    if any(t.kind == "digits" for t in tokens[first:index]):
        return False
    scaled = index + 1 < len(tokens) and tokens[index + 1].kind == "scale"
    return scaled or previous.kind == "cardinal" or previous.value <= THOUSAND


def whole(value: float) -> float:
    """The value without the dust that binary fractions leave on amounts: 4.1 times a billion is 4100000000.

    >>> whole(4.1 * 10**9)
    4100000000.0
    """
    nearest = float(round(value)) if abs(value) < 1e18 else value  # noqa: PLR2004 - beyond, every float is whole
    return nearest if value and abs(value - nearest) <= abs(value) * 1e-12 else value


def _joined(previous: Token, token: Token, gap: str, words: NumberWords) -> bool:
    """Whether the text between two tokens lets them be one number."""
    if token.kind == "fraction" and previous.kind == "scale":
        # "a billion and a half"
        return token.value == HALF and gap.strip() in words.after_scale
    if token.kind == "fraction":
        # "2½" has nothing between.
        return gap == "" or bool(words.halves.fullmatch(gap))
    if token.kind == "scale":
        # "half a billion" has the article that joins a fraction, "a quarter of a million" what makes a part of it;
        # "3bn" nothing at all.
        article = previous.kind == "fraction" and (words.halves.fullmatch(gap) or words.part_of.fullmatch(gap))
        return gap == "" or bool(words.gap.fullmatch(gap)) or bool(article)
    if token.kind == "digits" and "\n" in gap:
        return False
    return bool(words.join.fullmatch(gap))


def lone_scale(tokens: list[Token], words: NumberWords, low: str) -> bool:
    """Whether tokens are scale words alone, in a form that counts nothing exactly: "тысячи", "десятки миллионов"."""
    if any(token.kind != "scale" for token in tokens) or low[tokens[0].start : tokens[0].end] not in words.vague:
        return False
    # Where scales add up by position, several of them may be one number: "over a million", 突破百万.
    several = len(tokens) > 1 and not words.positional
    return several or not words.hedged.search(low, max(0, tokens[0].start - _HEDGE), tokens[0].start)


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a number goes on behind a comma: "three billion, one hundred and twelve million"."""
    if tokens[index - 1].kind != "scale" or tokens[index].kind != "cardinal":
        return False
    end = tokens[index].end
    for token in tokens[index + 1 : index + 5]:
        if token.start - end > _WITH_AND:
            # "1.1 billion, five times the 220 million before": the scale is that of another number.
            return False
        if token.kind == "scale" and THOUSAND <= token.value < tokens[index - 1].value:
            return True
        end = token.end
    return False


def _scales(previous: Token, token: Token, current: float) -> bool:
    """Whether a scale word is part of the number under way."""
    if previous.kind == "digits" and token.value < THOUSAND and token.value % 10:
        return True  # "12 dozen", "200 dozen": of hundreds there are fewer than ten
    if previous.kind == "scale" and previous.value >= THOUSAND and token.value == _HUNDRED:
        return True  # "mille cent"
    return token.value >= THOUSAND or (0 < current < token.value and previous.kind != "scale")


def _adds(  # noqa: PLR0917 - the state of the sum
    previous: Token, token: Token, after: Token | None, current: float, total: float, least: float
) -> bool:
    """Whether `token` is part of the number under way, rather than the beginning of another."""
    if token.kind == "scale":
        return _scales(previous, token, current)
    if token.kind == "fraction":
        return previous.kind in ("cardinal", "digits", "scale") and current == int(current)
    if token.kind == "digits":
        if previous.kind != "scale":
            return False
        # As in "5 billion 350 million", with a smaller scale of its own, or in "2 тыс. 347", whole and below it.
        thousands = least == THOUSAND > token.value and token.precision == 1 and total % THOUSAND == 0
        if after is not None and after.kind == "scale":
            # ... or in "3 mil 200 millones", where the larger scale is that of both.
            return after.value < least or (thousands and after.value > least)
        return thousands
    if token.kind != "cardinal" or previous.kind in ("digits", "fraction"):
        return False
    if current == 0:
        return total > 0 and token.value < least
    if token.value == 0 or (total and current + token.value >= least):
        return False
    # Units go after tens, tens after hundreds.
    magnitude = 10 if token.value < 10 else 100 if token.value < 100 else THOUSAND  # noqa: PLR2004
    return current % magnitude == 0
