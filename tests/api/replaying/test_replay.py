"""What is replayed is what each version, loaded by hand at the time of its commit, would have made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from git_repositories import GitRepository, chamber, needs_git
from tempodb import Database

pytestmark = needs_git
TIMES = [f"{year}-03-01T12:00:00+02:00" for year in range(2001, 2006)]


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    return GitRepository(tmp_path / "repository")


@pytest.fixture
def db() -> Iterator[Database]:
    with tempodb.open(":memory:") as opened:
        yield opened


def members(db: Database, known: str) -> list[str]:
    return [row.member for row in db.query(f"members of O as of 1993 known at {known}")]


def test_each_version_is_a_transaction_with_author_and_message(
    repository: GitRepository, db: Database
) -> None:
    first = repository.commit("d.yaml", chamber("a"), TIMES[0], "first\n\nfrom a list")
    second = repository.commit("d.yaml", chamber("a", "b"), TIMES[1], "b is there, too", "Zoë")

    report = db.replay(repository.folder, "d.yaml")

    assert (report.dataset, report.versions, report.transactions) == ("d", 2, [1, 2])
    assert [version.commit for version in report.recorded] == [first, second]
    shown = [(row.name, row.detail) for row in db.query("show transactions")]
    assert sorted(shown) == [
        ("2001-03-01T10:00:00.000000Z", "d; by Ann; first\n\nfrom a list"),
        ("2002-03-01T10:00:00.000000Z", "d; by Zoë; b is there, too"),
    ]


@pytest.mark.parametrize("known", ["2001-03", "2002-03", "2003-03", "2004-03", "2005", "2010"])
def test_what_was_known_is_what_loading_each_version_by_hand_makes_known(
    repository: GitRepository, db: Database, tmp_path: Path, known: str
) -> None:
    texts = [
        chamber("a"),
        chamber("a", "b 1994"),
        chamber("b", "c"),
        chamber("a 1992-06", "b", "c"),
        chamber("b"),
    ]
    by_hand = tempodb.open(":memory:")
    for text, at in zip(texts, TIMES, strict=True):
        repository.commit("x/d.yaml", text, at)
        (tmp_path / "d.yaml").write_text(text)
        by_hand.load(tmp_path / "d.yaml", recorded_at=at)

    db.replay(repository.folder, "x/d.yaml")

    for question in ("members of O", "timeline of O", "members of O as of 1993"):
        asked = f"{question} known at {known}"
        assert db.query(asked).to_dicts() == by_hand.query(asked).to_dicts()
    assert db.export() == by_hand.export()
    assert db.verify() == []


def test_a_replay_adds_what_is_new(repository: GitRepository, db: Database) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    assert db.replay(repository.folder, "d.yaml").transactions == [1]
    assert db.replay(repository.folder, "d.yaml").transactions == []
    repository.commit("other.txt", "x", TIMES[1])
    repository.commit("d.yaml", chamber("b"), TIMES[2])
    repository.commit("d.yaml", chamber("c"), TIMES[3])

    report = db.replay(repository.folder, "d.yaml")

    assert (report.versions, report.known, report.transactions) == (3, 1, [2, 3])
    assert [members(db, year) for year in ("2001", "2003", "2004")] == [["a"], ["b"], ["c"]]


def test_a_replay_goes_on_where_it_was_interrupted(repository: GitRepository, db: Database) -> None:
    for member, at in zip("abcd", TIMES, strict=False):
        repository.commit("d.yaml", chamber(member), at)

    def stop(items: Iterable[Any], total: int, doing: str) -> Iterator[Any]:
        for number, item in enumerate(items):
            if doing == "recording" and number == 2:
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt):
        db.replay(repository.folder, "d.yaml", progress=stop)
    report = db.replay(repository.folder, "d.yaml")

    assert (report.known, report.transactions) == (2, [3, 4])


def test_what_is_not_after_the_version_before_is_recorded_right_after_it_and_counted(
    repository: GitRepository, db: Database
) -> None:
    for member, at in zip("abcd", (TIMES[1], TIMES[1], TIMES[0], TIMES[2]), strict=True):
        repository.commit("d.yaml", chamber(member), at)

    report = db.replay(repository.folder, "d.yaml")

    recorded = [version.as_dict()["recorded_at"] for version in report.recorded]
    assert recorded == [
        "2002-03-01T10:00:00.000000Z",
        "2002-03-01T10:00:00.000001Z",
        "2002-03-01T10:00:00.000002Z",
        "2003-03-01T10:00:00.000000Z",
    ]
    assert len(report.moved) == 2
    assert any("is after the one before: 2" in problem.message for problem in report.remarks())


def test_what_was_committed_in_the_future_is_recorded_by_the_time_of_the_next(
    repository: GitRepository, db: Database
) -> None:
    for member, at in zip("abc", (TIMES[0], "2099-01-01T00:00:00Z", TIMES[1]), strict=True):
        repository.commit("d.yaml", chamber(member), at)

    report = db.replay(repository.folder, "d.yaml")

    assert [members(db, known) for known in ("2002-01", "2003")] == [["a"], ["c"]]
    assert len(report.moved) == 2


def test_a_history_that_was_rewritten_is_refused_with_both_commits(
    repository: GitRepository, db: Database
) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    gone = repository.commit("d.yaml", chamber("b"), TIMES[1])
    db.replay(repository.folder, "d.yaml")
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    other = repository.commit("d.yaml", chamber("c"), TIMES[2])

    with pytest.raises(tempodb.InputError) as refused:
        db.replay(repository.folder, "d.yaml")

    assert refused.value.problems[0].code == "rewritten"
    assert f"`{gone[:10]}`" in str(refused.value) and f"`{other[:10]}`" in str(refused.value)
    assert "transaction 2" in str(refused.value)


def test_history_is_not_replayed_behind_what_was_recorded_otherwise(
    repository: GitRepository, db: Database
) -> None:
    db.load(tempodb.bundled_fixture("csto.yaml"))
    repository.commit("d.yaml", chamber("a"), TIMES[0])

    with pytest.raises(tempodb.InputError, match="before a database is used otherwise"):
        db.replay(repository.folder, "d.yaml")


def test_what_is_new_is_recorded_after_what_was_written_meanwhile(
    repository: GitRepository, db: Database
) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    db.replay(repository.folder, "d.yaml")
    db.run("record membership of a in O from 1980 to 1985", recorded_at="2003-01-01")
    repository.commit("d.yaml", chamber("a", "b"), TIMES[1])

    report = db.replay(repository.folder, "d.yaml")

    assert [version.as_dict()["recorded_at"] for version in report.recorded] == [
        "2003-01-01T00:00:00.000001Z"
    ]
    assert len(report.moved) == 1


EMPTY = [None, "", "\n \n", "tempodb: 1\ndataset: d\n"]


@pytest.mark.parametrize("content", EMPTY)
def test_whether_an_empty_version_is_meant_is_asked(
    repository: GitRepository, db: Database, content: str | None
) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    empty = repository.commit("d.yaml", content, TIMES[1])
    repository.commit("d.yaml", chamber("a", "b"), TIMES[2])

    with pytest.raises(tempodb.DatasetError) as refused:
        db.replay(repository.folder, "d.yaml")

    (problem,) = refused.value.problems
    assert (problem.code, problem.file) == ("empty", f"{empty[:10]}:d.yaml")
    assert "--empty skip" in str(problem.hint) and "--empty retract" in str(problem.hint)
    assert not db.engine.exists()


@pytest.mark.parametrize("content", EMPTY)
@pytest.mark.parametrize(("empty", "known"), [("skip", ["a"]), ("retract", [])])
def test_an_empty_version_is_passed_over_or_withdraws_all(
    repository: GitRepository, db: Database, content: str | None, empty: str, known: list[str]
) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    repository.commit("d.yaml", content, TIMES[1])
    repository.commit("d.yaml", chamber("a", "b"), TIMES[2])

    report = db.replay(repository.folder, "d.yaml", empty=empty)

    assert len(report.emptied) == 1
    assert len(report.transactions) == (2 if empty == "skip" else 3)
    timeline = db.query("timeline of O known at 2002-06") if known else None
    assert timeline is None or len(timeline) > 0
    everyone = {row.member for row in db.query("members of every organization as of 1993 known at 2002-06")}
    assert everyone == set(known)
    assert members(db, "2003-06") == ["a", "b"]


def test_all_that_is_wrong_in_versions_is_one_list_and_nothing_is_recorded(
    repository: GitRepository, db: Database
) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    syntax = repository.commit("d.yaml", chamber("a") + "  - {member: [", TIMES[1])
    dangling = repository.commit(
        "d.yaml", chamber("a") + "  - {member: nobody, of: o, from: 1991}\n", TIMES[2]
    )
    repository.commit("d.yaml", chamber("b"), TIMES[3])
    other = repository.commit("d.yaml", chamber("b", dataset="e"), TIMES[4])
    repository.commit("d.yaml", chamber("b"), TIMES[4])

    with pytest.raises(tempodb.DatasetError) as refused:
        db.replay(repository.folder, "d.yaml")

    files = {problem.file for problem in refused.value.problems}
    assert files == {f"{commit[:10]}:d.yaml" for commit in (syntax, dangling, other)}
    assert any(problem.line == 9 and problem.excerpt for problem in refused.value.problems)
    assert not db.engine.exists()

    report = db.replay(repository.folder, "d.yaml", skip_bad=True)

    assert (report.unread, report.transactions) == (3, [1, 2])
    assert {problem.file for problem in report.skipped} == files
    assert [members(db, known) for known in ("2003-06", "2004-06")] == [["a"], ["b"]]


def test_renames_are_followed_when_that_is_said(repository: GitRepository, db: Database) -> None:
    repository.commit("old.yaml", chamber("a"), TIMES[0])
    repository.git("mv", "old.yaml", "new.yaml")
    moved = repository.commit("new.yaml", chamber("a"), TIMES[1])
    repository.commit("new.yaml", chamber("a", "b"), TIMES[2])

    with tempodb.open(":memory:") as alone:
        assert alone.replay(repository.folder, "new.yaml").versions == 2
    report = db.replay(repository.folder, "new.yaml", follow=True)

    assert (report.versions, report.transactions) == (3, [1, 2])
    assert report.renames == ((f"{moved[:10]}:new.yaml", "old.yaml", "new.yaml"),)
    assert members(db, "2001-06") == ["a"]


def test_a_merge_is_what_it_made_of_the_branch(repository: GitRepository, db: Database) -> None:
    repository.commit("d.yaml", chamber("a"), TIMES[0])
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit("d.yaml", chamber("a", "b"), TIMES[1])
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "side", "-m", "merged", at=TIMES[3])

    report = db.replay(repository.folder, "d.yaml")

    assert report.transactions == [1, 2]
    assert [members(db, known) for known in ("2003", "2005")] == [["a"], ["a", "b"]]
    with tempodb.open(":memory:") as other:
        other.replay(repository.folder, "d.yaml", branch="side")
        assert members(other, "2003") == ["a", "b"]


def test_a_bundle_and_a_bare_repository_are_read_alike(
    repository: GitRepository, db: Database, tmp_path: Path
) -> None:
    for member, at in zip("abc", TIMES, strict=False):
        repository.commit("d.yaml", chamber(member), at)
    repository.git("bundle", "create", "--quiet", str(tmp_path / "x.bundle"), "main")
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    db.replay(repository.folder, "d.yaml")

    for place in ("x.bundle", "bare.git"):
        with tempodb.open(":memory:") as other:
            other.replay(tmp_path / place, "d.yaml")
            assert other.query("show transactions").to_dicts() == db.query("show transactions").to_dicts()


def popolo(*names: str) -> str:
    persons = [{"id": name, "name": f"Person {name}"} for name in names]
    held = [{"person_id": name, "organization_id": "o", "start_date": "1991"} for name in names]
    return json.dumps({"organizations": [{"id": "o", "name": "O"}], "persons": persons, "memberships": held})


def test_a_foreign_format_is_imported_version_by_version(repository: GitRepository, db: Database) -> None:
    repository.commit("data/house.json", popolo("a"), TIMES[0])
    repository.commit("data/house.json", popolo("a", "b"), TIMES[1])
    bad = repository.commit("data/house.json", popolo("a").replace("1991", "soon"), TIMES[2])

    with pytest.raises(tempodb.DatasetError) as refused:
        db.replay(repository.folder, "data/house.json", format="popolo", end_day="inside")
    assert [problem.place for problem in refused.value.problems] == [
        f"{bad[:10]}:data/house.json#/memberships/0"
    ]

    report = db.replay(repository.folder, "data/house.json", format="popolo", skip_bad=True, dataset="e")

    assert (report.dataset, report.unread, report.transactions) == ("e", 0, [1, 2, 3])
    assert [members(db, known) for known in ("2001-06", "2002-06", "2003-06")] == [["a"], ["a", "b"], []]


def test_sources_and_places_are_called_by_the_name_of_the_file(
    repository: GitRepository, db: Database
) -> None:
    held = {"id": "m1", "person_id": "a", "organization_id": "o", "votes": 3}
    commit = repository.commit("data/memberships.JSON", json.dumps([held]), TIMES[0])

    report = db.replay(repository.folder, "data/memberships.JSON", format="popolo")

    assert report.source is not None
    assert [each.first[0].place for each in report.source.unexpressed] == [
        f"{commit[:10]}:data/memberships.JSON#/0"
    ]
    assert [row.id for row in db.query("show sources")] == ["memberships.json"]


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [
        ("country,year,x\n", "country,year,y,z\n", (("y", "z"), ("x",))),
        ("country,year\n", "year,country\n", None),
    ],
)
def test_columns_that_appear_or_vanish_are_told(
    repository: GitRepository, db: Database, before: str, after: str, columns: object
) -> None:
    cow = "ccode,stateabb,state,year,{}\n2,USA,United States,1990,{}\n"
    repository.commit("t.csv", cow.format("NATO,UN", "1,1"), TIMES[0])
    changed = repository.commit("t.csv", cow.format("UN,EU", "1,0"), TIMES[1])

    report = db.replay(repository.folder, "t.csv", format="cow")

    assert report.columns == ((f"{changed[:10]}:t.csv", ("EU",), ("NATO",)),)


def test_an_erasure_leaves_known_what_was_replayed(repository: GitRepository, db: Database) -> None:
    repository.commit("d.yaml", chamber("a", "b"), TIMES[0])
    db.replay(repository.folder, "d.yaml")
    db.erase("b")
    repository.commit("d.yaml", chamber("a 1995"), TIMES[1])

    assert db.replay(repository.folder, "d.yaml").known == 1
    assert db.verify() == []


@pytest.mark.parametrize(
    ("path", "options", "said"),
    [
        ("x.yaml", {}, "no commit of"),
        ("data", {"format": "cow"}, "is a folder"),
        ("d.txt", {}, "the format of `d.txt` is unknown"),
        ("d.yaml", {"format": "popol"}, "the nearest is `popolo`"),
        ("d.yaml", {"branch": "mian"}, "the branches are `main`"),
        ("d.yaml", {"branch": "--upload-pack=x"}, "has no branch"),
        ("d.yaml", {"empty": "perhaps"}, "skip or retract"),
        ("d.yaml", {"end_day": "inside"}, "files of other formats"),
        ("d.yaml", {"dataset": "e"}, "states the dataset `d`"),
        ("d\0.yaml", {}, "null byte"),
    ],
)
def test_what_cannot_be_replayed_is_told(
    repository: GitRepository, db: Database, path: str, options: dict[str, str], said: str
) -> None:
    repository.commit("data/x.csv", "a\n", TIMES[0])
    repository.commit("d.yaml", chamber("a"), TIMES[0])

    with pytest.raises(tempodb.InputError) as refused:
        db.replay(repository.folder, path, **options)

    assert said in str(refused.value)
