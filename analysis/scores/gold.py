"""Gold: texts with the figures that a reader found in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from analysis.checks.intervals import stretch
from analysis.definitions import currency_codes, definitions
from analysis.model import Bound, ChangeDirection, ChangeKind, Span, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Gold", "GoldChange", "GoldError", "GoldFigure", "read_gold", "texts_without_gold"]

_BESIDE = (".numbers.json", "milestones.json")
"""What a flat gold folder holds beside the figures."""
_FORM = "the README shows the form under “Score your own language”"


class GoldError(ValueError):
    """A gold folder that cannot be read; names the file and the way out."""

    def __init__(self, path: Path, reason: str, *, remedy: str = _FORM) -> None:
        self.path, self.reason, self.remedy = path, reason, remedy
        super().__init__(f"{path}: {reason}; {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldChange:
    """A change as gold writes it: the two ends of a range are `value` and `value_high`."""

    kind: ChangeKind
    value: float
    direction: ChangeDirection
    bound: Bound = "exact"
    value_high: float | None = None
    versus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A figure as gold writes it: the two ends of a range are `value` and `value_high`, the quote is a string."""

    metric: str
    quote: str
    start: int
    end: int
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    period: str | None = None
    status: Status = "actual"
    parties: tuple[str, ...] = ()
    direction: str | None = None
    change: GoldChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A text, its figures, and the stretches where an output is neither right nor wrong."""

    id: str
    language: str
    text: str = field(repr=False)
    published: str | None = None
    figures: tuple[GoldFigure, ...] = ()
    repeats: tuple[Span, ...] = ()
    optional: tuple[Span, ...] = ()

    @property
    def digest(self) -> str:
        """What tells whether two runs were held against the same gold: equal for equal text and figures."""
        return sha256(repr((self, self.text)).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def read_gold(folder: Path | str, *, language: str | None = None) -> Iterator[Gold]:
    """Yield the gold of a folder, one text at a time, in the order of the names.

    Reads every `<id>.json` with its `<id>.txt`, in the folder and in those within, such as one for each
    language; `*.numbers.json` and `milestones.json` are left alone. Positions count characters of the text
    read as UTF-8 without newline translation; a figure whose quote stands once in its text need not give
    them. `language` keeps one language.

    Raises `GoldError` when the folder is missing, holds no gold, or a file is not in the form of gold.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise GoldError(folder, "there is no such folder", remedy="name a folder that holds <id>.json beside <id>.txt")
    paths = sorted(path for path in folder.rglob("*.json") if not path.name.endswith(_BESIDE))
    if not paths:
        raise GoldError(folder, "no gold in it", remedy="a gold folder holds <id>.json beside <id>.txt")
    seen: dict[str, Path] = {}
    for path in paths:
        namesake = seen.setdefault(path.name, path)
        if namesake is not path:
            raise GoldError(path, f"{namesake} has the same name", remedy="texts are told apart by it: rename one")
        gold = _read(path)
        if language is None or gold.language == language:
            yield gold


def texts_without_gold(folder: Path) -> list[Path]:
    """Return the texts of a folder of gold that have no `<id>.json` beside them, and are left alone."""
    return sorted(path for path in folder.rglob("*.txt") if path.is_file() and not path.with_suffix(".json").is_file())


def _read(path: Path) -> Gold:
    """Return the gold of one file and the text beside it."""
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise GoldError(path, f"its text {text_path.name} is missing", remedy="put the text beside it")
    text = _content(text_path)
    try:
        record = json.loads(_content(path))
    except json.JSONDecodeError as error:
        raise GoldError(path, f"broken JSON: {error}", remedy="mend it there") from None
    try:
        return _gold(text_path.name, text, record)
    except _FormError as error:
        raise GoldError(path, str(error)) from None


def _content(path: Path) -> str:
    """Return the text of a file, its line ends as they stand."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise GoldError(path, f"not UTF-8: {error}", remedy="save it as UTF-8") from None
    except OSError as error:
        raise GoldError(
            path, f"cannot be read: {error.strerror}", remedy="it must be a file that you may read"
        ) from None


# --- the form --------------------------------------------------------------------------------------------------


class _FormError(ValueError):
    """What is not in the form of gold, in words; the file is known to who reads it."""


_Record: TypeAlias = "dict[str, Any]"
_Check: TypeAlias = "tuple[Callable[[Any], bool], str | Callable[[], str]]"
"""What a value must be: a test, and the same in words, or what gives them where they hang on the definitions."""


def _gold(name: str, text: str, record: object) -> Gold:
    """Return the gold that a record states of a text."""
    top = _checked(record, _TEXT, needed=("lang", "figures"), where="")
    figures = tuple(_figure(text, entry, f"figure {i}") for i, entry in enumerate(top["figures"], start=1))
    return Gold(
        id=name,
        language=top["lang"],
        text=text,
        published=top.get("published"),
        figures=figures,
        repeats=tuple((start, end) for start, end in top.get("repeats") or ()),
        optional=tuple((start, end) for start, end in top.get("optional") or ()),
    )


def _figure(text: str, entry: object, where: str) -> GoldFigure:
    """Return one figure of a gold file, without the keys that are not scored."""
    record = _checked(entry, _FIGURE, needed=("metric", "quote"), where=where)
    where = f"{where} ({record['quote']!r})"
    change = record.get("change")
    if change is not None:
        change = GoldChange(
            **_checked(change, _CHANGE, needed=("kind", "value", "direction"), where=f"{where}: change")
        )
    if change is None and record.get("value") is None:
        raise _FormError(f"{where} has neither a value nor a change")
    start, end = _place(text, record, where)
    parties = tuple(sorted(record.get("parties", ())))
    return GoldFigure(**(record | {"start": start, "end": end, "parties": parties, "change": change}))


def _place(text: str, record: Mapping[str, Any], where: str) -> Span:
    """Return where the quote of a figure stands: as it says, or, where it says nothing, where it is found."""
    quote = record["quote"]
    start = record.get("start")
    if start is None:
        times = text.count(quote)
        if times == 0:
            raise _FormError(f"{where}: the quote does not stand in the text, where it must stand as it is written")
        if times > 1:
            raise _FormError(f"{where}: the quote stands {times} times in the text, so that 'start' has to say where")
        start = text.index(quote)
    end = record.get("end", start + len(quote))
    if text[start:end] != quote:
        raise _FormError(f"{where}: the quote is not at {start}:{end} of the text, which may have changed since")
    return start, end


def _checked(value: object, form: Mapping[str, _Check], *, needed: tuple[str, ...], where: str) -> _Record:
    """Return the keys of a record that gold has, each with a value that it may have; null is as good as absent.

    Further keys are the reader's own notes, but in a figure not one that is nearly a key of gold: a slip of the pen
    would go unseen, and the figure count as wrong.
    """
    place = f"{where}: " if where else ""
    if not isinstance(value, dict):
        raise _FormError(f"{place}must be an object of keys and values")
    for key in needed:
        if key not in value:
            raise _FormError(f"{place}the key {key!r} is missing")
    for key, held in value.items():
        if key not in form:
            meant = get_close_matches(key, form, n=1, cutoff=_SLIP)
            if meant and where:
                raise _FormError(f"{place}unknown key {key!r}: {meant[0]!r} is meant, it seems")
            continue
        fits, words = form[key]
        if not (held is None and key not in needed) and not fits(held):
            must = words if isinstance(words, str) else words()
            raise _FormError(f"{place}{key} cannot be {json.dumps(held, ensure_ascii=False)}: it must be {must}")
    return {key: held for key, held in value.items() if key in form and held is not None}


_SLIP = 0.85
"""How alike two keys are of which one is taken for a slip of the pen: "perod" for "period"."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_period(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(stretch(value))
    except ValueError:
        return False


def _is_stretches(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == len(("start", "end")) and all(map(_is_place, pair)) for pair in value
    )


def _is_codes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(code, str) and code.isupper() for code in value)


def _is_metric(value: object) -> bool:
    return value in definitions().metrics


def _is_unit(value: object) -> bool:
    return value in definitions().units or value in currency_codes()


def _is_language(value: object) -> bool:
    return value in definitions().languages


def _known(names: Callable[[], Iterable[str]]) -> Callable[[], str]:
    return lambda: f"one of {', '.join(names())}, or one that --definitions adds"


def _one_of(words: tuple[str, ...]) -> _Check:
    return lambda value: value in words, f"one of {', '.join(words)}"


_TEXT_VALUE: _Check = (lambda value: isinstance(value, str) and bool(value), "text")
_LIST: _Check = (lambda value: isinstance(value, list), "a list")
_NUMBER: _Check = (_is_number, "a number")
_POSITION: _Check = (_is_place, "a number of characters")
_PERIOD: _Check = (_is_period, "a year, a month, a day or two of them with a / between, as in 2021-02 or 2020/2021")
_STRETCHES: _Check = (_is_stretches, "a list of [start, end], in characters")
_DIRECTION = re.compile(r"[A-Z]+>[A-Z]+")

_TEXT: dict[str, _Check] = {
    "lang": (_is_language, _known(lambda: definitions().languages)),
    "published": _PERIOD,
    "figures": _LIST,
    "repeats": _STRETCHES,
    "optional": _STRETCHES,
}
_CHANGE: dict[str, _Check] = {
    "kind": _one_of(get_args(ChangeKind)),
    "value": _NUMBER,
    "value_high": _NUMBER,
    "direction": _one_of(get_args(ChangeDirection)),
    "bound": _one_of(get_args(Bound)),
    "versus": _PERIOD,
}
_FIGURE: dict[str, _Check] = {
    "metric": (_is_metric, _known(lambda: definitions().metrics)),
    "quote": _TEXT_VALUE,
    "start": _POSITION,
    "end": _POSITION,
    "value": _NUMBER,
    "value_high": _NUMBER,
    "unit": (_is_unit, _known(lambda: ("a code of ISO 4217", *definitions().units))),
    "bound": _one_of(get_args(Bound)),
    "period": _PERIOD,
    "status": _one_of(get_args(Status)),
    "parties": (_is_codes, 'a list of codes in capitals, as in ["LA", "VN"]'),
    "direction": (
        lambda value: isinstance(value, str) and _DIRECTION.fullmatch(value) is not None,
        "two codes with a > between, as in VN>LA",
    ),
    "change": (lambda value: isinstance(value, dict), "an object of keys and values"),
}
