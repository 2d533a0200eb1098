"""What a notebook shows to who works in it: figures to be narrowed down, nouns that show themselves."""

import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from analysis.figures import extract
from analysis.model import Document, Evidence, Finding
from analysis.reports.content import content
from analysis.reports.display import MIMETYPE, UNSEEN
from analysis.reports.explorer import chosen, explorer, menus
from analysis.reports.rich import bundle, shown

ROOT = Path(__file__).parents[1]
VIEW = "application/vnd.jupyter.widget-view+json"
TEXT = (
    "Vientiane, 9 August 2021 - Trade between Laos and Vietnam reached 1.3 billion USD in 2020. "
    "The two countries aim at a trade of 5 billion USD. In 2019 Laos gave Russia aid of 30 million USD."
)


@pytest.fixture(autouse=True, scope="module")
def widgets_closed():
    """Closes the widgets of these tests: at the interpreter's end there is nothing left to close them with."""
    yield
    ipywidgets = sys.modules.get("ipywidgets")
    if ipywidgets:
        ipywidgets.Widget.close_all()


@pytest.fixture(scope="module")
def figures():
    found = extract(Document(id="own.txt", text=TEXT, language="en"))
    assert [figure.quote.exact for figure in found] == ["1.3 billion USD", "5 billion USD", "30 million USD"]
    return found


@pytest.fixture
def displayed(monkeypatch):
    """What is displayed, output by output."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: outputs.append(data))
    return outputs


class TestChoosing:
    def test_the_menus_offer_what_the_figures_have(self, figures):
        assert menus(figures) == {
            "pair": [("Laos and Russia", "LA|RU"), ("Laos and Vietnam", "LA|VN")],
            "measure": [("Aid", "aid"), ("Trade turnover", "trade_turnover")],
            "period": [("2019", "2019"), ("2020", "2020"), ("no period stated", "none")],
            "status": [("actual", "actual"), ("target", "target")],
        }

    @pytest.mark.parametrize(
        ("quotes", "choice"),
        [
            (["1.3 billion USD", "5 billion USD", "30 million USD"], {}),
            (["30 million USD"], {"pair": "LA|RU"}),
            (["1.3 billion USD", "5 billion USD"], {"measure": "trade_turnover"}),
            (["5 billion USD"], {"period": "none"}),
            (["1.3 billion USD"], {"measure": "trade_turnover", "status": "actual"}),
            ([], {"pair": "LA|RU", "status": "target"}),
        ],
    )
    def test_every_choice_narrows(self, figures, quotes, choice):
        assert quotes == [figure.quote.exact for figure in chosen(figures, **choice)]


class TestShown:
    def test_live_it_is_a_widget_that_hides_the_table_for_where_there_is_none(self, figures, displayed):
        made = explorer(figures)
        made._ipython_display_()
        menus_, table = displayed
        assert {VIEW, "text/plain"} == set(menus_)
        assert {MIMETYPE, "text/plain", "text/html"} == set(table)
        assert "<table" in table["text/html"]
        still = re.match('<div class="([^"]+)">', table["text/html"])[1]
        assert made.widget().children[1].value.startswith(f"<style>.{still} {{ display: none }}</style>")

    def test_a_page_of_nbconvert_shows_the_table(self, figures, displayed):
        explorer(figures)._ipython_display_()
        outputs = [nbformat.v4.new_output("display_data", data=data) for data in displayed]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=outputs)])
        live = sys.modules["ipywidgets"].Widget.get_manager_state()
        notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": live}
        page, _ = HTMLExporter().from_notebook_node(notebook)
        assert "<caption>Each figure in the words of its source and in ours</caption>" in page

    def test_a_choice_shows_its_figures_and_the_sentence_of_each(self, figures):
        row, result = explorer(figures).widget().children
        status = next(menu for menu in row.children if menu.description == "Status")
        status.value = "target"
        assert "1 of 3 figures" in result.value
        assert "aim at a trade of <mark>5 billion USD</mark>" in result.value
        assert "30 million USD" not in result.value

    def test_for_a_report_it_is_the_table_alone(self, figures, monkeypatch, displayed):
        monkeypatch.setenv(UNSEEN, "1")
        explorer(figures)._ipython_display_()
        (bundle_,) = displayed
        assert set(bundle_) == {MIMETYPE, "text/plain"}
        output = nbformat.v4.new_output("execute_result", data=bundle_, execution_count=1)
        made = content({"cells": [nbformat.v4.new_code_cell("x", outputs=[output])]}, name="r")
        assert made.blocks[0]["kind"] == "table"
        assert len(made.blocks[0]["rows"]) == len(made.records) == len(figures)

    def test_without_widgets_it_is_the_table(self, figures, monkeypatch, displayed):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        explorer(figures)._ipython_display_()
        (bundle_,) = displayed
        assert VIEW not in bundle_
        assert "<table" in bundle_["text/html"]


class TestNouns:
    def test_a_figure_is_its_quote_highlighted_in_its_sentence(self, figures):
        assert "reached <mark>1.3 billion USD</mark> in 2020." in bundle(figures[0])["text/html"]
        assert bundle(figures[0])["text/plain"] == repr(figures[0])

    def test_a_document_is_its_text_with_the_figures_marked(self):
        found = bundle(Document(id="own.txt", text=TEXT, language="en"))["text/html"]
        assert '<mark class="figure"' in found
        assert "1.3 billion USD</mark>" in found

    def test_a_document_in_a_language_that_is_not_known_is_its_text(self):
        found = bundle(Document(id="own.txt", text="Qapla' jIyIn 5 batlh."))["text/html"]
        assert "batlh" in found
        assert "<mark" not in found

    def test_a_finding_is_its_verdict_and_the_words_it_rests_on(self):
        place = Evidence(
            document="own.txt", start=TEXT.index("1.3"), end=TEXT.index(" in 2020"), exact="1.3 billion USD"
        )
        found = shown(Finding(check="agreement", verdict="agree", text="All say so.", evidence=(place,)))
        assert found.data["items"][0]["text"] == "All say so."
        assert (
            "1.3 billion USD" in bundle(Finding(check="x", verdict="agree", text="y", evidence=(place,)))["text/html"]
        )

    def test_a_cell_that_ends_in_a_figure_shows_it(self, tmp_path, monkeypatch):
        # The kernel finds the package also where it is not installed.
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
        (tmp_path / "own.txt").write_text(TEXT, encoding="utf-8")
        source = "from analysis import extract, read\ndocument = next(read('own.txt'))\nextract(document)[0]"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
        data = notebook.cells[0].outputs[0].data
        assert "<mark>1.3 billion USD</mark>" in data["text/html"]
        assert data["text/plain"].startswith("Figure(")
