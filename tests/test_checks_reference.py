"""Reference series: files in their layouts, and what is said of figures held against them. All numbers are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import check, read_series, series
from analysis.documents import DocumentError
from tests.conftest import figure

COMTRADE = """\
typeCode,freqCode,refYear,period,reporterISO,reporterDesc,flowCode,partnerISO,partner2Code,cmdCode,customsCode,motCode,primaryValue
C,A,2021,2021,LAO,Lao PDR,X,VNM,0,TOTAL,C00,0,830000000
C,A,2021,2021,LAO,Lao PDR,M,VNM,0,TOTAL,C00,0,480000000.5
C,A,2021,2021,LAO,"Lao ""PDR"", as made up",X,VNM,0,01,C00,0,1000
C,A,2021,2021,LAO,Lao PDR,RX,VNM,0,TOTAL,C00,0,7
C,A,2021,2021,LAO,Lao PDR,X,W00,0,TOTAL,C00,0,8300000000
C,A,2021,2021,VNM,Viet Nam,X,LAO,0,TOTAL,C00,0,600000000
C,A,2021,2021,VNM,Viet Nam,M,LAO,0,TOTAL,C00,0,900000000
C,M,2022,202208,VNM,Viet Nam,X,LAO,0,TOTAL,C00,0,50000000
"""  # the head of the export
COMTRADE_BEFORE = """\
Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Trade Value (US$),Flag
HS,2015,2015,1,Import,418,Lao People's Dem. Rep.,LAO,704,Viet Nam,VNM,TOTAL,All Commodities,510000000,0
HS,2015,2015,1,Import,418,Lao People's Dem. Rep.,LAO,704,Viet Nam,VNM,01,Live animals,5,0
"""  # noqa: E501  # the same
WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2026-01-01",

"Country Name","Country Code","Indicator Name","Indicator Code","2020","2021",
"Lao PDR","LAO","Merchandise exports (current US$)","TX.VAL.MRCH.CD.WT","6100000000","",
"Lao PDR","LAO","Population, total","SP.POP.TOTL","7300000","7400000",
"""
DATABANK = """\
Series Name,Series Code,Country Name,Country Code,2020 [YR2020],2021 [YR2021]
Merchandise exports (current US$),TX.VAL.MRCH.CD.WT,Lao PDR,LAO,6100000000,..
"""
DATABANK_BY_TIME = """\
Time,Time Code,Country Name,Country Code,Merchandise exports (current US$) [TX.VAL.MRCH.CD.WT],"Population, total [SP.POP.TOTL]"
2020,YR2020,Lao PDR,LAO,6100000000,7300000
2021,YR2021,Lao PDR,LAO,..,7400000

Data from database: World Development Indicators,,,,,
Last Updated: 01/01/2026,,,,,
"""  # noqa: E501  # the head of the export
DATA360 = """\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SEX,UNIT_MEASURE,TIME_PERIOD,DATABASE_ID,UNIT_MULT,OBS_VALUE,OBS_STATUS,REF_AREA_LABEL
datastructure,WB.DATA360:DS_DATA360(1.3),I,A,LAO,WB_WDI_TX_VAL_MRCH_CD_WT,_T,USD,2020,WB_WDI,0,6100000000,A,Lao PDR
datastructure,WB.DATA360:DS_DATA360(1.3),I,A,LAO,WB_WDI_TX_VAL_MRCH_CD_WT,_T,USD,2021,WB_WDI,6,7100,A,Lao PDR
datastructure,WB.DATA360:DS_DATA360(1.3),I,A,LAO,WB_WDI_SP_POP_TOTL,_T,PS,2020,WB_WDI,0,7300000,A,Lao PDR
"""  # the same
DATA360_WIDE = """\
FREQ,REF_AREA,INDICATOR,UNIT_MEASURE,DATABASE_ID,UNIT_MULT,REF_AREA_LABEL,2020,2021
A,LAO,WB_WDI_TX_VAL_MRCH_CD_WT,USD,WB_WDI,0,Lao PDR,6100000000,
"""
OURS = """\
metric;value;unit;period;parties;direction;status
exports;6e8;USD;2021;LA|VN;VN>LA;actual
exports;1;USD;2022;LA|VN;VN>LA;target
"""


@pytest.fixture
def read(tmp_path):
    def of(text, name="series.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_series(path)

    return of


def told(figures, found):
    return [
        (one.verdict, one.text) for one in check(figures, references=found.observations) if one.check == "reference"
    ]


# --- layouts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "layout", "values"),
    [
        (
            COMTRADE,
            "UN Comtrade",
            [
                ("exports", 830000000.0, "USD", "2021", ("LA", "VN"), "LA>VN", "LA"),
                ("imports", 480000000.5, "USD", "2021", ("LA", "VN"), "VN>LA", "LA"),
                ("exports", 600000000.0, "USD", "2021", ("LA", "VN"), "VN>LA", "VN"),
                ("imports", 900000000.0, "USD", "2021", ("LA", "VN"), "LA>VN", "VN"),
                ("exports", 50000000.0, "USD", "2022-08", ("LA", "VN"), "VN>LA", "VN"),
            ],
        ),
        (
            COMTRADE_BEFORE,
            "UN Comtrade, as it was until 2023",
            [("imports", 510000000.0, "USD", "2015", ("LA", "VN"), "VN>LA", "LA")],
        ),
        (WORLD_BANK, "World Bank, by indicator", [("exports", 6100000000.0, "USD", "2020", ("LA",), None, "LA")]),
        (DATABANK, "World Bank, DataBank", [("exports", 6100000000.0, "USD", "2020", ("LA",), None, "LA")]),
        (DATABANK_BY_TIME, "World Bank, DataBank", [("exports", 6100000000.0, "USD", "2020", ("LA",), None, "LA")]),
        (DATA360, "World Bank, Data360", [("exports", 6100000000.0, "USD", "2020", ("LA",), None, "LA")]),
        (DATA360_WIDE, "World Bank, Data360", [("exports", 6100000000.0, "USD", "2020", ("LA",), None, "LA")]),
        (OURS, "columns of our codebook", [("exports", 6e8, "USD", "2021", ("LA", "VN"), "VN>LA", None)]),
    ],
    ids=[
        *("comtrade", "comtrade before", "world bank", "databank", "databank by time", "data360", "data360 wide"),
        "ours",
    ],
)
def test_layouts(read, text, layout, values):
    found = read(text)
    assert found.layout == layout
    kept = [(o.metric, o.value, o.unit, o.period, o.parties, o.direction, o.reporter) for o in found.observations]
    assert kept == values


def test_heads_in_another_case_and_rows_with_a_comma_too_many_are_those_of_comtrade(read):
    """As its exports have had them: PrimaryValue for primaryValue, Prtner2Code, a comma behind the last cell."""
    head, *rows = COMTRADE.splitlines()
    named = ",".join(name[0].upper() + name[1:] for name in head.split(",")).replace("Partner2Code", "Prtner2Code")
    text = "\n".join([named, *(f"{row}," for row in rows)])
    assert [(o.value, o.parties) for o in read(text).observations] == [
        (o.value, o.parties) for o in read(COMTRADE).observations
    ]
    by_transit = text.replace(",0,TOTAL,", ",156,TOTAL,")
    assert read(by_transit).observations == ()
    assert "rows whose Prtner2Code is not 0" in read(by_transit).left_out


def test_sums_in_millions_are_left_out(read):
    assert read(DATA360).left_out == {
        "rows whose UNIT_MULT is not 0": 1,
        "rows that measure none of our metrics": 1,
    }


def test_our_own_sdmx_is_no_export_of_the_world_bank(read):
    with pytest.raises(DocumentError, match="columns of no reference series"):
        read("REF_AREA,COUNTERPART_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nVN,LA,exports,2021,6\n")


@pytest.mark.parametrize(
    "text",
    [
        *(COMTRADE, WORLD_BANK, DATABANK, DATABANK_BY_TIME, DATA360, DATA360_WIDE, OURS),
        COMTRADE.replace("\n", "\r\n"),
    ],
)
def test_a_value_keeps_the_place_of_its_cell(read, text):
    for one in read(text).observations:
        [cell] = one.evidence
        assert text[cell.start : cell.end] == cell.exact
        assert float(cell.exact) == one.value


def test_what_is_left_out_is_counted_with_its_reason(read):
    assert read(COMTRADE).left_out == {
        "rows whose cmdCode is not TOTAL": 1,
        "rows that measure none of our metrics": 1,
        "rows of an economy whose code is not known": 1,
    }
    assert (
        str(read(OURS))
        == "series.csv (columns of our codebook): values read, 1; left out, rows whose status is not actual: 1 (line 3)"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("exports;1;;2021;LA|VN;LA>VN;actual", "rows without a unit"),
        ("exports;;USD;2021;LA|VN;LA>VN;actual", "rows without a value"),
        ("exports;1;USD;2021-Q1;LA|VN;LA>VN;actual", "rows whose period is not understood"),
        ("exports;1;USD;;LA|VN;LA>VN;actual", "rows whose period is not understood"),
        ("exports;1;USD;22;LA|VN;LA>VN;actual", "rows whose period is not understood"),
        ("exports;1;USD;2022/2021;LA|VN;LA>VN;actual", "rows whose period is not understood"),
        ("exports;1;USD;2021;;;actual", "rows of an economy whose code is not known"),
        ("magic;1;USD;2021;LA|VN;LA>VN;actual", "rows that measure none of our metrics"),
        ("exports", "rows without a unit"),
        ("exports;1;dollars;2021;LA|VN;LA>VN;actual", "rows whose unit is none of ours"),
        ("exports;1;USD;2021;LA|Vietnam;LA>VN;actual", "rows of an economy whose code is not known"),
        ("exports;1;USD;2021;LA|VN;LA>TH;actual", "rows of an economy whose code is not known"),
    ],
)
def test_a_row_that_says_too_little_is_left_out(read, line, reason):
    found = read(f"{OURS}{line}\n")
    assert len(found.observations) == 1
    assert found.left_out[reason] == 1
    assert f"{reason}: {found.left_out[reason]} (line" in str(found)
    assert found.lines[reason][-1] == 4


def test_of_many_rows_left_out_the_first_are_named(read):
    found = read(OURS + "magic;1;USD;2021;LA|VN;;actual\n" * 5)
    assert str(found).endswith("rows that measure none of our metrics: 5 (lines 4, 5, 6 and more)")


@pytest.mark.parametrize(
    ("row", "unit", "parties", "direction"),
    [
        ("exports;1;usd;2022;la|vn;vn>la;actual", "USD", ("LA", "VN"), "VN>LA"),
        ("exports;1;Usd;2022;LAO | VNM;LAO > VNM;actual", "USD", ("LA", "VN"), "LA>VN"),
        ("exports;1;Tonne;2022;x-asean|jp;;actual", "tonne", ("JP", "X-ASEAN"), None),
    ],
)
def test_codes_and_units_of_our_own_columns_are_the_same_in_any_case(read, row, unit, parties, direction):
    one = read(f"{OURS}{row}\n").observations[-1]
    assert (one.unit, one.parties, one.direction) == (unit, parties, direction)


def test_what_stands_behind_a_closing_quotation_mark_is_taken_as_it_stands(read):
    text = OURS.replace("6e8;USD", '"6e8" ;USD').replace("target", '"tar"get')
    with pytest.raises(DocumentError, match="is no number"):
        read(text)
    assert len(read(OURS.replace("target", '"tar"get')).observations) == 1


def test_an_economy_that_reports_of_itself_or_of_none_is_left_out(read):
    own = (
        COMTRADE.splitlines()[0]
        + "\nC,A,2021,2021,LAO,x,X,LAO,0,TOTAL,C00,0,5\nC,A,2021,2021,,x,X,VNM,0,TOTAL,C00,0,5\n"
    )
    assert read(own).left_out == {"rows of an economy whose code is not known": 2}


def test_other_encodings_and_marks_are_read(read):
    assert len(read(b"\xef\xbb\xbf" + OURS.encode()).observations) == 1
    assert len(read(COMTRADE.replace("Viet Nam", "Viêt Nam").encode("cp1252")).observations) == 5


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a,b\n1,2\n", "its head has the columns of no reference series"),
        (
            OURS.replace("parties", "partys"),
            "series.csv: its head lacks parties (columns of our codebook): it has the columns of no reference series",
        ),
        ("", "its head has the columns of no reference series"),
        (OURS.replace("6e8", "six"), "line 2: the value 'six' is no number"),
        (OURS.replace("6e8", '"6,000"'), "the value '6,000' is no number"),
        (OURS.replace("6e8", "1e999"), "line 2: the value '1e999' is too large; keep the lines"),
        (OURS.replace("6e8", "-1e308"), "the value '-1e308' is too large; keep the lines"),
        (
            OURS + OURS.splitlines()[1].replace("6e8", "7e8"),
            "lines 2 and 4 give two values of one thing; keep the line",
        ),
        (b"PK\x03\x04" + b"\x00\x01\x02\x03" * 40, "is a binary file, not text; save it as CSV, unpacked"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(read, text, line):
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).count("series.csv") == 1


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match=r"no\.csv: there is no such file; check the path"):
        read_series(tmp_path / "no.csv")


def test_an_equal_value_twice_is_one(read):
    assert len(read(OURS + OURS.splitlines()[1] + "\n").observations) == 1


@given(st.lists(st.lists(st.text(st.sampled_from('",;\n\rab '), max_size=6), min_size=2, max_size=4), max_size=5))
def test_cells_and_their_places_are_those_of_the_file(table):
    text = "".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) + "\r\n" for row in table)
    found = list(series._rows(text, ","))
    assert [[cell.text for cell in row] for row in found] == table
    for row in found:
        for cell in row:
            assert text[cell.start : cell.end].replace('""', '"') == cell.text


@pytest.mark.parametrize("text", ['"' * 300_001, '"a"b,' * 60_000, "," * 300_000, "\n" * 300_000, '""' * 150_000])
def test_broken_csv_takes_linear_time(text):
    assert sum(1 for _ in series._rows(text, ",")) <= len(text)


# --- the check -----------------------------------------------------------------------------------------------

SOLD = {"metric": "exports", "direction": "VN>LA"}


def test_a_figure_that_fits_agrees_and_shows_both_places(read):
    found = read(COMTRADE)
    stated = figure(6e8, **SOLD, precision=1e8)
    [finding] = check([stated], references=found.observations)
    assert (finding.check, finding.verdict) == ("reference", "agree")
    assert (
        finding.text
        == "Exports, Vietnam to Laos, 2021: 600 million USD fits 600 million USD as Vietnam reports (series.csv)."
    )
    assert [(one.document, one.figure) for one in finding.evidence] == [("one.txt", stated.id), ("series.csv", None)]
    assert finding.evidence[1].exact == "600000000"


@pytest.mark.parametrize(
    ("slots", "verdict"),
    [
        ({"value": 6.9e8, "precision": 1e7}, "conflict"),
        ({"value": 5.9e8, "precision": 1e7}, "agree"),  # within one unit of the last digit
        ({"value": 6.3e8, "bound": "about", "lower": None, "upper": None, "precision": 1e6}, "agree"),
        ({"value": 6.9e8, "bound": "about", "lower": None, "upper": None, "precision": 1e6}, "conflict"),
        ({"value": 5e8, "bound": "over", "upper": None, "precision": 1e6}, "agree"),
        ({"value": 7e8, "bound": "over", "upper": None, "precision": 1e6}, "conflict"),
        ({"value": 5e8, "bound": "range", "upper": 7e8, "precision": 1e6}, "agree"),
        ({"value": 6.9e8, "precision": 1e7, "status": "estimate"}, "conflict"),
    ],
)
def test_intervals_decide(read, slots, verdict):
    assert [found for found, _ in told([figure(**SOLD | slots)], read(COMTRADE))] == [verdict]


@pytest.mark.parametrize("status", ["target", "pledge"])
def test_aims_and_promises_are_not_held_against_statistics(read, status):
    assert told([figure(6e8, **SOLD, status=status)], read(COMTRADE)) == []


def test_a_difference_is_told_with_its_size(read):
    [(_, text)] = told([figure(6.9e8, **SOLD, precision=1e7)], read(COMTRADE))
    assert text.endswith(
        "690 million USD is 90 million USD (15 %) more than 600 million USD as Vietnam reports (series.csv)."
    )


def test_the_difference_is_that_of_the_two_values_as_they_are_told(read):
    found = read(OURS.replace("6e8", "20447000000").replace("exports", "trade_turnover").replace("VN>LA", ""))
    [(_, text)] = told([figure(2.15e10)], found)
    assert "21.5 billion USD is 1.05 billion USD (5.15 %) more than 20.45 billion USD (series.csv)." in text


def test_turnover_is_the_sum_of_what_each_reports(read):
    [(verdict, text)] = told([figure(1.3e9)], read(COMTRADE))
    assert verdict == "agree"
    assert (
        "fits 1.31 billion USD as Laos reports and is 200 million USD (13.3 %) less than 1.5 billion USD as Vietnam"
        in text
    )


def test_a_sum_needs_all_its_parts_from_one_reporter(read):
    without = "".join(line for line in COMTRADE.splitlines(keepends=True) if "LAO,Lao PDR,M" not in line)
    [(_, text)] = told([figure(1.3e9)], read(without))
    assert "Laos reports" not in text
    assert "1.5 billion USD as Vietnam reports" in text


def test_a_flow_and_its_mirror_are_never_added(read):
    rows = "exports;5e8;USD;2021;LA|VN;VN>LA;actual\nimports;6e8;USD;2021;LA|VN;{};actual\n"
    head = OURS.splitlines(keepends=True)[0]
    assert told([figure(1.1e9)], read(head + rows.format("LA>VN")))[0][0] == "agree"
    assert told([figure(1.1e9)], read(head + rows.format("VN>LA")))[0][0] == "uncovered"


@pytest.mark.parametrize(("direction", "verdict"), [("LA>VN", "agree"), ("VN>LA", "uncovered")])
def test_a_balance_is_the_difference_of_what_one_reports_and_whose_it_is(read, direction, verdict):
    """Laos reports 830 million sold and 480 million bought, Vietnam 600 million sold and 900 million bought."""
    found = told([figure(3.5e8, metric="trade_balance", direction=direction, precision=1e7)], read(COMTRADE))
    assert [one for one, _ in found] == [verdict]
    if verdict == "agree":
        assert (
            "fits 350 million USD as Laos reports and is 50 million USD (16.7 %) more than 300 million USD"
            in found[0][1]
        )


def test_the_mirror_is_no_match_and_is_told(read):
    mine = "".join(line for line in COMTRADE.splitlines(keepends=True) if ",VNM,Viet Nam" not in line)
    [(verdict, text)] = told([figure(4.8e8, **SOLD, precision=1e7)], read(mine))
    assert verdict == "uncovered"
    assert text.endswith("not covered, as there is only the mirror, imports, 480 million USD as Laos reports.")
    [(verdict, _)] = told([figure(4.8e8, metric="imports", direction="VN>LA", precision=1e7)], read(mine))
    assert verdict == "agree"


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"period": "2021-01/2021-09"}, "have 2021, and nothing is stretched to another time"),
        ({"period": "2021-08"}, "have 2021, and nothing is stretched to another time"),
        ({"period": "2022"}, "have August 2022, and nothing is stretched to another time"),
        ({"period": "2020/2021"}, "have 2021, and nothing is stretched to another time"),
        ({"period": "2015"}, "go from 2021 to August 2022"),
        ({"period": None}, "the text states no period"),
        ({"unit": "EUR"}, "are in USD, and nothing is converted"),
        ({"measure": "stock"}, "are over a period"),
        ({"parties": ("LA", "RU"), "direction": "RU>LA"}, "have other economies"),
        ({"metric": "investment"}, "have exports, imports, trade balance and trade turnover"),
    ],
)
def test_what_is_not_equal_is_not_covered(read, slots, reason):
    [(verdict, text)] = told([figure(**{"value": 6e8, **SOLD, **slots})], read(COMTRADE))
    assert verdict == "uncovered"
    assert reason in text


def test_what_a_series_has_of_the_two_economies_is_told(read):
    """The pair is there with its exports alone; the sum of both flows is there of another pair alone."""
    one_way = "metric,value,unit,period,parties,direction,reporter\nexports,5e8,USD,2021,KE|PT,KE>PT,KE\n"
    both = f"{one_way}exports,6e8,USD,2021,LA|VN,VN>LA,VN\nimports,7e8,USD,2021,LA|VN,LA>VN,VN\n"
    [(verdict, text)] = told([figure(6e8, parties=("KE", "PT"))], read(both))
    assert verdict == "uncovered"
    reason = "the reference series have only exports of these economies"
    assert text == f"Trade turnover, Kenya and Portugal: not covered, as {reason}."


@pytest.mark.parametrize(
    ("direction", "reason"),
    [("", "the reference series name no direction for it"), ("LA>VN", "the reference series have the other direction")],
)
def test_what_goes_another_way_or_none_is_said_to(read, direction, reason):
    [(verdict, text)] = told([figure(6e8, **SOLD)], read(OURS.replace("VN>LA", direction)))
    assert verdict == "uncovered"
    assert reason in text


def test_a_month_is_held_against_the_month(read):
    [(verdict, _)] = told([figure(5e7, **SOLD, period="2022-08", precision=1e6)], read(COMTRADE))
    assert verdict == "agree"


def test_totals_of_one_economy_are_those_of_no_relation(read):
    [(verdict, text)] = told([figure(6.1e9, **SOLD, period="2020")], read(WORLD_BANK))
    assert (verdict, text) == (
        "uncovered",
        "Exports, Vietnam to Laos: not covered, as the reference series have totals of one economy.",
    )


def test_the_same_gap_is_told_once_with_the_evidence_of_all(read):
    figures = [figure(value, metric="investment", direction="VN>LA", start=value, end=value + 1) for value in (5, 7)]
    found = [one for one in check(figures, references=read(COMTRADE).observations) if one.check == "reference"]
    assert [len(one.evidence) for one in found] == [2]


def test_without_a_series_nothing_is_said():
    assert check([figure(6e8, **SOLD)]) == []


@pytest.mark.parametrize("value", ["1e-320", "0", "1e100"])
def test_a_value_of_any_size_is_held_against_a_figure(read, value):
    """A share of next to nothing is no number that could be told."""
    found = read(OURS.replace("6e8", value))
    [(verdict, text)] = told([figure(6e8, metric="exports", direction="VN>LA", period="2021")], found)
    assert verdict == "conflict"
    assert "inf" not in text
