"""Names: of economies, languages, metrics, events, statuses and fields of cooperation."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.definitions import DefinitionError, definitions, read_toml
from analysis.model import INFERRED
from analysis.wording.vocabulary import joined, words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "check_metric",
    "direction",
    "economies",
    "economy",
    "event",
    "headline",
    "inferred",
    "inside",
    "language",
    "legible",
    "metric",
    "reason",
    "sector",
    "shortened",
    "status",
    "worldwide",
]


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


def check_metric(key: str) -> None:
    """Nothing for the key of a metric. Raises ValueError, which lists the keys that there are, for any other.

    >>> check_metric("trade_turnover")
    """
    known = definitions().metrics
    if key not in known:
        raise ValueError(f"metric: {key!r} is none of the metrics; name one of {', '.join(known)}")


def event(key: str, parties: Iterable[str] = (), *, subject: str | None = None) -> str:
    """The name of an event with its economies, with a capital: from events.toml, else the words used.

    >>> event("diplomatic_relations_established", ("LA", "VN")), event("opening of the bridge", ("LA",))
    ('Establishment of diplomatic relations between Laos and Vietnam', 'Opening of the bridge, Laos')
    """
    whose = economies(parties)
    name = _event(key, whose, subject)
    if worldwide(key) or (key in definitions().events and whose in name):
        whose = ""
    name = ", ".join(filter(None, [name, whose]))
    return name[:1].upper() + name[1:]


def _event(key: str, whose: str = "", subject: str | None = None) -> str:
    """The name of an event inside a sentence; where a text does not say whose it is, that it is somebody's."""
    known = definitions().events.get(key)
    if known is None:
        return key
    told = {name: subject or word for name, word in words()["event"].items()}
    return known.name.format_map(told | dict.fromkeys(("area", "parties"), whose) if whose else told | words()["whose"])


def inside(subject: str, event: str | None = None) -> str:
    """A subject as it stands inside a sentence: without its capital, unless its first word is written with one.

    That is so of an abbreviation, and where `event` is told, the key of the event that it is, of a name with a capital.

    >>> inside("Exports, Vietnam to Laos"), inside("FDI, Vietnam to Laos")
    ('exports, Vietnam to Laos', 'FDI, Vietnam to Laos')
    >>> inside("August Revolution, Vietnam", "august_revolution"), inside("Revolution in Cuba", "revolution")
    ('August Revolution, Vietnam', 'revolution in Cuba')
    """
    capital = subject[:2].isupper() or (event is not None and _event(event)[:1].isupper())
    return subject if capital else subject[:1].lower() + subject[1:]


_KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|(?<=^anniversary of )\w+$")


def reason(text: str) -> str:
    """The reason of an entry of the ledger with the names of metrics and events in place of their keys.

    >>> reason("value of trade_turnover"), reason("part of the name A_1")
    ('value of trade turnover', 'part of the name A_1')
    >>> reason("anniversary of state_founded"), reason("anniversary of great_patriotic_war_victory")
    ('anniversary of founding of the state of an economy', 'anniversary of Victory in the Great Patriotic War')
    """
    return _KEY.sub(lambda key: _event(key[0]) if key[0] in definitions().events else metric(key[0]).lower(), text)


def worldwide(key: str) -> bool:
    """True for an event that belongs to no economy in particular, whatever economies a text names beside it.

    >>> worldwide("opening of the bridge")
    False
    """
    known = definitions().events.get(key)
    return known is not None and known.scope == "world"


def language(code: str) -> str:
    """The name of a language: that of its file, where it is defined, else the one that CLDR has.

    >>> language("nb"), language("pt"), language("xx-unknown")
    ('Norwegian', 'Portuguese', 'xx-unknown')
    """
    if code in definitions().languages:
        return definitions().language(code).name
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - loads its data when first asked

    try:
        return Locale.parse(code, sep="-").get_language_name(words()["locale"]) or code
    except (UnknownLocaleError, ValueError):
        return code


def status(key: str) -> str:
    """The word for a status: "actual", "target", "implied"."""
    return str(words()["status"][key])


def sector(written: str) -> str:
    """The common name of a field in which documents are signed, whatever the language it is written in.

    The names and words are in sectors.toml. A field that has none there stays as it is written.

    >>> sector("forsvar"), sector("Mineral exploration, exploitation and processing"), sector("beekeeping")
    ('defence', 'mining', 'beekeeping')
    >>> sector("农业合作"), sector("พลังงานทดแทน")
    ('agriculture', 'energy')
    """
    found = [(match.end() - match.start(), name) for name, look in _sectors() if (match := look.search(written))]
    return max(found, default=(0, written))[1]


@functools.cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each name with an expression for its words in all languages; `*` stands for any letters."""
    file = Path(__file__).parents[1] / "sectors.toml"
    known = ("name", "words")
    looks = []
    for key, entry in read_toml(file).items():
        for unknown in entry.keys() - set(known):
            raise DefinitionError(file, f"unknown key {key}.{unknown}", known=known)
        words_ = [word for listed in entry["words"].values() for word in listed]
        terms = "|".join(map(_bounded, sorted(words_, key=len, reverse=True)))
        looks.append((str(entry["name"]), re.compile(terms, re.IGNORECASE)))
    return tuple(looks)


def _bounded(word: str) -> str:
    """The expression for a word; in a script without capitals, as those are that part no words, it may stand in one."""
    expression = re.escape(word).replace(r"\*", r"\w*")
    return expression if word.lower() == word.upper() else rf"\b{expression}\b"


def inferred(codes: Iterable[str], *slots: str) -> str:
    """What was inferred and from what, of all slots or of these; empty where all of it is stated.

    `codes` are those of `Figure.inferred`.

    >>> inferred(("period:dateline", "parties:pair"), "period", "change")
    'Inferred: the period, from the date of publication'
    """
    forms, names = words()["inferred"], words()["slots"]
    told = []
    for slot, _, code in (each.partition(":") for each in codes):
        if not slots or slot in slots:
            name = names.get(slot) or names["other"].format(slot.replace("_", " "))
            told.append(forms.get(code, forms["default"]).format(INFERRED.get(code, code), slot=name))
    text = "; ".join(dict.fromkeys(told))
    return text[:1].upper() + text[1:]


_SPACES = re.compile("[\t\x0b-\r\x1c-\x1f\x85\u2028\u2029]")
_SHAPELESS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    r"""The text as it can be set in type: line breaks but for the plain one, and tabs, are spaces.

    For what has no shape, steers what is around it or is no character there is a sign that can be seen.

    >>> legible("a\x1b[2Jb"), legible("a\r\nb")
    ('a�[2Jb', 'a \nb')
    """
    return _SHAPELESS.sub("\ufffd", _SPACES.sub(" ", text))


def shortened(text: str, width: int) -> str:
    """A text of at most so many signs: cut at a word, without the comma that would stand before the dots.

    Where no word ends early enough, as in scripts without spaces, it is cut between two signs.

    >>> shortened("A year of friendship: solidarity, tradition and comprehensive cooperation", 44)
    'A year of friendship: solidarity, tradition…'
    >>> shortened("老挝与越南双边贸易额", 6)
    '老挝与越南…'
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    end = text.rfind(" ", 0, width)
    if end <= 0:
        end = width - 1
        while end > 1 and unicodedata.category(text[end]) in {"Mn", "Mc", "Me"}:
            end -= 1
    return f"{text[:end].rstrip(' ,;:–-')}…"


def headline(text: str, width: int) -> str:
    """The title of a text as it is named among other words: `shortened`, without the full stop of a sentence.

    >>> headline("Trade grew by 30 %.", 44), headline("Laos and the U.S.", 44), headline("And then...", 44)
    ('Trade grew by 30 %', 'Laos and the U.S.', 'And then...')
    """
    text = shortened(text, width)
    word = text.rpartition(" ")[2]
    return text[:-1] if word.endswith((".", "\u3002")) and "." not in word[:-1] else text
