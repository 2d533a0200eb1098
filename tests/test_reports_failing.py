"""The command when something goes wrong: old outputs whole, nothing temporary left, the right code and words."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from analysis import reports
from analysis.reports.passing import LOCK, PREFIX, passing_folder, sweep

v4 = nbformat.v4
ROOT = Path(reports.__file__).parents[2]
OLD = {"bad.html": b"the old page", "bad.pdf": b"the old pages"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits of Linux")


@pytest.fixture
def project(tmp_path):
    """A project of a report that will fail and one that will not, an old report, and a folder for passing files."""
    for name in ("notebooks", "seeds", "reports", "passing"):
        (tmp_path / name).mkdir()
    for name, content in OLD.items():
        (tmp_path / "reports" / name).write_bytes(content)

    def add(name, source):
        cells = [v4.new_markdown_cell(f"# {name}"), v4.new_code_cell("1 + 1"), v4.new_code_cell(source)]
        nbformat.write(v4.new_notebook(cells=cells), tmp_path / "notebooks" / f"{name}.ipynb")
        with (tmp_path / "notebooks" / "reports.toml").open("a", encoding="utf-8") as file:
            file.write(f'[{name}]\ntitle = "{name}"\nnotebook = "{name}.ipynb"\n')

    return tmp_path, add


def started(folder, *options, **how):
    """The real command, whose passing files all lie in one folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "passing")}
    command = [sys.executable, "-m", "analysis", "report", "--jobs", "2", *options]
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, **how)


def ended(process):
    """Its exit code and what it said."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def left(folder):
    """What lies in the reports and is neither an old output nor one that the good report makes."""
    good = {"good.html", "good.pdf", "codebook.md", "codebook.csv", "manifest.json"}
    names = {path.name for path in (folder / "reports").iterdir()}
    return sorted(names - OLD.keys() - good), sorted(path.name for path in (folder / "passing").iterdir())


def old_is_whole(folder):
    return {name: (folder / "reports" / name).read_bytes() for name in OLD} == OLD


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [
        ("1\nraise LookupError('no such pair')", [], "bad.ipynb, cell 3, line 2: LookupError: no such pair"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", [], "bad.ipynb, cell 3: its kernel died"),
        ("import time; time.sleep(60)", ["--timeout", "1"], "bad.ipynb, cell 3: took longer than 1 seconds"),
    ],
    ids=["exception", "killed kernel", "timeout"],
)
def test_one_report_fails_and_the_others_are_made(project, source, options, said):
    folder, add = project
    add("bad", source)
    add("good", "2 + 2")
    code, told = ended(started(folder, *options))
    assert code == 1
    assert said in told
    assert "what failed lies there as before; when it is mended: communique report" in told
    assert "Traceback" not in told
    assert old_is_whole(folder)
    assert left(folder) == ([], [])
    assert (folder / "reports" / "good.html").stat().st_size > 1000


def test_a_limit_on_files_leaves_the_old_report_whole(project):
    folder, add = project
    add("bad", "2 + 2")
    code, told = ended(started(folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))))
    assert (code, "File too large" in told, "Traceback" in told) == (1, True, False)
    assert old_is_whole(folder)
    assert left(folder) == ([], [])


def test_a_full_disk_leaves_the_old_report_whole(project):
    folder, add = project
    add("bad", "2 + 2")
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder / "reports")]
    if subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        for name, content in OLD.items():
            (folder / "reports" / name).write_bytes(content)
        code, told = ended(started(folder))
        assert (code, "No space left on device" in told) == (1, True)
        assert old_is_whole(folder)
        assert left(folder) == ([], [])
    finally:
        subprocess.run(["umount", str(folder / "reports")], check=True)


def running(folder, process):
    """The id of the kernel that the bad notebook has written down, once it has."""
    marker = folder / "seeds" / "kernel"
    deadline = time.monotonic() + 90
    while not (marker.exists() and marker.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.05)
    return int(marker.read_text(encoding="utf-8"))


WAITS = "import os, time\nopen('../seeds/kernel', 'w').write(str(os.getpid()))\ntime.sleep(120)"


def test_ctrl_c_ends_the_kernel_and_says_130(project):
    folder, add = project
    add("bad", WAITS)
    process = started(folder, start_new_session=True)
    kernel = running(folder, process)
    os.killpg(process.pid, signal.SIGINT)  # to all in front of the terminal, as Ctrl-C is
    code, told = ended(process)
    assert code == 130
    assert "Traceback" not in told
    assert old_is_whole(folder)
    assert left(folder) == ([], [])
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)


def test_what_a_killed_command_leaves_is_swept_by_the_next(project):
    folder, add = project
    add("bad", WAITS)
    process = started(folder)
    running(folder, process)
    process.kill()
    ended(process)
    (passing,) = (folder / "passing").iterdir()
    assert passing.name.startswith(PREFIX)
    code, told = ended(started(folder, "--timeout", "1"))
    assert (code, "took longer" in told) == (1, True)
    assert left(folder) == ([], [])


def test_a_folder_that_is_held_or_new_is_not_swept(tmp_path):
    (tmp_path / f"{PREFIX}new").mkdir()
    (tmp_path / f"{PREFIX}old").mkdir()
    os.utime(tmp_path / f"{PREFIX}old", (1, 1))
    (tmp_path / "other").mkdir()
    with passing_folder(tmp_path) as held:
        sweep(tmp_path)
        assert (held / LOCK).exists()
        assert {path.name for path in tmp_path.iterdir()} == {held.name, f"{PREFIX}new", "other"}
    assert not held.exists()
