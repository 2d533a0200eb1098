"""What the tables hold, and that their files are the same bytes each time."""

import dataclasses
import io
import json
import re
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet

from analysis import tables
from analysis.model import (
    Change,
    Document,
    Evidence,
    Figure,
    Finding,
    LedgerEntry,
    Milestone,
    QuantityEntry,
    Quote,
    SourcedFigure,
    StatedBy,
)

FIGURE = Figure(
    id="f1",
    document="one.txt",
    metric="trade_turnover",
    value=1.3e9,
    lower=1.3e9,
    upper=1.3e9,
    precision=1e8,
    unit="USD",
    bound="exact",
    period="2021",
    status="actual",
    parties=("LA", "VN"),
    change=Change(kind="percent", value=30.0, lower=30.0, upper=None, bound="over", direction="up", versus="2020"),
    measure="flow",
    stated_by=StatedBy(exact="the ministry", start=2, end=14),
    quote=Quote(exact="1.3 billion USD", prefix="reached ", suffix=" in 2021"),
    start=20,
    end=35,
    sentence="Trade reached 1.3 billion USD in 2021.",
    sectors=("defence", "mines | quarries"),
    mentions=((100, 115), (200, 215)),
    inferred=("parties:scope",),
)
BARE = dataclasses.replace(
    FIGURE, id="f2", value=0.5, lower=None, change=None, stated_by=None, sectors=(), mentions=(), period=None
)
MILESTONE = Milestone(
    document="one.txt",
    event="treaty",
    date=None,
    anniversary=45,
    marked=2022,
    implies=1977,
    parties=(),
    start=1,
    end=9,
)
ENTRY = LedgerEntry(document="one.txt", start=0, end=3, text="two", class_="determiner", reason="the two countries")
FINDING = Finding(
    check="agreement",
    verdict="agree",
    text="Two sources agree.",
    evidence=(Evidence(document="one.txt", start=20, end=35, exact="1.3 billion USD", figure="f1"),),
)
AMOUNT = QuantityEntry(
    document="one.txt",
    start=4,
    end=16,
    text="5 million USD",
    kind="money",
    value=5e6,
    lower=5e6,
    upper=5e6,
    unit="USD",
    bound="exact",
    change="up",
)
DOCUMENT = Document(
    id="a.pdf", text="Text.\n\nMore.", title="A title", language="en", found=("title:pdf",), pages=(0, 7)
)
SOURCED = SourcedFigure(
    **{field.name: getattr(FIGURE, field.name) for field in dataclasses.fields(FIGURE)},
    title="=A title",
    publisher=None,
    published="2022-01-08",
    address="https://example.org/a",
)
RECORDS = {
    "figures": FIGURE,
    "sourced_figures": SOURCED,
    "milestones": MILESTONE,
    "ledger": ENTRY,
    "quantities": AMOUNT,
    "findings": FINDING,
    "documents": DOCUMENT,
}


def test_every_exported_record_has_a_sample():
    assert set(tables.RECORDS) == set(RECORDS)


class TestRecord:
    def test_whole_numbers_have_no_fraction(self):
        wire = tables.record(FIGURE)
        assert (1300000000, int) == (wire["value"], type(wire["value"]))

    def test_a_fraction_stays(self):
        assert tables.record(BARE)["value"] == 0.5

    def test_change_is_nested(self):
        assert tables.record(FIGURE)["change"] == {
            "kind": "percent",
            "value": 30,
            "lower": 30,
            "upper": None,
            "bound": "over",
            "direction": "up",
            "versus": "2020",
        }

    def test_tuples_are_lists(self):
        wire = tables.record(FIGURE)
        assert wire["parties"] == ["LA", "VN"]
        assert wire["mentions"] == [[100, 115], [200, 215]]

    def test_class_has_no_underscore(self):
        wire = tables.record(ENTRY)
        assert wire["class"] == "determiner"
        assert "class_" not in wire

    def test_keys_keep_the_order_of_the_model(self):
        assert list(tables.record(FIGURE)) == [field.name for field in dataclasses.fields(Figure)]

    def test_lines_are_utf8_json_with_newline(self):
        line = next(tables.to_jsonl([dataclasses.replace(FIGURE, sentence="Товарооборот\nвырос")]))
        assert line.endswith("}\n")
        assert line.count("\n") == 1
        assert "Товарооборот" in line

    def test_json_lines_need_no_pandas(self):
        lines = (
            "import sys",
            "from analysis import tables",
            "tables.rendered(iter(()), file_format='jsonl')",
            "sys.exit('pandas' in sys.modules)",
        )
        code = "; ".join(lines)
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestFlat:
    def test_nested_keys_and_lists(self):
        row = tables.flat(FIGURE)
        assert row["change_kind"] == "percent"
        assert row["quote_exact"] == "1.3 billion USD"
        assert row["stated_by_start"] == 2
        assert row["parties"] == "LA|VN"
        assert row["mentions"] == "100..115|200..215"

    def test_a_bar_inside_a_member_is_told_apart(self):
        assert tables.flat(FIGURE)["sectors"] == r"defence|mines \| quarries"

    def test_a_missing_nested_record_gives_empty_columns(self):
        row = tables.flat(BARE)
        assert (row["change_kind"], row["stated_by_exact"]) == (None, None)

    def test_evidence_names_its_place(self):
        assert tables.flat(FINDING)["evidence"] == "one.txt#20..35"


class TestTable:
    @pytest.mark.parametrize("name", RECORDS)
    def test_empty_has_the_same_columns_and_types(self, name):
        full, empty = tables.table([RECORDS[name]]), tables.table([], of=tables.RECORDS[name])
        assert len(empty) == 0
        assert full.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()

    def test_types(self):
        frame = tables.table([FIGURE, BARE])
        assert frame["value"].dtype == "float64"
        assert frame["start"].dtype == "int64"
        assert list(frame["status"].cat.categories) == ["actual", "estimate", "target", "pledge"]
        assert frame["period"].isna().tolist() == [False, True]

    def test_a_year_that_may_be_missing_stays_whole(self):
        frame = tables.table([MILESTONE, dataclasses.replace(MILESTONE, implies=None)])
        assert frame["implies"].dtype == "Int64"

    def test_mixed_records_are_refused(self):
        with pytest.raises(TypeError, match="Figure, not also Milestone"):
            tables.table([FIGURE, MILESTONE])


class TestFiles:
    @pytest.mark.parametrize("name", RECORDS)
    @pytest.mark.parametrize("file_format", tables.FORMATS)
    def test_twice_the_same_bytes(self, name, file_format):
        first = tables.rendered([RECORDS[name]], file_format=file_format)
        assert first == tables.rendered([RECORDS[name]], file_format=file_format)
        assert first

    @pytest.mark.parametrize("file_format", tables.FORMATS)
    def test_no_records_is_no_error(self, file_format):
        assert isinstance(tables.rendered([], file_format=file_format), bytes)

    def test_csv(self):
        text = tables.rendered([FIGURE, BARE], file_format="csv").decode()
        head, first, second = text.splitlines()
        assert head.startswith("id,document,metric,value")
        assert first.startswith("f1,one.txt,trade_turnover,1300000000,1300000000,")
        assert second.startswith("f2,one.txt,trade_turnover,0.5,,")

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
    def test_csv_defuses_formulas(self, text):
        content = tables.rendered([dataclasses.replace(FIGURE, sentence=text)], file_format="csv")
        assert pd.read_csv(io.BytesIO(content))["sentence"].item().rstrip() == f"'{text}"

    def test_csv_leaves_negative_numbers(self):
        content = tables.rendered([dataclasses.replace(FIGURE, value=-5e6)], file_format="csv")
        assert pd.read_csv(io.BytesIO(content))["value"].item() == -5e6

    def test_parquet_keeps_types_and_meanings(self):
        content = io.BytesIO(tables.rendered([FIGURE, BARE], file_format="parquet"))
        schema = parquet.read_schema(content)
        meaning = schema.field("value").metadata[b"meaning"].decode()
        assert meaning.startswith("as stated, in base units")
        assert schema.metadata is None
        frame = pd.read_parquet(content)
        assert frame["value"].tolist() == [1.3e9, 0.5]
        assert frame["status"].tolist() == ["actual", "actual"]
        assert frame["period"].isna().tolist() == [False, True]

    def test_xlsx_is_typed_frozen_and_explained(self):
        content = tables.rendered([dataclasses.replace(FIGURE, sentence="=1+1")], file_format="xlsx")
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["figures", "codebook"]
        sheet = book["figures"]
        cells = {cell.value: sheet.cell(row=2, column=cell.column) for cell in sheet[1]}
        assert sheet.freeze_panes == "A2"
        assert (cells["value"].value, cells["value"].data_type) == (1300000000, "n")
        assert (cells["sentence"].value, cells["sentence"].data_type) == ("=1+1", "s")
        assert cells["start"].number_format == "0"

    def test_jsonl_of_a_table_has_flat_keys(self):
        line = tables.rendered(tables.table([FIGURE]), file_format="jsonl").decode()
        assert json.loads(line)["change_kind"] == "percent"

    def test_another_table_is_written_too(self):
        frame = pd.DataFrame({"year": [2020, 2021], "share": [0.5, None], "sure": [True, False]})
        assert tables.rendered(frame, file_format="csv") == b"year,share,sure\n2020,0.5,True\n2021,,False\n"
        book = openpyxl.load_workbook(io.BytesIO(tables.rendered(frame, file_format="xlsx")))
        assert book.sheetnames == ["table"]

    def test_unknown_format_names_the_known(self):
        with pytest.raises(tables.TableFormatError, match=r"'ods'.*jsonl, csv, parquet, xlsx"):
            tables.rendered([], file_format="ods")


class TestWriting:
    def test_the_ending_says_the_format(self, tmp_path):
        path = tables.write([FIGURE], tmp_path / "new" / "figures.csv")
        assert path.read_bytes() == tables.rendered([FIGURE], file_format="csv")
        assert [each.name for each in path.parent.iterdir()] == ["figures.csv"]

    def test_an_error_leaves_the_old_file_and_nothing_else(self, tmp_path):
        path = tmp_path / "kept.txt"
        path.write_text("old")

        def interrupted():
            with tables.atomically(path) as file:
                file.write(b"half")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_permissions_are_those_of_the_old_file_or_the_umask(self, tmp_path):
        old = tmp_path / "old"
        old.touch()
        old.chmod(0o604)
        plain = tmp_path / "plain"
        plain.touch()
        for path in (old, tmp_path / "new"):
            with tables.atomically(path) as file:
                file.write(b"x")
        assert old.stat().st_mode & 0o777 == 0o604
        assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode


class TestMeanings:
    def test_every_column_has_a_meaning(self):
        book = tables.codebook()
        assert set(book["table"]) == set(RECORDS)
        assert book["meaning"].str.len().min() > 5

    def test_a_nested_column_says_whose_it_is(self):
        row = tables.codebook(of=Figure).set_index("column").loc["change_kind"]
        assert row["meaning"] == "the growth that the text ties to it: percent, factor (new / old) or absolute"
        assert (row["values"], row["empty"]) == ("percent|factor|absolute", True)

    @pytest.mark.parametrize(
        ("table", "column", "code", "meaning"),
        [
            ("figures", "inferred", "dateline", "the date of publication"),
            ("ledger", "class", "determiner", "stands for the sides themselves: the two countries"),
            ("findings", "verdict", "premature", "a result is told for a period that had not ended"),
        ],
    )
    def test_the_codes_of_a_column_are_explained_in_every_form(self, table, column, code, meaning):
        told = tables.codebook().set_index(["table", "column"]).loc[(table, column), "meaning"]
        assert f"{code}: {meaning}" in told
        assert (
            tables.json_schema()["$defs"][tables.RECORDS[table].__name__]["properties"][column]["description"] == told
        )
        book = tables.codebook_markdown()
        assert f"Codes of `{column}`:" in book
        assert f"- `{code}`: {meaning}" in book

    def test_a_workbook_explains_the_codes(self):
        book = openpyxl.load_workbook(io.BytesIO(tables.rendered([FIGURE], file_format="xlsx")))["codebook"]
        assert any("dateline: the date of publication" in str(cell.value) for row in book for cell in row)

    def test_a_table_with_further_columns_is_told_by_these(self):
        told = tables.codebook_markdown(of=[SourcedFigure])
        assert "Its columns are those of `figures`, and behind them:" in told
        listed = told.partition("## Metrics")[0]
        assert re.findall(r"^\| `(\w+)`", listed, re.MULTILINE) == ["title", "publisher", "published", "address"]
        every = tables.codebook(of=SourcedFigure)["column"].tolist()
        assert every == [*tables.codebook(of=Figure)["column"], "title", "publisher", "published", "address"]

    def test_the_columns_are_those_of_the_table(self):
        assert tables.codebook(of=Milestone)["column"].tolist() == list(tables.table([MILESTONE]).columns)

    def test_metrics_are_those_defined(self):
        frame = tables.metrics_table().set_index("metric")
        assert frame.loc["trade_turnover", "measure"] == "flow"
        assert "exports + imports" in frame.loc["trade_turnover", "identity"]

    def test_markdown_has_columns_and_metrics(self):
        text = tables.codebook_markdown(of=[Milestone])
        assert "## milestones" in text
        assert "## ledger" not in text
        assert "| `anniversary` |" in text
        assert "| `trade_turnover` |" in text
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert all(row.endswith("|") for row in rows)

    def test_an_unknown_name_is_an_error(self):
        with pytest.raises(AttributeError, match="nothing"):
            _ = tables.nothing


class TestSchema:
    @pytest.mark.parametrize("name", RECORDS)
    def test_the_wire_form_fits(self, name):
        for schema in (tables.json_schema(), tables.json_schema(tables.RECORDS[name])):
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema).validate(json.loads(json.dumps(tables.record(RECORDS[name]))))

    @pytest.mark.parametrize(
        ("key", "value"), [("bound", "roughly"), ("value", "much"), ("mentions", [[1]]), ("unknown", 1), ("change", 3)]
    )
    def test_other_things_do_not(self, key, value):
        wire = json.loads(json.dumps(tables.record(FIGURE))) | {key: value}
        assert list(Draft202012Validator(tables.json_schema(Figure)).iter_errors(wire))

    def test_a_missing_key_does_not(self):
        wire = tables.record(ENTRY)
        del wire["class"]
        assert list(Draft202012Validator(tables.json_schema(LedgerEntry)).iter_errors(wire))

    def test_it_is_versioned(self):
        assert tables.json_schema()["$id"] == f"urn:communique:schema:{tables.SCHEMA_VERSION}"
