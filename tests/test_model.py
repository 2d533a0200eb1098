"""The nouns: frozen records whose fields say what they mean and whose literals are what the design lists."""

import dataclasses
import inspect
from typing import get_args, get_type_hints

import pytest

from analysis import model

NOUNS = [getattr(model, name) for name in model.__all__ if inspect.isclass(getattr(model, name))]
LITERALS = {
    "Bound": "exact about over under at_least at_most range",
    "ChangeKind": "percent factor absolute",
    "ChangeDirection": "up down",
    "Status": "actual estimate target pledge",
    "Measure": "flow stock event",
    "LedgerClass": (
        "figure change repeat share optional date period time duration age anniversary ordinal rank identifier "
        "determiner vague idiom boilerplate unclaimed"
    ),
}
FIGURE = (
    "id document metric value lower upper precision unit bound period status parties direction change measure per "
    "stated_by quote start end page sentence sectors mentions inferred"
)
MILESTONE = "document event date anniversary marked implies parties subject start end"
ENTRY = "document start end text class_ figure reason"


def fields(noun):
    return " ".join(field.name for field in dataclasses.fields(noun))


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_is_frozen_and_has_no_logic(noun):
    assert noun.__dataclass_params__.frozen
    assert "__dict__" not in dir(noun)
    assert noun.__doc__
    own = {name for name, value in vars(noun).items() if inspect.isfunction(value) and not name.startswith("_")}
    assert own == set()


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_says_what_it_means_and_goes_by_name_only(noun):
    for field in dataclasses.fields(noun):
        assert field.metadata["meaning"].strip()
        assert field.kw_only
    with pytest.raises(TypeError):
        noun("a")


@pytest.mark.parametrize("name", LITERALS)
def test_literals_are_those_of_the_design(name):
    assert tuple(LITERALS[name].split()) == get_args(getattr(model, name))


@pytest.mark.parametrize(
    ("expected", "noun"), [(FIGURE, model.Figure), (MILESTONE, model.Milestone), (ENTRY, model.LedgerEntry)]
)
def test_keys_on_the_wire_are_those_of_the_design(expected, noun):
    assert expected == fields(noun)


def test_a_record_cannot_be_changed_and_compares_by_what_it_says():
    one = model.Period(start=0, end=4, iso="2021")
    assert one == model.Period(start=0, end=4, iso="2021", role="at", relative=False)
    assert len({one, model.Period(start=0, end=4, iso="2021")}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.iso = "2022"


def test_sequences_are_tuples_so_that_records_can_be_keys():
    hints = {(noun, name): hint for noun in NOUNS for name, hint in get_type_hints(noun).items()}
    assert not [key for key, hint in hints.items() if getattr(hint, "__origin__", hint) in {list, dict, set}]


@pytest.mark.parametrize(("codes", "known"), [(model.CLASSES, model.LedgerClass), (model.VERDICTS, model.Verdict)])
def test_each_class_and_verdict_says_what_it_means(codes, known):
    assert tuple(codes) == get_args(known)
    assert all(meaning.strip() for meaning in codes.values())
