r"""Texts that a spreadsheet would run as formulas, made harmless so that the way back is known.

A spreadsheet takes a cell for a formula by its first sign, and what is the first sign of a cell depends on how
it reads the file: where the semicolon separates, a comma's file falls into other cells, at each semicolon,
quotation mark, tab and line break. So an apostrophe goes before each place at which a cell could begin and a
formula would: ``=``, ``+``, ``-``, ``@`` or their full-width forms, be it behind blanks or signs that nobody sees;
and before a text that opens with a tab or a line break. Apostrophes that stand there already are counted in, so
that taking one away at each such place gives the text as it was, whatever it held.
"""

from __future__ import annotations

import re
from typing import TypeVar

__all__ = ["defused", "restored"]

Value = TypeVar("Value")

_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_BEGINS = rf"'*+[{_UNSEEN}]*+[=+\-@＝＋－＠]"
_BREAKS = r"'*+[\t\r\n]"
_CELL = r"(?:(?=\A)|(?<=[;\"\t\r\n]))"
_DANGER = re.compile(rf"{_CELL}(?={_BEGINS})|\A(?={_BREAKS})")
_DEFUSED = re.compile(rf"{_CELL}'(?={_BEGINS})|\A'(?={_BREAKS})")


def defused(value: Value) -> Value | str:
    """A text with an apostrophe wherever a spreadsheet could begin a formula; any other value as it is.

    >>> defused("=HYPERLINK(1)"), defused("of −5 %"), defused("a;=1"), defused(-5)
    ("'=HYPERLINK(1)", 'of −5 %', "a;'=1", -5)
    """
    return _DANGER.sub("'", value) if isinstance(value, str) else value


def restored(text: str) -> str:
    """The text that `defused` was given: the way back, for whoever reads our CSV.

    >>> restored(defused("'=1")), restored("'Tis")
    ("'=1", "'Tis")
    """
    return _DEFUSED.sub("", text)
