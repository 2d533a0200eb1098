"""The command line as a module: ``python -m analysis`` does what ``communique`` does."""

from __future__ import annotations

from analysis.cli import main

if __name__ == "__main__":
    main()
