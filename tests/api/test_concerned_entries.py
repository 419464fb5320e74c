"""What is wrong between many entries is told as it is between few, though no more than the concerned ones are read with places."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import tempodb
from tempodb.api import source_checks
from tempodb.interchange.importers.entry_reading import read_entries
from tempodb.interchange.importers.foreign_statements import StatedSource
from tempodb.interchange.port import ForeignDataset


def table(chance: random.Random) -> str:
    """Return a table of memberships and tenures of which some contradict each other."""
    rows = ["person,organization,status,representing,from,to,source"]
    for _ in range(40):
        begun = chance.randrange(1990, 2010)
        cells = (
            f"P{chance.randrange(12)}",
            f"O{chance.randrange(3)}",
            chance.choice(("member", "member", "observer", "suspended", "guest")),
            chance.choice(("", "", "O1", "Party")),
            str(begun),
            chance.choice(("", str(begun + chance.randrange(0, 8)), f"{begun}-05", "2001-02-30")),
            chance.choice(("", "A list", "Another")),
        )
        rows.append(",".join(cells))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("skip_bad", [True, False])
def test_what_is_refused_of_many_entries_is_what_is_refused_of_few(
    seed: int, skip_bad: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memberships.csv"
    path.write_text(table(random.Random(seed)), encoding="utf-8")
    slowly = tempodb.read_foreign("csv", path, skip_bad=skip_bad)
    monkeypatch.setattr(source_checks, "MANY_ENTRIES", 1)

    fast = tempodb.read_foreign("csv", path, skip_bad=skip_bad)

    assert slowly.report.refused
    assert fast.report == slowly.report
    if skip_bad:
        assert fast.text() == slowly.text()


def test_no_more_is_read_with_places_than_what_is_concerned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memberships.csv"
    clean = "".join(f"P{i},O,member,2001,2002\n" for i in range(100))
    path.write_text(
        f"person,organization,status,from,to\n{clean}A,O,member,2001,2005\nA,O,observer,2001,2005\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(source_checks, "MANY_ENTRIES", 1)
    read: list[int] = []

    def counted(stated: StatedSource, file: str, without: set[int]) -> ForeignDataset:
        read.append(len(stated.entries) - len(without))
        return read_entries(stated, file, without)

    monkeypatch.setattr(source_checks, "read_entries", counted)

    source = tempodb.read_foreign("csv", path, skip_bad=True)

    assert [problem.line for problem in source.report.refused] == [103]
    assert source.report.counts["memberships"] == 101
    assert read == [4]
