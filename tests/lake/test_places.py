"""A folder and an object store keep a lake alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import fs

from lake.lakes import csto
from tempodb.base.errors import InputError, OperationalError
from tempodb.lake.checking import here_in_turn
from tempodb.lake.folder_place import FolderPlace
from tempodb.lake.lake_places import LakePlace, lake_place
from tempodb.lake.object_place import ObjectPlace
from tempodb.lake.publishing import publish
from tempodb.lake.snapshots import kept_snapshots
from tempodb.lake.vacuuming import vacuumed
from tempodb.lake.verifying import lake_differences

Opens = Callable[[Path], LakePlace]


def object_store(folder: Path) -> LakePlace:
    return ObjectPlace("store://lake", fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem()), "lake")


PLACES: tuple[Opens, ...] = (lambda folder: FolderPlace(folder / "lake"), object_store)


@pytest.mark.parametrize("opened", PLACES)
def test_a_file_is_there_whole_or_not_at_all(opened: Opens, tmp_path: Path) -> None:
    place = opened(tmp_path)

    assert place.names("") == [] and place.names("whole") == []
    with pytest.raises(FileNotFoundError):
        place.read("whole/a")
    place.write("whole/a", b"one")
    place.write("whole/a", b"two")
    assert place.add("whole/b", b"three") and not place.add("whole/b", b"four")
    assert [(name, place.read(f"whole/{name}")) for name in place.names("whole")] == [
        ("a", b"two"),
        ("b", b"three"),
    ]
    place.write_for_now("whole/b", b"five")
    with closing(place.opened("whole/b")) as file:
        assert file.seek(1) == 1 and file.read(2) == b"iv"
    with pytest.raises(FileNotFoundError):
        place.opened("whole/c")
    assert place.names("") == ["whole"]
    assert place.remove("whole/a") and not place.remove("whole/a")
    assert place.names("whole") == ["b"]


@pytest.mark.parametrize("opened", PLACES)
def test_a_lake_is_published_and_cleared_out_wherever_it_lies(opened: Opens, tmp_path: Path) -> None:
    place = opened(tmp_path)
    with csto() as db:
        for write in ("", "end membership of Armenia in CSTO from 2024-02-22"):
            db.run(write)
            newest = db.engine.read(lambda snapshot: publish(snapshot, place, 2)).snapshot
            assert (
                db.engine.read(lambda snapshot, due=newest: list(lake_differences(snapshot, place, due)))
                == []
            )

    assert [each.snapshot for each in kept_snapshots(place)] == [1, 2]
    assert vacuumed(place).removed == (1,)
    assert kept_snapshots(place) == [newest]


def test_where_nothing_can_be_published_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("no folder")
    with csto() as db:
        for publish_to in (db.publish, db.publish_anew, db.verify_lake):
            with pytest.raises((OperationalError, InputError), match="lake"):
                publish_to(tmp_path / "lake")
        assert len(db.query("members of CSTO as of 2006")) == 7


def test_an_object_store_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("no folder")
    place = object_store(tmp_path)

    with pytest.raises(OperationalError, match="`store://lake/whole/a` cannot be read or written"):
        place.write("whole/a", b"")


@pytest.mark.parametrize("url", ["nowhere://lake", "s4://bucket", "https://example.org/lake"])
def test_a_place_that_nobody_knows_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is no place for a lake"):
        lake_place(url)


def test_what_is_spread_is_done_here_where_nobody_else_is_there() -> None:
    assert list(here_in_turn(len, ["a", "bc"])) == [1, 2]
