"""A large corpus through `communique extract`: MB/s, memory, and the same bytes whatever happens on the way.

    python tests/benchmarks/corpora.py [--texts DIR] [--documents N] [--lines N] [--folder DIR] [--only NAME...]
        [--small]

The corpus is made of the texts (.txt) of DIR, without it of the originals where they stand beside the repository, else
of our digests: each document is one of them with its paragraphs in another order. It is kept in the folder, as packed
JSON Lines and as Parquet, and found there again. The runs, in this order (`--only` takes some of them):

- one, two: packed JSON Lines to JSON Lines by one process and by two;
- worker: the same by two, one of which is killed (SIGKILL) in the middle;
- resumed: the same by two, all of which is killed in the middle, and gone on with by --resume;
- dask: Parquet to Parquet by two workers of Dask;
- dask-worker: the same, one of which is killed in the middle;
- lines: documents of one line each, by two processes.

Each prints the clock's seconds, MB of text per second, the seconds of the processor, the peak of the memory of all its
processes together (what they share counted once: PSS), that of their resident sets added up (what they share counted
for each: RSS), and whether its bytes are those of the first run; for Parquet, whether its figures are. Dask is started
as the README says; its scheduler and all below its workers count. It needs Linux. `--small` runs everything on little
text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = 20261126
COMMAND = [sys.executable, "-m", "analysis", "extract"]
PORT = 8790


def main(arguments=None):
    """Nothing; prints a line for each run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", choices=[*RUNS], default=[*RUNS])
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args(arguments)
    if given.small:
        given.documents, given.lines = 400, 4_000
    with tempfile.TemporaryDirectory() as passing:
        folder = given.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        megabytes = make(folder, read_texts(given.texts), given.documents, given.lines)
        print(f"{given.documents:,} documents, {megabytes['corpus']:.1f} MB of text; ", end="")
        print(f"{given.lines:,} of one line, {megabytes['lines']:.1f} MB")
        print(f"{'':14}{'seconds':>9}{'MB/s':>8}{'processor':>11}{'PSS':>10}{'RSS':>10}  bytes")
        for name in given.only:
            RUNS[name](folder, name, megabytes["lines" if name == "lines" else "corpus"])


# --- the corpus ------------------------------------------------------------------------------------------------


def read_texts(folder):
    """The texts, in the order of their names."""
    originals, digests = ROOT.parent / "shared" / "seeds", ROOT / "seeds" / "digests"
    folder = folder or (originals if originals.is_dir() else digests)
    return [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]


def make(folder, texts, documents, lines):
    """Megabytes of text of the corpora, which are in the folder after this."""
    told = folder / "told.json"
    wanted = {"documents": documents, "one-line": lines, "texts": hashlib.sha256("".join(texts).encode()).hexdigest()}
    if told.exists() and (known := json.loads(told.read_text()))["wanted"] == wanted:
        return known["megabytes"]
    megabytes = {
        "corpus": written(folder / "corpus.jsonl.gz", shuffled(texts, documents)),
        "lines": written(folder / "lines.jsonl.gz", single_lines(lines)),
    }
    as_parquet(folder / "corpus.jsonl.gz", folder / "corpus.parquet")
    told.write_text(json.dumps({"wanted": wanted, "megabytes": megabytes}))
    return megabytes


def shuffled(texts, count):
    """Documents: a text each, in turn, with its paragraphs in another order."""
    chance = random.Random(SEED)  # noqa: S311 - the same corpus each time
    paragraphs = [text.split("\n") for text in texts]
    for number in range(count):
        own = [*paragraphs[number % len(paragraphs)]]
        chance.shuffle(own)
        yield {"id": f"d{number}", "text": "\n".join(own)}


def single_lines(count):
    """Documents of one line, every tenth with a figure."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    for number in range(count):
        amount = f"{chance.randrange(10, 90) / 10:.1f} billion USD" if number % 10 == 0 else "more than before"
        yield {"id": f"l{number}", "text": f"Trade between Laos and Vietnam reached {amount} in {2000 + number % 25}."}


def written(path, documents):
    """Megabytes of the documents' text; they are written as packed JSON Lines."""
    size = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
        for document in documents:
            size += len(document["text"].encode())
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    return size / 1e6


def as_parquet(source, target):
    """Nothing; the documents of packed JSON Lines are in a Parquet file, some MB a row group."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([("id", pa.string()), ("text", pa.large_string())])
    with gzip.open(source, "rt", encoding="utf-8") as file, parquet.ParquetWriter(target, schema) as writer:
        rows = []
        for line in file:
            rows.append(json.loads(line))
            if len(rows) == 500:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows = []
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


# --- runs ------------------------------------------------------------------------------------------------------


def by_processes(folder, name, megabytes, *, jobs=2, source="corpus.jsonl.gz", meanwhile=None):
    """Nothing; prints how a run by processes of this machine went."""
    output = folder / f"{name}.jsonl"
    output.unlink(missing_ok=True)
    command = [*COMMAND, str(folder / source), "-j", str(jobs), "-o", str(output)]
    told = measured(command, meanwhile=meanwhile and (lambda process: meanwhile(process, output, command)))
    tell(name, megabytes, told, same(output, folder / "one.jsonl") if source.startswith("corpus") else "")


def kill_worker(process, output, _command):
    """Nothing; one worker is dead, in the middle of the run."""
    in_the_middle(process, output)
    os.kill(children(process.pid)[0], signal.SIGKILL)


def kill_run(process, output, command):
    """The run that goes on with the one that is dead now, from its middle."""
    in_the_middle(process, output)
    for pid in family(process.pid):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    return subprocess.Popen([*command, "--resume"], cwd=ROOT)


def in_the_middle(process, output, parts=None):
    """Nothing; some parts of the run are finished."""
    partial = output.with_name(f"{output.name}.partial")
    wanted = parts or max(1, output.with_name("one.jsonl").stat().st_size // 20_000_000)
    while len(list(partial.glob("**/*.data"))) < wanted and process.poll() is None:
        time.sleep(0.02)


def by_dask(folder, name, megabytes, *, kill=False):
    """Nothing; prints how a run by two workers of Dask went."""
    output = folder / f"{name}.parquet"
    output.unlink(missing_ok=True)
    address = f"tcp://127.0.0.1:{PORT}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", str(PORT)], **quiet)
    workers = subprocess.Popen([*dask, "worker", address, "--nworkers", "2", "--nthreads", "1"], **quiet)

    def kill_one(process):
        in_the_middle(process, output)
        worker = next(pid for pid in children(workers.pid) if children(pid))  # one that has a process of ours
        for pid in family(worker):
            os.kill(pid, signal.SIGKILL)

    try:
        time.sleep(5)
        command = [*COMMAND, str(folder / "corpus.parquet"), "--scheduler", address, "-o", str(output)]
        told = measured(command, meanwhile=kill_one if kill else None, others=[scheduler, workers])
    finally:
        for process in (workers, scheduler):
            process.terminate()
            process.wait()
    tell(name, megabytes, told, same_figures(output, folder / "one.jsonl"))


RUNS = {
    "one": lambda *given: by_processes(*given, jobs=1),
    "two": by_processes,
    "worker": lambda *given: by_processes(*given, meanwhile=kill_worker),
    "resumed": lambda *given: by_processes(*given, meanwhile=kill_run),
    "dask": by_dask,
    "dask-worker": lambda *given: by_dask(*given, kill=True),
    "lines": lambda *given: by_processes(*given, source="lines.jsonl.gz"),
}


def measured(command, *, meanwhile=None, others=()):
    """Seconds, seconds of the processor, peaks of PSS and RSS in MB of a command and the others that it works with."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT)
    if meanwhile is not None:
        process = meanwhile(process) or process
    peak = resident = 0
    while process.poll() is None:
        held = [memory(pid) for one in (process, *others) for pid in family(one.pid)]
        peak = max(peak, sum(own for own, _ in held))
        resident = max(resident, sum(whole for _, whole in held))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, processor, peak / 1e6, resident / 1e6


def tell(name, megabytes, told, bytes_):
    """Nothing; a line is printed."""
    seconds, processor, peak, resident = told
    print(
        f"{name:14}{seconds:9.1f}{megabytes / seconds:8.2f}{processor:11.1f}{peak:7.0f} MB{resident:7.0f} MB  {bytes_}",
        flush=True,
    )


def children(pid):
    """The processes that a process started."""
    try:
        listed = [file.read_text().split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for some in listed for child in some]


def family(pid):
    """A process and all below it."""
    return [pid, *(below for child in children(pid) for below in family(child))]


def memory(pid):
    """Bytes of memory that a process holds: its share of what it has in common with others, and all of it."""
    try:
        told = dict(line.split()[:2] for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    except OSError:
        return 0, 0
    return int(told.get("Pss:", 0)) * 1024, int(told.get("Rss:", 0)) * 1024


def same(output, first):
    """Whether the bytes are those of the first run."""
    digests = {hashlib.file_digest(path.open("rb"), "sha256").hexdigest() for path in (output, first)}
    return "the same" if len(digests) == 1 else "DIFFERENT"


def same_figures(output, first):
    """Whether the ids of the figures, of which each names document, place and metric, are those of the first run."""
    from pyarrow import parquet

    found = [
        one for batch in parquet.ParquetFile(output).iter_batches(columns=["id"]) for one in batch["id"].to_pylist()
    ]
    with first.open(encoding="utf-8") as file:
        wanted = [json.loads(line)["id"] for line in file]
    return f"the same {len(found):,} figures" if found == wanted else "DIFFERENT"


if __name__ == "__main__":
    main()
