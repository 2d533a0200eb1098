"""The forms of the files of definitions: which keys they may have, and what the values of these may be.

What each key means is told in CONTRIBUTING for languages, and at the head of the other files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from analysis.definitions.checking import FLAG, NUMBER, TEXT, TEXTS, Check, one_of
from analysis.model import Measure

__all__ = [
    "AREA_FORM",
    "AREA_KEYS",
    "EVENT_FORM",
    "FLAGS",
    "FORMAT_FORM",
    "HEAD_FORM",
    "JOINED_PARTS",
    "LANGUAGE_KEYS",
    "LANGUAGE_TABLES",
    "METRIC_FORM",
    "NOT_SPOKEN",
    "SINGLE",
    "UNIT_FORM",
    "VALUED",
]

# Which tables a language file may have, and which keys each of them. None: any key that the named
# file defines (checked by `_check_names`). What each key means is told in CONTRIBUTING.
LANGUAGE_TABLES: Mapping[str, tuple[str, ...] | None] = {
    "format": (
        "decimal",
        "other_decimal",
        "group",
        "date_order",
        "ordinal_marks",
        "ordinal_before",
        "year_mark",
        "month_mark",
        "day_mark",
        "decade",
        "decade_before",
        "joined",
        "and",
        "and_fraction",
        "and_scale",
        "article",
    ),
    "contracted": None,
    "identify": ("words", "letters", "others", "other_letters"),
    "cardinals": None,
    "ordinals": None,
    "scales": None,
    "fractions": None,
    "multiples": None,
    "months": None,
    "number_words": ("determiner", "vague", "inner", "none", "other"),
    "idioms": ("before", "after", "around"),
    "bound": ("exact", "about", "over", "under", "at_least", "at_most"),
    "bound_after": ("about", "over", "under", "at_least", "at_most"),
    "range": ("between", "and", "through", "spread", "from", "to", "or", "either"),
    "change": (
        "up",
        "down",
        "times",
        "multiplied",
        "times_added",
        "from",
        "to",
        "by",
        "versus",
        "yearly",
        "more",
        "less",
        "points",
        "average",
        "index",
        "level",
    ),
    "status": ("target", "pledge", "estimate", "future", "actual", "proposal"),
    "metric": None,
    "unit": None,
    "percent": ("words", "before", "tenths"),
    "currency": None,
    "act": (
        "give",
        "receive",
        "sign",
        "hold",
        "trade",
        "buy",
        "sell",
        "study",
        "own",
        "live",
        "carry",
        "deficit",
        "present",
        "agree",
        "raise",
        "ask",
        "license",
        "plan",
        "amount",
        "intend",
    ),
    "role": ("to", "from", "in", "by", "between", "with", "genitive", "passive", "own", "other", "back"),
    "time": (
        "year",
        "year_phrase",
        "year_before",
        "half",
        "quarter",
        "month",
        "week",
        "day",
        "decade",
        "hour",
        "last",
        "before_last",
        "this",
        "next",
        "first",
        "second",
        "same",
        "months",
        "that",
        "then",
        "past",
        "ago",
        "ago_before",
        "today",
        "yesterday",
        "to_date",
        "now",
        "by",
        "since",
        "until",
        "from",
        "from_start",
        "in",
        "per_year",
        "after",
        "whole",
        "academic",
        "later",
        "clock",
        "when",
        "era",
    ),
    "weekday": tuple("1234567"),
    "count": (
        "pair",
        "determiner",
        "share",
        "rank",
        "age",
        "old",
        "duration",
        "anniversary",
        "identifier",
        "number",
        "subset",
        "total",
        "of",
        "world",
        "behind",
        "another",
        "country",
        "goods",
        "hundredth",
        "minus",
    ),
    "sector": ("start", "stop", "and", "etc"),
    "source": ("before", "after"),
    "stop": ("words",),
    "words": ("whole",),
    "sentence": ("opens",),
    "boilerplate": ("tail", "line", "caption", "dateline"),
    "abbreviations": ("words",),
}
FLAGS = ("spaced", "verb_second", "adjectives_follow", "fallback")
LANGUAGE_KEYS = ("name", "locale", "era", *FLAGS, *LANGUAGE_TABLES)
AREA_KEYS = (
    "adjectives",
    "names",
    "capitals",
    "inflect",
    "dative",
    "instrumental",
    "locative",
    "ambiguous",
    "default",
    "no_economy",
    "short",
    "beside",
)
VALUED = ("cardinals", "ordinals", "scales", "fractions", "multiples", "months")


NOT_SPOKEN = ("format", "identify", "number_words", "boilerplate", "abbreviations")
"""The tables whose entries are no terms that a sentence is read by: their last words contract with nothing."""
JOINED_PARTS = ("units", "teens", "tens", "hundred", "thousand")
"""The parts that a pattern of `format.joined` may name."""
SINGLE = (("format", "date_order"), ("format", "decimal"), ("format", "other_decimal"))
"""The keys of which a language has one value: a further file replaces it."""

# What the values of a table may be.
HEAD_FORM: Mapping[str, Check] = {
    "name": TEXT,
    "locale": TEXT,
    "era": NUMBER,
    **dict.fromkeys(FLAGS, FLAG),
}
FORMAT_FORM: Mapping[str, Check] = {
    "date_order": (lambda words: len(words) == 1 and words[0] in ("dmy", "mdy", "ymd"), "one of dmy, mdy, ymd"),
    "decimal": (lambda words: len(words) == 1 and len(words[0]) == 1, "one character"),
    "other_decimal": (lambda words: len(words) == 1 and len(words[0]) == 1, "one character"),
}
METRIC_FORM: Mapping[str, Check] = {
    "name": TEXT,
    "definition": TEXT,
    "units": TEXTS,
    "measure": one_of(get_args(Measure)),
    "direction": TEXT,
    "holder": TEXT,
    "parts": TEXTS,
    "difference": TEXTS,
    "range": (lambda value: isinstance(value, Mapping), "a table"),
    "allotment": FLAG,
    "dated": FLAG,
    "to_date": FLAG,
    "pledged": FLAG,
    "gift": FLAG,
    "residual": FLAG,
    "worth": TEXT,
    "people": TEXTS,
}
UNIT_FORM: Mapping[str, Check] = {
    "kind": TEXT,
    "plural": TEXT,
    "symbols": TEXTS,
    "factor": NUMBER,
    "base": TEXT,
    "metric": TEXT,
    "acts": TEXTS,
    "like": TEXT,
}
AREA_FORM: Mapping[str, Check] = {
    "kind": one_of(("economy", "group", "region", "former")),
    "name": TEXT,
    "iso": TEXT,
    "partner": FLAG,
    "successor": TEXT,
}
EVENT_FORM: Mapping[str, Check] = {
    "name": TEXT,
    "scope": one_of(("pair", "area", "world")),
    "kind": TEXT,
    "words": (lambda value: isinstance(value, Mapping), "a table of words by language"),
}
