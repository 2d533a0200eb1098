"""The currencies that a language names: CLDR's names, plurals and symbols, and the language file's forms."""

from __future__ import annotations

from functools import lru_cache

from analysis.definitions import LanguageDefinition, currency_codes, definitions
from analysis.lexicon import lowered

__all__ = ["currency_symbols", "currency_terms", "currency_words"]


@lru_cache(maxsize=64)
def currency_terms(language: LanguageDefinition) -> tuple[tuple[str, str], ...]:
    """(term, ISO 4217 code) for everything that names a currency in the language.

    Codes need their capitals; CLDR's names come in the singular and every plural form; the language
    file adds what CLDR lacks, and its word wins where CLDR has the same one for another code.
    Source: CLDR through Babel; ISO 4217.
    """
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    locale = Locale.parse(language.locale.replace("-", "_"))
    own = {
        lowered(term).rstrip("*"): code for code, terms in language.tables.get("currency", {}).items() for term in terms
    }
    terms: dict[str, str] = {}
    for code, name in locale.currencies.items():
        # A past currency's name carries its years in brackets, and no article of today states it.
        forms = {name, *dict(locale._data["currency_names_plural"]).get(code, {}).values()}  # noqa: SLF001 - no public way
        for form in forms:
            if "(" not in form and len(form) > 2 and lowered(form) not in own:  # noqa: PLR2004
                terms.setdefault(form[0].lower() + form[1:], code)
    for code in currency_codes():
        terms.setdefault(code, code)
    for symbol, code in currency_symbols(language).items():
        if symbol.isalpha() and len(symbol) > 1:
            terms.setdefault(symbol, code)
    pairs = list(terms.items())
    pairs += [(term, code) for code, listed in language.tables.get("currency", {}).items() for term in listed]
    return tuple(pairs)


@lru_cache(maxsize=64)
def currency_symbols(language: LanguageDefinition) -> dict[str, str]:
    """Currency signs as written -> ISO 4217 code: "$", "US$", "€", "HK$", "₽" ...

    A bare "$" is the dollar of the United States unless the language file says otherwise.
    """
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    symbols: dict[str, str] = {}
    for name in (language.locale, definitions().fallback):
        for code, symbol in Locale.parse(name.replace("-", "_")).currency_symbols.items():
            if symbol != code:
                symbols.setdefault(symbol, code)
    symbols |= {
        term: code
        for code, terms in language.tables.get("currency", {}).items()
        for term in terms
        if not term.isalpha() and not {" ", "*"} & set(term)
    }
    return symbols


@lru_cache(maxsize=64)
def currency_words(language: LanguageDefinition) -> frozenset[str]:
    """Everything that names a currency, in lower case and without wildcards, for a look at what is glued to digits."""
    terms = {lowered(term).rstrip("*") for term, _ in currency_terms(language)}
    return frozenset({term for term in terms if "*" not in term} | {lowered(s) for s in currency_symbols(language)})
