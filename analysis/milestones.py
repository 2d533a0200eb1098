"""Dated events and anniversaries: when something was founded, and which jubilee a text marks.

The words of events are in events.toml. A date belongs to the event that its clause states; an
anniversary to the event it is said of. Nothing is dated that the text does not date; what an
anniversary implies is kept apart as `implies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile, groupby
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Definitions, Event, LanguageDefinition, definitions
from analysis.figures.named import areas_of
from analysis.lexicon import Hit, Lexicon
from analysis.model import Document, Milestone, Number, Span
from analysis.periods import is_day, year_of
from analysis.plain import restored
from analysis.scope import Reading, read_scope
from analysis.sentences import Sentence

__all__ = ["find_milestones", "milestones_of"]

_GAP_WORDS = 6
"""Words that may stand for the ellipsis of an event's term."""
_TO_EVENT = 140
"""Characters from an anniversary to the event that it marks."""
_TO_DATE = 70
"""Characters from an event to its date."""
_TO_NOUN = 26
"""Characters from an ordinal to the word for anniversary: "the 60th founding anniversary"."""
_OLDEST = 2000
_NAME = 8
"""Words that name an event which is not known."""
_PART = re.compile(r"\s?…\s?")
_COMMA = re.compile(r"[,.;:!?]\s|\n")
_CLAUSE = re.compile(r"[.;:!?]\s|\n")


class _Match(NamedTuple):
    """An event named in a sentence. A weak one counts only beside an anniversary."""

    start: int
    end: int
    event: Event
    weak: bool
    rank: int


class _Anniversary(NamedTuple):
    start: int
    end: int
    years: int
    worded: bool
    """Whether a word for anniversary is there, rather than "60 years since"."""


class _Said(NamedTuple):
    """A sentence with the dates, events and economies that it names."""

    sentence: Sentence
    dates: list[Number]
    events: list[_Match]
    areas: list[AreaMention]


class _Marked(NamedTuple):
    """What stands behind an event: its founding date, the year marked, and where that ends."""

    date: str | None
    year: int | None
    end: int


def find_milestones(
    document: Document | str, *, language: str | None = None, published: str | None = None
) -> list[Milestone]:
    """The dated events and anniversaries that a text states, in the order of the text.

    `date` is ISO 8601 as stated (--MM-DD without a year) or None; `implies` is the year marked minus
    the anniversary. Raises UnknownLanguageError where the text is in no language that is defined.

    >>> text = "In 2022 Laos and Vietnam mark the 60th anniversary of diplomatic relations (September 5, 1962)."
    >>> [(m.event, m.date, m.anniversary, m.implies) for m in find_milestones(text)]
    [('diplomatic_relations_established', '1962-09-05', 60, 1962)]
    """
    reading = read_scope(document, language=language, published=published)
    return restored(milestones_of(reading), reading.plain)


def milestones_of(reading: Reading) -> list[Milestone]:
    """`find_milestones` for a caller that has read the document already."""
    finder = _Finder(reading)
    found: list[Milestone] = []
    for sentence, numbers in _sentences(reading):
        found += finder.sentence(sentence, numbers)
    return _dated_from_text(found)


def _sentences(reading: Reading) -> Iterable[tuple[Sentence, list[Number]]]:
    """The sentences of the body that hold a date or a number of years, with their numbers."""
    sentence: Sentence | None = None
    group: list[Number] = []
    for number in reading.numbers:
        if number.kind not in ("date", "ordinal", "cardinal") or not reading.in_body(number.start):
            continue
        if sentence is None or number.start >= sentence.end:
            if sentence:
                yield sentence, group
            sentence, group = reading.sentences.around(number.start), []
        group.append(number)
    if sentence:
        yield sentence, group


def _dated_from_text(found: list[Milestone]) -> list[Milestone]:
    """An anniversary whose founding date the same text states elsewhere carries that date."""
    stated = {(m.event, m.parties, int(m.date[:4])): m.date for m in reversed(found) if m.date and is_day(m.date)}
    return [
        replace(m, date=stated[m.event, m.parties, m.implies])
        if m.date is None and m.implies is not None and (m.event, m.parties, m.implies) in stated
        else m
        for m in found
    ]


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text, self.low = reading.document.text, reading.low
        self.known = definitions()
        self.terms = _terms(self.known, reading.language)
        self.year = year_of(reading.scope.reference)

    def sentence(self, sentence: Sentence, numbers: list[Number]) -> list[Milestone]:
        anniversaries = [a for n in numbers if (a := self._anniversary(sentence, n))]
        dates = [n for n in numbers if n.kind == "date" and n.iso and "/" not in n.iso]
        if not anniversaries and not dates:
            return []
        said = _Said(sentence, dates, self._events(sentence), areas_of(sentence))
        found: list[Milestone] = []
        used: set[_Match] = set()
        for index, anniversary in enumerate(anniversaries):
            limit = anniversaries[index + 1].start if index + 1 < len(anniversaries) else sentence.end
            found += self._marked(said, anniversary, limit, used)
        spans = [(m.start, m.end) for m in found]
        for event in said.events:
            if event in used or event.weak or _inside(event.start, spans):
                continue
            date = self._date_of(said, event)
            if date and not _inside(date.start, spans):
                stretch = min(event.start, date.start), max(event.end, date.end)
                found.append(self._milestone(said, event, stretch, date=date.iso))
        return sorted(found, key=lambda m: (m.start, m.end))

    # -- anniversaries --------------------------------------------------------------------------

    def _anniversary(self, sentence: Sentence, number: Number) -> _Anniversary | None:
        """The anniversary that a number counts, or None: the 60th anniversary, 50-årsjubileet, 60 years since."""
        if number.kind not in ("ordinal", "cardinal") or not number.value or number.value != int(number.value):
            return None
        years = int(number.value)
        if not 1 < years < _OLDEST:
            return None
        noun = sentence.after(number.end, "count", "anniversary", gap=_TO_NOUN)
        if noun:
            return _Anniversary(number.start, noun[0].end, years, worded=True)
        unit = sentence.after(number.end, "time", "year", gap=2)
        if number.kind == "cardinal" and unit:
            return _Anniversary(number.start, unit[0].end, years, worded=False)
        # "the 60th anniversary of diplomatic ties and the 45th of their treaty"
        if number.kind == "ordinal" and any(hit.end <= number.start for hit, _ in sentence.of("count", "anniversary")):
            return _Anniversary(number.start, number.end, years, worded=False)
        return None

    def _marked(self, said: _Said, anniversary: _Anniversary, limit: int, used: set[_Match]) -> list[Milestone]:
        """The milestone of an anniversary, and of events that share it: "the revolution and the national day"."""
        shared = self._shared(said, anniversary, limit, used)
        if not shared:
            return [self._unnamed(said, anniversary, limit)] if anniversary.worded else []
        used.update(shared)
        found = []
        for event in shared:
            until = min((e.start for e in shared if e.start > event.start), default=limit)
            marked = self._dates_of(said, anniversary, max(event.end, anniversary.end), until)
            start = min(anniversary.start, event.start) if event is shared[0] else event.start
            milestone = self._milestone(said, event, (start, marked.end), date=marked.date)
            milestone = replace(milestone, subject=self._subject(event, anniversary))
            found.append(_celebrated(milestone, anniversary, marked.year))
        return found

    def _subject(self, event: _Match, anniversary: _Anniversary) -> str | None:
        """Who or what an event is of, where its name asks for it: the capitalised words beside it."""
        asked = set(re.findall(r"\{(\w+)\}", event.event.name)) & {"person", "words"}
        if not asked:
            return None
        before = self.text[anniversary.end : event.start] if event.start > anniversary.end else ""
        behind = re.split(r"[.,;:()\n]", self.text[event.end : event.end + _TO_DATE], maxsplit=1)[0]
        for stretch in (behind, before):
            names = [
                " ".join(words) for capital, words in groupby(stretch.split(), lambda w: w[0].isupper()) if capital
            ]
            if names:
                return max(names, key=len)
        return None

    def _shared(self, said: _Said, anniversary: _Anniversary, limit: int, used: set[_Match]) -> list[_Match]:
        """The event that an anniversary is of, and those joined to it; none where nothing near is one."""
        # "60 years since the founding": without the word for anniversary, nothing may part the two.
        parted = _CLAUSE if anniversary.worded else _COMMA
        reach = _TO_EVENT if anniversary.worded else _TO_DATE
        after = [
            e for e in said.events if anniversary.end <= e.start < limit and e.start - anniversary.end <= _TO_EVENT
        ]
        first = next(
            (
                e
                for e in after
                if e.start - anniversary.end <= reach and not parted.search(self.low, anniversary.end, e.start)
            ),
            None,
        )
        if first is None:
            before = [e for e in said.events if 0 <= anniversary.start - e.end <= _TO_DATE and e not in used]
            return before[-1:] if anniversary.worded else []
        shared = [first]
        joins = said.sentence.lexicon.surfaces("range.and")
        for event in after[after.index(first) + 1 :]:
            between = self.low[shared[-1].end : event.start].split()
            # "and", an article, an adjective; two words for one event are one.
            joined = between and between[0] in joins and len(between) <= 3  # noqa: PLR2004
            if joined and event.event.key != shared[-1].event.key:
                shared.append(event)
            elif joined:
                shared[-1] = shared[-1]._replace(end=event.end)
        return shared

    def _dates_of(self, said: _Said, anniversary: _Anniversary, last: int, limit: int) -> _Marked:
        """The founding date and the year marked, by the dates that stand behind the event."""
        marked, date, end = self._marked_year(said, anniversary), None, last
        for number in said.dates:
            if not last <= number.start < limit or number.start - last > _TO_DATE:
                continue
            year = year_of(number.iso)
            if year is None:
                if date is None and len(number.iso or "") == len("--MM-DD") and number.start - last <= 4:  # noqa: PLR2004 - "the national day 2 September"
                    date, end = number.iso, number.end
            elif self._founds(year, anniversary.years, marked):
                date, end = number.iso, number.end
            elif date is not None and year - (year_of(date) or 0) == anniversary.years:
                marked, end = year, number.end
            elif date is None and self.year and year <= self.year + 1:
                marked = year
        return _Marked(date, marked, end)

    def _founds(self, year: int, years: int, marked: int | None) -> bool:
        """Whether a year can be that of the founding: about as far back as the anniversary says, a slip allowed for."""
        reference = marked or self.year
        return reference is not None and reference - year > max(1, years // 2)

    def _marked_year(self, said: _Said, anniversary: _Anniversary) -> int | None:
        """The year in which an anniversary is marked: one the sentence states before it, else the reference's."""
        for number in reversed([d for d in said.dates if d.end <= anniversary.start]):
            year = year_of(number.iso)
            near = anniversary.start - number.end <= _TO_DATE and not _CLAUSE.search(
                self.low, number.end, anniversary.start
            )
            if year and self.year and (abs(year - self.year) <= 1 or (near and year <= self.year)):
                return year
        for key, shift in (("next", 1), ("last", -1)):
            for hit, _ in said.sentence.of("time", key):
                near = abs(hit.start - anniversary.start) <= _TO_DATE
                if near and self.year and said.sentence.after(hit.end, "time", "year", gap=2):
                    return self.year + shift
        return self.year

    def _unnamed(self, said: _Said, anniversary: _Anniversary, limit: int) -> Milestone:
        """An anniversary of something that events.toml does not know: the words that name it."""
        rest = self.text[anniversary.end : min(limit, anniversary.end + _TO_EVENT)]
        stops = said.sentence.lexicon.surfaces("stop.words")
        # "of the opening of the bridge": the name starts behind the preposition.
        words = list(dropwhile(stops.__contains__, re.split(r"[.,;:()«»“”\"\n]", rest, maxsplit=1)[0].split()))
        joins = said.sentence.lexicon.surfaces("range.and")
        stop = next((i for i, w in enumerate(words) if i > 1 and w.lower() in joins), len(words))
        name = " ".join(words[: min(stop, _NAME)]) or self.text[anniversary.start : anniversary.end]
        last = anniversary.end + (rest.index(words[0]) if words else 0)
        match = _Match(last, last, Event(key=name, name=name, scope="area"), weak=False, rank=0)
        marked = self._dates_of(said, anniversary, anniversary.end, limit)
        milestone = self._milestone(said, match, (anniversary.start, marked.end), date=marked.date)
        return _celebrated(milestone, anniversary, marked.year)

    # -- events ---------------------------------------------------------------------------------

    def _events(self, sentence: Sentence) -> list[_Match]:
        """The events that a sentence names, none overlapping: of two, the one that stands first in the file."""
        hits = list(self.terms.lexicon.scan(self.text, sentence.start, sentence.end, low=self.low))
        found: list[_Match] = []
        for index, hit in enumerate(hits):
            for sense in hit.senses:
                term, part = (int(x) for x in sense.split("."))
                if part == 0:
                    end = self._rest(hits, index, term, 1)
                    if end is not None:
                        entry = self.terms.entries[term]
                        found.append(_Match(hit.start, end, entry.event, entry.weak, entry.rank))
        found.sort(key=lambda m: (m.rank, m.weak, -(m.end - m.start), m.start))
        kept: list[_Match] = []
        for match in found:
            if all(match.end <= other.start or other.end <= match.start for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)

    def _rest(self, hits: list[Hit], index: int, term: int, part: int) -> int | None:
        """The end of a term whose parts after the first follow in order, few words between; None where they do not."""
        entry = self.terms.entries[term]
        if part == entry.parts:
            return hits[index].end
        for later in range(index + 1, len(hits)):
            gap = self.low[hits[index].end : hits[later].start]
            if len(gap.split()) > _GAP_WORDS or _CLAUSE.search(gap):
                return None
            if f"{term}.{part}" in hits[later].senses:
                return self._rest(hits, later, term, part + 1)
        return None

    def _date_of(self, said: _Said, event: _Match) -> Number | None:
        """The date that an event's clause states: the nearest with a year, no other event between."""
        best: tuple[int, Number] | None = None
        for number in said.dates:
            year = year_of(number.iso)
            # A year ahead of the text founds nothing.
            if year is None or (self.year and year > self.year):
                continue
            if event.start < number.start and number.end <= event.end:
                # "nahmen 1975 diplomatische Beziehungen auf"
                return number
            between = (event.end, number.start) if number.start >= event.end else (number.end, event.start)
            gap = between[1] - between[0]
            if not 0 <= gap <= _TO_DATE or _CLAUSE.search(self.low, *between):
                continue
            if any(between[0] <= e.start < between[1] for e in said.events):
                continue
            if best is None or gap < best[0]:
                best = gap, number
        return best[1] if best else None

    def _milestone(self, said: _Said, event: _Match, stretch: Span, *, date: str | None) -> Milestone:
        known = event.event.key in self.known.events
        return Milestone(
            document=self.reading.document.id,
            event=event.event.key if known else event.event.name,
            date=date,
            anniversary=None,
            marked=None,
            implies=None,
            parties=self._parties(event, said.areas),
            start=stretch[0],
            end=stretch[1],
        )

    def _parties(self, event: _Match, areas: list[AreaMention]) -> tuple[str, ...]:
        pair = self.reading.scope.parties
        if event.event.scope == "world":
            return ()
        if event.event.scope == "pair":
            named = tuple(sorted({a.code for a in areas}))
            return named if len(named) == 2 and not set(named) >= set(pair) else pair  # noqa: PLR2004 - a pair
        inside = [a for a in areas if event.start - 3 <= a.start <= event.end + 40]
        near = inside or sorted((a for a in areas if a.end <= event.start), key=lambda a: event.start - a.end)
        return (near[0].code,) if near else ()


def _inside(position: int, spans: list[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def _celebrated(milestone: Milestone, anniversary: _Anniversary, year: int | None) -> Milestone:
    """The milestone as the anniversary of a year."""
    implies = year - anniversary.years if year is not None else None
    return replace(milestone, anniversary=anniversary.years, marked=year, implies=implies)


class _Entry(NamedTuple):
    event: Event
    weak: bool
    parts: int
    rank: int


class _Terms(NamedTuple):
    lexicon: Lexicon
    entries: tuple[_Entry, ...]


@lru_cache(maxsize=32)
def _terms(known: Definitions, language: LanguageDefinition) -> _Terms:
    """The events' terms of a language, compiled: each part has the sense "<term>.<part>"."""
    entries: list[_Entry] = []
    parts: list[tuple[str, str]] = []
    for rank, event in enumerate(known.events.values()):
        for term in (s for written in event.words.get(language.code, ()) for s in language.spellings(written)):
            weak = term.startswith("…")
            pieces = [p for p in _PART.split(term) if p]
            parts += [(piece, f"{len(entries)}.{index}") for index, piece in enumerate(pieces)]
            entries.append(_Entry(event, weak, len(pieces), rank))
    return _Terms(Lexicon(parts, every=True), tuple(entries))
