"""What is read as columns, with rare entries set aside, is what is read as one tree: claim by claim, in one order."""

from __future__ import annotations

from pathlib import Path

import pytest

from interchange.folders.made_folders import folder, in_order, in_order_of_columns
from interchange.folders.random_folders import RandomFolders
from oracle.thoroughness import TIMES
from store.loading.outcomes import outcome
from tempodb.api import loaded_files
from tempodb.api.loaded_files import LoadedFiles
from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.folders.folder_columns import read_folder_columns
from tempodb.interchange.folders.folder_reader import read_folder

SEEDS = range(max(30, round(120 * TIMES)))
RARE = {
    "existence.csv": "party,founded,dissolved\na,1900,1940\na,1950,\n",
    "aliases.csv": "of,name,to\nb,Bee,1990\no/chair,Head,1990\n",
    "seats.csv": "office,seats,to,from\no/chair,1,1990,\no/chair,2,,1990\n",
    "organization.csv": "office,organization,to,from\no/chair,o,1990,\no/chair,o,,1991\n",
    "memberships.csv": "member,of,from,suspended\na,o,1992,1999/2000\nb,o,1992,\n",
}


@pytest.mark.parametrize("seed", SEEDS)
def test_random_folders_leave_the_same_databases(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = RandomFolders(seed).written(tmp_path / "d")
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)

    over_columns = outcome(tmp_path / "columns.db", [at])
    monkeypatch.setattr(LoadedFiles, "columns", lambda *_: None)

    assert over_columns == outcome(tmp_path / "located.db", [at])


@pytest.mark.parametrize("seed", SEEDS)
def test_random_folders_state_the_same_in_the_same_order(seed: int, tmp_path: Path) -> None:
    at = RandomFolders(seed).written(tmp_path / "d")

    found = in_order_of_columns(at)

    # What holds on no day is told of columns later.
    assert found is None or read_folder(at).dataset.problems or found == in_order(at)


def test_most_random_folders_are_read_as_columns_and_some_are_not(tmp_path: Path) -> None:
    read = [
        in_order_of_columns(RandomFolders(seed).written(tmp_path / str(seed))) is not None for seed in SEEDS
    ]
    assert len(read) / 2 < sum(read) < len(read)


@pytest.mark.parametrize("name", RARE)
def test_a_rare_entry_makes_no_tree_of_the_others(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = folder(tmp_path / "d", {name: RARE[name]})
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(LoadedFiles, "located", lambda *_: pytest.fail("a tree was made of all"))

    assert outcome(tmp_path / "x.db", [at])
    assert in_order_of_columns(at) == in_order(at)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("existence.csv", "party,founded\nnobody,1900\n"),
        ("existence.csv", "party,founded,dissolved\na,1900,\na,1900,1890\n"),
        ("memberships.csv", "member,of,from,suspended\na,o,1992, \n"),
        ("memberships.csv", "member,of,from,suspended\na,o,1992,1980/1981\n"),
        ("memberships.csv", "member,of,from,suspended,same_as\na,o,1992,1993/1994,b\n"),
        ("aliases.csv", "of,name,to\nb,Bee\x07,1990\n"),
    ],
)
def test_what_is_wrong_with_a_rare_entry_is_left_to_who_tells_its_place(
    name: str, text: str, tmp_path: Path
) -> None:
    assert read_folder_columns(folder(tmp_path / "d", {name: text}), ColumnReader()) is None
