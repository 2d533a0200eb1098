"""What looks like a change and is none: sides compared with each other, plans, and what was revised."""

from __future__ import annotations

from analysis.changes.context import PREPOSITION, Context
from analysis.changes.flows import flows_compared, times_another_flow
from analysis.model import ChangeKind, Quantity

__all__ = ["is_no_change"]

_REPLACED = 24
"""Characters between a percentage and the newer one that replaces it."""


def is_no_change(context: Context, index: int, kind: ChangeKind) -> bool:
    """Whether what looks like a change compares no two times, or is replaced by a newer one."""
    quantity = context.quantities[index]
    if _compares_sides(context, quantity) or _compares_plan(context, quantity):
        return True
    if (
        kind == "percent"
        and quantity.kind == "number"
        and context.sentence.after(quantity.end, "count", "consists", gap=1)
    ):
        # As in: the imports, two thirds composed of fuel, fell.
        return True
    if kind == "factor" and times_another_flow(context.sentence, quantity):
        return True
    if kind == "absolute" and flows_compared(context.sentence, quantity):
        return True
    return kind == "percent" and _is_revised(context, index)


def _is_revised(context: Context, index: int) -> bool:
    """Whether a percentage is only what a newer one replaces: "lowered the forecast of growth from 10 to 6 %"."""
    quantity = context.quantities[index]
    following = context.quantities[index + 1] if index + 1 < len(context.quantities) else None
    if following is None or following.kind != "percent" or following.start - quantity.end > _REPLACED:
        return False
    opened = context.sentence.before(quantity.start, "range", "from")
    led = context.sentence.before(following.start, "range", "to")
    return opened is not None and led is not None and led[0].start >= quantity.end


def _compares_sides(context: Context, quantity: Quantity) -> bool:
    """Whether two economies are compared rather than two times: "twice as much as Azerbaijan in Turkey"."""
    said = quantity.unit == "factor" and not context.is_verbal(quantity)
    if said and context.sentence.after(quantity.end, "area", gap=1):
        return True
    # What leads to a place compares it with none: "0,2 Prozent weniger nach Tschechien exportiert".
    words = (
        hit
        for hit, _ in context.sentence.of("change", "versus")
        if hit.senses.isdisjoint(("role.to", "role.from", "count.clause"))
    )
    word = next((hit for hit in words if hit.start >= quantity.end), None)
    if word is None or any(p.start >= word.end for p in context.periods):
        return False
    if "," in context.low[quantity.end : word.start]:
        return False
    if any(quantity.end <= hit.start < word.start for hit, _ in context.sentence.of("metric")):
        # As in: has tripled its imports from Burundi.
        return False
    # "more than US$1.3 billion" names no economy.
    named = (hit for hit, key in context.sentence.of("area") if key != "none")
    # "up 26.6 % year on year, Chinese customs said": behind a comma it is who tells it.
    return any(0 <= hit.start - word.end <= 2 and "," not in context.low[word.end : hit.start] for hit in named)  # noqa: PLR2004 - right after


def _compares_plan(context: Context, quantity: Quantity) -> bool:
    """Whether an amount is compared with what was planned, which is no growth: "100 more than agreed"."""
    word = next((hit for hit, _ in context.sentence.of("change", "versus") if hit.end > quantity.end), None)
    return word is not None and context.sentence.after(word.end, "act", "plan", gap=PREPOSITION) is not None
