"""Writes that say what ids are: what they state, refuse and take back, and that the log carries it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tempodb
from store.writing.club import check_sound, database, load


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    yield database(tmp_path)


DEFINED = [
    ('record person x named "Ex"', "describe x", "Ex"),
    ('record state x named "Ex Land" short "XL" code "XL"', "describe x", "XL"),
    ('record organization x named "The X" kind "court" part of Org from 1999 to 2004', "bodies of o as of 2000", "x"),
    ('record office o/judge titled "Judge" seats 3', "offices in o", "o/judge"),
    ('record office judge titled "Judge" of Org', "offices in o", "judge"),
    ('record source x titled "A letter" publisher "The Y" published 2001-05 url "https://example.org"', "describe x", "2001-05"),
    ("record membership of a in o as dormant from 2001 to 2002", "periods of a in o", "dormant"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "question", "told"), DEFINED)
def test_what_is_defined_is_known_from_then_on(
    db: tempodb.Database, statement: str, question: str, told: str
) -> None:
    db.run("record status dormant")

    (done,) = db.run(statement)

    assert done.added
    assert told in str([row.as_dict() if hasattr(row, "as_dict") else row for row in db.query(question)])
    check_sound(db)


@pytest.mark.parametrize("statement", [row[0] for row in DEFINED] + ["record status sleeping"])
def test_said_again_it_writes_nothing(db: tempodb.Database, statement: str) -> None:
    db.run("record status dormant")
    db.run(statement)
    before = db.digest()

    (again,) = db.run(statement)

    assert again.is_empty
    assert db.digest() == before


@pytest.mark.parametrize(
    ("statement", "message", "hint"),
    [
        ('record person p named "Paul"', 'person p named "Paula Doe"` and not as `person p named "Paul"', "name of p"),
        ('record state p named "Paula Doe"', "is there already as `person p", "another id"),
        ('record person p named "Paula Doe" code "P"', "is there already", "another id"),
        ('record organization o named "Org" from 1999', "is there already", "correct existence"),
        ('record office o/chair titled "Chair" seats 2', 'seats "1"', "another id"),
        ('record source s titled "Another"', "A report", "another id"),
        ('record person ../x named "Ex"', "is no id", "joint-staff"),
        ('record person "a b" named "Ex"', "is no id", "joint-staff"),
        ("record person x", "the name is missing", 'record person x named "…"'),
        ("record office o/x", "the title is missing", 'record office o/x titled "…"'),
        ('record office x titled "X"', "names no organization", "add `of`"),
        ('record person x named " "', "name", ""),
        ('record person x named "Ex" seats 3', "`seats` does not go with person", ""),
        ('record person x named "Ex" from 1999', "when a state or an organization existed", "leave"),
        ('record person x named "Ex" kind "a" kind "b"', "said twice", "keep one"),
        ('record organization x named "Ex" from 2004 to 1999', "ends before it begins", "swap"),
        ('record organization x named "Ex" part of x', "x", ""),
        ('record office o/x titled "X" seats 0', "no number of seats", "seats 2"),
        ('record office o/x titled "X" seats lots', "no whole number", ""),
        ('record source x titled "X" published "someday"', "someday", ""),
        ('record source x titled "X" url "javascript:x"', "no address", ""),
        ('record source x titled "X" source s', "rests on no source", "note"),
        ('record person x named "Ex" disputed', "neither disputed", "leave"),
        ("record status member", "cannot be declared", "already"),
        ("record status members", "cannot be declared", "members-status"),
        ("retract person x", "no person has the id `x`", ""),
        ("retract state p", "`p` is a person", "retract person p"),
        ("retract state a", "`a` member in `o`", "retract"),
        ("retract organization o", "still spoken of", "retract"),
        ("retract source s", "still spoken of", "retract"),
        ("change person p named \"P\"", "does not fit here", ""),
        ("record membership of nobody in o from 2001 to 2002", "no party is called `nobody`", 'record person … named "…"'),
        ("record tenure of nobody in o/chair from 2001 to 2002", "no person is called `nobody`", 'record person … named "…"'),
        ("record membership of a in nothing from 2001 to 2002", "no organization is called", 'record organization … named "…"'),
        ("record tenure of p in o/nothing from 2001 to 2002", "no office is called", 'record office … titled "…"'),
        ("record membership of a in o from 2001 to 2002 source nothing", "no source is called", 'record source … titled "…"'),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(
    tmp_path: Path, statement: str, message: str, hint: str
) -> None:
    held = {"member": "a", "of": "o", "from": "1992", "source": "s"}
    db = database(tmp_path, memberships=[held])
    before = db.digest()

    with pytest.raises(tempodb.InputError) as refused:
        db.run(statement)

    (problem,) = refused.value.problems
    assert message in problem.message.replace("`, and", "` and")
    assert hint in (problem.hint or "")
    assert db.digest() == before


def test_one_transaction_speaks_of_what_it_defines_by_id_and_by_name(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        tx.record_person("x", name="Ex Wye")
        tx.record_organization("n", name="New Body", part_of="Org")
        tx.record_office("n/head", title="Head")
        tx.record_source("l", title="A letter", published="2001")
        tx.record_status("dormant")
        tx.record_tenure("Ex Wye", "Head of New Body", from_="2001", source="l")
        tx.run("record membership of Ex Wye in New Body as dormant from 2001 onwards source l")

    assert [row.holder for row in db.query("holders of n/head as of 2002")] == ["x"]
    assert [row.status for row in db.periods("x", "n")] == ["dormant"]
    check_sound(db)


def test_what_is_taken_back_is_nothing_and_can_be_defined_anew(db: tempodb.Database) -> None:
    db.run('record organization x named "Ex" part of o from 1999; retract organization x')
    with pytest.raises(tempodb.InputError, match="no party"):
        db.run("record membership of x in o from 2001 to 2002")
    db.run('record person x named "Exa"; record membership of Exa in o from 2001 to 2002')

    assert db.periods("x", "o")
    check_sound(db)


def test_what_a_dataset_defines_is_told_when_it_is_taken_back(tmp_path: Path) -> None:
    db = database(tmp_path)

    db.run("retract person q")

    (report,) = load(db, tmp_path)
    assert any("`q`" in line for line in report.lines() if line.startswith("!"))
    load(db, tmp_path, overwrite=True)
    db.run("record membership of q in o from 2001 to 2002")
    check_sound(db)


def test_a_load_that_says_otherwise_is_refused(tmp_path: Path) -> None:
    db = database(tmp_path)
    db.run('record person x named "Ex" code "A"')

    with pytest.raises(tempodb.DatasetError, match="`A` in a write"):
        load(db, tmp_path, persons={"x": {"name": "Ex", "code": "B"}, "p": {"name": "P"}, "q": {"name": "Q"}})


def test_an_export_says_what_of_writes_it_leaves_out(tmp_path: Path) -> None:
    db = database(tmp_path)
    assert db.export().remarks == ()

    db.run('record person x named "Ex"')

    assert "named: Ex" not in db.export()
    assert [problem.message for problem in db.export().remarks] == [
        "2 claims that writes state are no dataset's, and not in the file"
    ]


IDS = st.sampled_from(["x", "y", "z"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), IDS, st.sampled_from(["Ex", "Wye"])),
        st.tuples(st.just("retract"), IDS, st.just("")),
        st.tuples(st.just("join"), IDS, st.just("")),
        st.tuples(st.just("leave"), IDS, st.just("")),
    ),
    max_size=12,
)


class Model:
    """What a dictionary says of the same steps."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}
        self.members: set[str] = set()

    def takes(self, verb: str, id_: str, name: str) -> bool:
        match verb:
            case "record":
                return self.named.setdefault(id_, name) == name
            case "retract" if id_ in self.named and id_ not in self.members:
                return bool(self.named.pop(id_))
            case "join" if id_ in self.named:
                self.members.add(id_)
                return True
            case "leave" if id_ in self.members:
                self.members.remove(id_)
                return True
            case _:
                return False


def done(tx: tempodb.Transaction, verb: str, id_: str, name: str) -> bool:
    try:
        match verb:
            case "record":
                tx.record_person(id_, name=name)
            case "retract":
                tx.retract_person(id_)
            case "join":
                tx.record_membership(id_, "o", from_="2001", to="2002")
            case _:
                tx.retract_membership(id_, "o", from_="2001", to="2002")
    except tempodb.InputError:
        return False
    return True


@settings(deadline=None)
@given(steps=STEPS, at_once=st.booleans())
def test_any_order_of_definitions_leaves_what_a_dictionary_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]], at_once: bool
) -> None:
    db, model = database(tmp_path_factory.mktemp("d")), Model()

    for unit in [steps] if at_once else [[step] for step in steps]:
        with db.transaction() as tx:
            assert [done(tx, *step) for step in unit] == [model.takes(*step) for step in unit]

    assert {label.id for label in db.labels()} & {"x", "y", "z"} == model.named.keys()
    assert {row.member for row in db.query("members of o as of 2001-06")} == model.members
    check_sound(db)
