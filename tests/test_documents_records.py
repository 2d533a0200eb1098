"""Reading files of many documents: JSON Lines."""

import gzip
import json
import pickle
import subprocess
import sys

import pyarrow as pa
import pytest

from analysis.documents import DocumentError, Options, locate, parts, read, read_document, read_source
from analysis.model import Document

TEXT = "Trade reached 5 million USD in 2021."


def write(path, records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_records_become_documents_with_their_own_ids_or_their_numbers(tmp_path):
    path = write(
        tmp_path / "news.jsonl",
        [
            {
                "id": "a-1",
                "text": TEXT,
                "title": " A  title ",
                "publisher": "An agency",
                "published": "2021-08-09T10:00Z",
            },
            {"Body": TEXT, "lang": "en", "URL": "https://example.org/a", "datePublished": "20210809"},
            {"id": 7, "content": TEXT, "published": "some day"},
        ],
    )
    assert list(read(path)) == [
        Document(
            id="a-1",
            text=TEXT,
            title="A title",
            publisher="An agency",
            published="2021-08-09",
            found=("title:title", "publisher:publisher", "published:published"),
        ),
        Document(
            id="news.jsonl#2",
            text=TEXT,
            language="en",
            address="https://example.org/a",
            published="2021-08-09",
            found=("published:datePublished", "language:lang", "address:URL"),
        ),
        Document(id="7", text=TEXT),
    ]


def test_text_of_a_record_is_kept_as_it_is(tmp_path):
    text = " a\r\nb\rc\n\u00ade\u0301\u200f\ufeff\0\u2028 "
    assert [document.text for document in read(write(tmp_path / "a.jsonl", [{"text": text}]))] == [text]


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2021-08-09", "2021-08-09"),
        ("2021-08-09 23:59:59", "2021-08-09"),
        ("Mon, 09 Aug 2021 10:00:00 GMT", "2021-08-09"),
        ("2021", "2021"),
        (2021, "2021"),
        (20210809, "2021-08-09"),
        ("2021-13-09", None),
        ("0099-08-09", None),
        ("09.08.2021", None),
        (1628467200, None),
        (True, None),
        ([], None),
        ("x" * 10_000, None),
    ],
)
def test_dates_of_records(tmp_path, stated, published):
    (document,) = read(write(tmp_path / "a.jsonl", [{"text": TEXT, "date": stated}]))
    assert document.published == published


def test_dates_before_all_news_are_none(tmp_path):
    import datetime as dt

    from pyarrow import parquet

    days = [dt.date(1, 1, 1), dt.date(2021, 8, 9), None]
    parquet.write_table(pa.table({"text": [TEXT] * 3, "date": pa.array(days, pa.date32())}), tmp_path / "a.parquet")
    assert [document.published for document in read(tmp_path / "a.parquet")] == [None, "2021-08-09", None]


def test_what_the_command_kept_is_read_with_its_pages_and_how_all_was_found(tmp_path):
    record = {"text": "One.\n\nTwo.", "title": "A", "found": ["title:pdf"], "pages": [0, 6]}
    (document,) = read(write(tmp_path / "a.jsonl", [record]))
    assert (document.found, document.pages) == (("title:pdf",), (0, 6))


@pytest.mark.parametrize(
    "kept", [{"pages": [6, 0]}, {"pages": [99]}, {"pages": ["0"]}, {"pages": 5}, {"found": [5]}, {"found": ["a\nb"]}]
)
def test_what_only_looks_like_it_is_left(tmp_path, kept):
    (document,) = read(write(tmp_path / "a.jsonl", [{"text": "One.\n\nTwo.", **kept}]))
    assert (document.found, document.pages) == ((), ())


def test_columns_can_be_named(tmp_path):
    path = write(tmp_path / "a.jsonl", [{"text": "no", "story": TEXT, "key": "k", "id": "i"}])
    options = Options(columns={"text": "story", "id": "key"})
    assert list(read(path, options=options)) == [Document(id="k", text=TEXT)]
    assert [document.id for document in read(path, options=Options(columns={"id": ""}))] == ["a.jsonl#1"]


@pytest.mark.parametrize(
    ("line", "reason", "remedy"),
    [
        (b"[1]", "is no JSON object", "one JSON object a line"),
        (b"{", "is not JSON", "one JSON object a line"),
        (b'{"text": "\xff"}', "is not UTF-8", "save the file as UTF-8"),
        (b'{"text": null}', "holds no text", "leave it out"),
        (b'{"text": 5}', "text is no text", "--text-column"),
        (b'{"a": "x", "b": "y"}', "no column that is known to hold the text", "--text-column: a, b"),
        (b'{"text":' * 100_000, "nested too deeply", "top of the record"),
        (b'{"text": "' + b"x" * 2000 + b'"}', "larger than 1000 bytes", "--limit"),
        (b'{"text": "x", "n": ' + b"1" * 5000 + b"}", "larger than", "--limit"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_record_is_named_and_the_others_are_read(tmp_path, line, reason, remedy):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n' + line + b'\n\n{"text": "four"}')
    errors = []
    options = Options(limit=1000 if b"x" * 2000 in line or b"1" * 5000 in line else 10**6)
    documents = list(read(path, on_error=errors.append, options=options))
    assert [document.id for document in documents] == ["a.jsonl#1", "a.jsonl#4"]
    assert [error.path for error in errors] == [f"{path}#2"]
    assert reason in errors[0].reason
    assert remedy in errors[0].remedy


def test_a_number_of_too_many_digits_is_refused_and_not_counted_out(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "x", "n": ' + b"1" * 50_000 + b"}")
    with pytest.raises(DocumentError, match="is not JSON"):
        list(read(path))


def test_half_a_surrogate_pair_is_shown_as_what_it_is_and_moves_nothing(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"text": "a\ud83d b \ud83d\ude00 5", "title": "\udc00"}')
    (document,) = read(path)
    assert (document.text, document.title) == ("a\ufffd b \U0001f600 5", "\ufffd")


def test_ids_that_repeat_are_refused_with_a_way_out(tmp_path):
    path = write(tmp_path / "a.jsonl", [{"id": "x", "text": "1"}, {"id": "x", "text": "2"}, {"text": "3"}])
    errors = []
    assert [document.text for document in read(path, on_error=errors.append)] == ["1", "3"]
    assert [(error.path, error.reason) for error in errors] == [("x", "an earlier document has this id")]
    assert [d.id for d in read(path, options=Options(columns={"id": ""}))] == [f"a.jsonl#{n}" for n in (1, 2, 3)]


def test_a_file_without_records_is_told(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n\n")
    with pytest.raises(DocumentError, match="holds no document"):
        list(read(tmp_path / "a.jsonl"))


def test_a_file_that_holds_something_else_is_given_up_after_a_thousand_records(tmp_path):
    write(tmp_path / "a.jsonl", [{"body_of": 5}] * 3000)
    errors = []
    assert list(read(tmp_path / "a.jsonl", on_error=errors.append)) == []
    assert len(errors) == 1001
    assert errors[-1].reason == "none of its first 1000 records can be read, and the rest of it was left"
    write(tmp_path / "a.jsonl", [{"text": "One."}, *[{"text": ""}] * 3000])
    errors.clear()
    assert len(list(read(tmp_path / "a.jsonl", on_error=errors.append))) == 1
    assert len(errors) == 3000


def test_read_document_takes_no_file_of_several(tmp_path):
    with pytest.raises(DocumentError, match="several documents"):
        read_document(write(tmp_path / "a.jsonl", [{"text": "1"}, {"text": "2"}]))


# --- packed ----------------------------------------------------------------------------------------------------


def packed(path, data):
    if path.suffix == ".gz":
        half = len(data) // 2
        path.write_bytes(gzip.compress(data[:half]) + gzip.compress(data[half:]))
    else:
        with pa.CompressedOutputStream(str(path), "zstd") as file:
            file.write(data)
    return path


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_packed_files_are_read_as_what_they_hold(tmp_path, ending):
    packed(tmp_path / f"a.txt{ending}", TEXT.encode())
    packed(tmp_path / f"b.jsonl{ending}", b'{"text": "1"}\n{"text": "2"}\n')
    assert [(d.id, d.text) for d in read(tmp_path)] == [
        (f"a.txt{ending}", TEXT),
        (f"b.jsonl{ending}#1", "1"),
        (f"b.jsonl{ending}#2", "2"),
    ]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_off_is_told_after_what_could_be_read(tmp_path, ending):
    records = b"".join(b'{"text": "%032d"}\n' % (n * 7919**8) for n in range(20_000))
    path = packed(tmp_path / f"a.jsonl{ending}", records)
    path.write_bytes(path.read_bytes()[:-20])
    errors = []
    documents = list(read(path, on_error=errors.append))
    assert len(documents) > 10_000
    assert "cannot be unpacked" in errors[0].reason


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("filling", [b"x", b"\n"])
def test_a_file_packed_to_exhaust_its_reader_is_given_up(tmp_path, ending, filling):
    path = packed(tmp_path / f"a.jsonl{ending}", filling * 2_000_000 + b'\n{"text": "never reached"}')
    errors = []
    assert list(read(path, on_error=errors.append, options=Options(limit=100_000))) == []
    assert "without a document, and the rest of it was left" in errors[-1].reason
    one = packed(tmp_path / f"b.txt{ending}", filling * 200_000)
    with pytest.raises(DocumentError, match=r"larger than 100000 bytes.*--limit"):
        list(read(one, options=Options(limit=100_000)))


# --- in parts --------------------------------------------------------------------------------------------------


def test_parts_of_a_large_file_give_what_the_whole_gives(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jsonl", [{"text": f"{n} документов " * (n % 30 + 1)} for n in range(2000)])
    whole = list(read(path))
    monkeypatch.setattr(parts, "_PART", 10_000)
    monkeypatch.setattr(parts, "_BLOCK", 1000)
    found = [pickle.loads(pickle.dumps(source)) for source in locate(path)]  # noqa: S301 - our own bytes
    assert len(found) > 20
    assert sum(part.size for part in found) == path.stat().st_size
    assert whole == [document for part in found for document in read_source(part)]
    assert whole[-1].id == "a.jsonl#2000"


def test_parts_of_a_file_whose_lines_are_longer_than_a_part(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jsonl", [{"text": "x" * 5000}, {"text": "y" * 30}, {"text": "z" * 9000}])
    whole = list(read(path))
    monkeypatch.setattr(parts, "_PART", 100)
    monkeypatch.setattr(parts, "_BLOCK", 64)
    assert whole == [document for part in locate(path) for document in read_source(part)]


def test_the_command_reads_files_of_many_documents(tmp_path):
    write(
        tmp_path / "a.jsonl",
        [{"id": f"d{n}", "text": f"Trade between Laos and Vietnam reached {n} million USD."} for n in (5, 6)],
    )
    (tmp_path / "b.jsonl").write_text("{\n")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "extract", str(tmp_path), "--jobs", "2"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["d5", "d6"]
    assert done.returncode == 1
    assert "b.jsonl#1: is not JSON" in done.stderr
