"""metrics.toml and units.toml say what the design says, and fit each other and the gold."""

import json
from pathlib import Path

import pytest

from analysis.definitions import currency_codes, definitions

SHARED = Path(__file__).parents[2] / "shared"
METRICS = definitions().metrics
UNITS = definitions().units


def test_the_metrics_are_those_of_the_design():
    assert list(METRICS) == [
        "trade_turnover",
        "exports",
        "imports",
        "trade_balance",
        "investment",
        "investment_projects",
        "scholarships",
        "students",
        "documents_signed",
        "aid",
        "loan",
        "tourists",
        "other",
    ]


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_a_metric_speaks_of_units_roles_and_metrics_that_there_are(metric):
    assert set(metric.units) <= {"money", *UNITS}
    assert set(metric.range) <= {*currency_codes(), *UNITS}
    assert all(low < high for low, high in metric.range.values())
    assert metric.measure in ("flow", "stock", "event")
    assert {*metric.parts, *metric.difference} <= set(METRICS)
    roles = metric.direction.split(">") if metric.direction else []
    assert len(set(roles)) in (0, 2)
    assert metric.holder is None or metric.holder in roles
    assert metric.definition.endswith(".")


def test_exports_and_imports_point_the_same_way():
    assert METRICS["exports"].direction == METRICS["imports"].direction == "exporter>importer"
    assert METRICS["trade_turnover"].parts == METRICS["trade_balance"].difference == ("exports", "imports")


@pytest.mark.parametrize("unit", UNITS.values(), ids=list(UNITS))
def test_a_unit_has_a_base_of_its_kind(unit):
    assert unit.key == unit.key.lower()
    assert unit.plural
    if unit.base is None:
        assert unit.kind in ("actor", "count", "goods", "person", "share")
    else:
        base = UNITS[unit.base]
        assert (base.kind, base.base) in ((unit.kind, base.key), (unit.kind, None))


def test_no_symbol_stands_for_two_units():
    symbols = [symbol for unit in UNITS.values() for symbol in unit.symbols]
    assert len(symbols) == len(set(symbols))


@pytest.mark.skipif(not (SHARED / "gold/dev").is_dir(), reason="the gold lies beside the repository")
def test_every_unit_and_metric_of_the_gold_is_known():
    paths = [*(SHARED / "gold/dev").rglob("*.json"), *(SHARED / "seeds").glob("*[0-9a-f].json")]
    figures = [figure for path in paths for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]]
    assert {figure["metric"] for figure in figures} <= set(METRICS)
    assert {figure["unit"] for figure in figures} - {None} <= {*UNITS, *currency_codes()}
    for figure in figures:
        metric = METRICS[figure["metric"]]
        if figure["direction"]:
            assert metric.direction or not metric.units
        if figure["value"] is not None and metric.units:
            assert figure["unit"] in metric.units or ("money" in metric.units and figure["unit"] in currency_codes())
