"""Texts are others' and nothing of them may run: the payloads of payloads.toml through every file that we write.

What a browser makes of the pages is in test_injection_browser.py.
"""

import csv
import ctypes
import dataclasses
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import nbformat
import openpyxl
import pypdfium2 as pdfium
import pytest
import sdmx
from frictionless import Package
from jsonschema import Draft202012Validator
from nbformat import v4
from pyarrow import parquet

from analysis import charts, reports, seeds, summaries, tables
from analysis.cli.output import printable
from analysis.definitions import DefinitionError
from analysis.model import Document, Figure, LedgerEntry, Milestone, Quote, StatedBy
from analysis.reports import render
from analysis.reports.content import content
from analysis.reports.drafting import draft
from analysis.reports.drawing import svg
from analysis.reports.outputs import ReportError
from analysis.reports.pdf import pdf
from tests.conftest import figure

pytestmark = [
    pytest.mark.no_cover,  # other tests cover the lines
    pytest.mark.usefixtures("kept_faces"),
]

ROOT = Path(__file__).parents[1]


def payloads():
    """The payloads by name, each with its number in the call and in the mark that it makes."""
    told = tomllib.loads((ROOT / "tests" / "payloads.toml").read_text(encoding="utf-8"))["payload"]
    for number, payload in enumerate(told):
        text = payload["text"].replace("{call}", f"pwned({number})").replace("{mark}", f"data-pwned={number}")
        yield payload["name"], {**payload, "text": text, "number": number}


PAYLOADS = dict(payloads())
TEXTS = {name: payload["text"] for name, payload in PAYLOADS.items()}
each = pytest.mark.parametrize("name", PAYLOADS)


def document(name):
    """A document that holds a payload wherever one can stand: in every field, before, in and behind its figures."""
    text = TEXTS[name]
    body = (
        f"{text}\n\nVientiane, 9 August 2021 - {text}. Trade between Laos and Vietnam reached "
        f"{PAYLOADS[name]['number'] + 100} million USD in 2021 {text}, said {text}. "
        f"Laos and Vietnam signed 3 agreements on health, {text} and trade on 9 August 2021. "
        f"They mark the 60th anniversary of {text} in 2022, 7 {text}.\n{text}"
    )
    return Document(id=text, text=body, title=text, publisher=text, address=text, language="en", published="2021-08-09")


def stated(name):
    """A figure that holds a payload in every field of text."""
    text = TEXTS[name]
    return figure(
        id=f"f{PAYLOADS[name]['number']}",
        document=text,
        sentence=text,
        quote=Quote(exact=text, prefix=text, suffix=text),
        stated_by=StatedBy(exact=text, start=0, end=1),
        sectors=(text,),
    )


FIGURES = [stated(name) for name in PAYLOADS]
CELLS = ("document", "sentence", "quote_exact", "quote_prefix", "quote_suffix", "stated_by_exact")
NUMBER = {name: payload["number"] for name, payload in PAYLOADS.items()}


def words(text):
    """The letters and digits of a text: what is left of it however it is laid out."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


@pytest.fixture(scope="module")
def corpus():
    """All that is read off a corpus of one such document for each payload."""
    return summaries.gathered(document(name) for name in PAYLOADS)


def test_there_are_enough_payloads_and_each_is_read(corpus):
    assert len(PAYLOADS) >= 60
    assert [document.title for document in corpus.documents] == list(TEXTS.values())
    texts = {document.id: document.text for document in corpus.documents}
    assert len({figure.document for figure in corpus.figures}) > len(PAYLOADS) * 0.9
    assert all(texts[figure.document][figure.start : figure.end] == figure.quote.exact for figure in corpus.figures)


# --- tables --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written():
    """The payloads' figures in each format."""
    return {name: tables.rendered(FIGURES, file_format=name) for name in tables.FIGURE_FORMATS}


@pytest.fixture(scope="module")
def rows(written):
    return list(csv.DictReader(io.StringIO(written["csv"].decode(), newline="")))


@each
def test_csv_runs_no_formula_and_gives_the_text_back(name, rows):
    row = rows[NUMBER[name]]
    for column in CELLS:
        assert tables.restored(row[column]) == TEXTS[name]
        # As a spreadsheet cuts it that takes semicolons, tabs or lines for the ends of cells.
        for cell in re.split('[;\t\r\n"]', row[column]):
            assert not cell.strip("\x00\u200b\ufeff\u00a0 ").startswith(tuple("=+-@＝＋－＠"))
    assert list(row) == tables.codebook(of=Figure)["column"].tolist(), "no cell more than columns"


@pytest.fixture(scope="module")
def sheet(written):
    return openpyxl.load_workbook(io.BytesIO(written["xlsx"]))["figures"]


@each
def test_excel_has_texts_where_texts_are(name, sheet):
    heads = [cell.value for cell in sheet[1]]
    cells = dict(zip(heads, sheet[NUMBER[name] + 2], strict=True))
    for column in CELLS:
        assert cells[column].data_type in {"s", "inlineStr"}
        assert cells[column].hyperlink is None
        shown = re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), str(cells[column].value))
        assert shown.replace("\r\n", "\n") == TEXTS[name].replace("\r\n", "\n")


def test_excel_has_no_formulas_links_or_names(written):
    with zipfile.ZipFile(io.BytesIO(written["xlsx"])) as archive:
        assert all(name.startswith(("xl/", "docProps/", "_rels/", "[Content")) for name in archive.namelist())
        content_ = b"".join(archive.read(name) for name in archive.namelist() if "sheets/" in name or "rels" in name)
    assert not re.search(rb"<f[ >]|<hyperlink|External", content_)


@pytest.fixture(scope="module")
def parsed(written):
    columns = parquet.read_table(io.BytesIO(written["parquet"])).to_pydict()
    return {
        "jsonl": [json.loads(line) for line in written["jsonl"].decode().split("\n")[:-1]],
        "annotations": json.loads(written["annotations"])["first"]["items"],
        "parquet": columns,
        "sdmx": list(csv.DictReader(io.StringIO(written["sdmx"].decode(), newline=""))),
    }


@each
def test_json_lines_parquet_and_annotations_hold_the_text_and_nothing_else(name, parsed):
    text, number = TEXTS[name], NUMBER[name]
    assert len(parsed["jsonl"]) == len(parsed["annotations"]) == len(FIGURES)
    assert parsed["jsonl"][number] == json.loads(json.dumps(tables.record(FIGURES[number])))
    assert parsed["parquet"]["sentence"][number] == text
    item = parsed["annotations"][number]
    assert item["target"]["selector"][0]["exact"] == text
    assert re.fullmatch(r"urn:communique:document:[A-Za-z0-9._~%-]+", item["target"]["source"])
    assert json.loads(item["body"][1]["value"]) == parsed["jsonl"][number]


@each
def test_sdmx_has_one_line_a_figure(name, parsed):
    row = parsed["sdmx"][NUMBER[name]]
    assert None not in row
    assert (row["STRUCTURE"], row["ACTION"], row["REF_AREA"]) == ("dataflow", "I", "LA")
    assert words(row["SENTENCE"]) == words(TEXTS[name])
    assert len(row["SENTENCE"].splitlines()) <= 1


def test_other_programs_read_them(written, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(written["datapackage"])
    assert Package(str(path)).validate().flatten(["message"]) == []
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["datapackage.json", "figures.csv", "metrics.csv"]
    model = json.loads((ROOT / "tests" / "schemas" / "web-annotation.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(model).validate(json.loads(written["annotations"]))
    flow = sdmx.read_sdmx(io.BytesIO(tables.sdmx_structure()), format="XML").dataflow["FIGURES"]
    message = sdmx.read_sdmx(io.BytesIO(written["sdmx"]), format="CSV", structure=flow)
    assert len(message.data[0].obs) == len(FIGURES)


OFFICE = shutil.which("soffice")
EVALUATING = "Text - txt - csv (StarCalc):{},34,76,1,,0,false,true,false,false,false,0,true"
"""What LibreOffice is told: the separator, and to take for a formula whatever looks like one."""


@pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice here (Debian: apt-get install libreoffice-calc)")
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_finds_no_formula_in_our_csv_whatever_separates_its_cells(separator, written, tmp_path):
    raw = "".join(f"{text}{separator}x\n" for text in TEXTS.values() if "\x00" not in text)
    (tmp_path / "raw.csv").write_text(raw, encoding="utf-8", newline="")
    (tmp_path / "ours.csv").write_bytes(written["csv"])
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={EVALUATING.format(ord(separator))}", "--convert-to", "fods", "--outdir", tmp_path]
    subprocess.run(
        [*command, tmp_path / "raw.csv", tmp_path / "ours.csv"], check=True, capture_output=True, timeout=120
    )
    formulas = {
        name: (tmp_path / f"{name}.fods").read_text("utf-8").count("table:formula=") for name in ("raw", "ours")
    }
    assert formulas["raw"] > 3, "else LibreOffice would not have looked for any"
    assert formulas["ours"] == 0


# --- notebooks -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("one_parent")
def test_a_parameter_is_a_value_and_nothing_else(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cells = [
        v4.new_code_cell("values = []\nfirst = ''\nnamed = {}", metadata={"tags": ["parameters"]}),
        v4.new_code_cell(
            "import json, pathlib\n_ = pathlib.Path('told.json').write_text(json.dumps([values, first, named]))"
        ),
    ]
    nbformat.write(v4.new_notebook(cells=cells), folder / "x.ipynb")
    texts = [text for text in TEXTS.values() if "\x00" not in text]
    keys = {text: text for text in texts}
    listed = f"values = {json.dumps(texts)}, first = {json.dumps(texts[-1])}"
    # JSON writes U+007F raw, which TOML wants escaped.
    entry = f'[x]\ntitle = "x"\nnotebook = "x.ipynb"\nparameters = {{ {listed} }}\n'.replace("\x7f", "\\u007f")
    (folder / "reports.toml").write_text(entry, encoding="utf-8")
    [result] = render(["x"], notebooks=folder, seeds=tmp_path, out=tmp_path / "reports")
    assert result.error is None
    values, first, _ = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    assert values == texts
    assert first == keys[first] == texts[-1]
    assert not list(tmp_path.rglob("*pwned*"))
    assert not list(Path.cwd().glob("*pwned*"))


@each
def test_a_draft_holds_its_title_as_a_title(name, tmp_path):
    notebook = draft("mine", title=TEXTS[name], notebooks=tmp_path)
    told = tomllib.loads((tmp_path / "reports.toml").read_text(encoding="utf-8"))
    assert told == {"mine": {"title": TEXTS[name], "notebook": "mine.ipynb"}}
    cells = nbformat.read(notebook, as_version=4).cells
    assert not any("pwned" in cell.source for cell in cells if cell.cell_type == "code")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["mine.ipynb", "reports.toml"]


# --- PDF and charts ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper(corpus):
    """The pages of a PDF that shows every payload as prose, as a title, as a finding, in a table and in a chart."""
    events = tables.table(corpus.milestones[:12], of=Milestone)
    blocks = [
        summaries.findings(dataclasses.replace(corpus, findings=corpus.findings[:20])),
        reports.display.callout(*TEXTS.values()),
        reports.figures(corpus.figures[: len(PAYLOADS)], scopes=corpus.scopes),
        summaries.shown(charts.timeline(events, labels=corpus.labels)),
        summaries.sources(corpus),
    ]
    cells = [v4.new_markdown_cell("# x\n\n## y"), *(v4.new_markdown_cell(text) for text in TEXTS.values())]
    for block in blocks:
        output = v4.new_output("execute_result", data=block._repr_mimebundle_(), execution_count=1)
        cells.append(v4.new_code_cell("", outputs=[output]))
    made = content(v4.new_notebook(cells=cells), name="x", title=" ".join(TEXTS.values()))
    pages = pdfium.PdfDocument(pdf(made))
    yield pages
    pages.close()


@pytest.fixture(scope="module")
def printed(paper):
    return words("".join(page.get_textpage().get_text_bounded() for page in paper))


@each
def test_typst_prints_the_words_and_runs_none(name, printed):
    assert words(TEXTS[name])[:40] in printed


def test_a_pdf_has_no_actions_and_leads_to_the_web_alone(paper):
    raw = pdfium.raw
    addresses = []
    for page in paper:
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page.raw, place, link):
            action = raw.FPDFLink_GetAction(link)
            if not action:
                continue
            assert raw.FPDFAction_GetType(action) in {raw.PDFACTION_GOTO, raw.PDFACTION_URI}
            if raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
                size = raw.FPDFAction_GetURIPath(paper.raw, action, None, 0)
                held = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(paper.raw, action, held, size)
                addresses.append(held.value.decode())
    assert raw.FPDFDoc_GetJavaScriptActionCount(paper.raw) == 0
    assert raw.FPDFDoc_GetAttachmentCount(paper.raw) == 0
    assert {address.partition(":")[0] for address in addresses} <= {"http", "https", "mailto"}


@each
def test_charts_draw_the_text_as_it_stands(name):
    text = TEXTS[name]
    entries = tables.table(
        [LedgerEntry(document=text, start=0, end=1, text="7", class_="unclaimed", reason=text)], of=LedgerEntry
    )
    drawn = svg(charts.accounts(entries, documents=[text], labels={text: f"{text} x"}))
    tree = ET.fromstring(drawn)  # noqa: S314  # our own drawing
    assert words(text)[:12] in words("".join(tree.itertext()))
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= {
        "svg",
        "g",
        "defs",
        "style",
        "path",
        "use",
        "text",
        "tspan",
        "a",
        "clipPath",
        "rect",
    }
    assert not [key for element in tree.iter() for key in element.attrib if key.lower().startswith("on")]


# --- terminals -----------------------------------------------------------------------------------------------

STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@each
def test_what_is_printable_steers_no_terminal(name):
    assert not STEERING.search(printable(TEXTS[name]))
    assert not re.search(r"[\r\n\t]", printable(TEXTS[name], one_line=True))
    assert json.loads(printable(json.dumps(TEXTS[name], ensure_ascii=False))) == TEXTS[name]


CHILD = """
import json, sys
from analysis.cli.commands import app
for arguments in json.loads(sys.argv[1]):
    try:
        app(arguments, prog_name="communique")
    except SystemExit as end:
        print(f"\\n=== {end.code}", flush=True)
"""
"""Several commands one after the other: starting Python takes longer than most of them do."""


def on_a_terminal(commands, *, cwd, errors):
    """What each command writes to a terminal, its errors among it or not, and its exit code."""
    pty = pytest.importorskip("pty", reason="there are no such terminals here")
    mine, its = pty.openpty()
    command = [sys.executable, "-c", CHILD, json.dumps(commands)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "400"}
    streams = {"stdin": subprocess.DEVNULL, "stdout": its, "stderr": its if errors else subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=cwd, env=environment, **streams)
    os.close(its)
    held = b""
    try:
        while more := os.read(mine, 1 << 16):
            held += more
    except OSError:  # the other end is closed
        os.close(mine)
    assert process.wait() == 0
    told = re.split(r"\n=== (\d+)\n", held.decode("utf-8").replace("\r\n", "\n"))
    assert len(told) == 2 * len(commands) + 1, told[-1]
    return [(text, int(code)) for text, code in zip(told[::2], told[1::2], strict=False)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a file for each payload, called like it as far as a file can be."""
    place = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        called = re.sub(r"[/\x00]", "_", text)[:60].encode("utf-8")[:200].decode("utf-8", "ignore")
        (place / f"{called}.txt").write_text(document(name).text, encoding="utf-8", newline="")
    return place


SHOWN = [("extract",), ("ledger", "--format", "csv"), ("check",), ("extract", "--format", "annotations")]
SHOWN += [("extract", "--format", "sdmx"), ("extract", "--format", "jsonl"), ("extract", "--with-source"), ("text",)]


@pytest.fixture(scope="module")
def shown(folder):
    # Without errors: a bar is drawn there, which steers the terminal as it should.
    return dict(
        zip(SHOWN, on_a_terminal([[*given, str(folder)] for given in SHOWN], cwd=folder, errors=False), strict=True)
    )


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_names_and_texts_steer_no_terminal(arguments, shown):
    told, _ = shown[arguments]
    assert "million" in told
    assert told.count("\n") > 50
    assert not STEERING.search(told)


HOSTILE = "\x1b]0;pwned\x07\x9b31m\u202ered[bold]/nowhere"
OPTIONS = ["--format", "--language", "--published", "--definitions", "--corrections", "--jobs", "--reference", "-o", ""]
MISSING = [f"{text}.none" for text in TEXTS.values() if "\x00" not in text and not text.startswith("-")]


@pytest.fixture(scope="module")
def refused(folder):
    """What is said of options with a hostile value, of a command that is none, and of files that are not there."""
    text = str(next(path for path in folder.iterdir() if path.name.startswith("CON")))
    commands = [["check", text, option, HOSTILE] if option else [HOSTILE] for option in OPTIONS]
    told = on_a_terminal([*commands, ["extract", *MISSING]], cwd=folder.parent, errors=True)
    return dict(zip([*OPTIONS, "files"], told, strict=True))


@pytest.mark.parametrize("option", OPTIONS)
def test_what_an_option_is_given_steers_no_terminal(option, refused):
    told, code = refused[option]
    assert code == 2
    assert "Traceback" not in told
    assert not STEERING.search(re.sub("\x1b\\[[0-9;]*m", "", told)), "but for colours of the frame around it"
    assert "\x1b[31m" not in told or "red" not in told.split("\x1b[31m")[1][:3]


def test_errors_steer_no_terminal_and_are_one_line_each(refused):
    told, code = refused["files"]
    assert code == 2
    assert not STEERING.search(told)
    assert "Traceback" not in told
    assert len(told.strip().split("\n")) <= len(MISSING) + 1


# --- paths ---------------------------------------------------------------------------------------------------

DEVICES = ["CON", "con", "nul", "COM1", "lpt9", "aux", "PRN", "CONIN$"]


@pytest.mark.parametrize("called", [*TEXTS.values(), *DEVICES, "", ".", "..", "x.", "x ", "a/b", "é" * 200])
def test_no_report_can_be_called_so(called, tmp_path):
    work = tmp_path / "work"
    (work / "notebooks").mkdir(parents=True)
    if (
        re.fullmatch(r"[\w-]+", called)
        and called.upper() not in {"CON", "NUL", "COM1", "LPT9", "AUX", "PRN"}
        and len(called) < 100
    ):
        draft(called, notebooks=work / "notebooks")
        assert {path.name for path in (work / "notebooks").iterdir()} == {f"{called}.ipynb", "reports.toml"}
    else:
        with pytest.raises(ReportError, match="its name is"):
            draft(called, notebooks=work / "notebooks")
        assert list((work / "notebooks").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


@pytest.mark.parametrize(
    "called",
    [*(text for text in TEXTS.values() if re.search(r"[/\\:\x00-\x1f*?\"<>|]", text)), *DEVICES, "..", ".", "x. "],
)
def test_no_digest_can_be_called_so(called, tmp_path):
    corpus, source = tmp_path / "corpus", tmp_path / "source"
    corpus.mkdir()
    source.mkdir()
    (source / "a.txt").write_text("x", encoding="utf-8")
    checksum = hashlib.sha256(b"x").hexdigest()
    entry = {
        "id": "a",
        "digest": called,
        "sha256": checksum,
        "unknown": ["language", "title", "publisher", "published", "address"],
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items()).replace("\x7f", "\\u007f")
    (corpus / "register.toml").write_text(f"[[documents]]\n{lines}", encoding="utf-8")
    with pytest.raises(DefinitionError, match="digest must be"):
        seeds.attach(source, folder=corpus)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "corpus", "register.toml", "source"]


@each
def test_outputs_stay_where_they_were_asked_for(name, tmp_path):
    out = tmp_path / "out"
    for file_format in tables.FIGURE_FORMATS:
        tables.write([stated(name)], out / f"figures.{file_format}", file_format=file_format)
    names = {path.name for path in out.iterdir()}
    assert names == {f"figures.{file_format}" for file_format in tables.FIGURE_FORMATS}
    package = {path.name for path in (out / "figures.datapackage").iterdir()}
    assert package == {"datapackage.json", "figures.csv", "metrics.csv"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
