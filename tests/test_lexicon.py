"""The lexicon: which stretches of a text a term finds, which it leaves alone, and what a stretch may mean."""

import sys

import pytest

from analysis.lexicon import Hit, Lexicon, lowered


def found(terms, text, **options):
    """The stretches found, as written."""
    pairs = [(term, "sense") for term in terms]
    return [text[hit.start : hit.end] for hit in Lexicon(pairs, **options).scan(text)]


# --- lower case -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("trade", "TRADE"),
        ("товарооборот", "Товарооборот"),
        ("ærlig øl å", "Ærlig ØL Å"),
        # One letter that becomes two in lower case stays one, so that positions hold.
        ("\u0130stanbul", "\u0130STANBUL"),
        ("a\u0130b\u0130", "A\u0130B\u0130"),
        ("", ""),
    ],
)
def test_lower_case_keeps_every_position(expected, text):
    assert expected == lowered(text)
    assert len(text) == len(lowered(text))


def test_lower_case_keeps_the_length_of_every_character():
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(lowered(characters)) == len(characters)
    assert lowered("AB") == "ab"


# --- what a term finds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "terms", "text"),
    [
        # Case does not matter ...
        (["Trade", "TRADE", "trade"], ["trade"], "Trade, TRADE and trade"),
        # ... unless the term starts with a capital: May is a month, may is not.
        (["May", "MAY"], ["May"], "In May it may rain, MAY it not"),
        # A term all in capitals is found as it stands only.
        (["US"], ["US"], "The US told us: Us too"),
        # Whole words only.
        (["aid"], ["aid"], "aid, said, aide, raid"),
        (["помощь"], ["помощь"], "помощь беспомощь помощью"),
        # `*` at the end: any further letters, none too; no digits.
        (["export", "Exports", "exporters"], ["export*"], "export, Exports, exporters, reexport"),
        (["торговля", "Торговлей", "торговых"], ["торгов*"], "торговля; Торговлей, торговых, расторговал"),
        # `*` at the beginning: compounds.
        (
            ["handelsavtale", "frihandelsavtale"],
            ["*handelsavtale", "handelsavtale"],
            "en handelsavtale og en frihandelsavtale",
        ),
        # A space is any white space, a hyphen or a hyphen that does not break.
        (
            ["up to", "up\u00a0to", "up-to", "up\u2011to", "up\nto"],
            ["up to"],
            "up to; up\u00a0to; up-to; up\u2011to; up\nto; up. to; up, to",
        ),
        # An apostrophe is any of those that are printed.
        (["People's Army", "People\u2019s Army"], ["People's Army"], "People's Army, People\u2019s Army, Peoples Army"),
        # A term that ends in a mark: anything may follow.
        (["US$", "US$"], ["US$"], "US$5 and US$ 6"),
        (["Sino-"], ["Sino-"], "Sino-Lao, sino-lao"),
        (["no."], ["no."], "no. 5 and no 5"),
        # The longest of several.
        (["trade turnover", "trade"], ["trade", "trade turnover"], "trade turnover and trade"),
        (["per cent", "percent"], ["per", "per cent", "percent"], "per cent percent"),
        ([], [], "nothing to look for"),
        ([], ["trade"], ""),
    ],
)
def test_terms_are_found(expected, terms, text):
    assert expected == found(terms, text)


def test_hits_come_in_order_and_do_not_overlap():
    hits = list(Lexicon([("a b", "x"), ("b c", "y"), ("c", "z")]).scan("a b c b c"))
    assert hits == [
        Hit(0, 3, frozenset({"x"})),
        Hit(4, 5, frozenset({"z"})),
        Hit(6, 9, frozenset({"y"})),
    ]


def test_scan_of_a_stretch_finds_only_what_lies_in_it():
    lexicon = Lexicon([("aid", "metric.aid")])
    text = "aid aid aid"
    assert [(hit.start, hit.end) for hit in lexicon.scan(text, 4, 8)] == [(4, 7)]
    assert [(hit.start, hit.end) for hit in lexicon.scan(text, 3, 7, low=lowered(text))] == [(4, 7)]


# --- senses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "surface"),
    [
        ({"month.5"}, "May"),
        ({"status.future"}, "may"),
        ({"area.US"}, "US"),
        (set(), "Us"),
        # What stands for two things has both senses.
        ({"act.give", "metric.aid"}, "grant"),
        # A word itself goes before a stem, and of two stems the longer, within one table.
        ({"unit.person"}, "exporters"),
        ({"unit.goods"}, "exports"),
        (set(), "nothing"),
    ],
)
def test_senses_of_a_surface(expected, surface):
    lexicon = Lexicon(
        [
            ("May", "month.5"),
            ("may", "status.future"),
            ("US", "area.US"),
            ("grant", "act.give"),
            ("grant", "metric.aid"),
            ("export*", "unit.goods"),
            ("exporter*", "unit.person"),
        ]
    )
    assert expected == lexicon.senses(surface)


def test_every_sense_is_kept_when_asked_for():
    terms = [("export*", "unit.goods"), ("exporter*", "unit.person")]
    assert Lexicon(terms, every=True).senses("exporters") == {"unit.goods", "unit.person"}


def test_surfaces_of_a_sense_are_its_terms_without_wildcards():
    lexicon = Lexicon([("to", "range.to"), ("up to", "range.to"), ("till*", "range.to"), ("from", "range.from")])
    assert lexicon.surfaces("range.to") == {"to", "up to"}
    assert lexicon.surfaces("range.and") == set()
