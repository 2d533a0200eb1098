"""The command line: `communique`, or ``python -m analysis``.

- `commands`: all commands as one program, and how errors end them;
- `records`: the commands that write what is found in documents; `checking`: `check`; `scoring`: `score`;
  `reporting`: the commands of reports and their originals; `languages` and `codebook`: those that list the
  languages and the columns;
- `options`: the options that several of them take;
- `tasks`: what a command does with one document;
- `working`: one task over many documents, in this process or in several;
- `progress`: what a person sees meanwhile;
- `showing`: figures as a person reads them on a terminal;
- `sparing`: what is read is not written over;
- `output`: what is written where, and what is said on the way.

Exit codes: 0 done; 1 a check that was asked to be strict failed, some documents could not be read, or a
report failed or differs (each is named on standard error, the others were done); 2 usage, or nothing could
be read; 130 stopped by Ctrl-C; 141 the reader of standard output went away. Bad input is told in one line
that names the file and the way out, never by a traceback.
"""

from __future__ import annotations

from analysis.cli.commands import app, main

__all__ = ["app", "main"]
