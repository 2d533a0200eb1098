"""Faces of fonts that are cut down once in a run of the tests: whoever imports this takes what another has cut.

To cut them is nine tenths of setting a small report, and small reports have the same signs.
"""

import hashlib
import os
from pathlib import Path

from analysis.reports import fonts
from tests.work import untraced

FOLDER = "COMMUNIQUE_KEPT_FACES"
"""Names the folder in the environment, so that processes of processes find it."""

cut = fonts._subset


def kept(path, signs):
    """What `cut` gives, or has given to another process."""
    name = hashlib.sha256(f"{path}{signs}".encode()).hexdigest()
    place = Path(os.environ[FOLDER], name)
    if not place.exists():
        own = place.with_name(f"{name}.{os.getpid()}")
        own.write_text(untraced(cut, path, signs), encoding="ascii")
        own.replace(place)
    return place.read_text(encoding="ascii")


fonts._subset = kept
