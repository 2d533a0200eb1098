"""Blocks -> HTML: the templates and their filters, and a single block as JupyterLab shows it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from markupsafe import Markup, escape

from analysis import wording
from analysis.reports.content import prepared
from analysis.reports.drawing import following
from analysis.style import style

if TYPE_CHECKING:
    from jinja2.runtime import Context

__all__ = ["FILTERS", "TEMPLATES", "standalone", "web_host"]

Node = dict[str, Any]
TEMPLATES = Path(__file__).with_name("templates")


def web_host(address: str) -> str | None:
    """The host of an address of the web; None for any other, which is no link: it may run, or lead to a file.

    >>> web_host("https://example.org/a"), web_host("javascript:alert(1)"), web_host("http://[")
    ('example.org', None, None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    known = parts.scheme in {"http", "https"} and address.isprintable() and " " not in address
    return parts.hostname if known else None


def _verdict(key: str) -> Markup:
    """A verdict as sign and word."""
    known = style().verdict[key]
    return Markup('<span class="sign" aria-hidden="true">{}</span>{}').format(known["sign"], known["label"])


@pass_context
def _tongues(context: Context, text: str) -> Markup | str:
    """A text in which the names of sources in another language than the page's say which it is."""
    made = context.get("resources", {}).get("communique", {}).get("content")
    if made is None:
        return text
    names = {name: language for name, language in made.tongues().items() if name in text}
    if not names:
        return text
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    marked = [
        Markup('<span lang="{}">{}</span>').format(names[part], part) if part in names else escape(part)
        for part in re.split(f"({longest})", text)
    ]
    return Markup("").join(marked)


def _together(text: str) -> str:
    """A text in which no line ends between a number and its percent sign."""
    return text.replace(" %", "\u00a0%")


FILTERS = {
    "together": _together,
    "tongues": _tongues,
    "period": wording.period,
    "language": wording.language,
    "verdict": _verdict,
    "drawing": lambda text: Markup(following(text)),  # noqa: S704 - our own SVG, whose texts matplotlib has escaped
    "host": web_host,
}


@cache
def _environment() -> Environment:
    """The environment of a single block."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "report"), autoescape=True)
    environment.filters.update(FILTERS)
    return environment


def standalone(block: Node, sources: Node | None = None) -> str:
    """One block as HTML for JupyterLab, with the style it needs and its evidence folded below it.

    Several blocks share a page there, so each has ids of its own. Each quote stands inside its sentence, under the
    title of its document, where the `sources` are at hand.

    >>> "1.3 billion" in standalone({"kind": "paragraph", "runs": [{"text": "1.3 billion"}]})
    True
    """
    raw = [block, sources] if sources else [block]
    blocks, _ = prepared(raw)
    macros: Any = _environment().get_template("blocks.html.j2").module
    body = macros.all(blocks[:1])
    if cited := blocks[len(raw) :]:
        body += Markup("<details><summary>{}</summary>{}</details>").format("Evidence", macros.all(cited[1:]))
    own = hashlib.sha256(body.encode()).hexdigest()[:8]
    body = re.sub(r'( id="|href="#)(?=use-|doc-)', rf"\g<1>b{own}-", _unlinked(str(body)))
    if "<svg" in body:
        body = _with_faces(body, own)
    return f'<div class="communique"><style>{_scoped_style()}</style>{body}</div>'


def _with_faces(body: str, own: str) -> str:
    """HTML whose drawings bring their fonts: labels placed by their measures would run together in others.

    The faces hold the signs of this block alone, so they have names of their own.
    """
    from analysis.reports.fonts import face_rules  # noqa: PLC0415 - loads matplotlib

    sans = style().type["sans"]
    rules = [rule for rule in face_rules(body).splitlines() if f'"{sans}"' in rule]
    faces = "".join(rules).replace(f'"{sans}"', f'"{sans} {own}"')
    return f"<style>{faces}</style>" + body.replace(f"'{sans}'", f"'{sans} {own}'")


def _unlinked(body: str) -> str:
    """HTML whose drawings have no links: JupyterLab takes every link for one of HTML, and fails at those of SVG."""
    return re.sub(r'<a class="spot"[^>]*>(.*?)</a>', r"\1", body, flags=re.DOTALL)


OWN = """
:scope { background: var(--paper); color: var(--ink); font: 400 1rem/1.5 var(--serif); padding: .5rem 1rem; }
:scope :is(table, th, td, tr) { text-align: left !important; background: none !important; }
:scope :is(table, th, td, tr) { white-space: normal; max-width: none; }
:scope table { display: table; table-layout: auto; width: 100%; margin: 0; font-size: var(--step-1); }
:scope :is(th, td) { line-height: 1.4; }
:scope :is(th, td) { padding: .5rem .9rem .5rem 0; } :scope :is(th, td).n { text-align: right !important; }
:scope a.cite { color: inherit; text-decoration: underline; text-decoration-color: var(--accent); }
:scope a.cite:has(.inferred) { text-decoration-style: dotted; }
:scope :is(ul, ol):not(.plain, .sources) { list-style: none !important; padding: 0 !important; }
:scope blockquote { margin: 0; padding: 0; border: 0; }
"""
"""What undoes JupyterLab's own style of tables, lists, links and quotes inside a block."""


@cache
def _scoped_style() -> str:
    """The style of reports, held to a block: its own paper and ink, whatever the page around it has."""
    sheet = _environment().get_template("report.css.j2").render(look=style()).replace(":root", ":scope")
    return f"@scope (.communique) {{ {sheet} {OWN} }}"
