"""A dataset says that an id is another one: from then on both are one, and before that they were two (MEANING.md, M56)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from store.histories import verified

FIRST = """
tempodb: 1
dataset: first
sources: {s: {title: S}}
states: {y: {name: Yland, code: YY}, z: {name: Zland}}
organizations: {o: {name: O}}
memberships: [{member: y, of: o, from: 1990, source: s}]
"""
SECOND = """
tempodb: 1
dataset: second
states: {x: {name: Xland, aliases: [{name: Ixland, to: 1970}]}}
persons: {p: {name: P}}
organizations: {u: {name: U}}
offices: {x/king: {title: King}}
memberships: [{member: x, of: u, from: 1995}, {member: p, of: u, representing: x, from: 1999}]
tenures: [{holder: p, office: x/king, from: 2000}]
events: [{id: e, participants: [x], date: 2001}]
"""
SAME = SECOND.replace("x: {name: Xland,", "x: {name: Xland, same_as: y, founded: 1900,")
QUESTIONS = (
    "organizations of {} as of 2000",
    "names of {} as of 1965",
    "timeline of {}",
    "periods of {} in U",
)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "t.db"
    load(path, FIRST, "2020-01-01")
    load(path, SECOND, "2021-01-01")
    yield path
    assert verified(path) == []


def load(path: Path, text: str, recorded_at: str | None = None) -> list[tempodb.LoadReport]:
    file = path.with_suffix(".yaml")
    file.write_text(text, encoding="utf-8")
    with tempodb.open(path) as db:
        return list(db.load(file, recorded_at=recorded_at))


def answers(path: Path, name: str, clause: str = "") -> list[list[dict[str, object]]]:
    with tempodb.open(path) as db:
        return [db.query(f"{question.format(name)}{clause}").to_dicts() for question in QUESTIONS]


def organizations(path: Path, name: str, clause: str = "") -> list[tuple[str, str]]:
    with tempodb.open(path) as db:
        rows = db.query(f"organizations of {name} as of 2000{clause}").to_dicts()
    return [(row["member"], row["organization"]) for row in rows]


def test_from_then_on_all_questions_about_one_answer_about_both(path: Path) -> None:
    load(path, SAME, "2022-01-01")

    by_name = [answers(path, name) for name in ("y", "x", "Yland", "Xland")]

    assert organizations(path, "x") == [("y", "o"), ("y", "u")]
    assert all(found == by_name[0] for found in by_name) and all(by_name[0])
    assert "x" not in {row["member"] for found in by_name[0] for row in found if "member" in row}


def test_before_that_they_were_two(path: Path) -> None:
    then = {name: answers(path, name, " known at 2021-06") for name in ("x", "y")}

    load(path, SAME, "2022-01-01")

    assert {name: answers(path, name, " known at 2021-06") for name in ("x", "y")} == then
    assert organizations(path, "x", " known at 2021-06") == [("x", "u")]
    assert organizations(path, "y", " known at 2021-06") == [("y", "o")]


def test_what_is_no_longer_said_makes_them_two_again(path: Path) -> None:
    before = {name: answers(path, name) for name in ("x", "y")}
    load(path, SAME, "2022-01-01")

    load(path, SECOND, "2023-01-01")

    assert {name: answers(path, name) for name in ("x", "y")} == before
    assert organizations(path, "x", " known at 2022-06") == [("y", "o"), ("y", "u")]


def test_offices_are_found_by_either(path: Path) -> None:
    load(path, SAME)

    with tempodb.open(path) as db:
        held = [db.query(f"holders of king of {name} as of 2005").to_dicts() for name in ("Xland", "y")]

    assert held[0] == held[1]
    assert [(row["office"], row["organization"]) for row in held[0]] == [("x/king", "y")]


def test_its_names_are_aliases_of_their_time(path: Path) -> None:
    load(path, SAME)

    with tempodb.open(path) as db:
        named = [(row["name"], row["kind"]) for row in db.query("names of Ixland as of 1960").to_dicts()]
        described = [row["detail"] for row in db.query("describe y").to_dicts() if row["kind"] == "same as"]

    assert sorted(named) == [("Ixland", "alias"), ("Yland", "name")]
    assert described == ["Xland, Ixland (to 1970)"]


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_is_exported_says_the_same(path: Path, format_: str) -> None:
    load(path, SAME)
    file = path.with_suffix(f".{format_}")

    with tempodb.open(path) as db:
        file.write_text(db.export("second", format=format_), encoding="utf-8")
        (report,) = db.load(file)

    assert report.difference.is_empty


def test_a_folder_says_the_same(path: Path, tmp_path: Path) -> None:
    load(path, SAME)

    with tempodb.open(path) as db:
        db.export_folder(tmp_path / "second", "second")
        (report,) = db.load(tmp_path / "second")

    assert report.difference.is_empty


def test_claims_of_both_agree_or_contradict(path: Path) -> None:
    agreeing = "memberships: [{member: x, of: o, from: 1990-05-01},"
    load(path, SAME.replace("memberships: [", agreeing))

    with tempodb.open(path) as db:
        (row,) = db.query("periods of Xland in O").to_dicts()
        assert (row["member"], row["from"]) == ("y", "1990-05-01")
    with pytest.raises(tempodb.DatasetError, match="contradicts `y` member in `o`"):
        load(path, SAME.replace("memberships: [", agreeing.replace("from", "status: observer, from")))


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        ("states: {\n x: {name: X, same_as: nowhere}}", 4, "no party has the id `nowhere`"),
        ("states: {\n x: {name: X, same_as: x}}", 4, "`x` is said to be itself"),
        ("states: {\n x: {name: X, same_as: w},\n w: {name: W, same_as: y}}", 4, "`w` is said to be `y`"),
        ("states: {\n x: {name: X, same_as: w},\n w: {name: W, same_as: x}}", 4, "`w` is said to be `x`"),
        ("organizations: {\n x: {name: X, same_as: y}}", 4, "`y` is a state, and `x` an organization"),
        ("states: {\n x: {name: X, same_as: y, code: XX}}", 4, "`code` stands beside `same_as`"),
        ("states: {\n z: {name: Z, same_as: y}}", 4, "`z` is said to be `y`, and is defined itself, too"),
        ("organizations: {x: {same_as: o}}\nmemberships:\n - {member: x, of: o}", 5, "`o` stands on both sides"),
        ("organizations: {x: {same_as: o}}\ncoverage:\n {x: 1990/.., o: 1990/..}", 5, "two ids that are one"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_at_its_place(
    tmp_path: Path, entries: str, line: int, message: str
) -> None:
    load(tmp_path / "t.db", FIRST)

    with pytest.raises(tempodb.DatasetError) as error:
        load(tmp_path / "t.db", f"tempodb: 1\ndataset: third\n{entries}\n")

    told = [(problem.line, problem.message[: len(message)]) for problem in error.value.problems]
    assert told[0] == (line, message)


def test_an_id_of_which_others_speak_stays(path: Path) -> None:
    with tempodb.open(path) as db:
        db.run("record membership of x in o as observer from 1970 to 1980")

    with pytest.raises(tempodb.DatasetError, match="no party has the id `x`, and a write still speaks of it"):
        load(path, SAME)


def test_two_that_are_each_other_are_refused(path: Path) -> None:
    load(path, SAME)

    with pytest.raises(tempodb.DatasetError, match="the id `y`, and dataset `second` still speaks of it"):
        load(path, FIRST.replace("y: {name: Yland, code: YY}", "y: {name: Yland, same_as: x}"))
