"""Old snapshots go with what only they had; after an erasure nothing of the person is left in any byte of the lake."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from lake.lakes import csto, differences, files, published
from tempodb import Database
from tempodb.api.lake_care import check_lake, vacuum_lake
from tempodb.base.errors import InputError, OperationalError
from tempodb.lake.folder_place import FolderPlace
from tempodb.lake.snapshots import kept_snapshots

PERSON = "Imangali Tasmagambetov"
TRACES = (b"imangali", b"imangali-tasmagambetov")
WRITES = tuple(f"end membership of Armenia in CSTO from 2024-02-{day}" for day in (20, 10))


@pytest.fixture
def db() -> Database:
    return csto()


def traces(folder: Path) -> list[str]:
    """Return what lies in a folder that a person is told by, in its name or in any byte of it, packed or not."""
    from pyarrow import parquet

    found = []
    for path in folder.rglob("*"):
        read = [str(path).encode(), path.read_bytes() if path.is_file() else b""]
        if path.suffix == ".parquet":
            opened = parquet.ParquetFile(path)
            read += [str(opened.read().to_pylist()).encode(), str(opened.metadata.to_dict()).encode()]
        if any(trace in part.lower() for trace in TRACES for part in read):
            found.append(str(path))
    return found


def test_after_an_erasure_nothing_of_the_person_is_left(db: Database, tmp_path: Path) -> None:
    published(db, tmp_path)
    db.run(WRITES[0])
    published(db, tmp_path)
    assert traces(tmp_path)
    db.erase(PERSON)
    done = published(db, tmp_path)

    assert done.holding == (1, 2) and traces(tmp_path)
    assert published(db, tmp_path).holding == (1, 2)
    assert vacuum_lake(tmp_path).removed == (1, 2)
    assert traces(tmp_path) == []
    assert published(db, tmp_path).holding == ()
    assert differences(db, tmp_path) == [] and check_lake(tmp_path) == []


def test_what_a_killed_program_left_goes_too(db: Database, tmp_path: Path) -> None:
    published(db, tmp_path)
    left = tmp_path / "by_id/entity/bucket=00001"
    content = PERSON.encode()
    (left / f"{hashlib.sha256(content).hexdigest()}.parquet").write_bytes(content)
    (left / f".{'0' * 64}.parquet.0123456789abcdef.tmp").write_bytes(content)
    db.erase(PERSON)
    published(db, tmp_path)

    assert vacuum_lake(tmp_path).files > 2
    assert traces(tmp_path) == []


@pytest.mark.parametrize(("keep", "kept"), [(1, (3,)), (2, (2, 3)), (3, (1, 2, 3)), (9, (1, 2, 3))])
def test_the_last_snapshots_are_kept_whole(
    db: Database, tmp_path: Path, keep: int, kept: tuple[int, ...]
) -> None:
    published(db, tmp_path, 2)
    for write in WRITES:
        db.run(write)
        published(db, tmp_path)
    done = vacuum_lake(tmp_path, keep=keep)
    snapshots = kept_snapshots(FolderPlace(tmp_path))

    assert done.kept == kept == tuple(each.snapshot for each in snapshots)
    needed = {path for each in snapshots for path in (*each.paths, f"manifests/{each.file_name}")}
    assert files(tmp_path).keys() == needed
    assert vacuum_lake(tmp_path, keep=keep).files == 0


def test_what_somebody_else_put_there_stays(db: Database, tmp_path: Path) -> None:
    published(db, tmp_path, 1)
    others = [
        "letter.txt",
        "by_id/entity/bucket=00000/notes.parquet",
        "by_id/entity/bucket=00000/" + "0" * 64 + ".parquet",
    ]
    others += ["manifests/notes.json", "whole/letter.txt", ".hidden"]
    for other in others:
        (tmp_path / other).write_text("mine")
    db.run(WRITES[0])
    published(db, tmp_path)
    vacuum_lake(tmp_path)

    assert {other: (tmp_path / other).read_text() for other in others} == dict.fromkeys(others, "mine")
    assert check_lake(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("at", ["by_id", "by_id/entity", "by_id/entity/bucket=00000", "manifests"])
def test_nothing_is_touched_beyond_a_link(db: Database, tmp_path: Path, at: str) -> None:
    lake, elsewhere = tmp_path / "lake", tmp_path / "elsewhere"
    published(db, lake, 1)
    (lake / at).rename(elsewhere)
    (lake / at).symlink_to(elsewhere)
    db.run(WRITES[0])
    before = files(elsewhere)

    for attempt in (lambda: published(db, lake), lambda: vacuum_lake(lake)):
        with pytest.raises(InputError, match="is no file or folder of a lake but a link"):
            attempt()
    assert files(elsewhere) == before


@pytest.mark.skipif(os.name == "nt", reason="files are not locked there")
def test_two_do_not_write_at_once(db: Database, tmp_path: Path) -> None:
    published(db, tmp_path, 1)
    db.run(WRITES[0])
    with FolderPlace(tmp_path).writing():
        for attempt in (lambda: published(db, tmp_path), lambda: vacuum_lake(tmp_path)):
            with pytest.raises(OperationalError, match="somebody else is writing"):
                attempt()
    assert published(db, tmp_path).is_new


@pytest.mark.parametrize("keep", [0, -1, True, "2"])
def test_something_is_kept(tmp_path: Path, keep: int) -> None:
    with pytest.raises(InputError, match="no number of snapshots to keep"):
        vacuum_lake(tmp_path, keep=keep)


def test_where_there_is_no_lake_nothing_is_removed(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="there is no lake"):
        vacuum_lake(tmp_path)

    assert files(tmp_path) == {"letter.txt": b"mine"}
