"""To whom a text ascribes what a sentence states: "according to the ministry", "the minister said"."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.figures.governing import opens_otherwise
from analysis.figures.told import Told
from analysis.lexicon import Hit
from analysis.model import StatedBy
from analysis.sentences import Sentence, read_once

__all__ = ["stated_by"]

_LONGEST_NAME = 120
_MANY = 1000
"""A number from here on is no part of a name."""
_MARK = re.compile(r",(?!\d)|\s[\u2013\u2014-]\s|[.!?](?= *$)|[;:()\u201c\u201d\u201e\u00ab\u00bb\"\uff0c\u3002\n]")
"""What the name of who says something ends at. The full stop of "S.M. Krishna" is none of it."""
_CLOSING = ',"\u201c\u201d\u00ab\u00bb\u2019\uff0c'
_AROUND = " ,\u201c\u201d\u201e\u00ab\u00bb\"'\u2018\u2019\uff0c\u00a0-\u2013\u2014\n\t"
_PREPOSITION = 3
"""Characters from where a sentence starts to its time: a preposition and a space."""
_ACTS = ("status.pledge", "act.", "change.")


@read_once
def stated_by(told: Told) -> StatedBy | None:
    """Who is said to state what a sentence says; None where nobody is, or only a pronoun tells who."""
    return _by_preposition(told) or _by_verb(told)


def _by_preposition(told: Told) -> StatedBy | None:
    """The name behind words that lead to who says it; what holds an amount is no name: "noted a rise of 5 percent"."""
    sentence = told.sentence
    for hit, _ in sentence.of("source", "before"):
        # "Ifølge departementet var handelen ...": the verb ends the name where no comma does.
        verbs = (*sentence.of("role", "passive"), *sentence.of("status", "actual"), *sentence.of("source", "after"))
        verb = min((v.start for v, _ in verbs if v.start > hit.end + 1), default=sentence.end)
        # "Как сообщили в министерстве"
        begin = _opened(told, _stripped(sentence.text, hit.end, sentence.end)[0])
        within = next((word for word, _ in sentence.of("role", "in") if word.start == begin), None)
        begin = within.end if within else begin
        rest = sentence.text[begin:verb]
        stop = min((i for i in map(rest.find, ",.;:") if i >= 0), default=len(rest))
        name = rest[:stop].strip()
        # The numbers of "France 24" and "the Group of 77" are part of a name.
        stated = (q for q in told.quantities if q.kind not in ("number", "count") or q.value >= _MANY)
        states = any(begin <= q.start < begin + stop for q in stated)
        start = begin + rest.index(name)
        # "По данным на 1 января 2021 года"
        timed = any(word.start == start and word.end == start + len(name) for word, _ in sentence.of("time"))
        if name and not states and not timed and len(name) <= _LONGEST_NAME:
            return StatedBy(exact=name, start=start, end=start + len(name))
    return None


def _by_verb(told: Told) -> StatedBy | None:
    """The subject of a verb of saying, before what is said or behind it."""
    sentence = told.sentence
    for hit, _ in sentence.of("source", "after"):
        behind = any(q.end <= hit.start for q in told.amounts)
        # "announced a gift", "added 5 million": an act, not what is said of one.
        if not behind and any(sense.startswith(_ACTS) for sense in hit.senses):
            continue
        opened = opens_otherwise(sentence) or _opened(told, sentence.start) > hit.start - _PREPOSITION
        inverted = sentence.language.verb_second and not behind and opened
        follows = inverted or (behind and _closed(sentence, hit))
        span = _following(sentence, hit) if follows else _subject(told, hit, last=behind)
        if inverted and span and not _says_that(sentence, span[1]):
            # "I 2021 sa Norge opp avtalen"
            continue
        source = _named(told, *span) if span else None
        if source:
            return source
    return None


def _closed(sentence: Sentence, verb: Hit) -> bool:
    """Whether a mark that closes what was said stands right before a verb: "... in 2021," said the minister."""
    return sentence.text[sentence.start : verb.start].rstrip()[-1:] in _CLOSING


def _following(sentence: Sentence, verb: Hit) -> tuple[int, int]:
    """The stretch behind a verb up to a mark, or to where, when or to whom it was said: "said the minister in Oslo"."""
    stop = _MARK.search(sentence.text, verb.end, sentence.end)
    ends = [stop.start() if stop else sentence.end]
    places = (*sentence.of("role", "in", "to"), *sentence.of("weekday"), *sentence.of("source", "after", "that"))
    ends += [hit.start for hit, _ in places if hit.start > verb.end]
    return verb.end, min(ends)


def _says_that(sentence: Sentence, end: int) -> bool:
    """Whether what is said follows a name: behind "that", or a colon."""
    that = any(0 <= hit.start - end <= 1 for hit, _ in sentence.of("source", "that"))
    return that or sentence.text[end : end + 1] == ":"


def _subject(told: Told, verb: Hit, *, last: bool) -> tuple[int, int] | None:
    """The stretch before a verb that names who says it; `last` where what is said stands before it."""
    sentence = told.sentence
    marks = [mark.end() for mark in _MARK.finditer(sentence.text, sentence.start, verb.start)]
    if last:
        return (marks[-1], verb.start) if marks else None
    edges = [sentence.start, *marks, verb.start]
    parts = [(a, b) for a, b in pairwise(edges) if sentence.text[a:b].strip(_AROUND)]
    otherwise = opens_otherwise(sentence)
    if parts and otherwise and len(parts) == 1 and (name := _opened(told, parts[0][0])) > parts[0][0]:
        # "On 7 June the minister said"
        return name, parts[0][1]
    if not parts or (otherwise and (len(parts) == 1 or sentence.language.verb_second)):
        # "I går sa ministeren ...": who says it stands behind.
        return None
    # "The minister, who had been to Laos, said": an aside between two commas.
    aside = not sentence.text[edges[-2] : verb.start].strip(_AROUND)
    return parts[int(otherwise)] if aside else parts[-1]


def _opened(told: Told, start: int) -> int:
    """Where the name of a source starts behind words that open its sentence: a time, "meanwhile"."""
    sentence = told.sentence
    words = (*sentence.of("source", "opens"), *sentence.of("weekday"), *sentence.of("time", "today", "yesterday"))
    stretches = [(hit.start, hit.end) for hit, _ in words] + [(p.start, p.end) for p in told.periods]
    while end := max((b for a, b in stretches if 0 <= a - start <= _PREPOSITION and b > start), default=0):
        start, _ = _stripped(sentence.text, end, sentence.end)
    return start


def _named(told: Told, start: int, end: int) -> StatedBy | None:
    """What names a source between two positions; None for a pronoun, and where more than a name stands there."""
    sentence = told.sentence
    start, end = _stripped(sentence.text, start, end)
    opened = _opened(told, start)
    if opened >= end and any(hit.start == start for hit, _ in sentence.of("source", "opens")):
        return None
    # "May said": a name that may be a time.
    start = opened if opened < end else start
    opens = (*sentence.of("range", "and"), *sentence.of("count", "clause"), *sentence.of("time", "today"))
    # "and the minister said", "today the minister said"
    start, end = _stripped(sentence.text, next((hit.end for hit, _ in opens if hit.start == start), start), end)
    verbs = (*sentence.of("status", "actual", "future"), *sentence.of("role", "passive"), *sentence.of("time", "in"))
    verbs = (*verbs, *sentence.of("weekday"))
    while aid := next((pair for pair in verbs if pair[0].end == end and pair[0].start >= start), None):
        if aid[1] in ("passive", "future"):
            # "It was said", "it may be said"
            return None
        # "The minister has said", "said the minister on" Monday
        start, end = _stripped(sentence.text, start, aid[0].start)
    led = any(hit.start == start for hit, _ in sentence.of("role", "which"))
    if led or not 0 < end - start <= _LONGEST_NAME or _is_pronoun(sentence, start, end):
        return None
    acts = (*sentence.of("act", "give", "receive", "buy", "sell", "sign"), *sentence.of("source", "before", "after"))
    amounts = ((q.start, q.end) for q in told.amounts)
    if any(start <= a and b <= end for a, b in (*((hit.start, hit.end) for hit, _ in acts), *amounts)):
        return None
    return StatedBy(exact=sentence.text[start:end], start=start, end=end)


def _is_pronoun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch is no more than a pronoun, or opens with one where no space shows that it ends there."""
    first = next((hit for hit, _ in sentence.of("source", "pronoun") if hit.start == start), None)
    return first is not None and (first.end == end or not sentence.language.spaced)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces and marks around it."""
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end
