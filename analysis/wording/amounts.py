"""Numbers, amounts, bounds and changes in words."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.definitions import definitions
from analysis.wording.times import period
from analysis.wording.vocabulary import words

if TYPE_CHECKING:
    from analysis.model import Bound, Change, Figure

__all__ = [
    "amount",
    "between",
    "bounded",
    "change",
    "computed",
    "counted",
    "last_digit",
    "number",
    "ordinal",
    "scale_of",
    "stated",
    "unit",
]

THIN = "\u202f"
"""A narrow no-break space, between groups of digits."""

_GROUPED_FROM = 10_000  # 2021 and 1000 stay as written
_MOST_DECIMALS = 3  # 1.234 million; a number that needs more is given in full ...
_MOST_OF_ROUND = 6  # ... unless it is round to the thousand: 8.3347 billion, not 8 334 700 000
_ROUND = 1000
_ROUGH_DIGITS = 3  # of a value that was computed rather than stated


def number(value: float, *, precision: float | None = None) -> str:
    r"""A number in digits: grouped from five digits on, a true minus sign, no trailing zeros.

    With `precision` (one unit of the last digit that counts) it shows that many digits and no more.

    >>> number(2021), number(-12500), number(0.5), number(1.0, precision=0.1)
    ('2021', '−12\u202f500', '0.5', '1.0')
    """
    if precision is not None and 0 < precision < 1:
        text = f"{value:,.{_decimals(precision)}f}"
    else:
        text = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
    separator = THIN if abs(value) >= _GROUPED_FROM else ""
    return text.replace(",", separator).replace("-", "\u2212")


def _decimals(precision: float) -> int:
    return max(0, -math.floor(math.log10(precision) + 1e-9))


def scale_of(value: float) -> tuple[float, str]:
    """The largest scale that fits a value, as (factor, word); (1, "") below the smallest.

    >>> scale_of(1.3e9)
    (1000000000.0, 'billion')
    """
    fitting = [(float(size), word) for size, word in words()["scales"].items() if abs(value) >= float(size)]
    return max(fitting, default=(1.0, ""))


def amount(value: float, of: str | None = None, *, precision: float | None = None) -> str:
    """A value with its scale and unit, as precise as it was stated.

    `of` is the unit: a currency code, a key of units.toml or None. Without a `precision` the value is
    taken for computed and rounded to three digits, unless it is a count that fits in fewer words.

    >>> amount(1.3e9, "USD", precision=1e8), amount(92, "scholarship", precision=1), amount(30, "percent")
    ('1.3 billion USD', '92 scholarships', '30 %')
    >>> amount(1019607843.1, "USD")
    '1.02 billion USD'
    """
    return " ".join(filter(None, [_scaled(value, precision), unit(of, value)]))


def computed(value: float, of: str | None = None, *, precision: float | None = None) -> str:
    """A value that was computed, rounded to whole units of `precision`: wherever it is told, it is told like this.

    >>> computed(88188976.4, "USD", precision=1e6), computed(1.04e9, "USD", precision=1e8)
    ('88 million USD', '1.0 billion USD')
    """
    return amount(round(value / precision) * precision if precision else value, of, precision=precision)


def _scaled(value: float, precision: float | None) -> str:
    size, word = scale_of(value)
    if precision is None:
        rough = float(f"{value:.{_ROUGH_DIGITS}g}")
        size, word = scale_of(rough)  # 999.9 million is 1 billion once it is rounded
        return f"{number(rough / size)} {word}".rstrip()
    if word and _decimals(precision / size) <= (_MOST_OF_ROUND if precision >= _ROUND else _MOST_DECIMALS):
        return f"{number(value / size, precision=precision / size)} {word}"
    return number(value, precision=precision)


def unit(of: str | None, value: float = 1) -> str:
    """The unit in words, plural unless the value is one: "document", "documents", "USD", "%".

    >>> unit("document", 14), unit("document", 1), unit("percent", 3), unit("EUR", 2), unit(None)
    ('documents', 'document', '%', 'EUR', '')
    """
    if of is None:
        return ""
    known = definitions().units.get(of)
    if known is not None and known.symbols:
        return known.symbols[0]
    if known is None:
        return of if of.isupper() or value == 1 else f"{of}s"
    return of if value == 1 else known.plural


def bounded(text: str, bound: Bound, *, high: str = "") -> str:
    """An amount in words with its bound: "more than 30 %".

    >>> bounded("30 %", "over"), bounded("5", "range", high="6 billion USD")
    ('more than 30 %', '5 to 6 billion USD')
    """
    return str(words()["bound"][bound]).format(text, high=high)


def _stated(text: str, bound: Bound, *, high: str = "") -> str:
    """An amount that a source states with its bound, in words: "just under 30 %", where it is nearly that."""
    said = words()["bound_stated"].get(bound)
    return str(said).format(text, high=high) if said else bounded(text, bound, high=high)


def between(
    value: float, upper: float | None, of: str | None = None, *, bound: Bound = "exact", precision: float | None = None
) -> str:
    """A stated value with its bound: of a range both ends, the scale and unit said once where they share it.

    >>> between(5e6, 6e6, "USD", bound="range", precision=1e6), between(5e6, None, "USD", bound="over")
    ('5 to 6 million USD', 'more than 5 million USD')
    """
    text, high = amount(value, of, precision=precision), ""
    if bound == "range" and upper is not None:
        high = amount(upper, of, precision=precision)
        if scale_of(value) == scale_of(upper):
            text = _scaled(value, precision).split(" ")[0]
    return _stated(text, bound, high=high)


def stated(figure: Figure) -> str:
    """The value of a figure as a reader wants it: bound, amount, unit; of a change-only figure, the change.

    >>> from analysis.model import Figure, Quote
    >>> stated(Figure(id="", document="", metric="aid", value=5e6, lower=5e6, upper=6e6, precision=1e6, unit="USD",
    ...     bound="range", period=None, status="actual", parties=(), start=0, end=0, sentence="",
    ...     quote=Quote(exact="", prefix="", suffix="")))
    '5 to 6 million USD'
    """
    if figure.value is None:
        return change(figure.change, unit_of=figure.unit) if figure.change else ""
    text = between(figure.value, figure.upper, figure.unit, bound=figure.bound, precision=figure.precision)
    return text + (f" per {figure.per}" if figure.per else "")


def change(of: Change, *, unit_of: str | None = None) -> str:
    """A change in words, with the period compared with.

    >>> from analysis.model import Change
    >>> change(Change(kind="percent", value=30, lower=30, upper=None, bound="over", direction="up", versus="2020"))
    'up more than 30 % on 2020'
    >>> change(Change(kind="factor", value=3, lower=None, upper=3, bound="under", direction="up", versus="2015"))
    'just under three times the level of 2015'
    """
    said = words()
    versus = said["change_versus"][of.kind].format(period(of.versus)) if of.versus else ""
    if of.kind == "factor":
        size = _stated(_factor(of.value), of.bound, high=_factor(of.upper or of.value))
    else:
        sign = "percent" if of.kind == "percent" else unit_of
        size = between(of.value, of.upper, sign, bound=of.bound, precision=last_digit(of.value))
    return str(said["change"][f"{of.kind}_{of.direction}"]).format(size) + versus


def last_digit(value: float) -> float:
    """One unit of the last digit that a value has: what it was stated to, where nothing else says so.

    >>> last_digit(27.5), last_digit(112840000.0)
    (0.1, 10000.0)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0**exponent) if isinstance(exponent, int) else 1.0


def _factor(value: float) -> str:
    said = words()["factor"]
    return str(said.get(f"{value:g}") or said["other"].format(number(value)))


def counted(value: int, noun: str) -> str:
    """How many of something, small numbers in words: "five sources". The nouns are in `wording.toml`.

    >>> counted(5, "source"), counted(1, "figure"), counted(0, "figure"), counted(40, "source")
    ('five sources', 'one figure', 'no figures', '40 sources')
    """
    small = words()["counted"]["words"]
    one, many = words()["nouns"][noun]
    return f"{small[value] if value < len(small) else number(value)} {one if value == 1 else many}"


def ordinal(value: int) -> str:
    """A whole number as an ordinal: "60th".

    >>> ordinal(60), ordinal(1), ordinal(22), ordinal(111)
    ('60th', '1st', '22nd', '111th')
    """
    said = words()["ordinal"]
    teen = value % 100 in range(11, 14)
    return str(said["other"] if teen else said.get(str(value % 10), said["other"])).format(value)
