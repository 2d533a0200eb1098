"""The opening of a report: its findings in words, its key figures, and what is not known."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from analysis import wording
from analysis.charts.accounts import shares
from analysis.checks.agreement import disputes
from analysis.checks.statements import when
from analysis.definitions import definitions
from analysis.reports.display import Block, callout, card, cards, lead
from analysis.reports.parts import PAUSE, VALUE, WHOSE, inferred, said
from analysis.style import style
from analysis.summaries.cited import cites
from analysis.summaries.corpora import speaking_of
from analysis.summaries.sentences import Parts, ahead, best, disputed, flattened, grouped, headline, joined, told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from analysis.model import Evidence, Figure, Finding, LedgerClass, Scope
    from analysis.summaries.corpora import Corpus

__all__ = ["accounted", "key_figures", "not_known", "opening"]

_SENTENCES = 6  # on figures, in an opening about one pair
_EACH = 2  # on figures of each pair, in an opening about a whole corpus
_PAIRS = 8  # pairs that an opening tells of, one more where only that one is left
_CARDS = 4  # one row of a page; of more pairs than these that an opening tells of, each has one
_FACTS = 3  # that an opening names of those that sources agree or differ on
_NAMED = 3  # documents, values or relations that a sentence on gaps names
_FEW = 2  # years that are named each
_REFERENCE = "reference"  # the check that holds figures against official statistics
_CITED = 12  # places that one phrase leads to, at most

UNCLAIMED: LedgerClass = "unclaimed"


@cites
def opening(corpus: Corpus) -> Block:
    """The opening paragraph: what the sources are, what they state, whether they agree.

    Of a corpus narrowed to a pair: a sentence for each metric. Of a whole one: how many figures there are
    of which pairs, and the first of each, in a paragraph for each. Every figure is tied to its evidence.
    """
    groups = grouped(corpus.figures)
    if corpus.pair:
        chosen = [groups[:_SENTENCES]]
    else:
        chosen = [[g for g in groups if g[0].parties == pair][:_EACH] for pair in _told_of(corpus.figures)]
    sentences = [[told(group, corpus.findings, published=corpus.published) for group in some] for some in chosen]
    paragraphs = [
        flattened(part) for part in ([_sources(corpus)], *sentences, [_agreement(corpus)], [_official(corpus)])
    ]
    parts = [*itertools.chain.from_iterable([PAUSE, *part] for part in paragraphs if part)]
    return lead(*parts[1:])


def _sources(corpus: Corpus) -> Parts:
    count = wording.counted(len(corpus.documents), "source").capitalize()
    years = sorted({scope.published[:4] for scope in corpus.scopes if scope.published})
    one, dated = len(corpus.documents) == 1, sum(scope.published is not None for scope in corpus.scopes)
    span = f", {_published(years, dated, len(corpus.documents))}," if years else ""
    more = f"; findings cite {_number(len(corpus.cited))} more" if corpus.cited else ""
    if corpus.pair:
        names = wording.economies(corpus.pair)
        if not corpus.documents:
            return [f"No source speaks of {names}."]
        silent = "" if corpus.figures else f", but {'it states' if one else 'they state'} no figure of their relations"
        return [f"{count}{span} {'speaks' if one else 'speak'} of {names}{silent}{more}."]
    tongues = wording.joined(wording.language(code) for code in dict.fromkeys(s.language for s in corpus.scopes))
    figures = f"{wording.counted(len(corpus.figures), 'figure')}{_spread(corpus.figures)}"
    speaking = len({figure.document for figure in corpus.figures})
    if 0 < speaking < len(corpus.documents):
        return [f"{count} in {tongues}{span} were read; {_number(speaking)} {_state(speaking)} {figures}."]
    return [f"{count} in {tongues}{span} {_state(len(corpus.documents))} {figures}."]


def _published(years: list[str], dated: int, documents: int) -> str:
    """When sources were published; where the date of only some is known, that it is.

    >>> _published(["2021", "2025"], 3, 3), _published(["2020", "2021", "2025"], 3, 5)
    ('published in 2021 and 2025', 'three of them of known date (2020 to 2025)')
    """
    many = len(years) > _FEW
    span = f"{years[0]} to {years[-1]}" if many else wording.joined(years)
    if dated == documents:
        return f"published {'from' if many else 'in'} {span}"
    return f"{_number(dated)} of them of known date ({span})"


def _state(count: int) -> str:
    return "states" if count == 1 else "state"


def _number(count: int) -> str:
    """A count in words, for a sentence that has its noun elsewhere."""
    return wording.counted(count, "figure").split(" ")[0]


def _pairs(figures: Iterable[Figure]) -> dict[tuple[str, ...], int]:
    """How many figures there are of each pair, the most first."""
    counts: dict[tuple[str, ...], int] = {}
    for figure in figures:
        counts[figure.parties] = counts.get(figure.parties, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _told_of(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """The pairs that an opening tells of: all where they are few, else those of which the most is stated."""
    pairs = list(_pairs(figures))
    return pairs if len(pairs) <= _PAIRS + 1 else pairs[:_PAIRS]


def _spread(figures: Sequence[Figure]) -> str:
    pairs = _pairs(figures)
    told_of = _told_of(figures)
    if len(pairs) <= 1:
        return "".join(f" about {wording.economies(pair)}" for pair in pairs if pair)
    named = [f"{_number(pairs[pair])} about {wording.economies(pair) or 'economies not named'}" for pair in told_of]
    if left := list(pairs.values())[len(told_of) :]:
        number, noun = wording.counted(len(left), "pair").split(" ", 1)
        named.append(f"{_number(sum(left))} about {number} other {noun}")
    return f": {wording.joined(named)}"


def _agreement(corpus: Corpus) -> Parts:
    """Whether sources contradict each other, and what more than one of them states."""
    found = [finding for finding in corpus.findings if finding.check != _REFERENCE]
    conflicts = [finding for finding in found if finding.verdict == "conflict"]
    agreed = [finding for finding in found if finding.verdict == "agree" and _documents(finding) > 1]
    agreed.sort(key=lambda finding: -_documents(finding))
    parts: Parts = []
    if conflicts:
        count = wording.counted(len(conflicts), "fact").capitalize()
        parts += [f"{count} {'is' if len(conflicts) == 1 else 'are'} in conflict: ", *_cited(conflicts), "."]
    if agreed:
        lead_ = " Sources agree on " if parts else "The sources agree on "
        parts += [f"{lead_}{wording.counted(len(agreed), 'fact')}: ", *_cited(agreed), "."]
    if agreed and not conflicts and len(corpus.documents) > 1:
        parts.append(" No two of them contradict each other.")
    return parts


def _official(corpus: Corpus) -> Parts:
    """How many of the figures official statistics bear out, and which they do not."""
    found = [finding for finding in corpus.findings if finding.check == _REFERENCE]
    if not corpus.series:
        return []
    names = wording.joined([series.source for series in corpus.series])
    agreed = [finding for finding in found if finding.verdict == "agree"]
    differing = [finding for finding in found if finding.verdict == "conflict"]
    if not agreed and not differing:
        return [f"The reference series ({names}) cover none of the figures."]
    parts: Parts = [f"The reference series ({names}) agree with {wording.counted(len(agreed), 'figure')}"]
    parts += [": ", *_cited(agreed)] if agreed else []
    if differing:
        parts += [f"; they differ from {wording.counted(len(differing), 'figure')}: ", *_cited(differing)]
    return [*parts, "."]


def _documents(finding: Finding) -> int:
    """On how many documents a finding rests."""
    return len({item.document for item in finding.evidence})


@cites
def accounted(corpus: Corpus) -> Block:
    """The opening paragraph of an audit: how many numbers there are, and what became of them."""
    total, texts = len(corpus.entries), wording.counted(len(corpus.documents), "text").capitalize()
    singular = len(corpus.documents) == 1
    if not total:
        return lead(f"{texts} {'holds' if singular else 'hold'} no number.")
    counts = {g.key: sum(entry.class_ in g.classes for entry in corpus.entries) for g in style().ledger}
    left = [entry for entry in corpus.entries if entry.class_ == UNCLAIMED]
    parts: Parts = [
        f"{texts} {'holds' if singular else 'hold'} {wording.number(total)} numbers, in digits and in words: ",
        f"{shares(counts)}. ",
    ]
    if left:
        parts += [said(f"{wording.counted(len(left), 'number').capitalize()}", left[:_CITED], strong=True)]
        one = len(left) == 1
        parts += [f" {'is' if one else 'are'} unclaimed: no rule says what {'it is' if one else 'they are'}."]
    else:
        parts += ["None is unclaimed: of every number it is said what it is."]
    return lead(*parts)


def _cited(findings: Iterable[Finding]) -> Parts:
    """What findings are about, each once, tied to the evidence of all that are about it."""
    topics: dict[str, list[Evidence]] = {}
    for finding in findings:
        topics.setdefault(_topic(finding), []).extend(finding.evidence)
    return joined([[said(topic, cited)] for topic, cited in topics.items()], most=_FACTS)


def _topic(finding: Finding) -> str:
    """What a finding is about: the words before its colon."""
    return wording.inside(finding.text.split(": ", 1)[0], finding.event)


@cites
def key_figures(corpus: Corpus) -> Block:
    """The key figures as cards: the newest result of each metric, and beside it the nearest target.

    Where the result of any whole year is known, no part of a year is a card.
    Of several pairs each has its turn before any has another card; those of one pair stand together.
    """
    shown: dict[tuple[str, ...], list[Figure]] = {pair: [] for pair in _pairs(corpus.figures)}
    for group in grouped(corpus.figures):
        aimed = sorted((f for f in ahead(group) if f.value is not None), key=lambda figure: figure.value or 0.0)
        results = best(group)
        shown[group[0].parties] += [*([headline(results)] if results else []), *aimed[:1]]
    turns = [figure for turn in itertools.zip_longest(*shown.values()) for figure in turn if figure is not None]
    most = max(_CARDS, len(_told_of(corpus.figures)))
    chosen = sorted(turns[:most], key=lambda figure: list(shown).index(figure.parties))
    return cards(*(_card(corpus, figure) for figure in chosen))


def _card(corpus: Corpus, figure: Figure) -> dict[str, Any]:
    pair = inferred(wording.economies(figure.parties), figure, *WHOSE)
    # The title of the report names a pair, yet not that it was inferred of this figure.
    whose = wording.direction(figure.direction) or ("" if corpus.pair and isinstance(pair, str) else pair)
    time = wording.short(figure.period) if figure.period else ""
    if figure.status in {"target", "pledge"}:
        time = f"{wording.status(figure.status)}, {wording.by(figure.period)}"
    elif figure.status != "actual":
        time = f"{time} ({wording.status(figure.status)})"
    change = figure.change if figure.value is not None else None
    growth = inferred(wording.change(change, unit_of=figure.unit) if change else "", figure, "versus")
    against = disputed(figure, disputes(corpus.findings, corpus.figures))
    note = [growth, *(["; "] if growth and against else []), *against]
    slots = ("unit",) if figure.value is not None else ("unit", "versus")
    value = inferred(said(wording.stated(figure), figure), figure, *slots)
    told = [
        inferred(wording.metric(figure.metric), figure, "metric"),
        inferred(whose, figure, *WHOSE),
        inferred(time, figure, "period"),
    ]
    label = [part for known in told if known for part in (", ", known)][1:]
    source = corpus.labels.get(figure.document, figure.document)
    return card(value, label, note=note, source=source, status=figure.status)


@cites
def not_known(corpus: Corpus) -> Block:
    """A callout on what the sources leave open: years without a value, aims without a deadline, silent documents."""
    if corpus.pair and not corpus.documents and not corpus.figures:
        unknown = "Anything of these two: no source speaks of them."
        return callout(said("What is not known.", strong=True), f" {unknown}")
    sentences = [*_missing(corpus)]
    open_ = [f for f in corpus.figures if f.status == "target" and not f.period]
    if open_:
        values = joined(
            [[inferred(said(wording.stated(figure), figure), figure, *VALUE)] for figure in open_], most=_NAMED
        )
        noun = wording.counted(len(open_), "target").split(" ", 1)[1]
        sentences.append([f"No deadline is stated for the {noun} of ", *values, "."])
    undated = [f for f in corpus.figures if not f.period and f.status != "target"]
    if undated:
        values = joined(
            [[inferred(said(wording.stated(figure), figure), figure, *VALUE)] for figure in undated], most=_NAMED
        )
        sentences.append(["No period is stated for ", *values, "."])
    dateless = {scope.document for scope in corpus.scopes if not scope.published}
    sentences += [_silent(corpus), _untitled(corpus)]
    sentences += [_undated(corpus, dateless), _absent(corpus)]
    if corpus.unread:
        count = wording.counted(len(corpus.unread), "text").capitalize()
        # What to do about it is told to who runs the command, not to who reads the report.
        first = corpus.unread[0].partition(";")[0].rstrip(".")
        sentences.append([f"{count} could not be read{', for one' if len(corpus.unread) > 1 else ''}: {first}."])
    parts = flattened(sentences)
    if not parts:
        return callout("Nothing that was looked for is missing.")
    return callout(said("What is not known.", strong=True), " ", *parts)


def _missing(corpus: Corpus) -> list[Parts]:
    """A sentence for each stretch of years that no source gives a result for, though it gives earlier ones."""
    lacking: dict[str, list[str]] = {}
    pairs = list(_pairs(corpus.figures))[:_NAMED]
    groups = grouped(corpus.figures)
    directed = {(group[0].metric, group[0].parties) for group in groups if group[0].direction}
    for group in groups:
        first = group[0]
        # What names no direction, beside what does, is no series of its own that could lack a year.
        if first.parties not in pairs or (first.direction is None and (first.metric, first.parties) in directed):
            continue
        speaking = speaking_of(corpus, first.parties)
        published = [int(s.published[:4]) for s in corpus.scopes if s.published and s.document in speaking]
        if years := _missing_years(group, max(published, default=None)):
            whose = wording.direction(first.direction) or ("" if corpus.pair else wording.economies(first.parties))
            name = wording.metric(first.metric).lower()
            lacking.setdefault(_spans(years), []).append(f"{name} ({whose})" if whose else name)
    sentences = [f"No result is stated for {span}: {wording.joined(names)}." for span, names in lacking.items()]
    return [[sentence] for sentence in sentences[:_NAMED]]


def _missing_years(group: list[Figure], newest_year: int | None) -> list[int]:
    """Of a flow: the years between its first result and the newest source on its pair that none gives a result for."""
    metric = definitions().metrics.get(group[0].metric)
    if metric is None or metric.measure == "event" or metric.dated or newest_year is None:
        return []
    known: set[int] = set()
    for figure in group:
        period = when(figure.period)
        if period and figure.status in {"actual", "estimate"}:
            known |= set(range(period[0].year, period[1].year + 1))
    # A source of a year seldom has that year's result.
    return [year for year in range(min(known, default=newest_year), newest_year) if year not in known]


def _spans(years: list[int]) -> str:
    """Years with their runs drawn together.

    >>> _spans([2016, 2017, 2018, 2020])
    '2016 to 2018 and 2020'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    form = wording.words()["period"]["interval"]
    return wording.joined(form.format(run[0], run[-1]) if len(run) > 1 else str(run[0]) for run in runs)


def _silent(corpus: Corpus) -> Parts:
    """Documents that state no figure, and what they do state."""
    speaking = {figure.document for figure in corpus.figures}
    silent = [s for s in corpus.scopes if s.document not in speaking and (corpus.figures or not corpus.pair)]
    whose = " of this pair" if corpus.pair else ""
    if len(silent) > _NAMED:
        return [f"{wording.counted(len(silent), 'source').capitalize()} state no figure{whose}."]
    sentences: list[Parts] = []
    for scope in silent:
        dates = [milestone for milestone in corpus.milestones if milestone.document == scope.document]
        instead = f"only {wording.counted(len(dates), 'date')}" if dates else "and dates no event"
        name = said(f"“{corpus.labels[scope.document]}”", dates[:_CITED], lang=scope.language)
        sentences.append([name, f" ({wording.language(scope.language)}) states no figure{whose}, {instead}."])
    return flattened(sentences)


def _untitled(corpus: Corpus) -> Parts:
    """That the titles of articles are not known, and what stands for them: the names, where they are few."""
    lacking = [scope for scope in corpus.scopes if scope.document in corpus.untitled]
    if not lacking:
        return []
    count = wording.counted(len(lacking), "article")
    if len(lacking) == 1:
        told = f"The title of {count} is not known; the headline of our digest stands for it"
    else:
        told = f"The titles of {count} are not known; the headlines of our digests stand for them"
    return [told, *([": ", *_named(corpus, lacking)] if len(lacking) <= _NAMED else []), "."]


def _named(corpus: Corpus, scopes: Iterable[Scope]) -> Parts:
    """The names of documents, each marked with its language."""
    return joined([[said(f"“{corpus.labels[scope.document]}”", lang=scope.language)] for scope in scopes])


def _undated(corpus: Corpus, documents: Collection[str]) -> Parts:
    """That the date of these documents is not known: their names, or how many they are."""
    lacking = [scope for scope in corpus.scopes if scope.document in documents]
    if not lacking:
        return []
    if len(lacking) > _NAMED:
        return [f"No date of publication is known for {wording.counted(len(lacking), 'source')}."]
    return ["No date of publication is known for ", *_named(corpus, lacking), "."]


def _absent(corpus: Corpus) -> Parts:
    """Metrics of which no source states anything."""
    stated = {figure.metric for figure in corpus.figures}
    silent = [m.name.lower() for m in definitions().metrics.values() if m.key not in stated and not m.residual]
    if not silent or not corpus.documents:
        return []
    return [f"Nothing at all is stated on {wording.joined(silent)}."]
