"""Amounts, bounds, periods and economies in the words of a report.

One place for how a value is put to a reader, so that a finding, a chart's label and a paragraph say it
alike. The words are in `wording.toml`; the names of economies come from areas.toml and CLDR, those of
units and metrics from units.toml and metrics.toml.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.definitions import DefinitionError, definitions, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.model import Bound, Change, Figure

__all__ = [
    "amount",
    "at",
    "between",
    "bounded",
    "by",
    "change",
    "counted",
    "direction",
    "economies",
    "economy",
    "event",
    "joined",
    "language",
    "metric",
    "number",
    "ordinal",
    "period",
    "scale_of",
    "sector",
    "short",
    "stated",
    "status",
    "unit",
    "words",
    "worldwide",
]

THIN = "\u202f"
"""A narrow no-break space, between groups of digits."""

_GROUPED_FROM = 10_000  # 2021 and 1000 stay as written
_MOST_DECIMALS = 3  # 1.234 billion; a number that needs more is given in full
_ROUGH_DIGITS = 3  # of a value that was computed rather than stated
_LENGTH_OF_YEAR = len("YYYY")
_LENGTH_OF_MONTH = len("YYYY-MM")


@functools.cache
def words() -> dict[str, Any]:
    """The content of `wording.toml`, read once."""
    return read_toml(Path(__file__).with_suffix(".toml"))


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


def _scaled(value: float, precision: float | None) -> str:
    size, word = scale_of(value)
    if precision is None:
        rough = float(f"{value:.{_ROUGH_DIGITS}g}")
        size, word = scale_of(rough)  # 999.9 million is 1 billion once it is rounded
        return f"{number(rough / size)} {word}".rstrip()
    if word and _decimals(precision / size) <= _MOST_DECIMALS:
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
    return bounded(text, bound, high=high)


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
    'less than three times the level of 2015'
    """
    said = words()
    versus = said["change_versus"][of.kind].format(period(of.versus)) if of.versus else ""
    if of.kind == "factor":
        size, high = _factor(of.value), _factor(of.upper or of.value)
    else:
        sign = "percent" if of.kind == "percent" else unit_of
        size, high = amount(of.value, sign), amount(of.upper or of.value, sign)
    return str(said["change"][f"{of.kind}_{of.direction}"]).format(bounded(size, of.bound, high=high)) + versus


def _factor(value: float) -> str:
    said = words()["factor"]
    return str(said.get(f"{value:g}") or said["other"].format(number(value)))


def period(iso: str | None) -> str:
    """A period in words, as fine as it is stated.

    >>> period("2021"), period("2021-08"), period("2021-08-09"), period("2020/2021"), period(None)
    ('2021', 'August 2021', '9 August 2021', '2020/2021', 'no period stated')
    >>> period("2021-01/2021-09"), period("--09-02"), period("2021-Q3")
    ('January to September 2021', '2 September', '2021-Q3')
    """
    return _period(iso, long=True)


def _period(iso: str | None, *, long: bool) -> str:
    if iso is None:
        return str(words()["period"]["none"])
    first, _, last = iso.partition("/")
    if not last:
        return _date(first, long=long)
    if len(first) == len(last) == _LENGTH_OF_YEAR:
        neighbours = int(last) - int(first) == 1
        return f"{first}/{last}" if neighbours else words()["period"]["interval"].format(first, last)
    start, end = _date(first, long=long), _date(last, long=long)
    if first[:_LENGTH_OF_YEAR] == last[:_LENGTH_OF_YEAR]:
        start = start.removesuffix(first[:_LENGTH_OF_YEAR]).rstrip()
    return str(words()["period"]["interval"].format(start, end))


def short(iso: str | None) -> str:
    """A period in few letters, for a column or a label.

    >>> short("2021"), short("2021-08"), short("2021-08-09"), short("2021-01/2021-09"), short(None)
    ('2021', 'Aug 2021', '9 Aug 2021', 'Jan to Sept 2021', 'no period stated')
    """
    return _period(iso, long=False)


def at(iso: str) -> str:
    """When something was, as it stands in a sentence.

    >>> at("2021"), at("2021-08-09"), at("2021-01/2021-09")
    ('in 2021', 'on 9 August 2021', 'from January to September 2021')
    """
    said = words()["period"]
    interval = "/" in iso and said["interval"].split("{}")[1] in period(iso)
    form = "over" if interval else "on" if len(iso.partition("/")[0]) > _LENGTH_OF_MONTH else "in"
    return str(said[form]).format(period(iso))


def by(iso: str | None) -> str:
    """The deadline of a target: "by 2030", or that none is stated.

    >>> by("2030"), by(None)
    ('by 2030', 'no deadline stated')
    """
    said = words()["period"]
    return str(said["deadline"]).format(period(iso)) if iso else str(said["no_deadline"])


def _date(iso: str, *, long: bool) -> str:
    try:
        return _calendar(iso, long=long)
    except ValueError:  # a form of ISO 8601 that the calendar module does not read: shown as it stands
        return iso


def _calendar(iso: str, *, long: bool) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - loads its data when first asked

    locale, month = words()["locale"], "MMMM" if long else "MMM"
    if iso.startswith("--"):
        return str(format_skeleton(f"{month}d", dt.date.fromisoformat(f"2000{iso[1:]}"), locale=locale))
    if len(iso) == _LENGTH_OF_YEAR:
        return iso
    if len(iso) == _LENGTH_OF_MONTH:
        return str(format_skeleton(f"y{month}", dt.date.fromisoformat(f"{iso}-01"), locale=locale))
    return str(format_date(dt.date.fromisoformat(iso[:10]), "long" if long else "medium", locale=locale))


@functools.cache
def _territories() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - loads its data when first asked

    return dict(Locale.parse(words()["locale"]).territories)


def economy(code: str) -> str:
    """The name of an economy, a group or a former state; an unknown code stays as it is.

    >>> economy("LA"), economy("EU"), economy("??")
    ('Laos', 'European Union', '??')
    """
    area = definitions().areas.get(code)
    return (area.name if area and area.name else None) or _territories().get(code, code)


def economies(codes: Iterable[str]) -> str:
    """The names of economies, in the order given: "Laos and Vietnam".

    >>> economies(("LA", "VN"))
    'Laos and Vietnam'
    """
    return joined([economy(code) for code in codes])


def joined(parts: Iterable[str]) -> str:
    """Parts as an enumeration: "a", "a and b", "a, b and c".

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    listed = list(parts)
    said = words()["joined"]
    if len(listed) <= 1:
        return "".join(listed)
    if len(listed) == 2:  # noqa: PLR2004 - a pair
        return str(said["two"]).format(*listed)
    return str(said["last"]).format(functools.reduce(said["inner"].format, listed[:-1]), listed[-1])


def direction(code: str | None) -> str:
    """A direction in words: "VN>LA" is "Vietnam to Laos"; empty for a two-way figure.

    >>> direction("VN>LA"), direction(None)
    ('Vietnam to Laos', '')
    """
    if code is None:
        return ""
    source, _, target = code.partition(">")
    return str(words()["joined"]["toward"]).format(economy(source), economy(target))


def metric(key: str) -> str:
    """The name of a metric as a reader knows it: "Trade turnover"; an unknown key without underscores.

    >>> metric("trade_turnover"), metric("steel_quota")
    ('Trade turnover', 'Steel quota')
    """
    known = definitions().metrics.get(key)
    return known.name if known else key.replace("_", " ").capitalize()


def event(key: str, parties: Iterable[str] = ()) -> str:
    """The name of an event with its economies, with a capital: from events.toml, else the words used.

    >>> event("diplomatic_relations_established", ("LA", "VN")), event("opening of the bridge", ("LA",))
    ('Establishment of diplomatic relations between Laos and Vietnam', 'Opening of the bridge, Laos')
    """
    known = definitions().events.get(key)
    whose = economies(parties)
    if known is None:
        name = ", ".join(filter(None, [key, whose]))
    else:
        name = known.name.format_map({"area": whose, "parties": whose, **words()["event"]})
        if worldwide(key) or whose in name:
            whose = ""
        name = ", ".join(filter(None, [name, whose]))
    return name[:1].upper() + name[1:]


def worldwide(key: str) -> bool:
    """True for an event that belongs to no economy in particular, whatever economies a text names beside it.

    >>> worldwide("opening of the bridge")
    False
    """
    known = definitions().events.get(key)
    return known is not None and known.scope == "world"


def counted(value: int, noun: str) -> str:
    """How many of something, small numbers in words: "five sources". The nouns are in `wording.toml`.

    >>> counted(5, "source"), counted(1, "figure"), counted(0, "figure"), counted(40, "source")
    ('five sources', 'one figure', 'no figures', '40 sources')
    """
    small = words()["counted"]["words"]
    one, many = words()["nouns"][noun]
    return f"{small[value] if value < len(small) else number(value)} {one if value == 1 else many}"


def language(code: str) -> str:
    """The name of a language.

    >>> language("nb"), language("xx-unknown")
    ('Norwegian Bokmål', 'xx-unknown')
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - loads its data when first asked

    try:
        return Locale.parse(code, sep="-").get_language_name(words()["locale"]) or code
    except (UnknownLocaleError, ValueError):
        return code


def ordinal(value: int) -> str:
    """A whole number as an ordinal: "60th".

    >>> ordinal(60), ordinal(1), ordinal(22), ordinal(111)
    ('60th', '1st', '22nd', '111th')
    """
    said = words()["ordinal"]
    teen = value % 100 in range(11, 14)
    return str(said["other"] if teen else said.get(str(value % 10), said["other"])).format(value)


def status(key: str) -> str:
    """The word for a status: "actual", "target", "implied"."""
    return str(words()["status"][key])


def sector(written: str) -> str:
    """The common name of a field in which documents are signed, whatever the language it is written in.

    The names and words are in sectors.toml. A field that has none there stays as it is written.

    >>> sector("forsvar"), sector("Mineral exploration, exploitation and processing"), sector("beekeeping")
    ('defence', 'mining', 'beekeeping')
    """
    found = [(match.end() - match.start(), name) for name, look in _sectors() if (match := look.search(written))]
    return max(found, default=(0, written))[1]


@functools.cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each name with an expression for its words in all languages; `*` stands for any letters."""
    file = Path(__file__).with_name("sectors.toml")
    known = ("name", "words")
    looks = []
    for key, entry in read_toml(file).items():
        for unknown in entry.keys() - set(known):
            raise DefinitionError(file, f"unknown key {key}.{unknown}", known=known)
        words_ = [word for listed in entry["words"].values() for word in listed]
        terms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words_, key=len, reverse=True))
        looks.append((str(entry["name"]), re.compile(rf"\b(?:{terms})\b", re.IGNORECASE)))
    return tuple(looks)
