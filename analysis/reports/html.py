"""Content -> HTML: one self-contained page through an nbconvert exporter of ours, or a single block."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter

from analysis import wording
from analysis.reports.content import content, prepared
from analysis.reports.drawing import following
from analysis.reports.fonts import face_rules
from analysis.style import style

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["HTMLReport", "language_name", "standalone"]

Node = dict[str, Any]
TEMPLATES = Path(__file__).with_name("templates")


def language_name(code: str) -> str:
    """The name of a language in the language of the report."""
    from babel import Locale

    return Locale.parse(code, sep="-").get_language_name(wording.words()["locale"]) or code


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


class HTMLReport(TemplateExporter):
    """An nbconvert exporter: an executed notebook as one self-contained page of ours.

    `resources["communique"]` may hold what `content` takes by name, and `downloads`: files to be put
    inside the page, as {name, label, type, data}.
    """

    template_name = "report"
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Communiqué report (HTML)"

    def __init__(self, **options: Any) -> None:
        super().__init__(extra_template_basedirs=[str(TEMPLATES)], **options)

    def _template_name_default(self) -> str:
        return "report"

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_extension_default(self) -> str:
        return ".html.j2"

    def _create_environment(self) -> Environment:
        """The environment of nbconvert, with escaping on and our filters."""
        environment = super()._create_environment()
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = False
        environment.filters.update(FILTERS)
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and the resources, as nbconvert wants them."""
        given = dict((resources or {}).get("communique", {}))
        downloads = [
            {**file, "address": f"data:{file['type']};base64,{base64.b64encode(file['data']).decode()}"}
            for file in given.pop("downloads", [])
        ]
        made = given.pop("content", None) or content(nb, **{"name": "report", **given})
        context = {"content": made, "look": style(), "faces": "", "downloads": downloads}
        passed = {**(resources or {}), "communique": context}
        page, result = super().from_notebook_node(nb, passed, **options)
        # The fonts hold the signs that the finished page uses, so the page is set first.
        faces = face_rules(page)
        return page.replace("<style>\n", f"<style>\n{faces}\n", 1), result


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
