"""Documents of the corpus that the reports are made from: its register, its digests, attached originals.

A corpus is a folder. With a ``register.toml`` in it, the register says which documents there are and what
is known of each; their texts are the digests in ``digests/``, or the articles themselves in
``originals/``. The articles belong to their publishers: `attach` brings in those that a reader has, known
by their checksum. An entry may name a `file` beside the register instead, which is the article itself. A folder
without a register is a corpus of the reader's own: all its documents.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from analysis.definitions import DefinitionError, read_toml
from analysis.documents import DocumentError, read, read_document
from analysis.tables import atomically, names_a_file

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from analysis.documents import OnError
    from analysis.model import Document

__all__ = [
    "Attachment",
    "Form",
    "RegisterError",
    "Seed",
    "attach",
    "check_originals",
    "forms",
    "load",
    "register",
    "texts",
]

REGISTER = "register.toml"
DIGESTS = "digests"
ORIGINALS = "originals"

Form: TypeAlias = Literal["digest", "article"]
"""What a text of a corpus is: a digest in other words than the article's, or the article itself."""

_STATED = ("id", "digest", "sha256")
_DECLARED = ("language", "title", "publisher", "published", "address")
_KEYS = (*_STATED, *_DECLARED, "unknown")
_KEYS_OF_FILE = ("file", "id", *_DECLARED, "unknown")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class RegisterError(DefinitionError):
    """A register that cannot be used: names the file, the entry and key, and the keys that are known."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One entry of a register: a document, what is known of it, and how its original is recognised.

    It has a digest and the checksum of its article, or a file that is the article itself.
    """

    id: str
    digest: str = ""
    sha256: str = ""
    file: str = ""
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    address: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What came of `attach`: which files are originals, which are not, and which originals are wanting."""

    attached: tuple[tuple[Path, Seed], ...]
    unrecognised: tuple[Path, ...]
    missing: tuple[Seed, ...]


def load(
    folder: str | os.PathLike[str] = "seeds", *, originals: bool = False, on_error: OnError | None = None
) -> list[Document]:
    """The documents of a corpus, each with the metadata that its register declares.

    With a register: its documents in its order, under their ids of the register; the text is that of
    the digest, or with `originals` that of the attached article; of an entry that names the article's own file it is
    that one, and what the register does not declare of it is as the file does. Without one: every document that `read`
    finds in the folder, as it is; nothing is declared of them, and `originals` means nothing.

    Raises RegisterError where the register cannot be used, DocumentError at the first document that
    cannot be read, or is not the one that the register describes; with `on_error`, that is called with
    the DocumentError instead, and the others are still loaded.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "own.txt").write_text("Trade reached 5 million USD.", encoding="utf-8")
    ...     load(folder)
    [Document(id='own.txt', text='Trade reached 5 million USD.', title=None, ...)]
    """
    folder = Path(folder)
    if not (folder / REGISTER).exists():
        return list(read(folder, on_error=on_error))
    documents = []
    for seed in register(folder):
        try:
            documents.append(_document(folder, seed, originals=originals))
        except DocumentError as error:
            if on_error is None:
                raise
            on_error(error)
    return documents


def texts(folder: str | os.PathLike[str] = "seeds", *, originals: bool = False) -> Path:
    """The folder that holds the texts of a corpus: its digests, its originals, or itself where it has neither.

    So it is without a register, and with one that names but files beside it.
    """
    folder = Path(folder)
    if not (folder / REGISTER).exists():
        return folder
    seeds = register(folder)
    return folder if seeds and all(seed.file for seed in seeds) else folder / (ORIGINALS if originals else DIGESTS)


def forms(folder: str | os.PathLike[str] = "seeds", *, originals: bool = False) -> dict[str, Form]:
    """What the texts of a corpus are, by their ids in its register; nothing is known without one."""
    if not (Path(folder) / REGISTER).exists():
        return {}
    return {seed.id: "article" if originals or seed.file else "digest" for seed in register(folder)}


def check_originals(folder: str | os.PathLike[str] = "seeds") -> None:
    """Nothing where any article of a corpus is at hand; raises DocumentError, which says how to bring them in, if not.

    Without a register, and with one whose texts are all the articles themselves, none is wanting.
    """
    folder = Path(folder)
    seeds = register(folder) if (folder / REGISTER).exists() else []
    if seeds and not any(seed.file or _at_hand(folder, seed) for seed in seeds):
        reason = "none of the articles of its register is at hand"
        raise DocumentError(folder, reason, "bring them in with: communique attach DIR")


def _at_hand(folder: Path, seed: Seed) -> bool:
    return _checksum(folder / ORIGINALS / seed.digest) == seed.sha256


def _document(folder: Path, seed: Seed, *, originals: bool) -> Document:
    if seed.file:
        return _own(read_document(folder / seed.file), seed)
    path = folder / (ORIGINALS if originals else DIGESTS) / seed.digest
    if originals and not _at_hand(folder, seed):
        reason = "is not the article that the register describes" if path.exists() else "the article is not at hand"
        raise DocumentError(path, reason, "bring it in with: communique attach DIR")
    declared = {key: getattr(seed, key) for key in _DECLARED}
    return dataclasses.replace(read_document(path), id=seed.id, **declared)


def _own(document: Document, seed: Seed) -> Document:
    """A document as its file has it, but for what the register declares."""
    declared = {key: value for key in _DECLARED if (value := getattr(seed, key)) is not None}
    found = tuple(code for code in document.found if code.partition(":")[0] not in declared)
    return dataclasses.replace(document, id=seed.id, found=found, **declared)


def attach(source: str | os.PathLike[str], *, folder: str | os.PathLike[str] = "seeds") -> Attachment:
    """What was found of a corpus' originals in `source`, a folder or a file; they are copied into the corpus.

    Every file of the folder and its folders is looked at, whatever it is called: one is an original when
    its SHA-256 stands in the register. It is copied to ``originals/``, under the name of its digest, beside
    its place first and then renamed. Files that cannot be opened count as unrecognised; `missing` are the
    entries of the register that have no original after this.

    Raises DocumentError where there is no such source, RegisterError where the corpus has no register.
    """
    source, folder = Path(source), Path(folder)
    seeds = {seed.sha256: seed for seed in register(folder) if seed.sha256}
    if not source.exists():
        raise DocumentError(source, "there is no such file or folder", "check the path")
    attached, unrecognised = [], []
    for path in sorted(p for p in source.rglob("*") if p.is_file()) if source.is_dir() else [source]:
        seed = seeds.get(_checksum(path) or "")
        if seed is None:
            unrecognised.append(path)
            continue
        attached.append((path, seed))
        place = folder / ORIGINALS / seed.digest
        if not (place.exists() and place.samefile(path)):
            with path.open("rb") as original, atomically(place) as copy:
                shutil.copyfileobj(original, copy)
    missing = [seed for seed in seeds.values() if not _at_hand(folder, seed)]
    return Attachment(attached=tuple(attached), unrecognised=tuple(unrecognised), missing=tuple(missing))


def _checksum(path: Path) -> str | None:
    """The SHA-256 of a file in hexadecimal; None where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


# --- the register --------------------------------------------------------------------------------------------


def register(folder: str | os.PathLike[str] = "seeds") -> list[Seed]:
    """The entries of a corpus' register, in its order.

    A key that is not known is None in the Seed; in the file it is named in `unknown`. Raises RegisterError
    where the register is missing, is not TOML, has an unknown key, lacks one, or has a value that cannot be.
    """
    file = Path(folder) / REGISTER
    if not file.exists():
        raise RegisterError(file, "there is no such register; go to the project's folder, or name that of --seeds DIR")
    try:
        table = read_toml(file)
    except DefinitionError as error:
        raise RegisterError(error.file, error.problem) from None
    _only(file, "", table, ("documents",))
    entries = table.get("documents")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RegisterError(file, "must have a [[documents]] for each document", known=("documents",))
    seeds = [_seed(file, entry, number) for number, entry in enumerate(entries, 1)]
    for key in (*_STATED, "file"):
        values = [value for seed in seeds if (value := getattr(seed, key))]
        for value in values:
            if values.count(value) > 1:
                raise RegisterError(file, f"two documents have the {key} {value!r}")
    return seeds


def _seed(file: Path, entry: Mapping[str, Any], number: int) -> Seed:
    where = f"{entry.get('id', entry.get('file', f'documents[{number}]'))}: "
    own = "file" in entry
    _only(file, where, entry, _KEYS_OF_FILE if own else (*_KEYS, "file"))
    unknown = entry.get("unknown", [])
    if not isinstance(unknown, list) or any(key not in _DECLARED for key in unknown):
        raise RegisterError(file, f"{where}unknown must be a list of keys", known=_DECLARED)
    for key in (*_STATED, *_DECLARED):
        if key not in entry and key not in unknown and not own:
            way_out = "; give it or name it in unknown" if key in _DECLARED else ""
            raise RegisterError(file, f"{where}{key} is missing{way_out}", known=_KEYS)
        if key in entry and key in unknown:
            raise RegisterError(file, f"{where}{key} is given and named in unknown")
    values = {key: _text(file, where, key, value) for key, value in entry.items() if key != "unknown"}
    if not own and not _SHA256.fullmatch(values["sha256"]):
        raise RegisterError(file, f"{where}sha256 must be 64 hexadecimal digits in lower case")
    if not own and not names_a_file(values["digest"]):
        raise RegisterError(file, f"{where}digest must be the name of a file in {DIGESTS}")
    if own and not names_a_file(values["file"]):
        raise RegisterError(file, f"{where}file must be the name of a file beside the register")
    if "published" in values and not _ISO_DATE.fullmatch(values["published"]):
        raise RegisterError(file, f"{where}published must be a date: YYYY-MM-DD, or a string YYYY-MM or YYYY")
    return Seed(**({"id": values["file"]} if own else {}) | values)


def _only(file: Path, where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise RegisterError(file, f"{where}unknown key {key}", known=known)


def _text(file: Path, where: str, key: str, value: object) -> str:
    # A datetime is a date too, but no day of publication.
    if key == "published" and type(value) is dt.date:
        return value.isoformat()
    if isinstance(value, str) and value.strip():
        return value
    way_out = "; name it in unknown where it is not known" if key in _DECLARED else ""
    raise RegisterError(file, f"{where}{key} must be a text that is not empty{way_out}")
