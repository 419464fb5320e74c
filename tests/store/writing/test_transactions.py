"""One transaction is one instant, and random writes come to what a dictionary of days says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.writing.club import (
    CALENDAR,
    DEFINITIONS,
    LONG,
    Step,
    check_sound,
    database,
    dump,
    held,
    membership,
    steps,
    write,
)
from tempodb.api.database import Database

# --- one transaction, one instant ---------------------------------------------------------------------


def test_the_last_write_of_a_transaction_wins_and_what_was_between_was_never_believed(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)

    with db.transaction() as tx:
        tx.record_membership("a", "o", status="suspended", from_="1999", to="2001")
        tx.record_membership("a", "o", status="observer", from_="2000", to="2002")

    assert held(db) == [
        ("member", "1992", "1999"), ("suspended", "1999", "2000"), ("observer", "2000", "2002"),
        ("member", "2002", "2012"),
    ]  # fmt: skip
    assert all(row[12] <= row[13] < row[14] for row in dump(db)["belief"])
    check_sound(db)


@pytest.mark.parametrize(
    "writes",
    [
        [("record", "member", "1992", "2012")],
        [("record", "member", "1995-06-01", "2001")],
        [("change", "member", "1992", None)],
        [("record", "observer", "2015", None), ("retract", "2015", None)],
    ],
)
def test_setting_what_is_already_believed_writes_nothing(
    tmp_path: Path, writes: list[tuple[str, ...]]
) -> None:
    db = database(tmp_path, memberships=LONG)
    before = dump(db)

    with db.transaction() as tx:
        for verb, *args in writes:
            status = {} if verb == "retract" else {"status": args.pop(0)}
            getattr(tx, f"{verb}_membership")("a", "o", **status, from_=args[0], to=args[1])

    assert dump(db) == before


def test_another_source_for_what_is_believed_is_written_beside_the_first(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992", "2012", source="s")])

    write(db, "record", "member", "1992", "2012", source="r")

    (row,) = db.periods("a", "o")
    assert list(row.sources) == ["r", "s"]
    again = dump(db)
    write(db, "record", "member", "1992", "2012", source="r")
    assert dump(db) == again


def test_what_a_write_leaves_keeps_the_recorded_time_since_which_it_was_known(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)
    (since,) = {row[12] for row in dump(db)["belief"] if row[1] == 10}

    write(db, "record", "suspended", "1999", "2001")
    write(db, "retract", "1999", "2001")
    write(db, "record", "member", "1999", "2001")

    rows = [row for row in dump(db)["belief"] if row[1] == 10 and row[14] == 2**63 - 1]
    by_days = sorted((row[2], row[12]) for row in rows)
    assert [known == since for _, known in by_days] == [True, False, True]


def test_a_write_can_replay_history(tmp_path: Path) -> None:
    db = tempodb.open(":memory:")
    file = tmp_path / "d.json"
    file.write_text(json.dumps({**DEFINITIONS, "memberships": LONG}), encoding="utf-8")
    db.load(file, recorded_at="2010")

    with db.transaction(recorded_at="2012-06-28") as tx:
        tx.end_membership("a", "o", from_="2001")

    assert held(db, at="2011") == [("member", "1992", "2012")]
    assert held(db, at="2013") == [("member", "1992", "2001")]
    with pytest.raises(tempodb.InputError, match="not after"), db.transaction(recorded_at="2011"):
        pass


def test_the_log_keeps_the_statement_in_words_before_what_it_came_to(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)
    before = len(dump(db)["assertion"])

    write(db, "record", "suspended", "1999", "2001")

    logged = sorted(dump(db)["assertion"])[before:]
    assert [row[2] for row in logged] == ["say", "clear", "state"]
    assert json.loads(logged[0][4]) == {"words": "record membership of a in o as suspended from 1999 to 2001"}


# --- against a dictionary of days ---------------------------------------------------------------------

Model = dict[tuple[str, int], str]


def day(number: int) -> str:
    return date.fromordinal(number).isoformat()


def apply(model: Model, step: Step) -> Model | None:
    """Return the model after a step, or None if the step is to be refused."""
    verb, member, status, first, last = step
    end = CALENDAR.stop if last is None else last
    if last is not None and last <= first:
        return None
    days = [(member, number) for number in range(first, end)]
    if verb != "record" and not any(key in model for key in days):
        return None
    match verb:
        case "record":
            return {**model, **dict.fromkeys(days, status)}
        case "change":
            return {**model, **{key: status for key in days if key in model}}
        case _:
            return {key: value for key, value in model.items() if key not in days}


def believed(db: Database, known_at: str) -> Model:
    model: Model = {}
    for member in "ab":
        for row in db.periods(member, "o").known_at(known_at):
            first = date.fromisoformat(row.from_).toordinal()
            end = CALENDAR.stop if row.to is None else date.fromisoformat(row.to).toordinal()
            for number in range(first, end):
                assert (member, number) not in model, "two statuses on one day"
                model[member, number] = row.status
    return model


@given(st.lists(st.lists(steps(), min_size=1, max_size=3), min_size=1, max_size=7))
@examples(60)
def test_random_writes_come_to_what_a_dictionary_of_days_says(
    tmp_path_factory: pytest.TempPathFactory, transactions: list[list[Step]]
) -> None:
    db = database(tmp_path_factory.mktemp("random"))
    model: Model = {}
    history: list[tuple[str, Model]] = []

    for transaction in transactions:
        with db.transaction() as tx:
            for step in transaction:
                verb, member, status, first, last = step
                said = {"status": status} if verb in ("record", "change") else {}
                window = {"from_": day(first)} | ({} if last is None else {"to": day(last)})
                after = apply(model, step)
                if after is None:
                    with pytest.raises(tempodb.InputError):
                        getattr(tx, f"{verb}_membership")(member, "o", **said, **window)
                else:
                    getattr(tx, f"{verb}_membership")(member, "o", **said, **window)
                    model = after
        history.append((list(db.query("show transactions"))[-1].name, model))

    for instant, then in history:
        assert believed(db, instant) == then
    check_sound(db)
