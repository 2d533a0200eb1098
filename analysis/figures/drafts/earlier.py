"""Figures in the making, and what those before tell of the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from analysis.areas import AreaMention
from analysis.changes import Growth
from analysis.definitions import Metric, definitions
from analysis.figures.drafts.records import is_inferred
from analysis.figures.governing import led_by, preposition
from analysis.figures.metrics import MetricChoice, counts_people, sum_family
from analysis.figures.metrics.families import GOODS
from analysis.figures.named import THERE, areas_of
from analysis.figures.one_named import teller_of
from analysis.figures.partners import host_of
from analysis.figures.qualifying import qualified
from analysis.figures.timing import opens_with_part
from analysis.figures.timing.compared import told_when
from analysis.figures.told import Told, of_the_two
from analysis.lexicon import Hit
from analysis.model import Figure, Quantity, Status
from analysis.periods import contains
from analysis.scope import Reading
from analysis.sentences import Sentence

__all__ = ["PAIR", "RECENT", "SAME_THOUGHT", "Draft", "Earlier"]

SAME_THOUGHT = 420
"""Characters after which a figure no longer tells what the next one is about."""
_NEXT_PARAGRAPH = 200
"""The same, where a paragraph ends in between."""
_ARTICLE = 5
"""Characters between a verb of travel and its place: an article."""
_SENTENCES_BACK = 3
"""Sentences back to the one that tells where people go."""
_KIN = 6
"""Figures back to where one of the same kind is looked for."""
_MOSTLY = 4
"""All figures but one in so many have a party that the text is mostly about."""
_SINCE = 3
"""Characters between "since" and its time."""
_SCHOOL_BEGINS = "08"
"""The month of a year in which its year of school may have begun."""
_TO_BASE = 24
"""Characters from a growth to the amount that it is told from: "more than the"."""
RECENT = 60
"""Figures that say what a text is about: those further back are of other parts."""
PAIR = 2


@dataclass(slots=True)
class Draft:
    """A figure in the making, with what later sentences may take over from it."""

    figure: Figure
    sentence_start: int
    growths: list[Growth]
    looks_back: bool = False
    """Whether its sentence goes back to an older time for once: "Two years earlier, in 2010, it was ..."."""
    against: bool = False
    """Whether another is only compared with it, "more than in 2015, when it was 3 million", or it is of "May alone"."""
    detail: bool = False
    """Whether it only says what the gift told before it is for: "It takes in 11 projects"."""
    like: Metric | None = None
    """Of what no metric of its own takes, the metric whose way it goes."""
    cue: Hit | None = None
    """The word of its sentence that says what it measures."""
    risen_from: Draft | None = None
    """The amount that it rose or fell from, where one sentence tells both."""
    restated: Draft | None = None
    """The amount that it only tells in another currency."""


class Earlier:
    """The figures of a document so far, and what they tell of the next one."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.made: list[Draft] = []
        """Every figure so far, in the order in which the sentences tell them."""
        self.aside: Figure | None = None
        """The last figure of one economy alone: none of the relations, but what follows may share its period."""
        self.told_of: Counter[tuple[str, ...]] = Counter()
        """How often a figure was told of each group of parties, as far as they were counted."""

    def before(self, sentence: Sentence) -> Draft | None:
        """The last figure, if it stands in the same paragraph and not far before, or a sentence opens with its part."""
        if not self.made:
            return None
        last = self.last(sentence)
        if last is None or last.sentence_start == sentence.start:
            return last
        gap = sentence.start - last.figure.end
        if gap <= SAME_THOUGHT and _opens_with_its_part(sentence):
            return last
        if gap <= _NEXT_PARAGRAPH or gap > SAME_THOUGHT:
            return last if gap <= _NEXT_PARAGRAPH else None
        # In agency copy every sentence is a paragraph: the next one may still go on.
        return None if "\n\n" in self.reading.document.text[last.figure.end : sentence.start] else last

    def last(self, sentence: Sentence) -> Draft | None:
        """The last figure; of an earlier sentence not one that another was only compared with: "than in 2015, when".

        Nor that of a part of the time told of before: "In December alone it was 2 million. Germany sent 5".
        """
        made = self.made
        if len(made) >= PAIR and made[-1].detail and made[-1].sentence_start < sentence.start:
            return made[-2]
        if len(made) < PAIR or made[-1].sentence_start >= sentence.start or not made[-1].against:
            return made[-1] if made else None
        older, newer = made[-2].figure, made[-1].figure
        same = made[-2].sentence_start == made[-1].sentence_start
        part = bool(older.period and newer.period) and contains(older.period or "", newer.period or "")
        same = same or (part and older.parties == newer.parties)
        return made[-2] if same and older.metric == newer.metric else made[-1]

    def told_of_all(self, told: Told, quantity: Quantity, metric: Metric) -> str | None:
        """The one economy with whose several partners the text deals, where a paragraph opens that names none of them.

        "Exports to Peru grew by 5 %, those to Togo fell by 3. / In June exports were 7 million": to all the world.
        A partner of which a part is told behind the amount is not its own: "7 million, of which 2 to Chile".
        """
        sentence, pair = told.sentence, self.reading.scope.parties
        if not self.made or not self.in_new_paragraph(sentence):
            return None
        if metric.measure == "event" or metric.allotment or (metric.dated and len(pair) != 1):
            # What one signs or gives is never with all the world.
            return None
        if sentence.has("role", *THERE) or of_the_two(sentence):
            return None
        if len(pair) == PAIR and sentence.has("status", "target"):
            # So is what the two aim at.
            return None
        told_of = self._parties_told()
        counted: Counter[str] = Counter()
        for parties, times in told_of.items():
            counted.update(dict.fromkeys(parties, times))
        one = pair[0] if len(pair) == 1 else max(counted, key=lambda code: counted[code], default="")
        partners = {parties: times for parties, times in told_of.items() if one in parties}
        few = len(partners) <= max(len(pair), 1) and (len(pair) != 1 or self._stands_out(partners, one))
        if (
            few
            or partners.get(pair, 0) * PAIR > len(self.made)
            or counted[one] * _MOSTLY < len(self.made) * (_MOSTLY - 1)
        ):
            return None
        parts = (hit.start for hit, _ in sentence.of("count", "subset") if hit.start >= quantity.end)
        end = min(parts, default=sentence.end)
        named = {area.code for area in (*told.areas, *told.groups) if area.start < end}
        return one if named <= {one} else None

    def _parties_told(self) -> Counter[tuple[str, ...]]:
        """How often a figure was told of each group of parties, each figure counted once, however often it is asked."""
        seen = self.told_of.total()
        if seen > len(self.made):
            self.told_of.clear()
            seen = 0
        self.told_of.update(self.made[n].figure.parties for n in range(seen, len(self.made)))
        return self.told_of

    def _stands_out(self, partners: Collection[tuple[str, ...]], one: str) -> bool:
        """Whether the text deals with a partner of one economy more than with all others: it may go on about that."""
        named = self.reading.named
        others = sum(named.values()) - named[one]
        return any(named[code] * PAIR > others for parties in partners for code in parties if code != one)

    def in_new_paragraph(self, sentence: Sentence) -> bool:
        """Whether a paragraph ends between the last figure and a sentence."""
        last = self.made[-1].figure.end if self.made else 0
        return self.reading.document.text.rfind("\n", last, sentence.start) >= 0

    def promise_before(self, sentence: Sentence, *, reach: int = 2 * SAME_THOUGHT) -> Figure | None:
        """The last gift or loan, if it was promised and not far before: at most `reach` characters.

        So may be a sum of both: "5 million dollars in loans and grants".
        """
        for draft in reversed(self.made[-_KIN:]):
            metric = definitions().metrics[draft.figure.metric]
            if metric.is_given or (metric.residual and draft.figure.status == "pledge"):
                near = sentence.start - draft.figure.end <= reach
                return draft.figure if near and draft.figure.status == "pledge" else None
        return None

    def aside_before(self, sentence: Sentence) -> Figure | None:
        """The last total of one economy alone, if no figure of two stands since, and it not far before."""
        aside, last = self.aside, self.made[-1].figure if self.made else None
        if aside is None or (last and last.start > aside.start):
            return None
        return aside if 0 <= sentence.start - aside.end <= _NEXT_PARAGRAPH else None

    def total_before(self, sentence: Sentence) -> Figure | None:
        """The total of one economy whose partners may be ranked: the last, however far in a text about that one."""
        of_one = (
            len(self.reading.scope.parties) == 1 and self.aside and self.aside.parties == self.reading.scope.parties
        )
        return self.aside if of_one else self.aside_before(sentence)

    def host_told(self, sentence: Sentence) -> str | None:
        """The economy to which the people told of just before went; else that to which people go, by a sentence before.

        "The number of visitors to Fiji fell", with no figure of two, says it as well as "5,000 Chinese came to Fiji".
        """
        last = self.made[-1] if self.made else None
        near = last is not None and sentence.start - last.figure.end <= SAME_THOUGHT
        if last and near and (host := host_of(last.figure)):
            return self._usual_host(host) if is_inferred(last.figure, "parties") else host
        aside = self.aside_before(sentence)
        told_of = aside is not None and counts_people(definitions().metrics[aside.metric])
        if aside and told_of and len(aside.parties) == 1 and not is_inferred(aside, "parties"):
            return aside.parties[0]
        people = definitions().metrics_of_people
        current = sentence
        for _ in range(_SENTENCES_BACK):
            preceding = self.reading.sentences.preceding(current, within="\0")
            if preceding is None:
                break
            current = preceding
            # "Never have so many foreigners been on holiday in Fiji."
            foreigners = current.has("act", "travel") and current.has("count", "world")
            if foreigners or current.has("metric", *people) or current.has("count", "source"):
                named = areas_of(current, home=self.reading.home)
                places = {a.code for a in led_by(current, named, "to", "in")}
                # "the number of Chileans visiting Peru"
                visited = (a for a in named if a.form != "adjective")
                places |= {a.code for a in visited if current.before(a.start, "act", "travel", gap=_ARTICLE)}
                # "Some 12,000 German tourists visited the country": where that is was said before.
                origins = all(current.after(a.end, "metric", *people) for a in named if a.form == "adjective")
                if places or not origins or any(a.form != "adjective" for a in named):
                    return places.pop() if len(places) == 1 else None
        return self._only_host()

    def _only_host(self) -> str | None:
        """The one to which all the people told of in the text went, where they came from several."""
        hosts = Counter(code for draft in self.made[-_KIN:] if (code := host_of(draft.figure)))
        return next(iter(hosts)) if len(hosts) == 1 and hosts.total() >= PAIR else None

    def _usual_host(self, host: str) -> str:
        """A host, or the one to which most of the people told of lately went: one guess does not lead to the next."""
        hosts = Counter(code for draft in self.made[-_KIN:] if (code := host_of(draft.figure)))
        usual = max(hosts, key=lambda code: hosts[code])
        return usual if hosts[usual] > hosts[host] else host

    def goes_on_from(self, told: Told, total: Figure, quantity: Quantity) -> bool:
        """Whether what follows may be of the time of a total of one economy: no aim, nor what is only compared with.

        "Visitors were 70 in January. Compared with the 83 of December that is a drop. From Peru came 5."
        """
        aside = self.aside
        if aside is None:
            return True
        if not total.period or total.status == "target":
            # What was aimed at has a time of its own.
            return False
        near = aside.metric == total.metric and told.sentence.start - aside.end <= SAME_THOUGHT
        older = near and aside.period is not None and total.period < aside.period
        return not (older and (told.set_against(quantity) or told.sentence.has("time", "ago", "year_before")))

    def whole_of(self, before: Draft | None, told: Told) -> Draft | None:
        """The figure that the next sentence goes on about: after "90 guests, 20 of them in groups", the 90."""
        if before is None or len(self.made) < PAIR or before.sentence_start == told.sentence.start:
            return before
        first, part = self.made[-2], before.figure
        parts = (first.figure.metric, *definitions().metrics[first.figure.metric].parts)
        alike = first.sentence_start == before.sentence_start and part.metric in parts
        sentence = self.reading.sentences.around(part.start)
        between = (hit.start for hit, _ in sentence.of("count", "subset"))
        of = sentence.after(part.end, "count", "of", gap=1)
        # "Trade was 9 million, exports 5 million of that"
        of_that = of is not None and sentence.after(of[0].end, "source", "pronoun", gap=1) is not None
        is_part = of_that or any(first.figure.end <= start <= part.start for start in between)
        return first if alike and is_part else before

    def grown_before(self, told: Told, growth: Growth) -> Draft | None:
        """The figure that a growth goes on about; of those of the sentence before the money, or what is measured.

        "They bought 4 tonnes for 5 million. In volume that is 8 % less"
        """
        last = self.before(told.sentence)
        if last and growth.quantity.end <= last.figure.start and last.sentence_start == told.sentence.start:
            clauses = (hit.start for hit, _ in told.sentence.of("count", "clause"))
            if any(growth.quantity.end <= start < last.figure.start for start in clauses):
                # "It was 5 million. That is 16 percent more, although the volume rose but to 66,000 tonnes."
                last = next((d for d in reversed(self.made) if d.figure.start < growth.quantity.start), None)
        before = self.whole_of(last, told)
        if before and before.restated and before.sentence_start < told.sentence.start:
            before = before.restated
        kind = growth.grown
        if before is None or kind is None or told.sentence.start <= before.sentence_start:
            return before
        alike = (draft for draft in reversed(self.made[-_KIN:]) if draft.sentence_start == before.sentence_start)
        units = definitions().units
        return next((draft for draft in alike if (kind == "money") != (draft.figure.unit in units)), None)

    def grown_from_here(self, told: Told, growth: Growth) -> Draft | None:
        """What grew from the one amount of a sentence: "It was 7 million. That is up from 6 million, or 17 percent".

        Or "That is 17 percent more than the 6 million of 2020", "than in 2020, when it was 6 million".
        """
        base = self.made[-1] if self.made else None
        amount = next((q for q in told.quantities if base and q.start == base.figure.start), None)
        if base is None or amount is None or base.sentence_start != told.sentence.start:
            return None
        if base.figure.status != "actual":
            # "40 percent less than the 12 million planned"
            return None
        led = _says_from(told, growth, amount) or _is_led_to(told, growth, amount) or _says_when(told, growth, amount)
        if growth is not told.growths[0] or not led:
            return None
        figure = base.figure
        for draft in reversed(self.made[:-1][-_KIN:]):
            of_it = (draft.figure.metric, draft.figure.unit, draft.figure.parties)
            if of_it == (figure.metric, figure.unit, figure.parties) and draft.sentence_start < told.sentence.start:
                # What the other of the two sold is no earlier level of it.
                same = draft.figure.direction == figure.direction and draft.figure.period != figure.period
                return draft if same else None
        return None

    def worth_of_goods(self, told: Told, choice: MetricChoice, quantity: Quantity) -> Figure | None:
        """The goods by weight told just before, whose worth an amount is: "9 tonnes in May. Exports fell to 5".

        So is what the same sentence says of them: "9 tonnes went there, worth 5 million".
        """
        last = self.made[-1] if self.made else None
        family = sum_family()
        if last is None or quantity.kind != "money" or choice.metric.key not in family:
            return None
        here = told.sentence.start <= last.figure.start < quantity.start
        if not here and not 0 <= told.sentence.start - last.figure.end <= _NEXT_PARAGRAPH:
            return None
        unit = definitions().units.get(last.figure.unit or "")
        sent = unit is not None and unit.kind in GOODS and definitions().metrics[last.figure.metric].residual
        alike = last.like is not None and last.like.key in family and choice.inferred == "sentence-before"
        told_of = {area.code for area in told.areas} <= {*last.figure.parties}
        flow = not choice.metric.parts and last.figure.status == "actual" and told_of
        return last.figure if alike or (sent and flow and not last.looks_back) else None

    def kin_before(self, told: Told, quantity: Quantity, metric: Metric, status: Status) -> Figure | None:
        """The figure before whose period may carry over: of the same metric or sum, and measured or aimed at alike."""
        family = sum_family()
        kin = family if metric.key in family else {metric.key, metric.worth}
        aside = self.aside if self.aside and self.aside.metric in kin else None
        if aside and told.sentence.start - aside.end > 2 * SAME_THOUGHT:
            aside = None
        found: Figure | None = None
        older: Figure | None = None
        found_in = 0
        for draft in reversed(self.made[-_KIN:]):
            figure = draft.figure
            if figure.start > quantity.start or draft.detail:
                # A growth told alone is made behind the amounts of its sentence.
                continue
            if found and draft.sentence_start != found_in:
                break
            summed = {metric.key, figure.metric} <= family
            reach = 2 * SAME_THOUGHT if summed or counts_people(metric) else SAME_THOUGHT
            if (
                definitions().metrics[figure.metric].residual
                and metric.key in family
                and told.sentence.start > figure.end
            ):
                # "services come to 12 billion": they are told between the flows of goods.
                continue
            if told.sentence.start - figure.end > reach or not (summed or figure.metric == metric.key):
                break
            expected = figure.value is None and (figure.status, status) == ("estimate", "actual")
            if expected or self.is_ahead(figure) != (status == "target"):
                # What was aimed at, or a growth only expected, has a time of its own.
                continue
            back = told.sentence.has("time", "that", "then", "same")
            apart = draft.looks_back or draft.against or _is_growth_of_years(figure)
            if apart and draft.sentence_start != told.sentence.start and not back:
                # What comes next goes on from what was told before it, if anything was.
                older = older or figure
                continue
            # "5 million, up from 4 million the year before": what comes next goes on from the newer.
            if found is None or (figure.metric == found.metric and (figure.period or "") > (found.period or "")):
                found, found_in = figure, draft.sentence_start
        found = found or older
        return aside if aside and (found is None or aside.start > found.start) else found

    def teller(self, metric: Metric) -> str | None:
        """The economy that all figures of trade, or all of a metric, are told as those of; None where they are not."""
        family = sum_family() if metric.key in sum_family() else {metric.key}
        told = [draft.figure for draft in self.made if draft.figure.metric in family and draft.figure.direction]
        tellers = {teller_of(figure) for figure in told if not definitions().metrics[figure.metric].difference}
        return tellers.pop() if len(tellers) == 1 else None

    def who_stays(self, told: Told, area: AreaMention, metric: Metric) -> str | None:
        """The one of the two told of before with whom another deals now in the place of the partner.

        That is whose role it has, by its preposition, or by none: "Chile leads with 5 million in Peru. Togo has 4".
        None where the figure before has no direction, or is of something else.
        """
        last = self.last(told.sentence)
        if last is None or last.figure.direction is None or area.form == "capital":
            return None
        known = definitions().metrics[last.figure.metric]
        alike = (last.like or known).direction_ends == metric.direction_ends or counts_people(known)
        if not alike or counts_people(known) != counts_people(metric):
            return None
        origin, end = last.figure.direction.split(">")
        if area.code in (origin, end):
            return end if area.code == origin else origin
        by = preposition(told.sentence, area.start, told.sentence.start)
        if by in ("to", "in"):
            return origin
        if by == "from":
            return end
        before = self.reading.sentences.around(last.figure.start)
        named = [a for a in areas_of(before, home=self.reading.home) if a.code in last.figure.parties]
        free = {a.code for a in named if preposition(before, a.start, before.start) is None}
        free -= {a.code for a in named if qualified(before, a) is not None}
        return next((code for code in (origin, end) if {code} != free), None) if by is None and len(free) == 1 else None

    def newest(self, near: Figure | None) -> Figure | None:
        """The figure that words point back to: of the last sentence's, the newest, not what it was compared with."""
        if near is None:
            return None
        sentence = self.made[-1].sentence_start
        dated = [d.figure for d in self.made[-_KIN:] if d.sentence_start == sentence and d.figure.period]
        return max(dated, key=lambda figure: figure.period or "", default=near)

    def is_past(self, period: str | None) -> bool:
        """Whether a period lies in a year before that from which the text counts."""
        reference = self.reading.scope.reference
        return bool(period and reference and period[:4] < reference[:4])

    def is_to_come(self, period: str | None) -> bool:
        """Whether a period begins in a year after that from which the text counts."""
        reference = self.reading.scope.reference
        return bool(period and reference and period[:4] > reference[:4])

    def is_next_school_year(self, period: str | None) -> bool:
        """Whether a period is a year of school that begins later in the year from which the text counts."""
        reference, (starts, _, ends) = self.reading.scope.reference or "", (period or "").partition("/")
        school = starts.isdigit() and ends.isdigit() and int(ends) - int(starts) == 1
        return school and starts == reference[:4] and "" < reference[5:7] < _SCHOOL_BEGINS

    def is_ahead(self, figure: Figure) -> bool:
        """Whether a figure is of what lies ahead: a target, or what a coming year is expected to bring."""
        if figure.status == "target":
            return not self.is_past(figure.period)
        return figure.status == "estimate" and self.is_to_come(figure.period)

    def still_spoken_of(self, figure: Figure, told: Told) -> Metric:
        """The metric that goes on being spoken of: after a balance, the sum that it is the balance of.

        So it is where both flows were told, and the two then aim at one figure, or a total follows: "The two sides want
        to raise it to 2 billion", "A total of 2 billion is expected".
        """
        metric = definitions().metrics[figure.metric]
        aimed = told.sentence.has("status", "target") and of_the_two(told.sentence)
        total = told.sentence.has("count", "total") and not told.areas
        if metric.direction and (aimed or total) and self._of_both_ways(figure, told):
            return next(m for m in definitions().metrics.values() if metric.key in m.parts)
        if aimed and metric.direction and (whole := self._whole_before(figure)):
            # "Exports rose to 2 billion. The two sides hope to reach 15 billion by 2030."
            return whole
        if metric.difference:
            for draft in reversed(self.made[-_KIN:-1]):
                other = definitions().metrics[draft.figure.metric]
                if other.parts == metric.difference and draft.figure.parties == figure.parties:
                    return other
        return metric

    def _whole_before(self, part: Figure) -> Metric | None:
        """The metric of a sum told shortly before, of which a figure of the same two is a part."""
        metrics = definitions().metrics
        for draft in reversed(self.made[-_KIN:]):
            whole = metrics[draft.figure.metric]
            if part.metric in whole.parts and draft.figure.parties == part.parties:
                return whole
        return None

    def _of_both_ways(self, figure: Figure, told: Told) -> bool:
        """Whether a sentence names no one of the two sides alone, and the one before told what goes either way."""
        if len({area.code for area in told.areas}) == 1:
            return False
        if not any(figure.metric in m.parts for m in definitions().metrics.values()):
            return False
        there = ">".join(reversed((figure.direction or "").split(">")))
        same = (d.figure for d in self.made[-_KIN:] if d.sentence_start == self.made[-1].sentence_start)
        return any(f.direction == there and f.period == figure.period and f.metric in sum_family() for f in same)


def _opens_with_its_part(sentence: Sentence) -> bool:
    """Whether a sentence opens with a part of a sum told before it, also in a new paragraph: "Of the total, 3"."""
    shares = (hit for hit, _ in sentence.of("count", "share") if sentence.opens_with(hit.start))
    return opens_with_part(sentence) or any(sentence.low.startswith(",", hit.end) for hit in shares)


def _is_growth_of_years(figure: Figure) -> bool:
    """Whether a figure only tells by how much something grew over years: "In five years it has doubled"."""
    first, _, last = (figure.period or "").partition("/")
    base = (figure.change.versus or "") if figure.change else ""
    over_years = base.isdigit() and first.isdigit() and int(first) - int(base) > 1
    return figure.value is None and first.isdigit() and (last.isdigit() or over_years)


def _says_from(told: Told, growth: Growth, base: Quantity) -> bool:
    """Whether a growth tells by how much something is more than the one amount before it, no other thing named."""
    if len(told.amounts) != 1 or not told.set_against(base):
        return False
    words = (*told.sentence.of("metric"), *told.sentence.of("time", "when"))
    return not any(base.end <= hit.start < growth.quantity.start for hit, _ in words)


def _says_when(told: Told, growth: Growth, base: Quantity) -> bool:
    """Whether a growth is told from an amount by its time: "more than in 2020, when it was 6 million".

    None of "has tripled since 2017, when it stood at 84 million".
    """
    time = growth.compared
    if time is None or told.sentence.before(time.start, "time", "since", gap=_SINCE):
        return False
    return told_when(told, time, base)


def _is_led_to(told: Told, growth: Growth, base: Quantity) -> bool:
    """Whether a growth opens a sentence, and a comparison leads from it to an amount: "17 percent more than the 6".

    So does "from", with the noun of growth between: "a fall of 17 percent from the 6".
    """
    sentence, start = told.sentence, growth.quantity.end
    if not 0 <= base.start - start <= _TO_BASE or any(hit.end <= start for hit, _ in sentence.of("metric")):
        return False
    article = sentence.before(base.start, "count", "determiner", gap=1)
    position = article[0].start if article else base.start
    led = sentence.before(position, "change", "versus", gap=1) or sentence.before(position, "range", "from", gap=1)
    return led is not None and led[0].start >= start and not told.breaks(led[0].end, base.start)
