"""Sentences: where they end, which one holds a position, and what is known of the words in it."""

import pytest

from analysis.definitions import definitions
from analysis.sentences import Sentences, lexicon_of


def sentences_of(text, language="en"):
    return Sentences(text, definitions().language(language))


def split(text, language="en"):
    """The sentences of a text, as written, blanks left out."""
    sentences = sentences_of(text, language)
    found, position = [], 0
    while position < len(text):
        sentence = sentences.around(position)
        found += [sentence.exact()] if sentence.exact() else []
        position = sentence.end
    return found


# --- where sentences end ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "space", "text"),
    [
        ("en", " ", "Ghana sold cocoa.|Togo bought it."),
        ("en", " ", "Did Ghana sell cocoa?|It did!|Togo bought it."),
        ("en", " ", '"Ghana sold cocoa."|Togo bought it.'),
        ("en", " ", "Ghana sold cocoa (500 tonnes.)|Togo bought it."),
        ("en", "  ", "Ghana sold cocoa in 2021.|Togo bought 5 tonnes."),
        ("en", "\u00a0", "Trade grew to 1.3 million.|It had been 2.5."),
        # A line's end, also without a full stop ...
        ("en", "\n", "Trade of Ghana and Togo|Accra, 5 May|The ministers met."),
        ("en", "\r\n", "Trade of Ghana and Togo|The ministers met."),
        # ... and a full stop that has lost its space.
        ("en", "", "The road was opened in spring.|Trade grew."),
        ("ru", " ", "Грузия продала вино.|Армения купила его."),
        ("ru", " ", "Экспорт вырос в 2021 г. на 5 %.|Импорт упал."),
        # An abbreviated unit may close a sentence.
        ("ru", " ", "Экспорт составил 5 млн долл.|В этом году он вырос."),
        ("nb", " ", "Island solgte fisk.|Chile kjøpte den."),
        ("nb", " ", "De møttes 5. mai.|Handelen økte."),
        ("de", " ", "Island verkaufte Fisch.|Chile kaufte ihn."),
        ("de", " ", "Es waren 3 Mrd. Euro.|Der Handel wuchs."),
        ("de", " ", "Der Handel wuchs auf 3 Mrd.|Das freut beide."),
        ("da", " ", "Eksporten var på 3 mia. kr.|Importen faldt."),
        ("sv", " ", "Exporten var 3 mdr kr.|Importen föll."),
    ],
)
def test_sentences_end(language, space, text):
    assert text.split("|") == split(text.replace("|", space), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Abbreviations, initials and numbers end none, nor does what stands before a noun with its capital.
        ("de", "Der Handel wuchs um 3 Mrd. Euro und 2 Mio. Tonnen."),
        ("de", "Am 16. September tagt die 12. Sitzung zum 50. Jahrestag."),
        ("da", "Den 25. samling fandt sted."),
        ("en", "Mr. Mensah met Dr. Amoah in Accra."),
        ("en", "The talks with J. Mensah went well."),
        # An initial is no unit, whatever the letter stands for elsewhere.
        ("en", "The talks with T. Mensah went well."),
        ("en", "The U.S. Embassy paid 5 million."),
        ("en", "They met on Jan. 5 in Lomé."),
        ("en", "Exports rose by 3.5 percent."),
        ("en", "Goods came by rail, road etc. and by sea."),
        ("en", "See www.example.org for the 5 reports"),
        ("ru", "Экспорт составил 5 млн долл. США в 2021 г. и вырос."),
        ("ru", "Встреча с А. С. Петровым прошла в Баку."),
        ("nb", "Eksporten var på 5 mill. kroner i fjor."),
        ("nb", "De møttes den 5. mai 2021 i Oslo."),
        ("nb", "Det 25. møtet ble holdt i Lima."),
    ],
)
def test_no_sentence_ends_inside(language, text):
    assert [text] == split(text, language)


def test_a_wrapped_line_goes_on_and_a_heading_does_not():
    assert split("Ghana sold cocoa\nto its neighbour.") == ["Ghana sold cocoa\nto its neighbour."]
    assert split("Cocoa sold\nGhana met Togo.") == ["Cocoa sold", "Ghana met Togo."]
    assert split("Sales were worth more than\n5 million.") == ["Sales were worth more than\n5 million."]
    assert split("Cocoa sold\n5 million euros were paid.") == ["Cocoa sold", "5 million euros were paid."]
    # A time wants its year, not any number, and none where it is told already.
    assert split("Sales of the quarter\n2017 rose.") == ["Sales of the quarter\n2017 rose."]
    assert split("Sales rose in the quarter\n120 firms came.") == ["Sales rose in the quarter", "120 firms came."]
    assert split("Sales fell in the quarter\n2,500 men came.") == ["Sales fell in the quarter", "2,500 men came."]
    assert split("Sales rose last year\n2019 will do.") == ["Sales rose last year", "2019 will do."]
    # A sign of parts is of the number on the line above, one of money opens an amount of its own.
    assert split("Sales rose by 12\n% in May.") == ["Sales rose by 12\n% in May."]
    assert split("Sold in all: 12\n$5 million were paid.") == ["Sold in all: 12", "$5 million were paid."]


@pytest.mark.parametrize("unit", ["a ", "word ", "1,", "x"])
def test_a_text_without_full_stops_is_cut(unit):
    text = unit * 4000
    sentences = sentences_of(text)
    spans = {sentences.span(position) for position in range(0, len(text), 50)}
    assert len(spans) > 1
    assert max(end - start for start, end in spans) <= 1500
    assert text == "".join(text[start:end] for start, end in sorted(spans))


def test_no_cut_falls_between_a_number_and_its_scale():
    text = "x " * 397 + "306 million " + "x " * 400
    sentences = sentences_of(text)
    number = text.index("306")
    assert sentences.span(number) == sentences.span(number + len("306 m"))


# --- which sentence ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Ghana sold cocoa. Togo bought it!\n\nLomé, 5 May? Yes.\n", "no end", "\n\n", ". . ."]
)
def test_spans_cover_the_text_in_order_and_hold_their_positions(text):
    sentences = sentences_of(text)
    spans = [sentences.span(position) for position in range(len(text))]
    assert all(start <= position < end for position, (start, end) in enumerate(spans))
    assert text == "".join(text[start:end] for start, end in sorted(set(spans)))
    assert len(sentences) >= len(set(spans))


def test_a_sentence_is_read_once():
    sentences = sentences_of("Ghana sold cocoa. Togo bought it.")
    assert sentences.around(2) is sentences.around(10)
    assert sentences.around(2) is not sentences.around(20)


def test_positions_beyond_the_end_lie_in_the_last_sentence():
    sentences = sentences_of("Ghana sold cocoa. Togo bought it.")
    assert sentences.around(500).exact() == "Togo bought it."
    assert sentences_of("").around(0).exact() == ""


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Ghana sold cocoa.", "Ghana sold cocoa. Togo bought it."),
        ("Ghana sold cocoa.", "Ghana sold cocoa.\nTogo bought it."),
        # A blank line parts paragraphs.
        (None, "Ghana sold cocoa.\n\nTogo bought it."),
        (None, "Togo bought it."),
        (None, "\n\nTogo bought it."),
    ],
)
def test_the_sentence_before(expected, text):
    sentences = sentences_of(text)
    preceding = sentences.preceding(sentences.around(text.index("Togo")))
    assert expected == (preceding.exact() if preceding else None)


def test_a_line_may_part_too():
    text = "Ghana sold cocoa.\nTogo bought it."
    sentences = sentences_of(text)
    assert sentences.preceding(sentences.around(20), within="\n") is None


# --- what is known of its words ---------------------------------------------------------------------------------


def hits(sentence, table, *keys):
    return [(sentence.text[hit.start : hit.end], key) for hit, key in sentence.of(table, *keys)]


def test_hits_by_table_and_key():
    sentence = sentences_of("Trade between Ghana and Togo rose by 5 percent to 3 million euros in May.").around(0)
    assert ("Trade", "trade_turnover") in hits(sentence, "metric")
    assert hits(sentence, "area") == [("Ghana", "name.GH"), ("Togo", "name.TG")]
    assert hits(sentence, "change", "up", "down") == [("rose", "up")]
    assert hits(sentence, "currency") == [("euros", "EUR")]
    assert hits(sentence, "month") == [("May", "5")]
    assert hits(sentence, "no such table") == []


def test_only_the_words_of_the_sentence_are_its_own():
    sentences = sentences_of("Ghana met Togo. Aid came from Chile.")
    assert hits(sentences.around(20), "area") == [("Chile", "name.CL")]
    assert hits(sentences.around(0), "metric") == []


@pytest.mark.parametrize(
    ("expected", "text", "gap"),
    [
        ("euros", "5 euros", 1),
        ("euros", "5 fine euros", 6),
        (None, "5 fine euros", 1),
        # No mark may stand between.
        (None, "5; euros", 9),
        (None, "5 (euros)", 9),
        (None, "5 or 6 euros", 9),
    ],
)
def test_the_first_term_after_a_position(expected, text, gap):
    found = sentences_of(text).around(0).after(1, "currency", gap=gap)
    assert expected == (text[found[0].start : found[0].end] if found else None)


@pytest.mark.parametrize(
    ("expected", "text", "gap"),
    [
        ("over", "worth over 5", 1),
        ("over", "worth over the 5", 5),
        (None, "worth over the 5", 1),
        (None, "over: 5", 9),
        (None, "worth 5", 9),
    ],
)
def test_the_last_term_before_a_position(expected, text, gap):
    found = sentences_of(text).around(0).before(text.index("5"), "bound", gap=gap)
    assert expected == (text[found[0].start : found[0].end] if found else None)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["stellt", "bereit"], "Ghana stellt Togo 5 Millionen Euro bereit."),
        (["stellt", "Verfügung"], "Ghana stellt Togo 5 Millionen Euro zur Verfügung, teilte es mit."),
        # The second part must end its phrase, in the same clause.
        ([], "Ghana stellt bereit gehaltene Waren vor."),
        ([], "Ghana stellt Fragen; Togo ist bereit."),
        ([], "Togo ist bereit."),
    ],
)
def test_a_verb_in_two_parts(expected, text):
    sentence = sentences_of(text, "de").around(0)
    found = [text[hit.start : hit.end].split()[-1] for hit, _ in sentence.of("status", "pledge")]
    assert expected == found


def test_the_lexicon_of_a_language_is_compiled_once_and_holds_all_its_terms():
    english = definitions().language("en")
    lexicon = lexicon_of(english)
    assert lexicon is lexicon_of(english)
    assert {"metric.aid"} <= lexicon.senses("aid")
    assert {"currency.NOK"} <= lexicon.senses("NOK")
    assert {"month.5"} <= lexicon.senses("May")
    assert {"area.name.GH"} <= lexicon.senses("Ghana")
    assert {"unit.document"} <= lexicon.senses("agreements")
    # What the format, the boilerplate and the ledger's inventory hold are no words of sentences.
    assert not any(
        sense.startswith(("format.", "boilerplate.", "identify.", "number_words.", "idioms."))
        for word in ("advertisement", "umpteen", "dozens", "first of all")
        for sense in lexicon.senses(word)
    )


def test_a_text_without_some_stretches_keeps_its_length_and_what_lies_only_partly_in_it():
    text = "Trade in 2021 or 2022 grew."
    sentence = sentences_of(text).around(0)
    start, end = text.index("in"), text.index(" grew")
    year = (text.index("2021"), text.index("2021") + 4)
    beyond = (text.index("2022"), end + 1)
    assert sentence.without(start, end, [year, beyond]) == "in      or 2022"
    assert sentence.without(start, end, []) == sentence.low[start:end]
