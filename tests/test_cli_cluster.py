"""Parts that the workers of Dask do: the same bytes as on one machine, whichever of them dies."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.cli.working import Running, Tally, write_each
from analysis.cli.working import cluster as cluster_of
from analysis.cli.working.doing import Work
from analysis.cli.working.partial import program
from analysis.cli.working.parts import Part
from analysis.documents import locate
from analysis.model import Milestone
from tests.commands import exit_code

pytest.importorskip("distributed")

HERE = Path(__file__).parent
TEXT = "Bilateral trade between Laos and Vietnam reached {}.3 billion USD in 2021. The ministers met in the capital.\n"
FILES = 80


def name_of(document):
    return document.id


def milestone_or_death(document):
    """A record of each document; one of them ends its process."""
    if document.id == "03.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return [
        Milestone(
            document=document.id, event="x", date=None, anniversary=None, marked=None, implies=None, parties=(),
            start=0, end=1,
        )
    ]  # fmt: skip


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dask")
    (folder / "texts").mkdir()
    filler = "The ministers spoke of roads, of schools and of the river that both banks live by. " * 32
    for number in range(FILES):
        (folder / "texts" / f"{number:02}.txt").write_text(
            "".join(filler + TEXT.format(number * 100 + n) for n in range(10))
        )
    return folder


@pytest.fixture(scope="module")
def cluster(texts):
    """The address of a scheduler, and the processes of its two workers."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}
    quiet = {"cwd": texts, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    told = texts / "scheduler.json"
    command = [
        *dask,
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(told),
    ]
    scheduler = subprocess.Popen(command, **quiet)
    workers = [
        subprocess.Popen([*dask, "worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-dashboard"], **quiet)
        for _ in range(2)
    ]
    while not told.exists() or told.stat().st_size == 0:
        assert scheduler.poll() is None
        time.sleep(0.05)
    yield json.loads(told.read_text())["address"], workers
    for process in (*workers, scheduler):
        process.terminate()
    for process in (*workers, scheduler):
        process.wait()


@pytest.fixture
def communique(capfd, monkeypatch, texts):
    monkeypatch.chdir(texts)

    def running(*arguments):
        code = exit_code(*arguments)
        return code, capfd.readouterr().err

    return running


def test_the_bytes_are_those_of_one_machine(communique, cluster, texts):
    assert communique("extract", "texts", "-o", "one.parquet") == (0, "")
    assert communique("extract", "texts", "--scheduler", cluster[0], "-o", "many.parquet") == (0, "")
    assert (texts / "one.parquet").read_bytes() == (texts / "many.parquet").read_bytes()
    assert [path.name for path in texts.glob("*.partial")] == []


def test_workers_are_started_for_one_run_where_there_is_no_scheduler(communique, texts):
    assert communique("extract", "texts/00.txt", "texts/01.txt", "-o", "two.csv") == (0, "")
    arguments = ("--engine", "dask", "-j", 1, "-o", "own.csv")
    assert communique("extract", "texts/00.txt", "texts/01.txt", *arguments) == (0, "")
    assert (texts / "own.csv").read_bytes() == (texts / "two.csv").read_bytes()


def test_a_poisoned_document_is_quarantined_and_no_worker_of_dask_dies(cluster, texts, capfd):
    tally = Tally()
    write_each(
        milestone_or_death,
        list(locate(texts / "texts")),
        tally,
        of=Milestone,
        file_format="csv",
        output=texts / "milestones.csv",
        running=Running(engine="dask", scheduler=cluster[0]),
        definitions=None,
        options={},
    )
    assert (tally.read, tally.exit_code) == (FILES - 1, 1)
    assert capfd.readouterr().err.startswith("03.txt: the process that read it was killed")
    assert len((texts / "milestones.csv").read_text().splitlines()) == FILES
    assert [worker.poll() for worker in cluster[1]] == [None, None]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux to find the processes")
def test_the_parts_of_a_worker_that_is_killed_are_done_by_another(communique, cluster, texts):
    assert communique("extract", "texts", "-o", "alone.jsonl") == (0, "")
    command = [sys.executable, "-m", "analysis", "extract", "texts", "--scheduler", cluster[0], "-o", "killed.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    with subprocess.Popen(command, cwd=texts, env=environment, stderr=subprocess.PIPE, text=True) as running:
        while not list((texts / "killed.jsonl.partial").glob("*/*.data")):
            assert running.poll() is None
            time.sleep(0.002)
        victim = cluster[1][0]
        for child in Path(f"/proc/{victim.pid}/task/{victim.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        victim.kill()
        assert running.wait() == 0
        assert running.stderr.read() == ""
    assert (texts / "killed.jsonl").read_bytes() == (texts / "alone.jsonl").read_bytes()


def test_a_scheduler_that_does_not_answer_is_told(communique, monkeypatch):
    monkeypatch.setattr("analysis.cli.working.cluster._ANSWER", 1)
    code, said = communique("extract", "texts", "--scheduler", "tcp://127.0.0.1:9", "-o", "none.jsonl")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("--scheduler tcp://127.0.0.1:9: does not answer")


def test_a_process_waits_for_the_next_part_of_its_run_and_ends_with_it(texts):
    part = Part(number=0, places=tuple(locate(texts / "texts" / "00.txt")))
    done = cluster_of._on_worker("one", Work(task=name_of), program(), part)
    assert [name for name, _ in done.ids] == ["00.txt"]
    assert done.results == []
    ((run, first),) = cluster_of._idle
    cluster_of._on_worker("one", Work(task=name_of), program(), part)
    assert cluster_of._idle == [("one", first)]
    cluster_of._on_worker("two", Work(task=name_of), program(), part)
    ((run, second),) = cluster_of._idle
    assert (run, first._process.poll(), second._process.poll()) == ("two", 0, None)
    cluster_of._stop()
    assert second._process.poll() is not None
    cluster_of._idle.clear()


def test_without_dask_the_way_to_it_is_told(communique, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, said = communique("extract", "texts", "--engine", "dask", "-o", "none.jsonl")
    assert (code, said.count("\n")) == (2, 1)
    assert "pip install '.[scale]'" in said


def test_a_worker_of_another_version_is_told(communique, cluster, monkeypatch):
    monkeypatch.setattr("analysis.cli.working.cluster.program", lambda: "another")
    code, said = communique("extract", "texts", "--scheduler", cluster[0], "-o", "none.jsonl")
    assert (code, said.count("\n")) == (2, 1)
    assert "another version" in said
