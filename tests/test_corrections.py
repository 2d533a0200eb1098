"""Corrections: applied where they fit, visible in the report, refused where they fit no more."""

import pytest

from analysis import summaries
from analysis.corrections import CORRECTIONS, CorrectionError, corrected, read_corrections
from analysis.figures import extract
from analysis.model import Document
from analysis.reports.figure_table import figures_table
from analysis.tables import record

TEXT = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021, up 30%. It was 1 billion USD in 2020."
ENTRY = {
    "document": "news.txt",
    "quote": "1.3 billion USD",
    "slot": "period",
    "said": "2021",
    "right": "2022",
    "reason": "The table says so.",
}


def write(folder, **changes):
    """A file of one correction; a key that is None is left out."""
    lines = [f"{key} = {value!r}" for key, value in (ENTRY | changes).items() if value is not None]
    path = folder / CORRECTIONS
    path.write_text("[[corrections]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def figures():
    return extract(Document(id="news.txt", text=TEXT))


def applied(folder, **changes):
    return corrected(figures(), read_corrections(write(folder, **changes)))


@pytest.mark.parametrize(
    ("slot", "said", "right", "expected"),
    [
        ("period", "2021", "2022", "2022"),
        ("period", "2021", None, None),
        ("status", "actual", "target", "target"),
        ("metric", "trade_turnover", "exports", "exports"),
        ("unit", "USD", "EUR", "EUR"),
        ("direction", None, "VN>LA", "VN>LA"),
        ("parties", ["LA", "VN"], ["VN", "LA", "TH"], ("LA", "TH", "VN")),
    ],
)
def test_a_slot_is_put_right_and_marked(tmp_path, slot, said, right, expected):
    first, second = applied(tmp_path, slot=slot, said=said, right=right)[0]
    assert getattr(first, slot) == expected
    assert f"{slot}:corrected" in first.inferred
    assert second == figures()[1]


def test_a_figure_that_is_none_is_dropped(tmp_path):
    left, (correction,) = applied(tmp_path, slot="metric", said="trade_turnover", right=None)
    assert left == figures()[1:]
    assert (correction.drops, correction.start) == (True, TEXT.index("1.3"))


def test_a_drop_that_fits_no_more_is_an_error(tmp_path):
    with pytest.raises(CorrectionError, match="extraction says 'trade_turnover' by now, not 'aid'"):
        applied(tmp_path, slot="metric", said="aid", right=None)


def test_the_file_may_have_any_name(tmp_path):
    path = write(tmp_path, slot="value", said=1.3e9, right=1.4e9)
    moved = path.rename(tmp_path / "fixes.toml")
    assert [entry.right for entry in read_corrections(moved)] == [1.4e9]


def test_an_exact_value_takes_its_bounds_along(tmp_path):
    first = applied(tmp_path, slot="value", said=1.3e9, right=1.4e9)[0][0]
    assert (first.value, first.lower, first.upper) == (1.4e9, 1.4e9, 1.4e9)


def test_a_change_is_put_right(tmp_path):
    first = applied(tmp_path, slot="change_value", said=30, right=33)[0][0]
    assert (first.change.value, first.change.kind) == (33, "percent")


def test_a_correction_knows_the_place_of_its_figure(tmp_path):
    (correction,) = applied(tmp_path)[1]
    assert correction.start == TEXT.index("1.3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"said": "2019"}, ["correction 1", "extraction says '2021' by now, not '2019'", "write it anew"]),
        ({"said": None}, ["extraction says '2021' by now, not nothing"]),
        ({"quote": "9 USD"}, ["no figure of 'news.txt' quotes '9 USD'", "1.3 billion USD"]),
        ({"document": "old.txt"}, ["no figure of 'old.txt'"]),
        ({"slot": "change_versus", "quote": "1 billion USD"}, ["no change to put right"]),
        ({"start": 7}, ["start = 7 fits no figure that quotes '1.3 billion USD'; write start = 39"]),
    ],
    ids=["says another", "says something", "quote", "document", "no change", "start"],
)
def test_an_entry_that_fits_no_more_is_an_error(tmp_path, changes, said):
    with pytest.raises(CorrectionError) as caught:
        applied(tmp_path, **changes)
    assert all(words in str(caught.value) for words in (CORRECTIONS, *said))


def test_words_that_are_quoted_twice_need_their_place(tmp_path):
    twice = extract(Document(id="news.txt", text=f"{TEXT} Trade between Laos and China was 1.3 billion USD in 2021."))
    places = [figure.start for figure in twice if figure.quote.exact == ENTRY["quote"]]
    assert len(places) == 2
    with pytest.raises(CorrectionError, match=f"start = {places[0]} or start = {places[1]}"):
        corrected(twice, read_corrections(write(tmp_path)))
    with pytest.raises(CorrectionError, match=f"start = 7 fits .*; write start = {places[0]} or start = {places[1]}$"):
        corrected(twice, read_corrections(write(tmp_path, start=7)))
    done = corrected(twice, read_corrections(write(tmp_path, start=places[1])))[0]
    assert [figure.period for figure in done if figure.start in places] == ["2021", "2022"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slot": "colour"}, ["no slot 'colour'", "change_versus"]),
        ({"reason": None}, ["'reason' is missing"]),
        ({"right": "2021"}, ["corrects nothing"]),
        ({"slot": "status", "said": "actual", "right": "hope"}, ["'hope'", "target"]),
        ({"slot": "status", "said": "actual", "right": None}, ["'right' of the slot 'status' is missing"]),
        ({"slot": "metric", "said": "other", "right": "trade"}, ["'trade'", "trade_turnover"]),
        ({"slot": "metric", "said": None, "right": None}, ["'said' of the slot 'metric' is missing"]),
        ({"slot": "value", "said": "1", "right": 2}, ["'said' of the slot 'value' cannot be '1'"]),
        ({"slot": "parties", "said": "LA", "right": ["LA"]}, ["cannot be 'LA'"]),
        ({"start": "x"}, ["'start' is no whole number"]),
        ({"rihgt": "2022"}, ["unknown key 'rihgt'", "right"]),
    ],
    ids=["slot", "reason", "same", "word", "empty", "metric", "none", "number", "list", "start", "key"],
)
def test_an_entry_that_cannot_be_is_an_error(tmp_path, changes, said):
    with pytest.raises(CorrectionError) as caught:
        read_corrections(write(tmp_path, **changes))
    assert all(words in str(caught.value) for words in (CORRECTIONS, *said))


@pytest.mark.parametrize(
    ("content", "said"),
    [("x = ", "cannot be read"), ("other = 1", "unknown key 'other'"), ("corrections = 1", "[[corrections]]")],
)
def test_a_broken_file_is_named(tmp_path, content, said):
    (tmp_path / CORRECTIONS).write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        read_corrections(tmp_path / CORRECTIONS)
    assert said in str(caught.value)


def test_without_a_file_nothing_is_corrected(tmp_path):
    assert read_corrections(tmp_path / CORRECTIONS) == []


# --- in a report ---------------------------------------------------------------------------------------------


def test_a_corpus_applies_the_file_beside_its_texts_and_lists_it(tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    write(tmp_path)
    corpus = summaries.gather(tmp_path)
    assert [figure.period for figure in corpus.figures] == ["2022", "2020"]
    listed = summaries.sources(corpus).data["blocks"][-1]
    assert listed["caption"] == "Corrections"
    texts = [run["text"] for cell in listed["rows"][0] for run in cell["runs"]]
    assert texts == ["1.3 billion USD", "period", "2021", "2022", "The table says so."]
    assert listed["rows"][0][0]["runs"][0]["refs"][0]["start"] == TEXT.index("1.3")
    assert summaries.about(corpus, ["LA", "VN"]).corrections == corpus.corrections
    assert summaries.about(corpus, ["LA", "TH"]).corrections == ()


def test_what_was_dropped_is_listed(tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    write(tmp_path, slot="metric", said="trade_turnover", right=None)
    corpus = summaries.gather(tmp_path)
    assert [figure.period for figure in corpus.figures] == ["2020"]
    row = summaries.sources(corpus).data["blocks"][-1]["rows"][0]
    texts = [run["text"] for cell in row for run in cell["runs"]]
    assert texts == ["1.3 billion USD", "metric", "trade_turnover", "no figure", "The table says so."]


def test_a_corrected_figure_says_so_in_the_table_of_figures():
    first, second = figures()
    (marked, plain) = figures_table(
        {"caption": "", "records": [{**record(first), "inferred": ["period:corrected"]}, record(second)]}, {}
    )["rows"]
    assert [row[4]["runs"][0]["text"] for row in (marked, plain)] == ["actual, corrected", "actual"]


def test_a_register_s_corrections_lie_beside_the_texts_that_are_read(tmp_path):
    from analysis.seeds import texts

    assert texts(tmp_path) == tmp_path
    (tmp_path / "register.toml").write_text("documents = []", encoding="utf-8")
    assert texts(tmp_path) == tmp_path / "digests"
    assert texts(tmp_path, originals=True) == tmp_path / "originals"
