"""A format is one entry: whoever adds one has added it everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tempodb
from tempodb.base.bundled import bundled
from tempodb.output.formats import FORMATS

BEFORE = '            Format("parquet"'
ADDED = """            Format(
                "count",
                lambda result, _: f"{len(result.rows)} rows\\n",
                (".count",),
                is_headed=True,
                tell=lambda done: "did\\n",
            ),
"""
TYPED = """
from conversing import Talk
from pathlib import Path
from tempodb.repl.commands.options import SHOWING
from tempodb.settings.written import template

talk = Talk({database!r}, Path({state!r}))
talk.says(".format count")
print(talk.says("members of CSTO as of 2006"))
print(*SHOWING[0].words(talk.conversation))
print(template())
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the program that has one format more, and with a database."""
    home = tmp_path_factory.mktemp("home")
    package = Path(tempodb.__file__).parent
    shutil.copytree(package, home / "tempodb", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("grammar", "fixtures"):
        shutil.copytree(bundled(folder), home / "tempodb" / folder, dirs_exist_ok=True)
    file = home / "tempodb" / "output" / "formats.py"
    before, found, after = file.read_text(encoding="utf-8").partition(BEFORE)
    assert found
    file.write_text(before + ADDED + found + after, encoding="utf-8")
    with tempodb.open(home / "tempodb.db") as database:
        database.load(tempodb.bundled_fixture("csto.yaml"))
    return home


def ran(home: Path, *arguments: str, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    paths = os.pathsep.join([str(home), str(Path(__file__).parents[1])])
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        "HOME": str(home),
        "TEMPODB_CONFIG": "",
        "COLUMNS": "500",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=home, env={**environment, **more}, input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip


def tempodb_(home: Path, *arguments: str, text: str = "") -> str:
    done = ran(home, "-m", "tempodb", *arguments, text=text)
    return done.stdout + done.stderr


def test_a_format_is_added_in_one_place(home: Path) -> None:
    asked = "members of CSTO as of 2006"
    listed = ", ".join(list(FORMATS)[:-2]) + ", count, parquet, arrow"
    own = home / "own.toml"
    own.write_text('[formats]\nmine = {format = "count", headings = false}\n', encoding="utf-8")

    assert tempodb_(home, "query", asked, "--format", "count") == "7 rows\n"
    assert tempodb_(home, "query", asked, "-o", "answer.count") == ""
    assert (home / "answer.count").read_text(encoding="utf-8") == "7 rows\n"
    assert f"{listed}, or one of your own" in tempodb_(home, "query", "--help")
    assert f"choose from {listed}" in tempodb_(home, "query", asked, "--format", "zzzzzz")
    assert ".markdown .count .parquet" in tempodb_(home, "query", asked, "-o", "answer.zzz")
    assert tempodb_(home, "run", "-", "--format", "count", text=asked) == "7 rows\n"
    mine = ran(home, "-m", "tempodb", "query", asked, "--format", "mine", TEMPODB_CONFIG=str(own))
    assert (mine.stdout, mine.stderr) == ("", "")


def test_an_added_format_is_completed_and_stands_in_the_file_of_settings(home: Path) -> None:
    if os.name == "nt":
        pytest.skip("a shell of Windows asks otherwise")
    line = "tempodb query --format cou"
    asking = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line, "COMP_POINT": str(len(line))}
    offered = f"{sys.executable} -m tempodb 8>&1 9>/dev/null >/dev/null"

    done = ran(home, "-c", f"import os; os.system({offered!r})", **asking)
    assert done.stdout.split() == ["count"]
    typed = ran(home, "-c", TYPED.format(database=str(home / "tempodb.db"), state=str(home / "state"))).stdout
    assert "7 rows" in typed
    assert re.search(r"^table json jsonl csv tsv markdown count$", typed, re.MULTILINE)
    assert "csv, tsv, markdown, count, for a\n" in typed
    assert "for csv and tsv and count whether with headings" in typed


def test_the_readme_lists_every_format() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    listed = re.search(r"`--format` chooses among `([\w ]+)`", readme.read_text(encoding="utf-8"))
    assert listed is not None
    assert set(listed[1].split()) == set(FORMATS)
