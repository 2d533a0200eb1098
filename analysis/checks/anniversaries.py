"""Anniversaries: founding dates against the anniversaries that texts mark."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import wording
from analysis.checks.statements import at
from analysis.definitions import definitions
from analysis.model import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.checks.statements import Statements
    from analysis.model import Milestone, Verdict

__all__ = ["anniversaries"]

_LENGTH_OF_YEAR = len("YYYY")
_OF_NO_ECONOMY = "world"
"""What an event is called whose name wants a word that its milestones do not carry."""

_ANY = re.compile(r"\ban? |\{(?:person|words)\}")
"""What in the name of an event says that it is one of several of its kind."""


def anniversaries(statements: Statements) -> Iterator[Finding]:
    """Yield where founding dates and anniversaries of one event fit, conflict, or imply a year.

    Milestones of all documents and languages are of one event when they name the same key of events.toml
    (or the same words) and the same economies; those of an event of the whole world need only the key. One that
    names no economies goes with those of the same event and year that do, where these name the same ones.

    Some events may be several under one name: those whose name in events.toml has an indefinite article
    ("a university") or wants a word of the text, those that texts name in words of their own, and those of
    economies that are not named. Dates and anniversaries of such events can fit, and conflict with nothing.
    The same holds for the dates of a text that gives several for one event.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Milestone]] = defaultdict(list)
    for milestone in _owned(statements.milestones):
        groups[milestone.event, () if _worldwide(milestone) else milestone.parties].append(milestone)
    for _, milestones in sorted(groups.items()):
        milestones.sort(key=lambda milestone: (milestone.document, milestone.start, milestone.end))
        yield from _findings(milestones, several=_may_be_several(milestones[0]))


def _owned(milestones: Sequence[Milestone]) -> Iterator[Milestone]:
    """Yield the milestones; one that names no economies with those of its event and year, where these are the same."""
    owners: dict[tuple[str, int | None], set[tuple[str, ...]]] = defaultdict(set)
    for milestone in milestones:
        if milestone.parties:
            owners[milestone.event, _meant(milestone)].add(milestone.parties)
    for milestone in milestones:
        known = owners.get((milestone.event, _meant(milestone)), set())
        alone = not milestone.parties and len(known) == 1 and _meant(milestone) is not None
        yield replace(milestone, parties=next(iter(known))) if alone else milestone


def _meant(milestone: Milestone) -> int | None:
    """Return the year of an event, as stated or as its anniversary implies it; null where the text gives neither."""
    year = _year(milestone)
    return milestone.implies if year is None else year


def _worldwide(milestone: Milestone) -> bool:
    """Return true for an event of no economy in particular."""
    event = definitions().events.get(milestone.event)
    return event is not None and event.scope == _OF_NO_ECONOMY


def _may_be_several(milestone: Milestone) -> bool:
    """Return true when two milestones that read like one event may be of two."""
    event = definitions().events.get(milestone.event)
    return event is None or bool(_ANY.search(event.name)) or not (_worldwide(milestone) or milestone.parties)


def _findings(milestones: Sequence[Milestone], *, several: bool) -> Iterator[Finding]:
    """Yield the findings about one event, or about `several` that go by one name."""
    dated = [milestone for milestone in milestones if _year(milestone) is not None]
    marked = [milestone for milestone in milestones if milestone.implies is not None]
    years = {_year(milestone) for milestone in dated}
    steady = [] if several else _steady(dated)
    fitting: dict[int, list[Milestone]] = defaultdict(list)
    astray: list[Milestone] = []
    implied: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in marked:
        implies = milestone.implies or 0
        own = _year(milestone)
        if implies in years:
            fitting[implies].append(milestone)
        elif steady or own is not None:
            astray.append(milestone)
        else:
            implied[implies].append(milestone)
    for year, group in sorted(fitting.items()):
        dates = [milestone for milestone in dated if _year(milestone) == year]
        said = f"{_dates(dates)} and {_marks(group)} fit ({_sums(group, year)})"
        yield _finding([*dates, *group], verdict="agree", said=said, year=year)
    for year, group in sorted(_apart(astray, steady).items()):
        dates = [milestone for milestone in (*steady, *group) if _year(milestone) == year]
        said = f"{_dates(dates)} and {_marks(group)} do not fit ({_sums(group, year)})"
        yield _finding([*dates, *group], verdict="conflict", said=said, year=None)
    yield from _implied(implied, several=several)
    yield from _agreeing_dates(steady, set(fitting))


def _apart(astray: Sequence[Milestone], steady: Sequence[Milestone]) -> dict[int, list[Milestone]]:
    """Return the anniversaries that do not fit, by the year that they should fit: their own, or that of others."""
    by_year: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in astray:
        year = _year(milestone)
        by_year[(_year(steady[0]) or 0) if year is None else year].append(milestone)
    return by_year


def _implied(implied: dict[int, list[Milestone]], *, several: bool) -> Iterator[Finding]:
    """Yield what anniversaries alone imply: one year, or several that cannot all be right."""
    by_document: dict[str, set[int]] = defaultdict(set)
    for year, group in implied.items():
        for milestone in group:
            by_document[milestone.document].add(year)
    if len(implied) > 1 and not several and all(len(years) == 1 for years in by_document.values()):
        everything = [milestone for _, group in sorted(implied.items()) for milestone in group]
        said = (
            f"{_marks(everything)} put it in different years, {wording.joined(str(year) for year in sorted(implied))}"
        )
        yield _finding(everything, verdict="conflict", said=said, year=None)
        return
    for year, group in sorted(implied.items()):
        differences = wording.joined(
            dict.fromkeys(f"{milestone.marked} − {milestone.anniversary} = {year}" for milestone in group)
        )
        said = f"{_marks(group)} put it in {year} ({differences})"
        yield _finding(group, verdict="implied", said=said, year=year)


def _agreeing_dates(steady: Sequence[Milestone], told: set[int]) -> Iterator[Finding]:
    """Yield where several documents give the same date, or different ones, and no anniversary told so already."""
    by_year: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in steady:
        by_year[_year(milestone) or 0].append(milestone)
    if not _all_compatible(steady):
        said = f"documents disagree on the date, {_dates(steady)}"
        yield _finding(steady, verdict="conflict", said=said, year=None)
        return
    for year, group in sorted(by_year.items()):
        documents = len({milestone.document for milestone in group})
        if documents > 1 and year not in told:
            yield _finding(group, verdict="agree", said=f"{documents} documents agree on {_dates(group)}", year=year)


def _steady(dated: Sequence[Milestone]) -> list[Milestone]:
    """Return the dates of those documents whose dates of this event can all be one date."""
    by_document: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in dated:
        by_document[milestone.document].append(milestone)
    return [milestone for group in by_document.values() if _all_compatible(group) for milestone in group]


def _all_compatible(milestones: Sequence[Milestone]) -> bool:
    """Return true when the dates are one date, stated more finely or more coarsely."""
    dates = sorted((milestone.date or "" for milestone in milestones), key=len)
    return all(dates[-1].startswith(date) for date in dates)


def _year(milestone: Milestone) -> int | None:
    """Return the year of the date of the event; null where the text gives none."""
    year = (milestone.date or "")[:_LENGTH_OF_YEAR]
    return int(year) if year.isdigit() else None


def _dates(milestones: Iterable[Milestone]) -> str:
    """Return the dates in words, each once, and a coarser one only where no finer one says it."""
    dates = sorted({milestone.date or "" for milestone in milestones})
    finest = [date for date in dates if not any(other != date and other.startswith(date) for other in dates)]
    return wording.joined(wording.period(date) for date in finest)


def _marks(milestones: Iterable[Milestone]) -> str:
    """Return the anniversaries in words, each once."""
    return wording.joined(
        dict.fromkeys(f"{milestone.anniversary} years in {milestone.marked}" for milestone in milestones)
    )


def _sums(milestones: Iterable[Milestone], year: int) -> str:
    """Return the sums that show whether an anniversary fits a year."""
    return wording.joined(
        dict.fromkeys(
            f"{year} + {milestone.anniversary} = {year + (milestone.anniversary or 0)}" for milestone in milestones
        )
    )


def _finding(milestones: Sequence[Milestone], *, verdict: Verdict, said: str, year: int | None) -> Finding:
    """Return a finding about one event."""
    first = milestones[0]
    parties = () if _worldwide(first) else first.parties
    name = wording.event(first.event, first.parties, subject=first.subject)
    return Finding(
        check="anniversaries",
        verdict=verdict,
        text=f"{name}: {said}.",
        evidence=tuple(_evidence(milestone) for milestone in milestones),
        parties=parties,
        event=first.event,
        period=None if year is None else str(year),
    )


def _evidence(milestone: Milestone) -> Evidence:
    """Return the stretch on which a milestone rests, with what it states, since its text is not at hand."""
    stated = [wording.period(milestone.date)] if milestone.date else []
    if milestone.anniversary is not None:
        stated.append(
            f"{milestone.anniversary} years {at(str(milestone.marked))}"
            if milestone.marked
            else f"{milestone.anniversary} years"
        )
    return Evidence(document=milestone.document, start=milestone.start, end=milestone.end, exact=", ".join(stated))
