"""Scope: what holds for a whole document, told from its text and from what it declares."""

import pytest

from analysis.definitions import DefinitionError, using
from analysis.model import Document
from analysis.scope import Reading, UnknownLanguageError, read_scope, scope_of
from analysis.scope.furniture import lines_of

LEAD = (
    "The presidents of Ghana and Togo met in the capital and spoke of the road between the two countries, which is "
    "to be widened, and of the trade that goes over it; they also visited a school and a farm, and were shown the port."
)
WORDS = {
    "en": "The ministers of Ghana and Togo spoke of the road and of the trade that goes over it.",
    "ru": "Министры Грузии и Армении говорили о дороге и о том, как по ней идёт торговля, и это было в Баку.",
    "nb": "Ministrene fra Island og Chile snakket om veien og om handelen som går over den, og det var bra.",
}


def page(*lines):
    return "\n".join(lines)


# --- language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", WORDS)
def test_language_is_told_from_the_text(language):
    assert scope_of(WORDS[language]).language == language


@pytest.mark.parametrize(
    ("expected", "declared", "given"),
    [("ru", "ru", None), ("nb", "ru", "nb"), ("en", None, None), ("en", "en-GB", None), ("nb", None, "nb-NO")],
)
def test_language_given_goes_before_declared_before_told(expected, declared, given):
    document = Document(id="a.txt", text=WORDS["en"], language=declared)
    assert expected == scope_of(document, language=given).language


@pytest.mark.parametrize(
    ("text", "declared", "given"),
    [
        ("I ministri hanno parlato della strada.", None, None),
        (WORDS["en"], "it", None),
        (WORDS["en"], None, "xx"),
        ("", None, None),
    ],
)
def test_a_language_that_is_not_defined_is_refused_with_those_that_are(text, declared, given):
    with pytest.raises(UnknownLanguageError, match=r"a\.txt") as error:
        scope_of(Document(id="a.txt", text=text, language=declared), language=given)
    assert {"en", "nb", "ru"} <= set(error.value.known)
    assert "--language" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_language_file_that_is_broken_is_not_an_unknown_language(tmp_path):
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en.toml").write_text("[nonsense]", encoding="utf-8")
    with using(tmp_path), pytest.raises(DefinitionError, match="nonsense"):
        scope_of("5", language="en")


# --- date of publication ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("2021-05-05", "Accra, 5 May 2021: Ghana and Togo met."),
        ("2021-05-05", "ACCRA, May 5, 2021 (GNA) - Ghana and Togo met."),
        ("2021-05-05", page("Ghana and Togo meet again", "5 May 2021", "", LEAD)),
        ("2021-05-05", page("Ghana and Togo meet again", "Published: 5 May 2021 10:00", "", LEAD)),
        ("2021-05-05", page("Ghana and Togo meet again", "Wednesday, May 5, 2021 | 10:00", "", LEAD)),
        ("2021-05-05", page("2021-05-05", "Ghana and Togo meet again", LEAD)),
        ("2021-05-05", page("Ghana and Togo meet again", "", LEAD, "", "Accra, 5 May 2021")),
        # Dates of other things.
        (None, "Ghana and Togo signed the treaty on 5 May 2021 in the old town hall."),
        (None, page("Ghana and Togo meet again", "", LEAD, "The treaty (5 May 2021) was signed long before that day.")),
        (None, page("Ghana and Togo meet again in 2021", "", LEAD)),
        (None, LEAD),
    ],
)
def test_date_of_a_dateline(expected, text):
    scope = scope_of(text, language="en")
    assert expected == scope.published
    assert scope.published_from == ("dateline" if expected else None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "ТБИЛИСИ, 5 мая 2021. Грузия и Армения подписали соглашение."),
        ("nb", "Oslo, 5. mai 2021: Island og Chile møttes."),
        ("ru", "ТБИЛИСИ, 5 мая 2021 года. Экспорт Грузии в Армению вырос."),
        ("ru", "МИНСК, 5 мая 2021 г. - Экспорт Белоруссии в Оман вырос."),
        ("ru", "АЛМАТЫ. 5 мая 2021 года. Экспорт Казахстана в Непал вырос."),
        ("zh", "中通社基加利2021年5月5日电 卢旺达与智利签署了六项协议。"),
    ],
)
def test_datelines_in_other_languages(language, text):
    assert scope_of(text, language=language).published == "2021-05-05"


def test_date_given_goes_before_declared_before_dateline():
    text = "Accra, 5 May 2021: Ghana and Togo met."
    declared = Document(id="a", text=text, published="2022-01-01")
    assert scope_of(text, language="en").published == "2021-05-05"
    scope = scope_of(declared, language="en")
    assert (scope.published, scope.published_from) == ("2022-01-01", "declared")
    assert scope_of(declared, language="en", published="2023-02").published == "2023-02"


@pytest.mark.parametrize(
    "published", ["yesterday", "5 May 2021", "2021-13-01", "2021-02-30", "21-05-05", "0001-01-01", "2021-05-05T10:00"]
)
def test_what_is_no_date_of_publication_is_refused(published):
    with pytest.raises(ValueError, match="no date of publication") as error:
        scope_of(Document(id="a.txt", text=LEAD), language="en", published=published)
    assert "a.txt" in str(error.value)
    assert published in str(error.value)
    with pytest.raises(ValueError, match=r"a\.txt"):
        scope_of(Document(id="a.txt", text=LEAD, published=published), language="en")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("2021-05-05", "dateline"), "Accra, 5 May 2021: Ghana and Togo met."),
        # A month alone is no date of publication, but tells when "last year" was.
        (("2021-05", "dateline"), page("May 2021", "Ghana and Togo meet again", "", LEAD)),
        # Else the latest year that the text speaks of as past ...
        (("2021", "text"), "Ghana and Togo met in 2019, and again in 2021."),
        # ... rather than one that lies ahead.
        (("2019", "text"), "Ghana and Togo met in 2019, and aim to open the road by 2030."),
        # A year that a growth is counted from is over by a year; last year is none but the one after it.
        (("2015", "text"), "Ghana's exports to Togo rose 5 % compared with 2014."),
        (("2016", "text"), "Ghana exported 4 million to Togo last year, up 16 % compared with 2014."),
        (("2016", "text"), "Ghana sold Togo 4 million the previous year, up 16 % compared with 2014."),
        (("2014", "text"), "Ghana exported 4 million to Togo in 2014, up 16 % compared with last year."),
        # "This year", set against the latest year named, is another one.
        (("2024", "text"), "Ghana sold Togo 3 million in 2022, 4 million in 2023 and has sold 7 million this year."),
        (("2023", "text"), "This year Ghana sold Togo 4 million; trade reached 7 million in 2023."),
        ((None, None), "Ghana and Togo met."),
    ],
)
def test_the_date_that_last_year_counts_from(expected, text):
    scope = scope_of(text, language="en")
    assert expected == (scope.reference, scope.reference_from)


# --- body and boilerplate ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["photo_2021.jpg"], page("photo_2021.jpg", LEAD)),
        (["• Home 5"], page("• Home 5", LEAD)),
        (["[video width=640 height=480 /]"], page(LEAD, "[video width=640 height=480 /]")),
        (["Advertisement"], page(LEAD, "Advertisement", "Ghana sold 5 tonnes of cocoa to Togo.", LEAD)),
        (["Related news\n5 million for Togo"], page(LEAD, "Related news", "5 million for Togo")),
        (["Comments (0)\nNo. 5"], page(LEAD, "Comments (0)", "No. 5")),
        # Near misses: a heading before the article, a sentence that begins like one, a list of the article.
        ([], page("Related news", LEAD)),
        (
            [],
            page(
                LEAD, "Comments by the ministers followed, and they spoke of 5 million for the road to the north of it."
            ),
        ),
        ([], page(LEAD, "• Ghana gives Togo 5 million for a road in the north.")),
        ([], LEAD),
    ],
)
def test_what_is_no_part_of_the_article(expected, text):
    scope = scope_of(text, language="en")
    assert expected == [text[start:end].strip() for start, end, _ in scope.boilerplate]
    assert all(what for _, _, what in scope.boilerplate)


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        page("photo_5.jpg", LEAD, "Advertisement", LEAD, "Comments (0)", "5"),
        "",
        "photo_5.jpg\n",
        page("a", LEAD, ""),
    ],
)
def test_body_and_boilerplate_make_up_the_text(text):
    scope = scope_of(text, language="en")
    spans = sorted([*scope.body, *((start, end) for start, end, _ in scope.boilerplate)])
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize("length", [0, 1, 99, 1 << 16, 1 << 17])
def test_lines_of_a_text_of_any_length(length):
    # A long text is parted piece by piece: no line is cut where a piece ends, nor "\r\n" taken for two.
    written = ("A line.\r\nAnother\u2028and\none\r" * (length // 20 + 1))[:length]
    assert [line.text for line in lines_of(written)] == written.splitlines(keepends=True)


def test_a_reading_tells_where_a_position_lies():
    text = page("photo_5.jpg", LEAD, "Comments (0)", "5")
    reading = read_scope(text, language="en")
    assert isinstance(reading, Reading)
    assert [reading.in_body(text.index(word)) for word in ("photo", "presidents", "Comments")] == [False, True, False]
    assert [reading.furniture_at(text.index(word)) for word in ("photo", "presidents")] == ["file name", None]
    assert not reading.in_body(len(text) - 1)


# --- title, publisher, parties ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("Ghana and Togo agreed on a bridge.", "ACCRA, 1 March 2022 – Ghana and Togo agreed on a bridge."),
        ("Ghana and Togo agree on a bridge", "Accra, 1 March 2022 (GNA): Ghana and Togo agree on a bridge"),
        ("Since 1 March 2022, Ghana and Togo share a bridge", "Since 1 March 2022, Ghana and Togo share a bridge"),
        ("What holds from 1 March 2022: a list", "What holds from 1 March 2022: a list"),
        (
            "Ghana, Togo and, from 1 March 2022 - new rules for all",
            "Ghana, Togo and, from 1 March 2022 - new rules for all",
        ),
    ],
)
def test_a_title_is_without_the_dateline_before_it(expected, line):
    assert scope_of(line, language="en").title == expected


@pytest.mark.parametrize(
    ("expected", "language", "line"),
    [
        ("2022-05-05", "fr", "PARIS, le 5 mai 2022 – La France et le Togo ont signé six accords."),
        ("2022-05-05", "fr", "Paris, le 5 mai 2022 (AFP) - La France et le Togo ont signé six accords."),
        ("2022-05-05", "es", "Ciudad de México, a 5 de mayo de 2022 – México y Cuba firmaron seis acuerdos."),
        ("2022-05-05", "de", "Berlin, den 5. Mai 2022 – Deutschland und Togo haben sechs Abkommen unterzeichnet."),
        (None, "fr", "En France, le 5 mai 2022 – jour de pluie –, six accords ont été signés avec le Togo."),
        (None, "fr", "Hier, le 5 mai 2022 – jour de pluie –, six accords ont été signés avec le Togo."),
        (None, "fr", "La France a signé, le 5 mai 2022 – jour de pluie –, six accords avec le Togo."),
    ],
)
def test_an_article_before_the_day_of_a_dateline(expected, language, line):
    assert scope_of(line, language=language).published == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ghana and Togo signed six accords in 2021. Trade between the two has grown since."),
        ("zh", "加纳和多哥签署了六项协议。两国贸易额增长了。"),
    ],
)
def test_a_report_of_one_paragraph_has_no_title(language, text):
    assert scope_of(text, language=language).title is None


def test_last_year_counts_from_the_day_on_which_an_aim_is_told():
    text = "Ghana and Togo aim at trade of $5 million by 2030, officials said on 18 November 2024. In 2021 it was 2."
    assert scope_of(text, language="en").reference == "2024"


def test_title_and_publisher_are_declared_or_read():
    text = page("news.example.com", "Ghana and Togo meet again", "5 May 2021", "", LEAD)
    scope = scope_of(text, language="en")
    assert (scope.title, scope.publisher) == ("Ghana and Togo meet again", "news.example.com")
    declared = scope_of(Document(id="a", text=text, title="Another", publisher="The Paper"), language="en")
    assert (declared.title, declared.publisher) == ("Another", "The Paper")
    bare = scope_of(LEAD, language="en")
    assert (bare.title, bare.publisher) == (None, None)


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (("GH", "TG"), "en", "Togo and Ghana met."),
        (("GH", "TG"), "en", page("Ghana and Togo meet", LEAD, "Chile was named once.")),
        (("GH",), "en", "The president of Ghana spoke."),
        ((), "en", "The president spoke."),
        # Groups, and names that may be of several, are no economies.
        (("GH",), "en", "Ghana is a member of the African Union, and spoke with ASEAN of the Congo."),
        (("AM", "GE"), "ru", "Переговоры Тбилиси и Еревана прошли успешно, их ждали грузинские фермеры."),
        (("CL", "IS"), "nb", "Islands og Chiles ministre møttes."),
    ],
)
def test_the_pair_that_a_text_is_about(expected, language, text):
    assert expected == scope_of(text, language=language).parties


def test_a_string_is_a_document_too():
    assert scope_of(WORDS["en"]) == scope_of(Document(id="text", text=WORDS["en"]))
