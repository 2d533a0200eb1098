"""Of what kind of change a quantity may be: a percentage, a factor or a difference; or a level or share, and none."""

from __future__ import annotations

import re

from analysis.changes.context import Context
from analysis.changes.differences import is_difference, led_by
from analysis.lexicon import Hit
from analysis.model import ChangeKind, Quantity
from analysis.periods import LENGTHS

__all__ = ["kind_of"]

_SHARED = 24
"""Characters between a word of shares and the percentage that it leads to."""
_CAME_TO = 48
"""Characters between a word of growth and the verb that says how large it was."""
_APART = re.compile(r"[;:(]|,(?!\d)")
_PARTED = re.compile(r"[,(;]")


def kind_of(context: Context, quantity: Quantity) -> ChangeKind | None:
    """The kind of change that a quantity may be; None where it is an amount, a level or a share."""
    if quantity.kind == "percent":
        level = _level(context, quantity) or _share(context, quantity) or _is_beside_a_level(context, quantity)
        return None if level else "percent"
    if quantity.unit == "factor":
        return "factor"
    if quantity.kind == "number" and quantity.unit is None and 0 < quantity.value < 1:
        # "rose by a third", "a tenth more than the year before", "up nearly a tenth"
        by = context.sentence.before(quantity.start, "change", "by", gap=6) or led_by(context, quantity)
        after = context.sentence.after(quantity.end, "change", "up", "down", "more", "less")
        # "half as much" is a word of decline that tells its fraction itself.
        within = any(hit.start <= quantity.start and quantity.end < hit.end for hit, _ in context.cues)
        return "percent" if by or after or within or _led_by_growth(context, quantity) else None
    if quantity.kind == "number" and quantity.value % 1:
        # "to 4.7 billion (+1.5 on 2014)": a fraction of nothing counted does not say of what it is.
        return None
    if quantity.kind in ("money", "count", "measure", "number") and is_difference(context, quantity):
        return "absolute"
    return None


def _level(context: Context, quantity: Quantity) -> bool:
    """Whether a percentage is a level or a share, not a change: "fell to 3 percent", "80 percent of exports"."""
    start = context.opening(quantity)
    led = context.sentence.before(start, "change", "to", gap=2)
    if not led and _rises_from(context, quantity, start):
        return True
    of = context.sentence.after(quantity.end, "count", "of", gap=1)
    if context.sentence.language.areas.dative and context.sentence.after(quantity.end, "metric", gap=1):
        # "80% поставок": where a noun's case says "of", no word between them does.
        return True
    if context.sentence.after(quantity.end, "count", "share", gap=1):
        # "were 20 percent of the total"
        return True
    if led and of is None and _growth_came_to(context, led[0]):
        return False
    within = context.sentence.before(start, "role", "in", gap=1) if quantity.kind == "percent" else None
    particle = context.sentence.before(within[0].start, "change", "up", "down", gap=1) if within else None
    if particle and "split.last" in particle[0].senses:
        # "skal ned i 30 prosent", to come down to it
        return True
    # One word may say "to" and "up to".
    to = context.sentence.before(quantity.start, "change", "to", gap=2)
    if to and _of_a_share(context, to[0]):
        return True
    if _is_reached_from_another(context, quantity):
        return True
    by = context.sentence.before(start, "change", "by", gap=2)
    # "un aumento de un 12 %": a preposition and an article.
    by = (by and context.sentence.before(by[0].start, "change", "by", gap=1)) or by
    if by and any(0 <= by[0].start - cue.end <= 1 for cue, _ in context.cues):
        # As in: "une hausse de 25 % des échanges", a growth by 25 % of what is traded.
        return False
    # As in: "sank um 15 % von Januar bis Mai", where one word says "of" and "from".
    dated = of is not None and any(0 <= p.start - of[0].end <= 1 for p in context.periods)
    opens = of is not None and dated and "time.from" in of[0].senses
    return bool(
        (of and not opens)
        or context.sentence.before(start, "count", "share", gap=2)
        or context.sentence.before(start, "change", "index")
        or (led and "bound.at_most" not in led[0].senses)
    )


def _of_a_share(context: Context, to: Hit) -> bool:
    """Whether it is a share that comes to a percentage, a verb of growth between: "доля упала до 68 %"."""
    shares = [hit for hit, _ in context.sentence.of("count", "share") if hit.end <= to.start]
    return (
        bool(shares)
        and to.start - shares[-1].end <= _CAME_TO * 2
        and not _APART.search(context.low, shares[-1].end, to.start)
    )


def _is_beside_a_level(context: Context, quantity: Quantity) -> bool:
    """Whether a level or a share is compared with a percentage: "fell to 68 percent, compared with 75 in 2024"."""
    first = next((q for q in reversed(context.quantities) if q.end <= quantity.start), None)
    if first is None or first.kind != "percent":
        return False
    against = any(first.end <= hit.start < quantity.start for hit, _ in context.sentence.of("change", "versus"))
    grown = any(first.end <= hit.start for hit, _ in context.cues)
    return against and not grown and (_level(context, first) or _share(context, first))


def _share(context: Context, quantity: Quantity) -> bool:
    """Whether a word of shares leads to a percentage, no word of growth and no comma between: "makes up 25 %"."""
    shares = [hit for hit, _ in context.sentence.of("count", "share") if hit.end <= quantity.start]
    # "in the course of the year by 5 percent"
    shares = [hit for hit in shares if not context.sentence.after(hit.end, "time", *LENGTHS)]
    # "佔中国对沿线国家投资的 5%": all that the share is of stands between.
    of = context.sentence.before(context.opening(quantity), "role", "genitive", gap=1)
    reach = _SHARED * 2 if of and context.sentence.language.noun_last else _SHARED
    if not shares or quantity.start - shares[-1].end > reach:
        return False
    grown = any(shares[-1].end <= hit.start < quantity.start for hit, _ in context.cues)
    return not grown and not _PARTED.search(context.low, shares[-1].end, quantity.start)


def _rises_from(context: Context, quantity: Quantity, start: int) -> bool:
    """Whether a percentage is the first of two levels: "rose from 3.7 percent in 2005 to 5.9 percent"."""
    following = next((q for q in context.quantities if q.start >= quantity.end and q.kind == "percent"), None)
    if following is None or not context.sentence.before(start, "change", "from", gap=2):
        return False
    reached = context.sentence.before(context.opening(following), "change", "to", gap=2)
    return reached is not None and reached[0].start >= quantity.end


def _is_reached_from_another(context: Context, quantity: Quantity) -> bool:
    """Whether a percentage is the second of two levels, where one word says "to" and "up to": "с 12 % до 17 %"."""
    to = context.sentence.before(quantity.start, "change", "to", gap=2)
    first = next((q for q in reversed(context.quantities) if q.end <= to[0].start), None) if to else None
    if to is None or first is None or first.unit not in ("percent", None):
        return False
    opened = context.sentence.before(context.opening(first), "change", "from", gap=2)
    return opened is not None and not _APART.search(context.low, first.end, to[0].start)


def _growth_came_to(context: Context, verb: Hit) -> bool:
    """Whether a verb says how large a growth was: "the growth of trade came to 20 %", not "fell to 20 %"."""
    if "status.actual" not in verb.senses:
        return False
    return any(0 <= verb.start - hit.end <= _CAME_TO and "status.actual" not in hit.senses for hit, _ in context.cues)


def _led_by_growth(context: Context, quantity: Quantity) -> bool:
    """Whether a word of growth stands right before a fraction, a hedge let pass: "up nearly a tenth"."""
    return context.sentence.before(context.opening(quantity), "change", "up", "down") is not None
