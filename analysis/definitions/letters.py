r"""Characters that are to count as letters, moved to where Python takes them for such.

Some scripts write vowels and tones as marks over and under their letters, which no expression for words
(`\w`) matches. Moved by one fixed distance they are letters of a block of rare ideographs, one for one, so
that positions hold. So is moved what is to be a letter apart from its namesake: a name cut to one character.
"""

from __future__ import annotations

import unicodedata

__all__ = ["MARKS", "apart", "lettered", "written"]

_FAR = 0x20000
_FIRST, _LAST = 0x0900, 0x1A00
"""The scripts that write vowels as marks: Devanagari to Buginese."""

MARKS = f"{chr(_FIRST + _FAR)}-{chr(_LAST + _FAR)}"
"""The marks as moved: a range for the inside of an expression's brackets."""

_MOVED = {c: chr(c + _FAR) for c in range(_FIRST, _LAST) if unicodedata.category(chr(c)) in ("Mn", "Mc")}


def lettered(text: str) -> str:
    r"""The text with every vowel and tone mark as a letter, character for character.

    >>> "\u0e1b\u0e35".isalpha(), lettered("\u0e1b\u0e35").isalpha(), len(lettered("\u0e1b\u0e35"))
    (False, True, 2)
    """
    return text if text.isascii() else text.translate(_MOVED)


_BACK = str.maketrans({moved: mark for mark, moved in _MOVED.items()})


def written(text: str) -> str:
    r"""The text with the marks that `lettered` moved back in their place, for a reader.

    >>> written(lettered("\u0e1b\u0e35")) == "\u0e1b\u0e35"
    True
    """
    return text if text.isascii() else text.translate(_BACK)


def apart(letter: str) -> str:
    """A letter in a form of its own, which nothing but this function makes.

    >>> apart("a") == "a", len(apart("a"))
    (False, 1)
    """
    return chr(ord(letter) + _FAR)
