"""What a notebook shows becomes blocks: references resolved, every text kept text, nothing left out in silence."""

import json
import re

import nbformat
import pandas as pd
import pytest

from analysis import reports as r
from analysis import wording
from analysis.definitions import using
from analysis.model import Document, Evidence, Figure, Finding, LedgerEntry, Milestone, Quote, Scope
from analysis.reports import ReportError
from analysis.reports.blocks import standalone
from analysis.reports.content import content, prepared
from analysis.reports.drawing import following, outlined, svg
from analysis.reports.html import HTMLReport
from analysis.reports.markdown import blocks
from analysis.reports.outputs import foreign
from analysis.reports.pdf import PDFReport, _worded, pdf
from analysis.reports.references import Reference, anchor

pytestmark = pytest.mark.usefixtures("kept_faces")

v4 = nbformat.v4
HOSTILE = "<script>alert(1)</script> #panic() *b* _i_ $x$ @ref `c` \\ \"quoted\" 'single' [l](javascript:1) & </style>"
SAID = "Trade grew to 1.3 billion USD in 2021, and 1.3 billion USD is the sum."
DOCUMENT = Document(id="a b.txt", text=f"Title\n\n{SAID}\nRelated", title="A", published="2022-01-08", language="nb")
START = DOCUMENT.text.index("1.3")


def figure(**changed):
    values = {
        "id": "f1",
        "document": DOCUMENT.id,
        "metric": "trade_turnover",
        "value": 1.3e9,
        "lower": 1.3e9,
        "upper": 1.3e9,
        "precision": 1e8,
        "unit": "USD",
        "bound": "exact",
        "period": "2021",
        "status": "actual",
        "parties": ("LA", "VN"),
        "quote": Quote(exact="1.3 billion USD", prefix="Trade grew to ", suffix=" in 2021"),
        "start": START,
        "end": START + 15,
        "sentence": SAID,
    }
    return Figure(**{**values, **changed})


def entry(words, class_, reason="because"):
    start = DOCUMENT.text.index(words)
    return LedgerEntry(
        document=DOCUMENT.id, start=start, end=start + len(words), text=words, class_=class_, reason=reason
    )


def notebook(*cells):
    """A notebook as executed: a block becomes an output, a text a Markdown cell."""
    made = []
    for cell in cells:
        if isinstance(cell, str):
            made.append(v4.new_markdown_cell(cell))
            continue
        output = v4.new_output("execute_result", data=cell._repr_mimebundle_(), execution_count=1)
        made.append(v4.new_code_cell("", outputs=[output]))
    return v4.new_notebook(cells=made)


def page(*cells, **options):
    return HTMLReport().from_notebook_node(notebook(*cells), {"communique": {"name": "r", **options}})[0]


def drawing(**labels):
    from matplotlib.figure import Figure as Drawing

    shown = Drawing()
    shown.subplots().set_title(labels.get("title", "Trade"))
    return shown


# --- references ----------------------------------------------------------------------------------------------


def test_no_two_documents_share_an_anchor():
    names = ["a b", "a-b", "a_b", "a.b", "a_20_b", "é", "е"]
    assert len({anchor(name, 3) for name in names}) == len(names)
    assert anchor("x", 3) == "doc-x-3"


@pytest.mark.parametrize(
    ("exact", "before", "expected"),
    [
        (
            "1.3 billion USD",
            "grew to ",
            ("Trade grew to ", "1.3 billion USD", " in 2021, and 1.3 billion USD is the sum."),
        ),
        (
            "1.3 billion USD",
            "2021, and ",
            ("Trade grew to 1.3 billion USD in 2021, and ", "1.3 billion USD", " is the sum."),
        ),
        ("nowhere", "", ("", SAID, "")),
    ],
    ids=["first", "second", "not there"],
)
def test_the_quote_is_found_inside_its_sentence(exact, before, expected):
    assert Reference(1, "d", 0, 1, exact=exact, sentence=SAID, before=before).parts() == expected


def test_without_a_source_view_the_evidence_is_listed_at_the_end():
    made, outline = prepared([r.paragraph("It was ", r.said("1.3 billion", figure())).data])
    assert [block["kind"] for block in made] == ["paragraph", "heading", "evidence"]
    assert outline == [{"level": 2, "id": "evidence", "text": "Evidence"}]
    link = made[0]["runs"][1]["links"][0]
    item = made[2]["items"][0]
    assert (item["id"], item["exact"], item["uses"]) == (link["target"], "1.3 billion USD", [link["use"]])


def test_an_evidence_section_of_the_notebook_is_used_and_completed():
    other = figure(id="f2", start=START + 30, end=START + 45)
    cells = [r.lead(r.said("x", figure()), r.said("y", other)).data, r.evidence([figure()]).data]
    made, _ = prepared(cells)
    assert [len(block["items"]) for block in made if block["kind"] == "evidence"] == [1, 1]


def test_with_a_source_view_every_reference_leads_into_the_text():
    milestone = Milestone(
        document=DOCUMENT.id,
        event="e",
        date=None,
        anniversary=None,
        marked=None,
        implies=None,
        parties=(),
        start=DOCUMENT.text.index("grew"),
        end=DOCUMENT.text.index(" in 2021"),
    )
    shown = page(
        r.lead(r.said("grew", milestone), r.said("twice", figure(), entry("2021", "period"))),
        r.evidence([figure()]),
        r.source(DOCUMENT, [entry("1.3", "figure"), entry("2021", "period")], figures=[figure()]),
    )
    for start in (milestone.start, START, DOCUMENT.text.index("2021")):
        assert shown.count(f'id="{anchor(DOCUMENT.id, start)}"') == 1
    assert f'<mark class="cited" id="{anchor(DOCUMENT.id, milestone.start)}">grew to <mark class="figure"' in shown
    assert f'<a href="#{anchor(DOCUMENT.id, START)}">in the text</a>' in shown


def test_marks_that_cross_are_cut_and_lose_no_text():
    made, _ = prepared(
        [r.source(DOCUMENT, [entry("Trade grew", "idiom"), entry("grew to", "vague"), entry("2021, and", "date")]).data]
    )

    def plain(segments):
        return "".join(part["text"] if "text" in part else plain(part["segments"]) for part in segments)

    assert [plain(paragraph["segments"]) for paragraph in made[0]["paragraphs"]] == ["Title", SAID, "Related"]


def test_what_lies_outside_the_body_is_set_apart():
    outside = DOCUMENT.text.index("Related")
    scope = Scope(document=DOCUMENT.id, language="nb", boilerplate=((outside, len(DOCUMENT.text), "menu"),))
    made, _ = prepared([r.source(DOCUMENT, scope=scope).data])
    assert [paragraph["quiet"] for paragraph in made[0]["paragraphs"]] == [False, False, True]


# --- every text stays text -----------------------------------------------------------------------------------


def hostile_cells():
    document = Document(
        id=HOSTILE,
        text=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        published="2022-01-08",
        address="javascript:alert(1)",
    )
    shown = figure(document=HOSTILE, quote=Quote(exact=HOSTILE, prefix="", suffix=""), sentence=HOSTILE, start=0, end=5)
    found = Finding(
        check="c",
        verdict="conflict",
        text=HOSTILE,
        evidence=(Evidence(document=HOSTILE, start=0, end=5, exact=HOSTILE),),
    )
    ledger = LedgerEntry(document=HOSTILE, start=1, end=4, text="x", class_="idiom", reason=HOSTILE)
    scope = Scope(document=HOSTILE, language='e"n')
    return [
        f"# {HOSTILE}\n\n{HOSTILE}\n\n> {HOSTILE}\n\n```\n{HOSTILE}\n```\n\n<b>raw</b>\n\n| {HOSTILE} |\n|---|\n| x |",
        r.lead(HOSTILE, r.said(HOSTILE, shown, lang='x"y')),
        r.cards(r.card(HOSTILE, HOSTILE, note=HOSTILE, source=HOSTILE)),
        r.table(pd.DataFrame({HOSTILE: [HOSTILE]}), caption=HOSTILE, note=HOSTILE),
        r.chart(drawing(title="<b>&"), alt=HOSTILE, caption=HOSTILE, note=HOSTILE),
        r.findings([found]),
        r.callout(HOSTILE),
        r.text(HOSTILE),
        r.figures([shown], scopes=[scope], caption=HOSTILE),
        r.source(document, [ledger], scope=scope, figures=[shown]),
        r.evidence([shown]),
        r.sources([document], [scope]),
    ]


INFERRED = ("period:dateline", "parties:pair")


def test_what_was_inferred_is_marked_and_the_evidence_says_from_what():
    shown = page(
        r.lead(r.inferred("in 2021", figure(inferred=INFERRED), "period")), r.figures([figure(inferred=INFERRED)])
    )
    told = "Inferred: the period, from the date of publication"
    assert f'<span class="inferred" title="{told}">in 2021<' in shown
    assert f'title="{told}">2021<' in shown, "in the table of figures"
    assert re.search(f'class="drawn">{told}; inferred: the economies, from the two economies', shown), "in the evidence"
    assert re.search('class="key"><span class="inferred">Dotted</span> words were inferred', shown)


def test_what_is_stated_is_not_marked():
    part = r.inferred("in 2021", figure(inferred=("parties:pair",)), "period")
    assert part == "in 2021"
    shown = page(r.lead(part), r.figures([figure()]))
    assert not re.search('class="(inferred|drawn|key)"', shown)


def test_findings_and_the_data_of_charts_say_what_was_inferred():
    shown = figure(inferred=INFERRED)
    place = Evidence(document=DOCUMENT.id, start=START, end=START + 15, exact="1.3 billion USD", figure="f1")
    found = Finding(check="agreement", verdict="agree", text="Alike.", evidence=(place,))
    data = pd.DataFrame({"Relation": ["Laos and Vietnam"], "Period": ["2021"], "Value": ["1.3 billion USD"]})
    drawn = r.chart(drawing(), alt="Trade.", caption="Trade", data=data, links={"Value": [place]})
    body = page(r.findings([found]), drawn, r.figures([shown]))
    quotes, chart_ = body[body.index('class="findings"') :], body[body.index('class="data"') :]
    assert 'class="drawn">Inferred: the period' in quotes[: quotes.index("</ul>")]
    marked = re.findall(
        'class="inferred" title="Inferred: the ([a-z]+)[^"]*">([^<]*)', chart_[: chart_.index("</details>")]
    )
    assert marked == [("economies", "Laos and Vietnam"), ("period", "2021")], "not the value, which is stated"


def test_words_of_others_are_never_markup_in_html():
    shown = page(*hostile_cells(), title=HOSTILE)
    body = shown[shown.index("<body>") : shown.index("<script>\n")]
    assert "<script>" not in body
    assert "javascript:" not in "".join(part for part in body.split("href=")[1:] if part.startswith('"j'))
    assert 'href="javascript' not in body
    assert "<b>raw</b>" not in body
    assert 'lang="x"y"' not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_words_of_others_are_never_markup_in_pdf():
    data, _ = PDFReport().from_notebook_node(
        notebook(*hostile_cells()), {"communique": {"name": "r", "title": HOSTILE}}
    )
    assert data.startswith(b"%PDF")
    assert b"javascript:alert" not in data


def test_a_block_in_jupyterlab_is_escaped_and_carries_its_structure():
    bundle = r.paragraph(HOSTILE)._repr_mimebundle_()
    assert bundle[r.MIMETYPE] == {"kind": "paragraph", "runs": [{"text": HOSTILE}]}
    assert "<script>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc"])
def test_a_link_in_markdown_leads_to_the_web_or_stays_text(address):
    assert blocks(f"[here]({address})") == [{"kind": "paragraph", "runs": [{"text": "here"}]}]
    assert blocks("[here](https://a.example/)")[0]["runs"] == [{"text": "here", "href": "https://a.example/"}]


# --- Markdown and outputs that are not ours ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a\nb", [{"kind": "paragraph", "runs": [{"text": "a b"}]}]),
        ("***x***", [{"kind": "paragraph", "runs": [{"text": "x", "em": True, "strong": True}]}]),
        ("1. x", [{"kind": "list", "ordered": True, "items": [[{"kind": "paragraph", "runs": [{"text": "x"}]}]]}]),
        ("---", [{"kind": "rule"}]),
        ("![alt](https://x/y.png)", [{"kind": "paragraph", "runs": [{"text": "alt"}]}]),
        ("```py\nx\n```", [{"kind": "code", "text": "x"}]),
    ],
    ids=["soft break", "both", "list", "rule", "picture", "code"],
)
def test_markdown_becomes_blocks(markdown, expected):
    assert blocks(markdown) == expected


def test_a_table_of_pandas_becomes_a_table():
    frame = pd.DataFrame({"year": [2021], "fields": ["a < b"]})
    (made,) = foreign({"output_type": "execute_result", "data": {"text/html": frame.to_html()}}, 1)
    assert made["heads"] == ["", "year", "fields"]
    assert made["rows"] == [
        [
            {"runs": [{"text": "0"}], "number": True},
            {"runs": [{"text": "2021"}], "number": True},
            {"runs": [{"text": "a < b"}]},
        ]
    ]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ({"output_type": "stream", "name": "stderr", "text": "a warning"}, []),
        ({"output_type": "execute_result", "data": {"text/plain": "42"}}, [{"kind": "code", "text": "42"}]),
        ({"output_type": "display_data", "data": {"text/markdown": "# x"}}, blocks("# x")),
        ({"output_type": "execute_result", "data": {}}, []),
    ],
    ids=["standard error", "plain", "Markdown", "nothing"],
)
def test_outputs_that_are_not_ours(output, expected):
    assert foreign(output, 1) == expected


def test_a_picture_is_refused_with_the_way_out():
    with pytest.raises(ReportError, match=r"cell 7 shows a picture .*reports\.chart"):
        foreign({"output_type": "display_data", "data": {"image/png": "", "text/plain": "<Figure>"}}, 7)


def test_cells_for_the_notebook_only_stay_out():
    made = notebook("# Title", "Shown", "Hidden")
    made.cells[2].metadata["tags"] = ["notebook-only"]
    assert [block["runs"][0]["text"] for block in content(made, name="r").blocks] == ["Shown"]


def test_the_first_heading_stands_for_the_title_and_is_not_repeated():
    assert (content(notebook("# Own\n\n## Part"), name="r").title, content(notebook("x"), name="r").title) == (
        "Own",
        "r",
    )
    made = content(notebook("# Own\n\n## Part\n\n## Part\n\n#### Deep"), name="r", title="Given")
    assert made.title == "Given"
    assert [entry["id"] for entry in made.outline] == ["part", "part-2"]


# --- the vocabulary ------------------------------------------------------------------------------------------


def test_a_table_takes_links_languages_and_missing_values():
    frame = pd.DataFrame({"a": ["x", None], "b": [1234567.0, float("nan")]})
    made = r.table(
        frame, caption="T", columns={"b": "B", "a": "A"}, links={"a": [figure(), None]}, languages=["nb", None]
    )
    (first, second), (third, fourth) = made.data["rows"]
    assert made.data["heads"] == ["B", "A"]
    assert first == {"runs": [{"text": "1\u202f234\u202f567"}], "number": True}
    assert second["runs"][0]["refs"][0]["start"] == START
    assert second["runs"][0]["lang"] == "nb"
    assert (third, fourth) == ({"runs": []}, {"runs": []})


def test_a_table_without_the_column_names_those_there_are():
    with pytest.raises(ValueError, match=r"no column 'c'; the columns are a, b"):
        r.table(pd.DataFrame({"a": [], "b": []}), caption="T", columns={"c": "C"})


def test_an_empty_table_says_so():
    assert "Nothing of this kind is stated" in standalone(r.table(pd.DataFrame({"a": []}), caption="T").data)


def test_the_newest_source_dates_the_report_and_its_checksum_is_kept():
    older = Document(id="old", text="x", published="2020-10-07")
    made = content(notebook(r.sources([older, DOCUMENT])), name="r", date="1999-01-01")
    assert made.date == "2022-01-08"
    assert [source["id"] for source in made.provenance["sources"]] == ["old", DOCUMENT.id]
    assert all(len(source["sha256"]) == 64 for source in made.provenance["sources"])
    assert content(notebook("x"), name="r", date="1999-01-01").date == "1999-01-01"


def test_a_source_that_only_findings_cite_dates_no_report_that_has_another_date():
    older, undated = Document(id="old", text="x", published="2020-10-07"), Document(id="none", text="x")
    assert content(notebook(r.sources([older, DOCUMENT], cited=[DOCUMENT.id])), name="r").date == "2020-10-07"
    assert content(notebook(r.sources([undated, DOCUMENT], cited=[DOCUMENT.id])), name="r").date == "2022-01-08"


def test_a_report_is_in_the_language_that_is_given_else_in_the_fallback(tmp_path):
    (tmp_path / "languages").mkdir()
    for code, flag in (("en", "false"), ("nb", "true")):
        (tmp_path / "languages" / f"{code}.toml").write_text(f"fallback = {flag}", encoding="utf-8")
    assert content(notebook("x"), name="r").language == "en"
    with using(tmp_path):
        assert content(notebook("x"), name="r").language == "nb"
    assert content(notebook("x"), name="r", language="ru").language == "ru"


def test_figures_handed_over_twice_are_kept_once():
    made = content(notebook(r.figures([figure()]), r.section(r.figures([figure(), figure(id="f2")]))), name="r")
    assert [record["id"] for record in made.records] == ["f1", "f2"]
    assert content(notebook("x"), name="r").records is None


def test_quotes_carry_the_language_of_their_document():
    shown = page(r.figures([figure()], scopes=[Scope(document=DOCUMENT.id, language="nb", title="Tittel")]))
    assert '<span lang="nb">1.3 billion USD</span>' in shown
    assert '<blockquote lang="nb">' in shown


def test_values_are_written_for_a_reader():
    frame = pd.DataFrame({"a": [True], "b": ["x"], "c": [2021], "d": [r.said("said", None)]})
    assert [cell["runs"][0]["text"] for cell in r.table(frame, caption="T").data["rows"][0]] == [
        "yes",
        "x",
        "2021",
        "said",
    ]


def test_a_callout_has_a_tone_and_a_run_its_strength():
    assert r.callout(r.said("Careful", strong=True), kind="warning").data == {
        "kind": "callout",
        "tone": "warning",
        "runs": [{"text": "Careful", "strong": True}],
    }
    assert 'class="callout tone-note"' in page(r.callout("A remark"))


def test_a_chart_may_come_with_a_narrow_form_and_its_data():
    made = r.chart(drawing(), alt="x", caption="C", narrow=drawing(), data=pd.DataFrame({"year": [2021]}))
    assert 'class="drawing two"' in page(made)
    with pytest.raises(ValueError, match="say in `alt` what the chart shows"):
        r.chart(drawing(), alt=" ", caption="C")


# --- charts --------------------------------------------------------------------------------------------------


def test_a_chart_has_no_date_no_metadata_and_its_own_ids():
    first, second = svg(drawing(title="One")), svg(drawing(title="Two"))
    assert first == svg(drawing(title="One"))
    for word in ("<metadata", "<?xml", "DOCTYPE", "<!--"):
        assert word not in first
    ids = [set(re.findall(r'id="([^"]+)"', text)) for text in (first, second)]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


def test_coordinates_are_cut_and_labels_stand_as_given():
    marked = drawing(title="1.879 billion <EUR>")
    marked.axes[0].plot([1], [1], "o", url="evidence:note-1.2345.txt:7")
    made = svg(marked)
    assert "1.879 billion &lt;EUR&gt;" in made
    assert 'href="evidence:note-1.2345.txt:7"' in made
    placed = re.sub(r">[^<>]*<|href=\"[^\"]*\"", "><", made)
    assert re.search(r"\d\.\d{2}\b", placed)
    assert not re.search(r"\d\.\d{3}", placed)
    assert "1.879 billion" in outlined(made)


def test_a_mark_of_a_chart_leads_to_its_evidence():
    marked = drawing()
    marked.axes[0].plot([1], [1], "o", url=f"evidence:{DOCUMENT.id}:{START}")
    data = pd.DataFrame({"Value": ["1.3 billion"]})
    found = page(r.chart(marked, alt="x", caption="C", data=data, links={"Value": [figure()]}))
    assert re.search(f'<a class="spot" id="spot-[0-9]+" href="#{anchor(DOCUMENT.id, START)}" tabindex="-1">', found)
    assert f'<li id="{anchor(DOCUMENT.id, START)}">' in found


def test_in_a_notebook_a_drawing_has_its_fonts_and_no_links():
    marked = drawing()
    marked.axes[0].plot([1], [1], "o", url=f"evidence:{DOCUMENT.id}:{START}")
    made = standalone(r.chart(marked, alt="x", caption="C").data)
    [family] = set(re.findall('@font-face{font-family:"([^"]+)"', made))
    assert f"font-family: '{family}'" in made
    assert "<svg" in made
    assert 'class="spot"' not in made


def test_the_name_of_a_source_says_its_language_wherever_it_stands():
    labelled = r.sources([DOCUMENT], labels={DOCUMENT.id: "Nei & ja… (8 Jan 2022)"})
    found = page(r.table(pd.DataFrame({"x": [1]}), caption="Of Nei & ja… (8 Jan 2022), all"), labelled)
    assert '<caption>Of <span lang="nb">Nei &amp; ja… (8 Jan 2022)</span>, all</caption>' in found


def test_a_file_of_statistics_is_listed_and_counts_as_no_source():
    series = Document(id="bank.csv", text="metric,value", title="bank.csv")
    found = page(r.sources([DOCUMENT], series=[series]))
    assert "<li>1 source</li>" in found
    assert found.count("bank.csv") > 1
    assert _worded(content(notebook(r.sources([DOCUMENT], series=[series])), name="r"))["counts"] == ["1 source"]


def test_a_source_that_only_findings_cite_is_counted_apart():
    other = Document(id="b", text="Uansett.", title="Other", language="nb")
    listed = r.sources([DOCUMENT, other], cited=["b"])
    assert content(notebook(listed), name="r").counts == ["1 source, and 1 more that findings cite"]
    shown = page(listed)
    assert "<li>1 source, and 1 more that findings cite</li>" in shown
    assert shown.count("only cited by findings") == 1


def test_the_head_says_whether_quotes_are_from_digests_or_articles():
    other = Document(id="other", text="x", title="Other", language="nb")
    heads = [
        ({DOCUMENT.id: "digest"}, [DOCUMENT], "digest"),
        ({DOCUMENT.id: "article"}, [DOCUMENT], "article"),
        ({DOCUMENT.id: "digest", other.id: "article"}, [DOCUMENT, other], "some"),
        ({DOCUMENT.id: "digest"}, [DOCUMENT, other], "some"),
        ({DOCUMENT.id: "article", "elsewhere": "digest"}, [DOCUMENT], "article"),
    ]
    for forms, documents, head in heads:
        said = wording.words()["quotes"][head]
        assert f'<p class="key">{said}</p>' in page(r.section(r.sources(documents, forms=forms)))
        assert _worded(content(notebook(r.sources(documents, forms=forms)), name="r"))["texts"] == said
    assert "Quotes are" not in page(r.sources([DOCUMENT]))
    assert content(notebook(r.sources([DOCUMENT])), name="r").texts == ""


def test_a_headline_of_a_digest_is_never_cited_as_the_title_of_its_article():
    untitled = Document(id=DOCUMENT.id, text=DOCUMENT.text, language="nb", published="2022-01-08")
    scope = Scope(document=DOCUMENT.id, language="nb", published="2022-01-08", title="Tittel")
    cells = [r.figures([figure()], scopes=[scope]), r.source(untitled, scope=scope, figures=[figure()])]
    told = re.sub(r"<[^>]+>", "", page(*cells, r.sources([untitled], [scope], forms={DOCUMENT.id: "digest"})))
    assert told.count("Tittel (headline of our digest), 8 January 2022") == 2, "over the text and in the list"
    assert told.count("Tittel (our digest)") == 1, "in the table"
    assert told.count("Tittel") == 3
    assert "digest" not in page(*cells, r.sources([untitled], [scope]))
    declared = page(r.sources([DOCUMENT], forms={DOCUMENT.id: "digest"}))
    assert "headline of our digest" not in declared


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("Trade grew by 30 %, Jan News, 8 January 2022", "Trade grew by 30 %."),
        ("Trade grew in the U.S., Jan News, 8 January 2022", "Trade grew in the U.S."),
        ("How trade grew, January 8, 2022, Jan News", "How trade grew, January 8, 2022"),
        ("How trade grew, January 9, 2022, Jan News, 8 January 2022", "How trade grew, January 9, 2022"),
        ("January 8, 2022: how trade grew, Jan News, 8 January 2022", "January 8, 2022: how trade grew"),
    ],
)
def test_a_source_is_named_without_a_full_stop_or_a_date_twice(expected, title):
    known = Document(id="a", text="x", title=title, publisher="Jan News", published="2022-01-08", language="en")
    scope = Scope(document="a", language="en", published="2022-01-08", title=title)
    listed = re.findall(r"<li><cite.*?</li>", page(r.sources([known], [scope])))
    assert [re.sub(r"<[^>]+>", "", one).removesuffix(" English") for one in listed] == [expected]


def test_a_chart_follows_light_and_dark_in_html_only():
    from analysis.style import style

    blue = style().series["blue"][0]
    assert following(f"fill: {blue}; stroke: #123456") == "fill: var(--accent); stroke: #123456"


def test_a_pdf_without_its_text_alternative_is_refused():
    made = content(notebook(r.chart(drawing(), alt="x", caption="C")), name="r")
    made.blocks[0]["alt"] = None
    with pytest.raises(ReportError, match="PDF of r could not be set"):
        pdf(made)


def test_the_paper_can_be_letter_and_nothing_unheard_of():
    made = content(notebook("x"), name="r")
    assert pdf(made, paper="us-letter") != pdf(made)
    with pytest.raises(ReportError, match="no paper 'a5'; known: a4, us-letter"):
        pdf(made, paper="a5")


def test_the_content_for_typst_is_json():
    made = content(notebook(*hostile_cells()), name="r")
    assert json.loads(json.dumps(made.as_json()))["title"] == made.title


def test_blocks_that_share_a_page_in_jupyterlab_keep_their_anchors_apart():
    shown = [standalone(r.paragraph(word, r.said("1.3 billion", figure())).data) for word in ("one", "two")]
    ids = [set(re.findall(r'\sid="([^"]+)"', text)) for text in shown]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])
    for text, own in zip(shown, ids, strict=True):
        assert set(re.findall(r'href="#([^"]+)"', text)) <= own


def test_a_block_alone_shows_its_evidence_inside_the_text_of_the_sources():
    stated = Evidence(document=DOCUMENT.id, start=START, end=START + 15, exact="about 1.3")
    block = r.findings([Finding(check="c", verdict="agree", text="Yes.", evidence=(stated,))]).data
    listed = r.sources([DOCUMENT]).data
    alone, beside = ("Trade grew to" in standalone(block, sources) for sources in (None, listed))
    assert (alone, beside) == (False, True)
    assert '<ol class="sources">' not in standalone(block, listed)


def test_evidence_without_its_sentence_gets_it_from_the_text():
    stated = Evidence(document=DOCUMENT.id, start=START, end=START + 15, exact="about 1.3")
    found = Finding(check="c", verdict="agree", text="Yes.", evidence=(stated,))
    known = content(notebook(r.findings([found]), r.sources([DOCUMENT])), name="r").blocks[-1]["items"][0]
    assert (known["before"], known["exact"], known["after"]) == ("Trade grew to ", "1.3 billion USD", SAID[29:])
    unknown = content(notebook(r.findings([found])), name="r").blocks[-1]["items"][0]
    assert (unknown["before"], unknown["exact"], unknown["after"]) == ("", "about 1.3", "")


@pytest.mark.parametrize("language", ["en", "tlh", None], ids=["known", "unknown", "none"])
def test_the_sentence_is_found_in_a_language_that_we_know_and_the_line_in_any_other(language):
    from analysis.reports.references import References

    text = "First one. It was 92 then. Last.\nNext line."
    references = References(texts={"d": text}, languages={"d": language})
    reference = references.known({"document": "d", "start": 18, "end": 20})
    assert reference.sentence == ("It was 92 then." if language == "en" else "First one. It was 92 then. Last.")
    assert reference.parts()[1] == "92"


def test_a_quote_that_is_not_verbatim_is_not_said_to_be_in_the_language_of_its_source():
    stated = [
        Evidence(document=DOCUMENT.id, start=START, end=START + 15, exact="1.3 billion USD"),
        Evidence(document=DOCUMENT.id, start=START + 1, end=START + 15, exact="60 years in 2022"),
    ]
    found = Finding(check="c", verdict="agree", text="Yes.", evidence=tuple(stated))
    shown = page(r.findings([found]), r.sources([DOCUMENT]))
    assert re.search(r'<span class="around" lang="nb">Trade grew to <mark><a [^>]*>1.3 billion USD<', shown)
    assert "<q>60 years in 2022</q>" in shown
    alone = page(r.findings([Finding(check="c", verdict="agree", text="Yes.", evidence=tuple(stated[:1]))]))
    assert "1.3 billion USD</q>" in alone


@pytest.mark.parametrize("verdict", ["implied", "remaining", "agree"])
def test_what_a_finding_rests_on_stands_inside_its_sentence(verdict):
    place = Evidence(document=DOCUMENT.id, start=START, end=START + 15, exact="1.3 billion USD")
    found = Finding(check="c", verdict=verdict, text="So.", evidence=(place,))
    shown = page(r.findings([found]), r.sources([DOCUMENT]))
    assert re.search(r'<span class="around" lang="nb">Trade grew to <mark><a [^>]*>1.3 billion USD<', shown)
    assert "<q" not in shown


def test_quotes_held_against_each_other_stand_inside_their_sentences():
    words = "word " * 40
    text = f"A {words}of 5 tonnes{words}end. Of 7 tonnes."
    document = Document(id="a", text=text, language="en")
    spots = [
        Evidence(document="a", start=text.index(w), end=text.index(w) + 8, exact=w) for w in ("5 tonnes", "7 tonnes")
    ]
    shown = page(
        r.findings([Finding(check="c", verdict="conflict", text="No.", evidence=tuple(spots))]), r.sources([document])
    )
    before, quote, after = re.search(
        '<span class="around" lang="en">(.*?)<mark><a [^>]*>(.*?)<span.*?</mark>(.*?)</span>', shown
    ).groups()
    assert (quote, before[:6], after[-6:]) == ("5 tonnes", "…\u00a0word", "word\u00a0…")
    assert max(len(before), len(after)) < 70
