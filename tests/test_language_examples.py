"""Every example of every language: the text must yield the figures that stand beside it, and no others.

The examples are data (`analysis/languages/<code>.examples.toml`); only the slots that an example gives are
held against what comes out. What does not come out yet is listed here, with the reason: an entry whose
example holds by now fails the test, so that the list can only shrink.
"""

import math
from functools import cache
from pathlib import Path

import pytest

import analysis
from analysis.definitions import definitions, read_toml, using
from analysis.figures import extract
from analysis.figures.told import may_state
from analysis.languages import identify
from analysis.model import INFERRED, Document
from analysis.numbers import find_numbers
from analysis.quantities import by_sentence

LANGUAGES = definitions().languages
FILES = Path(analysis.__file__).parent / "languages"

SLOTS = {
    "metric": lambda f: f.metric,
    "value": lambda f: f.value,
    "value_high": lambda f: f.upper if f.bound == "range" else None,
    "unit": lambda f: f.unit,
    "quote": lambda f: f.quote.exact,
    "bound": lambda f: f.bound,
    "period": lambda f: f.period,
    "status": lambda f: f.status,
    "parties": lambda f: list(f.parties),
    "direction": lambda f: f.direction,
    "measure": lambda f: f.measure,
    "per": lambda f: f.per,
    "sectors": lambda f: list(f.sectors),
    "change_kind": lambda f: f.change and f.change.kind,
    "change_value": lambda f: f.change and f.change.value,
    "change_high": lambda f: f.change.upper if f.change and f.change.bound == "range" else None,
    "change_bound": lambda f: f.change and f.change.bound,
    "change_direction": lambda f: f.change and f.change.direction,
    "versus": lambda f: f.change and f.change.versus,
}
"""The slots that an example may give, each with where a figure has it."""


def examples(language):
    return read_toml(FILES / f"{language}.examples.toml")["examples"]


def figures_of(example, language):
    """The figures of an example, read once for all tests that only look at them."""
    return read(example["text"], example.get("published"), language)[0]


@cache
def read(text, published, language):
    """The figures of a text, and whether a sentence with a number was passed over at a glance."""
    passed_over = []

    def look(sentence, quantities, **said):
        stated = may_state(sentence, quantities, **said)
        passed_over.append(not stated)
        return stated

    def every(sentences, numbers, **chosen):
        found = [*by_sentence(sentences, numbers, **chosen)]
        passed_over.append(len(found) < len([*by_sentence(sentences, numbers)]))
        return found

    return extracted(text, published, language, look, every), any(passed_over)


def read_in_full(text, published, language):
    """The figures of a text of which no sentence with a number is passed over."""
    return extracted(text, published, language, lambda *_, **__: True, lambda *texts, **_: by_sentence(*texts))


def extracted(text, published, language, look, every):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.figures.may_state", look)
        patch.setattr("analysis.figures.by_sentence", every)
        return extract(Document(id="example", text=text, published=published), language=language)


def wrong_slots(expected, figure):
    """slot -> (expected, what came out), for the slots that differ."""
    both = {slot: (value, SLOTS[slot](figure)) for slot, value in expected.items()}
    return {slot: pair for slot, pair in both.items() if not same(*pair)}


def same(expected, got):
    if expected == "none":
        # TOML has no null: the slot must be empty.
        return got is None
    if isinstance(expected, float) and isinstance(got, float | int):
        return math.isclose(expected, got, rel_tol=1e-9)
    return expected == got


def differences(example, language):
    """What is wrong with what comes out of an example, in words; empty when all of it is right.

    Each expected figure takes, of the figures that are left, the one that differs least from it.
    """
    left = list(figures_of(example, language))
    wrong = []
    for expected in example["figures"]:
        where = example["text"].index(expected["quote"])
        near = [f for f in left if f.start < where + len(expected["quote"]) and where < f.end]
        if not near:
            wrong.append(f"missed: {expected['metric']} {expected['quote']!r}")
            continue
        best = min(near, key=lambda f: len(wrong_slots(expected, f)))
        left.remove(best)
        wrong += [f"{slot}: {got!r} instead of {value!r}" for slot, (value, got) in wrong_slots(expected, best).items()]
    codes = {code.partition(":")[2] for f in figures_of(example, language) for code in f.inferred}
    wrong += [f"unexplained: {code}" for code in sorted(codes - INFERRED.keys())]
    return wrong + [f"extra: {f.metric} {f.quote.exact!r}" for f in left]


# --- what comes out ---------------------------------------------------------------------------------------------

KNOWN = {
    # (language, the beginning of the text): why it does not come out yet
}
MOST = 0.1
"""Share of the examples of a language that may be known not to come out."""

ALL = [(language, example) for language in LANGUAGES for example in examples(language)]


def known(language, text):
    return next((why for (code, start), why in KNOWN.items() if code == language and text.startswith(start)), None)


def parameters():
    for language, example in ALL:
        why = known(language, example["text"])
        marks = [pytest.mark.xfail(reason=why)] if why else []
        if language != definitions().fallback:
            # The lines are those that the examples of one language run; following them takes as long as reading.
            marks.append(pytest.mark.no_cover)
        yield pytest.param(language, example, id=f"{language}: {example['text']}", marks=marks)


@pytest.mark.parametrize(("language", "example"), list(parameters()))
def test_what_must_come_out_comes_out_and_nothing_else(language, example):
    assert differences(example, language) == []
    # What is passed over at a glance states no figure.
    whole = example["text"], example.get("published"), language
    figures, passed_over = read(*whole)
    assert not passed_over or read_in_full(*whole) == figures


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_examples_are_known_not_to_come_out(language):
    listed = [start for code, start in KNOWN if code == language]
    assert len(listed) <= MOST * len(examples(language))
    for start in listed:
        assert len([e for e in examples(language) if e["text"].startswith(start)]) == 1, start


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_an_example_is_told_or_left_open(language):
    """No example is taken for one of another of our languages; short ones may be left undecided."""
    told = {e["text"]: identify(e["text"]) for e in examples(language)}
    assert {text: code for text, code in told.items() if code not in {language, None}} == {}


# --- the data ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_examples_are_near_misses(language):
    near_misses = [e for e in examples(language) if e["figures"] == []]
    assert len(near_misses) >= 0.3 * len(examples(language))
    # ... and most of them have a number that could be taken for a figure.
    numbered = [e for e in near_misses if find_numbers(e["text"], language=language)]
    assert len(numbered) >= 0.8 * len(near_misses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_give_slots_that_there_are(language):
    texts = [e["text"] for e in examples(language)]
    assert len(texts) == len(set(texts))
    for example in examples(language):
        assert example.keys() <= {"text", "published", "figures"}
        for figure in example["figures"]:
            assert figure.keys() <= SLOTS.keys(), example["text"]
            assert figure["metric"] in definitions().metrics
            assert figure["quote"] in example["text"]
            assert "value" in figure or "change_value" in figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_that_a_language_has_words_for_has_an_example(language):
    shown = {figure["metric"] for example in examples(language) for figure in example["figures"]}
    assert set(definitions().language(language).tables["metric"]) - {"other"} <= shown


def test_examples_are_never_read_at_run_time(tmp_path):
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en.examples.toml").write_text("broken = ", encoding="utf-8")
    text = "Trade between Ghana and Togo was 5 million euros in 2021."
    with using(tmp_path) as found:
        assert found.languages == LANGUAGES
        assert [figure.value for figure in extract(text)] == [5_000_000]


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_sentences_are_passed_over_at_a_glance(language):
    """Else what is held above, that they state no figure, would be held of none."""
    likely_first = sorted(examples(language), key=lambda example: len(example["figures"]))
    assert any(read(e["text"], e.get("published"), language)[1] for e in likely_first)
