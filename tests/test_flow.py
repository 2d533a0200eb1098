"""Data flows one way: a module of analysis/ imports only what stands before it in FLOW."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
ITSELF = {"FLOW", "_HOME", "__file__", "__version__"}  # what the package has without loading any module
AFTER_ALL = "__main__"  # starts the command line; nothing imports it


def stage_of(path):
    """The module of the flow that a file under analysis/ belongs to: itself, or the folder it lies in."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_stages(source, *, path):
    """(line, stage) for every import of analysis/ in a source, at any level, in functions too."""
    package = ("analysis", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            targets = [tuple(name.name.split(".")) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            base += tuple((node.module or "").split(".")) if node.module else ()
            targets = [(*base, name.name) for name in node.names]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
            "import_module",
            "__import__",
        }:
            targets = [
                tuple(argument.value.split(".")) for argument in node.args[:1] if isinstance(argument, ast.Constant)
            ]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "analysis":
            targets = [("analysis", node.attr)]
        else:
            continue
        for target in targets:
            if target[0] == "analysis" and len(target) > 1 and target[1] not in ITSELF:
                # A name that analysis offers stands for the module it comes from.
                yield node.lineno, analysis._HOME.get(target[1], target[1])


def violations(source, *, path):
    """What a source at a path imports against the flow, one sentence each."""
    order = {name: place for place, name in enumerate((*analysis.FLOW, AFTER_ALL))}
    own = stage_of(path)
    if own not in order:
        return [f"{path.name}: {own} is not in FLOW"]
    found = []
    for line, stage in imported_stages(source, path=path):
        if stage == own:
            continue
        if stage not in order:
            found.append(f"{path.name}:{line}: {own} imports {stage}, which is not in FLOW")
        elif order[stage] > order[own]:
            found.append(f"{path.name}:{line}: {own} imports {stage}, which comes after it")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_follow_the_flow(path):
    if path == PACKAGE / "__init__.py":
        pytest.skip("offers names of all modules, lazily: see test_importing_analysis_loads_no_module")
    assert violations(path.read_text(encoding="utf-8"), path=path) == []


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("from analysis.figures import extract", "numbers.py"),
        ("from analysis import figures", "numbers.py"),
        ("from analysis import extract", "numbers.py"),
        ("import analysis.figures", "numbers.py"),
        ("import analysis\nanalysis.extract('')", "numbers.py"),
        ("import analysis\nanalysis.cli.main()", "numbers.py"),
        ("def late():\n    from analysis.cli import main", "tables/writing.py"),
        ("from ..cli import main", "tables/writing.py"),
        ("from . import cli", "tables.py"),
        ("if TYPE_CHECKING:\n    from analysis.checks import Check", "figures.py"),
        ("import importlib\nimportlib.import_module('analysis.cli')", "figures.py"),
        ("from analysis.utils import anything", "figures.py"),
        ("", "utils.py"),
    ],
)
def test_an_import_against_the_flow_is_caught(source, at):
    assert len(violations(source, path=PACKAGE / at)) == 1


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("from analysis.model import Figure", "figures.py"),
        ("from analysis import model, __version__", "figures.py"),
        ("import analysis\nprint(analysis.__version__)", "figures.py"),
        ("from .records import record", "tables/writing.py"),
        ("from ..model import Figure", "tables/writing.py"),
        ("from analysis.tables.records import record", "tables/writing.py"),
        ("import pandas as pd", "tables/frames.py"),
    ],
)
def test_an_import_along_the_flow_is_not_caught(source, at):
    assert violations(source, path=PACKAGE / at) == []


def test_every_module_of_the_flow_exists():
    assert {stage_of(path) for path in SOURCES} - {"__init__", AFTER_ALL} == set(analysis.FLOW)


def test_no_module_stands_twice_in_the_flow():
    assert len(set(analysis.FLOW)) == len(analysis.FLOW)


def test_every_public_name_can_be_had():
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    assert set(analysis.__all__) <= set(dir(analysis))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        analysis.no_such_name  # noqa: B018


def test_a_public_name_wins_over_the_module_of_its_name():
    for program in (
        "import analysis.ledger; print(callable(analysis.ledger))",
        "from analysis import ledger; print(callable(ledger))",
        "from analysis.ledger import ledger; import analysis; print(analysis.ledger is ledger)",
    ):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "True"


def test_importing_analysis_loads_no_module():
    program = "import sys, analysis; print([m for m in sys.modules if m.startswith('analysis.') or m == 'pandas'])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
