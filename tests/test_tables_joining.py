"""Parts of a table that are written by themselves and joined are what is written at once."""

import io
import random

import pytest

from analysis.model import Figure, Milestone
from analysis.tables import atomically, columnar, stream
from analysis.tables.joining import PARTED, Piece, join
from tests.conftest import figure


def written(records, file_format, of=Figure):
    file = io.BytesIO()
    stream(iter(records), file, of=of, file_format=file_format)
    return file.getvalue()


def places(records, file_format):
    """Where the records of a part begin and end in it: in rows of Parquet, else in bytes."""
    if file_format == "parquet":
        return [*range(len(records) + 1)]
    return [len(written(records[:count], file_format)) for count in range(len(records) + 1)]


@pytest.mark.parametrize("file_format", PARTED)
@pytest.mark.parametrize("seed", range(12))
def test_parts_without_what_is_dropped_are_the_records_that_are_kept(file_format, seed, monkeypatch):
    monkeypatch.setattr(columnar, "GROUP", 3)
    chance = random.Random(seed)  # noqa: S311 - the same cases each time
    parts = [
        [figure(number, document=f'one\n"{number}", и', start=number, end=number) for number in range(size)]
        for size in (chance.randrange(9) for _ in range(5))
    ]
    dropped = [sorted(chance.sample(range(len(part)), chance.randrange(len(part) + 1))) for part in parts]
    kept = [one for part, out in zip(parts, dropped, strict=True) for n, one in enumerate(part) if n not in out]
    pieces = []
    for part, out in zip(parts, dropped, strict=True):
        ends = places(part, file_format)
        pieces.append(Piece(io.BytesIO(written(part, file_format)), [(ends[n], ends[n + 1]) for n in out]))
    whole = io.BytesIO()
    join(pieces, whole, of=Figure, file_format=file_format)
    assert whole.getvalue() == written(kept, file_format)


@pytest.mark.parametrize("file_format", PARTED)
def test_no_parts_are_a_table_without_rows(file_format):
    join([], whole := io.BytesIO(), of=Milestone, file_format=file_format)
    assert whole.getvalue() == written([], file_format, of=Milestone)


def test_groups_of_long_texts_are_small(monkeypatch):
    from pyarrow import parquet

    monkeypatch.setattr(columnar, "GROUP_TEXT", 1000)
    records = [figure(1, sentence="x" * 400) for _ in range(10)]
    part = written(records, "parquet")
    join([Piece(io.BytesIO(part))] * 2, whole := io.BytesIO(), of=Figure, file_format="parquet")
    for content, rows in ((part, 10), (whole.getvalue(), 20)):
        told = parquet.ParquetFile(io.BytesIO(content)).metadata
        assert told.num_rows == rows
        assert told.row_group(0).num_rows < 5


def test_what_a_killed_process_left_is_swept_and_what_is_written_is_not(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    left, other, held = (tmp_path / name for name in (".a.csv.x1.part", ".b.csv.x1.part", ".a.csv.x2.part"))
    for path in (left, other, held):
        path.write_text("half")
    with held.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with atomically(tmp_path / "a.csv") as target, atomically(tmp_path / "a.csv") as second:
            target.write(b"whole")
            second.write(b"second")
    assert (tmp_path / "a.csv").read_bytes() == b"whole"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.csv.x2.part", ".b.csv.x1.part", "a.csv"]
