"""A format is one entry: whoever adds one has added it everywhere."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

import tempodb
from copied import Copy
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
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a copy of the program that has one format more, beside a database."""
    copy = Copy(tmp_path_factory.mktemp("home"))
    copy.insert("output/formats.py", BEFORE, ADDED)
    with tempodb.open(copy.home / "tempodb.db") as database:
        database.load(tempodb.bundled_fixture("csto.yaml"))
    return copy


def test_a_format_is_added_in_one_place(copy: Copy) -> None:
    asked = "members of CSTO as of 2006"
    listed = ", ".join(list(FORMATS)[:-2]) + ", count, parquet, arrow"
    own = copy.home / "own.toml"
    own.write_text('[formats]\nmine = {format = "count", headings = false}\n', encoding="utf-8")

    assert copy.tempodb("query", asked, "--format", "count") == "7 rows\n"
    assert copy.tempodb("query", asked, "-o", "answer.count") == ""
    assert (copy.home / "answer.count").read_text(encoding="utf-8") == "7 rows\n"
    assert f"{listed}, or one of your own" in copy.tempodb("query", "--help")
    assert f"choose from {listed}" in copy.tempodb("query", asked, "--format", "zzzzzz")
    assert ".xlsx .count .parquet" in copy.tempodb("query", asked, "-o", "answer.zzz")
    assert copy.tempodb("run", "-", "--format", "count", text=asked) == "7 rows\n"
    mine = copy.python("-m", "tempodb", "query", asked, "--format", "mine", TEMPODB_CONFIG=str(own))
    assert (mine.stdout, mine.stderr) == ("", "")


def test_an_added_format_is_completed_and_stands_in_the_file_of_settings(copy: Copy) -> None:
    if os.name == "nt":
        pytest.skip("a shell of Windows asks otherwise")
    line = "tempodb query --format cou"
    asking = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line, "COMP_POINT": str(len(line))}
    offered = f"{sys.executable} -m tempodb 8>&1 9>/dev/null >/dev/null"

    done = copy.python("-c", f"import os; os.system({offered!r})", **asking)
    assert done.stdout.split() == ["count"]
    typed = copy.python(
        "-c", TYPED.format(database=str(copy.home / "tempodb.db"), state=str(copy.home / "state"))
    ).stdout
    assert "7 rows" in typed
    assert re.search(r"^table text json jsonl csv tsv markdown html count$", typed, re.MULTILINE)
    assert "csv, tsv, markdown, html, count, for a\n" in typed
    assert "for csv and tsv and count whether with headings" in typed


def test_the_readme_lists_every_format() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    listed = re.search(r"`--format` chooses among `([\w ]+)`", readme.read_text(encoding="utf-8"))
    assert listed is not None
    assert set(listed[1].split()) == set(FORMATS)
