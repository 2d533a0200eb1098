"""The formats on the command line: files, folders, pipes, and what is said beside them."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest
import sdmx
from frictionless import Package
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from analysis import tables
from analysis.cli.commands import app

TEXT = (
    "Vientiane, 9 August 2021 - Trade between Laos and Vietnam reached 1.3 billion USD in 2020. "
    "Exports from Vietnam to Laos came to 700 million USD in 2020. They want trade of 5 billion USD."
)
SERIES = (
    "period,reporterISO,flowCode,partnerISO,cmdCode,primaryValue\n"
    "2020,VNM,X,LAO,TOTAL,600000000\n2020,VNM,M,LAO,TOTAL,710000000\n2020,VNM,M,LAO,01,7\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A command run in a folder that holds a text and a series, made up both."""
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "made-up.csv").write_text(SERIES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return command


# --- formats -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", tables.FIGURE_FORMATS)
def test_a_pipe_and_a_file_get_equal_bytes(run, tmp_path, file_format):
    piped = run("extract", "news.txt", "--format", file_format)
    path = tmp_path / "out.zip" if file_format == "datapackage" else tmp_path / "out"
    filed = run("extract", "news.txt", "--format", file_format, "-o", path)
    assert (piped.exit_code, filed.exit_code) == (0, 0)
    assert piped.stdout_bytes == path.read_bytes() != b""
    assert filed.stdout_bytes == b""


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.jsonl", b'{"id"'),
        ("a.csv", b"id,document"),
        ("a.sdmx.csv", b"STRUCTURE,STRUCTURE_ID,ACTION"),
        ("a.jsonld", b'{"@context": "http://www.w3.org/ns/anno.jsonld"'),
        ("a.parquet", b"PAR1"),
        ("a.xlsx", b"PK"),
        ("a.zip", b"PK"),
    ],
)
def test_the_ending_says_the_format(run, tmp_path, name, begins):
    assert run("extract", "news.txt", "-o", name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_data_package_is_a_folder_or_a_zip_with_the_same_files(run, tmp_path):
    run("extract", "news.txt", "--format", "datapackage", "-o", "package")
    run("extract", "news.txt", "-o", "package.zip")
    assert Package("package/datapackage.json").validate().valid
    with zipfile.ZipFile("package.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "package").iterdir()}
    again = run("ledger", "news.txt", "--format", "datapackage", "-o", "package")
    assert again.exit_code == 0
    assert Package("package/datapackage.json").validate().valid


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(run):
    result = run("extract", "news.txt", "--format", "datapackage", "-o", "news.txt/package")
    assert result.exit_code == 2
    assert result.stderr.startswith("news.txt/package: cannot be written")
    assert result.stderr.count("\n") == 1


def test_what_has_no_place_in_sdmx_is_said(run):
    result = run("extract", "news.txt", "--format", "sdmx")
    assert (
        result.stderr
        == "1 figure has no period and no place in SDMX, where the period is a dimension; the other formats have all\n"
    )
    assert result.stdout.count("\n") == 3


@pytest.mark.parametrize("command", ["ledger", "quantities", "milestones", "check"])
def test_formats_of_figures_alone_are_refused_of_others(run, command):
    result = run(command, "news.txt", "--format", "sdmx")
    assert result.exit_code == 2
    assert "use --format with one of" in result.stderr
    assert "jsonl, csv, parquet, xlsx, datapackage" in result.stderr


def test_nothing_is_written_when_nothing_could_be_read(run, tmp_path):
    result = run("extract", "none.txt", "--format", "csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert run("extract", "none.txt", "--format", "datapackage", "-o", "package").exit_code == 2
    assert not (tmp_path / "package" / "figures.csv").exists()


def test_own_metrics_are_in_the_package_and_the_structure(run, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    meaning = "Land that one leases to the other."
    entry = f'[hectares]\nname = "Hectares"\ndefinition = "{meaning}"\nunits = []\nmeasure = "stock"\n'
    (own / "metrics.toml").write_text(entry, encoding="utf-8")
    run("extract", "news.txt", "--definitions", own, "-o", "package.zip")
    with zipfile.ZipFile("package.zip") as archive:
        assert meaning in archive.read("metrics.csv").decode()
    assert "hectares" in run("codebook", "--format", "sdmx", "--definitions", own).stdout


# --- the codebook --------------------------------------------------------------------------------------------


def test_the_codebook_in_each_of_its_forms(run, tmp_path):
    assert run("codebook").stdout == tables.codebook_markdown()
    rows = list(csv.DictReader(io.StringIO(run("codebook", "--format", "csv").stdout)))
    assert [row["column"] for row in rows] == tables.codebook()["column"].tolist()
    assert json.loads(run("codebook", "--format", "schema").stdout) == json.loads(json.dumps(tables.json_schema()))
    for name in ("book.md", "book.csv", "book.xlsx", "book.parquet", "book.jsonl", "schema.json", "structure.xml"):
        assert run("codebook", "-o", name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert ET.parse(tmp_path / "structure.xml").getroot().tag.endswith("Structure")  # noqa: S314  # our own


def test_one_table_of_the_codebook(run):
    told = run("codebook", "--table", "milestones")
    assert "## milestones" in told.stdout
    assert "## figures" not in told.stdout
    refused = run("codebook", "--table", "nothing")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(
        "--table nothing: there is no such table; use one of figures, sourced_figures, milestones"
    )


def test_the_lines_fit_the_schema_that_the_codebook_gives(run):
    schema = json.loads(run("codebook", "--format", "schema", "--table", "figures").stdout)
    lines = run("extract", "news.txt").stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        Draft202012Validator(schema).validate(json.loads(line))


def test_a_reader_of_sdmx_takes_the_two_files(run, tmp_path):
    run("extract", "news.txt", "-o", "figures.sdmx.csv")
    run("codebook", "-o", "structure.xml")
    flow = sdmx.read_sdmx(io.BytesIO((tmp_path / "structure.xml").read_bytes()), format="XML").dataflow["FIGURES"]
    data = sdmx.read_sdmx(io.BytesIO((tmp_path / "figures.sdmx.csv").read_bytes()), format="CSV", structure=flow)
    assert sorted(sdmx.to_pandas(data.data[0]).tolist()) == [7e8, 1.3e9]


# --- reference series ----------------------------------------------------------------------------------------


def test_figures_are_held_against_a_series(run):
    result = run("check", "news.txt", "--reference", "made-up.csv")
    assert result.exit_code == 0
    agreed = "1.3 billion USD fits 1.31 billion USD as Vietnam reports (made-up.csv)."
    assert f"agree: Trade turnover, Laos and Vietnam, 2020: {agreed}" in result.stdout
    assert "conflict: Exports, Vietnam to Laos, 2020: 700 million USD is 100 million USD (16.7 %) more" in result.stdout
    assert "    made-up.csv:81-90  600000000" in result.stdout
    told = "made-up.csv (UN Comtrade): values read, 2; left out, rows whose cmdCode is not TOTAL: 1 (line 4)\n"
    assert result.stderr == told


def test_a_series_without_a_value_is_refused(run, tmp_path):
    (tmp_path / "bare.csv").write_text("metric,value,unit,period,parties\nexports,5,USD,22,LA|VN\n", encoding="utf-8")
    result = run("check", "news.txt", "--reference", "bare.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    left_out = "left out, rows whose period is not understood: 1 (line 2); mend the rows that were left out"
    assert result.stderr == f"bare.csv (columns of our codebook): values read, 0; {left_out}\n"


def test_a_strict_check_fails_where_official_figures_differ(run):
    assert run("check", "news.txt", "--strict").exit_code == 0
    assert run("check", "news.txt", "--strict", "--reference", "made-up.csv").exit_code == 1


def test_findings_on_a_series_are_records_as_others(run):
    lines = run("check", "news.txt", "--reference", "made-up.csv", "--format", "jsonl").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert {one["verdict"] for one in found if one["check"] == "reference"} == {"agree", "conflict"}
    for one in found:
        Draft202012Validator(tables.json_schema(tables.RECORDS["findings"])).validate(one)


@pytest.mark.parametrize("name", ["news.txt", "none.csv", "."])
def test_what_is_no_series_is_refused_in_one_line(run, name):
    result = run("check", "news.txt", "--reference", name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"{name}: ")
    assert result.stderr.count("\n") == 1
