"""Periods in words, from forms of ISO 8601."""

from __future__ import annotations

import datetime as dt

from analysis.wording.vocabulary import words

__all__ = ["at", "by", "period", "short"]

_LENGTH_OF_YEAR = len("YYYY")
_LENGTH_OF_MONTH = len("YYYY-MM")


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
