"""Times of all reports, side by side: ours, and papermill with nbconvert to HTML and to PDF, one after the other.

    python tests/benchmarks/reports.py [RUNS]

Both run on copies of the same notebooks and seeds, in turn, RUNS times (3); the quickest of each counts, for the
machine may be busy. nbconvert's own route to PDF (webpdf) needs playwright and its Chromium; where they are not
installed, the system's Chromium prints the page that nbconvert made, which is the same work.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.reports.listing import collection, parameters_of

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def run(*command, folder):
    """Nothing; the command has run without error."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def theirs(folder):
    """Nothing; papermill and nbconvert have made HTML and PDF of every report."""
    out = folder / "theirs"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for report in collection(folder / "notebooks").values():
        given = {"seeds": "../seeds", "originals": False} | report.parameters
        taken = {key: value for key, value in given.items() if key in parameters_of(report.notebook)}
        executed = str(out / f"{report.name}.ipynb")
        source = ("papermill", str(report.notebook), executed, "--cwd", str(folder / "notebooks"), "--no-progress-bar")
        run(PYTHON, "-m", *source, "--parameters_yaml", json.dumps(taken), folder=folder)
        run(PYTHON, "-m", "nbconvert", "--to", "html", executed, folder=out)
        print_page(out, report.name)


def print_page(out, name):
    """Nothing; the executed notebook has been printed."""
    if importlib.util.find_spec("playwright"):
        run(PYTHON, "-m", "nbconvert", "--to", "webpdf", f"{name}.ipynb", folder=out)
    elif CHROMIUM:
        headless = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={name}.pdf")
        run(CHROMIUM, *headless, (out / f"{name}.html").as_uri(), folder=out)


def ours(folder, *options):
    """What our command says, one line a report."""
    done = subprocess.run(
        [PYTHON, "-m", "analysis", "report", *options], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stderr.splitlines()


def cold(folder):
    """Nothing; all reports are made into an empty folder."""
    shutil.rmtree(folder / "reports", ignore_errors=True)
    ours(folder)


def seconds(work, folder):
    """How long the work takes."""
    start = time.perf_counter()
    work(folder)
    return time.perf_counter() - start


def main(runs):
    """Nothing; prints the times and their ratios."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("originals"))
        way = (
            "webpdf" if importlib.util.find_spec("playwright") else f"PDF by {CHROMIUM or 'nothing: no Chromium here'}"
        )
        rows = [
            (f"papermill, nbconvert HTML, {way}", theirs),
            ("communique report, from cold", cold),
            ("communique report, nothing changed", ours),
        ]
        times = {name: [] for name, _ in rows}
        for _ in range(runs):
            for name, work in rows:
                times[name].append(seconds(work, folder))
        changed = max((folder / "seeds" / "digests").glob("*"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        start = time.perf_counter()
        told = ours(folder)
        times["communique report, one digest changed"] = [time.perf_counter() - start]
    base = min(times[rows[0][0]])
    for name, found in times.items():
        print(f"{min(found):7.2f} s  {base / min(found):6.1f} times as fast  {name}")
    print(f"after {changed.name} changed:", ", ".join(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
