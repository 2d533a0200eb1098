"""The corpus: its register, its digests held against the originals, and bringing originals in."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from analysis.definitions import DefinitionError
from analysis.documents import DocumentError
from analysis.model import Document
from analysis.seeds import RegisterError, attach, check_originals, forms, load, register, texts

SEEDS = Path(__file__).parents[1] / "seeds"
PLACES = (SEEDS / "originals", SEEDS.parents[1] / "shared" / "seeds")
ENTRIES = register(SEEDS)

# What a digest has to have word for word: names, and the fields of signed documents, which are compared as written.
SAME_WORDS = (
    "Treaty of Amity and Cooperation",
    "75th anniversary of the Great Victory",
    "70th anniversary of the end of World War II",
    "Great Patriotic War",
    "Lao People's Democratic Republic",
    "defence, security, drug prevention and control, search and rescue, electricity trading",
    "mineral exploration, exploitation and processing",
    "forsvar, sikkerhet, helse, justis, utdanning og opplæring, finans og bankvirksomhet",
)


# --- digest and original -----------------------------------------------------------------------------------------


def original(seed):
    """The original of a seed as a Document that declares nothing, from wherever it is at hand."""
    for place in PLACES:
        for path in sorted(place.glob("*.txt")):
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == seed.sha256:
                return Document(id=seed.id, text=data.decode())
    return pytest.skip(f"the original of {seed.id} is not at hand: communique attach DIR brings it in")


def digest(seed):
    return Document(id=seed.id, text=(SEEDS / "digests" / seed.digest).read_bytes().decode())


each_seed = pytest.mark.parametrize("seed", ENTRIES, ids=lambda seed: seed.id)


def facts(figure):
    """The slots in which digest and original are equal; a change by all but where it stands."""
    slots = "metric value lower upper unit bound period status parties direction change sectors"
    return tuple(getattr(figure, slot) for slot in slots.split())


def dated(milestone):
    return tuple(getattr(milestone, slot) for slot in ["event", "date", "anniversary", "marked", "implies", "parties"])


@each_seed
def test_figures_of_digest_and_original_are_equal(seed):
    from analysis.figures import extract

    expected = sorted(map(facts, extract(original(seed))), key=str)
    assert sorted(map(facts, extract(digest(seed))), key=str) == expected


@each_seed
def test_milestones_of_digest_and_original_are_equal(seed):
    from analysis.milestones import find_milestones

    expected = set(map(dated, find_milestones(original(seed))))
    assert set(map(dated, find_milestones(digest(seed)))) == expected


@each_seed
def test_digest_and_original_are_of_the_same_day_language_and_parties(seed):
    from analysis.scope import scope_of

    found = scope_of(digest(seed))
    expected = scope_of(original(seed))
    assert (found.published, found.language, found.parties) == (expected.published, expected.language, expected.parties)


@each_seed
def test_what_the_register_declares_is_what_the_original_itself_says(seed):
    from analysis.scope import scope_of

    found = scope_of(original(seed))
    for key in ("published", "language", "title", "publisher"):
        assert getattr(found, key) in {getattr(seed, key), None}, key


def test_what_the_register_declares_changes_no_figure_and_no_milestone():
    from analysis.figures import extract
    from analysis.milestones import find_milestones

    for document, seed in zip(load(SEEDS), ENTRIES, strict=True):
        assert extract(document) == extract(digest(seed))
        assert find_milestones(document) == find_milestones(digest(seed))


@each_seed
def test_every_number_of_a_digest_is_accounted_for(seed):
    from analysis.ledger import ledger

    assert [entry.text for entry in ledger(digest(seed)) if entry.class_ in {"unclaimed", "boilerplate"}] == []


@each_seed
def test_digest_is_in_our_own_words(seed):
    def words(text):
        return re.findall(r"\w+", text.lower())

    def runs(text):
        found = words(text)
        return {tuple(found[at : at + 6]) for at in range(len(found) - 5)}

    parts = [digest(seed).text]
    for same in SAME_WORDS:
        parts = [piece for part in parts for piece in part.split(same)]
    theirs = runs(original(seed).text)
    assert [" ".join(run) for part in parts for run in runs(part) if run in theirs] == []


@each_seed
def test_digest_is_short_prose(seed):
    text = digest(seed).text
    assert 150 <= len(text.split()) <= 400
    assert text.endswith(".\n")


# --- loading -----------------------------------------------------------------------------------------------------


def test_the_digests_come_in_the_order_of_the_register_with_what_it_declares():
    documents = load(SEEDS)
    assert [document.id for document in documents] == [seed.id for seed in ENTRIES]
    for document, seed in zip(documents, ENTRIES, strict=True):
        assert document.text == digest(seed).text
        for key in ("language", "title", "publisher", "published", "address"):
            assert getattr(document, key) == getattr(seed, key), key


def test_the_seeds_are_in_the_languages_of_their_articles():
    assert [document.language for document in load(SEEDS)] == ["en", "ru", "en", "nb", "en"]
    assert [document.published for document in load(SEEDS)] == [None, None, "2021-08-09", "2025-12-01", "2020-10-07"]


def test_a_folder_without_a_register_is_a_corpus_of_its_own(tmp_path):
    (tmp_path / "b.txt").write_text("Text b.")
    (tmp_path / "a.md").write_text("Text a.")
    (tmp_path / "empty.txt").write_text("")
    errors = []
    expected = [Document(id="a.md", text="Text a."), Document(id="b.txt", text="Text b.")]
    assert load(tmp_path, on_error=errors.append) == expected
    assert load(tmp_path, originals=True, on_error=errors.append) == expected
    assert [error.reason for error in errors] == ["the file is empty"] * 2
    with pytest.raises(DocumentError, match="the file is empty"):
        load(tmp_path)


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(DocumentError, match="no such file or folder"):
        load(tmp_path / "none")


# --- a corpus in a scratch folder, two articles of our own -------------------------------------------------------

ARTICLES = {"one": "Original one.\r\n", "two": "Original two."}


def entry(name, **changes):
    keys = {
        "id": f'"{name}"',
        "digest": f'"{name}.en.txt"',
        "sha256": f'"{hashlib.sha256(ARTICLES.get(name, name).encode()).hexdigest()}"',
        "language": '"en"',
        "published": "2021-08-09",
        "unknown": '["title", "publisher", "address"]',
    } | changes
    return "[[documents]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "digests").mkdir(parents=True)
    (folder / "register.toml").write_text(entry("one") + entry("two", published='"2021-08"'))
    for name in ARTICLES:
        (folder / "digests" / f"{name}.en.txt").write_text(f"Digest {name}.")
    return folder


@pytest.fixture
def articles(tmp_path):
    source = tmp_path / "articles"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "any name.html").write_bytes(ARTICLES["two"].encode())
    (source / "a.txt").write_bytes(ARTICLES["one"].encode())
    (source / "other.txt").write_bytes(ARTICLES["one"].replace("\r\n", "\n").encode())
    return source


def test_what_is_attached_and_what_not_and_what_is_missing(corpus, articles):
    found = attach(articles, folder=corpus)
    assert [(path.name, seed.id) for path, seed in found.attached] == [("a.txt", "one"), ("any name.html", "two")]
    assert [path.name for path in found.unrecognised] == ["other.txt"]
    assert found.missing == ()
    assert {path.name: path.read_bytes().decode() for path in (corpus / "originals").iterdir()} == {
        "one.en.txt": ARTICLES["one"],
        "two.en.txt": ARTICLES["two"],
    }


def test_what_is_still_missing_is_said_until_it_is_brought(corpus, articles):
    assert [seed.id for seed in attach(articles / "a.txt", folder=corpus).missing] == ["two"]
    assert [seed.id for seed in attach(articles / "other.txt", folder=corpus).missing] == ["two"]
    assert attach(articles / "deep", folder=corpus).missing == ()
    assert attach(corpus, folder=corpus).missing == ()  # attaching what is attached changes nothing


def test_a_file_that_cannot_be_opened_is_not_recognised(corpus, articles, monkeypatch):
    real = Path.open

    def refuse(path, *args, **options):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    found = attach(articles, folder=corpus)
    assert [path.name for path in found.unrecognised] == ["a.txt", "other.txt"]
    assert [seed.id for seed in found.missing] == ["one"]


def test_attaching_from_nowhere_or_to_a_folder_without_a_register(corpus, articles, tmp_path):
    with pytest.raises(DocumentError, match="no such file or folder"):
        attach(tmp_path / "none", folder=corpus)
    with pytest.raises(RegisterError, match=r"register\.toml: there is no such register; .* --seeds DIR"):
        attach(articles, folder=tmp_path)


def test_originals_are_loaded_under_the_ids_and_metadata_of_the_register(corpus, articles):
    attach(articles, folder=corpus)
    one, two = load(corpus, originals=True)
    assert one == Document(id="one", text=ARTICLES["one"], language="en", published="2021-08-09")
    assert two == Document(id="two", text=ARTICLES["two"], language="en", published="2021-08")
    assert [document.text for document in load(corpus)] == ["Digest one.", "Digest two."]


def test_an_original_that_is_missing_or_another_text_is_named_and_the_others_loaded(corpus, articles):
    attach(articles / "deep", folder=corpus)
    with pytest.raises(DocumentError, match=r"one\.en\.txt: the article is not at hand; .*communique attach DIR"):
        load(corpus, originals=True)
    shutil.copy(articles / "other.txt", corpus / "originals" / "one.en.txt")
    errors = []
    assert [document.id for document in load(corpus, originals=True, on_error=errors.append)] == ["two"]
    assert [error.reason for error in errors] == ["is not the article that the register describes"]


def test_where_none_of_the_articles_is_at_hand_that_is_said_once(corpus, articles):
    with pytest.raises(DocumentError) as caught:
        check_originals(corpus)
    assert str(caught.value) == (
        f"{corpus}: none of the articles of its register is at hand; bring them in with: communique attach DIR"
    )
    attach(articles / "a.txt", folder=corpus)
    check_originals(corpus)


@pytest.mark.parametrize("text", [None, "documents = []", '[[documents]]\nfile = "one.txt"'])
def test_where_there_are_no_digests_no_article_is_wanting(tmp_path, text):
    if text is not None:
        (tmp_path / "register.toml").write_text(text)
    check_originals(tmp_path)


def test_a_digest_that_is_missing_is_named(corpus):
    (corpus / "digests" / "two.en.txt").unlink()
    with pytest.raises(DocumentError, match=r"two\.en\.txt: there is no such file"):
        load(corpus)


def test_an_entry_whose_text_is_the_article_itself_names_its_file(tmp_path):
    """It is known by its file's name, needs no checksum, and what is not declared of it is what its text says."""
    (tmp_path / "news.txt").write_text("How trade grew\n\nTrade grew.", encoding="utf-8")
    (tmp_path / "page.jsonl").write_text('{"text": "Trade fell.", "title": "Old", "date": "2020-01-02"}', "utf-8")
    (tmp_path / "register.toml").write_text(
        '[[documents]]\nfile = "news.txt"\ntitle = "Trade"\npublisher = "Daily"\npublished = 2021-08-09\n'
        '[[documents]]\nfile = "page.jsonl"\nid = "page"\ntitle = "New"\nunknown = ["publisher"]\n',
        encoding="utf-8",
    )
    for originals in (False, True):
        news, page = load(tmp_path, originals=originals)
        assert (news.id, news.text[:14], news.title, news.publisher, news.published, news.language) == (
            *("news.txt", "How trade grew", "Trade", "Daily", "2021-08-09"),
            None,
        )
        assert (page.id, page.title, page.published, page.publisher) == ("page", "New", "2020-01-02", None)
        assert not any(code.startswith("title:") for code in page.found)
        assert texts(tmp_path, originals=originals) == tmp_path
        assert forms(tmp_path, originals=originals) == {"news.txt": "article", "page": "article"}
    assert attach(tmp_path, folder=tmp_path).missing == ()


def test_digests_and_articles_may_stand_in_one_register(corpus, articles):
    (corpus / "own.txt").write_text("My own.", encoding="utf-8")
    with (corpus / "register.toml").open("a") as file:
        file.write('[[documents]]\nfile = "own.txt"\n')
    assert [document.text for document in load(corpus)] == ["Digest one.", "Digest two.", "My own."]
    assert forms(corpus) == {"one": "digest", "two": "digest", "own.txt": "article"}
    assert texts(corpus) == corpus / "digests"
    attach(articles, folder=corpus)
    assert [document.text for document in load(corpus, originals=True)] == [*ARTICLES.values(), "My own."]
    assert set(forms(corpus, originals=True).values()) == {"article"}


# --- the register ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry("one", colour='"red"'), "one: unknown key colour; known here: id, digest, sha256, language, title"),
        ("colour = 1\n" + entry("one"), "unknown key colour; known here: documents"),
        ("[[documents]\n", "broken TOML: "),
        ("", "must have a [[documents]] for each document"),
        ("documents = [1]", "must have a [[documents]] for each document"),
        (entry("one", id=None), "documents[1]: id is missing"),
        (entry("one", sha256=None), "one: sha256 is missing"),
        (entry("one", language=None), "one: language is missing; give it or name it in unknown"),
        (entry("one", title='"Title"'), "one: title is given and named in unknown"),
        (entry("one", unknown='["id"]'), "one: unknown must be a list of keys; known here: language, title"),
        (entry("one", unknown='"title"'), "one: unknown must be a list of keys"),
        (entry("one", language='""'), "one: language must be a text that is not empty; name it in unknown"),
        (entry("one", digest="5"), "one: digest must be a text that is not empty"),
        (entry("one", digest='"../one.txt"'), "one: digest must be the name of a file in digests"),
        (entry("one", sha256='"abc"'), "one: sha256 must be 64 hexadecimal digits"),
        (entry("one", published='"9 August"'), "one: published must be a date"),
        (entry("one", published="2021-08-09T10:00:00"), "one: published must be a text"),
        ('[[documents]]\nfile = "a.txt"\nsha256 = "0"', "a.txt: unknown key sha256; known here: file, id, language"),
        ('[[documents]]\nfile = "../a.txt"', "../a.txt: file must be the name of a file beside the register"),
        ('[[documents]]\nfile = "a.txt"\n' * 2, "two documents have the id 'a.txt'"),
        ('[[documents]]\nfile = "a.txt"\ntitle = "T"\nunknown = ["title"]', "a.txt: title is given and named in"),
        (entry("one") + entry("two", id='"one"'), "two documents have the id 'one'"),
        (entry("one") + entry("two", digest='"one.en.txt"'), "two documents have the digest 'one.en.txt'"),
    ],
    ids=lambda value: value.split(";")[0] if ":" in value else None,
)
def test_a_register_that_cannot_be_used_is_refused_with_file_key_and_what_is_known(tmp_path, text, message):
    file = tmp_path / "register.toml"
    file.write_text(text)
    with pytest.raises(RegisterError, match=re.escape(f"{file}: {message}")) as caught:
        load(tmp_path)
    assert isinstance(caught.value, DefinitionError)
    assert "\n" not in str(caught.value)


def test_a_checksum_that_stands_twice_is_refused(tmp_path):
    same = f'"{hashlib.sha256(b"x").hexdigest()}"'
    (tmp_path / "register.toml").write_text(entry("one", sha256=same) + entry("two", sha256=same))
    with pytest.raises(RegisterError, match="two documents have the sha256"):
        register(tmp_path)
