"""Texts with what is not seen: the same findings, in positions of the text as it stands."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.changes import find_quantities
from analysis.figures import extract
from analysis.ledger import ledger
from analysis.milestones import find_milestones
from analysis.model import Document
from analysis.numbers import find_numbers
from analysis.plain import plain, restored
from analysis.scope import read_scope, scope_of
from tests.work import processor_seconds

DIGESTS = sorted((Path(__file__).parents[1] / "seeds" / "digests").glob("*.txt"))
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff"

VARIANTS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"(\w{3})(?=\w{2})", "\\1\u00ad", text),
    "zero-width spaces in numbers": lambda text: re.sub(r"(?<=\d)(?=\d)", "\u200b", text),
    "marks of direction around numbers": lambda text: re.sub(r"(\d+)", "\u200e\\1\u200f", text),
    "an embedding around each line": lambda text: re.sub(r"(.+)", "\u202b\\1\u202c", text),
    "byte order marks at each line": lambda text: "\ufeff" + text.replace("\n", "\n\ufeff"),
    "joiners before words": lambda text: text.replace(" ", " \u200c"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "line ends of Unicode": lambda text: text.replace("\n\n", "\u2029\u2029").replace("\n", "\u2028"),
    "line ends of mainframes": lambda text: text.replace("\n", "\x85"),
    "mixed line ends": lambda text: re.sub("\n", lambda found: "\r" if found.start() % 3 else "\r\n", text),
    "a joiner after each letter": lambda text: re.sub(r"(\w)", "\\1\u2060", text),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_what_is_not_seen_changes_no_finding(path, variant):
    text = path.read_text(encoding="utf-8")
    changed = VARIANTS[variant](text)

    def told(found, text):
        for one in found:
            exact = getattr(one, "quote", None) and one.quote.exact
            assert exact is None or exact == text[one.start : one.end]
            assert getattr(one, "sentence", "") in text
            assert getattr(one, "text", text[one.start : one.end]) == text[one.start : one.end]
        slots = {
            "id",
            "start",
            "end",
            "quote",
            "sentence",
            "mentions",
            "stated_by",
            "sectors",
            "figure",
            "text",
            "subject",
        }
        bare = [{k: getattr(one, k) for k in one.__slots__ if k not in slots} for one in found]
        seen = [text[one.start : one.end] for one in found]
        return bare, [read.text if (read := plain(words)) else words for words in seen]

    for find in (extract, ledger, find_milestones):
        assert told(find(Document(id="a", text=changed)), changed) == told(find(Document(id="a", text=text)), text)
    language = path.stem.rpartition(".")[2]
    numbers = [(n.value, n.iso, n.kind) for n in find_numbers(text, language=language)]
    assert numbers == [(n.value, n.iso, n.kind) for n in find_numbers(changed, language=language)]
    amounts = [(q.value, q.unit, q.change) for q in find_quantities(text, language=language)]
    assert amounts == [(q.value, q.unit, q.change) for q in find_quantities(changed, language=language)]
    published, title = scope_of(text).published, scope_of(text).title
    assert (published, title) == (scope_of(changed).published, scope_of(changed).title)


def test_quote_sentence_and_source_are_those_of_the_text_as_it_stands():
    words = "\ufeffThe min\u00adistry said trade be\u00adtween Laos and Viet\u00adnam reached "
    text = words + "1\u200b.3 bil\u00adlion USD\u00ad in 2021."
    (figure,) = extract(text)
    assert figure.quote.exact == "1\u200b.3 bil\u00adlion USD"
    assert figure.quote.suffix == "\u00ad in 2021."
    assert figure.sentence == text[1:]
    entry = next(entry for entry in ledger(text) if entry.class_ == "figure")
    assert (entry.text, entry.figure) == ("1\u200b.3 bil\u00adlion", figure.id)
    assert (figure.start, figure.end) == (text.index("1\u200b"), text.index("\u00ad in"))


def test_ids_hang_on_the_text_as_it_stands():
    text = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021."
    first, second = extract(text)[0], extract(text.replace("Trade", "Tra\u00adde"))[0]
    third = extract(text.replace("in 2021", "in\u00ad 2021"))[0]
    assert first.id != second.id
    assert first.id == third.id


@pytest.mark.parametrize(
    "text", ["", "Trade of 5 %", "Торговля, Việt Nam, ลาว ประเทศ", "हिन्दी में", "می‌شود", "5\u0301", "\u0301", "q\u0301"]
)
def test_a_text_that_is_plain_is_left_alone(text):
    assert plain(text) is None
    assert restored([], None) == []


def test_body_and_furniture_of_a_scope_are_in_the_text_as_it_stands():
    text = "\u200bHome\n\u200bTrade between Laos and Vietnam reached 5 million USD.\u200b\n\u200bphoto.jpg\u200b"
    scope = scope_of(Document(id="a", text=text, language="en"))
    assert [text[start:end].strip("\n") for start, end, _ in scope.boilerplate][-1] == "photo.jpg"


pieces = st.lists(
    st.sampled_from(
        [
            "5",
            "12",
            " ",
            "a",
            "é",
            "e\u0301",
            "и\u0306",
            "o\u031b\u0323",
            "q\u0301\u0323",
            ".",
            "\n",
            "\r",
            "\r\n",
            "\u2028",
            "ก",
            *UNSEEN,
        ]
    ),
    max_size=30,
).map("".join)


@given(pieces, st.integers(0, 30), st.integers(0, 30))
@example("a\u0301", 0, 1)
@example("\u200b", 0, 0)
def test_stretches_lead_back(text, one, other):
    read = plain(text)
    if read is None:
        assert not set(text) & set(UNSEEN) - {"\u200c", "\u200d"}
        assert "\r" not in text
        return
    start, end = sorted((min(one, len(read.text)), min(other, len(read.text))))
    first, last = read.span(start, end)
    assert 0 <= first <= last <= len(text)
    back = plain(text[first:last])
    stretch = back.text if back else text[first:last]
    # Half of "\r\n" is a line end of its own.
    stretch, expected = (re.sub("\r\n?", "\n", one) for one in (stretch, read.text[start:end]))
    assert unicodedata.normalize("NFD", stretch) == unicodedata.normalize("NFD", expected)


def test_every_digit_stays_in_the_ledger():
    text = "On\u200b 1\u00ad2 M\u200bay 20\u200d21, 5\u20600 % of 1\ufeff000 docu\u00adments, 7\u0301."
    covered = {
        place for entry in ledger(Document(id="a", text=text, language="en")) for place in range(entry.start, entry.end)
    }
    assert {place for place, sign in enumerate(text) if sign.isdigit()} <= covered


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text", ["e" + "\u0301" * 300_000, "\u200b" * 300_000, "e\u0301" * 150_000, "5\u200b" * 150_000]
)
def test_time_grows_with_the_length_alone(text):
    assert processor_seconds(plain, text + text) < 6 * processor_seconds(plain, text) + 0.2


@pytest.mark.no_cover
def test_a_plain_text_costs_one_look():
    text = "Товарооборот Лаоса и Вьетнама достиг 1,3 млрд долларов. " * 20_000
    assert plain(text) is None
    reading = processor_seconds(read_scope, Document(id="a", text=text, language="ru"))
    assert processor_seconds(plain, text) < reading / 4


# --- the language that is declared -------------------------------------------------------------------------------


def test_what_a_page_says_of_its_language_gives_way_to_its_text():
    text = "Товарооборот Лаоса и Вьетнама в 2021 году достиг 1,3 млрд долларов, сообщили в министерстве."
    page = Document(id="a", text=text, language="en", found=("language:html",))
    assert scope_of(page).language == "ru"
    assert scope_of(replace(page, text="5 mill. USD")).language == "en"
    assert scope_of(replace(page, found=())).language == "en"


@pytest.mark.parametrize(("tag", "code"), [("en-GB", "en"), ("no", "nb"), ("nb_NO", "nb"), ("RU", "ru")])
def test_tags_of_a_language(tag, code):
    assert scope_of(Document(id="a", text="5.", language=tag)).language == code
