"""What the commands of lakes print, and with which exit code they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


def test_what_is_found_is_told_on_standard_output(lake: Path) -> None:
    file = next(lake.glob("by_name/label/*/*.parquet"))
    file.write_bytes(file.read_bytes()[:-1])
    checked, verified = tempodb_("check-lake", "lake"), tempodb_("publish", "lake", "--verify")

    for ran in (checked, verified):
        assert ran.code == 1 and ran.err == ""
        assert f"`{file.relative_to(lake)}` is damaged" in ran.out


def test_a_manifest_that_was_altered_is_named(lake: Path) -> None:
    (manifest,) = lake.glob("manifests/*.json")
    manifest.write_text(manifest.read_text().replace('"buckets": 2', '"buckets": 4'))

    for said in ("publish", "check-lake", "vacuum"):
        ran = tempodb_(said, "lake")
        assert ran.code == 3 and f"manifests/{manifest.name}` is damaged" in ran.err
