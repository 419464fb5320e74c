"""A state of a database is published whole, what did not change keeps its files, and nothing is written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from lake.lakes import csto, differences, files, published
from tempodb import Database
from tempodb.base.errors import InputError
from tempodb.lake.lake_layout import LAKE_TABLES, LakeLayout, bucket_of
from tempodb.lake.lake_places import lake_place
from tempodb.lake.parquet_files import read_files
from tempodb.lake.snapshots import kept_snapshots
from tempodb.model.kinds import Kind


@pytest.fixture
def db() -> Iterator[Database]:
    with csto() as opened:
        yield opened


@pytest.mark.parametrize("buckets", [1, 2, 7, 64])
def test_each_row_lies_in_its_bucket_once(db: Database, tmp_path: Path, buckets: int) -> None:
    place, manifest = lake_place(str(tmp_path)), published(db, tmp_path, buckets).snapshot
    counted = db.engine.read(
        lambda snapshot: dict(snapshot.execute("SELECT kind, count(*) FROM belief GROUP BY kind"))
    )
    found: Counter[int] = Counter()
    for table in LAKE_TABLES.values():
        for file in manifest.files_of(table.layout, table.name):
            rows = read_files(place, [file], table)
            if table.bucketed_by:
                ids = set(rows[table.bucketed_by].to_pylist())
                assert {bucket_of(id_, buckets) for id_ in ids} == {file.bucket}
            if table.kind is not None and table.layout is not LakeLayout.PARTY:
                found[table.kind] += rows.num_rows

    assert found == counted
    assert differences(db, tmp_path) == []


def test_what_is_about_a_party_lies_by_party_too(db: Database, tmp_path: Path) -> None:
    place, manifest = lake_place(str(tmp_path)), published(db, tmp_path).snapshot
    for kind, party in ((Kind.MEMBERSHIP, "member"), (Kind.TENURE, "holder"), (Kind.PART_OF, "party")):
        by_organization, by_party = (
            sorted(
                map(str, read_files(place, manifest.files_of(layout, kind.name.lower()), table).to_pylist())
            )
            for layout in (LakeLayout.ORGANIZATION, LakeLayout.PARTY)
            if (table := LAKE_TABLES[f"{layout}/{kind.name.lower()}"])
        )
        assert by_organization and by_organization == by_party
        assert LAKE_TABLES[f"by_party/{kind.name.lower()}"].bucketed_by == party


def test_what_was_published_is_not_written_again(db: Database, tmp_path: Path) -> None:
    first = published(db, tmp_path)
    before = files(tmp_path)
    again = published(db, tmp_path)

    assert first.is_new and not again.is_new and again.snapshot == first.snapshot
    assert files(tmp_path) == before


def test_what_did_not_change_keeps_its_files(db: Database, tmp_path: Path) -> None:
    first = published(db, tmp_path)
    before = files(tmp_path)
    db.run("record membership of azerbaijan in csto as observer from 2020 onwards")
    second = published(db, tmp_path)
    after = files(tmp_path)

    assert {path: after[path] for path in before} == before
    new = {file.table for file in second.snapshot.files} & {
        file.table for file in set(second.snapshot.files) - set(first.snapshot.files)
    }
    assert new == {
        "by_organization/assertion",
        "by_organization/membership",
        "by_party/membership",
        "whole/transaction",
    }
    assert second.snapshot.previous == first.snapshot.file_name
    assert [each.snapshot for each in kept_snapshots(lake_place(str(tmp_path)))] == [1, 2]
    assert differences(db, tmp_path) == []


WRITES = (
    "record membership of azerbaijan in csto as observer from 2020 onwards",
    "end membership of Armenia in CSTO from 2024-02-22",
    "retract membership of Armenia in CSTO from 1992 to 1999",
    "record tenure of imangali-tasmagambetov in csto/secretary-general as substantive from 2023-01-01 onwards",
)


def test_after_each_write_the_lake_is_what_a_new_one_would_be(db: Database, tmp_path: Path) -> None:
    published(db, tmp_path / "old", 4)
    for number, write in enumerate(WRITES):
        db.run(write)
        anew = published(db, tmp_path / str(number), 4).snapshot
        assert published(db, tmp_path / "old").snapshot.files == anew.files
    db.undo()
    assert (
        published(db, tmp_path / "old").snapshot.files == published(db, tmp_path / "last", 4).snapshot.files
    )
    db.load(tempodb.bundled_fixture("au.yaml"))
    assert published(db, tmp_path / "old").snapshot.files == published(db, tmp_path / "end", 4).snapshot.files


def other_lake(db: Database, folder: Path) -> None:
    with tempodb.open(":memory:") as other:
        other.load(tempodb.bundled_fixture("csto.yaml"))
        published(other, folder)


def other_files(db: Database, folder: Path) -> None:
    (folder / "letters.txt").write_text("dear")


def later_state(db: Database, folder: Path) -> None:
    with db.trial() as trial:
        trial.run(WRITES[0])
        published(trial, folder)


def other_buckets(db: Database, folder: Path) -> None:
    published(db, folder, 3)


@pytest.mark.parametrize(
    ("make", "buckets", "code", "message"),
    [
        (other_lake, None, "other-database", "is the lake of another database"),
        (other_files, None, "output", "holds something else, such as `letters.txt`"),
        (later_state, None, "other-database", "was published up to transaction 2"),
        (other_buckets, 4, "buckets", "the lake has 3 buckets, not 4"),
    ],
)
def test_nothing_is_published_over_something_else(
    db: Database, tmp_path: Path, make: object, buckets: int | None, code: str, message: str
) -> None:
    assert callable(make)
    make(db, tmp_path)
    before = files(tmp_path)
    with pytest.raises(InputError) as refused:
        published(db, tmp_path, buckets)

    assert refused.value.problems[0].code == code
    assert message in refused.value.problems[0].message
    assert files(tmp_path) == before
