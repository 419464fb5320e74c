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


THIRD = """
tempodb: 1
dataset: third
organizations: {w: {name: W}}
memberships: [{member: x, of: w, from: 1999}, {member: y, of: w, status: observer, from: 1990, to: 1999}]
events: [{id: f, participants: [x, z], date: 2001}]
"""


@pytest.mark.parametrize("id_", ["x", "y"])
def test_who_is_loaded_later_may_speak_of_either(path: Path, id_: str) -> None:
    load(path, SAME, "2022-01-01")

    load(path, THIRD.replace("member: y", f"member: {id_}"), "2023-01-01")

    assert organizations(path, "x") == organizations(path, "y") == [("y", "o"), ("y", "u"), ("y", "w")]
    assert organizations(path, "x", " known at 2022") == [("y", "o"), ("y", "u")]
    with tempodb.open(path) as db:
        assert [(row["member"], row["status"]) for row in db.query("periods of x in w").to_dicts()] == [
            ("y", "observer"),
            ("y", "member"),
        ]
        found = {row["event"]: row["participants"] for row in db.query("events as of 2001").to_dicts()}
        assert found == {"e": ("y",), "f": ("y", "z")}


def test_who_spoke_of_it_before_is_loaded_along(path: Path) -> None:
    load(path, THIRD, "2021-06-01")
    files = [path.with_name("second.yaml"), path.with_name("third.yaml")]
    for file, text in zip(files, (SAME, THIRD), strict=True):
        file.write_text(text, encoding="utf-8")

    with pytest.raises(tempodb.DatasetError, match="`third` still speaks of it") as error:
        load(path, SAME, "2022-01-01")
    with tempodb.open(path) as db:
        db.load(*files, recorded_at="2022-01-01")

    assert {problem.hint for problem in error.value.problems} == {"load dataset `third` along with this one"}
    assert organizations(path, "y") == [("y", "o"), ("y", "u"), ("y", "w")]
    assert organizations(path, "x", " known at 2021") == [("x", "u"), ("x", "w")]
    assert organizations(path, "y", " known at 2021") == [("y", "o")]


@pytest.mark.parametrize("much", ["", f"# {70_000 * '.'}"], ids=["read", "known by its fingerprint"])
def test_loaded_again_it_says_the_same_while_they_are_one(path: Path, much: str) -> None:
    load(path, SAME, "2022-01-01")
    load(path, THIRD + much, "2023-01-01")

    assert all(
        report.difference.is_empty for text in (THIRD + much, FIRST, SAME) for report in load(path, text)
    )
    load(path, SECOND, "2024-01-01")
    load(path, THIRD + much, "2025-01-01")

    assert organizations(path, "x") == [("x", "u"), ("x", "w")]
    assert organizations(path, "x", " known at 2024") == [("x", "u")]
    with tempodb.open(path) as db:
        assert [row["member"] for row in db.query("members of w as of 2001").to_dicts()] == ["x"]
        assert [row["member"] for row in db.query("members of w as of 2001 known at 2023").to_dicts()] == [
            "y"
        ]


@pytest.mark.parametrize("id_", ["x", "y", "Xland", "Yland"])
def test_writes_may_speak_of_either(path: Path, id_: str) -> None:
    load(path, SAME, "2022-01-01")

    with tempodb.open(path) as db:
        db.run(f"record membership of {id_} in o as observer from 1970 to 1980")
        with db.transaction() as t:
            t.end_membership(id_, "o", from_="2000")

        found = [(row["member"], row["from"], row["to"]) for row in db.query("periods of x in o").to_dicts()]
        assert found == [("y", "1970", "1980"), ("y", "1990", "2000")]
    assert all(report.difference.is_empty for report in load(path, SAME))


def test_undone_they_are_two_again(path: Path) -> None:
    before = {name: answers(path, name) for name in ("x", "y")}
    load(path, SAME, "2022-01-01")

    with tempodb.open(path) as db:
        db.run("undo")

    assert {name: answers(path, name) for name in ("x", "y")} == before
    assert organizations(path, "x", " known at 2022") == [("y", "o"), ("y", "u")]


def test_an_id_that_is_one_that_is_another_one_is_the_last(path: Path) -> None:
    load(path, SAME, "2022-01-01")
    files = [path.with_name("first.yaml"), path.with_name("second.yaml")]
    first = FIRST.replace("y: {name: Yland, code: YY}", "y: {name: Yland, same_as: z}")
    for file, text in zip(files, (first, SAME), strict=True):
        file.write_text(text, encoding="utf-8")

    with tempodb.open(path) as db:
        db.load(*files)

    found = [("z", "o"), ("z", "u")]
    assert organizations(path, "x") == organizations(path, "y") == organizations(path, "z") == found


def test_what_a_write_says_of_an_id_stays_in_the_way(path: Path) -> None:
    with tempodb.open(path) as db:
        db.run("record membership of x in o as observer from 1970 to 1980")

    with pytest.raises(tempodb.DatasetError, match="and a write still speaks of it") as error:
        load(path, SAME)

    assert error.value.problems[0].hint == "`retract` that, and record it of `y` instead"
    with tempodb.open(path) as db:
        db.run("retract membership of x in o from 1970 to 1980")
    load(path, SAME)


def test_two_that_are_each_other_are_refused(path: Path) -> None:
    load(path, SAME)

    with pytest.raises(tempodb.DatasetError, match="the id `y`, and dataset `second` still speaks of it"):
        load(path, FIRST.replace("y: {name: Yland, code: YY}", "y: {name: Yland, same_as: x}"))
