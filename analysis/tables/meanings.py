"""The codebook: what each column of each table means, and what each metric measures.

Generated from the fields of the model and from metrics.toml, units.toml; nothing is written twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.definitions import definitions
from analysis.tables.records import RECORDS, columns
from analysis.tables.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.definitions import Metric
    from analysis.tables.records import Column

__all__ = ["codebook", "codebook_markdown", "metrics_table"]

_CONVENTIONS = (
    "Text is UTF-8. An empty cell is null. Numbers are in base units (1.3 billion is 1300000000).",
    "Lists are joined by `|`; a `|` inside a member is written `\\|`.",
    "A stretch of a text is `start..end` and counts characters of the text as read; `end` is exclusive.",
    (
        "In CSV an apostrophe stands wherever a spreadsheet could begin a formula: before `=`, `+`, `-`, `@` or their "
        'full-width forms at the start of a text or behind `;`, `"`, a tab or a line break in it, and before a text '
        "that opens with a tab or a line break. `analysis.tables.restored` takes it away again."
    ),
    "A cell of Excel holds 32,767 characters: a longer text ends in … there. A sheet holds 1,048,575 records.",
    "In SDMX-CSV a text is brought to one line, and a figure without a period is left out, which is said.",
    "Half a pair of surrogates, which is no character, is written out (`\\ud800`) in tables.",
    "Economies are ISO 3166-1 alpha-2 codes, or codes of areas.toml; money is in ISO 4217 codes; periods are ISO 8601.",
)


def codebook(*, of: type | None = None) -> pd.DataFrame:
    """What each column means: one row a column, of one record type or of all that are exported.

    Columns: `table`, `column`, `type` (text, category, integer, number, list), `empty` (whether null or
    empty may stand there), `values` (of a closed vocabulary, joined by `|`), `meaning` (with that of
    each code, where it holds codes).

    >>> codebook().query("table == 'figures' and column == 'unit'")["meaning"].item()
    'ISO 4217 for money, else a singular English noun of units.toml'
    """
    rows = [
        {
            "table": name,
            "column": column.name,
            "type": column.kind,
            "empty": column.empty,
            "values": "|".join(column.values),
            "meaning": column.meaning,
        }
        for name, record_type in RECORDS.items()
        if of in {None, record_type}
        for column in columns(record_type)
    ]
    return pd.DataFrame(rows)


def metrics_table() -> pd.DataFrame:
    """What each metric measures: one row a metric, in the order of metrics.toml.

    Columns: `metric`, `name`, `definition`, `measure` (flow, stock or event), `units` (joined by `|`),
    `direction` (what the two ends of a direction are), `identity` (the metrics that add up to it),
    `plausible` (the range outside which a value is questioned, by unit).

    >>> metrics_table().query("metric == 'trade_turnover'")["measure"].item()
    'flow'
    """
    return pd.DataFrame([_metric(metric) for metric in definitions().metrics.values()])


def _metric(metric: Metric) -> dict[str, str]:
    identity = [" + ".join(metric.parts), " − ".join(metric.difference)]
    return {
        "metric": metric.key,
        "name": metric.name,
        "definition": metric.definition,
        "measure": metric.measure,
        "units": "|".join(metric.units),
        "direction": metric.direction or "",
        "identity": "; ".join(filter(None, identity)),
        "plausible": "; ".join(f"{low:g} to {high:g} {unit}" for unit, (low, high) in metric.range.items()),
    }


def codebook_markdown(*, of: Iterable[type] | None = None) -> str:
    """The codebook as a Markdown text: conventions, a table of columns for each record type, the metrics.

    >>> codebook_markdown().splitlines()[0]
    '# Codebook'
    """
    wanted = set(RECORDS.values()) if of is None else set(of)
    return "\n".join(_markdown(wanted)) + "\n"


def _markdown(wanted: set[type]) -> Iterator[str]:
    yield "# Codebook"
    yield ""
    yield f"Version {SCHEMA_VERSION} of the record schema. Generated from the data model and `metrics.toml`."
    yield ""
    yield from (f"- {line}" for line in _CONVENTIONS)
    for name, record_type in RECORDS.items():
        if record_type not in wanted:
            continue
        yield from ("", f"## {name}", "", (record_type.__doc__ or "").strip().splitlines()[0], "")
        base = next((one for one in RECORDS if issubclass(record_type, RECORDS[one]) and one != name), None)
        listed = columns(record_type)[len(columns(RECORDS[base])) if base else 0 :]
        if base:
            yield from (f"Its columns are those of `{base}`, and behind them:", "")
        book, coded = codebook(of=record_type).tail(len(listed)), [column for column in listed if column.codes]
        shown = book.assign(
            column=[f"`{column}`" for column in book["column"]],
            empty=["may be empty" if empty else "" for empty in book["empty"]],
            values=[", ".join(f"`{value}`" for value in values.split("|") if value) for values in book["values"]],
            meaning=[_brief(column) for column in listed],
        )
        yield from _pipe_table(shown.drop(columns="table"))
        for column in coded:
            yield from ("", f"Codes of `{column.name}`:", "")
            yield from (f"- `{code}`: {meaning}" for code, meaning in column.codes)
    metrics = metrics_table()
    yield from ("", "## Metrics", "")
    yield from _pipe_table(metrics.assign(metric=[f"`{key}`" for key in metrics["metric"]]))


def _brief(column: Column) -> str:
    """The meaning of a column; its codes, which its meaning lists in one line, have a list of their own here."""
    listed = f". {column.codes[0][0]}: " if column.codes else ""
    return f"{column.meaning.partition(listed)[0]}; codes below" if listed else column.meaning


def _pipe_table(frame: pd.DataFrame) -> Iterator[str]:
    yield "| " + " | ".join(str(name) for name in frame.columns) + " |"
    yield "|" + " --- |" * len(frame.columns)
    for row in frame.itertuples(index=False):
        yield "| " + " | ".join(str(cell).replace("|", ", ") for cell in row) + " |"
