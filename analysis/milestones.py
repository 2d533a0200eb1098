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
from typing import NamedTuple

from analysis.areas import AreaMention
from analysis.definitions import Definitions, Event, LanguageDefinition, definitions
from analysis.figures.told import areas_of
from analysis.lexicon import Hit, Lexicon
from analysis.model import Document, Milestone, Number
from analysis.periods import year_of
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
    return milestones_of(read_scope(document, language=language, published=published))


def milestones_of(reading: Reading) -> list[Milestone]:
    """`find_milestones` for a caller that has read the document already."""
    finder = _Finder(reading)
    found: list[Milestone] = []
    for sentence, numbers in _sentences(reading):
        found += finder.sentence(sentence, numbers)
    return _dated_from_text(found)


def _sentences(reading: Reading) -> Iterable[tuple[Sentence, list[Number]]]:
    """The sentences of the body that hold a date or a number of years, with their numbers."""
    group: list[Number] = []
    end = -1
    for number in reading.numbers:
        if number.start >= end:
            if group:
                yield reading.sentences.around(group[0].start), group
            group, end = [], reading.sentences.span(number.start)[1]
        if number.kind in ("date", "ordinal", "cardinal") and reading.in_body(number.start):
            group.append(number)
    if group:
        yield reading.sentences.around(group[0].start), group


def _dated_from_text(found: list[Milestone]) -> list[Milestone]:
    """An anniversary whose founding date the same text states elsewhere carries that date."""
    stated = {
        (m.event, m.parties, int(m.date[:4])): m.date
        for m in reversed(found)
        if m.date and len(m.date) == 10 and m.date[0].isdigit()  # noqa: PLR2004 - a full date
    }
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
        events = self._events(sentence)
        areas = areas_of(sentence)
        found: list[Milestone] = []
        used: set[_Match] = set()
        for index, anniversary in enumerate(anniversaries):
            limit = anniversaries[index + 1].start if index + 1 < len(anniversaries) else sentence.end
            found += self._marked(sentence, anniversary, limit, events, dates, areas, used)
        taken = {m.start for m in found}
        spans = [(m.start, m.end) for m in found]
        for event in events:
            if event in used or event.weak or any(a <= event.start < b for a, b in spans):
                continue
            date = self._date_of(sentence, event, dates, events)
            if date is None or any(a <= date.start < b for a, b in spans):
                continue
            start, end = min(event.start, date.start), max(event.end, date.end)
            if start not in taken:
                found.append(self._milestone(event, date.iso, None, None, areas, start, end, sentence))
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

    def _marked(  # noqa: PLR0913 - everything that the sentence tells
        self,
        sentence: Sentence,
        anniversary: _Anniversary,
        limit: int,
        events: list[_Match],
        dates: list[Number],
        areas: list[AreaMention],
        used: set[_Match],
    ) -> list[Milestone]:
        """The milestone of an anniversary, and of further events that share it: "the revolution and the national day"."""
        after = [e for e in events if anniversary.end <= e.start < limit and e.start - anniversary.end <= _TO_EVENT]
        # "60 years since the founding": without the word for anniversary, nothing may part the two.
        parted = _CLAUSE if anniversary.worded else _COMMA
        reach = _TO_EVENT if anniversary.worded else _TO_DATE
        first = next(
            (e for e in after if e.start - anniversary.end <= reach and not parted.search(self.low, anniversary.end, e.start)), None
        )
        if first is None and anniversary.worded:
            first = next(
                (e for e in reversed(events) if e.end <= anniversary.start and anniversary.start - e.end <= _TO_DATE and e not in used),
                None,
            )
        if first is None:
            return [self._unnamed(sentence, anniversary, limit, dates, areas)] if anniversary.worded else []
        shared = [first]
        if first in after:
            joins = sentence.lexicon.surfaces("range.and")
            for event in after[after.index(first) + 1 :]:
                between = self.low[shared[-1].end : event.start].split()
                if between and between[0] in joins and len(between) <= 3:  # noqa: PLR2004 - "and", an article, an adjective
                    shared.append(event)
        used.update(shared)
        found = []
        for event in shared:
            start = anniversary.start if event is first else event.start
            last = max(event.end, anniversary.end)
            until = min((e.start for e in shared if e.start > event.start), default=limit)
            date, marked, end = self._dates_of(anniversary, event, dates, last, until, sentence)
            milestone = self._milestone(event, date, anniversary.years, marked, areas, min(start, event.start), end, sentence)
            found.append(milestone)
        return found

    def _dates_of(  # noqa: PLR0913 - everything that the clause tells
        self, anniversary: _Anniversary, event: _Match, dates: list[Number], last: int, limit: int, sentence: Sentence
    ) -> tuple[str | None, int | None, int]:
        """(founding date, year marked, end of the stretch) by the dates that stand behind the event."""
        near = [d for d in dates if last <= d.start < limit and d.start - last <= _TO_DATE]
        years = [(d, year_of(d.iso)) for d in near]
        marked, date, end = self._marked_year(sentence, dates, anniversary), None, last
        for number, year in years:
            if year is None:
                if date is None and number.start - last <= 4:  # noqa: PLR2004 - "the national day 2 September"
                    date, end = number.iso, number.end
            elif self._founds(year, anniversary.years, marked):
                date, end = number.iso, number.end
            elif date is not None and year - (year_of(date) or 0) == anniversary.years:
                marked, end = year, number.end
            elif date is None and self.year and year <= self.year + 1:
                marked = year
        return date, marked, end

    def _founds(self, year: int, years: int, marked: int | None) -> bool:
        """Whether a year can be that of the founding: about as far back as the anniversary says, a slip allowed for."""
        reference = marked or self.year
        return reference is not None and reference - year > max(1, years // 2)

    def _marked_year(self, sentence: Sentence, dates: list[Number], anniversary: _Anniversary) -> int | None:
        """The year in which an anniversary is marked: one the sentence states and that fits, else the reference's."""
        before = [year_of(d.iso) for d in dates if d.end <= anniversary.start]
        recent = [y for y in before if y and self.year and abs(y - self.year) <= 1]
        if recent:
            return recent[-1]
        for key, shift in (("next", 1), ("last", -1)):
            phrase = next((hit for hit, _ in sentence.of("time", key) if sentence.after(hit.end, "time", "year", gap=2)
                           and abs(hit.start - anniversary.start) <= _TO_DATE), None)
            if phrase and self.year:
                return self.year + shift
        return self.year

    def _unnamed(
        self, sentence: Sentence, anniversary: _Anniversary, limit: int, dates: list[Number], areas: list[AreaMention]
    ) -> Milestone:
        """An anniversary of something that events.toml does not know: the words that name it."""
        rest = self.text[anniversary.end : min(limit, anniversary.end + _TO_EVENT)]
        words = re.split(r"[.,;:()«»“”\"\n]", rest, maxsplit=1)[0].split()
        stop = next((i for i, w in enumerate(words) if i > 1 and w.lower() in sentence.lexicon.surfaces("range.and")), len(words))
        name = " ".join(words[: min(stop, 8)]) or self.text[anniversary.start : anniversary.end]
        event = Event(key=name, name=name, scope="area")
        last = anniversary.end + (rest.index(words[0]) if words else 0)
        match = _Match(last, last, event, weak=False, rank=0)
        date, marked, end = self._dates_of(anniversary, match, dates, anniversary.end, limit, sentence)
        return self._milestone(match, date, anniversary.years, marked, areas, anniversary.start, end, sentence)

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

    def _date_of(self, sentence: Sentence, event: _Match, dates: list[Number], events: list[_Match]) -> Number | None:
        """The date that an event's clause states: the nearest with a year, no other event between."""
        best: tuple[int, Number] | None = None
        for number in dates:
            year = year_of(number.iso)
            if year is None or "/" in (number.iso or ""):
                continue
            between = (event.end, number.start) if number.start >= event.end else (number.end, event.start)
            gap = between[1] - between[0]
            if gap < 0 or gap > _TO_DATE or _CLAUSE.search(self.low, *between):
                continue
            if any(between[0] <= e.start < between[1] for e in events):
                continue
            # A year ahead of the text founds nothing.
            if self.year and year > self.year:
                continue
            if best is None or gap < best[0]:
                best = gap, number
        return best[1] if best else None

    def _milestone(  # noqa: PLR0913 - the fields of the record
        self,
        event: _Match,
        date: str | None,
        years: int | None,
        marked: int | None,
        areas: list[AreaMention],
        start: int,
        end: int,
        sentence: Sentence,
    ) -> Milestone:
        known = event.event.key in self.known.events
        return Milestone(
            document=self.reading.document.id,
            event=event.event.key if known else event.event.name,
            date=date,
            anniversary=years,
            marked=marked if years is not None else None,
            implies=marked - years if marked is not None and years is not None else None,
            parties=self._parties(event, areas),
            start=start,
            end=end,
        )

    def _parties(self, event: _Match, areas: list[AreaMention]) -> tuple[str, ...]:
        pair = self.reading.scope.parties
        if event.event.scope == "world":
            return ()
        if event.event.scope == "pair":
            named = tuple(sorted({a.code for a in areas}))
            return named if len(named) == 2 and not set(named) >= set(pair) else pair  # noqa: PLR2004 - a pair
        inside = [a for a in areas if event.start - 3 <= a.start <= event.end + 40]  # noqa: PLR2004 - "Independence Day of Laos"
        near = inside or sorted((a for a in areas if a.end <= event.start), key=lambda a: event.start - a.end)
        return (near[0].code,) if near else ()


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
        for term in event.words.get(language.code, ()):
            weak = term.startswith("…")
            pieces = [p for p in _PART.split(term) if p]
            parts += [(piece, f"{len(entries)}.{index}") for index, piece in enumerate(pieces)]
            entries.append(_Entry(event, weak, len(pieces), rank))
    return _Terms(Lexicon(parts, spaced=language.spaced, every=True), tuple(entries))
