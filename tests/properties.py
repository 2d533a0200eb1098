"""What holds for every text, whoever makes the texts: the tests of any text, and the fuzzer of extraction."""

import re
from dataclasses import asdict, replace
from itertools import pairwise
from typing import get_args

from analysis.changes import find_quantities
from analysis.figures import extract
from analysis.ledger import ledger
from analysis.milestones import find_milestones
from analysis.model import LedgerClass
from analysis.numbers import find_numbers


def numbers_hold(text, language):
    """Numbers lie in the text, in its order and apart, and have what their kind promises."""
    numbers = find_numbers(text, language=language)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))
    for number in numbers:
        assert number.kind != "cardinal" or number.value is not None
        assert number.value is None or 0 <= number.value <= 1e30 * 999
        assert number.kind != "date" or number.iso


def quantities_hold(text, language):
    """Quantities hold their number, in the order of the text, and their bounds are in order."""
    quantities = find_quantities(text, language=language)
    assert all(0 <= q.start <= q.number_start < q.number_end <= q.end <= len(text) for q in quantities)
    assert all(one.number_end <= other.number_start for one, other in pairwise(quantities))
    assert all(in_order(q.lower, q.upper) for q in quantities)


def figures_hold(document, language):
    """Figures quote the text, and their intervals are ordered."""
    text = document.text
    for figure in extract(document, language=language):
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.quote.exact
        assert figure.quote.exact in figure.sentence
        assert list(figure.parties) == sorted(figure.parties)
        assert figure.value is not None or figure.change is not None
        assert in_order(figure.lower, figure.upper)
        assert figure.change is None or in_order(figure.change.lower, figure.change.upper)
        assert all(0 <= start < end <= len(text) for start, end in figure.mentions)
        if figure.stated_by:
            assert text[figure.stated_by.start : figure.stated_by.end] == figure.stated_by.exact


def ledger_holds(document, language):
    """Entries are slices of the text, in its order and apart; every digit stands in one of them."""
    text = document.text
    entries = ledger(document, language=language)
    assert all(0 <= entry.start < entry.end <= len(text) for entry in entries)
    assert [text[entry.start : entry.end] for entry in entries] == [entry.text for entry in entries]
    assert all(one.end <= other.start for one, other in pairwise(entries))
    assert {entry.class_ for entry in entries} <= set(get_args(LedgerClass))
    listed = {position for entry in entries for position in range(entry.start, entry.end)}
    assert [place for place, character in enumerate(text) if character.isdigit() and place not in listed] == []


def milestones_hold(document, language):
    """Milestones lie in the text, and imply what they say."""
    for milestone in find_milestones(document, language=language):
        assert 0 <= milestone.start < milestone.end <= len(document.text)
        assert milestone.event
        implied = milestone.marked is not None and milestone.anniversary is not None
        assert (milestone.implies is not None) == implied
        assert not implied or milestone.implies == milestone.marked - milestone.anniversary


def in_order(lower, upper):
    """Whether an interval has its ends in order, where it has both."""
    return lower is None or upper is None or lower <= upper


LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def told(document, language):
    """All that is found in a document, its places as numbers of characters that are no line ends.

    Two texts that differ in their line ends alone have the same. The words around a quote are left out: they are a
    number of characters.
    """
    place = places(document.text)

    def alike(value, key=""):
        if isinstance(value, str):
            return LINE_END.sub("\n", value)
        if isinstance(value, dict):
            return {one: alike(held, one) for one, held in value.items() if one not in {"id", "prefix", "suffix"}}
        if isinstance(value, list | tuple):
            return [alike(held, key) for held in value]
        return place[value] if key in {"start", "end", "mentions"} else value

    found = [
        *extract(document, language=language),
        *find_milestones(document, language=language),
        # The id of a figure is made of its place.
        *(replace(entry, figure=entry.figure and "one") for entry in ledger(document, language=language)),
    ]
    return [alike(asdict(record)) for record in found]


def places(text):
    """For each place of the text how many characters stand before it, each end of a line as one."""
    count, places = 0, []
    for position, character in enumerate(text):
        places.append(count)
        count += not (character == "\r" and text[position + 1 : position + 2] == "\n")
    return [*places, count]
