"""What is read and what is written: no input is written over, and no output is read as a document."""

import gzip
import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.commands import exit_code

ENGLISH = "HANOI, August 9, 2021. Bilateral trade between Laos and Vietnam reached {} billion USD in 2021.\n"
CORRECTION = (
    '[[corrections]]\ndocument = "news.txt"\nquote = "1.3 billion USD"\nslot = "period"\n'
    'said = "2021"\nright = "2020"\nreason = "The table says so."\n'
)


@pytest.fixture
def run(capfdbinary, monkeypatch, tmp_path):
    """Runs a command in this process and in the test's folder; gives its exit code, what it wrote and said."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        code = exit_code(*arguments)
        written = capfdbinary.readouterr()
        return code, written.out.decode("utf-8"), written.err.decode("utf-8")

    return running


@pytest.fixture
def inputs(tmp_path):
    """Files of every kind that a command reads, in one folder."""
    (tmp_path / "news.txt").write_text(ENGLISH.format("1.3"), encoding="utf-8")
    record = json.dumps({"id": "a", "text": ENGLISH.format("2.9")}) + "\n"
    (tmp_path / "n.jsonl").write_text(record, encoding="utf-8")
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    (tmp_path / "a2.csv").write_text(f'nr,story\n1,"{ENGLISH.format("4.1")}"\n', encoding="utf-8")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    for name in ("member.txt", "inner/other.txt"):
        (tmp_path / "folder" / name).write_text(ENGLISH.format("5.2"), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("in-it.txt", ENGLISH.format("6.3"))
    (tmp_path / "r3.csv").write_text("metric,value,unit,period,parties\nexports,5,USD,2021,LA|VN\n", encoding="utf-8")
    (tmp_path / "fixes.toml").write_text(CORRECTION, encoding="utf-8")
    (tmp_path / "own" / "languages").mkdir(parents=True)
    (tmp_path / "own" / "languages" / "en.toml").write_text('[number_words]\nvague = ["umpty"]\n', encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.txt").write_text(ENGLISH.format("1.3"), encoding="utf-8")
    (tmp_path / "gold" / "a.json").write_text('{"lang": "en", "figures": []}', encoding="utf-8")
    return tmp_path


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("extract news.txt -o news.txt", "news.txt"),
        ("ledger news.txt -o ./folder/../news.txt", "folder/../news.txt"),
        ("quantities news.txt -o news.txt", "news.txt"),
        ("milestones news.txt -o news.txt", "news.txt"),
        ("check news.txt -o news.txt", "news.txt"),
        ("text news.txt --format jsonl -o news.txt", "news.txt"),
        ("extract n.jsonl -o n.jsonl", "n.jsonl"),
        ("extract n.jsonl --quarantine n.jsonl", "n.jsonl"),
        ("extract n.jsonl.gz --format csv -o n.jsonl.gz", "n.jsonl.gz"),
        ("extract a2.csv --text-column story -o a2.csv", "a2.csv"),
        ("extract folder -o folder/member.txt", "folder/member.txt"),
        ("extract folder -o folder/inner/other.txt", "folder/inner/other.txt"),
        ("extract fold*/*.txt -o folder/member.txt", "folder/member.txt"),
        ("extract news.zip -o news.zip", "news.zip"),
        ("extract zip://in-it.txt::news.zip -o news.zip", "news.zip"),
        ("extract file://{here}/news.txt -o news.txt", "news.txt"),
        ("extract news.txt --corrections fixes.toml --format csv -o fixes.toml", "fixes.toml"),
        ("extract news.txt --definitions own --format csv -o own/languages/en.toml", "own/languages/en.toml"),
        ("check news.txt --definitions own --format csv -o own/languages/en.toml", "own/languages/en.toml"),
        ("check news.txt --corrections fixes.toml --format csv -o fixes.toml", "fixes.toml"),
        ("check news.txt --reference r3.csv -o r3.csv", "r3.csv"),
        ("check news.txt --reference r3.csv --quarantine r3.csv", "r3.csv"),
        ("score gold -o gold/a.txt", "gold/a.txt"),
        ("score gold --against gold/a.json --format json -o gold/a.json", "gold/a.json"),
        ("languages --scores gold/a.json --format csv -o gold/a.json", "gold/a.json"),
        ("codebook --definitions own --format csv -o own/languages/en.toml", "own/languages/en.toml"),
    ],
)
def test_no_input_is_written_over(run, inputs, command, output):
    before = contents(inputs)
    code, out, err = run(*command.format(here=inputs).split())
    assert (code, out, err) == (2, "", f"{output}: is one of the inputs; name another file\n")
    assert contents(inputs) == before


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_link_to_an_input_is_that_input(run, inputs, link):
    link(inputs / "news.txt", inputs / "figures.csv")
    before = contents(inputs)
    code, out, err = run("extract", "news.txt", "-o", "figures.csv")
    assert (code, out, err) == (2, "", "figures.csv: is one of the inputs; name another file\n")
    assert contents(inputs) == before


def test_a_data_package_does_not_lie_on_an_input(run, inputs):
    (inputs / "folder" / "figures.csv").write_text(f'text\n"{ENGLISH.format("7")}"\n', encoding="utf-8")
    before = contents(inputs)
    code, _, err = run("extract", "folder", "--format", "datapackage", "-o", "folder")
    assert (code, err) == (2, "folder/figures.csv: is one of the inputs; name another file\n")
    assert contents(inputs) == before
    assert run("ledger", "folder", "--format", "datapackage", "-o", "folder")[0] == 0


def test_what_is_read_from_standard_input_is_an_input(inputs):
    before = contents(inputs)
    with (inputs / "news.txt").open("rb") as file:
        command = [sys.executable, "-m", "analysis", "extract", "-", "-o", "news.txt"]
        done = subprocess.run(command, stdin=file, capture_output=True, cwd=inputs, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"news.txt: is one of the inputs; name another file\n"
    assert contents(inputs) == before


def test_a_file_beside_the_inputs_is_written_over(run, inputs):
    for _ in range(2):
        assert run("extract", "folder/member.txt", "-o", "folder/inner/other.txt")[0] == 0
    assert "Trade turnover" in (inputs / "folder" / "inner" / "other.txt").read_text(encoding="utf-8")


# --- results beside the texts -----------------------------------------------------------------------------------

LEFT_OUT = "nothing but what communique wrote, and left out"


@pytest.fixture
def corpus(tmp_path):
    """A folder of two texts, and one that is in no language that can be read."""
    folder = tmp_path / "t2"
    folder.mkdir()
    for name, amount in (("one.txt", "1.3"), ("two.txt", "2.9")):
        (folder / name).write_text(ENGLISH.format(amount), encoding="utf-8")
    (folder / "zz.txt").write_text("Xyzzy plugh frotz.", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["extract", "ledger", "quantities", "milestones", "check", "extract --with-source"])
@pytest.mark.parametrize("name", ["found.csv", "found.jsonl", "found.parquet", "found.zip", "inner/found.csv"])
def test_results_in_the_folder_are_left_out_of_the_next_run(run, corpus, command, name):
    runs = []
    for _ in range(3):
        code, _, err = run(*command.split(), "t2", "-o", f"t2/{name}")
        runs.append((code, contents(corpus)))
        refused = [line for line in err.splitlines() if LEFT_OUT not in line]
        assert (len(refused), refused[0][:8]) == (2, "zz.txt: ")
        assert (f"t2/{name} and 1 more: {LEFT_OUT}\n" in err) == (len(runs) > 1)
    assert runs[0] == runs[1] == runs[2]
    assert (runs[0][0], len(runs[0][1])) == (1, 5)


@pytest.mark.parametrize("form", ["sdmx", "datapackage"])
def test_other_forms_of_results_in_the_folder_are_left_out_too(run, corpus, form):
    (corpus / "zz.txt").unlink()
    output = {"sdmx": "t2/found.sdmx.csv", "datapackage": "t2/found"}[form]
    first = run("extract", "t2", "--format", form, "-o", output)
    before = contents(corpus)
    assert first == (0, "", "")
    code, _, err = run("extract", "t2", "--format", form, "-o", output)
    assert (code, err.count("\n"), LEFT_OUT in err) == (0, 1, True)
    assert contents(corpus) == before


@pytest.mark.usefixtures("corpus")
def test_results_that_a_pattern_finds_are_left_out_and_those_that_are_named_refused(run):
    assert run("extract", "t2/one.txt", "-o", "t2/found.csv")[0] == 0
    code, out, err = run("extract", "t2/[fo]*")
    assert (code, err) == (0, f"t2/found.csv: {LEFT_OUT}\n")
    assert {json.loads(line)["document"] for line in out.splitlines()} == {"one.txt"}
    code, _, err = run("extract", "t2/one.txt", "t2/found.csv")
    assert (code, err.startswith("t2/found.csv: holds results of communique and no documents; leave it out")) == (
        1,
        True,
    )


@pytest.mark.usefixtures("corpus")
def test_a_folder_of_nothing_but_results_holds_no_document(run):
    run("extract", "t2/one.txt", "-o", "found/found.csv")
    code, out, err = run("extract", "found")
    assert (code, out) == (2, "")
    assert err.startswith("found: the folder holds no document; put files in it")
    assert err.endswith(f"\nfound/found.csv: {LEFT_OUT}\n")


def test_a_table_is_no_result_where_the_column_of_its_text_is_named(run, corpus):
    (corpus / "table.csv").write_text(f'document,start,end,story\nx,1,2,"{ENGLISH.format(3)}"\n', encoding="utf-8")
    _, out, _ = run("extract", "t2", "--text-column", "story")
    assert "table.csv#1" in {json.loads(line)["document"] for line in out.splitlines()}


@pytest.mark.parametrize(
    "command",
    [
        "extract t2 -o t2/found.txt",
        "check t2 -o t2/inner/found.txt",
        "extract t2 --format csv -o t2/found.md",
        "extract t2 --quarantine t2/found.txt",
        "text t2 -o t2/found.jsonl",
        "text t2 -o t2/found.parquet",
    ],
)
def test_what_the_next_run_would_take_for_a_document_is_not_written_into_the_folder(run, corpus, command):
    before = contents(corpus)
    path = command.split()[-1]
    code, out, err = run(*command.split())
    said = f"{path}: lies in t2, where it would be read as a document the next time; name a file outside of it\n"
    assert (code, out, err) == (2, "", said)
    assert contents(corpus) == before


@pytest.mark.parametrize("output", ["t2/.found.txt", "t2/found.xlsx", "t2/found.jsonld", "found.txt"])
def test_what_no_run_would_read_may_lie_there(run, corpus, output):
    assert run("extract", "t2", "-o", output)[0] == 1
    assert (corpus.parent / output).is_file()


# --- what is said of documents ----------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_said_of_a_record_names_its_file_and_its_place_there(run, inputs, jobs):
    lines = [
        {"id": "a", "text": ENGLISH.format(3)},
        {"id": "3", "text": "Xyzzy."},
        {"id": "a", "text": ENGLISH.format(4)},
    ]
    text = "\n\n".join(json.dumps(line) for line in lines)
    (inputs / "folder" / "d.jsonl").write_text(text, encoding="utf-8")
    (inputs / "e.csv").write_text("text\nXyzzy.\n", encoding="utf-8")
    code, _, err = run("extract", "folder", "e.csv", "-j", jobs, "-o", "out.csv")
    told = {
        ("3", "folder/d.jsonl#3", "its language cannot be told by so few words"),
        ("a", "folder/d.jsonl#5", "an earlier document has this id"),
        ("e.csv#1", "e.csv#1", "its language cannot be told by so few words"),
    }
    assert code == 1
    for document, place, reason in told:
        assert f"{place}{'' if place == document else f' ({document})'}: {reason}" in err
    listed = [json.loads(line) for line in (inputs / "out.csv.quarantine.jsonl").read_text("utf-8").splitlines()]
    assert {(one["document"], one["place"]) for one in listed} == {one[:2] for one in told}


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_that_reads_like_another_language_is_told_with_its_place(run, jobs):
    _, _, err = run("extract", "n.jsonl", "--language", "nb", "-j", jobs)
    assert err == "n.jsonl#1 (a): reads like English; read as Norwegian because of --language\n"


def test_a_text_that_is_not_read_is_listed_with_its_path(run, inputs):
    (inputs / "folder" / "zz.txt").write_text("Xyzzy.", encoding="utf-8")
    _, _, err = run("extract", "folder", "-o", "out.csv")
    (listed,) = map(json.loads, (inputs / "out.csv.quarantine.jsonl").read_text("utf-8").splitlines())
    assert (listed["document"], listed["place"], err.startswith("zz.txt: ")) == ("zz.txt", "folder/zz.txt", True)
