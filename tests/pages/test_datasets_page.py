"""The page on dataset files: its examples are run, and each row of its tables is what tempodb says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

import tempodb
from pages import examples
from tempodb.cli import main
from tempodb.temporal.date_reader import read_date

PAGE = examples.text("docs/datasets.md")
EXAMPLES = examples.ROOT / "docs" / "datasets"

PARTIES = """persons: {p: {name: P}, q: {name: Q}}
offices: {o/chair: {title: Chair, organization: o}}
states:
  a: {name: A}
"""
BODY = "organizations: {o: {name: O}}\n"
PLACES = {
    "`memberships`": f"{PARTIES}{BODY}memberships: [{{member: a, of: o, …}}]\n",
    "`tenures`": f"{PARTIES}{BODY}tenures: [{{holder: p, office: o/chair, …}}]\n",
    "`events`": f"{PARTIES}{BODY}events: [{{id: e, …}}]\n",
    "`sources`": f"{PARTIES}{BODY}defaults: {{source: s}}\nsources: {{s: {{title: S, …}}}}\n",
    "`states`": f"{BODY}{PARTIES}  …\n",
    "`organizations`": f"{PARTIES}organizations: {{o: {{name: O, …}}}}\n",
    "the file": f"{PARTIES}{BODY}…\n",
}
"""A file for each place that heads a table of the page, with what is written there to be put in."""
ROW = re.compile(r"^\| (.*?) \| (.*?) \| (.*?) \|$")


def rows(headed: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the place, and the cells, of each row of the tables whose second column is headed so."""
    place = None
    for line in PAGE.splitlines():
        cells = ROW.match(line)
        if line == "|---|---|---|":
            continue
        if cells is None:
            place = None
        elif cells[2] == headed:
            place = cells[1].removeprefix("in ")
        elif place is not None:
            yield place, cells[1].strip("`"), cells[2], cells[3]


REFUSED = list(rows("tempodb says"))
READ = list(rows("any day of"))


def said(folder: Path, place: str, written: str) -> list[tuple[str, str | None]]:
    """Return what is said of a file with something written in a place."""
    file = folder / "d.yaml"
    file.write_text("tempodb: 1\ndataset: d\n" + PLACES[place].replace("…", written), encoding="utf-8")
    return [
        (f"{'warning: ' * (problem.code == 'warning')}{problem.message}", problem.hint)
        for problem in tempodb.check(file)
    ]


@pytest.mark.parametrize(("place", "written", "message", "hint"), REFUSED)
def test_each_refusal_is_what_is_said(
    tmp_path: Path, place: str, written: str, message: str, hint: str
) -> None:
    assert said(tmp_path, place, written) == [(message, hint or None)]


@pytest.mark.parametrize(("place", "written", "days", "shown"), READ)
def test_each_date_is_read_so(place: str, written: str, days: str, shown: str) -> None:
    for one in written.split("`, `"):
        assert read_date(one) == read_date(days.strip("`"))
        assert read_date(one).text == shown.strip("`")


def test_the_tables_are_found() -> None:
    assert len(REFUSED) > 50 and len(READ) > 10


def test_what_is_typed_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    path = examples.ROOT / "docs" / "datasets.md"

    assert main(["test", "--root", str(examples.ROOT), str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("file", ["gazette.yaml", "almanac.yaml", "photo.yaml", "memoir.yaml"])
def test_the_entries_of_the_examples_stand_on_the_page(file: str) -> None:
    entry = (EXAMPLES / file).read_text(encoding="utf-8").splitlines()[-1]

    assert entry.strip() in PAGE


@pytest.mark.parametrize("order", list(permutations(["gazette", "almanac", "photo"])))
def test_the_order_of_the_sources_does_not_matter(order: tuple[str, ...]) -> None:
    with tempodb.open(":memory:") as db:
        for name in order:
            db.load(EXAMPLES / f"{name}.yaml")
        (row,) = db.query("holders of mayor between 2000 and 2024").to_dicts()

        assert (row["from"], row["to"], row["certainty"]) == ("2014-03-23", "2020-07-17", "certain")
