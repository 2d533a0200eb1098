"""Amounts, bounds, periods and economies in the words of a report.

One place for how a value is put to a reader, so that a finding, a chart's label and a paragraph say it
alike. The words are in `wording.toml`; the names of economies come from areas.toml and CLDR, those of
units and metrics from units.toml and metrics.toml.
"""

from __future__ import annotations

from analysis.wording.amounts import (
    amount,
    between,
    bounded,
    change,
    computed,
    counted,
    last_digit,
    number,
    ordinal,
    scale_of,
    stated,
    unit,
)
from analysis.wording.names import (
    check_metric,
    direction,
    economies,
    economy,
    event,
    headline,
    inferred,
    inside,
    language,
    legible,
    metric,
    reason,
    sector,
    shortened,
    status,
    worldwide,
)
from analysis.wording.times import at, by, period, short
from analysis.wording.vocabulary import joined, words

__all__ = [
    "amount",
    "at",
    "between",
    "bounded",
    "by",
    "change",
    "check_metric",
    "computed",
    "counted",
    "direction",
    "economies",
    "economy",
    "event",
    "headline",
    "inferred",
    "inside",
    "joined",
    "language",
    "last_digit",
    "legible",
    "metric",
    "number",
    "ordinal",
    "period",
    "reason",
    "scale_of",
    "sector",
    "short",
    "shortened",
    "stated",
    "status",
    "unit",
    "words",
    "worldwide",
]
