"""Reports again: what changed runs again and nothing else, what was made is checked to the byte."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

import analysis
from analysis import reports
from analysis.definitions import DefinitionError
from analysis.documents import READERS, packages
from analysis.reports import ReportError, forking, inputs, render
from analysis.reports.comparing import check, difference, verify
from analysis.reports.inputs import Places, digest, stages_of, versions
from analysis.reports.making import READING
from analysis.reports.manifest import MANIFEST, read

pytestmark = pytest.mark.usefixtures("one_parent")

v4 = nbformat.v4
ROOT = Path(reports.__file__).parents[2]
READS = "from pathlib import Path\nprint(Path(seeds, '{}.txt').read_text(encoding='utf-8'))"
LISTS = "import os\nprint(sorted(os.listdir(seeds)))"
FIRST = """
from pathlib import Path
text = Path(seeds, "one.txt").read_text(encoding="utf-8") + Path(seeds, "two.txt").read_text(encoding="utf-8")
print(text.split()[0])
"""


@pytest.fixture
def project(tmp_path):
    """A project of two texts, and a function that adds a report on the code given."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notebooks").mkdir()
    for name in ("one", "two"):
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"{name} text", encoding="utf-8")

    def add(name, source):
        cells = [
            v4.new_markdown_cell(f"# {name}"),
            v4.new_code_cell('seeds = "../seeds"\nlabel = "a"', metadata={"tags": ["parameters"]}),
            v4.new_code_cell(source),
        ]
        nbformat.write(v4.new_notebook(cells=cells), tmp_path / "notebooks" / f"{name}.ipynb")
        with (tmp_path / "notebooks" / "reports.toml").open("a", encoding="utf-8") as file:
            file.write(f'[{name}]\ntitle = "{name}"\nnotebook = "{name}.ipynb"\n')

    return tmp_path, add


def made(project, names=None, **how):
    """The names of the reports that were written, all others being unchanged."""
    results = render(
        names, notebooks=project / "notebooks", seeds=project / "seeds", out=project / "reports", jobs=2, **how
    )
    assert [one.error for one in results] == [None] * len(results)
    return [one.name for one in results if not one.unchanged]


def checked(project, **how):
    return check(notebooks=project / "notebooks", seeds=project / "seeds", out=project / "reports", jobs=2, **how)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- what runs again -----------------------------------------------------------------------------------------


def test_only_what_changed_runs_again(project):
    folder, add = project
    add("one", READS.format("one"))
    add("two", READS.format("two"))
    add("all", LISTS)
    add("first", FIRST)
    assert made(folder) == ["one", "two", "all", "first"]
    assert made(folder) == []
    before = contents(folder / "reports")

    def change(name, old, new):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    # A time is no change; a text is, for whoever reads it and shows another thing for it.
    os.utime(folder / "seeds" / "one.txt", (1, 1))
    assert made(folder) == []
    change("seeds/two.txt", "two", "other")
    assert made(folder) == ["two"]
    change("seeds/two.txt", "other", "two")
    assert made(folder) == ["two"]
    assert contents(folder / "reports") == before

    # A file that comes into a folder is a change for who lists it; so are titles, parameters and code.
    (folder / "seeds" / "three.txt").write_text("new", encoding="utf-8")
    change("notebooks/first.ipynb", "print(", "print('so',")
    change("notebooks/reports.toml", 'notebook = "one.ipynb"', 'notebook = "one.ipynb"\nparameters = { label = "b" }')
    assert made(folder) == ["one", "all", "first"]

    # What lies there is looked at too.
    change("notebooks/reports.toml", 'title = "two"', 'title = "Two"')
    (folder / "reports" / "all.html").write_text("spoilt", encoding="utf-8")
    (folder / "reports" / "one.pdf").unlink()
    assert made(folder) == ["one", "two", "all"]
    assert made(folder, ["one"], force=True) == ["one"]
    assert made(folder) == []


def test_code_data_and_versions_that_a_report_uses_count_and_others_do_not(project, monkeypatch):
    folder, add = project
    add("charts", "from analysis import charts")
    add("plain", "1")
    assert made(folder) == ["charts", "plain"]
    true = inputs.state_of_stage
    for stage, expected in {"cli": [], "charts": ["charts"], "reports": ["charts", "plain"]}.items():
        monkeypatch.setattr(
            "analysis.reports.manifest.state_of_stage",
            lambda name, stage=stage: "changed" if name == stage else true(name),
        )
        told = []
        assert made(folder, progress=told.append) == expected
        assert {news.message for news in told if news.state == "running"} <= {f"analysis/{stage} changed"}
        monkeypatch.setattr("analysis.reports.manifest.state_of_stage", true)
    monkeypatch.setattr("analysis.reports.rendering.versions", lambda read: {**versions(read), "pandas": "0"})
    assert made(folder) == ["charts", "plain"]


def test_versions_of_what_reads_documents_count_where_such_are_read(project, monkeypatch):
    """A report on plain texts has the bytes and the manifest that it has where no such package is installed."""
    pytest.importorskip("trafilatura")
    folder, add = project
    add("page", "from analysis import read\nprint(len(next(read(seeds + '/page.html')).text))")
    add("plain", "from analysis import read\nprint(next(read(seeds + '/one.txt')).text)")
    page = "<html><body><article><p>Trade reached 5 million USD in 2021, both sides said.</p></article></body></html>"
    (folder / "seeds" / "page.html").write_text(page, encoding="utf-8")
    assert made(folder) == ["page", "plain"]
    entries = read(folder / "reports").reports
    assert entries["page"].versions == versions({"page.html": ""}) == {**versions(), **versions({"page.html": ""})}
    assert entries["page"].versions.keys() - entries["plain"].versions.keys() == {"trafilatura"}
    for name, told in (("page", True), ("plain", False)):
        assert ("trafilatura" in (folder / "reports" / f"{name}.html").read_text(encoding="utf-8")) is told
    assert made(folder) == []
    true = inputs._version
    monkeypatch.setattr(inputs, "_version", lambda package: "0" if package == "trafilatura" else true(package))
    told = []
    assert made(folder, progress=told.append) == ["page"]
    assert {news.message for news in told if news.state == "running"} == {"its versions changed"}


def test_a_report_names_the_versions_of_all_that_reads_documents():
    assert {package for name in (*READERS, ".zip") for package in packages(f"a{name}.gz")} == set(READING)


def test_a_notebook_s_own_module_and_a_file_that_is_not_there_yet_count(project):
    folder, add = project
    (folder / "notebooks" / "ours.py").write_text("X = 1", encoding="utf-8")
    add(
        "one",
        "import ours\nprint(ours.X)\ntry:\n    open('../seeds/late')\nexcept OSError:\n    print('none')",
    )
    assert made(folder) == ["one"]
    assert read(folder / "reports").reports["one"].inputs.keys() == {
        *("notebooks/one.ipynb", "notebooks/ours.py", "seeds/late")
    }
    (folder / "seeds" / "late").write_text("", encoding="utf-8")
    assert made(folder) == ["one"]
    (folder / "notebooks" / "ours.py").write_text("X = 22", encoding="utf-8")
    assert made(folder) == ["one"]


def test_stages_are_found_through_imports_and_own_their_data():
    assert stages_of("import analysis\nanalysis.ledger('x')")[-1] == "reports"
    assert {"ledger", "numbers", "definitions"} <= set(stages_of("import analysis\nanalysis.ledger('x')"))
    assert "summaries" not in stages_of("from analysis import charts")
    owned = {path.name for stage in analysis.FLOW for path in inputs._files(stage)}
    every = {path.name for path in inputs.PACKAGE.rglob("*") if path.suffix in {".py", ".toml", ".j2", ".typ"}}
    examples = {name for name in every if name.endswith(".examples.toml")}
    assert every - examples - owned == {"__main__.py"}


def test_versions_are_those_of_what_reports_need():
    import tomllib

    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {line.split(">=")[0] for line in [*extra["dependencies"], *extra["optional-dependencies"]["report"]]}
    assert wanted - set(versions()) == set()
    assert "pytest" not in versions()


def test_names_of_files_are_the_same_on_every_machine(tmp_path):
    places = Places(notebooks=tmp_path / "notebooks", seeds=tmp_path / "elsewhere" / "corpus")
    for path, name in {
        tmp_path / "elsewhere" / "corpus" / "a.txt": "seeds/a.txt",
        tmp_path / "notebooks" / "x.ipynb": "notebooks/x.ipynb",
        tmp_path / "data.csv": "data.csv",
    }.items():
        assert places.name(path) == name
        assert places.path(name) == path
    for path in (tmp_path.parent / "x", tmp_path / ".venv" / "x", tmp_path / "__pycache__" / "x"):
        assert places.name(path) is None


METRIC = '[visas]\nname = "Visas"\ndefinition = "{}"\nunits = []\nmeasure = "flow"\n'
KNOWS = """
from analysis.definitions import definitions
metric = definitions().metrics.get("visas")
print(metric and metric.definition)
"""


def test_further_definitions_are_in_force_and_an_input_like_any_other(project, tmp_path_factory):
    project, add = project
    add("first", KNOWS)
    words = tmp_path_factory.mktemp("elsewhere") / "words"
    words.mkdir()
    (words / "units.toml").write_text('[visa]\nkind = "count"\nplural = "visas"', encoding="utf-8")
    page = project / "reports" / "first.html"
    assert made(project) == ["first"]
    assert made(project, definitions=words) == ["first"]  # the command that makes it is another
    seen = os.path.relpath(words, project)
    assert read(project / "reports").reports["first"].command == f"communique report first --definitions {seen}"
    assert made(project, definitions=words) == []
    (words / "metrics.toml").write_text(METRIC.format("Visas issued."), encoding="utf-8")
    assert made(project, definitions=words) == ["first"]  # a file that was not there before
    assert "Visas issued." in page.read_text(encoding="utf-8")
    codebook = (project / "reports" / "first.codebook.md").read_text(encoding="utf-8")
    assert "| `visas` | Visas | Visas issued. |" in codebook
    assert "visas" not in (project / "reports" / "codebook.md").read_text(encoding="utf-8")
    entry = read(project / "reports").reports["first"]
    assert entry.inputs["definitions/metrics.toml"] == digest(words / "metrics.toml")
    assert str(words) not in (project / "reports" / MANIFEST).read_text(encoding="utf-8")
    assert made(project, definitions=words) == []
    assert checked(project, definitions=words) == []

    (words / "metrics.toml").write_text(METRIC.format("Visas refused."), encoding="utf-8")
    assert made(project, definitions=words) == ["first"]
    assert made(project) == ["first"]
    assert "Visas" not in page.read_text(encoding="utf-8")


def test_definitions_that_an_entry_names_are_no_part_of_the_command(project, tmp_path_factory):
    project, add = project
    add("first", KNOWS)
    words = tmp_path_factory.mktemp("elsewhere") / "words"
    words.mkdir()
    (words / "units.toml").write_text('[visa]\nkind = "count"\nplural = "visas"', encoding="utf-8")
    listed = project / "notebooks" / "reports.toml"
    seen = os.path.relpath(words, listed.parent)
    listed.write_text(f"{listed.read_text(encoding='utf-8')}definitions = {json.dumps(seen)}\n", encoding="utf-8")
    assert made(project) == ["first"]
    assert read(project / "reports").reports["first"].command == "communique report first"
    assert made(project) == []


def test_a_report_is_cited_by_what_it_shows(project):
    project, add = project
    add("first", "print(open('../seeds/a.txt').read())")

    def cited():
        page = (project / "reports" / "first.html").read_text(encoding="utf-8")
        (found,) = re.findall(r"report first \(<span[^>]*>([0-9a-f]{16})</span>\)", page)
        assert read(project / "reports").reports["first"].executed.startswith(found)
        return found

    text = project / "seeds" / "a.txt"
    found = []
    for words in ("One.", "Two.", "One."):
        text.write_text(words, encoding="utf-8")
        assert made(project) == ["first"]
        found.append(cited())
    assert found[0] == found[2] != found[1]
    assert checked(project) == []


def test_definitions_that_cannot_be_used_are_told_before_anything_runs(project, tmp_path):
    project, add = project
    add("first", "print(1)")
    (tmp_path / "words" / "languages").mkdir(parents=True)
    (tmp_path / "words" / "languages" / "en.toml").write_text('locale = "xx"', encoding="utf-8")
    with pytest.raises(DefinitionError, match="CLDR has no locale 'xx'"):
        made(project, definitions=tmp_path / "words")
    assert not (project / "reports").exists()


# --- the manifest, check and verify --------------------------------------------------------------------------


def test_the_manifest_says_what_was_made_from_what_and_names_no_place_and_no_time(project):
    folder, add = project
    add("one", READS.format("one"))
    made(folder)
    text = (folder / "reports" / MANIFEST).read_text(encoding="utf-8")
    entry = json.loads(text)["reports"]["one"]
    assert entry["inputs"] == {
        "notebooks/one.ipynb": digest(folder / "notebooks" / "one.ipynb"),
        "seeds/one.txt": digest(folder / "seeds" / "one.txt"),
    }
    assert entry["outputs"] == {name: digest(folder / "reports" / name) for name in ("one.html", "one.pdf")}
    assert entry["versions"] == versions()
    assert str(folder) not in text
    assert not re.search(r"20\d\d-\d\d|\d\d:\d\d", text)


def test_a_report_of_the_list_no_more_leaves_the_manifest(project):
    folder, add = project
    add("one", "1")
    add("two", "2")
    made(folder)
    listing = folder / "notebooks" / "reports.toml"
    listing.write_text(listing.read_text(encoding="utf-8").split("[two]")[0], encoding="utf-8")
    made(folder, force=True)
    assert list(read(folder / "reports").reports) == ["one"]
    assert checked(folder) == [f"{folder / 'reports' / name}: no report makes it" for name in ("two.html", "two.pdf")]


def test_check_finds_the_byte_that_differs_and_touches_nothing(project):
    folder, add = project
    add("one", READS.format("one"))
    made(folder)
    assert checked(folder) == []
    expected = {
        "one.html": r"line \d+ has “.*Xne text.*” and should have “.*one text.*”",
        "one.pdf": r"differs from byte 101 on; it has (\d+) bytes and should have \1",
        "codebook.md": "line 1 has “X.*” and should have “.*”",
        "codebook.csv": "is missing",
        MANIFEST: "line 1 has “X” and should have “{”",
    }
    for name in expected:
        path = folder / "reports" / name
        old = path.read_bytes()
        place = old.index(b"one text") if name == "one.html" else 100 if name == "one.pdf" else 0
        path.write_bytes(old[:place] + b"X" + old[place + 1 :])
    (folder / "reports" / "codebook.csv").unlink()
    spoilt = contents(folder / "reports")
    lines = checked(folder)
    assert contents(folder / "reports") == spoilt
    for (name, words), line in zip(expected.items(), lines, strict=True):
        assert re.fullmatch(re.escape(f"{folder / 'reports' / name}: ") + words, line)


def test_check_tells_of_a_report_that_cannot_be_made(project):
    folder, add = project
    add("one", "raise LookupError('gone')")
    (line,) = checked(folder)
    assert line.endswith("cell 3, line 1: LookupError: gone")


def test_a_report_that_was_sent_is_verified(project):
    folder, add = project
    add("one", READS.format("one"))
    made(folder)
    out = folder / "reports"
    sent = folder / "as sent (1).html"
    shutil.copy(out / "one.html", sent)
    assert verify(sent, out=out) == (True, f"{sent}: is one.html as {out / MANIFEST} has it, byte for byte")
    spoilt = folder / "one.html"
    spoilt.write_bytes(sent.read_bytes().replace(b"one text", b"two text"))
    same, line = verify(spoilt, out=out)
    assert not same
    assert re.search(r"is not the one.html .*: line \d+ has “.*two text.*” and should have “.*one text", line)
    (out / "one.html").unlink()
    assert "`communique report`" in verify(spoilt, out=out)[1]
    sent.write_bytes(b"x")
    for path, folder_of, words in ((sent, out, "by content or by name"), (folder / "no.html", out, "no such file")):
        with pytest.raises(ReportError, match=words):
            verify(path, out=folder_of)
    with pytest.raises(ReportError, match="no such manifest"):
        verify(spoilt, out=folder)


def test_a_broken_manifest_is_named_and_made_again_by_force(project):
    folder, add = project
    add("one", "1")
    made(folder)
    (folder / "reports" / MANIFEST).write_text("<<<<<<<", encoding="utf-8")
    with pytest.raises(ReportError, match=f"{MANIFEST}: is no manifest of ours .*--force"):
        made(folder)
    assert made(folder, force=True) == ["one"]
    assert made(folder) == []


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("a\nb,c\n", "a\nb,d\n", "line 2 has “b,c” and should have “b,d”"),
        ("a\n", "a\nb\n", "line 2 has nothing and should have “b”"),
        ("same", "same", None),
    ],
)
def test_a_difference_is_put_in_words(tmp_path, one, two, words):
    for name, text in (("one.csv", one), ("two.csv", two)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert difference(tmp_path / "one.csv", tmp_path / "two.csv") == words


# --- the same bytes anywhere ---------------------------------------------------------------------------------


def russian_locale(folder):
    """Where the Russian locale lies that was made for this test: a fresh system has none."""
    made = folder / "locales"
    made.mkdir()
    command = ["localedef", "-i", "ru_RU", "-f", "UTF-8", str(made / "ru_RU.UTF-8")]
    if shutil.which("localedef") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no Russian locale can be made here")
    return {"LOCPATH": str(made)}


def an_hour_later():
    """What makes all of a process, and every process that it starts, live an hour later."""
    import libfaketime

    library = Path(libfaketime.__file__).parent / "vendor" / "libfaketime" / "src" / "libfaketime.so.1"
    assert library.is_file()
    return {"LD_PRELOAD": str(library), "FAKETIME": "+1h", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}


@pytest.mark.skipif(sys.platform != "linux", reason="the clock is faked and the locale made by tools of Linux")
def test_two_folders_locales_zones_seeds_and_an_hour_give_the_same_bytes(tmp_path):
    russian = {"LC_ALL": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8", **russian_locale(tmp_path)}
    ways = [
        {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
        {**russian, "TZ": "Asia/Vientiane", "PYTHONHASHSEED": "2", **an_hour_later()},
    ]
    found = []
    for place, way in enumerate(ways):
        folder = tmp_path / ("here" if place else "over there")
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("originals"))
        environment = {**os.environ, **way, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", NOW], cwd=folder, env=environment, check=True, timeout=60)
        found_now = time.time()  # before the reports, which a slow machine takes minutes for
        subprocess.run(
            [sys.executable, "-m", "analysis", "report"], cwd=folder, env=environment, check=True, timeout=300
        )
        now, locale = (folder / "now").read_text(encoding="utf-8").split()
        assert (round(float(now) - found_now, -3) > 3000, locale) == (bool(place), way["LC_ALL"])
        found.append(contents(folder / "reports"))
    assert len(found[0]) == 17
    assert found[0] == found[1]


NOW = """
import datetime, locale, pathlib
known = locale.setlocale(locale.LC_ALL, "")
pathlib.Path("now").write_text(f"{datetime.datetime.now().timestamp()} {known}")
"""


# --- the processes -------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux")
def test_whatever_ends_us_ends_the_kernels_and_their_parent(project):
    folder, add = project
    marker = folder / "pids"
    add(
        "one", f"import os, time\nopen({str(marker)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}')\ntime.sleep(60)"
    )
    program = f"from analysis.reports import render; render(notebooks={str(folder / 'notebooks')!r}, out='out')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}  # what a kill leaves stays in it
    process = subprocess.Popen([sys.executable, "-c", program], cwd=folder, env=environment)
    deadline = time.monotonic() + 60
    while len(marker.read_text().split() if marker.exists() else ()) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for pid in map(int, marker.read_text().split()):
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_system_that_does_not_fork_gives_the_same_bytes(project, monkeypatch):
    from tests.kept_faces import cut

    monkeypatch.setattr("analysis.reports.fonts._subset", cut)
    folder, add = project
    add("one", READS.format("one"))
    made(folder)
    before = contents(folder / "reports")
    monkeypatch.setattr("analysis.reports.rendering.Parent", forking.Parent)
    monkeypatch.setattr(forking, "FORKS", False)
    made(folder, force=True)
    assert contents(folder / "reports") == before


def test_a_process_that_is_ended_while_it_sets_a_report_is_told(project, monkeypatch):
    folder, add = project
    add("one", "1")
    true = forking.Parent.fork

    def fork(self, **order):
        process = true(self, **order)
        if order["role"] == "setting":
            process.kill()
        return process

    monkeypatch.setattr(forking.Parent, "fork", fork)
    (result,) = render(notebooks=folder / "notebooks", seeds=folder / "seeds", out=folder / "reports")
    assert "ended from outside" in result.error
    assert not (folder / "reports").exists()


def test_a_parent_that_does_not_answer_is_told(project, monkeypatch):
    folder, add = project
    add("one", "1")
    monkeypatch.setattr("analysis.reports.rendering.Parent", forking.Parent)
    monkeypatch.setattr(forking, "SERVING", [sys.executable, "-c", "pass"])
    (result,) = render(notebooks=folder / "notebooks", seeds=folder / "seeds", out=folder / "reports")
    assert "no kernel starts; to see why" in result.error


# --- watching ------------------------------------------------------------------------------------------------


def test_watching_runs_again_when_a_file_is_saved(tmp_path, monkeypatch):
    from analysis.reports import watching

    (tmp_path / "a.txt").write_text("1", encoding="utf-8")
    ran = []

    def run(command):
        ran.append(command)
        if len(ran) == 3:
            raise KeyboardInterrupt

    def sleep(_):
        if len(ran) == 1:
            (tmp_path / "a.txt").write_text("12", encoding="utf-8")
        elif len(ran) == 2:
            (tmp_path / ".hidden").write_text("x", encoding="utf-8")
            state = watching.state([tmp_path])
            assert list(state) == [tmp_path / "a.txt"]
            (tmp_path / "a.txt").unlink()

    monkeypatch.setattr(watching, "_run", run)
    monkeypatch.setattr(watching.time, "sleep", sleep)
    watching.again(["x"], [tmp_path])
    assert ran == [["x"]] * 3
