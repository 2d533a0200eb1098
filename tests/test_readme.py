"""The README lists what there is, neither more nor less."""

import re
from pathlib import Path

import pytest
import typer

from analysis import documents
from analysis.cli import app
from analysis.cli.working import TIMEOUT
from analysis.copies import COPIED
from analysis.definitions import definitions
from analysis.definitions.forms import LANGUAGE_KEYS, LANGUAGE_TABLES, VALUED
from analysis.documents import LIMIT, READERS, apart, mail, opening, records, words
from analysis.documents.sources import PACKAGE
from analysis.scores import Count, score_folder

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(heading):
    """The cells of the first table under a heading, without its head."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"^\|.*\|$", section, flags=re.MULTILINE)
    table = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in table[2:] if len(row) == len(table[0])]


def names_of_commands():
    return list(typer.main.get_command(app).commands)


def test_commands_are_those_of_the_command_line():
    listed = [re.fullmatch(r"`communique (\w+)`", row[0])[1] for row in rows("Commands") if "communique" in row[0]]
    assert sorted(listed) == sorted(names_of_commands())


def test_languages_are_those_defined():
    known = definitions()
    expected = [(f"`{code}`", known.language(code).name) for code in known.languages]
    assert [tuple(row) for row in rows("Languages")] == expected


def test_metrics_are_those_defined():
    expected = [
        [f"`{metric.key}`", metric.name, ", ".join(metric.units) or "any unit", metric.measure]
        for metric in definitions().metrics.values()
    ]
    assert rows("Metrics") == expected


def test_input_formats_are_those_that_have_a_reader():
    listed = [ending for row in rows("Input formats") for ending in re.findall(r"`(\.\w+)`", row[0])]
    assert sorted(listed) == sorted([*READERS, PACKAGE])
    needing = {ending for row in rows("Input formats") if row[3] for ending in re.findall(r"`(\.\w+)`", row[0])}
    assert needing == {".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".warc", ".wet"}


def test_limits_are_those_in_force():
    section = README.split("\n## Input formats\n", 1)[1].split("\n## ", 1)[0]
    for stated in (
        f"{LIMIT >> 20} MB, or `--limit BYTES`",
        f"after {opening.EMPTY_RUN} times the limit",
        f"{apart.MEMORY >> 30} GB of memory",
        f"and {apart.SECONDS} s, and {apart.SECONDS_PER_MB} s more for each MB",
        f"{words._NESTING} elements within one another",
        f"{mail._PARTS:,} parts, {mail._HEADER:,} characters",
        f"{records._LONGEST:,} characters; a longer one",
        f"left after {documents._HOPELESS:,} that",
        f"{COPIED:.0%}".replace("%", " %"),
    ):
        assert stated in " ".join(section.split()), stated


def test_what_a_document_may_take_is_what_it_is_given():
    section = README.split("\n## Large corpora\n", 1)[1].split("\n## ", 1)[0]
    assert f"`--timeout SECONDS` of the processor ({TIMEOUT:g};" in " ".join(section.split())


def test_the_example_of_gold_is_gold_and_comes_out_right(tmp_path):
    (record,) = re.findall(r"```json\n(.*?)```", README, flags=re.DOTALL)
    (tmp_path / "a.json").write_text(record, encoding="utf-8")
    text = "Trade between Laos and Vietnam reached over 1.3 billion USD in 2021, up 30 % from 2020.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert score_folder(tmp_path).total.levels["all slots"] == Count(right=1, found=1, gold=1)


def test_places_exist():
    for row in rows("Where things are"):
        assert (ROOT / row[0].strip("`")).exists(), row[0]


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_named_in_the_documents_exist(name):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_contributing_explains_every_key_of_a_language_file():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("\n## Add a language\n", 1)[1].split("\n## ", 1)[0]
    cells = " ".join(re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE))
    told = set(re.findall(r"`([^`]+)`", cells))
    expected = set(LANGUAGE_KEYS) - set(LANGUAGE_TABLES)
    for table, keys in LANGUAGE_TABLES.items():
        if keys is None and table in VALUED:
            expected.add(table)
        elif keys is None or f"{table}.*" in told:
            expected.add(f"{table}.*")
        else:
            expected |= {f"{table}.{key}" for key in keys}
    assert sorted(told) == sorted(expected)
