"""A byte that is another one in any file of a lake is found, and told with the name of the file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lake.lakes import csto, differences, files, newest, published, published_anew
from tempodb.base.errors import TempodbError
from tempodb.lake.lake_places import lake_place
from tempodb.lake.manifest import MANIFESTS
from tempodb.lake.parquet_files import read_file
from tempodb.lake.snapshots import newest_snapshot


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_flipped_byte_is_refused_by_the_name_of_its_file(tmp_path: Path) -> None:
    with csto() as db:
        published(db, tmp_path, 2)
        there, chosen = files(tmp_path), random.Random(0)
        manifest, place = newest(tmp_path), lake_place(str(tmp_path))
        assert there.keys() == {*manifest.paths, f"{MANIFESTS}/{manifest.file_name}"}
        for path, content in there.items():
            (tmp_path / path).write_bytes(flipped(content, chosen.randrange(len(content))))
            with pytest.raises(TempodbError) as refused:
                if path.startswith(MANIFESTS):
                    newest_snapshot(place)
                else:
                    read_file(place, next(file for file in manifest.files if file.path == path))
            assert refused.value.problems[0].file == path
            assert path in refused.value.problems[0].message
            if path.startswith(MANIFESTS):
                (tmp_path / path).write_bytes(content)

        # Each of them is told once, and nothing else is.
        told = differences(db, tmp_path)
        assert sorted(next(path for path in manifest.paths if path in each) for each in told) == sorted(
            manifest.paths
        )
        for path, content in there.items():
            (tmp_path / path).write_bytes(content)
        assert differences(db, tmp_path) == []


@pytest.mark.parametrize("what", ["gone", "shorter", "empty"])
def test_a_file_that_is_gone_or_cut_off_is_told_likewise(tmp_path: Path, what: str) -> None:
    with csto() as db:
        published(db, tmp_path, 1)
    file = newest(tmp_path).files[0]
    at = tmp_path / file.path
    if what == "gone":
        at.unlink()
    else:
        at.write_bytes(b"" if what == "empty" else at.read_bytes()[:-1])
    with pytest.raises(TempodbError, match="is damaged") as refused:
        read_file(lake_place(str(tmp_path)), file)

    assert refused.value.exit_code == 3
    assert refused.value.problems[0].file == file.path


def test_what_is_damaged_is_written_anew_where_it_is_published_again(tmp_path: Path) -> None:
    with csto() as db:
        first = published(db, tmp_path, 1).snapshot
        label = first.files_of("by_name", "label")[0]
        (tmp_path / label.path).write_bytes(b"")
        db.run("end membership of Armenia in CSTO from 2024-02-22")
        published(db, tmp_path)

        assert differences(db, tmp_path) == []


def test_what_is_damaged_anywhere_is_made_anew_where_that_is_wished(tmp_path: Path) -> None:
    with csto() as db:
        first = published(db, tmp_path, 2).snapshot
        before = files(tmp_path)
        wrong = [file.path for file in first.files[::7]]
        for number, path in enumerate(wrong):
            (tmp_path / path).unlink() if number % 2 else (tmp_path / path).write_bytes(b"x")
        assert len(differences(db, tmp_path)) == len(wrong)
        done = published_anew(db, tmp_path)

        assert (done.is_new, done.files, done.snapshot) == (False, len(wrong), first)
        assert files(tmp_path) == before


def test_beliefs_that_were_derived_anew_are_published_anew(tmp_path: Path) -> None:
    with csto() as db:
        published(db, tmp_path, 2)
        db.run("end membership of Armenia in CSTO from 2024-02-22")
        db.undo()
        published(db, tmp_path)
        db.rebuild()
        published_anew(db, tmp_path)

        assert differences(db, tmp_path) == []
