"""What was believed before a correction, and what a session means."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from answers.csto import small
from tempodb.base.errors import QueryError


def test_what_was_believed_before_a_correction_stays_readable(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    later = tmp_path / "club.json"
    later.write_text(
        later.read_text().replace('"from": "2000"', '"from": "2001"').replace('"name": "A"', '"name": "B"')
    )
    database.load(later, recorded_at="2024-03-01T00:00:00Z")

    def shown(clause: str) -> list[tuple[str, str]]:
        return [(row.member_name, row.from_) for row in database.query(f"members {clause}")]

    assert shown("as of 2005") == [("B", "2001")]
    assert shown("as of 2005 known at 2024-02") == [("A", "2000")]
    assert shown("as of 2005 known at 2024-03-01T00:00:00Z") == [("B", "2001")]
    assert shown("as of 2005 known at 2024-02-29T23:59:59.999999Z") == [("A", "2000")]
    assert shown("as of 2000 known at 2024-02") == [("A", "2000")]
    assert shown("as of 2000") == []
    # A name that was never so is still what people may ask by.
    assert list(database.query("periods of A"))


def test_an_answer_at_a_past_instant_never_changes(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    before = database.query("members as of 2005 known at 2024-02").as_dict()

    (tmp_path / "club.json").write_text((tmp_path / "club.json").read_text().replace("2000", "2001"))
    database.load(tmp_path / "club.json", recorded_at="2024-03-01T00:00:00Z")

    assert database.query("members as of 2005 known at 2024-02").as_dict() == before


def test_several_datasets_with_different_foci_ask_which_is_meant(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    other = small(tmp_path, name="guild", focus="guild")
    assert list(other.query("members")) == []

    database.load(tmp_path / "guild.json", recorded_at="2024-03-01T00:00:00Z")

    with pytest.raises(QueryError, match=r"club \(dataset club\), guild \(dataset guild\)"):
        database.query("members")
    assert len(database.query("members of club")) == 1
    assert [len(answer) for answer in database.session().run("use club; members; use guild; members")] == [
        1,
        0,
    ]


def test_use_lasts_for_the_session_alone(csto: tempodb.Database) -> None:
    session = csto.session()

    assert list(session.run("use ICMEC")) == []
    (answer,) = session.run("offices as of 2023")
    assert answer[0].organization == "icmec"
    assert csto.query("offices as of 2023-04-25")[0].organization == "csto"


def test_use_of_an_unknown_organization_is_refused_and_keeps_the_focus(csto: tempodb.Database) -> None:
    session = csto.session()
    list(session.run("use ICMEC"))

    with pytest.raises(QueryError, match="no organization is called `Foo`"):
        list(session.run("use Foo"))

    (answer,) = session.run("names")
    assert answer[0].party == "icmec"


def test_nothing_runs_before_all_of_it_was_read(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError, match="does not fit here"):
        next(csto.session().run("members; membres"))
