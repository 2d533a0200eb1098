"""Blocks -> HTML: the templates and their filters, and a single block as JupyterLab shows it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from analysis import wording
from analysis.reports.content import prepared
from analysis.reports.drawing import following
from analysis.style import style

__all__ = ["FILTERS", "TEMPLATES", "language_name", "standalone"]

Node = dict[str, Any]
TEMPLATES = Path(__file__).with_name("templates")


def language_name(code: str) -> str:
    """The name of a language in the language of the report; the code itself where CLDR knows none.

    >>> language_name("nb"), language_name("tlh-x")
    ('Norwegian Bokmål', 'tlh-x')
    """
    try:
        return Locale.parse(code, sep="-").get_language_name(wording.words()["locale"]) or code
    except (ValueError, UnknownLocaleError):
        return code


def _verdict(key: str) -> Markup:
    """A verdict as sign and word."""
    known = style().verdict[key]
    return Markup('<span class="sign" aria-hidden="true">{}</span>{}').format(known["sign"], known["label"])


FILTERS = {
    "period": wording.period,
    "language": language_name,
    "verdict": _verdict,
    "drawing": lambda text: Markup(following(text)),  # noqa: S704 - our own SVG, whose texts matplotlib has escaped
    "host": lambda address: urlsplit(address).hostname or address,
}


@cache
def _environment() -> Environment:
    """The environment of a single block."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "report"), autoescape=True)
    environment.filters.update(FILTERS)
    return environment


def standalone(block: Node) -> str:
    """One block as HTML for JupyterLab, with the style it needs.

    >>> "1.3 billion" in standalone({"kind": "paragraph", "runs": [{"text": "1.3 billion"}]})
    True
    """
    blocks, _ = prepared([block])
    environment = _environment()
    body = environment.get_template("blocks.html.j2").module.all(blocks)  # type: ignore[attr-defined]
    style_sheet = environment.get_template("report.css.j2").render(look=style()).replace(":root", ":scope")
    return f"<div class='communique'><style>@scope (.communique) {{{style_sheet}}}</style>{body}</div>"
