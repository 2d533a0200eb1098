"""The source articles against what a reader made of them by hand: figures, the ledger, milestones.

The originals belong to their publishers and stand beside the checkout, where they stand at all. Every text
is read from a file of another name, without a language and without metadata: it must speak for itself.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.documents import read_document
from analysis.figures import extract
from analysis.ledger import ledger
from analysis.milestones import find_milestones
from analysis.scores import (
    as_text,
    match,
    read_gold,
    read_milestones,
    read_numbers,
    score,
    score_ledger,
    score_milestones,
)

ORIGINALS = Path(__file__).parents[2] / "shared" / "seeds"

if not ORIGINALS.is_dir():
    pytest.skip("the originals are not beside the checkout", allow_module_level=True)

GOLD = {gold.id: gold for gold in read_gold(ORIGINALS)}
NUMBERS = read_numbers(ORIGINALS)
MILESTONES = read_milestones(ORIGINALS)
CLASSES = 0.97
"""Share of the numbers whose class in the ledger has to be the reader's."""
DATED = 0.9
"""Share of the milestones that have to be found right."""


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """The originals as read from files whose names tell nothing, each under the id that the gold has."""
    folder = tmp_path_factory.mktemp("renamed")
    found = {}
    for number, name in enumerate(GOLD):
        path = folder / f"text {number}.txt"
        path.write_bytes((ORIGINALS / name).read_bytes())
        found[name] = replace(read_document(path), id=name)
    return found


@pytest.fixture(scope="module")
def figures(documents):
    return {name: extract(document) for name, document in documents.items()}


@pytest.fixture(scope="module")
def ledgers(documents):
    return {name: ledger(document) for name, document in documents.items()}


def test_there_is_gold_in_three_languages():
    assert {gold.language for gold in GOLD.values()} == {"en", "nb", "ru"}
    assert GOLD.keys() == NUMBERS.keys()


@pytest.mark.parametrize("name", GOLD)
def test_text_is_read_as_the_gold_counts_it(documents, name):
    assert GOLD[name].text == documents[name].text
    assert documents[name] == replace(documents[name], language=None, published=None, title=None, publisher=None)


@pytest.mark.parametrize("name", GOLD)
def test_every_figure_is_found_with_all_its_slots_and_none_beyond(figures, name):
    matching = match(figures[name], GOLD[name])
    assert matching.missed == ()
    assert matching.extra == ()
    assert {pair.gold.quote: pair.wrong for pair in matching.matches if pair.wrong} == {}
    # What is ignored lies on a stretch that the gold marks as optional or as a repeat.
    assert len(GOLD[name].figures) == len(figures[name]) - len(matching.ignored)


def test_scores_are_whole(figures):
    scores = score([f for found in figures.values() for f in found], GOLD.values())
    count = scores.total.levels["all slots"]
    assert count.right == count.gold == count.found > 0, as_text(scores)


@pytest.mark.parametrize("name", GOLD)
def test_quote_is_the_stretch_of_the_text(documents, figures, name):
    text = documents[name].text
    assert [text[f.start : f.end] for f in figures[name]] == [f.quote.exact for f in figures[name]]
    for figure in figures[name]:
        assert text[: figure.start].endswith(figure.quote.prefix)
        assert text[figure.end :].startswith(figure.quote.suffix)
        assert figure.quote.exact in figure.sentence


@pytest.mark.parametrize("name", GOLD)
def test_every_digit_stands_in_exactly_one_entry_of_the_ledger(documents, ledgers, name):
    text = documents[name].text
    entries = [0] * len(text)
    for entry in ledgers[name]:
        for position in range(entry.start, entry.end):
            entries[position] += 1
    assert {1} == {entries[i] for i, character in enumerate(text) if character.isdigit()}
    assert max(entries) == 1


@pytest.mark.parametrize("name", GOLD)
def test_every_number_is_explained(ledgers, name):
    assert [(e.text, e.reason) for e in ledgers[name] if e.class_ == "unclaimed" or not e.reason] == []


@pytest.mark.parametrize("name", GOLD)
def test_ledger_says_of_every_number_what_the_reader_says(ledgers, name):
    result = score_ledger(ledgers[name], NUMBERS[name])
    assert result.share >= CLASSES, result.differences


@pytest.mark.parametrize("name", GOLD)
def test_ledger_leads_to_every_figure(figures, ledgers, name):
    valued = {f.id for f in figures[name] if f.value is not None}
    assert valued <= {entry.figure for entry in ledgers[name] if entry.class_ == "figure"}
    assert {entry.figure for entry in ledgers[name] if entry.figure} <= {f.id for f in figures[name]}


@pytest.fixture(scope="module")
def milestones(documents):
    return score_milestones([m for document in documents.values() for m in find_milestones(document)], MILESTONES)


def test_milestones_are_those_of_the_reader(milestones):
    assert milestones.recall >= DATED, milestones.missed
    assert milestones.wrong == ()


def test_no_milestone_beyond_those_of_the_reader(milestones):
    assert milestones.extra == ()
