"""Readers that run in a process of their own: what they give there and here, and what becomes of one that fails."""

import json
import sys
from pathlib import Path

import pytest

from analysis.documents import DocumentError, apart, mail, pages, pdfs, read

FILES = Path(__file__).parent / "files"
TEXT = "Trade between Laos and Vietnam reached 5 million USD in 2021."


def page(body):
    """A page of an article."""
    article = f"<article><h1>A visit</h1><p>{TEXT}</p><p>{TEXT}</p>{body}</article>"
    return f"<!DOCTYPE html><html lang='en'><head><title>A visit</title></head><body>{article}</body></html>"


# --- the same there and here -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "file", "given"),
    [
        ("pages:article", "page.en.html", {}),
        ("pages:article", "page.ru.html", {}),
        ("pdfs:paged_text", "pages.en.pdf", {"limit": 10**6}),
        ("pdfs:paged_text", "printed.en.pdf", {"limit": 10**6}),
        ("mail:letter", "mail.nb.eml", {}),
    ],
)
def test_a_reader_gives_the_same_in_its_own_process_and_in_this(function, file, given):
    data = (FILES / file).read_bytes()
    here = apart._answer(function, data, given)["found"]
    assert json.loads(json.dumps(here)) == apart.apart(function, data, path=file, **given)


def test_each_piece_of_metadata_tells_where_it_stood():
    head = (
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2022-01-10"}</script>'
        "<meta property='og:site_name' content='A paper'><link rel='canonical' href='https://a.example/1'>"
    )
    found = pages.article(page("").replace("<title>", head + "<title>").encode())
    assert found["found"] == [
        "title:title", "publisher:meta", "published:json-ld", "address:link", "language:html"
    ]  # fmt: skip
    timed = pages.article(page("<p><time datetime='2022-01-11'>yesterday</time></p>").encode())
    assert (timed["published"], "published:time" in timed["found"]) == ("2022-01-11", True)


def test_a_page_without_an_article_is_refused():
    with pytest.raises(DocumentError, match="no article"):
        pages.article(b"<html><body></body></html>")


@pytest.mark.parametrize(("data", "reason"), [(b"no PDF", "is no PDF"), (b"", "is no PDF")])
def test_what_is_no_pdf_is_refused(data, reason):
    with pytest.raises(DocumentError, match=reason):
        pdfs.paged_text(data, limit=1000)


def test_a_pdf_of_more_text_than_the_limit_is_refused():
    with pytest.raises(DocumentError, match="holds more than 1000 characters"):
        pdfs.paged_text((FILES / "pages.en.pdf").read_bytes(), limit=1000)


def line(text, *, right=500.0, base=0.0, size=10.0):
    return pdfs._Line(text, right, base, size)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Trade reached 5", "million USD."], "Trade reached 5 million USD."),
        (["the turn\x02", "over of 2021"], "the turn\u00adover of 2021"),
        (["the Russian\ufffe", "Lao talks"], "the Russian-Lao talks"),
        (["in 2026\u2013", "2030 both"], "in 2026\u20132030 both"),
        (["a summit \u2013", "the first"], "a summit \u2013 the first"),
        ([], ""),
    ],
)
def test_lines_are_joined_to_paragraphs(lines, expected):
    assert pdfs._joined([line(text, base=700.0 - 12 * place) for place, text in enumerate(lines)]) == expected


def test_paragraphs_are_told_by_gaps_short_lines_and_sizes():
    lines = [
        line("A heading", size=16, base=720),
        line("The first line goes on", base=700),
        line("and ends here.", right=200, base=688),
        line("The second begins", base=676),
        line("and goes on", base=664),
        line("A third after a gap", base=630),
    ]
    assert pdfs._joined(lines) == (
        "A heading\nThe first line goes on and ends here.\nThe second begins and goes on\nA third after a gap"
    )


def test_a_sentence_goes_on_from_page_to_page():
    assert pdfs._between("Trade of the two", "countries grew.") == " "
    assert pdfs._between("It ended.", "the next") == "\n\n"
    assert pdfs._between("A heading", "The next") == "\n\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"Subject: A\nFrom: B <b@c.example>\nDate: Mon, 10 Jan 2022 10:00:00 +0700\n\nText.",
            ("A", "B", "2022-01-10"),
        ),
        (b"From: b@c.example\nDate: never\n\nText.", (None, "b@c.example", None)),
        (b"Subject: =?no-such?q?x?=\n\nText.", ("=?no-such?q?x?=", None, None)),
        (b"\nText.", (None, None, None)),
    ],
)
def test_headers_of_a_mail(data, expected):
    found = mail.letter(data)
    assert (found["title"], found["publisher"], found["published"]) == expected
    assert found["text"] == "Text."


def test_the_page_of_a_mail_is_decoded_as_its_part_says():
    text = "Торговля"
    data = b"Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n" + text.encode("koi8-r")
    assert mail.letter(data)["markup"] == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Content-Type: image/png\n\nx", "holds no text"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: text/x\n\n\n" * 3000, "1000 parts"),
        (b"Content-Type: text/plain\nContent-Disposition: attachment\n\nx", "holds no text"),
    ],
)
def test_a_mail_without_text_is_refused(data, reason):
    with pytest.raises(DocumentError, match=reason):
        mail.letter(data)


def test_what_a_library_raises_is_a_refusal(monkeypatch):
    def fail(_data):
        raise ZeroDivisionError

    def exhaust(_data):
        raise MemoryError

    monkeypatch.setattr(pages, "article", fail)
    assert apart._answer("pages:article", b"", {})["refused"][0] == "cannot be read (ZeroDivisionError)"
    monkeypatch.setattr(pages, "article", exhaust)
    assert "1024 MB of memory" in apart._answer("pages:article", b"", {})["refused"][0]


# --- limits ------------------------------------------------------------------------------------------------------


def test_a_page_that_takes_too_long_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 8)
    monkeypatch.setattr(apart, "SECONDS_PER_MB", 0)
    (tmp_path / "a.html").write_text(page("<p>" + "<a href=x>y</a> " * 240_000), encoding="utf-8")
    (tmp_path / "b.html").write_text(page(""), encoding="utf-8")
    errors = []
    apart.apart("pages:article", page("").encode(), path="warm")  # what it loads takes a second by itself
    assert [document.id for document in read(tmp_path, on_error=errors.append)] == ["b.html"]
    assert errors[0].reason == "takes too long to read"


@pytest.fixture
def prepared(monkeypatch):
    """Functions of a reader that fail as no file can be made to for certain."""
    extra = "; import os; import analysis.documents.apart as a; a.die = lambda data: os._exit(3)"
    extra += "; a.hungry = lambda data: len(bytearray(2**31)); serve()"
    monkeypatch.setattr(apart, "_START", apart._START.replace("; serve()", extra))
    apart._drop()
    yield
    apart._drop()


@pytest.mark.usefixtures("prepared")
@pytest.mark.skipif(sys.platform != "linux", reason="memory is not limited there")
def test_what_needs_more_memory_than_is_allowed_is_refused():
    with pytest.raises(DocumentError, match="needs more than 1024 MB of memory to read"):
        apart.apart("apart:hungry", b"", path="x")


@pytest.mark.usefixtures("prepared")
def test_a_reader_that_dies_is_refused_and_the_next_one_lives():
    with pytest.raises(DocumentError, match="trips the program that reads it"):
        apart.apart("apart:die", b"", path="x")
    assert apart.apart("pages:article", page("").encode(), path="x")["title"] == "A visit"


def test_what_stands_in_the_working_folder_is_not_run(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "lxml.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "a.html").write_text(page(""), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    apart._drop()
    assert [json.dumps(document.id) for document in read("a.html")] == ['"a.html"']
