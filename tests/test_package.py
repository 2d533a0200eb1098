"""What is installed: the wheel carries the data, the lock is exact, hashed and names no host."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_every_file_of_the_package(wheel):
    ours = subprocess.run(["git", "ls-files", "analysis"], cwd=ROOT, capture_output=True, text=True, check=False)
    if ours.returncode:
        pytest.skip("not a git checkout: what belongs to the package is not known")
    with zipfile.ZipFile(wheel) as archive:
        missing = {name for name in ours.stdout.split("\n") if name and (ROOT / name).exists()} - set(
            archive.namelist()
        )
    assert not missing


def test_the_wheel_holds_the_definitions_and_the_licence(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {"analysis/metrics.toml", "analysis/units.toml", "analysis/languages/en.toml"} <= set(names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_but_the_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"analysis"}


def test_the_lock_names_no_host_and_no_path():
    assert "://" not in LOCK
    assert not re.search(r"^-|file:|(^|\s)/", LOCK, flags=re.MULTILINE)


def test_everything_in_the_lock_is_exact_and_hashed():
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) > len(PROJECT["dependencies"])
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==[^\s]+( ; .+)? \\\n", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_covers_every_dependency():
    locked = dict(re.findall(r"^([a-z0-9._-]+)==([^\s]+)", LOCK, flags=re.MULTILINE))
    wanted = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]
    for requirement in wanted:
        name, least = requirement.split(">=")
        assert version_key(locked[name]) >= version_key(least), requirement


def version_key(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def test_every_dependency_says_what_it_is_for():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in [
        *PROJECT["dependencies"],
        *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
    ]:
        assert re.search(rf'^ +"{re.escape(requirement)}", +# \w', text, flags=re.MULTILINE), requirement
