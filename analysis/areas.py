"""Economies, groups of them and former states named in a text -> codes.

Names come from CLDR; adjectives, further names, capitals and the way names decline from the
language's ``.areas.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from analysis.definitions import AreaWords, Definitions, LanguageDefinition, definitions
from analysis.definitions.letters import apart, lettered
from analysis.lexicon import Hit, Lexicon

__all__ = ["AreaForm", "AreaMention", "area_lexicon", "area_terms", "meant", "mentions"]

_GIVEN = "person.given"
"""The sense of a name that is a person's given name too; that of a family name ends it with a dot."""
_NAMES = 3
"""Words from a family name to the given name behind it."""

_SEVERAL = "|"
"""Between the codes of a name that may be of several economies."""

AreaForm = Literal["name", "adjective", "capital", "ambiguous", "home", "ours"]


class AreaMention(NamedTuple):
    """An area named in a text: its place, its code, and the form of the word."""

    start: int
    end: int
    code: str
    form: AreaForm


def area_terms(language: LanguageDefinition) -> Iterator[tuple[str, str]]:
    """(term, sense) for every word that names an area; the sense is `area.<form>.<code>`.

    Forms whose case says to whom, by whom or where have `case.dative`, `case.instrumental` or `case.locative` besides.

    Phrases that hold a country's name and name no economy have the sense `area.none`.
    """
    return iter(_terms(definitions(), language))


def area_lexicon(language: LanguageDefinition) -> Lexicon:
    """The words that name areas alone, compiled once: for a look at who is named in a longer stretch."""
    return _lexicon(definitions(), language)


@lru_cache(maxsize=32)
def _lexicon(known: Definitions, language: LanguageDefinition) -> Lexicon:
    return Lexicon(_terms(known, language))


@lru_cache(maxsize=64)
def _terms(known: Definitions, language: LanguageDefinition) -> tuple[tuple[str, str], ...]:
    words = language.areas
    ambiguous = {term.lower() for term in words.ambiguous}
    # A name that the language's own file gives to one economy is no other's.
    own = {term for listed in words.names.values() for term in listed}
    # Nor is one that is mostly something else: "Maurice", "Reunión".
    own |= {term for listed in words.no_economy.values() for term in listed}
    names = {code: tuple(n for n in listed if n not in own) for code, listed in _cldr_names(known, language).items()}
    for code, listed in words.names.items():
        names[code] = (*names.get(code, ()), *listed)
    terms: list[tuple[str, str]] = []
    cases = {"dative": words.dative, "instrumental": words.instrumental, "locative": words.locative}
    capitals = _cldr_capitals(known, language)
    for code, listed in words.capitals.items():
        capitals[code] = (*(name for name in capitals.get(code, ()) if name not in listed), *listed)
    for form, table in (("name", names), ("capital", capitals)):
        for code, listed in table.items():
            for name in listed:
                if name.lower() not in ambiguous:
                    declined_forms = _declined(name, words.inflect)
                    terms += [(declined, f"area.{form}.{code}") for declined in declined_forms]
                    terms += [(name, "form.base")] if words.dative and len(declined_forms) > 1 else []
                    terms += [(declined, f"case.{case}") for case in cases for declined in _in_case(name, cases[case])]
    for code, listed in words.adjectives.items():
        clear = [term for term in listed if term.lower() not in ambiguous]
        terms += [(term, f"area.adjective.{code}") for term in clear]
        for case, ends in cases.items():
            # A form given in full hides the stem that would find it.
            forms = [form for term in clear for form in _in_case(term, ends)]
            terms += [(form, sense) for form in forms for sense in (f"area.adjective.{code}", f"case.{case}")]
    terms += _ambiguous_terms(words, cases)
    terms += [(term, "area.none") for listed in words.no_economy.values() for term in listed]
    terms += _short_terms(words)
    families = "|".join(words.people.get("family", ()))
    terms += [(term, f"{_GIVEN}.{families}") for term in words.people.get("given", ())]
    terms += [(term, f"area.pair.{'+'.join(codes)}") for term, codes in _paired(words.pairs, names)]
    return tuple(dict.fromkeys((*terms, *_home_terms(language))))


def _ambiguous_terms(words: AreaWords, cases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """(term, sense) for what may be of several economies: without a default the codes tell which."""
    for term, codes in words.ambiguous.items():
        if term in words.cut_short:
            continue
        sense = f"area.ambiguous.{words.default.get(term) or '|'.join(codes)}"
        yield from ((declined, sense) for declined in _declined(term, words.inflect))
        for case, ends in cases.items():
            yield from ((form, s) for form in _in_case(term, ends) for s in (sense, f"case.{case}"))


def _short_terms(words: AreaWords) -> Iterator[tuple[str, str]]:
    """(term, sense) for names cut to one letter, which stand apart from the letter that means something else.

    See `analysis.words`. One that may be of several economies names them all; the one that it stands for where the
    text is about none of them is named once more at the end.
    """
    fixed = {letter: code for code, letters in words.short.items() for letter in letters}
    for letter in sorted(words.cut_short):
        codes = (*words.ambiguous.get(letter, ()), fixed.get(letter, ""))
        if letter in words.ambiguous:
            yield apart(letter), f"area.ambiguous.{_SEVERAL.join(codes)}"
        else:
            yield apart(letter), f"area.name.{fixed[letter]}"


def _home_terms(language: LanguageDefinition) -> Iterator[tuple[str, str]]:
    """Words for the one economy that speaks the language, as its own people speak of it: "we", and "our"."""
    forms = {"terms": "home", "own": "ours"}
    home = language.areas.home
    return ((term, f"area.{form}.{language.home}") for key, form in forms.items() for term in home.get(key, ()))


def _cldr_names(known: Definitions, language: LanguageDefinition) -> dict[str, list[str]]:
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    found: dict[str, list[str]] = {}
    territories = Locale.parse(language.locale.replace("-", "_")).territories
    whole = {lettered(name) for name in territories.values()}
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in known.not_economies:  # noqa: PLR2004 - ISO 3166-1 alpha-2
            # "Myanmar (Burma)" is two names.
            parts = [part.strip() for part in re.split(r"[()\uff08\uff09]", lettered(name)) if part.strip()]
            # Where there are capitals, a part without one is no name.
            named = [part for part in parts if part[0].isalpha() and not part[0].islower()]
            if not language.spaced:
                # One letter in brackets tells two of a name apart: "刚果（布）".
                named = [part for part in named if len(part) > 1]
            # In brackets another economy tells whose this one is: "RAE de Hong Kong (China)".
            named = [part for part in named if part == lettered(name) or part not in whole]
            found[code] = [spelling for part in named for spelling in language.spellings(part)]
    owners = Counter(name for names in found.values() for name in set(names))
    # What is part of the names of several is the name of none.
    return {code: [name for name in names if owners[name] == 1] for code, names in found.items()}


def _cldr_capitals(known: Definitions, language: LanguageDefinition) -> dict[str, tuple[str, ...]]:
    """The capitals that CLDR names as cities of time zones; the zones are told by the names in the fallback's file.

    Of a language that inflects names the forms are not known: its capitals are those of its own file.
    """
    from babel import Locale  # noqa: PLC0415 - as above
    from babel.core import get_global  # noqa: PLC0415

    if language.spaced:
        return {}
    zones = Locale.parse(language.locale.replace("-", "_")).time_zones
    spelt = known.language(known.fallback).areas.capitals
    found: dict[str, tuple[str, ...]] = {}
    for zone, code in get_global("zone_territories").items():
        city = zones.get(zone, {}).get("city")
        if city and zone.rpartition("/")[2].replace("_", " ") in spelt.get(code, ()):
            found[code] = (lettered(city),)
    return found


def _declined(name: str, inflect: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The forms of a name: its ending replaced by those that the longest fitting ending may take."""
    return [name] if name.endswith("*") else list(dict.fromkeys([name, *_in_case(name, inflect)]))


def _in_case(name: str, ends: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A name with its ending replaced by those of one case, or of all."""
    fitting = [ending for ending in ends if name.endswith(ending)]
    if not fitting:
        return []
    ending = max(fitting, key=len)
    stem = name[: len(name) - len(ending)]
    return [stem + other for other in ends[ending]]


def _paired(
    pairs: Mapping[str, tuple[str, ...]], names: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of two economies in one, with a hyphen or with a dash between the two.

    Where the second is a name cut short, the two with it in full are one as well.
    """
    for term, codes in pairs.items():
        _, hyphen, second = term.rpartition("-")
        longer = [name for name in names.get(codes[-1], ()) if name.startswith(f"{second.strip()} ")]
        spelt = [term, *(f"{term.removesuffix(second.strip())}{name}" for name in longer if hyphen)]
        for name in spelt:
            yield name, codes
            if "-" in name:
                yield name.replace("-", "\u2013"), codes
                yield re.sub(r" ?- ?", "\u2013", name), codes


def mentions(hit: Hit, text: str) -> tuple[AreaMention, ...]:
    """The area that a hit of the lexicon names in a text, or none. Of several codes for one word, the first.

    A word for two economies in one names both, the one with its first half and the other with its second.
    """
    named = _named(hit.senses)
    if named is None:
        return ()
    code, form, families = named
    if families and _of_a_person(hit, text, families):
        return ()
    first, plus, second = code.partition("+")
    if not plus:
        return (AreaMention(hit.start, hit.end, code, form),)
    middle = (hit.start + hit.end) // 2
    return AreaMention(hit.start, middle, first, "adjective"), AreaMention(middle, hit.end, second, "adjective")


def meant(area: AreaMention, pair: tuple[str, ...]) -> AreaMention:
    """A name that may be of several economies as that of the one that a text is about.

    A name that is of none of these is that of the one it mostly is, which stands twice; what is left is as it was.
    """
    if _SEVERAL not in area.code:
        return area
    *codes, last = area.code.split(_SEVERAL)
    several = {code for code in (*codes, last) if code in pair}
    if len(several) == 1:
        full = last in codes or area.end - area.start == 1
        return area._replace(code=several.pop(), form="name" if full else area.form)
    return area._replace(code=last, form="name") if last in codes else area


def _of_a_person(hit: Hit, text: str, families: frozenset[str]) -> bool:
    """Whether a name is the given name of a person whose family name stands before it: "Nguyễn Tuấn Anh"."""
    if text[hit.start - 1 : hit.start] != " ":
        return False
    for word in reversed(text[max(0, hit.start - 40) : hit.start - 1].split(" ")[-_NAMES:]):
        if not word.isalpha() or not word[0].isupper():
            return False
        if word in families:
            return True
    return False


@lru_cache(maxsize=50_000)
def _named(senses: frozenset[str]) -> tuple[str, AreaForm, frozenset[str]] | None:
    """(code, form) of the area among the senses of a word, and the family names with which it is a person's."""
    families = next((sense.removeprefix(f"{_GIVEN}.").split("|") for sense in senses if sense.startswith(_GIVEN)), ())
    for sense in sorted(senses):
        if sense.startswith("area.") and sense != "area.none":
            _, form, code = sense.split(".", 2)
            return code, cast("AreaForm", form), frozenset(families)
    return None
