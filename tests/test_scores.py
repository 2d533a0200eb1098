"""Scores on gold of our own: what counts as found, as right, and as neither."""

import dataclasses
import json
import re
import sys
import types
from pathlib import Path

import pytest

from analysis.documents import DocumentError
from analysis.model import Change, Document, Figure, LedgerEntry, Milestone, Quote
from analysis.scores import (
    LEVELS,
    SLOTS,
    Gold,
    GoldChange,
    GoldError,
    GoldFigure,
    as_json,
    as_record,
    as_text,
    compare,
    comparison_as_text,
    match,
    read_gold,
    read_milestones,
    read_numbers,
    read_scores,
    score,
    score_folder,
    score_ledger,
    score_milestones,
)

SHARED = Path(__file__).parents[2] / "shared"

TEXT = (
    "Trade reached 1.3 billion USD in 2021, up more than 30%.\n"
    "The two sides signed 14 documents on August 9 and 3 to 5 million USD was granted.\n"
    "Investment rose 12%."
)


def placed(quote, **slots):
    start = TEXT.index(quote)
    return GoldFigure(quote=quote, start=start, end=start + len(quote), parties=("LA", "VN"), **slots)


TRADE = placed(
    "1.3 billion USD",
    metric="trade_turnover",
    value=1.3e9,
    unit="USD",
    period="2021",
    change=GoldChange(kind="percent", value=30, direction="up", bound="over", versus="2020"),
)
SIGNED = placed("14 documents", metric="documents_signed", value=14, unit="document", period="2021-08-09")
GRANT = placed(
    "3 to 5 million USD",
    metric="aid",
    value=3e6,
    value_high=5e6,
    unit="USD",
    bound="range",
    status="pledge",
    direction="VN>LA",
)
ROSE = placed("12%", metric="investment", change=GoldChange(kind="percent", value=12, direction="up"))
GOLD = Gold(id="a.txt", language="en", text=TEXT, figures=(TRADE, SIGNED, GRANT, ROSE))


def answer(gold, **slots):
    """The figure that answers a gold figure in every slot, but for the slots given."""
    change = gold.change and Change(
        kind=gold.change.kind,
        value=gold.change.value,
        lower=gold.change.value,
        upper=gold.change.value_high,
        bound=gold.change.bound,
        direction=gold.change.direction,
        versus=gold.change.versus,
    )
    right = {
        "id": f"{gold.metric}{gold.start}",
        "document": "a.txt",
        "metric": gold.metric,
        "value": gold.value,
        "lower": gold.value,
        "upper": gold.value_high or gold.value,
        "precision": 1.0,
        "unit": gold.unit,
        "bound": gold.bound,
        "period": gold.period,
        "status": gold.status,
        "parties": gold.parties,
        "direction": gold.direction,
        "change": change,
        "quote": Quote(exact=gold.quote, prefix="", suffix=""),
        "start": gold.start,
        "end": gold.end,
        "sentence": "A sentence.",
    }
    return Figure(**right | slots)


ALL_RIGHT = [answer(gold) for gold in GOLD.figures]


def counts(scores, level="all slots"):
    count = scores.total.levels[level]
    return (count.right, count.found, count.gold)


# --- matching


def test_equal_figures_are_right_in_every_slot():
    scores = score(ALL_RIGHT, [GOLD])
    assert {level: counts(scores, level) for level in LEVELS} == dict.fromkeys(LEVELS, (4, 4, 4))
    assert scores.misses == ()
    assert scores.total.levels["all slots"].f1 == 1.0


@pytest.mark.parametrize("shift", [40, -40], ids=["after", "before"])
def test_spans_within_40_characters_match(shift):
    near = answer(TRADE, start=TRADE.start + 15 + shift, end=TRADE.end + 15 + shift) if shift > 0 else None
    near = near or answer(SIGNED, start=SIGNED.start + shift - 12, end=SIGNED.start + shift)
    gold = dataclasses.replace(GOLD, figures=(TRADE if shift > 0 else SIGNED,))
    assert len(match([near], gold).matches) == 1
    step = 1 if shift > 0 else -1
    far = dataclasses.replace(near, start=near.start + step, end=near.end + step)
    assert len(match([far], gold).matches) == 0


@pytest.mark.parametrize(
    ("gold", "slots", "matches"),
    [
        (TRADE, {"value": 1.3e9 * (1 + 5e-7)}, True),
        (TRADE, {"value": 1.3e9 * (1 + 5e-6)}, False),
        (TRADE, {"value": None}, False),
        (GRANT, {"upper": 6e6}, False),
        (GRANT, {"bound": "exact"}, False),
        (TRADE, {"bound": "range", "upper": 2e9}, False),
        (TRADE, {"bound": "over", "upper": None}, True),
        (ROSE, {"bound": "over"}, True),
        (ROSE, {"value": 12.0, "unit": "percent"}, False),
        (ROSE, {"change": None}, False),
        (ROSE, {"change": dataclasses.replace(answer(ROSE).change, direction="down")}, False),
        (ROSE, {"change": dataclasses.replace(answer(ROSE).change, kind="factor")}, False),
        (ROSE, {"change": dataclasses.replace(answer(ROSE).change, value=13)}, False),
        (ROSE, {"change": dataclasses.replace(answer(ROSE).change, versus="2020")}, True),
    ],
)
def test_values_decide_what_matches(gold, slots, matches):
    assert (len(match([answer(gold, **slots)], GOLD).matches) == 1) is matches


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ({"unit": "EUR"}, ("unit",)),
        ({"metric": "exports"}, ("metric",)),
        ({"bound": "about"}, ("bound",)),
        ({"period": None}, ("period",)),
        ({"period": "2021-08"}, ("period",)),
        ({"period": "2021-01/2021-12"}, ()),
        ({"period": "2021-01-01/2021-12-31"}, ()),
        ({"period": "someday"}, ("period",)),
        ({"status": "target"}, ("status",)),
        ({"parties": ("LA",)}, ("parties",)),
        ({"parties": ("VN", "LA")}, ()),
        ({"direction": "LA>VN"}, ("direction",)),
        ({"change": None}, ("change",)),
        ({"change": dataclasses.replace(answer(TRADE).change, bound="exact")}, ("change",)),
        ({"change": dataclasses.replace(answer(TRADE).change, versus=None)}, ("change",)),
        ({"change": dataclasses.replace(answer(TRADE).change, versus="2020-01/2020-12")}, ()),
        ({"unit": "EUR", "status": "target"}, ("unit", "status")),
    ],
)
def test_each_slot_is_judged(slots, wrong):
    (pair,) = match([answer(TRADE, **slots)], GOLD).matches
    assert pair.wrong == wrong


@pytest.mark.parametrize("period", ["2021", "2021-08", "2021-08-09/2021-08-10", "2021-08-09"])
def test_the_period_of_an_act_may_be_finer_or_coarser(period):
    assert match([answer(SIGNED, period=period)], GOLD).matches[0].wrong == ()


@pytest.mark.parametrize("period", ["2021-09", "2020", None])
def test_the_period_of_an_act_may_not_lie_elsewhere(period):
    assert match([answer(SIGNED, period=period)], GOLD).matches[0].wrong == ("period",)


def test_the_best_agreement_comes_first_and_each_is_used_once():
    worse = answer(TRADE, metric="exports", id="worse")
    better = answer(TRADE, start=TRADE.start + 30, end=TRADE.end + 30, id="better")
    result = match([worse, better], GOLD)
    assert [pair.figure.id for pair in result.matches] == ["better"]
    assert [figure.id for figure in result.extra] == ["worse"]
    assert result.missed == (SIGNED, GRANT, ROSE)


def test_of_equal_agreement_the_nearest_comes_first():
    far = answer(TRADE, start=TRADE.start + 30, end=TRADE.end + 30, id="far")
    assert match([far, answer(TRADE, id="near")], GOLD).matches[0].figure.id == "near"


def test_what_lies_on_a_repeat_or_an_optional_stretch_is_neither_right_nor_wrong():
    second = TEXT.index("two sides")
    for key in ("repeats", "optional"):
        gold = dataclasses.replace(GOLD, **{key: ((second, second + 9),)})
        stray = answer(SIGNED, value=2, start=second, end=second + 3, id="stray")
        scores = score([*ALL_RIGHT, stray], [gold])
        assert counts(scores) == (4, 4, 4)
        assert scores.total.ignored == 1
        assert counts(score([*ALL_RIGHT, stray], [GOLD])) == (4, 5, 4)


def test_what_also_lies_on_a_gold_figure_is_judged():
    gold = dataclasses.replace(GOLD, repeats=((TRADE.end + 1, TRADE.end + 8),))
    wide = answer(TRADE, end=TRADE.end + 8)
    assert len(match([wide], gold).matches) == 1


# --- counts


def test_rows_by_language_and_metric():
    other = dataclasses.replace(GOLD, id="b.txt", language="nb", figures=(SIGNED,))
    scores = score(ALL_RIGHT[:2], [GOLD, other])
    assert [(row.name, row.texts, row.levels["value"].gold, row.levels["value"].right) for row in scores.languages] == [
        ("en", 1, 4, 2),
        ("nb", 1, 1, 0),
        ("all", 2, 5, 2),
    ]
    rows = {row.name: row.levels["value"] for row in scores.metrics}
    assert list(rows) == ["aid", "documents_signed", "investment", "trade_turnover", "all"]
    assert (rows["documents_signed"].right, rows["documents_signed"].found, rows["documents_signed"].gold) == (1, 1, 2)
    assert scores.total.levels["value"].precision == 1.0
    assert scores.total.levels["value"].recall == 0.4
    assert scores.total.levels["value"].f1 == pytest.approx(4 / 7)


def test_a_metric_is_right_only_under_its_own_name():
    scores = score([answer(TRADE, metric="exports")], [dataclasses.replace(GOLD, figures=(TRADE,))])
    rows = {row.name: row.levels["value"] for row in scores.metrics}
    assert (rows["exports"].right, rows["exports"].found, rows["exports"].gold) == (0, 1, 0)
    assert (rows["trade_turnover"].right, rows["trade_turnover"].found, rows["trade_turnover"].gold) == (0, 0, 1)
    assert (rows["exports"].precision, rows["exports"].recall) == (0.0, None)
    assert rows["trade_turnover"].precision is None


def test_levels_ask_for_more_and_more():
    wrong = [
        answer(TRADE, unit="EUR"),
        answer(SIGNED, metric="other"),
        answer(GRANT, status="actual"),
        answer(ROSE),
    ]
    scores = score(wrong, [GOLD])
    assert [counts(scores, level)[0] for level in LEVELS] == [4, 3, 2, 1]
    assert {slot: scores.total.slots[slot].right for slot in SLOTS} == dict.fromkeys(SLOTS, 4) | {
        "unit": 3,
        "metric": 3,
        "status": 3,
    }


def test_differences_come_in_the_order_of_the_text():
    stray = answer(SIGNED, value=9, start=SIGNED.start, id="stray")
    scores = score([answer(TRADE, unit="EUR"), stray, *ALL_RIGHT[2:]], [GOLD])
    assert [(miss.kind, miss.slots) for miss in scores.misses] == [("wrong", ("unit",)), ("missed", ()), ("extra", ())]
    assert scores.misses[1].sentence.startswith("The two sides signed 14 documents")
    assert scores.misses[1].sentence.endswith("was granted.")
    assert scores.misses[2].sentence == "A sentence."


def test_figures_of_a_document_without_gold_cannot_be_judged():
    with pytest.raises(ValueError, match=r"b\.txt"):
        score([answer(TRADE, document="b.txt")], [GOLD])


def test_nothing_against_nothing():
    scores = score([], [])
    assert (scores.total.texts, scores.total.levels["value"].f1) == (0, None)
    assert "all" in as_text(scores)


# --- rendering


def test_text_shows_raw_counts_and_ratios():
    lines = as_text(score([answer(TRADE, unit="EUR"), *ALL_RIGHT[1:3]], [GOLD])).splitlines()
    cells = [" ".join(line.split()) for line in lines]
    assert cells[0] == "language texts gold found ignored value P R F1 +unit P R F1 +metric P R F1 all slots P R F1"
    assert cells[1].startswith("en 1 4 3 0 3 1.00 0.75 0.86 2 0.67 0.50 0.57 2 0.67 0.50 0.57 2 0.67")
    assert "slots right, of matched matched unit metric bound period status parties direction change" in cells
    assert "unit 2 0.67 0.50 0.57" in cells
    assert lines == [line.rstrip() for line in lines]


def test_text_lists_differences_only_when_asked():
    found = [answer(TRADE, unit="EUR"), answer(GRANT, unit="EUR"), answer(ROSE, parties=()), answer(SIGNED, value=9)]
    scores = score(found, [GOLD], refused=[("z", "why")])
    assert "expected" not in as_text(scores)
    text = as_text(scores, misses=True)
    assert "'1.3 billion USD' 1.3e+09 metric=trade_turnover unit=EUR" in text
    assert "change=up over 30 percent versus 2020" in text
    assert "'12%' metric=investment unit=- bound=exact period=- status=actual parties=- direction=-" in text
    assert "not read: z: why" in text


def test_differences_are_grouped_by_what_is_wrong():
    found = [answer(TRADE, unit="EUR"), answer(GRANT, unit="EUR"), answer(ROSE, parties=()), answer(SIGNED, value=9)]
    lines = as_text(score(found, [GOLD]), misses=True).splitlines()
    heads = [line for line in lines if re.fullmatch(r"\S.* figures?\)", line)]
    assert heads == [
        "missed (1 figure)",
        "wrong: unit (2 figures)",
        "wrong: parties (1 figure)",
        "extra: gold has no such figure (1 figure)",
    ]
    missed = lines.index(heads[0])
    assert lines[missed + 1] == f"  a.txt:{SIGNED.start}-{SIGNED.end}"
    assert lines[missed + 2].startswith("    text      The two sides signed 14 documents")
    assert lines[missed + 3].startswith("    expected  '14 documents' 14 metric=documents_signed")


def test_a_range_shows_both_ends():
    text = as_text(score([answer(GRANT, status="actual")], [dataclasses.replace(GOLD, figures=(GRANT,))]), misses=True)
    assert text.count("3e+06 to 5e+06 metric=aid") == 2


def test_json_holds_the_same():
    scores = score([answer(TRADE, unit="EUR")], [GOLD], refused=[("z", "why")])
    record = json.loads(as_json(scores))
    assert record["languages"][0]["levels"]["value"] == {
        "right": 1,
        "found": 1,
        "gold": 4,
        "precision": 1.0,
        "recall": 0.25,
        "f1": 0.4,
    }
    assert record["refused"] == [{"document": "z", "reason": "why"}]
    assert [miss["kind"] for miss in record["misses"]] == ["wrong", "missed", "missed", "missed"]
    assert record["misses"][0]["got"]["unit"] == "EUR"
    assert "against" not in record


# --- two runs


def run(*figures, gold=GOLD):
    """The record of a run, as JSON keeps it."""
    return json.loads(as_json(score(figures, [gold])))


STRAY = answer(SIGNED, value=9, start=SIGNED.start, id="stray")
CHANGES = [
    # what came out before and now, and in what sense it changed
    (None, answer(TRADE, unit="EUR", period=None), "better"),
    (answer(TRADE, unit="EUR", period=None), answer(TRADE, period=None), "better"),
    (answer(TRADE, unit="EUR"), answer(TRADE), "better"),
    (answer(TRADE), answer(TRADE, unit="EUR"), "worse"),
    (answer(TRADE, unit="EUR"), None, "worse"),
    (answer(TRADE, unit="EUR"), answer(TRADE, period=None), "otherwise"),
    (answer(TRADE, unit="EUR", period=None), answer(TRADE, status="target"), "otherwise"),
    (None, STRAY, "worse"),
    (STRAY, None, "better"),
]


@pytest.mark.parametrize(("before", "now", "sense"), CHANGES)
def test_a_figure_that_changed_is_better_or_worse(before, now, sense):
    (turn,) = compare(run(*filter(None, [before])), run(*filter(None, [now]))).turns
    assert turn.sense == sense


def test_what_is_as_wrong_as_before_did_not_change():
    wrong = [answer(TRADE, unit="EUR"), STRAY]
    assert compare(run(*wrong), run(answer(TRADE, unit="NOK"), STRAY)).turns == ()


def test_two_figures_on_one_stretch_are_told_apart():
    other = dataclasses.replace(GRANT, parties=("KH", "VN"), direction="VN>KH")
    gold = dataclasses.replace(GOLD, figures=(GRANT, other))
    (turn,) = compare(run(gold=gold), run(answer(other), gold=gold)).turns
    assert turn.before["expected"]["parties"] == ["KH", "VN"]


def test_a_comparison_says_what_changed_in_counts_slots_and_figures():
    before = run(answer(TRADE, unit="EUR"), answer(SIGNED), STRAY)
    now = run(answer(TRADE), answer(SIGNED, period=None), answer(GRANT))
    text = comparison_as_text(compare(before, now), name="a.json")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "against a.json: 3 better, 1 worse, 0 otherwise"
    assert "right figures gold found value +unit +metric all slots" in lines
    assert "en 4 3 3 (+1) 3 (+2) 3 (+2) 2 (+1)" in lines
    assert "right slots, of matched matched unit metric bound period status parties direction change" in lines
    assert "en 3 (+1) 3 (+2) 3 (+1) 3 (+1) 2 3 (+1) 3 (+1) 3 (+1) 3 (+1)" in lines
    assert lines.index("worse (1 figure)") < lines.index("better (3 figures)")
    worse = lines[lines.index("worse (1 figure)") + 1 : lines.index("better (3 figures)") - 1]
    assert worse[0] == f"a.txt:{SIGNED.start}-{SIGNED.end}"
    assert worse[2].startswith("expected '14 documents' 14")
    assert worse[3] == "before right"
    assert worse[4].startswith("now wrong: period: '14 documents' 14 metric=documents_signed")
    assert "now not there" in lines
    assert "before missed" in lines


def test_json_holds_the_comparison_beside_the_scores():
    scores = score(ALL_RIGHT, [GOLD])
    record = json.loads(as_json(scores, against=compare(run(*ALL_RIGHT[1:]), as_record(scores))))
    assert [(turn["sense"], turn["before"]["kind"], turn["after"]) for turn in record["against"]] == [
        ("better", "missed", None)
    ]
    assert record["languages"][0]["levels"]["value"]["right"] == 4


@pytest.mark.parametrize(
    "gold",
    [
        dataclasses.replace(GOLD, id="b.txt"),
        dataclasses.replace(GOLD, text=TEXT + " "),
        dataclasses.replace(GOLD, figures=GOLD.figures[1:]),
        dataclasses.replace(GOLD, optional=((0, 5),)),
    ],
    ids=["another name", "another text", "other figures", "other stretches"],
)
def test_runs_on_other_gold_are_not_compared(gold):
    with pytest.raises(GoldError, match=r"a\.json: its gold is not that of this run: .*; score both runs on"):
        compare(run(gold=gold), run(), name="a.json")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"texts": {}}', None], ids=repr)
def test_what_holds_no_scores_is_named(tmp_path, content):
    path = tmp_path / "a.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json: .*; name a file that was written with: communique score"):
        read_scores(path)
    path.write_text(as_json(score([], [GOLD])), encoding="utf-8")
    assert read_scores(path)["texts"] == {"a.txt": GOLD.digest}


# --- gold folders


def written(folder, name, *, text=TEXT, **record):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    figure = dataclasses.asdict(TRADE) | {"parties": ["VN", "LA"], "sectors": ["energy"]}
    (path.with_suffix(".txt")).write_bytes(text.encode())
    path.write_text(json.dumps({"id": "x", "lang": "en", "figures": [figure]} | record), encoding="utf-8")
    return path


def test_gold_in_folders_of_languages(tmp_path):
    written(tmp_path, "nb/nb-001.json", lang="nb", published="2021-08-09", repeats=[[1, 3]], optional=[[5, 7]])
    written(tmp_path, "en/en-001.json")
    english, norwegian = read_gold(tmp_path)
    assert (english.id, english.figures, english.published) == ("en-001.txt", (TRADE,), None)
    assert (norwegian.language, norwegian.repeats, norwegian.optional) == ("nb", ((1, 3),), ((5, 7),))
    assert norwegian.published == "2021-08-09"
    assert [gold.id for gold in read_gold(tmp_path, language="nb")] == ["nb-001.txt"]


def test_gold_in_a_flat_folder_leaves_other_files_alone(tmp_path):
    written(tmp_path, "a.json")
    (tmp_path / "a.numbers.json").write_text('{"document": "a.txt", "numbers": [{"start": 1}]}', encoding="utf-8")
    (tmp_path / "milestones.json").write_text('[{"document": "a.txt"}]', encoding="utf-8")
    assert [gold.id for gold in read_gold(tmp_path)] == ["a.txt"]
    assert read_numbers(tmp_path) == {"a.txt": [{"start": 1}]}
    assert read_milestones(tmp_path) == [{"document": "a.txt"}]


def test_positions_count_a_carriage_return(tmp_path):
    quote = dataclasses.asdict(TRADE) | {"start": TRADE.start + 2, "end": TRADE.end + 2}
    written(tmp_path, "a.json", text="\r\n" + TEXT, figures=[quote])
    assert next(read_gold(tmp_path)).text.startswith("\r\n")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.unlink(), "no gold in it"),
        (lambda path: path.with_suffix(".txt").unlink(), "a.txt is missing"),
        (lambda path: path.write_text("{", encoding="utf-8"), "broken JSON: .* line 1 column 2"),
        (lambda path: path.write_bytes(b"\xff"), r"a\.json: not UTF-8"),
        (lambda path: path.with_suffix(".txt").write_bytes(b"\xff"), r"a\.txt: not UTF-8"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read"),
        (lambda path: path.write_text("[]", encoding="utf-8"), "must be an object"),
        (lambda path: path.write_text("{}", encoding="utf-8"), "the key 'lang' is missing"),
        (lambda path: path.write_text('{"lang": "en"}', encoding="utf-8"), "the key 'figures' is missing"),
        (lambda path: path.with_suffix(".txt").write_text("other", encoding="utf-8"), "is not at 14:29"),
        (lambda path: written(path.parent / "nb", path.name), r"nb/a\.json: .*a\.json has the same name"),
    ],
    ids=[
        "empty",
        "no text",
        "broken",
        "no UTF-8",
        "text no UTF-8",
        "a folder",
        "no object",
        "no language",
        "no figures",
        "other text",
        "same name",
    ],
)
def test_bad_gold_is_named_with_the_way_out(tmp_path, spoil, said):
    spoil(written(tmp_path, "a.json"))
    with pytest.raises(GoldError, match=said) as caught:
        list(read_gold(tmp_path))
    assert str(caught.value).startswith(str(tmp_path))
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({"metric": "trade"}, 'metric cannot be "trade": it must be one of trade_turnover, exports'),
        ({"metric": None}, "metric cannot be null"),
        ({"value": "1.3e9"}, 'value cannot be "1.3e9": it must be a number'),
        ({"value": True}, "value cannot be true"),
        ({"value": None, "change": None}, "has neither a value nor a change"),
        ({"bound": "more than"}, "it must be one of exact, about, over"),
        ({"status": "done"}, "it must be one of actual, estimate"),
        ({"period": "last year"}, "it must be a year, a month"),
        ({"period": "2021/2019"}, "it must be a year, a month"),
        ({"parties": "LA,VN"}, "it must be a list of codes"),
        ({"parties": ["la"]}, "it must be a list of codes"),
        ({"direction": "LA to VN"}, "two codes with a > between"),
        ({"start": -1}, "it must be a number of characters"),
        ({"change": 30}, "change cannot be 30"),
        ({"change": {"kind": "percent", "value": 30}}, "change: the key 'direction' is missing"),
        ({"change": {"kind": "percent", "value": 30, "direction": "more"}}, "it must be one of up, down"),
        ({"perod": "2021"}, "unknown key 'perod': 'period' is meant, it seems"),
    ],
)
def test_a_figure_not_in_the_form_of_gold_is_named(tmp_path, slots, said):
    figure = dataclasses.asdict(TRADE) | {"parties": ["LA", "VN"]} | slots
    written(tmp_path, "a.json", figures=[figure])
    with pytest.raises(GoldError, match=re.escape(said)) as caught:
        list(read_gold(tmp_path))
    assert str(caught.value).startswith(f"{tmp_path / 'a.json'}: figure 1")


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ({"repeats": [[1]]}, "repeats cannot be [[1]]"),
        ({"published": "soon"}, "published cannot be"),
        ({"figures": {}}, ""),
    ],
)
def test_a_text_not_in_the_form_of_gold_is_named(tmp_path, top, said):
    written(tmp_path, "a.json", **top)
    with pytest.raises(GoldError, match=re.escape(f"{tmp_path / 'a.json'}: {said}")):
        list(read_gold(tmp_path))


def test_a_figure_may_leave_its_place_to_be_found(tmp_path):
    figure = {"metric": "documents_signed", "value": 14, "quote": "14 documents", "sectors": [], "note": "by both"}
    written(tmp_path, "a.json", figures=[figure])
    ((found,),) = [gold.figures for gold in read_gold(tmp_path)]
    assert (found.start, found.end) == (SIGNED.start, SIGNED.end)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("2", r"stands \d times in the text, so that 'start' has to say where"),
        ("15 documents", "the quote does not stand in the text"),
    ],
    ids=["several times", "never"],
)
def test_a_place_that_cannot_be_found_has_to_be_given(tmp_path, quote, said):
    written(tmp_path, "a.json", figures=[{"metric": "documents_signed", "value": 14, "quote": quote}])
    with pytest.raises(GoldError, match=said):
        list(read_gold(tmp_path))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(GoldError, match="no such folder"):
        list(read_gold(tmp_path / "nowhere"))


def test_a_folder_is_scored_with_any_extraction(tmp_path):
    written(tmp_path, "en/a.json", published="2022-01-08")
    written(tmp_path, "en/b.json")
    seen = []

    def extract(document):
        seen.append(document)
        if document.id == "b.txt":
            raise DocumentError(document.id, "cannot be told", "say which")
        return [answer(TRADE)]

    scores = score_folder(tmp_path, extract=extract)
    assert counts(scores) == (1, 1, 2)
    assert scores.refused == (("b.txt", "cannot be told; say which"),)
    assert seen[0] == Document(id="a.txt", text=TEXT, published="2022-01-08")
    score_folder(tmp_path, extract=extract, declared=False)
    assert seen[-2].published is None


def test_a_folder_is_scored_with_our_extraction_by_default(tmp_path, monkeypatch):
    written(tmp_path, "en/a.json")
    figures = types.ModuleType("analysis.figures")
    figures.extract = lambda document: [answer(TRADE, document=document.id)]
    monkeypatch.setitem(sys.modules, "analysis.figures", figures)
    assert counts(score_folder(tmp_path)) == (1, 1, 1)


# --- ledger and milestones


def entry(start, end, class_, **slots):
    slots = {"text": "x" * (end - start), "reason": "because"} | slots
    return LedgerEntry(document="a.txt", start=start, end=end, class_=class_, **slots)


def number(start, end, class_, **slots):
    return {"start": start, "end": end, "text": "x" * (end - start), "class": class_} | slots


def test_ledger_classes_are_compared_where_spans_overlap():
    result = score_ledger(
        [entry(0, 15, "figure"), entry(20, 24, "date"), entry(30, 33, "idiom"), entry(50, 52, "vague")],
        [
            number(0, 3, "figure"),
            number(20, 24, "date"),
            number(30, 33, "determiner", note="the two"),
            number(40, 42, "age"),
        ],
    )
    assert (result.gold, result.equal, result.share) == (4, 2, 0.5)
    assert [(one.start, one.expected, one.got, one.note) for one in result.differences] == [
        (30, "determiner", "idiom", "the two"),
        (40, "age", None, None),
    ]
    assert [(one.start, one.expected, one.got, one.note) for one in result.beyond] == [(50, None, "vague", "because")]


def test_a_run_of_digits_that_is_split_is_paired_part_by_part():
    result = score_ledger(
        [entry(10, 14, "date"), entry(14, 19, "time")], [number(10, 14, "date"), number(14, 19, "time")]
    )
    assert (result.equal, result.differences, result.beyond) == (2, (), ())
    whole = score_ledger([entry(10, 19, "time")], [number(10, 14, "date"), number(14, 19, "time")])
    assert (whole.equal, [one.got for one in whole.differences]) == (1, [None])


def test_an_empty_ledger_has_no_share():
    assert score_ledger([], []).share is None


def mark(start, *, document="a.txt", date=None, anniversary=None, implies=None, **slots):
    return Milestone(
        document=document,
        event="e",
        date=date,
        anniversary=anniversary,
        marked=None,
        implies=implies,
        parties=(),
        start=start,
        end=start + 10,
        **slots,
    )


def marked(start, **slots):
    empty = {"document": "a.txt", "date": None, "anniversary": None, "implies": None}
    return empty | {"start": start, "end": start + 10} | slots


def test_milestones_are_right_in_date_anniversary_and_implied_year():
    gold = [
        marked(0, date="1962"),
        marked(100, anniversary=60, implies=1962),
        marked(200, date="1977-07-18"),
        marked(300, date="1990"),
    ]
    found = [
        mark(5, date="1962"),
        mark(100, anniversary=60, implies=1961),
        mark(200, date="1977-07-18", document="b.txt"),
        mark(351, date="1990"),
    ]
    result = score_milestones(found, gold)
    assert (result.gold, result.found, result.right, result.recall) == (4, 4, 1, 0.25)
    assert result.wrong == ((gold[1], found[1]),)
    assert result.missed == (gold[2], gold[3])
    assert result.extra == (found[2], found[3])


def test_a_right_milestone_is_paired_before_a_nearer_wrong_one():
    result = score_milestones([mark(0, date="1977"), mark(20, date="1962")], [marked(0, date="1962")])
    assert (result.right, result.wrong, len(result.extra)) == (1, (), 1)


def test_no_milestones_have_no_recall():
    assert score_milestones([], []).recall is None


# --- the gold at hand


@pytest.mark.skipif(not (SHARED / "gold/dev").is_dir(), reason="the gold lies beside the repository")
@pytest.mark.parametrize("folder", ["gold/dev", "seeds"])
def test_gold_against_itself_is_right(folder):
    golds = list(read_gold(SHARED / folder))
    scores = score([answer(figure, document=gold.id) for gold in golds for figure in gold.figures], golds)
    assert scores.misses == ()
    assert counts(scores)[0] == sum(len(gold.figures) for gold in golds)


@pytest.mark.parametrize(
    "content",
    ['{"texts": {}, "languages": [{}], "misses": []}', '{"texts": [], "languages": {}, "misses": 1}', "[]"],
)
def test_a_file_that_only_looks_like_scores_is_refused(tmp_path, content):
    path = tmp_path / "scores.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match="holds no scores"):
        read_scores(path)


@pytest.mark.parametrize(
    ("expected", "changed"),
    [
        ('unit cannot be "Euro": it must be one of a code of ISO 4217, document, ', {"unit": "Euro"}),
        ('metric cannot be "visas": it must be one of trade_turnover, ', {"metric": "visas"}),
        ('lang cannot be "nl": it must be one of da, de, en, ', {"lang": "nl"}),
    ],
)
def test_what_no_output_could_equal_is_refused_with_what_could(tmp_path, expected, changed):
    text = "Trade was 5 million EUR."
    own = {"metric": "trade_turnover", "quote": "5 million EUR", "value": 5e6, "unit": "EUR"}
    record = {"lang": changed.get("lang", "en"), "figures": [own | {k: v for k, v in changed.items() if k != "lang"}]}
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(GoldError, match=re.escape(expected)) as raised:
        list(read_gold(tmp_path))
    assert "--definitions" in str(raised.value)
