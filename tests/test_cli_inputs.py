"""What is read and what is written: no input is written over, and no output is read as a document."""

import gzip
import json
import os
import subprocess
import sys
import zipfile

import pytest

from analysis.cli import app

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
        with pytest.raises(SystemExit) as left:
            app([str(argument) for argument in arguments], prog_name="communique")
        written = capfdbinary.readouterr()
        return left.value.code or 0, written.out.decode("utf-8"), written.err.decode("utf-8")

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
