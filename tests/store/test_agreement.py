"""What several datasets say of one holding: one row, whoever says it, and where their dates differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import tempodb

NOW = "2024-06-01"
DAYS = ("2020-01-02", "2020-06-02", "2021-01-02")
"""When the datasets are loaded, one after the other."""


class Desk:
    """A database that is told of one office, and of one membership, by several datasets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = tempodb.open(folder / "x.db", now=NOW)

    def file(self, name: str, *entries: str) -> Path:
        sections = {"tenures": "holder: p, office: o/c", "memberships": "member: x, of: o"}
        lines = [
            "tempodb: 1",
            f"dataset: {name}",
            f"sources: {{s{name}: {{title: {name}}}}}",
            "persons: {p: {name: Pip}}",
            "states: {x: {name: Xland}}",
            "organizations: {o: {name: Orgo}}",
            "offices: {o/c: {title: Chair, organization: o}}",
        ]
        for section, key in sections.items():
            if entries:
                lines += [f"{section}:", *(f"- {{{key}, source: s{name}, {entry}}}" for entry in entries)]
        path = self.folder / f"{name}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def load(self, name: str, *entries: str, at: str) -> None:
        self.db.load(self.file(name, *entries), recorded_at=at)

    def ask(self, question: str, *columns: str) -> list[tuple[Any, ...]]:
        rows = self.db.query(question).to_dicts()
        return [tuple(_plain(row[column]) for column in columns) for row in rows]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.db.close()


def told(desk: Desk, *datasets: str) -> None:
    """Load datasets of one entry each, one after the other."""
    for name, entry, at in zip("abc", datasets, DAYS, strict=False):
        desk.load(name, entry, at=at)


# ── two stints ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        (("2001-01", "2001-01-15"), ("2001-01-21", "2001-01"), "2001-01-14"),
        (("1999", "1999-03"), ("1999-10-01", "1999"), "1999-10-01"),
        (("199X", "1993-05-02"), ("1996-02-03", "199X"), "1996-02-03"),
    ],
)
def test_two_stints_within_one_granule_stay_two(
    desk: Desk, first: tuple[str, str], second: tuple[str, str], day: str
) -> None:
    entries = [f"from: {from_}, to: {to}" for from_, to in (first, second)]
    desk.load("a", *entries, at=DAYS[0])

    assert sorted(desk.ask("periods of x in o", "from", "to")) == sorted([first, second])
    assert sorted(desk.ask("when p holds o/c", "from", "to")) == sorted([first, second])
    assert desk.ask(f"members of o as of {day}", "member", "certainty") == [("x", "certain")]
    assert desk.ask(f"holders of o/c as of {day}", "holder", "certainty") == [("p", "certain")]
    assert desk.ask(f"whether x is member of o as of {day}", "answer") == [("yes",)]
    changed = [change for (change,) in desk.ask("changes in o", "change")]
    assert changed.count("joined") == changed.count("left") == 2


# ── claims that agree ────────────────────────────────────────────────────────────────────────────


EXACT = "from: 2014-03-23, to: 2020-07-17"


@pytest.mark.parametrize(
    "vague", ["from: 2014, to: 2020", "from: 2014, to: unknown", "from: unknown, to: unknown", "observed: 2017-04-18"]
)  # fmt: skip
@pytest.mark.parametrize("is_vague_first", [True, False])
def test_a_vaguer_source_changes_no_answer(desk: Desk, vague: str, is_vague_first: bool) -> None:
    told(desk, *([vague, EXACT] if is_vague_first else [EXACT, vague]))

    dates = [("2014-03-23", "2020-07-17", "certain", ["sa", "sb"])]
    for question in ("periods of x in o", "members of o as of 2016", "when p holds o/c", "timeline of p"):
        got = [row for row in desk.db.query(question).to_dicts() if row.get("track") != "name"]
        assert [(row["from"], row["to"]) for row in got] == [dates[0][:2]], question
    assert desk.ask("members of o as of 2016", "from", "to", "certainty", "sources") == dates
    for question in ("members of o as of 2014-02-01", "holders of o/c as of 2014-02-01"):
        assert desk.ask(question, "certainty") == []
    assert desk.ask("whether p holds o/c as of 2020-09-01", "answer") == [("no",)]
    assert desk.ask("count members of o by year between 2013 and 2014", "certain", "possible") == [
        (0, 0),
        (1, 1),
    ]
    assert desk.ask("changes in o", "date", "change", "certainty") == [
        ("2014-03-23", "joined", "certain"),
        ("2014-03-23", "took office", "certain"),
        ("2020-07-17", "left office", "certain"),
        ("2020-07-17", "left", "certain"),
    ]  # fmt: skip
    assert desk.ask("history of members of o", "from", "to", "certain") == [
        ("2014-03-23", "2020-07-17", ["x"])
    ]
    assert desk.ask("members of o that joined in 2014-03", "certainty") == [("certain",)]
    assert desk.ask("conflicts in o", "standing") == []


def test_what_may_be_either_of_two_holdings_joins_them_in_no_answer(desk: Desk) -> None:
    told(desk, "from: 1992, to: 1999", "from: 2006-03-01, to: 2010", "from: unknown, to: unknown")

    assert desk.ask("periods of x in o", "from", "to", "sources") == [
        ("1992", "1999", ["sa", "sc"]),
        ("2006-03-01", "2010", ["sb", "sc"]),
    ]
    assert desk.ask("members of o as of 2003", "member") == []
    assert desk.ask("members of o that joined in 2006", "from", "certainty") == [("2006-03-01", "certain")]
    assert desk.ask("members of o that joined in 1992", "from", "certainty") == [("1992", "certain")]


def test_a_status_follows_on_another_at_one_event_also_where_a_third_claim_dates_it(desk: Desk) -> None:
    first = membership(desk, "a", ("member", "1992", "1999"), ("suspended", "1999", "2006"))
    desk.db.load(first, recorded_at=DAYS[0])
    desk.db.load(membership(desk, "b", ("suspended", "1999-04-02", "2006-08-16")), recorded_at=DAYS[1])

    assert desk.ask("periods of x in o", "status", "from", "to") == [
        ("member", "1992", "1999"),
        ("suspended", "1999-04-02", "2006-08-16"),
    ]
    assert desk.ask("changes in o", "date", "change") == [
        ("1992", "joined"),
        ("1999-04-02", "suspended"),
        ("2006-08-16", "left"),
    ]
    question = "whether x is member of o including suspended as of 1999-02-01"
    assert desk.ask(question, "answer") == [("yes",)]


def membership(desk: Desk, name: str, *pieces: tuple[str, str, str]) -> Path:
    path = desk.file(name)
    entries = [f"- {{member: x, of: o, status: {s}, from: {f}, to: {t}}}" for s, f, t in pieces]
    path.write_text(
        path.read_text(encoding="utf-8") + "\n".join(["memberships:", *entries, ""]), encoding="utf-8"
    )
    return path


def test_a_beginning_that_nobody_gave_is_one_belief(desk: Desk) -> None:
    """MEANING.md, M44."""
    told(desk, "to: unknown", "to: unknown")
    before = f"known at {DAYS[0][:7]}"

    holders = "holders of o/c as of 2001-01-05"
    assert desk.ask(holders, "from", "to", "sources") == [("unknown", "unknown", ["sa", "sb"])]
    assert desk.ask(f"{holders} {before}", "from", "sources") == [("unknown", ["sa"])]
    assert desk.ask("holders of o/c that began in 2000", "sources") == [(["sa", "sb"],)]
    assert [change for (change,) in desk.ask("changes in o", "change")].count("took office") == 1
    desk.load("a", at=DAYS[2])
    assert desk.ask(holders, "from", "to", "sources") == [("unknown", "unknown", ["sb"])]
    assert desk.ask(f"{holders} known at {DAYS[1]}", "sources") == [(["sa", "sb"],)]
    desk.db.rebuild()
    assert desk.db.verify() == []
    assert desk.ask(holders, "from", "to", "sources") == [("unknown", "unknown", ["sb"])]
    assert desk.ask(f"{holders} {before}", "from", "sources") == [("unknown", ["sa"])]


@pytest.mark.parametrize(
    ("entries", "rows", "day"),
    [
        (
            ["from: 2001-04-13, to: '[2001-04-25..2001-05-07]'", "from: '[2001-04-24..2001-05-02]', to: 2001-05-24"],
            [("2001-04-13", "[2001-04-25..2001-05-07]"), ("[2001-04-24..2001-05-02]", "2001-05-24")],
            ("2001-05-01", ["possible", "possible"]),
        ),
        (
            ["from: '[2005-05-05..2005-12-16]', to: 2007-07-29", "from: '[..2005-06-27]', to: 2007-07-29"],
            [("[2005-05-05..2005-06-27]", "2007-07-29")],
            ("2003-09-03", []),
        ),
        (
            ["observed: 2001-10-01", "from: '[2001-10-02..]'"],
            [("[..2001-10-01]", "[2001-10-02..]"), ("[2001-10-02..]", None)],
            ("2006", ["possible", "possible"]),
        ),
        (
            ["from: 2001-05, to: '[2001-10-02..]'", "from: '[2001-10-02..]', to: 2006"],
            [("2001-05", "[2001-10-02..]"), ("[2001-10-02..]", "2006")],
            ("2005", ["possible", "possible"]),
        ),
        (
            ["from: 2001-05, to: '[..2001-10-02]'", "from: '[..2001-10-02]', to: 2006"],
            [("2001-05", "2006")],
            ("2005", ["certain"]),
        ),
        (
            ["from: 2001", "observed: 2001-03-30"],
            [("[..2001-03-30]", "[2001-03-31..]"), ("2001", None)],
            ("2001-02-01", ["possible", "possible"]),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", ["ab", "ba", "one file"])
def test_what_a_claim_was_told_beside_is_nothing_that_it_says(
    desk: Desk, entries: list[str], rows: list[tuple[str, str]], day: tuple[str, list[str]], order: str
) -> None:
    if order == "one file":
        desk.load("a", *entries, at=DAYS[0])
    else:
        told(desk, *(entries["ab".index(name)] for name in order))

    assert desk.ask("periods of x in o", "from", "to") == rows
    assert [certainty for (certainty,) in desk.ask(f"members of o as of {day[0]}", "certainty")] == day[1]


# ── dates that differ ────────────────────────────────────────────────────────────────────────────


def test_dates_of_one_holding_that_cannot_be_one_day_are_a_conflict(desk: Desk) -> None:
    told(desk, "from: 1992-05, to: 2000", "from: 1993-02, to: 2000-06", "from: 1992, to: 2000")

    assert desk.ask("periods of x in o", "from", "to") == [("1992-05", "2000-06")]
    assert desk.ask("conflicts in o", "member", "holder", "from", "to", "standing", "sources", "other") == [
        (None, "p", "1993-02", "2000-06", "accepted", ["sb"], "substantive from 1992-05 to 2000 (sa)"),
        ("x", None, "1993-02", "2000-06", "accepted", ["sb"], "member from 1992-05 to 2000 (sa)"),
    ]
    assert desk.ask("conflicts in o as of 1992", "member") == []
    assert [
        row for row in desk.ask("why x in o as of 1995", "what", "says", "sources") if row[0] == "conflict"
    ] == [("conflict", "Xland: member in Orgo from 1993-02 to 2000-06 by sb", ["sb"])]
    warnings = [
        problem.message for problem in tempodb.check(*(desk.folder / f"{n}.yaml" for n in "abc"), now=NOW)
    ]
    assert any(
        "`x` member in `o` from 1993-02 to 2000-06 overlaps `x` member in `o` from 1992-05 to 2000" in w
        for w in warnings
    )


@pytest.mark.parametrize(
    "entries",
    [
        ["from: 1992, to: 1999", "from: 1999, to: 2006", "from: 1992-05-15, to: 1999-04-02"],
        ["from: 1992, to: 1999", "from: 1999, to: 2006", "from: 1999-04-02, to: 2006-08-16"],
        ["from: 1992, to: 2006", "from: 1992-05-15, to: 2006-08-16"],
        ["from: 1992, to: 1999", "from: 2001, to: 2006", "from: unknown, to: unknown"],
        ["from: 1992", "observed: 2017-04-18"],
    ],
)
def test_dates_that_agree_are_no_conflict(desk: Desk, entries: Sequence[str]) -> None:
    told(desk, *entries)

    assert desk.ask("conflicts in o", "other") == []
    assert [row for row in desk.ask("why x in o as of 1993", "what") if row == ("conflict",)] == []


@pytest.mark.parametrize("entries", list(permutations(["from: 1992", "from: 1992, to: 2006"])))
def test_ongoing_and_ended_is_a_conflict_whoever_comes_first(desk: Desk, entries: Sequence[str]) -> None:
    told(desk, *entries)

    assert desk.ask("conflicts in o", "from", "to") == [("1992", "2006")] * 2
    assert desk.ask("periods of x in o", "from", "to") == [("1992", None)]


def test_a_holding_that_several_tell_more_and_less_vaguely_is_corrected_as_one(tmp_path: Path) -> None:
    head = "tempodb: 1\ndataset: %s\nstates: {x: {name: X}}\norganizations: {o: {name: O}}\nmemberships:\n"
    with tempodb.open(":memory:") as db:
        for dataset, dates in (("a", "from: 2014, to: 2020"), ("b", "from: 2014-03-23, to: 2020-07-17")):
            file = tmp_path / f"{dataset}.yaml"
            file.write_text(f"{head % dataset}- {{member: x, of: o, {dates}}}\n", encoding="utf-8")
            db.load(file)

        db.run("correct membership of x in o to 2021-01-01")

        assert [(row.from_, row.to) for row in db.query("periods of x in o")] == [
            ("2014-03-23", "2021-01-01")
        ]
        assert db.verify() == []


def test_a_write_knows_nothing_of_a_date_that_its_source_has_withdrawn(desk: Desk) -> None:
    told(
        desk,
        "from: 2001-04-13, to: '[2001-04-25..2001-05-07]'",
        "from: '[2001-04-24..2001-05-02]', to: 2001-05-24",
    )
    desk.load("a", at=DAYS[2])

    desk.db.run(
        "record membership of x in o as suspended from 2001-05-04 to 2001-05-10", recorded_at="2022-01-01"
    )

    assert desk.ask("periods of x in o", "status", "from", "to") == [
        ("member", "[2001-04-24..2001-05-02]", "2001-05-04"),
        ("suspended", "2001-05-04", "2001-05-10"),
        ("member", "2001-05-10", "2001-05-24"),
    ]
    desk.db.rebuild()
    assert desk.db.verify() == []


def test_a_vaguer_source_makes_no_answer_less_certain_where_a_neighbour_narrows_it(desk: Desk) -> None:
    seen = "observed: [2001-03-26, 2001-03-31]"
    exact = "capacity: interim, from: '[2001-03-27..2001-04-07]', to: 2001-04-16"
    vague = "capacity: interim, from: '[2001-03-24..]', to: '[2001-04-14..2001-04-17]'"
    path = desk.file("a")
    entries = [f"- {{holder: p, office: o/c, {entry}}}" for entry in (seen, exact, vague)]
    path.write_text(
        path.read_text(encoding="utf-8") + "\n".join(["tenures:", *entries, ""]), encoding="utf-8"
    )
    desk.db.load(path, recorded_at=DAYS[0])

    assert desk.ask("whether p holds o/c as of 2001-04-16", "answer") == [("no",)]
    assert desk.ask("holders of o/c as of 2001-04-16", "holder") == []
    assert desk.ask("vacancies of o/c between 2001-04-10 and 2001-04-20", "from", "to", "certainty") == [
        ("2001-04-16", "2001-04-21", "certain")
    ]


@pytest.mark.parametrize(
    ("vague", "exact", "write", "rows"),
    [
        (
            "from: 2014, to: 2020",
            "from: 2014-03-23, to: 2020-07-17",
            "end membership of x in o from 2014-06-01",
            [("member", "2014-03-23", "2014-06-01")],
        ),
        (
            "observed: 2017-04-18",
            "from: 2014-03-23",
            "end membership of x in o from 2016-06-01",
            [("member", "2014-03-23", "2016-06-01")],
        ),
        (
            "from: 2014, to: 2020",
            "from: 2014-03-23, to: 2020-07-17",
            "record membership of x in o as suspended from 2020-02-01 to 2020-03-01",
            [
                ("member", "2014-03-23", "2020-02-01"),
                ("suspended", "2020-02-01", "2020-03-01"),
                ("member", "2020-03-01", "2020-07-17"),
            ],
        ),
        (
            "from: 2014, to: 2020",
            "from: 2014-03-23, to: 2020-07-17",
            "retract membership of x in o from 2014-06-01 to 2014-07-01",
            [("member", "2014-03-23", "2014-06-01"), ("member", "2014-07-01", "2020-07-17")],
        ),
    ],
)
@pytest.mark.parametrize("is_vague_first", [True, False])
def test_a_write_cuts_a_vaguer_claim_where_it_cuts_the_holding_of_which_that_tells(
    desk: Desk, vague: str, exact: str, write: str, rows: list[tuple[str, str, str]], is_vague_first: bool
) -> None:
    told(desk, *([vague, exact] if is_vague_first else [exact, vague]))

    desk.db.run(write, recorded_at="2022-01-01")

    assert desk.ask("periods of x in o", "status", "from", "to") == rows
    desk.db.rebuild()
    assert desk.db.verify() == []
    assert desk.ask("periods of x in o", "status", "from", "to") == rows
