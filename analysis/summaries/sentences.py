"""Figures in sentences: what was stated, with its evidence tied to the words."""

from __future__ import annotations

import itertools
from string import Formatter
from typing import TYPE_CHECKING, TypeAlias

from analysis import wording
from analysis.checks.agreement import disputes
from analysis.checks.aims import adds_to
from analysis.checks.statements import SHORTEST_YEAR, measure_of, over_years, part_of_year, when
from analysis.definitions import definitions
from analysis.reports.parts import VALUE, WHOSE, Said, inferred, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.model import Figure, Finding
    from analysis.reports.parts import Part

__all__ = [
    "Parts",
    "ahead",
    "aims",
    "best",
    "comparable",
    "disputed",
    "flattened",
    "grouped",
    "headline",
    "joined",
    "newest",
    "told",
]

Parts: TypeAlias = "list[str | Said]"
"""A sentence: words, some of them tied to evidence."""
Rivals: TypeAlias = "Mapping[str, Sequence[Figure]]"
"""The figures that sources set against others, by the ids of these."""

_LISTED = 3  # occasions that a sentence lists; of more, their number and the newest
_ROUND = 2  # digits of a ratio


def grouped(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures that can be told in one sentence: of one metric, pair and direction; in the order of metrics.toml."""
    order = {key: place for place, key in enumerate(definitions().metrics)}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.metric, figure.parties, figure.direction), []).append(figure)
    return sorted(groups.values(), key=lambda group: (order.get(group[0].metric, len(order)), group[0].parties))


def newest(figures: Iterable[Figure]) -> list[Figure]:
    """Figures in order of time, the newest last; those without a period first."""
    return sorted(figures, key=_end)


def _end(figure: Figure) -> tuple[int, str]:
    period = when(figure.period)
    return (1, period[1].isoformat()) if period else (0, "")


def best(group: Iterable[Figure]) -> list[Figure]:
    """The results, the newest last: the actual ones, or estimates where there are none; with a value if any has one.

    A sum over several years is among those with a value only where none of a year or of less is.
    """
    figures = list(group)
    known = [f for f in figures if f.status == "actual"] or [f for f in figures if f.status == "estimate"]
    valued = [figure for figure in known if figure.value is not None]
    series = [figure for figure in valued if not _sums(figure)]
    return newest((series if any(figure.period for figure in series) else valued) or known)


def _sums(figure: Figure) -> bool:
    """Whether a figure is a sum over several years, told as one of them: acts that bear a date are listed as told."""
    metric = definitions().metrics.get(figure.metric)
    dated = metric is not None and metric.dated
    return not dated and over_years(figure.period, metric=figure.metric, measure=measure_of(figure))


def headline(results: Sequence[Figure]) -> Figure:
    """Of results, the newest last, the one that stands for them: that of the last whole year, else the last one."""
    whole = [figure for figure in results if figure.period and not _part(figure)]
    return (whole or results)[-1]


def _so_far(results: Iterable[Figure], head: Figure) -> list[Figure]:
    """The longest part of a year that ends last, where it ends after what stands for the results; nothing else."""
    parts = [figure for figure in results if _part(figure) and _end(figure) > _end(head)]
    return sorted(parts, key=lambda figure: (_end(figure), -_begin(figure)))[-1:]


def _part(figure: Figure) -> bool:
    """Whether a result is of less than a year, so that those of years are not to be compared with it."""
    return part_of_year(figure.period, metric=figure.metric, measure=measure_of(figure))


def _begin(figure: Figure) -> int:
    period = when(figure.period)
    return period[0].toordinal() if period else 0


def comparable(figure: Figure) -> bool:
    """Whether a result can be held against a target: any stock, a flow over a year or so, an allotment."""
    metric = definitions().metrics.get(figure.metric)
    period = when(figure.period)
    if metric is None or measure_of(figure) != "flow" or period is None:
        return True
    if over_years(figure.period, metric=figure.metric, measure=measure_of(figure)):
        return False
    return metric.allotment or (period[1] - period[0]).days + 1 >= SHORTEST_YEAR


def ahead(group: Iterable[Figure]) -> list[Figure]:
    """Targets and pledges that the newest result has not overtaken, each value and deadline once."""
    figures = list(group)
    last = max((_end(figure) for figure in best(figures)), default=(0, ""))
    found: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if figure.status in {"target", "pledge"} and (not figure.period or _end(figure) > last):
            found.setdefault((figure.status, wording.stated(figure), figure.period), figure)
    return list(found.values())


def told(
    group: Sequence[Figure], findings: Iterable[Finding] = (), *, published: Mapping[str, str] | None = None
) -> Parts:
    """The sentence on a group of figures of one metric and direction: the newest result, then what is aimed at.

    The result is that of the last whole year, where there is any; what is known of a part of the next one is told
    behind it. Acts that bear a date of their own (signings, gifts) are listed, the newest three at most. The words are
    in `wording.toml`; a group without a result tells its aims alone. Where `findings` have a result in conflict, the
    values of the other documents are told beside it. `published` are dates of publication by document: by them it is
    known which results came before a target. Ends with a full stop.
    """
    results, aimed = best(group), ahead(group)
    rivals = disputes(findings, group)
    parts: Parts = []
    so_far: list[Figure] = []
    if results:
        metric = definitions().metrics.get(results[-1].metric)
        several = results if metric and metric.dated else [headline(results)]
        so_far = _so_far(results, several[-1])
        parts += _result(several, rivals)
    for figure in so_far:
        before, after = str(wording.words()["part"]["behind"]).split("{value}")
        parts += [before, *_value(figure), *_when(figure, rivals), after]
    last = next((figure for figure in reversed(results) if comparable(figure)), None)
    name = "" if results and last is not several[-1] else "last_whole" if so_far else "last"
    clause = aims(aimed, last, name=name, rivals=rivals, whose=bool(results), published=published or {})
    if clause:
        parts += ["; "] if results else [*_whose(aimed), ": "]
        parts += clause
    return [*parts, "."] if parts else []


def _result(figures: Sequence[Figure], rivals: Rivals) -> Parts:
    """The results, and whose they are, marked where that was inferred of one of them."""
    frame = _frame(figures[-1])
    together = frame.replace("{value}{when}", "{values}")
    if together == frame:  # the sentence sets value and time apart: it can tell one result only
        figures = figures[-1:]
    shown = figures[-_LISTED:]
    places = _names(shown[-1], shown) | {
        "values": joined([[*_value(figure), *_when(figure, rivals)] for figure in shown]),
        "value": _value(shown[-1]),
        "when": _when(shown[-1], rivals),
    }
    parts: Parts = []
    for words, name, _, _ in Formatter().parse(together):
        parts += [words, *(places[name] if name else [])]
    if len(figures) > len(shown):
        parts.append(f" (the newest {wording.number(len(shown))} of {wording.counted(len(figures), 'occasion')})")
    return parts


def _frame(figure: Figure) -> str:
    """The sentence of a metric, with places for the economies, the value and its time."""
    frames = wording.words()["told"]
    # "Trade came to up 30 %" is no sentence: a change alone has the plain form.
    frame = str(frames["default"] if figure.value is None else frames.get(figure.metric, frames["default"]))
    known = {"value", "when", *_names(figure, [figure])}
    # The sentence may need a direction or a pair that the text does not give.
    return frame if all(name in known for _, name, _, _ in Formatter().parse(frame) if name) else str(frames["default"])


def _names(figure: Figure, told_of: Sequence[Figure]) -> dict[str, Parts]:
    """What a figure is of, and whose; marked where it was inferred of any of the figures told in these words."""
    names = {"whose": _sides(figure)}
    if figure.direction:
        source, _, target = figure.direction.partition(">")
        names |= {"from": wording.economy(source), "to": wording.economy(target)}
    if len(figure.parties) > 1:
        names["pair"] = wording.economies(figure.parties)
    places: dict[str, Parts] = {name: [inferred(words, told_of, *WHOSE)] for name, words in names.items()}
    return places | {"metric": [inferred(wording.metric(figure.metric), told_of, "metric")]}


def _sides(figure: Figure) -> str:
    return wording.direction(figure.direction) or wording.economies(figure.parties) or "no economies named"


def _whose(figures: Sequence[Figure]) -> Parts:
    names = _names(figures[0], figures)
    return [*names["metric"], ", ", *names["whose"]]


def _value(figure: Figure) -> Parts:
    return [_amount(figure), "" if figure.status == "actual" else f" ({wording.status(figure.status)})"]


def _when(figure: Figure, rivals: Rivals) -> Parts:
    """When a figure was, what other sources say, and its growth since another time."""
    change = figure.change if figure.value is not None else None
    growth: Parts = [", ", inferred(wording.change(change, unit_of=figure.unit), figure, "versus")] if change else []
    against = disputed(figure, rivals)
    return [*_time(figure), *([" (", *against, ")"] if against else []), *growth]


def disputed(figure: Figure, rivals: Rivals) -> Parts:
    """That sources disagree on a figure, and what the others say; nothing where they do not."""
    others = rivals.get(figure.id)
    if not others:
        return []
    before, _, after = str(wording.words()["disputed"]["beside"]).partition("{values}")
    return [before, *joined([[_amount(other)] for other in others], most=_LISTED), after]


def _amount(figure: Figure, *also: str) -> Part:
    """The value of a figure, tied to its evidence; marked where it was inferred what it is, or a slot of `also`."""
    slots = VALUE if figure.value is not None else (*VALUE, "versus")
    return inferred(said(wording.stated(figure), figure, strong=True), figure, *slots, *also)


def _time(figure: Figure) -> Parts:
    """When a figure was, with a space before it; nothing where that is not known."""
    return [" ", inferred(wording.at(figure.period), figure, "period")] if figure.period else []


def joined(lists: Sequence[Parts], *, most: int | None = None) -> Parts:
    """Several pieces as an enumeration: "a, b and c"; of more than `most`, how many more there are."""
    if most is not None and len(lists) > most:
        lists = [*lists[:most], [wording.words()["joined"]["more"].format(len(lists) - most)]]
    two, inner = (wording.words()["joined"][key].replace("{}", "") for key in ("two", "inner"))
    parts: Parts = []
    for place, piece in enumerate(lists):
        if place:
            parts.append(two if place == len(lists) - 1 else inner)
        parts += piece
    return parts


def aims(
    figures: Sequence[Figure],
    last: Figure | None,
    *,
    name: str,
    rivals: Rivals,
    whose: bool,
    published: Mapping[str, str],
) -> Parts:
    """A clause on targets and pledges: the values, their deadlines, and how far the last result is from the nearest.

    `name` is the form that points to that result, empty where the words before do not tell it, so that this clause
    has to; `rivals` are the figures that sources set against others. `whose` has each value say that its economies
    were inferred: the words before name them for a result, of which they may be stated. By the dates in `published`
    it is known whether a target is held against that result, or adds to it.
    """
    forms = wording.words()["aimed"]
    aimed = [figure for figure in figures if figure.status == "target"]
    # A growth that is aimed at says less than a level: it is told only where there is no level.
    aimed = [figure for figure in aimed if figure.value is not None] or aimed
    targets = sorted(aimed, key=lambda figure: figure.value or 0.0)[:_LISTED]
    pledges = [figure for figure in figures if figure.status == "pledge"]
    also = WHOSE if whose else ()
    parts: Parts = []
    if targets:
        alike = len({figure.period for figure in targets}) == 1
        values: list[Parts] = [[_amount(f, *also), *([] if alike else _deadline(f))] for f in targets]
        form = forms["one" if len(aimed) == 1 else "many" if len(aimed) == len(targets) else "some"]
        before, _, after = form.partition("{values}")
        until, _, after = after.partition("{deadline}")
        parts += [before, *joined(values), until, *(_deadline(targets[0]) if alike else []), after]
        if last is not None and not adds_to(targets[0], last, published=published):
            parts += _distance(targets[0], last, alone=len(aimed) == 1, name=name, rivals=rivals)
    if pledges:
        before, after = forms["pledged_one" if len(pledges) == 1 else "pledged_many"].split("{values}")
        promised = [[_amount(figure, *also), *_time(figure)] for figure in pledges[:_LISTED]]
        parts += ["; " if parts else "", before, *joined(promised), after]
    return parts


def _deadline(figure: Figure) -> Parts:
    return [" " if figure.period else ", ", inferred(wording.by(figure.period), figure, "period")]


def _distance(target: Figure, last: Figure, *, alone: bool, name: str, rivals: Rivals) -> Parts:
    """How the nearest target stands to the last result; nothing where their values cannot be compared."""
    if not last.value or not target.value or last.unit != target.unit:
        return []
    forms = wording.words()["aimed"]
    ratio = target.value / last.value
    form = str(forms["times" if ratio > 1 else "equal" if ratio == 1 else "reached"])
    before, _, after = form.partition("{last}")
    aim, times = forms["it" if alone else "nearest"], wording.number(float(f"{ratio:.{_ROUND}g}"))
    result: Parts = [str(forms[name])] if name else []
    if not name:
        lead, _, _ = str(forms["last_of_year" if last.period else "last_undated"]).partition("{value}")
        against = disputed(last, rivals)
        result = [lead, _amount(last), *_time(last), *([" (", *against, ")"] if against else [])]
    return ["; ", before.format(aim=aim, times=times), *result, after]


def flattened(sentences: Iterable[Parts]) -> Parts:
    """Sentences one after the other, with a space between them."""
    listed = [sentence for sentence in sentences if sentence]
    spaced = itertools.chain.from_iterable([" ", *sentence] for sentence in listed)
    return list(spaced)[1:]
