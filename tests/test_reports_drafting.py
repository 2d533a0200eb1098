"""A new report: a thin notebook that is listed, runs, and takes a folder of one's own."""

import contextlib
import json

import pytest

from analysis import extract
from analysis.definitions import DefinitionError
from analysis.reports import ReportError, render
from analysis.reports.drafting import draft
from analysis.reports.listing import collection, parameters_of
from analysis.tables import write

pytestmark = pytest.mark.usefixtures("one_parent")

TEXT = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021."


def test_a_new_report_on_a_folder_of_one_s_own_is_made(tmp_path):
    (tmp_path / "my texts").mkdir()
    (tmp_path / "my texts" / "news.txt").write_text(TEXT, encoding="utf-8")
    path = draft("mine", title='My "own"', seeds=tmp_path / "my texts", notebooks=tmp_path / "notebooks")
    assert path == tmp_path / "notebooks" / "mine.ipynb"
    assert collection(tmp_path / "notebooks")["mine"].parameters == {"seeds": "../my texts"}
    (result,) = render(notebooks=tmp_path / "notebooks", seeds=tmp_path / "none", out=tmp_path / "reports")
    assert result.error is None
    page = (tmp_path / "reports" / "mine.html").read_text(encoding="utf-8")
    assert "<title>My &#34;own&#34;</title>" in page
    assert "1.3 billion USD" in page


def test_a_new_report_may_have_words_of_its_own(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "news.txt").write_text(
        "The two sides met in Vientiane, and the ministers said that they were content with it.\n"
        "Remittances from Laos to Vietnam came to 1.3 billion USD in 2021.",
        encoding="utf-8",
    )
    (tmp_path / "words" / "languages").mkdir(parents=True)
    (tmp_path / "words" / "languages" / "en.toml").write_text('[metric]\nremittances = "remittances"', encoding="utf-8")
    (tmp_path / "words" / "metrics.toml").write_text(
        '[remittances]\nname = "Money sent home"\ndefinition = "What workers send home."\nunits = ["money"]\n'
        'measure = "flow"\ndirection = "sender>receiver"\n',
        encoding="utf-8",
    )
    draft("mine", seeds=tmp_path / "texts", definitions=tmp_path / "words", notebooks=tmp_path / "notebooks")
    assert collection(tmp_path / "notebooks")["mine"].definitions == tmp_path / "notebooks" / "../words"
    (result,) = render(notebooks=tmp_path / "notebooks", seeds=tmp_path / "none", out=tmp_path / "reports")
    assert result.error is None
    assert "Money sent home" in (tmp_path / "reports" / "mine.html").read_text(encoding="utf-8")
    assert ",remittances," in (tmp_path / "reports" / "mine.csv").read_text(encoding="utf-8")


def test_a_new_report_may_be_on_a_file_of_figures(tmp_path):
    texts = ("Laos and Vietnam reached 1.3 billion USD in 2021", "Laos and Russia reached 0.2 billion USD in 2020")
    figures = [found for number in (0, 0, 1) for found in extract(f"Trade between {texts[number]}.")]
    file = write(figures, tmp_path / "figures.parquet")
    draft("mine", figures=file, notebooks=tmp_path / "notebooks")
    parameters = {"figures": "../figures.parquet", "pair": ["LA", "VN"]}
    assert collection(tmp_path / "notebooks")["mine"].parameters == parameters
    for amount in ("1.3 billion USD", "5.9 billion USD"):
        (result,) = render(notebooks=tmp_path / "notebooks", seeds=tmp_path / "none", out=tmp_path / "reports")
        assert result.error is None
        page = (tmp_path / "reports" / "mine.html").read_text(encoding="utf-8")
        assert "Three figures in all" in page
        assert "Laos and Russia" in page
        assert amount in page
        # When the file changes, the report is made again.
        write([*figures[:2], *extract(f"Trade between {texts[1].replace('0.2', '5.9')}.")], file)


def test_a_folder_without_a_document_is_refused_at_once(tmp_path):
    (tmp_path / "texts").mkdir()
    with pytest.raises(ReportError, match="texts: the folder holds no document; put files in it that end in"):
        draft("mine", seeds=tmp_path / "texts", notebooks=tmp_path / "notebooks")
    assert not (tmp_path / "notebooks").exists()


def test_a_broken_entry_beside_it_stops_no_new_report(tmp_path):
    (tmp_path / "reports.toml").write_text('[gone]\ntitle = "Gone"\nnotebook = "gone.ipynb"\n', encoding="utf-8")
    draft("mine", notebooks=tmp_path)
    assert list(collection(tmp_path, ["mine"])) == ["mine"]
    with pytest.raises(ReportError, match="'gone' already"):
        draft("gone", notebooks=tmp_path)


def test_a_file_that_holds_no_figures_is_told(tmp_path):
    with pytest.raises(ReportError, match="there is no such file"):
        draft("mine", figures=tmp_path / "none.parquet", notebooks=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("value", "said"), [('"none"', "names no folder, as seen from"), ("1", "names no folder")])
def test_an_entry_names_a_folder_of_definitions_that_there_is(tmp_path, value, said):
    draft("mine", notebooks=tmp_path)
    with (tmp_path / "reports.toml").open("a", encoding="utf-8") as file:
        file.write(f"definitions = {value}\n")
    with pytest.raises(DefinitionError, match=said):
        collection(tmp_path)


def test_definitions_that_cannot_be_used_are_told_before_anything_is_written(tmp_path):
    with pytest.raises(DefinitionError, match="holds no definitions"):
        draft("mine", definitions=tmp_path, notebooks=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_is_thin_and_carries_no_outputs(tmp_path):
    path = draft("mine", notebooks=tmp_path)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or "def " in "".join(cell["source"])]
    assert parameters_of(path) == ("seeds", "originals", "reference")
    assert len({cell["id"] for cell in cells}) == len(cells)


def _run(path):
    """What the code of a notebook leaves in its names, run in its own folder, and the parts of its cells by id."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    names = {}
    with contextlib.chdir(path.parent):
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
    return names, {cell["id"]: "".join(cell["source"]) for cell in cells}


@pytest.mark.parametrize("folder", ["texts", "my télé, texts"])
def test_run_by_hand_a_notebook_reads_what_its_report_does(tmp_path, folder):
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "news.txt").write_text(TEXT.replace("Laos", "Norway"), encoding="utf-8")
    names, cells = _run(draft("mine", seeds=tmp_path / folder, notebooks=tmp_path / "notebooks"))
    assert [figure.parties for figure in names["corpus"].figures] == [("NO", "VN")]
    assert cells["figures"].startswith("reports.explorer(")
    assert all("  # " in line for line in cells["parameters"].splitlines())


def test_run_by_hand_a_notebook_reads_its_file_of_figures(tmp_path):
    write(extract(TEXT), tmp_path / "own.parquet")
    names, _ = _run(draft("mine", figures=tmp_path / "own.parquet", notebooks=tmp_path / "notebooks"))
    assert (names["pair"], len(names["corpus"].figures)) == (["LA", "VN"], 1)


def test_an_entry_comes_after_the_others(tmp_path):
    for name in ("first-one", "second"):
        draft(name, notebooks=tmp_path)
    assert [(name, one.title, one.parameters) for name, one in collection(tmp_path).items()] == [
        ("first-one", "First one", {}),
        ("second", "Second", {}),
    ]


@pytest.mark.parametrize(
    ("name", "seeds", "said"),
    [
        ("../x", None, "letters, digits, - and _"),
        ("", None, "letters, digits, - and _"),
        ("taken", None, "there is a report 'taken' already"),
        ("there", None, "is there already"),
        ("new", "none", "none: there is no such folder"),
    ],
    ids=["path", "empty", "listed", "file", "folder"],
)
def test_what_cannot_be_begun_says_why_and_writes_nothing(tmp_path, name, seeds, said):
    draft("taken", notebooks=tmp_path)
    (tmp_path / "there.ipynb").write_text("{}", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ReportError, match=said):
        draft(name, seeds=seeds, notebooks=tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
