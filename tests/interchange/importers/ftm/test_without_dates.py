"""What has no dates in FollowTheMoney: its status says whether it goes on, and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb


def read(path: Path, *things: dict[str, Any], **options: Any) -> tempodb.ForeignSource:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in things), encoding="utf-8")
    return tempodb.read_foreign("ftm", path, **options)


@pytest.mark.parametrize(
    ("properties", "options", "said"),
    [
        ({"status": ["current"]}, {}, {}),
        ({"status": ["current"]}, {"observed": "2019-06-01"}, {"observed": "2019-06-01"}),
        ({"status": ["unknown"]}, {}, {"to": "unknown"}),
        ({}, {}, {"from": "unknown", "to": "unknown"}),
        ({}, {"observed": "2019-06-01"}, {"observed": "2019-06-01"}),
    ],
)
def test_what_has_no_dates_goes_on_if_it_is_current(
    tmp_path: Path, properties: dict[str, Any], options: dict[str, Any], said: dict[str, Any]
) -> None:
    person = {"id": "a", "schema": "Person", "properties": {"name": ["A"]}}
    organization = {"id": "o", "schema": "Organization", "properties": {"name": ["O"]}}
    said_of_it = {"member": ["a"], "organization": ["o"], **properties}
    member = {"id": "m", "schema": "Membership", "properties": said_of_it}
    source = read(tmp_path / "x.ftm.json", person, organization, member, **options)

    (membership,) = json.loads(source.text("json"))["memberships"]
    assert {key: membership[key] for key in ("from", "to", "observed") if key in membership} == said
    if not options:
        with tempodb.open(":memory:") as db:
            db.load_foreign(source)
            (tmp_path / "y.ftm.json").write_text(str(db.export(format="ftm")), encoding="utf-8")
            again = tempodb.read_foreign("ftm", tmp_path / "y.ftm.json", dataset="x")
            assert db.load_foreign(again)[0].difference.is_empty
