"""The look: every colour can be read on its paper, the series stay apart, the fonts are there."""

from itertools import combinations

import pytest

from analysis.model import LedgerClass, Status, Verdict
from analysis.style import charts, font_files, style

LIGHT, DARK = 0, 1


def linear(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one, other):
    brighter, darker = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def as_seen_by_a_deuteranope(colour):
    """The colour in linear light as seen without the medium cones (Viénot, Brettel and Mollon 1999)."""
    red, green, blue = linear(colour)
    mixed = 0.292750 * red + 0.707250 * green
    return [mixed, mixed, -0.022336 * red + 0.022336 * green + blue]


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised"])
@pytest.mark.parametrize("name", ["ink", "quiet", "accent"])
def test_text_can_be_read(name, paper, mode):
    look = style()
    assert contrast(look.colour[name][mode], look.colour[paper][mode]) >= 4.5


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(style().series))
def test_labels_in_the_colour_of_their_series_can_be_read(name, mode):
    look = style()
    assert contrast(look.series[name][mode], look.colour["paper"][mode]) >= 4.5


@pytest.mark.parametrize(("one", "other"), list(combinations(["blue", "orange", "grey"], 2)))
def test_the_statuses_that_charts_set_side_by_side_stay_apart_without_red_and_green(one, other):
    look = style()
    seen = [as_seen_by_a_deuteranope(look.series[name][LIGHT]) for name in (one, other)]
    assert max(abs(a - b) for a, b in zip(*seen, strict=True)) > 0.04


def test_every_status_differs_from_the_others_in_more_than_colour_or_in_colour():
    looks = [(entry["series"], entry["marker"]) for entry in style().status.values()]
    assert len(looks) == len(set(looks))
    assert {*Status.__args__, "implied", "reference"} == set(style().status)


def test_every_class_of_the_ledger_has_one_group():
    classes = [name for group in style().ledger for name in group.classes]
    assert sorted(classes) == sorted(LedgerClass.__args__)
    assert style().group("ordinal").key == "name"


def test_every_verdict_has_a_word_a_sign_and_a_colour():
    assert set(style().verdict) == set(Verdict.__args__)
    assert {entry["series"] for entry in style().verdict.values()} <= set(style().series)


def test_the_fonts_are_installed_in_both_weights():
    assert {(face.role, face.weight) for face in font_files() if face.style == "normal"} == {
        ("serif", 400),
        ("serif", 600),
        ("sans", 400),
        ("sans", 600),
    }


def test_charts_keep_text_as_text_and_are_the_same_each_time():
    settings = charts()
    assert (settings["svg.fonttype"], bool(settings["svg.hashsalt"])) == ("none", True)
    assert settings["font.family"][0] == style().type["sans"]
