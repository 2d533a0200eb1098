"""The process of a kernel: what it notes, how it is forked, what it leaves alone."""

import json
import os
import signal
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from analysis.definitions import definitions
from analysis.reports import forking, serving
from analysis.reports.inputs import Places, digest, read_by

RDONLY = os.O_RDONLY


@pytest.fixture
def hook(monkeypatch, tmp_path):
    """The hook that `note_reads` would have Python call, and the file of its notes."""
    hooks = []
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    monkeypatch.chdir(tmp_path)
    serving.note_reads(str(tmp_path / "notes"))
    return hooks[0], tmp_path


def noted(folder):
    return (folder / "notes").read_bytes().decode().split("\0")[:-1]


def test_what_is_opened_to_be_read_or_listed_is_noted_once(hook):
    note, folder = hook
    for event in (
        ("open", ("a.txt", "r", RDONLY)),
        ("open", (b"a.txt", "rb", RDONLY)),
        ("os.listdir", (str(folder / "texts"),)),
        ("os.scandir", (None,)),
        ("open", ("__pycache__/ours.cpython-311.pyc", "rb", RDONLY)),
    ):
        note(*event)
    assert noted(folder) == [str(folder / name) for name in ("a.txt", "texts")] + [str(folder), str(folder / "ours.py")]


@pytest.mark.parametrize(
    "event",
    [
        ("open", ("a.txt", "w", os.O_WRONLY | os.O_CREAT)),
        ("open", ("a.txt", "r+", os.O_RDWR)),
        ("open", (3, "r", RDONLY)),
        ("import", ("a.txt", None, None)),
    ],
    ids=["written", "changed", "descriptor", "another event"],
)
def test_what_is_written_or_open_already_is_not_noted(hook, event):
    note, folder = hook
    note(*event)
    assert noted(folder) == []


def test_notes_become_names_and_states(tmp_path):
    (tmp_path / "seeds").mkdir()
    text = tmp_path / "seeds" / "a.txt"
    text.write_text("x", encoding="utf-8")
    paths = [text, tmp_path / "seeds" / "none", "/usr/lib/python", tmp_path / ".hidden" / "x", serving.__file__]
    (tmp_path / "notes").write_bytes(b"".join(f"{path}\0".encode() for path in paths))
    places = Places(notebooks=tmp_path / "notebooks", seeds=tmp_path / "seeds")
    assert read_by(tmp_path / "notes", places) == {"seeds/a.txt": digest(text), "seeds/none": None}


def test_a_parent_forks_for_each_line_and_has_the_rest_imported_when_idle(monkeypatch, capsys, tmp_path):
    orders = tmp_path / "orders"
    orders.write_text('{"role": "kernel"}\n{"role": "setting"}\n', encoding="utf-8")
    seen = []
    monkeypatch.setattr(serving, "fork", lambda order: seen.append(order["role"]) or len(seen))
    monkeypatch.setattr(serving, "preload", lambda *what: seen.append(what))
    monkeypatch.setattr(serving.select, "select", lambda *_: ([], [], []))
    old = signal.getsignal(signal.SIGCHLD)
    try:
        with orders.open("rb") as file:
            monkeypatch.setattr(sys, "stdin", file)
            serving.main(["parent", "corpus", "json"])
    finally:
        signal.signal(signal.SIGCHLD, old)
    assert seen == [(Path("corpus"), ["json"]), "kernel", "setting"]
    assert capsys.readouterr().out == "2\n3\n"


def test_the_command_that_shows_why_no_kernel_starts_runs(tmp_path):
    command = [sys.executable, *forking.ADVICE.split()[1:]]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_module_that_cannot_be_imported_and_a_corpus_that_cannot_be_read_are_left_to_the_notebook(tmp_path):
    serving.preload(tmp_path, ["no.such.module"])
    serving.preload(tmp_path, ["json"])


@pytest.mark.parametrize("role", ["kernel", "setting"])
def test_a_fork_does_what_the_order_says_and_never_returns(monkeypatch, tmp_path, role):
    did = []
    monkeypatch.setattr(serving.os, "fork", lambda: 0)
    monkeypatch.setattr(serving.os, "setsid", lambda: did.append("own session"))
    monkeypatch.setattr(serving.os, "dup2", lambda _, stream: did.append(stream))
    monkeypatch.setattr(serving.os, "_exit", lambda _: did.append("ended"))
    monkeypatch.setattr(serving.os, "environ", {})
    monkeypatch.setattr(serving.os, "chdir", did.append)
    monkeypatch.setattr(serving.ctypes, "CDLL", lambda _: type("C", (), {"prctl": lambda *_: did.append("bound")})())
    monkeypatch.setattr(serving, "run", lambda *files: did.append(files))
    monkeypatch.setattr(serving.setting, "set_in_place", did.append)
    order = {"role": role, "environment": {"A": "b"}, "folder": "f", "connection": "c", "trace": "t", "place": tmp_path}
    serving.fork(json.loads(json.dumps(order, default=str)))
    done = ["f", ("c", "t")] if role == "kernel" else [tmp_path]
    assert did == ["bound", "own session", 0, 1, 2, *done, "ended"]


def test_the_parent_gets_the_id_of_its_child(monkeypatch):
    monkeypatch.setattr(serving.os, "fork", lambda: 42)
    assert serving.fork({"role": "kernel"}) == 42


def test_a_kernel_notes_what_it_reads_from_when_it_is_ready(monkeypatch):
    import ipykernel.kernelapp

    did = []

    class App:
        initialize = staticmethod(did.append)
        start = staticmethod(lambda: did.append("started"))

    monkeypatch.setattr(ipykernel.kernelapp.IPKernelApp, "instance", App)
    monkeypatch.setattr(serving, "note_reads", did.append)
    serving.main(["kernel", "c", "t", "--a-setting-of-nbclient"])
    assert did == [["-f", "c", "--HistoryManager.enabled=False"], "t", "started"]


def test_a_kernel_has_further_definitions_in_force_and_notes_that_they_were_read(monkeypatch, tmp_path):
    import ipykernel.kernelapp

    (tmp_path / "units.toml").write_text('[visa]\nkind = "count"\nplural = "visas"', encoding="utf-8")
    did = []

    class App:
        initialize = staticmethod(lambda _: None)
        start = staticmethod(lambda: did.append("visa" in definitions().units))

    monkeypatch.setattr(ipykernel.kernelapp.IPKernelApp, "instance", App)
    monkeypatch.setattr(serving, "note_reads", lambda _: did.append(definitions().folders))
    monkeypatch.setenv(forking.DEFINITIONS, str(tmp_path))
    serving.run("c", "t")
    assert did == [definitions().folders, True]  # noted from before the first of them is read


def test_an_output_that_cannot_be_set_is_told_in_a_line(tmp_path):
    from analysis.reports.setting import FAILURE, ORDER, set_in_place

    (tmp_path / ORDER).write_text(
        json.dumps({"name": "x", "notebook": {"cells": []}, "made": {}, "definitions": None}), encoding="utf-8"
    )
    set_in_place(tmp_path)
    assert (tmp_path / FAILURE).read_text(encoding="utf-8") == "cannot be set: KeyError: 'title'"


def test_a_process_that_is_not_our_child_answers_like_one():
    from analysis.reports.forking import Forked

    ended = Forked(2**31 - 1)  # no process has so high a number
    assert (ended.poll(), ended.wait(), Forked(os.getpid()).poll()) == (1, 1, None)
    for end in (ended.kill, ended.terminate):
        with pytest.raises(ProcessLookupError):
            end()
    assert (ended.stdin, ended.stdout, ended.stderr) == (None, None, None)


GRAMMAR = PathFinder.find_spec("rfc3987_syntax")  # which conftest.py keeps from being imported in this process


@pytest.mark.skipif(GRAMMAR is None, reason="what comes with the extra `lab` is not installed")
def test_our_commands_of_reports_start_without_a_grammar_of_addresses():
    read = "import nbformat, sys; print('rfc3987_syntax.syntax_helpers' in sys.modules)"
    ours = f"from analysis.cli import reporting\nwith reporting._told(): {read}"
    told = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for code in (read, ours)]
    assert [each.stdout.split() for each in told] == [[b"True"], [b"False"]]
