"""Definitions: what is known, what a user's folder adds, and how a file that cannot be used is refused."""

import contextvars
import dataclasses
import json
import re
import threading
from pathlib import Path

import pytest

from analysis import definitions as module
from analysis.definitions import DefinitionError, Definitions, coverage, definitions, forms, read_toml, using
from analysis.figures import extract
from analysis.milestones import find_milestones
from analysis.numbers import find_numbers

METRICS = (
    "trade_turnover exports imports trade_balance investment investment_projects scholarships students "
    "documents_signed aid loan tourists other"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of definitions, written file by file."""

    def write(**files):
        for name, content in files.items():
            path = tmp_path / (name.replace("__", "/") + ".toml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path

    return write


# --- what the package knows -------------------------------------------------------------------------------------


def test_metrics_are_those_of_the_design():
    assert set(METRICS.split()) == set(definitions().metrics)


@pytest.mark.parametrize("metric", definitions().metrics.values(), ids=lambda metric: metric.key)
def test_every_metric_refers_to_what_there_is(metric):
    known = definitions()
    assert metric.name
    assert metric.definition
    assert metric.measure in {"flow", "stock", "event"}
    assert set(metric.units) <= {"money", *known.units}
    assert {*metric.parts, *metric.difference} <= set(known.metrics)
    assert metric.holder is None or metric.holder in metric.direction_ends
    assert all(low < high for low, high in metric.range.values())


def test_a_directed_metric_has_two_ends_and_a_two_way_one_none():
    metrics = definitions().metrics
    assert metrics["exports"].direction_ends == ("exporter", "importer")
    assert metrics["trade_turnover"].direction_ends == ("", "")


def test_units_have_a_kind_and_a_plural():
    units = definitions().units
    assert units["document"].plural == "documents"
    assert all(unit.kind and unit.plural for unit in units.values())
    assert {unit.base for unit in units.values() if unit.base} <= set(units)


def test_areas_tell_groups_and_former_states_from_economies():
    areas = definitions().areas
    assert (areas["EU"].kind, areas["X-ASEAN"].kind, areas["SU"].kind, areas["HK"].kind) == (
        "group",
        "group",
        "former",
        "economy",
    )
    assert areas["SU"].iso == "SUHH"
    assert "EA" in definitions().not_economies
    assert "NO" not in definitions().not_economies


def test_areas_tell_who_gives_aid_and_to_whom():
    members, others = definitions().donors
    assert {"NO", "EU"} <= members
    assert "CN" in others
    assert not members & others
    assert (members | others) <= definitions().area_codes


def test_events_have_words_in_every_language():
    events = definitions().events
    assert "diplomatic_relations_established" in events
    for event in events.values():
        assert event.scope in {"pair", "area", "world"}
        assert set(event.words) <= set(definitions().languages)


def test_languages_are_those_that_have_a_file():
    assert {"en", "nb", "ru"} <= set(definitions().languages)
    assert list(definitions().languages) == sorted(definitions().languages)
    assert not [code for code in definitions().languages if "." in code]


def test_a_language_is_read_once_and_has_its_terms_and_numbers():
    english = definitions().language("en")
    assert english is definitions().language("en")
    assert (english.code, english.name, english.locale, english.spaced) == ("en", "English", "en", True)
    assert "trade turnover" in english.terms("metric", "trade_turnover")
    assert english.terms("metric", "no such key") == ()
    assert english.terms("no such table", "x") == ()
    assert english.numbers["cardinals"]["twelve"] == 12
    assert english.numbers["fractions"]["half"] == 0.5
    assert "Norwegian" in english.areas.adjectives["NO"]


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(DefinitionError, match="no language 'xx'") as error:
        definitions().language("xx")
    assert error.value.known == definitions().languages
    assert ", ".join(definitions().languages) in str(error.value)


# --- a user's folder --------------------------------------------------------------------------------------------


def test_a_folder_adds_to_what_is_known_and_only_inside_the_block(folder):
    path = folder(
        metrics='[visas]\nname = "Visas"\ndefinition = "Visas issued."\nunits = ["visa"]\nmeasure = "flow"',
        units='[visa]\nkind = "count"\nplural = "visas"',
        areas='[areas]\nX-TEST = { kind = "group", name = "Test group" }',
        events='[events.opening]\nname = "opening of the bridge"\nscope = "pair"\nwords = { en = ["bridge opened"] }',
        languages__en='[metric]\nvisas = "visas"\n\n[unit]\nvisa = "visas"\n\n[cardinals]\n144 = ["a grossly"]',
    )
    before = definitions()
    with using(path) as known:
        assert definitions() is known
        assert known.metrics["visas"].units == ("visa",)
        assert set(before.metrics) < set(known.metrics)
        assert known.units["visa"].plural == "visas"
        assert known.areas["X-TEST"].kind == "group"
        assert known.events["opening"].words == {"en": ("bridge opened",)}
        assert known.language("en").terms("metric", "visas") == ("visas",)
        assert known.language("en").terms("metric", "aid") == before.language("en").terms("metric", "aid")
        assert [f.metric for f in extract("Kenya issued 4,000 visas to Ghana in 2021.", language="en")] == ["visas"]
        assert [n.value for n in find_numbers("a grossly", language="en")] == [144]
    assert definitions() is before
    assert "visas" not in before.metrics
    assert extract("Kenya issued 4,000 visas to Ghana in 2021.", language="en") == []


def test_a_folder_may_bring_a_language(folder):
    path = folder(
        languages__tlh='name = "Klingon"\nlocale = "en"\n\n[cardinals]\n1 = ["wa"]\n2 = ["cha"]',
    )
    (path / "languages" / "tlh.areas.toml").write_text('[names]\nNO = ["Norweg"]', encoding="utf-8")
    with using(path) as known:
        assert "tlh" in known.languages
        assert known.language("tlh").areas.names == {"NO": ("Norweg",)}
        assert [(n.value, n.kind) for n in find_numbers("wa, cha", language="tlh")] == [
            (1, "cardinal"),
            (2, "cardinal"),
        ]
    assert "tlh" not in definitions().languages


def test_what_a_folder_says_of_an_event_is_added_to_it(folder):
    key = "diplomatic_relations_established"
    ours = definitions().events[key]
    path = folder(events=f'[events.{key}]\nkind = "tie"\nwords = {{ en = ["first envoys", "{ours.words["en"][0]}"] }}')
    with using(path) as known:
        event = known.events[key]
        assert event.words["en"] == (*ours.words["en"], "first envoys")
        assert event.words["ru"] == ours.words["ru"]
        assert (event.name, event.scope, event.kind) == (ours.name, ours.scope, "tie")
        assert list(known.events) == list(definitions().events)
        found = find_milestones("Laos and Vietnam exchanged their first envoys on 5 September 1962.", language="en")
        assert [(one.date, one.event) for one in found] == [("1962-09-05", key)]
    assert definitions().events[key] is ours


def test_of_what_has_one_value_a_folder_replaces_ours(folder):
    assert definitions().language("en").terms("format", "date_order") == ("mdy",)
    ours = definitions().language("en").terms("format", "group")
    with using(folder(languages__en='[format]\ndate_order = "dmy"\ngroup = "_"')) as known:
        assert known.language("en").terms("format", "date_order") == ("dmy",)
        assert known.language("en").terms("format", "group") == (*ours, "_")
        assert [n.iso for n in find_numbers("It was signed on 09/08/2021.", language="en")] == ["2021-08-09"]


def test_two_languages_cannot_both_be_the_fallback(folder, tmp_path_factory):
    path = folder(languages__tlh='name = "Klingon"\nlocale = "en"\nfallback = true')
    with using(path) as known, pytest.raises(DefinitionError) as error:
        assert known.fallback
    assert str(error.value) == (
        f"{path / 'languages' / 'tlh.toml'}: 'fallback' is true in languages/en.toml and languages/tlh.toml; "
        "set it to false in all but one of them"
    )
    inner = tmp_path_factory.mktemp("inner")
    (inner / "languages").mkdir()
    (inner / "languages" / "en.toml").write_text("fallback = false", encoding="utf-8")
    with using(path), using(inner) as known:
        assert known.fallback == "tlh"


def test_folders_add_up_when_blocks_are_nested(folder, tmp_path_factory):
    outer = folder(units='[visa]\nkind = "count"\nplural = "visas"')
    inner = tmp_path_factory.mktemp("inner")
    (inner / "units.toml").write_text('[stamp]\nkind = "count"\nplural = "stamps"', encoding="utf-8")
    with using(outer), using(inner) as known:
        assert {"visa", "stamp", "document"} <= set(known.units)


def test_what_is_in_force_is_a_matter_of_the_thread(folder):
    seen = []
    with using(folder(units='[visa]\nkind = "count"\nplural = "visas"')):
        thread = threading.Thread(target=lambda: seen.append("visa" in definitions().units))
        thread.start()
        thread.join()
    assert seen == [False]


def test_another_thread_has_it_in_a_copy_of_the_context(folder):
    seen = []
    with using(folder(units='[visa]\nkind = "count"\nplural = "visas"')):
        look = contextvars.copy_context().run
        thread = threading.Thread(target=lambda: look(lambda: seen.append("visa" in definitions().units)))
        thread.start()
        thread.join()
    assert seen == [True]


def test_files_that_were_changed_are_read_again(folder):
    text = "Laos forkled 5 million USD to Vietnam in 2021."
    with using(folder(languages__en='[act]\ngive = "forkled"\n[metric]\naid = "forkled"')) as first:
        before = first.language("en")
        assert [figure.metric for figure in extract(text, language="en")] == ["aid"]
    with using(folder(languages__en='[act]\ngive = "gorkled"\n[metric]\naid = "gorkled"\n')) as second:
        assert second != first
        assert "gorkled" in second.language("en").terms("metric", "aid")
        assert extract(text, language="en") == []
    with using(folder(languages__en="[metrics]")) as third, pytest.raises(DefinitionError, match="unknown key metrics"):
        third.language("en")
    assert before.terms("metric", "aid")[-1] == "forkled"


def test_files_that_stay_as_they_are_are_read_once(folder):
    path = folder(languages__en='[metric]\naid = "forkled"', units='[visa]\nkind = "count"\nplural = "visas"')
    with using(path) as first:
        language = first.language("en")
    with using(path) as second:
        assert second.language("en") is language


def test_a_link_that_leads_nowhere_is_no_file_of_definitions(folder):
    path = folder(units='[visa]\nkind = "count"\nplural = "visas"', languages__en="")
    (path / "languages" / "sv.toml").symlink_to(path / "nothing")
    with using(path) as known:
        assert known.language("en")


def test_the_block_ends_also_when_it_fails(folder):
    before = definitions()
    with pytest.raises(KeyError), using(folder(units="")):
        raise KeyError
    assert definitions() is before


def test_a_folder_without_definitions_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="holds no definitions") as error, using(tmp_path):
        pass
    assert str(tmp_path) in str(error.value)
    assert "metrics.toml" in error.value.known


@pytest.mark.parametrize(
    ("misspelt", "known"),
    [
        ("metric.toml", "metrics.toml, units.toml, areas.toml, events.toml, languages"),
        ("sectors.toml", "metrics.toml, units.toml, areas.toml, events.toml, languages"),
        ("languages/en.area.toml", "en.toml, en.areas.toml, en.examples.toml"),
    ],
)
def test_a_file_that_nothing_reads_is_refused(folder, misspelt, known):
    path = folder(units="", languages__en="")
    for name in ("corrections.toml", "scores.toml", "notes.txt"):
        (path / name).write_text("", encoding="utf-8")
    with using(path):
        pass
    (path / misspelt).write_text("", encoding="utf-8")
    said = f"{re.escape(str(path / misspelt))}: is no file of .*known here: {known}$"
    with pytest.raises(DefinitionError, match=said), using(path):
        pass


def test_a_folder_of_definitions_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("none", "file"):
        with pytest.raises(DefinitionError, match=f"{name}: no such folder of definitions"), using(tmp_path / name):
            pass


def test_words_and_examples_of_all_folders_are_counted(folder):
    before = coverage.words_of("en"), coverage.examples_of("en")
    path = folder(
        languages__en='[metric]\naid = ["handout", "hand-out"]\n[cardinals]\n144 = "gross"',
        events='[events.opening]\nname = "opening"\nwords = { en = ["bridge opened"] }',
    )
    (path / "languages" / "en.areas.toml").write_text('[names]\nNO = ["Norroway"]', encoding="utf-8")
    (path / "languages" / "en.examples.toml").write_text('[[examples]]\ntext = "x"\nfigures = []', encoding="utf-8")
    with using(path):
        assert (coverage.words_of("en"), coverage.examples_of("en")) == (before[0] + 5, before[1] + 1)


def test_what_a_language_lacks_is_what_there_is_or_another_has_words_for(folder):
    path = folder(
        metrics='[visas]\nname = "Visas"\ndefinition = "Visas issued."\nunits = ["visa"]\nmeasure = "flow"',
        units='[visa]\nkind = "count"\nplural = "visas"',
        events='[events.opening]\nname = "opening"\nwords = { en = ["bridge opened"] }',
        languages__en='[metric]\nvisas = "visas"\n[unit]\nvisa = "visas"\n[role]\nown = "its very own"',
        languages__tlh='name = "Klingon"\nlocale = "en"\n[cardinals]\n1 = "wa"\n[role]\nown = "Daj"',
    )
    with using(path):
        lacks = coverage.lacking("tlh")
        assert {"visas", "aid"} <= set(lacks["metric"])
        assert "other" not in lacks["metric"]
        assert "visa" in lacks["unit"]
        assert "opening" in lacks["events"]
        assert "own" not in lacks["role"]
        assert "to" in lacks["role"]
        assert "cardinals" not in lacks
        assert lacks["ordinals"] == ("*",)
        assert "NO" in lacks["adjectives"]
        assert not {"months", "currency"} & lacks.keys()
        english = coverage.lacking("en")
        assert not {"visas", "visa", "opening"} & {key for keys in english.values() for key in keys}
        assert coverage.lacking("nb")["metric"] == ("visas",)


def test_words_that_stand_twice_are_told(folder):
    path = folder(
        languages__sv='[change]\ndown = ["föll", "dök", "föll"]\nup = ["dök"]\n'
        '[cardinals]\n5 = ["fem"]\n6 = ["fem", "sex"]'
    )
    with using(path):
        found = coverage.repeated("sv")
    assert found["change"] == {"down": ("föll",)}
    assert found["cardinals"] == {"6": ("fem",)}


@pytest.mark.parametrize("code", definitions().languages)
def test_our_lists_of_terms_say_nothing_twice(code):
    assert coverage.repeated(code) == {}


def test_the_forms_know_every_key_that_a_definition_has():
    for form, kind, own in (
        (forms.METRIC_FORM, module.Metric, "key"),
        (forms.UNIT_FORM, module.Unit, "key"),
        (forms.AREA_FORM, module.Area, "code"),
        (forms.EVENT_FORM, module.Event, "key"),
    ):
        assert [own, *form] == [field.name for field in dataclasses.fields(kind)]


# --- files that cannot be used ----------------------------------------------------------------------------------

ENTRY = 'name = "N"\ndefinition = "D"\nunits = []\nmeasure = "flow"\n'


def aid(**slots):
    """A file with a metric that is in order but for the slots given."""
    entry = {"name": "N", "definition": "D", "units": [], "measure": "flow"} | slots
    return "[aid]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())


REFUSED = [
    # (what the error says, file, content)
    ("unknown key aid.colour; known here: name, definition", "metrics", f'[aid]\n{ENTRY}colour = "red"'),
    ("aid lacks", "metrics", '[aid]\nname = "N"'),
    ("aid must be a table", "metrics", 'aid = "N"'),
    ("aid.range", "metrics", aid(range=5)),
    ("aid.range", "metrics", f"[aid]\n{ENTRY}range = {{ USD = [1] }}"),
    ("aid.measure cannot be 'rate': it must be one of flow, stock, event", "metrics", aid(measure="rate")),
    ("aid.name cannot be 1: it must be text", "metrics", aid(name=1)),
    ("aid.dated cannot be 'yes': it must be true or false", "metrics", aid(dated="yes")),
    ("aid.units has the unknown unit cows; known here: money, document", "metrics", aid(units=["cows"])),
    ("aid.people has the unknown unit people", "metrics", aid(people=["people"])),
    ("aid.direction cannot be 'giver': it must be two roles", "metrics", aid(direction="giver")),
    ("aid.direction cannot be 'a>b>c'", "metrics", aid(direction="a>b>c")),
    (
        "aid.holder is no role of its direction: doner; known here: donor, taker",
        "metrics",
        aid(direction="donor>taker", holder="doner"),
    ),
    ("aid.holder is 'donor', but aid has no direction", "metrics", aid(holder="donor")),
    ("aid.parts has the unknown metric gifts", "metrics", aid(parts=["loan", "gifts"])),
    ("aid.worth is the unknown metric gifts; known here: trade", "metrics", aid(worth="gifts")),
    ("visa.plural cannot be 1", "units", '[visa]\nkind = "count"\nplural = 1'),
    ("unknown key visa.factor", "units", '[visa]\nkind = "count"\nplural = "visas"\nfactor = 1.0'),
    ("unknown key SU.successor", "areas", '[areas]\nSU = { kind = "former", successor = "RU" }'),
    ("visa.base is the unknown unit vise", "units", '[visa]\nkind = "count"\nplural = "visas"\nbase = "vise"'),
    ("visa.like is the unknown metric x", "units", '[visa]\nkind = "count"\nplural = "visas"\nlike = "x"'),
    ("visa.acts has the unknown act gave", "units", '[visa]\nkind = "count"\nplural = "v"\nacts = ["gave"]'),
    ("X-A.kind cannot be 'club': it must be one of", "areas", '[areas]\nX-A = { kind = "club" }'),
    ("opening.scope cannot be 'both'", "events", '[events.opening]\nname = "O"\nscope = "both"'),
    ("unknown key opening.words.xx; known here: ", "events", '[events.opening]\nname = "O"\nwords = { xx = "o" }'),
    ("opening.words.en must be a string or", "events", '[events.opening]\nname = "O"\nwords = { en = 1 }'),
    ("CLDR has no locale 'xx'; give one that it has", "languages/en", 'locale = "xx"'),
    ("CLDR has no locale 'x y'", "languages/en", 'locale = "x y"'),
    ("locale cannot be 1: it must be text", "languages/en", "locale = 1"),
    ("verb_second cannot be 'no': it must be true or false", "languages/en", "verb_second = 'no'"),
    ("format.date_order cannot be", "languages/en", '[format]\ndate_order = "ddmmyy"'),
    ("it must be one of dmy, mdy, ymd", "languages/en", '[format]\ndate_order = ["dmy", "mdy"]'),
    ("format.decimal cannot be", "languages/en", '[format]\ndecimal = [".", ","]'),
    (
        "'{ten}{units}' has the unknown part ten; known here: units, teens, tens, hundred, thousand",
        "languages/en",
        '[format]\njoined = ["{tens}{units}", "{ten}{units}"]',
    ),
    ("'{tens}{units' must name parts in braces", "languages/en", '[format]\njoined = ["{tens}{units"]'),
    ("'tens' must name parts in braces", "languages/en", '[format]\njoined = ["tens"]'),
    ("unknown key visa.color", "units", '[visa]\nkind = "count"\nplural = "visas"\ncolor = 1'),
    ("visa lacks", "units", '[visa]\nkind = "count"'),
    ("unknown key area; known here: areas, not_economies, donors, providers", "areas", "[area]"),
    ("unknown key X-A.kin", "areas", '[areas]\nX-A = { kin = "group" }'),
    ("X-A must be a table", "areas", '[areas]\nX-A = "group"'),
    ("areas must be a table", "areas", 'areas = "group"'),
    ("unknown key event; known here: events", "events", "[event]"),
    ("unknown key opening.word", "events", '[events.opening]\nname = "O"\nword = {}'),
    ("opening lacks", "events", '[events.opening]\nscope = "pair"'),
    ("events must be a table", "events", "events = 5"),
    ("unknown key metrics; known here: name, locale", "languages/en", "[metrics]"),
    ("unknown key bound.ovr; known here: exact, about", "languages/en", '[bound]\novr = ["over"]'),
    ("unknown key metric.aids", "languages/en", '[metric]\naids = ["aid"]'),
    ("unknown key unit.documents", "languages/en", '[unit]\ndocuments = ["documents"]'),
    ("unknown key currency.XYZ", "languages/en", '[currency]\nXYZ = ["xyz"]'),
    ("[cardinals] 'four' is not a number", "languages/en", '[cardinals]\nfour = ["four"]'),
    ("cardinals.4 must be a string or a list of strings", "languages/en", "[cardinals]\n4 = [4]"),
    ("bound.over must be a string or a list of strings", "languages/en", "[bound]\nover = 1"),
    ("cardinals must be a table", "languages/en", 'cardinals = "four"'),
    ("bound must be a table", "languages/en", 'bound = "over"'),
    ("unknown key adjective; known here: adjectives", "languages/en.areas", "[adjective]"),
    ("adjectives.NO must be a string or a list", "languages/en.areas", "[adjectives]\nNO = 1"),
    ("adjectives must be a table", "languages/en.areas", 'adjectives = "Norwegian"'),
    ("status.target cannot hold '': a term must have a word", "languages/en", '[status]\ntarget = [""]'),
    ("status.target cannot hold '*'", "languages/en", '[status]\ntarget = ["*"]'),
    ("status.target cannot hold 'a … b … c'", "languages/en", '[status]\ntarget = ["a … b … c"]'),
    ("status.target cannot hold '… b'", "languages/en", '[status]\ntarget = ["… b"]'),
    ("status.target cannot hold 'a| … b'", "languages/en", '[status]\ntarget = ["a| … b"]'),
    ("cardinals.5 cannot hold ' '", "languages/en", '[cardinals]\n5 = [" "]'),
    ("format.letters has 'abc': it must be two letters", "languages/en", '[format]\nletters = ["ab abc"]'),
    ("identify.letters cannot hold 'z-a': it must be letters", "languages/en", '[identify]\nletters = ["z-a"]'),
    ("identify.letters cannot hold '^a'", "languages/en", '[identify]\nletters = ["^a"]'),
    ("era cannot be 543.0: it must be a whole number", "languages/en", "era = 543.0"),
    ("[scales] 'inf' must be a number above 0", "languages/en", '[scales]\ninf = ["zillion"]'),
    ("[cardinals] 'nan' must be a number that is not negative", "languages/en", '[cardinals]\nnan = ["umpteen"]'),
    ("[ordinals] '1.5' must be a whole number that is not negative", "languages/en", '[ordinals]\n"1.5" = ["fth"]'),
    ("[months] '13' must be a whole number from 1 to 12", "languages/en", '[months]\n13 = ["Undecimber"]'),
    ("home has the unknown area ZZZ; use one of ISO 3166-1", "languages/en", 'home = "ZZZ"'),
    ("homes has the unknown area ZZZ; use one of ISO 3166-1", "languages/en", 'homes = ["ZZZ"]'),
    ("names has the unknown area QQ", "languages/en.areas", '[names]\nQQ = ["Fooland"]'),
    ("names has the unknown area la", "languages/en.areas", '[names]\nla = ["Laoland"]'),
    ("names has the unknown area XA", "languages/en.areas", '[names]\nXA = ["Accentland"]'),
    ("ambiguous.Foo has the unknown area QQ", "languages/en.areas", '[ambiguous]\nFoo = ["LA", "QQ"]'),
    ("ambiguous.Foo must be 1 code, and not 0", "languages/en.areas", "[ambiguous]\nFoo = []"),
    ("default.Congo has the unknown area ZZZ", "languages/en.areas", '[default]\nCongo = "ZZZ"'),
    ("pairs.Lao-Thai must be 2 codes, and not 1", "languages/en.areas", '[pairs]\nLao-Thai = ["LA"]'),
    ("names.LA cannot hold ''", "languages/en.areas", '[names]\nLA = [""]'),
    ("short.LA cannot be ('Lao',): a name cut short must be one letter", "languages/en.areas", '[short]\nLA = "Lao"'),
    ("unknown key home.we; known here: terms, own", "languages/en.areas", '[home]\nwe = ["we"]'),
    ("broken TOML", "metrics", "[aid"),
    ("broken TOML", "languages/en", "name = "),
]


def everything(known):
    """Reads all that there is to read."""
    return known.metrics, known.units, known.areas, known.not_economies, known.events, known.language("en")


@pytest.mark.parametrize(("problem", "file", "content"), REFUSED, ids=[f"{row[1]}: {row[0]}" for row in REFUSED])
def test_a_file_with_what_nothing_reads_is_refused(tmp_path, problem, file, content):
    path = tmp_path / f"{file}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    (tmp_path / "languages").mkdir(exist_ok=True)
    with using(tmp_path) as known, pytest.raises(DefinitionError) as error:
        everything(known)
    assert str(path) in str(error.value)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_every_one_of_these_files_is_read_when_it_is_right(folder):
    path = folder(metrics=f"[aid]\n{ENTRY}", areas="[areas]", events="[events]", languages__en='[bound]\nover = "o"')
    with using(path) as known:
        assert everything(known)
        assert known.metrics["aid"].name == "N"


def test_words_that_look_like_those_are_read(folder):
    """Near misses of the above: a space between digits, ranges of letters, a verb in two parts, codes of areas.toml."""
    path = folder(
        languages__en='home = "XK"\nera = -1911\n[format]\ngroup = " "\ntogether = ""\nletters = "ab cd"\n'
        '[identify]\nletters = "a-zé"\n[status]\ntarget = ["soll|sollen … steigen", "plan*"]\n[months]\n12 = "Dec"',
    )
    (path / "languages" / "en.areas.toml").write_text(
        '[names]\nX-ASEAN = "Bloc"\nHM = "Heard"\n[default]\nCongo = "CG"\n[pairs]\nLao-Thai = ["LA", "TH"]\n'
        '[inflect]\na = ["", "as"]\n[short]\nLA = "L"',
        encoding="utf-8",
    )
    with using(path) as known:
        language = known.language("en")
    assert language.era == -1911
    assert language.areas.default["Congo"] == "CG"
    assert language.areas.pairs["Lao-Thai"] == ("LA", "TH")


def test_a_pair_that_a_folder_gives_replaces_ours(folder, tmp_path_factory):
    first, second = folder(), tmp_path_factory.mktemp("second")
    for path, codes in ((first, '["LA", "TH"]'), (second, '["TH", "LA"]')):
        (path / "languages").mkdir(exist_ok=True)
        (path / "languages" / "en.areas.toml").write_text(f"[pairs]\nLao-Thai = {codes}")
    with using(first), using(second) as known:
        assert known.language("en").areas.pairs["Lao-Thai"] == ("TH", "LA")


@pytest.mark.parametrize(
    ("problem", "content"), [("not UTF-8", b"\xff\xfe\xfa"), ("broken TOML", b"a = ["), ("cannot be read", None)]
)
def test_a_broken_file_is_named(tmp_path, problem, content):
    path = tmp_path / "metrics.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DefinitionError, match=problem) as error:
        read_toml(path)
    assert error.value.file == str(path)


def test_toml_reads_no_as_a_country():
    assert read_toml(module.HERE / "languages" / "en.areas.toml")["adjectives"]["NO"]


def test_definitions_of_other_folders_are_others():
    assert Definitions((module.HERE,)) == definitions()
    assert Definitions(()).languages == ()
    assert Definitions(()).metrics == {}


def test_every_key_of_a_language_file_is_asked_for():
    paths = [path for path in module.HERE.rglob("*.py") if path.name not in ("forms.py", "template.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    asked = {act for unit in definitions().units.values() for act in unit.acts or ()}
    unread = [
        f"{table}.{key}"
        for table, keys in forms.LANGUAGE_TABLES.items()
        for key in keys or ()
        if key not in asked
        and not any(name in source for name in (f'"{key}"', f"'{table}', '{key}'", f'"{table}.{key}"'))
    ]
    # The weekdays are counted from 1 to 7.
    assert [name for name in unread if not name.startswith("weekday.")] == []


def test_a_plausible_range_begins_with_its_lower_end(tmp_path):
    metric = '[visas]\nname = "Visas"\ndefinition = "Visas issued."\nunits = ["person"]\nmeasure = "flow"\n'
    (tmp_path / "metrics.toml").write_text(f"{metric}range = {{ person = [5, 1] }}", encoding="utf-8")
    with (
        pytest.raises(DefinitionError, match="person must begin with the lower of its two numbers"),
        using(tmp_path) as known,
    ):
        known.check()


def test_the_metrics_of_ones_own_in_contributing_are_found(tmp_path):
    guide = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    metric, words, counted, unit, its_words = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)[:5]
    (said,) = re.findall(r"--definitions mine` reads \*([^*]+)\*", guide)
    (shipped,) = re.findall(r"Then \*([^*]+)\* goes from Kenya to Uganda", guide)
    (tmp_path / "languages").mkdir()
    (tmp_path / "metrics.toml").write_text(metric + counted, encoding="utf-8")
    (tmp_path / "units.toml").write_text(unit, encoding="utf-8")
    both = its_words.replace("[metric]", words)  # a table stands in a file once
    (tmp_path / "languages" / "en.toml").write_text(both, encoding="utf-8")
    with using(tmp_path):
        (found,) = extract(f"{said}.", language="en")
        (goods,) = extract(f"{shipped}.", language="en")
    assert (found.metric, found.value, found.unit, found.period) == ("remittances", 3e8, "USD", "2021")
    assert found.direction == "TH>LA"
    assert (goods.metric, goods.value, goods.unit, goods.direction) == ("containers", 12000.0, "container", "KE>UG")
