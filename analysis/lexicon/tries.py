"""Terms as regular expressions: a trie, so that the engine tries each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.definitions.letters import lettered

__all__ = ["GAP", "alternation", "pattern", "spelled"]

GAP = "[\\s\\-\u2010\u2011]{1,3}"
"""What may stand between two words of a term: white space or a hyphen."""
_HYPHENS = ("-", "\u2010", "\u2011")
_APOSTROPHE = "['\u2019\u02bc]"
_END = ""

Node = dict[str, "Node"]


def spelled(term: str) -> str:
    """A term in the one spelling that is compared: one space for every gap, one apostrophe; a hyphen at its end stays.

    >>> spelled("two\u00a0-\u00a0way traders\u2019"), spelled("Sino\u2011")
    ("two way traders'", 'Sino-')
    """
    open_ended = "-" if term.endswith(_HYPHENS) else ""
    return (
        lettered(re.sub(GAP, " ", term.replace("\u200b", ""))).strip().replace("\u2019", "'").replace("\u02bc", "'")
        + open_ended
    )


def pattern(term: str) -> str:
    """The expression for one term; `*` stands for any letters."""
    return "".join(_letter(c) for c in term)


def alternation(terms: Iterable[str]) -> str:
    """The expression for any of the terms that prefers the longer of two.

    >>> re.match(alternation(["trade", "trade turnover"]), "trade turnover").group()
    'trade turnover'
    """
    root: Node = {}
    for term in terms:
        node = root
        for c in term:
            node = node.setdefault(c, {})
        node[_END] = {}
    return _expression(root)


def _letter(c: str) -> str:
    if c == "*":
        return r"[^\W\d_]*"
    if c == " ":
        return GAP
    if c == "-":
        return "[" + "".join(_HYPHENS) + "]"
    return _APOSTROPHE if c == "'" else re.escape(c)


def _expression(node: Node) -> str:
    branches = []
    for c in sorted(k for k in node if k not in (_END, "*")):
        # Chains without a fork become plain strings, which the engine compares at once.
        chain, child = _letter(c), node[c]
        while len(child) == 1 and _END not in child and "*" not in child:
            (only,) = child
            chain, child = chain + _letter(only), child[only]
        branches.append(chain + ("" if set(child) == {_END} else _expression(child)))
    if "*" in node:
        rest = node["*"]
        branches.append(_letter("*") + ("" if set(rest) == {_END} else _expression(rest)))
    if _END in node:
        branches.append("")
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
