"""Copies: which texts are one, which only look alike, and what the checks make of them."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.checks import check
from analysis.checks.copies import once
from analysis.copies import COPIED, find_copies, sketch, together
from analysis.figures import extract
from analysis.milestones import find_milestones
from analysis.model import Copies, Document
from tests.work import lines_run

DIGESTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "seeds" / "digests").glob("*.txt"))
}
STORY = DIGESTS["laos-vietnam-friendship-year.en.txt"]
AGAIN = STORY.split("\n", 1)[1]


def groups(**texts):
    return [copies.documents for copies in find_copies(Document(id=name, text=text) for name, text in texts.items())]


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        STORY.replace("\n", "\r\n"),
        STORY.replace("t", "t\u00ad"),
        "A headline of the paper's own\nVientiane, our correspondent – " + AGAIN + "\nWith material of agencies.",
        STORY[: len(STORY) // 2],
        STORY.replace("growth", "increase").replace("leaders", "heads").replace("Festivities", "Festivals"),
    ],
    ids=["equal", "capitals", "line ends", "soft hyphens", "headline and notes", "cut", "words changed"],
)
def test_a_copy_is_told(copy):
    assert [set(group) for group in groups(a=STORY, b=copy, c=DIGESTS["laos-vietnam-visit-2021.en.txt"])] == [
        {"a", "b"}
    ]


def test_texts_on_one_event_written_apart_are_none():
    assert find_copies(Document(id=name, text=text) for name, text in DIGESTS.items()) == []
    visit = DIGESTS["laos-vietnam-visit-2021.en.txt"]
    apart = (
        "Vietnam's president flew to Vientiane on 9 August 2021, his first visit abroad since he took office. He and "
        "his host spoke of security and trade. Fourteen documents on cooperation were signed, on defence, on power "
        "and on minerals among others, and Vietnam gave Laos a school for trades in Khammuane, worth 5 million USD."
    )
    assert groups(a=visit, b=apart) == []


def test_short_texts_are_copies_only_where_they_are_equal():
    assert groups(
        a="Trade reached 5 million USD.", b="Trade reached 6 million USD.", c="TRADE reached 5 million USD"
    ) == [("a", "c")]


def test_a_phrase_inside_a_long_text_makes_no_copy():
    assert groups(a=STORY, b=STORY[:260], c="\n".join(DIGESTS.values())) == []


def test_the_fullest_text_comes_first_whatever_the_order():
    documents = [Document(id=name, text=text) for name, text in (("c", STORY), ("a", STORY[:900]), ("b", STORY))]
    for order in itertools.permutations(documents):
        (copies,) = find_copies(order)
        assert copies.documents == ("b", "a", "c")
        assert copies.publishers == ()
        assert COPIED <= copies.likeness <= 1


def test_publishers_are_listed_once_each():
    documents = [Document(id=str(n), text=STORY, publisher=name) for n, name in enumerate(["A", "B", "A", None])]
    (copies,) = find_copies(documents)
    assert (copies.publishers, copies.likeness) == (("A", "B"), 1)


def test_a_sketch_is_the_same_in_every_process():
    program = "import sys; from analysis.copies import sketch; print(sketch(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", program, STORY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sketch(STORY))


def test_scripts_without_spaces():
    chinese = "两国贸易额去年增长百分之十五,达到五亿美元,双方签署了十项合作文件,并商定扩大教育和卫生领域的合作。" * 3
    other = "今年上半年到访的游客人数比去年同期减少,旅游部门表示将采取新的措施吸引来自邻国的旅客和投资者参与建设。" * 3
    assert groups(a=chinese, b=chinese + "记者报道。", c=other) == [("b", "a")]


@pytest.mark.parametrize("text", ["", " ", ".", "word"])
def test_texts_of_no_words(text):
    assert sketch(text).runs == 1
    assert groups(a=text, b=text, c=STORY) == [("a", "b")]


def test_a_very_long_text_is_known_by_its_start():
    assert lines_run(sketch, "word " * 3_000_000) <= 1.1 * lines_run(sketch, "word " * 30_000)


@pytest.mark.no_cover
def test_many_texts_with_one_footer_take_a_time_that_grows_with_their_number():
    footer = " ".join(f"footer{n}" for n in range(200))
    texts = {str(n): sketch(f"{' '.join(f'own{n}-{i}' for i in range(200))} {footer}") for n in range(1500)}
    some = dict(itertools.islice(texts.items(), 500))
    assert together(some) == together(texts) == []
    assert lines_run(together, texts) <= 3.3 * lines_run(together, some)


# --- in the checks -----------------------------------------------------------------------------------------------


def findings(**texts):
    documents = [Document(id=name, text=text, publisher=f"Paper {name}") for name, text in texts.items()]
    figures = [figure for document in documents for figure in extract(document)]
    milestones = [milestone for document in documents for milestone in find_milestones(document)]
    published = dict.fromkeys(texts, "2022-01-10")
    return check(figures, milestones, published=published, copied=find_copies(documents))


def test_what_copies_say_alike_counts_once_and_their_publishers_are_listed():
    found = findings(a=STORY, b=STORY + " (End)", c=STORY)
    assert [one.text for one in found if one.check == "agreement"] == []
    (one,) = [one for one in found if one.check == "copies"]
    assert one.verdict == "copy"
    assert one.text.startswith("3 documents carry one text (Paper b, Paper a and Paper c), ")
    assert [place.document for place in one.evidence] == ["a", "b", "c"]


def test_a_paged_copy_of_a_text_without_pages_counts_once_too():
    first, second = extract(Document(id="a", text=STORY)), extract(Document(id="b", text=STORY, pages=(0,)))
    assert second[0].page == 1
    assert len(once([*first, *second], [Copies(documents=("a", "b"), likeness=1.0)])) == len(first)
    assert len(once([*first, *second], [])) == 2 * len(first)


def test_what_a_copy_says_otherwise_counts_beside_it():
    found = findings(a=STORY, b=STORY.replace("1.3 billion", "1.9 billion"))
    assert [one.verdict for one in found if one.check == "agreement"] == ["conflict"]


def test_a_text_of_its_own_still_agrees_with_the_copies():
    own = "Trade between Laos and Vietnam reached 1.3 billion USD in 2021, officials in Hanoi say."
    found = [one for one in findings(a=STORY, b=STORY, c=own) if one.check == "agreement"]
    assert [one.text.partition(": ")[2] for one in found] == ["2 documents agree on 1.3 billion USD."]


def test_the_command_tells_copies(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "copy: 2 documents carry one text, word for word: what they say alike counts once." in done.stdout
    assert "agree: Trade turnover" not in done.stdout
