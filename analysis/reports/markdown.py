"""Markdown -> blocks: the plain cells of a notebook in the same structure as its results.

The source is the notebook's own prose, but it may carry words of others, so nothing in it is ever
markup for the output: HTML in Markdown is shown as it stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import mistune

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["blocks"]

Node = dict[str, Any]

LINKS = ("https://", "http://", "mailto:", "#")
"""What an address may start with to become a link; anything else stays text."""


def blocks(markdown: str) -> list[Node]:
    r"""The blocks of a Markdown text: heading, paragraph, list, quote, code, rule, table.

    >>> blocks("## Trade\n\nIt *rose*.")
    [{'kind': 'heading', 'level': 2, 'runs': [{'text': 'Trade'}]},
     {'kind': 'paragraph', 'runs': [{'text': 'It '}, {'text': 'rose', 'em': True}, {'text': '.'}]}]
    """
    return [block for token in _parser()(markdown) for block in _block(token)]


@cache
def _parser() -> Callable[[str], list[Node]]:
    """The parser, made once: CommonMark with tables."""
    return mistune.create_markdown(renderer=None, plugins=["table"])  # type: ignore[return-value]


def _block(token: Node) -> list[Node]:
    """The blocks of one token; none for a blank line."""
    match token["type"]:
        case "heading":
            runs = _inline(token["children"])
            # A heading without words leads nowhere, and no tagged PDF may have one.
            told = any(run["text"].strip() for run in runs)
            return [{"kind": "heading", "level": token["attrs"]["level"], "runs": runs}] if told else []
        case "paragraph" | "block_text":
            return [{"kind": "paragraph", "runs": _inline(token["children"])}]
        case "list":
            items = [[block for child in item["children"] for block in _block(child)] for item in token["children"]]
            return [{"kind": "list", "ordered": token["attrs"]["ordered"], "items": items}]
        case "block_quote":
            return [{"kind": "quote", "blocks": [block for child in token["children"] for block in _block(child)]}]
        case "block_code":
            return [{"kind": "code", "text": token["raw"].rstrip("\n")}]
        case "block_html":
            return [{"kind": "paragraph", "runs": [{"text": token["raw"].strip()}]}]
        case "thematic_break":
            return [{"kind": "rule"}]
        case "table":
            return [_table(token)]
    return []


def _table(token: Node) -> Node:
    """A Markdown table as a table block without a caption."""
    head, body = token["children"][0], token["children"][1:]
    rows = [
        [
            {"runs": _inline(cell["children"]), **({"number": True} if cell["attrs"].get("align") == "right" else {})}
            for cell in row["children"]
        ]
        for part in body
        for row in part["children"]
    ]
    heads = ["".join(run["text"] for run in _inline(cell["children"])) for cell in head["children"]]
    return {"kind": "table", "caption": "", "heads": heads, "rows": rows, "note": "", "empty": ""}


def _inline(tokens: list[Node], **marks: object) -> list[Node]:
    """The runs of a line; `marks` are those of the enclosing emphasis or link."""
    runs: list[Node] = []
    for token in tokens:
        kind = token["type"]
        if kind == "emphasis":
            runs += _inline(token["children"], **{**marks, "em": True})
        elif kind == "strong":
            runs += _inline(token["children"], **{**marks, "strong": True})
        elif kind == "link":
            address = token["attrs"]["url"]
            known = {"href": address} if address.startswith(LINKS) else {}
            runs += _inline(token["children"], **{**marks, **known})
        elif kind == "image":
            # A picture from elsewhere would be a network request: its text stands for it.
            runs += _inline(token["children"], **marks)
        elif kind == "codespan":
            runs.append({"text": token["raw"], "code": True, **marks})
        elif kind in {"softbreak", "linebreak"}:
            runs.append({"text": " " if kind == "softbreak" else "\n", **marks})
        else:
            runs.append({"text": token.get("raw", ""), **marks})
    return _joined(runs)


def _joined(runs: list[Node]) -> list[Node]:
    """Neighbouring runs with the same marks as one."""
    joined: list[Node] = []
    for run in runs:
        if joined and {**joined[-1], "text": ""} == {**run, "text": ""}:
            joined[-1] = {**run, "text": joined[-1]["text"] + run["text"]}
        elif run["text"]:
            joined.append(run)
    return joined
