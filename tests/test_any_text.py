"""What holds for any text: positions, order, one entry a digit, no error; and work that grows with the text alone."""

from dataclasses import replace
from functools import cache
from itertools import cycle

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.areas import area_terms
from analysis.checks import check
from analysis.copies import find_copies
from analysis.definitions import HERE, definitions, read_toml
from analysis.figures import extract
from analysis.figures.timing import event_day
from analysis.languages import identify
from analysis.ledger import ledger
from analysis.lexicon import lowered
from analysis.milestones import find_milestones
from analysis.model import Document
from analysis.scope import UnknownLanguageError, read_scope
from tests.properties import (
    LINE_END,
    figures_hold,
    ledger_holds,
    milestones_hold,
    numbers_hold,
    quantities_hold,
    told,
)
from tests.work import lines_run

pytestmark = pytest.mark.no_cover  # other tests cover the lines; these read long texts, and some count lines themselves

LANGUAGES = definitions().languages

many = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
some = settings(many, max_examples=many.max_examples // 2)  # what reads several texts for one example

# --- texts ------------------------------------------------------------------------------------------------------

# What the rules look at: numbers of every kind, dates, marks, and letters that change their length in lower case.
NUMBERS = ("0", "00", "5", "12", "1,5", "1.3", "5000", "9999", "1e9", "1.000.000.000", "1/2", "5/7", "60th", "5.", "№")
DATES = ("2021", "1999/2000", "2020-21", "2021-08", "2024-02-29", "2023-02-29", "29 February", "31 April", "29 февраля")
TIMES = ("10:00", "202010:00", "May", "мая", "mai", "29. februar", "100-летие", "50-årsjubileet", "60 years")
MARKS = (
    "$5",
    "US$",
    "%",
    "+",
    "--",
    "-",
    "\u2013",
    "/",
    "(",
    ")",
    "[",
    ",",
    ";",
    ":",
    ".",
    "...",
    "!",
    "?",
    "\u00ab",
    "\u00bb",
)
SPACES = (
    "\u00a0",
    "\u202f",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    "\x85",
    "\x00",
    "\u200b",
    "\ufeff",
    "\u202e",
    "'",
    '"',
    "\u2019",
)
SIGNS = ("\u0665\u0662", "\u00b2", "\u00bd", "\u216b", "\u0130", "\u1e9e", "\u00df", "\u0301", "\U0001f44d", "\ud800")
CODES = ("#", "@", "www.", "http://a.b/5", "a5b", "5a", "T-34", "photo5.jpg")
PIECES = (*NUMBERS, *DATES, *TIMES, *MARKS, *SPACES, *SIGNS, *CODES)


@cache
def words(language):
    """Every term that the language file has, numbers and names of areas, as they could stand in a text."""
    definition = definitions().language(language)
    terms = [term for table in definition.tables.values() for listed in table.values() for term in listed]
    terms += [word for table in definition.numbers.values() for word in table]
    terms += [term for term, _ in area_terms(definition)]
    return sorted({term.replace("*", "") for term in terms})


def texts(language):
    """Arbitrary texts, and texts made of what the rules of the language look at."""
    piece = st.one_of(
        st.sampled_from(words(language)),
        st.sampled_from(PIECES),
        st.sampled_from(PIECES),
        st.integers(0, 10**12).map(str),
        st.dates().map(str),
        st.text(st.characters(), max_size=6),
    )
    joined = st.lists(st.tuples(piece, st.sampled_from([" ", " ", " ", ""])), max_size=40).map(
        lambda pairs: "".join(part for pair in pairs for part in pair)
    )
    # Sentences that say something, whole or cut, with a piece between them now and then.
    sentence = st.tuples(st.sampled_from(sentences(language)), st.integers(0, 300), st.booleans()).map(
        lambda drawn: drawn[0] if drawn[2] else drawn[0][drawn[1] :]
    )
    mixed = st.lists(st.one_of(sentence, sentence, piece), max_size=5).flatmap(
        lambda parts: st.sampled_from(["\n", " ", "\n\n", ""]).map(lambda between: between.join(parts))
    )
    return st.one_of(joined, st.text(st.characters(), max_size=80), mixed)


@cache
def sentences(language):
    """The texts of the language's examples."""
    return [example["text"] for example in read_toml(HERE / "languages" / f"{language}.examples.toml")["examples"]]


for_every_language = pytest.mark.parametrize("language", LANGUAGES)
# Not "\r" before "\n": they would be one.
line_ends = st.just(["\r"]) | st.lists(st.sampled_from(["\n", "\r\n", "\x85", "\u2028"]), min_size=1, max_size=4)
dates = st.sampled_from([None, "2024-02-29", "2023-03-01", "2023-05", "2023", "1000", "2999-12-31"])


# --- what holds -------------------------------------------------------------------------------------------------


@many
@given(st.text(st.characters(), max_size=200))
@example("\u0130\u0130")
def test_lower_case_has_the_same_positions(text):
    low = lowered(text)
    assert len(low) == len(text)
    assert low == lowered(low)


@for_every_language
def test_numbers_are_ordered_and_apart_and_inside(language):
    many(given(texts(language))(lambda text: numbers_hold(text, language)))()


@for_every_language
def test_quantities_are_ordered_and_hold_their_number(language):
    many(given(texts(language))(lambda text: quantities_hold(text, language)))()


@for_every_language
def test_figures_quote_the_text_and_every_digit_has_one_entry(language):
    @many
    @given(texts(language), dates)
    def check(text, published):
        document = Document(id="any", text=text, published=published)
        figures_hold(document, language)
        ledger_holds(document, language)

    check()


@for_every_language
def test_milestones_lie_in_the_text_and_imply_what_they_say(language):
    @many
    @given(texts(language), dates)
    def check(text, published):
        milestones_hold(Document(id="any", text=text, published=published), language)

    check()


@for_every_language
def test_line_ends_change_nothing(language):
    @some
    @given(
        texts(language),
        dates,
        line_ends,
    )
    def check(text, published, ends):
        ends = cycle(ends)
        first = Document(id="any", text=LINE_END.sub("\n", text), published=published)
        other = replace(first, text=LINE_END.sub(lambda _: next(ends), text))
        assert told(first, language) == told(other, language)

    check()


def test_a_line_of_windows_ends_where_one_of_unix_does():
    text = "In all 12\nApples of Laos went to Vietnam,\n5\nmillion USD of trade in 2021."
    first = Document(id="any", text=text)
    assert told(first, "en") == told(replace(first, text=text.replace("\n", "\r\n")), "en")


@for_every_language
def test_documents_in_another_order_say_the_same(language):
    @some
    @given(st.lists(st.tuples(texts(language), dates), min_size=2, max_size=4), st.randoms(use_true_random=False))
    def check(written, dice):
        documents = [
            Document(id=f"{number}.txt", text=text, published=published)
            for number, (text, published) in enumerate(written)
        ]
        others = [*documents]
        dice.shuffle(others)
        assert said(documents, language) == said(others, language)

    check()


def said(documents, language):
    """What the documents say, each and together, whatever their order."""
    figures = {document.id: extract(document, language=language) for document in documents}
    milestones = {document.id: find_milestones(document, language=language) for document in documents}
    findings = check(
        [figure for found in figures.values() for figure in found],
        [milestone for found in milestones.values() for milestone in found],
        published={document.id: document.published for document in documents if document.published},
        copied=find_copies(documents),
    )
    return figures, milestones, findings


@many
@given(st.deferred(lambda: st.one_of(*map(texts, LANGUAGES))))
def test_without_a_language_a_text_is_read_or_refused(text):
    assert identify(text) in {None, *LANGUAGES}
    for read in (extract, ledger, find_milestones):
        try:
            read(text)
        except UnknownLanguageError:
            assert identify(text) is None


# --- hostile texts ----------------------------------------------------------------------------------------------

HOSTILE = {
    "a line of prose without a full stop": (
        "the two sides met and spoke of the road, the farms and the port and ",
        300,
    ),
    "a line of figures without a full stop": ("trade of Laos and Norway rose to 5 million dollars in 2021 and ", 30),
    "digits in a row": ("7", 1000),
    "letters in a row": ("a", 1000),
    "capitals that change their length": ("\u0130", 300),
    "opening brackets": ("(", 1000),
    "closing brackets": (")]", 1000),
    "brackets and digits": ("[1(", 10),
    "nothing but NUL": ("\x00", 1000),
    "digits and NUL": ("5\x00", 10),
    "lone surrogates": ("\ud800", 1000),
    "digits and lone surrogates": ("5 \ud800 ", 10),
    "overrides of direction": ("\u202e5 million\u202d ", 30),
    "full stops": (".", 1000),
    "full stops and quotes": (".\u201d'", 300),
    "white space": (" \u00a0", 1000),
    "lines": ("\n", 300),
    "dashes": ("1-", 100),
    "group marks": ("1,", 100),
    "decimal points": ("1.", 100),
    "colons": ("1:", 100),
    "slashes": ("1/", 100),
    "digits apart": ("7 ", 10),
    "digits in lines": ("5\r\n", 10),
    "groups of digits": ("123 ", 100),
    "scales": ("million ", 100),
    "hundreds": ("hundred ", 50),
    "number words": ("one hundred and ", 50),
    "amounts in words": ("five million two hundred ", 50),
    "years": ("2021 ", 10),
    "dates": ("5 May 2021 ", 50),
    "months": ("May ", 100),
    "parts of years": ("the first nine months of ", 50),
    "percents": ("5% up ", 5),
    "anniversaries": ("the 60th anniversary of diplomatic relations ", 100),
    "economies": ("Laos ", 100),
    "signings": ("Laos and Norway signed 5 agreements in trade, ", 50),
    "one figure a line": ("Laos and Norway signed 5 agreements in 2021.\n", 50),
    "a menu": ("\u2022 5\n", 50),
    "addresses": ("http://a.b/1/", 100),
    "hyphens": ("a-", 300),
    "raised digits": ("\u00b2", 300),
    "digits of another script": ("\u0665 ", 10),
    "accents": ("\u0301", 300),
}
"""Name -> (what is repeated, size in thousands of characters)."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(name):
    unit, thousands = HOSTILE[name]
    text = unit * (thousands * 1000 // len(unit))
    entries = ledger(text, language="en")
    find_milestones(text, language="en")
    assert sum(len(entry.text) for entry in entries) >= sum(character.isdigit() for character in text)


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_twice_the_work(name):
    unit, _ = HOSTILE[name]
    texts = [unit * (size // len(unit)) for size in (3000, 6000)]

    def read(text):
        ledger(text, language="en")
        find_milestones(text, language="en")

    read(texts[0])
    once, twice = (lines_run(read, text) for text in texts)
    # A little more for the sentences that are cut at another place.
    assert twice <= 2.3 * once + 5000, (once, twice)


@pytest.mark.parametrize("value", [None, 5], ids=["other values", "one value in other years"])
def test_a_text_that_says_more_and_more_is_read_in_proportion(value):
    """As above, for a text whose figures are all others: nothing is compared with everything before it."""
    lines = [f"Exports of Laos to Norway were {value or n} million dollars in {1800 + n}." for n in range(200)]
    texts = ["\n".join(lines[:count]) for count in (50, 100, 200)]
    for text in texts:
        ledger(text, language="en")
    small, middle, large = (lines_run(ledger, text, language="en") for text in texts)
    assert len(extract(texts[-1], language="en")) > 150
    assert large - middle <= 2.4 * (middle - small)


@pytest.mark.parametrize(
    ("opening", "line"),
    [
        ("Trade between Laos and Vietnam reached 5 million USD in 2021.", "The shop sold {n} apples for 3{n} dollars."),
        ("Laos and Vietnam trade with each other.", "In {n}, their trade came to {n} dollars in total, up by 5 %."),
        ("Laos exported goods for 5 million USD to Vietnam in 2021.", "It met {n} people. They grew by 5 %."),
    ],
    ids=["no direction before", "totals of both ways", "growths alone"],
)
def test_the_way_of_a_figure_is_found_without_a_look_at_all_before_it(opening, line):
    texts = [
        "\n\n".join([opening, *(line.format(n=1100 + n) for n in range(count))]) + "\n" for count in (200, 400, 800)
    ]
    extract(texts[0], language="en")
    small, middle, large = (lines_run(extract, text, within="/figures/", language="en") for text in texts)
    assert large - middle <= 2.2 * (middle - small)


def test_the_day_of_an_act_is_found_without_reading_every_number_before_it():
    reading = read_scope("They met on 5 May 2021. " + "In 2020 they signed 14 pacts. " * 2000, language="en")
    last = reading.sentences.around(reading.numbers[-1].start)
    assert len(reading.days) == 1
    assert event_day(last, reading).iso == "2021-05-05"
    assert lines_run(event_day, last, reading) < 100


@pytest.mark.parametrize("step", [0, 1e4], ids=["the same value", "values within rounding"])
def test_a_fact_told_by_twice_the_documents_is_twice_the_work(step):
    (told,) = extract("Trade between Laos and Vietnam reached 1.3 billion USD in 2021.", language="en")
    figures = [replace(told, id=str(n), document=str(n), value=told.value + n * step) for n in range(200)]
    check(figures)
    once, twice = (lines_run(check, figures[:count]) for count in (100, 200))
    assert check(figures)[0].verdict == "agree"
    assert twice <= 2.3 * once


def test_what_is_counted_is_work():
    numbers = list(range(100))
    linear, square = (lambda: [n for n in numbers], lambda: [n for n in numbers for _ in numbers])  # noqa: C416
    assert lines_run(linear) < lines_run(square)


def test_a_reading_of_a_long_line_finds_the_sentences_it_was_cut_into():
    text = "the two sides met and spoke of 5 farms and " * 1000
    reading = read_scope(text, language="en")
    assert len(reading.sentences) > 20
    assert len(reading.numbers) == 2000
