"""A document read: its language, numbers and sentences, and what it is about, told when asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, itemgetter

from analysis.areas import mentions
from analysis.currencies import coins_abroad, coins_of, currency_terms, home_of, shared_coins
from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import Hit, lowered
from analysis.model import Document, Number, Scope, Span
from analysis.periods import day_of_month, is_day
from analysis.plain import Plain
from analysis.scope.datelines import dateline_of, datelines_in, publisher_of, reference_of, stands_apart, title_of
from analysis.scope.furniture import SAMPLE, Line, body_of, boilerplate_in, lines_of
from analysis.scope.parties import ENDS, economies_in, pair_of
from analysis.sentences import Sentence, Sentences

__all__ = ["Reading"]

_FAR_BELOW = 500
"""Characters from the start of a text to an economy that its headline and lead do not name."""
_CLOSING = "\"'\u00bb\u201d\u2019"
"""Marks behind the full stop of what is quoted."""
_BESIDE = 200
"""Characters within which two names stand beside each other."""
_LED, _WORDS = 30, 2
"""Characters and words before a name among which a preposition leads to it, an article between."""
_ARTICLE = 5
"""Characters between a preposition and a name: an article."""
_APART = 50
"""Characters beyond which two names are no longer the ends of one way."""
_WAYS = (("to", "in"), ("from",), ("with",))
"""Kinds of prepositions that lead to a partner."""
_PARTNERS = ("market", "supplier", "investor", "giver")
"""Nouns for whom an economy deals with."""


@dataclass(frozen=True)
class Reading:
    """A document as the later stages work on it: its scope, its numbers and its sentences."""

    document: Document
    language: LanguageDefinition
    low: str
    numbers: list[Number]
    sentences: Sentences
    published: str | None
    """The date of publication that was given or that the document declares."""
    plain: Plain | None = None
    """The text that `document` has here, where the document's own is not plain."""

    def written(self, start: int, end: int) -> Span:
        """A stretch of the text that is read, in the document as it stands."""
        return (start, end) if self.plain is None else self.plain.span(start, end)

    @cached_property
    def scope(self) -> Scope:
        """What holds for the whole document: found when first asked for, as a text without amounts never asks."""
        document, numbers = self.document, self.numbers
        lines = self._article
        found, partial = dateline_of(self._datelines)
        reference, reference_from = reference_of(self.published, found, partial, numbers, self.sentences)
        return Scope(
            document=document.id,
            language=self.language.code,
            published=self.published or found,
            published_from="declared" if self.published else "dateline" if found else None,
            reference=reference,
            reference_from=reference_from,
            title=document.title or self._title,
            publisher=document.publisher or publisher_of(lines),
            body=body_of(len(document.text), self.boilerplate),
            boilerplate=self.boilerplate,
            parties=pair_of(
                self.named,
                self.homeland,
                home_spoken_of=self._home_spoken_of,
                home_leads=self._home_leads,
                together=self._together,
                of_one=self._of_one,
            ),
        )

    def _home_spoken_of(self) -> bool:
        """Whether amounts at the top are told in the currency of the language's home alone, as in its own news."""
        home, top = self.language.home, self.low[:SAMPLE]
        terms = currency_terms(self.language) if home else ()
        spaced = self.language.spaced
        found = ((lowered(term), code) for term, code in terms)
        said = {home_of(code) == home for term, code in found if (_stands_in(term, top) if spaced else term in top)}
        return said == {True}

    def _home_leads(self, other: str) -> bool:
        """Whether the headline speaks of the language's home, and another economy is named but far below it."""
        places = self._economies[1]
        ours, theirs = places.get(self.language.home or "", ()), places.get(other, ())
        titled = bool(ours) and min(ours) < max(self.title_end, self.low.find("\n"))
        return titled and bool(theirs) and min(theirs) > _FAR_BELOW

    def _together(self, first: str, second: str) -> bool:
        """Whether a sentence names both of two economies, and not both as partners of another.

        So it names those to each of which a preposition of a partner leads: "exports to Peru rose, those to Togo fell".
        """
        places = ((place, code) for code in (first, second) for place in self._economies[1].get(code, ()))
        named = sorted(places)
        # If one does, it names one right behind the other.
        for (start, one), (end, other) in pairwise(named):
            if one == other:
                continue
            beside = end - start <= _BESIDE and not ENDS.search(self.low, start, end)
            if (beside or self.sentences.span(start) == self.sentences.span(end)) and not self._alike(start, end):
                return True
        return False

    def _of_one(self, first: str, second: str) -> str:
        """The one of two economies that opens the text alone, where no sentence names the two without a third.

        "Ghana's exports fell in May. Those to Peru and Togo were down, while Chile bought more"; empty where none does.
        """
        named: dict[int, set[str]] = {}
        for code, places in self._economies[1].items():
            for place in places:
                named.setdefault(self.sentences.span(place)[0], set()).add(code)
        opened = named[min(named)]
        both = {first, second}
        if len(opened) != 1 or not opened < both or both in named.values():
            return ""
        (one,) = opened
        return (both - opened).pop() if self._goes_abroad(one) else one

    def _goes_abroad(self, code: str) -> bool:
        """Whether an economy opens the text by its people who go to another one: "The Germans are coming"."""
        place = min(self._economies[1][code])
        sentence = self.sentences.around(place)
        end = next((hit.end for hit, _ in sentence.of("area") if hit.start == place), place)
        people = definitions().metrics_of_people
        return bool(sentence.after(end, "act", "go", "travel", gap=1) or sentence.after(end, "metric", *people, gap=1))

    def _alike(self, start: int, end: int) -> bool:
        """Whether two names stand alike, as partners of a third economy: one preposition leads to each, or "and" does.

        "Chile and Peru are our largest partners", but not "trade between Chile and Peru"
        """
        ways = self.language.tables.get("role", {})
        first, second = (self.low[max(place - _LED, 0) : place].split() for place in (start, end))
        if second and second[-1] in self.language.tables.get("range", {}).get("and", ()) and end - start <= _LED:
            between = set(first[-_WORDS:]) & set(ways.get("between", ()))
            return not between and (bool(self._ways_to(start)) or self._of_partners(end))
        by = [self._ways_to(place) for place in (start, end)]
        # The ends of one way stand close: "exports from Chile to Peru". Else each is a partner.
        return bool(by[0] and by[1] and (by[0] & by[1] or end - start > _APART))

    def _ways_to(self, place: int) -> set[int]:
        """By which kind of preposition a name is led to, as that of a partner: none where it is a subject."""
        ways = self.language.tables.get("role", {})
        near = ENDS.split(self.low[max(place - _LED, 0) : place])[-1].split()[-_WORDS:]
        words = ({word for key in keys for word in ways.get(key, ())} for keys in _WAYS)
        return {i for i, some in enumerate(words) if not some.isdisjoint(near)}

    def _of_partners(self, position: int) -> bool:
        """Whether a word for partners stands behind a position in its sentence: "are the most important markets"."""
        sentence = self.sentences.around(position)
        words = (*sentence.of("role", *_PARTNERS), *sentence.of("count", "rank"))
        return any(hit.start >= position for hit, _ in words)

    @cached_property
    def homeland(self) -> str:
        """The economy that speaks the language; of several that do the only one named, where it is not so in passing.

        It is named before the first amount, or more than once and as often as any, or who else is named most is mostly
        led to as its partner.
        """
        homes = [code for code in self.language.homes if code in self.named]
        if self.language.home or len(homes) != 1:
            return self.language.home
        places = self._economies[1]
        home = places[homes[0]]
        amount = next((number.start for number in self.numbers if number.kind == "cardinal"), len(self.low))
        if home[0] < amount or len(home) == max(2, *map(len, places.values())):
            return homes[0]
        other = next((code for code, _ in self.named.most_common() if code != homes[0]), "")
        led = [bool(self._ways_to(place)) for place in places.get(other, ())]
        return homes[0] if led.count(True) * 2 > len(led) or not led else ""

    @property
    def economies(self) -> tuple[str, ...]:
        """Those that the text names at its top (ISO 3166-1), the parties among them."""
        return tuple(self.named)

    def reference_at(self, sentence: Sentence) -> str | None:
        """The date from which "this year" counts in a sentence.

        In a text of no date, whose sentences no marks part, that is the one full date that its paragraph names so far.
        """
        scope = self.scope
        if scope.reference_from != "text" or self.language.spaced:
            return scope.reference
        opened = self.document.text.rfind("\n\n", 0, sentence.start)
        first = bisect_left(self.days, max(opened, 0), key=itemgetter(0))
        last = bisect_left(self.days, sentence.end, key=itemgetter(0))
        near = {iso for _, iso in self.days[first:last]}
        return near.pop() if len(near) == 1 and "/" not in min(near) else scope.reference

    @cached_property
    def lead(self) -> str:
        """The one of the parties that the text names most often; empty where there is none."""
        return max(self.scope.parties, key=lambda code: self.named[code], default="")

    @cached_property
    def _title(self) -> str | None:
        """The headline over the article, as it stands."""
        return title_of(self._article, self.numbers)

    @cached_property
    def title_end(self) -> int:
        """Where the headline over the article ends; 0 without one. What ends with a full stop is its first sentence."""
        title = self._title
        headed = title is not None and not title.rstrip(_CLOSING).endswith((".", "\u3002"))
        return self.document.text.find(title) + len(title) if title and headed else 0

    @cached_property
    def coins(self) -> dict[str, str]:
        """Which currency a noun means that several share: see `analysis.currencies.coins_of`."""
        return coins_of(self.language, self.scope.parties, self.economies) | self.guessed_coins

    @cached_property
    def _coins_told(self) -> dict[str, str]:
        """Which currency a noun of the language's home means in a text of others that names theirs: "danske kroner"."""
        home = self.language.home
        if not home or home in self.economies:
            return {}
        full = [(lowered(term), code) for term, code in currency_terms(self.language) if " " in term]
        told = {}
        for noun, others in coins_abroad(self.language, self.scope.parties).items():
            named = {code for term, code in full if code in others and _stands_in(term, self.low)}
            if len(named) == 1:
                (told[noun],) = named
        return told

    def coins_in(self, sentence: Sentence) -> dict[str, str]:
        """The same in a sentence, where the one economy that it names uses the noun: "Britain offered 100 pounds"."""
        if not sentence.has("coin"):
            return self.coins
        if sentence.has("count", "subset") and self._coins_told:
            # "7 million Danish kroner. Of this, 2 million kroner go to schools."
            return self.coins | self._coins_told
        first = sentence.of("coin")[0][0].start
        acting = [hit for hit, _ in sentence.of("area") if hit.start < first and not self._ways_to(hit.start)]
        if sentence.has("act", "receive") and (givers := _givers(sentence)):
            # "Egypt will get 50 million pounds from Britain": the money of who gives.
            acting = givers
        named = {a.code for hit in acting for a in mentions(hit, sentence.text)}
        return self.coins | coins_of(self.language, tuple(sorted(named)))

    @cached_property
    def guessed_coins(self) -> dict[str, str]:
        """Which currency a noun means that both parties share: of those the one that the text names in full.

        Else it is that of the party named first: of two neighbours a text is mostly told from where it is written.
        """
        shared = shared_coins(self.language, self.scope.parties)
        guessed: dict[str, str] = {}
        for noun, own in shared.items():
            full = {
                code
                for term, code in currency_terms(self.language)
                if code in own.values() and lowered(term) != lowered(noun) and _stands_in(lowered(term), self.low)
            }
            first = min(own, key=self._first_of)
            guessed[noun] = full.pop() if len(full) == 1 else own[first]
        return guessed

    @cached_property
    def boilerplate(self) -> tuple[tuple[int, int, str], ...]:
        """The stretches that are no part of the article, in order: (start, end, what it is)."""
        return boilerplate_in(self._lines, self.language)

    @cached_property
    def _lines(self) -> list[Line]:
        return lines_of(self.document.text)

    @cached_property
    def _article(self) -> list[Line]:
        """The lines of the article that are not blank."""
        furniture = [start for start, _, _ in self.boilerplate]
        written = [line for line in self._lines if not line.text.isspace()]
        if not furniture:
            return written
        return [line for line in written if not _inside(line.start, self.boilerplate, furniture)]

    @property
    def named(self) -> Counter[str]:
        """How loudly the text names each economy at its top."""
        return self._economies[0]

    @cached_property
    def _economies(self) -> tuple[Counter[str], dict[str, list[int]]]:
        return economies_in(self._article, self.document.text, self.low, self.language)

    def named_only_after(self, code: str, position: int) -> bool:
        """Whether the text names an economy for the first time behind a position."""
        return self._first_of(code) >= position

    def _first_of(self, code: str) -> int:
        """Where the text names an economy first; -1 where it does not."""
        return self._economies[1].get(code, [-1])[0]

    @cached_property
    def home(self) -> str | None:
        """The one economy that speaks the language of the text, where the text is about it: "we" is that one."""
        home = self.language.home
        # A text in another language, which may have no amounts, need not be scoped to tell.
        return home if home and home in self.scope.parties else None

    def in_body(self, position: int) -> bool:
        """Whether a position lies in the article's body."""
        return self.furniture_at(position) is None

    @cached_property
    def _datelines(self) -> list[tuple[Line, Number]]:
        """The dates that stand as datelines do, with their lines."""
        return list(datelines_in(self._article, self.numbers, self.language))

    @cached_property
    def datelines(self) -> frozenset[int]:
        """Where the text gives its own date of publication as a dateline does."""
        published, stated = self.scope.published, self._datelines
        return frozenset(n.start for line, n in stated if n.iso == published and stands_apart(line, n, self.language))

    @cached_property
    def days(self) -> list[tuple[int, str]]:
        """The start and ISO 8601 date of every full date, or of both ends of a span, in the order of the text.

        A date without its year is that of the reference year. The dateline's own tells of nothing that happened.
        """
        year = (self.scope.reference or "")[:4]
        found = []
        for number in self.numbers:
            if number.kind != "date" or not number.iso or number.start in self.datelines or self.is_as_of(number.start):
                continue
            whole = number.iso
            if whole.startswith("---"):
                whole = day_of_month(whole, self.scope.reference) or whole
            ends = whole.split("/")
            if year and not ends[0][:1].isdigit():
                ends = [year + end[1:] for end in ends]
            try:
                if all(is_day(end) and date.fromisoformat(end) for end in ends):
                    found.append((number.start, "/".join(ends)))
            except ValueError:
                # 29 February, and the reference is in no leap year.
                continue
        return found

    def is_as_of(self, position: int) -> bool:
        """Whether the date at a position only says as of when an amount is told: "на 1 июля стояли на уровне 5 млн"."""
        sentence = self.sentences.around(position)
        led = any(hit.start <= position <= hit.end + 1 for hit, _ in sentence.of("time", "as_of"))
        return led and not sentence.has("act", "sign", "give", "receive")

    def numbers_in(self, sentence: Sentence) -> list[Number]:
        """The numbers of one sentence, in its order."""
        first = bisect_left(self.numbers, sentence.start, key=attrgetter("start"))
        last = bisect_left(self.numbers, sentence.end, key=attrgetter("start"))
        return self.numbers[first:last]

    def same_sentence_before(self, sentence: Sentence, position: int) -> bool:
        """Whether a position lies in a sentence or in the one right before it."""
        preceding = self.sentences.preceding(sentence)
        return position >= (preceding.start if preceding else sentence.start)

    def furniture_at(self, position: int) -> str | None:
        """What a position outside the article's body belongs to; None inside it."""
        index = bisect_right(self.boilerplate, position, key=itemgetter(0)) - 1
        if index < 0 or position >= self.boilerplate[index][1]:
            return None
        return self.boilerplate[index][2]


def _stands_in(term: str, low: str) -> bool:
    """Whether a text holds a term as words of their own."""
    start = low.find(term)
    while start >= 0:
        end = start + len(term)
        if not low[start - 1 : start].isalpha() and not low[end : end + 1].isalpha():
            return True
        start = low.find(term, end)
    return False


def _givers(sentence: Sentence) -> list[Hit]:
    """The economies that something is received from, where nothing is traded and no guests spend: "from Britain"."""
    metrics = definitions().metrics
    if any(not metrics[key].dated for _, key in sentence.of("metric")):
        return []
    named = (hit for hit, key in sentence.of("area") if key.startswith("name"))
    return [hit for hit in named if sentence.before(hit.start, "role", "from", "by", gap=_ARTICLE)]


def _inside(position: int, stretches: tuple[tuple[int, int, str], ...], starts: list[int]) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < stretches[index][1]
