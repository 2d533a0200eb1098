"""The command line: what it writes where, what it says of bad input, and the code it leaves with."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import figures as stage
from analysis.cli.output import choose_format, printable
from analysis.definitions import HERE, definitions, read_toml
from analysis.definitions.coverage import examples_of, words_of
from analysis.definitions.forms import LANGUAGE_TABLES, SINGLE
from analysis.reports.rendering import Progress, Rendered
from tests.commands import exit_code

ENGLISH = "HANOI, August 9, 2021. Bilateral trade between Laos and Vietnam reached 1.3 billion USD in 2021.\n"
RUSSIAN = (
    "Товарооборот между Россией и Лаосом в 2021 году составил 100 млн долларов США. "
    "Стороны договорились продолжать сотрудничество в области образования и торговли.\n"
)
FINNISH = (
    "Maiden välinen kauppa kasvoi viime vuonna, ja ministerit sopivat uusista hankkeista, joilla yhteistyötä "
    "lisätään myös koulutuksen ja matkailun aloilla. Sopimus allekirjoitettiin Helsingissä.\n"
)
COMMAND = [sys.executable, "-m", "analysis"]


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def run(capfdbinary):
    """Runs a command in this process; gives its exit code, what it wrote and what it said."""

    def running(*arguments):
        code = exit_code(*arguments)
        written = capfdbinary.readouterr()
        return code, written.out.decode("utf-8"), written.err.decode("utf-8")

    return running


def records(out):
    return [json.loads(line) for line in out.splitlines()]


# --- records -------------------------------------------------------------------------------------------------


def test_extract_writes_figures_as_json_lines(run, text):
    code, out, err = run("extract", text)
    assert (code, err) == (0, "")
    (figure,) = records(out)
    assert (figure["document"], figure["metric"], figure["value"]) == ("news.txt", "trade_turnover", 1_300_000_000)
    assert ENGLISH[figure["start"] : figure["end"]] == figure["quote"]["exact"]


def test_ledger_writes_every_number(run, text):
    code, out, _ = run("ledger", text)
    assert code == 0
    assert {entry["text"]: entry["class"] for entry in records(out)}["1.3 billion"] == "figure"


def test_milestones_writes_dated_events(run, tmp_path):
    path = tmp_path / "year.txt"
    path.write_text(
        "The year 2022 marks the 60th anniversary of diplomatic relations between Laos and Vietnam, established on "
        "September 5, 1962.\n",
        encoding="utf-8",
    )
    code, out, _ = run("milestones", path)
    assert code == 0
    assert 60 in [milestone["anniversary"] for milestone in records(out)]


@pytest.mark.parametrize("command", ["extract", "ledger", "quantities", "milestones"])
def test_csv_has_a_header_even_without_records(run, tmp_path, command):
    path = tmp_path / "none.txt"
    path.write_text(
        "The ministers met in the capital and spoke of the weather and of their families.\n", encoding="utf-8"
    )
    code, out, _ = run(command, path, "--format", "csv")
    assert code == 0
    assert next(csv.reader(io.StringIO(out)))[:1] in (["id"], ["document"])
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "xlsx"])
def test_the_files_ending_tells_the_format(run, text, tmp_path, ending):
    target = tmp_path / "out" / f"figures.{ending}"
    assert run("extract", text, "-o", target) == (0, "", "")
    read = {
        "jsonl": lambda p: pd.read_json(p, lines=True),
        "csv": pd.read_csv,
        "parquet": pd.read_parquet,
        "xlsx": pd.read_excel,
    }
    assert list(read[ending](target)["value"]) == [1.3e9]


def test_the_format_given_wins_over_the_ending(run, text, tmp_path):
    target = tmp_path / "figures.txt"
    assert run("extract", text, "--format", "csv", "-o", target)[0] == 0
    assert target.read_text(encoding="utf-8").startswith("id,document,")


def test_two_runs_give_equal_bytes(run, text, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        run("extract", text, "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_language_and_date_can_be_said(run, tmp_path):
    path = tmp_path / "short.txt"
    path.write_text("Trade between Laos and Vietnam reached 1.3 billion USD last year.\n", encoding="utf-8")
    code, out, _ = run("extract", path, "--language", "en", "--published", "2022-01-10")
    assert code == 0
    assert records(out)[0]["period"] == "2021"


@pytest.mark.parametrize("command", ["extract", "ledger", "check"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_that_is_surely_in_another_language_than_is_said_is_told_of(run, text, tmp_path, command, jobs):
    other = tmp_path / "other.txt"
    other.write_text("Handelen mellom Laos og Vietnam var på 1,3 milliarder dollar i 2021.", encoding="utf-8")
    code, _, err = run(command, text, other, "--language", "no", "--jobs", jobs)
    assert (code, err) == (0, f"{text.name}: reads like English; read as Norwegian because of --language\n")


def test_no_more_remarks_are_told_than_can_be_read(run, text, tmp_path):
    for number in range(23):
        (tmp_path / f"{number}.txt").write_text(f"{text.read_text(encoding='utf-8')} {number}", encoding="utf-8")
    lines = run("extract", tmp_path, "--language", "nb")[2].splitlines()
    assert sum("reads like English" in line for line in lines) == 20
    assert lines[-1] == "the like holds of further documents"


CORRECTION = """
[[corrections]]
document = "{}"
quote = "1.3 billion USD"
slot = "value"
said = {}
right = {}
reason = "The table on page 3 has another value."
"""


def corrections(folder, *entries):
    path = folder / "corrections.toml"
    path.write_text("".join(CORRECTION.format(*entry) for entry in entries), encoding="utf-8")
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_figures_are_put_right_by_a_file_of_corrections(run, text, jobs):
    path = corrections(text.parent, (text.name, "1_300_000_000", "1_250_000_000"))
    (figure,) = records(run("extract", text, "--corrections", path, "--jobs", jobs)[1])
    assert (figure["value"], figure["inferred"][-1]) == (1.25e9, "value:corrected")


def test_findings_rest_on_what_was_put_right(run, conflict):
    path = corrections(conflict, ("one.txt", "1_300_000_000", "2_900_000_000"))
    assert "conflict" not in run("check", conflict / "one.txt", conflict / "two.txt", "--corrections", path)[1]


def test_a_correction_that_fits_no_more_is_an_error_in_one_line(run, text):
    path = corrections(text.parent, (text.name, "1_400_000_000", "1_250_000_000"))
    code, out, err = run("extract", text, "--corrections", path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "extraction says 1300000000.0 by now" in err
    assert run("extract", text, "--corrections", text.parent / "none.toml")[0] == 2


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("ending", [".txt", ".jsonl"])
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_correction_of_a_document_that_is_not_read_is_told(run, text, command, ending, jobs):
    """It may be of another corpus that the file serves too, so that it is no error."""
    path = corrections(text.parent, (text.name, "1_300_000_000", "1_250_000_000"), ("other", "1", "2"))
    news = text
    if ending == ".jsonl":
        news = text.with_suffix(ending)
        news.write_text(json.dumps({"id": text.name, "text": ENGLISH}), encoding="utf-8")
    code, out, err = run(command, news, "--corrections", path, "--format", "jsonl", "--jobs", jobs)
    assert (code, [one["value"] for one in records(out)]) == (0, [1.25e9])
    assert err == f"{path}: correction 2 is of other, which is none of the documents that were read: left out\n"


# --- findings, scores, lists ---------------------------------------------------------------------------------


@pytest.mark.parametrize("published", ["2022-01-10", "2022-01", "2022"])
def test_a_date_may_be_a_month_or_a_year(run, tmp_path, published):
    path = tmp_path / "short.txt"
    path.write_text("Trade between Laos and Vietnam reached 1.3 billion USD last year.\n", encoding="utf-8")
    code, out, _ = run("extract", path, "--published", published)
    assert code == 0
    assert records(out)[0]["period"] == "2021"


@pytest.fixture
def conflict(tmp_path):
    for name, amount in (("one.txt", "1.3"), ("two.txt", "2.9")):
        (tmp_path / name).write_text(
            f"Trade turnover between Laos and Vietnam reached {amount} billion USD in 2021.\n", encoding="utf-8"
        )
    return tmp_path


def test_check_tells_findings_with_their_evidence(run, conflict):
    code, out, _ = run("check", conflict)
    assert code == 0
    assert "conflict: " in out
    assert "one.txt:" in out
    assert "two.txt:" in out


def test_a_strict_check_fails_on_a_conflict(run, conflict):
    assert run("check", conflict, "--strict")[0] == 1
    assert run("check", conflict / "one.txt", "--strict")[0] == 0


def test_findings_are_records_too(run, conflict):
    code, out, _ = run("check", conflict, "--format", "jsonl")
    assert code == 0
    assert "conflict" in [finding["verdict"] for finding in records(out)]


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    start = ENGLISH.index("1.3 billion USD")
    figure = {
        "metric": "trade_turnover",
        "value": 1.3e9,
        "unit": "USD",
        "period": "2021",
        "status": "actual",
        "parties": ["LA", "VN"],
        "direction": None,
        "change": None,
        "bound": "exact",
        "quote": "1.3 billion USD",
        "start": start,
        "end": start + len("1.3 billion USD"),
    }
    content = {"id": "a", "lang": "en", "published": None, "parties": ["LA", "VN"], "figures": [figure], "optional": []}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def test_score_counts_per_language(run, gold):
    code, out, _ = run("score", gold)
    assert code == 0
    assert "trade_turnover" in out
    code, out, _ = run("score", gold, "--format", "json")
    assert code == 0
    assert [row["name"] for row in json.loads(out)["languages"]][:1] == ["en"]


def test_score_takes_any_tag_of_a_language(run, gold):
    code, out, _ = run("score", gold, "--language", "en-GB", "--format", "json")
    assert code == 0
    assert [row["name"] for row in json.loads(out)["languages"]][:1] == ["en"]


def test_score_without_gold_says_what_is_missing(run, tmp_path, gold):
    code, out, err = run("score", tmp_path / "none")
    assert (code, out, err.count("\n")) == (2, "", 1)
    code, _, err = run("score", gold, "--language", "ru")
    assert code == 2
    assert "no gold" in err


def test_score_of_gold_without_figures_says_so(run, gold):
    content = json.loads((gold / "a.json").read_text(encoding="utf-8")) | {"figures": []}
    (gold / "a.json").write_text(json.dumps(content), encoding="utf-8")
    code, out, err = run("score", gold)
    assert (code, bool(out)) == (0, True)
    assert err == f"{gold}: its gold holds no figure: nothing can be found again, only what is found too much\n"


def test_score_names_the_texts_without_gold(run, gold):
    (gold / "inner").mkdir()
    for name in ("b.txt", "inner/c.txt", "d.txt", "e.txt"):
        (gold / name).write_text(ENGLISH, encoding="utf-8")
    (gold / "b.numbers.json").write_text("{}", encoding="utf-8")
    code, out, err = run("score", gold)
    assert (code, bool(out)) == (0, True)
    named = "b.txt, d.txt, e.txt and 1 more"
    assert err == f"{gold}: without a .json beside them, and not scored: {named}\n"


def test_score_shows_what_changed_since_another_run(run, gold, tmp_path, monkeypatch):
    earlier = tmp_path / "earlier" / "a.scores"
    earlier.parent.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(stage, "extract", lambda *_, **__: [])
        assert run("score", gold, "--format", "json", "-o", earlier, "--jobs", "1")[0] == 0
    code, out, err = run("score", gold, "--against", earlier)
    assert (code, err) == (0, "")
    assert out.startswith(f"against {earlier}: 1 better, 0 worse")
    code, out, _ = run("score", gold, "--against", earlier, "--format", "json")
    assert [turn["sense"] for turn in json.loads(out)["against"]] == ["better"]


def test_score_against_no_scores_is_told_before_the_run(run, gold, monkeypatch):
    monkeypatch.setattr(stage, "extract", lambda *_, **__: pytest.fail("the texts were read"))
    code, out, err = run("score", gold, "--against", gold / "a.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "holds no scores; name a file" in err


def test_score_lists_differences_when_asked(run, gold):
    (gold / "a.txt").write_text(ENGLISH.replace("reached", "should reach"), encoding="utf-8")
    record = json.loads((gold / "a.json").read_text(encoding="utf-8"))
    for key in ("start", "end"):
        del record["figures"][0][key]
    (gold / "a.json").write_text(json.dumps(record), encoding="utf-8")
    assert "wrong: " not in run("score", gold)[1]
    out = run("score", gold, "--misses")[1]
    assert "wrong: status (1 figure)" in out
    assert "text      Bilateral trade between Laos and Vietnam should reach" in out


def test_languages_are_listed_with_how_much_they_are_read_by(run):
    code, out, _ = run("languages")
    assert code == 0
    assert out.split()[:2] == ["code", "name"]
    assert ["en", "English"] in [line.split()[:2] for line in out.splitlines()]
    code, out, _ = run("languages", "--format", "jsonl")
    english = next(row for row in records(out) if row["code"] == "en")
    assert (english["code"], english["words"], english["examples"]) == ("en", words_of("en"), examples_of("en"))
    head, *lines = run("languages", "--format", "csv")[1].splitlines()
    assert head.startswith("code,name,words,examples,gold,")
    assert any(line.startswith("en,English,") for line in lines)


def test_the_help_of_languages_says_what_each_column_holds(run):
    told = " ".join(run("languages", "--help")[1].split())
    for head in run("languages", "--format", "csv")[1].splitlines()[0].split(","):
        assert f"{head}: " in told or f"{head}, " in told
    assert "of: the name of that gold's folder" in told


@pytest.mark.parametrize("tag", ["no", "NB", "nb-NO"])
def test_a_language_is_named_by_any_tag_of_it(run, tag):
    code, out, _ = run("languages", "--language", tag, "--format", "jsonl")
    assert (code, [row["code"] for row in records(out)]) == (0, ["nb"])


def test_languages_show_the_scores_of_a_run(run, gold, tmp_path):
    run("score", gold, "--format", "json", "-o", tmp_path / "scores.json")
    rows = records(run("languages", "--scores", tmp_path / "scores.json", "--format", "jsonl")[1])
    others = [row for row in rows if row["code"] != "en"]
    english = next(row for row in rows if row["code"] == "en")
    assert (english["gold"], english["value"], english["all slots"]) == (1, 1.0, 1.0)
    assert {(other["gold"], other["value"]) for other in others} == {(0, None)}
    head, *lines = run("languages", "--scores", tmp_path / "scores.json")[1].splitlines()
    line = next(line for line in lines if line.startswith("en "))
    assert (head.split()[-2:], line.split()[-1]) == (["all", "slots"], "1.00")
    code, out, err = run("languages", "--scores", gold / "a.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "holds no scores; name a file" in err


def test_kept_scores_are_listed_with_the_languages(run, gold, tmp_path):
    folder = tmp_path / "mine"
    (folder / "languages").mkdir(parents=True)
    (folder / "languages" / "en.toml").write_text('[number_words]\nvague = ["umpty"]', encoding="utf-8")
    code, _, err = run("score", gold, "--keep", "2026-11-26", "--definitions", folder)
    assert (code, err) == (0, f"{folder / 'scores.toml'}: scores kept\n")
    rows = records(run("languages", "--definitions", folder, "--format", "jsonl")[1])
    english = next(row for row in rows if row["code"] == "en")
    assert (english["gold"], english["all slots"], english["of"], english["date"]) == (1, 1.0, gold.name, "2026-11-26")
    # Those of another language stay.
    before = (folder / "scores.toml").read_text(encoding="utf-8")
    (folder / "scores.toml").write_text(before.replace("[en]", "[nb]"), encoding="utf-8")
    run("score", gold, "--keep", "2026-11-27", "--definitions", folder)
    after = (folder / "scores.toml").read_text(encoding="utf-8")
    assert after.index("[en]") < after.index("[nb]")
    assert (after.count("2026-11-26"), after.count("2026-11-27")) == (1, 1)
    code, out, err = run("score", gold, "--keep", "yesterday")
    assert (code, out) == (2, "")
    assert "--keep yesterday: is no day; write it as 2021-08-09" in err


def test_scores_are_not_kept_among_those_of_the_package_unless_its_folder_is_named(run, gold, monkeypatch):
    shipped = HERE / "scores.toml"
    before = shipped.read_bytes()
    monkeypatch.setattr(stage, "extract", lambda *_, **__: pytest.fail("the texts were read"))
    code, out, err = run("score", gold, "--keep", "2026-11-26")
    said = "--keep writes scores.toml into the folder of --definitions; name one of your own, or that of the package"
    assert (code, out, err) == (2, "", f"{said}, {HERE}\n")
    assert shipped.read_bytes() == before


def test_scores_are_kept_in_the_package_where_its_folder_is_named(run, gold, monkeypatch):
    monkeypatch.setattr("analysis.scores.keep", lambda *_, **__: definitions().folders[-1] / "scores.toml")
    monkeypatch.chdir(HERE.parent)
    code, _, err = run("score", gold, "--keep", "2026-11-26", "--definitions", HERE.name)
    assert (code, err) == (0, f"{HERE / 'scores.toml'}: scores kept\n")


def test_an_empty_language_file_can_be_filled_in(run, tmp_path):
    code, out, _ = run("languages", "--template")
    assert code == 0
    # Its examples are as their languages write them: no letter lies in a plane that no script of ours uses.
    assert [letter for letter in out if ord(letter) > 0xFFFF] == []
    (tmp_path / "languages").mkdir()
    path = tmp_path / "languages" / "tlh.toml"
    path.write_text(out.replace('"LOCALE"', '"en"').replace('"NAME"', '"Klingon"'), encoding="utf-8")
    rows = records(run("languages", "--definitions", tmp_path, "--format", "jsonl")[1])
    assert [(row["name"], row["examples"]) for row in rows if row["code"] == "tlh"] == [("Klingon", 0)]
    tables = read_toml(path)
    for table, keys in LANGUAGE_TABLES.items():
        assert table in tables
        assert keys is None or set(tables[table]) == {key for key in keys if (table, key) not in SINGLE}


@pytest.mark.parametrize(
    "options",
    [("--lint",), ("--language", "en"), ("--scores", "x.json"), ("--format", "csv"), ("--lint", "--language", "en")],
)
def test_an_empty_language_file_is_asked_for_alone(run, options):
    named = ", ".join(option for option in options if option.startswith("--"))
    said = f"--template writes an empty language file alone; leave {named} out"
    code, out, err = run("languages", "--template", *options)
    assert (code, out) == (2, "")
    assert said in err


def test_an_empty_language_file_is_written_over_no_other_unless_asked_for(run, tmp_path):
    path = tmp_path / "tlh.toml"
    assert run("languages", "--template", "-o", path)[0] == 0
    path.write_text('name = "Klingon"', encoding="utf-8")
    code, _, err = run("languages", "--template", "-o", path)
    assert (code, path.read_text(encoding="utf-8")) == (2, 'name = "Klingon"')
    assert f"{path}: is there already; name another file, or write over it with --force" in err
    assert run("languages", "--template", "-o", path, "--force")[0] == 0
    assert 'name = "NAME"' in path.read_text(encoding="utf-8")


def test_what_a_language_has_no_words_for_is_named(run, tmp_path):
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "tlh.toml").write_text(
        'name = "Klingon"\nlocale = "en"\n[metric]\naid = ["QaH", "QaH"]', encoding="utf-8"
    )
    code, out, _ = run("languages", "--lint", "--definitions", tmp_path)
    assert code == 0
    lines = out[out.index("tlh  Klingon: no words for") :].splitlines()
    assert lines[1].startswith("    metric        trade_turnover, exports")
    assert max(map(len, lines)) <= 100
    assert lines[lines.index("  listed twice") + 1] == "    metric.aid: QaH"
    one = run("languages", "--lint", "--language", "tlh", "--definitions", tmp_path)[1]
    assert one.startswith("tlh  Klingon: no words for")
    assert [line for line in one.splitlines() if line[:1].isalpha()] == one.splitlines()[:1], "no other language"
    refused = run("languages", "--lint", "--language", "tlh")
    assert (refused[0], "there is no such language here" in refused[2]) == (2, True)
    out = run("languages", "--lint", "--definitions", tmp_path, "--format", "csv")[1]
    assert out.splitlines()[0] == "code,table,key,twice"
    assert "tlh,metric,loan," in out
    assert [line for line in out.splitlines() if line.startswith("tlh,metric,aid,")] == ["tlh,metric,aid,QaH"]


# --- the corpus ----------------------------------------------------------------------------------------------


def test_attach_brings_in_what_the_register_knows(run, tmp_path):
    seeds = tmp_path / "seeds"
    (seeds / "digests").mkdir(parents=True)
    (seeds / "register.toml").write_text(
        '[[documents]]\nid = "a"\ndigest = "a.txt"\n'
        'sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"\n'
        'unknown = ["language", "title", "publisher", "published", "address"]\n',
        encoding="utf-8",
    )
    there = tmp_path / "there"
    there.mkdir()
    (there / "other name.txt").write_text("hello", encoding="utf-8")
    code, out, err = run("attach", there, "--seeds", seeds)
    assert (code, out) == (0, "")
    assert "is the original of a" in err
    assert (seeds / "originals" / "a.txt").read_text(encoding="utf-8") == "hello"
    (there / "other name.txt").write_text("changed", encoding="utf-8")
    assert run("attach", there, "--seeds", seeds)[0] == 2
    assert run("attach", tmp_path / "nowhere", "--seeds", seeds)[0] == 2
    assert run("attach", there, "--seeds", tmp_path / "nowhere")[0] == 2


# --- reports -------------------------------------------------------------------------------------------------


@pytest.fixture
def rendering(monkeypatch, tmp_path):
    """Stands in for the making of reports: notes what was asked for, and gives what it is told to."""
    asked = []
    results = []

    def render(names, **options):
        asked.append((names, options))
        for result in results:
            for state in ("waiting", "running", "rendered" if result.error is None else "failed"):
                if state != "waiting":
                    options["progress"](Progress(name=result.name, state="running", cell=2, cells=5))
                options["progress"](Progress(name=result.name, state=state, message="x, cell 4, line 2: no data"))
        return results

    monkeypatch.setattr("analysis.reports.rendering.render", render)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    return asked, results


def test_report_makes_all_reports_of_the_list(run, rendering):
    asked, results = rendering
    results += [Rendered(name="one"), Rendered(name="two")]
    assert run("report") == (0, "", "one: rendered\ntwo: rendered\n")
    ((names, options),) = asked
    assert names is None
    assert (options["seeds"], options["out"], options["originals"]) == (Path("seeds"), Path("reports"), False)


def test_report_makes_those_named_from_where_and_to_where_it_is_told(run, rendering, tmp_path):
    asked, _ = rendering
    assert run("report", "one", "--seeds", tmp_path, "--out", "there", "--originals", "--jobs", "3")[0] == 0
    ((names, options),) = asked
    assert names == ["one"]
    assert (options["seeds"], options["out"]) == (tmp_path, Path("there"))
    assert (options["originals"], options["jobs"]) == (True, 3)


@pytest.mark.parametrize(("errors", "code"), [([None, "x"], 1), (["x", "y"], 1), ([None, None], 0)])
def test_a_report_that_fails_is_told(run, rendering, errors, code):
    rendering[1].extend(Rendered(name=f"r{place}", error=error) for place, error in enumerate(errors))
    left, _, err = run("report")
    assert left == code
    for place, error in enumerate(errors):
        assert f"r{place}: {error or 'rendered'}" in err


def test_a_report_that_is_not_listed_is_told(run, tmp_path):
    (tmp_path / "reports.toml").write_text("", encoding="utf-8")
    code, out, err = run("report", "nope", "--notebooks", tmp_path, "--seeds", tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "nope" in err


@pytest.mark.parametrize("option", ["--seeds", "--notebooks"])
def test_a_folder_that_is_missing_is_told(run, rendering, tmp_path, option, monkeypatch):
    del rendering
    monkeypatch.undo()
    code, _, err = run("report", "--seeds", tmp_path, option, tmp_path / "none")
    assert (code, err.count("\n")) == (2, 1)
    assert "none" in err


def test_options_of_a_report_reach_its_making(run, rendering):
    asked, _ = rendering
    assert run("report", "--force", "--timeout", "5", "--paper", "us-letter")[0] == 0
    options = asked[0][1]
    assert (options["force"], options["timeout"], options["paper"]) == (True, 5, "us-letter")
    assert options["definitions"] is None
    assert run("report", "--definitions", "words")[0] == 0
    assert asked[1][1]["definitions"] == Path("words")


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [([], 0, "reports: every byte is as it is when made again"), (["x.html: line 3"], 1, "x.html: line 3")],
    ids=["equal", "differs"],
)
def test_check_says_what_differs(run, monkeypatch, lines, code, said):
    monkeypatch.setattr("analysis.reports.comparing.check", lambda names, **_: lines if names == ["x"] else None)
    assert run("report", "x", "--check") == (code, "", f"{said}\n")


def test_watch_runs_the_same_command_without_itself(run, monkeypatch, tmp_path):
    asked = []
    for folder in ("notebooks", "texts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts" / "news.txt").write_text("Trade grew.", encoding="utf-8")
    assert run("new", "one", "--seeds", tmp_path / "texts", "--notebooks", tmp_path / "notebooks")[0] == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.reports.watching.again", lambda *given: asked.append(given))
    assert run("report", "one", "--watch", "--originals", "--jobs", "2")[:2] == (0, "")
    ((command, folders),) = asked
    assert "--definitions" not in command
    assert command[1:4] == ["-m", "analysis", "report"]
    assert command[-2:] == ["--", "one"]
    assert "--watch" not in command
    assert ("--originals" in command, command[command.index("--jobs") + 1]) == (True, "2")
    assert folders == (Path("notebooks"), Path("seeds"), Path("notebooks/../texts"))
    run("report", "--watch", "--definitions", "texts")
    command, folders = asked[1]
    assert command[command.index("--definitions") + 1] == "texts"
    assert folders[-1] == Path("texts")


@pytest.mark.parametrize(("same", "code"), [(True, 0), (False, 1)])
def test_verify_says_whether_it_is_the_report(run, monkeypatch, same, code):
    monkeypatch.setattr("analysis.reports.comparing.verify", lambda file, *, out: (same, f"{file} {out}"))
    assert run("verify", "x.html", "--out", "there") == (code, "", "x.html there\n")


def test_new_begins_a_report_and_says_how_to_make_it(run, tmp_path):
    folder = tmp_path / "notebooks"
    (tmp_path / "news.txt").write_text("Trade grew.", encoding="utf-8")
    code, out, err = run("new", "mine", "--title", "Mine", "--seeds", tmp_path, "--notebooks", folder)
    assert (code, out) == (0, "")
    path, listed = folder / "mine.ipynb", folder / "reports.toml"
    assert err == (
        f"{path}: written, and listed in {listed}; make it with: communique report mine --notebooks {folder}\n"
    )
    assert (folder / "mine.ipynb").exists()
    assert run("new", "mine", "--notebooks", folder)[0] == 2


def test_reports_say_which_package_is_missing(run, rendering, monkeypatch):
    del rendering

    def render(*_, **__):
        raise ModuleNotFoundError(name="papermill")

    monkeypatch.setattr("analysis.reports.rendering.render", render)
    code, _, err = run("report")
    assert code == 2
    assert "papermill" in err
    assert "pip install '.[report]'" in err


def test_a_terminal_sees_a_bar_for_each_report(run, rendering, monkeypatch):
    rendering[1].extend([Rendered(name="first-report"), Rendered(name="second-report", error="no data")])
    monkeypatch.setattr("analysis.cli.progress.on_terminal", lambda: True)
    code, out, err = run("report")
    assert (code, out) == (1, "")
    assert "first-report" in err
    assert "rendered" in err
    assert "failed in cell 4, line 2" in err
    assert "second-report: no data" in err


def test_a_terminal_sees_a_bar_of_documents(run, text, tmp_path, monkeypatch):
    (tmp_path / "other.txt").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.setattr("analysis.cli.progress.on_terminal", lambda: True)
    code, out, _ = run("extract", text, tmp_path / "other.txt")
    assert code == 0
    assert [figure["document"] for figure in records(out)] == ["news.txt", "other.txt"]


# --- bad input -----------------------------------------------------------------------------------------------


@pytest.fixture
def bad(tmp_path):
    """Files that cannot be read, by what is wrong with them."""
    folder = tmp_path / "bad"
    folder.mkdir()
    contents = {"empty": b"", "binary": bytes(range(256)) * 8, "finnish": FINNISH.encode()}
    for name, content in contents.items():
        (folder / f"{name}.txt").write_bytes(content)
    return folder


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "binary.txt", "finnish.txt"])
@pytest.mark.parametrize("command", ["extract", "ledger", "quantities", "milestones", "check"])
def test_a_document_that_cannot_be_read_is_one_line_and_the_others_are_read(run, text, bad, command, name):
    alone = run(command, bad / name)
    assert (alone[0], alone[1]) == (2, "")
    together = run(command, bad / name, text, "--format", "jsonl")
    assert together[0] == 1
    assert together[2] == alone[2]
    assert alone[2].count("\n") == 1
    assert name in alone[2]
    if command in ("extract", "ledger"):
        assert {record["document"] for record in records(together[1])} == {"news.txt"}


def test_a_language_we_lack_is_named_with_those_we_have(run, bad):
    _, _, err = run("extract", bad / "finnish.txt")
    for code in ("en", "nb", "ru"):
        assert code in err


def test_russian_in_an_old_encoding_is_read(run, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(RUSSIAN.encode("windows-1251"))
    code, out, err = run("extract", path)
    assert (code, err) == (0, "")
    assert [(figure["value"], figure["quote"]["exact"]) for figure in records(out)] == [(1e8, "100 млн долларов США")]


@pytest.mark.no_cover  # what it reads is much of the same
def test_a_long_line_is_read(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text((ENGLISH.strip() + " ") * 5_000, encoding="utf-8")
    code, out, _ = run("extract", path)
    assert code == 0
    assert records(out)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--language", "xx"), "en"),
        (("--published", "yesterday"), "2021-08-09"),
        (("--published", "2021-13-01"), "2021-08-09"),
        (("--published", "20210809"), "2021-08-09"),
        (("--published", "2021-W32-1"), "2021-08-09"),
        (("--published", "0001-01-01"), "--published 0001-01-01: is no date of publication"),
        (("--published", "9999"), "--published 9999: is no date of publication"),
        (("--format", "pdf"), "jsonl"),
        (("-o", "figures.pdf"), "jsonl"),
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--no-such-option",), "--no-such-option"),
    ],
    ids=" ".join,
)
def test_misuse_is_told_with_the_way_out(run, text, arguments, named):
    code, out, err = run("extract", text, *arguments)
    assert (code, out) == (2, "")
    assert named in err
    assert "Traceback" not in err


def test_no_path_is_misuse(run):
    code, out, err = run("extract")
    assert (code, out) == (2, "")
    assert "PATH" in err


def test_a_file_that_cannot_be_written_is_told(run, text, tmp_path):
    code, _, err = run("extract", text, "--format", "csv", "-o", tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert str(tmp_path) in err


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("languages/en.toml", "name = ", "broken TOML"),
        ("languages/en.toml", "[bounds]\nabout = ['about']\n", "bounds"),
        ("metrics.toml", "[aid]\nmeaning = 'x'\n", "meaning"),
    ],
    ids=["broken", "unknown table", "unknown key"],
)
def test_broken_definitions_name_file_and_key(run, text, tmp_path, name, content, named, jobs):
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    code, out, err = run("extract", text, text.parent / "news.txt", "--definitions", tmp_path / "own", "--jobs", jobs)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err
    assert named in err


def test_a_folder_without_definitions_is_told(run, text, tmp_path):
    code, _, err = run("extract", text, "--definitions", tmp_path / "none")
    assert (code, err.count("\n")) == (2, 1)


def test_a_failed_run_leaves_the_old_file(run, bad, tmp_path):
    target = tmp_path / "figures.jsonl"
    target.write_text("old", encoding="utf-8")
    for ending in ("jsonl", "csv"):
        assert run("extract", bad, "-o", target, "--format", ending)[0] == 2
    assert target.read_text(encoding="utf-8") == "old"
    left = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert left == ["figures.jsonl", "figures.jsonl.quarantine.jsonl"]


def test_a_text_that_trips_the_program_costs_no_other(run, text, tmp_path, monkeypatch):
    other = tmp_path / "odd.txt"
    other.write_text(ENGLISH, encoding="utf-8")
    find = stage.extract

    def trip(document, **options):
        if document.id == "odd.txt":
            raise KeyError("x")
        return find(document, **options)

    monkeypatch.setattr(stage, "extract", trip)
    code, out, err = run("extract", other, text)
    assert code == 1
    assert [figure["document"] for figure in records(out)] == ["news.txt"]
    assert err.startswith("odd.txt: ")
    assert "KeyError" in err
    assert "test_cli.py" in err


# --- several processes ---------------------------------------------------------------------------------------


def test_many_documents_give_the_same_bytes_in_several_processes(run, tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(ENGLISH, encoding="utf-8")
    one = run("extract", tmp_path, "--jobs", "1")
    assert one[0] == 0
    assert run("extract", tmp_path, "--jobs", "2") == one


def test_own_definitions_are_used_in_every_process(run, tmp_path):
    folder = tmp_path / "own" / "languages"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text('[scales]\n1000000000 = ["gigantillion"]\n', encoding="utf-8")
    for name in ("a", "b"):
        text = "Bilateral trade between Laos and Vietnam reached 1.3 gigantillion USD in 2021.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for jobs in ("1", "2"):
        paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
        code, out, _ = run("extract", *paths, "--definitions", tmp_path / "own", "--jobs", jobs)
        assert code == 0
        assert [figure["value"] for figure in records(out)] == [1.3e9, 1.3e9]


# --- terminals, pipes, interrupts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é Лаос ລາວ", "plain é Лаос ລາວ"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[2J", "\\u001b[2J"),
        ("\x9b31m", "\\u009b31m"),
        ("right\u202eleft", "right\\u202eleft"),
        ("lone \udc80", "lone \\udc80"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_an_escape(text, shown):
    assert printable(text) == shown


def test_a_line_stays_a_line():
    assert printable("a\nb", one_line=True) == "a\\u000ab"


def test_file_names_cannot_steer_the_terminal(run, tmp_path):
    code, _, err = run("extract", tmp_path / "no\x1b[31mfile\n.txt")
    assert code == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_file_name_that_is_no_text_is_no_obstacle(text, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(ENGLISH, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    for file_format in ("jsonl", "csv", "parquet", "xlsx"):
        done = subprocess.run(
            [*COMMAND, "extract", path, text, "--format", file_format], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b""), file_format
        assert b"caf" in done.stdout or file_format in ("parquet", "xlsx")


def on_terminal(arguments, *, columns=("stdout", "stderr")):
    """What a command shows when the streams named are a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    streams = dict.fromkeys(columns, theirs)
    running = subprocess.Popen([*COMMAND, *map(str, arguments)], stdin=subprocess.DEVNULL, **streams)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    return running.wait(), shown.decode("utf-8")


def test_a_terminal_gets_no_control_characters_from_a_text(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text(ENGLISH.replace("reached", "reached\x9b31m \u202e"), encoding="utf-8")
    code, shown = on_terminal(["extract", path, "--format", "jsonl"])
    assert code == 0
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert json.loads(shown.strip())["value"] == 1.3e9


IN_WORDS = """\
news.txt

MEASURE         BETWEEN           PERIOD  VALUE            STATUS  AS STATED

Trade turnover  Laos and Vietnam  2021    1.3 billion USD  actual  1.3 billion USD

"""


def test_a_terminal_sees_figures_in_words_and_all_else_gets_json_lines(text, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    code, shown = on_terminal(["extract", text], columns=("stdout",))
    assert (code, shown.replace("\r\n", "\n")) == (0, IN_WORDS)
    for more in ([], ["--format", "jsonl"]):
        piped = subprocess.run([*COMMAND, "extract", text, *more], capture_output=True, check=True)
        assert (json.loads(piped.stdout)["value"], piped.stderr) == (1.3e9, b"")
    code, shown = on_terminal(["extract", text, "--format", "jsonl"], columns=("stdout",))
    assert json.loads(shown)["value"] == 1.3e9


def test_below_what_is_shown_it_is_said_how_to_have_the_rest(run, text, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    code, out, said = run("extract", text, "--format", "text")
    assert (code, out) == (0, IN_WORDS)
    assert said.startswith("one figure; all that is known of each: --format jsonl")
    text.write_text("The two ministers spoke of friendship and of many other things for two hours.", encoding="utf-8")
    code, out, said = run("extract", text, "--format", "text")
    assert (code, out) == (0, "")
    assert said == "no figures of a relation; see what became of each number with: communique ledger\n"


def test_what_is_shown_fits_the_terminal_and_has_every_word_of_a_figure(run, tmp_path, monkeypatch):
    """Signs two columns wide, words longer than their column, an id that is markup for what draws the table."""
    path = tmp_path / "[red]x[].txt"
    path.write_text(
        "Vientiane, 9 August 2021 - Trade between Laos and Vietnam grew by 30 % to more than 1.3 billion USD in 2020. "
        "They want trade of 5 billion USD by 2030. Laos and Vietnam signed 60 documents in 2020.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", "70")
    _, out, _ = run("extract", path, "--format", "text")
    shown = out
    assert shown.startswith("[red]x[].txt\n")
    assert max(map(len, shown.splitlines())) <= 70
    words = shown.split()
    for word in ("turnover", "signed", "target", "2030", "more", "billion", "30", "60"):
        assert word in words


def test_figures_are_shown_document_by_document_and_written_to_a_text_file(run, tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ENGLISH, encoding="utf-8")
    files = [tmp_path / f"{columns}" / "figures.txt" for columns in (60, 120)]
    for file in files:
        monkeypatch.setenv("COLUMNS", file.parent.name)
        code, _, said = run("extract", tmp_path / "a.txt", tmp_path / "b.txt", "-o", file)
        assert (code, said) == (0, "")
    shown = files[0].read_text(encoding="utf-8")
    assert shown == files[1].read_text(encoding="utf-8"), "whatever the terminal"
    assert [line for line in shown.splitlines() if line.endswith(".txt")] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("command", "heads", "row", "said"),
    [
        ("ledger", "NUMBER CLASS REASON PLACE", "9 date a date 14-15", "numbers; all that is known of each"),
        (
            "ledger",
            "NUMBER CLASS REASON PLACE",
            "1.3 billion figure value of trade turnover 72-83",
            "numbers; all that is known of each",
        ),
        (
            "quantities",
            "AS STATED KIND VALUE CHANGE PLACE",
            "1.3 billion USD money 1.3 billion USD 72-87",
            "two quantities; all that is known of each",
        ),
        (
            "milestones",
            "EVENT DATE ANNIVERSARY PLACE",
            "Establishment of diplomatic relations between Laos and Vietnam 5 Sept 1962 60 years in 2022 127-202",
            "one milestone; all that is known of each",
        ),
    ],
)
def test_other_records_are_shown_too(run, text, monkeypatch, command, heads, row, said):
    monkeypatch.setenv("COLUMNS", "140")
    marked = (
        "On 5 September 2022 they mark 60 years of diplomatic relations between Laos and Vietnam (5 September 1962).\n"
    )
    text.write_text(ENGLISH + marked, encoding="utf-8")
    code, out, told = run(command, text, "--format", "text")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (code, lines[0], lines[2]) == (0, "news.txt", heads)
    assert row in lines
    assert said in told
    code, shown = on_terminal([command, text], columns=("stdout",))
    assert (code, shown.replace("\r\n", "\n")) == (0, out)


def test_a_text_has_no_form_for_the_eye(run, text):
    code, _, said = run("text", text, "--format", "text")
    assert code == 2
    assert "use --format with one of jsonl, csv" in said


def test_on_a_terminal_it_is_said_that_nothing_was_found(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text("The ministers spoke of friendship and of many other things at length.", encoding="utf-8")
    for command, said in {
        "extract": "no figures of a relation",
        "ledger": "no numbers",
        "quantities": "no quantities",
        "milestones": "no milestones",
        "check": "no findings: there are no figures and no milestones",
    }.items():
        code, shown = on_terminal([command, path])
        assert code == 0
        assert shown.startswith(said), command
        assert shown.count("\n") == 1


# --- the source beside each figure ----------------------------------------------------------------------------


@pytest.fixture
def sourced(tmp_path):
    """Two documents: of one all is declared, of the other it is found in the text as far as it goes."""
    path = tmp_path / "news.jsonl"
    declared = {
        "title": "=Trade",
        "publisher": "A paper",
        "published": "2022-01-08",
        "address": "https://example.org/a",
    }
    records = [{"id": "a", "text": ENGLISH, **declared}, {"id": "b", "text": ENGLISH}]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path, declared


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "parquet", "xlsx"])
def test_each_figure_has_the_source_of_its_document_beside_it(run, sourced, tmp_path, file_format):
    path, declared = sourced
    plain, beside = tmp_path / f"plain.{file_format}", tmp_path / f"beside.{file_format}"
    assert run("extract", path, "-o", plain)[0] == run("extract", path, "-o", beside, "--with-source")[0] == 0
    reading = {"parquet": pd.read_parquet, "xlsx": pd.read_excel, "csv": pd.read_csv}
    read = reading.get(file_format, lambda file: pd.read_json(file, lines=True, dtype=False))
    without, with_source = read(plain), read(beside)
    assert list(with_source.columns) == [*without.columns, *declared]
    pd.testing.assert_frame_equal(with_source[without.columns], without)
    first, second = with_source[list(declared)].to_dict("records")
    assert first == {**declared, "title": "'=Trade" if file_format == "csv" else "=Trade"}
    found = json.loads(run("text", path)[1].splitlines()[1])
    assert (str(second["published"])[:10], found["published"]) == ("2021-08-09", "2021-08-09")
    # A text of one paragraph has no headline.
    assert found["title"] is None
    assert pd.isna(second["title"])
    assert pd.isna(second["publisher"])
    assert pd.isna(second["address"])


def test_what_stands_beside_a_figure_is_in_the_codebook(run, sourced, tmp_path):
    path, declared = sourced
    run("extract", path, "-o", tmp_path / "out.xlsx", "--with-source")
    book = pd.read_excel(tmp_path / "out.xlsx", sheet_name="codebook").set_index("column")
    told = run("codebook", "--table", "sourced_figures")[1]
    for name in declared:
        assert book.loc[name, "meaning"] in told


def test_a_package_of_figures_with_their_sources_is_valid(run, sourced, tmp_path):
    from frictionless import Package

    assert run("extract", sourced[0], "--format", "datapackage", "-o", tmp_path / "p", "--with-source")[0] == 0
    package = Package(str(tmp_path / "p" / "datapackage.json"))
    assert package.validate().valid
    assert [resource.name for resource in package.resources] == ["sourced_figures", "metrics"]


def test_a_text_can_be_piped_in(text):
    command = [sys.executable, "-m", "analysis", "extract", "-"]
    done = subprocess.run(command, input=text.read_bytes(), capture_output=True, check=True, timeout=60)
    (figure,) = records(done.stdout.decode())
    assert (figure["document"], figure["value"]) == ("stdin.txt", 1_300_000_000)


def test_quantities_are_shown_with_all_their_digits(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The two bought $594.9 million of rice and 1,234 tonnes of salt.", encoding="utf-8")
    shown = run("quantities", path, "--language", "en", "--format", "text")[1]
    assert "594.9 million USD" in shown
    assert "1234" in shown


def test_sources_are_shown_above_the_figures_of_a_document(run, sourced):
    shown = run("extract", sourced[0], "--with-source", "--format", "text")[1]
    assert shown.startswith("a\n=Trade\nA paper\n2022-01-08\nhttps://example.org/a\n\nMEASURE")
    assert "\nb\n2021-08-09\n\nMEASURE" in shown


@pytest.mark.parametrize(
    ("file_format", "given"),
    [
        ("sdmx", ("--format", "sdmx")),
        ("annotations", ("--format", "annotations")),
        ("sdmx", ("-o", "figures.sdmx.csv")),
        ("annotations", ("-o", "figures.jsonld")),
    ],
)
def test_forms_without_a_place_for_the_source_are_refused(run, sourced, file_format, given):
    code, out, said = run("extract", sourced[0], "--with-source", *given)
    others = "jsonl, csv, parquet, xlsx, datapackage, text"
    told = (
        f"--with-source: {file_format} has no place for the source of a figure; leave it out, or use one of {others}\n"
    )
    assert (code, out, said) == (2, "", told)


def test_several_processes_give_the_same_with_the_source(run, sourced, tmp_path):
    for jobs in (1, 2):
        assert run("extract", sourced[0], "-o", tmp_path / f"{jobs}.csv", "--with-source", "-j", jobs)[0] == 0
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_binary_formats_do_not_go_to_a_terminal(text):
    code, shown = on_terminal(["extract", text, "--format", "parquet"])
    assert code == 2
    assert "-o FILE" in shown


def test_a_terminal_sees_progress(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ENGLISH, encoding="utf-8")
    code, shown = on_terminal(["extract", tmp_path, "-o", tmp_path / "out.jsonl"])
    assert code == 0
    assert "documents" in shown
    code, shown = on_terminal(["extract", tmp_path / "a.txt", "-o", tmp_path / "out.jsonl"])
    assert (code, shown) == (0, "")


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path):
    path = tmp_path / "many.txt"
    path.write_text(ENGLISH * 2_000, encoding="utf-8")
    running = subprocess.Popen([*COMMAND, "ledger", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 141


def test_an_interrupt_ends_the_run_in_one_line_and_leaves_no_file(tmp_path):
    path = tmp_path / "many.txt"
    path.write_text(ENGLISH * 20_000, encoding="utf-8")
    target = tmp_path / "out.jsonl"
    with subprocess.Popen([*COMMAND, "extract", path, "-o", target], stderr=subprocess.PIPE) as running:
        while running.poll() is None and not (tmp_path / "out.jsonl.partial" / "manifest.json").exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read().decode()
    assert running.returncode == 130
    assert said == "interrupted; nothing half-written was left\n"
    assert [p.name for p in tmp_path.iterdir()] == ["many.txt"]


@pytest.mark.parametrize(
    ("name", "given"),
    [("a.parquet", "csv"), ("a.csv", "parquet"), ("a.csv", "jsonl"), ("a.jsonl", "csv"), ("a.zip", "csv")],
)
def test_a_file_whose_name_says_another_format_is_not_written(run, text, tmp_path, name, given):
    path = tmp_path / name
    told = "datapackage" if name.endswith("zip") else name.partition(".")[2]
    code, out, err = run("extract", text, "--format", given, "-o", path)
    assert (code, out, path.exists()) == (2, "", False)
    assert f"{name}: its ending says {told}, but --format {given}; name another file, or leave --format out" in err


@pytest.mark.parametrize(
    ("name", "given"),
    [("a.csv", "sdmx"), ("a.out", "csv"), ("a.txt", "jsonl"), ("a", "parquet"), ("a.json", "jsonl"), ("a.csv", "csv")],
)
def test_a_file_may_have_any_name_that_says_no_other_format(run, text, tmp_path, name, given):
    assert run("extract", text, "--format", given, "-o", tmp_path / name)[0] == 0
    assert (tmp_path / name).exists()


def test_binary_formats_may_go_to_a_pipe():
    assert choose_format("parquet", None, known=("jsonl", "parquet")) == "parquet"


# --- start ---------------------------------------------------------------------------------------------------


def test_version(run):
    assert run("--version") == (0, f"communique {analysis.__version__}\n", "")


def test_without_a_command_the_help_is_shown(run):
    code, out, err = run()
    assert code in (0, 2)
    assert "Commands:" in out + err


def test_the_list_of_commands_cuts_no_description_short(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run("--help")
    assert code == 0
    assert "  codebook " in out
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize(
    "command",
    [
        "report",
        "verify",
        "new",
        "extract",
        "ledger",
        "quantities",
        "milestones",
        "check",
        "score",
        "attach",
        "languages",
    ],
)
def test_every_command_has_help(run, command):
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: communique {command}")


def test_help_loads_neither_pandas_nor_the_stages():
    program = (
        "import sys\nfrom analysis.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('pandas', 'pyarrow', 'babel', 'analysis.figures') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_is_installed():
    command = Path(sys.executable).with_name("communique")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"communique {analysis.__version__}\n"
