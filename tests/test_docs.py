"""Every example of the language's page is run, and has to give what stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tempodb.cli import main
from tempodb.cli.output import Output
from tempodb.query.parser import parse_script

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tql.md").read_text(encoding="utf-8")
PRESENT = re.compile(r"20(?!20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
"""The instants of loading and asking, which differ from run to run."""


def commands() -> list[tuple[str, str]]:
    """Return each command of the page with the output that stands below it."""
    blocks = re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    found = re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    return [(command[1], command[2].strip("\n")) for command in found]


def test_the_commands_print_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TEMPODB_DB", str(tmp_path / "page.db"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(Output, "is_terminal", True)

    for command, shown in commands():
        main(shlex.split(command)[1:])
        said = capsys.readouterr()
        assert PRESENT.sub("", (said.out + said.err).strip("\n")) == PRESENT.sub("", shown), command


def test_the_writes_of_the_page_are_read() -> None:
    (block,) = re.findall(r"^```tql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)

    for line in block.splitlines():
        assert len(parse_script(line)) == 1


@pytest.mark.parametrize("keyword", ["while", "that joined", "union", "intersect", "except", "count", "by year",
    "changes in", "compare", "vacancies of", "timeline of", "why", "revisions of", "conflicts in", "explain",
    "history of", "when", "including bodies", "including predecessors", "record", "change", "end", "retract",
    "correct", "erase", "known at", "published by", "according to", "including disputed", "throughout",
    "certainly", "possibly", "order by", "limit", "show", "describe", "use"])  # fmt: skip
def test_every_word_of_the_language_is_on_the_page(keyword: str) -> None:
    assert re.search(rf"`?{keyword}", PAGE)
