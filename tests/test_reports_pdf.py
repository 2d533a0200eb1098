"""The PDF, read back by another program: every language's text, tags, bookmarks, alternatives, papers."""

import dataclasses
import re

import nbformat
import pypdfium2
import pytest

from analysis import reports as r
from analysis import wording
from analysis.model import Document, Evidence, Figure, Finding, Quote, Scope
from analysis.reports.fonts import face_rules, others
from analysis.reports.html import HTMLReport
from analysis.reports.parts import PAUSE
from analysis.reports.pdf import PDFReport
from analysis.style import style

pytestmark = pytest.mark.usefixtures("kept_faces")

v4 = nbformat.v4
SAID = {
    "ru": "Торговля Лаоса и Вьетнама достигла [1,3 млрд долларов] в 2021 году.",
    "nb": "Handelen mellom Laos og Vietnam nådde [1,3 milliarder dollar] i 2021, på tross av øvrige vansker.",
    "vi": "Thương mại giữa Lào và Việt Nam đạt [1,3 tỷ đô la Mỹ] trong năm 2021.",
    "lo": "ການຄ້າລະຫວ່າງລາວແລະຫວຽດນາມບັນລຸ [1,3 ຕື້ໂດລາ] ໃນປີ 2021 ເພີ່ມຂຶ້ນກວ່າປີກ່ອນຂອງທັງສອງປະເທດເພື່ອນບ້ານ.",
    "th": "การค้าระหว่างลาวกับเวียดนามอยู่ที่ [1,300 ล้านดอลลาร์] ในปี 2564 เพิ่มขึ้นจากปีก่อนหน้าของทั้งสองประเทศเพื่อนบ้าน",
    "zh": "2021年老挝与越南的贸易额达到[13亿美元]，比上一年增长约三成，两国还将继续扩大合作。",
}


def quoting(language):
    """A document in the language and its one figure, whose quote stands between brackets above."""
    before, exact, after = re.split(r"[\[\]]", SAID[language])
    text = before + exact + after
    document = Document(id=f"{language}.txt", text=text, title=before, published="2022-01-08", language=language)
    figure = Figure(
        id=language,
        document=document.id,
        metric="trade_turnover",
        value=1.3e9,
        lower=1.3e9,
        upper=1.3e9,
        precision=1e8,
        unit="USD",
        bound="exact",
        period="2021",
        status="actual",
        parties=("LA", "VN"),
        start=len(before),
        end=len(before) + len(exact),
        quote=Quote(exact=exact, prefix=before, suffix=after),
        sentence=text,
    )
    return document, figure


@pytest.fixture(scope="module")
def notebook():
    """An executed notebook that quotes every language, also in a chart."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Drawing

    from analysis.style import charts

    pairs = [quoting(language) for language in SAID]
    with mpl.rc_context(charts()):
        drawing = Drawing()
        drawing.subplots().barh([figure.quote.exact for _, figure in pairs], range(len(pairs)))
        chart = r.chart(drawing, alt="Bars as long as six words", caption="All alike")
    shown = [r.text("## Quotes"), chart, *(r.source(document, figures=[figure]) for document, figure in pairs)]
    shown.append(r.figures([figure for _, figure in pairs]))
    outputs = [v4.new_output("execute_result", data=one._repr_mimebundle_(), execution_count=1) for one in shown]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=[output]) for output in outputs])


def made(notebook, **options):
    data, _ = PDFReport().from_notebook_node(notebook, {"communique": {"name": "r", "title": "Six", **options}})
    return data


@pytest.fixture(scope="module")
def document(notebook):
    with pypdfium2.PdfDocument(made(notebook)) as read:
        yield read


def pages(document):
    return [page.get_textpage() for page in document]


@pytest.mark.parametrize("language", SAID)
def test_a_quote_can_be_searched_for_and_its_text_taken_out(document, language):
    _, figure = quoting(language)
    assert any(page.search(figure.quote.exact).get_next() for page in pages(document))
    assert figure.quote.exact in "\n".join(page.get_text_range() for page in pages(document))


def test_what_was_inferred_has_its_key_and_its_reason():
    _, figure = quoting("zh")
    figure = dataclasses.replace(figure, inferred=("period:dateline",))
    cell = nbformat.v4.new_output("execute_result", data=r.figures([figure])._repr_mimebundle_(), execution_count=1)
    made_of = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[cell])])
    with pypdfium2.PdfDocument(made(made_of)) as read:
        told = " ".join("\n".join(page.get_text_range() for page in pages(read)).split())
    assert "Dotted words were inferred" in told
    assert "Inferred: the period, from the date of publication." in told


def test_the_head_says_where_quotes_are_from_digests_and_the_list_which_titles_are_not_known():
    untitled = dataclasses.replace(quoting("nb")[0], title=None)
    scope = Scope(document=untitled.id, language="nb", title="Tittel")
    listed = r.sources([untitled], [scope], forms={untitled.id: "digest"})
    cell = v4.new_output("execute_result", data=listed._repr_mimebundle_(), execution_count=1)
    with pypdfium2.PdfDocument(made(v4.new_notebook(cells=[v4.new_code_cell("", outputs=[cell])]))) as read:
        told = " ".join(read[0].get_textpage().get_text_range().split())
    assert wording.words()["quotes"]["digest"] in told
    assert "Tittel (headline of our digest), 8 January 2022" in told


def test_what_a_finding_rests_on_stands_inside_its_sentence():
    text = "In 2021 trade reached 1.3 billion USD, they say."
    places = [(22, 37, "1.3 billion USD"), (3, 7, "60 years in 2021")]
    evidence = tuple(Evidence(document="a", start=start, end=end, exact=exact) for start, end, exact in places)
    found = Finding(check="c", verdict="implied", text="So.", evidence=evidence)
    shown = [r.findings([found]), r.sources([Document(id="a", text=text, language="en")])]
    outputs = [v4.new_output("execute_result", data=one._repr_mimebundle_(), execution_count=1) for one in shown]
    cells = [v4.new_code_cell("", outputs=[output]) for output in outputs]
    with pypdfium2.PdfDocument(made(v4.new_notebook(cells=cells))) as read:
        told = " ".join("\n".join(page.get_text_range() for page in pages(read)).split())
    assert re.search(r"In 2021 trade reached 1.3 billion ?USD ?\[1\], they say.", told)
    assert re.search(r"60 years in 2021 ?\[2\] In 2021 trade reached", told), "what is not said in these words"


def test_no_line_ends_between_a_number_and_its_percent_sign():
    # Somewhere among them a line would end there.
    told = [r.paragraph("x " * words + "30 % more.") for words in range(30, 70)]
    outputs = [v4.new_output("execute_result", data=one._repr_mimebundle_(), execution_count=1) for one in told]
    cells = [v4.new_code_cell("", outputs=[output]) for output in outputs]
    with pypdfium2.PdfDocument(made(v4.new_notebook(cells=cells))) as read:
        text = "\n".join(page.get_text_range() for page in pages(read))
    assert len(re.findall(r"30[ \u00a0]%", text)) == len(told)


def test_an_opening_is_parted_where_it_pauses():
    cell = v4.new_output("execute_result", data=r.lead("One.", PAUSE, "Two.")._repr_mimebundle_(), execution_count=1)
    with pypdfium2.PdfDocument(made(v4.new_notebook(cells=[v4.new_code_cell("", outputs=[cell])]))) as read:
        text = read[0].get_textpage().get_text_range()
    assert re.search(r"One\.\s*\n\s*Two\.", text)


def test_a_card_has_the_colour_of_its_status():
    statuses = ("actual", "target", "pledge")
    block = r.cards(*(r.card("5", "Trade", status=status) for status in statuses))
    cell = v4.new_output("execute_result", data=block._repr_mimebundle_(), execution_count=1)
    with pypdfium2.PdfDocument(made(v4.new_notebook(cells=[v4.new_code_cell("", outputs=[cell])]))) as read:
        drawn = strokes(read[0])
    assert drawn >= {style().status_colour(status) for status in statuses}


def strokes(page):
    """The colours of all lines of a page."""
    import ctypes

    found = set()
    for line in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        colour = [ctypes.c_uint() for _ in range(4)]
        pypdfium2.raw.FPDFPageObj_GetStrokeColor(line, *colour)
        found.add("#{:02x}{:02x}{:02x}".format(*(part.value for part in colour)))
    return found


def test_no_page_holds_the_last_line_of_the_account_alone():
    texts = [Document(id=f"{n}.txt", text=f"{n}", title=f"{n}", language="en") for n in range(12)]
    for lines in range(16, 28):  # somewhere among them a page would end right before the last line
        shown = [r.sources(texts), *[r.paragraph("A line.")] * lines]
        outputs = [v4.new_output("execute_result", data=one._repr_mimebundle_(), execution_count=1) for one in shown]
        cells = [v4.new_code_cell("", outputs=[output]) for output in outputs]
        with pypdfium2.PdfDocument(made(v4.new_notebook(cells=cells))) as read:
            last = pages(read)[-1].get_text_range()
        assert "Cite as" in last
        assert "Texts read" in last


def test_fonts_are_cut_down_to_the_signs_that_are_used(notebook):
    assert len(made(notebook)) < 200_000  # the Chinese font alone is 8 million bytes


def test_the_pdf_is_tagged_says_its_language_and_has_bookmarks_to_its_pages(notebook, document):
    assert document.is_tagged()
    assert [(entry.get_title(), entry.get_dest().get_index() is not None) for entry in document.get_toc()] == [
        ("Quotes", True),
        ("How this report was made", True),
    ]
    assert b"pdfuaid:part" in made(notebook)


def test_every_picture_has_its_text_alternative(document):
    assert alternatives(document) == ["Bars as long as six words"]


def alternatives(document):
    """The text alternatives of all elements of the structure, page by page."""
    import ctypes

    raw = pypdfium2.raw
    found = []

    def visit(element):
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, buffer, size)
            found.append(buffer.raw[: size - 2].decode("utf-16-le"))
        for place in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                visit(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            visit(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
        raw.FPDF_StructTree_Close(tree)
    return found


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_pages_are_of_the_paper_asked_for(notebook, paper, size):
    with pypdfium2.PdfDocument(made(notebook, paper=paper)) as read:
        assert {tuple(round(side) for side in page.get_size()) for page in read} == {size}


def test_a_page_in_html_carries_the_signs_that_our_faces_lack(notebook):
    page, _ = HTMLReport().from_notebook_node(notebook, {"communique": {"name": "r"}})
    families = set(re.findall(r'@font-face\{font-family:"([^"]+)"', page))
    assert families >= {"Noto Sans Thai", "Noto Sans Lao", "Noto Sans SC"}
    assert len(page) < 300_000


def test_each_sign_comes_from_one_further_face():
    needed = others("".join(SAID.values()))
    signs = "".join(needed.values())
    assert len(signs) == len(set(signs))
    assert others(SAID["ru"] + SAID["nb"] + SAID["vi"]) == {}
    assert "Noto" not in face_rules("Trade")
