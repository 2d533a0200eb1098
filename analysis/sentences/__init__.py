"""The sentence around a position, with the words known in it: made when asked for.

Sentences end at a line's end, or at a full stop, question or exclamation mark that no abbreviation,
initial or number explains. A sentence is read with one scan of the language's whole lexicon; all
later stages work on its hits.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, wraps
from itertools import product
from typing import Any, Protocol, TypeVar, TypeVarTuple

from analysis.areas import area_lexicon, area_terms
from analysis.currencies import coin_terms, currency_symbols, currency_terms
from analysis.definitions import Definitions, LanguageDefinition, definitions
from analysis.lexicon import Hit, Lexicon, lowered, spelled
from analysis.model import Span
from analysis.numbers import month_terms, weekday_terms
from analysis.sentences.ends import Ends
from analysis.sentences.offices import offices_in

__all__ = ["DASHES", "Sentence", "Sentences", "lexicon_of", "read_once"]

DASHES = ("\u2013", "\u2014")
"""The dashes that stand for a verb or set something off, spaces around them; a hyphen joins."""
_LONGEST = 800
"""Characters after which a sentence is cut at a space: a text without full stops stays linear."""

_TRIES = 8
"""Spaces looked at for one at which a sentence may be cut."""
_KEPT = 256
"""Sentences kept at a time: what is said of a sentence looks a few sentences back, however long the text."""
_STOP = re.compile(r"[.!?…。！？\n]")
_LINE_END = re.compile("\\n")
_LETTERS = re.compile(r"[^\W\d_]{0,24}(?!\w)")
_QUOTED = re.compile(r":\s?[\"\u00ab\u201c\u201d\u201e]")
"""What opens words that are quoted behind who says them."""
_SAYING = 120
"""Characters within which who says something is named before it."""
_TO_THAT = 40
"""Characters from a verb of saying to "that": whom it is told to, and when."""
_SAYS = frozenset({"source.after", "source.claim", "stop.words"})
_GOVERNING = frozenset(f"status.{key}" for key in ("target", "pledge", "estimate", "proposal"))
_FEW = 3
"""Words between a preposition and the noun that it governs: an article, adjectives."""
_PARTED = re.compile(r"[.;:()\d]")
_DASH = re.compile(r"\s[\u2013\u2014-]\s")
_OUTSIDE = ("stop", "time", "act", "status", "role", "change", "range", "month")
"""Tables whose words belong to no counted phrase."""


class _Read(Protocol):
    """What was read of a text, with the answers to what was asked of it."""

    @property
    def answers(self) -> dict[Hashable, Any]: ...


S = TypeVar("S", bound=_Read)
A = TypeVarTuple("A")
R = TypeVar("R")


def read_once(question: Callable[[S, *A], R]) -> Callable[[S, *A], R]:
    """Keeps the answer to a question about a sentence with it: each of its amounts asks, and it is the same for all.

    What is asked besides must be hashable.
    """

    @wraps(question)
    def asked(sentence: S, *args: *A) -> R:
        key = question, args
        answers = sentence.answers
        if key in answers:
            answer: R = answers[key]
        else:
            answer = answers[key] = question(sentence, *args)
        return answer

    return asked


class Sentence:
    """One sentence: its place in the text, and every hit of the lexicon in it."""

    __slots__ = ("_asked", "_by_key", "answers", "end", "hits", "language", "lexicon", "low", "opens", "start", "text")

    def __init__(self, text: str, low: str, span: Span, language: LanguageDefinition, lexicon: Lexicon) -> None:
        self.text = text
        self.low = low
        self.language = language
        self.lexicon = lexicon
        self.start, self.end = span
        self._take(tuple(self._read()))
        split = _split_terms(language)
        if split and (found := dict(self._split(split))):
            self._take(tuple(hit._replace(senses=hit.senses | found.get(hit.start, frozenset())) for hit in self.hits))
        named = self.has("count", "office") or self.has("count", "programme")
        if named and (names := {id(hit) for hit in offices_in(self)}):
            # "the Ministry of Trade said": the word measures nothing.
            self._take(tuple(hit for hit in self.hits if id(hit) not in names))
        if self.has("change", *_AGAINST):
            self._take(tuple(map(self._against_time, self.hits)))
        self.opens, verb = _said_from(self)
        """Where what is said begins, behind who says it: "He said that trade grew", "According to him, trade grew"."""
        if verb and not verb.senses <= _SAYS:
            # "He added that": nothing is more by it.
            said = verb._replace(senses=verb.senses & _SAYS)
            self._take(tuple(said if hit is verb else hit for hit in self.hits))

    def _take(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        # Table and key -> (hit, key) pairs, those of the whole table under no key: most rules ask for one of these.
        by_key: dict[tuple[str, str], list[tuple[Hit, str]]] = defaultdict(list)
        for hit in hits:
            for table, sense in _places(hit.senses):
                pair = hit, sense[1]
                by_key[table].append(pair)
                by_key[sense].append(pair)
        self._by_key = by_key
        self._asked: dict[tuple[str, tuple[str, ...]], list[tuple[Hit, str]]] = {}
        self.answers: dict[Hashable, Any] = {}

    def _read(self) -> Iterator[Hit]:
        """Every hit; what a phrase of promise or aim holds ("agreed to lend") counts besides the phrase."""
        for hit in self.lexicon.scan(self.text, self.start, self.end, low=self.low):
            yield hit
            if not hit.senses <= _GOVERNING:
                continue
            space = self.low.find(" ", hit.start, hit.end)
            if space > 0:
                for inner in self.lexicon.scan(self.text, space + 1, hit.end, low=self.low):
                    senses = frozenset(sense for sense in inner.senses if not sense.startswith("status."))
                    if senses:
                        yield inner._replace(senses=senses)

    def _split(self, terms: _SplitTerms) -> Iterator[tuple[int, frozenset[str]]]:
        """(position, senses) of both parts of each term whose parts stand apart: "stellt 5 Millionen bereit".

        The second part ends its phrase: in "legte an der Börse um 3 % zu" the verb goes with "zu"; or it leads to an
        economy: "put 5 million euros into Peru".
        """
        trades = [hit.start for hit, _ in self.of("act", "buy", "sell")]
        for first, _ in self.of("split", "first"):
            verb = next(iter(trades[bisect_left(trades, first.end) :]), self.end)
            ends = terms[spelled(self.low[first.start : first.end])]
            for last, _ in self.of("split", "last"):
                if last.start < first.end:
                    continue
                if any(c in ";:" for c in self.low[first.end : last.start]) or verb < last.start:
                    # Another verb of trade stands between: "sold copper for 5 million and bought goods for 3".
                    break
                senses = ends.get(spelled(self.low[last.start : last.end]))
                if senses and self._is_led_to(first.end, last):
                    continue
                # A particle with its preposition is of that verb, whatever follows: "skrev i går under på 27 avtaler".
                several = " " in self.low[last.start : last.end]
                # "gikk derimot tilbake med 9 prosent"
                grows = senses and not senses.isdisjoint(_GROWTH) and self._tells_how_far(last)
                # "exports there rose"
                beside = senses and last.start - first.end == 1 and not senses.isdisjoint(_THERE)
                # "sendte i fjor hjem 310 millioner"
                numbered = self.low[last.end : last.end + 2].strip().isdigit()
                closes = numbered or self.phrase_ends(last.end)
                if senses and (several or grows or beside or closes or self._leads_to_area(last)):
                    yield first.start, senses
                    yield last.start, senses
                    break

    def _against_time(self, word: Hit) -> Hit:
        """A preposition that compares a change before it with a time behind it: "5 prosent over samme måned i fjor".

        "10 millioner kroner over 2023 og 2024" tells of the years in which so much is spent.
        """
        sense = next((meant for key, meant in _AGAINST.items() if f"change.{key}" in word.senses), None)
        if sense is None:
            return word
        article = self.after(word.end, "count", "determiner")
        end = article[0].end if article else word.end
        year = _YEAR.match(self.low, end)
        if year and (self._spans_years(year.end()) or self.after(year.end(), "unit")):
            # "over 2018 og 2019", "over 2000 tonn"
            return word
        times = self.after(end, "time", "last", "same", "year_before") or self.after(end, "month")
        percent = self._percent_before(word.start)
        if percent is not None and self._grows_before(percent):
            # "vokste 20 prosent under 2023": in the course of it.
            times, year = None, None
        if percent is not None and (year or times or "time.same" in word.senses):
            return word._replace(senses=word.senses - _HEDGES | sense)
        # Which is of money only where no span of years may be meant.
        amount = times and self.before(word.start, "currency") is not None
        return word._replace(senses=word.senses - _HEDGES | sense) if amount else word

    def _spans_years(self, end: int) -> bool:
        """Whether a year that ends there opens several: "2018 og 2019", "2015–2020"."""
        joined = self.after(end, "range", "and", "to")
        dash = _YEARS_DASH.match(self.low, end)
        return bool(dash or (joined and _YEAR.match(self.low, joined[0].end)))

    def _percent_before(self, position: int) -> int | None:
        """Where the word or sign of a percentage starts that stands right before a position."""
        word = self.before(position, "percent")
        if word:
            return word[0].start
        return position - 2 if self.start <= position - 2 and self.low.startswith("% ", position - 2) else None

    def _grows_before(self, percent: int) -> bool:
        """Whether a word of growth leads to a percentage: "økte med 20 prosent", not "økte og lå 20 prosent"."""
        grown = [hit for hit, _ in self.of("change", "up", "down") if hit.end <= percent]
        if not grown or percent - grown[-1].end > _TO_PERCENT:
            return False
        return not any(grown[-1].end <= joined.start < percent for joined, _ in self.of("range", "and"))

    def _is_led_to(self, start: int, noun: Hit) -> bool:
        """Whether a noun is but where an object comes from, or is for: "bought gold from a mine", "buses for a bank".

        An economy before it is that place itself, and what follows no noun but the end of the verb.
        """
        prepositions = reversed(self.of("role", "from", "by", "to"))
        led = next((hit for hit, _ in prepositions if start <= hit.start < noun.start), None)
        if led is None or any(led.end <= hit.start < noun.start for hit, _ in self.of("area")):
            return False
        few = len(self.low[led.end : noun.start].split()) <= _FEW
        return few and not _PARTED.search(self.low, led.end, noun.start)

    def _tells_how_far(self, word: Hit) -> bool:
        """Whether a word for by how much stands right behind another."""
        return self.after(word.end, "change", "by", gap=1) is not None

    def _leads_to_area(self, word: Hit) -> bool:
        """Whether a preposition stands right before an economy, an article let pass."""
        led = "role.to" in word.senses or "role.in" in word.senses
        article = self.after(word.end, "count", "determiner")
        return led and self.after(article[0].end if article else word.end, "area") is not None

    def of(self, table: str, key: str = "", *others: str) -> Sequence[tuple[Hit, str]]:
        """The hits of one table, or of some keys of it, in the order of the text, each with its key."""
        if not others:
            return self._by_key.get((table, key), ())
        keys = key, *others
        found = self._asked.get((table, keys))
        if found is None:
            found = [pair for pair in self._by_key.get((table, ""), ()) if pair[1] in keys]
            self._asked[table, keys] = found
        return found

    def has(self, table: str, key: str = "", *others: str) -> bool:
        """Whether a word of a table, or of some keys of it, stands in the sentence."""
        return bool(self.of(table, key, *others) if others else self._by_key.get((table, key)))

    def after(self, position: int, table: str, key: str = "", *others: str, gap: int = 1) -> tuple[Hit, str] | None:
        """The first hit of a table that starts at most `gap` characters after a position, nothing but words between."""
        for pair in self.of(table, key, *others) if others else self._by_key.get((table, key), ()):
            start = pair[0].start
            if start >= position:
                near = start - position <= gap and not _PARTED.search(self.low, position, start)
                return pair if near else None
        return None

    def before(self, position: int, table: str, key: str = "", *others: str, gap: int = 1) -> tuple[Hit, str] | None:
        """The last hit of a table that ends at most `gap` characters before a position, nothing but words between."""
        found = None
        for pair in self.of(table, key, *others) if others else self._by_key.get((table, key), ()):
            if pair[0].end > position:
                break
            found = pair
        if found and position - found[0].end <= gap and not _PARTED.search(self.low, found[0].end, position):
            return found
        return None

    def opens_with(self, position: int, gap: int = 1) -> bool:
        """Whether a word starts at most `gap` characters behind where the sentence, or what is said in it, begins."""
        return 0 <= position - self.start <= gap or 0 <= position - self.opens <= gap

    def after_of(self, position: int, table: str, *keys: str) -> tuple[Hit, str] | None:
        """The hit of a table right behind a position, a word such as "of" let pass: "455 millones de importaciones"."""
        of = self.after(position, "count", "of")
        return self.after(position, table, *keys) or (self.after(of[0].end, table, *keys) if of else None)

    def glued(self, position: int, table: str) -> tuple[Hit, str] | None:
        """The word of a table that stands at a position without a space: the "kr" of "10kr"."""
        word = _LETTERS.match(self.text, position)
        if not word or not word.group():
            return None
        # "3.14US$": a sign may close the name.
        for end in (word.end(), word.end() + 1):
            written = self.text[position:end]
            if key := self.key_of(written, table):
                return Hit(position, end, self.lexicon.senses(written)), key
        return None

    def key_of(self, written: str, table: str) -> str | None:
        """The key that a word as written has in a table; None where it is no term of the table."""
        return next((key for of, key in _pairs(self.lexicon.senses(written)) if of == table), None)

    def phrase_ends(self, position: int) -> bool:
        """Whether a counted phrase ends at a position: at a mark, or before a word that belongs to none."""
        after = self.low[position : position + 1]
        bracket = self.low.startswith(" (", position)
        if position >= self.end or after in ",.;:)(\n\u3002\u00bb\u201d" or bracket or _DASH.match(self.low, position):
            return True
        return any(hit.start == position + 1 for table in _OUTSIDE for hit, _ in self.of(table))

    def until(self, position: int, marks: str) -> int:
        """Where the first of some marks stands from a position on; the end of the sentence where none does."""
        return next((at for at in range(position, self.end) if self.low[at] in marks), self.end)

    def without(self, start: int, end: int, stretches: Iterable[tuple[int, int]]) -> str:
        """The text between two positions, in lower case, with blanks for those stretches that lie between the two."""
        text = self.low[start:end]
        for first, last in stretches:
            if start <= first and last <= end:
                text = text[: first - start] + " " * (last - first) + text[last - start :]
        return text

    def exact(self) -> str:
        """The sentence as written, without the white space around it."""
        return self.text[self.start : self.end].strip()


def _said_from(sentence: Sentence) -> tuple[int, Hit | None]:
    """Where what a sentence says begins, behind its marks and who says it, and the verb by which somebody says it."""
    low, end = sentence.low, sentence.end
    first = next((at for at in range(sentence.start, end) if low[at].isalnum()), sentence.start)
    verbs = [hit for hit, _ in sentence.of("source", "after") if hit.start - first <= _SAYING]
    quoted = _QUOTED.search(low, first, min(first + _SAYING, end))
    if quoted and not _PARTED.search(low, first, quoted.start()):
        return quoted.end(), next((verb for verb in reversed(verbs) if verb.end <= quoted.start()), None)
    if any(hit.start == first for hit, _ in sentence.of("source", "before")):
        comma = low.find(", ", first, min(first + _SAYING, end))
        named = comma >= 0 and sentence.after(comma + len(", "), "area", gap=0) is not None
        # "According to data from Peru, Chile and Bolivia, trade grew" names several.
        return (comma + len(", ") if comma >= 0 and not named else first), None
    things = [hit.start for table in ("metric", "unit") for hit, _ in sentence.of(table)] if verbs else []
    for verb in verbs:
        that = sentence.after(verb.end, "source", "that", gap=_TO_THAT)
        # "added a factory that cost 5 million"
        if that and not any(verb.end <= start < that[0].start for start in things):
            return that[0].end + 1, verb
    return first, None


@lru_cache(maxsize=50_000)
def _places(senses: frozenset[str]) -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    """For each of some senses its table, with no key, and itself, as (table, key)."""
    return tuple(((table, ""), (table, key)) for table, key in _pairs(senses))


@lru_cache(maxsize=50_000)
def _pairs(senses: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Senses as (table, key), in a fixed order."""
    return tuple((table, key) for table, _, key in (sense.partition(".") for sense in sorted(senses)))


_GROWTH = frozenset(("change.up", "change.down"))
_THERE = frozenset(("role.to_there", "role.from_there"))
_AGAINST = {
    "over_time": frozenset(("change.up", "change.more", "change.versus")),
    "under_time": frozenset(("change.down", "change.less", "change.versus")),
}
"""Keys of words that may compare with a time -> what they mean there."""
_HEDGES = frozenset(("bound.over", "bound.under", "time.in"))
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\d)")
_YEARS_DASH = re.compile(r"\s?[-\u2010-\u2014/]\s?(?:19|20)?\d\d(?!\d)")
_TO_PERCENT = 24
"""Characters between a word of growth and the percentage it leads to: "vokste med hele 20,5 prosent"."""
_SplitTerms = dict[str, dict[str, frozenset[str]]]
"""First part of a term -> its last part -> the senses of the two together."""
_SPLIT = "\u2026"


@lru_cache(maxsize=64)
def _split_terms(language: LanguageDefinition) -> _SplitTerms:
    found: _SplitTerms = {}
    for term, sense in _spoken(language):
        first, mark, last = lowered(term).partition(_SPLIT)
        for opening, closing in product(*(side.split("|") for side in (first, last))) if mark else ():
            ends = found.setdefault(spelled(opening), {})
            ends[spelled(closing)] = ends.get(spelled(closing), frozenset()) | {sense}
    return found


def _spoken(language: LanguageDefinition) -> Iterator[tuple[str, str]]:
    """(term, sense) for the terms of a language's file that sentences are read by."""
    for table, keys in language.tables.items():
        if table not in ("format", "identify", "boilerplate", "abbreviations", "currency", "number_words", "idioms"):
            yield from ((term, f"{table}.{key}") for key, listed in keys.items() for term in listed)


class Sentences:
    """The sentences of a text: those of a paragraph are told apart, and a sentence read, when asked for.

    Where they end is kept, 8 bytes each; what was read of them only for a while.
    """

    def __init__(self, text: str, language: LanguageDefinition, *, low: str | None = None) -> None:
        self.text = text
        self.low = lowered(text) if low is None else low
        self.language = language
        self.lexicon = lexicon_of(language)
        self._marks = Ends(text, self.low, language, self.lexicon)
        self._ends = array("q")
        self._read: dict[int, Sentence] = {}

    def __len__(self) -> int:
        return sum(last - first for first, last in map(self._told_apart, range(len(self._paragraphs))))

    @cached_property
    def _paragraphs(self) -> array[int]:
        """Where the text's paragraphs end: at every line's end behind which no wrapped line goes on."""
        ends = array("q", (end for found in _LINE_END.finditer(self.text) if (end := self._marks.end(found.start()))))
        if not ends or ends[-1] < len(self.text):
            ends.append(len(self.text))
        return ends

    @cached_property
    def _stretches(self) -> array[int]:
        """Of each paragraph where the ends of its sentences stand among all that were told apart; -1: not yet."""
        return array("q", (-1,)) * (2 * len(self._paragraphs))

    def _told_apart(self, paragraph: int) -> Span:
        """(first, last) of the ends of a paragraph's sentences."""
        first = self._stretches[2 * paragraph]
        if first < 0:
            first = self._stretches[2 * paragraph] = len(self._ends)
            self._ends.extend(self._boundaries(paragraph))
            self._stretches[2 * paragraph + 1] = len(self._ends)
        return first, self._stretches[2 * paragraph + 1]

    def _boundaries(self, paragraph: int) -> Iterator[int]:
        start, end = self._paragraphs[paragraph - 1] if paragraph else 0, self._paragraphs[paragraph]
        last = start
        stops = (self._marks.end(stop.start()) for stop in _STOP.finditer(self.text, start, end))
        for stop in (*filter(None, stops), end):
            while stop - last > _LONGEST:
                last = self._cut(last)
                yield last
            if stop > last or not end:
                yield stop
            last = stop

    def _cut(self, start: int) -> int:
        last = space = self.text.rfind(" ", start, start + _LONGEST)
        for _ in range(_TRIES):
            if space <= start or not (self.text[space - 1].isdigit() or self._marks.is_scale(space + 1)):
                break
            # Not between a number and its scale.
            space = self.text.rfind(" ", start, space)
        space = space if space > start else last
        return space + 1 if space > start else start + _LONGEST

    def span(self, position: int) -> Span:
        """(start, end) of the sentence that holds the position."""
        paragraph = min(bisect_right(self._paragraphs, position), len(self._paragraphs) - 1)
        first, last = self._told_apart(paragraph)
        index = min(bisect_right(self._ends, position, first, last), last - 1)
        if index > first:
            return self._ends[index - 1], self._ends[index]
        return (self._paragraphs[paragraph - 1] if paragraph else 0), self._ends[first]

    def around(self, position: int) -> Sentence:
        """The sentence that holds the position."""
        span = self.span(position)
        if span[0] not in self._read:
            if len(self._read) >= _KEPT:
                del self._read[next(iter(self._read))]
            self._read[span[0]] = Sentence(self.text, self.low, span, self.language, self.lexicon)
        return self._read[span[0]]

    def preceding(self, sentence: Sentence, *, within: str = "\n\n") -> Sentence | None:
        """The sentence before this one that is not blank, of the same paragraph; None where there is none.

        `within` is what parts paragraphs: text that holds it between the two is not crossed.
        """
        position = sentence.start - 1
        while position >= 0 and self.text[position].isspace():
            position -= 1
        if position < 0 or within in self.text[position : sentence.start]:
            return None
        return self.around(position)


@lru_cache(maxsize=32)
def _lexicon(known: Definitions, language: LanguageDefinition) -> Lexicon:  # noqa: ARG001 - part of the cache's key
    terms = [(term, sense) for term, sense in _spoken(language) if _SPLIT not in term]
    for term, _ in _spoken(language):
        if _SPLIT in term:
            sides = zip(term.split(_SPLIT), ("split.first", "split.last"), strict=True)
            terms += [(part.strip(), sense) for side, sense in sides for part in side.split("|")]
    terms += [(term, f"currency.{code}") for term, code in currency_terms(language)]
    terms += [(symbol, f"currency.{code}") for symbol, code in currency_symbols(language).items()]
    adjectives = area_lexicon(language)
    # Of "Norwegian kroner" the noun, in a language that writes both small.
    terms += [(noun, f"coin.{noun}") for noun in coin_terms(language) if not adjectives.senses(noun)]
    terms += [(name, f"month.{number}") for name, number in month_terms(language)]
    terms += [(name, f"weekday.{number}") for name, number in weekday_terms(language)]
    terms += [*area_terms(language)]
    return Lexicon(terms)


def lexicon_of(language: LanguageDefinition) -> Lexicon:
    """Every term of the language file, the currencies, months and areas, compiled once."""
    return _lexicon(definitions(), language)
