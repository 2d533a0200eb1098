"""Content -> HTML: one self-contained page through an nbconvert exporter of ours, or a single block."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter

from analysis.reports.blocks import FILTERS, TEMPLATES
from analysis.reports.content import content
from analysis.reports.fonts import face_rules
from analysis.style import style

if TYPE_CHECKING:
    from jinja2 import Environment
    from nbformat import NotebookNode

__all__ = ["HTMLReport"]

Node = dict[str, Any]


def _policy(script: str) -> str:
    """What a browser is told to allow the page: its own script, by its checksum, and nothing from anywhere.

    No text of others is ever markup; were one to become it all the same, it would still not run.
    """
    checksum = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    own = {"default": "'none'", "script": f"'sha256-{checksum}'", "style": "'unsafe-inline'"}
    allowed = own | dict.fromkeys(("font", "img", "connect"), "data:")
    return "; ".join(
        [*(f"{kind}-src {where}" for kind, where in allowed.items()), "base-uri 'none'", "form-action 'none'"]
    )


class HTMLReport(TemplateExporter):
    """An nbconvert exporter: an executed notebook as one self-contained page of ours.

    `resources["communique"]` may hold what `content` takes by name, and `downloads`: files to be put
    inside the page, as {name, label, type, data}.
    """

    template_name = "report"
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Communiqué report (HTML)"

    def __init__(self, **options: object) -> None:
        super().__init__(extra_template_basedirs=[str(TEMPLATES)], **options)  # type: ignore[no-untyped-call]  # nbconvert is typed in part

    def _template_name_default(self) -> str:
        return "report"

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_extension_default(self) -> str:
        return ".html.j2"

    def _create_environment(self) -> Environment:
        """The environment of nbconvert, with escaping on and our filters."""
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = False
        environment.filters.update(FILTERS)
        return environment

    def from_notebook_node(  # type: ignore[override]  # the base says a notebook, its exporters give a text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: object
    ) -> tuple[str, dict[str, Any]]:
        """The page and the resources, as nbconvert wants them."""
        given = dict((resources or {}).get("communique", {}))
        downloads = [
            {**file, "address": f"data:{file['type']};base64,{base64.b64encode(file['data']).decode()}"}
            for file in given.pop("downloads", [])
        ]
        made = given.pop("content", None) or content(nb, **{"name": "report", **given})
        script = "\n" + (TEMPLATES / "report" / "report.js").read_text(encoding="utf-8")
        context = {"content": made, "look": style(), "faces": "", "downloads": downloads}
        context |= {"script": Markup(script), "policy": _policy(script)}  # noqa: S704 - our own
        passed = {**(resources or {}), "communique": context}
        page, result = super().from_notebook_node(nb, passed, **options)
        # The fonts hold the signs that the finished page uses, so the page is set first.
        faces = face_rules(page)
        return page.replace("<style>\n", f"<style>\n{faces}\n", 1), result
