"""Which way a figure goes: by its sentence, else by what was said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.areas import AreaMention
from analysis.definitions import Metric, definitions
from analysis.figures.acting import behind_verb
from analysis.figures.counted import plain_people
from analysis.figures.directions import Direction, direction_of, roles_of, says_who_gives
from analysis.figures.goods import way_of_goods
from analysis.figures.governing import (
    POSSESSIVE,
    bare_names,
    opens_otherwise,
    preposition,
    prepositions,
    subject_of,
)
from analysis.figures.listed import of_people_by_economy
from analysis.figures.metrics import MetricChoice, counts_people, sum_family
from analysis.figures.named import areas_of, other_of
from analysis.figures.one_named import opens_with_there, teller_of
from analysis.figures.qualifying import qualified
from analysis.figures.roles import held_at_end
from analysis.figures.several import giving_group, next_giver
from analysis.figures.told import Told
from analysis.figures.ways.debts import way_of_debt
from analysis.figures.ways.givers import way_of_giver, way_of_union
from analysis.figures.ways.pointed import way_of_share, way_of_us, way_to_pointed
from analysis.figures.ways.stated import StatedWays, larger_flow
from analysis.figures.ways.whose import (
    at_whose_schools,
    by_builders,
    for_whose_people,
    sent_to,
    to_whom,
    whose_capital,
    whose_goods,
)
from analysis.model import Figure, Quantity
from analysis.scope import Reading
from analysis.sentences import Sentence

if TYPE_CHECKING:
    from analysis.figures.drafts import Draft

__all__ = ["Ways"]

_TO_PARTNER = 24
"""Characters from whose a partner is to the noun for it: a rank, an adjective."""
_PAIR = 2
_ARTICLE = 5
"""Characters between a verb and its object: an article."""
_BEHIND = 32
"""Characters behind an amount within which an economy is named beside it."""
_WHICH = 24
"""Characters between goods, or what they are worth, and the verb of their going: "worth of goods which"."""
_SENTENCES_BACK = 4
_WORTH = 32
"""Characters from things counted to the amount that can only be their worth."""


class Ways:
    """The directions of a document's figures.

    `made` holds those so far, in the order of the text; `before` tells the last one shortly before a sentence.
    """

    def __init__(self, reading: Reading, made: list[Draft], before: Callable[[Sentence], Draft | None]) -> None:
        self.reading = reading
        self.known = definitions()
        self.made = made
        self.before = before
        self.stated = StatedWays(reading, made)

    def of(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> Direction:
        """The direction by the words, else by what was said of the same pair or by the currency."""
        metric = choice.ways
        people = replace(quantity, unit=choice.unit) if choice.unit else quantity
        told_of = whose_capital(told, quantity, choice, parties) or at_whose_schools(told, choice, parties)
        told_of = told_of or for_whose_people(told, quantity, choice, parties)
        if told_of := told_of or sent_to(told, quantity, metric, parties):
            return Direction(told_of)
        if metric.residual and len(parties) == _PAIR and (way := of_people_by_economy(told, people, parties)):
            return Direction(way)
        if metric.residual and (back := self._way_back(told, quantity, metric, parties)):
            return Direction(back)
        if told_on := self._way_told_on(told, quantity, metric, parties):
            return told_on
        if metric.residual and quantity.kind == "money" and len(parties) == _PAIR:
            built = by_builders(told, quantity, parties)
            return Direction(built) if built else self._way_of_payment(told, metric, parties)
        if more := self._way_of_more(told, quantity, choice, parties):
            return more
        if metric.direction is None or len(parties) != _PAIR:
            return Direction()
        return self._of_a_flow(told, quantity, choice, parties)

    def _of_a_flow(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> Direction:
        """The direction of what goes one way between two: trade, gifts, people."""
        metric = choice.ways
        if pointed := way_to_pointed(told, choice, parties, self.reading):
            return Direction(pointed, "sentence-before")
        if ours := way_of_us(told, choice, parties):
            return Direction(ours, "speaker")
        if share := way_of_share(told, choice, parties):
            return Direction(share)
        if beside := self._way_of_flows(told, quantity, choice, parties) or self._way_abroad(told, metric, parties):
            return beside
        if metric.is_given:
            return self._of_a_gift(told, quantity, choice, parties)
        larger = larger_flow(self.made, quantity, metric, parties) if metric.difference else None
        return Direction(larger, "document") if larger else self._said(told, quantity, choice, parties)

    def _of_a_gift(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> Direction:
        """The direction of a gift or loan: who gives it to whom."""
        metric = choice.ways
        if metric.repaid and (owed := way_of_debt(told, quantity, parties)):
            return Direction(owed)
        if given := self._way_of_gift(told, quantity, parties):
            return given
        if next_to := self._way_of_next_receiver(told, quantity, metric, parties):
            return Direction(next_to)
        if own := self._way_of_own_helpers(told, quantity, parties):
            return Direction(own, "sentence-before")
        said = self._said(told, quantity, choice, parties)
        if (said.text is None or said.inferred) and not says_who_gives(told, quantity, metric):
            return way_of_giver(quantity, parties) or said
        return said

    def _way_told_on(
        self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]
    ) -> Direction | None:
        """The direction of what goes on about the figures before: as theirs, or to the place last named."""
        if metric.residual and len(parties) == _PAIR and (way := self._way_of_movers(told, quantity, parties)):
            return Direction(way, "sentence-before")
        if opens_with_there(told) and (there := self._way_there(told, parties)):
            return Direction(there, "sentence-before")
        return self._way_going_on(told, quantity, metric.key, parties) if metric.residual else None

    def _way_of_more(
        self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]
    ) -> Direction | None:
        """The direction of more of what was counted or weighed before, which goes as that did.

        "12,824 workers went to Spain. Their number rose to 15,192.", "Last year 3 million tonnes were delivered."
        """
        if not choice.metric.residual or quantity.kind not in ("number", "measure") or not self.made:
            return None
        last, unit = self.made[-1].figure, choice.unit or quantity.unit
        alike = last.metric == choice.metric.key and last.unit == unit
        same = alike and last.parties == parties
        if quantity.kind == "measure" and (not same or not last.direction or told.areas):
            return None
        shared = set(last.parties) & set(parties)
        again = any(a.code in shared for a in told.areas if a.start >= last.end)
        kept = self._way_in_list(told, choice.metric, parties) if alike and len(shared) == 1 and not again else None
        if kept:
            # "2,800 firms there have Peruvian capital and 1,660 Chilean"
            return Direction(kept, "document")
        return Direction(last.direction, "sentence-before") if same and last.direction else Direction()

    def _way_there(self, told: Told, parties: tuple[str, ...]) -> str | None:
        """The way to, or from, the place that a sentence points back to: "5 tonnes went there", as told of others."""
        last = self.made[-1].figure if self.made else None
        if last is None or not last.direction or len(parties) != _PAIR:
            return None
        back = told.sentence.has("role", "from_there")
        kept = teller_of(last)
        other = next((code for code in parties if code != kept), None)
        if kept not in parties or other is None:
            return None
        return f"{other}>{kept}" if back else f"{kept}>{other}"

    def _way_of_gift(self, told: Told, quantity: Quantity, parties: tuple[str, ...]) -> Direction | None:
        """The direction of a gift that words right beside it tell, or who gives to many; None where they do not."""
        stated = whose_goods(told, quantity, parties) or to_whom(told, quantity, parties)
        stated = stated or _from_one_by_another(told, parties)
        if stated:
            return Direction(stated)
        group = giving_group(told)
        if group is not None and group.code in parties and len(parties) == _PAIR:
            # "The World Bank lends Togo 5 million"
            return Direction(f"{group.code}>{next(code for code in parties if code != group.code)}")
        return way_of_union(parties) or self._way_of_next_giver(told, quantity, parties)

    def _way_of_next_giver(self, told: Told, quantity: Quantity, parties: tuple[str, ...]) -> Direction | None:
        """The direction of a gift next to one just told, where only who gives it is named."""
        way = next_giver(told, quantity, self.made[-1].figure) if self.made else None
        return Direction(way) if way and set(parties) == set(way.split(">")) else None

    def _way_of_next_receiver(
        self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]
    ) -> str | None:
        """The direction of a gift to the next one, with no verb of his own: "gave Togo 5 million, Benin 3"."""
        last = self.made[-1].figure if self.made else None
        if last is None or last.start < told.sentence.start or last.metric != metric.key or not last.direction:
            return None
        giver, _, receiver = last.direction.partition(">")
        named = [a for a in told.areas if last.end <= a.start < quantity.start]
        words = (*told.sentence.of("act", "give", "receive"), *told.sentence.of("metric"))
        if giver not in parties or receiver in parties or len(named) != 1 or named[0].form == "adjective":
            return None
        # Right before its amount, with nothing before it: "and 3 million came from Sweden" tells of another giver.
        beside = 0 <= told.opening(quantity) - named[0].end <= 1
        governed = preposition(told.sentence, named[0].start, told.sentence.start)
        if not beside or governed is not None or any(last.end <= hit.start < quantity.start for hit, _ in words):
            return None
        return f"{giver}>{other_of(parties, giver)}"

    def _way_of_own_helpers(self, told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
        """The direction of the gift before, where helpers of the giver get money: "The Danish Red Cross gets 5".

        Who gave before has no need to be given to.
        """
        last = self.made[-1].figure if self.made else None
        if (
            last is None
            or not last.direction
            or last.parties != parties
            or not self.known.metrics[last.metric].is_given
        ):
            return None
        giver = last.direction.partition(">")[0]
        own = all(area.form == "adjective" and area.code == giver for area in told.areas) and not told.groups
        verbs = [hit.start for hit, _ in told.sentence.of("act", "receive") if hit.end <= quantity.start]
        gets = bool(told.areas and verbs) and told.areas[-1].end <= verbs[-1]
        # "Norwegian banks get 5 million back" are no helpers, whose names have capitals.
        text, ends = told.sentence.text, [area.end for area in told.areas]
        named = not told.sentence.language.nouns_capital and any(text[end + 1 : end + 2].isupper() for end in ends)
        return last.direction if own and gets and named and not told.sentence.has("act", "give") else None

    def _way_abroad(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> Direction | None:
        """investor>host where the home of the language tells of "the country", as it calls the other one.

        "Statkraft is building there and has put 3 million into the country so far"
        """
        home = self.reading.home
        if not metric.to_date or home not in parties or any(a.form != "capital" for a in told.areas):
            return None
        countries = (hit.start for hit, _ in told.sentence.of("count", "country"))
        inside = any(told.sentence.before(start, "role", "in", gap=1) for start in countries)
        return Direction(f"{home}>{other_of(parties, home)}", "home") if inside else None

    def _way_of_flows(
        self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]
    ) -> Direction | None:
        """The way of goods told of by their noun, or that of the larger of two flows; None of any other.

        The latter by the words beside the first: "Peru's imports exceeded its exports".
        """
        cue = choice.cue
        if way := way_of_goods(told, quantity, cue, parties):
            return Direction(way)
        if not choice.metric.difference or choice.like is None or cue is None:
            return None
        first = next(self.known.metrics[key] for hit, key in told.sentence.of("metric") if hit == cue)
        at = replace(quantity, start=cue.start, end=cue.end)
        said = self._said(told, at, MetricChoice(first, cue, like=first), parties)
        if first is choice.like or said.text is None:
            return said
        return said._replace(text=">".join(reversed(said.text.split(">"))))

    def _said(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> Direction:
        """The direction by the words of the sentence, else by what was said of the same pair."""
        metric = choice.ways
        back = self._way_back(told, quantity, metric, parties)
        said = Direction(back) if back else self._worded(told, quantity, metric, parties)
        way, how, both = said
        if way is None and choice.like and choice.inferred == "sentence-before" and self.made:
            same = self.made[-1].figure.parties == parties
            return Direction(self.made[-1].figure.direction, "sentence-before") if same else Direction()
        if way is None and (both or choice.like):
            return Direction() if both else self._of_the_like(told, quantity, choice, parties)
        trade = metric.key in sum_family()
        last = self.made[-1] if self.made else None
        comma = told.sentence.low.find(", ", last.figure.end, quantity.start) if last else -1
        semicolon = told.sentence.low.find(";", last.figure.end, quantity.start) if last else -1
        # "5 million; Peru's exports grew by 3 %, to 6 million": the clause opens before the growth.
        comma = semicolon if 0 <= semicolon < comma else comma
        start = (
            max(behind_verb(told.sentence, last.figure.end, quantity), comma, _joined_on(told, choice)) if last else 0
        )
        beside = last and last.sentence_start == told.sentence.start and not _named_beside(told, start, quantity)
        # "shipped 5 million to Peru, whose exports were 6"
        whose = _whose_between(told, last, quantity)
        if trade and beside and not back and not whose:
            # "exports to Vietnam came to 1.2 billion, imports to 1.9": the same reporter.
            way = self._way_of_goods(last, parties) or self.stated.last(told, quantity, metric, parties) or way
        if way is None and told.sentence.has("count", "total") and self.stated.both(told, metric, parties):
            # A total of what went both ways.
            return Direction()
        if way is None and not ({a.code for a in told.areas} & set(parties)):
            way, how = self._way_of_sentence_before(told, quantity, metric, parties), "sentence-before"
        if way is None:
            way, how = self._way_in_list(told, metric, parties), "document"
        if way is None:
            way = self.stated.last(told, quantity, metric, parties)
        return Direction(way, how) if way else self._way_of_teller(told, quantity, metric, parties)

    def _way_of_teller(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> Direction:
        """The direction where nothing beside the figure tells it: as told before, or as seen by who speaks."""
        if metric.key not in sum_family():
            return Direction(self._way_told_before(told, quantity, metric, parties), "sentence-before")
        if way := self._way_of_speaker(told, metric, parties):
            return Direction(way, "speaker")
        return Direction() if told.areas else Direction(self._told_by_home(told, metric, parties), "home")

    def _way_of_movers(self, told: Told, quantity: Quantity, parties: tuple[str, ...]) -> str | None:
        """The way of people listed by partner: as those before them, else from who was said to send them."""
        unit = self.known.units.get(quantity.unit or "")
        if unit is None or unit.kind != "person":
            return None
        last = self.made[-1].figure if self.made else None
        if last and last.direction and last.start >= told.sentence.start and last.unit == quantity.unit:
            origin, _, host = last.direction.partition(">")
            kept = {origin, host} & set(parties)
            if len(kept) == 1 and not kept & {a.code for a in told.areas if a.start > last.end}:
                other = next(code for code in parties if code not in kept)
                return f"{origin}>{other}" if origin in kept else f"{other}>{host}"
        preceding = self.reading.sentences.preceding(told.sentence)
        heads = set(parties) - {a.code for a in told.areas}
        if preceding is None or not preceding.has("act", "move") or len(heads) != 1:
            return None
        (head,) = heads
        sends = subject_of(preceding, areas_of(preceding, home=self.reading.home)) == head
        return f"{head}>{other_of(parties, head)}" if sends else None

    def _way_of_payment(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> Direction:
        """The direction of money sent from one to the other: "remittances from Peru to Chile".

        Where the words name one end alone, the other one is at the other; what goes on about it goes the same way.
        """
        if home := self._way_home(told, parties):
            return Direction(home, "sentence-before")
        last = self.before(told.sentence)
        origin = last.figure.direction.partition(">")[0] if last and last.figure.direction else None
        going_on = last is not None and last.figure.metric == metric.key and origin in parties
        going_on = going_on and last is not None and last.figure.unit not in self.known.units
        # "From Togo came 5 million": to the other one, which is not named.
        led = {a.code for a, by in prepositions(told) if by == "from"} & set(parties)
        came = len(led) == 1 and led == told.codes & set(parties) and told.sentence.has("act", "go", "receive")
        if not (going_on or came or told.sentence.of("act", "pay")):
            return Direction()
        # "Remittances from Egyptians at work in Germany" go to Egypt.
        named = ((a.code, by) for a, by in prepositions(told) if by == "to" or a.form != "adjective")
        ends = {code: governed for code, governed in named if code in parties}
        origins, hosts = ({code for code in parties if ends.get(code) == end} for end in ("from", "to"))
        within = {code for code, governed in ends.items() if governed == "in"}
        if origins and len(within) == 1 and not hosts and told.sentence.has("act", "move", "live"):
            # "Workers from Nepal in Qatar sent home 2 million": from where they work.
            origins = within
        if not origins and not hosts and set(parties) <= told.codes:
            # "Pakistan received 5 million from its workers in Oman": those who send it are where they work.
            origins = {code for code in parties if ends.get(code) == "in"}
        origins = origins or set(parties) - hosts
        if len(origins) != 1 and going_on and origin not in hosts:
            origins = {str(origin)}
        if len(origins) != 1:
            return Direction()
        one, other = parties if parties[0] in origins else parties[::-1]
        return Direction(f"{one}>{other}", None if hosts else "sentence-before" if going_on else "other-side")

    def _way_home(self, told: Told, parties: tuple[str, ...]) -> str | None:
        """The way of what people just counted send home: "20,000 Peruvians work in Chile. They send home 5 million"."""
        last = self.made[-1].figure if self.made else None
        unit = self.known.units.get(last.unit or "") if last else None
        if last is None or unit is None or unit.kind != "person" or last.parties != parties or not last.direction:
            return None
        preceding = self.reading.sentences.preceding(told.sentence)
        near = last.start >= (preceding.start if preceding else told.sentence.start)
        # "They pay 5 million in taxes" is no money sent home.
        sent = (hit for hit, _ in told.sentence.of("act", "pay") if f"metric.{last.metric}" in hit.senses)
        pays = [hit.start for hit in sent if hit.start >= last.end]
        start = max(told.sentence.start, pays[0]) if pays else 0
        if not near or not pays or any(a.start >= start for a in told.areas):
            return None
        return ">".join(reversed(last.direction.split(">")))

    def _of_the_like(self, told: Told, quantity: Quantity, choice: MetricChoice, parties: tuple[str, ...]) -> Direction:
        """The direction of what is like a gift: of what one pays for, or of a debt told before.

        "agreed with Bolivia to cancel its debt. Of the 85 million, ..."
        """
        paid = self._paid_for(told, choice, parties)
        if paid is None and choice.cue and "act.owe" in choice.cue.senses:
            return Direction(self._way_told_before(told, quantity, choice.ways, parties), "sentence-before")
        return Direction(paid)

    def _paid_for(self, told: Told, choice: MetricChoice, parties: tuple[str, ...]) -> str | None:
        """The direction of the gift before in the same sentence, of what it pays for: "20 million for 8 projects"."""
        last = self.made[-1] if self.made else None
        if last is None or choice.like is None or last.sentence_start != told.sentence.start:
            return None
        same = last.figure.metric == choice.like.key and last.figure.parties == parties
        return last.figure.direction if same else None

    def _worded(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> Direction:
        """The direction by the words; what is the worth of things counted just before goes as they.

        "licensed 3 projects, worth 64 million in all"
        """
        said = direction_of(told, quantity, metric=metric, parties=parties)
        last = self.made[-1] if self.made else None
        here = last is not None and last.sentence_start == told.sentence.start
        if here and (followed := self._way_of_followed(told, quantity, metric, parties)):
            return Direction(followed, "document")
        other = self._not_by_one_side(told, quantity, metric, parties) if said.inferred == "other-side" else None
        if other:
            return other
        near = last is not None and 0 <= quantity.start - last.figure.end <= _WORTH
        # "52 joint projects of Peru and Chile, whose volume is 5 million"
        near = near or (here and _whose_between(told, last, quantity))
        if last is None or not here or (said.inferred != "other-side" and not near):
            return said
        if self.known.metrics[last.figure.metric].worth != metric.key:
            return said
        named = any(last.figure.end <= a.start < quantity.start for a in told.areas)
        if named and not _whose_between(told, last, quantity):
            return said
        if not last.figure.direction and near:
            # "47 joint projects worth 4.8 billion"
            return Direction(both=True)
        return Direction(last.figure.direction, said.inferred) if last.figure.direction else said

    def _not_by_one_side(
        self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]
    ) -> Direction | None:
        """The direction that what was said before tells, where words name the end of one of the two alone."""
        if counts_people(metric):
            if kept := self._way_going_on(told, quantity, metric.key, parties):
                return kept
            if alike := self._of_people_alike(told, metric, parties):
                return Direction(alike, "document")
        if told_by_home := self._told_by_home(told, metric, parties):
            return Direction(told_by_home, "home")
        if firms := self._way_of_firms(told, quantity, metric, parties):
            return Direction(firms, "document")
        if kept_side := self._way_of_next(told, quantity, metric, parties):
            return Direction(kept_side, "sentence-before")
        return None

    def _way_of_firms(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The way of what firms just counted invest: "It has 400 firms with Dutch owners, and these invested 5"."""
        last = self.made[-1].figure if self.made else None
        unit = self.known.units.get(last.unit or "") if last else None
        if last is None or unit is None or unit.kind != "actor" or not metric.to_date or last.parties != parties:
            return None
        pronoun = any(told.sentence.opens_with(hit.start) for hit, _ in told.sentence.of("source", "pronoun"))
        if last.start < told.sentence.start and pronoun and not told.areas:
            # "50 Dutch firms operate in Peru. They have invested 5 million."
            return last.direction
        # Behind the comma, or "and", none is named: "with Dutch owners, which have invested".
        comma = told.sentence.low.find(",", last.end, quantity.start)
        joins = [hit.start for hit, _ in told.sentence.of("range", "and") if last.end <= hit.start < quantity.start]
        start = min([*joins, *([comma] if comma >= 0 else [])], default=quantity.start)
        named = any(start <= a.start < quantity.start for a in told.areas)
        return None if named or last.start < told.sentence.start else last.direction

    def _way_going_on(self, told: Told, quantity: Quantity, metric: str, parties: tuple[str, ...]) -> Direction | None:
        """The direction of the figure before in the same sentence, of which an amount only tells another time or part.

        "1.2 million tonnes went to China in 2022, and 1.1 million the year before": no noun and no economy of its own.
        """
        last = self.made[-1] if self.made else None
        if last is None or last.sentence_start != told.sentence.start or not last.figure.direction:
            return None
        figure, sentence = last.figure, told.sentence
        compared = quantity.kind == "measure" and quantity.unit == figure.unit and told.set_against(quantity)
        people = quantity.unit == plain_people() and figure.unit == quantity.unit
        # "20,000 work there, and send home 5 million"
        unit = self.known.units.get(figure.unit or "")
        money = quantity.kind == "money" and (unit is None or unit.kind != "person")
        alike = quantity.kind == "number" or money or compared or people
        if (figure.metric, figure.parties) != (metric, parties) or not alike:
            return None
        words = [hit.start for hit, _ in sentence.of("change", "versus") if figure.end <= hit.start < quantity.start]
        words += [
            hit.start for hit, _ in sentence.of("range", "and", "from") if figure.end <= hit.start < quantity.start
        ]
        words += [sentence.low.rfind(",", figure.end, quantity.start)]
        start = max(words)
        if start < figure.end or _named_beside(told, start, quantity):
            return None
        codes = (code.removeprefix("direction:") for code in figure.inferred if code.startswith("direction:"))
        return Direction(figure.direction, next(codes, "document"))

    def _way_of_goods(self, last: Draft | None, parties: tuple[str, ...]) -> str | None:
        """The direction of goods told right before what they are worth: "exported 200 tonnes for 90 million"."""
        goods = last is not None and self.known.metrics[last.figure.metric].residual
        return last.figure.direction if last and goods and last.figure.parties == parties else None

    def _way_back(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The way opposite to that of the figure before, where words say so: "30 billion, the return flow 18"."""
        last = self.made[-1].figure if self.made else None
        if last is None or not last.direction or last.parties != parties or not told.sentence.has("role", "back"):
            return None
        if not self.before(told.sentence):
            return None
        like = self.made[-1].like or self.known.metrics[last.metric]
        alike = metric.key == last.metric or metric.direction == like.direction
        if not alike or any(quantity.start <= a.start < quantity.end for a in told.areas):
            # Who gives scholarships is no origin of students.
            return None
        start = max(last.end, told.sentence.start)
        named = (hit for hit, _ in told.sentence.of("metric", metric.key))
        if metric.key in sum_family() and any(start <= hit.start < quantity.start for hit in named):
            # "Conversely, the exports of the free zones fell": a contrast, and whose exports they are stays.
            return None
        turned = any(start <= hit.start < quantity.start for hit, _ in told.sentence.of("role", "back"))
        gone = told.sentence.after(quantity.end, "act", "go", gap=_WHICH)
        if told.sentence.after(gone[0].end if gone else quantity.end, "role", "back", gap=1):
            # "5 billion went from Chile to Peru and 4 billion the other way"
            joins = [hit.end for hit, _ in told.sentence.of("range", "and") if hit.end <= quantity.start]
            turned, start = True, max([start, told.sentence.low.rfind(",", start, quantity.start), *joins[-1:]])
        if not turned or any(start <= a.start < quantity.start for a in told.areas):
            return None
        first, _, second = last.direction.partition(">")
        return f"{second}>{first}"

    def _way_in_list(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction in a list of partners: the side said once keeps its end."""
        last = self.made[-1] if self.made else None
        if (
            last is None
            or last.sentence_start != told.sentence.start
            or last.figure.metric != metric.key
            or not last.figure.direction
        ):
            return None
        return self._kept_side(last.figure, parties)

    @staticmethod
    def _kept_side(figure: Figure, parties: tuple[str, ...]) -> str | None:
        """The direction in which the party that a figure shares with the next one keeps its end."""
        first, _, second = (figure.direction or "").partition(">")
        head = next((code for code in parties if code in (first, second)), None)
        if head is None:
            return None
        other = parties[0] if parties[1] == head else parties[1]
        return f"{head}>{other}" if head == first else f"{other}>{head}"

    def _of_people_alike(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction in a list of people whose partner is named as the last was: by name, with no preposition.

        "Chile received 5 million Chinese tourists, Togo 4"
        """
        if not self.made or not counts_people(metric):
            return None
        last = self.made[-1].figure
        if last.parties == parties and last.metric == metric.key:
            # After "trips from Peru to Chile", Chile alone, with nothing before its name, stays where they go.
            guessed = any(code.startswith("direction:") for code in last.inferred)
            alone = told.codes.intersection(parties) <= bare_names(told)
            return last.direction if alone and not guessed else None
        way = self._way_in_list(told, metric, parties)
        if way is None:
            return None
        new, old = set(parties) - set(last.parties), set(last.parties) - set(parties)
        return way if len(new) == len(old) == 1 and new | old <= bare_names(told) else None

    def _way_of_next(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction where the next partner in a list is but named: "In third place is Japan, with 176 million."."""
        last = self.before(told.sentence)
        if last is None:
            return None
        turned = last.figure.metric != metric.key
        if turned and not {last.figure.metric, metric.key} <= sum_family():
            return None
        ours = [a.code for a in told.areas if a.code in parties]
        if len(ours) != 1 or ours[0] in last.figure.parties or says_who_gives(told, quantity, metric):
            return None
        roles = roles_of(told, metric.key, "end" if held_at_end(told.sentence, metric, quantity) else "origin")
        bare = all(w <= 1 for a, (_, w) in zip(told.areas, roles, strict=True) if a.code == ours[0])
        kept = self._kept_side(last.figure, parties) if bare else None
        if kept and turned:
            # Its exports to Peru were told; the imports come the other way.
            first, _, second = kept.partition(">")
            other = self.known.metrics[last.figure.metric]
            return f"{second}>{first}" if other.held_at_origin != metric.held_at_origin else kept
        return kept

    def _way_of_followed(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction of who comes next: "Poland was the biggest market with 5, followed by Denmark with 4"."""
        last = self.made[-1].figure
        named = [a.start for a in told.areas if a.code in parties and last.end <= a.start < quantity.start]
        if last.metric != metric.key or not named or not last.direction:
            return None
        return self._kept_side(last, parties) if told.sentence.before(named[0], "count", "followed") else None

    def _way_told_before(self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction of a gift that the sentence before tells: "aid from India arrived. It weighs 30 tonnes."."""
        preceding = self.reading.sentences.preceding(told.sentence)
        if preceding is None:
            return None
        there = replace(told, sentence=preceding, quantities=[], areas=self._areas_of(preceding))
        behind = replace(quantity, start=preceding.end, end=preceding.end)
        return direction_of(there, behind, metric=metric, parties=parties).text

    def _way_of_sentence_before(
        self, told: Told, quantity: Quantity, metric: Metric, parties: tuple[str, ...]
    ) -> str | None:
        """The direction in the sentence before, where it speaks of the same and states no figure of its own."""
        preceding = self.reading.sentences.preceding(told.sentence)
        last = self.made[-1] if self.made else None
        if preceding is None or (last and last.sentence_start == preceding.start):
            return None
        if not preceding.has("metric", metric.key):
            return None
        return self._way_told_before(told, quantity, metric, parties)

    def _way_of_speaker(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction where whose figure it is can be told by who is the subject of a sentence shortly before."""
        home = self.reading.home if not {a.code for a in told.areas} & set(parties) else None
        # In a text of the one economy that speaks its language, trade is told from its side.
        speaker = home if home in parties else self.speaker(told, parties) or self._first_of_both(told, parties)
        return _way_held_by(told, metric, parties, speaker) if speaker else None

    def _told_by_home(self, told: Told, metric: Metric, parties: tuple[str, ...]) -> str | None:
        """The direction of trade that the home of the language tells of a partner: "Peru grew most, by 3 million"."""
        home = self.reading.home or told.sentence.language.home
        # Where names qualify nouns without a preposition, a bare name tells nothing.
        trade = metric.key in sum_family() and metric.direction is not None and told.sentence.language.spaced
        if not trade or home not in parties or home in {a.code for a in told.areas}:
            return None
        if told.sentence.has("act", "buy", "sell") or any(a.form == "adjective" for a in told.areas):
            return None
        bare = all(preposition(told.sentence, a.start, told.sentence.start) is None for a in told.areas)
        own = any(qualified(told.sentence, a) for a in told.areas)
        return _way_held_by(told, metric, parties, home) if bare and not own else None

    def _first_of_both(self, told: Told, parties: tuple[str, ...]) -> str | None:
        """The party that the sentence before names first of the two: "trade between Mali and Togo": it is Mali's."""
        preceding = self.reading.sentences.preceding(told.sentence)
        if preceding is None or told.areas:
            return None
        both = [a for a in areas_of(preceding) if a.code in parties and a.form == "name"]
        if [a.code for a in both] not in (list(parties), list(reversed(parties))):
            return None
        between = preposition(preceding, both[0].start, preceding.start) == "between"
        return both[0].code if between else None

    def _areas_of(self, sentence: Sentence) -> list[AreaMention]:
        return areas_of(sentence, home=self.reading.home, pair=self.reading.scope.parties)

    def speaker(self, told: Told, parties: tuple[str, ...]) -> str | None:
        """The party that a sentence, or one shortly before it, has as its subject."""
        current: Sentence | None = told.sentence
        for _ in range(_SENTENCES_BACK):
            if current is None:
                return None
            areas = self._areas_of(current)
            speaker = _whose_partner(current, areas) or subject_of(current, areas)
            if speaker in parties:
                return speaker
            current = self.reading.sentences.preceding(current, within="\0")
        return None


def _way_held_by(told: Told, metric: Metric, parties: tuple[str, ...], holder: str) -> str:
    """The direction of what is told as one economy's: its exports go out, its imports come in."""
    other = parties[0] if parties[1] == holder else parties[1]
    held = metric.held_at_origin and not (metric.difference and told.sentence.has("act", "deficit"))
    return f"{holder}>{other}" if held else f"{other}>{holder}"


def _whose_partner(sentence: Sentence, areas: list[AreaMention]) -> str | None:
    """Of whom an economy is said to be the partner or market: his trade is told: "Togo is Peru's largest market"."""
    base = {hit.start for hit, _ in sentence.of("form", "base")}
    declined = bool(sentence.language.areas.dative)
    for hit, _ in sentence.of("role", "partner", "market", "supplier"):
        for area in areas:
            owned = POSSESSIVE.match(sentence.low, area.end) is not None and 0 < hit.start - area.end <= _TO_PARTNER
            led = sentence.low[hit.end : area.start].split() if hit.end < area.start else []
            # "торговый партнёр России"
            genitive = declined and area.start - hit.end == 1 and area.form == "name" and area.start not in base
            if owned or genitive or (0 < len(led) <= _PAIR and led[0] in sentence.lexicon.surfaces("count.of")):
                return area.code
    return None


def _joined_on(told: Told, choice: MetricChoice) -> int:
    """Where the word of a metric starts that "and" joins to what stands before: "5 million to Togo and imported 4"."""
    cue = choice.cue
    return cue.start if cue and told.sentence.before(cue.start, "range", "and", gap=1) else 0


def _whose_between(told: Told, last: Draft | None, quantity: Quantity) -> bool:
    """Whether "whose" stands between the figure before and an amount: what follows is of what stands before it."""
    words = told.sentence.of("role", "whose") if last else ()
    return last is not None and any(last.figure.end <= hit.start < quantity.start for hit, _ in words)


def _is_led_to(told: Told, quantity: Quantity, area: AreaMention) -> bool:
    """Whether no more than a preposition stands between an amount, with a comma behind it, and an economy."""
    governed = told.sentence.before(area.start, "role", "to", "from", "in", "by", "with", "between", gap=1)
    return governed is not None and not told.between(quantity.end, governed[0].start).strip(" ,")


def _from_one_by_another(told: Told, parties: tuple[str, ...]) -> str | None:
    """giver>receiver where "from" leads to who gives and "by" to who takes it: "from Peru was signed by Togo"."""
    ends = {by: area.code for area, by in prepositions(told) if by in ("from", "by") and area.code in parties}
    both = len(ends) == _PAIR == len(told.codes) and len({*ends.values()}) == _PAIR
    return f"{ends['from']}>{ends['by']}" if both else None


def _named_beside(told: Told, start: int, quantity: Quantity) -> bool:
    """Whether an economy is named between a position and an amount, or right behind it."""
    joins = told.sentence.lexicon.surfaces("range.and")
    for area in told.areas:
        # "... are exports to Chile and 1,813 million imports": it is named with the amount before.
        if start <= area.start < quantity.start and told.between(area.end, quantity.start).strip(" ,") not in joins:
            return True
    behind = [area for area in told.areas if 0 <= area.start - quantity.end <= _BEHIND]
    language = told.sentence.language
    inverted = language.verb_second and opens_otherwise(told.sentence)
    following = told.first_from(quantity.end)
    led = {by for area, by in prepositions(told) if quantity.end <= area.start < told.end_of(following)}
    if {"from", "to"} <= led:
        # "and most of it, 5 million, was exports from Chile to Peru"
        return True
    if language.spaced and not inverted:
        # "imports came to 5 million, the customs of Peru said": what stands behind a comma tells of something else.
        return any(not told.breaks(quantity.end, a.start) or _is_led_to(told, quantity, a) for a in behind)
    # Where no marks part clauses, a bare name behind an amount is the subject of what comes next; it is that of the
    # whole sentence where the subject follows the verb: "With exports of 5 million was China ...".
    governed = ("to", "from", "in", "by", "with", "between")
    return any(told.sentence.before(area.start, "role", *governed) for area in behind)
