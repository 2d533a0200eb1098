"""Checks: what the figures and milestones of several documents say of one another.

One function a question, each in a module of its name. They read nothing but figures, milestones and dates
of publication, so that it does not matter in which language a text was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from analysis.checks.agreement import agreement
from analysis.checks.anniversaries import anniversaries
from analysis.checks.copies import copies, once
from analysis.checks.identity import identity
from analysis.checks.implied_base import implied_base
from analysis.checks.plausibility import plausibility
from analysis.checks.premature import premature
from analysis.checks.reference import observed, reference
from analysis.checks.series import Series, read_series
from analysis.checks.statements import Statements
from analysis.checks.target_distance import target_distance
from analysis.model import Finding

if TYPE_CHECKING:
    from analysis.model import Copies, Figure, Milestone, Observation, Verdict

__all__ = ["CHECKS", "Check", "Series", "Statements", "check", "observed", "rank", "read_series"]

_ORDER: tuple[Verdict, ...] = ("conflict", "implausible", "premature", "remaining", "identity", "agree", "implied")
"""Verdicts, what calls for a look first."""

Check: TypeAlias = Callable[[Statements], Iterable[Finding]]

CHECKS: dict[str, Check] = {
    "agreement": agreement,
    "implied_base": implied_base,
    "anniversaries": anniversaries,
    "target_distance": target_distance,
    "identity": identity,
    "plausibility": plausibility,
    "premature": premature,
    "reference": reference,
    "copies": copies,
}
"""The questions, by name, in the order in which their answers are given."""


def rank(finding: Finding) -> int:
    """The place of a finding among those that are told together: conflicts come first, what is only implied last.

    >>> from analysis.model import Finding
    >>> found = [Finding(check="", verdict=verdict, text="", evidence=()) for verdict in ("implied", "conflict")]
    >>> [finding.verdict for finding in sorted(found, key=rank)]
    ['conflict', 'implied']
    """
    return _ORDER.index(finding.verdict) if finding.verdict in _ORDER else len(_ORDER)


def check(
    figures: Iterable[Figure],
    milestones: Iterable[Milestone] = (),
    *,
    published: Mapping[str, str] | None = None,
    publishers: Mapping[str, str] | None = None,
    references: Iterable[Observation] = (),
    copied: Iterable[Copies] = (),
) -> list[Finding]:
    """Return the answers of all checks, in the order of CHECKS and then of the places they rest on.

    `published` gives the date of publication (ISO 8601) by document id; what needs it is left out for a
    document that it does not name. `publishers` names in the same way who published it. `references` are values of
    official statistics (see `read_series`) that the figures are held against. `copied` (see
    `analysis.copies.find_copies`) are documents that carry one text: what they say alike counts once. The order of
    the arguments' items plays no part. Answers in the same words are one, with the evidence of all.

    >>> from analysis.model import Milestone
    >>> founded = Milestone(document="a", event="august_revolution", date="1945-08-19", anniversary=None,
    ...     marked=None, implies=None, parties=("VN",), start=0, end=10)
    >>> marked = Milestone(document="b", event="august_revolution", date=None, anniversary=80,
    ...     marked=2025, implies=1945, parties=("VN",), start=0, end=10)
    >>> for finding in check([], [founded, marked]):
    ...     print(finding.verdict, finding.text)
    agree August Revolution, Vietnam: 19 August 1945 and 80 years in 2025 fit (1945 + 80 = 2025).
    """
    groups = tuple(sorted(copied, key=lambda group: group.documents))
    figures, milestones = once(figures, groups), once(milestones, groups)
    statements = Statements(
        figures=tuple(sorted(figures, key=lambda figure: (figure.document, figure.start, figure.end, figure.id))),
        milestones=tuple(
            sorted(
                milestones, key=lambda milestone: (milestone.document, milestone.start, milestone.end, milestone.event)
            )
        ),
        published=published or {},
        publishers=publishers or {},
        references=tuple(references),
        copies=groups,
    )
    return [finding for answer in CHECKS.values() for finding in _once(answer(statements))]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of their evidence, those of the same words as one."""
    merged: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.verdict, finding.text)
        before = merged[key].evidence if key in merged else ()
        places = {(one.document, one.start, one.end): one for one in (*finding.evidence, *before)}
        merged[key] = replace(merged.get(key, finding), evidence=tuple(one for _, one in sorted(places.items())))
    return sorted(
        merged.values(),
        key=lambda finding: ([(one.document, one.start, one.end) for one in finding.evidence], finding.text),
    )
