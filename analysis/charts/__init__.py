"""Charts: a table and findings become a matplotlib figure that also says in words what it shows.

| call | draws |
|---|---|
| `development(table, findings, metric=...)` | a metric over the years: actual, implied and aimed at, with intervals |
| `occasions(table, metric=...)` | documents signed: how many, when, in which fields |
| `timeline(milestones)` | dated events and the anniversaries marked |
| `accounts(entries)` | what became of the numbers of each document |

Each returns a `Chart`: a matplotlib figure with `title`, `caption`, `alt`, `data`, `narrow()`. In a report:
``reports.chart(**charts.timeline(milestones).described())``.
"""

from __future__ import annotations

from analysis.charts.accounts import accounts
from analysis.charts.developments import development
from analysis.charts.occasions import occasions
from analysis.charts.paper import Chart
from analysis.charts.timelines import timeline

__all__ = ["Chart", "accounts", "development", "occasions", "timeline"]
