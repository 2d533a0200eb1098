"""Files made to break their reader: a refusal that names the limit and a way out, and the others are read."""

import gzip
import io
import json
import random
import re
import subprocess
import sys
import time
import zipfile
import zlib

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.documents import Options, apart, read
from analysis.documents.mail import letter
from analysis.model import Document
from tests.work import processor_seconds

TEXT = "Trade between Laos and Vietnam reached 5 million USD in 2021."
NOISE = random.Random(1).randbytes(5000)  # noqa: S311 - the same each time
SMALL = Options(limit=100_000)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def refused(path, *, options=SMALL):
    """Why nothing is read of a file, and the way out; a second file beside it is read all the same."""
    beside = path.parent / "beside.txt"
    beside.write_text(TEXT, encoding="utf-8")
    errors = []
    found = list(read([path, beside], on_error=errors.append, options=options))
    assert [document.id for document in found] == ["beside.txt"]
    assert len(errors) == 1
    assert errors[0].remedy
    assert str(path) in errors[0].path
    return f"{errors[0].reason}; {errors[0].remedy}"


def zipped(path, members, *, packing=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def docx(path, body, **parts):
    return zipped(path, [("word/document.xml", body), *parts.items()])


def paragraphs(*texts):
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f"<w:document {WORD}><w:body>{runs}</w:body></w:document>"


# --- sizes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml"])
def test_a_document_above_the_limit_is_refused_unread(tmp_path, name):
    (tmp_path / name).write_bytes(b"x" * 100_001)
    assert refused(tmp_path / name) == (
        "is larger than 100000 bytes, the limit of one document; raise it with --limit, or split the document"
    )


def test_the_limit_is_64_mb_unless_another_is_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (64 * 2**20 + 1))
    assert "is larger than 64 MB" in refused(path, options=Options())
    (document,) = read(path, options=Options(limit=65 * 2**20))
    assert len(document.text) == 64 * 2**20 + 1


def test_a_line_of_100_mb_is_passed_over_and_the_next_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(100):
            file.write(b"x" * 2**20)
        file.write(b'"}\n{"text": "The next."}\n')
    errors = []
    assert [document.id for document in read(path, on_error=errors.append)] == ["a.jsonl#2"]
    assert "larger than 64 MB" in errors[0].reason


def test_a_parquet_text_above_the_limit_is_passed_over(tmp_path):
    parquet.write_table(pa.table({"text": ["one", "x" * 100_001, "three"]}), tmp_path / "a.parquet")
    errors = []
    found = list(read(tmp_path / "a.parquet", on_error=errors.append, options=SMALL))
    assert [document.id for document in found] == ["a.parquet#1", "a.parquet#3"]
    assert errors[0].path.endswith("a.parquet#2")
    assert "larger than 100000 bytes" in errors[0].reason


@pytest.mark.parametrize(
    "broken",
    [b'2,"' + b"x" * 200_000 + b'"\n', b"2," + b"x" * 200_000 + b"\n", b'2,"' + b"x\n" * 60_000],
    ids=["a quoted cell", "a line", "a quote that is never closed"],
)
def test_a_row_above_the_limit_is_named_and_memory_is_kept(tmp_path, broken):
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,one\n" + broken + b"\n9,nine\n")
    errors = []
    found = list(read(tmp_path / "a.csv", on_error=errors.append, options=SMALL))
    assert found[0].text == "one"
    large = [error for error in errors if "larger than 100000 bytes" in error.reason]
    assert large
    assert "close the quote" in large[0].remedy


# --- zip files and DOCX --------------------------------------------------------------------------------------------


def test_members_above_the_limit_are_refused_by_the_size_that_they_state(tmp_path):
    path = zipped(tmp_path / "a.zip", [("bomb.txt", b"0" * 50_000_000), ("fine.txt", TEXT)])
    errors = []
    found = list(read(path, on_error=errors.append, options=SMALL))
    assert [document.id for document in found] == ["fine.txt"]
    assert "larger than 100000 bytes" in errors[0].reason


def test_members_that_lie_on_top_of_one_another_are_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", NOISE.hex())
        # The entries of the directory are written again under other names, all for the same packed bytes.
        first = archive.infolist()[0]
        for number in range(50):
            entry = zipfile.ZipInfo(f"{number}.txt")
            for slot in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(entry, slot, getattr(first, slot))
            archive.filelist.append(entry)
            archive.NameToInfo[entry.filename] = entry
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    assert "on top of one another" in refused(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["../a.txt", "texts/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_members_that_lead_out_of_the_archive_are_refused(tmp_path, name):
    path = zipped(tmp_path / "a.zip", [("fine.txt", TEXT)])
    # Written as they are: zipfile itself turns some of them.
    data = path.read_bytes().replace(b"fine.txt", b"@" * len(name.encode()))
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, TEXT)
    assert data
    assert "leads out of it" in refused(path)


def test_an_archive_in_an_archive_is_named(tmp_path):
    inner = zipped(tmp_path / "inner.zip", [("a.txt", TEXT)]).read_bytes()
    (tmp_path / "inner.zip").unlink()
    path = zipped(tmp_path / "a.zip", [("inner.zip", inner)])
    assert refused(path) == "is a zip file inside another; unpack it"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"PK\x05\x06" + b"\xff" * 18, NOISE[:2000]])
def test_a_damaged_zip_file_is_named(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    assert "is no zip file that can be opened" in refused(tmp_path / "a.zip")


def test_a_member_that_is_locked_or_damaged_is_named(tmp_path):
    path = zipped(tmp_path / "a.zip", [("a.txt", TEXT * 50)])
    data = bytearray(path.read_bytes())
    data[45:60] = b"\xff" * 15
    path.write_bytes(data)
    assert "cannot be unpacked" in refused(path)
    zipped(path, [("a.txt", TEXT)])
    data = bytearray(path.read_bytes())
    for start, place in ((data.find(b"PK\x03\x04"), 6), (data.find(b"PK\x01\x02"), 8)):
        data[start + place] |= 1  # says that it is locked
    path.write_bytes(data)
    assert "not locked" in refused(path)


def test_a_zip_file_without_documents_is_named(tmp_path):
    assert "holds no document" in refused(zipped(tmp_path / "a.zip", [("a.png", b""), ("__MACOSX/a.txt", TEXT)]))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>' + paragraphs("&c;"), "declares a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + paragraphs("x"), "declares a document type"),
        ("<a>" * 30_000, "nested more than 200 deep"),
        (f"<w:document {WORD}>" + "<w:p>" * 15_000, "nested more than 200 deep"),
        ("<a><b></a>", "is no XML"),
        (b"\xff\xfe" + "<!DOCTYPE a><a/>".encode("utf-16-le"), "declares a document type"),
        (paragraphs(), "holds no text"),
        (paragraphs("x" * 200_000), "is larger than 100000 bytes"),
    ],
    ids=["entities", "a file", "nesting", "paragraphs", "no XML", "UTF-16", "empty", "size"],
)
def test_a_docx_made_to_exhaust_its_reader_is_refused(tmp_path, body, reason):
    assert reason in refused(docx(tmp_path / "a.docx", body))


def test_a_docx_that_is_none_is_named(tmp_path):
    assert "holds no word/document.xml" in refused(zipped(tmp_path / "a.docx", [("a.txt", TEXT)]))
    (tmp_path / "b.docx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    assert "locked with a password" in refused(tmp_path / "b.docx")


def test_of_a_docx_the_text_is_read_and_nothing_else(tmp_path):
    body = (
        f'<w:document {WORD} xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t xml:space='preserve'> two </w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>kept</w:t></w:r></w:ins></w:p>"
        "<w:p><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><m:Fallback><w:r><w:t>twice</w:t></w:r></m:Fallback></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t><w:br/><w:softHyphen/></w:r></w:p></w:tc></w:tr></w:tbl>"
        "</w:body></w:document>"
    )
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> A\n title </dc:title></c>'
    path = docx(tmp_path / "a.docx", body, **{"docProps/core.xml": core, "word/footnotes.xml": paragraphs("A note.")})
    assert list(read(path)) == [
        Document(
            id="a.docx", text="One\t two \nkept\n\n\ncell\n\u00ad\nA note.", title="A title", found=("title:docx",)
        )
    ]


# --- web pages -----------------------------------------------------------------------------------------------------


def page(body, *, head=""):
    article = f"<article><h1>A visit</h1><p>{TEXT}</p><p>{TEXT}</p>{body}</article>"
    return f"<!DOCTYPE html><html><head><title>A visit</title>{head}</head><body>{article}</body></html>"


def test_nothing_of_a_page_but_its_text_is_kept(tmp_path):
    body = (
        "<script>document.write('7 billion USD')</script><style>p::after { content: '8 million USD' }</style>"
        "<svg><text>9 million</text><script>alert(1)</script></svg><p onclick='alert(1)'>Clicked.</p>"
        "<!-- 4 million USD --><template><p>3 million</p></template><noscript><p>2 million</p></noscript>"
        "<iframe srcdoc='<p>6 million</p>'></iframe><p><a href='javascript:alert(1)'>A link.</a></p>"
    )
    (tmp_path / "a.html").write_text(page(body), encoding="utf-8")
    (document,) = read(tmp_path / "a.html")
    assert TEXT in document.text
    for hidden in ("7 billion", "8 million", "9 million", "4 million", "6 million", "alert", "javascript"):
        assert hidden not in document.text


def test_a_page_that_names_entities_of_its_own_is_not_unfolded(tmp_path):
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    markup = f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    (tmp_path / "a.html").write_text(markup + page("<p>&a9; &f;</p>"), encoding="utf-8")
    (document,) = read(tmp_path / "a.html")
    assert len(document.text) < 1000
    assert "root:" not in document.text


@pytest.mark.parametrize(
    "body",
    ["<div>" * 50_000, "<b>" * 50_000, "<table><tr><td>" * 10_000, "<ul><li>" * 20_000, "<" * 90_000, "&#0;" * 20_000,
     "\0" * 90_000, "\u202e" * 20_000, "<p " + "a=1 " * 20_000 + ">"],
    ids=lambda body: repr(body[:12]),
)  # fmt: skip
def test_a_page_of_any_nesting_and_any_signs_is_read_or_refused(tmp_path, body):
    (tmp_path / "a.html").write_text(page(body), encoding="utf-8")
    errors = []
    found = list(read(tmp_path / "a.html", on_error=errors.append))
    assert len(found) + len(errors) == 1
    assert not [error for error in errors if "too long" in error.reason]
    assert all(document.text for document in found)


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<p></p>", b"no page at all", b"\xff\xd8\xff\xe0JFIF"]
)
def test_a_page_without_an_article_is_named(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    reason = refused(tmp_path / "a.html")
    assert "no article is found" in reason or "no encoding that is known" in reason or "binary" in reason


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("windows-1251", "windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("cp1252", "iso-8859-1"),
        ("gb18030", "gb2312"),
        ("utf-8", "utf-8"),
        ("utf-8", "no-such-charset"),
        ("utf-8", "unicode_escape"),
        ("utf-8", "rot13"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_declares_or_as_it_is(tmp_path, encoding, label):
    texts = {"cp1252": "Handel på 5 millioner “dollar”. ", "gb18030": "两国贸易额去年增长百分之十五。"}
    text = texts.get(encoding, "Торговля выросла на 5 %. ") * 20
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    (tmp_path / "a.html").write_bytes(page(f"<p>{text}</p>", head=head).encode(encoding))
    (document,) = read(tmp_path / "a.html")
    assert text.strip() in document.text


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf(content, *, pages=1, packed=True):
    """A PDF of pages with one content stream."""
    stream = zlib.compress(content, 9) if packed else content
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), b"/Filter/FlateDecode" if packed else b"", stream),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"] * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


LONG = b"BT /F 2 Tf 50 700 Td (" + b"Trade reached 5 million USD. " * 20 + b") Tj ET"
SHOWN = b"BT /F 12 Tf 50 700 Td (Trade reached 5 million USD.) Tj ET "


def test_pages_of_a_pdf_begin_where_it_says(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(SHOWN, pages=3))
    (document,) = read(tmp_path / "a.pdf")
    assert [document.text[start : start + 5] for start in document.pages] == ["Trade"] * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no PDF", "is no PDF"),
        (pdf(SHOWN)[:300], "is no PDF"),
        (pdf(b"0 0 m"), "holds no text"),
        (pdf(LONG, pages=400), "holds more than 100000 characters"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_named(tmp_path, data, reason):
    (tmp_path / "a.pdf").write_bytes(data)
    assert reason in refused(tmp_path / "a.pdf")


def test_a_pdf_that_unfolds_to_gigabytes_costs_no_more_time_and_memory_than_is_allowed(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 8)
    bomb = zlib.compress(b"BT /F 12 Tf 50 700 Td (Trade) Tj ET " + b" " * 400_000_000, 9)
    (tmp_path / "a.pdf").write_bytes(
        pdf(zlib.compress(bomb, 9)).replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")
    )
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    errors = []
    begun = time.perf_counter()
    found = list(read(tmp_path, on_error=errors.append))
    # A limit in seconds of the clock: whatever else the machine does, the reader is stopped at 8 of them.
    assert time.perf_counter() - begun < 20
    assert [document.id for document in found if document.id != "a.pdf"] == ["b.txt"]


# --- mails -----------------------------------------------------------------------------------------------------------


def test_a_mail_gives_its_text_whatever_its_parts(tmp_path):
    mail = (
        "Subject: =?utf-8?q?Visit=20na=C3=AFve?=\nFrom: a@b.example\nDate: no date\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n'
        "Content-Disposition: attachment\n\n7 million\n--x\n"
        f"Content-Type: text/html; charset=utf-8\n\n{page('')}\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    (document,) = read(tmp_path / "a.eml")
    assert (document.title, document.publisher, document.published) == ("Visit naïve", "a@b.example", None)
    assert TEXT in document.text
    assert "7 million" not in document.text


@pytest.mark.parametrize(
    "mail",
    [
        "Subject: x\n\n",
        "",
        "Content-Type: image/png\n\nabc",
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)),
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\nContent-Type: text/x\n\n\n" * 3000,
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + "!" * 1000,
    ],
    ids=["empty", "nothing", "a picture", "nested", "parts", "no base64"],
)  # fmt: skip
def test_a_mail_without_text_is_named(tmp_path, mail):
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    assert refused(tmp_path / "a.eml")


@pytest.mark.parametrize(
    "header",
    [
        "Subject: " + "=?utf-8?q?x?= " * 5000,
        "From: " + "a," * 30_000,
        "Date: " + "1 " * 9999,
        "Subject: " + "(" * 90_000,
        "From: " + "<" * 90_000,
        "Subject: =?x?q?\udcff?=",
        'Content-Type: text/plain; a="' + ";" * 90_000,
        "Content-Type: text/plain; a=b\n" + ' ;c="' * 20_000,
    ],
    ids=lambda header: header[:20],
)
def test_headers_of_any_length_take_no_longer_than_their_length(tmp_path, header):
    (tmp_path / "a.eml").write_bytes(f"{header}\n\n{TEXT}\n".encode("utf-8", "surrogateescape"))
    (document,) = read(tmp_path / "a.eml")
    assert document.text == TEXT + "\n"
    assert processor_seconds(letter, (tmp_path / "a.eml").read_bytes()) < 1


def test_a_saved_page_without_a_page_is_named(tmp_path):
    (tmp_path / "a.mhtml").write_text(
        "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\n\nx\n"
    )
    assert "holds no page" in refused(tmp_path / "a.mhtml")


def test_mails_of_a_mailbox_are_documents(tmp_path):
    box = b"".join(b"From a@b Mon Jan  1\nSubject: %d\n\n%s\n>From there.\n\n" % (n, TEXT.encode()) for n in range(3))
    (tmp_path / "a.mbox").write_bytes(box + b"From x\nSubject: large\n\n" + b"x" * 200_000 + b"\nFrom y\n\nThe last.\n")
    errors = []
    found = list(read(tmp_path / "a.mbox", on_error=errors.append, options=SMALL))
    assert [document.id for document in found] == [f"a.mbox#{number}" for number in (1, 2, 3, 5)]
    assert found[0].text == f"{TEXT}\nFrom there.\n\n"
    assert [error.path.rpartition("#")[2] for error in errors] == ["4"]


# --- tables and archives ---------------------------------------------------------------------------------------------


def test_nul_bytes_in_a_table_are_named(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,a\0b\n")
    assert "binary" in refused(tmp_path / "a.csv")


@pytest.mark.parametrize("data", [b"PAR1" + b"\xff" * 100 + b"PAR1", b"PAR1", b"no parquet", b""])
def test_a_damaged_parquet_file_is_named(tmp_path, data):
    (tmp_path / "a.parquet").write_bytes(data)
    assert "cannot be read as Parquet" in refused(tmp_path / "a.parquet")


def test_a_parquet_file_whose_columns_have_no_names_is_named(tmp_path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [TEXT], "datx": ["x"]}), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"datx", b"dat\xff"))
    assert "cannot be read as Parquet (UnicodeDecodeError" in refused(path)


def test_members_of_an_archive_of_many_take_no_longer_each(tmp_path):
    few, many = (
        zipped(tmp_path / f"{count}.zip", [(f"{number}.txt", TEXT) for number in range(count)]) for count in (500, 4000)
    )
    assert len(list(read(few))) == 500
    assert len(list(read(many))) == 4000
    some, all_of_them = (processor_seconds(lambda path=path: list(read(path))) for path in (few, many))
    assert all_of_them < 8 * some * 3


def test_an_archive_that_was_written_anew_is_read_anew(tmp_path):
    path = zipped(tmp_path / "a.zip", [("a.txt", TEXT)])
    assert [document.text for document in read(path)] == [TEXT]
    zipped(path, [("a.txt", TEXT[::-1])])
    assert [document.text for document in read(path)] == [TEXT[::-1]]


def test_a_parquet_file_without_a_text_column_lists_its_columns(tmp_path):
    parquet.write_table(pa.table({"a": [1], "b": [{"text": "x"}]}), tmp_path / "a.parquet")
    assert "name one of these with --text-column: a, b" in refused(tmp_path / "a.parquet")
    errors = []
    assert not list(read(tmp_path / "a.parquet", options=Options(columns={"text": "b"}), on_error=errors.append))
    assert "b is no text" in errors[0].reason


def warc(*bodies, status="200 OK", length=None):
    records = b""
    for number, body in enumerate(bodies):
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        size = len(http) if length is None else length
        records += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://digests.example/{number}\r\n"
                f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return records


def test_a_page_too_large_or_empty_costs_no_other_page_of_the_archive(tmp_path):
    large = page("<p>x</p>" * 20_000).encode()
    (tmp_path / "a.warc").write_bytes(warc(page("").encode(), large, b"", page("").encode()))
    errors = []
    found = list(read(tmp_path / "a.warc", on_error=errors.append, options=SMALL))
    assert [(document.id, document.address) for document in found] == [
        ("a.warc#1", "https://digests.example/0"),
        ("a.warc#4", "https://digests.example/3"),
    ]
    assert [error.reason.partition(",")[0] for error in errors] == ["is larger than 100000 bytes", "the page is empty"]


def test_texts_that_somebody_made_of_pages_are_read(tmp_path):
    record = warc(TEXT.encode()).replace(b"WARC-Type: response", b"WARC-Type: conversion")
    head, _, body = record.partition(b"HTTP/1.1")
    head = head.replace(b"application/http; msgtype=response", b"text/plain")
    text = body.partition(b"\r\n\r\n")[2]
    head = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % len(text.rstrip()), head)
    (tmp_path / "a.warc.wet.gz").write_bytes(gzip.compress(head + text))
    (document,) = read(tmp_path)
    assert (document.text, document.address) == (TEXT, "https://digests.example/0")


def test_metadata_of_any_length_is_not_carried_along(tmp_path):
    long = "x" * 50_000
    (tmp_path / "a.html").write_text(
        page("").replace("<title>A visit", f"<title>{long}").replace("<h1>A visit</h1>", "")
    )
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": long, "text": TEXT, "title": long, "publisher": " " * 5000 + "A"})
    )
    page_read, record = read(tmp_path)
    assert page_read.title is None
    assert (record.id, record.title) == ("b.jsonl#1", None)


def test_only_pages_that_were_found_are_read(tmp_path):
    (tmp_path / "a.warc").write_bytes(warc(page("").encode(), status="404 Not Found"))
    assert "holds no document" in refused(tmp_path / "a.warc")


@pytest.mark.parametrize("data", [b"no archive at all", b"WARC/1.0\r\n", NOISE, gzip.compress(b"WARC", mtime=0)])
def test_an_archive_that_is_none_is_named(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    assert refused(tmp_path / "a.warc")


def test_an_archive_that_states_a_wrong_length_is_named_and_not_followed_for_ever(tmp_path):
    (tmp_path / "a.warc").write_bytes(warc(page("").encode(), length=10**15) + b"x" * 5_000_000)
    errors = []
    list(read(tmp_path / "a.warc", on_error=errors.append, options=SMALL))
    assert "goes on for" in errors[-1].reason


def test_records_that_are_no_responses_cost_no_other_page_of_the_archive(tmp_path):
    fine, broken = warc(page("").encode()), warc(b"x").replace(b"WARC-Target-URI: https://digests.example/0\r\n", b"")
    nonsense = warc(b"").replace(b"HTTP/1.1 200 OK", b"\xff\xfe\x00 no answer")
    (tmp_path / "a.warc").write_bytes(broken + nonsense + fine)
    errors = []
    assert [document.id for document in read(tmp_path / "a.warc", on_error=errors.append)] == ["a.warc#3"]


def test_a_wrong_length_is_told_and_nothing_else_written_to_the_terminal(tmp_path):
    one = page("").encode()
    spaced = warc(one).replace(b"example/0", b"example/\x1b[31m a b")
    (tmp_path / "a.warc").write_bytes(spaced + warc(one, length=len(one) // 2) + warc(one))
    program = "import sys, analysis; list(analysis.read(sys.argv[1], on_error=print))"
    command = [sys.executable, "-c", program, str(tmp_path / "a.warc")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "states a wrong length" in done.stdout
    assert done.stderr == ""


def test_a_zip_member_without_a_name_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", [("a.txt", TEXT)])
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 28 : entry + 30] = b"\0\0"
    path.write_bytes(data)
    assert "is no zip file that can be opened" in refused(path)


def test_a_page_of_parquet_gets_no_more_room_than_the_file_has(tmp_path):
    """Its header, which a reader believes, says 1.5 GB: as a varint in zigzag, twice."""
    table = pa.table({"text": [TEXT]})
    parquet.write_table(table, tmp_path / "a.parquet", compression="none", use_dictionary=False)
    data = (tmp_path / "a.parquet").read_bytes()
    size = bytes([0x80, 0xBC, 0xC1, 0x96, 0x0B])
    forged, count = re.subn(
        rb"(?s)^(PAR1\x15\x00)(\x15[\x80-\xff]*[\x00-\x7f]){2}", b"\\1" + (b"\x15" + size) * 2, data
    )
    assert count == 1
    (tmp_path / "a.parquet").write_bytes(forged)
    assert "cannot be read as Parquet" in refused(tmp_path / "a.parquet")
    taken = "import sys, pyarrow; from analysis.documents import read; list(read(sys.argv[1], on_error=print))"
    taken += "; print(pyarrow.default_memory_pool().max_memory())"
    command = [sys.executable, "-c", taken, str(tmp_path / "a.parquet")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert int(told[-1]) < 2**24


def test_no_changed_byte_of_a_parquet_file_ends_the_process(tmp_path):
    """In a process of its own: asked what a row group says of a column, pyarrow would abort it over some of them."""
    parquet.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, None]}), tmp_path / "a.parquet")
    program = """
import pathlib, sys
from analysis.documents import parts, read
parts._PART = 200
path = pathlib.Path(sys.argv[1])
data = path.read_bytes()
for place in range(4, len(data)):
    for bit in (1, 4, 128):
        path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        list(read(path, on_error=lambda error: None))
print("read")
"""
    command = [sys.executable, "-c", program, str(tmp_path / "a.parquet")]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (told.stdout, told.returncode) == ("read\n", 0), told.stderr
