"""Every number of a text and what became of it: nothing is dropped silently.

The numbers are looked for independently of extraction (`inventory`); then each is given exactly one
class, with the reason in words. What no rule explains is `unclaimed`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import cast

from analysis.definitions import definitions
from analysis.figures import Statements, state
from analysis.ledger.inventory import Atom, atoms, idioms
from analysis.ledger.stretches import Stretches
from analysis.milestones import milestones_of
from analysis.model import Document, Figure, LedgerClass, LedgerEntry, Milestone, Number, Period
from analysis.numbers import in_name
from analysis.periods import is_day, periods_in
from analysis.plain import restored
from analysis.scope import read_scope
from analysis.sentences import Sentence

__all__ = ["ledger"]

_NOUN = 34
"""Characters from a number to the noun that explains it."""
_WORDS = 3
_OLDEST = 120
_SMALL = 20
"""Up to here a number before "countries" or "sides" may be a determiner: "the two countries"."""

Verdict = tuple[LedgerClass, str]


def ledger(document: Document | str, *, language: str | None = None, published: str | None = None) -> list[LedgerEntry]:
    """One entry for every number of the text, digits or words, in the order of the text.

    Every digit stands in exactly one entry. A number with its scale ("1.3 billion") is one entry, the
    parts of a date are one each. Raises UnknownLanguageError where the text is in no language that is
    defined.

    >>> text = "The two sides traded 1.3 billion USD in 2021."
    >>> [(e.text, e.class_) for e in ledger(text)]
    [('two', 'determiner'), ('1.3 billion', 'figure'), ('2021', 'period')]
    """
    reading = read_scope(document, language=language, published=published)
    return restored(_Account(state(reading)).entries(), reading.plain)


class _Account:
    """Holds what extraction used, and asks it of every number."""

    def __init__(self, statements: Statements) -> None:
        self.reading = statements.reading
        self.text, self.low = self.reading.document.text, self.reading.low
        self.sentences = self.reading.sentences
        self.figures = statements.figures
        self.statements = statements
        self.numbers = self.reading.numbers
        self.starts = [n.start for n in self.numbers]
        language = self.reading.language
        self.stated = Stretches((start, end, f) for f in self.figures for start, end in ((f.start, f.end), *f.mentions))
        self.figure_starts = sorted(start for f in self.figures for start, _ in ((f.start, f.end), *f.mentions))
        self.changes = Stretches((start, end, owner) for (start, end), owner in statements.changes)
        self.quantities = Stretches((q.start, q.end, q) for q in statements.quantities)
        self.rows = Stretches((start, end, "row") for start, end in statements.rows)
        self.milestones = Stretches((m.start, m.end, m) for m in milestones_of(self.reading))
        self.idiomatic = Stretches((h.start, h.end, h) for h in idioms(language).scan(self.text, low=self.low))
        self.periods: tuple[int, list[Period]] = (-1, [])
        self.before = frozenset(language.terms("idioms", "before"))
        self.after = tuple(language.terms("idioms", "after"))
        self.used_periods = {f.period for f in self.figures} | {f.change.versus for f in self.figures if f.change}

    def entries(self) -> Iterator[LedgerEntry]:
        for start, end, number, group in self._grouped(self._cut(atoms(self.text, self.low, self.reading.language))):
            verdict, reason = self._classify(start, end, number, group[0])
            figure = self._figure_at(start, end)
            yield LedgerEntry(
                document=self.reading.document.id,
                start=start,
                end=end,
                text=self.text[start:end],
                class_=verdict,
                figure=figure.id if figure and verdict in ("figure", "repeat") else self._changed(start),
                reason=reason,
            )

    def _cut(self, found: Iterable[Atom]) -> Iterator[Atom]:
        """The atoms, a run of digits cut where a number ends inside it: the year and the hour of "202010:00"."""
        for atom in found:
            number = self._number_at(atom) if atom.digits else None
            if number and number.end < atom.end:
                yield atom._replace(end=number.end)
                yield atom._replace(start=number.end)
            else:
                yield atom

    def _grouped(self, found: Iterable[Atom]) -> Iterator[tuple[int, int, Number | None, list[Atom]]]:
        """Atoms that are one number become one entry; the parts of a date stay apart."""
        group: list[Atom] = []
        owner: Number | None = None
        for atom in found:
            number = self._number_at(atom)
            whole = number if number and number.kind not in ("date", "identifier") else None
            if group and whole is not None and whole is owner:
                group.append(atom)
                continue
            if group:
                yield self._entry(group, owner)
            group, owner = [atom], whole
            if whole is None:
                yield atom.start, atom.end, number, group
                group = []
        if group:
            yield self._entry(group, owner)

    def _entry(self, group: list[Atom], number: Number | None) -> tuple[int, int, Number | None, list[Atom]]:
        return group[0].start, max(group[-1].end, self._scale_end(group, number)), number, group

    @staticmethod
    def _scale_end(group: list[Atom], number: Number | None) -> int:
        return number.end if number and number.kind == "cardinal" and number.scale != 1 else group[-1].end

    def _number_at(self, atom: Atom) -> Number | None:
        index = bisect_right(self.starts, atom.start) - 1
        if index >= 0 and atom.start < self.numbers[index].end:
            return self.numbers[index]
        return None

    def _figure_at(self, start: int, end: int) -> Figure | None:
        return next(iter(self.stated.over(start, end)), None)

    def _changed(self, start: int) -> str | None:
        return next(iter(self.changes.over(start, start + 1)), None)

    # -- classes, the surest first --------------------------------------------------------------

    def _classify(self, start: int, end: int, number: Number | None, atom: Atom) -> Verdict:
        if what := self.reading.furniture_at(start):
            return "boilerplate", f"outside the article: {what}"
        if number and number.kind == "identifier":
            return "identifier", number.reason or "part of a name or code"
        if number and number.kind == "time":
            return "time", "a time of day"
        if number is None and atom.kind == "sign" and not self._fraction(start):
            return "identifier", "a raised, Roman or enclosed numeral: a unit's power, a note's mark, a name's number"
        if self.rows.over(start, start + 1):
            return ("date", "a date") if number and number.kind == "date" else ("optional", "one of a row of numbers")
        sentence = self.sentences.around(start)
        return (
            self._stated(start, end, number)
            or self._dated(sentence, number)
            or self._worded(sentence, start, end, number, atom)
            or self._counted(sentence, start, end, number)
            or ("unclaimed", "no rule explains it")
        )

    def _fraction(self, position: int) -> bool:
        return unicodedata.numeric(self.text[position], 1) % 1 != 0

    def _stated(self, start: int, end: int, number: Number | None) -> Verdict | None:
        figure = self._figure_at(start, end)
        if figure and not (number and number.kind == "date"):
            if figure.start < end and start < figure.end:
                if figure.value is None:
                    return "change", f"change of {figure.metric}"
                return "figure", f"value of {figure.metric}"
            return "repeat", f"said before or more fully elsewhere: {figure.metric}"
        for owner in self.changes.over(start, end):
            return "change", "a change, or the period it is compared with" if owner else "a change"
        return None

    def _dated(self, sentence: Sentence, number: Number | None) -> Verdict | None:
        anniversary = self._anniversary(number)
        if anniversary:
            return "anniversary", f"anniversary of {anniversary.event}"
        if number is None or number.kind != "date" or number.iso is None:
            return None
        if "/" in number.iso and all(len(end) == 4 for end in number.iso.split("/")):  # noqa: PLR2004 - years
            return "period", "a span of years"
        if self.periods[0] != sentence.start:
            found = periods_in(sentence, self._numbers_of(sentence), self.reading.scope.reference)
            self.periods = sentence.start, found
        for period in self.periods[1]:
            if (
                period.start <= number.start < period.end
                and period.iso in self.used_periods
                and self._near_figure(sentence)
            ):
                if is_day(period.iso) or (len(period.iso) == len("YYYY-MM") and number.iso == period.iso):
                    return "date", "the date of a figure"
                return "period", "the period of a figure, or the one it is compared with"
        return "date", "a date"

    def _near_figure(self, sentence: Sentence) -> bool:
        first = bisect_left(self.figure_starts, sentence.start)
        return first < len(self.figure_starts) and self.figure_starts[first] < sentence.end

    def _numbers_of(self, sentence: Sentence) -> list[Number]:
        first = bisect_right(self.starts, sentence.start - 1)
        last = bisect_right(self.starts, sentence.end - 1)
        return self.numbers[first:last]

    def _anniversary(self, number: Number | None) -> Milestone | None:
        if number is None or number.kind not in ("ordinal", "cardinal"):
            return None
        near = self.milestones.over(number.start, number.start + 1)
        return next((m for m in near if m.anniversary == number.value), None)

    def _worded(self, sentence: Sentence, start: int, end: int, number: Number | None, atom: Atom) -> Verdict | None:
        """Idioms, determiners, ordinals and vague numbers."""
        if not atom.digits and in_name(self.text, start, end):
            return "identifier", "part of a name"
        if any(hit.start <= start < hit.end for hit, _ in sentence.of("area")):
            return "identifier", "part of a name"
        if not atom.digits and self._idiom(start, end, counts=atom.kind in ("determiner", "vague")):
            return "idiom", "an idiom; counts nothing"
        if atom.kind == "determiner":
            return "determiner", "stands for the sides themselves"
        if atom.kind == "vague":
            return "vague", "no definite number"
        if number and number.kind == "ordinal":
            if sentence.after(end, "count", "rank", gap=14) or sentence.after(end, "count", "rank", gap=2):
                return "rank", "a rank"
            return "ordinal", "says which one, not how many"
        if number and number.kind == "cardinal" and self._determiner(sentence, start, end, number):
            return "determiner", "stands for the sides themselves"
        return None

    def _idiom(self, start: int, end: int, *, counts: bool) -> bool:
        if self.idiomatic.over(start, start + 1):
            return True
        if counts:
            return False
        before = self.low[max(0, start - 16) : start].split()
        after = self.low[end : end + 24].lstrip()
        word = self.low[start:end]
        # "as one", "nok en gang": words beside the number make it an idiom only where it is written "one" or "once".
        if word in self.reading.language.numbers["ordinals"] or self._value_of(word) not in (1.0, None):
            return False
        if any(after == w or after.startswith((w + " ", w + ",", w + ".")) for w in self.after):
            return True
        return (
            bool(before)
            and (before[-1] in self.before or " ".join(before[-2:]) in self.before)
            and not self._counts(start, end)
        )

    def _counts(self, start: int, end: int) -> bool:
        return self.sentences.around(start).after(end, "unit", gap=_NOUN) is not None

    def _value_of(self, word: str) -> float | None:
        for table in ("cardinals", "multiples", "scales", "fractions"):
            if word in self.reading.language.numbers[table]:
                return self.reading.language.numbers[table][word]
        return None

    def _determiner(self, sentence: Sentence, start: int, end: int, number: Number) -> bool:
        """Whether a small number stands for those the text is about: the two countries, de tre partene."""
        if number.value is None or number.value > _SMALL or number.value != int(number.value):
            return False
        noun = sentence.after(end, "count", "pair", gap=_NOUN)
        if noun and len(self.low[end : noun[0].start].split()) <= _WORDS:
            return number.value <= 3 or sentence.before(start, "count", "determiner", gap=2) is not None  # noqa: PLR2004 - pairs, trios
        opened = sentence.before(start, "count", "determiner", gap=2)
        return opened is not None and number.words and sentence.after(end, "time", gap=2) is None

    def _counted(self, sentence: Sentence, start: int, end: int, number: Number | None) -> Verdict | None:
        """Durations, ages, shares, ranks, identifiers by the word before, and what is counted of something else."""
        if number and (number.value or 0) < _OLDEST and (age := self._age(sentence, start, end)):
            return "age", age
        follows = self._follower(sentence, end)
        if follows:
            return follows
        identifier = sentence.before(start, "count", "identifier", gap=6)
        if identifier:
            return "identifier", f"number of a {self._said(identifier[0].start, identifier[0].end)}"
        if number is None:
            return ("vague", "a number word that states no value") if self.low[start].isalpha() else None
        if sentence.before(start, "count", "rank", gap=4):
            return "rank", "a rank"
        quantity = next(iter(self.quantities.over(start, start + 1)), None)
        if number.kind == "fraction" or (quantity and quantity.kind == "percent"):
            return "share", "a share or rate that is no change of a figure"
        if number.kind == "multiple":
            return "optional", "a factor that belongs to no figure"
        if quantity and quantity.unit:
            if quantity.kind == "money":
                return "optional", "an amount that no words tie to a figure of the relations"
            unit = definitions().units.get(quantity.unit)
            return "optional", f"counts {unit.plural if unit else quantity.unit}, no figure of the relations"
        noun = self._noun_follows(sentence, end)
        return ("optional", f"counts {noun}, no figure of the relations") if noun else None

    def _age(self, sentence: Sentence, start: int, end: int) -> str | None:
        """What makes an age of a small number: a word before it, or the brackets behind a name."""
        if sentence.before(start, "count", "age", gap=3) and not sentence.after(end, "unit", gap=2):
            return "an age"
        bracketed = self.low[start - 1 : start] == "(" and self.low[end : end + 1] == ")"
        name = self.text[max(0, start - 41) : start - 1].split() if bracketed else []
        return "an age in brackets" if name and name[-1][0].isupper() else None

    def _follower(self, sentence: Sentence, end: int) -> Verdict | None:
        """What the unit of time or the word for age after a number says."""
        for keys, verdict, reason in (
            (("age", "old"), "age", "an age"),
            (("anniversary",), "anniversary", "an anniversary"),
            (("duration",), "duration", "a length of time"),
        ):
            hit = sentence.after(end, "count", *keys, gap=3)
            if hit:
                return cast("LedgerClass", verdict), reason
        hit = sentence.after(end, "time", "year", "month", "week", "day", "hour", "decade", "quarter", gap=12)
        if hit and len(self.low[end : hit[0].start].split()) <= 1:
            return "duration", "a length of time"
        return None

    def _noun_follows(self, sentence: Sentence, end: int) -> str | None:
        """The word right after a number, where it may be what is counted: no preposition, no time."""
        if any(sentence.after(end, table) for table in ("role", "time", "stop")):
            return None
        if not self.text[end : end + 1].isspace() and self.text[end : end + 1] not in "-\u2011":
            return None
        words = self.text[end : end + 40].split()
        if not words or not words[0][0].isalpha() or self.text[end : end + 1] == "\n":
            return None
        word = words[0].strip('.,;:()"»”')
        place = self.text.find(word, end)
        return self._said(place, place + len(word)) if word else None

    def _said(self, start: int, end: int) -> str:
        """A stretch, as it stands in the document."""
        plain = self.reading.plain
        return plain.said(self.text[start:end], start) if plain else self.text[start:end]
