"""Feeds a reader with files that were changed at random, and stops at the first that trips it.

    python tests/fuzz/readers.py .csv [--seconds 120] [--seed 1] [--packed .gz]

Where atheris is installed, it steers the changes by the code that they reach; without it they are blind. A file trips
its reader where an error other than a refusal comes out, where reading takes more than a second per 100 KB, or where a
document cannot be written or has the id of another. The file is kept in the working folder, and named. Readers
that run apart are run in this process, where what they trip over is seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files"
LIMIT = 200_000
PACKAGES = ("analysis.documents", "csv", "email", "json", "zipfile", "warcio")
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
        ".parquet": [_parquet()] if ending == ".parquet" else [],
    }
    return [*found, *made.get(ending, [])] or [plain]


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, None], "date": ["2021", "x"]}), sink)
    return sink.getvalue().to_pybytes()


class TrippedError(Exception):
    """A file that its reader cannot stand."""


class Target:
    """Reads files of one format, each in its turn."""

    def __init__(self, ending: str) -> None:
        self.path = Path(tempfile.mkdtemp()) / f"file{ending}"
        self.count = self.slowest = 0

    def __call__(self, data: bytes) -> None:
        from analysis.documents import Options, locate, read_source

        self.count += 1
        self.path.write_bytes(data)
        errors, seen = [], set()
        begun = time.perf_counter()
        for source in locate(self.path, on_error=errors.append, options=Options(limit=LIMIT)):
            for document in read_source(source, on_error=errors.append):
                json.dumps([document.text, document.title, document.publisher, document.address]).encode()
                document.id.encode()
                if document.id in seen and document.id.startswith(source.id):
                    raise TrippedError(f"two documents are {document.id}")
                seen.add(document.id)
        took = time.perf_counter() - begun
        self.slowest = max(self.slowest, took)
        for error in errors:
            if "trips its reader" in error.reason or not error.remedy:
                raise TrippedError(str(error))
            str(error).encode()
        if took > 1 + len(data) / 100_000:
            raise TrippedError(f"took {took:.1f} s for {len(data)} bytes")


def in_this_process() -> None:
    """Runs what runs apart in this process; an error of a library is a refusal there too."""
    from analysis.documents import apart, mail, pages, pdfs

    def here(function: str, data: bytes, *, path: str, **given: object) -> object:
        answer = apart._answer(function, data, given)
        if "refused" in answer:
            raise apart.DocumentError(path, *answer["refused"])
        return answer["found"]

    for module in (apart, mail, pages, pdfs):
        module.apart = here


def changed(data: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """A file with some bytes changed, cut, doubled, or put in from another."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        place, kind = dice.randrange(len(out) + 1), dice.randrange(6)
        if kind == 0 and out:
            out[place % len(out)] = dice.randrange(256)
        elif kind == 1:
            out[place:place] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 9)))
        elif kind == 2:
            del out[place : place + dice.choice((1, 4, 64))]
        elif kind == 3:
            out[place:place] = out[place : place + dice.choice((4, 64, 1024))] * dice.choice((1, 2, 50))
        elif kind == 4:
            out[place:place] = dice.choice(
                (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"\n", b"\r", b"<", b"(", b"=?", b"9" * 40)
            )
        else:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            out[place:place] = other[start : start + dice.choice((8, 128))]
    return bytes(out[:LIMIT])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("ending", help="ending of the format: .csv")
    options.add_argument("--packed", default="", help="ending of the compression around it: .gz")
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    if atheris:
        with atheris.instrument_imports(include=list(PACKAGES)):
            for name in ("", ".mail", ".pages", ".pdfs", ".records", ".tables", ".words", ".webarchives"):
                import_module(f"analysis.documents{name}")
    in_this_process()
    target = Target(asked.ending + asked.packed)
    kept = samples(asked.ending)

    def attempt(data: bytes) -> None:
        data = gzip.compress(data) if asked.packed == ".gz" else data
        try:
            target(data)
        except BaseException as error:
            if not isinstance(error, KeyboardInterrupt):
                place = Path(f"tripped{asked.ending}")
                place.write_bytes(data)
                print(f"{place}: {type(error).__name__}: {error}", flush=True)
            raise

    if atheris:
        folder = Path(tempfile.mkdtemp())
        for number, data in enumerate(kept):
            (folder / str(number)).write_bytes(data)
        limits = [
            f"-max_total_time={asked.seconds}",
            f"-seed={asked.seed}",
            "-max_len=20000",
            "-timeout=20",
            "-rss_limit_mb=3000",
        ]
        atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", "-verbosity=0", str(folder)], attempt)
        atheris.Fuzz()
    dice = random.Random(asked.seed)  # noqa: S311  # the same files each time
    until = time.monotonic() + asked.seconds
    with suppress(KeyboardInterrupt):
        while time.monotonic() < until:
            data = changed(dice.choice(kept), dice, kept)
            attempt(data)
            if dice.random() < 0.02 and len(kept) < 200:
                kept.append(data)
    print(f"{asked.ending}: {target.count} files, the slowest {target.slowest:.2f} s")


if __name__ == "__main__":
    main()
