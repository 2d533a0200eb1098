"""Summaries: what a corpus says, in sentences and tables generated from its figures; what notebooks call.

| call | yields |
|---|---|
| `gather(seeds)` | a `Corpus`: the documents of a folder and all that is read off them |
| `overall(figures)` | totals of a Parquet file of figures, however large |
| `stored(figures, pair)` | a `Corpus` of the figures of one pair of economies in such a file |
| `about(corpus, pair)` | the part of it that is about one pair of economies |
| `opening(corpus)` | the opening paragraph |
| `key_figures(corpus)` | the key figures as cards |
| `not_known(corpus)` | what the sources leave open |
| `coverage(corpus)` | the periods known for each relation and metric |
| `targets(corpus)` | targets against results |
| `statements(corpus, metric=...)` | all figures of one metric |
| `further(corpus, besides=...)` | the figures of all other metrics |
| `findings(corpus)` | answers of the checks, the urgent first |
| `sources(corpus)` | the list of sources |
| `shown(chart, corpus)` | a chart with its text alternative and data |
| `accounted(corpus)` | the opening paragraph of an audit |
| `ledgers(corpus)` | the ledger as a table |
| `audited(corpus)` | each source with its numbers highlighted |

No sentence here is about this or that corpus: the words are in `wording.toml`, the rest comes from the
figures. All but those that give a `Corpus` yield blocks of the display vocabulary of `analysis.reports`, in which every
figure leads to its evidence.
"""

from __future__ import annotations

from analysis.summaries.cited import sources
from analysis.summaries.corpora import Corpus, about, gather, gathered
from analysis.summaries.openings import accounted, key_figures, not_known, opening
from analysis.summaries.sections import (
    audited,
    coverage,
    findings,
    further,
    ledgers,
    shown,
    statements,
    targets,
)
from analysis.summaries.stored import overall, stored

__all__ = [
    "Corpus",
    "about",
    "accounted",
    "audited",
    "coverage",
    "findings",
    "further",
    "gather",
    "gathered",
    "key_figures",
    "ledgers",
    "not_known",
    "opening",
    "overall",
    "shown",
    "sources",
    "statements",
    "stored",
    "targets",
]
