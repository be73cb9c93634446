"""What a user installs is whole: the built wheel, in an environment of its own, run from an empty folder."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import advisor
from tests.scaffold.gazetteers import DUMP

ROOT = Path(__file__).resolve().parents[1]
SHIPPED_PACKS = sorted(file.parent.name for file in ROOT.glob("rules/*/pack.yaml"))

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of scripts of a clean environment with the wheel in it.

    What the program depends on is lent by the environment of the tests, behind the installed wheel on the path; of that
    environment's own editable install nothing is visible there, because its .pth files are not read.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    command = [str(scripts / "python"), "-m", "pip", "install", "-qq", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, env=without_pip_settings())
    own = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # A plain line of a .pth file is appended to the path; the .pth files in the folder it names are not read.
    (own / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    return scripts


def without_pip_settings() -> dict[str, str]:
    """The environment less what would steer pip or Python elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "COV"))}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed console script from a folder."""
    return subprocess.run(
        [str(installed / "advisor"), *arguments],
        cwd=folder,
        env=without_pip_settings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_wheel_carries_every_rule_file_asset_and_page_of_help(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    command = ["git", "ls-files", "rules", "assets", "docs/diagnostics"]
    tracked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    files = tracked.stdout.splitlines() if tracked.returncode == 0 else []
    there = [name for name in files if (ROOT / name).exists()]
    assert [name for name in there if f"advisor/_data/{name}" not in names] == []
    assert "advisor/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/licenses/NOTICE") for name in names)


def test_the_installed_program_is_the_wheel_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    probe = "import advisor, pathlib; print(pathlib.Path(advisor.__file__).resolve())"
    done = subprocess.run(
        [str(installed / "python"), "-c", probe],
        cwd=tmp_path,
        env=without_pip_settings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert not Path(done.stdout.strip()).is_relative_to(ROOT)
    assert (Path(done.stdout.strip()).parent / "_data" / "rules").is_dir()


@pytest.mark.parametrize(("language", "page"), [("en", "weak-source.md"), ("fr", "fr/weak-source.md")])
def test_the_installed_program_explains_a_fault(installed: Path, tmp_path: Path, language: str, page: str) -> None:
    done = run(installed, tmp_path, "explain", "weak-source", "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (ROOT / "docs" / "diagnostics" / page).read_text(encoding="utf-8")


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert advisor.__version__ in done.stdout


def test_the_installed_program_finds_the_shipped_packs(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "packs")
    assert done.returncode == 0, done.stderr
    assert SHIPPED_PACKS
    assert [name for name in SHIPPED_PACKS if name not in done.stdout] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_installed_program_assesses_a_shipped_trip(installed: Path, tmp_path: Path, language: str) -> None:
    trip = min(ROOT.glob("rules/mali-2023/trips/*.yaml"))
    done = run(installed, tmp_path, "assess", str(trip), "--pack", "mali-2023", "--format", "json", "--lang", language)
    assert done.returncode in {0, 10, 11, 20}, done.stderr
    assert json.loads(done.stdout)["pack"]["id"] == "mali-2023"


def test_the_installed_program_prints_the_sheet(installed: Path, tmp_path: Path) -> None:
    trip = min(ROOT.glob("rules/mali-2023/trips/*.yaml"))
    sheet = tmp_path / "sheet.pdf"
    done = run(installed, tmp_path, "assess", str(trip), "--pack", "mali-2023", "--format", "pdf", "-o", str(sheet))
    assert done.returncode in {0, 10, 11, 20}, done.stderr
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_the_installed_program_makes_a_pack_for_another_country(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "NE.txt").write_text(DUMP, encoding="utf-8")
    made = run(installed, tmp_path, "new-pack", "Niger", "--places-from", "NE.txt", "--dir", "niger")
    assert made.returncode == 0, made.stderr
    assert run(installed, tmp_path, "check", "./niger").returncode == 0
    assert run(installed, tmp_path, "test", "./niger").returncode == 0
