"""Reports: a notebook and parameters become the same HTML and PDF each time; what fails harms nothing else."""

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from analysis import reports
from analysis.definitions import DefinitionError
from analysis.model import Change, Figure, Quote
from analysis.reports import ReportError, render
from analysis.reports.listing import collection, parameters_of
from analysis.reports.watching import folders_of
from analysis.tables import record

pytestmark = pytest.mark.usefixtures("one_parent")

v4 = nbformat.v4
ROOT = Path(reports.__file__).parents[2]
PARAMETERS = 'seeds = "../seeds"\nparties = ["LA", "VN"]\n'
SHOWN = """
import matplotlib.pyplot as plt
import pandas as pd
from analysis import reports as r
from analysis.model import Document, Figure, Quote, Scope

said = "Trade grew to 1.3 billion USD in 2021."
document = Document(id="a.txt", text=said, title="A", published="2022-01-08", language="en")
figure = Figure(
    id="f1", document="a.txt", metric="trade_turnover", value=1.3e9, lower=1.3e9, upper=1.3e9, precision=1e8,
    unit="USD", bound="exact", period="2021", status="actual", parties=("LA", "VN"), start=14, end=29,
    quote=Quote(exact="1.3 billion USD", prefix="Trade grew to ", suffix=" in 2021."), sentence=said)
drawing, axes = plt.subplots()
axes.plot([1, 2], [1, 2], label="turnover")
axes.legend()
print(seeds, parties, {"set", "of", "words"})
r.section(
    r.lead("Trade reached ", r.said("1.3 billion USD", figure), "."),
    r.chart(drawing, alt="A line that rises", caption="Trade", data=pd.DataFrame({"year": [2021]})),
    r.figures([figure]),
    r.source(document, figures=[figure]),
)
"""


def write(folder, cells, *, name="tiny", listed=None):
    """A folder of notebooks with one notebook and its entry; `cells` are sources of code."""
    folder.mkdir(exist_ok=True)
    (folder.parent / "seeds").mkdir(exist_ok=True)
    made = [v4.new_markdown_cell("# A tiny notebook"), v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    made += [v4.new_code_cell(source) for source in cells]
    nbformat.write(v4.new_notebook(cells=made), folder / f"{name}.ipynb")
    entry = listed if listed is not None else f'[{name}]\ntitle = "Tiny"\nnotebook = "{name}.ipynb"\n'
    with (folder / "reports.toml").open("a", encoding="utf-8") as file:
        file.write(entry)
    return folder


def made(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# --- what a report is ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """A tiny notebook rendered twice: under another locale, time zone and seed of hashing the second time."""
    place = tmp_path_factory.mktemp("reports")
    notebooks = write(place / "notebooks", [SHOWN])
    results = [render(notebooks=notebooks, seeds=place / "seeds", out=place / "one")]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"PYTHONHASHSEED": "7", "TZ": "Asia/Vientiane", "LC_ALL": "ru_RU.UTF-8"}.items():
            patch.setenv(name, value)
        results.append(render(notebooks=notebooks, seeds=place / "seeds", out=place / "two"))
    return place, results


def test_two_runs_give_the_same_bytes(rendered):
    place, _ = rendered
    assert made(place / "one") == made(place / "two")


def test_a_report_is_html_pdf_and_its_figures_with_a_codebook(rendered):
    place, (result, _) = rendered
    assert [path.name for path in result[0].files] == ["tiny.html", "tiny.pdf", "tiny.csv", "tiny.parquet"]
    assert set(made(place / "one")) == {
        "codebook.csv",
        "codebook.md",
        "manifest.json",
        *(path.name for path in result[0].files),
    }
    rows = list(csv.DictReader((place / "one" / "tiny.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["metric"], row["value"]) for row in rows] == [("trade_turnover", "1300000000")]
    assert (place / "one" / "tiny.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_asks_for_nothing_and_says_how_it_was_made(rendered):
    place, _ = rendered
    page = (place / "one" / "tiny.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(\s*["']?https?:""", page)
    assert '<html lang="en">' in page
    assert "<title>Tiny</title>" in page
    assert "communique report tiny" in page
    assert 'datetime="2022-01-08"' in page
    assert str(place) not in page


def test_a_figure_in_the_text_leads_to_its_words_in_the_source_and_back(rendered):
    place, _ = rendered
    page = (place / "one" / "tiny.html").read_text(encoding="utf-8")
    use = re.search(r'id="(use-\d+)" href="#doc-a_2e_txt-14"', page)
    assert use
    assert re.search(
        r'<mark class="figure" id="doc-a_2e_txt-14"[^>]*><a href="#use-\d+">1.3 billion USD</a></mark>', page
    )
    assert f'href="#{use[1]}"' in page


def test_a_chart_is_svg_with_its_text_alternative_and_data(rendered):
    place, _ = rendered
    page = (place / "one" / "tiny.html").read_text(encoding="utf-8")
    assert 'role="img" aria-label="A line that rises"' in page
    assert "<svg" in page
    assert ">turnover<" in page
    assert "The data of this chart" in page


def test_every_anchor_that_is_linked_is_there_once(rendered):
    place, _ = rendered
    page = (place / "one" / "tiny.html").read_text(encoding="utf-8")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_notebook_gets_the_seeds_as_seen_from_its_folder(rendered):
    place, _ = rendered
    page = (place / "one" / "tiny.html").read_text(encoding="utf-8")
    assert '<pre tabindex="0">../seeds [&#39;LA&#39;, &#39;VN&#39;] {' in page


def asking_for_originals(folder, cells):
    """A folder with a notebook that has the parameter `originals`."""
    notebooks = write(folder, cells)
    notebook = nbformat.read(notebooks / "tiny.ipynb", as_version=4)
    notebook.cells[1].source += "originals = False\n"
    nbformat.write(notebook, notebooks / "tiny.ipynb")
    return notebooks


def test_originals_go_to_their_own_folder(tmp_path):
    cells = ["print('originals' in globals() and originals)"]
    notebooks = asking_for_originals(tmp_path / "notebooks", cells)
    (result,) = render(notebooks=notebooks, seeds=tmp_path, out=tmp_path / "reports", originals=True)
    assert result.files[0] == tmp_path / "reports" / "originals" / "tiny.html"
    page = result.files[0].read_text(encoding="utf-8")
    assert ">True</pre>" in page
    assert "--originals" in page


def test_originals_that_are_not_at_hand_are_told_once_and_nothing_runs(tmp_path):
    cells = ["raise SystemExit"]
    notebooks = asking_for_originals(tmp_path / "notebooks", cells)
    shutil.copy(ROOT / "seeds" / "register.toml", tmp_path / "seeds")
    with pytest.raises(ReportError) as caught:
        render(notebooks=notebooks, seeds=tmp_path / "seeds", out=tmp_path / "reports", originals=True)
    assert str(caught.value) == (
        f"{tmp_path / 'seeds'}: none of the articles of its register is at hand; "
        "bring them in with: communique attach DIR"
    )


def test_the_date_is_that_of_source_date_epoch_where_no_source_has_one(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    notebooks = write(tmp_path / "notebooks", ["1 + 1"])
    (result,) = render(notebooks=notebooks, out=tmp_path / "reports")
    assert 'datetime="2023-11-14"' in result.files[0].read_text(encoding="utf-8")


# --- what is refused before anything runs --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ('[tiny]\ntitle = "T"\nnotebok = "x"\n', ["[tiny]", "unknown key 'notebok'", "title, notebook, parameters"]),
        ('[tiny]\nnotebook = "tiny.ipynb"\n', ["[tiny]", "'title' is missing"]),
        ('[tiny]\ntitle = "T"\nnotebook = "no.ipynb"\n', ["no.ipynb", "no such notebook"]),
        ('tiny = "T"\n', ["'tiny' stands outside a table"]),
        ('["../x"]\ntitle = "T"\nnotebook = "tiny.ipynb"\n', ["a report becomes a file"]),
        ('[tiny]\ntitle = "T"\nnotebook = "tiny.ipynb"\nparameters = 3\n', ["'parameters' is no table"]),
        ("[tiny\n", ["reports.toml", "broken TOML"]),
        (
            '[tiny]\ntitle = "T"\nnotebook = "tiny.ipynb"\nparameters = { partys = ["LA"] }\n',
            ["[tiny]", "tiny.ipynb takes no parameter 'partys'", "seeds, parties"],
        ),
    ],
    ids=["key", "missing", "notebook", "table", "name", "parameters", "toml", "parameter"],
)
def test_a_list_with_a_mistake_is_refused_before_anything_runs(tmp_path, listed, said):
    write(tmp_path / "notebooks", ["1"], listed=listed)
    with pytest.raises(DefinitionError) as caught:
        render(notebooks=tmp_path / "notebooks", out=tmp_path / "reports")
    assert all(words in str(caught.value) for words in said)
    assert not (tmp_path / "reports").exists()


def test_an_unknown_name_names_the_known_ones(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["1"])
    with pytest.raises(ReportError, match="no report 'big'; the reports are tiny"):
        render(["big"], notebooks=notebooks, out=tmp_path / "reports")


def test_only_the_reports_asked_for_need_be_right(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["1"])
    with (notebooks / "reports.toml").open("a", encoding="utf-8") as file:
        file.write('[gone]\ntitle = "Gone"\nnotebook = "gone.ipynb"\n')
    (result,) = render(["tiny"], notebooks=notebooks, out=tmp_path / "reports")
    assert result.error is None
    assert folders_of(notebooks, tmp_path / "seeds", names=["tiny"]) == (notebooks, tmp_path / "seeds")
    for names in (None, ["tiny", "gone"]):
        with pytest.raises(DefinitionError, match=r"gone\.ipynb: no such notebook"):
            render(names, notebooks=notebooks, out=tmp_path / "reports")


def test_parameters_are_the_names_set_in_the_tagged_cell(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["other = 1"])
    assert parameters_of(notebooks / "tiny.ipynb") == ("seeds", "parties")
    assert list(collection(notebooks)) == ["tiny"]


@pytest.mark.parametrize(("content", "said"), [("no json", "not a Jupyter notebook"), ("{}", "not a Jupyter notebook")])
def test_a_file_that_is_no_notebook_is_named(tmp_path, content, said):
    (tmp_path / "x.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(DefinitionError, match=said):
        parameters_of(tmp_path / "x.ipynb")


def test_a_cell_of_parameters_that_is_no_python_is_named(tmp_path):
    cell = v4.new_code_cell("a = (", metadata={"tags": ["parameters"]})
    nbformat.write(v4.new_notebook(cells=[cell]), tmp_path / "x.ipynb")
    with pytest.raises(DefinitionError, match="no Python"):
        parameters_of(tmp_path / "x.ipynb")


# --- what fails ----------------------------------------------------------------------------------------------


def test_a_failure_names_notebook_cell_line_and_leaves_the_rest_whole(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["x = 1", "if x:\n    raise LookupError('no such pair')"], name="bad")
    write(notebooks, ["1 + 1"], name="good")
    out = tmp_path / "reports"
    out.mkdir()
    (out / "bad.html").write_text("the old report", encoding="utf-8")
    news = []
    bad, good = render(notebooks=notebooks, out=out, progress=news.append, jobs=2)
    assert bad.error == f"{notebooks / 'bad.ipynb'}, cell 4, line 2: LookupError: no such pair"
    assert bad.files == ()
    assert (out / "bad.html").read_text(encoding="utf-8") == "the old report"
    assert (good.error, len(good.files)) == (None, 2)
    assert {path.name for path in out.iterdir()} == {
        *("bad.html", "good.html", "good.pdf", "codebook.md", "codebook.csv", "manifest.json")
    }
    states = [(entry.name, entry.state) for entry in news]
    assert [state for name, state in states if name == "good"][:2] == ["waiting", "running"]
    assert [state for name, state in states if name == "good"][-2:] == ["rendering", "rendered"]
    assert ("bad", "failed") in states
    assert [(entry.cell, entry.cells) for entry in news if entry.name == "good" and entry.cell] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import os; os._exit(3)", "cell 3: its kernel died"),
        ("import time; time.sleep(60)", "cell 3: took longer than 1 seconds"),
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2])", "cell 3 shows a picture without a text alternative"),
        ("from analysis import reports as r\nr.chart(None, alt=' ', caption='Trade')", "say in `alt`"),
    ],
    ids=["killed", "too long", "picture", "no alternative"],
)
def test_what_cannot_become_a_report_says_why(tmp_path, source, said):
    notebooks = write(tmp_path / "notebooks", [source])
    (result,) = render(notebooks=notebooks, out=tmp_path / "reports", timeout=1 if "sleep" in source else 60)
    assert result.error is not None
    assert said in result.error
    assert result.error.startswith(str(notebooks / "tiny.ipynb"))
    assert list((tmp_path / "reports").glob("*")) == [] if (tmp_path / "reports").exists() else True


LATE = """import time
kernel = get_ipython().kernel
send = kernel.session.send
def send_and_sleep(stream, kind, *rest, **options):
    if kind == "execute_reply":
        kernel.iopub_thread.schedule(lambda: time.sleep(6))
    return send(stream, kind, *rest, **options)
kernel.session.send = send_and_sleep
print("Shown before.")"""
"""As on a busy machine: the thread that sends what a cell shows gets no turn for six seconds when the cell is done."""


def test_what_a_cell_shows_may_end_long_after_its_reply(tmp_path):
    notebooks = write(tmp_path / "notebooks", [LATE])
    (result,) = render(notebooks=notebooks, out=tmp_path / "reports")
    assert result.error is None
    assert b"Shown before." in made(tmp_path / "reports")["tiny.html"]


def test_a_full_disk_leaves_the_old_report_and_nothing_temporary(tmp_path, monkeypatch):
    from analysis.reports import rendering

    notebooks = write(tmp_path / "notebooks", ["1"])
    out = tmp_path / "reports"
    out.mkdir()
    (out / "tiny.html").write_text("the old report", encoding="utf-8")

    def full(path):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(rendering, "atomically", full)
    (result,) = render(notebooks=notebooks, out=out)
    assert "No space left" in result.error
    assert made(out) == {"tiny.html": b"the old report"}


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT as a terminal does")
def test_ctrl_c_ends_the_kernels_and_leaves_nothing_temporary(tmp_path):
    marker = tmp_path / "kernel.pid"
    cell = f"import os, pathlib, time\npathlib.Path({str(marker)!r}).write_text(str(os.getpid()))\ntime.sleep(120)"
    notebooks = write(tmp_path / "notebooks", [cell])
    program = (
        f"from analysis.reports import render; render(notebooks={str(notebooks)!r}, out={str(tmp_path / 'out')!r})"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    deadline = time.monotonic() + 60
    while not (marker.exists() and marker.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert b"KeyboardInterrupt" in errors
    with pytest.raises(ProcessLookupError):
        os.kill(int(marker.read_text()), 0)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_an_interrupt_inside_the_program_goes_on_and_ends_what_runs(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["1"])

    def progress(news):
        if news.state == "running":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(notebooks=notebooks, out=tmp_path / "reports", progress=progress)
    assert not (tmp_path / "reports").exists()


def test_a_kernel_that_is_ended_from_outside_is_reported(tmp_path):
    from analysis.reports.kernels import stop_all

    notebooks = write(tmp_path / "notebooks", ["import time; time.sleep(60)"])
    ending = []

    def progress(news):
        if news.cell == 2:
            ending.append(threading.Timer(0.5, stop_all))
            ending[0].start()

    (result,) = render(notebooks=notebooks, out=tmp_path / "reports", progress=progress)
    assert "its kernel died" in result.error


def test_a_folder_without_a_list_of_reports_says_where_to_go(tmp_path):
    with pytest.raises(DefinitionError, match=r"reports\.toml: there is no such list of reports; .* --notebooks DIR"):
        collection(tmp_path)


def test_a_seeds_folder_that_is_not_the_usual_one_is_part_of_the_command(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["1"])
    (tmp_path / "own {0}").mkdir()
    (result,) = render(notebooks=notebooks, seeds=tmp_path / "own {0}", out=tmp_path / "reports")
    page = result.files[0].read_text(encoding="utf-8")
    assert "communique report tiny --seeds &#39;own {0}&#39;" in page
    assert str(tmp_path) not in page


# --- the pieces ----------------------------------------------------------------------------------------------


def test_figures_come_back_from_their_wire_form():
    from analysis.reports.figure_table import figures

    figure = Figure(
        id="f",
        document="d",
        metric="scholarships",
        value=92,
        lower=92,
        upper=92,
        precision=1,
        unit="scholarship",
        bound="exact",
        period="2020/2021",
        status="actual",
        parties=("LA", "RU"),
        direction="RU>LA",
        change=Change(kind="factor", value=3, lower=None, upper=3, bound="under", direction="up", versus="2015"),
        quote=Quote(exact="92", prefix="(to ", suffix=")"),
        start=4,
        end=6,
        sentence="(to 92)",
        mentions=((9, 11),),
    )
    assert figures([record(figure)]) == [figure]


def test_what_notebooks_import_loads_neither_papermill_nor_nbconvert():
    program = (
        "import sys; from analysis import reports as r; r.table; r.paragraph('x')._repr_mimebundle_();"
        "print([name for name in ('papermill', 'nbconvert', 'typst', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_of_the_module_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reports.nothing


def test_progress_is_told_by_one_thread_at_a_time(tmp_path):
    notebooks = write(tmp_path / "notebooks", ["1"], name="one")
    write(notebooks, ["2"], name="two")
    busy = threading.Lock()
    clashes = []

    def progress(news):
        if not busy.acquire(blocking=False):
            clashes.append(news)
            return
        time.sleep(0.01)
        busy.release()

    render(notebooks=notebooks, out=tmp_path / "reports", progress=progress, jobs=2)
    assert clashes == []
