"""Every number of a text, in digits or words, found in one pass before any sentence is looked at.

Dates, times, ordinals and identifiers are told apart here, by their form and their nearest
neighbours alone. What a number counts is for the later stages.

- `scanning`: what stands at a place of the text, digit or word
- `beside`: the words right beside such a place
- `joining`: the tokens found put together to numbers, and what is said twice taken once
- `grammar`, `positional`, `together`: the value of words and digits
- `dates`, `short_dates`, `marked`: dates, and numbers that a sign or word marks as something else
"""

from __future__ import annotations

from analysis.definitions import LanguageDefinition, definitions
from analysis.lexicon import lowered
from analysis.model import Number
from analysis.numbers import dates, marked
from analysis.numbers.beside import in_name
from analysis.numbers.grammar import Token, number_words, scaled_precision, whole
from analysis.numbers.joining import decimal_of, numbers_of, said_once
from analysis.numbers.scanning import Scan
from analysis.plain import plain, restored
from analysis.words import parted

__all__ = ["find_numbers", "in_name", "month_terms", "scaled_precision", "scan", "weekday_terms", "whole"]


def find_numbers(text: str, *, language: str | None = None) -> list[Number]:
    """Every number of the text, in the order of the text, none overlapping.

    `language` is a code of those defined; without it, the text's own language, else the fallback's
    rules for digits. Positions are characters of `text`. Linear in the length of the text.

    >>> [(n.value, n.kind) for n in find_numbers("1.3 billion USD in 2021, up 27%", language="en")]
    [(1300000000.0, 'cardinal'), (None, 'date'), (27.0, 'cardinal')]
    """
    if language is None:
        from analysis.languages import identify  # noqa: PLC0415 - only where the language was not given

        language = identify(text) or definitions().fallback
    definition = definitions().language(language)
    read = plain(text)
    read = parted(read.text if read else text, definition, of=read)
    text = read.text if read else text
    return restored(scan(text, lowered(text), definition), read)


def month_terms(language: LanguageDefinition) -> list[tuple[str, int]]:
    """(name, 1 to 12) for every month's name as it stands in a text.

    A language that writes months with a capital has them found with one only: "May" is no "may".
    """
    capital = dates.capital_months(language)
    return [(name.capitalize() if capital else name, n) for name, n in dates.month_names(language).items()]


def weekday_terms(language: LanguageDefinition) -> list[tuple[str, int]]:
    """(name, 1 to 7) for every weekday's name as CLDR writes it; further forms stand in the language's file."""
    return list(dates.weekday_names(language).items())


def scan(text: str, low: str, language: LanguageDefinition) -> list[Number]:
    """`find_numbers` for a caller that has the text in lower case and the definition already."""
    words = number_words(language)
    if words.decimals:
        words = words._replace(decimal=decimal_of(low, words.decimals, words.decimal))
    items = Scan(text, low, words, language).items()
    found: list[Number] = []
    tokens: list[Token] = []
    for item in items:
        if isinstance(item, Token):
            tokens.append(item)
            continue
        found += numbers_of(tokens, words, low)
        tokens = []
        found.append(item)
    found += numbers_of(tokens, words, low)
    found = said_once(found, low, words)
    return marked.dated(found, low, language) if language.terms("format", "year_mark") else found
