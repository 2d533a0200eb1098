"""A text with its words parted: what the later stages read, and where each character of it stands in the text.

Where a script parts words by spaces, that is the text itself. Elsewhere it is a view: digits, brackets and
commas in their plain forms, vowel marks as letters, and a space wherever a word begins that the language's
file, CLDR or the events know. The longest word counts; what no word explains stays in one piece. So the
rules of the later stages hold for every script. The text is not changed: what they find is told in its own
positions (`analysis.plain`).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from analysis.definitions import LanguageDefinition, definitions
from analysis.definitions.letters import apart, lettered
from analysis.lexicon import lowered
from analysis.model import Span
from analysis.plain import Plain
from analysis.words.parting import parting_of

__all__ = ["parted"]

_NUMERALS = 3
"""So many one-letter words for the digits in a row are written as digits are: years."""
_SHORT_YEAR = re.compile(r"\d\d")
_SHORT_YEARS = 1969
"""The first of the hundred years that two digits stand for: the POSIX rule."""
_YEAR = re.compile(r"(?<!\d)(\d{4})(?:([-\u2010-\u2014/])(\d\d)(?!\d))?(?!\d)")
_YEARS = (1600, 2100)


def parted(text: str, language: LanguageDefinition, *, of: Plain | None = None) -> Plain | None:
    """A text with its words parted, and where each character of it stands; None where the words are apart already.

    `of` is what the text was made of, where it is not the text as it stands; it is what comes back where the words
    are apart. Linear in the length of the text.
    """
    return of if language.spaced else _View(text, language).words().within(of)


_WIDE_COMMAS = "\uff0c\u3001\uff64"
"""Commas that stand between numbers without being part of them."""


def _plain() -> dict[int, str]:
    """Digits of every script, and marks as wide as an ideograph, as those of ASCII; the marks of vowels as letters."""
    digits = (chr(c) for c in range(0x80, 0x10000) if unicodedata.category(chr(c)) == "Nd")
    wide = {c: unicodedata.normalize("NFKC", chr(c)) for c in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))}
    plain = {c: form for c, form in wide.items() if len(form) == 1 and chr(c) not in _WIDE_COMMAS}
    plain |= {ord(digit): str(unicodedata.decimal(digit)) for digit in digits}
    # A space of no width only says where a line may end; the wide one is a space.
    return plain | {0x200B: " ", 0x3000: " "}


_PLAIN = _plain()
_COMMAS = dict.fromkeys(map(ord, _WIDE_COMMAS), ",")


class _View:
    """The making of one view."""

    def __init__(self, text: str, language: LanguageDefinition) -> None:
        self.known = parting_of(definitions(), language)
        self.written = text
        self.text = lettered(text.translate(_PLAIN).translate(self.known.letters))
        self.low = lowered(self.text)
        self.pieces: list[str] = []
        self.places: list[Span] = []
        self.before = ""
        """The word before, as known; empty behind a mark or a space."""
        self.counts = False
        """Whether a counter may follow."""
        self.amount = False
        """Whether an amount has just ended, with its unit."""

    def words(self) -> Plain:
        start = 0
        last = " "
        while match := self.known.parts.match(self.low, start):
            end = match.end()
            kind = match.lastgroup
            if kind == "word" and self._takes_a_letter(start, end):
                match = self.known.parts.match(self.low, start, end - 1) or match
                end, kind = match.end(), match.lastgroup
            if kind == "word" and end - start == 1 and (run := self._run(start)):
                end, kind = run, "digits"
                piece = "".join(self.known.numerals[c] for c in self.low[start:end])
            else:
                if kind == "word" and self.counts and self._gives_way(self.low[start:end]):
                    # "2024年中国": behind a number what goes on with it, rather than a longer word.
                    goes_on = self.known.goes_on.match(self.low, start)
                    end = goes_on.end() if goes_on else end
                piece = self.text[start:end]
            low = self.low[start:end]
            if kind == "word":
                kind, piece = self._word(start, end, low, piece)
            elif kind == "digits":
                piece = self._years(end, piece)
            elif low.isspace():
                piece = self._space(start, end, piece)
            elif kind is None and low in self.known.short and self._is_short(start):
                kind, piece = "word", apart(piece)
            if self._apart(last, piece[0], kind, start):
                self.pieces.append(" ")
                self.places.append((start, start))
            self.pieces.append(piece)
            self.places.append((start, end))
            last = piece[-1] if kind is not None or not piece[-1].isalpha() else "\0"
            self._note(kind, low)
            start = end
        starts = [0, *accumulate(map(len, self.pieces))][:-1] or [0]
        view = "".join(self.pieces).translate(_COMMAS)
        return Plain(view, self.written, starts, self.places or [(0, 0)])

    def _apart(self, last: str, first: str, kind: str | None, start: int) -> bool:
        """Whether a space is put between the character before and the part that comes."""
        if last.isspace() or first.isspace():
            return False
        unknown = kind is None and first.isalpha()
        if last == "\0" or last.isalnum():
            if first.isalnum():
                # Unknown letters stay together; so do the letters and digits of a code.
                joined = (last == "\0" and unknown) or (last.isascii() and first.isascii() and last != "\0")
                return not joined
            return unicodedata.category(first) in ("Ps", "Pi", "Sc")
        if unicodedata.category(last) in ("Ps", "Pi", "Pd", "Sc") or last in "/@#&+":
            return False
        opens = first.isalnum() or unicodedata.category(first) in ("Ps", "Pi", "Sc")
        # A wide mark has no space behind it as it stands.
        return opens and not (self.written[start - 1].isascii() and first.isascii() and last not in ",;")

    def _note(self, kind: str | None, low: str) -> None:
        measured = kind == "word" and low in self.known.measures
        # "at 40 million dollars in 2019": the time right behind an amount is part of it.
        goes_on = measured or low == " " or kind == "digits" or low in self.known.timed or low in self.known.closes
        # "ร้อยละ 60": the word for percent stands before its number.
        share = kind == "digits" and self.before in self.known.percent
        self.amount = low == "%" or share or (measured and self.counts) or (self.amount and goes_on)
        if kind == "digits" or (kind == "word" and low in self.known.numbers):
            self.counts = True
        elif kind != "word" or not (self.counts and low in self.known.hedges):
            self.counts = self.counts and low == " "
        self.before = low if kind == "word" else self.before if low == " " else ""

    def _takes_a_letter(self, start: int, end: int) -> bool:
        """Whether a word takes the first letter of a longer name behind it."""
        rests = self.known.cut.get(self.low[start:end])
        return rests is not None and self.low.startswith(rests, end)

    def _run(self, start: int) -> int | None:
        """Where a run of one-letter words for digits ends, none of them in a longer word: a year in words."""
        end = start
        while self.low[end : end + 1] in self.known.numerals and not self._opens_longer(end):
            end += 1
        if end - start < _NUMERALS or self.low[end : end + 1] in self.known.numbers:
            return None
        return end

    def _opens_longer(self, position: int) -> bool:
        """Whether a word of more than one letter begins at a position."""
        word = self.known.known.match(self.low, position)
        return word is not None and len(word.group(1)) > 1

    def _gives_way(self, word: str) -> bool:
        """Whether behind a number a shorter word is likelier: this one only guards others, or opens as a counter."""
        if word in self.known.guards:
            return True
        timed = word in self.known.timed or word[0] in self.known.counters
        return timed and word not in self.known.counted and self.known.goes_on.match(word) is not None

    def _word(self, start: int, end: int, low: str, written: str) -> tuple[str | None, str]:
        """(kind, as written) of a known word: a counter without a number, or a short name alone, is none."""
        if end - start > 1:
            return "word", written
        counted = low in self.known.counters and self.counts
        if low in self.known.short and not counted and self._is_short(start):
            # Behind a number it counts: the day of "10日法航", on the 10th Air France, is not Japan.
            return "word", apart(written)
        if low in self.known.counters and not self.counts:
            return None, written
        return "word", written

    def _is_short(self, position: int) -> bool:
        """Whether a name cut to one letter is one here: beside another such name, or a word that asks for it."""
        known, low = self.known, self.low
        following = low[position + 1 : position + 2]
        if position and self.pieces[-1] == apart(low[position - 1]):
            return True
        after = known.known.match(low, position + 1)
        alone = after is None or len(after.group(1)) == 1
        if following in known.short and alone:
            return True
        if self.before in known.beside.get("before", ()):
            return True
        return any(low.startswith(term, position + 1) for term in known.beside.get("after", ()))

    def _years(self, end: int, written: str) -> str:
        """Digits with the years of another calendar as those of the common one: as many digits."""
        era = self.known.era
        if not era or "," in written:
            return written
        if _SHORT_YEAR.fullmatch(written):
            return self._short_year(end, written)
        following = self.known.known.match(self.low, end)
        # "in the year 2567 tourists came": the word before says that it is one.
        dated = self.before.endswith(self.known.dating) if self.known.dating else False
        if not dated and following and following.group(1) in self.known.no_year:
            return written

        def common(match: re.Match[str]) -> str:
            year = int(match[1]) - era
            if not _YEARS[0] <= year <= _YEARS[1]:
                return match[0]
            if match[2] is None:
                return str(year)
            return f"{year}{match[2]}{(int(match[3]) - era) % 100:02d}"

        return _YEAR.sub(common, written)

    def _short_year(self, end: int, written: str) -> str:
        """Two digits behind a word of dates as the year of the common era that they stand for: "ปี 59" is 2016."""
        following = self.known.known.match(self.low, end)
        counts = following is not None and following.group(1) in self.known.no_year
        if counts or not self.known.dating or not self.before.endswith(self.known.dating):
            return written
        century = (_SHORT_YEARS + self.known.era) // 100 * 100
        year = century + int(written) - self.known.era
        return str(year if year >= _SHORT_YEARS else year + 100)

    def _opens(self, word: str) -> bool:
        """Whether a word behind a space opens a sentence."""
        return word in self.known.opens or (self.amount and word in self.known.resumes)

    def _space(self, start: int, end: int, written: str) -> str:
        """White space, as a full stop and more where a word behind it opens a sentence."""
        if end - start > 1 or written != " " or not self.known.opens or not start:
            return written
        if self.amount and self.known.resumes and (time := self.known.times.match(self.low, end)):
            word = self.known.known.match(self.low, time.end())
            opens = word and word.group(1) in self.known.resumes
        else:
            word = self.known.known.match(self.low, end)
            opens = word and word.start(1) == end and self._opens(word.group(1))
        if not opens or self.low[start - 1] in ",;:-":
            return written
        self.amount = False
        return "\u3002"
