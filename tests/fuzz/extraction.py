"""Feeds extraction with texts that were changed at random, and stops at the first that trips it.

    python tests/fuzz/extraction.py [--language xx] [--seconds 120] [--seed 1] [--blind]

The texts are examples of all languages, or of one. A text trips where an error comes out of numbers, quantities,
figures, milestones or the ledger; where something of what must hold for any text (`tests/properties.py`) does not; or
where reading takes too long: a second of the processor per 100 KB. To see whether it is the text's length alone that
takes time, one of 500 texts is written out again and again, to 100 KB.
"""

from __future__ import annotations

import tomllib

from analysis.definitions import HERE, definitions
from tests.fuzz.changing import Watch, asked, fed, instrumented, is_steered

PACKAGES = ("analysis",)
MODULES = (
    "analysis.changes",
    "analysis.checks",
    "analysis.figures",
    "analysis.ledger",
    "analysis.milestones",
    "analysis.numbers",
    "analysis.scope",
    "tests.properties",
)
EACH = 8
"""Of so many examples one is taken: with all of them it takes minutes until the first change."""
LONG = 100_000
OFTEN = 500
READINGS = 6
"""So often a text is read to see whether all holds: with a date of publication and without."""
SLOWER = 4
"""So many times as long extraction takes where it tells atheris where its code goes."""


class Target:
    """Reads texts; the first byte says in which language."""

    def __init__(self, languages: list[str], watch: Watch) -> None:
        self.languages = languages
        self.watch = watch
        self.count = 0

    def __call__(self, data: bytes) -> None:
        language = self.languages[(data[0] if data else 0) % len(self.languages)]
        text = data[1:].decode("utf-8", "replace" if len(data) % 2 else "surrogateescape")
        self.watch.within(READINGS * len(data), lambda: read(text, language))
        self.count += 1
        if text and self.count % OFTEN == 0:
            longer = text * (1 + LONG // len(data))
            self.watch.within(len(longer.encode("utf-8", "replace")), lambda: extracted(longer, language))


def read(text: str, language: str) -> None:
    """Nothing. Raises where something does not hold."""
    from analysis.model import Document
    from tests import properties

    properties.numbers_hold(text, language)
    properties.quantities_hold(text, language)
    for published in (None, "2024-02-29"):
        document = Document(id="any", text=text, published=published)
        properties.figures_hold(document, language)
        properties.ledger_holds(document, language)
        properties.milestones_hold(document, language)


def extracted(text: str, language: str) -> None:
    """Nothing; the text is read once."""
    from analysis.ledger import ledger

    ledger(text, language=language)


def samples(place: int, language: str) -> list[bytes]:
    """Texts of a language's examples, each behind the byte that says its language."""
    path = HERE / "languages" / f"{language}.examples.toml"
    examples = tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
    return [bytes([place]) + example["text"].encode() for example in examples[::EACH]]


def words(language: str) -> list[bytes]:
    """The terms of a language, as they could stand in a text."""
    definition = definitions().language(language)
    terms = [term for table in definition.tables.values() for listed in table.values() for term in listed]
    terms += [word for table in definition.numbers.values() for word in table]
    return sorted({term.replace("*", "").encode() for term in terms})


def main() -> None:
    given = asked(__doc__, ("--language", {"help": "code of the one language whose texts are fed"}))
    instrumented(PACKAGES, MODULES, given)
    languages = [given.language] if given.language else list(definitions().languages)
    kept = [text for place, language in enumerate(languages) for text in samples(place, language)]
    for language in languages:
        read("5", language)  # what is compiled once is no part of a text's time
    watch = Watch(slack=SLOWER if is_steered(given) else 1)
    name = f"-{given.language or 'extraction'}"
    terms = sorted({word for language in languages for word in words(language) if len(word) < 60})
    fed(Target(languages, watch), kept, given, name=name, watch=watch, words=terms)


if __name__ == "__main__":
    main()
