"""Sections of a report: statements and targets as tables, coverage, and each source with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import wording
from analysis.checks import rank
from analysis.checks.agreement import disputes
from analysis.checks.aims import adds_to, came_first
from analysis.checks.statements import when
from analysis.definitions import definitions
from analysis.reports.display import Block, chart, paragraph, section, source, table, text
from analysis.reports.display import findings as _display_findings
from analysis.reports.parts import VALUE, WHOSE, inferred
from analysis.summaries.cited import beside_sources, cites
from analysis.summaries.sentences import best, comparable, grouped, newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.charts import Chart
    from analysis.model import Figure, LedgerEntry
    from analysis.reports.parts import Part
    from analysis.summaries.corpora import Corpus

__all__ = ["audited", "coverage", "findings", "further", "ledgers", "shown", "statements", "targets"]

_LINKED = ("figure", "change", "repeat", "optional", "unclaimed")
"""Classes whose numbers lead from the ledger to their place: links to all would litter the texts with ways back."""
_ROUND = 2  # digits of a ratio
_HORIZONS = (5, 10)  # years, for a target that states no deadline
_AROUND = 90  # characters of a sentence on either side of a quote


def shown(drawn: Chart, corpus: Corpus | None = None) -> Block:
    """A chart of ours as a block of a report, with its text alternative, data and narrow form.

    A chart of nothing is shown as the sentence that says so. With the `corpus` that it is drawn from, a notebook shows
    what stands behind its marks inside the sentences.
    """
    block = chart(**drawn.described()) if len(drawn.data) else paragraph(f"{drawn.title}.")
    return beside_sources(block, corpus) if corpus else block


@cites
def statements(corpus: Corpus, *, metric: str) -> Block:
    """All figures of one metric as a table, in order of time, each inside the words of its source.

    Raises ValueError for a metric that is none of ours, and of which the corpus has no figure.
    """
    figures = newest(figure for figure in corpus.figures if figure.metric == metric)
    if not figures:
        wording.check_metric(metric)
    name = wording.metric(metric)
    if not figures:
        whose = f" of {wording.economies(corpus.pair)}" if corpus.pair else ""
        return paragraph(f"{name}{whose}: no source states a figure.")
    labels = corpus.labels
    frame = pd.DataFrame(
        {
            "when": [inferred(wording.period(figure.period), figure, "period") for figure in figures],
            "value": [inferred(wording.stated(figure), figure, *VALUE, "versus") for figure in figures],
            "whose": [inferred(_sides(figure), figure, *WHOSE) for figure in figures],
            "status": [wording.status(figure.status) for figure in figures],
            "words": [_around(figure) for figure in figures],
            "source": [labels.get(figure.document, figure.document) for figure in figures],
        }
    )
    heads = {"when": "Period", "value": "Value", "whose": "Between", "status": "Status", "words": "In its source"}
    return table(
        frame,
        caption=f"{name}: {wording.counted(len(figures), 'figure')}",
        columns={**heads, "source": "Source"},
        links={"words": figures},
        languages=_languages(corpus, figures),
        keys={"when": [figure.period for figure in figures], "value": [figure.value for figure in figures]},
    )


@cites
def further(corpus: Corpus, *, besides: Iterable[str]) -> Block:
    """The figures of every metric but those named, a table for each metric of which any is stated.

    Raises ValueError for a name that is none of a metric of ours, or of the corpus.
    """
    named = set(besides)
    for metric in sorted(named.difference(figure.metric for figure in corpus.figures)):
        wording.check_metric(metric)
    metrics = [group[0].metric for group in grouped(corpus.figures) if group[0].metric not in named]
    if not metrics:
        return paragraph("No figure of another kind is stated.")
    return section(*(statements(corpus, metric=metric) for metric in dict.fromkeys(metrics)))


def _around(figure: Figure) -> str:
    """The words of the sentence around a quote, cut at words where the sentence is long."""
    sentence = " ".join(figure.sentence.split())
    exact = " ".join(figure.quote.exact.split())
    before, found, after = sentence.partition(exact)
    if not found:
        return exact
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before + exact + after


def _languages(corpus: Corpus, figures: Iterable[Figure]) -> list[str | None]:
    known = {scope.document: scope.language for scope in corpus.scopes}
    return [known.get(figure.document) for figure in figures]


@cites
def targets(corpus: Corpus) -> Block:
    """Targets against results: what was aimed at, by when, the result, and how far it is.

    The result is that of the deadline where one is stated, else the newest, of the same metric, direction
    and unit; of a flow, one over a year. Growth a year is told where a deadline lies ahead, and for some
    spans of years where none is stated.
    """
    rows: dict[tuple[str, ...], dict[str, Part | None]] = {}
    aims: dict[tuple[str, ...], list[Figure]] = {}
    results: list[list[Figure]] = []
    rivals = disputes(corpus.findings, corpus.figures)
    shares: list[float | None] = []
    for group in grouped(corpus.figures):
        for target in sorted((f for f in group if f.status == "target"), key=lambda figure: figure.value or 0.0):
            name = f"{wording.metric(target.metric)}, {_sides(target)}"
            key = (name, wording.stated(target), wording.by(target.period))
            aims.setdefault(key, []).append(target)
            if key in rows:
                continue
            last = _result(target, group)
            result = None if last and adds_to(target, last, published=corpus.published) else last
            against = rivals.get(result.id, ()) if result else ()
            before = bool(result and _before(target, result, corpus.published))
            results.append([result, *against] if result else [])
            shares.append(None if result is None or before else _share(target, result))
            rows[key] = {
                "what": inferred(name, [target, result], "metric", *WHOSE),
                "target": inferred(key[1], target, "unit", "versus"),
                "by": inferred(key[2], target, "period"),
                "result": _level(result, against) if result or not last else "none to compare with",
                "distance": _distance(target, result, before=before),
                "growth": _growth(target, result),
            }
    if not rows:
        return paragraph("These sources state no target.")
    heads = {"what": "Of", "target": "Target", "by": "Deadline", "result": "Result", "distance": "To go"}
    return table(
        pd.DataFrame(list(rows.values()), columns=[*heads, "growth"]),
        caption="What was aimed at, and what came of it",
        columns={**heads, "growth": "Growth it needs"},
        links={"target": list(aims.values()), "result": results},
        keys={"target": [found[0].value for found in aims.values()]},
        shares={"distance": shares},
    )


def _result(target: Figure, group: Iterable[Figure]) -> Figure | None:
    """The result to hold against a target."""
    same = [f for f in best(group) if f.status == "actual" and f.unit == target.unit and f.value and comparable(f)]
    due = _year(target)
    in_time = [figure for figure in same if due is not None and _year(figure) == due]
    return next(reversed(in_time or same), None)


def _before(target: Figure, result: Figure, published: Mapping[str, str]) -> bool:
    """Whether a result that is as high as a target was there when it was stated, so that it reached nothing."""
    high = (result.value or 0.0) >= (target.value or 0.0) and _year(target) != _year(result)
    return high and bool(came_first(result, target, published=published))


def _share(target: Figure, result: Figure) -> float | None:
    return result.value / target.value if result.value and target.value else None


def _year(figure: Figure) -> int | None:
    period = when(figure.period)
    return period[1].year if period else None


def _sides(figure: Figure) -> str:
    return wording.direction(figure.direction) or wording.economies(figure.parties)


def _level(result: Figure | None, against: Iterable[Figure]) -> Part:
    """A result with its time, and what other sources say of it."""
    if result is None:
        return "none stated"
    at = f" {wording.at(result.period)}" if result.period else ""
    others = wording.joined([wording.stated(other) for other in against])
    note = f" ({wording.words()['disputed']['beside'].format(values=others)})" if others else ""
    return inferred(f"{wording.stated(result)}{at}{note}", result, "unit", "period")


def _distance(target: Figure, result: Figure | None, *, before: bool) -> str | None:
    if result is None or not result.value or not target.value:
        return None
    due, then = _year(target), _year(result)
    left = target.value - result.value
    over = due is not None and then is not None and then > due
    if over:
        return f"no result for {due} is stated"
    if before:
        return "below the result" if left else "as high as the result"
    if left <= 0:
        return "reached"
    amount = wording.amount(left, target.unit)
    if due is not None and due == then:
        return f"missed, {amount} short"
    return f"{amount}; {wording.number(float(f'{target.value / result.value:.{_ROUND}g}'))} times the result"


def _growth(target: Figure, result: Figure | None) -> str | None:
    if result is None or not result.value or not target.value:
        return None if target.period else "unknown without a deadline"
    if target.value <= result.value:
        return None
    times, then = target.value / result.value, _year(result)
    if not target.period:
        soon, late = (_yearly(times, years) for years in _HORIZONS)
        since = f" from {then}" if then else ""
        return f"{soon} a year{since} would do in {_HORIZONS[0]} years, {late} in {_HORIZONS[1]}"
    due = _year(target)
    return f"about {_yearly(times, due - then)} a year" if due and then and due > then else None


def _yearly(times: float, years: int) -> str:
    """The yearly growth that makes a value so many times itself in so many years.

    >>> _yearly(4.0, 2)
    '100 %'
    """
    growth = times ** (1 / years) - 1
    return wording.amount(float(f"{growth * 100:.{_ROUND}g}"), "percent")


@cites
def coverage(corpus: Corpus) -> Block:
    """What is known and what is not: for each relation and metric the periods stated, implied and aimed at."""
    rows, evidence, aimed = [], [], []
    for group in sorted(grouped(corpus.figures), key=lambda group: group[0].parties):
        results = newest(figure for figure in group if figure.status in {"actual", "estimate"})
        aims = [figure for figure in group if figure.status in {"target", "pledge"}]
        implied = [
            finding.period
            for finding in corpus.findings
            if finding.verdict == "implied" and any(item.figure in {f.id for f in group} for item in finding.evidence)
        ]
        rows.append(
            {
                "whose": inferred(_sides(group[0]), group, *WHOSE),
                "metric": inferred(wording.metric(group[0].metric), group, "metric"),
                "stated": inferred(_periods(figure.period for figure in results) or "", results, "period") or None,
                "implied": _periods(implied),
                "aims": inferred(", ".join(dict.fromkeys(wording.by(f.period) for f in aims)), aims, "period") or None,
                "sources": len({figure.document for figure in group}),
            }
        )
        evidence.append(results)
        aimed.append(aims)
    heads = {"whose": "Between", "metric": "Measure", "stated": "Result stated for", "implied": "Implied for"}
    columns = ["whose", "metric", "stated", "implied", "aims", "sources"]
    return table(
        pd.DataFrame(rows, columns=columns),
        caption="What is known of each relation",
        columns={**heads, "aims": "Aimed at", "sources": "Sources"},
        links={"stated": evidence, "aims": aimed},
        note=_note(corpus),
        empty="These sources state no figure of the relations.",
    )


def _periods(periods: Iterable[str | None]) -> str | None:
    return ", ".join(dict.fromkeys(wording.short(period) for period in periods)) or None


def _note(corpus: Corpus) -> str:
    stated = {figure.metric for figure in corpus.figures}
    silent = [m.name.lower() for m in definitions().metrics.values() if m.key not in stated and not m.residual]
    return f"No source states anything on {wording.joined(silent)}." if silent else ""


@cites
def audited(corpus: Corpus) -> Block:
    """Each source with its numbers highlighted by class, under its name, with what became of its numbers."""
    blocks = []
    labels = corpus.labels
    for document, scope in zip(corpus.documents, corpus.scopes, strict=True):
        entries = [entry for entry in corpus.entries if entry.document == document.id]
        figures = [figure for figure in corpus.figures if figure.document == document.id]
        milestones = [milestone for milestone in corpus.milestones if milestone.document == document.id]
        left = sum(entry.class_ == "unclaimed" for entry in entries)
        told = (
            f"{wording.language(scope.language)}. {wording.counted(len(entries), 'number').capitalize()}, "
            f"{wording.counted(len(figures), 'figure')}, {wording.counted(len(milestones), 'date')}; "
            f"{'none is' if not left else f'{left} are'} unclaimed."
        )
        blocks += [
            text(f"### {_escaped(labels[document.id])}"),
            paragraph(told),
            source(document, entries, scope=scope, figures=figures),
        ]
    return section(*blocks)


@cites
def ledgers(corpus: Corpus) -> Block:
    """The ledger, a table for each source: each number as written, its class and the reason; alike ones in one row."""
    blocks = []
    labels = corpus.labels
    for scope in corpus.scopes:
        alike: dict[tuple[str, str, str], list[LedgerEntry]] = {}
        for entry in corpus.entries:
            if entry.document == scope.document:
                alike.setdefault((entry.class_, entry.text.lower(), entry.reason), []).append(entry)
        rows = [
            (entries[0].text, class_, wording.reason(reason), len(entries))
            for (class_, _, reason), entries in alike.items()
        ]
        block = table(
            pd.DataFrame(rows, columns=["text", "class", "reason", "times"]),
            caption=labels[scope.document],
            columns={"text": "Number", "class": "Class", "reason": "Why", "times": "Times"},
            links={"text": [entries[0] if entries[0].class_ in _LINKED else None for entries in alike.values()]},
            languages=[scope.language] * len(rows),
            empty="This source holds no number.",
        )
        blocks.append(block)
    return section(*blocks)


def _escaped(title: str) -> str:
    """A title as Markdown that shows it as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!" else sign for sign in title)


@cites
def findings(corpus: Corpus) -> Block:
    """The findings, those on figures before those on dates; of each, what contradicts before what agrees."""
    figures = [finding for finding in corpus.findings if finding.metric is not None]
    dates = [finding for finding in corpus.findings if finding.metric is None]
    blocks = []
    for title, group in (("On figures", figures), ("On dates and anniversaries", dates)):
        if group:
            blocks += [text(f"### {title}"), _display_findings(sorted(group, key=rank))]
    return section(*blocks) if blocks else _display_findings([])
