"""Reading files: which files, under which ids, in which encoding, and what is said of those that cannot be read."""

import os
import pickle

import pytest

from analysis.documents import READERS, DocumentError, locate, read, read_document
from analysis.model import Document

RUSSIAN = (
    "В Москве прошли переговоры о торговле. По итогам первых девяти месяцев взаимный товарооборот вырос на 12 % и "
    "достиг 340 млн долларов США, сообщил министр. Стороны подписали «дорожную карту» из шести разделов и условились "
    "провести следующее заседание комиссии осенью, когда будут готовы расчёты по железной дороге и новым складам."
)
NORWEGIAN = (
    "Utenriksministeren møtte sin kollega i Vientiane på fredag. Handelen økte til 3,4 milliarder kroner i fjor, og de "
    "to landene ble enige om å åpne flere dører for næringslivet. Også studentene får glede av avtalen: tjue stipender "
    "lyses ut før påske. «Dette er et godt år», sa hun, og pekte på sjømat, vannkraft og skipsfart."
)
FRENCH = (
    "Les échanges ont augmenté de 8 % l’année dernière, à 1,2 milliard d’euros, a déclaré le ministre à l’issue de la "
    "rencontre. Les deux pays ont signé neuf accords, où figurent la santé, l’énergie et la forêt, et créé une "
    "commission chargée des dossiers hérités du siècle passé."
)
GERMAN = (
    "Der Handel wuchs um 5 %; die größten Posten waren Maschinen und Süßwaren. Beide Länder wollen außerdem die "
    "Straße zur Küste ausbauen – für 20 Mio. € – und Schülern drei Stipendien gewähren."
)


def write(path, text, *, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


# --- the text as it stands -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb", " a \n\n\tb\u00a0 ", "e\u0301 and é", "a\fb\x0bc"])
def test_text_is_kept_as_it_is_stored(tmp_path, text):
    assert text == read_document(write(tmp_path / "a.txt", text)).text


def test_document_has_its_file_name_and_no_metadata(tmp_path):
    path = write(tmp_path / "Visit 2021-08-09 (en).txt", "Title\n\n9 August 2021. Text.")
    assert Document(id="Visit 2021-08-09 (en).txt", text="Title\n\n9 August 2021. Text.") == read_document(str(path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(tmp_path, encoding):
    text = RUSSIAN if encoding.endswith(("8-sig", "16", "32")) else "\ufeff" + RUSSIAN
    assert read_document(write(tmp_path / "a.txt", text, encoding=encoding)).text == RUSSIAN


# --- other encodings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [120, 300])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN.upper(), "windows-1251"),
        (RUSSIAN.upper(), "koi8-r"),
        (NORWEGIAN, "windows-1252"),
        (NORWEGIAN.upper(), "windows-1252"),
        (FRENCH, "windows-1252"),
        (GERMAN, "windows-1252"),
    ],
    ids=lambda value: value[:20],
)
def test_legacy_encoding_is_told_from_the_text(tmp_path, text, encoding, length):
    data = text[:length].encode(encoding, "ignore")
    (tmp_path / "a.txt").write_bytes(data)
    assert data.decode(encoding) == read_document(tmp_path / "a.txt").text


@pytest.mark.parametrize("text", ["It rose – a little – to 5 million €.", "He said: “no”.", "Ca. 5\u00a0% på ett år"])
def test_a_few_signs_or_letters_are_enough_for_a_western_text(tmp_path, text):
    assert text == read_document(write(tmp_path / "a.txt", text, encoding="windows-1252")).text


def test_encoding_is_told_in_a_large_text_whose_start_is_ascii(tmp_path):
    text = "x " * 100_000 + RUSSIAN * 20
    assert text == read_document(write(tmp_path / "a.txt", text, encoding="windows-1251")).text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("การค้าระหว่างสองประเทศเพิ่มขึ้นเป็น 500 ล้านดอลลาร์สหรัฐในปีที่แล้ว", "cp874"),
        ("两国贸易额去年增长百分之十五,达到五亿美元,双方签署了十项合作文件。", "gb18030"),
        ("两国贸易额去年增长百分之十五,达到五亿美元。", "big5"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
    ],
    ids=lambda value: value[:10],
)
def test_an_encoding_that_is_not_known_is_refused_rather_than_guessed(tmp_path, text, encoding):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding, "ignore"))
    with pytest.raises(DocumentError, match=r"in no encoding that is known.*save it as UTF-8"):
        read_document(tmp_path / "a.txt")


def test_a_broken_utf8_text_is_refused_and_the_place_named(tmp_path):
    (tmp_path / "a.txt").write_bytes("Вот текст. ".encode() * 20 + "В".encode()[:1])
    with pytest.raises(DocumentError, match="no UTF-8 from byte 380 on"):
        read_document(tmp_path / "a.txt")


# --- what cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "the file holds no text"),
        ("blank.txt", b" \r\n\t\n", "the file holds no text"),
        ("nul.txt", b"PK\x03\x04\x14\x00\x00\x00text", "is a binary file"),
        ("controls.txt", b"\x01\x02text\x03\x04", "is a binary file"),
        ("utf16.txt", b"\xff\xfea", "is not the UTF-16 that it says it is"),
        ("utf8.txt", b"\xef\xbb\xbfa\xff", "is not the UTF-8 that it says it is"),
        ("page.xml", b"<p>5 million</p>", ".xml files are not read"),
        ("data.json", b"[5]", ".json files are not read"),
        ("report.ipynb", b'{"cells": []}', ".ipynb files are not read"),
        ("settings.TOML", b"[5]", ".toml files are not read"),
        ("text.txt.gz", b"\x1f\x8b", "cannot be unpacked"),
        ("text.txt.zst", b"\x28\xb5\x2f\xfd", "cannot be unpacked"),
        ("text.txt.bz2", b"BZh9", ".bz2 files are not read"),
    ],
)
def test_unreadable_file_is_named_with_the_reason_and_a_way_out(tmp_path, name, data, reason):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.path == str(path)
    assert reason in caught.value.reason
    assert str(caught.value) == f"{path}: {caught.value.reason}; {caught.value.remedy}"
    assert caught.value.remedy


def test_a_stray_control_character_does_not_make_a_text_binary(tmp_path):
    text = "Trade reached 5 million USD.\x1f " + "More text. " * 20
    assert text == read_document(write(tmp_path / "a.txt", text)).text


@pytest.mark.parametrize("name", ["article", "article.2021", "a.b.article", "Notes.No 5", "NEWS.TXT"])
def test_an_ending_that_means_nothing_is_read_as_plain_text(tmp_path, name):
    assert Document(id=name, text="Text.") == read_document(write(tmp_path / name, "Text."))


def test_missing_file_folder_and_file_that_may_not_be_opened(tmp_path, monkeypatch):
    with pytest.raises(DocumentError, match="no such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(tmp_path)

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(READERS, ".txt", refuse)
    with pytest.raises(DocumentError, match=r"cannot be opened \(Permission denied\)"):
        read_document(write(tmp_path / "a.txt", "Text."))


def test_the_message_is_one_line_whatever_the_file_is_called(tmp_path):
    error = DocumentError(tmp_path / "a\nb\udc80.txt", "is empty", "check it")
    assert str(error) == rf"{tmp_path}{os.sep}a\nb\udc80.txt: is empty; check it"


def test_the_error_survives_the_way_back_from_another_process():
    error = pickle.loads(pickle.dumps(DocumentError("a.txt", "is empty", "check it")))  # noqa: S301 - our own bytes
    assert (error.path, error.reason, error.remedy) == ("a.txt", "is empty", "check it")


# --- which files -----------------------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    for name in ("b.txt", "a.md", "note.json", ".hidden.txt", "2021/news.txt", "2022/news.txt", "2022/.git/x.txt"):
        write(tmp_path / name, name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder_gives_its_readable_files_sorted_those_of_its_folders_too(corpus):
    assert [document.text for document in read(corpus)] == ["2021/news.txt", "2022/news.txt", "a.md", "b.txt"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ("b.txt", ["b.txt"]),
        (["b.txt", "a.md"], ["b.txt", "a.md"]),
        (["*.txt"], ["b.txt"]),
        (["**/*.txt"], ["2021/news.txt", "2022/news.txt", "b.txt"]),
        (["20*"], ["2021/news.txt", "2022/news.txt"]),
        (["b.txt", "./b.txt", "*.txt", "2021/../b.txt"], ["b.txt"]),
        (["a.md", "."], ["a.md", "2021/news.txt", "2022/news.txt", "b.txt"]),
        ([], []),
    ],
    ids=str,
)
@pytest.mark.usefixtures("corpus")
def test_files_folders_and_patterns(paths, expected):
    assert expected == [document.text for document in read(paths)]


def test_absolute_pattern_and_a_name_that_looks_like_one(corpus):
    assert [document.text for document in read(corpus / "2021" / "*.txt")] == ["2021/news.txt"]
    write(corpus / "a[1].txt", "bracket")
    assert [document.text for document in read("a[1].txt")] == ["bracket"]


@pytest.mark.usefixtures("corpus")
def test_files_of_one_name_get_as_many_folders_as_tell_them_apart():
    assert [document.id for document in read(".")] == ["2021/news.txt", "2022/news.txt", "a.md", "b.txt"]
    assert [document.id for document in read("2021")] == ["news.txt"]


def test_ids_differ_where_the_folders_of_same_named_files_have_one_name_too(tmp_path):
    for name in ("x/de/news.txt", "y/de/news.txt", "x/fr/news.txt"):
        write(tmp_path / name, name)
    assert [source.id for source in locate(tmp_path)] == ["x/de/news.txt", "fr/news.txt", "y/de/news.txt"]


def test_ids_do_not_hang_on_the_order(corpus):
    paths = [corpus / "2021" / "news.txt", corpus / "2022" / "news.txt", corpus / "b.txt"]
    assert {d.id: d.text for d in read(paths)} == {d.id: d.text for d in read(reversed(paths))}


def test_the_others_are_read_when_some_cannot_be(corpus):
    write(corpus / "c.txt", "")
    errors = []
    documents = list(read(["no.txt", "*.pdf", "c.txt", "2022/.git", "b.txt"], on_error=errors.append))
    assert [document.id for document in documents] == ["x.txt", "b.txt"]
    assert [(error.path, error.reason) for error in errors] == [
        ("no.txt", "there is no such file or folder"),
        ("*.pdf", "no file matches"),
        ("c.txt", "the file is empty"),
    ]


def test_without_on_error_the_first_error_is_raised(corpus):
    write(corpus / "c.txt", "")
    found = read(["b.txt", "c.txt"])
    assert next(found).id == "b.txt"
    with pytest.raises(DocumentError, match=r"c\.txt: the file is empty"):
        next(found)


def test_folder_without_documents_and_a_path_that_cannot_be_looked_at(tmp_path):
    (tmp_path / "note.json").write_text("{}")
    with pytest.raises(DocumentError, match=r"holds no document; put files in it that end in \.txt, \.md, .* or \.zip"):
        list(read(tmp_path))
    with pytest.raises(DocumentError, match="cannot be opened"):
        list(read("a" * 5000))


def test_what_we_wrote_ourselves_is_told_and_left_out_of_a_folder_where_somebody_is_to_be_told(tmp_path):
    write(tmp_path / "a.txt", "14 documents were signed.")
    write(tmp_path / "figures.csv", "id,document,start,end\n")
    write(tmp_path / "none.jsonl", "")
    write(tmp_path / "own.csv", "text\n14 documents were signed.\n")
    ours = []
    assert [source.id for source in locate(tmp_path, on_results=ours.append)] == ["a.txt", "own.csv"]
    assert ours == [str(tmp_path / "figures.csv"), str(tmp_path / "none.jsonl")]
    with pytest.raises(
        DocumentError, match=r"figures\.csv: holds results of communique and no documents; leave it out"
    ):
        list(read(tmp_path))


def test_documents_are_read_one_by_one(corpus):
    found = read([corpus / "b.txt", corpus / "a.md"])
    next(found)
    (corpus / "a.md").write_text("changed since")
    assert next(found).text == "changed since"


@pytest.mark.usefixtures("corpus")
def test_a_further_format_is_one_line(monkeypatch):
    monkeypatch.setitem(READERS, ".json", lambda source: iter([Document(id=source.id, text="read", title="declared")]))
    assert [document.title for document in read("note.json")] == ["declared"]
    assert "note.json" in [document.id for document in read(".")]
