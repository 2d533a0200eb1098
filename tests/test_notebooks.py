"""The notebooks are thin, and run from top to bottom wherever they are opened and whatever they are asked."""

import ast
import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from analysis.documents import DocumentError
from analysis.reports.display import MIMETYPE
from analysis.reports.listing import collection, parameters_of

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
LONGEST = 6  # lines of a cell: more, and it belongs into a module

TEXT = """Vientiane, 9 August 2021 - Trade between Laos and Vietnam reached 1.3 billion USD in 2020.

The two countries established diplomatic relations in 1962.
"""


def load(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def code_cells(name):
    return [cell for cell in load(name).cells if cell.cell_type == "code"]


def run(name, *, cwd=FOLDER, **parameters):
    """The blocks that a notebook shows, run in a fresh kernel with these parameters put after its own."""
    notebook = load(name)
    notebook.cells.insert(after_parameters(notebook), nbformat.v4.new_code_cell(assignments(parameters)))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(cwd)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert all(output.output_type in {"execute_result", "display_data"} for output in outputs), outputs
    return [output.data[MIMETYPE] for output in outputs if MIMETYPE in output.data]  # a widget is none of the report's


def run_here(name, **parameters):
    """The same without a kernel, in this process: quicker, and what it covers is counted."""
    notebook = load(name)
    place = after_parameters(notebook)
    sources = [cell.source if cell.cell_type == "code" else "" for cell in notebook.cells]
    sources.insert(place, assignments(parameters))
    names, blocks = {}, []
    for source in sources:
        body = ast.parse(source).body
        shown = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), name, "exec"), names)  # noqa: S102 - our own notebook
        if shown:
            blocks.append(eval(compile(shown, name, "eval"), names).data)  # noqa: S307 - our own notebook
    return blocks


def after_parameters(notebook):
    places = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    return places[0] + 1


def assignments(parameters):
    return "\n".join(f"{key} = {value!r}" for key, value in parameters.items())


@pytest.fixture(scope="session")
def own_settings(tmp_path_factory):
    """A folder for matplotlib's list of fonts: the user's may name files that are gone, of which it would tell."""
    return tmp_path_factory.mktemp("matplotlib")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, own_settings):
    """The kernel finds the package also where it is not installed, and the fonts that are there."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
    monkeypatch.setenv("MPLCONFIGDIR", str(own_settings))


def said(blocks):
    """Every word that blocks say, in their order."""
    text = json.dumps(blocks, ensure_ascii=False)
    return " ".join(re.findall(r'"(?:text|caption|empty)": "((?:[^"\\]|\\.)*)"', text))


def test_the_notebooks_are_those_of_the_reports():
    listed = {report.notebook.stem for report in collection(FOLDER).values()}
    assert listed == set(NAMES)
    assert {"overview", "la-vn", "la-ru", "audit"} <= set(collection(FOLDER))


@pytest.mark.parametrize("name", NAMES)
class TestStructure:
    def test_it_is_a_valid_notebook_with_readable_ids(self, name):
        raw = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
        assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)
        nbformat.validate(raw)
        ids = [cell["id"] for cell in raw["cells"]]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in ids), "an id says what its cell is"

    def test_no_outputs_are_committed(self, name):
        for cell in code_cells(name):
            assert cell.outputs == []
            assert cell.execution_count is None

    def test_one_cell_of_parameters_with_plain_values(self, name):
        tagged = [cell for cell in code_cells(name) if "parameters" in cell.metadata.get("tags", [])]
        assert len(tagged) == 1
        for statement in ast.parse(tagged[0].source).body:
            assert isinstance(statement, ast.Assign)
            ast.literal_eval(statement.value)
        assert {"seeds", "originals"} <= set(parameters_of(FOLDER / f"{name}.ipynb"))

    def test_it_is_thin(self, name):
        for cell in code_cells(name):
            assert len(cell.source.splitlines()) <= LONGEST, cell.source
            for node in ast.walk(ast.parse(cell.source)):
                assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.For | ast.While | ast.If)

    def test_it_is_as_jupyter_saves_it(self, name):
        text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"

    def test_no_sentence_is_about_this_corpus(self, name):
        prose = " ".join(cell.source for cell in load(name).cells if cell.cell_type == "markdown")
        assert not re.search(r"\d", prose)
        assert not re.search(r"Laos|Vietnam|Russia|Lao\b", prose)


class TestRuns:
    def test_overview_as_it_lies(self):
        blocks = run("overview")
        kinds = [block["kind"] for block in blocks]
        assert kinds[:3] == ["lead", "cards", "callout"]
        assert {"table", "figures", "sources", "chart"} <= set(kinds)
        text = said(blocks)
        assert "1.3 billion USD" in text
        assert "states no figure, only" in text, "the text that only dates events is shown as such"

    def test_audit_as_it_lies(self):
        blocks = run("audit")
        assert [block["kind"] for block in blocks][:2] == ["lead", "chart"]
        sources = [part for block in blocks if block["kind"] == "section" for part in block["blocks"]]
        assert sum(part["kind"] == "source" for part in sources) == 5

    def test_relations_of_another_pair_from_the_folder_above(self):
        blocks = run("relations", cwd=ROOT, pair=["RU", "LA"])
        figures = next(block for block in blocks if block["kind"] == "figures")
        assert {tuple(record["parties"]) for record in figures["records"]} == {("LA", "RU")}


class TestParameters:
    """With other parameters, in this process and from the folder of the notebooks."""

    @pytest.fixture(autouse=True)
    def _inside(self, monkeypatch):
        monkeypatch.chdir(FOLDER)

    def test_relations_as_they_lie(self):
        blocks = run_here("relations")
        assert [block["kind"] for block in blocks[:3]] == ["lead", "cards", "callout"]
        figures = next(block for block in blocks if block["kind"] == "figures")
        assert {tuple(record["parties"]) for record in figures["records"]} == {("LA", "VN")}

    def test_relations_of_a_pair_without_figures_say_so(self):
        text = said(run_here("relations", pair=["NO", "SE"]))
        assert "No source speaks of Norway and Sweden." in text
        assert "Trade turnover of Norway and Sweden: no amount is stated." in text

    @pytest.mark.parametrize("name", NAMES)
    def test_another_folder_of_documents(self, name, tmp_path):
        (tmp_path / "own.txt").write_text(TEXT, encoding="utf-8")
        assert "1.3 billion" in said(run_here(name, seeds=str(tmp_path)))

    def test_a_folder_that_is_not_there_is_said_in_one_line(self):
        with pytest.raises(DocumentError, match=r"nowhere.*there is no such folder"):
            run_here("overview", seeds="../nowhere")
