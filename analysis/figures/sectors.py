"""The fields in which documents were signed, as the text lists them."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.lexicon import Lexicon
from analysis.model import Quantity
from analysis.sentences import Sentence

__all__ = ["sectors_of"]

_LIST_END = re.compile(r"[;:.]\s|[;:()]|[.]$")


def sectors_of(sentence: Sentence, quantity: Quantity) -> tuple[str, ...]:
    """The fields named after a count of documents, as written; empty where none are.

    "defence, security, and mineral exploration, exploitation and processing": a comma before the last
    "and" closes the list, so that what follows is one field.
    """
    openers = [hit for hit, _ in sentence.of("sector", "start") if hit.start >= quantity.end]
    if not openers:
        return ()
    start = (
        openers[-1].end
        if len(openers) > 1 and "," not in sentence.low[openers[0].end : openers[-1].start].strip(", ")
        else openers[0].end
    )
    end = min((hit.start for hit, _ in sentence.of("sector", "stop") if hit.start > start), default=sentence.end)
    closed = _LIST_END.search(sentence.text, start, end)
    listed = sentence.text[start : closed.start() if closed else end].strip(" .,/\n")
    words, etc = _any(sentence.lexicon, "sector.and"), _any(sentence.lexicon, "sector.etc") or "(?!)"
    open_list = re.search(rf",?\s(?:{etc})\.?$", listed, re.IGNORECASE)
    if open_list:
        listed = listed[: open_list.start()]
    oxford = list(re.finditer(rf",\s(?:{words})\s", listed, re.IGNORECASE)) if words else []
    last = None
    if oxford and not open_list:
        listed, last = listed[: oxford[-1].start()], listed[oxford[-1].end() :]
    fields = [field.strip() for field in listed.split(",") if field.strip()]
    if last is None and not open_list and words and len(fields) > 1:
        parts = re.split(rf"\s(?:{words})\s", fields[-1], flags=re.IGNORECASE)
        fields[-1:] = [f"{' '.join(parts[:-1])}", parts[-1]] if len(parts) == 2 else [fields[-1]]  # noqa: PLR2004
    elif last is None and not open_list and words and len(fields) == 1:
        fields = re.split(rf"\s(?:{words})\s", fields[0], flags=re.IGNORECASE)
    return tuple(field.strip() for field in ([*fields, last] if last else fields) if field.strip())


@lru_cache(maxsize=64)
def _any(lexicon: Lexicon, sense: str) -> str:
    """The expression for any word of a sense, the longer before the shorter; empty where there is none."""
    return "|".join(sorted((re.escape(word) for word in lexicon.surfaces(sense)), key=len, reverse=True))
