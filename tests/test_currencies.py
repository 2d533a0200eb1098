"""Currencies: what names them in a language, from CLDR and from the language's file."""

import pytest

from analysis.currencies import coins_at_home, coins_of, currency_symbols, currency_terms, currency_words, shared_coins
from analysis.definitions import currency_codes, definitions, using
from analysis.lexicon import Lexicon

LANGUAGES = definitions().languages


def codes_in(text, language):
    """The codes that the language's terms find in a text, in order."""
    lexicon = Lexicon(currency_terms(definitions().language(language)))
    return [code for hit in lexicon.scan(text) for code in sorted(hit.senses)]


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("USD", "en", "paid in US dollars"),
        ("NOK", "en", "1 Norwegian krone"),
        ("NOK", "en", "Norwegian kroner"),
        ("JPY", "en", "40 billion yen"),
        ("VND", "en", "900 billion Vietnamese dong"),
        ("KES", "en", "Kenyan shillings"),
        ("RUB", "ru", "сто рублей"),
        ("RUB", "ru", "рублями"),
        ("USD", "ru", "5 долларов США"),
        ("USD", "ru", "долл."),
        ("NOK", "ru", "норвежских крон"),
        ("CNY", "ru", "китайских юаней"),
        ("NOK", "nb", "tre norske kroner"),
        ("NOK", "nb", "kroner"),
        ("SEK", "nb", "svenske kroner"),
        ("EUR", "nb", "euro"),
        ("THB", "nb", "THB"),
        ("EUR", "fr", "cinq euros"),
        ("USD", "fr", "dollars des États-Unis"),
        ("XOF", "fr", "francs CFA"),
        ("MAD", "fr", "dirhams"),
        ("USD", "es", "dólares estadounidenses"),
        ("MXN", "es", "pesos mexicanos"),
        ("CNY", "es", "yuanes"),
        ("USD", "de", "US-Dollar"),
        ("DKK", "da", "fem kroner"),
        ("NOK", "da", "norske kroner"),
        ("SEK", "sv", "kronor"),
        ("DKK", "sv", "danska kronor"),
        ("CHF", "de", "Schweizer Franken"),
        ("EUR", "de", "Euro"),
        ("SEK", "de", "schwedischen Kronen"),
    ],
)
def test_names_and_plurals_and_cases_lead_to_a_code(expected, language, text):
    assert [expected] == codes_in(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Codes need their capitals: "all", "top" and "try" are words, ALL, TOP and TRY currencies.
        ("en", "all of them try the top"),
        ("en", "The state of Norway"),
        ("ru", "он рубит лес"),
        ("nb", "alle prøver"),
    ],
)
def test_what_is_no_currency_leads_to_none(language, text):
    assert codes_in(text, language) == []


def test_codes_are_those_of_iso_4217():
    assert {"USD", "LAK", "VND", "KHR", "NOK", "RUB", "XDR"} <= set(currency_codes())
    assert all(len(code) == 3 and code.isupper() for code in currency_codes())
    assert list(currency_codes()) == sorted(set(currency_codes()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_a_term_of_every_language(language):
    terms = set(currency_terms(definitions().language(language)))
    assert {(code, code) for code in currency_codes()} <= terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_carries_the_years_of_a_currency_that_is_past(language):
    assert not [term for term, _ in currency_terms(definitions().language(language)) if "(" in term]


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_lead_to_codes_that_there_are(language):
    assert {code for _, code in currency_terms(definitions().language(language))} <= set(currency_codes())


@pytest.mark.parametrize(
    ("expected", "language", "sign"),
    [
        ("USD", "en", "$"),
        ("USD", "ru", "$"),
        ("USD", "nb", "$"),
        ("USD", "fr", "$"),
        ("USD", "es", "US$"),
        ("USD", "en", "US$"),
        ("EUR", "nb", "€"),
        ("GBP", "ru", "£"),
        ("HKD", "en", "HK$"),
        ("RUB", "ru", "₽"),
        ("NOK", "nb", "kr"),
        ("VND", "en", "₫"),
    ],
)
def test_signs_lead_to_a_code(expected, language, sign):
    assert expected == currency_symbols(definitions().language(language))[sign]


def test_the_word_of_the_language_file_wins_over_that_of_cldr(tmp_path):
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en.toml").write_text('[currency]\nCAD = ["$", "US dollar"]', encoding="utf-8")
    before = definitions().language("en")
    with using(tmp_path) as known:
        language = known.language("en")
        assert currency_symbols(language)["$"] == "CAD"
        assert ("US dollar", "CAD") in currency_terms(language)
    assert currency_symbols(before)["$"] == "USD"


def test_words_are_in_lower_case_and_without_wildcards():
    words = currency_words(definitions().language("ru"))
    assert {"usd", "доллар", "$", "руб"} <= words
    assert not [word for word in words if "*" in word or word != word.lower()]


def test_a_noun_that_two_economies_share_is_told_for_each_of_them():
    french = definitions().language("fr")
    shared = shared_coins(french, ("LY", "TN"))
    assert shared["dinars"] == {"LY": "LYD", "TN": "TND"}
    assert shared["MD"] == shared["dinars"]
    assert "dinars" not in shared_coins(french, ("FR", "TN"))
    assert coins_of(french, ("FR", "TN"))["dinars"] == "TND"


def test_a_noun_whose_usual_currency_the_language_tells_is_not_shared():
    assert "dirhams" not in shared_coins(definitions().language("fr"), ("AE", "MA"))


@pytest.mark.parametrize(
    ("expected", "parties"),
    [("CAD", ("CA", "HT")), (None, ("CA", "US")), (None, ("HT", "US")), (None, ("AU", "VN"))],
    ids=["of a home", "not beside whose it mostly is", "no home", "no home of the language"],
)
def test_a_widespread_noun_means_the_coin_of_a_home_of_the_language(expected, parties):
    coins = coins_at_home(definitions().language("fr"), parties)
    assert [expected, expected] == [coins.get("dollars"), coins.get("$")]
