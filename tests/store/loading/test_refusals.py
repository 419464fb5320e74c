"""What is wrong in a file is told with its place, and keeps all files of a command out."""

from __future__ import annotations

import pytest

import tempodb
from store.loading.desk import Content, Desk, dataset, membership

# --- refusals -----------------------------------------------------------------------------------------

HEAD = """\
tempodb: 1
dataset: d
sources:
  report: {title: A report}
states:
  aland: {name: Aland}
  bland: {name: Bland}
persons:
  paula: {name: Paula}
organizations:
  org: {name: Org}
  committee: {name: Committee, part_of: org}
offices:
  org/chair: {title: Chair, organization: org}
"""

# An entry, with a sign before what is wrong in it → what the error says, and what it advises.
WRONG = [
    ("memberships: [{member: ¦alant, of: org}]", "no party has the id `alant`", "`aland`"),
    ("memberships: [{member: ¦zanzibar, of: org}]", "no party has the id `zanzibar`", "define it"),
    ("memberships: [{member: aland, of: ¦orq}]", "no party has the id `orq`", "`org`"),
    ("memberships: [{member: aland, of: org, source: ¦reprot}]", "no source has the id `reprot`", "`report`"),
    ("memberships: [{member: aland, of: org, source: [report, ¦lost]}]", "no source has the id `lost`", ""),
    ("tenures: [{holder: ¦paul, office: org/chair}]", "no party has the id `paul`", "`paula`"),
    ("tenures: [{holder: paula, office: ¦org/chairs}]", "no office has the id `org/chairs`", "`org/chair`"),
    ("tenures: [{holder: paula, office: org/chair, representing: ¦blant}]", "no party has the id", "`bland`"),
    ("events: [{id: e, body: ¦comittee}]", "no party has the id `comittee`", "`committee`"),
    ("events: [{id: e, participants: [aland, ¦blant]}]", "no party has the id `blant`", "`bland`"),
    ("focus: orgg", "no party has the id `orgg`", "`org`"),
    ("coverage: {orgg: 1992/2024}", "no party has the id `orgg`", "`org`"),
    ("memberships: [{member: aland, of: org, ¦form: 1992}]", "there is no key `form` here", "`from`"),
    ("memberships: [{member: aland, of: org, ¦until: 1992}]", "there is no key `until` here", "through"),
    ("¦membership: [{member: aland, of: org}]", "there is no key `membership` here", "`memberships`"),
    ("tenures: [{holder: paula, office: org/chair, ¦status: acting}]", "there is no key `status`", ""),
    ("memberships: [¦{member: aland}]", "`of` is missing", "add of"),
    ("events: [¦{kind: meeting}]", "`id` is missing", "add id"),
    ("memberships: [{member: aland, of: org, status: ¦menber}]", "no status is called `menber`", "`member`"),
    ("memberships: [{member: aland, of: org, status: ¦chief}]", "no status is called `chief`", "statuses: [chief]"),
    ("memberships: [{member: aland, of: org, standing: ¦doubted}]", "`standing` is `doubted`", "'disputed'"),
    ("tenures: [{holder: paula, office: org/chair, capacity: ¦deputy}]", "`capacity` is `deputy`", "'acting'"),
    ("memberships: [¦{member: aland, of: org, to: 1999, through: 1999}]", "`to` and `through` are both given", "keep one"),
    ("memberships: [¦{member: aland, of: org, observed: 1999-01-01, to: 1999}]", "`observed` stands beside", "keep"),
    ("memberships: [¦{member: aland, of: org, observed: 1999}]", "`observed` takes days", "2017-04-18"),
    ("memberships: [¦{member: aland, of: org, from: 2000, to: 1999}]", "can hold on no day", "after the beginning"),
    ("memberships: [¦{member: aland, of: org, from: 2000-01-01, to: 2000-01-01}]", "can hold on no day", "through: 2000-01-01"),
    ("memberships: [¦{member: aland, of: org, from: '[2000-05..]', to: 1999}]", "can hold on no day", ""),
    ("memberships: [{member: aland, of: org, to: ¦9999-12-31}]", "stands for no day", "leave `to` out"),
    ("memberships: [{member: aland, of: org, to: ¦9999}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, from: ¦0001-01-01}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, to: ¦2999-12-31}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, from: 2017, to: ¦'[2018..9999-12-31]'}]", "stands for no day", "write [2018..]"),
    ("tenures: [{holder: paula, office: org/chair, observed: ¦9999-01-01}]", "stands for no day", "leave `observed` out"),
    ("memberships: [{member: aland, of: org, from: ¦2023-02-30}]", "`2023-02-30` is no day", ""),
    ("memberships: [{member: aland, of: org, to: ¦2023-13}]", "`2023-13` is no month", ""),
    ("memberships: [{member: aland, of: org, to: ¦0000}]", "`0000` has no year", ""),
    ("memberships: [{member: aland, of: org, from: ¦1/2/2003}]", "`1/2/2003` is ambiguous", "2003-02-01"),
    ("memberships: [{member: aland, of: org, from: ¦soon}]", "`soon` is no date", "dates look like"),
    ("memberships: [{member: aland, of: org, to: ¦present}]", "`present` is no date", "leave `to` out"),
    ("memberships: [{member: aland, of: org, observed: [1999-01-01, ¦1999-02-29]}]", "`1999-02-29` is no day", ""),
    ("memberships: [{member: aland, of: org, through: ¦9999-12-31}]", "stands for no day", "leave"),
    ("events: [¦{id: e, date: 2020, from: 2020}]", "`date` stands beside", "keep the one"),
    ("events: [{id: e, date: 2020}, {id: ¦e, date: 2021}]", "the event `e` is stated twice", "another id"),
    ("events: [{id: e, number: ¦many}]", "`many` is no whole number", ""),
    ("events: [{id: e, state: ¦cancelled}]", "`state` is `cancelled`", "'planned'"),
    ("memberships: [{member: aland, of: ¦bland}]", "`bland` is a state, and an organization is wanted here", ""),
    ("memberships: [{member: aland, of: ¦paula}]", "`paula` is a person", ""),
    ("tenures: [{holder: ¦aland, office: org/chair}]", "`aland` is a state, and a person is wanted here", ""),
    ("tenures: [{holder: ¦org, office: org/chair}]", "`org` is an organization", ""),
    ("memberships: ¦{member: aland, of: org}", "`memberships` takes a list", "after a dash"),
    ("memberships: [¦aland]", "takes keys with values", "key: value"),
    ("memberships: [{member: ¦[aland], of: org}]", "`member` takes one text", "one value"),
    ("memberships: [{member: aland, of: org, source: [¦[s]]}]", "a list is no source", "write the id of the source"),
    ("defaults: {source: [¦[]]}", "is no source", "write the id of the source"),
    ("memberships: [{member: ¦a land, of: org}]", "`a land` is no id", "joint-staff"),
    ("statuses: ¦chief of staff", "`chief of staff` is no id", ""),
    ("title: ¦''", "`title` is empty", "leave the key out"),
    ("coverage: {org: ¦1992}", "`1992` is no interval", "1992/2024"),
    ("coverage: {aland: 1992/2024}", "`aland` is a state, and an organization is wanted", ""),
    ("focus: aland", "`aland` is a state, and an organization is wanted", ""),
    ("memberships: [¦{member: org, of: org}]", "`org` stands on both sides", "two parties"),
    ("memberships: [¦{member: aland, of: org, observed: []}]", "`observed` names no day", "2017-04-18"),
    ("tenures: [{holder: paula, office: org/chair, ordinal: ¦'1_000'}]", "`1_000` is no whole number", ""),
    ("tenures: [{holder: paula, office: org/chair, ordinal: ¦'+5'}]", "`+5` is no whole number", ""),
    ("events: [{id: e, body: ¦paula}]", "`paula` is a person, and an organization or a state is wanted", ""),
]  # fmt: skip


def place(text: str) -> tuple[str, int | None, int | None]:
    """Return a text without its sign, and the line and column where that stood, if it did."""
    before, sign, _ = text.partition("¦")
    if not sign:
        return text, None, None
    return text.replace("¦", ""), before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("entry", "message", "hint"), WRONG)
def test_a_wrong_entry_is_refused_with_its_place_and_advice(
    desk: Desk, entry: str, message: str, hint: str
) -> None:
    text, line, column = place(f"{HEAD}{entry}\n")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(file := desk.file(text, ".yaml"))

    (problem,) = caught.value.problems
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.file == str(file)
    assert (problem.line, problem.column) >= (1, 1)
    assert line is None or (problem.line, problem.column) == (line, column)


def test_an_id_of_two_sections_is_refused(desk: Desk) -> None:
    text = HEAD.replace("  paula: {name: Paula}", "  paula: {name: Paula}\n  aland: {name: A. Land}")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(desk.file(text, ".yaml"))

    assert "the id `aland` stands in `states` too" in str(caught.value)


STAGES = {
    "of shape": [
        ("memberships:\n  - {member: aland, of: org, form: 1}\n  - {member: aland}", [17, 18]),
        ("tenures: [{holder: paula}]\nevents: [{id: e, date: soon}, {id: f, number: x}]", [16, 17, 17]),
    ],
    "of meaning": [
        ("events: [{id: e}, {id: e}]\nmemberships:\n  - {member: aland, of: org, status: chief}", [16, 18])
    ],
    "of reference": [
        ("memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: yy, source: xx}", [17, 18, 18]),
        ("memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: paula}", [17, 18]),
        (
            "memberships:\n  - {member: aland, of: org, from: 1992}\n"
            "  - {member: aland, of: org, from: 1999, status: observer}\n  - {member: zz, of: org}",
            [18, 19],
        ),
    ],
}


@pytest.mark.parametrize(("entries", "lines"), [row for rows in STAGES.values() for row in rows])
def test_every_error_of_a_file_is_reported(desk: Desk, entries: str, lines: list[int]) -> None:
    file = desk.file(f"{HEAD}\n{entries}\n", ".yaml")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(file)

    assert [problem.line for problem in caught.value.problems] == lines


def test_every_error_of_a_file_is_reported_whatever_its_sort(desk: Desk) -> None:
    entries = (
        "memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: org, status: chief}\n"
        "  - {member: aland, of: org, form: 1999}\n  - {member: aland, of: paula}\n"
    )

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(desk.file(HEAD + entries, ".yaml"))

    assert [problem.line for problem in caught.value.problems] == [16, 17, 18, 19]


@pytest.mark.parametrize("id_", ["events", "sources"])
def test_the_advice_for_an_unknown_key_does_not_depend_on_the_id_above_it(desk: Desk, id_: str) -> None:
    problems = desk.refused(
        {"tempodb": 1, "dataset": "d", "organizations": {id_: {"name": "O", "shrt": "x"}}}
    )

    assert problems[0].suggestions == ("short",)


def test_unreadable_files_of_one_command_are_all_reported(desk: Desk) -> None:
    wrong = [desk.file(HEAD + text, ".yaml") for text in ("memberships: [{", "focus: a b\n")]
    missing = desk.folder / "missing.yaml"

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(wrong[0], missing, wrong[1])

    assert {problem.file for problem in caught.value.problems} == {*map(str, wrong), str(missing)}


def test_undefined_ids_of_all_files_of_one_command_are_reported(desk: Desk) -> None:
    x = {"tempodb": 1, "dataset": "x", "memberships": [membership("zz")]}
    y = {"tempodb": 1, "dataset": "y", "memberships": [membership("yy")]}

    problems = desk.refused(dataset(), x, y)

    assert sorted(problem.message for problem in problems) == [
        "no party has the id `yy`",
        "no party has the id `zz`",
    ]


# --- all or nothing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(dataset("e", memberships=[membership("zz")]), id="an undefined id"),
        pytest.param(dataset("e", memberships=[membership(from_="soon")]), id="no date"),
        pytest.param(dataset("e", memberships=[membership(status="observer")]), id="a contradiction"),
        pytest.param(dataset("e", world={}, persons={"a": {"name": "A. Land"}}), id="another class"),
    ],
)
def test_one_bad_file_of_several_keeps_all_of_them_out(desk: Desk, bad: Content) -> None:
    desk.load(dataset("base"))
    digest, shown = desk.db.digest(), list(desk.db.query("show transactions"))

    assert desk.refused(dataset("d", memberships=[membership(from_="1992")]), bad, dataset("f"))

    assert desk.db.digest() == digest
    assert list(desk.db.query("show transactions")) == shown
    assert desk.periods() == []
    assert desk.db.verify() == []


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param(dataset(memberships=[membership(from_="soon")]), {}, id="no date"),
        pytest.param(dataset(memberships=[membership("zz")]), {}, id="an undefined id"),
        pytest.param(
            dataset(memberships=[membership(), membership(status="observer")]), {}, id="a contradiction"
        ),
        pytest.param(dataset(), {"recorded_at": "9999"}, id="in the future"),
        pytest.param(dataset(), {"recorded_at": "soon"}, id="no instant"),
    ],
)
def test_a_refused_first_load_leaves_no_file_behind(desk: Desk, content: Content, options: Content) -> None:
    file = desk.file(content)
    before = sorted(desk.folder.iterdir())

    with tempodb.open(desk.folder / "new.db") as db, pytest.raises(tempodb.InputError):
        db.load(file, **options)

    assert sorted(desk.folder.iterdir()) == before


@pytest.mark.parametrize("remark", ["author", "note"])
def test_a_remark_that_is_no_text_is_refused(desk: Desk, remark: str) -> None:
    assert desk.refused(dataset(), **{remark: "\udcff"})


@pytest.mark.parametrize("remark", ["", "Zoë", "a\nb\t\x1b[2J\x00", "x" * 100_000, "'); DROP TABLE tx; --"])
def test_a_remark_is_kept_as_it_is(desk: Desk, remark: str) -> None:
    desk.load(dataset(), author=remark, note=remark)

    assert desk.db.verify() == []
