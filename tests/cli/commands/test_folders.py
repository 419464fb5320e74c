"""Folders of tables on the command line: written, loaded, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import CSTO, tempodb_

POPOLO = str(Path(__file__).parents[3] / "docs" / "importing" / "popolo.json")


@pytest.mark.parametrize(
    ("arguments", "table"),
    [
        (["-o", "{folder}/"], "states.csv"),
        (["--format", "folder", "-o", "{folder}"], "states.csv"),
        (["--format", "parquet", "-o", "{folder}"], "states.parquet"),
    ],
)
def test_a_dataset_is_exported_and_loaded_again(arguments: list[str], table: str, tmp_path: Path) -> None:
    db, folder = str(tmp_path / "x.db"), tmp_path / "csto"
    tempodb_("load", CSTO, "--db", db)
    assert tempodb_("export", "--db", db, *(each.format(folder=folder) for each in arguments)).code == 0
    assert (folder / table).exists()
    assert "0 added, 0 corrected, 0 retracted" in tempodb_("load", str(folder), "--db", db).out
    assert tempodb_("check", str(folder)).code == 0


def test_a_folder_is_not_printed(tmp_path: Path) -> None:
    db = str(tmp_path / "x.db")
    tempodb_("load", CSTO, "--db", db)
    ran = tempodb_("export", "--db", db, "--format", "folder")
    assert (ran.code, ran.out) == (2, "")
    assert "write it with -o DIR/" in ran.err


def test_an_import_is_written_as_a_folder(tmp_path: Path) -> None:
    to = f"{tmp_path / 'popolo'}/"
    assert tempodb_("import", "popolo", POPOLO, "--undated", "whole", "-o", to).code == 0
    assert {"dataset.yaml", "memberships.csv"} <= {each.name for each in Path(to).iterdir()}
    assert tempodb_("check", to).code == 0


def test_the_columns_of_tables_are_printed() -> None:
    lines = tempodb_("schema", "--tables").out.splitlines()
    assert "seats: office,seats,from,to" in lines
