"""Folders that are written for a user: whole, and over nothing but a dataset."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import tempodb
from tempodb.api.output_folders import write_folder

CSTO = tempodb.bundled_fixture("csto.yaml")


def fill(to: Path) -> None:
    (to / "dataset.yaml").write_text("new", encoding="utf-8")
    (to / "states.csv").write_text("new", encoding="utf-8")


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_folder(tmp_path / "d", fill)
    assert {each.name for each in (tmp_path / "d").iterdir()} == {"dataset.yaml", "states.csv"}
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "d" / "states.csv").stat().st_mode) == 0o600


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    write_folder(tmp_path / "d", fill)
    assert (tmp_path / "d" / "states.csv").read_text(encoding="utf-8") == "new"


def test_of_a_dataset_the_files_are_replaced_and_others_stay(tmp_path: Path) -> None:
    at = tmp_path / "d"
    at.mkdir()
    for name in ("dataset.yaml", "states.csv", "persons.csv", "README.md"):
        (at / name).write_text("old", encoding="utf-8")
    (at / ".git").mkdir()
    (at / "states.csv").chmod(0o640)
    write_folder(at, fill)

    assert {each.name for each in at.iterdir()} == {"dataset.yaml", "states.csv", "README.md", ".git"}
    assert (at / "README.md").read_text(encoding="utf-8") == "old"
    assert (at / "states.csv").read_text(encoding="utf-8") == "new"
    if os.name != "nt":
        assert stat.S_IMODE((at / "states.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["README.md", "other.csv", "states.txt"])
def test_another_folder_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(tempodb.InputError, match="something else in it"):
        write_folder(tmp_path, fill)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("mine", encoding="utf-8")
    with pytest.raises(tempodb.InputError, match="is a file"):
        write_folder(tmp_path / "d", fill)


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    def fail(to: Path) -> None:
        fill(to)
        raise OSError("no space left on device")

    write_folder(tmp_path / "d", fill)
    before = {each.name for each in tmp_path.iterdir()}
    for name in ("d", "e"):
        with pytest.raises(tempodb.OperationalError, match="cannot be written: no space left"):
            write_folder(tmp_path / name, fail)
    assert {each.name for each in tmp_path.iterdir()} == before


def test_a_folder_in_a_folder_that_is_none_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(tempodb.OperationalError, match="cannot be written"):
        write_folder(tmp_path / "a" / "b", fill)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with tempodb.open(":memory:") as db:
        db.load(CSTO)
        with pytest.raises(tempodb.InputError, match="is a folder, and no text"):
            db.export(format="folder")
        with pytest.raises(tempodb.InputError, match="no format to export to"):
            db.export_folder(tmp_path / "d", format="yaml")


KILLED = """
import os, signal, sys
from pathlib import Path
from tempodb.api.output_folders import write_folder

def fill(to):
    (to / "dataset.yaml").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)

write_folder(Path(sys.argv[1]), fill)
"""


@pytest.mark.skipif(os.name == "nt", reason="nothing is killed so")
@pytest.mark.parametrize("was_there", [False, True])
def test_what_a_killed_process_left_is_cleared_away_by_the_next(was_there: bool, tmp_path: Path) -> None:
    at = tmp_path / "d"
    if was_there:
        write_folder(at, fill)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(at)], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert at.exists() is was_there
    assert len(list(tmp_path.glob(".d.*.tmp"))) == 1

    write_folder(at, fill)

    assert [each.name for each in tmp_path.iterdir()] == ["d"]
    assert (at / "dataset.yaml").read_text(encoding="utf-8") == "new"


def test_what_another_process_is_making_is_left_alone(tmp_path: Path) -> None:
    def while_another_is_made(to: Path) -> None:
        write_folder(tmp_path / "d", fill)
        assert to.exists()
        fill(to)

    (tmp_path / ".d.mine.tmp").mkdir()
    write_folder(tmp_path / "d", while_another_is_made)

    assert {each.name for each in tmp_path.iterdir()} == {"d", ".d.mine.tmp"}
