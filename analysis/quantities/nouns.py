"""What a number counts or measures: the noun behind it."""

from __future__ import annotations

import re

from analysis.definitions import definitions
from analysis.lexicon import Hit
from analysis.model import Number
from analysis.sentences import Sentence

__all__ = ["Nouns"]

_PHRASE = 64
"""Characters within which the noun of a counted phrase must begin."""
_WORDS = 5
"""Words that may stand between a number and the noun it counts."""
_COUNTED = 1
"""Words that may stand between a word of counting and the noun: whose they are."""
_QUALIFIED = 16
"""Characters from a word for "more" to the noun: an adjective."""
_BESIDE = 2
"""Characters from a noun of people to a unit right behind it, which is then what is counted."""
_ARTICLE = 5
"""Characters between "of" and the number behind it: an article."""
_SYMBOL = 2
"""Letters of the longest symbol of a unit."""
_BREAK = re.compile(r"[,;:()\[\]«»\"“”!?]|\n\n|\.\s|\s[\u2013\u2014-]\s")
_LETTERS = re.compile(r"[^\W\d_]{0,24}(?!\w)")
_HYPHENS = ("-", "\u2011")


class Nouns:
    """The units of a sentence, and which of them a number counts."""

    __slots__ = ("_planned", "_sentence", "_stops", "units")

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._planned: set[int] = set()
        """Where the numbers start that count but what was planned."""
        self.units = sentence.of("unit")
        """Every word of a unit, in the order of the text."""
        # "The two sides signed agreements": behind a word for the sides nothing counts; nor in "200 are for nurses".
        stops = (*sentence.of("stop"), *sentence.of("count", "subset", "pair"))
        # Nor are "4,000 applicants for scholarships" so many scholarships.
        stops = (*stops, *sentence.of("role", "passive", "about"), *sentence.of("act", "apply"))
        if sentence.language.spaced and not sentence.language.names_follow:
            # "70 million went to schools" counts none.
            stops = (*stops, *sentence.of("act", "go"))
        self._stops = sorted({hit.start for hit, _ in stops})

    def counted(self, number: Number, following: Number | None) -> tuple[Hit, str] | None:
        """The noun that a number counts, with its unit: the first known one in the phrase, or what it qualifies."""
        if number.start in self._planned:
            return None
        if (glued := self._sentence.glued(number.end, "unit")) and self._written_as_unit(glued[0]):
            return glued
        position = self._behind_article(number) or self._behind_more(number) or self._behind_partner(number)
        position = position or self._phrase_start(number)
        limit = min(self._phrase_limit(position, following), self._end_of_people(number) or self._sentence.end)
        found: tuple[Hit, str] | None = None
        for hit, key in self.units:
            if hit.start < position or not self._written_as_unit(hit):
                continue
            if hit.start >= limit:
                break
            if found is not None:
                if not 0 <= hit.start - found[0].end <= 1 and not self._names_the_counted(found, (hit, key)):
                    break
                if self._sentence.language.names_follow and any(sense.startswith("act.") for sense in hit.senses):
                    # "140 công ty hoạt động": behind its noun it is what they do.
                    break
            elif self._stopped(position, hit) or len(self._sentence.low[position : hit.start].split()) > _WORDS:
                break
            found = hit, key
        return found

    def of_the_planned(self, number: Number, following: Number | None) -> str | None:
        """The unit of a number of those planned: "8 of the 10 planned bridges". The second number counts none."""
        sentence = self._sentence
        of = sentence.after(number.end, "count", "of", "share", gap=1) if self.units and following else None
        if following is None or of is None or not 0 < following.start - of[0].end <= _ARTICLE:
            return None
        planned = sentence.after(following.end, "act", "plan", gap=1)
        noun = sentence.after(planned[0].end, "unit", gap=_QUALIFIED) if planned else None
        if noun is None or definitions().units[noun[1]].kind in ("mass", "volume"):
            return None
        self._planned.add(following.start)
        return noun[1]

    def people(self, number: Number) -> Hit | None:
        """The people whom a number counts by their economy alone: 6,000 (young) Vietnamese are ..."""
        sentence = self._sentence
        position = self._phrase_start(number)
        found = next((pair for pair in sentence.of("area") if pair[0].start >= position), None)
        if found is None:
            return None
        hit, key = found
        between = sentence.low[position : hit.start].split()
        named = key.startswith(("adjective", "ambiguous"))
        if not named or len(between) > 1 or not all(map(str.isalpha, between)) or self._stopped(position, hit):
            return None
        if between and sentence.language.adjectives_follow and sentence.text[hit.start].islower():
            # "2,28 milliards d'importations marocaines": the adjective of the noun before it.
            return None
        ended = sentence.phrase_ends(hit.end) and not self._trade_behind(hit)
        ended = ended or self._goes_on_behind(hit) or self._names_people(hit)
        # "I 2022 besøkte 5 000 svensker Norge": where the verb stands before them, whom they visit stands behind.
        host = sentence.after(hit.end, "area") if sentence.language.verb_second else None
        ended = ended or (host is not None and sentence.low[host[0].end : host[0].end + 1] not in _HYPHENS)
        # "300 Chinesen begannen": where nouns have a capital, no other noun follows a verb.
        behind = sentence.text[hit.end + 1 : hit.end + 2]
        ended = ended or (sentence.language.nouns_capital and sentence.text[hit.start].isupper() and behind.islower())
        return hit if ended or self._article_at(hit.end + 1) else None

    def _end_of_people(self, number: Number) -> int | None:
        """Where a noun of people ends that a number counts itself: the universities of "300 Ghanaians at" are none."""
        people = self.people(number) if self.units else None
        return people.end + _BESIDE if people and self._names_people(people) else None

    def _names_people(self, whose: Hit) -> bool:
        """Whether a word of an economy is a noun of its people and no adjective: "Peruvians", not "Peruvian"."""
        endings = self._sentence.language.terms("format", "people")
        return self._sentence.low.endswith(tuple(endings), whose.start, whose.end)

    def _trade_behind(self, whose: Hit) -> bool:
        """Whether a word of trade follows, which may be a verb elsewhere: "2 billion Chilean exports"."""
        behind = self._sentence.after(whose.end, "metric")
        return behind is not None and behind[1] in definitions().metrics_of_sums

    def _goes_on_behind(self, whose: Hit) -> bool:
        """Whether a word of a metric follows people: "5,000 Peruvians study", not "2 million Chinese exports"."""
        behind = self._sentence.after(whose.end, "metric")
        if behind is None:
            return False
        phrase = " " in self._sentence.low[behind[0].start : behind[0].end]
        return phrase or behind[1] not in definitions().metrics_of_sums

    def _behind_article(self, number: Number) -> int | None:
        """Where the noun starts that stands inverted behind "were" and its number: "fueron 314.288 los visitantes"."""
        sentence = self._sentence
        if not sentence.before(number.start, "role", "passive"):
            return None
        article = sentence.after(number.end, "count", "determiner")
        noun = sentence.after(article[0].end, "unit") if article else None
        return noun[0].start if noun and definitions().units[noun[1]].kind in ("person", "actor") else None

    def _behind_more(self, number: Number) -> int | None:
        """Where the noun starts behind "more", which only adds: "30 more scholarships", not "30 more students than"."""
        sentence = self._sentence
        more = sentence.after(number.end, "change", "up") if self.units else None
        if more is None or more[0].start not in self._stops or sentence.has("change", "versus"):
            return None
        return more[0].end if sentence.after(more[0].end, "unit", gap=_QUALIFIED) else None

    def _behind_partner(self, number: Number) -> int | None:
        """Where the noun starts behind with whom it is shared: "1000 совместных с Южной Кореей предприятий"."""
        sentence = self._sentence
        mutual = sentence.after(number.end, "role", "mutual") if self.units else None
        shared = sentence.after(mutual[0].end, "role", "with") if mutual else None
        partner = sentence.after(shared[0].end, "area") if shared else None
        return partner[0].end if partner and sentence.after(partner[0].end, "unit") else None

    def _phrase_start(self, number: Number) -> int:
        """Where the noun starts that a number of dozens, thousands or millions is one of: "5 millions de touristes"."""
        if number.scale == 1:
            return number.end
        word = self._sentence.after(number.end, "count", "of")
        return word[0].end if word and not self._sentence.low[number.end : word[0].start].strip() else number.end

    def _phrase_limit(self, position: int, following: Number | None) -> int:
        """Where the phrase that starts at a position ends at the latest: at a mark, or at the number that follows."""
        limit = min(self._sentence.end, position + _PHRASE)
        broken = _BREAK.search(self._sentence.low, position, limit)
        areas = [hit for hit, _ in self._sentence.of("area")] if broken else []
        while broken:
            named = next((hit.end for hit in areas if hit.start <= broken.start() < hit.end), None)
            if named is None:
                limit = broken.start()
                break
            # The points of "600 U.S. subsidiaries" end nothing.
            broken = _BREAK.search(self._sentence.low, named, limit)
        return limit if following is None or following.kind == "identifier" else min(limit, following.start)

    def _stopped(self, position: int, hit: Hit) -> bool:
        """Whether a word that ends counted phrases stands between a position and a hit."""
        return any(position <= stop < hit.start for stop in self._stops)

    def _names_the_counted(self, counter: tuple[Hit, str], noun: tuple[Hit, str]) -> bool:
        """Whether a noun says what a word of counting before it counts: "12 persons Lao students"."""
        sentence = self._sentence
        if sentence.language.spaced:
            return False
        between = sentence.low[counter[0].end : noun[0].start]
        near = not between.strip() or (len(between.split()) <= _COUNTED and between.strip(" ").isalpha())
        if not near or self._stopped(counter[0].end, noun[0]):
            return False
        units = definitions().units
        one, other = units[counter[1]], units[noun[1]]
        return one.key == other.key or (one.kind == other.kind == "person" and one.metric is None)

    def _written_as_unit(self, hit: Hit) -> bool:
        """Whether a short hit is written as a symbol is: "t" is a tonne, "MW" a megawatt, the T of T-34 is none."""
        low = self._sentence.low
        if hit.end - hit.start > _SYMBOL:
            # "ambulanse- og brannfolk": the first half of a compound is no unit.
            return low[hit.end : hit.end + 2] not in ("- ", "\u2011 ")
        written = self._sentence.text[hit.start : hit.end]
        if written.lower() == written.upper():
            # A script without capitals has words of one letter.
            return True
        symbol = written.islower() or (len(written) > 1 and written.isupper())
        return symbol and not low.startswith(_HYPHENS, hit.end)

    def _article_at(self, position: int) -> bool:
        """Whether an article opens another phrase, where a subject may follow its verb: "haben 40 Letten einen"."""
        language = self._sentence.language
        word = _LETTERS.match(self._sentence.low, position)
        return language.verb_second and word is not None and word.group() in language.terms("format", "article")
