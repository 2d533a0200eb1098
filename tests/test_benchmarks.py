"""The benchmarks and fuzzers still run: on little text, without a look at how long anything takes."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.changing import TrippedError, Watch, fed

ROOT = Path(__file__).parent.parent


def test_the_benchmark_of_extraction_runs():
    command = [sys.executable, "tests/benchmarks/extraction.py", "--small", "--texts", "seeds/digests"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    rates = [float(rate) for rate in re.findall(r"^  \D+(\d+\.\d+) +\d+\.\d+$", told, re.MULTILINE)]
    assert len(rates) == 3
    assert min(rates) > 0
    document = re.findall(r"^ +(\d\.\d) +\d+\.\d+ +\d+\.\d+(?: +\d+\.\d+)? +(\d+)$", told, re.MULTILINE)
    assert [size for size, _ in document] == ["0.1", "0.2"]
    assert all(int(figures) > 0 for _, figures in document)
    assert "peak memory" in told
    assert "import analysis" in told


def test_the_benchmark_of_dense_text_runs():
    command = [sys.executable, "tests/benchmarks/dense.py", "--small", "--runs", "1", "--language", "en", "lo"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    rates = [float(rate) for rate in re.findall(r" (\d+\.\d+) +\d+\.\d+$", told, re.MULTILINE)]
    assert len(rates) == 12
    assert max(rates) > 0


def test_the_benchmark_of_corpora_runs(tmp_path):
    command = [sys.executable, "tests/benchmarks/corpora.py", "--texts", "seeds/digests", "--folder", str(tmp_path)]
    command += ["--documents", "60", "--lines", "300", "--only", "one", "two", "lines"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^(\w+) .* (\d+) MB  (.*)$", told, re.MULTILINE)[1][::2] == ("two", "the same")
    assert "DIFFERENT" not in told


def test_a_peer_that_is_not_there_is_named():
    command = [sys.executable, "tests/benchmarks/extraction.py", "--work", "peer"]
    given = '{"name": "CQE", "texts": ["Trade reached 3 billion USD."], "runs": 1}'
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, input=given).stdout
    assert "ModuleNotFoundError" in told


@pytest.mark.parametrize(
    "given", [["readers.py", ".csv"], ["readers.py", ".txt", "--packed", ".zst"], ["extraction.py", "--language", "en"]]
)
def test_the_fuzzers_run(given, tmp_path):
    script = ROOT / "tests" / "fuzz" / given[0]
    command = [sys.executable, str(script), *given[1:], "--seconds", "1", "--blind"]
    told = subprocess.run(
        command, cwd=tmp_path, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ).stdout
    assert int(re.findall(r"(\d+) fed", told)[0]) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_fuzzer_keeps_what_trips(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = argparse.Namespace(seconds=60, seed=1, blind=True)

    def target(data):
        if b"(" in data:
            raise TrippedError("a bracket")

    with pytest.raises(TrippedError, match="a bracket"):
        fed(target, [b"5 million"], given, name=".txt", watch=Watch())
    assert b"(" in (tmp_path / "tripped.txt").read_bytes()


def test_what_takes_too_long_trips():
    with pytest.raises(TrippedError, match="for 5 bytes"):
        Watch(slack=0).within(5, lambda: sum(range(100_000)))
