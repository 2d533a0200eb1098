"""The currencies that a language names: CLDR's names, plurals and symbols, and the language file's forms."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase
from functools import lru_cache

from analysis.definitions import LanguageDefinition, currency_codes, definitions
from analysis.definitions.letters import lettered
from analysis.lexicon import lowered

__all__ = [
    "coin_of",
    "coin_terms",
    "coins_abroad",
    "coins_at_home",
    "coins_of",
    "currency_symbols",
    "currency_terms",
    "currency_words",
    "home_of",
    "own_currency",
    "shared_coins",
    "sign_at_home",
    "sign_letters",
    "user_among",
]

_WIDESPREAD = 10
"""Economies that use a currency from which its noun alone means it anywhere: "dollars"."""
_LETTERS = 3
_CAPITALS = 2


@lru_cache(maxsize=64)
def currency_terms(language: LanguageDefinition) -> tuple[tuple[str, str], ...]:
    """(term, ISO 4217 code) for everything that names a currency in the language.

    Codes need their capitals; CLDR's names come in the singular and every plural form; the language
    file adds what CLDR lacks, and its word wins where CLDR has the same one for another code.
    Source: CLDR through Babel; ISO 4217.
    """
    own = {
        lowered(term).rstrip("*"): code for code, terms in language.tables.get("currency", {}).items() for term in terms
    }
    terms: dict[str, str] = {}
    common = frozenset(language.terms("words", "whole"))
    for code, names in _names(language).items():
        # A past currency's name carries its years in brackets, and no article of today states it.
        forms = {spelling for form in names for spelling in language.spellings(form)}
        for form in forms:
            # The name of silver may be the common word for money.
            taken = lowered(form) in own or lettered(form) in common
            if "(" not in form and len(form) > 2 and not taken:  # noqa: PLR2004
                terms.setdefault(form[0].lower() + form[1:], code)
    for code in currency_codes():
        terms.setdefault(code, code)
    for symbol, code in currency_symbols(language).items():
        if symbol.isalpha() and len(symbol) > 1:
            terms.setdefault(symbol, code)
    pairs = list(terms.items())
    pairs += [(term, codes[-1]) for term, codes in _listed(language).items()]
    return tuple(pairs)


@lru_cache(maxsize=64)
def coin_terms(language: LanguageDefinition) -> dict[str, frozenset[str]]:
    """Nouns within the names of currencies -> their ISO 4217 codes: "shillings" -> KES, TZS, UGX and SOS.

    So are words that the language file lists under several codes, "FCFA" -> XOF and XAF, and those that join a scale
    and such a noun: "MD". Which of them is meant
    shows in the economies that a text is about: see `coins_of`.
    """
    names = _names(language)
    found: dict[str, set[str]] = {}
    for code in sorted(_used().keys() & names.keys()):
        for form in names[code]:
            words = form.split()
            for place in (0, -1) if len(words) > 1 else ():
                noun = words[place]
                if noun.isalpha() and (noun.islower() or language.nouns_capital) and len(noun) > _LETTERS:
                    found.setdefault(noun, set()).add(code)
    for term, several in _listed(language).items():
        if len(several) > 1:
            found.setdefault(term, set()).update(several)
    for joined in language.numbers["joined_currencies"]:
        short, _, noun = joined.partition(" ")
        found.setdefault(short, set()).update(found.get(noun, ()))
    return {noun: frozenset(codes) for noun, codes in found.items()}


@lru_cache(maxsize=64)
def _names(language: LanguageDefinition) -> dict[str, frozenset[str]]:
    """ISO 4217 codes -> CLDR's names of the currency in the language, singular and plural."""
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    locale = Locale.parse(language.locale.replace("-", "_"))
    plurals = dict(locale._data["currency_names_plural"])  # noqa: SLF001 - no public way
    return {code: frozenset({name, *plurals.get(code, {}).values()}) for code, name in locale.currencies.items()}


def _listed(language: LanguageDefinition) -> dict[str, list[str]]:
    """The words of the language file's currencies -> their codes, the usual one last."""
    found: dict[str, list[str]] = {}
    for code, terms in language.tables.get("currency", {}).items():
        for term in terms:
            codes = found.setdefault(term, [])
            found[term] = [*(c for c in codes if c != code), code]
    return found


@lru_cache(maxsize=512)
def coin_of(language: LanguageDefinition, noun: str, economy: str) -> str | None:
    """The one currency of an economy (ISO 3166-1) that a noun within names of currencies may mean; None for none.

    >>> from analysis.definitions import definitions
    >>> coin_of(definitions().language("en"), "dirhams", "AE")
    'AED'
    """
    own = [code for code in coin_terms(language).get(noun, ()) if economy in _used()[code]]
    return own[0] if len(own) == 1 else None


@lru_cache(maxsize=1024)
def coins_of(language: LanguageDefinition, parties: tuple[str, ...], named: tuple[str, ...] = ()) -> dict[str, str]:
    """Nouns -> the one currency that each means in a text about some economies (ISO 3166-1) that names others too.

    A noun whose usual currency is used in many economies, or that two of the economies share, is left out.
    """
    coins: dict[str, str] = {}
    told = set[str]()
    for economies in (parties, named):
        here: dict[str, set[str]] = {}
        for economy in economies:
            for noun, codes in _coins_of_economies(language).get(economy, {}).items():
                here.setdefault(noun, set()).update(codes)
        coins |= {noun: min(codes) for noun, codes in here.items() if noun not in told and len(codes) == 1}
        told.update(here)
    return coins


@lru_cache(maxsize=64)
def _coins_of_economies(language: LanguageDefinition) -> dict[str, dict[str, set[str]]]:
    """Economies -> the nouns whose meaning one of them may tell -> the currencies, used there, that each may mean."""
    used = _used()
    found: dict[str, dict[str, set[str]]] = {}
    for noun, codes in coin_terms(language).items():
        if not _means_alone(language, _usual(language, noun)):
            for code in codes:
                for economy in used[code]:
                    found.setdefault(economy, {}).setdefault(noun, set()).add(code)
    return found


@lru_cache(maxsize=1024)
def coins_at_home(language: LanguageDefinition, parties: tuple[str, ...]) -> dict[str, str]:
    """Nouns -> the currency that each is likely to mean where one of the economies that speak the language gives.

    "Dollars" in a French text about what Canada gives or lends, not to the United States.
    """
    coins = {}
    for noun, codes in coin_terms(language).items():
        own = _usual(language, noun)
        homes = {code for code in codes if (home := home_of(code)) in parties and home in language.homes}
        if len(homes) == 1 and _means_alone(language, own) and own[:2] not in parties:
            (coins[noun],) = homes
    return coins


def sign_at_home(language: LanguageDefinition, parties: tuple[str, ...], code: str) -> str | None:
    """The currency that the sign of a widespread one is likely to mean where its nouns do so; None where they do not.

    "$5 million" that Australia gives, in English. `code` is the usual meaning of the sign.
    """
    homes = {own for noun, own in coins_at_home(language, parties).items() if _usual(language, noun) == code}
    return homes.pop() if len(homes) == 1 else None


@lru_cache(maxsize=16384)
def _usual(language: LanguageDefinition, noun: str) -> str:
    """The currency that a noun means where nothing tells it, in any of its forms; "" for none."""
    named, low = _usually(language), lowered(noun)
    # "доллар*"
    inflected = (code for term, code in reversed(named.items()) if "*" in term and fnmatchcase(low, term))
    return named.get(low) or next(inflected, "")


@lru_cache(maxsize=64)
def _usually(language: LanguageDefinition) -> dict[str, str]:
    """The words of the language file's currencies, lowered, with their wildcards -> the code each usually means."""
    return {lowered(term): codes[-1] for term, codes in _listed(language).items()}


def _means_alone(language: LanguageDefinition, code: str) -> bool:
    """Whether the usual currency of a noun is meant whatever the text is about: a widespread one, or one's own."""
    return len(_used().get(code, ())) >= _WIDESPREAD or bool(language.home and home_of(code) == language.home)


@lru_cache(maxsize=1024)
def shared_coins(language: LanguageDefinition, parties: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Nouns -> the currencies that each may mean in a text about economies (ISO 3166-1) which share it, by economy.

    Nouns are left out whose usual currency one of them uses, or many economies do: they mean that one.
    """
    used = _used()
    shared: dict[str, dict[str, str]] = {}
    for noun, codes in coin_terms(language).items():
        own = {economy: code for economy in parties for code in sorted(codes) if economy in used[code]}
        meant = _usual(language, noun)
        theirs = not meant or not (meant in own.values() or _means_alone(language, meant))
        if len(set(own.values())) > 1 and theirs:
            shared[noun] = own
    return shared


@lru_cache(maxsize=1024)
def coins_abroad(language: LanguageDefinition, parties: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Nouns of the own currency of the language's home -> the currencies of some economies that share each.

    "Kroner" in Norwegian, in a text about Denmark (ISO 3166-1).
    """
    used = _used()
    home = language.home
    ours = {
        noun: codes for noun, codes in coin_terms(language).items() if home and home_of(_usual(language, noun)) == home
    }
    return {noun: frozenset(code for code in codes if used[code].intersection(parties)) for noun, codes in ours.items()}


@lru_cache(maxsize=512)
def home_of(currency: str) -> str | None:
    """The economy (ISO 3166-1) whose own a currency of today is; None for one that many use, or that is of a union.

    >>> home_of("JPY"), home_of("USD"), home_of("EUR")
    ('JP', None, None)
    """
    economies = _used().get(currency, frozenset())
    # ISO 4217 makes a code of the economy's and a letter.
    home = currency[:2]
    return home if home in economies and len(economies) < _WIDESPREAD else None


@lru_cache(maxsize=512)
def user_among(currency: str, economies: tuple[str, ...]) -> str | None:
    """The one of some economies (ISO 3166-1) that pays or once paid in a currency; None where none or several do.

    A currency that economies all over the world take from one of them says nothing, nor does one of a union whose code
    begins with X.

    >>> user_among("EUR", ("DE", "VN")), user_among("DEM", ("DE", "VN")), user_among("USD", ("US", "VN"))
    ('DE', 'DE', None)
    """
    users = _used().get(currency) or _once_used().get(currency, frozenset())
    group = definitions().areas.get(currency[:2])
    of_one = currency[:2] in users and (group is None or group.kind == "economy")
    if currency.startswith("X") or (of_one and len(users) >= _WIDESPREAD):
        return None
    own = [code for code in economies if code in users]
    return own[0] if len(own) == 1 else None


@lru_cache(maxsize=512)
def own_currency(economy: str) -> str | None:
    """The currency (ISO 4217) of an economy alone (ISO 3166-1), the inverse of `home_of`; None where it has none.

    >>> own_currency("NO"), own_currency("DE")
    ('NOK', None)
    """
    return next((code for code in sorted(_used()) if code[:2] == economy and home_of(code) == economy), None)


@lru_cache(maxsize=1)
def _used() -> dict[str, frozenset[str]]:
    """Code of a currency of today -> the economies where it is legal tender."""
    return _legal_tender(today=True)


@lru_cache(maxsize=1)
def _once_used() -> dict[str, frozenset[str]]:
    """Code of a currency of the past -> the economies where it was legal tender."""
    return _legal_tender(today=False)


def _legal_tender(*, today: bool) -> dict[str, frozenset[str]]:
    from babel.core import get_global  # noqa: PLC0415 - Babel loads its data when first asked

    used: dict[str, set[str]] = {}
    for economy, currencies in get_global("territory_currencies").items():
        for code, _, end, tender in currencies:
            if tender and (end is None) == today:
                used.setdefault(code, set()).add(economy)
    return {code: frozenset(economies) for code, economies in used.items()}


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
    fallback = definitions().language(definitions().fallback).tables.get("currency", {})
    # A sign of Unicode's currency signs means the same in every language.
    for code, terms in fallback.items():
        for term in terms:
            if unicodedata.category(term[-1]) == "Sc" and len(term) == 1:
                symbols.setdefault(term, code)
    symbols |= {
        term: code
        for code, terms in language.tables.get("currency", {}).items()
        for term in terms
        if not term.isalpha() and not {" ", "*"} & set(term)
    }
    return symbols


@lru_cache(maxsize=64)
def sign_letters(language: LanguageDefinition) -> dict[str, str]:
    """The two capitals that open signs of the language file -> ISO 4217 code, for a text that leaves the sign out.

    >>> from analysis.definitions import definitions
    >>> sign_letters(definitions().language("en"))["NZ"]
    'NZD'
    """
    listed = ((term, codes[-1]) for term, codes in _listed(language).items() if not term[-1].isalnum())
    return {term[:-1]: code for term, code in listed if term[:-1].isupper() and len(term) == _CAPITALS + 1}


@lru_cache(maxsize=64)
def currency_words(language: LanguageDefinition) -> frozenset[str]:
    """Everything that names a currency, in lower case and without wildcards, for a look at what is glued to digits."""
    terms = {lettered(lowered(term)).rstrip("*") for term, _ in currency_terms(language)}
    return frozenset({term for term in terms if "*" not in term} | {lowered(s) for s in currency_symbols(language)})
