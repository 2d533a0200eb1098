"""What tests of several modules share."""

import importlib
import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.cli.working.engines import cores
from analysis.model import Figure, Quote
from analysis.reports.sparing import spare

spare()  # each process of the tests, as each program of ours that makes reports, is up some seconds sooner

# No deadline: a shared machine is slow at times. Every day the same texts: a failure is one for everybody.
settings.register_profile("everyday", max_examples=50, deadline=None, derandomize=True)
# Others each time, and 50,000 in all: `pytest --hypothesis-profile thorough`.
settings.register_profile("thorough", max_examples=800, deadline=None, derandomize=False, print_blob=True)
settings.load_profile("everyday")

# The programs that tests start, hundreds of them, find the modules compiled, wherever that was switched off.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A run that a script put in the background ignores an interrupt, and so would the commands that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest.register_assert_rewrite("tests.properties")

PAIR = ("LA", "VN")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Ends what pytest-cov measures in a worker before the worker's own measuring begins.

    The two would lie one on the other, and the lower one goes on where a test is marked `no_cover`.
    """
    plugin = session.config.pluginmanager.get_plugin("_cov")
    if plugin and plugin.cov_controller and hasattr(session.config, "workerinput"):
        plugin.cov_controller.cov.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Makes the fixtures of a test that is marked `no_cover` unmeasured too; pytest-cov pauses for the test alone."""
    plugin = item.config.pluginmanager.get_plugin("_cov")
    if item.get_closest_marker("no_cover") is None or not plugin or plugin.cov_controller is None:
        return (yield)
    plugin.cov_controller.pause()
    try:
        return (yield)
    finally:
        plugin.cov_controller.resume()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Workers of `make test`: one more than cores, as tests wait for the programs that they start."""
    return cores() + 1


def figure(value=1.3e9, **slots):
    """A figure of the trade of Laos and Vietnam, exact and actual unless the slots say otherwise."""
    known = {
        "document": "one.txt",
        "metric": "trade_turnover",
        "value": value,
        "lower": value,
        "upper": value,
        "precision": 1e8,
        "unit": "USD",
        "bound": "exact",
        "period": "2021",
        "status": "actual",
        "parties": PAIR,
        "quote": Quote(exact="1.3 billion USD", prefix="came to ", suffix=" in 2021"),
        "start": 9,
        "end": 24,
        "sentence": "It came to 1.3 billion USD in 2021.",
    } | slots
    told_apart = (known[slot] for slot in ("document", "metric", "value", "period"))
    return Figure(**({"id": ":".join(map(str, (*told_apart, slots.get("direction"))))} | known))


@pytest.fixture(scope="session")
def kept_faces(tmp_path_factory):
    """The module by which faces that a process of this run has cut down are not cut down to the same signs again."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "faces"
    folder.mkdir(exist_ok=True)
    os.environ["COMMUNIQUE_KEPT_FACES"] = str(folder)
    return importlib.import_module("tests.kept_faces").__name__


@pytest.fixture(scope="session")
def kept_parent(kept_faces):
    """A parent of kernels that lives as long as the tests do: its imports are paid for once."""
    from analysis.reports.forking import Parent

    with Parent(Path(__file__).parents[1] / "seeds", ["analysis.charts", "analysis.summaries", kept_faces]) as parent:
        yield parent


@pytest.fixture
def one_parent(monkeypatch, kept_parent):
    """Nothing; all reports of a test are made by kernels of that parent."""
    monkeypatch.setattr("analysis.reports.rendering.Parent", lambda *_, **__: nullcontext(kept_parent))
