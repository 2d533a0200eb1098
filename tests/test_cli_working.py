"""Tasks over many documents: order, processes that die, files that are put together of parts, what is not read."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from analysis.cli.output import Usage
from analysis.cli.working import Running, Tally, each
from analysis.cli.working.doing import Reader, Spot, Work, do
from analysis.cli.working.partial import Partial, made_from
from analysis.cli.working.parts import Part, batch_text, cut, effort
from analysis.cli.working.quarantine import Quarantine
from analysis.cli.working.seen import Seen
from analysis.cli.working.workers import Worker
from analysis.documents import Source, locate
from analysis.model import Document
from tests.commands import exit_code

LONG = "The ministers spoke of roads, of schools and of the river that both banks live by. " * 8
ENGLISH = (
    "Bilateral trade between Laos and Vietnam reached {}.3 billion USD in 2021. The ministers met in the capital.\n"
)


# --- tasks: found by name in other processes -------------------------------------------------------------------


def length(document):
    return document.id, len(document.text)


def name(document):
    return document.id


def fail_on_three(document):
    if document.id == "3":
        raise RuntimeError
    return document.id


def die_on_three(document):
    if document.id == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return document.id


def crash_on_three(document):
    if document.id == "3":
        os.kill(os.getpid(), signal.SIGSEGV)
    return document.id


def leave_on_three(document):
    if document.id == "3":
        os._exit(7)
    return document.id


def stay_on_three(document):
    while document.id == "3":
        pass
    return document.id


def print_all(document):
    print("printed by a task")  # noqa: T201 - that is the case
    return document.id


def texts(count):
    return [Document(id=str(number), text="x" * number) for number in range(count)]


def run(task, places, jobs=2, **options):
    tally = Tally()
    return list(each(task, places, tally, running=Running(jobs=jobs, **options))), tally


# --- order and failures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2, None])
@pytest.mark.parametrize("count", [0, 1, 7, 100])
def test_results_come_in_order_whatever_the_number_of_processes(jobs, count):
    results, tally = run(length, texts(count), jobs)
    assert results == [(str(n), n) for n in range(count)]
    assert (tally.read, tally.refused) == (count, [])


@pytest.mark.parametrize("jobs", [1, 2])
def test_failures_are_counted_and_named(jobs, capsys):
    results, tally = run(fail_on_three, texts(5), jobs)
    assert results == ["0", "1", "2", "4"]
    assert [document for document, _ in tally.refused] == ["3"]
    assert (tally.read, tally.exit_code) == (4, 1)
    assert capsys.readouterr().err.startswith("3: ")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_id_that_an_earlier_document_has_is_refused(jobs, capsys):
    results, tally = run(length, [*texts(3), *texts(2)], jobs)
    assert results == [("0", 0), ("1", 1), ("2", 2)]
    assert [document for document, _ in tally.refused] == ["0", "1"]
    assert "--id-column" in capsys.readouterr().err


def test_nothing_to_do_and_nothing_failed_is_done():
    assert Tally().exit_code == 0


def test_what_a_task_prints_does_not_get_between_the_answers():
    assert run(print_all, texts(3))[0] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (die_on_three, "was killed, for want of memory perhaps; read it where there is more memory"),
        (crash_on_three, "crashed (SIGSEGV); please report it"),
        (leave_on_three, "ended with exit code 7; please report it"),
        (stay_on_three, "took more than 0.2 seconds of the processor; give it more with --timeout"),
    ],
)
def test_a_document_that_ends_its_process_is_passed_over_with_the_reason(task, told, capsys):
    results, tally = run(task, texts(6), timeout=0.2)
    assert results == ["0", "1", "2", "4", "5"]
    assert (tally.read, tally.exit_code) == (5, 1)
    said = capsys.readouterr().err
    assert (said.count("\n"), said[:3]) == (1, "3: ")
    assert told in said


def test_a_task_that_no_process_can_load_is_told():
    def local(document):
        return document.id

    with pytest.raises(Exception, match="local"):
        run(local, texts(2))


def test_processes_that_die_whatever_they_do_are_told(monkeypatch):
    monkeypatch.setattr("analysis.cli.working.workers._START", "raise SystemExit(3)")
    with pytest.raises(Usage, match="whatever they work on"):
        run(name, texts(2))


class DiesWhenWritten:
    """A record that ends the process that writes it."""

    def __reduce__(self):
        os.kill(os.getpid(), signal.SIGKILL)


def give_what_cannot_be_written(_document):
    return DiesWhenWritten()


def test_no_document_is_blamed_for_a_death_after_the_last():
    with pytest.raises(Usage, match="whatever they work on"):
        run(give_what_cannot_be_written, texts(2))


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    worker = Worker(Work(task=name, folder=tmp_path / "none"))
    with pytest.raises(Usage, match=r"none.*No such file"):
        worker.do(Part(number=0, places=tuple(texts(2))))
    worker.stop()


class KilledOnce:
    """A task that is killed by somebody, once, whatever the document."""

    def __init__(self, mark):
        self.mark = str(mark)

    def __call__(self, document):
        if document.id == "3" and not Path(self.mark).exists():
            Path(self.mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return document.id


def test_a_process_that_was_killed_for_no_fault_of_a_document_changes_nothing(tmp_path, capsys):
    results, tally = run(KilledOnce(tmp_path / "mark"), texts(6))
    assert (results, tally.exit_code) == ([str(number) for number in range(6)], 0)
    assert (tmp_path / "mark").exists()
    assert capsys.readouterr().err == ""


# --- parts -----------------------------------------------------------------------------------------------------


def corpus(path, count, text=ENGLISH):
    """JSON Lines of so many documents, packed where the name says so."""
    lines = "".join(json.dumps({"id": f"d{n}", "text": text.format(n)}) + "\n" for n in range(count))
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


def test_small_files_are_worked_on_together_and_large_ones_alone():
    places = [Source(address=str(n), id=str(n), size=size) for n, size in enumerate([10] * 600 + [2**20] + [10] * 3)]
    parts = list(cut(places, ended=()))
    assert [place for part in parts for place in part.places] == places
    assert len(parts) < 400
    (alone,) = (part for part in parts if places[600] in part.places)
    assert len(alone.places) == 1


def test_batches_of_a_file_that_cannot_be_cut_come_until_it_is_at_its_end():
    place = Source(address="a.jsonl.gz", id="a", size=2**20)
    ended = set()
    parts = cut([place, Document(id="b", text="b")], ended=ended)
    assert [(part.number, part.batch) for part in (next(parts), next(parts))] == [(0, 0), (0, 1)]
    ended.add(0)
    assert [(part.number, part.batch) for part in parts] == [(1, None)]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 3, 0, 2)])
def test_batches_hold_each_document_once_whoever_reads_them(tmp_path, monkeypatch, order):
    monkeypatch.setattr("analysis.cli.working.doing.BATCH_DOCUMENTS", 4)
    (source,) = locate(corpus(tmp_path / "a.jsonl.gz", 10))
    work, reader = Work(task=name), Reader()
    done = {}
    for batch in order:
        part = Part(number=0, places=(source,), batch=batch)
        done[batch] = do(work, part, reader, passed={}, watch=lambda *_: None)
    assert [done[batch].results for batch in range(4)] == [
        ["d0", "d1", "d2", "d3"],
        ["d4", "d5", "d6", "d7"],
        ["d8", "d9"],
        [],
    ]
    assert [done[batch].ended for batch in range(4)] == [False, False, True, True]


def test_a_batch_ends_after_much_text_too(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.cli.working.doing.batch_text", lambda _: 250)
    (source,) = locate(corpus(tmp_path / "a.jsonl.gz", 10))
    part = Part(number=0, places=(source,), batch=0)
    assert do(Work(task=name), part, Reader(), passed={}, watch=lambda *_: None).results == ["d0", "d1", "d2"]


def test_a_reader_that_dies_costs_the_rest_of_its_file_and_no_other(tmp_path):
    from analysis.cli.working.doing import Trouble

    places = tuple(locate([corpus(tmp_path / "a.jsonl", 4), corpus(tmp_path / "b.txt", 1)]))
    trouble = {Spot(0, 2): Trouble("the process that read it crashed (SIGSEGV)", "please report it", reading=True)}
    done = do(Work(task=name), Part(number=0, places=places), Reader(), passed=trouble, watch=lambda *_: None)
    assert done.results == ["d0", "d1", "b.txt"]
    assert [(Path(path).name, reason) for path, reason, *_ in done.refused] == [
        ("a.jsonl#3", "the process that read it crashed (SIGSEGV)")
    ]


def test_seen_names_are_known_again_when_there_are_many(monkeypatch):
    monkeypatch.setattr("analysis.cli.working.seen._FRESH", 8)
    seen = Seen()
    names = [f"news-{number}" for number in range(100)]
    assert all(seen.add(one) for one in names)
    assert not any(seen.add(one) for one in names)
    assert [len(numbers) for numbers in seen._sorted] == sorted((len(n) for n in seen._sorted), reverse=True)
    assert len(seen._sorted) < 5


# --- files -----------------------------------------------------------------------------------------------------


@pytest.fixture
def communique(capfdbinary, monkeypatch, tmp_path):
    """Runs a command in this process and in the test's folder; gives its exit code, what it wrote and said."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        code = exit_code(*arguments)
        written = capfdbinary.readouterr()
        return code, written.out, written.err.decode("utf-8")

    return running


def packed(path, count=400):
    """Packed JSON Lines of so many documents that processes share them, and in several batches."""
    chance = random.Random(1)  # noqa: S311 - a corpus, the same each time
    records = [
        {"id": f"d{n}", "title": chance.randbytes(400).hex(), "text": ENGLISH.format(n) + LONG} for n in range(count)
    ]
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    (source,) = locate(path)
    assert [part.batch for part in islice(cut([source], ended=()), 2)] == [0, 1]
    assert batch_text(source) * 3 < count * len(LONG)
    return path


@pytest.mark.no_cover  # what it reads is much of the same
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "sdmx.csv", "zip"])
def test_the_bytes_are_equal_in_one_process_in_several_and_through_a_pipe(communique, tmp_path, ending):
    packed(tmp_path / "a.jsonl.gz")
    form = {"zip": "datapackage", "sdmx.csv": "sdmx"}.get(ending, ending)
    for jobs in (1, 2):
        assert communique("extract", "a.jsonl.gz", "-j", jobs, "-o", f"{jobs}.{ending}") == (0, b"", "")
    one = (tmp_path / f"1.{ending}").read_bytes()
    assert (tmp_path / f"2.{ending}").read_bytes() == one
    assert communique("extract", "a.jsonl.gz", "-j", 2, "--format", form) == (0, one, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"1.{ending}", f"2.{ending}", "a.jsonl.gz"]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "zip"])
def test_repeated_ids_are_left_out_of_what_was_written(communique, tmp_path, ending):
    lines = (corpus(tmp_path / "once.jsonl", 5).read_text()).splitlines(keepends=True)
    (tmp_path / "twice.jsonl").write_text("".join([*lines[:3], lines[0], lines[3], lines[1], lines[4], lines[4]]))
    assert communique("extract", "once.jsonl", "-o", f"of-once.{ending}")[0] == 0
    for jobs in (1, 2):
        code, _, said = communique("extract", "twice.jsonl", "-j", jobs, "-o", f"of-twice.{ending}")
        assert (code, said.count("an earlier document has this id")) == (1, 3)
        assert (tmp_path / f"of-twice.{ending}").read_bytes() == (tmp_path / f"of-once.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["parquet", "zip"])
@pytest.mark.parametrize("command", ["ledger", "quantities", "milestones", "text"])
def test_every_command_of_records_is_put_together_of_parts(communique, tmp_path, command, ending):
    (tmp_path / "texts").mkdir()
    for number in range(8):
        text = f"The year {number + 2010} marks the 60th anniversary of the relations of Laos and Vietnam."
        (tmp_path / "texts" / f"{number}.txt").write_text(ENGLISH.format(number) + text)
    for jobs in (1, 2):
        assert communique(command, "texts", "-j", jobs, "-o", f"{jobs}.{ending}")[0] == 0
    assert (tmp_path / f"1.{ending}").read_bytes() == (tmp_path / f"2.{ending}").read_bytes()


def test_a_file_of_one_document_a_process_of_its_own_if_it_is_long(communique, tmp_path):
    (tmp_path / "long.txt").write_text((ENGLISH.format(1) + "The ministers met. " * 5_000) * 12)
    assert communique("extract", "long.txt", "-o", "out.jsonl")[0] == 0
    assert (tmp_path / "out.jsonl").stat().st_size


# --- what was not read -----------------------------------------------------------------------------------------


def quarantined(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_not_read_is_listed_beside_the_output(communique, tmp_path, jobs):
    path = corpus(tmp_path / "a.jsonl", 3)
    path.write_text(path.read_text() + '{"text": null}\n', encoding="utf-8")
    code, _, said = communique("extract", "a.jsonl", "missing.txt", "-j", jobs, "-o", "out.csv")
    assert (code, said.count("what was not read is listed in out.csv.quarantine.jsonl")) == (1, 1)
    assert quarantined(tmp_path / "out.csv.quarantine.jsonl") == [
        {"document": name, "place": name, "reason": reason, "remedy": remedy}
        for name, reason, remedy in (
            ("missing.txt", "there is no such file or folder", "check the path"),
            ("a.jsonl#4", "the record holds no text", "leave it out, or check it"),
        )
    ]
    corpus(path, 3)
    assert communique("extract", "a.jsonl", "-o", "out.csv")[0] == 0
    assert not (tmp_path / "out.csv.quarantine.jsonl").exists()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_nothing_is_written_where_nothing_could_be_read(communique, tmp_path, form):
    (tmp_path / "a.jsonl").write_text('{"text": null}\n')
    for jobs in (1, 2):
        assert communique("extract", "a.jsonl", "-j", jobs, "--format", form)[:2] == (2, b"")
        code, _, said = communique("extract", "a.jsonl", "-j", jobs, "--format", form, "-o", "out")
        assert (code, "what was not read is listed in out.quarantine.jsonl" in said) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.quarantine.jsonl"]


def test_a_quarantine_that_was_asked_for_is_there_even_if_it_is_empty(communique, tmp_path):
    corpus(tmp_path / "a.jsonl", 3)
    for command in ("extract", "check"):
        assert communique(command, "a.jsonl", "--quarantine", f"{command}.q")[0] == 0
        assert (tmp_path / f"{command}.q").read_text() == ""


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "beside the output"])
def test_a_quarantine_whose_place_a_folder_takes_is_refused_before_anything_is_read(communique, tmp_path, asked):
    corpus(tmp_path / "a.jsonl", 3)
    place = tmp_path / ("list" if asked else "out.jsonl.quarantine.jsonl")
    place.mkdir()
    given = ("--quarantine", place.name) if asked else ()
    code, _, said = communique("extract", "a.jsonl", "-o", "out.jsonl", *given)
    assert (code, said.count("\n")) == (2, 1)
    assert f"{place.name}: is a folder" in said
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", place.name}


@pytest.mark.parametrize(
    "given",
    [
        ("extract", "a.jsonl", "-o"),
        ("ledger", "a.jsonl", "--quarantine"),
        ("check", "a.jsonl", "-o"),
        ("codebook", "-o"),
    ],
)
def test_an_output_elsewhere_is_refused_and_no_folder_made_of_its_name(communique, tmp_path, given):
    corpus(tmp_path / "a.jsonl", 3)
    code, out, said = communique(*given, "s3://news/out.jsonl")
    assert (code, out) == (2, b"")
    assert said == "s3://news/out.jsonl: is no place on this machine; name a file here, and copy it there\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_quarantine_that_cannot_take_its_place_is_refused_in_one_line(tmp_path):
    quarantine = Quarantine(tmp_path / "list", always=True)
    (tmp_path / "list").mkdir()
    with pytest.raises(Usage, match=r"list: cannot be written .*; name another file"):
        quarantine.close()
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_folder_in_place_of_a_file_of_definitions_is_refused_in_one_line(communique, tmp_path, command):
    corpus(tmp_path / "a.jsonl", 3)
    (tmp_path / "mine" / "languages" / "en.toml").mkdir(parents=True)
    code, _, said = communique(command, "a.jsonl", "-o", "out.jsonl", "--definitions", "mine")
    assert (code, said.count("\n")) == (2, 1)
    assert "en.toml: cannot be read" in said


def test_many_that_were_not_read_are_told_in_few_lines_and_listed_whole(communique, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": null}\n' * 500 + json.dumps({"text": ENGLISH}) + "\n")
    code, _, said = communique("extract", "a.jsonl", "-o", "out.jsonl")
    assert (code, said.count("\n")) == (1, 21)
    assert "further documents that are not read are listed in out.jsonl.quarantine.jsonl" in said
    assert len(quarantined(tmp_path / "out.jsonl.quarantine.jsonl")) == 500


def test_a_document_above_the_limit_is_quarantined_with_the_way_out_and_the_run_goes_on(communique, tmp_path):
    path = corpus(tmp_path / "a.jsonl", 3)
    path.write_text(path.read_text() + json.dumps({"id": "long", "text": ENGLISH * 100}) + "\n")
    assert communique("extract", "a.jsonl", "--limit", 1000, "-o", "out.jsonl")[0] == 1
    (refused,) = quarantined(tmp_path / "out.jsonl.quarantine.jsonl")
    assert (refused["document"], refused["remedy"]) == ("a.jsonl#4", "raise it with --limit, or split the document")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 3


# --- runs that are ended from outside --------------------------------------------------------------------------

COMMAND = [sys.executable, "-m", "analysis", "extract", "texts", "-j", "2"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a corpus of some seconds, and with what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "texts").mkdir()
    for number in range(80):
        (folder / "texts" / f"{number:02}.txt").write_text(
            "".join(LONG * 4 + ENGLISH.format(number * 100 + n) for n in range(10))
        )
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
        assert subprocess.run([*COMMAND, "-o", "whole.jsonl"], cwd=folder, check=False).returncode == 0
        yield folder


def finished(folder):
    return [path for path in folder.glob("*/0*.json") if path.with_suffix(".data").exists()]


def started(folder, output):
    """A run of which a part is finished, and not yet all."""
    running = subprocess.Popen([*COMMAND, "-o", output], cwd=folder, stderr=subprocess.PIPE, text=True)
    while not finished(folder / f"{output}.partial"):
        assert running.poll() is None
        time.sleep(0.002)
    return running


def children(process):
    listed = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for threads in listed for child in threads.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux to find the processes")
def test_a_killed_worker_changes_nothing(whole):
    with started(whole, "worker.jsonl") as running:
        os.kill(children(running)[0], signal.SIGKILL)
        assert (running.wait(), running.stderr.read()) == (0, "")
    assert (whole / "worker.jsonl").read_bytes() == (whole / "whole.jsonl").read_bytes()


def test_a_killed_run_is_gone_on_with_and_gives_the_same_bytes(whole):
    (whole / "killed.jsonl").write_text("old")
    with started(whole, "killed.jsonl") as running:
        running.kill()
    assert (whole / "killed.jsonl").read_text() == "old"
    before = {path: path.stat().st_mtime_ns for path in finished(whole / "killed.jsonl.partial")}
    assert 0 < len(before) < 80
    done = subprocess.run([*COMMAND, "-o", "killed.jsonl", "--resume"], cwd=whole, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (whole / "killed.jsonl").read_bytes() == (whole / "whole.jsonl").read_bytes()
    assert [path.name for path in whole.iterdir() if "killed" in path.name] == ["killed.jsonl"]


def test_ctrl_c_leaves_the_finished_parts_and_says_how_to_go_on(whole, communique, monkeypatch):
    with started(whole, "stopped.jsonl") as running:
        running.send_signal(signal.SIGINT)
        assert running.wait() == 130
        assert running.stderr.read() == "interrupted; go on with --resume\n"
    assert not (whole / "stopped.jsonl").exists()
    kept = {path: path.stat().st_mtime_ns for path in finished(whole / "stopped.jsonl.partial")}
    assert kept

    monkeypatch.chdir(whole)
    again = ("extract", "texts", "-j", 2, "-o", "stopped.jsonl", "--resume")
    for arguments, told in (
        (("--language", "en"), "was begun with other options"),
        (("--limit", "100000"), "was begun with other options"),
        (("whole.jsonl",), "was begun with other inputs"),
    ):
        code, _, said = communique(*again, *arguments)
        assert (code, said.count("\n")) == (2, 1)
        assert told in said
        assert "leave --resume out to begin anew" in said
    assert {path: path.stat().st_mtime_ns for path in kept} == kept

    # Of the parts that are there none is done again, but for a damaged one.
    damaged, *others = kept
    damaged.with_suffix(".data").write_bytes(b"{}\n")
    done = Partial(whole / "stopped.jsonl")
    done.begin(json.loads((damaged.parent.parent / "manifest.json").read_text()), resume=True)
    parts = {part.key: part for part in cut(list(locate("texts")), ended=())}
    assert done.load(parts[damaged.stem]) is None
    assert all(done.load(parts[path.stem]) for path in others)
    done.let_go()
    assert communique(*again)[0] == 0
    assert (whole / "stopped.jsonl").read_bytes() == (whole / "whole.jsonl").read_bytes()


def test_with_nothing_to_go_on_with_a_run_says_that_it_begins_anew(tmp_path, communique, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Trade reached 5 million USD in 2021.", encoding="utf-8")
    code, _, said = communique("extract", "a.txt", "--language", "en", "-o", "new.jsonl", "--resume")
    assert (code, said) == (0, "new.jsonl: no interrupted run of it to go on with; it begins anew\n")
    assert Path("new.jsonl").exists()


def test_without_resume_a_run_begins_anew_and_sweeps(whole, communique, monkeypatch):
    with started(whole, "anew.jsonl") as running:
        left = children(running)
        running.kill()
    for _ in range(1000):  # a worker ends with the part that it is at
        if not any(Path(f"/proc/{pid}/fd").is_dir() for pid in left):
            break
        time.sleep(0.01)
    monkeypatch.chdir(whole)
    assert communique("extract", "texts/00.txt", "-o", "anew.jsonl")[0] == 0
    assert [path.name for path in whole.iterdir() if "anew" in path.name] == ["anew.jsonl"]


def test_two_runs_do_not_write_to_one_file(communique, tmp_path):
    corpus(tmp_path / "a.jsonl", 3)
    first = Partial(tmp_path / "out.jsonl")
    first.begin({}, resume=False)
    code, _, said = communique("extract", "a.jsonl", "-j", 2, "-o", "out.jsonl")
    assert (code, said.count("\n")) == (2, 1)
    assert "another run writes there" in said
    first.close(keep=True)
    assert communique("extract", "a.jsonl", "-j", 2, "-o", "out.jsonl")[0] == 0


@pytest.mark.parametrize("arguments", [("--resume",), ("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:1")])
def test_what_is_put_together_of_parts_needs_a_file(communique, tmp_path, arguments):
    corpus(tmp_path / "a.jsonl", 1)
    code, out, said = communique("extract", "a.jsonl", *arguments)
    assert (code, out, said.count("\n")) == (2, b"", 1)
    assert "-o FILE" in said
    assert said.startswith(" ".join(arguments)), "what was given is blamed, nothing else"


@pytest.mark.parametrize(
    "arguments", [("--engine", "hadoop"), ("--engine", "processes", "--scheduler", "tcp://127.0.0.1:1")]
)
def test_engines_that_cannot_be_are_refused(communique, tmp_path, arguments):
    corpus(tmp_path / "a.jsonl", 1)
    code, _, said = communique("extract", "a.jsonl", "-o", "out.jsonl", *arguments)
    assert (code, said.count("\n")) == (2, 1)
    assert "--engine" in said


def test_checks_need_no_sentences_of_the_figures_they_hold():
    from analysis import extract
    from analysis.checks import check
    from analysis.cli.tasks import facts

    documents = [
        Document(id=f"{n}", text=f"Trade between Laos and Vietnam grew by {n} % to {n}.3 billion USD in 2021.")
        for n in range(1, 4)
    ]
    slim = [figure for one in documents for figure in facts(one, language="en", published=None, corrections=()).figures]
    whole = [figure for one in documents for figure in extract(one, language="en")]
    assert slim != whole
    assert not any(figure.sentence or figure.quote.prefix for figure in slim)
    assert check(slim) == check(whole) != []


def test_how_much_there_is_to_read_is_told_by_the_beginning_of_a_packed_file(tmp_path):
    path = packed(tmp_path / "a.jsonl.gz")
    size = len(gzip.decompress(path.read_bytes()))
    assert effort(list(locate(path))) == pytest.approx(size, rel=0.1)
    path.write_bytes(b"no gzip" * 100_000)
    assert effort(list(locate(path))) == 4 * 700_000


def test_a_process_that_outlives_its_run_does_not_write_among_the_parts_of_the_next(tmp_path):
    first, second = Partial(tmp_path / "out.jsonl"), Partial(tmp_path / "out.jsonl")
    first.begin({"options": "those of the first"}, resume=False)
    outliving = Work(task=name, folder=first.parts)
    first.let_go()
    second.begin({"options": "others"}, resume=False)
    part = Part(number=0, places=tuple(texts(2)))
    with pytest.raises(FileNotFoundError):
        do(outliving, part, Reader(), passed={}, watch=lambda *_: None)
    assert second.load(part) is None
    second.close(keep=False)


def test_inputs_are_the_same_from_whichever_folder(tmp_path, monkeypatch):
    corpus(tmp_path / "a.jsonl", 2)
    monkeypatch.chdir(tmp_path)
    here = made_from(list(locate("a.jsonl")), {})
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert made_from(list(locate(tmp_path / "a.jsonl")), {}) == here
    corpus(tmp_path / "a.jsonl", 3)
    assert made_from(list(locate(tmp_path / "a.jsonl")), {})["inputs"] != here["inputs"]
