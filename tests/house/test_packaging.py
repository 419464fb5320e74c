"""The wheel, built through the sdist, holds the grammar and the fixtures, and answers a question."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def test_the_sdist_holds_every_page(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}

    pages = {page.relative_to(ROOT).as_posix() for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))}
    assert "CONTRIBUTING.md" in pages
    assert pages <= held


def test_the_wheel_holds_every_file_of_grammar_and_fixtures(wheel: Path) -> None:
    expected = {
        f"tempodb/{file.relative_to(ROOT).as_posix()}"
        for folder in ("grammar", "fixtures")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }

    names = set(zipfile.ZipFile(wheel).namelist())

    assert expected and expected <= names
    shipped = (
        "py.typed",
        "interchange/dataset/dataset.schema.json",
        "store/engines/sqlite/tables.sql",
        "store/engines/sqlite/views.sql",
    )
    assert {f"tempodb/{name}" for name in shipped} <= names


def test_the_wheel_answers_from_where_it_was_unpacked(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import tempodb; db = tempodb.open(':memory:'); db.load(tempodb.bundled_fixture('csto.yaml'));"
        "print(tempodb.__file__, len(db.query('members as of 2006')))"
    )

    # -S and -E would hide the installed dependencies too, so the unpacked package is put before them.
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert told.stdout.split() == [str(tmp_path / "site" / "tempodb" / "__init__.py"), "7"]


def test_the_fixtures_hold_no_python() -> None:
    assert not [*ROOT.glob("fixtures/**/*.py"), *ROOT.glob("grammar/**/*.py")]


def test_an_extra_is_named_as_it_is_added_from_anywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = [
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/*.ipynb"),
        *ROOT.glob("src/**/*.py"),
    ]
    named = {
        (file.name, added)
        for file in files
        for added in re.findall(r"pip install '([^'{]*)'", file.read_text(encoding="utf-8"))
    }
    extras = {
        extra for _, added in named for extra in added.removeprefix("tempodb[").removesuffix("]").split(",")
    }

    assert {name for name, _ in named} >= {"README.md", "web.md", "rasters.py"}
    assert extras <= project["optional-dependencies"].keys()
