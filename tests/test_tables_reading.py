"""Figures read back from Parquet, and their totals, piece by piece."""

import dataclasses
import itertools
import math
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import extract
from analysis.model import Change, StatedBy
from analysis.tables import reading, write
from analysis.tables.reading import StoredError, read_figures, totals
from tests.conftest import figure

TEXT = (
    "Trade between Laos and Vietnam grew by 30 % to 1.3 billion USD in 2021, according to the ministry. The two sides "
    "signed 14 documents on education, health and energy. Vietnam granted Laos 60 scholarships in 2020. "
)


@pytest.fixture
def file(tmp_path):
    records = [
        *(dataclasses.replace(one, document=f"d{n}") for n in range(3) for one in extract(TEXT)),
        figure(5e8, parties=("LA", "RU"), period="2019/2020", sectors=("oil|gas", "a\\b"), mentions=((1, 2), (3, 4))),
        figure(None, lower=None, upper=None, unit=None, period=None, parties=()),
        figure(
            change=Change(kind="factor", value=3.0, lower=None, upper=3.0, bound="under", direction="up"),
            stated_by=StatedBy(exact="the ministry", start=0, end=12),
            inferred=("period:headline",),
        ),
    ]
    return write(records, tmp_path / "figures.parquet"), records


@pytest.mark.parametrize("batch", [1, 4, 1000])
def test_figures_come_back_as_they_were(file, monkeypatch, batch):
    monkeypatch.setattr(reading, "_BATCH", batch)
    path, records = file
    assert len(records) > 6
    assert read_figures(path) == records


def test_figures_are_asked_for_by_values_of_columns(file):
    path, records = file
    wanted = [one for one in records if one.parties == ("LA", "VN") and one.metric == "documents_signed"]
    assert read_figures(path, where={"parties": "LA|VN", "metric": "documents_signed"}) == wanted
    assert len(wanted) == 3
    assert read_figures(path, where={"parties": "VN|LA"}) == []


def test_more_figures_than_wanted_are_refused_with_the_way_out(file):
    with pytest.raises(StoredError, match=r"more than 2 figures, parties LA\|VN; ask for fewer"):
        read_figures(file[0], where={"parties": "LA|VN"}, limit=2)


@pytest.mark.parametrize(("batch", "held"), [(1, 2), (1000, 64)])
def test_totals_count_each_figure_once(file, monkeypatch, batch, held):
    monkeypatch.setattr(reading, "_BATCH", batch)
    monkeypatch.setattr(reading, "_HELD", held)
    path, records = file
    frame = totals(path)
    assert frame["figures"].sum() == len(records)
    groups = itertools.groupby(
        sorted(records, key=lambda one: ("|".join(one.parties), one.metric, one.status, one.unit or "")),
        key=lambda one: ("|".join(one.parties), one.metric, one.status, one.unit),
    )
    wanted = {key: [one.value for one in group] for key, group in groups}
    rows = {
        (row.parties, row.metric, row.status, None if row.unit != row.unit else row.unit): row
        for row in frame.itertuples()
    }
    assert rows.keys() == wanted.keys()
    for key, values in wanted.items():
        stated = [value for value in values if value is not None]
        assert rows[key].figures == len(values)
        if stated:
            assert (rows[key].lowest, rows[key].highest) == (min(stated), max(stated))
        else:
            assert math.isnan(rows[key].lowest)
    assert (rows["LA|RU", "trade_turnover", "actual", "USD"].first, frame["last"].max()) == (2019, 2021)


@pytest.mark.parametrize(
    ("periods", "first", "last"),
    [
        (["2000/2020"], 2000, 2020),
        (["2003", "2001-01/2002-09"], 2001, 2003),
        (["2021-12-30/2022-01-02", None], 2021, 2022),
        (["2021-08-09"], 2021, 2021),
    ],
)
def test_totals_know_the_years_in_which_periods_end(tmp_path, periods, first, last):
    frame = totals(write([figure(period=period) for period in periods], tmp_path / "figures.parquet"))
    assert [(row.first, row.last) for row in frame.itertuples()] == [(first, last)]


def test_totals_of_nothing_are_empty(tmp_path):
    frame = totals(write([], tmp_path / "none.parquet"))
    assert (len(frame), list(frame.columns)[-1]) == (0, "last")


def test_what_is_no_file_of_figures_is_told(tmp_path):
    (tmp_path / "text.parquet").write_text("no")
    with pytest.raises(StoredError, match="cannot be read as Parquet"):
        totals(tmp_path / "text.parquet")
    with pytest.raises(StoredError, match="communique extract"):
        read_figures(tmp_path / "none.parquet")
    import pandas as pd

    pd.DataFrame({"value": [1]}).to_parquet(tmp_path / "other.parquet")
    with pytest.raises(StoredError, match="is no file of figures"):
        totals(tmp_path / "other.parquet")


# --- threads -------------------------------------------------------------------------------------------------

WITHOUT_THREADS = """
import io, os, sys
from analysis.model import Figure
from analysis.tables import stream
from analysis.tables.joining import Piece, join
from analysis.tables.reading import read_figures, read_records

with open(sys.argv[1], "rb") as file:
    content = file.read()
stream([], io.BytesIO(), of=Figure, file_format="parquet")
before = len(os.listdir("/proc/self/task"))
{}
print(len(os.listdir("/proc/self/task")) - before)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="this system does not list the threads of a process")
@pytest.mark.parametrize(
    "reading",
    [
        "list(read_records(io.BytesIO(content), Figure))",
        "read_figures(sys.argv[1])",
        "join([Piece(io.BytesIO(content))], io.BytesIO(), of=Figure, file_format='parquet')",
    ],
    ids=["records", "figures", "join"],
)
def test_no_thread_of_arrow_holds_a_file_of_python(tmp_path, reading):
    """Letting go of it as Python ends, it would end the process: about one run in sixty did not exit with 0."""
    path = write([figure(number) for number in range(9)], tmp_path / "figures.parquet")
    program = [sys.executable, "-c", WITHOUT_THREADS.format(reading), str(path)]
    ran = subprocess.run(program, capture_output=True, text=True, check=True)
    assert ran.stdout == "0\n"
