"""What tests of the command line share."""

import pytest

from analysis.cli import app


def exit_code(*arguments):
    """Runs a command in this process; gives its exit code."""
    with pytest.raises(SystemExit) as left:
        app([str(argument) for argument in arguments], prog_name="communique")
    return left.value.code or 0
