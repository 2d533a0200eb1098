"""Files of every format, made by real programs: the same figures as those of the plain text."""

import dataclasses
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis import extract, read
from analysis.documents import READERS, DocumentError, Options, locate

FILES = Path(__file__).parent / "files"
DIGESTS = Path(__file__).parents[1] / "seeds" / "digests"
FRIENDSHIP = "laos-vietnam-friendship-year.en.txt"
STATE_VISIT = "laos-vietnam-state-visit-2025.nb.txt"
TIES = "laos-vietnam-ties.ru.txt"
PARTNERSHIP = "laos-russia-partnership.en.txt"
VISIT = "laos-vietnam-visit-2021.en.txt"


def text(name):
    return (DIGESTS / name).read_text(encoding="utf-8")


def stated(document, *, published="2022-01-10"):
    """What a document's figures say, apart from where."""
    figures = extract(document, published=published)
    for figure in figures:
        assert document.text[figure.start : figure.end] == figure.quote.exact
    places = {"id": "", "document": "", "start": 0, "end": 0, "stated_by": None, "mentions": (), "sentence": ""}
    return [dataclasses.replace(figure, quote=figure.quote.exact, **places) for figure in figures]


def words(found):
    return " ".join(found.split())


@pytest.mark.parametrize(
    ("file", "digests"),
    [
        ("word.en.docx", [FRIENDSHIP]),
        ("word.nb.docx", [STATE_VISIT]),
        ("paper.nb.pdf", [STATE_VISIT]),
        ("printed.en.pdf", [FRIENDSHIP]),
        ("page.en.html", [FRIENDSHIP]),
        ("page.ru.html", [TIES]),
        ("mail.nb.eml", [STATE_VISIT]),
        ("saved.nb.mhtml", [STATE_VISIT]),
        ("pages.warc.gz", [FRIENDSHIP, TIES]),
        ("texts.zip", [FRIENDSHIP, VISIT]),
        ("partnership.en.txt.gz", [PARTNERSHIP]),
        ("partnership.en.txt.zst", [PARTNERSHIP]),
    ],
)
def test_a_file_of_a_real_program_gives_the_figures_of_its_plain_text(file, digests):
    documents = list(read(FILES / file))
    assert len(documents) == len(digests)
    for document, digest in zip(documents, digests, strict=True):
        assert stated(document) == stated(dataclasses.replace(document, text=text(digest)))
        around = {"printed.en.pdf"}  # a printed page has its menus
        assert file in around or words(document.text) == words(text(digest))


def test_digests_that_are_compared_have_figures():
    assert all(extract(text(name), published="2022-01-10") for name in (FRIENDSHIP, STATE_VISIT, PARTNERSHIP, VISIT))


def test_a_page_declares_its_metadata_and_how_each_was_found():
    (page,) = read(FILES / "page.en.html")
    assert dataclasses.replace(page, text="") == dataclasses.replace(
        page,
        id="page.en.html",
        text="",
        title="Laos and Viet Nam open a year of jubilees",
        publisher="Digest Desk",
        published="2022-01-10",
        language="en",
        address="https://digests.example/laos-vietnam-friendship-year.en",
        found=("title:title", "publisher:meta", "published:json-ld", "address:link", "language:html"),
    )
    assert "7 million visitors" not in page.text  # the sidebar
    assert "500 stories" not in page.text  # the footer


def test_figures_of_a_pdf_of_several_pages_tell_theirs():
    (document,) = read(FILES / "pages.en.pdf")
    assert len(document.pages) == 2
    figures = extract(document)
    assert [(figure.metric, figure.page) for figure in figures] == [
        ("scholarships", 1),
        ("aid", 1),
        ("aid", 1),
        ("trade_turnover", 1),
        ("investment", 1),
        ("documents_signed", 2),
        ("aid", 2),
    ]
    assert words(document.text) == words(f"{text(PARTNERSHIP)} {text(FRIENDSHIP)} {text(VISIT)}")


def test_figures_of_a_pdf_tell_their_page():
    (document,) = read(FILES / "paper.nb.pdf")
    last = document.text.index("12 viktige")
    paged = dataclasses.replace(document, pages=(0, last - 1, last - 1))  # the second page is empty
    assert [figure.page for figure in extract(document)] == [1, 1, 1]
    assert [figure.page for figure in extract(paged)] == [1, 1, 3]
    assert [figure.page for figure in extract(text(STATE_VISIT))] == [None, None, None]


def test_a_page_saved_in_one_file_declares_what_the_page_does():
    (page,) = read(FILES / "saved.nb.mhtml")
    # The browser leaves scripts out, and with them the date that this page declares.
    assert (page.published, page.language, page.publisher) == (None, "nb", "Digest Desk")
    assert page.address == "https://digests.example/laos-vietnam-state-visit-2025.nb"


def test_what_a_browser_keeps_beside_a_page_is_no_document(tmp_path):
    for name in ("page.html", "page_files/frame.html", "page_files/deep/note.txt", "other_files/own.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text(FRIENDSHIP), encoding="utf-8")
    assert [source.id for source in locate(tmp_path)] == ["own.txt", "page.html"]
    assert [source.id for source in locate(tmp_path / "page_files")] == ["note.txt", "frame.html"]


def test_a_page_of_an_archive_is_named_by_its_record():
    errors = []
    pages = list(read(FILES / "pages.warc.gz", on_error=errors.append))
    assert [page.id for page in pages] == ["pages.warc.gz#3", "pages.warc.gz#5"]
    assert errors == []  # the missing page is none


def test_a_mail_declares_its_subject_sender_and_date():
    (mail,) = read(FILES / "mail.nb.eml")
    assert (mail.title, mail.publisher, mail.published) == ("To Lam på statsbesøk i Laos", "Digest Desk", "2026-11-26")
    assert mail.found == ("title:mail", "publisher:mail", "published:mail")


def test_members_of_a_zip_file_are_documents():
    assert [(source.id, source.member) for source in locate(FILES / "texts.zip")] == [
        ("friendship.en.txt", "texts/friendship.en.txt"),
        ("visit.en.txt", "texts/visit.en.txt"),
    ]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".parquet", ".jsonl", ".csv.gz", ".jsonl.zst", ".parquet.gz"])
def test_tables_of_pandas_give_the_documents_of_their_rows(tmp_path, ending):
    table = pd.DataFrame(
        {
            "Headline": ["Open\na year", "An »odd« one", None],
            "Body": [text(FRIENDSHIP), text(TIES), 'It said: "5 million USD; 7, too"\r\n\r\nAnd more.'],
            "URL": ["https://digests.example/1", None, None],
            "date": ["2022-01-10", "2022", "no date"],
        }
    )
    path = tmp_path / f"news{ending}"
    kind = ending.split(".")[1]
    if kind == "parquet":
        table.to_parquet(tmp_path / "news.parquet", row_group_size=2)
        if ending != ".parquet":
            subprocess.run(["gzip", str(tmp_path / "news.parquet")], check=True)
    elif kind == "jsonl":
        lines = table.to_json(orient="records", lines=True, force_ascii=False)
        with pa.output_stream(path, compression="zstd" if ending.endswith("zst") else None) as file:
            file.write(lines.encode())
    else:
        table.to_csv(path, index=False, sep="\t" if kind == "tsv" else ",", lineterminator="\n")
    documents = list(read(path))
    assert [document.text for document in documents] == list(table["Body"])
    assert [document.id for document in documents] == [f"news{ending}#{number}" for number in (1, 2, 3)]
    assert [document.title for document in documents] == ["Open a year", "An »odd« one", None]
    assert [document.published for document in documents] == ["2022-01-10", "2022", None]
    assert documents[0].address == "https://digests.example/1"
    assert stated(documents[0]) == stated(dataclasses.replace(documents[0], text=text(FRIENDSHIP)))


def test_every_reader_is_tested_with_a_file_that_it_reads():
    tested = {source.endings[0] for source in locate(FILES)} | {".csv", ".tsv", ".parquet", ".jsonl"}
    # The same readers under another name, and two that test_documents_limits reads.
    assert set(READERS) - tested == {".htm", ".xhtml", ".mht", ".ndjson", ".mbox", ".wet"}


# --- what a format needs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "package"),
    [
        ("page.en.html", "trafilatura"),
        ("paper.nb.pdf", "pypdfium2"),
        ("pages.warc.gz", "warcio"),
        ("saved.nb.mhtml", "trafilatura"),
    ],
)
def test_without_its_package_a_format_says_what_to_install(monkeypatch, file, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DocumentError) as caught:
        list(read(FILES / file))
    assert package in caught.value.reason
    assert caught.value.remedy == 'install it: pip install ".[read]"'


def test_an_address_without_fsspec_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(DocumentError, match=r"fsspec.*\.\[read\]"):
        list(read("memory://news.txt"))


def test_reading_plain_text_loads_no_package_of_the_extra(tmp_path):
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    heavy = "trafilatura lxml pypdfium2 warcio fsspec pyarrow pandas email"
    program = (
        "import sys, analysis; list(analysis.read(sys.argv[1]));"
        "print([m for m in sys.argv[2].split() if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), heavy], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# --- columns -----------------------------------------------------------------------------------------------------


def test_a_table_without_a_column_for_the_text_lists_those_it_has(tmp_path):
    (tmp_path / "a.csv").write_text("Rubrik,Brödtext\nEn,Två\n", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        list(read(tmp_path / "a.csv"))
    assert caught.value.remedy == "name one of these with --text-column: Rubrik, Brödtext"
    (document,) = read(tmp_path / "a.csv", options=Options(columns={"text": "Brödtext", "title": "Rubrik"}))
    assert (document.title, document.text) == ("En", "Två")
    with pytest.raises(DocumentError, match="has no column Text; name one of these: Rubrik, Brödtext"):
        list(read(tmp_path / "a.csv", options=Options(columns={"text": "Text"})))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separator_encoding_and_line_ends_of_a_table_are_found(tmp_path, separator, encoding, end):
    text = "Стороны подписали 14 документов, и торговля выросла; на 5 %.\r\n«Так» | не так."
    rows = [["id", "text"], ["a", f'"{text}"'], ["б", "Второй"]]
    table = end.join(separator.join(row) for row in rows)
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    assert [(document.id, document.text) for document in read(tmp_path / "a.csv")] == [("a", text), ("б", "Второй")]


@pytest.mark.parametrize("command", ["ledger", "extract"])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_what_we_wrote_ourselves_is_not_taken_for_documents(tmp_path, command, ending):
    assert run(command, DIGESTS / VISIT, "-o", tmp_path / f"out.{ending}").returncode == 0
    with pytest.raises(DocumentError, match="holds results of communique and no documents"):
        list(read(tmp_path))


def test_rows_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,text\na,1\nb\n\nc,\nd,\xff\xfe\ne,5\n")
    errors = []
    assert [document.id for document in read(tmp_path / "a.csv", on_error=errors.append)] == ["a", "e"]
    assert [(error.path.rpartition("#")[2], error.reason) for error in errors] == [
        ("2", "has 1 columns and not 2"),
        ("3", "the record holds no text"),
        ("4", "is not in utf-8 as the file's start is"),
    ]


def test_row_groups_are_parts_that_give_what_the_whole_gives(tmp_path, monkeypatch):
    from analysis.documents import parts

    table = pd.DataFrame({"text": [f"{number} documents were signed." for number in range(1000)]})
    table.to_parquet(tmp_path / "a.parquet", row_group_size=64)
    whole = list(read(tmp_path / "a.parquet"))
    monkeypatch.setattr(parts, "_PART", 2000)
    found = list(locate(tmp_path / "a.parquet"))
    assert len(found) > 3
    assert list(read(tmp_path / "a.parquet")) == whole
    assert whole[-1].id == "a.parquet#1000"


@pytest.mark.parametrize("kind", ["large_string", "binary", "dictionary", "string_view"])
def test_texts_of_any_arrow_type_are_read(tmp_path, kind):
    from pyarrow import parquet

    texts = ["Один", "два", None]
    types = {"large_string": pa.large_string(), "binary": pa.binary(), "string_view": pa.string_view()}
    column = pa.array(texts).dictionary_encode() if kind == "dictionary" else pa.array(texts, type=types[kind])
    parquet.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    errors = []
    assert [document.text for document in read(tmp_path / "a.parquet", on_error=errors.append)] == texts[:2]
    assert len(errors) == 1


# --- elsewhere ---------------------------------------------------------------------------------------------------


@pytest.fixture
def memory():
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for name in ("page.en.html", "texts.zip"):
        system.pipe(f"/news/{name}", (FILES / name).read_bytes())
    system.pipe("/news/deep/a.jsonl", b'{"text": "One"}\n{"text": "Two"}\n')
    system.pipe("/news/picture.png", b"")
    yield system
    system.rm("/news", recursive=True)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("memory://news/deep/a.jsonl", ["a.jsonl#1", "a.jsonl#2"]),
        ("memory://news/page.en.html", ["page.en.html"]),
        ("memory://news/*.html", ["page.en.html"]),
        ("memory://news/deep", ["a.jsonl#1", "a.jsonl#2"]),
        ("memory://news/texts.zip", ["friendship.en.txt", "visit.en.txt"]),
        ("memory://news", ["a.jsonl#1", "a.jsonl#2", "page.en.html", "friendship.en.txt", "visit.en.txt"]),
        ("zip://texts/*.txt::memory://news/texts.zip", ["friendship.en.txt", "visit.en.txt"]),
        ("zip://texts/visit.en.txt::memory://news/texts.zip", ["visit.en.txt"]),
        (f"file://{FILES}/word.en.docx", ["word.en.docx"]),
        (f"zip://texts/visit.en.txt::{FILES}/texts.zip", ["visit.en.txt"]),
    ],
)
def test_files_at_any_address_that_fsspec_knows(address, expected):
    assert [document.id for document in read(address)] == expected


def test_a_line_of_a_file_elsewhere_is_read_to_the_limit_only(memory):
    memory.pipe("/news/long.jsonl", b'{"text": "' + b"x" * 500_000 + b'"}\n{"text": "The next."}\n')
    errors = []
    found = list(read("memory://news/long.jsonl", on_error=errors.append, options=Options(limit=100_000)))
    assert [document.id for document in found] == ["long.jsonl#2"]
    assert "larger than 100000 bytes" in errors[0].reason


@pytest.mark.usefixtures("memory")
def test_an_address_that_leads_nowhere_and_a_protocol_that_nobody_knows():
    with pytest.raises(DocumentError, match="no such file"):
        list(read("memory://news/missing.txt"))
    with pytest.raises(DocumentError, match="cannot be reached"):
        list(read("gopher://news/missing.txt"))


class _NoCredentialsError(Exception):
    """As botocore has one: of no kind that Python has."""


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionError("Forbidden"), "(PermissionError: Forbidden); set the credentials that its store asks for"),
        (_NoCredentialsError(), "(_NoCredentialsError); set the credentials that its store asks for"),
        (ImportError("Install it"), "(ImportError: Install it); install the package that it names"),
        (RuntimeError("gone"), "(RuntimeError: gone); check the address and the connection"),
    ],
)
@pytest.mark.parametrize("when", ["looked for", "read"])
@pytest.mark.parametrize("name", ["deep/a.jsonl", "page.en.html", "texts.zip", "a.parquet", "a.jsonl.gz"])
def test_what_a_store_says_is_told_with_the_way_out(memory, monkeypatch, error, line, when, name):
    """Errors of its package are of any kind, and come when a file is looked for or while it is read."""

    def failing(*_args, **_kwargs):
        raise error

    memory.pipe("/news/a.jsonl.gz", gzip.compress(b'{"text": "One"}\n'))
    parquet.write_table(pa.table({"text": ["One"]}), table := io.BytesIO())
    memory.pipe("/news/a.parquet", table.getvalue())
    if when == "looked for":
        monkeypatch.setattr(type(memory), "isdir", failing)
    else:
        monkeypatch.setattr("fsspec.implementations.memory.MemoryFile.read", failing)
    address = f"memory://news/{name}"
    with pytest.raises(DocumentError, match="cannot be reached") as caught:
        list(read(address))
    assert str(caught.value) == f"{address}: cannot be reached {line}"


def test_files_of_s3_are_read_from_a_server(monkeypatch):
    """Runs where s3fs and the server of moto are installed, which bring more than is worth it for one test."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0)
    boto3 = pytest.importorskip("boto3")
    server.start()
    try:
        host, port = server.get_host_and_port()
        told = {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b"}
        for name, value in {**told, "DEFAULT_REGION": "us-east-1"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        store = boto3.client("s3")
        store.create_bucket(Bucket="news")
        parquet.write_table(pa.table({"text": ["One", "Two"]}), table := io.BytesIO(), row_group_size=1)
        for key, content in {
            "a.jsonl.gz": gzip.compress(b'{"text": "One"}\n'),
            "b.parquet": table.getvalue(),
            "deep/c d#1.txt": b"One",
            "deep/texts.zip": (FILES / "texts.zip").read_bytes(),
        }.items():
            store.put_object(Bucket="news", Key=key, Body=content)
        found = [document.id for document in read("s3://news")]
        missing = []
        list(read("s3://news/none.txt", on_error=missing.append))
    finally:
        server.stop()
    assert found == ["a.jsonl.gz#1", "b.parquet#1", "b.parquet#2", "c d#1.txt", "friendship.en.txt", "visit.en.txt"]
    assert [error.reason for error in missing] == ["there is no such file"]


# --- the command -------------------------------------------------------------------------------------------------


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )


def test_the_text_that_was_read_can_be_kept_and_read_again(tmp_path):
    kept = tmp_path / "kept.jsonl"
    assert run("text", FILES / "page.en.html", FILES / "paper.nb.pdf", "-o", kept).returncode == 0
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["pages"]) for line in lines] == [("page.en.html", []), ("paper.nb.pdf", [0])]
    assert lines[0]["found"][2] == "published:json-ld"
    direct, again = run("extract", FILES / "page.en.html", FILES / "paper.nb.pdf"), run("extract", kept)
    assert again.stdout.splitlines() == direct.stdout.splitlines()
    assert '"page": 1' in again.stdout
    assert run("text", kept).stdout.splitlines() == kept.read_text(encoding="utf-8").splitlines()


def test_columns_and_limit_are_options_of_the_command(tmp_path):
    (tmp_path / "a.csv").write_text("nr;story\n1;Laos and Vietnam signed 14 documents in 2021.\n", encoding="utf-8")
    done = run("extract", tmp_path / "a.csv", "--text-column", "story", "--id-column", "nr")
    assert json.loads(done.stdout)["document"] == "1"
    done = run("text", tmp_path / "a.csv", "--text-column", "story", "--limit", "20")
    assert "larger than 20 bytes, the limit of one document" in done.stderr
    assert done.returncode == 2
