"""Partners that a text lists together: which amount is of which, and which is of all of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from analysis.areas import AreaMention
from analysis.definitions import definitions
from analysis.figures.governing import joined, preposition
from analysis.figures.metrics import sum_family
from analysis.figures.roles import given_to
from analysis.figures.told import Told
from analysis.model import Figure, Quantity
from analysis.sentences import read_once

__all__ = [
    "all_together",
    "each_to_one",
    "given_keys",
    "givers_in_turn",
    "giving_group",
    "group_to_each",
    "next_giver",
    "own_pair",
    "receiver_of",
    "receivers_in_turn",
]

_PAIR = 2
_TO_ACT = 12
"""Characters from who gives to the verb: an auxiliary, its short name in brackets."""
_COORDINATED = re.compile(r",\s+")
_RIGHT_BEHIND = 12
"""Characters from an amount to an economy right behind it: a preposition, an article."""
_TO_GIVER = 36
"""Characters from an amount to who gives it, or from who gives to the amount: "in loans from the Bank of"."""
_PARTED = re.compile(r"[,;:()]")


def all_together(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> tuple[str, ...]:
    """All that share an amount, where one has it with several: "its trade with Laos and Cambodia was 9.9 billion".

    None where each has an amount of its own.
    """
    if several := _of_several(told, quantity):
        return several
    partners = _partners(told, quantity, pair)
    if not partners or len(_amounts(told, quantity)) == len(partners):
        return ()
    # "invests in Laos and Cambodia: 120 projects in Cambodia": the partner of its own is named once more.
    following = told.first_from(quantity.end)
    end = told.end_of(following)
    codes = {a.code for a in partners}
    again = (a for a in told.areas if quantity.end <= a.start < end and a not in partners and a.form != "capital")
    if any(a.code in codes for a in again):
        return ()
    alone = len(codes) > _PAIR and codes == {a.code for a in told.areas if a.form != "capital"}
    # "Togo, Mali and Niger signed 5 documents": with nobody else.
    head = None if alone and told.sentence.has("act", "sign") else _head(told, codes, pair)
    return tuple(sorted({*codes, head} if head else codes))


def _of_several(told: Told, quantity: Quantity) -> tuple[str, ...]:
    """The partner of several, and they: "the trade of Laos and Viet Nam with China was 50 billion".

    So of three or more that sign papers with it: "Togo, Mali and Niger signed agreements with China on 50 million".
    """
    names = _names(told)
    last = next((i for i in reversed(range(len(names))) if names[i].end <= quantity.start), 0)
    if last < _PAIR or told.crossed(names[last].end, quantity.start):
        return ()
    partner, listed = names[last], told.listed(names, last - 1)
    beside = len(told.between(names[last - 1].end, partner.start).split()) == 1
    beside = beside or (len(listed) > _PAIR and _sign(told, listed[-1], partner))
    if len(listed) == 1 or not beside or preposition(told.sentence, partner.start, listed[-1].end) != "with":
        return ()
    return tuple(sorted({partner.code, *(a.code for a in listed)}))


def _sign(told: Told, last: AreaMention, partner: AreaMention) -> bool:
    """Whether a verb of signing, with no clause and no flow behind it, parts those listed from a partner."""
    signs = [
        hit.end for hit, _ in told.sentence.of("act", "sign") if last.end <= hit.start and hit.end <= partner.start
    ]
    if not signs or told.breaks(signs[-1], partner.start):
        return False
    return not any(signs[-1] <= hit.start < partner.start for hit, _ in told.sentence.of("metric", *sum_family()))


def own_pair(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> tuple[str, ...] | None:
    """The two of an amount in a list as long as its partners: "with Laos and Cambodia was 1.3 and 8.6 billion"."""
    partners = _partners(told, quantity, pair)
    amounts = _amounts(told, quantity) if partners else []
    codes = [a.code for a in partners]
    if not partners or len(partners) != len(amounts):
        return None
    partner = codes[next(index for index, amount in enumerate(amounts) if amount is quantity)]
    head = _head(told, codes, pair)
    return tuple(sorted((head, partner))) if head else None


def each_to_one(told: Told, quantity: Quantity) -> tuple[str, ...] | None:
    """The one before an amount and the one behind all of them: "Ireland gave 5 million and Mali 10 to Uganda"."""
    amounts = [q for q in told.amounts if q.kind == quantity.kind]
    if len(amounts) < _PAIR or len(told.codes) != len(amounts) + 1:
        return None
    own: dict[int, str] = {}
    start = told.sentence.start
    for amount in amounts:
        here = [a for a in told.areas if start <= a.start and a.end <= amount.start]
        if len(here) != 1 or preposition(told.sentence, here[0].start, start) is not None:
            return None
        own[id(amount)] = here[0].code
        start = amount.end
    behind = [a for a in told.areas if a.start >= start]
    if len(behind) != 1 or preposition(told.sentence, behind[0].start, start) not in ("to", "from", "with", "in"):
        return None
    return tuple(sorted((own[id(quantity)], behind[0].code))) if id(quantity) in own else None


def group_to_each(told: Told, quantity: Quantity) -> tuple[str, ...] | None:
    """A group, or a bank of several economies, and the one of those it gives to that an amount stands beside.

    "The IMF lent Togo 5 million and Mali 4", "The World Bank gave 5 million to Togo and 4 million to Mali".
    """
    sentence = told.sentence
    group = giving_group(told) if len(told.codes) >= _PAIR else None
    if group is None:
        return None
    before = next((a for a in reversed(told.areas) if group.end <= a.start and a.end <= quantity.start), None)
    if before and told.opening(quantity) - before.end <= 1:
        return tuple(sorted((group.code, before.code)))
    end = told.behind_brackets(quantity)
    behind = next((a for a in told.areas if end <= a.start), None)
    led = behind and preposition(sentence, behind.start, end) in ("to", "in")
    return tuple(sorted((group.code, behind.code))) if behind and led and not told.crossed(end, behind.start) else None


def giving_group(told: Told) -> AreaMention | None:
    """The one group, or bank of several economies, that a sentence names, where it gives: a verb stands behind it."""
    sentence = told.sentence
    if len(told.groups) != 1:
        return None
    (group,) = told.groups
    acts = (*sentence.of("act", "give", "license"), *sentence.of("status", "pledge"))
    acts = (*acts, *sentence.of("metric", *given_keys()))
    gives = any(0 < hit.start - group.end <= _TO_ACT and "act.receive" not in hit.senses for hit, _ in acts)
    return group if gives and preposition(sentence, group.start, sentence.start) is None else None


def given_keys() -> tuple[str, ...]:
    """The keys of the metrics of what is given or lent."""
    return tuple(metric.key for metric in definitions().metrics.values() if metric.is_given)


def receiver_of(before: Figure | None) -> str | None:
    """Whom the gift, loan or scholarships before go to; None where it is no such figure, or has no direction."""
    if before is None or before.direction is None:
        return None
    metric = definitions().metrics[before.metric]
    given = metric.pledged and (metric.dated or metric.allotment)
    return before.direction.partition(">")[2] if given else None


def _invested_in(before: Figure | None) -> str | None:
    """Where the investment before went; None where that was none."""
    metric = definitions().metrics[before.metric] if before else None
    invested = metric is not None and metric.is_held
    return before.direction.partition(">")[2] if before and before.direction and invested else None


def givers_in_turn(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """Who gives an amount, each his own, to the one that was given to before, whom the sentence does not name.

    "Britain gave Togo 5 million. Norway promised 3 million, and Peru and Chile 2": the last with Togo, all three.
    """
    receiver = receiver_of(before) or _invested_in(before)
    if before is None or receiver is None or receiver in told.codes or len(told.codes) < _PAIR:
        return None
    acts = (*told.sentence.of("act", "give"), *told.sentence.of("status", "pledge"))
    invests = told.sentence.of("metric", before.metric)
    # "Togo will get 3 million, Mali 2"
    verbs = [hit.start for hit, _ in (acts if receiver_of(before) else invests) if "act.receive" not in hit.senses]
    if not verbs or min(verbs) > quantity.start:
        return None
    earlier = told.last_before(quantity.start)
    start = earlier.end if earlier else told.sentence.start
    named = (*told.areas, *told.groups)
    own = [a for a in named if start <= a.start and a.end <= quantity.start]
    if not own or any(preposition(told.sentence, a.start, told.sentence.start) is not None for a in named):
        return None
    if _receives(told, sorted(named, key=lambda a: a.start), min(verbs)):
        return None
    return tuple(sorted({*(a.code for a in own), receiver}))


def receivers_in_turn(told: Told, quantity: Quantity, before: Figure | None) -> tuple[str, ...] | None:
    """Who gave before, and whom an amount goes to, where a sentence names several and all are given to.

    "Norway gave Mali and Niger 20 million. Of this, 12 million went to Mali and 8 million to Niger."
    """
    metrics = definitions().metrics
    metric = metrics[before.metric] if before else None
    if before is None or metric is None or not metric.is_given or len(told.codes) < _PAIR:
        return None
    amounts = [q for q in told.amounts if q.kind == quantity.kind]
    # "a loan of 5 million to Mali and Niger" is of both; "Danish loans amounted to" tells of another giver.
    start = amounts[0].start if amounts else quantity.start
    named = sorted(a for a in (*told.areas, *told.groups) if a.form != "adjective" or a.start < start)
    others = (metrics[key] for _, key in told.sentence.of("metric"))
    given = all(other.residual or other.is_given for other in others)
    if len(amounts) < _PAIR or not named or not given:
        return None
    if any(a.form == "adjective" or not _is_given_to(told, a) for a in named) or not _goes_on_giving(told):
        return None
    if any(second.start - first.end == 1 for first, second in pairwise(named)):
        # "В Ливан Иран направил 10 млн": the second is the subject.
        return None
    givers = [before.direction.partition(">")[0]] if before.direction else [*before.parties]
    givers = [code for code in givers if code not in told.codes]
    if named[0].end <= start:
        # "To Mali go 12 million, and to Niger 8", "Mali gets 12 million and Niger 8"
        own = next((a.code for a in reversed(named) if a.end <= quantity.start), None)
    else:
        end = told.behind_brackets(quantity)
        own = next((a.code for a in named if 0 <= a.start - end <= _RIGHT_BEHIND), None)
    return tuple(sorted((givers[0], own))) if len(givers) == 1 and own else None


def _goes_on_giving(told: Told) -> bool:
    """Whether a sentence tells of what is given, in whatever words: a part of it, more of it, a verb of giving."""
    sentence = told.sentence
    if sentence.has("act", "buy", "sell"):
        return False
    more = sentence.has("count", "subset", "another", "sum", "total") or sentence.has("status", "pledge")
    return more or sentence.has("act", "give", "receive", "go") or sentence.has("metric")


def _is_given_to(told: Told, area: AreaMention) -> bool:
    """Whether an economy is one that something goes to: "to Mali", "in Mali", or where all named only receive."""
    sentence = told.sentence
    if any(hit.start == area.start for hit, _ in sentence.of("case", "dative")):
        return True
    by = preposition(sentence, area.start, sentence.start)
    return by in ("to", "in") or (by is None and sentence.has("act", "receive") and not sentence.has("act", "give"))


def next_giver(told: Told, quantity: Quantity, before: Figure | None) -> str | None:
    """giver>receiver of a gift whose giver alone is named, next to one told just before, to whom that went.

    "Germany gave Togo 2 million, while Sweden gave 5", "Germany gave Togo 2 million, Sweden 5 and Norway 10". Without
    its verb it may as well be the next receiver: "gave Togo 2 million, Benin 5"; so the one must be known to give.
    """
    receiver = receiver_of(before)
    if before is None or receiver is None or not told.sentence.start <= before.start < quantity.start:
        return None
    giver = (before.direction or "").partition(">")[0]
    named = (*told.areas, *told.groups)
    own = [a for a in named if before.end <= a.start and a.end <= quantity.start]
    if own and own[0].code == receiver:
        # "gave 5 million to Togo, while Benin got 4"
        own = own[1:]
    if len(own) != 1 or own[0].form == "adjective" or own[0].code in before.parties:
        return None
    after = told.following(quantity)
    ends = [a for a in named if quantity.end <= a.start < (after.start if after else told.sentence.end)]
    led = [preposition(told.sentence, a.start, told.sentence.start) for a in ends]
    if preposition(told.sentence, own[0].start, told.sentence.start) or _receives(told, own, quantity.end):
        return None
    acts = _acts_between(told, own[0], quantity)
    if led == ["to"] and acts == {"give"}:
        # "and Norway gave 5 million to Benin"
        return f"{own[0].code}>{ends[0].code}"
    if any(led):
        return None
    if acts == {"receive"}:
        # "while Benin got 5 million"
        return f"{giver}>{own[0].code}"
    gives = acts == {"give"} or (not acts and _are_donors(told, quantity, own[0], before))
    return f"{own[0].code}>{receiver}" if gives else None


def _acts_between(told: Told, area: AreaMention, quantity: Quantity) -> set[str]:
    """What the verbs between an economy and an amount say that it does: give (promise, too), receive."""
    acts = told.sentence.of("act", "give", "receive")
    pledges = ((hit, "give") for hit, _ in told.sentence.of("status", "pledge"))
    return {key for hit, key in (*acts, *pledges) if area.end <= hit.start and hit.end <= quantity.start}


def _are_donors(told: Told, quantity: Quantity, area: AreaMention, before: Figure) -> bool:
    """Whether an economy right before an amount, like all listed there, is one of the donors, as the first giver is.

    None of "gave Togo 3 million, Benin 2 and Poland 1": a donor may be given to as well.
    """
    more = [(hit.start, hit.end) for hit, _ in told.sentence.of("count", "another")]
    if any(map(str.isalpha, told.sentence.without(area.end, told.opening(quantity), more))):
        # "and Norway a further 5 million" has no verb of its own.
        return False
    giver, _, receiver = (before.direction or "").partition(">")
    listed = {a.code for a in (*told.areas, *told.groups) if a.code not in before.parties} | {giver, area.code}
    return receiver not in definitions().givers and any(listed <= group for group in definitions().donors)


def _receives(told: Told, named: list[AreaMention], verb: int) -> bool:
    """Whether one of those named is given to: "Norway gave Chile", "gives Chile", "подарила Чили"."""
    sentence = told.sentence
    datives = {hit.start for hit, _ in sentence.of("case", "dative")}
    if any(a.start in datives or given_to(sentence, a) for a in named):
        return True
    end = named[0].end
    amount = told.quantities[0].start
    for area in named[1:]:
        together = _COORDINATED.fullmatch(told.between(end, area.start)) is not None or joined(
            sentence, told.between(end, area.start).split()
        )
        if verb < area.start < amount and not (together):
            return True
        end = area.end if together else end
    return False


def _head(told: Told, partners: Collection[str], pair: tuple[str, ...]) -> str | None:
    """The one whose partners are listed: the first other one that the sentence names, else of the pair."""
    return next((code for code in (*(a.code for a in told.areas), *pair) if code not in partners), None)


def _amounts(told: Told, quantity: Quantity) -> list[Quantity]:
    """The amounts, or the growths, listed with one, which is one of them."""
    index = told.place(quantity)
    if index is not None:
        return told.listed(told.amounts, index)
    growths = [growth.quantity for growth in told.growths]
    return told.listed(growths, growths.index(quantity)) if quantity in growths else [quantity]


def _partners(told: Told, quantity: Quantity, pair: tuple[str, ...]) -> list[AreaMention]:
    """The economies listed beside an amount that one other trades with or gives to; none where they are the two."""
    names = _names(told)
    if not names:
        return []
    if acting := _acting(told, quantity, names):
        return acting
    index = _nearest(told, quantity, names)
    if index is None:
        return []
    listed = told.listed(names, index)
    if len(listed) > _PAIR and preposition(told.sentence, listed[1].start, listed[0].end) == "with":
        # One word may be "with" and "and": "Viet Nam with Laos and Cambodia".
        listed = listed[1:]
    if len(listed) > 1 and (_opens_clause(told, listed[-2], listed[-1]) or _has_its_own(told, quantity, listed[-1])):
        listed = listed[:-1]
    if len(listed) > 1 and _is_of_the_one_before(told, quantity, listed[0]):
        listed = listed[1:]
    codes = {a.code for a in listed}
    others = {a.code for a in told.areas} - codes or set(pair) - codes
    governed = preposition(told.sentence, listed[0].start, told.sentence.start)
    to_each = governed in ("with", "to", "from") or given_to(told.sentence, listed[0])
    # "India låner Ghana og Togo 9 millioner", where one word lends and borrows.
    to_each = to_each or told.sentence.before(listed[0].start, "metric", *given_keys(), gap=1) is not None
    if told.sentence.has("count", "respectively"):
        # "Mali and Niger will receive 5 and 7 million from Turkey respectively"
        led = (preposition(told.sentence, a.start, told.sentence.start) for a in told.areas if a.code in others)
        to_each = to_each or (len(others) == 1 and any(by in ("from", "to", "with") for by in led))
    signed = (
        governed is None
        and told.sentence.has("act", "sign")
        and codes == {a.code for a in names if a.form != "capital"}
    )
    together = len(codes) > _PAIR and (governed == "between" or signed)
    return listed if len(codes) == len(listed) > 1 and ((to_each and others) or together) else []


def _opens_clause(told: Told, before: AreaMention, last: AreaMention) -> bool:
    """Whether the last one named opens a clause of its own: "will give 5 million to Tonga, and China handed over 3"."""
    if not told.breaks(before.end, last.start):
        return False
    verb = told.sentence.after(last.end, "act", "give", "receive", "buy", "sell", gap=1)
    return verb is not None and preposition(told.sentence, before.start, told.sentence.start) is not None


def _has_its_own(told: Told, quantity: Quantity, last: AreaMention) -> bool:
    """Whether another amount stands right behind the last one named behind an amount: "5 from Peru, Chile 6"."""
    following = told.first_from(last.end)
    return last.start >= quantity.end and following is not None and told.opening(following) - last.end <= 1


def _is_of_the_one_before(told: Told, quantity: Quantity, first: AreaMention) -> bool:
    """Whether the first one named before an amount belongs to the amount before it: "5 million from Peru, Chile 6"."""
    before = told.last_before(first.start)
    led = preposition(told.sentence, first.start, told.sentence.start) is not None
    return led and before is not None and first.end <= quantity.start and not told.breaks(before.end, first.start)


def _acting(told: Told, quantity: Quantity, names: list[AreaMention]) -> list[AreaMention]:
    """Those listed that do something together to another one behind them: "Japan and Ireland gave Togo 5 million".

    Also what comes from several: "exports from Togo and Mali to Japan". None where anything parts the two sides.
    """
    listed = next((found for i in range(len(names)) if (found := told.listed(names, i))[1:]), [])
    behind = [a for a in told.areas if listed and a.start >= listed[-1].end]
    if len(behind) != 1 or len(listed) + 1 != len(told.areas) or behind[0].form == "adjective":
        return []
    (other,) = behind
    gaps = (other.start - quantity.end, quantity.start - other.end, other.start - listed[-1].end)
    # "gave 5 million to Togo", not "aim for 5 million with help from Togo"
    by = preposition(told.sentence, other.start, listed[-1].end)
    # "are to get 5 million in loans from India's bank", not "aim for 5 million with support from India"
    helped = any(quantity.end <= hit.start < other.start for hit, _ in told.sentence.of("role", "with"))
    near = any(0 <= gap <= (_TO_GIVER if by in ("from", "by") and not helped else _RIGHT_BEHIND) for gap in gaps)
    led = near and (by in ("to", "from", "with", "by") or (by == "in" and other.start - quantity.end >= 0))
    way = preposition(told.sentence, listed[0].start, told.sentence.start)
    if way not in (None, "from") or not (led or given_to(told.sentence, other)) or told.sentence.has("count", "each"):
        return []
    start, end = listed[-1].end, max(other.end, quantity.end)
    amounts = _amounts(told, quantity)
    crossed = [q for q in told.crossed(start, end) if q not in amounts]
    parted = _PARTED.search(told.sentence.without(start, end, ((q.start, q.end) for q in amounts)))
    return [] if crossed or parted or quantity.start < start else listed


@read_once
def _names(told: Told) -> list[AreaMention]:
    """The economies named otherwise than by an adjective; none where no two of them are listed."""
    names = [a for a in told.areas if a.form != "adjective"]
    return names if any(len(told.listed(names, index)) > 1 for index in range(len(names))) else []


def _nearest(told: Told, quantity: Quantity, names: list[AreaMention]) -> int | None:
    """Which of the names stands last before an amount, or else first behind it, no other amount between."""
    amounts = _amounts(told, quantity)
    start, end = amounts[0].start, amounts[-1].end
    before = next((i for i in reversed(range(len(names))) if names[i].end <= start), None)
    if before and told.listed(names, before - 1)[1:] and not told.listed(names, before)[1:]:
        # "students from Chile and Peru in Togo rose by 4 and 5 percent"
        led = preposition(told.sentence, names[before].start, names[before - 1].end)
        before -= led is not None
    if before is not None and told.listed(names, before)[1:] and not told.crossed(names[before].end, start):
        return before
    behind = next((i for i in range(len(names)) if names[i].start >= end), None)
    if behind is None or told.crossed(end, names[behind].start) or told.breaks(end, names[behind].start):
        return None
    return behind
