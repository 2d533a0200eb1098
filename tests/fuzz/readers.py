"""Feeds a reader with files that were changed at random, and stops at the first that trips it.

    python tests/fuzz/readers.py .csv [--seconds 120] [--seed 1] [--packed .gz] [--blind]

A file trips its reader where an error other than a refusal comes out, where reading takes more than a second of the
processor per 100 KB, or where a document cannot be written or has the id of another. The file is kept in the working
folder, and named. Readers that run apart are run in this process, where what they trip over is seen. `--packed` packs
what was changed (.gz or .zst); what begins as a packed file does is fed as it is, so that damaged ones come too.
"""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

from tests.fuzz.changing import LIMIT, TrippedError, Watch, asked, fed, instrumented

FILES = Path(__file__).parents[1] / "files"
PACKAGES = ("analysis.documents", "csv", "email", "json", "zipfile", "warcio")
MODULES = ("", ".mail", ".pages", ".pdfs", ".records", ".tables", ".words", ".webarchives")
MAGIC = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
TEXT = "Trade between Laos and Vietnam reached 1,3 billion USD – 30 % more than in 2020.\r\nТорговля: 5 млн."


def samples(ending: str) -> list[bytes]:
    """Small files of a format, from which all changes start."""
    found = [path.read_bytes() for path in sorted(FILES.glob(f"*{ending}*")) if path.suffix in {ending, ".gz"}]
    plain = TEXT.encode()
    made = {
        ".txt": [plain, TEXT.encode("utf-16"), TEXT.encode("utf-8-sig"), "Торговля: 5 млн.".encode("koi8-r")],
        ".csv": [b'id,text,date\n1,"a ""b""\n c",2021\n2,x;y,\n', b"id;body\r\n1;\xd2\xee\xf0\xe3\xee\xe2\xeb\xff\r\n"],
        ".jsonl": [json.dumps({"id": 1, "text": TEXT, "published": "2021-08-09T10:00:00Z"}).encode() + b"\n"] * 2,
        ".eml": [
            b"From: A <a@b.c>\nSubject: =?utf-8?q?x?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n1\n--x--\n",
            b"Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64\n\nPHA+b25lPC9wPg==\n",
        ],
        ".mbox": [b"From a\nSubject: x\n\none\n>From b\n\nFrom c\n\ntwo\n"],
        ".warc": [gzip.decompress(data) for data in found] if ending == ".warc" else [],
        ".wet": [
            b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.b/\r\nContent-Type: text/plain\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(plain), plain)
        ],
        ".parquet": [_parquet()] if ending == ".parquet" else [],
        ".zip": [_zip()],
    }
    return [*found, *made.get(ending, [])] or [plain]


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, None], "date": ["2021", "x"]}), sink)
    return sink.getvalue().to_pybytes()


def _zip() -> bytes:
    """A zip file with members that are stored, packed, and packed twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/one.txt", TEXT)
        archive.writestr("b/one.csv", "id,text\n1,x\n", zipfile.ZIP_DEFLATED)
        archive.writestr("b/two.txt.gz", gzip.compress(TEXT.encode()), zipfile.ZIP_BZIP2)
    return file.getvalue()


class Target:
    """Reads files of one format, each in its turn."""

    def __init__(self, ending: str, compression: str, watch: Watch) -> None:
        self.path = Path(tempfile.mkdtemp()) / f"file{ending}{compression}"
        self.compression = compression
        self.watch = watch

    def __call__(self, data: bytes) -> None:
        if self.compression and not data.startswith(MAGIC[self.compression]):
            data = packed(data, self.compression)
        self.path.write_bytes(data)
        errors = []
        self.watch.within(len(data), lambda: self.read(errors))
        for error in errors:
            if "trips its reader" in error.reason or not error.remedy:
                raise TrippedError(str(error))
            str(error).encode()

    def read(self, errors: list) -> None:
        from analysis.documents import Options, locate, read_source

        seen = set()
        for source in locate(self.path, on_error=errors.append, options=Options(limit=LIMIT)):
            for document in read_source(source, on_error=errors.append):
                json.dumps([document.text, document.title, document.publisher, document.address]).encode()
                document.id.encode()
                if document.id in seen and document.id.startswith(source.id):
                    raise TrippedError(f"two documents are {document.id}")
                seen.add(document.id)


def packed(data: bytes, compression: str) -> bytes:
    """The bytes, packed."""
    if compression == ".gz":
        return gzip.compress(data)
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


def in_this_process() -> None:
    """Runs what runs apart in this process; an error of a library is a refusal there too."""
    from analysis.documents import apart, mail, pages, parts, pdfs

    def here(function: str, data: bytes, *, path: str, **given: object) -> object:
        answer = apart._answer(function, data, given)
        if "refused" in answer:
            raise apart.DocumentError(path, *answer["refused"])
        return answer["found"]

    for module in (apart, mail, pages, pdfs):
        module.apart = here
    parts._PART = 200  # small files are cut too


def main() -> None:
    given = asked(
        __doc__,
        ("ending", {"help": "ending of the format: .csv"}),
        ("--packed", {"default": "", "choices": ["", *MAGIC], "help": "ending of the compression around it: .gz"}),
    )
    instrumented(PACKAGES, [f"analysis.documents{name}" for name in MODULES], given)
    in_this_process()
    kept = samples(given.ending)
    if given.packed:
        kept += [packed(data, given.packed) for data in kept]
    watch = Watch()
    fed(Target(given.ending, given.packed, watch), kept, given, name=given.ending + given.packed, watch=watch)


if __name__ == "__main__":
    main()
