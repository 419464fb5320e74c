"""What a source states is collected as entries, and read by the reader of our own format, with places in the source."""

from __future__ import annotations

import pytest

from tempodb.interchange.importers.conventions import Conventions
from tempodb.interchange.importers.entry_reading import read_entries
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_ids import slug
from tempodb.interchange.importers.foreign_statements import MOST_REASONS, OTHER_REASONS, ForeignStatements
from tempodb.markup.tree import Place
from tempodb.model.kinds import Kind


def at(number: int) -> Place:
    return Place("x.json", 0, 0, 0, 0, f"/rows/{number}")


@pytest.fixture
def statements() -> ForeignStatements:
    made = ForeignStatements("my data", Conventions())
    made.define("states", "a", at(0), name="A")
    made.define("organizations", "o", at(1), name="O", founded="1990")
    return made


def test_entries_are_read_as_a_dataset(statements: ForeignStatements) -> None:
    statements.hold("memberships", Spell("1999", "2001"), at(2), member="a", of="o", note=None)

    found = read_entries(statements.collected(), "x.json")

    assert (found.dataset.id, found.dataset.problems) == ("my-data", ())
    assert found.counts == {"states": 1, "organizations": 1, "memberships": 1}
    (membership,) = (claim for claim in found.dataset.claims if claim.kind is Kind.MEMBERSHIP)
    assert membership.when.as_dict() == {"from": "1999", "through": "2001"}
    assert membership.origin and membership.origin.place == "x.json#/rows/2"
    assert membership.place_of("o").place == "x.json#/rows/2"
    assert found.conventions == (("ends are taken as the last day (--end-day inside)", 1),)


def test_what_our_reader_refuses_is_told_at_its_place_in_the_source(statements: ForeignStatements) -> None:
    statements.define("states", "b", at(2), name="two\nlines")
    statements.define("states", "c", at(3), name="\x1b[2J")
    statements.define("states", "d", at(4), name="e\u0301")
    statements.hold("memberships", Spell("2001", "1999"), at(5), member="a", of="o")

    problems = read_entries(statements.collected(), "x.json").dataset.problems

    assert {(problem.place, problem.code) for problem in problems} == {
        ("x.json#/rows/2", "value"),
        ("x.json#/rows/3", "character"),
        ("x.json#/rows/5", "value"),
    }


def test_a_date_that_is_not_taken_leaves_out_its_entry_alone(statements: ForeignStatements) -> None:
    statements.hold("memberships", Spell("sometime"), at(2), member="a", of="o")
    statements.hold("memberships", Spell("1999"), at(3), member="a", of="o")

    stated = statements.collected()

    assert [problem.place for problem in stated.refused] == ["x.json#/rows/2"]
    assert [entry.place.pointer for entry in stated.entries if entry.section == "memberships"] == ["/rows/3"]


def test_an_id_is_defined_once(statements: ForeignStatements) -> None:
    assert not statements.define("states", "a", at(2), name="A")
    assert not statements.define("states", "a", at(3), name="B")
    assert not statements.define("persons", "a", at(4), name="A")

    assert [(each.code, each.place) for each in statements.collected().refused] == [
        ("duplicate", "x.json#/rows/3"),
        ("duplicate", "x.json#/rows/4"),
    ]


def test_what_there_are_no_words_for_is_counted_with_its_first_places(statements: ForeignStatements) -> None:
    for number in range(5):
        statements.leave_out("votes", at(number))
    statements.define("states", "b", at(9), name="B", anthem="la la la")

    votes, anthem = statements.collected().unexpressed

    assert (votes.reason, votes.count) == ("votes", 5)
    assert [problem.pointer for problem in votes.first] == ["/rows/0", "/rows/1", "/rows/2"]
    assert (anthem.reason, anthem.count) == ("`anthem` of states", 1)


@pytest.mark.parametrize(
    "text",
    ["", "..", "a/../b", "/", "a\\..\\b", "\u200b", "x" * 1000, "a" * 300 + "b", "\ud800", "a;b", "\x00"],
)
def test_every_text_has_an_id(text: str) -> None:
    from tempodb.base.spelling import why_no_id

    assert why_no_id(slug(text)) is None


def test_ids_that_would_be_one_stay_apart(statements: ForeignStatements) -> None:
    made = [statements.ids.of("party", text) for text in ("a b", "a-b", "x" * 300, "x" * 301, "a b")]

    assert len(set(made)) == 4 and made[0] == made[4]
    told = dict(statements.collected().conventions)
    assert told == {"ids were made another to stay apart, such as `a-b`: `a-b-2`": 1}


def test_a_date_of_a_life_that_is_none_is_left_out(statements: ForeignStatements) -> None:
    assert statements.date("1990", at(2)) == "1990"
    assert statements.date("long ago", at(3)) is None

    (left,) = statements.collected().unexpressed

    assert left.reason.startswith("a date of a life: `long ago` is no date")
    assert statements.collected().refused == []


def test_an_id_of_marks_alone_is_made_another() -> None:
    assert slug("e" + 40 * "\u0301").startswith("unnamed-")


def test_what_is_left_out_is_told_shortly_and_of_so_many_kinds(statements: ForeignStatements) -> None:
    for i in range(MOST_REASONS + 5):
        statements.leave_out(f"`{i}{300 * 'x'}` of persons", at(i))

    told = statements.collected().unexpressed

    assert len(told) == MOST_REASONS + 1
    assert max(len(each.reason) for each in told) == 200
    assert [each.count for each in told if each.reason == OTHER_REASONS] == [5]
