"""Growth and decline, each tied to the quantity that it belongs to, or standing alone.

"1.3 billion USD in 2021, up more than 30 %", "rose by 9.8 % to 3.68 billion", "increased almost
threefold (to 92)", "58 % more than a year before". The parts of this stage, in the order in which a
quantity passes them:

- `context`: the sentence with its words of growth, and what all parts ask of it
- `levels`, `kinds`, `differences`: whether the quantity may be a change, and of which kind
- `directions`: the word of growth or decline that it belongs to
- `no_change`: what compares no two times after all
- `hosts`, `lists`: the amount that has grown
- `comparisons`, `growth`: the time compared with; the result
- `names`: numbers that are names, which `find_quantities` leaves out
"""

from __future__ import annotations

from dataclasses import replace

from analysis.changes.comparisons import Comparison, compared_with, is_with_just_before, years_taken
from analysis.changes.context import ARTICLE, Context
from analysis.changes.directions import direction_of
from analysis.changes.growth import Growth, versus
from analysis.changes.hosts import host_of
from analysis.changes.kinds import kind_of
from analysis.changes.levels import TURNED, base_of, index_of
from analysis.changes.names import naming
from analysis.changes.no_change import is_no_change
from analysis.currencies import coins_of
from analysis.definitions import definitions
from analysis.lexicon import lowered
from analysis.model import Change, ChangeDirection, ChangeKind, Period, Quantity
from analysis.numbers import scan
from analysis.periods import counted_years, periods_in
from analysis.plain import plain, restored
from analysis.quantities import bounds, by_sentence, negative, quantities_in
from analysis.sentences import Sentence, Sentences
from analysis.words import parted

__all__ = ["Growth", "changes_in", "find_quantities", "versus"]

_NOTHING = Comparison(None)
_AHEAD = ("target", "future", "pledge", "proposal", "estimate")
"""Keys of the words that tell of what is still to come."""
_TO_NOW = 4
"""Characters between "now" and an amount: "now at"."""
_APART = ({"money", "count"}, {"money", "measure"}, {"count", "measure"})
"""Kinds of quantities of which one is no growth of the other."""
_AMOUNTS = frozenset({"money", "count", "measure"})
"""The kinds of quantity that a percentage right behind may be a growth of, and does not say again."""
_NAMED = 40
"""Characters behind a change within which what has changed is named, or a time."""
_ANY_DAY = "2000-01-01"
"""A day from which to tell times such as "the first five months" from amounts."""


def find_quantities(text: str, *, language: str | None = None, economies: tuple[str, ...] = ()) -> list[Quantity]:
    """Every quantity stated in the text, whether or not it becomes a figure, in the order of the text.

    Values are in base units (1.3 billion -> 1300000000); units are codes of ISO 4217, "percent", "factor" or keys
    of units.toml, None for a bare number. `change` is up or down where the quantity is a growth or a decline; what
    has none and is said with a minus is negative. Positions are characters of `text`. `language` is a code of those
    defined; without it, the text's own, else the fallback's rules. `economies` (ISO 3166-1) tell which currency is
    meant by a noun that several share: "shillings". Linear in the length of the text.

    >>> found = find_quantities("Trade rose by 27% to more than US$1.3 billion.", language="en")
    >>> [(q.kind, q.value, q.unit, q.bound, q.change) for q in found]
    [('percent', 27.0, 'percent', 'exact', 'up'), ('money', 1300000000.0, 'USD', 'over', None)]
    """
    if language is None:
        from analysis.languages import identify  # noqa: PLC0415 - only where the language was not given

        language = identify(text) or definitions().fallback
    definition = definitions().language(language)
    read = plain(text)
    read = parted(read.text if read else text, definition, of=read)
    text = read.text if read else text
    low = lowered(text)
    coins = coins_of(definition, economies)
    found: list[Quantity] = []
    for sentence, numbers in by_sentence(Sentences(text, definition, low=low), scan(text, low, definition)):
        quantities = quantities_in(sentence, numbers, coins=coins)
        names = naming(sentence, quantities)
        quantities = [q for q in quantities if q.start not in names]
        times = periods_in(sentence, numbers, _ANY_DAY)
        quantities = [q for q in quantities if not any(p.start <= q.start and q.end <= p.end for p in times)]
        grown = {id(growth.quantity): growth.change.direction for growth in changes_in(sentence, quantities, [])}
        found += [replace(q, change=grown[id(q)]) if id(q) in grown else negative(sentence, q) or q for q in quantities]
    return restored(found, read)


def changes_in(sentence: Sentence, quantities: list[Quantity], periods: list[Period]) -> list[Growth]:
    """The changes stated in a sentence, in its order, each with its host where the sentence has it."""
    context = Context(sentence, quantities, periods)
    found: list[Growth] = []
    for index in range(len(quantities)):
        if growth := _growth(context, index, found):
            found.append(growth)
    return found


def _growth(context: Context, index: int, found: list[Growth]) -> Growth | None:
    """The change that a quantity states; `found` are those before it in the sentence."""
    quantity = context.quantities[index]
    level = index_of(context, quantity)
    kind = "percent" if level else kind_of(context, quantity)
    if kind is None or _is_said_again(context, index):
        return None
    direction = level.direction if level else direction_of(context, index, kind, found)
    if direction is None or is_no_change(context, index, kind):
        return None
    host = host_of(context, index, found)
    if kind == "absolute" and host and {quantity.kind, host.kind} in _APART:
        # "5 million dollars, and a million more doses": no growth of the money.
        host = None
    if host and host.end <= quantity.start and _is_aimed_at(context, host, quantity):
        host = None
    compared = compared_with(context.sentence, context.periods, context.quantities, quantity)
    since = _is_since(context, compared)
    average = context.is_average(quantity) or (since and _is_of_each_year(context, quantity))
    if average and (compared.now or since):
        # "by 7 percent a year between 2006 and 2013", "7 percent a year since 2006": a mean over all of it.
        compared = Comparison(None)
    change = _change(context, quantity, kind, direction)
    just_before = is_with_just_before(context.sentence, context.quantities, quantity)
    if compared == _NOTHING and not (average or just_before) and (first := _compared_once(context, quantity, found)):
        compared, just_before = Comparison(first.compared), first.just_before
    base = compared.period
    if base is None and (level or kind == "factor"):
        base = base_of(context, quantity)
    so_far = years = None
    if compared.period is None:
        so_far = context.years_led_to(quantity)
        years = so_far or years_taken(context.sentence, context.quantities, quantity)
    now = compared.now
    if compared.period is None and base is None and not average and (ends := _ends_of(context)):
        base, now = ends
    return Growth(
        quantity,
        change=level.change(change) if level else change,
        host=host,
        compared=base,
        now=now,
        same=compared.same,
        average=average,
        just_before=just_before,
        years=years,
        so_far=so_far is not None,
        grown=context.grown_in(quantity),
    )


def _is_aimed_at(context: Context, fact: Quantity, quantity: Quantity) -> bool:
    """Whether a change behind an amount that is a fact is still to come: "trade, worth 5 million, is to double".

    "agreed to raise trade, now at 5 million, by half" too; not "came to 5 million, exceeding the target by 10 percent".
    """
    sentence = context.sentence
    ahead = [hit for hit, _ in sentence.of("status", *_AHEAD) if hit.end <= quantity.start]
    if not ahead or any(fact.end <= hit.start < quantity.start for hit, _ in sentence.of("change", "exceed", "short")):
        return False
    if ahead[0].start >= fact.end:
        return True
    now = sentence.before(context.opening(fact), "time", "now", gap=_TO_NOW)
    return now is not None and context.low.startswith(",", fact.end) and ahead[-1].end <= now[0].start


def _is_since(context: Context, compared: Comparison) -> bool:
    """Whether something is told to have grown since the time that a change is compared with."""
    start = compared.period.start if compared.period else None
    return any(period.role == "since" and period.start == start for period in context.periods)


def _is_of_each_year(context: Context, quantity: Quantity) -> bool:
    """Whether a percentage is that of each year: "has grown by 20 percent a year since 2021"."""
    return quantity.kind == "percent" and context.sentence.after(quantity.end, "time", "per_year", gap=1) is not None


def _is_said_again(context: Context, index: int) -> bool:
    """Whether a percentage right behind "or" says a change again: "fell by more than half, or 54.4 percent"."""
    quantity = context.quantities[index]
    following = context.quantities[index + 1] if index + 1 < len(context.quantities) else None
    if following is None or following.kind != "percent" or quantity.kind in _AMOUNTS:
        return False
    words = context.low[quantity.end : following.start].strip(" ,(").split()
    return len(words) == 1 and words[0] in context.sentence.lexicon.surfaces("range.or")


def _compared_once(context: Context, quantity: Quantity, found: list[Growth]) -> Growth | None:
    """The growth before, where its comparison is that of another's as well: "fell by 6 % from May, exports by 9 %".

    Not where the second has a time of its own, or is compared with the year before.
    """
    first = found[-1] if found else None
    if first is None or not first.quantity.kind == quantity.kind == "percent" or first.same or first.average:
        return None
    if not (first.just_before or (first.compared and first.compared.role == "at")):
        return None
    sentence, start, end = context.sentence, first.quantity.end, quantity.end + _NAMED
    comma = context.low.find(",", start, quantity.start)
    own = max(first.compared.end if first.compared else start, comma)
    # "in May" behind the first is of both, where no comma parts it: "fell by 6 % in May, with exports down 9 %".
    dated = any(max(start, own) <= p.start < end for p in context.periods if comma >= 0)
    yearly = any(start <= hit.start < end for hit, _ in sentence.of("change", "yearly"))
    yearly = yearly or any(start <= hit.start < end for hit, _ in sentence.of("time", "year_before"))
    named = any(start <= hit.start < end for hit, _ in sentence.of("metric"))
    return None if dated or yearly or not named or ";" in context.low[start : quantity.start] else first


def _ends_of(context: Context) -> tuple[Period, Period] | None:
    """The years from and to which something grew in so many years of which one is named; None without such.

    "It tripled in the five years to 2022", "in the five years from 2017"
    """
    for period in context.periods:
        if ends := counted_years(context.sentence, period):
            return replace(period, iso=ends[0]), replace(period, iso=ends[1])
    return None


def _change(context: Context, quantity: Quantity, kind: ChangeKind, direction: ChangeDirection) -> Change:
    """By how much something grew, a factor as the new by the old."""
    value, high, bound = quantity.value, quantity.upper if quantity.bound == "range" else None, quantity.bound
    if kind == "percent" and quantity.kind == "number":
        value = round(value * 100, 1)
    if kind == "factor" and _added(context, quantity):
        # What is added is so many times what was: "grew by 15 times" is sixteenfold.
        value, high = value + 1, high and high + 1
    if kind == "factor" and direction == "down" and value > 1:
        # "fell threefold" leaves a third, "two- to threefold" a third to a half.
        value, high = (1 / high, 1 / value) if high else (1 / value, None)
        bound = TURNED.get(bound, bound)
    lower, upper = bounds(value, bound, high)
    return Change(kind=kind, value=value, lower=lower, upper=upper, bound=bound, direction=direction, versus=None)


def _added(context: Context, quantity: Quantity) -> bool:
    """Whether a factor says how many times more was added, in a language that says it so: not "rose to 3 times"."""
    word = next((hit for hit, _ in context.sentence.of("change", "times_added") if hit.end == quantity.end), None)
    if word is None:
        return False
    start = context.opening(quantity)
    return not any(
        context.sentence.before(start, table, *keys, gap=ARTICLE)
        for table, keys in (
            ("change", ("to",)),
            ("status", ("actual",)),
            ("role", ("passive",)),
            ("count", ("of",)),
            ("role", ("genitive",)),
        )
    )
