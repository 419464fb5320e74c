"""Writing: what the verbs do to one key, on both axes, and what they refuse."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.cli import main
from tempodb.store.schema.layout import COLUMNS
from tempodb.store.storage import MemoryStorage
from tempodb.temporal.instants import DAY, EPOCH_DAY

Content = dict[str, Any]
Pieces = list[tuple[str, str, str | None]]

DEFINITIONS: Content = {
    "tempodb": 1,
    "dataset": "d",
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula Doe"}, "q": {"name": "Quentin Roe"}},
    "organizations": {"o": {"name": "Org"}, "c": {"name": "Committee"}},
    "offices": {"o/chair": {"title": "Chair"}},
}
FIRST_INSTANT = (date(2020, 1, 1).toordinal() - EPOCH_DAY) * DAY

_numbers = count()


def database(tmp_path: Path, **sections: Any) -> Database:
    """Return a database in memory that holds the definitions and *sections*; its clock starts in 2020."""
    instants = count(FIRST_INSTANT)
    db = Database(Engine(MemoryStorage(), clock=lambda: next(instants)))
    load(db, tmp_path, **sections)
    return db


def load(db: Database, tmp_path: Path, overwrite: bool = False, **sections: Any) -> Any:
    file = tmp_path / f"{next(_numbers)}.json"
    file.write_text(json.dumps({**DEFINITIONS, **sections}), encoding="utf-8")
    return db.load(file, overwrite=overwrite) if overwrite else db.load(file)


def membership(status: str, from_: str | None, to: str | None = None, **rest: Any) -> Content:
    dates = {"from": from_, "to": to}
    return {"member": "a", "of": "o", "status": status, **{k: v for k, v in dates.items() if v}, **rest}


def held(db: Database, **known: str) -> Pieces:
    """Return the coalesced timeline of `a` in `o`."""
    asked = db.periods("a", "o")
    return [(row.status, row.from_, row.to) for row in (asked.known_at(known["at"]) if known else asked)]


def write(db: Database, verb: str, *args: str | None, **rest: Any) -> Any:
    """Do one verb on the membership of `a` in `o`: its status, if it takes one, and its window."""
    status = {} if verb in ("end", "retract") else {"status": args[0]}
    dates = args if verb in ("end", "retract") else args[1:]
    window = {end: text for end, text in zip(("from_", "to"), dates, strict=False) if text}
    with db.transaction() as tx:
        return getattr(tx, f"{verb}_membership")("a", "o", **status, **window, **rest)


def dump(db: Database) -> dict[str, list[Any]]:
    return db.engine.read(
        lambda c: {
            table: sorted(c.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}").fetchall(), key=repr)
            for table in COLUMNS
        }
    )


def check_sound(db: Database) -> None:
    """Check that the chain holds and that the beliefs follow from the log."""
    before = dump(db)
    assert db.verify() == []
    db.rebuild()
    assert dump(db) == before


LONG = [membership("member", "1992", "2012")]

# --- the verbs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "verb", "args", "after"),
    [
        # record fills gaps, replaces what was there, leaves the rest
        ([], "record", ("member", "1992", None), [("member", "1992", None)]),
        (LONG, "record", ("suspended", "1999", "2001"),
         [("member", "1992", "1999"), ("suspended", "1999", "2001"), ("member", "2001", "2012")]),
        (LONG, "record", ("suspended", "2005", None), [("member", "1992", "2005"), ("suspended", "2005", None)]),
        (LONG, "record", ("suspended", "1990", "2000"), [("suspended", "1990", "2000"), ("member", "2000", "2012")]),
        (LONG, "record", ("suspended", "1992", "2012"), [("suspended", "1992", "2012")]),
        (LONG, "record", ("suspended", "1990", "2020"), [("suspended", "1990", "2020")]),
        (LONG, "record", ("suspended", "2012", "2020"), [("member", "1992", "2012"), ("suspended", "2012", "2020")]),
        (LONG, "record", ("suspended", "2015", None), [("member", "1992", "2012"), ("suspended", "2015", None)]),
        (LONG, "record", ("member", "2005", None), [("member", "1992", None)]),
        (LONG, "record", ("member", "1995", "2005"), [("member", "1992", "2012")]),
        ([membership("member", "1992", "1995"), membership("observer", "1999", "2005")], "record",
         ("suspended", "1993", "2001"),
         [("member", "1992", "1993"), ("suspended", "1993", "2001"), ("observer", "2001", "2005")]),
        # change never fills gaps
        ([membership("member", "1992", "1995"), membership("observer", "1999", "2005")], "change",
         ("suspended", "1993", "2001"),
         [("member", "1992", "1993"), ("suspended", "1993", "1995"), ("suspended", "1999", "2001"),
          ("observer", "2001", "2005")]),
        (LONG, "change", ("suspended", "2005", None), [("member", "1992", "2005"), ("suspended", "2005", "2012")]),
        (LONG, "change", ("member", "1999", None), [("member", "1992", "2012")]),
        # end, and retract across segments
        (LONG, "end", ("2001",), [("member", "1992", "2001")]),
        ([membership("member", "1992", "1999"), membership("suspended", "1999")], "end", ("1995-06-01",),
         [("member", "1992", "1995-06-01")]),
        (LONG, "retract", ("1999", "2001"), [("member", "1992", "1999"), ("member", "2001", "2012")]),
        (LONG, "retract", ("1992", None), []),
        ([membership("member", "1992", "1999"), membership("suspended", "1999")], "retract", ("1998", "2000"),
         [("member", "1992", "1998"), ("suspended", "2000", None)]),
        # open ends make no overlap with what lies beyond the other end
        ([membership("member", "1992", "unknown")], "record", ("suspended", "1999", None),
         [("member", "1992", "unknown"), ("suspended", "1999", None)]),
        ([membership("member", "unknown", "2012")], "record", ("suspended", "1999", "2001"),
         [("member", "unknown", "2012"), ("suspended", "1999", "2001")]),
        ([membership("member", None, observed="2017-04-18")], "record", ("suspended", "2018", None),
         [("member", "[..2017-04-18]", "[2017-04-19..]"), ("suspended", "2018", None)]),
        # disputed facts stand beside the timeline
        ([membership("member", "1992", "2012"), membership("observer", "1992", "2012", standing="disputed")],
         "retract", ("1999", None), [("member", "1992", "1999")]),
    ],
)  # fmt: skip
def test_a_verb_touches_what_lies_in_its_window_and_leaves_the_rest(
    tmp_path: Path, before: list[Content], verb: str, args: tuple[str | None, ...], after: Pieces
) -> None:
    db = database(tmp_path, memberships=before)

    write(db, verb, *args)

    assert held(db) == after
    check_sound(db)


def test_a_write_says_what_it_did_in_words(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)

    done = write(db, "record", "suspended", "1999", "2001", source="s")

    assert done.said == "record membership of a in o as suspended from 1999 to 2001 source s"
    assert list(done.lines()) == [
        "- `a` member in `o` from 1992 to 2012",
        "= `a` member in `o` from 1992 to 1999",
        "= `a` member in `o` from 2001 to 2012",
        "+ `a` suspended in `o` from 1999 to 2001 source s",
    ]


@pytest.mark.parametrize(
    ("before", "rest", "after"),
    [
        (LONG, {"to": "2013"}, [("member", "1992", "2013")]),
        (LONG, {"to": "onwards"}, [("member", "1992", None)]),
        (LONG, {"from_": "1993-05-01", "status": "observer"}, [("observer", "1993-05-01", "2012")]),
        ([membership("member", None, None)], {"from_": "1992"}, [("member", "1992", None)]),
        ([membership("member", None, None)], {"to": "1999"}, [("member", "unknown", "1999")]),
        ([membership("member", "1992", "unknown")], {"to": "1999"}, [("member", "1992", "1999")]),
        ([membership("member", "1999")], {"from_": "1999-06"}, [("member", "1999-06", None)]),
        ([membership("member", "1992", "1999"), membership("suspended", "1999")],
         {"at": "2005", "from_": "2001"}, [("member", "1992", "1999"), ("suspended", "2001", None)]),
        ([membership("member", "1992", "1999"), membership("suspended", "1999")],
         {"at": "2005", "from_": "1997"}, [("member", "1992", "1997"), ("suspended", "1997", None)]),
    ],
)  # fmt: skip
def test_correct_replaces_one_fact_whatever_its_window_was(
    tmp_path: Path, before: list[Content], rest: dict[str, str], after: Pieces
) -> None:
    db = database(tmp_path, memberships=before)

    with db.transaction() as tx:
        tx.correct_membership("a", "o", **rest)  # type: ignore[arg-type]

    assert held(db) == after
    check_sound(db)


@pytest.mark.parametrize(
    ("before", "verb", "args", "code", "shown"),
    [
        (LONG, "record", ("suspended", "2001", "1999"), "window", ["2001", "1999"]),
        (LONG, "record", ("suspended", "2001-01-01", "2001-01-01"), "window", ["2001-01-01"]),
        (LONG, "retract", ("2001", "1999"), "window", ["2001", "1999"]),
        (LONG, "record", ("suspended", "1999-06", "1999"), "open-order", ["1999-06", "1999"]),
        (LONG, "record", ("suspended", "1992-06", "2001"), "open-order", ["1992", "1992-06"]),
        (LONG, "end", ("2012-06-01",), "open-order", ["2012", "2012-06-01"]),
        (LONG, "retract", ("1999", "1999"), "open-order", ["1999"]),
        ([membership("member", "1999", "1999")], "retract", ("1999", "2001"), "open-order", ["1999"]),
        ([membership("member", None, None)], "end", ("2001",), "open-order", ["unknown", "2001"]),
        (LONG, "change", ("suspended", "2013", None), "nothing", ["2013", "1992"]),
        (LONG, "end", ("2012",), "nothing", ["2012"]),
        ([], "end", ("2012",), "nothing", ["2012"]),
        ([membership("member", "1992", "unknown")], "end", ("2012",), "nothing", ["2012", "unknown"]),
        (LONG, "retract", ("2013", "2014"), "nothing", ["2013", "2014"]),
        (LONG, "retract", ("1999", "unknown"), "window", ["unknown"]),
        (LONG, "end", ("[..1999]",), "window", ["[..1999]"]),
        (LONG, "record", ("guest", "2013", None), "unknown-status", ["guest"]),
        (LONG, "record", ("member", "soon", None), "date", ["soon"]),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_and_shown_and_changes_nothing(
    tmp_path: Path,
    before: list[Content],
    verb: str,
    args: tuple[str | None, ...],
    code: str,
    shown: list[str],
) -> None:
    db = database(tmp_path, memberships=before)
    earlier = dump(db)

    with pytest.raises(tempodb.InputError) as refusal:
        write(db, verb, *args)

    (problem,) = refusal.value.problems
    assert problem.code == code
    assert all(text in f"{problem.message} {problem.hint}" for text in shown)
    assert dump(db) == earlier


def test_a_refused_write_leaves_those_beside_it(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)

    with db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
        with pytest.raises(tempodb.InputError):
            tx.end_membership("b", "o", from_="2001")
        with pytest.raises(tempodb.InputError):
            tx.record_event("unheard of", {}, from_="2001")

    assert held(db) == [("member", "1992", "2001")]
    check_sound(db)


@pytest.mark.parametrize(
    ("call", "near"),
    [
        (lambda tx: tx.record_membership("aa", "o", from_="2001"), "a"),
        (lambda tx: tx.record_membership("a", "p", from_="2001"), "person"),
        (lambda tx: tx.record_tenure("a", "o/chair", from_="2001"), "state"),
        (lambda tx: tx.record_membership("a", "o", from_="2001", source="t"), "t"),
        (lambda tx: tx.record_part_of("o", "o", from_="2001"), "both sides"),
        (lambda tx: tx.record_tenure("p", "o/chair", capacity="vicarious", from_="2001"), "acting"),
    ],
)
def test_names_are_looked_up_and_parties_are_what_they_are_taken_for(
    tmp_path: Path, call: Any, near: str
) -> None:
    db = database(tmp_path)

    with db.transaction() as tx, pytest.raises(tempodb.InputError) as refusal:
        call(tx)

    (problem,) = refusal.value.problems
    assert near in f"{problem.message} {problem.hint}"


def test_every_kind_of_fact_can_be_written(tmp_path: Path) -> None:
    db = database(tmp_path)

    with db.transaction(note="n", author="me", source="s") as tx:
        tx.record_membership("Aland", "Org", from_="1992")
        tx.record_tenure("Paula Doe", "Chair of Org", capacity="acting", from_="2017-01-01", to="2017-05-02")
        tx.record_tenure("q", "o/chair", ordinal=2, representing="a", from_="2017-05-02")
        tx.record_name("o", "Organization", short="ORG", from_="2001")
        tx.record_part_of("c", "o", from_="1999")
        tx.record_succeeds("c", "o", from_="1999")
        tx.record_event("e", {"body": "o", "participants": ["Aland"], "title": "Meeting"}, from_="2023-11-23")

    assert [row.certainty for row in db.query("members of ORG as of 2006")] == ["certain"]
    holders = db.query("holders of o/chair during 2017")
    assert [(row.holder, row.capacity, row.ordinal, row.representing) for row in holders] == [
        ("p", "acting", None, None), ("q", "substantive", 2, "a"),
    ]  # fmt: skip
    assert [(row.name, row.from_) for row in db.query("names of o")][-1] == ("Organization", "2001")
    assert [row.body for row in db.query("bodies of o as of 2006")] == ["c"]
    assert [row.title for row in db.query("events of o during 2023-11")] == ["Meeting"]
    check_sound(db)


def test_a_correction_of_a_tenure_keeps_the_fields_that_it_does_not_name(tmp_path: Path) -> None:
    db = database(tmp_path, tenures=[{"holder": "p", "office": "o/chair", "ordinal": 3, "from": "2001"}])

    with db.transaction() as tx:
        tx.correct_tenure("p", "o/chair", capacity="acting")

    (row,) = db.query("holders of o/chair as of 2002")
    assert (row.capacity, row.ordinal) == ("acting", 3)


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


def test_an_error_within_the_block_leaves_nothing(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)
    before = dump(db)

    with pytest.raises(ValueError, match="mine"), db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
        raise ValueError("mine")

    assert dump(db) == before
    assert held(db) == [("member", "1992", "2012")]


def test_within_the_block_nobody_sees_what_was_written(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)

    with db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
        within = held(db)

    assert within == [("member", "1992", "2012")]
    with pytest.raises(tempodb.InputError, match="not open"):
        tx.end_membership("a", "o", from_="2001")


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


def test_a_missing_database_is_not_made_by_a_write(tmp_path: Path) -> None:
    with pytest.raises(tempodb.InputError, match="no database"):
        tempodb.open(tmp_path / "x.db").transaction()

    assert list(tmp_path.iterdir()) == []


def test_the_log_keeps_the_statement_in_words_before_what_it_came_to(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)
    before = len(dump(db)["assertion"])

    write(db, "record", "suspended", "1999", "2001")

    logged = sorted(dump(db)["assertion"])[before:]
    assert [row[2] for row in logged] == ["say", "clear", "state"]
    assert json.loads(logged[0][4]) == {"words": "record membership of a in o as suspended from 1999 to 2001"}


def test_a_transaction_can_be_opened_again_for_another(tmp_path: Path) -> None:
    db = database(tmp_path)
    transaction = db.transaction(note="n")

    for status in ("member", "observer"):
        with transaction as tx:
            tx.record_membership("a", "o", status=status, from_="2001")

    assert [row.detail for row in db.query("show transactions")] == ["d", "n", "n"]


PAULA: Content = {
    "persons": {
        "paula-doe": {"names": [{"name": "Paula Doe", "short": "P. Doe", "to": "2010"}, {"name": "Paula Roe", "from": "2010"}],
                      "aliases": ["Paulina"], "note": "born in Aland"},
        "q": {"name": "Quentin Roe"},
    },
    "tenures": [
        {"holder": "paula-doe", "office": "o/chair", "from": "2001", "to": "2009"},
        {"holder": "q", "office": "o/chair", "from": "2009"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("inner", ["load", "run", "erase", "rebuild", "transaction"])
@pytest.mark.parametrize("place", ["memory", "file"])
def test_within_a_transaction_nothing_else_can_be_written(tmp_path: Path, place: str, inner: str) -> None:
    db = database(tmp_path) if place == "memory" else tempodb.open(tmp_path / "x.db")
    load(db, tmp_path, **PAULA)
    begin = {
        "load": lambda: load(db, tmp_path),
        "run": lambda: db.run("record membership of a in o from 2001 onwards"),
        "erase": lambda: db.erase("paula-doe"),
        "rebuild": db.rebuild,
        "transaction": lambda: db.transaction().__enter__(),
    }[inner]

    with db.transaction() as tx:
        tx.record_membership("a", "o", from_="2005")
        with pytest.raises(tempodb.InputError, match="a transaction of this database is open"):
            begin()

    assert [row["from"] for row in db.query("periods of a in o").to_dicts()] == ["2005"]
    assert db.verify() == []
    db.close()


# --- against a dictionary of days ---------------------------------------------------------------------

START = date(2001, 1, 1).toordinal()
CALENDAR = range(START, START + 12)
Model = dict[tuple[str, int], str]
Step = tuple[str, str, str, int, int | None]


def day(number: int) -> str:
    return date.fromordinal(number).isoformat()


@st.composite
def steps(draw: st.DrawFn) -> Step:
    verb = draw(st.sampled_from(["record", "record", "record", "change", "end", "retract"]))
    first = draw(st.sampled_from(CALENDAR))
    last = draw(st.one_of(st.none(), st.sampled_from(CALENDAR)))
    status = draw(st.sampled_from(["member", "suspended", "observer"]))
    return verb, draw(st.sampled_from("ab")), status, first, None if verb == "end" else last


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


# --- loads meet writes --------------------------------------------------------------------------------

SUSPENDED = ("record", "suspended", "2001", None)


def test_loading_an_unchanged_file_after_a_write_writes_nothing_and_says_what_differs(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)
    before = dump(db)

    (report,) = load(db, tmp_path, memberships=[membership("member", "1992")])

    assert dump(db) == before
    assert (report.as_dict()["differs"], report.transaction) == (1, None)
    assert list(report.lines()) == ["! membership `a` member in `o` from 1992 onwards"]


NOTED = [membership("member", "1992", note="by treaty")]


@pytest.mark.parametrize(
    ("verb", "stated"),
    [
        (SUSPENDED, NOTED),
        (SUSPENDED, [membership("member", "1992", "2002")]),
        (("retract", "1999", "2001"), NOTED),
        (("end", "2001"), NOTED),
        (("end", "2001"), [membership("member", "1992", "2001"), membership("observer", "2005")]),
    ],
)
def test_a_load_that_would_undo_a_write_is_refused_unless_it_overwrites(
    tmp_path: Path, verb: tuple[Any, ...], stated: list[Content]
) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *verb)
    before = dump(db)

    with pytest.raises(tempodb.DatasetError) as refusal:
        load(db, tmp_path, memberships=stated)

    assert {problem.code for problem in refusal.value.problems} == {"overrides"}
    assert "--overwrite" in str(refusal.value.problems[0].hint)
    assert dump(db) == before
    (report,) = load(db, tmp_path, memberships=stated, overwrite=True)
    assert held(db) == [(m["status"], m["from"], m.get("to")) for m in stated]
    assert report.as_dict()["differs"] == 0
    check_sound(db)


def test_what_a_file_says_of_other_years_does_not_touch_a_write(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)

    load(db, tmp_path, memberships=[membership("member", "1992"), membership("observer", "1990", "1992")])

    assert held(db) == [("observer", "1990", "1992"), ("member", "1992", "2001"), ("suspended", "2001", None)]
    check_sound(db)


def test_overwriting_restates_what_a_write_had_cut_of_an_unchanged_file(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)
    write(db, "retract", "1995", "1997")
    since = min(row[12] for row in dump(db)["belief"] if row[1] == 10)

    load(db, tmp_path, memberships=[membership("member", "1992")], overwrite=True)

    assert held(db) == [("member", "1992", None)]
    rows = sorted(row for row in dump(db)["belief"] if row[1] == 10 and row[14] == 2**63 - 1)
    assert [row[12] == since for row in rows] == [True, False, True, False]
    (report,) = load(db, tmp_path, memberships=[membership("member", "1992")])
    assert report.as_dict()["differs"] == 0
    load(db, tmp_path, memberships=NOTED)
    check_sound(db)


def test_a_file_that_caught_up_with_a_write_is_loaded(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)

    (report,) = load(
        db, tmp_path, memberships=[membership("member", "1992", "2001"), membership("suspended", "2001")]
    )

    assert held(db) == [("member", "1992", "2001"), ("suspended", "2001", None)]
    assert report.as_dict()["differs"] == 0
    check_sound(db)


def test_a_dataset_that_withdraws_its_claim_withdraws_all_that_is_left_of_it_and_no_write(
    tmp_path: Path,
) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, "record", "suspended", "2001", "2003")

    load(db, tmp_path, memberships=[])

    assert held(db) == [("suspended", "2001", "2003")]
    check_sound(db)


def test_a_definition_that_a_write_needs_cannot_be_dropped(tmp_path: Path) -> None:
    db = database(tmp_path)
    write(db, "record", "member", "2001", None)

    with pytest.raises(tempodb.DatasetError, match="a write still speaks of it"):
        load(db, tmp_path, states={"b": {"name": "Bland"}})

    write(db, "retract", "2001", None)
    load(db, tmp_path, states={"b": {"name": "Bland"}})
    check_sound(db)


def test_another_dataset_may_not_contradict_a_write_either(tmp_path: Path) -> None:
    db = database(tmp_path)
    write(db, *SUSPENDED)

    with pytest.raises(tempodb.DatasetError) as refusal:
        load(db, tmp_path, dataset="e", memberships=[membership("member", "1992")])

    assert [problem.code for problem in refusal.value.problems] == ["overrides"]
    load(db, tmp_path, dataset="e", memberships=[membership("member", "1992", "2001")])
    assert held(db) == [("member", "1992", "2001"), ("suspended", "2001", None)]
    check_sound(db)


# --- loads and writes at random -----------------------------------------------------------------------

DATES = ("1992", "1992-06", "1995", "1995-03-05", "1999", "[1998..2000]", "2001", "2003-07", "unknown")
dates = st.sampled_from(DATES)
statuses = st.sampled_from(["member", "suspended", "observer"])
memberships = st.builds(
    membership, statuses, st.one_of(st.none(), dates), st.one_of(st.none(), dates),
    source=st.sampled_from("sr"), standing=st.sampled_from(["accepted"] * 4 + ["disputed"]),
)  # fmt: skip
loads = st.tuples(st.sampled_from("de"), st.lists(memberships, max_size=3), st.booleans())
writings = st.tuples(
    st.sampled_from(["record", "record", "change", "end", "retract", "correct"]),
    statuses, dates, st.one_of(st.none(), dates),
)  # fmt: skip


def told(verb: str, status: str, from_: str, to: str | None) -> dict[str, str]:
    window = {"from_": from_} | ({} if to is None or verb == "end" else {"to": to})
    return window if verb in ("end", "retract") else {"status": status, **window}


@given(st.lists(st.one_of(loads, writings, writings), min_size=2, max_size=7))
@examples(60)
def test_random_loads_and_writes_keep_every_promise(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("mixed")
    db = database(folder)
    answers: dict[str, Pieces] = {}

    for step in steps:
        before = dump(db)
        try:
            if len(step) == 3:
                dataset, entries, overwrite = step
                load(db, folder, dataset=dataset, memberships=entries, overwrite=overwrite)
                again = dump(db)
                (report,) = load(db, folder, dataset=dataset, memberships=entries)
                assert dump(db) == again
                assert not (overwrite and report.differs)
            else:
                with db.transaction() as tx:
                    getattr(tx, f"{step[0]}_membership")("a", "o", **told(*step))
        except tempodb.InputError:
            assert dump(db) == before
        for year in range(1990, 2006):
            certain = [
                row for row in db.status("a", "o").as_of(f"{year}-04-01") if row.certainty == "certain"
            ]
            assert len({row.status for row in certain}) <= 1
        answers[list(db.query("show transactions"))[-1].name] = held(db)

    assert {instant: held(db, at=instant) for instant in answers} == answers
    check_sound(db)


def test_the_command_line_says_what_differs_and_overwrites_when_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = tmp_path / "x.db", tmp_path / "d.json"
    file.write_text(json.dumps({**DEFINITIONS, "memberships": LONG}), encoding="utf-8")
    with tempodb.open(path) as db:
        db.load(file)
        write(db, "end", "2001")

    for options in (["--dry-run"], ["--dry-run", "--overwrite"], ["--overwrite", "--format", "json"]):
        with pytest.raises(SystemExit, match="0"):
            sys.exit(main(["--db", str(path), "load", str(file), *options]))
    shown = capsys.readouterr().out.splitlines()

    assert "  ! membership `a` member in `o` from 1992 to 2012" in shown
    assert json.loads(shown[-1])["differs"] == 0
    with tempodb.open(path) as db:
        assert held(db) == [("member", "1992", "2012")]
