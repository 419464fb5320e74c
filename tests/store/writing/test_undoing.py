"""A transaction is undone: all is answered as before it, the log says so, and what stands in the way is told.

MEANING.md, M55.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tempodb
from store.writing.club import DATES, DEFINITIONS, check_sound, database, membership
from tempodb.temporal.instants import instant_text

QUESTIONS = [
    *(f"members of o as of {day}" for day in ("1992-07", "1995-02", "1999-06", "2001-06", "2002")),
    *("periods of a in o", "periods of b in o", "any status members of o between 1990 and 2010"),
    *("history of o", "timeline of o", "changes in o between 1990 and 2010", "conflicts", "names of a", "names of x"),
    *("holders of o/chair between 1990 and 2010", "describe o", "describe x", "organizations of a as of 2000"),
    "count members of o by year between 1990 and 2004",
]  # fmt: skip


def answers(db: tempodb.Database) -> list[str]:
    """Return what every question answers at present, and what each dataset states."""
    told = []
    for question in QUESTIONS:
        try:
            told.append(f"{question}: {[repr(row) for row in db.query(question)]}")
        except tempodb.QueryError:
            # What was never called so is told otherwise than what is not called so any more.
            told.append(f"{question}: []")
    for dataset in "de":
        try:
            told.append(str(db.export(dataset)))
        except tempodb.InputError:
            told.append(f"{dataset}: nothing")
    return [*told, repr(sorted((label.type, label.id, label.name) for label in db.labels()))]


def loaded(db: tempodb.Database, folder: Path, content: dict[str, Any], overwrite: bool = False) -> Any:
    file = folder / f"{content['dataset']}.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return db.load(file, overwrite=overwrite)


# ── any history ──────────────────────────────────────────────────────────────────────────────────

dates = st.sampled_from(DATES)
ends = st.one_of(st.none(), dates)
parties = st.sampled_from("ab")
statuses = st.sampled_from(["member", "observer"])
writes = st.one_of(
    st.builds("record membership of {} in o as {} from {} {}".format, parties, statuses, dates, ends.map(lambda end: f"to {end}" if end else "onwards")),
    st.builds("change membership of {} in o as {} from {} to {}".format, parties, statuses, dates, dates),
    st.builds("end membership of {} in o from {}".format, parties, dates),
    st.builds("retract membership of {} in o from {} to {}".format, parties, dates, dates),
    st.builds("correct membership of {} in o from {} source s".format, parties, dates),
    st.builds("record membership of {} in o from {} onwards disputed".format, parties, dates),
    st.builds("record tenure of p in o/chair from {} onwards; record name of a as \"Other\" from {} onwards".format, dates, dates),
    st.sampled_from(['record person x named "Ex"', "retract person x", 'record organization x named "Ex" from 1999', "record tenure of x in o/chair from 1999 to 2001"]),
)  # fmt: skip
stated = st.lists(
    st.builds(
        lambda member, status, from_, to: {"member": member, **{k: v for k, v in membership(status, from_, to).items() if k != "member"}},
        parties, statuses, dates.filter(lambda date: date != "unknown"), ends,
    ),
    max_size=3,
)  # fmt: skip
loads = st.tuples(st.sampled_from("de"), stated, st.booleans())
steps = st.lists(st.one_of(writes, writes, loads, st.just("undo"), st.integers(2, 8)), min_size=2, max_size=9)


def contents(dataset: str, memberships: list[dict[str, Any]]) -> dict[str, Any]:
    if dataset == "d":
        return {**DEFINITIONS, "memberships": memberships}
    return {"tempodb": 1, "dataset": dataset, "memberships": memberships}


@settings(deadline=None, max_examples=60)
@given(steps=steps)
def test_after_an_undo_all_is_answered_as_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("u")
    db = database(folder)
    states = [answers(db)]
    """What was answered after each transaction, as far as those that are undone count for nothing."""

    for step in [*steps, "undo", "undo"]:
        try:
            match step:
                case "undo":
                    db.undo()
                case int(number):
                    db.undo(number)
                case str(write):
                    with db.transaction() as tx:
                        tx.run(write)
                case (dataset, memberships, overwrite):
                    loaded(db, folder, contents(dataset, memberships), overwrite)
        except tempodb.TempodbError:
            continue
        if len(db.recorded()) == len(states):
            continue
        now = answers(db)
        if step == "undo" and len(states) > 1:
            assert now == states[-2]
        states.append(now)
    check_sound(db)


# ── one at a time ────────────────────────────────────────────────────────────────────────────────

MEMBER = "record membership of a in o from 1999 onwards"


@pytest.fixture
def db(tmp_path: Path) -> tempodb.Database:
    return database(tmp_path)


def test_an_undo_tells_what_it_does_and_the_log_keeps_all(db: tempodb.Database) -> None:
    db.run(MEMBER)
    with_it = answers(db)

    foreseen = db.preview_undo()
    assert answers(db) == with_it
    done = db.undo(author="Ann")

    assert (done, list(done.lines())) == (foreseen, ["- `a` member in `o` from 1999 onwards"])
    assert [(each.author, each.note) for each in db.recorded()[:-1]] == [
        ("Ann", "undo of transaction 2"),
        (None, None),
    ]
    assert len(db.query("members of o as of 2000")) == 0
    known_at = instant_text(db.recorded()[1].recorded)
    assert len(db.query(f"members of o as of 2000 known at {known_at}")) == 1


def test_an_undo_of_an_undo_does_it_again(db: tempodb.Database) -> None:
    db.run(MEMBER)
    with_it = answers(db)
    db.undo()

    assert list(db.undo(note="after all").lines()) == ["+ `a` member in `o` from 1999 onwards"]
    assert answers(db) == with_it
    with pytest.raises(tempodb.InputError, match="transaction 3 is undone, by transaction 4"):
        db.undo(3)
    check_sound(db)


def test_transactions_are_undone_one_after_the_other(db: tempodb.Database) -> None:
    states = [answers(db)]
    for status in ("member", "observer", "candidate"):
        db.run(f"record membership of a in o as {status} from 1999 onwards")
        states.append(answers(db))

    for number in (4, 3, 2):
        db.undo(number)
        states.pop()
        assert answers(db) == states[-1]
    check_sound(db)


REFUSED: list[tuple[str, Callable[[tempodb.Database], object], str, str]] = [
    ("unknown", lambda db: db.undo(7), "there is no transaction 7", "the last one is 1"),
    ("zero", lambda db: db.undo(0), "there is no transaction 0", "the last one is 1"),
    ("no-number", lambda db: db.undo("1"), "is no number of a transaction", "undo(7)"),
    ("touched", lambda db: (db.run(MEMBER), db.run("end membership of a in o from 2001"), db.undo(2)), "transaction 3 has written the membership of a in o since", "`undo 3` first"),
    ("undone", lambda db: (db.run(MEMBER), db.undo(), db.undo(2)), "transaction 2 is undone, by transaction 3", "`undo 3` records it again"),
    ("erasure", lambda db: (db.erase("p"), db.undo()), "transaction 2 erased a person", "gone"),
    ("erased-since", lambda db: (db.run(MEMBER), db.erase("p"), db.undo(2)), "a person was erased since, in transaction 3", "corrected"),
    ("spoken-of", lambda db: (db.run(MEMBER), db.undo(1)), "without transaction 1, no", "undo or `retract` that first"),
    ("spoken-of-later", lambda db: (db.run('record person x named "Ex"'), db.run("record tenure of x in o/chair from 1999 onwards"), db.undo(2)), "no party has the id `x`, and `x` substantive in `o/chair` from 1999 onwards speaks of it", "undo or `retract` that first"),
    ("speaks-of-what-is-gone", lambda db: (db.run('record person x named "Ex"; record tenure of x in o/chair from 1999 onwards; retract tenure of x in o/chair from 1999 onwards; retract person x'), db.undo(4)), "without transaction 4, no party has the id `x`", "undo"),
    ("otherwise", lambda db: (db.run('record person x named "Ex"; retract person x; record state x named "Ex"; record membership of x in o from 1999 onwards'), db.undo(3)), "transaction 4 has written the party `x` since", "`undo 4` first"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("does", "message", "hint"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_stands_in_the_way_is_told_and_nothing_is_written(
    db: tempodb.Database, does: Callable[[tempodb.Database], object], message: str, hint: str
) -> None:
    with pytest.raises(tempodb.InputError) as refused:
        does(db)

    problem = refused.value.problems[0]
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert len(db.recorded()) < 7
    check_sound(db)


def test_without_anything_there_is_nothing_to_undo(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "none.db") as db:
        for undo in (db.undo, db.preview_undo):
            with pytest.raises(tempodb.InputError, match="no database"):
                undo()

    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_load_was_undone_is_loaded_again(db: tempodb.Database, tmp_path: Path) -> None:
    content = {"tempodb": 1, "dataset": "e", "memberships": [membership("member", "1992")]}
    (first,) = loaded(db, tmp_path, content)
    with_it = answers(db)
    db.undo()

    (foreseen,) = db.preview(tmp_path / "e.json")
    (again,) = db.load(tmp_path / "e.json")

    assert first.difference == foreseen.difference == again.difference
    assert again.transaction == 4
    assert answers(db) == with_it
    (last,) = db.load(tmp_path / "e.json")
    assert last.transaction is None
    check_sound(db)


def test_a_file_is_held_against_what_its_dataset_stated_before_what_was_undone(
    db: tempodb.Database, tmp_path: Path
) -> None:
    short, long = membership("member", "1992", "1999"), membership("member", "1992", "2005")
    loaded(db, tmp_path, {"tempodb": 1, "dataset": "e", "memberships": [short]})
    loaded(db, tmp_path, {"tempodb": 1, "dataset": "e", "memberships": [long]})
    db.undo()

    (unchanged,) = loaded(db, tmp_path, {"tempodb": 1, "dataset": "e", "memberships": [short]})
    (corrected,) = loaded(db, tmp_path, {"tempodb": 1, "dataset": "e", "memberships": [long]})

    assert unchanged.difference.is_empty
    assert len(corrected.difference.corrected) == 1
    check_sound(db)


def test_a_load_that_overwrote_a_write_leaves_the_write_when_it_is_undone(
    db: tempodb.Database, tmp_path: Path
) -> None:
    content = {"tempodb": 1, "dataset": "e", "memberships": [membership("member", "1992")]}
    db.run(f"{MEMBER}; retract membership of a in o from 1999 to 2001")
    with pytest.raises(tempodb.DatasetError):
        loaded(db, tmp_path, content)
    loaded(db, tmp_path, content, overwrite=True)
    db.undo()

    with pytest.raises(tempodb.DatasetError, match="undoes a write"):
        loaded(db, tmp_path, content)
    check_sound(db)


def test_what_was_erased_stays_so_whatever_was_undone_before(db: tempodb.Database) -> None:
    db.run('record tenure of p in o/chair from 1999 onwards note "of Paula Doe"')
    db.undo(note="Paula Doe never was")
    db.undo()
    db.erase("p")

    assert db.query("holders of o/chair as of 2000").rows == ()
    assert "Paula" not in str(db.recorded())
    check_sound(db)


def test_why_speaks_of_what_was_undone_as_withdrawn(db: tempodb.Database) -> None:
    db.run(f"{MEMBER}; retract membership of a in o from 2001 to 2003")
    before = [row.what for row in db.query("why a in o as of 2002")]
    db.undo()
    db.undo(2)

    after = db.query("why a in o as of 2002")

    assert "write" in before and "write" not in [row.what for row in after]
    assert [row.what for row in after if row.withdrawn_at] == ["withdrawn"]


def test_an_office_that_moved_since_is_told(tmp_path: Path) -> None:
    moved = tmp_path / "moved.yaml"
    text = """
tempodb: 1
dataset: moved
organizations: {a: {name: A}, b: {name: B}}
offices: {a/x: {title: X, organization: [{organization: a, to: 2001}, {organization: b, from: 2001}]}}
"""
    with tempodb.open(":memory:") as db:
        for each in (text, text.replace("2001", "2002")):
            moved.write_text(each, encoding="utf-8")
            db.load(moved)
        with pytest.raises(tempodb.InputError, match="transaction 2 has written the office of `a/x` since"):
            db.undo(1)
