"""What tests of several modules share."""

from contextlib import nullcontext

import pytest


@pytest.fixture(scope="session")
def kept_parent():
    """A parent of kernels that lives as long as the tests do: its imports are paid for once."""
    from analysis.reports.forking import Parent

    with Parent(["analysis.charts", "analysis.summaries"]) as parent:
        yield parent


@pytest.fixture
def one_parent(monkeypatch, kept_parent):
    """Nothing; all reports of a test are made by kernels of that parent."""
    monkeypatch.setattr("analysis.reports.rendering.Parent", lambda *_, **__: nullcontext(kept_parent))
