"""What other programs make of the files: frictionless, an SDMX reader, JSON Schema, readers of CSV and XLSX."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from random import Random

import openpyxl
import pytest
import sdmx
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyarrow import parquet

from analysis import tables
from analysis.model import Change, Figure, Finding, LedgerEntry, Milestone, QuantityEntry
from analysis.tables import columnar, workbook
from analysis.tables.sdmx import COMPONENTS, time_period
from tests.conftest import figure

CHANGE = Change(kind="percent", value=30.0, lower=30.0, upper=None, bound="over", direction="up", versus="2020")
ONE_WAY = figure(2e9, metric="exports", direction="VN>LA", period="2021-01/2021-09", mentions=((70, 75),), id="x-1")
IMPORTED = figure(3e9, metric="imports", direction="VN>LA", document="two.txt", id="x-2")
UNDATED = figure(5e9, status="target", period=None, id="x-3")
GROWN = figure(None, lower=None, upper=None, precision=None, unit=None, bound="over", change=CHANGE, id="x-4")
SPOKEN = figure(sentence="He said:\n“It came\u2028to 1.3 billion USD; =1+1”.", sectors=("a|b", "c"), id="x-5")
FIGURES = [ONE_WAY, IMPORTED, UNDATED, GROWN, SPOKEN]
RECORDS = {
    Figure: FIGURES,
    LedgerEntry: [LedgerEntry(document="a", start=0, end=1, text="=7", class_="unclaimed", reason="no unit")],
    Milestone: [
        Milestone(
            document="a",
            event="treaty",
            date=None,
            anniversary=60,
            marked=None,
            implies=None,
            parties=(),
            start=0,
            end=2,
        )
    ],
    QuantityEntry: [
        QuantityEntry(
            document="a",
            start=0,
            end=1,
            text="7",
            kind="number",
            value=7.0,
            lower=7.0,
            upper=7.0,
            unit=None,
            bound="exact",
        )
    ],
    Finding: [Finding(check="agreement", verdict="agree", text="x", evidence=())],
}


class Pipe(io.RawIOBase):
    """A file that cannot be gone back in."""

    def __init__(self):
        super().__init__()
        self.content = b""

    def writable(self):
        return True

    def tell(self):
        return len(self.content)

    def write(self, data):
        self.content += bytes(data)
        return len(data)


def written(records, file_format, of=Figure):
    file = io.BytesIO()
    tables.stream(iter(records), file, of=of, file_format=file_format)
    return file.getvalue()


# --- all formats ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", tables.FIGURE_FORMATS)
def test_a_stream_a_list_a_pipe_and_a_second_run_give_equal_bytes(file_format, tmp_path):
    pipe = Pipe()
    tables.stream(iter(FIGURES), pipe, of=Figure, file_format=file_format)
    path = tables.write(FIGURES, tmp_path / "x.zip", file_format=file_format)
    assert written(FIGURES, file_format) == tables.rendered(FIGURES, file_format=file_format)
    assert written(FIGURES, file_format) == pipe.content == path.read_bytes()


@pytest.mark.parametrize("file_format", [name for name in tables.FIGURE_FORMATS if name != "xlsx"])
def test_records_are_written_as_they_come(file_format, monkeypatch):
    monkeypatch.setattr(columnar, "GROUP", 2)
    file, before, random = io.BytesIO(), [], Random(1)  # noqa: S311  # for bytes that do not compress

    def coming():
        for number in range(2000):
            before.append(file.tell())
            yield figure(number * 1e6, id=f"f{number:x}", sentence=random.randbytes(200).hex())

    tables.stream(coming(), file, of=Figure, file_format=file_format)
    assert before[0] <= before[1000] < before[-1]
    assert before[1000] > len(file.getvalue()) // 4


@pytest.mark.parametrize("of", RECORDS)
@pytest.mark.parametrize("file_format", ["sdmx", "annotations", "ods"])
def test_what_is_written_of_figures_alone_is_refused_of_others(of, file_format):
    if of is Figure and file_format != "ods":
        return
    with pytest.raises(tables.TableFormatError, match="known formats: jsonl, csv, parquet, xlsx, datapackage"):
        written(RECORDS[of], file_format, of)


def test_a_record_of_another_type_is_an_error():
    with pytest.raises(TypeError, match="Figure, not also Milestone"):
        written([ONE_WAY, *RECORDS[Milestone]], "csv")


@pytest.mark.parametrize("file_format", tables.FIGURE_FORMATS)
def test_half_a_character_is_written_out_in_each(file_format):
    content = written([figure(sentence="a\ud800b", document="\udfff.txt")], file_format)
    if file_format in {"xlsx", "datapackage"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"d800" in content or file_format == "parquet"


# --- CSV -----------------------------------------------------------------------------------------------------

SIGNS = st.text(st.sampled_from("=+-@＝＋－＠';\"\t\r\n ,\u00a0\u200b\ufeffab1"), max_size=30) | st.text(max_size=30)


@given(SIGNS)
def test_a_defused_text_is_restored(text):
    assert tables.restored(tables.defused(text)) == text


@given(SIGNS)
def test_no_cell_of_a_defused_text_begins_a_formula_whatever_separates_cells(text):
    """As a spreadsheet reads it that cuts at semicolons, tabs and lines and minds quotation marks or does not."""
    line = tables.rendered([figure(sentence=text)], file_format="csv").decode().split("\n", 1)[1]
    start, end = line.index("in 2021") + len("in 2021,9,24,"), -len(",,,\n")
    for cell in re.split('[;\t\r\n"]', line[start:end]):
        shown = cell.strip("\x00\u200b\ufeff\u00ad").strip()
        assert not shown.startswith(tuple("=+-@＝＋－＠")), (text, cell)


@given(st.lists(SIGNS, min_size=1, max_size=3))
def test_a_reader_of_csv_gets_every_text_back(texts):
    figures = [figure(sentence=text, document=text) for text in texts]
    content = written(figures, "csv").decode("utf-8", "strict")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [tables.restored(row["sentence"]) for row in rows] == texts
    assert [tables.restored(row["document"]) for row in rows] == texts


# --- Parquet and Excel ---------------------------------------------------------------------------------------


def test_parquet_has_groups_of_one_size_whatever_the_pace(monkeypatch):
    monkeypatch.setattr(columnar, "GROUP", 2)
    content = written([figure(id=str(number)) for number in range(5)], "parquet")
    found = parquet.ParquetFile(io.BytesIO(content))
    assert [found.metadata.row_group(group).num_rows for group in range(3)] == [2, 2, 1]
    assert found.read().column("id").to_pylist() == list("01234")


def test_a_text_too_long_for_a_cell_ends_in_dots():
    content = written([figure(sentence="x" * 40_000)], "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["figures"]
    texts = {str(cell.value) for cell in sheet[2]}
    assert "x" * 32_766 + "…" in texts


def test_more_rows_than_a_sheet_holds_are_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(workbook, "ROW_LIMIT", 60)
    assert written([ONE_WAY] * 59, "xlsx")
    with pytest.raises(tables.TableFormatError, match=r"holds 59 rows, and here are more; write csv or parquet"):
        written([ONE_WAY] * 60, "xlsx")


# --- Frictionless --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", RECORDS)
@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_frictionless_accepts_the_package(of, name, tmp_path):
    path = tables.write(RECORDS[of], tmp_path / name, file_format="datapackage")
    report = Package(str(path if path.suffix else path / "datapackage.json")).validate()
    assert report.flatten(["message"]) == []
    assert report.valid
    assert report.tasks[0].stats["rows"] == len(RECORDS[of])
    assert report.tasks[0].stats["fields"] == len(tables.columns(of))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (b"trade_turnover,5000000000", b"no_such_metric,5000000000", "foreign key"),
        (b",exact,,target", b",roughly,,target", "constraint"),
        (b",5000000000,5000000000", b",5000000001,5000000000", "hash"),
    ],
)
def test_frictionless_sees_what_is_wrong(old, new, complaint, tmp_path):
    folder = tables.write(FIGURES, tmp_path / "package", file_format="datapackage")
    data = (folder / "figures.csv").read_bytes()
    assert old in data
    (folder / "figures.csv").write_bytes(data.replace(old, new))
    messages = " ".join(
        message for [message] in Package(str(folder / "datapackage.json")).validate().flatten(["message"])
    )
    assert complaint in messages.lower()


def test_the_fields_say_what_the_codebook_says():
    with zipfile.ZipFile(io.BytesIO(written(FIGURES, "datapackage"))) as archive:
        told = json.loads(archive.read("datapackage.json"))
    fields = told["resources"][0]["schema"]["fields"]
    book = tables.codebook(of=Figure)
    assert [field["name"] for field in fields] == book["column"].tolist()
    assert [field["description"] for field in fields] == book["meaning"].tolist()


def test_a_package_that_is_broken_off_leaves_the_old_one(tmp_path):
    folder = tables.write(FIGURES[:1], tmp_path / "package", file_format="datapackage")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def broken():
        yield FIGURES[0]
        raise KeyboardInterrupt

    from analysis.tables.package import write_package_folder
    from analysis.tables.rows import rows_of

    with pytest.raises(KeyboardInterrupt):
        write_package_folder(rows_of(broken(), Figure), folder, opened=tables.atomically)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# --- SDMX ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flow(tmp_path_factory):
    """The data flow as an SDMX reader finds it in our structure."""
    path = tmp_path_factory.mktemp("sdmx") / "structure.xml"
    path.write_bytes(tables.sdmx_structure())
    with path.open("rb") as file:
        return sdmx.read_sdmx(file, format="XML").dataflow["FIGURES"]


def test_an_sdmx_reader_understands_the_structure(flow):
    found = flow.structure
    ids = [part.id for part in (*found.dimensions, *found.measures, *found.attributes)]
    assert sorted(ids) == sorted(component.id for component in COMPONENTS)
    area = found.dimensions.get("REF_AREA").local_representation.enumerated
    assert str(area["VN"].name) == "Vietnam"
    assert {"A", "E", "F", "O"} == set(found.attributes.get("OBS_STATUS").local_representation.enumerated.items)


def test_an_sdmx_reader_gets_the_figures(flow, tmp_path):
    path = tables.write(FIGURES, tmp_path / "figures.sdmx.csv")
    with path.open("rb") as file:
        message = sdmx.read_sdmx(file, format="CSV", structure=flow)
    found = {str(obs.dimension.values["FIGURE_ID"].value): obs for obs in message.data[0].obs}
    keys = {name: {key: str(value.value) for key, value in obs.dimension.values.items()} for name, obs in found.items()}
    assert set(keys) == {"x-1", "x-2", "x-4", "x-5"}
    assert keys["x-1"] == {
        "FIGURE_ID": "x-1",
        "INDICATOR": "exports",
        "REF_AREA": "VN",
        "COUNTERPART_AREA": "LA",
        "UNIT_MEASURE": "USD",
        "TIME_PERIOD": "2021-01-01/P9M",
    }
    assert (keys["x-2"]["REF_AREA"], keys["x-2"]["COUNTERPART_AREA"]) == ("LA", "VN"), "imports are the importer's"
    assert float(found["x-1"].value) == 2e9
    status = {name: str(obs.attached_attribute["OBS_STATUS"].value) for name, obs in found.items()}
    assert status == {"x-1": "A", "x-2": "A", "x-4": "O", "x-5": "A"}
    assert found["x-4"].value == ""
    said = str(found["x-5"].attached_attribute["SENTENCE"].value)
    assert said == "He said: “It came to 1.3 billion USD; '=1+1”." or said.startswith("He said: “It came to")


def test_every_code_that_is_written_is_in_its_list(flow):
    rows = list(csv.DictReader(io.StringIO(written(FIGURES, "sdmx").decode())))
    parts = {part.id: part for part in (*flow.structure.dimensions, *flow.structure.attributes)}
    checked = 0
    for component in COMPONENTS:
        if component.codes:
            codes = parts[component.id].local_representation.enumerated.items
            values = {row[component.id] for row in rows} - {""}
            assert values <= set(codes), component.id
            checked += len(values)
    assert checked > 10


def test_figures_without_a_period_are_counted_not_lost():
    file = io.BytesIO()
    assert tables.stream(FIGURES, file, of=Figure, file_format="sdmx").startswith("1 figure has no period")
    assert tables.stream(FIGURES[:2], file, of=Figure, file_format="sdmx") == ""


@pytest.mark.parametrize(
    ("iso", "written_so"),
    [
        ("2021", "2021"),
        ("2021-08-09", "2021-08-09"),
        ("2019/2021", "2019-01-01/P3Y"),
        ("2020-09/2021-06", "2020-09-01/P10M"),
        ("2021-08-09/2021-08-11", "2021-08-09/P3D"),
        ("2021-08/2021-08-11", "2021-08-01/P11D"),
        ("2021/2020", None),
        ("--08-09", None),
        ("someday", None),
        (None, None),
    ],
)
def test_periods_as_sdmx_writes_them(iso, written_so):
    assert time_period(iso) == written_so


# --- Web Annotations -----------------------------------------------------------------------------------------

MODEL = json.loads((Path(__file__).parent / "schemas" / "web-annotation.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("figures", [[], FIGURES[:1], FIGURES])
def test_annotations_fit_the_published_model(figures):
    told = json.loads(written(figures, "annotations"))
    Draft202012Validator.check_schema(MODEL)
    Draft202012Validator(MODEL).validate(told)
    assert told["total"] == len(told["first"]["items"]) == len(figures)


def test_an_annotation_leads_to_its_words_and_further_mentions():
    [item] = json.loads(written([ONE_WAY], "annotations"))["first"]["items"]
    first, second = item["target"]
    assert first["selector"] == [
        {"type": "TextQuoteSelector", "exact": "1.3 billion USD", "prefix": "came to ", "suffix": " in 2021"},
        {"type": "TextPositionSelector", "start": 9, "end": 24},
    ]
    assert second["selector"] == [{"type": "TextPositionSelector", "start": 70, "end": 75}]
    said, wire, *tags = item["body"]
    assert said["value"] == "Exports, Vietnam to Laos, January to September 2021: 2.0 billion USD (actual)"
    assert json.loads(wire["value"]) == tables.record(ONE_WAY) | {"mentions": [[70, 75]]}
    assert [tag["value"] for tag in tags] == ["exports", "actual", "LA", "VN"]


@pytest.mark.parametrize("wrong", [{"target": []}, {"motivation": "wondering"}, {"id": "no iri"}, {"more": 1}])
def test_the_model_refuses_what_is_no_annotation(wrong):
    told = json.loads(written([ONE_WAY], "annotations"))
    told["first"]["items"][0] |= wrong
    assert list(Draft202012Validator(MODEL).iter_errors(told))
