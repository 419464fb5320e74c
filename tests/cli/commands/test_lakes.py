"""What the commands of lakes print, and with which exit code they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyarrow import parquet

import tempodb
from cli.running import Ran, tempodb_


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEMPODB_DB", "tempodb.db")
    with tempodb.open("tempodb.db") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.publish("lake", buckets=2)
    return tmp_path / "lake"


def published_as_json(*more: str) -> dict[str, object]:
    ran: Ran = tempodb_("publish", "lake", "--format", "json", *more)
    assert ran.code == 0, ran.err
    told: dict[str, object] = json.loads(ran.out)
    return told


def test_programs_are_told_what_was_published(lake: Path) -> None:
    again = published_as_json("--verify")
    tempodb_("run", "-", stdin=b"end membership of Armenia in CSTO from 2024-02-22")
    new = published_as_json()

    assert (again["is_new"], again["written"], again["snapshot"]) == (False, 0, 1)
    assert (new["is_new"], new["snapshot"], new["transaction"], new["holding_erased"]) == (True, 2, 2, [])
    assert json.loads(tempodb_("vacuum", "lake", "--format", "json").out)["removed"] == [1]


REFUSED = (
    (("publish", "nolake", "--db", "none.db"), 2, "there is no database `none.db`"),
    (("publish", "lake", "--buckets", "3"), 2, "the lake has 2 buckets, not 3"),
    (("publish", "new", "--buckets", "0"), 2, "`0` is no number of buckets"),
    (("publish", "."), 2, "holds something else"),
    (("publish", "http2://nowhere/lake"), 2, "is no place for a lake"),
    (
        ("publish", "nowhere://me:opensesame@host/lake?sig=opensesame"),
        2,
        "`nowhere://me@host/lake?sig=…` is no place",
    ),
    (
        ("query", "--lake", "nowhere://me:opensesame@host/lake", "members of CSTO"),
        2,
        "`nowhere://me@host/lake` is no",
    ),
    (
        ("query", "--lake", "lake", "-o", "nowhere://me:opensesame@host/", "members of CSTO"),
        2,
        "`nowhere://me@host` is no",
    ),
    (("query", "-o", "s3://me:opensesame@host/", "members of CSTO"), 2, "`s3://me@host/` is a folder"),
    (("publish", "tempodb.db"), 3, "cannot be read or written"),
    (("check-lake", "nolake"), 2, "there is no lake at `nolake`"),
    (("check-lake", "lake", "--adopt"), 2, "--adopt and --buckets go together"),
    (("check-lake", "lake", "--adopt", "--buckets", "2"), 2, "has a snapshot already"),
    (("vacuum", "nolake"), 2, "there is no lake at `nolake`"),
    (("vacuum", "lake", "--keep", "0"), 2, "`0` is no number of snapshots to keep"),
)


@pytest.mark.parametrize(("said", "code", "message"), REFUSED, ids=[" ".join(said) for said, _, _ in REFUSED])
def test_what_cannot_be_done_is_told_with_a_repair(
    lake: Path, said: tuple[str, ...], code: int, message: str
) -> None:
    ran = tempodb_(*said)

    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err and "help: " in ran.err
    assert "opensesame" not in ran.err


@pytest.mark.parametrize("said", [("publish", "."), ("publish", "new", "--buckets", "0")])
def test_what_is_refused_leaves_nothing_behind(lake: Path, said: tuple[str, ...]) -> None:
    before = sorted(lake.parent.rglob("*"))

    assert tempodb_(*said).code == 2
    assert sorted(lake.parent.rglob("*")) == before


def test_what_is_found_is_told_on_standard_output(lake: Path) -> None:
    file = next(lake.glob("by_name/label/*/*.parquet"))
    file.write_bytes(file.read_bytes()[:-1])
    checked, verified = tempodb_("check-lake", "lake"), tempodb_("publish", "lake", "--verify")

    for ran in (checked, verified):
        assert ran.code == 1 and ran.err == ""
        assert f"`{file.relative_to(lake)}` is damaged" in ran.out


INTO = ("query", "--lake", "lake", "-o", "answer/", "members of every organization as of 2006")
NOT_INTO = (
    (("query", "-o", "answer/", "members of CSTO"), "to which only the answer of a lake is written"),
    ((*INTO, "--format", "csv"), "holds files of Parquet and not of csv"),
    ((*INTO, "--dates"), "--dates is of CSV and TSV, and not of parquet"),
    (("query", "--lake", "lake", "-o", "answer/", "-"), "holds the answer to one query"),
    ((*INTO[:3], "-o", "lake/", INTO[-1]), "`lake` is there already"),
    ((*INTO[:-1], "members of CSTO; members of CSTO"), "there are 2 queries"),
    (
        (*INTO[:3], "-o", "s3://a:opensesame@b/c", INTO[-1]),
        "`s3://a@b/c` is an address, where only a folder is",
    ),
    (
        ("query", "-o", "s3://b/c.csv", "members of CSTO"),
        "`s3://b/c.csv` is an address, where only a folder is",
    ),
)


@pytest.mark.parametrize(("said", "message"), NOT_INTO, ids=[message for _, message in NOT_INTO])
def test_what_cannot_be_written_to_a_folder_is_told(lake: Path, said: tuple[str, ...], message: str) -> None:
    ran = tempodb_(*said)

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err and "help: " in ran.err
    assert not (lake.parent / "answer").exists()


def test_the_answer_of_a_lake_is_written_to_a_folder(lake: Path) -> None:
    ran = tempodb_(*INTO)
    file = tempodb_(*INTO[:3], "-o", "answer.parquet", INTO[-1])

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (file.code, file.out, file.err) == (0, "", "")
    assert parquet.read_table("answer") == parquet.read_table("answer.parquet")


def test_what_is_said_beside_an_answer_is_said_when_it_is_written(lake: Path) -> None:
    ran = tempodb_(*INTO[:-1], "members of every organization as of 1066")

    assert ran.code == 0 and ran.out == ""
    assert ran.err.startswith("no rows: in 1066 ")
    assert parquet.read_table("answer").num_rows == 0


def test_a_manifest_that_was_altered_is_named(lake: Path) -> None:
    (manifest,) = lake.glob("manifests/*.json")
    manifest.write_text(manifest.read_text().replace('"buckets": 2', '"buckets": 4'))

    for said in ("publish", "check-lake", "vacuum"):
        ran = tempodb_(said, "lake")
        assert ran.code == 3 and f"manifests/{manifest.name}` is damaged" in ran.err
