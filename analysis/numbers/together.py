"""Number words below a million that are written together as one: fünfundzwanzigtausendeinhundertelf, tvåtusenfem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.lexicon import alternation

__all__ = ["Together", "together"]

_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_NOTHING = "(?!)"


class Together(NamedTuple):
    """How such words are found, and what their parts are worth."""

    pattern: str
    """An expression for one word; it matches nothing where a language writes none."""
    parts: re.Pattern[str]
    """The same with a group for each part."""
    values: Mapping[str, float]

    def value(self, word: str) -> float | None:
        """The value of a word that the pattern matches; None for any other.

        >>> words = {"zwei": 2, "fünf": 5, "zehn": 10, "zwanzig": 20, "hundert": 100, "tausend": 1000}
        >>> together(words, ["und"]).value("zweihundertfünfundzwanzigtausendzehn")
        225010.0
        """
        found = self.parts.fullmatch(word)
        if found is None:
            return None
        part = {name: self.values[text] if text else 0.0 for name, text in found.groupdict().items()}
        thousands, rest = (
            (part[f"{side}many"] or 1.0) * part[f"{side}hundred"] + sum(part[side + name] for name in _BELOW_HUNDRED)
            for side in ("thousands_", "rest_")
        )
        return (thousands or 1.0) * part["thousand"] + rest


_BELOW_HUNDRED = ("unit", "tens", "ten", "one", "alone")


def together(words: Mapping[str, float], joins: Iterable[str]) -> Together:
    """What reads the words that are made of other number words, given as word -> value, and of words that join them.

    Units stand before tens with a joining word between ("einundzwanzig"), or behind them without one ("tjugoett").
    `joins` holds an empty text where nothing joins; where it holds none at all, a language writes no such words.
    """
    joins = tuple(joins)
    units = alternation(w for w, v in words.items() if 0 < v < _TEN and v == int(v))
    teens = alternation(w for w, v in words.items() if _TEN <= v < _TWENTY and v == int(v))
    tens = alternation(w for w, v in words.items() if _TWENTY <= v < _HUNDRED and v % _TEN == 0)
    hundred = alternation(w for w, v in words.items() if v == _HUNDRED)
    # A sign such as "k" makes no words.
    thousand = alternation(w for w, v in words.items() if v == _THOUSAND and len(w) > 1)
    if not joins or not all((units, teens, tens, hundred, thousand)):
        return Together(_NOTHING, re.compile(_NOTHING), {})
    join = alternation(filter(None, joins)) if any(joins) else _NOTHING

    def below_thousand(side: str) -> str:
        below = (
            f"(?:(?P<{side}unit>{units}){join}(?P<{side}tens>{tens})|(?P<{side}ten>{tens})(?P<{side}one>{units})?"
            f"|(?P<{side}alone>{teens}|{units}))"
        )
        return f"(?:(?:(?P<{side}many>{units}|{teens})?(?P<{side}hundred>{hundred})(?:{join}(?=\\w))?)?{below}?)"

    pattern = (
        f"(?=\\w)(?:{below_thousand('thousands_')}(?P<thousand>{thousand})(?:{join}(?=\\w))?)?{below_thousand('rest_')}"
    )
    parts = re.compile(pattern)
    return Together(re.sub(r"\?P<\w+>", "?:", pattern), parts, words)
