"""Communiqué: an auditable table of the figures in diplomatic news and joint statements.

The modules of this package are the stages of one flow, each named for what it yields. `FLOW` states
their order, and a module imports only what stands before it. The public names are offered here and
loaded when first asked for, so that ``import analysis`` costs next to nothing.

>>> import analysis
>>> analysis.FLOW[0], analysis.FLOW[-1]
('model', 'cli')
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.changes import find_quantities
    from analysis.checks import check
    from analysis.copies import find_copies
    from analysis.documents import read
    from analysis.figures import extract
    from analysis.ledger import ledger
    from analysis.milestones import find_milestones
    from analysis.numbers import find_numbers
    from analysis.scores import score
    from analysis.tables import table

__all__ = [
    "FLOW",
    "__version__",
    "check",
    "extract",
    "find_copies",
    "find_milestones",
    "find_numbers",
    "find_quantities",
    "ledger",
    "read",
    "score",
    "table",
]

FLOW = (
    "model",
    "definitions",
    "lexicon",
    "currencies",
    "areas",
    "documents",
    "plain",
    "copies",
    "languages",
    "words",
    "numbers",
    "sentences",
    "quantities",
    "periods",
    "changes",
    "scope",
    "figures",
    "milestones",
    "ledger",
    "corrections",
    "wording",
    "checks",
    "scores",
    "tables",
    "style",
    "charts",
    "seeds",
    "reports",
    "summaries",
    "cli",
)
"""The modules in the order of the flow: each may import only those before it."""

_HOME = {
    "check": "checks",
    "extract": "figures",
    "find_copies": "copies",
    "find_milestones": "milestones",
    "find_numbers": "numbers",
    "find_quantities": "changes",
    "ledger": "ledger",
    "read": "documents",
    "score": "scores",
    "table": "tables",
}
"""Which module each public name lives in."""


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the public name stands for
    """The public name, loaded from its module (PEP 562)."""
    if name == "__version__":
        return _version()
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def _version() -> str:
    """The version that is installed; "unknown" where the folder is used without being installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # a third of the import's time

    try:
        return version("communique")
    except PackageNotFoundError:
        return "unknown"


def __dir__() -> list[str]:
    """The public names, also those that are not loaded yet."""
    return sorted(__all__)


_RICH = ("Document", "Figure", "Finding", "Milestone")
"""The nouns that show themselves in a notebook: a quote highlighted in its sentence, say."""


def _show_richly() -> None:
    """Nothing; in a notebook, IPython knows how to show our nouns once a cell ends in one."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    formatter = getattr(getattr(shell, "display_formatter", None), "mimebundle_formatter", None)
    if formatter is None:
        return

    def bundle(noun: Any) -> dict[str, Any]:  # noqa: ANN401  # whichever noun it is
        try:
            rich = import_module(f"{__name__}.reports.rich")
        except ImportError:  # the extra `report` is not installed
            return {"text/plain": repr(noun)}
        shown: dict[str, Any] = rich.bundle(noun)
        return shown

    for name in _RICH:
        formatter.for_type_by_name(f"{__name__}.model", name, bundle)


_show_richly()


class _Package(ModuleType):
    """The package, where a public name wins over the module of the same name.

    Importing ``analysis.ledger`` binds the module to the package's attribute `ledger`; without this, what
    `analysis.ledger` is would depend on what was imported before.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and _HOME.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
