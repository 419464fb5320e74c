"""Whoever is killed while he publishes leaves the lake as it was; who publishes next makes use of what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.lakes import csto, differences, files, published
from tempodb.api.lake_care import check_lake, vacuum_lake
from tempodb.lake.folder_place import FolderPlace
from tempodb.lake.snapshots import kept_snapshots


class KilledError(Exception):
    """Stands for the end of a process."""


class DyingPlace(FolderPlace):
    """Dies before so many files are written, or in the middle of the next one."""

    def __init__(self, folder: Path, left: int, in_the_middle: bool) -> None:
        super().__init__(folder)
        self.left, self.folder, self.in_the_middle = left, folder, in_the_middle

    def _live(self, path: str, content: bytes) -> None:
        if self.left == 0:
            if self.in_the_middle:
                at = self.folder / path
                at.parent.mkdir(parents=True, exist_ok=True)
                at.with_name(f".{at.name}.0123456789abcdef.tmp").write_bytes(content[: len(content) // 2])
            raise KilledError
        self.left -= 1

    def write(self, path: str, content: bytes) -> None:
        self._live(path, content)
        super().write(path, content)

    def add(self, path: str, content: bytes) -> bool:
        self._live(path, content)
        return super().add(path, content)


WRITE = "record membership of azerbaijan in csto as observer from 2020 onwards"
WRITTEN = 4
"""So many files differ after that write."""


@pytest.mark.parametrize("in_the_middle", [False, True])
@pytest.mark.parametrize("left", range(WRITTEN + 1))
def test_who_is_killed_leaves_the_old_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int, in_the_middle: bool
) -> None:
    with csto() as db:
        old = published(db, tmp_path, 2).snapshot
        before = files(tmp_path)
        db.run(WRITE)
        with monkeypatch.context() as dying:
            dying.setattr(
                "lake.lakes.lake_place", lambda folder: DyingPlace(Path(folder), left, in_the_middle)
            )
            with pytest.raises(KilledError):
                published(db, tmp_path)
        after = files(tmp_path)

        assert kept_snapshots(FolderPlace(tmp_path)) == [old]
        assert {path: after[path] for path in before} == before
        assert check_lake(tmp_path) == []
        done = published(db, tmp_path)
        assert done.files == WRITTEN - left
        assert differences(db, tmp_path) == []
        vacuum_lake(tmp_path)
        assert files(tmp_path).keys() == {*done.snapshot.paths, f"manifests/{done.snapshot.file_name}"}


def test_a_first_snapshot_that_was_never_whole_is_no_lake_and_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with csto() as db:
        with monkeypatch.context() as dying:
            dying.setattr("lake.lakes.lake_place", lambda folder: DyingPlace(Path(folder), 5, False))
            with pytest.raises(KilledError):
                published(db, tmp_path, 2)
        assert kept_snapshots(FolderPlace(tmp_path)) == []
        published(db, tmp_path, 2)

        assert differences(db, tmp_path) == []
