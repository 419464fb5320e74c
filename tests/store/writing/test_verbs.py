"""Writing: what the verbs do to one key, on both axes, and what they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tempodb
from store.writing.club import LONG, Content, Pieces, check_sound, database, dump, held, membership, write


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
        tx.correct_membership("a", "o", **rest)

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
