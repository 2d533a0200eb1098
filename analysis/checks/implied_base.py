"""Implied base: what a stated growth says of the period it is compared with."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from analysis import wording
from analysis.checks.growths import grown_by, ratio
from analysis.checks.intervals import Interval, overlap, widen
from analysis.checks.statements import counted, evidence, fact, rounding, stated, stated_interval, subject, when
from analysis.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.checks.intervals import Stretch
    from analysis.checks.statements import Fact, Statements
    from analysis.model import Change, Figure, Verdict

__all__ = ["implied_base"]

Actuals: TypeAlias = "defaultdict[tuple[Fact, Stretch], list[Figure]]"

_HALF = 0.5
"""A rounded number stands for half a unit of its last digit on either side."""

_FEWEST_DIGITS = 2
_APART = 2.5
"""Units of the last digit shown that lie between the ends of a range, at the least."""

_OFF = 0.25
"""Of the room that rounding leaves, how far from where it lies a value may be told: beyond, it would seem an end."""

_SIGNIFICANT = 6
"""Digits kept of a computed value: more than any text states, fewer than floating point garbles."""


def implied_base(statements: Statements) -> Iterator[Finding]:
    """Yield what each figure with a growth implies for the base period, and whether a stated figure fits it.

    1.3 billion, up more than 30 % on 2020, puts 2020 below 1.3 / 1.3 = 1.0 billion. What the rounding of
    value and growth adds is said beside it. A count is not rounded, and its bound is a whole number. A period that does
    not lie before the figure's own is no base: more likely one of the two was misread.
    """
    actuals: Actuals = defaultdict(list)
    for figure in statements.figures:
        known, period = fact(figure), when(figure.period)
        if known is not None and period is not None and known.status == "actual":
            actuals[replace(known, per=""), period].append(figure)
    for figure in statements.figures:
        change = figure.change
        if figure.value is None or figure.unit is None or change is None or not _goes_before(change.versus, figure):
            continue
        plain = _base(figure, change, granted=0.0)
        if plain is None:
            continue
        yield _finding(figure, change, plain, _stated_bases(figure, change, actuals))


def _goes_before(versus: str | None, figure: Figure) -> bool:
    """Return true for a period that begins before the figure's own, as one that it has grown since must."""
    base, period = when(versus), when(figure.period)
    return versus is not None and (base is None or period is None or base[0] < period[0])


def _finding(figure: Figure, change: Change, plain: Interval, bases: Sequence[Figure]) -> Finding:
    """Return the finding about one figure and its growth."""
    rounded = _base(figure, change, granted=_HALF) or plain
    said, lower, upper = _said(figure, plain, rounded)
    base = wording.period(change.versus)
    growth = wording.change(change, unit_of=figure.unit)
    text = f"{subject(figure)}: {stated(figure)}, {growth}, puts {base} {said}"
    verdict: Verdict = "implied"
    if bases:
        # Rounding or cutting: the whole last digit is granted, as between any two statements.
        generous = _base(figure, change, granted=1.0) or rounded
        fit = all(overlap(generous, _widened(base)) for base in bases)
        verdict = "agree" if fit else "conflict"
        values = wording.joined(dict.fromkeys(stated(base) for base in bases))
        text += f"; {values} stated for it, which {'fits' if fit else 'does not fit'}"
    nominal = next((end for end in (_middle(plain), plain[1], plain[0]) if end is not None), None)
    return Finding(
        check="implied_base",
        verdict=verdict,
        text=f"{text}.",
        evidence=tuple(evidence(source) for source in (figure, *bases)),
        parties=figure.parties,
        metric=figure.metric,
        period=change.versus,
        value=_kept(nominal),
        lower=_kept(lower),
        upper=_kept(upper),
        unit=figure.unit,
        precision=_told_to(figure, nominal, rounded) if nominal else None,
    )


def _stated_bases(figure: Figure, change: Change, actuals: Mapping[tuple[Fact, Stretch], list[Figure]]) -> list[Figure]:
    """Return the figures of the same fact that are stated for the base period itself."""
    known, period = fact(figure), when(change.versus)
    if known is None or period is None:
        return []
    found = actuals.get((replace(known, status="actual", per=""), period), [])
    return [other for other in found if other is not figure]


def _widened(figure: Figure) -> Interval:
    return widen(stated_interval(figure), precision=figure.precision or 0.0, about=figure.bound == "about")


def _base(figure: Figure, change: Change, *, granted: float) -> Interval | None:
    """Return the values of the base period that value and growth allow; null where they allow no bound.

    `granted` is the share of a unit of the last digit by which both are widened.
    """
    value = widen(
        stated_interval(figure),
        precision=granted * rounding(figure),
        about=granted > 0 and figure.bound == "about",
    )
    if change.kind == "absolute":
        growth = grown_by(figure, change, granted=granted)
        return _closed(_shifted(value, growth, sign=-1 if change.direction == "up" else 1))
    factor = ratio(figure, change, granted=granted)
    if factor is None:
        return None
    return _closed((_divided(value[0], factor[1]), _divided(value[1], factor[0])))


def _divided(value: float | None, factor: float | None) -> float | None:
    return None if value is None or factor is None else value / factor


def _shifted(value: Interval, growth: Interval, *, sign: int) -> Interval:
    """Return value + sign * growth."""
    other = growth if sign > 0 else (growth[1], growth[0])
    lower, upper = (None if a is None or b is None else a + sign * b for a, b in zip(value, other, strict=True))
    return (lower, upper)


def _closed(base: Interval) -> Interval | None:
    """Return an interval that says something: an end above zero at least."""
    return None if all(end is None or end <= 0 for end in base) else base


def _said(figure: Figure, plain: Interval, rounded: Interval) -> tuple[str, float | None, float | None]:
    """Return the base period in words, and its lowest and highest value with the rounding."""
    if counted(figure.unit) and plain == rounded:
        return _said_count(figure, plain)
    lower, upper = rounded
    if plain[0] is not None and plain[1] is not None:
        point = math.isclose(plain[0], plain[1])
        near = f"at about {_near(figure, plain[0], rounded)}" if point else f"at about {_between(figure, plain)}"
        whole = counted(figure.unit) and round(lower or 0.0) == round(upper or 0.0)
        said = near if whole else f"{near} (with rounding, {_between(figure, rounded)})"
    else:
        side, end, loose = ("below", plain[1], upper) if plain[1] is not None else ("above", plain[0], lower)
        near = _near(figure, end, rounded)
        said = f"{side} about {near} (with rounding, {side} {_loose(figure, loose, end)})"
    return (said, lower, upper)


def _said_count(figure: Figure, plain: Interval) -> tuple[str, float | None, float | None]:
    """Return the same for a count: the whole numbers that the interval leaves."""
    lower, upper = plain
    if lower is not None and upper is not None:
        same = math.isclose(lower, upper)
        said = wording.amount(lower, figure.unit, precision=1) if same else _between(figure, plain)
        return (f"at {said}", lower, upper)
    if upper is not None:
        above = float(math.ceil(upper - 1e-9))
        return (f"below {wording.amount(above, figure.unit, precision=1)}", None, above)
    below = float(math.floor((lower or 0.0) + 1e-9))
    return (f"above {wording.amount(below, figure.unit, precision=1)}", below, None)


def _middle(bounds: Interval) -> float | None:
    lower, upper = bounds
    return None if lower is None or upper is None else (lower + upper) / 2


def _near(figure: Figure, value: float | None, rounded: Interval) -> str:
    """Return a computed value as fine as the figure it comes from, and to two digits at least."""
    if not value:
        return wording.amount(0.0, figure.unit)
    return wording.computed(value, figure.unit, precision=_told_to(figure, value, rounded))


def _told_to(figure: Figure, value: float, rounded: Interval) -> float:
    """Return one unit of the last digit to which a value computed of a figure is told.

    A digit more than the figure has where the value would else be told near an end of what the rounding allows.
    """
    finest = _magnitude(value) / 10.0 ** (_FEWEST_DIGITS - 1)
    precision = float(min(figure.precision or finest, finest))
    lower, upper = rounded
    room = upper - lower if lower is not None and upper is not None else 2 * abs((upper or lower or value) - value)
    off = abs(round(value / precision) * precision - value)
    return precision / 10 if room and off > _OFF * room and not counted(figure.unit) else precision


def _loose(figure: Figure, value: float | None, plain: float | None) -> str:
    """Return an end with the rounding, fine enough to be told from the one without."""
    value, plain = value or 0.0, plain or 0.0
    if value == plain:
        return _near(figure, value, (value, value))
    return wording.computed(value, figure.unit, precision=_magnitude(value - plain))


def _between(figure: Figure, bounds: Interval) -> str:
    """Return a range, fine enough for its ends to be told from each other: "87.5 to 88.9 million USD"."""
    lower, upper = bounds[0] or 0.0, bounds[1] or 0.0
    precision = _magnitude((upper - lower) / _APART or upper)
    if counted(figure.unit):
        precision = max(precision, 1.0)
    lower, upper = (round(end / precision) * precision for end in (lower, upper))
    span = replace(figure, value=lower, lower=lower, upper=upper, bound="range", precision=precision, per=None)
    return wording.stated(span)


def _magnitude(value: float) -> float:
    """Return the power of ten of the first digit of a value.

    >>> _magnitude(88.9e6), _magnitude(-0.04)
    (10000000.0, 0.01)
    """
    return float(10.0 ** math.floor(math.log10(abs(value)) + 1e-9))


def _kept(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_SIGNIFICANT}g}")
